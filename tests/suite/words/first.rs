//! Who climbed a ladder first, by an act of its own.

use brinkmanship::{
    crisis::{Eyes, holds},
    scenario::model::{Actor, Condition, Horizon, LadderId, Ledger},
    transcript::Course,
    verdict::{evidence, verdict},
};

use super::{aim, played, upland};

const LOWMARK: Actor = Actor::First;
const EASTERLY: Actor = Actor::Second;

const OUTPOSTS: LadderId = LadderId(0);
const TARIFFS: LadderId = LadderId(1);

/// Who climbed a ladder first, through some eyes.
fn first(course: &Course<'_>, ladder: LadderId, eyes: Eyes) -> [bool; 2] {
    Actor::BOTH.map(|actor| holds(course.scenario, &course.crisis, &Condition::EscalatedFirst(ladder, actor), eyes))
}

/// Three turns on which Lowmark guesses until it dares to raise duties.
const GUESSED: [[&[&str]; 2]; 2] = [[&["count-carts"], &[]], [&["count-carts"], &[]]];

#[test]
fn r4_an_aim_is_met_only_if_the_other_side_escalated_first() {
    let scenario = upland();
    let judged = |turns: &[[&[&str]; 2]]| {
        let course = played(&scenario, &[&GUESSED[..], turns].concat());
        let outcome = course.outcome.as_ref().expect("it has ended");
        let found = verdict(&scenario, outcome, aim(&scenario, "wronged"), Horizon::AtOnce, Ledger::World);
        found.map(|found| found.value)
    };
    let nothing: [&[&str]; 2] = [&[], &[]];
    // Lowmark begins it, and Easterly may answer: the aim is met.
    assert_eq!(judged(&[[&["squeeze"], &[]], [&[], &["tax-back"]], nothing]), Some(100));
    // Easterly begins it; what Lowmark does afterwards mends nothing.
    assert_eq!(judged(&[[&[], &["tax-back"]], [&["squeeze"], &[]], nothing]), Some(0));
    // Both at once: nobody was first.
    assert_eq!(judged(&[[&["squeeze"], &["tax-back"]], [&["squeeze"], &[]], nothing]), Some(0));
    // Nobody escalates: the aim is not met either.
    assert_eq!(judged(&[nothing, nothing, nothing]), Some(0));
}

#[test]
fn the_evidence_of_who_began_it_is_the_turn_on_which_it_climbed() {
    let scenario = upland();
    let nothing: [&[&str]; 2] = [&[], &[]];
    let course = played(&scenario, &[&GUESSED[..], &[[&["squeeze"], &[]], nothing, nothing]].concat());
    let outcome = course.outcome.as_ref().expect("it has ended");
    let rule = &scenario.aims[aim(&scenario, "wronged").index()].verdicts[0];
    let found = evidence(&scenario, outcome, &course.record, rule, (Horizon::AtOnce, Ledger::Known));
    assert_eq!(found.len(), 1);
    assert_eq!((found[0].turn, found[0].text.as_str()), (Some(2), "Lowmark climbs: Tariffs"));
}

#[test]
fn it_is_known_once_the_turn_is_over_and_stays_so() {
    let scenario = upland();
    let mut turns = vec![[&[][..], &["tax-back"][..]]];
    assert_eq!(first(&played(&scenario, &turns), TARIFFS, Eyes::Truth), [false, true]);
    turns.extend(GUESSED);
    turns.push([&["squeeze"], &[]]);
    assert_eq!(first(&played(&scenario, &turns), TARIFFS, Eyes::Truth), [false, true]);
}

#[test]
fn an_act_that_moves_no_rung_up_is_no_escalation() {
    let scenario = upland();
    // The second raid finds the rung where the first has left it; so Lowmark has not climbed.
    let course = played(&scenario, &[[&[], &["raid"]], [&["send-riders"], &[]]]);
    assert_eq!(first(&course, OUTPOSTS, Eyes::Truth), [false, true]);
}

#[test]
fn who_climbed_in_secret_is_not_known_to_have_been_first() {
    let scenario = upland();
    let course = played(&scenario, &[[&["spy-raid"], &[]], [&[], &[]]]);
    assert_eq!(first(&course, OUTPOSTS, Eyes::Truth), [true, false]);
    assert_eq!(first(&course, OUTPOSTS, Eyes::Actor(LOWMARK)), [true, false]);
    assert_eq!(first(&course, OUTPOSTS, Eyes::Actor(EASTERLY)), [false, false]);
    assert_eq!(first(&course, OUTPOSTS, Eyes::World), [false, false]);
}

#[test]
fn a_crisis_that_is_saved_says_who_was_first() {
    let scenario = upland();
    let course = played(&scenario, &[[&[], &["tax-back"]]]);
    let pairs = course.crisis.describe(&scenario);
    let found: Vec<String> = pairs
        .into_iter()
        .filter(|(name, _)| name.starts_with("first.") || name.starts_with("climbed."))
        .map(|(name, value)| format!("{name} = {value}"))
        .collect();
    assert_eq!(
        found,
        ["climbed.tariffs.1 = truth, first, second, world", "first.tariffs.1 = truth, first, second, world"]
    );
}
