//! The scenario editor: forms for everything, edits that change their own lines alone, faults beside their fields.

use std::{fs, path::PathBuf, time::Duration};

use brinkmanship::scenario::edit::{Edit, Step};
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::{NodeT, Queryable};

use super::{
    around::{Desk, desk, game, says, shelf_with, tab_and_press},
    languages::choose,
};
use crate::{
    editor::Want,
    intent::{Intent, Screen},
};

/// The editor with a copy of the starter in it, and the folder in which it lies.
fn editing(id: &str) -> (Desk, tempfile::TempDir, PathBuf) {
    let root = shelf_with(id);
    let folder = root.path().join(id);
    let mut game = game(root.path(), &root.path().join("data"));
    let at = game.shelf.of(id).expect("it is on the shelf");
    game.act(Intent::Edit(at));
    assert_eq!(game.screen, Screen::Editor);
    let mut desk = desk(game);
    settle(&mut desk);
    (desk, root, folder)
}

/// Until the check has answered.
fn settle(desk: &mut Desk) {
    for _ in 0..4000 {
        desk.run_steps(2);
        if desk.state().editor.as_ref().is_none_or(crate::editor::Editor::is_checked) {
            desk.run_steps(2);
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("the check never answers");
}

fn act(desk: &mut Desk, want: Want) {
    desk.state_mut().editor.as_mut().expect("it is open").act(want);
    settle(desk);
}

fn path(steps: &[&str]) -> Vec<Step> {
    let step = |step: &&str| step.parse().map_or_else(|_| Step::Key((*step).to_owned()), Step::At);
    steps.iter().map(step).collect()
}

fn text_of(desk: &Desk, name: &str) -> String {
    let editor = desk.state().editor.as_ref().expect("it is open");
    editor
        .draft
        .sheets()
        .iter()
        .find(|sheet| sheet.name() == name)
        .map(|sheet| sheet.text().to_owned())
        .unwrap_or_default()
}

/// The lines in which two texts differ.
fn changed(old: &str, new: &str) -> Vec<String> {
    let old: Vec<&str> = old.lines().collect();
    new.lines().filter(|line| !old.contains(line)).map(str::to_owned).collect()
}

#[test]
fn every_part_of_every_kind_has_its_form_and_everything_in_it_a_name() {
    let (mut desk, _root, _) = editing("harbour");
    let editor = desk.state().editor.as_ref().expect("it is open");
    let schema = editor.draft.schema();
    let mut places = vec![Vec::new()];
    for field in schema.parts() {
        let part = path(&[&field.name]);
        if let Some(value) = editor.draft.value(&part) {
            places.extend(value.pairs().iter().take(2).map(|(id, _)| path(&[&field.name, id])));
            places.extend((0..value.items().len().min(2)).map(|at| vec![part[0].clone(), Step::At(at)]));
        }
        places.push(part);
    }
    for place in places {
        act(&mut desk, Want::Go(place.clone()));
        for node in desk.root().children_recursive() {
            let node = node.accesskit_node();
            let pressed = matches!(
                node.role(),
                Role::Button
                    | Role::ComboBox
                    | Role::CheckBox
                    | Role::TextInput
                    | Role::MultilineTextInput
                    | Role::SpinButton
            );
            let named = node.label().is_some_and(|label| !label.trim().is_empty());
            assert!(!pressed || named, "something without a name at {place:?}: {:?}", node.role());
        }
    }
}

#[test]
fn forms_faults_and_menus_speak_the_language_that_is_set() {
    let (mut desk, _root, _) = editing("harbour");
    act(&mut desk, Want::Go(path(&["moves", "build-on"])));
    let at = desk.state().editor.as_ref().expect("it is open").at.clone();
    assert_eq!(at.len(), 2);
    choose(&mut desk, Some("ru"));
    settle(&mut desk);
    for wanted in ["Играть отсюда", "Красные черты", "Требует", "Добавить", "Имя на карточке."]
    {
        assert!(says(&desk, wanted), "{wanted}");
    }
    assert!(!says(&desk, "Play from here") && !says(&desk, "Red lines"));
    // What was found is worded anew in it, by the thread that checks.
    let bad = Edit::Set { path: path(&["moves", "build-on", "escalation"]), value: "7".to_owned() };
    act(&mut desk, Want::Edit(vec![bad]));
    assert!(says(&desk, "найдено 7; ожидается от -3 до 3"));
    choose(&mut desk, None);
    settle(&mut desk);
    assert!(says(&desk, "7 was found; -3 to 3 is expected") && says(&desk, "Play from here"));
    choose(&mut desk, Some("zh"));
    settle(&mut desk);
    assert!(says(&desk, "红线") && says(&desk, "从此处开始玩"));
}

#[test]
fn a_blank_of_every_item_can_be_added_and_is_read_again() {
    let (mut desk, _root, _) = editing("harbour");
    let schema = desk.state().editor.as_ref().expect("it is open").draft.schema();
    for field in schema.parts() {
        let editor = desk.state_mut().editor.as_mut().expect("it is open");
        let blank = match &field.holds {
            brinkmanship::scenario::schema::Holds::Map(inner) => {
                format!("\"new-one\": {}", editor.draft.blank_value(inner))
            }
            brinkmanship::scenario::schema::Holds::List(inner) => editor.draft.blank_value(inner),
            _ => continue,
        };
        let edit = Edit::Insert { path: path(&[&field.name]), at: usize::MAX, entry: blank.clone() };
        editor.draft.edit(&[edit], false).unwrap_or_else(|unfit| panic!("{}: {unfit}: {blank}", field.name));
        assert!(editor.draft.broken().is_empty(), "{}", field.name);
        editor.draft.undo();
    }
}

#[test]
fn typing_in_a_field_changes_its_own_line_alone_and_is_taken_back_as_one() {
    let (mut desk, _root, folder) = editing("harbour");
    let before = text_of(&desk, "scenario.ron");
    let field = |desk: &Desk| {
        let is = |node: &egui_kittest::Node<'_>| {
            let node = node.accesskit_node();
            node.role() == Role::TextInput && node.label().is_some_and(|label| label == "Subtitle")
        };
        desk.root().children_recursive().find(is).expect("the field is there").focus();
    };
    field(&desk);
    desk.run_steps(2);
    desk.key_press(Key::End);
    desk.event(egui::Event::Text(" of".to_owned()));
    desk.run_steps(2);
    desk.event(egui::Event::Text(" mine".to_owned()));
    settle(&mut desk);
    let after = text_of(&desk, "scenario.ron");
    assert_eq!(changed(&before, &after), ["    subtitle: \"A starter scenario of mine\","]);
    assert!(says(&desk, "Not saved"));
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Z);
    settle(&mut desk);
    assert_eq!(text_of(&desk, "scenario.ron"), before, "one step takes the whole of it back, byte for byte");
    desk.key_press_modifiers(Modifiers::COMMAND, Key::Y);
    settle(&mut desk);
    assert_eq!(text_of(&desk, "scenario.ron"), after);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::S);
    settle(&mut desk);
    assert_eq!(fs::read_to_string(folder.join("scenario.ron")).ok(), Some(after));
    assert!(!desk.state().editor.as_ref().expect("it is open").draft.is_dirty());
}

