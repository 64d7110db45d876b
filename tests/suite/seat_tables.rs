//! What a seat is shown, over random play of every scenario: cards, refusals, the main decision, numbers in range.
//!
//! That nothing in it depends on what the seat may not know is tried in `src/crisis/state/hidden.rs`.

use std::path::PathBuf;

use brinkmanship::{
    crisis::{Act, Crisis, Eyes, Order, Setup, View, holds},
    policy::{Player, Simple},
    report::table::{MomentKind, Slope, Table},
    scenario::{
        Scenario, files, load,
        model::{Actor, PartyId, RuleKind},
    },
    transcript::{Course, history_course},
};

use crate::{
    common::{every_scenario, root, scenario_at},
    support::told,
};

const SEEDS: u64 = 5;

/// The table of a seat, after the one of the turn before where there was one.
fn table(course: &Course<'_>, actor: Actor, order: &Order) -> Table {
    let table = Table::of(&course.view(actor), &course.record, order).unwrap_or_else(|| panic!("an actor has a seat"));
    match course.view_before(actor) {
        Some(before) => table.after(&before),
        None => table,
    }
}

/// Plays a scenario and shows each seat its table on every turn, the first and the one after the end included: with an
/// empty order, and then with more and more of what a policy chose.
fn over_play(scenario: &Scenario, mut each: impl FnMut(&Course<'_>, Actor, &Order, &Table)) {
    for seed in 0..SEEDS {
        let policy = if seed.is_multiple_of(2) { Simple::Random } else { Simple::Hawk };
        let mut players = Actor::BOTH.map(|actor| Player::new(policy, actor, seed));
        let mut course = Course::start(scenario, Setup::default(), seed);
        loop {
            let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor)));
            for actor in Actor::BOTH {
                let mut order = Order::default();
                each(&course, actor, &order, &table(&course, actor, &order));
                if course.crisis.ended().is_some() {
                    continue;
                }
                for (channel, act) in orders[actor.index()].desks() {
                    order = order.with(channel, act);
                    each(&course, actor, &order, &table(&course, actor, &order));
                }
            }
            if course.crisis.ended().is_some() {
                break;
            }
            course.play(orders).unwrap_or_else(|illegal| panic!("{} seed {seed}: {illegal:?}", scenario.id));
        }
    }
}

#[test]
fn every_open_act_is_a_card_without_refusal_and_every_refusal_has_a_reason() {
    let (mut refused, mut displaced, mut known) = (0, 0, 0);
    for scenario in every_scenario() {
        over_play(&scenario, |course, actor, order, table| {
            let view = course.view(actor);
            let place = format!("{} turn {} {actor:?}", scenario.id, table.turn);
            for act in view.acts() {
                let card = table.card(act).unwrap_or_else(|| panic!("{place}: no card for {act:?}"));
                let rest = order.without(view.channel_of(act));
                assert_eq!(card.refused.is_none(), view.check(&rest, act).is_ok(), "{place} {}", card.title);
                assert!(!order.is_empty() || card.refused.is_none(), "{place} {}", card.title);
                assert_eq!(card.displaced, card.refused.is_some(), "{place} {}", card.title);
                assert!(!card.composed && !card.title.is_empty(), "{place} {act:?}");
            }
            let cards = || table.desks.iter().flat_map(|desk| &desk.cards);
            for card in cards() {
                if let Some(why) = &card.refused {
                    assert!(why.ends_with(['.', '!', '?', '"']) && 4 < why.len(), "{place} {}: `{why}`", card.title);
                    refused += 1;
                    displaced += usize::from(card.displaced);
                }
                known += usize::from(card.known);
                assert!(!card.known || table.again, "{place}: a card is known before there was a screen");
            }
            let chosen: Vec<_> = cards().filter(|card| card.chosen).map(|card| card.act).collect();
            assert_eq!(chosen, order.acts().collect::<Vec<_>>(), "{place}");
            assert_eq!(table.unsendable.is_none(), view.check_whole(order).is_ok(), "{place}");
            assert!(table.desks.iter().all(|desk| desk.closed.as_ref().is_none_or(|why| 4 < why.len())), "{place}");
        });
    }
    assert!(0 < refused && 0 < displaced && 0 < known, "{refused} {displaced} {known}");
}

