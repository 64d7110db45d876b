//! BRINK as the planner plays it: how exploitable it is, what it gets against plain scripts, and how fast it is solved.
//!
//! `cargo run --release --example brink` prints the figures for several shares of plain play; with `--policy SHARE
//! ITERATIONS` it prints the strategy at each of the 340 information sets, one a line: player, type, history, and the
//! probabilities of backing down, holding and escalating. `--solve FILE.efg` times the solver to 1e-3.

#[path = "../tests/suite/brink_worth.rs"]
mod brink_worth;

use std::{path::Path, time::Instant};

use brink_worth::brink_worth;
use brinkmanship::{
    policy::{
        planner::Ahead,
        solver::{Form, Game, Profile, Roots, Rule, Until, judge, read_efg, solve},
    },
    scenario::{files, load, model::Actor},
};

/// Of each information set: whose it is, the type, and the history of joint moves, by walking the tree.
fn histories(game: &Game) -> Vec<(usize, usize, String)> {
    let mut found = vec![(0, 0, String::new()); game.sets().len()];
    let mut stack = vec![(0_usize, Vec::<usize>::new(), String::new())];
    while let Some((at, types, past)) = stack.pop() {
        use brinkmanship::policy::solver::What;
        let node = game.nodes()[at];
        for (way, kid) in game.children(at).iter().enumerate() {
            let (mut types, mut past) = (types.clone(), past.clone());
            match node.what {
                What::Chance(_) if types.len() < 2 => types.push(way),
                What::Chance(_) | What::End => {}
                What::Choice(set) => {
                    let player = game.sets()[set as usize].player;
                    // The second player does not see what the first does now.
                    let public = &past[..past.len() - player];
                    found[set as usize] = (player, types[player], public.to_owned());
                    past.push(match game.sets()[set as usize].actions[way].split('.').next_back() {
                        Some("back") => 'B',
                        Some("m1") => 'H',
                        _ => 'E',
                    });
                }
            }
            stack.push((*kid as usize, types, past));
        }
    }
    found
}

/// The rung after a history.
fn rung(past: &str) -> usize {
    past.chars().fold(1, |rung, c| (rung + usize::from(c == 'E')).min(6))
}

/// What a script does: the letter, or all alike.
fn script(name: &str, player: usize, kind: usize, past: &str) -> Option<char> {
    let grave = 3 <= rung(past);
    let theirs = past.chars().rev().nth(player);
    match name {
        "uniform" => None,
        "hold" => Some('H'),
        "escalate" => Some('E'),
        "honest" => Some(if kind == 1 {
            'E'
        } else if grave {
            'B'
        } else {
            'H'
        }),
        "tit for tat" => Some(if theirs == Some('E') { 'E' } else { 'H' }),
        _ => Some(if !grave {
            'E'
        } else if kind == 0 {
            'B'
        } else {
            'H'
        }),
    }
}

const SCRIPTS: [&str; 6] = ["uniform", "hold", "escalate", "honest", "tit for tat", "chicken"];

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    if args.first().is_some_and(|arg| arg == "--solve") {
        let text = std::fs::read_to_string(&args[1]).expect("the file can be read");
        let game = read_efg(&text).expect("it is a game");
        for _ in 0..5 {
            let began = Instant::now();
            let form = Form::of(&game);
            let until = Until { iterations: 1_000_000, exploitability: 1e-3 };
            let solution = solve(&game, &form, Rule::Plus, until, |_, _| true);
            println!(
                "{{\"bench\":\"engine\",\"game\":\"{}\",\"iters\":{},\"s\":{:.6},\"exploitability\":{:e}}}",
                game.title,
                solution.iterations,
                began.elapsed().as_secs_f64(),
                solution.judgement.exploitability()
            );
        }
        return;
    }
    let found = files::read_folder(Path::new("tests/scenarios/brink-s4")).expect("the folder can be read");
    let scenario = load("brink-s4", &found).scenario.expect("it can be played");
    let both = |plain: f64, iterations: u32| {
        let began = Instant::now();
        let ahead = Actor::BOTH.map(|actor| {
            Ahead::new(&scenario, actor, Roots::Start, iterations, plain, |crisis| brink_worth(&scenario, crisis))
                .expect("it is small")
        });
        let spent = began.elapsed().as_secs_f64() / 2.0;
        let game = ahead[0].unfolding().game.clone();
        let pick = |set: usize| ahead[game.sets()[set].player].profile().actions[set].clone();
        let profile = Profile { actions: (0..game.sets().len()).map(pick).collect() };
        (game, profile, spent)
    };
    if args.first().is_some_and(|arg| arg == "--policy") {
        let number = |at: usize| args.get(at).expect("a share and a number of iterations");
        let plain = number(1).parse().expect("a share");
        let (game, profile, _) = both(plain, number(2).parse().expect("a number"));
        for ((player, kind, past), shares) in histories(&game).iter().zip(&profile.actions) {
            let past = if past.is_empty() { "-" } else { past };
            println!("{player} {kind} {past} {} {} {}", shares[0], shares[1], shares[2]);
        }
        return;
    }
    println!("share iterations | exploitability | {} | ms to look through", SCRIPTS.join(" | "));
    for (plain, iterations) in [
        (0.0, 24),
        (0.0, 96),
        (0.0, 384),
        (0.0, 1_536),
        (0.2, 384),
        (0.4, 384),
        (0.6, 384),
        (0.7, 384),
        (0.8, 384),
        (0.85, 384),
        (0.9, 384),
    ] {
        let (game, profile, spent) = both(plain, iterations);
        let form = Form::of(&game);
        let sets = histories(&game);
        let against: Vec<String> = SCRIPTS
            .iter()
            .map(|name| {
                let mut sum = 0.0;
                for own in [0, 1] {
                    let actions = sets
                        .iter()
                        .zip(&profile.actions)
                        .map(|((player, kind, past), shares)| {
                            if *player == own {
                                return shares.clone();
                            }
                            match script(name, *player, *kind, past) {
                                None => vec![1.0 / 3.0; 3],
                                Some(c) => ['B', 'H', 'E'].map(|other| f64::from(u8::from(other == c))).to_vec(),
                            }
                        })
                        .collect();
                    sum += judge(&form, &Profile { actions }).values[own] / 2.0;
                }
                format!("{sum:+.3}")
            })
            .collect();
        let exploitability = judge(&form, &profile).exploitability();
        println!("{plain:.1} {iterations} | {exploitability:.4} | {} | {:.1}", against.join(" | "), 1000.0 * spent);
    }
}
