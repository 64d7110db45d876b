//! Loads a scenario from the texts of its files: reads, compiles, checks.

use std::collections::BTreeSet;

use super::{
    check, compile,
    diagnostic::{self as say, Diagnostic, Severity},
    files::Found,
    format::ScenarioFile,
    lexis::attribute,
    model::{Condition, Scenario, limits},
    near::nearest_few,
    reader::Reader,
    source::{Place, ReadFault, SourceText, Sources, nearest},
    translation::{Readable, Tongue, Translation},
    tree::{self, Kind, Node},
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

/// Something in a scenario that a check speaks about, by its place in the scenario's list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// The scenario as a whole.
    Whole,
    /// A move.
    Move(usize),
    /// A red line.
    Line(usize),
    /// An event, party rule or drift.
    Rule(usize),
    /// An ending.
    Ending(usize),
    /// An aim.
    Aim(usize),
    /// A reading.
    Reading(usize),
    /// A turn.
    Turn(usize),
    /// A briefing in place of those of the turns.
    Instead(usize),
    /// A fact or posture.
    Fact(usize),
    /// A desk.
    Channel(usize),
    /// A term.
    Term(usize),
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

    /// Where an order or an expectation of history stands, such as `turns.3.orders.blockade` or `tracks.danger`.
    pub(crate) fn expectation(&self, what: &str) -> Option<(Place, String)> {
        let spot = self.spots.expectations.iter().find(|(name, _)| name == what);
        spot.map(|(_, spot)| self.at(spot))
    }

    /// Where a move stands.
    pub(crate) fn move_place(&self, at: usize) -> (Place, String) {
        self.spots.moves.get(at).map_or_else(Default::default, |spot| self.at(spot))
    }

    /// Where an item stands, and its data path.
    pub(crate) fn item_place(&self, item: Item) -> (Place, String) {
        let (list, at) = match item {
            Item::Whole => return (self.sources.place(self.spots.whole), String::new()),
            Item::Move(at) => (&self.spots.moves, at),
            Item::Line(at) => (&self.spots.lines, at),
            Item::Rule(at) => (&self.spots.rules, at),
            Item::Ending(at) => (&self.spots.endings, at),
            Item::Aim(at) => (&self.spots.aims, at),
            Item::Reading(at) => (&self.spots.readings, at),
            Item::Turn(at) => (&self.spots.turns, at),
            Item::Instead(at) => (&self.spots.instead, at),
            Item::Fact(at) => (&self.spots.facts, at),
            Item::Channel(at) => (&self.spots.channels, at),
            Item::Term(at) => (&self.spots.terms, at),
        };
        list.get(at).map_or_else(Default::default, |spot| self.at(spot))
    }

    /// The warnings that the author allows: of which item, by its data path; the code; and where that is said.
    pub(crate) fn allowed(&self) -> impl Iterator<Item = (&str, &str, (Place, String))> {
        self.spots.allowed.iter().map(|one| (one.item.as_str(), one.code.as_str(), self.at(&one.spot)))
    }

    /// Where a turn stands.
    pub(crate) fn turn_place(&self, at: usize) -> (Place, String) {
        self.spots.turns.get(at).map_or_else(Default::default, |spot| self.at(spot))
    }

    /// Every condition that stands in a field, with its place, in the order in which they were read.
    #[must_use]
    pub fn conditions(&self) -> Vec<(Place, &Condition)> {
        self.spots.conditions.iter().map(|asked| (self.sources.place(asked.spot.span), &asked.condition)).collect()
    }

    /// The words of the condition at a data path that are not made of others, each as it is written.
    pub(crate) fn words_of(&self, path: &str) -> Vec<(String, &Condition)> {
        let Some(asked) = self.spots.conditions.iter().find(|asked| asked.spot.path == path) else { return Vec::new() };
        let written = |span| {
            let place = self.sources.place(span);
            let file = self.sources.files.iter().find(|file| file.name == place.file)?;
            // A word is shown by its first id; it begins with its name before the bracket, and ends with the bracket.
            let before = file.text.get(..place.start)?.trim_end().strip_suffix('(')?.trim_end();
            let from = before.rfind(|c: char| !c.is_ascii_alphanumeric()).map_or(0, |at| at + 1);
            let to = place.end + file.text.get(place.end..)?.find(')')? + 1;
            Some(file.text.get(from..to)?.split_whitespace().collect::<Vec<_>>().join(" "))
        };
        asked.words.iter().filter_map(|(span, word)| Some((written(*span)?, word))).collect()
    }

    fn at(&self, spot: &compile::Spot) -> (Place, String) {
        (self.sources.place(spot.span), spot.path.clone())
    }

    /// Adds what later checks found; an error makes the scenario unfit for play.
    pub(crate) fn add(&mut self, more: Vec<Diagnostic>) {
        let mut more = more;
        self.sources.complete(&mut more);
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
    load_as(id, found, false, None).0
}

/// As [`load`], but of the fictional twin: the same rules with the texts that the overlay makes of those of the scenario.
/// Without an overlay it is the scenario itself, and has no `original`.
#[must_use]
pub fn load_twin(id: &str, found: &[Found]) -> Loaded {
    load_as(id, found, true, None).0
}

/// As [`load`] or, if the `twin` is wanted, [`load_twin`], but with what a translation makes of the texts; one that it does
/// not have stays as it is. What is said to the author is said of the scenario as it is written.
#[must_use]
pub fn load_in(id: &str, found: &[Found], twin: bool, translation: &Translation) -> Loaded {
    load_as(id, found, twin, Some(translation)).0
}

/// The texts of a scenario that a person reads, in the order of its files; those of its `twin`, if it is wanted. Nothing if
/// it is not fit for play.
#[must_use]
pub fn readable(id: &str, found: &[Found], twin: bool) -> Vec<Readable> {
    load_as(id, found, twin, Some(&Translation::default())).1
}

fn load_as(id: &str, found: &[Found], twin: bool, translation: Option<&Translation>) -> (Loaded, Vec<Readable>) {
    let mut faults = Vec::new();
    let sources = take_in(found, &mut faults);
    let mut file = ScenarioFile::default();
    let mut whole = false;
    // Parts that could not be read at all: what refers to them is not blamed.
    let mut failed: Vec<String> = Vec::new();
    // So is a part that stands there under another ending.
    for name in found.iter().map(|file| file.name.to_lowercase()).filter(|name| !name.ends_with(".ron")) {
        failed.extend(name.find(".ron").map(|at| name[..at].replace('-', "_")));
    }
    for text in &sources.files {
        if let Some(start) = attribute(&text.text) {
            faults.push(say::chosen_extension(text.place(start, 2), String::new()));
            failed.push(text.part());
            whole |= text.name == "scenario.ron";
        } else if text.name == "scenario.ron" {
            whole = true;
            read_head(text, &mut file, &mut faults, &mut failed);
        }
    }
    for text in &sources.files {
        if text.name != "scenario.ron" && attribute(&text.text).is_none() {
            read_file(text, found.len(), &mut file, &mut faults, &mut failed);
        }
    }
    if !whole && !faults.iter().any(|fault| fault.place.file == "scenario.ron") {
        let place = Place { file: "scenario.ron".to_owned(), line: 1, column: 1, start: 0, end: 0 };
        faults.push(say::file_unreadable(place, String::new(), mark!("there is no `scenario.ron` in the folder")));
    }
    // Without its head, nothing is known of what a scenario lacks.
    let blind = !whole || failed.iter().any(|part| part.is_empty());
    let fingerprint = fingerprint(&sources);
    let sound = faults.iter().all(|fault| fault.severity != Severity::Error);
    let compiled = |twin, translation: Option<&Translation>| {
        let tongue = translation.map(|translation| Tongue::new(translation, &sources));
        compile::compile(id, &file, &sources, fingerprint.clone(), &failed, (sound, twin), tongue)
    };
    // What is found is said of the scenario under its real names, whichever is asked for.
    let (mut scenario, spots, more, _) =
        if blind { compile::blind(id, fingerprint.clone()) } else { compiled(false, None) };
    let misspelt = misspelt(&faults);
    faults.extend(more.into_iter().filter(|fault| !follows(fault, &misspelt)));
    if faults.iter().all(|fault| fault.severity != Severity::Error) {
        faults.extend(check::check(&scenario, &spots, &sources));
    }
    sources.complete(&mut faults);
    say::settle(&mut faults);
    let fit = faults.iter().all(|fault| fault.severity != Severity::Error);
    let mut readable = Vec::new();
    if fit && (twin || translation.is_some()) {
        (scenario, _, _, readable) = compiled(twin, translation);
    }
    (Loaded { scenario: fit.then_some(scenario), diagnostics: faults, sources, spots }, readable)
}

/// The fields that nobody knows, each as the path of what holds it, with dots alone, and its name.
fn misspelt(faults: &[Diagnostic]) -> Vec<(String, String)> {
    let unknown = faults.iter().filter(|fault| fault.code == "unknown-field");
    let path = |fault: &Diagnostic| fault.path.replace('[', ".").replace(']', "");
    unknown
        .map(|fault| {
            path(fault)
                .rsplit_once('.')
                .map_or_else(|| (String::new(), path(fault)), |(holder, name)| (holder.to_owned(), name.to_owned()))
        })
        .collect()
}

/// Whether a fault is no fault of its own: the field that it misses is there, misspelt, and that is told.
fn follows(fault: &Diagnostic, misspelt: &[(String, String)]) -> bool {
    let wanted = match fault.code {
        "twin-path-unknown" => fault.found.as_deref(),
        "format-unknown" => Some(fault.path.as_str()),
        _ => None,
    };
    wanted.is_some_and(|wanted| {
        let (holder, name) = wanted.rsplit_once('.').unwrap_or(("", wanted));
        let meant = |written: &str| nearest(written, std::iter::once(name)).is_some();
        misspelt.iter().any(|(of, written)| of == holder && meant(written))
    })
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
            Err(_) if !name.ends_with(".ron") => {
                let like = name.to_lowercase().find(".ron").map(|at| format!("{}.ron", &name[..at]));
                faults.push(say::unknown_file(place(name), String::new(), name, like.as_deref()));
            }
            Err(why) => faults.push(say::file_unreadable(place(name), String::new(), why)),
            Ok(bytes) => match std::str::from_utf8(bytes) {
                _ if usize::try_from(limits::FILE_BYTES).is_ok_and(|most| most < bytes.len()) => {
                    // How much larger it is nobody knows: it was read no further.
                    faults.push(say::file_too_large(place(name), String::new(), limits::FILE_BYTES));
                }
                Ok(text) => {
                    let file = SourceText::new(name.clone(), text);
                    unsafe_characters(&file, faults);
                    sources.files.push(file);
                }
                Err(error) => {
                    faults.push(wrong_encoding(name, bytes, error.valid_up_to()));
                }
            },
        }
    }
    sources
}

