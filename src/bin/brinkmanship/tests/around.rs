//! Every screen around the table: reached by keyboard, named for those who hear it, and with a way on when it fails.

use std::{
    fs,
    path::{Path, PathBuf},
};

use brinkmanship::policy::Simple;
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::{
    Harness,
    kittest::{NodeT, Queryable},
};

use crate::{
    game::{Game, Places},
    intent::{Intent, Screen},
    keys,
    screens::{debrief::SECTIONS, seats::Choice},
    seat::Seat,
    session::{Begin, Phase},
    settings::Settings,
    shared::library::{Library, Names},
};

pub(super) type Desk = Harness<'static, Game>;

/// A small scenario that is quickly read.
fn small() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src/bin/crisis/starter")
}

/// A folder of scenarios with a copy of the small one under an id.
pub(super) fn shelf_with(id: &str) -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder for the test");
    let folder = root.path().join(id);
    fs::create_dir(&folder).expect("a folder for the scenario");
    for entry in fs::read_dir(small()).expect("the starter is there").filter_map(Result::ok) {
        fs::copy(entry.path(), folder.join(entry.file_name())).expect("a copy");
    }
    root
}

pub(super) fn places(folder: &Path) -> Places {
    Places {
        settings: Some(folder.join("settings.ron")),
        saves: Some(folder.join("crises")),
        scenarios: Some(folder.join("scenarios")),
        language: None,
    }
}

pub(super) fn game(scenarios: &Path, data: &Path) -> Game {
    Game::new(Library::new(Some(scenarios.to_owned())).and(places(data).scenarios), places(data))
}

pub(super) fn begin() -> Begin {
    Begin {
        seats: [Seat::Human, Seat::Policy(Simple::Dove)],
        setup: brinkmanship::crisis::Setup::default(),
        seed: 7,
        prologue: true,
        from_turn: 0,
        forced: None,
        premise: Default::default(),
        names: Names::Real,
    }
}

pub(super) fn start(game: &mut Game, id: &str) {
    let at = game.shelf.of(id).expect("it is on the shelf");
    game.act(Intent::Begin(at, Box::new(begin())));
}

pub(super) fn desk(game: Game) -> Desk {
    let size = egui::Vec2::new(1280.0, 800.0);
    let mut desk =
        Harness::builder().with_size(size).with_max_steps(16).build_ui_state(|ui, game: &mut Game| game.show(ui), game);
    desk.run_steps(3);
    desk
}

/// Whether something with this in its name or text is in the tree.
pub(super) fn says(desk: &Desk, text: &str) -> bool {
    desk.root().children_recursive().any(|node| {
        let node = node.accesskit_node();
        node.label().is_some_and(|label| label.contains(text)) || node.value().is_some_and(|value| value.contains(text))
    })
}

/// Tab until the focus is on what begins so, then Enter.
pub(super) fn tab_and_press(desk: &mut Desk, name: &str) {
    for _ in 0..120 {
        desk.key_press(Key::Tab);
        desk.run_steps(2);
        let focused = desk.root().children_recursive().find(egui_kittest::Node::is_focused);
        if focused.is_some_and(|node| node.accesskit_node().label().is_some_and(|label| label.starts_with(name))) {
            desk.key_press(Key::Enter);
            desk.run_steps(3);
            return;
        }
    }
    panic!("`{name}` cannot be reached with Tab on {:?}", desk.state().screen);
}

/// Plays to the end with nothing chosen.
pub(super) fn play_out(game: &mut Game) {
    for _ in 0..80 {
        match game.session.as_ref().map(crate::session::Session::phase) {
            Some(Phase::Ordering(_)) => game.act(Intent::Seal),
            Some(Phase::Unsealed(_)) => game.act(Intent::GoOn),
            Some(Phase::HandOver(_)) => game.act(Intent::TakeSeat),
            Some(Phase::Waiting) => {
                while game.arrive() {
                    std::thread::sleep(std::time::Duration::from_millis(5));
                }
            }
            Some(Phase::Over) | None => return,
        }
    }
    panic!("it does not end");
}

