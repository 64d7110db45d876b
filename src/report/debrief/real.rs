//! The real course of events beside the one that was played, and where they part.

use serde::Serialize;

use super::{OrderPart, Teller};
use crate::{
    crisis::{
        Label,
        record::{DrawResult, Drawn, Step, What},
    },
    report::{
        course::{orders, rung_words, steps},
        words::{self, Nth},
    },
    scenario::model::{Actor, AimId, Horizon, LadderId},
    transcript::Course,
    verdict::{headline, score},
};

/// The real course beside the one played.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RealPart {
    /// Where they part, in a sentence.
    pub parted: String,
    /// The turn on which they first part.
    pub parted_on: Option<usize>,
    /// Turn by turn.
    pub turns: Vec<RealTurn>,
    /// How the one played ended, and how the real one did.
    pub endings: [String; 2],
    /// The scores of both actors at the later horizon, as played and as it really was; none until both have ended.
    pub scores: Option<[[u8; 2]; 2]>,
    /// The headline verdicts at the later horizon, as played and as it really was.
    pub aims: Vec<RealAim>,
}

/// A turn of both courses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RealTurn {
    /// Its number.
    pub number: Nth,
    /// When it is.
    pub date: String,
    /// What both sides ordered in the course played.
    pub played: [Vec<OrderPart>; 2],
    /// What both sides really ordered.
    pub really: [Vec<OrderPart>; 2],
    /// Whether each side's orders are the same.
    pub same: [bool; 2],
    /// The rungs as played, and as they really were; empty where that course had ended.
    pub rungs: [String; 2],
    /// What is worth saying about the real turn.
    pub note: String,
}

/// An aim in both courses.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RealAim {
    /// Whose.
    pub owner: String,
    /// The aim.
    pub title: String,
    /// Its verdict as played.
    pub played: String,
    /// Its verdict as it really was.
    pub really: String,
}

/// Whether a course is the real one, order by order and state by state.
pub(super) fn same_course(course: &Course<'_>, real: &Course<'_>) -> bool {
    course.turns.len() == real.turns.len()
        && course.outcome == real.outcome
        && course
            .turns
            .iter()
            .zip(&real.turns)
            .all(|(one, other)| one.orders == other.orders && one.after == other.after)
}

/// Whether an order holds the same acts as another, in any order.
fn same_orders(one: &[OrderPart], other: &[OrderPart]) -> bool {
    one.len() == other.len() && one.iter().all(|order| other.contains(order))
}

pub(super) fn beside(teller: &Teller<'_, '_>, real: &Course<'_>, is_history: bool) -> RealPart {
    let scenario = teller.scenario;
    let course = teller.course;
    let courses = [course, real];
    let ladders: Vec<[Vec<[u8; 2]>; 2]> =
        (0..scenario.ladders.len()).map(|at| courses.map(|course| steps(course, LadderId::new(at)))).collect();
    let rungs = |which: usize, turn: usize| {
        let of: Vec<String> = ladders
            .iter()
            .enumerate()
            .filter_map(|(at, steps)| Some(rung_words(scenario, LadderId::new(at), *steps[which].get(turn + 1)?)))
            .collect();
        of.join("; ")
    };
    // Beyond the record there is nothing to compare with.
    let end = scenario.record_ends();
    let beyond = end < course.turns.len();
    let length = course.turns.len().max(real.turns.len()).min(end);
    let turns: Vec<RealTurn> = (0..length)
        .map(|turn| {
            let of = |course: &Course<'_>| Actor::BOTH.map(|actor| orders(course, turn, actor));
            let (played, really) = (of(course), of(real));
            let both = turn < course.turns.len() && turn < real.turns.len();
            RealTurn {
                number: teller.nth(turn),
                date: teller.date(u8::try_from(turn).unwrap_or(u8::MAX)),
                same: std::array::from_fn(|actor| both && same_orders(&played[actor], &really[actor])),
                played,
                really,
                rungs: [rungs(0, turn), rungs(1, turn)],
                note: scenario
                    .history
                    .as_ref()
                    .and_then(|history| history.turns.get(turn))
                    .map(|turn| turn.note.clone())
                    .unwrap_or_default(),
            }
        })
        .collect();
    let (mut parted, parted_on) = parting(teller, real, &turns, is_history);
    if beyond {
        parted = tr!(
            "{parted} The record ends before turn {end}: from there on the course is HYPOTHETICAL, and there is nothing to compare it with.",
            parted,
            end = teller.nth(end)
        );
    }
    let ends = courses.map(|course| {
        course.crisis.ended().map_or_else(
            || tr!("it has not ended").to_owned(),
            |id| {
                let data = &scenario.endings[id.index()];
                format!("{} ({})", words::bare(&data.title), words::category(data.category))
            },
        )
    });
    let outcomes = course.outcome.as_ref().filter(|_| !beyond).zip(real.outcome.as_ref());
    let aims = outcomes.map_or_else(Vec::new, |(played, really)| {
        scenario
            .aims
            .iter()
            .enumerate()
            .map(|(at, aim)| {
                let of = |outcome| {
                    headline(scenario, outcome, AimId::new(at), Horizon::Later)
                        .map_or_else(|| tr!("not judged").to_owned(), crate::verdict::Verdict::words)
                };
                RealAim {
                    owner: words::owner(scenario, aim.owner).to_owned(),
                    title: aim.title.clone(),
                    played: of(played),
                    really: of(really),
                }
            })
            .collect()
    });
    RealPart {
        parted,
        parted_on,
        turns,
        endings: ends,
        scores: outcomes.map(|(played, really)| {
            [played, really].map(|outcome| Actor::BOTH.map(|actor| score(scenario, outcome, actor, Horizon::Later)))
        }),
        aims,
    }
}

