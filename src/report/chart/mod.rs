//! Charts as inline SVG of our own: the ladder over the turns, tracks side by side, and small lines for tables.
//!
//! Nothing is said by colour alone: lines differ in dash and weight and carry their names, marks differ in shape.

mod choice;
mod minds;
mod survey;

pub(in crate::report) use choice::{by_turn as choice_by_turn, prospects, whole as whole_choice};
pub(in crate::report) use minds::minds;
pub(in crate::report) use survey::{
    Bar, Difference, bars, columns, differences, fan, hundredths, rungs_by_turn, stacks,
};

use maud::{Markup, html};

use super::debrief::{LadderPart, TrackPart, TurnPart};

/// The width of a full chart, in the units of its view box.
const WIDTH: i32 = 960;
/// The room for names on the left.
const LEFT: i32 = 268;
/// The room for names at the ends of lines.
const RIGHT: i32 = 118;
/// The height of a rung.
const ROW: i32 = 27;

/// A text cut to so many letters.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let kept: String = text.chars().take(most.saturating_sub(1)).collect();
    format!("{}…", kept.trim_end())
}

fn int(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(i32::MAX)
}

/// Where things stand on a step chart.
struct Frame {
    bands: i32,
    top: i32,
    rungs: i32,
}

impl Frame {
    /// The left edge of a band; the edge after the last is the right end of the plot.
    fn x(&self, band: i32) -> i32 {
        LEFT + ((WIDTH - LEFT - RIGHT) * band).div_euclid(self.bands.max(1))
    }

    /// The middle of a rung.
    fn y(&self, rung: i32) -> i32 {
        self.top + (self.rungs - 1 - rung) * ROW + ROW.div_euclid(2)
    }

    fn bottom(&self) -> i32 {
        self.top + self.rungs * ROW
    }

    /// The path of a course: level within a turn, upright between turns.
    fn path(&self, steps: &[u8], shift: i32) -> String {
        let mut path = String::new();
        for (band, rung) in steps.iter().enumerate() {
            let y = self.y(i32::from(*rung)) + shift;
            let (from, to) = (self.x(int(band)), self.x(int(band) + 1));
            let word = if band == 0 { 'M' } else { 'L' };
            path.push_str(&format!("{word}{from} {y}L{to} {y}"));
        }
        path
    }
}

/// One line of a step chart: its steps, its class, its name, and how far it is drawn beside its true place.
struct Course<'a> {
    steps: Vec<u8>,
    class: &'static str,
    name: &'a str,
    shift: i32,
}

