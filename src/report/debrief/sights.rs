//! What each side saw on a turn, beside the truth: incidents taken for orders, letters in transit, unseen moves.

use serde::Serialize;

use super::Teller;
use crate::{
    crisis::{
        Act, Entry, Eyes, holds,
        record::{Cause, LineEvent, Step, What},
    },
    report::words,
    scenario::model::{
        Actor, Audience, Effect, Legs, Owner, RoleWord, RuleId, Scenario, TrackData, TrackId, of_hundred,
    },
};

/// A turn as it was and as it was seen.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Sights {
    /// What everyone saw as it was.
    pub open: Vec<String>,
    /// What somebody did not see, or saw otherwise.
    pub apart: Vec<Sight>,
}

/// Something that not everyone saw as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sight {
    /// What it truly was.
    pub truth: String,
    /// What the first actor, the second actor and the world saw.
    pub seen: [Saw; 3],
}

/// What a pair of eyes saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Saw {
    /// It as it was.
    AsItWas,
    /// Something else.
    Otherwise(String),
    /// Nothing.
    Nothing,
}

const EYES: [Eyes; 3] = [Eyes::Actor(Actor::First), Eyes::Actor(Actor::Second), Eyes::World];

pub(super) fn of_turn(teller: &Teller<'_, '_>, turn: usize) -> Sights {
    let course = teller.course;
    let mut sights = Sights::default();
    let Some(played) = course.turns.get(turn) else { return sights };
    let offers = played.after.offers();
    for entry in course.entries_of(turn) {
        // What comes back every turn is told once.
        if crate::report::course::told_before(teller.scenario, &course.record.entries, entry).is_err() {
            continue;
        }
        let Some(mut sight) = sight(teller.scenario, offers, entry) else { continue };
        if let What::Line { line, event: LineEvent::Crossed | LineEvent::Stands, .. } = entry.what {
            // That a line is crossed is noted before its owner has looked: what each saw of it is asked at the end of the turn.
            let (data, closing) = (&teller.scenario.lines[line.index()], &played.closing);
            let (known, declared) = (closing.line(line).known, closing.line(line).declared);
            for (saw, eyes) in sight.seen.iter_mut().zip(EYES) {
                let sees = match (data.owner, eyes) {
                    (Owner::Actor(owner), Eyes::Actor(actor)) if owner == actor => known,
                    _ => declared && holds(teller.scenario, closing, &data.crossed, eyes),
                };
                if sees && *saw == Saw::Nothing {
                    *saw = Saw::AsItWas;
                }
            }
        }
        if sight.seen.iter().all(|saw| *saw == Saw::AsItWas) {
            sights.open.push(sight.truth);
        } else {
            sights.apart.push(sight);
        }
    }
    for (at, track) in teller.scenario.tracks.iter().enumerate() {
        sights.apart.extend(estimated(teller, turn, TrackId::new(at), track));
        sights.apart.extend(counted(teller, turn, TrackId::new(at), track));
    }
    sights
}

/// How a pair of eyes among an audience sees something that has one truth.
fn plainly(audience: Audience) -> [Saw; 3] {
    std::array::from_fn(|eyes| if audience.has(eyes) { Saw::AsItWas } else { Saw::Nothing })
}

