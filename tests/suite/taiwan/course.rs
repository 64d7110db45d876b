//! Where the record stops, and what a game that leaves it is told.

use brinkmanship::{
    crisis::{CommitmentStatus, Order, Scripted, record::What},
    policy::Simple,
    report::Debrief,
    scenario::model::{Actor, Horizon, Ledger},
    transcript::{Course, history_course},
};

use super::taiwan;
use crate::table::{
    Script, a_move, commitment, ending, fact, game_from, happened_on, ordered, play_cut, points, shown,
};

#[test]
fn the_record_and_the_lesson_that_stops_with_it_end_and_are_judged_in_november_2022() {
    let scenario = taiwan();
    let record = history_course(&scenario).expect("it has a history");
    assert_eq!((record.turns.len(), ending(&record)), (8, "new-normal"));
    // The dossier's table, section 3.
    for (id, verdict) in [("c1-no-independence", 100), ("c2-stop-contact", 50), ("c6-no-rupture", 50), ("u1-deter", 50)]
    {
        assert_eq!(points(&record, id, Horizon::AtOnce, Ledger::World), verdict, "{id}");
    }
    let lesson = play_cut(&scenario, "record", &[], &[]);
    assert_eq!(lesson.turns.len(), 8);
    assert!(lesson.outcome.is_some(), "ninety minutes end with verdicts");
    assert!(scenario.horizons[0].contains("November 2022"));
}

#[test]
fn manila_opens_its_bases_after_the_record_and_not_in_it() {
    let scenario = taiwan();
    let record = history_course(&scenario).expect("it has a history");
    assert_eq!(happened_on(&record, "asean.manila-opens-sites"), None);
}

#[test]
fn the_narrator_takes_no_side_about_whose_island_it_is() {
    let scenario = taiwan();
    assert!(!scenario.summary.contains("whose island"), "{}", scenario.summary);
}

#[test]
fn nothing_is_told_of_measures_zones_or_a_landing_that_did_not_come() {
    let scenario = taiwan();
    let mut course = Script::history(&scenario).until(0).then(&[], &["meet-on-us-soil"], &[]).play();
    let never = [
        "Beijing promises measures",
        "has given notice",
        "The visitor will be gone",
        "where you left her",
        "What was published",
    ];
    for actor in Actor::BOTH {
        let first = Script::history(&scenario).until(0).play();
        assert!(!shown(&first, actor).briefing.contains("promises measures"));
    }
    while course.crisis.ended().is_none() && course.crisis.turn() < 8 {
        for actor in Actor::BOTH {
            let table = shown(&course, actor);
            for words in never {
                assert!(!table.briefing.contains(words), "turn {}: {}", table.turn, table.briefing);
            }
            for card in table.desks.iter().flat_map(|desk| &desk.cards) {
                assert!(!card.text.contains("She has left"), "{}", card.text);
            }
        }
        let mut dice = Scripted::new(&scenario, &[], &[]);
        course.play_with([Order::default(); 2], &mut dice).unwrap_or_else(|illegal| panic!("{illegal:?}"));
    }
}

#[test]
fn a_turn_that_passes_crosses_no_line_that_nobody_has_crossed() {
    let scenario = taiwan();
    let quiet = play_cut(&scenario, "classroom", &[[&[], &["meet-on-us-soil"]]], &[]);
    for turn in [4, 6] {
        for actor in Actor::BOTH {
            assert!(ordered(&quiet, turn, actor).is_empty(), "turn {turn}: {:?}", ordered(&quiet, turn, actor));
        }
    }
    let zones = play_cut(&scenario, "classroom", &[[&[], &[]], [&["announce-six-zones"], &[]]], &[]);
    assert!(ordered(&zones, 4, Actor::First).contains(&"mass-crossings"));
}

