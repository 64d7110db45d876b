//! The one closed vocabulary of conditions and effects, as an author writes it.
//!
//! The doc comments here are part of the format reference.

use serde::Deserialize;

use super::{
    format::{AudienceWord, Category, Id, Number, Text, WordsWord},
    source::At,
};

/// Something that is true or false about a crisis.
#[derive(Clone, Debug, Deserialize)]
pub enum Condition {
    /// Always true.
    Always,
    /// Never true.
    Never,
    /// All of these.
    All(Vec<Condition>),
    /// At least one of these.
    Any(Vec<Condition>),
    /// Not this.
    Not(Box<Condition>),
    /// At least so many of these. Range: 1 to the length of the list.
    AtLeast(Number, Vec<Condition>),
    /// The fact or posture is true.
    Fact(Id),
    /// The track stands at this value or above. Range: −1,000,000,000 to 1,000,000,000.
    TrackAtLeast(Id, Number),
    /// The track stands at this value or below. Range: −1,000,000,000 to 1,000,000,000.
    TrackAtMost(Id, Number),
    /// The first track stands above the second.
    TrackAbove(Id, Id),
    /// The ladder's rung (on a parallel ladder, the higher of the two) is this one or above.
    RungAtLeast(Id, Id),
    /// The ladder's rung (on a parallel ladder, the higher of the two) is this one or below.
    RungAtMost(Id, Id),
    /// The actor's own rung on the ladder is this one or above.
    OwnRungAtLeast(Id, Id, Id),
    /// The ladder's rung has at some time been this one or above.
    PeakAtLeast(Id, Id),
    /// The actor climbed the ladder by an act of its own on an earlier turn than the other actor ever did. First on one turn, neither is. Told when a turn is over: at its endings, and from the next opening on.
    EscalatedFirst(Id, Id),
    /// The turn is this one or later. Range: 0 to the last turn.
    TurnAtLeast(Number),
    /// The turn is this one or earlier. Range: 0 to the last turn.
    TurnAtMost(Number),
    /// This is the last turn that can be played: of the scenario or, where a cut is played, of the cut.
    TurnLimit,
    /// The move has been ordered at some time, this turn included.
    Did(Id),
    /// The move is ordered this turn.
    DidNow(Id),
    /// The move was ordered the turn before.
    DidLast(Id),
    /// The actor has ordered at some time a deed with an escalation above 0 and no `through`.
    ActedDirectly(Id),
    /// The actor has ordered at some time a deed with an escalation above 0 through a party.
    ActedByProxy(Id),
    /// The actor orders such a deed without `through` this turn.
    ActedDirectlyNow(Id),
    /// The actor orders such a deed through a party this turn.
    ActedByProxyNow(Id),
    /// The event, party rule (as "party.rule") or drift has happened at some time.
    Happened(Id),
    /// It happened this turn.
    HappenedNow(Id),
    /// The named offer has been sent.
    Sent(Id),
    /// The named offer lies on the table.
    OnTable(Id),
    /// The named offer is on its way.
    InTransit(Id),
    /// The named offer was accepted.
    Accepted(Id),
    /// Some offer of the actor lies on the table.
    AnyOnTable(Id),
    /// Some agreement has been made.
    AnyAgreement,
    /// The term is agreed.
    Agreed(Id),
    /// The term is agreed, and the world can see it.
    AgreedInPublic(Id),
    /// The term is agreed in secret and has not leaked.
    AgreedInSecret(Id),
    /// The term has been carried out.
    CarriedOut(Id),
    /// The term was agreed in secret and has leaked.
    Leaked(Id),
    /// The term was agreed, and a party refused its consent.
    ConsentRefused(Id),
    /// The line stands crossed.
    Crossed(Id),
    /// The line has been crossed at some time.
    EverCrossed(Id),
    /// The owner knows that the line was crossed.
    CrossingKnown(Id),
    /// An answer to a crossing of the line is due.
    WindowOpen(Id),
    /// A crossing of the line has been answered.
    Answered(Id),
    /// A crossing of the line has been let pass.
    LetPass(Id),
    /// The line is declared.
    Declared(Id),
    /// The line has been redrawn or given up.
    Redrawn(Id),
    /// Conduct towards the line stands at this value or above. Range: 0 to 100.
    ConductAtLeast(Id, Number),
    /// The other side's words about the line are these.
    WordsAre(Id, WordsWord),
    /// The commitment is open.
    Committed(Id),
    /// The commitment was kept.
    Kept(Id),
    /// The commitment was broken.
    Broken(Id),
    /// The actor's disposition is this one.
    Disposition(Id),
    /// An incident waits for an answer.
    IncidentOpen,
    /// A catastrophe has struck, and this is the last turn to stop.
    LastTurn,
    /// A catastrophe has struck at some time.
    Catastrophe,
    /// The crisis ended with this ending.
    Ended(Id),
    /// The crisis ended with an ending of this category.
    EndedAs(Category),
    /// The aftermath has reached this item.
    Followed(Id),
}

