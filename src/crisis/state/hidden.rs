//! Hidden information, tried where the fields can be reached: whatever a side may not see is changed at every
//! turn of random play, and neither its view nor its table may change.

use std::path::Path;

use super::{Commitment, CommitmentStatus, Crisis, OfferStatus};
use crate::{
    crisis::{Act, Entry, NoRecord, Order, Record, Seeded, Setup, View, adjudicate, record::What, start},
    policy::{
        Player, Simple,
        planner::{Level, Planner},
        recorded,
    },
    report::table::Table,
    scenario::{
        Scenario, files, load,
        model::{Actor, CutId, FactId, MoveId, Owner, TrackId},
        program::place,
    },
    survey::Staff,
    transcript::Course,
};

/// October 1962, read from its folder.
pub(super) fn cuba() -> Scenario {
    at("scenarios", "cuba-1962")
}

/// A scenario, read from its folder.
fn at(place: &str, id: &str) -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(place).join(id);
    let found = files::read_folder(&folder).unwrap_or_default();
    load(id, &found).scenario.unwrap_or_else(|| panic!("{id} is fit for play"))
}

/// Every scenario present: those that are shipped and those of the tests.
fn every_scenario() -> Vec<Scenario> {
    let mut all = Vec::new();
    for place in ["scenarios", "tests/scenarios"] {
        let folders = files::scenario_folders(&Path::new(env!("CARGO_MANIFEST_DIR")).join(place)).unwrap_or_default();
        all.extend(folders.iter().map(|id| at(place, id)));
    }
    all
}

/// The record with everything changed that an actor may not see: every other such entry is gone, and the rest tell
/// something else. Also how many these were.
fn disguised_record(view: &View<'_>, record: &Record) -> (Record, usize) {
    let known: Vec<*const Entry> = view.entries(record).map(|(entry, _)| std::ptr::from_ref(entry)).collect();
    let mut other = Record::default();
    let mut changed = 0;
    for entry in &record.entries {
        let mut entry_told = entry.clone();
        if !known.contains(&std::ptr::from_ref(entry)) {
            changed += 1;
            if changed % 2 == 0 {
                continue;
            }
            match &mut entry_told.what {
                What::Track(_, from, to) => std::mem::swap(from, to),
                what => *what = What::Catastrophe,
            }
        }
        other.entries.push(entry_told);
    }
    (other, changed)
}

/// The crisis with everything changed that an actor may not see, and how much that was.
fn disguised(scenario: &Scenario, crisis: &Crisis, actor: Actor) -> (Crisis, usize) {
    let mut other = *crisis;
    let mut changed = 0;
    let eyes = actor.index();
    for (at, data) in scenario.tracks.iter().enumerate() {
        // An actor that may not see its own estimate sees it all the same, under the name of what it stands for.
        let stands = data.estimate_of[eyes].is_some_and(|of| !crisis.sees_track(eyes, of));
        if !stands && !crisis.sees_track(eyes, TrackId::new(at)) {
            let value = if crisis.tracks[at] == data.max { data.min } else { data.max };
            other.set_track(scenario, TrackId::new(at), value);
            changed += 1;
        }
    }
    for at in 0..scenario.facts.len() {
        let fact = FactId::new(at);
        if !crisis.sees_fact(eyes, fact) {
            other.set_bit(place::FACTS, at, !crisis.fact(fact));
            changed += 1;
        }
    }
    for at in 0..scenario.moves.len() {
        if !scenario.index.moves_seen[eyes].has(at) {
            other.set_bit(place::DID, at, true);
            other.set_bit(place::DID_LAST, at, true);
            changed += 1;
        }
    }
    for at in 0..scenario.rules.len() {
        let waits = crisis.incidents().any(|(rule, _)| rule.index() == at);
        if !scenario.index.rules_seen[eyes].has(at) && !waits {
            other.set_bit(place::HAPPENED, at, true);
            changed += 1;
        }
    }
    for offer in &mut other.offers {
        if offer.status == OfferStatus::InTransit && offer.from != actor {
            offer.legs.public ^= 1;
            changed += 1;
        }
    }
    for (at, data) in scenario.commitments.iter().enumerate() {
        if !data.audience.includes(actor) && data.owner != actor {
            other.commitments[at] = Commitment { status: CommitmentStatus::Broken, stake: 99 };
            other.mirror_commitment(at);
            changed += 1;
        }
    }
    for (at, data) in scenario.lines.iter().enumerate() {
        let state = &mut other.lines[at];
        if data.owner != Owner::Actor(actor) {
            // One crossing more was let pass where nobody saw it; and the owner may know of the one that stands, or not.
            state.passed = state.passed.saturating_add(1);
            if state.fade < 100 {
                state.fade = state.fade.saturating_add(data.fade).min(99);
            }
            if data.binds == actor && state.crossed && !state.told {
                state.known = !state.known;
            }
            other.mirror_line(at);
            changed += 1;
        }
        let state = &mut other.lines[at];
        if data.owner != Owner::Actor(actor) && !state.declared {
            state.window = 9;
            state.fade = 50;
            other.mirror_line(at);
            changed += 1;
        }
    }
    // Who was first to climb, as all others know it.
    let own = 0..scenario.ladders.len();
    let own = own.flat_map(|ladder| Actor::BOTH.map(|side| place::climb(Some(eyes), ladder, side.index())));
    let own = own.fold(0, |own, bit| own | 1_u64 << bit);
    if scenario.index.firsts != 0 {
        other.bits[place::FIRST] ^= !own;
        other.bits[place::CLIMBED] ^= !own;
        changed += 1;
    }
    let theirs = &scenario.actors[actor.other().index()].dispositions;
    if let Some(another) = theirs.iter().find(|id| Some(**id) != crisis.disposition(actor.other())) {
        other.dispositions[actor.other().index()] = another.0;
        changed += 1;
    }
    (other, changed)
}

