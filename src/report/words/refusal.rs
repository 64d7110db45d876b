//! Refusals and divergences in words: why an act may not be ordered, and where a replay parts from what was saved.

use super::{actor, bare, desk, quoted, sentence, unmet};
use crate::{
    crisis::{Refusal, View},
    scenario::model::{Condition, Scenario, TermId, counted},
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
            if why.is_empty() { tr!("Not now.").to_owned() } else { why }
        }
        Refusal::ChannelClosed(id) => {
            let data = &scenario.channels[id.index()];
            if !data.closed.is_empty() {
                return sentence(&data.closed);
            }
            tr!(
                "The desk {title} is closed. {lacking}",
                title = quoted(&data.title),
                lacking = lacking(view, &data.open)
            )
            .trim_end()
            .to_owned()
        }
        Refusal::TermUnready(id) => {
            let data = &scenario.terms[id.index()];
            let why = if data.refused.is_empty() { lacking(view, &data.requires) } else { sentence(&data.refused) };
            tr!("{title} cannot be promised now. {why}", title = quoted(&data.title), why).trim_end().to_owned()
        }
        Refusal::Over
        | Refusal::Unknown
        | Refusal::NotYours
        | Refusal::OutOfTurn(_)
        | Refusal::Spent(_)
        | Refusal::ChannelUnused(_)
        | Refusal::LeftOut(_)
        | Refusal::ChannelTaken(_)
        | Refusal::Excluded(_)
        | Refusal::Contradicts(..)
        | Refusal::OfferTaken(_)
        | Refusal::OfferGone(_)
        | Refusal::NoTalks(_)
        | Refusal::NoLegs
        | Refusal::TooManyLegs
        | Refusal::LegTwice(_)
        | Refusal::LegsExclude(..)
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
        said.push(tr!("It needs this first: {needed}.", needed = needed.join("; ")));
    }
    if !against.is_empty() {
        said.push(tr!("What stands in the way: {against}.", against = against.join("; ")));
    }
    said.join(" ")
}

