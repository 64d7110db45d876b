//! A table at which a scenario that comes with the program is played from scripted orders and draws.

use brinkmanship::{
    crisis::{
        Act, Order, Scripted, Setup,
        chance::Written,
        record::{LineEvent, What},
    },
    policy::{Player, Simple, recorded},
    report::table::Table,
    scenario::{
        Scenario,
        model::{
            Actor, AimId, CommitmentId, CutId, FactId, Horizon, LadderId, Ledger, LineId, MoveId, RuleId, ScriptedDraw,
            TermId, TrackId,
        },
    },
    transcript::Course,
    verdict::verdict,
};

use crate::common::{root, scenario_at};

/// A scenario that comes with the program.
pub fn shipped(id: &str) -> Scenario {
    scenario_at(&root().join("scenarios").join(id))
}

fn at<T>(list: &[T], id: &str, of: impl Fn(&T) -> &str) -> usize {
    list.iter().position(|item| of(item) == id).unwrap_or_else(|| panic!("there is no `{id}`"))
}

pub fn a_move(scenario: &Scenario, id: &str) -> MoveId {
    MoveId::new(at(&scenario.moves, id, |data| &data.id))
}

pub fn track(scenario: &Scenario, id: &str) -> TrackId {
    TrackId::new(at(&scenario.tracks, id, |data| &data.id))
}

pub fn fact(scenario: &Scenario, id: &str) -> FactId {
    FactId::new(at(&scenario.facts, id, |data| &data.id))
}

pub fn line(scenario: &Scenario, id: &str) -> LineId {
    LineId::new(at(&scenario.lines, id, |data| &data.id))
}

pub fn term(scenario: &Scenario, id: &str) -> TermId {
    TermId::new(at(&scenario.terms, id, |data| &data.id))
}

pub fn aim(scenario: &Scenario, id: &str) -> AimId {
    AimId::new(at(&scenario.aims, id, |data| &data.id))
}

pub fn rule(scenario: &Scenario, id: &str) -> RuleId {
    RuleId::new(at(&scenario.rules, id, |data| &data.id))
}

pub fn commitment(scenario: &Scenario, id: &str) -> CommitmentId {
    CommitmentId::new(at(&scenario.commitments, id, |data| &data.id))
}

/// The name of the rung at the end of a turn.
pub fn rung<'s>(course: &Course<'s>, turn: usize) -> &'s str {
    let ladder = &course.scenario.ladders[0];
    &ladder.rungs[usize::from(course.turns[turn].closing.rung(LadderId(0)))].id
}

/// The ending's id, or nothing while it goes on.
pub fn ending<'s>(course: &Course<'s>) -> &'s str {
    course.crisis.ended().map_or("", |id| &course.scenario.endings[id.index()].id)
}

/// The verdict of an aim in points.
pub fn points(course: &Course<'_>, id: &str, horizon: Horizon, ledger: Ledger) -> u8 {
    let outcome = course.outcome.as_ref().unwrap_or_else(|| panic!("the crisis has not ended"));
    verdict(course.scenario, outcome, aim(course.scenario, id), horizon, ledger)
        .unwrap_or_else(|| panic!("{id} has no verdict"))
        .value
}

/// Plays a cut with these moves of the first actor and of the second on the turns that it keeps, and nothing after them;
/// what it lets pass goes as it does for players. Draws are those that are named for a turn of the scenario.
pub fn play_cut<'s>(scenario: &'s Scenario, cut: &str, kept: &[[&[&str]; 2]], draws: &[(usize, &str)]) -> Course<'s> {
    let cut = at(&scenario.cuts, cut, |data| &data.id);
    let mut written: Vec<Written> = vec![Vec::new(); scenario.turns.len()];
    for (turn, label) in draws {
        written[*turn].push(((*label).to_owned(), ScriptedDraw::Yes));
    }
    let mut dice = Scripted::new(scenario, &written, &[]);
    let dispositions = scenario.history.as_ref().map_or([None; 2], |history| history.dispositions);
    let setup = Setup { dispositions, cut: Some(CutId::new(cut)) };
    let mut course = Course::start_with(scenario, setup, 0, &mut dice);
    let mut kept = kept.iter();
    while course.crisis.ended().is_none() {
        let orders = recorded(scenario, &course.crisis, false).unwrap_or_else(|| {
            let moves = kept.next().copied().unwrap_or([&[], &[]]);
            Actor::BOTH.map(|actor| {
                moves[actor.index()].iter().fold(Order::default(), |order, id| {
                    let view = course.view(actor);
                    let act = Act::Do(a_move(scenario, id));
                    let checked = view.check(&order, act);
                    assert!(checked.is_ok(), "turn {} refuses `{id}`: {checked:?}", course.crisis.turn());
                    order.with(view.channel_of(act), act)
                })
            })
        });
        course.play_with(orders, &mut dice).unwrap_or_else(|illegal| panic!("{illegal:?}"));
    }
    course
}

/// The ids of the moves that an actor ordered on a turn.
pub fn ordered<'s>(course: &Course<'s>, turn: usize, actor: Actor) -> Vec<&'s str> {
    let acts = course.turns[turn].orders[actor.index()].acts();
    acts.filter_map(|act| match act {
        Act::Do(id) => Some(course.scenario.moves[id.index()].id.as_str()),
        _ => None,
    })
    .collect()
}

/// The turn on which an event, a party's rule or drift first happened.
pub fn happened_on(course: &Course<'_>, id: &str) -> Option<u8> {
    let wanted = rule(course.scenario, id);
    course.record.entries.iter().find(|entry| entry.what == What::Happened(wanted)).map(|entry| entry.turn)
}

