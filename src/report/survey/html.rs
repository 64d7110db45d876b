//! A survey as one self-contained page with charts: no scripts, nothing fetched.

use maud::{Markup, html};

use super::{AimFinding, DecisiveFinding, Findings, LadderFinding, LineFinding, TrackFinding};
use crate::{
    report::{
        chart::{self, Bar, Difference},
        html::{Section, shape, whole},
        words,
    },
    scenario::model::figure,
    survey::{Mean, Share},
};

/// The most moves in a chart; the table has them all.
const MOST: usize = 24;

/// The survey as one page of HTML.
#[must_use]
pub fn page(found: &Findings) -> String {
    let mut sections = Vec::new();
    let mut put = |id: &'static str, title: &str, fresh: bool, body: Option<Markup>| {
        if let Some(body) = body {
            sections.push(Section { id, title: title.to_owned(), fresh, body });
        }
    };
    put("glance", "At a glance", false, Some(glance(found)));
    put("endings", "How they ended", false, Some(endings(found)));
    put("length", "How long they took", false, Some(length(found)));
    put("aims", "Who got what", true, aims(found));
    put("rungs", "How high they climbed", true, rungs(found));
    put("lines", "Red lines", true, lines(found));
    put("decisive", "Moves that stand out", true, decisive(found));
    put("moves", "Moves offered and chosen", true, moves(found));
    put("tracks", "Figures over time", true, tracks(found));
    put("events", "Events", false, events(found));
    put("never", "What never happened", false, Some(never(found)));
    put("how", "How to read this", false, Some(how(found)));
    whole(&found.language, &format!("{}: survey", found.title), &top(found), &sections, &bottom(found))
}

/// A share of 100 with its interval.
fn of_100(share: &Share) -> String {
    if share.of == 0 {
        return "–".to_owned();
    }
    let part = chart::hundredths;
    format!("{} ({} to {})", part(share.share), part(share.low), part(share.high))
}

/// A mean with its interval.
fn mean_of(mean: &Mean) -> String {
    format!("{:.1} ({:.1} to {:.1})", mean.mean, mean.low, mean.high)
}

/// A signed difference with its interval.
fn difference(mean: &Mean, scale: f64) -> String {
    let one = |value: f64| format!("{:+.1}", scale * value).replace('-', "−");
    format!("{} ({} to {})", one(mean.mean), one(mean.low), one(mean.high))
}

fn counted(number: u64) -> String {
    i32::try_from(number).map_or_else(|_| number.to_string(), figure)
}

fn top(found: &Findings) -> Markup {
    html! {
        header.top {
            p.eyebrow { "Survey" }
            h1 { (found.title) }
            p.subtitle { (counted(found.runs)) " crises, played by the machine and counted" }
            ul.facts {
                @for (at, side) in found.scores.iter().enumerate() { li { (shape(at)) b { (side.name) } ", policy " (side.policy) } }
                li { "Seed " (found.seed) }
                @if let Some(cut) = &found.cut { li { "The cut “" (cut.title) "”: " (cut.turns) " turns are played, the others as the record had them" } }
                @if found.open_prologue { li { "The prologue was played too" } }
            }
        }
    }
}

fn bottom(found: &Findings) -> Markup {
    html! {
        footer { p {
            "Made by Brinkmanship from the scenario " code { (found.scenario) } ". The same seed and policies give the same page, "
            "whatever the number of threads. Fingerprint of the scenario's files: " code { (found.fingerprint) } "."
        } }
    }
}

fn glance(found: &Findings) -> Markup {
    let mut common: Vec<_> = found.endings.iter().filter(|ending| 0 < ending.share.count).collect();
    common.sort_by_key(|ending| std::cmp::Reverse(ending.share.count));
    html! {
        p.lead {
            "Of 100 crises, " (chart::hundredths(found.wars.share)) " ended in direct war between the two"
            @if let Some(first) = common.first() {
                "; the ending that came most often was “" (words::bare(&first.title)) "”, " (chart::hundredths(first.share.share)) " in 100"
            }
            "."
        }
        div.seats {
            @for (at, side) in found.scores.iter().enumerate() {
                article .seat .first[at == 0] .second[at == 1] {
                    h3 { (shape(at)) (side.name) }
                    p.who { "Policy: " (side.policy) }
                    p { "Mean score at the end: " b { (mean_of(&side.at_once)) } }
                    p { "Mean score later: " b { (mean_of(&side.later)) } }
                    p { "Of 100 acts, those that go down or conciliate: " (of_100(&side.conciliatory)) }
                }
            }
        }
        @if 0 < found.refused { p.lost { (found.refused) " crises were stopped by an order that was refused: a fault of the program." } }
    }
}

