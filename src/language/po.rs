//! Overlay files as gettext writes them (`.po`), read and written.
//!
//! Whatever stands in a file, reading it comes to an end and says where it makes no sense.

use std::fmt::Write as _;

/// An overlay file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlay {
    /// What stands above the first entry.
    pub comments: Vec<String>,
    /// The lines of the header, such as `Language: ru`.
    pub header: String,
    /// The entries, in the order written.
    pub entries: Vec<Entry>,
    /// Lines that make no sense, with what was found there.
    pub faults: Vec<(usize, String)>,
}

/// A text and its translation.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The line on which the English text stands, from 1.
    pub line: usize,
    /// What translators noted, as written after `#`.
    pub comments: Vec<String>,
    /// What authors tell translators, as written after `#.`.
    pub notes: Vec<String>,
    /// Where the text stands, such as `moves.ron:12`.
    pub places: Vec<String>,
    /// The English text has changed since it was translated.
    pub outdated: bool,
    /// The English text that was translated, where it has changed since.
    pub before: Option<String>,
    /// What tells it apart from the same English text elsewhere: in a scenario, its data path.
    pub context: Option<String>,
    /// The English text.
    pub id: String,
    /// The English text for several.
    pub plural: Option<String>,
    /// The translation; of a plural, every form.
    pub texts: Vec<String>,
    /// Nothing asks for it any more; the translation is kept all the same.
    pub unused: bool,
}

impl Entry {
    /// Whether it is translated: every form is.
    #[must_use]
    pub fn translated(&self) -> bool {
        !self.texts.is_empty() && self.texts.iter().all(|text| !text.is_empty())
    }

    /// Whether it is shown: it is translated, and what was translated is what stands there now.
    #[must_use]
    pub fn in_use(&self) -> bool {
        self.translated() && !self.outdated && !self.unused
    }

    /// What a translation is looked up by.
    #[must_use]
    pub fn key(&self) -> (&str, &str) {
        (self.context.as_deref().unwrap_or(""), &self.id)
    }
}

/// Characters that must not stand in a file at all: control characters, those that turn the direction of writing, and those
/// that take no room, in which whole sentences can be hidden. What joins or parts letters in some scripts may stand.
#[must_use]
pub fn hidden(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{ad}' | '\u{180e}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{e0000}'..='\u{e007f}')
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// A stranger's text as it may be shown: what is hidden in it stands as `\u{…}`, so that it can neither steer a terminal nor
/// turn the direction of writing.
#[must_use]
pub fn visible(text: &str) -> std::borrow::Cow<'_, str> {
    if !text.chars().any(hidden) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if hidden(c) { shown.extend(c.escape_unicode()) } else { shown.push(c) }
    }
    shown.into()
}

/// What a text in quotes continues.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    None,
    Context,
    Id,
    Plural,
    Text(usize),
    Before,
}

/// A plural has no more forms than this in any language.
const FORMS: usize = 6;

/// Faults that are listed.
const FAULTS: usize = 50;

