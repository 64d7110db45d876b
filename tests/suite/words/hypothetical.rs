//! Turns beyond the record: said to be so wherever they are shown, and compared with nothing.

use brinkmanship::{
    report::{Debrief, csv, html, table::Table, text},
    scenario::model::Actor,
};

use super::{played, upland};

const NOTHING: [&[&str]; 2] = [&[], &[]];

#[test]
fn every_screen_and_page_labels_a_turn_beyond_the_record() {
    let scenario = upland();
    assert_eq!(scenario.record_ends(), 4);
    let course = played(&scenario, &[NOTHING; 4]);
    for actor in Actor::BOTH {
        let table = Table::of(&course.view(actor), &course.record, &Default::default()).expect("an actor has a seat");
        assert!(table.hypothetical);
        assert_eq!(table.date, "Third spring (HYPOTHETICAL)");
        assert!(table.briefing.starts_with("HYPOTHETICAL: "), "{}", table.briefing);
    }
    let before = played(&scenario, &[NOTHING; 3]);
    let table =
        Table::of(&before.view(Actor::First), &before.record, &Default::default()).expect("an actor has a seat");
    assert!(!table.hypothetical && !table.date.contains("HYPOTHETICAL") && table.briefing.is_empty());
    let debrief = Debrief::of(&played(&scenario, &[NOTHING; 5]));
    assert_eq!(debrief.turns[4].date, "Third spring (HYPOTHETICAL)");
    for page in [text::page(&debrief, 100), html::page(&debrief), csv::course(&debrief)] {
        assert!(page.contains("Third spring (HYPOTHETICAL)"));
        assert!(!page.contains("Second summer (HYPOTHETICAL)"));
    }
    assert!(text::short(&debrief, 80).contains("HYPOTHETICAL"));
}

#[test]
fn the_comparison_with_history_ends_before_the_first_turn_beyond_the_record() {
    let scenario = upland();
    let history: Vec<[&[&str]; 2]> = vec![
        [&["keep-watch"], &["wait"]],
        [&["pay-the-hillfolk"], &["raid"]],
        [&["arm-the-hillfolk"], &["wait"]],
        [&["keep-watch"], &["bar-the-envoys"]],
        NOTHING,
    ];
    let debrief = Debrief::of(&played(&scenario, &history));
    let real = debrief.real.as_ref().expect("there is a history");
    assert_eq!(real.turns.len(), 4);
    assert_eq!((real.parted_on, real.scores, real.aims.len()), (None, None, 0));
    let end = "The record ends before turn 4: from there on the course is HYPOTHETICAL, and there is nothing to compare it with.";
    assert_eq!(real.parted, format!("As far as the record goes they are the same. {end}"));
    let debrief = Debrief::of(&played(&scenario, &[NOTHING; 5]));
    let real = debrief.real.as_ref().expect("there is a history");
    assert_eq!((real.turns.len(), real.parted_on), (4, Some(0)));
    assert!(real.parted.ends_with(end), "{}", real.parted);
    // A course that stays within the record is compared as ever.
    let debrief = Debrief::of(&played(&scenario, &[NOTHING; 2]));
    assert!(debrief.real.is_some_and(|real| !real.parted.contains("HYPOTHETICAL")));
}
