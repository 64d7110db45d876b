//! Counterfactual regret minimisation (Zinkevich and others 2007) in its faster forms CFR+ (Tammelin 2014) and predictive
//! CFR+ (Farina, Kroer and Sandholm 2021), exact best responses, and how far a profile is from an equilibrium.

use super::{
    game::Game,
    sequence::{Form, Side},
};

/// How regrets are gathered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rule {
    /// CFR+: players take turns, regrets stay at or above 0, later strategies count for more.
    #[default]
    Plus,
    /// As CFR+, but both players move at once. What is the same for both stays the same, so that in a symmetric game
    /// of general sum it looks for the symmetric equilibrium.
    Together,
    /// Predictive CFR+: as CFR+, and each player reckons with the regrets of the last iteration coming once more; later
    /// strategies count for much more, by the square of the iteration. On very small games of zero sum it comes near an
    /// equilibrium much sooner; on Leduc's it was slower than CFR+.
    Predictive,
}

impl Rule {
    /// Whether players take turns.
    const fn in_turn(self) -> bool {
        match self {
            Self::Plus | Self::Predictive => true,
            Self::Together => false,
        }
    }
}

/// When to stop.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Until {
    /// After so many iterations.
    pub iterations: u64,
    /// Once half the sum of what both could gain is at most this.
    pub exploitability: f64,
}

/// A plan that a player follows with some share, whatever it would do of itself.
///
/// Against it, an equilibrium of the rest is a restricted Nash response (Johanson, Zinkevich and Bowling 2007): it
/// takes what a likely opponent gives away, and gives away little itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Fixed {
    /// How likely it is that the player follows the plan, 0 to 1.
    pub share: f64,
    /// The probability of each of the player's sequences, its own choices alone.
    pub plan: Vec<f64>,
}

/// What both players do: of each information set, the probability of each action.
#[derive(Clone, Debug, PartialEq)]
pub struct Profile {
    /// By the game's sets.
    pub actions: Vec<Vec<f64>>,
}

/// How good a profile is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Judgement {
    /// What both players get.
    pub values: [f64; 2],
    /// The most that each could get while the other keeps to it.
    pub best: [f64; 2],
}

impl Judgement {
    /// What both together could gain by leaving the profile: 0 in an equilibrium.
    #[must_use]
    pub fn nash_conv(&self) -> f64 {
        self.best[0] - self.values[0] + self.best[1] - self.values[1]
    }

    /// Half of [`Judgement::nash_conv`].
    #[must_use]
    pub fn exploitability(&self) -> f64 {
        self.nash_conv() / 2.0
    }
}

/// What solving came to.
#[derive(Clone, Debug, PartialEq)]
pub struct Solution {
    /// The profile.
    pub profile: Profile,
    /// How good it is.
    pub judgement: Judgement,
    /// After how many iterations.
    pub iterations: u64,
}

/// One player's part of the work.
#[derive(Clone, Debug)]
struct Part {
    /// By sequence.
    regrets: Vec<f64>,
    /// By sequence, the regrets that strategies go by: those, or those that are expected next.
    leads: Vec<f64>,
    /// The probability of each action given that its set is reached, by sequence.
    strategy: Vec<f64>,
    /// The probability of each sequence, the player's own choices alone.
    plan: Vec<f64>,
    /// The plans so far, later ones counting for more.
    total: Vec<f64>,
    /// What the player does with some share whatever it would do of itself.
    fixed: Option<Fixed>,
    /// What the other player faces: the plan mixed with what is fixed.
    faced: Vec<f64>,
}

impl Part {
    fn new(side: &Side, fixed: Option<Fixed>) -> Self {
        let none = vec![0.0; side.sequences];
        let mut part = Self {
            regrets: none.clone(),
            leads: none.clone(),
            strategy: none.clone(),
            plan: none.clone(),
            total: none.clone(),
            faced: none,
            fixed,
        };
        part.plan_from_regrets(side);
        part
    }

