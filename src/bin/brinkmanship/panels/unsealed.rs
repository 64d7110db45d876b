//! Both orders unsealed: two envelopes, three headlines, and everything else for those who unfold it.

use brinkmanship::report::table::{Dispatch, Table};
use egui::Ui;

use super::{brief::headlines, dispatches::dispatch};
use crate::{
    screens::table::State,
    theme::{Theme, Tone, space},
};

/// Shows what was unsealed.
pub fn unsealed(ui: &mut Ui, theme: &Theme, table: &Table, state: &mut State) {
    theme.label(ui, tr!("The orders are unsealed"));
    let seat = table.seat.min(1);
    let unseen = tr!("Nothing that you could see.");
    theme.beside(ui, 2, 0.0, |ui, at| match at {
        0 => envelope(ui, theme, (seat, tr!("You")), &table.headlines.you, tr!("You let the turn pass.")),
        _ => envelope(ui, theme, (1 - seat, table.other_name()), &table.headlines.they, unseen),
    });
    ui.add_space(space::SMALL);
    headlines(ui, theme, table);
    ui.add_space(space::SMALL);
    passed(ui, theme, table);
    if !table.happened.is_empty() {
        for text in table.happened.iter().take(table.grave.max(3)) {
            theme.item(ui, text);
        }
    }
    let news: Vec<&Dispatch> = table.dispatches.iter().filter(|one| is_new(table, one)).collect();
    if news.is_empty() {
        return;
    }
    ui.add_space(space::SMALL);
    let mut steps: Vec<&str> = Vec::new();
    for one in &news {
        if !steps.contains(&one.step) {
            steps.push(one.step);
        }
    }
    theme.label(ui, tr!("Step by step, with the odds of each draw and what the world saw"));
    for step in steps {
        let of: Vec<&&Dispatch> = news.iter().filter(|one| one.step == step).collect();
        let key = format!("step {step}");
        let open = state.is_open(&key);
        if theme.fold(ui, &format!("{step} ({})", of.len()), open).clicked() {
            state.toggle(&key);
        }
        if !open {
            continue;
        }
        for one in of {
            dispatch(ui, theme, one);
        }
    }
}

/// The turns that passed as the record had them, each in a few lines.
fn passed(ui: &mut Ui, theme: &Theme, table: &Table) {
    for past in table.meanwhile() {
        theme.label(ui, &tr!("Meanwhile, {date}", date = past.date));
        for (name, orders) in [(table.own_name(), &past.orders), (table.other_name(), &past.theirs)] {
            if !orders.is_empty() {
                theme.item(ui, &tr!("{name}: {value}", name, value = orders.join("; ")));
            }
        }
        for text in past.happened.iter().take(past.grave.max(3)) {
            theme.item(ui, text);
        }
        ui.add_space(space::SMALL);
    }
}

/// What one side ordered, as far as one sees it.
fn envelope(ui: &mut Ui, theme: &Theme, (seat, name): (usize, &str), titles: &[String], none: &str) {
    let frame = egui::Frame::new()
        .fill(theme.palette.paper_raised)
        .stroke(egui::Stroke::new(1.0, theme.palette.rule))
        .inner_margin(12);
    let inner = frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.set_min_height(76.0);
        theme.note(ui, &format!("{} {name}", Theme::mark(seat)), Tone::Actor(seat));
        // Columns are justified by themselves, which tears words apart.
        ui.with_layout(egui::Layout::top_down(egui::Align::Min), |ui| {
            for title in titles {
                theme.strong(ui, title);
            }
        });
        if titles.is_empty() {
            theme.remark(ui, none);
        }
    });
    let rect = inner.response.rect;
    ui.painter().hline(rect.x_range(), rect.top() + 1.5, egui::Stroke::new(3.0, theme.actor(seat)));
}

/// Whether a dispatch is of the turn that was just unsealed.
fn is_new(table: &Table, one: &Dispatch) -> bool {
    let opening = one.step == tr!("As the turn opens");
    if table.over {
        return one.turn == table.turn && !opening;
    }
    one.turn == table.turn || (one.turn + 1 == table.turn && !opening)
}
