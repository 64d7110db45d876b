//! The format reference in `scenarios/README.md` is made from the doc comments of the format, and is up to date.
//!
//! `UPDATE=1 cargo test reference` rewrites what stands between its markers.

use std::{fmt::Write, fs};

use brinkmanship::scenario::{
    CODES,
    schema::{Field, Holds, Item, Shape, Takes, Word, items, title},
};

use crate::support::{codes, load_texts, root, smallest, told};

/// What an author calls what a field holds.
fn kind(holds: &Holds) -> String {
    match holds {
        Holds::Bool => "`true` or `false`".to_owned(),
        Holds::Number => "number".to_owned(),
        Holds::Text => "text".to_owned(),
        Holds::Id(None) => "id".to_owned(),
        Holds::Id(Some(of)) => format!("{of} id"),
        Holds::Item(name) => format!("[{}](#{})", title(name), title(name).replace(' ', "-")),
        Holds::List(inner) => format!("list of {}", plural(&kind(inner))),
        Holds::Map(inner) => format!("map from ids to {}", plural(&kind(inner))),
        Holds::Tuple(inner) => format!("({})", inner.iter().map(kind).collect::<Vec<_>>().join(", ")),
    }
}

fn plural(kind: &str) -> String {
    match kind {
        other if other.starts_with('[') => other.replacen("y]", "ie]", 1).replacen(']', "s]", 1),
        other if other.starts_with(['(', 'l', 'm']) && !other.ends_with(" id") => other.to_owned(),
        other => format!("{other}s"),
    }
}

/// The arguments of a word, as they are written.
fn arguments(word: &Word) -> String {
    let kinds: Vec<String> = match &word.takes {
        Takes::Nothing => return String::new(),
        Takes::Values(values) => values.iter().map(|value| plain(&kind(&value.holds))).collect(),
        Takes::Fields(fields) => {
            fields.iter().map(|field| format!("{}: {}", field.name, plain(&kind(&field.holds)))).collect()
        }
    };
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

/// Whether there may be any number of what it holds.
fn many(holds: &Holds) -> bool {
    matches!(holds, Holds::List(_) | Holds::Map(_))
}

/// Whether numbers stand in it.
fn counts(holds: &Holds) -> bool {
    match holds {
        Holds::Number => true,
        Holds::List(inner) | Holds::Map(inner) => counts(inner),
        Holds::Tuple(inner) => inner.iter().any(counts),
        Holds::Bool | Holds::Text | Holds::Id(_) | Holds::Item(_) => false,
    }
}

/// What is wrong with the doc comments: every field has a meaning, every number a range, every optional one a default.
fn faults(items: &[Item]) -> Vec<String> {
    let mut faults = Vec::new();
    let mut look = |at: &str, about: &str, numbers: bool, default: bool| {
        if about.is_empty() {
            faults.push(format!("{at} has no meaning"));
        }
        if numbers && !about.contains("Range:") {
            faults.push(format!("{at} has no range"));
        }
        if default && !["Default:", "Required"].iter().any(|word| about.contains(word)) {
            faults.push(format!("{at} has no default"));
        }
    };
    let mut field = |at: &str, field: &Field| {
        let default = field.optional && !many(&field.holds);
        look(&format!("{at}.{}", field.name), &field.about, counts(&field.holds), default);
    };
    for item in items {
        item.fields().iter().for_each(|one| field(&item.name, one));
        for word in item.words() {
            if let Takes::Fields(fields) = &word.takes {
                fields.iter().for_each(|one| field(&format!("{}.{}", item.name, word.name), one));
            }
        }
    }
    for (item, word) in items.iter().flat_map(|item| item.words().iter().map(move |word| (item, word))) {
        let numbers = matches!(&word.takes, Takes::Values(values) if values.iter().any(|value| counts(&value.holds)));
        look(&format!("{}.{}", item.name, word.name), &word.about, numbers, false);
    }
    faults
}

/// The reference of the format.
fn format_reference(items: &[Item]) -> String {
    let mut text = String::new();
    for item in items {
        let name = item.title();
        let heading = name[..1].to_uppercase() + &name[1..];
        writeln!(text, "### {heading}\n\n{}\n", item.about).unwrap();
        match &item.shape {
            Shape::Choice(words) => {
                writeln!(text, "| Word | Meaning |\n| --- | --- |").unwrap();
                for word in words {
                    let mut about = word.about.clone();
                    if let Takes::Fields(fields) = &word.takes {
                        for inner in fields {
                            write!(about, " `{}`: {}", inner.name, inner.about).unwrap();
                        }
                    }
                    writeln!(text, "| `{}{}` | {about} |", word.name, arguments(word)).unwrap();
                }
            }
            Shape::Fields(fields) => {
                writeln!(text, "| Field | Holds | Meaning |\n| --- | --- | --- |").unwrap();
                for field in fields {
                    let said =
                        ["Default:", "Range:", "Exactly", "Required"].iter().any(|word| field.about.contains(word));
                    let default = if field.optional && many(&field.holds) && !said { " Default: empty." } else { "" };
                    let mark = if field.optional { "" } else { " (required)" };
                    let (name, kind, about) = (&field.name, kind(&field.holds), &field.about);
                    writeln!(text, "| `{name}`{mark} | {kind} | {about}{default} |").unwrap();
                }
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

#[test]
fn every_field_of_the_format_has_a_meaning_a_range_and_a_default() {
    let faults = faults(&items());
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn the_format_reference_is_up_to_date() {
    let path = root().join("scenarios/README.md");
    let before = fs::read_to_string(&path).unwrap();
    let mut page = between(&before, "example", &format!("```ron\n{}```", smallest()));
    page = between(&page, "format", &format_reference(&items()));
    page = between(&page, "codes", &code_reference());
    kept("scenarios/README.md", &before, &page);
    let chapter = "docs/handbook/fields.md";
    kept(chapter, &fs::read_to_string(root().join(chapter)).unwrap_or_default(), &fields_chapter());
}

/// The chapter of the handbook on every field and word, which is the same reference by itself.
fn fields_chapter() -> String {
    format!(
        "<!-- Made from the doc comments of src/scenario/format: UPDATE=1 cargo test reference -->\n\
         # Every field and every word\n\n\
         All that a scenario can hold, in the order in which it is read.\n\
         Fields marked as required have no default.\n\
         The same stands in `scenarios/README.md`, behind an introduction to the notation and the ideas.\n\n{}\n",
        format_reference(&items()).replace("\n### ", "\n## ").replacen("### ", "## ", 1)
    )
}

/// A page stands as it should, or is rewritten where that is asked for.
fn kept(name: &str, before: &str, page: &str) {
    if page != before {
        if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
            fs::write(root().join(name), page).unwrap();
        } else {
            panic!("{name} is out of date; UPDATE=1 cargo test reference rewrites it");
        }
    }
}

#[test]
fn the_example_in_the_reference_is_a_whole_published_scenario() {
    let loaded = load_texts(&[("scenario.ron", &smallest())]);
    assert!(codes(&loaded).is_empty(), "{}", told(&loaded));
    assert!(loaded.scenario.is_some());
}
