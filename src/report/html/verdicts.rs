//! The verdict table and the scores.

use maud::{Markup, html};

use super::{cite, dots, shape};
use crate::report::{
    debrief::{AimPart, AimsOf, Debrief, Judged, Reason, ScoreLine, Scores},
    words,
};

/// Each aim in both ledgers and at both horizons, with reasons and evidence.
pub(super) fn table(debrief: &Debrief) -> Markup {
    let ended = debrief.ending.is_some();
    html! {
        p.intro {
            (tr!("Each aim is judged twice over: at two dates, and in two ledgers. The first ledger holds what the world could see; the second holds what is known, secrets included. A verdict is achieved (100), mostly achieved (75), partly (50), little (25) or failed (0). The first rule of the scenario that holds gives the verdict, and its reason stands below. The ledger marked ")) span.tag.strong { (tr!("headline")) } (tr!(" is the one that counts for that aim. A range or a dispute is left in words; where a score needs a number, the middle counts."))
        }
        @for of in &debrief.aims {
            h3 { @if let Some(actor) = of.actor { (shape(actor)) } (of.owner) }
            @if of.actor.is_none() { p.legend { (tr!("A third party: its aims are judged by the same rules and count in nobody's score.")) } }
            @if ended { (judged(debrief, of)) } @else { (unjudged(of)) }
        }
    }
}

fn unjudged(of: &AimsOf) -> Markup {
    html! {
        ul { @for aim in &of.aims { li { b { (aim.title) } (tr!(" ({kind}, weight {weight}). {text}", kind = aim.kind, weight = aim.weight, text = aim.text)) (cite(&aim.sources)) } } }
    }
}

fn judged(debrief: &Debrief, of: &AimsOf) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label={(tr!("Verdicts on the aims of {owner}", owner = of.owner))} {
            table.verdicts {
                colgroup { col.aim; col; col; col; col; }
                thead {
                    tr {
                        th rowspan="2" scope="col" { (tr!("Aim")) }
                        @for horizon in &debrief.horizons { th colspan="2" scope="colgroup" { (horizon) } }
                    }
                    tr { @for _ in 0..2 { @for ledger in &debrief.ledgers { th scope="col" { (ledger) } } } }
                }
                tbody { @for aim in &of.aims { (row(debrief, aim)) } }
            }
        }
    }
}

fn row(debrief: &Debrief, aim: &AimPart) -> Markup {
    html! {
        tr.aim {
            th scope="row" { (aim.title) span.kind { (tr!("{kind} · weight {weight}", kind = aim.kind, weight = aim.weight)) } }
            @for (horizon, cells) in debrief.horizons.iter().zip(&aim.verdicts) { @for (ledger, judged) in cells.iter().enumerate() {
                td .headline[ledger == aim.headline] {
                    // Where there is no room for columns, each cell says which it is.
                    span.where { (horizon) ", " (words::uncapped_first(&debrief.ledgers[ledger])) }
                    (verdict(judged.as_ref(), ledger == aim.headline))
                }
            } }
        }
        tr.why { td colspan="5" { div.why-box {
            p { (aim.text) " " b { (aim.why()) } (cite(&aim.sources)) }
            details {
                summary { (tr!("Each verdict's reason, and its evidence by turn")) }
                @for reason in &aim.reasons { (self::reason(debrief, reason)) }
                @if !aim.intentions.is_empty() { (rivals(debrief, aim)) }
                @if !aim.note.is_empty() { p.soft { (tr!("Of the record: {note}", note = aim.note)) } }
            }
        } } }
    }
}

fn verdict(judged: Option<&Judged>, headline: bool) -> Markup {
    html! {
        div.verdict {
            @match judged {
                Some(judged) => {
                    b { (judged.words) }
                    @if judged.disputed || judged.up_to.is_some() { span.num { (tr!("in words only")) } }
                    @else { (dots(judged.value)) " " span.num { (judged.value) } }
                }
                None => span.none { (tr!("not judged")) },
            }
            @if headline { " " span.tag.strong { (tr!("headline")) } }
        }
    }
}

