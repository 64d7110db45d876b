//! The command line: check, play, replay, survey, debrief, teach, new, explain.

#![deny(clippy::print_stderr)]

#[macro_use]
extern crate brinkmanship;

mod args;
mod check;
mod class;
mod colour;
mod course;
mod debrief;
mod deliver;
mod explain;
mod export;
mod figures;
mod fmt;
mod graph;
mod lint;
mod list;
mod map;
mod new;
mod outline;
mod pack;
mod page;
mod play;
mod print;
mod replay;
#[path = "../shared/mod.rs"]
#[allow(dead_code, reason = "each program uses its part of what they share")]
mod shared;
mod solve;
mod survey;
mod teach;
mod translate;

use std::{
    io::{self, ErrorKind},
    process::ExitCode,
};

use brinkmanship::language::speak;

use args::{Args, Command};

/// All is well.
pub const CLEAN: u8 = 0;
/// It ran, and found fault with what it was given.
pub const FAULTS: u8 = 1;
/// It could not run.
pub const STOPPED: u8 = 2;

fn main() -> ExitCode {
    let args: Args = shared::manual::arguments("CRISIS_LANGUAGE");
    match run(&args) {
        Ok(code) => ExitCode::from(code),
        // Whoever reads our output has had enough, as `head` does.
        Err(error) if is_broken_pipe(&error) => ExitCode::from(CLEAN),
        Err(error) => {
            colour::complain(args.color, &error);
            ExitCode::from(STOPPED)
        }
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error
        .chain()
        .any(|cause| cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe))
}

fn run(args: &Args) -> anyhow::Result<u8> {
    let _spoken = speak(shared::language::chosen(args.language.as_deref())?);
    if let Some(code) = shared::language::unspoken(args.language.as_deref()) {
        let spoken: Vec<&str> = shared::language::all().map(|(code, _)| code).collect();
        let text = tr!(
            "the program does not speak `{code}` (it speaks {spoken}); only scenarios translated into it are shown in it",
            code,
            spoken = spoken.join(", ")
        );
        colour::note(args.color, &text);
    }
    let mut page = page::Page::stdout(args.color);
    let library = shared::library::Library::new(args.scenarios.clone().filter(|folder| !folder.as_os_str().is_empty()));
    let code = match &args.command {
        Command::List(list) => list::list(&mut page, &library, list)?,
        Command::Check(check) => check::run(&mut page, &library, check)?,
        Command::Lint(lint) => lint::run(&mut page, &library, lint)?,
        Command::Play(play) => play::run(&mut page, &library, play)?,
        Command::Replay(replay) => replay::run(&mut page, &library, replay)?,
        Command::Debrief(debrief) => debrief::run(&mut page, &library, debrief)?,
        Command::Teach(teach) => teach::run(&mut page, &library, teach)?,
        Command::Print(args) => print::run(&mut page, &library, args)?,
        Command::Survey(survey) => survey::run(&mut page, &library, survey)?,
        Command::Graph(args) => graph::run(&mut page, &library, args)?,
        Command::Class(args) => class::run(&mut page, &library, args)?,
        Command::Pool(args) => class::pool(&mut page, args)?,
        Command::Map(args) => map::run(&mut page, &library, args)?,
        Command::Figures(figures) => figures::run(&mut page, &library, figures)?,
        Command::Solve(args) => solve::run(&mut page, args)?,
        Command::Export(args) => export::run(&mut page, &library, args)?,
        Command::Fmt(args) => fmt::run(&mut page, &library, args)?,
        Command::New(new) => new::run(&mut page, &library, new)?,
        Command::Outline(args) => outline::run(&mut page, args)?,
        Command::Schema(args) => outline::schema(&mut page, args)?,
        Command::Pack(args) => pack::pack(&mut page, &library, args)?,
        Command::Unpack(args) => pack::unpack(&mut page, args)?,
        Command::Open(args) => pack::open(&mut page, &library, args)?,
        Command::Translate(args) => translate::run(&mut page, &library, args)?,
        Command::Explain(explain) => explain::run(&mut page, explain)?,
        Command::Completions { shell } => args::completions(&mut page, *shell)?,
        Command::Man { out } => args::manual(&mut page, out.as_deref())?,
    };
    page.flush()?;
    Ok(code)
}