#[test]
fn a_fault_appears_beside_its_field_and_a_click_leads_there() {
    let (mut desk, _root, _) = editing("harbour");
    let place = path(&["moves", "build", "channel"]);
    let there = desk.state().editor.as_ref().is_some_and(|editor| editor.draft.value(&place).is_some());
    let (id, place) = if there {
        ("build".to_owned(), place)
    } else {
        let editor = desk.state().editor.as_ref().expect("it is open");
        let moves = editor.draft.value(&path(&["moves"])).expect("there are moves");
        let id = moves.pairs()[0].0.clone();
        (id.clone(), path(&["moves", &id, "channel"]))
    };
    act(&mut desk, Want::Edit(vec![Edit::Set { path: place.clone(), value: "\"nowhere\"".to_owned() }]));
    act(&mut desk, Want::Go(path(&["moves", &id])));
    let found = desk.state().editor.as_ref().and_then(|editor| editor.findings.clone()).expect("it was checked");
    let (fault, at) = found.told.iter().find(|(one, _)| one.code == "unknown-id").expect("the desk is not there");
    assert_eq!(*at, place);
    assert!(says(&desk, &fault.message));
    act(&mut desk, Want::Go(Vec::new()));
    let title = {
        let editor = desk.state().editor.as_ref().expect("it is open");
        let title = editor.draft.value(&path(&["moves", &id, "title"])).expect("it has a title");
        title.text().unwrap_or_default().to_owned()
    };
    let link = format!("Go to Moves › {title} › channel");
    let node = desk
        .root()
        .children_recursive()
        .find(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(&link)));
    node.expect("the list leads to the field").click();
    settle(&mut desk);
    assert_eq!(desk.state().editor.as_ref().expect("it is open").at, path(&["moves", &id]));
    act(&mut desk, Want::Explain("unknown-id", place));
    assert!(says(&desk, "unknown-id"), "what the code means is said");
}

