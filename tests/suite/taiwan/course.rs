//! Where the record stops, and what a game that leaves it is told.

use brinkmanship::{
    crisis::{Order, Scripted},
    scenario::model::{Actor, Horizon, Ledger},
    transcript::history_course,
};

use super::taiwan;
use crate::table::{Script, ending, happened_on, ordered, play_cut, points, shown};

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
