//! Endings that hold before anything was ordered.

use super::{Warning, codes as say};
use crate::{
    crisis::{Crisis, Eyes, holds},
    scenario::{Item, Loaded, Scenario},
};

/// Looks at every ending that has a condition.
pub(super) fn check(loaded: &Loaded, scenario: &Scenario, found: &mut Vec<Warning>) {
    let crisis = Crisis::new(scenario);
    for (at, ending) in scenario.endings.iter().enumerate() {
        if ending.when.as_ref().is_some_and(|when| holds(scenario, &crisis, when, Eyes::Truth)) {
            found.push(say::ending_at_start(loaded.item_place(Item::Ending(at)), &ending.id));
        }
    }
}
