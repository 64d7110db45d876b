//! A word of the vocabulary with what it takes.

use serde::de::{DeserializeSeed, EnumAccess, VariantAccess, Visitor, value::StrDeserializer};

use super::{
    Halt, Value,
    access::{Items, Stand, StandFields},
    said_of,
};
use crate::scenario::{
    schema,
    tree::{Kind, Node},
};

/// A word with what it takes.
#[derive(Clone, Copy)]
pub(super) struct Choice<'a, 't> {
    pub(super) value: Value<'a, 't>,
    pub(super) item: &'static str,
    pub(super) word: &'static str,
}

impl<'a, 't> Choice<'a, 't> {
    /// Reports that the word does not go with what is written after it.
    fn unfit(self, found: String) {
        let Some(node) = self.value.node else { return };
        let (docs, signature) = schema::about(self.item, self.word).unwrap_or_default();
        let message =
            tr!("`{word}` was found with {found}; `{signature}` is expected", word = self.word, found, signature);
        let help = (!docs.is_empty()).then(|| said_of(self.word, &docs));
        self.value.reader.report((node.start, node.end), "wrong-type", message, (found, signature), help);
    }

    /// Leaves out what the syntax has been blamed for.
    fn skip(self) {
        let marks = &self.value.reader.marks;
        marks.set(marks.get() + 1);
    }

    fn inner(self) -> Value<'a, 't> {
        Value { about: (self.item, self.word), ..self.value }
    }
}

/// Whether something among the values could not be read.
fn cut_short(nodes: &[Node<'_>]) -> bool {
    nodes.iter().any(|node| matches!(node.kind, Kind::Broken))
}

/// So many values, in words.
fn count(values: usize) -> String {
    match values {
        0 => tr!("nothing in round brackets").to_owned(),
        count => trn!(count; "{count} value", "{count} values", count),
    }
}

impl<'de> EnumAccess<'de> for Choice<'_, '_> {
    type Error = Halt;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<(S::Value, Self), Halt> {
        Ok((seed.deserialize(StrDeserializer::new(self.word))?, self))
    }
}

impl<'de> VariantAccess<'de> for Choice<'_, '_> {
    type Error = Halt;

    fn unit_variant(self) -> Result<(), Halt> {
        match self.value.kind() {
            None | Some(Kind::Word(_)) => {}
            Some(Kind::Tuple(_, items)) => self.unfit(match items.len() {
                0 => tr!("an empty pair of brackets").to_owned(),
                many => count(many),
            }),
            Some(_) => self.unfit(tr!(of "found", "fields").to_owned()),
        }
        Ok(())
    }

    fn newtype_variant_seed<S: DeserializeSeed<'de>>(self, seed: S) -> Result<S::Value, Halt> {
        match self.value.kind() {
            Some(Kind::Tuple(_, items)) if cut_short(items) => self.skip(),
            Some(Kind::Tuple(_, items)) => match items.as_slice() {
                [one] => return seed.deserialize(self.inner().of(one)),
                items => self.unfit(count(items.len())),
            },
            Some(Kind::Fields(..)) => self.unfit(tr!(of "found", "named fields").to_owned()),
            _ => self.unfit(count(0)),
        }
        seed.deserialize(self.inner().stand_in())
    }

    fn tuple_variant<V: Visitor<'de>>(self, len: usize, visitor: V) -> Result<V::Value, Halt> {
        let value = self.inner();
        match self.value.kind() {
            Some(Kind::Tuple(_, nodes)) if cut_short(nodes) => self.skip(),
            Some(Kind::Tuple(_, nodes)) => {
                let start = self.value.node.map_or(usize::MAX, |node| node.start);
                let short =
                    self.value.reader.missing.borrow().iter().any(|(at, name, _)| *at == start && name.is_empty());
                if short || len < nodes.len() {
                    self.unfit(count(nodes.len()));
                }
                return self.value.again(visitor.visit_seq(Items { value, nodes, at: 0, most: len }));
            }
            Some(Kind::Fields(..)) => self.unfit(tr!(of "found", "named fields").to_owned()),
            _ => self.unfit(count(0)),
        }
        visitor.visit_seq(Stand { value: value.stand_in(), left: len })
    }

    fn struct_variant<V: Visitor<'de>>(self, fields: &'static [&'static str], visitor: V) -> Result<V::Value, Halt> {
        match self.value.kind() {
            Some(Kind::Fields(_, pairs)) => {
                return self.value.again(visitor.visit_map(self.inner().fields(
                    (self.item, Some(self.word)),
                    pairs,
                    fields,
                )));
            }
            Some(kind) => {
                let found = match kind {
                    Kind::Tuple(_, items) if !items.is_empty() => tr!("values without names").to_owned(),
                    _ => count(0),
                };
                if let Some(node) = self.value.node {
                    let named: Vec<String> = fields.iter().map(|field| format!("{field}: ...")).collect();
                    let expected = format!("{}({})", self.word, named.join(", "));
                    let message = tr!(
                        "`{word}` was found with {found}; `{signature}` is expected",
                        word = self.word,
                        found,
                        signature = expected
                    );
                    let help = schema::about(self.item, self.word).map(|(docs, _)| said_of(self.word, &docs));
                    self.value.reader.report((node.start, node.end), "wrong-type", message, (found, expected), help);
                }
            }
            None => {}
        }
        visitor.visit_map(StandFields { value: self.inner().stand_in(), fields: fields.iter() })
    }
}