#[test]
fn from_the_title_to_a_begun_crisis_by_keyboard_alone() {
    let (root, data) = (shelf_with("harbour"), tempfile::tempdir().expect("a folder"));
    let mut desk = desk(game(root.path(), data.path()));
    tab_and_press(&mut desk, "Play");
    assert_eq!(desk.state().screen, Screen::Library);
    tab_and_press(&mut desk, "Play The harbour");
    assert!(matches!(desk.state().screen, Screen::Seats(_)));
    tab_and_press(&mut desk, "Take this seat: Sarmia");
    tab_and_press(&mut desk, "A hawk");
    tab_and_press(&mut desk, "Read the briefing");
    assert!(says(&desk, "Briefing: Sarmia"));
    tab_and_press(&mut desk, "Begin");
    assert_eq!(desk.state().screen, Screen::Table);
    let session = desk.state().session.as_ref().expect("it has begun");
    assert_eq!(session.seats(), [Seat::Policy(Simple::Hawk), Seat::Human]);
}

#[test]
fn every_button_of_every_screen_has_a_name() {
    let (root, data) = (shelf_with("harbour"), tempfile::tempdir().expect("a folder"));
    let mut game = game(root.path(), data.path());
    start(&mut game, "harbour");
    play_out(&mut game);
    let at = game.shelf.of("harbour").expect("it is on the shelf");
    let cuba = game.shelf.of("cuba-1962").expect("it comes with the program");
    let mut desk = desk(game);
    let screens = [
        Screen::Title,
        Screen::Library,
        Screen::Seats(at),
        Screen::Faults(at),
        Screen::Ending,
        Screen::Debrief,
        Screen::Film(cuba),
        Screen::Saves,
        Screen::Settings,
        Screen::Credits,
    ];
    for screen in screens {
        desk.state_mut().act(Intent::Go(screen.clone()));
        desk.run_steps(3);
        let mut buttons = 0;
        for node in desk.root().children_recursive() {
            let node = node.accesskit_node();
            if matches!(node.role(), Role::Button | Role::RadioButton | Role::TextInput) {
                buttons += 1;
                let named = node.label().is_some_and(|label| !label.trim().is_empty());
                assert!(named, "{screen:?}: {:?} has no name", node.role());
            }
        }
        assert!(0 < buttons, "{screen:?} has no way on");
    }
}

#[test]
fn a_broken_scenario_is_listed_with_its_faults() {
    let (root, data) = (shelf_with("harbour"), tempfile::tempdir().expect("a folder"));
    fs::write(root.path().join("harbour/moves.ron"), "{ \"x\": (actor: \"nobody\") }").expect("an edit");
    let mut desk = desk(game(root.path(), data.path()));
    desk.state_mut().act(Intent::Go(Screen::Library));
    desk.run_steps(3);
    assert!(says(&desk, "cannot be played"));
    tab_and_press(&mut desk, "Show the faults: harbour");
    assert!(says(&desk, "moves.ron, line 1"));
    assert!(says(&desk, "Read again"));
}

#[test]
fn saves_that_cannot_be_gone_on_with_say_why_and_are_kept() {
    let (root, data) = (shelf_with("harbour"), tempfile::tempdir().expect("a folder"));
    let mut game = game(root.path(), data.path());
    start(&mut game, "harbour");
    game.act(Intent::Save("good".to_owned()));
    let crises = data.path().join("crises");
    let good = fs::read_to_string(crises.join("good.crisis")).expect("it was saved");
    let (first, rest) = good.split_once('\n').expect("a first line");
    let newer = format!("{}\n{rest}", first.replacen(&format!(" {}", brinkmanship::transcript::FORMAT), " 99", 1));
    assert_ne!(newer, good, "the first line tells the format");
    let half: String = good.chars().take(good.len() / 2).collect();
    for (name, text) in [("newer", &newer), ("half", &half)] {
        fs::write(crises.join(format!("{name}.crisis")), text).expect("a file");
    }
    game.notices.clear();
    for (name, why) in [("newer", "format"), ("half", "cut short")] {
        let path = crises.join(format!("{name}.crisis"));
        game.act(Intent::Resume(path.clone(), None));
        let said = game.notices.pop().map(|notice| notice.text).unwrap_or_default();
        assert!(said.contains(why), "{name}: {said}");
        assert!(path.is_file(), "{name} is kept");
    }
    // Its scenario is not there any more.
    let empty = tempfile::tempdir().expect("a folder");
    let mut bare = Game::new(Library::new(Some(empty.path().to_owned())), places(data.path()));
    bare.act(Intent::Resume(crises.join("good.crisis"), None));
    assert!(bare.notices.iter().any(|notice| notice.text.contains("no scenario of that name")), "{:?}", bare.notices);
    let mut desk = desk(bare);
    desk.state_mut().act(Intent::Go(Screen::Saves));
    desk.run_steps(3);
    assert!(says(&desk, "This one cannot be read"));
    assert!(says(&desk, "Nothing is lost"));
    assert_eq!(fs::read_to_string(crises.join("good.crisis")).ok(), Some(good));
}

