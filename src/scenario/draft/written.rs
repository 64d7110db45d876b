//! What is written in a file, as values that stand for themselves, each with the stretch of bytes that it covers.

use std::ops::Range;

use crate::scenario::{
    edit::Step,
    tree::{self, Kind, Node},
};

/// A value of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Written {
    /// Where it stands, in bytes.
    pub at: Range<usize>,
    /// What it is.
    pub is: Is,
}

/// What a value is written as.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Is {
    /// A whole number.
    Number(i64),
    /// Another number.
    Odd,
    /// `true` or `false`.
    Bool(bool),
    /// A text.
    Text(String),
    /// A name alone.
    Word(String),
    /// Values in square brackets.
    List(Vec<Written>),
    /// Values under ids, in braces.
    Map(Vec<(String, Written)>),
    /// Named values in round brackets, after a name or not.
    Fields(Option<String>, Vec<(String, Written)>),
    /// Values in round brackets, after a name or not.
    Tuple(Option<String>, Vec<Written>),
    /// What cannot be read.
    Broken,
}

impl Written {
    /// Reads a file's text.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let (root, faults) = tree::read(text);
        // An edit of a file with a fault of syntax might lose what lies behind it.
        if faults.is_empty() { Self::of(&root) } else { Self { at: 0..text.len(), is: Is::Broken } }
    }

    fn of(node: &Node<'_>) -> Self {
        let pairs = |pairs: &[(tree::Key<'_>, Node<'_>)]| {
            pairs.iter().map(|(key, node)| (key.name.clone().into_owned(), Self::of(node))).collect()
        };
        let name = |name: Option<&str>| name.map(str::to_owned);
        let is = match &node.kind {
            Kind::Number(number) => Is::Number(*number),
            Kind::Odd => Is::Odd,
            Kind::Bool(is) => Is::Bool(*is),
            Kind::Text(text) => Is::Text(text.clone().into_owned()),
            Kind::Word(word) => Is::Word((*word).to_owned()),
            Kind::List(items) => Is::List(items.iter().map(Self::of).collect()),
            Kind::Map(all) => Is::Map(pairs(all)),
            Kind::Fields(word, all) => Is::Fields(name(*word), pairs(all)),
            Kind::Tuple(word, items) => Is::Tuple(name(*word), items.iter().map(Self::of).collect()),
            Kind::Broken => Is::Broken,
        };
        Self { at: node.start..node.end, is }
    }

    /// The value that a path leads to.
    #[must_use]
    pub fn follow(&self, path: &[Step]) -> Option<&Self> {
        path.iter().try_fold(self, Self::step)
    }

    fn step(&self, step: &Step) -> Option<&Self> {
        match (&self.is, step) {
            (Is::Map(pairs) | Is::Fields(_, pairs), Step::Key(name)) => {
                pairs.iter().find(|(key, _)| key == name).map(|(_, value)| value)
            }
            (Is::Map(pairs) | Is::Fields(_, pairs), Step::At(at)) => pairs.get(*at).map(|(_, value)| value),
            (Is::List(items) | Is::Tuple(_, items), Step::At(at)) => items.get(*at),
            _ => None,
        }
    }

    /// The steps to the innermost value around a byte; a key belongs to its value.
    pub(super) fn around(&self, byte: usize) -> Vec<Step> {
        let mut steps = Vec::new();
        let mut value = self;
        loop {
            let next = match &value.is {
                Is::Map(pairs) | Is::Fields(_, pairs) => {
                    // The first that ends behind the byte: the key that stands before it is its own.
                    let found = pairs.iter().find(|(_, inner)| byte < inner.at.end);
                    found.map(|(key, inner)| (Step::Key(key.clone()), inner, byte < inner.at.start))
                }
                Is::List(items) | Is::Tuple(_, items) => {
                    let found = items.iter().enumerate().find(|(_, inner)| inner.at.contains(&byte));
                    found.map(|(at, inner)| (Step::At(at), inner, false))
                }
                _ => None,
            };
            match next {
                Some((step, inner, at_key)) if value.at.start < byte || !steps.is_empty() || byte == 0 => {
                    if byte <= value.at.start {
                        return steps;
                    }
                    steps.push(step);
                    if at_key {
                        return steps;
                    }
                    value = inner;
                }
                _ => return steps,
            }
        }
    }

    /// The text, if it is one.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match &self.is {
            Is::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if it is one.
    #[must_use]
    pub const fn number(&self) -> Option<i64> {
        match self.is {
            Is::Number(number) => Some(number),
            _ => None,
        }
    }

    /// The name with which it begins: of a word, or before round brackets.
    #[must_use]
    pub fn word(&self) -> Option<&str> {
        match &self.is {
            Is::Word(word) | Is::Fields(Some(word), _) | Is::Tuple(Some(word), _) => Some(word),
            _ => None,
        }
    }

    /// The named values in it.
    #[must_use]
    pub fn pairs(&self) -> &[(String, Self)] {
        match &self.is {
            Is::Map(pairs) | Is::Fields(_, pairs) => pairs,
            _ => &[],
        }
    }

    /// The values in it that have no names.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match &self.is {
            Is::List(items) | Is::Tuple(_, items) => items,
            _ => &[],
        }
    }

    /// The value under a name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.pairs().iter().find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// What stands inside of `Some(...)`, where it is one.
    #[must_use]
    pub fn some(&self) -> Option<&Self> {
        match &self.is {
            Is::Tuple(Some(word), items) if word == "Some" => items.first(),
            _ => None,
        }
    }
}
