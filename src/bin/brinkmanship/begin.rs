//! How a crisis at the table begins, and where it stands.

use brinkmanship::{
    crisis::{Premise, Setup},
    scenario::model::Actor,
};

use crate::{seat::Seat, shared::library::Names};

/// What is on the screen of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The screen is handed over: nothing of either side is shown.
    HandOver(Actor),
    /// A seat makes its order.
    Ordering(Actor),
    /// The people have sealed their orders, and an opponent is still at its own.
    Waiting,
    /// Both orders are unsealed, as this seat sees it.
    Unsealed(Actor),
    /// It is over.
    Over,
}

/// How a session begins.
#[derive(Clone, Debug)]
pub struct Begin {
    /// Who sits where.
    pub seats: [Seat; 2],
    /// How the crisis is set up.
    pub setup: Setup,
    /// Under which names it is played.
    pub names: Names,
    /// The seed of all chance.
    pub seed: u64,
    /// Whether the prologue is taken from the record.
    pub prologue: bool,
    /// The turn to start from, with what really happened before it; 0 is the beginning.
    pub from_turn: usize,
    /// The place of an event in the scenario's rules that happens the first time it can; none leaves all to chance.
    pub forced: Option<usize>,
    /// A turn of one's choice to begin on, and what stands otherwise; an author tries a draft so.
    pub premise: Premise,
}
