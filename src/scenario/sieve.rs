//! Sieves: which of many moves or rules may be, each question asked once for all that depend on it.
//!
//! Conditions are cut into clauses that must all hold. Moves of one desk and turn share most of their clauses, so a
//! sieve keeps a bit for each thing and, for each clause, which things fall when it does not hold.

use super::{
    model::ChannelId,
    program::{Code, Node},
};

/// Up to 64 moves or rules that the turn and the rung do not rule out, and what each hangs on.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sieve {
    /// Their numbers: moves by desk and then in the order of the file, rules in the order of the file.
    pub things: Vec<u16>,
    /// All of them, one bit each.
    pub all: u64,
    /// Those that can be once only.
    pub once: u64,
    /// Of moves: the desks, rising, and the moves on each.
    pub desks: Vec<(ChannelId, u64)>,
    /// Of moves: whether the first desk is the last of the sieve before.
    pub goes_on: bool,
    /// Clauses that are one bit of the crisis. Moves that can be ordered once hang on that bit as well.
    pub bits: Vec<Wanted>,
    /// Of each of these bits: the things that stay when it is not as wanted.
    pub stay: Vec<u64>,
    /// The other clauses.
    pub gates: Vec<Gate>,
    /// Of rules: those after each whose clauses it may change when it happens.
    pub stale: Vec<u64>,
}

/// One bit of the crisis, and how it is wanted. Two bytes, since sieves are read far more often than they fit a cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted(u16);

impl Wanted {
    /// A bit, by its place in a crisis, that is wanted as 1 or as 0.
    pub(crate) const fn new(bit: u16, one: bool) -> Self {
        Self(bit & 0x7fff | if one { 0 } else { 0x8000 })
    }

    /// In which word the bit stands.
    #[inline]
    pub(crate) const fn word(self) -> usize {
        (self.0 >> 6 & 0x1ff) as usize
    }

    /// 1 if the bit of that word is as wanted, else 0.
    #[inline]
    pub(crate) const fn met(self, word: u64) -> u64 {
        (word >> (self.0 & 63) ^ (self.0 >> 15) as u64) & 1
    }
}

/// A clause that is a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gate {
    /// The program.
    pub code: Code,
    /// Its first test, which is mostly its only one.
    pub first: Node,
    /// The things that hang on it.
    pub hang: u64,
    /// The things that stay when it does not hold, and when it holds.
    pub stay: [u64; 2],
}

/// The sieves of every turn at every rung. Many are the same from one to the next, and those stand here once.
#[derive(Clone, Debug, Default)]
pub struct Sieves {
    rungs: usize,
    /// By turn, then by rung: the first sieve and the one after the last.
    places: Vec<(u16, u16)>,
    all: Vec<Sieve>,
}

impl Sieves {
    /// The sieves of each turn in order, and of each of so many rungs.
    pub(crate) fn of(rungs: usize, each: impl Iterator<Item = Vec<Sieve>>) -> Self {
        let mut made = Self { rungs, places: Vec::new(), all: Vec::new() };
        for sieves in each {
            let same = |place: &&(u16, u16)| made.between(**place) == sieves;
            let place = made.places.iter().rev().find(same).copied().unwrap_or_else(|| {
                let from = made.all.len();
                made.all.extend(sieves);
                // Turns, rungs and moves are few enough that there are never more than some 12,000.
                (u16::try_from(from).unwrap_or(u16::MAX), u16::try_from(made.all.len()).unwrap_or(u16::MAX))
            });
            made.places.push(place);
        }
        made
    }

    fn between(&self, (from, to): (u16, u16)) -> &[Sieve] {
        self.all.get(usize::from(from)..usize::from(to)).unwrap_or_default()
    }

    /// The sieves of a turn at a rung.
    #[must_use]
    #[inline]
    pub fn at(&self, turn: usize, rung: u8) -> &[Sieve] {
        self.places.get(turn * self.rungs + usize::from(rung)).map_or(&[], |place| self.between(*place))
    }
}