/// A refusal that does not depend on what a side knows.
fn plain(scenario: &Scenario, why: Refusal) -> String {
    match why {
        Refusal::Over => tr!("The crisis is over.").to_owned(),
        Refusal::Unknown => tr!("There is no such thing to order.").to_owned(),
        Refusal::NotYours => tr!("That is for the other side to do, and not for you.").to_owned(),
        Refusal::OutOfTurn(id) => {
            let data = &scenario.moves[id.index()];
            let date = |turn: u8| {
                scenario.turns.get(usize::from(turn)).map_or_else(|| tr!("turn {turn}", turn), |turn| turn.date.clone())
            };
            let (first, last) = data.turns;
            if first == last {
                tr!("Only on this date: {date}.", date = date(first))
            } else {
                tr!("Only between {date} and {date2}.", date = date(first), date2 = date(last))
            }
        }
        Refusal::Spent(_) => tr!("It has been done, and cannot be done again.").to_owned(),
        Refusal::ChannelUnused(id) => {
            tr!("Nobody orders on the desk {desk} in this cut.", desk = quoted(desk(scenario, id)))
        }
        Refusal::LeftOut(_) => tr!("It is left out on this turn of the cut.").to_owned(),
        Refusal::ChannelTaken(id) => {
            tr!("The desk {desk} has its order for this turn; take that back first.", desk = quoted(desk(scenario, id)))
        }
        Refusal::Excluded(id) => {
            tr!("It does not go together with {title} in one turn.", title = quoted(&scenario.moves[id.index()].title))
        }
        Refusal::Contradicts(term, id) => {
            let [term, title] =
                [&scenario.terms[term.index()].title, &scenario.moves[id.index()].title].map(|text| quoted(text));
            tr!("{title} does not go together in one turn with an offer that holds {term}.", title, term)
        }
        Refusal::OfferTaken(_) => tr!("Another act of this order deals with the same offer.").to_owned(),
        Refusal::OfferGone(_) => tr!("That offer is no longer on the table.").to_owned(),
        Refusal::NoTalks(id) => {
            tr!("No offer can be composed on the desk {desk}: it carries no talks.", desk = quoted(desk(scenario, id)))
        }
        Refusal::NoLegs => tr!("An offer needs at least one promise.").to_owned(),
        Refusal::TooManyLegs => tr!("An offer holds at most six promises.").to_owned(),
        Refusal::LegTwice(id) => {
            tr!(
                "{title} stands in it twice, in public and in secret.",
                title = quoted(&scenario.terms[id.index()].title)
            )
        }
        Refusal::LegsExclude(one, other) => {
            let title = |id: TermId| quoted(&scenario.terms[id.index()].title);
            tr!("{one} and {other} do not go together in one offer.", one = title(one), other = title(other))
        }
        Refusal::TermAgreed(id) => tr!("{title} is agreed already.", title = quoted(&scenario.terms[id.index()].title)),
        Refusal::SameLegs => tr!("A counter-offer has to differ from the offer that it answers.").to_owned(),
        Refusal::TooManyOffers => {
            tr!("There are too many offers about already; withdraw or answer one first.").to_owned()
        }
        Refusal::Must(id) => tr!("Something has to be ordered on the desk {desk}.", desk = quoted(desk(scenario, id))),
        Refusal::Unmet(id) => {
            let data = &scenario.moves[id.index()];
            data.refused.as_ref().map_or_else(
                || {
                    tr!(
                        "{title} needs this first: {condition}.",
                        title = quoted(&data.title),
                        condition = super::condition(scenario, &data.requires)
                    )
                },
                |text| sentence(text),
            )
        }
        Refusal::ChannelClosed(id) => {
            let data = &scenario.channels[id.index()];
            if data.closed.is_empty() {
                tr!("The desk {title} is closed.", title = quoted(&data.title))
            } else {
                sentence(&data.closed)
            }
        }
        Refusal::TermUnready(id) => {
            tr!("{title} cannot be promised now.", title = quoted(&scenario.terms[id.index()].title))
        }
    }
}

/// Where a replay parts from what was saved, as a sentence.
#[must_use]
pub fn divergence(scenario: &Scenario, parted: &Divergence) -> String {
    let or_start = |text: &str| if text.is_empty() { tr!("what it was at the start").to_owned() } else { quoted(text) };
    match parted {
        Divergence::OrderRefused { turn, actor: side, refusal } => {
            let why = plain(scenario, *refusal);
            tr!("On turn {turn} the order of {actor} is refused now: {why}", turn, actor = actor(scenario, *side), why)
        }
        Divergence::DrawUnnamed { turn, label } => {
            tr!("On turn {turn} a draw is made now that was not made then: {label}.", turn, label)
        }
        Divergence::DrawUnused { turn, label } => {
            tr!("On turn {turn} a draw was made then that is not made now: {label}.", turn, label)
        }
        Divergence::State { turn, was, is, .. } if was.is_empty() && is.is_empty() => {
            tr!(
                "After turn {turn} everything is as it was then, and the fingerprint that was saved is another: the file \
                 has been changed by hand.",
                turn
            )
        }
        Divergence::State { turn, name, was, is } => {
            tr!(
                "After turn {turn}, {named} was {was} and is now {is}.",
                turn,
                named = named(scenario, name),
                was = or_start(was),
                is = or_start(is)
            )
        }
        Divergence::Length { saved, played } => {
            let turns = |number: usize| counted(i32::try_from(number).unwrap_or(i32::MAX), "turns");
            tr!(
                "It ran for {saved} then, and is over after {played} now.",
                saved = turns(*saved),
                played = turns(*played)
            )
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
        (_, Some(fact)) => tr!("whether it is so that {text}", text = super::uncapped(&fact.text)),
        (None, None) => bare(name).to_owned(),
    }
}
