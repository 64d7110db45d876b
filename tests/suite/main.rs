//! The one integration program: what the game does, claim by claim.

mod brink;
mod common;
mod conformance;
mod nevers;
mod report;
mod transcripts;
