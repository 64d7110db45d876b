//! The texts of the programs: every one can be translated, and every translation is of a text that is there.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use brinkmanship::{
    language::{Catalogue, Wanted, merge, po},
    lint::LINTS,
    scenario::{
        CODES,
        schema::{self, Field, Holds, Shape, Takes},
    },
};

use crate::common::root;

/// What a source file says in quotation marks.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Said {
    line: usize,
    text: String,
    /// The words and signs before it, the nearest last.
    before: Vec<String>,
    /// How it is translated: not at all, or under a key that this is.
    key: Option<Key>,
}

/// A text under which translations are looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Key {
    context: String,
    id: String,
    plural: Option<String>,
    /// The names of the values that are given with it.
    values: Vec<String>,
}

/// A piece of a source file.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Word(String),
    Text(String),
}

/// The pieces of a source file with their lines, comments left out.
fn pieces(source: &str) -> Vec<(usize, Piece)> {
    let bytes = source.as_bytes();
    let mut found = Vec::new();
    let (mut at, mut line) = (0, 1);
    while at < bytes.len() {
        let rest = &source[at..];
        let first = rest.chars().next().unwrap_or(' ');
        let open =
            rest.find('"').filter(|open| ["", "b", "c", "r", "br", "r#", "br#", "r##"].contains(&&rest[..*open]));
        let (length, piece) = if first.is_whitespace() {
            (first.len_utf8(), None)
        } else if rest.starts_with("//") {
            (rest.find('\n').unwrap_or(rest.len()), None)
        } else if let Some(open) = open {
            let hashes = rest[..open].matches('#').count();
            let close = if rest[..open].contains('r') {
                let end = format!("\"{}", "#".repeat(hashes));
                open + 1 + rest[open + 1..].find(&end).map_or(0, |found| found + end.len())
            } else {
                let mut escaped = false;
                let end = rest[open + 1..].find(|letter| {
                    let ends = letter == '"' && !escaped;
                    escaped = letter == '\\' && !escaped;
                    ends
                });
                open + 1 + end.map_or(0, |end| end + 1)
            };
            let inside = &rest[open + 1..close - 1 - hashes];
            let text = if rest[..open].contains('r') { inside.to_owned() } else { plain(inside) };
            (close, Some(Piece::Text(text)))
        } else if first == '\'' {
            // A character; a lifetime is passed as a sign.
            let end = rest[1..].char_indices().nth(1).filter(|(_, letter)| *letter == '\'').map(|(at, _)| at + 2);
            let end = rest.strip_prefix("'\\").map_or(end, |rest| rest.find('\'').map(|at| at + 3));
            let end = if rest.starts_with("'\\''") { Some(4) } else { end };
            (end.unwrap_or(1), None)
        } else if first.is_alphanumeric() || first == '_' {
            let end = rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len());
            (end, Some(Piece::Word(rest[..end].to_owned())))
        } else {
            (first.len_utf8(), Some(Piece::Word(first.to_string())))
        };
        if let Some(piece) = piece {
            found.push((line, piece));
        }
        line += rest[..length].matches('\n').count();
        at += length;
    }
    found
}

/// A text in quotation marks without its backslashes.
fn plain(inside: &str) -> String {
    let mut out = String::new();
    let mut letters = inside.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            out.push(letter);
            continue;
        }
        match letters.next() {
            Some('n') => out.push('\n'),
            Some('t') => out.push('\t'),
            Some('\n') => while letters.next_if(|letter| letter.is_whitespace()).is_some() {},
            Some('u') => {
                let code: String = letters.by_ref().skip(1).take_while(|letter| *letter != '}').collect();
                out.extend(u32::from_str_radix(&code, 16).ok().and_then(char::from_u32));
            }
            Some(other) => out.push(other),
            None => {}
        }
    }
    out
}

/// Where a group that opens at a place ends: the place of its last bracket.
fn end(pieces: &[(usize, Piece)], open: usize) -> usize {
    let mut depth = 0_i32;
    for (at, (_, piece)) in pieces.iter().enumerate().skip(open) {
        if let Piece::Word(word) = piece {
            depth += i32::from(["(", "[", "{"].contains(&word.as_str()));
            depth -= i32::from([")", "]", "}"].contains(&word.as_str()));
            if depth == 0 {
                return at;
            }
        }
    }
    pieces.len()
}

