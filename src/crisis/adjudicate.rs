//! One turn, step by step: arrivals, words, deeds, red lines, chance, parties, drift, endings.

use thiserror::Error;

use super::{
    chance::{Dice, Label, Part},
    condition::{runs, sift},
    legal::{self, Refusal},
    order::{Act, Order},
    premise::Premise,
    record::{Cause, DrawResult, Drawn, Sink, Step, What},
    state::{Context, Crisis, Hand, OfferStatus},
};
use crate::scenario::model::{
    Actor, Audience, CutId, DispositionId, EndingId, FactorKey, Horizon, LadderId, MoveId, RuleId, Scenario, TrackId,
    limits,
};

/// An order that the rules refuse. The crisis is unchanged.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("an order is refused: {refusal:?}")]
pub struct Illegal {
    /// Whose order.
    pub actor: Actor,
    /// Which act, if it is one.
    pub act: Option<Act>,
    /// Why.
    pub refusal: Refusal,
}

/// How a crisis is set up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Setup {
    /// Dispositions that are set rather than drawn.
    pub dispositions: [Option<DispositionId>; 2],
    /// The cut that is played; none plays the whole scenario.
    pub cut: Option<CutId>,
}

/// Starts a crisis: dispositions are set or drawn, and the first turn opens.
pub fn start<D: Dice, S: Sink>(scenario: &Scenario, setup: &Setup, dice: &mut D, sink: &mut S) -> Crisis {
    start_from(scenario, setup, &Premise::default(), dice, sink)
}

/// Starts a crisis as [`start`] does, but on a turn of one's choice and with what is said to stand otherwise.
pub fn start_from<D: Dice, S: Sink>(
    scenario: &Scenario,
    setup: &Setup,
    premise: &Premise,
    dice: &mut D,
    sink: &mut S,
) -> Crisis {
    let mut crisis = Crisis::new(scenario);
    crisis.choose_cut(scenario, setup.cut);
    dice.begins(Part::Opening(0));
    let mut hand = Hand { scenario, dice, sink };
    for actor in Actor::BOTH {
        let choices = &scenario.actors[actor.index()].dispositions;
        let chosen = match (setup.dispositions[actor.index()], choices.len()) {
            (Some(chosen), _) if choices.contains(&chosen) => Some(chosen),
            (_, 0) => None,
            (_, 1) => choices.first().copied(),
            _ => {
                let mut weights = [(0_u16, 0_u32); limits::DISPOSITIONS];
                for (place, id) in weights.iter_mut().zip(choices) {
                    *place = (u16::from(id.0), scenario.dispositions[id.index()].weight);
                }
                let weights = &weights[..choices.len().min(limits::DISPOSITIONS)];
                let at = hand.dice.pick(Label::Disposition(actor), weights);
                let chosen = choices.get(at).copied();
                if let Some(chosen) = chosen {
                    let context =
                        Context { actor: Some(actor), cause: Cause::Disposition(chosen), step: Step::Opening };
                    let odds = weights.iter().map(|(_, weight)| weight).sum();
                    let result = DrawResult::Disposition(chosen);
                    let drawn = Drawn { label: Label::Disposition(actor), odds, result };
                    crisis.drew(&mut hand, context, Audience::only(actor), drawn);
                }
                chosen
            }
        };
        if let Some(chosen) = chosen {
            crisis.dispose(&mut hand, chosen);
        }
    }
    let first = premise.turn.min(crisis.last(scenario));
    if 0 < first {
        for _ in 0..first {
            crisis.next_turn();
        }
        hand.dice.begins(Part::Opening(first));
    }
    let context = Context { actor: None, cause: Cause::Start, step: Step::Opening };
    crisis.apply(&mut hand, &premise.effects(scenario), context);
    open_turn(&mut crisis, &mut hand);
    crisis
}

