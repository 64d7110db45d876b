//! What each side believed about the other, beside the truth.

use maud::{Markup, html};

use super::shape;
use crate::report::{
    chart,
    debrief::{Belief, Debrief, Mind},
    words,
};

/// A timeline for each side, and the figures behind it.
pub(super) fn minds(debrief: &Debrief) -> Option<Markup> {
    if debrief.turns.is_empty() {
        return None;
    }
    Some(html! {
        p.ahead { (debrief.minds.sentence) }
        p.intro {
            (tr!("Each row is something that a side believed about the other; a dark cell is a turn at whose end it was not the truth. A side that cannot look takes a thing to be as it last saw it; an accident looks like an order until it is explained; a letter on its way is no letter yet. Resolve is a guess: the estimate beside the leadership’s willingness to run danger, which are said not to meet when they are 20 points apart or more."))
        }
        @for (at, mind) in debrief.minds.sides.iter().enumerate() {
            h3 { (shape(at)) (tr!("{believer} about {about}", believer = mind.believer, about = words::the(&mind.about))) }
            p { (mind.sentence) }
            @if !mind.beliefs.is_empty() {
                figure { (chart::minds(mind)) }
                (figures(debrief, mind))
            }
        }
    })
}

fn figures(debrief: &Debrief, mind: &Mind) -> Markup {
    let changed = |belief: &Belief, turn: usize| {
        let same = |list: &[String]| turn.checked_sub(1).is_some_and(|before| list[before] == list[turn]);
        let as_before = same(&belief.believed) && same(&belief.truth);
        !(belief.truth[turn].is_empty() || as_before)
    };
    html! {
        details {
            summary { (tr!("What was believed and what was true, turn by turn")) }
            div.scroll tabindex="0" role="region" aria-label={(tr!("What {believer} believed", believer = mind.believer))} { table {
                thead { tr { th scope="col" { (tr!("About")) } th.num scope="col" { (tr!("From turn")) } th scope="col" { (tr!("Believed")) } th scope="col" { (tr!("True")) } } }
                @for belief in &mind.beliefs { tbody {
                    @for turn in (0..debrief.turns.len()).filter(|turn| changed(belief, *turn)) { tr {
                        th scope="row" { (belief.what) }
                        td.num { (turn) }
                        td .otherwise[belief.apart[turn]] { (belief.believed[turn]) }
                        td { (belief.truth[turn]) }
                    } }
                } }
            } }
        }
    }
}
