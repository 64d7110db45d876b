//! The map: geography as numbers, what is looked at, what lies over it, and the meshes that Bevy draws.

pub mod geo;
pub mod labels;
pub mod look;
pub mod over;
mod picture;

pub use look::{Looking, Maps};
pub use picture::Picture;
