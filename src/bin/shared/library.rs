//! Where scenarios are: named folders, the current one, beside the program, the user's data folder, and inside it.
//!
//! Every program looks in the same places.

use std::{
    fmt, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use brinkmanship::{
    language::{in_force, po::visible},
    scenario::{
        self, Loaded, Scenario, Severity, Translation,
        files::{self, Found},
        pack::{self, Pack, PackError},
        source::nearest,
    },
    transcript::fit,
};
use etcetera::BaseStrategy as _;

use super::bundled::{BUNDLED, OVERLAYS};

/// Where a scenario was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a folder.
    Folder(PathBuf),
    /// Inside the program.
    Inside(usize),
    /// In a pack.
    Pack(PathBuf),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) | Self::Pack(path) => write!(f, "{}", path.display()),
            Self::Inside(_) => write!(f, "{}", tr!("comes with the program")),
        }
    }
}

/// Under which names a scenario is played.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    /// The real ones.
    #[default]
    Real,
    /// Those of its fictional twin.
    Invented,
}

impl Names {
    /// Those of the twin, if it is wanted.
    #[must_use]
    pub const fn of(twin: bool) -> Self {
        if twin { Self::Invented } else { Self::Real }
    }
}

/// A scenario that was found but not read yet.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Where it is.
    pub place: Place,
}

impl Entry {
    /// Its files.
    ///
    /// # Errors
    /// Its folder cannot be opened.
    pub fn files(&self) -> anyhow::Result<Vec<Found>> {
        match &self.place {
            Place::Folder(path) => files::read_folder(path)
                .with_context(|| tr!("the scenario folder {path} cannot be opened", path = path.display())),
            Place::Inside(at) => {
                let files = BUNDLED.get(*at).map_or(&[][..], |(_, files)| *files);
                let found = |(name, text): &(&str, &str)| Found {
                    name: (*name).to_owned(),
                    bytes: Ok(text.as_bytes().to_vec()),
                };
                Ok(files.iter().map(found).collect())
            }
            Place::Pack(path) => match opened(path)? {
                Ok(pack) => Ok(pack.files),
                // What cannot be opened is told as a fault of the scenario, so that it is listed as others are.
                Err(error) => Ok(vec![Found { name: "scenario.ron".to_owned(), bytes: Err(error.to_string()) }]),
            },
        }
    }

    /// The overlay files of a language; none if there are none.
    #[must_use]
    pub fn overlays(&self, language: &str) -> Vec<Found> {
        match &self.place {
            Place::Folder(path) => files::read_overlays(path, language),
            Place::Inside(_) => OVERLAYS
                .iter()
                .filter(|(id, known, _)| *id == self.id && *known == language)
                .flat_map(|(_, _, files)| *files)
                .map(|(name, text)| Found { name: (*name).to_owned(), bytes: Ok(text.as_bytes().to_vec()) })
                .collect(),
            Place::Pack(path) => {
                let pack = opened(path).ok().and_then(Result::ok);
                let below = |found: Found| {
                    let name = found.name.strip_prefix(language)?.strip_prefix('/')?.to_owned();
                    Some(Found { name, ..found })
                };
                pack.map(|pack| pack.overlays.into_iter().filter_map(below).collect()).unwrap_or_default()
            }
        }
    }

    /// Its translation into the language in force, as far as there is one. Faults in it are for `crisis translate` to tell.
    fn translation(&self) -> Option<Translation> {
        let language = in_force()?.language();
        let files = self.overlays(language);
        (!files.is_empty()).then(|| Translation::of(language, &files).0)
    }

    /// Reads and checks it, as far as it can be without random play; what can be played is decided here.
    ///
    /// # Errors
    /// Its folder cannot be opened.
    pub fn load(&self) -> anyhow::Result<Loaded> {
        Ok(fit::load_as(&self.id, &self.files()?, false, self.translation().as_ref()))
    }

    /// Reads it without asking whether its history comes out as expected, for whoever shows where it does not.
    ///
    /// # Errors
    /// It cannot be read, or is not fit for play even so.
    pub fn unreplayed(&self) -> anyhow::Result<Scenario> {
        let files = self.files()?;
        self.fit(match self.translation() {
            Some(translation) => scenario::load_in(&self.id, &files, false, &translation),
            None => scenario::load(&self.id, &files),
        })
    }

    /// Reads it for play, under its real names.
    ///
    /// # Errors
    /// It cannot be read, or is not fit for play.
    pub fn scenario(&self) -> anyhow::Result<Scenario> {
        self.fit(self.load()?)
    }

    /// Reads it for play, under its real names or under those of its fictional twin.
    ///
    /// # Errors
    /// It cannot be read, is not fit for play, or has no twin.
    pub fn named(&self, names: Names) -> anyhow::Result<Scenario> {
        if names == Names::Real {
            return self.scenario();
        }
        let scenario = self.fit(fit::load_as(&self.id, &self.files()?, true, self.translation().as_ref()))?;
        if scenario.original.is_none() {
            bail!("{}", tr!("the scenario `{id}` has no fictional twin: there is no twin.ron beside it", id = self.id));
        }
        Ok(scenario)
    }

