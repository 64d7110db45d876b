//! What may be ordered: the one place that decides, and says why not.

use super::{
    condition::{Eyes, holds, runs, sift},
    open::Open,
    order::{Act, Order},
    state::{Crisis, OfferStatus, Slot, free_slot},
};
use crate::scenario::model::{Actor, ChannelId, LadderId, Legs, MoveId, Scenario, TermId, limits};

/// Why an act may not be ordered, in the order in which the reasons are looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    /// The crisis is over.
    Over,
    /// There is no such move, channel, term or offer.
    Unknown,
    /// It is the other side's.
    NotYours,
    /// It can be ordered on other turns only.
    OutOfTurn(MoveId),
    /// It has been done and cannot be done again.
    Spent(MoveId),
    /// Nobody orders on this desk in the cut that is played.
    ChannelUnused(ChannelId),
    /// The desk is closed.
    ChannelClosed(ChannelId),
    /// The cut that is played leaves it out on this turn.
    LeftOut(MoveId),
    /// What it requires does not hold, as far as its actor knows.
    Unmet(MoveId),
    /// The desk is taken by another act of this order.
    ChannelTaken(ChannelId),
    /// It does not go with another move of this order.
    Excluded(MoveId),
    /// It does not go with an offer of this order that holds the term, or is such an offer.
    Contradicts(TermId, MoveId),
    /// Another act of this order takes up the same offer.
    OfferTaken(Slot),
    /// The offer is not on the table, or no longer one's own to withdraw.
    OfferGone(Slot),
    /// No talks go through this desk.
    NoTalks(ChannelId),
    /// An offer needs at least one leg.
    NoLegs,
    /// An offer has at most six legs.
    TooManyLegs,
    /// A term stands in it as public and as secret.
    LegTwice(TermId),
    /// Two terms do not go together in one offer.
    LegsExclude(TermId, TermId),
    /// The term cannot be offered now.
    TermUnready(TermId),
    /// The term is agreed already.
    TermAgreed(TermId),
    /// A counter-offer has the same legs as the offer that it answers.
    SameLegs,
    /// Too many offers are alive.
    TooManyOffers,
    /// Something has to be ordered on this desk.
    Must(ChannelId),
}

/// Says whether `act` may be added to `order` now. Changes nothing.
///
/// # Errors
/// The first [`Refusal`] that applies, in the order in which [`Refusal`] lists them.
pub fn check(scenario: &Scenario, crisis: &Crisis, actor: Actor, order: &Order, act: Act) -> Result<(), Refusal> {
    open(scenario, crisis, actor, act)?;
    let channel = act.channel(scenario, crisis);
    if order.on(channel).is_some() {
        return Err(Refusal::ChannelTaken(channel));
    }
    fits(scenario, crisis, order, act)
}

/// Whether an act goes with whatever else is ordered, for all that the scenario says.
#[inline]
pub(super) fn goes_with_all(scenario: &Scenario, act: Act) -> bool {
    match act {
        Act::Do(id) => !scenario.index.moves[id.index()].excludes,
        Act::Offer(..) | Act::Counter(..) | Act::Accept(_) => !scenario.index.exclusive_terms,
        Act::Refuse(_) | Act::Withdraw(_) => true,
    }
}

/// Whether an act that is open goes with the others of an order. A move that excludes itself excludes nothing by that.
#[inline]
pub(super) fn fits(scenario: &Scenario, crisis: &Crisis, order: &Order, act: Act) -> Result<(), Refusal> {
    if goes_with_all(scenario, act) {
        return Ok(());
    }
    if !excludes_any(scenario, crisis, order, act) {
        return Ok(());
    }
    if let Act::Do(id) = act {
        let excludes = &scenario.moves[id.index()].excludes;
        let one = |other: &Act| matches!(other, Act::Do(other) if *other != id && excludes.contains(other));
        if let Some(Act::Do(other)) = order.acts().find(one) {
            return Err(Refusal::Excluded(other));
        }
    }
    let legs = promised(scenario, crisis, act);
    for other in order.acts().filter(|other| *other != act) {
        for (legs, done) in [(legs, other), (promised(scenario, crisis, other), act)] {
            if let Act::Do(id) = done
                && let Some(term) = contradicted(scenario, legs, id)
            {
                return Err(Refusal::Contradicts(term, id));
            }
        }
    }
    Ok(())
}

