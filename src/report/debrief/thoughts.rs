//! What an opponent that plans believed and feared at each turn, and why it chose.

use serde::Serialize;

use crate::{
    policy::{Policy, planner::Thought, recall},
    report::words::{self, Count, Nth},
    scenario::model::Actor,
    transcript::Course,
};

/// What the opponent in one seat thought.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Thoughts {
    /// Whose seat: 0 or 1.
    pub actor: usize,
    /// The name of the side.
    pub name: String,
    /// Who sat there, in words.
    pub who: String,
    /// Turn by turn.
    pub turns: Vec<ThoughtTurn>,
}

/// What it thought on one turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ThoughtTurn {
    /// The turn.
    pub turn: Nth,
    /// When it was.
    pub date: String,
    /// What it believed, what it feared, why it chose: a sentence or two each.
    pub says: Vec<String>,
}

/// What opponents that plan thought: they are asked again, which gives the same.
pub(super) fn again(course: &Course<'_>, policies: [Option<Policy>; 2]) -> Vec<Thoughts> {
    let each = Actor::BOTH.into_iter().filter_map(|actor| {
        let policy = policies[actor.index()]?;
        let thoughts = recall(policy, course, actor);
        (!thoughts.is_empty()).then(|| of_seat(course, actor, policy, &thoughts))
    });
    each.collect()
}

/// What opponents that plan thought, as whoever held the crisis has kept it.
pub(super) fn kept(course: &Course<'_>, policies: [Option<Policy>; 2], thoughts: [&[Thought]; 2]) -> Vec<Thoughts> {
    let each = Actor::BOTH.into_iter().filter_map(|actor| {
        let (policy, thoughts) = (policies[actor.index()]?, thoughts[actor.index()]);
        (!thoughts.is_empty()).then(|| of_seat(course, actor, policy, thoughts))
    });
    each.collect()
}

fn of_seat(course: &Course<'_>, actor: Actor, policy: Policy, thoughts: &[Thought]) -> Thoughts {
    let scenario = course.scenario;
    let count = Count::of(course.crisis.cut_data(scenario));
    let turns = thoughts.iter().filter_map(|thought| {
        let played = course.turns.get(thought.turn)?;
        Some(ThoughtTurn {
            turn: count.nth(thought.turn),
            date: scenario.turns.get(thought.turn).map_or_else(String::new, |data| data.date.clone()),
            says: words::thought(scenario, played.opening.offers(), thought),
        })
    });
    Thoughts {
        actor: actor.index(),
        name: words::actor(scenario, actor).to_owned(),
        who: policy.words().to_owned(),
        turns: turns.collect(),
    }
}
