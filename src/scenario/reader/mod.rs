//! Reads the values of a tree into the shapes of the format, and says of each that does not fit what was expected.
//!
//! A value of the wrong kind is reported and stood in for, so that the rest of its item is read as well;
//! an item with a fault is then left out, so that nothing is said of what only stands in.

mod access;
mod choice;

use std::{
    cell::{Cell, RefCell},
    fmt,
};

use serde::{
    Deserialize,
    de::{self, Deserializer, SeqAccess, Visitor},
    forward_to_deserialize_any,
};

use crate::language::find_of;

use self::{
    access::{Fields, Items, Pairs, Placed, Stand, StandFields, Tries},
    choice::Choice,
};
use super::{
    model::limits,
    near::nearest_few,
    schema,
    source::{ReadFault, Span},
    tree::{Key, Kind, Node, cut, short},
};

/// A newtype of this name is given the place of its value: address, length, value.
pub(super) const PLACED: &str = "$placed";
/// A newtype of this name is an item that stands or falls alone: the item, and whether it is sound.
pub(super) const ITEM: &str = "$item";

/// How often an item is read again because something in it is missing.
const ROUNDS: usize = 24;

/// Why reading stops short.
#[derive(Debug)]
pub(super) enum Halt {
    /// A field without a default is not there.
    Missing(&'static str),
    /// A value of a word is not there.
    Short(usize),
    /// What is missing has been noted: the item is to be read again, with something standing in for it.
    Again,
    /// It cannot be read at all.
    Beyond,
}

impl fmt::Display for Halt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

impl std::error::Error for Halt {}

impl de::Error for Halt {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self::Beyond
    }

    fn missing_field(field: &'static str) -> Self {
        Self::Missing(field)
    }

    fn invalid_length(len: usize, _: &dyn de::Expected) -> Self {
        Self::Short(len)
    }
}

/// What is known while a file is read.
pub(super) struct Reader<'t> {
    text: &'t str,
    faults: RefCell<Vec<ReadFault>>,
    /// Faults in the item in hand, those in items within it left out.
    marks: Cell<usize>,
    /// What is missing: where the value that lacks it begins, and which field or the how manieth value.
    missing: RefCell<Vec<(usize, &'static str, usize)>>,
}