/// Whether one act of an order may not go with `act`, by bits alone: which and why is for [`fits`] to find out.
#[inline]
fn excludes_any(scenario: &Scenario, crisis: &Crisis, order: &Order, act: Act) -> bool {
    let terms = |act: Act| match act {
        Act::Do(id) => {
            let key = &scenario.index.moves[id.index()];
            (key.promises, key.excluded_by)
        }
        Act::Offer(..) | Act::Counter(..) | Act::Accept(_) | Act::Refuse(_) | Act::Withdraw(_) => {
            (promised(scenario, crisis, act).all(), 0)
        }
    };
    let (promises, excluded_by) = terms(act);
    let by_terms = promises | excluded_by != 0;
    let excluded = match act {
        Act::Do(id) if order.uses(scenario.index.moves[id.index()].excluded_desks) => {
            scenario.moves[id.index()].excludes.as_slice()
        }
        _ => &[],
    };
    (by_terms || !excluded.is_empty())
        && order.acts().filter(|other| *other != act).any(|other| {
            let (others, by) = if by_terms { terms(other) } else { (0, 0) };
            promises & by | others & excluded_by != 0 || matches!(other, Act::Do(other) if excluded.contains(&other))
        })
}

/// What an act offers or accepts.
fn promised(scenario: &Scenario, crisis: &Crisis, act: Act) -> Legs {
    match act {
        Act::Offer(_, legs) | Act::Counter(_, legs) => legs,
        Act::Accept(slot) => crisis.offer(slot).legs,
        Act::Do(id) => scenario.promised(&scenario.moves[id.index()]),
        Act::Refuse(_) | Act::Withdraw(_) => Legs::default(),
    }
}

/// The term of an offer that does not go together with a move.
fn contradicted(scenario: &Scenario, legs: Legs, id: MoveId) -> Option<TermId> {
    let term = |term: &TermId| scenario.terms.get(term.index()).is_some_and(|data| data.excludes.contains(&id));
    legs.iter().map(|(term, _)| term).find(term)
}

/// Says whether `act` may be ordered at all now, whatever else is ordered.
///
/// # Errors
/// The first [`Refusal`] that applies.
pub fn open(scenario: &Scenario, crisis: &Crisis, actor: Actor, act: Act) -> Result<(), Refusal> {
    if crisis.ended().is_some() {
        return Err(Refusal::Over);
    }
    match act {
        Act::Do(id) => open_move(scenario, crisis, actor, id),
        Act::Offer(channel, legs) => {
            open_talks(scenario, crisis, actor, channel)?;
            open_legs(scenario, crisis, actor, legs)?;
            room(crisis, actor)
        }
        Act::Accept(slot) | Act::Refuse(slot) => on_table(scenario, crisis, actor, slot),
        Act::Counter(slot, legs) => {
            on_table(scenario, crisis, actor, slot)?;
            open_legs(scenario, crisis, actor, legs)?;
            if crisis.offer(slot).legs == legs {
                return Err(Refusal::SameLegs);
            }
            room(crisis, actor)
        }
        Act::Withdraw(slot) => {
            if limits::LIVE_OFFERS <= usize::from(slot.0) {
                return Err(Refusal::Unknown);
            }
            let offer = crisis.offer(slot);
            if offer.status != OfferStatus::Empty && offer.from != actor {
                return Err(Refusal::NotYours);
            }
            open_channel(scenario, crisis, actor, offer.channel)?;
            if offer.alive() { Ok(()) } else { Err(Refusal::OfferGone(slot)) }
        }
    }
}

#[inline]
fn open_move(scenario: &Scenario, crisis: &Crisis, actor: Actor, id: MoveId) -> Result<(), Refusal> {
    let Some(data) = scenario.index.moves.get(id.index()) else { return Err(Refusal::Unknown) };
    if data.actor != actor {
        return Err(Refusal::NotYours);
    }
    let turn = crisis.turn();
    if turn < usize::from(data.turns.0) || usize::from(data.turns.1) < turn {
        return Err(Refusal::OutOfTurn(id));
    }
    if !data.repeat && crisis.did(id) {
        return Err(Refusal::Spent(id));
    }
    open_channel(scenario, crisis, actor, data.channel)?;
    if crisis.leaves_out(scenario, id) {
        return Err(Refusal::LeftOut(id));
    }
    if runs(scenario, crisis, data.requires) { Ok(()) } else { Err(unmet(scenario, crisis, actor, id)) }
}

