//! The tutorial and its coach, opponents that think, and the staff.

use brinkmanship::scenario::Severity;
use egui_kittest::kittest::Queryable;

use super::around::{Desk, begin, desk, game, play_out, says, shelf_with, start, tab_and_press};
use crate::{
    game::{Game, Places},
    intent::{Intent, Screen},
    screens::tutorial,
    seat::Seat,
    session::{Begin, Phase},
    settings::Settings,
    shared::library::Library,
};

#[test]
fn the_tutorial_checks_clean() {
    let mut loaded = tutorial::loaded();
    brinkmanship::survey::check_play(&mut loaded);
    let found: Vec<String> =
        loaded.diagnostics.iter().filter(|one| one.severity != Severity::ToDo).map(ToString::to_string).collect();
    assert!(found.is_empty(), "{found:#?}");
    assert!(loaded.scenario.is_some());
}

#[test]
fn the_tutorial_is_played_to_its_end_by_its_own_instructions() {
    let (root, data) = (shelf_with("harbour"), tempfile::tempdir().expect("a folder"));
    let mut desk = desk(game(root.path(), data.path()));
    desk.state_mut().act(Intent::Tutorial);
    assert!(desk.state().memory.coach.is_some(), "{:?}", desk.state().notices);
    let mut seen = Vec::new();
    for _ in 0..60 {
        desk.run_steps(3);
        let Some(coach) = &desk.state().memory.coach else { break };
        let step = coach.step().expect("a coach that says something").clone();
        assert!(says(&desk, &step.title), "the coach says {:?}", step.title);
        if seen.last() != Some(&step.title) {
            seen.push(step.title.clone());
        }
        match step.until {
            tutorial::Until::Read => desk.get_by_label_contains("Understood").click_accesskit(),
            tutorial::Until::Chosen(title) => {
                let table = desk.state().session.as_ref().and_then(|session| session.table()).expect("a table");
                let card = table.desks.iter().flat_map(|desk| &desk.cards).find(|card| card.title == title);
                let card = card.expect("the card of which the coach speaks");
                assert_eq!(card.refused, None, "{title}");
                let act = card.act;
                desk.state_mut().act(Intent::Choose(act));
            }
            tutorial::Until::Later => match desk.state().session.as_ref().map(crate::session::Session::phase) {
                Some(Phase::Ordering(_)) => desk.state_mut().act(Intent::Seal),
                _ => desk.state_mut().act(Intent::GoOn),
            },
            tutorial::Until::Debrief => desk.state_mut().act(Intent::Go(Screen::Debrief)),
        }
    }
    assert!(desk.state().memory.coach.is_none(), "the coach comes to an end: {seen:?}");
    assert!(desk.state().settings.tutored);
    let session = desk.state().session.as_ref().expect("it was played");
    let ending = session.ended().map(|at| session.scenario().endings[at].id.clone());
    assert_eq!(ending.as_deref(), Some("settled"), "{seen:?}");
    for lesson in ["A card", "Denied, yet respected", "A secret leg", "Step down", "Reading why"] {
        assert!(seen.iter().any(|title| title == lesson), "{lesson} is taught: {seen:?}");
    }
    // What the coach says of the line is so.
    let line = &session.debrief().lines[0];
    assert!(
        line.words.contains("denies") && line.start < line.conduct,
        "{} {} {}",
        line.words,
        line.start,
        line.conduct
    );
    assert!(!data.path().join("crises").exists(), "practice is not saved");
}