impl<'t> Reader<'t> {
    /// Begins with a file.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, faults: RefCell::default(), marks: Cell::default(), missing: RefCell::default() }
    }

    /// What was found to be at fault.
    pub(super) fn into_faults(self) -> Vec<ReadFault> {
        self.faults.into_inner()
    }

    /// Reads a value as a whole; `None` if it has a fault outside the items within it.
    pub(super) fn read<'a, T: Deserialize<'a>>(&'a self, node: &'a Node<'t>, field: &'static str) -> Option<T> {
        let value = Value { reader: self, node: Some(node), about: ("ScenarioFile", field) };
        let mut tries = Tries::new(value);
        loop {
            match tries.next_element::<T>() {
                Ok(value) => return value.filter(|_| tries.sound),
                Err(_) => tries.rounds += 1,
            }
        }
    }

    pub(super) fn full(&self) -> bool {
        limits::FAULTS < self.faults.borrow().len()
    }

    /// The text of a stretch of bytes.
    fn written(&self, start: usize, end: usize) -> &'t str {
        self.text.get(start..end).unwrap_or("")
    }

    /// Reports a fault.
    fn report(
        &self,
        (start, end): (usize, usize),
        code: &'static str,
        message: String,
        (found, expected): (String, String),
        help: Option<String>,
    ) {
        self.marks.set(self.marks.get() + 1);
        if !self.full() {
            let span = Span::of(self.written(start, end));
            self.faults.borrow_mut().push(ReadFault { span, code, message, found, expected, help });
        }
    }

    /// Reports a field that something does not have.
    pub(super) fn unknown(&self, key: &Key<'_>, title: &str, word: Option<&str>, near: &[&str], all: &[&str]) {
        let (help, expected) = choose(near, all, title);
        let name = cut(&key.name);
        let message = match (word, one(title)) {
            (Some(word), _) => tr!("`{word}` has no field `{name}`", word, name),
            (None, one) => tr!("{one} has no field `{name}`", one, name),
        };
        self.report((key.start, key.end), "unknown-field", message, (name, expected), Some(help));
    }

    /// Reports a `scenario.ron` that does not hold the fields of a scenario.
    pub(super) fn not_fields(&self, node: &Node<'t>) {
        let expected = tr!("the fields of a scenario in round brackets, as in (format: 1, title: \"...\"),");
        let value = Value { reader: self, node: Some(node), about: ("", "") };
        if matches!(node.kind, Kind::Broken) && node.start == node.end {
            let message = tr!("the file is empty; {expected} are expected", expected);
            self.empty(message, expected.to_owned(), None);
        } else {
            value.wrong_many(expected);
        }
    }

    /// Reports a file that holds nothing, or nothing but comments.
    pub(super) fn empty(&self, message: String, expected: String, help: Option<String>) {
        self.report((0, 0), "wrong-type", message, (tr!("nothing").to_owned(), expected), help);
    }

    /// Reports a field or id that stands twice.
    pub(super) fn twice(&self, key: &Key<'_>) {
        let place = (key.start, key.end);
        let expected = tr!("each once").to_owned();
        let name = cut(&key.name);
        if key.quoted {
            let message = tr!("`{name}` stands twice in the same map", name);
            let help = tr!("rename one of the two, or remove it").to_owned();
            self.report(place, "duplicate-id", message, (name, expected), Some(help));
            // The first of the two stands, and the map with it.
            self.marks.set(self.marks.get().saturating_sub(1));
        } else {
            let message = tr!("the field `{name}` stands twice", name);
            self.report(
                place,
                "duplicate-field",
                message,
                (name, expected),
                Some(tr!("remove one of the two").to_owned()),
            );
        }
    }
}

/// What a value is, to an author.
fn described(node: &Node<'_>, written: &str) -> String {
    match &node.kind {
        Kind::Number(_) | Kind::Odd => cut(written),
        Kind::Bool(on) => format!("`{on}`"),
        Kind::Text(_) => tr!("the text {text}", text = short(written)),
        Kind::Word(word) => tr!("the word `{word}`", word = cut(word)),
        Kind::List(items) if items.is_empty() => tr!("an empty list").to_owned(),
        Kind::List(_) => tr!("a list in square brackets").to_owned(),
        Kind::Map(_) => tr!("a map in braces").to_owned(),
        Kind::Fields(None, _) => tr!("fields in round brackets").to_owned(),
        Kind::Tuple(None, items) if items.is_empty() => tr!("an empty pair of round brackets").to_owned(),
        Kind::Tuple(None, _) => tr!("values in round brackets").to_owned(),
        Kind::Fields(Some(name), _) | Kind::Tuple(Some(name), _) => format!("`{}(...)`", cut(name)),
        Kind::Broken => tr!("something that cannot be read").to_owned(),
    }
}

/// Whether what is found is several things, to a grammar that cares.
fn are_several(node: &Node<'_>) -> bool {
    match &node.kind {
        Kind::Fields(None, _) => true,
        Kind::Tuple(None, items) => !items.is_empty(),
        _ => false,
    }
}

/// A value to be read; none stands in for what is missing or wrong.
#[derive(Clone, Copy)]
struct Value<'a, 't> {
    reader: &'a Reader<'t>,
    node: Option<&'a Node<'t>>,
    /// The item and the field or word that it belongs to.
    about: (&'static str, &'static str),
}

impl<'a, 't> Value<'a, 't> {
    /// What stands in for this one.
    fn stand_in(self) -> Self {
        Self { node: None, ..self }
    }

