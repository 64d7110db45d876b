//! The format as data: everything that an author can write, what it holds, and what is said of it.
//!
//! It is read from the sources of the format, so that messages, the reference, editors and forms cannot say anything
//! else than what is read. Sources are laid out by rustfmt, one field or word a line.

use std::collections::BTreeMap;

use crate::language::{find, find_of};

/// The sources of the format, in the order of the reference.
const SOURCES: [&str; 7] = [
    include_str!("format/mod.rs"),
    include_str!("format/world.rs"),
    include_str!("format/play.rs"),
    include_str!("format/outcome.rs"),
    include_str!("format/map.rs"),
    include_str!("format/class.rs"),
    include_str!("words.rs"),
];

/// The item that a whole scenario is.
pub const ROOT: &str = "ScenarioFile";

/// Something that an author writes: an item with fields, or one of several words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// Its name in the sources, such as `PartyRuleFile`.
    pub name: String,
    /// What it is.
    pub about: String,
    /// What it is made of.
    pub shape: Shape,
}

/// What an item is made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Named values in round brackets.
    Fields(Vec<Field>),
    /// One of these words.
    Choice(Vec<Word>),
}

/// A named value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its name.
    pub name: String,
    /// What it holds.
    pub holds: Holds,
    /// What it means, with range and default.
    pub about: String,
    /// Whether it may be left out.
    pub optional: bool,
}

/// A word of a choice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// The word.
    pub name: String,
    /// What it says.
    pub about: String,
    /// What stands after it in round brackets.
    pub takes: Takes,
}

/// What stands after a word in round brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Nothing, and no brackets.
    Nothing,
    /// These, in this order; the last may be left out where it says so.
    Values(Vec<Value>),
    /// These by name.
    Fields(Vec<Field>),
}

/// One of the values after a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Value {
    /// What it is.
    pub holds: Holds,
    /// Whether it may be left out.
    pub optional: bool,
    /// Whether `None` may stand for it.
    pub none: bool,
}

/// What a field or value holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds {
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Number,
    /// A text that a person reads.
    Text,
    /// The id of something, such as `track`; nothing where the id is declared here.
    Id(Option<&'static str>),
    /// An item of this name.
    Item(String),
    /// Any number of these, in square brackets.
    List(Box<Holds>),
    /// Any number of these under ids, in braces.
    Map(Box<Holds>),
    /// Exactly these, in round brackets.
    Tuple(Vec<Holds>),
}

/// What ids stand for, by the names of their types.
const REFERS: [(&str, &str); 22] = [
    ("ActorId", "actor"),
    ("PartyId", "party"),
    ("OwnerId", "actor or party"),
    ("ChannelId", "channel"),
    ("TrackId", "track"),
    ("FactId", "fact"),
    ("SeenId", "fact or track"),
    ("LadderId", "ladder"),
    ("RungId", "rung"),
    ("DispositionId", "disposition"),
    ("MoveId", "move"),
    ("TermId", "term"),
    ("OfferId", "offer"),
    ("CommitmentId", "commitment"),
    ("LineId", "red line"),
    ("HappeningId", "event"),
    ("ShownId", "move or event"),
    ("EndingId", "ending"),
    ("AftermathId", "aftermath"),
    ("CutId", "cut"),
    ("SourceId", "source"),
    ("LabelId", "label"),
];

/// What the keys of a map are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Keys {
    /// Ids that are declared here.
    Declared,
    /// Ids of something declared elsewhere.
    Of(&'static str),
    /// Words, names or paths, which no rule looks up.
    Free,
}

/// Maps whose keys are no ids of their own, by item and field.
const KEYS: [(&str, &str, Keys); 26] = [
    ("PartyFile", "trust", Keys::Of("actor")),
    ("TrackFile", "estimates", Keys::Of("actor")),
    ("TurnFile", "briefing", Keys::Of("actor")),
    ("TurnFile", "decision", Keys::Of("actor")),
    ("InsteadFile", "briefing", Keys::Of("actor")),
    ("CutBriefingFile", "briefing", Keys::Of("actor")),
    ("VariantFile", "tracks", Keys::Of("track")),
    ("EventFile", "seen_as", Keys::Of("actor")),
    ("ReadingFile", "weights", Keys::Of("aim")),
    ("ReadingFile", "conduct", Keys::Of("red line")),
    ("HistoryFile", "dispositions", Keys::Of("actor")),
    ("HistoryFile", "answers", Keys::Of("move")),
    ("HistoryFile", "aftermath", Keys::Of("label")),
    ("HistoryTurnFile", "orders", Keys::Of("actor")),
    ("HistoryTurnFile", "draws", Keys::Of("label")),
    ("HistoryTurnFile", "rungs", Keys::Of("ladder")),
    ("ExpectFile", "tracks", Keys::Of("track")),
    ("ExpectFile", "verdicts", Keys::Of("aim")),
    ("ExpectFile", "scores", Keys::Of("actor")),
    ("ExpectFile", "lines", Keys::Of("red line")),
    ("ScenarioFile", "glossary", Keys::Free),
    ("ScenarioFile", "glossary_later", Keys::Free),
    ("ScenarioFile", "glossary_seen_by", Keys::Free),
    ("TwinFile", "names", Keys::Free),
    ("TwinFile", "texts", Keys::Free),
    ("AimFile", "intentions", Keys::Declared),
];

