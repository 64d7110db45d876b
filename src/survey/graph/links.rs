//! How what a scenario declares hangs together: from its conditions, effects and lists.

use std::collections::BTreeSet;

use super::Node;
use crate::scenario::model::{
    AftermathId, AimId, ChannelId, CommitmentId, Condition, DispositionId, Effect, EndingId, FactId, Factor, LadderId,
    LineId, MoveId, OfferId, Owner, RuleId, RuleKind, Scenario, TermId, TrackId,
};

/// In which way one thing leads to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Link {
    /// The second asks for the first.
    Needs,
    /// The second asks that the first is not so.
    NeedsNot,
    /// Makes it true.
    Becomes,
    /// Makes it false.
    Ceases,
    /// Adds to it.
    Raises,
    /// Takes from it.
    Lowers,
    /// Sets it.
    Sets,
    /// Lets someone see it.
    Reveals,
    /// Climbs.
    Climbs,
    /// Goes down.
    Descends,
    /// Sends it.
    Offers,
    /// Accepts it.
    Accepts,
    /// Answers it with another.
    Counters,
    /// Refuses it.
    Refuses,
    /// Withdraws it.
    Withdraws,
    /// Carries it out.
    CarriesOut,
    /// Tells the world of it.
    Discloses,
    /// Declares it.
    Declares,
    /// Answers a crossing of it, or an incident.
    Answers,
    /// Lets a crossing of it pass.
    LetsPass,
    /// Redraws it or gives it up.
    Redraws,
    /// Says something about it.
    Says,
    /// Moves the conduct towards it.
    Conducts,
    /// Gives the word.
    Commits,
    /// Is released from the word.
    Releases,
    /// Forbids it on the same turn.
    Excludes,
    /// Has it as a part.
    Holds,
    /// Settles a crossing of it.
    Settles,
    /// Makes it likelier or less likely.
    Scales,
}

impl Link {
    /// Whether the record tells each time that it is travelled; of others it is said where both ends come about.
    #[must_use]
    pub const fn recorded(self) -> bool {
        matches!(
            self,
            Self::Becomes
                | Self::Ceases
                | Self::Raises
                | Self::Lowers
                | Self::Sets
                | Self::Reveals
                | Self::Climbs
                | Self::Descends
        )
    }
}

/// The nodes and edges of a scenario.
pub(super) fn all(scenario: &Scenario) -> (BTreeSet<Node>, BTreeSet<(Node, Node, Link)>) {
    let mut web = Web { scenario, nodes: BTreeSet::new(), edges: BTreeSet::new() };
    web.world();
    web.play();
    web.outcome();
    (web.nodes, web.edges)
}

struct Web<'s> {
    scenario: &'s Scenario,
    nodes: BTreeSet<Node>,
    edges: BTreeSet<(Node, Node, Link)>,
}

