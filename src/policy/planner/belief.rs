//! What a planner believes of the other side: imagined crises that agree with its view, each with odds on how the
//! other side behaves, weighed by Bayes' rule turn by turn.

use rand_pcg::Pcg32;

use super::super::{Player, Simple, recorded, solver::Roots};
use crate::{
    crisis::{
        Act, Crisis, NoRecord, OfferStatus, Open, Order, Seeded, Setup, View, adjudicate,
        chance::{mix, one_of},
        start,
    },
    scenario::model::{Actor, ChannelId, CutId, DispositionId, MoveId, Scenario, limits},
};
use rand::Rng as _;

/// How the other side may behave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nature {
    /// As a simple policy does.
    Plain(Simple),
    /// It reasons: whatever serves it best.
    Reasons,
}

impl Nature {
    /// How many.
    pub const COUNT: usize = 6;
    /// All of them.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Plain(Simple::Random),
        Self::Plain(Simple::Dove),
        Self::Plain(Simple::Hawk),
        Self::Plain(Simple::TitForTat),
        Self::Plain(Simple::Historical),
        Self::Reasons,
    ];

    /// How likely each is held to be before anything was seen.
    /// Source: our judgement; one in three for a side that reasons, as a person does.
    const BEFORE: [f64; Self::COUNT] = [0.09, 0.15, 0.15, 0.15, 0.13, 0.33];
}

/// How many crises are imagined at once. The same at every level.
const WORLDS: u32 = 48;

/// How likely a side is held to do other than its nature says, on one desk.
/// Source: our judgement; the belief should doubt before it is sure.
const SLIP: f64 = 0.3;

/// One imagined crisis.
#[derive(Clone, Debug)]
pub(super) struct World {
    pub(super) crisis: Crisis,
    /// How likely each nature is in it, together with how likely it is itself.
    pub(super) natures: [f64; Nature::COUNT],
}

impl World {
    fn weight(&self) -> f64 {
        self.natures.iter().sum()
    }
}

/// What a planner believes.
#[derive(Clone, Debug)]
pub struct Belief {
    actor: Actor,
    turn: usize,
    own: Option<Order>,
    worlds: Vec<World>,
}

impl Belief {
    /// The belief of one who has seen nothing but the view.
    pub(super) fn begin(view: &View<'_>, generator: &mut Pcg32) -> Self {
        let scenario = view.scenario();
        let actor = view.actor().unwrap_or(Actor::First);
        let worlds = (0..WORLDS)
            .map(|at| {
                let guess = guess(view, actor, at, generator);
                World { crisis: view.imagine(&guess), natures: Nature::BEFORE }
            })
            .collect();
        let mut belief = Self { actor, turn: view.turn(), own: None, worlds };
        belief.normalise(scenario);
        belief
    }

    /// The turn that it is about.
    pub(super) const fn turn(&self) -> usize {
        self.turn
    }

    /// Whether the planner has given its order for that turn.
    pub(super) const fn ordered(&self) -> bool {
        self.own.is_some()
    }

    /// A turn opens.
    pub(super) fn opens(&mut self, turn: usize) {
        if self.turn != turn {
            self.turn = turn;
            self.own = None;
        }
    }

    /// The planner has given its order.
    pub(super) const fn orders(&mut self, order: Order) {
        self.own = Some(order);
    }

    /// One of the imagined crises and a nature, by their odds.
    pub(super) fn draw(&self, generator: &mut Pcg32) -> (&World, Nature) {
        let mut left = share(generator);
        for world in &self.worlds {
            for (nature, odds) in Nature::ALL.into_iter().zip(world.natures) {
                if left < odds {
                    return (world, nature);
                }
                left -= odds;
            }
        }
        // Rounding may leave a trace; the first is as good as any.
        (&self.worlds[0], Nature::Reasons)
    }

    /// A crisis that may stand and a way in which the other side may behave, by their odds.
    pub(crate) fn imagined(&self, generator: &mut Pcg32) -> (Crisis, Nature) {
        let (world, nature) = self.draw(generator);
        (world.crisis, nature)
    }