    /// Regret matching: each action in proportion to its regret, all alike where there is none.
    fn plan_from_regrets(&mut self, side: &Side) {
        self.plan[0] = 1.0;
        for span in &side.spans {
            let (first, count) = (span.first as usize, span.count as usize);
            let reach = self.plan[span.parent as usize];
            let regrets = &self.leads[first..first + count];
            let sum: f64 = regrets.iter().sum();
            let strategy = &mut self.strategy[first..first + count];
            if 0.0 < sum {
                for (share, regret) in strategy.iter_mut().zip(regrets) {
                    *share = regret / sum;
                }
            } else {
                strategy.fill(1.0 / f64::from(span.count));
            }
            for (place, share) in self.plan[first..first + count].iter_mut().zip(strategy) {
                *place = reach * *share;
            }
        }
        if let Some(fixed) = &self.fixed {
            for ((faced, own), fixed_to) in self.faced.iter_mut().zip(&self.plan).zip(&fixed.plan) {
                *faced = (1.0 - fixed.share) * own + fixed.share * fixed_to;
            }
        }
    }

    fn faced(&self) -> &[f64] {
        if self.fixed.is_some() { &self.faced } else { &self.plan }
    }

    /// Adds the regrets of what each action would have been worth, and the present plan to the sum of plans.
    fn learn(&mut self, side: &Side, values: &mut [f64], weight: f64, predicts: bool) {
        for span in side.spans.iter().rev() {
            let (first, count) = (span.first as usize, span.count as usize);
            let worth = &values[first..first + count];
            let mean: f64 =
                worth.iter().zip(&self.strategy[first..first + count]).map(|(worth, share)| worth * share).sum();
            for (at, worth) in (first..first + count).zip(worth) {
                let now = worth - mean;
                self.regrets[at] = (self.regrets[at] + now).max(0.0);
                self.leads[at] = if predicts { (self.regrets[at] + now).max(0.0) } else { self.regrets[at] };
            }
            values[span.parent as usize] += mean;
        }
        for (total, plan) in self.total.iter_mut().zip(&self.plan) {
            *total += weight * plan;
        }
    }
}

/// Gathers regrets over a game.
#[derive(Clone, Debug)]
pub struct Solver {
    rule: Rule,
    parts: [Part; 2],
    values: [Vec<f64>; 2],
    iterations: u64,
}

impl Solver {
    /// Nothing learnt yet: every action is as likely as the others.
    #[must_use]
    pub fn new(form: &Form, rule: Rule) -> Self {
        Self::with(form, rule, [None, None])
    }

    /// As [`Solver::new`], where a player follows a fixed plan with some share.
    #[must_use]
    pub fn with(form: &Form, rule: Rule, fixed: [Option<Fixed>; 2]) -> Self {
        let [first, second] = fixed;
        let fit = |side: &Side, fixed: Option<Fixed>| fixed.filter(|fixed| fixed.plan.len() == side.sequences);
        let parts = [
            Part::new(&form.sides[0], fit(&form.sides[0], first)),
            Part::new(&form.sides[1], fit(&form.sides[1], second)),
        ];
        let values = [vec![0.0; form.sides[0].sequences], vec![0.0; form.sides[1].sequences]];
        Self { rule, parts, values, iterations: 0 }
    }

    /// How many iterations were made.
    #[must_use]
    pub const fn iterations(&self) -> u64 {
        self.iterations
    }

    /// One iteration.
    pub fn step(&mut self, form: &Form) {
        self.iterations += 1;
        let count = self.iterations as f64;
        let weight = if self.rule == Rule::Predictive { count * count } else { count };
        if !self.rule.in_turn() {
            for (own, other) in [(0, 1), (1, 0)] {
                form.sides[own].against(self.parts[other].faced(), &mut self.values[own]);
            }
        }
        for (own, other) in [(0, 1), (1, 0)] {
            let side = &form.sides[own];
            if self.rule.in_turn() {
                side.against(self.parts[other].faced(), &mut self.values[own]);
            }
            self.parts[own].learn(side, &mut self.values[own], weight, self.rule == Rule::Predictive);
            if self.rule.in_turn() {
                self.parts[own].plan_from_regrets(side);
            }
        }
        if !self.rule.in_turn() {
            for (part, side) in self.parts.iter_mut().zip(&form.sides) {
                part.plan_from_regrets(side);
            }
        }
    }

