//! Verdicts, scores, figures, schools, questions, glossary and sources as text.

use super::{Page, cite};
use crate::{
    report::{
        debrief::{AimPart, Debrief, Judged, MadeFrom},
        words,
    },
    scenario::model::figure,
};

/// A verdict in words, with its number where it has one.
fn verdict(judged: Option<&Judged>) -> String {
    judged.map_or_else(
        || "not judged".to_owned(),
        |judged| {
            if judged.disputed || judged.up_to.is_some() {
                judged.words.clone()
            } else {
                format!("{} ({})", judged.words, judged.value)
            }
        },
    )
}

pub(super) fn aims(page: &mut Page, debrief: &Debrief) {
    page.section("Who got what: aim by aim");
    page.para(
        "Each aim is judged at two dates and in two ledgers: what the world could see, and what is known, secrets included. \
         Achieved is 100, mostly 75, partly 50, little 25, failed 0. The ledger marked with a star is the headline, the one \
         that counts. A range or a dispute is left in words; where a score needs a number, the middle counts.",
    );
    for of in &debrief.aims {
        page.heading(&of.owner);
        for aim in &of.aims {
            self::aim(page, debrief, aim);
        }
    }
}

fn aim(page: &mut Page, debrief: &Debrief, aim: &AimPart) {
    page.para(&format!("{} ({}, weight {})", aim.title, aim.kind, aim.weight));
    page.hang("", 2, &format!("{}{}", aim.text, cite(&aim.sources)));
    if debrief.ending.is_some() {
        for (horizon, cells) in debrief.horizons.iter().zip(&aim.verdicts) {
            for (at, (ledger, judged)) in debrief.ledgers.iter().zip(cells).enumerate() {
                let star = if at == aim.headline { "* " } else { "  " };
                page.hang(
                    star,
                    2,
                    &format!("{horizon}, {}: {}", words::uncapped_first(ledger), verdict(judged.as_ref())),
                );
            }
        }
    }
    for reason in &aim.reasons {
        let cells = crate::report::html::cells(debrief, reason);
        page.item(4, &format!("{cells}: {}. {}{}", reason.words, reason.because, cite(&reason.sources)));
        for (when, text) in &reason.evidence {
            let when = if when.is_empty() { String::new() } else { format!("{when}. ") };
            page.hang("> ", 6, &format!("{when}{text}"));
        }
    }
    for rival in &aim.intentions {
        let verdicts: Vec<String> = debrief
            .horizons
            .iter()
            .zip(&rival.verdicts)
            .filter_map(|(horizon, judged)| judged.as_ref().map(|judged| format!("{horizon}: {}", judged.words)))
            .collect();
        page.item(
            4,
            &format!(
                "If this was wanted: {} Then {}. {} (Support: {})",
                rival.text,
                verdicts.join("; "),
                rival.because,
                if rival.support.is_empty() { "none given" } else { words::bare(&rival.support) }
            ),
        );
    }
    if !aim.note.is_empty() {
        page.hang("", 4, &format!("In doubt: {}", aim.note));
    }
}

pub(super) fn scores(page: &mut Page, debrief: &Debrief) {
    let Some(scores) = &debrief.scores else { return };
    page.section("The scores, and where they come from");
    if scores.lost {
        page.para("No score is given. What was aimed at is gone, and so are those who aimed. Both sides lost.");
        return;
    }
    page.para(
        "A score is the sum of weight times headline verdict, over the sum of weights: points of 100. It measures how far a \
         side got what it wanted, and not whether that was worth wanting.",
    );
    for (at, actor) in debrief.actors.iter().enumerate() {
        page.out.push('\n');
        for (horizon, name) in debrief.horizons.iter().enumerate() {
            let parts: Vec<String> = scores.lines[at]
                .iter()
                .map(|line| format!("{} × {}", line.weight, halves(line.half_points[horizon])))
                .collect();
            let weights: u32 = scores.lines[at].iter().map(|line| u32::from(line.weight)).sum();
            page.hang(
                "",
                0,
                &format!(
                    "{}, {name}: {} = ({}) ÷ {weights}",
                    actor.name,
                    scores.points[at][horizon],
                    parts.join(" + ")
                ),
            );
        }
    }
    match &scores.handicap {
        Some((whose, points, with, why)) => page.para(&format!(
            "Handicap: when players are compared, the scenario adds {points} points to {} at the second date, which makes \
             {with}. The reason: {why} The scores above are without it.",
            words::the(whose)
        )),
        None => page.para("The scenario declares no handicap."),
    }
}

/// Half points as points, with a half where there is one.
fn halves(half_points: u32) -> String {
    let whole = half_points.div_euclid(2);
    if half_points.is_multiple_of(2) { whole.to_string() } else { format!("{whole}½") }
}

