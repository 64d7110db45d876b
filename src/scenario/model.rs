//! The checked scenario: index newtypes and bit sets, ready for play.
//!
//! A [`Scenario`] exists only if its files were checked. No rule looks up an id by text.

pub use super::format::{
    AimKind, Category, ConsequenceWord, EventTime, Grade, LadderKind, LedgerWord, MapItemKind, ProjectionWord,
    Reversible, RoleWord, SourceKind, Status, WordsWord,
};
use super::{
    bits::Bits,
    program::{Code, Programs, place},
    sieve::Sieve,
};

/// How much a scenario may hold. A stranger's file beyond these is refused.
pub mod limits {
    /// Tracks.
    pub const TRACKS: usize = 96;
    /// Facts and postures together.
    pub const FACTS: usize = 256;
    /// Moves.
    pub const MOVES: usize = 512;
    /// Events, party rules and drift together.
    pub const RULES: usize = 256;
    /// Channels.
    pub const CHANNELS: usize = 8;
    /// Ladders.
    pub const LADDERS: usize = 6;
    /// Rungs on a ladder.
    pub const RUNGS: usize = 48;
    /// Red lines.
    pub const LINES: usize = 32;
    /// Terms.
    pub const TERMS: usize = 32;
    /// Named offers.
    pub const OFFERS: usize = 64;
    /// Offers that can be alive at once in a crisis.
    pub const LIVE_OFFERS: usize = 12;
    /// Legs of an offer.
    pub const LEGS: usize = 6;
    /// Commitments.
    pub const COMMITMENTS: usize = 16;
    /// Effects that can be scheduled at once in a crisis.
    pub const SCHEDULED: usize = 16;
    /// Turns.
    pub const TURNS: usize = 32;
    /// Endings.
    pub const ENDINGS: usize = 48;
    /// Dispositions, both actors together.
    pub const DISPOSITIONS: usize = 32;
    /// Parties.
    pub const PARTIES: usize = 24;
    /// Aims.
    pub const AIMS: usize = 48;
    /// Readings.
    pub const READINGS: usize = 24;
    /// Items of the aftermath.
    pub const AFTERMATH: usize = 64;
    /// Items on the map.
    pub const MAP_ITEMS: usize = 512;
    /// Effects in one list, nested ones included.
    pub const EFFECTS: usize = 256;
    /// Bytes of one file.
    pub const FILE_BYTES: u64 = 1 << 20;
    /// Bytes of one text.
    pub const TEXT_BYTES: usize = 8 << 10;
    /// Files in a scenario folder.
    pub const FILES: usize = 64;
    /// Bytes of all files of a scenario together.
    pub const FOLDER_BYTES: usize = 4 << 20;
    /// Faults that are listed.
    pub const FAULTS: usize = 200;
    /// Words of the vocabulary in one condition.
    pub const CONDITION_WORDS: usize = 200;
    /// Words of the vocabulary in all conditions together.
    pub const ALL_CONDITION_WORDS: usize = 20_000;
    /// How deep lists of effects, or conditions, may stand inside each other.
    pub const NESTING: usize = 16;
    /// Lists of effects that are scheduled.
    pub const BLOCKS: usize = 1024;
    /// Draws inside effects.
    pub const CHANCES: usize = 1024;
    /// Conditions inside effects.
    pub const WHENS: usize = 8192;
    /// Factors on one hazard.
    pub const FACTORS: usize = 16;
    /// Sources.
    pub const SOURCES: usize = 1024;
    /// Windows on the world.
    pub const THEATRES: usize = 12;
}

macro_rules! index {
    ($($(#[$meta:meta])* $name:ident($inner:ty);)*) => {$(
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub struct $name(pub $inner);

        impl $name {
            /// The place in the scenario's list.
            #[must_use]
            pub const fn index(self) -> usize {
                self.0 as usize
            }

            /// From a place in the scenario's list, which the checked limits keep within range.
            #[must_use]
            #[allow(clippy::cast_possible_truncation, reason = "the checked limits keep indices within range")]
            pub const fn new(index: usize) -> Self {
                Self(index as $inner)
            }
        }
    )*};
}

index! {
    /// A track.
    TrackId(u8);
    /// A fact or posture.
    FactId(u16);
    /// A move.
    MoveId(u16);
    /// An event, party rule or drift.
    RuleId(u16);
    /// A channel.
    ChannelId(u8);
    /// A ladder.
    LadderId(u8);
    /// A red line.
    LineId(u8);
    /// A term.
    TermId(u8);
    /// A named offer.
    OfferId(u8);
    /// A commitment.
    CommitmentId(u8);
    /// An ending.
    EndingId(u8);
    /// A disposition.
    DispositionId(u8);
    /// A party.
    PartyId(u8);
    /// An aim.
    AimId(u8);
    /// An item of the aftermath.
    AftermathId(u8);
    /// A list of effects that is scheduled.
    BlockId(u16);
    /// A draw inside an effect.
    ChanceId(u16);
    /// A source.
    SourceId(u16);
    /// A condition inside an effect.
    WhenId(u16);
}

/// One of the two sides that decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Actor {
    /// The first that the scenario names.
    First,
    /// The second.
    Second,
}

