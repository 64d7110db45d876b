//! The order form of a turn: which cards stand on it, and by which numbers. The printed pack, the answer sheet and the
//! cards of a seat all take their numbers from here, so that what is ticked on paper is what a slip orders.

use crate::{
    report::table::Slope,
    scenario::model::{Actor, CutData, MoveId, Scenario},
};

/// The cards of a side on a turn, in the order of their numbers: the first is number 1.
///
/// It hangs on the scenario, the cut and the turn alone, and so not on what has been played: a card that cannot be ordered
/// keeps its number. Within a desk it goes from down to up and then by the authors' ids, which no language changes, never
/// in the order of the file, which may follow history's. What stands on every form comes last.
#[must_use]
pub fn cards(scenario: &Scenario, cut: Option<&CutData>, turn: usize, actor: Actor) -> Vec<MoveId> {
    let chosen = cut.and_then(|cut| cut.choice(turn));
    let wanted = |id: MoveId| {
        let data = &scenario.moves[id.index()];
        let (from, to) = data.turns;
        let on = data.standing || (usize::from(from) <= turn && turn <= usize::from(to));
        match (cut, chosen) {
            (Some(cut), Some(chosen)) => chosen.contains(&id) || cut.always.contains(&id),
            (Some(cut), None) => on && cut.offers(data.channel),
            (None, _) => on,
        }
    };
    let all = (0..scenario.moves.len()).map(MoveId::new);
    let own = all.filter(|id| scenario.moves[id.index()].actor == actor);
    let mut cards: Vec<MoveId> = own.filter(|id| wanted(*id)).collect();
    cards.sort_by_key(|id| {
        let data = &scenario.moves[id.index()];
        (everywhere(scenario, cut, *id), data.channel.index(), Slope::of(data.escalation), &data.id)
    });
    cards
}

/// Whether a move stands on every form, and is explained once.
#[must_use]
pub fn everywhere(scenario: &Scenario, cut: Option<&CutData>, id: MoveId) -> bool {
    scenario.moves[id.index()].standing || cut.is_some_and(|cut| cut.always.contains(&id))
}
