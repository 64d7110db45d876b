//! A class as tables for spreadsheets, from its export: so that they too know pseudonyms alone.

use super::{ClassExport, ClassReport, ExportedGroup, key};
use crate::report::{
    csv::{Row, row, texts},
    words,
};

/// The tables of an export: the name of the file, and what is in it. The key of the pseudonyms is not among them.
#[must_use]
pub fn tables(export: &ClassExport) -> Vec<(&'static str, String)> {
    vec![
        ("groups.csv", groups(export)),
        ("turns.csv", turns(export)),
        ("verdicts.csv", verdicts(export)),
        ("reasons.csv", reasons(export)),
        ("votes.csv", votes(export)),
        ("forecasts.csv", forecasts(export)),
    ]
}

/// Who is behind each pseudonym, as a table: to be kept apart from the others.
#[must_use]
pub fn key_table(report: &ClassReport) -> String {
    let mut out = String::new();
    texts(&mut out, &["pseudonym", "name", "group", "seat", "role"]);
    for one in key(report) {
        row(&mut out, |row| {
            row.text(&one.pseudonym);
            row.text(&one.name);
            row.text(&one.group);
            seat(row, one.seat);
            row.text(&one.role);
        });
    }
    out
}

fn count(row: &mut Row<'_>, number: usize) {
    row.number(i64::try_from(number).unwrap_or(i64::MAX));
}

fn seat(row: &mut Row<'_>, seat: Option<usize>) {
    match seat {
        Some(seat) => count(row, seat),
        None => row.empty(),
    }
}

fn some<T>(row: &mut Row<'_>, value: Option<T>, put: impl FnOnce(&mut Row<'_>, T)) {
    match value {
        Some(value) => put(row, value),
        None => row.empty(),
    }
}

/// Which group it is about, and which variant that one played.
fn of(row: &mut Row<'_>, group: &ExportedGroup) {
    row.text(&group.group);
    some(row, group.variant.as_deref(), |row, text| row.text(text));
}

/// A turn as pages count it, and as the scenario does.
fn counted(row: &mut Row<'_>, group: &ExportedGroup, turn: usize) {
    row.text(&words::Count::of_turns(&group.kept).nth(turn).to_string());
    count(row, turn);
}

/// What a pupil of a group did on a turn begins so.
fn by(row: &mut Row<'_>, group: &ExportedGroup, (turn, seat, pupil): (usize, usize, &str)) {
    of(row, group);
    counted(row, group, turn);
    count(row, seat);
    row.text(pupil);
}

fn groups(export: &ClassExport) -> String {
    let mut out = String::new();
    let names = [
        "group",
        "variant",
        "pupils",
        "played",
        "ending",
        "category",
        "came",
        "score_0",
        "score_1",
        "severity",
        "risk",
        "struck",
        "crossed",
        "brier",
        "forked_from",
        "forked_on",
        "undone",
    ];
    texts(&mut out, &names);
    for group in &export.groups {
        row(&mut out, |row| {
            of(row, group);
            count(row, group.pupils);
            count(row, group.played);
            some(row, group.ending.as_deref(), |row, text| row.text(text));
            some(row, group.category.as_deref(), |row, text| row.text(text));
            some(row, group.came.as_deref(), |row, text| row.text(text));
            for side in 0..2 {
                some(row, group.scores, |row, scores| row.number(i64::from(scores[side])));
            }
            row.number(i64::from(group.severity));
            row.real(group.risk);
            row.number(i64::from(group.struck));
            count(row, group.crossed);
            some(row, group.brier, |row, number| row.real(number));
            some(row, group.forked.as_ref(), |row, forked| row.text(&forked.from));
            some(row, group.forked.as_ref(), |row, forked| {
                row.text(&words::Count::of_turns(&group.kept).nth(forked.turn).to_string())
            });
            count(row, group.undone);
        });
    }
    out
}

fn turns(export: &ClassExport) -> String {
    let mut out = String::new();
    texts(&mut out, &["group", "variant", "turn", "scenario_turn", "date", "orders_0", "orders_1", "rungs", "danger"]);
    for group in &export.groups {
        for turn in &group.turns {
            row(&mut out, |row| {
                of(row, group);
                counted(row, group, turn.turn);
                row.text(&turn.date);
                row.text(&turn.orders[0].join("; "));
                row.text(&turn.orders[1].join("; "));
                row.text(&turn.rungs.join("; "));
                some(row, turn.danger, |row, danger| row.number(i64::from(danger)));
            });
        }
    }
    out
}

fn verdicts(export: &ClassExport) -> String {
    let mut out = String::new();
    texts(&mut out, &["group", "variant", "owner", "aim", "verdict", "counted", "overruled_because"]);
    for group in &export.groups {
        for aim in &group.aims {
            row(&mut out, |row| {
                of(row, group);
                row.text(&aim.owner);
                row.text(&aim.aim);
                some(row, aim.verdict, |row, value| row.number(i64::from(value)));
                some(row, aim.counted, |row, value| row.number(i64::from(value)));
                let ruling = group.rulings.iter().find(|ruling| ruling.aim == aim.aim);
                some(row, ruling, |row, ruling| row.text(&ruling.reason));
            });
        }
    }
    out
}

fn reasons(export: &ClassExport) -> String {
    let mut out = String::new();
    texts(
        &mut out,
        &["group", "variant", "turn", "scenario_turn", "seat", "pupil", "about", "reason", "evidence", "expects"],
    );
    for group in &export.groups {
        for one in &group.reasons {
            row(&mut out, |row| {
                by(row, group, (one.turn, one.seat, &one.pupil));
                row.text(&one.about);
                row.text(&one.text);
                row.text(&one.evidence.join("; "));
                row.text(&one.expects);
            });
        }
    }
    out
}

fn votes(export: &ClassExport) -> String {
    let mut out = String::new();
    texts(&mut out, &["group", "variant", "turn", "scenario_turn", "seat", "pupil", "on", "choice", "hands"]);
    for group in &export.groups {
        for one in &group.votes {
            row(&mut out, |row| {
                by(row, group, (one.turn, one.seat, &one.pupil));
                row.text(&one.on);
                row.text(&one.choice);
                row.number(i64::from(one.hands.max(1)));
            });
        }
    }
    out
}

fn forecasts(export: &ClassExport) -> String {
    let mut out = String::new();
    texts(&mut out, &["group", "variant", "turn", "scenario_turn", "seat", "pupil", "agreed", "war", "came", "brier"]);
    for group in &export.groups {
        let came = group.came.as_deref().and_then(super::kind_of);
        for one in &group.forecasts {
            row(&mut out, |row| {
                by(row, group, (one.turn, one.seat, &one.pupil));
                row.number(i64::from(one.agreed));
                row.number(i64::from(one.war));
                some(row, group.came.as_deref(), |row, text| row.text(text));
                some(row, came.and_then(|came| one.brier(came)), |row, number| row.real(number));
            });
        }
    }
    out
}
