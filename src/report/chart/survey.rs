//! The charts of a survey: bars with intervals, verdicts stacked, rungs by turn, tracks as fans, differences.

use maud::{Markup, html};

use super::{WIDTH, cut, int};
use crate::{
    report::survey::{LadderFinding, TrackFinding},
    survey::{Mean, Share},
};

/// The height of a row of bars.
const ROW: i32 = 26;
/// The room for names on the left of bars.
const NAMES: i32 = 330;
/// The room for figures on the right of bars.
const FIGURES: i32 = 168;

/// A length in the units of a view box: so much of a whole length, 0 to 1.
fn along(share: f64, length: i32) -> i32 {
    (share.clamp(0.0, 1.0) * f64::from(length)).round() as i32
}

/// A share in hundredths, with one place.
pub(in crate::report) fn hundredths(share: f64) -> String {
    format!("{:.1}", 100.0 * share)
}

/// One bar: its name, its class, its share.
pub(in crate::report) struct Bar<'a> {
    pub(in crate::report) name: &'a str,
    pub(in crate::report) class: &'static str,
    pub(in crate::report) share: Share,
}

/// Bars from the left, each with its interval as a whisker and its figures at the right.
pub(in crate::report) fn bars(rows: &[Bar<'_>], label: &str) -> Markup {
    let most = rows.iter().map(|row| row.share.high).fold(0.01, f64::max);
    let length = WIDTH - NAMES - FIGURES;
    let x = |share: f64| NAMES + along(share / most, length);
    html! {
        svg.chart viewBox={"0 0 " (WIDTH) " " (int(rows.len()) * ROW + 6)} role="img" aria-label={(tr!("{label}; the figures stand at the right of each bar.", label))} {
            @for (at, row) in rows.iter().enumerate() {
                @let top = int(at) * ROW + 3;
                text.name x=(NAMES - 10) y=(top + 16) text-anchor="end" { (cut(row.name, 50)) }
                rect class={"bar " (row.class)} x=(NAMES) y=(top + 4) width=(x(row.share.share) - NAMES) height=(ROW - 10) {}
                (whisker(x(row.share.low), x(row.share.high), top + ROW.div_euclid(2) - 1))
                text.tick-name x=(WIDTH - FIGURES + 12) y=(top + 16) {
                    (tr!("{hundredths} ({hundredths2} to {hundredths3})", hundredths = hundredths(row.share.share), hundredths2 = hundredths(row.share.low), hundredths3 = hundredths(row.share.high)))
                }
            }
        }
    }
}

/// An interval as a line with ends.
fn whisker(low: i32, high: i32, y: i32) -> Markup {
    html! { path.whisker d={"M" (low) " " (y - 4) "v8M" (low) " " (y) "H" (high) "M" (high) " " (y - 4) "v8"} {} }
}

/// Upright columns, one for each number, each with its interval.
pub(in crate::report) fn columns(shares: &[(usize, Share)], under: &str, label: &str) -> Markup {
    let (left, height, top) = (60, 120, 22);
    let most = shares.iter().map(|(_, share)| share.high).fold(0.01, f64::max);
    let band = (WIDTH - left - 20).div_euclid(int(shares.len()).max(1)).min(64);
    let y = |share: f64| top + height - along(share / most, height);
    html! {
        svg.chart viewBox={"0 0 " (WIDTH) " " (top + height + 40)} role="img" aria-label={(tr!("{label}; the figures stand above the columns, of 100.", label))} {
            line.tick x1=(left) y1=(top + height) x2=(WIDTH - 20) y2=(top + height) {}
            @for (at, (number, share)) in shares.iter().enumerate() {
                @let x = left + int(at) * band;
                @let middle = x + band.div_euclid(2);
                rect.bar x=(x + 6) y=(y(share.share)) width=(band - 12) height=(top + height - y(share.share)) {}
                path.whisker d={"M" (middle) " " (y(share.low)) "V" (y(share.high))} {}
                text.tick-name x=(middle) y=(y(share.high) - 5) text-anchor="middle" { (hundredths(share.share)) }
                text.tick-name x=(middle) y=(top + height + 16) text-anchor="middle" { (number) }
            }
            text.axis-name x=(left) y=(top + height + 34) { (under) }
        }
    }
}

/// Verdicts stacked from achieved to failed, one row an aim.
pub(in crate::report) fn stacks(rows: &[(String, [Share; 5])], label: &str) -> Markup {
    let (names, right) = (380, 20);
    let length = WIDTH - names - right;
    html! {
        svg.chart viewBox={"0 0 " (WIDTH) " " (int(rows.len()) * ROW + 26)} role="img" aria-label={(tr!("{label}; every figure stands in the table below.", label))} {
            text.axis-name x=(names) y="14" { (tr!("◀ achieved")) }
            text.axis-name x=(WIDTH - right) y="14" text-anchor="end" { (tr!("failed ▶")) }
            @for (at, (name, shares)) in rows.iter().enumerate() {
                @let top = int(at) * ROW + 22;
                text.name x=(names - 10) y=(top + 15) text-anchor="end" { (cut(name, 58)) }
                @for place in 0..5 {
                    @let before: f64 = shares[..place].iter().map(|share| share.share).sum();
                    @let (from, to) = (names + along(before, length), names + along(before + shares[place].share, length));
                    rect class={"piece v" (place)} x=(from) y=(top + 2) width=(to - from) height=(ROW - 6) {}
                    @if 26 < to - from {
                        text.inside .on-dark[place < 2] x=((from + to).div_euclid(2)) y=(top + 16) text-anchor="middle" {
                            (format!("{:.0}", 100.0 * shares[place].share))
                        }
                    }
                }
            }
        }
    }
}

/// On which rung crises closed each turn: the darker the cell, the more of those that played the turn.
pub(in crate::report) fn rungs_by_turn(ladder: &LadderFinding) -> Markup {
    let (left, row) = (290, 22);
    let turns = ladder.by_turn.iter().take_while(|by| by.iter().any(|share| 0 < share.of)).count();
    let band = (WIDTH - left - 10).div_euclid(int(turns).max(1)).min(58);
    let height = int(ladder.rungs.len()) * row;
    html! {
        svg.chart viewBox={"0 0 " (WIDTH) " " (height + 44)} role="img" aria-label={(tr!("{name}: of 100 crises that played a turn, how many closed it on each rung.", name = ladder.name))} {
            @for (at, rung) in ladder.rungs.iter().rev().enumerate() {
                text.name x=(left - 10) y=(int(at) * row + 16) text-anchor="end" { (cut(&rung.name, 44)) }
                line.tick x1=(left) y1=((int(at) + 1) * row) x2=(left + int(turns) * band) y2=((int(at) + 1) * row) {}
            }
            @for (turn, by) in ladder.by_turn.iter().enumerate().take(turns) {
                @let x = left + int(turn) * band;
                text.tick-name x=(x + band.div_euclid(2)) y=(height + 16) text-anchor="middle" { (turn) }
                @for (at, share) in by.iter().rev().enumerate() {
                    @if 0 < share.count {
                        rect.cell x=(x + 1) y=(int(at) * row + 1) width=(band - 2) height=(row - 2) fill-opacity=(format!("{:.2}", 0.06 + 0.94 * share.share)) {}
                        text.inside .on-dark[0.5 < share.share] x=(x + band.div_euclid(2)) y=(int(at) * row + 15) text-anchor="middle" {
                            @if share.share < 0.005 { "·" } @else { (format!("{:.0}", 100.0 * share.share)) }
                        }
                    }
                }
            }
            text.axis-name x=(left - 10) y=(height + 16) text-anchor="end" { (tr!("Turn")) }
            text.axis-name x=(left) y=(height + 36) { (tr!("Of 100 crises that played the turn, so many closed it on that rung; a dot is fewer than one in 200.")) }
        }
    }
}

/// A track over the turns: half of all crises lie in the dark band, nine in ten in the pale one.
pub(in crate::report) fn fan(track: &TrackFinding) -> Markup {
    let (width, height, left, top, right) = (320, 120, 44, 8, 30);
    let value = |turn: usize, which: usize| track.by_turn[turn].quantiles.get(which).map_or(0, |found| found.value);
    let count = track.by_turn.len();
    let each = || (0..count).flat_map(|turn| (0..5).map(move |which| value(turn, which))).chain([track.start]);
    // A track of few points is drawn from end to end, a wide one as far as it goes.
    let (low, high) = match track.range {
        (low, high) if high.saturating_sub(low) <= 100 => (low, high),
        (low, _) => (low.max(each().min().unwrap_or(0)), each().max().unwrap_or(1)),
    };
    let high = high.max(low.saturating_add(1));
    let y = |value: i32| {
        let up = i64::from(value.saturating_sub(low)) * i64::from(height);
        top + height - i32::try_from(up.div_euclid(i64::from(high) - i64::from(low))).unwrap_or(0)
    };
    let x = |turn: usize| left + ((width - left - right) * (int(turn) + 1)).div_euclid(int(count).max(1));
    let line = |which: usize, turns: &mut dyn Iterator<Item = usize>| {
        turns.map(|turn| format!("L{} {}", x(turn), y(value(turn, which)))).collect::<String>()
    };
    let begin = format!("M{left} {}", y(track.start));
    let band = |low: usize, high: usize| {
        format!("{begin}{}{}Z", line(low, &mut (0..count)), line(high, &mut (0..count).rev()))
    };
    html! {
        svg.chart viewBox={"0 0 " (width) " " (top + height + 22)} role="img" aria-label={(tr!("{name} over the turns: the median, the middle half and the middle nine in ten of all crises; the figures stand in the table below.", name = track.name))} {
            rect.band x=(left) y=(top) width=(width - left - right) height=(height) {}
            path.wide d=(band(0, 4)) {}
            path.narrow d=(band(1, 3)) {}
            path.middle d={(begin) (line(2, &mut (0..count)))} {}
            text.tick-name x=(left - 6) y=(top + 10) text-anchor="end" { (crate::scenario::model::figure(high)) }
            text.tick-name x=(left - 6) y=(top + height) text-anchor="end" { (crate::scenario::model::figure(low)) }
            @if let Some(last) = count.checked_sub(1) {
                text.end x=(width - right + 5) y=(y(value(last, 2)) + 4) { (crate::scenario::model::figure(value(last, 2))) }
                text.tick-name x=(left) y=(top + height + 16) { (tr!("start")) }
                text.tick-name x=(width - right) y=(top + height + 16) text-anchor="end" { (tr!("turn {turn}", turn = track.by_turn[last].turn)) }
            }
        }
    }
}

/// A difference with its interval.
pub(in crate::report) struct Difference<'a> {
    pub(in crate::report) name: &'a str,
    pub(in crate::report) class: &'static str,
    pub(in crate::report) mean: Mean,
}

