//! What the tests share.

use std::path::{Path, PathBuf};

use brinkmanship::scenario::{
    Loaded,
    files::{Found, read_folder},
    load,
};

pub(crate) use crate::{common::root, fuzzing::Chance};

/// The smallest whole scenario, as it stands in the format reference.
pub(crate) fn smallest() -> String {
    std::fs::read_to_string(root().join("tests/scenarios/smallest/scenario.ron")).unwrap()
}

/// Loads a folder.
pub(crate) fn load_folder(folder: &Path) -> Loaded {
    let id = folder.file_name().unwrap().to_string_lossy().into_owned();
    load(&id, &read_folder(folder).unwrap())
}

/// Loads files that are given as name and text.
pub(crate) fn load_texts(files: &[(&str, &str)]) -> Loaded {
    load_bytes(&files.iter().map(|(name, text)| (*name, text.as_bytes())).collect::<Vec<_>>())
}

/// Loads files that are given as name and bytes.
pub(crate) fn load_bytes(files: &[(&str, &[u8])]) -> Loaded {
    let found: Vec<Found> =
        files.iter().map(|(name, bytes)| Found { name: (*name).to_owned(), bytes: Ok(bytes.to_vec()) }).collect();
    load("test", &found)
}

/// The codes of all that was found, without repetition, in order.
pub(crate) fn codes(loaded: &Loaded) -> Vec<&'static str> {
    let mut codes: Vec<_> = loaded.diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// All that was found, one a line, for failure messages.
pub(crate) fn told(loaded: &Loaded) -> String {
    loaded.diagnostics.iter().map(|diagnostic| format!("  {diagnostic}\n")).collect()
}

/// The folders that hold a scenario directly below a folder of the package, in order.
pub(crate) fn folders(below: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(root().join(below)) else { return Vec::new() };
    let mut folders: Vec<PathBuf> =
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.join("scenario.ron").is_file()).collect();
    folders.sort();
    folders
}

/// The scenarios that must load without an error: those that are shipped and those for tests.
pub(crate) fn bundled() -> Vec<PathBuf> {
    let mut all = folders("scenarios");
    all.extend(folders("tests/scenarios"));
    all
}
