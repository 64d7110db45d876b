//! What can be asked for on the command line.

use std::path::{Path, PathBuf};

use anyhow::Context as _;
use clap::{Args as ClapArgs, CommandFactory as _, Parser, Subcommand, ValueEnum};

use crate::{CLEAN, colour::Colour, page::Page, shared::manual::told};

/// Brinkmanship: a strategic crisis simulation.
///
/// Two governments, each with aims it will not name and red lines it will not have crossed, climb a ladder that
/// neither fully controls. Data goes to standard output, messages to standard error.
#[derive(Debug, Parser)]
#[command(name = "crisis", version, max_term_width = 100, after_help = EXAMPLES)]
pub struct Args {
    /// A folder of scenario folders, looked in before all others.
    #[arg(long, global = true, value_name = "DIR", env = "CRISIS_SCENARIOS")]
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

/// In what shape a graph comes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum GraphFormat {
    /// One page for a browser or a printer.
    #[default]
    Html,
    /// For Graphviz.
    Dot,
    /// For programs.
    Json,
}

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

/// Options of `check`.
#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Exit codes: 0 all is well, 1 there are faults, 2 it could not run.

Examples:
  crisis check                      every scenario that can be found
  crisis check cuba-1962            one, by its id
  crisis check ./my-crisis          one, by its folder
  crisis check scenarios            a folder of them
  crisis check --strict --format json")]
pub struct CheckArgs {
    /// Scenarios by id, their folders, or a folder of them; all where none is named.
    #[arg(value_name = "SCENARIO")]
    pub what: Vec<String>,
    /// For people or for programs.
    #[arg(long, default_value = "text")]
    pub format: Format,
    /// Warnings fail too.
    #[arg(long)]
    pub strict: bool,
    /// Real names that are left over in the fictional twin fail, and so does a scenario without one.
    #[arg(long)]
    pub twin: bool,
    /// Checks again whenever a file changes, until interrupted.
    #[arg(long, conflicts_with = "format")]
    pub watch: bool,
}

/// Options of `outline`.
#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Polygons become areas and lines lines, simplified to as many points as you ask for; holes and places are left out. The map
has no coasts but these, so that a made-up country can be drawn where there is none.

Example:
  crisis outline island.geojson > my-crisis/map.ron")]
pub struct OutlineArgs {
    /// The file, in GeoJSON, with positions in degrees.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// How many points are kept at most.
    #[arg(long, default_value_t = 400, value_parser = clap::value_parser!(u16).range(4..=4000))]
    pub points: u16,
}

/// For which tools the format is printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum SchemaFormat {
    /// A JSON Schema.
    #[default]
    Json,
    /// Plain types of Rust, for tools that check RON against such types.
    Rust,
}

/// Options of `schema`.
#[derive(ClapArgs, Debug)]
#[command(after_help = "Example:\n  crisis schema > scenario.schema.json")]
pub struct SchemaArgs {
    /// For which tools.
    #[arg(long, default_value = "json")]
    pub format: SchemaFormat,
}

/// Options of `pack`.
#[derive(ClapArgs, Debug)]
#[command(after_help = "\
A pack holds the files of the scenario as they are, its translations, and a head with fingerprint, version, authors and
licence. It is sealed: one byte changed, and it is not opened. The same files give the same pack.

Examples:
  crisis pack ./my-crisis
  crisis pack cuba-1962 --out october.brinkpack")]
pub struct PackArgs {
    /// The scenario, by id or folder.
    #[arg(value_name = "SCENARIO")]
    pub scenario: String,
    /// The file to write; by itself the id with `.brinkpack`, here.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
}

/// Options of `open`.
#[derive(ClapArgs, Debug)]
#[command(after_help = "\
A pack in the folder of scenarios, or named as a file, is also listed, checked and played as any scenario is:
  crisis check october.brinkpack
  crisis play october.brinkpack

