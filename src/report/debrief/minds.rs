//! Both minds: what each side believed about the other at the end of every turn, beside the truth, and the turn from
//! which something stayed hidden from it, or was taken for something else, to the end.
//!
//! A belief is what the rules let a side act on: its estimate where it has one, what it last could see where it cannot
//! look, an order where it took an accident for one, nothing where a letter was still on its way.

use serde::Serialize;

use super::Teller;
use crate::{
    crisis::{
        Crisis, Eyes, View,
        record::{Step, What},
    },
    report::words::{self, Count, Nth},
    scenario::model::{Actor, FactId, RoleWord, TrackId, of_hundred},
};

/// What each side believed about the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Minds {
    /// In a sentence or two.
    pub sentence: String,
    /// How the two sides saw each other.
    pub sides: [Mind; 2],
}

/// What one side believed about the other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mind {
    /// How the turns are counted.
    #[serde(skip)]
    pub count: Count,
    /// Who believed it.
    pub believer: String,
    /// About whom.
    pub about: String,
    /// What it believed, thing by thing; only where that was not the truth on some turn, and its estimate of resolve.
    pub beliefs: Vec<Belief>,
    /// The turn from which on every turn to the end something was hidden from it or taken for something else; none if
    /// nothing was at the end.
    pub parted: Option<usize>,
    /// The turn on which most of it was wrong, and how many things were.
    pub furthest: Option<(usize, usize)>,
    /// In a sentence.
    pub sentence: String,
}

/// One thing that was believed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Belief {
    /// What it is about.
    pub what: String,
    /// What kind of belief it is, in words.
    pub kind: String,
    /// By turn: what was believed, in words.
    pub believed: Vec<String>,
    /// By turn: the truth, in words.
    pub truth: Vec<String>,
    /// By turn: whether the two did not meet.
    pub apart: Vec<bool>,
    /// The turn from which they did not meet again until the end; none if they met at the end.
    pub parted: Option<usize>,
}

/// Points between an estimate of resolve and the leadership's willingness to run danger from which the two are said not
/// to meet. Source: our judgement; a fifth of the scale is what separates the dispositions that scenarios name.
const FAR: i32 = 20;

impl Belief {
    fn of(what: String, kind: &str, turns: impl Iterator<Item = (String, String, bool)>) -> Self {
        let mut belief = Self {
            what,
            kind: kind.to_owned(),
            believed: Vec::new(),
            truth: Vec::new(),
            apart: Vec::new(),
            parted: None,
        };
        for (believed, truth, apart) in turns {
            belief.believed.push(believed);
            belief.truth.push(truth);
            belief.apart.push(apart);
        }
        belief.parted = parted(&belief.apart);
        belief
    }

    fn ever_apart(&self) -> bool {
        self.apart.contains(&true)
    }
}

/// The turn from which something holds to the end.
fn parted(apart: &[bool]) -> Option<usize> {
    let met = apart.iter().rposition(|apart| !apart).map_or(0, |last| last + 1);
    (met < apart.len()).then_some(met)
}

pub(super) fn all(teller: &Teller<'_, '_>) -> Minds {
    let sides = Actor::BOTH.map(|actor| mind(teller, actor));
    let sentence = match (sides[0].parted, sides[1].parted) {
        (None, None) => tr!("At the end nothing that is counted here was hidden from either side.").to_owned(),
        (Some(first), Some(second)) => tr!(
            "From turn {max} to the end each side was wrong about something of the other or of a party, or had never been told of it.",
            max = teller.nth(first.max(second))
        ),
        (Some(turn), None) => one_sided(&sides[0], teller.nth(turn), &sides[1]),
        (None, Some(turn)) => one_sided(&sides[1], teller.nth(turn), &sides[0]),
    };
    Minds { sentence, sides }
}

fn one_sided(blind: &Mind, turn: Nth, other: &Mind) -> String {
    tr!(
        "From turn {turn} to the end {believer} was wrong about something of {about} or of a party, or had never been told of it; {believer2} was not, at the \
         end.",
        turn,
        believer = words::the(&blind.believer),
        about = words::the(&blind.about),
        believer2 = words::the(&other.believer)
    )
}

