//! The crisis as a graph in plain data: nodes with their names, words and places, edges, the traffic of many runs, and the
//! courses of a class over it.
//!
//! This is the schema of `crisis graph --format json`, and what the page and the DOT file are made from.

mod class;
mod course;
mod dot;
mod html;
mod node;

pub use class::{Group, Parting, TurnOf, beside, groups, partings, turns_of};
pub use dot::dot;
pub use html::page;

use serde::Serialize;

use super::{survey::seat_name, words};
use crate::{
    language::find_of,
    scenario::{
        model::{Actor, LadderId, Owner, Scenario},
        places::Declared,
    },
    survey::{
        MoveTally, Options, Share, Tally,
        graph::{Link, Node, Traffic},
    },
    transcript::Course,
};

/// The name of the schema of [`Graph`].
pub const SCHEMA: &str = "brinkmanship graph 1";

/// A crisis as a graph.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Graph {
    /// The name of this schema.
    pub schema: &'static str,
    /// The scenario's id.
    pub scenario: String,
    /// Its title.
    pub title: String,
    /// The language of its texts.
    pub language: String,
    /// The fingerprint of its files.
    pub fingerprint: String,
    /// Runs that ended, of which all traffic is.
    pub runs: u64,
    /// The seed of the first run.
    pub seed: u64,
    /// Both sides, and who played them.
    pub sides: [SideOf; 2],
    /// The turns.
    pub turns: Vec<TurnName>,
    /// The nodes.
    pub nodes: Vec<NodeOf>,
    /// The edges.
    pub edges: Vec<EdgeOf>,
    /// By ladder, the course of the runs.
    pub ladders: Vec<LadderOf>,
    /// The transcripts that are laid over it.
    pub groups: Vec<Group>,
    /// Where the groups parted.
    pub partings: Vec<Parting>,
}

/// A side, and who played it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SideOf {
    /// The actor's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The policy, or `mixed`.
    pub policy: String,
}

/// A turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TurnName {
    /// When it is.
    pub date: String,
    /// One line.
    pub headline: String,
}

/// A node.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NodeOf {
    /// Its kind and id, such as `move:blockade`; no two are alike.
    pub id: String,
    /// Its kind in one word.
    pub kind: &'static str,
    /// Its name.
    pub name: String,
    /// The place of the side whose it is, 0 or 1.
    pub side: Option<usize>,
    /// The name of the side or party whose it is.
    pub owner: Option<String>,
    /// The first and last turn on which it can come about, where the file says so.
    pub turns: Option<(u8, u8)>,
    /// What it says, asks for and does, in plain English: a label and sentences.
    pub says: Vec<(String, Vec<String>)>,
    /// The file in which it is declared.
    pub file: Option<String>,
    /// The line, from 1.
    pub line: Option<usize>,
    /// Runs in which it came about.
    pub came: Share,
    /// By turn: runs in which it first came about then; the last entry is what followed the end.
    pub first: Vec<u64>,
    /// Of a move, by turn: how often it was ordered.
    pub ordered: Vec<u64>,
    /// Of a move: turns on which it was open to a policy.
    pub offered: u64,
    /// Of a move: the share of those on which it was chosen.
    pub chosen: Option<Share>,
    /// Whether a person should look: an ending never reached, a move never chosen, or what else never came about.
    pub never: bool,
}

/// An edge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct EdgeOf {
    /// The place of the node it comes from.
    pub from: usize,
    /// The place of the node it leads to.
    pub to: usize,
    /// In which way, in a word or two that can stand between the names of both.
    pub link: &'static str,
    /// Whether the record tells of each time that it is travelled; else it counts runs in which both ends came about.
    pub recorded: bool,
    /// Runs in which it was travelled.
    pub travelled: u64,
}

/// How runs went on a ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LadderOf {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Whether each side has a rung of its own; the higher counts.
    pub parallel: bool,
    /// Its rungs, the lowest first: the place of the node, and its name.
    pub rungs: Vec<(usize, String)>,
    /// The rung at the start.
    pub start: u8,
    /// Turn, rung before, rung at the close of the turn, runs.
    pub steps: Vec<(u8, u8, u8, u64)>,
    /// Turn, rung at its close, the place of the ending among the nodes, runs.
    pub ends: Vec<(u8, u8, usize, u64)>,
}

/// The context in which links are translated.
pub(in crate::report) const LINK: &str = "link";

/// What an edge says, in the language in force.
#[must_use]
pub fn said(link: &str) -> &str {
    find_of(LINK, link).unwrap_or(link)
}

