//! What an author writes: the shape of a scenario folder, field by field.
//!
//! Nothing here is checked beyond its shape; `compile` turns it into a [`super::Scenario`].
//! The doc comments of this file are the format reference: `scenarios/README.md` is made from them.

use serde::Deserialize;

use super::source::{At, Listing, Table};
pub use super::words::{Condition, Effect};

/// The name of something declared elsewhere in the scenario: lower-case letters, digits, hyphens and dots.
pub type Id = At<String>;
/// A whole number; its unit and range stand with the field.
pub type Number = At<i64>;
/// Text that a person reads; it may be overlaid by a translation.
pub type Text = At<String>;

/// The whole scenario. Everything may stand in `scenario.ron`, or any part in a file of its own beside it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ScenarioFile {
    /// The version of this format. Required. Range: 1.
    pub format: Option<Number>,
    /// `Draft` (plays while sources, readings and verdicts are still missing) or `Published` (all required). Default: `Draft`.
    #[serde(default)]
    pub status: Status,
    /// The language the scenario is written in, as a BCP 47 tag. Default: "en".
    pub language: Option<Text>,
    /// The title on the library's card. Default: none. Required when published.
    pub title: Option<Text>,
    /// The line under the title. Default: none.
    pub subtitle: Option<Text>,
    /// Two or three sentences for the library's card. Default: none. Required when published.
    pub summary: Option<Text>,
    /// What a person should know before play: dead, nuclear danger, living conflict. Default: none.
    pub content_note: Option<Text>,
    /// Whether the conflict still goes on; a living conflict asks for dated horizons. Default: false.
    #[serde(default)]
    pub living: bool,
    /// One reason for all effect numbers that carry no source of their own. Default: none. Required when published.
    pub judgement: Option<Text>,
    /// How many turns, counted from 0, form the prologue, played as history unless opened. Range: 0 to 3. Default: 0.
    pub prologue: Option<Number>,
    /// Points added to one actor's score so that equal policies come out equal. Default: none.
    pub handicap: Option<HandicapFile>,
    /// The two dates at which aims are judged, in words. Default: "At the end" and "Two years later".
    pub horizons: Option<HorizonsFile>,
    /// The two actors, in the order of play. Exactly two.
    #[serde(default)]
    pub actors: Table<ActorFile>,
    /// Third sides with a will but no seat, and bodies inside a side that its actor cannot order. At most 24. Default: none.
    #[serde(default)]
    pub parties: Table<PartyFile>,
    /// The desks through which an actor acts or speaks. Range: 1 to 8.
    #[serde(default)]
    pub channels: Table<ChannelFile>,
    /// Bounded whole numbers. At most 96.
    #[serde(default)]
    pub tracks: Table<TrackFile>,
    /// Named true-or-false. With postures at most 256.
    #[serde(default)]
    pub facts: Table<FactFile>,
    /// Facts with upkeep that an actor keeps until it ends them.
    #[serde(default)]
    pub postures: Table<PostureFile>,
    /// Escalation ladders. Range: 1 to 6.
    #[serde(default)]
    pub ladders: Table<LadderFile>,
    /// What scales the hazards of the rungs. Default: nothing does.
    #[serde(default)]
    pub hazards: HazardsFile,
    /// Private types, of which each actor has or draws one. At most 32. Default: none.
    #[serde(default)]
    pub dispositions: Table<DispositionFile>,
    /// The turns in order. Range: 1 to 32.
    #[serde(default)]
    pub turns: Listing<TurnFile>,
    /// What the actors can order. At most 512.
    #[serde(default)]
    pub moves: Table<MoveFile>,
    /// What can be promised. At most 32.
    #[serde(default)]
    pub terms: Table<TermFile>,
    /// Named sets of terms. At most 64.
    #[serde(default)]
    pub offers: Table<OfferFile>,
    /// Public or private words that one can be held to. At most 16.
    #[serde(default)]
    pub commitments: Table<CommitmentFile>,
    /// Limits whose crossing an owner says it will not bear. At most 32.
    #[serde(default)]
    pub red_lines: Table<RedLineFile>,
    /// What happens by chance, as an opening of a turn or at its end. With party rules and drift at most 256.
    #[serde(default)]
    pub events: Table<EventFile>,
    /// What changes by itself.
    #[serde(default)]
    pub drift: Table<DriftFile>,
    /// How the crisis can end, in the author's order. Range: 1 to 48.
    #[serde(default)]
    pub endings: Table<EndingFile>,
    /// What follows the end, by rules, in order.
    #[serde(default)]
    pub aftermath: Table<AftermathFile>,
    /// What the actors and parties want. At most 48.
    #[serde(default)]
    pub aims: Table<AimFile>,
    /// Schools of historians that weigh the same evidence differently. At most 24.
    #[serde(default)]
    pub readings: Table<ReadingFile>,
    /// Where everything comes from. At most 1,024. `our-judgement` and `fictional` need not be declared. Default: none.
    #[serde(default)]
    pub sources: Table<SourceFile>,
    /// Questions for a class. Default: none.
    #[serde(default)]
    pub questions: Listing<Text>,
    /// Words that a reader may not know. Default: none.
    #[serde(default)]
    pub glossary: Table<Text>,
    /// What was really ordered and really happened. Default: none.
    pub history: Option<HistoryFile>,
    /// Places, units, lines and areas. Default: no map.
    pub map: Option<MapFile>,
}

