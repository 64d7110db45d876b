//! The first plain screen, the ending and the human cost.

use maud::{Markup, html};

use super::{cite, dots, shape};
use crate::{
    report::debrief::{Debrief, Seat, TrackPart},
    scenario::model::{figure, unit_beside},
};

/// What each side wanted, got and paid, and who came out ahead by whom.
pub(super) fn glance(debrief: &Debrief) -> Markup {
    let screen = &debrief.screen;
    html! {
        p.lead { (screen.ended) }
        @if debrief.lost() {
            div.lost role="note" { p { (screen.ahead) } }
        } @else {
            p.ahead { (screen.ahead) }
        }
        @if !debrief.cost.is_empty() {
            aside.cost-box aria-label=(tr!("Human cost")) {
                h3 { (tr!("What it cost in lives")) }
                @for track in &debrief.cost { (cost_figure(track)) }
            }
        }
        div.seats {
            @for (at, seat) in screen.seats.iter().enumerate() { (self::seat(debrief, at, seat)) }
        }
    }
}

fn cost_figure(track: &TrackPart) -> Markup {
    html! {
        div {
            p.figure { (figure(track.at[1].saturating_sub(track.start))) }
            p { (track.name) @if track.unit != "people" { " " small { "(" (unit_beside(0, &track.unit)) ")" } } }
        }
    }
}

fn seat(debrief: &Debrief, at: usize, seat: &Seat) -> Markup {
    let ended = seat.wants.iter().any(|want| want.got[1].is_some());
    html! {
        article .seat .first[at == 0] .second[at == 1] aria-label=(seat.name) {
            h3 { (shape(at)) (seat.name) }
            p.who { (seat.decider) @if let Some(kind) = &debrief.actors[at].disposition { ". " (kind) } }
            table {
                caption { (tr!("What it wanted")) @if ended { (tr!(", and what it got")) } }
                colgroup { col.want; @if ended { col; col; } }
                thead { tr {
                    th scope="col" { (tr!("Aim")) }
                    @if ended { th scope="col" { (debrief.horizons[0]) } th scope="col" { (debrief.horizons[1]) } }
                } }
                tbody { @for want in &seat.wants {
                    tr {
                        td { (want.title) }
                        @if ended { @for (got, value) in want.got.iter().zip(&want.values) {
                            td {
                                @if let Some(words) = got { (words) } @else { span.none { (tr!("not judged")) } }
                                @if let Some(value) = value { " " (dots(*value)) }
                            }
                        } }
                    }
                } }
            }
            @if !seat.got.is_empty() { p.got { (seat.got) } }
            h4 { (tr!("What it paid and promised")) }
            @if seat.cost_own.is_empty() { p.none { (tr!("Nothing that is counted for it. The human cost stands further down.")) } }
            @else { ul { @for cost in &seat.cost_own { li { (cost) } } } }
            @if !seat.cost_others.is_empty() {
                h4 { (tr!("What others paid")) }
                ul { @for cost in &seat.cost_others { li { (cost) } } }
            }
        }
    }
}

/// The ending and the human cost turn by turn.
pub(super) fn ending(debrief: &Debrief) -> Markup {
    html! {
        @match &debrief.ending {
            Some(ending) => {
                h3 { (ending.title) ": " (ending.category) (cite(&ending.sources)) }
                p.soft { (tr!("Turn {turn}, {date}.", turn = ending.turn, date = ending.date)) }
                p { (ending.text) }
                p.legend { (tr!("The rule: {because}", because = ending.because)) }
            }
            None => p { (tr!("The crisis has not ended. Verdicts and scores are given once it has; what follows is the record so far.")) },
        }
        @if !debrief.cost.is_empty() {
            h3 { (tr!("Human cost")) }
            p.intro { (tr!("Plain figures, nobody's gain. They count in no score; they are why the scores matter.")) }
            div.scroll tabindex="0" role="region" aria-label=(tr!("Human cost by turn")) {
                table {
                    thead { tr {
                        th scope="col" { (tr!("Turn")) }
                        @for track in &debrief.cost { th.num scope="col" { (track.name) } }
                    } }
                    tbody {
                        @for (at, turn) in debrief.turns.iter().enumerate() {
                            @if costly(debrief, at) {
                                tr {
                                    th scope="row" { (turn.number) span.soft { " · " (turn.date) } }
                                    @for track in &debrief.cost { td.num { (figure(track.series.get(at).copied().unwrap_or(track.start))) } }
                                }
                            }
                        }
                        tr {
                            th scope="row" { (debrief.horizons[1]) }
                            @for track in &debrief.cost { td.num { (figure(track.at[1])) } }
                        }
                    }
                }
            }
            p.legend { (tr!("Turns on which nothing changed are left out.")) }
            @let (counted, sources) = &debrief.screen.counted;
            @if !counted.is_empty() { p { (counted) (cite(sources)) } }
            @for track in &debrief.cost { @if !track.text.is_empty() || !track.note.is_empty() {
                p { b { (track.name) ". " } (track.text) " " (track.note) (cite(&track.sources)) }
            } }
        }
    }
}

/// Whether a figure of human cost changed on a turn.
fn costly(debrief: &Debrief, at: usize) -> bool {
    debrief.cost.iter().any(|track| {
        let before = at.checked_sub(1).and_then(|before| track.series.get(before)).copied().unwrap_or(track.start);
        track.series.get(at).copied().unwrap_or(before) != before
    })
}