    /// The imagined crises as the beginnings of a game, by their odds; alike ones count once.
    pub(super) fn roots(&self) -> Roots {
        let mut worlds: Vec<(f64, Crisis)> = Vec::new();
        for world in &self.worlds {
            match worlds.iter_mut().find(|(_, crisis)| *crisis == world.crisis) {
                Some((weight, _)) => *weight += world.weight(),
                None => worlds.push((world.weight(), world.crisis)),
            }
        }
        Roots::Worlds(worlds)
    }

    /// How likely each disposition of the other side is held to be, the likeliest first.
    #[must_use]
    pub fn dispositions(&self, scenario: &Scenario) -> Vec<(DispositionId, f64)> {
        let theirs = &scenario.actors[self.actor.other().index()].dispositions;
        let odds = |id: DispositionId| {
            let in_it = self.worlds.iter().filter(|world| world.crisis.disposition(self.actor.other()) == Some(id));
            in_it.map(World::weight).sum::<f64>()
        };
        let mut all: Vec<_> = theirs.iter().map(|id| (*id, odds(*id))).collect();
        all.sort_by(|left, right| right.1.total_cmp(&left.1));
        all
    }

    /// How likely each nature is held to be, the likeliest first.
    #[must_use]
    pub fn natures(&self) -> Vec<(Nature, f64)> {
        let odds = |at: usize| self.worlds.iter().map(|world| world.natures[at]).sum::<f64>();
        let mut all: Vec<_> = Nature::ALL.into_iter().enumerate().map(|(at, nature)| (nature, odds(at))).collect();
        all.sort_by(|left, right| right.1.total_cmp(&left.1));
        all
    }

    fn normalise(&mut self, scenario: &Scenario) {
        debug_assert!(!self.worlds.is_empty() && !scenario.turns.is_empty());
        let whole: f64 = self.worlds.iter().map(World::weight).sum();
        let even = 1.0 / (self.worlds.len() as f64);
        for world in &mut self.worlds {
            for (odds, before) in world.natures.iter_mut().zip(Nature::BEFORE) {
                *odds = if 0.0 < whole { *odds / whole } else { before * even };
            }
        }
    }

    /// Weighs each imagined crisis by how well it foresaw what is seen now, and carries it on to now.
    pub(super) fn update(&mut self, view: &View<'_>, generator: &mut Pcg32) {
        let scenario = view.scenario();
        let other = self.actor.other();
        let own = self.own.unwrap_or_default();
        let keys = &scenario.index.moves;
        let mut seen: [Option<MoveId>; limits::CHANNELS] = [None; limits::CHANNELS];
        for id in view.did_last().filter(|id| keys[id.index()].actor == other) {
            seen[keys[id.index()].channel.index()] = Some(id);
        }
        for world in &mut self.worlds {
            let before = View::of(scenario, &world.crisis, other);
            let open = before.open();
            let mut foreseen = [Order::default(); Nature::COUNT];
            let mut together = 0.0;
            for (at, nature) in Nature::ALL.into_iter().enumerate() {
                let likelihood = match nature {
                    Nature::Plain(policy) => {
                        let order =
                            Player::new(policy, other, u64::from(generator.next_u32())).order_in(&before, &open);
                        foreseen[at] = order;
                        let alike = likelihood(view, &before, &open, &order, &seen, policy == Simple::Random);
                        together += alike / ((Nature::COUNT - 1) as f64);
                        alike
                    }
                    // One that reasons may do as any of them would.
                    Nature::Reasons => together,
                };
                world.natures[at] *= likelihood;
            }
            // What they did in secret is as one of the natures would have done.
            let nature = pick(&world.natures, generator).min(Nature::COUNT - 2);
            let order = really(&before, &foreseen[nature], &seen, self.actor);
            let mut next = world.crisis;
            let mut dice = Seeded::new(u64::from(generator.next_u32()));
            let orders = if self.actor == Actor::First { [own, order] } else { [order, own] };
            let played = adjudicate(scenario, &mut next, &orders, &mut dice, &mut NoRecord);
            if played.is_err() {
                let orders = if self.actor == Actor::First { [own, Order::default()] } else { [Order::default(), own] };
                let _ = adjudicate(scenario, &mut next, &orders, &mut dice, &mut NoRecord);
            }
            let fit = fit(view, &next);
            for odds in &mut world.natures {
                *odds *= fit;
            }
            world.crisis = view.imagine(&next);
        }
        self.normalise(scenario);
        self.resample(generator);
    }

