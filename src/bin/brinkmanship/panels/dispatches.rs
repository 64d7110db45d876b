//! The dispatches: everything that the seat saw since the crisis began, searchable.

use brinkmanship::report::table::{Dispatch, Table};
use egui::Ui;

use crate::{
    screens::table::State,
    theme::{Theme, Tone, space},
};

/// Shows the dispatches, the newest turn first.
pub fn dispatches(ui: &mut Ui, theme: &Theme, table: &Table, state: &mut State) {
    theme.heading(ui, tr!("Dispatches"));
    theme.search(ui, tr!("Search the dispatches"), &mut state.search);
    let wanted = state.search.to_lowercase();
    let hit = |one: &&Dispatch| {
        wanted.is_empty()
            || [Some(&one.text), one.because.as_ref(), one.world.as_ref(), Some(&one.date)]
                .into_iter()
                .flatten()
                .any(|text| text.to_lowercase().contains(&wanted))
    };
    let found: Vec<&Dispatch> = table.dispatches.iter().filter(hit).collect();
    let count = trn!(found.len(); "{count} dispatch", "{count} dispatches", count = found.len());
    theme.small(ui, &count);
    for turn in (0..=table.turn).rev() {
        let of: Vec<&&Dispatch> = found.iter().filter(|one| one.turn == turn).collect();
        let Some(first) = of.first() else { continue };
        ui.add_space(space::SMALL);
        theme.rule(ui);
        theme.label(ui, &first.date);
        for one in of {
            dispatch(ui, theme, one);
        }
    }
}

/// One dispatch: what happened, why, the odds of a draw, and what the world was told.
pub fn dispatch(ui: &mut Ui, theme: &Theme, one: &Dispatch) {
    theme.dispatch(ui, &one.text);
    if let Some(because) = &one.because {
        theme.small(ui, because);
    }
    if let Some((odds, happened)) = &one.draw {
        let so = if *happened { tr!("it happened") } else { tr!("it did not happen") };
        theme.note(ui, &tr!("Drawn at odds of {odds}: {so}.", odds, so), Tone::Warning);
    }
    if let Some(world) = &one.world {
        theme.note(ui, &tr!("The world was told: {world}", world), Tone::Plain);
    }
    if !one.doubt.is_empty() {
        theme.small(ui, &tr!("In doubt: {doubt}", doubt = one.doubt));
    }
    ui.add_space(space::TIGHT);
}
