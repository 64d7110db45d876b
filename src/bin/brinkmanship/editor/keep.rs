//! Where drafts come from and go: new ones, copies, saving, and what changes on disk meanwhile.

use std::{
    fs,
    path::{Path, PathBuf},
};

use brinkmanship::scenario::{
    files::{Found, read_bounded, read_folder, write_safely},
    outline::{self, BYTES, Outline},
};

use super::{Editor, ask::Asking};
pub use crate::shared::starter::Base;
use crate::shared::{
    bundled::BUNDLED,
    starter::{self, fits},
};

/// An id made of a title.
#[must_use]
pub fn id_of(title: &str) -> String {
    let words = title.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let id: String = words.map(str::to_lowercase).collect::<Vec<_>>().join("-");
    id.chars().take(64).collect()
}

/// Begins a scenario in a folder of its own under `root`.
///
/// # Errors
/// The id does not fit or is taken, or the folder cannot be written to; in a sentence.
pub fn begin(root: &Path, id: &str, base: &Base) -> Result<Editor, String> {
    if !fits(id) {
        return Err(tr!(
            "“{id}” cannot be an id: it is made of small letters, digits and hyphens, such as harbour-crisis.",
            id
        ));
    }
    if BUNDLED.iter().any(|(bundled, _)| *bundled == id) {
        return Err(tr!("“{id}” comes with the program; a scenario of your own needs an id of its own.", id));
    }
    let folder = root.join(id);
    if folder.exists() {
        return Err(tr!("{path} is there already; choose another id.", path = folder.display()));
    }
    let found = starter::begin(base, None).map_err(|error| format!("{error:#}."))?;
    fs::create_dir_all(&folder)
        .map_err(|error| tr!("{path} cannot be made: {error}.", path = folder.display(), error))?;
    for Found { name, bytes } in &found {
        let path = folder.join(name);
        let bytes = bytes.as_ref().map_err(|why| tr!("{name} cannot be copied: {why}.", name, why))?;
        write_safely(&path, bytes)
            .map_err(|error| tr!("{path} cannot be written: {error}.", path = path.display(), error))?;
    }
    Ok(Editor::new(id, &found, folder, true))
}

/// Opens a scenario that lies in a folder.
///
/// # Errors
/// The folder cannot be opened; in a sentence.
pub fn open(id: &str, folder: &Path) -> Result<Editor, String> {
    let found = read_folder(folder)
        .map_err(|error| tr!("{path} cannot be opened: {error}.", path = folder.display(), error))?;
    Ok(Editor::new(id, &found, folder.to_owned(), true))
}

/// How many points of an outline are kept.
const POINTS: usize = 400;

/// Reads an outline from a file of GeoJSON; a path that does not begin at the root leads on from the scenario's folder.
///
/// # Errors
/// The file cannot be read or holds no outline; in a sentence.
pub fn outline(folder: &Path, path: &str) -> Result<Outline, String> {
    let path = folder.join(path);
    let shown = path.display();
    // A pipe or a device might never end.
    if path.exists() && !path.is_file() {
        return Err(tr!("{shown} is no file.", shown));
    }
    let most = u64::try_from(BYTES).unwrap_or(u64::MAX);
    let bytes = read_bounded(&path, most).map_err(|error| tr!("{shown} cannot be read: {error}.", shown, error))?;
    outline::outline(&bytes, POINTS).map_err(|error| tr!("{shown} gives no outline: {error}.", shown, error))
}

/// The text of a file on disk; none where there is none.
fn on_disk(path: &PathBuf) -> Option<String> {
    fs::read(path).ok().and_then(|bytes| String::from_utf8(bytes).ok())
}

impl Editor {
    /// Saves what has changed; where a file was changed on disk meanwhile, nothing is written and it is asked.
    ///
    /// # Errors
    /// A file cannot be written; in a sentence.
    pub fn keep(&mut self) -> Result<bool, String> {
        let dirty: Vec<(String, Option<String>)> = self
            .draft
            .sheets()
            .iter()
            .filter(|sheet| sheet.is_dirty())
            .map(|sheet| (sheet.name().to_owned(), sheet.kept().map(str::to_owned)))
            .collect();
        let changed: Vec<String> = dirty
            .iter()
            .filter(|(name, kept)| on_disk(&self.folder.join(name)) != *kept)
            .map(|(name, _)| name.clone())
            .collect();
        if !changed.is_empty() {
            self.asking = Some(Asking::Changed { names: changed });
            return Ok(false);
        }
        for (name, _) in dirty {
            self.write(&name)?;
        }
        Ok(true)
    }

    fn write(&mut self, name: &str) -> Result<(), String> {
        let Some(sheet) = self.draft.sheets().iter().find(|sheet| sheet.name() == name) else { return Ok(()) };
        let path = self.folder.join(name);
        write_safely(&path, sheet.whole().as_bytes()).map_err(|error| {
            tr!("{path} cannot be written: {error}. What stood there is untouched.", path = path.display(), error)
        })?;
        self.draft.keep(name);
        Ok(())
    }

    /// Looks at the disk: what was changed there and not here is taken over, and what was changed in both is asked about.
    /// Says which files were taken over.
    pub fn look_at_disk(&mut self) -> Vec<String> {
        let Ok(found) = read_folder(&self.folder) else { return Vec::new() };
        let (mut taken, mut asked) = (Vec::new(), Vec::new());
        let mut fresh = Vec::new();
        for one in found {
            let Some(text) = one.bytes.as_ref().ok().and_then(|bytes| String::from_utf8(bytes.clone()).ok()) else {
                continue;
            };
            let sheet = self.draft.sheets().iter().find(|sheet| sheet.name() == one.name);
            match sheet {
                Some(sheet) if sheet.kept() == Some(text.as_str()) => {}
                Some(sheet) if sheet.whole() == text => self.draft.keep(&one.name),
                Some(sheet) if sheet.is_dirty() => asked.push(one.name.clone()),
                Some(_) | None => {
                    taken.push(one.name.clone());
                    fresh.push(one);
                }
            }
        }
        self.draft.take_over(&fresh);
        if !asked.is_empty() && self.asking.is_none() {
            self.asking = Some(Asking::Changed { names: asked });
        }
        taken
    }

    /// Has what stands on disk in place of what stands here.
    pub(super) fn take_over(&mut self, names: &[String]) {
        let found = read_folder(&self.folder).unwrap_or_default();
        let wanted: Vec<Found> = found.into_iter().filter(|one| names.contains(&one.name)).collect();
        self.draft.take_over(&wanted);
    }

    /// Writes over what stands on disk.
    pub(super) fn write_over(&mut self, names: &[String]) {
        for name in names {
            let text = on_disk(&self.folder.join(name));
            self.draft.known_on_disk(name, text);
        }
        self.unfit = self.keep().err();
    }
}
