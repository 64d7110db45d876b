//! What is doubtful in what was played: the notes of moves that were ordered, of events, and of leaderships.

use serde::Serialize;

use super::Teller;
use crate::{
    crisis::{Act, record::What},
    report::words,
    scenario::model::Actor,
};

/// Something doubtful.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DoubtPart {
    /// What it is about: a move, an event, a leadership.
    pub what: String,
    /// What is doubtful about it.
    pub note: String,
    /// The numbers of its sources.
    pub sources: Vec<usize>,
}

/// Everything of that kind, in the order in which it came up, each once.
pub(super) fn all(teller: &mut Teller<'_, '_>) -> Vec<DoubtPart> {
    let (scenario, course) = (teller.scenario, teller.course);
    let mut found = Vec::new();
    for actor in Actor::BOTH {
        if let Some(id) = course.crisis.disposition(actor) {
            let data = &scenario.dispositions[id.index()];
            let what = format!("{}: {}", words::actor(scenario, actor), data.name);
            found.push((what, &data.note, &data.source));
        }
    }
    for entry in &course.record.entries {
        match entry.what {
            What::Ordered(_, Act::Do(id)) => {
                let data = &scenario.moves[id.index()];
                found.push((words::bare(&data.title).to_owned(), &data.note, &data.source));
            }
            What::Happened(id) => {
                let data = &scenario.rules[id.index()];
                found.push((words::rule_title(scenario, id).to_owned(), &data.note, &data.source));
            }
            _ => {}
        }
    }
    let mut parts: Vec<DoubtPart> = Vec::new();
    for (what, note, source) in found {
        if !note.is_empty() && !parts.iter().any(|part| part.what == what && part.note == *note) {
            parts.push(DoubtPart { what, note: note.clone(), sources: teller.cite(source) });
        }
    }
    parts
}