/// Differences left and right of nothing, each with its interval; `scale` makes a figure of a mean.
pub(in crate::report) fn differences(rows: &[Difference<'_>], scale: f64, ends: [&str; 2], label: &str) -> Markup {
    let (names, right) = (360, 150);
    let reach = (WIDTH - names - right).div_euclid(2);
    let middle = names + reach;
    let most = rows.iter().map(|row| row.mean.low.abs().max(row.mean.high.abs())).fold(1e-9, f64::max);
    let x = |value: f64| middle + (value / most * f64::from(reach)).round() as i32;
    let height = int(rows.len()) * ROW;
    html! {
        svg.chart viewBox={"0 0 " (WIDTH) " " (height + 30)} role="img" aria-label={(tr!("{label}; the figures stand at the right.", label))} {
            text.axis-name x=(middle - 10) y="14" text-anchor="end" { "◀ " (ends[0]) }
            text.axis-name x=(middle + 10) y="14" { (ends[1]) " ▶" }
            line.zero x1=(middle) y1="22" x2=(middle) y2=(height + 26) {}
            @for (at, row) in rows.iter().enumerate() {
                @let y = int(at) * ROW + 36;
                text.name x=(names - 10) y=(y + 4) text-anchor="end" { (cut(row.name, 54)) }
                (whisker(x(row.mean.low), x(row.mean.high), y))
                @if row.class == "second" {
                    rect.mark.second x=(x(row.mean.mean) - 5) y=(y - 5) width="10" height="10" {}
                } @else {
                    circle.mark.first cx=(x(row.mean.mean)) cy=(y) r="5.5" {}
                }
                text.tick-name x=(WIDTH - right + 12) y=(y + 4) {
                    (tr!("{mean:+.1} ({low:+.1} to {high:+.1})", mean = scale * row.mean.mean, low = scale * row.mean.low, high = scale * row.mean.high).replace('-', "−"))
                }
            }
        }
    }
}
