//! A survey as plain data: every count with its share and its interval, named as people name it.
//!
//! This is the schema of `crisis survey --format json`, and what its other shapes are made from.
//! The field `schema` names it; a change that breaks a reader of it changes that name.

mod changes;
mod csv;
mod html;

use std::borrow::Cow;

pub use changes::{Changes, Figure, Moved, SCHEMA as CHANGES_SCHEMA, Thing, Turned, changes};
pub use csv::csv;
pub use html::{page, page_against};

use serde::{Deserialize, Serialize};

use super::words;
use crate::{
    scenario::model::{
        Actor, AimId, Category, Horizon, LadderId, LineId, MoveId, Owner, RuleKind, Scenario, TrackData, TrackId,
    },
    survey::{AimTally, Closer, Decisive, Mean, Options, Seat, Share, Spread, Tally},
};

/// The name of the schema of [`Findings`].
pub const SCHEMA: &str = "brinkmanship survey 1";

/// The quantiles that are given, in percent.
pub const QUANTILES: [u64; 5] = [5, 25, 50, 75, 95];

/// What a survey found. Its JSON is read again as it was written.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Findings {
    /// The name of this schema.
    pub schema: Cow<'static, str>,
    /// The scenario's id.
    pub scenario: String,
    /// Its title.
    pub title: String,
    /// The language of its texts.
    pub language: String,
    /// The fingerprint of its files.
    pub fingerprint: String,
    /// Crises that ended, which all shares are of unless they say otherwise.
    pub runs: u64,
    /// Crises that a refused order stopped; always 0 unless a policy is at fault.
    pub refused: u64,
    /// The seed of the first crisis.
    pub seed: u64,
    /// Whether the prologue was played by the policies rather than taken from the record.
    pub open_prologue: bool,
    /// The cut that was played; none plays the whole scenario.
    pub cut: Option<CutFinding>,
    /// Whether rungs and tracks turn by turn, and what moves decide, were counted.
    pub closer: bool,
    /// Both sides: who played them, and how they scored.
    pub scores: [ScoreFinding; 2],
    /// Crises that ended in direct war between the two actors.
    pub wars: Share,
    /// By ending, in the order of the scenario.
    pub endings: Vec<EndingFinding>,
    /// The length in turns.
    pub length: LengthFinding,
    /// By aim.
    pub aims: Vec<AimFinding>,
    /// By red line.
    pub lines: Vec<LineFinding>,
    /// By ladder.
    pub ladders: Vec<LadderFinding>,
    /// By track.
    pub tracks: Vec<TrackFinding>,
    /// By move.
    pub moves: Vec<MoveFinding>,
    /// By event, reaction of a party, and drift.
    pub events: Vec<EventFinding>,
}

/// A cut: people order on some turns, the others pass as the record had them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CutFinding {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How many turns are played.
    pub turns: usize,
}

/// One side and its score.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ScoreFinding {
    /// The actor's id.
    pub actor: String,
    /// Its name.
    pub name: String,
    /// The policy that played it, or `mixed`.
    pub policy: String,
    /// The mean score at the end, in points of 100, without handicap.
    pub at_once: Mean,
    /// The mean score at the later date.
    pub later: Mean,
    /// Moves and other acts ordered that go down or conciliate, of all.
    pub conciliatory: Share,
}

/// An ending.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EndingFinding {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Its category: one word, such as `Settlement`.
    pub category: String,
    /// The category in plain words.
    pub kind: String,
    /// Whether it is direct war between the two actors.
    pub war: bool,
    /// How often it came about.
    #[serde(flatten)]
    pub share: Share,
}

/// The length of crises, in turns.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LengthFinding {
    /// The mean.
    pub mean: Mean,
    /// How many crises took so many turns, from 0.
    pub turns: Vec<Share>,
}

/// An aim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct AimFinding {
    /// Its id.
    pub id: String,
    /// The id of the side or party whose it is.
    pub owner: String,
    /// The name of that side or party.
    pub owner_name: String,
    /// The aim in a few words.
    pub title: String,
    /// Whether it was achieved or mostly achieved at the later date in no crisis at all.
    pub never_met: bool,
    /// Its headline verdicts at the end.
    pub at_once: Verdicts,
    /// Its headline verdicts at the later date.
    pub later: Verdicts,
}

