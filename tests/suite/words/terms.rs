//! Terms: what an offer tells whoever reads it, how an agreement stands, and what is not worth offering.

use brinkmanship::{
    crisis::{Act, Order, Refusal, TermState, record::What},
    report::{debrief::Debrief, table::Table},
    scenario::{
        Scenario,
        model::{Actor, TermId},
    },
    transcript::Course,
};

use super::{a_move, played};
use crate::{
    support::{codes, load_texts, told},
    table::{fact, term},
};

const NORTHMARK: Actor = Actor::First;
const SUNDRIA: Actor = Actor::Second;

/// The crisis of the two letters with some of its text replaced.
fn changed(changes: &[(&str, &str)]) -> String {
    let path = crate::common::root().join("tests/scenarios/two-letters/scenario.ron");
    let mut text = std::fs::read_to_string(path).unwrap();
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    text
}

fn two_letters(changes: &[(&str, &str)]) -> Scenario {
    let loaded = load_texts(&[("scenario.ron", &changed(changes))]);
    let faults = told(&loaded);
    loaded.scenario.unwrap_or_else(|| panic!("{faults}"))
}

fn stands(course: &Course<'_>, id: TermId) -> [Option<TermState>; 2] {
    Actor::BOTH.map(|actor| course.view(actor).term_state(id))
}

#[test]
fn what_an_offer_asks_for_is_learnt_by_whoever_reads_it_on_the_day_it_is_read() {
    let scenario = two_letters(&[(
        "title: \"The rockets leave\", text: \"All of them go home.\",",
        "title: \"The rockets leave\", text: \"All of them go home.\", read: [ Become(\"hotline\") ],",
    )]);
    let known = fact(&scenario, "hotline");
    let sent: [&[&str]; 2] = [&[], &["first-letter"]];
    let nothing: [&[&str]; 2] = [&[], &[]];
    let course = played(&scenario, &[[&[], &["place-rockets"]], sent]);
    assert!(!course.crisis.fact(known), "it is on its way");
    let course = played(&scenario, &[[&[], &["place-rockets"]], sent, nothing]);
    assert!(course.crisis.fact(known), "it has arrived");
    let other = played(&scenario, &[[&[], &["place-rockets"]], nothing, nothing]);
    assert!(!other.crisis.fact(known), "nobody wrote");
    let letter = course.record.entries.iter().position(|entry| matches!(entry.what, What::Arrived(..)));
    let learnt =
        course.record.entries.iter().position(|entry| matches!(entry.what, What::Fact(id, true) if id == known));
    assert!(letter.is_some() && letter < learnt, "{letter:?} {learnt:?}");
}

#[test]
fn a_letter_is_named_to_the_other_side_as_a_cause_only_once_it_has_come() {
    // The title of the letter, among the reasons that Northmark is given for what has moved.
    let named = |course: &Course<'_>| {
        let table = Table::of(&course.view(NORTHMARK), &course.record, &Order::default()).unwrap();
        let all = table.tracks.into_iter().flat_map(|track| track.changes);
        all.filter(|change| change.because.contains("Write privately")).count()
    };
    let cost = ("[ Offer(\"first-letter\") ]", "[ Offer(\"first-letter\"), Change(\"sundria.standing\", -3) ]");
    let turns: [[&[&str]; 2]; 3] = [[&[], &["place-rockets"]], [&[], &["first-letter"]], [&[], &[]]];
    let scenario = two_letters(&[cost]);
    assert_eq!(named(&played(&scenario, &turns[..2])), 0, "it is on its way");
    assert_eq!(named(&played(&scenario, &turns)), 1, "it lies on the table, and what it did may be told");
    let slower = two_letters(&[cost, ("delay: 1, talks: true", "delay: 2, talks: true")]);
    assert_eq!(named(&played(&slower, &turns)), 0, "it is on its way for a turn more");
    let course = played(&slower, &turns[..2]);
    let letter = a_move(&slower, "first-letter");
    assert!(!course.view(NORTHMARK).did_last().any(|id| id == letter));
    assert!(course.view(SUNDRIA).did_last().any(|id| id == letter));
}

