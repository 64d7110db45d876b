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
                "help" | "h" | "?" => {}
                "quit" | "q" | "exit" | "undo" | "u" => self.page.line(tr!(
                    "The orders are given, and the dice are due. Press Enter and the program rolls; then it goes on as usual."
                )).ok()?,
                text => match rolled(text) {
                    Some(roll) => return Some(roll),
                    None => self.page.line(tr!(
                        "Five digits, such as 0 4 7 1 2, or a number from 1 to 100,000; y, n, or nothing at all."
                    )).ok()?,
                },
            }
        }
    }
}

/// A number from 1 to 100,000: as it is, or as five dice show it, of which five noughts are 100,000.
fn rolled(text: &str) -> Option<u32> {
    let dice: Vec<&str> = text.split([' ', ',']).filter(|part| !part.is_empty()).collect();
    let five = dice.len() == 5 && dice.iter().all(|die| die.len() == 1);
    // A comma may set the thousands apart; anything else that is taken apart is no roll.
    let whole = dice.len() == 1 || (dice.len() == 2 && text.contains(',') && dice[1].len() == 3);
    let number: u32 = (five || whole).then(|| dice.concat().parse().ok()).flatten()?;
    match number {
        0 if dice.concat().len() == 5 => Some(100_000),
        1..=100_000 => Some(number),
        _ => None,
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
        let what = tr!(
            "Roll five ten-sided dice, 1 to 100,000, for {label}: the lower, the likelier it happens; five noughts are 100,000. The \
             odds are not told, since they would tell what one side may not know. Or y, n, or Enter: the program rolls.",
            label = words::label(self.scenario, label)
        );
        self.roll(&what).map_or(machine, |roll| roll <= odds)
    }

    fn pick(&mut self, label: Label, choices: &[(u16, u32)]) -> usize {
        // What is picked among several is nothing that both sides may see.
        self.machine.pick(label, choices)
    }
}

#[cfg(test)]
mod tests {
    use super::rolled;

    #[test]
    fn five_dice_or_a_number_and_nothing_else_is_a_roll() {
        for (text, roll) in [
            ("0 4 7 1 2", Some(4712)),
            ("00000", Some(100_000)),
            ("0 0 0 0 0", Some(100_000)),
            ("99,999", Some(99_999)),
            ("1", Some(1)),
            ("100001", None),
            ("0", None),
            ("6 8", None),
            ("what", None),
        ] {
            assert_eq!(rolled(text), roll, "{text}");
        }
    }
}