#[test]
fn a_data_folder_that_cannot_be_written_to_is_said_and_play_goes_on() {
    let root = shelf_with("harbour");
    let data = tempfile::tempdir().expect("a folder");
    // A file where the folder should be stops everybody, whatever their rights.
    let blocked = data.path().join("blocked");
    fs::write(&blocked, "not a folder").expect("a file");
    let mut game = game(root.path(), &blocked);
    start(&mut game, "harbour");
    assert!(game.notices.iter().any(|notice| notice.fault), "it is said");
    assert_eq!(game.screen, Screen::Table);
    let said = game.notices.len();
    game.notices.clear();
    play_out(&mut game);
    assert_eq!(game.screen, Screen::Ending);
    assert!(game.notices.len() <= said, "it is not said again each turn: {:?}", game.notices);
}

#[test]
fn that_a_crisis_is_not_saved_is_said_while_it_holds() {
    let root = shelf_with("harbour");
    let data = tempfile::tempdir().expect("a folder");
    let blocked = data.path().join("crises");
    fs::write(&blocked, "not a folder").expect("a file");
    let mut game = game(root.path(), data.path());
    start(&mut game, "harbour");
    let about = Some(crate::notices::About::Autosave);
    let said = |game: &Game| game.notices.iter().filter(|notice| notice.about == about).count();
    game.act(Intent::Seal);
    assert_eq!(said(&game), 1, "{:?}", game.notices);
    // What stood in the way is gone: what was said holds no longer, and is said anew should it come back.
    fs::remove_file(&blocked).expect("it was there");
    game.act(Intent::GoOn);
    assert_eq!(said(&game), 0, "{:?}", game.notices);
    fs::remove_dir_all(&blocked).expect("it was saved there");
    fs::write(&blocked, "not a folder").expect("a file");
    game.act(Intent::Seal);
    assert_eq!(said(&game), 1, "{:?}", game.notices);
}

#[test]
fn edits_of_a_scenario_leave_one_notice() {
    let (root, data) = (shelf_with("harbour"), tempfile::tempdir().expect("a folder"));
    let mut game = game(root.path(), data.path());
    start(&mut game, "harbour");
    game.look();
    let file = root.path().join("harbour/scenario.ron");
    let good = fs::read_to_string(&file).expect("it is there");
    for edit in ["\n", "( format: 1, ", "\n\n", "\n\n\n"] {
        let text = if edit.trim().is_empty() { format!("{good}{edit}") } else { edit.to_owned() };
        fs::write(&file, text).expect("an edit");
        game.look();
        assert_eq!(game.notices.len(), 1, "{:?}", game.notices);
    }
}

#[test]
fn a_key_is_bound_and_kept_and_a_conflict_is_said() {
    let (root, data) = (shelf_with("harbour"), tempfile::tempdir().expect("a folder"));
    let mut desk = desk(game(root.path(), data.path()));
    desk.state_mut().act(Intent::Go(Screen::Settings));
    desk.run_steps(3);
    desk.get_by_label_contains("Library of scenarios: Ctrl+L").click_accesskit();
    desk.run_steps(3);
    desk.key_press_modifiers(Modifiers::COMMAND, Key::K);
    desk.run_steps(3);
    assert_eq!(desk.state().settings.keys.get("library").map(String::as_str), Some("Ctrl+K"));
    let (kept, fault) = Settings::read(Some(&data.path().join("settings.ron")));
    assert_eq!((kept.keys.get("library").map(String::as_str), fault), (Some("Ctrl+K"), None));
    desk.key_press_modifiers(Modifiers::COMMAND, Key::K);
    desk.run_steps(3);
    assert_eq!(desk.state().screen, Screen::Library);
    let mut settings = desk.state().settings.clone();
    let taken = keys::bind(&mut settings, "undo", true, Key::K);
    assert!(taken.is_err_and(|why| why.contains("Library of scenarios")));
}

