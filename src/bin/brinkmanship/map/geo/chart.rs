//! Everything of the world that one theatre shows.

use lyon_tessellation::FillTessellator;

use super::{
    atlas::{Atlas, BorderKind, Point},
    clip,
    fill::Fill,
    projection::{Extent, Flat, Position, Projection, Window},
};

/// How much more than the theatre is drawn on each side, as a share of its width and height, so that a window of
/// another shape is full and the map can be moved.
const MARGIN: f64 = 0.3;

/// An extent wider or higher than this, in degrees, is drawn from the outline of the world.
const DETAIL_LIMIT: f64 = 80.0;

/// The globe around one theatre, laid flat, cut and filled.
#[derive(Clone, Debug)]
pub struct Chart {
    /// How the globe is laid flat.
    pub projection: Projection,
    /// The theatre, on the flat map.
    pub window: Window,
    /// What is drawn, theatre and margin.
    pub drawn: Extent,
    /// The land.
    pub land: Fill,
    /// The lakes, to be drawn over the land.
    pub lakes: Fill,
    /// The lines between land and sea.
    pub coasts: Vec<Vec<Flat>>,
    /// The lines between lakes and land.
    pub shores: Vec<Vec<Flat>>,
    /// The borders.
    pub borders: Vec<ChartBorder>,
    /// How many pieces could not be filled. No scenario of ours has any.
    pub unfilled: usize,
}

/// A part of a border.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartBorder {
    /// What kind of line it is.
    pub kind: BorderKind,
    /// The year since which it is one of states; 0 for those that were before 1962.
    pub since: u16,
    /// Its points.
    pub points: Vec<Flat>,
}

impl Chart {
    /// Whether an extent is drawn from the detailed atlas rather than the outline of the world.
    pub fn wants_detail(extent: Extent) -> bool {
        extent.east - extent.west <= DETAIL_LIMIT && extent.north - extent.south <= DETAIL_LIMIT
    }

    /// Makes the chart of a theatre.
    pub fn new(atlas: &Atlas, projection: Projection, extent: Extent) -> Self {
        let window = projection.window(extent);
        let mut chart = Self {
            projection,
            window,
            drawn: projection.extent(window.grown(MARGIN)),
            land: Fill::default(),
            lakes: Fill::default(),
            coasts: Vec::new(),
            shores: Vec::new(),
            borders: Vec::new(),
            unfilled: 0,
        };
        let mut tessellator = FillTessellator::new();
        for (pieces, fill, lines) in
            [(&atlas.land, &mut chart.land, &mut chart.coasts), (&atlas.lakes, &mut chart.lakes, &mut chart.shores)]
        {
            let frame = Frame { projection, drawn: chart.drawn, window };
            for piece in pieces {
                for rings in frame.turns(piece) {
                    let flat: Vec<Vec<Flat>> = rings.iter().flat_map(|ring| frame.ring(ring)).collect();
                    if !flat.is_empty() && !fill.add(&mut tessellator, &flat) {
                        chart.unfilled += 1;
                    }
                    for ring in &rings {
                        lines.extend(coast(ring).iter().flat_map(|line| frame.line(line)));
                    }
                }
            }
        }
        let frame = chart.frame();
        for border in &atlas.borders {
            let piece = [border.points.clone()];
            let lines = frame.turns(&piece).into_iter().flatten().flat_map(|line| frame.line(&line));
            let parts = lines.map(|points| ChartBorder { kind: border.kind, since: border.since, points });
            chart.borders.extend(parts);
        }
        chart
    }

    /// A scenario's own line, each point going on from the one before by the shorter way round the globe; as many
    /// parts as are within what is drawn.
    pub fn trace(&self, points: &[Position]) -> Vec<Vec<Flat>> {
        let frame = self.frame();
        frame.turned(&unwound(points)).iter().flat_map(|line| frame.line(line)).collect()
    }

    /// A scenario's own area, filled. It may not hold a pole.
    pub fn area(&self, points: &[Position]) -> Fill {
        let frame = self.frame();
        let mut fill = Fill::default();
        let mut tessellator = FillTessellator::new();
        for ring in frame.turned(&unwound(points)) {
            let flat = frame.ring(&ring);
            if !flat.is_empty() {
                fill.add(&mut tessellator, &flat);
            }
        }
        fill
    }

    fn frame(&self) -> Frame {
        Frame { projection: self.projection, drawn: self.drawn, window: self.window }
    }
}

/// What rings and lines are cut to.
struct Frame {
    projection: Projection,
    drawn: Extent,
    window: Window,
}

impl Frame {
    /// The rings of a piece, once for each turn of the globe on which any of it may be drawn.
    fn turns(&self, rings: &[Vec<Point>]) -> Vec<Vec<Vec<Position>>> {
        let points = || rings.iter().flatten();
        let (Some(west), Some(east), Some(south), Some(north)) = (
            points().map(|(x, _)| *x).min(),
            points().map(|(x, _)| *x).max(),
            points().map(|(_, y)| *y).min(),
            points().map(|(_, y)| *y).max(),
        ) else {
            return Vec::new();
        };
        let (least, most) = (Position::of((west, south)), Position::of((east, north)));
        self.which_turns(least, most)
            .into_iter()
            .map(|turn| {
                let shifted = |point: &Point| {
                    let at = Position::of(*point);
                    Position { longitude: at.longitude + turn, latitude: at.latitude }
                };
                rings.iter().map(|ring| ring.iter().map(shifted).collect()).collect()
            })
            .collect()
    }

