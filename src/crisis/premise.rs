//! What stands otherwise as a crisis begins: a later turn, and facts, tracks and rungs of one's choice.
//!
//! An author tries a turn without playing those before it; a transcript keeps it, so that the crisis replays.

use crate::scenario::model::{Actor, Effect, FactId, LadderId, LadderKind, Scenario, TrackId, VariantData};

/// What stands otherwise than at the scenario's start. Whatever is not named stands as there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Premise {
    /// The turn on which it begins; those before it pass without anything happening.
    pub turn: usize,
    /// Facts and postures that are true or false.
    pub facts: Vec<(FactId, bool)>,
    /// Where tracks stand; they stop at their ends.
    pub tracks: Vec<(TrackId, i32)>,
    /// The rungs of ladders; on a parallel ladder both actors stand there.
    pub rungs: Vec<(LadderId, u8)>,
}

impl Premise {
    /// Whether everything stands as at the scenario's start.
    #[must_use]
    pub const fn is_none(&self) -> bool {
        self.turn == 0 && self.facts.is_empty() && self.tracks.is_empty() && self.rungs.is_empty()
    }

    /// What stands otherwise in a variant of the scenario.
    #[must_use]
    pub fn of(variant: &VariantData) -> Self {
        Self { facts: variant.facts.clone(), tracks: variant.tracks.clone(), ..Self::default() }
    }

    /// The effects that bring it about, beside the actor who is said to act; what the scenario does not have is left out.
    pub(super) fn effects(&self, scenario: &Scenario) -> Vec<Effect> {
        let mut effects = Vec::new();
        for (ladder, to) in &self.rungs {
            let Some(data) = scenario.ladders.get(ladder.index()).filter(|data| usize::from(*to) < data.rungs.len())
            else {
                continue;
            };
            for actor in Actor::BOTH {
                if data.kind == LadderKind::Parallel || actor == Actor::First {
                    let (ladder, to, actor) = (*ladder, *to, Some(actor));
                    effects.extend([Effect::Descend { ladder, to, actor }, Effect::Climb { ladder, to, actor }]);
                }
            }
        }
        for (fact, is) in self.facts.iter().filter(|(fact, _)| fact.index() < scenario.facts.len()) {
            effects.push(if *is { Effect::Become(*fact) } else { Effect::Cease(*fact) });
        }
        let there = self.tracks.iter().filter(|(track, _)| track.index() < scenario.tracks.len());
        effects.extend(there.map(|(track, to)| Effect::SetTo(*track, *to)));
        effects
    }
}
