//! Choice and chance: what a finished course owed to the orders of either side and what to the draws, where it turned,
//! and what each move that was open would have led to.
//!
//! The measure is a martingale. At every point of a course there is an expected score of each side, under a stated law
//! of what both would do from there on. As orders and draws are revealed one after the other, the expectation jumps,
//! from what was expected before anything had happened to what really came of it. The squares of the jumps add up, on
//! average, to the variance of the score; so the share of a jump's square says how much of the way was decided there.
//! The orders of a turn are given at once: each side's jump is the mean of what it is when revealed first and when
//! revealed second (Shapley 1953).
//!
//! Expectations are means over rollouts, and the square of a noisy jump is too large. So rollouts come in batches, and
//! a square is estimated from products of different batches, which is right on average.

use rayon::prelude::*;

use super::{
    interval::{Mean, Share},
    tally::is_war,
};
use crate::{
    crisis::{Act, Crisis, NoRecord, Order, Seeded, View, chance::mix, close_turn, open_next, start},
    policy::{Player, Simple, recorded},
    scenario::model::{Actor, ChannelId, Horizon, Scenario},
    transcript::Course,
    verdict::{Outcome, score},
};

/// How thoroughly a course is looked into.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Depth {
    /// What each side does from any point on: on each turn what one of these policies would do, drawn by lot anew.
    pub policies: Vec<Simple>,
    /// Rollouts from each point of the course.
    pub rollouts: u32,
    /// Rollouts for all moves that were open together; each gets an equal part, within bounds. At 0 they are left out.
    pub moves: u32,
    /// The seed of all of them.
    pub seed: u64,
}

impl Default for Depth {
    /// Enough to tell one in a hundred apart, within some seconds.
    fn default() -> Self {
        Self { policies: Simple::ALL.to_vec(), rollouts: 1600, moves: 80_000, seed: 1 }
    }
}

/// Batches of rollouts, for squares and intervals.
const BATCHES: usize = 8;

/// The fewest and the most rollouts for one move, by batch.
const EACH: (u32, u32) = (5, 50);

/// How far one thing that was revealed moved what was to be expected.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Jump {
    /// By how many points it moved the expected score of each side.
    pub score: [Mean; 2],
    /// By how much it moved the odds of direct war between the two, −1 to 1.
    pub war: Mean,
    /// Its share of the whole way, 0 to 1.
    pub share: Mean,
}

/// What was to be expected at some point.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Outlook {
    /// The score of each side at the later date, in points of 100.
    pub score: [Mean; 2],
    /// The odds of direct war between the two.
    pub war: Share,
}

/// What a move that was open would have led to, or passing on its desk.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Branch {
    /// The desk.
    pub channel: ChannelId,
    /// The act; none passes on this desk.
    pub act: Option<Act>,
    /// Whether it is what was ordered.
    pub chosen: bool,
    /// What was to be expected with it, everything else by the law.
    pub outlook: Outlook,
}

/// A turn of the course.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Turned {
    /// What was to be expected when orders were given.
    pub outlook: Outlook,
    /// What the orders of each side moved.
    pub orders: [Jump; 2],
    /// What the draws moved, those of the next opening included.
    pub draws: Jump,
    /// The share of the whole way that was decided on this turn, 0 to 1.
    pub share: Mean,
    /// Whether the orders were taken from the record, as in a prologue, and were nobody's choice.
    pub recorded: bool,
    /// What each move that was open to each side would have led to.
    pub branches: [Vec<Branch>; 2],
}

/// What a finished course owed to choice and what to chance.
#[derive(Clone, Debug, PartialEq)]
pub struct Turning {
    /// How thoroughly it was looked into.
    pub depth: Depth,
    /// Rollouts behind each branch.
    pub each: u32,
    /// What was to be expected before anything had happened.
    pub outset: Outlook,
    /// What the draws before the first orders moved: who sat there, and what the first turn opened with.
    pub before: Jump,
    /// The turns.
    pub turns: Vec<Turned>,
    /// What the draws of the aftermath moved.
    pub afterwards: Jump,
    /// What it came to: the scores, and whether it was war.
    pub came_to: ([u8; 2], bool),
    /// The share of all draws together.
    pub chance: Mean,
    /// The share of the orders of each side.
    pub choice: [Mean; 2],
    /// Whether anything moved at all.
    pub moved: bool,
}

