//! A course of play: orders, draws and record, turn by turn; saved and replayed as a transcript.

mod file;
pub mod fit;
mod history;
mod notes;
mod replay;
pub mod seats;

pub use file::{
    ActText, DrawText, FORMAT, LegText, MOST_BYTES, NewsText, PremiseText, Transcript, TranscriptError, TranscriptTurn,
    read, write,
};
pub use history::{check_history, history_course};
pub use notes::{Forecast, Kind, Note};
pub use replay::{Divergence, Replayed, replay};

use crate::{
    crisis::{
        Crisis, Dice, Illegal, Order, Premise, Record, Seeded, Setup, View,
        chance::Written,
        close_turn, open_next,
        record::{DrawResult, What},
        start_from, tell_news,
    },
    scenario::model::{Actor, Scenario, ScriptedDraw, TrackId},
    verdict::Outcome,
};

/// News that whoever leads a class made up and told to all while a turn was open, as far as they moved something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct News {
    /// The turn that was open.
    pub turn: usize,
    /// The track that they moved.
    pub track: TrackId,
    /// By how much. Unit: the track's.
    pub by: i32,
}

/// One turn as it was played.
#[derive(Clone, Debug)]
pub struct Played {
    /// The crisis when orders were given.
    pub opening: Crisis,
    /// The orders of both actors.
    pub orders: [Order; 2],
    /// The crisis at the end of the turn, before the next one opens.
    pub closing: Crisis,
    /// The crisis after the turn, with the next one opened if there is one.
    pub after: Crisis,
    /// Where the record of this turn ends: the entries before belong to it and to those before it.
    pub record_end: usize,
}

/// A course of play.
#[derive(Clone, Debug)]
pub struct Course<'s> {
    /// The scenario.
    pub scenario: &'s Scenario,
    /// How it was set up.
    pub setup: Setup,
    /// What stood otherwise as it began; the turns before the first stand among those played, with nothing on them.
    pub premise: Premise,
    /// The seed of its draws.
    pub seed: u64,
    /// The turns played.
    pub turns: Vec<Played>,
    /// The crisis as it stands.
    pub crisis: Crisis,
    /// Everything that happened, with causes, the aftermath included once it has run.
    pub record: Record,
    /// What the aftermath came to, once the crisis has ended.
    pub outcome: Option<Outcome>,
    /// Forecasts that were written down; nothing in play goes by them.
    pub notes: Vec<Note>,
    /// News that were told while turns were open, in their order.
    pub news: Vec<News>,
    /// Where the record of the opening ends.
    opening_end: usize,
}

impl<'s> Course<'s> {
    /// Starts a course whose draws come from its seed.
    #[must_use]
    pub fn start(scenario: &'s Scenario, setup: Setup, seed: u64) -> Self {
        Self::start_with(scenario, setup, seed, &mut Seeded::new(seed))
    }

    /// Starts a course whose first draws come from elsewhere.
    pub fn start_with(scenario: &'s Scenario, setup: Setup, seed: u64, dice: &mut impl Dice) -> Self {
        Self::start_from(scenario, setup, Premise::default(), seed, dice)
    }

    /// Starts a course on a turn of one's choice, and with what is said to stand otherwise.
    pub fn start_from(
        scenario: &'s Scenario,
        setup: Setup,
        mut premise: Premise,
        seed: u64,
        dice: &mut impl Dice,
    ) -> Self {
        let mut record = Record::default();
        let crisis = start_from(scenario, &setup, &premise, dice, &mut record);
        premise.turn = crisis.turn();
        let record_end = record.entries.len();
        let passed =
            Played { opening: crisis, orders: [Order::default(); 2], closing: crisis, after: crisis, record_end };
        let turns = vec![passed; premise.turn];
        let (outcome, notes, news) = (None, Vec::new(), Vec::new());
        Self { scenario, setup, premise, seed, turns, crisis, record, outcome, notes, news, opening_end: record_end }
    }

