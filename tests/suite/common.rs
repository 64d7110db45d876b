//! What the modules share: finding and loading scenarios.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use brinkmanship::scenario::{Scenario, files, load};

/// The repository.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The scenarios of the repository that were read already: nobody writes into their folders.
static READ: Mutex<BTreeMap<PathBuf, Scenario>> = Mutex::new(BTreeMap::new());

/// A scenario from its folder, which has to be fit for play.
pub fn scenario_at(folder: &Path) -> Scenario {
    if !folder.starts_with(root()) {
        return read_scenario(folder);
    }
    let mut read = READ.lock().unwrap_or_else(PoisonError::into_inner);
    read.entry(folder.to_owned()).or_insert_with(|| read_scenario(folder)).clone()
}

fn read_scenario(folder: &Path) -> Scenario {
    let id = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let found = files::read_folder(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let loaded = load(id, &found);
    let faults: Vec<String> = loaded.diagnostics.iter().map(ToString::to_string).collect();
    loaded.scenario.unwrap_or_else(|| panic!("{}", faults.join("\n")))
}

/// A scenario of the tests.
pub fn test_scenario(name: &str) -> Scenario {
    scenario_at(&root().join("tests/scenarios").join(name))
}

/// Every scenario present: those that are shipped and those of the tests.
pub fn every_scenario() -> Vec<Scenario> {
    let mut folders: Vec<PathBuf> = Vec::new();
    for place in ["scenarios", "tests/scenarios"] {
        let place = root().join(place);
        for name in files::scenario_folders(&place).unwrap_or_default() {
            folders.push(place.join(name));
        }
    }
    assert!(!folders.is_empty());
    folders.iter().map(|folder| scenario_at(folder)).collect()
}
