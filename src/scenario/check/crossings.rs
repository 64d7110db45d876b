//! Whose doing it is that a red line is crossed: what is not written yet, and lines that only the wrong side can cross.

use super::Report;
use crate::scenario::{
    compile::Spots,
    diagnostic as say,
    model::{Actor, Condition, Effect, LadderId, LineData, RoleWord, Scenario, Status, TrackId},
};

/// Reports what stands for a condition that is not written yet, and lines that judge a side by what the other orders.
pub(super) fn check(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    unwritten(report, scenario, spots);
    for (line, spot) in scenario.lines.iter().zip(&spots.lines) {
        if only_the_other(scenario, line) {
            let [bound, other] = [line.binds, line.binds.other()].map(|actor| &scenario.actors[actor.index()].id);
            report.at(spot, |place, path| say::line_wrong_side(place, path, &line.id, bound, other));
        }
    }
}

/// Lines that stand crossed, or commitments that are kept or broken, whatever anybody does: what a form begins with, and
/// nobody means.
fn unwritten(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    let published = scenario.status == Status::Published;
    let lines = scenario.lines.iter().map(|line| ("red_lines", &line.id, ["crossed", "probed"]));
    let words = scenario.commitments.iter().map(|word| ("commitments", &word.id, ["kept", "broken"]));
    for (part, id, fields) in lines.chain(words) {
        for field in fields {
            let path = format!("{part}.{id}.{field}");
            let asked = spots.conditions.iter().find(|asked| asked.spot.path == path);
            if let Some(asked) = asked.filter(|asked| asked.condition == Condition::Always) {
                report
                    .at(&asked.spot, |place, path| say::required(published, say::when_missing(place, path, id, field)));
            }
        }
    }
}

/// Whose doing something can be, as a set.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Causes(u8);

impl Causes {
    /// Nobody's: it cannot come about.
    const NONE: Self = Self(0);
    /// Nobody's: it is so from the start, or comes with the calendar.
    const ITSELF: Self = Self(1);
    /// An event's, a party's, an agreement's or the dice's.
    const ELSE: Self = Self(2);

    /// That of the orders of an actor.
    const fn orders(actor: Actor) -> Self {
        Self(4 << actor.index())
    }

