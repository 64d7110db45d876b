//! Entries of a record in words: what happened, because of what, and how draws came out.

use super::{act, actor, bare, leg, legs, odds, offer, owner, quoted, rung, sentence, subject, the, told, uncapped};
use crate::{
    crisis::{
        CommitmentStatus, Entry, Eyes, Label, LiveOffer, OfferStatus,
        record::{Cause, DrawResult, Drawn, LineEvent, What},
    },
    scenario::model::{Actor, LineId, Owner, RuleId, RuleKind, Scenario, WordsWord},
};

/// What brought about what nobody named.
const COURSE: &str = "the course of things";

/// The headline of an event; its text where it has none; whose reaction it is, or that it came by itself, where
/// it has neither. Never empty.
#[must_use]
pub fn rule_title(scenario: &Scenario, rule: RuleId) -> &str {
    let data = &scenario.rules[rule.index()];
    match data.kind {
        _ if !data.title.is_empty() => bare(&data.title),
        _ if !data.text.is_empty() => bare(&data.text),
        RuleKind::Party(party) => bare(&scenario.parties[party.index()].name),
        RuleKind::Opening | RuleKind::Closing | RuleKind::Incident | RuleKind::Drift => COURSE,
    }
}

/// What brought something about, as a clause: "the move \"Tell the world\"".
#[must_use]
pub fn cause(scenario: &Scenario, cause: Cause) -> String {
    match cause {
        Cause::Start => "the way things stood".to_owned(),
        Cause::Disposition(id) => {
            let data = &scenario.dispositions[id.index()];
            format!("the kind of leadership in {}: {}", the(actor(scenario, data.actor)), data.name)
        }
        Cause::Move(id) => {
            let data = &scenario.moves[id.index()];
            let through = data
                .through
                .map_or_else(String::new, |party| format!(", through {}", the(&scenario.parties[party.index()].name)));
            format!("{} ({}{through})", quoted(&data.title), actor(scenario, data.actor))
        }
        Cause::Talks(side) => format!("what {} did at the table", the(actor(scenario, side))),
        // What has no name of its own is not quoted.
        Cause::Rule(id) => match rule_title(scenario, id) {
            COURSE => COURSE.to_owned(),
            title => quoted(title),
        },
        Cause::Posture(id) => format!("keeping this up: {}", uncapped(&scenario.facts[id.index()].text)),
        Cause::Line(id) => format!("the red line {}", quoted(&scenario.lines[id.index()].text)),
        Cause::Commitment(id) => format!("the word given: {}", quoted(&scenario.commitments[id.index()].text)),
        Cause::Term(id) => format!("the promise {}", quoted(&scenario.terms[id.index()].title)),
        Cause::Incident(id) => format!("an incident left unanswered: {}", quoted(rule_title(scenario, id))),
        Cause::Catastrophe => "a catastrophe".to_owned(),
        Cause::Ending(id) => format!("the end: {}", quoted(&scenario.endings[id.index()].title)),
        Cause::Aftermath(id) => format!("what followed: {}", uncapped(&scenario.aftermath[id.index()].text)),
    }
}

/// Why something happened, as far as its reader may know.
#[must_use]
pub fn because(scenario: &Scenario, of: Cause, knows: bool) -> String {
    match of {
        _ if knows => format!("because of {}", cause(scenario, of)),
        // That nobody answered is told to both sides, whatever they know of what happened.
        Cause::Incident(_) => "because an incident was left unanswered".to_owned(),
        _ => "for reasons that you cannot see".to_owned(),
    }
}

/// What a draw was about, in words.
#[must_use]
pub fn label(scenario: &Scenario, label: Label) -> String {
    match label {
        Label::Disposition(side) => format!("what kind of leadership {} has", the(actor(scenario, side))),
        Label::Rule(rule) => quoted(rule_title(scenario, rule)),
        Label::Incident => "an incident that nobody ordered".to_owned(),
        Label::IncidentEvent => "which incident it is".to_owned(),
        Label::Catastrophe => "a catastrophe".to_owned(),
        Label::Leak(term) => format!("a leak of {}", quoted(&scenario.terms[term.index()].title)),
        Label::Chance(chance) => {
            let name = scenario.chances.get(chance.index()).map_or("", String::as_str);
            format!("the gamble \"{}\"", name.replace(['-', '.'], " "))
        }
        Label::Aftermath(item) => quoted(&scenario.aftermath[item.index()].text),
    }
}

