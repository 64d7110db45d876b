//! A script of synthetic input, run in the real window: what a person would press, pictures of what is then seen, and
//! what is wrong with a picture. For tests and for the pictures of the manual.

use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
};

use bevy::{
    input::{
        ButtonState,
        keyboard::{Key, KeyCode, KeyboardInput},
        mouse::{MouseButton, MouseButtonInput, MouseScrollUnit, MouseWheel},
        touch::TouchPhase,
    },
    prelude::*,
    render::view::screenshot::{Screenshot, ScreenshotCaptured, save_to_disk},
    window::{CursorMoved, PrimaryWindow, WindowEvent},
    winit::WinitSettings,
};
use bevy_egui::{
    EguiContexts, EguiFullOutput, EguiOutput, EguiPostUpdateSet, EguiPrimaryContextPass, egui, egui::Color32,
};
use egui::accesskit::{Node, Role};
use serde::Deserialize;

use super::Desk;

/// One thing to do.
#[derive(Clone, Debug, Deserialize)]
pub enum Do {
    /// Presses what has this name, else whose name begins so, else in whose name it stands.
    Click(String),
    /// Presses a key by its name: "Enter", "Tab", "1", "ArrowDown".
    Key(String),
    /// Presses a key while Ctrl is held.
    Ctrl(String),
    /// Writes a text.
    Text(String),
    /// Turns the wheel over the middle of the window, in lines.
    Wheel(f32),
    /// Drags from one point of the window to another, as shares of its size.
    Drag((f32, f32), (f32, f32)),
    /// Takes a picture under this name, and says what is wrong with it.
    Shot(String),
    /// Catches the picture: the second half of `Shot`, once its stamp is on the screen.
    #[serde(skip)]
    Catch(String),
    /// Lets some frames go by.
    Wait(u32),
    /// Fails unless something with these words is on the screen.
    See(String),
    /// Fails if something with these words is on the screen.
    Miss(String),
    /// Does some things again and again until something with these words is on the screen; fails after so many times.
    Until(String, u32, Vec<Do>),
    /// Leaves the game.
    Leave,
}

/// A script, and where its pictures go.
#[derive(Clone, Debug)]
pub struct Script {
    /// What to do, in order.
    pub steps: Vec<Do>,
    /// The folder of pictures.
    pub pictures: PathBuf,
}

impl Script {
    /// Reads a script.
    ///
    /// # Errors
    /// Why it cannot be read, in a sentence.
    pub fn read(path: &Path, pictures: PathBuf) -> Result<Self, String> {
        let text = std::fs::read_to_string(path).map_err(|error| format!("{}: {error}.", path.display()))?;
        let steps = ron::from_str(&text).map_err(|error| format!("{}: {error}.", path.display()))?;
        std::fs::create_dir_all(&pictures).map_err(|error| format!("{}: {error}.", pictures.display()))?;
        Ok(Self { steps, pictures })
    }
}

/// How many frames go by after each step, so that everything has settled.
const SETTLE: u32 = 4;

/// How often the wheel is turned at most to bring something into sight.
const TURNS: u32 = 40;

/// How often a picture is taken again at most, when what was caught is not the frame that was asked for.
const TAKES: u32 = 40;

/// How many colours a stamp may have.
const STAMPS: u32 = 9;

/// How many frames a picture may take to come.
const PATIENCE: u32 = 600;

/// How a script stands.
#[derive(Resource)]
struct Running {
    /// How often what is to be pressed was looked for in vain.
    missed: u32,
    /// What is left to do, the next last.
    left: Vec<Do>,
    pictures: PathBuf,
    wait: u32,
    /// How often the wheel was turned to bring something into sight.
    turned: u32,
    /// The number of the last picture, from which the colour of its stamp is made.
    stamp: u32,
    /// How often the picture was taken.
    takes: u32,
    /// How many frames it may still take to come; 0 where none is awaited.
    awaited: u32,
    /// Input that waits for its frame: one of these goes out in each, as from a hand.
    queue: VecDeque<Input>,
    faults: Vec<String>,
}

/// One stroke of input.
enum Input {
    /// The pointer goes to a point of the window.
    Move(Vec2),
    /// The left button is pressed or let go of.
    Button(ButtonState),
    /// A key is pressed or let go of.
    Key(KeyCode, Key, ButtonState, Option<String>),
    /// The wheel is turned, in lines.
    Wheel(f32),
}