    /// Where few imagined crises carry nearly all the weight, they take the places of the others.
    fn resample(&mut self, generator: &mut Pcg32) {
        let squares: f64 = self.worlds.iter().map(|world| world.weight() * world.weight()).sum();
        let count = self.worlds.len() as f64;
        if squares * count < 2.0 {
            return;
        }
        let step = 1.0 / count;
        let mut point = share(generator) * step;
        let mut sum = 0.0;
        let mut chosen = Vec::with_capacity(self.worlds.len());
        for world in &self.worlds {
            let weight = world.weight();
            sum += weight;
            while point < sum && chosen.len() < self.worlds.len() {
                let mut copy = world.clone();
                for odds in &mut copy.natures {
                    *odds *= step / weight;
                }
                chosen.push(copy);
                point += step;
            }
        }
        if !chosen.is_empty() {
            self.worlds = chosen;
        }
    }
}

/// From 0 to below 1.
pub(super) fn share(generator: &mut Pcg32) -> f64 {
    f64::from(generator.next_u32() >> 1) / f64::from(1_u32 << 31)
}

/// One of several, by their weights.
pub(super) fn pick(weights: &[f64], generator: &mut Pcg32) -> usize {
    let whole: f64 = weights.iter().sum();
    let mut left = share(generator) * whole;
    for (at, weight) in weights.iter().enumerate() {
        if left < *weight {
            return at;
        }
        left -= weight;
    }
    weights.len().saturating_sub(1)
}

/// A crisis that might stand, as far as one knows who has seen nothing: played on from the start.
fn guess(view: &View<'_>, actor: Actor, at: u32, generator: &mut Pcg32) -> Crisis {
    let scenario = view.scenario();
    let seed = mix(u64::from(generator.next_u32()) << 8 | u64::from(at));
    let mut dice = Seeded::new(seed);
    let mut setup = Setup::default();
    setup.dispositions[actor.index()] = view.disposition();
    setup.cut =
        view.cut().and_then(|cut| scenario.cuts.iter().position(|other| std::ptr::eq(other, cut))).map(CutId::new);
    let theirs = &scenario.actors[actor.other().index()].dispositions;
    // Every disposition is in some of the worlds, by its weight.
    let weights: Vec<f64> = theirs.iter().map(|id| f64::from(scenario.dispositions[id.index()].weight)).collect();
    let whole: f64 = weights.iter().sum();
    let mut point = (f64::from(at) + 0.5) / f64::from(WORLDS) * whole;
    let stratum = weights.iter().position(|weight| {
        let inside = point < *weight;
        point -= weight;
        inside
    });
    setup.dispositions[actor.other().index()] = stratum.and_then(|at| theirs.get(at).copied());
    let mut crisis = start(scenario, &setup, &mut dice, &mut NoRecord);
    let mut players = Actor::BOTH.map(|actor| Player::new(Simple::Historical, actor, seed));
    for _ in 0..limits::TURNS {
        if view.turn() <= crisis.turn() || crisis.ended().is_some() {
            break;
        }
        let orders = recorded(scenario, &crisis, false).unwrap_or_else(|| {
            Actor::BOTH.map(|actor| players[actor.index()].order(&View::of(scenario, &crisis, actor)))
        });
        if adjudicate(scenario, &mut crisis, &orders, &mut dice, &mut NoRecord).is_err() {
            break;
        }
    }
    crisis
}

