//! The map: what a theatre shows.

pub mod geo;
