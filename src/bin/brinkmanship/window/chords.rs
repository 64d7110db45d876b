//! Keys pressed together within one frame. `bevy_egui` 0.42 looks at the modifier keys once a frame, after all its keys: a
//! quick Ctrl+T would come without its Ctrl, and mean another thing. Here each key gets what was held as it was pressed.

use std::collections::VecDeque;

use bevy::{
    ecs::message::MessageReader,
    input::keyboard::{Key, KeyboardFocusLost, KeyboardInput},
    prelude::*,
};
use bevy_egui::{
    EguiClipboard, EguiInput,
    helpers::{bevy_to_egui_key, bevy_to_egui_physical_key},
    input::ModifierKeysState,
};
use egui::Event;

/// Gives each key of the frame what was held as it was pressed.
pub fn stamp(
    mut keys: MessageReader<KeyboardInput>,
    mut lost: MessageReader<KeyboardFocusLost>,
    mut held: Local<ModifierKeysState>,
    mut clipboard: ResMut<EguiClipboard>,
    mut inputs: Query<&mut EguiInput>,
) {
    if 0 < lost.read().count() {
        *held = ModifierKeysState::default();
    }
    let stamps = stamps(keys.read(), &mut held);
    if stamps.is_empty() {
        return;
    }
    for mut input in &mut inputs {
        let events = std::mem::take(&mut input.events);
        input.events = stamped(events, stamps.clone(), *held, || clipboard.get_text());
    }
}

/// A key as it was pressed or let go of.
#[derive(Clone, Debug)]
struct Stamp {
    key: egui::Key,
    pressed: bool,
    held: ModifierKeysState,
    /// The letter that it writes where it writes any.
    letter: Option<String>,
}

/// The keys of a frame in their order, each with what was held; `held` goes on from the frame before.
fn stamps<'a>(keys: impl Iterator<Item = &'a KeyboardInput>, held: &mut ModifierKeysState) -> VecDeque<Stamp> {
    let mut stamps = VecDeque::new();
    for input in keys {
        let pressed = input.state.is_pressed();
        let mut letter = None;
        #[expect(clippy::wildcard_enum_match_arm, reason = "a foreign enum of hundreds of keys")]
        match &input.logical_key {
            Key::Shift => held.shift = pressed,
            Key::Control => held.ctrl = pressed,
            Key::Alt => held.alt = pressed,
            Key::Super | Key::Meta => held.win = pressed,
            Key::Space => letter = Some(" ".to_owned()),
            Key::Character(text) if !text.contains(char::is_control) => letter = Some(text.to_string()),
            _ => {}
        }
        let key = bevy_to_egui_key(&input.logical_key).or_else(|| bevy_to_egui_physical_key(&input.key_code));
        if let Some(key) = key {
            stamps.push_back(Stamp { key, pressed, held: *held, letter });
        }
    }
    stamps
}

/// The events of a frame, each key with its stamp; `end` is what was held as the frame ended, which is what the events were
/// made with. A letter is written, and a text copied or pasted, as what was held says.
fn stamped(
    events: Vec<Event>,
    mut stamps: VecDeque<Stamp>,
    end: ModifierKeysState,
    mut paste: impl FnMut() -> Option<String>,
) -> Vec<Event> {
    let (wrote, commanded) = (end.text_input_is_allowed(), end.to_egui_modifiers().command);
    let mut out: Vec<Event> = Vec::with_capacity(events.len());
    let mut events = events.into_iter().peekable();
    while let Some(event) = events.next() {
        let Event::Key { key, pressed, repeat, physical_key, .. } = event else {
            out.push(event);
            continue;
        };
        let Some(stamp) = stamps.pop_front_if(|stamp| (stamp.key, stamp.pressed) == (key, pressed)) else {
            out.push(event);
            continue;
        };
        let modifiers = stamp.held.to_egui_modifiers();
        if pressed && let Some(letter) = stamp.letter {
            match (wrote, stamp.held.text_input_is_allowed()) {
                (true, false) if matches!(out.last(), Some(Event::Text(text)) if *text == letter) => {
                    out.pop();
                }
                (false, true) => out.push(Event::Text(letter)),
                (true, _) | (false, false) => {}
            }
        }
        out.push(Event::Key { key, pressed, repeat, modifiers, physical_key });
        let edits = pressed && matches!(key, egui::Key::C | egui::Key::X | egui::Key::V);
        match (commanded, modifiers.command) {
            (false, true) if edits => out.extend(match key {
                egui::Key::C => Some(Event::Copy),
                egui::Key::X => Some(Event::Cut),
                _ => paste().map(Event::Text),
            }),
            (true, false) if edits => {
                events.next_if(|next| matches!(next, Event::Copy | Event::Cut | Event::Text(_)));
            }
            (true | false, true | false) => {}
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use bevy::input::{ButtonState, keyboard::KeyCode};
    use egui::Modifiers;

    use super::*;

    fn input(key: &Key, code: KeyCode, state: ButtonState) -> KeyboardInput {
        let window = Entity::PLACEHOLDER;
        KeyboardInput { key_code: code, logical_key: key.clone(), state, text: None, repeat: false, window }
    }

    fn event(key: egui::Key, pressed: bool, modifiers: Modifiers) -> Event {
        Event::Key { key, pressed, repeat: false, modifiers, physical_key: Some(key) }
    }

    #[test]
    fn a_chord_within_one_frame_keeps_its_ctrl_and_writes_nothing() {
        let (ctrl, letter) = (Key::Control, Key::Character("t".into()));
        let frame = [
            input(&ctrl, KeyCode::ControlLeft, ButtonState::Pressed),
            input(&letter, KeyCode::KeyT, ButtonState::Pressed),
            input(&letter, KeyCode::KeyT, ButtonState::Released),
            input(&ctrl, KeyCode::ControlLeft, ButtonState::Released),
        ];
        let mut held = ModifierKeysState::default();
        let stamps = stamps(frame.iter(), &mut held);
        // What bevy_egui makes of it: by the end of the frame, nothing is held.
        let made = vec![
            Event::Text("t".to_owned()),
            event(egui::Key::T, true, Modifiers::NONE),
            event(egui::Key::T, false, Modifiers::NONE),
        ];
        let mut with_ctrl = held;
        with_ctrl.ctrl = true;
        let ctrl = with_ctrl.to_egui_modifiers();
        let meant = vec![event(egui::Key::T, true, ctrl), event(egui::Key::T, false, ctrl)];
        assert_eq!(stamped(made, stamps, held, || None), meant);
    }

    #[test]
    fn a_letter_before_ctrl_in_one_frame_stays_a_letter() {
        let letter = Key::Character("t".into());
        let frame = [
            input(&letter, KeyCode::KeyT, ButtonState::Pressed),
            input(&Key::Control, KeyCode::ControlLeft, ButtonState::Pressed),
        ];
        let mut held = ModifierKeysState::default();
        let stamps = stamps(frame.iter(), &mut held);
        assert!(held.ctrl, "it is held on into the next frame");
        let made = vec![event(egui::Key::T, true, held.to_egui_modifiers())];
        let meant = vec![Event::Text("t".to_owned()), event(egui::Key::T, true, Modifiers::NONE)];
        assert_eq!(stamped(made, stamps, held, || None), meant);
    }
}
