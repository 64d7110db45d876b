//! Conditions as short programs: tests and jumps, close together in memory, for the questions asked every turn.
//!
//! A program says the same as the condition that it was made from; `Condition` stays the one that is read and explained.

use super::model::{Condition, FactId, Index, MoveId, RuleId, Scenario, TrackId};

/// Where each kind of bit stands in a crisis, in words of 64.
pub mod place {
    /// Facts and postures.
    pub const FACTS: usize = 0;
    /// Facts that the first actor sees; the second's and the world's follow.
    pub const SEEN: usize = 4;
    /// Moves ordered at some time.
    pub const DID: usize = 16;
    /// Moves ordered this turn.
    pub const DID_NOW: usize = 24;
    /// Moves ordered the turn before.
    pub const DID_LAST: usize = 32;
    /// Rules that happened at some time.
    pub const HAPPENED: usize = 40;
    /// Rules that happened this turn.
    pub const HAPPENED_NOW: usize = 44;
    /// How many words there are.
    pub const WORDS: usize = 48;
}

const fn fact(id: FactId) -> u16 {
    (place::FACTS as u16) * 64 + id.0
}

const fn fact_seen(eyes: usize, id: FactId) -> u16 {
    (place::SEEN as u16 + 4 * eyes as u16) * 64 + id.0
}

const fn moved(place: usize, id: MoveId) -> u16 {
    place as u16 * 64 + id.0
}

const fn happened(place: usize, id: RuleId) -> u16 {
    place as u16 * 64 + id.0
}

/// Where a program begins; two values are its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code(u32);

impl Code {
    /// The program of what always holds.
    pub const YES: Self = Self(u32::MAX);
    /// The program of what never holds.
    pub const NO: Self = Self(u32::MAX - 1);

    /// The place of the next test; past the last test for an answer.
    #[inline]
    pub(crate) const fn place(self) -> usize {
        self.0 as usize
    }
}

/// What a test looks at. `a` and `b` are its operands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// Bit `a` of the crisis: a fact, what is seen, a move ordered, a rule that happened.
    Bit,
    /// Track `a` at `b` or above.
    TrackAtLeast,
    /// Track `a` at `b` or below.
    TrackAtMost,
    /// Ladder `a` at rung `b` or above.
    RungAtLeast,
    /// Ladder `a` at rung `b` or below.
    RungAtMost,
    /// Ladder `a` has been at rung `b` or above.
    PeakAtLeast,
    /// Turn `b` or later.
    TurnAtLeast,
    /// Turn `b` or earlier.
    TurnAtMost,
    /// Term `a` agreed.
    Agreed,
    /// Term `a` carried out.
    CarriedOut,
    /// Line `a` stands crossed; truth only.
    Crossed,
    /// The last turn to stop a catastrophe.
    LastTurn,
    /// Eyes `b` see track `a`.
    SeesTrack,
    /// Offer `a` has been sent.
    Sent,
    /// Any term agreed.
    AnyAgreement,
    /// Term `a` agreed in public, or leaked.
    AgreedInPublic,
    /// Term `a` agreed, and still secret.
    AgreedInSecret,
    /// An answer is due for line `a`; its owner's eyes.
    WindowOpen,
    /// Commitment `a` given, and open.
    Committed,
    /// A catastrophe has struck at some time.
    Catastrophe,
    /// Anything else: the condition at `a` in the program's own list.
    Other,
}

/// One test and where to go on.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// What it looks at.
    pub test: Test,
    /// Its first operand.
    pub a: u16,
    /// Its second operand.
    pub b: i32,
    /// Where to go on when it holds.
    pub yes: Code,
    /// Where to go on when it does not.
    pub no: Code,
}

/// All programs of a scenario.
#[derive(Clone, Debug, Default)]
pub struct Programs {
    /// The tests.
    pub nodes: Vec<Node>,
    /// Conditions that are asked as they stand, and through whose eyes: 0 and 1 the actors, 2 the world, `None` the truth.
    pub others: Vec<(Condition, Option<usize>)>,
}

/// The most tests that programs can hold; beyond it a condition is asked as it stands.
const MOST: usize = 1 << 20;

