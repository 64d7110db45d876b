//! Every action that has a key, in one list: shown on screen, searched and changed in the settings.

use egui::{Context, Key, Modifiers};

use brinkmanship::language::plain;

use crate::{
    editor::Want,
    game::Game,
    intent::{Intent, Screen},
    session::Phase,
    settings::Settings,
};

/// Something that a key does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Action {
    /// Its name in the settings file.
    pub id: &'static str,
    /// What it does.
    pub text: &'static str,
    /// Its usual key.
    pub key: Key,
    /// Whether Ctrl (or Command) is held with it.
    pub command: bool,
}

/// Every action, in the order in which the settings list them.
pub const ACTIONS: &[Action] = &[
    Action { id: "back", text: mark!("Back"), key: Key::Escape, command: false },
    Action { id: "seal", text: mark!("Seal the order, or go on"), key: Key::Enter, command: true },
    Action { id: "undo", text: mark!("Take back what was chosen last"), key: Key::Z, command: true },
    Action { id: "redo", text: mark!("Editor: make again what was taken back"), key: Key::Y, command: true },
    Action { id: "save", text: mark!("Saved crises; in the editor, save"), key: Key::S, command: true },
    Action { id: "settings", text: mark!("Settings"), key: Key::Comma, command: true },
    Action { id: "library", text: mark!("Library of scenarios"), key: Key::L, command: true },
    Action { id: "debrief", text: mark!("Debrief, once it is over"), key: Key::D, command: true },
    Action { id: "export", text: mark!("Export the debrief as a page"), key: Key::E, command: true },
    Action { id: "night", text: mark!("Day or night"), key: Key::T, command: true },
    Action { id: "larger", text: mark!("Larger interface"), key: Key::Plus, command: true },
    Action { id: "smaller", text: mark!("Smaller interface"), key: Key::Minus, command: true },
    Action { id: "film-play", text: mark!("Film: play or pause"), key: Key::F, command: false },
    Action { id: "film-next", text: mark!("Film: next turn"), key: Key::ArrowRight, command: true },
    Action { id: "film-last", text: mark!("Film: turn before"), key: Key::ArrowLeft, command: true },
    Action { id: "coach", text: mark!("Tutorial: go on"), key: Key::G, command: true },
    Action { id: "quit", text: mark!("Leave the game"), key: Key::Q, command: true },
    Action { id: "paper-decision", text: mark!("The decision of the turn"), key: Key::C, command: false },
    Action { id: "paper-desks", text: mark!("All desks"), key: Key::D, command: false },
    Action { id: "paper-talks", text: mark!("The talks"), key: Key::T, command: false },
    Action { id: "paper-lines", text: mark!("The red lines"), key: Key::R, command: false },
    Action { id: "paper-tracks", text: mark!("The tracks"), key: Key::K, command: false },
    Action { id: "paper-aims", text: mark!("Your aims, and what you know"), key: Key::A, command: false },
    Action { id: "paper-advisers", text: mark!("The advisers"), key: Key::V, command: false },
    Action { id: "paper-dispatches", text: mark!("The dispatches"), key: Key::P, command: false },
    Action { id: "paper-words", text: mark!("The map in words"), key: Key::W, command: false },
    Action { id: "paper-ladder", text: mark!("The ladder"), key: Key::L, command: false },
    Action { id: "paper-map", text: mark!("The map"), key: Key::M, command: false },
    Action { id: "card-1", text: mark!("Take card 1, or put it back"), key: Key::Num1, command: false },
    Action { id: "card-2", text: mark!("Take card 2, or put it back"), key: Key::Num2, command: false },
    Action { id: "card-3", text: mark!("Take card 3, or put it back"), key: Key::Num3, command: false },
    Action { id: "card-4", text: mark!("Take card 4, or put it back"), key: Key::Num4, command: false },
    Action { id: "card-5", text: mark!("Take card 5, or put it back"), key: Key::Num5, command: false },
    Action { id: "card-6", text: mark!("Take card 6, or put it back"), key: Key::Num6, command: false },
    Action { id: "card-7", text: mark!("Take card 7, or put it back"), key: Key::Num7, command: false },
    Action { id: "card-8", text: mark!("Take card 8, or put it back"), key: Key::Num8, command: false },
    Action { id: "card-9", text: mark!("Take card 9, or put it back"), key: Key::Num9, command: false },
];

/// The actions that take the cards that are shown, in their order.
pub const CARDS: [&str; 9] = ["card-1", "card-2", "card-3", "card-4", "card-5", "card-6", "card-7", "card-8", "card-9"];

/// The key of an action, as set, and whether Ctrl (or Command) is held with it.
#[must_use]
pub fn binding(settings: &Settings, action: &Action) -> (bool, Key) {
    settings.keys.get(action.id).and_then(|text| parsed(text)).unwrap_or((action.command, action.key))
}

/// A key as the settings file has it: `K` or `Ctrl+K`.
fn parsed(text: &str) -> Option<(bool, Key)> {
    match text.strip_prefix("Ctrl+") {
        Some(key) => Key::from_name(key).map(|key| (true, key)),
        None => Key::from_name(text).map(|key| (false, key)),
    }
}

/// A key as it is shown and kept.
#[must_use]
pub fn written(command: bool, key: Key) -> String {
    chord(command, key.name())
}

fn chord(command: bool, name: &str) -> String {
    if command { format!("Ctrl+{name}") } else { name.to_owned() }
}

