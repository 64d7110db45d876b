//! What the staff reckons of the moves of a turn, as plain data for a screen: asked for, and never pushed.

use serde::Serialize;

use super::words;
use crate::{
    crisis::{Act, View},
    survey::{Choice, Estimates},
};

/// What the staff reckons.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StaffSheet {
    /// What it rests on, in sentences.
    pub assumed: Vec<String>,
    /// Choice by choice.
    pub rows: Vec<StaffRow>,
}

/// What it reckons of one choice.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct StaffRow {
    /// The act, where it is of one.
    #[serde(skip)]
    pub act: Option<Act>,
    /// What it is of.
    pub title: String,
    /// In three bands.
    pub words: String,
    /// In numbers, with intervals.
    pub numbers: String,
    /// The odds of each category of ending, in numbers.
    pub endings: String,
}

impl StaffSheet {
    /// The sheet of estimates, for the seat that they were made for; none for another view.
    #[must_use]
    pub fn of(view: &View<'_>, estimates: &Estimates) -> Option<Self> {
        let actor = view.actor().filter(|actor| *actor == estimates.actor() && view.turn() == estimates.turn())?;
        let scenario = view.scenario();
        let offers = words::offers_seen(view);
        let rows = estimates.lines().iter().filter(|line| line.runs() != 0).map(|line| {
            let (act, title) = match line.choice {
                Choice::Whatever => (None, tr!("Whatever you order").to_owned()),
                Choice::Nothing => (None, tr!("Nothing at all").to_owned()),
                Choice::Act(_, act) => (Some(act), words::act(scenario, &offers, act)),
                Choice::Order(_) => (None, tr!("Your order as it stands").to_owned()),
            };
            StaffRow {
                act,
                title,
                words: words::estimate(line, estimates.danger_now()),
                numbers: words::estimate_in_numbers(line),
                endings: words::endings_in_numbers(line),
            }
        });
        let runs = estimates.lines().iter().map(crate::survey::Estimate::runs).max().unwrap_or(0);
        Some(Self { assumed: words::assumed(scenario, actor, estimates.assumed(), runs), rows: rows.collect() })
    }
}
