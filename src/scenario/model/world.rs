//! The checked world: actors, parties, desks, tracks, facts, ladders, dispositions, turns.

use super::{
    Actor, Audience, Condition, DispositionId, Effects, FactId, LadderKind, MoveId, PartyId, Reversible, RoleWord,
    SourceId, TrackId,
};

/// One of the two sides.
#[derive(Clone, Debug)]
pub struct ActorData {
    /// Its id.
    pub id: String,
    /// The name on screen.
    pub name: String,
    /// The adjective on screen.
    pub adjective: String,
    /// Who decides.
    pub decider: String,
    /// What the seat is told before play.
    pub seat: String,
    /// The track of its standing at home.
    pub standing: Option<TrackId>,
    /// The track of what the other believes of its resolve.
    pub credibility: Option<TrackId>,
    /// Its dispositions.
    pub dispositions: Vec<DispositionId>,
}

/// A third side.
#[derive(Clone, Debug)]
pub struct PartyData {
    /// Its id.
    pub id: String,
    /// The name on screen.
    pub name: String,
    /// What it is and wants.
    pub text: String,
    /// Its will to hold out.
    pub will: Option<TrackId>,
    /// Its trust in each actor.
    pub trust: [Option<TrackId>; 2],
    /// The actor inside which it stands.
    pub inside: Option<Actor>,
    /// Where this comes from.
    pub source: Vec<SourceId>,
}

/// A desk.
#[derive(Clone, Debug)]
pub struct ChannelData {
    /// Its id.
    pub id: String,
    /// The name on screen.
    pub title: String,
    /// What it is for.
    pub text: String,
    /// Who sees what is done here.
    pub audience: Audience,
    /// Turns that a message needs beyond the turn of sending.
    pub delay: u8,
    /// When it is open.
    pub open: Condition,
    /// What the screen says while it is shut.
    pub closed: String,
    /// Whether an actor that can order something here has to.
    pub must: bool,
    /// Whether composed offers and answers to offers can go through it.
    pub talks: bool,
}

/// A track.
#[derive(Clone, Debug)]
pub struct TrackData {
    /// Its id.
    pub id: String,
    /// The name on screen.
    pub name: String,
    /// What it measures.
    pub text: String,
    /// The actor that it belongs to.
    pub owner: Option<Actor>,
    /// The party that it belongs to.
    pub party: Option<PartyId>,
    /// What the engine may use it for.
    pub role: RoleWord,
    /// Its value at the start.
    pub start: i32,
    /// Its lowest value.
    pub min: i32,
    /// Its highest value.
    pub max: i32,
    /// Its unit in words.
    pub unit: String,
    /// Who sees it.
    pub audience: Audience,
    /// What each actor sees in its place until it is revealed to it.
    pub estimates: [Option<TrackId>; 2],
    /// The track in whose place each actor sees this one.
    pub estimate_of: [Option<TrackId>; 2],
    /// Where the start value comes from.
    pub source: Vec<SourceId>,
    /// What is doubtful.
    pub note: String,
}

/// A fact or posture.
#[derive(Clone, Debug)]
pub struct FactData {
    /// Its id.
    pub id: String,
    /// What it means when true.
    pub text: String,
    /// Who sees it.
    pub audience: Audience,
    /// The facts that it gives away once it is true, to whoever sees it.
    pub shows: Vec<FactId>,
    /// The actor that keeps it, when it is a posture.
    pub posture: Option<Actor>,
    /// What keeping it does each turn.
    pub upkeep: Effects,
}

/// A ladder.
#[derive(Clone, Debug)]
pub struct LadderData {
    /// Its id.
    pub id: String,
    /// The name on screen.
    pub name: String,
    /// Whose rung it is.
    pub kind: LadderKind,
    /// The rung at the start.
    pub start: u8,
    /// The rung to which a catastrophe climbs.
    pub catastrophe_rung: Option<u8>,
    /// Whether an unanswered incident climbs it.
    pub incidents: bool,
    /// The rungs, lowest first.
    pub rungs: Vec<RungData>,
}

impl LadderData {
    /// The rung to which an incident that nobody answered leads from here: at most to just below that of the catastrophe.
    #[must_use]
    pub fn after_unanswered(&self, rung: u8) -> u8 {
        let most = self.catastrophe_rung.map_or(u8::MAX, |rung| rung.saturating_sub(1));
        if rung < most { rung.max(self.rungs[usize::from(rung)].unanswered.min(most)) } else { rung }
    }
}

/// A rung.
#[derive(Clone, Debug)]
pub struct RungData {
    /// Its id.
    pub id: String,
    /// The name on screen.
    pub name: String,
    /// What typically happens there.
    pub text: String,
    /// How grave it is, 0 to 100.
    pub severity: u8,
    /// Parts per 100,000 a turn.
    pub incident: u32,
    /// Parts per 100,000 a turn.
    pub catastrophe: u32,
    /// The firebreak just above.
    pub threshold: Option<String>,
    /// How hard it is to come down from.
    pub reversible: Reversible,
    /// Whether nothing leads down from here.
    pub absorbing: bool,
    /// The rung to which an incident climbs that nobody answered here.
    pub unanswered: u8,
    /// Where this comes from.
    pub source: Vec<SourceId>,
}

/// A factor on a hazard.
#[derive(Clone, Debug)]
pub enum Factor {
    /// While the condition holds, times over.
    When(Condition, u32, u32),
    /// Times the track plus a number, over another.
    Track(TrackId, u32, u32),
}

/// A disposition.
#[derive(Clone, Debug)]
pub struct DispositionData {
    /// Its id.
    pub id: String,
    /// Whose.
    pub actor: Actor,
    /// The name on screen.
    pub name: String,
    /// What drives such a leader.
    pub text: String,
    /// How likely it is drawn.
    pub weight: u32,
    /// What it changes at the start.
    pub effects: Effects,
    /// Willingness to wait, 0 to 100.
    pub patience: u8,
    /// Willingness to run danger, 0 to 100.
    pub risk: u8,
    /// Willingness to say what it wants, 0 to 100.
    pub candour: u8,
    /// Where this comes from.
    pub source: Vec<SourceId>,
    /// The reason of the judgement.
    pub note: String,
}

/// Briefings in place of those of a turn.
#[derive(Clone, Debug)]
pub struct InsteadData {
    /// First and last turn on which it counts.
    pub turns: (u8, u8),
    /// While this holds.
    pub when: Condition,
    /// In place of the turn's headline; empty where that stays.
    pub headline: String,
    /// What each actor is told; empty where its own briefing stays.
    pub briefing: [String; 2],
    /// Where this comes from.
    pub source: Vec<SourceId>,
}

impl InsteadData {
    /// Whether it may count on a turn.
    #[must_use]
    pub fn on(&self, turn: usize) -> bool {
        (usize::from(self.turns.0)..=usize::from(self.turns.1)).contains(&turn)
    }
}

/// A turn.
#[derive(Clone, Debug)]
pub struct TurnData {
    /// When it is; a turn beyond the record says here that it is hypothetical, and so wherever a date stands.
    pub date: String,
    /// One line.
    pub headline: String,
    /// What each actor is told.
    pub briefing: [String; 2],
    /// What each actor's main decision shows before anything else, if it is open.
    pub decision: [Vec<MoveId>; 2],
    /// Whether it lies beyond the record.
    pub hypothetical: bool,
    /// Where this comes from.
    pub source: Vec<SourceId>,
}
