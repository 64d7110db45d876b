//! Whether a scenario's files have changed on disk.
//!
//! The disk is asked four times a second by a thread of the window, which draws nothing and wakes the game only where something
//! has changed; where there is no such thread, the game asks for itself while frames are drawn.

use std::{
    path::PathBuf,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use crate::{shared::look::Looks, shelf::Shelf};

/// How often the disk is asked.
pub const EVERY: Duration = Duration::from_millis(250);

/// Watches the folders of the shelf.
#[derive(Clone, Debug, Default)]
pub struct Watch {
    looks: Looks,
    asked: Option<Instant>,
    told: Arc<Told>,
}

/// What the game and the thread that watches for it tell each other.
#[derive(Debug, Default)]
struct Told {
    folders: Mutex<Vec<PathBuf>>,
    changed: AtomicBool,
}

impl Watch {
    /// Whether it is time to ask again: a second has passed, or the sentry has seen something.
    pub fn due(&mut self) -> bool {
        let seen = self.told.changed.swap(false, Ordering::Relaxed);
        let due = seen || self.asked.is_none_or(|asked| EVERY <= asked.elapsed());
        if due {
            self.asked = Some(Instant::now());
        }
        due
    }

    /// The places on the shelf whose files have changed since it was last asked. What is seen for the first time has
    /// not changed.
    pub fn changed(&mut self, shelf: &Shelf) -> Vec<usize> {
        let mut changed = Vec::new();
        let mut folders = Vec::new();
        for (at, book) in shelf.books.iter().enumerate() {
            let Some(folder) = book.folder() else { continue };
            folders.push(folder.clone());
            if self.looks.changed(folder) {
                changed.push(at);
            }
        }
        *self.told.folders.lock().unwrap_or_else(PoisonError::into_inner) = folders;
        changed
    }

    /// One who watches the same folders from a thread.
    #[must_use]
    pub fn sentry(&self) -> Sentry {
        Sentry { looks: Looks::default(), told: self.told.clone() }
    }
}

/// Watches from a thread of its own, so that nothing has to be drawn for it.
#[derive(Debug)]
pub struct Sentry {
    looks: Looks,
    told: Arc<Told>,
}

impl Sentry {
    /// Asks the disk; says whether something has changed since it last did, and leaves word of it for the game.
    pub fn look(&mut self) -> bool {
        let folders = self.told.folders.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let mut changed = false;
        for folder in folders {
            changed |= self.looks.changed(&folder);
        }
        if changed {
            self.told.changed.store(true, Ordering::Relaxed);
        }
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_edit_is_seen_without_a_frame_and_the_game_is_told_at_once() {
        let root = tempfile::tempdir().expect("a folder for the test");
        let file = root.path().join("moves.ron");
        std::fs::write(&file, "{}").expect("a file");
        let mut watch = Watch::default();
        *watch.told.folders.lock().expect("nobody else has it") = vec![root.path().to_owned()];
        let mut sentry = watch.sentry();
        assert!(!sentry.look(), "what is seen for the first time has not changed");
        assert!(watch.due() && !watch.due() && !sentry.look());
        std::fs::write(&file, "{ }").expect("an edit");
        assert!(sentry.look() && watch.due(), "the game looks now, not a second later");
        assert!(!sentry.look() && !watch.due());
    }
}
