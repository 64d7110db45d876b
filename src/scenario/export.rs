//! The format for tools of others: as a JSON Schema, and as plain types of Rust for editors that read those.
//!
//! Both are made from [`super::schema`], so that they say nothing else than what is read.

use super::schema::{Field, Holds, Item, Shape, Takes, Word, items};

/// The format as a JSON Schema of draft 2020-12.
///
/// RON is to be thought of as JSON so: fields and maps are objects, lists and values in round brackets are arrays, a word
/// alone is a text, and a word with something behind it is an object with that word as its one key.
#[must_use]
pub fn json_schema() -> String {
    let defs: Vec<String> =
        items().iter().map(|item| format!("    {}: {}", quoted(&item.name), of_item(item))).collect();
    format!(
        "{{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\",\n  \"title\": \"A scenario of Brinkmanship\",\n  \
         \"$ref\": \"#/$defs/ScenarioFile\",\n  \"$defs\": {{\n{}\n  }}\n}}\n",
        defs.join(",\n")
    )
}

/// A text as JSON has it.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out += &format!("\\u{:04x}", u32::from(c)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

fn of_item(item: &Item) -> String {
    let about = quoted(&item.about);
    match &item.shape {
        Shape::Fields(fields) => format!("{{\"description\": {about}, {}}}", object(fields)),
        Shape::Choice(words) => {
            let words: Vec<String> = words.iter().map(of_word).collect();
            format!("{{\"description\": {about}, \"oneOf\": [\n      {}\n    ]}}", words.join(",\n      "))
        }
    }
}

fn object(fields: &[Field]) -> String {
    let all: Vec<String> = fields
        .iter()
        .map(|field| {
            let holds = of(&field.holds, field.range());
            format!("\n      {}: {{\"description\": {}, {holds}}}", quoted(&field.name), quoted(&field.about))
        })
        .collect();
    let required: Vec<String> =
        fields.iter().filter(|field| !field.optional).map(|field| quoted(&field.name)).collect();
    format!(
        "\"type\": \"object\", \"additionalProperties\": false, \"required\": [{}], \"properties\": {{{}\n    }}",
        required.join(", "),
        all.join(",")
    )
}

fn of_word(word: &Word) -> String {
    let (name, about) = (quoted(&word.name), quoted(&word.about));
    let inside = match &word.takes {
        Takes::Nothing => return format!("{{\"description\": {about}, \"const\": {name}}}"),
        Takes::Fields(fields) => object(fields),
        Takes::Values(values) => {
            let least = values.iter().filter(|value| !value.optional).count();
            let parts: Vec<String> = values
                .iter()
                .map(|value| {
                    let holds = of(&value.holds, None);
                    if value.none {
                        format!("{{\"anyOf\": [{{\"const\": \"None\"}}, {{{holds}}}]}}")
                    } else {
                        format!("{{{holds}}}")
                    }
                })
                .collect();
            format!(
                "\"type\": \"array\", \"prefixItems\": [{}], \"minItems\": {least}, \"maxItems\": {}",
                parts.join(", "),
                values.len()
            )
        }
    };
    format!(
        "{{\"description\": {about}, \"type\": \"object\", \"additionalProperties\": false, \"required\": [{name}], \
         \"properties\": {{{name}: {{{inside}}}}}}}"
    )
}

fn of(holds: &Holds, range: Option<(i64, i64)>) -> String {
    match holds {
        Holds::Bool => "\"type\": \"boolean\"".to_owned(),
        Holds::Number => match range {
            Some((low, high)) => format!("\"type\": \"integer\", \"minimum\": {low}, \"maximum\": {high}"),
            None => "\"type\": \"integer\"".to_owned(),
        },
        Holds::Text => "\"type\": \"string\"".to_owned(),
        Holds::Id(_) => "\"type\": \"string\", \"pattern\": \"^[a-z0-9._-]{1,64}$\"".to_owned(),
        Holds::Item(name) => format!("\"$ref\": \"#/$defs/{name}\""),
        Holds::List(inner) => format!("\"type\": \"array\", \"items\": {{{}}}", of(inner, range)),
        Holds::Map(inner) => format!("\"type\": \"object\", \"additionalProperties\": {{{}}}", of(inner, range)),
        Holds::Tuple(kinds) => {
            let parts: Vec<String> = kinds.iter().map(|kind| format!("{{{}}}", of(kind, None))).collect();
            let count = kinds.len();
            format!(
                "\"type\": \"array\", \"prefixItems\": [{}], \"minItems\": {count}, \"maxItems\": {count}",
                parts.join(", ")
            )
        }
    }
}

/// The format as plain types of Rust, for tools that check RON against such types.
#[must_use]
pub fn rust_types() -> String {
    let mut text = String::from(
        "//! The format of scenarios as plain types, written by `crisis schema --format rust`; nothing is built from them.\n\n\
         use std::collections::BTreeMap;\n\nuse serde::Deserialize;\n",
    );
    for item in items() {
        let kind = match &item.shape {
            Shape::Fields(_) => "struct",
            Shape::Choice(_) => "enum",
        };
        text += &format!("\n/// {}\n#[derive(Deserialize)]\npub {kind} {} {{\n", item.about, item.name);
        for field in item.fields() {
            text += &rust_field(field, "    ", "pub ");
        }
        for word in item.words() {
            text += &format!("    /// {}\n    {}", word.about, word.name);
            match &word.takes {
                Takes::Nothing => {}
                Takes::Values(values) => {
                    let kinds: Vec<String> = values
                        .iter()
                        .map(|value| {
                            let kind = rust(&value.holds, true);
                            let kind = if value.none { format!("Option<{kind}>") } else { kind };
                            if value.optional { format!("#[serde(default)] {kind}") } else { kind }
                        })
                        .collect();
                    text += &format!("({})", kinds.join(", "));
                }
                Takes::Fields(fields) => {
                    let fields: String = fields.iter().map(|field| rust_field(field, "        ", "")).collect();
                    text += &format!(" {{\n{fields}    }}");
                }
            }
            text += ",\n";
        }
        text += "}\n";
    }
    text
}

fn rust_field(field: &Field, indent: &str, seen: &str) -> String {
    let kind = rust(&field.holds, false);
    let kind = if field.optional { format!("Option<{kind}>") } else { kind };
    let default = if field.optional { format!("{indent}#[serde(default)]\n") } else { String::new() };
    format!("{indent}/// {}\n{default}{indent}{seen}{}: {kind},\n", field.about, field.name)
}

/// A type of Rust; a condition may hold conditions, and is then kept at a distance.
fn rust(holds: &Holds, apart: bool) -> String {
    match holds {
        Holds::Bool => "bool".to_owned(),
        Holds::Number => "i64".to_owned(),
        Holds::Text | Holds::Id(_) => "String".to_owned(),
        Holds::Item(name) if apart && name == "Condition" => "Box<Condition>".to_owned(),
        Holds::Item(name) => name.clone(),
        Holds::List(inner) => format!("Vec<{}>", rust(inner, false)),
        Holds::Map(inner) => format!("BTreeMap<String, {}>", rust(inner, false)),
        Holds::Tuple(kinds) => {
            format!("({})", kinds.iter().map(|kind| rust(kind, false)).collect::<Vec<_>>().join(", "))
        }
    }
}
