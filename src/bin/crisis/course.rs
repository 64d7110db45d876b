//! A course of play told turn by turn, and where courses come from: saved crises and the history of scenarios.

use std::{fs, path::Path};

use anyhow::{Context as _, bail};
use brinkmanship::{
    crisis::{Eyes, record::What},
    report::{
        course::{Telling, headline, orders, rungs, told},
        words,
    },
    scenario::model::{Actor, Horizon},
    transcript::{self, Course, Transcript},
    verdict::{judges, score},
};

use crate::{
    colour::Ink,
    page::Page,
    shared::library::{Entry, Library},
};

/// Something that can be played again.
#[derive(Debug)]
pub enum Source {
    /// A saved crisis, with the scenario that it is of.
    Saved(Box<Transcript>, Entry),
    /// The history of a scenario.
    History(Entry),
}

/// Finds what is to be played again: a saved crisis, a history file, or a scenario for its history.
///
/// # Errors
/// There is none, it cannot be read, or its scenario cannot be found.
pub fn find(library: &Library, what: &str) -> anyhow::Result<Source> {
    let path = Path::new(what);
    if path.is_file() {
        if path.file_name().is_some_and(|name| name == "history.ron" || name == "scenario.ron") {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let folder = fs::canonicalize(folder).with_context(|| tr!("{what} cannot be read", what))?;
            return Ok(Source::History(library.one(&folder.to_string_lossy())?));
        }
        let transcript = read(path)?;
        let entry = library.of_saved(&transcript.scenario, path)?;
        return Ok(Source::Saved(Box::new(transcript), entry));
    }
    if path.exists() && !path.is_dir() {
        bail!("{}", tr!("{what} is not a plain file", what));
    }
    let looks_like_file = (path.extension().is_some() || what.contains(['/', '\\'])) && !path.is_dir();
    if looks_like_file {
        bail!("{}", tr!("there is no file {what}", what));
    }
    let entry = library.one(what);
    // Of a folder, what is wrong with it says enough.
    let entry = if path.is_dir() {
        entry?
    } else {
        entry.with_context(|| tr!("there is no saved crisis `{what}` here, and no scenario", what))?
    };
    Ok(Source::History(entry))
}

/// Reads a saved crisis.
///
/// # Errors
/// The file cannot be read, or is not a whole transcript of this version.
pub fn read(path: &Path) -> anyhow::Result<Transcript> {
    if path.exists() && !path.is_file() {
        bail!("{}", tr!("{path} is not a plain file", path = path.display()));
    }
    let bytes = brinkmanship::scenario::files::read_bounded(path, transcript::MOST_BYTES)
        .with_context(|| tr!("{path} cannot be read", path = path.display()))?;
    transcript::read(&bytes).with_context(|| tr!("{path} cannot be used as a saved crisis", path = path.display()))
}

/// The date and headline of a turn.
///
/// # Errors
/// Standard output cannot be written to.
pub fn turn_heading(page: &mut Page, course: &Course<'_>, turn: usize) -> anyhow::Result<()> {
    let Some(data) = course.scenario.turns.get(turn) else { return Ok(()) };
    page.gap()?;
    let date = page.ink(Ink::Bold, &tr!("Turn {turn}. {date}", turn, date = data.date));
    page.line(&date)?;
    page.para(2, &headline(course, turn))?;
    Ok(())
}

/// Tells one turn: orders, what happened, where the ladders stand.
///
/// # Errors
/// Standard output cannot be written to.
pub fn tell_turn(page: &mut Page, course: &Course<'_>, turn: usize) -> anyhow::Result<()> {
    let scenario = course.scenario;
    turn_heading(page, course, turn)?;
    for actor in Actor::BOTH {
        let acts: Vec<String> = orders(course, turn, actor).into_iter().map(|order| order.title).collect();
        let text = if acts.is_empty() { tr!("nothing").to_owned() } else { acts.join("; ") };
        page.hang("-", 2, 4, &tr!("{name} orders: {text}", name = scenario.actors[actor.index()].name, text))?;
    }
    for text in told(course, turn, Telling::Whole) {
        page.hang("*", 4, 6, &text)?;
    }
    for (ladder, whose, rung) in rungs(course, turn) {
        let name = &scenario.ladders[ladder.index()].name;
        let whose = whose.map_or_else(String::new, |actor| tr!(" of {actor}", actor = words::actor(scenario, actor)));
        page.para(
            2,
            &tr!(
                "{name}{whose}: rung {rung}, {rung2}",
                name,
                whose,
                rung = rung + 1,
                rung2 = words::rung(scenario, ladder, rung)
            ),
        )?;
    }
    Ok(())
}

/// Tells how it ended and what followed.
///
/// # Errors
/// Standard output cannot be written to.
pub fn tell_end(page: &mut Page, course: &Course<'_>) -> anyhow::Result<()> {
    let scenario = course.scenario;
    let Some(ending) = course.crisis.ended() else {
        page.gap()?;
        page.para(0, &tr!("It goes on: turn {turn} is open.", turn = course.crisis.turn()))?;
        return Ok(());
    };
    let data = &scenario.endings[ending.index()];
    page.gap()?;
    let title = page.ink(Ink::Bold, &tr!("The end: {title}", title = data.title));
    page.line(&title)?;
    page.para(2, &format!("{} {}", words::ended_in(data.category), data.text))?;
    let followed: Vec<String> = course
        .record
        .entries
        .iter()
        .filter(|entry| matches!(entry.what, What::Followed(_)))
        .filter_map(|entry| words::entry(scenario, Eyes::Truth, course.crisis.offers(), entry))
        .collect();
    if !followed.is_empty() {
        page.heading(tr!("What followed"))?;
        for text in followed {
            page.hang("*", 2, 4, &text)?;
        }
    }
    if let Some(outcome) = &course.outcome
        && !scenario.aims.is_empty()
    {
        page.heading(tr!("How far each side reached its aims, of 100"))?;
        if !judges(scenario) {
            page.para(2, tr!("Not judged yet: the scenario has no verdicts for both sides."))?;
            return Ok(());
        }
        for actor in Actor::BOTH {
            let at = Horizon::BOTH.map(|horizon| score(scenario, outcome, actor, horizon));
            let [once, later] = &scenario.horizons;
            page.para(2, &format!("{}: {} ({once}), {} ({later})", scenario.actors[actor.index()].name, at[0], at[1]))?;
        }
    }
    Ok(())
}