    /// What was loaded, if it is fit for play.
    fn fit(&self, loaded: Loaded) -> anyhow::Result<Scenario> {
        let faults = loaded.diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
        match loaded.scenario {
            Some(scenario) => Ok(scenario),
            None => bail!(
                "{}",
                tr!(
                    "the scenario `{id}` ({place}) has {what} and cannot be played; `crisis check {clone}` shows them",
                    id = self.id,
                    place = self.place,
                    what = if faults == 1 {
                        tr!("a fault").to_owned()
                    } else {
                        trn!(faults; "{faults} fault", "{faults} faults", faults)
                    },
                    clone = match &self.place {
                        Place::Folder(path) | Place::Pack(path) => path.display().to_string(),
                        Place::Inside(_) => self.id.clone(),
                    }
                )
            ),
        }
    }
}

/// A pack on disk, opened and its head compared with its files.
///
/// # Errors
/// The file cannot be read; or, within, it is no sound pack.
pub fn opened(path: &Path) -> anyhow::Result<Result<Pack, PackError>> {
    // A pipe or a device could keep whoever opens it waiting without end.
    if fs::metadata(path).is_ok_and(|found| !found.is_file() && !found.is_dir()) {
        bail!("{}", tr!("{path} is no plain file, and is not opened as a pack", path = path.display()));
    }
    let most = u64::try_from(pack::PACK_BYTES).unwrap_or(u64::MAX);
    let bytes = files::read_bounded(path, most).with_context(|| tr!("{path} cannot be read", path = path.display()))?;
    Ok(pack::open(&bytes).and_then(|pack| pack.check().map(|()| pack)))
}

/// A pack as an entry: by the id in it where it can be opened, by its own name otherwise.
fn packed(path: PathBuf) -> (Entry, String) {
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned()).unwrap_or_default();
    let pack = opened(&path).ok().and_then(Result::ok);
    let print =
        |pack: &Pack| pack.claims.iter().find(|(label, _)| label == "fingerprint").map(|(_, text)| text.clone());
    let fingerprint = pack.as_ref().and_then(print).unwrap_or_default();
    (Entry { id: pack.map_or(stem, |pack| pack.id), place: Place::Pack(path) }, fingerprint)
}

/// All places in which scenarios are looked for, in order.
#[derive(Clone, Debug)]
pub struct Library {
    named: Option<PathBuf>,
    roots: Vec<PathBuf>,
}

impl Library {
    /// The library of this run.
    #[must_use]
    pub fn new(named: Option<PathBuf>) -> Self {
        let mut roots = vec![PathBuf::from("scenarios")];
        if let Ok(program) = std::env::current_exe()
            && let Some(folder) = program.parent()
        {
            roots.push(folder.join("scenarios"));
        }
        if let Some(data) = data_folder() {
            roots.push(data.join("scenarios"));
        }
        Self { named, roots }
    }

    /// The same with one more folder to look in, after those that were named.
    #[must_use]
    pub fn and(mut self, folder: Option<PathBuf>) -> Self {
        if let Some(folder) = folder.filter(|folder| !self.roots.contains(folder)) {
            self.roots.insert(0, folder);
        }
        self
    }

    /// Every scenario that can be found; of several with the same id, the first in the order of places.
    ///
    /// # Errors
    /// The folder that was named cannot be opened.
    pub fn all(&self) -> anyhow::Result<Vec<Entry>> {
        let mut entries: Vec<Entry> = Vec::new();
        let mut add = |id: String, place: Place| {
            if entries.iter().all(|entry| entry.id != id) {
                entries.push(Entry { id, place });
            }
        };
        if let Some(named) = &self.named {
            let ids = files::scenario_folders(named)
                .with_context(|| tr!("the folder of scenarios {named} cannot be opened", named = named.display()))?;
            for id in ids {
                add(id.clone(), Place::Folder(named.join(id)));
            }
        }
        for root in &self.roots {
            // Places that were not named need not exist.
            for id in files::scenario_folders(root).unwrap_or_default() {
                add(id.clone(), Place::Folder(root.join(id)));
            }
        }
        for (at, (id, _)) in BUNDLED.iter().enumerate() {
            add((*id).to_owned(), Place::Inside(at));
        }
        // Packs come last, so that none can stand in the place of a scenario that is there already.
        for root in self.named.iter().chain(&self.roots) {
            for name in files::packs(root).unwrap_or_default() {
                let (mut entry, fingerprint) = packed(root.join(name));
                let taken = |id: &str| entries.iter().any(|entry| entry.id == id);
                if taken(&entry.id) {
                    let print: String = fingerprint.chars().take(8).collect();
                    entry.id = format!("{}-{}", entry.id, if print.is_empty() { "pack" } else { &print });
                }
                if !taken(&entry.id) {
                    entries.push(entry);
                }
            }
        }
        entries.sort_by(|a, b| a.id.cmp(&b.id));
        Ok(entries)
    }

