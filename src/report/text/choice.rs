//! What turned on choice and what on chance, as text.

use super::Page;
use crate::report::debrief::{BranchPart, Debrief, in_100, told};

/// The sentence alone, for the few pages.
pub(super) fn sentence(page: &mut Page, debrief: &Debrief) {
    if let Some(part) = &debrief.choice {
        page.para(&part.sentence);
        for turn in part.turns.iter().filter(|turn| part.turned.contains(&turn.number)) {
            page.item(
                0,
                &format!("Turn {}, {}: {}. {}", turn.number, turn.date, in_100(&turn.share), turn.moved.join(" ")),
            );
        }
    }
}

/// All of it; each turn with the moves that were open, the best for their side first.
pub(super) fn whole(page: &mut Page, debrief: &Debrief) {
    let Some(part) = &debrief.choice else { return };
    page.section("What turned on choice, and what on chance");
    sentence(page, debrief);
    page.para(&part.method);
    page.heading("Turn by turn: of 100 parts of the way, so many decided here");
    let [first, second] = &part.actors;
    page.hang("start: ", 2, &format!("luck {:.0}", 100.0 * part.before));
    for turn in &part.turns {
        let parts = [turn.orders[0], turn.orders[1], turn.draws].map(|share| 100.0 * share);
        page.hang(
            &format!("turn {}: ", turn.number),
            2,
            &format!(
                "{:.0}: {first} {:.0}, {second} {:.0}, luck {:.0}. To be expected as it opened: {first} {:.0} of 100, {second} \
                 {:.0}; war {:.0} in 100.",
                100.0 * turn.share.mean,
                parts[0],
                parts[1],
                parts[2],
                turn.outlook.scores[0].mean,
                turn.outlook.scores[1].mean,
                100.0 * turn.outlook.war.share
            ),
        );
    }
    page.hang("after: ", 2, &format!("luck {:.0}", 100.0 * part.afterwards));
    page.heading("What each move would have led to: own score, the other's, war in 100");
    for turn in &part.turns {
        branches(page, turn.number, &part.actors, &turn.branches);
    }
}

/// What may come of a course that has not ended, and what each move that is open would lead to.
pub(super) fn ahead(page: &mut Page, debrief: &Debrief) {
    let Some(part) = &debrief.ahead else { return };
    page.section("Where it stops, and what may come of it");
    page.para(&part.sentence);
    page.para(&part.method);
    page.heading("What each move would lead to: own score, the other's, war in 100");
    branches(page, part.number, &part.actors, &part.branches);
}

fn branches(page: &mut Page, turn: usize, actors: &[String; 2], branches: &[Vec<BranchPart>; 2]) {
    for (actor, found) in branches.iter().enumerate().filter(|(_, found)| !found.is_empty()) {
        page.para(&format!("Turn {turn}, {}:", actors[actor]));
        let (told, rest) = told(found);
        for branch in told {
            self::branch(page, branch);
        }
        rest.iter().for_each(|rest| page.hang("  ", 2, rest));
    }
}

fn branch(page: &mut Page, branch: &BranchPart) {
    let mark = if branch.chosen { "* " } else { "  " };
    page.hang(
        mark,
        2,
        &format!(
            "{:.0} ({:.0} to {:.0}), {:.0}, {:.0}: {} ({}){}",
            branch.own.mean,
            branch.own.low,
            branch.own.high,
            branch.other.mean,
            100.0 * branch.war.share,
            branch.title,
            branch.desk,
            if branch.chosen { ", ordered" } else { "" }
        ),
    );
}