/// A file in another encoding, at the first place that is not UTF-8.
fn wrong_encoding(name: &str, bytes: &[u8], valid: usize) -> Diagnostic {
    let before = String::from_utf8_lossy(bytes.get(..valid).unwrap_or_default());
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    let place = Place { file: name.to_owned(), line, column, start: 0, end: 0 };
    let why = if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        tr!("it is UTF-16, and not UTF-8 text").to_owned()
    } else {
        tr!("it is not UTF-8 text from line {line} on, but probably Latin-1 or Windows-1252", line)
    };
    say::file_unreadable(place, String::new(), &why)
}

/// What cannot be seen can hide what a file says, in a comment too.
fn unsafe_characters(file: &SourceText, faults: &mut Vec<Diagnostic>) {
    // One after another of the same kind is one fault, as in a file of noughts.
    let mut last = None;
    let mut count = 0;
    for (at, c) in file.text.char_indices().filter(|(_, c)| crate::language::po::hidden(*c)) {
        if last != Some((at, c)) {
            count += 1;
            if limits::FAULTS < count {
                return;
            }
            faults.push(say::unsafe_text(file.place(at, c.len_utf8()), String::new(), c));
        }
        last = Some((at + c.len_utf8(), c));
    }
}

/// Takes over what was found at fault in a file, with the data paths.
fn take_over(text: &SourceText, root: &Node<'_>, found: Vec<ReadFault>, faults: &mut Vec<Diagnostic>) {
    for fault in found {
        if limits::FAULTS < faults.len() {
            return;
        }
        let place = text.place_of(fault.span);
        let path = tree::path(root, text.part(), (place.start, place.end));
        faults.push(say::read(place, path, fault));
    }
}

