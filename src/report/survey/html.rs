//! A survey as one self-contained page with charts: no scripts, nothing fetched.

use maud::{Markup, html};

use super::{AimFinding, Changes, DecisiveFinding, Findings, LadderFinding, LineFinding, TrackFinding, Turned};
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
    page_against(found, None)
}

/// As [`page`], with what has changed since a former survey.
#[must_use]
pub fn page_against(found: &Findings, changes: Option<&Changes>) -> String {
    let mut sections = Vec::new();
    let mut put = |id: &'static str, title: &str, fresh: bool, body: Option<Markup>| {
        if let Some(body) = body {
            sections.push(Section { id, title: title.to_owned(), fresh, body });
        }
    };
    put("glance", tr!("At a glance"), false, Some(glance(found)));
    put("changes", tr!("What has changed"), false, changes.map(changed));
    put("endings", tr!("How they ended"), false, Some(endings(found)));
    put("length", tr!("How long they took"), false, Some(length(found)));
    put("aims", tr!("Who got what"), true, aims(found));
    put("rungs", tr!("How high they climbed"), true, rungs(found));
    put("lines", tr!("Red lines"), true, lines(found));
    put("decisive", tr!("Moves that stand out"), true, decisive(found));
    put("moves", tr!("Moves offered and chosen"), true, moves(found));
    put("tracks", tr!("Figures over time"), true, tracks(found));
    put("events", tr!("Events"), false, events(found));
    put("never", tr!("What never happened"), false, Some(never(found)));
    put("how", tr!("How to read this"), false, Some(how(found)));
    whole(&found.language, &tr!("{title}: survey", title = found.title), &top(found), &sections, &bottom(found))
}

/// A share of 100 with its interval.
fn of_100(share: &Share) -> String {
    if share.of == 0 {
        return "–".to_owned();
    }
    let part = chart::hundredths;
    tr!("{part} ({part2} to {part3})", part = part(share.share), part2 = part(share.low), part3 = part(share.high))
}

/// A mean with its interval.
fn mean_of(mean: &Mean) -> String {
    tr!("{mean:.1} ({low:.1} to {high:.1})", mean = mean.mean, low = mean.low, high = mean.high)
}

/// A signed difference with its interval.
fn difference(mean: &Mean, scale: f64) -> String {
    let one = |value: f64| format!("{:+.1}", scale * value).replace('-', "−");
    tr!("{one} ({one2} to {one3})", one = one(mean.mean), one2 = one(mean.low), one3 = one(mean.high))
}

fn counted(number: u64) -> String {
    i32::try_from(number).map_or_else(|_| number.to_string(), figure)
}

fn top(found: &Findings) -> Markup {
    html! {
        header.top {
            p.eyebrow { (tr!("Survey")) }
            h1 { (found.title) }
            p.subtitle { (tr!("{runs} crises, played by the machine and counted", runs = counted(found.runs))) }
            ul.facts {
                @for (at, side) in found.scores.iter().enumerate() { li { (shape(at)) b { (side.name) } (tr!(", policy {policy}", policy = side.policy)) } }
                li { (tr!("Seed {seed}", seed = found.seed)) }
                @if let Some(cut) = &found.cut { li { (tr!("The cut “{title}”: {turns} turns are played, the others as the record had them", title = cut.title, turns = cut.turns)) } }
                @if found.open_prologue { li { (tr!("The prologue was played too")) } }
            }
        }
    }
}

fn bottom(found: &Findings) -> Markup {
    html! {
        footer { p {
            (tr!("Made by Brinkmanship from the scenario ")) code { (found.scenario) } (tr!(". The same seed and policies give the same page, whatever the number of threads. Fingerprint of the scenario's files: ")) code { (found.fingerprint) } "."
        } }
    }
}

