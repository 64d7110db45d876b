//! What a scenario holds and play never needs: facts, desks and changes that do nothing, and odds that are hardly any.

use super::{Warning, codes as say};
use crate::scenario::{
    Item, Loaded, Scenario,
    model::{Condition, Effect, TermData},
    source::Place,
};

/// Odds up to which one asks whether parts of a hundred were meant, in parts per 100,000.
const TINY: u32 = 100;

/// Looks at facts, desks, effects and odds.
pub(super) fn check(loaded: &Loaded, scenario: &Scenario, found: &mut Vec<Warning>) {
    facts(loaded, scenario, found);
    desks(loaded, scenario, found);
    for (at, data) in scenario.moves.iter().enumerate() {
        effects(loaded, scenario, (Item::Move(at), &data.id), &[&data.effects], found);
    }
    for (at, rule) in scenario.rules.iter().enumerate() {
        if (1..=TINY).contains(&rule.odds) {
            found.push(say::odds_tiny(loaded.item_place(Item::Rule(at)), &rule.id, rule.odds));
        }
        effects(loaded, scenario, (Item::Rule(at), &rule.id), &[&rule.effects], found);
    }
    for (at, term) in scenario.terms.iter().enumerate() {
        if (1..=TINY).contains(&term.leak) {
            found.push(say::odds_tiny(of_the_whole(loaded, Item::Term(at)), &term.id, term.leak));
        }
        let lists: Vec<&[Effect]> = TermData::lists(term).map(|list| &**list).collect();
        effects(loaded, scenario, (Item::Term(at), &term.id), &lists, found);
    }
    for (at, fact) in scenario.facts.iter().enumerate() {
        effects(loaded, scenario, (Item::Fact(at), &fact.id), &[&fact.upkeep], found);
    }
}

/// The place of an item that has no `allow` of its own: it is allowed in that of the scenario.
fn of_the_whole(loaded: &Loaded, item: Item) -> (Place, String) {
    (loaded.item_place(item).0, String::new())
}

/// Facts that are false at the start, that nothing makes true, and that nothing asks about.
fn facts(loaded: &Loaded, scenario: &Scenario, found: &mut Vec<Warning>) {
    let mut used = vec![false; scenario.facts.len()];
    let mut conditions: Vec<&Condition> = loaded.conditions().into_iter().map(|(_, condition)| condition).collect();
    conditions.extend(&scenario.whens);
    for condition in conditions {
        asked(condition, &mut used);
    }
    every_effect(scenario, &mut |effect| {
        if let Effect::Become(id) | Effect::Cease(id) | Effect::RevealFact(id, _) = effect {
            used[id.index()] = true;
        }
    });
    for (id, _) in scenario.variants.iter().flat_map(|variant| &variant.facts) {
        used[id.index()] = true;
    }
    for (at, fact) in scenario.facts.iter().enumerate() {
        if !used[at] && !scenario.index.facts.has(at) && fact.upkeep.is_empty() {
            found.push(say::unused(of_the_whole(loaded, Item::Fact(at)), &tr!("the fact `{id}`", id = fact.id)));
        }
    }
}

/// Marks the facts that a condition asks about.
fn asked(condition: &Condition, used: &mut [bool]) {
    if let Condition::All(list) | Condition::Any(list) | Condition::AtLeast(_, list) = condition {
        list.iter().for_each(|inner| asked(inner, used));
    } else if let Condition::Not(inner) = condition {
        asked(inner, used);
    } else if let Condition::Fact(id) = condition {
        used[id.index()] = true;
    }
}

/// Desks at which nothing can be ordered: no move stands on them, and no talks.
fn desks(loaded: &Loaded, scenario: &Scenario, found: &mut Vec<Warning>) {
    for (at, desk) in scenario.channels.iter().enumerate() {
        let ordered = scenario.moves.iter().any(|data| data.channel.index() == at);
        let sent = scenario.offers.iter().any(|offer| offer.channel.index() == at);
        if !desk.talks && !ordered && !sent {
            found.push(say::unused(of_the_whole(loaded, Item::Channel(at)), &tr!("the desk `{id}`", id = desk.id)));
        }
    }
}

/// Changes by nothing, and chances that are hardly any.
fn effects(
    loaded: &Loaded,
    scenario: &Scenario,
    (item, id): (Item, &str),
    lists: &[&[Effect]],
    found: &mut Vec<Warning>,
) {
    let place = || match item {
        Item::Move(_) | Item::Rule(_) => loaded.item_place(item),
        Item::Whole
        | Item::Line(_)
        | Item::Ending(_)
        | Item::Aim(_)
        | Item::Reading(_)
        | Item::Turn(_)
        | Item::Instead(_)
        | Item::Fact(_)
        | Item::Channel(_)
        | Item::Term(_) => of_the_whole(loaded, item),
    };
    for list in lists {
        scenario.each_effect(list, &mut |effect| {
            if let Effect::Change(track, 0) = effect {
                let track = &scenario.tracks[track.index()].id;
                found.push(say::unused(place(), &tr!("`Change(\"{track}\", 0)` of `{id}`", track, id)));
            }
            if let Effect::Chance(parts) = effect
                && (1..=TINY).contains(&parts.1)
            {
                found.push(say::odds_tiny(place(), id, parts.1));
            }
        });
    }
}

/// Every effect of a scenario.
fn every_effect<'a>(scenario: &'a Scenario, look: &mut impl FnMut(&'a Effect)) {
    let lists = scenario.moves.iter().map(|data| &data.effects).chain(scenario.unordered_effects());
    let lists = lists.chain(scenario.endings.iter().map(|ending| &ending.effects));
    for list in lists.chain(scenario.aftermath.iter().map(|item| &item.effects)) {
        scenario.each_effect(list, look);
    }
}
