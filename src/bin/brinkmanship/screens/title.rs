//! The title screen.

use egui::Ui;

use crate::{game::Game, intent::Intent};

/// Shows it.
pub fn show(ui: &mut Ui, game: &mut Game, out: &mut Vec<Intent>) {
    let theme = game.theme();
    egui::CentralPanel::default().frame(theme.table()).show(ui, |ui| {
        theme.headline(ui, "title");
        if theme.button(ui, "Play").clicked() {
            let at = game.shelf.of("cuba-1962").unwrap();
            out.push(Intent::Begin(
                at,
                Box::new(crate::session::Begin {
                    seats: [
                        crate::session::Seat::Human,
                        crate::session::Seat::Policy(brinkmanship::policy::Simple::Historical),
                    ],
                    setup: Default::default(),
                    seed: 7,
                    prologue: true,
                    from_turn: 6,
                }),
            ));
        }
    });
}