impl Actor {
    /// Both, in the scenario's order.
    pub const BOTH: [Self; 2] = [Self::First, Self::Second];

    /// 0 or 1.
    #[must_use]
    pub const fn index(self) -> usize {
        match self {
            Self::First => 0,
            Self::Second => 1,
        }
    }

    /// The other side.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::First => Self::Second,
            Self::Second => Self::First,
        }
    }
}

/// Who sees something: a set of the first actor, the second actor and the world.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Audience(u8);

impl Audience {
    /// No one but the record.
    pub const NOBODY: Self = Self(0);
    /// Both actors, not the world.
    pub const BOTH: Self = Self(0b011);
    /// Everyone.
    pub const WORLD: Self = Self(0b111);

    /// The world, where both actors are told more.
    pub const WORLD_ALONE: Self = Self(0b100);

    /// One actor alone.
    #[must_use]
    pub const fn only(actor: Actor) -> Self {
        Self(1 << actor.index())
    }

    /// Whether an actor is among it.
    #[must_use]
    pub const fn includes(self, actor: Actor) -> bool {
        self.0 & (1 << actor.index()) != 0
    }

    /// Whether the world is among it.
    #[must_use]
    pub const fn world(self) -> bool {
        self.0 & 0b100 != 0
    }

    /// Whether these eyes are among it; 0 and 1 are the actors, 2 the world.
    #[must_use]
    pub const fn has(self, eyes: usize) -> bool {
        self.0 >> eyes & 1 != 0
    }

