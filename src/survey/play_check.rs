//! Checks that take play: a bounded search by random play for moves that never open, endings that never come, red lines that
//! are never crossed, and actors left with nothing.

use std::ops::Range;

use rayon::prelude::*;

use crate::{
    crisis::{NoRecord, Seeded, Setup, View, adjudicate, start},
    policy::{Player, Simple},
    scenario::{
        Item, Loaded, Scenario, diagnostic as say,
        model::{Actor, Condition, LineData, LineId, limits},
    },
};

/// How many random crises are searched, at the least.
pub const SEARCHED: usize = 200;

/// How many are searched where some move has not yet been open: what only a long war brings about is rare.
const MOST: usize = 600;

/// How many are searched for endings and crossings, which are rarer still.
const REACHED: usize = 20_000;

/// How many are searched at a time beyond the least, before it is looked whether all has been seen.
const BATCH: usize = 40;

/// Who plays: every policy against every other, for pairs reach further than one alone.
fn pair(run: usize) -> [Simple; 2] {
    let all = Simple::ALL;
    [all[run % all.len()], all[run / all.len() % all.len()]]
}

/// What some random crises showed.
#[derive(Debug, Default)]
struct Seen {
    /// Which moves were open at some time.
    opened: Vec<bool>,
    /// Who was left with nothing on which turn, and in which crisis first.
    stuck: Vec<(Actor, usize, u64)>,
    /// Which endings came.
    ended: Vec<bool>,
    /// Which red lines were crossed at some time.
    crossed: Vec<bool>,
}

impl Seen {
    /// Adds what later crises showed.
    fn and(mut self, later: Self) -> Self {
        let more =
            [(&mut self.opened, later.opened), (&mut self.ended, later.ended), (&mut self.crossed, later.crossed)];
        for (seen, also) in more {
            seen.iter_mut().zip(also).for_each(|(seen, also)| *seen |= also);
        }
        for (actor, turn, seed) in later.stuck {
            if !self.stuck.iter().any(|(other, before, _)| (*other, *before) == (actor, turn)) {
                self.stuck.push((actor, turn, seed));
            }
        }
        self
    }
}

/// Searches a scenario by random play for moves that never open and for actors left with nothing; what is suspected is added
/// as warnings.
pub fn check_play(loaded: &mut Loaded) {
    let Some(scenario) = &loaded.scenario else { return };
    let (seen, searched) = search_until(scenario, MOST, BATCH, |seen| !seen.opened.contains(&false));
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

/// Searches a scenario by random play, further than [`check_play`], for endings that never come and red lines that are never
/// crossed; what is suspected is added as warnings.
pub fn check_reach(loaded: &mut Loaded) {
    let Some(scenario) = &loaded.scenario else { return };
    let all = |seen: &Seen| !seen.ended.contains(&false) && !seen.crossed.contains(&false);
    let (seen, searched) = search_until(scenario, REACHED, 10 * BATCH, all);
    let mut found = Vec::new();
    for (at, data) in scenario.endings.iter().enumerate().filter(|(at, _)| !seen.ended[*at]) {
        let (place, path) = loaded.item_place(Item::Ending(at));
        found.push(say::maybe_unreached(place, path, &data.id, searched));
    }
    // Of some lines it is written that nothing can cross them.
    let can = |line: &LineData| !matches!(line.crossed, Condition::Never);
    for (at, data) in scenario.lines.iter().enumerate().filter(|(at, line)| can(line) && !seen.crossed[*at]) {
        let (place, path) = loaded.item_place(Item::Line(at));
        found.push(say::maybe_uncrossed(place, path, &data.id, searched));
    }
    loaded.add(found);
}

/// Searches until all has been seen, so many crises at a time, and no more than so many; how many it took.
fn search_until(scenario: &Scenario, most: usize, batch: usize, all: impl Fn(&Seen) -> bool) -> (Seen, usize) {
    let mut searched = SEARCHED;
    let mut seen = search(scenario, 0..SEARCHED);
    while searched < most && !all(&seen) {
        let until = (searched + batch).min(most);
        seen = seen.and(search(scenario, searched..until));
        searched = until;
    }
    (seen, searched)
}

/// Plays some random crises. What is found does not depend on the number of threads.
fn search(scenario: &Scenario, runs: Range<usize>) -> Seen {
    let shown: Vec<Seen> = runs.into_par_iter().map(|run| play(scenario, run)).collect();
    shown.into_iter().reduce(Seen::and).unwrap_or_default()
}

/// Plays one random crisis.
fn play(scenario: &Scenario, run: usize) -> Seen {
    let mut seen = Seen {
        opened: vec![false; scenario.moves.len()],
        stuck: Vec::new(),
        ended: vec![false; scenario.endings.len()],
        crossed: vec![false; scenario.lines.len()],
    };
    let seed = run as u64;
    let pair = pair(run);
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
        for (at, crossed) in seen.crossed.iter_mut().enumerate() {
            *crossed |= 0 < crisis.line(LineId::new(at)).crossings || crisis.line(LineId::new(at)).crossed;
        }
    }
    if let Some(ending) = crisis.ended() {
        seen.ended[ending.index()] = true;
    }
    seen
}
