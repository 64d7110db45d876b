//! The red-line record: words beside conduct, and the history of each line by turn.

use serde::Serialize;

use super::Teller;
use crate::{
    crisis::{
        Entry,
        record::{Cause, LineEvent, Step, What},
    },
    report::words,
    scenario::model::{ConsequenceWord, Declared, Horizon, LineData, LineId, Owner, WordsWord},
};

/// A red line and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LinePart {
    /// The line in one sentence.
    pub text: String,
    /// Who drew it.
    pub owner: String,
    /// Whose words about it are kept, and whose conduct is judged by it where no party's is.
    pub binds: String,
    /// Whose conduct is judged by it: the bound side's, or that of the party whose own acts cross it.
    pub by: String,
    /// Whether it was declared or kept private, and when, in words.
    pub declared: String,
    /// What the owner said would follow.
    pub consequence: String,
    /// Turns within which an answer to a known crossing was expected.
    pub window: u8,
    /// How it stands at the end: in force, crossed, faded, given up.
    pub state: String,
    /// What the bound side says of it at the end.
    pub words: String,
    /// Whether what was said and what was done point the same way, in a sentence.
    pub beside: String,
    /// Conduct at the start, 0 to 100.
    pub start: u8,
    /// Conduct at the end, 0 to 100: the engine's figure, from acts alone.
    pub conduct: u8,
    /// The conduct that schools ascribe to it.
    pub readings: Vec<LineReading>,
    /// Focal, precise, verifiable, complete, each 0 to 3.
    pub quality: Option<[u8; 4]>,
    /// Its history.
    pub moments: Vec<LineMoment>,
    /// How many chances to cross it were not taken.
    pub chances: usize,
    /// What is doubtful.
    pub note: String,
    /// The numbers of its sources.
    pub sources: Vec<usize>,
}

/// The conduct that a school ascribes to a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineReading {
    /// The school.
    pub school: String,
    /// The conduct, 0 to 100.
    pub conduct: u8,
}

/// A moment in the history of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LineMoment {
    /// The turn; none in the aftermath.
    pub turn: Option<u8>,
    /// When: the turn, or afterwards.
    pub when: String,
    /// The date.
    pub date: String,
    /// What happened, in two or three words.
    pub event: String,
    /// Why, in a sentence.
    pub because: String,
    /// By how much conduct moved.
    pub change: i16,
    /// Conduct after it.
    pub conduct: u8,
    /// What the other side then believed of the owner's resolve, where there is a track for it.
    pub resolve: Option<i32>,
}

/// A red line's event in two or three words.
const fn event_words(event: LineEvent) -> &'static str {
    match event {
        LineEvent::Declared => "Declared",
        LineEvent::Crossed => "Crossed",
        LineEvent::Stands => "Drawn over what stood",
        LineEvent::Probed => "Probed",
        LineEvent::Respected => "Chance not taken",
        LineEvent::Learnt => "Owner learns of it",
        LineEvent::Answered => "Answered",
        LineEvent::Sold => "Restraint sold",
        LineEvent::LetPass => "Let pass",
        LineEvent::Undone => "Crossing undone",
        LineEvent::Over => "Crossing over",
        LineEvent::Redrawn => "Redrawn or given up",
        LineEvent::Faded => "Faded away",
        LineEvent::Said(WordsWord::Accepts) => "Accepted in words",
        LineEvent::Said(WordsWord::Denies) => "Denied in words",
        LineEvent::Said(WordsWord::Silent) => "No more said of it",
        LineEvent::Conduct => "An act",
    }
}

impl LinePart {
    /// How it stands at the end, as a sentence.
    #[must_use]
    pub fn state_sentence(&self) -> String {
        words::sentence(&self.state)
    }
}

pub(super) fn all(teller: &mut Teller<'_, '_>) -> Vec<LinePart> {
    let scenario = teller.scenario;
    scenario.lines.iter().enumerate().map(|(at, data)| part(teller, LineId::new(at), data)).collect()
}

