//! The debrief: the truth, once it is over. First the plain screen, then everything to explore, and the export.

mod course;
mod lines;
mod minds;
mod rest;
mod verdicts;

pub use course::ladder;

use std::sync::Arc;

use egui::Ui;

use brinkmanship::{
    language::plain,
    report::{Debrief, debrief::Seat},
};

use crate::{
    game::Game,
    intent::{Intent, Screen},
    session::{Reckoned, Session},
    theme::{LOOKING, Theme, Tone, space},
};

/// What this screen remembers.
#[derive(Clone, Debug, Default)]
pub struct State {
    made: Option<(u64, Arc<Debrief>)>,
    /// What turned on choice, as it is being reckoned: of which session's state.
    choice: Option<(u64, Reckoned)>,
    /// The turn whose other moves are shown.
    turn: Option<usize>,
    /// The place in [`SECTIONS`].
    pub section: usize,
    /// Whether the turns to go back to are shown.
    pub forking: bool,
    /// Whether the contents are open, where there is no room to have them stand beside.
    pub contents: bool,
    /// The figure whose causes are shown.
    pub figure: Option<usize>,
}

impl State {
    /// The debrief of a session, made once; with what turned on choice as soon as that is reckoned.
    pub fn of(&mut self, session: &Session) -> Arc<Debrief> {
        let current = self.choice.as_ref().is_some_and(|(changed, _)| *changed == session.changed);
        if !current {
            self.choice = Some((session.changed, session.reckon_choice()));
        }
        if let Some((changed, debrief)) = &mut self.made
            && *changed == session.changed
        {
            let come = self.choice.as_ref().and_then(|(_, choice)| choice.get()).and_then(Option::as_ref);
            if let (None, Some(part)) = (&debrief.choice, come) {
                *debrief = Arc::new(Debrief::clone(debrief).with_choice(part.clone()));
            }
            return debrief.clone();
        }
        let debrief = Arc::new(session.debrief());
        self.made = Some((session.changed, debrief.clone()));
        debrief
    }
}

impl State {
    /// Whether what turned on choice is still being reckoned.
    fn choice_is_coming(&self) -> bool {
        self.choice.as_ref().is_some_and(|(_, choice)| choice.get().is_none())
    }

    /// The debrief for a page to keep: with what turned on choice, which is waited for.
    pub fn whole(&mut self, session: &Session) -> Arc<Debrief> {
        let _ = self.of(session);
        if let Some((_, choice)) = &self.choice {
            // A thread that broke off holds its copy no longer.
            while choice.get().is_none() && 1 < Arc::strong_count(choice) {
                std::thread::sleep(std::time::Duration::from_millis(10));
            }
        }
        self.of(session)
    }
}

/// One section: its heading, and what shows it.
type Section = (&'static str, fn(&mut Ui, &Theme, &Debrief, &mut State));

/// Every section, in the order of the contents.
pub const SECTIONS: &[Section] = &[
    (mark!("What each side wanted, got and paid"), glance),
    (mark!("Who got what, aim by aim"), verdicts::table),
    (mark!("The scores, and where they come from"), verdicts::scores),
    (mark!("Red lines: words beside conduct"), lines::show),
    (mark!("The course, turn by turn"), course::show),
    (mark!("What each side saw"), course::sights),
    (mark!("What turned on choice, and what on luck"), minds::choice),
    (mark!("Every draw, with its odds"), course::chance),
    (mark!("What each side believed"), minds::minds),
    (mark!("What the opponent thought"), minds::thoughts),
    (mark!("Forecasts, and what came"), minds::forecasts),
    (mark!("Offers and agreements"), rest::talks),
    (mark!("The real course beside this one"), course::real),
    (mark!("What followed"), rest::aftermath),
    (mark!("The figures, and why each moved"), rest::figures),
    (mark!("How historians read it"), verdicts::schools),
    (mark!("Questions for a class"), rest::questions),
    (mark!("Words explained"), rest::glossary),
    (mark!("Sources"), rest::sources),
];

/// Shows it.
pub fn show(ui: &mut Ui, game: &mut Game, out: &mut Vec<Intent>) {
    let theme = game.theme();
    let Some(session) = &game.session else {
        out.push(Intent::Go(Screen::Title));
        return;
    };
    let keys = ["back", "export"].map(|id| crate::keys::hint(game, id));
    let mut state = std::mem::take(&mut game.memory.debrief);
    let debrief = state.of(session);
    if state.choice_is_coming() {
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(300));
    }
    let title = tr!("Debrief: {title}", title = debrief.title);
    let went = theme.screen(ui, (&title, &debrief.screen.ended), &keys[0], LOOKING + 80.0, |ui| {
        theme.row(ui, |ui| {
            if theme.primary(ui, tr!("Export as a page")).clicked() {
                out.push(Intent::Export);
            }
            if theme.button(ui, tr!("Go back to a turn")).clicked() {
                state.forking = !state.forking;
            }
            theme.small(ui, &tr!("{keys}: one file that any browser opens, to keep or to print.", keys = keys[1]));
        });
        if state.forking {
            super::ending::turns(ui, &theme, session, out);
        }
        ui.add_space(space::SMALL);
        if ui.available_width() < 760.0 {
            contents(ui, &theme, &mut state, true);
            body(ui, &theme, &debrief, &mut state);
        } else {
            ui.horizontal_top(|ui| {
                ui.allocate_ui(egui::vec2(230.0, 0.0), |ui| {
                    ui.set_width(230.0);
                    ui.vertical(|ui| contents(ui, &theme, &mut state, false));
                });
                ui.add_space(space::MEDIUM);
                ui.vertical(|ui| {
                    ui.set_width(ui.available_width());
                    body(ui, &theme, &debrief, &mut state);
                });
            });
        }
    });
    game.memory.debrief = state;
    if went {
        out.push(Intent::Back);
    }
}

