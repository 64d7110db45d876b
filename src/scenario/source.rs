//! Source text and places in it: how a value remembers where it was written.
//!
//! A value remembers the address of its text inside the loaded file, which stays put while the file is loaded;
//! [`Sources::place`] turns that into file, line and column. Nothing is ever read through an address.

use std::{collections::BTreeSet, fmt};

use ron::{Options, error::SpannedError, extensions::Extensions, value::RawValue};
use serde::{
    Deserialize, Deserializer,
    de::{Error as _, MapAccess, SeqAccess, Visitor},
};

pub use super::near::nearest;
use super::{lexis::trimmed, model::limits};

/// How deep a file may nest, in the parser's own count.
const RECURSION_LIMIT: usize = 128;

/// The one set of parser options: a plain value may stand where an optional one is expected.
pub(super) fn options() -> Options {
    Options::default().with_default_extension(Extensions::IMPLICIT_SOME).with_recursion_limit(RECURSION_LIMIT)
}

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
        let text = trimmed(<&RawValue>::deserialize(deserializer)?.get_ron());
        match parse(text) {
            Ok(value) => Ok(Self { value, span: Span::of(text) }),
            Err(fault) => Err(D::Error::custom(fault.encode())),
        }
    }
}

/// A fault of syntax or shape, found while reading.
#[derive(Clone, Debug)]
pub(super) struct ReadFault {
    /// Where.
    pub(super) span: Span,
    /// The stable code.
    pub(super) code: &'static str,
    /// What was found and what was expected.
    pub(super) message: String,
    /// How to mend it.
    pub(super) help: Option<String>,
}

/// The codes a read fault can carry, so that one can travel through the parser's own error type.
const READ_CODES: [&str; 8] = [
    "syntax",
    "unknown-field",
    "unknown-word",
    "missing-field",
    "duplicate-field",
    "wrong-type",
    "too-deep",
    "duplicate-id",
];

const MARK: char = '\u{1}';

impl ReadFault {
    fn encode(&self) -> String {
        let code = READ_CODES.iter().position(|code| *code == self.code).unwrap_or(0);
        format!(
            "{MARK}{}{MARK}{}{MARK}{code}{MARK}{}{MARK}{}",
            self.span.address,
            self.span.length,
            self.message,
            self.help.as_deref().unwrap_or("")
        )
    }

    fn decode(message: &str) -> Option<Self> {
        let mut parts = message.strip_prefix(MARK)?.split(MARK);
        let span = Span { address: parts.next()?.parse().ok()?, length: parts.next()?.parse().ok()? };
        let code = READ_CODES.get(parts.next()?.parse::<usize>().ok()?)?;
        let message = parts.next()?.to_owned();
        let help = parts.next().filter(|help| !help.is_empty()).map(str::to_owned);
        Some(Self { span, code, message, help })
    }

    /// Reads a parser's error on `text`.
    fn from_ron(text: &str, error: &SpannedError) -> Self {
        use ron::Error as E;
        if let E::Message(message) = &error.code
            && let Some(fault) = Self::decode(message)
        {
            return fault;
        }
        let start = offset_of(text, error.span.start.line, error.span.start.col);
        let end = offset_of(text, error.span.end.line, error.span.end.col).max(start);
        let mut span = Span::of(text.get(start..end).unwrap_or(""));
        if span.address == 0 || span.length == 0 {
            span = Span { address: text.as_ptr().addr() + start, length: 0 };
        }
        let (code, help) = match &error.code {
            E::NoSuchStructField { expected, found, .. } => ("unknown-field", suggestion(found, expected)),
            E::NoSuchEnumVariant { expected, found, .. } => ("unknown-word", suggestion(found, expected)),
            E::MissingStructField { .. } => ("missing-field", None),
            E::DuplicateStructField { .. } => ("duplicate-field", None),
            E::ExceededRecursionLimit => {
                ("too-deep", Some("split the condition, or give part of it a fact of its own".to_owned()))
            }
            E::InvalidValueForType { .. }
            | E::ExpectedInteger
            | E::ExpectedBoolean
            | E::ExpectedString
            | E::ExpectedArray
            | E::ExpectedMap
            | E::ExpectedOption
            | E::ExpectedStructLike
            | E::ExpectedNamedStructLike(_)
            | E::ExpectedUnit
            | E::ExpectedDifferentLength { .. }
            | E::IntegerOutOfBounds
            | E::InvalidIntegerDigit { .. }
            | E::ExpectedFloat
            | E::ExpectedIdentifier
            | E::ExpectedRawValue
            | E::FloatUnderscore
            | E::UnderscoreAtBeginning
            | E::ExpectedChar => ("wrong-type", None),
            _ => ("syntax", None),
        };
        let message = match &error.code {
            E::NoSuchStructField { found, .. } => format!("there is no field `{found}` here"),
            E::NoSuchEnumVariant { found, .. } => format!("there is no word `{found}` here"),
            E::MissingStructField { field, .. } => format!("the field `{field}` is missing"),
            E::DuplicateStructField { field, .. } => format!("the field `{field}` stands twice"),
            E::ExpectedNamedStructLike(_) => "fields in round brackets are expected here".to_owned(),
            E::TrailingCharacters if fraction(text) => format!("{text} was found; a whole number is expected"),
            other => other.to_string().trim_end_matches('.').to_owned(),
        };
        let code = if error.code == E::TrailingCharacters && fraction(text) { "wrong-type" } else { code };
        Self { span, code, message, help }
    }
}

