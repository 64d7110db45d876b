//! The red-line record: words beside conduct, and the history of each line by turn.

use serde::Serialize;

use super::{Debrief, Teller};
use crate::{
    crisis::{
        Entry, Eyes,
        record::{Cause, LineEvent, Step, What},
    },
    report::words::{self, Nth},
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
    /// Whether its owner held it at all: one that waits to be declared and never was binds nobody.
    #[serde(skip)]
    pub held: bool,
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
    pub turn: Option<Nth>,
    /// When: the turn, or afterwards.
    pub when: String,
    /// The date.
    pub date: String,
    /// What happened.
    #[serde(skip)]
    pub kind: LineEvent,
    /// The same in two or three words.
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
fn event_words(event: LineEvent) -> &'static str {
    match event {
        LineEvent::Declared => tr!("Declared"),
        LineEvent::Crossed => tr!("Crossed"),
        LineEvent::Stands => tr!("Drawn over what stood"),
        LineEvent::Probed => tr!("Probed"),
        LineEvent::Respected => tr!("Chance not taken"),
        LineEvent::Learnt => tr!("Owner learns of it"),
        LineEvent::Answered => tr!("Answered"),
        LineEvent::Sold => tr!("Restraint sold"),
        LineEvent::LetPass => tr!("Let pass"),
        LineEvent::Undone => tr!("Crossing undone"),
        LineEvent::Over => tr!("Crossing over"),
        LineEvent::Redrawn => tr!("Redrawn or given up"),
        LineEvent::Faded => tr!("Faded away"),
        LineEvent::Said(WordsWord::Accepts) => tr!("Accepted in words"),
        LineEvent::Said(WordsWord::Denies) => tr!("Denied in words"),
        LineEvent::Said(WordsWord::Silent) => tr!("No more said of it"),
        LineEvent::Conduct => tr!("An act"),
    }
}

