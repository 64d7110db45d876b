//! A script of synthetic input, run in the real window: what a person would press, pictures of what is then seen, and
//! what is wrong with a picture. For tests and for the pictures of the manual.

mod keyboard;
mod writing;

use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::{Duration, Instant},
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
    winit::{EventLoopProxyWrapper, WinitSettings},
};
use bevy_egui::{
    EguiContext, EguiContexts, EguiOutput, EguiPostUpdateSet, EguiPrimaryContextPass, egui, egui::Color32,
};
use egui::accesskit::{Node, NodeId, Role};
use serde::Deserialize;

use self::{
    keyboard::key_of,
    writing::{Writing, note, unreadable},
};
use super::{Desk, measure, wake};

/// One thing to do.
#[derive(Clone, Debug, Deserialize)]
pub enum Do {
    /// Presses what has this name, else whose name begins so, else in whose name it stands.
    Click(String),
    /// Presses one of several that have exactly this name; they are counted from 0, in the order in which they are drawn.
    Nth(String, usize),
    /// Presses a key by its name: "Enter", "Tab", "1", "ArrowDown".
    Key(String),
    /// Presses a key while Ctrl is held.
    Ctrl(String),
    /// Presses a key while Ctrl is held, all of it within one frame.
    Chord(String),
    /// Writes a text.
    Text(String),
    /// Writes a text at one stroke, as an input method hands over what was composed.
    Write(String),
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
    /// From here on, takes the time of each frame under this name.
    Time(String),
    /// Prints what was taken, as a line of JSON.
    Timed,
    /// Lets the window sleep for so many seconds as it does for a person, and prints the share of one processor core that
    /// it takes meanwhile, and how many frames it drew.
    Rest(u32),
    /// Fails: by now the window should be closed.
    Gone,
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
    /// How many of them were said.
    said: usize,
    /// The frames that are timed, where any are.
    timing: Option<Timing>,
    /// Whether the window sleeps; what that took of the processor is then told from a thread.
    resting: Option<Arc<Rest>>,
}

/// Frames that are timed.
struct Timing {
    name: String,
    /// When the last one was.
    last: Instant,
    /// What each took, in milliseconds.
    frames: Vec<f64>,
    /// What the processor had spent when the first began, in seconds.
    spent: Option<f64>,
}

/// What a rest of the window came to.
#[derive(Default)]
struct Rest {
    frames: AtomicU32,
    over: AtomicBool,
}

/// One stroke of input.
enum Input {
    /// The pointer goes to a point of the window.
    Move(Vec2),
    /// The left button is pressed or let go of.
    Button(ButtonState),
    /// A key is pressed while Ctrl is held, and both are let go of.
    Chord(KeyCode, Key),
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
            said: 0,
            timing: None,
            resting: None,
        })
        .init_resource::<Writing>()
        .add_systems(First, (rest, step).chain())
        .add_systems(Last, verdict)
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
fn nodes(output: &EguiOutput) -> Vec<(NodeId, &Node)> {
    let update = output.platform_output.accesskit_update.as_ref();
    update.map_or_else(Vec::new, |update| update.nodes.iter().map(|(id, node)| (*id, node)).collect())
}

/// What of a node can be seen, in points: what is scrolled away, or lies beyond an edge, cannot. Where nothing of it can,
/// the rectangle is inside out, and tells on which side it lies.
fn seen(ctx: &egui::Context, id: NodeId, whole: egui::Rect) -> egui::Rect {
    let clipped = ctx.viewport(|viewport| {
        let mut all = viewport.prev_pass.widgets.layers().flat_map(|(_, widgets)| widgets);
        all.find(|widget| widget.id.accesskit_id() == id).map(|widget| widget.interact_rect)
    });
    clipped.unwrap_or(whole).intersect(ctx.viewport_rect())
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

/// Whether a name is that of a card with a title.
fn is_card(text: &str, title: &str) -> bool {
    let numbered = text.strip_prefix("Card ").and_then(|rest| rest.split_once(": "));
    numbered.is_some_and(|(_, rest)| rest.starts_with(title))
}

/// What a person can press, by its name; of several that have exactly this name, one by its number.
fn pressable<'n>(nodes: &[(NodeId, &'n Node)], name: &str, nth: usize) -> Option<(NodeId, &'n Node)> {
    let can = |(_, node): &&(NodeId, &Node)| {
        matches!(
            node.role(),
            Role::Button
                | Role::Link
                | Role::CheckBox
                | Role::RadioButton
                | Role::Tab
                | Role::TextInput
                | Role::SpinButton
                | Role::ComboBox
                | Role::DisclosureTriangle
                | Role::Slider
                | Role::MenuItem
                | Role::Image
        ) && !node.is_disabled()
    };
    let all = || nodes.iter().filter(can);
    if 0 < nth {
        return all().filter(|(_, node)| says(node) == Some(name)).nth(nth).copied();
    }
    all()
        .find(|(_, node)| says(node) == Some(name))
        .or_else(|| all().find(|(_, node)| says(node).is_some_and(|text| text.starts_with(name))))
        // A card before the links that say more of it.
        .or_else(|| all().find(|(_, node)| says(node).is_some_and(|text| is_card(text, name))))
        .or_else(|| all().find(|(_, node)| says(node).is_some_and(|text| text.contains(name))))
        .copied()
}

