//! What an author writes for a class: cuts, the fictional twin, teaching notes.

use serde::Deserialize;

use super::{ChannelId, Condition, FactId, HappeningId, MoveId, Number, SourceId, Text};
use crate::scenario::source::{At, Listing, Table};

/// A shorter course for one lesson: people play some turns, and all others pass as the record had them, as far as the
/// rules and the course so far allow.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CutFile {
    /// The name on screen.
    pub title: Text,
    /// How long it takes to play, in minutes. Range: 10 to 480.
    pub minutes: Number,
    /// What is kept and why, for the teacher.
    pub text: Text,
    /// What it is about, two or three sentences for those who play this cut, where the scenario's own summary tells of turns that it leaves out. Default: the scenario's own.
    pub summary: Option<Text>,
    /// What is read aloud before this cut is played: whose suffering is told, what the game may end in, that one may watch instead. Default: the scenario's own.
    pub content_note: Option<Text>,
    /// The turns that people play, rising, at least three. After the last of them the crisis ends at the latest, as at the turn limit. Range: 0 to the last turn.
    pub turns: Vec<Number>,
    /// What the actors are told on these turns, in place of the long briefings. A long briefing of at most 60 words may stay.
    #[serde(default)]
    pub briefings: Listing<CutBriefingFile>,
    /// While this holds as a turn that passes opens, both sides order on it what they really ordered, as far as the rules allow; otherwise neither orders anything, since the course has left the record. Default: always.
    pub recorded: Option<At<Condition>>,
    /// Events and party rules that this cut does not leave to chance, since its lesson is built on them: while their conditions hold they happen. Default: none.
    #[serde(default)]
    pub sure: Vec<HappeningId>,
    /// The desks at which people order on these turns. Default: all.
    #[serde(default)]
    pub desks: Vec<ChannelId>,
    /// The moves that people choose from, turn by turn; on a turn that is not named, all. What is left out is neither shown nor legal there, and of the rest only what can be ordered is shown. Turns that pass are not touched, nor is the negotiating table.
    #[serde(default)]
    pub moves: Listing<CutMovesFile>,
    /// Moves that may be ordered beside those on every turn that `moves` names, such as what stops a war or answers an incident.
    #[serde(default)]
    pub always: Vec<MoveId>,
}

/// How the scenario may begin otherwise, so that a class can be split and its halves compared: a direct line or none, a clear
/// line or an ambiguous one. Whatever a variant does not name stands as in the scenario. One of them may change nothing.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VariantFile {
    /// The name on screen.
    pub title: Text,
    /// What is otherwise and why it may matter, for the teacher.
    pub text: Text,
    /// Facts and postures that are true as it begins. A channel that opens on one, and a hazard that hangs on one, follow it.
    #[serde(default)]
    pub facts: Vec<FactId>,
    /// Facts and postures that are not.
    #[serde(default)]
    pub not_facts: Vec<FactId>,
    /// Where tracks stand as it begins. Range: the track's own.
    #[serde(default)]
    pub tracks: Table<Number>,
}

/// The moves that people choose from on one turn of a cut.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CutMovesFile {
    /// The turn, one of those that the cut keeps. Range: 0 to the last turn.
    pub turn: Number,
    /// The moves, of both actors; each can be ordered on this turn.
    pub keep: Vec<MoveId>,
}

/// What the actors are told on one turn of a cut.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CutBriefingFile {
    /// The turn, one of those that the cut keeps. Range: 0 to the last turn.
    pub turn: Number,
    /// What each actor is told, at most 60 words. Keys: the actors.
    pub briefing: Table<Text>,
}

/// The fictional twin: the same rules under invented names, for a class in which the real names close minds.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TwinFile {
    /// The title of the twin.
    pub title: Text,
    /// The line under the title. Default: the scenario's own, with the names changed.
    pub subtitle: Option<Text>,
    /// Two or three sentences for the library's card. Default: the scenario's own, with the names changed.
    pub summary: Option<Text>,
    /// The invented name for each real one: whole words, in every text and on the map, longest first. A name is found as it is written, in capitals throughout, and at the front of a sentence if it begins small; the invented one is written alike, and "a" or "an" before it follows.
    #[serde(default)]
    pub names: Table<Text>,
    /// Texts that are replaced as a whole, by their data paths, such as "moves.speech.title" or "turns.3.date"; for what a list of names cannot mend.
    #[serde(default)]
    pub texts: Table<Text>,
    /// Words that look like real names and may stay.
    #[serde(default)]
    pub keep: Vec<Text>,
    /// How the map hides where it is. Default: `Schematic`.
    #[serde(default)]
    pub map: TwinMap,
}

/// How the map of a twin hides where it is.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub enum TwinMap {
    /// East and west change places, coastlines included; no grid or borders are drawn.
    Mirrored,
    /// Without coastlines, grid and borders.
    #[default]
    Schematic,
    /// There is no map.
    None,
}

/// What a teacher needs beside the scenario; never shown at the table. In the twin it speaks the invented names, but for the page for parents, which says what the twin was made from.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TeachingFile {
    /// What pupils should have learned.
    #[serde(default)]
    pub aims: Vec<Text>,
    /// What they should know beforehand.
    #[serde(default)]
    pub prior_knowledge: Vec<Text>,
    /// The running order for 45 minutes.
    #[serde(default)]
    pub running_45: Vec<StepFile>,
    /// The running order for 90 minutes.
    #[serde(default)]
    pub running_90: Vec<StepFile>,
    /// What may distress a pupil, and what to do about it.
    #[serde(default)]
    pub warnings: Vec<Text>,
    /// How work is marked: by reasoning and the use of evidence, never by winning.
    #[serde(default)]
    pub rubric: Vec<CriterionFile>,
    /// Whatever else helps.
    #[serde(default)]
    pub notes: Vec<Text>,
    /// The page for parents and the head of the school. Default: none.
    pub parents: Option<ParentsFile>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<SourceId>,
}

/// A step of a running order.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StepFile {
    /// How long it takes, in minutes. Range: 1 to 90.
    pub minutes: Number,
    /// What happens.
    pub what: Text,
}

/// One line of the rubric.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CriterionFile {
    /// What is marked.
    pub criterion: Text,
    /// What weak work looks like.
    pub weak: Text,
    /// What sound work looks like.
    pub sound: Text,
    /// What strong work looks like.
    pub strong: Text,
}

/// The page for parents and the head of the school.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ParentsFile {
    /// What the lesson is for.
    pub purpose: Text,
    /// Whom pupils play, and what that does not mean.
    pub seats: Text,
    /// Where the facts come from.
    pub sources: Text,
    /// How the material stays fair to all sides.
    pub neutrality: Text,
    /// How a pupil can stay out of it.
    pub opt_out: Text,
    /// The fictional twin, and when to ask for it.
    pub twin: Text,
}
