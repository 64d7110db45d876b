//! A scenario that is being edited: one order of undo over all files, and renames that everything follows.

use brinkmanship::scenario::{
    draft::Draft,
    edit::{Edit, Step},
    files::{Found, read_folder},
    load,
    schema::{Holds, Keys, Shape, items, keys},
};

use crate::common::root;

const SCENARIOS: [&str; 3] = ["cuba-1962", "taiwan-2022", "ukraine-2022"];

fn found(id: &str) -> Vec<Found> {
    read_folder(&root().join("scenarios").join(id)).expect("its folder can be read")
}

fn texts(draft: &Draft) -> Vec<(String, Vec<u8>)> {
    draft.found().into_iter().map(|file| (file.name, file.bytes.unwrap_or_default())).collect()
}

fn key(name: &str) -> Step {
    Step::Key(name.to_owned())
}

#[test]
fn a_draft_that_is_opened_and_kept_has_not_changed_a_byte() {
    for id in SCENARIOS {
        let before = found(id);
        let draft = Draft::new(id, &before, true);
        assert!(!draft.is_dirty() && draft.broken().is_empty());
        let before: Vec<_> = before.into_iter().map(|file| (file.name, file.bytes.unwrap_or_default())).collect();
        assert_eq!(texts(&draft), before);
    }
}

#[test]
fn a_rename_is_followed_in_every_file_and_taken_back_as_one() {
    for id in SCENARIOS {
        let mut draft = Draft::new(id, &found(id), true);
        let before = texts(&draft);
        let schema = draft.schema();
        let mut renamed = 0;
        for part in schema.parts().iter().filter(|part| {
            matches!(part.holds, Holds::Map(_)) && !part.name.starts_with("glossary") && part.name != "question_sources"
        }) {
            let Some(table) = draft.value(&[key(&part.name)]) else { continue };
            // What is spoken of most among the first is the hardest.
            let ids: Vec<String> = table.pairs().iter().map(|(id, _)| id.clone()).take(4).collect();
            let most = ids.iter().max_by_key(|id| draft.referring(&[key(&part.name), key(id)]).len());
            let Some(old) = most else { continue };
            let edits = draft.renaming(&[key(&part.name), key(old)], &format!("another-{renamed}"));
            draft.edit(&edits, false).unwrap_or_else(|unfit| panic!("{id}, {}.{old}: {unfit}", part.name));
            renamed += 1;
        }
        // A rule of a party, and a rung.
        let party = draft.value(&[key("parties")]).and_then(|parties| {
            let (party, data) = parties.pairs().iter().find(|(_, data)| data.get("rules").is_some())?;
            Some((party.clone(), data.get("rules")?.pairs().first()?.0.clone()))
        });
        let (party, rule) = party.expect("some party has rules");
        let ladder = draft.value(&[key("ladders")]).map(|ladders| ladders.pairs()[0].0.clone()).unwrap_or_default();
        for place in [
            vec![key("parties"), key(&party), key("rules"), key(&rule)],
            vec![key("ladders"), key(&ladder), key("rungs"), Step::At(2)],
        ] {
            let edits = draft.renaming(&place, "another-one");
            draft.edit(&edits, false).unwrap_or_else(|unfit| panic!("{id}, {place:?}: {unfit}"));
            renamed += 1;
        }
        let loaded = load(id, &draft.found());
        let errors = loaded.diagnostics.iter().filter(|one| one.code != "text-too-long").map(ToString::to_string);
        assert!(loaded.scenario.is_some(), "{id}: {:#?}", errors.take(8).collect::<Vec<_>>());
        for _ in 0..renamed {
            assert!(draft.undo().is_some());
        }
        assert_eq!(texts(&draft), before, "{id}: byte for byte as it was");
    }
}