/// What a source file says, tests and attributes left out but for what an error says.
fn said(source: &str) -> Vec<Said> {
    let pieces = pieces(source);
    let word = |at: usize| match pieces.get(at) {
        Some((_, Piece::Word(word))) => word.as_str(),
        Some((_, Piece::Text(_))) => "\"",
        None => "",
    };
    let text = |at: usize| match pieces.get(at) {
        Some((_, Piece::Text(text))) => Some(text.clone()),
        Some((_, Piece::Word(_))) | None => None,
    };
    let mut found: Vec<Said> = Vec::new();
    let mut keyed: BTreeMap<usize, Option<Key>> = BTreeMap::new();
    let mut at = 0;
    while at < pieces.len() {
        if word(at) == "#" && (word(at + 1) == "[" || word(at + 2) == "[") {
            let open = if word(at + 1) == "[" { at + 1 } else { at + 2 };
            let close = end(&pieces, open);
            let inside: Vec<&str> = (open..close).map(word).collect();
            let test = inside.get(1) == Some(&"test") || (inside.get(1) == Some(&"cfg") && inside.contains(&"test"));
            // What an error says of itself is told to people.
            if inside.get(1) == Some(&"error") {
                at = open + 1;
                continue;
            }
            at = close + 1;
            if test && !inside.contains(&"not") {
                while word(at) == "#" {
                    at = end(&pieces, at + 1) + 1;
                }
                while at < pieces.len() && !["{", ";"].contains(&word(at)) {
                    at = if ["(", "["].contains(&word(at)) { end(&pieces, at) + 1 } else { at + 1 };
                }
                at = if word(at) == "{" { end(&pieces, at) + 1 } else { at + 1 };
            }
            continue;
        }
        let group = ["(", "[", "{"].contains(&word(at + 2));
        if ["tr", "trn", "mark"].contains(&word(at)) && word(at + 1) == "!" && group {
            let close = end(&pieces, at + 2);
            let mut first = at + 3;
            let mut context = String::new();
            if word(first) == "of" {
                context = text(first + 1).unwrap_or_default();
                keyed.insert(first + 1, None);
                first += 3;
            }
            if word(at) == "trn" {
                // The number comes first, up to a semicolon.
                while first < close && word(first) != ";" {
                    first = if ["(", "[", "{"].contains(&word(first)) { end(&pieces, first) + 1 } else { first + 1 };
                }
                first += 1;
            }
            if let Some(id) = text(first) {
                let plural = (word(at) == "trn").then(|| text(first + 2)).flatten();
                let mut values = Vec::new();
                let mut inner = first + 1;
                while inner < close {
                    if word(inner) == ","
                        && text(inner + 1).is_none()
                        && ["=", ",", ")", "]", "}"].contains(&word(inner + 2))
                    {
                        values.push(word(inner + 1).to_owned());
                    }
                    let deeper = ["(", "[", "{"].contains(&word(inner));
                    inner = if deeper { end(&pieces, inner) + 1 } else { inner + 1 };
                }
                if plural.is_some() {
                    keyed.insert(first + 2, None);
                }
                let plural = plural.or_else(|| (context == "unit").then(|| id.clone()));
                keyed.insert(first, Some(Key { context, id, plural, values }));
            }
        }
        // The unit of what is counted has all forms of a plural.
        if word(at) == "counted" && word(at + 1) == "(" {
            let last = end(&pieces, at + 1) - 1;
            let last = if word(last) == "," { last - 1 } else { last };
            if let Some(id) = text(last) {
                let key = Key { context: "unit".to_owned(), plural: Some(id.clone()), id, values: Vec::new() };
                keyed.insert(last, Some(key));
            }
        }
        if let Some(text) = text(at) {
            let before = (at.saturating_sub(4)..at).map(|at| word(at).to_owned()).collect();
            let known = keyed.get(&at);
            if known.is_none_or(Option::is_some) {
                found.push(Said { line: pieces[at].0, text, before, key: known.cloned().flatten() });
            }
        }
        at += 1;
    }
    found
}