#[test]
fn an_edited_scenario_replays_the_crisis_and_a_broken_one_leaves_the_last_good_version() {
    let (root, data) = (shelf_with("harbour"), tempfile::tempdir().expect("a folder"));
    let mut game = game(root.path(), data.path());
    start(&mut game, "harbour");
    game.look();
    game.act(Intent::Seal);
    game.act(Intent::GoOn);
    let before = game.session.as_ref().map(crate::session::Session::played);
    let file = root.path().join("harbour/scenario.ron");
    let good = fs::read_to_string(&file).expect("it is there");
    // What happened on turn 0 comes out otherwise now.
    fs::write(&file, good.replace("role: Danger, start: 10", "role: Danger, start: 23")).expect("an edit");
    game.notices.clear();
    game.look();
    let said: Vec<&str> = game.notices.iter().map(|notice| notice.text.as_str()).collect();
    assert!(said.iter().any(|text| text.contains("The first turn that differs") && text.contains("urn 0")), "{said:?}");
    assert!(game.session.as_ref().map(crate::session::Session::played) <= before);
    let version = game.session.as_ref().map(|session| session.scenario().fingerprint.clone());
    fs::write(&file, "( format: 1, ").expect("an edit");
    game.notices.clear();
    game.look();
    let notice = game.notices.first().cloned().expect("it is said");
    assert!(notice.fault && notice.text.contains("last good version plays on"), "{notice:?}");
    assert_eq!(game.session.as_ref().map(|session| session.scenario().fingerprint.clone()), version);
    let mut desk = desk(game);
    assert!(says(&desk, "Show the faults"));
    tab_and_press(&mut desk, "Show the faults");
    assert!(says(&desk, "scenario.ron, line"));
    desk.state_mut().act(Intent::Go(Screen::Table));
    play_out(desk.state_mut());
    assert_eq!(desk.state().screen, Screen::Ending);
}

#[test]
fn every_section_of_the_debrief_has_its_heading() {
    let (root, data) = (shelf_with("harbour"), tempfile::tempdir().expect("a folder"));
    let mut game = game(root.path(), data.path());
    start(&mut game, "harbour");
    play_out(&mut game);
    game.act(Intent::Go(Screen::Debrief));
    let mut desk = desk(game);
    let empty = ["What the opponent thought", "Forecasts, and what came"];
    for heading in empty {
        assert!(desk.query_by_label(heading).is_none(), "{heading}: nothing stands there, and it is in the contents");
    }
    for (at, section) in SECTIONS.iter().enumerate() {
        let heading = section.heading;
        if empty.contains(&heading) {
            continue;
        }
        desk.state_mut().memory.debrief.section = at;
        desk.run_steps(2);
        let shown = desk.root().children_recursive().any(|node| {
            let node = node.accesskit_node();
            node.role() == Role::Label
                && (node.label().as_deref() == Some(heading) || node.value().as_deref() == Some(heading))
        });
        assert!(shown, "{heading}");
    }
    desk.state_mut().act(Intent::Export);
    let said = desk.state().notices.last().map(|notice| notice.text.clone()).unwrap_or_default();
    assert!(said.contains(".html"), "the export says where it is: {said}");
}

