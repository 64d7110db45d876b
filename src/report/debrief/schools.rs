//! Readings that may disagree: each school, its points, who came out ahead, by how much and why.

use serde::Serialize;

use super::{Judged, Teller, ledger_name};
use crate::{
    report::words,
    scenario::model::{Actor, Ahead, Category, Owner, Scenario},
    verdict::{opinions, verdict},
};

/// All the schools, and whether they agree.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Schools {
    /// How many put the first actor ahead, the second, neither, and how many say that both lost.
    pub counts: [usize; 4],
    /// Whether they agree or not, in a sentence.
    pub summary: String,
    /// Each of them.
    pub readings: Vec<ReadingPart>,
}

/// A school and what it makes of the outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ReadingPart {
    /// Its name.
    pub name: String,
    /// Who holds it.
    pub who: String,
    /// What it claims.
    pub claim: String,
    /// The ledger that it reads, in words.
    pub ledger: String,
    /// The horizon that it reads, in words.
    pub horizon: String,
    /// Its points for each actor, 0 to 100; none while it has not ended, when everyone lost, or where the school's own
    /// claim puts another side ahead than they would.
    pub points: Option<[u8; 2]>,
    /// Who came out ahead, in words; empty while it has not ended.
    pub ahead: String,
    /// The actor that came out ahead, 0 or 1.
    pub leader: Option<usize>,
    /// By how many points; 0 where they are not counted.
    pub margin: u8,
    /// What it says of this outcome.
    pub says: String,
    /// The aims that it weighs.
    pub weighs: Vec<Weighed>,
    /// Its own questions: the question, whether the answer is yes, whose points, how many.
    pub questions: Vec<(String, bool, String, i16)>,
    /// The numbers of its sources.
    pub sources: Vec<usize>,
}

/// An aim as a school weighs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Weighed {
    /// Whose aim.
    pub owner: String,
    /// The aim.
    pub aim: String,
    /// How much it counts for this school.
    pub weight: u8,
    /// Its verdict in the ledger and at the horizon of the school.
    pub verdict: Option<Judged>,
}

/// Who came out ahead, in words.
fn ahead_words(scenario: &Scenario, ahead: Ahead) -> String {
    match ahead {
        Ahead::Actor(actor) => tr!("{actor} ahead", actor = words::actor(scenario, actor)),
        Ahead::Neither => tr!("neither ahead").to_owned(),
        Ahead::BothLost => tr!("both lost").to_owned(),
    }
}

pub(super) fn all(teller: &mut Teller<'_, '_>) -> Schools {
    let scenario = teller.scenario;
    let outcome = teller.course.outcome;
    let found = outcome.as_ref().map(|outcome| opinions(scenario, outcome)).unwrap_or_default();
    let nuclear = teller
        .course
        .crisis
        .ended()
        .is_some_and(|ending| scenario.endings[ending.index()].category == Category::NuclearWar);
    let mut counts = [0; 4];
    let mut readings = Vec::new();
    for (at, data) in scenario.readings.iter().enumerate() {
        let opinion = found.get(at);
        // A nuclear ending is a loss, whatever the arithmetic says.
        let ahead = opinion.map(|opinion| if nuclear { Ahead::BothLost } else { opinion.ahead });
        match ahead {
            Some(Ahead::Actor(actor)) => counts[actor.index()] += 1,
            Some(Ahead::Neither) => counts[2] += 1,
            Some(Ahead::BothLost) => counts[3] += 1,
            None => {}
        }
        let weighs = data
            .weights
            .iter()
            .map(|(id, weight)| {
                let aim = &scenario.aims[id.index()];
                let verdict = outcome
                    .as_ref()
                    .and_then(|outcome| verdict(scenario, outcome, *id, data.horizon, data.ledger))
                    .map(Judged::of);
                Weighed {
                    owner: words::owner(scenario, aim.owner).to_owned(),
                    aim: aim.title.clone(),
                    // A party's aim is looked at, and gives points to no actor.
                    weight: if matches!(aim.owner, Owner::Actor(_)) { *weight } else { 0 },
                    verdict,
                }
            })
            .collect();
        let questions = data
            .questions
            .iter()
            .enumerate()
            .map(|(place, question)| {
                let yes = opinion.is_some_and(|opinion| opinion.yes.contains(&place));
                (question.text.clone(), yes, words::actor(scenario, question.actor).to_owned(), question.points)
            })
            .collect();
        readings.push(ReadingPart {
            name: data.name.clone(),
            who: data.who.clone(),
            claim: data.claim.clone(),
            ledger: ledger_name(scenario, data.ledger),
            horizon: scenario.horizons[data.horizon.index()].clone(),
            points: opinion.filter(|opinion| opinion.counted).map(|opinion| opinion.points),
            ahead: ahead.map(|ahead| ahead_words(scenario, ahead)).unwrap_or_default(),
            leader: match ahead {
                Some(Ahead::Actor(actor)) => Some(actor.index()),
                Some(Ahead::Neither | Ahead::BothLost) | None => None,
            },
            margin: opinion.filter(|opinion| opinion.counted).map_or(0, |opinion| opinion.margin),
            says: opinion.map(|opinion| opinion.says.clone()).unwrap_or_default(),
            weighs,
            questions,
            sources: teller.cite(&data.source),
        });
    }
    Schools { counts, summary: summary(scenario, counts, found.len()), readings }
}

/// A small number in words.
pub(in crate::report) fn number(number: usize) -> String {
    let words = [
        tr!("none"),
        tr!("one"),
        tr!("two"),
        tr!("three"),
        tr!("four"),
        tr!("five"),
        tr!("six"),
        tr!("seven"),
        tr!("eight"),
        tr!("nine"),
        tr!("ten"),
        tr!("eleven"),
        tr!("twelve"),
    ];
    words.get(number).map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// Who is put ahead by how many, in one sentence that takes no side.
fn summary(scenario: &Scenario, counts: [usize; 4], all: usize) -> String {
    if all == 0 {
        return String::new();
    }
    let mut parts: Vec<String> = Actor::BOTH
        .into_iter()
        .filter(|actor| counts[actor.index()] != 0)
        .map(|actor| {
            let name = words::the(words::actor(scenario, actor));
            let count = counts[actor.index()];
            trn!(count; "{number} puts {name} ahead", "{number} put {name} ahead", number = number(count), name)
        })
        .collect();
    if counts[2] != 0 {
        parts.push(
            trn!(counts[2]; "{number} puts neither ahead", "{number} put neither ahead", number = number(counts[2])),
        );
    }
    if counts[3] != 0 {
        parts.push(
            trn!(counts[3]; "{number} says that both lost", "{number} say that both lost", number = number(counts[3])),
        );
    }
    if 1 < all && counts.contains(&all) {
        let what = if counts[3] == all {
            tr!("all say that both lost").to_owned()
        } else if counts[2] == all {
            tr!("all put neither ahead").to_owned()
        } else {
            let leader = if counts[0] == all { Actor::First } else { Actor::Second };
            tr!("all put {actor} ahead", actor = words::the(words::actor(scenario, leader)))
        };
        return tr!("The {all} schools of historians agree here: {what}.", all = number(all), what);
    }
    let start = if all == 1 {
        tr!("There is one school of historians here: ").to_owned()
    } else {
        tr!("The {all} schools of historians do not agree on who came out ahead: ", all = number(all))
    };
    format!("{start}{}.", words::listed(&parts, "and"))
}
