//! Options of what teachers use: to prepare a lesson, print it, and debrief a class.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

/// In what shape the notes for teachers come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum TeachFormat {
    /// For a terminal.
    #[default]
    Text,
    /// One page for a browser or a printer.
    Html,
}

/// Options of `teach`.
#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Examples:
  crisis teach cuba-1962 | less
  crisis teach cuba-1962 --format html --out teachers.html
  crisis teach cuba-1962 --parents --format html --out parents.html
  crisis teach cuba-1962 --twin                     under the invented names that the class will hear")]
pub struct TeachArgs {
    /// The scenario, by id or folder.
    #[arg(value_name = "SCENARIO")]
    pub scenario: String,
    /// In what shape.
    #[arg(long, default_value = "text")]
    pub format: TeachFormat,
    /// Only the page for parents and the head of the school.
    #[arg(long)]
    pub parents: bool,
    /// Under the invented names of the fictional twin; the page for parents says what it was made from.
    #[arg(long)]
    pub twin: bool,
    /// Writes to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Lets --out replace whatever file is there.
    #[arg(long)]
    pub overwrite: bool,
}

/// Options of `print`.
#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Examples:
  crisis print cuba-1962 --cut classroom --out pack.pdf
  crisis print cuba-1962 --cut classroom --twin --out pack.pdf     under the invented names
  crisis --language ru print cuba-1962 --cut classroom --out pack.pdf

How a class plays on paper stands on its first page, and in docs/on-paper.md.")]
pub struct PrintArgs {
    /// The scenario, by id or folder.
    #[arg(value_name = "SCENARIO")]
    pub scenario: String,
    /// The cut that is played; by default the whole.
    #[arg(long, value_name = "CUT")]
    pub cut: Option<String>,
    /// Under the invented names of the fictional twin.
    #[arg(long)]
    pub twin: bool,
    /// Where the pack goes.
    #[arg(long, value_name = "FILE.pdf")]
    pub out: PathBuf,
    /// Lets --out replace whatever file is there.
    #[arg(long)]
    pub overwrite: bool,
}

/// In what shape the debrief of a class comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ClassFormat {
    /// One page for a browser or a printer.
    #[default]
    Html,
    /// Under pseudonyms, for programs and for `crisis pool`.
    Json,
}

/// Options of `class`.
#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Examples:
  crisis class cuba-1962 group-a.crisis group-b.crisis --out class.html
  crisis class cuba-1962 *.crisis --folder monday              the page, one for each group, and the tables
  crisis class cuba-1962 *.crisis --notes notes.json --folder monday
                                                               with reasons, votes and forecasts, and a page a pupil

The name of a group is that of its file. What notes hold, and what the export holds, stands in docs/on-paper.md.")]
pub struct ClassArgs {
    /// The scenario, by id or folder.
    #[arg(value_name = "SCENARIO")]
    pub scenario: String,
    /// Saved crises, one for each group.
    #[arg(value_name = "FILE", required = true, num_args = 1..=64)]
    pub files: Vec<PathBuf>,
    /// What was written beside play: a list of groups in JSON.
    #[arg(long, value_name = "FILE")]
    pub notes: Option<PathBuf>,
    /// In what shape, where no folder is asked for.
    #[arg(long, default_value = "html", conflicts_with = "folder")]
    pub format: ClassFormat,
    /// Under the invented names of the fictional twin.
    #[arg(long)]
    pub twin: bool,
    /// Writes to this file instead of standard output.
    #[arg(long, value_name = "FILE", conflicts_with = "folder")]
    pub out: Option<PathBuf>,
    /// Writes everything into this folder.
    #[arg(long, value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
    /// Lets whatever is there be replaced.
    #[arg(long)]
    pub overwrite: bool,
}

/// In what shape pooled classes come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum PoolFormat {
    /// For a terminal.
    #[default]
    Text,
    /// For spreadsheets.
    Csv,
    /// For programs.
    Json,
}

/// Options of `pool`.
#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Examples:
  crisis pool monday/class.json tuesday/class.json
  crisis pool */class.json --format csv --out pooled.csv")]
pub struct PoolArgs {
    /// Exports of classes, as `crisis class --format json` and the classroom write them.
    #[arg(value_name = "FILE", required = true, num_args = 1..=10_000)]
    pub files: Vec<PathBuf>,
    /// In what shape.
    #[arg(long, default_value = "text")]
    pub format: PoolFormat,
    /// Writes to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Lets --out replace whatever file is there.
    #[arg(long)]
    pub overwrite: bool,
}