    /// Everyone in either.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Something that is true or false about a crisis.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words are explained in `words`, one by one")]
pub enum Condition {
    Always,
    Never,
    All(Box<[Condition]>),
    Any(Box<[Condition]>),
    Not(Box<Condition>),
    AtLeast(u8, Box<[Condition]>),
    Fact(FactId),
    TrackAtLeast(TrackId, i32),
    TrackAtMost(TrackId, i32),
    TrackAbove(TrackId, TrackId),
    RungAtLeast(LadderId, u8),
    RungAtMost(LadderId, u8),
    OwnRungAtLeast(Actor, LadderId, u8),
    PeakAtLeast(LadderId, u8),
    TurnAtLeast(u8),
    TurnAtMost(u8),
    Did(MoveId),
    DidNow(MoveId),
    DidLast(MoveId),
    Happened(RuleId),
    HappenedNow(RuleId),
    Sent(OfferId),
    OnTable(OfferId),
    InTransit(OfferId),
    Accepted(OfferId),
    AnyOnTable(Actor),
    AnyAgreement,
    Agreed(TermId),
    AgreedInPublic(TermId),
    AgreedInSecret(TermId),
    CarriedOut(TermId),
    Leaked(TermId),
    ConsentRefused(TermId),
    Crossed(LineId),
    EverCrossed(LineId),
    CrossingKnown(LineId),
    WindowOpen(LineId),
    Answered(LineId),
    LetPass(LineId),
    Declared(LineId),
    Redrawn(LineId),
    ConductAtLeast(LineId, u8),
    WordsAre(LineId, WordsWord),
    Committed(CommitmentId),
    Kept(CommitmentId),
    Broken(CommitmentId),
    Disposition(DispositionId),
    IncidentOpen,
    LastTurn,
    Catastrophe,
    Ended(EndingId),
    EndedAs(Category),
    Followed(AftermathId),
}

/// Something that changes a crisis.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the words are explained in `words`, one by one")]
pub enum Effect {
    Change(TrackId, i32),
    SetTo(TrackId, i32),
    Become(FactId),
    Cease(FactId),
    RevealFact(FactId, Audience),
    RevealTrack(TrackId, Audience),
    Climb { ladder: LadderId, to: u8, actor: Option<Actor> },
    ClimbBy { ladder: LadderId, steps: u8, actor: Option<Actor> },
    Descend { ladder: LadderId, to: u8, actor: Option<Actor> },
    DescendBy { ladder: LadderId, steps: u8, actor: Option<Actor> },
    Offer(OfferId),
    Accept(OfferId),
    Counter(OfferId, OfferId),
    Refuse(OfferId),
    Withdraw(OfferId),
    CarryOut(TermId),
    Declare(LineId),
    Answer(LineId),
    LetPass(LineId),
    Redraw(LineId, Option<LineId>),
    Say(LineId, WordsWord),
    Conduct(LineId, i8),
    Commit(CommitmentId),
    Release(CommitmentId),
    Explain,
    AnswerIncident,
    After(u8, BlockId),
    When(Box<(WhenId, Effects, Effects)>),
    Chance(Box<(ChanceId, u32, Effects, Effects)>),
    Tell(Audience, Box<str>),
}

/// A list of effects, applied in order.
pub type Effects = Box<[Effect]>;

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

/// A turn.
#[derive(Clone, Debug)]
pub struct TurnData {
    /// When it is.
    pub date: String,
    /// One line.
    pub headline: String,
    /// What each actor is told.
    pub briefing: [String; 2],
    /// Where this comes from.
    pub source: Vec<SourceId>,
}

/// A move.
#[derive(Clone, Debug)]
pub struct MoveData {
    /// Its id.
    pub id: String,
    /// Whose.
    pub actor: Actor,
    /// On which desk.
    pub channel: ChannelId,
    /// Whether it is words rather than deeds.
    pub words: bool,
    /// First and last turn.
    pub turns: (u8, u8),
    /// Whether it can be ordered on any turn.
    pub standing: bool,
    /// Whether it can be ordered again.
    pub repeat: bool,
    /// When in a turn it takes effect.
    pub tempo: u8,
    /// Who sees it ordered; its own actor always does.
    pub audience: Audience,
    /// The name on the card.
    pub title: String,
    /// What it is.
    pub text: String,
    /// When it can be ordered.
    pub requires: Condition,
    /// What the card says while that does not hold.
    pub refused: Option<String>,
    /// Moves that cannot be ordered in the same turn.
    pub excludes: Vec<MoveId>,
    /// How far it goes up or down, −3 to 3.
    pub escalation: i8,
    /// What it does.
    pub effects: Effects,
    /// Who argued for it.
    pub advocates: Vec<String>,
    /// The historical acts that it stands for.
    pub record: Vec<String>,
    /// Whether it lies beyond what has happened so far.
    pub hypothetical: bool,
    /// Where this comes from.
    pub source: Vec<SourceId>,
    /// What is doubtful.
    pub note: String,
}

/// When a term is carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carry {
    /// As soon as it is agreed.
    Now,
    /// So many turns later.
    After(u8),
    /// When a move or a rule carries it out.
    ByMove,
}

/// A term.
#[derive(Clone, Debug)]
pub struct TermData {
    /// Its id.
    pub id: String,
    /// Who gives it.
    pub giver: Actor,
    /// The name on the table.
    pub title: String,
    /// What is promised.
    pub text: String,
    /// When it can be offered at all.
    pub requires: Condition,
    /// What agreeing costs when public.
    pub public_cost: Effects,
    /// What agreeing costs when secret.
    pub secret_cost: Effects,
    /// What happens when a secret leg leaks.
    pub leaked: Effects,
    /// Parts per 100,000 a turn.
    pub leak: u32,
    /// When it is carried out.
    pub carry: Carry,
    /// What carrying it out does.
    pub effects: Effects,
    /// A party that has to agree.
    pub consent: Option<ConsentData>,
    /// Red lines whose window it settles.
    pub settles: Vec<LineId>,
    /// Where this comes from.
    pub source: Vec<SourceId>,
}

/// A party's consent.
#[derive(Clone, Debug)]
pub struct ConsentData {
    /// Whose.
    pub party: PartyId,
    /// When it consents.
    pub when: Condition,
    /// What happens when it does not.
    pub refused: Effects,
    /// What a reader is told when it does not.
    pub text: String,
}

/// A set of legs: terms, each public or secret. No term is in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Legs {
    /// One bit a term.
    pub public: u32,
    /// One bit a term.
    pub secret: u32,
}

impl Legs {
    /// All terms in it.
    #[must_use]
    pub const fn all(self) -> u32 {
        self.public | self.secret
    }

