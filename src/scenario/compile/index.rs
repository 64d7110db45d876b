//! Makes what play needs in a handy shape.

use super::{Compiler, sieve};
use crate::scenario::{
    model::{
        Actor, Condition, Declared, Effect, Factor, FactorKey, Index, LineKey, Manner, MoveId, MoveKey, RoleWord,
        RuleId, RuleKey, RuleKind, Scenario, TermData, TrackId, TrackKey, VerdictRule, limits,
    },
    program::{Code, Programs, place},
};

impl Compiler<'_> {
    /// Makes what play needs in a handy shape.
    pub(super) fn index(&mut self) {
        let scenario = &mut self.scenario;
        for at in 0..scenario.moves.len() {
            scenario.moves[at].gate = scenario.gate(&scenario.moves[at]);
        }
        let mut index = Index { facts: scenario.index.facts, firsts: scenario.index.firsts, ..Index::default() };
        for (at, data) in scenario.moves.iter().enumerate().filter(|(_, data)| !data.words && 0 < data.escalation) {
            let manner = if data.through.is_some() { Manner::ByProxy } else { Manner::Directly };
            index.acts[data.actor.index()][manner.index()].set(at, true);
        }
        for eyes in 0..3 {
            for (at, fact) in scenario.facts.iter().enumerate() {
                index.facts_seen[eyes].set(at, fact.audience.has(eyes));
            }
            show(scenario, &mut index, eyes);
            for (at, track) in scenario.tracks.iter().enumerate() {
                index.tracks_seen[eyes].set(at, track.audience.has(eyes));
            }
            for (at, data) in scenario.moves.iter().enumerate() {
                // A letter is not seen written: it is read when it arrives, and what is read is the offer.
                let seen = data.audience.has(eyes) && !scenario.posts(data);
                index.moves_seen[eyes].set(at, seen || data.actor.index() == eyes);
            }
            for (at, rule) in scenario.rules.iter().enumerate() {
                let seen = rule.audience.has(eyes) || rule.seen_as.get(eyes).is_some_and(Option::is_some);
                index.rules_seen[eyes].set(at, seen);
            }
        }
        index.tracks = levels(scenario);
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
        index.incidents_by_turn = (0..turns)
            .map(|turn| {
                let mut rules = rules_on(scenario, turn, |kind| !matches!(kind, RuleKind::Drift | RuleKind::Party(_)));
                rules.retain(|rule| 0 < scenario.rules[rule.index()].weight);
                rules
            })
            .collect();
        for (at, fact) in scenario.facts.iter().enumerate() {
            index.postures.set(at, !fact.upkeep.is_empty());
        }
        index.danger = scenario.tracks.iter().position(|track| track.role == RoleWord::Danger).map(TrackId::new);
        index.declares = scenario.lines.iter().fold(0, |turns, line| match line.declared {
            Declared::At(turn) => turns | 1 << (turn & 63),
            Declared::Private | Declared::ByMove => turns,
        });
        index.must = scenario.channels.iter().any(|channel| channel.must);
        index.bits = bits(scenario, &index);
        scenario.index = index;
        programs(scenario);
    }
}

/// Lets eyes see what is given away at the start by what they see to be true.
fn show(scenario: &Scenario, index: &mut Index, eyes: usize) {
    let showing = |index: &Index, at: usize| index.facts.has(at) && index.facts_seen[eyes].has(at);
    let mut left: Vec<usize> = (0..scenario.facts.len()).filter(|at| showing(index, *at)).collect();
    while let Some(at) = left.pop() {
        for shown in scenario.facts[at].shows.iter().map(|id| id.index()) {
            if !index.facts_seen[eyes].has(shown) {
                index.facts_seen[eyes].set(shown, true);
                left.extend(showing(index, shown).then_some(shown));
            }
        }
    }
}

/// The bits of a crisis at the start.
fn bits(scenario: &Scenario, index: &Index) -> [u64; place::WORDS] {
    let mut bits = [0; place::WORDS];
    bits[place::FACTS..place::SEEN].copy_from_slice(index.facts.words());
    for eyes in 0..3 {
        let from = place::SEEN + 4 * eyes;
        bits[from..from + 4].copy_from_slice(index.facts_seen[eyes].words());
        let from = place::TRACKS_SEEN + 2 * eyes;
        bits[from..from + 2].copy_from_slice(index.tracks_seen[eyes].words());
    }
    for (at, ladder) in scenario.ladders.iter().enumerate().take(limits::LADDERS) {
        bits[place::RUNGS + at] = place::up_to(ladder.start);
        bits[place::PEAKS + at] = place::up_to(ladder.start);
    }
    bits[place::TURN] = place::up_to(0);
    for (key, track) in index.tracks.iter().zip(&scenario.tracks) {
        if let Some((word, reached)) = key.bits(track.start)
            && let Some(word) = bits.get_mut(word)
        {
            *word |= reached;
        }
    }
    bits
}