/// Every source file, with its name from the root.
fn sources() -> Vec<(String, String)> {
    fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).expect("it is a folder") {
            let path = entry.expect("it can be read").path();
            if path.is_dir() {
                gather(&path, files);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                files.push(path);
            }
        }
    }
    let mut files = Vec::new();
    gather(&root().join("src"), &mut files);
    files.sort();
    files
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(root()).expect("it lies below").to_string_lossy().replace('\\', "/");
            let text = fs::read_to_string(&path).expect("it is text");
            (name, text)
        })
        // What stands in a folder `tests` is built for tests alone, and the macros are not texts.
        .filter(|(name, _)| !name.contains("/tests/") && name != "src/language/mod.rs" && !name.ends_with("/hidden.rs"))
        .collect()
}

/// A text that is gathered from data rather than from a macro: where it stands, its context, and the text.
type Gathered = (&'static str, &'static str, String);

/// What the codes of the check and of the lint mean.
fn explanations() -> Vec<Gathered> {
    let codes = CODES.iter().map(|(_, _, about)| ("src/scenario/diagnostic.rs", *about));
    let lints = LINTS.iter().flat_map(|lint| [lint.about, lint.example]).map(|text| ("src/lint/codes.rs", text));
    codes.chain(lints).map(|(place, text)| (place, "", text.to_owned())).collect()
}

/// The files of the format.
const FORMAT: [&str; 7] = [
    "src/scenario/format/mod.rs",
    "src/scenario/format/world.rs",
    "src/scenario/format/play.rs",
    "src/scenario/format/outcome.rs",
    "src/scenario/format/map.rs",
    "src/scenario/format/class.rs",
    "src/scenario/words.rs",
];

/// What is said of the format, and the names of its fields, words and kinds.
fn reference() -> Vec<Gathered> {
    fn kinds(place: &'static str, holds: &Holds, all: &mut Vec<Gathered>) {
        match holds {
            Holds::Id(Some(kind)) => all.push((place, schema::KIND, (*kind).to_owned())),
            Holds::List(inner) | Holds::Map(inner) => kinds(place, inner, all),
            Holds::Tuple(inner) => inner.iter().for_each(|inner| kinds(place, inner, all)),
            Holds::Bool | Holds::Number | Holds::Text | Holds::Id(None) | Holds::Item(_) => {}
        }
    }
    fn fields(place: &'static str, fields: &[Field], all: &mut Vec<Gathered>) {
        for field in fields {
            let name = schema::plain(&field.name);
            if matches!(field.holds, Holds::List(_) | Holds::Map(_)) {
                all.push((place, schema::NAMES[0], schema::singular(&name)));
            }
            all.push((place, schema::NAMES[0], name));
            all.push((place, "", field.about.clone()));
            kinds(place, &field.holds, all);
        }
    }
    let sources: Vec<String> =
        FORMAT.iter().map(|name| fs::read_to_string(root().join(name)).expect("it is text")).collect();
    let mut all = Vec::new();
    for item in schema::items() {
        let declared = |source: &String| {
            ["struct", "enum"].iter().any(|kind| source.contains(&format!("pub {kind} {} {{", item.name)))
        };
        let place = FORMAT[sources.iter().position(declared).expect("it is declared somewhere")];
        all.push((place, schema::KIND, item.title()));
        all.push((place, "", item.about.clone()));
        match &item.shape {
            Shape::Fields(list) => fields(place, list, &mut all),
            Shape::Choice(words) => {
                for word in words {
                    all.push((place, schema::NAMES[1], schema::plain(&word.name)));
                    all.push((place, "", word.about.clone()));
                    match &word.takes {
                        Takes::Nothing => {}
                        Takes::Values(values) => values.iter().for_each(|one| kinds(place, &one.holds, &mut all)),
                        Takes::Fields(list) => fields(place, list, &mut all),
                    }
                }
            }
        }
    }
    all.retain(|(.., text)| !text.is_empty());
    all
}

/// The files in which programs say what can be asked of them.
const MANUAL: [&str; 7] = [
    "src/bin/crisis/args/mod.rs",
    "src/bin/crisis/args/author.rs",
    "src/bin/crisis/args/measure.rs",
    "src/bin/crisis/args/play.rs",
    "src/bin/crisis/args/teach.rs",
    "src/bin/brinkmanship/main.rs",
    "src/bin/classroom/main.rs",
];

