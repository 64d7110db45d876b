//! Who hears of a crossing in 1962, and of what its owner makes of it: nobody to whom it was not shown.

use brinkmanship::{
    crisis::{
        Act, CommitmentStatus, Eyes, Order, Refusal, View, holds,
        record::{Cause, LineEvent, What},
    },
    policy::Simple,
    scenario::{
        Scenario,
        model::{Actor, Condition, Horizon},
    },
    transcript::Course,
};

use super::table::{Script, a_move, cuba, fact, game, line, shown, term, track};

/// Games of policies against each other and against nobody.
fn games(scenario: &Scenario, seeds: u64) -> impl Iterator<Item = Course<'_>> {
    let seats = [None, Some(Simple::Random), Some(Simple::Historical), Some(Simple::Hawk)];
    seats
        .into_iter()
        .flat_map(move |first| seats.into_iter().map(move |second| [first, second]))
        .flat_map(move |pair| (0..seeds).map(move |seed| game(scenario, pair, seed)))
}

#[test]
fn nobody_hears_of_a_crossing_that_was_not_shown() {
    let scenario = cuba();
    let warned = line(&scenario, "ru1-no-offensive-missiles");
    let [world_knows, moscow_knows] =
        ["world-knows-of-missiles", "ussr.knows-it-is-known"].map(|id| fact(&scenario, id));
    let (mut passed, mut undone, mut broken) = (0, 0, 0);
    for course in games(&scenario, 12) {
        for entry in &course.record.entries {
            let Some(played) = course.turns.get(usize::from(entry.turn)) else { continue };
            let [world, moscow] = [world_knows, moscow_knows].map(|id| played.closing.fact(id));
            let told = format!("seed {} turn {}: {entry:?}", course.seed, entry.turn);
            match entry.what {
                What::Line {
                    line,
                    event: event @ (LineEvent::LetPass | LineEvent::Faded | LineEvent::Undone | LineEvent::Over),
                    ..
                } if line == warned => {
                    assert!(world || !entry.audience.world(), "{told}");
                    let owner_alone = matches!(event, LineEvent::LetPass | LineEvent::Faded);
                    assert!(world || moscow || !owner_alone || !entry.audience.includes(Actor::Second), "{told}");
                    passed += u32::from(event == LineEvent::LetPass && !world);
                    undone += u32::from(event == LineEvent::Undone && !world);
                }
                What::Commitment(id, CommitmentStatus::Broken, _)
                    if ["september-warning", "promise-to-cuba"]
                        .contains(&scenario.commitments[id.index()].id.as_str()) =>
                {
                    let fallen = played.closing.fact(fact(&scenario, "regime-fallen"));
                    assert!(world || fallen, "{told}");
                    broken += 1;
                }
                _ => {}
            }
        }
    }
    assert!(10 < passed && 2 < undone && 2 < broken, "{passed} {undone} {broken}: too few to say");
}

#[test]
fn what_is_let_pass_in_secret_costs_nothing_until_it_is_known() {
    let scenario = cuba();
    let mut script = Script::history(&scenario).until(1);
    for _ in 1..7 {
        script = script.then(&[], &[], &[]);
    }
    let course = script.clone().play();
    let warned = line(&scenario, "ru1-no-offensive-missiles");
    let state = course.crisis.line(warned);
    assert!(state.declared && state.known && state.passed == 1, "{state:?}");
    assert!(!state.shown && !state.told && state.passes_shown == 0 && state.passes_told == 0, "{state:?}");
    let costs = |course: &Course<'_>| {
        let entries = course.record.entries.iter();
        entries.filter(|entry| entry.cause == Cause::Line(warned) && matches!(entry.what, What::Track(..))).count()
    };
    assert_eq!(costs(&course), 0);
    let knows = |eyes| holds(&scenario, &course.crisis, &Condition::LetPass(warned), eyes);
    assert!(knows(Eyes::Truth) && knows(Eyes::Actor(Actor::First)));
    assert!(!knows(Eyes::Actor(Actor::Second)) && !knows(Eyes::World));
    let [own, other] = Actor::BOTH.map(|actor| course.view(actor).line(warned).expect("it is declared"));
    assert_eq!((own.fade, other.fade), (50, 0), "the line has faded in its owner's eyes alone");
    // Moscow may still bring them home unseen, and its screen says nothing that would make a secret of that a lie.
    let unseen = a_move(&scenario, "ussr-withdraw-before-known");
    assert_eq!(course.view(Actor::Second).check(&Order::default(), Act::Do(unseen)), Ok(()));
    let screen = format!("{:?}", shown(&course, Actor::Second));
    assert!(!screen.contains("lets the crossing") && !screen.contains("broken its word"), "{screen}");
    // Told of it, Moscow and the world see that it was let pass, and it costs what it costs.
    let told = script.then(&["speech-with-summit-offer"], &[], &[]).play();
    let state = told.crisis.line(warned);
    assert!(state.shown && state.told && state.passes_shown == 1 && state.passes_told == 1, "{state:?}");
    assert_eq!(costs(&told), 2, "resolve and standing");
    assert!(holds(&scenario, &told.crisis, &Condition::LetPass(warned), Eyes::World));
}

