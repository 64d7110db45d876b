//! Short crises and endings looked through to the end: unfolded as a game, and solved.
//!
//! What the other side's moves reveal is in the tree itself, so that nothing is lost by believing too simply. Of the
//! other side it is held likely, with some share, that it follows one of a few plain ways; the answer to such a side
//! takes what it gives away, and gives away little itself (`solver::Fixed`).

use rand_pcg::Pcg32;

use super::super::{
    Player, Simple, heat,
    solver::{Fixed, Form, Profile, Reach, Roots, Rule, Solver, Unfolding, What, limits, unfold},
    solver::{Memory, TooLarge},
};
use super::belief::pick;
use crate::{
    crisis::{Crisis, Order, View},
    scenario::model::{Actor, DispositionId, LadderId, Scenario, limits as bounds},
};

/// How a side that follows a plain way is held to behave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// As a simple policy does.
    Simple(Simple),
    /// Neither up nor down, always.
    Steady,
    /// Up, always.
    Climbs,
    /// Up where war costs it less; else neither way, and down once it is grave.
    Honest,
    /// Up until it is grave; then the side that war costs more goes down, the other holds.
    Bluffs,
}

/// The plain ways, and how likely each is beside the others.
/// Source: our judgement, measured on BRINK: near the mixture whose best answer gains, of what each of six scripts gives
/// away, the greatest share that can be had of all six at once (`docs/opponents.md`).
const WAYS: [(Way, f64); 6] = [
    (Way::Simple(Simple::Random), 0.4),
    (Way::Simple(Simple::TitForTat), 0.9),
    (Way::Steady, 0.6),
    (Way::Climbs, 1.3),
    (Way::Honest, 4.1),
    (Way::Bluffs, 2.7),
];

/// From which severity of a rung on it is grave, 0 to 100.
/// Source: our judgement; what a hawk without any willingness to run danger bears.
const GRAVE: u8 = 40;

/// How likely the other side is held to follow a plain way, 0 to 1.
/// Source: our judgement, measured on BRINK: more gains more against plain play and gives more away.
pub const PLAIN: f64 = 0.8;

/// A crisis that was looked through to its end.
#[derive(Clone, Debug)]
pub struct Ahead {
    unfolding: Unfolding,
    profile: Profile,
    /// The way that the planner went: on each turn its set and what it did there.
    way: Vec<(usize, u32, usize)>,
}

/// How many nodes are looked through, at most.
const NODES: usize = 20_000;

/// How many nodes there is time for: fewer where there is much to carry along from each to the next, so that an order
/// does not take longer than the search would. Measured on the scenarios that come with the program.
fn room(scenario: &Scenario) -> usize {
    let carried = scenario.moves.len() + scenario.facts.len() + scenario.tracks.len() + scenario.rules.len();
    (20 * NODES).div_euclid(carried.max(1)).min(NODES)
}

impl Ahead {
    /// Whether what lies ahead of a view may be small enough, by its own choices and the turns that are left.
    pub(super) fn may(view: &View<'_>) -> bool {
        let scenario = view.scenario();
        let mut counts = [0_usize; bounds::CHANNELS];
        for act in view.acts() {
            counts[view.channel_of(act).index()] += 1;
        }
        let desks = counts.iter().zip(&scenario.channels);
        let ways =
            desks.fold(1_usize, |ways, (count, data)| ways.saturating_mul((count + usize::from(!data.must)).max(1)));
        let turns = (view.last() + 1).saturating_sub(view.turn());
        let mut nodes = 1_usize;
        for _ in 0..turns {
            nodes = nodes.saturating_mul(ways).saturating_mul(ways);
        }
        nodes <= room(scenario)
    }

    /// Looks through what lies ahead, with so many iterations. `plain` is how likely the other side is held to follow
    /// a plain way, 0 to 1; `worth` says what an end is worth to both.
    ///
    /// # Errors
    /// It is larger than is looked through.
    pub fn new(
        scenario: &Scenario,
        actor: Actor,
        roots: Roots,
        iterations: u32,
        plain: f64,
        worth: impl Fn(&Crisis) -> [f64; 2],
    ) -> Result<Self, TooLarge> {
        let unfolding = unfold(scenario, roots, Memory::Sight, Reach::nodes(room(scenario)), worth)?;
        let form = Form::of(&unfolding.game);
        let other = actor.other();
        let mut fixed = [None, None];
        if 0.0 < plain {
            let plan = plain_plan(scenario, &unfolding, &form, other);
            fixed[other.index()] = Some(Fixed { share: plain.min(1.0), plan });
        }
        let mut solver = Solver::with(&form, Rule::Plus, fixed);
        for _ in 0..iterations.max(1) {
            solver.step(&form);
        }
        let profile = solver.profile(&form);
        Ok(Self { unfolding, profile, way: Vec::new() })
    }

