//! What a staff reckons before an order is given: for each move that is open, the odds of each kind of ending, the
//! scores that are to be expected, and where danger would stand.
//!
//! The staff sees what its seat sees and nothing else. It follows the crisis as an opponent that plans does, and holds
//! the same kind of belief; crises imagined from that belief are played on to their ends, the same ones for every
//! move, so that what is the same for two moves does not part them. What each side is taken to do from there on is
//! stated with the figures ([`Assumed`]); the intervals say how far so many imagined crises can err, and not whether
//! what is assumed is so.
//!
//! [`Estimates`] borrow nothing: a program may refine them on a thread of its own, batch by batch, while a person looks.

use rand::Rng as _;
use rand_pcg::Pcg32;
use rayon::prelude::*;

use super::{
    interval::{Mean, Share},
    turning::around,
};
use crate::{
    crisis::{
        Act, Crisis, NoRecord, Order, Seeded, View, adjudicate,
        chance::{mix, one_of},
    },
    policy::{
        Simple, complete,
        planner::{Belief, GOES_ON, Goes, Nature, Planner},
        recorded,
    },
    scenario::model::{Actor, Category, ChannelId, DispositionId, Horizon, Scenario, TrackId},
    transcript::{Course, Forecast, Kind},
    verdict::{Outcome, score},
};

/// Crises that a staff imagines for the order that is sent, where a person's forecast is scored beside its own.
/// Source: our judgement; its interval is then about four of a hundred.
pub const FOR_SCORE: u32 = 480;

/// The categories of ending, as they are counted.
pub const CATEGORIES: [Category; 9] = [
    Category::Settlement,
    Category::TacitUnderstanding,
    Category::BackingDown,
    Category::FaitAccompli,
    Category::Stalemate,
    Category::Unsettled,
    Category::LimitedWar,
    Category::MajorWar,
    Category::NuclearWar,
];

/// The staff of one seat.
#[derive(Clone, Debug)]
pub struct Staff {
    actor: Actor,
    seed: u64,
    follows: Planner,
}

/// What an estimate is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Whatever is ordered: what such a leadership would do, drawn by lot.
    Whatever,
    /// Nothing on any desk.
    Nothing,
    /// An act on its desk, and on the other desks whatever such a leadership would do.
    Act(ChannelId, Act),
    /// A whole order.
    Order(Order),
}

/// What is assumed of the other side, as far as the seat can tell from what it saw.
#[derive(Clone, Debug, PartialEq)]
pub struct Assumed {
    /// How likely each of its dispositions is held to be, 0 to 1; the likeliest first.
    pub dispositions: Vec<(DispositionId, f64)>,
    /// How likely each way of behaving is held to be, 0 to 1; the likeliest first.
    pub natures: Vec<(Nature, f64)>,
}

/// What is to be expected of a choice.
#[derive(Clone, Debug, PartialEq)]
pub struct Estimate {
    /// Of what.
    pub choice: Choice,
    runs: u64,
    endings: [u64; CATEGORIES.len()],
    /// Own first.
    scores: [u64; 2],
    squares: [u64; 2],
    danger: [i64; 2],
    danger_runs: u64,
}

impl Estimate {
    const fn new(choice: Choice) -> Self {
        Self {
            choice,
            runs: 0,
            endings: [0; CATEGORIES.len()],
            scores: [0; 2],
            squares: [0; 2],
            danger: [0; 2],
            danger_runs: 0,
        }
    }

    /// How many imagined crises stand behind it.
    #[must_use]
    pub const fn runs(&self) -> u64 {
        self.runs
    }

    /// The odds of a category of ending.
    #[must_use]
    pub fn category(&self, category: Category) -> Share {
        self.of(|other| other == category)
    }

    /// The odds of a kind of ending.
    #[must_use]
    pub fn kind(&self, kind: Kind) -> Share {
        self.of(|category| Kind::of(category) == kind)
    }

    fn of(&self, fits: impl Fn(Category) -> bool) -> Share {
        let counted = CATEGORIES.into_iter().zip(self.endings).filter(|(category, _)| fits(*category));
        Share::of(counted.map(|(_, count)| count).sum(), self.runs)
    }

    /// The odds of each kind of ending in whole parts of a hundred that add up to it, as a forecast states them.
    #[must_use]
    pub fn forecast(&self) -> Forecast {
        let parts = |kind: Kind| {
            let share = self.kind(kind);
            let of = share.of.max(1);
            u8::try_from((200 * share.count + of) / (2 * of)).unwrap_or(100).min(100)
        };
        let agreed = parts(Kind::Agreed);
        Forecast::of(agreed, parts(Kind::War).min(100 - agreed)).unwrap_or_default()
    }

