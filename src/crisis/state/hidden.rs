//! Hidden information, tried where the fields can be reached: whatever a side may not see is changed at every
//! turn of random play, and its view must not change.

use std::path::Path;

use super::{Commitment, CommitmentStatus, Crisis, OfferStatus};
use crate::{
    crisis::{NoRecord, Seeded, Setup, View, adjudicate, start},
    policy::{Player, Simple},
    scenario::{
        Scenario, files, load,
        model::{Actor, FactId, Owner, TrackId},
        program::place,
    },
};

/// October 1962, read from its folder.
pub(super) fn cuba() -> Scenario {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios/cuba-1962");
    let found = files::read_folder(&folder).unwrap_or_default();
    load("cuba-1962", &found).scenario.unwrap_or_else(|| panic!("cuba-1962 is fit for play"))
}

/// The crisis with everything changed that an actor may not see, and how much that was.
fn disguised(scenario: &Scenario, crisis: &Crisis, actor: Actor) -> (Crisis, usize) {
    let mut other = *crisis;
    let mut changed = 0;
    let eyes = actor.index();
    for (at, data) in scenario.tracks.iter().enumerate() {
        if !crisis.sees_track(eyes, TrackId::new(at)) {
            let value = if crisis.tracks[at] == data.max { data.min } else { data.max };
            other.set_track(scenario, TrackId::new(at), value);
            changed += 1;
        }
    }
    for at in 0..scenario.facts.len() {
        let fact = FactId::new(at);
        if !crisis.sees_fact(eyes, fact) {
            other.set_bit(place::FACTS, at, !crisis.fact(fact));
            changed += 1;
        }
    }
    for at in 0..scenario.moves.len() {
        if !scenario.index.moves_seen[eyes].has(at) {
            other.set_bit(place::DID, at, true);
            other.set_bit(place::DID_LAST, at, true);
            changed += 1;
        }
    }
    for at in 0..scenario.rules.len() {
        let waits = crisis.incident.open && crisis.incident.rule.index() == at;
        if !scenario.index.rules_seen[eyes].has(at) && !waits {
            other.set_bit(place::HAPPENED, at, true);
            changed += 1;
        }
    }
    for offer in &mut other.offers {
        if offer.status == OfferStatus::InTransit && offer.from != actor {
            offer.legs.public ^= 1;
            changed += 1;
        }
    }
    for (at, data) in scenario.commitments.iter().enumerate() {
        if !data.audience.includes(actor) && data.owner != actor {
            other.commitments[at] = Commitment { status: CommitmentStatus::Broken, stake: 99 };
            other.mirror_commitment(at);
            changed += 1;
        }
    }
    for (at, data) in scenario.lines.iter().enumerate() {
        let state = &mut other.lines[at];
        if data.owner != Owner::Actor(actor) && !state.declared {
            state.window = 9;
            state.fade = 50;
            other.mirror_line(at);
            changed += 1;
        }
    }
    let theirs = &scenario.actors[actor.other().index()].dispositions;
    if let Some(another) = theirs.iter().find(|id| Some(**id) != crisis.disposition(actor.other())) {
        other.dispositions[actor.other().index()] = another.0;
        changed += 1;
    }
    (other, changed)
}

#[test]
fn a_view_does_not_change_when_what_it_may_not_know_changes() {
    let scenario = cuba();
    let mut changed = 0;
    for seed in 0..40 {
        let policies = if seed % 2 == 0 { [Simple::Random; 2] } else { [Simple::Historical; 2] };
        let mut players = Actor::BOTH.map(|actor| Player::new(policies[actor.index()], actor, seed));
        let mut dice = Seeded::new(seed);
        let mut crisis = start(&scenario, &Setup::default(), &mut dice, &mut NoRecord);
        while crisis.ended().is_none() {
            for actor in Actor::BOTH {
                let (other, count) = disguised(&scenario, &crisis, actor);
                changed += count;
                let (seen, still) =
                    (View::of(&scenario, &crisis, actor).seen(), View::of(&scenario, &other, actor).seen());
                assert_eq!(seen, still, "seed {seed} turn {} {actor:?}", crisis.turn());
            }
            let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&View::of(&scenario, &crisis, actor)));
            adjudicate(&scenario, &mut crisis, &orders, &mut dice, &mut NoRecord)
                .unwrap_or_else(|illegal| panic!("{illegal:?}"));
        }
    }
    assert!(10_000 < changed, "{changed}");
}
