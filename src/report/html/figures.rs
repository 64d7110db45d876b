//! The tracks: balance as it was and as it looked, fear, and everything else, with the cause of every change.

use maud::{Markup, html};

use super::cite;
use crate::{
    language,
    report::{
        chart,
        debrief::{Change, Debrief, TrackPart},
        words::{self, Nth},
    },
    scenario::model::{figure, unit_beside},
};

/// The groups that get a chart of their own, and what to say of them.
const CHARTED: [(&str, &str); 3] = [
    (
        mark!("Balance of forces"),
        mark!(
            "The balance as it was and as it looked are two things. Whether the look outweighed the thing is for the schools to argue."
        ),
    ),
    (
        mark!("What each side knew of the brink"),
        mark!("How near each side knew that it had come. What the aftermath leaves behind depends on both."),
    ),
    (mark!("Estimates of resolve"), mark!("What each side believed the other would really do.")),
];

/// Charts of the main tracks, and a table of all.
pub(super) fn tracks(debrief: &Debrief) -> Option<Markup> {
    if debrief.tracks.is_empty() {
        return None;
    }
    let mut groups: Vec<&str> = Vec::new();
    for track in debrief.tracks.iter().filter(|track| !track.human_cost) {
        if !groups.contains(&track.group.as_str()) {
            groups.push(&track.group);
        }
    }
    Some(html! {
        @for (group, say) in CHARTED.map(|(group, say)| (language::plain(group), language::plain(say))) {
            @let parts: Vec<&TrackPart> = debrief.tracks.iter().filter(|track| track.group == group).collect();
            @if !parts.is_empty() && !debrief.turns.is_empty() {
                h3 { (group) }
                p { (say) }
                figure {
                    (chart::tracks(&parts, group))
                    figcaption { @for part in &parts { @if !part.text.is_empty() { b { (part.name) ". " } (part.text) " " } } }
                }
            }
        }
        h3 { (tr!("All figures")) }
        div.scroll tabindex="0" role="region" aria-label=(tr!("All tracks")) {
            table {
                thead { tr {
                    th scope="col" { (tr!("Track")) } th.num scope="col" { (tr!("Start")) } th scope="col" { (tr!("Turn by turn")) }
                    th.num scope="col" { (debrief.horizons[0]) } th.num scope="col" { (debrief.horizons[1]) } th scope="col" { (tr!("Seen by")) }
                } }
                @for group in groups { tbody {
                    tr.group { th colspan="6" scope="rowgroup" { (group) } }
                    @for track in debrief.tracks.iter().filter(|track| track.group == group) { (row(track)) }
                } }
            }
        }
    })
}

fn row(track: &TrackPart) -> Markup {
    html! {
        tr {
            th scope="row" { (track.name) (cite(&track.sources)) @if track.unit != "points" { br; span.soft { (unit_beside(0, &track.unit)) } } }
            td.num { (figure(track.start)) }
            td { @if track.changes.is_empty() { span.none { (tr!("did not move")) } } @else { (chart::spark(track)) } }
            td.num { (figure(track.at[0])) }
            td.num { (figure(track.at[1])) }
            td { (track.seen_by) }
        }
    }
}

/// Every change of every track, with its cause.
pub(super) fn causes(debrief: &Debrief) -> Option<Markup> {
    let moved: Vec<&TrackPart> = debrief.tracks.iter().filter(|track| !track.changes.is_empty()).collect();
    if moved.is_empty() {
        return None;
    }
    Some(html! {
        p.intro { (tr!("Every change of every figure, and what brought it about. “T3” is turn 3; “after” is the aftermath.")) }
        @if !debrief.judgement.is_empty() {
            p { (tr!("Of amounts that carry no source of their own the scenario says: {judgement}", judgement = debrief.judgement)) }
        }
        details {
            summary { (tr!("Every change, figure by figure: {count} figures. Open it here, and before printing if paper is to have it.", count = moved.len())) }
        dl.why { @for track in moved {
            div {
                dt { (track.name) ": " (figure(track.start)) " → " (figure(track.at[1])) }
                dd { @for (turn, changes) in by_turn(track) {
                    span.change {
                        b { @match turn { Some(turn) => { "T" (turn) }, None => { (tr!("after")) } } }
                        @for (at, change) in changes.iter().enumerate() {
                            @if at != 0 { ";" }
                            " " b { (words::signed(change.to.saturating_sub(change.from))) } " " (change.because)
                        }
                    }
                } }
            }
        } }
        }
    })
}

/// The changes of a track, gathered by turn; the aftermath comes last.
fn by_turn(track: &TrackPart) -> Vec<(Option<Nth>, Vec<&Change>)> {
    let mut turns: Vec<(Option<Nth>, Vec<&Change>)> = Vec::new();
    for change in &track.changes {
        match turns.last_mut() {
            Some((turn, changes)) if *turn == change.turn => changes.push(change),
            _ => turns.push((change.turn, vec![change])),
        }
    }
    turns
}
