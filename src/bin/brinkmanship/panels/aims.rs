//! The aims: what one wants, who one is, and what one knows to be so.

use brinkmanship::report::table::Table;
use egui::Ui;

use crate::theme::{Theme, space};

/// Shows the aims, the seat, and what is known.
pub fn aims(ui: &mut Ui, theme: &Theme, table: &Table) {
    theme.heading(ui, tr!("What you want"));
    for aim in &table.aims {
        ui.add_space(space::TIGHT);
        theme.strong(ui, &aim.title);
        theme.small_ink(ui, &aim.text);
        let counts = match aim.weight {
            0 => tr!("Does not count by itself; {kind}.", kind = aim.kind),
            weight => tr!("Counts {weight} of 10; {kind}.", weight, kind = aim.kind),
        };
        theme.small(ui, &counts);
    }
    ui.add_space(space::MEDIUM);
    theme.heading(ui, tr!("Who you are"));
    let seat = table.seat.min(1);
    theme.small(ui, &format!("{}, {}", table.names[seat], table.deciders[seat]));
    if !table.about.is_empty() {
        theme.document(ui, &table.about);
    }
    if let Some((name, text)) = &table.disposition {
        theme.strong(ui, name);
        theme.small_ink(ui, text);
    }
    for (title, items) in [(tr!("What you keep up"), &table.postures), (tr!("What you know to be so"), &table.facts)] {
        if items.is_empty() {
            continue;
        }
        ui.add_space(space::MEDIUM);
        theme.heading(ui, title);
        for item in items {
            theme.item(ui, item);
        }
    }
}
