//! The dossier's sums: what the orders of the record change on eight tracks, added up from the moves themselves.

use brinkmanship::scenario::{
    Scenario,
    model::{Actor, Effect, MoveId},
};

use super::taiwan;
use crate::table::track;

/// Escalation, resolve, standing, partners, economy, military position, danger, Taiwan's will.
type Row = [i32; 8];

/// What a move changes at once and without conditions (a meeting: if both come to it), on the dossier's scale of −3 to 3.
fn row(scenario: &Scenario, id: MoveId) -> Row {
    let data = &scenario.moves[id.index()];
    let own = ["china", "usa"][data.actor.index()];
    let tracks = [
        (format!("{own}.credibility"), 4),
        (format!("{own}.standing"), 3),
        (format!("{own}.allies"), 4),
        (format!("{own}.economy"), 3),
        (format!("{own}.position"), 5),
        ("danger".to_owned(), 4),
        ("taiwan.will".to_owned(), 2),
    ];
    // What a meeting brings hangs on the other side's coming too, which in the record it did.
    let of_a_meeting: Vec<&Effect> = data
        .effects
        .iter()
        .filter(|_| data.id == "bali-summit")
        .flat_map(|effect| effect.inner(|_| Some(true))[0])
        .collect();
    let mut row = [i32::from(data.escalation), 0, 0, 0, 0, 0, 0, 0];
    for (at, (name, scale)) in tracks.iter().enumerate() {
        let wanted = track(scenario, name);
        let sum: i32 = data
            .effects
            .iter()
            .chain(of_a_meeting.iter().copied())
            .filter_map(|effect| match effect {
                Effect::Change(track, by) if *track == wanted => Some(*by),
                _ => None,
            })
            .sum();
        assert_eq!(sum % scale, 0, "{} changes {name} by {sum}, no multiple of {scale}", data.id);
        row[at + 1] = sum / scale;
    }
    row
}

fn add(left: Row, right: Row) -> Row {
    std::array::from_fn(|at| left[at] + right[at])
}

#[test]
fn the_orders_of_the_record_add_up_to_the_dossiers_table_turn_by_turn_and_side_by_side() {
    let scenario = taiwan();
    let by_turn: [Row; 8] = [
        [1, 0, 0, 0, 0, 0, 2, 0],
        [2, 3, 1, 2, 0, 2, 1, 1],
        [4, 4, 4, 2, -1, 1, 3, 3],
        [2, 3, 3, -2, -1, 1, 2, 0],
        [1, 2, 2, 0, -2, 1, 2, -1],
        [0, 3, 4, 0, 2, 1, 1, 2],
        [4, 5, 1, 1, 0, 2, 3, 3],
        [-1, 2, 3, 1, 1, 1, -3, 0],
    ];
    let by_side: [Row; 2] = [[10, 13, 15, -7, -2, 6, 11, -1], [3, 9, 3, 11, 1, 3, 0, 9]];
    let history = scenario.history.as_ref().expect("it has a history");
    assert_eq!(history.turns.len(), by_turn.len());
    let mut sides = [[0; 8]; 2];
    for (turn, expected) in history.turns.iter().zip(by_turn) {
        let mut sum = [0; 8];
        for actor in Actor::BOTH {
            for id in &turn.orders[actor.index()] {
                let row = row(&scenario, *id);
                sum = add(sum, row);
                sides[actor.index()] = add(sides[actor.index()], row);
            }
        }
        assert_eq!(sum, expected);
    }
    assert_eq!(sides, by_side);
}

#[test]
fn every_option_of_the_dossier_is_a_move_once() {
    let scenario = taiwan();
    let mut options: Vec<&str> =
        scenario.moves.iter().flat_map(|data| data.record.iter().map(String::as_str)).collect();
    let count = options.len();
    options.sort_unstable();
    options.dedup();
    assert_eq!((options.len(), count), (123, 123));
    for data in &scenario.moves {
        let Some(option) = data.record.first() else { continue };
        let side = if data.actor == Actor::First { 'C' } else { 'U' };
        assert!(option.starts_with(side), "{} stands for {option}", data.id);
        let turn: usize = option[1..option.len() - 1].parse().expect("a turn");
        assert!(
            usize::from(data.turns.0) < turn && turn <= 1 + usize::from(data.turns.1),
            "{} can be ordered on turn {turn}",
            data.id
        );
        assert_eq!(data.hypothetical, 8 < turn, "{}: the last four turns are hypothetical", data.id);
    }
}