#[test]
fn the_main_decision_has_three_to_seven_cards_where_so_many_are_open_with_a_way_down_and_none_is_refused() {
    let mut turned = 0;
    for scenario in every_scenario() {
        over_play(&scenario, |course, actor, order, table| {
            let place = format!("{} turn {} {actor:?}", scenario.id, table.turn);
            let open = !course.view(actor).acts().is_empty();
            assert_eq!(table.decision.is_some(), open, "{place}");
            let Some(decision) = &table.decision else { return };
            let cards: Vec<_> = decision.cards.iter().map(|(desk, at)| &table.desks[*desk].cards[*at]).collect();
            let all = || table.desks.iter().filter(|desk| desk.closed.is_none()).flat_map(|desk| desk.open());
            let least = all().filter(|card| !matches!(card.act, Act::Withdraw(_))).count().min(3);
            assert!((least..=7).contains(&cards.len()), "{place}: {} of {least}", cards.len());
            if cards.iter().all(|card| Slope::Level < card.slope) {
                let down =
                    all().find(|card| card.slope < Slope::Level && matches!(card.act, Act::Do(_) | Act::Accept(_)));
                assert!(down.is_none(), "{place}: {}", down.map_or("", |card| &card.title));
            }
            // What the turn asks about stands there, if it is open.
            let asked = &scenario.turns[table.turn].decision[actor.index()];
            for id in asked {
                let open = all().find(|card| card.act == Act::Do(*id));
                let there = cards.iter().any(|card| card.act == Act::Do(*id));
                turned += usize::from(there);
                assert!(there || open.is_none() || 6 < asked.len(), "{place}: {}", open.map_or("", |card| &card.title));
            }
            for card in cards {
                // With a part of an order, a card may be in the way of another; it is not refused for itself.
                let refused = card.refused.is_some() && (order.is_empty() || !card.displaced);
                assert!(!refused, "{place} {}: {:?}", card.title, card.refused);
            }
            let mut once = decision.cards.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), decision.cards.len(), "{place}: a card stands there twice");
        });
    }
    assert!(100 < turned, "authors say what their turns are about: {turned}");
}

/// The bundled scenarios that know their history, each with it and without.
fn with_and_without_history() -> Vec<[Scenario; 2]> {
    let mut pairs = Vec::new();
    let folders: Vec<PathBuf> = ["scenarios", "tests/scenarios"]
        .iter()
        .map(|place| root().join(place))
        .flat_map(|place| files::scenario_folders(&place).unwrap_or_default().into_iter().map(move |id| place.join(id)))
        .collect();
    for folder in folders {
        let id = folder.file_name().unwrap().to_string_lossy().into_owned();
        let mut found = files::read_folder(&folder).unwrap();
        if !found.iter().any(|file| file.name == "history.ron") {
            continue;
        }
        // Without its history a scenario is unfinished; that changes nothing of its play.
        for file in &mut found {
            if let ("scenario.ron", Ok(bytes)) = (file.name.as_str(), &mut file.bytes) {
                *bytes = String::from_utf8_lossy(bytes).replace("status: Published", "status: Draft").into_bytes();
            }
        }
        let scenario = |found: &[files::Found]| {
            let loaded = load(&id, found);
            let faults = told(&loaded);
            loaded.scenario.unwrap_or_else(|| panic!("{id}:\n{faults}"))
        };
        let with = scenario(&found);
        // The twin renames texts of the record too, and goes with it.
        found.retain(|file| !["history.ron", "twin.ron"].contains(&file.name.as_str()));
        let without = scenario(&found);
        assert!(with.history.is_some() && without.history.is_none());
        pairs.push([with, without]);
    }
    pairs
}

#[test]
fn nothing_that_a_seat_is_shown_depends_on_what_history_did() {
    let pairs = with_and_without_history();
    assert!(!pairs.is_empty(), "cuba-1962 knows its history");
    for [with, without] in &pairs {
        for seed in 0..SEEDS {
            let mut players = Actor::BOTH.map(|actor| Player::new(Simple::Random, actor, seed));
            let mut courses = [with, without].map(|scenario| Course::start(scenario, Setup::default(), seed));
            loop {
                for actor in Actor::BOTH {
                    let [a, b] = courses.each_ref().map(|course| table(course, actor, &Order::default()));
                    assert_eq!(a.decision, b.decision, "{} seed {seed} turn {}", with.id, a.turn);
                    assert_eq!(a, b, "{} seed {seed} turn {}", with.id, a.turn);
                }
                if courses[0].crisis.ended().is_some() {
                    break;
                }
                let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&courses[0].view(actor)));
                for course in &mut courses {
                    course.play(orders).unwrap_or_else(|illegal| panic!("{} seed {seed}: {illegal:?}", with.id));
                }
            }
        }
    }
}

