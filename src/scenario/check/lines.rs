//! Red lines: those that nothing crosses or probes, and those that words alone would move.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Report,
    course::Course,
    proof::{Proof, Steps},
};
use crate::scenario::{
    compile::Spots,
    diagnostic as say,
    model::{Actor, Condition, Effect, LadderKind, LineData, Scenario},
};

/// The lines that nothing can cross or probe, those named already included.
pub(super) fn uncrossable(scenario: &Scenario, course: &Course, steps: &Steps, already: &[usize]) -> Vec<usize> {
    (0..scenario.lines.len())
        .filter(|at| {
            let line = &scenario.lines[*at];
            let can = |condition: &Condition| {
                course
                    .ends
                    .iter()
                    .any(|reach| reach.lines[*at].in_force && Proof::new(scenario, reach, steps).can(condition, true))
            };
            already.contains(at) || !(can(&line.crossed) || can(&line.probed))
        })
        .collect()
}

/// What words can change, and the move that does.
#[derive(Default)]
struct Words<'a> {
    /// By what is read: a fact, a track, a line's words and so on.
    changed: BTreeMap<Read, &'a str>,
    /// Climbs: ladder, whose rung, the highest rung, the move.
    climbs: Vec<(usize, Option<Actor>, u8, &'a str)>,
    /// Descents: ladder, whose rung, the lowest rung, the move.
    descents: Vec<(usize, Option<Actor>, u8, &'a str)>,
}

/// What a condition can read that words can change.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Read {
    Fact(usize),
    Track(usize),
    Move(usize),
    Offer(usize),
    /// Some offer of an actor.
    AnyOffer(usize),
    Term(usize),
    /// Any agreement.
    Agreement,
    /// What is said about a line, or that it is declared, redrawn or let pass.
    Line(usize),
    Commitment(usize),
}

/// Reports words that would move conduct.
pub(super) fn words(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    let mut said = Words::default();
    for (at, data) in scenario.moves.iter().enumerate().filter(|(_, data)| data.words) {
        said.changed.insert(Read::Move(at), &data.id);
        let mut deeds = BTreeSet::new();
        gather(scenario, &data.effects, &data.id, data.actor, &mut said, &mut deeds);
        if let Some(spot) = spots.moves.get(at) {
            for deed in deeds {
                let what = tr!("`{id}` is words and has the effect `{deed}`", id = data.id, deed);
                report.at(spot, |place, path| say::words_move_conduct(place, path, &what));
            }
        }
    }
    talk(scenario, &mut said);
    for (line, spot) in scenario.lines.iter().zip(&spots.lines) {
        let mut found = BTreeSet::new();
        for condition in [&line.crossed, &line.probed, &line.chance] {
            read(scenario, condition, &said, &mut found);
        }
        for what in found {
            let what = tr!("`{id}` reads {what}", id = line.id, what);
            report.at(spot, |place, path| say::words_move_conduct(place, path, &what));
        }
    }
}

/// What the negotiating table changes without any move.
fn talk(scenario: &Scenario, said: &mut Words<'_>) {
    let table = tr!("the negotiating table");
    let talks = scenario.channels.iter().any(|channel| channel.talks);
    if talks {
        for actor in Actor::BOTH {
            said.changed.entry(Read::AnyOffer(actor.index())).or_insert(table);
        }
    }
    if talks || !scenario.offers.is_empty() {
        said.changed.entry(Read::Agreement).or_insert(table);
    }
    for (at, offer) in scenario.offers.iter().enumerate() {
        // An offer that deeds send can still be accepted and withdrawn by word.
        said.changed.entry(Read::Offer(at)).or_insert(table);
        for (term, _) in offer.legs.iter() {
            said.changed.entry(Read::Term(term.index())).or_insert(table);
        }
    }
    if talks {
        for at in 0..scenario.terms.len() {
            said.changed.entry(Read::Term(at)).or_insert(table);
        }
    }
}

