//! Changes at the negotiating table: offers, agreements, terms carried out, leaks.

use super::super::{Crisis, LiveOffer, NONE, OfferStatus, Slot, Waiting, bit};
use super::{Context, Hand};
use crate::{
    crisis::{
        chance::{Dice, Label},
        condition::{Eyes, holds},
        record::{Cause, LineEvent, Sink, Step, What},
    },
    scenario::model::{Actor, Audience, Carry, ChannelId, Legs, MoveId, OfferId, Scenario, TermId, limits},
    scenario::program::place,
};

impl Crisis {
    /// Sends an offer. One's own of the same name that is still alive is overtaken; one of the same legs by the same desk
    /// stays where it is, so that to say the same thing twice undoes no answer to it.
    pub(in crate::crisis) fn send<D: Dice, S: Sink>(
        &mut self,
        hand: &mut Hand<'_, D, S>,
        from: Actor,
        channel: ChannelId,
        legs: Legs,
        named: Option<OfferId>,
        context: Context,
    ) {
        let overtakes = named.map_or(0, |named| hand.scenario.offers[named.index()].overtakes);
        let mut again = None;
        for at in slots_of(from) {
            let other = self.offers[at];
            if other.alive() && other.channel == channel && other.legs == legs {
                again = Some(at);
                continue;
            }
            let overtaken = named.is_some_and(|named| other.named == named.0)
                || other.named().is_some_and(|other| overtakes >> (other.0 & 63) & 1 != 0);
            if overtaken && other.alive() {
                self.close_offer(hand, Slot(u8::try_from(at).unwrap_or(0)), OfferStatus::Overtaken, context);
            }
        }
        if let Some(named) = named {
            self.bits[place::SENT] |= 1 << (named.0 & 63);
        }
        let delay = hand.scenario.channels[channel.index()].delay;
        if let Some(at) = again {
            let turn = self.turn;
            let other = &mut self.offers[at];
            if let Some(named) = named {
                other.named = named.0;
            }
            // What is said today can meet the same said by the other side today.
            if delay == 0 {
                (other.sent, other.arrives) = (turn, turn);
            }
            let renewed = *other;
            self.mirror_offers();
            if S::ON {
                let in_transit = renewed.status == OfferStatus::InTransit;
                let audience = if in_transit { Audience::only(from) } else { offer_audience(hand.scenario, &renewed) };
                let slot = Slot(u8::try_from(at).unwrap_or(0));
                self.note(hand, context, audience, What::Offer(slot, renewed.named(), renewed.status));
            }
            return;
        }
        let Some(at) = free_slot(&self.offers, from) else { return };
        let slot = Slot(u8::try_from(at).unwrap_or(0));
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
        self.mirror_offers();
        if S::ON {
            let audience =
                if delay == 0 { offer_audience(hand.scenario, &self.offers[at]) } else { Audience::only(from) };
            self.note(hand, context, audience, What::Sent { slot, from, named, legs, arrives });
        }
        if delay == 0 {
            self.read(hand, slot, context.step);
        }
    }

