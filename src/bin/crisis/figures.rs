//! The figures of a scenario: what the design asks of one, beside what it has.

use brinkmanship::{
    policy::Simple,
    scenario::{Scenario, model::Actor},
    survey::{Figures, figures},
};

use crate::{
    CLEAN,
    args::{FiguresArgs, Format},
    colour::Ink,
    page::Page,
    shared::library::Library,
};

/// Measures a scenario.
///
/// # Errors
/// The scenario cannot be played, or standard output cannot be written to.
pub fn run(page: &mut Page, library: &Library, args: &FiguresArgs) -> anyhow::Result<u8> {
    let mut measured = Vec::new();
    for what in &args.what {
        let scenario = library.one(what)?.scenario()?;
        let found = figures(&scenario, args.runs, args.seed);
        measured.push((scenario, found));
    }
    match (args.format, measured.as_slice()) {
        (Format::Json, [(scenario, found)]) => {
            page.line(&serde_json::to_string_pretty(&json(scenario, found))?)?;
        }
        (Format::Json, several) => {
            let all: Vec<_> = several.iter().map(|(scenario, found)| json(scenario, found)).collect();
            page.line(&serde_json::to_string_pretty(&all)?)?;
        }
        (Format::Text, [(scenario, found)]) => text(page, scenario, found)?,
        (Format::Text, several) => table(page, several)?,
    }
    Ok(CLEAN)
}

/// Several scenarios side by side, as a table that a Markdown page can take as it is.
fn table(page: &mut Page, measured: &[(Scenario, Figures)]) -> anyhow::Result<()> {
    let columns: Vec<Vec<Row>> = measured.iter().map(|(scenario, found)| rows(scenario, found)).collect();
    let ids: Vec<String> = measured.iter().map(|(scenario, _)| format!("`{}`", scenario.id)).collect();
    page.line(&format!("| What | Asked | {} |", ids.join(" | ")))?;
    page.line(&format!("|---|---|{}", "---|".repeat(ids.len())))?;
    // Every scenario has the same rows; only a move chosen most often may be missing where none was offered enough.
    for (what, _, asked, _) in columns.first().into_iter().flatten() {
        let cells: Vec<String> = columns
            .iter()
            .map(|column| match column.iter().find(|row| row.0 == *what) {
                Some((_, is, _, Some(false))) => tr!("**missed:** {is}", is),
                Some((_, is, ..)) => is.clone(),
                None => tr!("none was offered enough").to_owned(),
            })
            .collect();
        page.line(&format!("| {what} | {asked} | {} |", cells.join(" | ")))?;
    }
    let prints: Vec<String> = measured.iter().map(|(scenario, _)| format!("`{}`", scenario.fingerprint)).collect();
    page.line(&format!("| {} | | {} |", tr!("Fingerprint of the files"), prints.join(" | ")))?;
    Ok(())
}

