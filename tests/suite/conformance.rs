//! Conformance over random play, for every scenario present: what must hold of any crisis at any time.

use brinkmanship::{
    crisis::{
        Act, Crisis, Dice, Eyes, Label, NoRecord, Order, Part, Seeded, Setup, View, adjudicate, holds, record::What,
        start,
    },
    policy::{Player, Simple},
    report::table::Table,
    scenario::{
        Scenario,
        model::{Actor, ChannelId, Effect, FactId, LadderId, Legs, LineId, MoveId, Owner, TermId, TrackId, limits},
    },
    transcript::{Course, Transcript, read, replay, write},
};

use crate::common::every_scenario;

const SEEDS: u64 = 100;

fn pair_of(seed: u64) -> [Simple; 2] {
    let all = Simple::ALL;
    let at = |n: u64| all[usize::try_from(n % all.len() as u64).unwrap_or(0)];
    if seed.is_multiple_of(2) { [Simple::Random; 2] } else { [at(seed / 2), at(seed / 10)] }
}

fn play(scenario: &Scenario, seed: u64, mut each: impl FnMut(&Crisis, &[Order; 2])) -> Crisis {
    let pair = pair_of(seed);
    let mut players = Actor::BOTH.map(|actor| Player::new(pair[actor.index()], actor, seed));
    let mut dice = Seeded::new(seed);
    let mut crisis = start(scenario, &Setup::default(), &mut dice, &mut NoRecord);
    let mut turns = 0;
    while crisis.ended().is_none() {
        let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&View::of(scenario, &crisis, actor)));
        each(&crisis, &orders);
        adjudicate(scenario, &mut crisis, &orders, &mut dice, &mut NoRecord)
            .unwrap_or_else(|illegal| panic!("{} seed {seed} turn {turns}: {illegal:?}", scenario.id));
        turns += 1;
        assert!(turns <= scenario.turns.len(), "{} seed {seed} goes on after its last turn", scenario.id);
    }
    crisis
}

/// Chance comes after the lines in a turn; at the limit no later turn would judge what it crossed.
#[test]
fn no_line_stands_uncrossed_at_the_limit_where_what_crosses_it_holds() {
    let mut judged = 0;
    for scenario in every_scenario() {
        for seed in 0..SEEDS {
            let end = play(&scenario, seed, |_, _| {});
            let ending = end.ended().map(|id| &scenario.endings[id.index()]);
            // What an ending brings with it comes after everything else.
            if end.turn() + 1 != scenario.turns.len() || ending.is_none_or(|ending| !ending.effects.is_empty()) {
                continue;
            }
            for (at, line) in scenario.lines.iter().enumerate() {
                let state = end.line(LineId::new(at));
                let holds = state.in_force && holds(&scenario, &end, &line.crossed, Eyes::Truth);
                assert!(state.crossed || !holds, "{} seed {seed}: {}", scenario.id, line.id);
                judged += usize::from(holds);
            }
        }
    }
    assert!(100 < judged, "{judged} crossed lines were looked at");
}

#[test]
fn the_first_turn_looks_alike_whoever_leads_the_other_side() {
    for scenario in every_scenario() {
        for actor in Actor::BOTH {
            let theirs = &scenario.actors[actor.other().index()].dispositions;
            let mut first: Option<Vec<Option<i32>>> = None;
            for id in theirs {
                let mut setup = Setup::default();
                setup.dispositions[actor.other().index()] = Some(*id);
                let crisis = start(&scenario, &setup, &mut Seeded::new(1), &mut NoRecord);
                let view = View::of(&scenario, &crisis, actor);
                let seen: Vec<Option<i32>> =
                    (0..scenario.tracks.len()).map(|at| view.track(TrackId::new(at))).collect();
                match &first {
                    Some(first) => {
                        assert_eq!(*first, seen, "{}: {}", scenario.id, scenario.dispositions[id.index()].id)
                    }
                    None => first = Some(seen),
                }
            }
        }
    }
}

