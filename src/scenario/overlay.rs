//! The fictional twin as an overlay: what a text of the scenario becomes under invented names.
//!
//! Only texts change, and only as they are compiled; ids, numbers and rules are the scenario's own.

use std::collections::BTreeMap;

use super::{format::TwinFile, source::Span};

/// Invented names and texts, ready to be laid over those of a scenario.
#[derive(Clone, Debug, Default)]
pub(super) struct Overlay {
    names: Names,
    keep: Names,
    /// Texts that are replaced as a whole, by where the real one was written.
    texts: BTreeMap<Span, String>,
}

impl Overlay {
    /// The overlay of a twin. `texts` are those that it replaces as a whole, by where the real ones were written.
    pub(super) fn of(file: &TwinFile, texts: BTreeMap<Span, String>) -> Self {
        let names = file.names.entries.iter().map(|(real, invented)| (real.value.clone(), invented.value.clone()));
        let keep = file.keep.iter().map(|word| (word.value.clone(), String::new()));
        Self { names: Names::new(names), keep: Names::new(keep), texts }
    }

    /// What a text becomes.
    pub(super) fn on(&self, span: Span, text: &str) -> String {
        self.texts.get(&span).cloned().unwrap_or_else(|| self.names.applied(text))
    }

    /// What a date becomes: one that the twin does not give, and that no name in it changes, is told as a day.
    pub(super) fn date(&self, span: Span, text: &str, turn: usize) -> String {
        if let Some(given) = self.texts.get(&span) {
            return given.clone();
        }
        let invented = self.names.applied(text);
        if invented == text { tr!("Day {number}", number = turn + 1) } else { invented }
    }

    /// A text of the twin without what may stay.
    pub(super) fn without_kept(&self, text: &str) -> String {
        self.keep.applied(text)
    }

    /// What the twin brings: invented names and texts.
    pub(super) fn invented(&self) -> impl Iterator<Item = &str> {
        let names = self.names.by_first.values().flatten().map(|name| name.invented.as_str());
        names.chain(self.texts.values().map(String::as_str))
    }

    /// Which of the names occur in a text, by their places in the author's list.
    pub(super) fn occurring(&self, text: &str, mut found: impl FnMut(usize)) {
        self.names.each(text, |_, _, name| found(name.place));
    }
}

/// Names and what stands for them.
#[derive(Clone, Debug, Default)]
struct Names {
    /// By their first word in small letters; under each the longest first.
    by_first: BTreeMap<String, Vec<Name>>,
    /// The shapes of their first words.
    shapes: Shapes,
}

/// The shapes of some words: for each first letter how long they are, one bit for each length. Most words of a text are
/// told from them by that alone.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shapes([u64; 27]);

impl Shapes {
    /// Adds a word in small letters.
    pub(super) fn add(&mut self, word: &str) {
        // Letters beyond a to z may change their length with their size, so such words are not told apart by it.
        self.0[initial(word)] |= if word.is_ascii() { length_bit(word) } else { u64::MAX };
    }

    /// Whether a word may be one of them; none that is one is denied, however it is written.
    pub(super) fn may_be(&self, word: &str) -> bool {
        self.0[initial(word)] & length_bit(word) != 0 || !word.is_ascii()
    }
}

/// Where a word stands among shapes: by its first letter, and together where that is no letter from a to z.
fn initial(word: &str) -> usize {
    let letter = word.as_bytes().first().map_or(0, u8::to_ascii_lowercase);
    usize::from(if letter.is_ascii_lowercase() { letter - b'a' } else { 26 })
}

/// The bit of a length; long words share one.
fn length_bit(word: &str) -> u64 {
    1 << word.len().min(63)
}

/// A name and what stands for it.
#[derive(Clone, Debug)]
struct Name {
    real: String,
    /// The real name with a capital at its front, and in capitals throughout.
    raised: [String; 2],
    invented: String,
    /// Its place in the author's list.
    place: usize,
}

/// How a name is written in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Written {
    AsGiven,
    /// With a capital that it does not have by itself.
    Capital,
    /// In capitals throughout.
    Capitals,
}

impl Names {
    fn new(pairs: impl Iterator<Item = (String, String)>) -> Self {
        let mut by_first: BTreeMap<String, Vec<Name>> = BTreeMap::new();
        let mut shapes = Shapes::default();
        for (place, (real, invented)) in pairs.enumerate() {
            let first = word(&real).to_lowercase();
            if !first.is_empty() {
                shapes.add(&first);
                let raised = [capital(&real), real.to_uppercase()];
                by_first.entry(first).or_default().push(Name { real, raised, invented, place });
            }
        }
        for names in by_first.values_mut() {
            names.sort_by_key(|name| std::cmp::Reverse(name.real.len()));
        }
        Self { by_first, shapes }
    }

