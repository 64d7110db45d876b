//! Saved crises: one file for each, written safely; autosaves beside those that were named.

use std::{
    path::{Path, PathBuf},
    time::SystemTime,
};

use brinkmanship::{
    scenario::files::{read_bounded, write_safely},
    transcript::{FORMAT, MOST_BYTES, Transcript, TranscriptError, read},
};

use crate::shared::library::Names;

/// How many autosaves of a scenario are kept.
pub const KEPT: usize = 8;

/// A saved crisis in the list.
#[derive(Clone, Debug)]
pub struct Saved {
    /// The file.
    pub path: PathBuf,
    /// Its name.
    pub name: String,
    /// Whether the game saved it by itself.
    pub auto: bool,
    /// When it was written.
    pub when: SystemTime,
    /// The scenario, who played, and how many turns; or why it cannot be read.
    pub what: Result<Summary, String>,
    /// Whether a newer version of the program wrote it, which this one cannot read.
    pub newer: bool,
}

/// What a saved crisis is, in short.
#[derive(Clone, Debug)]
pub struct Summary {
    /// The scenario's id.
    pub scenario: String,
    /// Who played each seat.
    pub players: Vec<String>,
    /// Under which names it is played.
    pub names: Names,
    /// The cut that is played, if one is.
    pub cut: Option<String>,
    /// How many turns were played.
    pub turns: usize,
    /// What it ended in; empty where that cannot be told any more, and none while it goes on.
    pub ended: Option<String>,
}

/// Where crises are saved.
#[derive(Clone, Debug)]
pub struct Saves {
    folder: Option<PathBuf>,
    /// The autosave of the crisis at the table.
    auto: Option<PathBuf>,
}

impl Saves {
    /// The folder of saved crises; none where the platform has no place for them.
    #[must_use]
    pub const fn new(folder: Option<PathBuf>) -> Self {
        Self { folder, auto: None }
    }

    /// The folder.
    #[must_use]
    pub const fn folder(&self) -> Option<&PathBuf> {
        self.folder.as_ref()
    }

    fn made(&self) -> Result<&Path, String> {
        let folder =
            self.folder.as_deref().ok_or(tr!("There is no folder to save in; start the game with --data FOLDER."))?;
        std::fs::create_dir_all(folder)
            .map_err(|error| tr!("The folder {folder} cannot be made: {error}.", folder = folder.display(), error))?;
        Ok(folder)
    }

    /// A new crisis gets an autosave of its own.
    pub fn begin(&mut self, scenario: &str) {
        let stamp = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |since| since.as_secs());
        // Two that begin in one second are two all the same.
        let name = |folder: &Path, stamp: u64| folder.join(format!("auto-{scenario}-{stamp}.crisis"));
        self.auto = self.folder.as_ref().and_then(|folder| {
            (stamp..stamp.saturating_add(60)).map(|stamp| name(folder, stamp)).find(|path| !path.exists())
        });
    }

    /// What is at the table now is not saved by itself.
    pub fn rest(&mut self) {
        self.auto = None;
    }

    /// A crisis that is gone on with keeps its autosave, if it was one; a named one is never written over by itself.
    pub fn go_on(&mut self, scenario: &str, path: &Path) {
        if is_auto(path) { self.auto = Some(path.to_owned()) } else { self.begin(scenario) }
    }

    /// Saves by itself; says where.
    ///
    /// # Errors
    /// Why it could not be saved, in a sentence; what was saved before is untouched.
    pub fn autosave(&self, text: &str) -> Result<Option<PathBuf>, String> {
        let Some(path) = &self.auto else { return Ok(None) };
        self.made()?;
        write_to(path, text)?;
        self.thin_out(path);
        Ok(Some(path.clone()))
    }

    /// Whether something is saved under a name already.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        let path = file_name(name).and_then(|name| Some(self.folder.as_ref()?.join(format!("{name}.crisis"))));
        path.is_some_and(|path| path.exists())
    }

    /// Saves under a name; in place of what has that name only where that is wanted.
    ///
    /// # Errors
    /// Why it could not be saved, in a sentence; what was saved before is untouched.
    pub fn save(&self, name: &str, text: &str, replace: bool) -> Result<PathBuf, String> {
        let name = file_name(name).ok_or(tr!("Give it a name of letters and digits."))?;
        let path = self.made()?.join(format!("{name}.crisis"));
        if path.exists() && !replace {
            return Err(tr!("There is a saved crisis called {name} already; choose another name.", name));
        }
        write_to(&path, text)?;
        Ok(path)
    }

    /// Writes a page of a kind, such as a debrief, beside the saved crises; says where.
    ///
    /// # Errors
    /// Why it could not be written, in a sentence.
    pub fn export(&self, kind: &str, scenario: &str, page: &str) -> Result<PathBuf, String> {
        let folder = self.made()?;
        let free = (1_u32..10_000)
            .map(|number| folder.join(format!("{kind}-{scenario}-{number}.html")))
            .find(|path| !path.exists())
            .ok_or(tr!("There are too many pages of its kind in the folder already."))?;
        write_to(&free, page)?;
        Ok(free)
    }

    /// Deletes a saved crisis.
    ///
    /// # Errors
    /// Why it could not be deleted, in a sentence.
    pub fn delete(&self, path: &Path) -> Result<(), String> {
        std::fs::remove_file(path)
            .map_err(|error| tr!("{path} cannot be deleted: {error}.", path = path.display(), error))
    }

    /// All saved crises, the latest first. In what one ended says who can play it again.
    #[must_use]
    pub fn all(&self, mut ending: impl FnMut(&Transcript) -> Option<String>) -> Vec<Saved> {
        let Some(folder) = &self.folder else { return Vec::new() };
        let Ok(entries) = std::fs::read_dir(folder) else { return Vec::new() };
        let mut saves: Vec<Saved> = entries
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "crisis"))
            .map(|path| saved(path, &mut ending))
            .collect();
        saves.sort_by_key(|saved| std::cmp::Reverse(saved.when));
        saves
    }

    /// Deletes the oldest autosaves of the same scenario that are over; one that is still to be played stays.
    fn thin_out(&self, path: &Path) {
        let stem = |path: &Path| path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        // All but the stamp: the id of one scenario may begin with that of another.
        let of = |path: &Path| stem(path).rsplit_once('-').map_or_else(String::new, |(of, _)| of.to_owned());
        let own = of(path);
        let Some(entries) = self.folder.as_ref().and_then(|folder| std::fs::read_dir(folder).ok()) else { return };
        let mut autos: Vec<PathBuf> = entries
            .filter_map(Result::ok)
            .map(|entry| entry.path())
            .filter(|other| is_auto(other) && of(other) == own && other != path)
            .collect();
        autos.sort();
        let gone = autos.len().saturating_sub(KEPT - 1);
        let over = |path: &PathBuf| load(path).is_ok_and(|transcript| !transcript.aftermath.is_empty());
        for old in autos.into_iter().filter(over).take(gone) {
            // An autosave that cannot be deleted does no harm.
            let _ = std::fs::remove_file(old);
        }
    }
}

