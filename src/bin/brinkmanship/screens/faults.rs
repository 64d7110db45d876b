//! The faults screen.

use egui::Ui;

use crate::{game::Game, intent::Intent};

/// What this screen remembers.
#[derive(Clone, Debug, Default)]
pub struct State;

/// Shows it.
pub fn show(ui: &mut Ui, game: &mut Game, _at: usize, out: &mut Vec<Intent>) {
    let theme = game.theme();
    egui::CentralPanel::default().frame(theme.table()).show(ui, |ui| {
        theme.headline(ui, "faults");
        if theme.button(ui, "Back").clicked() {
            out.push(Intent::Back);
        }
    });
}
