//! Brinkmanship.
pub mod crisis;
pub mod policy;
pub mod report;
pub mod scenario;
pub mod survey;
pub mod transcript;
pub mod verdict;
