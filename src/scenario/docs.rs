//! What the format says of its own fields and words, for messages: read from the comments that the reference is made of.

/// The sources of the format.
const SOURCES: [&str; 7] = [
    include_str!("format/mod.rs"),
    include_str!("format/world.rs"),
    include_str!("format/play.rs"),
    include_str!("format/outcome.rs"),
    include_str!("format/map.rs"),
    include_str!("format/class.rs"),
    include_str!("words.rs"),
];

/// What is said of one field of an item, or of one of its words, and how it is written.
pub(super) fn about(item: &str, name: &str) -> Option<(String, String)> {
    let body = SOURCES.iter().find_map(|source| {
        let start = [format!("pub struct {item} {{\n"), format!("pub enum {item} {{\n")]
            .iter()
            .find_map(|head| source.find(head.as_str()).map(|at| at + head.len()))?;
        source[start..].split("\n}").next()
    })?;
    let mut docs = String::new();
    for line in body.lines() {
        let line = line.trim();
        if let Some(doc) = line.strip_prefix("/// ") {
            if !docs.is_empty() {
                docs.push(' ');
            }
            docs += doc;
        } else if let Some(rest) = line.trim_start_matches("pub ").strip_prefix(name)
            && rest.starts_with([':', ',', '(', ' '])
        {
            return Some((docs, signature(name, rest)));
        } else if !line.starts_with("#[") {
            docs.clear();
        }
    }
    None
}

/// How a word is written with what it takes.
fn signature(name: &str, rest: &str) -> String {
    let Some(arguments) = rest.strip_prefix('(') else { return name.to_owned() };
    let arguments = arguments.trim_end_matches(',').trim_end_matches(')').replace("#[serde(default)] ", "");
    let kinds: Vec<&str> = arguments
        .split(", ")
        .map(|kind| match kind {
            "Id" => "\"id\"",
            "Number" => "number",
            "Text" => "\"text\"",
            "Option<Id>" => "\"id\" or None",
            "Vec<Condition>" => "[conditions]",
            "Vec<Effect>" => "[effects]",
            "Condition" | "Box<Condition>" | "At<Condition>" | "Box<At<Condition>>" => "condition",
            other => other.trim_end_matches("Word"),
        })
        .collect();
    format!("{name}({})", kinds.join(", "))
}

/// What an author calls an item: `party rule` for `PartyRuleFile`, as the headings of the reference do.
pub(super) fn title(item: &str) -> String {
    let item = item.strip_suffix("File").or_else(|| item.strip_suffix("Word")).unwrap_or(item);
    let mut words = String::new();
    for c in item.chars() {
        if c.is_uppercase() && !words.is_empty() {
            words.push(' ');
        }
        words.extend(c.to_lowercase());
    }
    words
}

/// A title with its article.
pub(super) fn one(title: &str) -> String {
    format!("{} {title}", if title.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_and_a_word_are_explained_as_in_the_reference() {
        let (docs, _) = about("MoveFile", "tempo").unwrap_or_default();
        assert_eq!(docs, "When in a turn it takes effect; lower is sooner. Range: 0 to 9. Default: 5.");
        let (docs, signature) = about("Condition", "TrackAtLeast").unwrap_or_default();
        assert!(docs.starts_with("The track stands at this value or above."), "{docs}");
        assert_eq!(signature, "TrackAtLeast(\"id\", number)");
        assert_eq!(about("Effect", "When").unwrap_or_default().1, "When(condition, [effects], [effects])");
        assert_eq!(about("Effect", "odds").unwrap_or_default().0, "Parts per 100,000. Range: 1 to 99,999.");
        assert_eq!(about("MoveFile", "nothing"), None);
        assert_eq!(title("PartyRuleFile"), "party rule");
    }
}
