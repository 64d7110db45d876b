//! Lines on the globe itself: great circles, circles about a point, distances.

use super::projection::Position;

/// The mean radius of the Earth, in kilometres. Source: IUGG 1980, mean radius R1.
pub const RADIUS: f64 = 6_371.008_8;

/// How far apart two positions are.
///
/// Unit and range: kilometres, 0 to about 20,015.
pub fn distance(a: Position, b: Position) -> f64 {
    let (a, b) = (vector(a), vector(b));
    let cross = [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
    length(cross).atan2(dot(a, b)) * RADIUS
}

/// The positions at one distance from another, as a closed line whose first point comes again at its end.
///
/// Unit and range: the radius in kilometres, held to 0 to half the circumference; at least 8 parts.
pub fn circle(middle: Position, radius: f64, parts: u16) -> Vec<Position> {
    let angle = (radius / RADIUS).clamp(0.0, std::f64::consts::PI);
    let axis = vector(middle);
    // Any direction at a right angle to the axis; the axis it is furthest from keeps it well away from zero.
    let (latitude, longitude) = (middle.latitude.to_radians(), middle.longitude.to_radians());
    let north = [-latitude.sin() * longitude.cos(), -latitude.sin() * longitude.sin(), latitude.cos()];
    let east = [-longitude.sin(), longitude.cos(), 0.0];
    let parts = parts.max(8);
    (0..=parts)
        .map(|part| {
            let bearing = std::f64::consts::TAU * f64::from(part % parts) / f64::from(parts);
            let along = add(scaled(north, bearing.cos()), scaled(east, bearing.sin()));
            position(add(scaled(axis, angle.cos()), scaled(along, angle.sin())))
        })
        .collect()
}

/// The shortest way from one position to another, with points no further apart than a step.
///
/// Between opposite points of the globe any way is the shortest; the one over a pole is taken.
///
/// Unit and range: the step in kilometres, at least 1.
pub fn great_circle(from: Position, to: Position, step: f64) -> Vec<Position> {
    let whole = distance(from, to);
    let (a, b) = (vector(from), vector(to));
    let parts = (whole / step.max(1.0)).ceil().clamp(1.0, 20_016.0);
    let angle = whole / RADIUS;
    // The direction in which to set out.
    let mut along = add(b, scaled(a, -dot(a, b)));
    if length(along) < 1e-9 {
        if angle < 1.0 {
            return vec![from, to];
        }
        let (latitude, longitude) = (from.latitude.to_radians(), from.longitude.to_radians());
        along = [-latitude.sin() * longitude.cos(), -latitude.sin() * longitude.sin(), latitude.cos()];
    }
    let along = scaled(along, 1.0 / length(along));
    let mut line = vec![from];
    let mut part = 1.0;
    while part < parts {
        let turned = angle * part / parts;
        line.push(position(add(scaled(a, turned.cos()), scaled(along, turned.sin()))));
        part += 1.0;
    }
    line.push(to);
    line
}

fn vector(at: Position) -> [f64; 3] {
    let (latitude, longitude) = (at.latitude.to_radians(), at.longitude.to_radians());
    [latitude.cos() * longitude.cos(), latitude.cos() * longitude.sin(), latitude.sin()]
}

fn position(vector: [f64; 3]) -> Position {
    let [x, y, z] = vector;
    Position { longitude: y.atan2(x).to_degrees(), latitude: z.atan2(x.hypot(y)).to_degrees() }
}

fn dot(a: [f64; 3], b: [f64; 3]) -> f64 {
    a[0] * b[0] + a[1] * b[1] + a[2] * b[2]
}

fn length(a: [f64; 3]) -> f64 {
    dot(a, a).sqrt()
}

fn add(a: [f64; 3], b: [f64; 3]) -> [f64; 3] {
    [a[0] + b[0], a[1] + b[1], a[2] + b[2]]
}

fn scaled(a: [f64; 3], by: f64) -> [f64; 3] {
    a.map(|part| part * by)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HAVANA: Position = Position { longitude: -82.366, latitude: 23.113 };
    const WASHINGTON: Position = Position { longitude: -77.037, latitude: 38.898 };
    const MOSCOW: Position = Position { longitude: 37.617, latitude: 55.752 };

    #[test]
    fn distances_are_those_of_the_globe() {
        // Havana to Washington is about 1,820 kilometres, Washington to Moscow about 7,820.
        assert!((distance(HAVANA, WASHINGTON) - 1_821.0).abs() < 15.0, "{}", distance(HAVANA, WASHINGTON));
        assert!((distance(WASHINGTON, MOSCOW) - 7_822.0).abs() < 15.0, "{}", distance(WASHINGTON, MOSCOW));
        let pole = Position { longitude: 0.0, latitude: 90.0 };
        assert!(
            (distance(pole, Position { longitude: 12.0, latitude: 0.0 }) - RADIUS * std::f64::consts::FRAC_PI_2).abs()
                < 0.01
        );
    }

    #[test]
    fn every_point_of_a_circle_is_at_its_radius() {
        for middle in [HAVANA, MOSCOW, Position { longitude: 179.9, latitude: 89.0 }] {
            for radius in [1.0, 926.0, 9_000.0] {
                let line = circle(middle, radius, 72);
                assert_eq!(line.len(), 73);
                assert_eq!(line[0], line[72]);
                assert!(line.iter().all(|point| (distance(middle, *point) - radius).abs() < 1e-3));
            }
        }
    }

    #[test]
    fn a_great_circle_is_the_shortest_way() {
        let line = great_circle(WASHINGTON, MOSCOW, 100.0);
        let along: f64 = line.windows(2).map(|pair| distance(pair[0], pair[1])).sum();
        assert!((along - distance(WASHINGTON, MOSCOW)).abs() < 1e-3);
        assert!(line.windows(2).all(|pair| distance(pair[0], pair[1]) < 100.1));
        assert!(line.iter().any(|point| 60.0 < point.latitude), "it runs north of both");
        assert_eq!((line.first(), line.last()), (Some(&WASHINGTON), Some(&MOSCOW)));
        assert_eq!(great_circle(HAVANA, HAVANA, 10.0), [HAVANA, HAVANA]);
        let opposite = Position { longitude: HAVANA.longitude + 180.0, latitude: -HAVANA.latitude };
        let line = great_circle(HAVANA, opposite, 500.0);
        assert!(line.windows(2).all(|pair| distance(pair[0], pair[1]) < 500.1));
    }
}