    /// The scores to be expected at the later date, own first, in points of 100.
    #[must_use]
    pub fn scores(&self) -> [Mean; 2] {
        [0, 1].map(|at| Mean::of(self.runs, self.scores[at] as f64, self.squares[at] as f64))
    }

    /// Where the track of danger would stand after this turn, if there is one that the seat sees.
    #[must_use]
    pub fn danger(&self) -> Option<Mean> {
        let [sum, squares] = self.danger;
        (self.danger_runs != 0).then(|| Mean::of(self.danger_runs, sum as f64, squares as f64))
    }

    fn add(&mut self, one: &Came) {
        self.runs += 1;
        for (category, count) in CATEGORIES.into_iter().zip(&mut self.endings) {
            *count += u64::from(category == one.category);
        }
        for (at, score) in one.scores.into_iter().enumerate() {
            self.scores[at] += score;
            self.squares[at] += score * score;
        }
        if let Some(danger) = one.danger {
            self.danger_runs += 1;
            self.danger[0] += danger;
            self.danger[1] += danger * danger;
        }
    }
}

/// What one imagined crisis came to.
#[derive(Clone, Copy, Debug)]
struct Came {
    category: Category,
    scores: [u64; 2],
    danger: Option<i64>,
}

/// What one imagined crisis begins with.
#[derive(Clone, Debug)]
struct Case {
    crisis: Crisis,
    /// What the other side orders now.
    theirs: Order,
    /// As which simple policy either side goes on, by actor; none for one that waits.
    ways: [Option<Simple>; 2],
    seed: u64,
}

/// What a staff reckons of the choices of one turn; it can be refined for as long as one likes.
#[derive(Clone, Debug)]
pub struct Estimates {
    actor: Actor,
    turn: usize,
    seed: u64,
    belief: Belief,
    assumed: Assumed,
    danger: Option<(TrackId, i32)>,
    lines: Vec<Estimate>,
    cases: u32,
}

impl Staff {
    /// The staff of a seat. The same seed gives the same estimates.
    #[must_use]
    pub fn new(actor: Actor, seed: u64) -> Self {
        // Of its own, so that it imagines other crises than an opponent in this seat would.
        let seed = mix(seed ^ 0x0057_4146_465f_4f46);
        Self { actor, seed, follows: Planner::of_staff(actor, seed) }
    }

    /// The staff of a seat that has seen what the seat saw of a course so far.
    #[must_use]
    pub fn of(course: &Course<'_>, actor: Actor) -> Self {
        let mut staff = Self::new(actor, course.seed);
        staff.catch_up(course);
        staff
    }

    /// Takes in a turn that is over: what the seat saw as it opened, and what was ordered for it.
    pub fn saw(&mut self, view: &View<'_>, ordered: &Order) {
        self.follows.follows(view, ordered);
    }

    /// Takes in the turns of a course so far. Of each it is shown the view of its own seat alone.
    pub fn catch_up(&mut self, course: &Course<'_>) {
        for played in &course.turns {
            if recorded(course.scenario, &played.opening, false) != Some(played.orders) {
                let view = View::of(course.scenario, &played.opening, self.actor);
                self.saw(&view, &played.orders[self.actor.index()]);
            }
        }
    }

    /// Begins estimates for the turn that is open: of whatever is ordered, of nothing, of each act that may be ordered,
    /// and of the order as far as it is made, if it is more than one act. They hold nothing until they are refined.
    ///
    /// None for a view that is not of its seat, or once it is over.
    pub fn estimates(&mut self, view: &View<'_>, draft: &Order) -> Option<Estimates> {
        if view.actor() != Some(self.actor) || view.ended().is_some() {
            return None;
        }
        let scenario = view.scenario();
        let belief = self.follows.believes(view)?.clone();
        let mut choices = vec![Choice::Whatever];
        if view.check_whole(&Order::default()).is_ok() {
            choices.push(Choice::Nothing);
        }
        choices.extend(view.acts().into_iter().map(|act| Choice::Act(view.channel_of(act), act)));
        if draft.acts().next().is_some() && view.check_whole(draft).is_ok() {
            choices.push(Choice::Order(*draft));
        }
        let assumed = Assumed { dispositions: belief.dispositions(), natures: belief.natures() };
        let danger = scenario.index.danger.and_then(|track| view.track(track).map(|level| (track, level)));
        Some(Estimates {
            actor: self.actor,
            turn: view.turn(),
            seed: mix(self.seed.wrapping_add(view.turn() as u64)),
            belief,
            assumed,
            danger,
            lines: choices.into_iter().map(Estimate::new).collect(),
            cases: 0,
        })
    }

