//! Warnings beyond faults: of the history and of the game, found in the files and by play.
//!
//! A scenario may be sound and still be unfair, unclear or partly dead. What is said here is suspected, never proved to
//! be wrong; an author may allow it in place, with a reason, or keep a baseline of what is known. Wording and exact
//! meaning of every code stand in `codes.rs`.

mod baseline;
mod codes;
mod costs;
mod lines;
mod play;
mod spare;
mod start;
mod texts;

use crate::scenario::{Loaded, source::Place, source::nearest};

pub use baseline::{Baseline, Entry};
pub use codes::{LINTS, Lint};
pub use play::{Play, RUNS, SEED};

/// How much a warning matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// It spoils the game or misleads a class.
    Grave,
    /// It should be looked at.
    Notable,
    /// It is untidy.
    Slight,
}

impl Level {
    /// As programs read it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Grave => "grave",
            Self::Notable => "notable",
            Self::Slight => "slight",
        }
    }

    /// In the language in force.
    #[must_use]
    pub fn said(self) -> &'static str {
        match self {
            Self::Grave => tr!(of "level", "grave"),
            Self::Notable => tr!(of "level", "notable"),
            Self::Slight => tr!(of "level", "slight"),
        }
    }
}

/// How sure a warning is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// It follows from the files.
    Certain,
    /// It is so unless the author has a reason that the files do not tell.
    Likely,
    /// It was so in all that was played, which is not all that there is.
    Possible,
}

impl Confidence {
    /// As programs read it.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Likely => "likely",
            Self::Possible => "possible",
        }
    }

    /// In the language in force.
    #[must_use]
    pub fn said(self) -> &'static str {
        match self {
            Self::Certain => tr!(of "level", "certain"),
            Self::Likely => tr!(of "level", "likely"),
            Self::Possible => tr!(of "level", "possible"),
        }
    }
}

/// One thing to look at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// The stable code, in kebab case.
    pub code: &'static str,
    /// How much it matters.
    pub level: Level,
    /// How sure it is.
    pub confidence: Confidence,
    /// Where the item stands.
    pub place: Place,
    /// The data path of the item, such as `red_lines.closed-gate`; empty for the scenario as a whole.
    pub path: String,
    /// What was found, in a sentence.
    pub message: String,
    /// What was found, in a few words.
    pub found: String,
    /// How to mend it.
    pub help: String,
}

/// What the lint has to say, and how much of it the author allows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// What is to be looked at, in the order of level, place and code.
    pub warnings: Vec<Warning>,
    /// What the author allows in place.
    pub allowed: Vec<Warning>,
}

/// Looks at the files alone, in a few milliseconds. Nothing is said of a scenario that is not fit for play.
#[must_use]
pub fn scan(loaded: &Loaded) -> Report {
    settle(loaded, found_in_files(loaded), false)
}

/// Looks at the files and plays. The same options give the same warnings whatever the number of threads.
///
/// `progress` is told how many runs have been done since it was last told; there are [`Play::total`] of them.
#[must_use]
pub fn play(loaded: &Loaded, options: &Play, progress: impl Fn(u64) + Sync) -> Report {
    let mut found = found_in_files(loaded);
    if let Some(scenario) = &loaded.scenario {
        found.extend(play::check(loaded, scenario, options, progress));
    }
    settle(loaded, found, true)
}

fn found_in_files(loaded: &Loaded) -> Vec<Warning> {
    let mut found = Vec::new();
    if let Some(scenario) = &loaded.scenario {
        lines::check(loaded, scenario, &mut found);
        costs::check(loaded, scenario, &mut found);
        start::check(loaded, scenario, &mut found);
        spare::check(loaded, scenario, &mut found);
        texts::check(loaded, scenario, &mut found);
    }
    found
}

/// Puts aside what is allowed, and says which allowances are idle; those for what only play shows, only after play.
fn settle(loaded: &Loaded, found: Vec<Warning>, played: bool) -> Report {
    let mut report = Report::default();
    if loaded.scenario.is_none() {
        return report;
    }
    let allowances: Vec<_> = loaded.allowed().collect();
    let mut used = vec![false; allowances.len()];
    for warning in found {
        let at = allowances.iter().position(|(item, code, _)| *item == warning.path && *code == warning.code);
        match at {
            Some(at) => {
                used[at] = true;
                report.allowed.push(warning);
            }
            None => report.warnings.push(warning),
        }
    }
    for ((_, code, place), used) in allowances.into_iter().zip(used) {
        if !LINTS.iter().any(|lint| lint.code == code) {
            let like = nearest(code, LINTS.iter().map(|lint| lint.code));
            report.warnings.push(codes::allow_unknown(place, code, like));
        } else if !used && (played || !play::CODES.contains(&code)) {
            report.warnings.push(codes::allow_unused(place, code));
        }
    }
    let key = |one: &Warning| (one.level, one.place.clone(), one.code, one.message.clone());
    report.warnings.sort_by_key(key);
    report.allowed.sort_by_key(key);
    report
}
