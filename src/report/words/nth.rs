//! How turns are counted for people: the one place that says what number a turn has.
//!
//! In a whole crisis a turn has the number that the scenario gives it, from 0, the prologue. In a cut the turns are counted as
//! they are played, from 1, on the pages of play, in the debrief, in exports and on paper alike; one that passed between the
//! second and the third is 2–3.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::scenario::model::CutData;

/// How the turns of a crisis are counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// The turns that people play, one bit each; none where they play all.
    kept: Option<u32>,
}

impl Count {
    /// How they are counted in a cut, or in the whole.
    #[must_use]
    pub fn of(cut: Option<&CutData>) -> Self {
        Self { kept: cut.map(|cut| cut.kept) }
    }

    /// How they are counted where these are the turns that people play; none are all.
    #[must_use]
    pub fn of_turns(turns: &[usize]) -> Self {
        let bits = turns.iter().filter(|turn| **turn < 32).fold(0, |bits, turn| bits | 1 << turn);
        Self { kept: (!turns.is_empty()).then_some(bits) }
    }

    /// The turns that people play; none where they play all.
    #[must_use]
    pub fn turns(self) -> Vec<usize> {
        self.kept.map_or_else(Vec::new, |kept| (0..32).filter(|turn| kept >> turn & 1 != 0).collect())
    }

    /// A turn with its number.
    #[must_use]
    pub fn nth(self, turn: usize) -> Nth {
        let Some(kept) = self.kept else { return Nth { turn, number: turn, shown: Shown::Played } };
        let until = u32::try_from(turn.min(31)).map_or(u32::MAX, |turn| u32::MAX >> (31 - turn));
        let shown = match (turn < 32 && kept >> turn & 1 != 0, kept & !until != 0) {
            (true, _) => Shown::Played,
            (false, true) => Shown::Between,
            (false, false) => Shown::After,
        };
        Nth { turn, number: (kept & until).count_ones() as usize, shown }
    }

    /// How many of the first turns people play.
    #[must_use]
    pub fn played(self, turns: usize) -> usize {
        (0..turns).filter(|turn| self.nth(*turn).shown == Shown::Played).count()
    }
}

/// Whether people play a turn.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shown {
    /// They do.
    Played,
    /// It passes before one that they play.
    Between,
    /// It comes after the last that they play.
    After,
}

/// A turn as people count it. It is written as its number, and kept in data as the turn that it is in the scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Nth {
    /// The turn in the scenario, from 0.
    pub turn: usize,
    number: usize,
    shown: Shown,
}

impl fmt::Display for Nth {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.shown {
            Shown::Played => write!(out, "{}", self.number),
            Shown::Between => write!(out, "{}–{}", self.number, self.number + 1),
            Shown::After => write!(out, "{}+", self.number),
        }
    }
}

impl Serialize for Nth {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.turn.serialize(to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn turns_of_a_cut_are_counted_as_they_are_played_and_others_stand_between() {
        let count = Count::of_turns(&[3, 4, 6]);
        let said: Vec<String> = (0..9).map(|turn| count.nth(turn).to_string()).collect();
        assert_eq!(said, ["0–1", "0–1", "0–1", "1", "2", "2–3", "3", "3+", "3+"]);
        assert_eq!((count.played(0), count.played(5), count.played(9)), (0, 2, 3));
        assert_eq!(count.turns(), [3, 4, 6]);
        let whole = Count::of(None);
        assert_eq!(
            (whole.nth(0).to_string(), whole.nth(40).to_string(), whole.played(5)),
            ("0".into(), "40".into(), 5)
        );
        assert_eq!(Count::of_turns(&[0, 31]).nth(31).to_string(), "2");
        assert_eq!(Count::of_turns(&[0, 31]).nth(40).to_string(), "2+");
    }
}
