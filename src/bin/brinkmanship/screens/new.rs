//! Where a scenario of one's own is begun: its title, its id, and what it begins with.

use egui::{Id, Ui};

use crate::{
    editor::{Base, id_of},
    game::Game,
    intent::Intent,
    theme::{READING, Tone, space},
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
    let under = tr!("It lies in a folder of its own, as plain text that any editor opens too.");
    let folder = game.own_scenarios();
    let books: Vec<(usize, String)> =
        game.shelf.books.iter().enumerate().map(|(at, book)| (at, book.title().to_owned())).collect();
    let entries: Vec<_> = game.shelf.books.iter().map(|book| book.entry.clone()).collect();
    let state = &mut game.memory.new;
    let went = theme.screen(ui, (tr!("A scenario of your own"), under), &back, READING, |ui| {
        theme.paper(ui, |ui| {
            theme.heading(ui, tr!("What it begins with"));
            let starter = tr!(
                "A small quarrel over a harbour in four turns, with everything in it once. Change it until it is yours."
            );
            let blank = tr!("Two sides, one desk, one ladder, one turn and one ending: the least that can be played.");
            for (from, name, about) in
                [(From::Starter, tr!("The starter"), starter), (From::Blank, tr!("A blank"), blank)]
            {
                if theme.choice(ui, state.from == from, name, about).clicked() {
                    state.from = from;
                }
            }
            theme.small(ui, tr!("Or a copy of one that is there:"));
            for (at, title) in &books {
                if theme.choice(ui, state.from == From::Copy(*at), &tr!("A copy of {title}", title), "").clicked() {
                    state.from = From::Copy(*at);
                }
            }
        });
        theme.paper(ui, |ui| {
            theme.heading(ui, tr!("What it is called"));
            theme.small(
                ui,
                tr!("The name of its folder: small letters, digits and hyphens. Its title is written in the editor."),
            );
            theme.write(ui, Id::new("new id"), tr!("The id of the scenario"), &mut state.id, false);
            let id = id_of(&state.id);
            if id != state.id && !id.is_empty() {
                theme.small(ui, &tr!("It will be called {id}.", id));
            }
            match &folder {
                Some(folder) => {
                    theme.small(ui, &tr!("It will lie in {path}.", path = folder.join(&id).display()));
                }
                None => {
                    theme.note(ui, tr!("There is no folder for scenarios of your own on this machine."), Tone::Alarm);
                }
            }
            ui.add_space(space::SMALL);
            if theme.primary(ui, tr!("Begin to write")).clicked() {
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