/// How finished a scenario is.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub enum Status {
    /// Plays; what is missing is listed as things to do.
    #[default]
    Draft,
    /// Everything is required.
    Published,
}

/// Points added to one actor's score.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandicapFile {
    /// Whose score is raised.
    pub actor: Id,
    /// Points of score. Range: 0 to 10.
    pub points: Number,
    /// Why.
    pub why: Text,
}

/// The two dates at which aims are judged.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HorizonsFile {
    /// The first horizon in words, such as "November 1962".
    pub at_once: Text,
    /// The second horizon in words, such as "the end of 1964".
    pub later: Text,
    /// The date of the second ledger in words, such as "as known today". Default: "As known today".
    pub known: Option<Text>,
}

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
    pub will: Option<Id>,
    /// Its trust in each actor, as tracks. Default: none.
    #[serde(default)]
    pub trust: Table<Id>,
    /// The actor inside which this body stands, such as the Chiefs inside the United States. Default: none.
    pub inside: Option<Id>,
    /// How it reacts, in order, each turn.
    #[serde(default)]
    pub rules: Table<PartyRuleFile>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<Id>,
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
    /// What it does.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<Id>,
}

/// Who sees something.
#[derive(Clone, Debug, Deserialize)]
pub enum AudienceWord {
    /// Everyone, the press included.
    World,
    /// Both actors, not the world.
    Both,
    /// One actor.
    Only(Id),
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
    /// Turns that a message sent here needs beyond the turn of sending. Range: 0 to 4. Default: 0.
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
    pub owner: Option<Id>,
    /// What the engine may use it for. Default: `Plain`.
    #[serde(default)]
    pub role: RoleWord,
    /// Its value at the start. Range: `min` to `max`.
    pub start: Number,
    /// Its lowest value. Range: −1,000,000,000 to 1,000,000,000. Default: 0.
    pub min: Option<Number>,
    /// Its highest value. Range: −1,000,000,000 to 1,000,000,000. Default: 100.
    pub max: Option<Number>,
    /// Its unit in words. Default: "points".
    pub unit: Option<Text>,
    /// Who sees it. Default: `World`.
    pub audience: Option<AudienceWord>,
    /// Where the start value comes from.
    #[serde(default)]
    pub source: Vec<Id>,
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
    /// Dead, displaced or ruined, in plain figures. Never anyone's gain.
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
}

/// A fact with upkeep that an actor keeps until it ends it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostureFile {
    /// What it means while it is kept.
    pub text: Text,
    /// Who keeps it.
    pub owner: Id,
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
    pub start: Option<Id>,
    /// The rung to which a catastrophe climbs. Default: catastrophes do not strike on this ladder.
    pub catastrophe_rung: Option<Id>,
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
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<Id>,
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
    pub(super) fn is_empty(&self) -> bool {
        self.incident.is_empty() && self.catastrophe.is_empty()
    }
}