    /// A scenario by its id or its folder.
    ///
    /// # Errors
    /// There is none, or the folder that was named cannot be opened.
    pub fn one(&self, what: &str) -> anyhow::Result<Entry> {
        let mut entries = self.several(what)?;
        match (entries.len(), entries.pop()) {
            (1, Some(entry)) => Ok(entry),
            (_, Some(entry)) => {
                bail!(
                    "{}",
                    tr!(
                        "`{what}` is a folder of scenarios; name one of them, such as `{new}`",
                        what,
                        new = Path::new(what).join(entry.id).display()
                    )
                )
            }
            (_, None) => bail!("{}", tr!("the folder `{what}` holds no scenario", what)),
        }
    }

    /// The scenario that a saved crisis is of: by its id where scenarios are looked for, in the folder of that name here,
    /// or beside the saved crisis, whose folder may itself be the scenario's.
    ///
    /// # Errors
    /// There is none.
    pub fn of_saved(&self, id: &str, saved: &Path) -> anyhow::Result<Entry> {
        if let Some(entry) = self.all()?.into_iter().find(|entry| entry.id == id) {
            return Ok(entry);
        }
        let saved = fs::canonicalize(saved).unwrap_or_else(|_| saved.to_owned());
        let above: Vec<&Path> = saved.ancestors().skip(1).take(2).collect();
        let beside = above.iter().flat_map(|folder| [folder.join(id), (*folder).to_owned()]);
        let found = std::iter::once(PathBuf::from(id))
            .chain(beside)
            .find(|folder| folder.join("scenario.ron").is_file() && id_of(folder) == id);
        match found {
            Some(folder) => Ok(Entry { id: id.to_owned(), place: Place::Folder(folder) }),
            None => bail!(
                "{}",
                tr!(
                    "{saved} is a crisis of the scenario `{id}`, which is found neither among the scenarios nor in a folder `{id}` \
                 here or beside the saved crisis; --scenarios names a folder to look in",
                    saved = saved.display(),
                    id
                )
            ),
        }
    }

    /// Scenarios by an id, a scenario folder, or a folder of them.
    ///
    /// # Errors
    /// There is no such scenario.
    pub fn several(&self, what: &str) -> anyhow::Result<Vec<Entry>> {
        let path = Path::new(what);
        let as_path = what.contains(['/', '\\']) || what.starts_with('.');
        if !as_path && let Some(entry) = self.all()?.into_iter().find(|entry| entry.id == what) {
            return Ok(vec![entry]);
        }
        if path.is_dir() {
            if path.join("scenario.ron").is_file() {
                return Ok(vec![Entry { id: id_of(path), place: Place::Folder(path.to_owned()) }]);
            }
            let ids = files::scenario_folders(path)
                .with_context(|| tr!("the folder {path} cannot be opened", path = path.display()))?;
            if ids.is_empty() {
                bail!(
                    "{}",
                    tr!(
                        "the folder {path} holds no scenario: there is no scenario.ron in it or in a folder below it",
                        path = path.display()
                    )
                );
            }
            let entry = |id: String| Entry { place: Place::Folder(path.join(&id)), id: visible(&id).into_owned() };
            return Ok(ids.into_iter().map(entry).collect());
        }
        // A file of a scenario stands for its folder.
        if path.is_file() && path.extension().is_some_and(|ending| ending == "ron") {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            if folder.join("scenario.ron").is_file() {
                return Ok(vec![Entry { id: id_of(folder), place: Place::Folder(folder.to_owned()) }]);
            }
        }
        if path.is_file() && path.extension().is_some_and(|ending| ending == pack::ENDING) {
            return Ok(vec![packed(path.to_owned()).0]);
        }
        if as_path {
            // Says why: missing, or not readable.
            fs::read_dir(path).with_context(|| tr!("the folder {path} cannot be opened", path = path.display()))?;
        }
        let entries = self.all()?;
        // What is cut short may be meant as well as what is mistyped.
        let begun: Vec<&str> =
            entries.iter().map(|entry| entry.id.as_str()).filter(|id| 2 < what.len() && id.starts_with(what)).collect();
        let only = if let [only] = begun[..] { Some(only) } else { None };
        let like = only.or_else(|| nearest(what, entries.iter().map(|entry| entry.id.as_str())));
        let ids: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
        match like {
            Some(like) => bail!("{}", tr!("there is no scenario `{what}`; did you mean `{like}`?", what, like)),
            None if ids.is_empty() => {
                bail!(
                    "{}",
                    tr!(
                        "there is no scenario `{what}`, and none could be found; --scenarios names a folder to look in",
                        what
                    )
                )
            }
            None => bail!("{}", tr!("there is no scenario `{what}`; there are: {ids}", what, ids = ids.join(", "))),
        }
    }
}

/// The id of a scenario folder: its name.
fn id_of(path: &Path) -> String {
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    let name = name(path).or_else(|| fs::canonicalize(path).ok().and_then(|path| name(&path))).unwrap_or_default();
    visible(&name).into_owned()
}

/// The user's folder for what the programs keep.
#[must_use]
pub fn data_folder() -> Option<PathBuf> {
    etcetera::choose_base_strategy().ok().map(|strategy| strategy.data_dir().join("brinkmanship"))
}