fn endings(found: &Findings) -> Markup {
    let mut sorted: Vec<_> = found.endings.iter().filter(|ending| 0 < ending.share.count).collect();
    sorted.sort_by_key(|ending| std::cmp::Reverse(ending.share.count));
    let rows: Vec<Bar<'_>> = sorted
        .iter()
        .map(|ending| Bar {
            name: words::bare(&ending.title),
            class: if ending.war { "war" } else { "" },
            share: ending.share,
        })
        .collect();
    html! {
        figure {
            (chart::bars(&rows, "Endings, of 100 crises"))
            figcaption { "Of 100 crises, with 95 % intervals. Endings in direct war between the two are in red: " (of_100(&found.wars)) " of 100 in all." }
        }
        div.scroll tabindex="0" role="region" aria-label="Endings in a table" { table {
            thead { tr { th scope="col" { "Ending" } th scope="col" { "Kind" } th.num scope="col" { "Crises" } th.num scope="col" { "Of 100 (95 %)" } } }
            tbody { @for ending in &sorted { tr {
                th scope="row" { (words::bare(&ending.title)) } td { (ending.kind) }
                td.num { (counted(ending.share.count)) } td.num { (of_100(&ending.share)) }
            } } }
        } }
    }
}

fn length(found: &Findings) -> Markup {
    let played: Vec<(usize, Share)> =
        found.length.turns.iter().copied().enumerate().filter(|(_, share)| 0 < share.count).collect();
    html! {
        p { "On average " (mean_of(&found.length.mean)) " turns." }
        figure {
            (chart::columns(&played, "Turns played", "Length in turns"))
            figcaption { "Of 100 crises, so many took so many turns." }
        }
    }
}

fn aims(found: &Findings) -> Option<Markup> {
    let rows: Vec<(String, [Share; 5])> = found
        .aims
        .iter()
        .map(|aim| {
            (format!("{}: {}", aim.owner_name, words::bare(&aim.title)), aim.later.each().map(|(_, share)| share))
        })
        .collect();
    (!rows.is_empty()).then(|| html! {
        p.intro { "The headline verdict on each aim at the later date: achieved at the left and dark, failed at the right and pale." }
        figure { (chart::stacks(&rows, "Verdicts, of 100 crises")) }
        details {
            summary { "Every verdict at both dates, with intervals" }
            div.scroll tabindex="0" role="region" aria-label="Verdicts in a table" { table {
                thead { tr {
                    th scope="col" { "Aim" } th scope="col" { "When" }
                    @for word in ["achieved", "mostly", "partly", "little", "failed"] { th.num scope="col" { (word) } }
                } }
                tbody { @for aim in &found.aims { (verdicts(aim)) } }
            } }
        }
    })
}

fn verdicts(aim: &AimFinding) -> Markup {
    html! {
        @for (at, (when, verdicts)) in [("at the end", &aim.at_once), ("later", &aim.later)].into_iter().enumerate() {
            tr {
                @if at == 0 { th rowspan="2" scope="rowgroup" { (aim.owner_name) ": " (words::bare(&aim.title)) } }
                td { (when) }
                @for (_, share) in verdicts.each() { td.num { (of_100(&share)) } }
            }
        }
    }
}

fn rungs(found: &Findings) -> Option<Markup> {
    (!found.ladders.is_empty()).then(|| {
        html! {
            @for ladder in &found.ladders {
                h3 { (ladder.name) }
                (peaks(ladder))
                @if !ladder.by_turn.is_empty() { figure { (chart::rungs_by_turn(ladder)) } }
            }
        }
    })
}

