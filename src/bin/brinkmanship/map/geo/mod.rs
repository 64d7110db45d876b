//! Geography as numbers: from the map data under `assets/map` to flat, clipped, triangulated shapes in kilometres.
//!
//! It draws nothing and knows no toolkit. [`Chart::new`] makes everything that one theatre shows of the world;
//! [`Chart::trace`], [`circle`] and [`great_circle`] lay a scenario's own lines over it.

mod atlas;
mod chart;
mod clip;
mod fill;
mod graticule;
mod line;
mod projection;
mod scale;
mod sphere;

pub use atlas::Atlas;
pub use chart::Chart;
pub use fill::{Fill, stroke};
pub use graticule::graticule;
pub use line::dashes;
pub use projection::{Extent, Flat, Position, Projection, Window};
pub use scale::scale_bar;
pub use sphere::{circle, great_circle};