    /// How many legs.
    #[must_use]
    pub const fn count(self) -> usize {
        self.all().count_ones() as usize
    }

    /// The terms in it, in the scenario's order, and whether each is secret.
    pub fn iter(self) -> impl Iterator<Item = (TermId, bool)> {
        (0..limits::TERMS)
            .filter(move |term| self.all() >> term & 1 != 0)
            .map(move |term| (TermId::new(term), self.secret >> term & 1 != 0))
    }
}

/// A named offer.
#[derive(Clone, Debug)]
pub struct OfferData {
    /// Its id.
    pub id: String,
    /// Who offers.
    pub from: Actor,
    /// By which desk.
    pub channel: ChannelId,
    /// The name on the table.
    pub title: String,
    /// What it says.
    pub text: String,
    /// Its legs.
    pub legs: Legs,
    /// Named offers that it overtakes, one bit each.
    pub overtakes: u64,
    /// Where this comes from.
    pub source: Vec<SourceId>,
}

/// A commitment.
#[derive(Clone, Debug)]
pub struct CommitmentData {
    /// Its id.
    pub id: String,
    /// Whose word.
    pub owner: Actor,
    /// The word itself.
    pub text: String,
    /// Who heard it.
    pub audience: Audience,
    /// What backing down costs on the first turn.
    pub stake: i16,
    /// How much the stake grows each turn.
    pub growth: i16,
    /// When it has been kept.
    pub kept: Condition,
    /// When it has been broken.
    pub broken: Condition,
    /// Where this comes from.
    pub source: Vec<SourceId>,
}

/// Who draws a red line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// An actor.
    Actor(Actor),
    /// A party.
    Party(PartyId),
}

/// When a line holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declared {
    /// From the start, undeclared.
    Private,
    /// Declared on that turn.
    At(u8),
    /// Once a move declares it.
    ByMove,
}

/// A red line.
#[derive(Clone, Debug)]
pub struct LineData {
    /// Its id.
    pub id: String,
    /// Who draws it.
    pub owner: Owner,
    /// Whose conduct is judged.
    pub binds: Actor,
    /// The line in one sentence.
    pub text: String,
    /// When it holds.
    pub declared: Declared,
    /// When it stands crossed.
    pub crossed: Condition,
    /// When it is probed this turn.
    pub probed: Condition,
    /// When the bound side has a chance to cross it this turn.
    pub chance: Condition,
    /// When the owner knows of a crossing.
    pub known_when: Condition,
    /// What the owner says will follow.
    pub consequence: ConsequenceWord,
    /// Turns within which an answer is expected.
    pub window: u8,
    /// What letting pass costs in credibility.
    pub stake: i16,
    /// How far letting pass fades the line.
    pub fade: u8,
    /// How far each thing moves conduct.
    pub conduct: ConductData,
    /// What the other side says at the start.
    pub words: WordsWord,
    /// Focal, precise, verifiable, complete, each 0 to 3.
    pub quality: Option<[u8; 4]>,
    /// Where this comes from.
    pub source: Vec<SourceId>,
    /// What is doubtful.
    pub note: String,
}

/// How far each thing moves conduct, in points of 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConductData {
    /// At the start.
    pub start: u8,
    /// A crossing.
    pub crossed: i8,
    /// A probe.
    pub probed: i8,
    /// A chance not taken.
    pub respected: i8,
    /// A crossing answered.
    pub answered: i8,
    /// A crossing undone.
    pub undone: i8,
}

/// What a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleKind {
    /// An event before orders.
    Opening,
    /// An event after deeds.
    Closing,
    /// An event only when a hazard strikes.
    Incident,
    /// A party's reaction.
    Party(PartyId),
    /// What changes by itself.
    Drift,
}

/// An event, party rule or drift.
#[derive(Clone, Debug)]
pub struct RuleData {
    /// Its id; a party's rule is "party.rule".
    pub id: String,
    /// What it is.
    pub kind: RuleKind,
    /// The headline.
    pub title: String,
    /// What happened, for those who may know.
    pub text: String,
    /// First and last turn.
    pub turns: (u8, u8),
    /// When it can happen.
    pub when: Condition,
    /// Parts per 100,000; 100,000 is certain.
    pub odds: u32,
    /// How likely it is picked when an incident strikes.
    pub weight: u32,
    /// Whose forces did it without orders.
    pub unordered: Option<Actor>,
    /// Whether it can happen again.
    pub repeat: bool,
    /// Who knows of it.
    pub audience: Audience,
    /// What an actor is told who may not know the truth.
    pub seen_as: [Option<String>; 2],
    /// What it does.
    pub effects: Effects,
    /// Where this comes from.
    pub source: Vec<SourceId>,
    /// What is doubtful.
    pub note: String,
}

