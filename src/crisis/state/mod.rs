//! The state of a live crisis: whole numbers and bit sets, copied without the heap.
//!
//! Its fields are private to this folder, so that only `apply` can change them.

mod apply;
mod describe;
#[cfg(test)]
mod hidden;
mod term;

pub use term::{TermState, words_of};

pub(in crate::crisis) use apply::{Context, Hand, free_slot};

use super::condition::Eyes;
use crate::scenario::{
    model::{
        Actor, Audience, ChannelId, CommitmentId, CutData, CutId, Declared, DispositionId, EndingId, FactId, LadderId,
        Legs, LineData, LineId, MoveId, OfferId, RuleId, Scenario, TermId, TrackId, WordsWord, limits,
    },
    program::place::{self, flag},
};

/// No turn, no offer, no ending.
const NONE: u8 = u8::MAX;

/// Room for ladders, a power of two so that an index is kept in range at no cost.
const LADDERS: usize = limits::LADDERS.next_power_of_two();

/// A live crisis. It can be copied freely; only effects change it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crisis {
    turn: u8,
    ended: u8,
    /// The place of the cut that is played, or none.
    cut: u8,
    catastrophe: Catastrophe,
    incidents: [Incident; INCIDENTS],
    dispositions: [u8; 2],
    tracks: [i32; limits::TRACKS],
    /// Nearly everything that a condition asks, as bits: see `scenario::program::place`. Facts, who sees what, moves
    /// ordered and rules that happened stand here alone; the rest mirrors what stands elsewhere.
    bits: [u64; place::WORDS],
    rungs: [[u8; 2]; LADDERS],
    peaks: [u8; LADDERS],
    lines: [LineState; limits::LINES],
    offers: [LiveOffer; limits::LIVE_OFFERS],
    terms: Terms,
    commitments: [Commitment; limits::COMMITMENTS],
    scheduled: [Scheduled; limits::SCHEDULED],
    followed: u64,
}

/// Whether a catastrophe has struck.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Catastrophe {
    #[default]
    None,
    /// The coming turn is the last to stop.
    LastTurn,
    /// It was stopped, or is over.
    Struck,
}

/// So many incidents can wait for an answer at once.
const INCIDENTS: usize = 8;

/// An incident that waits for an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Incident {
    open: bool,
    answered: bool,
    explained: bool,
    /// The turn whose orders can answer it.
    due: u8,
    rule: RuleId,
}

impl Incident {
    const NONE: Self = Self { open: false, answered: false, explained: false, due: 0, rule: RuleId(0) };
}

/// Where an agreement stands, one bit a term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Terms {
    public: u32,
    secret: u32,
    leaked: u32,
    carried: u32,
    refused: u32,
    /// Whose word was broken: it stays so, whoever gives that word anew.
    broken: u32,
    /// Whose word another term has given anew.
    renewed: u32,
    /// Any that was ever agreed.
    agreed: u32,
}

/// A red line as it stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineState {
    /// What the other side says.
    pub words: WordsWord,
    /// Functional recognition, 0 to 100, from acts alone.
    pub conduct: u8,
    /// Whether it holds.
    pub in_force: bool,
    /// Whether it is declared.
    pub declared: bool,
    /// Whether it has been redrawn or given up.
    pub redrawn: bool,
    /// Whether it stands crossed.
    pub crossed: bool,
    /// Whether the owner knows of the crossing.
    pub known: bool,
    /// Whether the world has been shown the crossing.
    pub shown: bool,
    /// Whether the other side has been shown that the owner knows of the crossing.
    pub told: bool,
    /// How often it was crossed.
    pub crossings: u8,
    /// How often it was probed.
    pub probes: u8,
    /// How often a chance to cross it was not taken.
    pub respected: u8,
    /// How often a crossing was answered.
    pub answered: u8,
    /// How often a crossing was let pass.
    pub passed: u8,
    /// How often the world has seen one let pass.
    pub passes_shown: u8,
    /// How often the other side has seen one let pass.
    pub passes_told: u8,
    /// How often restraint was sold for a concession.
    pub sold: u8,
    /// How far it has faded, in percent.
    pub fade: u8,
    /// By how much conduct was moved by events that an actor, or last the world, does not know of. Range: −100 to 100.
    pub unseen: [i8; 3],
    /// The last turn on which an answer is due, plus one; 0 while none is due.
    window: u8,
    /// Whether the owner has answered it this turn.
    answered_now: bool,
    /// Whether the owner has said this turn that it lets the crossing pass.
    passing: bool,
}

