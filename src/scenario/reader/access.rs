//! How the values inside a value are handed out: of lists, maps and fields, and those that stand in for others.

use serde::de::{DeserializeSeed, IntoDeserializer, MapAccess, SeqAccess, value::StrDeserializer};

use super::{Halt, ROUNDS, Value, one, said_of};
use crate::scenario::{
    near::nearest_few,
    schema,
    tree::{Key, Kind, Node},
};

/// A value together with its place.
pub(super) struct Placed<'a, 't> {
    pub(super) value: Value<'a, 't>,
    pub(super) at: usize,
}

impl<'de> SeqAccess<'de> for Placed<'_, '_> {
    type Error = Halt;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Halt> {
        let reader = self.value.reader;
        let (address, length) = self.value.node.map_or((0, 0), |node| {
            let written = reader.written(node.start, node.end);
            (written.as_ptr().addr(), written.len())
        });
        self.at += 1;
        match self.at {
            1 => seed.deserialize(address.into_deserializer()).map(Some),
            2 => seed.deserialize(length.into_deserializer()).map(Some),
            3 => seed.deserialize(self.value).map(Some),
            _ => Ok(None),
        }
    }
}

/// An item that is read until nothing is missing; then whether it is sound.
pub(super) struct Tries<'a, 't> {
    pub(super) value: Value<'a, 't>,
    /// Faults before this item, and those of the item around it.
    pub(super) base: (usize, usize),
    pub(super) rounds: usize,
    pub(super) sound: bool,
    pub(super) over: bool,
}

impl<'a, 't> Tries<'a, 't> {
    pub(super) fn new(value: Value<'a, 't>) -> Self {
        let base = (value.reader.faults.borrow().len(), value.reader.marks.get());
        Self { value, base, rounds: 0, sound: false, over: false }
    }
}

impl<'de> SeqAccess<'de> for Tries<'_, '_> {
    type Error = Halt;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Halt> {
        if self.over {
            return seed.deserialize(self.sound.into_deserializer()).map(Some);
        }
        let reader = self.value.reader;
        if ROUNDS < self.rounds || reader.full() {
            reader.marks.set(self.base.1);
            return Ok(None);
        }
        // What was found in an earlier round is found again.
        reader.faults.borrow_mut().truncate(self.base.0);
        reader.marks.set(self.base.1);
        let read = seed.deserialize(self.value);
        match read {
            Ok(value) => {
                self.sound = reader.marks.get() == self.base.1 && self.value.node.is_some();
                self.over = true;
                reader.marks.set(self.base.1);
                Ok(Some(value))
            }
            Err(halt) => {
                self.rounds += if matches!(halt, Halt::Again) { 1 } else { ROUNDS + 1 };
                Err(halt)
            }
        }
    }
}

/// The values of a list.
pub(super) struct Items<'a, 't> {
    pub(super) value: Value<'a, 't>,
    pub(super) nodes: &'a [Node<'t>],
    pub(super) at: usize,
    pub(super) most: usize,
}

impl<'de> SeqAccess<'de> for Items<'_, '_> {
    type Error = Halt;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Halt> {
        // A stranger's file may be wrong all over; what is not listed any more need not be read.
        if self.value.reader.full() {
            return Ok(None);
        }
        let at = self.at;
        self.at += 1;
        let whole = self.value.node.map_or(usize::MAX, |node| node.start);
        match self.nodes.get(at).filter(|_| at < self.most) {
            Some(node) => seed.deserialize(self.value.of(node)).map(Some),
            None if at < self.most
                && self.most != usize::MAX
                && self.value.reader.missing.borrow().contains(&(whole, "", at)) =>
            {
                seed.deserialize(self.value.stand_in()).map(Some)
            }
            None => Ok(None),
        }
    }
}

/// So many values that stand in for others.
pub(super) struct Stand<'a, 't> {
    pub(super) value: Value<'a, 't>,
    pub(super) left: usize,
}

impl<'de> SeqAccess<'de> for Stand<'_, '_> {
    type Error = Halt;

    fn next_element_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Halt> {
        if self.left == 0 {
            return Ok(None);
        }
        self.left -= 1;
        seed.deserialize(self.value).map(Some)
    }
}

/// Values under ids.
pub(super) struct Pairs<'a, 't> {
    pub(super) value: Value<'a, 't>,
    pub(super) pairs: std::slice::Iter<'a, (Key<'t>, Node<'t>)>,
    pub(super) seen: std::collections::BTreeSet<&'a str>,
    pub(super) next: Option<&'a Node<'t>>,
}

