//! Before play: one's seat, whom one plays against, how it opens; then the briefing.

use egui::Ui;

use brinkmanship::{
    crisis::Setup,
    language::plain,
    policy::{Level, Simple},
    report::table::Table,
    scenario::{
        Scenario,
        model::{Actor, CutData, CutId, DispositionId, RuleKind},
    },
};

use super::briefing;
use crate::{
    game::Game,
    intent::Intent,
    seat::Seat,
    session::{Begin, Session},
    shared::library::Names,
    theme::{LOOKING, Theme, space},
};

/// How it opens.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Opening {
    /// As it began.
    #[default]
    AsItBegan,
    /// With a leader that is chosen, not drawn.
    Disposition,
    /// With an event that happens the first time it can.
    Event,
    /// At a later turn, with what really happened before it.
    Later,
}

/// What is chosen already when the screen opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// How it opens.
    Opening(Opening),
    /// The cut at this place of the scenario's cuts.
    Cut(usize),
    /// The invented names.
    Twin,
}

/// What this screen remembers.
#[derive(Clone, Debug)]
pub struct State {
    at: usize,
    seat: usize,
    names: Names,
    /// The place of a cut in the scenario's cuts; none plays the whole course.
    cut: Option<usize>,
    /// The place in [`OPPONENTS`].
    opponent: usize,
    opening: Opening,
    dispositions: [Option<usize>; 2],
    event: usize,
    turn: usize,
    seed: String,
    prologue: bool,
    more: bool,
    /// What the seat may know, once the briefing is up.
    briefing: Option<Box<(Begin, Table)>>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            at: usize::MAX,
            seat: 0,
            names: Names::Real,
            cut: None,
            opponent: 0,
            opening: Opening::AsItBegan,
            dispositions: [None; 2],
            event: 0,
            turn: 1,
            seed: String::new(),
            prologue: true,
            more: false,
            briefing: None,
        }
    }
}

impl State {
    /// With one choice already made.
    #[must_use]
    pub fn with(at: usize, choice: Choice) -> Self {
        let plain = Self { at, ..Self::default() };
        match choice {
            Choice::Opening(opening) => Self { opening, ..plain },
            Choice::Cut(cut) => Self { cut: Some(cut), ..plain },
            Choice::Twin => Self { names: Names::Invented, ..plain },
        }
    }

    /// From the briefing back to the seats; false where there is no briefing up.
    pub fn step_back(&mut self) -> bool {
        self.briefing.take().is_some()
    }

    /// Puts the briefing up, with what is chosen so far.
    pub fn brief(&mut self, scenario: &'static Scenario) {
        let begin = begin(scenario, self);
        let table = Session::briefing(scenario, &begin, actor(self.seat));
        self.briefing = table.map(|table| Box::new((begin, table)));
    }
}

/// Who can sit opposite: the name, what it is in plain words, and the seat.
const OPPONENTS: &[(&str, &str, Seat)] = &[
    (
        mark!("As history had it"),
        mark!("Does what was really done as long as it still can; after that it answers in kind."),
        Seat::Policy(Simple::Historical),
    ),
    (
        mark!("Tit for tat"),
        mark!("Answers in kind what it saw you do the turn before, and now and then forgives."),
        Seat::Policy(Simple::TitForTat),
    ),
    (
        mark!("A cadet who reasons"),
        mark!(
            "Weighs what you may be and want, and plans against it. All four who reason know what their seat knows and get no better odds; they differ only in how deep they think. A cadet looks at little."
        ),
        Seat::Planner(Level::Cadet),
    ),
    (mark!("An attaché who reasons"), mark!("Thinks four times as deep as a cadet."), Seat::Planner(Level::Attache)),
    (mark!("A secretary who reasons"), mark!("Four times as deep again."), Seat::Planner(Level::Secretary)),
    (mark!("The chair of the committee"), mark!("And four times as deep again."), Seat::Planner(Level::Chair)),
    (
        mark!("A dove"),
        mark!("Steps down where it can, never up, and takes what is offered."),
        Seat::Policy(Simple::Dove),
    ),
    (
        mark!("A hawk"),
        mark!("Climbs as far as it can bear the danger, never steps down, and refuses what is offered."),
        Seat::Policy(Simple::Hawk),
    ),
    (
        mark!("Chance"),
        mark!("Does anything that it may, or nothing, by lot. Good for surprises, not for learning."),
        Seat::Policy(Simple::Random),
    ),
    (
        mark!("A second person"),
        mark!("Hot seat: you hand the screen over, and each order stays sealed from the other."),
        Seat::Human,
    ),
];