/// A factor on a hazard. All factors are multiplied before any division.
#[derive(Clone, Debug, Deserialize)]
pub enum FactorFile {
    /// While the condition holds, times the first number over the second. Range: 0 to 1,000 over 1 to 1,000.
    When(At<Condition>, Number, Number),
    /// Times the track plus the first number, over the second. Range: 0 to 10,000 and 1 to 10,000.
    Track(Id, Number, Number),
}

/// A private type of an actor.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DispositionFile {
    /// Whose type it is.
    pub actor: Id,
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
    pub source: Vec<Id>,
    /// The reason of the judgement. Default: none.
    pub note: Option<Text>,
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
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<Id>,
}

/// Something an actor can order.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoveFile {
    /// Whose move it is.
    pub actor: Id,
    /// On which desk.
    pub channel: Id,
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
    /// When it can be ordered, as far as its actor can know. Default: always.
    pub requires: Option<At<Condition>>,
    /// What the card says while that does not hold. Default: made from the condition.
    pub refused: Option<Text>,
    /// Moves of the same actor that cannot be ordered in the same turn. Works both ways.
    #[serde(default)]
    pub excludes: Vec<Id>,
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
    pub source: Vec<Id>,
    /// What is doubtful. Default: none.
    pub note: Option<Text>,
}

/// Something that can be promised.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TermFile {
    /// Who gives it.
    pub giver: Id,
    /// The name on the negotiating table.
    pub title: Text,
    /// What is promised.
    pub text: Text,
    /// When it can be offered at all, as far as its giver can know. Default: always.
    pub requires: Option<At<Condition>>,
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
    /// A party that has to agree before it can be carried out. Default: none.
    pub consent: Option<ConsentFile>,
    /// Red lines whose open window this term settles: restraint is sold for it. Default: none.
    #[serde(default)]
    pub settles: Vec<Id>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<Id>,
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
    pub party: Id,
    /// When it consents.
    pub when: At<Condition>,
    /// What happens when it does not.
    #[serde(default)]
    pub refused: Vec<Effect>,
    /// What a reader is told when it does not. Default: none.
    pub text: Option<Text>,
}

/// A named set of terms.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OfferFile {
    /// Who offers.
    pub from: Id,
    /// By which desk it travels.
    pub channel: Id,
    /// The name on the negotiating table.
    pub title: Text,
    /// What it says.
    pub text: Text,
    /// Its legs. Range: 1 to 6.
    pub legs: Vec<LegFile>,
    /// Offers of the same actor that it overtakes. Default: none.
    #[serde(default)]
    pub overtakes: Vec<Id>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<Id>,
}

/// One leg of an offer.
#[derive(Clone, Debug, Deserialize)]
pub enum LegFile {
    /// A term that the world will see.
    Public(Id),
    /// A term that only the two actors know.
    Secret(Id),
}

/// A word that an actor can be held to.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CommitmentFile {
    /// Whose word.
    pub owner: Id,
    /// The word itself.
    pub text: Text,
    /// Who heard it; standing is lost only before the world. Default: `World`.
    pub audience: Option<AudienceWord>,
    /// What backing down costs on the first turn, in points of standing. Range: 0 to 100.
    pub stake: Number,
    /// How much the stake grows each turn. Range: 0 to 100. Default: 0.
    pub growth: Option<Number>,
    /// When the word has been kept. Default: never.
    pub kept: Option<At<Condition>>,
    /// When the word has been broken. Default: never.
    pub broken: Option<At<Condition>>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<Id>,
}

/// A limit whose crossing its owner says it will not bear.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RedLineFile {
    /// Who draws it: an actor or a party.
    pub owner: Id,
    /// Whose conduct is judged by it. Default: the other actor.
    pub binds: Option<Id>,
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
    /// What the owner says will follow. Default: `Ambiguous`.
    #[serde(default)]
    pub consequence: ConsequenceWord,
    /// Turns within which an answer is expected once a crossing is known. Range: 0 to 16. Default: 2.
    pub window: Option<Number>,
    /// What letting a crossing pass costs in credibility, and half of it in standing when the line is declared. Range: 0 to 100. Default: 8.
    pub stake: Option<Number>,
    /// How far letting a crossing pass fades the line, in percent. Range: 0 to 100. Default: 25.
    pub fade: Option<Number>,
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
    pub source: Vec<Id>,
    /// What is doubtful. Default: none.
    pub note: Option<Text>,
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
    /// Nothing.
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
    /// A crossing undone. Range: 0 to 100. Default: 40.
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
    /// Whose forces did it without orders; that actor knows so, the other takes it for an order until it is explained. Default: none.
    pub unordered: Option<Id>,
    /// Whether it can happen again. Default: false.
    #[serde(default)]
    pub repeat: bool,
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
    pub source: Vec<Id>,
    /// What is doubtful. Default: none.
    pub note: Option<Text>,
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
    /// What a reader is told. Default: nothing.
    pub text: Option<Text>,
    /// Who sees it. Default: `World`.
    pub audience: Option<AudienceWord>,
    /// What it does.
    pub effects: Vec<Effect>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<Id>,
}

