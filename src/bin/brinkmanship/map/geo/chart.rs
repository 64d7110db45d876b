//! Everything of the world that one theatre shows, filled with triangles.

use std::ops::Deref;

use lyon_tessellation::FillTessellator;

use super::fill::Fill;
use crate::shared::geo::{self, Atlas, Extent, Position, Projection, Rings};

/// The globe around one theatre, laid flat, cut and filled.
#[derive(Clone, Debug)]
pub struct Chart {
    flat: geo::Chart,
    /// The land.
    pub land: Fill,
    /// The lakes, to be drawn over the land.
    pub lakes: Fill,
}

impl Deref for Chart {
    type Target = geo::Chart;

    fn deref(&self) -> &geo::Chart {
        &self.flat
    }
}

impl Chart {
    /// Whether an extent is drawn from the detailed atlas rather than the outline of the world.
    pub fn wants_detail(extent: Extent) -> bool {
        geo::Chart::wants_detail(extent)
    }

    /// Makes the chart of a theatre.
    pub fn new(atlas: &Atlas, projection: Projection, extent: Extent) -> Self {
        let flat = geo::Chart::new(atlas, projection, extent);
        let (land, lakes) = (filled(&flat.land).0, filled(&flat.lakes).0);
        Self { flat, land, lakes }
    }

    /// A scenario's own area, filled. It may not hold a pole.
    pub fn area(&self, points: &[Position]) -> Fill {
        filled(&self.flat.outlined(points)).0
    }
}

/// Pieces as triangles, and how many could not be filled.
fn filled(pieces: &[Rings]) -> (Fill, usize) {
    let mut fill = Fill::default();
    let mut tessellator = FillTessellator::new();
    let failed = pieces.iter().filter(|rings| !fill.add(&mut tessellator, rings)).count();
    (fill, failed)
}

#[cfg(test)]
mod tests {
    use brinkmanship::scenario::format::ProjectionWord;

    use super::*;
    use crate::shared::geo::{
        DETAIL, Flat, WORLD,
        atlas::{BorderKind, tests::PROBES},
        circle, great_circle,
        projection::{tests::WORDS, turned},
    };

    /// The theatres of October 1962, of Ukraine and of Taiwan, the whole world, and the lands around a pole.
    const EXTENTS: [[i32; 4]; 10] = [
        [-92_000, 11_000, -50_000, 34_000],
        [-85_200, 19_500, -73_800, 24_800],
        [-100_000, 10_000, 50_000, 72_000],
        [-130_000, 15_000, -60_000, 55_000],
        [24_000, 35_000, 46_000, 43_000],
        [160_000, 60_000, -140_000, 75_000],
        [105_000, 15_000, 135_000, 42_000],
        [20_000, 43_000, 42_000, 53_000],
        [-180_000, -90_000, 180_000, 90_000],
        [-60_000, 60_000, 60_000, 90_000],
    ];

    struct Atlases {
        outline: Atlas,
        detail: Atlas,
    }

    impl Atlases {
        fn read() -> Self {
            Self { outline: Atlas::read(WORLD).unwrap(), detail: Atlas::read(DETAIL).unwrap() }
        }

        fn chart(&self, word: ProjectionWord, corners: [i32; 4]) -> Chart {
            let extent = Extent::of(corners);
            let atlas = if Chart::wants_detail(extent) { &self.detail } else { &self.outline };
            Chart::new(atlas, Projection::new(word, extent), extent)
        }
    }

    /// How many triangles a point lies in.
    fn covered(fill: &Fill, [x, y]: Flat) -> usize {
        let (threes, _) = fill.triangles.as_chunks::<3>();
        let corner = |index: u32| fill.points[usize::try_from(index).unwrap()].map(f64::from);
        threes
            .iter()
            .filter(|three| {
                let [a, b, c] = three.map(corner);
                let side = |p: Flat, q: Flat| (q[0] - p[0]) * (y - p[1]) - (q[1] - p[1]) * (x - p[0]);
                let sides = [side(a, b), side(b, c), side(c, a)];
                sides.iter().all(|side| 0.0 < *side) || sides.iter().all(|side| *side < 0.0)
            })
            .count()
    }

    /// The area within rings by the shoelace, the holes taken off: by another way than by triangles.
    fn shoelace(rings: &[Vec<Flat>]) -> f64 {
        let area = |ring: &Vec<Flat>| {
            let turns = (0..ring.len()).map(|at| {
                let ([ax, ay], [bx, by]) = (ring[at], ring[(at + 1) % ring.len()]);
                (ax * by - bx * ay) / 2.0
            });
            turns.sum::<f64>().abs()
        };
        let largest = rings.iter().map(area).fold(0.0, f64::max);
        2.0 * largest - rings.iter().map(area).sum::<f64>()
    }

    #[test]
    fn land_is_land_and_sea_is_sea_on_every_chart() {
        let atlases = Atlases::read();
        let mut asked = 0;
        for corners in EXTENTS {
            for word in WORDS {
                let chart = atlases.chart(word, corners);
                let unfilled = filled(&chart.flat.land).1 + filled(&chart.flat.lakes).1;
                assert_eq!(unfilled, 0, "{word:?} {corners:?}");
                for (place, longitude, latitude, expected) in PROBES {
                    let flat = chart.projection.forward(Position::of((*longitude, *latitude)));
                    let Some(flat) = flat.filter(|flat| chart.window.holds(*flat)) else { continue };
                    let land = covered(&chart.land, flat);
                    assert!(land <= 1, "{place} is filled {land} times: {word:?} {corners:?}");
                    let dry = land == 1 && covered(&chart.lakes, flat) == 0;
                    assert_eq!(dry, *expected, "{place}: {word:?} {corners:?}");
                    asked += 1;
                }
            }
        }
        assert!(200 < asked, "{asked}");
    }

