//! A crisis, or the end of one, as a game in extensive form: every order, every draw, and what each side can tell apart.

use thiserror::Error;

use super::game::{Builder, Game, Unfit, What, limits as bounds};
use crate::{
    crisis::{
        Act, Crisis, Dice, Label, NoRecord, Order, Part, Record, Setup, View, adjudicate,
        record::{Cause, What as Happened},
        start,
        view::Seen,
    },
    policy::recorded,
    scenario::model::{Actor, Audience, ChannelId, Horizon, MoveId, Scenario, limits},
    verdict::{Outcome, score},
};

/// Why a crisis cannot be unfolded.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum TooLarge {
    /// The tree would have too many nodes.
    #[error("{}", tr!("the tree has more than {most} nodes; a scenario cut down, a later turn, or orders of fewer acts are needed", most))]
    Nodes {
        /// So many were allowed.
        most: usize,
    },
    /// Some side has too many orders to choose from.
    #[error("{}", tr!("on turn {turn} one side can choose among {found} orders, and at most {most} can be unfolded; a scenario cut down, a later turn, or orders of fewer acts are needed", turn, found, most = bounds::ACTIONS))]
    Orders {
        /// On which turn.
        turn: usize,
        /// How many there are, or the number at which counting stopped.
        found: usize,
    },
    /// The tree is none that can be solved.
    #[error(transparent)]
    Unfit(#[from] Unfit),
}

/// Where a tree begins.
#[derive(Clone, Debug)]
pub enum Roots {
    /// At the start, dispositions drawn.
    Start,
    /// As a crisis stands, or may stand: each with its weight. A side that cannot tell two of them apart does not.
    Worlds(Vec<(f64, Crisis)>),
}

/// How much of a crisis is unfolded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reach {
    /// The most nodes; what is larger is refused.
    pub nodes: usize,
    /// The turn up to which it is unfolded; to its end where it has ended by then.
    pub turn: usize,
    /// The most acts of an order; larger orders are left out, unless something must be done on more desks.
    pub acts: usize,
}

impl Reach {
    /// To the end and with whatever orders there are, in so many nodes.
    #[must_use]
    pub const fn nodes(nodes: usize) -> Self {
        Self { nodes, turn: usize::MAX, acts: usize::MAX }
    }
}

/// What a side goes by in telling crises apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Memory {
    /// All that its view shows and all that it is told of, turn by turn.
    Record,
    /// What its view shows, turn by turn, and nothing else.
    Sight,
}

/// A crisis unfolded.
#[derive(Clone, Debug)]
pub struct Unfolding {
    /// The game.
    pub game: Game,
    /// Of each information set, the orders that its actions stand for.
    pub orders: Vec<Vec<Order>>,
    /// Of each information set, a crisis as it may stand there. Only of what was unfolded by sight.
    pub stands: Vec<Crisis>,
    recalls: [Vec<Recall>; 2],
}

impl Unfolding {
    /// The information set at which a side stands that sees this, after the set and action that it was at before;
    /// none where what it sees was not unfolded. Only for what was unfolded by sight.
    #[must_use]
    pub fn find(&self, view: &View<'_>, before: Option<(u32, usize)>) -> Option<u32> {
        let own = &self.recalls[view.actor()?.index()];
        let parent = |at: usize| own[at].before.map(|(parent, action)| (own[parent].set, action));
        let (seen, did) = (view.seen(), did(view));
        let same = |at: &usize| parent(*at) == before && own[*at].seen == seen && own[*at].did == did;
        (0..own.len()).find(same).map(|at| own[at].set)
    }
}

/// What a view saw ordered the turn before.
fn did(view: &View<'_>) -> Vec<MoveId> {
    view.did_last().collect()
}

/// Draws whose results are set in advance as far as they go, and otherwise come out the first way; what is drawn is
/// kept, with its odds.
#[derive(Debug, Default)]
struct Branching {
    script: Vec<usize>,
    made: Vec<(Label, Vec<(u16, u32)>)>,
}

/// The outcomes of a yes-or-no draw.
const NO: u16 = 0;
const YES: u16 = 1;

impl Branching {
    fn next(&mut self, label: Label, choices: Vec<(u16, u32)>) -> usize {
        let at = self.script.get(self.made.len()).copied();
        let first = choices.iter().position(|(_, weight)| 0 < *weight).unwrap_or(0);
        self.made.push((label, choices));
        at.unwrap_or(first)
    }
}

