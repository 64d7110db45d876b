//! Figures as a person says them: thousands set apart, and the unit in the singular where there is one of it.

use super::TrackData;
use crate::language;

/// A whole number with its thousands set apart: "23,522", "−4".
#[must_use]
pub fn figure(number: i32) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at != 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(tr!(of "thousands", ","));
        }
        out.push(digit);
    }
    if number < 0 { format!("−{out}") } else { out }
}

/// From how many on people are counted in hundreds, in thousands, and anything in millions.
/// Source: our judgement; nobody counts the dead of a battle to the last man, nor those of a nuclear war to the million. What
/// some weeks add to such a count is still seen in it.
const ROUGHLY: i32 = 10_000;
const THOUSANDS: i32 = 100_000;
const MILLION: i32 = 1_000_000;

/// In what steps a count is known: many people in hundreds, more in thousands, millions to two places.
fn step(number: i32, unit: &str) -> i32 {
    if MILLION <= number {
        if number < 10 * MILLION { MILLION / 10 } else { 10_i32.pow(number.ilog10().saturating_sub(1)) }
    } else if ROUGHLY <= number && unit == "people" {
        if number < THOUSANDS { 100 } else { 1_000 }
    } else {
        1
    }
}

/// The number that is shown in place of a count.
fn shown(number: i32, unit: &str) -> i32 {
    rounded(number, step(number, unit))
}

fn rounded(number: i32, step: i32) -> i32 {
    number.saturating_add(step / 2) / step * step
}

/// A count as exactly as it can be known.
fn known(number: i32, unit: &str) -> String {
    let rough = shown(number, unit);
    if MILLION <= number {
        let (whole, part) = (figure(rough / MILLION), rough % MILLION / (MILLION / 10));
        if part == 0 { tr!("about {whole} million", whole) } else { tr!("about {whole}.{part} million", whole, part) }
    } else if ROUGHLY <= number && unit == "people" {
        tr!("about {number}", number = figure(rough))
    } else {
        figure(number)
    }
}

/// Units that rules of wording ask for; the programs say them in other languages.
pub(crate) const WORDED: [&str; 3] =
    [mark!(of "unit", "people"), mark!(of "unit", "points"), mark!(of "unit", "turns")];

/// What stands between the forms of a unit in another language.
pub(crate) const BETWEEN: char = '|';

/// A unit as it stands beside a number that is written by itself; in English as the author wrote it.
#[must_use]
pub fn unit_beside(number: i32, unit: &str) -> String {
    match language::in_force() {
        None => unit.to_owned(),
        Some(_) if of_hundred(unit) => format!("%{}", unit.strip_prefix(PERCENT).unwrap_or("")),
        Some(_) => unit_of(number, unit).to_owned(),
    }
}

/// A unit in the form that it takes beside a number.
fn unit_of(number: i32, unit: &str) -> &str {
    let count = language::many(number);
    if unit.contains(BETWEEN) {
        let form = language::in_force().map_or(usize::MAX, |catalogue| catalogue.form(count));
        return unit.split(BETWEEN).nth(form).or_else(|| unit.rsplit(BETWEEN).next()).unwrap_or(unit);
    }
    if let Some(found) = language::in_force().and_then(|catalogue| catalogue.plural("unit", unit, count)) {
        return found;
    }
    match unit {
        "people" if number == 1 => "person",
        // "Aircraft" is its own plural, and "loss" is nobody's.
        plural if number == 1 && !plural.ends_with("ss") => plural.strip_suffix('s').unwrap_or(plural),
        plural => plural,
    }
}

/// A number of things: "1 turn", "0 turns", "36 missiles", "about 200 million people". `unit` is their plural.
#[must_use]
pub fn counted(number: i32, unit: &str) -> String {
    format!("{} {}", known(number, unit), unit_of(shown(number, unit), unit))
}

/// How the unit of what is counted out of a hundred begins; what it is a share of may follow.
const PERCENT: &str = "percent";

/// Whether a unit is percent of something: "percent", "percent approval".
pub(crate) fn of_hundred(unit: &str) -> bool {
    unit.strip_prefix(PERCENT).is_some_and(|of| of.is_empty() || of.starts_with(' '))
}

impl TrackData {
    /// How much of a value has come about, as roughly as the value itself is shown.
    #[must_use]
    pub fn as_roughly(&self, by: i32, value: i32) -> i32 {
        rounded(by, step(value, &self.unit))
    }

    /// Whether its values are numbers of something that can be counted or asked for, rather than points of a scale.
    #[must_use]
    pub fn is_counted(&self) -> bool {
        !matches!(self.unit.as_str(), "points" | "")
    }

    /// A value of this track with its unit, where it has one that its name does not say already: "65% approval", "60",
    /// and "36 missiles" unless the name is such as "R-12 missiles in Cuba".
    #[must_use]
    pub fn said(&self, value: i32) -> String {
        match self.unit.as_str() {
            "points" | "" => figure(value),
            unit if of_hundred(unit) => format!("{}%{}", figure(value), &unit[PERCENT.len()..]),
            unit if unit.split(BETWEEN).any(|unit| self.name.to_lowercase().contains(&unit.to_lowercase())) => {
                figure(value)
            }
            unit => counted(value, unit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_come_about_of_a_rough_number_is_no_better_known_than_it() {
        let steps =
            [(200_000_600, 200_000_000, 200_000_000), (5_501, 11_603, 5_500), (600, 3_602, 600), (41, 114_000, 0)];
        for (by, value, expected) in steps {
            assert_eq!(rounded(by, step(value, "people")), expected, "{by} of {value}");
        }
    }

    #[test]
    fn the_dead_of_a_war_are_counted_as_exactly_as_they_can_be_known() {
        let cases = [
            (3_602, "3,602 people"),
            (9_999, "9,999 people"),
            (14_203, "about 14,200 people"),
            (99_960, "about 100,000 people"),
            (114_203, "about 114,000 people"),
            (999_499, "about 999,000 people"),
            (1_250_000, "about 1.3 million people"),
            (100_004_201, "about 100 million people"),
            (200_004_201, "about 200 million people"),
        ];
        for (number, said) in cases {
            assert_eq!(counted(number, "people"), said);
        }
        assert_eq!(counted(14_203, "warheads"), "14,203 warheads");
    }

    #[test]
    fn one_of_a_thing_is_said_in_the_singular_and_thousands_are_set_apart() {
        let said = [(1, "people"), (2, "people"), (1, "turns"), (0, "turns"), (1, "aircraft"), (-23_522, "ships")];
        let said: Vec<String> = said.into_iter().map(|(number, unit)| counted(number, unit)).collect();
        let shares = ["percent", "percent approval", "percentages"].map(of_hundred);
        assert_eq!(shares, [true, true, false]);
        assert_eq!(said, ["1 person", "2 people", "1 turn", "0 turns", "1 aircraft", "−23,522 ships"]);
    }
}
