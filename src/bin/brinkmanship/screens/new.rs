//! Where a scenario of one's own is begun: its title, its id, and what it begins with.

use egui::{Id, Ui};

use crate::{
    editor::{Base, id_of},
    game::Game,
    intent::Intent,
    shelf::Book,
    theme::{READING, Theme, Tone, space},
};

/// What a scenario begins with, as it is chosen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum From {
    /// The least that can be played.
    Blank,
    /// The starter.
    #[default]
    Starter,
    /// A copy of the scenario at this place of the shelf.
    Copy(usize),
}

/// What this screen remembers.
#[derive(Clone, Debug, Default)]
pub struct State {
    from: From,
    id: String,
}

impl State {
    /// With something chosen.
    #[must_use]
    pub fn with(from: From, id: String) -> Self {
        Self { from, id }
    }
}

/// Shows it.
pub fn show(ui: &mut Ui, game: &mut Game, out: &mut Vec<Intent>) {
    let theme = game.theme();
    let back = crate::keys::hint(game, "back");
    let under = "It lies in a folder of its own, as plain text that any editor opens too.";
    let folder = game.own_scenarios();
    let books: Vec<(usize, String)> =
        game.shelf.books.iter().enumerate().map(|(at, book)| (at, book.title().to_owned())).collect();
    let entries: Vec<_> = game.shelf.books.iter().map(|book| book.entry.clone()).collect();
    let state = &mut game.memory.new;
    let went = theme.screen(ui, ("A scenario of your own", under), &back, READING, |ui| {
        theme.paper(ui, |ui| {
            theme.heading(ui, "What it begins with");
            let starter = "A small quarrel over a harbour in four turns, with everything in it once. Change it until it is yours.";
            let blank = "Two sides, one desk, one ladder, one turn and one ending: the least that can be played.";
            for (from, name, about) in [(From::Starter, "The starter", starter), (From::Blank, "A blank", blank)] {
                if theme.choice(ui, state.from == from, name, about).clicked() {
                    state.from = from;
                }
            }
            theme.small(ui, "Or a copy of one that is there:");
            for (at, title) in &books {
                if theme.choice(ui, state.from == From::Copy(*at), &format!("A copy of {title}"), "").clicked() {
                    state.from = From::Copy(*at);
                }
            }
        });
        theme.paper(ui, |ui| {
            theme.heading(ui, "What it is called");
            theme.small(ui, "The name of its folder: small letters, digits and hyphens. Its title is written in the editor.");
            theme.write(ui, Id::new("new id"), "The id of the scenario", &mut state.id, false);
            let id = id_of(&state.id);
            if id != state.id && !id.is_empty() {
                theme.small(ui, &format!("It will be called {id}."));
            }
            match &folder {
                Some(folder) => {
                    theme.small(ui, &format!("It will lie in {}.", folder.join(&id).display()));
                }
                None => {
                    theme.note(ui, "There is no folder for scenarios of your own on this machine.", Tone::Alarm);
                }
            }
            ui.add_space(space::SMALL);
            if theme.primary(ui, "Begin to write").clicked() {
                let base = match state.from {
                    From::Blank => Base::Blank,
                    From::Starter => Base::Starter,
                    From::Copy(at) => entries.get(at).cloned().map_or(Base::Starter, Base::Copy),
                };
                out.push(Intent::BeginDraft(id, Box::new(base)));
            }
        });
    });
    if went {
        out.push(Intent::Back);
    }
}

/// The way to it from the library.
pub fn offer(ui: &mut Ui, theme: &Theme, out: &mut Vec<Intent>) {
    theme.row(ui, |ui| {
        if theme.button(ui, "Write a scenario").clicked() {
            out.push(Intent::Author(None));
        }
        theme.small(ui, "From nothing, from a small example, or from a copy of any that stands here.");
    });
    ui.add_space(space::SMALL);
}

/// To change it: one's own in its place, any other as a copy.
pub fn edit(ui: &mut Ui, theme: &Theme, at: usize, book: &Book, out: &mut Vec<Intent>) {
    theme.row(ui, |ui| {
        let title = book.title();
        if book.is_own() && theme.link_named(ui, "Edit", &format!("Edit {title}")).clicked() {
            out.push(Intent::Edit(at));
        }
        if theme.link_named(ui, "Edit a copy", &format!("Edit a copy of {title}")).clicked() {
            out.push(Intent::Author(Some(at)));
        }
    });
}