/// An ending.
#[derive(Clone, Debug)]
pub struct EndingData {
    /// Its id.
    pub id: String,
    /// The name on screen.
    pub title: String,
    /// What kind it is.
    pub category: Category,
    /// What a reader is told.
    pub text: String,
    /// When it ends so; `None` is the turn limit.
    pub when: Option<Condition>,
    /// What the ending itself changes.
    pub effects: Effects,
    /// Where this comes from.
    pub source: Vec<SourceId>,
}

/// One of the two dates at which aims are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Horizon {
    /// At the end of the crisis.
    AtOnce,
    /// At the later date.
    Later,
}

impl Horizon {
    /// Both, in order of time.
    pub const BOTH: [Self; 2] = [Self::AtOnce, Self::Later];

    /// 0 or 1.
    #[must_use]
    pub const fn index(self) -> usize {
        match self {
            Self::AtOnce => 0,
            Self::Later => 1,
        }
    }
}

/// One of the two ledgers in which aims are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ledger {
    /// As the world saw it.
    World,
    /// As known since.
    Known,
}

impl Ledger {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::World, Self::Known];

    /// 0 or 1.
    #[must_use]
    pub const fn index(self) -> usize {
        match self {
            Self::World => 0,
            Self::Known => 1,
        }
    }
}

/// Something that follows the end.
#[derive(Clone, Debug)]
pub struct AftermathData {
    /// Its id.
    pub id: String,
    /// When, in words.
    pub date: String,
    /// Before which verdict.
    pub horizon: Horizon,
    /// What a reader is told.
    pub text: String,
    /// When it follows.
    pub when: Condition,
    /// Parts per 100,000.
    pub odds: u32,
    /// Who learns of it.
    pub audience: Audience,
    /// What it changes.
    pub effects: Effects,
    /// Where this comes from.
    pub source: Vec<SourceId>,
}

/// An aim.
#[derive(Clone, Debug)]
pub struct AimData {
    /// Its id.
    pub id: String,
    /// Whose.
    pub owner: Owner,
    /// In a few words.
    pub title: String,
    /// In a sentence or two.
    pub text: String,
    /// Whether it was said aloud.
    pub kind: AimKind,
    /// How much it counts, 0 to 10.
    pub weight: u8,
    /// The ledger that makes its headline.
    pub headline: Ledger,
    /// The first rule that holds gives the verdict.
    pub verdicts: Vec<VerdictRule>,
    /// Rival intentions.
    pub intentions: Vec<IntentionData>,
    /// Where this comes from.
    pub source: Vec<SourceId>,
    /// What is doubtful.
    pub note: String,
}

/// A rule that gives a verdict.
#[derive(Clone, Debug)]
pub struct VerdictRule {
    /// 100, 75, 50, 25 or 0.
    pub verdict: u8,
    /// The upper end of a range.
    pub up_to: Option<u8>,
    /// Whether it is disputed.
    pub disputed: bool,
    /// When it holds.
    pub when: Condition,
    /// The horizon to which it is confined.
    pub horizon: Option<Horizon>,
    /// The ledger to which it is confined.
    pub ledger: Option<Ledger>,
    /// Why.
    pub because: String,
    /// Where this comes from.
    pub source: Vec<SourceId>,
}

/// What might have been wanted.
#[derive(Clone, Debug)]
pub struct IntentionData {
    /// Its id.
    pub id: String,
    /// What might have been wanted.
    pub text: String,
    /// How well the record supports it.
    pub support: String,
    /// The first rule that holds gives the verdict.
    pub verdicts: Vec<VerdictRule>,
}

/// A school of historians.
#[derive(Clone, Debug)]
pub struct ReadingData {
    /// Its id.
    pub id: String,
    /// The school's name.
    pub name: String,
    /// Who holds it.
    pub who: String,
    /// What it claims.
    pub claim: String,
    /// The ledger that it reads.
    pub ledger: Ledger,
    /// The horizon that it reads.
    pub horizon: Horizon,
    /// How much each aim counts.
    pub weights: Vec<(AimId, u8)>,
    /// Questions of its own.
    pub questions: Vec<ReadingQuestion>,
    /// What it says; the first that holds.
    pub says: Vec<Saying>,
    /// The conduct that it ascribes to a line.
    pub conduct: Vec<(LineId, u8)>,
    /// Where this comes from.
    pub source: Vec<SourceId>,
}

