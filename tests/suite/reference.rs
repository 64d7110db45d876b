//! The format reference in `scenarios/README.md` is made from the doc comments of the format, and is up to date.
//!
//! `UPDATE=1 cargo test reference` rewrites what stands between its markers.

use std::{fmt::Write, fs};

use brinkmanship::scenario::CODES;

use crate::support::{codes, load_texts, root, smallest, told};

/// One item of a source file: a struct or an enum with its doc comment.
struct Item {
    name: String,
    about: String,
    fields: Vec<Field>,
    choice: bool,
}

/// A field of a struct, or a variant of an enum.
struct Field {
    name: String,
    kind: String,
    about: String,
    optional: bool,
    inner: Vec<Field>,
}

/// Reads the items of a source file that is laid out by rustfmt.
fn items(source: &str) -> Vec<Item> {
    let mut items: Vec<Item> = Vec::new();
    let mut about = String::new();
    let mut default = false;
    // 0 outside, 1 inside an item, 2 inside a variant with fields; `impl` blocks are skipped whole.
    let mut depth = 0;
    let mut skipping = false;
    for line in source.lines() {
        if skipping {
            skipping = line != "}";
            continue;
        }
        let text = line.trim();
        if let Some(doc) = text.strip_prefix("/// ") {
            about = format!("{about} {doc}").trim().to_owned();
        } else if text.starts_with("#[serde(default)]") && text != "#[serde(default)]" {
            unreachable!("one attribute a line: {line}");
        } else if text == "#[serde(default)]" {
            default = true;
        } else if text.starts_with("#[") || text.starts_with("//") || text.is_empty() {
            // Nothing to read here.
        } else if depth == 0 {
            let choice = text.starts_with("pub enum ");
            if let Some(name) = text.strip_prefix("pub struct ").or_else(|| text.strip_prefix("pub enum ")) {
                let name = name.trim_end_matches(" {").to_owned();
                items.push(Item { name, about: std::mem::take(&mut about), fields: Vec::new(), choice });
                depth = 1;
            } else {
                about.clear();
                skipping = text.starts_with("impl ") && text.ends_with('{');
            }
        } else if text == "}" || text == "}," {
            depth -= 1;
        } else {
            let item = items.last_mut().unwrap();
            let fields = if depth == 2 { &mut item.fields.last_mut().unwrap().inner } else { &mut item.fields };
            let text = text.trim_end_matches(',');
            let (name, kind) = match text.trim_start_matches("pub ").split_once(": ") {
                Some((name, kind)) if !item.choice || depth == 2 => (name.to_owned(), kind.to_owned()),
                _ => match text.split_once('(') {
                    Some((name, kinds)) => (name.to_owned(), kinds.trim_end_matches(')').to_owned()),
                    None => (text.trim_end_matches(" {").to_owned(), String::new()),
                },
            };
            let optional = std::mem::take(&mut default) || kind.starts_with("Option<");
            if text.ends_with('{') {
                depth = 2;
            }
            fields.push(Field { name, kind, about: std::mem::take(&mut about), optional, inner: Vec::new() });
        }
    }
    items
}

/// What an author calls a type of the source.
fn kind(source: &str) -> String {
    let source = source.trim();
    let inside = |start: &str| source.strip_prefix(start).and_then(|rest| rest.strip_suffix('>'));
    if let Some(inner) = inside("Option<").or_else(|| inside("Box<")) {
        return kind(inner);
    }
    if let Some(inner) = inside("Vec<").or_else(|| inside("Listing<")) {
        return format!("list of {}", plural(&kind(inner)));
    }
    if let Some(inner) = inside("Table<") {
        return format!("map from ids to {}", plural(&kind(inner)));
    }
    if let Some(inner) = inside("At<") {
        return kind(inner);
    }
    if let Some(inner) = source.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        return format!("({})", inner.split(", ").map(kind).collect::<Vec<_>>().join(", "));
    }
    match source {
        "Id" => "id".to_owned(),
        "Number" => "number".to_owned(),
        "Text" => "text".to_owned(),
        "bool" => "`true` or `false`".to_owned(),
        "Condition" => "[condition](#condition)".to_owned(),
        "Effect" => "[effect](#effect)".to_owned(),
        other => format!("[{}](#{})", title(other), title(other).replace(' ', "-")),
    }
}

fn plural(kind: &str) -> String {
    match kind {
        "id" | "number" | "text" => format!("{kind}s"),
        other if other.starts_with('[') => other.replacen("y]", "ie]", 1).replacen(']', "s]", 1),
        other => other.to_owned(),
    }
}

/// What an author calls an item: "party rule" for `PartyRuleFile`.
fn title(name: &str) -> String {
    let name = name.strip_suffix("File").or_else(|| name.strip_suffix("Word")).unwrap_or(name);
    let mut words = String::new();
    for c in name.chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}

/// The arguments of a variant, as they are written.
fn arguments(field: &Field) -> String {
    if !field.inner.is_empty() {
        let inner: Vec<String> =
            field.inner.iter().map(|inner| format!("{}: {}", inner.name, kind(&inner.kind))).collect();
        return format!("({})", plain(&inner.join(", ")));
    }
    if field.kind.is_empty() {
        return String::new();
    }
    let kinds: Vec<String> =
        field.kind.replace("#[serde(default)] ", "").split(", ").map(|source| plain(&kind(source))).collect();
    format!("({})", kinds.join(", "))
}

