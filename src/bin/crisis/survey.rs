//! Plays a scenario many times and says what came of it.

use std::io::IsTerminal as _;

use anyhow::{Context as _, bail};
use brinkmanship::{
    policy::Simple,
    report::words,
    scenario::{
        Scenario,
        model::{Actor, AimId, CutId, Horizon, Owner},
        source::nearest,
    },
    survey::{Options, Seat, Tally, survey},
};
use indicatif::{ProgressBar, ProgressStyle};

use crate::{
    CLEAN,
    args::{Format, SurveyArgs},
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
    for text in &args.policy {
        let (actor, who) = seat(&scenario, text)?;
        seats[actor.index()] = match who {
            "mixed" => Seat::Mixed,
            name => Seat::Policy(policy(name)?),
        };
    }
    let cut = args.cut.as_deref().map(|id| cut(&scenario, id)).transpose()?;
    let options = Options { runs: args.runs, seed: args.seed, seats, open_prologue: args.prologue, cut };
    let bar = bar(args.runs);
    let count = || survey(&scenario, &options, |done| bar.inc(done));
    let tally = match args.threads {
        Some(threads) => rayon::ThreadPoolBuilder::new()
            .num_threads(usize::from(threads))
            .build()
            .context("the threads could not be started")?
            .install(count),
        None => count(),
    };
    bar.finish_and_clear();
    match args.format {
        Format::Json => page.line(&serde_json::to_string_pretty(&json(&scenario, &options, &tally))?)?,
        Format::Text => text(page, &scenario, &options, &tally)?,
    }
    Ok(CLEAN)
}

/// A bar on standard error, and only where a person sees it.
pub fn bar(length: u64) -> ProgressBar {
    if !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(length);
    if let Ok(style) = ProgressStyle::with_template("{bar:40} {human_pos} of {human_len} crises, {eta} left") {
        bar.set_style(style);
    }
    bar
}

/// An actor and what it is set to, from `actor=what`.
///
/// # Errors
/// There is no equals sign, or no such actor.
pub fn seat<'t>(scenario: &Scenario, text: &'t str) -> anyhow::Result<(Actor, &'t str)> {
    let Some((id, what)) = text.split_once('=') else {
        bail!("`{text}` does not name a side; write it as `{}={text}`", scenario.actors[0].id);
    };
    let actor = Actor::BOTH.into_iter().find(|actor| scenario.actors[actor.index()].id == id);
    match actor {
        Some(actor) => Ok((actor, what)),
        None => bail!(
            "there is no side `{id}` in `{}`; there are `{}` and `{}`",
            scenario.id,
            scenario.actors[0].id,
            scenario.actors[1].id
        ),
    }
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
        Some(like) => bail!("`{}` has no cut `{id}`; did you mean `{like}`?", scenario.id),
        None if ids.is_empty() => bail!("`{}` has no cuts", scenario.id),
        None => bail!("`{}` has no cut `{id}`; there are {}", scenario.id, ids.join(", ")),
    }
}

/// A policy by name.
///
/// # Errors
/// There is none of that name.
pub fn policy(name: &str) -> anyhow::Result<Simple> {
    if let Some(policy) = Simple::of_name(name) {
        return Ok(policy);
    }
    let names: Vec<&str> = Simple::ALL.iter().map(|policy| policy.name()).collect();
    match nearest(name, names.iter().copied()) {
        Some(like) => bail!("there is no policy `{name}`; did you mean `{like}`?"),
        None => bail!("there is no policy `{name}`; there are {}", names.join(", ")),
    }
}

const fn seat_name(seat: Seat) -> &'static str {
    match seat {
        Seat::Policy(policy) => policy.name(),
        Seat::Mixed => "mixed",
    }
}

fn share(part: u64, whole: u64) -> String {
    let tenths = (part * 1000 + whole.div_euclid(2)).checked_div(whole).unwrap_or(0);
    format!("{}.{}%", tenths.div_euclid(10), tenths % 10)
}

