//! What an author writes: reading, checking, and the checked scenario.

pub mod bits;
mod check;
mod compile;
pub mod diagnostic;
pub mod edit;
pub mod export;
pub mod files;
pub mod format;
pub mod layout;
mod lexis;
mod load;
pub mod model;
mod near;
pub mod outline;
mod overlay;
pub mod pack;
pub mod program;
mod reader;
pub mod schema;
pub mod sieve;
pub mod source;
pub mod translation;
mod tree;
pub mod words;

pub use diagnostic::{CODES, Diagnostic, Severity};
pub use load::{Loaded, load, load_in, load_twin, readable};
pub use model::Scenario;
pub use translation::{Readable, Translation};