/// Opens a turn: lines declared by date, then authored opening events.
fn open_turn<D: Dice, S: Sink>(crisis: &mut Crisis, hand: &mut Hand<'_, D, S>) {
    crisis.open_turn(hand);
    roll_rules(crisis, hand, 0, Step::Opening);
}

/// The odds of what is certain, in parts per 100,000.
const CERTAIN: u32 = 100_000;

/// Rolls the rules of one kind for this turn, in the order of the file.
fn roll_rules<D: Dice, S: Sink>(crisis: &mut Crisis, hand: &mut Hand<'_, D, S>, slot: usize, step: Step) {
    let scenario = hand.scenario;
    let sieves = &scenario.index.rules_by_turn[slot];
    // The first rule that has not had its turn.
    let mut from = 0;
    'rung: loop {
        let rung = crisis.rung(LadderId(0));
        for sieve in sieves.at(crisis.turn(), rung) {
            let mut open = sift(scenario, crisis, sieve);
            if 0 < from {
                let done = sieve.things.partition_point(|rule| *rule < from);
                open &= u64::MAX.checked_shl(u32::try_from(done).unwrap_or(64)).unwrap_or(0);
            }
            while open != 0 {
                let at = open.trailing_zeros() as usize;
                open &= open - 1;
                let Some(rule) = sieve.things.get(at).map(|rule| RuleId(*rule)) else { break };
                if sieve.once >> at & 1 != 0 && crisis.happened(rule) {
                    continue;
                }
                let key = &scenario.index.rules[rule.index()];
                let context = Context { actor: None, cause: Cause::Rule(rule), step };
                if step == Step::Parties && CERTAIN <= key.odds && hand.dice.holds_back(rule) {
                    let (label, result) = (Label::Rule(rule), DrawResult::Happened(false));
                    crisis.drew(hand, context, Audience::NOBODY, Drawn { label, odds: CERTAIN, result });
                    continue;
                }
                let odds = if crisis.is_sure(scenario, rule) { CERTAIN } else { key.odds };
                if !crisis.chance(hand, context, key.audience, Label::Rule(rule), odds) {
                    continue;
                }
                crisis.happen(hand, rule, step);
                if crisis.rung(LadderId(0)) != rung {
                    // Other rules may come into question at the new rung; those before have had their turn.
                    from = rule.0 + 1;
                    continue 'rung;
                }
                // Those whose clauses it may have changed are asked again.
                let mut stale = sieve.stale.get(at).copied().unwrap_or(0);
                open &= !stale;
                while stale != 0 {
                    let other = stale.trailing_zeros() as usize;
                    stale &= stale - 1;
                    let when = sieve.things.get(other).map(|rule| scenario.index.rules[usize::from(*rule)].when);
                    if when.is_some_and(|when| runs(scenario, crisis, when)) {
                        open |= 1 << other;
                    }
                }
            }
        }
        return;
    }
}

/// Adjudicates one turn and opens the next.
///
/// # Errors
/// The first order that the rules refuse; the crisis is then unchanged.
pub fn adjudicate<D: Dice, S: Sink>(
    scenario: &Scenario,
    crisis: &mut Crisis,
    orders: &[Order; 2],
    dice: &mut D,
    sink: &mut S,
) -> Result<(), Illegal> {
    close_turn(scenario, crisis, orders, dice, sink)?;
    open_next(scenario, crisis, dice, sink);
    Ok(())
}

/// Goes on to the next turn and opens it, unless the crisis has ended.
pub fn open_next<D: Dice, S: Sink>(scenario: &Scenario, crisis: &mut Crisis, dice: &mut D, sink: &mut S) {
    if crisis.ended().is_none() {
        crisis.next_turn();
        dice.begins(Part::Opening(crisis.turn()));
        open_turn(crisis, &mut Hand { scenario, dice, sink });
    }
}

