//! Effects in words: what a move does, and what a seat can foresee of it.

use super::{actor, bare, condition, odds, offer, quoted, rung, uncapped};
use crate::{
    crisis::{CommitmentStatus, View},
    scenario::model::{Actor, Audience, Carry, Condition, Effect, FactId, Legs, Scenario, TermId, TrackId, figure},
};

/// What a reader may be shown of effects.
#[derive(Clone, Copy, Debug)]
pub enum Preview<'v, 'a> {
    /// Everything, for authors and the debrief.
    All,
    /// What a seat can foresee: what it sees of tracks and facts, and the branch that holds as far as it knows.
    Seat(&'v View<'a>),
}

impl Preview<'_, '_> {
    /// Under which track's name a change of one is shown, if it is shown.
    fn shown_as(self, track: TrackId) -> Option<TrackId> {
        match self {
            Self::All => Some(track),
            Self::Seat(view) => view.shown_as(track),
        }
    }

    fn sees_fact(self, fact: FactId) -> bool {
        match self {
            Self::All => true,
            Self::Seat(view) => view.fact(fact).is_some(),
        }
    }

    /// Whether a red line may be named: one that is kept private is its owner's alone.
    fn sees_line(self, effect: &Effect) -> bool {
        let Self::Seat(view) = self else { return true };
        match effect {
            Effect::Answer(id)
            | Effect::LetPass(id)
            | Effect::Redraw(id, _)
            | Effect::Say(id, _)
            | Effect::Conduct(id, _) => view.line(*id).is_some(),
            _ => true,
        }
    }
}

/// One effect as a clause without its subject, such as "raises the danger by 4"; all of it, for authors.
#[must_use]
pub fn effect(scenario: &Scenario, effect: &Effect) -> String {
    let mut parts = Vec::new();
    gather(scenario, std::slice::from_ref(effect), Preview::All, &mut parts);
    parts.join("; ")
}

/// A list of effects as clauses, in order.
#[must_use]
pub fn effects(scenario: &Scenario, effects: &[Effect], preview: Preview<'_, '_>) -> Vec<String> {
    let mut parts = Vec::new();
    gather(scenario, effects, preview, &mut parts);
    parts
}

/// What a seat can foresee of a move, as clauses: the ladder and red lines first, then words, then tracks. What comes into
/// force with an offer that it accepts is part of it.
#[must_use]
pub fn foreseen(view: &View<'_>, effects: &[Effect]) -> Vec<String> {
    ranked(view, &foreseen_effects(view, effects))
}

/// What a seat can foresee of an agreement on legs, as clauses.
#[must_use]
pub fn foreseen_of_legs(view: &View<'_>, legs: Legs) -> Vec<String> {
    ranked(view, &effects_of_legs(view, legs))
}

fn ranked(view: &View<'_>, effects: &[&Effect]) -> Vec<String> {
    let mut ranked: Vec<(u8, String)> = Vec::new();
    for one in effects.iter().filter(|one| !outdone(one, effects)) {
        let rank = match one {
            Effect::Climb { .. } | Effect::ClimbBy { .. } | Effect::Descend { .. } | Effect::DescendBy { .. } => 0,
            Effect::Declare(_) | Effect::Answer(_) | Effect::LetPass(_) | Effect::Redraw(..) | Effect::Say(..) => 1,
            Effect::Offer(_)
            | Effect::Accept(_)
            | Effect::Counter(..)
            | Effect::Refuse(_)
            | Effect::Withdraw(_)
            | Effect::CarryOut(_)
            | Effect::Disclose(_)
            | Effect::Explain
            | Effect::AnswerIncident => 2,
            Effect::Commit(_) | Effect::Release(_) => 3,
            Effect::Change(..) | Effect::SetTo(..) => 5,
            Effect::Become(_) | Effect::Cease(_) => 6,
            Effect::Conduct(..) => 7,
            Effect::RevealFact(..) | Effect::RevealTrack(..) => 8,
            Effect::After(..) | Effect::When(_) | Effect::Chance(_) | Effect::Tell(..) => 4,
        };
        let mut parts = Vec::new();
        gather(view.scenario(), std::slice::from_ref(*one), Preview::Seat(view), &mut parts);
        ranked.extend(parts.into_iter().map(|part| (rank, part)));
    }
    in_order(totalled(view, effects, ranked))
}

