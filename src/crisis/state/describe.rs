//! The state in words: names and values that a fingerprint is made from, and a divergence is told in.

use super::CommitmentStatus;
use super::{Catastrophe, Crisis, Incident, OfferStatus, Waiting, bit, fresh};
use crate::scenario::model::{
    Actor, CommitmentId, FactId, LadderId, LadderKind, MoveId, RuleId, Scenario, TermId, TrackId,
};

impl Crisis {
    /// The state in words, as sorted pairs of name and value, without what stands as at the start.
    ///
    /// Two crises are the same to a player if these agree; the fingerprint of a turn is made from them.
    #[must_use]
    pub fn describe(&self, scenario: &Scenario) -> Vec<(String, String)> {
        let mut pairs: Vec<(String, String)> = Vec::new();
        let mut put = |name: String, value: String| pairs.push((name, value));
        put("turn".to_owned(), self.turn.to_string());
        if let Some(ending) = self.ended() {
            put("ended".to_owned(), scenario.endings[ending.index()].id.clone());
        }
        if self.catastrophe != Catastrophe::None {
            put("catastrophe".to_owned(), if self.last_turn() { "last turn" } else { "struck" }.to_owned());
        }
        if self.incident.open {
            let Incident { answered, explained, due, rule, .. } = self.incident;
            put("incident".to_owned(), format!("{} {answered} {explained} {due}", scenario.rules[rule.index()].id));
        }
        for actor in Actor::BOTH {
            if let Some(disposition) = self.disposition(actor) {
                put(
                    format!("disposition.{}", scenario.actors[actor.index()].id),
                    scenario.dispositions[disposition.index()].id.clone(),
                );
            }
        }
        for (at, track) in scenario.tracks.iter().enumerate() {
            let id = TrackId::new(at);
            if self.track(id) != track.start {
                put(format!("track.{}", track.id), self.track(id).to_string());
            }
            if self.track_audience(id) != track.audience {
                put(format!("seen.{}", track.id), format!("{:?}", self.track_audience(id)));
            }
        }
        for (at, fact) in scenario.facts.iter().enumerate() {
            let id = FactId::new(at);
            if self.fact(id) != scenario.index.facts.has(at) {
                put(format!("fact.{}", fact.id), self.fact(id).to_string());
            }
            if self.fact_audience(id) != fact.audience {
                put(format!("seen.{}", fact.id), format!("{:?}", self.fact_audience(id)));
            }
        }
        for at in (0..scenario.moves.len()).filter(|at| self.did(MoveId::new(*at))) {
            let when = if self.did_last(MoveId::new(at)) { "last" } else { "done" };
            put(format!("did.{}", scenario.moves[at].id), when.to_owned());
        }
        for at in (0..scenario.rules.len()).filter(|at| self.happened(RuleId::new(*at))) {
            let when = if self.happened_now(RuleId::new(at)) { "now" } else { "before" };
            put(format!("happened.{}", scenario.rules[at].id), when.to_owned());
        }
        for (at, ladder) in scenario.ladders.iter().enumerate() {
            let id = LadderId::new(at);
            for actor in Actor::BOTH {
                if ladder.kind == LadderKind::Parallel || actor == Actor::First {
                    let rung = usize::from(self.rung_of(id, actor));
                    put(format!("rung.{}.{}", ladder.id, actor.index()), ladder.rungs[rung].id.clone());
                }
            }
            put(format!("peak.{}", ladder.id), ladder.rungs[usize::from(self.peak(id))].id.clone());
        }
        for (state, line) in self.lines.iter().zip(&scenario.lines) {
            if *state != fresh(line) {
                put(format!("line.{}", line.id), format!("{state:?}"));
            }
        }
        for (at, offer) in self.offers.iter().enumerate() {
            if offer.status != OfferStatus::Empty {
                let name =
                    offer.named().map_or_else(|| "composed".to_owned(), |id| scenario.offers[id.index()].id.clone());
                let legs: Vec<String> = offer
                    .legs
                    .iter()
                    .map(|(term, secret)| {
                        format!("{}{}", scenario.terms[term.index()].id, if secret { " in secret" } else { "" })
                    })
                    .collect();
                put(
                    format!("offer.{at}"),
                    format!(
                        "{name} {:?} sent {} arrives {}: {}",
                        offer.status,
                        offer.sent,
                        offer.arrives,
                        legs.join(", ")
                    ),
                );
            }
        }
        for (at, term) in scenario.terms.iter().enumerate() {
            let id = TermId::new(at);
            if self.agreed(id) || self.carried_out(id) || self.consent_refused(id) {
                put(
                    format!("term.{}", term.id),
                    format!(
                        "agreed {} public {} leaked {} carried {} refused {}",
                        self.agreed(id),
                        bit(self.terms.public, id),
                        self.leaked(id),
                        self.carried_out(id),
                        self.consent_refused(id)
                    ),
                );
            }
        }
        for (at, data) in scenario.commitments.iter().enumerate() {
            let (status, stake) = self.commitment(CommitmentId::new(at));
            if status != CommitmentStatus::None {
                put(format!("commitment.{}", data.id), format!("{status:?} {stake}"));
            }
        }
        for (at, waiting) in self.scheduled.iter().enumerate() {
            if waiting.what != Waiting::Nothing {
                put(format!("scheduled.{at:02}"), format!("{} {:?}", waiting.due, waiting.what));
            }
        }
        for (at, item) in scenario.aftermath.iter().enumerate() {
            if self.followed >> (at & 63) & 1 != 0 {
                put(format!("followed.{}", item.id), "yes".to_owned());
            }
        }
        pairs.sort();
        pairs
    }
}