/// One row: what is measured, what was found, what is asked, and whether it is so.
type Row = (String, String, &'static str, Option<bool>);

fn percent(share: f64) -> String {
    tr!("{share:.1} in 100", share = 100.0 * share)
}

fn rows(scenario: &Scenario, found: &Figures) -> Vec<Row> {
    let mut rows: Vec<Row> = vec![
        (
            tr!("Two doves: games that end in war").to_owned(),
            percent(found.dove_wars),
            tr!("under 1 in 100"),
            Some(found.dove_wars < 0.01),
        ),
        (
            tr!("Two hawks: games that end in war").to_owned(),
            percent(found.hawk_wars),
            tr!("30 to 90 in 100"),
            Some((0.3..=0.9).contains(&found.hawk_wars)),
        ),
        (
            tr!("Going down: acts that descend or conciliate, in mixed play").to_owned(),
            percent(found.conciliatory),
            tr!("over 10 in 100"),
            Some(0.1 < found.conciliatory),
        ),
    ];
    for (policy, [first, second]) in &found.seats {
        rows.push((
            tr!("Seats: scores of two of {name}", name = policy.name()),
            format!("{} {first:.1}, {} {second:.1}", scenario.actors[0].id, scenario.actors[1].id),
            // Answering in kind leaves the gap to history: it is shown, and not asked for.
            if *policy == Simple::TitForTat { tr!("shown only") } else { tr!("at most 5 points apart") },
            (*policy != Simple::TitForTat).then_some((first - second).abs() <= 5.0),
        ));
    }
    for (policy, share) in &found.dominance {
        rows.push((
            tr!("Dominance: points of {name} against the field", name = policy.name()),
            percent(*share),
            tr!("at most 65 in 100"),
            Some(*share <= 0.65),
        ));
    }
    if let Some((id, share)) = &found.most_chosen {
        rows.push((
            tr!("Dominance: the move chosen most where there was another").to_owned(),
            format!("{}: {id}", percent(*share)),
            tr!("at most 90 in 100"),
            Some(*share <= 0.9),
        ));
    }
    rows.push((
        tr!("Coverage: moves chosen in mixed play").to_owned(),
        percent(found.moves_chosen),
        tr!("at least 95 in 100"),
        Some(0.95 <= found.moves_chosen),
    ));
    let (missed, all) = (found.endings_missed.len(), scenario.endings.len());
    let names = if missed == 0 {
        String::new()
    } else {
        tr!(", not {endings_missed}", endings_missed = found.endings_missed.join(", "))
    };
    rows.push((
        tr!("Coverage: endings reached in mixed play").to_owned(),
        tr!("{missed} of {all}{names}", missed = all - missed, all, names),
        "all",
        Some(found.endings_missed.is_empty()),
    ));
    let share =
        |actor: Actor| format!("{} {:.1}", scenario.actors[actor.index()].id, 100.0 * found.chance[actor.index()]);
    rows.push((
        tr!("Chance: of 100 parts of the score's variance, what is left to the dice").to_owned(),
        format!("{}, {}", share(Actor::BOTH[0]), share(Actor::BOTH[1])),
        tr!("at most 25"),
        Some(found.chance.iter().all(|share| *share <= 0.25)),
    ));
    rows
}

fn text(page: &mut Page, scenario: &Scenario, found: &Figures) -> anyhow::Result<()> {
    page.line(&tr!("{title}: {runs} crises behind each figure", title = scenario.title, runs = found.runs))?;
    page.gap()?;
    for (what, is, asked, so) in rows(scenario, found) {
        let mark = match so {
            Some(true) => page.ink(Ink::Green, "reached"),
            Some(false) => page.ink(Ink::Red, tr!("missed ")),
            None => "       ".to_owned(),
        };
        page.hang(&mark, 0, 9, &what)?;
        page.para(13, &tr!("{is}; asked: {asked}", is, asked))?;
    }
    if !found.moves_missed.is_empty() {
        page.heading(tr!("Moves never chosen"))?;
        page.para(2, &found.moves_missed.join(", "))?;
    }
    page.gap()?;
    page.line(&tr!("Fingerprint: {fingerprint}", fingerprint = scenario.fingerprint))?;
    Ok(())
}

fn json(scenario: &Scenario, found: &Figures) -> serde_json::Value {
    let seats: Vec<_> = found
        .seats
        .iter()
        .map(|(policy, scores)| serde_json::json!({ "policy": policy.name(), "scores": scores }))
        .collect();
    let dominance: Vec<_> = found
        .dominance
        .iter()
        .map(|(policy, share)| serde_json::json!({ "policy": policy.name(), "share": share }))
        .collect();
    let reached: Vec<_> = rows(scenario, found)
        .into_iter()
        .map(|(what, is, asked, so)| serde_json::json!({ "what": what, "found": is, "asked": asked, "reached": so }))
        .collect();
    serde_json::json!({
        "scenario": scenario.id,
        "fingerprint": scenario.fingerprint,
        "runs": found.runs,
        "dove_wars": found.dove_wars,
        "hawk_wars": found.hawk_wars,
        "conciliatory": found.conciliatory,
        "seats": seats,
        "dominance": dominance,
        "most_chosen": found.most_chosen.as_ref().map(|(id, share)| serde_json::json!({ "id": id, "share": share })),
        "moves_chosen": found.moves_chosen,
        "moves_missed": found.moves_missed,
        "endings_missed": found.endings_missed,
        "chance": found.chance,
        "figures": reached,
    })
}
