//! Scenarios that change while the game runs: read again when their files change, and in another language when one is set.
//! The crisis at the table goes on.

use crate::{
    game::Game,
    intent::Screen,
    notices::{About, Notice},
    screens,
    shared::library::Names,
    shelf::Reloaded,
    watch::Sentry,
};

impl Game {
    /// One who watches the scenarios on disk from a thread.
    #[must_use]
    pub fn sentry(&self) -> Sentry {
        self.watch.sentry()
    }

    /// Looks whether a scenario's files have changed on disk, and reads again those that have.
    pub fn look(&mut self) {
        for at in self.watch.changed(&self.shelf) {
            if !self.edited_on_disk(at) {
                self.reload(at);
            }
        }
    }

    /// Reads every scenario in the language that is now set. The crisis at the table goes on in it.
    pub(crate) fn translate(&mut self) {
        let _spoken = self.speak();
        self.notices.clear();
        self.memory.film = screens::film::State::default();
        self.memory.seats = screens::seats::State::default();
        for at in 0..self.shelf.books.len() {
            self.shelf.translate(at);
            let playing = self.session.as_ref().filter(|_| self.memory.coach.is_none());
            let book = &mut self.shelf.books[at];
            let Some(session) = playing.filter(|session| session.scenario().id == book.entry.id) else { continue };
            let names = Names::of(session.scenario().original.is_some());
            let told = book.named(names).and_then(|scenario| session.under(scenario).map_err(|why| why.to_string()));
            match told {
                Ok((session, _)) => {
                    self.session = Some(session);
                    self.memory.table = screens::table::State::default();
                    self.memory.debrief = screens::debrief::State::default();
                }
                Err(fault) => self.complain(fault),
            }
        }
    }

    /// Reads a scenario again. A crisis of it that is at the table goes on under the new version; a broken version
    /// shows its faults, and the last good one plays on.
    pub(crate) fn reload(&mut self, at: usize) {
        let Some(book) = self.shelf.books.get(at) else { return };
        let before = book.scenario;
        let reloaded = self.shelf.reload(at);
        let book = &self.shelf.books[at];
        let (title, (errors, _)) = (book.title().to_owned(), book.faults());
        match reloaded {
            Reloaded::Same => {
                let more = Some((Screen::Faults(at), tr!("Show the faults")));
                let broken = self.notices.iter().any(|notice| notice.more == more);
                if broken {
                    self.say_about(About::Scenario(at), tr!("“{title}” stands on disk again as it was.", title));
                }
            }
            Reloaded::Broken(fault) => {
                let found = match (fault, errors) {
                    (Some(fault), _) => tr!("cannot be opened any more: {fault}", fault),
                    (None, 1) => tr!("has a fault as it stands on disk").to_owned(),
                    (None, errors) => tr!("has {errors} faults as it stands on disk", errors),
                };
                let then = if before.is_some() { tr!(" The last good version plays on.") } else { "" };
                let text = format!("“{title}” {found}.{then}");
                let more = Some((Screen::Faults(at), tr!("Show the faults")));
                self.note(Notice { text, fault: true, more, about: Some(About::Scenario(at)) });
            }
            Reloaded::Fresh => {
                self.unsay(Some(About::Scenario(at)));
                self.memory.film = screens::film::State::default();
                self.memory.seats = screens::seats::State::default();
                self.under_new_rules(at, &title);
            }
        }
    }

    /// The crisis at the table goes on under a new version of its scenario.
    fn under_new_rules(&mut self, at: usize, title: &str) {
        let practice = self.memory.coach.is_some();
        let session = self.session.as_ref();
        let twin = session.is_some_and(|session| session.scenario().original.is_some());
        let scenario = match self.shelf.books[at].named(Names::of(twin)) {
            Ok(scenario) => scenario,
            Err(fault) => return self.complain(fault),
        };
        // Also one that goes on under an older version, because it could not be played under the last.
        let session = session.filter(|session| session.scenario().id == scenario.id && !practice);
        let Some(session) = session else {
            return self
                .say_about(About::Scenario(at), tr!("“{title}” was changed on disk and has been read again.", title));
        };
        match session.under(scenario) {
            Ok((session, parted)) => {
                self.session = Some(session);
                self.memory.table = screens::table::State::default();
                self.memory.debrief = screens::debrief::State::default();
                match parted {
                    Some(parted) => {
                        // What was saved under the old rules stays as it was.
                        self.saves.begin(&scenario.id);
                        self.say_about(About::Scenario(at), tr!("“{title}” was changed on disk, and your crisis was played again under the new rules. The first turn that differs: {parted}", title, parted));
                    }
                    None => self.say_about(About::Scenario(at), tr!("“{title}” was changed on disk. Your crisis was played again under the new rules, and comes out the same so far.", title)),
                }
                self.autosave();
                self.ended();
            }
            Err(fault) => self.complain_about(About::Scenario(at), tr!("“{title}” was changed on disk, but your crisis cannot be played under the new rules: {fault}. It goes on under the old ones.", title, fault)),
        }
    }
}
