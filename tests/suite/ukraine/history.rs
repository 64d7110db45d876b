//! The record from March 2021 to December 2022 reaches the dossier's rungs, sums, end state, verdicts and red lines.

use brinkmanship::{
    crisis::record::{LineEvent, What},
    scenario::model::{Horizon, WordsWord},
    transcript::history_course,
    verdict::{headline, opinions, score},
};

use super::{rung_on, ukraine};
use crate::table::{Script, aim, ending, fact, line, track};

#[test]
fn the_record_climbs_and_descends_rung_by_rung_on_all_four_ladders() {
    let scenario = ukraine();
    let course = history_course(&scenario).expect("it has a history");
    // The dossier's numbers of the four lanes, turn by turn; none is the lowest rung.
    let expected = [
        ("build-up", "measured-sanctions", "none", "silence"),
        ("build-up", "gas-squeeze", "none", "silence"),
        ("build-up", "gas-squeeze", "none", "silence"),
        ("hybrid-pressure", "gas-squeeze", "grade-a", "silence"),
        ("limited-incursion", "first-sanctions", "grade-a", "silence"),
        ("full-invasion", "financial-blockade", "grade-a", "signalling"),
        ("full-invasion", "financial-blockade", "grade-b", "silence"),
        ("full-invasion", "energy-war", "grade-b", "silence"),
        ("full-invasion", "energy-war", "grade-b", "silence"),
        ("mobilisation", "energy-war", "grade-b", "signalling"),
        ("bombardment", "energy-war", "grade-b", "signalling"),
        ("bombardment", "energy-war", "grade-b", "silence"),
        ("bombardment", "energy-war", "grade-b", "silence"),
    ];
    for (turn, rungs) in expected.iter().enumerate() {
        let found = ["military", "economic", "arms", "nuclear"].map(|ladder| rung_on(&course, ladder, turn));
        assert_eq!(found, [rungs.0, rungs.1, rungs.2, rungs.3], "turn {turn}");
    }
    assert_eq!(ending(&course), "war-goes-on");
}

#[test]
fn the_sums_of_steps_are_the_dossiers_on_every_turn() {
    let scenario = ukraine();
    let course = history_course(&scenario).expect("it has a history");
    let tracks = [
        "pressure",
        "danger",
        "russia.credibility",
        "russia.standing",
        "russia.allies",
        "russia.economy",
        "russia.position",
        "usa.credibility",
        "usa.standing",
        "usa.allies",
        "usa.economy",
        "usa.position",
        "ukraine.endurance",
        "ukraine.will",
    ];
    // E, X, then Russia's R D A C M, America's R D A C M, Ukraine's endurance and will, in raw steps.
    let expected: [[i32; 14]; 13] = [
        [0, 1, 1, 0, 0, 0, 1, 0, 0, 1, 0, 0, -1, 0],
        [2, 2, 2, 0, 0, 1, 3, 1, 0, 2, 0, 0, 0, 0],
        [2, 2, 4, 1, 0, 1, 4, 0, 1, 4, 0, 0, -1, 0],
        [4, 2, 5, 1, 0, 0, 6, 0, 1, 5, 0, 1, -1, 1],
        [6, 2, 6, 2, -1, -1, 7, 1, 1, 7, 0, 2, -1, 2],
        [11, 7, 6, 3, -4, -4, 3, 3, 3, 10, -1, 3, 1, 5],
        [11, 9, 3, 3, -5, -4, 1, 4, 4, 10, -2, 4, 4, 8],
        [13, 10, 4, 4, -5, -3, 0, 6, 4, 11, -3, 5, 3, 8],
        [16, 13, 4, 4, -4, -4, -1, 7, 3, 11, -5, 6, 4, 8],
        [20, 17, 3, 1, -6, -7, -2, 9, 2, 12, -6, 7, 5, 9],
        [22, 19, 3, 2, -9, -8, -4, 11, 1, 13, -7, 8, 3, 10],
        [20, 17, 1, 1, -8, -8, -4, 12, 0, 14, -8, 9, 2, 11],
        [23, 18, 2, 1, -9, -10, -4, 14, 0, 15, -8, 10, 2, 11],
    ];
    let mut parted = Vec::new();
    for (turn, sums) in expected.iter().enumerate() {
        for (id, steps) in tracks.iter().zip(sums) {
            let at = track(&scenario, id);
            // Two points of 100 to a step.
            let moved = course.turns[turn].closing.track(at) - scenario.tracks[at.index()].start;
            if moved != 2 * steps {
                parted.push(format!("turn {turn} {id}: {moved} points for {steps} steps"));
            }
        }
    }
    assert!(parted.is_empty(), "{}", parted.join("\n"));
}

#[test]
fn the_record_ends_in_the_dossiers_state() {
    let scenario = ukraine();
    let course = history_course(&scenario).expect("it has a history");
    let end = course.outcome.as_ref().expect("it has ended").at(Horizon::AtOnce);
    for (id, value) in [
        ("front", 4),
        ("land-held", 17),
        ("eu.gas", 9),
        ("grid", 50),
        ("civilians-killed", 6_884),
        ("soldiers-of-both", 0),
        ("refugees", 7_900_000),
        ("displaced", 5_900_000),
    ] {
        assert_eq!(end.track(track(&scenario, id)), value, "{id}");
    }
    for id in ["grain-deal", "oil-capped", "reserves-frozen", "eu-candidate", "finland-sweden-invited", "ankara-met"] {
        assert!(end.fact(fact(&scenario, id)), "{id}");
    }
    for id in ["kherson-held", "ukraine-in-nato", "nuclear-used", "nato-struck", "western-tanks-sent", "atacms-sent"] {
        assert!(!end.fact(fact(&scenario, id)), "{id}");
    }
    assert!(!end.any_agreement(), "no agreement between the two");
}