#[test]
fn a_rename_is_followed_by_every_reference_in_every_file() {
    let (mut desk, _root, _) = editing("harbour");
    for (at, to) in [
        (path(&["actors", "norland"]), "northland"),
        (path(&["facts", "blockade"]), "closed"),
        (path(&["ladders", "harbour"]), "climb"),
        (path(&["ladders", "climb", "rungs", "3"]), "closure"),
        (path(&["tracks", "norland.standing"]), "northland.standing"),
        (path(&["channels", "letters"]), "notes"),
    ] {
        let editor = desk.state().editor.as_ref().expect("it is open");
        assert!(!editor.draft.referring(&at).is_empty(), "{at:?} is referred to");
        act(&mut desk, Want::Rename(at.clone(), to.to_owned()));
        let found = desk.state().editor.as_ref().and_then(|editor| editor.findings.clone()).expect("it was checked");
        let told: Vec<&str> = found.told.iter().map(|(one, _)| one.message.as_str()).collect();
        assert!(found.scenario.is_some(), "after {at:?} was renamed: {told:?}");
    }
    for _ in 0..6 {
        act(&mut desk, Want::Undo);
    }
    assert!(!desk.state().editor.as_ref().expect("it is open").draft.is_dirty(), "all of it can be taken back");
}

#[test]
fn what_was_changed_on_disk_meanwhile_is_not_written_over_unasked() {
    let (mut desk, _root, folder) = editing("harbour");
    let file = folder.join("scenario.ron");
    let on_disk = fs::read_to_string(&file).expect("it is there").replace("before winter", "before the ice");
    act(&mut desk, Want::Edit(vec![Edit::Set { path: path(&["title"]), value: "\"Mine\"".to_owned() }]));
    fs::write(&file, &on_disk).expect("somebody else writes");
    desk.state_mut().act(Intent::KeepDraft);
    settle(&mut desk);
    assert_eq!(fs::read_to_string(&file).ok().as_deref(), Some(on_disk.as_str()), "nothing was written over");
    assert!(says(&desk, "Changed on disk"));
    act(&mut desk, Want::TakeOver(vec!["scenario.ron".to_owned()]));
    assert_eq!(text_of(&desk, "scenario.ron"), on_disk);
    act(&mut desk, Want::Undo);
    assert!(text_of(&desk, "scenario.ron").contains("\"Mine\""), "taking it over can be taken back");
}

#[test]
fn unsaved_changes_are_asked_about_before_the_editor_or_the_game_is_left() {
    let (mut desk, _root, folder) = editing("harbour");
    act(&mut desk, Want::Edit(vec![Edit::Set { path: path(&["title"]), value: "\"Mine\"".to_owned() }]));
    desk.key_press(Key::Escape);
    settle(&mut desk);
    assert_eq!(desk.state().screen, Screen::Editor);
    assert!(says(&desk, "There are changes that are not saved"));
    desk.state_mut().act(Intent::Quit);
    settle(&mut desk);
    assert!(!desk.state().quitting && says(&desk, "There are changes that are not saved"));
    desk.get_by_label("Save and leave").click();
    settle(&mut desk);
    assert!(desk.state().quitting);
    assert!(fs::read_to_string(folder.join("scenario.ron")).is_ok_and(|text| text.contains("\"Mine\"")));
}

#[test]
fn a_scenario_is_begun_from_a_blank_by_keyboard_and_can_be_played_at_once() {
    let root = tempfile::tempdir().expect("a folder");
    let mut desk = desk(game(root.path(), &root.path().join("data")));
    desk.state_mut().act(Intent::Go(Screen::Library));
    desk.run_steps(3);
    tab_and_press(&mut desk, "Write a scenario");
    tab_and_press(&mut desk, "A blank");
    tab_and_press(&mut desk, "Begin to write");
    settle(&mut desk);
    assert_eq!(desk.state().screen, Screen::Editor);
    let found = desk.state().editor.as_ref().and_then(|editor| editor.findings.clone()).expect("it was checked");
    let told: Vec<String> = found.told.iter().map(|(one, _)| one.to_string()).collect();
    assert!(found.scenario.is_some() && found.counts()[1] == 0, "{}", told.join("\n"));
    assert!(root.path().join("data/scenarios/my-crisis/scenario.ron").is_file());
    desk.key_press(Key::Escape);
    desk.run_steps(3);
    assert_eq!(desk.state().screen, Screen::Library);
    assert!(desk.state().shelf.of("my-crisis").is_some());
}

