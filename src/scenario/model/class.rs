//! What is checked for a class: cuts, the fictional twin, teaching notes.

use super::{ChannelId, Condition, ContentWord, FactId, MoveId, RuleId, SourceData, SourceId, TrackId, TwinMap};

/// How a scenario may begin otherwise.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VariantData {
    /// Its id.
    pub id: String,
    /// The name on screen.
    pub title: String,
    /// What is otherwise and why it may matter, for the teacher.
    pub text: String,
    /// Facts and postures that are true or false, in the order of their ids.
    pub facts: Vec<(FactId, bool)>,
    /// Where tracks stand, in the order of their ids.
    pub tracks: Vec<(TrackId, i32)>,
}

/// A shorter course for one lesson.
#[derive(Clone, Debug)]
pub struct CutData {
    /// Its id.
    pub id: String,
    /// The name on screen.
    pub title: String,
    /// How long it takes to play, in minutes.
    pub minutes: u16,
    /// What is kept and why, for the teacher.
    pub text: String,
    /// What it is about, for those who play it; empty where the scenario's own summary stays.
    pub summary: String,
    /// What is read aloud before it is played; empty where the scenario's own note stays.
    pub content_note: String,
    /// The turns that people play, one bit each.
    pub kept: u32,
    /// For each turn of the scenario, what each actor is told in place of the long briefing; empty where that stays.
    pub briefings: Vec<[String; 2]>,
    /// While this holds, a turn that passes goes as the record had it.
    pub recorded: Condition,
    /// The desks at which people order, one bit each.
    pub desks: u8,
    /// For each turn of the scenario, the moves that people choose from; empty where that is all.
    pub moves: Vec<Vec<MoveId>>,
    /// The moves that may be ordered beside those.
    pub always: Vec<MoveId>,
    /// The rules that are not left to chance, rising.
    pub sure: Vec<RuleId>,
}

impl CutData {
    /// Whether people play a turn.
    #[must_use]
    pub const fn keeps(&self, turn: usize) -> bool {
        turn < 32 && self.kept >> turn & 1 != 0
    }

    /// Whether people order at a desk.
    #[must_use]
    pub const fn offers(&self, channel: ChannelId) -> bool {
        self.desks >> (channel.0 & 7) & 1 != 0
    }

    /// The moves that people choose from on a turn that the cut keeps, or none where that is all.
    #[must_use]
    pub fn choice(&self, turn: usize) -> Option<&[MoveId]> {
        let moves = self.moves.get(turn).map_or(&[][..], Vec::as_slice);
        (!moves.is_empty()).then_some(moves)
    }

    /// Whether a move may be ordered on a turn that the cut keeps, as far as the cut goes.
    #[must_use]
    pub fn admits(&self, turn: usize, id: MoveId) -> bool {
        self.choice(turn).is_none_or(|moves| moves.contains(&id) || self.always.contains(&id))
    }

    /// The turns that people play, rising.
    pub fn turns(&self) -> impl Iterator<Item = usize> {
        let kept = self.kept;
        (0..32).filter(move |turn| kept >> turn & 1 != 0)
    }

    /// The last turn that people play.
    #[must_use]
    pub const fn last(&self) -> usize {
        31_u32.saturating_sub(self.kept.leading_zeros()) as usize
    }
}

/// What the fictional twin is called, for those who offer it; its texts are those of a scenario of its own.
#[derive(Clone, Debug)]
pub struct TwinData {
    /// The title.
    pub title: String,
    /// The line under the title.
    pub subtitle: String,
    /// For the library's card.
    pub summary: String,
    /// How its map hides where it is.
    pub map: TwinMap,
}

/// What a fictional twin was made from, for the last page of its debrief.
#[derive(Clone, Debug)]
pub struct Original {
    /// The real title.
    pub title: String,
    /// The line under the real title.
    pub subtitle: String,
    /// The reason of the numbers, which names the real sources.
    pub judgement: String,
    /// The date of each turn.
    pub dates: Vec<String>,
    /// The real names with the invented ones, in the author's order.
    pub names: Vec<(String, String)>,
    /// Who holds each reading.
    pub schools: Vec<String>,
    /// The sources.
    pub sources: Vec<SourceData>,
}

/// What a teacher needs beside the scenario.
#[derive(Clone, Debug)]
pub struct TeachingData {
    /// What pupils should have learned.
    pub aims: Vec<String>,
    /// What they should know beforehand.
    pub prior_knowledge: Vec<String>,
    /// The running orders for 45 and for 90 minutes: minutes and what happens.
    pub running: [Vec<(u8, String)>; 2],
    /// What may distress a pupil.
    pub warnings: Vec<String>,
    /// How work is marked: the criterion, then weak, sound and strong work.
    pub rubric: Vec<[String; 4]>,
    /// Whatever else helps.
    pub notes: Vec<String>,
    /// The page for parents and the head of the school.
    pub parents: Option<ParentsData>,
    /// Where this comes from.
    pub source: Vec<SourceId>,
}

/// The lengths of the two running orders, in minutes.
pub const RUNNING: [u16; 2] = [45, 90];

/// The page for parents and the head of the school.
#[derive(Clone, Debug)]
pub struct ParentsData {
    /// What the lesson is for.
    pub purpose: String,
    /// Whom pupils play, and what that does not mean.
    pub seats: String,
    /// Where the facts come from.
    pub sources: String,
    /// How the material stays fair to all sides.
    pub neutrality: String,
    /// How a pupil can stay out of it.
    pub opt_out: String,
    /// The fictional twin.
    pub twin: String,
}

/// The card of a scenario; what it does not say is empty.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CardData {
    /// The version of the scenario.
    pub version: String,
    /// Who wrote it.
    pub authors: Vec<String>,
    /// Under which terms it may be copied and changed.
    pub licence: String,
    /// The age from which it is meant to be played.
    pub age: Option<u8>,
    /// What a person may wish to be warned of; none where nothing is said of it.
    pub content: Option<Vec<ContentWord>>,
    /// Whose perspectives it holds.
    pub perspectives: Vec<String>,
}
