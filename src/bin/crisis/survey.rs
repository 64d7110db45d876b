//! Plays a scenario many times and says what came of it.

use std::{io::IsTerminal as _, path::Path, time::Duration};

use anyhow::{Context as _, bail};
use brinkmanship::{
    policy::Policy,
    report::{
        survey::{self as findings, Changes, Findings, Turned},
        words,
    },
    scenario::{
        Scenario,
        files::read_bounded,
        model::{Actor, CutId},
        source::nearest,
    },
    survey::{Mean, Options, Seat, Share, survey, survey_closely},
};
use indicatif::{ProgressBar, ProgressStyle};

use crate::{
    CLEAN,
    args::{SurveyArgs, SurveyFormat},
    deliver::{To, deliver},
    page::Page,
    shared::library::Library,
};

/// Runs a survey.
///
/// # Errors
/// The scenario cannot be played, a seat or policy is unknown, or standard output cannot be written to.
pub fn run(page: &mut Page, library: &Library, args: &SurveyArgs) -> anyhow::Result<u8> {
    let scenario = library.one(&args.scenario)?.scenario()?;
    let mut seats = [Seat::Mixed; 2];
    for (actor, who) in sides(&scenario, &args.policy)? {
        seats[actor.index()] = match who {
            "mixed" => Seat::Mixed,
            name => match policy(name)? {
                Policy::Simple(policy) => Seat::Policy(policy),
                Policy::Planner(level) => Seat::Planner(level),
            },
        };
    }
    let former = args.against.as_deref().map(former).transpose()?;
    if former.is_some() && args.format == SurveyFormat::Csv {
        bail!("{}", tr!("a table in csv holds one survey; --against is for text, html and json"));
    }
    let cut = args.cut.as_deref().map(|id| cut(&scenario, id)).transpose()?;
    let options = Options { runs: args.runs, seed: args.seed, seats, open_prologue: args.prologue, cut };
    let bar = bar(args.runs);
    let closer = args.closer || args.format != SurveyFormat::Text;
    let count = || {
        let progress = |done| bar.inc(done);
        if closer {
            let (tally, closer) = survey_closely(&scenario, &options, progress);
            Findings::of(&scenario, &options, &tally, Some(&closer))
        } else {
            Findings::of(&scenario, &options, &survey(&scenario, &options, progress), None)
        }
    };
    let found = match args.threads {
        Some(threads) => rayon::ThreadPoolBuilder::new()
            .num_threads(usize::from(threads))
            .build()
            .context(tr!("the threads could not be started"))?
            .install(count),
        None => count(),
    };
    bar.finish_and_clear();
    let changes = former.as_ref().map(|former| findings::changes(former, &found));
    let written = match args.format {
        SurveyFormat::Json => {
            serde_json::to_string_pretty(&Compared { found: &found, changes: changes.as_ref() })? + "\n"
        }
        SurveyFormat::Csv => findings::csv(&found),
        SurveyFormat::Html => findings::page_against(&found, changes.as_ref()),
        SurveyFormat::Text => match &args.out {
            None => {
                text(page, &found)?;
                if let Some(changes) = &changes {
                    moved(page, changes)?;
                }
                return Ok(CLEAN);
            }
            Some(_) => bail!("{}", tr!("text goes to standard output; --out is for html, csv and json")),
        },
    };
    deliver(
        page,
        To { out: args.out.as_deref(), overwrite: args.overwrite },
        &written,
        |path| tr!("{path} is there already, and is no survey of this scenario; --overwrite replaces it", path),
        |path| tr!("The survey is in {path}", path),
    )?;
    Ok(CLEAN)
}

/// A survey, and what has changed since a former one.
#[derive(Debug, serde::Serialize)]
struct Compared<'f> {
    #[serde(flatten)]
    found: &'f Findings,
    #[serde(skip_serializing_if = "Option::is_none")]
    changes: Option<&'f Changes>,
}