#[test]
fn a_scenario_that_comes_with_the_program_is_copied_before_it_is_changed() {
    let root = tempfile::tempdir().expect("a folder");
    let mut game = game(root.path(), &root.path().join("data"));
    let at = game.shelf.of("cuba-1962").expect("it comes with the program");
    game.act(Intent::Edit(at));
    assert_eq!(game.screen, Screen::New);
    let base = crate::editor::Base::Copy(game.shelf.books[at].entry.clone());
    game.act(Intent::BeginDraft("cuba-mine".to_owned(), Box::new(base)));
    assert_eq!(game.screen, Screen::Editor);
    let mut desk = desk(game);
    settle(&mut desk);
    let editor = desk.state().editor.as_ref().expect("it is open");
    assert!(editor.findings.as_ref().is_some_and(|found| found.scenario.is_some()));
    assert!(!editor.draft.is_dirty());
}

#[test]
fn play_from_here_begins_at_that_turn_with_what_was_chosen_and_leads_back() {
    let (mut desk, _root, _) = editing("harbour");
    act(&mut desk, Want::Go(path(&["turns", "2"])));
    act(&mut desk, Want::Plan(true));
    assert!(says(&desk, "From turn: 2: Friday"), "the turn whose form is up is offered");
    let mut plan = crate::editor::Plan::default();
    plan.premise.turn = 2;
    plan.premise.facts.push(("blockade".to_owned(), true));
    plan.premise.rungs.push(("harbour".to_owned(), "blockade".to_owned()));
    desk.state_mut().act(Intent::TryDraft(Box::new(plan)));
    desk.run_steps(3);
    assert_eq!(desk.state().screen, Screen::Table);
    let session = desk.state().session.as_ref().expect("it has begun");
    let table = session.table().expect("a seat is at the table");
    assert_eq!((table.turn, session.played()), (2, 2));
    assert!(says(&desk, "Friday"));
    desk.state_mut().act(Intent::Back);
    desk.run_steps(3);
    assert_eq!(desk.state().screen, Screen::Editor, "the way back leads to the editor");
}

#[test]
fn conditions_are_built_from_menus_and_read_as_the_game_would_word_them() {
    let (mut desk, _root, _) = editing("harbour");
    let before = text_of(&desk, "moves.ron");
    act(&mut desk, Want::Go(path(&["moves", "build-on"])));
    let heard = |desk: &Desk, text: &str| {
        desk.root().children_recursive().any(|node| node.accesskit_node().label().is_some_and(|label| label == text))
    };
    assert!(heard(&desk, "Requires: Track at most"));
    assert!(says(&desk, "berths") || says(&desk, "Berths"), "what it says stands below it");
    // Another word of the same kind keeps what the first one took.
    desk.get_by_label("Requires: Track at most").scroll_to_me();
    settle(&mut desk);
    desk.get_by_label("Requires: Track at most").click();
    desk.run_steps(4);
    desk.event(egui::Event::Text("track at least".to_owned()));
    desk.run_steps(2);
    assert!(says(&desk, "The track stands at this value or above"), "each word is explained in the menu");
    desk.key_press(Key::Enter);
    settle(&mut desk);
    assert_eq!(
        changed(&before, &text_of(&desk, "moves.ron")),
        ["        requires: TrackAtLeast(\"pier\", 3), refused: \"The pier is finished\","]
    );
    let wrapped = Edit::Set {
        path: path(&["moves", "build-on", "requires"]),
        value: "All([TrackAtMost(\"pier\", 3), Not(Fact(\"blockade\"))])".to_owned(),
    };
    act(&mut desk, Want::Edit(vec![wrapped]));
    assert!(heard(&desk, "Requires: All of these") && heard(&desk, "Requires: All of these part 2: Not"));
    let said = desk.state().editor.as_ref().and_then(|editor| editor.findings.clone()).expect("it was checked");
    let said = said.sentences.get("/moves/build-on/requires").cloned().expect("the sentence is known");
    assert!(said.contains("and it is not so that"), "{said}");
    assert!(says(&desk, &said));
}