#[test]
fn a_view_does_not_change_when_what_it_may_not_know_changes() {
    for scenario in every_scenario() {
        let changed = view_stands(&scenario);
        assert!(scenario.id != "cuba-1962" || 10_000 < changed, "{changed}");
    }
}

/// Plays a scenario at random, and holds that no view changes when what it may not know does. Says how much did.
fn view_stands(scenario: &Scenario) -> usize {
    let mut changed = 0;
    for seed in 0..40 {
        let policies = if seed % 2 == 0 { [Simple::Random; 2] } else { [Simple::Historical; 2] };
        let mut players = Actor::BOTH.map(|actor| Player::new(policies[actor.index()], actor, seed));
        let mut dice = Seeded::new(seed);
        let mut crisis = start(scenario, &Setup::default(), &mut dice, &mut NoRecord);
        while crisis.ended().is_none() {
            for actor in Actor::BOTH {
                let (other, count) = disguised(scenario, &crisis, actor);
                changed += count;
                let (view, still) = (View::of(scenario, &crisis, actor), View::of(scenario, &other, actor));
                assert_eq!(view.seen(), still.seen(), "seed {seed} turn {} {actor:?}", crisis.turn());
                for id in (0..scenario.moves.len()).map(MoveId::new) {
                    let may = |view: &View<'_>| view.check(&Order::default(), Act::Do(id));
                    assert_eq!(may(&view), may(&still), "{}", scenario.moves[id.index()].id);
                }
            }
            let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&View::of(scenario, &crisis, actor)));
            adjudicate(scenario, &mut crisis, &orders, &mut dice, &mut NoRecord)
                .unwrap_or_else(|illegal| panic!("{illegal:?}"));
        }
    }
    changed
}

#[test]
fn a_table_does_not_change_when_what_its_seat_may_not_know_changes() {
    let scenarios = every_scenario();
    assert!(2 < scenarios.len());
    let mut changed = 0;
    let mut passed = 0;
    for (scenario, cut) in scenarios.iter().flat_map(whole_and_cuts) {
        for seed in 0..10 {
            let policies = if seed % 2 == 0 { [Simple::Random; 2] } else { [Simple::Hawk, Simple::Random] };
            let mut players = Actor::BOTH.map(|actor| Player::new(policies[actor.index()], actor, seed));
            let mut course = Course::start(scenario, Setup { cut, ..Setup::default() }, seed);
            loop {
                for actor in Actor::BOTH {
                    let view = course.view(actor);
                    let order =
                        if seed % 3 == 0 { Order::default() } else { players[actor.index()].clone().order(&view) };
                    let order = if course.crisis.ended().is_some() { Order::default() } else { order };
                    let (crisis, count) = disguised(scenario, &course.crisis, actor);
                    let (record, told) = disguised_record(&view, &course.record);
                    changed += count + told;
                    let seen = Table::of(&view, &course.record, &order);
                    let still = Table::of(&View::of(scenario, &crisis, actor), &record, &order);
                    assert!(seen.is_some());
                    assert_eq!(seen, still, "{} seed {seed} turn {} {actor:?}", scenario.id, course.crisis.turn());
                }
                if course.crisis.ended().is_some() {
                    break;
                }
                // Whatever a cut lets pass is hidden as well as what is played.
                let orders = recorded(scenario, &course.crisis, true).inspect(|_| passed += 1);
                let orders = orders
                    .unwrap_or_else(|| Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor))));
                course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
            }
        }
    }
    assert!(10_000 < changed && 10 < passed, "{changed} {passed}");
}

