//! Words of the format on a small scenario, `tests/scenarios/upland`.

mod doubts;
mod estimates;
mod first;
mod hypothetical;
mod proxy;
mod recipes;
mod terms;

use brinkmanship::{
    crisis::{Act, Order, Scripted, Setup},
    scenario::{
        Scenario,
        model::{Actor, AimId, MoveId, TrackId},
    },
    transcript::Course,
};

use crate::common::test_scenario;

fn upland() -> Scenario {
    test_scenario("upland")
}

fn track(scenario: &Scenario, id: &str) -> TrackId {
    let at = scenario.tracks.iter().position(|data| data.id == id);
    TrackId::new(at.unwrap_or_else(|| panic!("there is no track `{id}`")))
}

fn aim(scenario: &Scenario, id: &str) -> AimId {
    let at = scenario.aims.iter().position(|data| data.id == id);
    AimId::new(at.unwrap_or_else(|| panic!("there is no aim `{id}`")))
}

fn a_move(scenario: &Scenario, id: &str) -> MoveId {
    let at = scenario.moves.iter().position(|data| data.id == id);
    MoveId::new(at.unwrap_or_else(|| panic!("there is no move `{id}`")))
}

/// Plays the moves of both sides turn by turn, with no draw that happens.
fn played<'s>(scenario: &'s Scenario, turns: &[[&[&str]; 2]]) -> Course<'s> {
    let mut dice = Scripted::new(scenario, &[], &[]);
    let mut course = Course::start_with(scenario, Setup::default(), 0, &mut dice);
    for (turn, moves) in turns.iter().enumerate() {
        let orders = Actor::BOTH.map(|actor| {
            moves[actor.index()].iter().fold(Order::default(), |order, id| {
                let (view, act) = (course.view(actor), Act::Do(a_move(scenario, id)));
                if let Err(refusal) = view.check(&order, act) {
                    panic!("turn {turn} refuses `{id}`: {refusal:?}");
                }
                order.with(view.channel_of(act), act)
            })
        });
        course.play_with(orders, &mut dice).unwrap_or_else(|illegal| panic!("turn {turn}: {illegal:?}"));
    }
    course
}

/// Whether an actor may order a move.
fn may(course: &Course<'_>, actor: Actor, id: &str) -> bool {
    course.view(actor).check(&Order::default(), Act::Do(a_move(course.scenario, id))).is_ok()
}
