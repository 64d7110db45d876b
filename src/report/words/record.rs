//! Entries of a record in words: what happened, because of what, and how draws came out.

use super::{
    actor, bare, first_sentence, leg, legs, listed_act, odds, offer, owner, quoted, rung, sentence, subject, the, told,
    uncapped,
};
use crate::{
    crisis::{
        CommitmentStatus, Entry, Eyes, Label, LiveOffer, OfferStatus,
        record::{Cause, DrawResult, Drawn, LineEvent, What},
    },
    language,
    scenario::model::{Actor, CommitmentData, LineId, Owner, RuleId, RuleKind, Scenario, WordsWord},
};

/// What brought about what nobody named.
const COURSE: &str = mark!("the course of things");

/// The headline of an event; its text where it has none; whose reaction it is, or that it came by itself, where
/// it has neither. Never empty.
#[must_use]
pub fn rule_title(scenario: &Scenario, rule: RuleId) -> &str {
    let data = &scenario.rules[rule.index()];
    match data.kind {
        _ if !data.title.is_empty() => bare(&data.title),
        _ if !data.text.is_empty() => bare(&data.text),
        RuleKind::Party(party) => bare(&scenario.parties[party.index()].name),
        RuleKind::Opening | RuleKind::Closing | RuleKind::Incident | RuleKind::Drift => language::plain(COURSE),
    }
}

/// What brought something about, as a clause: "the move \"Tell the world\"".
#[must_use]
pub fn cause(scenario: &Scenario, cause: Cause) -> String {
    match cause {
        Cause::Start => tr!("the way things stood").to_owned(),
        Cause::Disposition(id) => {
            let data = &scenario.dispositions[id.index()];
            tr!("the kind of leadership in {actor}: {name}", actor = the(actor(scenario, data.actor)), name = data.name)
        }
        Cause::Move(id) => {
            let data = &scenario.moves[id.index()];
            let through = data.through.map_or_else(String::new, |party| {
                tr!(", through {name}", name = the(&scenario.parties[party.index()].name))
            });
            format!("{} ({}{through})", quoted(&data.title), actor(scenario, data.actor))
        }
        Cause::Talks(side) => tr!("what {actor} did at the table", actor = the(actor(scenario, side))),
        // What has no name of its own is not quoted.
        Cause::Rule(id) if !scenario.rules[id.index()].cause.is_empty() => {
            bare(&scenario.rules[id.index()].cause).to_owned()
        }
        Cause::Rule(id) => {
            let title = rule_title(scenario, id);
            if title == language::plain(COURSE) { title.to_owned() } else { quoted(title) }
        }
        Cause::Posture(id) => tr!("keeping this up: {text}", text = uncapped(&scenario.facts[id.index()].text)),
        Cause::Line(id) => {
            let data = &scenario.lines[id.index()];
            let (whose, line) = (the(owner(scenario, data.owner)), quoted(&data.text));
            tr!("what {whose} did about the crossing of its red line {line}", whose, line)
        }
        Cause::Commitment(id) => tr!("the word given: {text}", text = quoted(&scenario.commitments[id.index()].text)),
        Cause::Term(id) => tr!("the promise {title}", title = quoted(&scenario.terms[id.index()].title)),
        Cause::Incident(id) => {
            tr!("an incident left unanswered: {rule_title}", rule_title = quoted(rule_title(scenario, id)))
        }
        Cause::Catastrophe => tr!("a catastrophe").to_owned(),
        Cause::News => tr!("news that the teacher told").to_owned(),
        Cause::Ending(id) => tr!("the end: {title}", title = quoted(&scenario.endings[id.index()].title)),
        Cause::Aftermath(id) => tr!("what followed: {text}", text = uncapped(&scenario.aftermath[id.index()].text)),
    }
}

/// Why something happened, as far as its reader may know: what is told of an event otherwise than it was stands for it.
#[must_use]
pub fn because(scenario: &Scenario, reader: Actor, of: Cause, knows: bool) -> String {
    match of {
        _ if knows => tr!("because of {cause}", cause = cause(scenario, of)),
        Cause::Rule(id) if told(scenario, Eyes::Actor(reader), id).is_some_and(|text| !text.is_empty()) => {
            let text = told(scenario, Eyes::Actor(reader), id).unwrap_or_default();
            tr!("with what you were told of: {text}", text = quoted(first_sentence(text)))
        }
        // That nobody answered is told to both sides, whatever they know of what happened.
        Cause::Incident(_) => tr!("because an incident was left unanswered").to_owned(),
        _ => tr!("for reasons that you cannot see").to_owned(),
    }
}

