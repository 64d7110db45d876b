//! Source text and places in it: how a value remembers where it was written.
//!
//! A value remembers the address of its text inside the loaded file, which stays put while the file is loaded;
//! [`Sources::place`] turns that into file, line and column. Nothing is ever read through an address.

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{Error as _, MapAccess, SeqAccess, Visitor},
};

pub use super::near::nearest;
use super::{
    diagnostic::Diagnostic,
    lexis::Lexer,
    reader::{ITEM, PLACED},
    tree,
};

/// Where a value was written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// The address of its first byte; 0 when it was not written anywhere.
    address: usize,
    /// Its length in bytes.
    length: usize,
}

impl Span {
    /// The span of a text inside a loaded file.
    pub(super) fn of(text: &str) -> Self {
        Self { address: text.as_ptr().addr(), length: text.len() }
    }

    /// A part of it, from so many bytes on.
    pub(super) const fn part(self, from: usize, length: usize) -> Self {
        Self { address: self.address.saturating_add(from), length }
    }
}

/// A value and where it was written.
#[derive(Clone, Debug, Default)]
pub struct At<T> {
    /// The value.
    pub value: T,
    /// Where it was written.
    pub span: Span,
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for At<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct PlacedVisitor<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for PlacedVisitor<T> {
            type Value = At<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a value and its place")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<At<T>, A::Error> {
                let missing = || A::Error::custom("a place has three parts");
                let address = seq.next_element()?.ok_or_else(missing)?;
                let length = seq.next_element()?.ok_or_else(missing)?;
                let value = seq.next_element()?.ok_or_else(missing)?;
                Ok(At { value, span: Span { address, length } })
            }
        }
        deserializer.deserialize_newtype_struct(PLACED, PlacedVisitor(std::marker::PhantomData))
    }
}

/// An item that stands or falls alone: a fault in it does not hide those of others.
struct Item<T>(Option<T>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Item<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ItemVisitor<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for ItemVisitor<T> {
            type Value = Item<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("an item")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Item<T>, A::Error> {
                // An item is offered again as long as something in it is missing, then no more.
                let value = loop {
                    if let Ok(value) = seq.next_element::<T>() {
                        break value;
                    }
                };
                let sound = value.is_some() && seq.next_element()?.unwrap_or(false);
                Ok(Item(value.filter(|_| sound)))
            }
        }
        deserializer.deserialize_newtype_struct(ITEM, ItemVisitor(std::marker::PhantomData))
    }
}

/// A fault of syntax or shape, found while reading.
#[derive(Clone, Debug)]
pub(super) struct ReadFault {
    /// Where.
    pub(super) span: Span,
    /// The stable code.
    pub(super) code: &'static str,
    /// What was found and what was expected, in a sentence.
    pub(super) message: String,
    /// What was found.
    pub(super) found: String,
    /// What was expected.
    pub(super) expected: String,
    /// How to mend it.
    pub(super) help: Option<String>,
}

/// A map from ids to values, in the order written. A fault in one entry does not hide the others.
#[derive(Clone, Debug)]
pub struct Table<T> {
    /// The entries that could be read, in the order written.
    pub entries: Vec<(At<String>, T)>,
    /// The ids of those that could not, so that what refers to them is not blamed.
    pub(super) broken: Vec<String>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), broken: Vec::new() }
    }
}

impl<T> Table<T> {
    /// Whether nothing stands in it, faulty entries included.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.broken.is_empty()
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct TableVisitor<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for TableVisitor<T> {
            type Value = Table<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a map from ids to values, as in { \"id\": ... }")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut table = Table::default();
                while let Some(key) = map.next_key::<At<String>>()? {
                    match map.next_value::<Item<T>>()? {
                        Item(Some(value)) => table.entries.push((key, value)),
                        Item(None) => table.broken.push(key.value),
                    }
                }
                Ok(table)
            }
        }
        deserializer.deserialize_map(TableVisitor(std::marker::PhantomData))
    }
}

