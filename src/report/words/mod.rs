//! The one place where conditions, effects, acts, causes, refusals and entries of a record become plain English.
//!
//! Screens, server and debrief all speak through this room. It decides nothing, and says only what it is given:
//! whoever asks hands in an entry, an effect or a condition that its reader may know.

mod condition;
mod effect;
mod estimate;
mod nth;
mod record;
mod refusal;
mod thought;

pub use condition::{condition, unmet};
pub use effect::{Preview, effect, effects, effects_of_legs, foreseen, foreseen_effects, foreseen_of_legs};
pub use estimate::{assumed, endings_in_numbers, estimate, estimate_in_numbers, forecast, kind, times};
pub use nth::{Count, Nth};
pub use record::{because, cause, draw, entry, headline, label, line_event, rule_title};
pub use refusal::{divergence, refusal};
pub use thought::thought;

use crate::{
    crisis::{Act, Eyes, LiveOffer, Slot, TermState, View},
    language,
    scenario::model::{
        Actor, Audience, Category, ChannelId, Grade, LadderId, Legs, LineData, OfferId, Owner, RuleId, Scenario,
        SourceData, SourceId, TermId, WordsWord,
    },
};

/// The name of a side, a party included.
#[must_use]
pub fn owner(scenario: &Scenario, owner: Owner) -> &str {
    match owner {
        Owner::Actor(actor) => &scenario.actors[actor.index()].name,
        Owner::Party(party) => &scenario.parties[party.index()].name,
    }
}

/// The name of an actor.
#[must_use]
pub fn actor(scenario: &Scenario, actor: Actor) -> &str {
    &scenario.actors[actor.index()].name
}

/// Whose acts a red line is about: the bound side's, or those of the party that it names.
#[must_use]
pub fn deeds_of<'s>(scenario: &'s Scenario, line: &LineData) -> &'s str {
    owner(scenario, line.by.map_or(Owner::Actor(line.binds), Owner::Party))
}

/// The short name by which a person may call a side where letters have to do: its id, or in a fictional twin, whose ids
/// would give it away, its name.
#[must_use]
pub fn handle(scenario: &Scenario, id: &str, name: &str) -> String {
    if scenario.original.is_none() {
        return id.to_owned();
    }
    let words = name.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join("-")
}

/// As [`handle`], of an actor.
#[must_use]
pub fn side(scenario: &Scenario, actor: Actor) -> String {
    let data = &scenario.actors[actor.index()];
    handle(scenario, &data.id, &data.name)
}

/// The name of a desk.
#[must_use]
pub fn desk(scenario: &Scenario, channel: ChannelId) -> &str {
    &scenario.channels[channel.index()].title
}

/// The name of a rung.
#[must_use]
pub fn rung(scenario: &Scenario, ladder: LadderId, rung: u8) -> &str {
    let rungs = &scenario.ladders[ladder.index()].rungs;
    rungs.get(usize::from(rung)).map_or("", |rung| rung.name.as_str())
}

/// What kind of ending it is.
#[must_use]
pub fn category(category: Category) -> &'static str {
    match category {
        Category::Settlement => tr!("a settlement"),
        Category::TacitUnderstanding => tr!("a tacit understanding"),
        Category::BackingDown => tr!("one side backing down"),
        Category::FaitAccompli => tr!("a fait accompli"),
        Category::Stalemate => tr!("a stalemate"),
        Category::Unsettled => tr!("no settlement"),
        Category::LimitedWar => tr!("limited war"),
        Category::MajorWar => tr!("major war"),
        Category::NuclearWar => tr!("nuclear war"),
    }
}

/// How it ended, as a sentence.
#[must_use]
pub fn ended_in(category: Category) -> String {
    match category {
        Category::Unsettled => tr!("It ended without a settlement, and goes on.").to_owned(),
        Category::BackingDown => tr!("It ended with one side backing down.").to_owned(),
        Category::Settlement
        | Category::TacitUnderstanding
        | Category::FaitAccompli
        | Category::Stalemate
        | Category::LimitedWar
        | Category::MajorWar
        | Category::NuclearWar => tr!("It ended in {category}.", category = self::category(category)),
    }
}

/// What one side says about a red line of another.
#[must_use]
pub fn said(words: WordsWord) -> &'static str {
    match words {
        WordsWord::Silent => tr!("silent"),
        WordsWord::Accepts => tr!("accepts it"),
        WordsWord::Denies => tr!("denies it"),
    }
}

/// A number with its sign.
#[must_use]
pub fn signed(number: i32) -> String {
    if number < 0 { format!("−{}", number.unsigned_abs()) } else { format!("+{number}") }
}

