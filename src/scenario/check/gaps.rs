//! What is missing or left over: turns without a move, terms that nobody gives, endings, verdicts, incidents.

use super::{
    Report,
    course::Course,
    lines::binds,
    proof::{Proof, Steps},
};
use crate::scenario::{
    compile::{Spot, Spots},
    diagnostic as say,
    model::{Actor, Condition, Effect, Horizon, Ledger, Owner, Scenario, Status, VerdictRule, limits},
};

/// Reports what is missing or left over.
pub(super) fn check(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots, course: &Course, steps: &Steps) {
    passing(report, scenario, spots);
    offers(report, scenario, spots);
    consent(report, scenario, spots);
    settles(report, scenario, spots);
    endings(report, scenario, spots);
    verdicts(report, scenario, spots);
    weights(report, scenario, spots);
    incidents(report, scenario, spots, course, steps);
    roles(report, scenario, spots);
}

/// Turns on which an actor has no move at all.
fn passing(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    for actor in Actor::BOTH {
        for (turn, moves) in scenario.index.moves_by_turn[actor.index()].iter().enumerate() {
            if moves.is_empty()
                && let Some(spot) = spots.turns.get(turn)
            {
                let id = &scenario.actors[actor.index()].id;
                report.at(spot, |place, path| say::nothing_but_pass(place, path, id, turn));
            }
        }
    }
}

/// Looks at every effect in every list, nested ones included.
fn every_effect(scenario: &Scenario, look: &mut impl FnMut(&Effect)) {
    let moves = scenario.moves.iter().map(|data| &data.effects);
    for list in moves.chain(scenario.unordered_effects()).chain(&scenario.blocks) {
        Effect::each(list, look);
    }
}

/// Terms that nobody can give, and offers that nothing sends.
fn offers(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    let mut sent = vec![false; scenario.offers.len()];
    every_effect(scenario, &mut |effect| {
        if let Some(offer) = effect.sends() {
            sent[offer.index()] = true;
        }
    });
    let talks = scenario.channels.iter().any(|channel| channel.talks && channel.open != Condition::Never);
    let legs = scenario
        .offers
        .iter()
        .zip(&sent)
        .filter(|(_, sent)| **sent)
        .fold(0, |legs, (offer, _)| legs | offer.legs.all());
    for (at, (term, spot)) in scenario.terms.iter().zip(&spots.terms).enumerate() {
        if !talks && legs >> at & 1 == 0 {
            report.at(spot, |place, path| say::term_ungiven(place, path, &term.id));
        }
    }
    for ((offer, sent), spot) in scenario.offers.iter().zip(sent).zip(&spots.offers) {
        if !sent {
            report.at(spot, |place, path| say::offer_unsent(place, path, &offer.id));
        }
    }
}

/// Terms whose refused consent carries out, at once, a term whose refused consent carries out the first.
fn consent(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    let next: Vec<u32> = scenario
        .terms
        .iter()
        .map(|term| {
            let mut set = 0;
            if let Some(consent) = &term.consent {
                Effect::each(&consent.refused, &mut |effect| {
                    if let Effect::CarryOut(other) = effect
                        && scenario.terms[other.index()].consent.is_some()
                    {
                        set |= 1 << other.0;
                    }
                });
            }
            set
        })
        .collect();
    for (at, (term, spot)) in scenario.terms.iter().zip(&spots.terms).enumerate() {
        let mut reached: u32 = next[at];
        for _ in 0..limits::TERMS {
            let more =
                (0..next.len()).filter(|other| reached >> other & 1 != 0).fold(reached, |set, other| set | next[other]);
            if more == reached {
                break;
            }
            reached = more;
        }
        if reached >> at & 1 != 0 {
            report.at(spot, |place, path| say::consent_loop(place, path, &term.id));
        }
    }
}

/// Terms that settle a line whose bound side does not give them.
fn settles(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    for (term, spot) in scenario.terms.iter().zip(&spots.terms) {
        for line in &term.settles {
            let line = &scenario.lines[line.index()];
            if !binds(line, term.giver) {
                report.at(spot, |place, path| say::not_a_leg(place, path, &term.id, &line.id));
            }
        }
    }
}

/// Exactly one ending has no condition, and it is the last.
fn endings(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    let last = scenario.endings.len().saturating_sub(1);
    let free: Vec<usize> = (0..scenario.endings.len()).filter(|at| scenario.endings[*at].when.is_none()).collect();
    if free.is_empty() {
        match spots.endings.last() {
            Some(spot) => report.at(spot, |place, path| say::ending_unconditional(place, path, 0)),
            None => report.whole(spots, |place, _| say::ending_unconditional(place, "endings".to_owned(), 0)),
        }
    }
    for at in &free {
        if *at != last
            && let Some(spot) = spots.endings.get(*at)
        {
            report.at(spot, |place, path| say::ending_unconditional(place, path, free.len()));
        }
    }
}

