//! What is said to the person until it is dismissed.

use crate::{game::Game, intent::Screen};

/// Something said to the person until it is dismissed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// What is said.
    pub text: String,
    /// Whether something went wrong.
    pub fault: bool,
    /// A screen that says more, with the words that lead there.
    pub more: Option<(Screen, &'static str)>,
    /// What it is about, where a later notice about the same takes its place.
    pub about: Option<About>,
}

/// What notices are about of which only the last one stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// The crisis at the table is not saved by itself.
    Autosave,
    /// The settings are not kept.
    Settings,
    /// A scenario that has changed on disk, by its place on the shelf.
    Scenario(usize),
    /// The coach waits for something.
    Coach,
    /// The classroom that runs beside the game.
    Classroom,
}

impl Game {
    /// Says something until it is dismissed; what stands there already is said once.
    pub fn say(&mut self, text: impl Into<String>) {
        self.note(Notice { text: text.into(), fault: false, more: None, about: None });
    }

    /// Says something in the place of what was said last about the same.
    pub fn say_about(&mut self, about: About, text: impl Into<String>) {
        self.note(Notice { text: text.into(), fault: false, more: None, about: Some(about) });
    }

    /// Says that something went wrong.
    pub fn complain(&mut self, text: impl Into<String>) {
        self.note(Notice { text: text.into(), fault: true, more: None, about: None });
    }

    pub(crate) fn complain_about(&mut self, about: About, text: String) {
        self.note(Notice { text, fault: true, more: None, about: Some(about) });
    }

    /// Says that something is not kept, once while that holds.
    pub(crate) fn complain_once(&mut self, about: About, text: String) {
        if !self.told.contains(&about) {
            self.told.push(about);
            self.complain_about(about, text);
        }
    }

    pub(crate) fn note(&mut self, notice: Notice) {
        if notice.about.is_some() {
            self.unsay(notice.about);
        }
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }

    /// What was said about something holds no longer.
    pub(crate) fn unsay(&mut self, about: Option<About>) {
        self.notices.retain(|notice| notice.about != about);
    }

    /// It is kept again: should that fail later, it is said anew.
    pub(crate) fn kept(&mut self, about: About) {
        self.told.retain(|told| *told != about);
        self.unsay(Some(about));
    }
}
