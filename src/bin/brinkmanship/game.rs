//! The game: which screen is up, what every screen is shown, and what comes of what a person wants.
//!
//! It knows no window: the program draws it in one, the tests without.

use std::path::PathBuf;

use egui::Ui;

use crate::{
    intent::{Intent, Screen},
    saves::{self, Saves},
    screens,
    session::{Phase, Session},
    settings::Settings,
    shared::library::Library,
    shelf::Shelf,
    theme::Theme,
};

/// Where the game keeps what it keeps; none where the platform has no place.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The file of settings.
    pub settings: Option<PathBuf>,
    /// The folder of saved crises.
    pub saves: Option<PathBuf>,
}

/// Something said to the person until it is dismissed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What is said.
    pub text: String,
    /// Whether something went wrong.
    pub fault: bool,
}

/// What screens remember between frames; nothing of it decides anything.
#[derive(Clone, Debug, Default)]
pub struct Memory {
    /// Of the table.
    pub table: screens::table::State,
    /// Of the screen before play.
    pub seats: screens::seats::State,
    /// Of the debrief.
    pub debrief: screens::debrief::State,
    /// Of the film.
    pub film: screens::film::State,
    /// Of the settings.
    pub settings: screens::settings::State,
    /// Of the saved crises.
    pub saves: screens::saves::State,
}

/// The game.
pub struct Game {
    /// What the person has set.
    pub settings: Settings,
    /// The scenarios.
    pub shelf: Shelf,
    /// The crisis at the table.
    pub session: Option<Session>,
    /// Saved crises.
    pub saves: Saves,
    /// The screen that is up.
    pub screen: Screen,
    /// Where one came from.
    before: Vec<Screen>,
    /// What is being said.
    pub notices: Vec<Notice>,
    /// What screens remember.
    pub memory: Memory,
    /// Whether the person wants to leave.
    pub quitting: bool,
    /// The maps.
    pub maps: crate::map::Maps,
    /// What is to be drawn under the interface; each frame says anew.
    pub picture: Option<crate::map::Picture>,
    /// Whether anything has been drawn yet.
    pub drawn: bool,
    places: Places,
    /// The theme that egui was last told of.
    applied: Option<(Theme, u16)>,
}

impl Game {
    /// The game as it opens.
    #[must_use]
    pub fn new(library: Library, places: Places) -> Self {
        let (settings, unreadable) = Settings::read(places.settings.as_ref());
        let (shelf, faults) = Shelf::read(library);
        let notices = unreadable.into_iter().chain(faults).map(|text| Notice { text, fault: true }).collect();
        Self {
            settings,
            shelf,
            session: None,
            saves: Saves::new(places.saves.clone()),
            screen: Screen::Title,
            before: Vec::new(),
            notices,
            memory: Memory::default(),
            quitting: false,
            maps: crate::map::Maps::default(),
            picture: None,
            drawn: false,
            places,
            applied: None,
        }
    }

    /// The theme in force.
    #[must_use]
    pub const fn theme(&self) -> Theme {
        Theme::new(self.settings.night, self.settings.reduced_motion)
    }

    /// Shows the game, and acts on what the person wants.
    pub fn show(&mut self, ui: &mut Ui) {
        if self.applied.is_none() {
            // Fonts are there from the next pass on; nothing can be drawn before.
            self.dress(ui.ctx());
            ui.ctx().request_repaint();
            return;
        }
        self.dress(ui.ctx());
        self.drawn = true;
        self.picture = None;
        let mut wanted = Vec::new();
        crate::keys::pressed(ui.ctx(), self, &mut wanted);
        screens::show(ui, self, &mut wanted);
        for intent in wanted {
            self.act(intent);
        }
    }