    fn of(self, node: &'a Node<'t>) -> Self {
        Self { node: Some(node), ..self }
    }

    /// Reports that the value is not what is expected here; says nothing where the syntax has been found at fault.
    fn wrong(self, expected: &str, help: Option<String>) {
        self.wrong_as(expected, false, help);
    }

    /// As `wrong`, where several things are expected.
    fn wrong_many(self, expected: &str) {
        self.wrong_as(expected, true, None);
    }

    fn wrong_as(self, expected: &str, several: bool, help: Option<String>) {
        let Some(node) = self.node else { return };
        if matches!(node.kind, Kind::Broken) {
            self.reader.marks.set(self.reader.marks.get() + 1);
            return;
        }
        let found = described(node, self.reader.written(node.start, node.end));
        let message = match (are_several(node), several) {
            (false, false) => tr!("{found} was found; {expected} is expected", found, expected),
            (false, true) => tr!("{found} was found; {expected} are expected", found, expected),
            (true, false) => tr!("{found} were found; {expected} is expected", found, expected),
            (true, true) => tr!("{found} were found; {expected} are expected", found, expected),
        };
        let help = match (help, self.docs()) {
            (Some(help), Some(docs)) => Some(format!("{help}. {docs}")),
            (help, docs) => help.or(docs),
        };
        self.reader.report((node.start, node.end), "wrong-type", message, (found, expected.to_owned()), help);
    }

    /// What the format says of the field in hand.
    fn docs(self) -> Option<String> {
        let (item, name) = self.about;
        let (docs, _) = schema::about(item, name)?;
        Some(said_of(name, &docs))
    }

    fn kind(self) -> Option<&'a Kind<'t>> {
        self.node.map(|node| &node.kind)
    }

    fn items(self, nodes: &'a [Node<'t>]) -> Items<'a, 't> {
        Items { value: self, nodes, at: 0, most: usize::MAX }
    }

    fn fields(
        self,
        (item, word): (&'static str, Option<&'static str>),
        pairs: &'a [(Key<'t>, Node<'t>)],
        fields: &'static [&'static str],
    ) -> Fields<'a, 't> {
        let start = self.node.map_or(usize::MAX, |node| node.start);
        let missing = self.reader.missing.borrow();
        let missing =
            missing.iter().filter(|(at, name, _)| *at == start && fields.contains(name)).map(|(_, name, _)| *name);
        Fields {
            value: self,
            item,
            word,
            pairs,
            fields,
            seen: Vec::new(),
            next: None,
            missing: missing.collect(),
            meant: Vec::new(),
        }
    }

    /// Notes what is missing, so that the item is read again with something standing in for it.
    fn again<T>(self, result: Result<T, Halt>) -> Result<T, Halt> {
        let note = match &result {
            Err(Halt::Missing(field)) => (*field, 0),
            Err(Halt::Short(at)) => ("", *at),
            Ok(_) | Err(Halt::Again | Halt::Beyond) => return result,
        };
        let Some(node) = self.node else { return Err(Halt::Beyond) };
        self.reader.missing.borrow_mut().push((node.start, note.0, note.1));
        Err(Halt::Again)
    }
}

/// A text that could be meant for what was written without quotes.
fn number_in(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-')
}

impl<'de> Deserializer<'de> for Value<'_, '_> {
    type Error = Halt;

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Halt> {
        Err(Halt::Beyond)
    }

