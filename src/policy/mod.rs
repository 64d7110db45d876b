//! Opponents: whatever chooses orders for a seat, from a view alone and from the data of the moves.

mod opponent;
pub mod planner;
pub mod solver;

pub use opponent::{Opponent, Policy, recall};
pub use planner::Level;

use rand_pcg::Pcg32;

use crate::{
    crisis::{
        Act, Crisis, Eyes, Open, Order, View,
        chance::{mix, one_of},
        holds,
        open::Desk,
    },
    scenario::model::{Actor, ChannelId, Effect, LadderId, MoveId, Owner, Scenario},
};

/// A simple policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Simple {
    /// Any legal act on each desk, or none, with equal chance.
    Random,
    /// Goes down where it can, never up, and accepts what is offered.
    Dove,
    /// Goes up as far as its disposition bears the danger, never down, and refuses what is offered.
    Hawk,
    /// Answers in kind what it saw the other side do the turn before, and now and then forgives. On a last turn before a
    /// catastrophe it orders what stops it, and nothing else.
    TitForTat,
    /// Follows the record where it can; off it, answers in kind on as many desks as the record would have used, and
    /// accepts no more than its side really gave. On a last turn before a catastrophe it does as
    /// [`Simple::TitForTat`].
    Historical,
}

impl Simple {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Random, Self::Dove, Self::Hawk, Self::TitForTat, Self::Historical];

    /// As written on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::Dove => "dove",
            Self::Hawk => "hawk",
            Self::TitForTat => "tit-for-tat",
            Self::Historical => "historical",
        }
    }

    /// The policy of a name.
    #[must_use]
    pub fn of_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|policy| policy.name() == name)
    }
}

/// A simple policy at play in one seat.
#[derive(Clone, Debug)]
pub struct Player {
    policy: Simple,
    /// From which each turn's generator is made, so that a saved crisis goes on exactly as it would have.
    seed: u64,
    generator: Pcg32,
    /// Room for the acts of the last desks, kept so that no turn needs new memory.
    rest: Vec<Act>,
}

/// How often tit-for-tat forgives: one time in this many.
/// Source: Axelrod 1984, after whom generous variants of the rule outlive noise; the share is our judgement.
const FORGIVES: u32 = 5;