/// A link in a word or two of English that can stand between the names of both ends.
#[must_use]
pub const fn link(link: Link) -> &'static str {
    match link {
        Link::Needs => mark!(of "link", "is asked for by"),
        Link::NeedsNot => mark!(of "link", "stands in the way of"),
        Link::Becomes => mark!(of "link", "makes true"),
        Link::Ceases => mark!(of "link", "makes untrue"),
        Link::Raises => mark!(of "link", "raises"),
        Link::Lowers => mark!(of "link", "lowers"),
        Link::Sets => mark!(of "link", "sets"),
        Link::Reveals => mark!(of "link", "reveals"),
        Link::Climbs => mark!(of "link", "climbs to"),
        Link::Descends => mark!(of "link", "goes down to"),
        Link::Offers => mark!(of "link", "sends"),
        Link::Accepts => mark!(of "link", "accepts"),
        Link::Counters => mark!(of "link", "counters"),
        Link::Refuses => mark!(of "link", "refuses"),
        Link::Withdraws => mark!(of "link", "withdraws"),
        Link::CarriesOut => mark!(of "link", "carries out"),
        Link::Discloses => mark!(of "link", "tells the world of"),
        Link::Declares => mark!(of "link", "declares"),
        Link::Answers => mark!(of "link", "answers"),
        Link::LetsPass => mark!(of "link", "lets pass a crossing of"),
        Link::Redraws => mark!(of "link", "redraws"),
        Link::Says => mark!(of "link", "speaks about"),
        Link::Conducts => mark!(of "link", "moves conduct towards"),
        Link::Commits => mark!(of "link", "gives the word"),
        Link::Releases => mark!(of "link", "is released from"),
        Link::Excludes => mark!(of "link", "excludes"),
        Link::Holds => mark!(of "link", "holds"),
        Link::Settles => mark!(of "link", "settles a crossing of"),
        Link::Scales => mark!(of "link", "changes the odds of"),
    }
}

impl Graph {
    /// The graph of a scenario with the traffic of many runs, and the courses of a class over it, each with a name.
    #[must_use]
    pub fn of(
        scenario: &Scenario,
        declared: &Declared,
        options: &Options,
        (tally, traffic): (&Tally, &Traffic),
        class: &[(String, Course<'_>)],
    ) -> Self {
        let web = &traffic.graph;
        let nodes = web.nodes.iter().enumerate().map(|(at, node)| {
            let (kind, id) = node::name(scenario, *node);
            let place = node::place(scenario, declared, *node);
            let of_move = |found: fn(&MoveTally) -> u64| match node {
                Node::Move(id) => tally.moves.get(id.index()).map_or(0, found),
                _ => 0,
            };
            let offered = of_move(|data| data.offered);
            let came = Share::of(traffic.came(at), traffic.runs);
            NodeOf {
                id: format!("{kind}:{id}"),
                kind,
                name: node::title(scenario, *node),
                side: match crate::survey::graph::owner(scenario, *node) {
                    Some(Owner::Actor(actor)) => Some(actor.index()),
                    Some(Owner::Party(_)) | None => None,
                },
                owner: crate::survey::graph::owner(scenario, *node)
                    .map(|owner| words::owner(scenario, owner).to_owned()),
                turns: node::turns(scenario, *node),
                says: node::says(scenario, *node),
                file: place.map(|place| place.file.clone()),
                line: place.map(|place| place.line),
                came,
                first: traffic.nodes[at].clone(),
                ordered: match node {
                    Node::Move(id) => traffic.ordered[id.index()].clone(),
                    _ => Vec::new(),
                },
                offered,
                chosen: matches!(node, Node::Move(_)).then(|| Share::of(of_move(|data| data.chosen), offered)),
                never: 0 < traffic.runs && came.count == 0,
            }
        });
        let edges = web.edges.iter().zip(&traffic.edges).map(|(edge, travelled)| EdgeOf {
            from: edge.from,
            to: edge.to,
            link: link(edge.link),
            recorded: edge.link.recorded(),
            travelled: *travelled,
        });
        let (groups, partings) = groups(scenario, web, class);
        Self {
            schema: SCHEMA,
            scenario: scenario.id.clone(),
            title: scenario.title.clone(),
            language: scenario.language.clone(),
            fingerprint: scenario.fingerprint.clone(),
            runs: traffic.runs,
            seed: options.seed,
            sides: Actor::BOTH.map(|actor| SideOf {
                id: scenario.actors[actor.index()].id.clone(),
                name: scenario.actors[actor.index()].name.clone(),
                policy: seat_name(options.seats[actor.index()]).to_owned(),
            }),
            turns: scenario
                .turns
                .iter()
                .map(|turn| TurnName { date: turn.date.clone(), headline: turn.headline.clone() })
                .collect(),
            nodes: nodes.collect(),
            edges: edges.collect(),
            ladders: (0..scenario.ladders.len()).map(|at| ladder(scenario, traffic, LadderId::new(at))).collect(),
            groups,
            partings,
        }
    }
}

fn ladder(scenario: &Scenario, traffic: &Traffic, id: LadderId) -> LadderOf {
    let data = &scenario.ladders[id.index()];
    let web = &traffic.graph;
    let rung = |(at, rung): (usize, &crate::scenario::model::RungData)| {
        let node = Node::Rung(id, u8::try_from(at).unwrap_or(u8::MAX));
        (web.place(node).unwrap_or(0), rung.name.clone())
    };
    let mine = |ladder: &LadderId| *ladder == id;
    LadderOf {
        id: data.id.clone(),
        name: data.name.clone(),
        parallel: data.kind == crate::scenario::model::LadderKind::Parallel,
        rungs: data.rungs.iter().enumerate().map(rung).collect(),
        start: data.start,
        steps: traffic
            .steps
            .iter()
            .filter(|((ladder, ..), _)| mine(ladder))
            .map(|((_, turn, before, after), runs)| (*turn, *before, *after, *runs))
            .collect(),
        ends: traffic
            .ends
            .iter()
            .filter(|((ladder, ..), _)| mine(ladder))
            .filter_map(|((_, turn, rung, ending), runs)| {
                Some((*turn, *rung, web.place(Node::Ending(*ending))?, *runs))
            })
            .collect(),
    }
}
