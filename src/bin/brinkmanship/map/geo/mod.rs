//! The globe with triangles: charts whose land is filled, and lines as meshes hold them.
//!
//! The geography itself, which every program shares, is in `src/bin/shared/geo`.

mod chart;
mod fill;
mod line;

pub use chart::Chart;
pub use fill::{Fill, stroke};
pub use line::dashes;

pub use crate::shared::geo::{
    Atlas, Extent, Flat, Position, Projection, Window, circle, graticule, great_circle, outline, scale_bar,
};
