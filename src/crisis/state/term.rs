//! How a term that was agreed stands: what was promised, what is done of it, and whether the word was kept.

use super::{CommitmentStatus, Crisis, Waiting, bit};
use crate::{
    crisis::{
        condition::{Eyes, holds},
        record::Cause,
    },
    scenario::model::{CommitmentId, Condition, Effect, Scenario, TermId},
};

/// How a term that was agreed stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TermState {
    /// Nothing has been done about it yet.
    Promised,
    /// It is being carried out: some of what it does is still to come.
    UnderWay,
    /// It was begun, and will never be done: something has stopped it.
    BrokenOff,
    /// It has been carried out.
    CarriedOut,
    /// It is a word about what will not be done, and holds.
    InForce,
    /// It was a word that bound for a time, and its giver has been set free of it.
    Lapsed,
    /// The word that it gave has been broken.
    Broken,
    /// It is not carried out: a party refused its consent, to it or to what it hung on.
    Refused,
}

impl Crisis {
    /// How a term that was agreed stands, as far as these eyes see, where `status` tells how a commitment stands as far as
    /// one may know.
    pub(in crate::crisis) fn term_state(
        &self,
        scenario: &Scenario,
        term: TermId,
        eyes: Eyes,
        status: impl Fn(CommitmentId) -> Option<CommitmentStatus>,
    ) -> TermState {
        if !self.carried_out(term) {
            return if self.consent_refused(term) { TermState::Refused } else { TermState::Promised };
        }
        let mut words: Vec<CommitmentStatus> = words_of(scenario, term)
            .into_iter()
            .filter_map(status)
            .filter(|status| *status != CommitmentStatus::None)
            .collect();
        if bit(self.terms.broken, term) && !words.is_empty() {
            return TermState::Broken;
        }
        // What was broken before this term gave the word anew was another's.
        words.retain(|status| *status != CommitmentStatus::Broken);
        let due = self
            .scheduled
            .iter()
            .any(|waiting| matches!(waiting.what, Waiting::Block(_)) && waiting.context.cause == Cause::Term(term));
        let data = &scenario.terms[term.index()];
        // What says itself when it is done is done then, whatever of it still waits.
        let done = holds(scenario, self, &data.done, eyes) && (!due || data.done != Condition::Always);
        if !done {
            let stopped = holds(scenario, self, &data.stopped, eyes);
            return if stopped { TermState::BrokenOff } else { TermState::UnderWay };
        }
        if words.is_empty() {
            TermState::CarriedOut
        } else if bit(self.terms.renewed, term) || words.iter().all(|status| *status == CommitmentStatus::Released) {
            TermState::Lapsed
        } else {
            TermState::InForce
        }
    }

    /// How a term that was agreed stands, as it is.
    #[must_use]
    pub fn term_stands(&self, scenario: &Scenario, term: TermId) -> TermState {
        self.term_state(scenario, term, Eyes::Truth, |id| Some(self.commitment(id).0))
    }

    /// The agreed terms that a word binds, one bit each: those that may give it, and that were not broken or given anew.
    pub(super) fn bound_by(&self, scenario: &Scenario, word: CommitmentId) -> u32 {
        (0..scenario.terms.len())
            .map(TermId::new)
            .filter(|term| self.agreed(*term) && words_of(scenario, *term).contains(&word))
            .fold(0, |bound, term| bound | 1 << (term.0 & 31))
            & !(self.terms.broken | self.terms.renewed)
    }
}

/// The words that a term's giver may be held to once it is agreed or carried out.
#[must_use]
pub fn words_of(scenario: &Scenario, term: TermId) -> Vec<CommitmentId> {
    let mut words = Vec::new();
    for list in scenario.terms[term.index()].lists() {
        Effect::each(list, &mut |effect| {
            if let Effect::Commit(id) = effect {
                words.push(*id);
            }
        });
    }
    words
}
