//! Red lines: what stands behind them, how exactly they are drawn, who can see a crossing, and the way out.

use std::collections::BTreeSet;

use super::{Warning, codes as say};
use crate::scenario::{
    Item, Loaded, Scenario,
    model::{
        Actor, Audience, Condition, Effect, FactId, LadderId, LineData, LineId, MoveData, MoveId, Owner, RuleId,
        SourceId, TermId, TrackId,
    },
};

/// Looks at every red line.
pub(super) fn check(loaded: &Loaded, scenario: &Scenario, found: &mut Vec<Warning>) {
    let changes = Changes::of(scenario);
    for (at, line) in scenario.lines.iter().enumerate() {
        let id = LineId::new(at);
        let place = || loaded.item_place(Item::Line(at));
        if arbitrary(scenario, id, line) {
            found.push(say::line_arbitrary(place(), &line.id));
        }
        if let Some((moves, what)) = imprecise(scenario, line) {
            found.push(say::line_imprecise(place(), &line.id, &moves, &what));
        }
        if let Owner::Actor(owner) = line.owner
            && let Some(what) = unverifiable(scenario, &changes, line, owner)
        {
            found.push(say::line_unverifiable(place(), &line.id, &scenario.actors[owner.index()].id, &what));
        }
        if let Some((act, other, what)) = bypassed(scenario, line) {
            found.push(say::line_bypassable(place(), &line.id, &act, &other, &what));
        }
        if no_exit(scenario, &changes, id, line) {
            found.push(say::line_no_exit(place(), &line.id));
        }
        if unanswerable(scenario, &changes, id, line) {
            found.push(say::line_unanswerable(place(), &line.id, line.stake));
        }
    }
}

/// What a word of a condition asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Object {
    Fact(FactId),
    Track(TrackId),
    Ladder(LadderId),
    Move(MoveId),
    Rule(RuleId),
    Term(TermId),
    Line(LineId),
    /// Acts of an actor, by whatever move.
    Acts(Actor),
}

/// The words of a condition, without those that join others.
fn words<'a>(condition: &'a Condition, all: &mut Vec<&'a Condition>) {
    if let Condition::All(list) | Condition::Any(list) | Condition::AtLeast(_, list) = condition {
        list.iter().for_each(|inner| words(inner, all));
    } else if let Condition::Not(inner) = condition {
        words(inner, all);
    } else {
        all.push(condition);
    }
}

/// What a condition asks about.
fn objects(condition: &Condition) -> BTreeSet<Object> {
    let mut all = Vec::new();
    words(condition, &mut all);
    let mut found = BTreeSet::new();
    for word in all {
        if let Condition::TrackAbove(one, other) = word {
            found.extend([Object::Track(*one), Object::Track(*other)]);
        }
        found.extend(object(word));
    }
    found
}

fn object(word: &Condition) -> Option<Object> {
    use Condition as C;
    match word {
        C::Fact(id) => Some(Object::Fact(*id)),
        C::TrackAtLeast(id, _) | C::TrackAtMost(id, _) | C::TrackAbove(id, _) => Some(Object::Track(*id)),
        C::RungAtLeast(id, _)
        | C::RungAtMost(id, _)
        | C::OwnRungAtLeast(_, id, _)
        | C::PeakAtLeast(id, _)
        | C::EscalatedFirst(id, _) => Some(Object::Ladder(*id)),
        C::Did(id) | C::DidNow(id) | C::DidLast(id) => Some(Object::Move(*id)),
        C::Acted(actor, ..) => Some(Object::Acts(*actor)),
        C::Happened(id) | C::HappenedNow(id) => Some(Object::Rule(*id)),
        C::Agreed(id)
        | C::AgreedInPublic(id)
        | C::AgreedInSecret(id)
        | C::CarriedOut(id)
        | C::Leaked(id)
        | C::ConsentRefused(id) => Some(Object::Term(*id)),
        C::Crossed(id)
        | C::EverCrossed(id)
        | C::CrossingKnown(id)
        | C::WindowOpen(id)
        | C::Answered(id)
        | C::LetPass(id)
        | C::Declared(id)
        | C::Redrawn(id)
        | C::ConductAtLeast(id, _)
        | C::WordsAre(id, _) => Some(Object::Line(*id)),
        C::Always
        | C::Never
        | C::All(_)
        | C::Any(_)
        | C::Not(_)
        | C::AtLeast(..)
        | C::TurnAtLeast(_)
        | C::TurnAtMost(_)
        | C::TurnLimit
        | C::Sent(_)
        | C::OnTable(_)
        | C::InTransit(_)
        | C::Accepted(_)
        | C::AnyOnTable(_)
        | C::AnyInTransit(_)
        | C::AnyAgreement
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
        | C::Followed(_) => None,
    }
}

