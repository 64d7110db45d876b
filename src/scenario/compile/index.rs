//! Makes what play needs in a handy shape.

use super::Compiler;
use crate::scenario::model::{Actor, FactId, Index, MoveId, RoleWord, RuleId, RuleKind, Scenario, TrackId, limits};

impl Compiler<'_> {
    /// Makes what play needs in a handy shape.
    pub(super) fn index(&mut self) {
        let scenario = &mut self.scenario;
        let mut index = Index { facts: scenario.index.facts, ..Index::default() };
        for eyes in 0..3 {
            for (at, fact) in scenario.facts.iter().enumerate() {
                index.facts_seen[eyes].set(at, fact.audience.has(eyes));
            }
            for (at, track) in scenario.tracks.iter().enumerate() {
                index.tracks_seen[eyes].set(at, track.audience.has(eyes));
            }
            for (at, data) in scenario.moves.iter().enumerate() {
                index.moves_seen[eyes].set(at, data.audience.has(eyes) || data.actor.index() == eyes);
            }
            for (at, rule) in scenario.rules.iter().enumerate() {
                let seen = rule.audience.has(eyes) || rule.seen_as.get(eyes).is_some_and(Option::is_some);
                index.rules_seen[eyes].set(at, seen);
            }
        }
        let turns = scenario.turns.len();
        for actor in Actor::BOTH {
            index.moves_by_turn[actor.index()] = (0..turns)
                .map(|turn| {
                    let mut moves: Vec<_> = (0..scenario.moves.len().min(limits::MOVES))
                        .map(MoveId::new)
                        .filter(|id| {
                            let data = &scenario.moves[id.index()];
                            data.actor == actor
                                && usize::from(data.turns.0) <= turn
                                && turn <= usize::from(data.turns.1)
                        })
                        .collect();
                    moves.sort_by_key(|id| (scenario.moves[id.index()].channel, *id));
                    moves
                })
                .collect();
        }
        for slot in 0..4 {
            index.rules_by_turn[slot] = (0..turns)
                .map(|turn| {
                    rules_on(scenario, turn, |kind| match kind {
                        RuleKind::Opening => slot == 0,
                        RuleKind::Closing => slot == 1,
                        RuleKind::Party(_) => slot == 2,
                        RuleKind::Drift => slot == 3,
                        RuleKind::Incident => false,
                    })
                })
                .collect();
        }
        index.incidents_by_turn = (0..turns)
            .map(|turn| {
                let mut rules = rules_on(scenario, turn, |kind| !matches!(kind, RuleKind::Drift | RuleKind::Party(_)));
                rules.retain(|rule| 0 < scenario.rules[rule.index()].weight);
                rules
            })
            .collect();
        index.postures =
            (0..scenario.facts.len()).filter(|at| !scenario.facts[*at].upkeep.is_empty()).map(FactId::new).collect();
        index.danger = scenario.tracks.iter().position(|track| track.role == RoleWord::Danger).map(TrackId::new);
        scenario.index = index;
    }
}

fn rules_on(scenario: &Scenario, turn: usize, wanted: impl Fn(RuleKind) -> bool) -> Vec<RuleId> {
    (0..scenario.rules.len().min(limits::RULES))
        .filter(|at| {
            let rule = &scenario.rules[*at];
            wanted(rule.kind) && usize::from(rule.turns.0) <= turn && turn <= usize::from(rule.turns.1)
        })
        .map(RuleId::new)
        .collect()
}
