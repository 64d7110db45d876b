//! What an author writes about the world: actors, parties, desks, tracks, facts, ladders, dispositions, turns.

use serde::Deserialize;

use super::{ActorId, Condition, Effect, FactId, Id, MoveId, Number, OwnerId, RungId, SourceId, Text, TrackId};
use crate::scenario::source::{At, Listing, Table};

/// One of the two sides that decide.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ActorFile {
    /// The name on screen.
    pub name: Text,
    /// The adjective on screen, such as "Soviet". Default: the name.
    pub adjective: Option<Text>,
    /// Who decides: a person and a circle.
    pub decider: Text,
    /// What the seat is told about itself before play. Default: none.
    pub seat: Option<Text>,
}

/// A third side with a will but no seat.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyFile {
    /// The name on screen.
    pub name: Text,
    /// What it is and wants, for the reader. Default: none.
    pub text: Option<Text>,
    /// The track that holds its will to hold out. Default: none.
    pub will: Option<TrackId>,
    /// Its trust in each actor, as tracks. Default: none.
    #[serde(default)]
    pub trust: Table<TrackId>,
    /// The actor inside which this body stands, such as the Chiefs inside the United States. Default: none.
    pub inside: Option<ActorId>,
    /// How it reacts, in order, each turn.
    #[serde(default)]
    pub rules: Table<PartyRuleFile>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<SourceId>,
}

/// One reaction of a party.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PartyRuleFile {
    /// First and last turn on which the rule can act. Range: 0 to the last turn. Default: all.
    pub turns: Option<(Number, Number)>,
    /// When it acts.
    pub when: At<Condition>,
    /// The chance that it acts, in parts per 100,000. Range: 1 to 100,000. Default: 100,000.
    pub odds: Option<Number>,
    /// Whether it acts every turn that the condition holds, rather than once. Default: false.
    #[serde(default)]
    pub repeat: bool,
    /// Who sees that it acts. Default: `World`.
    pub audience: Option<AudienceWord>,
    /// What a reader is told. Default: nothing.
    pub text: Option<Text>,
    /// What stands after "because of" where it is named as a cause, such as "the alarm in Ankara". Default: `text`, quoted; the
    /// party's name where there is none.
    pub cause: Option<Text>,
    /// What it does.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<SourceId>,
}

/// Who sees something.
#[derive(Clone, Debug, Deserialize)]
pub enum AudienceWord {
    /// Everyone, the press included.
    World,
    /// Both actors, not the world.
    Both,
    /// One actor.
    Only(ActorId),
    /// No one but the record.
    Nobody,
}

/// A desk through which an actor acts or speaks, with at most one move a turn for each actor.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ChannelFile {
    /// The name on screen.
    pub title: Text,
    /// What the desk is for. Default: none.
    pub text: Option<Text>,
    /// Who sees what is done here, unless a move says otherwise. Default: `World`.
    pub audience: Option<AudienceWord>,
    /// Whether its moves are words or deeds, unless a move says otherwise. Default: `Deeds`.
    #[serde(default)]
    pub phase: PhaseWord,
    /// Turns that an offer sent here needs beyond the turn of sending. It arrives after both orders of that turn are unsealed, and can be answered by the next order. Acceptances, refusals and withdrawals act on the turn on which they are ordered, whatever the delay. Range: 0 to 4. Default: 0.
    pub delay: Option<Number>,
    /// When the desk is open. Default: always.
    pub open: Option<At<Condition>>,
    /// What the screen says while it is shut. Default: "The desk is closed".
    pub closed: Option<Text>,
    /// Whether an actor that can order something here has to. Default: false.
    #[serde(default)]
    pub must: bool,
    /// Whether composed offers, acceptances and refusals can go through this desk. Default: false.
    #[serde(default)]
    pub talks: bool,
}

/// Whether a move is words or deeds.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub enum PhaseWord {
    /// Declarations, threats, assurances, offers and answers to them. Never moves conduct.
    Words,
    /// Everything else.
    #[default]
    Deeds,
}

