//! The papers of the table: plain functions of what a seat may be shown, that return what the person wants.

pub mod advisers;
pub mod aims;
pub mod brief;
pub mod cards;
pub mod compose;
pub mod decision;
pub mod desks;
pub mod digest;
pub mod dispatches;
pub mod estimates;
pub mod handover;
pub mod header;
pub mod ladder;
pub mod lines;
pub mod moments;
pub mod seal;
pub mod talks;
pub mod tracks;
pub mod unsealed;