impl LineState {
    /// The last turn on which an answer is due, while one is due.
    #[must_use]
    pub const fn window(&self) -> Option<u8> {
        self.window.checked_sub(1)
    }

    /// Conduct as these eyes know it: without what events showed of it that they do not know of. Range: 0 to 100.
    #[must_use]
    pub fn conduct_seen(&self, eyes: Eyes) -> u8 {
        let unseen = eyes.index().and_then(|eyes| self.unseen.get(eyes)).copied().unwrap_or(0);
        let seen = i16::from(self.conduct).saturating_sub(i16::from(unseen)).clamp(0, 100);
        u8::try_from(seen).unwrap_or(0)
    }
}

/// Where an offer stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum OfferStatus {
    /// There is none in this slot.
    #[default]
    Empty,
    /// On its way.
    InTransit,
    /// On the table.
    OnTable,
    /// Accepted.
    Accepted,
    /// Refused.
    Refused,
    /// Withdrawn.
    Withdrawn,
    /// Overtaken by a later one, or by what was agreed.
    Overtaken,
}

/// Which of the offers that are alive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Slot(pub u8);

impl Slot {
    /// The place among the live offers; out of range it is the last.
    #[must_use]
    pub const fn index(self) -> usize {
        let index = self.0 as usize;
        if index < limits::LIVE_OFFERS { index } else { limits::LIVE_OFFERS - 1 }
    }
}

/// An offer that has been made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LiveOffer {
    /// Where it stands.
    pub status: OfferStatus,
    /// Who made it.
    pub from: Actor,
    /// By which desk it travels.
    pub channel: ChannelId,
    /// Its legs.
    pub legs: Legs,
    /// The turn on which it was sent.
    pub sent: u8,
    /// The turn on which it arrives.
    pub arrives: u8,
    /// Its place among the named offers, or none.
    named: u8,
    /// Whether it is being accepted this turn.
    accepting: bool,
    /// Whether it ever reached the other side.
    pub arrived: bool,
}

impl Default for LiveOffer {
    fn default() -> Self {
        Self {
            status: OfferStatus::Empty,
            from: Actor::First,
            channel: ChannelId(0),
            legs: Legs::default(),
            sent: 0,
            arrives: 0,
            named: NONE,
            accepting: false,
            arrived: false,
        }
    }
}

impl LiveOffer {
    /// Which named offer it is, if it is one.
    #[must_use]
    pub const fn named(&self) -> Option<OfferId> {
        if self.named == NONE { None } else { Some(OfferId(self.named)) }
    }

    /// Whether it can still be answered or withdrawn.
    #[must_use]
    pub const fn alive(&self) -> bool {
        matches!(self.status, OfferStatus::InTransit | OfferStatus::OnTable)
    }
}

/// Where a commitment stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum CommitmentStatus {
    /// Not given.
    #[default]
    None,
    /// Given, and it can be kept or broken.
    Open,
    /// Kept.
    Kept,
    /// Broken.
    Broken,
    /// Released without a price.
    Released,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Commitment {
    status: CommitmentStatus,
    stake: i16,
}