impl Web<'_> {
    fn edge(&mut self, from: Node, to: Node, link: Link) {
        if from == to {
            return;
        }
        self.node(from);
        self.node(to);
        self.edges.insert((from, to, link));
    }

    /// A node, and what it is a part of.
    fn node(&mut self, node: Node) {
        if !self.nodes.insert(node) {
            return;
        }
        match node {
            Node::Level(track, ..) => self.edge(Node::Track(track), node, Link::Holds),
            Node::Rung(ladder, _) => self.edge(Node::Ladder(ladder), node, Link::Holds),
            _ => {}
        }
    }

    fn world(&mut self) {
        let scenario = self.scenario;
        for at in 0..scenario.tracks.len() {
            self.node(Node::Track(TrackId::new(at)));
        }
        for (at, data) in scenario.facts.iter().enumerate() {
            let node = Node::Fact(FactId::new(at));
            self.node(node);
            self.effects(node, &data.upkeep);
            for shown in &data.shows {
                self.edge(node, Node::Fact(*shown), Link::Reveals);
            }
        }
        for (at, data) in scenario.ladders.iter().enumerate() {
            for rung in 0..data.rungs.len() {
                self.node(Node::Rung(LadderId::new(at), u8::try_from(rung).unwrap_or(u8::MAX)));
            }
        }
        for (at, data) in scenario.dispositions.iter().enumerate() {
            let node = Node::Disposition(DispositionId::new(at));
            self.node(node);
            self.effects(node, &data.effects);
        }
        for (at, data) in scenario.channels.iter().enumerate() {
            if data.open != Condition::Always {
                self.asks(Node::Channel(ChannelId::new(at)), &data.open);
            }
        }
        let factors =
            [(Node::Incident, &scenario.incident_factors), (Node::Catastrophe, &scenario.catastrophe_factors)];
        for (node, factors) in factors {
            self.node(node);
            for factor in factors {
                match factor {
                    Factor::When(condition, ..) => self.atoms(condition, true, &mut |web, atom, _| {
                        web.edge(atom, node, Link::Scales);
                    }),
                    Factor::Track(track, ..) => self.edge(Node::Track(*track), node, Link::Scales),
                }
            }
        }
    }

    fn play(&mut self) {
        let scenario = self.scenario;
        for (at, data) in scenario.moves.iter().enumerate() {
            let node = Node::Move(MoveId::new(at));
            self.node(node);
            self.asks(node, &data.requires);
            self.effects(node, &data.effects);
            for other in &data.excludes {
                self.edge(node, Node::Move(*other), Link::Excludes);
            }
            if scenario.channels[data.channel.index()].open != Condition::Always {
                self.edge(Node::Channel(data.channel), node, Link::Needs);
            }
        }
        for (at, data) in scenario.terms.iter().enumerate() {
            let node = Node::Term(TermId::new(at));
            self.node(node);
            self.asks(node, &data.requires);
            for effects in data.lists() {
                self.effects(node, effects);
            }
            if let Some(consent) = &data.consent {
                self.asks(node, &consent.when);
            }
            for line in &data.settles {
                self.edge(node, Node::Line(*line), Link::Settles);
            }
            for other in &data.excludes {
                self.edge(node, Node::Move(*other), Link::Excludes);
            }
        }
        for (at, data) in scenario.offers.iter().enumerate() {
            let node = Node::Offer(OfferId::new(at));
            self.node(node);
            for (term, _) in data.legs.iter() {
                self.edge(node, Node::Term(term), Link::Holds);
            }
        }
        for (at, data) in scenario.commitments.iter().enumerate() {
            let node = Node::Commitment(CommitmentId::new(at));
            self.node(node);
            self.asks(node, &data.kept);
            self.asks(node, &data.broken);
        }
        for (at, data) in scenario.lines.iter().enumerate() {
            let node = Node::Line(LineId::new(at));
            self.node(node);
            for condition in [&data.crossed, &data.probed, &data.chance] {
                self.asks(node, condition);
            }
        }
        for (at, data) in scenario.rules.iter().enumerate() {
            let node = Node::Rule(RuleId::new(at));
            self.node(node);
            self.asks(node, &data.when);
            self.effects(node, &data.effects);
            match data.kind {
                RuleKind::Incident => self.edge(Node::Incident, node, Link::Holds),
                RuleKind::Opening | RuleKind::Closing | RuleKind::Party(_) | RuleKind::Drift => {}
            }
        }
    }

    fn outcome(&mut self) {
        let scenario = self.scenario;
        for (at, data) in scenario.endings.iter().enumerate() {
            let node = Node::Ending(EndingId::new(at));
            self.node(node);
            if let Some(when) = &data.when {
                self.asks(node, when);
            }
            self.effects(node, &data.effects);
        }
        for (at, data) in scenario.aftermath.iter().enumerate() {
            let node = Node::Aftermath(AftermathId::new(at));
            self.node(node);
            self.asks(node, &data.when);
            self.effects(node, &data.effects);
        }
        for (at, data) in scenario.aims.iter().enumerate() {
            let node = Node::Aim(AimId::new(at));
            self.node(node);
            for rule in &data.verdicts {
                // A verdict of nothing is a way to fail: what it asks for speaks against the aim.
                let good = 50 <= rule.verdict;
                self.atoms(&rule.when, good, &mut |web, atom, so| {
                    web.edge(atom, node, if so { Link::Needs } else { Link::NeedsNot });
                });
            }
        }
    }

    /// What something asks for.
    fn asks(&mut self, node: Node, condition: &Condition) {
        self.node(node);
        self.atoms(condition, true, &mut |web, atom, so| {
            web.edge(atom, node, if so { Link::Needs } else { Link::NeedsNot });
        });
    }

    /// What a condition asks for, one by one, and whether it is to be so.
    fn atoms(&mut self, condition: &Condition, so: bool, found: &mut dyn FnMut(&mut Self, Node, bool)) {
        match condition {
            Condition::Always
            | Condition::Never
            | Condition::TurnAtLeast(_)
            | Condition::TurnAtMost(_)
            | Condition::TurnLimit
            | Condition::Acted(..)
            | Condition::AnyOnTable(_)
            | Condition::AnyInTransit(_) => {}
            Condition::All(list) | Condition::Any(list) | Condition::AtLeast(_, list) => {
                list.iter().for_each(|inner| self.atoms(inner, so, found));
            }
            Condition::Not(inner) => self.atoms(inner, !so, found),
            Condition::TrackAbove(left, right) => {
                found(self, Node::Track(*left), so);
                found(self, Node::Track(*right), !so);
            }
            Condition::EndedAs(category) => {
                for (at, data) in self.scenario.endings.iter().enumerate() {
                    if data.category == *category {
                        found(self, Node::Ending(EndingId::new(at)), so);
                    }
                }
            }
            Condition::RungAtMost(ladder, rung) => {
                // To stand at a rung or below is not to stand above it.
                let rungs = self.scenario.ladders[ladder.index()].rungs.len();
                if usize::from(*rung) + 1 < rungs {
                    found(self, Node::Rung(*ladder, rung + 1), !so);
                }
            }
            Condition::Fact(id) => found(self, Node::Fact(*id), so),
            Condition::TrackAtLeast(id, value) => found(self, Node::Level(*id, true, *value), so),
            Condition::TrackAtMost(id, value) => found(self, Node::Level(*id, false, *value), so),
            Condition::RungAtLeast(ladder, rung)
            | Condition::OwnRungAtLeast(_, ladder, rung)
            | Condition::PeakAtLeast(ladder, rung) => found(self, Node::Rung(*ladder, *rung), so),
            Condition::EscalatedFirst(ladder, _) => found(self, Node::Ladder(*ladder), so),
            Condition::Did(id) | Condition::DidNow(id) | Condition::DidLast(id) => found(self, Node::Move(*id), so),
            Condition::Happened(id) | Condition::HappenedNow(id) => found(self, Node::Rule(*id), so),
            Condition::Sent(id) | Condition::OnTable(id) | Condition::InTransit(id) | Condition::Accepted(id) => {
                found(self, Node::Offer(*id), so);
            }
            Condition::AnyAgreement => found(self, Node::Agreement, so),
            Condition::Agreed(id)
            | Condition::AgreedInPublic(id)
            | Condition::AgreedInSecret(id)
            | Condition::CarriedOut(id)
            | Condition::Leaked(id)
            | Condition::ConsentRefused(id) => found(self, Node::Term(*id), so),
            Condition::Crossed(id)
            | Condition::EverCrossed(id)
            | Condition::CrossingKnown(id)
            | Condition::WindowOpen(id)
            | Condition::Answered(id)
            | Condition::LetPass(id)
            | Condition::Declared(id)
            | Condition::Redrawn(id)
            | Condition::ConductAtLeast(id, _)
            | Condition::WordsAre(id, _) => found(self, Node::Line(*id), so),
            Condition::Committed(id) | Condition::Kept(id) | Condition::Broken(id) => {
                found(self, Node::Commitment(*id), so);
            }
            Condition::Disposition(id) => found(self, Node::Disposition(*id), so),
            Condition::IncidentOpen | Condition::IncidentOf(_) => found(self, Node::Incident, so),
            Condition::LastTurn | Condition::Catastrophe => found(self, Node::Catastrophe, so),
            Condition::Ended(id) => found(self, Node::Ending(*id), so),
            Condition::Followed(id) => found(self, Node::Aftermath(*id), so),
        }
    }

    /// What something does.
    fn effects(&mut self, from: Node, effects: &[Effect]) {
        for effect in effects {
            match effect {
                Effect::Change(track, by) if *by < 0 => self.edge(from, Node::Track(*track), Link::Lowers),
                Effect::Change(track, _) => self.edge(from, Node::Track(*track), Link::Raises),
                Effect::SetTo(track, _) => self.edge(from, Node::Track(*track), Link::Sets),
                Effect::Become(fact) => self.edge(from, Node::Fact(*fact), Link::Becomes),
                Effect::Cease(fact) => self.edge(from, Node::Fact(*fact), Link::Ceases),
                Effect::RevealFact(fact, _) => self.edge(from, Node::Fact(*fact), Link::Reveals),
                Effect::RevealTrack(track, _) => self.edge(from, Node::Track(*track), Link::Reveals),
                Effect::Climb { ladder, to, .. } => self.edge(from, Node::Rung(*ladder, *to), Link::Climbs),
                Effect::ClimbBy { ladder, .. } => self.edge(from, Node::Ladder(*ladder), Link::Climbs),
                Effect::Descend { ladder, to, .. } => self.edge(from, Node::Rung(*ladder, *to), Link::Descends),
                Effect::DescendBy { ladder, .. } => self.edge(from, Node::Ladder(*ladder), Link::Descends),
                Effect::Offer(offer) => self.edge(from, Node::Offer(*offer), Link::Offers),
                Effect::Accept(offer) => self.edge(from, Node::Offer(*offer), Link::Accepts),
                Effect::Counter(to, with) => {
                    self.edge(from, Node::Offer(*to), Link::Counters);
                    self.edge(from, Node::Offer(*with), Link::Offers);
                }
                Effect::Refuse(offer) => self.edge(from, Node::Offer(*offer), Link::Refuses),
                Effect::Withdraw(offer) => self.edge(from, Node::Offer(*offer), Link::Withdraws),
                Effect::CarryOut(term) => self.edge(from, Node::Term(*term), Link::CarriesOut),
                Effect::Disclose(term) => self.edge(from, Node::Term(*term), Link::Discloses),
                Effect::Declare(line) => self.edge(from, Node::Line(*line), Link::Declares),
                Effect::Answer(line) => self.edge(from, Node::Line(*line), Link::Answers),
                Effect::LetPass(line) => self.edge(from, Node::Line(*line), Link::LetsPass),
                Effect::Redraw(line, other) => {
                    self.edge(from, Node::Line(*line), Link::Redraws);
                    if let Some(other) = other {
                        self.edge(from, Node::Line(*other), Link::Declares);
                    }
                }
                Effect::Say(line, _) => self.edge(from, Node::Line(*line), Link::Says),
                Effect::Conduct(line, _) => self.edge(from, Node::Line(*line), Link::Conducts),
                Effect::Commit(word) => self.edge(from, Node::Commitment(*word), Link::Commits),
                Effect::Release(word) => self.edge(from, Node::Commitment(*word), Link::Releases),
                Effect::Explain | Effect::AnswerIncident => self.edge(from, Node::Incident, Link::Answers),
                Effect::After(_, block) => {
                    let scenario = self.scenario;
                    self.effects(from, &scenario.blocks[usize::from(block.0)]);
                }
                Effect::When(parts) => {
                    let (_, then, otherwise) = &**parts;
                    self.effects(from, then);
                    self.effects(from, otherwise);
                }
                Effect::Chance(parts) => {
                    let (_, _, then, otherwise) = &**parts;
                    self.effects(from, then);
                    self.effects(from, otherwise);
                }
                Effect::Tell(..) => {}
            }
        }
    }
}

