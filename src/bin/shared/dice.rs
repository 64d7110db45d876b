//! Dice of the session: seeded, but an event that a person asked for happens the first time it can.

use brinkmanship::{
    crisis::{Dice, Label, Part, Seeded},
    scenario::model::RuleId,
};

/// Seeded dice with one result that is given.
#[derive(Clone, Debug)]
pub struct Forced {
    seeded: Seeded,
    rule: Option<RuleId>,
}

impl Forced {
    /// The dice of a seed; the event happens the first time it is drawn for, if there is one.
    #[must_use]
    pub fn new(seed: u64, rule: Option<RuleId>) -> Self {
        Self { seeded: Seeded::new(seed), rule }
    }

    /// Whether a draw is that of the event that is to happen.
    #[must_use]
    pub fn waits_for(&self, label: Label) -> bool {
        self.rule.is_some_and(|rule| label == Label::Rule(rule))
    }

    /// Whether the event has not happened yet, or there is none.
    #[must_use]
    pub const fn waits(&self) -> bool {
        self.rule.is_some()
    }
}

impl Dice for Forced {
    fn begins(&mut self, part: Part) {
        self.seeded.begins(part);
    }

    fn chance(&mut self, label: Label, odds: u32) -> bool {
        // It is drawn all the same, so that nothing else comes out otherwise.
        let drawn = self.seeded.chance(label, odds);
        if self.waits_for(label) {
            self.rule = None;
            return true;
        }
        drawn
    }

    fn pick(&mut self, label: Label, choices: &[(u16, u32)]) -> usize {
        self.seeded.pick(label, choices)
    }
}