/// What the world is told on a turn by those who ordered or decided something.
fn told(course: &Course<'_>, turn: usize) -> Vec<String> {
    let begun = turn.checked_sub(1).map_or(0, |before| course.turns[before].record_end);
    let entries = &course.record.entries[begun..course.turns[turn].record_end];
    let texts = entries.iter().filter_map(|entry| match &entry.what {
        What::Told(text) => Some(text.to_string()),
        What::Happened(rule) => Some(course.scenario.rules[rule.index()].text.clone()),
        _ => None,
    });
    texts.collect()
}

#[test]
fn a_china_that_has_only_protested_is_not_told_that_it_did_more() {
    let scenario = taiwan();
    let gentle: [[&[&str]; 2]; 3] =
        [[&["protest-in-private"], &[]], [&["protest-only"], &["let-visit-proceed-east"]], [&["china-hold"], &[]]];
    let course = play_cut(&scenario, "classroom", &gentle, &[]);
    for turn in [1, 4, 6] {
        assert!(ordered(&course, turn, Actor::First).is_empty(), "{:?}", ordered(&course, turn, Actor::First));
    }
    assert_eq!(ending(&course), "beijing-lets-it-pass");
    assert_eq!(points(&course, "u6-access", Horizon::Later, Ledger::World), 100);
    let debrief = Debrief::of(&course);
    let because = debrief.aims.iter().flat_map(|of| &of.aims).flat_map(|aim| &aim.reasons).map(|why| &why.because);
    for said in because {
        for words in ["The line has gone", "Beijing move first", "detour", "a crisis about it"] {
            assert!(!said.contains(words), "{said}");
        }
    }
    // Whoever has promised measures readies them.
    let firm = play_cut(&scenario, "classroom", &[[&["promise-resolute-measures"], &[]]], &[]);
    assert_eq!(ordered(&firm, 1, Actor::First), ["warn-by-phone-and-alert", "freeze-food-imports"]);
}

#[test]
fn who_plays_by_the_record_answers_what_has_been_done_and_nothing_else() {
    let scenario = taiwan();
    for seed in 0..20 {
        // Washington answers no zones where there are none.
        let mut gentle = game_from(Script::history(&scenario).until(0), [None, Some(Simple::Historical)], seed);
        let condemned = |course: &Course<'_>| {
            ["condemn-and-delay-missile-test", "summon-ambassador"].map(|id| course.crisis.did(a_move(&scenario, id)))
        };
        assert_eq!(condemned(&gentle), [false; 2], "seed {seed}");
        // Beijing draws no zones against a visit that is made elsewhere.
        let moved = Script::history(&scenario).until(0).then(&["promise-resolute-measures"], &["meet-on-us-soil"], &[]);
        gentle = game_from(moved, [Some(Simple::Historical), None], seed);
        for id in ["announce-six-zones", "missiles-over-the-island", "mass-crossings", "eight-countermeasures"] {
            assert!(!gentle.crisis.did(a_move(&scenario, id)), "seed {seed}: {id}");
        }
        let word = gentle.view(Actor::First).commitment(commitment(&scenario, "resolute-measures"));
        assert!(word.is_none_or(|(status, _)| status != CommitmentStatus::Kept), "nobody has kept a word about it");
        assert_eq!(happened_on(&gentle, "screens-hacked"), None);
    }
}

#[test]
fn the_landing_and_the_airport_are_told() {
    let scenario = taiwan();
    let record = Script::history(&scenario).play();
    assert!(told(&record, 2).iter().any(|text| text.contains("Songshan") && text.contains("President Tsai")));
    let asked =
        Script::history(&scenario).until(2).then(&["announce-six-zones"], &["airport-stop-only"], &["she-agrees"]);
    let airport = asked.play_out();
    assert!(airport.crisis.fact(fact(&scenario, "airport-stop")));
    assert!(told(&airport, 2).iter().any(|text| text.contains("shakes hands")));
    assert_ne!(ending(&airport), "an-hour-at-the-airport", "zones were drawn for it");
    let quiet = Script::history(&scenario).until(2).then(&["protest-only"], &["airport-stop-only"], &["she-agrees"]);
    assert_eq!(ending(&quiet.play_out()), "an-hour-at-the-airport");
}
