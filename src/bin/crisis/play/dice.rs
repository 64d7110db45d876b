//! Dice that a person rolls.

use brinkmanship::{
    crisis::{Dice, Label, Part},
    report::words,
    scenario::{
        Scenario,
        model::{Actor, RuleKind},
    },
};

use super::input::Input;
use crate::page::Page;

/// Asks a person for the draws that both sides may see; the machine makes all others, and those left to it.
///
/// A person is asked for incidents where both sides hear of every incident, for catastrophes, and for what follows the
/// end. Everything else (events, leaks, gambles, leaderships) may depend on what a side does not know, or tell it: that
/// it is drawn at all, at what odds and how, would be a leak. The odds are not shown either, since those of an incident
/// may hang on what only one side knows; each seat's screen shows them as that side sees them.
pub struct Asked<'a, D> {
    page: &'a mut Page,
    input: &'a mut Input,
    scenario: &'a Scenario,
    machine: D,
}

impl<'a, D: Dice> Asked<'a, D> {
    /// Dice that ask, with a machine behind them.
    pub fn new(page: &'a mut Page, input: &'a mut Input, scenario: &'a Scenario, machine: D) -> Self {
        Self { page, input, scenario, machine }
    }

    /// Whether both sides may know that there is such a draw and how it came out.
    fn open(&self, label: Label) -> bool {
        match label {
            Label::Catastrophe | Label::Aftermath(_) => true,
            // An accident is told to the side that had it as it was, and to the other as what it looked like.
            Label::Incident => {
                let mut incidents = self.scenario.rules.iter().filter(|rule| rule.kind == RuleKind::Incident);
                incidents.all(|rule| {
                    Actor::BOTH
                        .iter()
                        .all(|actor| rule.audience.includes(*actor) || rule.seen_as[actor.index()].is_some())
                })
            }
            Label::Disposition(_) | Label::IncidentEvent | Label::Leak(_) | Label::Chance(_) | Label::Rule(_) => false,
        }
    }

    /// A number from 1 to 100,000, or yes or no as the lowest and the highest; `None` leaves it to the machine.
    fn roll(&mut self, what: &str) -> Option<u32> {
        const MOST: u32 = 100_000;
        loop {
            self.page.para(0, what).ok()?;
            let answer = self.input.ask(self.page, "dice").ok()??;
            match answer.to_lowercase().as_str() {
                "" => return None,
                "y" | "yes" => return Some(1),
                "n" | "no" => return Some(MOST),
                text => match text.replace([',', ' '], "").parse() {
                    Ok(roll) if (1..=MOST).contains(&roll) => return Some(roll),
                    Ok(_) | Err(_) => {
                        self.page.line("A number from 1 to 100,000, y, n, or nothing at all.").ok()?;
                    }
                },
            }
        }
    }
}

impl<D: Dice> Dice for Asked<'_, D> {
    fn begins(&mut self, part: Part) {
        self.machine.begins(part);
    }

    fn chance(&mut self, label: Label, odds: u32) -> bool {
        // The machine draws too, so that its later draws do not depend on who rolled before.
        let machine = self.machine.chance(label, odds);
        if odds == 0 || !self.open(label) {
            return machine;
        }
        let what = format!(
            "{} Roll five ten-sided dice for a number from 1 to 100,000: the lower it is, the likelier it happens. Or say \
             y or n, or press Enter and the program rolls.",
            words::sentence(&words::label(self.scenario, label))
        );
        self.roll(&what).map_or(machine, |roll| roll <= odds)
    }

    fn pick(&mut self, label: Label, choices: &[(u16, u32)]) -> usize {
        // What is picked among several is nothing that both sides may see.
        self.machine.pick(label, choices)
    }
}
