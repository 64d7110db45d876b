//! The figures that a scenario is asked to reach: doves, hawks, seats, coverage, dominance, chance.

use rayon::prelude::*;

use super::{Options, Seat, Tally, play_again, play_out, survey, tally::ratio};
use crate::{
    policy::Simple,
    scenario::model::{Actor, Scenario},
    verdict::handicapped,
};

/// The figures of a scenario, over so many runs each.
#[derive(Clone, Debug)]
pub struct Figures {
    /// Runs behind each figure.
    pub runs: u64,
    /// The share of games between two doves that end in war, 0 to 1.
    pub dove_wars: f64,
    /// The share of games between two hawks that end in war, 0 to 1.
    pub hawk_wars: f64,
    /// For each policy played by both seats: the mean handicapped scores of both actors, in points of 100.
    pub seats: Vec<(Simple, [f64; 2])>,
    /// For each policy: the share of its points against the field, 0 to 1, both seats together.
    pub dominance: Vec<(Simple, f64)>,
    /// Endings never reached in mixed play.
    pub endings_missed: Vec<String>,
    /// Moves never chosen in mixed play.
    pub moves_missed: Vec<String>,
    /// The share of moves chosen in mixed play, 0 to 1.
    pub moves_chosen: f64,
    /// The move chosen most often where another was open on its desk, and its share, 0 to 1.
    pub most_chosen: Option<(String, f64)>,
    /// The share of the score's variance that is left once both order lists are fixed, 0 to 1, by actor.
    pub chance: [f64; 2],
    /// The share of acts that go down or conciliate in mixed play, 0 to 1.
    pub conciliatory: f64,
    /// The tally of mixed play.
    pub mixed: Tally,
}

/// Games and repetitions behind the figure of chance: games with fixed orders, and draws of each.
const CHANCE: (u64, u64) = (600, 24);

/// A move counts as dominant only if it was open beside another this often in 10,000 runs.
const OFTEN: u64 = 100;

/// Measures the figures of a scenario.
#[must_use]
pub fn figures(scenario: &Scenario, runs: u64, seed: u64) -> Figures {
    let seated =
        |seats: [Seat; 2]| survey(scenario, &Options { runs, seed, seats, open_prologue: false, cut: None }, |_| {});
    let both = |policy| seated([Seat::Policy(policy); 2]);
    let doves = both(Simple::Dove);
    let hawks = both(Simple::Hawk);
    let mixed = seated([Seat::Mixed; 2]);
    let later = crate::scenario::model::Horizon::Later;
    let handicap = |actor: Actor| match &scenario.handicap {
        Some((favoured, points, _)) if *favoured == actor => f64::from(*points),
        _ => 0.0,
    };
    let means = |tally: &Tally| Actor::BOTH.map(|actor| (tally.mean_score(actor, later) + handicap(actor)).min(100.0));
    let seats = [Simple::Random, Simple::Dove, Simple::Hawk, Simple::TitForTat]
        .into_iter()
        .map(|policy| (policy, means(&both(policy))))
        .collect();
    let most_chosen = scenario
        .moves
        .iter()
        .zip(&mixed.moves)
        .filter(|(_, tally)| OFTEN * runs <= tally.offered_with_another * 10_000)
        .map(|(data, tally)| (data.id.clone(), ratio(tally.chosen_with_another, tally.offered_with_another)))
        .max_by(|left, right| left.1.total_cmp(&right.1));
    let never = mixed.never_chosen(scenario);
    let (acts, down) = mixed.acts.iter().fold((0, 0), |sum, acts| (sum.0 + acts.0, sum.1 + acts.1));
    Figures {
        runs,
        dove_wars: ratio(doves.wars(scenario), doves.runs),
        hawk_wars: ratio(hawks.wars(scenario), hawks.runs),
        seats,
        dominance: dominance(&mixed),
        endings_missed: mixed.never_reached(scenario).into_iter().map(str::to_owned).collect(),
        moves_chosen: 1.0 - ratio(never.len() as u64, scenario.moves.len() as u64),
        moves_missed: never.into_iter().map(str::to_owned).collect(),
        most_chosen,
        chance: chance(scenario, seed),
        conciliatory: ratio(down, acts),
        mixed,
    }
}

/// Each policy's share of the points against the others of the field, both seats together.
fn dominance(mixed: &Tally) -> Vec<(Simple, f64)> {
    let count = Simple::ALL.len();
    Simple::ALL
        .into_iter()
        .enumerate()
        .map(|(own, policy)| {
            let (mut mine, mut all) = (0, 0);
            for other in (0..count).filter(|other| *other != own) {
                let [first, second] = mixed.pairs[own * count + other].1;
                mine += first;
                all += first + second;
                let [first, second] = mixed.pairs[other * count + own].1;
                mine += second;
                all += first + second;
            }
            (policy, ratio(mine, all))
        })
        .collect()
}

/// The mean variance of the score given both sides' order lists, over its total variance.
fn chance(scenario: &Scenario, seed: u64) -> [f64; 2] {
    let (games, draws) = CHANCE;
    let samples: Vec<Vec<[f64; 2]>> = (0..games)
        .into_par_iter()
        .filter_map(|game| {
            let seats = Actor::BOTH.map(|actor| Seat::Mixed.policy(game, actor));
            let (orders, _) = play_out(scenario, seats, seed.wrapping_add(game))?;
            let scores = (0..draws)
                .map(|draw| {
                    let again = crate::crisis::chance::mix(seed ^ (game << 20) ^ draw);
                    let outcome = play_again(scenario, &orders, again);
                    Actor::BOTH.map(|actor| f64::from(handicapped(scenario, &outcome, actor)))
                })
                .collect();
            Some(scores)
        })
        .collect();
    Actor::BOTH.map(|actor| {
        let of = |game: &Vec<[f64; 2]>| game.iter().map(|scores| scores[actor.index()]).collect::<Vec<f64>>();
        let all: Vec<f64> = samples.iter().flat_map(of).collect();
        let within: f64 = samples.iter().map(|game| variance(&of(game))).sum::<f64>() / (samples.len().max(1) as f64);
        let total = variance(&all);
        if total == 0.0 { 0.0 } else { within / total }
    })
}

fn variance(values: &[f64]) -> f64 {
    let count = values.len().max(1) as f64;
    let mean = values.iter().sum::<f64>() / count;
    values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / count
}
