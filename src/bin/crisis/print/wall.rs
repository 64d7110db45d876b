//! What hangs on the wall and lies before a side: maps and ladders.

use brinkmanship::report::table::{MapSheet, Theatre};

use super::{
    pack::{Plan, plain},
    paper::{ALERT, FIRST, FOOT, Hand, INK, Ink, MEASURE, Mark, PANEL, Paper, RULE, SECOND, SIDE, SOFT},
};
use crate::shared::picture::{self, Layout, Outline, Picture, Shape};

/// How an ink of a picture is printed.
const fn printed(ink: picture::Ink) -> Ink {
    match ink {
        picture::Ink::Grid => Ink(0xCF, 0xDA, 0xDD),
        picture::Ink::Land => Ink(0xFB, 0xF8, 0xF0),
        picture::Ink::Lake => Ink(0xE4, 0xEC, 0xEE),
        picture::Ink::Coast | picture::Ink::Disputed => Ink(0x6D, 0x7B, 0x7C),
        picture::Ink::Border => Ink(0xA8, 0x9C, 0x84),
        picture::Ink::First => FIRST,
        picture::Ink::Second => SECOND,
        picture::Ink::Other | picture::Ink::Scale => INK,
        picture::Ink::News => ALERT,
    }
}

/// The map of a sheet, theatre by theatre, with what it shows in words.
pub fn map(paper: &mut Paper<'_>, sheet: &MapSheet, head: &str, side: Option<usize>, most: usize) {
    paper.part(head, side);
    for theatre in sheet.theatres.iter().take(most) {
        draw(paper, sheet, theatre);
    }
    if !sheet.note.is_empty() {
        paper.para(&plain(&sheet.note), Hand::Italic, 8.5, SOFT);
    }
}

#[expect(clippy::cast_possible_truncation, reason = "paper is counted in numbers of half the precision")]
fn draw(paper: &mut Paper<'_>, sheet: &MapSheet, theatre: &Theatre) {
    let letters = paper.letters;
    let hand = |hand: picture::Hand| match hand {
        picture::Hand::Point | picture::Hand::News => Hand::Bold,
        picture::Hand::Wide => Hand::Italic,
        picture::Hand::Small => Hand::Plain,
    };
    let size = 8.0_f32;
    let measure = |text: &str, of: picture::Hand| f64::from(letters.wide(text, hand(of), 1.0));
    let layout = Layout { width: f64::from(MEASURE), tallest: 1.25, type_size: f64::from(size), measure: &measure };
    let Some(picture) = Picture::of(sheet, theatre, &layout) else { return };
    let (wide, high) = (picture.width as f32, picture.height as f32);
    paper.room(high + 34.0);
    paper.heading(&theatre.name);
    let (x, y) = (SIDE, paper.y);
    let at = |[px, py]: [f64; 2]| [x + px as f32, y + py as f32];
    let all =
        |rings: &[Vec<[f64; 2]>]| rings.iter().map(|ring| ring.iter().map(|point| at(*point)).collect()).collect();
    paper.boxed([x, y, wide, high], Some(Ink(0xE4, 0xEC, 0xEE)), None);
    paper.put(Mark::Clip([x, y, wide, high]));
    for shape in &picture.shapes {
        let mark = match shape {
            Shape::Fill { ink, rings, faint } => {
                let fill = Some((printed(*ink), if *faint { 0.16 } else { 1.0 }));
                Mark::Path { rings: all(rings), closed: true, fill, line: None }
            }
            Shape::Line { ink, points, width, dash, .. } => {
                let dash = dash.map(|[on, off]| [on as f32, off as f32]);
                let line = Some((printed(*ink), *width as f32, dash));
                Mark::Path { rings: all(std::slice::from_ref(points)), closed: false, fill: None, line }
            }
            Shape::Mark { ink, outline, at: middle, full, .. } => {
                let round = |radius: f64| circle(*middle, radius);
                let corners = match outline {
                    Outline::Circle => round(3.2),
                    other => {
                        other.corners().iter().map(|[dx, dy]| [middle[0] + dx * 0.8, middle[1] + dy * 0.8]).collect()
                    }
                };
                let ink = printed(*ink);
                let fill = Some((if *full { ink } else { Ink(0xFF, 0xFF, 0xFF) }, 1.0));
                let line = Some((if *full { Ink(0xFF, 0xFF, 0xFF) } else { ink }, if *full { 0.6 } else { 1.3 }, None));
                Mark::Path { rings: all(&[corners]), closed: true, fill, line }
            }
            Shape::Ring { ink, at: middle, radius, width } => {
                let line = Some((printed(*ink), *width as f32, None));
                Mark::Path { rings: all(&[circle(*middle, *radius * 0.8)]), closed: true, fill: None, line }
            }
        };
        paper.put(mark);
    }
    for label in &picture.labels {
        for (down, line) in label.lines.iter().enumerate() {
            let [lx, ly] = at(label.at);
            let foot = [lx, ly + down as f32 * label.leading as f32];
            let ink = if label.hand == picture::Hand::News { ALERT } else { INK };
            paper.put(Mark::Text { at: foot, text: line.clone(), hand: hand(label.hand), size, ink });
        }
    }
    paper.put(Mark::Unclip);
    paper.boxed([x, y, wide, high], None, Some((SOFT, 0.8)));
    paper.gap(high + 8.0);
}