/// The events that can be asked for: those that are left to chance, of the first turns, or the earliest where the first
/// turns have none.
#[must_use]
pub fn events(scenario: &Scenario) -> Vec<usize> {
    let asked = |rule: &brinkmanship::scenario::model::RuleData| {
        let kind = matches!(rule.kind, RuleKind::Opening | RuleKind::Closing);
        kind && 0 < rule.odds && rule.odds < 100_000 && !rule.title.is_empty()
    };
    let first = scenario.rules.iter().filter(|rule| asked(rule)).map(|rule| rule.turns.0).min();
    let early = scenario.prologue.saturating_add(2).max(first.unwrap_or(0).saturating_add(1));
    let places = scenario.rules.iter().enumerate();
    places.filter(|(_, rule)| asked(rule) && rule.turns.0 <= early).map(|(at, _)| at).collect()
}

/// Shows it, for the scenario at this place of the shelf.
pub fn show(ui: &mut Ui, game: &mut Game, at: usize, out: &mut Vec<Intent>) {
    if game.memory.seats.at != at {
        game.memory.seats = State { at, ..State::default() };
    }
    let names = game.memory.seats.names;
    let scenario = match game.shelf.books.get_mut(at).map(|book| book.named(names)) {
        Some(Ok(scenario)) => scenario,
        Some(Err(fault)) if names == Names::Invented => {
            game.memory.seats.names = Names::Real;
            game.complain(fault);
            return;
        }
        Some(Err(_)) | None => {
            out.push(Intent::Back);
            return;
        }
    };
    let theme = game.theme();
    let back = crate::keys::hint(game, "back");
    let state = &mut game.memory.seats;
    if let Some(briefing) = state.briefing.take() {
        match briefing::show(ui, &theme, scenario, &briefing.1, briefing::Settled::of(&briefing.0, briefing.1.seat)) {
            briefing::Next::Stay => state.briefing = Some(briefing),
            briefing::Next::Seats => {}
            briefing::Next::Begin => out.push(Intent::Begin(at, Box::new(briefing.0))),
        }
        return;
    }
    let mut brief = false;
    let hot = OPPONENTS.get(state.opponent).is_some_and(|(.., seat)| *seat == Seat::Human);
    let next = if hot { tr!("Begin, each briefed at the table") } else { tr!("Read the briefing") };
    theme.foot(ui, LOOKING, |ui| brief = theme.primary(ui, next).clicked());
    let went = theme.screen(
        ui,
        (&scenario.title, tr!("Choose your seat. Then the briefing, then it begins.")),
        &back,
        LOOKING,
        |ui| {
            if hot && !scenario.content_note.is_empty() {
                theme.callout(ui, crate::theme::Tone::Plain, |ui| {
                    theme.small(ui, &scenario.content_note);
                });
            }
            seats(ui, &theme, scenario, state);
            theme.beside(ui, 2, 330.0, |ui, at| match at {
                0 => opponents(ui, &theme, state),
                _ => openings(ui, &theme, scenario, state),
            });
            lengths_and_names(ui, &theme, scenario, state);
            ui.add_space(space::SMALL);
            more(ui, &theme, scenario, state);
        },
    );
    if went {
        out.push(Intent::Back);
    }
    if brief && hot {
        // Nobody reads the other's papers: each is briefed at the table, once the screen was handed over.
        let begin = begin(scenario, state);
        out.push(Intent::Begin(at, Box::new(begin)));
    } else if brief {
        state.brief(scenario);
    }
}

const fn actor(seat: usize) -> Actor {
    if seat == 0 { Actor::First } else { Actor::Second }
}

fn begin(scenario: &Scenario, state: &State) -> Begin {
    let other = OPPONENTS.get(state.opponent).map_or(Seat::Human, |(.., seat)| *seat);
    let mut seats = [other; 2];
    seats[state.seat] = Seat::Human;
    let mut setup = Setup { cut: state.cut.map(CutId::new), ..Setup::default() };
    if state.opening == Opening::Disposition {
        setup.dispositions = state.dispositions.map(|at| at.map(DispositionId::new));
    }
    Begin {
        seats,
        setup,
        names: state.names,
        seed: state.seed.trim().parse().unwrap_or_else(|_| new_seed()),
        prologue: state.prologue,
        from_turn: if state.opening == Opening::Later { state.turn } else { 0 },
        forced: (state.opening == Opening::Event).then(|| events(scenario).get(state.event).copied()).flatten(),
        premise: Default::default(),
    }
}