/// The values that conditions ask of each track, with a bit for each while there is room.
fn levels(scenario: &Scenario) -> Vec<TrackKey> {
    /// The most values that a track can have whose levels are bits.
    const VALUES: i32 = 1024;
    let mut asked = vec![Vec::new(); scenario.tracks.len()];
    for condition in conditions(scenario) {
        ask(condition, &mut asked);
    }
    // What is asked of a track is asked of what stands in its place.
    for (at, track) in scenario.tracks.iter().enumerate() {
        for estimate in track.estimates.iter().flatten() {
            let levels = asked[at].clone();
            asked[estimate.index()].extend(levels);
        }
    }
    let (mut word, mut used) = (place::LEVELS, 0);
    let mut keys = Vec::with_capacity(asked.len());
    for (track, mut levels) in scenario.tracks.iter().zip(asked) {
        levels.retain(|level| track.min < *level && *level <= track.max);
        levels.sort_unstable();
        levels.dedup();
        // The levels of one track stand in one word, so that a change sets them at once.
        if 64 < used + levels.len() && levels.len() < 64 {
            (word, used) = (word + 1, 0);
        }
        if 63 < levels.len() || place::WORDS <= word || VALUES <= track.max.saturating_sub(track.min) {
            levels.clear();
        }
        let from = u16::try_from(word.min(place::WORDS - 1) * 64 + used).unwrap_or(0);
        used += levels.len();
        // A track without levels has a table as well, so that all changes go the same way.
        let few = track.max.saturating_sub(track.min) < VALUES;
        let values = (track.min..=track.max).take_while(|_| few);
        let reached = |value| levels.iter().filter(|level| **level <= value).fold(0_u8, |count, _| count + 1);
        let reached = values.map(reached).collect();
        let mask = ((1_u64 << levels.len()) - 1) << (from & 63);
        keys.push(TrackKey { min: track.min, max: track.max, levels, from, mask, reached });
    }
    keys
}

/// All conditions that play asks.
fn conditions(scenario: &Scenario) -> impl Iterator<Item = &Condition> {
    let lines = scenario
        .lines
        .iter()
        .flat_map(|data| [&data.crossed, &data.probed, &data.chance, &data.known_when, &data.undone_when]);
    let factors = scenario.incident_factors.iter().chain(&scenario.catastrophe_factors);
    let factors = factors.filter_map(|factor| match factor {
        Factor::When(when, ..) => Some(when),
        Factor::Track(..) => None,
    });
    let channels = scenario.channels.iter().map(|data| &data.open);
    channels
        .chain(scenario.moves.iter().map(|data| &data.requires))
        .chain(scenario.rules.iter().map(|data| &data.when))
        .chain(lines)
        .chain(scenario.commitments.iter().flat_map(|data| [&data.kept, &data.broken]))
        .chain(scenario.aftermath.iter().map(|data| &data.when))
        .chain(scenario.aims.iter().flat_map(|aim| aim.verdicts.iter().map(|rule| &rule.when)))
        .chain(factors)
        .chain(scenario.endings.iter().filter_map(|data| data.when.as_ref()))
        .chain(&scenario.whens)
}

/// Notes the values that a condition asks of tracks.
fn ask(condition: &Condition, asked: &mut [Vec<i32>]) {
    match condition {
        Condition::All(list) | Condition::Any(list) => list.iter().for_each(|inner| ask(inner, asked)),
        Condition::Not(inner) => ask(inner, asked),
        Condition::TrackAtLeast(id, value) => asked[id.index()].push(*value),
        Condition::TrackAtMost(id, value) => asked[id.index()].push(value.saturating_add(1)),
        _ => {}
    }
}

/// The terms that are as asked, one bit each.
fn excluding(scenario: &Scenario, mut asked: impl FnMut(&TermData) -> bool) -> u32 {
    scenario.terms.iter().enumerate().fold(0, |terms, (at, term)| terms | u32::from(asked(term)) << (at & 31))
}

