//! Ukraine, 2021 and 2022: the record replays, its sums agree, its branches end as told, and the ideas hold.

mod branches;
mod course;
mod history;
mod ideas;
mod other_wars;

use brinkmanship::{
    scenario::{Scenario, model::LadderId},
    transcript::Course,
};

use crate::table::shipped;

/// The scenario.
fn ukraine() -> Scenario {
    shipped("ukraine-2022")
}

/// The name of a ladder's rung at the end of a turn.
fn rung_on<'s>(course: &Course<'s>, ladder: &str, turn: usize) -> &'s str {
    let at = course.scenario.ladders.iter().position(|data| data.id == ladder).unwrap_or_else(|| panic!("{ladder}"));
    let data = &course.scenario.ladders[at];
    &data.rungs[usize::from(course.turns[turn].closing.rung(LadderId::new(at)))].id
}
