//! Everything of the world that one theatre shows.

use super::{
    atlas::{Atlas, BorderKind, Point},
    clip,
    projection::{Extent, Flat, Position, Projection, Window},
};

/// How much more than the theatre is drawn on each side, as a share of its width and height, so that a window of
/// another shape is full and the map can be moved.
const MARGIN: f64 = 0.3;

/// An extent wider or higher than this, in degrees, is drawn from the outline of the world.
const DETAIL_LIMIT: f64 = 80.0;

/// A piece of land, a lake or an area, laid flat: what lies within an odd number of its rings.
pub type Rings = Vec<Vec<Flat>>;

/// The globe around one theatre, laid flat and cut.
#[derive(Clone, Debug)]
pub struct Chart {
    /// How the globe is laid flat.
    pub projection: Projection,
    /// The theatre, on the flat map.
    pub window: Window,
    /// What is drawn, theatre and margin.
    pub drawn: Extent,
    /// The land.
    pub land: Vec<Rings>,
    /// The lakes, to be drawn over the land.
    pub lakes: Vec<Rings>,
    /// The lines between land and sea.
    pub coasts: Vec<Vec<Flat>>,
    /// The lines between lakes and land.
    pub shores: Vec<Vec<Flat>>,
    /// The borders.
    pub borders: Vec<ChartBorder>,
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
            land: Vec::new(),
            lakes: Vec::new(),
            coasts: Vec::new(),
            shores: Vec::new(),
            borders: Vec::new(),
        };
        for (pieces, filled, lines) in
            [(&atlas.land, &mut chart.land, &mut chart.coasts), (&atlas.lakes, &mut chart.lakes, &mut chart.shores)]
        {
            let frame = Frame { projection, drawn: chart.drawn, window };
            for piece in pieces {
                for rings in frame.turns(piece) {
                    let flat: Vec<Vec<Flat>> = rings.iter().flat_map(|ring| frame.ring(ring)).collect();
                    if !flat.is_empty() {
                        filled.push(flat);
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

    /// A scenario's own area, in pieces. It may not hold a pole.
    pub fn outlined(&self, points: &[Position]) -> Vec<Rings> {
        let frame = self.frame();
        let pieces = frame.turned(&unwound(points)).into_iter().map(|ring| frame.ring(&ring));
        pieces.filter(|rings| !rings.is_empty()).collect()
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