fn sight(scenario: &Scenario, offers: &[crate::crisis::LiveOffer], entry: &Entry) -> Option<Sight> {
    let truth = words::entry(scenario, Eyes::Truth, offers, entry);
    match &entry.what {
        What::Happened(rule) => happened(scenario, offers, entry, *rule, truth?),
        What::Sent { from, arrives, .. } => {
            let mut seen = plainly(entry.audience);
            let receiver = from.other();
            let truth = truth?;
            let truth = if entry.turn < *arrives {
                if !entry.audience.includes(receiver) {
                    seen[receiver.index()] = Saw::Otherwise(tr!("Nothing yet: the letter is on its way.").to_owned());
                }
                tr!("{truth} It arrives on turn {arrives}.", truth, arrives)
            } else {
                truth
            };
            Some(Sight { truth, seen })
        }
        // What the world is told of an agreement stands with the whole of it.
        What::Agreed(_) if entry.audience == Audience::WORLD_ALONE => None,
        What::Agreed(legs) => {
            let mut seen = plainly(entry.audience);
            if legs.secret != 0 && legs.public != 0 {
                let open = words::legs(scenario, Legs { public: legs.public, secret: 0 });
                seen[2] = Saw::Otherwise(tr!("Only the open part: {open}.", open));
            }
            Some(Sight { truth: truth?, seen })
        }
        // What comes of a move or an event goes without saying for all who saw that.
        What::Fact(..) if goes_without_saying(scenario, entry) => None,
        What::Fact(..) => Some(Sight { truth: truth?, seen: plainly(entry.audience) }),
        What::Ordered(_, act) => {
            let mut seen = plainly(entry.audience);
            if let Act::Do(id) = act
                && scenario.moves[id.index()].effects.iter().any(|effect| matches!(effect, Effect::Offer(_)))
                && scenario.channels[scenario.moves[id.index()].channel.index()].delay != 0
            {
                // A letter that is on its way says nothing to the side that it has not reached.
                let receiver = scenario.moves[id.index()].actor.other();
                seen[receiver.index()] = Saw::Nothing;
            }
            Some(Sight { truth: truth?, seen })
        }
        What::Line { event, .. } => match event {
            // These stand in the record of the line, turn by turn.
            LineEvent::Respected | LineEvent::Conduct => None,
            LineEvent::Declared
            | LineEvent::Crossed
            | LineEvent::Stands
            | LineEvent::Probed
            | LineEvent::Learnt
            | LineEvent::Answered
            | LineEvent::Sold
            | LineEvent::LetPass
            | LineEvent::Undone
            | LineEvent::Over
            | LineEvent::Redrawn
            | LineEvent::Faded
            | LineEvent::Said(_) => Some(Sight { truth: truth?, seen: plainly(entry.audience) }),
        },
        What::Rung(..)
        | What::IncidentExplained(_)
        | What::IncidentUnanswered(_)
        | What::Arrived(..)
        | What::Offer(..)
        | What::CarriedOut(_)
        | What::Consented(_)
        | What::ConsentRefused(_)
        | What::FellWith(..)
        | What::CalledOff(_)
        | What::Leaked(_)
        | What::Commitment(..)
        | What::Catastrophe
        | What::CatastropheStopped
        | What::CatastropheUnstopped
        | What::Told(_)
        | What::Ended(_) => Some(Sight { truth: truth?, seen: plainly(entry.audience) }),
        What::TurnOpened
        | What::Track(..)
        | What::FactRevealed(..)
        | What::TrackRevealed(..)
        | What::IncidentOpened(_)
        | What::IncidentAnswered(_)
        | What::Drew(_)
        | What::Followed(_) => None,
    }
}

/// Whether all who saw what made a fact so see the fact too.
fn goes_without_saying(scenario: &Scenario, entry: &Entry) -> bool {
    let cause = match entry.cause {
        Cause::Move(id) => scenario.moves[id.index()].audience,
        Cause::Rule(id) => scenario.rules[id.index()].audience,
        Cause::Term(_) => Audience::BOTH,
        Cause::News => Audience::WORLD,
        Cause::Start
        | Cause::Disposition(_)
        | Cause::Talks(_)
        | Cause::Posture(_)
        | Cause::Line(_)
        | Cause::Commitment(_)
        | Cause::Incident(_)
        | Cause::Catastrophe
        | Cause::Ending(_)
        | Cause::Aftermath(_) => Audience::NOBODY,
    };
    entry.audience.world() || (cause != Audience::NOBODY && cause.and(entry.audience) == entry.audience)
}