#[test]
fn an_agreement_is_under_way_until_all_of_it_is_done_and_a_word_is_in_force_until_it_is_broken() {
    let with = |at_last: &str| {
        let later = format!("effects: [ After(1, [ SetTo(\"rockets\", 0), {at_last} ]),");
        two_letters(&[
        (
            "(date: \"Friday\", headline: \"The answer\", source: [\"fictional\"]),",
            "(date: \"Friday\", headline: \"The answer\", source: [\"fictional\"]),
        (date: \"Sunday\", headline: \"The ships\", source: [\"fictional\"]),",
        ),
        ("effects: [ SetTo(\"rockets\", 0), Become(\"rockets-gone\"),", &later),
        ("carry: ByMove, source", "effects: [], source"),
        ("secret_cost: [ Change(\"northmark.standing\", -2) ]", "secret_cost: [ Commit(\"radar-word\") ]"),
        (
            "\"no-rockets-word\": (",
            "\"radar-word\": (owner: \"northmark\", text: \"The radar stays shut.\", stake: 4, broken: Fact(\"rockets-gone\"), source: [\"fictional\"]),
        \"no-rockets-word\": (",
        ),
    ])
    };
    let scenario = with("Become(\"rockets-gone\")");
    let [rockets, radar] = ["rockets-out", "radar-out"].map(|id| term(&scenario, id));
    let mut turns: Vec<[&[&str]; 2]> =
        vec![[&[], &["place-rockets"]], [&["send-patrol"], &["first-letter"]], [&[], &[]], [&["accept-first"], &[]]];
    let before = played(&scenario, &turns[..3]);
    assert_eq!(stands(&before, rockets), [None, None]);
    let agreed = played(&scenario, &turns);
    assert_eq!(stands(&agreed, rockets), [Some(TermState::UnderWay); 2]);
    assert_eq!(stands(&agreed, radar), [Some(TermState::InForce); 2]);
    turns.push([&[], &[]]);
    let after = played(&scenario, &turns);
    assert_eq!(after.crisis.term_stands(&scenario, rockets), TermState::CarriedOut);
    assert_eq!(after.crisis.term_stands(&scenario, radar), TermState::Broken);
    // Who is set free of a word is held to it no more.
    let released = with("Release(\"radar-word\")");
    assert_eq!(played(&released, &turns).crisis.term_stands(&released, radar), TermState::Lapsed);
}

#[test]
fn a_word_that_is_broken_and_given_anew_is_another_word() {
    let days = ["Sunday", "Monday", "Tuesday", "Thursday"]
        .map(|day| format!("(date: \"{day}\", headline: \"Later\", source: [\"fictional\"]),"))
        .concat();
    let scenario = two_letters(&[
        (
            "(date: \"Friday\", headline: \"The answer\", source: [\"fictional\"]),",
            &format!("(date: \"Friday\", headline: \"The answer\", source: [\"fictional\"]), {days}"),
        ),
        ("when: Fact(\"rockets-gone\"), source", "when: All([ Fact(\"rockets-gone\"), TurnAtLeast(7) ]), source"),
        ("carry: ByMove, source", "effects: [], source"),
        ("secret_cost: [ Change(\"northmark.standing\", -2) ]", "secret_cost: [ Commit(\"radar-word\") ]"),
        (
            "\"rockets-out\": (",
            "\"radar-anew\": (giver: \"northmark\", title: \"The radar anew\", text: \"Again.\", public_cost: [ Commit(\"radar-word\") ], source: [\"fictional\"]),
        \"rockets-out\": (",
        ),
        (
            "legs: [ Public(\"rockets-out\"), Public(\"radar-out\") ]",
            "legs: [ Public(\"radar-anew\") ]",
        ),
        ("channel: \"letters\", turns: (2, 2)", "channel: \"letters\", turns: (4, 4)"),
        (
            "\"ask-for-terms\": (",
            "\"accept-second\": (actor: \"northmark\", channel: \"letters\", title: \"Accept the second\", text: \"Again.\", requires: OnTable(\"second-letter\"), effects: [ Accept(\"second-letter\") ], source: [\"fictional\"]),
        \"ask-for-terms\": (",
        ),
        (
            "\"no-rockets-word\": (",
            "\"radar-word\": (owner: \"northmark\", text: \"The radar stays shut.\", stake: 4, broken: DidNow(\"ask-for-terms\"), source: [\"fictional\"]),
        \"no-rockets-word\": (",
        ),
    ]);
    let [first, anew] = ["radar-out", "radar-anew"].map(|id| term(&scenario, id));
    let turns: [[&[&str]; 2]; 8] = [
        [&[], &["place-rockets"]],
        [&[], &["first-letter"]],
        [&[], &[]],
        [&["accept-first"], &[]],
        [&["ask-for-terms"], &["second-letter"]],
        [&[], &[]],
        [&["accept-second"], &[]],
        [&["ask-for-terms"], &[]],
    ];
    let both = |to: usize| {
        let course = played(&scenario, &turns[..to]);
        [first, anew].map(|id| stands(&course, id))
    };
    assert_eq!(both(4), [[Some(TermState::InForce); 2], [None; 2]]);
    assert_eq!(both(5), [[Some(TermState::Broken); 2], [None; 2]]);
    assert_eq!(both(7), [[Some(TermState::Broken); 2], [Some(TermState::InForce); 2]]);
    assert_eq!(both(8), [[Some(TermState::Broken); 2]; 2]);
    // The debrief has a line for each time that it was given, and each term its own breach.
    let course = played(&scenario, &turns);
    let debrief = Debrief::of(&course);
    let given: Vec<(usize, &str)> = debrief
        .commitments
        .iter()
        .filter(|word| word.text.contains("radar"))
        .map(|word| (word.given.turn, word.became.as_str()))
        .collect();
    assert_eq!(given.iter().map(|(turn, _)| *turn).collect::<Vec<_>>(), [3, 6]);
    assert!(given.iter().all(|(_, became)| became.starts_with("broken")), "{given:?}");
    let carried: Vec<&str> = debrief
        .agreements
        .iter()
        .flat_map(|agreement| &agreement.legs)
        .filter(|leg| leg.title.contains("radar"))
        .map(|leg| leg.carried.as_str())
        .collect();
    assert!(carried[0].contains("broken (turn 4"), "{carried:?}");
    assert!(carried[1].contains("broken (turn 7"), "{carried:?}");
}

#[test]
fn an_offer_in_which_a_side_has_nothing_to_give_is_not_sent_and_the_reason_is_told() {
    // Sundria has no rockets on the island, and knows it.
    let scenario = two_letters(&[]);
    let course = played(&scenario, &[[&[], &[]]]);
    let letter = Act::Do(a_move(&scenario, "first-letter"));
    let view = course.view(SUNDRIA);
    let refused = Refusal::TermUnready(term(&scenario, "rockets-out"));
    assert_eq!(view.check(&Order::default(), letter), Err(refused));
    assert!(!view.open().acts().any(|act| act == letter));
    let course = played(&scenario, &[[&[], &["place-rockets"]]]);
    assert_eq!(course.view(SUNDRIA).check(&Order::default(), letter), Ok(()));
}

#[test]
fn a_term_that_only_itself_could_make_ready_is_found() {
    for requires in ["Fact(\"rockets-gone\")", "Agreed(\"rockets-out\")", "CarriedOut(\"rockets-out\")"] {
        let text = changed(&[(
            "requires: TrackAtLeast(\"rockets\", 1), public_cost",
            &format!("requires: {requires}, public_cost"),
        )]);
        let loaded = load_texts(&[("scenario.ron", &text)]);
        assert!(codes(&loaded).contains(&"never-holds"), "{requires}:\n{}", told(&loaded));
    }
}

#[test]
fn a_term_that_says_when_it_is_done_is_under_way_until_then() {
    let scenario = two_letters(&[
        ("effects: [ SetTo(\"rockets\", 0), Become(\"rockets-gone\"),", "effects: [ SetTo(\"rockets\", 3),"),
        (
            "title: \"The rockets leave\", text: \"All of them go home.\",",
            "title: \"The rockets leave\", text: \"All of them go home.\", done: TrackAtMost(\"rockets\", 2),",
        ),
        ("audience: Only(\"sundria\"), source", "source"),
    ]);
    let rockets = term(&scenario, "rockets-out");
    let turns: [[&[&str]; 2]; 4] =
        [[&[], &["place-rockets"]], [&[], &["first-letter"]], [&[], &[]], [&["accept-first"], &[]]];
    assert_eq!(played(&scenario, &turns).crisis.term_stands(&scenario, rockets), TermState::UnderWay);
}

#[test]
fn what_was_begun_is_broken_off_once_something_has_stopped_it_unless_it_is_done_all_the_same() {
    let of = |done: &str| {
        two_letters(&[
            (
                "effects: [ SetTo(\"rockets\", 0), Become(\"rockets-gone\"),",
                "effects: [ SetTo(\"rockets\", 3), Become(\"rockets-gone\"), After(3, [ SetTo(\"rockets\", 0) ]),",
            ),
            (
                "title: \"The rockets leave\", text: \"All of them go home.\",",
                &format!(
                    "title: \"The rockets leave\", text: \"All of them go home.\", done: {done}, stopped: Fact(\"rockets-gone\"),"
                ),
            ),
            ("audience: Only(\"sundria\"), source", "source"),
        ])
    };
    let turns: [[&[&str]; 2]; 4] =
        [[&[], &["place-rockets"]], [&[], &["first-letter"]], [&[], &[]], [&["accept-first"], &[]]];
    for (done, stands) in [
        ("TrackAtMost(\"rockets\", 2)", TermState::BrokenOff),
        // What says itself that it is done is done, whatever of it still waits on the calendar.
        ("TrackAtMost(\"rockets\", 3)", TermState::CarriedOut),
    ] {
        let scenario = of(done);
        let course = played(&scenario, &turns);
        assert_eq!(course.crisis.term_stands(&scenario, term(&scenario, "rockets-out")), stands, "{done}");
    }
}

#[test]
fn what_changes_by_itself_is_named_as_a_cause_in_words_of_its_own() {
    let turns: [[&[&str]; 2]; 3] = [[&[], &[]], [&["send-patrol"], &[]], [&[], &[]]];
    let because = |changes: &[(&str, &str)]| {
        let scenario = two_letters(changes);
        let table =
            Table::of(&played(&scenario, &turns).view(NORTHMARK), &played(&scenario, &turns).record, &Order::default());
        let all: Vec<String> = table
            .unwrap()
            .tracks
            .into_iter()
            .flat_map(|track| track.changes)
            .map(|change| change.because)
            .filter(|because| because.contains("wait"))
            .collect();
        all
    };
    assert!(
        because(&[]).iter().all(|said| said == "because of \"Both peoples grow tired of waiting\""),
        "{:?}",
        because(&[])
    );
    let named = because(&[(
        "\"weariness\": (text: \"Both peoples grow tired of waiting.\",",
        "\"weariness\": (text: \"Both peoples grow tired of waiting.\", cause: \"the long wait\",",
    )]);
    assert!(!named.is_empty() && named.iter().all(|said| said == "because of the long wait"), "{named:?}");
}
