//! What is to keep of a class: tables under pseudonyms, and the key apart.

use std::collections::BTreeMap;

use axum::{
    http::header,
    response::{IntoResponse as _, Response},
};
use brinkmanship::report::csv::texts;
use serde_json::json;

use crate::room::Room;

/// A file to be saved.
#[must_use]
pub fn file(name: &str, kind: &'static str, text: String) -> Response {
    let saved = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, saved)], text).into_response()
}

fn row(fields: &[&str]) -> String {
    let mut out = String::new();
    texts(&mut out, fields);
    out
}

/// The pseudonym of each pupil: P and a number that says nothing of the name.
fn pseudonyms(room: &Room) -> BTreeMap<u32, String> {
    room.pupils.keys().map(|id| (*id, format!("P{id:03}"))).collect()
}

/// An export by its name; none where there is no such.
#[must_use]
pub fn made(room: &Room, what: &str) -> Option<Response> {
    const TABLE: &str = "text/csv; charset=utf-8";
    let names = pseudonyms(room);
    let who = |pupil: Option<u32>| pupil.and_then(|pupil| names.get(&pupil)).map_or("teacher", String::as_str);
    let sides = room.groups.first()?.session.world().names.clone();
    match what {
        "reasons.csv" => {
            let mut text = row(&[
                "group", "turn", "date", "side", "pupil", "order", "reason", "expects", "votes", "sealed", "undone",
            ]);
            for (group, past) in room.decisions() {
                for (by, one) in &past.proposals {
                    text += &row(&[
                        &group,
                        &past.turn.to_string(),
                        &past.date,
                        &sides[past.side],
                        who(*by),
                        &one.said.join("; "),
                        &one.reason,
                        &one.expects,
                        &one.votes.to_string(),
                        if one.sealed { "1" } else { "0" },
                        if past.undone { "1" } else { "0" },
                    ]);
                }
            }
            Some(file("reasons.csv", TABLE, text))
        }
        "key.csv" => {
            let mut text = row(&["pupil", "nickname", "group", "side", "notes"]);
            for pupil in room.pupil_rows() {
                text += &row(&[who(Some(pupil.id)), &pupil.name, &pupil.group, &pupil.side, &pupil.mark]);
            }
            Some(file("key.csv", TABLE, text))
        }
        "answers.csv" => {
            let mut text = row(&["question", "answer"]);
            for (question, answer) in &room.answers {
                text += &row(&[room.scenario.questions.get(*question).map_or("", String::as_str), answer]);
            }
            Some(file("answers.csv", TABLE, text))
        }
        "class.json" => {
            let groups: Vec<_> = room
                .groups
                .iter()
                .map(|group| {
                    json!({
                        "name": group.name,
                        "ending": group.session.ending().map(|(title, _)| title),
                        "transcript": group.session.transcript(["human", "human"]).ok(),
                        "debrief": group.session.debrief(["pupils", "pupils"]),
                    })
                })
                .collect();
            let decisions: Vec<_> = room
                .decisions()
                .into_iter()
                .map(|(group, past)| {
                    let proposals: Vec<_> = past
                        .proposals
                        .iter()
                        .map(|(by, one)| {
                            json!({
                                "pupil": who(*by), "order": one.said, "reason": one.reason, "expects": one.expects,
                                "votes": one.votes, "sealed": one.sealed,
                            })
                        })
                        .collect();
                    json!({
                        "group": group, "turn": past.turn, "date": past.date, "side": sides[past.side],
                        "ordered": past.ordered, "undone": past.undone, "proposals": proposals,
                    })
                })
                .collect();
            let pupils: Vec<_> = room
                .pupil_rows()
                .iter()
                .map(|pupil| json!({ "pupil": who(Some(pupil.id)), "group": pupil.group, "side": pupil.side }))
                .collect();
            let whole = json!({
                "format": "brinkmanship class 1", "scenario": room.plan.scenario, "cut": room.plan.cut,
                "groups": groups, "decisions": decisions, "pupils": pupils, "answers": room.answers,
            });
            let text = serde_json::to_string_pretty(&whole).ok()? + "\n";
            Some(file("class.json", "application/json", text))
        }
        _ => None,
    }
}
