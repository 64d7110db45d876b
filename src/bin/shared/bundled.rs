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
        "aftermath.ron" "aims.ron" "card.ron" "channels.ron" "commitments.ron" "cuts.ron" "dispositions.ron" "drift.ron" "endings.ron"
        "events.ron" "facts.ron" "glossary-later.ron" "glossary-seen-by.ron" "glossary-sources.ron" "glossary.ron" "history.ron" "ladders.ron" "map.ron" "moves.ron" "offers.ron"
        "parties.ron" "postures.ron" "questions.ron" "readings.ron" "red-lines.ron" "scenario.ron" "sources.ron"
        "teaching.ron" "terms.ron" "tracks.ron" "turns.ron" "twin.ron" "variants.ron";
    "taiwan-2022":
        "aftermath.ron" "aims.ron" "card.ron" "channels.ron" "commitments.ron" "cuts.ron" "dispositions.ron" "drift.ron" "endings.ron"
        "events.ron" "facts.ron" "glossary-later.ron" "glossary-sources.ron" "glossary.ron" "history.ron" "instead.ron" "ladders.ron" "map.ron" "moves.ron" "offers.ron"
        "parties.ron" "postures.ron" "question-sources.ron" "questions.ron" "readings.ron" "red-lines.ron" "scenario.ron" "sources.ron"
        "teaching.ron" "terms.ron" "tracks.ron" "turns.ron" "twin.ron";
    "ukraine-2022":
        "aftermath.ron" "aims.ron" "card.ron" "channels.ron" "commitments.ron" "cuts.ron" "dispositions.ron" "drift.ron"
        "endings.ron" "events.ron" "facts.ron" "glossary-later.ron" "glossary-sources.ron" "glossary.ron" "history.ron" "instead.ron" "ladders.ron" "map.ron" "moves.ron"
        "offers.ron" "parties.ron" "postures.ron" "question-sources.ron" "questions.ron" "readings.ron" "red-lines.ron" "scenario.ron"
        "sources.ron" "teaching.ron" "terms.ron" "tracks.ron" "turns.ron" "twin.ron";
}

/// The overlay files of a scenario inside the program: its id, a language, and the files by name.
pub type Overlay = (&'static str, &'static str, &'static [(&'static str, &'static str)]);

macro_rules! overlays {
    ($($id:literal $language:literal: $($file:literal)*;)*) => {
        /// Every translation of the scenarios under `scenarios/`. A test says so when one is missing.
        pub const OVERLAYS: &[Overlay] = &[$((
            $id,
            $language,
            &[$(($file, include_str!(concat!("../../../scenarios/", $id, "/", $language, "/", $file)))),*],
        )),*];
    };
}

overlays! {
    "cuba-1962" "ru":
        "aftermath.po" "aims.po" "card.po" "channels.po" "commitments.po" "cuts.po" "dispositions.po" "drift.po" "endings.po"
        "events.po" "facts.po" "glossary-later.po" "glossary.po" "history.po" "ladders.po" "map.po" "moves.po" "offers.po" "parties.po"
        "postures.po" "questions.po" "readings.po" "red-lines.po" "scenario.po" "sources.po" "teaching.po" "terms.po"
        "tracks.po" "turns.po" "twin.po" "variants.po";
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

    #[test]
    fn every_translation_of_a_scenario_comes_with_the_program() {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("scenarios");
        let mut there: Vec<String> = Vec::new();
        for id in files::scenario_folders(&root).unwrap_or_default() {
            for language in files::languages(&root.join(&id)) {
                let found = files::read_overlays(&root.join(&id), &language);
                there.extend(found.into_iter().map(|file| format!("{id} {language} {}", file.name)));
            }
        }
        let here = OVERLAYS
            .iter()
            .flat_map(|(id, language, files)| files.iter().map(move |(name, _)| format!("{id} {language} {name}")));
        assert_eq!(here.collect::<Vec<_>>(), there, "list it under `overlays!` in src/bin/shared/bundled.rs, in order");
    }
}