/// The ladder over the turns: rungs with their names, thresholds, the course played and the real one beside it,
/// and the danger of miscalculation underneath.
#[must_use]
pub fn ladder(
    part: &LadderPart,
    turns: &[TurnPart],
    actors: [&str; 2],
    danger_start: Option<i32>,
    with_danger: bool,
) -> Markup {
    let bands = part.steps.len().max(part.real.as_ref().map_or(0, Vec::len));
    let frame = Frame { bands: int(bands), top: 12, rungs: int(part.rungs.len()) };
    let of = |steps: &[[u8; 2]], actor: usize| steps.iter().map(|step| step[actor]).collect::<Vec<u8>>();
    let mut courses = Vec::new();
    if let Some(real) = &part.real {
        courses.push(Course { steps: of(real, 0), class: "line real", name: tr!("as it really was"), shift: 4 });
        if part.parallel {
            courses.push(Course { steps: of(real, 1), class: "line real", name: "", shift: 6 });
        }
    }
    if part.parallel {
        courses.push(Course { steps: of(&part.steps, 0), class: "line first", name: actors[0], shift: -2 });
        courses.push(Course { steps: of(&part.steps, 1), class: "line second", name: actors[1], shift: 2 });
    } else {
        let name = if part.real.is_some() { tr!("as played") } else { tr!("the crisis") };
        courses.push(Course { steps: of(&part.steps, 0), class: "line played", name, shift: -1 });
    }
    let has_danger = with_danger && turns.iter().any(|turn| turn.danger.is_some());
    let axis = frame.bottom() + 18;
    let danger_top = axis + 34;
    let height = if has_danger { danger_top + 84 } else { axis + 26 };
    let rung = |at: u8| part.rungs.get(usize::from(at)).map_or("", |rung| rung.name.as_str());
    let desc = tr!(
        "The crisis began at \"{rung}\", came as high as \"{rung2}\" and stood at \"{max}\" at the end. The table below gives the rung of every turn.",
        rung = part.steps.first().map_or("", |step| rung(step[0])),
        rung2 = rung(part.peak.0),
        max = part.steps.last().map_or("", |step| rung(step[0].max(step[1])))
    );
    html! {
        svg.chart viewBox={"0 0 " (WIDTH) " " (height)} role="img" aria-label={(tr!("{name}: the rung at the end of each turn. {desc}", name = part.name, desc))} {
            @for (at, rung) in part.rungs.iter().enumerate() {
                @let y = frame.y(int(at));
                @if at % 2 == 0 {
                    rect.band x=(LEFT) y=(y - ROW.div_euclid(2)) width=(WIDTH - LEFT - RIGHT) height=(ROW) {}
                }
                text.name x=(LEFT - 10) y=(y + 4) text-anchor="end" { (cut(&rung.name, 40)) }
            }
            @for band in 0..frame.bands {
                line.tick x1=(frame.x(band)) y1=(frame.top) x2=(frame.x(band)) y2=(frame.bottom()) {}
                @let middle = (frame.x(band) + frame.x(band + 1)).div_euclid(2);
                text.tick-name x=(middle) y=(axis) text-anchor="middle" {
                    @if band == 0 { (tr!("start")) } @else { (part.count.nth(usize::try_from(band - 1).unwrap_or_default())) }
                }
                @if turns.get(usize::try_from(band - 1).unwrap_or(usize::MAX)).is_some_and(|turn| turn.luck == super::debrief::Luck::Chance) {
                    path.luck d={"M" (middle) " " (axis + 6) "l5 6l-5 6l-5 -6Z"} {}
                }
            }
            text.axis-name x=(LEFT - 10) y=(axis) text-anchor="end" { (tr!("Turn")) }
            text.axis-name x=(LEFT - 10) y=(axis + 16) text-anchor="end" { (tr!("◆ a turn of chance")) }
            @for course in &courses {
                path class=(course.class) d=(frame.path(&course.steps, course.shift)) {}
            }
            (thresholds(&frame, part))
            (ends(&frame, &courses))
            @if has_danger {
                (danger(&frame, turns, danger_top, danger_start))
            }
        }
    }
}

/// The firebreaks between rungs, named on the side on which the course keeps away from them.
fn thresholds(frame: &Frame, part: &LadderPart) -> Markup {
    let half = part.steps.len().div_euclid(2);
    let near = |at: usize, steps: &[[u8; 2]]| {
        steps.iter().flatten().filter(|rung| usize::from(**rung) == at || usize::from(**rung) == at + 1).count()
    };
    html! {
        @for (at, rung) in part.rungs.iter().enumerate() {
            @if let Some(threshold) = &rung.threshold {
                @let edge = frame.y(int(at)) - ROW.div_euclid(2);
                line.threshold x1=(LEFT) y1=(edge) x2=(WIDTH - RIGHT) y2=(edge) {}
                @if near(at, &part.steps[half..]) < near(at, &part.steps[..half]) {
                    text.threshold-name x=(WIDTH - RIGHT - 6) y=(edge - 4) text-anchor="end" { (tr!("Firebreak: {cut}", cut = cut(threshold, 60))) }
                } @else {
                    text.threshold-name x=(LEFT + 6) y=(edge - 4) { (tr!("Firebreak: {cut}", cut = cut(threshold, 60))) }
                }
            }
        }
    }
}

