//! Applies effects: the only file that changes a crisis.
//!
//! Every change of a number carries its cause into the record.

use super::{
    Catastrophe, Commitment, CommitmentStatus, Crisis, Incident, LiveOffer, NONE, OfferStatus, Scheduled, Slot,
    Waiting, bit,
};
use crate::{
    crisis::{
        chance::{Dice, Label},
        condition::{Eyes, holds, runs},
        record::{Cause, DrawResult, Drawn, Entry, LineEvent, Sink, Step, What},
    },
    scenario::model::{
        Actor, AftermathId, Audience, Carry, ChannelId, CommitmentId, DispositionId, Effect, EndingId, FactId,
        LadderId, LadderKind, Legs, LineId, MoveId, OfferId, Owner, RuleId, Scenario, TermId, TrackId, WordsWord,
        limits,
    },
    scenario::program::place,
};

/// On whose behalf and in which step effects are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::crisis) struct Context {
    /// Whose act it is, if it is one's.
    pub(in crate::crisis) actor: Option<Actor>,
    /// What brought it about.
    pub(in crate::crisis) cause: Cause,
    /// In which step.
    pub(in crate::crisis) step: Step,
}

impl Context {
    pub(super) const START: Self = Self { actor: None, cause: Cause::Start, step: Step::Opening };
}

/// Everything that applying needs besides the crisis.
pub(in crate::crisis) struct Hand<'a, D, S> {
    pub(in crate::crisis) scenario: &'a Scenario,
    pub(in crate::crisis) dice: &'a mut D,
    pub(in crate::crisis) sink: &'a mut S,
}

/// How much standing is won back when a word is kept: the stake over this.
const KEPT_SHARE: i32 = 4;

/// How much danger a crossing answered by a deed adds.
/// Source: our judgement; an answer is the move that Kahn (1965) calls a rung's "escalation by compounding".
const ANSWER_DANGER: i32 = 4;

impl Crisis {
    fn note<D, S: Sink>(&self, hand: &mut Hand<'_, D, S>, context: Context, audience: Audience, what: What) {
        if S::ON {
            hand.sink.take(Entry { turn: self.turn, step: context.step, cause: context.cause, audience, what });
        }
    }

    /// Records a draw that was made.
    pub(in crate::crisis) fn drew<D, S: Sink>(
        &self,
        hand: &mut Hand<'_, D, S>,
        context: Context,
        audience: Audience,
        drawn: Drawn,
    ) {
        self.note(hand, context, audience, What::Drew(drawn));
    }

    #[inline]
    const fn set_bit(&mut self, from: usize, index: usize, on: bool) {
        let word = from + (index >> 6);
        if word < place::WORDS {
            if on {
                self.bits[word] |= 1 << (index & 63);
            } else {
                self.bits[word] &= !(1 << (index & 63));
            }
        }
    }

    /// A yes-or-no draw, recorded. Nothing is drawn when the odds are 0 or certain.
    pub(in crate::crisis) fn chance<D: Dice, S: Sink>(
        &self,
        hand: &mut Hand<'_, D, S>,
        context: Context,
        audience: Audience,
        label: Label,
        odds: u32,
    ) -> bool {
        if odds == 0 {
            return false;
        }
        if 100_000 <= odds {
            return true;
        }
        let happened = hand.dice.chance(label, odds);
        self.drew(hand, context, audience, Drawn { label, odds, result: DrawResult::Happened(happened) });
        happened
    }

    /// Applies a list of effects in order.
    pub(in crate::crisis) fn apply<D: Dice, S: Sink>(
        &mut self,
        hand: &mut Hand<'_, D, S>,
        effects: &[Effect],
        context: Context,
    ) {
        for effect in effects {
            self.apply_one(hand, effect, context);
        }
    }

