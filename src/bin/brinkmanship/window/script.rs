//! A script of synthetic input, run in the real window: what a person would press, pictures of what is then seen, and
//! what is wrong with a picture. For tests and for the pictures of the manual.

mod keyboard;
mod still;
mod timing;
mod writing;

use std::{
    collections::VecDeque,
    path::{Path, PathBuf},
    sync::Arc,
};

use bevy::{
    ecs::system::SystemParam,
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
    still::Still,
    timing::{Rest, Saving, Timing},
    writing::{Writing, note, unreadable},
};
use super::{Desk, wake};

/// One thing to do.
#[derive(Clone, Debug, Deserialize)]
pub enum Do {
    /// Presses what has this name, else whose name begins so, else in whose name it stands.
    Click(String),
    /// Presses one of several that have exactly this name; they are counted from 0, from the left, and in a column from its
    /// top.
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
    /// Writes a text so in place of all that stands in the field.
    Put(String),
    /// Writes a text so in place of all that stands in the field, and presses Enter.
    Enter(String),
    /// From here on goes on as soon as what is to be pressed or written in stands still, rather than after some frames, and
    /// does all of a step within one frame, as a quick hand does. What is pressed has to have exactly its name, or to begin so
    /// where after a while nothing has it.
    Brisk,
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
    /// Changes words in a file of a person's own scenario while the window sleeps, as another program would: the path from
    /// the folder of scenarios, the old words, the new. Prints how long it takes until the new words are on the screen.
    Change(String, String, String),
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
    /// A file that was changed, and is to be seen.
    saving: Option<Saving>,
    /// Where everything was, where a step waits until it stands still.
    brisk: Option<Still>,
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
    /// Two fingers on a touchpad move so many small steps, which egui follows at once.
    Swipe(u16, f32),
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
            saving: None,
            brisk: None,
        })
        .init_resource::<Writing>()
        .add_systems(First, (timing::rest, step).chain())
        .add_systems(Last, (timing::note, verdict))
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

/// What brings something to where it is seen whole.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a window is a few thousand points high")]
fn far(whole: egui::Rect, height: f32, way: f32) -> Input {
    /// How far a step goes, in points: less than what egui takes for a notch of a wheel, which it smooths.
    const STEP: f32 = 5.0;
    let steps = ((whole.center().y - height / 2.0).abs() / STEP).clamp(4.0, 400.0);
    Input::Swipe(steps as u16, way * STEP)
}

/// Where the wheel turns what something lies on: as near to a point as nothing else lies over it.
fn over(ctx: &egui::Context, id: NodeId, near: egui::Pos2) -> egui::Pos2 {
    let layer = ctx.viewport(|viewport| {
        let mut layers = viewport.prev_pass.widgets.layers();
        layers.find(|(_, all)| all.iter().any(|widget| widget.id.accesskit_id() == id)).map(|(layer, _)| *layer)
    });
    let height = ctx.viewport_rect().height();
    let mut heights: Vec<f32> = (1..40_u8).map(|part| height * f32::from(part) / 40.0).collect();
    heights.sort_by(|one, other| (one - near.y).abs().total_cmp(&(other - near.y).abs()));
    let mut all = std::iter::once(near.y).chain(heights).map(|y| egui::pos2(near.x, y));
    all.find(|at| layer.is_none() || ctx.layer_id_at(*at) == layer).unwrap_or(near)
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

/// Whether a person can press something.
fn can_press(node: &Node) -> bool {
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
}

/// What a person can press that has exactly this name; of several, one by its number: what stands further left comes first,
/// and of what stands in one column what stands higher.
fn exactly<'n>(nodes: &[(NodeId, &'n Node)], name: &str, nth: usize) -> Option<(NodeId, &'n Node)> {
    let mut all: Vec<(NodeId, &'n Node)> =
        nodes.iter().filter(|(_, node)| can_press(node) && says(node) == Some(name)).copied().collect();
    let place = |node: &Node| bounds(node).map_or((0.0, 0.0), |bounds| (bounds.left(), bounds.top()));
    all.sort_by(|(_, one), (_, other)| {
        let (one, other) = (place(one), place(other));
        one.0.total_cmp(&other.0).then(one.1.total_cmp(&other.1))
    });
    all.into_iter().nth(nth)
}

/// What a person can press, by its name; of several that have exactly this name, one by its number.
fn pressable<'n>(nodes: &[(NodeId, &'n Node)], name: &str, nth: usize) -> Option<(NodeId, &'n Node)> {
    let exact = exactly(nodes, name, nth);
    if 0 < nth {
        return exact;
    }
    let all = || nodes.iter().filter(|(_, node)| can_press(node));
    exact
        .or_else(|| all().find(|(_, node)| says(node).is_some_and(|text| text.starts_with(name))).copied())
        // A card before the links that say more of it.
        .or_else(|| all().find(|(_, node)| says(node).is_some_and(|text| is_card(text, name))).copied())
        .or_else(|| all().find(|(_, node)| says(node).is_some_and(|text| text.contains(name))).copied())
}

