//! Every action that has a key, in one list: shown on screen, searched and changed in the settings.

use egui::{Context, Key, Modifiers};

use crate::{
    game::Game,
    intent::{Intent, Screen},
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
    Action { id: "paper-decision", text: "The decision of the turn", key: Key::C, command: false },
    Action { id: "paper-desks", text: "All desks", key: Key::D, command: false },
    Action { id: "paper-talks", text: "The talks", key: Key::T, command: false },
    Action { id: "paper-lines", text: "The red lines", key: Key::R, command: false },
    Action { id: "paper-tracks", text: "The tracks", key: Key::K, command: false },
    Action { id: "paper-aims", text: "Your aims, and what you know", key: Key::A, command: false },
    Action { id: "paper-advisers", text: "The advisers", key: Key::V, command: false },
    Action { id: "paper-dispatches", text: "The dispatches", key: Key::P, command: false },
    Action { id: "paper-words", text: "The map in words", key: Key::W, command: false },
    Action { id: "paper-ladder", text: "The ladder", key: Key::L, command: false },
    Action { id: "paper-map", text: "The map", key: Key::M, command: false },
    Action { id: "card-1", text: "Take card 1, or put it back", key: Key::Num1, command: false },
    Action { id: "card-2", text: "Take card 2, or put it back", key: Key::Num2, command: false },
    Action { id: "card-3", text: "Take card 3, or put it back", key: Key::Num3, command: false },
    Action { id: "card-4", text: "Take card 4, or put it back", key: Key::Num4, command: false },
    Action { id: "card-5", text: "Take card 5, or put it back", key: Key::Num5, command: false },
    Action { id: "card-6", text: "Take card 6, or put it back", key: Key::Num6, command: false },
    Action { id: "card-7", text: "Take card 7, or put it back", key: Key::Num7, command: false },
    Action { id: "card-8", text: "Take card 8, or put it back", key: Key::Num8, command: false },
    Action { id: "card-9", text: "Take card 9, or put it back", key: Key::Num9, command: false },
];

/// The actions that take the cards that are shown, in their order.
pub const CARDS: [&str; 9] = ["card-1", "card-2", "card-3", "card-4", "card-5", "card-6", "card-7", "card-8", "card-9"];

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
pub fn pressed(ctx: &Context, game: &mut Game, out: &mut Vec<Intent>) {
    for action in ACTIONS {
        let modifiers = if action.command { Modifiers::COMMAND } else { Modifiers::NONE };
        // A key without Ctrl belongs to the field that is being written in.
        if !action.command && ctx.text_edit_focused() && action.key != Key::Escape {
            continue;
        }
        let at_table = game.screen == Screen::Table && game.session.is_some();
        if !at_table && (action.id.starts_with("paper-") || action.id.starts_with("card-")) {
            continue;
        }
        let key = key_of(game, action);
        if !ctx.input_mut(|input| input.consume_key(modifiers, key)) {
            continue;
        }
        match action.id {
            // Within the table, back takes off one paper before it leaves.
            "back" if at_table && game.memory.table.step_back() => {}
            "back" if game.screen != Screen::Title => out.push(Intent::Back),
            "undo" => out.push(Intent::Undo),
            "save" => out.push(Intent::Go(Screen::Saves)),
            "settings" => out.push(Intent::Go(Screen::Settings)),
            id if at_table => game.memory.table.asked.push(id),
            _ => {}
        }
    }
}
