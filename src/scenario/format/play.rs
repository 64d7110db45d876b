//! What an author writes to play with: moves, terms, offers, commitments, red lines, events, drift.

use serde::Deserialize;

use super::{
    ActorId, AudienceWord, ChannelId, Condition, Effect, LineId, MoveId, Number, OfferId, OwnerId, PartyId, PhaseWord,
    SourceId, TermId, Text,
};
use crate::scenario::source::{At, Table};

/// Something an actor can order.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoveFile {
    /// Whose move it is.
    pub actor: ActorId,
    /// On which desk.
    pub channel: ChannelId,
    /// The party through which the actor acts, by proxy. Default: none, the actor acts itself.
    pub through: Option<PartyId>,
    /// Words or deeds. Default: as the channel says.
    pub phase: Option<PhaseWord>,
    /// First and last turn on which it can be ordered. Range: 0 to the last turn. Default: all (a standing move).
    pub turns: Option<(Number, Number)>,
    /// Whether it can be ordered again. Default: false.
    #[serde(default)]
    pub repeat: bool,
    /// When in a turn it takes effect; lower is sooner. Range: 0 to 9. Default: 5.
    pub tempo: Option<Number>,
    /// Who sees it ordered. Default: as the channel says.
    pub audience: Option<AudienceWord>,
    /// The name on the card.
    pub title: Text,
    /// What it is, in a sentence or two.
    pub text: Text,
    /// How it is told once it is done, as a headline has it: one sentence in the past tense, with its subject. Only who sees it
    /// ordered reads it. Default: none, its name stands for it.
    pub told: Option<Text>,
    /// When it can be ordered, as far as its actor can know. Default: always.
    pub requires: Option<At<Condition>>,
    /// What the card says while that does not hold. Default: made from the condition.
    pub refused: Option<Text>,
    /// Moves of the same actor that cannot be ordered in the same turn. Works both ways.
    #[serde(default)]
    pub excludes: Vec<MoveId>,
    /// How far it goes up (above 0) or down (below 0). Range: −3 to 3. Default: 0.
    pub escalation: Option<Number>,
    /// What it does.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// Who argued for it. Default: none.
    #[serde(default)]
    pub advocates: Vec<Text>,
    /// The historical acts or options that it stands for, by their names in the record. Default: none.
    #[serde(default)]
    pub record: Vec<Text>,
    /// Whether it lies beyond what has happened so far in a living conflict. Default: false.
    #[serde(default)]
    pub hypothetical: bool,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<SourceId>,
    /// What is doubtful. Default: none.
    pub note: Option<Text>,
    /// Warnings of `crisis lint` that are meant to be here: by code, the reason, which a reader is owed. Default: none.
    #[serde(default)]
    pub allow: Table<Text>,
}

/// Something that can be promised.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermFile {
    /// Who gives it.
    pub giver: ActorId,
    /// The name on the negotiating table.
    pub title: Text,
    /// What is promised.
    pub text: Text,
    /// When it can be offered at all, as far as its giver can know. Asked again when an agreement is made: a leg that all can
    /// see cannot be given falls away, and with the last leg of a giver the exchange. Default: always.
    pub requires: Option<At<Condition>>,
    /// What is said where it cannot be promised. Default: what it needs.
    pub refused: Option<Text>,
    /// Moves that cannot be ordered in the same turn as an offer, or the acceptance of one, that holds this term. Default: none.
    #[serde(default)]
    pub excludes: Vec<MoveId>,
    /// Terms that cannot stand beside it in one offer; the other need not name it too. Default: none.
    #[serde(default)]
    pub excludes_terms: Vec<TermId>,
    /// What the other side learns by reading an offer that holds it, whoever sent it: applied whenever such an offer
    /// arrives, with the giver as the actor.
    #[serde(default)]
    pub read: Vec<Effect>,
    /// What agreeing to it costs the giver when the leg is public.
    #[serde(default)]
    pub public_cost: Vec<Effect>,
    /// What agreeing to it costs the giver when the leg is secret.
    #[serde(default)]
    pub secret_cost: Vec<Effect>,
    /// What happens when a secret leg leaks. Default: as `public_cost`.
    pub leaked: Option<Vec<Effect>>,
    /// The chance a turn that a secret leg leaks, in parts per 100,000. Range: 0 to 100,000. Default: 0.
    pub leak: Option<Number>,
    /// When it is carried out. Default: `Now`.
    pub carry: Option<CarryWord>,
    /// What carrying it out does.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// When it is done in full, where that takes longer than what it sets going at once. Until then it is told to be under
    /// way. Default: as soon as nothing of it waits for a later turn.
    pub done: Option<At<Condition>>,
    /// When what was begun will never be done in full, since something has stopped it; `done` goes before it. Default: never.
    pub stopped: Option<At<Condition>>,
    /// A party that has to agree before it can be carried out. Default: none.
    pub consent: Option<ConsentFile>,
    /// Terms that it hangs on: where such terms are agreed too, and a party refuses its consent to all of them, this one is
    /// not carried out either. Default: none.
    #[serde(default)]
    pub needs: Vec<TermId>,
    /// Red lines whose open window this term settles: restraint is sold for it. Default: none.
    #[serde(default)]
    pub settles: Vec<LineId>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<SourceId>,
}

