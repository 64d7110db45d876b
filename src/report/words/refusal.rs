//! Refusals and divergences in words: why an act may not be ordered, and where a replay parts from what was saved.

use super::{actor, bare, desk, quoted, sentence, unmet};
use crate::{
    crisis::{Refusal, View},
    scenario::model::{Condition, Scenario, counted},
    transcript::Divergence,
};

/// Why an act may not be ordered, as a sentence for the side whose view it is.
#[must_use]
pub fn refusal(view: &View<'_>, why: Refusal) -> String {
    let scenario = view.scenario();
    match why {
        Refusal::Unmet(id) => {
            let data = &scenario.moves[id.index()];
            if let Some(text) = &data.refused {
                return sentence(text);
            }
            let why = lacking(view, &data.requires);
            if why.is_empty() { "Not now.".to_owned() } else { why }
        }
        Refusal::ChannelClosed(id) => {
            let data = &scenario.channels[id.index()];
            if !data.closed.is_empty() {
                return sentence(&data.closed);
            }
            format!("The desk {} is closed. {}", quoted(&data.title), lacking(view, &data.open)).trim_end().to_owned()
        }
        Refusal::TermUnready(id) => {
            let data = &scenario.terms[id.index()];
            let why = lacking(view, &data.requires);
            format!("{} cannot be promised now. {why}", quoted(&data.title)).trim_end().to_owned()
        }
        Refusal::Over
        | Refusal::Unknown
        | Refusal::NotYours
        | Refusal::OutOfTurn(_)
        | Refusal::Spent(_)
        | Refusal::ChannelUnused(_)
        | Refusal::ChannelTaken(_)
        | Refusal::Excluded(_)
        | Refusal::Contradicts(..)
        | Refusal::OfferTaken(_)
        | Refusal::OfferGone(_)
        | Refusal::NoTalks(_)
        | Refusal::NoLegs
        | Refusal::TooManyLegs
        | Refusal::LegTwice(_)
        | Refusal::TermAgreed(_)
        | Refusal::SameLegs
        | Refusal::TooManyOffers
        | Refusal::Must(_) => plain(scenario, why),
    }
}

/// What a condition lacks, as sentences: what is needed first, and what stands in the way.
fn lacking(view: &View<'_>, condition: &Condition) -> String {
    let [needed, against] = unmet(view, condition);
    let mut said = Vec::new();
    if !needed.is_empty() {
        said.push(format!("It needs this first: {}.", needed.join("; ")));
    }
    if !against.is_empty() {
        said.push(format!("What stands in the way: {}.", against.join("; ")));
    }
    said.join(" ")
}