impl Player {
    /// A player in a seat. The same seed gives the same choices.
    #[must_use]
    pub fn new(policy: Simple, actor: Actor, seed: u64) -> Self {
        let stream = 16 + actor.index() as u64;
        let seed = mix(seed.wrapping_add(stream.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        Self { policy, seed, generator: Pcg32::new(seed, stream), rest: Vec::new() }
    }

    /// Chooses an order.
    pub fn order(&mut self, view: &View<'_>) -> Order {
        self.order_in(view, &view.open())
    }

    /// Chooses an order among what is open, which whoever counts it has looked up already.
    pub fn order_in(&mut self, view: &View<'_>, open: &Open<'_>) -> Order {
        let turn = view.turn() as u64;
        self.generator = Pcg32::new(mix(self.seed.wrapping_add(turn.wrapping_mul(0xd1b5_4a32_d192_ed03))), turn);
        match self.policy {
            Simple::Random => self.any(view, open),
            Simple::Dove => self.by_heat(view, open, Order::default(), Wish::Down),
            Simple::Hawk => {
                let bound = bearable(view);
                let wild = dares(view);
                let mut borne = *open;
                borne.keep(|id| {
                    let bold = 3 <= view.scenario().index.moves[id.index()].escalation;
                    (wild || !bold) && gravity(view, id) <= bound
                });
                // Where nothing bearable is left, as in the midst of war, it takes what there is.
                let from = if borne.is_empty() { open } else { &borne };
                let order = if next_gravity(view) <= bound { Order::default() } else { self.answer(view, from) };
                self.by_heat(view, from, order, Wish::Up)
            }
            // No record tells of a last turn before a catastrophe, and nobody in it wished for one; nor is a weapon that nobody
            // ordered anything to answer in kind. Both take what stops it, and give nothing else for that.
            Simple::Historical | Simple::TitForTat if view.last_turn() => {
                let mut kept = *open;
                let declined = declined(view.scenario());
                kept.keep(|id| stops(view.scenario(), id) && !declined.contains(&id));
                kept.leave_offers();
                self.by_heat(view, &kept, Order::default(), Wish::Down)
            }
            Simple::TitForTat => {
                // Who answers in kind gives up no red line of its own for a kind word.
                let mut kept = *open;
                kept.keep(|id| !gives_up_a_line(view.scenario(), id));
                self.in_kind(view, &kept, Order::default())
            }
            Simple::Historical => {
                let (order, missing) = self.record(view, open).unwrap_or((Order::default(), 1));
                // The record tells every desk what was done, passing included.
                if missing == 0 { order } else { self.off_the_record(view, *open, order, missing) }
            }
        }
    }

    fn one_of(&mut self, count: usize) -> usize {
        let count = u32::try_from(count.max(1)).unwrap_or(u32::MAX);
        one_of(&mut self.generator, count) as usize
    }

    /// Any legal act on each desk, or none.
    fn any(&mut self, view: &View<'_>, open: &Open<'_>) -> Order {
        let mut order = Order::default();
        if open.splits() {
            let all: Vec<Act> = open.acts().collect();
            self.any_of(view, &mut order, &all);
            return order;
        }
        if open.no_answers() {
            open.each_desk(|desk| self.any_move(view, &mut order, &desk));
            return order;
        }
        // Answers may go through the desk of the last moves, and then they are chosen among together.
        let mut last: Option<Desk<'_>> = None;
        open.each_desk(|desk| {
            if let Some(before) = last.replace(desk) {
                self.any_move(view, &mut order, &before);
            }
        });
        let mut rest = std::mem::take(&mut self.rest);
        rest.clear();
        if let Some(desk) = last {
            rest.extend(desk.moves().map(Act::Do));
        }
        rest.extend(open.answers().map(|(_, act)| act));
        self.any_of(view, &mut order, &rest);
        self.rest = rest;
        order
    }

    /// Any of the moves that are open on a desk, or none.
    #[inline]
    fn any_move(&mut self, view: &View<'_>, order: &mut Order, desk: &Desk<'_>) {
        let must = view.scenario().channels[desk.channel.index()].must;
        let choice = self.one_of(desk.count() + usize::from(!must));
        if let Some(id) = desk.nth(choice) {
            add(view, order, desk.channel, Act::Do(id));
        }
    }

    /// Any of these acts on each desk, or none. Those of one desk follow each other.
    fn any_of(&mut self, view: &View<'_>, order: &mut Order, acts: &[Act]) {
        let mut rest = acts;
        while let Some(first) = rest.first() {
            let channel = view.channel_of(*first);
            let same = 1 + rest[1..].iter().take_while(|act| view.channel_of(**act) == channel).count();
            let (group, others) = rest.split_at(same);
            rest = others;
            let must = view.scenario().channels[channel.index()].must;
            let choice = self.one_of(group.len() + usize::from(!must));
            if let Some(act) = group.get(choice)
                && order.on(channel).is_none_or(|_| self.one_of(2) == 0)
            {
                add(view, order, channel, *act);
            }
        }
    }

    /// The act on each desk that best meets a wish; ties are broken by chance.
    fn by_heat(&mut self, view: &View<'_>, open: &Open<'_>, mut order: Order, wish: Wish) -> Order {
        let scenario = view.scenario();
        let mut desks = open.by_desk().peekable();
        for (at, data) in scenario.channels.iter().enumerate() {
            let channel = ChannelId::new(at);
            let taken = order.on(channel).is_some();
            // Passing is as good as an act that goes neither up nor down.
            let worth = if data.must { i32::MIN } else { wish.worth(0) };
            let mut best = Best { worth, count: u32::from(!data.must), chosen: None };
            while let Some(desk) = desks.next_if(|desk| desk.channel <= channel) {
                for id in desk.moves().filter(|_| !taken) {
                    let key = &scenario.index.moves[id.index()];
                    let worth = wish.worth(i32::from(key.escalation));
                    if best.worth <= worth && view.fits(&order, Act::Do(id)) {
                        best.meet(worth, Act::Do(id), &mut self.generator);
                    }
                }
            }
            if taken {
                continue;
            }
            for (_, act) in open.answers().filter(|(desk, _)| *desk == channel) {
                let worth = wish.worth(heat(scenario, act));
                if best.worth <= worth && view.fits(&order, act) {
                    best.meet(worth, act, &mut self.generator);
                }
            }
            if let Some(act) = best.chosen {
                order = order.with(channel, act);
            }
        }
        order
    }

    /// Answers or explains an open incident by the hardest act that does so, if there is one.
    fn answer(&mut self, view: &View<'_>, open: &Open<'_>) -> Order {
        if view.incidents().next().is_none() {
            return Order::default();
        }
        let keys = &view.scenario().index.moves;
        let answers: Vec<MoveId> = open.moves().filter(|id| keys[id.index()].answers).collect();
        let best = answers.iter().map(|id| keys[id.index()].escalation).max();
        let hardest: Vec<MoveId> = answers.into_iter().filter(|id| Some(keys[id.index()].escalation) == best).collect();
        if hardest.is_empty() {
            return Order::default();
        }
        let act = Act::Do(hardest[self.one_of(hardest.len())]);
        Order::default().with(view.channel_of(act), act)
    }

    /// Answers in kind what it saw the other side do the turn before.
    fn in_kind(&mut self, view: &View<'_>, open: &Open<'_>, order: Order) -> Order {
        let Some(actor) = view.actor() else { return order };
        let keys = &view.scenario().index.moves;
        // A letter counts on the day on which it is read.
        let seen = view.did_last().chain(view.read_last(actor.other())).map(|id| &keys[id.index()]);
        let seen = seen.filter(|key| key.actor != actor).map(|key| i32::from(key.escalation));
        let (low, high) = seen.fold((0, 0), |(low, high), heat| (heat.min(low), heat.max(high)));
        let target = if high == 0 { low } else { high };
        let target = if 0 < target && self.one_of(FORGIVES as usize) == 0 { -1 } else { target };
        self.by_heat(view, open, order, Wish::Near(target))
    }

    /// Answers in kind in the place of so many acts of the record that can no longer be ordered, and on no more desks.
    ///
    /// A leadership does not come to want peace or war on every desk at once because one plan has fallen through: it does
    /// the nearest thing in the place of what it would have done, and takes no bargain dearer than the one it really made.
    fn off_the_record(&mut self, view: &View<'_>, mut open: Open<'_>, order: Order, missing: usize) -> Order {
        let Some(actor) = view.actor() else { return order };
        let declined = declined(view.scenario());
        open.keep(|id| !declined.contains(&id));
        let wanted = self.in_kind(view, &open, order);
        let given = really_gave(view.scenario(), actor);
        let mut rest: Vec<(ChannelId, Act)> = wanted
            .desks()
            .filter(|(channel, act)| {
                let accepts = match act {
                    Act::Accept(slot) => view.offers().any(|(other, offer)| {
                        other == *slot
                            && offer.legs.iter().all(|(term, secret)| {
                                let [openly, at_all] = given;
                                let by = if secret { at_all } else { openly };
                                view.scenario().terms[term.index()].giver != actor || by >> term.0 & 1 != 0
                            })
                    }),
                    Act::Do(_) | Act::Offer(..) | Act::Counter(..) | Act::Refuse(_) | Act::Withdraw(_) => true,
                };
                order.on(*channel).is_none() && accepts
            })
            .collect();
        let mut order = order;
        for _ in 0..missing {
            if rest.is_empty() {
                break;
            }
            let at = self.one_of(rest.len());
            let (channel, act) = rest.swap_remove(at);
            if view.fits(&order, act) {
                order = order.with(channel, act);
            }
        }
        // A desk that must be used is used, however the record has it.
        for (channel, act) in rest {
            if view.scenario().channels[channel.index()].must && view.fits(&order, act) {
                order = order.with(channel, act);
            }
        }
        order
    }

    /// What the record orders on this turn, as far as it is legal, and how many of its acts are not.
    fn record(&self, view: &View<'_>, open: &Open<'_>) -> Option<(Order, usize)> {
        let scenario = view.scenario();
        let actor = view.actor()?;
        let history = scenario.history.as_ref()?;
        let turn = history.turns.get(view.turn())?;
        let mut order = Order::default();
        let mut missing = 0;
        for id in &turn.orders[actor.index()] {
            let act = Act::Do(*id);
            let channel = view.channel_of(act);
            // What it answered has to be there: nobody answers what the other has not done.
            let called_for = history.called_for(*id, |when| view.holds(when));
            let open = called_for && open.moves().any(|other| other == *id);
            if open && order.on(channel).is_none() && view.fits(&order, act) {
                order = order.with(channel, act);
            } else {
                missing += 1;
            }
        }
        Some((order, missing))
    }
}

/// Whether a move gives up a red line of its actor's own, or puts a weaker one in its place.
fn gives_up_a_line(scenario: &Scenario, id: MoveId) -> bool {
    let data = &scenario.moves[id.index()];
    data.effects.iter().any(|effect| {
        matches!(effect, Effect::Redraw(line, _) if scenario.lines[line.index()].owner == Owner::Actor(data.actor))
    })
}

/// What the sides of the record were asked for and refused.
fn declined(scenario: &Scenario) -> &[MoveId] {
    scenario.history.as_ref().map_or(&[][..], |history| &history.never)
}

/// Whether a move leads down a ladder on which a catastrophe stands.
fn stops(scenario: &Scenario, id: MoveId) -> bool {
    let mut down = false;
    Effect::each(&scenario.moves[id.index()].effects, &mut |effect| {
        if let Effect::Descend { ladder, .. } | Effect::DescendBy { ladder, .. } = effect {
            down |= scenario.ladders[ladder.index()].catastrophe_rung.is_some();
        }
    });
    down
}

/// The terms that an actor gave in history, by what it offered and accepted there: in public, and at all.
fn really_gave(scenario: &Scenario, actor: Actor) -> [u32; 2] {
    let mut given = [0; 2];
    let Some(history) = &scenario.history else { return given };
    let orders = history.turns.iter().flat_map(|turn| &turn.orders[actor.index()]);
    for effect in orders.flat_map(|id| &scenario.moves[id.index()].effects) {
        let (Effect::Offer(offer) | Effect::Accept(offer) | Effect::Counter(_, offer)) = effect else { continue };
        for (term, secret) in scenario.offers[offer.index()].legs.iter() {
            if scenario.terms[term.index()].giver == actor {
                given[1] |= 1 << term.0;
                given[0] |= u32::from(!secret) << term.0;
            }
        }
    }
    given
}

/// Adds an act that is open, if it goes with the rest.
#[inline]
fn add(view: &View<'_>, order: &mut Order, channel: ChannelId, act: Act) {
    if view.goes_with_all(act) || view.fits(&order.without(channel), act) {
        order.put(channel, act);
    }
}

/// The best act met so far.
struct Best {
    worth: i32,
    /// How many are as good, passing included.
    count: u32,
    chosen: Option<Act>,
}

impl Best {
    /// Meets an act that is at least as good: one better takes the place, one as good may by chance.
    #[inline]
    fn meet(&mut self, worth: i32, act: Act, generator: &mut Pcg32) {
        if self.worth < worth {
            self.worth = worth;
            self.count = 0;
        }
        self.count += 1;
        if one_of(generator, self.count) == 0 {
            self.chosen = Some(act);
        }
    }
}

/// Which way a policy wants to go.
#[derive(Clone, Copy, Debug)]
enum Wish {
    Down,
    Up,
    /// As near as can be to an escalation.
    Near(i32),
}

impl Wish {
    const fn worth(self, heat: i32) -> i32 {
        match self {
            Self::Down => -heat,
            Self::Up => heat,
            Self::Near(target) => -(heat - target).abs(),
        }
    }
}

/// Whether a hawk orders an act that goes up as far as any can: one that is willing to run danger does,
/// and any does once the crisis stands beyond what it would have borne.
fn dares(view: &View<'_>) -> bool {
    /// Willingness to run danger from which a hawk orders anything, 0 to 100. Source: our judgement.
    const DARING: u8 = 60;
    let scenario = view.scenario();
    let risk = view.disposition().map_or(50, |id| scenario.dispositions[id.index()].risk);
    DARING <= risk || 40 + u16::from(risk) * 6 / 10 < u16::from(bearable(view))
}

/// How grave a rung a hawk bears to climb to: from 40 with no willingness to run danger to 100 with all of it,
/// and at least the rung on which the crisis stands.
/// Source: our judgement; willingness to run risks is what Schelling (1966) calls the currency of brinkmanship.
fn bearable(view: &View<'_>) -> u8 {
    let scenario = view.scenario();
    let risk = view.disposition().map_or(50, |id| scenario.dispositions[id.index()].risk);
    let bound = 40 + u16::from(risk) * 6 / 10;
    let stands = scenario
        .ladders
        .iter()
        .enumerate()
        .map(|(at, ladder)| ladder.rungs[usize::from(view.rung(LadderId::new(at)))].severity);
    stands.fold(u8::try_from(bound).unwrap_or(100), u8::max)
}

/// How grave the gravest rung is to which a move may climb, 0 to 100.
fn gravity(view: &View<'_>, id: MoveId) -> u8 {
    fn of(view: &View<'_>, effects: &[Effect]) -> u8 {
        let scenario = view.scenario();
        let severity = |ladder: LadderId, rung: usize| {
            let rungs = &scenario.ladders[ladder.index()].rungs;
            rungs.get(rung.min(rungs.len() - 1)).map_or(0, |rung| rung.severity)
        };
        effects
            .iter()
            .map(|effect| match effect {
                Effect::Climb { ladder, to, .. } => severity(*ladder, usize::from(*to)),
                Effect::ClimbBy { ladder, steps, .. } => {
                    severity(*ladder, usize::from(view.rung(*ladder)) + usize::from(*steps))
                }
                Effect::After(_, block) => of(view, &scenario.blocks[block.index()]),
                other => {
                    let lists = other.inner(|id| Some(view.holds(&scenario.whens[id.index()])));
                    of(view, lists[0]).max(of(view, lists[1]))
                }
            })
            .max()
            .unwrap_or(0)
    }
    let scenario = view.scenario();
    if scenario.index.moves[id.index()].climbs { of(view, &scenario.moves[id.index()].effects) } else { 0 }
}

/// How grave the next rung is to which an unanswered incident climbs, 0 to 100.
fn next_gravity(view: &View<'_>) -> u8 {
    let ladders = view.scenario().ladders.iter().enumerate().filter(|(_, ladder)| ladder.incidents);
    ladders
        .filter_map(|(at, ladder)| ladder.rungs.get(usize::from(view.rung(LadderId::new(at))) + 1))
        .map(|rung| rung.severity)
        .max()
        .unwrap_or(0)
}

/// The orders of a turn that passes as the record had it, as far as the rules allow; `None` on a turn that is played.
///
/// What passes is the prologue, unless it is opened, or in a cut every turn that the cut does not keep. Where the record
/// has ended, nothing is ordered but what has to be.
#[must_use]
pub fn recorded(scenario: &Scenario, crisis: &Crisis, open_prologue: bool) -> Option<[Order; 2]> {
    let turn = crisis.turn();
    let record = scenario.history.as_ref();
    let history = record.map_or(&[][..], |history| history.turns.as_slice()).get(turn);
    let passes = match crisis.cut() {
        Some(_) => crisis.passing(scenario),
        None => !open_prologue && turn < usize::from(scenario.prologue) && history.is_some(),
    };
    // Where the course has left the record, what was really ordered is nobody's to order.
    let left = crisis.cut_data(scenario).is_some_and(|cut| !holds(scenario, crisis, &cut.recorded, Eyes::Truth));
    passes.then(|| {
        Actor::BOTH.map(|actor| {
            let view = View::of(scenario, crisis, actor);
            let history = history.filter(|_| !left);
            let moves = history.map_or(&[][..], |turn| turn.orders[actor.index()].as_slice());
            let order = moves.iter().fold(Order::default(), |order, id| {
                let act = Act::Do(*id);
                let called_for = record.is_none_or(|record| record.called_for(*id, |when| view.holds(when)));
                let given = called_for && view.check(&order, act).is_ok();
                if given { order.with(view.channel_of(act), act) } else { order }
            });
            complete(&view, order)
        })
    })
}

/// Fills desks that must be used with the first act that is open there.
#[must_use]
pub fn complete(view: &View<'_>, mut order: Order) -> Order {
    let must = view.scenario().channels.iter().any(|channel| channel.must);
    if must && view.check_whole(&order).is_err() {
        for act in view.acts() {
            if matches!(act, Act::Do(_)) && view.check(&order, act).is_ok() {
                let channel = view.channel_of(act);
                if view.scenario().channels[channel.index()].must {
                    order = order.with(channel, act);
                }
            }
        }
    }
    order
}

/// How far an act goes up or down, from −3 to 3, by the data of the moves.
#[must_use]
pub fn heat(scenario: &Scenario, act: Act) -> i32 {
    match act {
        Act::Do(id) => i32::from(scenario.index.moves[id.index()].escalation),
        Act::Accept(_) => -2,
        Act::Offer(..) | Act::Counter(..) => -1,
        Act::Refuse(_) | Act::Withdraw(_) => 1,
    }
}

/// Whether an act goes down the ladder or conciliates, by the data of the moves.
#[must_use]
pub fn conciliates(scenario: &Scenario, act: Act) -> bool {
    heat(scenario, act) < 0
}