#[test]
fn a_point_of_the_map_is_moved_by_keyboard_and_a_place_dropped_by_the_pointer() {
    let root = tempfile::tempdir().expect("a folder");
    let mut game = game(root.path(), &root.path().join("data"));
    let at = game.shelf.of("cuba-1962").expect("it comes with the program");
    let base = crate::editor::Base::Copy(game.shelf.books[at].entry.clone());
    game.act(Intent::BeginDraft("cuba-mine".to_owned(), Box::new(base)));
    let mut desk = desk(game);
    settle(&mut desk);
    act(&mut desk, Want::Go(path(&["map"])));
    let before = text_of(&desk, "map.ron");
    let label = desk
        .root()
        .children_recursive()
        .find_map(|node| node.accesskit_node().label().filter(|label| label.starts_with("Move ")))
        .expect("points can be moved");
    let handle = |desk: &Desk| {
        let is = |node: &egui_kittest::Node<'_>| node.accesskit_node().label().as_deref() == Some(label.as_str());
        desk.root().children_recursive().find(is).expect("it is there").focus();
    };
    handle(&desk);
    desk.run_steps(2);
    desk.key_press(Key::ArrowUp);
    settle(&mut desk);
    assert_eq!(changed(&before, &text_of(&desk, "map.ron")).len(), 1, "one line has changed");
    act(&mut desk, Want::Undo);
    assert_eq!(text_of(&desk, "map.ron"), before);
    act(&mut desk, Want::Go(path(&["map"])));
    desk.get_by_label("Drop a place").click();
    desk.run_steps(3);
    desk.get_by_label_contains("Where to draw: ").click();
    settle(&mut desk);
    let after = text_of(&desk, "map.ron");
    let new = changed(&before, &after);
    assert!(new.len() == 1 && new[0].contains("\"place\": (kind: Place"), "{new:?}");
    let found = desk.state().editor.as_ref().and_then(|editor| editor.findings.clone()).expect("it was checked");
    assert!(found.scenario.is_some(), "{:?}", found.told.first());
}

#[test]
fn a_turn_has_one_number_wherever_the_editor_speaks_of_it() {
    let (mut desk, _root, _) = editing("harbour");
    // The check counts turns from 0: on turn 2 Norland cannot have ordered what it may order while the harbour is closed.
    let turn = |orders: &str| format!("(orders: {{{orders}}})");
    let history =
        format!("(turns: [{}])", [turn(""), turn(""), turn("\"sarmia\": [\"build-on\"]"), turn("")].join(", "));
    act(&mut desk, Want::Edit(vec![Edit::Set { path: path(&["history"]), value: history }]));
    act(
        &mut desk,
        Want::Edit(vec![Edit::Set { path: path(&["turns", "2", "headline"]), value: "\"The ice\"".to_owned() }]),
    );
    let link = "Go to History › turns › 2: Friday";
    let found = desk.state().editor.as_ref().and_then(|editor| editor.findings.clone()).expect("it was checked");
    let told: Vec<_> = found.told.iter().map(|(one, at)| (one.code, &one.message, at)).collect();
    assert!(says(&desk, link), "the list at the right: {told:?}");
    act(&mut desk, Want::Go(path(&["history"])));
    assert!(says(&desk, "Turn 2: Friday") && !says(&desk, "Turn 4"), "the folds of the form");
    act(&mut desk, Want::Go(path(&["turns", "2"])));
    assert!(says(&desk, "Turn 2: Friday") && says(&desk, "2  The ice"), "the form of the turn, and the index");
    act(&mut desk, Want::Go(path(&["ladders", "harbour"])));
    assert!(says(&desk, "Rung 0: Calm") && !says(&desk, "Rung 6"), "rungs are counted as turns are");
}