/// A scenario as a whole, and each of its cuts.
fn whole_and_cuts(scenario: &Scenario) -> impl Iterator<Item = (&Scenario, Option<CutId>)> {
    let cuts = (0..scenario.cuts.len()).map(|at| Some(CutId::new(at)));
    std::iter::once(None).chain(cuts).map(move |cut| (scenario, cut))
}

#[test]
fn a_crisis_imagined_from_a_view_looks_the_same_to_it_and_holds_nothing_that_it_may_not_know() {
    let mut changed = 0;
    for scenario in &every_scenario() {
        for seed in 0..12 {
            let policies = if seed % 2 == 0 { [Simple::Random; 2] } else { [Simple::Hawk, Simple::Random] };
            let mut players = Actor::BOTH.map(|actor| Player::new(policies[actor.index()], actor, seed));
            let mut course = Course::start(scenario, Setup::default(), seed);
            // Guesses come from quite another course.
            let mut others = Actor::BOTH.map(|actor| Player::new(Simple::Random, actor, seed + 1_000));
            let mut guesses = Course::start(scenario, Setup::default(), seed + 1_000);
            while course.crisis.ended().is_none() {
                for actor in Actor::BOTH {
                    let view = course.view(actor);
                    let imagined = view.imagine(&guesses.crisis);
                    let at = format!("{} seed {seed} turn {} {actor:?}", scenario.id, course.crisis.turn());
                    assert_eq!(View::of(scenario, &imagined, actor).seen(), view.seen(), "{at}");
                    let (other, count) = disguised(scenario, &course.crisis, actor);
                    changed += count;
                    assert_eq!(View::of(scenario, &other, actor).imagine(&guesses.crisis), imagined, "{at}");
                    // Whoever guesses right imagines what stands, but for the places of what waits.
                    let stands = |crisis: &Crisis| -> Vec<_> {
                        let all = crisis.describe(scenario).into_iter();
                        all.filter(|(name, _)| !name.starts_with("scheduled.")).collect()
                    };
                    assert_eq!(stands(&view.imagine(&course.crisis)), stands(&course.crisis), "{at}");
                }
                let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor)));
                course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
                if guesses.crisis.ended().is_none() {
                    let orders = Actor::BOTH.map(|actor| others[actor.index()].order(&guesses.view(actor)));
                    guesses.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
                }
            }
        }
    }
    assert!(10_000 < changed, "{changed}");
}

#[test]
fn a_planner_orders_and_a_staff_reckons_the_same_when_what_the_seat_may_not_know_changes() {
    let mut changed = 0;
    for scenario in &every_scenario() {
        for seed in 0..2 {
            let mut planners = Actor::BOTH.map(|actor| Planner::new(Level::Cadet, actor, seed));
            let mut staffs = Actor::BOTH.map(|actor| Staff::new(actor, seed));
            let mut course = Course::start(scenario, Setup::default(), seed);
            while course.crisis.ended().is_none() {
                let orders = Actor::BOTH.map(|actor| {
                    let (other, count) = disguised(scenario, &course.crisis, actor);
                    changed += count;
                    if seed == 0 {
                        let reckons = |view: &View<'_>| {
                            let mut estimates = staffs[actor.index()].clone().estimates(view, &Order::default());
                            estimates.iter_mut().for_each(|estimates| estimates.refine(scenario, 4));
                            estimates.map(|estimates| (estimates.assumed().clone(), estimates.lines().to_vec()))
                        };
                        let here = reckons(&course.view(actor));
                        assert!(here.is_some() && here == reckons(&View::of(scenario, &other, actor)));
                    }
                    let mut double = planners[actor.index()].clone();
                    let there = double.order(&View::of(scenario, &other, actor));
                    let here = planners[actor.index()].order(&course.view(actor));
                    assert_eq!(here, there, "{} seed {seed} turn {} {actor:?}", scenario.id, course.crisis.turn());
                    assert_eq!(planners[actor.index()].thoughts(), double.thoughts());
                    staffs[actor.index()].saw(&course.view(actor), &here);
                    here
                });
                course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
            }
        }
    }
    assert!(1_000 < changed, "{changed}");
}