fn part(teller: &mut Teller<'_, '_>, id: LineId, data: &LineData) -> LinePart {
    let scenario = teller.scenario;
    let state = *teller.at(Horizon::Later).line(id);
    let mut moments = Vec::new();
    let mut before = data.conduct.start;
    let mut declared_on = None;
    let mut chances = 0;
    // A crossing that was settled has no event of its own, and counts as undone.
    let mut undone = true;
    for entry in &teller.course.record.entries {
        let What::Line { line, event, conduct, resolve } = entry.what else { continue };
        if line != id {
            continue;
        }
        match event {
            LineEvent::Declared => declared_on = Some(entry.turn),
            LineEvent::Respected => chances += 1,
            LineEvent::Undone => undone = true,
            LineEvent::Over => undone = false,
            LineEvent::Crossed
            | LineEvent::Stands
            | LineEvent::Probed
            | LineEvent::Learnt
            | LineEvent::Answered
            | LineEvent::Sold
            | LineEvent::LetPass
            | LineEvent::Redrawn
            | LineEvent::Faded
            | LineEvent::Said(_)
            | LineEvent::Conduct => {}
        }
        moments.push(LineMoment {
            turn: (entry.step != Step::Aftermath).then_some(entry.turn),
            when: teller.when(entry.turn, entry.step),
            date: teller.date(entry.turn),
            event: event_words(event).to_owned(),
            because: match event {
                // What the chance is has been said before.
                LineEvent::Respected if 1 < chances => {
                    let bound = words::the(words::deeds_of(scenario, data));
                    words::sentence(&format!("{bound} could have crossed it and did not, as before"))
                }
                _ => why(teller, data, event, entry),
            },
            change: i16::from(conduct) - i16::from(before),
            conduct,
            resolve,
        });
        before = conduct;
    }
    let bound = words::actor(scenario, data.binds).to_owned();
    let by = words::deeds_of(scenario, data).to_owned();
    let declared = match (declared_on, state.declared, &data.declared) {
        (Some(turn), ..) => format!("declared on turn {turn}, {}", teller.date(turn)),
        (None, true, _) => "declared".to_owned(),
        (None, false, Declared::Private) => "held in private, never declared".to_owned(),
        (None, false, Declared::At(_) | Declared::ByMove) => {
            "never declared in this course, so never in force".to_owned()
        }
    };
    let holds = match (state.redrawn, state.in_force, state.fade == 100) {
        (true, ..) => "redrawn or given up",
        (false, _, true) => "faded away",
        (false, true, _) => "in force",
        (false, false, _) => "not in force",
    };
    let crossed = match (state.crossed, state.crossings) {
        (true, 0) => "stands crossed since it was drawn",
        (true, _) => "stands crossed",
        (false, 0) => "never crossed",
        (false, _) if undone => "crossed, and the crossing undone",
        (false, _) => "crossed, and the crossing over",
    };
    let mut stands = format!("{holds}; {crossed}");
    if 0 < state.fade && state.fade < 100 {
        stands = format!("{stands}; faded by {} in 100", state.fade);
    }
    LinePart {
        text: data.text.clone(),
        owner: words::owner(scenario, data.owner).to_owned(),
        binds: bound.clone(),
        by: by.clone(),
        declared,
        consequence: match data.consequence {
            ConsequenceWord::Ambiguous => "what would follow was left open",
            ConsequenceWord::Specific => "what would follow was named",
        }
        .to_owned(),
        window: data.window,
        state: stands,
        words: match state.words {
            WordsWord::Silent => "says nothing of it",
            WordsWord::Accepts => "accepts it",
            WordsWord::Denies => "denies it",
        }
        .to_owned(),
        beside: beside(&bound, &by, state.words, state.conduct),
        start: data.conduct.start,
        conduct: state.conduct,
        readings: scenario
            .readings
            .iter()
            .flat_map(|reading| {
                reading
                    .conduct
                    .iter()
                    .filter(|(line, _)| *line == id)
                    .map(|(_, conduct)| LineReading { school: reading.name.clone(), conduct: *conduct })
            })
            .collect(),
        quality: data.quality,
        moments,
        chances,
        note: data.note.clone(),
        sources: teller.cite(&data.source),
    }
}

