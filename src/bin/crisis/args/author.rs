//! Options of what authors use: to begin, check, lay out, translate and pack a scenario.

use std::path::PathBuf;

use clap::{Args as ClapArgs, ValueEnum};

use super::Format;

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
