//! Settings, each kept at once, and every key in one list that can be searched.

use egui::{Key, Ui};

use brinkmanship::language::plain;

use crate::{
    game::Game,
    intent::Intent,
    keys::{self, ACTIONS, Action},
    settings::{Estimates, Settings, TextSpeed},
    shared::language,
    theme::{READING, Theme, Tone, space},
};

/// What this screen remembers.
#[derive(Clone, Debug, Default)]
pub struct State {
    search: String,
    /// The action that waits for its key.
    pub waiting: Option<&'static str>,
    /// Why a key could not be given.
    fault: Option<String>,
}

/// Steps of the interface scale, in percent.
const SCALES: [u16; 8] = [75, 100, 125, 150, 175, 200, 225, 250];
/// Minutes of the turn timer; 0 is none.
const MINUTES: [u16; 6] = [0, 2, 3, 5, 10, 20];

/// Shows it.
pub fn show(ui: &mut Ui, game: &mut Game, out: &mut Vec<Intent>) {
    let theme = game.theme();
    let back = keys::hint(game, "back");
    let mut settings = game.settings.clone();
    let waiting = game.memory.settings.waiting;
    if let Some(id) = waiting {
        take_key(ui, &mut game.memory.settings, &mut settings, id);
    }
    let state = &mut game.memory.settings;
    let went = theme.screen(
        ui,
        (tr!("Settings"), tr!("Everything is kept as soon as it is changed.")),
        &back,
        READING,
        |ui| {
            theme.paper(ui, |ui| look(ui, &theme, &mut settings));
            theme.paper(ui, |ui| play(ui, &theme, &mut settings));
            theme.paper(ui, |ui| list(ui, &theme, state, &mut settings));
            theme.paper(ui, |ui| {
                theme.heading(ui, tr!("All of it"));
                if theme.button(ui, tr!("As it was at first")).clicked() {
                    let first = Settings::default();
                    settings = Settings {
                        window: settings.window,
                        seen: settings.seen.clone(),
                        last: settings.last.clone(),
                        tutored: settings.tutored,
                        ..first
                    };
                }
                theme.small(ui, tr!("Saved crises and the endings that you have seen stay."));
            });
        },
    );
    if settings != game.settings {
        out.push(Intent::Set(Box::new(settings)));
    }
    if went {
        game.memory.settings.waiting = None;
        out.push(Intent::Back);
    }
}

/// A row of values to choose from, with a label.
fn values<T: Copy + PartialEq>(
    ui: &mut Ui,
    theme: &Theme,
    label: &str,
    what: &str,
    values: &[(T, String)],
    set: &mut T,
) {
    theme.strong(ui, label);
    if !what.is_empty() {
        theme.small(ui, what);
    }
    theme.row(ui, |ui| {
        for (value, text) in values {
            let chosen = *set == *value;
            if theme.pick(ui, chosen, text, &format!("{label}: {text}")).clicked() {
                *set = *value;
            }
        }
    });
    ui.add_space(space::SMALL);
}

fn look(ui: &mut Ui, theme: &Theme, settings: &mut Settings) {
    theme.heading(ui, tr!("Look"));
    let known = |code: &str| language::all().map(|(known, _)| known).find(|known| *known == code);
    let mut chosen = settings.language.as_deref().and_then(known);
    let languages: Vec<(Option<&str>, String)> = std::iter::once((None, tr!("The system’s").to_owned()))
        .chain(language::all().map(|(code, name)| (Some(code), name.to_owned())))
        .collect();
    let what = tr!("What is not translated yet is shown in English.");
    values(ui, theme, tr!("Language"), what, &languages, &mut chosen);
    settings.language = chosen.map(str::to_owned);
    values(
        ui,
        theme,
        tr!("Light"),
        "",
        &[(false, tr!("Day").to_owned()), (true, tr!("Night").to_owned())],
        &mut settings.night,
    );
    let scales = SCALES.map(|scale| (scale, format!("{scale} %")));
    values(ui, theme, tr!("Size of the interface"), "", &scales, &mut settings.scale);
    let speeds =
        [(TextSpeed::Slow, tr!("Slowly")), (TextSpeed::Fast, tr!("Quickly")), (TextSpeed::AtOnce, tr!("At once"))];
    let speeds = speeds.map(|(speed, text)| (speed, text.to_owned()));
    values(ui, theme, tr!("Texts appear"), "", &speeds, &mut settings.text_speed);
    let motion = [(false, tr!("As usual").to_owned()), (true, tr!("Only what must").to_owned())];
    values(ui, theme, tr!("What moves"), "", &motion, &mut settings.reduced_motion);
}