/// What may come of a crisis that still goes on.
#[derive(Clone, Debug, PartialEq)]
pub struct Ahead {
    /// How thoroughly it was looked into.
    pub depth: Depth,
    /// Rollouts behind each branch.
    pub each: u32,
    /// The turn on which orders are due.
    pub turn: usize,
    /// What is to be expected as it stands.
    pub outlook: Outlook,
    /// What each move that is open to each side would lead to.
    pub branches: [Vec<Branch>; 2],
}

/// What is counted of rollouts: scores of both sides and wars.
const FIGURES: usize = 3;

/// Rollouts from one point.
#[derive(Clone, Copy, Debug, Default)]
struct Sample {
    runs: [u32; BATCHES],
    sums: [[u64; FIGURES]; BATCHES],
    squares: [u64; FIGURES],
}

impl Sample {
    /// The means of each batch.
    fn means(&self, figure: usize) -> [f64; BATCHES] {
        std::array::from_fn(|batch| super::tally::ratio(self.sums[batch][figure], u64::from(self.runs[batch])))
    }

    fn outlook(&self) -> Outlook {
        let runs: u64 = self.runs.iter().copied().map(u64::from).sum();
        let sum = |figure: usize| self.sums.iter().map(|sums| sums[figure]).sum::<u64>();
        Outlook {
            score: [0, 1].map(|figure| Mean::of(runs, sum(figure) as f64, self.squares[figure] as f64)),
            war: Share::of(sum(2), runs),
        }
    }
}

/// What is fixed at a point from which rollouts start.
#[derive(Clone, Copy, Debug)]
enum From {
    /// Nothing: the crisis is still to start.
    Outset,
    /// The crisis as a turn opened, with the orders of those sides that are fixed.
    Turn(usize, [bool; 2]),
    /// The crisis as it ended.
    Ended,
    /// The crisis as a turn opened, with one desk of one side fixed.
    Desk(usize, Actor, ChannelId, Option<Act>),
}

/// Says what a finished course owed to choice and what to chance; nothing of one that has not ended, or that
/// began with a premise.
///
/// The same course and depth give the same figures on every machine and for any number of threads.
#[must_use]
pub fn turning(course: &Course<'_>, depth: &Depth) -> Option<Turning> {
    let outcome = course.outcome.as_ref()?;
    let ended = course.crisis.ended()?;
    if !course.premise.is_none() {
        // Its outset is no course of the scenario, and what was expected there is nobody's to say.
        return None;
    }
    let scenario = course.scenario;
    let law = Law { course, depth, open: opened(course) };
    let turns = course.turns.len();
    let per_batch = depth.rollouts.div_ceil(BATCHES as u32).max(2);
    let mut points = vec![From::Outset, From::Ended];
    for turn in 0..turns {
        points
            .extend([[false, false], [true, false], [false, true], [true, true]].map(|fixed| From::Turn(turn, fixed)));
    }
    let looked_at = if depth.moves == 0 { 0 } else { turns };
    let desks: Vec<From> = (0..looked_at).flat_map(|turn| law.desks(turn)).collect();
    let each = each(depth, desks.len());
    let tasks: Vec<(From, u32)> =
        points.into_iter().map(|from| (from, per_batch)).chain(desks.iter().map(|from| (*from, each))).collect();
    let samples: Vec<Sample> = tasks.par_iter().map(|(from, count)| law.sample(*from, *count)).collect();
    let war = is_war(scenario.endings[ended.index()].category);
    let scores = Actor::BOTH.map(|actor| score(scenario, outcome, actor, Horizon::Later));
    let (course_samples, desk_samples) = samples.split_at(2 + 4 * turns);
    let mut told = tell(&law, course_samples, scores, war);
    told.each = each * BATCHES as u32;
    for (from, sample) in desks.iter().zip(desk_samples) {
        let From::Desk(turn, actor, channel, act) = *from else { continue };
        let chosen = course.turns[turn].orders[actor.index()].on(channel) == act;
        let branch = Branch { channel, act, chosen, outlook: sample.outlook() };
        told.turns[turn].branches[actor.index()].push(branch);
    }
    Some(told)
}

