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
        || tr!("not judged").to_owned(),
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
    page.section(tr!("Who got what: aim by aim"));
    page.para(
        tr!("Each aim is judged at two dates and in two ledgers: what the world could see, and what is known, secrets included. \
         Achieved is 100, mostly 75, partly 50, little 25, failed 0. The ledger marked with a star is the headline, the one \
         that counts. A range or a dispute is left in words; where a score needs a number, the middle counts."),
    );
    for of in &debrief.aims {
        page.heading(&of.owner);
        for aim in &of.aims {
            self::aim(page, debrief, aim);
        }
    }
}

fn aim(page: &mut Page, debrief: &Debrief, aim: &AimPart) {
    page.para(&tr!("{title} ({kind}, weight {weight})", title = aim.title, kind = aim.kind, weight = aim.weight));
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
            &tr!(
                "If this was wanted: {text} Then {verdicts}. {because} (Support: {what})",
                text = rival.text,
                verdicts = verdicts.join("; "),
                because = rival.because,
                what = if rival.support.is_empty() { tr!("none given") } else { words::bare(&rival.support) }
            ),
        );
    }
    if !aim.note.is_empty() {
        page.hang("", 4, &tr!("Of the record: {note}", note = aim.note));
    }
}

pub(super) fn scores(page: &mut Page, debrief: &Debrief) {
    let Some(scores) = &debrief.scores else { return };
    page.section(tr!("The scores, and where they come from"));
    if scores.lost {
        page.para(tr!("No score is given. What was aimed at is gone, and so are those who aimed. Both sides lost."));
        return;
    }
    page.para(
        tr!("A score is the sum of weight times headline verdict, over the sum of weights: points of 100. It measures how far a \
         side got what it wanted, and not whether that was worth wanting."),
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
        Some((whose, points, with, why)) => page.para(&tr!("Handicap: when players are compared, the scenario adds {points} points to {whose} at the second date, which makes \
             {with}. The reason: {why} The scores above are without it.", points, whose = words::the(whose), with, why)),
        None => page.para(tr!("The scenario declares no handicap.")),
    }
}

/// Half points as points, with a half where there is one.
fn halves(half_points: u32) -> String {
    let whole = half_points.div_euclid(2);
    if half_points.is_multiple_of(2) { whole.to_string() } else { format!("{whole}½") }
}

pub(super) fn figures(page: &mut Page, debrief: &Debrief) {
    page.section(tr!("The balance, the fear and the other figures"));
    let mut group = "";
    for track in debrief.tracks.iter().filter(|track| !track.human_cost) {
        if track.group != group {
            page.heading(&track.group);
            group = &track.group;
        }
        let at = if debrief.ending.is_some() {
            tr!(
                "{start} at the start; {at} ({horizons}); {at2} ({horizons2})",
                start = figure(track.start),
                at = figure(track.at[0]),
                horizons = debrief.horizons[0],
                at2 = figure(track.at[1]),
                horizons2 = debrief.horizons[1]
            )
        } else {
            tr!("{start} at the start; {at} now", start = figure(track.start), at = figure(track.at[1]))
        };
        page.item(
            0,
            &tr!(
                "{name}: {at}; seen by {seen_by}.{cite}",
                name = track.name,
                at,
                seen_by = track.seen_by,
                cite = cite(&track.sources)
            ),
        );
        for change in &track.changes {
            let when = change.turn.map_or_else(|| tr!("after").to_owned(), |turn| tr!("turn {turn}", turn));
            let by = words::signed(change.to.saturating_sub(change.from));
            page.hang("", 4, &format!("{when}: {by}, {}", change.because));
        }
    }
    if !debrief.judgement.is_empty() {
        page.para(&tr!(
            "Of amounts that carry no source of their own the scenario says: {judgement}",
            judgement = debrief.judgement
        ));
    }
}