#[test]
fn edits_of_several_files_are_taken_back_and_made_again_in_their_order() {
    let mut draft = Draft::new("cuba-1962", &found("cuba-1962"), true);
    let before = texts(&draft);
    let set = |path: &[&str], value: &str| Edit::Set {
        path: path.iter().map(|step| key(step)).collect(),
        value: value.to_owned(),
    };
    let mut after = Vec::new();
    for edit in [
        set(&["title"], "\"Another\""),
        set(&["facts", "a-new-one"], "(text: \"It is new.\")"),
        Edit::Insert { path: vec![key("questions")], at: 0, entry: "\"Why?\"".to_owned() },
        Edit::Remove { path: vec![key("glossary")] },
    ] {
        let made = draft.edit(&[edit], false);
        if made.is_ok() {
            after.push(texts(&draft));
        }
    }
    assert!(3 <= after.len());
    for stage in after.iter().rev().skip(1).chain([&before]) {
        assert!(draft.undo().is_some());
        assert_eq!(texts(&draft), *stage);
    }
    assert!(!draft.is_dirty() && draft.undo().is_none());
    for stage in &after {
        assert!(draft.redo().is_some());
        assert_eq!(texts(&draft), *stage);
    }
}

#[test]
fn a_part_that_is_not_there_is_begun_where_the_others_have_theirs() {
    let mut whole = Draft::new("mine", &[], false);
    let entry = "\"one\": (text: \"It is so.\")".to_owned();
    let insert = Edit::Insert { path: vec![key("facts")], at: usize::MAX, entry: entry.clone() };
    whole.edit(std::slice::from_ref(&insert), false).unwrap_or_else(|unfit| panic!("{unfit}"));
    let head = texts(&whole);
    assert_eq!(head.len(), 1);
    assert!(
        String::from_utf8_lossy(&head[0].1).contains("    facts: {\n        \"one\": (text: \"It is so.\"),\n    },")
    );
    // Where most parts have files of their own, a new one gets its own.
    let files: Vec<Found> = found("cuba-1962").into_iter().filter(|file| file.name != "facts.ron").collect();
    let mut parted = Draft::new("cuba-1962", &files, true);
    parted.edit(&[insert], false).unwrap_or_else(|unfit| panic!("{unfit}"));
    let facts = texts(&parted).into_iter().find(|(name, _)| name == "facts.ron").expect("it has a file of its own");
    assert_eq!(String::from_utf8_lossy(&facts.1), "{\n    \"one\": (text: \"It is so.\"),\n}\n");
    assert!(parted.undo().is_some());
    assert!(texts(&parted).iter().all(|(name, _)| name != "facts.ron"), "what was begun and taken back is not there");
}

#[test]
fn faults_are_found_again_at_their_places() {
    for id in SCENARIOS {
        let draft = Draft::new(id, &found(id), true);
        for sheet in draft.sheets() {
            let document = brinkmanship::scenario::edit::Document::new(sheet.text());
            let part = sheet.name().trim_end_matches(".ron").replace('-', "_");
            for (path, stretch) in document.places().into_iter().step_by(97) {
                let before = &sheet.text()[..stretch.start];
                let line = before.matches('\n').count() + 1;
                let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
                let mut place: Vec<Step> = if part == "scenario" { Vec::new() } else { vec![key(&part)] };
                place.extend(path);
                let around = draft.place_at(sheet.name(), line, column);
                let inner = draft.stretch(&around).map(|(_, at)| at.start);
                assert!(
                    around.starts_with(&place) || inner == Some(stretch.start),
                    "{id}: {place:?} is found as {around:?}"
                );
            }
        }
    }
}

#[test]
fn the_keys_of_every_map_are_known() {
    for item in items() {
        let Shape::Fields(fields) = &item.shape else { continue };
        for field in fields.iter().filter(|field| matches!(field.holds, Holds::Map(_))) {
            let said = field.about.contains("Keys: the actors");
            let known = keys(&item.name, &field.name);
            assert!(!said || known == Keys::Of("actor"), "{}.{}: {known:?}", item.name, field.name);
        }
    }
}
