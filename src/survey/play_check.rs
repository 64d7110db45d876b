//! Checks that take play: a bounded search by random play for moves that never open and actors left with nothing.

use std::ops::Range;

use rayon::prelude::*;

use crate::{
    crisis::{NoRecord, Seeded, Setup, View, adjudicate, start},
    policy::{Player, Simple},
    scenario::{
        Loaded, Scenario, diagnostic as say,
        model::{Actor, limits},
    },
};

/// How many random crises are searched, at the least.
pub const SEARCHED: usize = 200;

/// How many are searched where some move has not yet been open: what only a long war brings about is rare.
const MOST: usize = 600;

/// How many are searched at a time beyond the least, before it is looked whether every move has been open.
const BATCH: usize = 40;

/// Who plays: pairs of policies reach further than one alone.
const PAIRS: [[Simple; 2]; 8] = [
    [Simple::Random, Simple::Random],
    [Simple::Historical, Simple::Random],
    [Simple::Random, Simple::Historical],
    [Simple::TitForTat, Simple::Dove],
    [Simple::Hawk, Simple::Random],
    [Simple::Dove, Simple::Hawk],
    [Simple::TitForTat, Simple::Hawk],
    [Simple::Hawk, Simple::TitForTat],
];

/// What some random crises showed.
#[derive(Debug, Default)]
struct Seen {
    /// Which moves were open at some time.
    opened: Vec<bool>,
    /// Who was left with nothing on which turn, and in which crisis first.
    stuck: Vec<(Actor, usize, u64)>,
}

impl Seen {
    /// Adds what later crises showed.
    fn and(mut self, later: Self) -> Self {
        for (opened, also) in self.opened.iter_mut().zip(later.opened) {
            *opened |= also;
        }
        for (actor, turn, seed) in later.stuck {
            if !self.stuck.iter().any(|(other, before, _)| (*other, *before) == (actor, turn)) {
                self.stuck.push((actor, turn, seed));
            }
        }
        self
    }
}

/// Searches a scenario by random play; what is suspected is added as warnings.
pub fn check_play(loaded: &mut Loaded) {
    let Some(scenario) = &loaded.scenario else { return };
    let mut searched = SEARCHED;
    let mut seen = search(scenario, 0..SEARCHED);
    while searched < MOST && seen.opened.contains(&false) {
        let until = (searched + BATCH).min(MOST);
        seen = seen.and(search(scenario, searched..until));
        searched = until;
    }
    let mut found = Vec::new();
    for (at, data) in scenario.moves.iter().enumerate().filter(|(at, _)| !seen.opened[*at]) {
        let (place, path) = loaded.move_place(at);
        found.push(say::maybe_never(place, path, &data.id, searched));
    }
    for (actor, turn, seed) in seen.stuck {
        let (place, path) = loaded.turn_place(turn);
        found.push(say::maybe_nothing_but_pass(place, path, &scenario.actors[actor.index()].id, turn, seed));
    }
    loaded.add(found);
}

/// Plays some random crises. What is found does not depend on the number of threads.
fn search(scenario: &Scenario, runs: Range<usize>) -> Seen {
    let shown: Vec<Seen> = runs.into_par_iter().map(|run| play(scenario, run)).collect();
    shown.into_iter().reduce(Seen::and).unwrap_or_default()
}

/// Plays one random crisis.
fn play(scenario: &Scenario, run: usize) -> Seen {
    let mut seen = Seen { opened: vec![false; scenario.moves.len()], stuck: Vec::new() };
    let seed = run as u64;
    let pair = PAIRS[run % PAIRS.len()];
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
                seen.opened[id.index()] = true;
            }
            if open.is_empty() {
                seen.stuck.push((actor, view.turn(), seed));
            }
            players[actor.index()].order_in(&view, &open)
        });
        if adjudicate(scenario, &mut crisis, &orders, &mut dice, &mut NoRecord).is_err() {
            break;
        }
    }
    seen
}
