//! What one actor, or the world, may know of a crisis.
//!
//! A view borrows the crisis and hands out only what its eyes see. Screens, policies and browsers hold views.

use super::{
    condition::{Eyes, holds, knows_of, passes_seen, sees_crossing, shown, shown_as},
    legal::{self, Refusal},
    open::Open,
    order::{Act, Order},
    record::{Cause, Entry, Record, What},
    state::{CommitmentStatus, Crisis, LiveOffer, OfferStatus, Slot, TermState},
};
use crate::scenario::model::{
    Actor, ChannelId, CommitmentId, Condition, CutData, DispositionId, Effect, EndingId, FactId, LadderId, LineId,
    MoveData, MoveId, Owner, PartyId, RuleId, RuleKind, Scenario, TermId, TrackId, WordsWord,
};
use crate::scenario::program::place;

/// A crisis through one pair of eyes.
#[derive(Clone, Copy, Debug)]
pub struct View<'a> {
    scenario: &'a Scenario,
    crisis: &'a Crisis,
    eyes: Eyes,
}

/// A red line as these eyes see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LineView {
    /// What the other side says.
    pub words: WordsWord,
    /// Conduct as far as these eyes can tell, 0 to 100.
    pub conduct: u8,
    /// Whether it holds.
    pub in_force: bool,
    /// Whether it is declared.
    pub declared: bool,
    /// Whether it stands crossed, as far as these eyes can tell.
    pub crossed: bool,
    /// How often it was crossed, as far as these eyes can tell.
    pub crossings: u8,
    /// How often it was probed, as far as these eyes can tell.
    pub probes: u8,
    /// The last turn on which an answer is due; the owner alone sees it.
    pub window: Option<u8>,
    /// How far it has faded, in percent.
    pub fade: u8,
}

/// Everything that one pair of eyes sees, as values that can be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// The turn.
    pub turn: usize,
    /// How it ended.
    pub ended: Option<EndingId>,
    /// The tracks, where seen.
    pub tracks: Vec<Option<i32>>,
    /// The facts, where seen.
    pub facts: Vec<Option<bool>>,
    /// The rungs of both actors on each ladder.
    pub rungs: Vec<[u8; 2]>,
    /// The red lines, where seen.
    pub lines: Vec<Option<LineView>>,
    /// The offers that are seen.
    pub offers: Vec<LiveOffer>,
    /// The terms agreed, where seen.
    pub agreed: Vec<bool>,
    /// The commitments, where seen.
    pub commitments: Vec<Option<(CommitmentStatus, i16)>>,
    /// One's own disposition.
    pub disposition: Option<DispositionId>,
    /// The incidents that wait for an answer, and whether one knows that nobody ordered each.
    pub incidents: Vec<(RuleId, bool)>,
    /// What may be ordered; of offers, by their place among those that are seen.
    pub acts: Vec<Act>,
}

impl<'a> View<'a> {
    /// The view of an actor.
    #[must_use]
    pub const fn of(scenario: &'a Scenario, crisis: &'a Crisis, actor: Actor) -> Self {
        Self { scenario, crisis, eyes: Eyes::Actor(actor) }
    }

    /// The view of the world.
    #[must_use]
    pub const fn of_world(scenario: &'a Scenario, crisis: &'a Crisis) -> Self {
        Self { scenario, crisis, eyes: Eyes::World }
    }

    /// Whose view it is; the world's is no one's.
    #[must_use]
    pub const fn actor(&self) -> Option<Actor> {
        match self.eyes {
            Eyes::Actor(actor) => Some(actor),
            Eyes::Truth | Eyes::World => None,
        }
    }

