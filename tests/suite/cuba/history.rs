//! The historical line reaches the dossier's end state and every verdict.

use brinkmanship::{
    crisis::record::{LineEvent, What},
    scenario::model::{Actor, Horizon, Owner, WordsWord},
    transcript::history_course,
    verdict::{headline, score},
};

use super::table::{Script, aim, cuba, ending, fact, line, rung, term, track};

#[test]
fn the_record_climbs_and_descends_rung_by_rung() {
    let scenario = cuba();
    let course = history_course(&scenario).expect("1962 has a history");
    let rungs: Vec<&str> = (0..course.turns.len()).map(|turn| rung(&course, turn)).collect();
    let expected = [
        "solemn-declarations",
        "secret-deployment",
        "secret-deployment",
        "secret-deployment",
        "public-accusation",
        "quarantine-proclaimed",
        "super-readiness",
        "super-readiness",
        "super-readiness",
        "lethal-exchange",
        "lethal-exchange",
        "public-accusation",
        "cold-rivalry",
    ];
    assert_eq!(rungs, expected);
    assert_eq!(ending(&course), "settled-with-a-secret");
}

#[test]
fn the_record_leaves_no_missile_bomber_or_warhead_in_cuba_and_no_jupiter_in_turkey() {
    let scenario = cuba();
    let course = history_course(&scenario).expect("1962 has a history");
    let end = course.outcome.as_ref().expect("it has ended").at(Horizon::Later);
    for (id, value) in [("missiles-in-cuba", 0), ("il28s", 0), ("tacticals", 0), ("jupiters", 0), ("dead-by-fire", 1)] {
        assert_eq!(end.track(track(&scenario, id)), value, "{id}");
    }
    for id in ["hotline", "test-ban", "jupiters-removed", "no-invasion-pledge", "inspection-refused"] {
        assert!(end.fact(fact(&scenario, id)), "{id}");
    }
    assert!(end.consent_refused(term(&scenario, "inspection")), "Cuba lets no inspector in");
}

#[test]
fn every_aim_of_the_record_has_the_dossiers_verdict_at_both_horizons() {
    let scenario = cuba();
    let course = history_course(&scenario).expect("1962 has a history");
    let outcome = course.outcome.as_ref().expect("it has ended");
    let expected = [
        ("u1-missiles-out", [100, 100]),
        ("u2-avoid-nuclear-war", [75, 100]),
        ("u3-credibility", [100, 75]),
        ("u4-domestic-standing", [100, 100]),
        ("u5-alliance", [75, 75]),
        ("u6-castro", [25, 50]),
        ("u7-verification", [50, 75]),
        ("s1-protect-cuba", [75, 100]),
        ("s2-balance", [25, 25]),
        ("s3-jupiters", [75, 100]),
        ("s4-berlin", [0, 0]),
        ("s5-prestige", [25, 0]),
        ("s6-coexistence", [75, 100]),
        ("s7-cubas-trust", [25, 50]),
        ("c1-survive", [100, 100]),
        ("c2-guantanamo", [0, 0]),
        ("c3-party-to-settlement", [0, 0]),
    ];
    for (id, verdicts) in expected {
        let found = Horizon::BOTH
            .map(|horizon| headline(&scenario, outcome, aim(&scenario, id), horizon).map(|verdict| verdict.value));
        assert_eq!(found, verdicts.map(Some), "{id}");
    }
    let own = scenario.aims.iter().filter(|aim| matches!(aim.owner, Owner::Actor(_))).count();
    assert_eq!(own, 14, "all aims of both actors are in the list above");
    let scores = Actor::BOTH.map(|actor| Horizon::BOTH.map(|horizon| score(&scenario, outcome, actor, horizon)));
    assert_eq!(scores, [[81, 86], [48, 60]]);
}

#[test]
fn the_main_line_is_denied_in_words_and_respected_in_deeds() {
    let scenario = cuba();
    let course = history_course(&scenario).expect("1962 has a history");
    let end = course.outcome.as_ref().expect("it has ended").at(Horizon::Later);
    let main = end.line(line(&scenario, "ru1-no-offensive-missiles"));
    assert_eq!((main.words, main.conduct), (WordsWord::Denies, 100));
    assert_eq!(end.line(line(&scenario, "rs1-no-invasion")).conduct, 90);
    assert_eq!(end.line(line(&scenario, "rs3-equal-security")).conduct, 80);
    // Over the last turns it only rises, to 100.
    let over: Vec<u8> = course.turns[7..]
        .iter()
        .map(|played| played.closing.line(line(&scenario, "ru1-no-offensive-missiles")).conduct)
        .collect();
    assert!(over.is_sorted() && over.first() < over.last(), "{over:?}");
}

#[test]
fn the_record_shows_the_estimate_of_resolve_at_each_chance_to_cross() {
    let scenario = cuba();
    let course = history_course(&scenario).expect("1962 has a history");
    let mut chances = 0;
    for entry in &course.record.entries {
        if let What::Line {
            line, event: LineEvent::Crossed | LineEvent::Probed | LineEvent::Respected, resolve, ..
        } = &entry.what
        {
            if matches!(scenario.lines[line.index()].owner, Owner::Actor(_)) {
                assert!(resolve.is_some(), "{}", scenario.lines[line.index()].id);
            }
            chances += 1;
        }
    }
    assert!(5 < chances, "{chances}");
}

#[test]
fn history_ordered_otherwise_comes_out_otherwise() {
    // The guard of the tests above: they can fail.
    let scenario = cuba();
    let course = Script::history(&scenario).until(4).play_out();
    assert_ne!(ending(&course), "settled-with-a-secret");
}
