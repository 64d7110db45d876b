//! Aims with their verdicts, the scores, and the schools of historians.

use egui::Ui;

use brinkmanship::report::{
    Debrief,
    debrief::{AimPart, Judged, ReadingPart, Reason},
    words::small_first,
};

use super::{State, cited};
use crate::theme::{Theme, Tone, space};

/// Each aim in both ledgers and at both horizons.
pub(super) fn table(ui: &mut Ui, theme: &Theme, debrief: &Debrief, _: &mut State) {
    theme.aside(ui, tr!("Each aim is judged at two dates and in two ledgers: what the world could see, and what is known with the secrets in. The ledger marked ◆ is the one that counts for that aim."));
    for of in &debrief.aims {
        ui.add_space(space::MEDIUM);
        match of.actor {
            Some(seat) => theme.side(ui, seat, &of.owner),
            None => theme.heading(ui, &of.owner),
        };
        if of.actor.is_none() {
            theme.small(ui, tr!("A third party: its aims are judged by the same rules and count in nobody's score."));
        }
        for aim in &of.aims {
            theme.rule(ui);
            self::aim(ui, theme, debrief, aim);
        }
    }
}

fn aim(ui: &mut Ui, theme: &Theme, debrief: &Debrief, aim: &AimPart) {
    theme.strong(ui, &aim.title);
    theme.small(ui, &tr!("{kind} · weight {weight}", kind = aim.kind, weight = aim.weight));
    theme.body(ui, &format!("{}{}", aim.text, cited(&aim.sources)));
    if aim.verdicts.iter().flatten().any(Option::is_some) {
        theme.cells(ui, &[1.0; 4], |ui, at| {
            let (horizon, ledger) = (at / 2, at % 2);
            let counts = if ledger == aim.headline { "◆ " } else { "" };
            theme.small(
                ui,
                &format!("{counts}{}, {}", debrief.horizons[horizon], small_first(&debrief.ledgers[ledger])),
            );
            match &aim.verdicts[horizon][ledger] {
                Some(judged) => verdict(ui, theme, judged),
                None => {
                    theme.small(ui, tr!("not judged"));
                }
            }
        });
    }
    for reason in &aim.reasons {
        self::reason(ui, theme, debrief, reason);
    }
    if !aim.intentions.is_empty() {
        theme.callout(ui, Tone::Plain, |ui| {
            theme.strong(ui, tr!("What was really wanted? Historians differ, and the verdict hangs on it"));
            for rival in &aim.intentions {
                let verdicts: Vec<String> = debrief
                    .horizons
                    .iter()
                    .zip(&rival.verdicts)
                    .filter_map(|(horizon, judged)| {
                        judged.as_ref().map(|judged| format!("{horizon}: {}.", judged.words))
                    })
                    .collect();
                theme.body(ui, &rival.text);
                theme.small(ui, &format!("{} {}", verdicts.join(" "), rival.because));
                if !rival.support.is_empty() {
                    theme.small(ui, &tr!("Support: {support}", support = rival.support));
                }
            }
        });
    }
    if !aim.note.is_empty() {
        theme.small(ui, &tr!("Of the record: {note}", note = aim.note));
    }
}

fn verdict(ui: &mut Ui, theme: &Theme, judged: &Judged) {
    theme.strong(ui, &judged.words);
    if judged.disputed || judged.up_to.is_some() {
        theme.small(ui, tr!("in words only"));
    } else {
        let full = usize::from(judged.value).div_euclid(25).min(4);
        theme.small(ui, &format!("{}{} {}", "●".repeat(full), "○".repeat(4 - full), judged.value));
    }
}

fn reason(ui: &mut Ui, theme: &Theme, debrief: &Debrief, reason: &Reason) {
    theme.marked(ui, "§", theme.palette.faint, |theme, ui| {
        let cells = cells(debrief, reason);
        theme.said(
            ui,
            &format!("{cells}: {}.", reason.words),
            &format!("{}{}", reason.because, cited(&reason.sources)),
        );
        for (when, text) in &reason.evidence {
            let when = if when.is_empty() { String::new() } else { format!("{when}. ") };
            theme.small(ui, &format!("{when}{text}"));
        }
        if reason.evidence.is_empty() {
            theme.small(ui, tr!("No single event decides this: it is what stands when no other rule holds."));
        }
    });
}

/// Which verdicts a reason stands for.
fn cells(debrief: &Debrief, reason: &Reason) -> String {
    if reason.cells.len() == 4 {
        return tr!("At both dates, in both ledgers").to_owned();
    }
    let parts: Vec<String> = reason
        .cells
        .iter()
        .map(|(horizon, ledger)| format!("{}, {}", debrief.horizons[*horizon], small_first(&debrief.ledgers[*ledger])))
        .collect();
    parts.join("; ")
}