/// Where strokes of input go.
#[derive(SystemParam)]
struct Hand<'w> {
    pointer: MessageWriter<'w, WindowEvent>,
    keys: MessageWriter<'w, KeyboardInput>,
    wheel: MessageWriter<'w, MouseWheel>,
}

impl Hand<'_> {
    /// Makes a stroke in a window.
    fn stroke(&mut self, window: Entity, input: Input) {
        match input {
            Input::Move(position) => {
                self.pointer.write(CursorMoved { window, position, delta: None }.into());
            }
            Input::Button(state) => {
                self.pointer.write(MouseButtonInput { button: MouseButton::Left, state, window }.into());
            }
            Input::Key(key_code, logical_key, state, text) => {
                let text = text.as_deref().map(Into::into);
                self.keys.write(KeyboardInput { key_code, logical_key, state, text, repeat: false, window });
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
                    self.keys.write(KeyboardInput { key_code, logical_key, state, text: None, repeat: false, window });
                }
            }
            Input::Wheel(y) => {
                let (unit, phase) = (MouseScrollUnit::Line, TouchPhase::Moved);
                self.wheel.write(MouseWheel { unit, x: 0.0, y, window, phase });
            }
            Input::Swipe(steps, y) => {
                let (unit, phase) = (MouseScrollUnit::Pixel, TouchPhase::Moved);
                for _ in 0..steps {
                    self.wheel.write(MouseWheel { unit, x: 0.0, y, window, phase });
                }
            }
        }
    }
}

