//! Who climbed a ladder first, by an act of its own: noted when a rung moves, settled when the turn is over.
//!
//! Kept for each pair of eyes apart, and only of ladders of which some condition asks.

use super::{super::Crisis, Context};
use crate::{
    crisis::{condition::knows_of, record::Cause},
    scenario::{
        model::{Actor, LadderId, Scenario},
        program::place,
    },
};

impl Crisis {
    /// Whether an actor climbed a ladder by an act of its own on an earlier turn than the other ever did, as far as
    /// these eyes can tell: 0 and 1 are the actors, 2 the world, `None` the truth. Kept only of ladders of which some
    /// condition asks it.
    #[must_use]
    pub const fn escalated_first(&self, ladder: LadderId, actor: Actor, eyes: Option<usize>) -> bool {
        self.bit(place::FIRST * 64 + place::climb(eyes, ladder.index(), actor.index()))
    }

    /// After an act moved a rung up: whose act it was, for all eyes that may know so.
    pub(super) fn mark_climbed(&mut self, scenario: &Scenario, ladder: LadderId, context: Context) {
        let (Some(actor), Cause::Move(_) | Cause::Posture(_) | Cause::Talks(_)) = (context.actor, context.cause) else {
            return;
        };
        for eyes in [None, Some(0), Some(1), Some(2)] {
            if eyes.is_none_or(|eyes| knows_of(scenario, self, context.cause, eyes)) {
                self.set_bit(place::CLIMBED, place::climb(eyes, ladder.index(), actor.index()), true);
            }
        }
    }

    /// At the end of a turn: whoever has climbed a ladder that the other has not was the first.
    pub(in crate::crisis) fn mark_first(&mut self) {
        /// The bits of the first actor.
        const FIRST: u64 = 0x5555_5555_5555_5555;
        let climbed = self.bits[place::CLIMBED];
        if climbed == 0 {
            return;
        }
        let other = (climbed & FIRST) << 1 | climbed >> 1 & FIRST;
        self.bits[place::FIRST] |= climbed & !other;
    }
}