/// What commands and options say of themselves in a file: the comments of fields and words, paragraph by paragraph, and
/// what follows a page.
fn manual(source: &str) -> Vec<String> {
    let mut all = Vec::new();
    let mut about: Vec<String> = vec![String::new()];
    for line in source.lines().map(str::trim).take_while(|line| *line != "fn main() -> ExitCode {") {
        if let Some(doc) = line.strip_prefix("///") {
            let doc = doc.trim();
            let last = about.last_mut().expect("there is always one");
            if doc.is_empty() {
                about.push(String::new());
            } else {
                *last = format!("{last} {doc}").trim().to_owned();
            }
        } else if !line.starts_with("#[") && !line.starts_with("//") {
            let word = line.trim_start_matches("pub ");
            let item = ["fn ", "const ", "struct ", "enum ", "impl ", "mod ", "use "];
            let shown = word == "struct Args {" || !item.iter().any(|item| word.starts_with(item));
            let texts = std::mem::replace(&mut about, vec![String::new()]);
            // What stands before the options of a command is said of the command already.
            let shown = |text: &String| shown && !text.is_empty() && !text.starts_with("Options of `");
            all.extend(texts.into_iter().filter(shown));
        }
    }
    let pieces = pieces(source);
    for at in 0..pieces.len().saturating_sub(2) {
        let is = |at: usize, wanted: &str| matches!(&pieces[at].1, Piece::Word(word) if word == wanted);
        if is(at, "after_help")
            && is(at + 1, "=")
            && let (_, Piece::Text(text)) = &pieces[at + 2]
        {
            all.push(text.clone());
        }
    }
    all
}

/// Every text that is to be translated, in the order of the files, each once; what is gathered from data comes last.
fn wanted() -> Vec<Wanted> {
    let mut all: Vec<Wanted> = Vec::new();
    for (name, source) in sources() {
        for said in said(&source) {
            let Some(key) = said.key else { continue };
            match all.iter_mut().find(|known| known.context == key.context && known.id == key.id) {
                Some(known) => {
                    if !known.places.contains(&name) {
                        known.places.push(name.clone());
                    }
                    known.plural = known.plural.take().or(key.plural);
                }
                None => all.push(Wanted {
                    context: key.context,
                    id: key.id,
                    plural: key.plural,
                    places: vec![name.clone()],
                    notes: Vec::new(),
                    template: true,
                    optional: false,
                }),
            }
        }
    }
    let pages = MANUAL.into_iter().flat_map(|place| {
        let source = fs::read_to_string(root().join(place)).expect("it is text");
        manual(&source).into_iter().map(move |text| (place, "", text))
    });
    for (place, context, id) in explanations().into_iter().chain(reference()).chain(pages) {
        match all.iter_mut().find(|known| known.context == context && known.id == id) {
            Some(known) if known.places.iter().any(|known| known == place) => {}
            Some(known) => known.places.push(place.to_owned()),
            None => all.push(Wanted {
                context: context.to_owned(),
                id,
                places: vec![place.to_owned()],
                template: true,
                ..Wanted::default()
            }),
        }
    }
    all
}

/// Brings an overlay file up to date, or says that it is not.
fn held(name: &str, wanted: &[Wanted], forms: usize) -> brinkmanship::language::Merged {
    let path = root().join("assets/languages").join(name);
    let text = fs::read_to_string(&path).unwrap_or_default();
    let old = po::read(&text);
    assert_eq!(old.faults, [], "{name}");
    let merged = merge(&old, wanted, forms);
    let written = po::written(&merged.file);
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, &written).expect("it can be written");
    } else {
        assert!(written == text, "assets/languages/{name} is not up to date: UPDATE=1 cargo test keys");
    }
    merged
}

#[test]
fn the_texts_of_the_programs_stand_in_the_template_and_in_every_translation() {
    let wanted = wanted();
    held("program.pot", &wanted, 2);
    // The Chinese one is of the menus of the desktop.
    for (language, whole) in [("ru", true), ("zh", false)] {
        let merged = held(&format!("{language}.po"), &wanted, Catalogue::new(language).forms());
        assert!(!whole || merged.missing.is_empty(), "{language}: {} texts are not translated", merged.missing.len());
        assert_eq!(merged.broken, [], "{language}: these have other values than the English");
        assert_eq!((merged.outdated.len(), merged.unused), (0, 0), "{language}: outdated, and no longer asked for");
    }
}