/// Where the courses first part: by an order, and by chance, told apart.
fn parting(
    teller: &Teller<'_, '_>,
    real: &Course<'_>,
    turns: &[RealTurn],
    is_history: bool,
) -> (String, Option<usize>) {
    let scenario = teller.scenario;
    let course = teller.course;
    if is_history {
        return (tr!("This is the real course of events itself, as far as the record goes.").to_owned(), None);
    }
    // Beyond the record there is nothing to compare with.
    let both = course.turns.len().min(real.turns.len()).min(turns.len());
    let ordered = turns.iter().take(both).enumerate().find(|(_, data)| data.same.contains(&false));
    let drawn = first_otherwise(course, real).filter(|(turn, ..)| usize::from(*turn) < turns.len());
    let mut told = match ordered {
        Some((_, data)) => {
            let sides: Vec<String> = Actor::BOTH
                .into_iter()
                .filter(|actor| !data.same[actor.index()])
                .map(|actor| words::the(words::actor(scenario, actor)))
                .collect();
            let who = words::listed(&sides, "and");
            tr!(
                "The orders part on turn {turn} ({date}): {who} ordered otherwise.",
                turn = data.number,
                date = data.date,
                who
            )
        }
        None if turns.len() < course.turns.len() => tr!("As far as the record goes they are the same.").to_owned(),
        None if course.turns.len() == real.turns.len() => tr!("The orders were the same throughout.").to_owned(),
        None => {
            let which =
                if course.turns.len() < real.turns.len() { tr!("the course played") } else { tr!("the real course") };
            tr!("The orders were the same until {which} stops before turn {both}.", which, both = teller.nth(both))
        }
    };
    if let Some((turn, label, happened)) = drawn {
        let about = words::sentence(&words::label(scenario, label)).trim_end_matches('.').to_owned();
        let how = if happened {
            tr!("it happened here, and the record here does not have it")
        } else {
            tr!("it did not happen here on that turn, and really did")
        };
        let date = teller.date(turn);
        told = tr!(
            "{told} The first draw that fell otherwise was on turn {turn} ({date}): {about}; {how}.",
            told,
            turn = teller.nth(turn),
            date,
            about,
            how
        );
    }
    let parted_on = ordered.map(|(turn, _)| turn).or_else(|| drawn.map(|(turn, ..)| usize::from(turn)));
    let stops = turns.len() >= course.turns.len() && course.turns.len() != real.turns.len();
    (told, parted_on.or(stops.then_some(both)))
}

/// The first draw that was made on the same turn of both courses and fell otherwise: its turn, its label, and whether it
/// happened in the one played. What sort of person sits in a seat is no event, so dispositions are left out.
fn first_otherwise(course: &Course<'_>, real: &Course<'_>) -> Option<(u8, Label, bool)> {
    let draws = |course: &Course<'_>| -> Vec<(u8, Label, bool)> {
        let of = course.record.entries.iter().filter(|entry| entry.step != Step::Aftermath);
        of.filter_map(|entry| match entry.what {
            What::Drew(Drawn { label, result: DrawResult::Happened(so), .. }) => Some((entry.turn, label, so)),
            _ => None,
        })
        .collect()
    };
    let really = draws(real);
    draws(course).into_iter().find(|(turn, label, so)| really.contains(&(*turn, *label, !so)))
}