impl Dice for Branching {
    fn begins(&mut self, _part: Part) {}

    fn chance(&mut self, label: Label, odds: u32) -> bool {
        let odds = odds.min(100_000);
        self.next(label, vec![(YES, odds), (NO, 100_000 - odds)]) == 0
    }

    fn pick(&mut self, label: Label, choices: &[(u16, u32)]) -> usize {
        self.next(label, choices.to_vec())
    }
}

/// What a side has been shown up to one of its turns, and what it did: two nodes that it cannot tell apart share it.
#[derive(Clone, Debug)]
struct Recall {
    /// What came before, and which order it gave then.
    before: Option<(usize, usize)>,
    seen: Seen,
    did: Vec<MoveId>,
    told: Vec<(Happened, Audience, Option<Cause>)>,
    set: u32,
    next: Vec<usize>,
}

/// What is at work while a tree is unfolded.
struct Work<'s, F> {
    scenario: &'s Scenario,
    builder: Builder,
    reach: Reach,
    leaf: F,
    memory: Memory,
    recalls: [Vec<Recall>; 2],
    orders: Vec<Vec<Order>>,
    stands: Vec<Crisis>,
}

/// Unfolds a crisis into a game.
///
/// Orders are all those that the listed acts allow; composed offers are too many to list, and are left out. On the last
/// turn of the reach, and where it ends before, `leaf` says what the crisis is worth to both.
///
/// # Errors
/// It is larger than allowed.
pub fn unfold(
    scenario: &Scenario,
    roots: Roots,
    memory: Memory,
    reach: Reach,
    leaf: impl FnMut(&Crisis) -> [f64; 2],
) -> Result<Unfolding, TooLarge> {
    let players = scenario.actors.iter().map(|actor| actor.name.clone()).collect();
    let builder = Builder::new(scenario.title.clone(), players);
    let reach = Reach { nodes: reach.nodes.min(bounds::NODES), ..reach };
    let (orders, stands) = (Vec::new(), Vec::new());
    let recalls = [Vec::new(), Vec::new()];
    let mut work = Work { scenario, builder, reach, leaf, memory, recalls, orders, stands };
    match roots {
        Roots::Start => work.draws(
            &mut Vec::new(),
            &|dice| {
                let mut record = Record::default();
                let crisis = start(scenario, &Setup::default(), dice, &mut record);
                (crisis, record)
            },
            [None; 2],
        )?,
        Roots::Worlds(worlds) => {
            let whole: f64 = worlds.iter().map(|(weight, _)| weight).sum();
            let outcomes: Vec<_> = worlds
                .iter()
                .enumerate()
                .map(|(at, (weight, _))| (format!("world {}", at + 1), weight / whole, (weight / whole).to_string()))
                .collect();
            if 1 < worlds.len() {
                let draw = work.builder.draw("worlds", outcomes)?;
                work.add(What::Chance(draw), [0.0; 2])?;
            }
            for (_, crisis) in worlds {
                work.turn(&crisis, &Record::default(), [None; 2])?;
            }
        }
    }
    let (orders, stands, recalls) = (work.orders, work.stands, work.recalls);
    Ok(Unfolding { game: work.builder.finish()?, orders, stands, recalls })
}