/// Runs a script in the window.
pub fn plugin(app: &mut App, script: Script) {
    let mut left = script.steps;
    left.reverse();
    app.insert_resource(WinitSettings::game())
        .insert_resource(Running {
            missed: 0,
            left,
            pictures: script.pictures,
            wait: 3 * SETTLE,
            turned: 0,
            stamp: 0,
            takes: 0,
            awaited: 0,
            queue: VecDeque::new(),
            faults: Vec::new(),
        })
        .init_resource::<Writing>()
        .add_systems(First, step)
        .add_systems(EguiPrimaryContextPass, stamp.after(super::show))
        .add_systems(PostUpdate, note.after(EguiPostUpdateSet::EndPass).before(EguiPostUpdateSet::ProcessOutput));
}

/// A mark in the corner of the window, of another colour for each picture.
///
/// Where the driver cannot keep up, a frame is left out and the picture holds what stood in memory before: the mark tells.
fn stamp(mut contexts: EguiContexts, running: Res<Running>) -> Result {
    let ctx = contexts.ctx_mut()?;
    let corner = egui::Rect::from_min_size(egui::Pos2::ZERO, egui::Vec2::splat(3.0));
    let layer = egui::LayerId::new(egui::Order::Debug, egui::Id::new("stamp"));
    ctx.layer_painter(layer).rect_filled(corner, 0.0, stamp_colour(running.stamp));
    Ok(())
}

/// The colour of a picture's stamp. Red and blue are alike, so that their order, which is the window's, does not matter.
fn stamp_colour(number: u32) -> Color32 {
    let level = |part: u32| [0, 128, u8::MAX][part.rem_euclid(3) as usize];
    let (both, green) = (level(number), level(number.rem_euclid(STAMPS).div_euclid(3)));
    Color32::from_rgb(both, green, both)
}

/// Whether a picture is of the frame that bears this stamp.
fn bears_stamp(image: &Image, number: u32) -> bool {
    let at = usize::try_from(image.width()).unwrap_or(0).saturating_add(1).saturating_mul(4);
    let pixel = image.data.as_ref().and_then(|data| data.get(at..at.saturating_add(3)));
    let wanted = stamp_colour(number).to_array();
    pixel.is_some_and(|pixel| pixel.iter().zip(wanted).all(|(seen, wanted)| seen.abs_diff(wanted) < 32))
}

/// What is on the screen, by name: where it is, in points.
fn nodes(output: &EguiOutput) -> Vec<&Node> {
    let update = output.platform_output.accesskit_update.as_ref();
    update.map_or_else(Vec::new, |update| update.nodes.iter().map(|(_, node)| node).collect())
}

fn says(node: &Node) -> Option<&str> {
    node.label().or_else(|| node.value()).filter(|text| !text.is_empty())
}

fn bounds(node: &Node) -> Option<egui::Rect> {
    #[expect(clippy::cast_possible_truncation, reason = "a window is a few thousand points wide")]
    let at = |value: f64| value as f32;
    node.bounds().map(|rect| {
        egui::Rect::from_min_max(egui::pos2(at(rect.x0), at(rect.y0)), egui::pos2(at(rect.x1), at(rect.y1)))
    })
}

/// What a person can press, by its name.
fn pressable<'n>(nodes: &[&'n Node], name: &str) -> Option<&'n Node> {
    let can = |node: &&&Node| {
        matches!(
            node.role(),
            Role::Button
                | Role::Link
                | Role::CheckBox
                | Role::RadioButton
                | Role::Tab
                | Role::TextInput
                | Role::ComboBox
                | Role::DisclosureTriangle
                | Role::Slider
                | Role::MenuItem
                | Role::Image
        ) && !node.is_disabled()
    };
    let all = || nodes.iter().filter(can);
    all()
        .find(|node| says(node) == Some(name))
        .or_else(|| all().find(|node| says(node).is_some_and(|text| text.starts_with(name))))
        .or_else(|| all().find(|node| says(node).is_some_and(|text| text.contains(name))))
        .copied()
}

/// A text as it was painted.
struct Painted {
    /// All of it.
    whole: egui::Rect,
    /// What of it is seen.
    seen: egui::Rect,
    text: String,
}

/// What was painted last.
#[derive(Resource, Default)]
struct Writing(Vec<Painted>);