#[test]
fn help_speaks_of_forms_and_not_of_files() {
    let (mut desk, _root, _) = editing("harbour");
    desk.state_mut().act(Intent::BeginDraft("bay".to_owned(), Box::new(crate::editor::Base::Blank)));
    settle(&mut desk);
    let found = desk.state().editor.as_ref().and_then(|editor| editor.findings.clone()).expect("it was checked");
    let (none, at) = found.told.iter().find(|(one, _)| one.code == "aim-missing").expect("a blank has no aim");
    assert_eq!(none.message, "`The first side` has no aim");
    assert_eq!(none.help.as_deref(), Some("add one to `Aims` with `Owner: The first side`"));
    assert_eq!(*at, path(&["actors", "first"]));
    let (none, at) = found.told.iter().find(|(one, _)| one.code == "card-missing").expect("a blank has no card");
    assert_eq!(
        (none.message.as_str(), at),
        ("the scenario has no `Card`", &path(&["card"])),
        "which leads to its form"
    );
    act(
        &mut desk,
        Want::Edit(vec![Edit::Set {
            path: path(&["history"]),
            value: "(turns: [], expect: (ending: \"turns\"))".to_owned(),
        }]),
    );
    let found = desk.state().editor.as_ref().and_then(|editor| editor.findings.clone()).expect("it was checked");
    let (none, _) = found.told.iter().find(|(one, _)| one.code == "unknown-id").expect("there is no such ending");
    assert_eq!(none.message, "there is no ending `turns`", "what was found is said as it is written");
}

/// An island and a pier in GeoJSON.
const BAY: &str = r#"{"type":"FeatureCollection","features":[
    {"type":"Feature","properties":{"name":"The island of Lys"},
     "geometry":{"type":"Polygon","coordinates":[[[10.0,50.0],[10.4,50.1],[10.5,50.4],[10.1,50.5],[10.0,50.0]]]}},
    {"type":"Feature","properties":{"name":"The pier"},
     "geometry":{"type":"LineString","coordinates":[[10.4,50.1],[10.5,50.05]]}}]}"#;

#[test]
fn a_map_begins_with_an_outline_from_a_file_and_stands_as_a_person_would_write_it() {
    for blank in [false, true] {
        let (mut desk, root, mut folder) = editing("harbour");
        if blank {
            // All of it stands in one file then.
            desk.state_mut().act(Intent::BeginDraft("bay".to_owned(), Box::new(crate::editor::Base::Blank)));
            settle(&mut desk);
            folder = desk.state().editor.as_ref().expect("it is open").folder.clone();
        }
        fs::write(folder.join("bay.geojson"), BAY).expect("it can be written");
        act(&mut desk, Want::Go(path(&["map"])));
        desk.get_by_label("Begin: Map").click();
        settle(&mut desk);
        desk.get_by_label("Begin with an outline").click();
        desk.run_steps(3);
        let ask = |desk: &mut Desk, text: &str| {
            desk.event(egui::Event::Text(text.to_owned()));
            desk.run_steps(2);
            desk.get_by_label("Bring the outline in").click();
            settle(desk);
        };
        ask(&mut desk, "nowhere");
        assert!(says(&desk, "nowhere cannot be read: "), "what is not there is told");
        desk.get_by_label("The path of the file").focus();
        desk.run_steps(2);
        desk.key_press_modifiers(Modifiers::COMMAND, Key::A);
        ask(&mut desk, "bay.geojson");
        let editor = desk.state().editor.as_ref().expect("it is open");
        let items = editor.draft.value(&path(&["map", "items"])).expect("they were brought in");
        assert_eq!(items.pairs().len(), 2);
        let name =
            editor.draft.value(&path(&["map", "items", "the-island-of-lys", "name"])).and_then(|name| name.text());
        assert_eq!(name, Some("The island of Lys"));
        for sheet in editor.draft.sheets().iter().filter(|sheet| sheet.text().contains("The island of Lys")) {
            let laid = brinkmanship::scenario::layout::laid_out(sheet.text());
            assert_eq!(laid.as_deref(), Some(sheet.text()), "`crisis fmt` has nothing to do");
        }
        // More on a map that is there; the theatre stays, and ids are free ones.
        act(&mut desk, Want::Outline(folder.join("bay.geojson").display().to_string()));
        let editor = desk.state().editor.as_ref().expect("it is open");
        let value = |steps: &[&str]| editor.draft.value(&path(steps)).map_or(0, |value| value.pairs().len());
        assert_eq!((value(&["map", "theatres"]), value(&["map", "items"])), (1, 4));
        let found = editor.findings.as_ref().expect("it was checked");
        assert!(found.scenario.as_ref().is_some_and(|scenario| scenario.map.is_some()), "{:?}", found.told.first());
        for _ in 0..2 {
            act(&mut desk, Want::Undo);
        }
        let editor = desk.state().editor.as_ref().expect("it is open");
        assert!(editor.draft.value(&path(&["map", "items"])).is_none(), "each is one step");
        drop(root);
    }
}

