//! What a new scenario begins with, file by file.

use brinkmanship::scenario::{
    draft::Draft,
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

/// Whether an id can be that of a scenario: lower-case letters, digits and hyphens, at most 64, no hyphen in front, and no
/// name that Windows keeps for a device, under which no folder can be made there.
#[must_use]
pub fn fits(id: &str) -> bool {
    let letter = |letter: char| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '-';
    let numbered = |device: &str| id.strip_prefix(device).is_some_and(|rest| matches!(rest.as_bytes(), [b'0'..=b'9']));
    let device = matches!(id, "con" | "prn" | "aux" | "nul") || numbered("com") || numbered("lpt");
    !id.is_empty() && id.len() <= 64 && id.chars().all(letter) && !id.starts_with('-') && !device
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
            Base::Copy(entry) => anonymous(entry.files()?),
        },
        title,
    ))
}

/// The version that a copy begins with.
const FIRST: &str = "0.1";

/// The same files with a card that names no author yet, and remembers in a comment whose work it was; what is copied is
/// nobody's until somebody puts a name to it. A card that cannot be read stays as it is.
fn anonymous(mut files: Vec<Found>) -> Vec<Found> {
    let key = |name: &str| Step::Key(name.to_owned());
    let original = Draft::new("original", &files, true);
    let place = [key("card"), key("authors")];
    let (Some((name, _)), Some(authors)) = (original.stretch(&place), original.text_at(&place)) else { return files };
    let names = authors.trim_matches(['[', ']']).split_whitespace().collect::<Vec<_>>().join(" ");
    let whose = names.replace("/*", "").replace("*/", "");
    let below = if name == "scenario.ron" { vec![key("card")] } else { Vec::new() };
    let path = |field: &str| below.iter().cloned().chain([key(field)]).collect();
    let edits = [
        Edit::Set { path: path("authors"), value: format!("[/* a copy; the original is by {whose} */]") },
        Edit::Set { path: path("version"), value: written(FIRST) },
    ];
    if let Some(file) = files.iter_mut().find(|file| file.name == name)
        && let Ok(bytes) = &file.bytes
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        let mut document = Document::new(text);
        if edits.iter().all(|edit| document.edit(edit).is_ok()) {
            file.bytes = Ok(document.text().as_bytes().to_vec());
        }
    }
    files
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
        let card = "(\n    card: (version: \"3\", authors: [\"Ann\", \"Bo\"], licence: \"CC0-1.0\"),\n)\n";
        let nobody = "(\n    card: (version: \"0.1\", authors: [/* a copy; the original is by \"Ann\", \"Bo\" */], licence: \"CC0-1.0\"),\n)\n";
        assert_eq!(of(anonymous(head(card))).as_deref(), Some(nobody.as_bytes()), "whoever copies it names themselves");
        assert_eq!(of(anonymous(head(broken))).as_deref(), Some(broken.as_bytes()));
        assert!(fits("harbour-crisis") && !fits("Harbour") && !fits("-x") && !fits("") && !fits(&"a".repeat(65)));
    }
}
