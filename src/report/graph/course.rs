//! The course of many runs on one ladder as a drawing: a lane for each rung, a column for each turn, the endings at the right.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::{Graph, LadderOf};
use crate::report::{chart, words};

/// The size of the drawing, in its own units.
const WIDE: f64 = 1220.0;
const LEFT: f64 = 218.0;
const RIGHT: f64 = 292.0;
const TOP: f64 = 44.0;
/// How wide a box is, how far lanes stand apart, the least height of a lane, and of an ending.
const BOX: f64 = 9.0;
const GAP: f64 = 9.0;
const LANE: f64 = 15.0;
const SLOT: f64 = 19.0;
/// What the lanes come to together, about.
const TALL: f64 = 560.0;

/// The colours and dashes of the groups of a class: distinct without colour too (after Okabe and Ito 2008).
pub(super) const MARKS: usize = 8;

/// A rung at the close of a turn.
#[derive(Clone, Copy, Debug, Default)]
struct Spot {
    runs: u64,
    top: f64,
    height: f64,
    /// How much of its left and of its right side is taken.
    into: f64,
    out: f64,
}

struct Lane {
    rung: u8,
    top: f64,
    height: f64,
}

/// The drawing of one ladder.
pub(super) fn drawing(graph: &Graph, ladder: &LadderOf, at: usize) -> Markup {
    let runs = graph.runs.max(1);
    let mut spots: BTreeMap<(u8, u8), Spot> = BTreeMap::new();
    for (turn, _, after, count) in &ladder.steps {
        spots.entry((turn + 1, *after)).or_default().runs += count;
    }
    spots.entry((0, ladder.start)).or_default().runs = graph.runs;
    for group in &graph.groups {
        for (turn, played) in group.turns.iter().enumerate() {
            if let Some(rung) = played.rungs.get(at) {
                spots.entry((u8::try_from(turn + 1).unwrap_or(u8::MAX), *rung)).or_default();
            }
        }
    }
    let share = |count: u64| crate::survey::ratio(count, runs);
    let mut most: BTreeMap<u8, f64> = BTreeMap::new();
    for ((_, rung), spot) in &spots {
        let one = most.entry(*rung).or_default();
        *one = one.max(share(spot.runs));
    }
    let sum: f64 = most.values().sum();
    let scale = ((TALL - GAP * most.len() as f64) / sum.max(0.5)).clamp(40.0, 240.0);
    let mut lanes = Vec::new();
    let mut top = TOP;
    for (rung, part) in most.iter().rev() {
        let height = (scale * part).max(LANE);
        lanes.push(Lane { rung: *rung, top, height });
        top += height + GAP;
    }
    for ((_, rung), spot) in &mut spots {
        if let Some(lane) = lanes.iter().find(|lane| lane.rung == *rung) {
            spot.height = (scale * share(spot.runs)).max(1.5);
            spot.top = lane.top + (lane.height - spot.height) / 2.0;
        }
    }
    let columns = graph.turns.len();
    let step = (WIDE - LEFT - RIGHT) / columns.max(1) as f64;
    let x = |column: u8| LEFT + step * f64::from(column);
    let ends = endings(graph, ladder, &spots, scale, top);
    let tall = ends.iter().map(|end| end.top + SLOT).fold(top, f64::max) + 8.0;
    let right = WIDE - RIGHT + 16.0;
    let mut ribbons = Vec::new();
    // What climbs leaves at the top and what comes down at the bottom, so that ribbons do not cross at a box.
    let mut steps = ladder.steps.clone();
    steps.sort_by_key(|(turn, before, after, _)| (*turn, std::cmp::Reverse(*after), std::cmp::Reverse(*before)));
    for (turn, before, after, count) in &steps {
        let thick = scale * share(*count);
        let (Some(from), Some(to)) = (spots.get(&(*turn, *before)).copied(), spots.get(&(turn + 1, *after)).copied())
        else {
            continue;
        };
        let (y1, y2) = (from.top + from.out, to.top + to.into);
        let way = match after.cmp(before) {
            std::cmp::Ordering::Greater => "up",
            std::cmp::Ordering::Less => "down",
            std::cmp::Ordering::Equal => "level",
        };
        ribbons.push((way, ribbon(x(*turn) + BOX, y1, x(turn + 1), y2, thick), *count, None));
        if let Some(spot) = spots.get_mut(&(*turn, *before)) {
            spot.out += thick;
        }
        if let Some(spot) = spots.get_mut(&(turn + 1, *after)) {
            spot.into += thick;
        }
    }
    let mut leaving = Vec::new();
    let mut taken: BTreeMap<usize, f64> = BTreeMap::new();
    let mut order: Vec<_> = ladder.ends.iter().collect();
    let place = |node: usize| ends.iter().find(|end| end.node == node);
    order.sort_by(|left, right| {
        let y = |node: usize| place(node).map_or(0.0, |end| end.top);
        (left.0, y(left.2)).partial_cmp(&(right.0, y(right.2))).unwrap_or(std::cmp::Ordering::Equal)
    });
    for (turn, rung, node, count) in order {
        let (Some(end), Some(spot)) = (place(*node), spots.get_mut(&(turn + 1, *rung))) else { continue };
        let thick = scale * share(*count);
        let into = taken.entry(*node).or_default();
        leaving.push((
            "leaving",
            ribbon(x(turn + 1) + BOX, spot.top + spot.out, right, end.top + *into, thick),
            *count,
            Some(*node),
        ));
        spot.out += thick;
        *into += thick;
    }
    html! {
        svg.course viewBox={"0 0 " (WIDE) " " (n(tall))} role="group" aria-label=(tr!("{ladder}, turn by turn, and the endings", ladder = ladder.name)) data-ladder=(at) {
            @for lane in &lanes {
                @let name = ladder.rungs.get(usize::from(lane.rung)).map_or("", |(_, name)| name.as_str());
                @let node = ladder.rungs.get(usize::from(lane.rung)).map_or(0, |(node, _)| *node);
                rect.lane x=(n(LEFT - 8.0)) y=(n(lane.top - 3.0)) width=(n(WIDE - LEFT - RIGHT + 20.0)) height=(n(lane.height + 6.0)) {}
                g.pick.rung tabindex="0" role="button" data-node=(node) aria-label=(tr!("Rung {rung}, {name}", rung = lane.rung, name)) {
                    title { (name) }
                    text.lane-name x=(n(LEFT - 16.0)) y=(n(lane.top + lane.height / 2.0 + 4.0)) text-anchor="end" { tspan.number { (lane.rung) "  " } (cut(name, 28)) }
                }
            }
            @for (turn, name) in graph.turns.iter().enumerate() {
                @let column = LEFT + step * (turn as f64 + 1.0);
                g.pick.turn tabindex="0" role="button" data-turn=(turn) aria-label=(tr!("Turn {turn}, {date}: {headline}", turn, date = name.date, headline = name.headline)) {
                    title { (tr!("Turn {turn}, {date}. {headline}", turn, date = name.date, headline = name.headline)) }
                    rect.column x=(n(column - step / 2.0 + BOX / 2.0)) y="4" width=(n(step)) height=(n(tall - 8.0)) {}
                    text.turn-name x=(n(column + BOX / 2.0)) y="24" text-anchor="middle" { (turn) }
                }
            }
            text.axis x=(n(LEFT - 16.0)) y="24" text-anchor="end" { (tr!("turn")) }
            text.axis x=(n(right)) y="24" { (tr!("endings, of 100 runs")) }
            g.ribbons aria-hidden="true" {
                @for (way, path, count, node) in leaving.iter().chain(&ribbons) {
                    path class={"ribbon " (way)} d=(path) data-end=[node] { title { (tr!("{share} in 100 runs", share = of_100(*count, runs))) } }
                }
            }
            g.boxes aria-hidden="true" { @for ((column, _), spot) in &spots { @if 0 < spot.runs {
                rect.spot x=(n(x(*column))) y=(n(spot.top)) width=(n(BOX)) height=(n(spot.height)) { title { (tr!("{share} in 100 runs", share = of_100(spot.runs, runs))) } }
            } } }
            @for end in &ends {
                @let node = &graph.nodes[end.node];
                @let told = tr!("{ending}: {share} in 100 runs", ending = words::bare(&node.name), share = of_100(node.came.count, runs));
                g.pick.end .never[node.never] tabindex="0" role="button" data-node=(end.node) aria-label=(told) {
                    title { (told) }
                    rect.end-hit x=(n(right - 2.0)) y=(n(end.top - 3.0)) width=(n(RIGHT - 14.0)) height=(n(end.height.max(13.0) + 5.0)) {}
                    rect.end-bar x=(n(right)) y=(n(end.top)) width=(n(BOX)) height=(n(end.height.max(1.5))) {}
                    text.end-share x=(n(right + 50.0)) y=(n(end.top + end.height.max(9.0) / 2.0 + 4.5)) text-anchor="end" { @if node.never { (tr!("never")) } @else { (of_100(node.came.count, runs)) } }
                    text.end-name x=(n(right + 58.0)) y=(n(end.top + end.height.max(9.0) / 2.0 + 4.5)) { (cut(words::bare(&node.name), 31)) }
                }
            }
            @for (number, group) in graph.groups.iter().enumerate() {
                @let points = path_of(group, at, ladder, &spots, &ends, number, graph.groups.len(), (step, right));
                g class={"group g" (number % MARKS)} role="img" aria-label=(tr!("The course of {group}", group = group.name)) data-group=(number) {
                    title { (group.name) }
                    polyline.halo points=(points.iter().map(|(x, y)| format!("{},{}", n(*x), n(*y))).collect::<Vec<_>>().join(" ")) {}
                    polyline points=(points.iter().map(|(x, y)| format!("{},{}", n(*x), n(*y))).collect::<Vec<_>>().join(" ")) {}
                    @for (x, y) in &points { (mark(number, *x, *y)) }
                }
            }
        }
    }
}

