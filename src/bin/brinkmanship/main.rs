//! The desktop game: map, ladder, choices.

mod game;
mod intent;
mod keys;
mod panels;
mod saves;
mod screens;
mod session;
mod settings;
#[path = "../shared/mod.rs"]
mod shared;
mod shelf;
#[cfg(all(test, feature = "desktop-tests"))]
mod tests;
mod theme;
mod window;

use std::{path::PathBuf, process::ExitCode};

use clap::Parser;

use crate::{
    game::{Game, Places},
    shared::library::{Library, data_folder},
};

/// A strategic crisis at a table: two actors with aims, red lines and escalation ladders.
#[derive(Clone, Debug, Parser)]
#[command(name = "brinkmanship", version)]
pub struct Args {
    /// A folder of scenarios to look in first
    #[arg(long, value_name = "FOLDER")]
    scenarios: Option<PathBuf>,
    /// The folder for settings and saved crises, in place of the platform's own
    #[arg(long, value_name = "FOLDER")]
    data: Option<PathBuf>,
}

fn main() -> ExitCode {
    let args = Args::parse();
    let base = args.data.clone().or_else(data_folder);
    let places = Places {
        settings: base.as_ref().map(|folder| folder.join("settings.ron")),
        saves: base.as_ref().map(|folder| folder.join("crises")),
    };
    let game = Game::new(Library::new(args.scenarios), places);
    window::run(game)
}
