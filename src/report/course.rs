//! What a course of play came to, turn by turn: the orders, what happened, and where the ladders stood.
//!
//! The one place that tells it; the debrief and the programs put it on their pages.

use serde::Serialize;

use super::{table, words};
use crate::{
    crisis::{CommitmentStatus, Entry, Eyes, holds, record::LineEvent, record::What},
    scenario::model::{Actor, Audience, LadderId, LadderKind, RoleWord, RuleKind, Scenario},
    transcript::Course,
};

/// One thing that was ordered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OrderPart {
    /// What.
    pub title: String,
    /// On which desk.
    pub desk: String,
}

/// How much of a turn is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Telling {
    /// All that a chronicle tells.
    Whole,
    /// Without rungs, red lines, offers and words given, which have sections of their own in a debrief.
    Events,
}

/// A turn in one line, as the course had brought it about when the turn opened.
#[must_use]
pub fn headline(course: &Course<'_>, turn: usize) -> String {
    let opening = course.turns.get(turn).map_or(&course.crisis, |played| &played.opening);
    table::headline(course.scenario, turn, |when| holds(course.scenario, opening, when, Eyes::Truth))
}

/// What an order says, in the words of the turn on which it was given.
#[must_use]
pub fn orders(course: &Course<'_>, turn: usize, actor: Actor) -> Vec<OrderPart> {
    let scenario = course.scenario;
    let Some(played) = course.turns.get(turn) else { return Vec::new() };
    played.orders[actor.index()]
        .acts()
        .map(|act| OrderPart {
            title: words::act(scenario, played.opening.offers(), act),
            desk: words::desk(scenario, act.channel(scenario, &played.opening)).to_owned(),
        })
        .collect()
}

/// What happened on a turn, in sentences, in truth. What comes back turn after turn is told once, with the turns on
/// which it did.
#[must_use]
pub fn told(course: &Course<'_>, turn: usize, telling: Telling) -> Vec<String> {
    weighed(course, turn, telling).into_iter().map(|(_, text)| text).collect()
}

/// As [`told`], each with how grave it is, 0 the gravest: catastrophes, then what cost lives, the most first,
/// then what moved the ladder or broke a secret, then the rest.
#[must_use]
pub fn weighed(course: &Course<'_>, turn: usize, telling: Telling) -> Vec<(i32, String)> {
    let offers = course.turns.get(turn).map_or(&course.crisis, |played| &played.after).offers();
    course
        .entries_of(turn)
        .into_iter()
        .filter(|entry| tells(entry, telling))
        .filter_map(|entry| {
            let later = told_before(course.scenario, &course.record.entries, entry).ok()?;
            let text = words::entry(course.scenario, Eyes::Truth, offers, entry)?;
            Some((gravity(course, turn, entry), text + &came_back(&later)))
        })
        .collect()
}

/// How grave what happened on a turn is, 0 the gravest.
fn gravity(course: &Course<'_>, turn: usize, entry: &Entry) -> i32 {
    /// What comes after all that cost lives.
    const NO_LIVES: i32 = 1_000_000_000;
    // The end is told in a section of its own.
    if matches!(entry.what, What::Ended(_)) {
        return i32::MAX;
    }
    let rank = i32::from(words::headline(entry, None).unwrap_or(u8::MAX));
    if rank == 0 {
        return 0;
    }
    if !matches!(entry.what, What::Happened(_)) {
        return NO_LIVES + rank;
    }
    let (mut dead, mut climbs) = (0_i32, false);
    for other in course.entries_of(turn).into_iter().filter(|other| other.cause == entry.cause) {
        match other.what {
            What::Track(track, from, to) if course.scenario.tracks[track.index()].role == RoleWord::HumanCost => {
                dead = dead.max(to.saturating_sub(from));
            }
            What::Rung(_, _, from, to) => climbs |= from < to,
            _ => {}
        }
    }
    if 0 < dead { NO_LIVES.saturating_sub(dead).max(1) } else { NO_LIVES + if climbs { 2 } else { rank } }
}

