//! Many runs, counted: endings, verdicts, lengths, moves offered and chosen, red lines; and what a staff reckons of
//! the moves of a turn.

mod closer;
mod figures;
pub mod graph;
mod interval;
mod play_check;
mod staff;
mod tally;
mod turning;

pub use closer::{Away, Closer, Decisive, Look, Spread};
pub use figures::{Figures, figures};
pub use interval::{Mean, SURE, Share, Z, differ};
pub use play_check::{SEARCHED, check_play, check_reach};
pub use staff::{Assumed, CATEGORIES, Choice, Estimate, Estimates, FOR_SCORE, Staff};
pub use tally::{AimTally, LineTally, MoveTally, Tally, is_war, ratio};
pub use turning::{Ahead, Branch, Depth, Jump, Outlook, Turned, Turning, ahead, turning};

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

use crate::{
    crisis::{Crisis, Dice, Illegal, NoRecord, Order, Seeded, Setup, View, adjudicate, close_turn, open_next, start},
    policy::{Level, Opponent, Policy, Simple, complete, recorded},
    scenario::model::{Actor, CutId, Scenario},
    verdict::Outcome,
};

/// Who plays a seat in a survey.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// One simple policy throughout.
    Policy(Simple),
    /// An opponent that plans, of one level.
    Planner(Level),
    /// Another policy each run, each as often as the others.
    Mixed,
}

impl Seat {
    /// The policy of a run.
    fn policy(self, run: u64, actor: Actor) -> Policy {
        match self {
            Self::Policy(policy) => Policy::Simple(policy),
            Self::Planner(level) => Policy::Planner(level),
            // All pairs of policies come up equally often.
            Self::Mixed => {
                let count = Simple::ALL.len() as u64;
                let at = match actor {
                    Actor::First => run % count,
                    Actor::Second => run / count % count,
                };
                Policy::Simple(Simple::ALL[usize::try_from(at).unwrap_or(0)])
            }
        }
    }
}

/// What a survey runs.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// How many runs.
    pub runs: u64,
    /// The seed of the first; each run has a seed of its own.
    pub seed: u64,
    /// Who plays each seat.
    pub seats: [Seat; 2],
    /// Whether the prologue is open rather than played as history.
    pub open_prologue: bool,
    /// The cut that is played; none plays the whole scenario.
    pub cut: Option<CutId>,
}

/// How many runs are counted together by one thread. Counting is a sum, so the result does not depend on it.
const BATCH: u64 = 512;

/// Runs a survey over all cores. The same options give the same tally whatever the number of threads.
///
/// `progress` is told how many runs have been done since it was last told.
#[must_use]
pub fn survey(scenario: &Scenario, options: &Options, progress: impl Fn(u64) + Sync) -> Tally {
    counted::<Away>(scenario, options, progress).0
}

/// As [`survey`], looking closer: rungs and tracks turn by turn, and what moves decide. The tally is the same.
#[must_use]
pub fn survey_closely(scenario: &Scenario, options: &Options, progress: impl Fn(u64) + Sync) -> (Tally, Closer) {
    counted(scenario, options, progress)
}

/// Counts all runs. Each thread has one tally, and takes the next batch whenever it is done with one.
fn counted<L: Look>(scenario: &Scenario, options: &Options, progress: impl Fn(u64) + Sync) -> (Tally, L) {
    let next = AtomicU64::new(0);
    let one_thread = || {
        let (mut tally, mut look) = (Tally::new(scenario), L::new(scenario));
        loop {
            let first = next.fetch_add(BATCH, Ordering::Relaxed);
            let last = first.saturating_add(BATCH).min(options.runs);
            if last <= first {
                return (tally, look);
            }
            for run in first..last {
                one(scenario, options, run, &mut tally, &mut look);
            }
            progress(last - first);
        }
    };
    let add = |mut left: (Tally, L), right: (Tally, L)| {
        left.0.add(&right.0);
        left.1.add(&right.1);
        left
    };
    let threads = rayon::current_num_threads();
    let all = (0..threads).into_par_iter().map(|_| one_thread()).reduce_with(add);
    all.unwrap_or_else(|| (Tally::new(scenario), L::new(scenario)))
}