/// Makes the programs of the conditions that are asked every turn, those of one kind beside each other.
fn programs(scenario: &mut Scenario) {
    let mut programs = Programs::default();
    let channels = scenario
        .channels
        .iter()
        .map(|data| Actor::BOTH.map(|actor| programs.add(scenario, &data.open, Some(actor.index()))))
        .collect();
    let moves = scenario
        .moves
        .iter()
        .enumerate()
        .map(|(at, data)| {
            let desk = &scenario.channels[data.channel.index()].open;
            let eyes = Some(data.actor.index());
            let promises = scenario.promised(data);
            let excluded_by = excluding(scenario, |term| term.excludes.contains(&MoveId::new(at)));
            MoveKey {
                requires: programs.add(scenario, &data.gate, eyes),
                open: programs.add_both(scenario, [desk, &data.gate], eyes),
                channel: data.channel,
                actor: data.actor,
                turns: data.turns,
                tempo: data.tempo,
                words: data.words,
                repeat: data.repeat,
                excludes: !data.excludes.is_empty()
                    || excluded_by != 0
                    || promises.all() & excluding(scenario, |term| !term.excludes.is_empty()) != 0,
                excluded_desks: data
                    .excludes
                    .iter()
                    .fold(0, |desks, other| desks | 1 << (scenario.moves[other.index()].channel.0 & 63)),
                promises: promises.all(),
                excluded_by,
                escalation: data.escalation,
                climbs: climbs(scenario, &data.effects),
                answers: answers(&data.effects),
            }
        })
        .collect();
    let rules = scenario
        .rules
        .iter()
        .map(|data| RuleKey {
            when: programs.add(scenario, &data.when, None),
            odds: data.odds,
            repeat: data.repeat,
            audience: data.audience,
        })
        .collect();
    let lines = scenario
        .lines
        .iter()
        .map(|data| LineKey {
            crossed: programs.add(scenario, &data.crossed, None),
            probed: programs.add(scenario, &data.probed, None),
            chance: programs.add(scenario, &data.chance, None),
            known: programs.add(scenario, &data.known_when, None),
            undone: programs.add(scenario, &data.undone_when, None),
            binds: data.binds,
        })
        .collect();
    let commitments = scenario
        .commitments
        .iter()
        .map(|data| [&data.kept, &data.broken].map(|when| programs.add(scenario, when, None)));
    let commitments = commitments.collect();
    let aftermath = scenario.aftermath.iter().map(|data| programs.add(scenario, &data.when, None)).collect();
    // The world's ledger is read through the world's eyes, the other as it was.
    let mut verdict = |rule: &VerdictRule| [Some(2), None].map(|eyes| programs.add(scenario, &rule.when, eyes));
    let verdicts = scenario.aims.iter().map(|aim| aim.verdicts.iter().map(&mut verdict).collect()).collect();
    let mut factors = |factors: &[Factor]| -> Vec<FactorKey> {
        let key = |factor: &Factor| match factor {
            Factor::When(when, up, down) => FactorKey::When(programs.add(scenario, when, None), *up, *down),
            Factor::Track(track, plus, down) => FactorKey::Track(*track, *plus, *down),
        };
        factors.iter().map(key).collect()
    };
    let incident_factors = factors(&scenario.incident_factors);
    let catastrophe_factors = factors(&scenario.catastrophe_factors);
    let endings = scenario
        .endings
        .iter()
        .map(|data| data.when.as_ref().map_or(Code::NO, |when| programs.add(scenario, when, None)))
        .collect();
    let effects = scenario.whens.iter().map(|when| programs.add(scenario, when, None)).collect();
    let index = &mut scenario.index;
    index.exclusive_terms = scenario.terms.iter().any(|term| !term.excludes.is_empty());
    index.channels = channels;
    index.moves = moves;
    index.rules = rules;
    index.lines = lines;
    index.commitments = commitments;
    index.aftermath = aftermath;
    index.verdicts = verdicts;
    index.incident_factors = incident_factors;
    index.catastrophe_factors = catastrophe_factors;
    index.endings = endings;
    index.effects = effects;
    index.programs = programs;
    sieve::by_rung(scenario);
}

/// Whether effects may climb a ladder, at once or later.
fn climbs(scenario: &Scenario, effects: &[Effect]) -> bool {
    effects.iter().any(|effect| match effect {
        Effect::Climb { .. } | Effect::ClimbBy { .. } => true,
        Effect::When(parts) => climbs(scenario, &parts.1) || climbs(scenario, &parts.2),
        Effect::Chance(parts) => climbs(scenario, &parts.2) || climbs(scenario, &parts.3),
        Effect::After(_, block) => climbs(scenario, &scenario.blocks[block.index()]),
        _ => false,
    })
}

/// Whether effects answer an open incident.
fn answers(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| match effect {
        Effect::AnswerIncident => true,
        Effect::When(parts) => answers(&parts.1),
        _ => false,
    })
}

pub(super) fn rules_on(scenario: &Scenario, turn: usize, wanted: impl Fn(RuleKind) -> bool) -> Vec<RuleId> {
    (0..scenario.rules.len().min(limits::RULES))
        .filter(|at| {
            let rule = &scenario.rules[*at];
            wanted(rule.kind) && usize::from(rule.turns.0) <= turn && turn <= usize::from(rule.turns.1)
        })
        .map(RuleId::new)
        .collect()
}