/// What a move does, at once or later.
fn effects_of<'a>(scenario: &'a Scenario, data: &'a MoveData) -> Vec<&'a Effect> {
    let mut all = Vec::new();
    scenario.each_effect(&data.effects, &mut |effect| all.push(effect));
    all
}

/// What something changes that a condition can ask about.
fn touched(effect: &Effect) -> Option<Object> {
    match effect {
        Effect::Change(id, _) | Effect::SetTo(id, _) => Some(Object::Track(*id)),
        Effect::Become(id) | Effect::Cease(id) => Some(Object::Fact(*id)),
        Effect::Climb { ladder, .. }
        | Effect::ClimbBy { ladder, .. }
        | Effect::Descend { ladder, .. }
        | Effect::DescendBy { ladder, .. } => Some(Object::Ladder(*ladder)),
        Effect::CarryOut(id) | Effect::Disclose(id) => Some(Object::Term(*id)),
        Effect::Declare(id)
        | Effect::Answer(id)
        | Effect::LetPass(id)
        | Effect::Redraw(id, _)
        | Effect::Say(id, _)
        | Effect::Conduct(id, _) => Some(Object::Line(*id)),
        Effect::RevealFact(..)
        | Effect::RevealTrack(..)
        | Effect::Offer(_)
        | Effect::Accept(_)
        | Effect::Counter(..)
        | Effect::Refuse(_)
        | Effect::Withdraw(_)
        | Effect::Commit(_)
        | Effect::Release(_)
        | Effect::Explain
        | Effect::AnswerIncident
        | Effect::After(..)
        | Effect::When(_)
        | Effect::Chance(_)
        | Effect::Tell(..) => None,
    }
}

/// Every effect in a scenario, and whether it is that of an act without escalation.
struct Changes<'a> {
    all: Vec<(&'a Effect, bool)>,
}

impl<'a> Changes<'a> {
    fn of(scenario: &'a Scenario) -> Self {
        let mut all = Vec::new();
        for data in &scenario.moves {
            scenario.each_effect(&data.effects, &mut |effect| all.push((effect, data.escalation <= 0)));
        }
        let terms = scenario.terms.iter().flat_map(|term| [&term.effects, &term.public_cost, &term.secret_cost]);
        let rules = scenario.rules.iter().map(|rule| &rule.effects);
        let postures = scenario.facts.iter().map(|fact| &fact.upkeep);
        let dispositions = scenario.dispositions.iter().map(|disposition| &disposition.effects);
        for list in terms {
            scenario.each_effect(list, &mut |effect| all.push((effect, true)));
        }
        for list in rules.chain(postures).chain(dispositions) {
            scenario.each_effect(list, &mut |effect| all.push((effect, false)));
        }
        Self { all }
    }

    fn any(&self, wanted: impl Fn(&Effect) -> bool) -> bool {
        self.all.iter().any(|(effect, _)| wanted(effect))
    }
}

/// Whether a source is more than our own word.
fn is_source(scenario: &Scenario, id: SourceId) -> bool {
    !matches!(scenario.sources[id.index()].id.as_str(), "our-judgement" | "fictional")
}

fn arbitrary(scenario: &Scenario, id: LineId, line: &LineData) -> bool {
    if !line.note.is_empty() || line.source.iter().any(|source| is_source(scenario, *source)) {
        return false;
    }
    let mut near = objects(&line.crossed);
    near.insert(Object::Line(id));
    let own = scenario.aims.iter().filter(|aim| aim.owner == line.owner);
    !own.flat_map(|aim| aim.intentions.iter().map(|rival| &rival.verdicts).chain([&aim.verdicts]))
        .flatten()
        .any(|rule| !objects(&rule.when).is_disjoint(&near))
}

/// Whether a move is a deed of the side that a line binds, ordered with its own hands or through the party that the line
/// is about.
fn is_deed(line: &LineData, data: &MoveData) -> bool {
    data.actor == line.binds && !data.words && line.by.is_none_or(|by| data.through == Some(by))
}