/// A question that a school asks.
#[derive(Clone, Debug)]
pub struct ReadingQuestion {
    /// The question.
    pub text: String,
    /// When the answer is yes.
    pub when: Condition,
    /// To whom the points go.
    pub actor: Actor,
    /// Points of 100.
    pub points: i16,
}

/// What a school says of the outcome.
#[derive(Clone, Debug)]
pub struct Saying {
    /// When it says so.
    pub when: Condition,
    /// Who came out ahead; `None` is whoever has more points.
    pub ahead: Option<Ahead>,
    /// In a sentence or two.
    pub text: String,
}

/// Who came out ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ahead {
    /// One actor.
    Actor(Actor),
    /// Neither, or both.
    Neither,
    /// Both lost.
    BothLost,
}

/// A source.
#[derive(Clone, Debug)]
pub struct SourceData {
    /// Its id.
    pub id: String,
    /// The full reference.
    pub reference: String,
    /// What kind it is.
    pub kind: SourceKind,
    /// How sure it is.
    pub grade: Grade,
    /// What is doubtful.
    pub note: String,
}

/// How a draw came out in history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScriptedDraw {
    /// It happened.
    Yes,
    /// It did not.
    No,
    /// One of several, by id.
    Pick(String),
}

/// What was really ordered and really happened.
#[derive(Clone, Debug, Default)]
pub struct HistoryData {
    /// The disposition of each actor.
    pub dispositions: [Option<DispositionId>; 2],
    /// The turns in order.
    pub turns: Vec<HistoryTurn>,
    /// Draws of the aftermath, by label.
    pub aftermath: Vec<(String, ScriptedDraw)>,
    /// What is expected at the end.
    pub expect: Expectations,
}

/// One turn of history.
#[derive(Clone, Debug, Default)]
pub struct HistoryTurn {
    /// The moves of each actor.
    pub orders: [Vec<MoveId>; 2],
    /// The draws that were other than "no", by label.
    pub draws: Vec<(String, ScriptedDraw)>,
    /// The rung of each ladder at the end of the turn.
    pub rungs: Vec<(LadderId, u8)>,
    /// What is worth saying.
    pub note: String,
}

/// What is expected at the end of history.
#[derive(Clone, Debug, Default)]
pub struct Expectations {
    /// The ending.
    pub ending: Option<EndingId>,
    /// Tracks and their values.
    pub tracks: Vec<(TrackId, i32)>,
    /// Facts and whether they are true.
    pub facts: Vec<(FactId, bool)>,
    /// The headline verdict of each aim at both horizons.
    pub verdicts: Vec<(AimId, [u8; 2])>,
    /// The score of each actor at both horizons.
    pub scores: Vec<(Actor, [u8; 2])>,
    /// Red lines: words and conduct.
    pub lines: Vec<(LineId, Option<WordsWord>, u8)>,
}

/// The map.
#[derive(Clone, Debug, Default)]
pub struct MapData {
    /// Whether it is a schematic.
    pub schematic: bool,
    /// What the reader should know.
    pub note: String,
    /// Windows on the world.
    pub theatres: Vec<TheatreData>,
    /// What stands on it.
    pub items: Vec<MapItemData>,
}

/// A window on the world.
#[derive(Clone, Debug)]
pub struct TheatreData {
    /// Its id.
    pub id: String,
    /// The name on the tab.
    pub name: String,
    /// West, south, east, north, in thousandths of a degree.
    pub extent: [i32; 4],
    /// The projection.
    pub projection: ProjectionWord,
}

/// Something on the map.
#[derive(Clone, Debug)]
pub struct MapItemData {
    /// Its id.
    pub id: String,
    /// What it is drawn as.
    pub kind: MapItemKind,
    /// The label.
    pub name: String,
    /// The line that a screen reader speaks.
    pub digest: String,
    /// Longitude and latitude, in thousandths of a degree.
    pub points: Vec<(i32, i32)>,
    /// The radius of a ring, in kilometres.
    pub radius: Option<u16>,
    /// Whose it is.
    pub owner: Option<Owner>,
    /// Whether it is drawn faintly.
    pub faint: bool,
    /// When it is shown.
    pub when: Condition,
    /// Who sees it.
    pub audience: Audience,
    /// How sure the position is.
    pub grade: Grade,
    /// Moves that are shown here.
    pub shows_moves: Vec<MoveId>,
    /// Events that are shown here.
    pub shows_rules: Vec<RuleId>,
    /// Where this comes from.
    pub source: Vec<SourceId>,
}

