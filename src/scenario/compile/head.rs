//! Compiles the head of a scenario: format, title, horizons, questions, glossary.

use super::Compiler;
use crate::scenario::{
    diagnostic as say,
    format::{CardFile, Id, SizesFile, Status, Text},
    model::{Audience, CardData, WordData, limits},
    source::Table,
};

impl Compiler<'_> {
    /// The facts about the scenario as a whole.
    pub(super) fn head(&mut self) {
        let file = self.file;
        self.spots.whole = self.sources.opening("scenario.ron");
        match &file.format {
            Some(format) if format.value == 1 => {}
            Some(format) => {
                self.within("format", |c| {
                    c.fault(format.span, |place, path| say::format_unknown(place, path, Some(format.value)));
                });
            }
            None if self.missing("format") => {}
            None => {
                let span = self.sources.span_of_file("scenario.ron");
                self.fault(span, |place, _| say::format_unknown(place, "format".to_owned(), None));
            }
        }
        self.scenario.status = file.status;
        self.scenario.living = file.living;
        let text = |c: &mut Self, name: &str, text: Option<&Text>| c.within(name, |c| c.maybe(text));
        // What the twin has of its own is not read for names.
        let own = |c: &mut Self, name: &str, real: Option<&Text>, twins: bool| {
            if twins {
                c.within(name, |c| real.map(|real| c.real(real)).unwrap_or_default())
            } else {
                text(c, name, real)
            }
        };
        let twin = file.twin.as_ref();
        self.scenario.title = own(self, "title", file.title.as_ref(), twin.is_some());
        let has = twin.is_some_and(|twin| twin.subtitle.is_some());
        self.scenario.subtitle = own(self, "subtitle", file.subtitle.as_ref(), has);
        let has = twin.is_some_and(|twin| twin.summary.is_some());
        self.scenario.summary = own(self, "summary", file.summary.as_ref(), has);
        self.scenario.content_note = text(self, "content_note", file.content_note.as_ref());
        self.scenario.judgement = self.within("judgement", |c| c.note(file.judgement.as_ref()));
        if let Some(sizes) = &file.sizes {
            let why = self.within("sizes", |c| c.sizes(sizes));
            let judgement = &mut self.scenario.judgement;
            if !judgement.is_empty() && !why.is_empty() {
                judgement.push(' ');
                judgement.push_str(&why);
            }
        }
        if let Some(card) = &file.card {
            let card = self.within("card", |c| c.card(card));
            self.scenario.card = Some(card);
        }
        if let Some(language) = &file.language {
            self.scenario.language = self.within("language", |c| {
                let tag = c.plain(language);
                if !tag.is_empty() && !is_tag(&tag) {
                    c.fault(language.span, |place, path| say::language_tag(place, path, &tag));
                }
                tag
            });
        }
        if let Some(tongue) = &self.tongue {
            self.scenario.language = tongue.language().to_owned();
        }
        self.scenario.prologue = self.within("prologue", |c| c.byte(file.prologue.as_ref(), 3, 0));
        if let Some(handicap) = &file.handicap {
            self.within("handicap", |c| {
                let actor = c.actor(&handicap.actor);
                let points = c.byte(Some(&handicap.points), 10, 0);
                let why = c.text(&handicap.why);
                c.scenario.handicap = actor.map(|actor| (actor, points, why));
            });
        }
        self.scenario.counted = self.within("counted", |c| c.maybe(file.counted.as_ref()));
        self.scenario.counted_source = self.within("counted_source", |c| c.source(&file.counted_source));
        if let Some(counted) = file.counted.as_ref().filter(|_| file.counted_source.is_empty()) {
            let published = self.scenario.status == Status::Published;
            self.within("counted", |c| {
                c.fault(counted.span, |place, path| {
                    let what = tr!("what `{field}` says", field = "counted");
                    say::required(published, say::source_missing(place, path, &what))
                });
            });
        }
        if let Some(grades) = &file.grades {
            self.within("grades", |c| {
                let [a, b, last] = [("a", &grades.a), ("b", &grades.b), ("c", &grades.c)]
                    .map(|(grade, text)| c.within(grade, |c| c.text(text)));
                c.scenario.grades = Some([a, b, last]);
            });
        }
        if let Some(horizons) = &file.horizons {
            self.within("horizons", |c| {
                c.scenario.horizons = [c.text(&horizons.at_once), c.text(&horizons.later)];
                c.spots.dated = [&horizons.at_once, &horizons.later].map(|text| names_a_year(&text.value));
                if let Some(known) = &horizons.known {
                    c.scenario.known = c.text(known);
                }
            });
        }
        let mut questions: Vec<String> = self
            .within("questions", |c| file.questions.entries.iter().map(|question| c.text(&question.value)).collect());
        for (number, text) in (1..).zip(&mut questions) {
            let sources = self.told_by(&file.question_sources, &format!("{number}"));
            if !sources.is_empty() {
                *text = format!("{text} {sources}");
            }
        }
        self.scenario.questions = questions;
        self.scenario.glossary = self.glossary();
        self.allow(&file.allow);
    }
}

