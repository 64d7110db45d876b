//! Those ideas of the crisis literature that Ukraine can show, each with a test named after it.

use brinkmanship::{
    crisis::{Act, Order, Refusal},
    scenario::{
        Scenario,
        model::{Actor, Horizon, Ledger},
    },
    transcript::Course,
};

use super::ukraine;
use crate::table::{Script, a_move, fact, points, track};

fn check(course: &Course<'_>, actor: Actor, id: &str) -> Result<(), Refusal> {
    course.view(actor).check(&Order::default(), Act::Do(a_move(course.scenario, id)))
}

#[test]
fn r3_the_same_pressure_by_proxy_and_directly_leaves_moscow_different_moves() {
    let scenario = ukraine();
    // The record to the invasion, without the light arms of January, so that nothing was done through Ukraine yet.
    let before = || {
        Script::history(&scenario)
            .instead(3, Actor::Second, "send-light-arms", None)
            .instead(5, Actor::Second, "flood-light-arms", None)
            .until(6)
    };
    let by_proxy = before().then(&["talk-on-with-a-veto"], &["send-howitzers"], &[]).play();
    let directly = before().then(&["talk-on-with-a-veto"], &["no-fly-zone"], &[]).play();
    // By proxy there is no American force to answer; but there are grounds to shut the patron out.
    assert!(check(&by_proxy, Actor::First, "russia-fight-nato").is_err());
    assert!(check(&by_proxy, Actor::First, "russia-shut-washington-out").is_ok());
    // Directly it is the other way about.
    assert!(check(&directly, Actor::First, "russia-fight-nato").is_ok());
    assert!(check(&directly, Actor::First, "russia-shut-washington-out").is_err());
}

#[test]
fn r4_an_economic_break_is_met_only_if_the_other_side_escalated_first() {
    let scenario = ukraine();
    // The record: Moscow's army moved first.
    let record = Script::history(&scenario).play_out();
    assert_eq!(points(&record, "u9-economic-front", Horizon::Later, Ledger::Known), 100);
    // The same blow, where Moscow never moved an army: no gathering, no blow in Donbas.
    let quiet = Script::history(&scenario)
        .until(0)
        .then(&["no-build-up-minsk"], &["send-two-destroyers"], &[])
        .then(&[], &[], &[])
        .then(&[], &["sanction-in-advance"], &[])
        .play_out();
    assert!(quiet.crisis.fact(fact(&scenario, "reserves-frozen")));
    assert!(points(&quiet, "u9-economic-front", Horizon::Later, Ledger::Known) < 100);
}

#[test]
fn r5_disengagement_is_achieved_without_an_agreement_and_lowered_by_one() {
    let scenario = ukraine();
    let limits = Script::history(&scenario)
        .until(2)
        .then(&["publish-the-drafts", "keep-massing"], &["counter-draft"], &[])
        .then(&["take-the-basket"], &[], &[])
        .play_out();
    let alone = Script::history(&scenario)
        .until(2)
        .then(&["publish-the-drafts", "keep-massing"], &["refuse-any-talks"], &[])
        .then(&["exercises-over"], &[], &[])
        .play_out();
    assert!(limits.crisis.any_agreement() && !alone.crisis.any_agreement());
    assert_eq!(points(&alone, "r11-need-no-deal", Horizon::Later, Ledger::Known), 100, "nothing was needed");
    assert_eq!(points(&limits, "r11-need-no-deal", Horizon::Later, Ledger::Known), 25, "the agreement lowers it");
}

#[test]
fn r6_a_side_that_is_no_party_to_talk_to_finds_the_desk_shut_and_is_told_why() {
    let scenario = ukraine();
    let course = Script::history(&scenario)
        .until(2)
        .then(&["publish-the-drafts", "keep-massing"], &["refuse-any-talks"], &[])
        .play();
    let talks = scenario.channels.iter().find(|channel| channel.id == "talks").expect("the desk");
    for actor in Actor::BOTH {
        let refused =
            check(&course, actor, if actor == Actor::First { "talk-at-three-tables" } else { "written-replies" });
        assert!(matches!(refused, Err(Refusal::ChannelClosed(_))), "{refused:?}");
    }
    assert!(talks.closed.contains("party to talk to"), "{}", talks.closed);
    // A quiet contact opens it again.
    let again = Script::history(&scenario)
        .until(2)
        .then(&["publish-the-drafts", "keep-massing"], &["refuse-any-talks"], &[])
        .then(&["russia-ask-for-terms"], &[], &[])
        .play();
    assert!(check(&again, Actor::First, "take-the-basket").is_ok());
}

/// What an actor sees as Ukraine's will at the start of a turn.
fn seen(scenario: &Scenario, course: &Course<'_>, actor: Actor) -> Option<i32> {
    course.view(actor).track(track(scenario, "ukraine.will"))
}

#[test]
fn both_capitals_misread_ukraines_will_until_it_has_shown_itself() {
    let scenario = ukraine();
    let before = Script::history(&scenario).until(0).play();
    assert_eq!(before.crisis.track(track(&scenario, "ukraine.will")), 60);
    assert_eq!(seen(&scenario, &before, Actor::First), Some(35), "25 below");
    assert_eq!(seen(&scenario, &before, Actor::Second), Some(50), "10 below");
    let after = Script::history(&scenario).until(7).play();
    for actor in Actor::BOTH {
        assert_eq!(seen(&scenario, &after, actor), Some(76), "{actor:?} has seen it");
    }
    // Talking to Kyiv takes a part of the error away.
    let talked = Script::history(&scenario).until(0).then(&["russia-talk-to-kyiv"], &[], &[]).play();
    assert_eq!(seen(&scenario, &talked, Actor::First), Some(43));
}
