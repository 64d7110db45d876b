//! What is wrong or left over in what is for a class: cuts, the fictional twin, teaching notes.

use std::collections::{BTreeMap, BTreeSet};

use super::Report;
use crate::scenario::{
    compile::{Shown, Spots},
    diagnostic as say,
    model::{Actor, Scenario, Status, limits},
    overlay::word,
};

/// Reports what is wrong with what is for a class.
pub(super) fn check(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    cuts(report, scenario, spots);
    twin(report, spots);
    teaching(report, scenario, spots);
}

fn cuts(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    let published = scenario.status == Status::Published;
    let recorded = scenario.history.as_ref().map_or(0, |history| history.turns.len());
    for (cut, spots) in scenario.cuts.iter().zip(&spots.cuts) {
        for (turn, spot) in &spots.turns {
            for actor in Actor::BOTH {
                let id = &scenario.actors[actor.index()].id;
                let told = cut.briefings.get(*turn).map_or("", |briefing| briefing[actor.index()].as_str());
                let long = scenario.turns.get(*turn).map_or("", |turn| turn.briefing[actor.index()].as_str());
                let words = long.split_whitespace().count();
                if told.is_empty() && limits::BRIEFING_WORDS[1] < words {
                    report.at(spot, |place, path| {
                        say::required(published, say::cut_briefing_missing(place, path, id, *turn, words))
                    });
                }
                let moves = scenario.index.moves_by_turn[actor.index()].get(*turn).map_or(&[][..], Vec::as_slice);
                if !moves.is_empty()
                    && !moves.iter().any(|id| cut.offers(scenario.index.moves[id.index()].channel))
                {
                    report.at(spot, |place, path| say::nothing_but_pass(place, path, id, *turn));
                }
            }
        }
        let passed = (0..cut.last()).filter(|turn| !cut.keeps(*turn));
        if let Some(turn) = passed.filter(|turn| recorded <= *turn).next() {
            report.at(&spots.spot, |place, path| say::cut_beyond_record(place, path, turn, recorded));
        }
    }
}

/// Names of the twin that occur nowhere, and real names that are left over in it.
fn twin(report: &mut Report<'_>, spots: &Spots) {
    let Some(overlay) = &spots.overlay else { return };
    let mut used: BTreeSet<usize> = BTreeSet::new();
    let mut small: BTreeSet<&str> = BTreeSet::new();
    for Shown { text, .. } in &spots.shown {
        // A text that is replaced as a whole is read for names too: it is no fault to name what stood there.
        overlay.occurring(text, |place| {
            used.insert(place);
        });
        small.extend(words(text).filter(|word| word.starts_with(char::is_lowercase)));
    }
    for (at, (name, spot)) in spots.twin_names.iter().enumerate() {
        if !used.contains(&at) {
            report.at(spot, |place, path| say::twin_name_idle(place, path, name));
        }
    }
    // What also stands in small letters somewhere is no name, such as "Sea" or "President".
    let names: BTreeSet<&str> = spots
        .real
        .iter()
        .flat_map(|name| words(name))
        .filter(|word| word.starts_with(char::is_uppercase) && !small.contains(word.to_lowercase().as_str()))
        .collect();
    let mut left: BTreeMap<String, (&Shown, usize)> = BTreeMap::new();
    for shown in &spots.shown {
        let invented = overlay.without_kept(&overlay.on(shown.spot.span, &shown.text));
        let found: BTreeSet<&str> = words(&invented).filter(|word| names.contains(word) || is_year(word)).collect();
        for word in found {
            left.entry(word.to_owned()).or_insert((shown, 0)).1 += 1;
        }
    }
    for (word, (shown, count)) in left {
        report.at(&shown.spot, |place, path| say::twin_name_left(place, path, &word, count));
    }
}

/// The words of a text: letters and digits.
fn words(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let found = word(rest);
        rest = rest.get(found.len()..).unwrap_or("");
        (!found.is_empty()).then_some(found)
    })
}

/// Whether a word is a year of recent history, which tells as much as a name.
fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && word.bytes().all(|byte| byte.is_ascii_digit())
}

fn teaching(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    let (Some(teaching), Some(spot)) = (&scenario.teaching, &spots.teaching) else { return };
    let published = scenario.status == Status::Published;
    for (name, missing) in [
        ("aims", teaching.aims.is_empty()),
        ("running_45", teaching.running[0].is_empty()),
        ("running_90", teaching.running[1].is_empty()),
        ("warnings", teaching.warnings.is_empty()),
        ("rubric", teaching.rubric.is_empty()),
        ("parents", teaching.parents.is_none()),
    ] {
        if missing {
            report.at(spot, |place, path| say::required(published, say::teaching_missing(place, path, name)));
        }
    }
}
