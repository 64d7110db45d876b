//! Where scenarios are: named folders, the current one, beside the program, the user's data folder, and inside it.

use std::{
    fmt, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, bail};
use brinkmanship::scenario::{
    Loaded, Scenario, Severity,
    files::{self, Found},
    load,
    model::counted,
    source::nearest,
};
use etcetera::BaseStrategy as _;

use crate::{
    CLEAN,
    args::{Format, ListArgs},
    bundled::BUNDLED,
    colour::Ink,
    page::Page,
};

/// Where a scenario was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// In a folder.
    Folder(PathBuf),
    /// Inside the program.
    Inside(usize),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(path) => write!(f, "{}", path.display()),
            Self::Inside(_) => write!(f, "comes with the program"),
        }
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
                .with_context(|| format!("the scenario folder {} cannot be opened", path.display())),
            Place::Inside(at) => {
                let files = BUNDLED.get(*at).map_or(&[][..], |(_, files)| *files);
                let found = |(name, text): &(&str, &str)| Found {
                    name: (*name).to_owned(),
                    bytes: Ok(text.as_bytes().to_vec()),
                };
                Ok(files.iter().map(found).collect())
            }
        }
    }

    /// Reads and checks it, as far as it can be without play.
    ///
    /// # Errors
    /// Its folder cannot be opened.
    pub fn load(&self) -> anyhow::Result<Loaded> {
        Ok(load(&self.id, &self.files()?))
    }

    /// Reads it for play.
    ///
    /// # Errors
    /// It cannot be read, or is not fit for play.
    pub fn scenario(&self) -> anyhow::Result<Scenario> {
        let loaded = self.load()?;
        let faults = loaded.diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
        match loaded.scenario {
            Some(scenario) => Ok(scenario),
            None => bail!(
                "the scenario `{}` ({}) has {} and cannot be played; `crisis check {}` shows them",
                self.id,
                self.place,
                if faults == 1 { "a fault".to_owned() } else { format!("{faults} faults") },
                match &self.place {
                    Place::Folder(path) => path.display().to_string(),
                    Place::Inside(_) => self.id.clone(),
                }
            ),
        }
    }
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
                .with_context(|| format!("the folder of scenarios {} cannot be opened", named.display()))?;
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
                    "`{what}` is a folder of scenarios; name one of them, such as `{}`",
                    Path::new(what).join(entry.id).display()
                )
            }
            (_, None) => bail!("the folder `{what}` holds no scenario"),
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
                .with_context(|| format!("the folder {} cannot be opened", path.display()))?;
            if ids.is_empty() {
                bail!(
                    "the folder {} holds no scenario: there is no scenario.ron in it or in a folder below it",
                    path.display()
                );
            }
            return Ok(ids.into_iter().map(|id| Entry { place: Place::Folder(path.join(&id)), id }).collect());
        }
        if as_path {
            // Says why: missing, or not readable.
            fs::read_dir(path).with_context(|| format!("the folder {} cannot be opened", path.display()))?;
        }
        let entries = self.all()?;
        let like = nearest(what, entries.iter().map(|entry| entry.id.as_str()));
        let ids: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
        match like {
            Some(like) => bail!("there is no scenario `{what}`; did you mean `{like}`?"),
            None if ids.is_empty() => {
                bail!("there is no scenario `{what}`, and none could be found; --scenarios names a folder to look in")
            }
            None => bail!("there is no scenario `{what}`; there are: {}", ids.join(", ")),
        }
    }
}

/// The id of a scenario folder: its name.
fn id_of(path: &Path) -> String {
    let name = |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned());
    name(path).or_else(|| fs::canonicalize(path).ok().and_then(|path| name(&path))).unwrap_or_default()
}

/// The user's folder for what this program keeps.
fn data_folder() -> Option<PathBuf> {
    etcetera::choose_base_strategy().ok().map(|strategy| strategy.data_dir().join("brinkmanship"))
}

/// Lists the scenarios.
///
/// # Errors
/// A folder that was named cannot be opened, or standard output cannot be written to.
pub fn list(page: &mut Page, library: &Library, args: &ListArgs) -> anyhow::Result<u8> {
    let entries = library.all()?;
    if args.format == Format::Json {
        let mut items = Vec::new();
        for entry in &entries {
            let loaded = entry.load()?;
            let scenario = loaded.scenario.as_ref();
            items.push(serde_json::json!({
                "id": entry.id,
                "place": entry.place.to_string(),
                "playable": scenario.is_some(),
                "title": scenario.map(|scenario| scenario.title.clone()),
                "subtitle": scenario.map(|scenario| scenario.subtitle.clone()),
                "summary": scenario.map(|scenario| scenario.summary.clone()),
                "status": scenario.map(|scenario| format!("{:?}", scenario.status)),
                "turns": scenario.map(|scenario| scenario.turns.len()),
                "actors": scenario.map(|scenario| scenario.actors.iter().map(|actor| actor.id.clone()).collect::<Vec<_>>()),
            }));
        }
        page.line(&serde_json::to_string_pretty(&items)?)?;
        return Ok(CLEAN);
    }
    if entries.is_empty() {
        eprintln!("No scenario was found. --scenarios names a folder to look in; `crisis new ID` starts one.");
        return Ok(CLEAN);
    }
    for entry in &entries {
        let loaded = entry.load()?;
        let id = page.ink(Ink::Cyan, &entry.id);
        match &loaded.scenario {
            Some(scenario) => {
                let draft = match scenario.status {
                    brinkmanship::scenario::model::Status::Draft => " (draft)",
                    brinkmanship::scenario::model::Status::Published => "",
                };
                let title = page.ink(Ink::Bold, &scenario.title);
                page.line(&format!("{id}  {title}{draft}"))?;
                if !scenario.subtitle.is_empty() {
                    page.para(4, &scenario.subtitle)?;
                }
                if !scenario.summary.is_empty() {
                    page.para(4, &scenario.summary)?;
                }
                let actors: Vec<String> =
                    scenario.actors.iter().map(|actor| format!("{} ({})", actor.name, actor.id)).collect();
                page.para(
                    4,
                    &format!(
                        "{}; {}; {}",
                        actors.join(" and "),
                        counted(i32::try_from(scenario.turns.len()).unwrap_or(i32::MAX), "turns"),
                        entry.place
                    ),
                )?;
            }
            None => {
                let faults = loaded.diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
                page.line(&format!(
                    "{id}  cannot be played: {}; see `crisis check {}`",
                    counted(i32::try_from(faults).unwrap_or(i32::MAX), "faults"),
                    entry.id
                ))?;
                page.para(4, &entry.place.to_string())?;
            }
        }
        page.gap()?;
    }
    Ok(CLEAN)
}
