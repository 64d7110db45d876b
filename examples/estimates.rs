//! How often what the staff says comes true: a reliability table over many games, by bands of odds.
//!
//! `cargo run --release --example estimates -- cuba-1962 1000` and so on; `docs/estimates.md` has the commands.

use std::path::Path;

use brinkmanship::{
    crisis::{NoRecord, Order, Seeded, Setup, View, adjudicate, start},
    policy::{Level, Opponent, Policy, Simple, complete, planner::Nature, recorded},
    scenario::{Scenario, files, load, model::Actor},
    survey::{Choice, Share, Staff},
    transcript::{Forecast, Kind},
};
use rayon::prelude::*;

/// What was said and what came: the parts of a hundred for each kind of ending, and which it was.
type Said = (Forecast, Kind);

/// How the staff lets a side go on that it knows no more of.
const GOES_ON: [Simple; 4] = [Simple::Dove, Simple::TitForTat, Simple::Hawk, Simple::Historical];

/// One of so many, by the number of a game and what it is for.
fn lot(number: u64, purpose: u64, count: u64) -> u64 {
    let mut bits = (number + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ purpose.wrapping_mul(0xd1b5_4a32_d192_ed03);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    (((bits ^ (bits >> 31)) >> 32) * count) >> 32
}

/// Who sits opposite in one game of those that the staff assumes, by the odds that it holds before anything is seen; none
/// for one who lets things run.
fn as_assumed(number: u64) -> Option<Policy> {
    let mut left = lot(number, 1, 100) as f64 / 100.0;
    for (nature, odds) in Nature::ALL.into_iter().zip(Nature::BEFORE) {
        if left < odds {
            return match nature {
                Nature::Plain(policy) => Some(Policy::Simple(policy)),
                Nature::Waits => None,
                Nature::Reasons | Nature::OffTheRecord => Some(Policy::Simple(GOES_ON[lot(number, 2, 4) as usize])),
            };
        }
        left -= odds;
    }
    Some(Policy::Simple(GOES_ON[lot(number, 2, 4) as usize]))
}

/// Plays one game, and asks the staff of one seat once, on a turn that hangs on the number of the game.
fn play(scenario: &Scenario, number: u64, own: Policy, theirs: Option<Policy>) -> Option<Said> {
    let seat = if number.is_multiple_of(2) { Actor::First } else { Actor::Second };
    let policies = if seat == Actor::First { [Some(own), theirs] } else { [theirs, Some(own)] };
    let mut players =
        Actor::BOTH.map(|actor| policies[actor.index()].map(|policy| Opponent::new(policy, actor, number)));
    let mut staff = Staff::new(seat, number);
    let mut dice = Seeded::new(number);
    let mut crisis = start(scenario, &Setup::default(), &mut dice, &mut NoRecord);
    let turns = scenario.turns.len() as u64 - u64::from(scenario.prologue);
    let asked = usize::from(scenario.prologue) + lot(number, 3, turns) as usize;
    let mut said = None;
    while crisis.ended().is_none() {
        let turn = crisis.turn();
        let orders = recorded(scenario, &crisis, false).unwrap_or_else(|| {
            let view = View::of(scenario, &crisis, seat);
            if turn == asked {
                // What went before says nothing of how one goes on: so the staff assumes, and by a new lot it is.
                let on = Policy::Simple(GOES_ON[lot(number, 5, 4) as usize]);
                players[seat.index()] = Some(Opponent::new(on, seat, number));
                let mut estimates = staff.estimates(&view, &Order::default()).expect("the seat may ask");
                estimates.keep(|choice| *choice == Choice::Whatever);
                estimates.refine(scenario, 400);
                said = estimates.lines().first().map(brinkmanship::survey::Estimate::forecast);
            }
            let orders = Actor::BOTH.map(|actor| {
                let view = View::of(scenario, &crisis, actor);
                players[actor.index()]
                    .as_mut()
                    .map_or_else(|| complete(&view, Order::default()), |player| player.order(&view))
            });
            staff.saw(&view, &orders[seat.index()]);
            orders
        });
        adjudicate(scenario, &mut crisis, &orders, &mut dice, &mut NoRecord).expect("an opponent orders what is legal");
    }
    let came = Kind::of(scenario.endings[crisis.ended()?.index()].category);
    Some((said?, came))
}

/// One reliability table.
fn table(title: &str, all: &[Said]) {
    let brier = all.iter().map(|(said, came)| f64::from(said.brier(*came)) / 10_000.0).sum::<f64>() / all.len() as f64;
    println!("{title}: {} games, mean Brier score {brier:.3}", all.len());
    println!("said, of 100 | times | mean said | came, of 100, with its 95 % interval");
    for from in (0..100).step_by(10) {
        let to = if from == 90 { 100 } else { from + 9 };
        let inside: Vec<(u8, bool)> = all
            .iter()
            .flat_map(|(said, came)| Kind::ALL.map(|kind| (said.parts(kind), kind == *came)))
            .filter(|(parts, _)| (from..=to).contains(parts))
            .collect();
        if inside.is_empty() {
            continue;
        }
        let mean = inside.iter().map(|(parts, _)| f64::from(*parts)).sum::<f64>() / inside.len() as f64;
        let share = Share::of(inside.iter().filter(|(_, came)| *came).count() as u64, inside.len() as u64);
        println!(
            "{from:>3} to {to:>3} | {:>5} | {mean:>5.1} | {:>5.1} ({:.1} to {:.1})",
            inside.len(),
            100.0 * share.share,
            100.0 * share.low,
            100.0 * share.high
        );
    }
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [name, games, rest @ ..] = &args[..] else {
        println!("estimates SCENARIO GAMES [planner]");
        return;
    };
    let folder = Path::new("scenarios").join(name);
    let scenario =
        load(name, &files::read_folder(&folder).expect("the folder can be read")).scenario.expect("it can be played");
    let games: u64 = games.parse().expect("a number of games");
    let run = |opposite: &(dyn Fn(u64) -> Option<Policy> + Sync)| -> Vec<Said> {
        let own = |number: u64| Policy::Simple(GOES_ON[lot(number, 4, 4) as usize]);
        (0..games).into_par_iter().filter_map(|number| play(&scenario, number, own(number), opposite(number))).collect()
    };
    if rest.is_empty() {
        table("Opposite sides as the staff assumes", &run(&as_assumed));
    } else {
        let level = Level::Attache;
        table(
            "Opposite an attaché who plans, of whom the staff knows nothing",
            &run(&|_| Some(Policy::Planner(level))),
        );
    }
}