/// A draw with its odds and how it came out.
#[must_use]
pub fn draw(scenario: &Scenario, drawn: Drawn) -> String {
    let what = label(scenario, drawn.label);
    match drawn.result {
        DrawResult::Happened(happened) => {
            let came = if happened { "it happened" } else { "it did not happen" };
            format!("Chance of {what}, {}: {came}.", odds(drawn.odds))
        }
        DrawResult::Disposition(id) => {
            format!("Drawn: {what}: {}.", scenario.dispositions[id.index()].name)
        }
        DrawResult::Event(id) => format!("Drawn: {what}: {}.", rule_title(scenario, id)),
    }
}

/// What happened to a red line, as a sentence.
#[must_use]
pub fn line_event(scenario: &Scenario, id: LineId, event: LineEvent) -> String {
    let data = &scenario.lines[id.index()];
    let (whose, bound) = (the(owner(scenario, data.owner)), the(actor(scenario, data.binds)));
    let by = the(super::deeds_of(scenario, data));
    let line = quoted(&data.text);
    // A line may bind the side that drew it, as one against firing without an order does.
    let own = data.owner == Owner::Actor(data.binds);
    let crossed = if own { "its own red line".to_owned() } else { format!("a red line of {whose}") };
    sentence(&match event {
        LineEvent::Declared => format!("{whose} draws a red line: {line}."),
        LineEvent::Crossed => format!("{by} crosses {crossed}: {line}."),
        LineEvent::Stands => {
            format!("The line stands crossed as it is drawn, by what {by} has long had there: {line}.")
        }
        LineEvent::Probed => format!("{by} probes {crossed}: {line}."),
        LineEvent::Respected => format!("{by} had the chance to cross {crossed} and did not: {line}."),
        LineEvent::Learnt => format!("{whose} learns that its red line has been crossed: {line}. An answer is due."),
        LineEvent::Answered => format!("{whose} answers for its red line: {line}."),
        LineEvent::Sold => format!("{whose} trades its restraint over a red line for a concession: {line}."),
        LineEvent::LetPass => format!("{whose} lets the crossing of its red line pass: {line}."),
        LineEvent::Undone => format!("{by} undoes its crossing of {crossed}: {line}."),
        LineEvent::Over => format!("The crossing of {crossed} is over, by no deed of {by}: {line}."),
        LineEvent::Redrawn => format!("{whose} redraws or gives up a red line: {line}."),
        LineEvent::Faded => format!("A red line of {whose} has faded away: {line}."),
        LineEvent::Said(WordsWord::Silent) => format!("{bound} says no more of {crossed}: {line}."),
        LineEvent::Said(WordsWord::Accepts) => format!("{bound} accepts {crossed} in words: {line}."),
        LineEvent::Said(WordsWord::Denies) => format!("{bound} denies {crossed} in words: {line}."),
        LineEvent::Conduct => format!("An act of {by} shows what it makes of the red line {line} of {whose}."),
    })
}