#[test]
fn the_coach_holds_a_turn_until_its_card_is_chosen() {
    let (root, data) = (shelf_with("harbour"), tempfile::tempdir().expect("a folder"));
    let mut desk = desk(game(root.path(), data.path()));
    desk.state_mut().act(Intent::Tutorial);
    let played = |desk: &Desk| desk.state().session.as_ref().map_or(0, crate::session::Session::played);
    let act = |desk: &Desk, title: &str| {
        let table = desk.state().session.as_ref().and_then(|session| session.table()).expect("a table");
        let mut cards = table.desks.iter().flat_map(|desk| &desk.cards);
        cards.find(|card| card.title == title).expect("a card").act
    };
    let said = |desk: &Desk| {
        let coach = desk.state().memory.coach.as_ref().and_then(tutorial::State::step);
        coach.map_or_else(String::new, |step| step.title.clone())
    };
    desk.run_steps(3);
    desk.get_by_label_contains("Understood").click_accesskit();
    desk.run_steps(3);
    for title in ["Draw a line at the bridge", "Man the gatehouse"] {
        let before = played(&desk);
        desk.state_mut().act(Intent::Seal);
        desk.run_steps(2);
        assert_eq!(played(&desk), before, "{title} is not chosen yet");
        assert!(says(&desk, "The coach waits for one more card") && says(&desk, title));
        let line = act(&desk, title);
        desk.state_mut().act(Intent::Choose(line));
        desk.run_steps(3);
        assert!(!says(&desk, "The coach waits"));
        assert_eq!(said(&desk), "Seal it");
        // A card that is put back brings the coach back to it.
        desk.state_mut().act(Intent::Drop(line));
        desk.run_steps(3);
        assert_ne!(said(&desk), "Seal it");
        desk.state_mut().act(Intent::Choose(line));
        desk.state_mut().act(Intent::Seal);
        assert!(before < played(&desk), "{title} is chosen");
        desk.state_mut().act(Intent::GoOn);
        desk.run_steps(2);
    }
}

#[test]
fn the_screen_never_waits_for_an_opponent_that_thinks() {
    let game = Game::new(Library::new(None), Places::default());
    let at = game.shelf.of("cuba-1962").expect("it comes with the program");
    let seats = [Seat::Human, Seat::Planner(brinkmanship::policy::Level::Chair)];
    let mut desk = desk(game);
    desk.state_mut().act(Intent::Begin(at, Box::new(Begin { seats, ..begin() })));
    desk.state_mut().act(Intent::Seal);
    let phase = |desk: &Desk| desk.state().session.as_ref().map(crate::session::Session::phase);
    // It has only just begun to think, and the order was sealed at once.
    assert_eq!(phase(&desk), Some(Phase::Waiting));
    desk.run_steps(1);
    assert!(says(&desk, "The other side is still at its own") || phase(&desk) != Some(Phase::Waiting));
    while desk.state_mut().arrive() {
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    assert!(matches!(phase(&desk), Some(Phase::Unsealed(_))));
    desk.run_steps(3);
    assert!(says(&desk, "Go on"));
}

#[test]
fn the_staff_is_asked_refines_what_it_says_and_a_forecast_is_scored() {
    let mut game = Game::new(Library::new(None), Places::default());
    start(&mut game, "cuba-1962");
    let mut desk = desk(game);
    desk.state_mut().memory.table.paper = crate::screens::table::Paper::Advisers;
    desk.run_steps(2);
    assert!(!says(&desk, "imagined crises for each move"), "it is never pushed");
    tab_and_press(&mut desk, "Ask the staff");
    let imagined = |desk: &Desk| {
        desk.state().session.as_ref().and_then(|session| session.staff()).map_or(0, crate::staff::Asked::imagined)
    };
    let wait = |desk: &Desk, least: u32| {
        for _ in 0..4_000 {
            if least <= imagined(desk) {
                return imagined(desk);
            }
            std::thread::sleep(std::time::Duration::from_millis(10));
        }
        panic!("it says nothing");
    };
    let first = wait(&desk, 1);
    desk.run_steps(2);
    assert!(says(&desk, "imagined crises for each move"));
    wait(&desk, first + 1);
    tab_and_press(&mut desk, "Write a forecast down");
    tab_and_press(&mut desk, "War between the two: more likely");
    let own = desk.state().session.as_ref().and_then(|session| session.forecast()).expect("it is written down");
    assert_eq!(own.parts(brinkmanship::transcript::Kind::War), 20);
    desk.state_mut().act(Intent::Seal);
    let game = desk.state_mut();
    play_out(game);
    let debrief = game.session.as_ref().expect("it is there").debrief();
    assert_eq!(debrief.forecasts.iter().map(|one| one.turns.len()).sum::<usize>(), 1);
    // A teacher switches it off, and it is gone; the forecast stays.
    let settings = Settings { estimates: crate::settings::Estimates::Off, ..game.settings.clone() };
    game.act(Intent::Set(Box::new(settings)));
    start(game, "cuba-1962");
    desk.run_steps(2);
    desk.state_mut().memory.table.paper = crate::screens::table::Paper::Advisers;
    desk.run_steps(3);
    assert!(!says(&desk, "Ask the staff") && says(&desk, "Write a forecast down"));
}
