//! What a planner believes of the other side: imagined crises that agree with its view, and odds on who leads the other
//! side and how it behaves, weighed by Bayes' rule turn by turn.

use rand::Rng as _;
use rand_pcg::Pcg32;

use super::{
    super::{Player, Simple, recorded, solver::Roots},
    natures::{Nature, Seen, all_open},
};
use crate::{
    crisis::{
        Act, Crisis, NoRecord, Order, Seeded, Setup, View, adjudicate,
        chance::{mix, one_of},
        start,
    },
    scenario::model::{Actor, CutId, DispositionId, LadderId, TrackId, limits},
};

/// How many crises are imagined at once. The same at every level.
const WORLDS: usize = 48;

/// How much of what it holds of the other side's behaviour a planner forgets on each turn, 0 to 1: people change their
/// minds, and no belief may become so sure that nothing can shake it.
/// Source: our judgement.
pub(super) const FORGETS: f64 = 0.08;

/// The same of the staff, which only says how things may come out.
/// Source: by trial; at 0.08 it doubted what it had seen, and what it called likely came more often than it said (`docs/estimates.md`).
pub(super) const STAFF_FORGETS: f64 = 0.02;

/// What an imagined crisis loses in weight for a rung that is seen to be another, and for a move that was seen and is not
/// open in it, as factors.
/// Source: our judgement; draws alone may part a crisis from what was imagined, so that nothing is ruled out.
const OFF: [f64; 2] = [0.6, 0.4];

/// The crises that are imagined under one leadership of the other side, and what is held likely of it.
#[derive(Clone, Debug)]
struct Stratum {
    disposition: Option<DispositionId>,
    /// How likely this leadership is together with each nature.
    odds: [f64; Nature::COUNT],
    /// How likely each crisis is under it, and the crisis. The weights add up to 1.
    worlds: Vec<(f64, Crisis)>,
}

impl Stratum {
    fn weight(&self) -> f64 {
        self.odds.iter().sum()
    }
}

/// What a planner believes.
#[derive(Clone, Debug)]
pub struct Belief {
    actor: Actor,
    turn: usize,
    own: Option<Order>,
    /// Whether the other side was seen to leave the record, or there is none.
    off_the_record: bool,
    /// How much of what it holds of the other side's behaviour it forgets on each turn, 0 to 1.
    forgets: f64,
    strata: Vec<Stratum>,
}

impl Belief {
    /// The belief of one who has seen nothing but the view.
    pub(super) fn begin(view: &View<'_>, forgets: f64, generator: &mut Pcg32) -> Self {
        let scenario = view.scenario();
        let actor = view.actor().unwrap_or(Actor::First);
        let theirs = &scenario.actors[actor.other().index()].dispositions;
        let leaders: Vec<(Option<DispositionId>, f64)> = if theirs.is_empty() {
            vec![(None, 1.0)]
        } else {
            theirs.iter().map(|id| (Some(*id), f64::from(scenario.dispositions[id.index()].weight))).collect()
        };
        let whole: f64 = leaders.iter().map(|(_, weight)| weight).sum();
        let each = WORLDS.div_ceil(leaders.len()).max(1);
        let even = 1.0 / (leaders.len() as f64);
        let strata = leaders.into_iter().map(|(disposition, weight)| {
            let share = if 0.0 < whole { weight / whole } else { even };
            let worlds = (0..each).map(|at| {
                let guess = guess(view, actor, disposition, at, generator);
                (1.0 / (each as f64), view.imagine(&guess))
            });
            Stratum { disposition, odds: Nature::BEFORE.map(|odds| odds * share), worlds: worlds.collect() }
        });
        let strata = strata.collect();
        Self { actor, turn: view.turn(), own: None, off_the_record: scenario.history.is_none(), forgets, strata }
    }

    /// The turn that it is about.
    pub(super) const fn turn(&self) -> usize {
        self.turn
    }

    /// Whether the planner has given its order for that turn.
    pub(super) const fn ordered(&self) -> bool {
        self.own.is_some()
    }

    /// A turn opens.
    pub(super) fn opens(&mut self, turn: usize) {
        if self.turn != turn {
            self.turn = turn;
            self.own = None;
        }
    }

    /// The planner has given its order.
    pub(super) const fn orders(&mut self, order: Order) {
        self.own = Some(order);
    }

