//! Slips of the pen that load, and do what nobody wants: names alike, parts that name themselves, effects that come too late.

use super::Report;
use crate::scenario::{
    compile::{Spot, Spots},
    diagnostic as say,
    model::{Actor, Condition, Effect, MoveData, RuleKind, Scenario, limits},
    pack::is_id,
};

/// Warns of what is most likely a slip.
pub(super) fn check(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    if !is_id(&scenario.id) {
        report.on(spots.whole, "", |place, path| {
            say::folder_name(place, path, &crate::scenario::tree::cut(&scenario.id))
        });
    }
    names(report, scenario, spots);
    themselves(report, scenario, spots);
    catastrophes(report, scenario, spots);
    delays(report, scenario, spots);
    beyond(report, scenario, spots);
    incidents(report, scenario, spots);
    decisions(report, scenario, spots);
    words(report, scenario, spots);
}

/// Words that the same condition keeps and breaks.
fn words(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    for (data, spot) in scenario.commitments.iter().zip(&spots.commitments) {
        if data.kept == data.broken && data.kept != Condition::Never {
            report.at(spot, |place, path| say::kept_and_broken(place, path, &data.id));
        }
    }
}

/// Decisions that name what the side cannot order on that turn.
fn decisions(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    for (turn, (data, spot)) in scenario.turns.iter().zip(&spots.turns).enumerate() {
        for actor in Actor::BOTH {
            for id in &data.decision[actor.index()] {
                let of = &scenario.moves[id.index()];
                let (first, last) = (usize::from(of.turns.0), usize::from(of.turns.1));
                if of.actor != actor {
                    let name = &scenario.actors[actor.index()].id;
                    report.at(spot, |place, path| say::decision_side(place, path, &of.id, name));
                } else if !(first..=last).contains(&turn) {
                    report.at(spot, |place, path| say::decision_closed(place, path, &of.id, turn, first, last));
                }
            }
        }
    }
}

/// Incidents that no move of either side answers. A draft may still get its moves.
fn incidents(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    let answers = |effect: &Effect| matches!(effect, Effect::AnswerIncident | Effect::Explain);
    let answered = |data: &MoveData| data.effects.iter().any(|effect| effect.has(|_| None, answers));
    if scenario.moves.iter().any(answered) {
        return;
    }
    // The hazard by which they come stands on the rungs.
    let strikes = scenario.ladders.iter().any(|ladder| ladder.rungs.iter().any(|rung| 0 < rung.incident));
    let mut incidents = scenario.rules.iter().zip(&spots.rules).filter(|(data, _)| data.kind == RuleKind::Incident);
    if let Some((data, spot)) = incidents.find(|_| strikes) {
        report.at(spot, |place, path| say::incident_unanswerable(place, path, &data.id));
    }
}

/// Things of one kind, of one side and at one time, that a reader cannot tell apart.
fn names(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    let mut alike = |id: &str, other: Option<&str>, name: &str, spot: &Spot| {
        if let Some(other) = other {
            report.at(spot, |place, path| say::names_alike(place, path, id, other, name));
        }
    };
    let plain = |name: &str| name.trim().to_lowercase();
    let tracks: Vec<String> = scenario.tracks.iter().map(|track| plain(&track.name)).collect();
    for (at, (track, spot)) in scenario.tracks.iter().zip(&spots.tracks).enumerate() {
        let same = (0..at).find(|other| !tracks[at].is_empty() && tracks[*other] == tracks[at]);
        alike(&track.id, same.map(|other| scenario.tracks[other].id.as_str()), &track.name, spot);
    }
    let moves: Vec<String> = scenario.moves.iter().map(|data| plain(&data.title)).collect();
    for (at, (data, spot)) in scenario.moves.iter().zip(&spots.moves).enumerate() {
        let same = (0..at).find(|place| {
            let other = &scenario.moves[*place];
            let meet = other.turns.0 <= data.turns.1 && data.turns.0 <= other.turns.1;
            !moves[at].is_empty() && moves[*place] == moves[at] && other.actor == data.actor && meet
        });
        alike(&data.id, same.map(|other| scenario.moves[other].id.as_str()), &data.title, spot);
    }
    let terms: Vec<String> = scenario.terms.iter().map(|term| plain(&term.title)).collect();
    for (at, (term, spot)) in scenario.terms.iter().zip(&spots.terms).enumerate() {
        let same = (0..at).find(|place| {
            !terms[at].is_empty() && terms[*place] == terms[at] && scenario.terms[*place].giver == term.giver
        });
        alike(&term.id, same.map(|other| scenario.terms[other].id.as_str()), &term.title, spot);
    }
}