/// One leg: who promises what, and whether the world may know.
#[must_use]
pub fn leg(scenario: &Scenario, term: TermId, secret: bool) -> String {
    let data = &scenario.terms[term.index()];
    promise(actor(scenario, data.giver), &data.title, secret)
}

/// As [`leg`], of a term that is known by its giver and title.
#[must_use]
pub fn promise(giver: &str, title: &str, secret: bool) -> String {
    promised(giver, title, how(secret))
}

/// As [`promise`], where it is known how it was promised.
#[must_use]
pub fn promised(giver: &str, title: &str, how: &str) -> String {
    format!("{giver}: {} ({how})", uncapped(title))
}

/// How a leg is promised.
#[must_use]
pub fn how(secret: bool) -> &'static str {
    if secret { tr!("in secret") } else { tr!("in public") }
}

/// The legs of an offer in one sentence.
#[must_use]
pub fn legs(scenario: &Scenario, legs: Legs) -> String {
    let legs: Vec<String> = legs.iter().map(|(term, secret)| leg(scenario, term, secret)).collect();
    legs.join("; ")
}

/// The name of an offer: its title, or its legs where it was composed.
#[must_use]
pub fn offer(scenario: &Scenario, named: Option<OfferId>, of: Legs) -> String {
    named.map_or_else(|| format!("[{}]", legs(scenario, of)), |id| quoted(&scenario.offers[id.index()].title))
}

/// What an offer says in full: its text if it has one, and its legs.
#[must_use]
pub fn offer_in_full(scenario: &Scenario, live: &LiveOffer) -> String {
    let legs = legs(scenario, live.legs);
    match live.named().map(|id| &scenario.offers[id.index()]) {
        Some(data) if !data.text.is_empty() => tr!("{text} Terms: {legs}.", text = data.text, legs),
        Some(_) | None => tr!("Terms: {legs}.", legs),
    }
}

/// The live offers that a view sees, by slot, for [`act`] and [`entry`]; the others stay empty.
#[must_use]
pub fn offers_seen(view: &View<'_>) -> Vec<LiveOffer> {
    let mut offers = vec![LiveOffer::default(); crate::scenario::model::limits::LIVE_OFFERS];
    for (slot, offer) in view.offers() {
        offers[slot.index()] = *offer;
    }
    offers
}

/// The offer in a slot by its name, as far as the reader may know it.
pub(in crate::report) fn offer_in(scenario: &Scenario, offers: &[LiveOffer], slot: Slot) -> String {
    offers.get(slot.index()).filter(|offer| offer.legs.all() != 0).map_or_else(
        || tr!("an offer").to_owned(),
        |live| tr!("the offer {offer}", offer = offer(scenario, live.named(), live.legs)),
    )
}

/// How an act is told once it is done, to those who did not order it.
#[must_use]
pub fn told_act(scenario: &Scenario, offers: &[LiveOffer], side: Actor, act: Act) -> String {
    let offer = |slot: Slot| offer_in(scenario, offers, slot);
    let actor = the(actor(scenario, side));
    let told = match act {
        Act::Do(id) if !scenario.moves[id.index()].told.is_empty() => scenario.moves[id.index()].told.clone(),
        Act::Do(id) => tr!("{actor}: {title}", actor, title = bare(&scenario.moves[id.index()].title)),
        Act::Offer(..) | Act::Counter(..) => tr!("{actor} has made an offer", actor),
        Act::Accept(slot) => tr!("{actor} has accepted {offer}", actor, offer = offer(slot)),
        Act::Refuse(slot) => tr!("{actor} has refused {offer}", actor, offer = offer(slot)),
        Act::Withdraw(slot) => tr!("{actor} has taken back {offer}", actor, offer = offer(slot)),
    };
    sentence(&told)
}

/// An act as these eyes list it: whoever ordered it reads its title, which may say more than the others know, and they read
/// what is told of it.
#[must_use]
pub fn listed_act(scenario: &Scenario, offers: &[LiveOffer], eyes: Eyes, side: Actor, done: Act) -> String {
    match done {
        Act::Do(id)
            if eyes != Eyes::Truth && eyes != Eyes::Actor(side) && !scenario.moves[id.index()].told.is_empty() =>
        {
            bare(&scenario.moves[id.index()].told).to_owned()
        }
        _ => bare(&act(scenario, offers, done)).to_owned(),
    }
}

