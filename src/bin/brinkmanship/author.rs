//! What the game does for an author: begins, opens, saves and leaves the scenario that is being edited.

use std::path::PathBuf;

use brinkmanship::scenario::{Scenario, load};

use crate::{
    editor::{self, Base, Editor, Plan},
    game::Game,
    intent::{Intent, Screen},
    screens::new::{From, State},
    session::Session,
};

impl Game {
    /// The folder of the person's own scenarios.
    #[must_use]
    pub fn own_scenarios(&self) -> Option<PathBuf> {
        self.places().scenarios.clone()
    }

    /// The screen where a scenario of one's own is begun.
    pub(crate) fn author(&mut self, at: Option<usize>) {
        let book = at.and_then(|at| self.shelf.books.get(at));
        let (from, like) = match (at, book) {
            (Some(at), Some(book)) => (From::Copy(at), format!("{}-copy", book.entry.id)),
            _ => (From::Starter, "my-crisis".to_owned()),
        };
        let taken = |id: &String| self.shelf.books.iter().any(|book| book.entry.id == *id);
        let numbered = (2..).map(|number| format!("{like}-{number}"));
        let id = std::iter::once(like.clone()).chain(numbered).find(|id| !taken(id)).unwrap_or(like);
        self.memory.new = State::with(from, id);
        self.go(Screen::New);
    }

    /// Opens a scenario of one's own; any other is copied first.
    pub(crate) fn edit(&mut self, at: usize) {
        let Some(book) = self.shelf.books.get(at) else { return };
        let Some(folder) = book.folder().filter(|_| book.is_own()) else { return self.author(Some(at)) };
        if self.editor.as_ref().is_some_and(|editor| editor.folder == *folder) {
            return self.go(Screen::Editor);
        }
        let (id, folder) = (book.entry.id.clone(), folder.clone());
        if self.is_busy() {
            return;
        }
        match editor::open(&id, &folder) {
            Ok(editor) => self.take_up(editor),
            Err(fault) => self.complain(fault),
        }
    }

    pub(crate) fn begin_draft(&mut self, id: &str, base: &Base) {
        let Some(root) = self.own_scenarios() else {
            return self.complain(tr!("There is no folder for scenarios of your own on this machine."));
        };
        if self.is_busy() {
            return;
        }
        match editor::begin(&root, id, base) {
            Ok(editor) => {
                self.act(Intent::Rescan);
                self.take_up(editor);
            }
            Err(fault) => self.complain(fault),
        }
    }

    /// Another scenario is being edited and not saved: that comes first.
    fn is_busy(&mut self) -> bool {
        let Some(editor) = self.editor.as_mut().filter(|editor| editor.draft.is_dirty()) else { return false };
        editor.ask_leave(false);
        self.go(Screen::Editor);
        true
    }

    fn take_up(&mut self, editor: Editor) {
        self.editor = Some(editor);
        // The way back leads to the library, not to where it was begun.
        if self.screen == Screen::New {
            self.screen = Screen::Library;
        }
        self.go(Screen::Editor);
    }

    /// Saves what is being edited, and has the shelf read it again.
    pub(crate) fn keep_draft(&mut self) {
        let Some(editor) = &mut self.editor else { return };
        match editor.keep() {
            Ok(true) => {
                editor.was_kept();
                self.reread_draft();
            }
            Ok(false) => {}
            Err(fault) => self.complain(fault),
        }
    }

    /// Has the shelf read what is being edited again.
    fn reread_draft(&mut self) {
        let Some(id) = self.editor.as_ref().map(|editor| editor.draft.id.clone()) else { return };
        match self.shelf.of(&id) {
            Some(at) => {
                let _ = self.shelf.reload(at);
            }
            None => self.act(Intent::Rescan),
        }
    }

    /// Plays what is being edited as it stands; nothing of it is saved.
    pub(crate) fn try_draft(&mut self, plan: &Plan) {
        let Some(editor) = self.editor.as_ref().filter(|editor| editor.is_checked()) else { return };
        let Some(scenario) = editor.findings.as_ref().and_then(|found| found.scenario.clone()) else { return };
        // A session borrows its scenario for as long as the game lasts.
        let scenario: &'static Scenario = Box::leak(Box::new((*scenario).clone()));
        let premise = plan.premise.premise(scenario).map_err(|error| format!("{error}."));
        match premise.and_then(|premise| Session::begin(scenario, &plan.begin(premise))) {
            Ok(session) => {
                self.saves.rest();
                self.seat(session);
                self.before = vec![Screen::Title, Screen::Library, Screen::Editor];
            }
            Err(fault) => self.complain(fault),
        }
    }

    /// Has the graph of what is being edited drawn, with the traffic of many crises, as a page that stands alone.
    pub(crate) fn graph_draft(&mut self) {
        let Some(editor) = self.editor.as_mut().filter(|editor| editor.is_checked()) else { return };
        let Some(scenario) = editor.findings.as_ref().and_then(|found| found.scenario.clone()) else {
            return self.complain(tr!("It has faults, and nothing can be drawn until they are mended."));
        };
        let declared = load(&editor.draft.id, &editor.draft.found()).sources.declared();
        editor.web.draw(editor.draft.version(), scenario, declared);
    }

    /// Writes the page of a graph that is drawn, and opens it where pages are read.
    pub(crate) fn deliver_graph(&mut self, ctx: &egui::Context) {
        let Some(editor) = &mut self.editor else { return };
        let Some(page) = editor.web.drawn() else { return };
        match self.saves.export("graph", &editor.draft.id, &page) {
            Ok(path) => {
                ctx.open_url(egui::OpenUrl::new_tab(address(&path)));
                self.say(tr!("The graph is in {path}, and opens in your browser.", path = path.display()));
            }
            Err(fault) => self.complain(fault),
        }
    }

    /// Leaves the editor; unsaved changes are asked about.
    pub(crate) fn leave_editor(&mut self) {
        if let Some(editor) = self.editor.as_mut().filter(|editor| editor.draft.is_dirty()) {
            if !editor.is_asking_about_disk() {
                editor.ask_leave(false);
            }
            return;
        }
        self.editor = None;
        self.memory.seats = crate::screens::seats::State::default();
        if self.screen == Screen::Editor {
            self.act(Intent::Back);
        }
    }

    /// Whether it is the scenario that is being edited whose files have changed on disk; the editor then sees to it.
    pub(crate) fn edited_on_disk(&mut self, at: usize) -> bool {
        let Some(book) = self.shelf.books.get(at) else { return false };
        let Some(editor) = self.editor.as_mut().filter(|editor| Some(&editor.folder) == book.folder()) else {
            return false;
        };
        let taken = editor.look_at_disk();
        let title = editor.title();
        let _ = self.shelf.reload(at);
        if !taken.is_empty() {
            self.say(tr!(
                "“{title}” was changed on disk, and the editor has it now: {names}.",
                title,
                names = taken.join(", ")
            ));
        }
        true
    }
}

/// A file as an address for a browser: what has a meaning of its own in addresses is written by its bytes.
fn address(path: &std::path::Path) -> String {
    let path = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let path = path.to_string_lossy().replace('\\', "/");
    let mut address = "file://".to_owned();
    if !path.starts_with('/') {
        address.push('/');
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'-' | b'_' | b':' | b'~') {
            address.push(char::from(byte));
        } else {
            address += &format!("%{byte:02X}");
        }
    }
    address
}
