//! Makes the sieves of moves and rules by turn and rung.

use super::index::rules_on;
use crate::scenario::{
    model::{Actor, ChannelId, Condition, Effect, LadderId, RuleId, RuleKind, Scenario},
    program::place,
    program::{Code, Node, Programs, settled},
    sieve::{Gate, Sieve, Sieves, Wanted},
};

/// A clause as play asks it.
#[derive(Clone, Copy)]
enum Asked {
    /// It always, or never, holds.
    Settled(bool),
    /// It holds when a bit is 1.
    Bit(u16),
    /// It holds when a bit is 0.
    NotBit(u16),
    /// It holds when a program says so; with its first test.
    Code(Code, Node),
}

/// A clause that some conditions share.
struct Clause {
    condition: Condition,
    asked: Asked,
    /// Whether the turn or the rung of the first ladder may settle it.
    may_settle: bool,
}

/// The clauses through one pair of eyes.
struct Clauses {
    eyes: Option<usize>,
    all: Vec<Clause>,
}

/// A condition as its clauses: which, and whether each has to hold or not to hold.
type Cut = Vec<(usize, bool)>;

impl Clauses {
    const fn new(eyes: Option<usize>) -> Self {
        Self { eyes, all: Vec::new() }
    }

    /// Cuts a condition into clauses that must all come out as wanted.
    fn cut(
        &mut self,
        scenario: &Scenario,
        programs: &mut Programs,
        condition: &Condition,
        wanted: bool,
        cut: &mut Cut,
    ) {
        match (condition, wanted) {
            (Condition::All(list), true) | (Condition::Any(list), false) => {
                for inner in list {
                    self.cut(scenario, programs, inner, wanted, cut);
                }
            }
            (Condition::Not(inner), _) => self.cut(scenario, programs, inner, !wanted, cut),
            _ => {
                let known = self.all.iter().position(|clause| clause.condition == *condition);
                let at = known.unwrap_or_else(|| {
                    let code = programs.add(scenario, condition, self.eyes);
                    let may_settle = mentions_time(condition);
                    self.all.push(Clause { condition: condition.clone(), asked: asked(programs, code), may_settle });
                    self.all.len() - 1
                });
                cut.push((at, wanted));
            }
        }
    }

    /// The sieves of some things on a turn at a rung. What is already ruled out is left out.
    fn sieves(&self, things: impl Iterator<Item = Thing>, cuts: &[Cut], rung: u8, turn: u8) -> Vec<Sieve> {
        let mut sieves: Vec<Sieve> = Vec::new();
        let mut before: Option<ChannelId> = None;
        let mut open: Vec<(usize, bool)> = Vec::new();
        for Thing { id, once, spent, desk, parts } in things {
            open.clear();
            let mut ruled_out = false;
            for (at, wanted) in parts.iter().flat_map(|part| &cuts[*part]) {
                let clause = &self.all[*at];
                let held = match clause.asked {
                    Asked::Settled(held) => Some(held),
                    _ if clause.may_settle => settled(&clause.condition, LadderId(0), rung, turn),
                    _ => None,
                };
                match held {
                    Some(held) => ruled_out |= held != *wanted,
                    None => open.push((*at, *wanted)),
                }
            }
            if ruled_out {
                continue;
            }
            if sieves.last().is_none_or(|sieve| sieve.things.len() == 64) {
                sieves.push(Sieve::default());
            }
            if let Some(sieve) = sieves.last_mut() {
                let bit = 1 << sieve.things.len();
                sieve.things.push(id);
                if let Some(desk) = desk {
                    sieve.goes_on |= sieve.desks.is_empty() && before == Some(desk);
                    before = Some(desk);
                    match sieve.desks.last_mut().filter(|(last, _)| *last == desk) {
                        Some((_, moves)) => *moves |= bit,
                        None => sieve.desks.push((desk, bit)),
                    }
                }
                if let Some(spent) = spent {
                    hang_bit(sieve, spent, false, bit);
                }
                sieve.all |= bit;
                if once {
                    sieve.once |= bit;
                }
                for (at, wanted) in &open {
                    match self.all[*at].asked {
                        Asked::Settled(_) => {}
                        Asked::Bit(of) => hang_bit(sieve, of, *wanted, bit),
                        Asked::NotBit(of) => hang_bit(sieve, of, !*wanted, bit),
                        Asked::Code(code, first) => hang(sieve, code, first, *wanted, bit),
                    }
                }
            }
        }
        sieves
    }
}

