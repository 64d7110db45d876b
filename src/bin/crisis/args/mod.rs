//! What can be asked for on the command line.

mod author;
mod measure;
mod play;
mod teach;

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{
    CommandFactory as _, Parser, Subcommand, ValueEnum,
    builder::{OsStringValueParser, TypedValueParser as _},
};

pub use author::*;
pub use measure::*;
pub use play::*;
pub use teach::*;

use crate::{CLEAN, colour::Colour, page::Page, shared::manual::told};

/// Brinkmanship: a strategic crisis simulation.
///
/// Two governments, each with aims it will not name and red lines it will not have crossed, climb a ladder that
/// neither fully controls. Data goes to standard output, messages to standard error.
#[derive(Debug, Parser)]
#[command(name = "crisis", version, max_term_width = 100, after_help = EXAMPLES)]
pub struct Args {
    /// A folder of scenario folders, looked in before all others.
    // A variable that is set to nothing is a variable that is not set.
    #[arg(long, global = true, value_name = "DIR", env = "CRISIS_SCENARIOS", value_parser = OsStringValueParser::new().map(PathBuf::from))]
    pub scenarios: Option<PathBuf>,
    /// When to use colour. NO_COLOR in the environment turns `auto` off.
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Colour,
    /// The language to speak, such as `ru`, or an overlay file for it. Default: the system's, where we have it.
    #[arg(long, global = true, value_name = "LANGUAGE", env = "CRISIS_LANGUAGE")]
    pub language: Option<String>,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

const EXAMPLES: &str = mark!(
    "\
Examples:
  crisis list                              what there is to play
  crisis play cuba-1962                    play a crisis, and be asked which side
  crisis play cuba-1962 --save evening.crisis
  crisis play --resume evening.crisis      play on from where you left off
  crisis debrief evening.crisis            what you wanted, what you got, what it cost
  crisis new my-crisis                     start a scenario of your own
  crisis check my-crisis                   what is wrong with it, line by line

Every command explains itself: crisis play --help"
);

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Lists the scenarios that can be found, and where.
    List(ListArgs),
    /// Checks scenarios: every fault with its line, and how to mend it.
    Check(CheckArgs),
    /// Says what is doubtful about scenarios that are sound: their red lines, their texts, and what play shows.
    Lint(LintArgs),
    /// Plays a crisis in the terminal.
    Play(PlayArgs),
    /// Plays a saved crisis or a scenario's history again, and says whether it still comes out the same.
    Replay(ReplayArgs),
    /// Says what was wanted, what was got and what it cost.
    Debrief(DebriefArgs),
    /// Prints the notes for teachers: aims, running orders, questions, marking, and a page for parents and head.
    Teach(TeachArgs),
    /// Writes the pack for a room without devices as one PDF: role sheets, order forms, cards, map, ladder, answer sheet.
    Print(PrintArgs),
    /// Plays a scenario many times with policies in both seats, and counts.
    Survey(SurveyArgs),
    /// Shows a scenario whole: what asks for what and brings it about, with the traffic of many runs.
    Graph(GraphArgs),
    /// Debriefs a class: several groups in the same crisis beside each other and beside history.
    Class(ClassArgs),
    /// Pools the exports of many classes into one table, with intervals.
    Pool(PoolArgs),
    /// Draws the map of a crisis as a picture, as one side, the world or whoever knows everything sees it.
    Map(MapArgs),
    /// Measures a scenario: doves and hawks, seats, dominance, coverage, chance.
    Figures(FiguresArgs),
    /// Solves a small game in extensive form, as Gambit writes it, and says how near an equilibrium it comes.
    Solve(SolveArgs),
    /// Hands a small scenario, or the end of a saved crisis, to Gambit and OpenSpiel.
    Export(ExportArgs),
    /// Starts a scenario of your own from a commented example.
    New(NewArgs),
    /// Turns an outline in GeoJSON into the map of a scenario.
    Outline(OutlineArgs),
    /// Prints the format of scenarios for editors and other tools.
    Schema(SchemaArgs),
    /// Packs a scenario into one file, to be given to others.
    Pack(PackArgs),
    /// Opens a pack, checks it and shows its card; nothing in it is run.
    Open(OpenArgs),
    /// Writes the scenario of a pack into a folder, to be read or changed.
    Unpack(UnpackArgs),
    /// Lays out the files of scenarios: indentation and spaces, and not a comment lost.
    Fmt(FmtArgs),
    /// Writes or updates the overlay files of a translation, and lists what is missing and what is outdated.
    Translate(TranslateArgs),
    /// Explains a diagnostic code or a word of the format; without one, lists all codes.
    Explain(ExplainArgs),
    /// Prints completions for a shell.
    #[command(after_help = "Example:\n  crisis completions bash > ~/.local/share/bash-completion/completions/crisis")]
    Completions {
        /// Which shell.
        shell: clap_complete::Shell,
    },
    /// Prints the manual page, or writes one for every command.
    #[command(after_help = "Examples:\n  crisis man | man -l -\n  crisis man --out man1")]
    Man {
        /// A folder to write the pages of all commands to.
        #[arg(long, value_name = "DIR")]
        out: Option<PathBuf>,
    },
}

/// For people or for programs.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For people.
    #[default]
    Text,
    /// For programs.
    Json,
}

/// Prints completions for a shell.
///
/// # Errors
/// Standard output cannot be written to.
pub fn completions(page: &mut Page, shell: clap_complete::Shell) -> anyhow::Result<u8> {
    let mut bytes = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "crisis", &mut bytes);
    page.raw(&String::from_utf8_lossy(&bytes))?;
    Ok(CLEAN)
}

/// Prints the manual page, or writes all of them to a folder.
///
/// # Errors
/// Standard output or the folder cannot be written to.
pub fn manual(page: &mut Page, out: Option<&Path>) -> anyhow::Result<u8> {
    let Some(folder) = out else {
        let mut bytes = Vec::new();
        clap_mangen::Man::new(told(Args::command())).render(&mut bytes)?;
        page.raw(&String::from_utf8_lossy(&bytes))?;
        return Ok(CLEAN);
    };
    std::fs::create_dir_all(folder)
        .with_context(|| tr!("the folder {folder} cannot be made", folder = folder.display()))?;
    clap_mangen::generate_to(told(Args::command()), folder)
        .with_context(|| tr!("the pages cannot be written to {folder}", folder = folder.display()))?;
    crate::shared::aside!("{}", tr!("The manual pages are in {folder}", folder = folder.display()));
    Ok(CLEAN)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manual_holds_together_and_speaks_the_language_in_force() {
        Args::command().debug_assert();
        let _spoken = brinkmanship::language::speak(crate::shared::language::inside("ru"));
        let mut command = told(Args::command());
        command.clone().debug_assert();
        let page = command.render_long_help().to_string();
        assert!(page.contains("Команды:") && page.contains("Перечисляет сценарии"), "{page}");
        let check = command.find_subcommand_mut("check").map(|check| check.render_long_help().to_string());
        let check = check.unwrap_or_default();
        assert!(check.contains("Использование:") && check.contains("[по умолчанию: text]"), "{check}");
        assert!(check.contains("Коды выхода") && !check.contains("Possible values"), "{check}");
    }
}
