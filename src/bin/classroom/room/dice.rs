//! The dice of a group's turn: the seed's, but an event that the teacher let happen comes first, the desks of parties say
//! what they do, and where dice are thrown by hand, what fell on the table counts.

use brinkmanship::{
    crisis::{Dice, Label, Part},
    report::words,
    scenario::{
        Scenario,
        model::{RuleId, RuleKind},
    },
};

use super::Roll;
use crate::shared::dice::Forced;

/// A draw for which a die is to be thrown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// What it is about, in words.
    pub what: String,
    /// The odds in words; empty where one of several is picked.
    pub odds: String,
    /// It happens at this number or less; none where one of several is picked.
    pub at_most: Option<u32>,
    /// Of several, each with the highest number at which it is the one.
    pub choices: Vec<(String, u32)>,
    /// How many were thrown for this turn before.
    pub thrown: usize,
}

/// The dice of a turn.
#[derive(Debug)]
pub struct Hand<'a> {
    scenario: &'static Scenario,
    forced: Forced,
    stands: Vec<(RuleId, bool)>,
    /// What fell on the table; none where the program throws.
    rolls: Option<&'a [Roll]>,
    used: usize,
    /// The first draw for which nothing was thrown.
    pub asked: Option<Asked>,
}

impl<'a> Hand<'a> {
    /// The dice of a turn.
    #[must_use]
    pub fn new(
        scenario: &'static Scenario,
        forced: Forced,
        stands: &[(String, bool)],
        rolls: Option<&'a [Roll]>,
    ) -> Self {
        let rule = |(id, does): &(String, bool)| {
            let at = scenario.rules.iter().position(|rule| rule.id == *id)?;
            Some((RuleId::new(at), *does))
        };
        Self { scenario, forced, stands: stands.iter().filter_map(rule).collect(), rolls, used: 0, asked: None }
    }

    /// The next number that fell, if dice are thrown by hand; none where the program throws or nothing was thrown yet.
    fn next(&mut self, asked: impl FnOnce(&Scenario) -> Asked) -> Option<Roll> {
        let rolls = self.rolls?;
        let roll = rolls.get(self.used).copied();
        if roll.is_none() && self.asked.is_none() {
            self.asked = Some(Asked { thrown: self.used, ..asked(self.scenario) });
        }
        self.used += 1;
        roll
    }

    fn stand(&self, rule: RuleId) -> Option<bool> {
        self.stands.iter().find(|(known, _)| *known == rule).map(|(_, does)| *does)
    }
}

impl Dice for Hand<'_> {
    fn begins(&mut self, part: Part) {
        self.forced.begins(part);
    }

    fn chance(&mut self, label: Label, odds: u32) -> bool {
        let waited = self.forced.waits_for(label);
        // It is drawn all the same, so that nothing else comes out otherwise.
        let drawn = self.forced.chance(label, odds);
        if waited {
            return drawn;
        }
        if let Label::Rule(rule) = label
            && let Some(does) = self.stand(rule)
        {
            return does;
        }
        let asked = |scenario: &Scenario| Asked {
            what: words::label(scenario, label),
            odds: words::odds(odds),
            at_most: Some(odds),
            choices: Vec::new(),
            thrown: 0,
        };
        self.next(asked).map_or(drawn, |roll| roll <= odds)
    }

    fn pick(&mut self, label: Label, choices: &[(u16, u32)]) -> usize {
        let drawn = self.forced.pick(label, choices);
        let whole: u64 = choices.iter().map(|(_, weight)| u64::from(*weight)).sum();
        // Each choice has the numbers up to its end, by its weight.
        let mut sum = 0_u64;
        let mut ends = Vec::with_capacity(choices.len());
        for (_, weight) in choices {
            sum += u64::from(*weight);
            ends.push(u32::try_from(100_000 * sum / whole.max(1)).unwrap_or(100_000));
        }
        let name = |scenario: &Scenario, choice: u16| match label {
            Label::Disposition(_) => {
                scenario.dispositions.get(usize::from(choice)).map_or_else(String::new, |data| data.name.clone())
            }
            Label::Rule(_)
            | Label::Incident
            | Label::IncidentEvent
            | Label::Catastrophe
            | Label::Leak(_)
            | Label::Chance(_)
            | Label::Aftermath(_) => words::rule_title(scenario, RuleId::new(usize::from(choice))).to_owned(),
        };
        let asked = |scenario: &Scenario| Asked {
            what: words::label(scenario, label),
            odds: String::new(),
            at_most: None,
            choices: choices.iter().zip(&ends).map(|((choice, _), end)| (name(scenario, *choice), *end)).collect(),
            thrown: 0,
        };
        match self.next(asked) {
            Some(roll) => ends.iter().position(|end| roll <= *end).unwrap_or(drawn),
            None => drawn,
        }
    }

    fn holds_back(&mut self, rule: RuleId) -> bool {
        let party = self.scenario.rules.get(rule.index()).is_some_and(|data| matches!(data.kind, RuleKind::Party(_)));
        party && self.stand(rule) == Some(false)
    }
}