fn mind(teller: &Teller<'_, '_>, actor: Actor) -> Mind {
    let other = actor.other();
    let [believer, about] = [actor, other].map(|side| words::actor(teller.scenario, side).to_owned());
    let mut beliefs: Vec<Belief> = resolve(teller, other).into_iter().collect();
    let held = tracks(teller, actor).chain(facts(teller, actor)).chain(accidents(teller, actor));
    beliefs.extend(held.chain(letters(teller, actor)).filter(Belief::ever_apart));
    // What is believed of resolve is a guess and never quite the truth; the picture is made of the rest.
    let wrong: Vec<usize> = (0..teller.played())
        .map(|turn| beliefs.iter().filter(|belief| belief.kind != RESOLVE && belief.apart[turn]).count())
        .collect();
    let whole: Vec<bool> = wrong.iter().map(|count| *count != 0).collect();
    let furthest = wrong.iter().enumerate().max_by_key(|(turn, count)| (**count, std::cmp::Reverse(*turn)));
    let furthest = furthest.filter(|(_, count)| **count != 0).map(|(turn, count)| (turn, *count));
    let parted = parted(&whole);
    let left = wrong.last().copied().unwrap_or(0);
    let mut sentence = sentence([&believer, &about], (parted, left), furthest, &whole, teller.count);
    if beliefs.iter().any(|belief| belief.kind == RESOLVE && belief.ever_apart()) {
        sentence.push(' ');
        sentence.push_str(tr!("Its guess at the other's resolve, which is never quite the truth, is not counted."));
    }
    Mind { believer, about, beliefs, parted, furthest, sentence, count: teller.count }
}

fn sentence(
    [believer, about]: [&str; 2],
    (parted, left): (Option<usize>, usize),
    furthest: Option<(usize, usize)>,
    whole: &[bool],
    count: Count,
) -> String {
    let [believer, about] = [words::the(believer), words::the(about)];
    let Some((turn, most)) = furthest else {
        return words::sentence(&tr!(
            "nothing of {about} or of a party that is counted here was hidden from {believer}",
            about,
            believer
        ));
    };
    let things = |count: usize| trn!(count; "one thing", "{count} things", count = super::number(count));
    let most = tr!("it was most on turn {turn}: {things}", turn = count.nth(turn), things = things(most));
    words::sentence(&match parted {
        Some(from) => tr!(
            "from turn {from} to the end {believer} was wrong about something of {about} or of a party, or had never been told of it; \
             {most}; at the end {things}",
            from = count.nth(from),
            believer,
            about,
            most,
            things = things(left)
        ),
        None => {
            let met = whole.iter().rposition(|wrong| *wrong).map_or(0, |last| last + 1);
            tr!(
                "{believer} was wrong about some things of {about} or of a party for a time; {most}; from turn {met} on about none",
                believer,
                about,
                most,
                met = count.nth(met)
            )
        }
    })
}

/// The kind of the belief about the other side's resolve.
const RESOLVE: &str = "resolve";

/// The crisis at the end of each turn.
fn closings<'t>(teller: &'t Teller<'_, '_>) -> impl Iterator<Item = &'t Crisis> {
    teller.course.turns.iter().map(|played| &played.closing)
}

/// What is believed of the resolve of a side, beside its leadership's willingness to run danger.
fn resolve(teller: &Teller<'_, '_>, of: Actor) -> Option<Belief> {
    let scenario = teller.scenario;
    let track = scenario.actors[of.index()].credibility?;
    let disposition = &scenario.dispositions[teller.course.crisis.disposition(of)?.index()];
    let what = tr!(
        "how resolute {actor} is, beside the card of its leadership in this game",
        actor = words::the(words::actor(scenario, of))
    );
    let truth = i32::from(disposition.risk);
    let turns = closings(teller).map(|crisis| {
        let believed = crisis.track(track);
        (believed.to_string(), truth.to_string(), FAR <= (believed - truth).abs())
    });
    Some(Belief::of(words::sentence(&what).trim_end_matches('.').to_owned(), RESOLVE, turns))
}

/// Tracks of which a side has an estimate, and things of the other side that can be counted and that it does not see.
fn tracks<'t>(teller: &'t Teller<'_, '_>, actor: Actor) -> impl Iterator<Item = Belief> + 't {
    let scenario = teller.scenario;
    let each = scenario.tracks.iter().enumerate().map(|(at, data)| (TrackId::new(at), data));
    each.filter_map(move |(id, data)| {
        let estimate = data.estimates[actor.index()].is_some();
        let counts = data.unit != "points" && !of_hundred(&data.unit) && data.role == RoleWord::Plain;
        if !estimate && !counts {
            return None;
        }
        let turns = closings(teller).map(|crisis| {
            let view = View::of(scenario, crisis, actor);
            let truth = crisis.track(id);
            // What the other side does not see either is nobody's secret.
            let secret = crisis.sees_track(actor.other().index(), id) || estimate;
            let believed = view.track(id).unwrap_or(if secret { data.start } else { truth });
            (data.said(believed), data.said(truth), believed != truth)
        });
        Some(Belief::of(data.name.clone(), if estimate { "estimate" } else { "number" }, turns))
    })
}