fn glance(found: &Findings) -> Markup {
    let mut common: Vec<_> = found.endings.iter().filter(|ending| 0 < ending.share.count).collect();
    common.sort_by_key(|ending| std::cmp::Reverse(ending.share.count));
    html! {
        p.lead {
            (tr!("Of 100 crises, ")) (chart::hundredths(found.wars.share)) (tr!(" ended in direct war between the two"))
            @if let Some(first) = common.first() {
                (tr!("; the ending that came most often was “{title}”, ", title = words::bare(&first.title))) (chart::hundredths(first.share.share)) (tr!(" in 100"))
            }
            "."
        }
        div.seats {
            @for (at, side) in found.scores.iter().enumerate() {
                article .seat .first[at == 0] .second[at == 1] {
                    h3 { (shape(at)) (side.name) }
                    p.who { (tr!("Policy: {policy}", policy = side.policy)) }
                    p { (tr!("Mean score at the end: ")) b { (mean_of(&side.at_once)) } }
                    p { (tr!("Mean score later: ")) b { (mean_of(&side.later)) } }
                    p { (tr!("Of 100 acts, those that go down or conciliate: {of_100}", of_100 = of_100(&side.conciliatory))) }
                }
            }
        }
        @if 0 < found.refused { p.lost { (tr!("{refused} crises were stopped by an order that was refused: a fault of the program.", refused = found.refused)) } }
    }
}

fn changed(changes: &Changes) -> Markup {
    let turned = |title: &'static str, list: &[Turned]| {
        html! { @if !list.is_empty() {
            h3 { (title) }
            ul { @for one in list { li {
                (one.thing.name) span.soft { ", " (one.thing.kind) ": " (tr!("{count} of {all}", count = counted(one.share.count), all = counted(one.share.of))) @if !one.sure { "; " (tr!("chance alone may do so")) } }
            } } }
        } }
    };
    html! {
        p.intro {
            @if changes.same_files { (tr!("Against a former survey of the same files.")) } @else { (tr!("Against a former survey.")) }
            " " (tr!("Told is only what moved by more than {errors} standard errors, of {compared} figures compared.", errors = crate::survey::SURE, compared = changes.compared))
        }
        @if !changes.unlike.is_empty() { p.lost { (tr!("Not all of this need come from an edit: {reasons}.", reasons = changes.unlike.join("; "))) } }
        @if changes.is_empty() { p { (tr!("Nothing moved.")) } }
        @if !changes.moved.is_empty() { div.scroll tabindex="0" role="region" aria-label=(tr!("What has changed")) { table {
            thead { tr { th scope="col" { (tr!("What")) } th scope="col" { (tr!("Figure")) } th.num scope="col" { (tr!("Before")) } th.num scope="col" { (tr!("Now")) } th.num scope="col" { (tr!("Difference (95 %)")) } } }
            @for one in &changes.moved { tbody { @for (at, figure) in one.figures.iter().enumerate() { tr {
                @if at == 0 { th rowspan=(one.figures.len()) scope="rowgroup" { (one.thing.name) br; span.soft { (one.thing.kind) } } }
                td { (figure.what) } td.num { (format!("{:.1}", figure.before)) } td.num { (format!("{:.1}", figure.after)) }
                td.num { (difference(&figure.difference, 1.0)) }
            } } } }
        } } }
        (turned(tr!("Came about in no crisis, and does now"), &changes.now))
        (turned(tr!("Comes about in no crisis any more"), &changes.no_longer))
        @for (title, things) in [(tr!("Added"), &changes.added), (tr!("Taken out"), &changes.removed)] { @if !things.is_empty() {
            h3 { (title) }
            ul { @for thing in things { li { (thing.name) span.soft { ", " (thing.kind) } } } }
        } }
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
            (chart::bars(&rows, tr!("Endings, of 100 crises")))
            figcaption { (tr!("Of 100 crises, with 95 % intervals. Endings in direct war between the two are in red: {of_100} of 100 in all.", of_100 = of_100(&found.wars))) }
        }
        div.scroll tabindex="0" role="region" aria-label=(tr!("Endings in a table")) { table {
            thead { tr { th scope="col" { (tr!("Ending")) } th scope="col" { (tr!("Kind")) } th.num scope="col" { (tr!("Crises")) } th.num scope="col" { (tr!("Of 100 (95 %)")) } } }
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
        p { (tr!("On average {mean_of} turns.", mean_of = mean_of(&found.length.mean))) }
        figure {
            (chart::columns(&played, tr!("Turns played"), tr!("Length in turns")))
            figcaption { (tr!("Of 100 crises, so many took so many turns.")) }
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
        p.intro { (tr!("The headline verdict on each aim at the later date: achieved at the left and dark, failed at the right and pale.")) }
        figure { (chart::stacks(&rows, tr!("Verdicts, of 100 crises"))) }
        details {
            summary { (tr!("Every verdict at both dates, with intervals")) }
            div.scroll tabindex="0" role="region" aria-label=(tr!("Verdicts in a table")) { table {
                thead { tr {
                    th scope="col" { (tr!("Aim")) } th scope="col" { (tr!("When")) }
                    @for word in [tr!("achieved"), tr!("mostly"), tr!("partly"), tr!("little"), tr!("failed")] { th.num scope="col" { (word) } }
                } }
                tbody { @for aim in &found.aims { (verdicts(aim)) } }
            } }
        }
    })
}

