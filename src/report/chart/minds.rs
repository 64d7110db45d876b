//! Both minds over the turns: a row for each thing believed, a dark cell where it was not the truth.

use maud::{Markup, html};

use super::{WIDTH, cut, int};
use crate::report::debrief::Mind;

/// The height of a row.
const ROW: i32 = 24;
/// The room for names on the left.
const NAMES: i32 = 400;

/// What one side believed of the other, turn by turn.
pub(in crate::report) fn minds(mind: &Mind) -> Markup {
    let turns = mind.beliefs.first().map_or(0, |belief| belief.apart.len());
    let band = (WIDTH - NAMES - 10).div_euclid(int(turns).max(1)).min(60);
    let height = int(mind.beliefs.len()) * ROW;
    let x = |turn: usize| NAMES + int(turn) * band;
    html! {
        svg.chart viewBox={"0 0 " (WIDTH) " " (height + 44)} role="img" aria-label={(tr!("What {believer} believed about {about}, turn by turn. {sentence}", believer = mind.believer, about = mind.about, sentence = mind.sentence))} {
            @for (at, belief) in mind.beliefs.iter().enumerate() {
                @let top = int(at) * ROW;
                text.name x=(NAMES - 10) y=(top + 16) text-anchor="end" { (cut(&belief.what, 62)) }
                @for (turn, apart) in belief.apart.iter().enumerate() {
                    @if belief.truth[turn].is_empty() {}
                    @else if *apart { rect.apart x=(x(turn) + 2) y=(top + 3) width=(band - 4) height=(ROW - 6) {} }
                    @else { rect.met x=(x(turn) + 2) y=(top + 3) width=(band - 4) height=(ROW - 6) {} }
                    // Numbers stand in their cells: what was believed, and the truth where it was another.
                    @if let (Ok(believed), Ok(truth)) = (belief.believed[turn].parse::<i32>(), belief.truth[turn].parse::<i32>()) {
                        text.inside .on-dark[*apart] x=(x(turn) + band.div_euclid(2)) y=(top + 16) text-anchor="middle" {
                            (believed) @if believed != truth { "≠" (truth) }
                        }
                    }
                }
            }
            @for turn in 0..turns {
                text class=(if mind.parted == Some(turn) { "who-top" } else { "tick-name" }) x=(x(turn) + band.div_euclid(2)) y=(height + 16) text-anchor="middle" { (mind.count.nth(turn)) }
            }
            text.axis-name x=(NAMES - 10) y=(height + 16) text-anchor="end" { (tr!("Turn")) }
            @if let Some(turn) = mind.parted {
                path.zero d={"M" (x(turn)) " 0V" (height + 22)} {}
                text.tick-name x=(x(turn)) y=(height + 36) { (tr!("▲ from here to the end something was hidden or mistaken")) }
            }
        }
    }
}
