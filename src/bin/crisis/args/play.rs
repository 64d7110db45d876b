//! Options of what players use: to list, play, replay, debrief and draw a crisis.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use super::Format;

/// In what shape a debrief comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum DebriefFormat {
    /// For a terminal.
    #[default]
    Text,
    /// One page for a browser or a printer.
    Html,
    /// A table of the course, for spreadsheets.
    Csv,
    /// For programs.
    Json,
}

/// Options of `list`.
#[derive(ClapArgs, Debug)]
pub struct ListArgs {
    /// For people or for programs.
    #[arg(long, default_value = "text")]
    pub format: Format,
}

/// Options of `play`.
#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Who sits where: `human`, or a policy: random, dove, hawk, tit-for-tat, historical; or one that plans: `planner`, or by
its level cadet, attache, secretary (the usual one), chair. Levels change how deep it thinks, and nothing else.
A seat that is not named is yours; if you sit in the other already, it is played by `historical`.

Examples:
  crisis play cuba-1962                                 asks which side you take
  crisis play cuba-1962 --seat usa=human                the United States against the record
  crisis play cuba-1962 --seat ussr=human --policy usa=hawk --seed 7
  crisis play cuba-1962 --seat usa=human --seat ussr=human   two people, one screen
  crisis play cuba-1962 --seat usa=human --policy ussr=planner --level chair
  crisis play cuba-1962 --policy usa=dove --policy ussr=hawk  no one: prints the course
  crisis play cuba-1962 --twin                          the same rules under invented names
  crisis play cuba-1962 --cut classroom                 a shorter course, for one lesson
  crisis play cuba-1962 --dice ask                      you roll the dice that both sides may see
  crisis play --resume evening.crisis
  crisis play --resume evening.crisis --turn 9 --save otherwise.crisis   what if?")]
pub struct PlayArgs {
    /// The scenario, by id or folder.
    #[arg(value_name = "SCENARIO", required_unless_present_any = ["resume", "turn"])]
    pub scenario: Option<String>,
    /// Who sits in a seat, such as `usa=human` or `ussr=hawk`.
    #[arg(long, visible_alias = "policy", value_name = "ACTOR=WHO")]
    pub seat: Vec<String>,
    /// How deep every `planner` thinks. It changes nothing else: not the odds, not what it may know.
    #[arg(long, value_name = "LEVEL")]
    pub level: Option<Depth>,
    /// The seed of all chance: the same seed and orders give the same crisis. Default: another each time.
    #[arg(long, value_name = "NUMBER")]
    pub seed: Option<u64>,
    /// Sets what kind of leadership a side has, such as `ussr=bargainer`, by the ids that the scenario gives them; drawn otherwise.
    #[arg(long, value_name = "ACTOR=ID")]
    pub disposition: Vec<String>,
    /// Who rolls the dice.
    #[arg(long, value_name = "WHO", default_value = "machine")]
    pub dice: DiceFrom,
    /// Saves after every turn to this file.
    #[arg(long, value_name = "FILE")]
    pub save: Option<PathBuf>,
    /// Lets --save replace a file that is there already.
    #[arg(long)]
    pub overwrite: bool,
    /// Plays a saved crisis on, and saves to the same file unless --save says otherwise.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["seed", "disposition", "prologue"])]
    pub resume: Option<PathBuf>,
    /// Goes back to this turn first and plays another course from there; --save names the file for it.
    #[arg(long, value_name = "NUMBER", requires_all = ["resume", "save"])]
    pub turn: Option<usize>,
    /// Plays the prologue too, rather than taking it from the record.
    #[arg(long)]
    pub prologue: bool,
    /// Plays a shorter cut of the scenario: you order on some turns, and the others pass as the record had them.
    #[arg(long, value_name = "CUT", conflicts_with_all = ["prologue", "resume"])]
    pub cut: Option<String>,
    /// Plays a variant of the scenario: what it says stands otherwise as the crisis begins.
    #[arg(long, value_name = "VARIANT", conflicts_with = "resume")]
    pub variant: Option<String>,
    /// Plays the fictional twin: the same rules under invented names.
    #[arg(long)]
    pub twin: bool,
    /// Switches the staff's estimates off, as a teacher may who wants a class to make its own.
    #[arg(long)]
    pub no_estimates: bool,
    /// Columns to write in. Default: the terminal's, at most 100; 80 where there is none.
    #[arg(long, value_name = "COLUMNS", value_parser = clap::value_parser!(u16).range(40..=200))]
    pub width: Option<u16>,
}

