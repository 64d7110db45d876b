//! What the scenario files of a folder look like from outside, to tell whether one has changed.

use std::{
    path::{Path, PathBuf},
    time::SystemTime,
};

/// Each file with its time and size. A folder that cannot be read looks empty.
pub type Look = Vec<(PathBuf, SystemTime, u64)>;

/// Looks at a folder.
pub fn look(folder: &Path) -> Look {
    let Ok(entries) = std::fs::read_dir(folder) else { return Look::new() };
    let mut look: Look = entries
        .filter_map(Result::ok)
        .filter_map(|entry| {
            let data = entry.metadata().ok()?;
            Some((entry.path(), data.modified().unwrap_or(SystemTime::UNIX_EPOCH), data.len()))
        })
        .filter(|(path, ..)| path.extension().is_some_and(|extension| extension == "ron"))
        .collect();
    look.sort();
    look
}
