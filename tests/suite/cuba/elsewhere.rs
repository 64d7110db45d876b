//! Where the quarrel of 1962 is not over missiles in Cuba: the roads to Berlin, an island without missiles, a war that
//! goes on.

use brinkmanship::{
    crisis::{Act, Order, Setup},
    policy::{Player, Simple},
    scenario::{
        Scenario,
        model::{Actor, Horizon, Ledger},
    },
    transcript::Course,
    verdict::opinions,
};

use super::{
    table::{Script, a_move, cuba, ending, fact, game, line, points, rung, shown, track},
    truth::reasons,
};
use crate::claimed::{Claim, Claims, Said, Seen};

/// History, but that Moscow shuts the roads to Berlin on 24 October, and on the night of the 27th may open them again.
fn roads_shut(scenario: &Scenario, opened: bool) -> Course<'_> {
    let mut script = Script::history(scenario);
    script.orders[6][1].push(Act::Do(a_move(scenario, "close-berlin-access")));
    if opened {
        script.orders[10][1].push(Act::Do(a_move(scenario, "ussr-reopen-berlin")));
    }
    script.play()
}

#[test]
fn a_road_to_berlin_that_was_shut_and_let_pass_does_not_score_as_history() {
    let scenario = cuba();
    let says = |course: &Course<'_>| {
        let outcome = course.outcome.as_ref().expect("it has ended");
        let opinions = opinions(&scenario, outcome);
        let of = |id: &str| scenario.readings.iter().position(|reading| reading.id == id).expect("the school");
        ["us-traditional", "red-line-safranchuk"].map(|id| opinions[of(id)].says.clone())
    };
    let history = Script::history(&scenario).play();
    for (opened, [word, alliance, lever]) in [(true, [50, 50, 25]), (false, [25, 25, 50])] {
        let course = roads_shut(&scenario, opened);
        let state = course.crisis.line(line(&scenario, "ru5-berlin"));
        assert_eq!((state.crossings, state.passed, state.answered), (1, 1, 0), "nobody answered");
        assert_eq!(ending(&course), ending(&history), "over Cuba all went as it did");
        for horizon in Horizon::BOTH {
            let of = |course: &Course<'_>| {
                [("u3-credibility", Ledger::World), ("u5-alliance", Ledger::Known), ("s4-berlin", Ledger::World)]
                    .map(|(id, ledger)| points(course, id, horizon, ledger))
            };
            assert_eq!(of(&course), [word, alliance, lever], "opened: {opened}, {horizon:?}");
            assert!(of(&course).iter().zip(of(&history)).all(|(here, there)| *here != there));
        }
        let (here, there) = (says(&course), says(&history));
        assert!(here.iter().zip(&there).all(|(here, there)| here != there), "{here:?}");
    }
}

/// Whether the roads to Berlin have ever been shut.
fn shut(at: &Seen<'_>) -> bool {
    at.1.line(line(at.0, "ru5-berlin")).crossings != 0
}

/// What may be said only where the roads stayed open.
const OPEN_ROADS: &[Claim] = &[
    ("nobody tried the warnings", |at| !shut(at) && !at.fact("berlin-squeezed")),
    ("Nothing was asked of the alliance", |at| !shut(at) && !at.fact("berlin-squeezed")),
    ("no lever, and none lost", |at| !shut(at)),
    ("not spoken of again in that tone", |at| !shut(at)),
    ("No adventure, and no retreat", |at| !shut(at)),
    ("Nothing was dared", |at| !shut(at)),
    ("A crisis that did not happen", |at| !shut(at) && at.track("dead-by-fire") == 0),
    ("Without a test there is little", |at| !shut(at) && at.track("dead-by-fire") == 0),
    ("little had to be decided", |at| !shut(at) && at.track("dead-by-fire") == 0),
    ("The balance was not tried", |at| !shut(at) && at.track("dead-by-fire") == 0),
];

/// Whether no missile has been in Cuba so far.
fn never_any(course: &Course<'_>) -> bool {
    let missiles = track(course.scenario, "missiles-in-cuba");
    course.turns.iter().all(|played| played.closing.track(missiles) == 0)
}

/// A game of two policies in which the prologue is played too; each turn is looked at before its orders.
fn from_the_summer<'s>(
    scenario: &'s Scenario,
    seats: [Simple; 2],
    seed: u64,
    mut look: impl FnMut(&Course<'_>),
) -> Course<'s> {
    let mut course = Course::start(scenario, Setup::default(), seed);
    let mut players = Actor::BOTH.map(|actor| Player::new(seats[actor.index()], actor, seed));
    while course.crisis.ended().is_none() {
        look(&course);
        let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor)));
        course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
    }
    course
}

#[test]
fn where_no_missile_was_sent_nobody_is_told_of_any() {
    let scenario = cuba();
    let told = ["missiles-sent", "missiles-admitted", "usa.knows-of-missiles", "world-knows-of-missiles"]
        .map(|id| fact(&scenario, id));
    let claims = Claims { always: OPEN_ROADS, ..Claims::default() };
    let mut said = Said::new();
    let (mut quiet, mut briefed) = (0, 0);
    for seats in [[Simple::Random; 2], [Simple::Dove, Simple::Random]] {
        for seed in 0..60 {
            let course = from_the_summer(&scenario, seats, seed, |course| {
                let turn = course.crisis.turn();
                if turn == 0 || !never_any(course) {
                    return;
                }
                // What the turns say of sites, film and launchers is not so.
                for actor in Actor::BOTH {
                    assert_ne!(shown(course, actor).headline, scenario.turns[turn].headline, "seed {seed}, {actor:?}");
                    briefed += 1;
                }
            });
            if !never_any(&course) {
                continue;
            }
            quiet += 1;
            assert!(told.iter().all(|id| !course.crisis.fact(*id)), "{seats:?}, seed {seed}");
            claims.examine(&course, &format!("{seats:?}, seed {seed}"), &mut said);
        }
    }
    assert!(20 < quiet && 100 < briefed, "{quiet} games and {briefed} briefings: too few to say");
    assert!(3 < said.len(), "too few of the phrases are ever said: {said:?}");
}

