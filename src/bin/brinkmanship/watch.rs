//! Whether a scenario's files have changed on disk, asked of the disk at most once a second while frames are drawn.
//!
//! No thread and no timer: while nothing is drawn, nothing is asked.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    time::{Duration, Instant, SystemTime},
};

use crate::shelf::Shelf;

/// How often the disk is asked.
const EVERY: Duration = Duration::from_secs(1);

/// What a folder looked like: each file with its time and size.
type Look = Vec<(PathBuf, SystemTime, u64)>;

/// Watches the folders of the shelf.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    looks: BTreeMap<PathBuf, Look>,
    asked: Option<Instant>,
}

impl Watch {
    /// Whether it is time to ask again.
    pub fn due(&mut self) -> bool {
        let due = self.asked.is_none_or(|asked| EVERY <= asked.elapsed());
        if due {
            self.asked = Some(Instant::now());
        }
        due
    }

    /// The places on the shelf whose files have changed since it was last asked. What is seen for the first time has
    /// not changed.
    pub fn changed(&mut self, shelf: &Shelf) -> Vec<usize> {
        let mut changed = Vec::new();
        for (at, book) in shelf.books.iter().enumerate() {
            let Some(folder) = book.folder() else { continue };
            let look = look(folder);
            let before = self.looks.insert(folder.clone(), look.clone());
            if before.is_some_and(|before| before != look) {
                changed.push(at);
            }
        }
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
