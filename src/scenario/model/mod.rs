//! The checked scenario: index newtypes and bit sets, ready for play.
//!
//! A [`Scenario`] exists only if its files were checked. No rule looks up an id by text.

pub use super::format::{
    AimKind, Category, ConsequenceWord, ContentWord, EventTime, Grade, LadderKind, LedgerWord, MapItemKind,
    ProjectionWord, Reversible, RoleWord, SourceKind, Status, TwinMap, WordsWord,
};
pub use class::*;
pub use index::*;
pub use outcome::*;
pub use play::*;
pub(crate) use quantity::{BETWEEN, WORDED, of_hundred};
pub use quantity::{counted, figure, unit_beside};
pub use world::*;
mod class;
mod index;
pub mod limits;
mod offers;
mod outcome;
mod play;
mod quantity;
mod world;

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
    /// A cut.
    CutId(u8);
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

    /// All but one actor.
    #[must_use]
    pub const fn without(self, actor: Actor) -> Self {
        Self(self.0 & !Self::only(actor).0)
    }

    /// Everyone in either.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Whether an actor acts itself or through a party.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Manner {
    /// Itself.
    Directly,
    /// Through a party.
    ByProxy,
}

impl Manner {
    /// 0 or 1.
    #[must_use]
    pub const fn index(self) -> usize {
        match self {
            Self::Directly => 0,
            Self::ByProxy => 1,
        }
    }
}

/// At some time, or on the turn at hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum During {
    /// At some time, this turn included.
    Ever,
    /// This turn.
    Now,
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
    EscalatedFirst(LadderId, Actor),
    TurnAtLeast(u8),
    TurnAtMost(u8),
    TurnLimit,
    Did(MoveId),
    DidNow(MoveId),
    DidLast(MoveId),
    Acted(Actor, Manner, During),
    Happened(RuleId),
    HappenedNow(RuleId),
    Sent(OfferId),
    OnTable(OfferId),
    InTransit(OfferId),
    Accepted(OfferId),
    AnyOnTable(Actor),
    AnyInTransit(Actor),
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
    IncidentOf(Actor),
    LastTurn,
    Catastrophe,
    Ended(EndingId),
    EndedAs(Category),
    Followed(AftermathId),
}

impl Condition {
    /// The words that it is made of and that are not made of others, in their order, each with how it is wanted for the whole
    /// to come out as `want`; only of the parts for which `enter` says so, from the whole down.
    pub(crate) fn leaves<'c>(
        &'c self,
        want: bool,
        enter: &impl Fn(&Self, bool) -> bool,
        found: &mut Vec<(&'c Self, bool)>,
    ) {
        if !enter(self, want) {
            return;
        }
        match self {
            Self::Always | Self::Never => {}
            Self::All(list) | Self::Any(list) | Self::AtLeast(_, list) => {
                list.iter().for_each(|inner| inner.leaves(want, enter, found));
            }
            Self::Not(inner) => inner.leaves(!want, enter, found),
            word => found.push((word, want)),
        }
    }
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
    Disclose(TermId),
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

impl Effect {
    /// The lists of effects inside this one, of which one is applied with it: both, but for a [`Effect::When`] of whose
    /// condition `holds` knows how it stands. Empty lists where it holds no others.
    ///
    /// What waits for a later turn ([`Effect::After`]) stands among the scenario's blocks, and is none of it.
    pub fn inner(&self, holds: impl FnOnce(WhenId) -> Option<bool>) -> [&[Self]; 2] {
        match self {
            Self::When(parts) => match holds(parts.0) {
                Some(true) => [&parts.1, &[]],
                Some(false) => [&[], &parts.2],
                None => [&parts.1, &parts.2],
            },
            Self::Chance(parts) => [&parts.2, &parts.3],
            Self::Change(..)
            | Self::SetTo(..)
            | Self::Become(_)
            | Self::Cease(_)
            | Self::RevealFact(..)
            | Self::RevealTrack(..)
            | Self::Climb { .. }
            | Self::ClimbBy { .. }
            | Self::Descend { .. }
            | Self::DescendBy { .. }
            | Self::Offer(_)
            | Self::Accept(_)
            | Self::Counter(..)
            | Self::Refuse(_)
            | Self::Withdraw(_)
            | Self::CarryOut(_)
            | Self::Disclose(_)
            | Self::Declare(_)
            | Self::Answer(_)
            | Self::LetPass(_)
            | Self::Redraw(..)
            | Self::Say(..)
            | Self::Conduct(..)
            | Self::Commit(_)
            | Self::Release(_)
            | Self::Explain
            | Self::AnswerIncident
            | Self::After(..)
            | Self::Tell(..) => [&[], &[]],
        }
    }

