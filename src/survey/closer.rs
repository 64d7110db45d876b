//! What a survey counts only where it is asked to look closer: rungs and tracks turn by turn, and what moves decide.
//!
//! Whole numbers only, so that parts add up to the whole in any order; its size depends on the scenario, never on the
//! number of runs.

use super::{
    interval::{Mean, moments, ranks},
    tally::is_war,
};
use crate::{
    crisis::{Crisis, NoRecord, Open, Order, Sink},
    policy::{Policy, Simple},
    scenario::model::{Actor, Horizon, LadderId, MoveId, Scenario, TrackId},
    verdict::{Outcome, score},
};

/// Something that looks at runs while a survey counts them.
pub trait Look: Send {
    /// Whether it looks at all; when not, no work is done for it.
    const ON: bool;

    /// What takes the record of the runs; [`NoRecord`] keeps none, at no cost.
    type Sink: Sink;

    /// Nothing seen yet.
    fn new(scenario: &Scenario) -> Self;

    /// Where the record goes.
    fn sink(&mut self) -> &mut Self::Sink;

    /// A run begins between two policies.
    fn begins(&mut self, policies: [Policy; 2]);

    /// What was open to an actor, and what it ordered.
    fn ordered(&mut self, turn: usize, open: &Open<'_>, order: &Order);

    /// How a turn closed.
    fn closed(&mut self, scenario: &Scenario, crisis: &Crisis);

    /// How a run ended.
    fn ended(&mut self, scenario: &Scenario, crisis: &Crisis, outcome: &Outcome);

    /// Adds what another has seen.
    fn add(&mut self, other: &Self);
}

/// Looks at nothing, at no cost.
#[derive(Clone, Copy, Debug, Default)]
pub struct Away(NoRecord);

impl Look for Away {
    const ON: bool = false;

    type Sink = NoRecord;

    fn new(_: &Scenario) -> Self {
        Self::default()
    }

    fn sink(&mut self) -> &mut NoRecord {
        &mut self.0
    }

    fn begins(&mut self, _: [Policy; 2]) {}

    fn ordered(&mut self, _: usize, _: &Open<'_>, _: &Order) {}

    fn closed(&mut self, _: &Scenario, _: &Crisis) {}

    fn ended(&mut self, _: &Scenario, _: &Crisis, _: &Outcome) {}

    fn add(&mut self, _: &Self) {}
}

/// The values of a track at the end of one turn.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spread {
    /// How many crises were counted.
    pub runs: u64,
    /// The sum of the values.
    pub sum: i128,
    /// The sum of their squares.
    pub squares: u128,
    /// By bucket; see [`bucket`].
    buckets: Vec<u32>,
}

/// Values up to this far above the lowest have a bucket each.
const EXACT: u32 = 128;

/// Buckets for each doubling above that.
const FINE: u32 = 32;

/// The bucket of a value so far above the lowest: one each up to 128, then 32 for each doubling, so that a bucket is
/// never wider than a thirty-second of what is in it.
const fn bucket(above: u32) -> usize {
    if above < EXACT {
        return above as usize;
    }
    let doublings = above.ilog2();
    (EXACT + (doublings - EXACT.ilog2()) * FINE + ((above >> (doublings - FINE.ilog2())) & (FINE - 1))) as usize
}

/// The lowest value of a bucket and the width of it, above the lowest value of the track.
const fn bounds(bucket: usize) -> (u32, u32) {
    let place = bucket as u32;
    if place < EXACT {
        return (place, 1);
    }
    let past = place - EXACT;
    let doublings = EXACT.ilog2() + past.div_euclid(FINE);
    let width = 1_u32 << (doublings - FINE.ilog2());
    (((FINE + past % FINE) as u64 * width as u64) as u32, width)
}

impl Spread {
    fn put(&mut self, above: u32, value: i32) {
        self.runs += 1;
        self.sum += i128::from(value);
        self.squares += u128::from(value.unsigned_abs()) * u128::from(value.unsigned_abs());
        if let Some(count) = self.buckets.get_mut(bucket(above)) {
            *count += 1;
        }
    }

    fn add(&mut self, other: &Self) {
        self.runs += other.runs;
        self.sum += other.sum;
        self.squares += other.squares;
        for (a, b) in self.buckets.iter_mut().zip(&other.buckets) {
            *a += b;
        }
    }

    /// The value at a rank, counted from 0; where a bucket holds several values, the middle of it.
    fn at(&self, rank: u64, lowest: i32) -> i32 {
        let mut below = 0;
        for (at, count) in self.buckets.iter().enumerate() {
            below += u64::from(*count);
            if rank < below {
                let (low, width) = bounds(at);
                return lowest.saturating_add_unsigned(low.saturating_add((width - 1).div_euclid(2)));
            }
        }
        lowest
    }