/// Adjudicates one turn, and does not open the next: the crisis stands as at the end of the turn.
///
/// # Errors
/// The first order that the rules refuse; the crisis is then unchanged.
pub fn close_turn<D: Dice, S: Sink>(
    scenario: &Scenario,
    crisis: &mut Crisis,
    orders: &[Order; 2],
    dice: &mut D,
    sink: &mut S,
) -> Result<(), Illegal> {
    if crisis.ended().is_some() {
        return Err(Illegal { actor: Actor::First, act: None, refusal: Refusal::Over });
    }
    for actor in Actor::BOTH {
        legal::check_whole(scenario, crisis, actor, &orders[actor.index()]).map_err(|(act, refusal)| Illegal {
            actor,
            act,
            refusal,
        })?;
    }
    dice.begins(Part::Turn(crisis.turn()));
    let mut hand = Hand { scenario, dice, sink };
    let hand = &mut hand;
    let (acts, count) = in_tempo(scenario, crisis, hand, orders);
    let acts = &acts[..count];
    crisis.arrivals(hand);
    let (words, deeds) = acts.split_at(acts.iter().take_while(|(number, _)| *number < DEED).count());
    // Deeds that what was agreed in this turn has overtaken, by their places.
    let mut overtaken = 0_u32;
    for (step, acts) in [(Step::Words, words), (Step::Deeds, deeds)] {
        for (at, (number, act)) in acts.iter().enumerate() {
            let actor = whose(*number);
            if step == Step::Deeds && overtaken >> at & 1 != 0 {
                continue;
            }
            if let Act::Do(id) = *act {
                let context = Context { actor: Some(actor), cause: Cause::Move(id), step };
                crisis.apply(hand, &scenario.moves[id.index()].effects, context);
            } else {
                talk(crisis, hand, actor, *act);
            }
        }
        // Letters that have crossed are read whether or not anything else is said.
        if step == Step::Words && crisis.conclude(hand) {
            overtaken = call_off(crisis, hand, deeds);
        }
        // Words show what has been crossed, before deeds can undo it.
        if step == Step::Words {
            crisis.show_lines(hand, step);
        }
    }
    let chances = crisis.red_lines(hand);
    chance(crisis, hand);
    crisis.respect(hand, chances);
    roll_rules(crisis, hand, 2, Step::Parties);
    crisis.upkeep(hand);
    roll_rules(crisis, hand, 3, Step::Drift);
    crisis.show_lines(hand, Step::Drift);
    crisis.mark_first();
    crisis.last_chance(hand);
    if crisis.last(scenario) <= crisis.turn() {
        crisis.crossed_at_last(hand);
    }
    endings(crisis, hand);
    Ok(())
}

/// Calls off the deeds that would climb and whose requirements no longer hold now that something was agreed: words come first,
/// and an army that is to go home is not marched in within the same order. Their places.
fn call_off<D: Dice, S: Sink>(crisis: &mut Crisis, hand: &mut Hand<'_, D, S>, deeds: &[(Timed, Act)]) -> u32 {
    let mut places = 0;
    for (at, (number, act)) in deeds.iter().enumerate() {
        let Act::Do(id) = *act else { continue };
        let climbs = 0 < hand.scenario.moves[id.index()].escalation;
        if climbs && !runs(hand.scenario, crisis, hand.scenario.index.moves[id.index()].requires) {
            let context = Context { actor: Some(whose(*number)), cause: Cause::Move(id), step: Step::Deeds };
            crisis.call_off(hand, id, context);
            places |= 1 << at;
        }
    }
    places
}

/// An act by its kind, tempo, actor and desk in one number, so that acts sort by number as they take effect:
/// words before deeds, then by tempo, then by actor, then by desk, and nothing depends on who typed first.
type Timed = u32;

/// In the number of every deed, and of no words.
const DEED: Timed = 1 << 16;

/// Room for all acts of a turn.
const ACTS: usize = 2 * limits::CHANNELS;

/// The tempo of an act at the negotiating table.
const TALKS_TEMPO: u8 = 5;

/// Whose act it is, by its number.
const fn whose(timed: Timed) -> Actor {
    if timed >> 4 & 1 == 0 { Actor::First } else { Actor::Second }
}

