//! Choice and chance, and both minds: what a course owed to whom, what else could have been, and what was believed.

use brinkmanship::{
    crisis::{Act, Order, Setup},
    policy::{Player, Simple},
    report::{
        Debrief,
        debrief::{AheadPart, ChoicePart},
        html, text,
    },
    scenario::{
        Scenario,
        model::{Actor, MoveId},
    },
    survey::{Depth, Turning, ahead, turning},
    transcript::{Course, history_course},
};

use crate::{
    common::{every_scenario, root, scenario_at, test_scenario},
    support::{load_texts, told},
    table::Script,
};

/// A crisis of two days: on the first A can take the prize, and on the second a coin may fall for B.
fn coin(odds: u32) -> Scenario {
    let text = format!(
        r#"(
        format: 1, status: Draft, title: "The coin", summary: "A prize and a coin.",
        actors: {{ "a": (name: "A", decider: "itself"), "b": (name: "B", decider: "itself") }},
        channels: {{ "desk": (title: "Desk") }},
        facts: {{ "taken": (text: "A has the prize."), "fallen": (text: "The coin has fallen for B.") }},
        ladders: {{ "steps": (rungs: [ (id: "one", name: "One", severity: 0), (id: "two", name: "Two", severity: 10) ]) }},
        turns: [ (date: "Monday", headline: "Monday"), (date: "Tuesday", headline: "Tuesday") ],
        moves: {{
            "take": (actor: "a", channel: "desk", turns: (0, 0), escalation: 1, title: "Take the prize", text: "Take it.",
                effects: [Become("taken")]),
            "wait": (actor: "a", channel: "desk", repeat: true, title: "Wait", text: "Wait."),
            "look": (actor: "b", channel: "desk", repeat: true, title: "Look on", text: "Look on."),
        }},
        events: {{ "falls": (title: "The coin falls", text: "It falls for B.", turns: (1, 1), odds: {odds}, effects: [Become("fallen")]) }},
        aims: {{
            "prize": (owner: "a", title: "The prize", text: "Have it.", weight: 10, headline: Known, verdicts: [
                (when: Fact("taken"), verdict: 100, because: "A has it."), (when: Always, verdict: 0, because: "A has it not.") ]),
            "luck": (owner: "b", title: "The coin", text: "Win it.", weight: 10, headline: Known, verdicts: [
                (when: Fact("fallen"), verdict: 100, because: "It fell so."), (when: Always, verdict: 0, because: "It did not.") ]),
        }},
        endings: {{ "over": (title: "Over", category: Stalemate, text: "It is over.") }},
        )"#
    );
    let loaded = load_texts(&[("scenario.ron", &text)]);
    let told = told(&loaded);
    loaded.scenario.unwrap_or_else(|| panic!("{told}"))
}

/// A course between two policies.
fn course(scenario: &Scenario, policies: [Simple; 2], seed: u64) -> Course<'_> {
    let mut course = Course::start(scenario, Setup::default(), seed);
    let mut players = Actor::BOTH.map(|actor| Player::new(policies[actor.index()], actor, seed));
    while course.crisis.ended().is_none() {
        let orders: [Order; 2] = Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor)));
        course.play(orders).unwrap();
    }
    course
}

fn depth(rollouts: u32) -> Depth {
    Depth { rollouts, moves: 20 * rollouts, ..Depth::default() }
}

fn looked(course: &Course<'_>) -> Turning {
    turning(course, &depth(240)).expect("the course has ended")
}

