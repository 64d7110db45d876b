//! How a planner looks ahead: it draws orders desk by desk, plays imagined crises on to their verdicts, keeps the
//! orders that serve it best, and mixes what it regrets least against what the other side may order at the same time.

use rand::Rng as _;
use rand_pcg::Pcg32;

use super::{
    Spoke, Thought,
    belief::{Belief, any, pick, share},
    natures::{Goes, Nature},
    orders::{self, Desk, Toll},
};
use crate::{
    crisis::{Crisis, NoRecord, Order, Seeded, View, adjudicate},
    policy::{Player, Simple, complete, recorded},
    scenario::model::{Actor, AimId, Category, EndingId, Horizon, Scenario, limits},
    verdict::{Outcome, Verdict, aims_of, headline, score, score_of, with_handicap},
};

/// What it may go on to do after this turn, and what the other side may: the portfolio of simple policies.
pub(crate) const GOES_ON: [Simple; 4] = [Simple::Dove, Simple::TitForTat, Simple::Hawk, Simple::Historical];

/// How much of the other side's score counts against its own.
/// Source: our judgement; states mind relative gains (Grieco 1988), and a leadership less than its own aims.
const RIVALRY: f64 = 0.5;

/// What it counts for to come out behind a side that is set on climbing, for each point of 100 by which it does so, after
/// the scenario's handicap; coming out ahead brings nothing beside.
/// Source: our judgement, by trial; states fear gaps that favour the other side more than they value those that favour
/// them, and the more the more hostile that side is (Grieco 1988). Without it a hawk that may be let run for more points of
/// one's own is let run, and wins. Where it held against every side, 8 of 24 games of two attachés in 1962 ended in war.
const BEHIND: f64 = 2.0;

/// By how much, in points of 100, one comes out behind at most for what that counts.
/// Source: our judgement, by trial; where every point more counted, war, after which both have little, looked like a way
/// out.
const FAR_BEHIND: f64 = 10.0;

/// Plans whose worth differs by less, in points of 100, count as equally good, and lots are drawn among them alone: so far
/// chance moves what some hundred imagined crises say.
/// Source: our judgement; a score varies by some twenty points from crisis to crisis.
const EVEN: f64 = 1.0;

/// What war costs a leadership that bears no danger at all beyond what the verdict says, in points of 100.
/// Source: our judgement; about a third of what parts a good end from a middling one.
const DREAD: f64 = 8.0;

/// The share of the later verdict for a leadership that cannot wait at all; one that waits gladly sees nothing else.
/// Source: our judgement; even the impatient mean to be there next year.
const HASTE: f64 = 0.6;

/// What a mean of few imagined crises is held to be too good by, in points of 100 over their number.
/// Source: our judgement; the spread of one score, so that what was lucky once is not followed.
const LUCK: f64 = 20.0;

/// How often a desk is tried by lot rather than by what served best there, 0 to 1.
/// Source: our judgement, by trial.
const TRIES: f64 = 0.4;

/// What the temper of its own leadership makes of an outcome.
#[derive(Clone, Copy, Debug)]
struct Temper {
    /// The share of the later verdict.
    later: f64,
    /// What war costs beyond what the verdict says, in points of 100.
    war: f64,
    /// Willingness to say what it wants, 0 to 100.
    candour: u8,
}

impl Temper {
    fn of(view: &View<'_>) -> Self {
        let data = view.disposition().map(|id| &view.scenario().dispositions[id.index()]);
        let (patience, risk, candour) = data.map_or((50, 50, 50), |data| (data.patience, data.risk, data.candour));
        Self {
            later: HASTE + (1.0 - HASTE) * f64::from(patience.min(100)) / 100.0,
            war: DREAD * f64::from(100 - risk.min(100)) / 100.0,
            candour,
        }
    }
}

/// How one imagined crisis came out.
#[derive(Clone, Copy, Debug)]
struct Ended {
    /// The scores at the later horizon, own first.
    scores: [f64; 2],
    /// By how much its own side came out behind, after the handicap.
    behind: f64,
    /// What it is worth to both, own first.
    worth: [f64; 2],
    war: bool,
    ending: EndingId,
    /// How far each aim of either side is met at the later horizon.
    aims: [Option<Verdict>; limits::AIMS],
}

