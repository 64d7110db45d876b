//! The door: the one engine file that touches the disk. It opens scenario folders and transcripts.

use std::{
    fs,
    io::{self, Read, Write},
    path::Path,
};

use super::model::limits;

/// A file as it was found: its name relative to the folder, and its bytes or why they could not be had.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its name, such as `moves.ron`.
    pub name: String,
    /// Its bytes, or why it could not be read.
    pub bytes: Result<Vec<u8>, String>,
}

/// Reads the RON files of a folder, in the order of their names, with bounded size and count. A file that only its ending
/// keeps from being one, such as `moves.ron.txt`, is named and not read, unless the one that it may be a copy of is there.
///
/// # Errors
/// The folder itself cannot be opened.
pub fn read_folder(folder: &Path) -> io::Result<Vec<Found>> {
    let mut names = Vec::new();
    let mut others = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with('.') {
            continue;
        }
        let is_ron = Path::new(&name).extension().is_some_and(|extension| extension == "ron");
        if is_ron {
            names.push((name, entry.file_type()?));
        } else if let Some(at) = name.to_ascii_lowercase().find(".ron")
            && entry.file_type()?.is_file()
        {
            others.push((format!("{}.ron", &name[..at]), name, entry.file_type()?));
        }
    }
    others.retain(|(meant, ..)| names.iter().all(|(name, _)| name != meant));
    names.extend(others.into_iter().map(|(_, name, kind)| (name, kind)));
    names.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(names
        .into_iter()
        // One more than the limit, so that the excess can be reported.
        .take(limits::FILES + 1)
        .map(|(name, kind)| {
            // A link or a device is not followed.
            let bytes = if !name.ends_with(".ron") {
                Err(mark!("its name does not end in .ron").to_owned())
            } else if kind.is_file() {
                read_bounded(&folder.join(&name), limits::FILE_BYTES).map_err(|error| error.to_string())
            } else if kind.is_dir() {
                Err(mark!("it is a folder").to_owned())
            } else if kind.is_symlink() {
                Err(mark!("it is a link, and links are not followed").to_owned())
            } else {
                Err(mark!("it is not a plain file").to_owned())
            };
            Found { name, bytes }
        })
        .collect())
}

/// The languages of which a scenario folder holds overlay files: the folders in it with a file that ends in `.po`.
#[must_use]
pub fn languages(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir()))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.len() <= 16 && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
        .filter(|name| !read_overlays(folder, name).is_empty())
        .collect();
    names.sort();
    names
}

/// Reads the overlay files of a language from a scenario folder, in the order of their names, with bounded size and count.
/// There may be none.
#[must_use]
pub fn read_overlays(folder: &Path, language: &str) -> Vec<Found> {
    let folder = folder.join(language);
    let mut names: Vec<String> = fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .filter(|name| name.ends_with(".po") && !name.starts_with('.'))
        .collect();
    names.sort();
    names
        .into_iter()
        .take(limits::FILES)
        .map(|name| {
            let bytes = read_bounded(&folder.join(&name), limits::FILE_BYTES).map_err(|error| error.to_string());
            let whole = |bytes: &Vec<u8>| u64::try_from(bytes.len()).is_ok_and(|size| size <= limits::FILE_BYTES);
            let bytes = bytes
                .and_then(|bytes| whole(&bytes).then_some(bytes).ok_or_else(|| mark!("it is too large").to_owned()));
            Found { name, bytes }
        })
        .collect()
}

/// Reads the overlay files of every language, named as in `ru/moves.po`, in the order of their names.
#[must_use]
pub fn read_all_overlays(folder: &Path) -> Vec<Found> {
    let below = |language: String| {
        let found = read_overlays(folder, &language).into_iter();
        found.map(move |found| Found { name: format!("{language}/{}", found.name), ..found })
    };
    languages(folder).into_iter().flat_map(below).collect()
}

/// The packs that lie in a folder, by the names of their files.
///
/// # Errors
/// The folder cannot be opened.
pub fn packs(root: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let ends = Path::new(&name).extension().is_some_and(|ending| ending == super::pack::ENDING);
        if ends && !name.starts_with('.') && entry.file_type()?.is_file() {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// Reads a file of at most `most` bytes, and one more, so that the excess can be reported.
///
/// # Errors
/// The file cannot be opened or read.
pub fn read_bounded(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    fs::File::open(path)?.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes a file so that a crash loses nothing that was saved before: beside it, synced, renamed, folder synced.
///
/// A new file may be read by whomever the system lets read new files, and one that is replaced by those who could before.
///
/// # Errors
/// Something stands there that is no plain file, such as a link, a pipe or a device; or any step fails. What stood there
/// before is then untouched.
pub fn write_safely(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let before = match fs::symlink_metadata(path) {
        Ok(found) if found.is_file() => Some(found.permissions()),
        Ok(_) => return Err(io::Error::new(io::ErrorKind::AlreadyExists, tr!("what stands there is no plain file"))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(error),
    };
    let mut beside = new_file(folder).map_err(plain)?;
    beside.write_all(bytes)?;
    if let Some(before) = before {
        beside.as_file().set_permissions(before)?;
    }
    beside.as_file().sync_all()?;
    beside.persist(path).map_err(|failed| failed.error)?;
    // Not every system lets a folder be synced; the rename itself has been done.
    if let Ok(folder) = fs::File::open(folder) {
        let _ = folder.sync_all();
    }
    Ok(())
}

/// An error without the name of the file beside, which says nothing to anybody.
fn plain(error: io::Error) -> io::Error {
    match error.to_string().split_once(" at path ") {
        Some((why, _)) => io::Error::new(error.kind(), why),
        None => error,
    }
}

/// A file with a name that nothing has, to be renamed later; readable as any other new file.
#[cfg(unix)]
fn new_file(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    use std::os::unix::fs::PermissionsExt as _;
    // The system takes from it what the user's mask says.
    tempfile::Builder::new().permissions(fs::Permissions::from_mode(0o666)).tempfile_in(folder)
}

/// A file with a name that nothing has, to be renamed later.
#[cfg(not(unix))]
fn new_file(folder: &Path) -> io::Result<tempfile::NamedTempFile> {
    tempfile::NamedTempFile::new_in(folder)
}

/// The folders under `root` that hold a scenario, by name.
///
/// # Errors
/// The root cannot be opened.
pub fn scenario_folders(root: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(root)? {
        let entry = entry?;
        if entry.path().join("scenario.ron").is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}
