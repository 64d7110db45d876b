//! What play asks in short answers the same as the conditions as they stand, over random play.

use brinkmanship::{
    crisis::{Act, Crisis, Eyes, NoRecord, Order, Seeded, Setup, View, adjudicate, holds, runs, start},
    policy::{Player, Simple},
    scenario::{
        Scenario,
        model::{Actor, AimId, Horizon, Ledger, MoveId},
    },
    verdict::{Outcome, eyes, judge, verdict},
};

use crate::common::every_scenario;

/// How many crises are played of each scenario.
const CRISES: u64 = 150;

/// The moves that can be ordered, by the conditions as they stand.
fn open_moves(scenario: &Scenario, crisis: &Crisis, actor: Actor) -> Vec<MoveId> {
    let mut found: Vec<MoveId> = (0..scenario.moves.len())
        .map(MoveId::new)
        .filter(|id| {
            let data = &scenario.moves[id.index()];
            let own = Eyes::Actor(actor);
            data.actor == actor
                && (usize::from(data.turns.0)..=usize::from(data.turns.1)).contains(&crisis.turn())
                && (data.repeat || !crisis.did(*id))
                && holds(scenario, crisis, &scenario.channels[data.channel.index()].open, own)
                && holds(scenario, crisis, &data.gate, own)
        })
        .collect();
    found.sort_by_key(|id| (scenario.moves[id.index()].channel, *id));
    found
}

#[test]
fn what_is_open_is_what_the_conditions_say_and_the_check_agrees() {
    for scenario in every_scenario() {
        play(&scenario, |crisis| {
            for actor in Actor::BOTH {
                let view = View::of(&scenario, crisis, actor);
                let expected = open_moves(&scenario, crisis, actor);
                let listed: Vec<MoveId> = view
                    .acts()
                    .into_iter()
                    .filter_map(|act| if let Act::Do(id) = act { Some(id) } else { None })
                    .collect();
                assert_eq!(listed, expected, "{} turn {} {actor:?}", scenario.id, crisis.turn());
                for id in (0..scenario.moves.len()).map(MoveId::new) {
                    let checked = view.check(&Order::default(), Act::Do(id)).is_ok();
                    assert_eq!(checked, expected.contains(&id), "{} {}", scenario.id, scenario.moves[id.index()].id);
                }
            }
        });
    }
}

#[test]
fn an_ending_comes_when_its_condition_says_so_and_verdicts_follow_the_rules_as_they_stand() {
    for scenario in every_scenario() {
        for seed in 0..CRISES {
            let mut dice = Seeded::new(seed);
            let crisis = play_one(&scenario, seed, &mut dice, |_| {});
            let outcome = Outcome::run(&scenario, &crisis, &mut dice, &mut NoRecord);
            for (at, aim) in scenario.aims.iter().enumerate() {
                for (horizon, ledger) in
                    Horizon::BOTH.into_iter().flat_map(|horizon| Ledger::BOTH.map(|ledger| (horizon, ledger)))
                {
                    let short = verdict(&scenario, &outcome, AimId::new(at), horizon, ledger);
                    let plain = judge(&scenario, &outcome, &aim.verdicts, horizon, ledger);
                    assert_eq!(short, plain, "{} {} through {:?}", scenario.id, aim.id, eyes(ledger));
                }
            }
        }
    }
}

#[test]
fn every_program_answers_as_its_condition() {
    for scenario in every_scenario() {
        play(&scenario, |crisis| {
            let truth = |code, condition| {
                let short = runs(&scenario, crisis, code);
                assert_eq!(short, holds(&scenario, crisis, condition, Eyes::Truth), "{}: {condition:?}", scenario.id);
            };
            let index = &scenario.index;
            for (key, data) in index.rules.iter().zip(&scenario.rules) {
                truth(key.when, &data.when);
            }
            for (key, data) in index.lines.iter().zip(&scenario.lines) {
                truth(key.crossed, &data.crossed);
                truth(key.probed, &data.probed);
                truth(key.chance, &data.chance);
                truth(key.known, &data.known_when);
            }
            for (code, data) in index.endings.iter().zip(&scenario.endings) {
                if let Some(when) = &data.when {
                    truth(*code, when);
                }
            }
            for (code, when) in index.effects.iter().zip(&scenario.whens) {
                truth(*code, when);
            }
            for ([kept, broken], data) in index.commitments.iter().zip(&scenario.commitments) {
                truth(*kept, &data.kept);
                truth(*broken, &data.broken);
            }
            for (code, data) in index.aftermath.iter().zip(&scenario.aftermath) {
                truth(*code, &data.when);
            }
        });
    }
}

/// Plays random crises and shows each as it stands before orders and at the end.
fn play(scenario: &Scenario, mut look: impl FnMut(&Crisis)) {
    for seed in 0..CRISES {
        let _ = play_one(scenario, seed, &mut Seeded::new(seed), &mut look);
    }
}

fn play_one(scenario: &Scenario, seed: u64, dice: &mut Seeded, mut look: impl FnMut(&Crisis)) -> Crisis {
    let mut crisis = start(scenario, &Setup::default(), dice, &mut NoRecord);
    let mut players = Actor::BOTH.map(|actor| Player::new(Simple::Random, actor, seed));
    while crisis.ended().is_none() {
        look(&crisis);
        let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&View::of(scenario, &crisis, actor)));
        let last = scenario.turns.len() <= crisis.turn() + 1;
        let expected = |crisis: &Crisis| {
            let whens = scenario.endings.iter().enumerate();
            let mut met = whens.filter_map(|(at, data)| data.when.as_ref().map(|when| (at, when)));
            met.find(|(_, when)| holds(scenario, crisis, when, Eyes::Truth)).map(|(at, _)| at)
        };
        adjudicate(scenario, &mut crisis, &orders, dice, &mut NoRecord).expect("what is listed is legal");
        // An ending may itself change what its condition asks, so only those without effects are compared.
        if let Some(ending) = crisis.ended()
            && !last
            && scenario.endings[ending.index()].effects.is_empty()
        {
            assert_eq!(Some(ending.index()), expected(&crisis), "{}", scenario.id);
        }
    }
    crisis
}

#[test]
fn the_figures_in_the_readme_are_of_the_files_as_they_are() {
    let readme = std::fs::read_to_string(crate::common::root().join("README.md")).unwrap();
    let row = readme.lines().find(|line| line.starts_with("| Fingerprint of the files")).expect("the row is there");
    for id in ["cuba-1962", "ukraine-2022", "taiwan-2022"] {
        let loaded = crate::support::load_folder(&crate::common::root().join("scenarios").join(id));
        let print = loaded.scenario.expect("it is well").fingerprint;
        assert!(
            row.contains(&print[..12]),
            "the rules of {id} have changed ({}): run the command above the table, and write down what it prints",
            &print[..12]
        );
    }
}