/// Why a move may not be ordered whose requirements, or those of the offers that it sends, do not hold.
fn unmet(scenario: &Scenario, crisis: &Crisis, actor: Actor, id: MoveId) -> Refusal {
    let data = &scenario.moves[id.index()];
    let has = |condition| holds(scenario, crisis, condition, Eyes::Actor(actor));
    if !has(&data.requires) {
        return Refusal::Unmet(id);
    }
    let can = |term: &TermId| crisis.agreed(*term) || has(&scenario.terms[term.index()].requires);
    let dead = scenario.given(data).find(|own| !own.iter().any(can));
    dead.and_then(|own| own.first().copied()).map_or(Refusal::Unmet(id), Refusal::TermUnready)
}

/// As [`open_move`] without the reason.
#[inline]
fn may_move(scenario: &Scenario, crisis: &Crisis, actor: Actor, id: MoveId) -> bool {
    scenario.index.moves.get(id.index()).is_some_and(|data| {
        let turn = crisis.turn();
        data.actor == actor
            && usize::from(data.turns.0) <= turn
            && turn <= usize::from(data.turns.1)
            && (data.repeat || !crisis.did(id))
            && crisis.unused_desks(scenario) >> (data.channel.0 & 7) & 1 == 0
            && !crisis.leaves_out(scenario, id)
            && runs(scenario, crisis, data.open)
    })
}

#[inline]
fn open_channel(scenario: &Scenario, crisis: &Crisis, actor: Actor, channel: ChannelId) -> Result<(), Refusal> {
    let Some(open) = scenario.index.channels.get(channel.index()) else { return Err(Refusal::Unknown) };
    if crisis.unused_desks(scenario) >> (channel.0 & 7) & 1 != 0 {
        return Err(Refusal::ChannelUnused(channel));
    }
    if runs(scenario, crisis, open[actor.index()]) { Ok(()) } else { Err(Refusal::ChannelClosed(channel)) }
}

fn open_talks(scenario: &Scenario, crisis: &Crisis, actor: Actor, channel: ChannelId) -> Result<(), Refusal> {
    open_channel(scenario, crisis, actor, channel)?;
    if scenario.channels[channel.index()].talks { Ok(()) } else { Err(Refusal::NoTalks(channel)) }
}

fn on_table(scenario: &Scenario, crisis: &Crisis, actor: Actor, slot: Slot) -> Result<(), Refusal> {
    if limits::LIVE_OFFERS <= usize::from(slot.0) {
        return Err(Refusal::Unknown);
    }
    let offer = crisis.offer(slot);
    // An offer that is still on its way is as good as none to the side that it has not reached.
    if offer.status != OfferStatus::OnTable && offer.from != actor {
        return Err(Refusal::OfferGone(slot));
    }
    if offer.from == actor {
        return Err(Refusal::NotYours);
    }
    open_channel(scenario, crisis, actor, offer.channel)?;
    // What one no longer has to give, as far as one knows oneself, cannot be bargained over.
    for (term, _) in offer.legs.iter() {
        let data = &scenario.terms[term.index()];
        if data.giver == actor && !crisis.agreed(term) && !holds(scenario, crisis, &data.requires, Eyes::Actor(actor)) {
            return Err(Refusal::TermUnready(term));
        }
    }
    Ok(())
}

fn open_legs(scenario: &Scenario, crisis: &Crisis, actor: Actor, legs: Legs) -> Result<(), Refusal> {
    if legs.all() == 0 {
        return Err(Refusal::NoLegs);
    }
    if legs.public & legs.secret != 0 {
        return Err(Refusal::LegTwice(TermId::new((legs.public & legs.secret).trailing_zeros() as usize)));
    }
    if limits::LEGS < legs.count() {
        return Err(Refusal::TooManyLegs);
    }
    for (term, _) in legs.iter() {
        let Some(data) = scenario.terms.get(term.index()) else { return Err(Refusal::Unknown) };
        let apart = data.excludes_terms & legs.all();
        if apart != 0 {
            return Err(Refusal::LegsExclude(term, TermId::new(apart.trailing_zeros() as usize)));
        }
        if crisis.agreed(term) {
            return Err(Refusal::TermAgreed(term));
        }
        if !holds(scenario, crisis, &data.requires, Eyes::Actor(actor)) {
            return Err(Refusal::TermUnready(term));
        }
    }
    Ok(())
}

fn room(crisis: &Crisis, actor: Actor) -> Result<(), Refusal> {
    if free_slot(crisis.offers(), actor).is_some() { Ok(()) } else { Err(Refusal::TooManyOffers) }
}