/// Another seed each time, short enough to be read out.
fn new_seed() -> u64 {
    use std::hash::{BuildHasher as _, Hasher as _};
    std::hash::RandomState::new().build_hasher().finish() % 1_000_000
}

fn seats(ui: &mut Ui, theme: &Theme, scenario: &Scenario, state: &mut State) {
    theme.beside(ui, 2, 330.0, |ui, seat| {
        let data = &scenario.actors[seat];
        let chosen = state.seat == seat;
        theme.paper(ui, |ui| {
            theme.side(ui, seat, &data.name);
            theme.small(ui, &data.decider);
            theme.document(ui, &data.seat);
            ui.add_space(space::TIGHT);
            let text = if chosen { tr!("Your seat") } else { tr!("Take this seat") };
            if theme.choice(ui, chosen, &format!("{text}: {}", data.name), "").clicked() {
                state.seat = seat;
            }
        });
    });
}

fn opponents(ui: &mut Ui, theme: &Theme, state: &mut State) {
    theme.heading(ui, tr!("Who sits opposite"));
    for (at, (name, text, _)) in OPPONENTS.iter().enumerate() {
        if theme.choice(ui, state.opponent == at, plain(name), plain(text)).clicked() {
            state.opponent = at;
        }
    }
}

/// How much of it is played, and under which names, where there is a choice.
fn lengths_and_names(ui: &mut Ui, theme: &Theme, scenario: &Scenario, state: &mut State) {
    let (cuts, twin) = (!scenario.cuts.is_empty(), scenario.twin.is_some());
    if !cuts && !twin {
        return;
    }
    ui.add_space(space::SMALL);
    theme.beside(ui, usize::from(cuts) + usize::from(twin), 330.0, |ui, at| {
        if cuts && at == 0 {
            lengths(ui, theme, scenario, state);
        } else {
            names(ui, theme, scenario, state);
        }
    });
}

fn lengths(ui: &mut Ui, theme: &Theme, scenario: &Scenario, state: &mut State) {
    theme.heading(ui, tr!("How much of it"));
    let turns = super::library::played(scenario);
    let whole = tr!("{turns} turns, about {minutes} minutes.", turns, minutes = super::library::minutes(turns));
    if theme.choice(ui, state.cut.is_none(), tr!("The whole course"), &whole).clicked() {
        state.cut = None;
    }
    for (at, cut) in scenario.cuts.iter().enumerate() {
        let turns = cut.turns().count();
        let text = tr!(
            "{turns} turns, about {minutes} minutes, or a lesson of {minutes2} in class; the other turns pass as the record has them.",
            turns,
            minutes = super::library::minutes(turns),
            minutes2 = cut.minutes
        );
        if theme.choice(ui, state.cut == Some(at), &cut.title, &text).clicked() {
            state.cut = Some(at);
            if state.opening == Opening::Later {
                // A cut begins where it begins.
                state.opening = Opening::AsItBegan;
            }
        }
        if state.cut == Some(at) {
            passing(ui, theme, scenario, cut);
        }
    }
}

/// Which days of a cut people order, and which pass as the record has them.
fn passing(ui: &mut Ui, theme: &Theme, scenario: &Scenario, cut: &CutData) {
    let dates = |kept: bool| -> Vec<&str> {
        let turns = scenario.turns.iter().enumerate();
        turns.filter(|(turn, _)| cut.keeps(*turn) == kept).map(|(_, data)| data.date.as_str()).collect()
    };
    ui.indent("passing", |ui| {
        theme.small(ui, tr!("This is a cut: a shorter course of the same crisis."));
        for (at, date) in dates(true).iter().enumerate() {
            theme.small(ui, &tr!("Turn {at}, yours to order: {date}.", at = at + 1, date));
        }
        let others = dates(false);
        if !others.is_empty() {
            theme.small(ui, &tr!("Without a scene, as the record has them: {others}.", others = others.join("; ")));
        }
    });
}

