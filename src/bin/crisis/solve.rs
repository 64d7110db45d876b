//! Solves a small game in extensive form, and says how near an equilibrium it came.

use std::fmt::Write as _;

use anyhow::Context as _;
use brinkmanship::{
    policy::solver::{EfgError, EfgFault, Form, Game, Judgement, MOST_BYTES, Rule, Until, judge, read_efg, solve},
    scenario::files::read_bounded,
};

use crate::{
    CLEAN, FAULTS,
    args::{Format, SolveArgs, SolveRule},
    page::Page,
};

/// Up to how many information sets predictive CFR+ is the rule where none is named.
/// Source: measured; it is quicker by far on Kuhn's game, which has twelve, and slower on Leduc's, which has hundreds.
const SMALL: usize = 64;

/// Solves a game.
///
/// # Errors
/// The file cannot be read or is no game that can be solved, or standard output cannot be written to.
pub fn run(page: &mut Page, args: &SolveArgs) -> anyhow::Result<u8> {
    let name = args.file.display();
    let bytes = read_bounded(&args.file, MOST_BYTES).with_context(|| tr!("{name} cannot be read", name))?;
    let text = String::from_utf8(bytes).map_err(|_| EfgError { line: 1, column: 1, fault: EfgFault::NotOne });
    let game = text.and_then(|text| read_efg(&text)).with_context(|| tr!("{name} cannot be solved", name))?;
    let form = Form::of(&game);
    let constant = game.constant_sum();
    let rule = match args.rule {
        Some(SolveRule::Predictive) => Rule::Predictive,
        Some(SolveRule::Plus) => Rule::Plus,
        Some(SolveRule::Together) => Rule::Together,
        None if constant.is_some() && game.sets().len() <= SMALL => Rule::Predictive,
        None if constant.is_some() => Rule::Plus,
        None => Rule::Together,
    };
    // About a minute's work at most.
    let nodes = u64::try_from(game.nodes().len()).unwrap_or(u64::MAX).max(1);
    let iterations = args.iterations.unwrap_or_else(|| (500_000_000 / nodes).clamp(1_000, 1_000_000));
    let until = Until { iterations, exploitability: args.to };
    let mut course: Vec<(u64, Judgement)> = Vec::new();
    let solution = solve(&game, &form, rule, until, |iterations, judgement| {
        course.push((iterations, *judgement));
        true
    });
    let judgement = judge(&form, &solution.profile);
    let met = judgement.exploitability() <= args.to;
    match args.format {
        Format::Json => {
            let sets: Vec<_> = game
                .sets()
                .iter()
                .zip(&solution.profile.actions)
                .filter(|_| args.strategy)
                .map(|(set, shares)| {
                    serde_json::json!({
                        "player": set.player + 1, "number": set.number, "set": set.label, "actions": set.actions, "probabilities": shares,
                    })
                })
                .collect();
            let course: Vec<_> =
                course.iter().map(|(at, judgement)| serde_json::json!([at, judgement.exploitability()])).collect();
            let found = serde_json::json!({
                "title": game.title, "players": game.players, "nodes": game.nodes().len(), "ends": game.ends(),
                "sets": game.sets().len(), "constant_sum": constant, "rule": rule_name(rule),
                "iterations": solution.iterations, "values": judgement.values[..game.players.len()].to_vec(),
                "nash_conv": judgement.nash_conv(), "exploitability": judgement.exploitability(), "reached": met,
                "course": course, "strategy": sets,
            });
            page.line(&serde_json::to_string_pretty(&found)?)?;
        }
        Format::Text => text_of(page, args, &game, rule, &solution.profile.actions, solution.iterations, &judgement)?,
    }
    Ok(if met { CLEAN } else { FAULTS })
}

fn rule_name(rule: Rule) -> &'static str {
    match rule {
        Rule::Predictive => tr!("Predictive CFR+, the players in turn"),
        Rule::Plus => tr!("CFR+, the players in turn"),
        Rule::Together => tr!("CFR+, both players at once"),
    }
}

fn text_of(
    page: &mut Page,
    args: &SolveArgs,
    game: &Game,
    rule: Rule,
    actions: &[Vec<f64>],
    iterations: u64,
    judgement: &Judgement,
) -> anyhow::Result<()> {
    let title = if game.title.is_empty() { tr!("A game without a title") } else { &game.title };
    page.line(title)?;
    let sum = match game.constant_sum() {
        Some(0.0) => tr!("zero sum").to_owned(),
        Some(sum) => tr!("what both get adds up to {sum}", sum),
        None => tr!("general sum").to_owned(),
    };
    page.para(
        2,
        &tr!(
            "{count} nodes, {ends} of them ends; {count2} information sets; {sum}.",
            count = game.nodes().len(),
            ends = game.ends(),
            count2 = game.sets().len(),
            sum
        ),
    )?;
    page.para(2, &tr!("{rule_name}: {iterations} iterations.", rule_name = rule_name(rule), iterations))?;
    page.gap()?;
    for (name, value) in game.players.iter().zip(judgement.values) {
        // A value that rounds to zero has no sign.
        let value = if value.abs() < 5e-10 { 0.0 } else { value };
        page.line(&format!("  {value:>14.9}  {name}"))?;
    }
    let exploitability = judgement.exploitability();
    page.para(
        2,
        &tr!(
            "Exploitability {exploitability:.3e}: half of what the players could gain by leaving the profile.",
            exploitability
        ),
    )?;
    if args.to < exploitability {
        page.para(2, &tr!("It is above the {to:e} that was asked for; --iterations allows more.", to = args.to))?;
    }
    if args.strategy {
        page.gap()?;
        for (set, shares) in game.sets().iter().zip(actions) {
            let label = if set.label.is_empty() { tr!("set {at}", at = set.number) } else { set.label.clone() };
            let mut line = format!("  {} {label}:", set.player + 1);
            for (action, share) in set.actions.iter().zip(shares) {
                write!(line, "  {action} {share:.6}")?;
            }
            page.line(&line)?;
        }
    }
    Ok(())
}
