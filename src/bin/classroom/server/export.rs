//! What is to keep of a class: its debrief, the export and its tables under pseudonyms, and the key apart.

use axum::{
    body::Body,
    http::header,
    response::{IntoResponse as _, Response},
};
use brinkmanship::report::{
    class::{self, ClassReport},
    csv::texts,
};

use super::zip::archive;
use crate::room::Room;

const TABLE: &str = "text/csv; charset=utf-8";
const PAGE: &str = "text/html; charset=utf-8";
const JSON: &str = "application/json";

/// A file to be saved.
#[must_use]
pub fn file(name: &str, kind: &'static str, bytes: impl Into<Body>) -> Response {
    let saved = format!("attachment; filename=\"{name}\"");
    ([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, saved)], bytes.into()).into_response()
}

fn row(fields: &[&str]) -> String {
    let mut out = String::new();
    texts(&mut out, fields);
    out
}

/// Answers to the questions; whose they are is not told even where one was signed.
fn answers(room: &Room, report: &ClassReport) -> String {
    let mut text = row(&["question", "answer"]);
    for answer in &room.answers {
        let question = room.scenario.questions.get(answer.question).map_or("", String::as_str);
        text += &row(&[question, &class::nameless(report, &answer.text)]);
    }
    text
}

/// Every file that names nobody: the debrief of the class and of each group, the export and its tables, the transcripts.
fn nameless(room: &Room, report: &ClassReport) -> Option<Vec<(String, String)>> {
    let export = class::export(report);
    let mut files = vec![("class.html".to_owned(), class::page(report))];
    for (at, group) in report.groups.iter().enumerate() {
        files.push((format!("group-{}.html", at + 1), class::group_page(report, group)));
    }
    files.push(("class.json".to_owned(), serde_json::to_string_pretty(&export).ok()? + "\n"));
    files.extend(class::tables(&export).into_iter().map(|(name, text)| (name.to_owned(), text)));
    files.push(("answers.csv".to_owned(), answers(room, report)));
    for (at, group) in room.groups.iter().enumerate() {
        files.push((format!("group-{}.crisis", at + 1), group.session.transcript(["human", "human"]).ok()?));
    }
    Some(files)
}

/// Every file that names pupils: the key, and a page for each.
fn named(report: &ClassReport) -> Vec<(String, String)> {
    let mut files = vec![("key/key.csv".to_owned(), class::key_table(report))];
    for group in &report.groups {
        for pupil in &group.notes.pupils {
            files.push((format!("key/pupil-{}.html", pupil.id), class::pupil_page(report, group, pupil)));
        }
    }
    files
}

/// An export by its name; none where there is no such.
#[must_use]
pub fn made(room: &Room, what: &str) -> Option<Response> {
    let report = room.report();
    let kind = match what.rsplit_once('.')?.1 {
        "csv" => TABLE,
        "html" => PAGE,
        "json" => JSON,
        "crisis" => "text/plain; charset=utf-8",
        "zip" => "application/zip",
        _ => return None,
    };
    match what {
        "class.zip" => return Some(file(what, kind, archive(&nameless(room, &report)?))),
        "key.zip" => return Some(file(what, kind, archive(&named(&report)))),
        _ => {}
    }
    let all = nameless(room, &report)?.into_iter().chain(named(&report));
    let found = all.into_iter().find(|(name, _)| name.strip_prefix("key/").unwrap_or(name) == what)?;
    Some(file(what, kind, found.1))
}
