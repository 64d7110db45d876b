//! Choice and chance at a glance: how much luck, how much each side; on which turn; and how the prospects went.

use maud::{Markup, html};

use super::{WIDTH, cut, int};
use crate::report::{
    debrief::{ChoicePart, parts_of_100},
    words,
};

/// The room on the left of the turns.
const LEFT: i32 = 70;
/// The room on the right of them.
const RIGHT: i32 = 150;

/// So many hundredths of a length.
fn along(share: f64, length: i32) -> i32 {
    (share.clamp(0.0, 1.0) * f64::from(length)).round() as i32
}

/// The class and the mark of what decided: the first side, the second, and luck.
const KINDS: [(&str, &str); 3] = [("first", "●"), ("second", "■"), ("luck", "◆")];

/// One bar of a hundred: what each side's orders decided, and what luck did.
pub(in crate::report) fn whole(part: &ChoicePart) -> Markup {
    let (top, height, length) = (26, 40, WIDTH - 20);
    let shares = [part.choice[0].mean, part.choice[1].mean, part.chance.mean];
    let parts = parts_of_100([shares[2], shares[0], shares[1]]);
    let parts = [&parts[1], &parts[2], &parts[0]];
    let names = [part.actors[0].as_str(), part.actors[1].as_str(), tr!("Luck")];
    html! {
        svg.chart viewBox={"0 0 " (WIDTH) " " (top + height + 30)} role="img" aria-label={(tr!("How much each decided, of 100. {sentence}", sentence = part.sentence))} {
            @for (at, (class, mark)) in KINDS.iter().enumerate() {
                @let from = 10 + along(shares[..at].iter().sum(), length);
                @let to = 10 + along(shares[..=at].iter().sum(), length);
                rect class={"who " (class)} x=(from) y=(top) width=(to - from) height=(height) {}
                @if 34 < to - from {
                    text.who-figure x=((from + to).div_euclid(2)) y=(top + 27) text-anchor="middle" { (parts[at]) }
                }
                @let place = if at == 0 { 10 } else if at == 1 { 330 } else { 650 };
                text.name x=(place) y="16" {
                    tspan class={"who-mark " (class)} { (mark) } " " @if at < 2 { (tr!("Orders of {cut}", cut = cut(&words::the(names[at]), 26))) } @else { (names[at]) } ": " (parts[at])
                }
            }
            text.axis-name x="10" y=(top + height + 18) { "0" }
            text.axis-name x=(WIDTH - 10) y=(top + height + 18) text-anchor="end" { "100" }
        }
    }
}

/// A column for each turn: how much of the whole was decided there, and by whom.
pub(in crate::report) fn by_turn(part: &ChoicePart) -> Markup {
    let (top, height) = (34, 190);
    let mut columns: Vec<(String, [f64; 3], bool)> = vec![(tr!("start").to_owned(), [0.0, 0.0, part.before], false)];
    columns.extend(part.turns.iter().map(|turn| {
        (turn.number.to_string(), [turn.orders[0], turn.orders[1], turn.draws], part.turned.contains(&turn.number))
    }));
    columns.push((tr!("after").to_owned(), [0.0, 0.0, part.afterwards], false));
    let band = (WIDTH - LEFT - 20).div_euclid(int(columns.len())).min(90);
    let most = columns.iter().map(|(_, shares, _)| shares.iter().sum::<f64>()).fold(0.05, f64::max);
    html! {
        svg.chart viewBox={"0 0 " (WIDTH) " " (top + height + 44)} role="img" aria-label=(tr!("How much was decided on each turn, of 100; the figures stand above the columns and in the table below.")) {
            line.tick x1=(LEFT) y1=(top + height) x2=(LEFT + band * int(columns.len())) y2=(top + height) {}
            @for (at, (name, shares, turned)) in columns.iter().enumerate() {
                @let x = LEFT + int(at) * band;
                @let middle = x + band.div_euclid(2);
                @let sum: f64 = shares.iter().sum();
                @for (place, (class, _)) in KINDS.iter().enumerate() {
                    @let from = along(shares[..place].iter().sum::<f64>() / most, height);
                    @let to = along(shares[..=place].iter().sum::<f64>() / most, height);
                    rect class={"who " (class)} x=(x + 5) y=(top + height - to) width=(band - 10) height=(to - from) {}
                }
                text class=(if *turned { "who-top" } else { "tick-name" }) x=(middle) y=(top + height - along(sum / most, height) - 6) text-anchor="middle" {
                    @if sum < 0.005 { "" } @else { (format!("{:.0}", 100.0 * sum)) }
                }
                text class=(if *turned { "who-top" } else { "tick-name" }) x=(middle) y=(top + height + 17) text-anchor="middle" { (name) }
                @if *turned { text.tick-name x=(middle) y=(top + height + 33) text-anchor="middle" { "▲" } }
            }
            text.axis-name x=(LEFT - 10) y=(top + height + 17) text-anchor="end" { (tr!("Turn")) }
            text.axis-name x=(LEFT) y="14" { (tr!("Decided on this turn, of 100")) }
        }
    }
}

