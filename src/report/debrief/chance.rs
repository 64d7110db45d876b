//! What turned on chance: every draw with its odds, and which turns were decided and which turned on chance.

use serde::Serialize;

use super::{Teller, TurnPart};
use crate::{
    crisis::{
        Entry, Label,
        record::{DrawResult, Drawn, Step, What},
    },
    report::words,
    scenario::model::{Effect, RoleWord, Scenario, TermId},
};

/// Odds up to which something is unlikely, and from which a harm is likely, in parts per 100,000.
///
/// Source: our judgement; one in ten is where people begin to say "unlikely".
const ONE_IN_TEN: u32 = 10_000;

/// How much a turn owed to chance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Luck {
    /// What happened was what was ordered, or was to be expected.
    Decided,
    /// Something unlikely happened, for good or ill, or a harm that was not unlikely stayed away.
    Chance,
}

/// A draw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DrawPart {
    /// What it was about.
    pub about: String,
    /// Its odds in words; empty where one of several was picked.
    pub odds: String,
    /// Its odds in parts per 100,000.
    pub parts: u32,
    /// How it came out.
    pub result: String,
    /// Whether it happened; none where one of several was picked.
    pub happened: Option<bool>,
    /// Whether it would have done harm.
    pub harm: bool,
    /// Why it makes the turn one of chance, if it does.
    pub chance: Option<String>,
}

impl DrawPart {
    /// How a draw is marked that was a matter of chance more than of course: neither as good luck nor as bad.
    #[must_use]
    pub fn mark(&self) -> Option<&'static str> {
        self.chance.as_ref().map(|_| {
            if self.happened == Some(true) { tr!("unlikely") } else { tr!("a harm that might well have come") }
        })
    }
}

/// What turned on chance, over the whole course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ChancePart {
    /// How many draws were made.
    pub draws: usize,
    /// The turns that turned on chance.
    pub chance: Vec<usize>,
    /// The turns that were decided.
    pub decided: Vec<usize>,
    /// How likely it was that harms would stay away as they did.
    pub spared: Vec<Spared>,
    /// In a sentence or two.
    pub summary: String,
}

/// A harm that was drawn for and stayed away each time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Spared {
    /// The harm.
    pub harm: String,
    /// On how many draws.
    pub draws: usize,
    /// How likely it was that it would stay away on all of them, in parts per 100,000.
    pub parts: u32,
}

/// The draws of a turn.
pub(super) fn of_turn(teller: &Teller<'_, '_>, turn: u8) -> Vec<DrawPart> {
    teller
        .course
        .record
        .entries
        .iter()
        .filter(|entry| entry.turn == turn && entry.step != Step::Aftermath)
        .filter_map(|entry| draw(teller.scenario, entry))
        .collect()
}

fn draw(scenario: &Scenario, entry: &Entry) -> Option<DrawPart> {
    let What::Drew(drawn) = entry.what else { return None };
    let about = words::sentence(&words::label(scenario, drawn.label)).trim_end_matches('.').to_owned();
    let harm = harmful(scenario, drawn.label);
    Some(match drawn.result {
        DrawResult::Happened(happened) => DrawPart {
            odds: words::odds(drawn.odds),
            parts: drawn.odds,
            result: if happened { tr!("happened") } else { tr!("did not happen") }.to_owned(),
            happened: Some(happened),
            harm,
            chance: by_chance(drawn, happened, harm, &about),
            about,
        },
        DrawResult::Disposition(id) => {
            let data = &scenario.dispositions[id.index()];
            picked(about, data.weight, drawn.odds, &data.name)
        }
        DrawResult::Event(id) => {
            let data = &scenario.rules[id.index()];
            picked(about, data.weight, drawn.odds, &data.title)
        }
    })
}

/// A draw of one among several. One of them had to come, so it makes no turn one of chance.
fn picked(about: String, weight: u32, all: u32, result: &str) -> DrawPart {
    let parts = u64::from(weight) * 100_000;
    let parts = u32::try_from(parts.div_euclid(u64::from(all.max(1)))).unwrap_or(100_000);
    DrawPart {
        about,
        odds: words::odds(parts),
        parts,
        result: words::bare(result).to_owned(),
        happened: None,
        harm: false,
        chance: None,
    }
}