    /// Whether this effect, or one inside it that may be applied with it, is wanted; `holds` as for [`Effect::inner`].
    pub fn has(&self, holds: impl Fn(WhenId) -> Option<bool> + Copy, wanted: impl Fn(&Self) -> bool + Copy) -> bool {
        wanted(self) || self.inner(holds).into_iter().flatten().any(|effect| effect.has(holds, wanted))
    }

    /// Every effect of a list, with those that may be applied with it.
    pub fn each<'e>(list: &'e [Self], look: &mut impl FnMut(&'e Self)) {
        for effect in list {
            look(effect);
            effect.inner(|_| None).into_iter().for_each(|inner| Self::each(inner, look));
        }
    }

    /// The offer that it sends, if it sends one.
    #[must_use]
    pub const fn sends(&self) -> Option<OfferId> {
        match self {
            Self::Offer(id) | Self::Counter(_, id) => Some(*id),
            _ => None,
        }
    }
}

impl Scenario {
    /// How many sources its author has named: those that every scenario has do not count.
    #[must_use]
    pub fn declared_sources(&self) -> usize {
        self.sources.iter().filter(|source| !SourceData::EVERYWHERE.contains(&source.id.as_str())).count()
    }

    /// Looks at every effect of a list, those inside others and those that come later included.
    pub fn each_effect<'s>(&'s self, list: &'s [Effect], look: &mut impl FnMut(&'s Effect)) {
        for effect in list {
            look(effect);
            if let Effect::After(_, block) = effect
                && let Some(block) = self.blocks.get(block.index())
            {
                self.each_effect(block, look);
            }
            for inner in effect.inner(|_| None) {
                self.each_effect(inner, look);
            }
        }
    }

    /// The lists of effects that no order brings about by itself: those of rules, postures, dispositions and terms.
    pub fn unordered_effects(&self) -> impl Iterator<Item = &Effects> {
        let lists = self.rules.iter().map(|rule| &rule.effects);
        let lists = lists.chain(self.facts.iter().map(|fact| &fact.upkeep));
        let lists = lists.chain(self.dispositions.iter().map(|disposition| &disposition.effects));
        lists.chain(self.terms.iter().flat_map(TermData::lists))
    }

    /// What it is about, for those who play a cut of it or the whole.
    #[must_use]
    pub fn summary_of<'s>(&'s self, cut: Option<&'s CutData>) -> &'s str {
        cut.map(|cut| cut.summary.as_str()).filter(|own| !own.is_empty()).unwrap_or(&self.summary)
    }

    /// What a person should know before they play a cut of it or the whole.
    #[must_use]
    pub fn content_note_of<'s>(&'s self, cut: Option<&'s CutData>) -> &'s str {
        cut.map(|cut| cut.content_note.as_str()).filter(|own| !own.is_empty()).unwrap_or(&self.content_note)
    }

    /// The first turn beyond the record, or the number of turns where none is.
    #[must_use]
    pub fn record_ends(&self) -> usize {
        self.turns.iter().position(|turn| turn.hypothetical).unwrap_or(self.turns.len())
    }

    /// The track as which an actor is told of a track: what it stands in place of, if it is the actor's estimate.
    #[must_use]
    pub fn told_as(&self, actor: Actor, track: TrackId) -> TrackId {
        self.tracks[track.index()].estimate_of[actor.index()].unwrap_or(track)
    }
}

/// A list of effects, applied in order.
pub type Effects = Box<[Effect]>;

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
    /// What the figures of human cost do not count; empty where nothing is said.
    pub counted: String,
    /// Where that comes from.
    pub counted_source: Vec<SourceId>,
    /// What the grades of the sources mean, from `A`, where the scenario says so itself.
    pub grades: Option<[String; 3]>,
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
    /// Briefings that take the place of those of the turns.
    pub instead: Vec<InsteadData>,
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
    /// Words that a reader may not know, in alphabetical order.
    pub glossary: Vec<WordData>,
    /// What really happened.
    pub history: Option<HistoryData>,
    /// The map.
    pub map: Option<MapData>,
    /// Shorter courses for one lesson.
    pub cuts: Vec<CutData>,
    /// How it may begin otherwise.
    pub variants: Vec<VariantData>,
    /// What the fictional twin is called, where there is one.
    pub twin: Option<TwinData>,
    /// What this was made from, where this is a fictional twin itself.
    pub original: Option<Original>,
    /// What a teacher needs beside the scenario.
    pub teaching: Option<TeachingData>,
    /// What a person should know before taking it from someone else.
    pub card: Option<CardData>,
    /// Scheduled lists of effects.
    pub blocks: Vec<Effects>,
    /// The labels of draws inside effects.
    pub chances: Vec<ChanceData>,
    /// The conditions inside effects.
    pub whens: Vec<Condition>,
    /// The fingerprint of the files, in hexadecimal; those of the twin and of the teaching notes, which change neither
    /// rules nor record, are left out where they stand alone.
    pub fingerprint: String,
    /// What play needs in a handy shape.
    pub index: Index,
}