#[test]
fn open_moves_are_sorted_never_lacking_and_each_is_accepted() {
    for scenario in every_scenario() {
        for seed in 0..SEEDS {
            play(&scenario, seed, |crisis, _| {
                for actor in Actor::BOTH {
                    let view = View::of(&scenario, crisis, actor);
                    let acts = view.acts();
                    assert!(
                        !acts.is_empty(),
                        "{} seed {seed}: nothing to order on turn {}",
                        scenario.id,
                        crisis.turn()
                    );
                    let moves: Vec<_> = acts
                        .iter()
                        .filter_map(|act| match act {
                            Act::Do(id) => Some((scenario.moves[id.index()].channel, *id)),
                            _ => None,
                        })
                        .collect();
                    assert!(moves.is_sorted(), "{} seed {seed}", scenario.id);
                    for act in &acts {
                        assert_eq!(view.check(&Order::default(), *act), Ok(()), "{} seed {seed} {act:?}", scenario.id);
                    }
                    // What is not listed is refused, with a reason.
                    for id in view.candidates() {
                        let listed = acts.contains(&Act::Do(*id));
                        assert_eq!(view.check(&Order::default(), Act::Do(*id)).is_ok(), listed);
                    }
                }
            });
        }
    }
}

#[test]
fn every_number_stays_in_range() {
    for scenario in every_scenario() {
        for seed in 0..SEEDS {
            let in_range = |crisis: &Crisis| {
                for (at, track) in scenario.tracks.iter().enumerate() {
                    let value = crisis.track(TrackId::new(at));
                    assert!(track.min <= value && value <= track.max, "{} {}: {value}", scenario.id, track.id);
                }
                for (at, ladder) in scenario.ladders.iter().enumerate() {
                    assert!(usize::from(crisis.rung(LadderId::new(at))) < ladder.rungs.len());
                }
                for at in 0..scenario.lines.len() {
                    let line = crisis.line(LineId::new(at));
                    assert!(line.conduct <= 100 && line.fade <= 100);
                }
                for term in (0..scenario.terms.len()).map(TermId::new) {
                    assert!(
                        !crisis.carried_out(term) || crisis.agreed(term),
                        "a term is carried out that nobody agreed"
                    );
                    assert!(!(crisis.agreed_in_public(term) && crisis.agreed_in_secret(term)));
                }
            };
            let end = play(&scenario, seed, |crisis, _| in_range(crisis));
            in_range(&end);
            assert!(end.ended().is_some());
        }
    }
}

#[test]
fn a_line_that_a_side_draws_for_itself_in_private_is_told_to_no_one_else() {
    let mut told = 0;
    for scenario in every_scenario() {
        for seed in 0..SEEDS / 4 {
            let pair = pair_of(seed);
            let mut players = Actor::BOTH.map(|actor| Player::new(pair[actor.index()], actor, seed));
            let mut course = Course::start(&scenario, Setup::default(), seed);
            while course.crisis.ended().is_none() {
                let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor)));
                course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
            }
            for entry in &course.record.entries {
                let What::Line { line, .. } = entry.what else { continue };
                let data = &scenario.lines[line.index()];
                if data.owner == Owner::Actor(data.binds) && !course.crisis.line(line).declared {
                    assert!(!entry.audience.includes(data.binds.other()), "{} seed {seed} {entry:?}", scenario.id);
                    told += 1;
                }
            }
        }
    }
    assert!(0 < told, "cuba-1962 has such a line");
}

