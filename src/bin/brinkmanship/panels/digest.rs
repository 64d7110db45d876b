//! The map in words: the same as what is drawn, item by item.

use brinkmanship::report::table::Table;
use egui::Ui;

use crate::{
    screens::table::State,
    theme::{Theme, Tone, space},
};

/// Shows the items of the map as a list that can be searched.
pub fn digest(ui: &mut Ui, theme: &Theme, table: &Table, state: &mut State) {
    theme.heading(ui, tr!("The map in words"));
    let Some(map) = &table.map else {
        theme.body(ui, tr!("This crisis has no map."));
        return;
    };
    if !map.note.is_empty() {
        theme.small(ui, &map.note);
    }
    theme.search(ui, tr!("Search the map"), &mut state.map_search);
    let wanted = state.map_search.to_lowercase();
    let mut any = false;
    for item in &map.items {
        let owner = item.owner.as_deref().unwrap_or_default();
        let text = format!("{} {} {owner} {}", item.name, item.digest, item.news.join(" ")).to_lowercase();
        if !text.contains(&wanted) {
            continue;
        }
        any = true;
        ui.add_space(space::TIGHT);
        ui.horizontal_wrapped(|ui| {
            if let Some(seat) = item.actor {
                theme.note(ui, Theme::mark(seat), Tone::Actor(seat));
            }
            theme.strong(ui, &item.name);
            if !owner.is_empty() {
                theme.small(ui, owner);
            }
        });
        theme.small_ink(ui, &item.digest);
        if item.approximate {
            theme.small(ui, tr!("The position is approximate."));
        }
        for news in &item.news {
            theme.note(ui, &tr!("Now: {news}", news), Tone::Warning);
        }
    }
    if !any {
        theme.body(ui, tr!("Nothing on the map says that."));
    }
}