/// An act in a few words. `offers` are the live offers by slot, as far as the reader may know them.
#[must_use]
pub fn act(scenario: &Scenario, offers: &[LiveOffer], act: Act) -> String {
    let of = |slot: Slot| offer_in(scenario, offers, slot);
    match act {
        Act::Do(id) => {
            let data = &scenario.moves[id.index()];
            match data.through {
                Some(party) => {
                    tr!(
                        "{title} (through {name})",
                        title = bare(&data.title),
                        name = the(&scenario.parties[party.index()].name)
                    )
                }
                None => data.title.clone(),
            }
        }
        Act::Offer(channel, terms) => {
            tr!("Offer on the desk \"{desk}\": {legs}", desk = desk(scenario, channel), legs = legs(scenario, terms))
        }
        Act::Accept(slot) => tr!("Accept {of}", of = of(slot)),
        Act::Counter(slot, terms) => tr!("Counter {of} with: {legs}", of = of(slot), legs = legs(scenario, terms)),
        Act::Refuse(slot) => tr!("Refuse {of}", of = of(slot)),
        Act::Withdraw(slot) => tr!("Withdraw {of}", of = of(slot)),
    }
}

/// What a pair of eyes is told of an event, if it knows of it at all.
#[must_use]
pub fn told(scenario: &Scenario, eyes: Eyes, rule: RuleId) -> Option<&str> {
    scenario.rules[rule.index()].told(eyes.index())
}

/// The first sentence of a text.
pub(in crate::report) fn first_sentence(text: &str) -> &str {
    text.split_once(". ").map_or(text, |(first, _)| text.get(..=first.len()).unwrap_or(text))
}

/// Sources in full, each with what is doubtful about it.
#[must_use]
pub fn sources(scenario: &Scenario, ids: &[SourceId]) -> Vec<String> {
    let mut sources: Vec<String> = ids.iter().map(|id| source(scenario, &scenario.sources[id.index()])).collect();
    // Those of a fictional twin are hidden, and then one stands for all.
    sources.dedup();
    sources
}

fn source(scenario: &Scenario, data: &SourceData) -> String {
    let reference = bare(&data.reference);
    if let (true, Some([_, _, grade])) = (graded_c(data), &scenario.grades) {
        return match bare(&data.note) {
            "" => tr!("{reference} (grade C: {grade})", reference, grade),
            note => tr!("{reference} (grade C: {grade}; {note})", reference, grade, note),
        };
    }
    match (graded_c(data), bare(&data.note)) {
        (false, "") => reference.to_owned(),
        (false, note) => tr!("{reference} (in doubt: {note})", reference, note),
        (true, "") => tr!("{reference} (grade C: approximate, derived or disputed)", reference),
        (true, note) => tr!("{reference} (grade C: approximate, derived or disputed; {note})", reference, note),
    }
}

/// Whether a source is approximate or disputed; what the authors judged or invented is neither.
fn graded_c(data: &SourceData) -> bool {
    data.grade == Grade::C && !["our-judgement", "fictional"].contains(&data.id.as_str())
}

/// What may be said at the table of what is doubtful about something: its note, and those of its sources that are
/// approximate or disputed. Empty where nothing is.
///
/// The note of what not all the world sees waits for the debrief: it may say how things really stood.
#[must_use]
pub fn doubt(scenario: &Scenario, audience: Audience, note: &str, ids: &[SourceId]) -> String {
    let note = if audience.world() { note } else { "" };
    let weak = ids.iter().map(|id| &scenario.sources[id.index()]).filter(|data| graded_c(data));
    let weak: Vec<String> = weak.map(|data| source(scenario, data)).collect();
    let mut parts = Vec::new();
    if !note.is_empty() {
        parts.push(sentence(note));
    }
    if !weak.is_empty() {
        parts.push(tr!("It rests on {weak}.", weak = weak.join("; ")));
    }
    parts.join(" ")
}

/// In double quotes, without a full stop at the end.
#[must_use]
pub fn quoted(text: &str) -> String {
    let text = bare(text);
    // Quotation marks within others are of another kind.
    let inner = match language::in_force() {
        Some(_) => text.replace('«', "„").replace('»', "“"),
        None => text.to_owned(),
    };
    tr!("\"{text}\"", text = inner)
}

/// Without the full stop at the end.
#[must_use]
pub fn bare(text: &str) -> &str {
    text.trim().trim_end_matches('.')
}

/// A sentence: a capital at the front and a full stop at the end.
#[must_use]
pub fn sentence(text: &str) -> String {
    let text = text.trim();
    let mut letters = text.chars();
    let Some(first) = letters.next() else { return String::new() };
    let mut out: String = first.to_uppercase().chain(letters).collect();
    if !out.ends_with(['.', '!', '?', '…', ':']) && !out.ends_with(".\"") && !out.ends_with(".»") {
        out.push('.');
    }
    out
}

/// Words that lose their capital inside a sentence; any other first word may be a name.
const SMALL: &[&str] = &[
    "A",
    "All",
    "An",
    "Any",
    "At",
    "Both",
    "Every",
    "Half",
    "In",
    "Inspectors",
    "It",
    "Its",
    "Missiles",
    "More",
    "Neither",
    "No",
    "Nobody",
    "Nothing",
    "On",
    "One",
    "Open",
    "Some",
    "The",
    "Their",
    "There",
    "They",
    "This",
    "Two",
    "What",
    "Work",
];

