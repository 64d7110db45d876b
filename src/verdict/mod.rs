//! Who won? Aims judged at two horizons and in two ledgers, scores, and what each school says.

mod evidence;
mod reading;

pub use evidence::{Evidence, evidence};
pub use reading::{Opinion, opinions};

use crate::{
    crisis::{Crisis, Dice, Eyes, Sink, follow, holds, runs},
    scenario::model::{Actor, AimData, AimId, Condition, Horizon, Ledger, Owner, Scenario, VerdictRule},
};

/// A crisis that has ended, as it stood at each horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// After the aftermath of each horizon.
    pub at: [Crisis; 2],
}

impl Outcome {
    /// Runs the aftermath of a crisis that has ended.
    pub fn run<D: Dice, S: Sink>(scenario: &Scenario, ended: &Crisis, dice: &mut D, sink: &mut S) -> Self {
        let mut crisis = *ended;
        follow(scenario, &mut crisis, Horizon::AtOnce, dice, sink);
        let at_once = crisis;
        follow(scenario, &mut crisis, Horizon::Later, dice, sink);
        Self { at: [at_once, crisis] }
    }

    /// The crisis at a horizon.
    #[must_use]
    pub const fn at(&self, horizon: Horizon) -> &Crisis {
        &self.at[horizon.index()]
    }
}

/// How far an aim was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// 100 achieved, 75 mostly, 50 partly, 25 little, 0 failed.
    pub value: u8,
    /// The upper end, where it is a range.
    pub up_to: Option<u8>,
    /// Whether it is disputed.
    pub disputed: bool,
    /// Which rule of the aim decided it.
    pub rule: usize,
}

impl Verdict {
    /// The value that counts in a score: the middle of a range, in half points.
    #[must_use]
    pub fn half_points(self) -> u32 {
        u32::from(self.value) + u32::from(self.up_to.unwrap_or(self.value))
    }

    /// In words: achieved, mostly, partly, little, failed, a range, or disputed.
    #[must_use]
    pub fn words(self) -> String {
        let word = |value| match value {
            100 => tr!("achieved"),
            75 => tr!("mostly achieved"),
            50 => tr!("partly achieved"),
            25 => tr!("little achieved"),
            _ => tr!("failed"),
        };
        let plain = match self.up_to {
            Some(up_to) => tr!("{word} to {word2}", word = word(self.value), word2 = word(up_to)),
            None => word(self.value).to_owned(),
        };
        if self.disputed { tr!("disputed: {plain}", plain) } else { plain }
    }
}

/// The eyes that read a ledger.
#[must_use]
pub const fn eyes(ledger: Ledger) -> Eyes {
    match ledger {
        Ledger::World => Eyes::World,
        Ledger::Known => Eyes::Truth,
    }
}

/// The first rule that holds gives the verdict.
#[must_use]
pub fn judge(
    scenario: &Scenario,
    outcome: &Outcome,
    rules: &[VerdictRule],
    horizon: Horizon,
    ledger: Ledger,
) -> Option<Verdict> {
    let crisis = outcome.at(horizon);
    rules.iter().enumerate().find_map(|(at, rule)| {
        let fits = rule.horizon.is_none_or(|only| only == horizon)
            && rule.ledger.is_none_or(|only| only == ledger)
            && holds(scenario, crisis, &rule.when, eyes(ledger));
        fits.then_some(Verdict { value: rule.verdict, up_to: rule.up_to, disputed: rule.disputed, rule: at })
    })
}

/// The verdict of an aim.
#[must_use]
pub fn verdict(
    scenario: &Scenario,
    outcome: &Outcome,
    aim: AimId,
    horizon: Horizon,
    ledger: Ledger,
) -> Option<Verdict> {
    let crisis = outcome.at(horizon);
    let rules = scenario.aims[aim.index()].verdicts.iter().zip(&scenario.index.verdicts[aim.index()]);
    rules.enumerate().find_map(|(at, (rule, programs))| {
        let fits = rule.horizon.is_none_or(|only| only == horizon)
            && rule.ledger.is_none_or(|only| only == ledger)
            && runs(scenario, crisis, programs[ledger.index()]);
        fits.then_some(Verdict { value: rule.verdict, up_to: rule.up_to, disputed: rule.disputed, rule: at })
    })
}

/// The verdict of an aim in its headline ledger.
#[must_use]
pub fn headline(scenario: &Scenario, outcome: &Outcome, aim: AimId, horizon: Horizon) -> Option<Verdict> {
    verdict(scenario, outcome, aim, horizon, scenario.aims[aim.index()].headline)
}

/// An actor's aims, in the author's order.
pub fn aims_of(scenario: &Scenario, actor: Actor) -> impl Iterator<Item = (AimId, &AimData)> {
    scenario
        .aims
        .iter()
        .enumerate()
        .filter(move |(_, aim)| aim.owner == Owner::Actor(actor))
        .map(|(at, aim)| (AimId::new(at), aim))
}

/// Whether each side has an aim that counts and is judged however a crisis ends. A draft may not have come to its verdicts
/// yet, or not to the last of them, and then a score says nothing.
#[must_use]
pub fn judges(scenario: &Scenario) -> bool {
    let always = |aim: &AimData, horizon: Horizon| {
        aim.verdicts.iter().any(|rule| {
            rule.when == Condition::Always
                && rule.horizon.is_none_or(|only| only == horizon)
                && rule.ledger.is_none_or(|only| only == aim.headline)
        })
    };
    let judged = |aim: &AimData| 0 < aim.weight && Horizon::BOTH.into_iter().all(|horizon| always(aim, horizon));
    Actor::BOTH.into_iter().all(|actor| aims_of(scenario, actor).any(|(_, aim)| judged(aim)))
}

/// An actor's score at a horizon: the weighted headline of its aims, in points of 100, without handicap.
///
/// An actor without weighted aims has 0.
#[must_use]
pub fn score(scenario: &Scenario, outcome: &Outcome, actor: Actor, horizon: Horizon) -> u8 {
    score_of(scenario, actor, |id| headline(scenario, outcome, id, horizon))
}

/// The score of an actor by the headlines of its aims.
pub(crate) fn score_of(scenario: &Scenario, actor: Actor, headline: impl Fn(AimId) -> Option<Verdict>) -> u8 {
    let mut sum = 0_u32;
    let mut weights = 0_u32;
    for (id, aim) in aims_of(scenario, actor) {
        if let Some(verdict) = headline(id) {
            sum += verdict.half_points() * u32::from(aim.weight);
            weights += u32::from(aim.weight);
        }
    }
    // Rounded to the nearest point, halves up.
    let points = (sum + weights).div_euclid((2 * weights).max(1));
    u8::try_from(points.min(100)).unwrap_or(100)
}

/// An actor's score at the second horizon with the scenario's handicap: what policies are compared by.
#[must_use]
pub fn handicapped(scenario: &Scenario, outcome: &Outcome, actor: Actor) -> u8 {
    with_handicap(scenario, actor, score(scenario, outcome, actor, Horizon::Later))
}

/// A score with the scenario's handicap.
pub(crate) fn with_handicap(scenario: &Scenario, actor: Actor, score: u8) -> u8 {
    let points = match &scenario.handicap {
        Some((favoured, points, _)) if *favoured == actor => *points,
        _ => 0,
    };
    score.saturating_add(points).min(100)
}
