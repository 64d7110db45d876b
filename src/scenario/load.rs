//! Loads a scenario from the texts of its files: reads, compiles, checks.

use std::{collections::BTreeSet, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, Visitor},
};

use super::{
    check, compile,
    diagnostic::{self as say, Diagnostic, Severity},
    files::Found,
    format::ScenarioFile,
    lexis::after_blanks,
    model::{Scenario, limits},
    source::{Place, ReadFault, SourceText, Sources, Span, nearest, parse},
};

/// What loading came to: a scenario fit for play if no diagnostic is an error, and all there is to say.
#[derive(Clone, Debug)]
pub struct Loaded {
    /// The scenario, if it is fit for play.
    pub scenario: Option<Scenario>,
    /// Everything found, sorted by severity, file, line, column and code.
    pub diagnostics: Vec<Diagnostic>,
    /// The texts, to show places in.
    pub sources: Sources,
    /// The places of items that later checks speak about.
    spots: compile::Spots,
}

impl Loaded {
    /// Where a turn of history stands, and its data path.
    pub(crate) fn history_turn(&self, turn: usize) -> (Place, String) {
        self.spots.history.get(turn).map_or_else(Default::default, |spot| self.at(spot))
    }

    /// Where a draw of history stands: the turn, or the number of turns for the aftermath; then its place in the list.
    pub(crate) fn history_draw(&self, turn: usize, at: usize) -> Option<(Place, String)> {
        self.spots.history_draws.get(turn)?.get(at).map(|spot| self.at(spot))
    }

    /// Where an expectation of history stands.
    pub(crate) fn expectation(&self, what: &str) -> (Place, String) {
        let spot = self.spots.expectations.iter().find(|(name, _)| name == what);
        spot.map_or_else(Default::default, |(_, spot)| self.at(spot))
    }

    /// Where a move stands.
    pub(crate) fn move_place(&self, at: usize) -> (Place, String) {
        self.spots.moves.get(at).map_or_else(Default::default, |spot| self.at(spot))
    }

    /// Where a turn stands.
    pub(crate) fn turn_place(&self, at: usize) -> (Place, String) {
        self.spots.turns.get(at).map_or_else(Default::default, |spot| self.at(spot))
    }

    fn at(&self, spot: &compile::Spot) -> (Place, String) {
        (self.sources.place(spot.span), spot.path.clone())
    }

    /// Adds what later checks found; an error makes the scenario unfit for play.
    pub(crate) fn add(&mut self, more: Vec<Diagnostic>) {
        self.diagnostics.extend(more);
        say::sort(&mut self.diagnostics);
        if self.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
            self.scenario = None;
        }
    }
}

/// Loads and checks a scenario. What takes play to find out is left to `survey`.
#[must_use]
pub fn load(id: &str, found: &[Found]) -> Loaded {
    let mut faults = Vec::new();
    let sources = take_in(found, &mut faults);
    let mut file = ScenarioFile::default();
    let mut whole = false;
    // Parts that could not be read at all: what refers to them is not blamed.
    let mut failed: Vec<String> = Vec::new();
    for text in &sources.files {
        let at = sources.place(sources.span_of_file(&text.name));
        if has_attribute(&text.text) {
            faults.push(say::chosen_extension(at.clone(), String::new()));
            continue;
        }
        if text.name == "scenario.ron" {
            whole = true;
            if !read_whole(&sources, &text.text, &mut file, &mut faults, &mut failed) {
                whole = false;
                break;
            }
        }
    }
    for text in &sources.files {
        if text.name == "scenario.ron" || has_attribute(&text.text) {
            continue;
        }
        let name = text.name.strip_suffix(".ron").unwrap_or(&text.name);
        let at = sources.place(sources.span_of_file(&text.name));
        let part = name.replace('-', "_");
        if !PARTS.contains(&part.as_str()) || HEAD.contains(&part.as_str()) {
            let parts: Vec<String> = PARTS
                .iter()
                .filter(|part| !HEAD.contains(part))
                .map(|part| format!("{}.ron", part.replace('_', "-")))
                .collect();
            // Among too many files, it does not help to name each.
            if found.len() <= limits::FILES {
                let like = nearest(&text.name, parts.iter().map(String::as_str));
                faults.push(say::unknown_file(at, String::new(), &text.name, like));
            }
        } else if is_set(&file, &part) {
            faults.push(say::duplicate_part(at, part.clone(), &part));
        } else if let Some(Err(fault)) = set_part(&mut file, &part, &text.text) {
            faults.push(say::read(sources.place(fault.span), part.clone(), &fault));
            failed.push(part);
        }
    }
    if !whole && !faults.iter().any(|fault| fault.place.file == "scenario.ron") {
        let place = Place { file: "scenario.ron".to_owned(), line: 1, column: 1, start: 0, end: 0 };
        faults.push(say::file_unreadable(place, String::new(), "there is no `scenario.ron` in the folder"));
    }
    let fingerprint = fingerprint(&sources);
    if faults.iter().any(|fault| fault.severity == Severity::Error) && !whole {
        say::settle(&mut faults);
        return Loaded { scenario: None, diagnostics: faults, sources, spots: compile::Spots::default() };
    }
    let (scenario, spots, more) = compile::compile(id, &file, &sources, fingerprint, &failed);
    faults.extend(more);
    if faults.iter().all(|fault| fault.severity != Severity::Error) {
        faults.extend(check::check(&scenario, &spots, &sources));
    }
    say::settle(&mut faults);
    let fit = faults.iter().all(|fault| fault.severity != Severity::Error);
    Loaded { scenario: fit.then_some(scenario), diagnostics: faults, sources, spots }
}

