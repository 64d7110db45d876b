//! A translation as an overlay: what a text of the scenario becomes in another language.
//!
//! It is laid over texts as they are compiled, after the fictional twin has been; ids, numbers and rules are the
//! scenario's own, and so is its fingerprint.

use std::collections::BTreeMap;

use super::{
    files::Found,
    model::{BETWEEN, WORDED, of_hundred},
    source::{Place, Sources, Span},
    tree::{self, Kind, Node},
};
use crate::language::{Catalogue, po};

/// The texts of a scenario in one language, by data path and English text.
#[derive(Clone, Debug, Default)]
pub struct Translation {
    catalogue: Catalogue,
}

impl Translation {
    /// The overlay files of a language, and what makes no sense in them: the file, the line, and why.
    #[must_use]
    pub fn of(language: &str, files: &[Found]) -> (Self, Vec<(String, usize, String)>) {
        let mut catalogue = Catalogue::new(language);
        let mut faults = Vec::new();
        for file in files {
            match file.bytes.as_ref().map(|bytes| std::str::from_utf8(bytes)) {
                Ok(Ok(text)) => {
                    let read = po::read(text);
                    catalogue.add(&read);
                    faults.extend(read.faults.into_iter().map(|(line, why)| (file.name.clone(), line, why)));
                }
                Ok(Err(_)) => faults.push((file.name.clone(), 1, tr!("UTF-8 text is expected").to_owned())),
                Err(why) => faults.push((file.name.clone(), 1, why.clone())),
            }
        }
        (Self { catalogue }, faults)
    }

    /// The language, such as `ru`.
    #[must_use]
    pub fn language(&self) -> &str {
        self.catalogue.language()
    }
}

/// A text of a scenario that a person reads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Readable {
    /// Its data path, places in lists left out, such as `ladders.military.rungs.name`.
    pub context: String,
    /// The English text.
    pub text: String,
    /// Where it stands.
    pub place: Place,
    /// How it is translated.
    pub way: Way,
}

/// How a text is translated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// As it is.
    Plain,
    /// In as many forms as the language has for numbers of things.
    Counted,
    /// It may well stay as it is, as the reference of a source.
    Optional,
}

/// A translation being laid over the texts of files.
#[derive(Clone, Debug)]
pub(super) struct Tongue<'a> {
    translation: &'a Translation,
    /// The data paths of all texts, by where they stand.
    paths: BTreeMap<Span, String>,
    /// The texts that were asked for.
    asked: Vec<(Span, String, Way)>,
}

impl<'a> Tongue<'a> {
    pub(super) fn new(translation: &'a Translation, sources: &Sources) -> Self {
        let mut paths = BTreeMap::new();
        for source in &sources.files {
            let (root, _) = tree::read(&source.text);
            let mut found = Vec::new();
            texts(&root, &source.part(), &mut found);
            for (start, end, path) in found {
                if let Some(text) = source.text.get(start..end) {
                    paths.insert(Span::of(text), path);
                }
            }
        }
        Self { translation, paths, asked: Vec::new() }
    }

    /// The language.
    pub(super) fn language(&self) -> &str {
        self.translation.language()
    }

    /// What a text becomes; one that is not translated stays as it is.
    pub(super) fn on(&mut self, span: Span, text: String, way: Way) -> String {
        if text.is_empty() {
            return text;
        }
        self.ask(span, &text, way);
        let path = self.paths.get(&span).map_or("", String::as_str);
        self.translation.catalogue.find(path, &text).map_or(text, str::to_owned)
    }

    /// What a unit becomes: all its forms. People, points and turns are worded by the program.
    pub(super) fn unit(&mut self, span: Span, unit: String) -> String {
        if unit.is_empty() || WORDED.contains(&unit.as_str()) {
            return unit;
        }
        self.ask(span, &unit, Way::Counted);
        let path = self.paths.get(&span).map_or("", String::as_str);
        let forms = self.translation.catalogue.all_forms(path, &unit);
        match forms.filter(|forms| forms.iter().all(|form| !form.is_empty())) {
            // A share stays one: "62% approval".
            Some([form, ..]) if of_hundred(&unit) => format!("percent {}", form.trim_start_matches('%').trim_start()),
            Some(forms) => forms.join(&BETWEEN.to_string()),
            None => unit,
        }
    }

    /// Notes that a text was asked for.
    pub(super) fn ask(&mut self, span: Span, text: &str, way: Way) {
        self.asked.push((span, text.to_owned(), way));
    }

    /// The texts that were asked for, in the order of the files.
    pub(super) fn readable(self, sources: &Sources) -> Vec<Readable> {
        let mut all: Vec<Readable> = self
            .asked
            .into_iter()
            .map(|(span, text, way)| Readable {
                context: self.paths.get(&span).cloned().unwrap_or_default(),
                text,
                place: sources.place(span),
                way,
            })
            .collect();
        all.sort_by(|one, other| (&one.place, &one.text).cmp(&(&other.place, &other.text)));
        all.dedup();
        all
    }
}

/// The texts under a value, with their data paths; places in lists are left out.
fn texts(node: &Node<'_>, path: &str, found: &mut Vec<(usize, usize, String)>) {
    match &node.kind {
        Kind::Text(_) => found.push((node.start, node.end, path.to_owned())),
        Kind::Map(pairs) | Kind::Fields(_, pairs) => {
            for (key, value) in pairs {
                if key.quoted {
                    found.push((key.start, key.end, path.to_owned()));
                }
                let path = if path.is_empty() { key.name.to_string() } else { format!("{path}.{}", key.name) };
                texts(value, &path, found);
            }
        }
        Kind::List(items) | Kind::Tuple(_, items) => items.iter().for_each(|item| texts(item, path, found)),
        Kind::Number(_) | Kind::Odd | Kind::Bool(_) | Kind::Word(_) | Kind::Broken => {}
    }
}
