//! Applies effects: this folder is the only one that changes a crisis.
//!
//! Every change of a number carries its cause into the record.

mod first;
mod imagine;
mod lines;
mod mirror;
mod talks;
mod turn;

pub(in crate::crisis) use talks::free_slot;
use talks::offer_audience;

use super::{Commitment, CommitmentStatus, Crisis, OfferStatus, Scheduled, Slot, Waiting};
use crate::{
    crisis::{
        chance::{Dice, Label},
        condition::runs,
        record::{Cause, DrawResult, Drawn, Entry, LineEvent, Sink, Step, What},
    },
    scenario::model::{Actor, Audience, Effect, FactId, LadderId, LadderKind, Scenario, TrackId, limits},
    scenario::program::place::{self, flag},
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
    pub(super) const fn set_bit(&mut self, from: usize, index: usize, on: bool) {
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
            // Most effects are changes of tracks, and a branch foresees them better than a table of all effects.
            if let Effect::Change(track, by) = effect {
                self.change(hand, *track, *by, context);
            } else {
                self.apply_one(hand, effect, context);
            }
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
                // That something is not so is no news, and would tell what may yet come.
                if self.fact(*fact) {
                    self.note(hand, context, *audience, What::FactRevealed(*fact, *audience));
                }
                self.show(hand, *fact, context);
            }
            Effect::RevealTrack(track, audience) => {
                for eyes in 0..3 {
                    if audience.has(eyes) {
                        self.set_bit(place::TRACKS_SEEN + 2 * eyes, track.index(), true);
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
            Effect::Disclose(term) => self.disclose(hand, *term, context),
            Effect::Declare(line) => self.declare(hand, *line, context),
            Effect::Answer(line) => {
                // An answer is a deed: words alone answer nothing. A crossing that the owner comes to know of only at
                // the end of this turn is answered as well, by what it does in the same hour: see `red_lines`.
                let state = self.line(*line);
                let pending = state.in_force && !(state.crossed && state.known);
                if context.step != Step::Words && (state.window().is_some() || pending) {
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
                    self.mirror_line(line.index());
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
            Effect::Explain => self.explain_incidents(hand, context),
            Effect::AnswerIncident => self.answer_incidents(hand, context),
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
                // A draw is seen by those who know what it is a part of.
                let audience = match (context.actor, context.cause) {
                    (Some(actor), _) => Audience::only(actor),
                    (None, Cause::Rule(rule)) => hand.scenario.rules[rule.index()].audience,
                    (None, Cause::Move(id)) => Audience::only(hand.scenario.moves[id.index()].actor),
                    (None, Cause::Term(_)) => Audience::BOTH,
                    (None, _) => Audience::WORLD,
                };
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
        let key = &hand.scenario.index.tracks[track.index()];
        let from = self.tracks[track.index()];
        let to = from.saturating_add(by).min(key.max).max(key.min);
        // Set even where nothing changes: to write costs less than to ask.
        self.set_track(hand.scenario, track, to);
        if S::ON && to != from {
            let audience = self.change_audience(hand.scenario, track);
            self.note(hand, context, audience, What::Track(track, from, to));
        }
    }

    /// Who sees a change of a track: of an estimate, the actor that sees it in another's place, and only while it does.
    fn change_audience(&self, scenario: &Scenario, track: TrackId) -> Audience {
        let mut audience = self.track_audience(track);
        for (actor, of) in Actor::BOTH.into_iter().zip(scenario.tracks[track.index()].estimate_of) {
            if let Some(of) = of {
                let stands = !self.sees_track(actor.index(), of);
                audience = if stands { audience.and(Audience::only(actor)) } else { audience.without(actor) };
            }
        }
        audience
    }

    fn set_fact<D, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, fact: FactId, on: bool, context: Context) {
        if self.fact(fact) != on {
            self.set_bit(place::FACTS, fact.index(), on);
            if S::ON {
                self.note(hand, context, self.fact_audience(fact), What::Fact(fact, on));
            }
            self.show(hand, fact, context);
        }
    }

    /// What a fact gives away once it is true is seen by all who see it.
    fn show<D, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, fact: FactId, context: Context) {
        if !self.fact(fact) {
            return;
        }
        let scenario = hand.scenario;
        for shown in &scenario.facts[fact.index()].shows {
            let [saw, sees] = [*shown, fact].map(|fact| self.fact_audience(fact));
            if saw.and(sees) == saw {
                continue;
            }
            let mut learns = sees;
            for eyes in 0..3 {
                if sees.has(eyes) {
                    self.set_bit(place::SEEN + 4 * eyes, shown.index(), true);
                }
            }
            for actor in Actor::BOTH.into_iter().filter(|actor| saw.includes(*actor)) {
                learns = learns.without(actor);
            }
            if self.fact(*shown) {
                self.note(hand, context, learns, What::FactRevealed(*shown, learns));
            }
            self.show(hand, *shown, context);
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
        self.mirror_rung(ladder);
        if from < to && hand.scenario.index.firsts >> ladder.index() & 1 != 0 {
            self.mark_climbed(hand.scenario, ladder, context);
        }
        self.note(hand, context, Audience::WORLD, What::Rung(ladder, whose, from, to));
    }

    fn schedule(&mut self, due: u8, what: Waiting, context: Context) {
        // A full calendar drops nothing silently in a checked scenario: the check bounds how much can wait.
        if let Some(free) = self.scheduled.iter_mut().find(|place| place.what == Waiting::Nothing) {
            *free = Scheduled { due, what, context };
            self.set_bit(place::FLAGS, flag::WAITING, true);
        }
    }

    /// Brings what is due today: offers arrive, scheduled effects come into force.
    pub(in crate::crisis) fn arrivals<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>) {
        for at in 0..if self.talking() { limits::LIVE_OFFERS } else { 0 } {
            let offer = self.offers[at];
            if offer.status == OfferStatus::InTransit && offer.arrives <= self.turn {
                let slot = Slot(u8::try_from(at).unwrap_or(0));
                self.offers[at].status = OfferStatus::OnTable;
                self.offers[at].arrived = true;
                self.mirror_offers();
                let context =
                    Context { actor: Some(offer.from), cause: Cause::Talks(offer.from), step: Step::Arrivals };
                let audience = offer_audience(hand.scenario, &offer);
                self.note(hand, context, audience, What::Arrived(slot, offer.named()));
                self.read(hand, slot, Step::Arrivals);
            }
        }
        if !self.waits() {
            return;
        }
        self.set_bit(
            place::FLAGS,
            flag::WAITING,
            self.scheduled.iter().any(|waiting| waiting.what != Waiting::Nothing),
        );
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
}
