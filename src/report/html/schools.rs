//! Readings that may disagree, questions for a class, glossary and sources.

use maud::{Markup, html};

use super::{cite, shape};
use crate::report::{
    chart,
    debrief::{Debrief, ReadingPart},
    words,
};

/// Each school: its points, who came out ahead, by how much and why.
pub(super) fn readings(debrief: &Debrief) -> Option<Markup> {
    if debrief.schools.readings.is_empty() {
        return None;
    }
    let names = [debrief.actors[0].name.as_str(), debrief.actors[1].name.as_str()];
    let rows: Vec<_> = debrief
        .schools
        .readings
        .iter()
        .map(|reading| (reading.name.clone(), reading.leader, reading.margin, verdict(reading)))
        .collect();
    Some(html! {
        p.ahead { (if debrief.schools.summary.is_empty() { tr!("The schools speak once it has ended.") } else { &debrief.schools.summary }) }
        @if debrief.lost() { p.intro { (tr!("Where everyone lost, a school's points measure nothing, and none are given.")) } } @else { p.intro {
            (tr!("A school weighs the same aims in its own way, reads one ledger at one date, and may ask questions of its own. Its points are worked out from the verdicts above, and fewer than five between the sides are called even. Where its sources make a claim about such an outcome that the points do not bear out, the claim stands, and no points are given."))
        } }
        @if debrief.ending.is_some() && !debrief.lost() { figure { (chart::schools(&rows, names)) } }
        div.schools { @for reading in &debrief.schools.readings { (card(names, reading)) } }
    })
}

/// Who came out ahead and by how much, in a few words.
fn verdict(reading: &ReadingPart) -> String {
    match (reading.leader, reading.margin) {
        (Some(_), margin) if margin != 0 => tr!("{ahead}, by {margin}", ahead = reading.ahead, margin),
        _ => reading.ahead.clone(),
    }
}

fn card(names: [&str; 2], reading: &ReadingPart) -> Markup {
    html! {
        article.card {
            h3 { (reading.name) (cite(&reading.sources)) }
            @if !reading.who.is_empty() { p.legend { (reading.who) } }
            blockquote { p { (reading.claim) } }
            @if !reading.ahead.is_empty() {
                p { b { (words::sentence(&verdict(reading))) } " " (reading.says) }
            }
            @if !reading.ahead.is_empty() { p.legend {
                @if let Some(points) = reading.points {
                    (shape(0)) (names[0]) " " (points[0]) " · " (shape(1)) (names[1]) " " (points[1]) ". "
                }
                (tr!("It reads the ledger “{ledger}” at the date “{horizon}”.", ledger = reading.ledger, horizon = reading.horizon))
            } }
            @if !reading.weighs.is_empty() {
                details {
                summary { (tr!("What it weighs")) }
                table {
                    thead { tr { th scope="col" { (tr!("Aim")) } th.num scope="col" { (tr!("Weight")) } th scope="col" { (tr!("Verdict")) } } }
                    tbody { @for weighed in &reading.weighs { tr {
                        td {
                            @if let Some(actor) = names.iter().position(|name| **name == weighed.owner) { (shape(actor)) }
                            span.vh { (weighed.owner) ": " } (weighed.aim)
                        }
                        td.num { @if weighed.weight == 0 { (tr!("looked at")) } @else { (weighed.weight) } }
                        td { @if let Some(verdict) = &weighed.verdict { (verdict.short()) } }
                    } } }
                }
                }
            }
            @if !reading.questions.is_empty() {
                h4 { (tr!("What it asks")) }
                ul { @for (question, yes, whose, points) in &reading.questions {
                    li {
                        (question) " "
                        @if !yes { (tr!("No.")) }
                        @else if reading.points.is_none() { b { (tr!("Yes")) } "." }
                        @else { b { (tr!("Yes")) } (tr!(", {points} for {whose}.", points = words::signed(i32::from(*points)), whose)) }
                    }
                } }
            }
        }
    }
}

/// Questions for a class.
pub(super) fn questions(debrief: &Debrief) -> Option<Markup> {
    if debrief.questions.is_empty() {
        return None;
    }
    Some(html! { ol.questions { @for question in &debrief.questions { li { (emphasis(question)) } } } })
}

/// Words that a reader may not know.
pub(super) fn glossary(debrief: &Debrief) -> Option<Markup> {
    if debrief.glossary.is_empty() {
        return None;
    }
    Some(html! {
        dl.glossary { @for (word, meaning) in &debrief.glossary { div { dt { (word) } dd { (meaning) } } } }
    })
}

/// The sources that were used.
pub(super) fn sources(debrief: &Debrief) -> Option<Markup> {
    if debrief.sources.is_empty() {
        return None;
    }
    Some(html! {
        p.intro {
            @match &debrief.grades {
                Some([a, b, c]) => (tr!("Grade A is {a}; B {b}; C {c}.", a, b, c)),
                None => (tr!("Grade A is a document of the time or an agreed fact, B one good study or a standard figure, C approximate, derived or disputed.")),
            }
        }
        @if !debrief.doubts.is_empty() {
            h3 { (tr!("What is doubtful")) }
            ul { @for doubt in &debrief.doubts { li { b { (doubt.what) ". " } (doubt.note) (cite(&doubt.sources)) } } }
            h3 { (tr!("What was drawn upon")) }
        }
        ol.sources { @for source in &debrief.sources {
            li id={"source-" (source.number)} {
                (source.reference) small { (tr!("Grade {grade} · {kind}", grade = source.grade, kind = source.kind)) @if !source.note.is_empty() { ". " (source.note) } }
            }
        } }
    })
}

/// What a fictional twin was made from, with its sources.
pub(super) fn made_from(debrief: &Debrief) -> Option<Markup> {
    let made = debrief.made_from.as_ref()?;
    Some(html! {
        p { (made.sentence) }
        h3 { (tr!("The names")) }
        dl.glossary { @for (real, invented) in &made.names { div { dt { (invented) } dd { (real) } } } }
        h3 { (tr!("The dates")) }
        dl.glossary { @for (told, real) in &made.dates { div { dt { (told) } dd { (real) } } } }
        @if !made.schools.is_empty() {
            h3 { (tr!("Who holds the readings")) }
            dl.glossary { @for (name, who) in &made.schools { div { dt { (name) } dd { (who) } } } }
        }
        @if !made.judgement.is_empty() {
            p { (tr!("Of amounts that carry no source of their own the scenario says: {judgement}", judgement = made.judgement)) }
        }
        @if let Some(list) = sources(debrief) { h3 { (tr!("Sources")) } (list) }
    })
}

/// Text in which a word between asterisks is stressed, as authors write it.
#[must_use]
pub fn emphasis(text: &str) -> Markup {
    let parts: Vec<&str> = text.split('*').collect();
    // A lone asterisk stresses nothing.
    let whole = parts.len().is_multiple_of(2);
    html! {
        @if whole { (text) } @else {
            @for (at, part) in parts.iter().enumerate() { @if at.is_multiple_of(2) { (part) } @else { em { (part) } } }
        }
    }
}