/// Notes every text that is painted, before it becomes triangles.
fn note(outputs: Query<&EguiFullOutput>, mut writing: ResMut<Writing>) {
    fn gather(shape: &egui::Shape, clip: egui::Rect, out: &mut Vec<Painted>) {
        match shape {
            egui::Shape::Vec(shapes) => shapes.iter().for_each(|shape| gather(shape, clip, out)),
            egui::Shape::Text(text) if text.angle == 0.0 => {
                // Row by row: a text that wraps does not fill the corners of the box around it.
                for row in &text.galley.rows {
                    let whole = row.rect_without_leading_space().translate(text.pos.to_vec2());
                    out.push(Painted { whole, seen: whole.intersect(clip), text: text.galley.text().to_owned() });
                }
            }
            _ => {}
        }
    }
    writing.0.clear();
    for output in outputs.iter().filter_map(|output| output.0.as_ref()) {
        for shape in &output.shapes {
            gather(&shape.shape, shape.clip_rect, &mut writing.0);
        }
    }
}

/// What of the writing lies over other writing, or is cut off at the side.
fn unreadable(writing: &[Painted]) -> Vec<String> {
    let seen: Vec<&Painted> =
        writing.iter().filter(|one| one.seen.is_positive() && !one.text.trim().is_empty()).collect();
    let mut found = Vec::new();
    for (at, one) in seen.iter().enumerate() {
        if one.seen.width() + 3.0 < one.whole.width() {
            found.push(format!("{:?} is cut off at the side", one.text));
        }
        for other in &seen[at + 1..] {
            // The paper edge around a label of the map is the same text again.
            if one.text != other.text && one.seen.shrink(3.0).intersects(other.seen.shrink(3.0)) {
                found.push(format!("{:?} and {:?} lie over each other", one.text, other.text));
            }
        }
    }
    found
}