/// The key of an action in words, for hints.
#[must_use]
pub fn hint(game: &Game, id: &str) -> String {
    let action = ACTIONS.iter().find(|action| action.id == id);
    action.map_or_else(String::new, |action| {
        let (command, key) = binding(&game.settings, action);
        // A mark is shown as the mark.
        let name = match key {
            Key::Comma => ",",
            Key::Period => ".",
            Key::Slash => "/",
            _ => key.name(),
        };
        chord(command, name)
    })
}

/// Gives an action another key.
///
/// # Errors
/// Why it cannot have it, in a sentence.
pub fn bind(settings: &mut Settings, id: &str, command: bool, key: Key) -> Result<(), String> {
    let walks = [
        Key::Tab,
        Key::Enter,
        Key::Space,
        Key::ArrowUp,
        Key::ArrowDown,
        Key::ArrowLeft,
        Key::ArrowRight,
        Key::PageUp,
        Key::PageDown,
    ];
    if !command && walks.contains(&key) {
        return Err(tr!(
            "{name} moves about and presses buttons, so it cannot have another meaning.",
            name = key.name()
        ));
    }
    if command && [Key::C, Key::V, Key::X, Key::A].contains(&key) {
        return Err(tr!("{written} belongs to the field that is being written in.", written = written(command, key)));
    }
    let taken = ACTIONS.iter().find(|other| other.id != id && binding(settings, other) == (command, key));
    if let Some(other) = taken {
        return Err(tr!(
            "{written} is taken by “{text}”. Change that first.",
            written = written(command, key),
            text = plain(other.text)
        ));
    }
    let Some(action) = ACTIONS.iter().find(|action| action.id == id) else { return Ok(()) };
    if (command, key) == (action.command, action.key) {
        settings.keys.remove(id);
    } else {
        settings.keys.insert(id.to_owned(), written(command, key));
    }
    Ok(())
}

/// What the keys that were pressed ask for.
pub fn pressed(ctx: &Context, game: &mut Game, out: &mut Vec<Intent>) {
    // The settings are waiting for a key.
    if game.screen == Screen::Settings && game.memory.settings.waiting.is_some() {
        return;
    }
    // With Shift it is the other way round, as in other programs; first, since a chord with Shift is taken for one without.
    if game.screen == Screen::Editor
        && let Some(action) = ACTIONS.iter().find(|action| action.id == "undo")
        && let (true, key) = binding(&game.settings, action)
        && ctx.input_mut(|input| input.consume_key(Modifiers::COMMAND | Modifiers::SHIFT, key))
    {
        editor(game, "redo", out);
    }
    for action in ACTIONS {
        let (command, key) = binding(&game.settings, action);
        let modifiers = if command { Modifiers::COMMAND } else { Modifiers::NONE };
        // A key without Ctrl belongs to the field that is being written in.
        if !command && ctx.text_edit_focused() && key != Key::Escape {
            continue;
        }
        let at_table = game.screen == Screen::Table && game.session.is_some();
        if !at_table && (action.id.starts_with("paper-") || action.id.starts_with("card-"))
            || !matches!(game.screen, Screen::Film(_)) && action.id.starts_with("film-")
        {
            continue;
        }
        if !ctx.input_mut(|input| input.consume_key(modifiers, key)) {
            continue;
        }
        match action.id {
            // Within the table, back takes off one paper before it leaves.
            "back" if at_table && game.memory.table.step_back() => {}
            "back" if matches!(game.screen, Screen::Seats(_)) && game.memory.seats.step_back() => {}
            "back" if egui::Popup::is_any_open(ctx) => egui::Popup::close_all(ctx),
            "back" | "undo" | "redo" | "save" if game.screen == Screen::Editor => editor(game, action.id, out),
            "redo" => {}
            "back" if game.screen != Screen::Title => out.push(Intent::Back),
            "undo" => out.push(Intent::Undo),
            "save" => out.push(Intent::Go(Screen::Saves)),
            "settings" => out.push(Intent::Go(Screen::Settings)),
            "library" => out.push(Intent::Go(Screen::Library)),
            "debrief" if over(game) => out.push(Intent::Go(Screen::Debrief)),
            "export" if over(game) => out.push(Intent::Export),
            "night" => set(game, out, |settings| settings.night = !settings.night),
            "larger" => set(game, out, |settings| settings.scale = settings.scale.saturating_add(25).min(250)),
            "smaller" => set(game, out, |settings| settings.scale = settings.scale.saturating_sub(25).max(75)),
            "film-play" => game.memory.film.toggle(),
            "film-next" => game.memory.film.step(1),
            "film-last" => game.memory.film.step(-1),
            "coach" => {
                if let Some(coach) = &mut game.memory.coach {
                    coach.read = true;
                }
            }
            "quit" => out.push(Intent::Quit),
            id if at_table => game.memory.table.asked.push(id),
            _ => {}
        }
    }
}

/// What the keys do in the editor.
fn editor(game: &mut Game, id: &str, out: &mut Vec<Intent>) {
    let Some(editor) = &mut game.editor else { return out.push(Intent::Back) };
    match id {
        "undo" => editor.act(Want::Undo),
        "redo" => editor.act(Want::Redo),
        "save" => out.push(Intent::KeepDraft),
        _ if editor.step_back() => {}
        _ => out.push(Intent::LeaveEditor),
    }
}

fn over(game: &Game) -> bool {
    game.session.as_ref().is_some_and(|session| session.phase() == Phase::Over)
}

fn set(game: &Game, out: &mut Vec<Intent>, change: impl FnOnce(&mut Settings)) {
    let mut settings = game.settings.clone();
    change(&mut settings);
    out.push(Intent::Set(Box::new(settings)));
}
