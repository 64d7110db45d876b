//! The one integration program: what the game does, claim by claim.

mod bad;
mod brink;
mod cli;
mod common;
mod conformance;
mod edit;
mod hostile;
mod nevers;
mod places;
mod proofs;
mod reference;
mod report;
mod support;
mod transcripts;
