//! What a planner may order: the open acts desk by desk, and offers that it composes itself.

use rand_pcg::Pcg32;

use super::{
    super::heat,
    belief::{any, share},
};
use crate::{
    crisis::{Act, OfferStatus, Order, View},
    scenario::model::{Actor, ChannelId, Effect, FactId, Legs, MoveId, Scenario, TermData, TermId, limits},
};

/// A desk and what can be done there; nothing at all stands first, unless something must be done.
#[derive(Clone, Debug)]
pub(super) struct Desk {
    pub(super) channel: ChannelId,
    pub(super) acts: Vec<Option<Act>>,
}

/// How many offers it composes for a desk, at most.
const COMPOSED: usize = 8;

/// The desks on which something can be done. Candour, 0 to 100, says how much of what it gives is promised openly.
pub(super) fn desks(view: &View<'_>, candour: u8, generator: &mut Pcg32) -> Vec<Desk> {
    let scenario = view.scenario();
    let mut desks: Vec<Desk> = scenario
        .channels
        .iter()
        .enumerate()
        .map(|(at, data)| Desk { channel: ChannelId::new(at), acts: if data.must { Vec::new() } else { vec![None] } })
        .collect();
    for act in view.acts() {
        desks[view.channel_of(act).index()].acts.push(Some(act));
    }
    compose(view, candour, generator, &mut desks);
    desks.retain(|desk| desk.acts.iter().any(Option::is_some));
    desks
}

/// By how much more open than secret a promise has to cost whoever gives it for the other side to ask for it in secret,
/// in points of tracks.
/// Source: our judgement; a leg that costs its giver's audience little may as well be read by everyone.
const DEAR: u32 = 5;

/// What a promise costs when it is made in public and when it is made in secret, in points of tracks that move.
fn cost(effects: &[Effect]) -> u32 {
    let of = |effect: &Effect| match effect {
        Effect::Change(_, by) => by.unsigned_abs(),
        other => other.inner(|_| None).into_iter().map(cost).sum(),
    };
    effects.iter().map(of).sum()
}

/// Whether a promise costs its giver much less in secret than in public.
fn dear(term: &TermData) -> bool {
    cost(&term.secret_cost) + DEAR <= cost(&term.public_cost)
}

/// Whether what a side has asked for so far, in its own offers and in those that it accepted, is agreed.
fn has_what_it_asked(view: &View<'_>, actor: Actor) -> bool {
    let scenario = view.scenario();
    let asked = view
        .offers()
        .filter(|(_, offer)| offer.from == actor || offer.status == OfferStatus::Accepted)
        .flat_map(|(_, offer)| offer.legs.iter())
        .filter(|(term, _)| scenario.terms[term.index()].giver != actor);
    let mut any = false;
    for (term, _) in asked {
        if !view.agreed(term) {
            return false;
        }
        any = true;
    }
    any
}

/// What may be traded now, as places among the terms.
struct Trade<'s> {
    scenario: &'s Scenario,
    gives: Vec<usize>,
    asks: Vec<usize>,
    /// How much of what is given is promised openly, 0 to 100.
    candour: u8,
}

impl Trade<'_> {
    /// One leg more, if it is not in it yet: what is asked openly, or in secret where its giver would rather; what is
    /// given by candour.
    fn leg(&self, legs: Legs, terms: &[usize], given: bool, generator: &mut Pcg32) -> Legs {
        let Some(term) = terms.get(any(generator, terms.len())) else { return legs };
        let bit = 1_u32 << (term & 31);
        if legs.all() & (bit | self.scenario.terms[*term].excludes_terms) != 0 {
            return legs;
        }
        let open = if given {
            share(generator) * 100.0 < f64::from(self.candour)
        } else {
            !dear(&self.scenario.terms[*term]) || any(generator, 2) == 0
        };
        if open { Legs { public: legs.public | bit, ..legs } } else { Legs { secret: legs.secret | bit, ..legs } }
    }

    /// An offer: it asks for one thing or two, and gives one or two for it.
    fn offer(&self, generator: &mut Pcg32) -> Legs {
        let mut legs = Legs::default();
        for _ in 0..=any(generator, 2) {
            legs = self.leg(legs, &self.asks, false, generator);
        }
        for _ in 0..=any(generator, 2) {
            legs = self.leg(legs, &self.gives, true, generator);
        }
        legs
    }

    /// A counter-offer: it takes up what was offered, and either asks for more or gives less, or gives in secret what was
    /// asked for openly. What was not asked for it does not give.
    fn counter(&self, offered: Legs, generator: &mut Pcg32) -> Legs {
        let own = self.gives.iter().fold(0_u32, |mask, term| mask | 1 << (term & 31));
        let (one, few) = (any(generator, 3), offered.all() & own);
        let picked = ones(few).nth(any(generator, few.count_ones() as usize)).map_or(0, |at| 1_u32 << at);
        match one {
            // Hushed up.
            0 if offered.public & picked != 0 => {
                Legs { public: offered.public & !picked, secret: offered.secret | picked }
            }
            // Left out, if something is still given for what is asked.
            1 if 1 < few.count_ones() => Legs { public: offered.public & !picked, secret: offered.secret & !picked },
            _ => self.leg(offered, &self.asks, false, generator),
        }
    }
}