/// A plan: an order, and how one goes on.
#[derive(Clone, Debug)]
struct Plan {
    order: Order,
    on: usize,
    /// What the order costs by itself.
    toll: f64,
    /// What its mean is held to be too good by, in points over the number of crises.
    luck: f64,
    count: f64,
    worth: f64,
    scores: [f64; 2],
    behind: f64,
    wars: f64,
    endings: [u32; limits::ENDINGS],
    /// Of each aim, how often it was judged, and the sum in points of 100.
    aims: [(f64, f64); limits::AIMS],
}

impl Plan {
    const fn new(order: Order, on: usize, toll: f64) -> Self {
        Self {
            order,
            on,
            toll,
            luck: 0.0,
            count: 0.0,
            worth: 0.0,
            scores: [0.0; 2],
            behind: 0.0,
            wars: 0.0,
            endings: [0; limits::ENDINGS],
            aims: [(0.0, 0.0); limits::AIMS],
        }
    }

    fn add(&mut self, ended: &Ended) {
        self.count += 1.0;
        self.worth += ended.worth[0];
        self.scores[0] += ended.scores[0];
        self.scores[1] += ended.scores[1];
        self.behind += ended.behind;
        self.wars += f64::from(u8::from(ended.war));
        self.endings[ended.ending.index()] += 1;
        for ((count, sum), verdict) in self.aims.iter_mut().zip(&ended.aims) {
            if let Some(verdict) = verdict {
                *count += 1.0;
                *sum += f64::from(verdict.half_points()) / 2.0;
            }
        }
    }

    /// What it is worth on the mean, less what it costs by itself and what may be luck.
    fn mean(&self) -> f64 {
        if self.count == 0.0 { f64::NEG_INFINITY } else { (self.worth - self.luck) / self.count - self.toll }
    }

    fn of(&self, sum: f64) -> f64 {
        if self.count == 0.0 { 0.0 } else { sum / self.count }
    }
}

/// What an imagined crisis begins with: where it stands, what the other side orders and how it goes on, and the dice.
#[derive(Clone, Debug)]
struct Case {
    crisis: Crisis,
    /// The place among what a side that reasons may do, if it is one.
    reasons: Option<usize>,
    theirs: Order,
    /// As which simple policy it goes on; none where it waits.
    on: Option<Simple>,
    /// Whether it is set on climbing.
    hostile: bool,
    seed: u64,
}

/// A search at work.
struct Search<'v> {
    view: &'v View<'v>,
    scenario: &'v Scenario,
    actor: Actor,
    belief: &'v Belief,
    temper: Temper,
    toll: Toll<'v>,
    generator: Pcg32,
    /// Crises still to be imagined.
    left: u32,
    imagined: u32,
    /// What a side that reasons regrets not to have done.
    regrets: [f64; GOES_ON.len()],
    /// What it got so far: how often, and the sum.
    got: (f64, f64),
}

/// Thinks about a turn, with so many imagined crises.
pub(super) fn think(view: &View<'_>, belief: &Belief, budget: u32, generator: &mut Pcg32) -> Thought {
    let actor = view.actor().unwrap_or(Actor::First);
    let mut search = Search {
        view,
        scenario: view.scenario(),
        actor,
        belief,
        temper: Temper::of(view),
        toll: Toll::of(view),
        generator: generator.clone(),
        left: budget,
        imagined: 0,
        regrets: [0.0; GOES_ON.len()],
        got: (0.0, 0.0),
    };
    let desks = orders::desks(view, search.temper.candour, &mut search.generator);
    let plans = search.widen(&desks, budget.div_euclid(5) * 2);
    let plans = search.narrow(plans, budget.div_euclid(5) * 2);
    search.settle(plans)
}

