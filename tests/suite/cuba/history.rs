//! The historical line reaches the dossier's end state and every verdict.

use brinkmanship::{
    crisis::{
        Act, View,
        record::{LineEvent, What},
    },
    report::Debrief,
    scenario::model::{Actor, Condition, Horizon, Owner, WordsWord},
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
    let theirs = end.line(line(&scenario, "rs1-no-invasion"));
    assert_eq!((theirs.words, theirs.conduct), (WordsWord::Accepts, 90), "the promise was given before the world");
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

#[test]
fn what_is_said_to_all_is_known_to_both_from_then_on() {
    let scenario = cuba();
    let course = history_course(&scenario).expect("1962 has a history");
    let [usa, ussr] = Actor::BOTH;
    // What a side is told, and on which turn it is first told it.
    let cases = [
        (ussr, "usa.knows-of-missiles", 4),
        (ussr, "quarantine-decided", 4),
        (ussr, "ussr.knows-it-is-known", 4),
        (usa, "ussr.knows-it-is-known", 4),
        (usa, "missiles-sent", 1),
        (usa, "arms-ships-recalled", 6),
        (usa, "trade-decided", 9),
        (usa, "acceptance-prepared", 11),
    ];
    for (side, id, told) in cases {
        for (turn, played) in course.turns.iter().enumerate() {
            let view = View::of(&scenario, &played.closing, side);
            let known = view.holds(&Condition::Fact(fact(&scenario, id)));
            assert_eq!(known, told <= turn, "{side:?} {id} turn {turn}");
        }
    }
    // What was told to nobody stays so.
    for (side, id) in [(usa, "castro-letter"), (usa, "nuclear-use-forbidden"), (ussr, "cordier-ready")] {
        assert_eq!(course.view(side).fact(fact(&scenario, id)), None, "{id}");
    }
}

#[test]
fn offers_that_match_are_told_as_accepted_and_none_is_left_over() {
    let scenario = cuba();
    let debrief = Debrief::of(&history_course(&scenario).expect("1962 has a history"));
    let left: Vec<&str> = debrief
        .offers
        .iter()
        .filter(|offer| offer.became.contains("still"))
        .map(|offer| offer.title.as_str())
        .collect();
    assert!(left.is_empty(), "{left:?}");
}

#[test]
fn the_owner_of_a_line_sees_a_probe_that_all_can_see() {
    let scenario = cuba();
    let course = history_course(&scenario).expect("1962 has a history");
    let ships = line(&scenario, "rs2-free-navigation");
    let probes: Vec<_> = course
        .record
        .entries
        .iter()
        .filter(|entry| matches!(entry.what, What::Line { line, event: LineEvent::Probed, .. } if line == ships))
        .collect();
    assert!(!probes.is_empty());
    for entry in probes {
        assert!(entry.audience.includes(Actor::Second), "turn {}: {:?}", entry.turn, entry.audience);
    }
    // The covert war probes as well, and nobody sees it who does not see the order.
    let cuba = line(&scenario, "rs1-no-invasion");
    let covert = course.record.entries.iter().find(|entry| {
        entry.turn == 0 && matches!(entry.what, What::Line { line, event: LineEvent::Probed, .. } if line == cuba)
    });
    let seen = View::of(&scenario, &course.crisis, Actor::Second)
        .entries(&course.record)
        .any(|(entry, _)| matches!(entry.what, What::Ordered(Actor::First, Act::Do(id)) if scenario.moves[id.index()].id == "expand-mongoose"));
    assert_eq!(covert.map(|entry| entry.audience.includes(Actor::Second)), Some(seen));
}
