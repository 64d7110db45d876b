//! What an event would touch and do, before a teacher lets it happen.
//!
//! Red lines and aims are found by how the scenario's parts hang together; the odds of war by crises played on to their
//! end, each twice with the same luck, with the event and without. What both sides do in them is drawn turn by turn from
//! the simple policies, as where choice and chance are told apart: the figures say which way it pushes, not what this
//! class will do.

use brinkmanship::{
    crisis::{Crisis, NoRecord, Order, View, adjudicate, chance::mix},
    policy::{Player, Simple, recorded},
    report::words,
    scenario::model::{Actor, Category, RuleId},
    survey::{
        Share,
        graph::{Graph, Node},
    },
};

use super::Session;
use crate::shared::dice::Forced;

/// What an event would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// Its headline.
    pub title: String,
    /// What happens.
    pub text: String,
    /// Red lines that it bears on: whose, and the line.
    pub lines: Vec<(String, String)>,
    /// Aims that it bears on: whose, and the aim.
    pub aims: Vec<(String, String)>,
    /// In how many of the crises it could happen before their end.
    pub came: Share,
    /// The odds of war between the two without it and with it.
    pub war: [Share; 2],
}

/// How far from an event a line or an aim may stand: the event changes a fact, which is a level, which a line asks for.
const STEPS: usize = 3;

impl Session {
    /// What an event would touch and do; none where there is none. Crises are played on in pairs for as long as it is told
    /// to go on, which it asks after each pair.
    #[must_use]
    pub fn preview(&self, id: &str, mut go_on: impl FnMut(u64) -> bool) -> Option<Preview> {
        let scenario = self.course.scenario;
        let at = scenario.rules.iter().position(|rule| rule.id == id)?;
        let (rule, data) = (RuleId::new(at), &scenario.rules[at]);
        let touched = touched(&Graph::of(scenario), rule);
        let of = |wanted: &dyn Fn(&Node) -> Option<(String, String)>| -> Vec<(String, String)> {
            touched.iter().filter_map(wanted).collect()
        };
        let lines = of(&|node| match node {
            Node::Line(line) => {
                let line = &scenario.lines[line.index()];
                Some((words::owner(scenario, line.owner).to_owned(), words::bare(&line.text).to_owned()))
            }
            _ => None,
        });
        let aims = of(&|node| match node {
            Node::Aim(aim) => {
                let aim = &scenario.aims[aim.index()];
                Some((words::owner(scenario, aim.owner).to_owned(), words::bare(&aim.title).to_owned()))
            }
            _ => None,
        });
        let (mut runs, mut came, mut wars) = (0, 0, [0; 2]);
        while !self.over() && go_on(runs) {
            let seed = mix(self.course.seed.wrapping_add(runs.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
            let (Some((without, _)), Some((with, happened))) =
                (self.played_on(seed, None), self.played_on(seed, Some(rule)))
            else {
                break;
            };
            runs += 1;
            came += u64::from(happened);
            for (count, war) in wars.iter_mut().zip([without, with]) {
                *count += u64::from(war);
            }
        }
        Some(Preview {
            title: words::rule_title(scenario, rule).to_owned(),
            text: data.text.clone(),
            lines,
            aims,
            came: Share::of(came, runs),
            war: wars.map(|count| Share::of(count, runs)),
        })
    }

    /// The crisis played on to its end: whether it came to war between the two, and whether the event happened.
    fn played_on(&self, seed: u64, event: Option<RuleId>) -> Option<(bool, bool)> {
        let scenario = self.course.scenario;
        let mut crisis = self.course.crisis;
        let mut dice = Forced::new(seed, event);
        while crisis.ended().is_none() {
            let orders = recorded(scenario, &crisis, false)
                .unwrap_or_else(|| Actor::BOTH.map(|actor| self.by_lot(&crisis, actor, seed)));
            adjudicate(scenario, &mut crisis, &orders, &mut dice, &mut NoRecord).ok()?;
        }
        let category = scenario.endings[crisis.ended()?.index()].category;
        let war = matches!(category, Category::LimitedWar | Category::MajorWar | Category::NuclearWar);
        Some((war, event.is_some() && !dice.waits()))
    }

    /// What a side does on a turn: what one of the simple policies would do, drawn by lot.
    fn by_lot(&self, crisis: &Crisis, actor: Actor, seed: u64) -> Order {
        let turn = (crisis.turn() as u64) << 1 | actor.index() as u64;
        let lot = mix(seed.wrapping_add(turn.wrapping_mul(0xd1b5_4a32_d192_ed03))) >> 32;
        let at = usize::try_from((lot * Simple::ALL.len() as u64) >> 32).unwrap_or(0);
        let policy = Simple::ALL.get(at).copied().unwrap_or(Simple::Random);
        Player::new(policy, actor, seed).order(&View::of(self.course.scenario, crisis, actor))
    }
}

/// The red lines and aims that hang on an event within a few steps, in the order of the scenario.
fn touched(graph: &Graph, rule: RuleId) -> Vec<Node> {
    let mut reached: Vec<usize> = graph.place(Node::Rule(rule)).into_iter().collect();
    let mut edge = reached.clone();
    for _ in 0..STEPS {
        let mut next = Vec::new();
        for from in edge {
            // Endings, moves and other events are courses of their own; what they bring about is not the event's doing.
            let stops = matches!(
                graph.nodes.get(from),
                Some(Node::Move(_) | Node::Ending(_) | Node::Aim(_) | Node::Line(_) | Node::Aftermath(_))
            );
            let other = matches!(graph.nodes.get(from), Some(Node::Rule(of)) if *of != rule);
            if stops || other {
                continue;
            }
            for one in graph.edges.iter().filter(|one| one.from == from) {
                if !reached.contains(&one.to) {
                    reached.push(one.to);
                    next.push(one.to);
                }
            }
        }
        edge = next;
    }
    let mut found: Vec<Node> = reached
        .into_iter()
        .filter_map(|at| graph.nodes.get(at).copied())
        .filter(|node| matches!(node, Node::Line(_) | Node::Aim(_)))
        .collect();
    found.sort_unstable();
    found
}
