//! A small solver of games in extensive form: the yardstick of the opponents that plan.
//!
//! A [`Game`] is a tree with chance, information sets and payoffs, for one or two players with perfect recall; it may
//! be of general sum. [`read_efg`] and [`write_efg`] exchange it with Gambit and OpenSpiel. A [`Solver`] finds an
//! equilibrium by counterfactual regret minimisation and says exactly how far from one it is.

mod efg;
mod game;

mod regret;
mod sequence;
mod unfold;

pub use efg::{EfgError, EfgFault, MOST_BYTES, read_efg, write_efg};
pub use game::{Builder, Chance, Game, Node, Set, Unfit, What, limits};

pub use regret::{Fixed, Judgement, Profile, Rule, Solution, Solver, Until, judge, solve};
pub use sequence::Form;
pub use unfold::{Memory, Reach, Roots, TooLarge, Unfolding, unfold, worth};