/// Takes in the files that are text of bearable size.
fn take_in(found: &[Found], faults: &mut Vec<Diagnostic>) -> Sources {
    let mut sources = Sources::default();
    let place = |name: &str| Place { file: name.to_owned(), line: 1, column: 1, start: 0, end: 0 };
    if limits::FILES < found.len() {
        faults.push(say::too_many_files(place("scenario.ron"), String::new(), found.len(), limits::FILES));
    }
    let mut total = 0_usize;
    for Found { name, bytes } in found.iter().take(limits::FILES) {
        total = total.saturating_add(bytes.as_ref().map_or(0, Vec::len));
        if limits::FOLDER_BYTES < total {
            faults.push(say::folder_too_large(place(name), String::new(), limits::FOLDER_BYTES));
            break;
        }
        match bytes {
            Err(why) => faults.push(say::file_unreadable(place(name), String::new(), why)),
            Ok(bytes) => match std::str::from_utf8(bytes) {
                _ if usize::try_from(limits::FILE_BYTES).is_ok_and(|most| most < bytes.len()) => {
                    let size = u64::try_from(bytes.len()).unwrap_or(u64::MAX);
                    faults.push(say::file_too_large(place(name), String::new(), size, limits::FILE_BYTES));
                }
                Ok(text) => {
                    let file = SourceText::new(name.clone(), text);
                    unsafe_characters(&file, faults);
                    sources.files.push(file);
                }
                Err(error) => {
                    let why = format!("it is not UTF-8 text from byte {} on", error.valid_up_to());
                    faults.push(say::file_unreadable(place(name), String::new(), &why));
                }
            },
        }
    }
    sources
}

/// What cannot be seen can hide what a file says, in a comment too.
fn unsafe_characters(file: &SourceText, faults: &mut Vec<Diagnostic>) {
    let found = file.text.char_indices().filter(|(_, c)| compile::hidden(*c));
    for (at, c) in found.take(limits::FAULTS) {
        faults.push(say::unsafe_text(file.place(at, c.len_utf8()), String::new(), c));
    }
}

/// Whether a file begins with an attribute that would change how it is read.
fn has_attribute(text: &str) -> bool {
    after_blanks(text).starts_with("#!")
}

/// The fields of `scenario.ron` in the order written, each read on its own, so that one fault does not hide another.
struct Fields<'de>(Vec<(String, &'de ron::value::RawValue)>);

struct Ident(String);

impl<'de> Deserialize<'de> for Ident {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct IdentVisitor;
        impl Visitor<'_> for IdentVisitor {
            type Value = Ident;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("the name of a field")
            }

            fn visit_str<E>(self, name: &str) -> Result<Ident, E> {
                Ok(Ident(name.to_owned()))
            }
        }
        deserializer.deserialize_identifier(IdentVisitor)
    }
}

impl<'de> Deserialize<'de> for Fields<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct FieldsVisitor;
        impl<'de> Visitor<'de> for FieldsVisitor {
            type Value = Fields<'de>;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("the fields of a scenario, as in (format: 1, title: \"...\")")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut fields = Vec::new();
                while let Some(Ident(name)) = map.next_key()? {
                    fields.push((name, map.next_value()?));
                }
                Ok(Fields(fields))
            }
        }
        deserializer.deserialize_struct("ScenarioFile", PARTS, FieldsVisitor)
    }
}