/// How often each verdict was given.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Verdicts {
    /// Achieved.
    pub achieved: Share,
    /// Mostly achieved.
    pub mostly: Share,
    /// Partly achieved.
    pub partly: Share,
    /// Little achieved.
    pub little: Share,
    /// Failed.
    pub failed: Share,
}

impl Verdicts {
    fn of(tally: &AimTally, horizon: Horizon, runs: u64) -> Self {
        let [failed, little, partly, mostly, achieved] =
            tally.verdicts[horizon.index()].map(|count| Share::of(count, runs));
        Self { achieved, mostly, partly, little, failed }
    }

    /// From achieved to failed, each with its word.
    #[must_use]
    pub const fn each(&self) -> [(&'static str, Share); 5] {
        [
            ("achieved", self.achieved),
            ("mostly", self.mostly),
            ("partly", self.partly),
            ("little", self.little),
            ("failed", self.failed),
        ]
    }
}

/// A red line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LineFinding {
    /// Its id.
    pub id: String,
    /// The id of its owner.
    pub owner: String,
    /// The name of its owner.
    pub owner_name: String,
    /// The line in one sentence.
    pub text: String,
    /// Crises in which it was threatened: crossed, probed, or with a chance to cross it.
    pub threatened: Share,
    /// Crises in which it was probed.
    pub probed: Share,
    /// Crises in which it was crossed.
    pub crossed: Share,
    /// Crises in which a chance to cross it was not taken.
    pub respected: Share,
    /// Crises in which a crossing was answered, of those in which it was crossed.
    pub answered: Share,
    /// Crises in which a crossing was let pass, of those in which it was crossed.
    pub let_pass: Share,
    /// Crises in which restraint was sold for a concession, of those in which it was crossed.
    pub sold: Share,
    /// Conduct at the later date, from acts alone: the mean, 0 to 100.
    pub conduct: f64,
}

/// A ladder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LadderFinding {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// By rung, lowest first.
    pub rungs: Vec<RungFinding>,
    /// By turn: the rungs on which crises closed it, lowest first, of the crises that played it. On a ladder with a rung
    /// for each side the higher counts. Empty unless looked at closely.
    pub by_turn: Vec<Vec<Share>>,
}

/// A rung.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RungFinding {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How grave it is, 0 to 100.
    pub severity: u8,
    /// Crises whose highest rung it was.
    pub peak: Share,
    /// Crises that came so high or higher.
    pub reached: Share,
}

/// A track.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrackFinding {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its unit in words.
    pub unit: String,
    /// Its lowest and highest value.
    pub range: (i32, i32),
    /// Its value at the start.
    pub start: i32,
    /// The mean after the aftermath.
    pub later: f64,
    /// By turn, at its end, of the crises that played it. Empty unless looked at closely.
    pub by_turn: Vec<TrackTurn>,
}

/// A track at the end of one turn.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrackTurn {
    /// The turn, from 0.
    pub turn: usize,
    /// The mean.
    pub mean: Mean,
    /// The quantiles at 5, 25, 50, 75 and 95 percent.
    pub quantiles: Vec<Quantile>,
}

/// A value below which so many percent lie. Values more than 128 above the lowest are exact to one part in 32.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quantile {
    /// Which, in percent.
    pub percent: u64,
    /// The value.
    pub value: i32,
    /// The lower end of its 95 % interval.
    pub low: i32,
    /// The upper end of its 95 % interval.
    pub high: i32,
}

/// A move.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MoveFinding {
    /// Its id.
    pub id: String,
    /// The actor's id.
    pub actor: String,
    /// The actor's place, 0 or 1.
    pub seat: usize,
    /// The desk's id.
    pub channel: String,
    /// Its title.
    pub title: String,
    /// How far it goes up or down, −3 to 3.
    pub escalation: i8,
    /// Whether some of its turns are of a prologue that passed as the record had it.
    #[serde(default)]
    pub passed: bool,
    /// Turns of crises on which it was open.
    pub offered: u64,
    /// Turns on which it was chosen.
    pub chosen: u64,
    /// The share of the turns on which it was open that it was chosen on, with its interval.
    pub chosen_share: Share,
    /// Turns on which it was chosen, of those on which it was open with another on its desk.
    pub chosen_with_another: Share,
    /// What choosing it went with; only where looked at closely and enough crises can be compared.
    pub decisive: Option<DecisiveFinding>,
}

