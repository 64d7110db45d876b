//! Places in a draft: as keys to remember them by, and in words.

use brinkmanship::scenario::{
    edit::Step,
    schema::{called, translated},
};

/// A step by name.
#[must_use]
pub fn step(name: &str) -> Step {
    Step::Key(name.to_owned())
}

/// A place one step further in.
#[must_use]
pub fn inside(place: &[Step], step: Step) -> Vec<Step> {
    place.iter().cloned().chain([step]).collect()
}

/// A place as one text that no other place has.
#[must_use]
pub fn key(place: &[Step]) -> String {
    let mut key = String::new();
    for step in place {
        match step {
            Step::Key(name) => key.extend(["/", name]),
            Step::At(at) => key += &format!("#{at}"),
        }
    }
    key
}

/// Parts that hold fields, rather than many under ids.
const ONE: [&str; 7] = ["card", "hazards", "history", "map", "sizes", "teaching", "twin"];

/// A place in words, such as "Moves, speech, Effects, 2".
#[must_use]
pub fn words(place: &[Step]) -> String {
    if place.is_empty() {
        return tr!("The scenario").to_owned();
    }
    let ones = matches!(place, [Step::Key(part), ..] if ONE.contains(&part.as_str()));
    let step = |(at, step): (usize, &Step)| match step {
        Step::Key(name) if at == 0 => called(name),
        // An id is what the author called it.
        Step::Key(id) if at == 1 && !ones => id.replace('_', " "),
        Step::Key(name) => translated(name).map_or_else(|| name.replace('_', " "), str::to_lowercase),
        Step::At(at) => (at + 1).to_string(),
    };
    place.iter().enumerate().map(step).collect::<Vec<_>>().join(" › ")
}
