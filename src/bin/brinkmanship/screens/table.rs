//! The table screen.

use egui::Ui;

use crate::{game::Game, intent::Intent};

/// What this screen remembers.
#[derive(Clone, Debug, Default)]
pub struct State;

/// Shows it.
pub fn show(ui: &mut Ui, game: &mut Game, _out: &mut Vec<Intent>) {
    let theme = game.theme();
    let sheet = game.session.as_ref().and_then(|s| s.table()).and_then(|t| t.map.clone());
    egui::CentralPanel::default().frame(egui::Frame::new()).show(ui, |ui| {
        let rect = ui.available_rect_before_wrap();
        if let Some(sheet) = sheet {
            let n: usize = std::env::var("THEATRE").ok().and_then(|n| n.parse().ok()).unwrap_or(0);
            let theatre = &sheet.theatres[n];
            crate::map::over::show(ui, &theme, &mut game.maps, &sheet, theatre, rect);
            game.picture = game.maps.chart(theatre).map(|chart| crate::map::Picture {
                looking: game.maps.looking(theatre, &chart, rect),
                chart,
                rect,
                borders: sheet.borders,
            });
            let other = &sheet.theatres[(n + 4) % sheet.theatres.len()];
            let inset =
                egui::Rect::from_min_size(rect.right_top() + egui::vec2(-220.0, 10.0), egui::vec2(210.0, 140.0));
            crate::map::over::inset(ui, &theme, &mut game.maps, &sheet, other, inset);
        }
    });
}

impl State {
    /// A turn has passed.
    pub fn turned(&mut self) {}
}