/// A checked scenario.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its id: the name of its folder.
    pub id: String,
    /// How finished it is.
    pub status: Status,
    /// The language it is written in.
    pub language: String,
    /// The title.
    pub title: String,
    /// The line under the title.
    pub subtitle: String,
    /// For the library's card.
    pub summary: String,
    /// What a person should know before play.
    pub content_note: String,
    /// Whether the conflict still goes on.
    pub living: bool,
    /// The reason for effect numbers without a source of their own.
    pub judgement: String,
    /// How many turns form the prologue.
    pub prologue: u8,
    /// Points added to one actor's score, and why.
    pub handicap: Option<(Actor, u8, String)>,
    /// The two horizons in words.
    pub horizons: [String; 2],
    /// The second ledger in words.
    pub known: String,
    /// The two actors.
    pub actors: [ActorData; 2],
    /// Parties.
    pub parties: Vec<PartyData>,
    /// Channels.
    pub channels: Vec<ChannelData>,
    /// Tracks.
    pub tracks: Vec<TrackData>,
    /// Facts and postures.
    pub facts: Vec<FactData>,
    /// Ladders.
    pub ladders: Vec<LadderData>,
    /// Factors on the chance of an incident.
    pub incident_factors: Vec<Factor>,
    /// Factors on the chance of a catastrophe.
    pub catastrophe_factors: Vec<Factor>,
    /// Dispositions.
    pub dispositions: Vec<DispositionData>,
    /// Turns.
    pub turns: Vec<TurnData>,
    /// Moves.
    pub moves: Vec<MoveData>,
    /// Terms.
    pub terms: Vec<TermData>,
    /// Named offers.
    pub offers: Vec<OfferData>,
    /// Commitments.
    pub commitments: Vec<CommitmentData>,
    /// Red lines.
    pub lines: Vec<LineData>,
    /// Events, party rules and drift, in this order.
    pub rules: Vec<RuleData>,
    /// Endings.
    pub endings: Vec<EndingData>,
    /// The aftermath.
    pub aftermath: Vec<AftermathData>,
    /// Aims.
    pub aims: Vec<AimData>,
    /// Readings.
    pub readings: Vec<ReadingData>,
    /// Sources.
    pub sources: Vec<SourceData>,
    /// Questions for a class.
    pub questions: Vec<String>,
    /// Words that a reader may not know.
    pub glossary: Vec<(String, String)>,
    /// What really happened.
    pub history: Option<HistoryData>,
    /// The map.
    pub map: Option<MapData>,
    /// Scheduled lists of effects.
    pub blocks: Vec<Effects>,
    /// The labels of draws inside effects.
    pub chances: Vec<String>,
    /// The conditions inside effects.
    pub whens: Vec<Condition>,
    /// The fingerprint of the files, in hexadecimal.
    pub fingerprint: String,
    /// What play needs in a handy shape.
    pub index: Index,
}

/// What legality and adjudication ask of a move again and again, close together in memory.
#[derive(Clone, Debug)]
pub struct MoveKey {
    /// When it can be ordered, through its actor's eyes.
    pub requires: Code,
    /// On which desk.
    pub channel: ChannelId,
    /// Whose.
    pub actor: Actor,
    /// First and last turn.
    pub turns: (u8, u8),
    /// When in a turn it takes effect.
    pub tempo: u8,
    /// Whether it is words rather than deeds.
    pub words: bool,
    /// Whether it can be ordered again.
    pub repeat: bool,
    /// Whether it excludes other moves.
    pub excludes: bool,
    /// How far it goes up or down.
    pub escalation: i8,
}

/// What adjudication asks of a rule again and again, close together in memory.
#[derive(Clone, Debug)]
pub struct RuleKey {
    /// When it can happen.
    pub when: Code,
    /// Parts per 100,000.
    pub odds: u32,
    /// Whether it can happen again.
    pub repeat: bool,
    /// Who knows of it.
    pub audience: Audience,
}

/// What adjudication asks of a red line each turn, close together in memory.
#[derive(Clone, Debug)]
pub struct LineKey {
    /// When it stands crossed.
    pub crossed: Code,
    /// When it is probed.
    pub probed: Code,
    /// When there is a chance to cross it.
    pub chance: Code,
    /// When the owner knows of a crossing.
    pub known: Code,
    /// Whose conduct is judged.
    pub binds: Actor,
}