/// How likely it was that a side whose order was foreseen so would do what was seen.
fn likelihood(
    view: &View<'_>,
    before: &View<'_>,
    open: &Open<'_>,
    foreseen: &Order,
    seen: &[Option<MoveId>; limits::CHANNELS],
    random: bool,
) -> f64 {
    let scenario = view.scenario();
    let eyes = view.actor().map_or(2, Actor::index);
    let in_sight = |id: MoveId| scenario.index.moves_seen[eyes].has(id.index());
    let mut ways = [0_u32; limits::CHANNELS];
    for id in open.moves().filter(|id| in_sight(*id)) {
        ways[scenario.index.moves[id.index()].channel.index()] += 1;
    }
    let mut likelihood = 1.0;
    for (at, ways) in ways.into_iter().enumerate() {
        if ways == 0 {
            continue;
        }
        let even = 1.0 / f64::from(ways + 1);
        let said = match foreseen.on(ChannelId::new(at)) {
            Some(Act::Do(id)) if in_sight(id) => Some(id),
            _ => None,
        };
        likelihood *= if random {
            even
        } else if said == seen[at] {
            1.0 - SLIP + SLIP * even
        } else {
            SLIP * even
        };
    }
    // Whether one's offers were accepted or refused shows as well.
    for (slot, offer) in before.offers() {
        if Some(offer.from) != view.actor() || offer.status != OfferStatus::OnTable {
            continue;
        }
        let now = view.offers().find(|(other, _)| *other == slot).map(|(_, offer)| offer.status);
        let accepts = foreseen.acts().any(|act| act == Act::Accept(slot));
        let refuses = foreseen.acts().any(|act| act == Act::Refuse(slot));
        let fits = match now {
            Some(OfferStatus::Accepted) => accepts,
            Some(OfferStatus::Refused) => refuses,
            Some(OfferStatus::OnTable) => !accepts && !refuses,
            Some(OfferStatus::Empty | OfferStatus::InTransit | OfferStatus::Withdrawn | OfferStatus::Overtaken)
            | None => continue,
        };
        likelihood *= if random {
            1.0 / 3.0
        } else if fits {
            1.0 - SLIP
        } else {
            SLIP / 2.0
        };
    }
    likelihood
}

/// The order that was really given, as far as it was seen; what was not seen is as foreseen.
fn really(before: &View<'_>, foreseen: &Order, seen: &[Option<MoveId>; limits::CHANNELS], eyes: Actor) -> Order {
    let scenario = before.scenario();
    let mut order = Order::default();
    for id in seen.iter().flatten() {
        let act = Act::Do(*id);
        if before.check(&order, act).is_ok() {
            order = order.with(before.channel_of(act), act);
        }
    }
    for (channel, act) in foreseen.desks() {
        let in_sight = match act {
            Act::Do(id) => scenario.index.moves_seen[eyes.index()].has(id.index()),
            Act::Offer(..) | Act::Accept(_) | Act::Counter(..) | Act::Refuse(_) | Act::Withdraw(_) => false,
        };
        if !in_sight && before.check(&order, act).is_ok() {
            order = order.with(channel, act);
        }
    }
    order
}

/// How well an imagined crisis foresaw the rungs and tracks that are seen now, from above 0 to 1.
fn fit(view: &View<'_>, foreseen: &Crisis) -> f64 {
    let scenario = view.scenario();
    let there = view.actor().map(|actor| View::of(scenario, foreseen, actor));
    let mut fit = 1.0;
    for at in 0..scenario.ladders.len() {
        let ladder = crate::scenario::model::LadderId::new(at);
        if view.rung(ladder) != foreseen.rung(ladder) {
            fit *= 0.6;
        }
    }
    let mut off = 0.0;
    for (at, data) in scenario.tracks.iter().enumerate() {
        let track = crate::scenario::model::TrackId::new(at);
        if let (Some(is), Some(was)) = (view.track(track), there.and_then(|there| there.track(track))) {
            let range = f64::from(data.max.saturating_sub(data.min).max(1));
            off += f64::from(is.abs_diff(was)) / range;
        }
    }
    fit / (1.0 + off)
}

/// One of a number.
pub(super) fn any(generator: &mut Pcg32, count: usize) -> usize {
    one_of(generator, u32::try_from(count.max(1)).unwrap_or(u32::MAX)) as usize
}