/// Checks a whole order, desks that must be used included.
///
/// # Errors
/// The act that is refused, if it is one, and why.
pub fn check_whole(
    scenario: &Scenario,
    crisis: &Crisis,
    actor: Actor,
    order: &Order,
) -> Result<(), (Option<Act>, Refusal)> {
    let mut taken: u16 = 0;
    for (channel, act) in order.desks() {
        let open = match act {
            // Most acts are moves that may be ordered, so they skip the reasons why not.
            Act::Do(id) if may_move(scenario, crisis, actor, id) && crisis.ended().is_none() => Ok(()),
            _ => open(scenario, crisis, actor, act),
        };
        open.map_err(|refusal| (Some(act), refusal))?;
        // An act stands on its own desk and on no other.
        if act.channel(scenario, crisis) != channel {
            return Err((Some(act), Refusal::Unknown));
        }
        fits(scenario, crisis, order, act).map_err(|refusal| (Some(act), refusal))?;
        if let Act::Accept(slot) | Act::Counter(slot, _) | Act::Refuse(slot) | Act::Withdraw(slot) = act {
            if taken >> (slot.0 & 15) & 1 != 0 {
                return Err((Some(act), Refusal::OfferTaken(slot)));
            }
            taken |= 1 << (slot.0 & 15);
        }
    }
    if !scenario.index.must {
        return Ok(());
    }
    for (at, channel) in scenario.channels.iter().enumerate() {
        let id = ChannelId::new(at);
        if channel.must && order.on(id).is_none() {
            let possible = moves(scenario, crisis, actor).any(|other| {
                scenario.index.moves[other.index()].channel == id
                    && fits(scenario, crisis, order, Act::Do(other)).is_ok()
            });
            if possible {
                return Err((None, Refusal::Must(id)));
            }
        }
    }
    Ok(())
}

/// The moves that may be ordered now, by desk and then in the order of the file.
pub fn moves<'a>(scenario: &'a Scenario, crisis: &'a Crisis, actor: Actor) -> impl Iterator<Item = MoveId> + 'a {
    candidates(scenario, crisis, actor)
        .iter()
        .copied()
        .filter(move |id| crisis.ended().is_none() && open_move(scenario, crisis, actor, *id).is_ok())
}

/// The moves whose turn it is, refused or not, by desk and then in the order of the file.
#[must_use]
pub fn candidates<'a>(scenario: &'a Scenario, crisis: &Crisis, actor: Actor) -> &'a [MoveId] {
    scenario.index.moves_by_turn[actor.index()].get(crisis.turn()).map_or(&[], Vec::as_slice)
}

/// Every act that may be ordered now: moves by desk, then acceptances, refusals and withdrawals by slot.
///
/// Composed offers are checked when they are made; they are too many to list.
#[must_use]
pub fn acts(scenario: &Scenario, crisis: &Crisis, actor: Actor) -> Vec<Act> {
    all_open(scenario, crisis, actor).acts().collect()
}

/// Everything that [`acts`] lists, as sets.
#[must_use]
pub fn all_open<'a>(scenario: &'a Scenario, crisis: &Crisis, actor: Actor) -> Open<'a> {
    if crisis.ended().is_some() {
        return Open::none(&[]);
    }
    // Moves that the turn or the rung alone rules out are not even asked.
    let sieves = scenario.index.moves_by_rung[actor.index()].at(crisis.turn(), crisis.rung(LadderId(0)));
    let mut all = Open::none(sieves);
    for (at, sieve) in sieves.iter().enumerate() {
        all.put(at, sift(scenario, crisis, sieve));
    }
    let unused = crisis.unused_desks(scenario);
    if unused != 0 {
        all.keep(|id| unused >> (scenario.index.moves[id.index()].channel.0 & 7) & 1 == 0);
    }
    if crisis.choice(scenario).is_some() {
        all.keep(|id| !crisis.leaves_out(scenario, id));
    }
    if crisis.talking() {
        for (at, offer) in (0_u8..).zip(crisis.offers()) {
            if !offer.alive() {
                continue;
            }
            let slot = Slot(at);
            all.desks[slot.index()] = offer.channel;
            // An offer may be accepted whenever it may be refused.
            all.answers |= u16::from(open(scenario, crisis, actor, Act::Accept(slot)).is_ok()) << at;
            all.withdrawals |= u16::from(open(scenario, crisis, actor, Act::Withdraw(slot)).is_ok()) << at;
        }
    }
    all
}