pub(super) fn figures(page: &mut Page, debrief: &Debrief) {
    page.section("The balance, the fear and the other figures");
    let mut group = "";
    for track in debrief.tracks.iter().filter(|track| !track.human_cost) {
        if track.group != group {
            page.heading(&track.group);
            group = &track.group;
        }
        let at = if debrief.ending.is_some() {
            format!(
                "{} at the start; {} ({}); {} ({})",
                figure(track.start),
                figure(track.at[0]),
                debrief.horizons[0],
                figure(track.at[1]),
                debrief.horizons[1]
            )
        } else {
            format!("{} at the start; {} now", figure(track.start), figure(track.at[1]))
        };
        page.item(0, &format!("{}: {at}; seen by {}.{}", track.name, track.seen_by, cite(&track.sources)));
        for change in &track.changes {
            let when = change.turn.map_or_else(|| "after".to_owned(), |turn| format!("turn {turn}"));
            let by = words::signed(change.to.saturating_sub(change.from));
            page.hang("", 4, &format!("{when}: {by}, {}", change.because));
        }
    }
    if !debrief.judgement.is_empty() {
        page.para(&format!("Of amounts that carry no source of their own the scenario says: {}", debrief.judgement));
    }
}

pub(super) fn schools(page: &mut Page, debrief: &Debrief) {
    if debrief.schools.readings.is_empty() {
        return;
    }
    page.section("How historians read it");
    if !debrief.schools.summary.is_empty() {
        page.para(&debrief.schools.summary);
    }
    for reading in &debrief.schools.readings {
        page.heading(&reading.name);
        if !reading.who.is_empty() {
            page.hang("", 0, &format!("{}{}", reading.who, cite(&reading.sources)));
        }
        page.para(&format!("Claim: {}", reading.claim));
        if !reading.ahead.is_empty() {
            let by = if reading.leader.is_some() && reading.margin != 0 {
                format!(", by {}", reading.margin)
            } else {
                String::new()
            };
            page.para(&words::sentence(&format!("{}{by}. {}", reading.ahead, reading.says)));
        }
        let reads = format!("It reads the ledger \"{}\" at the date \"{}\".", reading.ledger, reading.horizon);
        if let Some(points) = reading.points {
            let [first, second] = [&debrief.actors[0].name, &debrief.actors[1].name];
            page.para(&format!("Points: {first} {}, {second} {}. {reads}", points[0], points[1]));
        } else if !reading.ahead.is_empty() && !debrief.lost() {
            page.para(&format!("Its own claim decides here, and no points are counted. {reads}"));
        }
        for weighed in &reading.weighs {
            let verdict = weighed.verdict.as_ref().map(|judged| format!(": {}", judged.words)).unwrap_or_default();
            page.item(2, &format!("weighs {} times: {} ({}){verdict}", weighed.weight, weighed.aim, weighed.owner));
        }
        for (question, yes, whose, points) in &reading.questions {
            let answer = if *yes && reading.points.is_none() {
                "Yes.".to_owned()
            } else if *yes {
                format!("Yes: {} for {}.", words::signed(i32::from(*points)), words::the(whose))
            } else {
                "No.".to_owned()
            };
            page.item(2, &format!("asks: {question} {answer}"));
        }
    }
}

pub(super) fn class(page: &mut Page, debrief: &Debrief) {
    if !debrief.questions.is_empty() {
        page.section("Questions for a class");
        page.out.push('\n');
        for (at, question) in debrief.questions.iter().enumerate() {
            page.hang(&format!("{}. ", at + 1), 0, question);
        }
    }
    if !debrief.glossary.is_empty() {
        page.section("Words explained");
        page.out.push('\n');
        for (word, meaning) in &debrief.glossary {
            page.item(0, &format!("{word}: {meaning}"));
        }
    }
    if !debrief.doubts.is_empty() {
        page.section("What is doubtful");
        page.out.push('\n');
        for doubt in &debrief.doubts {
            page.item(0, &format!("{}: {}{}", doubt.what, doubt.note, cite(&doubt.sources)));
        }
    }
    if let Some(made) = &debrief.made_from {
        page.section("What this was made from");
        made_from(page, made);
    }
    if !debrief.sources.is_empty() {
        page.section("Sources");
        page.out.push('\n');
        for source in &debrief.sources {
            let note = if source.note.is_empty() { String::new() } else { format!(" {}", source.note) };
            page.hang(
                &format!("[{}] ", source.number),
                0,
                &format!("{} ({}; grade {}.){note}", words::bare(&source.reference), source.kind, source.grade),
            );
        }
    }
}

/// What a fictional twin was made from.
pub(super) fn made_from(page: &mut Page, made: &MadeFrom) {
    page.para(&made.sentence);
    let names: Vec<String> = made.names.iter().map(|(real, invented)| format!("{invented}: {real}")).collect();
    page.para(&format!("The names. {}.", names.join("; ")));
    page.heading("The dates");
    for (told, real) in &made.dates {
        page.item(0, &format!("{told}: {real}"));
    }
    if !made.schools.is_empty() {
        page.heading("Who holds the readings");
        for (name, who) in &made.schools {
            page.item(0, &format!("{name}: {who}"));
        }
    }
    if !made.judgement.is_empty() {
        page.para(&format!("Of amounts that carry no source of their own the scenario says: {}", made.judgement));
    }
}
