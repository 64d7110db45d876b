//! The red-line record of both sides.

use maud::{Markup, html};

use super::cite;
use crate::report::{
    chart,
    debrief::{Debrief, LineMoment, LinePart},
    words::{self, Nth},
};

/// Every red line that came into play, and the others in short.
pub(super) fn all(debrief: &Debrief) -> Option<Markup> {
    if debrief.lines.is_empty() {
        return None;
    }
    let idle = |line: &&LinePart| line.moments.is_empty();
    Some(html! {
        p.intro {
            (tr!("A red line can be denied in words and respected in deeds. So each line carries two things for the other side: what it said, and its conduct, from 0 (as if there were no line) to 100 (as if it were law). Conduct is counted from acts alone: crossing, probing, holding back when there was a chance, undoing, carrying out. No word moves it. What tends to turn denial into respect is the estimate of the owner's resolve, given for every moment."))
        }
        @if let Some(lost) = debrief.lines_lost() { p.intro { (lost) } }
        @for line in debrief.lines.iter().filter(|line| !idle(line)) { (card(line)) }
        @if debrief.lines.iter().any(|line| idle(&line)) {
            h3 { (tr!("Lines that never came into play")) }
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
                (tr!("Drawn by {owner} for {binds}, {declared}; {consequence}. At the end: {state}.", owner = words::the(&line.owner), binds = words::the(&line.binds), declared = line.declared, consequence = line.consequence, state = line.state)) (cite(&line.sources))
            }
            div.beside {
                div { h4 { (tr!("{binds}, in words", binds = line.binds)) } p.big { (line.words) } }
                div {
                    h4 { (tr!("{by}, in conduct", by = line.by)) }
                    p.big { (tr!("{conduct} of 100", conduct = line.conduct)) }
                    (chart::conduct(line.start, line.conduct, &ascribed))
                    p.legend {
                        (tr!("Upright stroke: where it began, {start}.", start = line.start))
                        @if !ascribed.is_empty() { (tr!(" Triangles: what schools ascribe.")) }
                    }
                }
            }
            p { (line.beside) }
            @if !line.readings.is_empty() {
                p {
                    (tr!("The engine counts {conduct}, from acts. ", conduct = line.conduct))
                    @for reading in &line.readings { (tr!("{school} ascribes {conduct}. ", school = reading.school, conduct = reading.conduct)) }
                }
            }
            details {
            summary { (tr!("Its history, by turn")) }
            (history(line))
            @if let Some([focal, precise, verifiable, complete]) = line.quality {
                p.legend {
                    (tr!("The line itself, each from 0 to 3: how natural a place to stop, {focal}; how exact, {precise}; how well a crossing can be seen, {verifiable}; how little is to be gained short of it, {complete}.", focal, precise, verifiable, complete))
                }
            }
            @if !line.note.is_empty() { p.soft { (tr!("Of the record: {note}", note = line.note)) } }
            }
        }
    }
}

/// Moments that follow one another and are the same thing for the same reason.
fn gathered(line: &LinePart) -> Vec<Vec<&LineMoment>> {
    let mut groups: Vec<Vec<&LineMoment>> = Vec::new();
    for moment in &line.moments {
        match groups.last_mut() {
            Some(group)
                if group.last().is_some_and(|last| {
                    last.kind == moment.kind && last.because == moment.because && moment.turn.is_some()
                }) =>
            {
                group.push(moment);
            }
            _ => groups.push(vec![moment]),
        }
    }
    groups
}

/// The turns of moments: "Turn 3", "Turns 5 to 10", "Turns 5, 7 and 9".
fn when(group: &[&LineMoment]) -> String {
    let turns: Vec<Nth> = group.iter().filter_map(|moment| moment.turn).collect();
    match (turns.as_slice(), group) {
        ([first, .., last], [_, _, ..]) if last.turn - first.turn + 1 == turns.len() && 2 < turns.len() => {
            tr!("Turns {first} to {last}", first, last)
        }
        ([_, _, ..], _) => {
            let names: Vec<String> = turns.iter().map(ToString::to_string).collect();
            tr!("Turns {listed}", listed = words::listed(&names, "and"))
        }
        (_, [moment, ..]) => moment.when.clone(),
        (_, []) => String::new(),
    }
}

fn history(line: &LinePart) -> Markup {
    let resolve = line.moments.iter().any(|moment| moment.resolve.is_some());
    let joined = |group: &[&LineMoment], part: &dyn Fn(&LineMoment) -> Option<String>| {
        group.iter().filter_map(|moment| part(moment)).collect::<Vec<String>>().join(", ")
    };
    html! {
        div.scroll tabindex="0" role="region" aria-label={(tr!("History of the line {text}", text = line.text))} {
            table.moments {
                @if resolve { caption { (tr!("Its history, with what was then believed of the resolve of {owner}", owner = words::the(&line.owner))) } }
                thead { tr {
                    th scope="col" { (tr!("When")) } th scope="col" { (tr!("What")) } th scope="col" { (tr!("Why")) }
                    th.num scope="col" { (tr!("Conduct after it")) }
                    @if resolve { th.num scope="col" { (tr!("Estimate of resolve")) } }
                } }
                tbody { @for group in gathered(line) { @if let Some(first) = group.first() { tr {
                    th scope="row" title=(first.date) { (when(&group)) }
                    td { (first.event) @if 1 < group.len() { (tr!(", {count} times", count = group.len())) } }
                    td { (first.because) }
                    td.num {
                        (joined(&group, &|moment| Some(moment.conduct.to_string())))
                        @if first.change != 0 {
                            " " span.soft { "(" (words::signed(i32::from(first.change))) @if 1 < group.len() { (tr!(" each")) } ")" }
                        }
                    }
                    @if resolve { td.num { (joined(&group, &|moment| moment.resolve.map(|resolve| resolve.to_string()))) } }
                } } } }
            }
        }
    }
}
