//! The globe laid flat: forwards for what is drawn, backwards for the pointer.

use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};

use brinkmanship::scenario::format::ProjectionWord;

use super::sphere::{RADIUS, distance};

/// A position on the globe.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Position {
    /// Degrees east. What lies across the date line may go on beyond 180.
    pub longitude: f64,
    /// Degrees north.
    pub latitude: f64,
}

impl Position {
    /// A point of a scenario or of the map data, in thousandths of a degree.
    pub fn of((longitude, latitude): (i32, i32)) -> Self {
        Self { longitude: f64::from(longitude) / 1_000.0, latitude: f64::from(latitude) / 1_000.0 }
    }
}

/// A point on the flat map: kilometres east and north of the middle of the theatre.
pub type Flat = [f64; 2];

/// What a theatre shows, in degrees: a part of the globe between two meridians and two parallels.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Extent {
    /// The western edge, −180 to 180.
    pub west: f64,
    /// The southern edge.
    pub south: f64,
    /// The eastern edge, more than the western one by up to 360: across the date line it goes on beyond 180.
    pub east: f64,
    /// The northern edge.
    pub north: f64,
}

impl Extent {
    /// The extent of a theatre: west, south, east, north, in thousandths of a degree.
    pub fn of([west, south, east, north]: [i32; 4]) -> Self {
        let (from, to) = (Position::of((west, south)), Position::of((east, north)));
        let turn = if to.longitude <= from.longitude { 360.0 } else { 0.0 };
        Self { west: from.longitude, south: from.latitude, east: to.longitude + turn, north: to.latitude }
    }

    /// The middle.
    pub fn middle(self) -> Position {
        Position { longitude: f64::midpoint(self.west, self.east), latitude: f64::midpoint(self.south, self.north) }
    }

    /// Points along its edges, the corners among them.
    fn border(self) -> impl Iterator<Item = Position> {
        const PARTS: u8 = 64;
        (0..=PARTS).flat_map(move |part| {
            let share = f64::from(part) / f64::from(PARTS);
            let longitude = self.west + (self.east - self.west) * share;
            let latitude = self.south + (self.north - self.south) * share;
            [
                Position { longitude, latitude: self.south },
                Position { longitude, latitude: self.north },
                Position { longitude: self.west, latitude },
                Position { longitude: self.east, latitude },
            ]
        })
    }
}

/// A part of the flat map with upright edges, in kilometres.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// The south-western corner.
    pub least: Flat,
    /// The north-eastern corner.
    pub most: Flat,
}

impl Window {
    /// The smallest one around some points; `None` if there are none.
    pub fn around(points: impl IntoIterator<Item = Flat>) -> Option<Self> {
        points.into_iter().fold(None, |window: Option<Self>, [x, y]| {
            Some(match window {
                None => Self { least: [x, y], most: [x, y] },
                Some(Self { least, most }) => {
                    Self { least: [least[0].min(x), least[1].min(y)], most: [most[0].max(x), most[1].max(y)] }
                }
            })
        })
    }

    /// Its width and height.
    pub fn size(self) -> Flat {
        [self.most[0] - self.least[0], self.most[1] - self.least[1]]
    }

    /// The same, larger by a share of its width and height on each side.
    pub fn grown(self, share: f64) -> Self {
        let [x, y] = self.size().map(|side| side * share);
        Self { least: [self.least[0] - x, self.least[1] - y], most: [self.most[0] + x, self.most[1] + y] }
    }

    /// Whether a point lies in it.
    pub fn holds(self, [x, y]: Flat) -> bool {
        self.least[0] <= x && x <= self.most[0] && self.least[1] <= y && y <= self.most[1]
    }

    /// Points along its edges.
    fn border(self) -> impl Iterator<Item = Flat> {
        const PARTS: u8 = 64;
        let [width, height] = self.size();
        (0..=PARTS).flat_map(move |part| {
            let share = f64::from(part) / f64::from(PARTS);
            let (x, y) = (self.least[0] + width * share, self.least[1] + height * share);
            [[x, self.least[1]], [x, self.most[1]], [self.least[0], y], [self.most[0], y]]
        })
    }
}

/// A way of laying the globe flat about the middle of an extent. Lengths are true at that middle.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Projection {
    middle: Position,
    way: Way,
    /// Which way is right: 1 where it is east, −1 where east and west change places.
    right: f64,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    /// True at the middle parallel, whose cosine it keeps.
    Equirectangular { cosine: f64 },
    /// The cosine and the height of the middle parallel.
    Mercator { cosine: f64, height: f64 },
    /// The constant of the cone, its factor, and the radius of the middle parallel.
    Conic { cone: f64, factor: f64, radius: f64 },
    /// Equidistant; the sine and cosine of the middle's latitude.
    Azimuthal { sine: f64, cosine: f64 },
}

