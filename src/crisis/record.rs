//! The record of causes: what changed, by how much, because of what, and who may know.

use super::{
    chance::Label,
    order::Act,
    state::{CommitmentStatus, OfferStatus, Slot},
};
use crate::scenario::model::{
    Actor, AftermathId, Audience, CommitmentId, DispositionId, EndingId, FactId, LadderId, Legs, LineId, MoveId,
    OfferId, RuleId, TermId, TrackId, WordsWord,
};

/// A step of a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Opening events, before orders.
    Opening,
    /// The orders themselves.
    Orders,
    /// Messages and scheduled effects that are due.
    Arrivals,
    /// Declarations, offers and answers.
    Words,
    /// Everything else that was ordered.
    Deeds,
    /// What was crossed, probed, respected.
    RedLines,
    /// Hazards, events, leaks.
    Chance,
    /// Third parties.
    Parties,
    /// Upkeep, stakes, what changes by itself.
    Drift,
    /// Whether it is over.
    Endings,
    /// After the end.
    Aftermath,
}

/// What brought a change about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// The scenario's start.
    Start,
    /// A disposition.
    Disposition(DispositionId),
    /// A move.
    Move(MoveId),
    /// An act at the negotiating table by an actor.
    Talks(Actor),
    /// An event, a party's rule, drift.
    Rule(RuleId),
    /// The upkeep of a posture.
    Posture(FactId),
    /// A red line that was answered or let pass.
    Line(LineId),
    /// A commitment that was kept or broken.
    Commitment(CommitmentId),
    /// A term agreed, carried out or leaked.
    Term(TermId),
    /// An incident that nobody answered.
    Incident(RuleId),
    /// A catastrophe.
    Catastrophe,
    /// News that whoever leads a class made up and told to all.
    News,
    /// The ending.
    Ending(EndingId),
    /// The aftermath.
    Aftermath(AftermathId),
}

/// What happened to a red line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum LineEvent {
    /// It was declared.
    Declared,
    /// It was crossed.
    Crossed,
    /// It was drawn over what stood already: it stands crossed, and nobody crossed it.
    Stands,
    /// It was probed.
    Probed,
    /// There was a chance to cross it, and it was not taken.
    Respected,
    /// Its owner learnt of the crossing; an answer is due.
    Learnt,
    /// Its owner answered.
    Answered,
    /// Its owner sold restraint for a concession.
    Sold,
    /// Its owner let it pass.
    LetPass,
    /// The crossing was undone by the side that the line binds.
    Undone,
    /// The crossing is over, and the side that the line binds did not undo it.
    Over,
    /// It was redrawn or given up.
    Redrawn,
    /// It has faded away.
    Faded,
    /// The other side said something about it.
    Said(WordsWord),
    /// An act moved conduct towards it.
    Conduct,
}

/// A draw and how it came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// What it was about.
    pub label: Label,
    /// Parts per 100,000 for a yes-or-no draw; the sum of weights for a pick.
    pub odds: u32,
    /// How it came out.
    pub result: DrawResult,
}

/// How a draw came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DrawResult {
    /// It happened, or not.
    Happened(bool),
    /// Which disposition.
    Disposition(DispositionId),
    /// Which event.
    Event(RuleId),
}

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum What {
    /// A turn opened.
    TurnOpened,
    /// An actor ordered an act.
    Ordered(Actor, Act),
    /// A track changed, from and to.
    Track(TrackId, i32, i32),
    /// A fact or posture became true or false.
    Fact(FactId, bool),
    /// An audience came to see a fact.
    FactRevealed(FactId, Audience),
    /// An audience came to see a track.
    TrackRevealed(TrackId, Audience),
    /// A rung changed, whose (on a parallel ladder), from and to.
    Rung(LadderId, Option<Actor>, u8, u8),
    /// An event happened, a party reacted, something drifted.
    Happened(RuleId),
    /// An incident that nobody ordered waits for an answer.
    IncidentOpened(RuleId),
    /// It was explained.
    IncidentExplained(RuleId),
    /// It was answered.
    IncidentAnswered(RuleId),
    /// It went unanswered, and the crisis climbs.
    IncidentUnanswered(RuleId),
    /// A draw was made.
    Drew(Drawn),
    /// An offer was sent.
    Sent {
        /// Its slot.
        slot: Slot,
        /// Who sent it.
        from: Actor,
        /// Which named one.
        named: Option<OfferId>,
        /// Its legs.
        legs: Legs,
        /// The turn on which it arrives.
        arrives: u8,
    },
    /// An offer arrived.
    Arrived(Slot, Option<OfferId>),
    /// An offer came to stand otherwise; one that is alive was made once more, and stays where it is.
    Offer(Slot, Option<OfferId>, OfferStatus),
    /// Terms were agreed.
    Agreed(Legs),
    /// A term was carried out.
    CarriedOut(TermId),
    /// A party gave its consent to a term that is carried out.
    Consented(TermId),
    /// A party refused its consent.
    ConsentRefused(TermId),
    /// A term is not carried out, since consent was refused to another that it hangs on.
    FellWith(TermId, TermId),
    /// A deed is not done, since what was agreed in the same turn has overtaken it.
    CalledOff(MoveId),
    /// A secret leg leaked.
    Leaked(TermId),
    /// Something happened to a red line.
    Line {
        /// Which.
        line: LineId,
        /// What.
        event: LineEvent,
        /// Conduct after it.
        conduct: u8,
        /// What the other side believes of the owner's resolve, if there is a track for it.
        resolve: Option<i32>,
    },
    /// A commitment came to stand otherwise, with its stake.
    Commitment(CommitmentId, CommitmentStatus, i16),
    /// A catastrophe struck; the coming turn is the last to stop.
    Catastrophe,
    /// The catastrophe was stopped.
    CatastropheStopped,
    /// Nobody stopped it.
    CatastropheUnstopped,
    /// Something was told.
    Told(Box<str>),
    /// It ended.
    Ended(EndingId),
    /// An item of the aftermath followed.
    Followed(AftermathId),
}

/// One line of the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// On which turn.
    pub turn: u8,
    /// In which step.
    pub step: Step,
    /// Because of what.
    pub cause: Cause,
    /// Who may know.
    pub audience: Audience,
    /// What happened.
    pub what: What,
}

/// Where entries go.
pub trait Sink {
    /// Whether entries are wanted at all; when not, none is made.
    const ON: bool;

    /// Takes an entry.
    fn take(&mut self, entry: Entry);
}

/// Keeps no record, at no cost.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoRecord;

impl Sink for NoRecord {
    const ON: bool = false;

    #[inline]
    fn take(&mut self, _entry: Entry) {}
}

/// Keeps everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// In the order of happening.
    pub entries: Vec<Entry>,
}

impl Sink for Record {
    const ON: bool = true;

    fn take(&mut self, entry: Entry) {
        self.entries.push(entry);
    }
}