#[test]
fn every_aim_of_both_seats_has_the_dossiers_verdict_at_both_dates() {
    let scenario = ukraine();
    let course = history_course(&scenario).expect("it has a history");
    let outcome = course.outcome.as_ref().expect("it has ended");
    let expected = [
        ("r1-no-accession", 0, Some(50)),
        ("r2-lines-of-1997", 0, None),
        ("r3-compliant-ukraine", 0, None),
        ("r4-land", 50, None),
        ("r5-crimea", 0, Some(50)),
        ("r6-equal", 50, None),
        ("r7-regime", 50, Some(100)),
        ("r8-outlast", 50, None),
        ("r9-no-nato-war", 100, None),
        ("u0-deter", 0, None),
        ("u1-sovereign-ukraine", 50, None),
        ("u2-no-wider-war", 100, None),
        ("u3-unity", 100, None),
        ("u4-open-door", 50, None),
        ("u5-reduce-power", 50, None),
        ("u6-bearable", 50, None),
        ("u7-china", 75, None),
    ];
    for (id, value, up_to) in expected {
        for horizon in Horizon::BOTH {
            let found = headline(&scenario, outcome, aim(&scenario, id), horizon).expect("a verdict");
            assert_eq!((found.value, found.up_to), (value, up_to), "{id}");
        }
    }
    // What either leader wanted most is disputed, and the verdict says so.
    for id in ["r10-card", "u8-card", "r11-need-no-deal", "u9-economic-front"] {
        assert!(headline(&scenario, outcome, aim(&scenario, id), Horizon::Later).expect("a verdict").disputed, "{id}");
    }
    let scores =
        brinkmanship::scenario::model::Actor::BOTH.map(|actor| score(&scenario, outcome, actor, Horizon::Later));
    assert_eq!(scores, [45, 60]);
}

#[test]
fn membership_is_refused_in_words_and_its_conduct_contested_between_readings() {
    let scenario = ukraine();
    let course = history_course(&scenario).expect("it has a history");
    let main = line(&scenario, "no-nato-membership");
    let end = course.crisis.line(main);
    assert_eq!(end.words, WordsWord::Denies);
    assert_eq!(end.crossings, 0, "it was never crossed");
    let ascribed: Vec<u8> = scenario
        .readings
        .iter()
        .flat_map(|reading| reading.conduct.iter().filter(|(line, _)| *line == main).map(|(_, conduct)| *conduct))
        .collect();
    assert!(5 <= ascribed.len(), "{ascribed:?}");
    let (low, high) = (ascribed.iter().min().expect("one"), ascribed.iter().max().expect("one"));
    assert!(*low + 60 <= *high, "the readings differ: {ascribed:?}");
    assert!(*low < end.conduct && end.conduct < *high, "the engine's figure lies between them");
}

#[test]
fn the_line_of_crimea_is_struck_and_let_pass_without_the_declared_answer() {
    let scenario = ukraine();
    let course = history_course(&scenario).expect("it has a history");
    let events = |id: &str| -> Vec<(usize, LineEvent)> {
        let wanted = line(&scenario, id);
        let found = course.record.entries.iter().filter_map(|entry| match &entry.what {
            What::Line { line, event, .. } if *line == wanted => Some((usize::from(entry.turn), *event)),
            _ => None,
        });
        found
            .filter(|(_, event)| matches!(event, LineEvent::Crossed | LineEvent::Answered | LineEvent::LetPass))
            .collect()
    };
    assert_eq!(events("crimea"), [(8, LineEvent::Crossed), (9, LineEvent::LetPass)]);
    // The same of the annexed oblasts: Lyman, and then Kherson.
    assert_eq!(events("annexed-oblasts"), [(10, LineEvent::Crossed), (11, LineEvent::LetPass)]);
    // Washington's threat of sanctions was carried out, and Kyiv's of ending the talks.
    assert_eq!(events("invasion-brings-sanctions"), [(5, LineEvent::Crossed), (5, LineEvent::Answered)]);
    assert_eq!(events("no-deal-over-kyiv"), [(9, LineEvent::Crossed), (10, LineEvent::Answered)]);
    // Lines that nobody crossed, whatever was said of them.
    for id in ["no-outside-force", "no-longer-missiles", "every-inch", "nuclear-use", "us-forces-do-not-fight"] {
        assert!(events(id).is_empty(), "{id}");
        assert!(90 <= course.crisis.line(line(&scenario, id)).conduct, "{id}");
    }
    assert_eq!(scenario.lines.len(), 18);
}

#[test]
fn eight_readings_of_the_record_do_not_agree() {
    let scenario = ukraine();
    let course = history_course(&scenario).expect("it has a history");
    let all = opinions(&scenario, course.outcome.as_ref().expect("it has ended"));
    assert_eq!(all.len(), 8);
    let ahead: std::collections::BTreeSet<String> = all.iter().map(|opinion| format!("{:?}", opinion.ahead)).collect();
    assert!(2 <= ahead.len(), "{ahead:?}");
}

#[test]
fn history_ordered_otherwise_comes_out_otherwise() {
    // The guard of the tests above: they can fail.
    let scenario = ukraine();
    let course = Script::history(&scenario).until(5).play_out();
    assert_ne!(ending(&course), "war-goes-on");
}