/// Whether another of these effects leads further the same way on the same ladder, so that this one tells only of a step
/// between.
fn outdone(one: &Effect, effects: &[&Effect]) -> bool {
    effects.iter().any(|other| match (one, other) {
        (Effect::Descend { ladder, to, actor }, Effect::Descend { ladder: same, to: further, actor: who }) => {
            ladder == same && actor == who && further < to
        }
        (Effect::Climb { ladder, to, actor }, Effect::Climb { ladder: same, to: further, actor: who }) => {
            ladder == same && actor == who && to < further
        }
        _ => false,
    })
}

/// A track that is moved more than once is told of once, by how much in all.
fn totalled(view: &View<'_>, effects: &[&Effect], ranked: Vec<(u8, String)>) -> Vec<(u8, String)> {
    let mut out: Vec<(u8, String)> = ranked.into_iter().filter(|(rank, _)| *rank != 5).collect();
    let mut whole: Vec<(TrackId, Effect)> = Vec::new();
    for effect in effects {
        let (Effect::Change(track, _) | Effect::SetTo(track, _)) = effect else { continue };
        let Some(shown) = view.shown_as(*track) else { continue };
        let before = whole.iter_mut().find(|(other, _)| *other == shown).map(|(_, before)| before);
        match (before, effect) {
            (Some(Effect::Change(_, sum)), Effect::Change(_, by)) => *sum = sum.saturating_add(*by),
            (Some(Effect::SetTo(_, to)), Effect::Change(_, by)) => *to = to.saturating_add(*by),
            (Some(before), _) => *before = (*effect).clone(),
            (None, _) => whole.push((shown, (*effect).clone())),
        }
    }
    for (_, effect) in whole {
        let mut parts = Vec::new();
        gather(view.scenario(), &[effect], Preview::Seat(view), &mut parts);
        out.extend(parts.into_iter().map(|part| (5, part)));
    }
    out
}

fn in_order(mut ranked: Vec<(u8, String)>) -> Vec<String> {
    ranked.sort_by_key(|(rank, _)| *rank);
    let mut out: Vec<String> = Vec::new();
    for (_, part) in ranked {
        if !out.contains(&part) {
            out.push(part);
        }
    }
    out
}

/// The effects of a move that apply as things seem to be to a seat, conditions taken as far as it can see; those of an
/// offer that it accepts among them.
#[must_use]
pub fn foreseen_effects<'e>(view: &View<'e>, effects: &'e [Effect]) -> Vec<&'e Effect> {
    let mut out = Vec::new();
    flatten(view, effects, Legs::default(), &mut out);
    let accepted = |effect: &&Effect| match effect {
        Effect::Accept(id) => Some(view.scenario().offers[id.index()].legs),
        _ => None,
    };
    let legs: Vec<Legs> = out.iter().filter_map(accepted).collect();
    out.extend(legs.into_iter().flat_map(|legs| effects_of_legs(view, legs)));
    out
}

/// What comes into force when legs are agreed, as things seem to be to a seat: what their givers pay, and what is carried
/// out at once and needs nobody's consent.
#[must_use]
pub fn effects_of_legs<'e>(view: &View<'e>, legs: Legs) -> Vec<&'e Effect> {
    let scenario = view.scenario();
    let mut out = Vec::new();
    for (term, secret) in legs.iter().filter(|(term, _)| !view.agreed(*term)) {
        let data = &scenario.terms[term.index()];
        flatten(view, if secret { &data.secret_cost } else { &data.public_cost }, legs, &mut out);
        if matches!(data.carry, Carry::Now) && data.consent.is_none() {
            flatten(view, &data.effects, legs, &mut out);
        }
    }
    out
}

