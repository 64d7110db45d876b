//! The debrief of a saved crisis or of history. What it says is made in the library; this finds and writes it.

use anyhow::{Context as _, bail};
use brinkmanship::{
    policy::Policy,
    report::{
        Debrief, csv,
        debrief::{AheadPart, ChoicePart},
        html, text,
    },
    survey::{Depth, ahead, turning},
    transcript::{Course, history_course, replay},
};

use crate::{
    CLEAN,
    args::{DebriefArgs, DebriefFormat},
    course::{self, Source},
    deliver::{To, deliver},
    page::Page,
    shared::library::{Library, Names},
    survey::working,
};

/// Writes a debrief.
///
/// # Errors
/// What is to be debriefed cannot be found, read or replayed, or the debrief cannot be written.
pub fn run(page: &mut Page, library: &Library, args: &DebriefArgs) -> anyhow::Result<u8> {
    match course::find(library, &args.what)? {
        Source::Saved(transcript, entry) => {
            let scenario = entry.named(Names::of(args.twin || transcript.twin))?;
            let replayed = replay(&scenario, &transcript)?;
            if let Some(parted) = &replayed.divergence {
                let why = brinkmanship::report::words::divergence(&scenario, parted);
                return Err(anyhow::anyhow!(why)).context(tr!(
                    "{what} no longer comes out as it was saved, so it cannot be debriefed; `crisis replay` says more",
                    what = args.what
                ));
            }
            let name = |at: usize| transcript.players.get(at).map_or("", String::as_str);
            write(page, args, &replayed.course, Some([name(0), name(1)]))
        }
        Source::History(entry) => {
            let scenario = entry.named(Names::of(args.twin))?;
            let Some(course) = history_course(&scenario) else {
                bail!("{}", tr!("the scenario `{id}` has no history.ron; name a saved crisis", id = entry.id));
            };
            write(page, args, &course, None)
        }
    }
}

/// Makes the debrief and writes it where it is wanted.
fn write(page: &mut Page, args: &DebriefArgs, course: &Course<'_>, players: Option<[&str; 2]>) -> anyhow::Result<u8> {
    if course.crisis.ended().is_none() {
        crate::shared::aside!("{}", tr!("note: the crisis has not ended yet, so there is no verdict"));
    }
    let debrief = Debrief::of(course);
    let debrief = match players {
        Some(players) => debrief.played_by(players).with_thoughts(course, players.map(Policy::of_name)),
        None => debrief,
    };
    let debrief = if args.pupils { debrief.for_pupils() } else { debrief };
    // The table of the course has no place for it, and a crisis that goes on has not turned out any way yet.
    let wants_choice = !args.no_choice && args.format != DebriefFormat::Csv;
    let working = wants_choice.then(|| working(tr!("Playing the crisis again to tell choice from chance …")));
    let debrief = match wants_choice.then(|| turning(course, &Depth::default())).flatten() {
        Some(found) => debrief.with_choice(ChoicePart::of(course, &found)),
        None => debrief,
    };
    // The few pages have no place for what may come.
    let wants_ahead = wants_choice && (args.choice || args.full || args.format != DebriefFormat::Text);
    let debrief = match wants_ahead.then(|| ahead(course, &Depth::default())).flatten() {
        Some(found) => debrief.with_ahead(AheadPart::of(course, &found)),
        None => debrief,
    };
    if let Some(working) = working {
        working.finish_and_clear();
    }
    let text = match args.format {
        DebriefFormat::Text if args.choice => text::choice(&debrief, page.width),
        DebriefFormat::Html => html::page(&debrief),
        DebriefFormat::Json => serde_json::to_string_pretty(&debrief)? + "\n",
        DebriefFormat::Text if args.full => text::page(&debrief, page.width),
        DebriefFormat::Text => text::short(&debrief, page.width),
        DebriefFormat::Csv => csv::course(&debrief),
    };
    deliver(
        page,
        To { out: args.out.as_deref(), overwrite: args.overwrite },
        &text,
        |path| tr!("{path} is there already, and is no debrief of this crisis; --overwrite replaces it", path),
        |path| tr!("The debrief is in {path}", path),
    )?;
    Ok(CLEAN)
}
