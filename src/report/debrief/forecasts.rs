//! Forecasts that people wrote down before their orders, scored by what came, beside what the staff reckoned.

use serde::Serialize;

use crate::{
    report::words::{self, Count, Nth},
    scenario::model::Actor,
    transcript::{Course, Forecast, Kind, Note},
};

/// The forecasts of one seat.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Forecasts {
    /// Whose seat: 0 or 1.
    pub actor: usize,
    /// The name of the side.
    pub name: String,
    /// What came of it, once it has ended: "war between the two".
    pub came: Option<String>,
    /// Turn by turn.
    pub turns: Vec<ForecastTurn>,
    /// The mean scores, own and the staff's, once it has ended: 0 is sure and right, 2 is sure and wrong.
    pub mean: [Option<f64>; 2],
    /// What was said in each band of odds, and how often it came: the person's and the staff's. Empty where there are
    /// too few forecasts to say.
    pub calibration: [Vec<Band>; 2],
}

/// The forecast before one order.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ForecastTurn {
    /// The turn.
    pub turn: Nth,
    /// When it was.
    pub date: String,
    /// What the person said, and what the staff reckoned where it was asked, in words.
    pub said: [Option<String>; 2],
    /// How far either was from what came: 0 is sure and right, 2 is sure and wrong (Brier 1950).
    pub score: [Option<f64>; 2],
}

/// Forecasts of about the same odds.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Band {
    /// The lowest odds of the band, in parts of 100.
    pub from: u8,
    /// The highest.
    pub to: u8,
    /// How many forecasts lie in it.
    pub count: u32,
    /// Their mean odds, in parts of 100.
    pub said: f64,
    /// In how many of 100 of them it came.
    pub came: f64,
}

/// What someone who knows nothing and says a third for each gets, for comparison.
pub const KNOWS_NOTHING: f64 = 2.0 / 3.0;

/// From how many forecasts on bands are told.
/// Source: our judgement; of fewer, a band holds one or two.
const ENOUGH: usize = 10;

/// How wide a band is, in parts of 100.
const WIDE: u8 = 20;

/// The forecasts of both seats, where there are any.
pub(super) fn all(course: &Course<'_>) -> Vec<Forecasts> {
    let ended = course.crisis.ended();
    let count = Count::of(course.crisis.cut_data(course.scenario));
    let came = ended.map(|id| Kind::of(course.scenario.endings[id.index()].category));
    let of = |actor: Actor| {
        let mut notes: Vec<&Note> = course.notes.iter().filter(|note| note.actor == actor).collect();
        notes.sort_by_key(|note| note.turn);
        let both = |note: &Note| [Some(note.own), note.staff];
        let score = |forecast: Forecast| Some(f64::from(forecast.brier(came?)) / 10_000.0);
        let turns = notes.iter().map(|note| ForecastTurn {
            turn: count.nth(note.turn),
            date: course.scenario.turns.get(note.turn).map_or_else(String::new, |data| data.date.clone()),
            said: both(note).map(|forecast| forecast.map(words::forecast)),
            score: both(note).map(|forecast| forecast.and_then(score)),
        });
        let turns: Vec<ForecastTurn> = turns.collect();
        let mean = [0, 1].map(|who| {
            let scores: Vec<f64> = turns.iter().filter_map(|turn| turn.score[who]).collect();
            (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / scores.len() as f64)
        });
        let calibration = [0, 1].map(|who| {
            let said: Vec<Forecast> = notes.iter().filter_map(|note| both(note)[who]).collect();
            came.filter(|_| ENOUGH <= said.len()).map_or_else(Vec::new, |came| bands(&said, came))
        });
        (!turns.is_empty()).then(|| Forecasts {
            actor: actor.index(),
            name: words::actor(course.scenario, actor).to_owned(),
            came: came.map(|came| words::kind(came).to_owned()),
            turns,
            mean,
            calibration,
        })
    };
    Actor::BOTH.into_iter().filter_map(of).collect()
}

/// By bands of odds: what was said of each kind of ending, and how often it came.
fn bands(said: &[Forecast], came: Kind) -> Vec<Band> {
    let all: Vec<(u8, bool)> =
        said.iter().flat_map(|forecast| Kind::ALL.map(|kind| (forecast.parts(kind), kind == came))).collect();
    let band = |at: u8| {
        let (from, to) = (at * WIDE, if at == 4 { 100 } else { (at + 1) * WIDE - 1 });
        let inside: Vec<&(u8, bool)> = all.iter().filter(|(parts, _)| (from..=to).contains(parts)).collect();
        let count = inside.len() as f64;
        (!inside.is_empty()).then(|| Band {
            from,
            to,
            count: u32::try_from(inside.len()).unwrap_or(u32::MAX),
            said: inside.iter().map(|(parts, _)| f64::from(*parts)).sum::<f64>() / count,
            came: 100.0 * inside.iter().filter(|(_, came)| *came).count() as f64 / count,
        })
    };
    (0..5).filter_map(band).collect()
}
