//! Options of what measures: to survey, to solve and to hand over.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use super::Format;

/// In what shape a survey comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum SurveyFormat {
    /// For a terminal.
    #[default]
    Text,
    /// One page for a browser or a printer, with charts.
    Html,
    /// One row a figure, for spreadsheets.
    Csv,
    /// For programs.
    Json,
}

/// Options of `survey`.
#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Policies: random, dove, hawk, tit-for-tat, historical, or mixed (all of these in turn, the default); or one that plans, by
its level: cadet, attache, secretary, chair.

Examples:
  crisis survey cuba-1962
  crisis survey cuba-1962 --runs 100000 --policy usa=dove --policy ussr=dove
  crisis survey cuba-1962 --closer                  and which moves stand out, rungs and tracks over time
  crisis survey cuba-1962 --format html --out survey.html
  crisis survey cuba-1962 --format csv --out survey.csv
  crisis survey cuba-1962 --format json > survey.json
  crisis survey cuba-1962 --against survey.json     and what has moved since

What the fields of the JSON mean stands in docs/survey.md.")]
pub struct SurveyArgs {
    /// The scenario, by id or folder.
    #[arg(value_name = "SCENARIO")]
    pub scenario: String,
    /// How many crises to play.
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(1..=100_000_000))]
    pub runs: u64,
    /// The seed of the first; each has a seed of its own.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// Who sits in a seat, such as `usa=dove`.
    #[arg(long, visible_alias = "seat", value_name = "ACTOR=POLICY")]
    pub policy: Vec<String>,
    /// Plays the prologue too, rather than taking it from the record.
    #[arg(long)]
    pub prologue: bool,
    /// Plays a shorter cut of the scenario.
    #[arg(long, value_name = "CUT", conflicts_with = "prologue")]
    pub cut: Option<String>,
    /// How many threads; the counts do not depend on it. Default: one for each core.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Counts rungs and tracks turn by turn too, and which moves stand out; it takes some time more. The shapes other
    /// than text always have it.
    #[arg(long)]
    pub closer: bool,
    /// In what shape.
    #[arg(long, default_value = "text")]
    pub format: SurveyFormat,
    /// Compares with a former survey, saved with `--format json`: endings, verdicts, moves, lines and events that moved by
    /// more than chance would have moved them.
    #[arg(long, value_name = "FILE")]
    pub against: Option<PathBuf>,
    /// Writes HTML, CSV or JSON to this file instead of standard output; text goes to standard output alone.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Lets --out replace whatever file is there.
    #[arg(long)]
    pub overwrite: bool,
}

/// Options of `figures`.
#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Examples:
  crisis figures cuba-1962 --runs 10000
  crisis figures cuba-1962 ukraine-2022 taiwan-2022    one table beside the other")]
pub struct FiguresArgs {
    /// The scenario, by id or folder; several are put side by side.
    #[arg(value_name = "SCENARIO", required = true)]
    pub what: Vec<String>,
    /// How many crises stand behind each figure.
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u64).range(100..=10_000_000))]
    pub runs: u64,
    /// The seed of the first.
    #[arg(long, default_value_t = 1)]
    pub seed: u64,
    /// For people or for programs.
    #[arg(long, default_value = "text")]
    pub format: Format,
}

/// Options of `solve`.
#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Exit codes: 0 the bound is met, 1 it is not, 2 it could not run.

Examples:
  crisis solve kuhn.efg
  crisis solve kuhn.efg --strategy --to 1e-8
  crisis export --efg cuba-1962 --turn 12 --acts 1 --out end.efg && crisis solve end.efg --to 0.5")]
pub struct SolveArgs {
    /// A game of one or two players with perfect recall, as Gambit writes it (.efg, version 2).
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// Stops once half of what both players could gain is at most this.
    #[arg(long, value_name = "GAIN", default_value_t = 1e-6)]
    pub to: f64,
    /// Stops after so many iterations. Default: the fewer the larger the game, from a million down to a thousand.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u64).range(1..=1_000_000_000))]
    pub iterations: Option<u64>,
    /// How regrets are gathered. Default: in turn where one player's gain is the other's loss,
    /// predictive if it is small, else at once.
    #[arg(long, value_name = "RULE")]
    pub rule: Option<SolveRule>,
    /// Lists the strategy at every information set.
    #[arg(long)]
    pub strategy: bool,
    /// For people or for programs.
    #[arg(long, default_value = "text")]
    pub format: Format,
}

/// How regrets are gathered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum SolveRule {
    /// Predictive CFR+, the players in turn, later strategies counting for much more.
    Predictive,
    /// CFR+, the players in turn.
    Plus,
    /// CFR+, both at once, which keeps a symmetric game symmetric.
    Together,
}

/// Options of `export`.
#[derive(ClapArgs, Debug)]
#[command(after_help = "\
A scenario is unfolded from its start, dispositions drawn. A saved crisis, or history with --turn, is unfolded from
that turn as it truly stood. Payoffs are the scores at the later date, the aftermath's draws averaged. Composed offers
are left out.

Examples:
  crisis export --efg cuba-1962 --turn 12 --acts 1 --out endgame.efg
  crisis export --efg evening.crisis --turn 12 --acts 1 --zero-sum | head")]
pub struct ExportArgs {
    /// A scenario, by id or folder, or a saved crisis.
    #[arg(value_name = "WHAT")]
    pub what: String,
    /// As Gambit writes extensive games (.efg, version 2).
    #[arg(long)]
    pub efg: bool,
    /// From this turn of a saved crisis or of history. Default for a saved crisis: the turn that is open.
    #[arg(long, value_name = "NUMBER")]
    pub turn: Option<usize>,
    /// The most nodes; what is larger is refused.
    #[arg(long, value_name = "NODES", default_value_t = 500_000, value_parser = nodes)]
    pub most: usize,
    /// Leaves out orders of more acts than this, unless so many desks must act.
    #[arg(long, value_name = "NUMBER", value_parser = clap::value_parser!(u8).range(1..))]
    pub acts: Option<u8>,
    /// Half of the difference of the scores instead of the scores.
    #[arg(long)]
    pub zero_sum: bool,
    /// Writes to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Lets --out replace whatever file is there.
    #[arg(long)]
    pub overwrite: bool,
}

/// A number of nodes that a tree may have.
fn nodes(text: &str) -> Result<usize, String> {
    let most = brinkmanship::policy::solver::limits::NODES;
    let found = text.parse::<usize>().ok().filter(|found| (1..=most).contains(found));
    found.ok_or_else(|| tr!("a number from 1 to {most} is expected", most))
}
