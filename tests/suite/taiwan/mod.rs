//! The Taiwan Strait, 2022: the record replays, the dossier's sums agree, its branches end as told, and the ideas hold.

mod branches;
mod course;
mod history;
mod ideas;
mod sums;

use brinkmanship::scenario::Scenario;

use crate::table::shipped;

/// The scenario.
fn taiwan() -> Scenario {
    shipped("taiwan-2022")
}
