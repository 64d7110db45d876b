//! The advisers: who argues for what, for those who ask.

use std::collections::BTreeMap;

use brinkmanship::report::table::{Card, Table};
use egui::Ui;

use crate::{
    screens::table::{Paper, State},
    theme::{Theme, space},
};

/// Shows what each adviser argues for, once asked.
pub fn advisers(ui: &mut Ui, theme: &Theme, table: &Table, state: &mut State) {
    theme.heading(ui, tr!("The advisers"));
    if !state.is_open("advisers") {
        theme.document(
            ui,
            tr!(
                "They wait outside. Who argued for what may tell you more than you want to know of how it really went."
            ),
        );
        if theme.button(ui, tr!("Hear them")).clicked() {
            state.toggle("advisers");
        }
        return;
    }
    let mut voices: BTreeMap<&str, Vec<(usize, &Card)>> = BTreeMap::new();
    for (at, desk) in table.desks.iter().enumerate() {
        for card in desk.open() {
            for name in &card.advocates {
                voices.entry(name).or_default().push((at, card));
            }
        }
    }
    if voices.is_empty() {
        theme.body(ui, tr!("Nobody argues for anything that can be ordered now."));
    }
    for (name, cards) in voices {
        ui.add_space(space::SMALL);
        theme.strong(ui, name);
        for (at, card) in cards {
            if theme.link(ui, &card.title).clicked() {
                state.desk = Some(at);
                state.paper = Paper::Desks;
            }
        }
    }
}
