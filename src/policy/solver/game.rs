//! A game in extensive form: a tree of chance, choices and ends, and what each player can tell apart.

use thiserror::Error;

/// How much a game may hold. A stranger's file beyond these is refused.
pub mod limits {
    /// Nodes of the tree.
    pub const NODES: usize = 4_000_000;
    /// Moves from the root to an end.
    pub const DEPTH: usize = 1_000;
    /// Actions at a node.
    pub const ACTIONS: usize = 1_000;
    /// Bytes of one name.
    pub const NAME_BYTES: usize = 4_096;
    /// The largest payoff, either way.
    pub const PAYOFF: f64 = 1e12;
}

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    /// A draw, by its place among the game's draws.
    Chance(u32),
    /// A choice, by the place of its information set.
    Choice(u32),
    /// An end.
    End,
}

/// A node.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Node {
    /// What it is.
    pub what: What,
    /// What both players get on coming here; payoffs add up along a path.
    pub payoffs: [f64; 2],
    /// Where its children begin.
    kids: u32,
}

/// A draw: its outcomes and their odds.
#[derive(Clone, Debug, PartialEq)]
pub struct Chance {
    /// The name of the draw.
    pub label: String,
    /// The names of the outcomes.
    pub outcomes: Vec<String>,
    /// The probability of each outcome, 0 to 1; they add up to 1.
    pub odds: Vec<f64>,
    /// The same as they were written, so that other programs read the same fractions.
    pub written: Vec<String>,
}

/// An information set: nodes that one player cannot tell apart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Set {
    /// Whose choice it is, 0 or 1.
    pub player: usize,
    /// Its number among the sets of its player, as a file names it.
    pub number: i64,
    /// Its name.
    pub label: String,
    /// The names of the actions.
    pub actions: Vec<String>,
}

/// Why something is not a game that can be solved.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum Unfit {
    /// There is no node.
    #[error("{}", tr!("the tree has no node"))]
    Empty,
    /// Some node lacks children.
    #[error("{}", tr!("the tree breaks off: {missing} nodes are still expected", missing))]
    BrokenOff {
        /// How many branches have no node.
        missing: usize,
    },
    /// There are nodes after the tree is whole.
    #[error("{}", tr!("the tree is whole, and there is another node after it"))]
    Beyond,
    /// There are too many nodes.
    #[error("{}", tr!("the tree has more than {most} nodes", most = limits::NODES))]
    TooManyNodes,
    /// It is too deep.
    #[error("{}", tr!("the tree is deeper than {most} moves", most = limits::DEPTH))]
    TooDeep,
    /// A node has no or too many actions.
    #[error("{}", tr!("{found} actions stand here, and 1 to {most} can", found, most = limits::ACTIONS))]
    Actions {
        /// How many there are.
        found: usize,
    },
    /// The odds of a draw are not odds.
    #[error("{}", tr!("the odds of the draw add up to {sum}, and 1 is expected", sum))]
    Odds {
        /// What they add up to.
        sum: String,
    },
    /// A payoff is beyond what is reckoned with.
    #[error("{}", tr!("a payoff lies outside of what is reckoned with, {most} either way", most = format!("{:e}", limits::PAYOFF)))]
    Payoff,
    /// There is no such player, draw or information set.
    #[error("{}", tr!("there is no such {what}", what = _0))]
    Unknown(&'static str),
    /// A player forgets what it knew or did.
    #[error("{}", tr!("player {player} forgets what it did before the information set `{label}`; only games with perfect recall can be solved", player, label))]
    Forgets {
        /// Which player, from 1.
        player: usize,
        /// The information set.
        label: String,
    },
    /// A player comes to the same information set twice on one path.
    #[error("{}", tr!("player {player} comes to the information set `{label}` twice on one path; only games with perfect recall can be solved", player, label))]
    Returns {
        /// Which player, from 1.
        player: usize,
        /// The information set.
        label: String,
    },
}

/// A game in extensive form for one or two players, with perfect recall.
#[derive(Clone, Debug, PartialEq)]
pub struct Game {
    /// Its title.
    pub title: String,
    /// The names of the players; one or two.
    pub players: Vec<String>,
    nodes: Vec<Node>,
    kids: Vec<u32>,
    sets: Vec<Set>,
    chances: Vec<Chance>,
    /// Of each set: the set and action of the same player that come before it on every path, if any.
    before: Vec<Option<(u32, u32)>>,
}

impl Game {
    /// The nodes, each before its children, the root first.
    #[must_use]
    pub fn nodes(&self) -> &[Node] {
        &self.nodes
    }

    /// The information sets, in the order in which the nodes come to them.
    #[must_use]
    pub fn sets(&self) -> &[Set] {
        &self.sets
    }

    /// The draws.
    #[must_use]
    pub fn chances(&self) -> &[Chance] {
        &self.chances
    }

    /// The set and action of the same player that come before a set, if any.
    #[must_use]
    pub fn before(&self, set: usize) -> Option<(u32, u32)> {
        self.before.get(set).copied().flatten()
    }

