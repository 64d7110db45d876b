//! The faults of a scenario, as the checker words them.

use egui::Ui;

use brinkmanship::scenario::{Diagnostic, Severity};

use crate::{
    game::Game,
    intent::Intent,
    theme::{READING, Theme, Tone, space},
};

/// Shows them, for the scenario at this place of the shelf.
pub fn show(ui: &mut Ui, game: &mut Game, at: usize, out: &mut Vec<Intent>) {
    let theme = game.theme();
    let back = crate::keys::hint(game, "back");
    let Some(book) = game.shelf.books.get(at) else {
        out.push(Intent::Back);
        return;
    };
    let under = match (book.scenario.is_some(), book.faults().0) {
        (true, 0) => tr!("It can be played. What follows is for its author."),
        (true, _) => tr!("Its files have faults as they stand on disk. The last good version plays on."),
        (false, _) => tr!("It cannot be played until they are mended. Everything else can."),
    };
    let title = tr!("What was found in {title}", title = book.title());
    let went = theme.screen(ui, (&title, under), &back, READING + 120.0, |ui| {
        theme.row(ui, |ui| {
            if theme.primary(ui, tr!("Read again")).clicked() {
                out.push(Intent::Reread(at));
            }
            if let Some(folder) = book.folder() {
                theme.small(ui, &folder.display().to_string());
            }
        });
        ui.add_space(space::SMALL);
        if book.diagnostics.is_empty() {
            theme.paper(ui, |ui| {
                let text = if book.scenario.is_some() {
                    tr!("Nothing to complain of.")
                } else {
                    tr!("The folder cannot be opened: look whether it is still there and may be read.")
                };
                theme.body(ui, text);
            });
        }
        for one in &book.diagnostics {
            theme.paper(ui, |ui| fault(ui, &theme, one));
        }
    });
    if went {
        out.push(Intent::Back);
    }
}

fn fault(ui: &mut Ui, theme: &Theme, one: &Diagnostic) {
    let (word, tone) = match one.severity {
        Severity::Error => (tr!("Fault"), Tone::Alarm),
        Severity::Warning => (tr!("Warning"), Tone::Warning),
        Severity::ToDo => (tr!("Still to do"), Tone::Plain),
    };
    theme.row(ui, |ui| {
        theme.chip(ui, word, tone);
        theme.small(
            ui,
            &tr!(
                "{file}, line {line}, column {column}",
                file = one.place.file,
                line = one.place.line,
                column = one.place.column
            ),
        );
    });
    theme.body(ui, &one.message);
    if !one.path.is_empty() {
        theme.dispatch(ui, &one.path);
    }
    if let Some(help) = &one.help {
        theme.small(ui, &tr!("Help: {help}", help));
    }
}