/// What the keys of a map in a field are.
#[must_use]
pub fn keys(item: &str, field: &str) -> Keys {
    KEYS.iter().find(|(of, name, _)| *of == item && *name == field).map_or(Keys::Declared, |(.., keys)| *keys)
}

/// The parts of a scenario that declare ids of a kind.
#[must_use]
pub fn declares(kind: &str) -> &'static [&'static str] {
    match kind {
        "actor" => &["actors"],
        "party" => &["parties"],
        "actor or party" => &["actors", "parties"],
        "channel" => &["channels"],
        "track" => &["tracks"],
        "fact" => &["facts", "postures"],
        "fact or track" => &["facts", "postures", "tracks"],
        "ladder" => &["ladders"],
        "disposition" => &["dispositions"],
        "move" => &["moves"],
        "term" => &["terms"],
        "offer" => &["offers"],
        "commitment" => &["commitments"],
        "red line" => &["red_lines"],
        "event" => &["events", "drift", "parties"],
        "move or event" => &["moves", "events", "drift", "parties"],
        "ending" => &["endings"],
        "aftermath" => &["aftermath"],
        "aim" => &["aims"],
        "cut" => &["cuts"],
        "source" => &["sources"],
        "label" => &["events", "drift", "parties", "aftermath"],
        _ => &[],
    }
}

/// Every item of the format, at hand by its name.
#[derive(Clone, Debug)]
pub struct Schema {
    items: BTreeMap<String, Item>,
}

impl Default for Schema {
    fn default() -> Self {
        Self { items: items().into_iter().map(|item| (item.name.clone(), item)).collect() }
    }
}

impl Schema {
    /// An item by its name.
    #[must_use]
    pub fn item(&self, name: &str) -> Option<&Item> {
        self.items.get(name)
    }

    /// The parts of a scenario, in the order of the reference.
    #[must_use]
    pub fn parts(&self) -> &[Field] {
        self.items.get(ROOT).map_or(&[], Item::fields)
    }

    /// A part of a scenario.
    #[must_use]
    pub fn part(&self, name: &str) -> Option<&Field> {
        self.parts().iter().find(|field| field.name == name)
    }

    /// The brackets of a part that can stand in a file of its own.
    pub(super) fn brackets(&self, part: &str) -> Option<&'static str> {
        match &self.part(part)?.holds {
            Holds::Map(_) => Some("{}"),
            Holds::List(_) => Some("[]"),
            Holds::Item(name) => self.item(name).filter(|item| !item.fields().is_empty()).map(|_| "()"),
            Holds::Bool | Holds::Number | Holds::Text | Holds::Id(_) | Holds::Tuple(_) => None,
        }
    }
}

/// Every item of the format, in the order of the reference.
pub fn items() -> Vec<Item> {
    SOURCES.iter().flat_map(|source| Reading::new(source).items()).collect()
}

/// One item by its name.
pub fn item(name: &str) -> Option<Item> {
    SOURCES.iter().find_map(|source| {
        let start = [format!("pub struct {name} {{\n"), format!("pub enum {name} {{\n")]
            .iter()
            .find_map(|head| source.find(head.as_str()))?;
        let end = start + source[start..].find("\n}")? + "\n}".len();
        // The comment above it.
        let above = source[..start].rfind("\n\n").map_or(0, |at| at + 1);
        Reading::new(&source[above..end]).items().pop()
    })
}

impl Item {
    /// What an author calls it: `party rule` for `PartyRuleFile`.
    pub fn title(&self) -> String {
        title(&self.name)
    }

    /// Its fields, if it has some.
    pub fn fields(&self) -> &[Field] {
        match &self.shape {
            Shape::Fields(fields) => fields,
            Shape::Choice(_) => &[],
        }
    }