/// Whether a condition holds as far as a view can see, once legs are agreed.
fn holds_with(view: &View<'_>, condition: &Condition, legs: Legs) -> bool {
    let has = |set: u32, term: TermId| set >> (term.0 & 31) & 1 != 0;
    let with = |condition: &Condition| holds_with(view, condition, legs);
    match condition {
        Condition::All(list) => list.iter().all(with),
        Condition::Any(list) => list.iter().any(with),
        Condition::Not(inner) => !with(inner),
        Condition::AtLeast(count, list) => {
            usize::from(*count) <= list.iter().filter(|condition| with(condition)).count()
        }
        Condition::Agreed(term) if has(legs.all(), *term) => true,
        Condition::AgreedInPublic(term) if has(legs.public, *term) => true,
        Condition::AgreedInSecret(term) if has(legs.secret, *term) => true,
        Condition::AnyAgreement if legs.all() != 0 => true,
        other => view.holds(other),
    }
}

/// The effects that apply as things seem to be, conditions taken as far as the view can see, once legs are agreed.
fn flatten<'e>(view: &View<'e>, effects: &'e [Effect], legs: Legs, out: &mut Vec<&'e Effect>) {
    for effect in effects {
        match effect {
            Effect::When(parts) => {
                let (when, then, otherwise) = &**parts;
                let when = &view.scenario().whens[when.index()];
                flatten(view, if holds_with(view, when, legs) { then } else { otherwise }, legs, out);
            }
            _ if idle(view, effect) => {}
            _ => out.push(effect),
        }
    }
}

/// Whether an effect would change nothing, as far as a view can see.
fn idle(view: &View<'_>, effect: &Effect) -> bool {
    let window = |line| view.line(line).is_some_and(|line| line.window.is_some());
    let rung = |ladder, actor: Option<Actor>| {
        actor.or(view.actor()).map_or_else(|| view.rung(ladder), |actor| view.rung_of(ladder, actor))
    };
    match effect {
        Effect::SetTo(track, to) => view.shown_as(*track).and_then(|track| view.track(track)) == Some(*to),
        Effect::Become(fact) => view.fact(*fact) == Some(true),
        Effect::Climb { ladder, to, actor } => *to <= rung(*ladder, *actor),
        Effect::Descend { ladder, to, actor } => rung(*ladder, *actor) <= *to,
        Effect::DescendBy { ladder, actor, .. } => rung(*ladder, *actor) == 0,
        Effect::Answer(line) | Effect::LetPass(line) => !window(*line),
        Effect::Declare(line) => view.line(*line).is_some_and(|line| line.declared),
        Effect::Say(line, words) => view.line(*line).is_some_and(|line| line.words == *words),
        Effect::AnswerIncident => view.incidents().next().is_none(),
        Effect::Explain => {
            !view.incidents().any(|(rule, _)| view.scenario().rules[rule.index()].unordered == view.actor())
        }
        Effect::Commit(id) => view.commitment(*id).is_some_and(|(status, _)| status == CommitmentStatus::Open),
        Effect::Release(id) => view.commitment(*id).is_some_and(|(status, _)| status != CommitmentStatus::Open),
        Effect::RevealFact(..)
        | Effect::RevealTrack(..)
        | Effect::Change(..)
        | Effect::Cease(_)
        | Effect::ClimbBy { .. }
        | Effect::Offer(_)
        | Effect::Accept(_)
        | Effect::Counter(..)
        | Effect::Refuse(_)
        | Effect::Withdraw(_)
        | Effect::CarryOut(_)
        | Effect::Disclose(_)
        | Effect::Redraw(..)
        | Effect::Conduct(..)
        | Effect::After(..)
        | Effect::When(_)
        | Effect::Chance(_)
        | Effect::Tell(..) => false,
    }
}

fn ladder(scenario: &Scenario, id: crate::scenario::model::LadderId) -> String {
    if scenario.ladders.len() == 1 {
        String::new()
    } else {
        tr!(" on the ladder \"{name}\"", name = scenario.ladders[id.index()].name)
    }
}

fn steps(count: u8) -> String {
    trn!(count; "a rung", "{count} rungs", count)
}

fn who(audience: Audience, scenario: &Scenario) -> String {
    if audience.world() {
        return tr!("the world").to_owned();
    }
    let names: Vec<String> = Actor::BOTH
        .into_iter()
        .filter(|side| audience.includes(*side))
        .map(|side| actor(scenario, side).to_owned())
        .collect();
    if names.is_empty() { tr!("nobody").to_owned() } else { names.join(tr!(" and ")) }
}