/// Reads a former survey.
fn former(path: &Path) -> anyhow::Result<Findings> {
    /// What a survey of the largest scenario comes to, many times over.
    const MOST_BYTES: u64 = 64 << 20;
    let bytes = read_bounded(path, MOST_BYTES).with_context(|| tr!("{path} cannot be read", path = path.display()))?;
    let found: Findings = serde_json::from_slice(&bytes).with_context(|| {
        tr!(
            "{path} is no survey; one is saved with `{command}`",
            path = path.display(),
            command = "crisis survey SCENARIO --format json --out FILE"
        )
    })?;
    if found.schema != findings::SCHEMA {
        bail!(
            "{}",
            tr!(
                "{path} is \"{found}\"; \"{expected}\" is expected",
                path = path.display(),
                found = found.schema,
                expected = findings::SCHEMA
            )
        );
    }
    Ok(found)
}

/// What has changed since a former survey.
fn moved(page: &mut Page, changes: &Changes) -> anyhow::Result<()> {
    page.heading(tr!("Changed since the former survey"))?;
    if changes.same_files {
        page.para(2, tr!("Both are of the same files."))?;
    }
    if !changes.unlike.is_empty() {
        let reasons = changes.unlike.join("; ");
        page.para(2, &tr!("Not all of this need come from an edit: {reasons}.", reasons = reasons))?;
    }
    if changes.is_empty() {
        page.para(2, &tr!("Nothing moved beyond chance, of {count} figures.", count = changes.compared))?;
    }
    let mut kind = "";
    for one in &changes.moved {
        if one.thing.kind != kind {
            kind = &one.thing.kind;
            page.line(&format!("  {kind}"))?;
        }
        page.hang("-", 4, 6, &one.thing.name)?;
        for figure in &one.figures {
            let text = tr!(
                "{what}: {after:.1}, was {before:.1}: {difference}",
                what = figure.what,
                after = figure.after,
                before = figure.before,
                difference = difference(&figure.difference, 1.0)
            );
            page.para(6, &text)?;
        }
    }
    let turned = |list: &[Turned]| -> Vec<String> {
        let one = |one: &Turned| {
            let count = tr!("{count} of {all}", count = one.share.count, all = one.share.of);
            let chance = if one.sure { String::new() } else { format!("; {}", tr!("chance alone may do so")) };
            format!("{} ({}: {count}{chance})", one.thing.name, one.thing.kind)
        };
        list.iter().map(one).collect()
    };
    let named = |list: &[findings::Thing]| -> Vec<String> {
        list.iter().map(|thing| format!("{} ({})", thing.name, thing.kind)).collect()
    };
    for (label, list) in [
        (tr!("never before, but now:"), turned(&changes.now)),
        (tr!("no longer:"), turned(&changes.no_longer)),
        (tr!("added:"), named(&changes.added)),
        (tr!("taken out:"), named(&changes.removed)),
    ] {
        if !list.is_empty() {
            page.hang(label, 2, 25, &list.join("; "))?;
        }
    }
    Ok(())
}

/// A bar on standard error, and only where a person sees it.
pub fn bar(length: u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(length);
    if let Ok(style) = ProgressStyle::with_template(tr!("{bar:40} {human_pos} of {human_len} crises, {eta} left")) {
        bar.set_style(style);
    }
    bar
}

/// Says on standard error that something of unknown length is being worked out, and only where a person sees it.
pub fn working(what: &'static str) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let spinner = ProgressBar::new_spinner().with_message(what);
    spinner.enable_steady_tick(Duration::from_millis(120));
    spinner
}