/// Gathers what effects change; `deeds` are those that words must not have.
fn gather<'a>(
    scenario: &'a Scenario,
    effects: &'a [Effect],
    id: &'a str,
    actor: Actor,
    said: &mut Words<'a>,
    deeds: &mut BTreeSet<&'static str>,
) {
    for effect in effects {
        let mut put = |read: Read| {
            said.changed.insert(read, id);
        };
        match effect {
            Effect::Change(track, by) => {
                if *by != 0 {
                    put(Read::Track(track.index()));
                }
            }
            Effect::SetTo(track, _) => put(Read::Track(track.index())),
            Effect::Become(fact) | Effect::Cease(fact) => put(Read::Fact(fact.index())),
            Effect::Climb { ladder, to, actor: who } => said.climbs.push((ladder.index(), *who, *to, id)),
            Effect::ClimbBy { ladder, actor: who, .. } => said.climbs.push((ladder.index(), *who, u8::MAX, id)),
            Effect::Descend { ladder, to, actor: who } => said.descents.push((ladder.index(), *who, *to, id)),
            Effect::DescendBy { ladder, actor: who, .. } => said.descents.push((ladder.index(), *who, 0, id)),
            Effect::Offer(offer) | Effect::Counter(_, offer) => {
                put(Read::Offer(offer.index()));
                put(Read::AnyOffer(actor.index()));
            }
            Effect::Accept(offer) | Effect::Refuse(offer) | Effect::Withdraw(offer) => {
                put(Read::Offer(offer.index()));
                put(Read::AnyOffer(scenario.offers[offer.index()].from.index()));
            }
            Effect::Say(line, _) | Effect::Declare(line) | Effect::LetPass(line) => put(Read::Line(line.index())),
            Effect::Redraw(line, new) => {
                put(Read::Line(line.index()));
                if let Some(new) = new {
                    put(Read::Line(new.index()));
                }
            }
            Effect::Commit(id) | Effect::Release(id) => put(Read::Commitment(id.index())),
            Effect::Conduct(..) => {
                deeds.insert("Conduct");
            }
            Effect::Answer(_) => {
                deeds.insert("Answer");
            }
            Effect::After(_, block) => {
                if let Some(block) = scenario.blocks.get(block.index()) {
                    gather(scenario, block, id, actor, said, deeds);
                }
            }
            Effect::When(_) | Effect::Chance(_) => {
                for list in effect.inner(|_| None) {
                    gather(scenario, list, id, actor, said, deeds);
                }
            }
            // Carrying a term out is a deed.
            Effect::CarryOut(_)
            | Effect::Disclose(_)
            | Effect::RevealFact(..)
            | Effect::RevealTrack(..)
            | Effect::Explain
            | Effect::AnswerIncident
            | Effect::Tell(..) => {}
        }
    }
}

