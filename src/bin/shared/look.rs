//! What the scenario files of folders look like from outside, to tell whether one has changed.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::SystemTime,
};

/// Each file of a folder with its time and size.
type Look = Vec<(PathBuf, SystemTime, u64)>;

/// What folders looked like when they were last looked at.
#[derive(Clone, Debug, Default)]
pub struct Looks(BTreeMap<PathBuf, Look>);

impl Looks {
    /// Whether a folder has changed since it was last looked at. What is seen for the first time has not changed.
    pub fn changed(&mut self, folder: &Path) -> bool {
        let look = look(folder);
        let changed = self.0.get(folder).is_some_and(|before| *before != look);
        self.0.insert(folder.to_owned(), look);
        changed
    }
}

/// A folder that cannot be read looks empty.
fn look(folder: &Path) -> Look {
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
