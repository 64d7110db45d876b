//! A tutorial of five minutes that teaches by doing, on a small crisis of its own, with a coach who says what to do now
//! and waits until it is done. What the coach says stands in `tutorial/coach.ron`.

use std::sync::OnceLock;

use brinkmanship::{
    crisis::Setup,
    policy::Simple,
    report::table::Table,
    scenario::{Loaded, Scenario, files::Found},
    transcript::fit::load,
};
use egui::{Margin, Ui};
use serde::Deserialize;

use crate::{
    game::Game,
    intent::{Intent, Screen},
    seat::Seat,
    session::{Begin, Phase, Session},
    theme::{Theme, space},
};

/// The id of the tutorial's scenario.
pub const ID: &str = "tutorial-bridge";

/// Its one file.
const TEXT: &str = include_str!("../tutorial/scenario.ron");
/// What the coach says.
const COACH: &str = include_str!("../tutorial/coach.ron");
/// A seed with which nothing happens that was not ordered, as long as the coach is followed.
const SEED: u64 = 3;

/// Until when a step of the coach waits.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq)]
pub enum Until {
    /// Until it has been read.
    Read,
    /// Until a card of this title is chosen.
    Chosen(String),
    /// Until the turn goes on.
    Later,
    /// Until the debrief is open.
    Debrief,
}

/// One step of the coach.
#[derive(Clone, Debug, Deserialize)]
pub struct Step {
    /// The turn that it belongs to.
    #[serde(default)]
    pub turn: usize,
    /// Whether it belongs to what was unsealed as this turn opened, rather than to its order.
    #[serde(default)]
    pub unsealed: bool,
    /// Whether it belongs to the time after the end.
    #[serde(default)]
    pub over: bool,
    /// In a few words.
    pub title: String,
    /// What to do, and why.
    pub text: String,
    /// Until when it waits.
    pub until: Until,
}

impl Step {
    /// Its place in time: later steps have larger ones.
    const fn place(&self) -> usize {
        if self.over { usize::MAX } else { self.turn * 2 + if self.unsealed { 0 } else { 1 } }
    }
}

/// Where the coach stands.
#[derive(Clone, Debug, Default)]
pub struct State {
    step: usize,
    /// Whether the step has just been read.
    pub read: bool,
}

impl State {
    /// The step that is up.
    #[must_use]
    pub fn step(&self) -> Option<&'static Step> {
        steps().get(self.step)
    }
}

/// The steps of the coach.
#[must_use]
pub fn steps() -> &'static [Step] {
    static STEPS: OnceLock<Vec<Step>> = OnceLock::new();
    // A test reads it; a coach that cannot be read leaves the tutorial without one.
    STEPS.get_or_init(|| ron::from_str(COACH).unwrap_or_default())
}

/// The scenario as it was read and checked.
#[must_use]
pub fn loaded() -> Loaded {
    let found = Found { name: "scenario.ron".to_owned(), bytes: Ok(TEXT.as_bytes().to_vec()) };
    load(ID, &[found])
}

fn scenario() -> Option<&'static Scenario> {
    static SCENARIO: OnceLock<Option<Scenario>> = OnceLock::new();
    SCENARIO.get_or_init(|| loaded().scenario).as_ref()
}

/// Begins it.
///
/// # Errors
/// Its scenario cannot be read, which would be a fault of the program.
pub fn begin() -> Result<Session, String> {
    let scenario = scenario().ok_or(tr!("The tutorial cannot be read. Everything else can be played."))?;
    let begin = Begin {
        seats: [Seat::Human, Seat::Policy(Simple::Historical)],
        setup: Setup::default(),
        seed: SEED,
        prologue: false,
        from_turn: 0,
        forced: None,
        premise: Default::default(),
        names: crate::shared::library::Names::Real,
    };
    Session::begin(scenario, &begin)
}

/// Where a session stands, in the places of steps.
fn place(session: &Session) -> usize {
    let turn = session.table().map_or(0, |table| table.turn);
    match session.phase() {
        Phase::Over => usize::MAX,
        Phase::Unsealed(_) => turn * 2,
        Phase::Ordering(_) | Phase::HandOver(_) | Phase::Waiting => turn * 2 + 1,
    }
}

fn chosen(table: &Table, title: &str) -> bool {
    table.desks.iter().flat_map(|desk| &desk.cards).any(|card| card.chosen && card.title == title)
}