    /// The mean of the strategies so far, which is what comes near an equilibrium.
    #[must_use]
    pub fn profile(&self, form: &Form) -> Profile {
        let mut actions = vec![Vec::new(); form.place.len()];
        for (part, side) in self.parts.iter().zip(&form.sides) {
            for span in &side.spans {
                let (first, count) = (span.first as usize, span.count as usize);
                actions[span.set as usize] = shares(&part.total[first..first + count]);
            }
        }
        Profile { actions }
    }
}

/// Weights as shares of their sum; all alike where they have none.
fn shares(weights: &[f64]) -> Vec<f64> {
    let sum: f64 = weights.iter().sum();
    if 0.0 < sum {
        weights.iter().map(|weight| weight / sum).collect()
    } else {
        vec![1.0 / (weights.len().max(1) as f64); weights.len()]
    }
}

impl Profile {
    /// The probability of each sequence of a player, its own choices alone.
    ///
    /// Sets of which the profile says nothing are played with equal chance.
    #[must_use]
    pub fn plan(&self, form: &Form, player: usize) -> Vec<f64> {
        let Some(side) = form.sides.get(player) else { return Vec::new() };
        let mut plan = vec![0.0; side.sequences];
        plan[0] = 1.0;
        for span in &side.spans {
            let (first, count) = (span.first as usize, span.count as usize);
            let said = self.actions.get(span.set as usize).filter(|actions| actions.len() == count);
            let said = said.map_or_else(|| vec![1.0 / f64::from(span.count); count], |actions| shares(actions));
            for (at, share) in said.into_iter().enumerate() {
                plan[first + at] = plan[span.parent as usize] * share;
            }
        }
        plan
    }
}

/// Judges a profile exactly: what both get, and the most that each could get against it.
#[must_use]
pub fn judge(form: &Form, profile: &Profile) -> Judgement {
    let plans = [profile.plan(form, 0), profile.plan(form, 1)];
    let mut judgement = Judgement { values: [0.0; 2], best: [0.0; 2] };
    for (own, other) in [(0, 1), (1, 0)] {
        let side = &form.sides[own];
        let mut values = vec![0.0; side.sequences];
        side.against(&plans[other], &mut values);
        judgement.values[own] = values.iter().zip(&plans[own]).map(|(value, reach)| value * reach).sum();
        for span in side.spans.iter().rev() {
            let (first, count) = (span.first as usize, span.count as usize);
            let best = values[first..first + count].iter().copied().fold(f64::NEG_INFINITY, f64::max);
            values[span.parent as usize] += best;
        }
        judgement.best[own] = values[0];
    }
    judgement
}

/// Solves a game: iterates until a bound is met, judging at rising numbers of iterations.
///
/// `hears` is told of every judgement, and says whether to go on.
#[must_use]
pub fn solve(
    game: &Game,
    form: &Form,
    rule: Rule,
    until: Until,
    mut hears: impl FnMut(u64, &Judgement) -> bool,
) -> Solution {
    debug_assert_eq!(game.sets().len(), form.place.len());
    let mut solver = Solver::new(form, rule);
    let mut next = 1_u64;
    loop {
        while solver.iterations < next.min(until.iterations) {
            solver.step(form);
        }
        let profile = solver.profile(form);
        let judgement = judge(form, &profile);
        let met = judgement.exploitability() <= until.exploitability || until.iterations <= solver.iterations;
        if !hears(solver.iterations, &judgement) || met {
            return Solution { profile, judgement, iterations: solver.iterations };
        }
        next = (next + 1).max(next.saturating_mul(5).div_euclid(4));
    }
}
