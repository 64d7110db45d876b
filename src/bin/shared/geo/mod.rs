//! Geography as numbers: from the map data under `assets/map` to flat, clipped shapes in kilometres.
//!
//! It draws nothing and knows no toolkit. [`Chart::new`] makes everything that one theatre shows of the world;
//! [`Chart::trace`], [`Chart::outlined`], [`circle`] and [`great_circle`] lay a scenario's own lines over it.

use brinkmanship::{report::table::Item, scenario::model::MapItemKind};

pub mod atlas;
mod chart;
mod clip;
mod graticule;
pub mod projection;
mod scale;
pub mod sphere;

pub use atlas::Atlas;
pub use chart::{Chart, Rings};
pub use graticule::graticule;
pub use projection::{Extent, Flat, Position, Projection, Window};
pub use scale::scale_bar;
pub use sphere::{circle, great_circle};

/// The outline of the world.
pub const WORLD: &[u8] = include_bytes!("../../../../assets/map/world.map");
/// The theatres in detail.
pub const DETAIL: &[u8] = include_bytes!("../../../../assets/map/detail.map");

/// What of a ring, a line or an area can come into sight where its label belongs outside; nothing of what is a point.
#[must_use]
pub fn outline(item: &Item) -> Vec<Position> {
    match (item.kind, item.radius, item.points.first()) {
        (MapItemKind::Place | MapItemKind::Unit, ..) => Vec::new(),
        (MapItemKind::Ring, Some(radius), Some(middle)) => circle(Position::of(*middle), f64::from(radius), 120),
        _ => item.points.iter().map(|at| Position::of(*at)).collect(),
    }
}