/// An entry of a record as a sentence, for eyes that may know it; `None` where there is nothing to tell.
///
/// `offers` are the live offers by slot, as far as the reader may know them.
#[must_use]
#[allow(clippy::too_many_lines, reason = "one arm for each thing that can happen")]
pub fn entry(scenario: &Scenario, eyes: Eyes, offers: &[LiveOffer], entry: &Entry) -> Option<String> {
    Some(match &entry.what {
        What::TurnOpened => return None,
        What::Ordered(side, ordered) => {
            format!("{}: {}.", actor(scenario, *side), bare(&act(scenario, offers, *ordered)))
        }
        What::Track(id, from, to) => {
            let verb = if to < from { "falls" } else { "rises" };
            // To an actor that sees an estimate, it is the thing itself that moves.
            let told = match eyes {
                Eyes::Actor(actor) => scenario.told_as(actor, *id),
                Eyes::Truth | Eyes::World => *id,
            };
            format!("{} {verb} from {from} to {to}.", subject(&scenario.tracks[told.index()].name))
        }
        What::Fact(id, true) => sentence(&scenario.facts[id.index()].text),
        What::Fact(id, false) => sentence(&format!("over, or settled: {}", uncapped(&scenario.facts[id.index()].text))),
        What::FactRevealed(id, _) => {
            format!("It is known now whether this is so: {}.", uncapped(&scenario.facts[id.index()].text))
        }
        What::TrackRevealed(id, _) => {
            format!("{} can be followed from now on.", subject(&scenario.tracks[id.index()].name))
        }
        What::Rung(ladder, whose, from, to) => {
            let subject = whose.map_or_else(
                || {
                    if scenario.ladders.len() == 1 {
                        "The crisis".to_owned()
                    } else {
                        scenario.ladders[ladder.index()].name.clone()
                    }
                },
                |side| actor(scenario, side).to_owned(),
            );
            let verb = if to < from { "comes down to" } else { "climbs to" };
            format!("{subject} {verb} \"{}\".", rung(scenario, *ladder, *to))
        }
        What::Happened(id) => {
            let data = &scenario.rules[id.index()];
            let text = told(scenario, eyes, *id)?;
            let knows = eyes == Eyes::Truth || std::ptr::eq(text, data.text.as_str());
            if text.is_empty() && data.title.is_empty() {
                return None;
            }
            // The headline may give away what a reader must not know, so it goes with the true text only.
            if data.title.is_empty() || !knows {
                sentence(text)
            } else {
                format!("{} {}", sentence(&data.title), text.trim()).trim().to_owned()
            }
        }
        What::IncidentOpened(_) => "An incident waits for an answer: left alone, the crisis climbs a rung.".to_owned(),
        What::IncidentExplained(_) => "The incident has been explained: nobody ordered it.".to_owned(),
        What::IncidentAnswered(_) => "The incident has been answered.".to_owned(),
        What::IncidentUnanswered(_) => "Nobody answered the incident, and the crisis climbs.".to_owned(),
        What::Drew(drawn) => draw(scenario, *drawn),
        What::Sent { from, named, legs, .. } => {
            let desk = named.map_or("", |id| super::desk(scenario, scenario.offers[id.index()].channel));
            let by = if desk.is_empty() { String::new() } else { format!(" ({desk})") };
            format!("{} makes an offer{by}: {}.", actor(scenario, *from), offer(scenario, *named, *legs))
        }
        What::Arrived(slot, named) => match offers.get(slot.index()).filter(|live| live.legs.all() != 0) {
            Some(live) => {
                let name = offer(scenario, *named, live.legs);
                if eyes == Eyes::Actor(live.from) {
                    return Some(format!("Your offer has reached the other side: {name}."));
                }
                format!("An offer of {} arrives: {name}.", the(actor(scenario, live.from)))
            }
            None => named.map_or_else(
                || "An offer arrives.".to_owned(),
                |id| format!("An offer arrives: {}.", quoted(&scenario.offers[id.index()].title)),
            ),
        },
        What::Offer(slot, named, status) => {
            let legs = offers.get(slot.index()).map(|live| live.legs).unwrap_or_default();
            let name = if named.is_none() && legs.all() == 0 {
                "An offer".to_owned()
            } else {
                format!("The offer {}", offer(scenario, *named, legs))
            };
            let came = match status {
                OfferStatus::Accepted => "is accepted",
                OfferStatus::Refused => "is refused",
                OfferStatus::Withdrawn => "is withdrawn",
                OfferStatus::Overtaken => "is overtaken",
                OfferStatus::OnTable => "lies on the table",
                OfferStatus::InTransit => "is on its way",
                OfferStatus::Empty => return None,
            };
            format!("{name} {came}.")
        }
        What::Agreed(terms) => format!("Agreed: {}.", legs(scenario, *terms)),
        What::CarriedOut(id) => {
            let data = &scenario.terms[id.index()];
            format!("{} carries out what it promised: {}.", actor(scenario, data.giver), uncapped(&data.title))
        }
        What::ConsentRefused(id) => {
            let data = &scenario.terms[id.index()];
            let party = data.consent.as_ref().map(|consent| scenario.parties[consent.party.index()].name.as_str());
            format!("{} does not consent: {}.", party.unwrap_or("A third party"), uncapped(&data.title))
        }
        What::Leaked(id) => {
            let giver = scenario.terms[id.index()].giver;
            let text = leg(scenario, *id, true);
            format!("A secret promise of {} has leaked: {text}.", the(actor(scenario, giver)))
        }
        What::Line { line, event, .. } => line_event(scenario, *line, *event),
        What::Commitment(id, status, stake) => {
            let data = &scenario.commitments[id.index()];
            let (whose, word) = (sentence(&the(actor(scenario, data.owner))), quoted(&data.text));
            let whose = bare(&whose);
            match status {
                CommitmentStatus::Open => format!("{whose} gives its word: {word}. Breaking it would cost {stake}."),
                CommitmentStatus::Kept => format!("{whose} has kept its word: {word}."),
                CommitmentStatus::Broken => format!("{whose} has broken its word: {word}. It costs {stake}."),
                CommitmentStatus::Released => format!("{whose} is released from its word: {word}."),
                CommitmentStatus::None => return None,
            }
        }
        What::Catastrophe => "Catastrophe. The coming turn may be the last in which it can be stopped.".to_owned(),
        What::CatastropheStopped => "The catastrophe has been stopped.".to_owned(),
        What::CatastropheUnstopped => "Nobody stopped it.".to_owned(),
        What::Told(text) => sentence(text),
        What::Ended(id) => {
            let data = &scenario.endings[id.index()];
            format!("The end: {}. {}", bare(&data.title), data.text)
        }
        What::Followed(id) => {
            let data = &scenario.aftermath[id.index()];
            if data.date.is_empty() { sentence(&data.text) } else { format!("{}: {}", data.date, data.text) }
        }
    })
}