#[test]
fn missiles_that_are_named_before_the_world_are_known_to_it() {
    let scenario = cuba();
    let (known, promise) = (fact(&scenario, "world-knows-of-missiles"), term(&scenario, "withdraw-missiles"));
    let mut offers = 0;
    for course in games(&scenario, 12) {
        for entry in &course.record.entries {
            let What::Sent { legs, .. } = entry.what else { continue };
            if entry.audience.world() && legs.public >> promise.0 & 1 != 0 {
                offers += 1;
                let end = &course.turns[usize::from(entry.turn)].closing;
                assert!(end.fact(known), "seed {} turn {}", course.seed, entry.turn);
            }
        }
    }
    assert!(20 < offers, "{offers}: too few to say");
    // On a course where nobody had spoken of them: it is heard, and Washington can answer.
    let mut script = Script::history(&scenario).until(1);
    for _ in 1..8 {
        script = script.then(&[], &[], &[]);
    }
    let course = script.then(&[], &["public-turkey-demand"], &[]).play();
    let crisis = &course.crisis;
    assert!(crisis.fact(known) && crisis.sees_track(2, track(&scenario, "missiles-in-cuba")));
    let unseen = Act::Do(a_move(&scenario, "ussr-withdraw-before-known"));
    assert!(course.view(Actor::Second).check(&Order::default(), unseen).is_err());
}

#[test]
fn nobody_demands_that_what_has_gone_shall_go() {
    let scenario = cuba();
    let mut script = Script::history(&scenario).until(1).then(&[], &["ussr-withdraw-before-known"], &[]);
    script = script.then(&[], &[], &[]).then(&["naval-quarantine"], &[], &[]);
    let course = script.clone().play();
    let [gone, before] = ["missiles-withdrawn", "gone-before-told"].map(|id| fact(&scenario, id));
    assert!(course.crisis.fact(gone) && course.crisis.fact(before), "they have gone by turn {}", course.crisis.turn());
    let view = course.view(Actor::First);
    assert_eq!(view.fact(gone), Some(true), "Washington has seen them go");
    for id in ["speech-quarantine-retaliation-clause", "speech-with-summit-offer", "un-first", "strike-at-the-hour"] {
        let found = view.check(&Order::default(), Act::Do(a_move(&scenario, id)));
        assert!(matches!(found, Err(Refusal::Unmet(_))), "{id}: {found:?}");
    }
    // Nor does any game give a word about missiles that have gone.
    let speech = scenario.commitments.iter().position(|data| data.id == "october-speech").expect("the word");
    let mut given = 0;
    for course in games(&scenario, 12) {
        for entry in &course.record.entries {
            if matches!(entry.what, What::Commitment(id, CommitmentStatus::Open, _) if id.index() == speech) {
                given += 1;
                let opening = &course.turns[usize::from(entry.turn)].opening;
                assert!(!opening.fact(gone), "seed {} turn {}", course.seed, entry.turn);
            }
        }
    }
    assert!(10 < given, "{given}: too few to say");
}

#[test]
fn what_went_before_the_world_heard_of_it_was_counted_by_nobody() {
    let scenario = cuba();
    let [gone, known] = ["gone-before-told", "world-knows-of-missiles"].map(|id| fact(&scenario, id));
    // A secret withdrawal that leaks later.
    let mut seen = 0;
    for course in games(&scenario, 20) {
        let Some(outcome) = &course.outcome else { continue };
        let end = outcome.at(Horizon::Later);
        if !end.fact(gone) {
            continue;
        }
        seen += 1;
        let item = |id: &str| {
            let at = scenario.aftermath.iter().position(|item| item.id == id).expect("it is there");
            end.followed(brinkmanship::scenario::model::AftermathId::new(at))
        };
        assert!(!item("counted-at-sea") && !item("counted-as-they-left"), "seed {}", course.seed);
        let told = super::truth::reasons(&scenario, outcome);
        assert!(told.iter().all(|(.., because)| !because.contains("saw them go")), "seed {}", course.seed);
        let world = View::of_world(&scenario, end);
        assert_eq!(world.fact(gone), end.fact(known).then_some(true));
    }
    assert!(2 < seen, "{seen}: too few to say");
}