/// A list of values. A fault in one does not hide the others.
#[derive(Clone, Debug)]
pub struct Listing<T> {
    /// The values that could be read, each with its place in the list.
    pub entries: Vec<At<T>>,
    /// How many could not.
    pub(super) broken: usize,
}

impl<T> Default for Listing<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), broken: 0 }
    }
}

impl<T> Listing<T> {
    /// Whether nothing stands in it, faulty entries included.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.broken == 0
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Listing<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct ListingVisitor<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for ListingVisitor<T> {
            type Value = Listing<T>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a list, as in [ ... ]")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
                let mut listing = Listing::default();
                while let Some(At { value: Item(value), span }) = seq.next_element::<At<Item<T>>>()? {
                    match value {
                        Some(value) => listing.entries.push(At { value, span }),
                        None => listing.broken += 1,
                    }
                }
                Ok(listing)
            }
        }
        deserializer.deserialize_seq(ListingVisitor(std::marker::PhantomData))
    }
}

/// One loaded file.
#[derive(Clone, Debug)]
pub struct SourceText {
    /// Its name relative to the scenario folder.
    pub name: String,
    /// Its text, with line endings made `\n` and without a byte order mark.
    pub text: String,
    /// Where each line begins.
    lines: Vec<usize>,
}

impl SourceText {
    /// Takes a file's text and makes line endings and byte order mark alike on every machine.
    #[must_use]
    pub fn new(name: impl Into<String>, text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        let lines = std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect();
        Self { name: name.into(), text, lines }
    }

    /// The part that stands in it: the name in the manner of a field, none for `scenario.ron`.
    pub(super) fn part(&self) -> String {
        match self.name.strip_suffix(".ron").unwrap_or(&self.name) {
            "scenario" => String::new(),
            part => part.replace('-', "_"),
        }
    }

    /// The place of a span in it.
    pub(super) fn place_of(&self, span: Span) -> Place {
        self.place(span.address.saturating_sub(self.text.as_ptr().addr()), span.length)
    }

    /// The place of a stretch of bytes.
    #[must_use]
    pub fn place(&self, start: usize, length: usize) -> Place {
        let line = self.lines.partition_point(|begins| *begins <= start).max(1);
        let begins = self.lines.get(line - 1).copied().unwrap_or(0);
        Place {
            file: self.name.clone(),
            line,
            column: self.text.get(begins..start).map_or(0, |before| before.chars().count()) + 1,
            start,
            end: start.saturating_add(length).min(self.text.len()),
        }
    }
}

/// The files of one scenario folder.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// In the order of their names.
    pub files: Vec<SourceText>,
}

/// A place in a file, counted as a person counts.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// The file, relative to the scenario folder.
    pub file: String,
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte.
    pub end: usize,
}

/// The first step of a data path.
fn part_of(path: &str) -> &str {
    path.split(['.', '[']).next().unwrap_or("")
}

impl Sources {
    /// Where a span stands.
    #[must_use]
    pub fn place(&self, span: Span) -> Place {
        for file in &self.files {
            let first = file.text.as_ptr().addr();
            if first <= span.address && span.address <= first + file.text.len() {
                return file.place(span.address - first, span.length);
            }
        }
        let file = self.files.first().map(|file| file.name.clone()).unwrap_or_default();
        Place { file, line: 1, column: 1, start: 0, end: 0 }
    }

    /// Makes what is said of faults whole: the data path down to the field, the place in a list and the word at fault,
    /// and what was found there.
    pub(super) fn complete(&self, diagnostics: &mut [Diagnostic]) {
        for file in &self.files {
            let mut here = diagnostics.iter_mut().filter(|one| one.place.file == file.name).peekable();
            if here.peek().is_none() {
                continue;
            }
            let (root, _) = tree::read(&file.text);
            for one in here {
                let (start, end) = (one.place.start, one.place.end);
                let path = tree::path(&root, file.part(), (start, end));
                // What is said of the scenario as a whole is shown at its title, and keeps its own path.
                if !one.path.is_empty() && part_of(&path) == part_of(&one.path) {
                    one.path = path;
                }
                if one.found.is_none() && start < end {
                    one.found = file.text.get(start..end).map(tree::cut);
                }
            }
        }
    }

