//! What play shows: what is never reached, never met or never left, and whom the scenario favours.

use super::{Warning, codes as say};
use crate::{
    policy::Simple,
    scenario::{
        Item, Loaded, Scenario,
        model::{Actor, Horizon, MoveId},
    },
    survey::{Mean, Options, Seat, Share, Tally, survey, survey_closely},
};

/// How many runs of mixed play there are, unless one asks for others.
pub const RUNS: u64 = 10_000;

/// The seed of the first run, unless one asks for another.
pub const SEED: u64 = 1;

/// How a lint plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Play {
    /// How many runs of mixed play.
    pub runs: u64,
    /// The seed of the first.
    pub seed: u64,
}

impl Default for Play {
    fn default() -> Self {
        Self { runs: RUNS, seed: SEED }
    }
}

impl Play {
    /// How many runs there are in all: those of mixed play, and a quarter as many for each pair of equal policies.
    #[must_use]
    pub const fn total(&self) -> u64 {
        self.runs + self.equal() * EQUAL.len() as u64
    }

    const fn equal(&self) -> u64 {
        self.runs.div_ceil(4)
    }
}

/// The codes that only play brings about.
pub(super) const CODES: [&str; 8] = [
    "line-never-threatened",
    "move-dead",
    "move-dominated",
    "ending-unreached",
    "ends-early",
    "aim-never-met",
    "seat-bias",
    "dove-war",
];

/// The policies that sit in both seats, for the seats to be compared.
const EQUAL: [Simple; 4] = [Simple::Random, Simple::Dove, Simple::Hawk, Simple::TitForTat];

/// Points of 100 by which the seats may differ.
const BIAS: f64 = 5.0;

/// Points of 100 by which a move has to cost its own side.
const COST: f64 = 10.0;

/// An escalation from which a move is a leap, whose price is what a crisis is about.
const LEAP: i8 = 2;

/// How often a move has to be open for it to say something that nobody chose it.
const OFTEN: u64 = 100;

/// The share of runs that may be over before the middle.
const EARLY: f64 = 0.5;

/// The share of wars that doves may come to.
const DOVES: f64 = 0.01;

/// Plays, and says what it shows.
pub(super) fn check(
    loaded: &Loaded,
    scenario: &Scenario,
    options: &Play,
    progress: impl Fn(u64) + Sync,
) -> Vec<Warning> {
    let mut found = Vec::new();
    let of = |runs, seats| Options { runs, seed: options.seed, seats, open_prologue: false, cut: None };
    let (mixed, closer) = survey_closely(scenario, &of(options.runs, [Seat::Mixed; 2]), &progress);
    let runs = mixed.runs;
    for (at, (line, tally)) in scenario.lines.iter().zip(&mixed.lines).enumerate() {
        if tally.threatened == 0 {
            found.push(say::line_never_threatened(loaded.item_place(Item::Line(at)), &line.id, runs));
        }
    }
    for (at, (data, tally)) in scenario.moves.iter().zip(&mixed.moves).enumerate() {
        let place = || loaded.item_place(Item::Move(at));
        // The prologue is not opened here: what it may have used up before play begins is not dead.
        let prologue = data.turns.0 < scenario.prologue;
        if tally.chosen == 0 && !(prologue && tally.offered == 0) && (tally.offered == 0 || OFTEN <= tally.offered) {
            found.push(say::move_dead(place(), &data.id, tally.offered, runs));
        }
        if data.escalation < LEAP
            && let Some(found_out) = closer.decisive(MoveId::new(at))
            && found_out.score.high < -COST
        {
            let (mean, taken, left) = (found_out.score.mean, found_out.taken, found_out.left);
            found.push(say::move_dominated(place(), &data.id, mean, taken, left));
        }
    }
    for (at, (ending, count)) in scenario.endings.iter().zip(&mixed.endings).enumerate() {
        if *count == 0 {
            found.push(say::ending_unreached(loaded.item_place(Item::Ending(at)), &ending.id, runs));
        }
    }
    early(loaded, scenario, &mixed, &mut found);
    for (at, (aim, tally)) in scenario.aims.iter().zip(&mixed.aims).enumerate() {
        // By verdict 0, 25, 50, 75 and 100, both horizons together; an aim without a verdict has none of them.
        let best = (0..5).rev().find(|slot| tally.verdicts.iter().any(|horizon| horizon[*slot] != 0));
        if let Some(best @ 0..3) = best {
            found.push(say::aim_never_met(loaded.item_place(Item::Aim(at)), &aim.id, runs, best as u64 * 25));
        }
    }
    seats(loaded, scenario, &mut found, |policy| {
        survey(scenario, &of(options.equal(), [Seat::Policy(policy); 2]), &progress)
    });
    found
}

/// Says so where most runs are over before the middle.
fn early(loaded: &Loaded, scenario: &Scenario, mixed: &Tally, found: &mut Vec<Warning>) {
    let turns = scenario.turns.len();
    let soon = mixed.lengths.iter().enumerate().filter(|(length, _)| 2 * length < turns).map(|(_, count)| count).sum();
    let share = Share::of(soon, mixed.runs);
    let most = scenario.endings.iter().zip(&mixed.endings).max_by_key(|(_, count)| **count);
    if EARLY < share.low
        && let Some((ending, _)) = most
    {
        found.push(say::ends_early(loaded.item_place(Item::Whole), share.share * 100.0, turns, &ending.id));
    }
}

/// Compares the seats under equal policies, and counts the wars of doves.
fn seats(loaded: &Loaded, scenario: &Scenario, found: &mut Vec<Warning>, play: impl Fn(Simple) -> Tally) {
    let whole = || loaded.item_place(Item::Whole);
    let mut lopsided = Vec::new();
    for policy in EQUAL {
        let tally = play(policy);
        let means = Actor::BOTH.map(|actor| {
            let (sum, squares) = tally.scores[Horizon::Later.index()][actor.index()];
            let points = match &scenario.handicap {
                Some((favoured, points, _)) if *favoured == actor => f64::from(*points),
                _ => 0.0,
            };
            let mean = Mean::of(tally.runs, sum as f64, squares as f64);
            Mean { mean: mean.mean + points, low: mean.low + points, high: mean.high + points, ..mean }
        });
        let [first, second] = &means;
        // Both intervals count against it: the scores of one run are not independent.
        if BIAS < first.low - second.high || BIAS < second.low - first.high {
            let [one, other] = Actor::BOTH.map(|actor| scenario.actors[actor.index()].id.as_str());
            lopsided.push(format!("{} {one} {:.0}, {other} {:.0}", policy.name(), first.mean, second.mean));
        }
        let wars = Share::of(tally.wars(scenario), tally.runs);
        if policy == Simple::Dove && DOVES < wars.low {
            found.push(say::dove_war(whole(), wars.share * 100.0));
        }
    }
    if !lopsided.is_empty() {
        found.push(say::seat_bias(whole(), &lopsided.join("; ")));
    }
}
