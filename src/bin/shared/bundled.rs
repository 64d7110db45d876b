//! The scenarios that come with the program, inside it, so that they are found from any folder.

/// A scenario inside the program: its id, and its files by name.
pub type Bundled = (&'static str, &'static [(&'static str, &'static str)]);

macro_rules! bundled {
    ($($id:literal: $($file:literal)*;)*) => {
        /// Every scenario under `scenarios/`, with every file. A test says so when one is missing.
        pub const BUNDLED: &[Bundled] = &[$(
            ($id, &[$(($file, include_str!(concat!("../../../scenarios/", $id, "/", $file)))),*]),
        )*];
    };
}

bundled! {
    "cuba-1962":
        "aftermath.ron" "aims.ron" "channels.ron" "commitments.ron" "cuts.ron" "dispositions.ron" "drift.ron" "endings.ron"
        "events.ron" "facts.ron" "glossary.ron" "history.ron" "ladders.ron" "map.ron" "moves.ron" "offers.ron"
        "parties.ron" "postures.ron" "questions.ron" "readings.ron" "red-lines.ron" "scenario.ron" "sources.ron"
        "teaching.ron" "terms.ron" "tracks.ron" "turns.ron" "twin.ron";
    "taiwan-2022":
        "aftermath.ron" "aims.ron" "channels.ron" "commitments.ron" "cuts.ron" "dispositions.ron" "drift.ron" "endings.ron"
        "events.ron" "facts.ron" "glossary.ron" "history.ron" "instead.ron" "ladders.ron" "map.ron" "moves.ron" "offers.ron"
        "parties.ron" "postures.ron" "questions.ron" "readings.ron" "red-lines.ron" "scenario.ron" "sources.ron"
        "teaching.ron" "terms.ron" "tracks.ron" "turns.ron" "twin.ron";
    "ukraine-2022":
        "aftermath.ron" "aims.ron" "channels.ron" "commitments.ron" "cuts.ron" "dispositions.ron" "drift.ron"
        "endings.ron" "events.ron" "facts.ron" "glossary.ron" "history.ron" "instead.ron" "ladders.ron" "map.ron" "moves.ron"
        "offers.ron" "parties.ron" "postures.ron" "questions.ron" "readings.ron" "red-lines.ron" "scenario.ron"
        "sources.ron" "teaching.ron" "terms.ron" "tracks.ron" "turns.ron" "twin.ron";
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use brinkmanship::scenario::files;

    #[test]
    fn every_scenario_comes_with_the_program_and_every_file_of_it() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
        let mut there: Vec<(String, Vec<String>)> = Vec::new();
        // A checkout without scenarios has none to bundle.
        for id in files::scenario_folders(&root).unwrap_or_default() {
            let found = files::read_folder(&root.join(&id)).unwrap_or_default();
            there.push((id, found.into_iter().map(|file| file.name).collect()));
        }
        let here: Vec<(String, Vec<String>)> = BUNDLED
            .iter()
            .map(|(id, files)| ((*id).to_owned(), files.iter().map(|(name, _)| (*name).to_owned()).collect()))
            .collect();
        assert_eq!(here, there, "list it in src/bin/shared/bundled.rs, ids and files in the order of their names");
    }
}