/// How the prospects went: the expected score of both sides and the odds of war as each turn opened, and what it came to.
pub(in crate::report) fn prospects(part: &ChoicePart) -> Markup {
    let (top, height) = (14, 170);
    let count = int(part.turns.len());
    let x = |at: i32| LEFT + ((WIDTH - LEFT - RIGHT) * at).div_euclid((count + 1).max(1));
    let y = |share: f64| top + height - along(share, height);
    let line = |at: &dyn Fn(&crate::report::debrief::OutlookPart) -> f64, last: f64| {
        let outset = std::iter::once(at(&part.outset));
        let values = outset.chain(part.turns.iter().map(|turn| at(&turn.outlook))).chain([last]);
        let points: Vec<String> =
            values.enumerate().map(|(place, value)| format!("{} {}", x(int(place)), y(value))).collect();
        format!("M{}", points.join("L"))
    };
    let of = |actor: usize| f64::from(part.scores[actor]) / 100.0;
    let war = if part.war { 1.0 } else { 0.0 };
    let score = |actor: usize| line(&move |outlook| outlook.scores[actor].mean / 100.0, of(actor));
    let mut ends = [
        (y(of(0)), "first", format!("{} {}", cut(&part.actors[0], 14), part.scores[0])),
        (y(of(1)), "second", format!("{} {}", cut(&part.actors[1], 14), part.scores[1])),
        (y(war), "danger", (if part.war { tr!("it came to war") } else { tr!("no war") }).to_owned()),
    ];
    ends.sort_unstable_by_key(|(place, ..)| *place);
    for at in 1..ends.len() {
        ends[at].0 = ends[at].0.max(ends[at - 1].0 + 15);
    }
    html! {
        svg.chart viewBox={"0 0 " (WIDTH) " " (top + height + 40)} role="img" aria-label=(tr!("The expected score of both sides and the odds of war as each turn opened; the figures stand in the table below.")) {
            rect.band x=(LEFT) y=(top) width=(x(count + 1) - LEFT) height=(height) {}
            @for value in [0, 50, 100] {
                @let level = y(f64::from(value) / 100.0);
                line.tick x1=(LEFT) y1=(level) x2=(x(count + 1)) y2=(level) {}
                text.tick-name x=(LEFT - 8) y=(level + 4) text-anchor="end" { (value) }
            }
            @for at in 0..=count + 1 {
                text.tick-name x=(x(at)) y=(top + height + 17) text-anchor="middle" {
                    @if at == 0 { (tr!("start")) } @else if at == count + 1 { (tr!("end")) } @else { (at - 1) }
                }
            }
            path.line.first d=(score(0)) {}
            path.line.second d=(score(1)) {}
            path.line.danger d=(line(&|outlook| outlook.war.share, war)) {}
            @for (place, class, text) in &ends { text class={"end " (class)} x=(x(count + 1) + 8) y=(place + 4) { (text) } }
            text.axis-name x=(LEFT) y=(top + height + 35) { (tr!("As each turn opened: the expected score of both sides, and the odds of war in 100 (thin line)")) }
        }
    }
}
