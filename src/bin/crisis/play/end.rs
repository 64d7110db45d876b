//! The end: one plain screen of what was wanted, what was got and what it cost.

use brinkmanship::{
    report::words,
    scenario::model::{Actor, Category, Horizon, Ledger, Owner, RoleWord, TrackId},
    transcript::Course,
    verdict::{aims_of, headline, score, verdict},
};

use crate::{colour::Ink, page::Page};

/// Shows how it ended, for those who sat at the table.
///
/// # Errors
/// Standard output cannot be written to.
pub fn show(page: &mut Page, course: &Course<'_>, humans: &[Actor]) -> anyhow::Result<()> {
    let scenario = course.scenario;
    let Some(ending) = course.crisis.ended() else { return Ok(()) };
    let data = &scenario.endings[ending.index()];
    let ink = match data.category {
        Category::NuclearWar | Category::MajorWar | Category::LimitedWar => Ink::Red,
        Category::Settlement | Category::TacitUnderstanding => Ink::Green,
        Category::BackingDown | Category::FaitAccompli | Category::Stalemate | Category::Unsettled => Ink::Yellow,
    };
    let kind = words::sentence(&format!("it ended in {}", words::category(data.category)));
    page.moment(ink, &data.title, &[kind, data.text.clone()])?;
    human_cost(page, course)?;
    let Some(outcome) = &course.outcome else { return Ok(()) };
    let nuclear = data.category == Category::NuclearWar;
    for actor in humans {
        let aims: Vec<_> = aims_of(scenario, *actor).collect();
        if aims.is_empty() {
            continue;
        }
        page.heading(&format!("{}: what you wanted, and what you got", words::actor(scenario, *actor)))?;
        for (id, aim) in aims {
            let said = |horizon| {
                headline(scenario, outcome, id, horizon).map_or_else(|| "no verdict".to_owned(), |v| v.words())
            };
            let (once, later) = (said(Horizon::AtOnce), said(Horizon::Later));
            let both = if once == later { once } else { format!("{once}; later {later}") };
            page.hang("-", 2, 4, &format!("{}: {both}.", words::bare(&aim.title)))?;
            let why = headline(scenario, outcome, id, Horizon::Later)
                .and_then(|verdict| aim.verdicts.get(verdict.rule))
                .map_or("", |rule| rule.because.as_str());
            if !why.is_empty() {
                page.para(4, why)?;
            }
            // What the world did not see is the point of a secret.
            let ledger = |ledger| verdict(scenario, outcome, id, Horizon::Later, ledger);
            if let (Some(world), Some(known)) = (ledger(Ledger::World), ledger(Ledger::Known))
                && world.value != known.value
            {
                let text = format!("The world saw it as {}; known since, it was {}.", world.words(), known.words());
                page.para(4, &text)?;
            }
        }
        if nuclear {
            page.para(2, "Nobody keeps score of this.")?;
        } else {
            let at = Horizon::BOTH.map(|horizon| score(scenario, outcome, *actor, horizon));
            let [first, second] = &scenario.horizons;
            page.para(2, &format!("Weighed together: {} of 100 ({first}), {} of 100 ({second}).", at[0], at[1]))?;
        }
        cost(page, course, *actor)?;
    }
    others(page, course)?;
    Ok(())
}

/// The dead and the ruined, in plain figures.
fn human_cost(page: &mut Page, course: &Course<'_>) -> anyhow::Result<()> {
    let scenario = course.scenario;
    let end = course.outcome.as_ref().map_or(&course.crisis, |outcome| outcome.at(Horizon::Later));
    let figures: Vec<String> = scenario
        .tracks
        .iter()
        .enumerate()
        .filter(|(_, data)| data.role == RoleWord::HumanCost)
        .map(|(at, data)| format!("{}: {} {}", data.name, grouped(end.track(TrackId::new(at))), data.unit))
        .collect();
    if !figures.is_empty() {
        page.heading("What it cost people")?;
        for figure in figures {
            page.hang("-", 2, 4, &figure)?;
        }
    }
    Ok(())
}

/// A figure with commas.
fn grouped(number: i32) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if 0 < at && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    if number < 0 { format!("−{out}") } else { out }
}

/// What it cost a side: its own tracks, from the start to the end.
fn cost(page: &mut Page, course: &Course<'_>, actor: Actor) -> anyhow::Result<()> {
    let scenario = course.scenario;
    let first = course.turns.first().map_or(&course.crisis, |played| &played.opening);
    let mut moved: Vec<(i32, String)> = Vec::new();
    for (at, data) in scenario.tracks.iter().enumerate() {
        let id = TrackId::new(at);
        let by = course.crisis.track(id) - first.track(id);
        let counts = !matches!(data.role, RoleWord::HumanCost | RoleWord::Danger);
        if data.owner == Some(actor) && counts && by != 0 {
            moved.push((by, format!("{} {} to {}", data.name, words::signed(by), course.crisis.track(id))));
        }
    }
    moved.sort_by_key(|(by, _)| -by.abs());
    let texts: Vec<String> = moved.into_iter().take(5).map(|(_, text)| text).collect();
    if !texts.is_empty() {
        page.para(2, &format!("What it cost you, and what it brought: {}.", texts.join("; ")))?;
    }
    Ok(())
}

/// What became of the aims of those who had no seat.
fn others(page: &mut Page, course: &Course<'_>) -> anyhow::Result<()> {
    let scenario = course.scenario;
    let Some(outcome) = &course.outcome else { return Ok(()) };
    let mut first = true;
    for (at, aim) in scenario.aims.iter().enumerate() {
        let Owner::Party(_) = aim.owner else { continue };
        let id = brinkmanship::scenario::model::AimId::new(at);
        let Some(found) = headline(scenario, outcome, id, Horizon::Later) else { continue };
        if first {
            page.heading("Those who had no seat")?;
            first = false;
        }
        let whose = words::owner(scenario, aim.owner);
        page.hang("-", 2, 4, &format!("{whose}. {}: {}.", words::bare(&aim.title), found.words()))?;
    }
    Ok(())
}