/// A move, rule or ending that a sieve may keep.
struct Thing {
    id: u16,
    /// Whether it can be once only.
    once: bool,
    /// The bit that says that it was, if the sieve is to ask.
    spent: Option<u16>,
    /// Of a move: its desk.
    desk: Option<ChannelId>,
    /// The two conditions that must hold, by their place among the cuts.
    parts: [usize; 2],
}

/// Notes that a thing stays only while a bit is as wanted.
fn hang_bit(sieve: &mut Sieve, bit: u16, wanted: bool, thing: u64) {
    let bit = Wanted::new(bit, wanted);
    let place = sieve.bits.iter().position(|other| *other == bit).unwrap_or_else(|| {
        sieve.bits.push(bit);
        sieve.stay.push(u64::MAX);
        sieve.bits.len() - 1
    });
    sieve.stay[place] &= !thing;
}

/// Notes that a thing stays only when a program comes out as wanted.
fn hang(sieve: &mut Sieve, code: Code, first: Node, wanted: bool, thing: u64) {
    let at = sieve.gates.iter().position(|gate| gate.code == code).unwrap_or_else(|| {
        sieve.gates.push(Gate { code, first, hang: 0, stay: [u64::MAX; 2] });
        sieve.gates.len() - 1
    });
    let gate = &mut sieve.gates[at];
    gate.hang |= thing;
    // It falls when the answer is the other one.
    gate.stay[usize::from(!wanted)] &= !thing;
}

/// How a program of one clause is asked.
fn asked(programs: &Programs, code: Code) -> Asked {
    let Some(node) = programs.nodes.get(code.place()) else { return Asked::Settled(code == Code::YES) };
    let ends = [(Code::YES, Code::NO), (Code::NO, Code::YES)].iter().position(|ends| *ends == (node.yes, node.no));
    match (node.single(), ends) {
        (Some((bit, wanted)), Some(end)) if wanted == (end == 0) => Asked::Bit(bit),
        (Some((bit, _)), Some(_)) => Asked::NotBit(bit),
        (None, _) | (_, None) => Asked::Code(code, *node),
    }
}

/// Whether a condition asks for the turn or for the rung of the first ladder.
fn mentions_time(condition: &Condition) -> bool {
    match condition {
        Condition::All(list) | Condition::Any(list) => list.iter().any(mentions_time),
        Condition::Not(inner) => mentions_time(inner),
        Condition::RungAtLeast(..)
        | Condition::RungAtMost(..)
        | Condition::TurnAtLeast(_)
        | Condition::TurnAtMost(_) => true,
        _ => false,
    }
}

