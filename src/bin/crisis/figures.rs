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
    let scenario = library.one(&args.scenario)?.scenario()?;
    let found = figures(&scenario, args.runs, args.seed);
    match args.format {
        Format::Json => page.line(&serde_json::to_string_pretty(&json(&scenario, &found))?)?,
        Format::Text => text(page, &scenario, &found)?,
    }
    Ok(CLEAN)
}

/// One row: what is measured, what was found, what is asked, and whether it is so.
type Row = (String, String, &'static str, Option<bool>);

fn percent(share: f64) -> String {
    format!("{:.1} in 100", 100.0 * share)
}

fn rows(scenario: &Scenario, found: &Figures) -> Vec<Row> {
    let mut rows: Vec<Row> = vec![
        (
            "Two doves: games that end in war".to_owned(),
            percent(found.dove_wars),
            "under 1 in 100",
            Some(found.dove_wars < 0.01),
        ),
        (
            "Two hawks: games that end in war".to_owned(),
            percent(found.hawk_wars),
            "30 to 90 in 100",
            Some((0.3..=0.9).contains(&found.hawk_wars)),
        ),
        (
            "Going down: acts that descend or conciliate, in mixed play".to_owned(),
            percent(found.conciliatory),
            "over 10 in 100",
            Some(0.1 < found.conciliatory),
        ),
    ];
    for (policy, [first, second]) in &found.seats {
        rows.push((
            format!("Seats: two of {}: {} and {}", policy.name(), scenario.actors[0].id, scenario.actors[1].id),
            format!("{first:.1} and {second:.1}"),
            // Answering in kind leaves the gap to history: it is shown, and not asked for.
            if *policy == Simple::TitForTat { "shown only" } else { "at most 5 points apart" },
            (*policy != Simple::TitForTat).then_some((first - second).abs() <= 5.0),
        ));
    }
    for (policy, share) in &found.dominance {
        rows.push((
            format!("Dominance: points of {} against the field", policy.name()),
            percent(*share),
            "at most 65 in 100",
            Some(*share <= 0.65),
        ));
    }
    if let Some((id, share)) = &found.most_chosen {
        rows.push((
            format!("Dominance: the move chosen most where there was another: {id}"),
            percent(*share),
            "at most 90 in 100",
            Some(*share <= 0.9),
        ));
    }
    rows.push((
        "Coverage: moves chosen in mixed play".to_owned(),
        percent(found.moves_chosen),
        "at least 95 in 100",
        Some(0.95 <= found.moves_chosen),
    ));
    rows.push((
        "Coverage: endings never reached".to_owned(),
        if found.endings_missed.is_empty() { "none".to_owned() } else { found.endings_missed.join(", ") },
        "none",
        Some(found.endings_missed.is_empty()),
    ));
    for actor in Actor::BOTH {
        let share = found.chance[actor.index()];
        rows.push((
            format!("Chance: share of the score of {} that is left to the dice", scenario.actors[actor.index()].id),
            percent(share),
            "at most 25 in 100",
            Some(share <= 0.25),
        ));
    }
    rows
}

fn text(page: &mut Page, scenario: &Scenario, found: &Figures) -> anyhow::Result<()> {
    page.line(&format!("{}: {} crises behind each figure", scenario.title, found.runs))?;
    page.gap()?;
    for (what, is, asked, so) in rows(scenario, found) {
        let mark = match so {
            Some(true) => page.ink(Ink::Green, "reached"),
            Some(false) => page.ink(Ink::Red, "missed "),
            None => "       ".to_owned(),
        };
        page.hang(&mark, 0, 9, &what)?;
        page.para(13, &format!("{is}; asked: {asked}"))?;
    }
    if !found.moves_missed.is_empty() {
        page.heading("Moves never chosen")?;
        page.para(2, &found.moves_missed.join(", "))?;
    }
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
