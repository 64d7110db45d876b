//! All desks, each with all its cards: what may be ordered, and why the rest is refused now.

use brinkmanship::report::table::{Card, Desk, Table};
use egui::Ui;

use super::{
    cards::{Size, card},
    decision::{about, in_order},
};
use crate::{
    intent::Intent,
    screens::table::{Paper, State},
    theme::{Theme, Tone, space},
};

/// Shows the desks: a row of their names, and the cards of the one that is open.
pub fn desks(ui: &mut Ui, theme: &Theme, table: &Table, state: &mut State, out: &mut Vec<Intent>) {
    theme.row(ui, |ui| {
        for (at, desk) in table.desks.iter().enumerate() {
            let mark = if desk.chosen().is_some() { "✓ " } else { "" };
            let shut = if desk.closed.is_some() { tr!(" (closed)") } else { "" };
            let text = format!("{mark}{}{shut}", desk.title);
            if theme.switch(ui, &text, &text, state.desk() == at, true).clicked() {
                state.desk = Some(at);
            }
        }
    });
    ui.add_space(space::SMALL);
    let Some(desk) = table.desks.get(state.desk()) else { return };
    one(ui, theme, table, state, desk, out);
}

fn one(ui: &mut Ui, theme: &Theme, table: &Table, state: &mut State, desk: &Desk, out: &mut Vec<Intent>) {
    theme.heading(ui, &desk.title);
    if !desk.text.is_empty() {
        theme.small_ink(ui, &desk.text);
    }
    about(ui, theme, desk);
    if let Some(why) = &desk.closed {
        theme.note(ui, &tr!("Closed: {why}", why), Tone::Warning);
    }
    if desk.talks && theme.link(ui, tr!("Compose an offer for this desk")).clicked() {
        state.compose_new(desk.place);
        state.paper = Paper::Talks;
    }
    let refused: Vec<&Card> = desk.cards.iter().filter(|card| card.refused.is_some()).collect();
    for of in open(desk) {
        let key = state.number(of.act);
        card(ui, theme, table, state, (of, key, Size::Whole), out);
    }
    if refused.is_empty() {
        return;
    }
    ui.add_space(space::SMALL);
    theme.label(ui, tr!("Refused now"));
    for of in refused {
        card(ui, theme, table, state, (of, None, Size::Whole), out);
    }
}

/// The cards of a desk that can be ordered, in the order in which they lie there and are numbered.
pub fn open(desk: &Desk) -> Vec<&Card> {
    let mut cards: Vec<&Card> = desk.cards.iter().filter(|card| card.refused.is_none()).collect();
    in_order(&mut cards);
    cards
}