    /// A quantile and the ends of its 95 % interval, for a track with this lowest value.
    #[must_use]
    pub fn quantile(&self, percent: u64, lowest: i32) -> [i32; 3] {
        ranks(self.runs, percent).map(|rank| self.at(rank, lowest))
    }

    /// The mean.
    #[must_use]
    pub fn mean(&self) -> Mean {
        Mean::of(self.runs, self.sum as f64, self.squares as f64)
    }
}

/// What became of crises in which the first chance of a move was taken, or not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Group {
    runs: u32,
    wars: u32,
    sum: u64,
    squares: u64,
}

impl Group {
    const fn add(&mut self, other: &Self) {
        self.runs += other.runs;
        self.wars += other.wars;
        self.sum += other.sum;
        self.squares += other.squares;
    }

    /// The mean and sample variance of the score.
    fn scores(&self) -> (f64, f64) {
        moments(u64::from(self.runs), self.sum as f64, self.squares as f64)
    }

    /// The share of wars and its sample variance.
    fn war(&self) -> (f64, f64) {
        moments(u64::from(self.runs), f64::from(self.wars), f64::from(self.wars))
    }
}

/// What a survey says of a move that was offered and taken, beside the same move offered and not taken.
///
/// It compares crises between the same pair of policies, on the turn on which the move was first open to its actor:
/// those in which it was taken at once and those in which it was not. That keeps apart what the policies are from what
/// the move does, and gives both groups the same time to go. It is still association: a policy that takes a move in one
/// situation and leaves it in another is compared across situations.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Decisive {
    /// Crises in which the first chance was taken, among those that can be compared.
    pub taken: u64,
    /// Crises in which it was not.
    pub left: u64,
    /// The score of the move's actor at the later date, taken less not taken, in points of 100.
    pub score: Mean,
    /// The share of direct wars, taken less not taken.
    pub war: Mean,
}

/// Crises of each kind below which nothing is said of a move.
const FEW: u64 = 30;

impl Decisive {
    /// Whether the score or the share of wars differs by more than chance would bring about among so many moves.
    #[must_use]
    pub fn is_sure(&self) -> bool {
        self.score.is_sure() || self.war.is_sure()
    }
}

/// What has been seen of a run that is under way.
#[derive(Clone, Debug, Default)]
struct Run {
    pair: usize,
    /// Moves that were open, on which turn first, and whether they were ordered then.
    met: Vec<(MoveId, u8, bool)>,
    /// Which moves those are.
    known: Vec<bool>,
}

/// The closer counts of many runs.
#[derive(Clone, Debug)]
pub struct Closer {
    /// By ladder, turn and rung: crises that closed that turn there. On a parallel ladder the higher rung counts.
    pub rungs: Vec<Vec<Vec<u64>>>,
    /// By track and turn: the values at the end of the turn.
    pub tracks: Vec<Vec<Spread>>,
    /// By move: for each turn of its window and each pair of policies, crises that did not take it and that did.
    moves: Vec<Vec<[Group; 2]>>,
    run: Run,
    sink: NoRecord,
}

/// How many pairs of policies there are.
const PAIRS: usize = Simple::ALL.len() * Simple::ALL.len();

impl Closer {
    /// Whether taking a move went with another outcome than leaving it, where enough crises can be compared.
    #[must_use]
    pub fn decisive(&self, id: MoveId) -> Option<Decisive> {
        // Strata are weighed as if their spread were alike; the variance then takes each stratum's own.
        let mut sums = [(0.0, 0.0); 2];
        let mut weights = 0.0;
        let (mut taken, mut left) = (0, 0);
        for [not, yes] in self.moves.get(id.index())? {
            if not.runs < 2 || yes.runs < 2 {
                continue;
            }
            taken += u64::from(yes.runs);
            left += u64::from(not.runs);
            let (few, many) = (f64::from(yes.runs), f64::from(not.runs));
            let weight = few * many / (few + many);
            weights += weight;
            let pairs = [(yes.scores(), not.scores()), (yes.war(), not.war())];
            for (sum, ((mean, spread), (other, others))) in sums.iter_mut().zip(pairs) {
                sum.0 += weight * (mean - other);
                sum.1 += weight * weight * (spread / few + others / many);
            }
        }
        if taken < FEW || left < FEW {
            return None;
        }
        let [score, war] =
            sums.map(|(sum, spread)| Mean::around(taken + left, sum / weights, spread / (weights * weights)));
        Some(Decisive { taken, left, score, war })
    }
}

impl Look for Closer {
    const ON: bool = true;

    type Sink = NoRecord;

    fn sink(&mut self) -> &mut NoRecord {
        &mut self.sink
    }

