//! What moves send by their offers: letters, promises, and whether they are worth sending.

use super::{Actor, Condition, Effect, Legs, MoveData, OfferId, Scenario, TermId};

/// The offers that a move sends whenever it is ordered.
fn sent(data: &MoveData) -> impl Iterator<Item = OfferId> {
    data.effects.iter().filter_map(Effect::sends)
}

impl Scenario {
    /// Whether a move sends an offer by a desk with a delay: a letter, which arrives on a later turn.
    #[must_use]
    pub fn posts(&self, data: &MoveData) -> bool {
        let sends = |effect: &Effect| effect.sends().is_some();
        0 < self.channels[data.channel.index()].delay && data.effects.iter().any(|effect| effect.has(|_| None, sends))
    }

    /// What the offers that a move sends or accepts hold.
    #[must_use]
    pub fn promised(&self, data: &MoveData) -> Legs {
        data.effects.iter().fold(Legs::default(), |legs, effect| {
            let accepted = if let Effect::Accept(id) = effect { Some(*id) } else { None };
            let Some(id) = effect.sends().or(accepted) else { return legs };
            let more = self.offers[id.index()].legs;
            Legs { public: legs.public | more.public, secret: legs.secret | more.secret }
        })
    }

    /// The terms of each giver in each offer that a move sends.
    pub(crate) fn given(&self, data: &MoveData) -> impl Iterator<Item = Vec<TermId>> {
        sent(data)
            .flat_map(move |offer| {
                Actor::BOTH.map(|giver| {
                    let legs = self.offers[offer.index()].legs.iter().map(|(term, _)| term);
                    legs.filter(|term| self.terms[term.index()].giver == giver).collect::<Vec<_>>()
                })
            })
            .filter(|own| !own.is_empty())
    }

    /// When a move may be ordered, through the eyes of its actor: what it requires and, for the offers that it sends to be
    /// worth sending, that each giver can give one of its terms, or has given it.
    #[must_use]
    pub fn gate(&self, data: &MoveData) -> Condition {
        let can = |own: Vec<TermId>| {
            let each = |term: TermId| [Condition::Agreed(term), self.terms[term.index()].requires.clone()];
            Condition::Any(own.into_iter().flat_map(each).collect())
        };
        let givers: Vec<Condition> = self.given(data).map(can).collect();
        if givers.is_empty() {
            return data.requires.clone();
        }
        Condition::All([data.requires.clone()].into_iter().chain(givers).collect())
    }
}
