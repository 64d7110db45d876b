//! Whether a scenario can be played: the one place that says so, for every program and for what is handed on.
//!
//! Its files are read and checked, and its history is replayed. What is only suspected, after random play, keeps nobody
//! from playing and is left to `survey`.

use super::check_history;
use crate::scenario::{
    Loaded, Severity, Translation,
    files::Found,
    load_in, load_twin,
    pack::{self, PackError},
};

/// Loads a scenario: where `scenario` stands in what comes of it, it can be played, and where it does not, it cannot.
///
/// In a draft a history that does not come out as expected is a thing to do, and no bar to play.
#[must_use]
pub fn load(id: &str, found: &[Found]) -> Loaded {
    load_as(id, found, false, None)
}

/// As [`load`], under the names of the fictional twin if it is wanted, and in the words of a translation where there is one.
#[must_use]
pub fn load_as(id: &str, found: &[Found], twin: bool, translation: Option<&Translation>) -> Loaded {
    let mut loaded = match translation {
        Some(translation) => load_in(id, found, twin, translation),
        None if twin => load_twin(id, found),
        None => crate::scenario::load(id, found),
    };
    check_history(&mut loaded);
    loaded
}

/// Packs a scenario from its files and overlays. The same files give the same pack.
///
/// # Errors
/// It cannot be played, a file cannot be read, or a name or size is none that a pack may hold.
pub fn pack(id: &str, files: &[Found], overlays: &[Found]) -> Result<Vec<u8>, PackError> {
    let loaded = load(id, files);
    if loaded.diagnostics.iter().any(|one| one.severity == Severity::Error) {
        return Err(PackError::Faulty);
    }
    pack::pack(id, files, overlays)
}
