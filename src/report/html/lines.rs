//! The red-line record of both sides.

use maud::{Markup, html};

use super::cite;
use crate::report::{
    chart,
    debrief::{Debrief, LineMoment, LinePart},
    words,
};

/// Every red line that came into play, and the others in short.
pub(super) fn all(debrief: &Debrief) -> Option<Markup> {
    if debrief.lines.is_empty() {
        return None;
    }
    let idle = |line: &&LinePart| line.moments.is_empty();
    Some(html! {
        p.intro {
            "A red line can be denied in words and respected in deeds. So each line carries two things for the other side: "
            "what it said, and its conduct, from 0 (as if there were no line) to 100 (as if it were law). Conduct is counted "
            "from acts alone: crossing, probing, holding back when there was a chance, undoing, carrying out. No word moves it. "
            "What tends to turn denial into respect is the estimate of the owner's resolve, given for every moment."
        }
        @for line in debrief.lines.iter().filter(|line| !idle(line)) { (card(line)) }
        @if debrief.lines.iter().any(|line| idle(&line)) {
            h3 { "Lines that never came into play" }
            ul { @for line in debrief.lines.iter().filter(idle) {
                li { "“" (words::bare(&line.text)) "” (" (line.owner) "; " (line.declared) "). " (line.state_sentence()) (cite(&line.sources)) }
            } }
        }
    })
}

fn card(line: &LinePart) -> Markup {
    let ascribed: Vec<u8> = line.readings.iter().map(|reading| reading.conduct).collect();
    html! {
        article.card {
            h3 { "“" (words::bare(&line.text)) "”" }
            p.legend {
                "Drawn by " (words::the(&line.owner)) " for " (words::the(&line.binds)) ", " (line.declared) "; " (line.consequence) ". "
                "At the end: " (line.state) "." (cite(&line.sources))
            }
            div.beside {
                div { h4 { (line.binds) ", in words" } p.big { (line.words) } }
                div {
                    h4 { (line.binds) ", in conduct" }
                    p.big { (line.conduct) " of 100" }
                    (chart::conduct(line.start, line.conduct, &ascribed))
                    p.legend {
                        "Upright stroke: where it began, " (line.start) "."
                        @if !ascribed.is_empty() { " Triangles: what schools ascribe." }
                    }
                }
            }
            p { (line.beside) }
            @if !line.readings.is_empty() {
                p {
                    "The engine counts " (line.conduct) ", from acts. "
                    @for reading in &line.readings { (reading.school) " ascribes " (reading.conduct) ". " }
                }
            }
            (history(line))
            @if let Some([focal, precise, verifiable, complete]) = line.quality {
                p.legend {
                    "The line itself, each from 0 to 3: how natural a place to stop, " (focal) "; how exact, " (precise)
                    "; how well a crossing can be seen, " (verifiable) "; how little is to be gained short of it, " (complete) "."
                }
            }
            @if !line.note.is_empty() { p.soft { "In doubt: " (line.note) } }
        }
    }
}

fn history(line: &LinePart) -> Markup {
    let resolve = line.moments.iter().any(|moment| moment.resolve.is_some());
    let mut before: Option<&LineMoment> = None;
    html! {
        div.scroll tabindex="0" role="region" aria-label={"History of the line " (line.text)} {
            table.moments {
                @if resolve { caption { "Its history, with what was then believed of the resolve of " (words::the(&line.owner)) } }
                thead { tr {
                    th scope="col" { "When" } th scope="col" { "What" } th scope="col" { "Why" }
                    th.num scope="col" { "Conduct" }
                    @if resolve { th.num scope="col" { "Estimate of resolve" } }
                } }
                tbody { @for moment in &line.moments {
                    @let again = before.is_some_and(|before| before.event == moment.event && before.because == moment.because);
                    tr {
                        th scope="row" title=(moment.date) { (moment.when) }
                        td { (moment.event) }
                        td { @if again { span.soft { "As before." } } @else { (moment.because) } }
                        td.num { (moment.conduct) @if moment.change != 0 { " " span.soft { "(" (words::signed(i32::from(moment.change))) ")" } } }
                        @if resolve { td.num { @if let Some(resolve) = moment.resolve { (resolve) } } }
                    }
                    @let _ = before.replace(moment);
                } }
            }
        }
    }
}
