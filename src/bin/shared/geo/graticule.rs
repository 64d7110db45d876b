//! The graticule: meridians and parallels at round degrees, with what is written at them.

use super::{
    projection::{Extent, Flat, Position, Projection, Window, turned},
    sphere::RADIUS,
};

/// A meridian or a parallel.
#[derive(Clone, Debug, PartialEq)]
pub struct GraticuleLine {
    /// What is written at it, such as `20° N`; `0°` for the equator and the meridian of Greenwich.
    pub label: String,
    /// Whether it is a meridian.
    pub meridian: bool,
    /// Its points.
    pub points: Vec<Flat>,
    /// Where the label belongs: where the line comes into the window at the southern edge, or the western one for a
    /// parallel. `None` if it comes in elsewhere.
    pub anchor: Option<Flat>,
}

/// How far apart the lines may be, in thousandths of a degree.
const STEPS: [i32; 12] = [100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000, 20_000, 30_000, 45_000, 90_000];

/// How many lines there are at most, each way, within a window.
const MOST: i32 = 9;

/// The graticule of what a window of the map shows: four to nine lines or so each way, drawn to the edges of `drawn`.
pub fn graticule(projection: &Projection, window: Window, drawn: Extent) -> Vec<GraticuleLine> {
    let step = step(projection, window);
    let mut lines = Vec::new();
    for index in whole(drawn.west, step)..=whole(drawn.east, step) {
        let longitude = f64::from(index) * f64::from(step) / 1_000.0;
        if longitude < drawn.west || drawn.east < longitude {
            continue;
        }
        let points = (0..=180_u8).map(|part| {
            let latitude = drawn.south + (drawn.north - drawn.south) * f64::from(part) / 180.0;
            projection.forward_unturned(Position { longitude, latitude })
        });
        lines.extend(line(label(turned(longitude), true), true, points, window));
    }
    for index in whole(drawn.south, step)..=whole(drawn.north, step) {
        let latitude = f64::from(index) * f64::from(step) / 1_000.0;
        if latitude < drawn.south || drawn.north < latitude {
            continue;
        }
        let points = (0..=180_u8).map(|part| {
            let longitude = drawn.west + (drawn.east - drawn.west) * f64::from(part) / 180.0;
            projection.forward_unturned(Position { longitude, latitude })
        });
        lines.extend(line(label(latitude, false), false, points, window));
    }
    lines
}

/// The smallest step that brings no more lines than [`MOST`] about the middle of the window. What a window whose edges
/// bend reaches of the globe would tell too much: all meridians, if it holds a pole.
fn step(projection: &Projection, window: Window) -> i32 {
    let [width, height] = window.size().map(|side| (side / RADIUS).to_degrees() * 1_000.0);
    let widest = height.max(width / projection.middle().latitude.to_radians().cos().max(0.1));
    STEPS.into_iter().find(|step| widest / f64::from(*step) <= f64::from(MOST)).unwrap_or(90_000)
}

/// The number of the last line before some degrees.
#[expect(clippy::cast_possible_truncation, reason = "degrees are at most some hundreds")]
fn whole(degrees: f64, step: i32) -> i32 {
    (degrees * 1_000.0 / f64::from(step)).floor() as i32
}

fn line(
    label: String,
    meridian: bool,
    points: impl Iterator<Item = Option<Flat>>,
    window: Window,
) -> Option<GraticuleLine> {
    let points: Vec<Flat> = points.flatten().collect();
    let side = usize::from(meridian);
    let edge = window.least[side];
    let anchor = points.windows(2).find_map(|pair| {
        let (from, to) = (pair[0], pair[1]);
        let rise = to[side] - from[side];
        if (from[side] <= edge) == (to[side] <= edge) {
            return None;
        }
        let share = (edge - from[side]) / rise;
        let mut cut = [from[0] + (to[0] - from[0]) * share, from[1] + (to[1] - from[1]) * share];
        cut[side] = edge;
        window.holds(cut).then_some(cut)
    });
    (2 <= points.len()).then_some(GraticuleLine { label, meridian, points, anchor })
}

/// Degrees, with a decimal where they are not whole, and the side of the globe.
fn label(degrees: f64, meridian: bool) -> String {
    let tenths = (degrees.abs() * 10.0).round() / 10.0;
    let number = if (tenths - tenths.round()).abs() < 1e-6 { format!("{tenths:.0}") } else { format!("{tenths:.1}") };
    // The meridian opposite that of Greenwich is neither east nor west.
    if tenths == 0.0 || tenths == 180.0 {
        format!("{number}°")
    } else {
        match (meridian, 0.0 < degrees) {
            (true, true) => tr!("{number}° E", number),
            (true, false) => tr!("{number}° W", number),
            (false, true) => tr!("{number}° N", number),
            (false, false) => tr!("{number}° S", number),
        }
    }
}

#[cfg(test)]
mod tests {
    use brinkmanship::scenario::format::ProjectionWord;

    use super::*;

    fn labels(word: ProjectionWord, corners: [i32; 4]) -> (Vec<String>, Vec<String>) {
        let extent = Extent::of(corners);
        let projection = Projection::new(word, extent);
        let window = projection.window(extent);
        let lines = graticule(&projection, window, projection.extent(window));
        let of = |meridian: bool| {
            let anchored = lines.iter().filter(|line| line.meridian == meridian && line.anchor.is_some());
            anchored.map(|line| line.label.clone()).collect()
        };
        (of(true), of(false))
    }

    #[test]
    fn lines_stand_at_round_degrees() {
        let (meridians, parallels) = labels(ProjectionWord::Equirectangular, [24_000, 35_000, 46_000, 43_000]);
        assert_eq!(meridians, ["25° E", "30° E", "35° E", "40° E", "45° E"]);
        assert_eq!(parallels, ["35° N", "40° N"]);
        let (meridians, parallels) = labels(ProjectionWord::Mercator, [-11_000, -9_000, 11_000, 9_000]);
        assert_eq!(meridians, ["10° W", "5° W", "0°", "5° E", "10° E"]);
        assert_eq!(parallels, ["5° S", "0°", "5° N"]);
        let (meridians, _) = labels(ProjectionWord::LambertConformal, [165_000, 60_000, -165_000, 70_000]);
        assert!(meridians.contains(&"180°".to_owned()) && meridians.contains(&"175° W".to_owned()), "{meridians:?}");
        let (meridians, _) = labels(ProjectionWord::Equirectangular, [-82_500, 22_500, -82_000, 23_000]);
        assert!(meridians.contains(&"82.3° W".to_owned()), "{meridians:?}");
    }

    #[test]
    fn there_are_neither_too_few_lines_nor_too_many() {
        for corners in [
            [-92_000, 11_000, -50_000, 34_000],
            [-180_000, -60_000, 180_000, 80_000],
            [160_000, 60_000, -140_000, 75_000],
            [118_000, 24_000, 119_000, 25_000],
        ] {
            let (meridians, parallels) = labels(ProjectionWord::Equirectangular, corners);
            let most = meridians.len().max(parallels.len());
            assert!((3..=10).contains(&most), "{corners:?}: {meridians:?} {parallels:?}");
        }
    }
}
