//! A planning opponent: it sees its view, believes, imagines, looks ahead, and says afterwards why it chose.
//!
//! It holds a belief over what kind of leadership sits opposite and how that behaves (`belief.rs`), draws orders desk
//! by desk (`orders.rs`), plays imagined crises on to their verdicts, and mixes what it regrets least against what the
//! other side may order at the same time (`search.rs`). Its strength is a number of imagined crises, so that it plays
//! the same on every machine.

mod belief;
mod natures;
mod orders;
mod search;
mod tree;

pub use belief::Belief;
use belief::{FORGETS, STAFF_FORGETS};
pub(crate) use natures::Goes;
pub use natures::Nature;
pub(crate) use search::GOES_ON;
pub use tree::{Ahead, PLAIN};

use rand_pcg::Pcg32;

use super::solver::{Roots, worth};
use crate::{
    crisis::{Order, View, chance::mix},
    scenario::model::{Actor, AimId, DispositionId, EndingId},
};

/// How deep an opponent thinks: nothing else differs between the levels, neither odds nor what it may know.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// A hundred or so imagined crises a turn.
    Cadet,
    /// Four times as many.
    Attache,
    /// Four times as many again.
    #[default]
    Secretary,
    /// And four times as many again.
    Chair,
}

impl Level {
    /// All, the lowest first.
    pub const ALL: [Self; 4] = [Self::Cadet, Self::Attache, Self::Secretary, Self::Chair];

    /// As written on the command line and in transcripts.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cadet => "cadet",
            Self::Attache => "attache",
            Self::Secretary => "secretary",
            Self::Chair => "chair",
        }
    }

    /// As said to a person.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Cadet => tr!("cadet"),
            Self::Attache => tr!("attaché"),
            Self::Secretary => tr!("secretary"),
            Self::Chair => tr!("chair of the committee"),
        }
    }

    /// How many crises it imagines for each order.
    #[must_use]
    pub const fn imagines(self) -> u32 {
        match self {
            Self::Cadet => 96,
            Self::Attache => 384,
            Self::Secretary => 1_536,
            Self::Chair => 6_144,
        }
    }
}

/// What a planner thought on one turn, as plain data.
#[derive(Clone, Debug, PartialEq)]
pub struct Thought {
    /// The turn.
    pub turn: usize,
    /// Who thought it.
    pub actor: Actor,
    /// How likely it held each disposition of the other side to be, 0 to 1; the likeliest first.
    pub dispositions: Vec<(DispositionId, f64)>,
    /// How likely it held each way of behaving to be, 0 to 1; the likeliest first.
    pub natures: Vec<(Nature, f64)>,
    /// How likely it held war between the two to be if it played on as it chose, 0 to 1; none where that was not kept.
    pub war: Option<f64>,
    /// The ending that it held likeliest, and how likely, 0 to 1.
    pub expected: Option<(EndingId, f64)>,
    /// The gravest ending that it met in what it imagined, and how likely, 0 to 1.
    pub feared: Option<(EndingId, f64)>,
    /// What it ordered, and the scores that it expected of it for itself and for the other side, in points of 100.
    pub chosen: (Order, [f64; 2]),
    /// What came next best, if anything did, with the same.
    pub instead: Option<(Order, [f64; 2])>,
    /// How likely it held war to be after what came next best, 0 to 1.
    pub instead_war: f64,
    /// By how much it expected to come out behind the other side where it does, after what it ordered and after what came
    /// next best, in points of 100.
    pub behind: [f64; 2],
    /// Whether the two were held to be as good, by what it goes by, and lots were drawn.
    pub lots: bool,
    /// Whether what came next best would have done more, or gone higher, and gained too little by it.
    pub spared: bool,
    /// The aims that spoke most for what it ordered rather than what came next best, and most against it.
    pub spoke: [Option<Spoke>; 2],
    /// How many crises it imagined.
    pub imagined: u32,
}

/// An aim that told one plan from another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Spoke {
    /// Which, of either side.
    pub aim: AimId,
    /// How far it was expected to be met after what was ordered, and after what came next best, in points of 100.
    pub met: [f64; 2],
}

impl Thought {
    /// What was thought where all that lies ahead was looked through.
    fn plain(view: &View<'_>, belief: &Belief, order: Order, values: [f64; 2], imagined: u32) -> Self {
        Self {
            turn: view.turn(),
            actor: view.actor().unwrap_or(Actor::First),
            dispositions: belief.dispositions(),
            natures: belief.natures(),
            war: None,
            expected: None,
            feared: None,
            chosen: (order, values),
            // What another order would have come to was not kept.
            instead: None,
            instead_war: 0.0,
            behind: [0.0; 2],
            lots: false,
            spared: false,
            spoke: [None; 2],
            imagined,
        }
    }
}

/// A planning opponent in a seat.
#[derive(Clone, Debug)]
pub struct Planner {
    level: Level,
    actor: Actor,
    seed: u64,
    belief: Option<Belief>,
    /// How much of what it holds of the other side's behaviour it forgets on each turn, 0 to 1.
    forgets: f64,
    /// What lies ahead, where that is small enough to be looked through; tried anew on each turn until it is.
    ahead: Option<Option<Box<Ahead>>>,
    thoughts: Vec<Thought>,
}

