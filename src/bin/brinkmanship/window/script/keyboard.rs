//! The keys of the keyboard by their names in a script.

use bevy::input::keyboard::{Key, KeyCode};

const LETTERS: [KeyCode; 26] = [
    KeyCode::KeyA,
    KeyCode::KeyB,
    KeyCode::KeyC,
    KeyCode::KeyD,
    KeyCode::KeyE,
    KeyCode::KeyF,
    KeyCode::KeyG,
    KeyCode::KeyH,
    KeyCode::KeyI,
    KeyCode::KeyJ,
    KeyCode::KeyK,
    KeyCode::KeyL,
    KeyCode::KeyM,
    KeyCode::KeyN,
    KeyCode::KeyO,
    KeyCode::KeyP,
    KeyCode::KeyQ,
    KeyCode::KeyR,
    KeyCode::KeyS,
    KeyCode::KeyT,
    KeyCode::KeyU,
    KeyCode::KeyV,
    KeyCode::KeyW,
    KeyCode::KeyX,
    KeyCode::KeyY,
    KeyCode::KeyZ,
];

/// The one small letter of a key's name.
fn letter(name: &str) -> Option<char> {
    let mut letters = name.chars();
    letters.next().filter(|first| first.is_ascii_lowercase() && letters.next().is_none())
}

/// A key by its name in a script.
pub fn key_of(name: &str) -> Option<(KeyCode, Key)> {
    const DIGITS: [KeyCode; 10] = [
        KeyCode::Digit0,
        KeyCode::Digit1,
        KeyCode::Digit2,
        KeyCode::Digit3,
        KeyCode::Digit4,
        KeyCode::Digit5,
        KeyCode::Digit6,
        KeyCode::Digit7,
        KeyCode::Digit8,
        KeyCode::Digit9,
    ];
    Some(match name {
        "Enter" => (KeyCode::Enter, Key::Enter),
        "Tab" => (KeyCode::Tab, Key::Tab),
        "Escape" => (KeyCode::Escape, Key::Escape),
        "Space" => (KeyCode::Space, Key::Space),
        "Home" => (KeyCode::Home, Key::Home),
        "End" => (KeyCode::End, Key::End),
        "ArrowUp" => (KeyCode::ArrowUp, Key::ArrowUp),
        "ArrowDown" => (KeyCode::ArrowDown, Key::ArrowDown),
        "ArrowLeft" => (KeyCode::ArrowLeft, Key::ArrowLeft),
        "ArrowRight" => (KeyCode::ArrowRight, Key::ArrowRight),
        "," => (KeyCode::Comma, Key::Character(",".into())),
        "+" => (KeyCode::Equal, Key::Character("+".into())),
        "-" => (KeyCode::Minus, Key::Character("-".into())),
        _ => {
            let code = match name.parse::<usize>() {
                Ok(digit) => *DIGITS.get(digit)?,
                Err(_) => *LETTERS.get(usize::try_from(u32::from(letter(name)?)).ok()?.checked_sub(97)?)?,
            };
            (code, Key::Character(name.into()))
        }
    })
}