fn names(ui: &mut Ui, theme: &Theme, scenario: &Scenario, state: &mut State) {
    theme.heading(ui, tr!("Under which names"));
    let Some(twin) = &scenario.twin else { return };
    let real = state.names == Names::Real;
    if theme.choice(ui, real, tr!("The real ones"), tr!("Countries and people as they are called.")).clicked() {
        state.names = Names::Real;
    }
    let text = tr!("The same rules under invented names, for a table at which the real ones would close minds.");
    if theme.choice(ui, !real, &tr!("Invented ones: {title}", title = twin.title), text).clicked() {
        state.names = Names::Invented;
    }
}

fn openings(ui: &mut Ui, theme: &Theme, scenario: &Scenario, state: &mut State) {
    theme.heading(ui, tr!("How it opens"));
    let choose = |ui: &mut Ui, state: &mut State, opening: Opening, name: &str, text: &str| {
        if theme.choice(ui, state.opening == opening, name, text).clicked() {
            state.opening = opening;
        }
        state.opening == opening
    };
    choose(
        ui,
        state,
        Opening::AsItBegan,
        tr!("As it began"),
        tr!("Who you face, and what strikes when, is left to chance."),
    );
    if !scenario.dispositions.is_empty()
        && choose(
            ui,
            state,
            Opening::Disposition,
            tr!("Another leader"),
            tr!("You choose what kind of leader sits in a seat, instead of not knowing."),
        )
    {
        dispositions(ui, theme, scenario, state);
    }
    let events = events(scenario);
    if !events.is_empty()
        && choose(
            ui,
            state,
            Opening::Event,
            tr!("Another first event"),
            tr!("Something that might have happened early does, the first time it can."),
        )
    {
        ui.indent("events", |ui| {
            for (at, rule) in events.iter().enumerate() {
                if theme.choice(ui, state.event == at, &scenario.rules[*rule].title, "").clicked() {
                    state.event = at;
                }
            }
        });
    }
    let last = scenario.history.as_ref().map_or(0, |history| history.turns.len().saturating_sub(1));
    if 0 < last
        && state.cut.is_none()
        && choose(
            ui,
            state,
            Opening::Later,
            tr!("A later turn"),
            tr!("What really happened before it has happened; you take over there."),
        )
    {
        ui.indent("turns", |ui| {
            for turn in 1..=last {
                let Some(data) = scenario.turns.get(turn) else { continue };
                if theme.choice(ui, state.turn == turn, &data.date, &data.headline).clicked() {
                    state.turn = turn;
                }
            }
        });
    }
}

fn dispositions(ui: &mut Ui, theme: &Theme, scenario: &Scenario, state: &mut State) {
    ui.indent("dispositions", |ui| {
        for (seat, data) in scenario.actors.iter().enumerate() {
            if data.dispositions.is_empty() {
                continue;
            }
            theme.label(ui, &data.name);
            let chosen = state.dispositions[seat];
            if theme.choice(ui, chosen.is_none(), &tr!("Left to chance: {name}", name = data.name), "").clicked() {
                state.dispositions[seat] = None;
            }
            for id in &data.dispositions {
                let one = &scenario.dispositions[id.index()];
                if theme.choice(ui, chosen == Some(id.index()), &one.name, &one.text).clicked() {
                    state.dispositions[seat] = Some(id.index());
                }
            }
        }
    });
}

fn more(ui: &mut Ui, theme: &Theme, scenario: &Scenario, state: &mut State) {
    if theme.link(ui, if state.more { tr!("Fewer choices") } else { tr!("More choices") }).clicked() {
        state.more = !state.more;
    }
    if !state.more {
        return;
    }
    theme.paper(ui, |ui| {
        if 0 < scenario.prologue && state.opening != Opening::Later && state.cut.is_none() {
            theme.label(ui, tr!("The prologue"));
            if theme
                .choice(
                    ui,
                    state.prologue,
                    tr!("As history had it"),
                    tr!("What led up to the crisis is told, not played."),
                )
                .clicked()
            {
                state.prologue = true;
            }
            if theme.choice(ui, !state.prologue, tr!("Open"), tr!("You give the orders of the prologue too.")).clicked()
            {
                state.prologue = false;
            }
        }
        theme.label(ui, tr!("The seed of chance"));
        theme.small(ui, tr!("The same number gives the same draws. Left empty, every crisis is another."));
        theme.field(ui, tr!("The seed of chance"), tr!("a whole number"), &mut state.seed);
        if !state.seed.trim().is_empty() && state.seed.trim().parse::<u64>().is_err() {
            theme.note(ui, tr!("That is not a whole number, so it is left to chance."), crate::theme::Tone::Warning);
        }
    });
}