    /// Its words, if it is a choice.
    pub fn words(&self) -> &[Word] {
        match &self.shape {
            Shape::Fields(_) => &[],
            Shape::Choice(words) => words,
        }
    }
}

impl Field {
    /// The smallest and largest number that may stand, where both are plain numbers.
    pub fn range(&self) -> Option<(i64, i64)> {
        range(&self.about)
    }

    /// What stands for it where it is left out, in words.
    pub fn default(&self) -> Option<&str> {
        let (_, rest) = self.about.split_once("Default: ")?;
        Some(rest.split_once(". ").map_or(rest.trim_end_matches('.'), |(first, _)| first))
    }
}

impl Word {
    /// How it is written with what it takes, such as `TrackAtLeast("track", number)`.
    pub fn signature(&self) -> String {
        let inner: Vec<String> = match &self.takes {
            Takes::Nothing => return self.name.clone(),
            Takes::Values(values) => values
                .iter()
                .map(|value| {
                    let kind = value.holds.brief();
                    if value.none { tr!("{kind} or None", kind) } else { kind }
                })
                .collect(),
            Takes::Fields(fields) => {
                fields.iter().map(|field| format!("{}: {}", field.name, field.holds.brief())).collect()
            }
        };
        format!("{}({})", self.name, inner.join(", "))
    }
}

impl Holds {
    /// How it is written, for a signature.
    fn brief(&self) -> String {
        match self {
            Self::Bool => tr!(of "kind", "true or false").to_owned(),
            Self::Number => tr!(of "kind", "number").to_owned(),
            Self::Text => format!("\"{}\"", tr!(of "kind", "text")),
            Self::Id(of) => format!("\"{}\"", of.map_or(tr!(of "kind", "id"), kind)),
            Self::Item(name) if name == "Condition" => kind("condition").to_owned(),
            Self::Item(name) => name.trim_end_matches("Word").to_owned(),
            Self::List(inner) => match &**inner {
                Self::Item(name) => {
                    let title = title(name);
                    find_of(KIND, &title).map_or_else(|| format!("[{title}s]"), |found| format!("[{found}]"))
                }
                other => format!("[{}]", other.brief()),
            },
            Self::Map(inner) => format!("{{\"id\": {}}}", inner.brief()),
            Self::Tuple(inner) => format!("({})", inner.iter().map(Self::brief).collect::<Vec<_>>().join(", ")),
        }
    }
}

/// The numbers after `Range:`, where both are plain.
#[must_use]
pub fn range(about: &str) -> Option<(i64, i64)> {
    let (_, rest) = about.split_once("Range: ")?;
    let (low, rest) = rest.split_once(" to ")?;
    let high = rest.split_once(". ").map_or(rest, |(high, _)| high).trim_end_matches('.');
    let number = |text: &str| text.replace(',', "").replace('−', "-").parse().ok();
    Some((number(low)?, number(high)?))
}

/// What is said of an item, field or word, in the language in force.
#[must_use]
pub fn told(about: &str) -> &str {
    find(about).unwrap_or(about)
}

/// What an author calls a kind of thing, such as `red line` or the title of an item, in the language in force.
#[must_use]
pub fn kind(kind: &str) -> &str {
    find_of(KIND, kind).unwrap_or(kind)
}

/// The context in which names of kinds are translated.
pub const KIND: &str = "kind";

/// The contexts in which names of fields, and of words, are translated.
pub const NAMES: [&str; 2] = ["field", "word"];

/// What stands for a name of the format in the language in force, if it has something.
#[must_use]
pub fn translated(name: &str) -> Option<&'static str> {
    // Words begin with a capital, fields do not.
    find_of(NAMES[usize::from(name.starts_with(char::is_uppercase))], &plain(name))
}

/// A name of the format in plain words, in the language in force: `red_lines` as "Red lines".
#[must_use]
pub fn called(name: &str) -> String {
    translated(name).map_or_else(|| plain(name), str::to_owned)
}

/// One of several in plain words, in the language in force: `red_lines` as "Red line".
#[must_use]
pub fn one_called(name: &str) -> String {
    let one = singular(&plain(name));
    find_of(NAMES[0], &one).map_or(one, str::to_owned)
}