/// Makes the sieves of moves and rules by turn and rung, leaving out what these two alone rule out.
pub(super) fn by_rung(scenario: &mut Scenario) {
    let mut programs = std::mem::take(&mut scenario.index.programs);
    let rungs = scenario.ladders.first().map_or(1, |ladder| ladder.rungs.len().max(1));
    let turns = || (0_u8..).take(scenario.turns.len());
    // Each turn with each rung.
    let times = || turns().flat_map(|turn| (0_u8..).take(rungs).map(move |rung| (turn, rung)));
    let moves_by_rung = Actor::BOTH.map(|actor| {
        let mut clauses = Clauses::new(Some(actor.index()));
        // Of each move its gate, then of each desk when it is open.
        let desks = scenario.channels.iter().map(|desk| &desk.open);
        let conditions = scenario.moves.iter().map(|data| &data.gate).chain(desks);
        let own = |at: usize| scenario.moves.get(at).is_none_or(|data| data.actor == actor);
        let cuts: Vec<Cut> = conditions
            .enumerate()
            .map(|(at, condition)| {
                let mut cut = Cut::new();
                if own(at) {
                    clauses.cut(scenario, &mut programs, condition, true, &mut cut);
                }
                cut
            })
            .collect();
        let moves = &scenario.index.moves_by_turn[actor.index()];
        let sieves = times().map(|(turn, rung)| {
            let things = moves[usize::from(turn)].iter().map(|id| {
                let data = &scenario.index.moves[id.index()];
                Thing {
                    id: id.0,
                    once: !data.repeat,
                    spent: (!data.repeat).then_some(place::DID as u16 * 64 + id.0),
                    desk: Some(data.channel),
                    parts: [scenario.moves.len() + data.channel.index(), id.index()],
                }
            });
            clauses.sieves(things, &cuts, rung, turn)
        });
        Sieves::of(rungs, sieves)
    });
    let mut clauses = Clauses::new(None);
    let mut cuts: Vec<Cut> = scenario
        .rules
        .iter()
        .map(|data| {
            let mut cut = Cut::new();
            clauses.cut(scenario, &mut programs, &data.when, true, &mut cut);
            cut
        })
        .collect();
    // Rules hang on one condition each.
    let none = cuts.len();
    cuts.push(Cut::new());
    let endings: Vec<Option<Cut>> = scenario
        .endings
        .iter()
        .map(|data| {
            let mut cut = Cut::new();
            data.when.as_ref().map(|when| {
                clauses.cut(scenario, &mut programs, when, true, &mut cut);
                cut
            })
        })
        .collect();
    let timed: Vec<u16> = (0_u16..).zip(&endings).filter(|(_, cut)| cut.is_some()).map(|(at, _)| at).collect();
    let ending_cuts: Vec<Cut> = endings.into_iter().map(Option::unwrap_or_default).chain([Cut::new()]).collect();
    let never = ending_cuts.len() - 1;
    let ending = |at: &u16| Thing { id: *at, once: false, spent: None, desk: None, parts: [usize::from(*at), never] };
    let sieves = times().map(|(turn, rung)| clauses.sieves(timed.iter().map(ending), &ending_cuts, rung, turn));
    let endings_by_turn = Sieves::of(rungs, sieves);
    let touches = Touches::of(scenario);
    let rules_by_turn = std::array::from_fn(|slot| {
        let rules_of = |turn: u8| {
            let mut rules = rules_on(scenario, usize::from(turn), |kind| match kind {
                RuleKind::Opening => slot == 0,
                RuleKind::Closing => slot == 1,
                RuleKind::Party(_) => slot == 2,
                RuleKind::Drift => slot == 3,
                RuleKind::Incident => false,
            });
            rules.retain(|id| 0 < scenario.rules[id.index()].odds);
            rules
        };
        let by_turn: Vec<Vec<RuleId>> = turns().map(rules_of).collect();
        let sieves = times().map(|(turn, rung)| {
            let things = by_turn[usize::from(turn)].iter().map(|id| Thing {
                id: id.0,
                once: !scenario.rules[id.index()].repeat,
                spent: None,
                desk: None,
                parts: [id.index(), none],
            });
            let mut sieves = clauses.sieves(things, &cuts, rung, turn);
            for sieve in &mut sieves {
                sieve.stale = touches.stale(&sieve.things);
            }
            sieves
        });
        Sieves::of(rungs, sieves)
    });
    scenario.index.moves_by_rung = moves_by_rung;
    scenario.index.rules_by_turn = rules_by_turn;
    scenario.index.endings_by_turn = endings_by_turn;
    scenario.index.programs = programs;
}

/// What a rule reads or writes: a bit for each fact, rule and track; everything else is one bit.
#[derive(Clone, Copy, Default)]
struct Touch {
    facts: [u64; 4],
    rules: [u64; 4],
    tracks: [u64; 2],
    rest: bool,
}

impl Touch {
    fn fact(&mut self, at: usize) {
        self.facts[at >> 6 & 3] |= 1 << (at & 63);
    }

    fn rule(&mut self, at: usize) {
        self.rules[at >> 6 & 3] |= 1 << (at & 63);
    }

    fn track(&mut self, at: usize) {
        self.tracks[at >> 6 & 1] |= 1 << (at & 63);
    }

