//! The whole of a scenario as a graph, with the traffic of many runs and the courses of a class.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use brinkmanship::{
    policy::Policy,
    report::graph::{Graph, dot, page as whole},
    survey::{Options, Seat, graph::traffic},
    transcript::{Course, Transcript, replay},
};

use crate::{
    CLEAN,
    args::{GraphArgs, GraphFormat},
    course,
    deliver::{To, deliver},
    page::Page,
    shared::library::Library,
    survey::{bar, policy, seat},
};

/// Draws the graph of a scenario.
///
/// # Errors
/// The scenario cannot be played, a seat, policy or saved crisis is not fit, or the file cannot be written.
pub fn run(page: &mut Page, library: &Library, args: &GraphArgs) -> anyhow::Result<u8> {
    let entry = library.one(&args.scenario)?;
    let scenario = entry.scenario()?;
    let declared = entry.load()?.sources.declared();
    let mut seats = [Seat::Mixed; 2];
    for text in &args.policy {
        let (actor, who) = seat(&scenario, text)?;
        seats[actor.index()] = match who {
            "mixed" => Seat::Mixed,
            name => match policy(name)? {
                Policy::Simple(policy) => Seat::Policy(policy),
                Policy::Planner(level) => Seat::Planner(level),
            },
        };
    }
    let saved: Vec<(String, Transcript)> = args
        .class
        .iter()
        .map(|path| {
            let name = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
            Ok((name, course::read(path)?))
        })
        .collect::<anyhow::Result<_>>()?;
    let mut class: Vec<(String, Course<'_>)> = Vec::with_capacity(saved.len());
    for ((name, transcript), path) in saved.iter().zip(&args.class) {
        if transcript.scenario != scenario.id {
            let (path, found, expected) = (path.display(), &transcript.scenario, &scenario.id);
            bail!("{}", tr!("{path} is of `{found}`; a crisis of `{expected}` is expected", path, found, expected));
        }
        let replayed = replay(&scenario, transcript)?;
        if let Some(parted) = &replayed.divergence {
            let why = brinkmanship::report::words::divergence(&scenario, parted);
            let path = path.display();
            crate::shared::aside!("{}", tr!("note: {path} no longer comes out as it was saved: {why}", path, why));
        }
        class.push((name.clone(), replayed.course));
    }
    let options = Options { runs: args.runs, seed: args.seed, seats, open_prologue: args.prologue, cut: None };
    let progress = bar(args.runs);
    let count = || traffic(&scenario, &options, |done| progress.inc(done));
    let (tally, traffic) = match args.threads {
        Some(threads) => rayon::ThreadPoolBuilder::new()
            .num_threads(usize::from(threads))
            .build()
            .context(tr!("the threads could not be started"))?
            .install(count),
        None => count(),
    };
    progress.finish_and_clear();
    let graph = Graph::of(&scenario, &declared, &options, (&tally, &traffic), &class);
    let written = match args.format {
        GraphFormat::Html => whole(&graph),
        GraphFormat::Dot => dot(&graph),
        GraphFormat::Json => serde_json::to_string_pretty(&graph)? + "\n",
    };
    // A page of its own is for a browser: where a person would read it off the terminal, it goes into a file.
    let file = PathBuf::from(format!("{}.html", scenario.id));
    let out = args.out.as_deref().or_else(|| (page.terminal && args.format == GraphFormat::Html).then_some(&*file));
    deliver(
        page,
        To { out, overwrite: args.overwrite },
        &written,
        |path| tr!("{path} is there already, and is no graph of this scenario; --overwrite replaces it", path),
        |path| tr!("The graph is in {path}", path),
    )?;
    Ok(CLEAN)
}