/// Reads an overlay file.
#[must_use]
pub fn read(text: &str) -> Overlay {
    let mut file = Overlay::default();
    let mut entry = Entry::default();
    let mut part = Part::None;
    let mut begun = false;
    for (at, whole) in text.strip_prefix('\u{feff}').unwrap_or(text).lines().enumerate() {
        let mut line = whole.trim();
        // What is no longer asked for is written behind `#~`.
        let unused = line.strip_prefix("#~").map(str::trim_start);
        if let Some(rest) = unused {
            line = rest;
        }
        if line.is_empty() {
            continue;
        }
        let previous = line.strip_prefix("#|").map(str::trim_start);
        let opens = line.starts_with("msgctxt")
            || (line.starts_with('#') && previous.is_none_or(|_| !matches!(part, Part::Before)))
            || (line.starts_with("msgid") && !line.starts_with("msgid_plural") && !matches!(part, Part::Context));
        if opens && matches!(part, Part::Text(_)) {
            take(&mut file, std::mem::take(&mut entry), &mut begun);
            part = Part::None;
        }
        let Some(rest) = previous.or(Some(line).filter(|line| !line.starts_with('#'))) else {
            comment(&mut entry, line);
            continue;
        };
        entry.unused |= unused.is_some();
        let (word, quoted) = rest.find('"').map_or((rest, ""), |at| rest.split_at(at));
        let word = word.trim();
        let Some(value) = unquoted(quoted) else {
            fault(&mut file, at, crate::tr!("a text in quotation marks is expected"));
            continue;
        };
        part = match (word, previous.is_some()) {
            ("", _) => part,
            ("msgid", true) => {
                entry.before = Some(String::new());
                Part::Before
            }
            (_, true) => Part::None,
            ("msgctxt", false) => {
                entry.context = Some(String::new());
                Part::Context
            }
            ("msgid", false) => {
                entry.line = at + 1;
                entry.id.clear();
                Part::Id
            }
            ("msgid_plural", false) => {
                entry.plural = Some(String::new());
                Part::Plural
            }
            ("msgstr", false) => Part::Text(0),
            (word, false) => match word.strip_prefix("msgstr[").and_then(|word| word.strip_suffix(']')?.parse().ok()) {
                Some(form) if form < FORMS => Part::Text(form),
                Some(_) | None => {
                    fault(&mut file, at, crate::tr!("`msgctxt`, `msgid`, `msgid_plural` or `msgstr` is expected"));
                    continue;
                }
            },
        };
        if word.is_empty() && part == Part::None && previous.is_none() {
            fault(&mut file, at, crate::tr!("a text that belongs to nothing"));
        }
        match part {
            Part::None => {}
            Part::Context => entry.context.get_or_insert_default().push_str(&value),
            Part::Id => entry.id.push_str(&value),
            Part::Plural => entry.plural.get_or_insert_default().push_str(&value),
            Part::Before => entry.before.get_or_insert_default().push_str(&value),
            Part::Text(form) => {
                while entry.texts.len() <= form {
                    entry.texts.push(String::new());
                }
                if let Some(text) = entry.texts.get_mut(form) {
                    text.push_str(&value);
                }
            }
        }
    }
    if matches!(part, Part::Text(_)) {
        take(&mut file, entry, &mut begun);
    }
    file
}

/// Notes a line that makes no sense.
fn fault(file: &mut Overlay, at: usize, what: &str) {
    if file.faults.len() < FAULTS {
        file.faults.push((at + 1, what.to_owned()));
    }
}

/// Takes an entry over; the first without an English text is the header.
fn take(file: &mut Overlay, entry: Entry, begun: &mut bool) {
    if entry.id.is_empty() && entry.context.is_none() && !*begun {
        file.comments = entry.comments;
        file.header = entry.texts.into_iter().next().unwrap_or_default();
    } else if !entry.id.is_empty() {
        let mut entry = entry;
        if let Some(bad) = entry.texts.iter().flat_map(|text| text.chars()).find(|c| hidden(*c)) {
            let code = u32::from(bad);
            let what = crate::tr!(
                "a translation holds the character U+{code}, which can hide what it says; it is left out",
                code = format!("{code:04X}")
            );
            fault(file, entry.line.saturating_sub(1), &what);
            entry.texts.clear();
        }
        file.entries.push(entry);
    }
    *begun = true;
}

/// Takes over a line of comment.
fn comment(entry: &mut Entry, line: &str) {
    let rest = line.strip_prefix('#').unwrap_or(line);
    if let Some(flags) = rest.strip_prefix(',') {
        entry.outdated |= flags.split(',').any(|flag| flag.trim() == "fuzzy");
    } else if let Some(note) = rest.strip_prefix('.') {
        entry.notes.push(note.trim().to_owned());
    } else if let Some(places) = rest.strip_prefix(':') {
        entry.places.extend(places.split_whitespace().map(str::to_owned));
    } else {
        entry.comments.push(rest.trim().to_owned());
    }
}

/// A text without its quotation marks and backslashes; nothing if there are no marks around it.
fn unquoted(quoted: &str) -> Option<String> {
    let inside = quoted.trim_end().strip_prefix('"')?.strip_suffix('"')?;
    let mut out = String::with_capacity(inside.len());
    let mut letters = inside.chars();
    while let Some(letter) = letters.next() {
        match (letter, letter == '\\') {
            (_, true) => match letters.next()? {
                'n' => out.push('\n'),
                't' => out.push('\t'),
                'r' => out.push('\r'),
                other => out.push(other),
            },
            ('"', false) => return None,
            (letter, false) => out.push(letter),
        }
    }
    Some(out)
}

