//! Saved crises: to go on with, to fork from an older turn, to save under a name, to delete.

use std::{
    path::PathBuf,
    time::{Duration, SystemTime},
};

use brinkmanship::{
    report::words::Count,
    scenario::{Scenario, model::CutData},
    transcript::Transcript,
};
use egui::Ui;

use crate::{
    game::Game,
    intent::Intent,
    saves::{KEPT, Saved, Summary},
    seat::Seat,
    session::{Phase, Session},
    shared::library::Names,
    theme::{READING, Theme, Tone, space},
};

/// What this screen remembers.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// The list, read once each time the screen is opened.
    list: Option<Vec<(Saved, Option<&'static Scenario>)>>,
    name: String,
    /// The name that is taken already, once it was asked for.
    taken: Option<String>,
    /// The crisis whose turns are being shown.
    turns: Option<PathBuf>,
    /// The crisis whose deletion waits to be confirmed.
    doomed: Option<PathBuf>,
}

/// Shows it.
pub fn show(ui: &mut Ui, game: &mut Game, out: &mut Vec<Intent>) {
    let theme = game.theme();
    let back = crate::keys::hint(game, "back");
    if game.memory.saves.list.is_none() {
        // Under invented names nothing in the list says the real ones.
        let ending = |transcript: &Transcript| {
            let scenario = game.shelf.find(&transcript.scenario, Names::of(transcript.twin)).ok()??;
            Session::ending_of(scenario, transcript)
        };
        let list = game.saves.all(ending);
        let scenario = |saved: &Saved| {
            let summary = saved.what.as_ref().ok()?;
            game.shelf.find(&summary.scenario, summary.names).ok()?
        };
        let scenarios: Vec<Option<&'static Scenario>> = list.iter().map(scenario).collect();
        game.memory.saves.list = Some(list.into_iter().zip(scenarios).collect());
    }
    let mut state = std::mem::take(&mut game.memory.saves);
    let folder = game.saves.folder().map(|folder| folder.display().to_string());
    let under = folder.map_or_else(
        || tr!("There is no folder to save in. Start the game with --data FOLDER.").to_owned(),
        |folder| {
            tr!("Every turn is saved by itself. Of crises that are over, the last {kept} of a scenario are kept unless you name them. They lie in {folder}.", kept = KEPT, folder)
        },
    );
    let went = theme.screen(ui, (tr!("Saved crises"), &under), &back, READING, |ui| {
        now(ui, game, &theme, &mut state, out);
        let list = state.list.take().unwrap_or_default();
        if list.is_empty() {
            theme.paper(ui, |ui| {
                theme.body(ui, tr!("Nothing is saved yet. A crisis is saved by itself as soon as it begins."));
            });
        }
        for (saved, scenario) in &list {
            theme.paper(ui, |ui| match &saved.what {
                Ok(summary) => row(ui, &theme, &mut state, (saved, summary, *scenario), out),
                Err(why) if saved.newer => {
                    theme.strong(ui, &saved.name);
                    let text =
                        tr!("A newer version of the game wrote this one, and that one opens it. It was left as it is.");
                    theme.note(ui, text, Tone::Warning);
                    theme.small(ui, why);
                }
                Err(why) => {
                    theme.strong(ui, &saved.name);
                    theme.note(ui, tr!("This one cannot be read. It was left as it is."), Tone::Alarm);
                    theme.small(ui, why);
                    delete(ui, &theme, &mut state, saved, &saved.name, out);
                }
            });
        }
        state.list = Some(list);
    });
    game.memory.saves = state;
    if went {
        out.push(Intent::Back);
    }
}

/// To save what is at the table under a name.
fn now(ui: &mut Ui, game: &Game, theme: &Theme, state: &mut State, out: &mut Vec<Intent>) {
    let Some(session) = &game.session else { return };
    theme.paper(ui, |ui| {
        theme.heading(ui, tr!("At the table now"));
        let when = if session.phase() == Phase::Over { tr!("over").to_owned() } else { session.date().to_owned() };
        theme.small(ui, &format!("{}, {when}", session.scenario().title));
        theme.row(ui, |ui| {
            let written = theme.field(ui, tr!("Name to save it under"), tr!("a name"), &mut state.name);
            let entered = written.lost_focus() && ui.input(|input| input.key_pressed(egui::Key::Enter));
            if (theme.primary(ui, tr!("Save")).clicked() || entered) && !state.name.trim().is_empty() {
                if game.saves.has(&state.name) {
                    state.taken = Some(state.name.clone());
                } else {
                    out.push(Intent::Save(state.name.clone()));
                }
            }
        });
        if state.taken.as_ref().is_some_and(|taken| *taken != state.name) {
            state.taken = None;
        }
        if let Some(taken) = state.taken.clone() {
            theme.row(ui, |ui| {
                theme.note(ui, tr!("There is one of that name already."), Tone::Warning);
                if theme.link_named(ui, tr!("Replace it"), &tr!("Replace {taken}", taken)).clicked() {
                    out.push(Intent::Replace(taken));
                    state.taken = None;
                }
                if theme.link(ui, tr!("Keep it, and choose another name")).clicked() {
                    state.taken = None;
                }
            });
        }
    });
}