/// Whether a text is a number that is not whole.
fn fraction(text: &str) -> bool {
    text.len() < 64
        && text.starts_with(|c: char| c.is_ascii_digit() || c == '-')
        && text.bytes().all(|byte| byte.is_ascii_digit() || b"+-._eE".contains(&byte))
}

/// The offset in bytes of a line and a column counted from 1 in characters.
fn offset_of(text: &str, line: usize, column: usize) -> usize {
    let mut start = 0;
    for _ in 1..line {
        match text[start..].find('\n') {
            Some(at) => start += at + 1,
            None => return text.len(),
        }
    }
    text[start..].char_indices().nth(column.saturating_sub(1)).map_or(text.len(), |(at, _)| start + at)
}

/// Names the nearest of the expected words, or lists them when they are few.
fn suggestion(found: &str, expected: &[&str]) -> Option<String> {
    if let Some(near) = nearest(found, expected.iter().copied()) {
        return Some(format!("did you mean `{near}`?"));
    }
    if expected.is_empty() { None } else { Some(format!("expected one of {}", expected.join(", "))) }
}

/// Parses a text as one value.
pub(super) fn parse<'de, T: Deserialize<'de>>(text: &'de str) -> Result<T, ReadFault> {
    options().from_str::<T>(text).map_err(|error| ReadFault::from_ron(text, &error))
}

/// A map from ids to values, in the order written. A fault in one entry does not hide the others.
#[derive(Clone, Debug)]
pub struct Table<T> {
    /// The entries that could be read, in the order written.
    pub entries: Vec<(At<String>, T)>,
    /// The faults of those that could not.
    pub(super) faults: Vec<ReadFault>,
    /// The ids of those that could not, so that what refers to them is not blamed.
    pub(super) broken: Vec<String>,
}

impl<T> Default for Table<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), faults: Vec::new(), broken: Vec::new() }
    }
}

impl<T> Table<T> {
    /// Whether nothing stands in it, faulty entries included.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.faults.is_empty()
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
                let mut seen = BTreeSet::new();
                while let Some(key) = map.next_key::<At<String>>()? {
                    let text = trimmed(map.next_value::<&RawValue>()?.get_ron());
                    // A stranger's file may be wrong all over; what is not listed any more need not be read.
                    if limits::FAULTS < table.faults.len() {
                        continue;
                    }
                    if !seen.insert(key.value.clone()) {
                        table.faults.push(ReadFault {
                            span: key.span,
                            code: "duplicate-id",
                            message: format!("`{}` stands twice in the same map", key.value),
                            help: Some("rename one of the two, or remove it".to_owned()),
                        });
                        continue;
                    }
                    match parse(text) {
                        Ok(value) => table.entries.push((key, value)),
                        Err(fault) => {
                            table.faults.push(fault);
                            table.broken.push(key.value);
                        }
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
    /// The faults of those that could not.
    pub(super) faults: Vec<ReadFault>,
}

impl<T> Default for Listing<T> {
    fn default() -> Self {
        Self { entries: Vec::new(), faults: Vec::new() }
    }
}

impl<T> Listing<T> {
    /// Whether nothing stands in it, faulty entries included.
    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty() && self.faults.is_empty()
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
                while let Some(raw) = seq.next_element::<&RawValue>()? {
                    if limits::FAULTS < listing.faults.len() {
                        continue;
                    }
                    let text = trimmed(raw.get_ron());
                    match parse(text) {
                        Ok(value) => listing.entries.push(At { value, span: Span::of(text) }),
                        Err(fault) => listing.faults.push(fault),
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

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Item {
        name: At<String>,
        #[serde(default)]
        next: Option<At<String>>,
        #[serde(default)]
        list: Vec<At<String>>,
    }

    #[test]
    fn an_id_deep_in_a_file_keeps_its_own_line_and_column() {
        let sources = Sources {
            files: vec![SourceText::new(
                "a.ron",
                "{\r\n  \"Ключ\": (name: \"x\", next: /* why */ \"台灣\", list: [\n    \"one\", // first\n    \"two\"  // second\n  ]),\n}",
            )],
        };
        let table: Table<Item> = parse(&sources.files[0].text).unwrap_or_else(|fault| panic!("{fault:?}"));
        assert!(table.faults.is_empty(), "{:?}", table.faults);
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
        let table: Table<Item> = parse(text).unwrap_or_else(|fault| panic!("{fault:?}"));
        let codes: Vec<_> = table.faults.iter().map(|fault| fault.code).collect();
        assert_eq!(codes, ["unknown-field", "wrong-type", "duplicate-id"]);
        let starts: Vec<_> = table.faults.iter().map(|fault| fault.span.address - text.as_ptr().addr()).collect();
        assert_eq!(&text[starts[0]..][..4], "nmae");
        assert_eq!(&text[starts[1]..][..1], "4");
    }
}