#[allow(clippy::too_many_lines, reason = "one arm for each word of the vocabulary")]
fn gather(scenario: &Scenario, effects: &[Effect], preview: Preview<'_, '_>, out: &mut Vec<String>) {
    for effect in effects.iter().filter(|effect| preview.sees_line(effect)) {
        match effect {
            Effect::Change(track, by) => {
                if let Some(track) = preview.shown_as(*track)
                    && *by != 0
                {
                    let (name, step) = (quoted(&scenario.tracks[track.index()].name), figure(by.abs()));
                    out.push(if *by < 0 {
                        tr!("lowers {name} by {step}", name, step)
                    } else {
                        tr!("raises {name} by {step}", name, step)
                    });
                }
            }
            Effect::SetTo(track, to) => {
                if let Some(track) = preview.shown_as(*track) {
                    out.push(tr!("sets {name} to {to}", name = quoted(&scenario.tracks[track.index()].name), to));
                }
            }
            Effect::Become(fact) => {
                if preview.sees_fact(*fact) {
                    out.push(tr!("from then on: {text}", text = uncapped(&scenario.facts[fact.index()].text)));
                }
            }
            Effect::Cease(fact) => {
                let ends = match preview {
                    Preview::All => true,
                    Preview::Seat(view) => view.fact(*fact) == Some(true),
                };
                if ends {
                    out.push(tr!("no longer: {text}", text = uncapped(&scenario.facts[fact.index()].text)));
                }
            }
            Effect::RevealFact(fact, audience) => {
                if preview.sees_fact(*fact) {
                    let text = uncapped(&scenario.facts[fact.index()].text);
                    out.push(tr!("lets {who} know whether {text}", who = who(*audience, scenario), text));
                }
            }
            Effect::RevealTrack(track, audience) => {
                // What a seat is to learn is not named before it does.
                let (sees, learns) = match preview {
                    Preview::All => (true, true),
                    Preview::Seat(view) => {
                        (view.track(*track).is_some(), view.actor().is_some_and(|actor| audience.includes(actor)))
                    }
                };
                let who = who(*audience, scenario);
                if sees {
                    out.push(tr!("lets {who} see {name}", who, name = quoted(&scenario.tracks[track.index()].name)));
                } else if learns {
                    out.push(tr!("lets {who} see what you do not see yet", who));
                }
            }
            Effect::Climb { ladder: id, to, .. } => {
                out.push(tr!(
                    "climbs to \"{rung}\"{ladder}",
                    rung = rung(scenario, *id, *to),
                    ladder = ladder(scenario, *id)
                ));
            }
            Effect::ClimbBy { ladder: id, steps: count, .. } => {
                out.push(tr!("climbs {steps}{ladder}", steps = steps(*count), ladder = ladder(scenario, *id)));
            }
            Effect::Descend { ladder: id, to, .. } => {
                out.push(tr!(
                    "descends to \"{rung}\"{ladder}",
                    rung = rung(scenario, *id, *to),
                    ladder = ladder(scenario, *id)
                ));
            }
            Effect::DescendBy { ladder: id, steps: count, .. } => {
                out.push(tr!("descends {steps}{ladder}", steps = steps(*count), ladder = ladder(scenario, *id)));
            }
            Effect::Offer(id) => {
                let data = &scenario.offers[id.index()];
                out.push(tr!("offers {offer}", offer = offer(scenario, Some(*id), data.legs)));
            }
            Effect::Accept(id) => out.push(tr!("accepts {title}", title = quoted(&scenario.offers[id.index()].title))),
            Effect::Counter(id, with) => {
                let (first, second) = (&scenario.offers[id.index()].title, &scenario.offers[with.index()].title);
                out.push(tr!("counters {first} with {second}", first = quoted(first), second = quoted(second)));
            }
            Effect::Refuse(id) => out.push(tr!("refuses {title}", title = quoted(&scenario.offers[id.index()].title))),
            Effect::Withdraw(id) => {
                out.push(tr!("withdraws {title}", title = quoted(&scenario.offers[id.index()].title)))
            }
            Effect::CarryOut(id) => {
                out.push(tr!(
                    "carries out {title}, if it is agreed",
                    title = quoted(&scenario.terms[id.index()].title)
                ));
            }
            Effect::Disclose(id) => {
                out.push(tr!(
                    "tells the world of {title}, if it is agreed in secret",
                    title = quoted(&scenario.terms[id.index()].title)
                ));
            }
            Effect::Declare(id) => {
                out.push(tr!("draws the red line {text}", text = quoted(&scenario.lines[id.index()].text)));
            }
            Effect::Answer(id) => {
                out.push(tr!("answers a crossing of {text}", text = quoted(&scenario.lines[id.index()].text)));
            }
            Effect::LetPass(id) => {
                out.push(tr!("lets a crossing of {text} pass", text = quoted(&scenario.lines[id.index()].text)));
            }
            Effect::Redraw(id, new) => {
                let old = quoted(&scenario.lines[id.index()].text);
                out.push(match new {
                    Some(new) => tr!("redraws {old} as {text}", old, text = quoted(&scenario.lines[new.index()].text)),
                    None => tr!("gives up the red line {old}", old),
                });
            }
            Effect::Say(id, words) => {
                let text = quoted(&scenario.lines[id.index()].text);
                out.push(match words {
                    crate::scenario::model::WordsWord::Silent => tr!("falls silent about the red line {text}", text),
                    crate::scenario::model::WordsWord::Accepts => tr!("accepts the red line {text}, in words", text),
                    crate::scenario::model::WordsWord::Denies => tr!("denies the red line {text}, in words", text),
                });
            }
            Effect::Conduct(id, by) => {
                let line = quoted(&scenario.lines[id.index()].text);
                out.push(if *by < 0 {
                    tr!("weakens respect in deeds for {line}", line)
                } else {
                    tr!("strengthens respect in deeds for {line}", line)
                });
            }
            Effect::Commit(id) => {
                let data = &scenario.commitments[id.index()];
                out.push(tr!("gives a word that it will cost to break: {text}", text = quoted(&data.text)));
            }
            Effect::Release(id) => {
                out.push(tr!(
                    "is released from the word {text}",
                    text = quoted(&scenario.commitments[id.index()].text)
                ));
            }
            Effect::Explain => out.push(tr!("explains an incident as nobody's order").to_owned()),
            Effect::AnswerIncident => out.push(tr!("answers an incident, so that it does not climb").to_owned()),
            Effect::After(turns, block) => {
                let mut later = Vec::new();
                gather(scenario, &scenario.blocks[block.index()], preview, &mut later);
                if !later.is_empty() {
                    let when = trn!(*turns; "a turn later", "{turns} turns later", turns);
                    out.push(format!("{when}: {}", later.join(", ")));
                }
            }
            Effect::When(parts) => {
                let (when, then, otherwise) = &**parts;
                let when = &scenario.whens[when.index()];
                match preview {
                    Preview::Seat(view) => {
                        gather(scenario, if view.holds(when) { then } else { otherwise }, preview, out);
                    }
                    Preview::All => {
                        let (mut yes, mut no) = (Vec::new(), Vec::new());
                        gather(scenario, then, preview, &mut yes);
                        gather(scenario, otherwise, preview, &mut no);
                        let so = if yes.is_empty() { tr!("nothing").to_owned() } else { yes.join(", ") };
                        let not =
                            if no.is_empty() { String::new() } else { tr!("; otherwise {no}", no = no.join(", ")) };
                        out.push(tr!("if {condition}: {so}{not}", condition = condition(scenario, when), so, not));
                    }
                }
            }
            Effect::Chance(parts) => {
                let (_, chance, then, otherwise) = &**parts;
                let (mut yes, mut no) = (Vec::new(), Vec::new());
                gather(scenario, then, preview, &mut yes);
                gather(scenario, otherwise, preview, &mut no);
                if !yes.is_empty() || !no.is_empty() {
                    let so = if yes.is_empty() { tr!("nothing that you would see").to_owned() } else { yes.join(", ") };
                    let not = if no.is_empty() { String::new() } else { tr!("; otherwise {no}", no = no.join(", ")) };
                    out.push(tr!("at odds of {odds}: {so}{not}", odds = odds(*chance), so, not));
                }
            }
            Effect::Tell(audience, text) => {
                if matches!(preview, Preview::All) {
                    out.push(tr!("tells {who}: {text}", who = who(*audience, scenario), text = quoted(bare(text))));
                }
            }
        }
    }
}