#[test]
fn what_an_item_needs_and_brings_about_stands_beside_its_form_and_leads_there() {
    let (mut desk, _root, _) = editing("harbour");
    act(&mut desk, Want::Go(path(&["facts", "blockade"])));
    desk.get_by_label("What it hangs on, and what hangs on it").click();
    settle(&mut desk);
    let node = |desk: &Desk, text: &str| {
        let is = |node: &egui_kittest::Node<'_>| {
            let node = node.accesskit_node();
            node.role() == Role::Button && node.label().is_some_and(|label| label.contains(text))
        };
        desk.root().children_recursive().find(is).map(|node| node.accesskit_node().label().unwrap_or_default())
    };
    let makes = node(&desk, ": makes true this").expect("some move makes it true");
    assert!(makes.starts_with("Move “"), "{makes}");
    assert!(node(&desk, ": this is asked for by it").is_some(), "something asks for it");
    desk.get_by_label(&makes).click();
    settle(&mut desk);
    let at = desk.state().editor.as_ref().expect("it is open").at.clone();
    assert_eq!((at.len(), &at[0]), (2, &Step::Key("moves".to_owned())), "its form is up");
    let fact = node(&desk, "“Sarmian ships close the harbour of Lys.”: ").or_else(|| node(&desk, "“Sarmian ships"));
    assert!(fact.is_some(), "and the way back stands in its own neighbourhood");
}

#[test]
fn the_page_of_the_graph_is_made_beside_the_frames_and_its_traffic_comes_back() {
    let (mut desk, _root, _) = editing("harbour");
    desk.state_mut().act(Intent::GraphDraft);
    for _ in 0..2000 {
        desk.run_steps(1);
        if says(&desk, "and opens in your browser") {
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(says(&desk, "and opens in your browser"), "the page is written");
    act(&mut desk, Want::Web(true));
    act(&mut desk, Want::Go(path(&["facts", "blockade"])));
    assert!(says(&desk, " in 100)"), "the traffic of the runs stands on the edges");
}

#[test]
fn a_survey_runs_when_a_draft_was_saved() {
    let (mut desk, _root, _) = editing("harbour");
    act(&mut desk, Want::Edit(vec![Edit::Set { path: path(&["title"]), value: "\"Mine\"".to_owned() }]));
    desk.state_mut().act(Intent::KeepDraft);
    for _ in 0..4000 {
        desk.run_steps(1);
        if says(&desk, "in 576 games") {
            break;
        }
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(says(&desk, "in 576 games"), "a survey comes of it");
    assert!(!says(&desk, "the draft has changed since"));
    act(&mut desk, Want::Edit(vec![Edit::Set { path: path(&["title"]), value: "\"Another\"".to_owned() }]));
    assert!(says(&desk, "the draft has changed since"), "and says of which version it is");
}

#[test]
fn letters_typed_in_the_largest_scenario_are_one_step() {
    let root = tempfile::tempdir().expect("a folder");
    let mut game = game(root.path(), &root.path().join("data"));
    let at = game.shelf.of("ukraine-2022").expect("it comes with the program");
    let base = crate::editor::Base::Copy(game.shelf.books[at].entry.clone());
    game.act(Intent::BeginDraft("ukraine-mine".to_owned(), Box::new(base)));
    let mut desk = desk(game);
    settle(&mut desk);
    let first = {
        let editor = desk.state().editor.as_ref().expect("it is open");
        editor.draft.value(&path(&["moves"])).expect("there are moves").pairs()[0].0.clone()
    };
    let title = path(&["moves", &first, "title"]);
    act(&mut desk, Want::Go(path(&["moves", &first])));
    for count in 0..24 {
        let editor = desk.state_mut().editor.as_mut().expect("it is open");
        editor.act(Want::Type(Edit::Set { path: title.clone(), value: format!("\"Title {count}\"") }));
        desk.step();
    }
    assert!(says(&desk, "Title 23"));
    let undone = desk.state_mut().editor.as_mut().expect("it is open").draft.undo();
    assert!(undone.is_some() && !desk.state().editor.as_ref().expect("it is open").draft.is_dirty(), "one step");
}
