//! What an author writes: the shape of a scenario folder, field by field.
//!
//! Nothing here is checked beyond its shape; `compile` turns it into a [`super::Scenario`].
//! The doc comments of this folder are the format reference: `scenarios/README.md` is made from them.

mod class;
mod map;
mod outcome;
mod play;
mod world;

use serde::Deserialize;

use super::source::{At, Listing, Table};
pub use super::words::{Condition, Effect};
pub use class::*;
pub use map::*;
pub use outcome::*;
pub use play::*;
pub use world::*;

/// The name of something declared elsewhere in the scenario: lower-case letters, digits, hyphens and dots.
pub type Id = At<String>;
/// The id of an actor.
pub type ActorId = Id;
/// The id of a party.
pub type PartyId = Id;
/// The id of an actor or a party.
pub type OwnerId = Id;
/// The id of a channel.
pub type ChannelId = Id;
/// The id of a track.
pub type TrackId = Id;
/// The id of a fact or posture.
pub type FactId = Id;
/// The id of a fact, posture or track.
pub type SeenId = Id;
/// The id of a ladder.
pub type LadderId = Id;
/// The id of a rung, of the ladder that stands with it.
pub type RungId = Id;
/// The id of a disposition.
pub type DispositionId = Id;
/// The id of a move.
pub type MoveId = Id;
/// The id of a term.
pub type TermId = Id;
/// The id of an offer.
pub type OfferId = Id;
/// The id of a commitment.
pub type CommitmentId = Id;
/// The id of a red line.
pub type LineId = Id;
/// The id of an event or drift, or of a party's rule as "party.rule".
pub type HappeningId = Id;
/// The id of a move or event.
pub type ShownId = Id;
/// The id of an ending.
pub type EndingId = Id;
/// The id of an item of the aftermath.
pub type AftermathId = Id;
/// The id of a cut.
pub type CutId = Id;
/// The id of a source.
pub type SourceId = Id;
/// The label of a draw.
pub type LabelId = Id;
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
    /// What *slight*, *clear* and *heavy* come to in effects, with one reason for all. Default: none; effects are then given in numbers.
    pub sizes: Option<SizesFile>,
    /// How many turns, counted from 0, form the prologue, played as history unless opened. Range: 0 to 3. Default: 0.
    pub prologue: Option<Number>,
    /// Points added to one actor's score so that equal policies come out equal. Default: none.
    pub handicap: Option<HandicapFile>,
    /// What the figures of human cost do not count, such as those who died before the scenario begins; told beside them on every screen and in the debrief. Default: none.
    pub counted: Option<Text>,
    /// Where that comes from. Default: none. Required when published, where `counted` says something.
    #[serde(default)]
    pub counted_source: Vec<SourceId>,
    /// What the grades of the sources mean here, where they mean something else than on the page of fields. Default: as there.
    pub grades: Option<GradesFile>,
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
    /// Briefings that take the place of the turn's own while a condition holds, such as once a nuclear weapon has been used, or where the war of which the turn's own speaks has not come; the first that holds counts, in a cut too. At most 256. Default: none.
    #[serde(default)]
    pub instead: Listing<InsteadFile>,
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
    /// How the crisis can end, in the author's order. Range: 1 to 64.
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
    /// Where everything comes from. At most 1,024. `our-judgement`, `fictional` and `unverified` need not be declared. Default: none.
    #[serde(default)]
    pub sources: Table<SourceFile>,
    /// Questions for a class. Default: none.
    #[serde(default)]
    pub questions: Listing<Text>,
    /// Where what a question claims comes from. Keys: the numbers of the questions, from 1. Default: none.
    #[serde(default)]
    pub question_sources: Table<Vec<SourceId>>,
    /// Words that a reader may not know, in what is known at the time. Default: none.
    #[serde(default)]
    pub glossary: Table<Text>,
    /// What is known of a word only afterwards: the debrief adds it, with the sources. Keys: words of the glossary. Default: none.
    #[serde(default)]
    pub glossary_later: Table<Text>,
    /// Who finds a word explained while playing; the debrief explains all. Keys: words of the glossary. Default: `World`.
    #[serde(default)]
    pub glossary_seen_by: Table<AudienceWord>,
    /// Where what is said of a word comes from. Keys: words of the glossary. Default: none. Each word has one when published.
    #[serde(default)]
    pub glossary_sources: Table<Vec<SourceId>>,
    /// What was really ordered and really happened. Default: none.
    pub history: Option<HistoryFile>,
    /// Places, units, lines and areas. Default: no map.
    pub map: Option<MapFile>,
    /// Shorter courses for one lesson. At most 8. Default: none.
    #[serde(default)]
    pub cuts: Table<CutFile>,
    /// How it may begin otherwise, for comparing halves of a class. At most 8. Default: none.
    #[serde(default)]
    pub variants: Table<VariantFile>,
    /// The same rules under invented names. Default: none.
    pub twin: Option<TwinFile>,
    /// What a teacher needs beside the scenario. Default: none.
    pub teaching: Option<TeachingFile>,
    /// What a person should know before taking the scenario from someone else. Default: none. Required when published.
    pub card: Option<CardFile>,
    /// Warnings of `crisis lint` about the scenario as a whole that are meant: by code, the reason. Default: none.
    #[serde(default)]
    pub allow: Table<Text>,
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