/// Facts that the other side knows and this one does not, and that are no longer as they were at the start.
fn facts<'t>(teller: &'t Teller<'_, '_>, actor: Actor) -> impl Iterator<Item = Belief> + 't {
    let scenario = teller.scenario;
    let each = scenario.facts.iter().enumerate().map(|(at, data)| (FactId::new(at), data));
    each.map(move |(id, data)| {
        let start = scenario.index.facts.has(id.index());
        let say = |so: bool| if so { tr!("it is so") } else { tr!("it is not so") }.to_owned();
        let turns = closings(teller).map(move |crisis| {
            let truth = crisis.fact(id);
            let hidden = crisis.sees_fact(actor.other().index(), id) && !crisis.sees_fact(actor.index(), id);
            let believed = if hidden { start } else { truth };
            (say(believed), say(truth), believed != truth)
        });
        Belief::of(words::bare(&data.text).to_owned(), "fact", turns)
    })
}

/// Acts of the other side that nobody had ordered and that this one took for orders, until they were explained.
fn accidents<'t>(teller: &'t Teller<'_, '_>, actor: Actor) -> impl Iterator<Item = Belief> + 't {
    let scenario = teller.scenario;
    let entries = &teller.course.record.entries;
    entries.iter().filter_map(move |entry| {
        let What::Happened(rule) = entry.what else { return None };
        let data = &scenario.rules[rule.index()];
        if data.unordered != Some(actor.other()) || !entry.audience.includes(actor) {
            return None;
        }
        let told = words::entry(scenario, Eyes::Actor(actor), &[], entry)?;
        let from = usize::from(entry.turn);
        let explained = entries.iter().find(|later| {
            from <= usize::from(later.turn) && matches!(later.what, What::IncidentExplained(other) if other == rule)
        });
        let until = explained.map_or(usize::MAX, |later| usize::from(later.turn));
        let turns = (0..teller.played()).map(|turn| {
            let apart = from <= turn && turn < until;
            let (ordered, truth) = match (turn < from, apart) {
                (true, _) => ("", ""),
                (false, true) => (tr!("an order"), tr!("nobody had ordered it")),
                (false, false) => (tr!("an accident"), tr!("nobody had ordered it")),
            };
            (ordered.to_owned(), truth.to_owned(), apart)
        });
        Some(Belief::of(words::bare(&told).to_owned(), "accident", turns))
    })
}

/// Letters of the other side while they were on their way.
fn letters<'t>(teller: &'t Teller<'_, '_>, actor: Actor) -> impl Iterator<Item = Belief> + 't {
    let scenario = teller.scenario;
    teller.course.record.entries.iter().filter_map(move |entry| {
        let What::Sent { from, named, arrives, .. } = &entry.what else { return None };
        if *from == actor || entry.step == Step::Aftermath || *arrives <= entry.turn {
            return None;
        }
        let title = named.map_or_else(
            || tr!("An offer of {actor}", actor = words::the(words::actor(scenario, *from))),
            |id| words::quoted(&scenario.offers[id.index()].title),
        );
        let (sent, arrives) = (usize::from(entry.turn), usize::from(*arrives));
        let turns = (0..teller.played()).map(|turn| {
            let apart = sent <= turn && turn < arrives;
            let (believed, truth) = match (turn < sent, apart) {
                (true, _) => ("", ""),
                (false, true) => (tr!("nothing"), tr!("it is on its way")),
                (false, false) => (tr!("it is there"), tr!("it is there")),
            };
            (believed.to_owned(), truth.to_owned(), apart)
        });
        Some(Belief::of(title, "letter", turns))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minds_part_on_the_first_turn_after_which_they_never_meet_again() {
        assert_eq!(parted(&[false, true, false, true, true]), Some(3));
        assert_eq!(parted(&[true, true]), Some(0));
        assert_eq!(parted(&[true, false]), None);
        assert_eq!(parted(&[]), None);
    }
}
