//! Who can sit in a seat.

use brinkmanship::policy::{Level, Policy, Simple};

/// Who sits in a seat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seat {
    /// A person.
    Human,
    /// A simple policy.
    Policy(Simple),
    /// One that plans.
    Planner(Level),
}

impl Seat {
    /// The policy that sits there, if no person does.
    #[must_use]
    pub const fn policy(self) -> Option<Policy> {
        match self {
            Self::Human => None,
            Self::Policy(policy) => Some(Policy::Simple(policy)),
            Self::Planner(level) => Some(Policy::Planner(level)),
        }
    }

    /// As written in a saved crisis.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self.policy() {
            None => "human",
            Some(policy) => policy.name(),
        }
    }

    /// As said to a person.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self.policy() {
            None => tr!("a person"),
            Some(policy) => policy.words(),
        }
    }

    /// From what a saved crisis says; what it does not know is taken to be a person.
    #[must_use]
    pub fn of_name(name: &str) -> Self {
        match Policy::of_name(name) {
            None => Self::Human,
            Some(Policy::Simple(policy)) => Self::Policy(policy),
            Some(Policy::Planner(level)) => Self::Planner(level),
        }
    }
}