/// When a term is carried out.
#[derive(Clone, Debug, Deserialize)]
pub enum CarryWord {
    /// As soon as it is agreed.
    Now,
    /// So many turns after it is agreed. Range: 1 to 16.
    After(Number),
    /// When a move or a rule carries it out.
    ByMove,
}

/// A party's consent to a term made over its head.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConsentFile {
    /// Whose consent.
    pub party: PartyId,
    /// When it consents.
    pub when: At<Condition>,
    /// What happens when it does not.
    #[serde(default)]
    pub refused: Vec<Effect>,
    /// What a reader is told when it does not. Default: none.
    pub text: Option<Text>,
    /// What a reader is told when it does. Default: none.
    pub granted: Option<Text>,
}

/// A named set of terms.
///
/// It also falls away by itself once all that one of its givers would give by it has been agreed: nothing is left to exchange.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfferFile {
    /// Who offers.
    pub from: ActorId,
    /// By which desk it travels.
    pub channel: ChannelId,
    /// The name on the negotiating table.
    pub title: Text,
    /// What it says.
    pub text: Text,
    /// Its legs. Range: 1 to 6.
    pub legs: Vec<LegFile>,
    /// Offers of the same actor that it overtakes. Default: none.
    #[serde(default)]
    pub overtakes: Vec<OfferId>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<SourceId>,
}

/// One leg of an offer.
#[derive(Clone, Debug, Deserialize)]
pub enum LegFile {
    /// A term that the world will see.
    Public(TermId),
    /// A term that only the two actors know.
    Secret(TermId),
}

/// A word that an actor can be held to.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentFile {
    /// Whose word.
    pub owner: ActorId,
    /// The word itself.
    pub text: Text,
    /// Who heard it; standing is lost only before the world. Default: `World`.
    pub audience: Option<AudienceWord>,
    /// What backing down costs on the first turn, in points of standing. Range: 0 to 100.
    pub stake: Number,
    /// How much the stake grows each turn. Range: 0 to 100. Default: 0.
    pub growth: Option<Number>,
    /// When the word has been kept: a quarter of its stake, rounded down, comes back to its owner's credibility. Default: never.
    pub kept: Option<At<Condition>>,
    /// When the word has been broken. Default: never.
    pub broken: Option<At<Condition>>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<SourceId>,
}

/// A limit whose crossing its owner says it will not bear.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedLineFile {
    /// Who draws it: an actor or a party.
    pub owner: OwnerId,
    /// Whose conduct is judged by it. Default: the other actor.
    pub binds: Option<ActorId>,
    /// The party by whose own acts it is crossed, probed and respected, where the bound actor's acts are not what the line is about: the record names the party and the conduct is its own, while what is said of the line is still said by the bound actor. Default: none.
    pub by: Option<PartyId>,
    /// The line in one sentence.
    pub text: Text,
    /// When it holds and whether it is declared. Default: `Private`.
    #[serde(default)]
    pub declared: DeclaredWord,
    /// When it stands crossed. Reads deeds only, never words.
    pub crossed: At<Condition>,
    /// When it is probed this turn. Default: never.
    pub probed: Option<At<Condition>>,
    /// When the bound side has a chance to cross it this turn. Default: never.
    pub chance: Option<At<Condition>>,
    /// When the owner knows of a crossing. Default: at once.
    pub known_when: Option<At<Condition>>,
    /// When a crossing that ceases was undone by the side that it binds: where this does not hold, as where the owner's own bombs removed what had crossed it, the crossing is over and conduct does not move. Reads deeds only, never words. Default: always.
    pub undone_when: Option<At<Condition>>,
    /// What the owner says will follow. Default: `Ambiguous`.
    #[serde(default)]
    pub consequence: ConsequenceWord,
    /// Turns within which an answer is expected once a crossing is known. Range: 0 to 16. Default: 2.
    pub window: Option<Number>,
    /// What letting a crossing pass costs in credibility, and half of it in standing when the line is declared. Range: 0 to 100. Default: 8.
    pub stake: Option<Number>,
    /// How far letting a crossing pass fades the line, in percent. Range: 0 to 100. Default: 25.
    pub fade: Option<Number>,
    /// How much an answer to a crossing adds to the danger, on the track of that role: less for a law or a protest than for a salvo. Range: 0 to 100. Default: 4.
    pub answer_danger: Option<Number>,
    /// How far each thing moves the conduct of the bound side. Default: as its fields say.
    #[serde(default)]
    pub conduct: ConductFile,
    /// What the other side says about it at the start. Default: `Silent`.
    #[serde(default)]
    pub words: WordsWord,
    /// The line's quality, each from 0 to 3. Default: none.
    pub quality: Option<QualityFile>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<SourceId>,
    /// What is doubtful. Default: none.
    pub note: Option<Text>,
    /// Warnings of `crisis lint` that are meant to be here: by code, the reason, which a reader is owed. Default: none.
    #[serde(default)]
    pub allow: Table<Text>,
}