#[test]
fn every_value_of_a_template_is_given_by_its_name() {
    for (name, source) in sources() {
        for said in said(&source) {
            let Some(key) = said.key else { continue };
            if key.values.is_empty() && key.plural.is_none() {
                continue;
            }
            for text in [Some(&key.id), key.plural.as_ref()].into_iter().flatten() {
                for value in brinkmanship::language::names(text) {
                    assert!(key.values.contains(&value), "{name}:{}: {{{value}}} in {text:?}", said.line);
                }
            }
        }
    }
}

/// The rooms that speak to people.
const ROOMS: [&str; 9] = [
    "src/language/",
    "src/scenario/",
    "src/transcript/",
    "src/policy/solver/",
    "src/lint/",
    "src/report/",
    "src/bin/crisis/",
    "src/bin/brinkmanship/",
    "src/bin/classroom/",
];

/// Files whose texts are not for translating, and why.
const LEFT: [(&str, &str); 9] = [
    ("src/scenario/export.rs", "the format as other programs read it"),
    ("src/scenario/source.rs", "what serde is told, which nobody reads"),
    ("src/report/csv.rs", "columns of a table are read by programs, and named alike in every language"),
    ("src/report/survey/csv.rs", "columns of a table are read by programs, and named alike in every language"),
    ("src/report/html/style.rs", "a style sheet"),
    ("src/bin/brinkmanship/window/", "what scripts and measurements tell developers"),
    ("src/bin/classroom/store.rs", "what the database is told"),
    ("src/bin/classroom/server/guard.rs", "headers, which browsers read"),
    ("src/bin/crisis/starter/", "a scenario for authors to begin with"),
];

/// Texts that are not for translating, by their beginnings, and why.
const PLAIN: [(&str, &str); 24] = [
    ("pub ", "a line of Rust"),
    ("editor ", "a name by which the window remembers something"),
    ("map handle", "a name by which the window remembers something"),
    ("new id", "a name by which the window remembers something"),
    ("brinkmanship graph ", "the name of a schema, which programs read"),
    ("brinkmanship transcript", "the first line of a saved crisis, which programs read"),
    ("brinkmanship survey ", "the name of a schema, which programs read"),
    ("brinkmanship changes ", "the name of a schema, which programs read"),
    ("line ", "a class of the style sheet"),
    ("brinkmanship class ", "the name of a format, which programs read"),
    ("brinkmanship classroom ", "for what a secret is good, which nobody reads"),
    ("desk forms", "for what a secret is good, which nobody reads"),
    ("crisis play ", "a command"),
    ("crisis survey ", "a command"),
    ("map item", "a name by which the window remembers something"),
    ("briefing folded", "a name by which the window remembers something"),
    ("room in the strip", "a name by which the window remembers something"),
    ("extent of the ladders", "a name by which the window remembers something"),
    ("rung told", "a name by which the window remembers something"),
    ("table foot", "a name by which the window remembers something"),
    ("paper on top", "a name by which the window remembers something"),
    ("screen foot", "a name by which the window remembers something"),
    ("brinkmanship class 1", "the name of a schema"),
    ("brinkmanship pool 1", "the name of a schema"),
];

/// Before what a text is no text for people: it is looked for, is a name, or is said to programmers.
const CALLS: [&str; 14] = [
    "expect",
    "strip_prefix",
    "strip_suffix",
    "starts_with",
    "ends_with",
    "contains",
    "replace",
    "split",
    "split_once",
    "find",
    "matches",
    "include_str",
    "include_bytes",
    "concat",
];

/// Whether a text has two words in small letters side by side.
fn two_words(text: &str) -> bool {
    let small = |word: &str| 1 < word.len() && word.chars().all(|c| c.is_ascii_lowercase());
    let words: Vec<&str> = text.split(' ').map(|word| word.trim_matches([',', '.', ';', ':', '?', '!'])).collect();
    words.windows(2).any(|pair| small(pair[0]) && small(pair[1]))
}

/// Whether a text stands on a button or another piece of the window: it is the first that is given to one, and more than
/// a name by which the window remembers it.
fn on_a_control(said: &Said) -> bool {
    let before: Vec<&str> = said.before.iter().map(String::as_str).collect();
    let words = said.text.contains(char::is_uppercase) || said.text.contains(' ');
    matches!(before[..], [.., "(", "ui", ","]) && words && said.text.contains(char::is_alphabetic)
}