fn verdicts(aim: &AimFinding) -> Markup {
    html! {
        @for (at, (when, verdicts)) in [(tr!("at the end"), &aim.at_once), (tr!("later"), &aim.later)].into_iter().enumerate() {
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
            (chart::bars(&rows, &tr!("{name}: crises that came so high", name = ladder.name)))
            figcaption { (tr!("Of 100 crises, so many came to this rung or above it at some time; rungs that all came to are left out.")) }
        }
    }
}

fn lines(found: &Findings) -> Option<Markup> {
    (!found.lines.is_empty()).then(|| html! {
        p.intro {
            (tr!("A line is threatened when it is crossed or probed, or when there is a chance to cross it. What followed a crossing is counted of the crises in which the line was crossed; both can follow in one crisis."))
        }
        div.scroll tabindex="0" role="region" aria-label=(tr!("Red lines")) { table {
            thead { tr {
                th scope="col" { (tr!("Line")) }
                @for word in [tr!("threatened"), tr!("probed"), tr!("crossed"), tr!("chance not taken"), tr!("answered"), tr!("let pass"), tr!("sold")] { th.num scope="col" { (word) } }
                th.num scope="col" { (tr!("mean conduct")) }
            } }
            tbody { @for line in &found.lines { (a_line(line)) } }
        } }
        p.legend { (tr!("Of 100 crises; the last three shares are of 100 crises in which the line was crossed. 95 % intervals below.")) }
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
        return Some(html! { p { (tr!("No move stands out beyond what chance would bring about among so many.")) } });
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
            (tr!("Each move is compared at its first chance: crises that took it then, beside crises between the same policies that could have on the same turn and did not. This is association: it shows what went with the move, and does not prove that the move brought it about."))
        }
        p.legend { (shape(0)) (found.scores[0].name) " · " (shape(1)) (found.scores[1].name) }
        figure {
            (chart::differences(&rows(|found| found.score), 1.0, [tr!("lower score"), tr!("higher score")], tr!("Difference of the mover's score")))
            figcaption { (tr!("The score of the side that makes the move, at the later date: taken less not taken, in points of 100.")) }
        }
        figure {
            (chart::differences(&rows(|found| found.war), 100.0, [tr!("fewer wars"), tr!("more wars")], tr!("Difference of wars in 100 crises")))
            figcaption { (tr!("Wars in 100 crises: taken less not taken.")) }
        }
        @if MOST < sure.len() { p.legend { (tr!("The {most} greatest of {count}. All stand in the table of moves.", most = MOST, count = sure.len())) } }
    })
}