    fn deserialize_i64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Halt> {
        match self.kind() {
            Some(Kind::Number(value)) => return visitor.visit_i64(*value),
            Some(Kind::Text(text)) if number_in(text) => {
                self.wrong(tr!("a whole number"), Some(tr!("write it without quotes: {text}", text)));
            }
            Some(Kind::Odd) => {
                let written = self.node.map_or("", |node| self.reader.written(node.start, node.end));
                let whole = written.trim_start_matches(['-', '+']).bytes().all(|byte| byte.is_ascii_digit());
                if whole {
                    let help = tr!("the largest number that can be written is {most}", most = i64::MAX);
                    self.wrong(tr!("a whole number of fewer digits"), Some(help));
                } else {
                    self.wrong(tr!("a whole number"), None);
                }
            }
            _ => self.wrong(tr!("a whole number"), None),
        }
        visitor.visit_i64(0)
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Halt> {
        if let Some(Kind::Bool(on)) = self.kind() {
            return visitor.visit_bool(*on);
        }
        let said = match self.kind() {
            Some(Kind::Word(word)) => *word,
            Some(Kind::Text(text)) => text.as_ref(),
            _ => "",
        };
        let meant = match said.to_ascii_lowercase().as_str() {
            "true" | "yes" | "on" => Some("true"),
            "false" | "no" | "off" => Some("false"),
            _ => None,
        };
        self.wrong(tr!("`true` or `false`"), meant.map(|word| tr!("write {text}", text = word)));
        visitor.visit_bool(false)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Halt> {
        match self.kind() {
            Some(Kind::Text(text)) => return visitor.visit_str(text),
            Some(Kind::Word(word)) => {
                self.wrong(tr!("a text in quotes"), Some(tr!("write \"{text}\"", text = cut(word))))
            }
            _ => self.wrong(tr!("a text in quotes"), None),
        }
        visitor.visit_str("")
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Halt> {
        self.deserialize_str(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Halt> {
        match self.kind() {
            None | Some(Kind::Word("None")) => visitor.visit_none(),
            Some(Kind::Tuple(Some("Some"), items)) if items.len() == 1 => visitor.visit_some(self.of(&items[0])),
            Some(_) => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, name: &'static str, visitor: V) -> Result<V::Value, Halt> {
        match name {
            PLACED => visitor.visit_seq(Placed { value: self, at: 0 }),
            ITEM => visitor.visit_seq(Tries::new(self)),
            _ => visitor.visit_newtype_struct(self),
        }
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Halt> {
        if let Some(Kind::List(nodes)) = self.kind() {
            return visitor.visit_seq(self.items(nodes));
        }
        let help = match (self.kind(), self.node) {
            (Some(Kind::Text(_)), Some(node)) => {
                let text = short(self.reader.written(node.start, node.end));
                Some(tr!("put it in square brackets: [{text}]", text))
            }
            _ => None,
        };
        self.wrong(tr!("a list in square brackets, as in [ ... ],"), help);
        visitor.visit_seq(self.stand_in().items(&[]))
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Halt> {
        match self.kind() {
            Some(Kind::Tuple(None, nodes)) if nodes.len() == len => return visitor.visit_seq(self.items(nodes)),
            _ => self.wrong_many(&tr!("{count} values in round brackets", count = len)),
        }
        visitor.visit_seq(Stand { value: self.stand_in(), left: len })
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Halt> {
        if let Some(Kind::Map(pairs)) = self.kind() {
            return visitor.visit_map(Pairs { value: self, pairs: pairs.iter(), seen: Default::default(), next: None });
        }
        self.wrong(tr!("a map in braces, as in { \"id\": ... },"), None);
        let pairs = [].iter();
        visitor.visit_map(Pairs { value: self.stand_in(), pairs, seen: Default::default(), next: None })
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Halt> {
        match self.kind() {
            Some(Kind::Fields(None, pairs)) => {
                return self.again(visitor.visit_map(self.fields((name, None), pairs, fields)));
            }
            Some(Kind::Tuple(None, items)) if items.is_empty() => {
                return self.again(visitor.visit_map(self.fields((name, None), &[], fields)));
            }
            _ => {
                let first: Vec<String> = fields.iter().take(3).map(|field| format!("{field}: ...")).collect();
                self.wrong_many(&tr!("named fields in round brackets, as in ({fields}),", fields = first.join(", ")));
            }
        }
        visitor.visit_map(StandFields { value: self.stand_in(), fields: fields.iter() })
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Halt> {
        let first = variants.first().copied().unwrap_or("");
        let stand_in = Choice { value: self.stand_in(), item: name, word: first };
        let (Some(node), Some(kind)) = (self.node, self.kind()) else { return visitor.visit_enum(stand_in) };
        let few = |variants: &[&str]| variants.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
        let title = schema::title(name);
        let word = match kind {
            Kind::Word(word) | Kind::Tuple(Some(word), _) | Kind::Fields(Some(word), _) => *word,
            Kind::Text(text) if variants.contains(&text.as_ref()) => {
                self.wrong(tr!("a word without quotes"), Some(tr!("write {text}", text)));
                return visitor.visit_enum(stand_in);
            }
            _ => {
                let expected = if variants.len() <= 5 {
                    tr!("one of the words {words}", words = few(variants))
                } else {
                    let few = few(&variants[..3.min(variants.len())]);
                    match name {
                        "Condition" => tr!("a word of the list of conditions, such as {few},", few),
                        "Effect" => tr!("a word of the list of effects, such as {few},", few),
                        _ => tr!("a word of the list of {title}s, such as {few},", title = schema::kind(&title), few),
                    }
                };
                let sized = name == "SizeWord" && matches!(kind, Kind::Number(_));
                let help = sized.then(|| {
                    tr!("a number of your own goes with `Change`, as in `Change(\"danger\", -10)`, or with `Conduct`").to_owned()
                });
                self.wrong(&expected, help);
                return visitor.visit_enum(stand_in);
            }
        };
        if let Some(word) = variants.iter().find(|variant| **variant == word) {
            return visitor.visit_enum(Choice { value: self, item: name, word });
        }
        let near = nearest_few(word, variants);
        let (help, expected) = choose(&near, variants, &title);
        let help = if word == "Some" || word == "None" {
            tr!("`Some` and `None` are for optional fields; write the value plainly").to_owned()
        } else {
            help
        };
        let message = tr!("there is no {title} called `{word}`", title = schema::kind(&title), word = cut(word));
        let place = (node.start, node.start + word.len());
        self.reader.report(place, "unknown-word", message, (cut(word), expected), Some(help));
        visitor.visit_enum(stand_in)
    }

    // Fractions are no part of the format.
    fn deserialize_f32<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Halt> {
        self.deserialize_any(visitor)
    }

    fn deserialize_f64<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Halt> {
        self.deserialize_any(visitor)
    }

    forward_to_deserialize_any! {
        i8 i16 i32 i128 u8 u16 u32 u64 u128 char bytes byte_buf unit unit_struct tuple_struct identifier
        ignored_any
    }
}

/// As [`called`], with its article where a language has one.
fn one(title: &str) -> String {
    find_of(schema::KIND, title).map_or_else(|| schema::one(title), str::to_owned)
}

/// What the format says of a field or word, to stand in a help.
fn said_of(name: &str, about: &str) -> String {
    format!("`{name}`: {}", schema::told(about).trim_end_matches('.'))
}

/// What to say where a name is not among some: the help, and what is expected.
fn choose(near: &[&str], all: &[&str], section: &str) -> (String, String) {
    const MOST: usize = 5;
    let few = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let count = all.len();
    let listed = tr!("the {count} in the section \"{section}\" of scenarios/README.md", count, section);
    let help = match near {
        [] if count <= MOST => tr!("it is one of {few}", few = few(all)),
        [] => tr!("the first of them are {few}; see {listed}", few = few(&all[..MOST]), listed),
        [one] => tr!("did you mean `{near}`?", near = one),
        several => {
            let few = few(&several[..several.len().min(MOST)]);
            tr!("did you mean one of {few}? See {listed}", few, listed)
        }
    };
    let expected = if count <= MOST { tr!("one of {few}", few = few(all)) } else { tr!("one of {listed}", listed) };
    (help, expected)
}
