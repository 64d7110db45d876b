//! The window: Bevy draws the map, egui everything else; nothing is drawn while nothing changes.

use std::process::ExitCode;

use bevy::{prelude::*, window::WindowResolution, winit::WinitSettings};
use bevy_egui::{EguiContexts, EguiPlugin, EguiPrimaryContextPass, egui};

use crate::game::Game;

/// The game as Bevy holds it.
#[derive(Resource)]
pub struct Desk(Game);

/// Opens the window and plays.
pub fn run(game: Game) -> ExitCode {
    let (width, height) = game.settings.window;
    let window =
        Window { title: "Brinkmanship".to_owned(), resolution: WindowResolution::new(width, height), ..default() };
    let exit = App::new()
        .add_plugins(DefaultPlugins.set(WindowPlugin { primary_window: Some(window), ..default() }))
        .add_plugins(EguiPlugin::default())
        .insert_resource(WinitSettings::desktop_app())
        .insert_resource(DeskHolder(Some(game)))
        .add_systems(Startup, camera)
        .add_systems(EguiPrimaryContextPass, show)
        .run();
    if exit.is_success() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Where the game waits until Bevy takes it.
#[derive(Resource)]
struct DeskHolder(Option<Game>);

fn camera(mut commands: Commands, mut holder: ResMut<DeskHolder>) {
    commands.spawn(Camera2d);
    if let Some(game) = holder.0.take() {
        commands.insert_resource(Desk(game));
    }
}

fn show(mut contexts: EguiContexts, desk: Option<ResMut<Desk>>, mut exit: MessageWriter<AppExit>) -> Result {
    let Some(mut desk) = desk else { return Ok(()) };
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