fn row(
    ui: &mut Ui,
    theme: &Theme,
    state: &mut State,
    (saved, summary, scenario): (&Saved, &Summary, Option<&'static Scenario>),
    out: &mut Vec<Intent>,
) {
    let title = scenario.map_or(summary.scenario.as_str(), |scenario| scenario.title.as_str());
    let name = if saved.auto { title } else { &saved.name };
    let when = ago(saved.when);
    theme.row(ui, |ui| {
        theme.heading(ui, name);
        theme.chip(ui, if saved.auto { tr!("Saved by itself") } else { tr!("Named") }, Tone::Plain);
    });
    let cuts = scenario.map_or(&[][..], |scenario| &scenario.cuts[..]);
    let cut = cuts.iter().find(|cut| Some(&cut.id) == summary.cut.as_ref());
    let turn = match (&summary.ended, scenario.and_then(|scenario| scenario.turns.get(summary.turns))) {
        (Some(ending), _) if ending.is_empty() => tr!("over").to_owned(),
        (Some(ending), _) => tr!("over: {ending}", ending),
        (None, Some(turn)) => format!("{} ({})", counted(cut, summary.turns).to_lowercase(), turn.date),
        (None, None) => counted(cut, summary.turns).to_lowercase(),
    };
    let seats: Vec<String> = summary
        .players
        .iter()
        .enumerate()
        .map(|(seat, player)| {
            let side = scenario
                .and_then(|scenario| scenario.actors.get(seat))
                .map_or(tr!("a side"), |actor| actor.name.as_str());
            format!("{side}: {}", Seat::of_name(player).words())
        })
        .collect();
    let mut of = if saved.auto { String::new() } else { format!("{title} · ") };
    if let Some(cut) = cut {
        of.push_str(&format!("{} · ", cut.title));
    }
    theme.small(ui, &format!("{of}{turn} · {} · {when}", seats.join(", ")));
    if scenario.is_none() {
        theme.note(
            ui,
            tr!("Its scenario is not on the shelf, or has faults. Nothing is lost: it waits here."),
            Tone::Warning,
        );
    }
    ui.add_space(space::TIGHT);
    theme.row(ui, |ui| {
        if scenario.is_some() {
            let go_on = if summary.ended.is_some() { tr!("Look at its end") } else { tr!("Go on") };
            if theme.button_named(ui, go_on, &format!("{go_on}: {name}, {when}")).clicked() {
                out.push(Intent::Resume(saved.path.clone(), None));
            }
            let open = state.turns.as_ref() == Some(&saved.path);
            if 0 < summary.turns
                && theme
                    .link_named(ui, tr!("From an older turn"), &tr!("From an older turn: {name}, {when}", name, when))
                    .clicked()
            {
                state.turns = if open { None } else { Some(saved.path.clone()) };
            }
        }
        delete(ui, theme, state, saved, &format!("{name}, {when}"), out);
    });
    if state.turns.as_ref() == Some(&saved.path) {
        theme.small(ui, tr!("It is played on from there as a crisis of its own; this one stays as it is."));
        for turn in 0..summary.turns {
            let date = scenario.and_then(|scenario| scenario.turns.get(turn)).map_or("", |turn| turn.date.as_str());
            let headline =
                scenario.and_then(|scenario| scenario.turns.get(turn)).map_or("", |turn| turn.headline.as_str());
            if theme.choice(ui, false, &format!("{}: {date}", counted(cut, turn)), headline).clicked() {
                out.push(Intent::Resume(saved.path.clone(), Some(turn)));
            }
        }
    }
}

/// A turn by its number, as the table counts it: in a cut only the turns that it keeps are counted, and the others pass.
#[must_use]
pub fn counted(cut: Option<&CutData>, turn: usize) -> String {
    match cut {
        Some(cut) if !cut.keeps(turn) => tr!("Between turns").to_owned(),
        cut => tr!("Turn {turn}", turn = Count::of(cut).nth(turn)),
    }
}

fn delete(ui: &mut Ui, theme: &Theme, state: &mut State, saved: &Saved, name: &str, out: &mut Vec<Intent>) {
    if state.doomed.as_ref() != Some(&saved.path) {
        if theme.link_named(ui, tr!("Delete"), &tr!("Delete: {name}", name)).clicked() {
            state.doomed = Some(saved.path.clone());
        }
        return;
    }
    theme.note(ui, tr!("Delete it for good?"), Tone::Alarm);
    if theme.link_named(ui, tr!("Yes, delete"), &tr!("Yes, delete: {name}", name)).clicked() {
        out.push(Intent::Delete(saved.path.clone()));
    }
    if theme.link_named(ui, tr!("Keep it"), &tr!("Keep it: {name}", name)).clicked() {
        state.doomed = None;
    }
}

/// How long ago, in words: no clock of any place is needed for it.
fn ago(when: SystemTime) -> String {
    let since = SystemTime::now().duration_since(when).unwrap_or(Duration::ZERO).as_secs();
    match since {
        0..=89 => tr!("just now").to_owned(),
        90..=5_399 => {
            let count = (since + 30) / 60;
            trn!(count; "{count} minute ago", "{count} minutes ago", count)
        }
        5_400..=129_599 => {
            let count = (since + 1_800) / 3_600;
            trn!(count; "{count} hour ago", "{count} hours ago", count)
        }
        _ => {
            let count = (since + 43_200) / 86_400;
            trn!(count; "{count} day ago", "{count} days ago", count)
        }
    }
}