/// What became of crises that took the first chance of a move, beside those that did not.
///
/// Crises are compared within the same pair of policies and the same turn. It is association: it does not prove that
/// the move brought the difference about.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct DecisiveFinding {
    /// Crises compared that took it.
    pub taken: u64,
    /// Crises compared that did not.
    pub left: u64,
    /// The score of the move's actor at the later date: taken less not taken, in points of 100.
    pub score: Mean,
    /// The share of direct wars: taken less not taken.
    pub war: Mean,
    /// Whether a difference stands out by more than chance would bring about among several hundred moves.
    pub sure: bool,
}

/// An event, a reaction or a drift.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EventFinding {
    /// Its id.
    pub id: String,
    /// Its title; empty where it has none.
    pub title: String,
    /// What it is: `event`, `incident`, `party` or `drift`.
    pub kind: String,
    /// Crises in which it happened.
    #[serde(flatten)]
    pub share: Share,
}

impl EventFinding {
    /// What it is called: its title or, where it has none, its id.
    #[must_use]
    pub fn called(&self) -> &str {
        if self.title.is_empty() { &self.id } else { words::bare(&self.title) }
    }
}

/// The name of who plays a seat.
#[must_use]
pub const fn seat_name(seat: Seat) -> &'static str {
    match seat {
        Seat::Policy(policy) => policy.name(),
        Seat::Planner(level) => level.name(),
        Seat::Mixed => "mixed",
    }
}

impl Findings {
    /// What a survey found, by its counts.
    #[must_use]
    pub fn of(scenario: &Scenario, options: &Options, tally: &Tally, closer: Option<&Closer>) -> Self {
        let runs = tally.runs;
        Self {
            schema: SCHEMA.into(),
            scenario: scenario.id.clone(),
            title: scenario.title.clone(),
            language: scenario.language.clone(),
            fingerprint: scenario.fingerprint.clone(),
            runs,
            refused: tally.refused,
            seed: options.seed,
            open_prologue: options.open_prologue,
            cut: options.cut.map(|cut| &scenario.cuts[cut.index()]).map(|cut| CutFinding {
                id: cut.id.clone(),
                title: cut.title.clone(),
                turns: cut.turns().count(),
            }),
            closer: closer.is_some(),
            scores: Actor::BOTH.map(|actor| score(scenario, options, tally, actor)),
            wars: Share::of(tally.wars(scenario), runs),
            endings: endings(scenario, tally),
            length: length(tally),
            aims: aims(scenario, tally),
            lines: lines(scenario, tally),
            ladders: (0..scenario.ladders.len()).map(|at| ladder(scenario, tally, closer, LadderId::new(at))).collect(),
            tracks: (0..scenario.tracks.len()).map(|at| track(scenario, tally, closer, TrackId::new(at))).collect(),
            moves: (0..scenario.moves.len())
                .map(|at| a_move(scenario, options, tally, closer, MoveId::new(at)))
                .collect(),
            events: events(scenario, tally),
        }
    }

    /// The moves that were never chosen, but for those whose chance lay in a prologue that passed as the record had it.
    pub fn never_chosen(&self) -> impl Iterator<Item = &MoveFinding> {
        self.moves.iter().filter(|data| data.chosen == 0 && !(data.passed && data.offered == 0))
    }

    /// The endings that were never reached.
    pub fn never_reached(&self) -> impl Iterator<Item = &EndingFinding> {
        self.endings.iter().filter(|data| data.share.count == 0)
    }

    /// The events, incidents and reactions of parties that never happened.
    pub fn never_happened(&self) -> impl Iterator<Item = &EventFinding> {
        self.events.iter().filter(|data| data.kind != "drift" && data.share.count == 0)
    }

