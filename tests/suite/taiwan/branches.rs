//! The branches that scholars discuss (dossier, section 11), scripted as orders.

use brinkmanship::{
    crisis::Act,
    scenario::model::{Category, Horizon, Ledger},
    transcript::Course,
};

use super::taiwan;
use crate::table::{Script, a_move, ending, fact, line, points, rung, track};

fn category(course: &Course<'_>) -> Category {
    course.scenario.endings[course.crisis.ended().expect("it has ended").index()].category
}

#[test]
fn branch_1_a_meeting_elsewhere_and_aircraft_behind_the_line_end_in_paired_restraint() {
    let scenario = taiwan();
    let mut script = Script::history(&scenario).until(0).then(&["offer-visit-for-talks"], &["meet-on-us-soil"], &[]);
    script = script.then(&["china-press-the-line"], &[], &[]);
    for _ in 2..5 {
        script = script.then(&[], &[], &[]);
    }
    // The other half, in August: back behind the line, and rules for encounters, which Beijing takes up.
    let course = script
        .then(&["return-west-of-the-line"], &["propose-encounters-code"], &[])
        .then(&["take-up-hotline-talks"], &[], &[])
        .play_out();
    assert!(!course.crisis.fact(fact(&scenario, "visit-made")), "nobody lands in Taipei");
    assert!(course.crisis.fact(fact(&scenario, "encounter-rules")));
    assert_eq!(ending(&course), "restraint-paired");
    assert_eq!(category(&course), Category::TacitUnderstanding);
    assert!(80 <= points(&course, "u6-access", Horizon::Later, Ledger::World));
    // The first half alone, as in April 2023, leaves the line where history left it.
    let half = Script::history(&scenario)
        .until(0)
        .then(&["promise-resolute-measures"], &["meet-on-us-soil"], &[])
        .then(&["china-press-the-line"], &[], &[])
        .play_out();
    assert_ne!(ending(&half), "restraint-paired");
    let median = line(&scenario, "t3-median-line");
    assert!(half.crisis.line(median).conduct < course.crisis.line(median).conduct);
}

#[test]
fn branch_2_a_quarantine_uses_law_for_a_weapon_and_stays_below_the_line_of_a_blockade() {
    let scenario = taiwan();
    let course = Script::history(&scenario)
        .instead(
            5,
            brinkmanship::scenario::model::Actor::First,
            "declare-tasks-done",
            Some(Act::Do(a_move(&scenario, "try-inspections"))),
        )
        .then(&["enhanced-customs-inspection"], &[], &[])
        .then(&["board-and-release"], &[], &[])
        .play_out();
    assert_eq!(rung(&course, 8), "quarantine");
    // The zones of August have not been lifted in it, so the law stands beside a closed sea.
    assert_eq!(ending(&course), "papers-and-closed-sea");
    assert_eq!(category(&course), Category::FaitAccompli);
    let blockade = course.crisis.line(line(&scenario, "u2-no-blockade"));
    assert!(0 < blockade.probes && blockade.crossings == 0, "below the line: {blockade:?}");
    let force = course.crisis.line(line(&scenario, "u1-no-force"));
    assert_eq!(force.crossings, 0, "no force has been used");
    assert!(course.crisis.track(track(&scenario, "taiwan.economy")) < 45, "and it has bitten");
    assert_eq!(points(&course, "u1-deter", Horizon::Later, Ledger::World), 25);
}

