//! The prologue as it really was: its orders and its draws come from history, all else from elsewhere.

use brinkmanship::{
    crisis::{Act, Dice, Label, Order, Part, Scripted, View},
    scenario::{Scenario, model::HistoryData},
};

/// Draws of the prologue as they came out in history; dispositions and all later draws from other dice.
#[derive(Debug)]
pub struct AsRecorded<'s, D> {
    record: Scripted<'s>,
    other: D,
    turns: usize,
    now: bool,
}

impl<'s, D: Dice> AsRecorded<'s, D> {
    /// The prologue of a scenario with a history.
    pub fn new(scenario: &'s Scenario, history: &HistoryData, other: D) -> Self {
        let turns = usize::from(scenario.prologue);
        let draws: Vec<_> = history.turns.iter().take(turns).map(|turn| turn.draws.clone()).collect();
        Self { record: Scripted::new(scenario, &draws, &[]), other, turns, now: true }
    }
}

impl<D: Dice> Dice for AsRecorded<'_, D> {
    fn begins(&mut self, part: Part) {
        self.now = matches!(part, Part::Turn(turn) if turn < self.turns);
        self.record.begins(part);
        self.other.begins(part);
    }

    fn chance(&mut self, label: Label, odds: u32) -> bool {
        if self.now { self.record.chance(label, odds) } else { self.other.chance(label, odds) }
    }

    fn pick(&mut self, label: Label, choices: &[(u16, u32)]) -> usize {
        if self.now && !matches!(label, Label::Disposition(_)) {
            self.record.pick(label, choices)
        } else {
            self.other.pick(label, choices)
        }
    }
}

/// What a side really ordered on a turn, as far as it can be ordered here.
#[must_use]
pub fn recorded_order(view: &View<'_>, history: &HistoryData) -> Order {
    let Some(actor) = view.actor() else { return Order::default() };
    let moves = history.turns.get(view.turn()).map_or(&[][..], |turn| turn.orders[actor.index()].as_slice());
    moves.iter().fold(Order::default(), |order, id| {
        let act = Act::Do(*id);
        if view.check(&order, act).is_ok() { order.with(view.channel_of(act), act) } else { order }
    })
}

/// Whether the prologue is to be taken from the record on this turn.
#[must_use]
pub fn recorded(scenario: &Scenario, turn: usize) -> bool {
    scenario.history.is_some() && turn < usize::from(scenario.prologue)
}