#[test]
fn what_one_order_decides_is_that_sides_choice_and_what_a_coin_decides_is_luck() {
    // The coin never falls, so only A's order says anything.
    let scenario = coin(1);
    let found = looked(&course(&scenario, [Simple::Hawk, Simple::Dove], 1));
    assert!(0.99 < found.choice[0].mean && found.chance.mean < 0.01 && found.choice[1].mean == 0.0, "{found:?}");
    assert!(0.99 < found.turns[0].share.mean && found.turns[0].orders[0].score[0].mean > 20.0);
    assert_eq!(found.came_to, ([100, 0], false));
    // The same with passing: what A let go was its choice too.
    let found = looked(&course(&scenario, [Simple::Dove, Simple::Dove], 1));
    assert!(0.99 < found.choice[0].mean && found.turns[0].orders[0].score[0].mean < -20.0, "{found:?}");
    // A third of the way is the coin now: 50 points of B's, where the order moves 70 of A's.
    let scenario = coin(50_000);
    let found = looked(&course(&scenario, [Simple::Hawk, Simple::Dove], 1));
    let luck = found.chance;
    assert!(0.2 < luck.low && luck.high < 0.5 && found.choice[1].mean < 0.01, "{found:?}");
    assert!((found.chance.mean + found.choice[0].mean + found.choice[1].mean - 1.0).abs() < 1e-9);
}

#[test]
fn each_move_that_was_open_is_followed_to_what_it_would_have_led_to() {
    let scenario = coin(50_000);
    let found = looked(&course(&scenario, [Simple::Dove, Simple::Dove], 3));
    let branches = &found.turns[0].branches[0];
    assert_eq!(branches.len(), 3, "the prize, waiting, and passing");
    let take = scenario.moves.iter().position(|data| data.id == "take").map(MoveId::new).unwrap();
    assert!(branches.iter().any(|branch| branch.act == Some(Act::Do(take))));
    assert_eq!(branches.iter().filter(|branch| branch.chosen).count(), 1, "one of them is what was done");
    for branch in branches {
        let worth = if branch.act == Some(Act::Do(take)) { 100.0 } else { 0.0 };
        assert_eq!(branch.outlook.score[0].mean, worth);
        let other = branch.outlook.score[1];
        assert!(other.low <= 50.0 + 8.0 && 50.0 - 8.0 <= other.high, "the coin is even: {other:?}");
    }
}

#[test]
fn the_jumps_lead_from_what_was_expected_to_what_it_came_to_on_any_number_of_threads() {
    for scenario in every_scenario() {
        let course = course(&scenario, [Simple::Random, Simple::TitForTat], 5);
        let on = |threads: usize| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            // What each move would have led to is followed in the small scenarios only, which takes less time.
            let moves = if scenario.moves.len() < 50 { 160 } else { 0 };
            pool.install(|| turning(&course, &Depth { moves, ..depth(16) }).unwrap())
        };
        let found = on(1);
        assert_eq!(found, on(3), "{}", scenario.id);
        for actor in 0..2 {
            let jumps = found.turns.iter().flat_map(|turn| [turn.orders[0], turn.orders[1], turn.draws]);
            let jumps = [found.before].into_iter().chain(jumps).chain([found.afterwards]);
            let sum: f64 = jumps.map(|jump| jump.score[actor].mean).sum();
            let (from, to) = (found.outset.score[actor].mean, f64::from(found.came_to.0[actor]));
            assert!((from + sum - to).abs() < 1e-6, "{}: {from} and {sum} is not {to}", scenario.id);
        }
        let shares = found.chance.mean + found.choice[0].mean + found.choice[1].mean;
        assert!(!found.moved || (shares - 1.0).abs() < 1e-9, "{}: {shares}", scenario.id);
    }
}

#[test]
fn the_debrief_tells_it_in_a_sentence_a_picture_and_tables_once_the_crisis_has_ended() {
    let scenario = test_scenario("two-letters");
    let played = course(&scenario, [Simple::Hawk, Simple::TitForTat], 2);
    let part = ChoicePart::of(&played, &looked(&played));
    assert!(part.sentence.contains("in 100 was decided by luck"), "{}", part.sentence);
    let debrief = Debrief::of(&played).with_choice(part);
    let page = html::page(&debrief);
    assert!(page.contains("Choice and chance: where it turned") && page.contains("✓ ordered"));
    assert!(text::choice(&debrief, 80).contains("What each move would have led to"));
    assert!(text::short(&debrief, 80).split_whitespace().collect::<Vec<_>>().join(" ").contains("was decided by luck"));
    assert!(text::choice(&Debrief::of(&played), 80).is_empty(), "nothing is told that was not looked into");
    let begun = Course::start(&scenario, Setup::default(), 1);
    assert!(turning(&begun, &depth(24)).is_none(), "a crisis that goes on has not turned out any way yet");
}

