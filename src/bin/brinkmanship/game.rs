//! The game: which screen is up, what every screen is shown, and what comes of what a person wants.
//!
//! It knows no window: the program draws it in one, the tests without.

use std::{path::PathBuf, time::Duration};

use brinkmanship::{
    language::{Catalogue, Spoken, speak},
    report::html,
};
use egui::Ui;

use crate::{
    classroom::{Classroom, News},
    editor::Editor,
    intent::{Intent, Screen},
    notices::{About, Notice},
    saves::{self, Saves},
    screens,
    session::{Phase, Session},
    settings::{Estimates, Settings},
    shared::{
        language,
        library::{Library, Names},
    },
    shelf::Shelf,
    theme::Theme,
    watch::Watch,
};

/// How long until it is looked again whether an opponent has written its order.
const PATIENCE: Duration = Duration::from_millis(400);

/// Where the game keeps what it keeps; none where the platform has no place.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// The file of settings.
    pub settings: Option<PathBuf>,
    /// The folder of saved crises.
    pub saves: Option<PathBuf>,
    /// The language that is spoken where the person has set none; none is English.
    pub language: Option<&'static Catalogue>,
    /// The folder of the person's own scenarios.
    pub scenarios: Option<PathBuf>,
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
    /// Of the screen where a scenario of one's own is begun.
    pub new: screens::new::State,
    /// The coach of the tutorial, while it is played.
    pub coach: Option<screens::tutorial::State>,
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
    /// The scenario that is being edited.
    pub editor: Option<Editor>,
    /// The screen that is up.
    pub screen: Screen,
    /// Where one came from.
    pub(crate) before: Vec<Screen>,
    /// What is being said.
    pub notices: Vec<Notice>,
    /// What screens remember.
    pub memory: Memory,
    /// The classroom, while it runs beside the game.
    pub classroom: Option<Classroom>,
    /// Whether the person wants to leave.
    pub quitting: bool,
    /// The maps.
    pub maps: crate::map::Maps,
    /// What is to be drawn under the interface; each frame says anew.
    pub picture: Option<crate::map::Picture>,
    /// Whether anything has been drawn yet.
    pub drawn: bool,
    places: Places,
    /// The scale as it is kept, and the one that holds this time only.
    once: Option<(u16, u16)>,
    /// What was said not to be kept: once is enough, while it holds.
    pub(crate) told: Vec<About>,
    pub(crate) watch: Watch,
    /// The theme that egui was last told of.
    applied: Option<(Theme, u16)>,
}

impl Game {
    /// The game as it opens.
    #[must_use]
    pub fn new(library: Library, places: Places) -> Self {
        let (settings, unreadable) = Settings::read(places.settings.as_ref());
        let _spoken = speak(spoken(&settings, &places));
        let (shelf, faults) = Shelf::read(library);
        let notices = unreadable
            .into_iter()
            .chain(faults)
            .map(|text| Notice { text, fault: true, more: None, about: None })
            .collect();
        Self {
            settings,
            shelf,
            session: None,
            saves: Saves::new(places.saves.clone()),
            editor: None,
            screen: Screen::Title,
            before: Vec::new(),
            notices,
            memory: Memory::default(),
            classroom: None,
            quitting: false,
            maps: crate::map::Maps::default(),
            picture: None,
            drawn: false,
            places,
            once: None,
            told: Vec::new(),
            watch: Watch::default(),
            applied: None,
        }
    }

    /// The language that is set, or else that of the system, in force until what is handed back is dropped.
    pub(crate) fn speak(&self) -> Spoken {
        speak(spoken(&self.settings, &self.places))
    }

    /// Another scale of the interface for this time: it is not kept.
    pub fn scale_once(&mut self, scale: u16) {
        let scale = scale.clamp(75, 250);
        self.once = Some((self.settings.scale, scale));
        self.settings.scale = scale;
    }

    /// The theme in force.
    #[must_use]
    pub const fn theme(&self) -> Theme {
        Theme::new(self.settings.night, self.settings.reduced_motion)
    }