    /// The aims that were never met.
    pub fn never_met(&self) -> impl Iterator<Item = &AimFinding> {
        self.aims.iter().filter(|data| data.never_met)
    }

    /// The moves that stand out, those that went with the greatest difference first.
    #[must_use]
    pub fn decisive(&self) -> Vec<(&MoveFinding, &DecisiveFinding)> {
        let sure = self.moves.iter().filter_map(|data| Some((data, data.decisive.as_ref()?)));
        let mut sure: Vec<_> = sure.filter(|(_, found)| found.sure).collect();
        // A war more in a hundred crises weighs like a point of the score.
        let size = |found: &DecisiveFinding| found.score.mean.abs().max(100.0 * found.war.mean.abs());
        sure.sort_by(|(_, left), (_, right)| size(right).total_cmp(&size(left)));
        sure
    }
}

fn score(scenario: &Scenario, options: &Options, tally: &Tally, actor: Actor) -> ScoreFinding {
    let mean = |horizon: Horizon| {
        let (sum, squares) = tally.scores[horizon.index()][actor.index()];
        Mean::of(tally.runs, sum as f64, squares as f64)
    };
    let (acts, down) = tally.acts[actor.index()];
    ScoreFinding {
        actor: scenario.actors[actor.index()].id.clone(),
        name: scenario.actors[actor.index()].name.clone(),
        policy: seat_name(options.seats[actor.index()]).to_owned(),
        at_once: mean(Horizon::AtOnce),
        later: mean(Horizon::Later),
        conciliatory: Share::of(down, acts),
    }
}

fn endings(scenario: &Scenario, tally: &Tally) -> Vec<EndingFinding> {
    let each = scenario.endings.iter().zip(&tally.endings);
    let of = |category: Category| (format!("{category:?}"), words::category(category).to_owned());
    each.map(|(data, count)| {
        let (category, kind) = of(data.category);
        EndingFinding {
            id: data.id.clone(),
            title: data.title.clone(),
            category,
            kind,
            war: crate::survey::is_war(data.category),
            share: Share::of(*count, tally.runs),
        }
    })
    .collect()
}

fn length(tally: &Tally) -> LengthFinding {
    let power = |turns: u64, power: u32| turns.saturating_pow(power) as f64;
    let sum = |by: u32| (0_u64..).zip(&tally.lengths).map(|(turns, count)| power(turns, by) * *count as f64).sum();
    LengthFinding {
        mean: Mean::of(tally.runs, sum(1), sum(2)),
        turns: tally.lengths.iter().map(|count| Share::of(*count, tally.runs)).collect(),
    }
}

fn owner_id(scenario: &Scenario, owner: Owner) -> &str {
    match owner {
        Owner::Actor(actor) => &scenario.actors[actor.index()].id,
        Owner::Party(party) => &scenario.parties[party.index()].id,
    }
}

fn aims(scenario: &Scenario, tally: &Tally) -> Vec<AimFinding> {
    let of = |(at, counts): (usize, &AimTally)| {
        let data = &scenario.aims[AimId::new(at).index()];
        let later = Verdicts::of(counts, Horizon::Later, tally.runs);
        AimFinding {
            id: data.id.clone(),
            owner: owner_id(scenario, data.owner).to_owned(),
            owner_name: words::owner(scenario, data.owner).to_owned(),
            title: data.title.clone(),
            never_met: later.achieved.count + later.mostly.count == 0,
            at_once: Verdicts::of(counts, Horizon::AtOnce, tally.runs),
            later,
        }
    };
    tally.aims.iter().enumerate().map(of).collect()
}

fn lines(scenario: &Scenario, tally: &Tally) -> Vec<LineFinding> {
    let of = |(at, counts): (usize, &crate::survey::LineTally)| {
        let data = &scenario.lines[LineId::new(at).index()];
        let all = |count: u64| Share::of(count, tally.runs);
        let crossed = |count: u64| Share::of(count, counts.crossed);
        LineFinding {
            id: data.id.clone(),
            owner: owner_id(scenario, data.owner).to_owned(),
            owner_name: words::owner(scenario, data.owner).to_owned(),
            text: data.text.clone(),
            threatened: all(counts.threatened),
            probed: all(counts.probed),
            crossed: all(counts.crossed),
            respected: all(counts.respected),
            answered: crossed(counts.answered),
            let_pass: crossed(counts.passed),
            sold: crossed(counts.sold),
            conduct: crate::survey::ratio(counts.conduct, tally.runs),
        }
    };
    tally.lines.iter().enumerate().map(of).collect()
}

