//! What is open to an actor: moves as bits, answers to offers as slots, and ways to go through them.
//!
//! Made by `legal::all_open` alone, and used for listing, for choosing and for counting.

use super::{order::Act, state::Slot};
use crate::scenario::{
    model::{ChannelId, MoveId, limits},
    sieve::Sieve,
};

/// Room for the sieves of a turn, each of 64 moves.
const SIEVES: usize = limits::MOVES.div_ceil(64);

/// Every act that one actor may order now, whatever else it orders, but for composed offers.
#[derive(Clone, Copy, Debug)]
pub struct Open<'a> {
    sieves: &'a [Sieve],
    moves: [u64; SIEVES],
    /// Slots of offers that may be accepted or refused, one bit each.
    pub(super) answers: u16,
    /// Slots of offers that may be withdrawn, one bit each.
    pub(super) withdrawals: u16,
    /// The desk of the offer in each slot.
    pub(super) desks: [ChannelId; limits::LIVE_OFFERS],
}

/// The moves open on one desk, as bits of one sieve.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Desk<'a> {
    /// The desk.
    pub(crate) channel: ChannelId,
    sieve: &'a Sieve,
    bits: u64,
}

impl Desk<'_> {
    /// How many moves.
    #[inline]
    pub(crate) const fn count(&self) -> usize {
        self.bits.count_ones() as usize
    }

    /// The moves, in the order of the file.
    #[inline]
    pub(crate) fn moves(&self) -> impl Iterator<Item = MoveId> {
        let sieve = self.sieve;
        ones(self.bits).filter_map(move |at| sieve.things.get(at).map(|id| MoveId(*id)))
    }

    /// One of them, counted from 0.
    #[inline]
    pub(crate) fn nth(&self, nth: usize) -> Option<MoveId> {
        let mut bits = self.bits;
        for _ in 0..nth {
            bits &= bits.wrapping_sub(1);
        }
        self.sieve.things.get(bits.trailing_zeros() as usize).map(|id| MoveId(*id))
    }
}

impl<'a> Open<'a> {
    /// Nothing, until it is put in.
    #[inline]
    pub(super) const fn none(sieves: &'a [Sieve]) -> Self {
        Self { sieves, moves: [0; SIEVES], answers: 0, withdrawals: 0, desks: [ChannelId(0); limits::LIVE_OFFERS] }
    }

    /// Puts in the open moves of one sieve.
    #[inline]
    pub(super) const fn put(&mut self, sieve: usize, moves: u64) {
        if sieve < SIEVES {
            self.moves[sieve] = moves;
        }
    }

    /// Whether a desk has so many moves that it may come in two parts.
    pub(crate) fn splits(&self) -> bool {
        self.sieves.iter().any(|sieve| sieve.goes_on)
    }

    /// The moves that are open, desk by desk, rising. A desk may come in two parts, one after the other.
    #[inline]
    pub(crate) fn by_desk(&self) -> impl Iterator<Item = Desk<'a>> {
        let moves = self.moves;
        self.sieves.iter().zip(moves).flat_map(|(sieve, moves)| {
            let desks =
                sieve.desks.iter().map(move |(channel, of)| Desk { channel: *channel, sieve, bits: of & moves });
            desks.filter(|desk| desk.bits != 0)
        })
    }

    /// Shows each desk on which moves are open, rising: as [`Open::by_desk`], where every instruction counts.
    #[inline]
    pub(crate) fn each_desk(&self, mut look: impl FnMut(Desk<'a>)) {
        for (sieve, moves) in self.sieves.iter().zip(&self.moves) {
            for (channel, of) in &sieve.desks {
                let bits = of & moves;
                if bits != 0 {
                    look(Desk { channel: *channel, sieve, bits });
                }
            }
        }
    }

    /// Leaves the offers on the table aside.
    pub(crate) const fn leave_offers(&mut self) {
        self.answers = 0;
        self.withdrawals = 0;
    }

    /// The moves that are open, by desk and then in the order of the file.
    #[inline]
    pub fn moves(&self) -> impl Iterator<Item = MoveId> {
        let moves = self.moves;
        let each = self.sieves.iter().zip(moves);
        each.flat_map(|(sieve, moves)| ones(moves).filter_map(|at| sieve.things.get(at).map(|id| MoveId(*id))))
    }

    /// Acceptances, refusals and withdrawals, by slot, each with its desk.
    #[inline]
    pub fn answers(&self) -> impl Iterator<Item = (ChannelId, Act)> {
        let Self { answers, withdrawals, desks, .. } = *self;
        ones(u64::from(answers | withdrawals)).flat_map(move |at| {
            let slot = Slot(u8::try_from(at).unwrap_or(0));
            let has = move |set: u16| set >> (slot.0 & 15) & 1 != 0;
            let both = [Act::Accept(slot), Act::Refuse(slot)].into_iter().filter(move |_| has(answers));
            let acts = both.chain([Act::Withdraw(slot)].into_iter().filter(move |_| has(withdrawals)));
            acts.map(move |act| (desks[slot.index()], act))
        })
    }

    /// Whether no offer can be answered or withdrawn.
    #[must_use]
    #[inline]
    pub const fn no_answers(&self) -> bool {
        self.answers | self.withdrawals == 0
    }

    /// All acts: moves by desk, then acceptances, refusals and withdrawals by slot.
    pub fn acts(&self) -> impl Iterator<Item = Act> {
        self.moves().map(Act::Do).chain(self.answers().map(|(_, act)| act))
    }

    /// The same without the moves that are not wanted.
    pub(crate) fn keep(&mut self, mut wanted: impl FnMut(MoveId) -> bool) {
        for (sieve, moves) in self.sieves.iter().zip(&mut self.moves) {
            for at in ones(*moves) {
                if !sieve.things.get(at).is_some_and(|id| wanted(MoveId(*id))) {
                    *moves &= !(1 << at);
                }
            }
        }
    }

    /// Whether nothing is open.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.no_answers() && self.moves.iter().all(|moves| *moves == 0)
    }
}

/// The places of the bits that are 1, rising.
#[inline]
pub(super) fn ones(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = bits.trailing_zeros() as usize;
        bits &= bits.wrapping_sub(1);
        (at < 64).then_some(at)
    })
}