    const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

/// Whether all that can bring a crossing about are orders of the side that the line does not bind.
fn only_the_other(scenario: &Scenario, line: &LineData) -> bool {
    causes(scenario, &line.crossed, true) == Causes::orders(line.binds.other())
}

/// Whose doing it can be that a condition comes out as wanted.
fn causes(scenario: &Scenario, condition: &Condition, want: bool) -> Causes {
    use Condition as C;
    let start = |so: bool, else_by: Causes| if so { Causes::ITSELF } else { else_by };
    let flag = |by: Causes| if want { by } else { Causes::ITSELF };
    match condition {
        C::Always => start(want, Causes::NONE),
        C::Never => start(!want, Causes::NONE),
        C::Not(inner) => causes(scenario, inner, !want),
        C::All(list) if want => together(scenario, list, want),
        C::Any(list) if !want => together(scenario, list, want),
        C::All(list) | C::Any(list) | C::AtLeast(_, list) => {
            list.iter().fold(Causes::NONE, |set, inner| set.and(causes(scenario, inner, want)))
        }
        C::Fact(id) => start(scenario.index.facts.has(id.index()) == want, {
            let variant = scenario.variants.iter().flat_map(|variant| &variant.facts).any(|set| *set == (*id, want));
            let made = by(scenario, |effect| match effect {
                Effect::Become(fact) => want && fact == id,
                Effect::Cease(fact) => !want && fact == id,
                _ => false,
            });
            if variant { made.and(Causes::ELSE) } else { made }
        }),
        C::TrackAtLeast(id, least) => {
            let from = scenario.tracks[id.index()].start;
            start((*least <= from) == want, moved(scenario, *id, want, |to| (*least <= to) == want))
        }
        C::TrackAtMost(id, most) => {
            let from = scenario.tracks[id.index()].start;
            start((from <= *most) == want, moved(scenario, *id, !want, |to| (to <= *most) == want))
        }
        C::RungAtLeast(id, rung) | C::OwnRungAtLeast(_, id, rung) | C::PeakAtLeast(id, rung) => {
            let from = scenario.ladders[id.index()].start;
            start((*rung <= from) == want, climbed(scenario, *id, want))
        }
        C::RungAtMost(id, rung) => {
            let from = scenario.ladders[id.index()].start;
            start((from <= *rung) == want, climbed(scenario, *id, !want))
        }
        C::TurnAtLeast(_) | C::TurnAtMost(_) | C::TurnLimit => Causes::ITSELF,
        C::Did(id) | C::DidNow(id) | C::DidLast(id) => flag(Causes::orders(scenario.moves[id.index()].actor)),
        C::Acted(actor, ..) => flag(Causes::orders(*actor)),
        C::Sent(offer) => flag(Causes::orders(scenario.offers[offer.index()].from)),
        C::TrackAbove(..)
        | C::EscalatedFirst(..)
        | C::Happened(_)
        | C::HappenedNow(_)
        | C::OnTable(_)
        | C::InTransit(_)
        | C::Accepted(_)
        | C::AnyOnTable(_)
        | C::AnyInTransit(_)
        | C::AnyAgreement
        | C::Agreed(_)
        | C::AgreedInPublic(_)
        | C::AgreedInSecret(_)
        | C::CarriedOut(_)
        | C::Leaked(_)
        | C::ConsentRefused(_)
        | C::Crossed(_)
        | C::EverCrossed(_)
        | C::CrossingKnown(_)
        | C::WindowOpen(_)
        | C::Answered(_)
        | C::LetPass(_)
        | C::Declared(_)
        | C::Redrawn(_)
        | C::ConductAtLeast(..)
        | C::WordsAre(..)
        | C::Committed(_)
        | C::Kept(_)
        | C::Broken(_)
        | C::Disposition(_)
        | C::IncidentOpen
        | C::IncidentOf(_)
        | C::LastTurn
        | C::Catastrophe
        | C::Ended(_)
        | C::EndedAs(_)
        | C::Followed(_) => Causes::ELSE,
    }
}

/// Whose doing it can be that all parts come out as wanted; what is so by itself adds nobody.
fn together(scenario: &Scenario, list: &[Condition], want: bool) -> Causes {
    let parts: Vec<Causes> = list.iter().map(|inner| causes(scenario, inner, want)).collect();
    if parts.contains(&Causes::NONE) {
        return Causes::NONE;
    }
    let acts = parts.iter().filter(|part| **part != Causes::ITSELF);
    acts.copied().reduce(Causes::and).unwrap_or(Causes::ITSELF)
}

/// Whose effects move a track that way, by steps or to a value that will do.
fn moved(scenario: &Scenario, track: TrackId, up: bool, will_do: impl Fn(i32) -> bool) -> Causes {
    // What the rules of the game move by themselves is nobody's order.
    let rules = scenario.tracks[track.index()].role != RoleWord::Plain;
    let variant = scenario.variants.iter().flat_map(|variant| &variant.tracks).any(|(id, _)| *id == track);
    let own = if rules || variant { Causes::ELSE } else { Causes::NONE };
    own.and(by(scenario, |effect| match effect {
        Effect::Change(id, by) => *id == track && *by != 0 && (0 < *by) == up,
        Effect::SetTo(id, to) => *id == track && will_do(*to),
        _ => false,
    }))
}

/// Whose effects move a ladder that way.
fn climbed(scenario: &Scenario, ladder: LadderId, up: bool) -> Causes {
    let data = &scenario.ladders[ladder.index()];
    let hazard = up && data.rungs.iter().any(|rung| rung.incident != 0 || rung.catastrophe != 0);
    let own =
        if hazard || scenario.rules.iter().any(|rule| rule.unordered.is_some()) { Causes::ELSE } else { Causes::NONE };
    own.and(by(scenario, |effect| match effect {
        Effect::Climb { ladder: id, .. } | Effect::ClimbBy { ladder: id, .. } => up && *id == ladder,
        Effect::Descend { ladder: id, .. } | Effect::DescendBy { ladder: id, .. } => !up && *id == ladder,
        _ => false,
    }))
}

/// Whose effects are such that they do what is wanted, at once or later: those of orders, and all others.
fn by(scenario: &Scenario, wanted: impl Fn(&Effect) -> bool) -> Causes {
    let any = |list: &[Effect]| {
        let mut found = false;
        scenario.each_effect(list, &mut |effect| found |= wanted(effect));
        found
    };
    let mut set = Causes::NONE;
    for data in &scenario.moves {
        if any(&data.effects) {
            set = set.and(Causes::orders(data.actor));
        }
    }
    if scenario.unordered_effects().any(|list| any(list)) { set.and(Causes::ELSE) } else { set }
}