/// The latitude up to which Mercator's projection is drawn.
const MERCATOR_LIMIT: f64 = 85.0;

/// The latitude up to which the open side of a cone is drawn.
const CONE_LIMIT: f64 = 80.0;

/// How far from the middle an azimuthal projection is drawn, in degrees.
const AZIMUTHAL_LIMIT: f64 = 90.0;

impl Projection {
    /// The projection that a scenario names, for one extent.
    ///
    /// An extent that the named one cannot show is shown equirectangularly: one that reaches the poles in Mercator's,
    /// one that lies evenly about the equator or reaches the far pole on a cone, one of more than a hemisphere
    /// azimuthally.
    pub fn new(word: ProjectionWord, extent: Extent) -> Self {
        let middle = extent.middle();
        let flat = Way::Equirectangular { cosine: middle.latitude.to_radians().cos().max(0.01) };
        let way = match word {
            ProjectionWord::Equirectangular => None,
            ProjectionWord::Mercator => mercator(extent),
            ProjectionWord::LambertConformal => conic(extent),
            ProjectionWord::Azimuthal => azimuthal(extent),
        };
        Self { middle, way: way.unwrap_or(flat), right: 1.0 }
    }

    /// The same with east and west in each other's place, where that is wanted.
    #[must_use]
    pub fn mirrored(self, wanted: bool) -> Self {
        Self { right: if wanted { -1.0 } else { 1.0 }, ..self }
    }

    /// The middle of the extent, which lies at the origin.
    pub fn middle(&self) -> Position {
        self.middle
    }

    /// Where a position lies on the map, taken on the side of the globe that faces the middle; `None` if it cannot be
    /// shown.
    pub fn forward(&self, at: Position) -> Option<Flat> {
        let longitude = self.middle.longitude + turned(at.longitude - self.middle.longitude);
        self.forward_unturned(Position { longitude, latitude: at.latitude })
    }

    /// The same for a longitude that is already within half a turn of the middle, both ends included.
    pub(super) fn forward_unturned(&self, at: Position) -> Option<Flat> {
        let across = (at.longitude - self.middle.longitude).to_radians();
        let latitude = at.latitude.to_radians();
        let [x, y] = match self.way {
            Way::Equirectangular { cosine } => {
                [RADIUS * cosine * across, RADIUS * (latitude - self.middle.latitude.to_radians())]
            }
            Way::Mercator { cosine, height } => {
                if MERCATOR_LIMIT < at.latitude.abs() {
                    return None;
                }
                [RADIUS * cosine * across, RADIUS * cosine * (mercator_height(latitude) - height)]
            }
            Way::Conic { cone, factor, radius } => {
                if at.latitude * cone.signum() < -CONE_LIMIT {
                    return None;
                }
                let from_apex = cone_radius(cone, factor, latitude);
                let angle = cone * across;
                [RADIUS * from_apex * angle.sin(), RADIUS * (radius - from_apex * angle.cos())]
            }
            Way::Azimuthal { sine, cosine } => {
                let east = latitude.cos() * across.sin();
                let north = cosine * latitude.sin() - sine * latitude.cos() * across.cos();
                let toward = sine * latitude.sin() + cosine * latitude.cos() * across.cos();
                let aside = east.hypot(north);
                let angle = aside.atan2(toward);
                // Within reach of the opposite point the direction is lost.
                if PI - 1e-6 < angle {
                    return None;
                }
                let stretch = if aside < 1e-12 { 1.0 } else { angle / aside };
                [RADIUS * stretch * east, RADIUS * stretch * north]
            }
        };
        (x.is_finite() && y.is_finite()).then_some([x * self.right, y])
    }

    /// The position that a point of the map stands for, its longitude from −180 to 180; `None` beyond the globe.
    pub fn inverse(&self, point: Flat) -> Option<Position> {
        let at = self.inverse_unturned(point)?;
        Some(Position { longitude: turned(at.longitude), latitude: at.latitude })
    }

