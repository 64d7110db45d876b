//! The courses of a class laid over the graph: what each group came through, and where they parted.

use serde::Serialize;

use crate::{
    report::{course, words},
    scenario::model::{Actor, LadderId, RuleId, Scenario},
    survey::graph::{Graph, Node},
    transcript::Course,
};

/// One group's course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Group {
    /// What it is called: the name of its file.
    pub name: String,
    /// The turns it played.
    pub turns: Vec<TurnOf>,
    /// The place of the ending among the nodes, once it has come.
    pub ending: Option<usize>,
    /// The places of the nodes that it came through.
    pub through: Vec<usize>,
}

/// One turn of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TurnOf {
    /// The rung at its close, by ladder; on a parallel ladder the higher.
    pub rungs: Vec<u8>,
    /// What each side ordered, in words.
    pub orders: [Vec<String>; 2],
}

/// A turn on which groups that had given the same orders gave others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Parting {
    /// The turn.
    pub turn: usize,
    /// The groups that went on together, by their places; each part gave orders of its own.
    pub parts: Vec<Vec<usize>>,
    /// What each part ordered, in a sentence.
    pub orders: Vec<String>,
}

/// The courses of a class, and where they parted.
#[must_use]
pub fn groups(scenario: &Scenario, web: &Graph, class: &[(String, Course<'_>)]) -> (Vec<Group>, Vec<Parting>) {
    let groups: Vec<Group> = class.iter().map(|(name, course)| group(scenario, web, name, course)).collect();
    let turns: Vec<Vec<TurnOf>> = groups.iter().map(|group| group.turns.clone()).collect();
    let partings = partings(scenario, &turns);
    (groups, partings)
}

/// Where courses that had given the same orders gave others, by their places.
#[must_use]
pub fn partings(scenario: &Scenario, courses: &[Vec<TurnOf>]) -> Vec<Parting> {
    let mut partings = Vec::new();
    let last = courses.iter().map(Vec::len).max().unwrap_or(0);
    // Who has given the same orders so far.
    let mut together: Vec<Vec<usize>> = vec![(0..courses.len()).collect()];
    for turn in 0..last {
        let mut next: Vec<Vec<usize>> = Vec::new();
        for part in &together {
            let mut split: Vec<Vec<usize>> = Vec::new();
            for at in part {
                let Some(mine) = courses[*at].get(turn) else { continue };
                let same =
                    |other: &Vec<usize>| courses[other[0]].get(turn).is_some_and(|one| one.orders == mine.orders);
                match split.iter_mut().find(|other| same(other)) {
                    Some(other) => other.push(*at),
                    None => split.push(vec![*at]),
                }
            }
            if 1 < split.len() {
                let orders = split.iter().map(|part| said(scenario, &courses[part[0]][turn])).collect();
                partings.push(Parting { turn, parts: split.clone(), orders });
            }
            next.extend(split);
        }
        together = next;
    }
    partings
}

/// The turns on which courses ordered otherwise than one another, whatever they had ordered before: on each, the parts that
/// ordered the same. A course that is over has no part in it.
#[must_use]
pub fn beside(scenario: &Scenario, courses: &[Vec<TurnOf>]) -> Vec<Parting> {
    let last = courses.iter().map(Vec::len).max().unwrap_or(0);
    let of = |turn: usize| {
        let mut parts: Vec<Vec<usize>> = Vec::new();
        for (at, course) in courses.iter().enumerate() {
            let Some(mine) = course.get(turn) else { continue };
            let same = |part: &&mut Vec<usize>| courses[part[0]].get(turn).is_some_and(|one| one.orders == mine.orders);
            match parts.iter_mut().find(same) {
                Some(part) => part.push(at),
                None => parts.push(vec![at]),
            }
        }
        let orders = parts.iter().map(|part| said(scenario, &courses[part[0]][turn])).collect();
        Parting { turn, parts, orders }
    };
    (0..last).map(of).filter(|parting| 1 < parting.parts.len()).collect()
}

/// The turns of a course: rungs and orders.
#[must_use]
pub fn turns_of(course: &Course<'_>) -> Vec<TurnOf> {
    let ladders = 0..course.scenario.ladders.len();
    let turn = |(turn, played): (usize, &crate::transcript::Played)| TurnOf {
        rungs: ladders.clone().map(|at| played.after.rung(LadderId::new(at))).collect(),
        orders: Actor::BOTH
            .map(|actor| course::orders(course, turn, actor).into_iter().map(|part| part.title).collect()),
    };
    course.turns.iter().enumerate().map(turn).collect()
}

fn group(scenario: &Scenario, web: &Graph, name: &str, course: &Course<'_>) -> Group {
    let came = |node: &Node| match node {
        Node::Rule(id) => course.crisis.happened(RuleId::new(id.index())),
        Node::Move(id) => course.crisis.did(*id),
        other => other.condition(scenario).is_some_and(|condition| {
            crate::crisis::holds(scenario, &course.crisis, &condition, crate::crisis::Eyes::Truth)
        }),
    };
    Group {
        name: name.to_owned(),
        turns: turns_of(course),
        ending: course.crisis.ended().and_then(|ending| web.place(Node::Ending(ending))),
        through: web.nodes.iter().enumerate().filter(|(_, node)| came(node)).map(|(at, _)| at).collect(),
    }
}

/// What both sides ordered on a turn, in a sentence.
fn said(scenario: &Scenario, turn: &TurnOf) -> String {
    let side = |actor: Actor| {
        let orders: Vec<String> = turn.orders[actor.index()].iter().map(|text| words::bare(text).to_owned()).collect();
        let orders = if orders.is_empty() { tr!("nothing").to_owned() } else { orders.join("; ") };
        format!("{}: {orders}", words::actor(scenario, actor))
    };
    format!("{}. {}.", side(Actor::First), side(Actor::Second))
}
