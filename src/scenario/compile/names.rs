//! Names: every id gets its index, and every reference is looked up.

use super::{Compiler, Kind};
use crate::scenario::{
    diagnostic as say,
    format::Id,
    model::{Actor, LadderId, limits},
    source::{Span, Table},
};

/// The index of an item that could not be read: it is known, and nothing is said of what refers to it.
const BROKEN: usize = usize::MAX;

impl Compiler<'_> {
    /// Gives every id its index, so that references can point forward.
    pub(super) fn name_everything(&mut self) {
        let file = self.file;
        self.table("actors", Kind::Actor, &file.actors, 2);
        self.table("parties", Kind::Party, &file.parties, limits::PARTIES);
        self.table("channels", Kind::Channel, &file.channels, limits::CHANNELS);
        self.table("tracks", Kind::Track, &file.tracks, limits::TRACKS);
        self.table("facts", Kind::Fact, &file.facts, limits::FACTS);
        self.table("postures", Kind::Fact, &file.postures, limits::FACTS);
        self.table("ladders", Kind::Ladder, &file.ladders, limits::LADDERS);
        self.table("dispositions", Kind::Disposition, &file.dispositions, limits::DISPOSITIONS);
        self.table("moves", Kind::Move, &file.moves, limits::MOVES);
        self.table("terms", Kind::Term, &file.terms, limits::TERMS);
        self.table("offers", Kind::Offer, &file.offers, limits::OFFERS);
        self.table("commitments", Kind::Commitment, &file.commitments, limits::COMMITMENTS);
        self.table("red_lines", Kind::Line, &file.red_lines, limits::LINES);
        self.table("events", Kind::Rule, &file.events, limits::RULES);
        for (party, data) in &file.parties.entries {
            for (rule, _) in &data.rules.entries {
                let id = format!("{}.{}", party.value, rule.value);
                self.name(Kind::Rule, &id, rule.span, limits::RULES);
            }
            for rule in &data.rules.broken {
                let id = format!("{}.{rule}", party.value);
                self.names.entry(Kind::Rule).or_default().entry(id).or_insert(BROKEN);
            }
        }
        self.table("drift", Kind::Rule, &file.drift, limits::RULES);
        self.table("endings", Kind::Ending, &file.endings, limits::ENDINGS);
        self.table("aftermath", Kind::Aftermath, &file.aftermath, limits::AFTERMATH);
        self.table("aims", Kind::Aim, &file.aims, limits::AIMS);
        self.table("sources", Kind::Source, &file.sources, limits::SOURCES);
        let tracks = self.names.get(&Kind::Track).cloned().unwrap_or_default();
        for (id, _) in file
            .facts
            .entries
            .iter()
            .map(|(id, f)| (id, f.start))
            .chain(file.postures.entries.iter().map(|(id, p)| (id, p.start)))
        {
            if tracks.contains_key(&id.value) {
                self.within("facts", |c| {
                    c.fault(id.span, |place, path| {
                        say::duplicate_id(place, path, &id.value, tr!(of "kind", "a track and a fact"))
                    });
                });
            }
        }
    }

    fn table<T>(&mut self, part: &str, kind: Kind, table: &Table<T>, most: usize) {
        self.path.push(part.to_owned());
        for (id, _) in &table.entries {
            self.name(kind, &id.value, id.span, most);
        }
        for id in &table.broken {
            self.names.entry(kind).or_default().entry(id.clone()).or_insert(BROKEN);
        }
        self.path.pop();
    }

    /// Whether an id is made as ids are.
    pub(super) fn id_shape(&mut self, id: &str, span: Span) {
        let shape = !id.is_empty()
            && id.len() <= 64
            && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-._".contains(&byte));
        if !shape {
            self.fault(span, |place, path| say::id_shape(place, path, id));
        }
    }

    fn name(&mut self, kind: Kind, id: &str, span: Span, most: usize) {
        self.id_shape(id, span);
        let next = self.counts.get(&kind).copied().unwrap_or(0);
        // Actors that are too many are reported as such.
        if next == most && kind != Kind::Actor {
            self.fault(span, |place, path| say::too_many(place, path, kind.words(), most));
        }
        let names = self.names.entry(kind).or_default();
        if names.contains_key(id) {
            self.fault(span, |place, path| say::duplicate_id(place, path, id, kind.word()));
            return;
        }
        self.counts.insert(kind, next + 1);
        // Beyond the limit everything shares the last index: the scenario is refused, but the checks go on.
        names.insert(id.to_owned(), next.min(most.saturating_sub(1)));
    }

    /// The index of an id, or a fault.
    pub(super) fn look_up(&mut self, kind: Kind, id: &Id) -> Option<usize> {
        let names = self.names.get(&kind);
        if let Some(index) = names.and_then(|names| names.get(&id.value)) {
            return Some(*index).filter(|index| *index != BROKEN);
        }
        if kind.parts().iter().any(|part| self.failed.iter().any(|failed| failed == part)) {
            return None;
        }
        if self.full() || self.may_be_broken(kind, &id.value) {
            return None;
        }
        let known: Vec<String> = names.map(|names| names.keys().cloned().collect()).unwrap_or_default();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let part = kind.parts().first().copied().unwrap_or_default();
        self.fault(id.span, |place, path| say::unknown_id(place, path, kind.word(), &id.value, &known, part));
        None
    }

    /// Whether an id is declared, without a fault.
    pub(super) fn known(&self, kind: Kind, id: &str) -> Option<usize> {
        self.names.get(&kind)?.get(id).copied().filter(|index| *index != BROKEN)
    }

    /// Whether every actor could be read; while one could not, nothing is said of whose something is.
    pub(super) fn all_actors(&self) -> bool {
        self.file.actors.broken.is_empty() && !self.missing("actors")
    }

    /// Whether an id may be one of something that could not be read: itself, or a rule of such a party.
    pub(super) fn may_be_broken(&self, kind: Kind, id: &str) -> bool {
        let unread = |kind: Kind, id: &str| self.names.get(&kind).and_then(|names| names.get(id)) == Some(&BROKEN);
        unread(kind, id)
            || match kind {
                // An owner may be a party.
                Kind::Actor => unread(Kind::Party, id),
                Kind::Rule => id.match_indices('.').any(|(dot, _)| unread(Kind::Party, &id[..dot])),
                _ => false,
            }
    }

    /// An actor.
    pub(super) fn actor(&mut self, id: &Id) -> Option<Actor> {
        self.look_up(Kind::Actor, id).map(|index| if index == 0 { Actor::First } else { Actor::Second })
    }

    /// A rung of a ladder, by its id.
    pub(super) fn rung(&mut self, ladder: LadderId, id: &Id) -> Option<u8> {
        let (name, data) = self.file.ladders.entries.get(ladder.index())?;
        let rungs = &data.rungs.entries;
        if let Some(at) = rungs.iter().take(limits::RUNGS).position(|rung| rung.value.id.value == id.value) {
            return u8::try_from(at).ok();
        }
        if data.rungs.broken != 0 || limits::RUNGS < rungs.len() || self.full() {
            return None;
        }
        let known: Vec<&str> = rungs.iter().map(|rung| rung.value.id.value.as_str()).collect();
        let part = format!("ladders.{}.rungs", name.value);
        self.fault(id.span, |place, path| {
            say::unknown_id(place, path, tr!(of "kind", "rung"), &id.value, &known, &part)
        });
        None
    }
}