    /// The estimate of one whole order, from so many imagined crises; none where it cannot be given.
    pub fn of_order(&mut self, view: &View<'_>, order: &Order, crises: u32) -> Option<Estimate> {
        let mut all = self.estimates(view, &Order::default())?;
        view.check_whole(order).ok()?;
        all.lines = vec![Estimate::new(Choice::Order(*order))];
        all.refine(view.scenario(), crises);
        all.lines.pop()
    }
}

impl Estimates {
    /// Whose they are.
    #[must_use]
    pub const fn actor(&self) -> Actor {
        self.actor
    }

    /// For which turn.
    #[must_use]
    pub const fn turn(&self) -> usize {
        self.turn
    }

    /// What is assumed of the other side.
    #[must_use]
    pub const fn assumed(&self) -> &Assumed {
        &self.assumed
    }

    /// Where danger stands now, if there is such a track and the seat sees it.
    #[must_use]
    pub fn danger_now(&self) -> Option<i32> {
        self.danger.map(|(_, level)| level)
    }

    /// The estimates, one for each choice.
    #[must_use]
    pub fn lines(&self) -> &[Estimate] {
        &self.lines
    }

    /// Leaves out the choices that do not pass a test.
    pub fn keep(&mut self, wanted: impl Fn(&Choice) -> bool) {
        self.lines.retain(|line| wanted(&line.choice));
    }

    /// Imagines so many crises more for each choice. In batches or at once, so many crises give the same figures.
    pub fn refine(&mut self, scenario: &Scenario, crises: u32) {
        let cases: Vec<Case> =
            (self.cases..self.cases.saturating_add(crises)).map(|at| self.case(scenario, at)).collect();
        self.cases = self.cases.saturating_add(crises);
        let (actor, danger) = (self.actor, self.danger.map(|(track, _)| track));
        self.lines.par_iter_mut().for_each(|line| {
            for case in &cases {
                if let Some(came) = play(scenario, actor, danger, case, line.choice) {
                    line.add(&came);
                }
            }
        });
    }

    /// One imagined crisis by its number: where it stands and how both sides go on, by the belief and by lot.
    fn case(&self, scenario: &Scenario, at: u32) -> Case {
        let seed = mix(self.seed.wrapping_add(u64::from(at).wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        let mut generator = Pcg32::new(seed, 5);
        let (crisis, nature) = self.belief.imagined(&mut generator);
        let mut lot = || GOES_ON[(one_of(&mut generator, GOES_ON.len() as u32) as usize).min(GOES_ON.len() - 1)];
        let (own, drawn) = (lot(), lot());
        let on = match nature {
            Nature::Plain(policy) => Some(policy),
            Nature::Waits => None,
            Nature::Reasons | Nature::OffTheRecord => Some(drawn),
        };
        let other = self.actor.other();
        let seed = u64::from(generator.next_u32()) << 32 | u64::from(generator.next_u32());
        let theirs = Goes::new(on, other, seed).order(&View::of(scenario, &crisis, other));
        let ways = if self.actor == Actor::First { [Some(own), on] } else { [on, Some(own)] };
        Case { crisis, theirs, ways, seed }
    }
}

/// Plays an imagined crisis on to its end after a choice.
fn play(scenario: &Scenario, own: Actor, danger: Option<TrackId>, case: &Case, choice: Choice) -> Option<Came> {
    let mut crisis = case.crisis;
    let mut dice = Seeded::new(case.seed);
    let mut players = Actor::BOTH.map(|actor| Goes::new(case.ways[actor.index()], actor, case.seed));
    let view = View::of(scenario, &case.crisis, own);
    let drawn = |players: &mut [Goes; 2]| players[own.index()].order(&view);
    let mine = match choice {
        Choice::Whatever => drawn(&mut players),
        Choice::Nothing => Order::default(),
        Choice::Act(channel, act) => {
            let wanted = around(&view, &drawn(&mut players), channel, Some(act));
            complete(&view, wanted)
        }
        Choice::Order(order) => order,
    };
    let first = if own == Actor::First { [mine, case.theirs] } else { [case.theirs, mine] };
    adjudicate(scenario, &mut crisis, &first, &mut dice, &mut NoRecord).ok()?;
    let stands = danger.map(|track| i64::from(crisis.track(track)));
    while crisis.ended().is_none() {
        let orders = recorded(scenario, &crisis, true).unwrap_or_else(|| {
            Actor::BOTH.map(|actor| players[actor.index()].order(&View::of(scenario, &crisis, actor)))
        });
        adjudicate(scenario, &mut crisis, &orders, &mut dice, &mut NoRecord).ok()?;
    }
    let category = scenario.endings[crisis.ended()?.index()].category;
    let outcome = Outcome::run(scenario, &crisis, &mut dice, &mut NoRecord);
    let scores = [own, own.other()].map(|actor| u64::from(score(scenario, &outcome, actor, Horizon::Later)));
    Some(Came { category, scores, danger: stands })
}
