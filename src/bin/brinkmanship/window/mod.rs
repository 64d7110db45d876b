//! The window: Bevy draws the map, egui everything else; nothing is drawn while nothing changes.

mod chords;
mod ground;
mod measure;
mod script;
mod wake;

use std::process::ExitCode;

use bevy::{
    camera::{CameraOutputMode, visibility::RenderLayers},
    prelude::*,
    render::render_resource::BlendState,
    window::{PrimaryWindow, WindowCloseRequested, WindowResolution},
};
use bevy_egui::{
    EguiContexts, EguiGlobalSettings, EguiInput, EguiPlugin, EguiPreUpdateSet, EguiPrimaryContextPass,
    PrimaryEguiContext, egui,
};

use crate::game::Game;

pub use script::Script;

/// The game as Bevy holds it.
#[derive(Resource)]
pub struct Desk(pub Game);

/// How the window is opened.
#[derive(Debug, Default)]
pub struct Opening {
    /// A script of synthetic input to be run, for tests and pictures.
    pub script: Option<Script>,
    /// When the program began, if how long things take is to be printed.
    pub measure: Option<std::time::Instant>,
    /// The size of the window, in place of the one that was kept.
    pub size: Option<(u32, u32)>,
}

/// Opens the window and plays.
pub fn run(game: Game, opening: Opening) -> ExitCode {
    if let Err(why) = display() {
        crate::shared::aside!("{why}");
        return ExitCode::from(2);
    }
    let (width, height) = opening.size.unwrap_or(game.settings.window);
    let window =
        Window { title: "Brinkmanship".to_owned(), resolution: WindowResolution::new(width, height), ..default() };
    let plugins = DefaultPlugins
        .set(WindowPlugin { primary_window: Some(window), close_when_requested: false, ..default() })
        .set(bevy::log::LogPlugin {
            filter: "error,wgpu_hal=off".to_owned(),
            level: bevy::log::Level::ERROR,
            ..default()
        });
    let night = game.settings.night;
    let mut app = App::new();
    say_why_it_stops();
    app.add_plugins(plugins)
        .add_plugins(EguiPlugin::default())
        .insert_resource(ClearColor(ground::colour(crate::theme::Theme::new(night, false).palette.table)))
        .insert_resource(Desk(game))
        .add_systems(Startup, cameras)
        .add_systems(
            PreUpdate,
            (chords::stamp, sleep).chain().after(EguiPreUpdateSet::ProcessInput).before(EguiPreUpdateSet::BeginPass),
        )
        .add_systems(EguiPrimaryContextPass, show)
        .add_systems(Update, close)
        .add_systems(Last, leave);
    if opening.size.is_none() {
        app.add_systems(Update, remember_size);
    }
    ground::plugin(&mut app);
    wake::plugin(&mut app);
    measure::plugin(&mut app, opening.measure);
    if let Some(script) = opening.script {
        script::plugin(&mut app, script);
    }
    let exit = app.run();
    if exit.is_success() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Whether there is anything to open a window on.
fn display() -> Result<(), String> {
    let unix = cfg!(all(unix, not(target_os = "macos"), not(target_os = "android")));
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    if unix && !set("DISPLAY") && !set("WAYLAND_DISPLAY") && !set("WAYLAND_SOCKET") {
        return Err(tr!("There is no display to open a window on: neither DISPLAY nor WAYLAND_DISPLAY is set.\n\
             The same crises can be played in a terminal: cargo crisis play cuba-1962\n\
             (from an installed program: crisis play cuba-1962)")
        .to_owned());
    }
    Ok(())
}

/// What a person is told when the window or the graphics cannot be had.
///
/// The libraries below end the program in such a case; this puts words to it.
fn say_why_it_stops() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |info| {
        let text = info.to_string();
        if text.contains("event loop") || text.contains("X11") || text.contains("XOpenDisplay") {
            crate::shared::aside!(
                "{}",
                tr!("The window could not be opened: the display that is named cannot be reached.\n\
                     The same crises can be played in a terminal: cargo crisis play cuba-1962")
            );
            std::process::exit(2);
        }
        if text.contains("Unable to find a GPU") || text.contains("RequestAdapter") || text.contains("No adapter") {
            crate::shared::aside!(
                "{}",
                tr!("No graphics driver was found. On Debian or Ubuntu, `apt install mesa-vulkan-drivers` brings one \
                     that needs no graphics card.\n\
                     The same crises can be played in a terminal: cargo crisis play cuba-1962")
            );
            std::process::exit(2);
        }
        usual(info);
    }));
}

/// One camera for the map, one for everything over it.
fn cameras(mut commands: Commands, mut settings: ResMut<EguiGlobalSettings>) {
    settings.auto_create_primary_context = false;
    commands.spawn((Camera2d, ground::MapCamera, Camera { is_active: false, ..default() }));
    commands.spawn((
        PrimaryEguiContext,
        Camera2d,
        // Nothing but the interface. It draws onto what the map's camera drew, and so takes as many samples of every point.
        RenderLayers::none(),
        Camera {
            order: 1,
            output_mode: CameraOutputMode::Write {
                blend_state: Some(BlendState::ALPHA_BLENDING),
                clear_color: ClearColorConfig::None,
            },
            clear_color: ClearColorConfig::Custom(Color::NONE),
            ..default()
        },
    ));
}

/// Lets the window sleep: bevy_egui 0.42 tells egui of the modifier keys in every frame, and egui 0.36 answers every event
/// with another frame. Only a change is passed on.
fn sleep(mut inputs: Query<&mut EguiInput>, mut last: Local<egui::Modifiers>) {
    for mut input in &mut inputs {
        input.events.retain(|event| match event {
            egui::Event::ModifiersChanged(now) => std::mem::replace(&mut *last, *now) != *now,
            _ => true,
        });
    }
}

fn show(mut contexts: EguiContexts, mut desk: ResMut<Desk>, mut exit: MessageWriter<AppExit>) -> Result {
    let ctx = contexts.ctx_mut()?.clone();
    let mut ui = egui::Ui::new(
        ctx.clone(),
        "desk".into(),
        egui::UiBuilder::new().layer_id(egui::LayerId::background()).max_rect(ctx.viewport_rect()),
    );
    desk.0.show(&mut ui);
    if desk.0.quitting {
        exit.write(AppExit::Success);
    }
    Ok(())
}

/// Whoever closes the window leaves the game, and is asked where something is not saved; closing it once more leaves all
/// the same.
fn close(
    mut closing: MessageReader<WindowCloseRequested>,
    mut desk: ResMut<Desk>,
    mut exit: MessageWriter<AppExit>,
    mut asked: Local<bool>,
) {
    if closing.read().count() == 0 {
        return;
    }
    desk.0.act(crate::intent::Intent::Quit);
    if desk.0.quitting || *asked {
        exit.write(AppExit::Success);
    }
    *asked = true;
}

/// What was set is kept as the game is left, however that comes about.
fn leave(mut exit: MessageReader<AppExit>, mut desk: ResMut<Desk>, mut kept: Local<bool>) {
    let leaving = 0 < exit.read().count();
    if leaving && !*kept {
        *kept = true;
        desk.0.keep_settings();
    }
}

/// The window opens next time as large as it was.
fn remember_size(window: Single<&Window, (With<PrimaryWindow>, Changed<Window>)>, mut desk: ResMut<Desk>) {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a window is a few thousand points wide"
    )]
    let size = (window.width() as u32, window.height() as u32);
    if desk.0.settings.window != size && 0 < size.0 && 0 < size.1 {
        desk.0.settings.window = size;
    }
}