/// What a condition reads that words change.
#[allow(clippy::too_many_lines, reason = "one arm for each word of the vocabulary")]
fn read(scenario: &Scenario, condition: &Condition, said: &Words<'_>, found: &mut BTreeSet<String>) {
    use Condition as C;
    let mut changed = |read: Read, what: &str| {
        if let Some(by) = said.changed.get(&read) {
            found.insert(tr!("{what}, which words change (`{by}`)", what, by));
        }
    };
    match condition {
        C::Always | C::Never => {}
        C::All(list) | C::Any(list) | C::AtLeast(_, list) => {
            for inner in list {
                self::read(scenario, inner, said, found);
            }
        }
        C::Not(inner) => self::read(scenario, inner, said, found),
        C::Fact(id) => changed(Read::Fact(id.index()), &tr!("the fact `{id}`", id = scenario.facts[id.index()].id)),
        C::TrackAtLeast(id, _) | C::TrackAtMost(id, _) => {
            changed(Read::Track(id.index()), &tr!("the track `{id}`", id = scenario.tracks[id.index()].id));
        }
        C::TrackAbove(left, right) => {
            for id in [left, right] {
                changed(Read::Track(id.index()), &tr!("the track `{id}`", id = scenario.tracks[id.index()].id));
            }
        }
        C::RungAtLeast(id, rung) => rungs(scenario, said, id.index(), None, *rung, true, found),
        C::RungAtMost(id, rung) => rungs(scenario, said, id.index(), None, rung.saturating_add(1), true, found),
        C::OwnRungAtLeast(actor, id, rung) => rungs(scenario, said, id.index(), Some(*actor), *rung, true, found),
        C::PeakAtLeast(id, rung) => rungs(scenario, said, id.index(), None, *rung, false, found),
        C::Did(id) | C::DidNow(id) | C::DidLast(id) => {
            changed(Read::Move(id.index()), &tr!("the move `{id}`", id = scenario.moves[id.index()].id));
        }
        C::EscalatedFirst(id, _) => {
            if let Some((.., by)) = said.climbs.iter().find(|(at, ..)| *at == id.index()) {
                found.insert(tr!(
                    "who climbed `{id}` first, which words change (`{by}`)",
                    id = scenario.ladders[id.index()].id,
                    by
                ));
            }
        }
        C::Sent(id) | C::OnTable(id) | C::InTransit(id) | C::Accepted(id) => {
            changed(Read::Offer(id.index()), &tr!("the offer `{id}`", id = scenario.offers[id.index()].id));
        }
        C::AnyOnTable(actor) => changed(Read::AnyOffer(actor.index()), tr!("whether an offer lies on the table")),
        C::AnyInTransit(actor) => changed(Read::AnyOffer(actor.index()), tr!("whether an offer is on its way")),
        C::AnyAgreement => changed(Read::Agreement, tr!("whether something is agreed")),
        C::Agreed(id) | C::AgreedInPublic(id) | C::AgreedInSecret(id) => {
            let what = tr!("whether `{id}` is agreed, rather than carried out", id = scenario.terms[id.index()].id);
            changed(Read::Term(id.index()), &what);
        }
        C::LetPass(id) | C::Declared(id) | C::Redrawn(id) | C::WordsAre(id, _) => {
            changed(Read::Line(id.index()), &tr!("what is said of `{id}`", id = scenario.lines[id.index()].id));
        }
        C::Committed(id) => {
            let what = tr!("the commitment `{id}`", id = scenario.commitments[id.index()].id);
            changed(Read::Commitment(id.index()), &what);
        }
        // Deeds, chance, and what follows from them.
        C::TurnAtLeast(_)
        | C::TurnAtMost(_)
        | C::TurnLimit
        | C::Acted(..)
        | C::Happened(_)
        | C::HappenedNow(_)
        | C::CarriedOut(_)
        | C::Leaked(_)
        | C::ConsentRefused(_)
        | C::Crossed(_)
        | C::EverCrossed(_)
        | C::CrossingKnown(_)
        | C::WindowOpen(_)
        | C::Answered(_)
        | C::ConductAtLeast(..)
        | C::Kept(_)
        | C::Broken(_)
        | C::Disposition(_)
        | C::IncidentOpen
        | C::IncidentOf(_)
        | C::LastTurn
        | C::Catastrophe
        | C::Ended(_)
        | C::EndedAs(_)
        | C::Followed(_) => {}
    }
}

/// Whether words can carry a ladder over a threshold, or below it.
fn rungs(
    scenario: &Scenario,
    said: &Words<'_>,
    ladder: usize,
    actor: Option<Actor>,
    threshold: u8,
    down: bool,
    found: &mut BTreeSet<String>,
) {
    let data = &scenario.ladders[ladder];
    let same = |whose: &Option<Actor>| {
        data.kind == LadderKind::Shared || actor.is_none() || whose.is_none() || *whose == actor
    };
    let name = data.rungs.get(usize::from(threshold)).map_or(data.id.as_str(), |rung| rung.id.as_str());
    for (at, whose, to, id) in &said.climbs {
        if *at == ladder && same(whose) && threshold <= *to && usize::from(threshold) < data.rungs.len() {
            found.insert(tr!("the rung `{name}`, to which words can climb (`{id}`)", name, id));
        }
    }
    for (at, whose, to, id) in &said.descents {
        if down && *at == ladder && same(whose) && *to < threshold {
            found.insert(tr!("the rung `{name}`, from which words can descend (`{id}`)", name, id));
        }
    }
}

/// Whether a line binds the side that gives a term.
pub(super) const fn binds(line: &LineData, giver: Actor) -> bool {
    line.binds.index() == giver.index()
}
