//! Evidence: the turns, legs and tracks that decided a verdict.

use super::Outcome;
use crate::{
    crisis::{
        Act, Crisis, Entry, Eyes, Record, View, holds,
        record::{Cause, LineEvent, Step, What},
    },
    scenario::model::{Condition, FactId, Horizon, Ledger, LineId, Scenario, TrackId, VerdictRule, WordsWord},
};

/// One piece of evidence: a sentence, and the turn it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Evidence {
    /// Whether it came about in the aftermath, after the last turn.
    pub after: bool,
    /// The turn, where it can be told and it came about before the end.
    pub turn: Option<u8>,
    /// The sentence.
    pub text: String,
}

/// What decided a verdict, read off the condition of its rule and the record.
#[must_use]
pub fn evidence(
    scenario: &Scenario,
    outcome: &Outcome,
    record: &Record,
    rule: &VerdictRule,
    (horizon, ledger): (Horizon, Ledger),
) -> Vec<Evidence> {
    let mut found = Vec::new();
    let seen = Seen { scenario, crisis: outcome.at(horizon), ledger };
    gather(&seen, record, &rule.when, true, &mut found);
    found.sort();
    found.dedup();
    found
}

/// When something came about.
#[derive(Clone, Copy)]
struct When {
    after: bool,
    turn: u8,
}

/// A crisis as a ledger has it: what the world may not know stands there as it was at the start.
struct Seen<'a> {
    scenario: &'a Scenario,
    crisis: &'a Crisis,
    ledger: Ledger,
}

impl Seen<'_> {
    fn by_world(&self) -> Option<View<'_>> {
        (self.ledger == Ledger::World).then(|| View::of_world(self.scenario, self.crisis))
    }

    fn holds(&self, condition: &Condition) -> bool {
        match self.by_world() {
            Some(view) => view.holds(condition),
            None => holds(self.scenario, self.crisis, condition, Eyes::Truth),
        }
    }

    fn fact(&self, id: FactId) -> bool {
        match self.by_world() {
            Some(view) => view.holds(&Condition::Fact(id)),
            None => self.crisis.fact(id),
        }
    }

    /// A track with its value.
    fn track(&self, id: TrackId) -> String {
        let data = &self.scenario.tracks[id.index()];
        match self.by_world().map(|view| view.track(id)) {
            None => format!("{}: {}", data.name, data.said(self.crisis.track(id))),
            Some(Some(value)) => format!("{}: {}", data.name, data.said(value)),
            Some(None) => {
                tr!(
                    "{name}, which the world could not see: taken to be {said}",
                    name = data.name,
                    said = data.said(data.start)
                )
            }
        }
    }
}

/// What this ledger knows of a red line, with the turn on which it came about: how conduct stands where the condition asks for
/// that, else the last that happened to it.
fn line(
    seen: &Seen<'_>,
    record: &Record,
    condition: &Condition,
    id: LineId,
    put: &mut impl FnMut(Option<When>, String),
) {
    let world = seen.by_world();
    // A crossing that the world has come to see since is known with its turn, whoever knew of it then.
    let come_to_see = world.is_some_and(|view| view.line(id).is_some_and(|line| 0 < line.crossings));
    let crossing = |what: &What| matches!(what, What::Line { event: LineEvent::Crossed | LineEvent::Stands, .. });
    let known = |entry: &&Entry| world.is_none() || entry.audience.world() || come_to_see && crossing(&entry.what);
    let mut happened: Vec<(When, LineEvent, u8)> = Vec::new();
    for entry in record.entries.iter().filter(known) {
        if let What::Line { line, event, conduct, .. } = &entry.what
            && *line == id
        {
            happened.push((When { after: entry.step == Step::Aftermath, turn: entry.turn }, *event, *conduct));
        }
    }
    let text = seen.scenario.lines[id.index()].text.trim_end_matches('.');
    if matches!(condition, Condition::ConductAtLeast(..)) {
        let conduct = match world {
            None => seen.crisis.line(id).conduct,
            Some(view) => view.line(id).map_or(seen.scenario.lines[id.index()].conduct.start, |line| line.conduct),
        };
        // Since when it stands there.
        let later = happened.iter().rev().take_while(|(_, _, to)| *to == conduct).last();
        put(later.map(|(when, ..)| *when), tr!("Red line \"{text}\": conduct {conduct} of 100", text, conduct));
        return;
    }
    let says = |event: &LineEvent| match event {
        LineEvent::Crossed => Some(tr!("crossed")),
        LineEvent::Stands => Some(tr!("drawn over what stood there")),
        LineEvent::Undone => Some(tr!("the crossing undone")),
        LineEvent::Over => Some(tr!("crossed no longer")),
        LineEvent::Answered => Some(tr!("the crossing answered")),
        LineEvent::LetPass => Some(tr!("the crossing let pass")),
        LineEvent::Declared => Some(tr!("declared")),
        LineEvent::Redrawn => Some(tr!("redrawn or given up")),
        LineEvent::Said(WordsWord::Accepts) => Some(tr!("accepted in words")),
        LineEvent::Said(WordsWord::Denies) => Some(tr!("denied in words")),
        LineEvent::Said(WordsWord::Silent) => Some(tr!("no more said of it")),
        LineEvent::Probed
        | LineEvent::Respected
        | LineEvent::Learnt
        | LineEvent::Sold
        | LineEvent::Faded
        | LineEvent::Conduct => None,
    };
    let about = |event: &LineEvent| match condition {
        Condition::Declared(_) => matches!(event, LineEvent::Declared),
        Condition::Redrawn(_) => matches!(event, LineEvent::Redrawn),
        Condition::WordsAre(..) => matches!(event, LineEvent::Said(_)),
        Condition::EverCrossed(_) => matches!(event, LineEvent::Crossed | LineEvent::Stands),
        _ => !matches!(event, LineEvent::Declared | LineEvent::Redrawn | LineEvent::Said(_)),
    };
    let last = happened
        .iter()
        .rev()
        .filter(|(_, event, _)| about(event))
        .find_map(|(when, event, _)| Some((*when, says(event)?)));
    match last {
        Some((when, what)) => put(Some(when), tr!("Red line \"{text}\": {what}", text, what)),
        None => put(
            None,
            match condition {
                Condition::Declared(_) => tr!("Red line \"{text}\": not declared", text),
                Condition::Redrawn(_) => tr!("Red line \"{text}\": neither redrawn nor given up", text),
                Condition::WordsAre(..) => tr!("Red line \"{text}\": nothing said of it", text),
                _ => tr!("Red line \"{text}\": not crossed", text),
            },
        ),
    }
}