fn play(ui: &mut Ui, theme: &Theme, settings: &mut Settings) {
    theme.heading(ui, tr!("Play"));
    let desks = [(false, tr!("The main decision first").to_owned()), (true, tr!("All desks at once").to_owned())];
    values(ui, theme, tr!("A turn opens with"), "", &desks, &mut settings.all_desks);
    let estimates = [
        (Estimates::Off, tr!("Not at all").to_owned()),
        (Estimates::Words, tr!("In words").to_owned()),
        (Estimates::Numbers, tr!("In numbers").to_owned()),
    ];
    values(
        ui,
        theme,
        tr!("The staff’s estimates"),
        tr!("They are given when they are asked for, on the paper of the advisers."),
        &estimates,
        &mut settings.estimates,
    );
    let minutes = MINUTES.map(|minutes| {
        (minutes, if minutes == 0 { tr!("None").to_owned() } else { tr!("{minutes} minutes", minutes) })
    });
    values(
        ui,
        theme,
        tr!("Turn timer"),
        tr!(
            "When it runs out, what is chosen by then is sealed, unless something must still be ordered. It stands still while you are away from the table."
        ),
        &minutes,
        &mut settings.turn_minutes,
    );
}

fn list(ui: &mut Ui, theme: &Theme, state: &mut State, settings: &mut Settings) {
    theme.heading(ui, tr!("Keys"));
    theme.small(ui, tr!("Tab, Enter, Space and the arrows move about and press what has the focus, Page Up and Page Down turn the page; they stay as they are."));
    theme.field(ui, tr!("Search the keys"), tr!("search: seal, film, Ctrl+S"), &mut state.search);
    if let Some(fault) = &state.fault {
        theme.note(ui, fault, Tone::Alarm);
    }
    let wanted = state.search.trim().to_lowercase();
    let shown = |action: &&Action| {
        let (command, key) = keys::binding(settings, action);
        let key = keys::written(command, key).to_lowercase();
        wanted.is_empty() || plain(action.text).to_lowercase().contains(&wanted) || key.contains(&wanted)
    };
    let shown: Vec<&Action> = ACTIONS.iter().filter(shown).collect();
    if shown.is_empty() {
        theme.small(ui, tr!("No action has that in its name or key."));
    }
    for action in shown {
        theme.rule(ui);
        row(ui, theme, state, settings, action);
    }
    theme.rule(ui);
    if !settings.keys.is_empty() && theme.button(ui, tr!("All keys as they were at first")).clicked() {
        settings.keys.clear();
        state.fault = None;
    }
}

fn row(ui: &mut Ui, theme: &Theme, state: &mut State, settings: &mut Settings, action: &Action) {
    let (command, key) = keys::binding(settings, action);
    let written = keys::written(command, key);
    ui.horizontal(|ui| {
        let room = (ui.available_width() - 230.0).max(120.0);
        ui.allocate_ui(egui::vec2(room, 30.0), |ui| {
            ui.set_width(room);
            theme.body(ui, plain(action.text));
        });
        let waits = state.waiting == Some(action.id);
        let text = if waits { tr!("Press a key …") } else { written.as_str() };
        let name = tr!("{text}: {written}. Press to change", text = plain(action.text), written);
        if theme.pick(ui, waits, text, &name).clicked() {
            state.waiting = if waits { None } else { Some(action.id) };
            state.fault = None;
        }
        if settings.keys.contains_key(action.id)
            && theme.link_named(ui, tr!("Reset"), &tr!("Reset the key of: {text}", text = plain(action.text))).clicked()
        {
            state.fault = keys::bind(settings, action.id, action.command, action.key).err();
        }
    });
}

/// Takes the next key that is pressed for an action; Escape leaves it as it is.
fn take_key(ui: &Ui, state: &mut State, settings: &mut Settings, id: &'static str) {
    let pressed = ui.input_mut(|input| {
        let at = input
            .events
            .iter()
            .position(|event| matches!(event, egui::Event::Key { pressed: true, repeat: false, .. }))?;
        match input.events.remove(at) {
            egui::Event::Key { key, modifiers, .. } => Some((modifiers.command, key)),
            _ => None,
        }
    });
    let Some((command, key)) = pressed else { return };
    state.waiting = None;
    state.fault = match key {
        Key::Escape if !command => None,
        key => keys::bind(settings, id, command, key).err(),
    };
}
