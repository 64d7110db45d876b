//! The desktop game: map, ladder, choices.

#![deny(clippy::print_stderr)]

#[macro_use]
extern crate brinkmanship;

mod author;
mod begin;
mod classroom;
mod editor;
mod film;
mod game;
mod intent;
mod keys;
mod map;
mod notices;
mod panels;
mod reload;
mod saves;
mod screens;
mod seat;
mod session;
mod settings;
#[path = "../shared/mod.rs"]
#[allow(dead_code, reason = "each program uses its part of what they share")]
mod shared;
mod shelf;
mod staff;
#[cfg(all(test, feature = "desktop-tests"))]
mod tests;
mod theme;
mod watch;
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
    /// The language where none is set, such as `ru`, or an overlay file for it; the system's, where we have it
    #[arg(long, value_name = "LANGUAGE")]
    language: Option<String>,
    /// Run a script of synthetic input, as the tests do
    #[arg(long, value_name = "FILE", hide = true)]
    script: Option<PathBuf>,
    /// Where the script's pictures go
    #[arg(long, value_name = "FOLDER", hide = true, default_value = "pictures")]
    pictures: PathBuf,
    /// Print how long the first frames take
    #[arg(long, hide = true)]
    measure: bool,
    /// The size of the window, such as 1280x800
    #[arg(long, value_name = "SIZE", value_parser = size)]
    size: Option<(u32, u32)>,
    /// The scale of the interface in percent
    #[arg(long, value_name = "PERCENT")]
    scale: Option<u16>,
}

fn size(text: &str) -> Result<(u32, u32), String> {
    let read = |part: &str| part.parse().ok().filter(|side| (320..=7680).contains(side));
    text.split_once('x')
        .and_then(|(width, height)| Some((read(width)?, read(height)?)))
        .ok_or_else(|| tr!("write it as WIDTHxHEIGHT, such as 1280x800").to_owned())
}

fn main() -> ExitCode {
    let began = std::time::Instant::now();
    let args: Args = shared::manual::arguments("");
    // A script looks for words on the screen.
    let language = match shared::language::chosen(args.language.as_deref().or(args.script.is_some().then_some("en"))) {
        Ok(language) => language,
        Err(why) => {
            crate::shared::aside!("{why:#}");
            return ExitCode::from(2);
        }
    };
    let base = args.data.clone().or_else(data_folder);
    let places = Places {
        settings: base.as_ref().map(|folder| folder.join("settings.ron")),
        saves: base.as_ref().map(|folder| folder.join("crises")),
        language,
        scenarios: base.as_ref().map(|folder| folder.join("scenarios")),
    };
    let script = match args.script.map(|path| window::Script::read(&path, args.pictures)).transpose() {
        Ok(script) => script,
        Err(why) => {
            crate::shared::aside!("{}", tr!("The script cannot be run: {why}", why));
            return ExitCode::from(2);
        }
    };
    let mut game = Game::new(Library::new(args.scenarios).and(places.scenarios.clone()), places);
    if let Some(scale) = args.scale {
        game.scale_once(scale);
    }
    window::run(game, window::Opening { script, measure: args.measure.then_some(began), size: args.size })
}
