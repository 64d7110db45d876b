//! Every action that has a key, in one list: shown on screen, searched and changed in the settings.

use egui::{Context, Key, Modifiers};

use crate::{
    game::Game,
    intent::{Intent, Screen},
    session::Phase,
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
    Action { id: "back", text: "Back", key: Key::Escape, command: false },
    Action { id: "seal", text: "Seal the order, or go on", key: Key::Enter, command: true },
    Action { id: "undo", text: "Take back what was chosen last", key: Key::Z, command: true },
    Action { id: "save", text: "Saved crises", key: Key::S, command: true },
    Action { id: "settings", text: "Settings", key: Key::Comma, command: true },
];

/// The key of an action, as set.
#[must_use]
pub fn key_of(game: &Game, action: &Action) -> Key {
    game.settings.keys.get(action.id).and_then(|name| Key::from_name(name)).unwrap_or(action.key)
}

/// The key of an action in words, for hints.
#[must_use]
pub fn hint(game: &Game, id: &str) -> String {
    ACTIONS.iter().find(|action| action.id == id).map_or_else(String::new, |action| {
        let key = key_of(game, action).name();
        if action.command { format!("Ctrl+{key}") } else { key.to_owned() }
    })
}

/// What the keys that were pressed ask for.
pub fn pressed(ctx: &Context, game: &Game, out: &mut Vec<Intent>) {
    for action in ACTIONS {
        let modifiers = if action.command { Modifiers::COMMAND } else { Modifiers::NONE };
        // A key without Ctrl belongs to the field that is being written in.
        if !action.command && ctx.egui_wants_keyboard_input() && action.key != Key::Escape {
            continue;
        }
        let key = key_of(game, action);
        if !ctx.input_mut(|input| input.consume_key(modifiers, key)) {
            continue;
        }
        match action.id {
            "back" if game.screen != Screen::Title => out.push(Intent::Back),
            "seal" => match game.session.as_ref().map(crate::session::Session::phase) {
                Some(Phase::Ordering(_)) if game.screen == Screen::Table => out.push(Intent::Seal),
                Some(Phase::Unsealed(_)) if game.screen == Screen::Table => out.push(Intent::GoOn),
                Some(Phase::HandOver(_)) if game.screen == Screen::Table => out.push(Intent::TakeSeat),
                _ => {}
            },
            "undo" => out.push(Intent::Undo),
            "save" => out.push(Intent::Go(Screen::Saves)),
            "settings" => out.push(Intent::Go(Screen::Settings)),
            _ => {}
        }
    }
}
