//! What turned on choice and what on chance: the picture, the turns that decided, and what else could have been.

use maud::{Markup, html};

use super::shape;
use crate::{
    report::{
        chart,
        debrief::{BranchPart, ChoicePart, ChoiceTurn, Debrief, in_100, told},
        words::{self, Nth},
    },
    survey::Mean,
};

/// The picture and the tables, where the course was looked into.
pub(super) fn choice(debrief: &Debrief) -> Option<Markup> {
    let part = debrief.choice.as_ref()?;
    Some(html! {
        p.ahead { (part.sentence) }
        figure { (chart::whole_choice(part)) }
        figure {
            (chart::choice_by_turn(part))
            figcaption {
                (tr!("Decided by the orders of ")) (shape(0)) (tr!("{actors}, by those of ", actors = words::the(&part.actors[0]))) (shape(1)) (tr!("{actors}, and by luck, the dark part: the draws. The columns add up to 100; ▲ marks the turns that decided most.", actors = words::the(&part.actors[1])))
            }
        }
        @for turn in part.turns.iter().filter(|turn| part.turned.contains(&turn.number)) {
            h3 { (tr!("Turn {number}, {date}: {in_100}", number = turn.number, date = turn.date, in_100 = in_100(&turn.share))) }
            ul { @for said in &turn.moved { li { (said) } } }
        }
        figure { (chart::prospects(part)) }
        p.legend { (part.method) }
        details {
            summary { (tr!("What each move would have led to, turn by turn")) }
            @for turn in &part.turns { (branches(part, turn)) }
        }
    })
}

/// What may come of a course that has not ended, where that was looked into.
pub(super) fn ahead(debrief: &Debrief) -> Option<Markup> {
    let part = debrief.ahead.as_ref()?;
    Some(html! {
        p.ahead { (part.sentence) }
        p.legend { (part.method) }
        details {
            summary { (tr!("What each move would lead to")) }
            (tables(part.number, &part.actors, &part.branches))
        }
    })
}

fn branches(part: &ChoicePart, turn: &ChoiceTurn) -> Markup {
    html! {
        h4 { (tr!("Turn {number}, {date}", number = turn.number, date = turn.date)) }
        @if turn.recorded { p.none { (tr!("Its orders were taken from the record.")) } }
        (tables(turn.number, &part.actors, &turn.branches))
    }
}

fn tables(turn: Nth, actors: &[String; 2], branches: &[Vec<BranchPart>; 2]) -> Markup {
    html! {
        @for (actor, found) in branches.iter().enumerate().filter(|(_, found)| !found.is_empty()) {
            @let (told, rest) = told(found);
            div.scroll tabindex="0" role="region" aria-label={(tr!("Turn {turn}, {actors}", turn, actors = actors[actor]))} { table {
                caption { (shape(actor)) (actors[actor]) }
                thead { tr {
                    th scope="col" { (tr!("Move")) } th scope="col" { (tr!("Desk")) } th.num scope="col" { (tr!("Own score")) }
                    th.num scope="col" { (tr!("Other’s score")) } th.num scope="col" { (tr!("War, in 100")) }
                } }
                tbody { @for branch in told { (a_branch(branch)) } }
            } }
            @if let Some(rest) = rest { p.legend { (rest) } }
        }
    }
}

fn a_branch(branch: &BranchPart) -> Markup {
    let figure = |mean: &Mean, scale: f64| {
        format!("{:.0} ({:.0}–{:.0})", scale * mean.mean, scale * mean.low, scale * mean.high)
    };
    let war = Mean { of: branch.war.of, mean: branch.war.share, low: branch.war.low, high: branch.war.high };
    html! { tr {
        th scope="row" { (branch.title) @if branch.chosen { " " span.tag.strong { (tr!("✓ ordered")) } } }
        td { (branch.desk) }
        td.num { (figure(&branch.own, 1.0)) } td.num { (figure(&branch.other, 1.0)) } td.num { (figure(&war, 100.0)) }
    } }
}