/// A refusal that does not depend on what a side knows.
fn plain(scenario: &Scenario, why: Refusal) -> String {
    match why {
        Refusal::Over => "The crisis is over.".to_owned(),
        Refusal::Unknown => "There is no such thing to order.".to_owned(),
        Refusal::NotYours => "That is for the other side to do, and not for you.".to_owned(),
        Refusal::OutOfTurn(id) => {
            let data = &scenario.moves[id.index()];
            let date = |turn: u8| {
                scenario.turns.get(usize::from(turn)).map_or_else(|| format!("turn {turn}"), |turn| turn.date.clone())
            };
            let (first, last) = data.turns;
            if first == last {
                format!("Only on this date: {}.", date(first))
            } else {
                format!("Only between {} and {}.", date(first), date(last))
            }
        }
        Refusal::Spent(_) => "It has been done, and cannot be done again.".to_owned(),
        Refusal::ChannelUnused(id) => {
            format!("Nobody orders on the desk {} in this cut.", quoted(desk(scenario, id)))
        }
        Refusal::ChannelTaken(id) => {
            format!("The desk {} has its order for this turn; take that back first.", quoted(desk(scenario, id)))
        }
        Refusal::Excluded(id) => {
            format!("It does not go together with {} in one turn.", quoted(&scenario.moves[id.index()].title))
        }
        Refusal::Contradicts(term, id) => {
            let [term, title] =
                [&scenario.terms[term.index()].title, &scenario.moves[id.index()].title].map(|text| quoted(text));
            format!("{title} does not go together in one turn with an offer that holds {term}.")
        }
        Refusal::OfferTaken(_) => "Another act of this order deals with the same offer.".to_owned(),
        Refusal::OfferGone(_) => "That offer is no longer on the table.".to_owned(),
        Refusal::NoTalks(id) => {
            format!("No offer can be composed on the desk {}: it carries no talks.", quoted(desk(scenario, id)))
        }
        Refusal::NoLegs => "An offer needs at least one promise.".to_owned(),
        Refusal::TooManyLegs => "An offer holds at most six promises.".to_owned(),
        Refusal::LegTwice(id) => {
            format!("{} stands in it twice, in public and in secret.", quoted(&scenario.terms[id.index()].title))
        }
        Refusal::TermAgreed(id) => format!("{} is agreed already.", quoted(&scenario.terms[id.index()].title)),
        Refusal::SameLegs => "A counter-offer has to differ from the offer that it answers.".to_owned(),
        Refusal::TooManyOffers => "There are too many offers about already; withdraw or answer one first.".to_owned(),
        Refusal::Must(id) => format!("Something has to be ordered on the desk {}.", quoted(desk(scenario, id))),
        Refusal::Unmet(id) => {
            let data = &scenario.moves[id.index()];
            data.refused.as_ref().map_or_else(
                || format!("{} needs this first: {}.", quoted(&data.title), super::condition(scenario, &data.requires)),
                |text| sentence(text),
            )
        }
        Refusal::ChannelClosed(id) => {
            let data = &scenario.channels[id.index()];
            if data.closed.is_empty() {
                format!("The desk {} is closed.", quoted(&data.title))
            } else {
                sentence(&data.closed)
            }
        }
        Refusal::TermUnready(id) => {
            format!("{} cannot be promised now.", quoted(&scenario.terms[id.index()].title))
        }
    }
}

/// Where a replay parts from what was saved, as a sentence.
#[must_use]
pub fn divergence(scenario: &Scenario, parted: &Divergence) -> String {
    let or_start = |text: &str| if text.is_empty() { "as at the start".to_owned() } else { quoted(text) };
    match parted {
        Divergence::OrderRefused { turn, actor: side, refusal } => {
            let why = plain(scenario, *refusal);
            format!("On turn {turn} the order of {} is refused now: {}", actor(scenario, *side), why)
        }
        Divergence::DrawUnnamed { turn, label } => {
            format!("On turn {turn} a draw is made now that was not made then: {label}.")
        }
        Divergence::DrawUnused { turn, label } => {
            format!("On turn {turn} a draw was made then that is not made now: {label}.")
        }
        Divergence::State { turn, name, was, is } => {
            format!("After turn {turn}, {} was {} and is now {}.", named(scenario, name), or_start(was), or_start(is))
        }
        Divergence::Length { saved, played } => {
            let turns = |number: usize| counted(i32::try_from(number).unwrap_or(i32::MAX), "turns");
            format!("It ran for {} then, and is over after {} now.", turns(*saved), turns(*played))
        }
    }
}

/// What a person calls a part of the state, where it has a name; its name in the fingerprint otherwise.
fn named(scenario: &Scenario, name: &str) -> String {
    let of = |prefix: &str| bare(name).strip_prefix(prefix);
    let track = of("track.").and_then(|id| scenario.tracks.iter().find(|data| data.id == id));
    let fact = of("fact.").and_then(|id| scenario.facts.iter().find(|data| data.id == id));
    match (track, fact) {
        (Some(track), _) => quoted(&track.name),
        (_, Some(fact)) => format!("whether it is so that {}", super::uncapped(&fact.text)),
        (None, None) => bare(name).to_owned(),
    }
}