/// Whether an entry belongs in a telling.
fn tells(entry: &Entry, telling: Telling) -> bool {
    let whole = telling == Telling::Whole;
    match &entry.what {
        // What the world is told of an agreement is a part of it, not another.
        What::Agreed(_) => entry.audience != Audience::WORLD_ALONE,
        What::Happened(_)
        | What::IncidentUnanswered(_)
        | What::CarriedOut(_)
        | What::Consented(_)
        | What::ConsentRefused(_)
        | What::FellWith(..)
        | What::CalledOff(_)
        | What::Leaked(_)
        | What::Catastrophe
        | What::CatastropheStopped
        | What::CatastropheUnstopped
        | What::Told(_) => true,
        What::Ended(_) => !whole,
        What::Rung(..)
        | What::IncidentExplained(_)
        | What::Followed(_)
        | What::Offer(..)
        | What::Sent { .. }
        | What::Arrived(..) => whole,
        What::Line { event, .. } => whole && !matches!(event, LineEvent::Respected | LineEvent::Conduct),
        What::Commitment(_, status, _) => whole && *status != CommitmentStatus::None,
        What::TurnOpened
        | What::Ordered(..)
        | What::Track(..)
        | What::Fact(..)
        | What::FactRevealed(..)
        | What::TrackRevealed(..)
        | What::IncidentOpened(_)
        | What::IncidentAnswered(_)
        | What::Drew(_) => false,
    }
}

/// The later turns on which a party's reaction or a drift came back, of the entries that the reader may know.
///
/// # Errors
/// It has been told on an earlier turn, and so is not told again.
#[allow(clippy::result_unit_err, reason = "there is nothing to say of what has been said")]
pub fn told_before<'r>(
    scenario: &Scenario,
    known: impl IntoIterator<Item = &'r Entry>,
    entry: &Entry,
) -> Result<Vec<u8>, ()> {
    let What::Happened(rule) = entry.what else { return Ok(Vec::new()) };
    match scenario.rules[rule.index()].kind {
        RuleKind::Opening | RuleKind::Closing | RuleKind::Incident => return Ok(Vec::new()),
        RuleKind::Party(_) | RuleKind::Drift => {}
    }
    let turns = known.into_iter().filter(|other| other.what == entry.what).map(|other| other.turn);
    let (earlier, later): (Vec<u8>, Vec<u8>) =
        turns.filter(|turn| *turn != entry.turn).partition(|turn| *turn < entry.turn);
    if earlier.is_empty() { Ok(later) } else { Err(()) }
}

/// The turns in a sentence: " It came back on turns 3, 4 and 7."
fn came_back(later: &[u8]) -> String {
    match later {
        [] => String::new(),
        [one] => tr!(" It came back on turn {one}.", one),
        [one, .., last] if usize::from(last - one) + 1 == later.len() && 2 < later.len() => {
            tr!(" It came back on every turn from {one} to {last}.", one, last)
        }
        [..] => {
            let names: Vec<String> = later.iter().map(ToString::to_string).collect();
            tr!(" It came back on turns {listed}.", listed = words::listed(&names, "and"))
        }
    }
}

/// The rungs of a ladder, of both actors, at the start and at the end of each turn, before the next one opened.
#[must_use]
pub fn steps(course: &Course<'_>, ladder: LadderId) -> Vec<[u8; 2]> {
    let start = course.scenario.ladders[ladder.index()].start;
    let closing = course.turns.iter().map(|played| Actor::BOTH.map(|actor| played.closing.rung_of(ladder, actor)));
    std::iter::once([start; 2]).chain(closing).collect()
}

/// The rungs at the end of a turn: the ladder, whose rung it is where each side has its own, and the rung.
#[must_use]
pub fn rungs(course: &Course<'_>, turn: usize) -> Vec<(LadderId, Option<Actor>, u8)> {
    let crisis = course.turns.get(turn).map_or(&course.crisis, |played| &played.closing);
    let mut rungs = Vec::new();
    for (at, ladder) in course.scenario.ladders.iter().enumerate() {
        let id = LadderId::new(at);
        match ladder.kind {
            LadderKind::Shared => rungs.push((id, None, crisis.rung(id))),
            LadderKind::Parallel => rungs.extend(Actor::BOTH.map(|actor| (id, Some(actor), crisis.rung_of(id, actor)))),
        }
    }
    rungs
}

/// The rung of a ladder in words; both where each actor has its own.
#[must_use]
pub fn rung_words(scenario: &Scenario, ladder: LadderId, step: [u8; 2]) -> String {
    let data = &scenario.ladders[ladder.index()];
    let name = |actor: Actor| words::rung(scenario, ladder, step[actor.index()]).to_owned();
    match data.kind {
        LadderKind::Shared => name(Actor::First),
        LadderKind::Parallel => {
            Actor::BOTH.map(|actor| format!("{}: {}", words::actor(scenario, actor), name(actor))).join("; ")
        }
    }
}
