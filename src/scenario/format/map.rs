//! What an author writes about the map.

use serde::Deserialize;

use super::{AudienceWord, Condition, Grade, Number, OwnerId, ShownId, SourceId, Text};
use crate::scenario::source::{At, Table};

/// Places, units, lines and areas.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapFile {
    /// Whether it is a schematic without coastlines. Default: false.
    #[serde(default)]
    pub schematic: bool,
    /// What the reader should know about borders and positions. Default: none.
    pub note: Option<Text>,
    /// The year whose borders are drawn, faintly, those in dispute dashed. The atlas knows which of today's borders were
    /// there by then; lines that have gone since are for the scenario to draw. Range: 1900 to 2022. Default: no borders.
    pub borders: Option<Number>,
    /// Windows on the world; the first is the default. Range: 1 to 12.
    pub theatres: Table<TheatreFile>,
    /// Places, units, lines, areas and rings. At most 512.
    #[serde(default)]
    pub items: Table<MapItemFile>,
}

/// A window on the world.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TheatreFile {
    /// The name on the tab.
    pub name: Text,
    /// West, south, east and north, in degrees times 1,000. East may be less than west across the date line. Range: −180,000 to 180,000 and −90,000 to 90,000.
    pub extent: (Number, Number, Number, Number),
    /// The projection. Default: `Equirectangular`.
    #[serde(default)]
    pub projection: ProjectionWord,
}

/// How the globe is laid flat.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub enum ProjectionWord {
    /// Equirectangular, true at the middle parallel.
    #[default]
    Equirectangular,
    /// Mercator.
    Mercator,
    /// Lambert conformal conic.
    LambertConformal,
    /// Azimuthal, from the middle.
    Azimuthal,
}

/// Something on the map.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MapItemFile {
    /// What it is drawn as.
    pub kind: MapItemKind,
    /// The label.
    pub name: Text,
    /// The line that a screen reader speaks.
    pub digest: Text,
    /// Longitude and latitude of each point, in degrees times 1,000: one for a place, unit or ring, more for a line or area. Range: −180,000 to 180,000 and −90,000 to 90,000.
    pub points: Vec<(Number, Number)>,
    /// The radius of a ring, in kilometres. Range: 1 to 20,000. Default: none.
    pub radius: Option<Number>,
    /// Whose it is. Default: no one's.
    pub owner: Option<OwnerId>,
    /// Whether it is drawn faintly. Default: false.
    #[serde(default)]
    pub faint: bool,
    /// When it is shown. Default: always.
    pub when: Option<At<Condition>>,
    /// Who sees it. Default: `World`.
    pub audience: Option<AudienceWord>,
    /// How sure the position is. Default: `B`.
    pub grade: Option<Grade>,
    /// Moves and events that are shown here when they happen. Default: none.
    #[serde(default)]
    pub shows: Vec<ShownId>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<SourceId>,
}

/// What a map item is drawn as.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub enum MapItemKind {
    /// A city, base or site.
    Place,
    /// A ship, a force, an aircraft.
    Unit,
    /// A line of points.
    Line,
    /// A closed line of points.
    Area,
    /// A circle about a point.
    Ring,
}