/// A way the crisis can end.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndingFile {
    /// The name on screen.
    pub title: Text,
    /// What kind of ending it is.
    pub category: Category,
    /// What a reader is told.
    pub text: Text,
    /// When it ends so. Default: at the turn limit.
    pub when: Option<At<Condition>>,
    /// What the ending itself changes.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<Id>,
}

/// What kind of ending it is. War means direct war between the two actors.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// Terms agreed.
    Settlement,
    /// No agreement, but conduct that amounts to one.
    TacitUnderstanding,
    /// One side gave way.
    BackingDown,
    /// One side created facts that the other bore.
    FaitAccompli,
    /// Neither side moved.
    Stalemate,
    /// It goes on.
    Unsettled,
    /// Direct war, limited.
    LimitedWar,
    /// Direct war without nuclear weapons, large.
    MajorWar,
    /// Nuclear weapons used between the actors.
    NuclearWar,
}

/// Something that follows the end.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AftermathFile {
    /// When, in words.
    pub date: Text,
    /// Before which verdict: `AtOnce` or `Later`. Default: `Later`.
    #[serde(default)]
    pub horizon: HorizonWord,
    /// What a reader is told.
    pub text: Text,
    /// When it follows. Default: always.
    pub when: Option<At<Condition>>,
    /// Its chance, in parts per 100,000. Range: 1 to 100,000. Default: 100,000.
    pub odds: Option<Number>,
    /// Who learns of it. Default: `World`.
    pub audience: Option<AudienceWord>,
    /// What it changes.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<Id>,
}

/// One of the two dates at which aims are judged.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub enum HorizonWord {
    /// At the end of the crisis.
    AtOnce,
    /// At the later date.
    #[default]
    Later,
}

/// One of the two ledgers in which aims are judged.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub enum LedgerWord {
    /// As the world saw it.
    #[default]
    World,
    /// As known since.
    Known,
}

/// What an actor or a party wants.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AimFile {
    /// Whose aim.
    pub owner: Id,
    /// The aim in a few words.
    pub title: Text,
    /// The aim in a sentence or two.
    pub text: Text,
    /// Whether it was said aloud. Default: `Public`.
    #[serde(default)]
    pub kind: AimKind,
    /// How much it counts. Range: 0 to 10.
    pub weight: Number,
    /// The ledger that makes its headline. Default: `World`.
    #[serde(default)]
    pub headline: LedgerWord,
    /// The first rule that holds gives the verdict.
    #[serde(default)]
    pub verdicts: Vec<VerdictFile>,
    /// Rival intentions, where historians differ about what was wanted: a verdict under each. Default: none.
    #[serde(default)]
    pub intentions: Table<IntentionFile>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<Id>,
    /// What is doubtful. Default: none.
    pub note: Option<Text>,
}

/// Whether an aim was said aloud.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub enum AimKind {
    /// Said aloud.
    #[default]
    Public,
    /// Kept private.
    Private,
    /// Partly said.
    Mixed,
    /// Doubted by historians.
    Disputed,
}