/// A name of the format in plain English words.
#[must_use]
pub fn plain(name: &str) -> String {
    match name {
        "All" => return "All of these".to_owned(),
        "Any" => return "Any of these".to_owned(),
        "AtLeast" => return "At least so many of these".to_owned(),
        "Become" => return "It becomes so that".to_owned(),
        "Cease" => return "It ceases to be so that".to_owned(),
        "When" => return "If".to_owned(),
        _ => {}
    }
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

/// One of several, as far as English goes by rules.
#[must_use]
pub fn singular(name: &str) -> String {
    match name.strip_suffix("ies") {
        Some(stem) => format!("{stem}y"),
        None if name.ends_with("ss") => name.to_owned(),
        None => name.strip_suffix('s').unwrap_or(name).to_owned(),
    }
}

/// What an author calls an item: `party rule` for `PartyRuleFile`, as the headings of the reference do.
pub fn title(item: &str) -> String {
    let item = item.strip_suffix("File").or_else(|| item.strip_suffix("Word")).unwrap_or(item);
    let mut words = String::new();
    for c in item.chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}

/// A title with its article.
pub(super) fn one(title: &str) -> String {
    format!("{} {title}", if title.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" })
}

/// What is said of one field of an item, or of one of its words, and how it is written.
pub(super) fn about(name: &str, part: &str) -> Option<(String, String)> {
    let item = item(name)?;
    let field = |fields: &[Field]| {
        let field = fields.iter().find(|field| field.name == part)?;
        Some((field.about.clone(), part.to_owned()))
    };
    match &item.shape {
        Shape::Fields(fields) => field(fields),
        Shape::Choice(words) => match words.iter().find(|word| word.name == part) {
            Some(word) => Some((word.about.clone(), word.signature())),
            None => words.iter().find_map(|word| match &word.takes {
                Takes::Fields(fields) => field(fields),
                Takes::Nothing | Takes::Values(_) => None,
            }),
        },
    }
}

/// A source file that is being read.
struct Reading<'s> {
    lines: std::str::Lines<'s>,
    /// The comment that is waiting for what it speaks of.
    about: String,
    /// Whether what follows may be left out.
    optional: bool,
}

impl<'s> Reading<'s> {
    fn new(source: &'s str) -> Self {
        Self { lines: source.lines(), about: String::new(), optional: false }
    }

    /// The next line that is neither a comment nor an attribute, without its indent.
    fn next(&mut self) -> Option<&'s str> {
        loop {
            let line = self.lines.next()?.trim();
            if let Some(doc) = line.strip_prefix("/// ") {
                if !self.about.is_empty() {
                    self.about.push(' ');
                }
                self.about += doc;
            } else if line == "#[serde(default)]" {
                self.optional = true;
            } else if !(line.is_empty() || line.starts_with("#[") || line.starts_with("//")) {
                return Some(line);
            }
        }
    }

    fn items(mut self) -> Vec<Item> {
        let mut items = Vec::new();
        while let Some(line) = self.next() {
            let about = std::mem::take(&mut self.about);
            let open = line.strip_suffix(" {");
            if let Some(name) = open.and_then(|line| line.strip_prefix("pub struct ")) {
                items.push(Item { name: name.to_owned(), about, shape: Shape::Fields(self.fields("}")) });
            } else if let Some(name) = open.and_then(|line| line.strip_prefix("pub enum ")) {
                items.push(Item { name: name.to_owned(), about, shape: Shape::Choice(self.words()) });
            } else if open.is_some() {
                // Code, which ends where its bracket closes at the margin.
                self.lines.by_ref().find(|line| *line == "}");
                self.about.clear();
            }
        }
        items
    }

    fn fields(&mut self, close: &str) -> Vec<Field> {
        let mut fields = Vec::new();
        while let Some(line) = self.next().filter(|line| *line != close) {
            let (about, default) = (std::mem::take(&mut self.about), std::mem::take(&mut self.optional));
            let line = line.trim_start_matches("pub ").trim_end_matches(',');
            if let Some((name, kind)) = line.split_once(": ") {
                let optional = default || kind.starts_with("Option<");
                fields.push(Field { name: name.to_owned(), holds: holds(kind), about, optional });
            }
        }
        fields
    }

    fn words(&mut self) -> Vec<Word> {
        let mut words = Vec::new();
        while let Some(line) = self.next().filter(|line| *line != "}") {
            let about = std::mem::take(&mut self.about);
            let line = line.trim_end_matches(',');
            let (name, takes) = if let Some(name) = line.strip_suffix(" {") {
                (name, Takes::Fields(self.fields("},")))
            } else if let Some((name, kinds)) = line.split_once('(') {
                (name, Takes::Values(parts(kinds.strip_suffix(')').unwrap_or(kinds)).map(value).collect()))
            } else {
                (line, Takes::Nothing)
            };
            words.push(Word { name: name.to_owned(), about, takes });
        }
        words
    }
}