/// An overlay file as text.
#[must_use]
pub fn written(file: &Overlay) -> String {
    let mut out = String::new();
    for comment in &file.comments {
        line(&mut out, "#", comment);
    }
    out.push_str("msgid \"\"\nmsgstr \"\"\n");
    for header in file.header.lines() {
        let _ = writeln!(out, "\"{}\\n\"", escaped(header));
    }
    for entry in &file.entries {
        out.push('\n');
        for comment in &entry.comments {
            line(&mut out, "#", comment);
        }
        for note in &entry.notes {
            line(&mut out, "#.", note);
        }
        if !entry.places.is_empty() {
            line(&mut out, "#:", &entry.places.join(" "));
        }
        if entry.outdated {
            out.push_str("#, fuzzy\n");
        }
        let behind = if entry.unused { "#~ " } else { "" };
        if let Some(before) = &entry.before {
            quoted(&mut out, if entry.unused { "#~| " } else { "#| " }, "msgid", before);
        }
        if let Some(context) = &entry.context {
            quoted(&mut out, behind, "msgctxt", context);
        }
        quoted(&mut out, behind, "msgid", &entry.id);
        match &entry.plural {
            None => quoted(&mut out, behind, "msgstr", entry.texts.first().map_or("", String::as_str)),
            Some(plural) => {
                quoted(&mut out, behind, "msgid_plural", plural);
                for (form, text) in entry.texts.iter().enumerate() {
                    quoted(&mut out, behind, &format!("msgstr[{form}]"), text);
                }
            }
        }
    }
    out
}

/// A line of comment.
fn line(out: &mut String, before: &str, text: &str) {
    out.push_str(before);
    if !text.is_empty() {
        out.push(' ');
        out.push_str(text);
    }
    out.push('\n');
}

/// A text in quotation marks; one of several lines stands on several.
fn quoted(out: &mut String, before: &str, word: &str, text: &str) {
    out.push_str(before);
    out.push_str(word);
    if text.trim_end_matches('\n').contains('\n') {
        out.push_str(" \"\"\n");
        for part in text.split_inclusive('\n') {
            let _ = writeln!(out, "{before}\"{}\"", escaped(part));
        }
    } else {
        let _ = writeln!(out, " \"{}\"", escaped(text));
    }
}

/// A text as it stands in quotation marks.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = r##"# Russian.
msgid ""
msgstr ""
"Language: ru\n"
"Content-Type: text/plain; charset=UTF-8\n"

# A translator's note.
#. Said at the end.
#: moves.ron:12
msgctxt "moves.blockade.title"
msgid "Prepare a \"quarantine\""
msgstr "Готовить «карантин»"

#: turns.ron:3
#, fuzzy
#| msgid "Old"
msgctxt "turns.headline"
msgid ""
"One line\n"
"and another"
msgstr "Старое"

msgid "{n} turn"
msgid_plural "{n} turns"
msgstr[0] "{n} ход"
msgstr[1] "{n} хода"
msgstr[2] "{n} ходов"

#~ msgid "Gone"
#~ msgstr "Ушло"
"##;

    #[test]
    fn a_file_that_is_read_is_written_as_it_stood() {
        let file = read(FILE);
        assert_eq!(file.faults, []);
        assert_eq!(written(&file), FILE);
        let told: Vec<_> = file.entries.iter().map(|entry| (entry.in_use(), entry.unused, entry.outdated)).collect();
        assert_eq!(told, [(true, false, false), (false, false, true), (true, false, false), (false, true, false)]);
        assert_eq!(file.entries[1].id, "One line\nand another");
        assert_eq!(file.entries[1].before.as_deref(), Some("Old"));
    }

    #[test]
    fn lines_that_make_no_sense_are_named_and_the_rest_is_read() {
        let file =
            read("msgid \"A\"\nmsgstr \"B\nmsgstr \"C\"\nhello\n\"x\"\nmsgstr[9] \"D\"\nmsgid \"E\"\nmsgstr \"F\"");
        let lines: Vec<usize> = file.faults.iter().map(|(line, _)| *line).collect();
        assert_eq!(lines, [2, 4, 6]);
        assert_eq!(file.entries.len(), 2);
    }
}
