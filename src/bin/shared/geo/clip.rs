//! Cuts rings and lines at the edges of an extent, and puts points between those of long edges.

use super::projection::{Extent, Flat, Position, Projection, turned};

/// How long an edge may be, in degrees, before it is given points between.
const LONGEST: f64 = 1.0;

/// The part of a ring within an extent; fewer than three points if there is none.
///
/// Where the ring leaves the extent and comes back, it runs along the edge.
pub fn ring(points: &[Position], extent: Extent) -> Vec<Position> {
    let mut ring = points.to_vec();
    for edge in Edge::ALL {
        if ring.iter().all(|at| edge.inside(*at, extent)) {
            continue;
        }
        let mut kept = Vec::with_capacity(ring.len());
        for (index, to) in ring.iter().enumerate() {
            let from = ring[(index + ring.len() - 1) % ring.len()];
            if edge.inside(from, extent) != edge.inside(*to, extent) {
                kept.push(edge.crossing(from, *to, extent));
            }
            if edge.inside(*to, extent) {
                kept.push(*to);
            }
        }
        ring = kept;
    }
    ring
}

/// A ring laid flat about the middle of the map, as far as a radius in kilometres; for projections that tear the globe
/// apart at a point, whose far side must not be drawn. What it gives may be several rings, to be filled even-odd.
///
/// Where the ring leaves the disc and comes back, it runs along the edge, by either way round: the other way would
/// swap inside and outside of the whole disc, and a ring around the disc swaps them back where that is so.
pub fn disc(points: &[Position], projection: &Projection, radius: f64) -> Vec<Vec<Flat>> {
    let flat: Vec<Option<Flat>> =
        points.iter().map(|at| projection.forward(*at).filter(|[x, y]| x.hypot(*y) <= radius)).collect();
    let mut ring = Vec::new();
    if let Some(first) = flat.iter().position(Option::is_some) {
        let mut left: Option<f64> = None;
        let mut before: Option<Flat> = None;
        // Once around and back to the first, so that an open end is closed.
        for index in 0..=flat.len() {
            let here = flat[(first + index) % flat.len()];
            match (before, here) {
                (Some([x, y]), None) => left = Some(y.atan2(x)),
                (None, Some([x, y])) => {
                    if let Some(from) = left.take() {
                        arc(&mut ring, from, y.atan2(x), radius);
                    }
                }
                (Some(_), Some(_)) | (None, None) => {}
            }
            if index < flat.len() {
                ring.extend(here);
            }
            before = here;
        }
    }
    let swapped = around_origin(&ring) != around_middle(points, projection.middle());
    let mut rings = Vec::new();
    if 3 <= ring.len() {
        rings.push(ring);
    }
    if swapped {
        let mut edge = Vec::new();
        arc(&mut edge, 0.0, std::f64::consts::PI, radius);
        arc(&mut edge, std::f64::consts::PI, std::f64::consts::TAU, radius);
        rings.push(edge);
    }
    rings
}

/// Puts the points of an arc about the origin to a ring, the shorter way round.
fn arc(ring: &mut Vec<Flat>, from: f64, to: f64, radius: f64) {
    let turn = turned((to - from).to_degrees()).to_radians();
    let parts = (turn.abs() / 0.05).ceil().max(1.0);
    let mut part = 0.0;
    while part <= parts {
        let angle = from + turn * part / parts;
        ring.push([radius * angle.cos(), radius * angle.sin()]);
        part += 1.0;
    }
}

/// Whether a flat ring is around the origin.
fn around_origin(ring: &[Flat]) -> bool {
    around(ring.iter().copied(), [0.0, 0.0])
}

/// Whether a ring is around a position, on whichever turn of the globe either is given.
fn around_middle(ring: &[Position], at: Position) -> bool {
    [-720.0, -360.0, 0.0, 360.0, 720.0].into_iter().any(|turn| {
        around(ring.iter().map(|point| [point.longitude, point.latitude]), [at.longitude + turn, at.latitude])
    })
}

fn around(ring: impl Iterator<Item = Flat> + Clone, [x, y]: Flat) -> bool {
    let next = ring.clone().cycle().skip(1);
    ring.zip(next)
        .filter(|([ax, ay], [bx, by])| (*ay <= y) != (*by <= y) && x < ax + (bx - ax) * (y - ay) / (by - ay))
        .count()
        % 2
        == 1
}

/// The parts of a line within an extent.
pub fn line(points: &[Position], extent: Extent) -> Vec<Vec<Position>> {
    let mut parts: Vec<Vec<Position>> = Vec::new();
    let mut open = false;
    for pair in points.windows(2) {
        let Some((from, to)) = segment(pair[0], pair[1], extent) else {
            open = false;
            continue;
        };
        match parts.last_mut() {
            Some(part) if open => part.push(to),
            _ => parts.push(vec![from, to]),
        }
        open = to == pair[1];
    }
    parts
}

/// The part of a segment within an extent.
fn segment(from: Position, to: Position, extent: Extent) -> Option<(Position, Position)> {
    let (mut a, mut b) = (from, to);
    for edge in Edge::ALL {
        match (edge.inside(a, extent), edge.inside(b, extent)) {
            (true, true) => {}
            (true, false) => b = edge.crossing(a, b, extent),
            (false, true) => a = edge.crossing(a, b, extent),
            (false, false) => return None,
        }
    }
    Some((a, b))
}