#[test]
fn a_secret_order_of_one_side_does_not_change_what_the_other_may_order() {
    // The same orders but for moves that the other side cannot see, whose effects it cannot see either.
    for scenario in every_scenario() {
        for seed in 0..SEEDS {
            play(&scenario, seed, |crisis, orders| {
                for actor in Actor::BOTH {
                    let other = actor.other();
                    let mut fewer = *orders;
                    for act in orders[actor.index()].acts() {
                        if let Act::Do(id) = act
                            && !scenario.index.moves_seen[other.index()].has(id.index())
                        {
                            let channel = scenario.moves[id.index()].channel;
                            fewer[actor.index()] = fewer[actor.index()].without(channel);
                        }
                    }
                    if fewer == *orders
                        || View::of(&scenario, crisis, actor).check_whole(&fewer[actor.index()]).is_err()
                    {
                        continue;
                    }
                    let after = |orders: &[Order; 2]| {
                        let mut crisis = *crisis;
                        let done = adjudicate(&scenario, &mut crisis, orders, &mut Never, &mut NoRecord);
                        assert!(done.is_ok());
                        crisis
                    };
                    let (with, without) = (after(orders), after(&fewer));
                    let seen = |crisis: &Crisis| View::of(&scenario, crisis, other).seen();
                    let (a, b) = (seen(&with), seen(&without));
                    // What became visible through visible effects may differ; all else may not.
                    if a.tracks == b.tracks
                        && a.facts == b.facts
                        && a.rungs == b.rungs
                        && a.offers == b.offers
                        && a.lines == b.lines
                        && a.agreed == b.agreed
                        && a.incidents == b.incidents
                        && a.commitments == b.commitments
                        && a.ended == b.ended
                    {
                        assert_eq!(a.acts, b.acts, "{} seed {seed} turn {}", scenario.id, crisis.turn());
                    }
                }
            });
        }
    }
}

/// What a seat is shown, as text: its table, and every offer on it.
fn shown(course: &Course<'_>, seat: Actor) -> String {
    let table = Table::of(&course.view(seat), &course.record, &Order::default());
    let table = table.unwrap_or_else(|| panic!("an actor has a seat"));
    serde_json::to_string(&table).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_letter_on_its_way_changes_nothing_that_the_side_it_goes_to_is_shown() {
    let (mut compared, mut beside) = (0, 0);
    for scenario in every_scenario() {
        for seed in 0..SEEDS / 10 {
            let mut players = Actor::BOTH.map(|actor| Player::new(Simple::Random, actor, seed));
            let mut course = Course::start(&scenario, Setup::default(), seed);
            while course.crisis.ended().is_none() {
                let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor)));
                for sender in Actor::BOTH {
                    let seat = sender.other();
                    let Some((desk, letter)) = slow_letter(&course, sender) else { continue };
                    let mut without = orders;
                    without[sender.index()] = orders[sender.index()].without(desk);
                    // The side that it goes to writes as well, so that there is something on its table to be named.
                    if let Some((desk, own)) = slow_letter(&course, seat) {
                        without[seat.index()] = orders[seat.index()].without(desk).with(desk, own);
                        beside += 1;
                    }
                    let mut with = without;
                    with[sender.index()] = with[sender.index()].with(desk, letter);
                    let after = |orders: [Order; 2]| {
                        let mut course = course.clone();
                        course.play(orders).is_ok().then_some(course)
                    };
                    let (Some(with), Some(without)) = (after(with), after(without)) else { continue };
                    // What chance does is no secret letter's doing, and an agreement of letters that match is no secret.
                    if with.crisis.any_agreement() != without.crisis.any_agreement() {
                        continue;
                    }
                    let place = format!("{} seed {seed} turn {} {seat:?}", scenario.id, course.crisis.turn());
                    assert_eq!(with.view(seat).seen(), without.view(seat).seen(), "{place}");
                    let (there, here) = (shown(&with, seat), shown(&without, seat));
                    let parts = there.bytes().zip(here.bytes()).position(|(a, b)| a != b).unwrap_or(0);
                    let part = |text: &str| text.chars().skip(parts.saturating_sub(80)).take(200).collect::<String>();
                    assert!(there == here, "{place}:\n{}\n{}", part(&there), part(&here));
                    compared += 1;
                }
                course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
            }
        }
    }
    assert!(100 < compared && 50 < beside, "{compared} {beside}");
}