/// A frame of the script: the strokes that are due, or the next step.
#[allow(clippy::too_many_arguments, reason = "Bevy passes systems their inputs as arguments")]
fn step(
    mut commands: Commands,
    mut running: ResMut<Running>,
    desk: Res<Desk>,
    outputs: Query<&EguiOutput>,
    mut contexts: Query<&mut EguiContext>,
    writing: Res<Writing>,
    window: Single<(Entity, &Window), With<PrimaryWindow>>,
    mut hand: Hand,
    mut exit: MessageWriter<AppExit>,
    proxy: Option<Res<EventLoopProxyWrapper>>,
) {
    if running.resting.is_some() {
        return;
    }
    if let Some(over) = running.saving.as_mut().map(Saving::frame) {
        let Some(over) = over else { return };
        running.saving = None;
        running.faults.extend(over.err());
        commands.insert_resource(WinitSettings::game());
    }
    say(&mut running);
    if let Some(timing) = &mut running.timing {
        timing.frame();
    }
    let (entity, size) = (window.0, Vec2::new(window.1.width(), window.1.height()));
    if let Some(input) = running.queue.pop_front() {
        hand.stroke(entity, input);
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
    let Some(output) = outputs.iter().next() else { return };
    if 0 < running.wait {
        running.wait -= 1;
        if let Some(still) = &mut running.brisk {
            still.note(output);
        }
        return;
    }
    let nodes = nodes(output);
    let Running { brisk, left, faults, .. } = &mut *running;
    if let (Some(still), Some(next)) = (brisk, left.last()) {
        match still.is_ready(next, output, &nodes) {
            Ok(true) => {}
            Ok(false) => return,
            Err(fault) => {
                left.pop();
                faults.push(fault);
                return;
            }
        }
    }
    // Only once what was wanted has been drawn is it known where everything is.
    running.wait = if running.brisk.is_some() { 1 } else { SETTLE };
    let zoom = f32::from(desk.0.settings.scale) / 100.0;
    let on_screen = |text: &str| nodes.iter().any(|(_, node)| says(node).is_some_and(|said| said.contains(text)));
    let Some(next) = running.left.pop() else {
        exit.write(AppExit::Success);
        return;
    };
    let next = if let Do::Click(name) = next { Do::Nth(name, 0) } else { next };
    match next {
        Do::Click(_) => {}
        Do::Nth(name, nth) => {
            match pressable(&nodes, &name, nth).and_then(|(id, node)| Some((id, node, bounds(node)?))) {
                Some((id, node, whole)) => {
                    let part = contexts.single_mut().map_or(whole, |mut context| seen(context.get_mut(), id, whole));
                    let brisk = running.brisk.is_some();
                    let enough = (whole.height() / 2.0).min(24.0);
                    // What is scrolled away is scrolled to first, as a hand would.
                    if (part.height() < enough || part.width() <= 0.0) && running.turned < TURNS {
                        running.turned += 1;
                        let way = if part.max.y < whole.max.y { -1.0 } else { 1.0 };
                        let turn = if brisk { far(whole, size.y / zoom, way) } else { Input::Wheel(way * 3.0) };
                        // Over the paper that it is on: over the map the wheel would zoom.
                        let middle = egui::pos2(whole.center().x, size.y / zoom / 2.0);
                        let over =
                            contexts.single_mut().map_or(middle, |mut context| over(context.get_mut(), id, middle));
                        let over = Vec2::new(over.x, over.y) * zoom;
                        running.queue.extend([Input::Move(over), turn]);
                        running.left.push(Do::Nth(name, nth));
                        running.wait = if brisk { 1 } else { 2 * SETTLE };
                    } else {
                        (running.turned, running.missed) = (0, 0);
                        if let Some(still) = &mut running.brisk {
                            still.pressed = Some(id);
                            // A field can be written in at once.
                            running.wait = (node.role() != Role::TextInput).into();
                        }
                        let at = Vec2::new(part.center().x, part.center().y) * zoom;
                        running.queue.extend([
                            Input::Move(at),
                            Input::Button(ButtonState::Pressed),
                            Input::Button(ButtonState::Released),
                        ]);
                    }
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
            }
        }
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
        Do::Write(text) => write(text, &mut running),
        Do::Put(text) => {
            put(text, &mut running);
            // What is pressed next stands where it stood until the text has been drawn.
            if running.brisk.is_some() {
                running.wait = 0;
            }
        }
        Do::Enter(text) => {
            put(text, &mut running);
            press("Enter", false, &mut running);
        }
        Do::Brisk => running.brisk = Some(Still::default()),
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
            running.timing = Some(Timing::begin(name));
            running.wait = 0;
        }
        Do::Timed => {
            if let Some(timing) = running.timing.take() {
                timing.print();
            }
        }
        Do::Rest(seconds) => {
            let Some(proxy) = proxy else { return };
            running.resting = Some(timing::sleep(&proxy, seconds));
            commands.insert_resource(wake::asleep());
        }
        Do::Change(file, old, new) => {
            let (Some(proxy), Some(folder)) = (proxy, desk.0.own_scenarios()) else { return };
            running.saving = Some(Saving::begin(&proxy, folder.join(file), (old, new)));
            commands.insert_resource(wake::asleep());
        }
        Do::Gone => running.faults.push("the window is still open".to_owned()),
        Do::Leave => running.left.clear(),
    }
    if running.brisk.is_some() {
        running.queue.drain(..).for_each(|input| hand.stroke(entity, input));
    }
}

/// A text written at one stroke in place of another.
fn put(text: String, running: &mut Running) {
    running.queue.push_back(Input::Chord(KeyCode::KeyA, Key::Character("a".into())));
    write(text, running);
}

/// A text written at one stroke.
fn write(text: String, running: &mut Running) {
    let key = Key::Character(text.as_str().into());
    running.queue.extend([
        Input::Key(KeyCode::KeyA, key.clone(), ButtonState::Pressed, Some(text)),
        Input::Key(KeyCode::KeyA, key, ButtonState::Released, None),
    ]);
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
        crate::shared::aside!("script: {fault}");
    }
    running.said = running.faults.len();
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
