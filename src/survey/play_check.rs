//! Checks that take play: a bounded search by random play for moves that never open and actors left with nothing.

use crate::{
    crisis::{NoRecord, Seeded, Setup, View, adjudicate, start},
    policy::{Player, Simple},
    scenario::{
        Loaded, diagnostic as say,
        model::{Actor, limits},
    },
};

/// How many random crises are searched, at the least.
pub const SEARCHED: usize = 200;

/// How many are searched while some move has not yet been open: what only a long war brings about is rare.
const MOST: usize = 600;

/// Searches a scenario by random play; what is suspected is added as warnings.
pub fn check_play(loaded: &mut Loaded) {
    let Some(scenario) = &loaded.scenario else { return };
    let mut opened = vec![false; scenario.moves.len()];
    let mut stuck: Vec<(Actor, usize, u64)> = Vec::new();
    // Pairs of policies reach further than one alone.
    let pairs = [
        [Simple::Random, Simple::Random],
        [Simple::Historical, Simple::Random],
        [Simple::Random, Simple::Historical],
        [Simple::TitForTat, Simple::Dove],
        [Simple::Hawk, Simple::Random],
        [Simple::Dove, Simple::Hawk],
        [Simple::TitForTat, Simple::Hawk],
        [Simple::Hawk, Simple::TitForTat],
    ];
    let mut searched = 0;
    for (run, seed) in (0..MOST).zip(0_u64..) {
        if SEARCHED <= run && opened.iter().all(|opened| *opened) {
            break;
        }
        searched = run + 1;
        let pair = pairs[run % pairs.len()];
        let mut players = Actor::BOTH.map(|actor| Player::new(pair[actor.index()], actor, seed));
        let mut dice = Seeded::new(seed);
        let mut crisis = start(scenario, &Setup::default(), &mut dice, &mut NoRecord);
        for _ in 0..limits::TURNS {
            if crisis.ended().is_some() {
                break;
            }
            let orders = Actor::BOTH.map(|actor| {
                let view = View::of(scenario, &crisis, actor);
                let open = view.open();
                for id in open.moves() {
                    opened[id.index()] = true;
                }
                let known = stuck.iter().any(|(other, turn, _)| *other == actor && *turn == view.turn());
                if open.is_empty() && !known {
                    stuck.push((actor, view.turn(), seed));
                }
                players[actor.index()].order_in(&view, &open)
            });
            if adjudicate(scenario, &mut crisis, &orders, &mut dice, &mut NoRecord).is_err() {
                break;
            }
        }
    }
    let mut found = Vec::new();
    for (at, data) in scenario.moves.iter().enumerate().filter(|(at, _)| !opened[*at]) {
        let (place, path) = loaded.move_place(at);
        found.push(say::maybe_never(place, path, &data.id, searched));
    }
    for (actor, turn, seed) in stuck {
        let (place, path) = loaded.turn_place(turn);
        found.push(say::maybe_nothing_but_pass(place, path, &scenario.actors[actor.index()].id, turn, seed));
    }
    loaded.add(found);
}
