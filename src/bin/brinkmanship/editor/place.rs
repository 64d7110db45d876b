//! Places in a draft: as keys to remember them by, and in words.

use brinkmanship::scenario::edit::Step;

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

/// A name of the format in plain words: `red_lines` as "Red lines".
#[must_use]
pub fn plain(name: &str) -> String {
    let mut words = String::new();
    for c in name.chars() {
        if c == '_' || c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        if c != '_' {
            words.extend(c.to_lowercase());
        }
    }
    let mut letters = words.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// A place in words, such as "Moves, speech, Effects, 2".
#[must_use]
pub fn words(place: &[Step]) -> String {
    if place.is_empty() {
        return "The scenario".to_owned();
    }
    let step = |(at, step): (usize, &Step)| match step {
        Step::Key(name) if at == 0 => plain(name),
        Step::Key(name) => name.replace('_', " "),
        Step::At(at) => (at + 1).to_string(),
    };
    place.iter().enumerate().map(step).collect::<Vec<_>>().join(" › ")
}