/// Aims and intentions that may be left without a verdict.
fn verdicts(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    let published = scenario.status == Status::Published;
    for ((aim, spot), intentions) in scenario.aims.iter().zip(&spots.aims).zip(&spots.intentions) {
        let rival = aim.intentions.iter().zip(intentions).map(|(data, spot)| (&data.id, &data.verdicts, spot));
        for (id, rules, spot) in [(&aim.id, &aim.verdicts, spot)].into_iter().chain(rival) {
            if rules.is_empty() {
                report.at(spot, |place, path| say::required(published, say::verdict_missing(place, path, id)));
            } else {
                gap(report, scenario, spot, id, rules);
            }
        }
    }
}

fn gap(report: &mut Report<'_>, scenario: &Scenario, spot: &Spot, id: &str, rules: &[VerdictRule]) {
    let published = scenario.status == Status::Published;
    let all = Horizon::BOTH.into_iter().flat_map(|horizon| Ledger::BOTH.map(|ledger| (horizon, ledger)));
    let open = |(horizon, ledger): &(Horizon, Ledger)| {
        !rules.iter().any(|rule| {
            rule.when == Condition::Always
                && rule.horizon.is_none_or(|only| only == *horizon)
                && rule.ledger.is_none_or(|only| only == *ledger)
        })
    };
    let gaps: Vec<_> = all.clone().filter(open).collect();
    if gaps.len() == all.count() {
        report.at(spot, |place, path| say::required(published, say::verdict_gap(place, path, id, None)));
        return;
    }
    for (horizon, ledger) in gaps {
        let ledger = match ledger {
            Ledger::World => tr!("As the world saw it"),
            Ledger::Known => scenario.known.as_str(),
        };
        let horizon = &scenario.horizons[horizon.index()];
        report.at(spot, |place, path| {
            say::required(published, say::verdict_gap(place, path, id, Some((horizon, ledger))))
        });
    }
}

/// Weights that add up to nothing.
fn weights(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    for actor in Actor::BOTH {
        let aims: Vec<usize> =
            (0..scenario.aims.len()).filter(|at| scenario.aims[*at].owner == Owner::Actor(actor)).collect();
        if let Some(first) = aims.first()
            && aims.iter().all(|at| scenario.aims[*at].weight == 0)
            && let Some(spot) = spots.aims.get(*first)
        {
            let what = tr!("all aims of `{id}` weigh 0", id = scenario.actors[actor.index()].id);
            report.at(spot, |place, path| say::weights_empty(place, path, &what));
        }
    }
    for (reading, spot) in scenario.readings.iter().zip(&spots.readings) {
        let nothing = reading.weights.iter().all(|(_, weight)| *weight == 0)
            && reading.questions.iter().all(|question| question.points == 0)
            && reading.says.iter().all(|saying| saying.ahead.is_none());
        if nothing {
            let what = tr!("`{id}` weighs no aim, asks nothing, and names no one", id = reading.id);
            report.at(spot, |place, path| say::weights_empty(place, path, &what));
        }
    }
}

/// Hazards of incidents on turns on which no event can be picked.
fn incidents(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots, course: &Course, steps: &Steps) {
    for (at, (ladder, spot)) in scenario.ladders.iter().zip(&spots.ladders).enumerate() {
        let gap = course.ends.iter().enumerate().find(|(turn, reach)| {
            let most = usize::from(reach.rung(at).1);
            let least = usize::from(reach.rung(at).0);
            let rungs = ladder.rungs.get(least..=most).unwrap_or(&[]);
            let picked = scenario.index.incidents_by_turn.get(*turn).is_some_and(|rules| {
                rules
                    .iter()
                    .any(|rule| Proof::new(scenario, reach, steps).can(&scenario.rules[rule.index()].when, true))
            });
            rungs.iter().any(|rung| rung.incident != 0) && !picked && !steps.gone()
        });
        if let Some((turn, _)) = gap {
            report.at(spot, |place, path| say::incident_without_event(place, path, &ladder.id, turn));
        }
    }
}

/// Costs that would be lost because an actor has no track to pay them from.
fn roles(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots) {
    for actor in Actor::BOTH {
        let data = &scenario.actors[actor.index()];
        let costs = scenario.lines.iter().any(|line| line.owner == Owner::Actor(actor))
            || scenario.commitments.iter().any(|commitment| commitment.owner == actor);
        for (track, role) in [(data.standing, "Standing"), (data.credibility, "Credibility")] {
            if costs && track.is_none() {
                let Some(spot) = spots.actors.get(actor.index()) else { continue };
                report.at(spot, |place, path| say::role_missing(place, path, &data.id, role));
            }
        }
    }
}