/// Reads `scenario.ron`.
fn read_head(text: &SourceText, file: &mut ScenarioFile, faults: &mut Vec<Diagnostic>, failed: &mut Vec<String>) {
    let (root, found) = tree::read(&text.text);
    // What is lost in a fault of syntax may have been any part: what refers to it is not blamed.
    if !found.is_empty() {
        failed.extend(PARTS.iter().map(|part| (*part).to_owned()));
    }
    let reader = Reader::new(&text.text);
    let mut more: Vec<ReadFault> = Vec::new();
    match &root.kind {
        Kind::Fields(None, fields) => {
            let mut seen: BTreeSet<&str> = BTreeSet::new();
            for (key, value) in fields.iter().filter(|(key, _)| !key.name.is_empty()) {
                if reader.full() {
                    break;
                }
                let name = key.name.as_ref();
                if !seen.insert(name) {
                    reader.twice(key);
                } else {
                    match set_part(file, name, &reader, value) {
                        Some(true) => {}
                        Some(false) => failed.push(name.to_owned()),
                        None => {
                            let near = nearest_few(name, PARTS);
                            reader.unknown(key, "scenario", None, &near, PARTS);
                        }
                    }
                }
            }
        }
        Kind::Tuple(None, values) if values.is_empty() => {}
        _ => {
            reader.not_fields(&root);
            failed.push(String::new());
        }
    }
    if found.is_empty() || !matches!(root.kind, Kind::Broken) {
        more.extend(reader.into_faults());
    }
    take_over(text, &root, found, faults);
    take_over(text, &root, more, faults);
}

