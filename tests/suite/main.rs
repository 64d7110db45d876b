//! The one integration program: what the game does, file by file.

mod bad;
mod edit;
mod hostile;
mod places;
mod proofs;
mod reference;
mod support;
