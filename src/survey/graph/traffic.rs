//! What many runs make of a graph: how often each node came about, and how often each edge was travelled.
//!
//! Whole numbers only, so that parts add up to the whole in any order; its size depends on the scenario, never on the
//! number of runs.

use std::collections::BTreeMap;

use super::{Edge, Graph, Link, Node};
use crate::{
    crisis::{
        Act, Crisis, Entry, Eyes, Open, Order, Sink, holds,
        record::{Cause, What},
    },
    policy::Policy,
    scenario::model::{AimId, Condition, EndingId, Horizon, LadderId, MoveId, Scenario, limits},
    survey::{Look, Options, Tally, counted},
    verdict::{Outcome, headline},
};

/// Not come about.
const NEVER: u8 = u8::MAX;

/// A verdict from which on an aim counts as met: mostly achieved.
const MET: u8 = 75;

/// What many runs made of a graph.
#[derive(Clone, Debug)]
pub struct Traffic {
    /// The graph.
    pub graph: Graph,
    /// Runs that ended.
    pub runs: u64,
    /// By node and turn: runs in which it first came about on the turn; what comes after the end counts for the turn after
    /// the last.
    pub nodes: Vec<Vec<u64>>,
    /// By edge: runs in which it was travelled.
    pub edges: Vec<u64>,
    /// By move and turn: how often it was ordered, by policies or by the record.
    pub ordered: Vec<Vec<u64>>,
    /// By ladder, turn, rung before and rung at the close of the turn: runs. On a parallel ladder the higher rung counts.
    pub steps: BTreeMap<(LadderId, u8, u8, u8), u64>,
    /// By ladder, turn, rung at its close, and the ending that came with it: runs.
    pub ends: BTreeMap<(LadderId, u8, u8, EndingId), u64>,
    /// What is true once each node has come about.
    conditions: Vec<Option<Condition>>,
    run: Run,
}

/// What has been seen of a run that is under way, and what the record tells of it.
#[derive(Clone, Debug, Default)]
struct Run {
    /// By node: the turn on which it first came about.
    first: Vec<u8>,
    /// The ends of what the record told of, and in which way.
    told: Vec<(Node, Node, Link)>,
    /// Nodes that the record told of, and on which turn.
    seen: Vec<(Node, u8)>,
    /// The moves ordered, and on which turn.
    orders: Vec<(MoveId, u8)>,
    /// The rungs at the close of each turn so far.
    rungs: Vec<[u8; limits::LADDERS]>,
}

/// The node that a cause is.
fn cause(cause: Cause) -> Option<Node> {
    match cause {
        Cause::Start | Cause::Talks(_) | Cause::News => None,
        Cause::Disposition(id) => Some(Node::Disposition(id)),
        Cause::Move(id) => Some(Node::Move(id)),
        Cause::Rule(id) => Some(Node::Rule(id)),
        Cause::Posture(id) => Some(Node::Fact(id)),
        Cause::Line(id) => Some(Node::Line(id)),
        Cause::Commitment(id) => Some(Node::Commitment(id)),
        Cause::Term(id) => Some(Node::Term(id)),
        Cause::Incident(_) => Some(Node::Incident),
        Cause::Catastrophe => Some(Node::Catastrophe),
        Cause::Ending(id) => Some(Node::Ending(id)),
        Cause::Aftermath(id) => Some(Node::Aftermath(id)),
    }
}

impl Sink for Traffic {
    const ON: bool = true;

