//! Hands a small scenario, or the end of a saved crisis, to programs that solve games in extensive form.

use anyhow::{Context as _, bail};
use brinkmanship::{
    crisis::Crisis,
    policy::solver::{Memory, Reach, Roots, unfold, worth, write_efg},
    transcript::{Course, history_course, replay},
};

use crate::{
    CLEAN,
    args::ExportArgs,
    course::{self, Source},
    deliver::{To, deliver},
    page::Page,
    shared::library::Library,
};

/// Hands a small crisis, or the end of one, to Gambit and OpenSpiel.
///
/// # Errors
/// There is no such scenario or saved crisis, it is too large, or the file cannot be written.
pub fn run(page: &mut Page, library: &Library, args: &ExportArgs) -> anyhow::Result<u8> {
    if !args.efg {
        bail!("{}", tr!("say in which format: `crisis export --efg {what}`", what = args.what));
    }
    let reach = Reach { acts: args.acts.map_or(usize::MAX, usize::from), ..Reach::nodes(args.most) };
    let unfolded = match (course::find(library, &args.what)?, args.turn) {
        (Source::History(entry), None) => {
            let scenario = entry.scenario()?;
            unfold(&scenario, Roots::Start, Memory::Record, reach, |crisis| worth(&scenario, crisis))?
        }
        (Source::History(entry), Some(turn)) => {
            let scenario = entry.scenario()?;
            let Some(course) = history_course(&scenario) else {
                bail!(
                    "{}",
                    tr!("the scenario `{id}` has no history.ron to take turn {turn} from", id = entry.id, turn)
                );
            };
            let roots = Roots::Worlds(vec![(1.0, opening(&course, turn)?)]);
            unfold(&scenario, roots, Memory::Record, reach, |crisis| worth(&scenario, crisis))?
        }
        (Source::Saved(transcript, entry), turn) => {
            let scenario = entry.scenario()?;
            let replayed = replay(&scenario, &transcript)?;
            if let Some(parted) = &replayed.divergence {
                let why = brinkmanship::report::words::divergence(&scenario, parted);
                return Err(anyhow::anyhow!(why))
                    .context(tr!("{what} no longer comes out as it was saved", what = args.what));
            }
            let turn = turn.unwrap_or(replayed.course.turns.len());
            let roots = Roots::Worlds(vec![(1.0, opening(&replayed.course, turn)?)]);
            unfold(&scenario, roots, Memory::Record, reach, |crisis| worth(&scenario, crisis))?
        }
    };
    let game = if args.zero_sum { unfolded.game.zero_sum() } else { unfolded.game };
    if game.nodes().iter().all(|node| node.payoffs == [0.0; 2]) {
        crate::shared::aside!(
            "{}",
            tr!("note: no side has an aim with a weight, so every end is worth nothing to either")
        );
    }
    let text = write_efg(&game);
    let (nodes, sets) = (game.nodes().len(), game.sets().len());
    deliver(
        page,
        To { out: args.out.as_deref(), overwrite: args.overwrite },
        &text,
        |path| tr!("{path} is there already, and is no such game; --overwrite replaces it", path),
        |path| tr!("{path}: {count} nodes, {count2} information sets", path, count = nodes, count2 = sets),
    )?;
    Ok(CLEAN)
}

/// The crisis as a turn of a course opened.
fn opening(course: &Course<'_>, turn: usize) -> anyhow::Result<Crisis> {
    if let Some(played) = course.turns.get(turn) {
        return Ok(played.opening);
    }
    if turn == course.turns.len() && course.crisis.ended().is_none() {
        return Ok(course.crisis);
    }
    bail!(
        "{}",
        tr!(
            "the crisis has no turn {turn} on which orders are given; its turns are 0 to {count}",
            turn,
            count = course.turns.len().saturating_sub(1)
        )
    )
}