    /// The same with the longitude within half a turn of the middle.
    pub(super) fn inverse_unturned(&self, [x, y]: Flat) -> Option<Position> {
        let (x, y) = (x * self.right / RADIUS, y / RADIUS);
        let (across, latitude) = match self.way {
            Way::Equirectangular { cosine } => (x / cosine, y + self.middle.latitude.to_radians()),
            Way::Mercator { cosine, height } => (x / cosine, 2.0 * (y / cosine + height).exp().atan() - FRAC_PI_2),
            Way::Conic { cone, factor, radius } => {
                let (x, y) = if cone < 0.0 { (-x, y - radius) } else { (x, radius - y) };
                let from_apex = x.hypot(y);
                let latitude = if from_apex < 1e-12 {
                    FRAC_PI_2.copysign(cone)
                } else {
                    2.0 * (factor / (from_apex * cone.signum())).powf(1.0 / cone).atan() - FRAC_PI_2
                };
                (x.atan2(y) / cone, latitude)
            }
            Way::Azimuthal { sine, cosine } => {
                let angle = x.hypot(y);
                if PI < angle {
                    return None;
                }
                let shrink = if angle < 1e-12 { 1.0 } else { angle.sin() / angle };
                let (east, north) = (x * shrink, y * shrink);
                let up = angle.cos() * sine + north * cosine;
                let toward = angle.cos() * cosine - north * sine;
                (east.atan2(toward), up.clamp(-1.0, 1.0).asin())
            }
        };
        let latitude = latitude.to_degrees();
        let across = across.to_degrees();
        let there = across.abs() <= 180.0 + 1e-9 && latitude.abs() <= 90.0 + 1e-9;
        there.then(|| Position { longitude: self.middle.longitude + across, latitude: latitude.clamp(-90.0, 90.0) })
    }

    /// The part of the map that an extent takes up.
    pub fn window(&self, extent: Extent) -> Window {
        let reach = self.reach();
        let edges = extent.border().filter_map(|at| {
            let longitude = at.longitude.clamp(self.middle.longitude - 180.0, self.middle.longitude + 180.0);
            self.forward_unturned(Position { longitude, latitude: at.latitude.clamp(reach.south, reach.north) })
        });
        Window::around(edges).unwrap_or(Window { least: [-1.0, -1.0], most: [1.0, 1.0] })
    }

    /// The part of the globe that lies in a part of the map: no smaller, and somewhat larger where the edges bend.
    pub fn extent(&self, window: Window) -> Extent {
        let reach = self.reach();
        let mut found: Option<Extent> = None;
        let mut beyond = false;
        for point in window.border() {
            let Some(at) = self.inverse_unturned(point) else {
                beyond = true;
                continue;
            };
            let extent = found.get_or_insert(Extent {
                west: at.longitude,
                south: at.latitude,
                east: at.longitude,
                north: at.latitude,
            });
            extent.west = extent.west.min(at.longitude);
            extent.east = extent.east.max(at.longitude);
            extent.south = extent.south.min(at.latitude);
            extent.north = extent.north.max(at.latitude);
        }
        let mut extent = found.unwrap_or(reach);
        // Between the points that were asked the edges bend a little.
        let slack = [(extent.east - extent.west) / 64.0, (extent.north - extent.south) / 64.0];
        extent.west -= slack[0];
        extent.east += slack[0];
        extent.south -= slack[1];
        extent.north += slack[1];
        let holds = |latitude: f64| {
            self.forward_unturned(Position { longitude: self.middle.longitude, latitude })
                .is_some_and(|point| window.holds(point))
        };
        match self.way {
            Way::Equirectangular { .. } | Way::Mercator { .. } => {
                if beyond {
                    // The window reaches over an edge of the globe: the corners that were asked do not tell which.
                    let [least, most] = [window.least, window.most].map(|corner| self.unbounded(corner));
                    extent = Extent {
                        west: least.longitude.min(most.longitude),
                        south: least.latitude,
                        east: least.longitude.max(most.longitude),
                        north: most.latitude,
                    };
                }
            }
            Way::Conic { .. } | Way::Azimuthal { .. } => {
                let poles = [holds(-90.0), holds(90.0)];
                if poles[0] || poles[1] || beyond {
                    extent.west = self.middle.longitude - 180.0;
                    extent.east = self.middle.longitude + 180.0;
                }
                if poles[0] {
                    extent.south = -90.0;
                }
                if poles[1] {
                    extent.north = 90.0;
                }
            }
        }
        Extent {
            west: extent.west.max(reach.west),
            south: extent.south.clamp(reach.south, reach.north),
            east: extent.east.min(reach.east),
            north: extent.north.clamp(reach.south, reach.north),
        }
    }