/// Whether a step of the place where a session stands waits for a card that is not chosen.
fn waits(step: &Step, here: usize, table: &Table) -> bool {
    step.place() == here && matches!(&step.until, Until::Chosen(title) if !chosen(table, title))
}

/// The card for which the coach holds the turn, so that what it says later is so; none where it cannot be had even by taking
/// back what was chosen.
#[must_use]
pub fn waits_for(session: &Session) -> Option<&'static str> {
    let (table, here) = (session.table()?, place(session));
    let title = steps().iter().filter(|step| waits(step, here, table)).find_map(|step| match &step.until {
        Until::Chosen(title) => Some(title.as_str()),
        Until::Read | Until::Later | Until::Debrief => None,
    })?;
    let mut cards = table.desks.iter().flat_map(|desk| &desk.cards);
    let open = cards.any(|card| card.title == title && card.refused.is_none());
    (open || !table.chosen.is_empty()).then_some(title)
}

/// Moves the coach on as far as what was done allows. Says whether there is nothing more to say.
fn advance(state: &mut State, session: &Session, screen: &Screen) -> bool {
    let here = place(session);
    let steps = steps();
    if steps.get(state.step).is_some_and(|step| here < step.place()) {
        // A turn was taken back.
        state.step = steps.iter().position(|step| here <= step.place()).unwrap_or(steps.len());
    }
    // A card was put back of which the coach had spoken.
    if let Some(table) = session.table()
        && let Some(back) = steps.iter().take(state.step).position(|step| waits(step, here, table))
    {
        state.step = back;
    }
    while let Some(step) = steps.get(state.step) {
        let done = match &step.until {
            _ if step.place() < here => true,
            Until::Read => std::mem::take(&mut state.read),
            Until::Chosen(title) => session.table().is_some_and(|table| chosen(table, title)),
            Until::Later => false,
            Until::Debrief => *screen == Screen::Debrief,
        };
        if !done {
            break;
        }
        state.step += 1;
    }
    state.read = false;
    state.step == steps.len()
}

/// Shows the coach over whatever screen is up, while the tutorial is played.
pub fn coach(ui: &mut Ui, game: &mut Game, out: &mut Vec<Intent>) {
    if !matches!(game.screen, Screen::Table | Screen::Ending | Screen::Debrief) {
        return;
    }
    let (Some(mut state), Some(session)) = (game.memory.coach.take(), &game.session) else { return };
    if advance(&mut state, session, &game.screen) {
        out.push(Intent::DismissCoach);
        return;
    }
    let theme = game.theme();
    let hints = ["seal", "coach", "paper-desks"].map(|id| crate::keys::hint(game, id));
    if let Some(step) = state.step() {
        sheet(ui, &theme, step, (state.step, steps().len()), &hints, &mut state, out);
    }
    game.memory.coach = Some(state);
}

fn sheet(
    ui: &mut Ui,
    theme: &Theme,
    step: &Step,
    (at, of): (usize, usize),
    [seal, coach, desks]: &[String; 3],
    state: &mut State,
    out: &mut Vec<Intent>,
) {
    let frame = theme.sheet().fill(theme.palette.paper_raised).inner_margin(Margin::symmetric(20, 12));
    egui::Panel::top("coach").frame(frame).show_separator_line(false).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::TIGHT;
        theme.row(ui, |ui| {
            theme.label(ui, &tr!("Coach, {at} of {of}", at = at + 1, of));
            if theme.link_named(ui, tr!("Leave"), tr!("Leave the tutorial")).clicked() {
                out.push(Intent::DismissCoach);
                out.push(Intent::Go(Screen::Title));
            }
        });
        theme.heading(ui, &step.title);
        theme.body(ui, &step.text.replace("{seal}", seal).replace("{desks}", desks));
        if step.until == Until::Read {
            let button = theme.primary(ui, tr!("Understood"));
            // Enter goes on, as it does at a report, where it presses nothing else.
            let enter = ui.memory(|memory| memory.focused().is_none())
                && ui.input(|input| input.modifiers.is_none() && input.key_pressed(egui::Key::Enter));
            if theme.renamed(button, &tr!("Understood, go on ({coach})", coach)).clicked() || enter {
                state.read = true;
            }
        }
    });
}