/// When a line holds and whether it is declared.
#[derive(Clone, Debug, Default, Deserialize)]
pub enum DeclaredWord {
    /// It holds from the start and is not declared, unless a move declares it.
    #[default]
    Private,
    /// It is declared on that turn and holds from then. Range: 0 to the last turn.
    At(Number),
    /// It holds once a move declares it.
    ByMove,
}

/// What the owner says will follow a crossing.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub enum ConsequenceWord {
    /// Left open.
    #[default]
    Ambiguous,
    /// Named.
    Specific,
}

/// What the other side says about a line.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
pub enum WordsWord {
    /// Neither: nothing, or nothing that accepts or denies it, such as that the deed was never meant.
    #[default]
    Silent,
    /// That it accepts it.
    Accepts,
    /// That it does not.
    Denies,
}

/// How far each thing moves conduct, in points of 100.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ConductFile {
    /// Conduct at the start. Range: 0 to 100. Default: 50.
    pub start: Option<Number>,
    /// A crossing. Range: −100 to 0. Default: −40.
    pub crossed: Option<Number>,
    /// A probe. Range: −100 to 0. Default: −10.
    pub probed: Option<Number>,
    /// A chance to cross that was not taken. Range: 0 to 100. Default: 10.
    pub respected: Option<Number>,
    /// A crossing answered by the owner. Range: 0 to 100. Default: 10.
    pub answered: Option<Number>,
    /// A crossing undone by the side that the line binds. Range: 0 to 100. Default: 40.
    pub undone: Option<Number>,
}

/// The quality of a red line.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QualityFile {
    /// How little arbitrary it is. Range: 0 to 3.
    pub focal: Number,
    /// How exactly it says what crosses it. Range: 0 to 3.
    pub precise: Number,
    /// How well a crossing can be seen. Range: 0 to 3.
    pub verifiable: Number,
    /// How little can be gained without crossing. Range: 0 to 3.
    pub complete: Number,
}

/// Something that happens by chance.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EventFile {
    /// The headline.
    pub title: Text,
    /// What happened, for those who may know.
    pub text: Text,
    /// `Opening` (before orders), `Closing` (after deeds) or `Incident` (only when a rung's hazard strikes). Default: `Closing`.
    #[serde(default)]
    pub at: EventTime,
    /// First and last turn. Range: 0 to the last turn. Default: all.
    pub turns: Option<(Number, Number)>,
    /// When it can happen. Default: always.
    pub when: Option<At<Condition>>,
    /// Its chance a turn, in parts per 100,000. Range: 0 to 100,000. Default: 0 for incidents, else 100,000.
    pub odds: Option<Number>,
    /// How likely it is picked when an incident strikes. Range: 0 to 10,000. Default: 0.
    pub weight: Option<Number>,
    /// Whose forces did it without orders; that actor knows so, the other takes it for an order until it is explained. It opens an incident, which asks both sides for an answer; an act that was ordered opens none. So whoever knows the rules knows an incident for an accident, and has to act as those did who could not know. Default: none.
    pub unordered: Option<ActorId>,
    /// Whether it can happen again. Default: false.
    #[serde(default)]
    pub repeat: bool,
    /// Whether it is told in full wherever what happened is told, and never left out for length, as a mass crime that a court or
    /// the United Nations has found. Default: false.
    #[serde(default)]
    pub grave: bool,
    /// Who knows of it. Default: `World`.
    pub audience: Option<AudienceWord>,
    /// What an actor is told who may not know the truth. Keys: the actors. Default: nothing.
    #[serde(default)]
    pub seen_as: Table<Text>,
    /// What it does.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<SourceId>,
    /// What is doubtful. Default: none.
    pub note: Option<Text>,
    /// Warnings of `crisis lint` that are meant to be here: by code, the reason, which a reader is owed. Default: none.
    #[serde(default)]
    pub allow: Table<Text>,
}

/// When in a turn an event is rolled.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub enum EventTime {
    /// Before orders, so that orders can answer it.
    Opening,
    /// After deeds.
    #[default]
    Closing,
    /// Only when a rung's hazard strikes.
    Incident,
}

/// Something that changes by itself.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DriftFile {
    /// First and last turn. Range: 0 to the last turn. Default: all.
    pub turns: Option<(Number, Number)>,
    /// When it acts. Default: always.
    pub when: Option<At<Condition>>,
    /// Whether it acts once only. Default: false.
    #[serde(default)]
    pub once: bool,
    /// Whether it is told in full wherever what happened is told, and never left out for length, as a mass crime that a court or
    /// the United Nations has found. Default: false.
    #[serde(default)]
    pub grave: bool,
    /// What a reader is told. Default: nothing.
    pub text: Option<Text>,
    /// What stands after "because of" where it is named as a cause, such as "the strain of a long war". Default: `text`,
    /// quoted; "the course of things" where there is none.
    pub cause: Option<Text>,
    /// Who sees it. Default: `World`.
    pub audience: Option<AudienceWord>,
    /// What it does.
    pub effects: Vec<Effect>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<SourceId>,
}