Exit codes: 0 all is well, 1 there are faults, 2 it could not run.")]
pub struct OpenArgs {
    /// The pack.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

/// Options of `unpack`.
#[derive(ClapArgs, Debug)]
#[command(after_help = "Example:\n  crisis unpack october.brinkpack --dir scenarios")]
pub struct UnpackArgs {
    /// The pack.
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// The folder in which to make the scenario's own.
    #[arg(long, default_value = ".")]
    pub dir: PathBuf,
}

/// Options of `lint`.
#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Every warning has a code, which `crisis explain CODE` explains. An author allows one in place, with a reason:
`allow: { \"line-no-exit\": \"Nobody may survive this crossing.\" }` in the item that it speaks of, or in the scenario.

Exit codes: 0 quiet, 1 there are warnings that are neither allowed nor in the baseline, 2 it could not run.

Examples:
  crisis lint my-crisis
  crisis lint my-crisis --files                 the files alone, in an instant
  crisis lint my-crisis --write-baseline        what is known from now on
  crisis lint my-crisis --baseline lint-baseline.json   what is new since")]
pub struct LintArgs {
    /// Scenarios by id, their folders, or a folder of them; all where none is named.
    #[arg(value_name = "SCENARIO")]
    pub what: Vec<String>,
    /// For people or for programs.
    #[arg(long, default_value = "text")]
    pub format: Format,
    /// How many runs of mixed play; as many again, in four parts, between equal policies.
    #[arg(long, default_value_t = brinkmanship::lint::RUNS, value_parser = clap::value_parser!(u64).range(1..=10_000_000))]
    pub runs: u64,
    /// The seed of the first run. The same seed gives the same warnings.
    #[arg(long, default_value_t = brinkmanship::lint::SEED)]
    pub seed: u64,
    /// Looks at the files alone and plays nothing.
    #[arg(long)]
    pub files: bool,
    /// Leaves out the warnings listed in this file, and says which of them are no longer found.
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Writes a file of the warnings found, to be given as --baseline later.
    #[arg(long, value_name = "FILE", num_args = 0..=1, default_missing_value = "lint-baseline.json", conflicts_with = "baseline")]
    pub write_baseline: Option<PathBuf>,
}

/// Options of `fmt`.
#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Where lines break is left to the author, and texts and comments are never touched. A file that cannot be read is left
as it is.

Examples:
  crisis fmt my-crisis
  crisis fmt my-crisis --check      says what it would change, and changes nothing")]
pub struct FmtArgs {
    /// Scenarios by id or folder, or a folder of them.
    #[arg(value_name = "SCENARIO", required = true)]
    pub what: Vec<String>,
    /// Changes nothing; exits with 1 if there is something to change.
    #[arg(long)]
    pub check: bool,
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
    #[arg(value_name = "SCENARIO", required_unless_present = "resume")]
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
    /// Sets what kind of leadership a side has, such as `ussr=embattled`; drawn otherwise.
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

/// Options of `graph`.
#[derive(ClapArgs, Debug)]
#[command(after_help = "\
The page needs no network. Policies are those of `crisis survey`.

Examples:
  crisis graph cuba-1962 --out whole.html
  crisis graph cuba-1962 --class red.crisis blue.crisis --out class.html     the courses of a class over it
  crisis graph my-crisis --format dot | dot -Tsvg > my-crisis.svg
  crisis graph my-crisis --format json > graph.json

What it shows, and what the fields of the JSON mean, stands in docs/graph.md.")]
pub struct GraphArgs {
    /// The scenario, by id or folder.
    #[arg(value_name = "SCENARIO")]
    pub scenario: String,
    /// In what shape.
    #[arg(long, default_value = "html")]
    pub format: GraphFormat,
    /// How many crises make the traffic.
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
    /// Saved crises of a class, laid over it.
    #[arg(long, value_name = "FILE", num_args = 1..=64)]
    pub class: Vec<PathBuf>,
    /// How many threads; the counts do not depend on it. Default: one for each core.
    #[arg(long, value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub threads: Option<u16>,
    /// Writes to this file instead of standard output.
    #[arg(long, value_name = "FILE")]
    pub out: Option<PathBuf>,
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

/// Options of `new`.
#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Examples:
  crisis new harbour-crisis                 makes ./harbour-crisis
  crisis new harbour-crisis --dir scenarios makes scenarios/harbour-crisis
  crisis new harbour-crisis --blank         two sides, a desk, a turn and an ending, and nothing else
  crisis new my-october --from cuba-1962 --title \"My October\"   a copy, to be changed")]
pub struct NewArgs {
    /// The id of the scenario: lower-case letters, digits and hyphens. It becomes the name of the folder.
    #[arg(value_name = "ID")]
    pub id: String,
    /// The folder in which to make it.
    #[arg(long, default_value = ".")]
    pub dir: PathBuf,
    /// A scenario to copy, by id, folder or pack; by itself it begins with the example.
    #[arg(long, value_name = "SCENARIO", conflicts_with = "blank")]
    pub from: Option<String>,
    /// The least that can be played, to be filled, rather than the example.
    #[arg(long)]
    pub blank: bool,
    /// Its title.
    #[arg(long, value_name = "TEXT")]
    pub title: Option<String>,
}

/// Options of `translate`.
#[derive(ClapArgs, Debug)]
#[command(after_help = "\
Every text to translate stands in a .po file for each file of the scenario, as translators' tools read it; what is
translated already is kept. What is missing or outdated is shown in English.

Exit codes: 0 it is written or, with --check, complete; 1 something is missing, outdated or broken; 2 it could not run.

Examples:
  crisis translate ./my-crisis --to ru              writes my-crisis/ru/*.po
  crisis translate ./my-crisis --to ru --check      lists what is left to do, and writes nothing
  crisis translate cuba-1962 --to de --out cuba-de  a scenario from inside the program
  crisis translate program --to de --out de.po      the program itself
  crisis --language de.po list                      tries it out")]
pub struct TranslateArgs {
    /// The scenario, by id or folder, or `program`.
    #[arg(value_name = "WHAT")]
    pub what: String,
    /// The language, such as `ru` or `pt-BR`.
    #[arg(long, value_name = "LANGUAGE", value_parser = language)]
    pub to: String,
    /// Where to write: a folder for a scenario, by default the one of the language in the scenario's; a file for the
    /// program, by default named after the language.
    #[arg(long, value_name = "PATH")]
    pub out: Option<PathBuf>,
    /// The texts that are others in the fictional twin, too.
    #[arg(long)]
    pub twin: bool,
    /// Writes nothing, and lists what is missing, outdated or broken.
    #[arg(long)]
    pub check: bool,
}

/// The code of a language.
fn language(text: &str) -> Result<String, String> {
    let letters = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let fits = letters && text.starts_with(|c: char| c.is_ascii_lowercase()) && (2..=16).contains(&text.len());
    if fits {
        Ok(text.to_owned())
    } else {
        Err(tr!("the code of a language is expected, such as ru or pt-BR").to_owned())
    }
}

/// Options of `explain`.
#[derive(ClapArgs, Debug)]
#[command(
    after_help = "Examples:\n  crisis explain unknown-id   a code\n  crisis explain effect       the words for effects\n  crisis explain After        one of them\n  crisis explain              all codes"
)]
pub struct ExplainArgs {
    /// A code, as `check` prints it in brackets, or a word, a field or an item of the format.
    pub code: Option<String>,
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
    eprintln!("{}", tr!("The manual pages are in {folder}", folder = folder.display()));
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