pub(super) fn schools(page: &mut Page, debrief: &Debrief) {
    if debrief.schools.readings.is_empty() {
        return;
    }
    page.section(tr!("How historians read it"));
    if !debrief.schools.summary.is_empty() {
        page.para(&debrief.schools.summary);
    }
    for reading in &debrief.schools.readings {
        page.heading(&reading.name);
        if !reading.who.is_empty() {
            page.hang("", 0, &format!("{}{}", reading.who, cite(&reading.sources)));
        }
        page.para(&tr!("Claim: {claim}", claim = reading.claim));
        if !reading.ahead.is_empty() {
            let by = if reading.leader.is_some() && reading.margin != 0 {
                tr!(", by {margin}", margin = reading.margin)
            } else {
                String::new()
            };
            page.para(&words::sentence(&format!("{}{by}. {}", reading.ahead, reading.says)));
        }
        let reads = tr!(
            "It reads the ledger \"{ledger}\" at the date \"{horizon}\".",
            ledger = reading.ledger,
            horizon = reading.horizon
        );
        if let Some(points) = reading.points {
            let [first, second] = [&debrief.actors[0].name, &debrief.actors[1].name];
            page.para(&tr!(
                "Points: {first} {points}, {second} {points2}. {reads}",
                first,
                points = points[0],
                second,
                points2 = points[1],
                reads
            ));
        } else if !reading.ahead.is_empty() && !debrief.lost() {
            page.para(&tr!("Its own claim decides here, and no points are counted. {reads}", reads));
        }
        for weighed in &reading.weighs {
            let verdict = weighed.verdict.as_ref().map(|judged| format!(": {}", judged.words)).unwrap_or_default();
            let (weight, aim, owner) = (weighed.weight, &weighed.aim, &weighed.owner);
            page.item(
                2,
                &if weight == 0 {
                    tr!("looks at, where no points are given: {aim} ({owner}){verdict}", aim, owner, verdict)
                } else {
                    tr!("weighs {weight} times: {aim} ({owner}){verdict}", weight, aim, owner, verdict)
                },
            );
        }
        for (question, yes, whose, points) in &reading.questions {
            let answer = if *yes && reading.points.is_none() {
                tr!("Yes.").to_owned()
            } else if *yes {
                tr!("Yes: {points} for {whose}.", points = words::signed(i32::from(*points)), whose = words::the(whose))
            } else {
                tr!("No.").to_owned()
            };
            page.item(2, &tr!("asks: {question} {answer}", question, answer));
        }
    }
}

pub(super) fn class(page: &mut Page, debrief: &Debrief) {
    if !debrief.questions.is_empty() {
        page.section(tr!("Questions for a class"));
        page.out.push('\n');
        for (at, question) in debrief.questions.iter().enumerate() {
            page.hang(&format!("{}. ", at + 1), 0, question);
        }
    }
    if !debrief.glossary.is_empty() {
        page.section(tr!("Words explained"));
        page.out.push('\n');
        for (word, meaning) in &debrief.glossary {
            page.item(0, &format!("{word}: {meaning}"));
        }
    }
    if !debrief.doubts.is_empty() {
        page.section(tr!("What is doubtful"));
        page.out.push('\n');
        for doubt in &debrief.doubts {
            page.item(0, &format!("{}: {}{}", doubt.what, doubt.note, cite(&doubt.sources)));
        }
    }
    if let Some(made) = &debrief.made_from {
        page.section(tr!("What this was made from"));
        made_from(page, made);
    }
    if !debrief.sources.is_empty() {
        page.section(tr!("Sources"));
        page.out.push('\n');
        for source in &debrief.sources {
            let note = if source.note.is_empty() { String::new() } else { format!(" {}", source.note) };
            page.hang(
                &format!("[{}] ", source.number),
                0,
                &tr!(
                    "{reference} ({kind}; grade {grade}.){note}",
                    reference = words::bare(&source.reference),
                    kind = source.kind,
                    grade = source.grade,
                    note
                ),
            );
        }
    }
}

/// What a fictional twin was made from.
pub(super) fn made_from(page: &mut Page, made: &MadeFrom) {
    page.para(&made.sentence);
    let names: Vec<String> = made.names.iter().map(|(real, invented)| format!("{invented}: {real}")).collect();
    page.para(&tr!("The names. {names}.", names = names.join("; ")));
    page.heading(tr!("The dates"));
    for (told, real) in &made.dates {
        page.item(0, &format!("{told}: {real}"));
    }
    if !made.schools.is_empty() {
        page.heading(tr!("Who holds the readings"));
        for (name, who) in &made.schools {
            page.item(0, &format!("{name}: {who}"));
        }
    }
    if !made.judgement.is_empty() {
        page.para(&tr!(
            "Of amounts that carry no source of their own the scenario says: {judgement}",
            judgement = made.judgement
        ));
    }
}