impl Search<'_> {
    /// A case by the belief.
    fn case(&mut self) -> Case {
        let (crisis, nature) = self.belief.draw(&mut self.generator);
        let crisis = *crisis;
        let other = self.actor.other();
        let seed = u64::from(self.generator.next_u32()) << 16 | u64::from(self.generator.next_u32() >> 16);
        let (reasons, on) = match nature {
            Nature::Plain(policy) => (None, Some(policy)),
            Nature::Waits => (None, None),
            Nature::Reasons | Nature::OffTheRecord => {
                let at = pick(&self.mixture(), &mut self.generator);
                (Some(at), Some(GOES_ON[at.min(GOES_ON.len() - 1)]))
            }
        };
        let theirs = Goes::new(on, other, seed).order(&View::of(self.scenario, &crisis, other));
        Case { crisis, reasons, theirs, on, hostile: nature == Nature::Plain(Simple::Hawk), seed }
    }

    /// What a side that reasons does: regret matching with a little of everything.
    fn mixture(&self) -> [f64; GOES_ON.len()] {
        let sum: f64 = self.regrets.iter().map(|regret| regret.max(0.0)).sum();
        let even = 1.0 / (GOES_ON.len() as f64);
        self.regrets.map(|regret| if 0.0 < sum { 0.8 * regret.max(0.0) / sum + 0.2 * even } else { even })
    }

    /// Plays a case on to its verdict.
    fn play(&mut self, case: &Case, order: &Order, on: usize) -> Option<Ended> {
        self.left = self.left.saturating_sub(1);
        self.imagined += 1;
        let mut crisis = case.crisis;
        let mut dice = Seeded::new(case.seed);
        let (own, other) = (self.actor, self.actor.other());
        let pair = |mine: Order, theirs: Order| if own == Actor::First { [mine, theirs] } else { [theirs, mine] };
        adjudicate(self.scenario, &mut crisis, &pair(*order, case.theirs), &mut dice, &mut NoRecord).ok()?;
        let mut mine = Player::new(GOES_ON[on.min(GOES_ON.len() - 1)], own, case.seed);
        let mut theirs = Goes::new(case.on, other, case.seed);
        while crisis.ended().is_none() {
            let orders = recorded(self.scenario, &crisis, true).unwrap_or_else(|| {
                let first = mine.order(&View::of(self.scenario, &crisis, own));
                pair(first, theirs.order(&View::of(self.scenario, &crisis, other)))
            });
            adjudicate(self.scenario, &mut crisis, &orders, &mut dice, &mut NoRecord).ok()?;
        }
        let outcome = Outcome::run(self.scenario, &crisis, &mut dice, &mut NoRecord);
        let ending = crisis.ended()?;
        let points = |actor, horizon| f64::from(score(self.scenario, &outcome, actor, horizon));
        let mut aims = [None; limits::AIMS];
        for (id, _) in Actor::BOTH.into_iter().flat_map(|actor| aims_of(self.scenario, actor)) {
            aims[id.index()] = headline(self.scenario, &outcome, id, Horizon::Later);
        }
        let judged = [own, other].map(|actor| (actor, score_of(self.scenario, actor, |id| aims[id.index()])));
        let scores = judged.map(|(_, score)| f64::from(score));
        let [stands, stand] = judged.map(|(actor, score)| with_handicap(self.scenario, actor, score));
        let dread = if case.hostile { BEHIND } else { 0.0 };
        let behind = [stand.saturating_sub(stands), stands.saturating_sub(stand)].map(f64::from);
        let later = self.temper.later;
        let [mine, theirs] = [(own, scores[0]), (other, scores[1])]
            .map(|(actor, score)| later * score + (1.0 - later) * points(actor, Horizon::AtOnce));
        let war = is_war(self.scenario.endings[ending.index()].category);
        let fear = if war { self.temper.war } else { 0.0 };
        let worth = [(mine, theirs, behind[0]), (theirs, mine, behind[1])]
            .map(|(gets, other, behind)| gets - RIVALRY * other - dread * behind.min(FAR_BEHIND) - fear);
        Some(Ended { scores, behind: behind[0], worth, war, ending, aims })
    }

    /// Draws orders desk by desk, each desk leaning to what has served best there, and returns the plans that look
    /// best.
    fn widen(&mut self, desks: &[Desk], budget: u32) -> Vec<Plan> {
        let view = *self.view;
        let mut known: Vec<Plan> = Vec::new();
        for (on, policy) in GOES_ON.into_iter().enumerate() {
            let seed = u64::from(self.generator.next_u32());
            let order = Player::new(policy, self.actor, seed).order(&view);
            known.push(Plan::new(order, on, self.toll.on(&order)));
        }
        let simple = known.len();
        let mut tried: Vec<Vec<(f64, f64)>> = desks.iter().map(|desk| vec![(0.0, 0.0); desk.acts.len()]).collect();
        let mut ways = [(0.0_f64, 0.0_f64); GOES_ON.len()];
        let best_way = |ways: &[(f64, f64)]| best(ways.iter().map(|(count, sum)| mean(*count, *sum)));
        for at in 0..budget {
            let known_first = (at as usize) < 2 * simple;
            let place =
                if known_first {
                    at as usize % simple
                } else if any(&mut self.generator, 4) == 0 {
                    // What looks best so far is looked at again.
                    best(known.iter().map(|plan| {
                        if plan.count == 0.0 { f64::NEG_INFINITY } else { plan.mean() - LUCK / plan.count }
                    }))
                } else {
                    let picks: Vec<usize> = tried
                        .iter()
                        .map(|acts| {
                            if share(&mut self.generator) < TRIES {
                                any(&mut self.generator, acts.len())
                            } else {
                                best(acts.iter().map(|(count, sum)| mean(*count, *sum)))
                            }
                        })
                        .collect();
                    let order = orders::order(&view, desks, &picks);
                    match known.iter().position(|plan| plan.order == order) {
                        Some(place) => place,
                        None => {
                            known.push(Plan::new(order, 0, self.toll.on(&order)));
                            known.len() - 1
                        }
                    }
                };
            let on = if known_first {
                known[place].on
            } else if any(&mut self.generator, 3) == 0 {
                any(&mut self.generator, GOES_ON.len())
            } else {
                best_way(&ways)
            };
            let case = self.case();
            let order = known[place].order;
            let Some(ended) = self.play(&case, &order, on) else { continue };
            known[place].add(&ended);
            let worth = ended.worth[0] - known[place].toll;
            ways[on].0 += 1.0;
            ways[on].1 += worth;
            for (desk, pick) in tried.iter_mut().zip(orders::picks(desks, &order)) {
                if let Some((count, sum)) = pick.and_then(|pick| desk.get_mut(pick)) {
                    *count += 1.0;
                    *sum += worth;
                }
            }
        }
        // Each simple policy as it is, what each desk by itself would do, and what looked best, with the two best ways to
        // go on.
        let picks: Vec<usize> =
            tried.iter().map(|acts| best(acts.iter().map(|(count, sum)| mean(*count, *sum)))).collect();
        let greedy = orders::order(&view, desks, &picks);
        // The same without what served no better there than nothing did.
        let spare: Vec<usize> = tried
            .iter()
            .zip(&picks)
            .zip(desks)
            .map(|((acts, pick), desk)| {
                let gains = |at: usize| acts.get(at).map_or(0.0, |(count, sum)| mean(*count, *sum));
                if desk.acts.first() == Some(&None) && gains(*pick) < gains(0) + EVEN { 0 } else { *pick }
            })
            .collect();
        let spare = orders::order(&view, desks, &spare);
        let nothing = complete(&view, Order::default());
        let first = best_way(&ways);
        ways[first] = (0.0, 0.0);
        let second = best_way(&ways);
        let mut order: Vec<usize> = (simple..known.len()).collect();
        order.sort_by(|left, right| {
            let worth = |at: usize| known[at].mean() - LUCK / known[at].count.max(1.0);
            worth(*right).total_cmp(&worth(*left))
        });
        let mut plans: Vec<Plan> = Vec::new();
        let mut put = |order: Order, on: usize, luck: f64| {
            if !plans.iter().any(|plan| plan.order == order && plan.on == on) {
                plans.push(Plan { luck, ..Plan::new(order, on, self.toll.on(&order)) });
            }
        };
        // These come first: a small budget tries few plans, and has to drop none of them for one that looked better by
        // luck.
        for (at, plan) in known.iter().enumerate().take(simple) {
            put(plan.order, at, 0.0);
        }
        let mut put = |order: Order, on: usize| put(order, on, LUCK);
        put(greedy, first);
        for plan in known.iter().take(simple) {
            put(plan.order, first);
        }
        put(spare, first);
        put(nothing, first);
        for at in order {
            put(known[at].order, first);
            put(known[at].order, second);
        }
        plans
    }

    /// Tries plans on the same cases, and drops the worse half again and again.
    fn narrow(&mut self, mut plans: Vec<Plan>, budget: u32) -> Vec<Plan> {
        /// So many are left in the end.
        const FINAL: usize = 4;
        let room = budget.div_euclid(6).clamp(FINAL as u32, 32) as usize;
        plans.truncate(room);
        let mut rounds = 1_u32;
        while FINAL << rounds < plans.len() {
            rounds += 1;
        }
        for _ in 0..rounds {
            let each = budget.div_euclid(rounds * u32::try_from(plans.len().max(1)).unwrap_or(1)).max(1);
            for _ in 0..each {
                let case = self.case();
                let mut gets = 0.0;
                for plan in &mut plans {
                    let (order, on) = (plan.order, plan.on);
                    if let Some(ended) = self.play(&case, &order, on) {
                        plan.add(&ended);
                        gets += ended.worth[1];
                    }
                }
                if let Some(at) = case.reasons {
                    self.learns(at, gets / (plans.len() as f64));
                }
            }
            plans.sort_by(|left, right| right.mean().total_cmp(&left.mean()));
            let half = plans.len().div_ceil(2).max(FINAL);
            plans.truncate(half);
        }
        plans.truncate(FINAL);
        plans
    }

    /// Regret matching among the last plans, against a side that may reason as well; then one is drawn.
    fn settle(mut self, mut plans: Vec<Plan>) -> Thought {
        let count = plans.len().max(1);
        let mut regrets = vec![0.0_f64; count];
        let mut strategy = vec![0.0_f64; count];
        let mut round = 0.0;
        while count as u32 <= self.left {
            round += 1.0;
            let case = self.case();
            let mut gets = 0.0;
            let mut worths = Vec::with_capacity(count);
            for plan in &mut plans {
                let (order, on) = (plan.order, plan.on);
                let ended = self.play(&case, &order, on);
                if let Some(ended) = &ended {
                    plan.add(ended);
                    gets += ended.worth[1];
                }
                worths.push(ended.map_or(f64::NEG_INFINITY, |ended| ended.worth[0] - plan.toll));
            }
            if let Some(at) = case.reasons {
                self.learns(at, gets / (count as f64));
            }
            let positive: f64 = regrets.iter().map(|regret: &f64| regret.max(0.0)).sum();
            let now: Vec<f64> = regrets
                .iter()
                .map(|regret| if 0.0 < positive { regret.max(0.0) / positive } else { 1.0 / (count as f64) })
                .collect();
            let expected: f64 = worths.iter().zip(&now).map(|(worth, share)| worth.max(-1_000.0) * share).sum();
            for ((regret, worth), (total, share)) in regrets.iter_mut().zip(&worths).zip(strategy.iter_mut().zip(&now))
            {
                *regret = (*regret + worth.max(-1_000.0) - expected).max(0.0);
                *total += round * share;
            }
        }
        self.thought(&plans, &strategy)
    }

    fn thought(mut self, plans: &[Plan], strategy: &[f64]) -> Thought {
        // Lots are drawn among what is as good as the best; what is seldom right is never done.
        let foremost = best(plans.iter().map(Plan::mean));
        let bar = plans.get(foremost).map_or(0.0, Plan::mean) - EVEN;
        let even: Vec<f64> =
            plans.iter().zip(strategy).map(|(plan, share)| if plan.mean() < bar { 0.0 } else { *share }).collect();
        let most = even.iter().copied().fold(0.0, f64::max);
        let lean: Vec<f64> = even.iter().map(|share| if *share < most / 2.0 { 0.0 } else { *share }).collect();
        let at = if most <= 0.0 { foremost } else { pick(&lean, &mut self.generator) };
        let empty = Plan::new(Order::default(), 0, 0.0);
        let chosen = plans.get(at).unwrap_or(&empty);
        let next = plans
            .iter()
            .enumerate()
            .filter(|(other, plan)| *other != at && plan.order != chosen.order && 0.0 < plan.count)
            .max_by(|left, right| left.1.mean().total_cmp(&right.1.mean()));
        // Whether the other plan was in the draw, and might as well have come out of it.
        let lots = 0.0 < most && next.is_some_and(|(other, _)| lean.get(other).is_some_and(|share| 0.0 < *share));
        let next = next.map(|(_, plan)| plan);
        let means = |plan: &Plan| plan.scores.map(|sum| plan.of(sum));
        let endings = || (0..self.scenario.endings.len()).filter(|at| 0 < chosen.endings[*at]);
        let odds = |at: usize| (EndingId::new(at), chosen.of(f64::from(chosen.endings[at])));
        let grave = |at: &usize| (gravity(self.scenario.endings[*at].category), chosen.endings[*at]);
        Thought {
            turn: self.view.turn(),
            actor: self.actor,
            dispositions: self.belief.dispositions(),
            natures: self.belief.natures(),
            war: Some(chosen.of(chosen.wars)),
            expected: endings().max_by_key(|at| chosen.endings[*at]).map(odds),
            feared: endings().max_by_key(grave).map(odds),
            chosen: (chosen.order, means(chosen)),
            instead: next.map(|plan| (plan.order, means(plan))),
            instead_war: next.map_or(0.0, |plan| plan.of(plan.wars)),
            behind: [chosen.of(chosen.behind), next.map_or(0.0, |plan| plan.of(plan.behind))],
            lots,
            spared: next.is_some_and(|plan| chosen.toll < plan.toll),
            spoke: next.map_or([None; 2], |plan| self.spoke(chosen, plan)),
            imagined: self.imagined,
        }
    }

    /// The aims that speak most for what was chosen rather than another plan, and most against it, by what it goes by.
    fn spoke(&self, chosen: &Plan, instead: &Plan) -> [Option<Spoke>; 2] {
        let of = |plan: &Plan, id: AimId| {
            let (count, sum) = plan.aims[id.index()];
            if count == 0.0 { 0.0 } else { sum / count }
        };
        let mut found: [Option<(f64, Spoke)>; 2] = [None; 2];
        for (actor, counts) in [(self.actor, 1.0), (self.actor.other(), -RIVALRY)] {
            let whole: f64 = aims_of(self.scenario, actor).map(|(_, aim)| f64::from(aim.weight)).sum();
            for (id, aim) in aims_of(self.scenario, actor) {
                let met = [of(chosen, id), of(instead, id)];
                let gain = counts * f64::from(aim.weight) / whole.max(1.0) * (met[0] - met[1]);
                for (place, sign) in found.iter_mut().zip([1.0, -1.0]) {
                    let least = place.map_or(EVEN / 4.0, |(gain, _)| gain);
                    if least < sign * gain {
                        *place = Some((sign * gain, Spoke { aim: id, met }));
                    }
                }
            }
        }
        found.map(|place| place.map(|(_, spoke)| spoke))
    }

    /// A side that reasons did this and got so much: it regrets by how much that differs from what it gets on the
    /// whole, weighed by how seldom it does it.
    fn learns(&mut self, at: usize, gets: f64) {
        let (count, sum) = self.got;
        let usual = if count == 0.0 { gets } else { sum / count };
        self.got = (count + 1.0, sum + gets);
        let odds = self.mixture()[at];
        self.regrets[at] = (self.regrets[at] + (gets - usual) / odds).max(0.0);
    }
}

/// Whether a kind of ending is direct war between the two.
const fn is_war(category: Category) -> bool {
    matches!(category, Category::LimitedWar | Category::MajorWar | Category::NuclearWar)
}

/// How grave a kind of ending is, for what is feared.
const fn gravity(category: Category) -> u8 {
    match category {
        Category::Settlement => 0,
        Category::TacitUnderstanding => 1,
        Category::Stalemate => 2,
        Category::Unsettled => 3,
        Category::BackingDown => 4,
        Category::FaitAccompli => 5,
        Category::LimitedWar => 6,
        Category::MajorWar => 7,
        Category::NuclearWar => 8,
    }
}

fn mean(count: f64, sum: f64) -> f64 {
    // What was never tried is tried first.
    if count == 0.0 { f64::MAX } else { sum / count }
}

/// The place of the greatest; the first of several.
fn best(values: impl Iterator<Item = f64>) -> usize {
    let mut found = (0, f64::NEG_INFINITY);
    for (at, value) in values.enumerate() {
        if found.1 < value {
            found = (at, value);
        }
    }
    found.0
}