/// A kind without its links and quotes, for use inside code.
fn plain(kind: &str) -> String {
    let mut text = String::new();
    let mut rest = kind;
    while let Some(start) = rest.find("](") {
        text += &rest[..start].replace('[', "");
        rest = rest[start..].split_once(')').map_or("", |(_, rest)| rest);
    }
    (text + rest).replace('`', "")
}

/// What is wrong with the doc comments: every field has a meaning, every number a range, every optional one a default.
fn faults(items: &[Item]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut look = |at: String, field: &Field| {
        if field.about.is_empty() {
            faults.push(format!("{at} has no meaning"));
        }
        if field.kind.contains("Number") && !field.about.contains("Range:") {
            faults.push(format!("{at} has no range"));
        }
        let list = ["Vec<", "Table<", "Listing<"].iter().any(|start| field.kind.starts_with(start));
        if field.optional && !list && !["Default:", "Required"].iter().any(|word| field.about.contains(word)) {
            faults.push(format!("{at} has no default"));
        }
    };
    for item in items {
        for field in &item.fields {
            look(format!("{}.{}", item.name, field.name), field);
            for inner in &field.inner {
                look(format!("{}.{}.{}", item.name, field.name, inner.name), inner);
            }
        }
    }
    faults
}

/// The reference of the format.
fn format_reference(items: &[Item]) -> String {
    let mut text = String::new();
    for item in items {
        let name = title(&item.name);
        let heading = name[..1].to_uppercase() + &name[1..];
        writeln!(text, "### {heading}\n\n{}\n", item.about).unwrap();
        if item.choice {
            writeln!(text, "| Word | Meaning |\n| --- | --- |").unwrap();
            for field in &item.fields {
                let mut about = field.about.clone();
                for inner in &field.inner {
                    write!(about, " `{}`: {}", inner.name, inner.about).unwrap();
                }
                writeln!(text, "| `{}{}` | {about} |", field.name, arguments(field)).unwrap();
            }
        } else {
            writeln!(text, "| Field | Holds | Meaning |\n| --- | --- | --- |").unwrap();
            for field in &item.fields {
                let list = ["Vec<", "Table<", "Listing<"].iter().any(|start| field.kind.starts_with(start));
                let said = ["Default:", "Range:", "Exactly", "Required"].iter().any(|word| field.about.contains(word));
                let default = if field.optional && list && !said { " Default: empty." } else { "" };
                let mark = if field.optional { "" } else { " (required)" };
                writeln!(text, "| `{}`{mark} | {} | {}{default} |", field.name, kind(&field.kind), field.about)
                    .unwrap();
            }
        }
        text.push('\n');
    }
    text.trim_end().to_owned()
}

/// The list of what the tools can say.
fn code_reference() -> String {
    let mut sorted = CODES.to_vec();
    sorted.sort_unstable();
    let mut text = "| Code | Severity | Meaning |\n| --- | --- | --- |\n".to_owned();
    for (code, severity, about) in sorted {
        writeln!(text, "| `{code}` | {} | {about} |", severity.word()).unwrap();
    }
    text.trim_end().to_owned()
}

/// Puts a text between the markers of a name.
fn between(page: &str, name: &str, text: &str) -> String {
    let (begin, end) = (format!("<!-- begin: {name} -->\n"), format!("<!-- end: {name} -->"));
    let start = page.find(&begin).unwrap_or_else(|| panic!("`{begin}` is missing")) + begin.len();
    let stop = start + page[start..].find(&end).unwrap_or_else(|| panic!("`{end}` is missing"));
    format!("{}\n{text}\n\n{}", &page[..start], &page[stop..])
}

fn all_items() -> Vec<Item> {
    let read = |name: &str| fs::read_to_string(root().join("src/scenario").join(name)).unwrap();
    let files = ["mod", "world", "play", "outcome", "map", "class"].map(|name| format!("format/{name}.rs"));
    files.iter().map(String::as_str).chain(["words.rs"]).flat_map(|name| items(&read(name))).collect()
}

#[test]
fn every_field_of_the_format_has_a_meaning_a_range_and_a_default() {
    let faults = faults(&all_items());
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn the_format_reference_is_up_to_date() {
    let path = root().join("scenarios/README.md");
    let before = fs::read_to_string(&path).unwrap();
    let mut page = between(&before, "example", &format!("```ron\n{}```", smallest()));
    page = between(&page, "format", &format_reference(&all_items()));
    page = between(&page, "codes", &code_reference());
    if page != before {
        if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
            fs::write(&path, page).unwrap();
        } else {
            panic!("scenarios/README.md is out of date; UPDATE=1 cargo test reference rewrites it");
        }
    }
}

#[test]
fn the_example_in_the_reference_is_a_whole_published_scenario() {
    let loaded = load_texts(&[("scenario.ron", &smallest())]);
    assert!(codes(&loaded).is_empty(), "{}", told(&loaded));
    assert!(loaded.scenario.is_some());
}
