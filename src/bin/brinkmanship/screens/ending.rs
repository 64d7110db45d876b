//! How it ended: staged, plainly, and never as a success where everyone lost.

use egui::Ui;

use brinkmanship::report::{Debrief, words::uncapped};

use crate::{
    game::Game,
    intent::{Intent, Screen},
    session::Session,
    theme::{READING, Theme, Tone, space},
};

/// Shows it.
pub fn show(ui: &mut Ui, game: &mut Game, out: &mut Vec<Intent>) {
    let theme = game.theme();
    let back = crate::keys::hint(game, "back");
    let Some(session) = &game.session else {
        out.push(Intent::Go(Screen::Title));
        return;
    };
    let debrief = game.memory.debrief.of(session);
    let Some(ending) = &debrief.ending else {
        out.push(Intent::Go(Screen::Table));
        return;
    };
    let under = tr!("{date}. {title}", date = ending.date, title = debrief.title);
    let open = &mut game.memory.debrief.forking;
    let shelf = game.shelf.of(&debrief.scenario);
    let went = theme.screen(ui, (tr!("It is over"), &under), &back, READING, |ui| {
        theme.paper(ui, |ui| {
            ui.add_space(space::MEDIUM);
            theme.label(ui, &ending.category);
            theme.display(ui, &ending.title);
            ui.add_space(space::SMALL);
            theme.document(ui, &ending.text);
            ui.add_space(space::SMALL);
            if ending.lost {
                theme.callout(ui, Tone::Alarm, |ui| {
                    theme.strong(ui, tr!("Everyone lost."));
                    theme.body(ui, tr!("No score is given. What was aimed at is gone, and so are those who aimed."));
                });
            }
            cost(ui, &theme, &debrief);
            if !ending.lost {
                scores(ui, &theme, &debrief);
            }
            ui.add_space(space::MEDIUM);
        });
        if theme.primary(ui, tr!("Read the debrief")).clicked() {
            out.push(Intent::Go(Screen::Debrief));
        }
        ui.add_space(space::TIGHT);
        theme.row(ui, |ui| {
            if let Some(at) = shelf
                && theme.button(ui, tr!("Play again")).clicked()
            {
                out.push(Intent::Go(Screen::Seats(at)));
            }
            if theme.button(ui, tr!("Go back to a turn")).clicked() {
                *open = !*open;
            }
            if theme.button(ui, tr!("Library")).clicked() {
                out.push(Intent::Go(Screen::Library));
            }
        });
        if *open {
            turns(ui, &theme, session, out);
        }
    });
    if went {
        out.push(Intent::Back);
    }
}

fn cost(ui: &mut Ui, theme: &Theme, debrief: &Debrief) {
    if debrief.screen.human_cost.is_empty() {
        return;
    }
    ui.add_space(space::SMALL);
    theme.heading(ui, tr!("What it cost in lives"));
    for sentence in &debrief.screen.human_cost {
        theme.body(ui, sentence);
    }
}

fn scores(ui: &mut Ui, theme: &Theme, debrief: &Debrief) {
    let Some(scores) = debrief.scores.as_ref().filter(|scores| !scores.lost) else { return };
    ui.add_space(space::SMALL);
    theme.heading(ui, tr!("How far each side got what it wanted"));
    for (seat, actor) in debrief.actors.iter().enumerate() {
        let [first, later] = scores.points[seat];
        theme.marked(ui, Theme::mark(seat), theme.actor(seat), |theme, ui| {
            let text = tr!(
                "{first} of 100 ({horizons}), {later} of 100 ({horizons2}).",
                first,
                horizons = uncapped(&debrief.horizons[0]),
                later,
                horizons2 = uncapped(&debrief.horizons[1])
            );
            theme.said(ui, &format!("{}:", actor.name), &text);
        });
    }
    theme.small(ui, &debrief.screen.ahead);
}

/// Every turn that was played, to go back to.
pub fn turns(ui: &mut Ui, theme: &Theme, session: &Session, out: &mut Vec<Intent>) {
    theme.small(ui, tr!("What was played stays saved; from there it is a crisis of its own."));
    for (turn, date) in session.turns() {
        let name = format!("{}: {date}", super::saves::counted(session.cut(), turn));
        if theme.choice(ui, false, &name, "").clicked() {
            out.push(Intent::Rewind(turn));
        }
    }
}