/// A rule that gives a verdict.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerdictFile {
    /// 100 achieved, 75 mostly, 50 partly, 25 little, 0 failed. Range: these five.
    pub verdict: Number,
    /// The upper end, where the verdict is a range. Range: the same five, above `verdict`. Default: none.
    pub up_to: Option<Number>,
    /// Whether the verdict is disputed; it then stands in words. Default: false.
    #[serde(default)]
    pub disputed: bool,
    /// When the rule holds. Default: always.
    pub when: Option<At<Condition>>,
    /// The horizon to which it is confined. Default: both.
    pub horizon: Option<HorizonWord>,
    /// The ledger to which it is confined. Default: both.
    pub ledger: Option<LedgerWord>,
    /// Why, in a sentence.
    pub because: Text,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<Id>,
}

/// What might have been wanted, and the verdict if it was.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntentionFile {
    /// What might have been wanted.
    pub text: Text,
    /// How well the record supports it. Default: none.
    pub support: Option<Text>,
    /// The first rule that holds gives the verdict.
    pub verdicts: Vec<VerdictFile>,
}

/// A school of historians.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingFile {
    /// The school's name.
    pub name: Text,
    /// Who holds it.
    pub who: Text,
    /// What it claims.
    pub claim: Text,
    /// The ledger that it reads. Default: `Known`.
    pub ledger: Option<LedgerWord>,
    /// The horizon that it reads. Default: `Later`.
    #[serde(default)]
    pub horizon: HorizonWord,
    /// How much each aim counts, in place of the aim's own weight. Range: 0 to 20. Aims not named do not count.
    #[serde(default)]
    pub weights: Table<Number>,
    /// Questions of its own, each adding to an actor's points. Default: none.
    #[serde(default)]
    pub questions: Vec<ReadingQuestionFile>,
    /// What it says of the outcome; the first that holds.
    #[serde(default)]
    pub says: Vec<SayingFile>,
    /// The conduct that it ascribes to a line, where it differs from the engine's figure. Range: 0 to 100.
    #[serde(default)]
    pub conduct: Table<Number>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<Id>,
}

/// A question that a school asks.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingQuestionFile {
    /// The question, answered when the condition holds.
    pub text: Text,
    /// When the answer is yes.
    pub when: At<Condition>,
    /// To whom the points go.
    pub actor: Id,
    /// Points of 100. Range: −100 to 100.
    pub points: Number,
}

/// What a school says of the outcome.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SayingFile {
    /// When it says so. Default: always.
    pub when: Option<At<Condition>>,
    /// Who came out ahead. Default: whoever has more points.
    pub ahead: Option<AheadWord>,
    /// In a sentence or two.
    pub text: Text,
}

/// Who came out ahead.
#[derive(Clone, Debug, Deserialize)]
pub enum AheadWord {
    /// One actor.
    Actor(Id),
    /// Neither, or both.
    Neither,
    /// Both lost.
    BothLost,
}

/// Where something comes from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceFile {
    /// The full reference.
    pub reference: Text,
    /// `Primary`, `Secondary` or `School`. Default: `Secondary`.
    #[serde(default)]
    pub kind: SourceKind,
    /// How sure it is: `A` primary or agreed, `B` one good source, `C` approximate or disputed. Default: `A`.
    #[serde(default)]
    pub grade: Grade,
    /// What is doubtful. Default: none.
    pub note: Option<Text>,
}

/// What kind of source it is.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub enum SourceKind {
    /// A document of the time.
    Primary,
    /// A study.
    #[default]
    Secondary,
    /// A school text.
    School,
}

/// How sure a source is.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Primary document or agreed fact.
    #[default]
    A,
    /// One good secondary source or a standard figure.
    B,
    /// Approximate, derived or disputed.
    C,
}

/// What was really ordered and really happened.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryFile {
    /// The disposition of each actor, where the scenario has some.
    #[serde(default)]
    pub dispositions: Table<Id>,
    /// The turns in order; it may stop early.
    pub turns: Listing<HistoryTurnFile>,
    /// Draws of the aftermath, by label. Default: none.
    #[serde(default)]
    pub aftermath: Table<DrawFile>,
    /// What is expected at the end. Default: nothing.
    #[serde(default)]
    pub expect: ExpectFile,
}

/// One turn of history.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryTurnFile {
    /// The moves that each actor ordered. Keys: the actors.
    #[serde(default)]
    pub orders: Table<Vec<Id>>,
    /// The draws that were other than "no", by label. An unnamed yes-or-no draw did not happen.
    #[serde(default)]
    pub draws: Table<DrawFile>,
    /// The rung of each ladder at the end of the turn.
    #[serde(default)]
    pub rungs: Table<Id>,
    /// What is worth saying. Default: none.
    pub note: Option<Text>,
}