/// Says what may come of a crisis that goes on, and what each move that is open would lead to; nothing of one that has
/// ended. It is made of the whole crisis, what neither side may know included.
#[must_use]
pub fn ahead(course: &Course<'_>, depth: &Depth) -> Option<Ahead> {
    if course.crisis.ended().is_some() {
        return None;
    }
    let law = Law { course, depth, open: opened(course) };
    let turn = course.turns.len();
    let per_batch = depth.rollouts.div_ceil(BATCHES as u32).max(2);
    let desks = if depth.moves == 0 { Vec::new() } else { law.desks(turn) };
    let each = each(depth, desks.len());
    let samples: Vec<Sample> = desks.par_iter().map(|from| law.sample(*from, each)).collect();
    let mut branches = [Vec::new(), Vec::new()];
    for (from, sample) in desks.iter().zip(&samples) {
        let From::Desk(_, actor, channel, act) = *from else { continue };
        branches[actor.index()].push(Branch { channel, act, chosen: false, outlook: sample.outlook() });
    }
    let outlook = law.sample(From::Turn(turn, [false, false]), per_batch).outlook();
    Some(Ahead { depth: depth.clone(), each: each * BATCHES as u32, turn, outlook, branches })
}

/// Rollouts for one move, by batch.
fn each(depth: &Depth, desks: usize) -> u32 {
    let shared = depth.moves.div_euclid(u32::try_from(desks).unwrap_or(u32::MAX).max(1));
    shared.div_euclid(BATCHES as u32).clamp(EACH.0, EACH.1)
}

/// Whether the prologue was opened: some order of it is not that of the record.
fn opened(course: &Course<'_>) -> bool {
    let record_of = |played: &crate::transcript::Played| recorded(course.scenario, &played.opening, false);
    course.turns.iter().any(|played| record_of(played).is_some_and(|orders| orders != played.orders))
}

/// What both sides do from any point of a course on.
struct Law<'c, 's> {
    course: &'c Course<'s>,
    depth: &'c Depth,
    open: bool,
}

impl Law<'_, '_> {
    const fn scenario(&self) -> &Scenario {
        self.course.scenario
    }

    /// The orders of the record, where they are nobody's choice.
    fn record(&self, crisis: &Crisis) -> Option<[Order; 2]> {
        recorded(self.scenario(), crisis, self.open)
    }

    /// The crisis as a turn opened; past those that were played, as it stands.
    fn opening(&self, turn: usize) -> &Crisis {
        self.course.turns.get(turn).map_or(&self.course.crisis, |played| &played.opening)
    }

    /// Every desk and act on which a side had a choice, those of the record left out.
    fn desks(&self, turn: usize) -> Vec<From> {
        let opening = self.opening(turn);
        if self.record(opening).is_some() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for actor in Actor::BOTH {
            let view = View::of(self.scenario(), opening, actor);
            let mut acts: Vec<(ChannelId, Option<Act>)> =
                view.open().acts().map(|act| (view.channel_of(act), Some(act))).collect();
            // An offer that a player composed is not among those that are listed.
            let ordered = self.course.turns.get(turn).map(|played| &played.orders[actor.index()]);
            acts.extend(ordered.into_iter().flat_map(Order::desks).map(|(channel, act)| (channel, Some(act))));
            let desks: Vec<ChannelId> = acts.iter().map(|(channel, _)| *channel).collect();
            let may_pass = |channel: &ChannelId| !self.scenario().channels[channel.index()].must;
            acts.extend(desks.into_iter().filter(may_pass).map(|channel| (channel, None)));
            acts.sort_unstable();
            acts.dedup();
            found.extend(acts.into_iter().map(|(channel, act)| From::Desk(turn, actor, channel, act)));
        }
        found
    }