    /// What whoever reads an offer learns by what it asks for and gives.
    pub(super) fn read<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, slot: Slot, step: Step) {
        let offer = self.offers[slot.index()];
        let scenario = hand.scenario;
        for (term, _) in offer.legs.iter() {
            let data = &scenario.terms[term.index()];
            if !data.read.is_empty() {
                let context = Context { actor: Some(data.giver), cause: Cause::Talks(offer.from), step };
                self.apply(hand, &data.read, context);
            }
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
            self.mirror_offers();
            let audience = if offer.status == OfferStatus::InTransit {
                Audience::only(offer.from)
            } else {
                offer_audience(hand.scenario, &offer)
            };
            self.note(hand, context, audience, What::Offer(slot, offer.named(), status));
        }
    }

    /// After all words: offers of the same legs that were sent on the same turn, once each has been read, and acceptances that
    /// were not overtaken, come into force. Whether any agreement did.
    pub(in crate::crisis) fn conclude<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>) -> bool {
        if !self.talking() {
            return false;
        }
        let mut concluded = false;
        for at in 0..limits::LIVE_OFFERS {
            let offer = self.offers[at];
            let table = OfferStatus::OnTable;
            let matching = offer.status == table
                && offer.from == Actor::First
                && self.exchange(hand.scenario, offer.legs).is_some();
            let other = matching
                .then(|| {
                    self.offers.iter().position(|other| {
                        other.status == table
                            && other.from != offer.from
                            && other.sent == offer.sent
                            && other.legs == offer.legs
                            // What both have read on an earlier day and let lie is no agreement by itself.
                            && offer.arrives.max(other.arrives) == self.turn
                    })
                })
                .flatten();
            if let Some(other) = other {
                // Two offers, one agreement: the first actor's is accepted, and the other's with it.
                self.offers[at].accepting = true;
                self.offers[other].accepting = false;
                self.offers[other].status = OfferStatus::Accepted;
                let matched = self.offers[other];
                if let Some(named) = matched.named() {
                    self.bits[place::ACCEPTED] |= 1 << (named.0 & 63);
                }
                if S::ON {
                    let actor = Some(matched.from);
                    let context = Context { actor, cause: Cause::Talks(offer.from), step: Step::Words };
                    let slot = Slot(u8::try_from(other).unwrap_or(0));
                    let what = What::Offer(slot, matched.named(), OfferStatus::Accepted);
                    self.note(hand, context, offer_audience(hand.scenario, &matched), what);
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
            let Some(legs) = self.exchange(hand.scenario, offer.legs) else {
                // What one side would give can be given no longer: there is nothing left to exchange.
                let context = Context { actor: None, cause: Cause::Talks(offer.from), step: Step::Words };
                self.close_offer(hand, Slot(u8::try_from(at).unwrap_or(0)), OfferStatus::Overtaken, context);
                continue;
            };
            concluded = true;
            self.offers[at].status = OfferStatus::Accepted;
            if let Some(named) = offer.named() {
                self.bits[place::ACCEPTED] |= 1 << (named.0 & 63);
            }
            self.mirror_offers();
            let accepter = offer.from.other();
            let context = Context { actor: Some(accepter), cause: Cause::Talks(accepter), step: Step::Words };
            let slot = Slot(u8::try_from(at).unwrap_or(0));
            let audience = offer_audience(hand.scenario, &offer);
            self.note(hand, context, audience, What::Offer(slot, offer.named(), OfferStatus::Accepted));
            self.agree(hand, legs, context);
            // Who has come to terms no longer climbs over what happened before.
            self.answer_incidents(hand, context);
        }
        self.overtake_moot(hand);
        concluded
    }

    /// The legs of an offer that can be given now: a leg that all can see cannot be given falls away, and with the last leg of
    /// a giver the whole exchange.
    fn exchange(&self, scenario: &Scenario, legs: Legs) -> Option<Legs> {
        let mut left = Legs { public: 0, secret: 0 };
        let mut givers = [None; 2];
        for (term, secret) in legs.iter() {
            let data = &scenario.terms[term.index()];
            let has = |eyes| holds(scenario, self, &data.requires, eyes);
            let open = self.agreed(term) || has(Eyes::Truth) || has(Eyes::World);
            let giver = &mut givers[data.giver.index()];
            *giver = Some(giver.unwrap_or(false) || open);
            if open {
                *(if secret { &mut left.secret } else { &mut left.public }) |= 1 << term.0;
            }
        }
        (!givers.contains(&Some(false))).then_some(left)
    }

    /// Closes what agreements have overtaken.
    ///
    /// An offer is an exchange. Once all that one of its givers would give by it is agreed already, there is nothing left
    /// to exchange: to accept it could only undo what was settled, as a promise made in secret is undone in public. Nor is
    /// there where all can see that the rest can be given no longer, such as the suspension of what has been lifted.
    fn overtake_moot<D, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>) {
        if self.terms.agreed == 0 {
            return;
        }
        for at in 0..limits::LIVE_OFFERS {
            let offer = self.offers[at];
            if !offer.alive() {
                continue;
            }
            let mut left = [None; 2];
            for (term, _) in offer.legs.iter() {
                let left = &mut left[hand.scenario.terms[term.index()].giver.index()];
                let data = &hand.scenario.terms[term.index()];
                let has = |eyes| holds(hand.scenario, self, &data.requires, eyes);
                let open = !self.agreed(term) && (has(Eyes::Truth) || has(Eyes::World));
                *left = Some(left.unwrap_or(false) || open);
            }
            if left.contains(&Some(false)) {
                let context = Context { actor: None, cause: Cause::Talks(offer.from), step: Step::Words };
                self.close_offer(hand, Slot(u8::try_from(at).unwrap_or(0)), OfferStatus::Overtaken, context);
            }
        }
    }

    /// Brings terms into force: the giver pays before each audience, then what is due now is carried out.
    pub(super) fn agree<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, legs: Legs, context: Context) {
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
            let public_before = self.known_agreed(term);
            self.terms.agreed |= 1 << term.0;
            if secret {
                self.terms.secret |= 1 << term.0;
            } else {
                self.terms.public |= 1 << term.0;
            }
            self.mirror_terms();
            if self.known_agreed(term) && !public_before && self.carried_out(term) {
                self.show_conduct(scenario, term);
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
                    self.mirror_line(line.index());
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
    pub(super) fn carry_out<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, term: TermId, step: Step) {
        let scenario = hand.scenario;
        let data = &scenario.terms[term.index()];
        let step = if step == Step::Words { Step::Deeds } else { step };
        let context = Context { actor: Some(data.giver), cause: Cause::Term(term), step };
        let audience = if self.known_agreed(term) { Audience::WORLD } else { Audience::BOTH };
        if let Some(needed) = self.refused_need(hand, term, step) {
            self.terms.refused |= 1 << term.0;
            self.mirror_terms();
            self.note(hand, context, audience, What::FellWith(term, needed));
            return;
        }
        if let Some(consent) = &data.consent
            && !holds(scenario, self, &consent.when, Eyes::Truth)
        {
            self.terms.refused |= 1 << term.0;
            self.mirror_terms();
            self.note(hand, context, audience, What::ConsentRefused(term));
            if S::ON && !consent.text.is_empty() {
                self.note(hand, context, audience, What::Told(consent.text.as_str().into()));
            }
            self.apply(hand, &consent.refused, context);
            return;
        }
        self.terms.carried |= 1 << term.0;
        self.mirror_terms();
        if S::ON
            && let Some(consent) = &data.consent
        {
            self.note(hand, context, audience, What::Consented(term));
            if !consent.granted.is_empty() {
                self.note(hand, context, audience, What::Told(consent.granted.as_str().into()));
            }
        }
        self.note(hand, context, audience, What::CarriedOut(term));
        self.apply(hand, &data.effects, context);
    }

    /// A term that this one hangs on and to which consent was refused, if it was refused to all such that are agreed. What is
    /// due with it is asked first; of a term that it hangs on its own needs are not.
    fn refused_need<D: Dice, S: Sink>(
        &mut self,
        hand: &mut Hand<'_, D, S>,
        term: TermId,
        step: Step,
    ) -> Option<TermId> {
        let scenario = hand.scenario;
        let mut refused = None;
        for need in &scenario.terms[term.index()].needs {
            if !self.agreed(*need) {
                continue;
            }
            let data = &scenario.terms[need.index()];
            let undecided = !self.carried_out(*need) && !bit(self.terms.refused, *need);
            if undecided && data.needs.is_empty() && data.carry == Carry::Now {
                self.carry_out(hand, *need, step);
            }
            if !bit(self.terms.refused, *need) {
                return None;
            }
            refused = refused.or(Some(*need));
        }
        refused
    }

    /// Calls off a deed that was ordered: it counts as ordered no longer, unless it may be ordered more than once.
    pub(in crate::crisis) fn call_off<D, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, id: MoveId, context: Context) {
        self.set_bit(place::DID_NOW, id.index(), false);
        let data = &hand.scenario.moves[id.index()];
        if !data.repeat {
            self.set_bit(place::DID, id.index(), false);
        }
        self.note(hand, context, data.audience, What::CalledOff(id));
    }

    /// Rolls for leaks of secret legs.
    pub(in crate::crisis) fn leaks<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>) {
        let secret = self.hidden_terms();
        if secret == 0 {
            return;
        }
        let scenario = hand.scenario;
        for (term, _) in (Legs { public: 0, secret }).iter() {
            let data = &scenario.terms[term.index()];
            let context = Context { actor: Some(data.giver), cause: Cause::Term(term), step: Step::Chance };
            if self.chance(hand, context, Audience::BOTH, Label::Leak(term), data.leak) {
                self.disclose(hand, term, context);
                self.apply(hand, &data.leaked, context);
            }
        }
    }

    /// The terms that are agreed in secret and of which the world does not know, one bit each.
    const fn hidden_terms(&self) -> u32 {
        self.terms.secret & !self.terms.leaked & !self.terms.public
    }

    /// Lets the world know of a term that is agreed in secret and of which it does not know yet.
    pub(super) fn disclose<D, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, term: TermId, context: Context) {
        if self.hidden_terms() >> term.0 & 1 != 0 {
            self.terms.leaked |= 1 << term.0;
            self.mirror_terms();
            if self.carried_out(term) {
                self.show_conduct(hand.scenario, term);
            }
            self.note(hand, context, Audience::WORLD, What::Leaked(term));
        }
    }
}

/// The slots of an actor: its offers are kept apart from those of the other side, so that neither the place of an offer
/// nor the want of a place tells one side what the other has sent.
pub(super) const fn slots_of(actor: Actor) -> std::ops::Range<usize> {
    const HALF: usize = limits::LIVE_OFFERS / 2;
    let from = actor.index() * HALF;
    from..from + HALF
}

/// A free slot for an actor, or that of its oldest offer that is no longer alive.
pub(in crate::crisis) fn free_slot(offers: &[LiveOffer; limits::LIVE_OFFERS], from: Actor) -> Option<usize> {
    let empty = slots_of(from).find(|at| offers[*at].status == OfferStatus::Empty);
    empty.or_else(|| slots_of(from).filter(|at| !offers[*at].alive()).min_by_key(|at| (offers[*at].sent, *at)))
}

/// Who sees an offer once it has arrived.
pub(super) fn offer_audience(scenario: &Scenario, offer: &LiveOffer) -> Audience {
    scenario.channels[offer.channel.index()].audience.and(Audience::BOTH)
}
