//! Whatever sits in a seat that no person takes: a simple policy, or one that plans.

use super::{
    Player, Simple,
    planner::{Level, Planner, Thought},
    recorded,
};
use crate::{
    crisis::{Open, Order, View},
    scenario::model::Actor,
    transcript::Course,
};

/// A policy by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Policy {
    /// A simple one.
    Simple(Simple),
    /// One that plans, of some level.
    Planner(Level),
}

impl Policy {
    /// All of them: the simple ones, then the planners from the lowest level.
    pub const ALL: [Self; 9] = [
        Self::Simple(Simple::Random),
        Self::Simple(Simple::Dove),
        Self::Simple(Simple::Hawk),
        Self::Simple(Simple::TitForTat),
        Self::Simple(Simple::Historical),
        Self::Planner(Level::Cadet),
        Self::Planner(Level::Attache),
        Self::Planner(Level::Secretary),
        Self::Planner(Level::Chair),
    ];

    /// As written on the command line and in transcripts.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Simple(policy) => policy.name(),
            Self::Planner(level) => level.name(),
        }
    }

    /// The policy of a name; `planner` is the planner of the usual level.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        if name == "planner" {
            return Some(Self::Planner(Level::default()));
        }
        Self::ALL.into_iter().find(|policy| policy.name() == name)
    }

    /// As said to a person.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Simple(Simple::Random) => tr!("chance"),
            Self::Simple(Simple::Dove) => tr!("a dove"),
            Self::Simple(Simple::Hawk) => tr!("a hawk"),
            Self::Simple(Simple::TitForTat) => tr!("tit for tat"),
            Self::Simple(Simple::Historical) => tr!("the historical line"),
            Self::Planner(Level::Cadet) => tr!("a cadet"),
            Self::Planner(Level::Attache) => tr!("an attaché"),
            Self::Planner(Level::Secretary) => tr!("a secretary"),
            Self::Planner(Level::Chair) => tr!("the chair of the committee"),
        }
    }
}

impl From<Simple> for Policy {
    fn from(policy: Simple) -> Self {
        Self::Simple(policy)
    }
}

/// A policy at play in one seat.
#[derive(Clone, Debug)]
pub enum Opponent {
    /// A simple one.
    Simple(Player),
    /// One that plans.
    Planner(Box<Planner>),
}

impl Opponent {
    /// A policy in a seat. The same seed gives the same choices.
    #[must_use]
    pub fn new(policy: impl Into<Policy>, actor: Actor, seed: u64) -> Self {
        match policy.into() {
            Policy::Simple(policy) => Self::Simple(Player::new(policy, actor, seed)),
            Policy::Planner(level) => Self::Planner(Box::new(Planner::new(level, actor, seed))),
        }
    }

    /// Chooses an order.
    pub fn order(&mut self, view: &View<'_>) -> Order {
        match self {
            Self::Simple(player) => player.order(view),
            Self::Planner(planner) => planner.order(view),
        }
    }

    /// Chooses an order among what is open, which whoever counts it has looked up already.
    pub fn order_in(&mut self, view: &View<'_>, open: &Open<'_>) -> Order {
        match self {
            Self::Simple(player) => player.order_in(view, open),
            Self::Planner(planner) => planner.order(view),
        }
    }

    /// Takes in the turns of a course that were played before it was asked: its belief is then as if it had been
    /// there, so that a saved crisis goes on as it would have. Of each turn it is shown its own view alone.
    pub fn catch_up(&mut self, course: &Course<'_>, actor: Actor) {
        if let Self::Planner(planner) = self {
            for played in course.turns.iter().skip(course.premise.turn) {
                // A turn that passed as the record had it asked nobody.
                let passed = recorded(course.scenario, &played.opening, false);
                if passed == Some(played.orders) {
                    continue;
                }
                planner.saw(&View::of(course.scenario, &played.opening, actor), &played.orders[actor.index()]);
            }
        }
    }

    /// What it thought so far, turn by turn; simple policies think nothing.
    #[must_use]
    pub fn thoughts(&self) -> &[Thought] {
        match self {
            Self::Simple(_) => &[],
            Self::Planner(planner) => planner.thoughts(),
        }
    }
}

/// What a policy thought over a course that was played from this seat: it is asked again, turn by turn, and takes in
/// what was really ordered. Simple policies think nothing.
#[must_use]
pub fn recall(policy: Policy, course: &Course<'_>, actor: Actor) -> Vec<Thought> {
    let Policy::Planner(level) = policy else { return Vec::new() };
    let mut planner = Planner::new(level, actor, course.seed);
    for played in &course.turns {
        let passed = recorded(course.scenario, &played.opening, false);
        if passed == Some(played.orders) {
            continue;
        }
        let ordered = planner.order(&View::of(course.scenario, &played.opening, actor));
        if ordered != played.orders[actor.index()] {
            // It was not there, or rules have changed: what it would have thought is not what was thought.
            planner.forget_last();
            planner.saw(&View::of(course.scenario, &played.opening, actor), &played.orders[actor.index()]);
        }
    }
    planner.thoughts().to_vec()
}