    /// How many ways lead on from a node.
    #[must_use]
    pub fn ways(&self, what: What) -> usize {
        match what {
            What::Chance(at) => self.chances[at as usize].odds.len(),
            What::Choice(at) => self.sets[at as usize].actions.len(),
            What::End => 0,
        }
    }

    /// The children of a node, by their place.
    #[must_use]
    pub fn children(&self, node: usize) -> &[u32] {
        let Some(data) = self.nodes.get(node) else { return &[] };
        let first = data.kids as usize;
        &self.kids[first..first + self.ways(data.what)]
    }

    /// What both players get together, if that is the same at every end.
    #[must_use]
    pub fn constant_sum(&self) -> Option<f64> {
        /// Sums that differ by no more are the same.
        const SAME: f64 = 1e-9;
        let mut found: Option<f64> = None;
        let mut stack = vec![(0_usize, 0.0_f64)];
        while let Some((at, sum)) = stack.pop() {
            let Some(node) = self.nodes.get(at) else { continue };
            let sum = sum + node.payoffs[0] + node.payoffs[1];
            if node.what == What::End {
                let first = *found.get_or_insert(sum);
                if SAME < (sum - first).abs() {
                    return None;
                }
            }
            stack.extend(self.children(at).iter().map(|kid| (*kid as usize, sum)));
        }
        found.filter(|_| self.players.len() == 2)
    }

    /// The same game, where each gets half of what it has ahead of the other.
    #[must_use]
    pub fn zero_sum(mut self) -> Self {
        for node in &mut self.nodes {
            let half = (node.payoffs[0] - node.payoffs[1]) / 2.0;
            // Nothing is written as 0, not as its negative.
            node.payoffs = if half == 0.0 { [0.0; 2] } else { [half, -half] };
        }
        self
    }

    /// How many nodes are ends.
    #[must_use]
    pub fn ends(&self) -> usize {
        self.nodes.iter().filter(|node| node.what == What::End).count()
    }
}

/// A node that still lacks children.
#[derive(Clone, Copy, Debug)]
struct Open {
    /// Where its next child goes.
    next: u32,
    /// Where its children end.
    end: u32,
    /// The set that it belongs to, if it is a choice, and where its children begin.
    set: Option<(u32, u32)>,
}

/// Builds a game node by node, each before its children and the children in the order of the actions.
#[derive(Clone, Debug)]
pub struct Builder {
    game: Game,
    /// Whether each set has been come to.
    reached: Vec<bool>,
    open: Vec<Open>,
    /// How many sets each player has.
    counts: [i64; 2],
}

impl Builder {
    /// A game without nodes. Its players are one or two.
    #[must_use]
    pub fn new(title: impl Into<String>, players: Vec<String>) -> Self {
        let (nodes, kids, sets) = (Vec::new(), Vec::new(), Vec::new());
        let game = Game { title: title.into(), players, nodes, kids, sets, chances: Vec::new(), before: Vec::new() };
        Self { game, reached: Vec::new(), open: Vec::new(), counts: [0; 2] }
    }

    /// Declares an information set, and returns its place. The sets of a player are numbered from 1.
    ///
    /// # Errors
    /// There is no such player, or no or too many actions.
    pub fn set(&mut self, player: usize, label: impl Into<String>, actions: Vec<String>) -> Result<u32, Unfit> {
        if self.game.players.len() <= player || 2 <= player {
            return Err(Unfit::Unknown(tr!(of "kind", "player")));
        }
        if actions.is_empty() || limits::ACTIONS < actions.len() {
            return Err(Unfit::Actions { found: actions.len() });
        }
        let at = u32::try_from(self.game.sets.len()).map_err(|_| Unfit::TooManyNodes)?;
        self.counts[player] += 1;
        self.game.sets.push(Set { player, number: self.counts[player], label: label.into(), actions });
        self.game.before.push(None);
        self.reached.push(false);
        Ok(at)
    }

    /// Gives a set that was declared the number that a file has for it.
    pub(super) fn number(&mut self, set: u32, number: i64) {
        if let Some(set) = self.game.sets.get_mut(set as usize) {
            set.number = number;
        }
    }

    /// Declares a draw by names, probabilities and how these were written, and returns its place.
    ///
    /// # Errors
    /// There are no or too many outcomes, or the probabilities do not add up to 1.
    pub fn draw(&mut self, label: impl Into<String>, outcomes: Vec<(String, f64, String)>) -> Result<u32, Unfit> {
        if outcomes.is_empty() || limits::ACTIONS < outcomes.len() {
            return Err(Unfit::Actions { found: outcomes.len() });
        }
        let sum: f64 = outcomes.iter().map(|(_, odds, _)| odds).sum();
        let fit = outcomes.iter().all(|(_, odds, _)| (0.0..=1.0).contains(odds)) && (sum - 1.0).abs() < 1e-6;
        if !fit {
            return Err(Unfit::Odds { sum: format!("{sum}") });
        }
        let at = u32::try_from(self.game.chances.len()).map_err(|_| Unfit::TooManyNodes)?;
        let mut chance = Chance { label: label.into(), outcomes: Vec::new(), odds: Vec::new(), written: Vec::new() };
        for (name, odds, written) in outcomes {
            chance.outcomes.push(name);
            chance.odds.push(odds / sum);
            chance.written.push(written);
        }
        self.game.chances.push(chance);
        Ok(at)
    }