fn text(page: &mut Page, scenario: &Scenario, options: &Options, tally: &Tally) -> anyhow::Result<()> {
    let names = Actor::BOTH
        .map(|actor| format!("{} {}", scenario.actors[actor.index()].name, seat_name(options.seats[actor.index()])));
    let whole = tally.runs;
    page.line(&format!("{}: {whole} crises, seed {}; {}", scenario.title, options.seed, names.join(", ")))?;
    if let Some(cut) = options.cut.map(|cut| &scenario.cuts[cut.index()]) {
        page.line(&format!(
            "In the cut \"{}\": {} turns are played, the others as the record had them",
            cut.title,
            cut.turns().count()
        ))?;
    }
    if 0 < tally.refused {
        page.line(&format!("{} were stopped by an order that was refused: a fault of this program", tally.refused))?;
    }
    page.heading("Endings")?;
    let mut endings: Vec<(usize, u64)> = tally.endings.iter().copied().enumerate().collect();
    endings.sort_by_key(|(at, count)| (std::cmp::Reverse(*count), *at));
    for (at, count) in endings {
        let data = &scenario.endings[at];
        let label = format!("{:>7} {:>8}", share(count, whole), count);
        page.hang(&label, 2, 20, &format!("{} ({})", data.title, words::category(data.category)))?;
    }
    page.para(2, &format!("Direct war between the two: {}", share(tally.wars(scenario), whole)))?;
    page.heading("Length in turns")?;
    for (turns, count) in tally.lengths.iter().enumerate().filter(|(_, count)| 0 < **count) {
        page.line(&format!("  {:>7} {count:>8}  {turns}", share(*count, whole)))?;
    }
    if !scenario.aims.is_empty() {
        page.heading("Verdicts at the later date, of 100 crises")?;
        page.line("  achieved  mostly  partly  little  failed")?;
        for (at, aim) in tally.aims.iter().enumerate() {
            let data = &scenario.aims[AimId::new(at).index()];
            let counts = aim.verdicts[Horizon::Later.index()];
            let of = |count: u64| (count * 100 + whole.div_euclid(2)).checked_div(whole).unwrap_or(0);
            let label = format!(
                "{:>8}{:>8}{:>8}{:>8}{:>8}",
                of(counts[4]),
                of(counts[3]),
                of(counts[2]),
                of(counts[1]),
                of(counts[0])
            );
            page.hang(&label, 2, 44, &format!("{}: {}", words::owner(scenario, data.owner), data.title))?;
        }
        page.heading("Mean score of 100, at the end and later")?;
        for actor in Actor::BOTH {
            page.line(&format!(
                "  {:>6.1} {:>6.1}  {}",
                tally.mean_score(actor, Horizon::AtOnce),
                tally.mean_score(actor, Horizon::Later),
                scenario.actors[actor.index()].name
            ))?;
        }
    }
    if !scenario.lines.is_empty() {
        page.heading("Red lines: share of crises in which they were")?;
        page.line("   crossed  probed  respected  answered  let pass    sold")?;
        for (line, data) in tally.lines.iter().zip(&scenario.lines) {
            let of = |count: u64| share(count, whole);
            let label = format!(
                "{:>8}{:>8}{:>11}{:>10}{:>10}{:>8}",
                of(line.crossed),
                of(line.probed),
                of(line.respected),
                of(line.answered),
                of(line.passed),
                of(line.sold)
            );
            page.line(&format!("  {label}"))?;
            page.para(4, &format!("{}: {}", words::owner(scenario, data.owner), data.text))?;
        }
    }
    page.heading("Never")?;
    let moves: Vec<String> = named(&tally.never_chosen(scenario), |id| {
        let data = scenario.moves.iter().find(|data| data.id == id)?;
        Some(format!("{} ({})", words::bare(&data.title), words::actor(scenario, data.actor)))
    });
    let endings: Vec<String> = named(&tally.never_reached(scenario), |id| {
        scenario.endings.iter().find(|data| data.id == id).map(|data| words::bare(&data.title).to_owned())
    });
    page.hang("moves never chosen:", 2, 22, &capped(&moves))?;
    page.hang("endings never reached:", 2, 25, &capped(&endings))?;
    Ok(())
}

