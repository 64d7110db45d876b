//! Verdicts that are better for a side because people suffered.

use super::{Warning, codes as say};
use crate::scenario::{
    Item, Loaded, Scenario,
    model::{Condition, RoleWord, TrackId, VerdictRule},
};

/// Looks at every aim, and at what else may have been intended by it.
pub(super) fn check(loaded: &Loaded, scenario: &Scenario, found: &mut Vec<Warning>) {
    for (at, aim) in scenario.aims.iter().enumerate() {
        let rival = aim.intentions.iter().map(|intention| &intention.verdicts);
        for rules in [&aim.verdicts].into_iter().chain(rival) {
            let gain = (0..rules.len()).find_map(|rule| Some((rule, gained(scenario, rules, rule)?)));
            if let Some((rule, track)) = gain {
                let track = &scenario.tracks[track.index()].id;
                let verdict = rules[rule].verdict;
                found.push(say::cost_gained(loaded.item_place(Item::Aim(at)), &aim.id, verdict, track));
            }
        }
    }
}

/// The human cost that a verdict asks to be high, where a lower one would be given were it low.
fn gained(scenario: &Scenario, rules: &[VerdictRule], at: usize) -> Option<TrackId> {
    let rule = &rules[at];
    let meet = |other: &VerdictRule| {
        let same = |one: Option<usize>, two: Option<usize>| one.is_none() || two.is_none() || one == two;
        same(rule.horizon.map(|one| one.index()), other.horizon.map(|one| one.index()))
            && same(rule.ledger.map(|one| one.index()), other.ledger.map(|one| one.index()))
    };
    let mut asks = Vec::new();
    high(scenario, &rule.when, true, &mut asks);
    let track = *asks.first()?;
    // What holds of the rule with little suffering is all else that it asks.
    let rest: Vec<&Condition> = parts(&rule.when).into_iter().filter(|part| !mentions(part, track)).collect();
    let others = rules.iter().enumerate().filter(|(other, data)| *other != at && meet(data));
    // Where a verdict at least as good asks for little of it, it is that one which is given then.
    let spared = |data: &VerdictRule| {
        let mut low = Vec::new();
        high(scenario, &data.when, false, &mut low);
        low.contains(&track)
    };
    if others.clone().any(|(_, data)| rule.verdict <= data.verdict && spared(data)) {
        return None;
    }
    let instead = others.map(|(_, data)| data).find(|data| {
        let mut asked = Vec::new();
        high(scenario, &data.when, true, &mut asked);
        !asked.contains(&track) && parts(&data.when).into_iter().all(|part| rest.contains(&part))
    })?;
    (instead.verdict < rule.verdict).then_some(track)
}

/// The parts that all have to hold.
fn parts(condition: &Condition) -> Vec<&Condition> {
    match condition {
        Condition::Always => Vec::new(),
        Condition::All(list) => list.iter().flat_map(parts).collect(),
        _ => vec![condition],
    }
}

/// Whether a condition reads a track.
fn mentions(condition: &Condition, track: TrackId) -> bool {
    let mut found = false;
    words(condition, true, &mut |word, _| {
        found |= match word {
            Condition::TrackAtLeast(id, _) | Condition::TrackAtMost(id, _) => *id == track,
            Condition::TrackAbove(one, other) => *one == track || *other == track,
            _ => false,
        };
    });
    found
}

/// The tracks of human cost that a condition asks to be high, or low.
fn high(scenario: &Scenario, condition: &Condition, wanted: bool, found: &mut Vec<TrackId>) {
    let cost = |id: TrackId| scenario.tracks[id.index()].role == RoleWord::HumanCost;
    words(condition, true, &mut |word, want| {
        let asked = match word {
            Condition::TrackAtLeast(id, _) => Some((*id, want)),
            Condition::TrackAtMost(id, _) => Some((*id, !want)),
            Condition::TrackAbove(one, other) if cost(*one) != cost(*other) => {
                Some(if cost(*one) { (*one, want) } else { (*other, !want) })
            }
            _ => None,
        };
        found.extend(asked.filter(|(id, up)| cost(*id) && *up == wanted).map(|(id, _)| id));
    });
}

/// Every word of a condition, and whether it is to hold.
fn words(condition: &Condition, want: bool, each: &mut impl FnMut(&Condition, bool)) {
    match condition {
        Condition::All(list) | Condition::Any(list) | Condition::AtLeast(_, list) => {
            list.iter().for_each(|inner| words(inner, want, each));
        }
        Condition::Not(inner) => words(inner, !want, each),
        _ => each(condition, want),
    }
}
