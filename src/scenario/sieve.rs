//! Sieves: which of many moves or rules may be, each question asked once for all that depend on it.
//!
//! Conditions are cut into clauses that must all hold. Moves of one desk and turn share most of their clauses, so a
//! sieve keeps a bit for each thing and, for each clause, which things fall when it does not hold.

use super::{
    model::ChannelId,
    program::{Code, Node},
};

/// Up to 64 moves or rules that the turn and the rung do not rule out, and what each hangs on.
#[derive(Clone, Debug, Default)]
pub struct Sieve {
    /// Their numbers: moves by desk and then in the order of the file, rules in the order of the file.
    pub things: Vec<u16>,
    /// All of them, one bit each.
    pub all: u64,
    /// Those that can be once only.
    pub once: u64,
    /// Of moves: the desks, rising, and the moves on each.
    pub desks: Vec<(ChannelId, u64)>,
    /// Of moves: whether the first desk is the last of the sieve before.
    pub goes_on: bool,
    /// Clauses that are one bit of the crisis. Moves that can be ordered once hang on that bit as well.
    pub bits: Vec<BitGate>,
    /// The other clauses.
    pub gates: Vec<Gate>,
    /// Of rules: those after each whose clauses it may change when it happens.
    pub stale: Vec<u64>,
}

/// What hangs on one bit of the crisis.
#[derive(Clone, Copy, Debug)]
pub struct BitGate {
    /// In which word the bit stands.
    pub word: u16,
    /// Where in it.
    pub at: u16,
    /// The things that stay when it is 0, and when it is 1.
    pub stay: [u64; 2],
}

/// A clause that is a program.
#[derive(Clone, Copy, Debug)]
pub struct Gate {
    /// The program.
    pub code: Code,
    /// Its first test, which is mostly its only one.
    pub first: Node,
    /// The things that hang on it.
    pub hang: u64,
    /// The things that stay when it does not hold, and when it holds.
    pub stay: [u64; 2],
}