/// An actor and what it is set to, from `actor=what`.
///
/// # Errors
/// There is no equals sign, or no such actor.
pub fn seat<'t>(scenario: &Scenario, text: &'t str) -> anyhow::Result<(Actor, &'t str)> {
    let Some((id, what)) = text.split_once('=') else {
        let side = Actor::BOTH.into_iter().map(|actor| words::side(scenario, actor)).find(|side| *side == text);
        let what = if side.is_some() { "…" } else { text };
        bail!(
            "{}",
            tr!(
                "`{text}` does not say which side is set to what; write it as `{side}={what}`",
                text,
                side = side.unwrap_or_else(|| words::side(scenario, Actor::First)),
                what
            )
        );
    };
    let called = |actor: &Actor| scenario.actors[actor.index()].id == id || words::side(scenario, *actor) == id;
    let actor = Actor::BOTH.into_iter().find(called);
    match actor {
        Some(actor) => Ok((actor, what)),
        None => bail!(
            "{}",
            tr!(
                "there is no side `{id}` in `{title}`; there are `{side}` and `{side2}`",
                id,
                title = scenario.title,
                side = words::side(scenario, Actor::First),
                side2 = words::side(scenario, Actor::Second)
            )
        ),
    }
}

/// Sides and what each is set to, from texts such as `actor=what`.
///
/// # Errors
/// One is not of that shape, or a side is set twice.
pub fn sides<'t>(scenario: &Scenario, texts: &'t [String]) -> anyhow::Result<Vec<(Actor, &'t str)>> {
    let mut found: Vec<(Actor, &str)> = Vec::new();
    for text in texts {
        let (actor, what) = seat(scenario, text)?;
        if let Some((_, first)) = found.iter().find(|(other, _)| *other == actor) {
            let side = words::side(scenario, actor);
            bail!("{}", tr!("`{side}` is set twice, to `{first}` and to `{what}`; name it once", side, first, what));
        }
        found.push((actor, what));
    }
    Ok(found)
}

/// A cut by its id.
///
/// # Errors
/// The scenario has none of that id.
pub fn cut(scenario: &Scenario, id: &str) -> anyhow::Result<CutId> {
    if let Some(at) = scenario.cuts.iter().position(|cut| cut.id == id) {
        return Ok(CutId::new(at));
    }
    let ids: Vec<&str> = scenario.cuts.iter().map(|cut| cut.id.as_str()).collect();
    match nearest(id, ids.iter().copied()) {
        Some(like) => {
            bail!("{}", tr!("`{id2}` has no cut `{id}`; did you mean `{like}`?", id2 = scenario.id, id, like))
        }
        None if ids.is_empty() => bail!("{}", tr!("`{id}` has no cuts", id = scenario.id)),
        None => {
            bail!("{}", tr!("`{id2}` has no cut `{id}`; there are {ids}", id2 = scenario.id, id, ids = ids.join(", ")))
        }
    }
}

/// A policy by name, those that plan among them.
///
/// # Errors
/// There is none of that name.
pub fn policy(name: &str) -> anyhow::Result<Policy> {
    if let Some(policy) = Policy::of_name(name) {
        return Ok(policy);
    }
    let mut names: Vec<&str> = Policy::ALL.iter().map(|policy| policy.name()).collect();
    names.push("planner");
    match nearest(name, names.iter().copied()) {
        Some(like) => bail!("{}", tr!("there is no policy `{name}`; did you mean `{like}`?", name, like)),
        None => bail!("{}", tr!("there is no policy `{name}`; there are {names}", name, names = names.join(", "))),
    }
}

/// A share of 100, and the ends of its interval.
fn of_100(share: &Share) -> String {
    let one = |part: f64| format!("{:.1}", 100.0 * part);
    tr!("{one:>5} ({one2} to {one3})", one = one(share.share), one2 = one(share.low), one3 = one(share.high))
}

/// A mean, and the ends of its interval.
fn mean_of(mean: &Mean) -> String {
    tr!("{mean:>5.1} ({low:.1} to {high:.1})", mean = mean.mean, low = mean.low, high = mean.high)
}

/// A difference, and the ends of its interval.
fn difference(mean: &Mean, scale: f64) -> String {
    let one = |value: f64| format!("{:+.1}", scale * value).replace('-', "−");
    tr!("{one} ({one2} to {one3})", one = one(mean.mean), one2 = one(mean.low), one3 = one(mean.high))
}