fn peaks(ladder: &LadderFinding) -> Markup {
    let rows: Vec<Bar<'_>> = ladder
        .rungs
        .iter()
        .rev()
        .filter(|rung| 0 < rung.reached.count && rung.reached.count < rung.reached.of)
        .map(|rung| Bar { name: &rung.name, class: "", share: rung.reached })
        .collect();
    html! {
        figure {
            (chart::bars(&rows, &format!("{}: crises that came so high", ladder.name)))
            figcaption { "Of 100 crises, so many came to this rung or above it at some time; rungs that all came to are left out." }
        }
    }
}

fn lines(found: &Findings) -> Option<Markup> {
    (!found.lines.is_empty()).then(|| html! {
        p.intro {
            "A line is threatened when it is crossed or probed, or when there is a chance to cross it. What followed a crossing "
            "is counted of the crises in which the line was crossed; both can follow in one crisis."
        }
        div.scroll tabindex="0" role="region" aria-label="Red lines" { table {
            thead { tr {
                th scope="col" { "Line" }
                @for word in ["threatened", "probed", "crossed", "chance not taken", "answered", "let pass", "sold"] { th.num scope="col" { (word) } }
                th.num scope="col" { "mean conduct" }
            } }
            tbody { @for line in &found.lines { (a_line(line)) } }
        } }
        p.legend { "Of 100 crises; the last three shares are of 100 crises in which the line was crossed. 95 % intervals below." }
    })
}

fn a_line(line: &LineFinding) -> Markup {
    let part = chart::hundredths;
    html! { tr {
        th scope="row" { (words::bare(&line.text)) br; span.soft { (line.owner_name) } }
        @for share in [&line.threatened, &line.probed, &line.crossed, &line.respected, &line.answered, &line.let_pass, &line.sold] {
            td.num {
                @if share.of == 0 { "–" }
                @else { b { (part(share.share)) } br; span.soft { (part(share.low)) "–" (part(share.high)) } }
            }
        }
        td.num { (format!("{:.0}", line.conduct)) }
    } }
}

fn decisive(found: &Findings) -> Option<Markup> {
    if !found.closer {
        return None;
    }
    let sure = found.decisive();
    if sure.is_empty() {
        return Some(html! { p { "No move stands out beyond what chance would bring about among so many." } });
    }
    let shown = &sure[..sure.len().min(MOST)];
    let rows = |of: fn(&DecisiveFinding) -> Mean| -> Vec<Difference<'_>> {
        let row = shown.iter().map(|(data, found)| Difference {
            name: words::bare(&data.title),
            class: if data.seat == 0 { "first" } else { "second" },
            mean: of(found),
        });
        row.collect()
    };
    Some(html! {
        p.intro {
            "Each move is compared at its first chance: crises that took it then, beside crises between the same policies that could "
            "have on the same turn and did not. This is association: it shows what went with the move, and does not prove that the "
            "move brought it about."
        }
        p.legend { (shape(0)) (found.scores[0].name) " · " (shape(1)) (found.scores[1].name) }
        figure {
            (chart::differences(&rows(|found| found.score), 1.0, ["lower score", "higher score"], "Difference of the mover's score"))
            figcaption { "The score of the side that makes the move, at the later date: taken less not taken, in points of 100." }
        }
        figure {
            (chart::differences(&rows(|found| found.war), 100.0, ["fewer wars", "more wars"], "Difference of wars in 100 crises"))
            figcaption { "Wars in 100 crises: taken less not taken." }
        }
        @if MOST < sure.len() { p.legend { "The " (MOST) " greatest of " (sure.len()) ". All stand in the table of moves." } }
    })
}

fn moves(found: &Findings) -> Option<Markup> {
    (!found.moves.is_empty()).then(|| html! {
        @for seat in 0..2 {
            h3 { (shape(seat)) (found.scores[seat].name) }
            div.scroll tabindex="0" role="region" aria-label={"Moves of " (found.scores[seat].name)} { table {
                thead { tr {
                    th scope="col" { "Move" } th.num scope="col" { "Up or down" } th.num scope="col" { "Offered" }
                    th.num scope="col" { "Chosen, of 100" } th.num scope="col" { "… with another open" }
                    @if found.closer { th.num scope="col" { "Score, taken less not" } th.num scope="col" { "Wars in 100" } }
                } }
                tbody { @for data in found.moves.iter().filter(|data| data.seat == seat) { tr {
                    th scope="row" { (words::bare(&data.title)) @if data.decisive.as_ref().is_some_and(|found| found.sure) { " " span.tag.strong { "stands out" } } }
                    td.num { @if data.escalation == 0 { "0" } @else { (words::signed(i32::from(data.escalation))) } }
                    td.num { (counted(data.offered)) }
                    td.num { (of_100(&data.chosen_share)) }
                    td.num { (of_100(&data.chosen_with_another)) }
                    @if found.closer { @match &data.decisive {
                        Some(found) => { td.num { (difference(&found.score, 1.0)) } td.num { (difference(&found.war, 100.0)) } }
                        None => { td.num { "–" } td.num { "–" } }
                    } }
                } } }
            } }
        }
        p.legend { "Offered: turns of all crises on which the move was open. A dash: too few crises to compare." }
    })
}

