//! The screen between two people: it says whose turn it is, and shows nothing of either side.

use egui::Ui;

use crate::{
    intent::Intent,
    theme::{Theme, space},
};

/// Shows whose turn it is: the seat, its name, and who decides there.
pub fn handover(
    ui: &mut Ui,
    theme: &Theme,
    (seat, name, decider): (usize, &str, &str),
    key: &str,
    out: &mut Vec<Intent>,
) {
    let above = (ui.max_rect().height() * 0.2).min(180.0);
    ui.add_space(above);
    theme.column(ui, space::MEASURE, |ui| {
        theme.label(ui, tr!("The screen is handed over"));
        theme.display(ui, &format!("{} For {}", Theme::mark(seat), brinkmanship::report::words::the(name)));
        ui.add_space(space::SMALL);
        theme.document(ui, &tr!("{decider}: take the seat. The other player looks away.", decider));
        theme.document(ui, tr!("Orders are sealed. Both are opened at the same time."));
        ui.add_space(space::MEDIUM);
        let ready = theme.primary(ui, tr!("I am alone with the screen"));
        focus(ui, &ready);
        theme.small(ui, &tr!("Enter, or {key}", key));
        if ready.clicked() {
            out.push(Intent::TakeSeat);
        }
    });
}

/// Shows that the order is sealed, and that the other side is still at its own.
pub fn waiting(ui: &mut Ui, theme: &Theme) {
    let above = (ui.max_rect().height() * 0.2).min(180.0);
    ui.add_space(above);
    theme.column(ui, space::MEASURE, |ui| {
        theme.label(ui, tr!("Your order is sealed"));
        theme.display(ui, tr!("The other side is still at its own"));
        ui.add_space(space::SMALL);
        theme.document(
            ui,
            tr!("Both are opened together as soon as it is done. Depth of thought takes time, and nothing else."),
        );
    });
}

/// Puts the keyboard on the one thing to do next, where it is nowhere else.
pub fn focus(ui: &Ui, response: &egui::Response) {
    if ui.memory(|memory| memory.focused().is_none()) {
        response.request_focus();
    }
}