    /// The actions of a set that was declared, and whose it is.
    #[must_use]
    pub fn declared(&self, set: u32) -> Option<&Set> {
        self.game.sets.get(set as usize)
    }

    /// The names of the players.
    #[must_use]
    pub fn players(&self) -> &[String] {
        &self.game.players
    }

    /// How many draws were declared.
    pub(super) fn draws(&self) -> usize {
        self.game.chances.len()
    }

    /// Whether two draws have the same outcomes and odds.
    pub(super) fn same_draw(&self, left: u32, right: u32) -> bool {
        let of = |at: u32| self.game.chances.get(at as usize).map(|chance| (&chance.outcomes, &chance.odds));
        of(left) == of(right)
    }

    /// Forgets the draws that were declared last, all but so many.
    pub(super) fn forget_draws(&mut self, keep: usize) {
        self.game.chances.truncate(keep);
    }

    /// How many nodes there are so far.
    #[must_use]
    pub fn len(&self) -> usize {
        self.game.nodes.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.game.nodes.is_empty()
    }

    /// Whether the tree is whole: every node has its children.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.open.is_empty() && !self.is_empty()
    }

    /// Adds the next node.
    ///
    /// # Errors
    /// The tree is whole, too large or too deep, or a player would forget something.
    pub fn add(&mut self, what: What, payoffs: [f64; 2]) -> Result<(), Unfit> {
        if self.is_whole() {
            return Err(Unfit::Beyond);
        }
        if limits::NODES <= self.game.nodes.len() {
            return Err(Unfit::TooManyNodes);
        }
        if limits::DEPTH < self.open.len() {
            return Err(Unfit::TooDeep);
        }
        if !payoffs.iter().all(|payoff| payoff.abs() <= limits::PAYOFF) {
            return Err(Unfit::Payoff);
        }
        let known = match what {
            What::Chance(at) => (at as usize) < self.game.chances.len(),
            What::Choice(at) => (at as usize) < self.game.sets.len(),
            What::End => true,
        };
        if !known {
            return Err(Unfit::Unknown(if matches!(what, What::Chance(_)) {
                tr!(of "kind", "draw")
            } else {
                tr!(of "kind", "information set")
            }));
        }
        if let What::Choice(set) = what {
            self.remember(set)?;
        }
        let place = u32::try_from(self.game.nodes.len()).map_err(|_| Unfit::TooManyNodes)?;
        if let Some(parent) = self.open.last_mut() {
            self.game.kids[parent.next as usize] = place;
            parent.next += 1;
        }
        let kids = u32::try_from(self.game.kids.len()).map_err(|_| Unfit::TooManyNodes)?;
        self.game.nodes.push(Node { what, payoffs, kids });
        let ways = self.game.ways(what);
        self.game.kids.resize(self.game.kids.len() + ways, 0);
        if 0 < ways {
            let end = u32::try_from(self.game.kids.len()).map_err(|_| Unfit::TooManyNodes)?;
            let set = match what {
                What::Choice(set) => Some((set, kids)),
                What::Chance(_) | What::End => None,
            };
            self.open.push(Open { next: kids, end, set });
        }
        while self.open.last().is_some_and(|open| open.next == open.end) {
            self.open.pop();
        }
        Ok(())
    }

    /// Holds the player of a set to what it knew and did before.
    fn remember(&mut self, set: u32) -> Result<(), Unfit> {
        let at = set as usize;
        let player = self.game.sets[at].player;
        let own = |open: &&Open| open.set.is_some_and(|(other, _)| self.game.sets[other as usize].player == player);
        if self.open.iter().any(|open| open.set.is_some_and(|(other, _)| other == set)) {
            return Err(Unfit::Returns { player: player + 1, label: self.game.sets[at].label.clone() });
        }
        let last = self.open.iter().rev().find(own);
        let before = last.and_then(|open| open.set.map(|(other, first)| (other, open.next - first)));
        if self.reached[at] && self.game.before[at] != before {
            return Err(Unfit::Forgets { player: player + 1, label: self.game.sets[at].label.clone() });
        }
        self.reached[at] = true;
        self.game.before[at] = before;
        Ok(())
    }

    /// The whole game.
    ///
    /// # Errors
    /// The tree is empty or breaks off.
    pub fn finish(self) -> Result<Game, Unfit> {
        if self.is_empty() {
            return Err(Unfit::Empty);
        }
        let missing = self.open.iter().map(|open| (open.end - open.next) as usize).sum();
        if missing != 0 {
            return Err(Unfit::BrokenOff { missing });
        }
        Ok(self.game)
    }
}