/// Deeds in the grey zone below a line, and what they move.
fn imprecise(scenario: &Scenario, line: &LineData) -> Option<(String, String)> {
    let mut crossed = Vec::new();
    words(&line.crossed, &mut crossed);
    let mut said = objects(&line.probed);
    said.extend(objects(&line.chance));
    if line.chance == Condition::Always || said.contains(&Object::Acts(line.binds)) {
        return None;
    }
    for word in crossed {
        let Some(object) = object(word).filter(|object| !said.contains(object)) else { continue };
        let nearer = |effect: &Effect| match (word, effect) {
            (Condition::TrackAtLeast(id, least), Effect::Change(track, by)) => {
                let start = scenario.tracks[id.index()].start;
                track == id && 0 < *by && start.saturating_add(*by) < *least
            }
            (Condition::TrackAtMost(id, most), Effect::Change(track, by)) => {
                let start = scenario.tracks[id.index()].start;
                track == id && *by < 0 && *most < start.saturating_add(*by)
            }
            (Condition::RungAtLeast(id, rung), Effect::Climb { ladder, to, .. }) => {
                ladder == id && to.saturating_add(1) == *rung && scenario.ladders[id.index()].start < *to
            }
            (Condition::OwnRungAtLeast(actor, id, rung), Effect::Climb { ladder, to, actor: who }) => {
                let own = who.unwrap_or(line.binds) == *actor;
                own && ladder == id && to.saturating_add(1) == *rung && scenario.ladders[id.index()].start < *to
            }
            _ => false,
        };
        let mut grey: Vec<String> = Vec::new();
        for (at, data) in scenario.moves.iter().enumerate().filter(|(_, data)| is_deed(line, data)) {
            let all = effects_of(scenario, data);
            let heard = said.contains(&Object::Move(MoveId::new(at)))
                || all.iter().filter_map(|effect| touched(effect)).any(|object| said.contains(&object));
            if !heard && all.into_iter().any(nearer) {
                grey.push(format!("`{}`", data.id));
            }
        }
        if !grey.is_empty() {
            return Some((grey.join(", "), name(scenario, object)));
        }
    }
    None
}

/// What an author calls it.
fn name(scenario: &Scenario, object: Object) -> String {
    match object {
        Object::Fact(id) => tr!("the fact `{id}`", id = scenario.facts[id.index()].id),
        Object::Track(id) => tr!("the track `{id}`", id = scenario.tracks[id.index()].id),
        Object::Ladder(id) => tr!("the ladder `{id}`", id = scenario.ladders[id.index()].id),
        Object::Move(id) => tr!("the move `{id}`", id = scenario.moves[id.index()].id),
        Object::Rule(id) => tr!("the event `{id}`", id = scenario.rules[id.index()].id),
        Object::Term(id) => tr!("the term `{id}`", id = scenario.terms[id.index()].id),
        Object::Line(id) => tr!("the red line `{id}`", id = scenario.lines[id.index()].id),
        Object::Acts(actor) => tr!("the acts of `{id}`", id = scenario.actors[actor.index()].id),
    }
}

/// What decides whether the owner knows, where all of it is hidden from it and stays so.
fn unverifiable(scenario: &Scenario, changes: &Changes<'_>, line: &LineData, owner: Actor) -> Option<String> {
    if line.quality.is_some_and(|[_, _, verifiable, _]| verifiable == 0) {
        return None;
    }
    let decides = if line.known_when == Condition::Always { &line.crossed } else { &line.known_when };
    let mut all = Vec::new();
    words(decides, &mut all);
    let asked = objects(decides);
    // A word that asks about nothing that can be hidden can be seen.
    if asked.is_empty() || all.iter().any(|word| object(word).is_none()) {
        return None;
    }
    let hidden = |audience: Audience| !audience.includes(owner);
    let unseen = |object: &Object| match object {
        Object::Fact(id) => {
            let shown = |effect: &Effect| matches!(effect, Effect::RevealFact(fact, audience) if fact == id && audience.includes(owner));
            hidden(scenario.facts[id.index()].audience)
                && !changes.any(shown)
                && !scenario.facts.iter().any(|fact| fact.shows.contains(id) && !hidden(fact.audience))
        }
        Object::Track(id) => {
            let shown = |effect: &Effect| matches!(effect, Effect::RevealTrack(track, audience) if track == id && audience.includes(owner));
            hidden(scenario.tracks[id.index()].audience) && !changes.any(shown)
        }
        Object::Move(id) => hidden(scenario.moves[id.index()].audience),
        Object::Rule(id) => hidden(scenario.rules[id.index()].audience),
        Object::Ladder(_) | Object::Term(_) | Object::Line(_) | Object::Acts(_) => false,
    };
    asked.iter().all(unseen).then(|| {
        let names: Vec<String> = asked.iter().map(|object| name(scenario, *object)).collect();
        let and = |one: String, other: String| tr!("{one} and {other}", one, other);
        names.into_iter().reduce(and).unwrap_or_default()
    })
}

