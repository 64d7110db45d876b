//! The briefing: one's seat, aims, red lines, and what one knows and does not know.

use egui::Ui;

use brinkmanship::{
    report::{
        table::{Aim, Line, Table},
        words::the,
    },
    scenario::Scenario,
};

use crate::{
    session::{Begin, Session},
    theme::{LOOKING, Theme, Tone, space},
};

/// What was settled before it began, and is not told otherwise.
#[derive(Clone, Copy, Debug)]
pub struct Settled {
    /// Whether it was chosen who leads the other side.
    leader: bool,
    /// Whether an event was asked for.
    event: bool,
}

impl Settled {
    /// As it is about to begin, for this seat.
    #[must_use]
    pub fn of(begin: &Begin, seat: usize) -> Self {
        Self { leader: begin.setup.dispositions[1 - seat.min(1)].is_some(), event: begin.forced.is_some() }
    }

    /// As it was begun, for this seat.
    #[must_use]
    pub fn begun(session: &Session, seat: usize) -> Self {
        Self { leader: session.setup().dispositions[1 - seat.min(1)].is_some(), event: session.event_asked_for() }
    }
}

/// What comes next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Next {
    /// The briefing goes on.
    Stay,
    /// Back to the choice of seats.
    Seats,
    /// It begins.
    Begin,
}

/// Shows the briefing of a seat.
pub fn show(ui: &mut Ui, theme: &Theme, scenario: &Scenario, table: &Table, settled: Settled) -> Next {
    let mut next = Next::Stay;
    let under = format!("{}. {}", table.date, table.headline);
    let title = tr!("Briefing: {own_name}", own_name = table.own_name());
    theme.foot(ui, LOOKING, |ui| {
        if theme.primary(ui, tr!("Begin")).clicked() {
            next = Next::Begin;
        }
    });
    let went = theme.screen(ui, (&title, &under), "", LOOKING, |ui| {
        if !table.content_note.is_empty() {
            theme.callout(ui, Tone::Plain, |ui| {
                theme.small(ui, &table.content_note);
            });
        }
        theme.paper(ui, |ui| {
            theme.side(ui, table.seat, table.own_name());
            theme.small(ui, &table.deciders[table.seat.min(1)]);
            if table.briefing == table.about {
                theme.document(ui, &table.about);
            } else {
                theme.beside(ui, 2, 330.0, |ui, at| {
                    theme.document(ui, if at == 0 { &table.about } else { &table.briefing });
                });
            }
            if let Some((name, text)) = &table.disposition {
                ui.add_space(space::SMALL);
                theme.said(ui, &tr!("You are: {name}.", name), text);
            }
        });
        theme.beside(ui, 2, 330.0, |ui, at| {
            theme.paper(ui, |ui| if at == 0 { aims(ui, theme, table) } else { lines(ui, theme, table) });
        });
        theme.beside(ui, 2, 330.0, |ui, at| {
            theme.paper(ui, |ui| {
                if at == 0 { known(ui, theme, table) } else { unknown(ui, theme, scenario, table, settled) }
            });
        });
    });
    if went { Next::Seats } else { next }
}

fn aims(ui: &mut Ui, theme: &Theme, table: &Table) {
    theme.heading(ui, tr!("What you want"));
    // What is said aloud first, and then each kind by its own name, as the paper of the aims has it.
    let mut kinds: Vec<(bool, &str)> = table.aims.iter().map(|aim| (aim.private, aim.kind.as_str())).collect();
    kinds.sort_by_key(|(private, _)| *private);
    let mut told: Vec<&str> = Vec::new();
    for (_, kind) in kinds {
        if told.contains(&kind) {
            continue;
        }
        told.push(kind);
        let of: Vec<&Aim> = table.aims.iter().filter(|aim| aim.kind == kind).collect();
        ui.add_space(space::TIGHT);
        theme.label(ui, kind);
        for aim in of {
            theme.marked(ui, &format!("{}", aim.weight), theme.palette.faint, |theme, ui| {
                theme.strong(ui, &aim.title);
                theme.small(ui, &aim.text);
            });
        }
    }
    theme.small(ui, tr!("The number before each is its weight, from 0 to 10."));
}

fn lines(ui: &mut Ui, theme: &Theme, table: &Table) {
    theme.heading(ui, tr!("Red lines"));
    for (own, label) in [(true, tr!("Yours")), (false, tr!("Of others, as far as you know"))] {
        let of: Vec<&Line> = table.lines.iter().filter(|line| line.own == own).collect();
        ui.add_space(space::TIGHT);
        theme.label(ui, label);
        if of.is_empty() {
            theme.small(ui, tr!("None so far."));
        }
        for line in of {
            let state = if line.declared { tr!("declared") } else { tr!("not declared") };
            theme.marked(ui, "—", theme.palette.alarm, |theme, ui| {
                theme.body(ui, &line.text);
                let whose = if line.own {
                    tr!("Binds {binds}; {state}.", binds = the(&line.binds), state)
                } else {
                    tr!("Drawn by {owner}; {state}.", owner = the(&line.owner), state)
                };
                theme.small(ui, &tr!("{whose} It is {words}, {deeds}.", whose, words = line.words, deeds = line.deeds));
            });
        }
    }
}

fn known(ui: &mut Ui, theme: &Theme, table: &Table) {
    theme.heading(ui, tr!("What you know"));
    for ladder in &table.ladders {
        if let Some(rung) = ladder.rungs.get(ladder.own) {
            theme.said(ui, &format!("{}:", ladder.name), &format!("{}.", rung.name));
        }
    }
    for fact in &table.facts {
        theme.item(ui, fact);
    }
    if table.facts.is_empty() {
        theme.item(ui, tr!("What the newspapers know."));
    }
}

fn unknown(ui: &mut Ui, theme: &Theme, scenario: &Scenario, table: &Table, settled: Settled) {
    theme.heading(ui, tr!("What you do not know"));
    let other = 1 - table.seat.min(1);
    let leaders: Vec<&str> = scenario.actors[other]
        .dispositions
        .iter()
        .filter_map(|id| scenario.dispositions.get(id.index()))
        .map(|data| data.name.as_str())
        .collect();
    if !settled.leader && 1 < leaders.len() {
        theme.item(ui, &tr!("Who you face. It may be one of these: {leaders}.", leaders = leaders.join("; ")));
    }
    for text in [
        tr!("What the other side wants and has not said aloud, and which lines it keeps to itself."),
        tr!("What it orders before both orders are unsealed."),
        tr!("Whether something strange was ordered or an accident."),
    ] {
        theme.item(ui, text);
    }
    theme.callout(ui, Tone::Warning, |ui| {
        let text = tr!("Chance never sleeps. On this rung the odds of an incident nobody ordered are {incident_odds} a turn, and of catastrophe {catastrophe_odds}. They grow with every rung.", incident_odds = table.incident_odds.0, catastrophe_odds = table.catastrophe_odds.0);
        theme.body(ui, &text);
    });
    if settled.event {
        theme.small(ui, tr!("One event that you asked for will happen the first time it can."));
    }
}
