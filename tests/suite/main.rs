//! The one integration program: what the game does, claim by claim.

mod brink;
#[cfg(feature = "cli")]
mod cli;
mod common;
mod conformance;
mod transcripts;