/// Which verdicts a reason stands for, in words.
pub(in crate::report) fn cells(debrief: &Debrief, reason: &Reason) -> String {
    let has = |horizon, ledger| reason.cells.contains(&(horizon, ledger));
    if reason.cells.len() == 4 {
        return tr!("At both dates, in both ledgers").to_owned();
    }
    for horizon in 0..2 {
        if reason.cells.len() == 2 && has(horizon, 0) && has(horizon, 1) {
            return tr!("{horizons}, in both ledgers", horizons = debrief.horizons[horizon]);
        }
    }
    for ledger in 0..2 {
        if reason.cells.len() == 2 && has(0, ledger) && has(1, ledger) {
            return tr!("{ledgers}, at both dates", ledgers = debrief.ledgers[ledger]);
        }
    }
    if reason.cells.len() == 3 {
        let missing = [(0, 0), (0, 1), (1, 0), (1, 1)].into_iter().find(|cell| !reason.cells.contains(cell));
        if let Some((horizon, ledger)) = missing {
            let ledger = words::uncapped_first(&debrief.ledgers[ledger]);
            return tr!("In all but “{horizons}, {ledger}”", horizons = debrief.horizons[horizon], ledger);
        }
    }
    let parts: Vec<String> = reason
        .cells
        .iter()
        .map(|(horizon, ledger)| {
            let ledger = &debrief.ledgers[*ledger];
            format!("{}, {}", debrief.horizons[*horizon], words::uncapped_first(ledger))
        })
        .collect();
    parts.join("; ")
}

fn reason(debrief: &Debrief, reason: &Reason) -> Markup {
    html! {
        div.reason {
            p { span.cells { (cells(debrief, reason)) ": " (reason.words) ". " } (reason.because) (cite(&reason.sources)) }
            @if reason.evidence.is_empty() {
                p.legend { (tr!("No single event decides this: it is what stands when no other rule holds.")) }
            } @else {
                ul.evidence aria-label=(tr!("Evidence")) { @for (when, text) in &reason.evidence {
                    li { @if !when.is_empty() { b { (when) ". " } } (text) }
                } }
            }
        }
    }
}

fn rivals(debrief: &Debrief, aim: &AimPart) -> Markup {
    html! {
        div.rival {
            h4 { (tr!("What was really wanted? Historians differ, and the verdict hangs on it")) }
            @for rival in &aim.intentions {
                p {
                    b { (rival.text) } " "
                    @for (horizon, judged) in debrief.horizons.iter().zip(&rival.verdicts) {
                        @if let Some(judged) = judged { (horizon) ": " (judged.words) ". " }
                    }
                    (rival.because)
                    @if !rival.support.is_empty() { br; span.soft { (tr!("Support: {support}", support = rival.support)) } }
                }
            }
        }
    }
}

/// The scores, and the sum that each is.
pub(super) fn scores(debrief: &Debrief) -> Option<Markup> {
    let scores = debrief.scores.as_ref()?;
    if scores.lost {
        return Some(html! {
            div.lost role="note" { p { (tr!("No score is given. What was aimed at is gone, and so are those who aimed. Both sides lost.")) } }
        });
    }
    Some(html! {
        p.intro {
            (tr!("A score is the sum of weight times headline verdict, over the sum of weights: points of 100. It measures how far a side got what it said or hid that it wanted. It does not measure whether that was worth wanting."))
        }
        @for (at, actor) in debrief.actors.iter().enumerate() { (sum(debrief, scores, at, &actor.name)) }
        @match &scores.handicap {
            Some((whose, points, with, why)) => p {
                (tr!("Handicap: when players are compared, the scenario adds {points} points to {whose} at the second date, which makes {with}. The reason: {why} The scores above are without it.", points, whose, with, why))
            },
            None => p.legend { (tr!("The scenario declares no handicap.")) },
        }
    })
}

fn sum(debrief: &Debrief, scores: &Scores, at: usize, name: &str) -> Markup {
    let lines = &scores.lines[at];
    let weights: u32 = lines.iter().map(|line| u32::from(line.weight)).sum();
    let total =
        |horizon: usize| -> u32 { lines.iter().map(|line| u32::from(line.weight) * line.half_points[horizon]).sum() };
    html! {
        div.scroll tabindex="0" role="region" aria-label={(tr!("The score of {name}", name))} {
            table {
                caption { (shape(at)) (name) }
                thead { tr {
                    th scope="col" { (tr!("Aim")) } th.num scope="col" { (tr!("Weight")) }
                    @for horizon in &debrief.horizons { th.num scope="col" { (horizon) } }
                } }
                tbody {
                    @for line in lines { tr {
                        th scope="row" { (line.aim) } td.num { (line.weight) }
                        @for horizon in 0..2 { td.num { (product(line, horizon)) } }
                    } }
                    tr {
                        th scope="row" { (tr!("Score")) } td.num { (weights) }
                        @for horizon in 0..2 { td.num {
                            (halves(total(horizon))) " ÷ " (weights) " = " b { (scores.points[at][horizon]) }
                        } }
                    }
                }
            }
        }
    }
}

/// Half points as points, with a half where there is one.
fn halves(half_points: u32) -> String {
    let whole = half_points.div_euclid(2);
    if half_points.is_multiple_of(2) { whole.to_string() } else { format!("{whole}½") }
}

fn product(line: &ScoreLine, horizon: usize) -> String {
    let value = line.half_points[horizon];
    format!("{} × {} = {}", line.weight, halves(value), halves(u32::from(line.weight) * value))
}
