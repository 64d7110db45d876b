//! What is said of a file, said of a form: fields by the names that forms give them, ids by what they are called.

use std::collections::{BTreeMap, BTreeSet};

use brinkmanship::scenario::{
    Diagnostic,
    draft::Draft,
    schema::{Shape, Takes, called, items},
};

use super::{form, place};

/// What the names in a draft's files are called on the screen.
#[derive(Clone, Debug, Default)]
pub struct Plain {
    /// Every field and word of the format.
    names: BTreeSet<String>,
    /// What is declared, and what it is called.
    ids: BTreeMap<String, String>,
}

impl Plain {
    /// What the names in a draft are called.
    #[must_use]
    pub fn of(draft: &Draft) -> Self {
        let (mut names, mut ids) = (BTreeSet::new(), BTreeMap::new());
        for item in items() {
            match item.shape {
                Shape::Fields(fields) => names.extend(fields.into_iter().map(|field| field.name)),
                Shape::Choice(words) => {
                    for word in words {
                        if let Takes::Fields(fields) = word.takes {
                            names.extend(fields.into_iter().map(|field| field.name));
                        }
                        names.insert(word.name);
                    }
                }
            }
        }
        for field in draft.schema().parts() {
            let value = draft.value(&[place::step(&field.name)]);
            for (id, value) in value.map_or(&[][..], |value| value.pairs()) {
                if let Some(name) = form::called(value).filter(|name| place::fits(name)) {
                    ids.entry(id.clone()).or_insert(name);
                }
            }
        }
        Self { names, ids }
    }

    /// A diagnostic in these words.
    #[must_use]
    pub fn told(&self, mut one: Diagnostic) -> Diagnostic {
        // What was found is said as it is written, unless it is something that has a name.
        let (path, found) = (one.path.clone(), one.found.clone());
        let say = |text: &String| self.say_but(text, &path, found.as_deref());
        one.message = self.say_but(&one.message, &path, found.as_deref());
        one.help = one.help.as_ref().map(say);
        one.found = one.found.as_ref().map(say);
        one.expected = one.expected.as_ref().map(say);
        one
    }

    /// A text in these words: what stands between backticks in it is said as a form would. A name that is both a field
    /// and an id is the id where the path leads through it.
    #[must_use]
    pub fn say(&self, text: &str, path: &str) -> String {
        self.say_but(text, path, None)
    }

    fn say_but(&self, text: &str, path: &str, found: Option<&str>) -> String {
        let said = text.split('`').enumerate().map(|(at, piece)| match piece {
            piece if at % 2 == 0 => piece.to_owned(),
            piece if found == Some(piece) && !self.ids.contains_key(piece) => piece.to_owned(),
            piece => self.code(piece, path),
        });
        said.collect::<Vec<_>>().join("`")
    }

    /// A piece of a file.
    fn code(&self, code: &str, path: &str) -> String {
        // A switch of the reader, and what is quoted letter by letter, is no field.
        if code.starts_with('#') {
            return code.to_owned();
        }
        let mut said = String::new();
        let mut rest = code;
        while let Some(first) = rest.chars().next() {
            let letters = rest.len() - rest.trim_start_matches(is_letter).len();
            if 0 < letters {
                said += &self.name(&rest[..letters], path);
                rest = &rest[letters..];
            } else if first == '"' {
                let inner = rest[1..].split('"').next().unwrap_or("");
                said += &match self.ids.get(inner) {
                    Some(name) => name.clone(),
                    None if inner == "..." => "…".to_owned(),
                    None => format!("\"{inner}\""),
                };
                rest = rest.get(inner.len() + 2..).unwrap_or("");
            } else {
                // Brackets are for files.
                match first {
                    '(' | '[' | '{' if said.ends_with(char::is_alphanumeric) => said.push(' '),
                    '(' | '[' | '{' | ')' | ']' | '}' => {}
                    ' ' if said.is_empty() || said.ends_with(' ') => {}
                    other => said.push(other),
                }
                rest = &rest[first.len_utf8()..];
            }
        }
        let said = said.trim().trim_end_matches(':');
        if said.is_empty() { code.to_owned() } else { said.to_owned() }
    }

    fn name(&self, name: &str, path: &str) -> String {
        let field = self.names.contains(name) && !path.split('.').any(|step| step == name);
        let part = path.split('.').next() == Some(name);
        match self.ids.get(name) {
            Some(known) if !field && !part => known.clone(),
            _ if self.names.contains(name) => called(name),
            _ => name.to_owned(),
        }
    }
}

/// Whether a letter may stand in an id or the name of a field.
const fn is_letter(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.')
}

#[cfg(test)]
mod tests {
    use brinkmanship::scenario::files::Found;

    use super::*;

    /// What is said of a draft with an actor, a line and an ending that is called as a field is.
    fn check(text: &str, path: &str, expected: &str) {
        let bytes =
            b"(actors: {\"britain\": (name: \"Britain\")}, red_lines: {\"vigo\": (text: \"Nobody sails on\")}, \
                      endings: {\"open\": (title: \"It goes on\")})";
        let found = vec![Found { name: "scenario.ron".to_owned(), bytes: Ok(bytes.to_vec()) }];
        assert_eq!(Plain::of(&Draft::new("test", &found, true)).say(text, path), expected);
    }

    #[test]
    fn what_is_said_of_a_file_is_said_as_its_form_would() {
        check("`britain` has no aim", "aims", "`Britain` has no aim");
        check("add one to `aims` with `owner: \"britain\"`", "aims", "add one to `Aims` with `Owner: Britain`");
        check(
            "nothing crosses `vigo`; let its `crossed` be",
            "red_lines.vigo",
            "nothing crosses `Nobody sails on`; let its `Crossed` be",
        );
        check(
            "add `briefing: { \"britain\": \"...\" }` to the turn",
            "turns.0",
            "add `Briefing: Britain: …` to the turn",
        );
        check(
            "write `phase: Deeds`, or name `our-judgement`",
            "moves.wait",
            "write `Phase: Deeds`, or name `our-judgement`",
        );
        check("a desk is `open`", "channels.deeds", "a desk is `Open`");
        check("never reached: `open`", "endings.open", "never reached: `It goes on`");
        check(
            "add `catastrophe_rung:` to `card.ron`; `crisis check`",
            "ladders.a",
            "add `Catastrophe rung` to `card.ron`; `crisis check`",
        );
        check("switches with `#![...]`, `(`", "", "switches with `#![...]`, `(`");
    }
}