    /// The scenario, which both sides know.
    #[must_use]
    pub const fn scenario(&self) -> &'a Scenario {
        self.scenario
    }

    /// The turn, from 0.
    #[must_use]
    pub const fn turn(&self) -> usize {
        self.crisis.turn()
    }

    /// The cut that is played, if one is.
    #[must_use]
    pub fn cut(&self) -> Option<&'a CutData> {
        self.crisis.cut_data(self.scenario)
    }

    /// The last turn that the crisis can come to.
    #[must_use]
    pub fn last(&self) -> usize {
        self.crisis.last(self.scenario)
    }

    /// Whether nobody orders on a desk in the cut that is played.
    #[must_use]
    pub fn unused(&self, channel: ChannelId) -> bool {
        self.crisis.unused_desks(self.scenario) >> (channel.0 & 7) & 1 != 0
    }

    /// How it ended, once it has.
    #[must_use]
    pub const fn ended(&self) -> Option<EndingId> {
        self.crisis.ended()
    }

    /// Whether this is the last turn to stop a catastrophe.
    #[must_use]
    pub const fn last_turn(&self) -> bool {
        self.crisis.last_turn()
    }

    /// The value of a track, where these eyes see it: that of their estimate while they see one in its place.
    #[must_use]
    pub fn track(&self, track: TrackId) -> Option<i32> {
        shown(self.scenario, self.crisis, track, self.eyes).map(|shown| self.crisis.track(shown))
    }

    /// Whether these eyes see an estimate in a track's place.
    #[must_use]
    pub fn estimates(&self, track: TrackId) -> bool {
        shown(self.scenario, self.crisis, track, self.eyes).is_some_and(|shown| shown != track)
    }

    /// The track under whose name these eyes see a track move: what it stands in place of, if it is their estimate.
    #[must_use]
    pub fn shown_as(&self, track: TrackId) -> Option<TrackId> {
        shown_as(self.scenario, self.crisis, track, self.eyes)
    }

    /// Whether a fact is true, where these eyes see it.
    #[must_use]
    pub fn fact(&self, fact: FactId) -> Option<bool> {
        let sees = self.eyes.index().is_none_or(|eyes| self.crisis.sees_fact(eyes, fact));
        sees.then(|| self.crisis.fact(fact))
    }

    /// The rung of a ladder; on a parallel ladder the higher of the two.
    #[must_use]
    pub const fn rung(&self, ladder: LadderId) -> u8 {
        self.crisis.rung(ladder)
    }

    /// An actor's rung.
    #[must_use]
    pub const fn rung_of(&self, ladder: LadderId, actor: Actor) -> u8 {
        self.crisis.rung_of(ladder, actor)
    }

    /// The highest rung so far.
    #[must_use]
    pub const fn peak(&self, ladder: LadderId) -> u8 {
        self.crisis.peak(ladder)
    }

    /// Whether a condition holds, as far as these eyes can see.
    #[must_use]
    pub fn holds(&self, condition: &Condition) -> bool {
        holds(self.scenario, self.crisis, condition, self.eyes)
    }

    /// A red line, where these eyes see it: a private line is its owner's alone until it is declared.
    #[must_use]
    pub fn line(&self, line: LineId) -> Option<LineView> {
        let data = &self.scenario.lines[line.index()];
        let state = self.crisis.line(line);
        let owner = match (data.owner, self.eyes) {
            (Owner::Actor(owner), Eyes::Actor(actor)) => owner == actor,
            (Owner::Party(_), _) | (Owner::Actor(_), Eyes::Truth | Eyes::World) => false,
        };
        if !owner && !state.declared && self.eyes != Eyes::Truth {
            return None;
        }
        let knows = sees_crossing(self.scenario, self.crisis, line, self.eyes);
        let untouched = state.crossings == 0 && !state.crossed;
        // What was let pass unseen fades nothing in these eyes.
        let fade = if owner || self.eyes == Eyes::Truth {
            state.fade
        } else {
            data.fade.saturating_mul(passes_seen(self.scenario, self.crisis, line, self.eyes)).min(100)
        };
        Some(LineView {
            words: state.words,
            conduct: if knows || untouched { state.conduct_seen(self.eyes) } else { data.conduct.start },
            in_force: state.in_force || state.fade == 100 && fade < 100 && !state.redrawn,
            declared: state.declared,
            crossed: state.crossed && knows,
            crossings: if knows { state.crossings } else { 0 },
            probes: if knows || untouched { state.probes } else { 0 },
            window: if owner { state.window() } else { None },
            fade,
        })
    }

    /// The offers that these eyes see, by slot.
    pub fn offers(&self) -> impl Iterator<Item = (Slot, &'a LiveOffer)> + use<'a> {
        let (scenario, eyes) = (self.scenario, self.eyes);
        (0_u8..).map(Slot).zip(self.crisis.offers()).filter(move |(_, offer)| {
            offer.status != OfferStatus::Empty
                && match eyes {
                    Eyes::Truth => true,
                    Eyes::Actor(actor) => offer.from == actor || offer.arrived,
                    Eyes::World => offer.arrived && scenario.channels[offer.channel.index()].audience.world(),
                }
        })
    }

    /// Whether a term is agreed, as far as these eyes can see.
    #[must_use]
    pub fn agreed(&self, term: TermId) -> bool {
        match self.eyes {
            Eyes::World => self.crisis.known_agreed(term),
            Eyes::Truth | Eyes::Actor(_) => self.crisis.agreed(term),
        }
    }

    /// Whether an agreed term was promised in secret, and has leaked.
    #[must_use]
    pub const fn leaked(&self, term: TermId) -> bool {
        self.crisis.leaked(term)
    }

    /// Whether an agreed term is still secret; the world never knows.
    #[must_use]
    pub fn agreed_in_secret(&self, term: TermId) -> bool {
        self.eyes != Eyes::World && self.crisis.agreed_in_secret(term)
    }

    /// How a term that was agreed stands; none where it was not agreed, or not to one's knowledge.
    #[must_use]
    pub fn term_state(&self, term: TermId) -> Option<TermState> {
        let status = |id| self.commitment(id).map(|(status, _)| status);
        self.agreed(term).then(|| self.crisis.term_state(self.scenario, term, self.eyes, status))
    }

    /// A commitment and its stake, where these eyes see it.
    #[must_use]
    pub fn commitment(&self, id: CommitmentId) -> Option<(CommitmentStatus, i16)> {
        let data = &self.scenario.commitments[id.index()];
        let sees = self.eyes.index().is_none_or(|eyes| data.audience.has(eyes) || data.owner.index() == eyes);
        sees.then(|| self.crisis.commitment(id))
    }

    /// One's own disposition.
    #[must_use]
    pub fn disposition(&self) -> Option<DispositionId> {
        self.actor().and_then(|actor| self.crisis.disposition(actor))
    }

    /// The incidents that wait for an answer, the first to happen first, and whether one knows that nobody ordered each:
    /// the side whose forces did it knows, the other takes it for an order until it is explained.
    pub fn incidents(&self) -> impl Iterator<Item = (RuleId, bool)> {
        self.crisis.incidents().map(|(rule, explained)| {
            let data = &self.scenario.rules[rule.index()];
            let own = self.actor().is_some() && data.unordered == self.actor();
            (rule, explained || own || self.eyes == Eyes::Truth)
        })
    }

    /// What may be ordered, moves by desk, then answers to offers.
    #[must_use]
    pub fn acts(&self) -> Vec<Act> {
        self.actor().map_or_else(Vec::new, |actor| legal::acts(self.scenario, self.crisis, actor))
    }

    /// As [`View::acts`], as sets.
    #[must_use]
    pub fn open(&self) -> Open<'a> {
        match self.actor() {
            Some(actor) => legal::all_open(self.scenario, self.crisis, actor),
            None => Open::none(&[]),
        }
    }

    /// Says whether an act goes with whatever else is ordered.
    #[must_use]
    #[inline]
    pub(crate) fn goes_with_all(&self, act: Act) -> bool {
        legal::goes_with_all(self.scenario, act)
    }

    /// Says whether an act that is open goes with the rest of an order.
    #[must_use]
    pub(crate) fn fits(&self, order: &Order, act: Act) -> bool {
        legal::fits(self.scenario, self.crisis, order, act).is_ok()
    }

    /// The moves whose turn it is, refused or not.
    #[must_use]
    pub fn candidates(&self) -> &'a [MoveId] {
        self.actor().map_or(&[], |actor| legal::candidates(self.scenario, self.crisis, actor))
    }

    /// Whether candidates are to be shown that are refused: not on a turn for which a cut names the moves, since what
    /// there is to read is then counted.
    #[must_use]
    pub fn shows_refused(&self) -> bool {
        self.crisis.choice(self.scenario).is_none()
    }

    /// Says whether an act may be added to an order.
    ///
    /// # Errors
    /// The first refusal that applies.
    pub fn check(&self, order: &Order, act: Act) -> Result<(), Refusal> {
        self.actor().map_or(Err(Refusal::NotYours), |actor| legal::check(self.scenario, self.crisis, actor, order, act))
    }

    /// Says whether a whole order may be sent.
    ///
    /// # Errors
    /// The act that is refused, if it is one, and why.
    pub fn check_whole(&self, order: &Order) -> Result<(), (Option<Act>, Refusal)> {
        self.actor().map_or(Err((None, Refusal::NotYours)), |actor| {
            legal::check_whole(self.scenario, self.crisis, actor, order)
        })
    }

    /// The desk that an act takes up.
    #[must_use]
    pub fn channel_of(&self, act: Act) -> crate::scenario::model::ChannelId {
        act.channel(self.scenario, self.crisis)
    }

    /// A crisis that these eyes could not tell from the one that stands: what they see is as it is, and all that they
    /// do not see is as in a guess. The world imagines nothing, and gets its guess back.
    #[must_use]
    pub fn imagine(&self, guess: &Crisis) -> Crisis {
        self.actor().map_or(*guess, |actor| Crisis::imagined(self.scenario, self.crisis, guess, actor))
    }

    /// The moves that were seen to be ordered the turn before, by whomever.
    pub fn did_last(&self) -> impl Iterator<Item = MoveId> {
        let view = *self;
        (0..place::DID_NOW - place::DID).flat_map(move |word| {
            let seen = view.eyes.index().map_or(u64::MAX, |eyes| view.scenario.index.moves_seen[eyes].words()[word]);
            let mut left = view.crisis.word(place::DID_LAST + word) & seen;
            std::iter::from_fn(move || {
                let at = left.trailing_zeros() as usize;
                left &= left.wrapping_sub(1);
                (at < 64).then(|| MoveId::new(word * 64 + at))
            })
        })
    }

    /// The letters of an actor that were read the turn before, by the moves that sent them.
    pub fn read_last(&self, from: Actor) -> impl Iterator<Item = MoveId> + use<'a> {
        let scenario = self.scenario;
        let turn = self.crisis.turn();
        let read = self.offers().filter(move |(_, offer)| {
            offer.from == from && offer.sent < offer.arrives && usize::from(offer.arrives) + 1 == turn
        });
        read.filter_map(|(_, offer)| offer.named()).filter_map(move |named| {
            let sends = |effect: &Effect| effect.sends() == Some(named);
            let by =
                |data: &MoveData| data.actor == from && data.effects.iter().any(|effect| effect.has(|_| None, sends));
            scenario.moves.iter().position(by).map(MoveId::new)
        })
    }

    /// What a party can come to do on this turn by its own rules, and of each whether those who speak for the party may
    /// be told of it: its conditions hold by what these eyes see. What something else has to bring about first is not named
    /// before it has come, since its words would tell what may come.
    pub fn acts_of(&self, party: PartyId) -> impl Iterator<Item = (RuleId, bool)> + use<'a> {
        let (view, turn) = (*self, self.turn());
        let rules = self.scenario.rules.iter().enumerate().map(|(at, rule)| (RuleId::new(at), rule));
        rules
            .filter(move |(_, rule)| rule.kind == RuleKind::Party(party) && 0 < rule.odds)
            .filter(move |(_, rule)| usize::from(rule.turns.0) <= turn && turn <= usize::from(rule.turns.1))
            .filter(move |(id, rule)| rule.repeat || !view.crisis.happened(*id))
            .map(move |(id, rule)| (id, view.holds(&rule.when)))
    }

    /// The odds of an incident and of a catastrophe this turn if the rung stays, in parts per 100,000,
    /// as the published hazards of the rung alone say: what scales them may be hidden.
    #[must_use]
    pub fn hazards(&self) -> (u32, u32) {
        let mut hazards = (0, 0);
        for (at, ladder) in self.scenario.ladders.iter().enumerate() {
            let rung = &ladder.rungs[usize::from(self.rung(LadderId::new(at)))];
            hazards = (hazards.0.max(rung.incident), hazards.1.max(rung.catastrophe));
        }
        hazards
    }

    /// The entries of a record that these eyes may know. The cause of a change that they see is hidden
    /// when they may not know it.
    pub fn entries<'r>(&self, record: &'r Record) -> impl Iterator<Item = (&'r Entry, bool)> + use<'r, 'a> {
        let view = *self;
        record.entries.iter().filter_map(move |entry| match view.eyes.index() {
            None => Some((entry, true)),
            Some(eyes) => entry.audience.has(eyes).then(|| (entry, view.knows_cause(entry))),
        })
    }

    /// Whether these eyes may know what brought an entry about.
    fn knows_cause(&self, entry: &Entry) -> bool {
        let Some(eyes) = self.eyes.index() else { return true };
        // That an event happened is not the same as why.
        let itself =
            matches!(entry.cause, Cause::Rule(_) | Cause::Incident(_)) && matches!(entry.what, What::Happened(_));
        itself || knows_of(self.scenario, self.crisis, entry.cause, eyes)
    }

    /// What these eyes are told of an event, if they know of it at all.
    #[must_use]
    pub fn told_of(&self, rule: RuleId) -> Option<&'a str> {
        self.scenario.rules[rule.index()].told(self.eyes.index())
    }

    /// Everything that these eyes see, as values that can be compared.
    #[must_use]
    pub fn seen(&self) -> Seen {
        let scenario = self.scenario;
        // A slot counts offers that are not seen as well.
        let (slots, offers): (Vec<Slot>, Vec<LiveOffer>) = self.offers().map(|(slot, offer)| (slot, *offer)).unzip();
        let named = |slot: Slot| {
            let place = slots.iter().position(|other| *other == slot);
            place.and_then(|place| u8::try_from(place).ok()).map_or(slot, Slot)
        };
        let named = |act: Act| match act {
            Act::Accept(slot) => Act::Accept(named(slot)),
            Act::Refuse(slot) => Act::Refuse(named(slot)),
            Act::Withdraw(slot) => Act::Withdraw(named(slot)),
            Act::Counter(slot, legs) => Act::Counter(named(slot), legs),
            Act::Do(_) | Act::Offer(..) => act,
        };
        Seen {
            turn: self.turn(),
            ended: self.ended(),
            tracks: (0..scenario.tracks.len()).map(|at| self.track(TrackId::new(at))).collect(),
            facts: (0..scenario.facts.len()).map(|at| self.fact(FactId::new(at))).collect(),
            rungs: (0..scenario.ladders.len())
                .map(|at| Actor::BOTH.map(|actor| self.rung_of(LadderId::new(at), actor)))
                .collect(),
            lines: (0..scenario.lines.len()).map(|at| self.line(LineId::new(at))).collect(),
            offers,
            agreed: (0..scenario.terms.len()).map(|at| self.agreed(TermId::new(at))).collect(),
            commitments: (0..scenario.commitments.len()).map(|at| self.commitment(CommitmentId::new(at))).collect(),
            disposition: self.disposition(),
            incidents: self.incidents().collect(),
            acts: self.acts().into_iter().map(named).collect(),
        }
    }
}
