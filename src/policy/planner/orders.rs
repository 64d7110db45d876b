//! What a planner may order: the open acts desk by desk, and offers that it composes itself.

use rand_pcg::Pcg32;

use super::belief::{any, share};
use crate::{
    crisis::{Act, OfferStatus, Order, View},
    scenario::model::{ChannelId, Legs, TermId, limits},
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

/// Offers of its own and counter-offers, where talks are open.
fn compose(view: &View<'_>, candour: u8, generator: &mut Pcg32, desks: &mut [Desk]) {
    let scenario = view.scenario();
    let Some(actor) = view.actor() else { return };
    let ready = |at: &usize| view.holds(&scenario.terms[*at].requires) && !view.agreed(TermId::new(*at));
    let (gives, asks): (Vec<usize>, Vec<usize>) =
        (0..scenario.terms.len().min(limits::TERMS)).filter(ready).partition(|at| scenario.terms[*at].giver == actor);
    if asks.is_empty() {
        return;
    }
    let leg = |legs: Legs, terms: &[usize], open: bool, generator: &mut Pcg32| -> Legs {
        let Some(term) = terms.get(any(generator, terms.len())) else { return legs };
        let bit = 1_u32 << (term & 31);
        if legs.all() & bit != 0 {
            legs
        } else if open {
            Legs { public: legs.public | bit, ..legs }
        } else {
            Legs { secret: legs.secret | bit, ..legs }
        }
    };
    for desk in desks.iter_mut().filter(|desk| scenario.channels[desk.channel.index()].talks) {
        let from = desk.acts.len();
        for _ in 0..2 * COMPOSED {
            if from + COMPOSED <= desk.acts.len() {
                break;
            }
            let mut legs = leg(Legs::default(), &asks, true, generator);
            if any(generator, 2) == 0 {
                legs = leg(legs, &asks, true, generator);
            }
            for _ in 0..any(generator, 3) {
                let open = share(generator) * 100.0 < f64::from(candour);
                legs = leg(legs, &gives, open, generator);
            }
            let answered = view.offers().find(|(_, offer)| {
                offer.from != actor && offer.status == OfferStatus::OnTable && offer.channel == desk.channel
            });
            let act = match answered {
                // A counter-offer takes up what was offered, and asks for more.
                Some((slot, offer)) if any(generator, 2) == 0 => {
                    let free = |mask: u32| mask & !offer.legs.all();
                    let more = Legs {
                        public: offer.legs.public | free(legs.public),
                        secret: offer.legs.secret | free(legs.secret),
                    };
                    Act::Counter(slot, more)
                }
                Some(_) | None => Act::Offer(desk.channel, legs),
            };
            if !desk.acts.contains(&Some(act)) && view.check(&Order::default(), act).is_ok() {
                desk.acts.push(Some(act));
            }
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