impl Programs {
    /// Adds the program of a condition, as asked through some eyes.
    pub fn add(&mut self, scenario: &Scenario, condition: &Condition, eyes: Option<usize>) -> Code {
        self.emit(&scenario.index, condition, eyes, Code::YES, Code::NO)
    }

    /// Emits from the back, so that every target is known.
    fn emit(&mut self, index: &Index, condition: &Condition, eyes: Option<usize>, yes: Code, no: Code) -> Code {
        let seen = |set: &dyn Fn(usize) -> bool| eyes.is_none_or(set);
        let (test, a, b) = match condition {
            Condition::Always => return yes,
            Condition::Never => return no,
            Condition::All(list) => {
                return list.iter().rev().fold(yes, |next, inner| self.emit(index, inner, eyes, next, no));
            }
            Condition::Any(list) => {
                return list.iter().rev().fold(no, |next, inner| self.emit(index, inner, eyes, yes, next));
            }
            Condition::Not(inner) => return self.emit(index, inner, eyes, no, yes),
            // What is seen at the start stays seen, so the test is plain; else the test of sight comes first.
            Condition::Fact(id) => match eyes {
                Some(eyes) if !index.facts_seen[eyes].has(id.index()) => {
                    let unseen = if index.facts.has(id.index()) { yes } else { no };
                    let seen = self.push(Test::Bit, fact(*id), 0, yes, no);
                    return self.push(Test::Bit, fact_seen(eyes, *id), 0, seen, unseen);
                }
                _ => (Test::Bit, fact(*id), 0),
            },
            Condition::TrackAtLeast(id, value) if seen(&|eyes| index.tracks_seen[eyes].has(id.index())) => {
                (Test::TrackAtLeast, u16::from(id.0), *value)
            }
            Condition::TrackAtMost(id, value) if seen(&|eyes| index.tracks_seen[eyes].has(id.index())) => {
                (Test::TrackAtMost, u16::from(id.0), *value)
            }
            // What eyes do not see reads as at the start.
            Condition::TrackAtLeast(id, value) if index.tracks_start.get(id.index()).is_some() => {
                let unseen = if *value <= index.tracks_start[id.index()] { yes } else { no };
                let seen = self.push(Test::TrackAtLeast, u16::from(id.0), *value, yes, no);
                return self.sees_track(*id, eyes, seen, unseen);
            }
            Condition::TrackAtMost(id, value) if index.tracks_start.get(id.index()).is_some() => {
                let unseen = if index.tracks_start[id.index()] <= *value { yes } else { no };
                let seen = self.push(Test::TrackAtMost, u16::from(id.0), *value, yes, no);
                return self.sees_track(*id, eyes, seen, unseen);
            }
            Condition::RungAtLeast(id, rung) => (Test::RungAtLeast, u16::from(id.0), i32::from(*rung)),
            Condition::RungAtMost(id, rung) => (Test::RungAtMost, u16::from(id.0), i32::from(*rung)),
            Condition::PeakAtLeast(id, rung) => (Test::PeakAtLeast, u16::from(id.0), i32::from(*rung)),
            Condition::TurnAtLeast(turn) => (Test::TurnAtLeast, 0, i32::from(*turn)),
            Condition::TurnAtMost(turn) => (Test::TurnAtMost, 0, i32::from(*turn)),
            Condition::Did(id) | Condition::DidNow(id) | Condition::DidLast(id) => {
                if !seen(&|eyes| index.moves_seen[eyes].has(id.index())) {
                    return no;
                }
                let place = match condition {
                    Condition::DidNow(_) => place::DID_NOW,
                    Condition::DidLast(_) => place::DID_LAST,
                    _ => place::DID,
                };
                (Test::Bit, moved(place, *id), 0)
            }
            Condition::Happened(id) | Condition::HappenedNow(id) => {
                if !seen(&|eyes| index.rules_seen[eyes].has(id.index())) {
                    return no;
                }
                let now = matches!(condition, Condition::HappenedNow(_));
                let place = if now { place::HAPPENED_NOW } else { place::HAPPENED };
                (Test::Bit, happened(place, *id), 0)
            }
            Condition::Agreed(id) if eyes != Some(2) => (Test::Agreed, u16::from(id.0), 0),
            Condition::CarriedOut(id) if eyes != Some(2) => (Test::CarriedOut, u16::from(id.0), 0),
            Condition::Crossed(id) if eyes.is_none() => (Test::Crossed, u16::from(id.0), 0),
            Condition::LastTurn => (Test::LastTurn, 0, 0),
            Condition::Catastrophe => (Test::Catastrophe, 0, 0),
            Condition::Sent(id) if eyes.is_none_or(|eyes| index.offers_from.get(id.index()) == Some(&eyes)) => {
                (Test::Sent, u16::from(id.0), 0)
            }
            Condition::AnyAgreement if eyes != Some(2) => (Test::AnyAgreement, 0, 0),
            Condition::AgreedInPublic(id) => (Test::AgreedInPublic, u16::from(id.0), 0),
            Condition::AgreedInSecret(_) if eyes == Some(2) => return no,
            Condition::AgreedInSecret(id) => (Test::AgreedInSecret, u16::from(id.0), 0),
            Condition::WindowOpen(id) => {
                if eyes.is_some_and(|eyes| index.lines_of.get(id.index()) != Some(&Some(eyes))) {
                    return no;
                }
                (Test::WindowOpen, u16::from(id.0), 0)
            }
            Condition::Committed(id) => {
                let sees = |eyes: usize| index.commitments_seen[eyes] >> (id.index() & 63) & 1 != 0;
                if !eyes.is_none_or(sees) {
                    return no;
                }
                (Test::Committed, u16::from(id.0), 0)
            }
            _ => {
                let at = u16::try_from(self.others.len()).unwrap_or(u16::MAX);
                self.others.push((condition.clone(), eyes));
                (Test::Other, at, 0)
            }
        };
        self.push(test, a, b, yes, no)
    }