/// A line with points between those of its long edges; `closed` if its end goes on to its start.
pub fn densified(points: &[Position], closed: bool) -> Vec<Position> {
    let mut out = Vec::with_capacity(points.len());
    let edges = if closed { points.len() } else { points.len().saturating_sub(1) };
    for (index, from) in points.iter().enumerate() {
        out.push(*from);
        if edges <= index {
            break;
        }
        let to = points[(index + 1) % points.len()];
        let (across, up) = (to.longitude - from.longitude, to.latitude - from.latitude);
        // An extent is at most 360 degrees wide, and longer lines are cut to it before.
        let parts = (across.abs().max(up.abs()) / LONGEST).ceil().min(1_000.0);
        let mut part = 1.0;
        while part < parts {
            out.push(Position {
                longitude: from.longitude + across * part / parts,
                latitude: from.latitude + up * part / parts,
            });
            part += 1.0;
        }
    }
    out
}

/// One of the edges of an extent.
#[derive(Clone, Copy)]
enum Edge {
    West,
    South,
    East,
    North,
}

impl Edge {
    const ALL: [Self; 4] = [Self::West, Self::South, Self::East, Self::North];

    fn inside(self, at: Position, extent: Extent) -> bool {
        match self {
            Self::West => extent.west <= at.longitude,
            Self::South => extent.south <= at.latitude,
            Self::East => at.longitude <= extent.east,
            Self::North => at.latitude <= extent.north,
        }
    }

    /// Where a segment whose ends lie on both sides crosses the edge.
    fn crossing(self, from: Position, to: Position, extent: Extent) -> Position {
        let (across, up) = (to.longitude - from.longitude, to.latitude - from.latitude);
        let at_meridian = |longitude: f64| Position {
            longitude,
            latitude: from.latitude + up * (longitude - from.longitude) / across,
        };
        let at_parallel =
            |latitude: f64| Position { longitude: from.longitude + across * (latitude - from.latitude) / up, latitude };
        match self {
            Self::West => at_meridian(extent.west),
            Self::South => at_parallel(extent.south),
            Self::East => at_meridian(extent.east),
            Self::North => at_parallel(extent.north),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SQUARE: Extent = Extent { west: 0.0, south: 0.0, east: 10.0, north: 10.0 };

    fn at(longitude: f64, latitude: f64) -> Position {
        Position { longitude, latitude }
    }

    fn area(ring: &[Position]) -> f64 {
        (0..ring.len())
            .map(|index| {
                let (a, b) = (ring[index], ring[(index + 1) % ring.len()]);
                (a.longitude * b.latitude - b.longitude * a.latitude) / 2.0
            })
            .sum()
    }

    #[test]
    fn a_ring_keeps_the_area_that_lies_inside() {
        for (points, expected) in [
            (vec![at(2.0, 2.0), at(4.0, 2.0), at(4.0, 4.0), at(2.0, 4.0)], 4.0),
            (vec![at(-5.0, -5.0), at(5.0, -5.0), at(5.0, 5.0), at(-5.0, 5.0)], 25.0),
            (vec![at(-90.0, -90.0), at(90.0, -90.0), at(90.0, 90.0), at(-90.0, 90.0)], 100.0),
            (vec![at(20.0, 2.0), at(24.0, 2.0), at(24.0, 4.0)], 0.0),
            // It leaves to the east and comes back: two teeth.
            (vec![at(8.0, 0.0), at(14.0, 2.0), at(8.0, 4.0), at(14.0, 6.0), at(8.0, 8.0)], 24.0 - 32.0 / 3.0),
        ] {
            assert!((area(&ring(&points, SQUARE)) - expected).abs() < 1e-9, "{points:?}");
        }
    }

    #[test]
    fn a_line_is_cut_into_what_is_inside() {
        let there_and_back = [at(-5.0, 5.0), at(5.0, 5.0), at(15.0, 5.0), at(15.0, 8.0), at(5.0, 8.0)];
        assert_eq!(
            line(&there_and_back, SQUARE),
            [vec![at(0.0, 5.0), at(5.0, 5.0), at(10.0, 5.0)], vec![at(10.0, 8.0), at(5.0, 8.0)]]
        );
        assert_eq!(line(&[at(-1.0, 20.0), at(20.0, 20.0)], SQUARE), Vec::<Vec<Position>>::new());
        // Both ends outside, and the middle inside.
        assert_eq!(line(&[at(-5.0, 5.0), at(15.0, 5.0)], SQUARE), [vec![at(0.0, 5.0), at(10.0, 5.0)]]);
        // Past a corner.
        assert_eq!(line(&[at(-5.0, 4.0), at(4.0, -5.0)], SQUARE), Vec::<Vec<Position>>::new());
    }

    #[test]
    fn long_edges_get_points_between() {
        let points = densified(&[at(0.0, 0.0), at(3.0, 0.0), at(3.0, 0.5)], true);
        assert_eq!(points.len(), 7);
        assert_eq!(points[1], at(1.0, 0.0));
        assert_eq!(densified(&[at(0.0, 0.0), at(0.0, 2.5)], false).len(), 4);
        assert_eq!(densified(&[], true), []);
    }
}