/// Words beside conduct: what was said need not be what was done.
fn beside(bound: &str, by: &str, said: WordsWord, conduct: u8) -> String {
    let deed = match conduct {
        0..=24 => "did not respect it in conduct",
        25..=49 => "hardly respected it in conduct",
        50..=74 => "partly respected it in conduct",
        75..=u8::MAX => "respected it in conduct",
    };
    if bound != by {
        let of_it = match said {
            WordsWord::Denies => "denied the line in words",
            WordsWord::Accepts => "accepted the line in words",
            WordsWord::Silent => "said nothing of the line",
        };
        let told = format!("{} {of_it}; it is about acts of {}, which {deed}", words::the(bound), words::the(by));
        return words::sentence(&told);
    }
    let joined = match (said, conduct < 50) {
        (WordsWord::Denies, false) => format!("denied the line in words and nevertheless {deed}"),
        (WordsWord::Denies, true) => format!("denied the line in words and {deed}"),
        (WordsWord::Accepts, false) => format!("accepted the line in words and {deed}"),
        (WordsWord::Accepts, true) => format!("accepted the line in words and yet {deed}"),
        (WordsWord::Silent, _) => format!("said nothing of the line and {deed}"),
    };
    words::sentence(&format!("{} {joined}", words::the(bound)))
}

/// Why a line came to a moment of its history.
fn why(teller: &Teller<'_, '_>, data: &LineData, event: LineEvent, entry: &Entry) -> String {
    let scenario = teller.scenario;
    let bound = words::sentence(&words::the(words::deeds_of(scenario, data)));
    let bound = words::bare(&bound);
    let owner = words::sentence(&words::the(words::owner(scenario, data.owner)));
    let owner = words::bare(&owner);
    match event {
        LineEvent::Crossed => format!("It counts as crossed when {}.", words::condition(scenario, &data.crossed)),
        LineEvent::Stands => format!(
            "Nobody crossed it: what it forbids stood already. It counts as crossed when {}.",
            words::condition(scenario, &data.crossed)
        ),
        LineEvent::Probed => format!("It counts as probed when {}.", words::condition(scenario, &data.probed)),
        LineEvent::Respected => {
            format!(
                "{bound} could have crossed it and did not. The chance: {}.",
                words::condition(scenario, &data.chance)
            )
        }
        LineEvent::Undone => {
            format!("What had crossed it is over, or settled: {}.", words::condition(scenario, &data.crossed))
        }
        LineEvent::Over => {
            let bound = words::the(words::deeds_of(scenario, data));
            let crossed = words::condition(scenario, &data.crossed);
            format!("What had crossed it is over, and no deed of {bound} ended it: {crossed}.")
        }
        LineEvent::Learnt => {
            let turns = if data.window == 1 { "1 turn".to_owned() } else { format!("{} turns", data.window) };
            format!("{owner} comes to know of the crossing. An answer is expected within {turns}.")
        }
        LineEvent::Answered => format!("{owner} answered with a deed while the answer was due."),
        LineEvent::LetPass => {
            let price = match data.owner {
                Owner::Actor(_) => format!(" It costs {} of estimated resolve.", data.stake),
                Owner::Party(_) => String::new(),
            };
            format!("No answer came in time.{price}")
        }
        LineEvent::Faded => "Crossings were let pass once too often.".to_owned(),
        LineEvent::Declared | LineEvent::Sold | LineEvent::Redrawn | LineEvent::Said(_) | LineEvent::Conduct => {
            if entry.cause == Cause::Start {
                "The scenario dates it so.".to_owned()
            } else {
                words::sentence(&format!("because of {}", super::cause(teller, entry.cause, entry.step)))
            }
        }
    }
}