/// Whether the game saved it by itself.
#[must_use]
pub fn is_auto(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("auto-"))
}

/// A name as it may stand in a folder of any platform.
fn file_name(name: &str) -> Option<String> {
    let kept: String =
        name.trim().chars().filter(|letter| letter.is_alphanumeric() || " -_".contains(*letter)).collect();
    let kept: String = kept.trim().chars().take(60).collect();
    (!kept.is_empty() && !kept.starts_with("auto-")).then_some(kept)
}

fn write_to(path: &Path, text: &str) -> Result<(), String> {
    let before = path.exists();
    write_safely(path, text.as_bytes()).map_err(|error| {
        let (path, error) = (path.display(), reason(&error));
        if before {
            tr!("It could not be saved to {path}: {error}. What was saved before is untouched.", path, error)
        } else {
            tr!("It could not be saved to {path}: {error}.", path, error)
        }
    })
}

/// Why a file could not be written, without the name of the file beside it that was to take its place: that one is another
/// each time.
#[must_use]
pub fn reason(error: &std::io::Error) -> String {
    let named = error.get_ref().is_some() && error.kind() != std::io::ErrorKind::AlreadyExists;
    if named { error.kind().to_string() } else { error.to_string() }
}

/// Reads a saved crisis.
///
/// # Errors
/// Why it cannot be read, in a sentence.
pub fn load(path: &Path) -> Result<Transcript, String> {
    let bytes = read_bounded(path, MOST_BYTES)
        .map_err(|error| tr!("{path} cannot be read: {error}.", path = path.display(), error))?;
    read(&bytes).map_err(|error| format!("{}: {error}.", path.display()))
}

fn saved(path: PathBuf, ending: &mut impl FnMut(&Transcript) -> Option<String>) -> Saved {
    let when = std::fs::metadata(&path).and_then(|data| data.modified()).unwrap_or(SystemTime::UNIX_EPOCH);
    let what = load(&path).map(|transcript| Summary {
        ended: ending(&transcript).or_else(|| (!transcript.aftermath.is_empty()).then(String::new)),
        scenario: transcript.scenario,
        players: transcript.players,
        names: Names::of(transcript.twin),
        cut: transcript.cut,
        turns: transcript.turns.len(),
    });
    let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let newer = what.is_err() && is_newer(&path);
    Saved { auto: is_auto(&path), name, when, what, newer, path }
}

/// Whether a saved crisis that cannot be read is of a newer format.
fn is_newer(path: &Path) -> bool {
    let why = read_bounded(path, MOST_BYTES).ok().and_then(|bytes| read(&bytes).err());
    matches!(why, Some(TranscriptError::Format { found }) if found.parse::<u32>().is_ok_and(|found| FORMAT < found))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn why_it_was_not_saved_is_said_in_the_same_words_each_time() {
        let nowhere = tempfile::tempdir().expect("a folder").path().join("gone");
        let why = || write_to(&nowhere.join("auto-harbour-1.crisis"), "a crisis").expect_err("there is no such folder");
        assert_eq!(why(), why());
        assert!(!why().contains("untouched"), "nothing was saved before: {}", why());
    }
}
