//! New things for a draft: the least that a value can be, as it is written, and ids that nothing has yet.

use super::{Draft, Is, Written};
use crate::scenario::{
    edit::{Edit, Step, written},
    schema::{Field, Holds, Item, Shape, Takes, Word, range},
};

/// How deep values are made inside each other.
const DEPTH: usize = 6;

impl Draft {
    /// The least that a field can hold, as it is written in a file.
    #[must_use]
    pub fn blank_of(&self, field: &Field) -> String {
        self.blank(&field.holds, field.range(), 0)
    }

    /// The least that a value of a kind can be, as it is written in a file.
    #[must_use]
    pub fn blank_value(&self, holds: &Holds) -> String {
        self.blank(holds, None, 0)
    }

    /// A word with the least that it takes.
    #[must_use]
    pub fn blank_word(&self, word: &Word) -> String {
        self.word(word, 0)
    }

    fn blank(&self, holds: &Holds, range: Option<(i64, i64)>, depth: usize) -> String {
        let (low, high) = range.unwrap_or((0, i64::MAX));
        match holds {
            Holds::Bool => "true".to_owned(),
            Holds::Number => 0.clamp(low, high.max(low)).to_string(),
            Holds::Text => "\"\"".to_owned(),
            Holds::Id(None) => written("new"),
            Holds::Id(Some("rung")) => {
                let ladder = self.named("ladder", None).into_iter().next();
                let rung = self.named("rung", ladder.as_ref().map(|ladder| ladder.id.as_str())).into_iter().next();
                written(rung.as_ref().map_or("", |rung| &rung.id))
            }
            Holds::Id(Some(kind)) => {
                let first = self.named(kind, None).into_iter().next();
                written(first.as_ref().map_or("", |first| &first.id))
            }
            Holds::List(_) => "[]".to_owned(),
            Holds::Map(_) => "{}".to_owned(),
            Holds::Tuple(kinds) => {
                let parts: Vec<String> = kinds.iter().map(|kind| self.blank(kind, range, depth + 1)).collect();
                format!("({})", parts.join(", "))
            }
            Holds::Item(name) => self.schema.item(name).map_or_else(String::new, |item| self.item(item, depth)),
        }
    }

    fn item(&self, item: &Item, depth: usize) -> String {
        match &item.shape {
            Shape::Fields(fields) => {
                let needed: Vec<String> = fields
                    .iter()
                    .filter(|field| !field.optional && depth < DEPTH)
                    .map(|field| {
                        let range = field.range();
                        format!("{}: {}", field.name, self.blank(&field.holds, range, depth + 1))
                    })
                    .collect();
                if 3 < needed.len() && depth == 0 {
                    format!("(\n    {},\n)", needed.join(",\n    "))
                } else {
                    format!("({})", needed.join(", "))
                }
            }
            Shape::Choice(words) => words.first().map_or_else(String::new, |word| self.word(word, depth)),
        }
    }

    fn word(&self, word: &Word, depth: usize) -> String {
        let (low, high) = range(&word.about).unwrap_or((0, i64::MAX));
        let inner: Vec<String> = match &word.takes {
            Takes::Nothing => return word.name.clone(),
            Takes::Values(values) => values
                .iter()
                .filter(|value| !value.optional)
                .map(|value| match &value.holds {
                    // A number that says how many cannot be none.
                    Holds::Number if low <= 0 && word.about.contains("so many") => "1".to_owned(),
                    _ if value.none => "None".to_owned(),
                    holds => self.blank(holds, Some((low, high)), depth + 1),
                })
                .collect(),
            Takes::Fields(fields) => fields
                .iter()
                .filter(|field| !field.optional)
                .map(|field| {
                    let value = self.blank(&field.holds, field.range(), depth + 1);
                    format!("{}: {value}", field.name)
                })
                .collect(),
        };
        format!("{}({})", word.name, inner.join(", "))
    }

    /// An id that nothing in a map has yet.
    #[must_use]
    pub fn free(&self, map: &[Step], like: &str) -> String {
        let taken: Vec<&str> =
            self.value(map).map_or(&[][..], Written::pairs).iter().map(|(id, _)| id.as_str()).collect();
        let numbered = (2..).map(|number| format!("{like}-{number}"));
        std::iter::once(like.to_owned()).chain(numbered).find(|id| !taken.contains(&id.as_str())).unwrap_or_default()
    }

    /// The edit that puts an entry like another behind it.
    #[must_use]
    pub fn doubling(&self, place: &[Step]) -> Option<(Edit, Vec<Step>)> {
        let (last, outer) = place.split_last()?;
        let text = self.text_at(place)?;
        let around = self.value(outer)?;
        // Lines after the first are indented anew by the edit.
        let text = outdented(text);
        let (at, entry, step) = match (&around.is, last) {
            (Is::Map(pairs), Step::Key(id)) => {
                let at = pairs.iter().position(|(key, _)| key == id)?;
                let new = self.free(outer, &format!("{id}-copy"));
                (at + 1, format!("{}: {text}", written(&new)), Step::Key(new))
            }
            (Is::List(_), Step::At(at)) => (at + 1, text, Step::At(at + 1)),
            _ => return None,
        };
        let place = outer.iter().cloned().chain([step]).collect();
        Some((Edit::Insert { path: outer.to_vec(), at, entry }, place))
    }
}

/// A text whose later lines are moved to the margin as far as its last line is indented.
fn outdented(text: &str) -> String {
    let last = text.lines().last().unwrap_or("");
    let indent = last.len() - last.trim_start_matches([' ', '\t']).len();
    let strip = |line: &str| {
        let white = line.len() - line.trim_start_matches([' ', '\t']).len();
        line[white.min(indent)..].to_owned()
    };
    let mut lines = text.lines();
    let first = lines.next().unwrap_or("").to_owned();
    std::iter::once(first).chain(lines.map(strip)).collect::<Vec<_>>().join("\n")
}