#[test]
fn every_number_of_a_table_is_in_range() {
    let (mut quiet, mut calm, mut own_incidents) = (0, 0, 0);
    for scenario in every_scenario() {
        over_play(&scenario, |course, actor, _, table| {
            let place = format!("{} turn {} {actor:?}", scenario.id, table.turn);
            assert!(table.seat == actor.index() && table.turn <= table.last, "{place}");
            assert_eq!(table.over, course.crisis.ended().is_some(), "{place}");
            assert_eq!(table.past.len(), table.turn, "{place}");
            assert_eq!(table.headlines.any, 0 < table.turn, "{place}");
            for ladder in &table.ladders {
                let rungs = ladder.rungs.len();
                assert!(ladder.own < rungs && ladder.other < rungs && ladder.peak < rungs, "{place} {}", ladder.name);
                assert!(ladder.own.max(ladder.other) <= ladder.peak, "{place} {}", ladder.name);
                assert!(!ladder.shared || ladder.own == ladder.other, "{place} {}", ladder.name);
                for (at, rung) in ladder.rungs.iter().enumerate() {
                    assert!(rung.severity <= 100, "{place} {}", rung.name);
                    assert_eq!((rung.own, rung.other), (at == ladder.own, at == ladder.other), "{place} {}", rung.name);
                }
            }
            assert!(table.incident_odds.1 <= 100_000 && table.catastrophe_odds.1 <= 100_000, "{place}");
            for track in &table.tracks {
                let range = track.min..=track.max;
                assert!(range.contains(&track.value) && range.contains(&track.start), "{place} {}", track.name);
                assert!(track.changes.iter().all(|change| range.contains(&change.to)), "{place} {}", track.name);
                assert!(track.changes.iter().all(|change| change.turn <= table.turn), "{place} {}", track.name);
                assert!(!track.quiet || track.moved == 0, "{place} {}", track.name);
                quiet += usize::from(track.quiet);
            }
            for line in &table.lines {
                assert!(line.conduct <= 100 && line.fade <= 100, "{place} {}", line.text);
                assert!(line.own || line.answer_due.is_none(), "{place}: only the owner knows its window");
                calm += usize::from(line.calm());
            }
            for offer in &table.talks.offers {
                assert!(('A'..='P').contains(&offer.letter), "{place} {}", offer.letter);
                assert!((1..=table.talks.most_legs).contains(&offer.legs.len()), "{place} {}", offer.in_full);
                assert!(offer.place < scenario.channels.len(), "{place}");
            }
            for term in &table.talks.terms {
                assert!(term.term < scenario.terms.len(), "{place} {}", term.title);
            }
            assert!(table.aims.iter().all(|aim| aim.weight <= 10), "{place}");
            assert!(table.dispatches.iter().all(|dispatch| dispatch.turn <= table.turn), "{place}");
            assert!(table.dispatches.iter().all(|dispatch| !dispatch.text.is_empty()), "{place}");
            // What one's own forces did without orders is not answered by an attack.
            if let Some((rule, _)) = course.crisis.incidents().next()
                && scenario.rules[rule.index()].unordered == Some(actor)
                && let Some(moment) = table.moments.iter().find(|moment| moment.kind == MomentKind::Incident)
            {
                own_incidents += 1;
                for act in &moment.answers {
                    let up = matches!(act, Act::Do(id) if 0 < scenario.moves[id.index()].escalation);
                    assert!(!up, "{place}: {:?}", moment.text);
                }
            }
            assert!(table.moments.iter().all(|moment| !moment.title.is_empty() && !moment.text.is_empty()), "{place}");
            for desk in &table.desks {
                assert!(desk.place < scenario.channels.len(), "{place} {}", desk.title);
                let open: Vec<_> = desk.open().map(|card| (card.standing, card.slope)).collect();
                assert!(open.is_sorted(), "{place} {}: its cards do not go from down to up", desk.title);
            }
            for item in table.map.iter().flat_map(|map| &map.items) {
                let on_globe = |(x, y): &(i32, i32)| (-360_000..=360_000).contains(x) && (-90_000..=90_000).contains(y);
                assert!(item.points.iter().all(on_globe), "{place} {}", item.id);
            }
        });
    }
    assert!(0 < quiet && 0 < calm && 0 < own_incidents, "{quiet} {calm} {own_incidents}");
}