/// Whose a node is: an actor's or a party's.
#[must_use]
pub(crate) fn owner(scenario: &Scenario, node: Node) -> Option<Owner> {
    match node {
        Node::Disposition(id) => Some(Owner::Actor(scenario.dispositions[id.index()].actor)),
        Node::Move(id) => Some(Owner::Actor(scenario.moves[id.index()].actor)),
        Node::Rule(id) => {
            let data = &scenario.rules[id.index()];
            match data.kind {
                RuleKind::Party(party) => Some(Owner::Party(party)),
                RuleKind::Opening | RuleKind::Closing | RuleKind::Incident | RuleKind::Drift => {
                    data.unordered.map(Owner::Actor)
                }
            }
        }
        Node::Offer(id) => Some(Owner::Actor(scenario.offers[id.index()].from)),
        Node::Term(id) => Some(Owner::Actor(scenario.terms[id.index()].giver)),
        Node::Commitment(id) => Some(Owner::Actor(scenario.commitments[id.index()].owner)),
        Node::Line(id) => Some(scenario.lines[id.index()].owner),
        Node::Fact(id) => scenario.facts[id.index()].posture.map(Owner::Actor),
        Node::Track(id) | Node::Level(id, ..) => {
            let data = &scenario.tracks[id.index()];
            data.owner.map(Owner::Actor).or(data.party.map(Owner::Party))
        }
        Node::Aim(id) => Some(scenario.aims[id.index()].owner),
        Node::Channel(_)
        | Node::Incident
        | Node::Catastrophe
        | Node::Agreement
        | Node::Ladder(_)
        | Node::Rung(..)
        | Node::Ending(_)
        | Node::Aftermath(_) => None,
    }
}