#[allow(clippy::too_many_arguments, reason = "Bevy passes systems their inputs as arguments")]
fn step(
    mut commands: Commands,
    mut running: ResMut<Running>,
    desk: Res<Desk>,
    outputs: Query<&EguiOutput>,
    mut contexts: Query<&mut EguiContext>,
    writing: Res<Writing>,
    window: Single<(Entity, &Window), With<PrimaryWindow>>,
    mut pointer: MessageWriter<WindowEvent>,
    mut keys: MessageWriter<KeyboardInput>,
    mut wheel: MessageWriter<MouseWheel>,
    mut exit: MessageWriter<AppExit>,
    proxy: Option<Res<EventLoopProxyWrapper>>,
) {
    if running.resting.is_some() {
        return;
    }
    say(&mut running);
    if let Some(timing) = &mut running.timing {
        let now = Instant::now();
        timing.frames.push((now - timing.last).as_secs_f64() * 1000.0);
        timing.last = now;
    }
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
            Input::Chord(key_code, logical_key) => {
                let ctrl = (KeyCode::ControlLeft, Key::Control);
                let key = (key_code, logical_key);
                for ((key_code, logical_key), state) in [
                    (ctrl.clone(), ButtonState::Pressed),
                    (key.clone(), ButtonState::Pressed),
                    (key, ButtonState::Released),
                    (ctrl, ButtonState::Released),
                ] {
                    keys.write(KeyboardInput { key_code, logical_key, state, text: None, repeat: false, window });
                }
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
    let on_screen = |text: &str| nodes.iter().any(|(_, node)| says(node).is_some_and(|said| said.contains(text)));
    let Some(next) = running.left.pop() else {
        exit.write(AppExit::Success);
        return;
    };
    let next = if let Do::Click(name) = next { Do::Nth(name, 0) } else { next };
    match next {
        Do::Click(_) => {}
        Do::Nth(name, nth) => match pressable(&nodes, &name, nth).and_then(|(id, node)| Some((id, bounds(node)?))) {
            Some((id, whole)) => {
                let part = contexts.single_mut().map_or(whole, |mut context| seen(context.get_mut(), id, whole));
                let enough = (whole.height() / 2.0).min(24.0);
                // What is scrolled away is scrolled to first, as a hand would.
                if (part.height() < enough || part.width() <= 0.0) && running.turned < TURNS {
                    running.turned += 1;
                    let lines = if part.max.y < whole.max.y { -3.0 } else { 3.0 };
                    // Over the paper that it is on: over the map the wheel would zoom.
                    let over = Vec2::new(whole.center().x * zoom, size.y / 2.0);
                    running.queue.extend([Input::Move(over), Input::Wheel(lines)]);
                    running.left.push(Do::Nth(name, nth));
                    running.wait = 2 * SETTLE;
                    return;
                }
                (running.turned, running.missed) = (0, 0);
                let at = Vec2::new(part.center().x, part.center().y) * zoom;
                running.queue.extend([
                    Input::Move(at),
                    Input::Button(ButtonState::Pressed),
                    Input::Button(ButtonState::Released),
                ]);
            }
            // Where drawing is slow it may be a moment until it is there.
            None if running.missed < TURNS => {
                running.missed += 1;
                running.left.push(Do::Nth(name, nth));
            }
            None => {
                running.missed = 0;
                running.faults.push(format!("there is nothing to press called {name:?}"));
            }
        },
        Do::Key(name) => press(&name, false, &mut running),
        Do::Ctrl(name) => press(&name, true, &mut running),
        Do::Chord(name) => match key_of(&name) {
            Some((code, key)) => running.queue.push_back(Input::Chord(code, key)),
            None => running.faults.push(format!("there is no key {name:?}")),
        },
        Do::Text(text) => {
            for letter in text.chars().map(String::from) {
                let key = Key::Character(letter.as_str().into());
                running.queue.extend([
                    Input::Key(KeyCode::KeyA, key.clone(), ButtonState::Pressed, Some(letter)),
                    Input::Key(KeyCode::KeyA, key, ButtonState::Released, None),
                ]);
            }
        }
        Do::Write(text) => {
            let key = Key::Character(text.as_str().into());
            running.queue.extend([
                Input::Key(KeyCode::KeyA, key.clone(), ButtonState::Pressed, Some(text)),
                Input::Key(KeyCode::KeyA, key, ButtonState::Released, None),
            ]);
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
            let wrong = unreadable(&writing).into_iter().map(|what| format!("{name}: {what}"));
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
        Do::Time(name) => {
            running.timing = Some(Timing { name, last: Instant::now(), frames: Vec::new(), spent: measure::spent() });
            running.wait = 0;
        }
        Do::Timed => {
            if let Some(timing) = running.timing.take() {
                timed(timing);
            }
        }
        Do::Rest(seconds) => {
            let Some(proxy) = proxy else { return };
            running.resting = Some(sleep(&proxy, seconds));
            commands.insert_resource(wake::asleep());
        }
        Do::Gone => running.faults.push("the window is still open".to_owned()),
        Do::Leave => running.left.clear(),
    }
}

/// A script fails if anything was found wrong, however the game is left.
fn verdict(mut exits: ResMut<Messages<AppExit>>, mut running: ResMut<Running>) {
    if exits.is_empty() {
        return;
    }
    // Waiting for the window to close, and finding it closed, was all that was left.
    if running.left.iter().any(|step| !matches!(step, Do::Wait(_) | Do::Gone)) {
        running.left.clear();
        running.faults.push("the window was closed before the script was over".to_owned());
    }
    running.left.clear();
    say(&mut running);
    if !running.faults.is_empty() {
        exits.write(AppExit::error());
    }
}

/// Says the faults that were not said yet.
fn say(running: &mut Running) {
    for fault in &running.faults[running.said..] {
        eprintln!("script: {fault}");
    }
    running.said = running.faults.len();
}

/// Prints what frames took: by the clock, and of the processor over all its cores, which a busy machine changes less.
fn timed(timing: Timing) {
    let Timing { name, mut frames, spent, .. } = timing;
    frames.sort_by(f64::total_cmp);
    let count = frames.len();
    let at = |share: usize| frames.get((count * share / 100).min(count.saturating_sub(1))).copied().unwrap_or(0.0);
    let (median, slow) = (at(50), at(95));
    #[expect(clippy::cast_precision_loss, reason = "some hundred frames")]
    let each =
        spent.zip(measure::spent()).map_or(0.0, |(before, after)| (after - before) * 1000.0 / count.max(1) as f64);
    println!(
        "{{\"bench\":\"desktop\",\"what\":\"frame, {name}\",\"count\":{count},\"median_ms\":{median:.1},\"p95_ms\":{slow:.1},\"processor_ms\":{each:.1}}}"
    );
}

/// Counts the frames that are drawn while the window sleeps, and ends the rest.
fn rest(mut commands: Commands, mut running: ResMut<Running>) {
    let Some(resting) = &running.resting else { return };
    resting.frames.fetch_add(1, Ordering::Relaxed);
    if resting.over.load(Ordering::Relaxed) {
        running.resting = None;
        commands.insert_resource(WinitSettings::game());
    }
}

/// Looks from a thread what the window takes while it sleeps, prints it, and wakes the window.
fn sleep(proxy: &EventLoopProxyWrapper, seconds: u32) -> Arc<Rest> {
    /// How long it takes until what was last pressed has been drawn.
    const SETTLED: Duration = Duration::from_secs(5);
    let rest = Arc::new(Rest::default());
    let (told, wake) = (rest.clone(), wake::waker(proxy));
    std::thread::spawn(move || {
        std::thread::sleep(SETTLED);
        let before = (measure::spent(), told.frames.load(Ordering::Relaxed));
        std::thread::sleep(Duration::from_secs(seconds.into()));
        let after = (measure::spent(), told.frames.load(Ordering::Relaxed));
        let frames = after.1.saturating_sub(before.1);
        if let (Some(before), Some(after)) = (before.0, after.0) {
            let share = (after - before) / f64::from(seconds.max(1)) * 100.0;
            println!(
                "{{\"bench\":\"desktop\",\"what\":\"at rest\",\"seconds\":{seconds},\"frames\":{frames},\"of_one_core_in_100\":{share:.2}}}"
            );
        }
        told.over.store(true, Ordering::Relaxed);
        wake();
    });
    rest
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