    #[test]
    fn triangles_take_up_what_their_rings_enclose() {
        let atlases = Atlases::read();
        for corners in EXTENTS {
            for word in [ProjectionWord::Equirectangular, ProjectionWord::LambertConformal] {
                let chart = atlases.chart(word, corners);
                let flat = &chart.flat;
                for (name, pieces, fill) in [("land", &flat.land, &chart.land), ("lakes", &flat.lakes, &chart.lakes)] {
                    let expected: f64 = pieces.iter().map(|rings| shoelace(rings)).sum();
                    let error = fill.area() - expected;
                    assert!(error.abs() <= expected * 1e-3, "{name} of {word:?} {corners:?}: {error} of {expected}");
                }
            }
        }
    }

    #[test]
    fn no_coast_leaps_over_the_map() {
        let atlases = Atlases::read();
        for corners in EXTENTS {
            for word in WORDS {
                let chart = atlases.chart(word, corners);
                let longest = chart
                    .coasts
                    .iter()
                    .chain(&chart.shores)
                    .flat_map(|line| line.windows(2))
                    .map(|pair| (pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1]))
                    .fold(0.0, f64::max);
                assert!(longest < 1_000.0, "{word:?} {corners:?}: {longest}");
                assert!(!chart.coasts.is_empty());
            }
        }
    }

    #[test]
    fn the_seam_of_antarctica_is_no_coast() {
        let atlases = Atlases::read();
        let chart = atlases.chart(ProjectionWord::Equirectangular, [-180_000, -90_000, 180_000, 90_000]);
        let south = chart.coasts.iter().flatten().filter(|[_, y]| *y < -9_800.0);
        assert_eq!(south.count(), 0, "nothing is drawn along the pole");
        let land =
            covered(&chart.land, chart.projection.forward(Position { longitude: 100.0, latitude: -89.0 }).unwrap());
        assert_eq!(land, 1);
    }

    #[test]
    fn the_lease_of_guantanamo_is_on_the_chart_of_cuba() {
        let chart = Atlases::read().chart(ProjectionWord::Equirectangular, [-85_200, 19_500, -73_800, 24_800]);
        let lease: Vec<_> = chart.borders.iter().filter(|border| border.kind == BorderKind::Lease).collect();
        assert!(!lease.is_empty() && !lease[0].kind.in_dispute());
        let base = chart.projection.forward(Position { longitude: -75.15, latitude: 19.95 }).unwrap();
        assert!(lease.iter().flat_map(|part| &part.points).any(|[x, y]| (x - base[0]).hypot(y - base[1]) < 20.0));
    }

    #[test]
    fn lines_of_a_scenario_go_across_the_date_line() {
        let atlases = Atlases::read();
        for word in WORDS {
            let chart = atlases.chart(word, [160_000, 60_000, -140_000, 75_000]);
            let at = |longitude: f64| Position { longitude, latitude: 66.0 };
            let lines = chart.trace(&[at(170.0), at(-175.0), at(-160.0)]);
            assert_eq!(lines.len(), 1, "{word:?}");
            let length: f64 =
                lines[0].windows(2).map(|pair| (pair[1][0] - pair[0][0]).hypot(pair[1][1] - pair[0][1])).sum();
            // Thirty degrees of the parallel of 66, which the plain one draws as it draws that of the middle.
            assert!((1_250.0..1_400.0).contains(&length), "{word:?}: {length}");
            let area = [(170.0, 64.0), (-170.0, 64.0), (-170.0, 68.0), (170.0, 68.0)]
                .map(|(longitude, latitude)| Position { longitude, latitude });
            // Four degrees by twenty; at 66 degrees Mercator's scale is smaller than at 67.5, where it is true.
            assert!((chart.area(&area).area() / 402_000.0 - 1.0).abs() < 0.13, "{word:?}");
        }
    }

    #[test]
    fn rings_and_arcs_lie_where_they_should() {
        let atlases = Atlases::read();
        let havana = Position { longitude: -82.366, latitude: 23.113 };
        let chart = atlases.chart(ProjectionWord::Azimuthal, [-100_000, 5_000, -64_732, 41_226]);
        let ring = chart.trace(&circle(havana, 1_000.0, 180));
        assert_eq!(ring.len(), 1);
        assert!(
            ring[0].iter().all(|[x, y]| (x.hypot(*y) - 1_000.0).abs() < 1.0),
            "a circle stays one about the middle"
        );
        let arc = great_circle(havana, Position { longitude: -74.0, latitude: 40.7 }, 50.0);
        assert_eq!(chart.trace(&arc).len(), 1);
        // A ring about the pole is one line from edge to edge, or closed on a polar map.
        let pole = Position { longitude: 0.0, latitude: 88.0 };
        for word in WORDS {
            let chart = atlases.chart(word, [-60_000, 60_000, 60_000, 90_000]);
            assert!(!chart.trace(&circle(pole, 1_500.0, 180)).is_empty(), "{word:?}");
        }
        assert_eq!(chart.trace(&[]), Vec::<Vec<Flat>>::new());
        assert_eq!(chart.area(&[havana]), Fill::default());
        assert!(turned(540.0) <= 180.0);
    }
}