/// A factor on a hazard, with its condition as a program.
#[derive(Clone, Copy, Debug)]
pub enum FactorKey {
    /// While the condition holds, times over.
    When(Code, u32, u32),
    /// Times the track plus a number, over another.
    Track(TrackId, u32, u32),
}

/// What play needs in a handy shape, made from the rest.
#[derive(Clone, Debug)]
pub struct Index {
    /// The bits of a crisis at the start.
    pub bits: [u64; place::WORDS],
    /// The moves of each actor that can be open on each turn at each rung of the first ladder, desk by desk.
    pub moves_by_rung: [Vec<Vec<Vec<Sieve>>>; 2],
    /// Facts true at the start.
    pub facts: Bits<4>,
    /// Facts that each pair of eyes sees at the start: first actor, second actor, world.
    pub facts_seen: [Bits<4>; 3],
    /// Tracks that each pair of eyes sees at the start.
    pub tracks_seen: [Bits<2>; 3],
    /// The tracks at the start.
    pub tracks_start: Vec<i32>,
    /// Who sends each named offer: 0 or 1.
    pub offers_from: Vec<usize>,
    /// Which actor, if one, draws each red line: 0 or 1.
    pub lines_of: Vec<Option<usize>>,
    /// The commitments that each pair of eyes sees, one bit each.
    pub commitments_seen: [u64; 3],
    /// Moves that each pair of eyes sees ordered.
    pub moves_seen: [Bits<8>; 3],
    /// Rules that each pair of eyes sees happen.
    pub rules_seen: [Bits<4>; 3],
    /// The moves of each actor on each turn, in the order of desk and of the file.
    pub moves_by_turn: [Vec<Vec<MoveId>>; 2],
    /// The rules of each kind on each turn at each rung of the first ladder: opening, closing, party, drift.
    pub rules_by_turn: [Vec<Vec<Vec<Sieve>>>; 4],
    /// The endings that can come about on each turn at each rung of the first ladder.
    pub endings_by_turn: Vec<Vec<Vec<Sieve>>>,
    /// The events that an incident can pick on each turn.
    pub incidents_by_turn: Vec<Vec<RuleId>>,
    /// Postures.
    pub postures: Vec<FactId>,
    /// The danger track.
    pub danger: Option<TrackId>,
    /// The keys of the moves.
    pub moves: Vec<MoveKey>,
    /// The keys of the rules.
    pub rules: Vec<RuleKey>,
    /// The keys of the red lines.
    pub lines: Vec<LineKey>,
    /// When each commitment has been kept, and when broken.
    pub commitments: Vec<[Code; 2]>,
    /// When each item of the aftermath follows.
    pub aftermath: Vec<Code>,
    /// When each rule of each aim gives its verdict, in each ledger.
    pub verdicts: Vec<Vec<[Code; 2]>>,
    /// Factors on the chance of an incident.
    pub incident_factors: Vec<FactorKey>,
    /// Factors on the chance of a catastrophe.
    pub catastrophe_factors: Vec<FactorKey>,
    /// When each desk is open, through each actor's eyes.
    pub channels: Vec<[Code; 2]>,
    /// When each ending comes about; the turn limit's never does by itself.
    pub endings: Vec<Code>,
    /// The conditions inside effects, by their number.
    pub effects: Vec<Code>,
    /// All programs.
    pub programs: Programs,
    /// Whether some desk has to be used.
    pub must: bool,
}

impl Default for Index {
    fn default() -> Self {
        Self {
            bits: [0; place::WORDS],
            moves_by_rung: Default::default(),
            facts: Bits::default(),
            facts_seen: Default::default(),
            tracks_seen: Default::default(),
            tracks_start: Vec::new(),
            offers_from: Vec::new(),
            lines_of: Vec::new(),
            commitments_seen: [0; 3],
            moves_seen: Default::default(),
            rules_seen: Default::default(),
            moves_by_turn: Default::default(),
            rules_by_turn: Default::default(),
            endings_by_turn: Vec::new(),
            incidents_by_turn: Vec::new(),
            postures: Vec::new(),
            danger: None,
            moves: Vec::new(),
            rules: Vec::new(),
            lines: Vec::new(),
            commitments: Vec::new(),
            aftermath: Vec::new(),
            verdicts: Vec::new(),
            incident_factors: Vec::new(),
            catastrophe_factors: Vec::new(),
            channels: Vec::new(),
            endings: Vec::new(),
            effects: Vec::new(),
            programs: Programs::default(),
            must: false,
        }
    }
}