/// What a seat's screen shows as the turn stands.
pub fn shown(course: &Course<'_>, actor: Actor) -> Table {
    Table::of(&course.view(actor), &course.record, &Order::default()).unwrap_or_else(|| panic!("an actor has a seat"))
}

/// What happened to a red line, in its order.
pub fn line_events(course: &Course<'_>, id: &str) -> Vec<LineEvent> {
    let id = line(course.scenario, id);
    let events = course.record.entries.iter().filter_map(|entry| match entry.what {
        What::Line { line, event, .. } if line == id => Some(event),
        _ => None,
    });
    events.collect()
}

/// A game of two policies from the end of the prologue; a seat without one lets every turn pass.
pub fn game(scenario: &Scenario, seats: [Option<Simple>; 2], seed: u64) -> Course<'_> {
    let mut course = Course::start(scenario, Setup::default(), seed);
    let mut players = Actor::BOTH.map(|actor| seats[actor.index()].map(|policy| Player::new(policy, actor, seed)));
    while course.crisis.ended().is_none() {
        let orders = recorded(scenario, &course.crisis, false).unwrap_or_else(|| {
            Actor::BOTH.map(|actor| {
                let player = players[actor.index()].as_mut();
                player.map(|player| player.order(&course.view(actor))).unwrap_or_default()
            })
        });
        course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
    }
    course
}

/// A script played on by two policies; a seat without one lets every turn pass.
pub fn game_from(script: Script<'_>, seats: [Option<Simple>; 2], seed: u64) -> Course<'_> {
    let mut course = script.play();
    let mut players = Actor::BOTH.map(|actor| seats[actor.index()].map(|policy| Player::new(policy, actor, seed)));
    while course.crisis.ended().is_none() {
        let orders = Actor::BOTH.map(|actor| {
            let player = players[actor.index()].as_mut();
            player.map(|player| player.order(&course.view(actor))).unwrap_or_default()
        });
        course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
    }
    course
}

/// What is changed in history: from a turn on, other orders and draws.
#[derive(Clone)]
pub struct Script<'a> {
    pub scenario: &'a Scenario,
    pub orders: Vec<[Vec<Act>; 2]>,
    pub draws: Vec<Written>,
    pub aftermath: Written,
}

impl<'a> Script<'a> {
    /// History as it was.
    pub fn history(scenario: &'a Scenario) -> Self {
        let history = scenario.history.as_ref().unwrap_or_else(|| panic!("it has a history"));
        Self {
            scenario,
            orders: history
                .turns
                .iter()
                .map(|turn| Actor::BOTH.map(|actor| turn.orders[actor.index()].iter().map(|id| Act::Do(*id)).collect()))
                .collect(),
            draws: history.turns.iter().map(|turn| turn.draws.clone()).collect(),
            aftermath: history.aftermath.clone(),
        }
    }

    /// Forgets what history did from a turn on, its draws included.
    pub fn until(mut self, turn: usize) -> Self {
        self.orders.truncate(turn);
        self.draws.truncate(turn);
        self
    }

    /// Adds a turn of moves of the first actor and of the second; draws are named by label.
    pub fn then(mut self, first: &[&str], second: &[&str], draws: &[&str]) -> Self {
        let moves = |ids: &[&str]| ids.iter().map(|id| Act::Do(a_move(self.scenario, id))).collect();
        self.orders.push([moves(first), moves(second)]);
        self.draws.push(draws.iter().map(|label| ((*label).to_owned(), ScriptedDraw::Yes)).collect());
        self
    }

    /// Puts an act in the place of a move of an actor on a turn.
    pub fn instead(mut self, turn: usize, actor: Actor, id: &str, act: Option<Act>) -> Self {
        let gone = Act::Do(a_move(self.scenario, id));
        let acts = &mut self.orders[turn][actor.index()];
        let before = acts.len();
        acts.retain(|other| *other != gone);
        assert_eq!(acts.len() + 1, before, "history did not order `{id}` on turn {turn}");
        acts.extend(act);
        self
    }

    /// Lets a draw happen on a turn.
    pub fn draw(mut self, turn: usize, label: &str) -> Self {
        self.draws[turn].push((label.to_owned(), ScriptedDraw::Yes));
        self
    }

    /// Plays it; what is not ordered to the end is passed on.
    pub fn play(self) -> Course<'a> {
        let history = self.scenario.history.as_ref().unwrap_or_else(|| panic!("it has a history"));
        let mut dice = Scripted::new(self.scenario, &self.draws, &self.aftermath);
        let setup = Setup { dispositions: history.dispositions, cut: None };
        let mut course = Course::start_with(self.scenario, setup, 0, &mut dice);
        for (turn, acts) in self.orders.iter().enumerate() {
            if course.crisis.ended().is_some() {
                break;
            }
            let orders = Actor::BOTH.map(|actor| {
                acts[actor.index()].iter().fold(Order::default(), |order, act| {
                    let view = course.view(actor);
                    let told = match act {
                        Act::Do(id) => self.scenario.moves[id.index()].id.clone(),
                        other => format!("{other:?}"),
                    };
                    if let Err(refusal) = view.check(&order, *act) {
                        panic!("turn {turn} refuses `{told}`: {refusal:?}");
                    }
                    order.with(view.channel_of(*act), *act)
                })
            });
            course.play_with(orders, &mut dice).unwrap_or_else(|illegal| panic!("turn {turn}: {illegal:?}"));
        }
        course
    }

    /// Plays it, and passes until it ends.
    pub fn play_out(self) -> Course<'a> {
        let scenario = self.scenario;
        let mut course = self.play();
        while course.crisis.ended().is_none() {
            let mut dice = Scripted::new(scenario, &[], &[]);
            course.play_with([Order::default(); 2], &mut dice).unwrap_or_else(|illegal| panic!("{illegal:?}"));
        }
        course
    }
}