fn by_chance(drawn: Drawn, happened: bool, harm: bool, about: &str) -> Option<String> {
    let odds = words::odds(drawn.odds);
    if happened && drawn.odds <= ONE_IN_TEN {
        Some(tr!("{about}: it happened, at {odds}.", about, odds))
    } else if !happened && harm && ONE_IN_TEN <= drawn.odds {
        Some(tr!("{about}: it did not happen, at {odds}.", about, odds))
    } else {
        None
    }
}

/// By how much an event has to raise the danger, on a scale of 0 to 100, to count as a harm by that alone: the lesser ones are
/// news that stirs people, a lunch with a reporter among them.
const STIRS: i32 = 5;

/// Whether what a draw decides would do harm: an incident, a catastrophe, a leak, or an event that climbs the ladder,
/// costs lives or raises the danger much.
fn harmful(scenario: &Scenario, label: Label) -> bool {
    match label {
        Label::Incident | Label::Catastrophe | Label::Leak(_) => true,
        Label::Rule(rule) => {
            let data = &scenario.rules[rule.index()];
            let hurts = |effect: &Effect| {
                let least = |role| match role {
                    RoleWord::HumanCost => Some(1),
                    RoleWord::Danger => Some(STIRS),
                    _ => None,
                };
                matches!(effect, Effect::Climb { .. } | Effect::ClimbBy { .. })
                    || matches!(effect, Effect::Change(track, by)
                        if least(scenario.tracks[track.index()].role).is_some_and(|least| least <= *by))
            };
            data.unordered.is_some() || data.effects.iter().any(|effect| effect.has(|_| None, hurts))
        }
        Label::Disposition(_) | Label::IncidentEvent | Label::Chance(_) | Label::Aftermath(_) => false,
    }
}

/// How much turned on chance over the whole course.
pub(super) fn summary(turns: &[TurnPart], is_history: bool) -> ChancePart {
    let pick = |luck: Luck| -> Vec<usize> {
        turns.iter().filter(|turn| turn.luck == luck).map(|turn| turn.number.turn).collect()
    };
    let (chance, decided) = (pick(Luck::Chance), pick(Luck::Decided));
    let draws: usize = turns.iter().map(|turn| turn.draws.len()).sum();
    let mut harms: Vec<(String, Vec<u32>, bool)> = Vec::new();
    for draw in turns.iter().flat_map(|turn| &turn.draws).filter(|draw| draw.harm) {
        let struck = draw.happened == Some(true);
        match harms.iter_mut().find(|(about, ..)| *about == draw.about) {
            Some((_, odds, any)) => {
                odds.push(draw.parts);
                *any |= struck;
            }
            None => harms.push((draw.about.clone(), vec![draw.parts], struck)),
        }
    }
    let spared = harms
        .into_iter()
        .filter(|(_, odds, struck)| !struck && 1 < odds.len())
        .map(|(harm, odds, _)| {
            let parts = odds.iter().fold(100_000_u64, |left, odds| {
                (left * u64::from(100_000_u32.saturating_sub(*odds)) + 50_000).div_euclid(100_000)
            });
            Spared { harm, draws: odds.len(), parts: u32::try_from(parts).unwrap_or(100_000) }
        })
        .collect();
    let whose =
        if is_history { tr!(" In history too, the dice are the model's: they say what could have been.") } else { "" };
    let summary = match (draws, chance.len()) {
        (0, _) => tr!("No dice were thrown: all of it was decided.").to_owned(),
        (_, 0) => tr!("The dice were thrown {draws} times, and never did anything surprising.{whose}", draws, whose),
        (_, count) => {
            let turns = trn!(count; "one turn", "{count} turns", count = super::schools::number(count));
            let turns = words::sentence(&turns).trim_end_matches('.').to_owned();
            tr!(
                "The dice were thrown {draws} times. {turns} turned on chance: something unlikely happened, or a harm that was not \
                 unlikely stayed away. On the others what happened was ordered, or was to be expected.{whose}",
                draws,
                turns,
                whose
            )
        }
    };
    ChancePart { draws, chance, decided, spared, summary }
}

/// The chance a turn that a secret leg leaks, in words.
pub(super) fn leak_odds(scenario: &Scenario, term: TermId) -> String {
    words::odds(scenario.terms[term.index()].leak)
}