/// Whether an entry is worth a headline: how grave it is, the gravest first; `None` for what belongs to the log.
#[must_use]
pub fn headline(entry: &Entry, reader: Option<Actor>) -> Option<u8> {
    match &entry.what {
        What::Catastrophe | What::CatastropheStopped | What::CatastropheUnstopped | What::Ended(_) => Some(0),
        What::Leaked(_) => Some(1),
        What::IncidentOpened(_) | What::IncidentUnanswered(_) | What::ConsentRefused(_) | What::Agreed(_) => Some(2),
        What::Line {
            event: LineEvent::Crossed | LineEvent::Stands | LineEvent::Learnt | LineEvent::LetPass | LineEvent::Faded,
            ..
        } => Some(3),
        What::Rung(..) => Some(4),
        What::Happened(_) | What::Arrived(..) | What::Told(_) => Some(5),
        What::Ordered(side, _) => (Some(*side) != reader).then_some(6),
        What::Commitment(_, CommitmentStatus::Broken | CommitmentStatus::Kept, _) => Some(6),
        What::Line {
            event: LineEvent::Declared | LineEvent::Answered | LineEvent::Undone | LineEvent::Over, ..
        } => Some(6),
        What::TurnOpened
        | What::Track(..)
        | What::Fact(..)
        | What::FactRevealed(..)
        | What::TrackRevealed(..)
        | What::IncidentExplained(_)
        | What::IncidentAnswered(_)
        | What::Drew(_)
        | What::Sent { .. }
        | What::Offer(..)
        | What::CarriedOut(_)
        | What::Line { .. }
        | What::Commitment(..)
        | What::Followed(_) => None,
    }
}
