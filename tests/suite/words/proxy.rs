//! Acts by proxy: who acts through whom, and what the other side can answer.

use brinkmanship::{
    crisis::{Eyes, holds},
    report::{Debrief, table::Table, words},
    scenario::model::{Actor, Condition, During, Horizon, Ledger, Manner},
    verdict::verdict,
};

use super::{a_move, aim, may, played, track, upland};

const LOWMARK: Actor = Actor::First;
const EASTERLY: Actor = Actor::Second;

#[test]
fn r3_the_same_pressure_by_proxy_and_directly_leaves_the_other_side_different_moves() {
    let scenario = upland();
    let direct = played(&scenario, &[[&["send-riders"], &[]]]);
    let by_proxy = played(&scenario, &[[&["arm-the-hillfolk"], &[]]]);
    // The pressure is the same: on every track and every ladder.
    assert_eq!(direct.view(EASTERLY).seen().tracks, by_proxy.view(EASTERLY).seen().tracks);
    assert_eq!(direct.view(EASTERLY).seen().rungs, by_proxy.view(EASTERLY).seen().rungs);
    let standing = track(&scenario, "easterly.standing");
    assert_eq!(direct.crisis.track(standing), 44);
    // The answer is not: who acted itself can be answered itself, who acted through others can be shut out for it.
    assert!(may(&direct, EASTERLY, "burn-the-camp") && !may(&direct, EASTERLY, "bar-the-envoys"));
    assert!(!may(&by_proxy, EASTERLY, "burn-the-camp") && may(&by_proxy, EASTERLY, "bar-the-envoys"));
}

#[test]
fn an_act_by_proxy_gives_grounds_to_shut_the_patron_out_later_and_an_aim_counts_it() {
    let scenario = upland();
    let judged = |last: &[&str]| {
        let course =
            played(&scenario, &[[&["arm-the-hillfolk"], &[]], [&[], &[]], [&[], last], [&[], &[]], [&[], &[]]]);
        let outcome = course.outcome.as_ref().expect("it has ended");
        verdict(&scenario, outcome, aim(&scenario, "say"), Horizon::AtOnce, Ledger::Known).map(|found| found.value)
    };
    assert_eq!((judged(&["bar-the-envoys"]), judged(&[])), (Some(0), Some(100)));
}

#[test]
fn a_secret_act_is_no_act_in_the_eyes_of_the_other_side() {
    let scenario = upland();
    let course = played(&scenario, &[[&["spy-raid"], &[]]]);
    let acted = Condition::Acted(LOWMARK, Manner::Directly, During::Ever);
    let so = |eyes| holds(&scenario, &course.crisis, &acted, eyes);
    assert!(so(Eyes::Truth) && so(Eyes::Actor(LOWMARK)));
    assert!(!so(Eyes::Actor(EASTERLY)) && !so(Eyes::World));
    assert!(!may(&course, EASTERLY, "burn-the-camp"));
}

#[test]
fn cards_the_record_and_the_debrief_say_through_whom() {
    let scenario = upland();
    let course = played(&scenario, &[]);
    let table = Table::of(&course.view(LOWMARK), &course.record, &Default::default()).expect("an actor has a seat");
    let titles: Vec<&str> = table.desks[0].cards.iter().map(|card| card.title.as_str()).collect();
    assert!(titles.contains(&"Arm the hillfolk (through Upland)") && titles.contains(&"Send riders"), "{titles:?}");
    let course = played(&scenario, &[[&["arm-the-hillfolk"], &[]]]);
    let table = Table::of(&course.view(EASTERLY), &course.record, &Default::default()).expect("an actor has a seat");
    let told = |text: &str| table.dispatches.iter().any(|dispatch| dispatch.text == text);
    assert!(told("Lowmark: Arm the hillfolk (through Upland)."), "{:?}", table.dispatches);
    let debrief = Debrief::of(&course);
    assert_eq!(debrief.turns[0].orders[0][0].title, "Arm the hillfolk (through Upland)");
    let id = a_move(&scenario, "arm-the-hillfolk");
    let cause = words::cause(&scenario, brinkmanship::crisis::record::Cause::Move(id));
    assert_eq!(cause, "\"Arm the hillfolk\" (Lowmark, through Upland)");
}