fn contents(ui: &mut Ui, theme: &Theme, state: &mut State, narrow: bool) {
    if narrow {
        let text = if state.contents { tr!("Close the contents") } else { tr!("Contents") };
        if theme.link(ui, text).clicked() {
            state.contents = !state.contents;
        }
        if !state.contents {
            return;
        }
        let before = state.section;
        theme.row(ui, |ui| entries(ui, theme, state));
        // One choice is enough; then the section has the room.
        state.contents = state.section == before;
        ui.add_space(space::SMALL);
    } else {
        ui.spacing_mut().item_spacing.y = 2.0;
        entries(ui, theme, state);
    }
}

fn entries(ui: &mut Ui, theme: &Theme, state: &mut State) {
    for (at, (heading, _)) in SECTIONS.iter().enumerate() {
        if theme.entry(ui, state.section == at, plain(heading)).clicked() {
            state.section = at;
        }
    }
}

fn body(ui: &mut Ui, theme: &Theme, debrief: &Debrief, state: &mut State) {
    let Some((heading, show)) = SECTIONS.get(state.section) else { return };
    theme.paper(ui, |ui| {
        theme.headline(ui, plain(heading));
        ui.add_space(space::SMALL);
        show(ui, theme, debrief, state);
    });
    ui.horizontal_wrapped(|ui| {
        if let Some(before) = state.section.checked_sub(1)
            && theme
                .link_named(
                    ui,
                    &format!("‹ {}", plain(SECTIONS[before].0)),
                    &tr!("The section before: {sections}", sections = plain(SECTIONS[before].0)),
                )
                .clicked()
        {
            state.section = before;
        }
        if let Some((next, _)) = SECTIONS.get(state.section + 1)
            && let next = plain(next)
            && theme.link_named(ui, &format!("{next} ›"), &tr!("The next section: {next}", next)).clicked()
        {
            state.section += 1;
        }
    });
}

/// Numbers of sources, as they stand behind a sentence.
pub(super) fn cited(numbers: &[usize]) -> String {
    if numbers.is_empty() {
        return String::new();
    }
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    format!(" [{}]", numbers.join(", "))
}

/// The first plain screen.
fn glance(ui: &mut Ui, theme: &Theme, debrief: &Debrief, _: &mut State) {
    let screen = &debrief.screen;
    let lost = debrief.ending.as_ref().is_some_and(|ending| ending.lost);
    theme.callout(ui, if lost { Tone::Alarm } else { Tone::Plain }, |ui| {
        theme.strong(ui, &screen.ended);
        theme.body(ui, &screen.ahead);
    });
    theme.beside(ui, 2, 300.0, |ui, at| seat(ui, theme, at, &screen.seats[at], &debrief.players[at]));
    if !screen.human_cost.is_empty() {
        ui.add_space(space::MEDIUM);
        theme.heading(ui, tr!("What it cost in lives"));
        for sentence in &screen.human_cost {
            theme.body(ui, sentence);
        }
    }
}

fn seat(ui: &mut Ui, theme: &Theme, at: usize, seat: &Seat, player: &str) {
    theme.side(ui, at, &seat.name);
    let by = if player.is_empty() {
        seat.decider.clone()
    } else {
        tr!("{decider}. Played by {player}.", decider = seat.decider, player)
    };
    theme.small(ui, &by);
    ui.add_space(space::SMALL);
    theme.label(ui, tr!("Wanted, and got"));
    for want in &seat.wants {
        theme.marked(ui, &want.weight.to_string(), theme.palette.faint, |theme, ui| {
            theme.strong(ui, &want.title);
            let got: Vec<&str> = want.got.iter().flatten().map(String::as_str).collect();
            match got.as_slice() {
                [] => {}
                [first, later] if first == later => {
                    theme.small(ui, &tr!("{first}, at both dates", first));
                }
                _ => {
                    theme.small(ui, &got.join(tr!("; later: ")));
                }
            }
        });
    }
    if !seat.got.is_empty() {
        theme.body(ui, &seat.got);
    }
    ui.add_space(space::SMALL);
    theme.label(ui, tr!("Paid"));
    if seat.cost_own.is_empty() && seat.cost_others.is_empty() {
        theme.body(ui, tr!("Nothing that was counted."));
    }
    for cost in &seat.cost_own {
        theme.item(ui, cost);
    }
    if !seat.cost_others.is_empty() {
        theme.label(ui, tr!("Others paid"));
        for cost in &seat.cost_others {
            theme.item(ui, cost);
        }
    }
}