/// What a draw was about, in words.
#[must_use]
pub fn label(scenario: &Scenario, label: Label) -> String {
    match label {
        Label::Disposition(side) => tr!("what kind of leadership {actor} has", actor = the(actor(scenario, side))),
        Label::Rule(rule) => quoted(rule_title(scenario, rule)),
        Label::Incident => tr!("an incident that nobody ordered").to_owned(),
        Label::IncidentEvent => tr!("which incident it is").to_owned(),
        Label::Catastrophe => tr!("a catastrophe").to_owned(),
        Label::Leak(term) => tr!("a leak of {title}", title = quoted(&scenario.terms[term.index()].title)),
        Label::Chance(chance) => {
            let Some(data) = scenario.chances.get(chance.index()) else { return String::new() };
            if data.title.is_empty() {
                tr!("the gamble \"{name}\"", name = data.label.replace(['-', '.'], " "))
            } else {
                uncapped(&data.title)
            }
        }
        Label::Aftermath(item) => quoted(&scenario.aftermath[item.index()].text),
    }
}

/// A draw with its odds and how it came out.
#[must_use]
pub fn draw(scenario: &Scenario, drawn: Drawn) -> String {
    let what = label(scenario, drawn.label);
    match drawn.result {
        // What was certain did not happen only where people at the desk of a party held it back.
        DrawResult::Happened(false) if 100_000 <= drawn.odds => {
            tr!("Held back at the desk of its party: {what}.", what)
        }
        DrawResult::Happened(happened) => {
            let came = if happened { tr!("it happened") } else { tr!("it did not happen") };
            tr!("Chance of {what}, {odds}: {came}.", what, odds = odds(drawn.odds), came)
        }
        DrawResult::Disposition(id) => {
            sentence(&tr!("{what}, as drawn: {name}", what, name = scenario.dispositions[id.index()].name))
        }
        DrawResult::Event(id) => sentence(&tr!("{what}, as drawn: {name}", what, name = rule_title(scenario, id))),
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
    let crossed = if own { tr!("its own red line").to_owned() } else { tr!("a red line of {whose}", whose) };
    sentence(&match event {
        LineEvent::Declared => tr!("{whose} draws a red line: {line}.", whose, line),
        LineEvent::Crossed => tr!("{crossed} is crossed by {by}: {line}.", crossed, by, line),
        LineEvent::Stands => {
            tr!("The line stands crossed as it is drawn, by what {by} has long had there: {line}.", by, line)
        }
        LineEvent::Probed => tr!("{crossed} is probed by {by}: {line}.", crossed, by, line),
        LineEvent::Respected => tr!("{by} had the chance to cross {crossed} and did not: {line}.", by, crossed, line),
        LineEvent::Learnt if data.window == 0 => {
            tr!("{whose} learns that its red line has been crossed: {line}. No day was set for an answer.", whose, line)
        }
        LineEvent::Learnt => {
            tr!("{whose} learns that its red line has been crossed: {line}. An answer is due.", whose, line)
        }
        LineEvent::Answered => tr!("{whose} answers the crossing of its red line: {line}.", whose, line),
        LineEvent::Sold => tr!("{whose} trades its restraint over a red line for a concession: {line}.", whose, line),
        LineEvent::LetPass => tr!("{whose} lets the crossing of its red line pass: {line}.", whose, line),
        LineEvent::Undone => tr!("The crossing of {crossed} by {by} is undone: {line}.", crossed, by, line),
        LineEvent::Over => {
            tr!("{crossed} is crossed no longer: what had crossed it is there no more: {line}.", crossed, line)
        }
        LineEvent::Redrawn => tr!("{whose} redraws or gives up a red line: {line}.", whose, line),
        LineEvent::Faded => tr!("A red line of {whose} has faded away: {line}.", whose, line),
        LineEvent::Said(WordsWord::Silent) => tr!("{bound} says no more of {crossed}: {line}.", bound, crossed, line),
        LineEvent::Said(WordsWord::Accepts) => tr!("{bound} accepts {crossed} in words: {line}.", bound, crossed, line),
        LineEvent::Said(WordsWord::Denies) => tr!("{bound} denies {crossed} in words: {line}.", bound, crossed, line),
        LineEvent::Conduct => {
            tr!("An act of {by} shows what it makes of the red line {line} of {whose}.", by, line, whose)
        }
    })
}

/// What breaking a word costs its owner: credibility, and where the world heard it as much standing.
fn price(scenario: &Scenario, data: &CommitmentData, stake: i16) -> String {
    let actor = &scenario.actors[data.owner.index()];
    match (actor.credibility, actor.standing.filter(|_| data.audience.world())) {
        (Some(_), Some(_)) => tr!("{stake} in credibility and as much in standing", stake),
        (None, Some(_)) => tr!("{stake} in standing", stake),
        (Some(_), None) => tr!("{stake} in credibility", stake),
        (None, None) => tr!("nothing that is counted").to_owned(),
    }
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
            format!("{}: {}.", actor(scenario, *side), listed_act(scenario, offers, eyes, *side, *ordered))
        }
        What::Track(id, from, to) => {
            // To an actor that sees an estimate, it is the thing itself that moves.
            let told = match eyes {
                Eyes::Actor(actor) => scenario.told_as(actor, *id),
                Eyes::Truth | Eyes::World => *id,
            };
            let name = subject(&scenario.tracks[told.index()].name);
            if to < from {
                tr!("{name} falls from {from} to {to}.", name, from, to)
            } else {
                tr!("{name} rises from {from} to {to}.", name, from, to)
            }
        }
        What::Fact(id, true) => sentence(&scenario.facts[id.index()].text),
        What::Fact(id, false) => {
            sentence(&tr!("over, or settled: {text}", text = uncapped(&scenario.facts[id.index()].text)))
        }
        What::FactRevealed(id, _) => {
            tr!("It is known now: {text}", text = sentence(&scenario.facts[id.index()].text))
        }
        What::TrackRevealed(id, _) => {
            tr!("{name} can be followed from now on.", name = subject(&scenario.tracks[id.index()].name))
        }
        What::Rung(ladder, whose, from, to) => {
            let subject = whose.map_or_else(
                || {
                    if scenario.ladders.len() == 1 {
                        tr!("The crisis").to_owned()
                    } else {
                        scenario.ladders[ladder.index()].name.clone()
                    }
                },
                |side| actor(scenario, side).to_owned(),
            );
            let rung = rung(scenario, *ladder, *to);
            if to < from {
                tr!("{subject} comes down to \"{rung}\".", subject, rung)
            } else {
                tr!("{subject} climbs to \"{rung}\".", subject, rung)
            }
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
        What::IncidentOpened(_) => tr!("An incident waits for an answer: left alone, it grows.").to_owned(),
        What::IncidentExplained(_) => tr!("The incident has been explained: nobody ordered it.").to_owned(),
        What::IncidentAnswered(_) => tr!("The incident has been answered.").to_owned(),
        What::IncidentUnanswered(id) => {
            match told(scenario, eyes, *id).map(super::first_sentence).unwrap_or_default() {
                "" => tr!("Nobody answered the incident, and it is left to grow.").to_owned(),
                what => tr!("Nobody answered this incident, and it is left to grow: {what}", what = sentence(what)),
            }
        }
        What::Drew(drawn) => draw(scenario, *drawn),
        What::Sent { from, named, legs, .. } => {
            let desk = named.map_or("", |id| super::desk(scenario, scenario.offers[id.index()].channel));
            let by = if desk.is_empty() { String::new() } else { format!(" ({desk})") };
            tr!(
                "{actor} makes an offer{by}: {offer}.",
                actor = actor(scenario, *from),
                by,
                offer = offer(scenario, *named, *legs)
            )
        }
        What::Arrived(slot, named) => match offers.get(slot.index()).filter(|live| live.legs.all() != 0) {
            Some(live) => {
                let name = offer(scenario, *named, live.legs);
                if eyes == Eyes::Actor(live.from) {
                    return Some(tr!("Your offer has reached the other side: {name}.", name));
                }
                tr!("An offer of {actor} arrives: {name}.", actor = the(actor(scenario, live.from)), name)
            }
            None => named.map_or_else(
                || tr!("An offer arrives.").to_owned(),
                |id| tr!("An offer arrives: {title}.", title = quoted(&scenario.offers[id.index()].title)),
            ),
        },
        What::Offer(slot, named, status) => {
            let legs = offers.get(slot.index()).map(|live| live.legs).unwrap_or_default();
            let name = if named.is_none() && legs.all() == 0 {
                tr!("An offer").to_owned()
            } else {
                tr!("The offer {offer}", offer = offer(scenario, *named, legs))
            };
            match status {
                OfferStatus::Accepted => tr!("{name} is accepted.", name),
                OfferStatus::Refused => tr!("{name} is refused.", name),
                OfferStatus::Withdrawn => tr!("{name} is withdrawn.", name),
                // An agreement overtakes by itself; an offer that was sent, by the move that sent it.
                OfferStatus::Overtaken if !matches!(entry.cause, Cause::Talks(_)) => {
                    tr!("{name} gives way to a newer one of the same side.", name)
                }
                OfferStatus::Overtaken => {
                    tr!("{name} is overtaken: what it would exchange is settled, or can be given no longer.", name)
                }
                OfferStatus::OnTable => tr!("{name} is made once more, and lies on the table as it did.", name),
                OfferStatus::InTransit => tr!("{name} is made once more while it is on its way.", name),
                OfferStatus::Empty => return None,
            }
        }
        What::Agreed(terms) => tr!("Agreed: {legs}.", legs = legs(scenario, *terms)),
        What::CarriedOut(id) => {
            let data = &scenario.terms[id.index()];
            tr!(
                "{actor} carries out what it promised: {title}.",
                actor = actor(scenario, data.giver),
                title = uncapped(&data.title)
            )
        }
        What::Consented(id) => {
            let data = &scenario.terms[id.index()];
            let party = data.consent.as_ref().map(|consent| scenario.parties[consent.party.index()].name.as_str());
            tr!(
                "{party} gives its consent: {title}.",
                party = party.unwrap_or(tr!("A third party")),
                title = uncapped(&data.title)
            )
        }
        What::FellWith(id, needed) => tr!(
            "Not carried out, since it hung on what was refused (\"{needed}\"): {title}.",
            needed = bare(&scenario.terms[needed.index()].title),
            title = uncapped(&scenario.terms[id.index()].title)
        ),
        What::CalledOff(id) => {
            let data = &scenario.moves[id.index()];
            tr!(
                "What was agreed has overtaken an order of {actor}, and it is not carried out: {title}.",
                actor = the(actor(scenario, data.actor)),
                title = uncapped(&data.title)
            )
        }
        What::ConsentRefused(id) => {
            let data = &scenario.terms[id.index()];
            let party = data.consent.as_ref().map(|consent| scenario.parties[consent.party.index()].name.as_str());
            tr!(
                "{party} does not consent: {title}.",
                party = party.unwrap_or(tr!("A third party")),
                title = uncapped(&data.title)
            )
        }
        What::Leaked(id) => {
            let giver = scenario.terms[id.index()].giver;
            let (text, giver) = (leg(scenario, *id, true), the(actor(scenario, giver)));
            if matches!(entry.cause, Cause::Term(_)) {
                tr!("A secret promise of {giver} has leaked: {text}.", giver, text)
            } else {
                tr!("The world is told of a secret promise of {giver}: {text}.", giver, text)
            }
        }
        What::Line { line, event, .. } => line_event(scenario, *line, *event),
        What::Commitment(id, status, stake) => {
            let data = &scenario.commitments[id.index()];
            let (whose, word) = (sentence(&the(actor(scenario, data.owner))), quoted(&data.text));
            let whose = bare(&whose);
            match status {
                CommitmentStatus::Open => {
                    let price = price(scenario, data, *stake);
                    tr!("{whose} gives its word: {word}. Breaking it would cost {price}.", whose, word, price)
                }
                CommitmentStatus::Kept => tr!("{whose} has kept its word: {word}.", whose, word),
                CommitmentStatus::Broken => {
                    let price = price(scenario, data, *stake);
                    tr!("{whose} has broken its word: {word}. It costs {price}.", whose, word, price)
                }
                CommitmentStatus::Released => tr!("{whose} is released from its word: {word}.", whose, word),
                CommitmentStatus::None => return None,
            }
        }
        What::Catastrophe if scenario.turns.len() <= usize::from(entry.turn) + 1 => {
            tr!("Catastrophe. No turn is left in which it could be stopped.").to_owned()
        }
        What::Catastrophe => tr!("Catastrophe. The coming turn may be the last in which it can be stopped.").to_owned(),
        What::CatastropheStopped => tr!("The catastrophe has been stopped.").to_owned(),
        What::CatastropheUnstopped => tr!("The catastrophe was not stopped, and runs its course.").to_owned(),
        What::Told(text) => sentence(text),
        What::Ended(id) => {
            let data = &scenario.endings[id.index()];
            tr!("The end: {title}. {text}", title = bare(&data.title), text = data.text)
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
        What::IncidentOpened(_)
        | What::IncidentUnanswered(_)
        | What::Consented(_)
        | What::ConsentRefused(_)
        | What::FellWith(..)
        | What::CalledOff(_)
        | What::Agreed(_) => Some(2),
        What::Line {
            event: LineEvent::Crossed | LineEvent::Stands | LineEvent::Learnt | LineEvent::LetPass | LineEvent::Faded,
            ..
        } => Some(3),
        What::Rung(..) => Some(4),
        What::Happened(_) | What::Arrived(..) | What::Told(_) => Some(5),
        What::Ordered(side, _) => (Some(*side) != reader).then_some(6),
        What::Commitment(_, CommitmentStatus::Broken | CommitmentStatus::Kept, _)
        | What::Offer(_, _, OfferStatus::Overtaken) => Some(6),
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
