//! Readings: schools that weigh the same evidence differently, and may name different winners.

use super::{Outcome, eyes, verdict};
use crate::{
    crisis::holds,
    scenario::model::{Actor, Ahead, Category, Owner, ReadingData, Scenario},
};

/// What a school makes of an outcome.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// Its points for each actor, 0 to 100.
    pub points: [u8; 2],
    /// Whether its points count: they decide who came out ahead, or the school's own claim puts the same side there.
    pub counted: bool,
    /// Who came out ahead.
    pub ahead: Ahead,
    /// By how many points.
    pub margin: u8,
    /// What it says.
    pub says: String,
    /// The questions that it answered with yes, by their place.
    pub yes: Vec<usize>,
}

/// Below this many points between them, a school that does not name a winner calls it even.
const EVEN: u8 = 5;

/// What every school of the scenario makes of an outcome, in the author's order.
#[must_use]
pub fn opinions(scenario: &Scenario, outcome: &Outcome) -> Vec<Opinion> {
    scenario.readings.iter().map(|reading| opinion(scenario, outcome, reading)).collect()
}

fn opinion(scenario: &Scenario, outcome: &Outcome, reading: &ReadingData) -> Opinion {
    let crisis = outcome.at(reading.horizon);
    let eyes = eyes(reading.ledger);
    let mut sums = [0_u32; 2];
    let mut weights = [0_u32; 2];
    for (aim, weight) in &reading.weights {
        if let Owner::Actor(actor) = scenario.aims[aim.index()].owner
            && let Some(verdict) = verdict(scenario, outcome, *aim, reading.horizon, reading.ledger)
        {
            sums[actor.index()] += verdict.half_points() * u32::from(*weight);
            weights[actor.index()] += u32::from(*weight);
        }
    }
    let mut points = Actor::BOTH.map(|actor| {
        let (sum, weight) = (sums[actor.index()], weights[actor.index()]);
        i32::try_from((sum + weight).div_euclid((2 * weight).max(1))).unwrap_or(0)
    });
    let mut yes = Vec::new();
    for (at, question) in reading.questions.iter().enumerate() {
        if holds(scenario, crisis, &question.when, eyes) {
            points[question.actor.index()] += i32::from(question.points);
            yes.push(at);
        }
    }
    let points = points.map(|points| u8::try_from(points.clamp(0, 100)).unwrap_or(0));
    let margin = points[0].abs_diff(points[1]);
    let by_points = if margin < EVEN {
        Ahead::Neither
    } else if points[1] < points[0] {
        Ahead::Actor(Actor::First)
    } else {
        Ahead::Actor(Actor::Second)
    };
    let nuclear = crisis.ended().is_some_and(|id| scenario.endings[id.index()].category == Category::NuclearWar);
    let by_points = if nuclear { Ahead::BothLost } else { by_points };
    // A nuclear war has no winner, whatever a school would say of the rest.
    let own = |ahead: Option<Ahead>| if nuclear { None } else { ahead };
    let saying = reading.says.iter().find(|saying| holds(scenario, crisis, &saying.when, eyes));
    let ahead = own(saying.and_then(|saying| saying.ahead)).unwrap_or(by_points);
    Opinion {
        points,
        counted: ahead == by_points && !nuclear,
        ahead,
        margin,
        says: saying.map_or_else(|| reading.claim.clone(), |saying| saying.text.clone()),
        yes,
    }
}
