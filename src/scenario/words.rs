//! The one closed vocabulary of conditions and effects, as an author writes it.
//!
//! The doc comments here are part of the format reference.

use serde::Deserialize;

use super::{
    format::{
        ActorId, AftermathId, AudienceWord, Category, CommitmentId, DispositionId, EndingId, FactId, HappeningId,
        LabelId, LadderId, LineId, MoveId, Number, OfferId, RungId, SeenId, SizeWord, TermId, Text, TrackId, WordsWord,
    },
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
    Fact(FactId),
    /// The track stands at this value or above. Range: −1,000,000,000 to 1,000,000,000.
    TrackAtLeast(TrackId, Number),
    /// The track stands at this value or below. Range: −1,000,000,000 to 1,000,000,000.
    TrackAtMost(TrackId, Number),
    /// The first track stands above the second.
    TrackAbove(TrackId, TrackId),
    /// The ladder's rung (on a parallel ladder, the higher of the two) is this one or above.
    RungAtLeast(LadderId, RungId),
    /// The ladder's rung (on a parallel ladder, the higher of the two) is this one or below.
    RungAtMost(LadderId, RungId),
    /// The actor's own rung on the ladder is this one or above.
    OwnRungAtLeast(ActorId, LadderId, RungId),
    /// The ladder's rung has at some time been this one or above.
    PeakAtLeast(LadderId, RungId),
    /// The actor climbed the ladder by an act of its own on an earlier turn than the other actor ever did. First on one turn, neither is. Told when a turn is over: at its endings, and from the next opening on.
    EscalatedFirst(LadderId, ActorId),
    /// The turn is this one or later. Range: 0 to the last turn.
    TurnAtLeast(Number),
    /// The turn is this one or earlier. Range: 0 to the last turn.
    TurnAtMost(Number),
    /// This is the last turn that can be played: of the scenario or, where a cut is played, of the cut.
    TurnLimit,
    /// The move has been ordered at some time, this turn included.
    Did(MoveId),
    /// The move is ordered this turn.
    DidNow(MoveId),
    /// The move was ordered the turn before.
    DidLast(MoveId),
    /// The actor has ordered at some time a deed with an escalation above 0 and no `through`.
    ActedDirectly(ActorId),
    /// The actor has ordered at some time a deed with an escalation above 0 through a party.
    ActedByProxy(ActorId),
    /// The actor orders such a deed without `through` this turn.
    ActedDirectlyNow(ActorId),
    /// The actor orders such a deed through a party this turn.
    ActedByProxyNow(ActorId),
    /// The event, party rule (as "party.rule") or drift has happened at some time.
    Happened(HappeningId),
    /// It happened this turn.
    HappenedNow(HappeningId),
    /// The named offer has been sent.
    Sent(OfferId),
    /// The named offer lies on the table.
    OnTable(OfferId),
    /// The named offer is on its way.
    InTransit(OfferId),
    /// The named offer was accepted.
    Accepted(OfferId),
    /// Some offer of the actor lies on the table.
    AnyOnTable(ActorId),
    /// Some offer of the actor is on its way. Nobody but the actor sees it.
    AnyInTransit(ActorId),
    /// Some agreement has been made.
    AnyAgreement,
    /// The term is agreed. In a verdict that counts as the world saw it, one that was agreed in secret holds once it has leaked.
    Agreed(TermId),
    /// The term is agreed in public. One that was agreed in secret and has leaked is `Leaked`.
    AgreedInPublic(TermId),
    /// The term is agreed in secret and has not leaked.
    AgreedInSecret(TermId),
    /// The term has been carried out.
    CarriedOut(TermId),
    /// The term was agreed in secret and has leaked.
    Leaked(TermId),
    /// The term was agreed, and a party refused its consent.
    ConsentRefused(TermId),
    /// The line stands crossed.
    Crossed(LineId),
    /// The line has been crossed at some time.
    EverCrossed(LineId),
    /// The owner knows that the line was crossed.
    CrossingKnown(LineId),
    /// An answer to a crossing of the line is due.
    WindowOpen(LineId),
    /// A crossing of the line has been answered.
    Answered(LineId),
    /// A crossing of the line has been let pass.
    LetPass(LineId),
    /// The line is declared.
    Declared(LineId),
    /// The line has been redrawn or given up.
    Redrawn(LineId),
    /// Conduct towards the line stands at this value or above. Range: 0 to 100.
    ConductAtLeast(LineId, Number),
    /// The other side's words about the line are these.
    WordsAre(LineId, WordsWord),
    /// The commitment is open.
    Committed(CommitmentId),
    /// The commitment was kept.
    Kept(CommitmentId),
    /// The commitment was broken.
    Broken(CommitmentId),
    /// The actor's disposition is this one.
    Disposition(DispositionId),
    /// An incident waits for an answer.
    IncidentOpen,
    /// An incident that this actor's forces caused waits for an answer.
    IncidentOf(ActorId),
    /// A catastrophe has struck, and this is the last turn to stop.
    LastTurn,
    /// A catastrophe has struck at some time.
    Catastrophe,
    /// The crisis ended with this ending.
    Ended(EndingId),
    /// The crisis ended with an ending of this category.
    EndedAs(Category),
    /// The aftermath has reached this item.
    Followed(AftermathId),
}