    /// What was unfolded.
    #[must_use]
    pub const fn unfolding(&self) -> &Unfolding {
        &self.unfolding
    }

    /// What both sides do, as far as the planner found.
    #[must_use]
    pub const fn profile(&self) -> &Profile {
        &self.profile
    }

    /// What both expect from a set on, once an action was chosen there, while both go on as it found; where what was
    /// seen should never have come about, each way there counts alike.
    fn values(&self, set: u32, action: usize) -> [f64; 2] {
        let game = &self.unfolding.game;
        let nodes = game.nodes();
        let share = |of: u32, at: usize| {
            self.profile.actions.get(of as usize).and_then(|shares| shares.get(at)).copied().unwrap_or(0.0)
        };
        // A node stands before its children: what comes before is known on the way down, what follows on the way up.
        let mut before = vec![(0.0_f64, [0.0_f64; 2]); nodes.len()];
        if let Some(root) = before.first_mut() {
            *root = (1.0, [0.0; 2]);
        }
        let odds = |at: usize, kid: usize| match nodes[at].what {
            What::Choice(of) => share(of, kid),
            What::Chance(draw) => game.chances()[draw as usize].odds[kid],
            What::End => 0.0,
        };
        for at in 0..nodes.len() {
            let (reach, sum) = before[at];
            let sum = [0, 1].map(|who| sum[who] + nodes[at].payoffs[who]);
            before[at].1 = sum;
            for (place, kid) in game.children(at).iter().enumerate() {
                before[*kid as usize] = (reach * odds(at, place), sum);
            }
        }
        let mut after = vec![[0.0_f64; 2]; nodes.len()];
        for at in (0..nodes.len()).rev() {
            let kids = game.children(at);
            after[at] = if kids.is_empty() {
                before[at].1
            } else {
                let mut sum = [0.0; 2];
                for (place, kid) in kids.iter().enumerate() {
                    for (sum, value) in sum.iter_mut().zip(after[*kid as usize]) {
                        *sum += odds(at, place) * value;
                    }
                }
                sum
            };
        }
        let here = |at: &usize| matches!(nodes[*at].what, What::Choice(of) if of == set);
        let reached: f64 = (0..nodes.len()).filter(here).map(|at| before[at].0).sum();
        let (mut whole, mut values) = (0.0, [0.0; 2]);
        for at in (0..nodes.len()).filter(here) {
            let Some(kid) = game.children(at).get(action) else { continue };
            let weight = if 0.0 < reached { before[at].0 } else { 1.0 };
            whole += weight;
            for (sum, value) in values.iter_mut().zip(after[*kid as usize]) {
                *sum += weight * value;
            }
        }
        if whole == 0.0 { values } else { values.map(|sum| sum / whole) }
    }

    /// Where it stands on the turn of a view, if that was foreseen.
    fn stands(&mut self, view: &View<'_>) -> Option<u32> {
        self.way.retain(|(turn, ..)| *turn < view.turn());
        let before = self.way.last().map(|(_, set, action)| (*set, *action));
        self.unfolding.find(view, before)
    }

    /// The order that it draws for what a view shows, and what both then expect; none where that was not foreseen.
    pub(super) fn order(&mut self, view: &View<'_>, generator: &mut Pcg32) -> Option<(Order, [f64; 2])> {
        let set = self.stands(view)?;
        let shares = self.profile.actions.get(set as usize)?;
        let orders = self.unfolding.orders.get(set as usize)?;
        let action = pick(shares, generator);
        let order = *orders.get(action)?;
        self.way.push((view.turn(), set, action));
        Some((order, self.values(set, action)))
    }

    /// Takes in what was ordered on the turn of a view.
    pub(super) fn ordered(&mut self, view: &View<'_>, order: &Order) {
        let Some(set) = self.stands(view) else { return };
        let action = self.unfolding.orders.get(set as usize).and_then(|all| all.iter().position(|one| one == order));
        if let Some(action) = action {
            self.way.push((view.turn(), set, action));
        }
    }
}