    /// An actor's view of the crisis as it stands.
    #[must_use]
    pub const fn view(&self, actor: Actor) -> View<'_> {
        View::of(self.scenario, &self.crisis, actor)
    }

    /// An actor's view of the crisis as the last turn played opened, a turn that a cut let pass aside; none where no turn
    /// was played.
    #[must_use]
    pub fn view_before(&self, actor: Actor) -> Option<View<'_>> {
        let played = |played: &&Played| !played.opening.passing(self.scenario);
        self.turns.iter().rev().find(played).map(|played| View::of(self.scenario, &played.opening, actor))
    }

    /// Plays a turn with draws from the seed; at the end the aftermath follows.
    ///
    /// # Errors
    /// The first order that the rules refuse; nothing has then changed.
    pub fn play(&mut self, orders: [Order; 2]) -> Result<(), Illegal> {
        self.play_with(orders, &mut Seeded::new(self.seed))
    }

    /// Plays a turn with draws from elsewhere; at the end the aftermath follows.
    ///
    /// # Errors
    /// The first order that the rules refuse; nothing has then changed.
    pub fn play_with(&mut self, orders: [Order; 2], dice: &mut impl Dice) -> Result<(), Illegal> {
        let opening = self.crisis;
        close_turn(self.scenario, &mut self.crisis, &orders, dice, &mut self.record)?;
        let closing = self.crisis;
        open_next(self.scenario, &mut self.crisis, dice, &mut self.record);
        self.turns.push(Played { opening, orders, closing, after: self.crisis, record_end: self.record.entries.len() });
        if self.crisis.ended().is_some() {
            self.outcome = Some(Outcome::run(self.scenario, &self.crisis, dice, &mut self.record));
        }
        Ok(())
    }

    /// Tells news that move a track while a turn is open. They belong to its opening: who goes back to it finds them told.
    /// Of a crisis that is over nothing moves.
    pub fn tell(&mut self, track: TrackId, by: i32) {
        if self.crisis.ended().is_some() || self.scenario.tracks.len() <= track.index() {
            return;
        }
        tell_news(self.scenario, &mut self.crisis, track, by, &mut self.record);
        self.news.push(News { turn: self.crisis.turn(), track, by });
        let end = self.record.entries.len();
        match self.turns.last_mut() {
            Some(played) => (played.after, played.record_end) = (self.crisis, end),
            None => self.opening_end = end,
        }
    }

    /// Writes a forecast down, in place of one that was written for the same turn and seat.
    pub fn note(&mut self, note: Note) {
        self.notes.retain(|old| (old.turn, old.actor) != (note.turn, note.actor));
        self.notes.push(note);
    }

    /// Goes back to the opening of a turn that was played, and forgets what came after; never before its first turn.
    pub fn rewind(&mut self, turn: usize) {
        let turn = turn.max(self.premise.turn);
        if let Some(played) = self.turns.get(turn) {
            self.crisis = played.opening;
            self.turns.truncate(turn);
            self.outcome = None;
            self.notes.retain(|note| note.turn < turn);
            self.news.retain(|news| news.turn <= turn);
            let end = self.turns.last().map_or(self.opening_end, |played| played.record_end);
            self.record.entries.truncate(end);
        }
    }

    /// The draws of each turn as they came out, and those of the aftermath.
    #[must_use]
    pub fn draws(&self) -> (Vec<Written>, Written) {
        let mut turns: Vec<Written> = vec![Vec::new(); self.turns.len() + 1];
        let mut aftermath = Vec::new();
        for entry in &self.record.entries {
            let What::Drew(drawn) = &entry.what else { continue };
            let label = drawn.label.text(self.scenario);
            let result = match drawn.result {
                DrawResult::Happened(true) => ScriptedDraw::Yes,
                DrawResult::Happened(false) => ScriptedDraw::No,
                DrawResult::Disposition(id) => ScriptedDraw::Pick(self.scenario.dispositions[id.index()].id.clone()),
                DrawResult::Event(id) => ScriptedDraw::Pick(self.scenario.rules[id.index()].id.clone()),
            };
            if entry.step == crate::crisis::record::Step::Aftermath {
                aftermath.push((label, result));
            } else if let Some(turn) = turns.get_mut(usize::from(entry.turn)) {
                turn.push((label, result));
            }
        }
        (turns, aftermath)
    }

    /// The record of one turn: what its opening showed, its orders, and what followed.
    #[must_use]
    pub fn entries_of(&self, turn: usize) -> Vec<&crate::crisis::Entry> {
        self.record
            .entries
            .iter()
            .filter(|entry| usize::from(entry.turn) == turn && entry.step != crate::crisis::record::Step::Aftermath)
            .collect()
    }
}

/// The fingerprint of a crisis: equal for crises that a player cannot tell apart.
#[must_use]
pub fn fingerprint(pairs: &[(String, String)]) -> String {
    let mut hasher = blake3::Hasher::new();
    for (name, value) in pairs {
        for part in [name, value] {
            hasher.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher.finalize().to_hex().as_str().get(..32).unwrap_or_default().to_owned()
}