    fn sees_track(&mut self, id: TrackId, eyes: Option<usize>, seen: Code, unseen: Code) -> Code {
        let eyes = i32::try_from(eyes.unwrap_or(0)).unwrap_or(0);
        self.push(Test::SeesTrack, u16::from(id.0), eyes, seen, unseen)
    }

    fn push(&mut self, test: Test, a: u16, b: i32, yes: Code, no: Code) -> Code {
        if MOST <= self.nodes.len() {
            // The check refuses a scenario of this size; until it does, nothing here may overflow.
            return no;
        }
        let at = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX - 2);
        self.nodes.push(Node { test, a, b, yes, no });
        Code(at)
    }
}

/// Whether a condition holds, never holds, or cannot be told while a ladder stands at a rung on a turn.
#[must_use]
pub fn settled(condition: &Condition, ladder: super::model::LadderId, rung: u8, turn: u8) -> Option<bool> {
    match condition {
        Condition::Always => Some(true),
        Condition::Never => Some(false),
        Condition::All(list) => list.iter().map(|inner| settled(inner, ladder, rung, turn)).try_fold_all(),
        Condition::Any(list) => list
            .iter()
            .map(|inner| settled(inner, ladder, rung, turn).map(|held| !held))
            .try_fold_all()
            .map(|none| !none),
        Condition::Not(inner) => settled(inner, ladder, rung, turn).map(|held| !held),
        Condition::RungAtLeast(of, least) if *of == ladder => Some(*least <= rung),
        Condition::RungAtMost(of, most) if *of == ladder => Some(rung <= *most),
        Condition::TurnAtLeast(least) => Some(*least <= turn),
        Condition::TurnAtMost(most) => Some(turn <= *most),
        _ => None,
    }
}

/// "All of these", where some cannot be told.
trait FoldAll {
    fn try_fold_all(self) -> Option<bool>;
}

impl<T: Iterator<Item = Option<bool>>> FoldAll for T {
    fn try_fold_all(self) -> Option<bool> {
        let mut all = Some(true);
        for held in self {
            match held {
                Some(false) => return Some(false),
                Some(true) => {}
                None => all = None,
            }
        }
        all
    }
}