/// The acts of both orders as they take effect.
fn in_tempo<D, S: Sink>(
    scenario: &Scenario,
    crisis: &mut Crisis,
    hand: &mut Hand<'_, D, S>,
    orders: &[Order; 2],
) -> ([(Timed, Act); ACTS], usize) {
    let mut acts = [(0, Act::Do(MoveId(0))); ACTS];
    let mut count = 0;
    for actor in Actor::BOTH {
        for (channel, act) in orders[actor.index()].desks() {
            let (deed, tempo) = match act {
                Act::Do(id) => {
                    crisis.mark_ordered(id);
                    let key = &scenario.index.moves[id.index()];
                    (if key.words { 0 } else { DEED }, key.tempo)
                }
                Act::Offer(..) | Act::Accept(_) | Act::Counter(..) | Act::Refuse(_) | Act::Withdraw(_) => {
                    (0, TALKS_TEMPO)
                }
            };
            if S::ON {
                note_order(scenario, crisis, hand, actor, act);
            }
            let order = Timed::from(actor == Actor::Second) << 4 | Timed::from(channel.0);
            let number = deed | Timed::from(tempo) << 8 | order;
            let mut at = count;
            while 0 < at && number < acts[at - 1].0 {
                acts[at] = acts[at - 1];
                at -= 1;
            }
            acts[at] = (number, act);
            count += 1;
        }
    }
    (acts, count)
}

fn note_order<D, S: Sink>(scenario: &Scenario, crisis: &Crisis, hand: &mut Hand<'_, D, S>, actor: Actor, act: Act) {
    let (cause, audience) = match act {
        Act::Do(id) => {
            // What is written on a desk with a delay is not seen written, but read when it arrives.
            let data = &scenario.moves[id.index()];
            (Cause::Move(id), if scenario.posts(data) { Audience::only(actor) } else { data.audience })
        }
        Act::Offer(channel, _) => {
            let data = &scenario.channels[channel.index()];
            let audience = if data.delay == 0 { data.audience.and(Audience::BOTH) } else { Audience::only(actor) };
            (Cause::Talks(actor), audience)
        }
        Act::Accept(slot) | Act::Counter(slot, _) | Act::Refuse(slot) | Act::Withdraw(slot) => {
            let offer = crisis.offer(slot);
            // What arrives today is read before anything is answered.
            let hidden = (offer.status == OfferStatus::InTransit && crisis.turn() < usize::from(offer.arrives))
                || (matches!(act, Act::Counter(..)) && 0 < scenario.channels[offer.channel.index()].delay);
            let audience = if hidden {
                Audience::only(actor)
            } else {
                scenario.channels[offer.channel.index()].audience.and(Audience::BOTH)
            };
            (Cause::Talks(actor), audience)
        }
    };
    let what = What::Ordered(actor, act);
    let turn = u8::try_from(crisis.turn()).unwrap_or(u8::MAX);
    hand.sink.take(super::record::Entry { turn, step: Step::Orders, cause, audience, what });
}

/// An act at the negotiating table.
fn talk<D: Dice, S: Sink>(crisis: &mut Crisis, hand: &mut Hand<'_, D, S>, actor: Actor, act: Act) {
    let context = Context { actor: Some(actor), cause: Cause::Talks(actor), step: Step::Words };
    match act {
        Act::Do(_) => {}
        Act::Offer(channel, legs) => crisis.send(hand, actor, channel, legs, None, context),
        Act::Accept(slot) => crisis.accept(slot),
        Act::Counter(slot, legs) => {
            let channel = crisis.offer(slot).channel;
            crisis.send(hand, actor, channel, legs, None, context);
        }
        Act::Refuse(slot) => crisis.close_offer(hand, slot, OfferStatus::Refused, context),
        Act::Withdraw(slot) => crisis.close_offer(hand, slot, OfferStatus::Withdrawn, context),
    }
}