/// The places of the bits that are set.
fn ones(mut mask: u32) -> impl Iterator<Item = u32> {
    std::iter::from_fn(move || {
        let at = mask.trailing_zeros();
        mask &= mask.wrapping_sub(1);
        (at < 32).then_some(at)
    })
}

/// Offers of its own and counter-offers, where talks are open and something is still to be had: who asks gives something
/// for it, and who has what it asked for asks for no more.
fn compose(view: &View<'_>, candour: u8, generator: &mut Pcg32, desks: &mut [Desk]) {
    let scenario = view.scenario();
    let Some(actor) = view.actor() else { return };
    let ready = |at: &usize| view.holds(&scenario.terms[*at].requires) && !view.agreed(TermId::new(*at));
    let (gives, asks): (Vec<usize>, Vec<usize>) =
        (0..scenario.terms.len().min(limits::TERMS)).filter(ready).partition(|at| scenario.terms[*at].giver == actor);
    if asks.is_empty() || has_what_it_asked(view, actor) {
        return;
    }
    let trade = Trade { scenario, gives, asks, candour };
    // What it has offered already, in these words, it does not offer again.
    let made = |legs: Legs| view.offers().any(|(_, offer)| offer.from == actor && offer.legs == legs);
    for desk in desks.iter_mut().filter(|desk| scenario.channels[desk.channel.index()].talks) {
        let from = desk.acts.len();
        let answered = view.offers().find(|(_, offer)| {
            offer.from != actor && offer.status == OfferStatus::OnTable && offer.channel == desk.channel
        });
        for _ in 0..2 * COMPOSED {
            if from + COMPOSED <= desk.acts.len() {
                break;
            }
            let (act, legs) = match answered {
                Some((slot, offer)) if any(generator, 2) == 0 => {
                    let legs = trade.counter(offer.legs, generator);
                    (Act::Counter(slot, legs), legs)
                }
                Some(_) | None if trade.gives.is_empty() => continue,
                Some(_) | None => {
                    let legs = trade.offer(generator);
                    (Act::Offer(desk.channel, legs), legs)
                }
            };
            if !made(legs) && !desk.acts.contains(&Some(act)) && view.check(&Order::default(), act).is_ok() {
                desk.acts.push(Some(act));
            }
        }
    }
}

/// What an order costs by itself, in points of 100: an order that does more, goes higher, or takes back what was done the
/// day before, has to bring that much.
/// Source: our judgement; staffs and nerves are scarce, and where nothing hangs on a move it is not made. One act of many
/// turns gains little by itself, so that all of it has to be small: at three times as much it lost to the hawk.
#[derive(Clone, Debug)]
pub(super) struct Toll<'v> {
    view: View<'v>,
    /// What its side began and ended the turn before, if nothing has happened since that would be a reason to turn about.
    began: Vec<FactId>,
    ended: Vec<FactId>,
}

impl<'v> Toll<'v> {
    /// For each act.
    const ACT: f64 = 0.007;
    /// For each step up, from 1 to 3 for a move.
    const UP: f64 = 0.014;
    /// For each step up beside an offer or an answer that seeks agreement: who offers and threatens in one breath is
    /// believed in neither.
    const BESIDE: f64 = 0.21;
    /// For each thing that is begun one day and ended the next.
    const ABOUT: f64 = 0.35;