#[test]
fn a_record_that_stops_without_an_ending_says_where_and_what_each_open_move_would_lead_to() {
    let scenario = scenario_at(&root().join("scenarios/taiwan-2022"));
    // In the whole scenario, and not in the cut in which the record is told to its end.
    let record = Script::history(&scenario).play();
    assert!(record.crisis.ended().is_none(), "the record stops before an ending");
    let found = ahead(&record, &Depth { rollouts: 64, moves: 1, ..Depth::default() }).expect("it goes on");
    assert_eq!(found.turn, record.turns.len());
    for actor in Actor::BOTH {
        let open = record.view(actor).open().moves().count();
        assert!(open <= found.branches[actor.index()].len(), "every move that is open, and passing");
        for branch in &found.branches[actor.index()] {
            assert!(branch.outlook.score.iter().all(|mean| mean.low <= mean.mean && mean.mean <= mean.high));
        }
    }
    let debrief = Debrief::of(&record).with_ahead(AheadPart::of(&record, &found));
    let told = text::choice(&debrief, 80);
    assert!(told.contains("without an ending") && told.contains("What each move would lead to"), "{told}");
    assert!(html::page(&debrief).contains("Where it stops, and what may come of it"));
    // A crisis that has ended has nothing ahead of it.
    let scenario = test_scenario("two-letters");
    assert!(ahead(&course(&scenario, [Simple::Hawk, Simple::TitForTat], 2), &depth(24)).is_none());
}

#[test]
fn what_was_never_told_is_not_called_a_picture_that_was_whole_before() {
    let scenario = scenario_at(&root().join("scenarios/taiwan-2022"));
    let minds = Debrief::of(&history_course(&scenario).expect("it has a record")).minds;
    for mind in &minds.sides {
        let Some(from) = mind.parted else { continue };
        assert!(
            mind.sentence.contains("had never been told of it") && !mind.sentence.contains("whole"),
            "{}",
            mind.sentence
        );
        let wrong = |turn: usize| mind.beliefs.iter().any(|belief| belief.kind != "resolve" && belief.apart[turn]);
        let turns = mind.beliefs.first().map_or(0, |belief| belief.apart.len());
        assert!((from..turns).all(wrong), "from that turn on there is always something");
    }
}

#[test]
fn what_washington_believed_in_1962_parts_from_the_truth_while_the_missiles_are_hidden() {
    let scenario = scenario_at(&root().join("scenarios/cuba-1962"));
    let debrief = Debrief::of(&history_course(&scenario).unwrap());
    let [washington, moscow] = &debrief.minds.sides;
    let missiles = washington.beliefs.iter().find(|belief| belief.what == "R-12 missiles in Cuba").unwrap();
    assert_eq!(missiles.believed[1], "0", "what cannot be seen is taken to be as it was");
    assert!(missiles.apart.contains(&true) && missiles.apart[0] == (missiles.truth[0] != "0"));
    assert!(washington.beliefs.iter().any(|belief| belief.kind == "accident"), "an incident was taken for an order");
    assert!(moscow.beliefs.iter().any(|belief| belief.kind == "fact"), "Washington had secrets too");
    assert!(washington.furthest.is_some() && !debrief.minds.sentence.is_empty());
    for mind in [washington, moscow] {
        for belief in &mind.beliefs {
            assert_eq!(belief.apart.len(), debrief.turns.len());
            for turn in (0..belief.apart.len()).filter(|_| belief.kind != "resolve") {
                assert_eq!(belief.apart[turn], belief.believed[turn] != belief.truth[turn], "{}", belief.what);
            }
        }
    }
}