    /// Watches the files of scenarios, and wakes the window when one changes.
    pub fn watch(&mut self, _wake: impl Fn() + Send + 'static) {}

    /// Tells egui how things look, when that has changed.
    fn dress(&mut self, ctx: &egui::Context) {
        let theme = self.theme();
        if self.applied.is_none() {
            ctx.set_fonts(crate::theme::definitions());
        }
        if self.applied != Some((theme, self.settings.scale)) {
            theme.apply(ctx);
            ctx.set_zoom_factor(f32::from(self.settings.scale) / 100.0);
            self.applied = Some((theme, self.settings.scale));
        }
    }

    /// Says something until it is dismissed.
    pub fn say(&mut self, text: impl Into<String>) {
        self.notices.push(Notice { text: text.into(), fault: false });
    }

    /// Says that something went wrong.
    pub fn complain(&mut self, text: impl Into<String>) {
        let notice = Notice { text: text.into(), fault: true };
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }

    fn go(&mut self, screen: Screen) {
        if self.screen != screen {
            let from = std::mem::replace(&mut self.screen, screen);
            self.before.push(from);
        }
    }

    /// Acts on what the person wants.
    pub fn act(&mut self, intent: Intent) {
        match intent {
            Intent::Go(Screen::Title) => {
                self.screen = Screen::Title;
                self.before.clear();
            }
            Intent::Go(screen) => self.go(screen),
            Intent::Back => self.screen = self.before.pop().unwrap_or(Screen::Title),
            Intent::Quit => self.quitting = true,
            Intent::Begin(at, begin) => {
                let Some(scenario) = self.shelf.books.get(at).and_then(|book| book.scenario) else { return };
                self.begin(Session::begin(scenario, &begin));
            }
            Intent::Tutorial => {
                let begun = screens::tutorial::begin();
                self.begin(begun);
            }
            Intent::Resume(path, turn) => self.resume(&path, turn),
            Intent::ResumeLast => {
                if let Some(path) = self.settings.last.clone() {
                    self.resume(&path, None);
                }
            }
            Intent::Choose(act) => self.with_session(|session| session.choose(act)),
            Intent::Drop(act) => self.with_session(|session| {
                session.drop_act(act);
                Ok(())
            }),
            Intent::Undo => self.with_session(|session| {
                session.undo();
                Ok(())
            }),
            Intent::TakeSeat => self.with_session(|session| {
                session.take_seat();
                Ok(())
            }),
            Intent::Seal => {
                self.with_session(Session::seal);
                self.memory.table.turned();
                self.autosave();
            }
            Intent::GoOn => {
                self.with_session(Session::go_on);
                self.memory.table.turned();
                self.ended();
            }
            Intent::Rewind(turn) => {
                self.with_session(|session| session.rewind(turn));
                if let Some(session) = &self.session {
                    // What was saved before the fork stays as it was.
                    self.saves.begin(&session.scenario().id);
                }
                self.memory.table = screens::table::State::default();
                self.go(Screen::Table);
                self.autosave();
            }
            Intent::Save(name) => self.save(&name),
            Intent::Delete(path) => {
                if let Err(fault) = self.saves.delete(&path) {
                    self.complain(fault);
                }
                self.memory.saves = screens::saves::State::default();
            }
            Intent::Export => self.export(),
            Intent::Set(settings) => {
                self.settings = *settings;
                self.keep_settings();
            }
            Intent::Dismiss(at) => {
                if at < self.notices.len() {
                    self.notices.remove(at);
                }
            }
        }
    }

    fn with_session(&mut self, act: impl FnOnce(&mut Session) -> Result<(), String>) {
        let Some(session) = &mut self.session else { return };
        if let Err(fault) = act(session) {
            self.complain(fault);
        }
    }

    fn begin(&mut self, begun: Result<Session, String>) {
        match begun {
            Ok(session) => {
                self.saves.begin(&session.scenario().id);
                self.seat(session);
            }
            Err(fault) => self.complain(fault),
        }
    }

    fn seat(&mut self, session: Session) {
        self.session = Some(session);
        self.memory.table = screens::table::State::default();
        self.memory.debrief = screens::debrief::State::default();
        self.before = vec![Screen::Title];
        self.screen = Screen::Table;
        self.autosave();
        self.ended();
    }

    fn resume(&mut self, path: &PathBuf, turn: Option<usize>) {
        let transcript = match saves::load(path) {
            Ok(transcript) => transcript,
            Err(fault) => return self.complain(fault),
        };
        let scenario = self.shelf.of(&transcript.scenario).and_then(|at| self.shelf.books[at].scenario);
        let Some(scenario) = scenario else {
            return self.complain(format!(
                "{} is a crisis of `{}`, and no scenario of that name can be played. Nothing was changed.",
                path.display(),
                transcript.scenario
            ));
        };
        match Session::resume(scenario, &transcript, turn) {
            Ok((session, parted)) => {
                if turn.is_some() || parted.is_some() {
                    self.saves.begin(&scenario.id);
                } else {
                    self.saves.go_on(&scenario.id, path);
                }
                if let Some(parted) = parted {
                    self.say(format!(
                        "The scenario has changed since this crisis was saved. It goes on from where they still agree. {parted}"
                    ));
                }
                self.seat(session);
            }
            Err(fault) => self.complain(format!("{}: {fault}.", path.display())),
        }
    }

    fn autosave(&mut self) {
        let Some(session) = &self.session else { return };
        let saved = match session.text() {
            Ok(text) => self.saves.autosave(&text),
            Err(error) => Err(format!("This crisis cannot be written down: {error}.")),
        };
        match saved {
            Ok(Some(path)) => {
                if self.settings.last.as_ref() != Some(&path) {
                    self.settings.last = Some(path);
                    self.keep_settings();
                }
            }
            Ok(None) => {}
            // The evening is not over because a disk is full.
            Err(fault) => self.complain(fault),
        }
    }

    fn save(&mut self, name: &str) {
        let Some(session) = &self.session else { return };
        let text = session.text().map_err(|error| format!("This crisis cannot be written down: {error}."));
        match text.and_then(|text| self.saves.save(name, &text)) {
            Ok(path) => self.say(format!("Saved as {}.", path.display())),
            Err(fault) => self.complain(fault),
        }
    }

    fn export(&mut self) {
        let Some(session) = &self.session else { return };
        match self.saves.export(&session.scenario().id, &session.page()) {
            Ok(path) => self.say(format!("The debrief is in {}.", path.display())),
            Err(fault) => self.complain(fault),
        }
    }

    /// Once it is over: the ending is shown, and remembered as seen.
    fn ended(&mut self) {
        let Some(session) = &self.session else { return };
        let (Phase::Over, Some(ending)) = (session.phase(), session.ended()) else { return };
        let scenario = session.scenario();
        let id = scenario.endings[ending].id.clone();
        let seen = self.settings.seen.entry(scenario.id.clone()).or_default();
        if !seen.contains(&id) {
            seen.push(id);
            self.keep_settings();
        }
        self.screen = Screen::Ending;
    }

    /// Keeps the settings; a folder that cannot be written to is said once.
    pub fn keep_settings(&mut self) {
        if let Err(fault) = self.settings.write(self.places.settings.as_ref()) {
            self.complain(fault);
        }
    }
}