    /// Notes what a condition reads.
    fn read(&mut self, condition: &Condition) {
        match condition {
            // No rule changes these. Where the rung of the first ladder changes, all is asked anew.
            Condition::Always
            | Condition::Never
            | Condition::TurnAtLeast(_)
            | Condition::TurnAtMost(_)
            | Condition::TurnLimit
            | Condition::Did(_)
            | Condition::DidNow(_)
            | Condition::DidLast(_)
            | Condition::Acted(..)
            | Condition::EscalatedFirst(..)
            | Condition::Disposition(_)
            | Condition::RungAtLeast(LadderId(0), _)
            | Condition::RungAtMost(LadderId(0), _) => {}
            Condition::All(list) | Condition::Any(list) | Condition::AtLeast(_, list) => {
                list.iter().for_each(|inner| self.read(inner));
            }
            Condition::Not(inner) => self.read(inner),
            Condition::Fact(id) => self.fact(id.index()),
            Condition::Happened(id) | Condition::HappenedNow(id) => self.rule(id.index()),
            Condition::TrackAtLeast(id, _) | Condition::TrackAtMost(id, _) => self.track(id.index()),
            Condition::TrackAbove(left, right) => {
                self.track(left.index());
                self.track(right.index());
            }
            _ => self.rest = true,
        }
    }

    /// Notes what effects write, at once or in whichever branch.
    fn write(&mut self, effects: &[Effect]) {
        for effect in effects {
            match effect {
                Effect::Change(id, _) | Effect::SetTo(id, _) => self.track(id.index()),
                Effect::Become(id) | Effect::Cease(id) => self.fact(id.index()),
                // Rules see the truth, and what waits for its turn changes nothing now.
                Effect::RevealFact(..) | Effect::RevealTrack(..) | Effect::After(..) | Effect::Tell(..) => {}
                Effect::When(parts) => {
                    self.write(&parts.1);
                    self.write(&parts.2);
                }
                Effect::Chance(parts) => {
                    self.write(&parts.2);
                    self.write(&parts.3);
                }
                // These may apply effects of other things in turn, so they may write anything.
                Effect::CarryOut(_) | Effect::LetPass(_) => *self = Self::ALL,
                _ => self.rest = true,
            }
        }
    }

    const ALL: Self = Self { facts: [u64::MAX; 4], rules: [u64::MAX; 4], tracks: [u64::MAX; 2], rest: true };

    fn meets(&self, other: &Self) -> bool {
        let meet = |left: &[u64], right: &[u64]| left.iter().zip(right).any(|(left, right)| left & right != 0);
        (self.rest && other.rest)
            || meet(&self.facts, &other.facts)
            || meet(&self.rules, &other.rules)
            || meet(&self.tracks, &other.tracks)
    }
}

/// Which rules may change the answers of which others.
struct Touches {
    /// By the rule that happens, then by the rule that is asked: one bit.
    meets: Vec<Vec<bool>>,
}

impl Touches {
    fn of(scenario: &Scenario) -> Self {
        let reads: Vec<Touch> = scenario
            .rules
            .iter()
            .map(|data| {
                let mut touch = Touch::default();
                touch.read(&data.when);
                touch
            })
            .collect();
        let writes = scenario.rules.iter().enumerate().map(|(at, data)| {
            let mut touch = Touch::default();
            touch.rule(at);
            touch.rest |= data.unordered.is_some();
            touch.write(&data.effects);
            touch
        });
        Self { meets: writes.map(|write| reads.iter().map(|read| write.meets(read)).collect()).collect() }
    }

    /// Of each rule of a sieve, the later ones whose answers it may change.
    fn stale(&self, rules: &[u16]) -> Vec<u64> {
        let stale = |(at, rule): (usize, &u16)| {
            let meets = &self.meets[RuleId(*rule).index()];
            let later = rules.iter().enumerate().skip(at + 1).filter(|(_, other)| meets[RuleId(**other).index()]);
            later.fold(0, |set, (other, _)| set | 1_u64 << other)
        };
        rules.iter().enumerate().map(stale).collect()
    }
}