    fn apply_one<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, effect: &Effect, context: Context) {
        match effect {
            Effect::Change(track, by) => self.change(hand, *track, *by, context),
            Effect::SetTo(track, to) => {
                let by = to.saturating_sub(self.track(*track));
                self.change(hand, *track, by, context);
            }
            Effect::Become(fact) => self.set_fact(hand, *fact, true, context),
            Effect::Cease(fact) => self.set_fact(hand, *fact, false, context),
            Effect::RevealFact(fact, audience) => {
                for eyes in 0..3 {
                    if audience.has(eyes) {
                        self.set_bit(place::SEEN + 4 * eyes, fact.index(), true);
                    }
                }
                self.note(hand, context, *audience, What::FactRevealed(*fact, *audience));
            }
            Effect::RevealTrack(track, audience) => {
                for eyes in 0..3 {
                    if audience.has(eyes) {
                        self.tracks_seen[eyes].set(track.index(), true);
                    }
                }
                self.note(hand, context, *audience, What::TrackRevealed(*track, *audience));
            }
            Effect::Climb { ladder, to, actor } => {
                self.move_rung(hand, *ladder, *actor, context, |rung, _| rung.max(*to));
            }
            Effect::ClimbBy { ladder, steps, actor } => {
                self.move_rung(hand, *ladder, *actor, context, |rung, top| rung.saturating_add(*steps).min(top));
            }
            Effect::Descend { ladder, to, actor } => {
                self.move_rung(hand, *ladder, *actor, context, |rung, _| rung.min(*to));
            }
            Effect::DescendBy { ladder, steps, actor } => {
                self.move_rung(hand, *ladder, *actor, context, |rung, _| rung.saturating_sub(*steps));
            }
            Effect::Offer(offer) => {
                let data = &hand.scenario.offers[offer.index()];
                self.send(hand, data.from, data.channel, data.legs, Some(*offer), context);
            }
            Effect::Accept(offer) => {
                if let Some(slot) = self.slot_of(*offer) {
                    self.accept(slot);
                }
            }
            Effect::Counter(_, with) => {
                let data = &hand.scenario.offers[with.index()];
                self.send(hand, data.from, data.channel, data.legs, Some(*with), context);
            }
            Effect::Refuse(offer) => {
                if let Some(slot) = self.slot_of(*offer) {
                    self.close_offer(hand, slot, OfferStatus::Refused, context);
                }
            }
            Effect::Withdraw(offer) => {
                if let Some(slot) = self.slot_of(*offer) {
                    self.close_offer(hand, slot, OfferStatus::Withdrawn, context);
                }
            }
            Effect::CarryOut(term) => {
                // What was refused once stays refused.
                if self.agreed(*term) && !self.carried_out(*term) && !self.consent_refused(*term) {
                    self.carry_out(hand, *term, context.step);
                }
            }
            Effect::Declare(line) => self.declare(hand, *line, context),
            Effect::Answer(line) => {
                // An answer is a deed: words alone answer nothing.
                if context.step != Step::Words && self.line(*line).window().is_some() {
                    self.lines[line.index()].answered_now = true;
                }
            }
            Effect::LetPass(line) => {
                // Words can say that it passes; an answer by a deed in the same turn still counts.
                if self.line(*line).window().is_some() {
                    self.lines[line.index()].passing = true;
                }
            }
            Effect::Redraw(line, new) => {
                let state = &mut self.lines[line.index()];
                if !state.redrawn {
                    state.in_force = false;
                    state.redrawn = true;
                    state.window = 0;
                    self.note_line(hand, *line, LineEvent::Redrawn, context);
                    if let Some(new) = new {
                        self.declare(hand, *new, context);
                    }
                }
            }
            Effect::Say(line, words) => self.say(hand, *line, *words, context),
            Effect::Conduct(line, by) => {
                // Words never move conduct; the check refuses such a move, and so does this.
                if context.step != Step::Words {
                    self.move_conduct(hand, *line, *by, LineEvent::Conduct, context);
                }
            }
            Effect::Commit(id) => {
                let data = &hand.scenario.commitments[id.index()];
                if self.commitments[id.index()].status != CommitmentStatus::Open {
                    self.set_commitment(hand, *id, CommitmentStatus::Open, data.stake, context);
                }
            }
            Effect::Release(id) => {
                let Commitment { status, stake } = self.commitments[id.index()];
                if status == CommitmentStatus::Open {
                    self.set_commitment(hand, *id, CommitmentStatus::Released, stake, context);
                }
            }
            Effect::Explain => {
                if self.incident.open && !self.incident.explained {
                    self.incident.explained = true;
                    self.note(hand, context, Audience::BOTH, What::IncidentExplained(self.incident.rule));
                }
            }
            Effect::AnswerIncident => {
                if self.incident.open && !self.incident.answered {
                    self.incident.answered = true;
                    self.note(hand, context, Audience::BOTH, What::IncidentAnswered(self.incident.rule));
                }
            }
            Effect::After(turns, block) => {
                self.schedule(turns.saturating_add(self.turn), Waiting::Block(*block), context);
            }
            Effect::When(parts) => {
                let (when, then, otherwise) = &**parts;
                let code = hand.scenario.index.effects[when.index()];
                let list = if runs(hand.scenario, self, code) { then } else { otherwise };
                self.apply(hand, list, context);
            }
            Effect::Chance(parts) => {
                let (chance, odds, then, otherwise) = &**parts;
                let audience = context.actor.map_or(Audience::WORLD, Audience::only);
                let happened = self.chance(hand, context, audience, Label::Chance(*chance), *odds);
                self.apply(hand, if happened { then } else { otherwise }, context);
            }
            Effect::Tell(audience, text) => {
                if S::ON {
                    self.note(hand, context, *audience, What::Told(text.clone()));
                }
            }
        }
    }

    /// Adds to a track, within its ends.
    pub(in crate::crisis) fn change<D, S: Sink>(
        &mut self,
        hand: &mut Hand<'_, D, S>,
        track: TrackId,
        by: i32,
        context: Context,
    ) {
        let data = &hand.scenario.tracks[track.index()];
        let from = self.tracks[track.index()];
        let to = from.saturating_add(by).clamp(data.min, data.max);
        if to != from {
            self.tracks[track.index()] = to;
            if S::ON {
                self.note(hand, context, self.track_audience(track), What::Track(track, from, to));
            }
        }
    }

    fn set_fact<D, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, fact: FactId, on: bool, context: Context) {
        if self.fact(fact) != on {
            self.set_bit(place::FACTS, fact.index(), on);
            if S::ON {
                self.note(hand, context, self.fact_audience(fact), What::Fact(fact, on));
            }
        }
    }

    /// Moves a rung. An absorbing rung cannot be left.
    fn move_rung<D, S: Sink>(
        &mut self,
        hand: &mut Hand<'_, D, S>,
        ladder: LadderId,
        actor: Option<Actor>,
        context: Context,
        to: impl Fn(u8, u8) -> u8,
    ) {
        let data = &hand.scenario.ladders[ladder.index()];
        let whose = match data.kind {
            LadderKind::Shared => None,
            LadderKind::Parallel => actor,
        };
        let from = self.rung_of(ladder, whose.unwrap_or(Actor::First));
        let top = u8::try_from(data.rungs.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let to = to(from, top).min(top);
        let stuck = to < from && data.rungs[usize::from(from)].absorbing;
        if to == from || stuck {
            return;
        }
        let rungs = &mut self.rungs[ladder.index()];
        match whose {
            Some(actor) => rungs[actor.index()] = to,
            None => *rungs = [to; 2],
        }
        self.peaks[ladder.index()] = self.peaks[ladder.index()].max(to);
        self.note(hand, context, Audience::WORLD, What::Rung(ladder, whose, from, to));
    }

    fn schedule(&mut self, due: u8, what: Waiting, context: Context) {
        // A full calendar drops nothing silently in a checked scenario: the check bounds how much can wait.
        if let Some(place) = self.scheduled.iter_mut().find(|place| place.what == Waiting::Nothing) {
            *place = Scheduled { due, what, context };
        }
    }

    /// Brings what is due today: offers arrive, scheduled effects come into force.
    pub(in crate::crisis) fn arrivals<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>) {
        for at in 0..limits::LIVE_OFFERS {
            let offer = self.offers[at];
            if offer.status == OfferStatus::InTransit && offer.arrives <= self.turn {
                let slot = Slot(u8::try_from(at).unwrap_or(0));
                self.offers[at].status = OfferStatus::OnTable;
                self.offers[at].arrived = true;
                let context =
                    Context { actor: Some(offer.from), cause: Cause::Talks(offer.from), step: Step::Arrivals };
                let audience = offer_audience(hand.scenario, &offer);
                self.note(hand, context, audience, What::Arrived(slot, offer.named()));
            }
        }
        for at in 0..limits::SCHEDULED {
            let Scheduled { due, what, context } = self.scheduled[at];
            if what == Waiting::Nothing || self.turn < due {
                continue;
            }
            self.scheduled[at].what = Waiting::Nothing;
            let context = Context { step: Step::Arrivals, ..context };
            match what {
                Waiting::Nothing => {}
                Waiting::Block(block) => {
                    let scenario = hand.scenario;
                    self.apply(hand, &scenario.blocks[block.index()], context);
                }
                Waiting::Term(term) => self.carry_out(hand, term, Step::Arrivals),
            }
        }
    }

    /// Sends an offer; one of the same legs that is still alive is sent again in its place.
    pub(in crate::crisis) fn send<D, S: Sink>(
        &mut self,
        hand: &mut Hand<'_, D, S>,
        from: Actor,
        channel: ChannelId,
        legs: Legs,
        named: Option<OfferId>,
        context: Context,
    ) {
        if let Some(named) = named {
            let overtakes = hand.scenario.offers[named.index()].overtakes;
            for at in 0..limits::LIVE_OFFERS {
                let other = self.offers[at];
                let overtaken = other.alive()
                    && other.from == from
                    && (other.named == named.0
                        || other.named().is_some_and(|other| overtakes >> (other.0 & 63) & 1 != 0));
                if overtaken {
                    self.close_offer(hand, Slot(u8::try_from(at).unwrap_or(0)), OfferStatus::Overtaken, context);
                }
            }
            self.sent |= 1 << (named.0 & 63);
        }
        let Some(at) = free_slot(&self.offers) else { return };
        let slot = Slot(u8::try_from(at).unwrap_or(0));
        let delay = hand.scenario.channels[channel.index()].delay;
        let arrives = self.turn.saturating_add(delay);
        self.offers[at] = LiveOffer {
            status: if delay == 0 { OfferStatus::OnTable } else { OfferStatus::InTransit },
            from,
            channel,
            legs,
            sent: self.turn,
            arrives,
            named: named.map_or(NONE, |named| named.0),
            accepting: false,
            arrived: delay == 0,
        };
        if S::ON {
            let audience =
                if delay == 0 { offer_audience(hand.scenario, &self.offers[at]) } else { Audience::only(from) };
            self.note(hand, context, audience, What::Sent { slot, from, named, legs, arrives });
        }
    }

    /// Marks an offer on the table as accepted; it comes into force after all words are said.
    pub(in crate::crisis) fn accept(&mut self, slot: Slot) {
        let offer = &mut self.offers[slot.index()];
        if offer.status == OfferStatus::OnTable {
            offer.accepting = true;
        }
    }

    /// Refuses, withdraws or overtakes an offer that is still alive.
    pub(in crate::crisis) fn close_offer<D, S: Sink>(
        &mut self,
        hand: &mut Hand<'_, D, S>,
        slot: Slot,
        status: OfferStatus,
        context: Context,
    ) {
        let offer = self.offers[slot.index()];
        if offer.alive() {
            self.offers[slot.index()].status = status;
            self.offers[slot.index()].accepting = false;
            let audience = if offer.status == OfferStatus::InTransit {
                Audience::only(offer.from)
            } else {
                offer_audience(hand.scenario, &offer)
            };
            self.note(hand, context, audience, What::Offer(slot, offer.named(), status));
        }
    }

    /// After all words: matching offers sent this turn, and acceptances that were not overtaken, come into force.
    pub(in crate::crisis) fn conclude<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>) {
        if self.offers.iter().all(|offer| !offer.alive()) {
            return;
        }
        for at in 0..limits::LIVE_OFFERS {
            let offer = self.offers[at];
            let matching = offer.alive() && offer.sent == self.turn && offer.from == Actor::First;
            let other = matching
                .then(|| {
                    self.offers.iter().position(|other| {
                        other.alive() && other.sent == self.turn && other.from != offer.from && other.legs == offer.legs
                    })
                })
                .flatten();
            if let Some(other) = other {
                // Two offers, one agreement: the first actor's is accepted, and the other's with it.
                self.offers[at].accepting = true;
                self.offers[other].accepting = false;
                self.offers[other].status = OfferStatus::Accepted;
                if let Some(named) = self.offers[other].named() {
                    self.accepted |= 1 << (named.0 & 63);
                }
            }
        }
        for at in 0..limits::LIVE_OFFERS {
            let offer = self.offers[at];
            if !offer.accepting {
                continue;
            }
            self.offers[at].accepting = false;
            if !offer.alive() {
                continue;
            }
            self.offers[at].status = OfferStatus::Accepted;
            if let Some(named) = offer.named() {
                self.accepted |= 1 << (named.0 & 63);
            }
            let accepter = offer.from.other();
            let context = Context { actor: Some(accepter), cause: Cause::Talks(accepter), step: Step::Words };
            let slot = Slot(u8::try_from(at).unwrap_or(0));
            let audience = offer_audience(hand.scenario, &offer);
            self.note(hand, context, audience, What::Offer(slot, offer.named(), OfferStatus::Accepted));
            self.agree(hand, offer.legs, context);
        }
    }

    /// Brings terms into force: the giver pays before each audience, then what is due now is carried out.
    fn agree<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, legs: Legs, context: Context) {
        let scenario = hand.scenario;
        if S::ON {
            // The world is told of the public legs; the two sides of all.
            let public = Legs { public: legs.public, secret: 0 };
            if legs.secret != 0 {
                self.note(hand, context, Audience::BOTH, What::Agreed(legs));
            }
            if legs.public != 0 {
                let audience = if legs.secret == 0 { Audience::WORLD } else { Audience::WORLD_ALONE };
                self.note(hand, context, audience, What::Agreed(public));
            }
        }
        for (term, secret) in legs.iter() {
            let data = &scenario.terms[term.index()];
            let known = bit(self.terms.agreed, term);
            let public_before = self.agreed_in_public(term);
            self.terms.agreed |= 1 << term.0;
            if secret {
                self.terms.secret |= 1 << term.0;
            } else {
                self.terms.public |= 1 << term.0;
            }
            let paying = Context { actor: Some(data.giver), cause: Cause::Term(term), step: Step::Words };
            if !secret && !public_before {
                self.apply(hand, &data.public_cost, paying);
            } else if secret && !known {
                self.apply(hand, &data.secret_cost, paying);
            }
            for line in &data.settles {
                // A concession buys restraint once: agreed again, it settles nothing new.
                if !known && self.line(*line).window().is_some() {
                    self.lines[line.index()].window = 0;
                    self.lines[line.index()].sold = self.lines[line.index()].sold.saturating_add(1);
                    self.note_line(hand, *line, LineEvent::Sold, paying);
                }
            }
        }
        for (term, _) in legs.iter() {
            if self.carried_out(term) || bit(self.terms.refused, term) {
                continue;
            }
            match scenario.terms[term.index()].carry {
                Carry::Now => self.carry_out(hand, term, Step::Deeds),
                Carry::After(turns) => {
                    let waits = self.scheduled.iter().any(|waiting| waiting.what == Waiting::Term(term));
                    if !waits {
                        let context = Context { cause: Cause::Term(term), ..context };
                        self.schedule(turns.saturating_add(self.turn), Waiting::Term(term), context);
                    }
                }
                Carry::ByMove => {}
            }
        }
    }

    /// Carries a term out, if the party whose consent it needs consents. Carrying out is a deed.
    fn carry_out<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, term: TermId, step: Step) {
        let scenario = hand.scenario;
        let data = &scenario.terms[term.index()];
        let step = if step == Step::Words { Step::Deeds } else { step };
        let context = Context { actor: Some(data.giver), cause: Cause::Term(term), step };
        let audience = if self.agreed_in_public(term) { Audience::WORLD } else { Audience::BOTH };
        if let Some(consent) = &data.consent
            && !holds(scenario, self, &consent.when, Eyes::Truth)
        {
            self.terms.refused |= 1 << term.0;
            self.note(hand, context, audience, What::ConsentRefused(term));
            if S::ON && !consent.text.is_empty() {
                self.note(hand, context, audience, What::Told(consent.text.as_str().into()));
            }
            self.apply(hand, &consent.refused, context);
            return;
        }
        self.terms.carried |= 1 << term.0;
        self.note(hand, context, audience, What::CarriedOut(term));
        self.apply(hand, &data.effects, context);
    }

    /// Rolls for leaks of secret legs.
    pub(in crate::crisis) fn leaks<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>) {
        let secret = self.terms.secret & !self.terms.leaked & !self.terms.public;
        if secret == 0 {
            return;
        }
        let scenario = hand.scenario;
        for (term, _) in (Legs { public: 0, secret }).iter() {
            let data = &scenario.terms[term.index()];
            let context = Context { actor: Some(data.giver), cause: Cause::Term(term), step: Step::Chance };
            if self.chance(hand, context, Audience::BOTH, Label::Leak(term), data.leak) {
                self.terms.leaked |= 1 << term.0;
                self.note(hand, context, Audience::WORLD, What::Leaked(term));
                self.apply(hand, &data.leaked, context);
            }
        }
    }

    fn note_line<D, S: Sink>(&self, hand: &mut Hand<'_, D, S>, line: LineId, event: LineEvent, context: Context) {
        if !S::ON {
            return;
        }
        let data = &hand.scenario.lines[line.index()];
        let state = self.line(line);
        let resolve = match data.owner {
            Owner::Actor(actor) => hand.scenario.actors[actor.index()].credibility.map(|track| self.track(track)),
            Owner::Party(_) => None,
        };
        let audience = match (data.owner, event) {
            (_, LineEvent::Declared | LineEvent::Said(_)) => Audience::WORLD,
            (
                _,
                LineEvent::Crossed | LineEvent::Probed | LineEvent::Undone | LineEvent::Respected | LineEvent::Conduct,
            ) if !state.known && data.owner != Owner::Actor(data.binds) => Audience::only(data.binds),
            (Owner::Actor(owner), LineEvent::Learnt) => Audience::only(owner),
            (Owner::Actor(owner), LineEvent::LetPass) if !state.declared => Audience::only(owner),
            _ if state.declared => Audience::WORLD,
            _ => Audience::BOTH,
        };
        let what = What::Line { line, event, conduct: state.conduct, resolve };
        self.note(hand, context, audience, what);
    }

    fn move_conduct<D, S: Sink>(
        &mut self,
        hand: &mut Hand<'_, D, S>,
        line: LineId,
        by: i8,
        event: LineEvent,
        context: Context,
    ) {
        let state = &mut self.lines[line.index()];
        let moved = i16::from(state.conduct).saturating_add(i16::from(by)).clamp(0, 100);
        state.conduct = u8::try_from(moved).unwrap_or(0);
        self.note_line(hand, line, event, context);
    }

    /// Declares a line, which then holds.
    pub(in crate::crisis) fn declare<D, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, line: LineId, context: Context) {
        let state = &mut self.lines[line.index()];
        if !state.declared && !state.redrawn {
            state.declared = true;
            state.in_force = true;
            self.note_line(hand, line, LineEvent::Declared, context);
        }
    }

    fn say<D, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, line: LineId, words: WordsWord, context: Context) {
        if self.lines[line.index()].words != words {
            self.lines[line.index()].words = words;
            self.note_line(hand, line, LineEvent::Said(words), context);
        }
    }

    /// What was crossed, probed and respected this turn; what was answered; what was let pass.
    pub(in crate::crisis) fn red_lines<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>) {
        let scenario = hand.scenario;
        for (at, data) in scenario.lines.iter().enumerate().take(limits::LINES) {
            let line = LineId::new(at);
            if !self.lines[at].in_force {
                continue;
            }
            let key = &scenario.index.lines[at];
            let context = Context { actor: Some(key.binds), cause: Cause::Line(line), step: Step::RedLines };
            let crossed = runs(scenario, self, key.crossed);
            if crossed && !self.lines[at].crossed {
                let state = &mut self.lines[at];
                state.crossed = true;
                state.known = false;
                state.crossings = state.crossings.saturating_add(1);
                self.move_conduct(hand, line, data.conduct.crossed, LineEvent::Crossed, context);
            } else if !crossed && self.lines[at].crossed {
                self.lines[at].crossed = false;
                self.lines[at].window = 0;
                self.move_conduct(hand, line, data.conduct.undone, LineEvent::Undone, context);
            } else if !crossed && runs(scenario, self, key.probed) {
                self.lines[at].probes = self.lines[at].probes.saturating_add(1);
                self.move_conduct(hand, line, data.conduct.probed, LineEvent::Probed, context);
            } else if !crossed && runs(scenario, self, key.chance) {
                self.lines[at].respected = self.lines[at].respected.saturating_add(1);
                self.move_conduct(hand, line, data.conduct.respected, LineEvent::Respected, context);
            }
            let state = self.lines[at];
            if state.crossed && !state.known && runs(scenario, self, key.known) {
                self.lines[at].known = true;
                self.lines[at].window = self.turn.saturating_add(data.window).saturating_add(1);
                self.note_line(hand, line, LineEvent::Learnt, context);
            }
            if self.lines[at].answered_now {
                self.lines[at].answered_now = false;
                self.lines[at].window = 0;
                self.lines[at].answered = self.lines[at].answered.saturating_add(1);
                self.move_conduct(hand, line, data.conduct.answered, LineEvent::Answered, context);
                if let Some(danger) = scenario.index.danger {
                    self.change(hand, danger, ANSWER_DANGER, context);
                }
            } else if self.lines[at].window().is_some_and(|last| last <= self.turn || self.lines[at].passing) {
                self.let_pass(hand, line, Step::RedLines);
            }
            self.lines[at].passing = false;
        }
    }

    fn let_pass<D, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, line: LineId, step: Step) {
        let data = &hand.scenario.lines[line.index()];
        let state = &mut self.lines[line.index()];
        state.window = 0;
        state.passed = state.passed.saturating_add(1);
        state.fade = state.fade.saturating_add(data.fade).min(100);
        let faded = state.fade == 100;
        if faded {
            state.in_force = false;
        }
        let declared = state.declared;
        let context = Context { actor: None, cause: Cause::Line(line), step };
        self.note_line(hand, line, LineEvent::LetPass, context);
        if faded {
            self.note_line(hand, line, LineEvent::Faded, context);
        }
        if let Owner::Actor(owner) = data.owner {
            let actor = &hand.scenario.actors[owner.index()];
            if let Some(track) = actor.credibility {
                self.change(hand, track, -i32::from(data.stake), context);
            }
            if let Some(track) = actor.standing
                && declared
            {
                self.change(hand, track, -(i32::from(data.stake) >> 1), context);
            }
        }
    }

    fn set_commitment<D, S: Sink>(
        &mut self,
        hand: &mut Hand<'_, D, S>,
        id: CommitmentId,
        status: CommitmentStatus,
        stake: i16,
        context: Context,
    ) {
        self.commitments[id.index()] = Commitment { status, stake };
        let data = &hand.scenario.commitments[id.index()];
        let audience = data.audience.and(Audience::only(data.owner));
        self.note(hand, context, audience, What::Commitment(id, status, stake));
    }

    /// Upkeep of postures, and stakes of open commitments: kept, broken, or grown.
    pub(in crate::crisis) fn upkeep<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>) {
        let scenario = hand.scenario;
        for posture in &scenario.index.postures {
            if self.fact(*posture) {
                let data = &scenario.facts[posture.index()];
                let context = Context { actor: data.posture, cause: Cause::Posture(*posture), step: Step::Drift };
                self.apply(hand, &data.upkeep, context);
            }
        }
        for (at, data) in scenario.commitments.iter().enumerate().take(limits::COMMITMENTS) {
            let Commitment { status, stake } = self.commitments[at];
            if status != CommitmentStatus::Open {
                continue;
            }
            let id = CommitmentId::new(at);
            let context = Context { actor: Some(data.owner), cause: Cause::Commitment(id), step: Step::Drift };
            let actor = &scenario.actors[data.owner.index()];
            let [kept, broken] = scenario.index.commitments[at];
            if runs(scenario, self, kept) {
                self.set_commitment(hand, id, CommitmentStatus::Kept, stake, context);
                if let Some(track) = actor.credibility {
                    self.change(hand, track, i32::from(stake).div_euclid(KEPT_SHARE), context);
                }
            } else if runs(scenario, self, broken) {
                self.set_commitment(hand, id, CommitmentStatus::Broken, stake, context);
                if let Some(track) = actor.standing
                    && data.audience.world()
                {
                    self.change(hand, track, -i32::from(stake), context);
                }
                if let Some(track) = actor.credibility {
                    self.change(hand, track, -i32::from(stake), context);
                }
            } else {
                self.commitments[at].stake = stake.saturating_add(data.growth).min(100);
            }
        }
    }

    /// Lets a rule happen.
    pub(in crate::crisis) fn happen<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, rule: RuleId, step: Step) {
        let scenario = hand.scenario;
        let data = &scenario.rules[rule.index()];
        self.set_bit(place::HAPPENED, rule.index(), true);
        self.set_bit(place::HAPPENED_NOW, rule.index(), true);
        let context = Context { actor: None, cause: Cause::Rule(rule), step };
        if S::ON {
            let mut audience = data.audience;
            for actor in Actor::BOTH {
                if data.seen_as[actor.index()].is_some() {
                    audience = audience.and(Audience::only(actor));
                }
            }
            self.note(hand, context, audience, What::Happened(rule));
        }
        if data.unordered.is_some() {
            let due = if step == Step::Opening { self.turn } else { self.turn.saturating_add(1) };
            self.incident = Incident { open: true, answered: false, explained: false, due, rule };
            self.note(hand, context, Audience::BOTH, What::IncidentOpened(rule));
        }
        self.apply(hand, &data.effects, context);
    }

    /// Closes the incident that was due: unanswered, the crisis climbs a rung on the ladders that incidents climb.
    pub(in crate::crisis) fn settle_incident<D, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>) {
        if !self.incident.open || self.turn < self.incident.due {
            return;
        }
        self.incident.open = false;
        if self.incident.answered {
            return;
        }
        let rule = self.incident.rule;
        let context = Context { actor: None, cause: Cause::Incident(rule), step: Step::Chance };
        self.note(hand, context, Audience::BOTH, What::IncidentUnanswered(rule));
        let scenario = hand.scenario;
        for (at, data) in scenario.ladders.iter().enumerate() {
            if data.incidents {
                for actor in Actor::BOTH {
                    if data.kind == LadderKind::Parallel || actor == Actor::First {
                        // An incident climbs at most to just below the rung of catastrophe.
                        let most = data.catastrophe_rung.map_or(u8::MAX, |rung| rung.saturating_sub(1));
                        self.move_rung(hand, LadderId::new(at), Some(actor), context, |rung, _| {
                            if rung < most { rung + 1 } else { rung }
                        });
                    }
                }
            }
        }
    }

    /// A catastrophe strikes on a ladder.
    pub(in crate::crisis) fn strike<D, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, ladder: LadderId) {
        let Some(to) = hand.scenario.ladders[ladder.index()].catastrophe_rung else { return };
        let context = Context { actor: None, cause: Cause::Catastrophe, step: Step::Chance };
        let scenario = hand.scenario;
        for actor in Actor::BOTH {
            if scenario.ladders[ladder.index()].kind == LadderKind::Parallel || actor == Actor::First {
                self.move_rung(hand, ladder, Some(actor), context, |rung, _| rung.max(to));
            }
        }
    }

    /// Sees to the last turn: a catastrophe that stands leaves one turn to stop it; unstopped, it runs its course.
    pub(in crate::crisis) fn last_chance<D, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>) {
        let scenario = hand.scenario;
        let standing = scenario
            .ladders
            .iter()
            .enumerate()
            .find(|(at, data)| data.catastrophe_rung.is_some_and(|rung| rung <= self.rung(LadderId::new(*at))));
        let context = Context { actor: None, cause: Cause::Catastrophe, step: Step::Chance };
        match (self.catastrophe, standing) {
            (Catastrophe::None, Some((at, data))) => {
                let absorbing = data.rungs[usize::from(self.rung(LadderId::new(at)))].absorbing;
                self.catastrophe = if absorbing { Catastrophe::Struck } else { Catastrophe::LastTurn };
                self.note(hand, context, Audience::WORLD, What::Catastrophe);
            }
            (Catastrophe::LastTurn, Some((at, data))) => {
                self.catastrophe = Catastrophe::Struck;
                self.note(hand, context, Audience::WORLD, What::CatastropheUnstopped);
                let from = self.rung(LadderId::new(at));
                let end = data.rungs.iter().enumerate().skip(usize::from(from)).find(|(_, rung)| rung.absorbing);
                let end = end.map_or(data.rungs.len().saturating_sub(1), |(end, _)| end);
                let end = u8::try_from(end).unwrap_or(from);
                for actor in Actor::BOTH {
                    self.move_rung(hand, LadderId::new(at), Some(actor), context, |rung, _| rung.max(end));
                }
            }
            (Catastrophe::LastTurn, None) => {
                self.catastrophe = Catastrophe::Struck;
                self.note(hand, context, Audience::WORLD, What::CatastropheStopped);
            }
            (Catastrophe::Struck, Some((at, data))) => {
                // Struck again after it was stopped once: a last turn again, unless nothing leads down.
                if !data.rungs[usize::from(self.rung(LadderId::new(at)))].absorbing {
                    self.catastrophe = Catastrophe::LastTurn;
                    self.note(hand, context, Audience::WORLD, What::Catastrophe);
                }
            }
            (Catastrophe::None | Catastrophe::Struck, None) => {}
        }
    }

    /// Notes that a move is ordered this turn.
    #[inline]
    pub(in crate::crisis) fn mark_ordered(&mut self, id: MoveId) {
        self.set_bit(place::DID, id.index(), true);
        self.set_bit(place::DID_NOW, id.index(), true);
    }

    /// Gives an actor its disposition and applies what it changes.
    pub(in crate::crisis) fn dispose<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, id: DispositionId) {
        let scenario = hand.scenario;
        let data = &scenario.dispositions[id.index()];
        self.dispositions[data.actor.index()] = id.0;
        let context = Context { actor: Some(data.actor), cause: Cause::Disposition(id), step: Step::Opening };
        self.apply(hand, &data.effects, context);
    }

    /// Ends the crisis.
    pub(in crate::crisis) fn end<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, ending: EndingId) {
        self.ended = ending.0;
        let context = Context { actor: None, cause: Cause::Ending(ending), step: Step::Endings };
        self.note(hand, context, Audience::WORLD, What::Ended(ending));
        let scenario = hand.scenario;
        self.apply(hand, &scenario.endings[ending.index()].effects, context);
    }

    /// Lets an item of the aftermath follow.
    pub(in crate::crisis) fn follow_one<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, item: AftermathId) {
        let scenario = hand.scenario;
        let data = &scenario.aftermath[item.index()];
        self.followed |= 1 << (item.0 & 63);
        let context = Context { actor: None, cause: Cause::Aftermath(item), step: Step::Aftermath };
        self.note(hand, context, data.audience, What::Followed(item));
        self.apply(hand, &data.effects, context);
    }

    /// Goes on to the next turn.
    pub(in crate::crisis) fn next_turn(&mut self) {
        self.turn = self.turn.saturating_add(1);
    }

    /// Forgets what was true of the last turn only, before a new one opens.
    pub(in crate::crisis) fn open_turn<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>) {
        self.bits.copy_within(place::DID_NOW..place::DID_LAST, place::DID_LAST);
        self.bits[place::DID_NOW..place::DID_LAST].fill(0);
        self.bits[place::HAPPENED_NOW..place::WORDS].fill(0);
        let context = Context { actor: None, cause: Cause::Start, step: Step::Opening };
        self.note(hand, context, Audience::WORLD, What::TurnOpened);
        let scenario = hand.scenario;
        for (at, line) in scenario.lines.iter().enumerate().take(limits::LINES) {
            if line.declared == crate::scenario::model::Declared::At(self.turn) {
                self.declare(hand, LineId::new(at), context);
            }
        }
    }
}

/// A free slot, or that of the oldest offer that is no longer alive.
pub(in crate::crisis) fn free_slot(offers: &[LiveOffer; limits::LIVE_OFFERS]) -> Option<usize> {
    let empty = offers.iter().position(|offer| offer.status == OfferStatus::Empty);
    empty
        .or_else(|| (0..limits::LIVE_OFFERS).filter(|at| !offers[*at].alive()).min_by_key(|at| (offers[*at].sent, *at)))
}

/// Who sees an offer once it has arrived.
fn offer_audience(scenario: &Scenario, offer: &LiveOffer) -> Audience {
    scenario.channels[offer.channel.index()].audience.and(Audience::BOTH)
}