    /// Shows the game, and acts on what the person wants.
    pub fn show(&mut self, ui: &mut Ui) {
        let _spoken = self.speak();
        if self.applied.is_none() {
            // Fonts are there from the next pass on; nothing can be drawn before.
            self.dress(ui.ctx());
            ui.ctx().request_repaint();
            return;
        }
        self.dress(ui.ctx());
        self.drawn = true;
        self.picture = None;
        if self.watch.due() {
            self.look();
        }
        if self.arrive() {
            ui.ctx().request_repaint_after(PATIENCE);
        }
        if let Some(address) = self.class_opens() {
            ui.ctx().open_url(egui::OpenUrl::new_tab(address));
        }
        if self.classroom.is_some() {
            ui.ctx().request_repaint_after(PATIENCE);
        }
        let mut wanted = Vec::new();
        crate::keys::pressed(ui.ctx(), self, &mut wanted);
        screens::show(ui, self, &mut wanted);
        if !wanted.is_empty() {
            // What comes of it is to be seen at once.
            ui.ctx().request_repaint();
        }
        for intent in wanted {
            self.act(intent);
        }
    }

    /// Opens the orders if the opponent that was waited for has written its own; says whether it is waited for still.
    pub fn arrive(&mut self) -> bool {
        let _spoken = self.speak();
        let Some(session) = &mut self.session else { return false };
        match session.arrive() {
            Ok(true) => {
                self.memory.table.turned();
                self.autosave();
            }
            Ok(false) => {}
            Err(fault) => self.complain(fault),
        }
        self.session.as_ref().is_some_and(|session| session.phase() == Phase::Waiting)
    }

    /// The address of the classroom's desk when it has just become known; says when the classroom has stopped.
    fn class_opens(&mut self) -> Option<String> {
        match self.classroom.as_mut()?.look() {
            News::None => None,
            News::Open(address) => {
                self.say_about(
                    About::Classroom,
                    tr!("The classroom runs, as a program of its own. Its desk opens in your browser."),
                );
                Some(address)
            }
            News::Stopped(last) => {
                self.classroom = None;
                self.complain_about(About::Classroom, tr!("The classroom has stopped. {last}", last));
                None
            }
        }
    }

    /// Starts the classroom, or stops it.
    fn teach(&mut self, start: bool) {
        let running = self.classroom.take();
        match (running, start) {
            (Some(running), true) => self.classroom = Some(running),
            (Some(running), false) => {
                running.stop();
                self.say_about(About::Classroom, tr!("The classroom is stopped. Nothing that was confirmed is lost: start it again, and every class goes on where it was."));
            }
            (None, true) => match Classroom::start(self.places.scenarios.as_deref(), self.settings.language.as_deref())
            {
                Ok(classroom) => {
                    self.unsay(Some(About::Classroom));
                    self.classroom = Some(classroom);
                }
                Err(fault) => self.complain_about(About::Classroom, fault),
            },
            (None, false) => {}
        }
    }

    /// Tells egui how things look, when that has changed.
    fn dress(&mut self, ctx: &egui::Context) {
        let theme = self.theme();
        if self.applied.is_none() {
            ctx.set_fonts(crate::theme::definitions());
            // The scale is a setting, and its keys stand in the list of keys.
            ctx.options_mut(|options| {
                options.zoom_with_keyboard = false;
                // Where drawing is slow, a short press may span a second.
                options.input_options.max_click_duration = 10.0;
            });
        }
        if self.applied != Some((theme, self.settings.scale)) {
            theme.apply(ctx);
            ctx.set_zoom_factor(f32::from(self.settings.scale) / 100.0);
            self.applied = Some((theme, self.settings.scale));
        }
    }

    /// Where the game keeps what it keeps.
    pub(crate) const fn places(&self) -> &Places {
        &self.places
    }

    pub(crate) fn go(&mut self, screen: Screen) {
        if screen == Screen::Saves {
            self.memory.saves = screens::saves::State::default();
        }
        if self.screen != screen {
            let from = std::mem::replace(&mut self.screen, screen);
            self.before.push(from);
        }
    }