impl<F: FnMut(&Crisis) -> [f64; 2]> Work<'_, F> {
    fn add(&mut self, what: What, payoffs: [f64; 2]) -> Result<(), TooLarge> {
        if self.reach.nodes <= self.builder.len() {
            return Err(TooLarge::Nodes { most: self.reach.nodes });
        }
        Ok(self.builder.add(what, payoffs)?)
    }

    /// What a play of dice comes to, every way that they can fall: `plays` is asked again for each.
    fn draws(
        &mut self,
        script: &mut Vec<usize>,
        plays: &dyn Fn(&mut Branching) -> (Crisis, Record),
        before: [Option<(usize, usize)>; 2],
    ) -> Result<(), TooLarge> {
        let mut dice = Branching { script: script.clone(), made: Vec::new() };
        let (crisis, record) = plays(&mut dice);
        let Some((label, choices)) = dice.made.get(script.len()) else {
            return self.turn(&crisis, &record, before);
        };
        let whole = choices.iter().fold(0_u32, |sum, (_, weight)| sum.saturating_add(*weight)).max(1);
        let name = |choice: u16| match label {
            Label::Disposition(_) => self.scenario.dispositions.get(usize::from(choice)).map(|data| data.id.clone()),
            Label::IncidentEvent => self.scenario.rules.get(usize::from(choice)).map(|data| data.id.clone()),
            Label::Rule(_)
            | Label::Incident
            | Label::Catastrophe
            | Label::Leak(_)
            | Label::Chance(_)
            | Label::Aftermath(_) => Some((if choice == YES { "yes" } else { "no" }).to_owned()),
        };
        let outcomes: Vec<_> = choices
            .iter()
            .map(|(choice, weight)| {
                let odds = f64::from(*weight) / f64::from(whole);
                (name(*choice).unwrap_or_default(), odds, format!("{weight}/{whole}"))
            })
            .collect();
        let ways = outcomes.len();
        let draw = self.builder.draw(label.text(self.scenario), outcomes)?;
        self.add(What::Chance(draw), [0.0; 2])?;
        for way in 0..ways {
            script.push(way);
            self.draws(script, plays, before)?;
            script.pop();
        }
        Ok(())
    }

    /// The nodes of a turn that has opened.
    fn turn(&mut self, crisis: &Crisis, record: &Record, before: [Option<(usize, usize)>; 2]) -> Result<(), TooLarge> {
        let scenario = self.scenario;
        if crisis.ended().is_some() || self.reach.turn <= crisis.turn() {
            let payoffs = (self.leaf)(crisis);
            return self.add(What::End, payoffs);
        }
        if let Some(orders) = recorded(scenario, crisis, false) {
            return self.draws(&mut Vec::new(), &|dice| played(scenario, crisis, &orders, dice), before);
        }
        let recalls = [
            self.recall(crisis, record, Actor::First, before[0])?,
            self.recall(crisis, record, Actor::Second, before[1])?,
        ];
        let sets = [self.recalls[0][recalls[0]].set, self.recalls[1][recalls[1]].set];
        let counts = sets.map(|set| self.orders[set as usize].len());
        self.add(What::Choice(sets[0]), [0.0; 2])?;
        for first in 0..counts[0] {
            self.add(What::Choice(sets[1]), [0.0; 2])?;
            for second in 0..counts[1] {
                let orders = [self.orders[sets[0] as usize][first], self.orders[sets[1] as usize][second]];
                let next = [Some((recalls[0], first)), Some((recalls[1], second))];
                self.draws(&mut Vec::new(), &|dice| played(scenario, crisis, &orders, dice), next)?;
            }
        }
        Ok(())
    }

    /// What a side can tell of where it stands.
    fn recall(
        &mut self,
        crisis: &Crisis,
        record: &Record,
        actor: Actor,
        before: Option<(usize, usize)>,
    ) -> Result<usize, TooLarge> {
        let view = View::of(self.scenario, crisis, actor);
        let seen = view.seen();
        let did = did(&view);
        let told: Vec<_> = view
            .entries(record)
            .filter(|_| self.memory == Memory::Record)
            .map(|(entry, knows)| (entry.what.clone(), entry.audience, knows.then_some(entry.cause)))
            .collect();
        let own = &self.recalls[actor.index()];
        let same = |at: &usize| {
            own[*at].before == before && own[*at].seen == seen && own[*at].did == did && own[*at].told == told
        };
        let found = match before {
            Some((parent, _)) => own[parent].next.iter().copied().find(same),
            None => (0..own.len()).find(same),
        };
        if let Some(found) = found {
            return Ok(found);
        }
        let orders = orders(&view, self.reach.acts)?;
        let names = orders.iter().map(|order| name(&view, order)).collect();
        let kind = view.disposition().map_or("", |id| self.scenario.dispositions[id.index()].id.as_str());
        let label = format!("turn {} {kind} {}", view.turn(), own.len() + 1);
        let set = self.builder.set(actor.index(), label, names)?;
        self.orders.push(orders);
        if self.memory == Memory::Sight {
            self.stands.push(*crisis);
        }
        let own = &mut self.recalls[actor.index()];
        let at = own.len();
        own.push(Recall { before, seen, did, told, set, next: Vec::new() });
        if let Some((parent, _)) = before {
            own[parent].next.push(at);
        }
        Ok(at)
    }
}

/// One turn, played.
fn played(scenario: &Scenario, crisis: &Crisis, orders: &[Order; 2], dice: &mut Branching) -> (Crisis, Record) {
    let mut crisis = *crisis;
    let mut record = Record::default();
    // What is listed is legal.
    let _ = adjudicate(scenario, &mut crisis, orders, dice, &mut record);
    (crisis, record)
}

