//! Plays opponents against each other, in both seats, and prints what each came to, with intervals.
//!
//! `cargo run --release --example opponents -- cuba-1962 200 field` and so on; `docs/opponents.md` has the commands.

use std::path::Path;

use brinkmanship::{
    crisis::{NoRecord, Seeded, Setup, View, adjudicate, start},
    policy::{Level, Opponent, Policy, Simple, conciliates, recorded},
    scenario::{
        Scenario, files, load,
        model::{Actor, Category},
    },
    verdict::{Outcome, handicapped},
};
use rayon::prelude::*;

/// What one game came to.
#[derive(Clone, Copy, Debug)]
struct Game {
    scores: [f64; 2],
    war: bool,
    settled: bool,
    /// By actor: acts ordered, and those that go down or conciliate.
    acts: [(u32, u32); 2],
    /// By actor: the seconds of the slowest order, and of all.
    slowest: [f64; 2],
    spent: [f64; 2],
    orders: u32,
}

fn play(scenario: &Scenario, policies: [Policy; 2], seed: u64) -> Game {
    let mut players = Actor::BOTH.map(|actor| Opponent::new(policies[actor.index()], actor, seed));
    let mut dice = Seeded::new(seed);
    let mut crisis = start(scenario, &Setup::default(), &mut dice, &mut NoRecord);
    let mut game = Game {
        scores: [0.0; 2],
        war: false,
        settled: false,
        acts: [(0, 0); 2],
        slowest: [0.0; 2],
        spent: [0.0; 2],
        orders: 0,
    };
    while crisis.ended().is_none() {
        let orders = recorded(scenario, &crisis, false).unwrap_or_else(|| {
            game.orders += 1;
            Actor::BOTH.map(|actor| {
                let began = std::time::Instant::now();
                let order = players[actor.index()].order(&View::of(scenario, &crisis, actor));
                let seconds = began.elapsed().as_secs_f64();
                game.slowest[actor.index()] = game.slowest[actor.index()].max(seconds);
                game.spent[actor.index()] += seconds;
                for act in order.acts() {
                    let (all, down) = &mut game.acts[actor.index()];
                    *all += 1;
                    *down += u32::from(conciliates(scenario, act));
                }
                order
            })
        });
        adjudicate(scenario, &mut crisis, &orders, &mut dice, &mut NoRecord).expect("an opponent orders what is legal");
    }
    let outcome = Outcome::run(scenario, &crisis, &mut dice, &mut NoRecord);
    game.scores = Actor::BOTH.map(|actor| f64::from(handicapped(scenario, &outcome, actor)));
    if let Some(ending) = crisis.ended() {
        let category = scenario.endings[ending.index()].category;
        game.war = matches!(category, Category::LimitedWar | Category::MajorWar | Category::NuclearWar);
        game.settled = matches!(category, Category::Settlement | Category::TacitUnderstanding);
    }
    game
}

/// The mean, and the half-width of its interval at 95 in 100.
fn interval(values: &[f64]) -> (f64, f64) {
    let count = values.len() as f64;
    let mean = values.iter().sum::<f64>() / count;
    let variance = values.iter().map(|value| (value - mean) * (value - mean)).sum::<f64>() / (count - 1.0);
    (mean, 1.96 * (variance / count).sqrt())
}

/// Games of one policy against another, each seed from both seats, and one row of the table.
fn pair(scenario: &Scenario, left: Policy, right: Policy, games: u64, seed: u64) {
    let found: Vec<[Game; 2]> = (0..games)
        .into_par_iter()
        .map(|at| [play(scenario, [left, right], seed + at), play(scenario, [right, left], seed + at)])
        .collect();
    let of = |pick: &dyn Fn(&[Game; 2]) -> f64| interval(&found.iter().map(pick).collect::<Vec<f64>>());
    let (ahead, about) =
        of(&|[first, second]| (first.scores[0] - first.scores[1] + second.scores[1] - second.scores[0]) / 2.0);
    let (first, first_about) = of(&|[first, _]| first.scores[0] - first.scores[1]);
    let (second, second_about) = of(&|[_, second]| second.scores[1] - second.scores[0]);
    let (own, _) = of(&|[first, second]| (first.scores[0] + second.scores[1]) / 2.0);
    let (theirs, _) = of(&|[first, second]| (first.scores[1] + second.scores[0]) / 2.0);
    let share = |pick: &dyn Fn(&Game) -> bool| {
        100.0 * found.iter().flatten().filter(|game| pick(game)).count() as f64 / (2 * found.len()) as f64
    };
    let (all, down) = found.iter().fold((0, 0), |(all, down), [first, second]| {
        (all + first.acts[0].0 + second.acts[1].0, down + first.acts[0].1 + second.acts[1].1)
    });
    let slowest = found.iter().fold(0.0_f64, |most, [first, second]| most.max(first.slowest[0]).max(second.slowest[1]));
    let (spent, orders) = found.iter().fold((0.0, 0), |(spent, orders), [first, second]| {
        (spent + first.spent[0] + second.spent[1], orders + first.orders + second.orders)
    });
    println!(
        "{:<10} {:<12} {:>5} | {own:5.1} {theirs:5.1} | {ahead:+6.1} ±{about:4.1} | {first:+6.1} ±{first_about:4.1} {second:+6.1} ±{second_about:4.1} | war {:4.1} settled {:4.1} | down {:4.1} | ms {:5.1} at most {:5.1}",
        left.name(),
        right.name(),
        2 * games,
        share(&|game| game.war),
        share(&|game| game.settled),
        100.0 * f64::from(down) / f64::from(all.max(1)),
        1000.0 * spent / f64::from(orders.max(1)),
        1000.0 * slowest,
    );
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [name, games, rest @ ..] = &args[..] else {
        println!("opponents SCENARIO GAMES (field | levels | themselves | LEFT RIGHT) [SEED]");
        return;
    };
    let folder = Path::new("scenarios").join(name);
    let scenario =
        load(name, &files::read_folder(&folder).expect("the folder can be read")).scenario.expect("it can be played");
    let games: u64 = games.parse().expect("a number of games");
    let policy = |name: &str| Policy::of_name(name).expect("a policy");
    println!("left       right        games |   own theirs | ahead, both seats | first seat     second seat |");
    let seed = rest.last().and_then(|text| text.parse().ok()).unwrap_or(1);
    match rest.first().map(String::as_str) {
        Some("field") => {
            for level in Level::ALL {
                for simple in Simple::ALL {
                    pair(&scenario, Policy::Planner(level), Policy::Simple(simple), games, seed);
                }
            }
        }
        Some("levels") => {
            for pairs in Level::ALL.windows(2) {
                pair(&scenario, Policy::Planner(pairs[1]), Policy::Planner(pairs[0]), games, seed);
            }
        }
        Some("themselves") => {
            for level in Level::ALL {
                pair(&scenario, Policy::Planner(level), Policy::Planner(level), games, seed);
            }
        }
        Some(left) => {
            let right = rest.get(1).expect("two policies");
            pair(&scenario, policy(left), policy(right), games, seed);
        }
        None => {}
    }
}
