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

/// One section.
pub struct Section {
    /// Its heading.
    pub heading: &'static str,
    /// What shows it.
    show: fn(&mut Ui, &Theme, &Debrief, &mut State),
    /// Whether it has anything to say of this crisis: nobody turns to a page that says that it is empty.
    speaks: fn(&Debrief) -> bool,
}

/// A section that every debrief has.
const fn always(heading: &'static str, show: fn(&mut Ui, &Theme, &Debrief, &mut State)) -> Section {
    Section { heading, show, speaks: |_| true }
}

/// Every section, in the order of the contents.
pub const SECTIONS: &[Section] = &[
    always(mark!("What each side wanted, got and paid"), glance),
    always(mark!("Who got what, aim by aim"), verdicts::table),
    always(mark!("The scores, and where they come from"), verdicts::scores),
    always(mark!("Red lines: words beside conduct"), lines::show),
    always(mark!("The course, turn by turn"), course::show),
    always(mark!("What each side saw"), course::sights),
    always(mark!("What turned on choice, and what on luck"), minds::choice),
    always(mark!("Every draw, with its odds"), course::chance),
    always(mark!("What each side believed"), minds::minds),
    Section {
        heading: mark!("What the opponent thought"),
        show: minds::thoughts,
        speaks: |debrief| !debrief.thoughts.is_empty(),
    },
    Section {
        heading: mark!("Forecasts, and what came"),
        show: minds::forecasts,
        speaks: |debrief| !debrief.forecasts.is_empty(),
    },
    always(mark!("Offers and agreements"), rest::talks),
    always(mark!("The real course beside this one"), course::real),
    always(mark!("What followed"), rest::aftermath),
    always(mark!("The figures, and why each moved"), rest::figures),
    always(mark!("How historians read it"), verdicts::schools),
    always(mark!("Questions for a class"), rest::questions),
    always(mark!("Words explained"), rest::glossary),
    always(mark!("Sources"), rest::sources),
];

/// The sections of a debrief that have something to say, each with its place in [`SECTIONS`].
pub fn sections(debrief: &Debrief) -> impl DoubleEndedIterator<Item = (usize, &'static Section)> {
    SECTIONS.iter().enumerate().filter(|(_, section)| (section.speaks)(debrief))
}

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
            contents(ui, &theme, &debrief, &mut state, true);
            body(ui, &theme, &debrief, &mut state);
        } else {
            ui.horizontal_top(|ui| {
                ui.allocate_ui(egui::vec2(230.0, 0.0), |ui| {
                    ui.set_width(230.0);
                    ui.vertical(|ui| contents(ui, &theme, &debrief, &mut state, false));
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

fn contents(ui: &mut Ui, theme: &Theme, debrief: &Debrief, state: &mut State, narrow: bool) {
    if narrow {
        let text = if state.contents { tr!("Close the contents") } else { tr!("Contents") };
        if theme.link(ui, text).clicked() {
            state.contents = !state.contents;
        }
        if !state.contents {
            return;
        }
        let before = state.section;
        theme.row(ui, |ui| entries(ui, theme, debrief, state));
        // One choice is enough; then the section has the room.
        state.contents = state.section == before;
        ui.add_space(space::SMALL);
    } else {
        ui.spacing_mut().item_spacing.y = 2.0;
        entries(ui, theme, debrief, state);
    }
}

fn entries(ui: &mut Ui, theme: &Theme, debrief: &Debrief, state: &mut State) {
    for (at, section) in sections(debrief) {
        if theme.entry(ui, state.section == at, plain(section.heading)).clicked() {
            state.section = at;
        }
    }
}

fn body(ui: &mut Ui, theme: &Theme, debrief: &Debrief, state: &mut State) {
    let Some(section) = SECTIONS.get(state.section) else { return };
    theme.paper(ui, |ui| {
        theme.headline(ui, plain(section.heading));
        ui.add_space(space::SMALL);
        (section.show)(ui, theme, debrief, state);
    });
    let here = state.section;
    let before = sections(debrief).rfind(|(at, _)| *at < here);
    let next = sections(debrief).find(|(at, _)| here < *at);
    ui.horizontal_wrapped(|ui| {
        if let Some((at, before)) = before {
            let before = plain(before.heading);
            let named = tr!("The section before: {sections}", sections = before);
            if theme.link_named(ui, &format!("‹ {before}"), &named).clicked() {
                state.section = at;
            }
        }
        if let Some((at, next)) = next {
            let next = plain(next.heading);
            if theme.link_named(ui, &format!("{next} ›"), &tr!("The next section: {next}", next)).clicked() {
                state.section = at;
            }
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
    theme.label(ui, tr!("Paid and promised"));
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
