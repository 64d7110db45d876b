//! The crisis as a graph: what a scenario declares, and what of it needs or brings about what.
//!
//! It holds indices alone; `report::graph` puts names, places and pictures to it, and [`Traffic`] counts what runs make of it.

mod links;
mod traffic;

pub use links::Link;
pub(crate) use links::owner;
pub use traffic::{Traffic, traffic};

use std::collections::BTreeMap;

use crate::scenario::model::{
    AftermathId, AimId, ChannelId, CommitmentId, Condition, DispositionId, EndingId, FactId, LadderId, LineId, MoveId,
    OfferId, RuleId, Scenario, TermId, TrackId,
};

/// Something that can come about in a crisis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Node {
    /// Who leads a side: it comes about when it is drawn.
    Disposition(DispositionId),
    /// A desk that is not always open: when it is.
    Channel(ChannelId),
    /// A move: when it is ordered.
    Move(MoveId),
    /// An event, a party's rule or a drift: when it happens.
    Rule(RuleId),
    /// Any incident: when one strikes.
    Incident,
    /// Any catastrophe: when one strikes.
    Catastrophe,
    /// A named offer: when it is sent.
    Offer(OfferId),
    /// A term: when it is agreed.
    Term(TermId),
    /// Any agreement: when one is made.
    Agreement,
    /// A commitment: when the word is given.
    Commitment(CommitmentId),
    /// A red line: when it is crossed.
    Line(LineId),
    /// A fact or posture: when it is true.
    Fact(FactId),
    /// A track: when it moves.
    Track(TrackId),
    /// A value of a track that some condition asks for, as "at least" (true) or "at most": when it is so.
    Level(TrackId, bool, i32),
    /// A ladder: when it is climbed.
    Ladder(LadderId),
    /// A rung: when the crisis comes to it.
    Rung(LadderId, u8),
    /// An ending: when the crisis ends with it.
    Ending(EndingId),
    /// An item of the aftermath: when it follows.
    Aftermath(AftermathId),
    /// An aim: when it is achieved or mostly achieved at the later date, in its headline ledger.
    Aim(AimId),
}

/// One thing that needs another, brings it about, or ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edge {
    /// From which node, by its place in the list.
    pub from: usize,
    /// To which.
    pub to: usize,
    /// In which way.
    pub link: Link,
}

/// What a scenario declares, and how it hangs together. Nodes and edges are sorted, and no edge stands twice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graph {
    /// The nodes.
    pub nodes: Vec<Node>,
    /// The edges.
    pub edges: Vec<Edge>,
    /// The place of each node.
    places: BTreeMap<Node, usize>,
}

impl Graph {
    /// The graph of a scenario.
    #[must_use]
    pub fn of(scenario: &Scenario) -> Self {
        let (nodes, links) = links::all(scenario);
        let nodes: Vec<Node> = nodes.into_iter().collect();
        let places: BTreeMap<Node, usize> = nodes.iter().enumerate().map(|(at, node)| (*node, at)).collect();
        let edge = |(from, to, link): (Node, Node, Link)| {
            Some(Edge { from: *places.get(&from)?, to: *places.get(&to)?, link })
        };
        let mut edges: Vec<Edge> = links.into_iter().filter_map(edge).collect();
        edges.sort_unstable();
        Self { nodes, edges, places }
    }

    /// Where a node stands in the list.
    #[must_use]
    pub fn place(&self, node: Node) -> Option<usize> {
        self.places.get(&node).copied()
    }

    /// The edges from one node to another, as a range of the list.
    #[must_use]
    pub fn between(&self, from: usize, to: usize) -> std::ops::Range<usize> {
        let first = self.edges.partition_point(|edge| (edge.from, edge.to) < (from, to));
        let last = self.edges.partition_point(|edge| (edge.from, edge.to) <= (from, to));
        first..last
    }
}

impl Node {
    /// What is true of a crisis in which it has come about; nothing where only the record or a verdict can tell.
    #[must_use]
    pub fn condition(self, scenario: &Scenario) -> Option<Condition> {
        Some(match self {
            Self::Disposition(id) => Condition::Disposition(id),
            Self::Channel(id) => scenario.channels[id.index()].open.clone(),
            Self::Move(id) => Condition::Did(id),
            Self::Rule(id) => Condition::Happened(id),
            Self::Incident => Condition::IncidentOpen,
            Self::Catastrophe => Condition::Catastrophe,
            Self::Offer(id) => Condition::Sent(id),
            Self::Term(id) => Condition::Agreed(id),
            Self::Agreement => Condition::AnyAgreement,
            Self::Commitment(id) => {
                Condition::Any([Condition::Committed(id), Condition::Kept(id), Condition::Broken(id)].into())
            }
            Self::Line(id) => Condition::EverCrossed(id),
            Self::Fact(id) => Condition::Fact(id),
            Self::Level(id, true, value) => Condition::TrackAtLeast(id, value),
            Self::Level(id, false, value) => Condition::TrackAtMost(id, value),
            Self::Ladder(id) => Condition::PeakAtLeast(id, scenario.ladders[id.index()].start.saturating_add(1)),
            Self::Rung(id, rung) if rung < scenario.ladders[id.index()].start => Condition::RungAtMost(id, rung),
            Self::Rung(id, rung) => Condition::PeakAtLeast(id, rung),
            Self::Ending(id) => Condition::Ended(id),
            Self::Aftermath(id) => Condition::Followed(id),
            Self::Track(_) | Self::Aim(_) => return None,
        })
    }
}
