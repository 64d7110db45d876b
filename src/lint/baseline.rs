//! What is known and let be: a list of warnings by scenario, code and item, which stays right when lines move.

use std::collections::BTreeSet;

use super::Warning;

/// A warning that is known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The id of the scenario.
    pub scenario: String,
    /// The code.
    pub code: String,
    /// The data path of the item.
    pub path: String,
}

impl Entry {
    /// The entry for a warning.
    #[must_use]
    pub fn of(scenario: &str, warning: &Warning) -> Self {
        Self { scenario: scenario.to_owned(), code: warning.code.to_owned(), path: warning.path.clone() }
    }
}

/// The warnings that are known, without repetition, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// The entries.
    pub entries: BTreeSet<Entry>,
}

impl Baseline {
    /// Takes from the warnings of a scenario those that are known, and returns them.
    pub fn take(&self, scenario: &str, warnings: &mut Vec<Warning>) -> Vec<Warning> {
        let (known, new) = std::mem::take(warnings)
            .into_iter()
            .partition(|warning| self.entries.contains(&Entry::of(scenario, warning)));
        *warnings = new;
        known
    }

    /// The entries of a scenario that none of these warnings bears out any more.
    #[must_use]
    pub fn idle<'a>(&'a self, scenario: &str, known: &[Warning]) -> Vec<&'a Entry> {
        let there: BTreeSet<Entry> = known.iter().map(|warning| Entry::of(scenario, warning)).collect();
        self.entries.iter().filter(|entry| entry.scenario == scenario && !there.contains(*entry)).collect()
    }
}