    /// The same for one line of positions.
    fn turned(&self, line: &[Position]) -> Vec<Vec<Position>> {
        let ends = |part: fn(&Position) -> f64| {
            let values = line.iter().map(part);
            (values.clone().fold(f64::INFINITY, f64::min), values.fold(f64::NEG_INFINITY, f64::max))
        };
        let ((west, east), (south, north)) = (ends(|at| at.longitude), ends(|at| at.latitude));
        let turns = self
            .which_turns(Position { longitude: west, latitude: south }, Position { longitude: east, latitude: north });
        turns
            .into_iter()
            .map(|turn| {
                line.iter().map(|at| Position { longitude: at.longitude + turn, latitude: at.latitude }).collect()
            })
            .collect()
    }

    fn which_turns(&self, least: Position, most: Position) -> Vec<f64> {
        if self.projection.tears() {
            // What is drawn is a disc, and the disc has no edge at any meridian.
            return vec![0.0];
        }
        [-720.0, -360.0, 0.0, 360.0, 720.0]
            .into_iter()
            .filter(|turn| {
                least.longitude + turn <= self.drawn.east
                    && self.drawn.west <= most.longitude + turn
                    && least.latitude <= self.drawn.north
                    && self.drawn.south <= most.latitude
            })
            .collect()
    }

    /// How far from the middle an azimuthal map is drawn: to the corners of the window and the margin.
    fn radius(&self) -> f64 {
        let wide = self.window.grown(MARGIN);
        let corner = |[x, y]: Flat| x.hypot(y);
        let far = corner(wide.least).max(corner(wide.most));
        // Beyond this the far side of the globe is pulled out to a rim.
        (far * 1.1).min(super::sphere::RADIUS * 170.0_f64.to_radians())
    }

    /// A ring cut and laid flat: none, one, or several to be filled even-odd.
    fn ring(&self, ring: &[Position]) -> Vec<Vec<Flat>> {
        if self.projection.tears() {
            return clip::disc(&clip::densified(ring, true), &self.projection, self.radius());
        }
        let mut cut = clip::ring(ring, self.drawn);
        if cut.len() < 3 {
            return Vec::new();
        }
        if !self.projection.keeps_lines_straight() {
            cut = clip::densified(&cut, true);
        }
        vec![cut.into_iter().filter_map(|at| self.projection.forward_unturned(at)).collect()]
    }

    /// A line cut and laid flat.
    fn line(&self, line: &[Position]) -> Vec<Vec<Flat>> {
        if self.projection.tears() {
            let radius = self.radius();
            let points = clip::densified(line, false);
            let flat = points.iter().map(|at| self.projection.forward(*at).filter(|[x, y]| x.hypot(*y) <= radius));
            let flat: Vec<Option<Flat>> = flat.collect();
            let parts = flat.split(Option::is_none).filter(|part| 2 <= part.len());
            return parts.map(|part| part.iter().flatten().copied().collect()).collect();
        }
        clip::line(line, self.drawn)
            .into_iter()
            .map(|part| {
                let points = if self.projection.keeps_lines_straight() { part } else { clip::densified(&part, false) };
                points.into_iter().filter_map(|at| self.projection.forward_unturned(at)).collect()
            })
            .collect()
    }
}

/// The parts of a ring that are coast: Antarctica is cut at the date line and along the pole, and there is none.
fn coast(ring: &[Position]) -> Vec<Vec<Position>> {
    let cut = |from: Position, to: Position| {
        let date_line = |at: Position| (at.longitude.rem_euclid(360.0) - 180.0).abs() < 1e-9;
        let pole = |at: Position| at.latitude <= -90.0;
        (date_line(from) && date_line(to)) || (pole(from) && pole(to))
    };
    let mut parts: Vec<Vec<Position>> = Vec::new();
    let mut open = false;
    for (index, from) in ring.iter().enumerate() {
        let to = ring[(index + 1) % ring.len()];
        if cut(*from, to) {
            open = false;
            continue;
        }
        match parts.last_mut() {
            Some(part) if open => part.push(to),
            _ => parts.push(vec![*from, to]),
        }
        open = true;
    }
    parts
}

/// Positions whose longitudes go on without a leap.
fn unwound(points: &[Position]) -> Vec<Position> {
    let mut out: Vec<Position> = Vec::with_capacity(points.len());
    for at in points {
        let longitude = out
            .last()
            .map_or(at.longitude, |last| last.longitude + super::projection::turned(at.longitude - last.longitude));
        out.push(Position { longitude, latitude: at.latitude });
    }
    out
}

#[cfg(test)]
mod tests {
    use brinkmanship::scenario::format::ProjectionWord;

    use super::{
        super::{
            atlas::tests::{DETAIL, PROBES, WORLD},
            projection::{tests::WORDS, turned},
            sphere::{circle, great_circle},
        },
        *,
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
                assert_eq!(chart.unfilled, 0, "{word:?} {corners:?}");
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
                let atlas = if Chart::wants_detail(Extent::of(corners)) { &atlases.detail } else { &atlases.outline };
                let frame = chart.frame();
                for (name, pieces, fill) in [("land", &atlas.land, &chart.land), ("lakes", &atlas.lakes, &chart.lakes)]
                {
                    let expected: f64 = pieces
                        .iter()
                        .flat_map(|piece| frame.turns(piece))
                        .map(|rings| shoelace(&rings.iter().flat_map(|ring| frame.ring(ring)).collect::<Vec<_>>()))
                        .sum();
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
