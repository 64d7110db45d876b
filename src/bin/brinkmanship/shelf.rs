//! The shelf: every scenario that can be found, read and checked; a broken one stands there too, with its faults.

use std::path::PathBuf;

use brinkmanship::scenario::{Diagnostic, Scenario, Severity};

use crate::shared::{
    bundled::BUNDLED,
    library::{Entry, Library, Names, Place},
};

/// A scenario on the shelf.
#[derive(Clone, Debug)]
pub struct Book {
    /// Where it was found.
    pub entry: Entry,
    /// The scenario, if it can be played.
    pub scenario: Option<&'static Scenario>,
    /// Its fictional twin, once it was asked for.
    twin: Option<&'static Scenario>,
    /// What was found when it was checked.
    pub diagnostics: Vec<Diagnostic>,
}

impl Book {
    /// It under its real names, or under those of its fictional twin, which is read when it is first asked for.
    ///
    /// # Errors
    /// Why it cannot be played under those names, in a sentence.
    pub fn named(&mut self, names: Names) -> Result<&'static Scenario, String> {
        let real = self.scenario.ok_or_else(|| tr!("“{id}” cannot be played as it stands.", id = self.entry.id))?;
        match (names, self.twin) {
            (Names::Real, _) => Ok(real),
            (Names::Invented, Some(twin)) => Ok(twin),
            (Names::Invented, None) => {
                let twin = self.entry.named(names).map_err(|error| format!("{error:#}."))?;
                Ok(self.twin.insert(Box::leak(Box::new(twin))))
            }
        }
    }

    /// How many faults keep it from being played, and how many warnings there are.
    #[must_use]
    pub fn faults(&self) -> (usize, usize) {
        let errors = self.diagnostics.iter().filter(|one| one.severity == Severity::Error).count();
        (errors, self.diagnostics.len() - errors)
    }

    /// The name for the card.
    #[must_use]
    pub fn title(&self) -> &str {
        self.scenario.map_or(self.entry.id.as_str(), |scenario| scenario.title.as_str())
    }

    /// Its folder, if it lies in one.
    #[must_use]
    pub fn folder(&self) -> Option<&PathBuf> {
        match &self.entry.place {
            Place::Folder(path) => Some(path),
            Place::Inside(_) | Place::Pack(_) => None,
        }
    }

    /// Whether it is the person's own to change: in a folder, and none of those that come with the program.
    #[must_use]
    pub fn is_own(&self) -> bool {
        self.folder().is_some() && BUNDLED.iter().all(|(id, _)| *id != self.entry.id)
    }

    /// Reads and checks it.
    #[must_use]
    pub fn read(entry: Entry) -> (Self, Option<String>) {
        match entry.load() {
            Ok(mut loaded) => {
                // A scenario lives as long as the game: sessions, films and debriefs borrow it. Each edit of a
                // file while the game is open leaves the former version behind, a megabyte or two.
                let scenario = loaded.scenario.take().map(|scenario| &*Box::leak(Box::new(scenario)));
                (Self { entry, scenario, twin: None, diagnostics: loaded.diagnostics }, None)
            }
            Err(error) => {
                let said = format!("{error:#}");
                (Self { entry, scenario: None, twin: None, diagnostics: Vec::new() }, Some(said))
            }
        }
    }
}

/// What came of reading a scenario again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reloaded {
    /// It says the same as before.
    Same,
    /// It has a new version that can be played.
    Fresh,
    /// It cannot be played as it stands; why it could not even be opened, if so.
    Broken(Option<String>),
}

/// The shelf.
#[derive(Clone, Debug)]
pub struct Shelf {
    library: Library,
    /// What stands on it, by id.
    pub books: Vec<Book>,
}

impl Shelf {
    /// Reads everything that can be found; says what could not be opened.
    #[must_use]
    pub fn read(library: Library) -> (Self, Vec<String>) {
        let mut said = Vec::new();
        let mut books = Vec::new();
        match library.all() {
            Ok(entries) => {
                for entry in entries {
                    let (book, fault) = Book::read(entry);
                    said.extend(fault);
                    books.push(book);
                }
            }
            Err(error) => said.push(format!("{error:#}")),
        }
        (Self { library, books }, said)
    }

    /// A scenario by its id.
    #[must_use]
    pub fn of(&self, id: &str) -> Option<usize> {
        self.books.iter().position(|book| book.entry.id == id)
    }

    /// A scenario by its id, under its real names or under those of its twin.
    ///
    /// # Errors
    /// Why it cannot be played under those names, in a sentence; none stands for a scenario that is not on the shelf.
    pub fn find(&mut self, id: &str, names: Names) -> Result<Option<&'static Scenario>, String> {
        let book = self.books.iter_mut().find(|book| book.entry.id == id && book.scenario.is_some());
        book.map(|book| book.named(names)).transpose()
    }

    /// Reads one again in the language in force.
    pub fn translate(&mut self, at: usize) {
        if let Some(book) = self.books.get_mut(at) {
            *book = Book::read(book.entry.clone()).0;
        }
    }

    /// Reads one again after its files have changed.
    pub fn reload(&mut self, at: usize) -> Reloaded {
        let Some(place) = self.books.get_mut(at) else { return Reloaded::Same };
        let (book, fault) = Book::read(place.entry.clone());
        match (place.scenario, book.scenario) {
            (Some(old), Some(new)) if old.fingerprint == new.fingerprint => {
                place.diagnostics = book.diagnostics;
                // Its invented names are no part of the rules, and may be others now.
                place.twin = None;
                Reloaded::Same
            }
            (_, Some(_)) => {
                *place = book;
                Reloaded::Fresh
            }
            (_, None) => {
                // The last good version plays on.
                place.diagnostics = book.diagnostics;
                Reloaded::Broken(fault)
            }
        }
    }

    /// Looks for scenarios again; those that were there keep the version that is being played.
    pub fn rescan(&mut self) -> Vec<String> {
        let (mut fresh, said) = Self::read(self.library.clone());
        for book in &mut fresh.books {
            let old = self.books.iter().find(|old| old.entry.id == book.entry.id);
            if let Some(old) = old
                && let (Some(scenario), None) = (old.scenario, book.scenario)
            {
                book.scenario = Some(scenario);
            }
        }
        *self = fresh;
        said
    }
}