/// The names at the right ends of the lines, kept apart where they would touch.
fn ends(frame: &Frame, courses: &[Course<'_>]) -> Markup {
    let mut placed: Vec<(i32, i32, &Course<'_>)> = courses
        .iter()
        .filter(|course| !course.name.is_empty())
        .filter_map(|course| {
            let last = i32::from(*course.steps.last()?);
            Some((frame.x(int(course.steps.len())), frame.y(last) + course.shift + 4, course))
        })
        .collect();
    placed.sort_by_key(|(_, y, _)| *y);
    for at in 1..placed.len() {
        if placed[at].1 < placed[at - 1].1 + 14 {
            placed[at].1 = placed[at - 1].1 + 14;
        }
    }
    html! {
        @for (x, y, course) in placed {
            text class={"end " (course.class.trim_start_matches("line "))} x=(x + 7) y=(y) { (cut(course.name, 17)) }
        }
    }
}

/// The danger of miscalculation, 0 to 100, on a strip of its own.
fn danger(frame: &Frame, turns: &[TurnPart], top: i32, start: Option<i32>) -> Markup {
    let height = 64;
    let y = |value: i32| top + height - (value.clamp(0, 100) * height).div_euclid(100);
    let mut path = String::new();
    let values = start.into_iter().chain(turns.iter().filter_map(|turn| turn.danger));
    let mut last = (frame.x(0), top, 0);
    for (band, value) in values.enumerate() {
        let (from, to) = (frame.x(int(band)), frame.x(int(band) + 1));
        let word = if band == 0 { 'M' } else { 'L' };
        path.push_str(&format!("{word}{from} {}L{to} {}", y(value), y(value)));
        last = (to, y(value), value);
    }
    html! {
        text.axis-name x=(LEFT - 10) y=(top + 10) text-anchor="end" { (tr!("Danger of miscalculation")) }
        text.tick-name x=(LEFT - 10) y=(top + 26) text-anchor="end" { (tr!("0 to 100")) }
        rect.band x=(LEFT) y=(top) width=(WIDTH - LEFT - RIGHT) height=(height) {}
        line.tick x1=(LEFT) y1=(top + height.div_euclid(2)) x2=(WIDTH - RIGHT) y2=(top + height.div_euclid(2)) {}
        path.line.danger d=(path) {}
        text.end.danger x=(last.0 + 7) y=(last.1 + 4) { (tr!("{last} at the end", last = last.2)) }
    }
}

/// Two tracks or more over the turns, on one scale.
#[must_use]
pub fn tracks(parts: &[&TrackPart], label: &str) -> Markup {
    let (width, left, right, top, height) = (960, 60, 292, 12, 130);
    let low = parts.iter().map(|part| part.range.0).min().unwrap_or(0);
    let high = parts.iter().map(|part| part.range.1).max().unwrap_or(100).max(low.saturating_add(1));
    let count = parts.iter().map(|part| part.series.len()).max().unwrap_or(0) + 1;
    let x = |at: i32| left + ((width - left - right) * at).div_euclid(int(count));
    let y = |value: i32| {
        let up = i64::from(value.saturating_sub(low)) * i64::from(height);
        top + height - i32::try_from(up.div_euclid(i64::from(high) - i64::from(low))).unwrap_or(0)
    };
    let path = |part: &TrackPart| {
        let mut path = String::new();
        for (at, value) in std::iter::once(&part.start).chain(&part.series).enumerate() {
            let word = if at == 0 { 'M' } else { 'L' };
            path.push_str(&format!("{word}{} {}L{} {}", x(int(at)), y(*value), x(int(at) + 1), y(*value)));
        }
        path
    };
    let mut ends: Vec<(i32, usize)> = parts
        .iter()
        .enumerate()
        .map(|(at, part)| (y(part.series.last().copied().unwrap_or(part.start)) + 4, at))
        .collect();
    ends.sort_unstable();
    for at in 1..ends.len() {
        if ends[at].0 < ends[at - 1].0 + 15 {
            ends[at].0 = ends[at - 1].0 + 15;
        }
    }
    let class = |at: usize| match at % 3 {
        0 => "first",
        1 => "second",
        _ => "real",
    };
    html! {
        svg.chart viewBox={"0 0 " (width) " " (top + height + 28)} role="img" aria-label={(tr!("{label}, at the end of each turn; the figures stand in the table below.", label))} {
            rect.band x=(left) y=(top) width=(width - left - right) height=(height) {}
            @for value in [low, low + (high - low).div_euclid(2), high] {
                line.tick x1=(left) y1=(y(value)) x2=(width - right) y2=(y(value)) {}
                text.tick-name x=(left - 8) y=(y(value) + 4) text-anchor="end" { (value) }
            }
            @for at in 0..int(count) {
                text.tick-name x=((x(at) + x(at + 1)).div_euclid(2)) y=(top + height + 18) text-anchor="middle" {
                    @if at == 0 { (tr!("start")) } @else { (at - 1) }
                }
            }
            @for (at, part) in parts.iter().enumerate() {
                path class={"line " (class(at))} d=(path(part)) {}
            }
            @for (place, at) in ends {
                text class={"end " (class(at))} x=(width - right + 8) y=(place) {
                    (cut(&parts[at].name, 38)) ": " (parts[at].series.last().copied().unwrap_or(parts[at].start))
                }
            }
        }
    }
}

/// A small line for a table row; the figures stand beside it.
#[must_use]
pub fn spark(part: &TrackPart) -> Markup {
    let (width, height) = (120, 22);
    let values: Vec<i32> = std::iter::once(part.start).chain(part.series.iter().copied()).collect();
    let (low, high) = if part.range.1.saturating_sub(part.range.0) <= 100 {
        part.range
    } else {
        (values.iter().copied().min().unwrap_or(0), values.iter().copied().max().unwrap_or(1))
    };
    let span = (i64::from(high) - i64::from(low)).max(1);
    let y = |value: i32| {
        let up = (i64::from(value) - i64::from(low)) * i64::from(height - 4);
        height - 2 - i32::try_from(up.div_euclid(span)).unwrap_or(0)
    };
    let count = int(values.len()).max(1);
    let mut path = String::new();
    for (at, value) in values.iter().enumerate() {
        let word = if at == 0 { 'M' } else { 'L' };
        let (from, to) = ((width * int(at)).div_euclid(count), (width * (int(at) + 1)).div_euclid(count));
        path.push_str(&format!("{word}{from} {}L{to} {}", y(*value), y(*value)));
    }
    html! {
        svg.spark viewBox={"0 0 " (width) " " (height)} aria-hidden="true" { path.line.played d=(path) {} }
    }
}

/// Conduct on a bar from 0 to 100: the engine's figure, where it began, and what schools ascribe.
#[must_use]
pub fn conduct(start: u8, now: u8, readings: &[u8]) -> Markup {
    let x = |value: u8| 4 + i32::from(value) * 3;
    html! {
        svg.conduct viewBox="0 0 308 26" aria-hidden="true" {
            rect.band x="4" y="8" width="300" height="10" {}
            rect.fill x="4" y="8" width=(i32::from(now) * 3) height="10" {}
            line.began x1=(x(start)) y1="4" x2=(x(start)) y2="22" {}
            @for value in readings {
                path.ascribed d={"M" (x(*value)) " 7l-4 -6h8Z"} {}
            }
        }
    }
}

/// Who came out ahead by each school: one mark a row, left for the first side, right for the second.
#[must_use]
pub fn schools(rows: &[(String, Option<usize>, u8, String)], actors: [&str; 2]) -> Markup {
    let (left, right, row, top) = (290, 170, 26, 34);
    let middle = (left + WIDTH - right).div_euclid(2);
    let reach = (WIDTH - right - left).div_euclid(2);
    let most = rows.iter().map(|(_, _, margin, _)| i32::from(*margin)).max().unwrap_or(1).max(10);
    let x = |leader: Option<usize>, margin: u8| {
        let far = (i32::from(margin) * (reach - 14)).div_euclid(most);
        match leader {
            Some(0) => middle - far.max(14),
            Some(_) => middle + far.max(14),
            None => middle,
        }
    };
    html! {
        svg.chart viewBox={"0 0 " (WIDTH) " " (top + int(rows.len()) * row + 12)} role="img" aria-label=(tr!("Who came out ahead by each school; every school stands below in words.")) {
            text.end.first x=(middle - 12) y="18" text-anchor="end" { (tr!("◀ {cut} ahead", cut = cut(actors[0], 24))) }
            text.end.second x=(middle + 12) y="18" { (tr!("{cut} ahead ▶", cut = cut(actors[1], 24))) }
            line.tick x1=(middle) y1="26" x2=(middle) y2=(top + int(rows.len()) * row) {}
            @for (at, (name, leader, margin, text)) in rows.iter().enumerate() {
                @let y = top + int(at) * row + row.div_euclid(2);
                @let mark = x(*leader, *margin);
                text.name x=(left - 10) y=(y + 4) text-anchor="end" { (cut(name, 44)) }
                line.tick x1=(left) y1=(y) x2=(WIDTH - right) y2=(y) {}
                @match leader {
                    Some(0) => {
                        line.stem.first x1=(middle) y1=(y) x2=(mark) y2=(y) {}
                        circle.mark.first cx=(mark) cy=(y) r="6" {}
                    }
                    Some(_) => {
                        line.stem.second x1=(middle) y1=(y) x2=(mark) y2=(y) {}
                        rect.mark.second x=(mark - 5) y=(y - 5) width="11" height="11" {}
                    }
                    None => circle.mark.none cx=(mark) cy=(y) r="5" {},
                }
                text.tick-name x=(WIDTH - right + 10) y=(y + 4) { (cut(text, 28)) }
            }
        }
    }
}