/// An act that crosses a line, another that does not, and what both bring about.
fn bypassed(scenario: &Scenario, line: &LineData) -> Option<(String, String, String)> {
    let mut all = Vec::new();
    words(&line.crossed, &mut all);
    let asked = objects(&line.crossed);
    let acts: Vec<MoveId> =
        asked.iter().filter_map(|object| if let Object::Move(id) = object { Some(*id) } else { None }).collect();
    // Only where acts alone cross it: a state is crossed however it comes about.
    if acts.len() != asked.len() || all.iter().any(|word| object(word).is_none()) {
        return None;
    }
    for act in &acts {
        let own = &scenario.moves[act.index()];
        for (at, other) in scenario.moves.iter().enumerate() {
            if acts.contains(&MoveId::new(at)) || !is_deed(line, other) || other.escalation <= 0 {
                continue;
            }
            let others = effects_of(scenario, other);
            let same = effects_of(scenario, own).into_iter().find(|effect| match effect {
                Effect::Become(id) => others.iter().any(|other| matches!(other, Effect::Become(also) if also == id)),
                Effect::Climb { ladder, to, .. } => others.iter().any(
                    |other| matches!(other, Effect::Climb { ladder: also, to: rung, .. } if also == ladder && to <= rung),
                ),
                _ => false,
            });
            if let Some(object) = same.and_then(touched) {
                let what = match object {
                    Object::Ladder(_) => tr!("the same rung of {ladder}", ladder = name(scenario, object)),
                    _ => name(scenario, object),
                };
                return Some((own.id.clone(), other.id.clone(), what));
            }
        }
    }
    None
}

/// What letting a crossing pass has to cost, in points of credibility, for face to be lost by it: what it costs where the
/// author says nothing.
const FACE: i16 = 8;

/// Whether its owner is asked for an answer that nothing gives, and pays for the want of it.
fn unanswerable(scenario: &Scenario, changes: &Changes<'_>, id: LineId, line: &LineData) -> bool {
    let owned = matches!(line.owner, Owner::Actor(owner) if owner != line.binds);
    owned
        && FACE <= line.stake
        && !changes.any(|effect| matches!(effect, Effect::Answer(line) if *line == id))
        && !scenario.terms.iter().any(|term| term.settles.contains(&id))
}

/// Whether a crossing leaves only to climb or to lose face.
fn no_exit(scenario: &Scenario, changes: &Changes<'_>, id: LineId, line: &LineData) -> bool {
    let Owner::Actor(_) = line.owner else { return false };
    if line.window == 0 || line.stake < FACE {
        return false;
    }
    let settled = scenario.terms.iter().any(|term| term.settles.contains(&id));
    let redrawn = changes.any(|effect| matches!(effect, Effect::Redraw(line, _) if *line == id));
    let answered =
        changes.all.iter().any(|(effect, low)| *low && matches!(effect, Effect::Answer(line) if *line == id));
    if settled || redrawn || answered {
        return false;
    }
    let mut all = Vec::new();
    words(&line.crossed, &mut all);
    let ceases = |word: &Condition| {
        match word {
        Condition::Fact(fact) => changes.any(|effect| matches!(effect, Effect::Cease(id) if id == fact)),
        Condition::TrackAtLeast(track, least) => changes.any(|effect| match effect {
            Effect::Change(id, by) => id == track && *by < 0,
            Effect::SetTo(id, to) => id == track && to < least,
            _ => false,
        }),
        Condition::TrackAtMost(track, most) => changes.any(|effect| match effect {
            Effect::Change(id, by) => id == track && 0 < *by,
            Effect::SetTo(id, to) => id == track && most < to,
            _ => false,
        }),
        Condition::RungAtLeast(ladder, _) | Condition::OwnRungAtLeast(_, ladder, _) => changes.any(|effect| {
            matches!(effect, Effect::Descend { ladder: id, .. } | Effect::DescendBy { ladder: id, .. } if id == ladder)
        }),
        // What an act or an event did this turn is over on the next.
        Condition::DidNow(_) | Condition::DidLast(_) | Condition::HappenedNow(_) => true,
        _ => false,
    }
    };
    line.undone_when == Condition::Never || !all.into_iter().any(ceases)
}
