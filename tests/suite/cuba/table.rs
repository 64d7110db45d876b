//! A table at which 1962 is played from scripted orders and draws.

pub use crate::table::*;
use brinkmanship::scenario::Scenario;

/// The scenario.
pub fn cuba() -> Scenario {
    shipped("cuba-1962")
}
