//! What an event of the scenario, or news of the teacher's own, would touch and do before they are let happen.
//!
//! Red lines and aims are found by how the scenario's parts hang together; the odds of war by crises played on to their
//! end, each twice with the same luck, with the event and without. What both sides do in them is drawn turn by turn from
//! the simple policies, as where choice and chance are told apart: the figures say which way it pushes, not what this
//! class will do.

use brinkmanship::{
    crisis::{Crisis, NoRecord, Order, View, adjudicate, chance::mix, tell_news},
    policy::{Player, Simple, recorded},
    report::words,
    scenario::model::{Actor, Category, RuleId, TrackId},
    survey::{
        Share,
        graph::{Graph, Node},
    },
};

use super::{Session, Touch};
use crate::shared::dice::Forced;

/// What an event would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Preview {
    /// Its headline.
    pub title: String,
    /// What happens.
    pub text: String,
    /// What news of one's own move: the figure, where it stands and where it would.
    pub moves: Option<(String, String, String)>,
    /// Red lines that it bears on: whose, and the line.
    pub lines: Vec<(String, String)>,
    /// Aims that it bears on: whose, and the aim.
    pub aims: Vec<(String, String)>,
    /// In how many of the crises it could happen before their end.
    pub came: Share,
    /// The odds of war between the two without it and with it.
    pub war: [Share; 2],
}

/// What is tried.
#[derive(Clone, Copy, Debug)]
enum Push {
    /// An event of the scenario, the first time that it can happen.
    Event(RuleId),
    /// News that move a track at once.
    News(TrackId, i32),
    /// Words alone, which the rules do not know of.
    Words,
}

/// How far from an event a line or an aim may stand: the event changes a fact, which is a level, which a line asks for.
const STEPS: usize = 3;

impl Session {
    /// What an event would touch and do; none where there is none. Crises are played on in pairs for as long as it is told
    /// to go on, which it asks after each pair.
    #[must_use]
    pub fn preview(&self, id: &str, go_on: impl FnMut(u64) -> bool) -> Option<Preview> {
        let scenario = self.course.scenario;
        let at = scenario.rules.iter().position(|rule| rule.id == id)?;
        let (title, text) = (words::rule_title(scenario, RuleId::new(at)).to_owned(), scenario.rules[at].text.clone());
        Some(self.would(&Push::Event(RuleId::new(at)), title, text, go_on))
    }

    /// What news of the teacher's own would touch and do: by what they move, since the rules know nothing of the words.
    #[must_use]
    pub fn preview_news(&self, text: &str, touch: Option<&Touch>, go_on: impl FnMut(u64) -> bool) -> Preview {
        let push = touch.and_then(|touch| self.moved(touch)).map_or(Push::Words, |(track, by)| Push::News(track, by));
        self.would(&push, tr!("News of your own").to_owned(), text.to_owned(), go_on)
    }

    fn would(&self, push: &Push, title: String, text: String, mut go_on: impl FnMut(u64) -> bool) -> Preview {
        let scenario = self.course.scenario;
        let touched = match push {
            Push::Event(rule) => touched(&Graph::of(scenario), Node::Rule(*rule)),
            Push::News(track, _) => touched(&Graph::of(scenario), Node::Track(*track)),
            Push::Words => Vec::new(),
        };
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
                (self.played_on(seed, &Push::Words), self.played_on(seed, push))
            else {
                break;
            };
            runs += 1;
            came += u64::from(happened);
            for (count, war) in wars.iter_mut().zip([without, with]) {
                *count += u64::from(war);
            }
        }
        let moves = match push {
            Push::News(track, by) => {
                let data = &scenario.tracks[track.index()];
                let now = self.course.crisis.track(*track);
                let then = now.saturating_add(*by).clamp(data.min, data.max);
                Some((data.name.clone(), data.said(now), data.said(then)))
            }
            Push::Event(_) | Push::Words => None,
        };
        let (came, war) = (Share::of(came, runs), wars.map(|count| Share::of(count, runs)));
        Preview { title, text, moves, lines, aims, came, war }
    }

    /// The crisis played on to its end: whether it came to war between the two, and whether the event happened.
    fn played_on(&self, seed: u64, push: &Push) -> Option<(bool, bool)> {
        let scenario = self.course.scenario;
        let mut crisis = self.course.crisis;
        let event = match push {
            Push::Event(rule) => Some(*rule),
            Push::News(track, by) => {
                tell_news(scenario, &mut crisis, *track, *by, &mut NoRecord);
                None
            }
            Push::Words => None,
        };
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

/// The red lines and aims that hang on an event or a figure within a few steps, in the order of the scenario.
fn touched(graph: &Graph, source: Node) -> Vec<Node> {
    let mut reached: Vec<usize> = graph.place(source).into_iter().collect();
    let mut edge = reached.clone();
    for _ in 0..STEPS {
        let mut next = Vec::new();
        for from in edge {
            // Endings, moves and other events are courses of their own; what they bring about is not the event's doing.
            let stops = matches!(
                graph.nodes.get(from),
                Some(Node::Move(_) | Node::Ending(_) | Node::Aim(_) | Node::Line(_) | Node::Aftermath(_))
            );
            let other = matches!(graph.nodes.get(from), Some(Node::Rule(_)) if graph.nodes.get(from) != Some(&source));
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