    pub(super) fn of(view: &View<'v>) -> Self {
        let scenario = view.scenario();
        let keys = &scenario.index.moves;
        let (mut began, mut ended) = (Vec::new(), Vec::new());
        let theirs = |id: &MoveId| Some(keys[id.index()].actor) != view.actor();
        let news = view.incidents().next().is_some()
            || view.did_last().filter(theirs).any(|id| keys[id.index()].escalation != 0);
        if !news {
            for id in view.did_last().filter(|id| !theirs(id)) {
                makes(scenario, &scenario.moves[id.index()].effects, &mut began, &mut ended);
            }
        }
        Self { view: *view, began, ended }
    }

    pub(super) fn on(&self, order: &Order) -> f64 {
        let scenario = self.view.scenario();
        let (mut acts, mut up, mut about, mut seeks) = (0.0, 0.0, 0.0, false);
        for act in order.acts() {
            acts += 1.0;
            up += f64::from(heat(scenario, act).max(0));
            match act {
                Act::Offer(..) | Act::Counter(..) | Act::Accept(_) => seeks = true,
                Act::Do(id) => {
                    let effects = &scenario.moves[id.index()].effects;
                    let talks =
                        |effect: &Effect| matches!(effect, Effect::Offer(_) | Effect::Accept(_) | Effect::Counter(..));
                    seeks |= effects.iter().any(talks);
                    if !self.began.is_empty() || !self.ended.is_empty() {
                        let (mut begins, mut ends) = (Vec::new(), Vec::new());
                        makes(scenario, effects, &mut begins, &mut ends);
                        let turned = begins.iter().filter(|fact| self.ended.contains(fact)).count()
                            + ends.iter().filter(|fact| self.began.contains(fact)).count();
                        about += turned as f64;
                    }
                }
                Act::Refuse(_) | Act::Withdraw(_) => {}
            }
        }
        Self::ACT * acts + if seeks { Self::BESIDE } else { Self::UP } * up + Self::ABOUT * about
    }
}

/// The facts that effects make hold and cease to hold.
fn makes(scenario: &Scenario, effects: &[Effect], begins: &mut Vec<FactId>, ends: &mut Vec<FactId>) {
    for effect in effects {
        match effect {
            Effect::Become(fact) => begins.push(*fact),
            Effect::Cease(fact) => ends.push(*fact),
            Effect::After(_, block) => makes(scenario, &scenario.blocks[block.index()], begins, ends),
            other => other.inner(|_| None).into_iter().for_each(|inner| makes(scenario, inner, begins, ends)),
        }
    }
}

/// The order that takes one act from each desk, as far as they go together.
pub(super) fn order(view: &View<'_>, desks: &[Desk], picks: &[usize]) -> Order {
    let mut order = Order::default();
    for (desk, at) in desks.iter().zip(picks) {
        if let Some(Some(act)) = desk.acts.get(*at)
            && view.check(&order, *act).is_ok()
        {
            order = order.with(desk.channel, *act);
        }
    }
    mended(view, desks, order)
}

/// An order that may be sent: what cannot stand is taken out, and what must be done is done.
fn mended(view: &View<'_>, desks: &[Desk], mut order: Order) -> Order {
    for _ in 0..2 * limits::CHANNELS {
        match view.check_whole(&order) {
            Ok(()) => return order,
            Err((Some(act), _)) => order = order.without(view.channel_of(act)),
            Err((None, crate::crisis::Refusal::Must(channel))) => {
                let desk = desks.iter().find(|desk| desk.channel == channel);
                let fits = |act: &&Option<Act>| act.is_some_and(|act| view.check(&order, act).is_ok());
                match desk.and_then(|desk| desk.acts.iter().find(fits)) {
                    Some(Some(act)) => order = order.with(channel, *act),
                    Some(None) | None => return order,
                }
            }
            Err((None, _)) => return Order::default(),
        }
    }
    order
}

/// Where an order stands on each desk: the place of its act among the desk's, if it is listed there.
pub(super) fn picks(desks: &[Desk], order: &Order) -> Vec<Option<usize>> {
    desks.iter().map(|desk| desk.acts.iter().position(|act| *act == order.on(desk.channel))).collect()
}