impl Debrief {
    /// What is said before the lines where nothing was left of what they were to guard.
    #[must_use]
    pub fn lines_lost(&self) -> Option<&'static str> {
        self.lost().then(|| {
            tr!("It ended in nuclear war. How each line stood until then is told here; that one was kept to the last day guarded nobody.")
        })
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
            turn: (entry.step != Step::Aftermath).then(|| teller.nth(entry.turn)),
            when: teller.when(entry.turn, entry.step),
            date: teller.date(entry.turn),
            kind: event,
            event: event_words(event).to_owned(),
            because: match event {
                // What the chance is has been said before.
                LineEvent::Respected if 1 < chances => {
                    let bound = words::the(words::deeds_of(scenario, data));
                    words::sentence(&tr!("{bound} could have crossed it and did not, as before", bound))
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
        (Some(turn), ..) => tr!("declared on turn {turn}, {date}", turn = teller.nth(turn), date = teller.date(turn)),
        (None, true, _) => tr!("declared").to_owned(),
        (None, false, Declared::Private) => tr!("held in private, never declared").to_owned(),
        (None, false, Declared::At(_) | Declared::ByMove) => {
            tr!("never declared in this course, so never in force").to_owned()
        }
    };
    let holds = match (state.redrawn, state.in_force, state.fade == 100) {
        (true, ..) => tr!("redrawn or given up"),
        (false, _, true) => tr!("faded away"),
        (false, true, _) => tr!("in force"),
        (false, false, _) => tr!("not in force"),
    };
    let crossed = match (state.crossed, state.crossings) {
        (true, 0) => tr!("stands crossed since it was drawn"),
        (true, _) => tr!("stands crossed"),
        (false, 0) => tr!("never crossed"),
        (false, _) if undone => tr!("crossed, and the crossing undone"),
        (false, _) => tr!("crossed, and the crossing over"),
    };
    let mut stands = format!("{holds}; {crossed}");
    if 0 < state.fade && state.fade < 100 {
        stands = tr!("{stands}; faded by {fade} in 100", stands, fade = state.fade);
    }
    // A line that was never declared cannot have been denied or accepted, unless somebody spoke of it all the same.
    // What a side says of its own line it says by drawing it; of one that is held without a declaration the scenario says what
    // is said.
    let held = state.declared || declared_on.is_some() || matches!(data.declared, Declared::Private);
    let spoken = held || data.owner == Owner::Actor(data.binds) || state.words != data.words;
    let said = if spoken { state.words } else { WordsWord::Silent };
    LinePart {
        text: data.text.clone(),
        held,
        owner: words::owner(scenario, data.owner).to_owned(),
        binds: bound.clone(),
        by: by.clone(),
        declared,
        consequence: match data.consequence {
            ConsequenceWord::Ambiguous => tr!("what would follow was left open"),
            ConsequenceWord::Specific => tr!("what would follow was named"),
        }
        .to_owned(),
        window: data.window,
        state: stands,
        words: match said {
            WordsWord::Silent => tr!("neither accepts nor denies it"),
            WordsWord::Accepts => tr!("accepts it"),
            WordsWord::Denies => tr!("denies it"),
        }
        .to_owned(),
        beside: beside(&bound, &by, said, state.conduct, state.crossed || 0 < state.crossings),
        start: data.conduct.start,
        conduct: state.conduct,
        readings: scenario
            .readings
            .iter()
            .filter(|reading| {
                crate::crisis::holds(scenario, teller.at(Horizon::Later), &reading.conduct_when, Eyes::Truth)
            })
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
fn beside(bound: &str, by: &str, said: WordsWord, conduct: u8, crossed: bool) -> String {
    let deed = match conduct {
        0..=24 => tr!("did not respect it in conduct"),
        25..=49 => tr!("hardly respected it in conduct"),
        50..=74 => tr!("partly respected it in conduct"),
        75..=u8::MAX => tr!("respected it in conduct"),
    };
    if bound != by {
        let of_it = match said {
            WordsWord::Denies => tr!("denied the line in words"),
            WordsWord::Accepts => tr!("accepted the line in words"),
            WordsWord::Silent => tr!("neither accepted nor denied the line in words"),
        };
        let told = tr!(
            "{bound} {of_it}; it is about acts of {by}, which {deed}",
            bound = words::the(bound),
            of_it,
            by = words::the(by),
            deed
        );
        return words::sentence(&told);
    }
    // Who crossed it first and came round is not said to have respected it throughout.
    let joined = match (said, conduct < 50) {
        (WordsWord::Denies, false) if crossed => {
            tr!("denied the line in words, crossed it, and in the end {deed}", deed)
        }
        (WordsWord::Accepts, false) if crossed => {
            tr!("accepted the line in words, crossed it, and in the end {deed}", deed)
        }
        (WordsWord::Silent, false) if crossed => {
            tr!("neither accepted nor denied the line in words, crossed it, and in the end {deed}", deed)
        }
        (WordsWord::Denies, false) => tr!("denied the line in words and nevertheless {deed}", deed),
        (WordsWord::Denies, true) => tr!("denied the line in words and {deed}", deed),
        (WordsWord::Accepts, false) => tr!("accepted the line in words and {deed}", deed),
        (WordsWord::Accepts, true) => tr!("accepted the line in words and yet {deed}", deed),
        (WordsWord::Silent, _) => tr!("neither accepted nor denied the line in words and {deed}", deed),
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
        LineEvent::Crossed => {
            tr!("It counts as crossed when {condition}.", condition = words::condition(scenario, &data.crossed))
        }
        LineEvent::Stands => tr!(
            "Nobody crossed it: what it forbids stood already. It counts as crossed when {condition}.",
            condition = words::condition(scenario, &data.crossed)
        ),
        LineEvent::Probed => {
            tr!("It counts as probed when {condition}.", condition = words::condition(scenario, &data.probed))
        }
        LineEvent::Respected => {
            tr!(
                "{bound} could have crossed it and did not. The chance: {condition}.",
                bound,
                condition = words::condition(scenario, &data.chance)
            )
        }
        LineEvent::Undone => {
            tr!(
                "It no longer holds, or is settled, that {condition}.",
                condition = words::condition(scenario, &data.crossed)
            )
        }
        LineEvent::Over => {
            let bound = words::the(words::deeds_of(scenario, data));
            let crossed = words::condition(scenario, &data.crossed);
            tr!("It no longer holds that {crossed}, and no deed of {bound} ended it.", bound, crossed)
        }
        LineEvent::Learnt if data.window == 0 => {
            tr!("{owner} comes to know of the crossing. No day was set for an answer.", owner)
        }
        LineEvent::Learnt => {
            let turns = trn!(data.window; "{window} turn", "{window} turns", window = data.window);
            tr!("{owner} comes to know of the crossing. An answer is expected within {turns}.", owner, turns)
        }
        LineEvent::Answered => tr!("{owner} answered with a deed while the answer was due.", owner),
        LineEvent::LetPass => {
            let price = match data.owner {
                Owner::Actor(_) if data.stake == 0 => String::new(),
                Owner::Actor(_) => tr!(" It costs {stake} of estimated resolve.", stake = data.stake),
                Owner::Party(_) => String::new(),
            };
            tr!("No answer came in time.{price}", price)
        }
        LineEvent::Faded => tr!("Crossings were let pass once too often.").to_owned(),
        LineEvent::Declared | LineEvent::Sold | LineEvent::Redrawn | LineEvent::Said(_) | LineEvent::Conduct => {
            if entry.cause == Cause::Start {
                tr!("The scenario dates it so.").to_owned()
            } else {
                words::sentence(&tr!("because of {cause}", cause = super::cause(teller, entry.cause, entry.step)))
            }
        }
    }
}