#[test]
fn an_event_that_is_asked_for_happens_and_a_later_turn_opens_there() {
    let mut game = Game::new(Library::new(None), Places::default());
    let at = game.shelf.of("cuba-1962").expect("it comes with the program");
    let scenario = game.shelf.books[at].scenario.expect("it can be played");
    let events = crate::screens::seats::events(scenario);
    assert!(!events.is_empty());
    game.act(Intent::Begin(at, Box::new(Begin { from_turn: 6, ..begin() })));
    let turn = game.session.as_ref().and_then(|session| session.table()).map(|table| table.turn);
    assert_eq!(turn, Some(6));
    // The starter has an event of two chances in five from turn 2 on; asked for, it comes then whatever the seed.
    let root = shelf_with("harbour");
    let data = tempfile::tempdir().expect("a folder");
    let mut game = self::game(root.path(), data.path());
    let at = game.shelf.of("harbour").expect("it is on the shelf");
    let scenario = game.shelf.books[at].scenario.expect("it can be played");
    let event = crate::screens::seats::events(scenario)[0];
    for seed in 0..6 {
        game.act(Intent::Begin(at, Box::new(Begin { seed, forced: Some(event), ..begin() })));
        // It is still to come when the crisis is saved and gone on with.
        game.act(Intent::Replace("kept".to_owned()));
        game.session = None;
        game.act(Intent::Resume(data.path().join("crises/kept.crisis"), None));
        for _ in 0..2 {
            game.act(Intent::Seal);
            game.act(Intent::GoOn);
        }
        let session = game.session.as_ref().expect("it has begun");
        let told =
            session.debrief().turns.iter().any(|turn| turn.events.iter().any(|event| event.contains("Photographs")));
        let open =
            session.table().is_some_and(|table| table.dispatches.iter().any(|one| one.text.contains("photographs")));
        assert!(told || open, "seed {seed}");
    }
}

#[test]
fn a_size_for_this_time_only_is_not_kept() {
    let (root, data) = (shelf_with("harbour"), tempfile::tempdir().expect("a folder"));
    let mut game = game(root.path(), data.path());
    game.scale_once(200);
    game.settings.window = (1400, 900);
    game.keep_settings();
    let (kept, fault) = Settings::read(Some(&data.path().join("settings.ron")));
    assert_eq!((kept.scale, kept.window, fault), (100, (1400, 900), None));
    assert_eq!(game.settings.scale, 200);
}

#[test]
fn an_edit_that_is_undone_takes_its_notice_and_its_faults_with_it() {
    let (root, data) = (shelf_with("harbour"), tempfile::tempdir().expect("a folder"));
    let mut game = game(root.path(), data.path());
    start(&mut game, "harbour");
    game.look();
    let file = root.path().join("harbour/scenario.ron");
    let good = fs::read_to_string(&file).expect("it is there");
    fs::write(&file, "( format: 1, ").expect("an edit");
    game.look();
    let faulty = |game: &Game| game.notices.iter().any(|notice| notice.fault);
    assert!(faulty(&game));
    fs::write(&file, good).expect("an edit");
    game.look();
    assert!(!faulty(&game), "{:?}", game.notices);
    let at = game.shelf.of("harbour").expect("it is on the shelf");
    assert_eq!(game.shelf.books[at].faults().0, 0);
}

#[test]
fn escape_on_the_briefing_goes_back_to_the_seats() {
    let (root, data) = (shelf_with("harbour"), tempfile::tempdir().expect("a folder"));
    let mut game = game(root.path(), data.path());
    let at = game.shelf.of("harbour").expect("it is on the shelf");
    game.act(Intent::Go(Screen::Seats(at)));
    let mut desk = desk(game);
    tab_and_press(&mut desk, "Read the briefing");
    assert!(says(&desk, "Briefing:"));
    desk.key_press(Key::Escape);
    desk.run_steps(3);
    assert!(matches!(desk.state().screen, Screen::Seats(_)) && !says(&desk, "Briefing:"));
}

#[test]
fn an_end_that_is_looked_at_makes_no_autosave_and_scenarios_leave_each_other_alone() {
    let (root, data) = (shelf_with("harbour"), tempfile::tempdir().expect("a folder"));
    let mut game = game(root.path(), data.path());
    start(&mut game, "harbour");
    play_out(&mut game);
    game.act(Intent::Save("kept".to_owned()));
    let crises = data.path().join("crises");
    let count = || fs::read_dir(&crises).expect("a folder").count();
    let before = count();
    for _ in 0..3 {
        game.act(Intent::Resume(crises.join("kept.crisis"), None));
    }
    assert_eq!((count(), game.screen.clone()), (before, Screen::Ending));
    // A scenario whose id begins with that of another.
    let text = fs::read_to_string(crises.join("kept.crisis")).expect("it was saved");
    for stamp in 100..120 {
        fs::write(crises.join(format!("auto-harbour-mine-{stamp}.crisis")), &text).expect("a file");
    }
    start(&mut game, "harbour");
    let mine = fs::read_dir(&crises).expect("a folder").filter_map(Result::ok);
    let mine = mine.filter(|entry| entry.file_name().to_string_lossy().starts_with("auto-harbour-mine-")).count();
    assert_eq!(mine, 20);
    game.act(Intent::Replace("kept".to_owned()));
    assert!(game.notices.iter().all(|notice| !notice.fault), "{:?}", game.notices);
    assert_ne!(fs::read_to_string(crises.join("kept.crisis")).ok(), Some(text));
}

