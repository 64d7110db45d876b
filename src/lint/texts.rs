//! Briefings that give away what their side may not know, and claims that rest on the sources of one side.

use super::{Warning, codes as say};
use crate::scenario::{
    Item, Loaded, Scenario,
    model::{Actor, Owner, SourceData, SourceId},
};

/// Looks at texts and sources.
pub(super) fn check(loaded: &Loaded, scenario: &Scenario, found: &mut Vec<Warning>) {
    briefings(loaded, scenario, found);
    cuts(loaded, scenario, found);
    perspectives(loaded, scenario, found);
}

/// Letters and digits in small letters, with one space between words and at both ends.
fn plain(text: &str) -> String {
    let words: Vec<String> = text
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    format!(" {} ", words.join(" "))
}

/// The fewest words of a text that is looked for.
const WORDS: usize = 3;

/// What an actor may not know at the start, nor is ever shown as a matter of course, by what an author calls it.
fn secrets(scenario: &Scenario, actor: Actor) -> Vec<(String, String)> {
    let facts = scenario.facts.iter().filter(|fact| !fact.audience.includes(actor));
    let facts = facts.map(|fact| (tr!("the fact `{id}`", id = fact.id), plain(&fact.text)));
    let tracks = scenario.tracks.iter().filter(|track| !track.audience.includes(actor));
    let tracks = tracks
        .filter(|track| track.estimates[actor.index()].is_none())
        .map(|track| (tr!("the track `{id}`", id = track.id), plain(&track.name)));
    let moves = scenario.moves.iter().filter(|data| data.actor != actor && !data.audience.includes(actor));
    let moves = moves.map(|data| (tr!("the move `{id}`", id = data.id), plain(&data.title)));
    let rules = scenario.rules.iter().filter(|rule| !rule.audience.includes(actor) && !rule.title.is_empty());
    let rules = rules.map(|rule| (tr!("the event `{id}`", id = rule.id), plain(&rule.title)));
    let all = facts.chain(tracks).chain(moves).chain(rules);
    all.filter(|(_, text)| WORDS <= text.split_whitespace().count()).collect()
}

fn briefings(loaded: &Loaded, scenario: &Scenario, found: &mut Vec<Warning>) {
    let turns = scenario.turns.iter().enumerate().map(|(at, turn)| (Item::Turn(at), &turn.briefing));
    let instead = scenario.instead.iter().enumerate().map(|(at, data)| (Item::Instead(at), &data.briefing));
    let secret = Actor::BOTH.map(|actor| secrets(scenario, actor));
    for (item, briefing) in turns.chain(instead) {
        for actor in Actor::BOTH {
            let text = plain(&briefing[actor.index()]);
            for (what, _) in secret[actor.index()].iter().filter(|(_, secret)| text.contains(secret.as_str())) {
                let side = &scenario.actors[actor.index()].id;
                found.push(say::briefing_gives_away(loaded.item_place(item), side, what));
            }
        }
    }
}

/// Numbers as they are written out before or after "turn".
const NUMBERS: [&str; 24] = [
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "first",
    "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
];

/// Where a text counts turns: the two or three words that do.
fn counted(text: &str) -> Option<String> {
    let plain = plain(text);
    let words: Vec<&str> = plain.split_whitespace().collect();
    let number = |word: &str| NUMBERS.contains(&word) || word.bytes().all(|digit| digit.is_ascii_digit());
    let turn = |word: &str| word == "turn" || word == "turns";
    let three =
        |from: usize| words.get(from..from + 3).is_some_and(|of| number(of[0]) && of[1] == "more" && turn(of[2]));
    let two = |from: usize| {
        words.get(from..from + 2).is_some_and(|of| number(of[0]) && turn(of[1]) || turn(of[0]) && number(of[1]))
    };
    let long = |from: usize| three(from).then_some(3).or_else(|| two(from).then_some(2));
    (0..words.len()).find_map(|from| Some(words[from..from + long(from)?].join(" ")))
}

/// What is said before play counts turns that a cut does not have.
fn cuts(loaded: &Loaded, scenario: &Scenario, found: &mut Vec<Warning>) {
    for cut in &scenario.cuts {
        let texts =
            [("summary", &scenario.summary, &cut.summary), ("content_note", &scenario.content_note, &cut.content_note)];
        for (field, whole, own) in texts {
            if let (Some(said), true) = (counted(whole), own.is_empty()) {
                found.push(say::cut_told_otherwise(loaded.item_place(Item::Whole), field, &said, &cut.id));
            }
        }
    }
}

/// The one side whose view all sources of a claim give, if it is one.
fn one_side(scenario: &Scenario, sources: &[SourceId]) -> Option<Owner> {
    let mut sides = sources.iter().map(|source| scenario.sources[source.index()].perspective);
    let first = sides.next()??;
    sides.all(|side| side == Some(first)).then_some(first)
}

fn perspectives(loaded: &Loaded, scenario: &Scenario, found: &mut Vec<Warning>) {
    let name = |owner: Owner| match owner {
        Owner::Actor(actor) => scenario.actors[actor.index()].id.as_str(),
        Owner::Party(party) => scenario.parties[party.index()].id.as_str(),
    };
    let mut claim = |item: Item, what: String, own: Option<Owner>, sources: &[SourceId]| {
        if let Some(side) = one_side(scenario, sources)
            && own != Some(side)
        {
            found.push(say::one_perspective(loaded.item_place(item), &what, name(side)));
        }
    };
    for (at, line) in scenario.lines.iter().enumerate() {
        claim(Item::Line(at), tr!("the red line `{id}`", id = line.id), Some(line.owner), &line.source);
    }
    for (at, aim) in scenario.aims.iter().enumerate() {
        claim(Item::Aim(at), tr!("the aim `{id}`", id = aim.id), Some(aim.owner), &aim.source);
    }
    for (at, reading) in scenario.readings.iter().enumerate() {
        claim(Item::Reading(at), tr!("the reading `{id}`", id = reading.id), None, &reading.source);
    }
    for (at, rule) in scenario.rules.iter().enumerate() {
        let own = rule.unordered.map(Owner::Actor);
        claim(Item::Rule(at), format!("`{}`", rule.id), own, &rule.source);
    }
    let given =
        Actor::BOTH.map(|actor| scenario.sources.iter().any(|source| source.perspective == Some(Owner::Actor(actor))));
    // A source that speaks for no side keeps the whole from resting on one.
    let own = scenario.sources.iter().filter(|source| !SourceData::EVERYWHERE.contains(&source.id.as_str()));
    let neutral = own.clone().any(|source| source.perspective.is_none());
    for actor in Actor::BOTH.into_iter().filter(|_| !neutral) {
        if given[actor.index()] && !given[actor.other().index()] {
            let side = &scenario.actors[actor.index()].id;
            found.push(say::one_perspective(loaded.item_place(Item::Whole), tr!("the scenario"), side));
        }
    }
}