/// An event: some are told another story, and an act that nobody ordered looks like an order.
fn happened(
    scenario: &Scenario,
    offers: &[crate::crisis::LiveOffer],
    entry: &Entry,
    rule: RuleId,
    truth: String,
) -> Option<Sight> {
    let data = &scenario.rules[rule.index()];
    let mut seen = plainly(entry.audience);
    for (eyes, saw) in seen.iter_mut().enumerate() {
        if *saw != Saw::AsItWas {
            continue;
        }
        let told = words::entry(scenario, EYES[eyes], offers, entry);
        let fooled = data.unordered.is_some_and(|side| side.index() != eyes);
        match (told, fooled) {
            (None, _) => *saw = Saw::Nothing,
            (Some(told), true) => {
                let mark =
                    if eyes < 2 { tr!("Taken for an order.") } else { tr!("Nobody could say who had ordered it.") };
                *saw = Saw::Otherwise(if told == truth { mark.to_owned() } else { format!("{told} {mark}") });
            }
            (Some(told), false) if told != truth => *saw = Saw::Otherwise(told),
            (Some(_), false) => {}
        }
    }
    let truth = match data.unordered {
        Some(side) => {
            tr!("{truth} Nobody in {actor} had ordered it.", truth, actor = words::the(words::actor(scenario, side)))
        }
        None => truth,
    };
    Some(Sight { truth, seen })
}

/// How a track stood at the end of a turn.
struct Stood {
    value: i32,
    audience: Audience,
    /// Whether it changed on that turn.
    changed: bool,
}

/// From the record, not from the crisis after the turn: that one has the next turn open already.
fn stood(teller: &Teller<'_, '_>, turn: usize, id: TrackId, data: &TrackData) -> Stood {
    let mut stood = Stood { value: data.start, audience: data.audience, changed: false };
    for entry in &teller.course.record.entries {
        if turn < usize::from(entry.turn) || entry.step == Step::Aftermath {
            continue;
        }
        match entry.what {
            What::Track(track, _, to) if track == id => {
                stood.value = to;
                stood.changed |= usize::from(entry.turn) == turn;
            }
            What::TrackRevealed(track, to) if track == id => stood.audience = stood.audience.and(to),
            _ => {}
        }
    }
    stood
}

/// A track of which an actor sees an estimate, on every turn on which that is not the truth.
fn estimated(teller: &Teller<'_, '_>, turn: usize, id: TrackId, data: &TrackData) -> Option<Sight> {
    if data.estimates == [None; 2] {
        return None;
    }
    let Stood { value, audience, .. } = stood(teller, turn, id, data);
    let mut wrong = false;
    let seen = std::array::from_fn(|eyes| {
        if audience.has(eyes) {
            return Saw::AsItWas;
        }
        let Some(estimate) = data.estimates.get(eyes).copied().flatten() else { return Saw::Nothing };
        let taken = stood(teller, turn, estimate, &teller.scenario.tracks[estimate.index()]).value;
        wrong |= taken != value;
        if taken == value { Saw::AsItWas } else { Saw::Otherwise(tr!("Taken to be {said}.", said = data.said(taken))) }
    });
    wrong.then(|| Sight { truth: format!("{}: {}.", data.name, data.said(value)), seen })
}

/// Things that can be counted and that not everyone could see, on the turn on which their number changed.
fn counted(teller: &Teller<'_, '_>, turn: usize, id: TrackId, data: &TrackData) -> Option<Sight> {
    // Points are nobody's to count; missiles and ships are. What is estimated is told by `estimated`.
    if data.estimates != [None; 2] || data.unit == "points" || of_hundred(&data.unit) || data.role != RoleWord::Plain {
        return None;
    }
    let Stood { value, audience, changed } = stood(teller, turn, id, data);
    // What nobody is ever shown is a count that the scenario keeps for itself.
    if !changed || !(0..3).any(|eyes| audience.has(eyes)) {
        return None;
    }
    let seen: [Saw; 3] = std::array::from_fn(|eyes| {
        if audience.has(eyes) || data.start == value {
            Saw::AsItWas
        } else {
            Saw::Otherwise(tr!("Taken to be {said}.", said = data.said(data.start)))
        }
    });
    if seen.iter().all(|saw| *saw == Saw::AsItWas) {
        return None;
    }
    Some(Sight { truth: format!("{}: {}.", data.name, data.said(value)), seen })
}