    fn take(&mut self, entry: Entry) {
        let run = &mut self.run;
        let mut tell = |to: Node, links: &[Link]| {
            if let Some(from) = cause(entry.cause) {
                run.told.extend(links.iter().map(|link| (from, to, *link)));
            }
        };
        match entry.what {
            What::Ordered(_, Act::Do(id)) => run.orders.push((id, entry.turn)),
            What::Track(id, from, to) => {
                tell(Node::Track(id), &[if from < to { Link::Raises } else { Link::Lowers }, Link::Sets]);
                run.seen.push((Node::Track(id), entry.turn));
            }
            What::Fact(id, true) => {
                tell(Node::Fact(id), &[Link::Becomes]);
                run.seen.push((Node::Fact(id), entry.turn));
            }
            What::Fact(id, false) => tell(Node::Fact(id), &[Link::Ceases]),
            What::FactRevealed(id, _) => tell(Node::Fact(id), &[Link::Reveals]),
            What::TrackRevealed(id, _) => tell(Node::Track(id), &[Link::Reveals]),
            What::Rung(ladder, _, from, to) => {
                let link = if from < to { Link::Climbs } else { Link::Descends };
                tell(Node::Rung(ladder, to), &[link]);
                tell(Node::Ladder(ladder), &[link]);
            }
            What::IncidentOpened(_) => run.seen.push((Node::Incident, entry.turn)),
            What::TurnOpened
            | What::Ordered(..)
            | What::Happened(_)
            | What::IncidentExplained(_)
            | What::IncidentAnswered(_)
            | What::IncidentUnanswered(_)
            | What::Drew(_)
            | What::Sent { .. }
            | What::Arrived(..)
            | What::Offer(..)
            | What::Agreed(_)
            | What::CarriedOut(_)
            | What::Consented(_)
            | What::ConsentRefused(_)
            | What::FellWith(..)
            | What::CalledOff(_)
            | What::Leaked(_)
            | What::Line { .. }
            | What::Commitment(..)
            | What::Catastrophe
            | What::CatastropheStopped
            | What::CatastropheUnstopped
            | What::Told(_)
            | What::Ended(_)
            | What::Followed(_) => {}
        }
    }
}

impl Traffic {
    /// How many runs a node came about in.
    #[must_use]
    pub fn came(&self, node: usize) -> u64 {
        self.nodes.get(node).map_or(0, |turns| turns.iter().sum())
    }

    /// Marks what has come about by now and had not before.
    fn mark(&mut self, scenario: &Scenario, crisis: &Crisis, turn: u8) {
        for (first, condition) in self.run.first.iter_mut().zip(&self.conditions) {
            if *first == NEVER
                && let Some(condition) = condition
                && holds(scenario, crisis, condition, Eyes::Truth)
            {
                *first = turn;
            }
        }
    }

    /// Whether an edge of which the record tells nothing was travelled: both ends came about, the first no later; or the
    /// second without the first, where it asks for that.
    fn both(&self, edge: &Edge) -> bool {
        let (from, to) = (self.run.first[edge.from], self.run.first[edge.to]);
        to != NEVER && if edge.link == Link::NeedsNot { to < from } else { from <= to }
    }
}

fn short(turn: usize) -> u8 {
    u8::try_from(turn).unwrap_or(NEVER - 1)
}

impl Look for Traffic {
    const ON: bool = true;

    type Sink = Self;

    fn new(scenario: &Scenario) -> Self {
        let graph = Graph::of(scenario);
        // The turns of the scenario, and what comes after the end.
        let turns = vec![0; scenario.turns.len() + 1];
        Self {
            runs: 0,
            nodes: vec![turns.clone(); graph.nodes.len()],
            edges: vec![0; graph.edges.len()],
            ordered: vec![turns; scenario.moves.len()],
            steps: BTreeMap::new(),
            ends: BTreeMap::new(),
            conditions: graph.nodes.iter().map(|node| node.condition(scenario)).collect(),
            run: Run { first: vec![NEVER; graph.nodes.len()], ..Run::default() },
            graph,
        }
    }

    fn sink(&mut self) -> &mut Self {
        self
    }

    fn begins(&mut self, _: [Policy; 2]) {
        let run = &mut self.run;
        run.first.fill(NEVER);
        run.told.clear();
        run.seen.clear();
        run.orders.clear();
        run.rungs.clear();
    }