#[test]
fn invented_names_go_with_the_crisis_with_its_save_and_with_its_map() {
    let data = tempfile::tempdir().expect("a folder");
    let mut game = Game::new(Library::new(None), places(data.path()));
    let at = game.shelf.of("ukraine-2022").expect("it comes with the program");
    game.act(Intent::Open(at, Choice::Twin));
    let mut desk = desk(game);
    let twin = desk.state_mut().shelf.books[at].named(Names::Invented).expect("it has a twin");
    let real = desk.state_mut().shelf.books[at].named(Names::Real).expect("it can be played");
    assert!(says(&desk, &twin.actors[0].name) && !says(&desk, &real.actors[0].name));
    tab_and_press(&mut desk, "Read the briefing");
    assert!(says(&desk, &twin.actors[0].name) && !says(&desk, &real.actors[0].name));
    tab_and_press(&mut desk, "Begin");
    desk.run_steps(3);
    assert!(desk.state().session.as_ref().is_some_and(|session| session.scenario().original.is_some()));
    let picture = desk.state().picture.as_ref().expect("the map of this twin has coasts");
    assert!(!picture.grid && picture.borders.is_none(), "a grid and borders would tell where it is");
    desk.state_mut().act(Intent::Save("kept".to_owned()));
    desk.state_mut().act(Intent::Go(Screen::Saves));
    desk.run_steps(3);
    assert!(says(&desk, &twin.title) && !says(&desk, &real.actors[0].name) && !says(&desk, &real.title));
    desk.state_mut().session = None;
    desk.state_mut().act(Intent::Resume(data.path().join("crises/kept.crisis"), None));
    assert!(desk.state().session.as_ref().is_some_and(|session| session.scenario().original.is_some()));
}

#[test]
fn a_cut_is_chosen_before_play_and_goes_on_in_its_save() {
    let data = tempfile::tempdir().expect("a folder");
    let mut game = Game::new(Library::new(None), places(data.path()));
    let at = game.shelf.of("cuba-1962").expect("it comes with the program");
    game.act(Intent::Open(at, Choice::Cut(0)));
    let mut desk = desk(game);
    tab_and_press(&mut desk, "Read the briefing");
    tab_and_press(&mut desk, "Begin");
    desk.run_steps(3);
    let turns = |desk: &Desk| {
        let table = desk.state().session.as_ref()?.table()?.clone();
        table.cut.map(|cut| (cut.number, cut.of, table.turn))
    };
    let (number, of, turn) = turns(&desk).expect("a cut is played");
    let scenario = desk.state().shelf.books[at].scenario.expect("it can be played");
    assert_eq!((number, of), (1, scenario.cuts[0].turns().count()));
    assert_eq!(Some(turn), scenario.cuts[0].turns().next());
    desk.state_mut().act(Intent::Seal);
    desk.state_mut().act(Intent::GoOn);
    let after = turns(&desk);
    desk.state_mut().act(Intent::Save("kept".to_owned()));
    desk.state_mut().session = None;
    desk.state_mut().act(Intent::Resume(data.path().join("crises/kept.crisis"), None));
    assert_eq!(turns(&desk), after);
}

#[test]
fn a_schematic_twin_has_neither_coast_nor_grid() {
    let mut game = Game::new(Library::new(None), Places::default());
    let at = game.shelf.of("taiwan-2022").expect("it comes with the program");
    game.act(Intent::Begin(at, Box::new(Begin { names: Names::Invented, ..begin() })));
    let mut desk = desk(game);
    desk.run_steps(3);
    let session = desk.state().session.as_ref().expect("it has begun");
    assert!(session.table().and_then(|table| table.map.as_ref()).is_some_and(|map| map.schematic));
    assert!(desk.state().picture.is_none());
}