fn text(page: &mut Page, found: &Findings) -> anyhow::Result<()> {
    let names = found.scores.iter().map(|side| format!("{} {}", side.name, side.policy)).collect::<Vec<_>>();
    let names = names.join(", ");
    page.line(&if found.runs == 1 {
        tr!("{title}: one crisis, seed {seed}; {names}", title = found.title, seed = found.seed, names)
    } else {
        tr!(
            "{title}: {runs} crises, seed {seed}; {names}",
            title = found.title,
            runs = found.runs,
            seed = found.seed,
            names
        )
    })?;
    if let Some(cut) = &found.cut {
        page.line(&tr!(
            "In the cut \"{title}\": {turns} turns are played, the others as the record had them",
            title = cut.title,
            turns = cut.turns
        ))?;
    }
    page.line(tr!("Of 100 crises, with 95 % intervals in brackets."))?;
    if 0 < found.refused {
        page.line(&tr!(
            "{refused} were stopped by an order that was refused: a fault of this program",
            refused = found.refused
        ))?;
    }
    page.heading(tr!("Endings"))?;
    let mut endings: Vec<_> = found.endings.iter().collect();
    endings.sort_by_key(|ending| std::cmp::Reverse(ending.share.count));
    for ending in endings {
        page.hang(&of_100(&ending.share), 2, 26, &format!("{} ({})", ending.title, ending.kind))?;
    }
    page.hang(&of_100(&found.wars), 2, 26, tr!("Direct war between the two, in all"))?;
    page.heading(tr!("Length in turns"))?;
    page.line(&tr!("  {mean_of}  on average", mean_of = mean_of(&found.length.mean)))?;
    for (turns, share) in found.length.turns.iter().enumerate().filter(|(_, share)| 0 < share.count) {
        page.hang(&of_100(share), 2, 26, &turns.to_string())?;
    }
    judged(page, found)?;
    climbed(page, found)?;
    if found.closer {
        decisive(page, found)?;
    }
    page.heading(tr!("Never"))?;
    let moves: Vec<String> = found
        .never_chosen()
        .map(|data| format!("{} ({})", words::bare(&data.title), found.scores[data.seat].name))
        .collect();
    let endings: Vec<String> = found.never_reached().map(|data| words::bare(&data.title).to_owned()).collect();
    let events: Vec<String> = found.never_happened().map(|data| data.called().to_owned()).collect();
    let aims: Vec<String> =
        found.never_met().map(|data| format!("{}: {}", data.owner_name, words::bare(&data.title))).collect();
    page.hang(tr!("moves never chosen:"), 2, 25, &capped(&moves))?;
    page.hang(tr!("endings never reached:"), 2, 25, &capped(&endings))?;
    page.hang(tr!("events that never came:"), 2, 25, &capped(&events))?;
    page.hang(tr!("aims never met:"), 2, 25, &capped(&aims))?;
    page.gap()?;
    page.line(&tr!("Fingerprint: {fingerprint}", fingerprint = found.fingerprint))?;
    Ok(())
}

/// Verdicts and scores.
fn judged(page: &mut Page, found: &Findings) -> anyhow::Result<()> {
    if found.aims.is_empty() {
        return Ok(());
    }
    page.heading(tr!("Verdicts at the later date, of 100 crises"))?;
    page.line(tr!("  achieved  mostly  partly  little  failed"))?;
    for aim in &found.aims {
        let label: String = aim.later.each().iter().map(|(_, share)| format!("{:>8.0}", 100.0 * share.share)).collect();
        page.hang(&label, 2, 44, &format!("{}: {}", aim.owner_name, aim.title))?;
    }
    page.heading(tr!("Mean score of 100, at the end and later"))?;
    for side in &found.scores {
        let label = format!("{}  {}", mean_of(&side.at_once), mean_of(&side.later));
        page.hang(&label, 2, 46, &side.name)?;
    }
    Ok(())
}

