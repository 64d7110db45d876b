//! The one integration program: what the game does, claim by claim.

mod bad;
mod brink;
mod brink_worth;
mod choice;
mod claimed;
mod claims;
mod class;
#[cfg(feature = "cli")]
mod cli;
#[cfg(feature = "cli")]
mod cli_authors;
mod common;
mod conformance;
mod cuba;
mod edit;
mod glyphs;
mod hostile;
mod keys;
mod nevers;
mod pages;
mod places;
mod planner;
mod powell;
mod programs;
mod proofs;
mod prose;
mod reference;
mod report;
mod seat_tables;
mod solver;
mod staff;
mod support;
mod surveys;
mod table;
mod taiwan;
mod teaching;
mod transcripts;
mod translation;
mod ukraine;
mod words;