/// Reads `scenario.ron`; false if it cannot be read at all.
fn read_whole(
    sources: &Sources,
    text: &str,
    file: &mut ScenarioFile,
    faults: &mut Vec<Diagnostic>,
    failed: &mut Vec<String>,
) -> bool {
    let fields = match parse::<Fields<'_>>(text) {
        Ok(fields) => fields,
        Err(fault) => {
            faults.push(say::read(sources.place(fault.span), String::new(), &fault));
            return false;
        }
    };
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for (name, raw) in &fields.0 {
        let value = raw.get_ron();
        if limits::FAULTS < faults.len() {
            break;
        }
        // The name stands just before its value, but for a colon and white space.
        let offset = value.as_ptr().addr().saturating_sub(text.as_ptr().addr());
        let before = text.get(..offset).unwrap_or("");
        let key = before.rfind(name.as_str()).unwrap_or(0);
        let span = Span::of(before.get(key..key + name.len()).unwrap_or(""));
        let fault = |code, message, help| ReadFault { span, code, message, help };
        if !seen.insert(name.as_str()) {
            let fault = fault("duplicate-field", format!("`{name}` stands twice"), None);
            faults.push(say::read(sources.place(span), name.clone(), &fault));
            continue;
        }
        match set_part(file, name, value) {
            Some(Ok(())) => {}
            Some(Err(fault)) => {
                faults.push(say::read(sources.place(fault.span), name.clone(), &fault));
                failed.push(name.clone());
            }
            None => {
                let help = nearest(name, PARTS.iter().copied()).map(|near| format!("did you mean `{near}`?"));
                let fault = fault("unknown-field", format!("there is no field `{name}` in a scenario"), help);
                faults.push(say::read(sources.place(span), name.clone(), &fault));
            }
        }
    }
    true
}

macro_rules! parts {
    (head: [$($head:ident),*], tables: [$($table:ident),*], listings: [$($listing:ident),*], optional: [$($optional:ident),*], plain: [$($plain:ident),*]) => {
        /// The fields of a scenario.
        const PARTS: &[&str] = &[
            $(stringify!($head),)* $(stringify!($table),)* $(stringify!($listing),)*
            $(stringify!($optional),)* $(stringify!($plain),)*
        ];

        /// The fields that stand in `scenario.ron` only.
        const HEAD: &[&str] = &[$(stringify!($head)),*];

        /// Reads one part, or says that there is none of that name.
        fn set_part(file: &mut ScenarioFile, name: &str, text: &str) -> Option<Result<(), ReadFault>> {
            match name {
                $(stringify!($head) => Some(parse(text).map(|value| file.$head = value)),)*
                $(stringify!($table) => Some(parse(text).map(|value| file.$table = value)),)*
                $(stringify!($listing) => Some(parse(text).map(|value| file.$listing = value)),)*
                $(stringify!($optional) => Some(parse(text).map(|value| file.$optional = Some(value))),)*
                $(stringify!($plain) => Some(parse(text).map(|value| file.$plain = value)),)*
                _ => None,
            }
        }

        /// Whether a part stands in `scenario.ron` already.
        fn is_set(file: &ScenarioFile, name: &str) -> bool {
            match name {
                $(stringify!($table) => !file.$table.is_empty(),)*
                $(stringify!($listing) => !file.$listing.is_empty(),)*
                $(stringify!($optional) => file.$optional.is_some(),)*
                $(stringify!($plain) => !file.$plain.is_empty(),)*
                _ => false,
            }
        }
    };
}

parts! {
    head: [format, status, language, title, subtitle, summary, content_note, living, judgement, prologue, handicap, horizons],
    tables: [actors, parties, channels, tracks, facts, postures, ladders, dispositions, moves, terms, offers, commitments, red_lines, events, drift, endings, aftermath, aims, readings, sources, glossary],
    listings: [turns, questions],
    optional: [history, map],
    plain: [hazards]
}

/// The fingerprint of all files: names and texts, with line endings and byte order marks made alike.
fn fingerprint(sources: &Sources) -> String {
    let mut hasher = blake3::Hasher::new();
    for file in &sources.files {
        for part in [&file.name, &file.text] {
            hasher.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher.finalize().to_hex().to_string()
}
