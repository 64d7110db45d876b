//! What turned on choice and what on chance, as text.

use super::Page;
use crate::report::{
    debrief::{BranchPart, Debrief, in_100, told},
    words::Nth,
};

/// The sentence alone, for the few pages.
pub(super) fn sentence(page: &mut Page, debrief: &Debrief) {
    if let Some(part) = &debrief.choice {
        page.para(&part.sentence);
        for turn in part.turns.iter().filter(|turn| part.turned.contains(&turn.number)) {
            page.item(
                0,
                &tr!(
                    "Turn {number}, {date}: {in_100}. {moved}",
                    number = turn.number,
                    date = turn.date,
                    in_100 = in_100(&turn.share),
                    moved = turn.moved.join(" ")
                ),
            );
        }
    }
}

/// All of it; each turn with the moves that were open, the best for their side first.
pub(super) fn whole(page: &mut Page, debrief: &Debrief) {
    let Some(part) = &debrief.choice else { return };
    page.section(tr!("What turned on choice, and what on chance"));
    sentence(page, debrief);
    page.para(&part.method);
    page.heading(tr!("Turn by turn: of 100 parts of the way, so many decided here"));
    let [first, second] = &part.actors;
    page.hang(tr!("start: "), 2, &tr!("luck {before:.0}", before = 100.0 * part.before));
    for turn in &part.turns {
        let parts = [turn.orders[0], turn.orders[1], turn.draws].map(|share| 100.0 * share);
        page.hang(
            &tr!("turn {number}: ", number = turn.number),
            2,
            &tr!("{mean:.0}: {first} {parts:.0}, {second} {parts2:.0}, luck {parts3:.0}. To be expected as it opened: {first} {mean2:.0} of 100, {second} \
                 {mean3:.0}; war {share:.0} in 100.", mean = 100.0 * turn.share.mean, first, parts = parts[0], second, parts2 = parts[1], parts3 = parts[2], mean2 = turn.outlook.scores[0].mean, mean3 = turn.outlook.scores[1].mean, share = 100.0 * turn.outlook.war.share),
        );
    }
    page.hang(tr!("after: "), 2, &tr!("luck {afterwards:.0}", afterwards = 100.0 * part.afterwards));
    page.heading(tr!("What each move would have led to: own score, the other's, war in 100"));
    for turn in &part.turns {
        branches(page, turn.number, &part.actors, &turn.branches);
    }
}

/// What may come of a course that has not ended, and what each move that is open would lead to.
pub(super) fn ahead(page: &mut Page, debrief: &Debrief) {
    let Some(part) = &debrief.ahead else { return };
    page.section(tr!("Where it stops, and what may come of it"));
    page.para(&part.sentence);
    page.para(&part.method);
    page.heading(tr!("What each move would lead to: own score, the other's, war in 100"));
    branches(page, part.number, &part.actors, &part.branches);
}

fn branches(page: &mut Page, turn: Nth, actors: &[String; 2], branches: &[Vec<BranchPart>; 2]) {
    for (actor, found) in branches.iter().enumerate().filter(|(_, found)| !found.is_empty()) {
        page.para(&tr!("Turn {turn}, {actors}:", turn, actors = actors[actor]));
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
        &tr!(
            "{mean:.0} ({low:.0} to {high:.0}), {mean2:.0}, {share:.0}: {title} ({desk}){what}",
            mean = branch.own.mean,
            low = branch.own.low,
            high = branch.own.high,
            mean2 = branch.other.mean,
            share = 100.0 * branch.war.share,
            title = branch.title,
            desk = branch.desk,
            what = if branch.chosen { tr!(", ordered") } else { "" }
        ),
    );
}
