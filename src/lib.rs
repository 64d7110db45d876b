//! Brinkmanship.
pub mod crisis;
pub mod policy;
pub mod scenario;
pub mod transcript;
pub mod verdict;