/// Moves that exclude themselves, and terms that need themselves.
fn themselves(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    for (at, (data, spot)) in scenario.moves.iter().zip(&spots.moves).enumerate() {
        if data.excludes.iter().any(|other| other.index() == at) {
            report.at(spot, |place, path| say::names_itself(place, path, &data.id, "excludes"));
        }
    }
    for (at, (term, spot)) in scenario.terms.iter().zip(&spots.terms).enumerate() {
        if term.needs.iter().any(|other| other.index() == at) {
            report.at(spot, |place, path| say::names_itself(place, path, &term.id, "needs"));
        }
        if term.excludes_terms >> (at & 31) & 1 != 0 {
            report.at(spot, |place, path| say::names_itself(place, path, &term.id, "excludes_terms"));
        }
    }
}

/// Ladders on which a catastrophe leads no higher than where the crisis begins.
fn catastrophes(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    for (ladder, spot) in scenario.ladders.iter().zip(&spots.ladders) {
        if let Some(to) = ladder.catastrophe_rung.filter(|to| *to <= ladder.start) {
            let rung = &ladder.rungs[usize::from(to)].id;
            report.at(spot, |place, path| say::catastrophe_low(place, path, &ladder.id, rung));
        }
    }
}

/// Effects that are put off beyond the last turn, whenever they are called for.
fn delays(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    let mut judge = |id: &str, lists: &[&[Effect]], first: u8, spot: &Spot| {
        let first = usize::from(first);
        if let Some(turns) = lists.iter().find_map(|effects| late(scenario, effects, first, 0)) {
            let last = scenario.turns.len().saturating_sub(1);
            report.at(spot, |place, path| say::after_never(place, path, id, turns, last));
        }
    };
    for (data, spot) in scenario.moves.iter().zip(&spots.moves) {
        judge(&data.id, &[&data.effects], data.turns.0, spot);
    }
    for (data, spot) in scenario.rules.iter().zip(&spots.rules) {
        judge(&data.id, &[&data.effects], data.turns.0, spot);
    }
    for (data, spot) in scenario.facts.iter().zip(&spots.facts) {
        judge(&data.id, &[&data.upkeep], 0, spot);
    }
    for (data, spot) in scenario.terms.iter().zip(&spots.terms) {
        let lists: Vec<&[Effect]> = data.lists().map(|list| &**list).collect();
        judge(&data.id, &lists, 0, spot);
    }
}

/// Changes that are larger than the whole range of their track.
fn beyond(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    let mut judge = |lists: &[&[Effect]], spot: &Spot| {
        let mut told = None;
        for list in lists {
            Effect::each(list, &mut |effect| {
                if let Effect::Change(track, by) = effect {
                    let data = &scenario.tracks[track.index()];
                    let most = i64::from(data.max) - i64::from(data.min);
                    if most < i64::from(*by).abs() {
                        told = told.or(Some((&data.id, *by, most)));
                    }
                }
            });
        }
        if let Some((track, by, most)) = told {
            report.at(spot, |place, path| say::change_beyond(place, path, track, by, most));
        }
    };
    for (data, spot) in scenario.moves.iter().zip(&spots.moves) {
        judge(&[&data.effects], spot);
    }
    for (data, spot) in scenario.rules.iter().zip(&spots.rules) {
        judge(&[&data.effects], spot);
    }
    for (data, spot) in scenario.facts.iter().zip(&spots.facts) {
        judge(&[&data.upkeep], spot);
    }
    for (data, spot) in scenario.terms.iter().zip(&spots.terms) {
        let lists: Vec<&[Effect]> = data.lists().map(|list| &**list).collect();
        judge(&lists, spot);
    }
    for (data, spot) in scenario.aftermath.iter().zip(&spots.aftermath) {
        judge(&[&data.effects], spot);
    }
}

/// By how many turns the first of these effects that can never come is put off, if one is.
fn late(scenario: &Scenario, effects: &[Effect], first: usize, depth: usize) -> Option<usize> {
    if limits::NESTING < depth {
        return None;
    }
    effects.iter().find_map(|effect| {
        if let Effect::After(turns, block) = effect {
            let due = first + usize::from(*turns);
            if scenario.turns.len() <= due {
                return Some(usize::from(*turns));
            }
            return scenario.blocks.get(block.index()).and_then(|block| late(scenario, block, due, depth + 1));
        }
        effect.inner(|_| None).into_iter().find_map(|list| late(scenario, list, first, depth + 1))
    })
}