#[allow(clippy::too_many_arguments, reason = "Bevy passes systems their inputs as arguments")]
fn step(
    mut commands: Commands,
    mut running: ResMut<Running>,
    desk: Res<Desk>,
    outputs: Query<&EguiOutput>,
    writing: Res<Writing>,
    window: Single<(Entity, &Window), With<PrimaryWindow>>,
    mut pointer: MessageWriter<WindowEvent>,
    mut keys: MessageWriter<KeyboardInput>,
    mut wheel: MessageWriter<MouseWheel>,
    mut exit: MessageWriter<AppExit>,
) {
    let (entity, size) = (window.0, Vec2::new(window.1.width(), window.1.height()));
    if let Some(input) = running.queue.pop_front() {
        let window = entity;
        match input {
            Input::Move(position) => {
                pointer.write(CursorMoved { window, position, delta: None }.into());
            }
            Input::Button(state) => {
                pointer.write(MouseButtonInput { button: MouseButton::Left, state, window }.into());
            }
            Input::Key(key_code, logical_key, state, text) => {
                let text = text.as_deref().map(Into::into);
                keys.write(KeyboardInput { key_code, logical_key, state, text, repeat: false, window });
            }
            Input::Wheel(y) => {
                wheel.write(MouseWheel { unit: MouseScrollUnit::Line, x: 0.0, y, window, phase: TouchPhase::Moved });
            }
        }
        return;
    }
    if 0 < running.awaited {
        running.awaited -= 1;
        if running.awaited == 0 {
            running.takes = 0;
            running.faults.push("a picture never came".to_owned());
        }
        return;
    }
    if 0 < running.wait {
        running.wait -= 1;
        return;
    }
    running.wait = SETTLE;
    let Some(output) = outputs.iter().next() else { return };
    let nodes = nodes(output);
    let zoom = f32::from(desk.0.settings.scale) / 100.0;
    let on_screen = |text: &str| nodes.iter().any(|node| says(node).is_some_and(|said| said.contains(text)));
    let Some(next) = running.left.pop() else {
        for fault in &running.faults {
            eprintln!("script: {fault}");
        }
        exit.write(if running.faults.is_empty() { AppExit::Success } else { AppExit::error() });
        return;
    };
    match next {
        Do::Click(name) => match pressable(&nodes, &name).and_then(bounds) {
            // What lies beyond the edge is scrolled to first, as a hand would.
            Some(rect) if (size.y <= rect.center().y * zoom || rect.center().y < 0.0) && running.turned < TURNS => {
                running.turned += 1;
                let lines = if rect.center().y < 0.0 { 3.0 } else { -3.0 };
                running.queue.extend([Input::Move(size / 2.0), Input::Wheel(lines)]);
                running.left.push(Do::Click(name));
                running.wait = 2 * SETTLE;
            }
            Some(rect) => {
                (running.turned, running.missed) = (0, 0);
                let at = Vec2::new(rect.center().x, rect.center().y) * zoom;
                running.queue.extend([
                    Input::Move(at),
                    Input::Button(ButtonState::Pressed),
                    Input::Button(ButtonState::Released),
                ]);
            }
            // Where drawing is slow it may be a moment until it is there.
            None if running.missed < TURNS => {
                running.missed += 1;
                running.left.push(Do::Click(name));
            }
            None => {
                running.missed = 0;
                running.faults.push(format!("there is nothing to press called {name:?}"));
            }
        },
        Do::Key(name) => press(&name, false, &mut running),
        Do::Ctrl(name) => press(&name, true, &mut running),
        Do::Text(text) => {
            for letter in text.chars().map(String::from) {
                let key = Key::Character(letter.as_str().into());
                running.queue.extend([
                    Input::Key(KeyCode::KeyA, key.clone(), ButtonState::Pressed, Some(letter)),
                    Input::Key(KeyCode::KeyA, key, ButtonState::Released, None),
                ]);
            }
        }
        Do::Wheel(lines) => running.queue.extend([Input::Move(size / 2.0), Input::Wheel(lines)]),
        Do::Drag(from, to) => {
            let at = |(x, y): (f32, f32)| Vec2::new(x, y) * size;
            running.queue.extend([
                Input::Move(at(from)),
                Input::Button(ButtonState::Pressed),
                Input::Move(at(from).midpoint(at(to))),
                Input::Move(at(to)),
                Input::Button(ButtonState::Released),
            ]);
        }
        Do::Shot(name) => {
            let wrong = unreadable(&writing.0).into_iter().map(|what| format!("{name}: {what}"));
            running.faults.extend(wrong);
            running.stamp = running.stamp.wrapping_add(1);
            running.left.push(Do::Catch(name));
        }
        Do::Catch(name) => {
            running.takes += 1;
            let path = running.pictures.join(format!("{name}.png"));
            commands.spawn(Screenshot::primary_window()).observe(save_to_disk(path)).observe(
                move |captured: On<ScreenshotCaptured>, mut running: ResMut<Running>| {
                    running.awaited = 0;
                    if !bears_stamp(&captured.image, running.stamp) {
                        if running.takes < TAKES {
                            running.left.push(Do::Catch(name.clone()));
                        } else {
                            running.takes = 0;
                            running.faults.push(format!("{name}: no picture could be taken of this screen"));
                        }
                        return;
                    }
                    running.takes = 0;
                    if is_blank(&captured.image) {
                        running.faults.push(format!("{name}: the screen is blank"));
                    }
                },
            );
            running.awaited = PATIENCE;
        }
        Do::Wait(frames) => running.wait = frames,
        Do::See(text) => {
            if !on_screen(&text) {
                running.faults.push(format!("{text:?} is not on the screen"));
            }
            running.wait = 0;
        }
        Do::Miss(text) => {
            if on_screen(&text) {
                running.faults.push(format!("{text:?} is on the screen"));
            }
            running.wait = 0;
        }
        Do::Until(text, most, steps) => {
            running.wait = 0;
            if on_screen(&text) {
                return;
            }
            if most == 0 {
                running.faults.push(format!("{text:?} did not come"));
                return;
            }
            running.left.push(Do::Until(text, most - 1, steps.clone()));
            running.left.extend(steps.into_iter().rev());
        }
        Do::Leave => running.left.clear(),
    }
}

/// Whether a picture shows next to nothing.
fn is_blank(image: &Image) -> bool {
    let Some(data) = &image.data else { return true };
    let mut seen: Vec<[u8; 3]> = Vec::new();
    for pixel in data.chunks_exact(4).step_by(101) {
        let colour = [pixel[0] >> 3, pixel[1] >> 3, pixel[2] >> 3];
        if !seen.contains(&colour) {
            seen.push(colour);
            if 6 < seen.len() {
                return false;
            }
        }
    }
    true
}

fn press(name: &str, ctrl: bool, running: &mut Running) {
    let Some((code, key)) = key_of(name) else {
        running.faults.push(format!("there is no key called {name:?}"));
        return;
    };
    let (down, up) = (ButtonState::Pressed, ButtonState::Released);
    if ctrl {
        running.queue.push_back(Input::Key(KeyCode::ControlLeft, Key::Control, down, None));
    }
    let text = (!ctrl && name.chars().count() == 1).then(|| name.to_owned());
    running.queue.push_back(Input::Key(code, key.clone(), down, text));
    running.queue.push_back(Input::Key(code, key, up, None));
    if ctrl {
        running.queue.push_back(Input::Key(KeyCode::ControlLeft, Key::Control, up, None));
    }
}

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

fn key_of(name: &str) -> Option<(KeyCode, Key)> {
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
