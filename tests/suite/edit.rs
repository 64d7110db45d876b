//! A trial of lossless editing: one value of a commented file is changed, and not a byte besides.
//!
//! The places that loading gives are offsets in bytes, so a splice is enough. A syntax tree that keeps comments
//! (such as the crate ronin-core) would be an alternative once a tool inserts and moves whole items.
//! Offsets count in the text as loaded: with `\n` for every line end and without a byte order mark.

use brinkmanship::scenario::source::Place;

use crate::support::{load_texts, smallest, told};

/// The text with the value at a place replaced.
fn splice(text: &str, place: &Place, value: &str) -> String {
    format!("{}{value}{}", &text[..place.start], &text[place.end..])
}

#[test]
fn one_value_of_a_commented_file_is_changed_and_no_other_byte() {
    let before = smallest().replace(
        "start: 50, source",
        "/* opinion polls; \"50\" is a guess */ start: /* too high */ 500 // until Tuesday\n, source",
    );
    let loaded = load_texts(&[("scenario.ron", &before)]);
    let fault = loaded.diagnostics.iter().find(|fault| fault.code == "number-out-of-range").unwrap();
    let place = &fault.place;
    assert_eq!(&before[place.start..place.end], "500");

    let after = splice(&before, place, "42");
    assert_eq!(after[..place.start], before[..place.start]);
    assert_eq!(after[place.start + 2..], before[place.end..]);

    // The same for the three that are left, last first, so that the earlier places stay true.
    let again = load_texts(&[("scenario.ron", &after)]);
    let mut whole = after;
    for fault in again.diagnostics.iter().rev().filter(|fault| fault.code == "number-out-of-range") {
        whole = splice(&whole, &fault.place, "43");
    }
    assert_eq!(whole.len(), before.len() - 4);
    let mended = load_texts(&[("scenario.ron", &whole)]);
    let scenario = mended.scenario.as_ref().unwrap_or_else(|| panic!("{}", told(&mended)));
    let starts: Vec<i32> = scenario.tracks.iter().map(|track| track.start).collect();
    assert_eq!(starts, [42, 43, 43, 43]);
    assert_eq!(whole.matches("/* too high */").count(), 4);
}