/// Something that changes a crisis.
#[derive(Clone, Debug, Deserialize)]
pub enum Effect {
    /// Adds to a track; it stops at its ends. Range: −1,000,000,000 to 1,000,000,000.
    Change(Id, Number),
    /// Sets a track. Range: its own.
    SetTo(Id, Number),
    /// Makes a fact or posture true.
    Become(Id),
    /// Makes a fact or posture false.
    Cease(Id),
    /// Lets an audience see a fact or a track from now on.
    Reveal(Id, AudienceWord),
    /// Climbs to a rung, if below it. On a parallel ladder the acting actor climbs.
    Climb {
        /// Which ladder.
        ladder: Id,
        /// To which rung.
        to: Id,
        /// Who climbs, on a parallel ladder. Default: the acting actor.
        #[serde(default)]
        actor: Option<Id>,
    },
    /// Climbs by steps.
    ClimbBy {
        /// Which ladder.
        ladder: Id,
        /// How many rungs. Range: 1 to 48.
        steps: Number,
        /// Who climbs, on a parallel ladder. Default: the acting actor.
        #[serde(default)]
        actor: Option<Id>,
    },
    /// Descends to a rung, if above it. An absorbing rung cannot be left.
    Descend {
        /// Which ladder.
        ladder: Id,
        /// To which rung.
        to: Id,
        /// Who descends, on a parallel ladder. Default: the acting actor.
        #[serde(default)]
        actor: Option<Id>,
    },
    /// Descends by steps.
    DescendBy {
        /// Which ladder.
        ladder: Id,
        /// How many rungs. Range: 1 to 48.
        steps: Number,
        /// Who descends, on a parallel ladder. Default: the acting actor.
        #[serde(default)]
        actor: Option<Id>,
    },
    /// Sends a named offer.
    Offer(Id),
    /// Accepts a named offer that lies on the table.
    Accept(Id),
    /// Answers a named offer on the table with another; the first stands.
    Counter(Id, Id),
    /// Refuses a named offer that lies on the table.
    Refuse(Id),
    /// Withdraws a named offer of one's own.
    Withdraw(Id),
    /// Carries out an agreed term whose time is left to a move.
    CarryOut(Id),
    /// Declares a red line.
    Declare(Id),
    /// Answers a crossing of a red line by a deed.
    Answer(Id),
    /// Lets a crossing of a red line pass.
    LetPass(Id),
    /// Gives up a red line, or redraws it as another.
    Redraw(Id, Option<Id>),
    /// Says something about a red line of the other side.
    Say(Id, WordsWord),
    /// Adds to the conduct towards a red line. Not for words. Range: −100 to 100.
    Conduct(Id, Number),
    /// Gives a word that one can be held to.
    Commit(Id),
    /// Is released from a word without a price.
    Release(Id),
    /// Explains the open incident: both sides now know that it was not ordered.
    Explain,
    /// Answers the open incident, so that it does not climb.
    AnswerIncident,
    /// After so many turns, these. Range: 1 to 16.
    After(Number, Vec<Effect>),
    /// If the condition holds, the first list, else the second.
    When(Box<At<Condition>>, Vec<Effect>, #[serde(default)] Vec<Effect>),
    /// A draw: at odds in parts per 100,000 the first list, else the second.
    Chance {
        /// The label under which the draw is recorded.
        label: Id,
        /// Parts per 100,000. Range: 1 to 99,999.
        odds: Number,
        /// If it happens.
        then: Vec<Effect>,
        /// If it does not. Default: nothing.
        #[serde(default)]
        otherwise: Vec<Effect>,
    },
    /// Tells an audience something.
    Tell(AudienceWord, Text),
}
