//! The historical line as a guided film: what really happened, turn by turn, with what tells of it.
//!
//! Beside `session.rs` the only caller of the engine. The film hides nothing: it is the truth, as known since.

use brinkmanship::{
    crisis::{Order, View},
    report::{
        Debrief,
        debrief::{LadderPart, SourcePart, TurnPart},
        table::{MapSheet, Table},
    },
    scenario::{Scenario, model::Actor},
    transcript::history_course,
};

/// One picture of the film: a turn.
#[derive(Clone, Debug)]
pub struct Scene {
    /// What was ordered, what happened, and what it came to.
    pub turn: TurnPart,
    /// What the world could see of it on the map, as each side saw it at the end of the turn.
    pub maps: [Option<MapSheet>; 2],
    /// What tells of it.
    pub sources: Vec<SourcePart>,
}

/// The film of a scenario.
#[derive(Clone, Debug)]
pub struct Film {
    /// The title.
    pub title: String,
    /// The names of both sides.
    pub names: [String; 2],
    /// What a person should know beforehand.
    pub content_note: String,
    /// The turns.
    pub scenes: Vec<Scene>,
    /// The ladders, with the rungs at the start and at the end of each turn.
    pub ladders: Vec<LadderPart>,
    /// How it ended: the name, and what a reader is told.
    pub ending: Option<(String, String)>,
}

/// The film of a scenario; none where it knows no history.
#[must_use]
pub fn film(scenario: &Scenario) -> Option<Film> {
    let course = history_course(scenario)?;
    let debrief = Debrief::of(&course);
    let scenes = debrief
        .turns
        .iter()
        .zip(&course.turns)
        .map(|(turn, played)| Scene {
            turn: turn.clone(),
            maps: Actor::BOTH.map(|actor| {
                Table::of(&View::of(scenario, &played.after, actor), &course.record, &Order::default())
                    .and_then(|table| table.map)
            }),
            sources: turn.sources.iter().filter_map(|number| debrief.sources.get(number - 1).cloned()).collect(),
        })
        .collect();
    Some(Film {
        title: debrief.title.clone(),
        names: [debrief.actors[0].name.clone(), debrief.actors[1].name.clone()],
        content_note: debrief.content_note.clone(),
        scenes,
        ladders: debrief.ladders.clone(),
        ending: debrief.ending.map(|ending| (ending.title, ending.text)),
    })
}