/// An offer that an actor could send by a desk with a delay: one that its author has written and that does nothing else, or
/// one that is composed.
fn slow_letter(course: &Course<'_>, from: Actor) -> Option<(ChannelId, Act)> {
    let scenario = course.scenario;
    let slow = (0..scenario.channels.len()).map(ChannelId::new).filter(|id| {
        let data = &scenario.channels[id.index()];
        data.talks && 0 < data.delay
    });
    let terms = (0..scenario.terms.len()).map(|at| Legs { public: 1 << at, secret: 0 });
    let composed = slow.flat_map(|desk| terms.clone().map(move |legs| (desk, Act::Offer(desk, legs))));
    let view = course.view(from);
    let written = scenario.moves.iter().enumerate().filter(|(_, data)| {
        data.actor == from
            && scenario.posts(data)
            && data.effects.iter().all(|effect| matches!(effect, Effect::Offer(_)))
    });
    let all = written.map(|(at, data)| (data.channel, Act::Do(MoveId::new(at)))).chain(composed);
    // Each side offers another thing.
    let mut fit = all.filter(|(_, act)| view.check(&Order::default(), *act).is_ok());
    fit.nth(from.index())
}

/// Dice with which nothing happens.
struct Never;

impl Dice for Never {
    fn begins(&mut self, _part: Part) {}

    fn chance(&mut self, _label: Label, _odds: u32) -> bool {
        false
    }

    fn pick(&mut self, _label: Label, _choices: &[(u16, u32)]) -> usize {
        0
    }
}

#[test]
fn a_saved_crisis_replays_to_the_same_state_turn_by_turn() {
    for scenario in every_scenario() {
        for seed in 0..SEEDS {
            let pair = pair_of(seed);
            let mut players = Actor::BOTH.map(|actor| Player::new(pair[actor.index()], actor, seed));
            let mut course = Course::start(&scenario, Setup::default(), seed);
            while course.crisis.ended().is_none() {
                let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor)));
                course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
                // Saved, loaded and replayed at every turn.
                {
                    let saved = Transcript::of(&course, ["one", "two"]);
                    let text = write(&saved).unwrap_or_else(|error| panic!("{error}"));
                    let loaded = read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
                    assert_eq!(saved, loaded);
                    let again = replay(&scenario, &loaded).unwrap_or_else(|error| panic!("{error}"));
                    assert_eq!(again.divergence, None, "{} seed {seed}", scenario.id);
                    assert_eq!(again.course.crisis, course.crisis, "{} seed {seed}", scenario.id);
                    assert_eq!(again.course.record, course.record, "{} seed {seed}", scenario.id);
                    assert_eq!(again.course.outcome, course.outcome);
                }
            }
        }
    }
}

#[test]
fn a_recorded_course_and_a_counted_run_of_the_same_seed_are_the_same() {
    for scenario in every_scenario() {
        for seed in 0..SEEDS / 4 {
            let end = play(&scenario, seed, |_, _| {});
            let pair = pair_of(seed);
            let mut players = Actor::BOTH.map(|actor| Player::new(pair[actor.index()], actor, seed));
            let mut course = Course::start(&scenario, Setup::default(), seed);
            while course.crisis.ended().is_none() {
                let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor)));
                course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
            }
            assert_eq!(course.crisis, end, "{} seed {seed}", scenario.id);
        }
    }
}

#[test]
fn the_truth_holds_at_least_what_each_side_sees_of_facts() {
    for scenario in every_scenario() {
        for seed in 0..SEEDS / 4 {
            play(&scenario, seed, |crisis, _| {
                for fact in (0..scenario.facts.len()).map(FactId::new) {
                    let condition = brinkmanship::scenario::model::Condition::Fact(fact);
                    for actor in Actor::BOTH {
                        let seen = holds(&scenario, crisis, &condition, Eyes::Actor(actor));
                        let truth = crisis.fact(fact);
                        let start = scenario.index.facts.has(fact.index());
                        assert!(seen == truth || (!crisis.sees_fact(actor.index(), fact) && seen == start));
                    }
                }
                assert!(crisis.offers().len() == limits::LIVE_OFFERS);
            });
        }
    }
}