/// Hazards at the highest occupied rung, then the other authored events, then leaks.
fn chance<D: Dice, S: Sink>(crisis: &mut Crisis, hand: &mut Hand<'_, D, S>) {
    let scenario = hand.scenario;
    crisis.settle_incidents(hand);
    let (incident, _) = highest(scenario, crisis, |rung| rung.incident);
    if 0 < incident {
        let odds = scaled(scenario, crisis, incident, &scenario.index.incident_factors);
        let context = Context { actor: None, cause: Cause::Start, step: Step::Chance };
        if crisis.chance(hand, context, Audience::NOBODY, Label::Incident, odds)
            && let Some(rule) = pick_incident(crisis, hand, context)
        {
            crisis.happen(hand, rule, Step::Chance);
        }
    }
    let (catastrophe, ladder) = highest(scenario, crisis, |rung| rung.catastrophe);
    // On a turn of a cut that passes nobody at the table could have ordered otherwise, nor stop it in time.
    if 0 < catastrophe && !crisis.passes(scenario, crisis.turn()) {
        let odds = scaled(scenario, crisis, catastrophe, &scenario.index.catastrophe_factors);
        let context = Context { actor: None, cause: Cause::Catastrophe, step: Step::Chance };
        if crisis.chance(hand, context, Audience::NOBODY, Label::Catastrophe, odds) {
            crisis.strike(hand, ladder);
        }
    }
    roll_rules(crisis, hand, 1, Step::Chance);
    crisis.leaks(hand);
}

/// The highest hazard among the occupied rungs, and on which ladder.
fn highest(
    scenario: &Scenario,
    crisis: &Crisis,
    hazard: impl Fn(&crate::scenario::model::RungData) -> u32,
) -> (u32, LadderId) {
    let mut found = (0, LadderId(0));
    for (at, data) in scenario.ladders.iter().enumerate() {
        for actor in Actor::BOTH {
            let rung = usize::from(crisis.rung_of(LadderId::new(at), actor));
            let chance = hazard(&data.rungs[rung]);
            if found.0 < chance {
                found = (chance, LadderId::new(at));
            }
        }
    }
    found
}

/// The odds of a hazard as the crisis stands, in parts per 100,000.
fn scaled(scenario: &Scenario, crisis: &Crisis, hazard: u32, factors: &[FactorKey]) -> u32 {
    let mut times = u64::from(hazard);
    let mut over = 1_u64;
    for factor in factors {
        let (up, down) = match factor {
            FactorKey::When(code, ..) if !runs(scenario, crisis, *code) => continue,
            FactorKey::When(_, up, down) => (*up, *down),
            FactorKey::Track(track, plus, down) => {
                (crisis.track(*track).max(0).unsigned_abs().saturating_add(*plus), *down)
            }
        };
        match (times.checked_mul(u64::from(up)), over.checked_mul(u64::from(down))) {
            (Some(product), Some(below)) => (times, over) = (product, below),
            // Sixty-four bits hold all but extreme factors, and divide several times faster than more would.
            _ => return scaled_wide(scenario, crisis, hazard, factors),
        }
    }
    if over <= 1 {
        return u32::try_from(times.min(100_000)).unwrap_or(100_000);
    }
    u32::try_from(times.div_euclid(over).min(100_000)).unwrap_or(100_000)
}

/// As [`scaled`], where the products need more than 64 bits.
#[cold]
fn scaled_wide(scenario: &Scenario, crisis: &Crisis, hazard: u32, factors: &[FactorKey]) -> u32 {
    let mut times = u128::from(hazard);
    let mut over: u128 = 1;
    for factor in factors {
        match factor {
            FactorKey::When(code, up, down) => {
                if runs(scenario, crisis, *code) {
                    times = times.saturating_mul(u128::from(*up));
                    over = over.saturating_mul(u128::from(*down));
                }
            }
            FactorKey::Track(track, plus, down) => {
                let value = crisis.track(*track).max(0).unsigned_abs();
                times = times.saturating_mul(u128::from(value.saturating_add(*plus)));
                over = over.saturating_mul(u128::from(*down));
            }
        }
    }
    u32::try_from(times.div_euclid(over.max(1)).min(100_000)).unwrap_or(100_000)
}