    /// One of the imagined crises and a nature, by their odds.
    pub(super) fn draw(&self, generator: &mut Pcg32) -> (&Crisis, Nature) {
        let mut left = share(generator);
        // Rounding may leave a trace; the last is as good as any.
        let mut drawn = (self.strata.len() - 1, Nature::Reasons);
        'all: for (at, stratum) in self.strata.iter().enumerate() {
            for (nature, odds) in Nature::ALL.into_iter().zip(stratum.odds) {
                if left < odds {
                    drawn = (at, nature);
                    break 'all;
                }
                left -= odds;
            }
        }
        let worlds = &self.strata[drawn.0].worlds;
        let mut left = share(generator);
        for (weight, crisis) in worlds {
            if left < *weight {
                return (crisis, drawn.1);
            }
            left -= weight;
        }
        (&worlds[worlds.len() - 1].1, drawn.1)
    }

    /// A crisis that may stand and a way in which the other side may behave, by their odds.
    pub(crate) fn imagined(&self, generator: &mut Pcg32) -> (Crisis, Nature) {
        let (crisis, nature) = self.draw(generator);
        (*crisis, nature)
    }

    /// The imagined crises as the beginnings of a game, by their odds; alike ones count once.
    pub(super) fn roots(&self) -> Roots {
        let mut worlds: Vec<(f64, Crisis)> = Vec::new();
        for stratum in &self.strata {
            for (weight, crisis) in &stratum.worlds {
                let weight = weight * stratum.weight();
                match worlds.iter_mut().find(|(_, other)| other == crisis) {
                    Some((sum, _)) => *sum += weight,
                    None => worlds.push((weight, *crisis)),
                }
            }
        }
        Roots::Worlds(worlds)
    }

    /// How likely each disposition of the other side is held to be, the likeliest first.
    #[must_use]
    pub fn dispositions(&self) -> Vec<(DispositionId, f64)> {
        let of = |stratum: &Stratum| stratum.disposition.map(|id| (id, stratum.weight()));
        let mut all: Vec<_> = self.strata.iter().filter_map(of).collect();
        all.sort_by(|left, right| right.1.total_cmp(&left.1));
        all
    }

    /// How likely each nature is held to be, the likeliest first.
    #[must_use]
    pub fn natures(&self) -> Vec<(Nature, f64)> {
        let odds = |at: usize| self.strata.iter().map(|stratum| stratum.odds[at]).sum::<f64>();
        let named = |nature: Nature| match nature {
            Nature::Plain(Simple::Historical) if self.off_the_record => Nature::OffTheRecord,
            nature => nature,
        };
        let mut all: Vec<_> =
            Nature::ALL.into_iter().enumerate().map(|(at, nature)| (named(nature), odds(at))).collect();
        all.sort_by(|left, right| right.1.total_cmp(&left.1));
        all
    }

    /// Weighs leaderships and ways of behaving by how well they foresaw what is seen now, and carries the imagined crises
    /// on to now.
    pub(super) fn update(&mut self, view: &View<'_>, generator: &mut Pcg32) {
        let scenario = view.scenario();
        let (actor, other) = (self.actor, self.actor.other());
        let own = self.own.unwrap_or_default();
        // Every imagined crisis shows what was shown the turn before.
        let seen = Seen::of(view, &View::of(scenario, &self.strata[0].worlds[0].1, actor), actor);
        let record_goes_on = scenario.history.as_ref().is_some_and(|history| view.turn() < history.turns.len());
        self.off_the_record = !record_goes_on
            || match seen.recorded {
                Some(share) => share < 0.5,
                // On a turn on which the record has nothing to show, whoever is on it stays there.
                None => self.off_the_record,
            };
        let mut likely = vec![[0.0; Nature::COUNT]; self.strata.len()];
        for (stratum, likely) in self.strata.iter_mut().zip(&mut likely) {
            let leadership = stratum.disposition.map(|id| &scenario.dispositions[id.index()]);
            let reasoning = seen.of_reasoning(leadership);
            for (weight, crisis) in &mut stratum.worlds {
                let before = View::of(scenario, crisis, other);
                let open = before.open();
                let mut foreseen = [Order::default(); Nature::COUNT];
                let mut here = [0.0; Nature::COUNT];
                for (at, nature) in Nature::ALL.into_iter().enumerate() {
                    here[at] = match nature {
                        Nature::Plain(policy) => {
                            let seed = u64::from(generator.next_u32());
                            foreseen[at] = Player::new(policy, other, seed).order_in(&before, &open);
                            seen.of_plain(scenario, Some(policy), &foreseen[at], actor)
                        }
                        Nature::Waits => seen.of_plain(scenario, None, &foreseen[at], actor),
                        Nature::Reasons | Nature::OffTheRecord => reasoning,
                    };
                    likely[at] += *weight * here[at];
                }
                // What they did in secret is as one of the natures would have done.
                let mut after = [0.0; Nature::COUNT];
                for (at, after) in after.iter_mut().enumerate().take(Nature::COUNT - 1) {
                    *after = stratum.odds[at] * here[at];
                }
                let nature = pick(&after, generator).min(Nature::COUNT - 2);
                let order = really(&before, &foreseen[nature], &seen, actor);
                if !all_open(&open, &seen.moves) {
                    *weight *= OFF[1];
                }
                let mut next = *crisis;
                let mut dice = Seeded::new(u64::from(generator.next_u32()));
                let pair = |theirs: Order| if actor == Actor::First { [own, theirs] } else { [theirs, own] };
                if adjudicate(scenario, &mut next, &pair(order), &mut dice, &mut NoRecord).is_err() {
                    let _ = adjudicate(scenario, &mut next, &pair(Order::default()), &mut dice, &mut NoRecord);
                }
                *weight *= fit(view, &next);
                *crisis = view.imagine(&next);
            }
            // How well the worlds fit tells of what is hidden in them, and not of who leads: that is too faint beside the
            // draws, which would make the belief wander.
            let whole: f64 = stratum.worlds.iter().map(|(weight, _)| weight).sum();
            let even = 1.0 / (stratum.worlds.len() as f64);
            for (weight, _) in &mut stratum.worlds {
                *weight = if 0.0 < whole { *weight / whole } else { even };
            }
        }
        self.weigh(&likely);
        for stratum in &mut self.strata {
            resample(&mut stratum.worlds, generator);
        }
    }

    /// Bayes' rule, and a little forgetting. `likely` is how likely what was seen was under each leadership and nature.
    fn weigh(&mut self, likely: &[[f64; Nature::COUNT]]) {
        for (at, nature) in Nature::ALL.into_iter().enumerate() {
            // Where what a nature does does not hang on the leadership, what was seen tells nothing of it.
            let whole: f64 = self.strata.iter().map(|stratum| stratum.odds[at]).sum();
            let pooled = self.strata.iter().zip(likely).map(|(stratum, likely)| stratum.odds[at] * likely[at]);
            let pooled = if 0.0 < whole { pooled.sum::<f64>() / whole } else { 0.0 };
            for (stratum, likely) in self.strata.iter_mut().zip(likely) {
                stratum.odds[at] *= if nature.shows_disposition() { likely[at] } else { pooled };
            }
        }
        let whole: f64 = self.strata.iter().map(Stratum::weight).sum();
        let count = self.strata.len() as f64;
        let forgets = self.forgets;
        for stratum in &mut self.strata {
            for (odds, before) in stratum.odds.iter_mut().zip(Nature::BEFORE) {
                *odds = if 0.0 < whole { *odds / whole } else { before / count };
            }
            let weight = stratum.weight();
            for (odds, before) in stratum.odds.iter_mut().zip(Nature::BEFORE) {
                *odds = (1.0 - forgets) * *odds + forgets * weight * before;
            }
        }
    }
}