#[test]
fn the_world_has_no_seat_and_so_no_table() {
    let scenario = crate::common::test_scenario("two-letters");
    let course = Course::start(&scenario, Setup::default(), 1);
    let world = View::of_world(&scenario, &course.crisis);
    assert_eq!(Table::of(&world, &course.record, &Order::default()), None);
}

#[test]
fn no_act_of_a_party_is_named_before_its_conditions_could_hold() {
    for scenario in every_scenario() {
        // By the record: what is named as a turn opens is true then, or turns on what only the sides know.
        let (mut named, mut kept) = (0, 0);
        let mut look = |crisis: &Crisis, place: &str| {
            let world = View::of_world(&scenario, crisis);
            for party in 0..scenario.parties.len() {
                for (id, told) in world.acts_of(PartyId::new(party)) {
                    let rule = &scenario.rules[id.index()];
                    let turns = usize::from(rule.turns.0)..=usize::from(rule.turns.1);
                    assert!(turns.contains(&crisis.turn()) && (rule.repeat || !crisis.happened(id)), "{place}");
                    let truly = holds(&scenario, crisis, &rule.when, Eyes::Truth);
                    let hidden = truly != holds(&scenario, crisis, &rule.when, Eyes::World);
                    assert!(!told || truly || hidden, "{place}: {} is named before it could come", rule.id);
                    assert!(told || !truly || hidden, "{place}: {} is not named though all can see why", rule.id);
                    named += usize::from(told);
                    kept += usize::from(!told);
                }
            }
        };
        for seed in 0..SEEDS {
            let mut players = Actor::BOTH.map(|actor| Player::new(Simple::Random, actor, seed));
            let mut course = Course::start(&scenario, Setup::default(), seed);
            while course.crisis.ended().is_none() {
                look(&course.crisis, &format!("{}, seed {seed}, turn {}", scenario.id, course.crisis.turn()));
                let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor)));
                course.play(orders).unwrap_or_else(|illegal| panic!("{} seed {seed}: {illegal:?}", scenario.id));
            }
        }
        let parties = scenario.rules.iter().filter(|rule| matches!(rule.kind, RuleKind::Party(_))).count();
        assert!(parties < 5 || 0 < named && 0 < kept, "{}: {named} named, {kept} not", scenario.id);
    }
}

#[test]
fn the_desk_of_cuba_does_not_tell_how_1962_ends_before_anything_is_announced() {
    let scenario = scenario_at(&root().join("scenarios/cuba-1962"));
    let record = history_course(&scenario).unwrap_or_else(|| panic!("it has a record"));
    let cuba = scenario.parties.iter().position(|party| party.id == "cuba").map(PartyId::new);
    let named = |turn: usize| -> Vec<&str> {
        let world = View::of_world(&scenario, &record.turns[turn].opening);
        let acts = world.acts_of(cuba.unwrap_or_else(|| panic!("there is Cuba"))).filter(|(_, told)| *told);
        acts.map(|(id, _)| scenario.rules[id.index()].id.as_str()).collect()
    };
    let all: Vec<Vec<&str>> = (0..record.turns.len()).map(named).collect();
    for never in ["cuba.sees-its-price", "cuba.not-asked", "cuba.fights", "cuba.mobilises"] {
        let first = all.iter().position(|turn| turn.contains(&never));
        let came = record.turns.iter().position(|played| {
            let rule = scenario.rules.iter().find(|rule| rule.id == never).unwrap_or_else(|| panic!("{never}"));
            holds(&scenario, &played.opening, &rule.when, Eyes::Truth)
        });
        assert!(first.is_none_or(|first| came.is_some_and(|came| came <= first)), "{never}: {first:?}, {came:?}");
    }
    assert!(all.iter().any(|turn| !turn.is_empty()), "there is something to choose: {all:?}");
}