    fn ordered(&mut self, _: usize, _: &Open<'_>, _: &Order) {}

    fn closed(&mut self, scenario: &Scenario, crisis: &Crisis) {
        let mut rungs = [0; limits::LADDERS];
        for (at, rung) in rungs.iter_mut().enumerate().take(scenario.ladders.len()) {
            *rung = crisis.rung(LadderId::new(at));
        }
        self.run.rungs.push(rungs);
        self.mark(scenario, crisis, short(crisis.turn()));
    }

    fn ended(&mut self, scenario: &Scenario, crisis: &Crisis, outcome: &Outcome) {
        let after = short(scenario.turns.len());
        for (node, turn) in std::mem::take(&mut self.run.seen) {
            if let Some(at) = self.graph.place(node) {
                self.run.first[at] = self.run.first[at].min(turn);
            }
        }
        self.mark(scenario, outcome.at(Horizon::Later), after);
        for at in 0..scenario.aims.len() {
            let met = headline(scenario, outcome, AimId::new(at), Horizon::Later).is_some_and(|one| MET <= one.value);
            if let Some(at) = self.graph.place(Node::Aim(AimId::new(at))).filter(|_| met) {
                self.run.first[at] = after;
            }
        }
        self.runs += 1;
        for (counts, first) in self.nodes.iter_mut().zip(&self.run.first) {
            if let Some(count) = counts.get_mut(usize::from(*first)) {
                *count += 1;
            }
        }
        for at in 0..self.edges.len() {
            let edge = self.graph.edges[at];
            self.edges[at] += u64::from(!edge.link.recorded() && self.both(&edge));
        }
        let mut told = std::mem::take(&mut self.run.told);
        told.sort_unstable();
        told.dedup();
        for (from, to, link) in told {
            let (Some(from), Some(to)) = (self.graph.place(from), self.graph.place(to)) else { continue };
            let found = self.graph.between(from, to).find(|at| self.graph.edges[*at].link == link);
            if let Some(at) = found {
                self.edges[at] += 1;
            }
        }
        for (id, turn) in std::mem::take(&mut self.run.orders) {
            if let Some(count) = self.ordered.get_mut(id.index()).and_then(|turns| turns.get_mut(usize::from(turn))) {
                *count += 1;
            }
        }
        for (at, data) in scenario.ladders.iter().enumerate() {
            let id = LadderId::new(at);
            let mut before = data.start;
            for (turn, rungs) in self.run.rungs.iter().enumerate() {
                *self.steps.entry((id, short(turn), before, rungs[at])).or_default() += 1;
                before = rungs[at];
            }
            if let (Some(ending), Some(last)) = (crisis.ended(), self.run.rungs.len().checked_sub(1)) {
                *self.ends.entry((id, short(last), before, ending)).or_default() += 1;
            }
        }
    }

    fn add(&mut self, other: &Self) {
        fn sum(left: &mut [u64], right: &[u64]) {
            left.iter_mut().zip(right).for_each(|(a, b)| *a += b);
        }
        self.runs += other.runs;
        self.nodes.iter_mut().zip(&other.nodes).for_each(|(a, b)| sum(a, b));
        sum(&mut self.edges, &other.edges);
        self.ordered.iter_mut().zip(&other.ordered).for_each(|(a, b)| sum(a, b));
        for (key, count) in &other.steps {
            *self.steps.entry(*key).or_default() += count;
        }
        for (key, count) in &other.ends {
            *self.ends.entry(*key).or_default() += count;
        }
    }
}

/// Plays a scenario many times over all cores and counts what runs make of its graph, with the survey of the same runs.
/// The same options give the same numbers whatever the number of threads.
#[must_use]
pub fn traffic(scenario: &Scenario, options: &Options, progress: impl Fn(u64) + Sync) -> (Tally, Traffic) {
    counted(scenario, options, progress)
}