/// The scores, and the sum that each is.
pub(super) fn scores(ui: &mut Ui, theme: &Theme, debrief: &Debrief, _: &mut State) {
    let Some(scores) = &debrief.scores else {
        theme.body(ui, tr!("It has not ended, so nothing is scored."));
        return;
    };
    if scores.lost {
        theme.callout(ui, Tone::Alarm, |ui| {
            theme.body(
                ui,
                tr!("No score is given. What was aimed at is gone, and so are those who aimed. Both sides lost."),
            );
        });
        return;
    }
    theme.aside(ui, tr!("Weight times the verdict that counts, over the sum of weights: points of 100. It measures how far a side got what it said or hid that it wanted, not whether that was worth wanting."));
    for (seat, actor) in debrief.actors.iter().enumerate() {
        ui.add_space(space::MEDIUM);
        theme.side(ui, seat, &actor.name);
        for line in &scores.lines[seat] {
            theme.rule(ui);
            theme.cells(ui, &[3.0, 1.0, 1.0, 1.0], |ui, at| match at {
                0 => {
                    theme.body(ui, &line.aim);
                }
                1 => {
                    theme.small(ui, &tr!("weight {weight}", weight = line.weight));
                }
                at => {
                    let half = line.half_points[at - 2];
                    let points =
                        if half.is_multiple_of(2) { (half / 2).to_string() } else { format!("{}.5", half / 2) };
                    theme.small(ui, &format!("{}: {points}", debrief.horizons[at - 2]));
                }
            });
        }
        theme.rule(ui);
        let [first, later] = scores.points[seat];
        theme.strong(
            ui,
            &tr!(
                "{horizons}: {first} of 100. {horizons2}: {later} of 100.",
                horizons = debrief.horizons[0],
                first,
                horizons2 = debrief.horizons[1],
                later
            ),
        );
    }
    ui.add_space(space::SMALL);
    match &scores.handicap {
        Some((whose, points, with, why)) => {
            theme.body(ui, &tr!("Handicap: when players are compared, {points} points are added to {whose} at the second date, which makes {with}. The reason: {why} The scores above are without it.", points, whose, with, why));
        }
        None => {
            theme.small(ui, tr!("The scenario declares no handicap."));
        }
    }
}

/// The schools of historians, and how each reads this outcome.
pub(super) fn schools(ui: &mut Ui, theme: &Theme, debrief: &Debrief, _: &mut State) {
    let schools = &debrief.schools;
    if schools.readings.is_empty() {
        theme.body(ui, tr!("The scenario brings no readings of its own."));
        return;
    }
    theme.strong(ui, &schools.summary);
    for reading in &schools.readings {
        ui.add_space(space::SMALL);
        theme.rule(ui);
        school(ui, theme, debrief, reading);
    }
}

fn school(ui: &mut Ui, theme: &Theme, debrief: &Debrief, reading: &ReadingPart) {
    theme.heading(ui, &reading.name);
    theme.small(
        ui,
        &format!(
            "{} Reads {}, {}.{}",
            reading.who,
            small_first(&reading.ledger),
            small_first(&reading.horizon),
            cited(&reading.sources)
        ),
    );
    theme.body(ui, &reading.claim);
    if !reading.says.is_empty() {
        theme.document(ui, &reading.says);
    }
    if !reading.ahead.is_empty() {
        let points = reading.points.map_or_else(String::new, |[first, second]| {
            format!(" {} {first}, {} {second}.", debrief.actors[0].name, debrief.actors[1].name)
        });
        theme.said(ui, tr!("Who came out ahead:"), &format!("{}.{points}", reading.ahead.trim_end_matches('.')));
    }
    for (question, yes, whose, points) in &reading.questions {
        let answer = if *yes { tr!("Yes.") } else { tr!("No.") };
        theme.small(ui, &tr!("{question} {answer} ({points:+} for {whose})", question, answer, points, whose));
    }
    let weighs: Vec<String> = reading
        .weighs
        .iter()
        .map(|weighed| {
            let verdict = weighed.verdict.as_ref().map_or_else(String::new, |judged| format!(", {}", judged.words));
            let (aim, owner, weight) = (&weighed.aim, &weighed.owner, weighed.weight);
            if weight == 0 {
                tr!("{aim} ({owner}, without points{verdict})", aim, owner, verdict)
            } else {
                tr!("{aim} ({owner}, weight {weight}{verdict})", aim, owner, weight, verdict)
            }
        })
        .collect();
    if !weighs.is_empty() {
        theme.small(ui, &tr!("It weighs: {weighs}.", weighs = weighs.join("; ")));
    }
}
