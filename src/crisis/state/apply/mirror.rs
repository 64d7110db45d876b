//! Keeps the bits of a crisis in step with what they stand for, so that a condition need only look at a bit.
//!
//! Whatever changes one of these calls its function here; `tests/suite/programs.rs` holds the bits to the rest.

use super::super::{Catastrophe, Commitment, CommitmentStatus, Crisis, OfferStatus};
use crate::scenario::{
    model::{Actor, LadderId, Scenario, TrackId},
    program::place::{self, flag},
};

impl Crisis {
    /// Sets a track, and which of its levels are reached.
    #[inline]
    pub(in crate::crisis) fn set_track(&mut self, scenario: &Scenario, track: TrackId, value: i32) {
        self.tracks[track.index()] = value;
        let key = &scenario.index.tracks[track.index()];
        if let Some((word, reached)) = key.bits(value)
            && let Some(word) = self.bits.get_mut(word)
        {
            *word = *word & !key.mask | reached;
        }
    }

    /// After a rung has moved.
    pub(super) fn mirror_rung(&mut self, ladder: LadderId) {
        self.bits[place::RUNGS + (ladder.index() & 7)] = place::up_to(self.rung(ladder));
        self.bits[place::PEAKS + (ladder.index() & 7)] = place::up_to(self.peak(ladder));
    }

    /// After a term was agreed, leaked, was carried out or refused.
    pub(super) fn mirror_terms(&mut self) {
        let terms = self.terms;
        let open = terms.public | terms.leaked;
        self.bits[place::AGREED] = u64::from(terms.agreed);
        self.bits[place::AGREED_IN_PUBLIC] = u64::from(terms.public) | u64::from(open) << 32;
        self.bits[place::AGREED_IN_SECRET] = u64::from(terms.secret & !open);
        self.bits[place::CARRIED_OUT] = u64::from(terms.carried);
        self.bits[place::LEAKED] = u64::from(terms.leaked);
        self.bits[place::REFUSED] = u64::from(terms.refused);
        self.set_bit(place::FLAGS, flag::AGREEMENT, terms.agreed != 0);
        self.set_bit(place::FLAGS, flag::PUBLIC_AGREEMENT, open != 0);
    }

    /// After an offer was sent, has arrived or came to stand otherwise.
    pub(super) fn mirror_offers(&mut self) {
        let (mut on_table, mut in_transit, mut offered, mut alive) = (0_u64, 0_u64, [false; 2], false);
        for offer in &self.offers {
            alive |= offer.alive();
            let named = offer.named().map_or(0, |named| 1 << (named.0 & 63));
            match offer.status {
                OfferStatus::OnTable => {
                    on_table |= named;
                    offered[offer.from.index()] = true;
                }
                OfferStatus::InTransit => in_transit |= named,
                OfferStatus::Empty
                | OfferStatus::Accepted
                | OfferStatus::Refused
                | OfferStatus::Withdrawn
                | OfferStatus::Overtaken => {}
            }
        }
        self.set_bit(place::FLAGS, flag::ALIVE, alive);
        self.bits[place::ON_TABLE] = on_table;
        self.bits[place::IN_TRANSIT] = in_transit;
        for actor in Actor::BOTH {
            self.set_bit(place::FLAGS, flag::OFFERED + actor.index(), offered[actor.index()]);
        }
    }

    /// After something happened to a red line.
    pub(in crate::crisis) fn mirror_line(&mut self, at: usize) {
        let line = self.lines[at];
        self.set_bit(place::CROSSED, at, line.crossed);
        self.set_bit(place::CROSSED, 32 + at, line.window().is_some());
        self.set_bit(place::KNOWN, at, line.known);
        self.set_bit(place::KNOWN, 32 + at, line.declared);
        self.set_bit(place::EVER_CROSSED, at, line.crossings != 0);
        self.set_bit(place::EVER_CROSSED, 32 + at, line.answered != 0);
        self.set_bit(place::LET_PASS, at, line.passed != 0);
        self.set_bit(place::LET_PASS, 32 + at, line.redrawn);
        self.set_bit(place::SHOWN, at, line.shown);
        self.set_bit(place::SHOWN, 32 + at, line.passes_shown != 0);
        self.set_bit(place::TOLD, at, line.told);
        self.set_bit(place::TOLD, 32 + at, line.passes_told != 0);
    }

    /// After a commitment came to stand otherwise.
    pub(in crate::crisis) fn mirror_commitment(&mut self, at: usize) {
        let Commitment { status, .. } = self.commitments[at];
        self.set_bit(place::COMMITMENTS, at, status == CommitmentStatus::Open);
        self.set_bit(place::COMMITMENTS, 16 + at, status == CommitmentStatus::Kept);
        self.set_bit(place::COMMITMENTS, 32 + at, status == CommitmentStatus::Broken);
    }

    /// After a catastrophe struck, was stopped or ran its course.
    pub(super) fn mirror_catastrophe(&mut self) {
        self.set_bit(place::FLAGS, flag::LAST_TURN, self.last_turn());
        self.set_bit(place::FLAGS, flag::CATASTROPHE, self.catastrophe != Catastrophe::None);
    }

    /// After an incident opened or was settled.
    pub(super) fn mirror_incidents(&mut self, scenario: &Scenario) {
        let (mut any, mut of) = ([false; 4], [[false; 4]; 2]);
        for incident in self.incidents.iter().filter(|incident| incident.open) {
            let rule = incident.rule.index();
            let sees = |eyes: usize| eyes == 0 || scenario.index.rules_seen[eyes - 1].has(rule);
            for eyes in (0..4).filter(|eyes| sees(*eyes)) {
                any[eyes] = true;
                if let Some(actor) = scenario.rules[rule].unordered {
                    of[actor.index()][eyes] = true;
                }
            }
        }
        for eyes in 0..4 {
            self.set_bit(place::FLAGS, flag::INCIDENT + eyes, any[eyes]);
            for actor in Actor::BOTH {
                self.set_bit(place::FLAGS, flag::INCIDENT_OF + 4 * actor.index() + eyes, of[actor.index()][eyes]);
            }
        }
    }
}