fn tracks(found: &Findings) -> Option<Markup> {
    let moved =
        |track: &&TrackFinding| track.by_turn.iter().any(|turn| turn.quantiles.iter().any(|q| q.value != track.start));
    let shown: Vec<&TrackFinding> = found.tracks.iter().filter(moved).collect();
    (!shown.is_empty()).then(|| html! {
        p.intro { "The line is the median of the crises that still went on; half of them lie in the dark band, nine in ten in the pale one." }
        div.fans { @for track in &shown {
            figure {
                figcaption { (track.name) " " span { @if track.unit != "points" { (track.unit) } } }
                (chart::fan(track))
            }
        } }
        details {
            summary { "The figures, turn by turn" }
            div.scroll tabindex="0" role="region" aria-label="Tracks by turn" { table {
                thead { tr {
                    th scope="col" { "Track" } th.num scope="col" { "Turn" } th.num scope="col" { "Mean (95 %)" }
                    @for percent in super::QUANTILES { th.num scope="col" { (percent) " in 100 below" } }
                } }
                @for track in &shown { tbody { @for (at, turn) in track.by_turn.iter().enumerate() { tr {
                    @if at == 0 { th rowspan=(track.by_turn.len()) scope="rowgroup" { (track.name) } }
                    td.num { (turn.turn) } td.num { (mean_of(&turn.mean)) }
                    @for quantile in &turn.quantiles { td.num { (figure(quantile.value)) } }
                } } } }
            } }
        }
    })
}

fn events(found: &Findings) -> Option<Markup> {
    let mut shown: Vec<_> = found
        .events
        .iter()
        .filter(|event| !event.title.is_empty() && 0 < event.share.count && event.share.count < found.runs)
        .collect();
    shown.sort_by_key(|event| std::cmp::Reverse(event.share.count));
    let rows: Vec<Bar<'_>> =
        shown.iter().map(|event| Bar { name: words::bare(&event.title), class: "", share: event.share }).collect();
    (!rows.is_empty()).then(|| html! {
        figure {
            (chart::bars(&rows, "Events, of 100 crises"))
            figcaption { "Of 100 crises, so many saw the event at some time. What happened in all of them, or in none, is left out." }
        }
    })
}

fn never(found: &Findings) -> Markup {
    let list = |title: &str, names: Vec<String>| {
        html! {
            h3 { (title) }
            @if names.is_empty() { p.none { "None." } } @else { ul { @for name in names { li { (name) } } } }
        }
    };
    html! {
        (list("Endings never reached", found.never_reached().map(|data| words::bare(&data.title).to_owned()).collect()))
        (list("Aims never met, not even mostly", found.never_met().map(|data| format!("{}: {}", data.owner_name, words::bare(&data.title))).collect()))
        (list("Moves never chosen", found.never_chosen().map(|data| format!("{} ({})", words::bare(&data.title), found.scores[data.seat].name)).collect()))
    }
}

fn how(found: &Findings) -> Markup {
    html! {
        ul {
            li { "Every crisis was played by simple policies with a seed of its own. What policies do is not what leaders did; a survey tells about the model." }
            li { "Brackets hold 95 % intervals: Wilson’s for shares, normal ones for means and differences, ranks for quantiles. They say how far the count could be off by chance, not how far the model is from history." }
            li { "A move stands out when a difference is more than " (crate::survey::SURE) " standard errors from nothing, so that among several hundred moves hardly one does by chance." }
            @if !found.closer { li { "Rungs and tracks turn by turn, and the moves that stand out, were not counted." } }
        }
    }
}
