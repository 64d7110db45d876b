//! The language is a setting: menus and the crisis at the table go on in another one at once.

use super::around::{desk, game, says, shelf_with, start};
use crate::{
    intent::{Intent, Screen},
    screens::table::PAPERS,
    settings::Settings,
};

/// Chooses a language as the settings do.
pub(super) fn choose(desk: &mut super::around::Desk, code: Option<&str>) {
    let settings = Settings { language: code.map(str::to_owned), ..desk.state().settings.clone() };
    desk.state_mut().act(Intent::Set(Box::new(settings)));
    desk.run_steps(3);
}

#[test]
fn menus_speak_the_language_that_is_set_and_english_where_none_is() {
    let (scenarios, data) = (shelf_with("ours"), tempfile::tempdir().expect("a folder for the test"));
    let mut desk = desk(game(scenarios.path(), data.path()));
    desk.state_mut().act(Intent::Go(Screen::Settings));
    desk.run_steps(3);
    assert!(says(&desk, "Settings") && says(&desk, "Русский") && says(&desk, "中文"));
    choose(&mut desk, Some("ru"));
    assert!(says(&desk, "Настройки") && says(&desk, "Запечатать приказ или продолжить") && !says(&desk, "Settings"));
    choose(&mut desk, Some("zh"));
    assert!(says(&desk, "设置") && says(&desk, "封存命令"));
    choose(&mut desk, None);
    assert!(says(&desk, "Settings"));
}

#[test]
fn a_crisis_goes_on_in_another_language_where_it_was() {
    let (scenarios, data) = (shelf_with("ours"), tempfile::tempdir().expect("a folder for the test"));
    let folder = scenarios.path().join("ours/ru");
    std::fs::create_dir(&folder).expect("a folder for the translation");
    let title = "msgctxt \"title\"\nmsgid \"The harbour at Lys\"\nmsgstr \"Гавань\"\n";
    std::fs::write(folder.join("scenario.po"), title).expect("a translation");
    let mut game = game(scenarios.path(), data.path());
    start(&mut game, "ours");
    let mut desk = desk(game);
    for intent in [Intent::Seal, Intent::GoOn] {
        desk.state_mut().act(intent);
    }
    let before = desk.state().session.as_ref().map(crate::session::Session::played);
    choose(&mut desk, Some("ru"));
    let session = desk.state().session.as_ref().expect("the crisis is at the table still");
    assert_eq!(Some(session.played()), before);
    assert_eq!((session.scenario().title.as_str(), session.scenario().language.as_str()), ("Гавань", "ru"));
    // The papers are named in it too.
    assert!(says(&desk, "Переговоры") && !says(&desk, PAPERS[2].1));
}
