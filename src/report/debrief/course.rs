//! The course turn by turn: orders, what happened, rungs, draws, and what each side saw; and the ladders.

use serde::Serialize;

use super::{DrawPart, Luck, Sights, Teller, chance, sights};
use crate::{
    crisis::record::What,
    report::{
        course::{OrderPart, Telling, headline, orders, rung_words, steps, weighed},
        words::{Count, Nth},
    },
    scenario::model::{Actor, LadderId, LadderKind, RoleWord, SourceId},
    transcript::Course,
};

/// One turn.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TurnPart {
    /// Its number, from 0.
    pub number: Nth,
    /// When it is.
    pub date: String,
    /// One line.
    pub headline: String,
    /// Whether the cut that was played let it pass as the record had it.
    pub passed: bool,
    /// What both sides ordered.
    pub orders: [Vec<OrderPart>; 2],
    /// What else happened, as it truly was.
    pub events: Vec<String>,
    /// The places of the events among them, the gravest first.
    pub gravest: Vec<usize>,
    /// The rung of each ladder at the end of the turn, in words.
    pub rungs: Vec<String>,
    /// The draws in the order made.
    pub draws: Vec<DrawPart>,
    /// Whether the turn was decided or turned on chance.
    pub luck: Luck,
    /// What each side saw, beside the truth.
    pub sights: Sights,
    /// Human cost so far, in plain figures: the name, the figure, the unit.
    pub cost: Vec<(String, i32, String)>,
    /// The danger of miscalculation at the end of the turn, if there is a track for it.
    pub danger: Option<i32>,
    /// What history has to say about this turn.
    pub note: String,
    /// The numbers of its sources.
    pub sources: Vec<usize>,
}

/// A ladder and how it was climbed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LadderPart {
    /// Its name.
    pub name: String,
    /// Whether each actor has a rung of its own.
    pub parallel: bool,
    /// Its rungs, lowest first.
    pub rungs: Vec<RungPart>,
    /// The rungs of both actors at the start, then at the end of each turn.
    pub steps: Vec<[u8; 2]>,
    /// The same in the real course of events, if that is another.
    pub real: Option<Vec<[u8; 2]>>,
    /// The highest rung, and the turn on which it was first reached; none at the start.
    pub peak: (u8, Option<Nth>),
    /// How the turns are counted.
    #[serde(skip)]
    pub count: Count,
}

/// A rung.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct RungPart {
    /// Its name.
    pub name: String,
    /// What typically happens there.
    pub text: String,
    /// How grave it is, 0 to 100.
    pub severity: u8,
    /// The firebreak just above.
    pub threshold: Option<String>,
}

pub(super) fn turns(teller: &mut Teller<'_, '_>) -> Vec<TurnPart> {
    let course = teller.course;
    let scenario = teller.scenario;
    let ladders: Vec<Vec<[u8; 2]>> = (0..scenario.ladders.len()).map(|at| steps(course, LadderId::new(at))).collect();
    let mut values: Vec<i32> = scenario.tracks.iter().map(|track| track.start).collect();
    let mut parts = Vec::new();
    for turn in 0..course.turns.len() {
        let number = u8::try_from(turn).unwrap_or(u8::MAX);
        let entries = course.entries_of(turn);
        let mut cited: Vec<SourceId> = scenario.turns.get(turn).map(|data| data.source.clone()).unwrap_or_default();
        for entry in &entries {
            if let What::Track(track, _, to) = entry.what {
                values[track.index()] = to;
            } else if let What::Ordered(_, crate::crisis::Act::Do(id)) = entry.what {
                cited.extend(&scenario.moves[id.index()].source);
            } else if let What::Happened(id) = entry.what {
                cited.extend(&scenario.rules[id.index()].source);
            }
        }
        let draws = chance::of_turn(teller, number);
        let luck = if draws.iter().any(|draw| draw.chance.is_some()) { Luck::Chance } else { Luck::Decided };
        let (weights, events): (Vec<i32>, Vec<String>) = weighed(course, turn, Telling::Events).into_iter().unzip();
        let mut gravest: Vec<usize> = (0..events.len()).collect();
        gravest.sort_by_key(|at| weights.get(*at).copied().unwrap_or(i32::MAX));
        let data = scenario.turns.get(turn);
        let role =
            |wanted: RoleWord| scenario.tracks.iter().zip(&values).filter(move |(track, _)| track.role == wanted);
        parts.push(TurnPart {
            number: teller.nth(turn),
            date: data.map(|data| data.date.clone()).unwrap_or_default(),
            headline: headline(course, turn),
            passed: course.turns.get(turn).map_or(&course.crisis, |played| &played.opening).passing(scenario),
            orders: Actor::BOTH.map(|actor| orders(course, turn, actor)),
            events,
            gravest,
            rungs: ladders
                .iter()
                .enumerate()
                .map(|(at, steps)| rung_words(scenario, LadderId::new(at), steps[turn + 1]))
                .collect(),
            draws,
            luck,
            sights: sights::of_turn(teller, turn),
            cost: role(RoleWord::HumanCost)
                .map(|(track, value)| (track.name.clone(), *value, track.unit.clone()))
                .collect(),
            danger: role(RoleWord::Danger).next().map(|(_, value)| *value),
            note: scenario
                .history
                .as_ref()
                .and_then(|history| history.turns.get(turn))
                .map(|turn| turn.note.clone())
                .unwrap_or_default(),
            sources: teller.cite(&cited),
        });
    }
    parts
}

pub(super) fn ladders(teller: &Teller<'_, '_>, real: Option<&Course<'_>>) -> Vec<LadderPart> {
    let part = |(at, data): (usize, &crate::scenario::model::LadderData)| {
        let id = LadderId::new(at);
        let steps = steps(teller.course, id);
        let peak = steps.iter().flatten().copied().max().unwrap_or(data.start);
        let first = steps.iter().position(|step| step.contains(&peak));
        LadderPart {
            name: data.name.clone(),
            parallel: data.kind == LadderKind::Parallel,
            rungs: data
                .rungs
                .iter()
                .map(|rung| RungPart {
                    name: rung.name.clone(),
                    text: rung.text.clone(),
                    severity: rung.severity,
                    threshold: rung.threshold.clone(),
                })
                .collect(),
            real: real.map(|real| crate::report::course::steps(real, id)),
            peak: (peak, first.and_then(|at| at.checked_sub(1)).map(|turn| teller.nth(turn))),
            count: teller.count,
            steps,
        }
    };
    teller.scenario.ladders.iter().enumerate().map(part).collect()
}