/// An ending's place at the right.
struct End {
    node: usize,
    top: f64,
    height: f64,
}

/// The endings from top to bottom: each near where its runs come from, those that never came last.
fn endings(graph: &Graph, ladder: &LadderOf, spots: &BTreeMap<(u8, u8), Spot>, scale: f64, bottom: f64) -> Vec<End> {
    let runs = graph.runs.max(1);
    let mut all: Vec<(f64, usize)> = Vec::new();
    for (at, node) in graph.nodes.iter().enumerate().filter(|(_, node)| node.kind == "ending") {
        let mine = ladder.ends.iter().filter(|(_, _, ending, _)| *ending == at);
        let (mut sum, mut count) = (0.0, 0.0);
        for (turn, rung, _, runs) in mine {
            if let Some(spot) = spots.get(&(turn + 1, *rung)) {
                sum += *runs as f64 * (spot.top + spot.height / 2.0);
                count += *runs as f64;
            }
        }
        let taken = graph.groups.iter().any(|group| group.ending == Some(at));
        let y = if 0.0 < count {
            sum / count
        } else if taken {
            9e8
        } else {
            1e9
        };
        all.push((if node.never && !taken { 1e9 } else { y }, at));
    }
    all.sort_by(|left, right| left.partial_cmp(right).unwrap_or(std::cmp::Ordering::Equal));
    // Where there is room, they stand further apart, as tall as the lanes together.
    let needs: f64 = all
        .iter()
        .map(|(_, at)| (scale * crate::survey::ratio(graph.nodes[*at].came.count, runs) + 5.0).max(SLOT))
        .sum();
    let more = ((bottom - TOP - needs) / all.len().max(1) as f64).clamp(0.0, 16.0);
    let mut top = TOP;
    all.into_iter()
        .map(|(_, node)| {
            let height = scale * crate::survey::ratio(graph.nodes[node].came.count, runs);
            let end = End { node, top, height };
            top += (height + 5.0).max(SLOT) + more;
            end
        })
        .collect()
}