/// A text made ready to stand inside a sentence.
#[must_use]
pub fn uncapped(text: &str) -> String {
    let text = bare(text);
    // What loses its capital is a matter of English.
    if language::in_force().is_some() {
        return text.to_owned();
    }
    let first = text.split(' ').next().unwrap_or("");
    if SMALL.contains(&first) { small_first(text) } else { text.to_owned() }
}

/// A list in one phrase: "a, b and c".
#[must_use]
pub fn listed(items: &[String], and: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [first @ .., last] => {
            let and = match and {
                "and" => tr!("and"),
                "or" => tr!("or"),
                other => other,
            };
            tr!("{first} {and} {last}", first = first.join(", "), and, last)
        }
    }
}

/// A phrase of ours, such as the name of a ledger, made ready to stand inside a sentence: its first letter is small.
#[must_use]
pub fn uncapped_first(text: &str) -> String {
    small_first(bare(text))
}

/// A text with its first letter small.
#[must_use]
pub fn small_first(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// How a term that was agreed stands.
#[must_use]
pub fn term_state(state: TermState) -> &'static str {
    match state {
        TermState::Promised => tr!("not yet carried out"),
        TermState::UnderWay => tr!("under way"),
        TermState::BrokenOff => tr!("begun, and broken off"),
        TermState::CarriedOut => tr!("carried out"),
        TermState::InForce => tr!("in force"),
        TermState::Lapsed => tr!("no longer binding"),
        TermState::Broken => tr!("broken"),
        TermState::Refused => tr!("not carried out: consent was refused"),
    }
}

/// The name of a side inside an English sentence, with its article where it has one: "the Soviet Union".
#[must_use]
pub fn the(name: &str) -> String {
    if language::in_force().is_some_and(|language| !language.is_empty()) {
        return name.to_owned();
    }
    const LAST: [&str; 8] =
        ["Union", "States", "Kingdom", "Republic", "Federation", "Emirates", "Netherlands", "Nations"];
    let takes = name.split_whitespace().last().is_some_and(|last| LAST.contains(&last));
    if takes && !name.starts_with("The ") && !name.starts_with("the ") {
        tr!("the {name}", name)
    } else {
        name.to_owned()
    }
}

/// The name of a track as the subject of a sentence: one with a comma in it gets another after it, as in "American
/// resolve, as Moscow sees it, rises".
#[must_use]
pub fn subject(name: &str) -> String {
    if name.contains(", ") { format!("{name},") } else { name.to_owned() }
}

/// A chance in parts per 100,000, rounded to what a reader can hold, and always of 100, so that any two can be compared:
/// "24 in 100", "2.2 in 100", "0.06 in 100".
#[must_use]
pub fn odds(parts: u32) -> String {
    let of = |number: u32, scale: u32| {
        let (whole, rest) = (number.div_euclid(scale), number.rem_euclid(scale));
        if rest == 0 {
            tr!("{whole} in 100", whole)
        } else {
            let digits = scale.ilog10() as usize;
            let rest = format!("{rest:0digits$}");
            tr!("{whole}.{rest} in 100", whole, rest = rest.trim_end_matches('0'))
        }
    };
    match parts {
        0 => tr!("no chance").to_owned(),
        1..=4 => tr!("under 0.01 in 100").to_owned(),
        5..=994 => of((parts + 5).div_euclid(10), 100),
        995..=9_949 => of((parts + 50).div_euclid(100), 10),
        9_950..=99_499 => of((parts + 500).div_euclid(1000), 1),
        99_500..=99_999 => tr!("over 99 in 100").to_owned(),
        100_000.. => tr!("certain").to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odds_are_said_as_a_person_says_them() {
        let said: Vec<String> = [0, 100_000, 15_000, 400, 4560, 33, 3].into_iter().map(odds).collect();
        let expected =
            ["no chance", "certain", "15 in 100", "0.4 in 100", "4.6 in 100", "0.03 in 100", "under 0.01 in 100"];
        assert_eq!(said, expected);
    }

    #[test]
    fn a_list_reads_aloud() {
        let items = ["a", "b", "c"].map(str::to_owned);
        assert_eq!(listed(&items, "and"), "a, b and c");
        assert_eq!(uncapped("The missiles have left."), "the missiles have left");
        assert_eq!(uncapped("Moscow knows."), "Moscow knows");
        assert_eq!(sentence("it is \"so\""), "It is \"so\".");
        assert_eq!(format!("{} rises", subject("Resolve, as they see it")), "Resolve, as they see it, rises");
    }
}