fn moves(found: &Findings) -> Option<Markup> {
    (!found.moves.is_empty()).then(|| html! {
        @for seat in 0..2 {
            h3 { (shape(seat)) (found.scores[seat].name) }
            div.scroll tabindex="0" role="region" aria-label={(tr!("Moves of {name}", name = found.scores[seat].name))} { table {
                thead { tr {
                    th scope="col" { (tr!("Move")) } th.num scope="col" { (tr!("Up or down")) } th.num scope="col" { (tr!("Offered")) }
                    th.num scope="col" { (tr!("Chosen, of 100")) } th.num scope="col" { (tr!("… with another open")) }
                    @if found.closer { th.num scope="col" { (tr!("Score, taken less not")) } th.num scope="col" { (tr!("Wars in 100")) } }
                } }
                tbody { @for data in found.moves.iter().filter(|data| data.seat == seat) { tr {
                    th scope="row" { (words::bare(&data.title)) @if data.decisive.as_ref().is_some_and(|found| found.sure) { " " span.tag.strong { (tr!("stands out")) } } }
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
        p.legend { (tr!("Offered: turns of all crises on which the move was open. A dash: too few crises to compare.")) }
    })
}

fn tracks(found: &Findings) -> Option<Markup> {
    let moved =
        |track: &&TrackFinding| track.by_turn.iter().any(|turn| turn.quantiles.iter().any(|q| q.value != track.start));
    let shown: Vec<&TrackFinding> = found.tracks.iter().filter(moved).collect();
    (!shown.is_empty()).then(|| html! {
        p.intro { (tr!("The line is the median of the crises that still went on; half of them lie in the dark band, nine in ten in the pale one.")) }
        div.fans { @for track in &shown {
            figure {
                figcaption { (track.name) " " span { @if track.unit != "points" { (crate::scenario::model::unit_beside(0, &track.unit)) } } }
                (chart::fan(track))
            }
        } }
        details {
            summary { (tr!("The figures, turn by turn")) }
            div.scroll tabindex="0" role="region" aria-label=(tr!("Tracks by turn")) { table {
                thead { tr {
                    th scope="col" { (tr!("Track")) } th.num scope="col" { (tr!("Turn")) } th.num scope="col" { (tr!("Mean (95 %)")) }
                    @for percent in super::QUANTILES { th.num scope="col" { (tr!("{percent} in 100 below", percent)) } }
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
            (chart::bars(&rows, tr!("Events, of 100 crises")))
            figcaption { (tr!("Of 100 crises, so many saw the event at some time. What happened in all of them, or in none, is left out.")) }
        }
    })
}

fn never(found: &Findings) -> Markup {
    let list = |title: &str, names: Vec<String>| {
        html! {
            h3 { (title) }
            @if names.is_empty() { p.none { (tr!("None.")) } } @else { ul { @for name in names { li { (name) } } } }
        }
    };
    html! {
        (list(tr!("Endings never reached"), found.never_reached().map(|data| words::bare(&data.title).to_owned()).collect()))
        (list(tr!("Events that never happened"), found.never_happened().map(|data| data.called().to_owned()).collect()))
        (list(tr!("Aims never met, not even mostly"), found.never_met().map(|data| format!("{}: {}", data.owner_name, words::bare(&data.title))).collect()))
        (list(tr!("Moves never chosen"), found.never_chosen().map(|data| format!("{} ({})", words::bare(&data.title), found.scores[data.seat].name)).collect()))
    }
}

fn how(found: &Findings) -> Markup {
    html! {
        ul {
            li { (tr!("Every crisis was played by policies with a seed of its own. What policies do is not what leaders did; a survey tells about the model.")) }
            li { (tr!("Brackets hold 95 % intervals: Wilson’s for shares, normal ones for means and differences, ranks for quantiles. They say how far the count could be off by chance, not how far the model is from history.")) }
            li { (tr!("A move stands out when a difference is more than {sure} standard errors from nothing, so that among several hundred moves hardly one does by chance.", sure = crate::survey::SURE)) }
            @if !found.closer { li { (tr!("Rungs and tracks turn by turn, and the moves that stand out, were not counted.")) } }
        }
    }
}