/// Where few imagined crises carry nearly all the weight, they take the places of the others.
fn resample(worlds: &mut Vec<(f64, Crisis)>, generator: &mut Pcg32) {
    let squares: f64 = worlds.iter().map(|(weight, _)| weight * weight).sum();
    let count = worlds.len() as f64;
    if squares * count < 2.0 {
        return;
    }
    let step = 1.0 / count;
    let mut point = share(generator) * step;
    let mut sum = 0.0;
    let mut chosen = Vec::with_capacity(worlds.len());
    for (weight, crisis) in worlds.iter() {
        sum += weight;
        while point < sum && chosen.len() < worlds.len() {
            chosen.push((step, *crisis));
            point += step;
        }
    }
    // Rounding may leave the last place empty.
    while chosen.len() < worlds.len() {
        chosen.push((step, worlds[worlds.len() - 1].1));
    }
    *worlds = chosen;
}

/// From 0 to below 1.
pub(super) fn share(generator: &mut Pcg32) -> f64 {
    f64::from(generator.next_u32() >> 1) / f64::from(1_u32 << 31)
}

/// One of several, by their weights.
pub(super) fn pick(weights: &[f64], generator: &mut Pcg32) -> usize {
    let whole: f64 = weights.iter().sum();
    let mut left = share(generator) * whole;
    for (at, weight) in weights.iter().enumerate() {
        if left < *weight {
            return at;
        }
        left -= weight;
    }
    weights.len().saturating_sub(1)
}