/// The highest rungs and the red lines.
fn climbed(page: &mut Page, found: &Findings) -> anyhow::Result<()> {
    for ladder in &found.ladders {
        page.heading(&tr!("{name}: came to the rung or above", name = ladder.name))?;
        for rung in ladder.rungs.iter().rev().filter(|rung| 0 < rung.reached.count) {
            page.hang(&of_100(&rung.reached), 2, 26, &rung.name)?;
        }
    }
    if found.lines.is_empty() {
        return Ok(());
    }
    page.heading(tr!("Red lines: of 100 crises"))?;
    page.line(tr!("  threatened  probed  crossed  respected; of those crossed: answered  let pass  sold"))?;
    page.para(
        2,
        tr!("A line can be crossed more than once in a crisis, and so be answered once and let pass another time."),
    )?;
    for line in &found.lines {
        let one = |share: &Share| if share.of == 0 { "–".to_owned() } else { format!("{:.1}", 100.0 * share.share) };
        page.line(&format!(
            "  {:>10}{:>8}{:>9}{:>11}{:>30}{:>10}{:>6}",
            one(&line.threatened),
            one(&line.probed),
            one(&line.crossed),
            one(&line.respected),
            one(&line.answered),
            one(&line.let_pass),
            one(&line.sold)
        ))?;
        page.para(4, &format!("{}: {}", line.owner_name, line.text))?;
    }
    Ok(())
}

/// The moves that stand out, and where rungs stood turn by turn.
fn decisive(page: &mut Page, found: &Findings) -> anyhow::Result<()> {
    /// The most moves in a list for people; the other formats have them all.
    const MOST: usize = 15;
    page.heading(tr!("Moves that stand out"))?;
    page.para(
        2,
        tr!("Crises that took a move at its first chance, beside those between the same policies that could on the same turn \
         and did not: the score of the side that makes the move, and wars in 100. This is association; it does not prove \
         that the move brought the difference about."),
    )?;
    let sure = found.decisive();
    for (data, found) in sure.iter().take(MOST) {
        let label = tr!(
            "score {difference}, wars {difference2}, {taken} taken, {left} not",
            difference = difference(&found.score, 1.0),
            difference2 = difference(&found.war, 100.0),
            taken = found.taken,
            left = found.left
        );
        page.hang("-", 2, 4, words::bare(&data.title))?;
        page.para(4, &label)?;
    }
    match sure.len().checked_sub(MOST) {
        _ if sure.is_empty() => page.para(2, tr!("None."))?,
        None | Some(0) => {}
        Some(more) => page.para(2, &tr!("And {more} more (--format html has all).", more))?,
    }
    for ladder in &found.ladders {
        page.heading(&tr!("{name}, turn by turn, of 100 crises that played the turn", name = ladder.name))?;
        for (turn, by) in ladder.by_turn.iter().enumerate().filter(|(_, by)| by.iter().any(|share| 0 < share.of)) {
            let mut rungs: Vec<(&Share, &str)> =
                by.iter().zip(&ladder.rungs).map(|(share, rung)| (share, rung.name.as_str())).collect();
            rungs.sort_by_key(|(share, _)| std::cmp::Reverse(share.count));
            let most = rungs.iter().take(3).filter(|(share, _)| 0 < share.count);
            let named: Vec<String> = most.map(|(share, name)| format!("{:.0} {name}", 100.0 * share.share)).collect();
            page.hang(&tr!("turn {turn}:", turn), 2, 12, &named.join("; "))?;
        }
    }
    Ok(())
}

/// A list of which only the head is shown if it is long.
fn capped(names: &[String]) -> String {
    /// The most names in a line for people; `--format json` has them all.
    const MOST: usize = 12;
    match names.len().checked_sub(MOST) {
        _ if names.is_empty() => "none".to_owned(),
        None | Some(0) => names.join("; "),
        Some(more) => tr!("{names}; and {more} more (--format json has all)", names = names[..MOST].join("; "), more),
    }
}