#[test]
fn branch_3_an_accident_with_the_channels_cut_spirals_as_high_as_boarding_seizure_and_blockade() {
    let scenario = taiwan();
    let carrier = Act::Do(a_move(&scenario, "carrier-through-strait"));
    let usa = brinkmanship::scenario::model::Actor::Second;
    let fell = || {
        let script = Script::history(&scenario)
            .until(4)
            .instead(3, usa, "condemn-and-delay-missile-test", Some(carrier))
            .then(&["mass-crossings", "eight-countermeasures"], &["escort-merchant-ships-early"], &[]);
        let mut script = script;
        script.draws[4].push(("incident".to_owned(), brinkmanship::scenario::model::ScriptedDraw::Yes));
        script.draws[4].push((
            "incident-event".to_owned(),
            brinkmanship::scenario::model::ScriptedDraw::Pick("missile-falls-short".to_owned()),
        ));
        script
    };
    let course = fell().play();
    assert!(course.crisis.fact(fact(&scenario, "military-channels-cut")));
    assert!(course.crisis.incidents().next().is_some(), "it waits for an answer");
    let own = course.view(brinkmanship::scenario::model::Actor::First).incidents().next();
    let other = course.view(usa).incidents().next();
    assert!(own.is_some_and(|(_, known)| known) && other.is_some_and(|(_, known)| !known), "only Beijing knows");
    // Nobody answers it, and there is no line on which to ask: up to a rung of its own, as grave as a blockade, since what
    // nobody has ordered is not said to be one.
    let unanswered = fell().then(&[], &[], &[]).play();
    let spiral = ["arms-length", "locked-on", "strikes-on-taiwan"];
    assert!(spiral.contains(&rung(&course, 4)), "{}", rung(&course, 4));
    assert!(spiral.contains(&rung(&unanswered, 5)), "{}", rung(&unanswered, 5));
    let at = |course: &Course<'_>, turn: usize| {
        scenario.ladders[0].rungs.iter().position(|other| other.id == rung(course, turn)).expect("a rung")
    };
    assert!(at(&course, 4) < at(&unanswered, 5), "it climbs");
    // Explained at once, it does not.
    let explained = fell().then(&["china-explain"], &[], &[]).play();
    assert!(at(&explained, 5) <= at(&course, 4));
    assert!(explained.crisis.incidents().next().is_none());
}

#[test]
fn an_imposed_formula_lowers_what_both_sides_hoped_to_keep_stable_and_a_formula_with_consent_does_not() {
    let scenario = taiwan();
    let imposed = Script::history(&scenario)
        .then(&[], &[], &[])
        .then(&[], &[], &[])
        .then(&[], &[], &[])
        .then(&["lift-for-a-formula"], &["formula-without-taipei"], &[])
        .play_out();
    assert!(imposed.crisis.fact(fact(&scenario, "imposed")));
    assert_eq!(ending(&imposed), "settled-over-its-head");
    let asked = Script::history(&scenario)
        .then(&[], &["usa-consult-taipei"], &[])
        .then(&[], &[], &["taiwan.weighs-the-formula"])
        .then(&[], &[], &[])
        .then(&["lift-for-a-formula"], &["formula-with-taipei"], &[])
        .play_out();
    assert!(!asked.crisis.fact(fact(&scenario, "imposed")));
    assert_eq!(ending(&asked), "settled-with-taipei");
    for id in ["c6-no-rupture", "u2-no-accident", "u4-one-china", "t3-no-bargaining-chip", "u8-no-bargain"] {
        let [low, high] = [&imposed, &asked].map(|course| points(course, id, Horizon::Later, Ledger::World));
        assert!(low < high, "{id}: {low} and {high}");
    }
    assert!(
        imposed.crisis.track(track(&scenario, "taiwan.trust")) + 15
            < asked.crisis.track(track(&scenario, "taiwan.trust"))
    );
}

#[test]
fn without_an_answer_from_taipei_its_consent_cannot_be_offered() {
    let scenario = taiwan();
    let course = Script::history(&scenario).then(&[], &[], &[]).then(&[], &[], &[]).then(&[], &[], &[]).play();
    let view = course.view(brinkmanship::scenario::model::Actor::Second);
    let asked = view.check(&brinkmanship::crisis::Order::default(), Act::Do(a_move(&scenario, "formula-with-taipei")));
    assert!(asked.is_err(), "Taipei has not said that it would agree");
    let imposed =
        view.check(&brinkmanship::crisis::Order::default(), Act::Do(a_move(&scenario, "formula-without-taipei")));
    assert!(imposed.is_ok(), "and can be passed over");
}