/// A bounded whole number.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TrackFile {
    /// The name on screen.
    pub name: Text,
    /// What it measures. Default: none.
    pub text: Option<Text>,
    /// The actor or party that it belongs to. Default: none.
    pub owner: Option<OwnerId>,
    /// What the engine may use it for. Default: `Plain`.
    #[serde(default)]
    pub role: RoleWord,
    /// Its value at the start. Range: `min` to `max`.
    pub start: Number,
    /// Its lowest value. Range: −1,000,000,000 to 1,000,000,000. Default: 0.
    pub min: Option<Number>,
    /// Its highest value. Range: −1,000,000,000 to 1,000,000,000. Default: 100.
    pub max: Option<Number>,
    /// Its unit in words; "percent approval" is said as "62% approval". Default: "people" for human cost, else "points".
    pub unit: Option<Text>,
    /// Who sees it. Default: `World`.
    pub audience: Option<AudienceWord>,
    /// The track that an actor who is not among the audience sees in place of this one and under its name, until this one is revealed to it. It moves by effects of its own. Keys: the actors. Default: none.
    #[serde(default)]
    pub estimates: Table<TrackId>,
    /// Where the start value comes from.
    #[serde(default)]
    pub source: Vec<SourceId>,
    /// What is doubtful, or the reason of a judgement. Default: none.
    pub note: Option<Text>,
}

/// What the engine may use a track for.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub enum RoleWord {
    /// Nothing in particular.
    #[default]
    Plain,
    /// An actor's standing at home: audience costs are paid here. One for each actor.
    Standing,
    /// What the other side believes of an actor's resolve. One for each actor.
    Credibility,
    /// The danger of miscalculation: answers to crossings raise it. One for a scenario.
    Danger,
    /// Dead, displaced or ruined, in plain figures. Never anyone's gain. Of several that rise on one turn the headline tells the first two of the file, so that the dead stand before the displaced.
    HumanCost,
    /// A party's will to hold out.
    Will,
    /// A party's trust in an actor.
    Trust,
    /// The balance of forces as it is.
    BalanceActual,
    /// The balance of forces as it looks.
    BalancePerceived,
    /// What a side knows of how near the brink it came.
    Fear,
}

/// Something true or false.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FactFile {
    /// What it means when true, as a short sentence.
    pub text: Text,
    /// Whether it is true at the start. Default: false.
    #[serde(default)]
    pub start: bool,
    /// Who sees it; others take it to be as at the start until it is revealed. Default: `World`.
    pub audience: Option<AudienceWord>,
    /// Facts and postures that give this one away: whoever sees one of them to be true sees this one as well from then on. Default: none.
    #[serde(default)]
    pub shown_by: Vec<FactId>,
}

/// A fact with upkeep that an actor keeps until it ends it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostureFile {
    /// What it means while it is kept.
    pub text: Text,
    /// Who keeps it.
    pub owner: ActorId,
    /// Whether it is kept at the start. Default: false.
    #[serde(default)]
    pub start: bool,
    /// Who sees it. Default: `World`.
    pub audience: Option<AudienceWord>,
    /// What keeping it does each turn.
    #[serde(default)]
    pub upkeep: Vec<Effect>,
}

/// An escalation ladder.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct LadderFile {
    /// The name on screen. Default: the id.
    pub name: Option<Text>,
    /// `Shared` (one rung that either side's acts move) or `Parallel` (a rung for each actor). Default: `Shared`.
    #[serde(default)]
    pub kind: LadderKind,
    /// The rung at the start. Default: the lowest.
    pub start: Option<RungId>,
    /// The rung to which a catastrophe climbs. Default: catastrophes do not strike on this ladder.
    pub catastrophe_rung: Option<RungId>,
    /// Whether an unanswered incident climbs this ladder. Default: true for the first ladder.
    pub incidents: Option<bool>,
    /// The rungs, lowest first. Range: 2 to 48.
    pub rungs: Listing<RungFile>,
}

/// Whose rung it is.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub enum LadderKind {
    /// One rung that either side's acts move.
    #[default]
    Shared,
    /// A rung for each actor.
    Parallel,
}