/// The texts of a file that are told to people and cannot be translated, by line.
fn untold(source: &str, gathered: &[String]) -> Vec<(usize, String)> {
    said(source)
        .into_iter()
        .filter(|said| said.key.is_none() && (two_words(&said.text) || on_a_control(said)))
        .filter(|said| !gathered.contains(&said.text))
        .filter(|said| PLAIN.iter().all(|(begins, _)| !said.text.starts_with(begins)))
        .filter(|said| {
            let before: Vec<&str> = said.before.iter().map(String::as_str).collect();
            let called = matches!(before[..], [.., name, "("] if CALLS.contains(&name));
            let macroed = matches!(before[..], [.., name, "!", "("] if CALLS.contains(&name));
            // A name of an attribute of a page, such as `class="..."`.
            let attribute = matches!(before[..], [.., "class" | "style" | "content" | "d", "="]);
            !called && !macroed && !attribute
        })
        .map(|said| (said.line, said.text))
        .collect()
}

#[test]
fn everything_that_is_said_to_people_can_be_translated() {
    let gathered: Vec<String> = explanations().into_iter().chain(reference()).map(|(.., text)| text).collect();
    let mut found = Vec::new();
    for (name, source) in sources() {
        let speaks = ROOMS.iter().any(|room| name.starts_with(room));
        if speaks && LEFT.iter().all(|(left, _)| !name.starts_with(left)) {
            found.extend(untold(&source, &gathered).into_iter().map(|(line, text)| format!("{name}:{line}: {text:?}")));
        }
    }
    assert!(found.is_empty(), "write it as tr!(\"...\"), or say in tests/suite/keys.rs why not:\n{}", found.join("\n"));
}

#[test]
fn what_options_say_of_themselves_is_found_and_what_is_for_programmers_is_not() {
    let source = r##"
        /// A crisis.
        ///
        /// In two
        /// paragraphs.
        #[command(after_help = "Example:\n  crisis list")]
        pub struct Args {
            /// Where.
            #[arg(long)]
            pub out: String,
        }
        /// Options of `list`.
        pub struct ListArgs {}
        /// Makes it.
        fn make() {}
    "##;
    assert_eq!(manual(source), ["A crisis.", "In two paragraphs.", "Where.", "Example:\n  crisis list"]);
}

#[test]
fn the_reader_of_sources_finds_texts_and_keys() {
    let source = r##"
        // A "comment that says things".
        #[derive(Debug, doc = "an attribute here")]
        fn f() {
            let a = "said to people"; theme.tool(ui, "Save", "");
            let b = tr!("Day {number} of it", number = day("the inner text", 1) + 1);
            let c = trn!(list.len(); "{n} turn left", "{n} turns left", n);
            let d = tr!(of "desk", "Open");
            let e = '"'; let f: &'static str = "one\u{2014}two \
                     three";
            counted(n, "turns");
            x.expect("never said to people");
        }
        #[error("the file {name} is broken")]
        struct Broken;
        const KNOWN: &str = "gathered from data";
        #[cfg(test)]
        mod tests { const X: &str = "said in a test"; }
    "##;
    let told = untold(source, &["gathered from data".to_owned()]);
    let told: Vec<(usize, &str)> = told.iter().map(|(line, text)| (*line, text.as_str())).collect();
    assert_eq!(told, [(5, "said to people"), (5, "Save"), (6, "the inner text"), (14, "the file {name} is broken")]);
    let keys: Vec<Key> = said(source).into_iter().filter_map(|said| said.key).collect();
    let told: Vec<(&str, &str, Option<&str>, usize)> = keys
        .iter()
        .map(|key| (key.context.as_str(), key.id.as_str(), key.plural.as_deref(), key.values.len()))
        .collect();
    assert_eq!(
        told,
        [
            ("", "Day {number} of it", None, 1),
            ("", "{n} turn left", Some("{n} turns left"), 1),
            ("desk", "Open", None, 0),
            ("unit", "turns", Some("turns"), 0),
        ]
    );
    assert!(said(source).iter().any(|said| said.text == "one\u{2014}two three"));
}
