//! The order at the foot of the paper: what is chosen, and the one thing to do next.

use brinkmanship::report::table::{Card, Table};
use egui::Ui;

use super::handover::focus;
use crate::{
    intent::{Intent, Screen},
    screens::table::State,
    theme::{Theme, Tone, space},
};

/// Shows the order so far and the button that seals it.
pub fn seal(ui: &mut Ui, theme: &Theme, table: &Table, state: &mut State, out: &mut Vec<Intent>) {
    if table.over {
        ui.horizontal_wrapped(|ui| {
            if theme.primary(ui, tr!("See how it ended")).clicked() {
                out.push(Intent::Go(Screen::Ending));
            }
        });
        return;
    }
    if state.passing && table.chosen.is_empty() {
        passing(ui, theme, state, out);
        return;
    }
    state.passing = false;
    let key = state.hint("seal");
    if table.chosen.is_empty() {
        ui.horizontal_wrapped(|ui| {
            theme.body(ui, tr!("Nothing is ordered yet."));
            let pass =
                ui.add_enabled_ui(table.unsendable.is_none(), |ui| theme.button(ui, tr!("Let the turn pass …"))).inner;
            if pass.on_hover_text(key).clicked() {
                state.passing = true;
            }
        });
    } else {
        theme.label(ui, tr!("Your order"));
        chosen(ui, theme, table, out);
        ui.horizontal_wrapped(|ui| {
            let ready = table.unsendable.is_none();
            let sealed = ui.add_enabled_ui(ready, |ui| theme.primary(ui, tr!("Seal the order"))).inner;
            theme.small(ui, &key);
            if sealed.clicked() {
                out.push(Intent::Seal);
            }
        });
    }
    if let Some(why) = &table.unsendable {
        theme.note(ui, why, Tone::Warning);
    }
}

/// What is chosen, desk by desk; each can be taken back.
fn chosen(ui: &mut Ui, theme: &Theme, table: &Table, out: &mut Vec<Intent>) {
    for desk in &table.desks {
        let Some(card) = desk.chosen() else { continue };
        ui.horizontal_wrapped(|ui| {
            theme.small_ink(ui, &format!("✓ {} ({})", card.title, desk.title));
            take_back(ui, theme, card, out);
        });
    }
}

/// The link that takes a chosen card back.
pub(super) fn take_back(ui: &mut Ui, theme: &Theme, card: &Card, out: &mut Vec<Intent>) {
    let back = theme.link(ui, tr!("Take back"));
    back.widget_info(|| {
        let name = tr!("Take back: {title}", title = card.title);
        egui::WidgetInfo::labeled(egui::WidgetType::Button, true, name)
    });
    if back.clicked() {
        out.push(Intent::Drop(card.act));
    }
}

/// Asks once more before a turn passes without an order.
fn passing(ui: &mut Ui, theme: &Theme, state: &mut State, out: &mut Vec<Intent>) {
    theme.strong(ui, tr!("Order nothing at all?"));
    theme.small(ui, tr!("The other side may act all the same."));
    ui.add_space(space::TIGHT);
    ui.horizontal_wrapped(|ui| {
        let pass = theme.primary(ui, tr!("Yes, let it pass"));
        focus(ui, &pass);
        if pass.clicked() {
            state.passing = false;
            out.push(Intent::Seal);
        }
        if theme.button(ui, tr!("No, back to the table")).clicked() {
            state.passing = false;
        }
    });
}