/// Gathers what makes a condition hold, or fail where it is not `wanted`: of alternatives those alone that do.
fn gather(seen: &Seen<'_>, record: &Record, condition: &Condition, wanted: bool, found: &mut Vec<Evidence>) {
    let Seen { scenario, crisis, .. } = *seen;
    let turn_of = |test: &dyn Fn(&What) -> bool| {
        record
            .entries
            .iter()
            .rev()
            .find(|entry| test(&entry.what))
            .map(|entry| When { after: entry.step == Step::Aftermath, turn: entry.turn })
    };
    let mut put = |when: Option<When>, text: String| {
        // The aftermath is recorded under the last turn, and is none of it.
        let after = when.is_some_and(|when| when.after);
        found.push(Evidence { after, turn: when.filter(|_| !after).map(|when| when.turn), text });
    };
    match condition {
        Condition::Always | Condition::Never => {}
        Condition::All(list) | Condition::Any(list) | Condition::AtLeast(_, list) => {
            let each = matches!(condition, Condition::All(_)) == wanted;
            for inner in list.iter().filter(|inner| each || seen.holds(inner) == wanted) {
                gather(seen, record, inner, wanted, found);
            }
        }
        Condition::Not(inner) => gather(seen, record, inner, !wanted, found),
        Condition::Fact(id) => {
            let on = seen.fact(*id);
            let text = &scenario.facts[id.index()].text;
            let turn = turn_of(&|what| matches!(what, What::Fact(fact, now) if fact == id && *now == on));
            if on || turn.is_some() {
                put(turn, if on { text.clone() } else { tr!("Over, or settled: {text}", text) });
            }
        }
        Condition::TrackAtLeast(id, _) | Condition::TrackAtMost(id, _) => {
            // As it stands at this date: what has moved it since is no part of it.
            let is = crisis.track(*id);
            let turn = turn_of(&|what| matches!(what, What::Track(track, _, to) if track == id && *to == is));
            let known = seen.by_world().is_none_or(|view| view.track(*id).is_some());
            put(turn.filter(|_| known), seen.track(*id));
        }
        Condition::TrackAbove(left, right) => {
            for id in [left, right] {
                put(None, seen.track(*id));
            }
        }
        Condition::RungAtLeast(ladder, _)
        | Condition::RungAtMost(ladder, _)
        | Condition::OwnRungAtLeast(_, ladder, _)
        | Condition::PeakAtLeast(ladder, _) => {
            let data = &scenario.ladders[ladder.index()];
            let peak = crisis.peak(*ladder);
            let turn = turn_of(&|what| matches!(what, What::Rung(id, _, _, to) if id == ladder && *to == peak));
            put(
                turn,
                tr!("{name}: it came to \"{name2}\"", name = data.name, name2 = data.rungs[usize::from(peak)].name),
            );
        }
        Condition::Did(id) | Condition::DidNow(id) | Condition::DidLast(id) => {
            if crisis.did(*id) {
                let turn = turn_of(&|what| matches!(what, What::Ordered(_, Act::Do(done)) if done == id));
                put(turn, scenario.moves[id.index()].title.clone());
            }
        }
        // The first deed of the kind says it.
        Condition::Acted(actor, manner, _) => {
            let acts = &scenario.index.acts[actor.index()][manner.index()];
            let first = record.entries.iter().find_map(|entry| match entry.what {
                What::Ordered(_, Act::Do(id)) if acts.has(id.index()) => Some((id, entry.turn)),
                _ => None,
            });
            if let Some((id, turn)) = first {
                put(Some(When { after: false, turn }), scenario.moves[id.index()].title.clone());
            }
        }
        Condition::EscalatedFirst(ladder, actor) => {
            let whose = |cause: Cause| match cause {
                Cause::Move(id) => Some(scenario.moves[id.index()].actor),
                Cause::Posture(id) => scenario.facts[id.index()].posture,
                _ => None,
            };
            let first = record.entries.iter().find(|entry| {
                matches!(entry.what, What::Rung(id, _, from, to) if id == *ladder && from < to)
                    && whose(entry.cause) == Some(*actor)
            });
            if let Some(entry) = first {
                let (name, ladder) = (&scenario.actors[actor.index()].name, &scenario.ladders[ladder.index()].name);
                put(Some(When { after: false, turn: entry.turn }), tr!("{name} climbs: {ladder}", name, ladder));
            }
        }
        Condition::Happened(id) | Condition::HappenedNow(id) => {
            if crisis.happened(*id) {
                let turn = turn_of(&|what| matches!(what, What::Happened(rule) if rule == id));
                let data = &scenario.rules[id.index()];
                put(turn, if data.title.is_empty() { data.text.clone() } else { data.title.clone() });
            }
        }
        Condition::Sent(id) | Condition::OnTable(id) | Condition::InTransit(id) | Condition::Accepted(id) => {
            if crisis.sent(*id) {
                let turn = turn_of(&|what| matches!(what, What::Sent { named, .. } if *named == Some(*id)));
                put(turn, tr!("Offer: {title}", title = scenario.offers[id.index()].title));
            }
        }
        Condition::AnyOnTable(_) | Condition::AnyInTransit(_) | Condition::AnyAgreement => {}
        Condition::Agreed(id)
        | Condition::AgreedInPublic(id)
        | Condition::AgreedInSecret(id)
        | Condition::CarriedOut(id)
        | Condition::Leaked(id)
        | Condition::ConsentRefused(id) => {
            let title = &scenario.terms[id.index()].title;
            let turn = turn_of(&|what| matches!(what, What::Agreed(legs) if legs.all() >> id.0 & 1 != 0));
            if crisis.agreed(*id) {
                let how = if crisis.agreed_in_secret(*id) { tr!("in secret") } else { tr!("in public") };
                let end = if crisis.consent_refused(*id) && scenario.terms[id.index()].consent.is_some() {
                    tr!(", consent refused")
                } else if crisis.carried_out(*id) {
                    tr!(", carried out")
                } else {
                    tr!(", not carried out")
                };
                put(turn, tr!("Agreed {how}: {title}{end}", how, title, end));
            }
        }
        Condition::Crossed(id)
        | Condition::EverCrossed(id)
        | Condition::CrossingKnown(id)
        | Condition::WindowOpen(id)
        | Condition::Answered(id)
        | Condition::LetPass(id)
        | Condition::Declared(id)
        | Condition::Redrawn(id)
        | Condition::ConductAtLeast(id, _)
        | Condition::WordsAre(id, _) => {
            line(seen, record, condition, *id, &mut put);
        }
        Condition::Committed(id) | Condition::Kept(id) | Condition::Broken(id) => {
            let turn = turn_of(&|what| matches!(what, What::Commitment(commitment, _, _) if commitment == id));
            put(turn, tr!("The word given: {text}", text = scenario.commitments[id.index()].text));
        }
        Condition::Ended(_) | Condition::EndedAs(_) => {
            if let Some(ending) = crisis.ended() {
                let turn = turn_of(&|what| matches!(what, What::Ended(_)));
                put(turn, tr!("The end: {title}", title = scenario.endings[ending.index()].title));
            }
        }
        Condition::Followed(id) => {
            if crisis.followed(*id) {
                let data = &scenario.aftermath[id.index()];
                let after = When { after: true, turn: 0 };
                put(Some(after), format!("{}: {}", data.date, data.text));
            }
        }
        Condition::TurnAtLeast(_)
        | Condition::TurnAtMost(_)
        | Condition::TurnLimit
        | Condition::Disposition(_)
        | Condition::IncidentOpen
        | Condition::IncidentOf(_)
        | Condition::LastTurn
        | Condition::Catastrophe => {}
    }
}