/// The points that a group's course goes through.
#[allow(clippy::too_many_arguments, reason = "a drawing is made of many measures")]
fn path_of(
    group: &super::Group,
    at: usize,
    ladder: &LadderOf,
    spots: &BTreeMap<(u8, u8), Spot>,
    ends: &[End],
    number: usize,
    of: usize,
    (step, right): (f64, f64),
) -> Vec<(f64, f64)> {
    // Groups that go the same way lie beside each other.
    let aside = 6.0 * (number as f64 - (of as f64 - 1.0) / 2.0);
    let middle = |column: u8, rung: u8| {
        let spot = spots.get(&(column, rung))?;
        Some((LEFT + step * f64::from(column) + BOX / 2.0, spot.top + spot.height / 2.0 + aside))
    };
    let mut points: Vec<(f64, f64)> = middle(0, ladder.start).into_iter().collect();
    for (turn, played) in group.turns.iter().enumerate() {
        let column = u8::try_from(turn + 1).unwrap_or(u8::MAX);
        points.extend(played.rungs.get(at).and_then(|rung| middle(column, *rung)));
    }
    if let Some(end) = group.ending.and_then(|node| ends.iter().find(|end| end.node == node)) {
        points.push((right + BOX / 2.0, end.top + end.height.max(9.0) / 2.0 + aside / 3.0));
    }
    points
}

/// The mark of a group, told apart by its shape.
pub(super) fn mark(number: usize, x: f64, y: f64) -> Markup {
    let around = |points: &[(f64, f64)]| {
        let points: Vec<String> = points.iter().map(|(dx, dy)| format!("{},{}", n(x + dx), n(y + dy))).collect();
        html! { polygon.mark points=(points.join(" ")) {} }
    };
    match number % 4 {
        0 => html! { circle.mark cx=(n(x)) cy=(n(y)) r="4" {} },
        1 => html! { rect.mark x=(n(x - 3.6)) y=(n(y - 3.6)) width="7.2" height="7.2" {} },
        2 => around(&[(0.0, -5.0), (4.6, 3.4), (-4.6, 3.4)]),
        _ => around(&[(0.0, -5.2), (5.2, 0.0), (0.0, 5.2), (-5.2, 0.0)]),
    }
}

/// A band from one place to another, as thick at both ends.
fn ribbon(x1: f64, y1: f64, x2: f64, y2: f64, thick: f64) -> String {
    let thick = thick.max(0.35);
    let bend = ((x2 - x1) / 2.0).min(90.0);
    format!(
        "M{},{}C{},{} {},{} {},{}V{}C{},{} {},{} {},{}Z",
        n(x1),
        n(y1),
        n(x1 + bend),
        n(y1),
        n(x2 - bend),
        n(y2),
        n(x2),
        n(y2),
        n(y2 + thick),
        n(x2 - bend),
        n(y2 + thick),
        n(x1 + bend),
        n(y1 + thick),
        n(x1),
        n(y1 + thick),
    )
}

pub(super) fn of_100(count: u64, runs: u64) -> String {
    chart::hundredths(crate::survey::ratio(count, runs))
}

/// A text of at most so many letters.
pub(super) fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let short: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", short.trim_end())
}

/// A number of a drawing, to a tenth.
fn n(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or_else(|| text.clone(), str::to_owned)
}