/// What stands between the commas of a type, brackets kept together.
fn parts(kinds: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_i32;
    kinds
        .split(move |c: char| {
            depth += match c {
                '<' | '(' => 1,
                '>' | ')' => -1,
                _ => 0,
            };
            c == ',' && depth == 0
        })
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

fn value(kind: &str) -> Value {
    let bare = kind.strip_prefix("#[serde(default)] ");
    let kind = bare.unwrap_or(kind);
    Value { holds: holds(kind), optional: bare.is_some(), none: kind.starts_with("Option<") }
}

/// What a type of the sources holds.
fn holds(kind: &str) -> Holds {
    let inside = |start: &str| kind.strip_prefix(start).and_then(|rest| rest.strip_suffix('>'));
    if let Some(inner) = ["Option<", "Box<", "At<"].iter().find_map(|start| inside(start)) {
        return holds(inner);
    }
    if let Some(inner) = inside("Vec<").or_else(|| inside("Listing<")) {
        return Holds::List(Box::new(holds(inner)));
    }
    if let Some(inner) = inside("Table<") {
        return Holds::Map(Box::new(holds(inner)));
    }
    if let Some(inner) = kind.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return Holds::Tuple(parts(inner).map(holds).collect());
    }
    match kind {
        "bool" => Holds::Bool,
        "Number" => Holds::Number,
        "Text" => Holds::Text,
        "Id" => Holds::Id(None),
        other => match REFERS.iter().find(|(name, _)| *name == other) {
            Some((_, what)) => Holds::Id(Some(what)),
            None => Holds::Item(other.to_owned()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_and_a_word_are_explained_as_in_the_reference() {
        let (docs, _) = about("MoveFile", "tempo").unwrap_or_default();
        assert_eq!(docs, "When in a turn it takes effect; lower is sooner. Range: 0 to 9. Default: 5.");
        let (docs, signature) = about("Condition", "TrackAtLeast").unwrap_or_default();
        assert!(docs.starts_with("The track stands at this value or above."), "{docs}");
        assert_eq!(signature, "TrackAtLeast(\"track\", number)");
        assert_eq!(about("Effect", "When").unwrap_or_default().1, "When(condition, [effects], [effects])");
        assert_eq!(about("Effect", "Redraw").unwrap_or_default().1, "Redraw(\"red line\", \"red line\" or None)");
        assert_eq!(about("Effect", "odds").unwrap_or_default().0, "Parts per 100,000. Range: 1 to 99,999.");
        assert_eq!(about("MoveFile", "nothing"), None);
        assert_eq!(title("PartyRuleFile"), "party rule");
    }

    #[test]
    fn every_item_that_is_named_is_there_and_each_alone_reads_as_among_all() {
        let all = items();
        assert!(all.iter().any(|item| item.name == ROOT));
        fn named(holds: &Holds, found: &mut Vec<String>) {
            match holds {
                Holds::Item(name) => found.push(name.clone()),
                Holds::List(inner) | Holds::Map(inner) => named(inner, found),
                Holds::Tuple(inner) => inner.iter().for_each(|inner| named(inner, found)),
                Holds::Bool | Holds::Number | Holds::Text | Holds::Id(_) => {}
            }
        }
        for one in &all {
            assert_eq!(item(&one.name).as_ref(), Some(one));
            let mut found = Vec::new();
            one.fields().iter().for_each(|field| named(&field.holds, &mut found));
            for word in one.words() {
                match &word.takes {
                    Takes::Nothing => {}
                    Takes::Values(values) => values.iter().for_each(|value| named(&value.holds, &mut found)),
                    Takes::Fields(fields) => fields.iter().for_each(|field| named(&field.holds, &mut found)),
                }
            }
            for name in found {
                assert!(all.iter().any(|item| item.name == name), "{} names {name}", one.name);
            }
        }
    }

    #[test]
    fn ranges_and_defaults_are_read_from_what_is_said() {
        let tempo = item("MoveFile").and_then(|item| item.fields().iter().find(|field| field.name == "tempo").cloned());
        let tempo = tempo.expect("a move has a tempo");
        assert_eq!((tempo.range(), tempo.default(), tempo.optional), (Some((0, 9)), Some("5"), true));
        assert_eq!(range("Range: −1,000,000,000 to 1,000,000,000."), Some((-1_000_000_000, 1_000_000_000)));
        assert_eq!(range("Range: 0 to the last turn."), None);
    }
}