/// The plan of a side that follows one of the plain ways, nobody knows which.
fn plain_plan(scenario: &Scenario, unfolding: &Unfolding, form: &Form, actor: Actor) -> Vec<f64> {
    let fearful = fearful(scenario, unfolding, actor);
    let mut sum = vec![0.0; form.sequences()[actor.index()]];
    let whole: f64 = WAYS.iter().map(|(_, weight)| weight).sum();
    for (way, weight) in WAYS {
        let actions = (0..unfolding.orders.len())
            .map(|set| {
                let orders = &unfolding.orders[set];
                if unfolding.game.sets()[set].player == actor.index() {
                    let view = View::of(scenario, &unfolding.stands[set], actor);
                    shares(&view, way, orders, &fearful)
                } else {
                    Vec::new()
                }
            })
            .collect();
        let plan = Profile { actions }.plan(form, actor.index());
        for (sum, plan) in sum.iter_mut().zip(plan) {
            *sum += plan * weight / whole;
        }
    }
    sum
}

/// The dispositions of a side that its worst ends cost more than its dispositions on the mean.
fn fearful(scenario: &Scenario, unfolding: &Unfolding, actor: Actor) -> Vec<DispositionId> {
    let game = &unfolding.game;
    let own = &scenario.actors[actor.index()].dispositions;
    let mut worst: Vec<f64> = vec![f64::INFINITY; own.len()];
    let mut sums = vec![(0_usize, 0.0_f64, None::<usize>)];
    while let Some((at, sum, kind)) = sums.pop() {
        let node = &game.nodes()[at];
        let sum = sum + node.payoffs[actor.index()];
        let kind = match node.what {
            What::Choice(set) if game.sets()[set as usize].player == actor.index() => {
                let disposition = unfolding.stands[set as usize].disposition(actor);
                own.iter().position(|id| Some(*id) == disposition)
            }
            What::Choice(_) | What::Chance(_) | What::End => kind,
        };
        if let (What::End, Some(kind)) = (node.what, kind) {
            worst[kind] = worst[kind].min(sum);
        }
        sums.extend(game.children(at).iter().map(|kid| (*kid as usize, sum, kind)));
    }
    let mean = worst.iter().sum::<f64>() / (worst.len().max(1) as f64);
    own.iter().zip(worst).filter(|(_, worst)| *worst < mean).map(|(id, _)| *id).collect()
}

/// The probability of each order of a side that follows a plain way.
fn shares(view: &View<'_>, way: Way, orders: &[Order], fearful: &[DispositionId]) -> Vec<f64> {
    /// Policies that draw lots are asked so often.
    const ASKED: u64 = 8;
    let scenario = view.scenario();
    let even = 1.0 / (orders.len().clamp(1, limits::ACTIONS) as f64);
    let fears = view.disposition().is_some_and(|id| fearful.contains(&id));
    let severity = |at: usize| {
        let ladder = LadderId::new(at);
        scenario.ladders[at].rungs.get(usize::from(view.rung(ladder))).map_or(0, |rung| rung.severity)
    };
    let grave = (0..scenario.ladders.len()).any(|at| GRAVE <= severity(at));
    let warmth = |order: &Order| order.acts().map(|act| heat(scenario, act)).sum::<i32>();
    let nearest = |wish: &dyn Fn(i32) -> i32| {
        let best = orders.iter().map(|order| wish(warmth(order))).max();
        let chosen: Vec<bool> = orders.iter().map(|order| Some(wish(warmth(order))) == best).collect();
        let count = chosen.iter().filter(|chosen| **chosen).count().max(1) as f64;
        chosen.into_iter().map(|chosen| if chosen { 1.0 / count } else { 0.0 }).collect::<Vec<f64>>()
    };
    let (up, down, hold) = (|heat: i32| heat, |heat: i32| -heat, |heat: i32| -heat.abs());
    match way {
        Way::Simple(Simple::Random) => vec![even; orders.len()],
        Way::Simple(policy) => {
            let mut shares = vec![0.0; orders.len()];
            let Some(actor) = view.actor() else { return shares };
            for seed in 0..ASKED {
                let order = Player::new(policy, actor, seed).order(view);
                if let Some(at) = orders.iter().position(|other| *other == order) {
                    shares[at] += 1.0 / (ASKED as f64);
                }
            }
            shares
        }
        Way::Steady => nearest(&hold),
        Way::Climbs => nearest(&up),
        Way::Honest if grave && fears => nearest(&down),
        Way::Honest if fears => nearest(&hold),
        Way::Honest => nearest(&up),
        Way::Bluffs if grave && fears => nearest(&down),
        Way::Bluffs if grave => nearest(&hold),
        Way::Bluffs => nearest(&up),
    }
}