fn circle([x, y]: [f64; 2], radius: f64) -> Vec<[f64; 2]> {
    (0..24_u8)
        .map(|part| {
            let angle = std::f64::consts::TAU * f64::from(part) / 24.0;
            [x + radius * angle.cos(), y + radius * angle.sin()]
        })
        .collect()
}

/// The ladders for the wall, the gravest rung on top.
pub fn ladders(paper: &mut Paper<'_>, plan: &Plan<'_>) {
    let scenario = plan.scenario;
    for ladder in &scenario.ladders {
        paper.part(tr!("For the wall: the ladder"), None);
        paper.title(&ladder.name);
        paper.para(tr!("Move the marker as the crisis climbs and comes down. Where the line is thick, a firebreak lies between two rungs."), Hand::Italic, 9.5, SOFT);
        let left = FOOT - paper.y;
        let row = (left / ladder.rungs.len().max(1) as f32).clamp(17.0, 46.0);
        for (at, rung) in ladder.rungs.iter().enumerate().rev() {
            let wide = MEASURE - 60.0;
            let (size, small) = if row < 24.0 { (9.5, 0.0) } else { (10.5, 8.0) };
            let title = paper.high(&rung.name, wide, Hand::Bold, size);
            let text = if small == 0.0 { 0.0 } else { paper.high(&plain(&rung.text), wide, Hand::Plain, small) };
            let high = (title + text + 5.0).max(row.min(title + text + 9.0));
            paper.room(high);
            let y = paper.y;
            let grave = f32::from(rung.severity) / 100.0;
            let panel = if at % 2 == 0 { Some(PANEL) } else { None };
            paper.boxed([SIDE, y, MEASURE, high], panel, None);
            paper.boxed([SIDE, y, 5.0, high], Some(shade(grave)), None);
            paper.write(&at.to_string(), [SIDE + 12.0, y + 2.0], 24.0, (Hand::Bold, 10.0, SOFT));
            paper.write(&rung.name, [SIDE + 34.0, y + 2.0], wide, (Hand::Bold, size, INK));
            if small != 0.0 {
                paper.write(&plain(&rung.text), [SIDE + 34.0, y + 2.0 + title], wide, (Hand::Plain, small, SOFT));
            }
            paper.boxed([SIDE + MEASURE - 20.0, y + high / 2.0 - 6.0, 12.0, 12.0], None, Some((SOFT, 0.8)));
            let firebreak = rung.threshold.is_some();
            let (ink, width) = if firebreak { (ALERT, 2.2) } else { (RULE, 0.5) };
            paper.rule([SIDE, y], [SIDE + MEASURE, y], ink, width);
            paper.gap(high);
        }
        let breaks: Vec<String> = ladder.rungs.iter().filter_map(|rung| rung.threshold.clone()).collect();
        if !breaks.is_empty() {
            paper.gap(4.0);
            paper.para(&tr!("Firebreaks, from below: {listed}.", listed = breaks.join("; ")), Hand::Italic, 9.0, SOFT);
        }
    }
}

/// From pale to red.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "shares of a colour lie within a byte")]
fn shade(grave: f32) -> Ink {
    let part = |from: f32, to: f32| (from + (to - from) * grave).clamp(0.0, 255.0) as u8;
    Ink(part(222.0, 155.0), part(214.0, 29.0), part(196.0, 32.0))
}