/// Ids by the names that a person knows them by.
fn named(ids: &[&str], name: impl Fn(&str) -> Option<String>) -> Vec<String> {
    ids.iter().filter_map(|id| name(id)).collect()
}

/// A list of which only the head is shown if it is long.
fn capped(names: &[String]) -> String {
    /// The most names in a line for people; `--format json` has them all.
    const MOST: usize = 12;
    match names.len().checked_sub(MOST) {
        _ if names.is_empty() => "none".to_owned(),
        None | Some(0) => names.join("; "),
        Some(more) => format!("{}; and {more} more (--format json has all)", names[..MOST].join("; ")),
    }
}

fn json(scenario: &Scenario, options: &Options, tally: &Tally) -> serde_json::Value {
    let endings: Vec<_> = tally
        .endings
        .iter()
        .zip(&scenario.endings)
        .map(|(count, data)| {
            serde_json::json!({
                "id": data.id, "title": data.title, "category": format!("{:?}", data.category), "count": count,
            })
        })
        .collect();
    let moves: Vec<_> = tally
        .moves
        .iter()
        .zip(&scenario.moves)
        .map(|(count, data)| {
            serde_json::json!({
                "id": data.id,
                "actor": scenario.actors[data.actor.index()].id,
                "channel": scenario.channels[data.channel.index()].id,
                "escalation": data.escalation,
                "offered": count.offered,
                "chosen": count.chosen,
                "offered_with_another": count.offered_with_another,
                "chosen_with_another": count.chosen_with_another,
            })
        })
        .collect();
    let lines: Vec<_> = tally
        .lines
        .iter()
        .zip(&scenario.lines)
        .map(|(count, data)| {
            serde_json::json!({
                "id": data.id, "crossed": count.crossed, "probed": count.probed, "respected": count.respected,
                "answered": count.answered, "let_pass": count.passed, "sold": count.sold,
                "conduct_sum": count.conduct,
            })
        })
        .collect();
    let aims: Vec<_> = tally
        .aims
        .iter()
        .zip(&scenario.aims)
        .map(|(count, data)| {
            let owner = match data.owner {
                Owner::Actor(actor) => &scenario.actors[actor.index()].id,
                Owner::Party(party) => &scenario.parties[party.index()].id,
            };
            let at = |horizon: Horizon| {
                let [failed, little, partly, mostly, achieved] = count.verdicts[horizon.index()];
                serde_json::json!({
                    "achieved": achieved, "mostly": mostly, "partly": partly, "little": little, "failed": failed,
                })
            };
            serde_json::json!({
                "id": data.id, "owner": owner, "at_once": at(Horizon::AtOnce), "later": at(Horizon::Later),
            })
        })
        .collect();
    let scores: Vec<_> = Actor::BOTH
        .iter()
        .map(|actor| {
            serde_json::json!({
                "actor": scenario.actors[actor.index()].id,
                "policy": seat_name(options.seats[actor.index()]),
                "at_once": tally.mean_score(*actor, Horizon::AtOnce),
                "later": tally.mean_score(*actor, Horizon::Later),
            })
        })
        .collect();
    serde_json::json!({
        "scenario": scenario.id,
        "fingerprint": scenario.fingerprint,
        "runs": tally.runs,
        "refused": tally.refused,
        "seed": options.seed,
        "cut": options.cut.map(|cut| scenario.cuts[cut.index()].id.clone()),
        "wars": tally.wars(scenario),
        "endings": endings,
        "lengths": tally.lengths,
        "moves": moves,
        "lines": lines,
        "aims": aims,
        "scores": scores,
    })
}