    /// Shows each name in a text, from the left, where it begins and how it is written; none within another.
    fn each(&self, text: &str, mut found: impl FnMut(usize, Written, &Name)) {
        if self.by_first.is_empty() {
            return;
        }
        let mut at = 0;
        while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
            let first = word(rest);
            if first.is_empty() {
                at += rest.chars().next().map_or(1, char::len_utf8);
                continue;
            }
            let names = self.beginning(first);
            match names.iter().find_map(|name| Some((name, written(name, rest)?))) {
                Some((name, (how, length))) => {
                    found(at, how, name);
                    at += length;
                }
                None => at += first.len(),
            }
        }
    }

    /// The names that begin with a word, however it is written.
    fn beginning(&self, word: &str) -> &[Name] {
        if !self.shapes.may_be(word) {
            return &[];
        }
        self.by_first.get(&word.to_lowercase()).map_or(&[][..], Vec::as_slice)
    }

    /// A text with every name replaced.
    fn applied(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut from = 0;
        self.each(text, |at, how, name| {
            out.push_str(text.get(from..at).unwrap_or(""));
            let invented = match how {
                Written::AsGiven => name.invented.clone(),
                Written::Capital => capital(&name.invented),
                Written::Capitals => name.invented.to_uppercase(),
            };
            article(&mut out, &name.real, &invented);
            out.push_str(&invented);
            // Capitals may be longer than small letters, so the length is taken from the text itself.
            from = at + written(name, text.get(at..).unwrap_or("")).map_or(0, |(_, length)| length);
        });
        out.push_str(text.get(from..).unwrap_or(""));
        out
    }
}

/// The letters and digits at the front of a text.
pub(super) fn word(text: &str) -> &str {
    // Most letters are plain, and are passed byte by byte.
    let plain = text.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(text.len());
    if text.as_bytes().get(plain).is_none_or(u8::is_ascii) {
        return text.get(..plain).unwrap_or("");
    }
    let end = text.find(|c: char| !c.is_alphanumeric()).unwrap_or(text.len());
    text.get(..end).unwrap_or("")
}

/// How a name is written at the front of a text and how many bytes it takes there; none if it is not there as a whole.
fn written(name: &Name, text: &str) -> Option<(Written, usize)> {
    let [capital, capitals] = &name.raised;
    let tries = [(Written::AsGiven, &name.real), (Written::Capital, capital), (Written::Capitals, capitals)];
    tries.into_iter().find_map(|(how, real)| {
        let rest = text.strip_prefix(real.as_str())?;
        let ends = !real.ends_with(char::is_alphanumeric) || !rest.starts_with(char::is_alphanumeric);
        ends.then_some((how, real.len()))
    })
}

/// A text with a capital at its front.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// Mends "a" or "an" at the end of what stands before a name.
fn article(before: &mut String, real: &str, invented: &str) {
    let vowel = |text: &str| text.starts_with(['A', 'E', 'I', 'O', 'a', 'e', 'i', 'o']);
    if vowel(real) == vowel(invented) {
        return;
    }
    for (found, right) in [("an ", "a "), ("An ", "A "), ("a ", "an "), ("A ", "An ")] {
        if let Some(rest) = before.strip_suffix(found)
            && !rest.ends_with(char::is_alphanumeric)
            && found.trim_end().len() == if vowel(invented) { 1 } else { 2 }
        {
            let end = rest.len();
            before.truncate(end);
            before.push_str(right);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(names: &[(&str, &str)], text: &str) -> String {
        Names::new(names.iter().map(|(real, invented)| ((*real).to_owned(), (*invented).to_owned()))).applied(text)
    }

    #[test]
    fn names_are_replaced_as_whole_words_the_longest_first_and_as_they_are_written() {
        let names = [
            ("United States", "Northmark"),
            ("the United States", "Northmark"),
            ("American", "Northmarker"),
            ("Cuba", "Isla Verde"),
            ("U.S.", "N.M."),
            ("Kennedy", "Aldane"),
            ("Robert Kennedy", "Edric Aldane"),
            ("U-2", "K-9"),
            ("ХРУЩЁВ", "Орлов"),
        ];
        for (text, expected) in [
            ("The United States, and Cuba's shore.", "Northmark, and Isla Verde's shore."),
            ("An American U-2, and a Cuban one.", "A Northmarker K-9, and a Cuban one."),
            ("AMERICAN ships off CUBA", "NORTHMARKER ships off ISLA VERDE"),
            ("Robert Kennedy saw Kennedy; Kennedys do.", "Edric Aldane saw Aldane; Kennedys do."),
            ("Anti-American talk in the U.S.", "Anti-Northmarker talk in the N.M."),
            ("A U.S. ship; U.S.A.", "A N.M. ship; N.M.A."),
            ("Scuba and Cubans, cuba", "Scuba and Cubans, cuba"),
            ("ХРУЩЁВ и Кеннеди", "Орлов и Кеннеди"),
            ("", ""),
        ] {
            assert_eq!(applied(&names, text), expected, "{text}");
        }
        assert_eq!(applied(&[("Quay", "Eyot")], "a Quay, a quay"), "an Eyot, a quay");
        assert_eq!(applied(&[], "Nothing changes"), "Nothing changes");
        assert_eq!(applied(&[("A", "B"), ("B", "A")], "A and B"), "B and A");
    }
}