/// Reads a part that stands in a file of its own.
fn read_file(
    text: &SourceText,
    files: usize,
    file: &mut ScenarioFile,
    faults: &mut Vec<Diagnostic>,
    failed: &mut Vec<String>,
) {
    let part = text.part();
    let at = text.place(0, 0);
    if !PARTS.contains(&part.as_str()) || HEAD.contains(&part.as_str()) {
        let parts: Vec<String> = PARTS
            .iter()
            .filter(|part| !HEAD.contains(part))
            .map(|part| format!("{}.ron", part.replace('_', "-")))
            .collect();
        // Among too many files, it does not help to name each.
        if files <= limits::FILES {
            let like = nearest(&text.name, parts.iter().map(String::as_str));
            faults.push(say::unknown_file(at, String::new(), &text.name, like));
        }
    } else if is_set(file, &part) {
        faults.push(say::duplicate_part(at, part.clone(), &part));
    } else {
        let (root, found) = tree::read(&text.text);
        let reader = Reader::new(&text.text);
        if found.is_empty() && matches!(root.kind, Kind::Broken) {
            let help = tr!("write it there, or remove the file");
            let expected = tr!("the part `{part}`", part);
            let message = tr!("the file is empty; {expected} is expected", expected);
            reader.empty(message, expected, Some(help.to_owned()));
            failed.push(part);
        } else if set_part(file, &part, &reader, &root) != Some(true) || !found.is_empty() {
            failed.push(part);
        }
        take_over(text, &root, found, faults);
        take_over(text, &root, reader.into_faults(), faults);
    }
}

/// The part that a data path leads into, if the scenario does not have it.
pub(super) fn missing_part<'p>(file: &ScenarioFile, path: &'p str) -> Option<&'p str> {
    let part = path.split(['.', '[']).next()?;
    (PARTS.contains(&part) && !HEAD.contains(&part) && !is_set(file, part)).then_some(part)
}

macro_rules! parts {
    (head: [$($head:ident),*], tables: [$($table:ident),*], listings: [$($listing:ident),*], optional: [$($optional:ident),*], plain: [$($plain:ident),*]) => {
        /// The fields of a scenario.
        const PARTS: &[&str] = &[
            $(stringify!($head),)* $(stringify!($table),)* $(stringify!($listing),)*
            $(stringify!($optional),)* $(stringify!($plain),)*
        ];

        /// The fields that stand in `scenario.ron` only.
        pub(super) const HEAD: &[&str] = &[$(stringify!($head)),*];

        /// Reads one part, and says whether it could be read; none if there is no part of that name.
        fn set_part(file: &mut ScenarioFile, name: &str, reader: &Reader<'_>, node: &Node<'_>) -> Option<bool> {
            match name {
                $(stringify!($head) => Some(reader.read(node, stringify!($head)).map(|value| file.$head = value).is_some()),)*
                $(stringify!($table) => Some(reader.read(node, stringify!($table)).map(|value| file.$table = value).is_some()),)*
                $(stringify!($listing) => Some(reader.read(node, stringify!($listing)).map(|value| file.$listing = value).is_some()),)*
                $(stringify!($optional) => Some(reader.read(node, stringify!($optional)).map(|value| file.$optional = Some(value)).is_some()),)*
                $(stringify!($plain) => Some(reader.read(node, stringify!($plain)).map(|value| file.$plain = value).is_some()),)*
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
    head: [format, status, language, title, subtitle, summary, content_note, living, judgement, sizes, prologue, handicap, counted, counted_source, grades, horizons],
    tables: [actors, parties, channels, tracks, facts, postures, ladders, dispositions, moves, terms, offers, commitments, red_lines, events, drift, endings, aftermath, aims, readings, sources, question_sources, glossary, glossary_later, glossary_seen_by, glossary_sources, cuts, variants, allow],
    listings: [turns, instead, questions],
    optional: [history, map, twin, teaching, card],
    plain: [hazards]
}

/// Files that change neither rules nor record, so that a crisis is the same with or without them; what a variant changed
/// stands in the transcript itself.
const BESIDE: [&str; 4] = ["twin.ron", "teaching.ron", "card.ron", "variants.ron"];

/// The fingerprint of the files: names and texts, with line endings and byte order marks made alike.
fn fingerprint(sources: &Sources) -> String {
    let mut hasher = blake3::Hasher::new();
    for file in sources.files.iter().filter(|file| !BESIDE.contains(&file.name.as_str())) {
        for part in [&file.name, &file.text] {
            hasher.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher.finalize().to_hex().to_string()
}