/// How deep an opponent that plans thinks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Depth {
    /// Looks at little.
    Cadet,
    /// Looks at four times as much.
    Attache,
    /// Four times as much again; the usual one.
    Secretary,
    /// And four times as much again.
    Chair,
}

impl From<Depth> for brinkmanship::policy::Level {
    fn from(depth: Depth) -> Self {
        match depth {
            Depth::Cadet => Self::Cadet,
            Depth::Attache => Self::Attache,
            Depth::Secretary => Self::Secretary,
            Depth::Chair => Self::Chair,
        }
    }
}

/// Who rolls the dice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum DiceFrom {
    /// The seeded generator.
    Machine,
    /// You roll for incidents, catastrophes and what follows the end; the program rolls what a side may not see.
    Ask,
}

/// Options of `replay`.
#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Exit codes: 0 it comes out the same, 1 it does not (the turn is named), 2 it could not run.

Examples:
  crisis replay evening.crisis
  crisis replay cuba-1962                           the historical line, and what is expected of it
  crisis replay scenarios/cuba-1962/history.ron --format json")]
pub struct ReplayArgs {
    /// A saved crisis, a scenario's id or folder, or its history.ron.
    #[arg(value_name = "FILE")]
    pub what: String,
    /// For people or for programs.
    #[arg(long, default_value = "text")]
    pub format: Format,
}

/// Options of `debrief`.
#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Examples:
  crisis debrief evening.crisis                     a few pages for the terminal
  crisis debrief evening.crisis --full | less       all of it
  crisis debrief evening.crisis --format html --out evening.html
  crisis debrief evening.crisis --format html --pupils --out handout.html   without the pages for teachers
  crisis debrief evening.crisis --choice            where it turned, and what each move would have led to
  crisis debrief cuba-1962                          what really happened, judged the same way")]
pub struct DebriefArgs {
    /// A saved crisis, or a scenario's id or folder for its history.
    #[arg(value_name = "FILE")]
    pub what: String,
    /// In what shape.
    #[arg(long, default_value = "text")]
    pub format: DebriefFormat,
    /// The text in full: every verdict with its evidence, every draw, every cause, sources. The other shapes are whole.
    #[arg(long)]
    pub full: bool,
    /// Only what turned on choice and what on chance: how much each side's orders decided and how much luck, on which
    /// turns, and what each move would have led to.
    #[arg(long, conflicts_with_all = ["full", "no_choice", "format"])]
    pub choice: bool,
    /// Leaves out what turned on choice, which takes some seconds to find out.
    #[arg(long)]
    pub no_choice: bool,
    /// Leaves out the pages for teachers and parents: what is left can be handed to pupils.
    #[arg(long)]
    pub pupils: bool,
    /// Under the invented names of the fictional twin; a crisis that was played under them is debriefed so in any case.
    #[arg(long)]
    pub twin: bool,
    /// Writes to this file instead of standard output. A debrief of the same crisis that is there already is written anew.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Lets --out replace whatever file is there.
    #[arg(long)]
    pub overwrite: bool,
}

/// Options of `map`.
#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Examples:
  crisis map cuba-1962 --seat usa --turn 5 --out map.svg
  crisis map evening.crisis --theatre cuba --width 360 --out small.svg
  crisis map cuba-1962 --seat truth                 what is really there, which no side sees")]
pub struct MapArgs {
    /// A saved crisis, or a scenario, whose record is drawn.
    #[arg(value_name = "FILE|SCENARIO")]
    pub what: String,
    /// Whose eyes: a side, world or truth.
    #[arg(long, default_value = "world")]
    pub seat: String,
    /// As this turn opens; by default, as the crisis stands at the end of what was played.
    #[arg(long, value_name = "TURN")]
    pub turn: Option<usize>,
    /// Which theatre; by default the first.
    #[arg(long)]
    pub theatre: Option<String>,
    /// The width that the type is laid out for: 360 for a telephone, 900 for a wall.
    #[arg(long, default_value_t = 720, value_parser = clap::value_parser!(u16).range(240..=4000))]
    pub width: u16,
    /// Under the invented names of the fictional twin.
    #[arg(long)]
    pub twin: bool,
    /// Writes to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
    /// Lets --out replace whatever file is there.
    #[arg(long)]
    pub overwrite: bool,
}