impl Planner {
    /// A planner in a seat. The same seed gives the same choices.
    #[must_use]
    pub fn new(level: Level, actor: Actor, seed: u64) -> Self {
        let stream = 32 + actor.index() as u64;
        let seed = mix(seed.wrapping_add(stream.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
        Self { level, actor, seed, belief: None, forgets: FORGETS, ahead: None, thoughts: Vec::new() }
    }

    /// One that follows a crisis for the staff, which says odds and plays nothing: it forgets less.
    pub(crate) fn of_staff(actor: Actor, seed: u64) -> Self {
        Self { forgets: STAFF_FORGETS, ..Self::new(Level::Cadet, actor, seed) }
    }

    /// Its level.
    #[must_use]
    pub const fn level(&self) -> Level {
        self.level
    }

    /// What it thought so far, turn by turn.
    #[must_use]
    pub fn thoughts(&self) -> &[Thought] {
        &self.thoughts
    }

    /// What it believes now, once it has seen something.
    #[must_use]
    pub const fn belief(&self) -> Option<&Belief> {
        self.belief.as_ref()
    }

    /// The generator of a turn, for a purpose: each turn anew, so that a saved crisis goes on as it would have.
    fn generator(&self, turn: usize, purpose: u64) -> Pcg32 {
        let turn = turn as u64;
        Pcg32::new(mix(self.seed.wrapping_add(turn.wrapping_mul(0xd1b5_4a32_d192_ed03)).wrapping_add(purpose)), purpose)
    }

    /// Takes in what its view shows as a turn opens.
    fn look(&mut self, view: &View<'_>) {
        let mut generator = self.generator(view.turn(), 1);
        match &mut self.belief {
            Some(belief) if belief.turn() == view.turn() => {}
            Some(belief) if belief.turn() + 1 == view.turn() && belief.ordered() => belief.update(view, &mut generator),
            Some(_) | None => self.belief = Some(Belief::begin(view, self.forgets, &mut generator)),
        }
        if let Some(belief) = &mut self.belief {
            belief.opens(view.turn());
        }
    }

    /// Looks through what lies ahead, if that is small enough and has not been tried.
    fn look_ahead(&mut self, view: &View<'_>) {
        let tried = matches!(&self.ahead, Some(Some(_)));
        if tried || !Ahead::may(view) {
            return;
        }
        let scenario = view.scenario();
        let first = usize::from(scenario.prologue) == view.turn() && view.cut().is_none();
        let roots = match &self.belief {
            Some(belief) if !first => belief.roots(),
            Some(_) | None => Roots::Start,
        };
        let iterations = self.level.imagines().div_euclid(4);
        let found = Ahead::new(scenario, self.actor, roots, iterations, PLAIN, |crisis| worth(scenario, crisis));
        self.ahead = Some(found.ok().map(Box::new));
    }

    /// Chooses an order.
    pub fn order(&mut self, view: &View<'_>) -> Order {
        if view.actor() != Some(self.actor) || view.ended().is_some() {
            return Order::default();
        }
        self.look(view);
        self.look_ahead(view);
        let mut generator = self.generator(view.turn(), 2);
        let Some(belief) = &self.belief else { return Order::default() };
        let drawn = match &mut self.ahead {
            Some(Some(ahead)) => ahead.order(view, &mut generator),
            Some(None) | None => None,
        };
        let thought = match drawn {
            Some((order, [first, second])) => {
                let values = if self.actor == Actor::First { [first, second] } else { [second, first] };
                Thought::plain(view, belief, order, values, self.level.imagines())
            }
            None => search::think(view, belief, self.level.imagines(), &mut generator),
        };
        let order = thought.chosen.0;
        self.thoughts.retain(|old| old.turn < thought.turn);
        self.thoughts.push(thought);
        self.gave(order);
        order
    }

    /// Takes in a turn that was played before it was asked, as when a saved crisis is resumed: what its view was then
    /// and what was ordered for it. Its belief is then as if it had been there.
    pub fn saw(&mut self, view: &View<'_>, ordered: &Order) {
        if view.actor() == Some(self.actor) && view.ended().is_none() {
            self.look(view);
            self.look_ahead(view);
            if let Some(Some(ahead)) = &mut self.ahead {
                ahead.ordered(view, ordered);
            }
            self.gave(*ordered);
        }
    }

    /// Takes in what its view shows, and says what it believes; it orders nothing.
    pub(crate) fn believes(&mut self, view: &View<'_>) -> Option<&Belief> {
        self.look(view);
        self.belief.as_ref()
    }

    /// Takes in a turn that is over as [`Planner::saw`] does, and looks no further ahead.
    pub(crate) fn follows(&mut self, view: &View<'_>, ordered: &Order) {
        if view.actor() == Some(self.actor) && view.ended().is_none() {
            self.look(view);
            self.gave(*ordered);
        }
    }

    /// Forgets what it thought last, which was not acted on.
    pub(super) fn forget_last(&mut self) {
        self.thoughts.pop();
    }

    fn gave(&mut self, order: Order) {
        if let Some(belief) = &mut self.belief {
            belief.orders(order);
        }
    }
}