/// Every order of at most so many acts that the listed acts of a view allow.
fn orders(view: &View<'_>, acts: usize) -> Result<Vec<Order>, TooLarge> {
    let mut desks: Vec<(ChannelId, Vec<Act>)> = Vec::new();
    for act in view.acts() {
        let channel = view.channel_of(act);
        match desks.iter_mut().find(|(other, _)| *other == channel) {
            Some((_, acts)) => acts.push(act),
            None => desks.push((channel, vec![act])),
        }
    }
    // What must be done is done whatever else is left out.
    let must = desks.iter().filter(|(channel, _)| view.scenario().channels[channel.index()].must).count();
    let longest = acts.max(must);
    // By how many acts they have: what each desk adds to the orders of the desks before it.
    let mut counts = vec![1_usize];
    for (_, acts) in &desks {
        counts.push(0);
        for length in (1..counts.len()).rev() {
            counts[length] = counts[length].saturating_add(counts[length - 1].saturating_mul(acts.len()));
        }
    }
    let most = counts.iter().take(longest.saturating_add(1)).fold(0_usize, |sum, count| sum.saturating_add(*count));
    /// So many orders are looked through, some of which may not go together.
    const LOOKED: usize = 64 * bounds::ACTIONS;
    if LOOKED < most {
        return Err(TooLarge::Orders { turn: view.turn(), found: most });
    }
    let mut all = vec![Order::default()];
    for (channel, acts) in &desks {
        let with = |order: &Order| {
            let order = *order;
            acts.iter().filter(move |act| view.check(&order, **act).is_ok()).map(move |act| order.with(*channel, *act))
        };
        let room = |order: &&Order| order.acts().count() < longest;
        let more: Vec<Order> = all.iter().filter(room).flat_map(with).collect();
        all.extend(more);
    }
    all.retain(|order| view.check_whole(order).is_ok());
    if all.is_empty() {
        all.push(Order::default());
    }
    if bounds::ACTIONS < all.len() {
        return Err(TooLarge::Orders { turn: view.turn(), found: all.len() });
    }
    Ok(all)
}

/// An order in ids.
fn name(view: &View<'_>, order: &Order) -> String {
    let scenario = view.scenario();
    let one = |act: Act| match act {
        Act::Do(id) => scenario.moves[id.index()].id.clone(),
        Act::Offer(..) => "offer".to_owned(),
        Act::Accept(slot) => format!("accept {}", slot.0 + 1),
        Act::Counter(slot, _) => format!("counter {}", slot.0 + 1),
        Act::Refuse(slot) => format!("refuse {}", slot.0 + 1),
        Act::Withdraw(slot) => format!("withdraw {}", slot.0 + 1),
    };
    let names: Vec<String> = order.acts().map(one).collect();
    if names.is_empty() { "pass".to_owned() } else { names.join(" + ") }
}

/// What a crisis that has ended is worth to both: the expected score at the later horizon, exact, whatever the
/// aftermath draws.
#[must_use]
pub fn worth(scenario: &Scenario, ended: &Crisis) -> [f64; 2] {
    /// The aftermath has at most this many draws that are gone through.
    const DRAWS: usize = 12;
    let mut sum = [0.0; 2];
    let mut stack: Vec<(Vec<usize>, f64)> = vec![(Vec::new(), 1.0)];
    while let Some((script, odds)) = stack.pop() {
        let mut dice = Branching { script, made: Vec::new() };
        let outcome = Outcome::run(scenario, ended, &mut dice, &mut NoRecord);
        let fixed = dice.script.len();
        match dice.made.get(fixed) {
            Some((_, choices)) if fixed < DRAWS.min(limits::AFTERMATH) => {
                let whole = choices.iter().fold(0_u32, |sum, (_, weight)| sum.saturating_add(*weight)).max(1);
                for (at, (_, weight)) in choices.iter().enumerate() {
                    if 0 < *weight {
                        let mut script = dice.script.clone();
                        script.push(at);
                        stack.push((script, odds * f64::from(*weight) / f64::from(whole)));
                    }
                }
            }
            Some(_) | None => {
                for actor in Actor::BOTH {
                    sum[actor.index()] += odds * f64::from(score(scenario, &outcome, actor, Horizon::Later));
                }
            }
        }
    }
    sum
}
