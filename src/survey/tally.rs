//! What a survey counts. A tally is a sum, so tallies of parts add up to the tally of the whole.

use crate::{
    crisis::{Act, Crisis, Open, Order},
    policy::{Policy, Simple, conciliates},
    scenario::model::{Actor, AimId, Category, Horizon, LadderId, LineId, Scenario, limits},
    verdict::{Outcome, headline, score_of, with_handicap},
};

/// How often a move was open, and how often it was chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MoveTally {
    /// Turns on which it was open.
    pub offered: u64,
    /// Turns on which it was chosen.
    pub chosen: u64,
    /// Turns on which it was open beside another act on its desk.
    pub offered_with_another: u64,
    /// Turns on which it was then chosen.
    pub chosen_with_another: u64,
}

/// What became of a red line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LineTally {
    /// Runs in which it was threatened: crossed, probed, or with a chance to cross it.
    pub threatened: u64,
    /// Runs in which it was crossed.
    pub crossed: u64,
    /// Runs in which it was probed.
    pub probed: u64,
    /// Runs in which a chance to cross it was not taken.
    pub respected: u64,
    /// Runs in which a crossing was answered.
    pub answered: u64,
    /// Runs in which a crossing was let pass.
    pub passed: u64,
    /// Runs in which restraint was sold.
    pub sold: u64,
    /// The sum of conduct at the end.
    pub conduct: u64,
}

/// How often each headline verdict came out at each horizon: 0, 25, 50, 75, 100.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AimTally {
    /// By horizon, then by verdict.
    pub verdicts: [[u64; 5]; 2],
}

/// The counts of many runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tally {
    /// Runs that ended.
    pub runs: u64,
    /// Runs that a refused order stopped; always 0 unless a policy is at fault.
    pub refused: u64,
    /// By ending.
    pub endings: Vec<u64>,
    /// By length in turns.
    pub lengths: Vec<u64>,
    /// By move.
    pub moves: Vec<MoveTally>,
    /// By red line.
    pub lines: Vec<LineTally>,
    /// By aim.
    pub aims: Vec<AimTally>,
    /// By ladder, then by the highest rung reached.
    pub peaks: Vec<Vec<u64>>,
    /// By track: the sum of its value after the aftermath.
    pub tracks: Vec<i64>,
    /// By event, rule and drift: runs in which it happened.
    pub rules: Vec<u64>,
    /// By horizon and actor: the sum of scores, and of their squares.
    pub scores: [[(u64, u64); 2]; 2],
    /// By pair of policies: runs, and the sum of both actors' handicapped scores at the later horizon.
    pub pairs: Vec<(u64, [u64; 2])>,
    /// Acts chosen, and those among them that go down or conciliate, by actor.
    pub acts: [(u64, u64); 2],
}

impl Tally {
    /// Nothing counted yet.
    #[must_use]
    pub fn new(scenario: &Scenario) -> Self {
        Self {
            runs: 0,
            refused: 0,
            endings: vec![0; scenario.endings.len()],
            lengths: vec![0; scenario.turns.len() + 1],
            moves: vec![MoveTally::default(); scenario.moves.len()],
            lines: vec![LineTally::default(); scenario.lines.len()],
            aims: vec![AimTally::default(); scenario.aims.len()],
            peaks: scenario.ladders.iter().map(|ladder| vec![0; ladder.rungs.len()]).collect(),
            tracks: vec![0; scenario.tracks.len()],
            rules: vec![0; scenario.rules.len()],
            scores: [[(0, 0); 2]; 2],
            pairs: vec![(0, [0; 2]); Simple::ALL.len() * Simple::ALL.len()],
            acts: [(0, 0); 2],
        }
    }

    /// Adds another tally of the same scenario.
    pub fn add(&mut self, other: &Self) {
        let sum = |left: &mut [u64], right: &[u64]| left.iter_mut().zip(right).for_each(|(a, b)| *a += b);
        self.runs += other.runs;
        self.refused += other.refused;
        sum(&mut self.endings, &other.endings);
        sum(&mut self.lengths, &other.lengths);
        sum(&mut self.rules, &other.rules);
        for (a, b) in self.moves.iter_mut().zip(&other.moves) {
            a.offered += b.offered;
            a.chosen += b.chosen;
            a.offered_with_another += b.offered_with_another;
            a.chosen_with_another += b.chosen_with_another;
        }
        for (a, b) in self.lines.iter_mut().zip(&other.lines) {
            a.threatened += b.threatened;
            a.crossed += b.crossed;
            a.probed += b.probed;
            a.respected += b.respected;
            a.answered += b.answered;
            a.passed += b.passed;
            a.sold += b.sold;
            a.conduct += b.conduct;
        }
        for (a, b) in self.aims.iter_mut().zip(&other.aims) {
            for (a, b) in a.verdicts.iter_mut().zip(&b.verdicts) {
                sum(a, b);
            }
        }
        for (a, b) in self.peaks.iter_mut().zip(&other.peaks) {
            sum(a, b);
        }
        for (a, b) in self.tracks.iter_mut().zip(&other.tracks) {
            *a += b;
        }
        for (a, b) in self.scores.iter_mut().flatten().zip(other.scores.iter().flatten()) {
            a.0 += b.0;
            a.1 += b.1;
        }
        for (a, b) in self.pairs.iter_mut().zip(&other.pairs) {
            a.0 += b.0;
            sum(&mut a.1, &b.1);
        }
        for (a, b) in self.acts.iter_mut().zip(&other.acts) {
            a.0 += b.0;
            a.1 += b.1;
        }
    }

