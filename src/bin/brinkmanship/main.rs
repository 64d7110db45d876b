//! The desktop game.
#![allow(dead_code, unused_imports, reason = "nothing draws the map yet")]

mod map;

fn main() {}