/// A crisis that might stand, as far as one knows who has seen nothing: played on from the start.
fn guess(view: &View<'_>, actor: Actor, leadership: Option<DispositionId>, at: usize, generator: &mut Pcg32) -> Crisis {
    let scenario = view.scenario();
    let seed = mix(u64::from(generator.next_u32()) << 8 | at as u64);
    let mut dice = Seeded::new(seed);
    let mut setup = Setup::default();
    setup.dispositions[actor.index()] = view.disposition();
    setup.cut =
        view.cut().and_then(|cut| scenario.cuts.iter().position(|other| std::ptr::eq(other, cut))).map(CutId::new);
    setup.dispositions[actor.other().index()] = leadership;
    let mut crisis = start(scenario, &setup, &mut dice, &mut NoRecord);
    let mut players = Actor::BOTH.map(|actor| Player::new(Simple::Historical, actor, seed));
    for _ in 0..limits::TURNS {
        if view.turn() <= crisis.turn() || crisis.ended().is_some() {
            break;
        }
        let orders = recorded(scenario, &crisis, false).unwrap_or_else(|| {
            Actor::BOTH.map(|actor| players[actor.index()].order(&View::of(scenario, &crisis, actor)))
        });
        if adjudicate(scenario, &mut crisis, &orders, &mut dice, &mut NoRecord).is_err() {
            break;
        }
    }
    crisis
}

/// The order that was really given, as far as it was seen; what was not seen is as foreseen.
fn really(before: &View<'_>, foreseen: &Order, seen: &Seen, eyes: Actor) -> Order {
    let scenario = before.scenario();
    let mut order = Order::default();
    for id in &seen.moves {
        let act = Act::Do(*id);
        if before.check(&order, act).is_ok() {
            order = order.with(before.channel_of(act), act);
        }
    }
    for (channel, act) in foreseen.desks() {
        let in_sight = match act {
            Act::Do(id) => scenario.index.moves_seen[eyes.index()].has(id.index()),
            Act::Offer(..) | Act::Accept(_) | Act::Counter(..) | Act::Refuse(_) | Act::Withdraw(_) => false,
        };
        if !in_sight && before.check(&order, act).is_ok() {
            order = order.with(channel, act);
        }
    }
    order
}

/// How well an imagined crisis foresaw the rungs and tracks that are seen now, from above 0 to 1.
fn fit(view: &View<'_>, foreseen: &Crisis) -> f64 {
    let scenario = view.scenario();
    let there = view.actor().map(|actor| View::of(scenario, foreseen, actor));
    let mut fit = 1.0;
    for at in 0..scenario.ladders.len() {
        let ladder = LadderId::new(at);
        if view.rung(ladder) != foreseen.rung(ladder) {
            fit *= OFF[0];
        }
    }
    let mut off = 0.0;
    for (at, data) in scenario.tracks.iter().enumerate() {
        let track = TrackId::new(at);
        if let (Some(is), Some(was)) = (view.track(track), there.and_then(|there| there.track(track))) {
            let range = f64::from(data.max.saturating_sub(data.min).max(1));
            off += f64::from(is.abs_diff(was)) / range;
        }
    }
    fit / (1.0 + off)
}

/// One of a number.
pub(super) fn any(generator: &mut Pcg32, count: usize) -> usize {
    one_of(generator, u32::try_from(count.max(1)).unwrap_or(u32::MAX)) as usize
}