    /// Counts what was open and what was chosen.
    pub(super) fn count_order(&mut self, scenario: &Scenario, actor: Actor, open: &Open<'_>, order: &Order) {
        let mut counts = [0_usize; limits::CHANNELS];
        open.each_desk(|desk| counts[desk.channel.index()] += desk.count());
        for (channel, _) in open.answers() {
            counts[channel.index()] += 1;
        }
        open.each_desk(|desk| {
            let with_another = u64::from(1 < counts[desk.channel.index()]);
            for id in desk.moves() {
                let tally = &mut self.moves[id.index()];
                tally.offered += 1;
                tally.offered_with_another += with_another;
            }
        });
        // What is chosen is open.
        for (channel, act) in order.desks() {
            if let Act::Do(id) = act {
                let tally = &mut self.moves[id.index()];
                tally.chosen += 1;
                tally.chosen_with_another += u64::from(1 < counts[channel.index()]);
            }
            let (all, down) = &mut self.acts[actor.index()];
            *all += 1;
            *down += u64::from(conciliates(scenario, act));
        }
    }

    /// Counts how a run ended.
    pub(super) fn count_end(&mut self, scenario: &Scenario, policies: [Policy; 2], crisis: &Crisis, outcome: &Outcome) {
        self.runs += 1;
        if let Some(ending) = crisis.ended() {
            self.endings[ending.index()] += 1;
        }
        let length = (crisis.turn() + 1).min(self.lengths.len() - 1);
        self.lengths[length] += 1;
        let end = outcome.at(Horizon::Later);
        for (at, tally) in self.lines.iter_mut().enumerate() {
            let line = end.line(LineId::new(at));
            // A line drawn over what stands is crossed without anybody crossing it, and is answered all the same.
            let settled = line.answered != 0 || line.passed != 0 || line.sold != 0;
            let crossed = line.crossings != 0 || line.crossed || settled;
            tally.crossed += u64::from(crossed);
            tally.threatened += u64::from(crossed || line.probes != 0 || line.respected != 0);
            tally.probed += u64::from(line.probes != 0);
            tally.respected += u64::from(line.respected != 0);
            tally.answered += u64::from(line.answered != 0);
            tally.passed += u64::from(line.passed != 0);
            tally.sold += u64::from(line.sold != 0);
            tally.conduct += u64::from(line.conduct);
        }
        // Each aim is judged once, for the count of verdicts and for all scores.
        let mut headlines = [[None; limits::AIMS]; 2];
        for (at, tally) in self.aims.iter_mut().enumerate().take(limits::AIMS) {
            for horizon in Horizon::BOTH {
                headlines[horizon.index()][at] = headline(scenario, outcome, AimId::new(at), horizon);
                if let Some(verdict) = headlines[horizon.index()][at] {
                    let slot = usize::from(verdict.value).div_euclid(25).min(4);
                    tally.verdicts[horizon.index()][slot] += 1;
                }
            }
        }
        for (at, tally) in self.peaks.iter_mut().enumerate() {
            tally[usize::from(crisis.peak(LadderId::new(at)))] += 1;
        }
        for (at, tally) in self.tracks.iter_mut().enumerate() {
            *tally += i64::from(end.track(crate::scenario::model::TrackId::new(at)));
        }
        for (at, tally) in self.rules.iter_mut().enumerate() {
            *tally += u64::from(crisis.happened(crate::scenario::model::RuleId::new(at)));
        }
        let pair =
            policies.map(|policy| Simple::ALL.iter().position(|other| Policy::Simple(*other) == policy).unwrap_or(0));
        let pair = &mut self.pairs[pair[0] * Simple::ALL.len() + pair[1]];
        pair.0 += 1;
        for actor in Actor::BOTH {
            for horizon in Horizon::BOTH {
                let headlines = &headlines[horizon.index()];
                let score = score_of(scenario, actor, |aim| headlines.get(aim.index()).copied().flatten());
                let points = u64::from(score);
                let sums = &mut self.scores[horizon.index()][actor.index()];
                sums.0 += points;
                sums.1 += points * points;
                if horizon == Horizon::Later {
                    pair.1[actor.index()] += u64::from(with_handicap(scenario, actor, score));
                }
            }
        }
    }

    /// Runs that ended in direct war between the two actors.
    #[must_use]
    pub fn wars(&self, scenario: &Scenario) -> u64 {
        scenario
            .endings
            .iter()
            .zip(&self.endings)
            .filter(|(ending, _)| is_war(ending.category))
            .map(|(_, count)| count)
            .sum()
    }

    /// The ids of moves that were never chosen.
    #[must_use]
    pub fn never_chosen<'a>(&self, scenario: &'a Scenario) -> Vec<&'a str> {
        let moves = scenario.moves.iter().zip(&self.moves);
        moves.filter(|(_, tally)| tally.chosen == 0).map(|(data, _)| data.id.as_str()).collect()
    }

    /// The ids of endings that were never reached.
    #[must_use]
    pub fn never_reached<'a>(&self, scenario: &'a Scenario) -> Vec<&'a str> {
        let endings = scenario.endings.iter().zip(&self.endings);
        endings.filter(|(_, count)| **count == 0).map(|(data, _)| data.id.as_str()).collect()
    }

    /// The mean score of an actor at a horizon, in points of 100.
    #[must_use]
    pub fn mean_score(&self, actor: Actor, horizon: Horizon) -> f64 {
        ratio(self.scores[horizon.index()][actor.index()].0, self.runs)
    }
}

/// Whether a category is direct war between the two actors.
#[must_use]
pub const fn is_war(category: Category) -> bool {
    matches!(category, Category::LimitedWar | Category::MajorWar | Category::NuclearWar)
}

/// A share; 0 of nothing.
#[must_use]
pub fn ratio(part: u64, whole: u64) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
