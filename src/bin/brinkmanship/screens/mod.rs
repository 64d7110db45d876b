//! The screens of the game. Each is a function of the game that returns what the person wants.

pub mod briefing;
pub mod credits;
pub mod debrief;
pub mod ending;
pub mod faults;
pub mod film;
pub mod library;
pub mod new;
pub mod saves;
pub mod seats;
pub mod settings;
pub mod table;
pub mod title;
pub mod tutorial;

use egui::Ui;

use crate::{
    game::Game,
    intent::{Intent, Screen},
};

/// Shows the screen that is up, and what is being said over it.
pub fn show(ui: &mut Ui, game: &mut Game, out: &mut Vec<Intent>) {
    notices(ui, game, out);
    tutorial::coach(ui, game, out);
    // A screen lays itself out in what these two have left of the window.
    let rest = ui.available_rect_before_wrap();
    ui.scope_builder(egui::UiBuilder::new().max_rect(rest), |ui| screen(ui, game, out));
}

fn screen(ui: &mut Ui, game: &mut Game, out: &mut Vec<Intent>) {
    match game.screen.clone() {
        Screen::Title => title::show(ui, game, out),
        Screen::Library => library::show(ui, game, out),
        Screen::Seats(at) => seats::show(ui, game, at, out),
        Screen::Faults(at) => faults::show(ui, game, at, out),
        Screen::Table => table::show(ui, game, out),
        Screen::Ending => ending::show(ui, game, out),
        Screen::Debrief => debrief::show(ui, game, out),
        Screen::Film(at) => film::show(ui, game, at, out),
        Screen::Saves => saves::show(ui, game, out),
        Screen::Settings => settings::show(ui, game, out),
        Screen::Credits => credits::show(ui, game, out),
        Screen::New => new::show(ui, game, out),
        Screen::Editor => crate::editor::show(ui, game, out),
    }
}

/// What is being said, in a strip at the foot.
fn notices(ui: &mut Ui, game: &Game, out: &mut Vec<Intent>) {
    if game.notices.is_empty() {
        return;
    }
    let theme = game.theme();
    let frame = theme.sheet().inner_margin(egui::Margin::symmetric(18, 10)).corner_radius(0);
    egui::Panel::bottom("notices").frame(frame).show_separator_line(false).show(ui, |ui| {
        for (at, notice) in game.notices.iter().enumerate() {
            ui.horizontal_wrapped(|ui| {
                let tone = if notice.fault { crate::theme::Tone::Alarm } else { crate::theme::Tone::Good };
                theme.note(ui, &notice.text, tone);
                if let Some((screen, words)) = &notice.more
                    && theme.link(ui, words).clicked()
                {
                    out.push(Intent::Go(screen.clone()));
                    out.push(Intent::Dismiss(at));
                }
                if theme.link(ui, tr!("Dismiss")).clicked() {
                    out.push(Intent::Dismiss(at));
                }
            });
        }
    });
}
