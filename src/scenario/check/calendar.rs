//! How many scheduled effects can wait at once: more than fit would be lost.

use super::Report;
use crate::scenario::{
    compile::Spots,
    diagnostic as say,
    model::{Actor, Carry, Effect, Scenario, limits},
};

/// Warns when more may wait than a crisis holds. The count is a bound from above.
pub(super) fn check(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    let most = (0..scenario.turns.len()).map(|turn| waiting(scenario, turn)).max().unwrap_or(0);
    if limits::SCHEDULED < most {
        report.whole(spots, |place, path| say::calendar_full(place, path, most, limits::SCHEDULED));
    }
}

/// How many lists of effects can wait at the end of a turn.
fn waiting(scenario: &Scenario, turn: usize) -> usize {
    let count = |effects: &[Effect], since: usize| waits(scenario, effects, turn - since, 0);
    // On each desk an actor orders one move a turn; what cannot be ordered again counts once.
    let mut sum = 0;
    for actor in Actor::BOTH {
        for channel in 0..scenario.channels.len() {
            let moves =
                || scenario.moves.iter().filter(move |data| data.actor == actor && data.channel.index() == channel);
            let open = |data: &crate::scenario::model::MoveData, since: usize| {
                usize::from(data.turns.0) <= since && since <= usize::from(data.turns.1)
            };
            let by_turn: usize = (0..=turn)
                .map(|since| {
                    moves().filter(|data| open(data, since)).map(|data| count(&data.effects, since)).max().unwrap_or(0)
                })
                .sum();
            let by_move: usize = moves()
                .map(|data| {
                    let counts = (0..=turn).filter(|since| open(data, *since)).map(|since| count(&data.effects, since));
                    if data.repeat { counts.sum() } else { counts.max().unwrap_or(0) }
                })
                .sum();
            sum += by_turn.min(by_move);
        }
    }
    for rule in &scenario.rules {
        let counts =
            (usize::from(rule.turns.0)..=turn.min(usize::from(rule.turns.1))).map(|since| count(&rule.effects, since));
        sum += if rule.repeat { counts.sum() } else { counts.max().unwrap_or(0) };
    }
    for fact in &scenario.facts {
        sum += (0..=turn).map(|since| count(&fact.upkeep, since)).sum::<usize>();
    }
    for actor in &scenario.actors {
        let own = actor.dispositions.iter().map(|id| count(&scenario.dispositions[id.index()].effects, 0));
        sum += own.max().unwrap_or(0);
    }
    for term in &scenario.terms {
        let refused = term.consent.as_ref().map_or(0, |consent| waits(scenario, &consent.refused, 0, 0));
        let own = [&term.read, &term.public_cost, &term.secret_cost, &term.leaked];
        sum += own.into_iter().map(|effects| waits(scenario, effects, 0, 0)).sum::<usize>();
        sum +=
            waits(scenario, &term.effects, 0, 0).max(refused).max(usize::from(matches!(term.carry, Carry::After(_))));
    }
    sum
}

/// How many of the lists that effects schedule still wait so many turns later.
fn waits(scenario: &Scenario, effects: &[Effect], later: usize, depth: usize) -> usize {
    if limits::NESTING < depth {
        return 0;
    }
    let mut sum = 0;
    for effect in effects {
        if let Effect::After(turns, block) = effect {
            let turns = usize::from(*turns);
            sum += match scenario.blocks.get(block.index()) {
                Some(block) if turns <= later => waits(scenario, block, later - turns, depth + 1),
                _ => 1,
            };
        }
        let lists = effect.inner(|_| None).into_iter();
        sum += lists.map(|list| waits(scenario, list, later, depth + 1)).max().unwrap_or(0);
    }
    sum
}
