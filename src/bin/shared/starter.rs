//! What a new scenario begins with, file by file.

use brinkmanship::scenario::{
    edit::{Document, Edit, Step, written},
    files::Found,
};

use super::library::Entry;

macro_rules! starter {
    ($($name:literal)*) => {
        /// The files of the example.
        pub const STARTER: &[(&str, &str)] = &[$(($name, include_str!(concat!("../crisis/starter/", $name)))),*];
    };
}

starter! {
    "aftermath.ron" "aims.ron" "card.ron" "commitments.ron" "endings.ron" "events.ron" "moves.ron" "offers.ron"
    "readings.ron" "red-lines.ron" "scenario.ron" "terms.ron"
}

/// The least that can be played: two sides, one desk, one ladder, one turn and one ending.
const BLANK: &str = include_str!("blank.ron");

/// What a scenario begins with.
#[derive(Clone, Debug)]
pub enum Base {
    /// The least that can be played.
    Blank,
    /// The example, which explains itself.
    Starter,
    /// A copy of another.
    Copy(Entry),
}

/// Whether an id can be that of a scenario: lower-case letters, digits and hyphens, at most 64, no hyphen in front.
#[must_use]
pub fn fits(id: &str) -> bool {
    let letter = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    !id.is_empty() && id.len() <= 64 && id.chars().all(letter) && !id.starts_with('-')
}

/// The files of a new scenario: a draft, with this title where one is given.
///
/// # Errors
/// What is to be copied cannot be read.
pub fn begin(base: &Base, title: Option<&str>) -> anyhow::Result<Vec<Found>> {
    let text = |(name, text): &(&str, &str)| Found { name: (*name).to_owned(), bytes: Ok(text.as_bytes().to_vec()) };
    Ok(draft(
        match base {
            Base::Blank => vec![text(&("scenario.ron", BLANK))],
            Base::Starter => STARTER.iter().map(text).collect(),
            Base::Copy(entry) => entry.files()?,
        },
        title,
    ))
}

/// The same files as a draft with this title. A head that cannot be read stays as it is, to be mended.
fn draft(mut files: Vec<Found>, title: Option<&str>) -> Vec<Found> {
    let head = files.iter_mut().find(|file| file.name == "scenario.ron");
    if let Some(head) = head
        && let Ok(bytes) = &head.bytes
        && let Ok(head_text) = std::str::from_utf8(bytes)
    {
        let mut document = Document::new(head_text);
        let set = |field: &str, value| Edit::Set { path: vec![Step::Key(field.to_owned())], value };
        let edits = [Some(set("status", "Draft".to_owned())), title.map(|title| set("title", written(title)))];
        if edits.iter().flatten().all(|edit| document.edit(edit).is_ok()) {
            head.bytes = Ok(document.text().as_bytes().to_vec());
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_a_draft_under_its_own_title_and_a_broken_head_stays_as_it_is() {
        let head = |text: &str| vec![Found { name: "scenario.ron".to_owned(), bytes: Ok(text.as_bytes().to_vec()) }];
        let of = |files: Vec<Found>| files.into_iter().next().and_then(|file| file.bytes.ok());
        let made = draft(head("(\n    status: Published, // ours\n    title: \"One\",\n)\n"), Some("Two"));
        let expected = "(\n    status: Draft, // ours\n    title: \"Two\",\n)\n";
        assert_eq!(of(made).as_deref(), Some(expected.as_bytes()));
        let broken = "(title: \"One";
        assert_eq!(of(draft(head(broken), Some("Two"))).as_deref(), Some(broken.as_bytes()));
        assert!(fits("harbour-crisis") && !fits("Harbour") && !fits("-x") && !fits("") && !fits(&"a".repeat(65)));
    }
}