/// What the sizes of effects come to: one scale for the whole scenario, and one reason for it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SizesFile {
    /// What a slight change comes to, in points. Range: 1 to 100.
    pub slight: Number,
    /// What a clear change comes to, in points; more than a slight one. Range: 1 to 100.
    pub clear: Number,
    /// What a heavy change comes to, in points; more than a clear one. Range: 1 to 100.
    pub heavy: Number,
    /// Why, in one or two sentences; it is told with the reason of the other numbers.
    pub why: Text,
    /// Where the scale comes from.
    #[serde(default)]
    pub source: Vec<SourceId>,
}

/// How large a change is, where the author gives no number.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub enum SizeWord {
    /// Noticed by those who look for it.
    Slight,
    /// Noticed by everybody.
    Clear,
    /// What the rest of the course hangs on.
    Heavy,
}

/// The card of a scenario: who made it, what may be done with it, and what a person should know before play.
///
/// It stands outside rules and record: a crisis is the same with another card, and its fingerprint too, where the card stands in a file of its own.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CardFile {
    /// The version of the scenario, such as "1.2" or a date. Default: none. Required when published.
    pub version: Option<Text>,
    /// Who wrote it, in the order in which they wish to be named. At most 32. Required when published.
    #[serde(default)]
    pub authors: Vec<Text>,
    /// Under which terms it may be copied and changed, best by its SPDX name, such as "CC-BY-4.0". Default: none. Required when published.
    pub licence: Option<Text>,
    /// The age from which it is meant to be played. Range: 8 to 18. Default: none. Required when published.
    pub age: Option<Number>,
    /// What is told or shown that a person may wish to be warned of; an empty list says that there is nothing. Required when published.
    pub content: Option<Vec<ContentWord>>,
    /// Whose perspectives it holds, by name: sides, peoples, schools of historians. At most 32. Required when published.
    #[serde(default)]
    pub perspectives: Vec<Text>,
}

/// Something that a person may wish to be warned of.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub enum ContentWord {
    /// War between armed forces.
    War,
    /// Nuclear weapons, or the danger that they are used.
    NuclearDanger,
    /// People who were really killed, in figures or by name.
    RealDead,
    /// Civilians killed or driven out on purpose.
    MassCrimes,
    /// Siege, hunger or want of what people live by.
    Hardship,
    /// People who flee or are driven from their homes.
    Flight,
    /// Terrorism or assassination.
    Terror,
    /// Living persons in public office.
    LivingPersons,
}

/// Points added to one actor's score.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HandicapFile {
    /// Whose score is raised.
    pub actor: ActorId,
    /// Points of score. Range: 0 to 10.
    pub points: Number,
    /// Why.
    pub why: Text,
}

/// What the grades of the sources mean in this scenario, each in a phrase without a capital or a full stop.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GradesFile {
    /// What `A` means.
    pub a: Text,
    /// What `B` means.
    pub b: Text,
    /// What `C` means.
    pub c: Text,
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
