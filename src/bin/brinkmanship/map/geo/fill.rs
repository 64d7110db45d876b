//! Triangles from rings and lines, made by lyon.

use lyon_tessellation::{
    BuffersBuilder, FillOptions, FillTessellator, FillVertex, LineCap, LineJoin, StrokeOptions, StrokeTessellator,
    StrokeVertex, VertexBuffers,
    math::{Point, point},
};

use crate::shared::geo::Flat;

/// Triangles, ready for a mesh.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fill {
    /// The points: kilometres east and north of the middle of the theatre.
    pub points: Vec<[f32; 2]>,
    /// Three indices for each triangle.
    pub triangles: Vec<u32>,
}

impl Fill {
    /// Whether a point lies in one of the triangles.
    #[must_use]
    pub fn covers(&self, [x, y]: [f32; 2]) -> bool {
        let corner = |index: &u32| self.points.get(usize::try_from(*index).ok()?);
        self.triangles.chunks_exact(3).any(|triangle| {
            let [Some(a), Some(b), Some(c)] = [0, 1, 2].map(|at| corner(&triangle[at])) else { return false };
            let side = |p: &[f32; 2], q: &[f32; 2]| (q[0] - p[0]) * (y - p[1]) - (q[1] - p[1]) * (x - p[0]);
            let sides = [side(a, b), side(b, c), side(c, a)];
            sides.iter().all(|side| 0.0 <= *side) || sides.iter().all(|side| *side <= 0.0)
        })
    }

    /// Adds the triangles of a piece: what lies within an odd number of its rings.
    /// Says whether it could be filled; if not, nothing is added.
    pub(super) fn add(&mut self, tessellator: &mut FillTessellator, rings: &[Vec<Flat>]) -> bool {
        let mut buffers: VertexBuffers<[f32; 2], u32> = VertexBuffers::new();
        let mut sink = BuffersBuilder::new(&mut buffers, |vertex: FillVertex<'_>| vertex.position().to_array());
        let options = FillOptions::even_odd();
        let mut builder = tessellator.builder(&options, &mut sink);
        for ring in rings {
            let mut points = ring.iter().map(|flat| narrow(*flat));
            if let Some(first) = points.next() {
                builder.begin(first);
                for next in points {
                    builder.line_to(next);
                }
                builder.end(true);
            }
        }
        // A theatre has far fewer than four thousand million points.
        let Ok(base) = u32::try_from(self.points.len()) else { return false };
        if builder.build().is_err() {
            return false;
        }
        self.points.extend(buffers.vertices);
        self.triangles.extend(buffers.indices.into_iter().map(|index| base + index));
        true
    }

    /// The area of all triangles, in square kilometres of the flat map.
    #[cfg(test)]
    pub fn area(&self) -> f64 {
        let at = |index: u32| {
            let index = usize::try_from(index).unwrap_or(usize::MAX);
            self.points.get(index).map_or([0.0, 0.0], |point| point.map(f64::from))
        };
        let (threes, _) = self.triangles.as_chunks::<3>();
        threes
            .iter()
            .map(|[a, b, c]| {
                let [a, b, c] = [at(*a), at(*b), at(*c)];
                ((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])).abs() / 2.0
            })
            .sum()
    }
}

/// Lines of a width in kilometres of the flat map, as triangles. Lines that cannot be drawn are left out.
pub fn stroke<'a>(lines: impl IntoIterator<Item = &'a [Flat]>, width: f64) -> Fill {
    let mut fill = Fill::default();
    let mut tessellator = StrokeTessellator::new();
    #[expect(clippy::cast_possible_truncation, reason = "a mesh holds numbers of half the precision")]
    let width = width as f32;
    // Tolerance is about round joins: a fiftieth of the width cannot be seen.
    let options = StrokeOptions::default()
        .with_line_width(width)
        .with_tolerance((width / 50.0).max(f32::MIN_POSITIVE))
        .with_line_join(LineJoin::Bevel)
        .with_line_cap(LineCap::Butt);
    for line in lines {
        let mut buffers: VertexBuffers<[f32; 2], u32> = VertexBuffers::new();
        let mut sink = BuffersBuilder::new(&mut buffers, |vertex: StrokeVertex<'_, '_>| vertex.position().to_array());
        let closed = 3 < line.len() && line.first() == line.last();
        let shown = if closed { &line[..line.len() - 1] } else { line };
        let mut points = shown.iter().map(|flat| narrow(*flat));
        let Some(first) = points.next() else { continue };
        let mut builder = tessellator.builder(&options, &mut sink);
        builder.begin(first);
        for next in points {
            builder.line_to(next);
        }
        builder.end(closed);
        let Ok(base) = u32::try_from(fill.points.len()) else { break };
        if builder.build().is_ok() {
            fill.points.extend(buffers.vertices);
            fill.triangles.extend(buffers.indices.into_iter().map(|index| base + index));
        }
    }
    fill
}

#[expect(clippy::cast_possible_truncation, reason = "a mesh holds numbers of half the precision: here about a metre")]
fn narrow([x, y]: Flat) -> Point {
    point(x as f32, y as f32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_piece_is_filled_but_for_its_hole() {
        let square = |size: f64| vec![[-size, -size], [size, -size], [size, size], [-size, size]];
        let mut fill = Fill::default();
        assert!(fill.add(&mut FillTessellator::new(), &[square(10.0), square(5.0)]));
        assert!((fill.area() - 300.0).abs() < 1e-3, "{}", fill.area());
        assert!(fill.add(&mut FillTessellator::new(), &[square(1.0)]));
        assert!((fill.area() - 304.0).abs() < 1e-3, "the second does not disturb the first: {}", fill.area());
    }

    #[test]
    fn what_is_no_ring_fills_nothing() {
        let mut fill = Fill::default();
        assert!(fill.add(&mut FillTessellator::new(), &[vec![], vec![[0.0, 0.0]], vec![[0.0, 0.0], [1.0, 1.0]]]));
        assert_eq!(fill.triangles, [0_u32; 0]);
    }

    #[test]
    fn a_line_has_its_width() {
        let line: &[Flat] = &[[0.0, 0.0], [100.0, 0.0]];
        let fill = stroke([line], 2.0);
        assert!((fill.area() - 200.0).abs() < 0.1, "{}", fill.area());
        let closed: &[Flat] = &[[0.0, 0.0], [100.0, 0.0], [100.0, 100.0], [0.0, 0.0]];
        let round = 100.0 + 100.0 + 100.0 * 2.0_f64.sqrt();
        assert!((stroke([closed], 1.0).area() / round - 1.0).abs() < 0.01);
        let nothing: &[Flat] = &[];
        assert_eq!(stroke([nothing], 2.0), Fill::default());
    }
}
