//! Dice that a person rolls.

use brinkmanship::{
    crisis::{Dice, Label, Part},
    report::words,
    scenario::Scenario,
};

use super::input::Input;
use crate::page::Page;

/// Asks a person for each draw; what is left open is drawn by the machine.
///
/// A draw that a side may not know of is asked for without saying what it is about.
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

    /// What the draw is about, if everyone may know.
    fn about(&self, label: Label) -> String {
        let open = match label {
            Label::Incident | Label::Catastrophe | Label::Aftermath(_) => true,
            Label::Rule(rule) => self.scenario.rules[rule.index()].audience.world(),
            Label::Disposition(_) | Label::IncidentEvent | Label::Leak(_) | Label::Chance(_) => false,
        };
        if open { words::label(self.scenario, label) } else { "something hidden".to_owned() }
    }

    /// A number from 1 to `most`, or yes or no as 1 and `most`; `None` leaves it to the machine.
    fn roll(&mut self, what: &str, most: u32) -> Option<u32> {
        loop {
            self.page.para(0, what).ok()?;
            let answer = self.input.ask(self.page, "dice").ok()??;
            match answer.to_lowercase().as_str() {
                "" => return None,
                "y" | "yes" => return Some(1),
                "n" | "no" => return Some(most),
                text => match text.replace([',', ' '], "").parse() {
                    Ok(roll) if (1..=most).contains(&roll) => return Some(roll),
                    Ok(_) | Err(_) => {
                        let say = format!("A number from 1 to {most}, y, n, or nothing at all.");
                        self.page.line(&say).ok()?;
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
        let what = format!(
            "A draw: does it happen? {}, at odds of {}: it does on {odds} or less of 100,000. Roll five ten-sided \
             dice, say y or n, or press Enter and the machine rolls.",
            words::sentence(&self.about(label)).trim_end_matches('.'),
            words::odds(odds)
        );
        self.roll(&what, 100_000).map_or(machine, |roll| roll <= odds)
    }

    fn pick(&mut self, label: Label, choices: &[(u16, u32)]) -> usize {
        let machine = self.machine.pick(label, choices);
        let total: u32 = choices.iter().fold(0, |sum, (_, weight)| sum.saturating_add(*weight));
        let what = format!(
            "A draw: one of {} ({}), by a number from 1 to {total}, or press Enter and the machine draws.",
            choices.len(),
            self.about(label)
        );
        let Some(roll) = self.roll(&what, total.max(1)) else { return machine };
        let mut left = roll;
        for (at, (_, weight)) in choices.iter().enumerate() {
            if left <= *weight {
                return at;
            }
            left -= weight;
        }
        machine
    }
}