/// Which of the eligible events an incident is.
fn pick_incident<D: Dice, S: Sink>(crisis: &mut Crisis, hand: &mut Hand<'_, D, S>, context: Context) -> Option<RuleId> {
    let scenario = hand.scenario;
    let rules = scenario.index.incidents_by_turn.get(crisis.turn())?;
    let mut choices = [(0_u16, 0_u32); limits::RULES];
    let mut count = 0;
    for rule in rules {
        let data = &scenario.rules[rule.index()];
        if (data.repeat || !crisis.happened(*rule)) && runs(scenario, crisis, scenario.index.rules[rule.index()].when) {
            choices[count] = (rule.0, data.weight);
            count += 1;
        }
    }
    let choices = &choices[..count];
    if count == 0 {
        return None;
    }
    let at = if count == 1 { 0 } else { hand.dice.pick(Label::IncidentEvent, choices) };
    let rule = RuleId(choices.get(at)?.0);
    if 1 < count {
        let odds = choices.iter().map(|(_, weight)| weight).sum();
        let drawn = Drawn { label: Label::IncidentEvent, odds, result: DrawResult::Event(rule) };
        crisis.drew(hand, context, Audience::NOBODY, drawn);
    }
    Some(rule)
}

/// The first ending whose condition holds, then the turn limit.
///
/// While a catastrophe leaves a last turn, nothing ends but by the turn limit.
fn endings<D: Dice, S: Sink>(crisis: &mut Crisis, hand: &mut Hand<'_, D, S>) {
    let scenario = hand.scenario;
    let last = crisis.last(scenario) <= crisis.turn();
    if crisis.last_turn() && !last {
        return;
    }
    for sieve in scenario.index.endings_by_turn.at(crisis.turn(), crisis.rung(LadderId(0))) {
        let first = sift(scenario, crisis, sieve).trailing_zeros() as usize;
        if let Some(ending) = sieve.things.get(first) {
            crisis.end(hand, EndingId::new(usize::from(*ending)));
            return;
        }
    }
    if last {
        crisis.end(hand, EndingId::new(scenario.endings.len().saturating_sub(1)));
    }
}

/// Lets news that were told to all move a track while a turn is open, within the track's ends. Once it is over nothing moves.
pub fn tell_news<S: Sink>(scenario: &Scenario, crisis: &mut Crisis, track: TrackId, by: i32, sink: &mut S) {
    if crisis.ended().is_none() && track.index() < scenario.tracks.len() {
        let mut hand = Hand { scenario, dice: &mut (), sink };
        let context = Context { actor: None, cause: Cause::News, step: Step::Opening };
        crisis.change(&mut hand, track, by, context);
    }
}

/// Runs the aftermath up to a horizon: the rules of that horizon, in the author's order.
pub fn follow<D: Dice, S: Sink>(
    scenario: &Scenario,
    crisis: &mut Crisis,
    horizon: Horizon,
    dice: &mut D,
    sink: &mut S,
) {
    if horizon == Horizon::AtOnce {
        dice.begins(Part::Aftermath);
    }
    let mut hand = Hand { scenario, dice, sink };
    for (at, item) in scenario.aftermath.iter().enumerate() {
        let id = crate::scenario::model::AftermathId::new(at);
        if item.horizon != horizon || crisis.followed(id) || !runs(scenario, crisis, scenario.index.aftermath[at]) {
            continue;
        }
        let context = Context { actor: None, cause: Cause::Aftermath(id), step: Step::Aftermath };
        if crisis.chance(&mut hand, context, item.audience, Label::Aftermath(id), item.odds) {
            crisis.follow_one(&mut hand, id);
        }
    }
    crisis.show_lines(&mut hand, Step::Aftermath);
}