    fn new(scenario: &Scenario) -> Self {
        let turns = scenario.turns.len();
        let spread = |range: u32| Spread { buckets: vec![0; bucket(range) + 1], ..Spread::default() };
        Self {
            rungs: scenario.ladders.iter().map(|ladder| vec![vec![0; ladder.rungs.len()]; turns]).collect(),
            tracks: scenario.tracks.iter().map(|track| vec![spread(track.max.abs_diff(track.min)); turns]).collect(),
            moves: scenario
                .index
                .moves
                .iter()
                .map(|key| {
                    let last = usize::from(key.turns.1).min(turns.saturating_sub(1));
                    let window = (last + 1).saturating_sub(usize::from(key.turns.0));
                    vec![[Group::default(); 2]; window * PAIRS]
                })
                .collect(),
            run: Run { pair: 0, met: Vec::new(), known: vec![false; scenario.moves.len()] },
            sink: NoRecord,
        }
    }

    fn begins(&mut self, policies: [Policy; 2]) {
        let place =
            policies.map(|policy| Simple::ALL.iter().position(|other| Policy::Simple(*other) == policy).unwrap_or(0));
        self.run.pair = place[0] * Simple::ALL.len() + place[1];
        self.run.met.clear();
        self.run.known.fill(false);
    }

    fn ordered(&mut self, turn: usize, open: &Open<'_>, order: &Order) {
        let turn = u8::try_from(turn).unwrap_or(u8::MAX);
        for id in open.moves() {
            if let Some(known) = self.run.known.get_mut(id.index())
                && !*known
            {
                *known = true;
                let taken = order.acts().any(|act| act == crate::crisis::Act::Do(id));
                self.run.met.push((id, turn, taken));
            }
        }
    }

    fn closed(&mut self, scenario: &Scenario, crisis: &Crisis) {
        let turn = crisis.turn();
        for (at, turns) in self.rungs.iter_mut().enumerate() {
            let rung = usize::from(crisis.rung(LadderId::new(at)));
            if let Some(count) = turns.get_mut(turn).and_then(|rungs| rungs.get_mut(rung)) {
                *count += 1;
            }
        }
        for (at, (turns, data)) in self.tracks.iter_mut().zip(&scenario.tracks).enumerate() {
            if let Some(spread) = turns.get_mut(turn) {
                let value = crisis.track(TrackId::new(at));
                spread.put(value.abs_diff(data.min.min(value)), value);
            }
        }
    }

    fn ended(&mut self, scenario: &Scenario, crisis: &Crisis, outcome: &Outcome) {
        let war = crisis.ended().is_some_and(|ending| is_war(scenario.endings[ending.index()].category));
        let scores = Actor::BOTH.map(|actor| u64::from(score(scenario, outcome, actor, Horizon::Later)));
        for (id, turn, taken) in &self.run.met {
            let key = &scenario.index.moves[id.index()];
            let points = scores[key.actor.index()];
            let place = usize::from(turn.saturating_sub(key.turns.0)) * PAIRS + self.run.pair;
            if let Some(groups) = self.moves[id.index()].get_mut(place) {
                let one = Group { runs: 1, wars: u32::from(war), sum: points, squares: points * points };
                groups[usize::from(*taken)].add(&one);
            }
        }
    }

    fn add(&mut self, other: &Self) {
        for (a, b) in self.rungs.iter_mut().flatten().flatten().zip(other.rungs.iter().flatten().flatten()) {
            *a += b;
        }
        for (a, b) in self.tracks.iter_mut().flatten().zip(other.tracks.iter().flatten()) {
            a.add(b);
        }
        for (a, b) in self.moves.iter_mut().flatten().flatten().zip(other.moves.iter().flatten().flatten()) {
            a.add(b);
        }
    }
}

impl PartialEq for Closer {
    /// What a run under way has left behind says nothing.
    fn eq(&self, other: &Self) -> bool {
        self.rungs == other.rungs && self.tracks == other.tracks && self.moves == other.moves
    }
}

impl Eq for Closer {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_lies_in_the_bucket_that_says_it_holds_it() {
        for above in (0..5000).chain([1 << 20, (1 << 20) + 12_345, u32::MAX - 1, u32::MAX]) {
            let (low, width) = bounds(bucket(above));
            assert!(low <= above && above - low < width, "{above}: {low} and {width}");
            assert!(width == 1 || width <= low.div_euclid(FINE), "{above}: {width}");
        }
    }

    #[test]
    fn the_quantiles_of_the_numbers_from_0_to_100_are_those_numbers() {
        let mut spread = Spread { buckets: vec![0; bucket(100) + 1], ..Spread::default() };
        (0..=100).for_each(|value| spread.put(value, value as i32 - 50));
        assert_eq!([5, 25, 50, 75, 95].map(|percent| spread.quantile(percent, -50)[0]), [-45, -25, 0, 25, 45]);
        assert_eq!(spread.mean().mean, 0.0);
    }
}
