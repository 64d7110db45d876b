//! The title: the name, and what one can do.

use egui::{Ui, Vec2};

use brinkmanship::language::plain;

use crate::{
    game::Game,
    intent::{Intent, Screen},
    session::Phase,
    theme::space,
};

/// What it is, in one sentence.
const LINE: &str = mark!("Two governments, sealed orders, and a ladder that neither of them controls.");

/// Shows it.
pub fn show(ui: &mut Ui, game: &mut Game, out: &mut Vec<Intent>) {
    let theme = game.theme();
    let frame = theme.table().inner_margin(egui::Margin::ZERO);
    egui::CentralPanel::default().frame(frame).show(ui, |ui| {
        let room = ui.available_size();
        let pictured = 700.0 < room.x;
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing = Vec2::ZERO;
            // The name is not broken: the picture gives way first.
            let name = theme.display_width(ui, tr!("Brinkmanship")) + 2.0 * 48.0 + 16.0;
            let pictured = pictured && name <= room.x * 0.7;
            let words = if pictured { (room.x * 0.44).clamp(360.0, 560.0).max(name) } else { room.x };
            let down = egui::Layout::top_down(egui::Align::Min);
            ui.allocate_ui_with_layout(Vec2::new(words, room.y), down, |ui| {
                egui::ScrollArea::vertical().id_salt("title").auto_shrink([false; 2]).show(ui, |ui| {
                    let side = if pictured { 48 } else { 28 };
                    egui::Frame::new().inner_margin(egui::Margin::symmetric(side, 24)).show(ui, |ui| {
                        ui.spacing_mut().item_spacing = Vec2::splat(space::SMALL);
                        // The words stand a little above the middle of a tall window.
                        ui.add_space(((room.y - 560.0) * 0.4).max(0.0));
                        words_of(ui, game, out);
                        theme.follow_focus(ui);
                    });
                });
            });
            if pictured {
                theme.title_picture(ui, Vec2::new(room.x - words, room.y));
            }
        });
    });
}

fn words_of(ui: &mut Ui, game: &Game, out: &mut Vec<Intent>) {
    let theme = game.theme();
    theme.display(ui, tr!("Brinkmanship"));
    theme.document(ui, plain(LINE));
    ui.add_space(space::LARGE);
    let wide = |ui: &mut Ui, add: &dyn Fn(&mut Ui) -> egui::Response| {
        ui.scope(|ui| {
            ui.set_max_width(280.0);
            ui.with_layout(egui::Layout::top_down_justified(egui::Align::Center), |ui| add(ui)).inner
        })
        .inner
    };
    let newcomer = !game.settings.tutored && game.settings.seen.is_empty();
    let at_table = game.session.as_ref().filter(|session| session.phase() != Phase::Over);
    let kept = game.settings.last.as_ref().filter(|path| path.is_file());
    if at_table.is_some() || kept.is_some() {
        if wide(ui, &|ui| theme.primary(ui, tr!("Resume"))).clicked() {
            out.push(if at_table.is_some() { Intent::Go(Screen::Table) } else { Intent::ResumeLast });
        }
        match at_table {
            Some(session) => {
                theme.small(ui, &format!("{}, {}", session.scenario().title, session.date()));
            }
            None => {
                theme.small(ui, tr!("The crisis that you played last, where you left it."));
            }
        }
        ui.add_space(space::SMALL);
        play(ui, game, out, &wide, false);
        tutorial(ui, game, out, &wide, false);
    } else if newcomer {
        tutorial(ui, game, out, &wide, true);
        theme.small(ui, tr!("Five minutes at a bridge between two towns. New here? Begin with it."));
        ui.add_space(space::SMALL);
        play(ui, game, out, &wide, false);
    } else {
        play(ui, game, out, &wide, true);
        tutorial(ui, game, out, &wide, false);
    }
    if wide(ui, &|ui| theme.button(ui, tr!("Saved crises"))).clicked() {
        out.push(Intent::Go(Screen::Saves));
    }
    classroom(ui, game, out, &wide);
    ui.add_space(space::SMALL);
    theme.row(ui, |ui| {
        for (text, screen) in [(tr!("Settings"), Screen::Settings), (tr!("Credits"), Screen::Credits)] {
            if theme.link(ui, text).clicked() {
                out.push(Intent::Go(screen));
            }
        }
        if theme.link(ui, tr!("Leave")).clicked() {
            out.push(Intent::Quit);
        }
    });
    ui.add_space(space::MEDIUM);
    let keys = ["settings", "save", "quit"].map(|id| crate::keys::hint(game, id));
    theme.small(
        ui,
        &tr!(
            "Tab and Enter reach everything. {keys}: settings. {keys2}: saved crises. {keys3}: leave.",
            keys = keys[0],
            keys2 = keys[1],
            keys3 = keys[2]
        ),
    );
}

type Wide<'a> = &'a dyn Fn(&mut Ui, &dyn Fn(&mut Ui) -> egui::Response) -> egui::Response;

fn play(ui: &mut Ui, game: &Game, out: &mut Vec<Intent>, wide: Wide<'_>, first: bool) {
    let theme = game.theme();
    let pressed = wide(ui, &|ui| if first { theme.primary(ui, tr!("Play")) } else { theme.button(ui, tr!("Play")) });
    if pressed.clicked() {
        out.push(Intent::Go(Screen::Library));
    }
}

/// The classroom is begun here, and ended here.
fn classroom(ui: &mut Ui, game: &Game, out: &mut Vec<Intent>, wide: Wide<'_>) {
    let theme = game.theme();
    let Some(running) = &game.classroom else {
        if wide(ui, &|ui| theme.button(ui, tr!("Classroom"))).clicked() {
            out.push(Intent::Teach(true));
        }
        return;
    };
    let Some(desk) = running.desk() else {
        theme.small(ui, tr!("The classroom is starting."));
        return;
    };
    theme.small(
        ui,
        tr!("The classroom runs beside this window. The desk is yours alone; from it you open it to the room."),
    );
    theme.row(ui, |ui| {
        if theme.link(ui, tr!("Open the desk")).clicked() {
            ui.ctx().open_url(egui::OpenUrl::new_tab(desk));
        }
        if theme.link(ui, tr!("Copy its address")).clicked() {
            ui.ctx().copy_text(desk.to_owned());
        }
        if theme.link(ui, tr!("Stop the classroom")).clicked() {
            out.push(Intent::Teach(false));
        }
    });
}

fn tutorial(ui: &mut Ui, game: &Game, out: &mut Vec<Intent>, wide: Wide<'_>, first: bool) {
    let theme = game.theme();
    let pressed =
        wide(ui, &|ui| if first { theme.primary(ui, tr!("Tutorial")) } else { theme.button(ui, tr!("Tutorial")) });
    if pressed.clicked() {
        out.push(Intent::Tutorial);
    }
}