/// One rung.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RungFile {
    /// Its id, unique on the ladder.
    pub id: Id,
    /// The name on screen.
    pub name: Text,
    /// What typically happens there. Default: none.
    pub text: Option<Text>,
    /// How grave it is, rising up the ladder. Range: 0 to 100.
    pub severity: Number,
    /// The chance a turn of an unordered incident, in parts per 100,000. Range: 0 to 100,000. Default: 0.
    pub incident: Option<Number>,
    /// The chance a turn of a catastrophe, in parts per 100,000. Range: 0 to 100,000. Default: 0.
    pub catastrophe: Option<Number>,
    /// The firebreak just above this rung. Default: none.
    pub threshold: Option<Text>,
    /// How hard it is to come down from. Default: `Easily`.
    #[serde(default)]
    pub reversible: Reversible,
    /// Whether nothing leads down from here. Default: false.
    #[serde(default)]
    pub absorbing: bool,
    /// The rung to which an incident climbs that nobody answered here, so that it passes by what somebody has to order, such as an
    /// invasion. Where it is this rung or one below, nothing climbs, and the danger rises by 4. Default: the next rung.
    pub unanswered: Option<RungId>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<SourceId>,
}

/// How hard a rung is to come down from.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub enum Reversible {
    /// Without loss.
    #[default]
    Easily,
    /// At some price.
    Moderately,
    /// At a high price.
    Hardly,
    /// Not in practice.
    Never,
}

/// What scales the hazards of the rungs.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HazardsFile {
    /// Factors on the chance of an incident, in order.
    #[serde(default)]
    pub incident: Vec<FactorFile>,
    /// Factors on the chance of a catastrophe, in order.
    #[serde(default)]
    pub catastrophe: Vec<FactorFile>,
}

impl HazardsFile {
    /// Whether nothing scales the hazards.
    pub(in crate::scenario) fn is_empty(&self) -> bool {
        self.incident.is_empty() && self.catastrophe.is_empty()
    }
}

/// A factor on a hazard. All factors are multiplied before any division.
#[derive(Clone, Debug, Deserialize)]
pub enum FactorFile {
    /// While the condition holds, times the first number over the second. Range: 0 to 1,000 over 1 to 1,000.
    When(At<Condition>, Number, Number),
    /// Times the track plus the first number, over the second. Range: 0 to 10,000 and 1 to 10,000.
    Track(TrackId, Number, Number),
}

/// A private type of an actor.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DispositionFile {
    /// Whose type it is.
    pub actor: ActorId,
    /// The name on screen.
    pub name: Text,
    /// What drives such a leader.
    pub text: Text,
    /// How likely it is drawn, beside the others of the actor. Range: 1 to 10,000. Default: 1.
    pub weight: Option<Number>,
    /// What it changes at the start.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// Willingness to wait. Range: 0 to 100. Default: 50.
    pub patience: Option<Number>,
    /// Willingness to run danger. Range: 0 to 100. Default: 50.
    pub risk: Option<Number>,
    /// Willingness to say what it wants. Range: 0 to 100. Default: 50.
    pub candour: Option<Number>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<SourceId>,
    /// The reason of the judgement. Default: none.
    pub note: Option<Text>,
}

/// A briefing in place of that of a turn, where play has left the course of which that one speaks.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct InsteadFile {
    /// First and last turn on which it counts. Range: 0 to the last turn. Default: all.
    pub turns: Option<(Number, Number)>,
    /// While this holds, as far as the actor can know.
    pub when: At<Condition>,
    /// One line in place of the turn's headline. Default: the turn's own.
    pub headline: Option<Text>,
    /// What each actor is told, at most 60 words. Keys: the actors.
    pub briefing: Table<Text>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<SourceId>,
    /// Warnings of `crisis lint` that are meant to be here: by code, the reason, which a reader is owed. Default: none.
    #[serde(default)]
    pub allow: Table<Text>,
}

/// One turn.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TurnFile {
    /// When it is, in words.
    pub date: Text,
    /// One line.
    pub headline: Text,
    /// What each actor is told, at most 120 words. Keys: the actors.
    #[serde(default)]
    pub briefing: Table<Text>,
    /// The moves that the turn's question is about, from whichever desks: the main decision shows those that are open before
    /// any others, at most six. They are choices as they stood, not the one that was taken. Keys: the actors. Default: what is
    /// dated on the desk with most of it.
    #[serde(default)]
    pub decision: Table<Vec<MoveId>>,
    /// Whether the turn lies beyond the record, in a conflict that still goes on. Every screen and page then says HYPOTHETICAL, all turns after it are so too, and history ends before it. Default: false.
    #[serde(default)]
    pub hypothetical: bool,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<SourceId>,
    /// Warnings of `crisis lint` that are meant to be here: by code, the reason, which a reader is owed. Default: none.
    #[serde(default)]
    pub allow: Table<Text>,
}
