//! The tracks, with the cause of each change. The authors’ notes stay away from the table: they say how it really went.

use brinkmanship::{
    report::table::{Group, Table, Track},
    scenario::model::unit_beside,
};
use egui::Ui;

use super::cards::{change_tone, signed};
use crate::{
    screens::table::State,
    theme::{Theme, Tone, space},
};

/// Shows the tracks that the seat sees, in groups.
pub fn tracks(ui: &mut Ui, theme: &Theme, table: &Table, state: &mut State) {
    for group in [Group::Yours, Group::Theirs, Group::World, Group::HumanCost] {
        let mut of = table.tracks.iter().filter(|track| track.group == group).peekable();
        if of.peek().is_none() {
            continue;
        }
        theme.heading(ui, group.words());
        if group == Group::HumanCost && !table.counted.is_empty() {
            theme.small(ui, &table.counted);
        }
        for track in of {
            one(ui, theme, table, state, track);
        }
        ui.add_space(space::MEDIUM);
    }
}

/// A value with its unit.
#[must_use]
pub fn value(track: &Track) -> String {
    if track.unit.is_empty() {
        track.value.to_string()
    } else {
        format!("{} {}", track.value, unit_beside(track.value, &track.unit))
    }
}

fn one(ui: &mut Ui, theme: &Theme, table: &Table, state: &mut State, track: &Track) {
    ui.horizontal_wrapped(|ui| {
        let guessed = if track.estimate { tr!(" by your estimate") } else { "" };
        theme.strong(ui, &format!("{}: {}{guessed}", track.name, value(track)));
        if track.moved != 0 {
            let tone = change_tone(table, &track.name, track.moved);
            // On the first turn there was no order yet: what moved is what the turn before has moved.
            let since = if table.headlines.any { tr!("since your last order") } else { tr!("before your first order") };
            theme.chip(ui, &format!("{} {since}", signed(track.moved)), tone);
        }
    });
    if track.group != Group::HumanCost {
        let seat = table.seat.min(1);
        let tone = match track.group {
            Group::Yours => Tone::Actor(seat),
            Group::Theirs => Tone::Actor(1 - seat),
            Group::World | Group::HumanCost => Tone::Plain,
        };
        let name = tr!("{name}, from {min} to {max}", name = track.name, min = track.min, max = track.max);
        theme.bar(ui, &name, track.value, track.start, (track.min, track.max), tone);
    }
    let key = format!("track {}", track.name);
    let open = state.is_open(&key);
    let why = theme.fold_named(ui, tr!("Why"), &tr!("Why, and what it measures: {name}", name = track.name), open);
    if why.clicked() {
        state.toggle(&key);
    }
    if open {
        theme.small_ink(ui, &track.text);
        if !track.role.is_empty() {
            theme.small(ui, &tr!("In the rules it is the {role}.", role = track.role));
        }
        theme.small(ui, &tr!("It began at {start}.", start = track.start));
        if track.changes.is_empty() {
            theme.small(ui, tr!("It has not moved, as far as you saw."));
        }
        for change in track.changes.iter().rev() {
            let text = tr!(
                "{date}: {by} to {to}, {because}.",
                date = change.date,
                by = signed(change.by),
                to = change.to,
                because = change.because
            );
            theme.item(ui, &text);
        }
    }
    ui.add_space(space::TIGHT);
}