#[test]
fn ordinary_arms_only_are_no_battlefield_nuclear_arms() {
    let scenario = cuba();
    let course = Course::start(&scenario, Setup::default(), 1);
    let view = course.view(Actor::Second);
    let [ordinary, battlefield] = ["conventional-defence-only", "tactical-nuclear-shield"].map(|id| {
        let act = Act::Do(a_move(&scenario, id));
        assert!(view.acts().contains(&act), "{id} is offered");
        act
    });
    let order = Order::default();
    let order = order.with(view.channel_of(ordinary), ordinary);
    assert!(view.check(&order, battlefield).is_err(), "they exclude each other");
    // Alone they are no missiles that could be announced to the world.
    let mut script = Script::history(&scenario).until(0).then(&[], &["tactical-nuclear-shield"], &[]);
    for _ in 1..4 {
        let course = script.clone().play();
        for id in ["announce-now", "admit-defensive-missiles"] {
            assert!(!course.view(Actor::Second).acts().contains(&Act::Do(a_move(&scenario, id))), "{id}");
        }
        script = script.then(&[], &[], &[]);
    }
}

#[test]
fn a_war_that_goes_on_is_not_said_to_have_stopped() {
    let scenario = cuba();
    let mut seen = 0;
    for first in [Simple::Random, Simple::Historical, Simple::Hawk, Simple::TitForTat] {
        for seed in 0..60 {
            let course = game(&scenario, [Some(first), Some(Simple::Random)], seed);
            if ending(&course) != "war-unended" {
                continue;
            }
            seen += 1;
            for horizon in Horizon::BOTH {
                assert_eq!(
                    points(&course, "u2-avoid-nuclear-war", horizon, Ledger::World),
                    25,
                    "{first:?}, seed {seed}"
                );
            }
            let outcome = course.outcome.as_ref().expect("it has ended");
            for (_, horizon, because) in reasons(&scenario, outcome) {
                for word in ["and stopped", "a little while after", "after the fighting"] {
                    assert!(!because.contains(word), "{first:?}, seed {seed}, {horizon:?}: {because}");
                }
            }
        }
    }
    assert!(0 < seen, "no war of these goes on: too few to say");
}

/// What a briefing may say only while the missiles are a secret between the two.
const OF_A_SECRET: [&str; 5] = [
    "because he does not know",
    "harder to hide",
    "You do not know what he has seen",
    "secrecy allow",
    "little but rumour",
];

/// What a briefing may say only where a line has been drawn at sea.
const OF_A_LINE: [&str; 2] = ["A destroyer captain", "to hold the line is enough"];

/// What a briefing may not say to whoever has said, or heard, that the missiles will be borne.
const OF_A_THREAT: [&str; 3] =
    ["the attack will come in two or three days", "who is counting", "Editors print what they have"];

#[test]
fn what_is_known_borne_or_left_open_is_not_briefed_otherwise() {
    let scenario = cuba();
    let [world, moscow, borne, proclaimed, enforced] = [
        "world-knows-of-missiles",
        "ussr.knows-it-is-known",
        "missiles-accepted",
        "quarantine-proclaimed",
        "quarantine-enforced",
    ]
    .map(|id| fact(&scenario, id));
    let mut seen = [0; 3];
    for seats in [[Simple::Random; 2], [Simple::Dove, Simple::Random]] {
        for seed in 0..60 {
            from_the_summer(&scenario, seats, seed, |course| {
                let crisis = &course.crisis;
                let holds = [
                    (crisis.fact(world) || crisis.fact(moscow), &OF_A_SECRET[..]),
                    (!crisis.fact(proclaimed) && !crisis.fact(enforced), &OF_A_LINE[..]),
                    (crisis.fact(borne) && !crisis.fact(proclaimed), &OF_A_THREAT[..]),
                ];
                for actor in Actor::BOTH {
                    let briefing = shown(course, actor).briefing;
                    for (count, (held, phrases)) in seen.iter_mut().zip(holds) {
                        if !held {
                            continue;
                        }
                        *count += 1;
                        for phrase in phrases {
                            assert!(!briefing.contains(phrase), "seed {seed}, turn {}: {briefing}", crisis.turn());
                        }
                    }
                }
            });
        }
    }
    assert!(seen.iter().all(|count| 0 < *count), "{seen:?}: too few to say");
}

#[test]
fn no_word_of_praise_ends_a_war_begun_on_an_agreement() {
    let scenario = cuba();
    let script = Script::history(&scenario).until(11).then(&["usa-launch-the-strike"], &["accept-by-radio"], &[]);
    let course = script.clone().play();
    assert_eq!(rung(&course, 11), "conventional-strike");
    assert!(course.crisis.fact(fact(&scenario, "struck-on-agreement")), "it had been agreed that they would go");
    let praise = Act::Do(a_move(&scenario, "welcome-without-gloating"));
    assert!(!course.view(Actor::First).acts().contains(&praise), "while the bombs fall");
    let course = script.play_out();
    assert_eq!(ending(&course), "war-unended", "nobody has ceased fire");
    assert_eq!(points(&course, "u3-credibility", Horizon::AtOnce, Ledger::World), 25);
}