/// How a draw came out.
#[derive(Clone, Debug, Deserialize)]
pub enum DrawFile {
    /// It happened.
    Yes,
    /// It did not.
    No,
    /// One of several.
    Pick(Id),
}

/// What is expected at the end of history.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectFile {
    /// The ending. Default: none is expected.
    pub ending: Option<Id>,
    /// Tracks and their values after the aftermath. Range: the track's own.
    #[serde(default)]
    pub tracks: Table<Number>,
    /// Facts that are true after the aftermath.
    #[serde(default)]
    pub facts: Vec<Id>,
    /// Facts that are false after the aftermath.
    #[serde(default)]
    pub not_facts: Vec<Id>,
    /// The headline verdict of each aim at both horizons. Range: 0, 25, 50, 75 or 100.
    #[serde(default)]
    pub verdicts: Table<(Number, Number)>,
    /// The score of each actor at both horizons, in points. Range: 0 to 100.
    #[serde(default)]
    pub scores: Table<(Number, Number)>,
    /// Red lines: what the other side says and its conduct.
    #[serde(default)]
    pub lines: Table<ExpectLineFile>,
}

/// What is expected of a red line.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectLineFile {
    /// What the other side says about it. Default: not checked.
    pub words: Option<WordsWord>,
    /// Its conduct. Range: 0 to 100.
    pub conduct: Number,
}

/// Places, units, lines and areas.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapFile {
    /// Whether it is a schematic without coastlines. Default: false.
    #[serde(default)]
    pub schematic: bool,
    /// What the reader should know about borders and positions. Default: none.
    pub note: Option<Text>,
    /// Windows on the world; the first is the default. Range: 1 to 12.
    pub theatres: Table<TheatreFile>,
    /// Places, units, lines, areas and rings. At most 512.
    #[serde(default)]
    pub items: Table<MapItemFile>,
}

/// A window on the world.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TheatreFile {
    /// The name on the tab.
    pub name: Text,
    /// West, south, east and north, in degrees times 1,000. East may be less than west across the date line. Range: −180,000 to 180,000 and −90,000 to 90,000.
    pub extent: (Number, Number, Number, Number),
    /// The projection. Default: `Equirectangular`.
    #[serde(default)]
    pub projection: ProjectionWord,
}

/// How the globe is laid flat.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub enum ProjectionWord {
    /// Equirectangular, true at the middle parallel.
    #[default]
    Equirectangular,
    /// Mercator.
    Mercator,
    /// Lambert conformal conic.
    LambertConformal,
    /// Azimuthal, from the middle.
    Azimuthal,
}

/// Something on the map.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapItemFile {
    /// What it is drawn as.
    pub kind: MapItemKind,
    /// The label.
    pub name: Text,
    /// The line that a screen reader speaks.
    pub digest: Text,
    /// Longitude and latitude of each point, in degrees times 1,000: one for a place, unit or ring, more for a line or area. Range: −180,000 to 180,000 and −90,000 to 90,000.
    pub points: Vec<(Number, Number)>,
    /// The radius of a ring, in kilometres. Range: 1 to 20,000. Default: none.
    pub radius: Option<Number>,
    /// Whose it is. Default: no one's.
    pub owner: Option<Id>,
    /// Whether it is drawn faintly. Default: false.
    #[serde(default)]
    pub faint: bool,
    /// When it is shown. Default: always.
    pub when: Option<At<Condition>>,
    /// Who sees it. Default: `World`.
    pub audience: Option<AudienceWord>,
    /// How sure the position is. Default: `B`.
    pub grade: Option<Grade>,
    /// Moves and events that are shown here when they happen. Default: none.
    #[serde(default)]
    pub shows: Vec<Id>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<Id>,
}

/// What a map item is drawn as.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub enum MapItemKind {
    /// A city, base or site.
    Place,
    /// A ship, a force, an aircraft.
    Unit,
    /// A line of points.
    Line,
    /// A closed line of points.
    Area,
    /// A circle about a point.
    Ring,
}