/// Something that changes a crisis.
#[derive(Clone, Debug, Deserialize)]
pub enum Effect {
    /// Adds to a track; it stops at its ends. Range: −1,000,000,000 to 1,000,000,000.
    Change(TrackId, Number),
    /// Raises a track by a size, which the scenario's `sizes` turn into a number; it stops at its end.
    Raise(TrackId, At<SizeWord>),
    /// Lowers a track by a size, which the scenario's `sizes` turn into a number; it stops at its end.
    Lower(TrackId, At<SizeWord>),
    /// Sets a track. Range: its own.
    SetTo(TrackId, Number),
    /// Makes a fact or posture true.
    Become(FactId),
    /// Makes a fact or posture false.
    Cease(FactId),
    /// Lets an audience see a fact or a track from now on.
    Reveal(SeenId, AudienceWord),
    /// Climbs to a rung, if below it. On a parallel ladder the acting actor climbs.
    Climb {
        /// Which ladder.
        ladder: LadderId,
        /// To which rung.
        to: RungId,
        /// Who climbs, on a parallel ladder. Default: the acting actor.
        #[serde(default)]
        actor: Option<ActorId>,
    },
    /// Climbs by steps.
    ClimbBy {
        /// Which ladder.
        ladder: LadderId,
        /// How many rungs. Range: 1 to 48.
        steps: Number,
        /// Who climbs, on a parallel ladder. Default: the acting actor.
        #[serde(default)]
        actor: Option<ActorId>,
    },
    /// Descends to a rung, if above it. An absorbing rung cannot be left.
    Descend {
        /// Which ladder.
        ladder: LadderId,
        /// To which rung.
        to: RungId,
        /// Who descends, on a parallel ladder. Default: the acting actor.
        #[serde(default)]
        actor: Option<ActorId>,
    },
    /// Descends by steps.
    DescendBy {
        /// Which ladder.
        ladder: LadderId,
        /// How many rungs. Range: 1 to 48.
        steps: Number,
        /// Who descends, on a parallel ladder. Default: the acting actor.
        #[serde(default)]
        actor: Option<ActorId>,
    },
    /// Sends a named offer.
    Offer(OfferId),
    /// Accepts a named offer that lies on the table.
    Accept(OfferId),
    /// Answers a named offer on the table with another; the first stands.
    Counter(OfferId, OfferId),
    /// Refuses a named offer that lies on the table.
    Refuse(OfferId),
    /// Withdraws a named offer of one's own.
    Withdraw(OfferId),
    /// Carries out an agreed term whose time is left to a move.
    CarryOut(TermId),
    /// Tells the world of a term that is agreed in secret: from then on it is `Leaked`, and whoever did it has told it. What a leak by chance brings about (`leaked`) does not happen; say here what telling it costs.
    Disclose(TermId),
    /// Declares a red line.
    Declare(LineId),
    /// Answers a crossing of a red line by a deed, and adds to the danger what the line's `answer_danger` says.
    Answer(LineId),
    /// Lets a crossing of a red line pass.
    LetPass(LineId),
    /// Gives up a red line, or redraws it as another.
    Redraw(LineId, Option<LineId>),
    /// Says something about a red line of the other side.
    Say(LineId, WordsWord),
    /// Adds to the conduct towards a red line. Not for words. Range: −100 to 100.
    Conduct(LineId, Number),
    /// Raises the conduct towards a red line by a size, which the scenario's `sizes` turn into a number. Not for words.
    Respect(LineId, At<SizeWord>),
    /// Lowers the conduct towards a red line by a size, which the scenario's `sizes` turn into a number. Not for words.
    Disregard(LineId, At<SizeWord>),
    /// Gives a word that one can be held to.
    Commit(CommitmentId),
    /// Is released from a word without a price.
    Release(CommitmentId),
    /// Explains the open incidents of one's own forces: both sides now know that they were not ordered. An event, which is nobody's, explains those of both.
    Explain,
    /// Answers the open incidents, so that they do not climb.
    AnswerIncident,
    /// After so many turns, these. Range: 1 to 16.
    After(Number, Vec<Effect>),
    /// If the condition holds, the first list, else the second.
    When(Box<At<Condition>>, Vec<Effect>, #[serde(default)] Vec<Effect>),
    /// A draw: at odds in parts per 100,000 the first list, else the second.
    Chance {
        /// The label under which the draw is recorded.
        label: LabelId,
        /// What it is a chance of, in a few words such as "a leak to the papers", for those who see it. Default: the label,
        /// without its hyphens.
        title: Option<Text>,
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