    /// Acts on what the person wants.
    pub fn act(&mut self, intent: Intent) {
        let _spoken = self.speak();
        match intent {
            Intent::Go(Screen::Title) => {
                self.screen = Screen::Title;
                self.before.clear();
            }
            Intent::Go(screen) => self.go(screen),
            Intent::Back => self.screen = self.before.pop().unwrap_or(Screen::Title),
            Intent::Quit => match &mut self.editor {
                Some(editor) if editor.draft.is_dirty() => {
                    editor.ask_leave(true);
                    self.go(Screen::Editor);
                }
                Some(_) | None if self.classroom.is_some() => {
                    let title = Some((Screen::Title, tr!("To the title")));
                    let text = tr!(
                        "A classroom runs beside this window: stop it first, at its desk or under Classroom on the title."
                    );
                    self.note(Notice {
                        text: text.to_owned(),
                        fault: true,
                        more: title,
                        about: Some(About::Classroom),
                    });
                }
                Some(_) | None => self.quitting = true,
            },
            Intent::Teach(start) => self.teach(start),
            Intent::Begin(at, begin) => {
                let Some(book) = self.shelf.books.get_mut(at) else { return };
                let begun = book.named(begin.names).and_then(|scenario| Session::begin(scenario, &begin));
                self.begin(begun);
            }
            Intent::Tutorial => {
                match screens::tutorial::begin() {
                    Ok(session) => {
                        // Five minutes of practice are not a crisis to go on with.
                        self.saves.rest();
                        self.seat(session);
                        self.memory.coach = Some(screens::tutorial::State::default());
                    }
                    Err(fault) => self.complain(fault),
                }
            }
            Intent::Resume(path, turn) => self.resume(&path, turn),
            Intent::ResumeLast => {
                if let Some(path) = self.settings.last.clone() {
                    self.resume(&path, None);
                }
            }
            Intent::Choose(act) => {
                self.unsay(Some(About::Coach));
                self.with_session(|session| session.choose(act));
            }
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
            Intent::AskStaff => {
                if let Some(session) = &mut self.session {
                    session.ask_staff();
                }
            }
            Intent::Foresee(forecast) => {
                if let Some(session) = &mut self.session {
                    session.foresee(forecast);
                }
            }
            Intent::Seal => {
                if self.memory.coach.is_some()
                    && let Some(wanted) = self.session.as_ref().and_then(screens::tutorial::waits_for)
                {
                    let text = tr!("The coach waits for one more card: choose “{wanted}”, then seal.", wanted);
                    return self.say_about(About::Coach, text);
                }
                self.unsay(Some(About::Coach));
                let may_reckon = self.settings.estimates != Estimates::Off;
                self.with_session(|session| session.seal(may_reckon));
                self.memory.table.turned();
                self.autosave();
            }
            Intent::GoOn => {
                self.with_session(Session::go_on);
                self.memory.table.turned();
                // Turns may have gone by that nobody ordered.
                self.autosave();
                self.ended();
            }
            Intent::Rewind(turn) => {
                self.with_session(|session| session.rewind(turn));
                if let Some(session) = &self.session
                    && self.memory.coach.is_none()
                {
                    // What was saved before the fork stays as it was.
                    self.saves.begin(&session.scenario().id);
                }
                self.memory.table = screens::table::State::default();
                self.memory.debrief.forking = false;
                self.memory.debrief.section = 0;
                self.go(Screen::Table);
                self.autosave();
            }
            Intent::Save(name) => self.save(&name, false),
            Intent::Replace(name) => self.save(&name, true),
            Intent::Delete(path) => {
                if let Err(fault) = self.saves.delete(&path) {
                    self.complain(fault);
                }
                self.memory.saves = screens::saves::State::default();
            }
            Intent::Export => self.export(),
            Intent::Set(settings) => {
                if settings.scale != self.settings.scale {
                    // From now on it is the person's own.
                    self.once = None;
                }
                let other = settings.language != self.settings.language;
                self.settings = *settings;
                self.keep_settings();
                if other {
                    self.translate();
                }
            }
            Intent::Dismiss(at) => {
                if at < self.notices.len() {
                    self.notices.remove(at);
                }
            }
            Intent::Reread(at) => self.reload(at),
            Intent::Rescan => {
                for fault in self.shelf.rescan() {
                    self.complain(fault);
                }
            }
            Intent::Open(at, choice) => {
                self.memory.seats = screens::seats::State::with(at, choice);
                self.go(Screen::Seats(at));
            }
            Intent::Author(at) => self.author(at),
            Intent::Edit(at) => self.edit(at),
            Intent::BeginDraft(id, base) => self.begin_draft(&id, &base),
            Intent::KeepDraft => self.keep_draft(),
            Intent::GraphDraft => self.graph_draft(),
            Intent::TryDraft(plan) => self.try_draft(&plan),
            Intent::LeaveEditor => self.leave_editor(),
            Intent::DropDraft(quit) => {
                self.editor = None;
                if quit {
                    self.quitting = true;
                } else {
                    self.leave_editor();
                }
            }
            Intent::DismissCoach => {
                self.memory.coach = None;
                self.settings.tutored = true;
                self.keep_settings();
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

    pub(crate) fn seat(&mut self, session: Session) {
        self.session = Some(session);
        self.memory.table = screens::table::State::default();
        self.memory.debrief = screens::debrief::State::default();
        self.memory.coach = None;
        self.before = vec![Screen::Title];
        self.screen = Screen::Table;
        self.autosave();
        self.ended();
    }

    fn resume(&mut self, path: &std::path::Path, turn: Option<usize>) {
        let transcript = match saves::load(path) {
            Ok(transcript) => transcript,
            Err(fault) => return self.complain(fault),
        };
        let scenario = match self.shelf.find(&transcript.scenario, Names::of(transcript.twin)) {
            Ok(scenario) => scenario,
            Err(fault) => return self.complain(format!("{}: {fault}", path.display())),
        };
        let Some(scenario) = scenario else {
            return self.complain(tr!(
                "{path} is a crisis of `{scenario}`, and no scenario of that name can be played. Nothing was changed.",
                path = path.display(),
                scenario = transcript.scenario
            ));
        };
        match Session::resume(scenario, &transcript, turn) {
            Ok((session, parted)) => {
                if turn.is_some() || parted.is_some() {
                    self.saves.begin(&scenario.id);
                } else {
                    self.saves.go_on(&scenario.id, path);
                }
                if turn.is_none() && parted.is_none() && session.phase() == Phase::Over && !saves::is_auto(path) {
                    // Looking at an end makes nothing new that would have to be saved.
                    self.saves.rest();
                }
                if let Some(parted) = parted {
                    self.say(tr!("The scenario has changed since this crisis was saved. It goes on from where they still agree. {parted}", parted));
                }
                self.seat(session);
            }
            Err(fault) => self.complain(format!("{}: {fault}.", path.display())),
        }
    }

    pub(crate) fn autosave(&mut self) {
        let Some(session) = &self.session else { return };
        let saved = match session.text() {
            Ok(text) => self.saves.autosave(&text),
            Err(error) => Err(tr!("This crisis cannot be written down: {error}.", error)),
        };
        match saved {
            Ok(Some(path)) => {
                self.kept(About::Autosave);
                if self.settings.last.as_ref() != Some(&path) {
                    self.settings.last = Some(path);
                    self.keep_settings();
                }
            }
            Ok(None) => {}
            // The evening is not over because a disk is full.
            Err(fault) => self.complain_once(About::Autosave, fault),
        }
    }

    fn save(&mut self, name: &str, replace: bool) {
        let Some(session) = &self.session else { return };
        let text = session.text().map_err(|error| tr!("This crisis cannot be written down: {error}.", error));
        match text.and_then(|text| self.saves.save(name, &text, replace)) {
            Ok(path) => {
                self.memory.saves = screens::saves::State::default();
                self.say(tr!("Saved as {path}.", path = path.display()));
            }
            Err(fault) => self.complain(fault),
        }
    }

    fn export(&mut self) {
        let Some(session) = &self.session else { return };
        let debrief = self.memory.debrief.whole(session);
        match self.saves.export("debrief", &session.scenario().id, &html::page(&debrief)) {
            Ok(path) => self.say(tr!("The debrief is in {path}.", path = path.display())),
            Err(fault) => self.complain(fault),
        }
    }

    /// Once it is over: the ending is shown, and remembered as seen.
    pub(crate) fn ended(&mut self) {
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
        let mut settings = self.settings.clone();
        if let Some((kept, once)) = self.once
            && settings.scale == once
        {
            settings.scale = kept;
        }
        match settings.write(self.places.settings.as_ref()) {
            Ok(()) => self.kept(About::Settings),
            Err(fault) => self.complain_once(About::Settings, fault),
        }
    }
}

/// The language that is spoken: what is set, or else that of the system.
fn spoken(settings: &Settings, places: &Places) -> Option<&'static Catalogue> {
    settings.language.as_deref().map_or(places.language, language::inside)
}