/// What waits for its turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Waiting {
    Nothing,
    Block(crate::scenario::model::BlockId),
    Term(TermId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Scheduled {
    due: u8,
    what: Waiting,
    context: Context,
}

impl Crisis {
    /// The crisis before anything has happened.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        let mut crisis = Self {
            turn: 0,
            ended: NONE,
            cut: NONE,
            catastrophe: Catastrophe::None,
            incidents: [Incident::NONE; INCIDENTS],
            dispositions: [NONE; 2],
            tracks: [0; limits::TRACKS],
            bits: scenario.index.bits,
            rungs: [[0; 2]; LADDERS],
            peaks: [0; LADDERS],
            lines: [LineState::default(); limits::LINES],
            offers: [LiveOffer::default(); limits::LIVE_OFFERS],
            terms: Terms::default(),
            commitments: [Commitment::default(); limits::COMMITMENTS],
            scheduled: [Scheduled { due: 0, what: Waiting::Nothing, context: Context::START }; limits::SCHEDULED],
            followed: 0,
        };
        for (value, track) in crisis.tracks.iter_mut().zip(&scenario.tracks) {
            *value = track.start;
        }
        for ((rungs, peak), ladder) in crisis.rungs.iter_mut().zip(&mut crisis.peaks).zip(&scenario.ladders) {
            *rungs = [ladder.start; 2];
            *peak = ladder.start;
        }
        for (state, line) in crisis.lines.iter_mut().zip(&scenario.lines) {
            *state = fresh(line);
        }
        crisis
    }

    /// One bit, by its place: see `scenario::program::place`.
    #[inline]
    pub(in crate::crisis) const fn bit(&self, at: usize) -> bool {
        let word = at >> 6;
        word < place::WORDS && self.bits[word] >> (at & 63) & 1 != 0
    }

    /// One word of bits.
    #[inline]
    pub(in crate::crisis) const fn word(&self, word: usize) -> u64 {
        if word < place::WORDS { self.bits[word] } else { 0 }
    }

    /// Whether some offer can still be answered or withdrawn.
    #[inline]
    pub(in crate::crisis) const fn talking(&self) -> bool {
        self.bits[place::FLAGS] >> flag::ALIVE & 1 != 0
    }

    /// Whether something may wait for its turn.
    #[inline]
    pub(in crate::crisis) const fn waits(&self) -> bool {
        self.bits[place::FLAGS] >> flag::WAITING & 1 != 0
    }

    /// The turn, from 0.
    #[must_use]
    pub const fn turn(&self) -> usize {
        self.turn as usize
    }

    /// The cut that is played, if one is.
    #[must_use]
    pub const fn cut(&self) -> Option<CutId> {
        if self.cut == NONE { None } else { Some(CutId(self.cut)) }
    }

    /// As [`Crisis::cut`], with what the scenario says of it.
    #[must_use]
    pub fn cut_data<'s>(&self, scenario: &'s Scenario) -> Option<&'s CutData> {
        scenario.cuts.get(self.cut()?.index())
    }

    /// The last turn that it can come to, after which the turn limit ends it.
    #[must_use]
    pub fn last(&self, scenario: &Scenario) -> usize {
        self.cut_data(scenario).map_or_else(|| scenario.turns.len().saturating_sub(1), CutData::last)
    }

    /// Whether a turn is one of those that a cut lets pass as the record had it.
    #[must_use]
    pub fn passes(&self, scenario: &Scenario, turn: usize) -> bool {
        self.cut_data(scenario).is_some_and(|cut| !cut.keeps(turn))
    }

    /// Whether the turn that is open passes as the record had it. A last turn before a catastrophe never does: whether to stop
    /// it is for people to say.
    #[must_use]
    pub fn passing(&self, scenario: &Scenario) -> bool {
        !self.last_turn() && self.passes(scenario, self.turn())
    }

    /// The desks at which nobody orders on this turn of a cut, one bit each.
    #[inline]
    pub(in crate::crisis) fn unused_desks(&self, scenario: &Scenario) -> u8 {
        if self.cut == NONE {
            return 0;
        }
        let cut = self.cut_data(scenario).filter(|_| !self.passing(scenario));
        cut.map_or(0, |cut| !cut.desks)
    }

    /// The moves that the cut lets people choose from on this turn; none where that is all.
    #[inline]
    pub(in crate::crisis) fn choice<'s>(&self, scenario: &'s Scenario) -> Option<&'s [MoveId]> {
        if self.cut == NONE {
            return None;
        }
        self.cut_data(scenario).filter(|cut| cut.keeps(self.turn()))?.choice(self.turn())
    }

    /// Whether the cut does not leave a rule to chance.
    #[must_use]
    pub(in crate::crisis) fn is_sure(&self, scenario: &Scenario, rule: RuleId) -> bool {
        self.cut != NONE && self.cut_data(scenario).is_some_and(|cut| cut.sure.contains(&rule))
    }

    /// Whether the cut leaves a move out on this turn.
    #[inline]
    pub(in crate::crisis) fn leaves_out(&self, scenario: &Scenario, id: MoveId) -> bool {
        self.choice(scenario).is_some() && self.cut_data(scenario).is_some_and(|cut| !cut.admits(self.turn(), id))
    }

    /// How it ended, once it has.
    #[must_use]
    pub const fn ended(&self) -> Option<EndingId> {
        if self.ended == NONE { None } else { Some(EndingId(self.ended)) }
    }

    /// Whether a catastrophe has struck at some time.
    #[must_use]
    pub const fn catastrophe(&self) -> bool {
        !matches!(self.catastrophe, Catastrophe::None)
    }

    /// Whether this is the last turn to stop a catastrophe.
    #[must_use]
    pub const fn last_turn(&self) -> bool {
        matches!(self.catastrophe, Catastrophe::LastTurn)
    }

    /// The events that wait for an answer, the first to happen first, and whether each has been explained.
    pub fn incidents(&self) -> impl Iterator<Item = (RuleId, bool)> {
        self.incidents.iter().filter(|incident| incident.open).map(|incident| (incident.rule, incident.explained))
    }

    /// The actor's disposition, if the scenario has some.
    #[must_use]
    pub const fn disposition(&self, actor: Actor) -> Option<DispositionId> {
        let disposition = self.dispositions[actor.index()];
        if disposition == NONE { None } else { Some(DispositionId(disposition)) }
    }

    /// The value of a track.
    #[must_use]
    #[inline]
    pub const fn track(&self, track: TrackId) -> i32 {
        let index = track.index();
        if index < limits::TRACKS { self.tracks[index] } else { 0 }
    }

    /// Whether a fact or posture is true.
    #[must_use]
    #[inline]
    pub const fn fact(&self, fact: FactId) -> bool {
        self.bit(place::FACTS * 64 + fact.index())
    }

    /// Whether these eyes see the fact; 0 and 1 are the actors, 2 the world.
    #[must_use]
    #[inline]
    pub const fn sees_fact(&self, eyes: usize, fact: FactId) -> bool {
        self.bit((place::SEEN + 4 * (eyes % 3)) * 64 + fact.index())
    }

    /// Whether these eyes see the track; 0 and 1 are the actors, 2 the world.
    #[must_use]
    #[inline]
    pub const fn sees_track(&self, eyes: usize, track: TrackId) -> bool {
        self.bit((place::TRACKS_SEEN + 2 * (eyes % 3)) * 64 + track.index())
    }

    /// Who sees a track.
    #[must_use]
    pub fn track_audience(&self, track: TrackId) -> Audience {
        audience(|eyes| self.sees_track(eyes, track))
    }

    /// Who sees a fact.
    #[must_use]
    pub fn fact_audience(&self, fact: FactId) -> Audience {
        audience(|eyes| self.sees_fact(eyes, fact))
    }

    /// Whether the move has been ordered at some time.
    #[must_use]
    #[inline]
    pub const fn did(&self, id: MoveId) -> bool {
        self.bit(place::DID * 64 + id.index())
    }

    /// Whether the move is ordered this turn.
    #[must_use]
    pub const fn did_now(&self, id: MoveId) -> bool {
        self.bit(place::DID_NOW * 64 + id.index())
    }

    /// Whether the move was ordered the turn before.
    #[must_use]
    pub const fn did_last(&self, id: MoveId) -> bool {
        self.bit(place::DID_LAST * 64 + id.index())
    }

    /// Whether the rule has happened at some time.
    #[must_use]
    pub const fn happened(&self, id: RuleId) -> bool {
        self.bit(place::HAPPENED * 64 + id.index())
    }

    /// Whether the rule has happened this turn.
    #[must_use]
    pub const fn happened_now(&self, id: RuleId) -> bool {
        self.bit(place::HAPPENED_NOW * 64 + id.index())
    }

    /// The actor's rung; on a shared ladder both have the same.
    #[must_use]
    #[inline]
    pub const fn rung_of(&self, ladder: LadderId, actor: Actor) -> u8 {
        self.rungs[ladder.index() % LADDERS][actor.index()]
    }

    /// The ladder's rung; on a parallel ladder the higher of the two.
    #[must_use]
    #[inline]
    pub const fn rung(&self, ladder: LadderId) -> u8 {
        let [first, second] = self.rungs[ladder.index() % LADDERS];
        if first < second { second } else { first }
    }

    /// The highest rung so far.
    #[must_use]
    pub const fn peak(&self, ladder: LadderId) -> u8 {
        self.peaks[ladder.index() % LADDERS]
    }

    /// A red line as it stands.
    #[must_use]
    #[inline]
    pub const fn line(&self, line: LineId) -> &LineState {
        let index = line.index();
        &self.lines[if index < limits::LINES { index } else { limits::LINES - 1 }]
    }

    /// The offers, by slot; some may be empty.
    #[must_use]
    pub const fn offers(&self) -> &[LiveOffer; limits::LIVE_OFFERS] {
        &self.offers
    }

    /// One offer.
    #[must_use]
    pub const fn offer(&self, slot: Slot) -> &LiveOffer {
        &self.offers[slot.index()]
    }

    /// The slot of the named offer that was made last, if it was made.
    #[must_use]
    pub fn slot_of(&self, offer: OfferId) -> Option<Slot> {
        (0_u8..)
            .zip(&self.offers)
            .filter(|(_, live)| live.status != OfferStatus::Empty && live.named == offer.0)
            .max_by_key(|(_, live)| (live.alive(), live.sent))
            .map(|(slot, _)| Slot(slot))
    }

    /// Whether the named offer has been made.
    #[must_use]
    pub const fn sent(&self, offer: OfferId) -> bool {
        self.bits[place::SENT] >> (offer.0 & 63) & 1 != 0
    }

    /// Whether the named offer has been accepted.
    #[must_use]
    pub const fn accepted(&self, offer: OfferId) -> bool {
        self.bits[place::ACCEPTED] >> (offer.0 & 63) & 1 != 0
    }

    /// Whether the term is agreed.
    #[must_use]
    pub const fn agreed(&self, term: TermId) -> bool {
        bit(self.terms.agreed, term)
    }

    /// Whether any term is agreed.
    #[must_use]
    pub const fn any_agreement(&self) -> bool {
        self.terms.agreed != 0
    }

    /// Whether the term is agreed in public.
    #[must_use]
    pub const fn agreed_in_public(&self, term: TermId) -> bool {
        bit(self.terms.public, term)
    }

    /// Whether the world knows that the term is agreed: it was agreed in public, or has leaked.
    #[must_use]
    pub const fn known_agreed(&self, term: TermId) -> bool {
        bit(self.terms.public | self.terms.leaked, term)
    }

    /// Whether the term is agreed in secret and has not leaked.
    #[must_use]
    pub const fn agreed_in_secret(&self, term: TermId) -> bool {
        bit(self.terms.secret & !self.terms.leaked & !self.terms.public, term)
    }

    /// Whether a secret leg with the term has leaked.
    #[must_use]
    pub const fn leaked(&self, term: TermId) -> bool {
        bit(self.terms.leaked, term)
    }

    /// Whether the term has been carried out.
    #[must_use]
    pub const fn carried_out(&self, term: TermId) -> bool {
        bit(self.terms.carried, term)
    }

    /// Whether a party refused its consent.
    #[must_use]
    pub const fn consent_refused(&self, term: TermId) -> bool {
        bit(self.terms.refused, term)
    }

    /// Where a commitment stands, and its stake.
    #[must_use]
    pub const fn commitment(&self, id: CommitmentId) -> (CommitmentStatus, i16) {
        let commitment = self.commitments[id.index() % limits::COMMITMENTS];
        (commitment.status, commitment.stake)
    }

    /// Whether the aftermath has reached this item.
    #[must_use]
    pub const fn followed(&self, id: crate::scenario::model::AftermathId) -> bool {
        self.followed >> (id.0 & 63) & 1 != 0
    }
}

fn fresh(line: &LineData) -> LineState {
    LineState {
        words: line.words,
        conduct: line.conduct.start,
        in_force: line.declared == Declared::Private,
        ..LineState::default()
    }
}

const fn bit(set: u32, term: TermId) -> bool {
    set >> (term.0 & 31) & 1 != 0
}

fn audience(sees: impl Fn(usize) -> bool) -> Audience {
    let mut audience = Audience::NOBODY;
    for actor in Actor::BOTH {
        if sees(actor.index()) {
            audience = audience.and(Audience::only(actor));
        }
    }
    if sees(2) { Audience::WORLD.and(audience) } else { audience }
}