    /// The text that a span covers, quotes included.
    pub(super) fn text_of(&self, span: Span) -> &str {
        let find = |file: &&SourceText| {
            let first = file.text.as_ptr().addr();
            first <= span.address && span.address <= first + file.text.len()
        };
        self.files.iter().find(find).map_or("", |file| {
            let start = span.address - file.text.as_ptr().addr();
            file.text.get(start..start.saturating_add(span.length).min(file.text.len())).unwrap_or("")
        })
    }

    /// The bracket that opens a file, for what is said of all that stands in it. Comments before it are passed over.
    #[must_use]
    pub fn opening(&self, name: &str) -> Span {
        let Some(file) = self.files.iter().find(|file| file.name == name) else { return Span::default() };
        let start = Lexer { text: &file.text, at: 0 }.next().start;
        Span { address: file.text.as_ptr().addr() + start, length: usize::from(start < file.text.len()) }
    }

    /// The span of a whole file, for faults that have no narrower place.
    #[must_use]
    pub fn span_of_file(&self, name: &str) -> Span {
        self.files
            .iter()
            .find(|file| file.name == name)
            .map_or_else(Span::default, |file| Span { address: file.text.as_ptr().addr(), length: 0 })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::reader::Reader;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        name: At<String>,
        #[serde(default)]
        next: Option<At<String>>,
        #[serde(default)]
        list: Vec<At<String>>,
    }

    fn read(text: &str) -> (Table<Sample>, Vec<ReadFault>) {
        let (root, mut faults) = tree::read(text);
        let reader = Reader::new(text);
        let table = reader.read(&root, "moves").unwrap_or_default();
        faults.extend(reader.into_faults());
        (table, faults)
    }

    #[test]
    fn an_id_deep_in_a_file_keeps_its_own_line_and_column() {
        let sources = Sources {
            files: vec![SourceText::new(
                "a.ron",
                "{\r\n  \"Ключ\": (name: \"x\", next: /* why */ \"台灣\", list: [\n    \"one\", // first\n    \"two\"  // second\n  ]),\n}",
            )],
        };
        let (table, faults) = read(&sources.files[0].text);
        assert!(faults.is_empty(), "{faults:?}");
        let item = &table.entries[0].1;
        let place = |span| {
            let place = sources.place(span);
            (place.line, place.column, sources.files[0].text[place.start..place.end].to_owned())
        };
        assert_eq!(place(table.entries[0].0.span), (2, 3, "\"Ключ\"".to_owned()));
        assert_eq!(place(item.name.span), (2, 18, "\"x\"".to_owned()));
        assert_eq!(place(item.next.clone().unwrap_or_default().span), (2, 39, "\"台灣\"".to_owned()));
        assert_eq!(place(item.list[0].span), (3, 5, "\"one\"".to_owned()));
        assert_eq!(place(item.list[1].span), (4, 5, "\"two\"".to_owned()));
    }

    #[test]
    fn a_fault_in_one_entry_does_not_hide_the_next() {
        let text = "{ \"a\": (name: \"x\", nmae: 3), \"b\": (name: 4), \"a2\": (name: \"y\"), \"a2\": (name: \"z\") }";
        let (table, faults) = read(text);
        let codes: Vec<_> = faults.iter().map(|fault| fault.code).collect();
        assert_eq!(codes, ["unknown-field", "wrong-type", "duplicate-id"]);
        assert_eq!((table.entries.len(), table.broken.len()), (1, 2));
        let starts: Vec<_> = faults.iter().map(|fault| fault.span.address - text.as_ptr().addr()).collect();
        assert_eq!(&text[starts[0]..][..4], "nmae");
        assert_eq!(&text[starts[1]..][..1], "4");
    }
}