    /// A point of the map as a position, though it lie beyond the edges of the globe. Only upright projections have such.
    fn unbounded(&self, [x, y]: Flat) -> Position {
        let x = x * self.right;
        let (across, latitude) = match self.way {
            Way::Mercator { cosine, height } => {
                (x / RADIUS / cosine, 2.0 * (y / RADIUS / cosine + height).exp().atan() - FRAC_PI_2)
            }
            Way::Equirectangular { cosine } => (x / RADIUS / cosine, y / RADIUS + self.middle.latitude.to_radians()),
            Way::Conic { .. } | Way::Azimuthal { .. } => (0.0, 0.0),
        };
        Position { longitude: self.middle.longitude + across.to_degrees(), latitude: latitude.to_degrees() }
    }

    /// The part of the globe that can be shown at all.
    fn reach(&self) -> Extent {
        let (south, north) = match self.way {
            Way::Equirectangular { .. } | Way::Azimuthal { .. } => (-90.0, 90.0),
            Way::Mercator { .. } => (-MERCATOR_LIMIT, MERCATOR_LIMIT),
            Way::Conic { cone, .. } => {
                if 0.0 < cone {
                    (-CONE_LIMIT, 90.0)
                } else {
                    (-90.0, CONE_LIMIT)
                }
            }
        };
        Extent { west: self.middle.longitude - 180.0, south, east: self.middle.longitude + 180.0, north }
    }

    /// Whether straight lines in longitude and latitude stay straight enough without points between.
    pub(super) fn keeps_lines_straight(&self) -> bool {
        match self.way {
            Way::Equirectangular { .. } => true,
            Way::Mercator { .. } | Way::Conic { .. } | Way::Azimuthal { .. } => false,
        }
    }

    /// Whether the map is torn apart at a point, opposite the middle, rather than along a meridian.
    pub(super) fn tears(&self) -> bool {
        match self.way {
            Way::Azimuthal { .. } => true,
            Way::Equirectangular { .. } | Way::Mercator { .. } | Way::Conic { .. } => false,
        }
    }
}

/// A difference of longitudes within half a turn: −180 to 180.
pub fn turned(longitude: f64) -> f64 {
    let rest = longitude.rem_euclid(360.0);
    if 180.0 < rest { rest - 360.0 } else { rest }
}

fn mercator_height(latitude: f64) -> f64 {
    (FRAC_PI_4 + latitude / 2.0).tan().ln()
}

fn mercator(extent: Extent) -> Option<Way> {
    let latitude = extent.middle().latitude.to_radians();
    (-MERCATOR_LIMIT <= extent.south && extent.north <= MERCATOR_LIMIT)
        .then(|| Way::Mercator { cosine: latitude.cos(), height: mercator_height(latitude) })
}

/// A cone that is true at two parallels, a sixth of the height from the edges.
fn conic(extent: Extent) -> Option<Way> {
    let sixth = (extent.north - extent.south) / 6.0;
    let (low, high) = (extent.south + sixth, extent.north - sixth);
    let middle = extent.middle().latitude;
    // Evenly about the equator there is no cone, and from the pole on none that could be unrolled.
    if middle.abs() < 5.0 || 85.0 < low.abs().max(high.abs()) {
        return None;
    }
    if extent.south * middle.signum() < -CONE_LIMIT || extent.north * middle.signum() < -CONE_LIMIT {
        return None;
    }
    let (low, high, middle) = (low.to_radians(), high.to_radians(), middle.to_radians());
    let tangent = |latitude: f64| (FRAC_PI_4 + latitude / 2.0).tan();
    let cone = if (high - low).abs() < 1e-6 {
        middle.sin()
    } else {
        (low.cos() / high.cos()).ln() / (tangent(high) / tangent(low)).ln()
    };
    // What is true at two parallels is a little too small at the middle; lengths are to be true there.
    let factor = middle.cos() * tangent(middle).powf(cone) / cone;
    (0.05 <= cone.abs() && cone.abs() <= 1.0).then(|| Way::Conic {
        cone,
        factor,
        radius: cone_radius(cone, factor, middle),
    })
}

/// How far a parallel is from the apex; at the apex itself nothing.
fn cone_radius(cone: f64, factor: f64, latitude: f64) -> f64 {
    if FRAC_PI_2 - 1e-12 <= latitude * cone.signum() {
        return 0.0;
    }
    factor / (FRAC_PI_4 + latitude / 2.0).tan().powf(cone)
}

fn azimuthal(extent: Extent) -> Option<Way> {
    let middle = extent.middle();
    let farthest = extent.border().map(|at| distance(middle, at)).fold(0.0, f64::max);
    (extent.east - extent.west < 359.0 && farthest <= AZIMUTHAL_LIMIT.to_radians() * RADIUS).then(|| Way::Azimuthal {
        sine: middle.latitude.to_radians().sin(),
        cosine: middle.latitude.to_radians().cos(),
    })
}

#[cfg(test)]
pub mod tests;