    /// So many rollouts a batch from a point. Rollouts have the same seeds at every point, so that what is the same at
    /// two of them does not part them.
    fn sample(&self, from: From, count: u32) -> Sample {
        let mut sample = Sample::default();
        for batch in 0..BATCHES {
            for run in 0..count {
                let number = (batch as u64) << 32 | u64::from(run);
                let seed = mix(self.depth.seed.wrapping_add(number.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
                let Some(figures) = self.rollout(from, seed) else { continue };
                sample.runs[batch] += 1;
                for (at, figure) in figures.into_iter().enumerate() {
                    sample.sums[batch][at] += figure;
                    sample.squares[at] += figure * figure;
                }
            }
        }
        sample
    }

    /// One rollout: both scores, and 1 for a war. Nothing if an order was refused, which none is.
    fn rollout(&self, from: From, seed: u64) -> Option<[u64; FIGURES]> {
        let scenario = self.scenario();
        let mut dice = Seeded::new(seed);
        let mut first = Some(from);
        let mut crisis = match from {
            From::Outset => start(scenario, &self.course.setup, &mut dice, &mut NoRecord),
            From::Turn(turn, _) | From::Desk(turn, ..) => *self.opening(turn),
            From::Ended => self.course.crisis,
        };
        while crisis.ended().is_none() {
            let orders = self.orders(&crisis, first.take(), seed);
            close_turn(scenario, &mut crisis, &orders, &mut dice, &mut NoRecord).ok()?;
            open_next(scenario, &mut crisis, &mut dice, &mut NoRecord);
        }
        let outcome = Outcome::run(scenario, &crisis, &mut dice, &mut NoRecord);
        let war = crisis.ended().is_some_and(|ending| is_war(scenario.endings[ending.index()].category));
        let [one, other] = Actor::BOTH.map(|actor| u64::from(score(scenario, &outcome, actor, Horizon::Later)));
        Some([one, other, u64::from(war)])
    }

    /// The orders of a turn: those that are fixed, and the rest by the law.
    fn orders(&self, crisis: &Crisis, fixed: Option<From>, seed: u64) -> [Order; 2] {
        if let Some(orders) = self.record(crisis) {
            return orders;
        }
        Actor::BOTH.map(|actor| match fixed {
            Some(From::Turn(turn, sides)) if sides[actor.index()] => self.course.turns[turn].orders[actor.index()],
            Some(From::Desk(_, side, channel, act)) if side == actor => {
                let view = View::of(self.scenario(), crisis, actor);
                around(&view, &self.drawn(&view, actor, seed), channel, act)
            }
            Some(From::Outset | From::Turn(..) | From::Ended | From::Desk(..)) | None => {
                self.drawn(&View::of(self.scenario(), crisis, actor), actor, seed)
            }
        })
    }

    /// What a side does on a turn: what one of the policies would do, drawn by lot.
    fn drawn(&self, view: &View<'_>, actor: Actor, seed: u64) -> Order {
        let turn = (view.turn() as u64) << 1 | actor.index() as u64;
        let lot = mix(seed.wrapping_add(turn.wrapping_mul(0xd1b5_4a32_d192_ed03))) >> 32;
        let count = self.depth.policies.len().max(1) as u64;
        let at = usize::try_from((lot * count) >> 32).unwrap_or(0);
        let policy = self.depth.policies.get(at).copied().unwrap_or(Simple::Random);
        Player::new(policy, actor, seed).order(view)
    }
}

/// An order with one desk as wanted and the others as drawn, as far as they go together.
pub(super) fn around(view: &View<'_>, drawn: &Order, channel: ChannelId, act: Option<Act>) -> Order {
    let fixed = act.map_or_else(Order::default, |act| Order::default().with(channel, act));
    drawn
        .desks()
        .filter(|(desk, _)| *desk != channel)
        .fold(fixed, |order, (desk, other)| if view.fits(&order, other) { order.with(desk, other) } else { order })
}

/// Something that was revealed: the jumps of each figure, batch by batch.
type Jumps = [[f64; BATCHES]; FIGURES];

/// From the samples of the outset, the end, and four of each turn to what they say.
fn tell(law: &Law<'_, '_>, samples: &[Sample], scores: [u8; 2], war: bool) -> Turning {
    let turns = law.course.turns.len();
    let means = |at: usize| -> Jumps { std::array::from_fn(|figure| samples[at].means(figure)) };
    let less = |later: &Jumps, sooner: &Jumps| -> Jumps {
        std::array::from_fn(|figure| std::array::from_fn(|batch| later[figure][batch] - sooner[figure][batch]))
    };
    let half = |one: &Jumps, other: &Jumps| -> Jumps {
        std::array::from_fn(|figure| std::array::from_fn(|batch| (one[figure][batch] + other[figure][batch]) / 2.0))
    };
    let came_to = [f64::from(scores[0]), f64::from(scores[1]), f64::from(u8::from(war))].map(|value| [value; BATCHES]);
    // In the order of revealing: the draws before, of each turn the orders of both sides and its draws, the aftermath.
    let mut jumps: Vec<Jumps> = Vec::with_capacity(2 + 3 * turns);
    let opening = |turn: usize| means(if turn < turns { 2 + 4 * turn } else { 1 });
    jumps.push(less(&opening(0), &means(0)));
    for turn in 0..turns {
        let [neither, one, other, both] = std::array::from_fn(|place| means(2 + 4 * turn + place));
        jumps.push(half(&less(&one, &neither), &less(&both, &other)));
        jumps.push(half(&less(&other, &neither), &less(&both, &one)));
        jumps.push(less(&opening(turn + 1), &both));
    }
    jumps.push(less(&came_to, &means(1)));
    let whole = shares(&jumps, None);
    let without: Vec<Vec<f64>> = (0..BATCHES).map(|left_out| shares(&jumps, Some(left_out))).collect();
    let share_of = |places: &[usize]| -> Mean {
        let sum = |shares: &[f64]| places.iter().map(|place| shares[*place]).sum::<f64>();
        let each: Vec<f64> = without.iter().map(|shares| sum(shares)).collect();
        jackknife(sum(&whole), &each)
    };
    let jump = |at: usize| Jump {
        score: [spread(&jumps[at][0]), spread(&jumps[at][1])],
        war: spread(&jumps[at][2]),
        share: share_of(&[at]),
    };
    let of_turn = |turn: usize| 1 + 3 * turn;
    let told = (0..turns).map(|turn| Turned {
        outlook: samples[2 + 4 * turn].outlook(),
        orders: [jump(of_turn(turn)), jump(of_turn(turn) + 1)],
        draws: jump(of_turn(turn) + 2),
        share: share_of(&[of_turn(turn), of_turn(turn) + 1, of_turn(turn) + 2]),
        recorded: law.record(&law.course.turns[turn].opening).is_some(),
        branches: [Vec::new(), Vec::new()],
    });
    let every = |place: usize| -> Vec<usize> { (0..turns).map(|turn| of_turn(turn) + place).collect() };
    let mut draws = every(2);
    draws.extend([0, jumps.len() - 1]);
    Turning {
        depth: law.depth.clone(),
        each: 0,
        outset: samples[0].outlook(),
        before: jump(0),
        turns: told.collect(),
        afterwards: jump(jumps.len() - 1),
        came_to: (scores, war),
        chance: share_of(&draws),
        choice: [share_of(&every(0)), share_of(&every(1))],
        moved: whole.iter().any(|share| 0.0 < *share),
    }
}

/// The share of each jump's square of both scores, from all batches or from all but one.
fn shares(jumps: &[Jumps], left_out: Option<usize>) -> Vec<f64> {
    let square = |values: &[f64; BATCHES]| -> f64 {
        let kept = || values.iter().enumerate().filter(|(batch, _)| Some(*batch) != left_out).map(|(_, value)| *value);
        let count = kept().count() as f64;
        let (sum, squares) = kept().fold((0.0, 0.0), |(sum, squares), value| (sum + value, squares + value * value));
        // The mean product of different batches.
        ((sum * sum - squares) / (count * (count - 1.0))).max(0.0)
    };
    let parts: Vec<f64> = jumps.iter().map(|jump| square(&jump[0]) + square(&jump[1])).collect();
    let all: f64 = parts.iter().sum();
    parts.into_iter().map(|part| if 0.0 < all { part / all } else { 0.0 }).collect()
}

/// A figure with its interval by leaving out one batch after the other (Tukey 1958), held between 0 and 1.
fn jackknife(figure: f64, without: &[f64]) -> Mean {
    let count = without.len() as f64;
    let middle = without.iter().sum::<f64>() / count;
    let spread: f64 = without.iter().map(|value| (value - middle) * (value - middle)).sum();
    let found = Mean::around(BATCHES as u64, figure, spread * (count - 1.0) / count);
    Mean { low: found.low.max(0.0), high: found.high.min(1.0), ..found }
}

/// The mean of the batches, with its interval.
fn spread(values: &[f64; BATCHES]) -> Mean {
    let (sum, squares) = values.iter().fold((0.0, 0.0), |(sum, squares), value| (sum + value, squares + value * value));
    Mean::of(BATCHES as u64, sum, squares)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_square_of_a_jump_is_right_on_average_and_noise_alone_has_no_share() {
        // Three jumps: a sure one of 6 points, one that is noise around nothing, and one of 8 points.
        let noise = [1.0, -1.0, 2.0, -2.0, 1.0, -1.0, 2.0, -2.0];
        let jumps: Vec<Jumps> =
            [[6.0; BATCHES], noise, [8.0; BATCHES]].map(|values| [values, [0.0; BATCHES], [0.0; BATCHES]]).to_vec();
        let found = shares(&jumps, None);
        assert!((found[0] - 0.36).abs() < 1e-12 && found[1] == 0.0 && (found[2] - 0.64).abs() < 1e-12, "{found:?}");
    }
}