fn ladder(scenario: &Scenario, tally: &Tally, closer: Option<&Closer>, id: LadderId) -> LadderFinding {
    let data = &scenario.ladders[id.index()];
    let peaks = &tally.peaks[id.index()];
    let rungs = data.rungs.iter().enumerate().map(|(at, rung)| RungFinding {
        id: rung.id.clone(),
        name: rung.name.clone(),
        severity: rung.severity,
        peak: Share::of(peaks[at], tally.runs),
        reached: Share::of(peaks[at..].iter().sum(), tally.runs),
    });
    let turn = |counts: &Vec<u64>| {
        let played = counts.iter().sum();
        counts.iter().map(|count| Share::of(*count, played)).collect()
    };
    LadderFinding {
        id: data.id.clone(),
        name: data.name.clone(),
        rungs: rungs.collect(),
        by_turn: closer.map(|closer| closer.rungs[id.index()].iter().map(turn).collect()).unwrap_or_default(),
    }
}

fn track(scenario: &Scenario, tally: &Tally, closer: Option<&Closer>, id: TrackId) -> TrackFinding {
    let data: &TrackData = &scenario.tracks[id.index()];
    let turn = |(turn, spread): (usize, &Spread)| TrackTurn {
        turn,
        mean: spread.mean(),
        quantiles: QUANTILES
            .into_iter()
            .map(|percent| {
                let [value, low, high] = spread.quantile(percent, data.min);
                Quantile { percent, value, low, high }
            })
            .collect(),
    };
    let played = |(_, spread): &(usize, &Spread)| 0 < spread.runs;
    let by_turn = closer.map(|closer| closer.tracks[id.index()].iter().enumerate().filter(played).map(turn).collect());
    TrackFinding {
        id: data.id.clone(),
        name: data.name.clone(),
        unit: data.unit.clone(),
        range: (data.min, data.max),
        start: data.start,
        later: if tally.runs == 0 { 0.0 } else { tally.tracks[id.index()] as f64 / tally.runs as f64 },
        by_turn: by_turn.unwrap_or_default(),
    }
}

fn a_move(scenario: &Scenario, options: &Options, tally: &Tally, closer: Option<&Closer>, id: MoveId) -> MoveFinding {
    let data = &scenario.moves[id.index()];
    let counts = &tally.moves[id.index()];
    let decisive = |found: Decisive| DecisiveFinding {
        taken: found.taken,
        left: found.left,
        score: found.score,
        war: found.war,
        sure: found.is_sure(),
    };
    MoveFinding {
        id: data.id.clone(),
        actor: scenario.actors[data.actor.index()].id.clone(),
        seat: data.actor.index(),
        channel: scenario.channels[data.channel.index()].id.clone(),
        title: data.title.clone(),
        escalation: data.escalation,
        passed: !options.open_prologue && data.turns.0 < scenario.prologue,
        offered: counts.offered,
        chosen: counts.chosen,
        chosen_share: Share::of(counts.chosen, counts.offered),
        chosen_with_another: Share::of(counts.chosen_with_another, counts.offered_with_another),
        decisive: closer.and_then(|closer| closer.decisive(id)).map(decisive),
    }
}

fn events(scenario: &Scenario, tally: &Tally) -> Vec<EventFinding> {
    let each = scenario.rules.iter().zip(&tally.rules);
    each.map(|(data, count)| EventFinding {
        id: data.id.clone(),
        title: data.title.clone(),
        kind: match data.kind {
            RuleKind::Opening | RuleKind::Closing => "event",
            RuleKind::Incident => "incident",
            RuleKind::Party(_) => "party",
            RuleKind::Drift => "drift",
        }
        .to_owned(),
        share: Share::of(*count, tally.runs),
    })
    .collect()
}