/// The seed of one run of a survey.
#[must_use]
pub const fn seed_of(options: &Options, run: u64) -> u64 {
    options.seed.wrapping_add(run)
}

/// Plays one run and counts it.
fn one<L: Look>(scenario: &Scenario, options: &Options, run: u64, tally: &mut Tally, look: &mut L) {
    let policies = Actor::BOTH.map(|actor| options.seats[actor.index()].policy(run, actor));
    let seed = seed_of(options, run);
    let mut players = Actor::BOTH.map(|actor| Opponent::new(policies[actor.index()], actor, seed));
    let mut dice = Seeded::new(seed);
    let setup = Setup { cut: options.cut, ..Setup::default() };
    look.begins(policies);
    let mut crisis = start(scenario, &setup, &mut dice, look.sink());
    while crisis.ended().is_none() {
        let orders = match recorded(scenario, &crisis, options.open_prologue) {
            Some(orders) => orders,
            None => Actor::BOTH.map(|actor| {
                let view = View::of(scenario, &crisis, actor);
                let open = view.open();
                let order = players[actor.index()].order_in(&view, &open);
                tally.count_order(scenario, actor, &open, &order);
                if L::ON {
                    look.ordered(view.turn(), &open, &order);
                }
                order
            }),
        };
        if close_turn(scenario, &mut crisis, &orders, &mut dice, look.sink()).is_err() {
            // A policy never orders what is refused; a run that did would be a fault of ours, and is counted as such.
            tally.refused += 1;
            return;
        }
        if L::ON {
            look.closed(scenario, &crisis);
        }
        open_next(scenario, &mut crisis, &mut dice, look.sink());
    }
    let outcome = Outcome::run(scenario, &crisis, &mut dice, look.sink());
    tally.count_end(scenario, policies, &crisis, &outcome);
    if L::ON {
        look.ended(scenario, &crisis, &outcome);
    }
}

fn advance(scenario: &Scenario, crisis: &mut Crisis, orders: &[Order; 2], dice: &mut impl Dice) -> Result<(), Illegal> {
    adjudicate(scenario, crisis, orders, dice, &mut NoRecord)
}

/// Plays one run between two policies, without counting, and returns the orders and the outcome.
///
/// Returns `None` if an order was refused, which no policy of ours gives.
#[must_use]
pub fn play_out(scenario: &Scenario, policies: [Policy; 2], seed: u64) -> Option<(Vec<[Order; 2]>, Outcome)> {
    let mut players = Actor::BOTH.map(|actor| Opponent::new(policies[actor.index()], actor, seed));
    let mut dice = Seeded::new(seed);
    let mut crisis = start(scenario, &Setup::default(), &mut dice, &mut NoRecord);
    let mut all = Vec::with_capacity(scenario.turns.len());
    while crisis.ended().is_none() {
        let orders = recorded(scenario, &crisis, false).unwrap_or_else(|| {
            Actor::BOTH.map(|actor| players[actor.index()].order(&View::of(scenario, &crisis, actor)))
        });
        advance(scenario, &mut crisis, &orders, &mut dice).ok()?;
        all.push(orders);
    }
    Some((all, Outcome::run(scenario, &crisis, &mut dice, &mut NoRecord)))
}

/// Plays a list of orders again under other draws. What has become illegal is left out.
#[must_use]
pub fn play_again(scenario: &Scenario, orders: &[[Order; 2]], seed: u64) -> Outcome {
    let mut dice = Seeded::new(seed);
    let mut crisis = start(scenario, &Setup::default(), &mut dice, &mut NoRecord);
    let mut turn = 0;
    while crisis.ended().is_none() {
        let listed = orders.get(turn).copied().unwrap_or_default();
        let legal = Actor::BOTH.map(|actor| {
            let view = View::of(scenario, &crisis, actor);
            let kept = listed[actor.index()].acts().fold(Order::default(), |order, act| {
                if view.check(&order, act).is_ok() { order.with(view.channel_of(act), act) } else { order }
            });
            complete(&view, kept)
        });
        if advance(scenario, &mut crisis, &legal, &mut dice).is_err() {
            break;
        }
        turn += 1;
    }
    Outcome::run(scenario, &crisis, &mut dice, &mut NoRecord)
}