impl Compiler<'_> {
    /// The words that a reader may not know, in the order of the alphabet, whatever they are called.
    fn glossary(&mut self) -> Vec<WordData> {
        let file = self.file;
        let mut all = Vec::new();
        for (word, text) in &file.glossary.entries {
            let (name, text) = self.within("glossary", |c| (c.text(word), c.text(text)));
            let later = file.glossary_later.entries.iter().find(|(known, _)| known.value == word.value);
            let seen_by = file.glossary_seen_by.entries.iter().find(|(known, _)| known.value == word.value);
            all.push(WordData {
                word: name,
                text,
                later: self.within("glossary_later", |c| later.map(|(_, text)| c.text(text)).unwrap_or_default()),
                told_by: self.told_by(&file.glossary_sources, &word.value),
                audience: self.within("glossary_seen_by", |c| {
                    c.within(word.value.clone(), |c| c.audience(seen_by.map(|(_, who)| who), Audience::WORLD))
                }),
            });
        }
        all.sort_by_key(|data| data.word.to_lowercase());
        all
    }

    /// The sources of a text, in brackets; none in the twin, since they name what is real.
    fn told_by(&self, sources: &Table<Vec<Id>>, key: &str) -> String {
        let Some((_, ids)) = sources.entries.iter().find(|(known, _)| known.value == key) else { return String::new() };
        let declared = &self.file.sources.entries;
        let named = ids.iter().filter_map(|id| declared.iter().find(|(known, _)| known.value == id.value));
        let named: Vec<&str> = named.map(|(_, data)| data.reference.value.as_str()).collect();
        if self.twin || named.is_empty() { String::new() } else { format!("({})", named.join("; ")) }
    }

    /// Whether the sources of questions and words are known, and of which of them they speak.
    pub(super) fn sources_of_words(&mut self) {
        let file = self.file;
        let numbers: Vec<String> = (1..=file.questions.entries.len()).map(|number| number.to_string()).collect();
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        let words: Vec<&str> = file.glossary.entries.iter().map(|(word, _)| word.value.as_str()).collect();
        for (part, sources, kind, known, of) in [
            ("question_sources", &file.question_sources, tr!(of "kind", "question"), &numbers, "questions"),
            ("glossary_sources", &file.glossary_sources, tr!(of "kind", "word"), &words, "glossary"),
        ] {
            self.within(part, |c| {
                for (key, ids) in &sources.entries {
                    c.within(key.value.clone(), |c| c.source(ids));
                    if !known.contains(&key.value.as_str()) {
                        c.fault(key.span, |place, path| say::unknown_id(place, path, kind, &key.value, known, of));
                    }
                }
            });
        }
        let later = file.glossary_later.entries.iter().map(|(word, _)| ("glossary_later", word));
        let seen_by = file.glossary_seen_by.entries.iter().map(|(word, _)| ("glossary_seen_by", word));
        for (part, key) in later.chain(seen_by) {
            if !words.contains(&key.value.as_str()) {
                let kind = tr!(of "kind", "word");
                self.within(part, |c| {
                    c.fault(key.span, |place, path| say::unknown_id(place, path, kind, &key.value, &words, "glossary"));
                });
            }
        }
        let published = self.scenario.status == Status::Published;
        self.within("glossary", |c| {
            let sourced = &file.glossary_sources.entries;
            for (word, _) in &file.glossary.entries {
                if !sourced.iter().any(|(known, ids)| known.value == word.value && !ids.is_empty()) {
                    let what = tr!("the {kind} `{id}`", kind = tr!(of "kind", "word"), id = word.value);
                    c.fault(word.span, |place, path| say::required(published, say::source_missing(place, path, &what)));
                }
            }
        });
    }

    /// The scale of sizes: each larger than the one before; gives back its reason.
    fn sizes(&mut self, sizes: &SizesFile) -> String {
        let mut before = 0;
        for (name, number) in [("slight", &sizes.slight), ("clear", &sizes.clear), ("heavy", &sizes.heavy)] {
            self.within(name, |c| {
                let value = c.number(number, 1, 100);
                if value <= before {
                    c.fault(number.span, |place, path| say::sizes_not_rising(place, path, value, before));
                }
                before = value;
            });
        }
        self.source(&sizes.source);
        self.within("why", |c| c.note(Some(&sizes.why)))
    }

    /// The card.
    fn card(&mut self, card: &CardFile) -> CardData {
        // Who wrote it and under which terms is the same under any names.
        let plain = |c: &mut Self, name: &str, text: Option<&Text>| {
            c.within(name, |c| text.map(|text| c.plain(text)).unwrap_or_default())
        };
        let most = limits::CARD_NAMES;
        for (name, list) in [("authors", &card.authors), ("perspectives", &card.perspectives)] {
            if let Some(beyond) = list.get(most) {
                self.within(name, |c| {
                    c.fault(beyond.span, |place, path| {
                        say::too_many(place, path, tr!(of "kinds", "names on the card"), most)
                    });
                });
            }
        }
        CardData {
            version: plain(self, "version", card.version.as_ref()),
            authors: self.within("authors", |c| card.authors.iter().take(most).map(|name| c.plain(name)).collect()),
            licence: plain(self, "licence", card.licence.as_ref()),
            age: self.within("age", |c| card.age.as_ref().and_then(|age| u8::try_from(c.number(age, 8, 18)).ok())),
            content: card.content.clone(),
            perspectives: self
                .within("perspectives", |c| card.perspectives.iter().take(most).map(|name| c.text(name)).collect()),
        }
    }
}

/// Whether a text names a year: four digits on end.
fn names_a_year(text: &str) -> bool {
    text.split(|letter: char| !letter.is_ascii_digit()).any(|digits| digits.len() == 4)
}

/// Whether a text has the shape of a BCP 47 tag: a language of two or three letters, then parts of at most eight letters and
/// digits. Longer first parts are kept for languages that may be registered one day, and none has been.
fn is_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let first = parts.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}