impl<'de> MapAccess<'de> for Pairs<'_, '_> {
    type Error = Halt;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Halt> {
        let reader = self.value.reader;
        for (key, node) in self.pairs.by_ref() {
            if reader.full() {
                return Ok(None);
            }
            if key.name.is_empty() && key.start == key.end {
                reader.marks.set(reader.marks.get() + 1);
            } else if !self.seen.insert(&key.name) {
                reader.twice(key);
            } else {
                self.next = Some(node);
                let node = Node { start: key.start, end: key.end, kind: Kind::Text(key.name.clone()) };
                return seed.deserialize(Value { node: Some(&node), ..self.value }).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Halt> {
        seed.deserialize(Value { node: self.next, ..self.value })
    }
}

/// Named values.
pub(super) struct Fields<'a, 't> {
    pub(super) value: Value<'a, 't>,
    pub(super) item: &'static str,
    /// The word whose fields they are, if they are a word's.
    pub(super) word: Option<&'static str>,
    pub(super) pairs: &'a [(Key<'t>, Node<'t>)],
    pub(super) fields: &'static [&'static str],
    pub(super) seen: Vec<&'static str>,
    pub(super) next: Option<(&'static str, &'a Node<'t>)>,
    pub(super) missing: Vec<&'static str>,
    /// What fields that are not known were probably meant to be: these are not missed as well.
    pub(super) meant: Vec<&'static str>,
}

impl Fields<'_, '_> {
    fn unknown(&mut self, key: &Key<'_>) {
        let near = nearest_few(&key.name, self.fields);
        self.meant.extend(&near);
        self.value.reader.unknown(key, &schema::title(self.item), self.word, &near, self.fields);
    }

    fn missing(&self, field: &'static str) {
        let Some(node) = self.value.node else { return };
        let one = self.word.map_or_else(|| one(&schema::title(self.item)), |word| format!("`{word}`"));
        let help = schema::about(self.item, field).map(|(docs, _)| said_of(field, &docs));
        let message = tr!("the field `{field}` is missing; {one} has to have it", field, one);
        // What it opens with stands for the whole.
        let place = (node.start, node.start + self.word.map_or(1, str::len));
        let found = tr!("{one} without `{field}`", one, field);
        self.value.reader.report(place, "missing-field", message, (found, format!("`{field}: ...`")), help);
    }
}

impl<'de> MapAccess<'de> for Fields<'_, '_> {
    type Error = Halt;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Halt> {
        while let Some(((key, node), rest)) = self.pairs.split_first() {
            self.pairs = rest;
            let reader = self.value.reader;
            if key.name.is_empty() && key.start == key.end {
                reader.marks.set(reader.marks.get() + 1);
                continue;
            }
            let Some(field) = self.fields.iter().find(|field| **field == key.name) else {
                self.unknown(key);
                continue;
            };
            if self.seen.contains(field) {
                reader.twice(key);
                continue;
            }
            self.seen.push(field);
            self.next = Some((field, node));
            return seed.deserialize(StrDeserializer::new(field)).map(Some);
        }
        self.next = None;
        while let Some(field) = self.missing.pop() {
            if !self.seen.contains(&field) {
                // A field may be missing only because it cannot be told from others.
                if self.value.node.is_some_and(|node| !holds_broken(node)) && !self.meant.contains(&field) {
                    self.missing(field);
                } else {
                    self.value.reader.marks.set(self.value.reader.marks.get() + 1);
                }
                self.seen.push(field);
                return seed.deserialize(StrDeserializer::new(field)).map(Some);
            }
        }
        Ok(None)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Halt> {
        match self.next {
            Some((field, node)) => {
                seed.deserialize(Value { node: Some(node), about: (self.item, field), ..self.value })
            }
            None => seed.deserialize(self.value.stand_in()),
        }
    }
}

/// Whether something directly in a value could not be read.
fn holds_broken(node: &Node<'_>) -> bool {
    match &node.kind {
        Kind::Fields(_, pairs) | Kind::Map(pairs) => {
            pairs.iter().any(|(key, node)| matches!(node.kind, Kind::Broken) || key.name.is_empty())
        }
        _ => false,
    }
}

/// Named values that stand in for others.
pub(super) struct StandFields<'a, 't> {
    pub(super) value: Value<'a, 't>,
    pub(super) fields: std::slice::Iter<'static, &'static str>,
}

impl<'de> MapAccess<'de> for StandFields<'_, '_> {
    type Error = Halt;

    fn next_key_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<Option<S::Value>, Halt> {
        match self.fields.next() {
            Some(field) => seed.deserialize(StrDeserializer::new(field)).map(Some),
            None => Ok(None),
        }
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Halt> {
        seed.deserialize(self.value)
    }
}
