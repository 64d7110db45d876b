//! What the table remembers: which paper lies on top, what is unfolded, what was asked for.

use std::collections::{BTreeMap, BTreeSet};

use brinkmanship::{crisis::Act, report::table::OfferRow, scenario::model::Legs};
use egui::Rect;

use crate::{
    panels::{compose::Draft, estimates},
    session::Phase,
};

/// A paper on the table.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Paper {
    /// The decision of the turn.
    #[default]
    Decision,
    /// All desks.
    Desks,
    /// The negotiating table.
    Talks,
    /// The red lines.
    Lines,
    /// The tracks.
    Tracks,
    /// The advisers.
    Advisers,
    /// The dispatches.
    Dispatches,
    /// The aims.
    Aims,
    /// The map in words.
    Words,
    /// The ladder, where there is no room for it beside the map.
    Ladder,
    /// The map, where there is no room for it beside the papers.
    Map,
}

/// The papers: the name of the tab, the action that takes it up, and whether it has a place of its own where there is
/// room.
pub const PAPERS: &[(Paper, &str, &str, bool)] = &[
    (Paper::Decision, mark!("Decision"), "paper-decision", false),
    (Paper::Desks, mark!("Desks"), "paper-desks", false),
    (Paper::Talks, mark!("Talks"), "paper-talks", false),
    (Paper::Lines, mark!("Red lines"), "paper-lines", false),
    (Paper::Tracks, mark!("Tracks"), "paper-tracks", false),
    (Paper::Aims, mark!("Aims"), "paper-aims", false),
    (Paper::Advisers, mark!("Advisers"), "paper-advisers", false),
    (Paper::Dispatches, mark!("Dispatches"), "paper-dispatches", false),
    (Paper::Words, mark!("Map in words"), "paper-words", false),
    (Paper::Ladder, mark!("Ladder"), "paper-ladder", true),
    (Paper::Map, mark!("Map"), "paper-map", true),
];

/// What this screen remembers.
#[derive(Clone, Debug, Default)]
pub struct State {
    /// Where the map shows through; none while nothing of it does.
    pub map_rect: Option<Rect>,
    /// The theatre of the map that is looked at.
    pub theatre: usize,
    /// The paper that lies on top.
    pub paper: Paper,
    /// The paper that lay there before one with a place of its own was asked for.
    pub(super) under: Paper,
    /// The desk that is looked at, by its place among the desks of the table.
    pub desk: Option<usize>,
    /// The rung that is explained: its ladder and its place.
    pub rung: Option<(usize, usize)>,
    /// The offer that is being composed.
    pub compose: Option<Draft>,
    /// What the staff has said so far, and the forecast that was written down.
    pub staff: estimates::Staff,
    /// What is looked for in the dispatches.
    pub search: String,
    /// What is looked for on the map.
    pub map_search: String,
    /// Whether it was asked to let the turn pass, and not yet confirmed.
    pub passing: bool,
    /// Whether how a turn goes is still to be said.
    pub first: bool,
    /// When the briefing began to appear.
    pub brief_since: Option<f64>,
    /// Whether the briefing stands there whole.
    pub brief_read: bool,
    /// The time left of the turn in words, and whether it is up.
    pub time_left: Option<(String, bool)>,
    /// Actions whose keys were pressed, until they are acted on.
    pub asked: Vec<&'static str>,
    /// The ladder that is unfolded where not all fit.
    pub ladder: usize,
    /// Whether the ladder was turned to where one stands.
    pub ladder_seen: bool,
    /// What is unfolded, by name.
    pub(super) open: BTreeSet<String>,
    /// The acts that the number keys choose, in order.
    pub(super) numbered: Vec<Act>,
    /// How many moments of this turn were dismissed.
    pub(super) staged: usize,
    /// The seat and the turn whose moments were staged as its orders were unsealed.
    pub(super) told: Option<(usize, usize)>,
    /// When the moment on the screen appeared.
    pub(super) moment_since: Option<f64>,
    /// The seconds spent on this turn, and when they were last counted.
    pub(super) spent: (f64, Option<f64>),
    /// Whether there is little height: the decision then comes first.
    pub low: bool,
    /// The paper to which one comes back.
    pub(super) home: Paper,
    /// Chosen cards that were brought into sight.
    pub(super) brought: Vec<Act>,
    /// Of which phase and turn all this is.
    pub of: Option<(Phase, usize)>,
    /// The keys of the actions, as set.
    pub(super) hints: BTreeMap<&'static str, String>,
    /// Whether the screen was shown at all.
    pub(super) shown: bool,
    /// The seats of a shared screen that have been briefed.
    pub(super) briefed: [bool; 2],
}

impl State {
    /// A turn has passed.
    pub fn turned(&mut self) {
        self.fresh();
        self.first = false;
        self.shown = true;
    }

    /// Another paper, another person or another turn: nothing of what was looked at stays.
    pub(super) fn fresh(&mut self) {
        let kept = Self {
            theatre: self.theatre,
            first: self.first,
            shown: self.shown,
            told: self.told,
            briefed: self.briefed,
            ..Self::default()
        };
        let asked = std::mem::take(&mut self.asked);
        let hints = std::mem::take(&mut self.hints);
        *self = Self { asked, hints, ..kept };
    }

    /// Whether something is unfolded.
    #[must_use]
    pub fn is_open(&self, key: &str) -> bool {
        self.open.contains(key)
    }

    /// Unfolds something, or folds it again.
    pub fn toggle(&mut self, key: &str) {
        if !self.open.remove(key) {
            self.open.insert(key.to_owned());
        }
    }

    /// The number key that chooses an act.
    #[must_use]
    pub fn number(&self, act: Act) -> Option<usize> {
        self.numbered.iter().position(|other| *other == act).map(|at| at + 1)
    }

    /// Whether a card has just been chosen, so that it has to be brought into sight.
    pub fn brought_into_sight(&mut self, act: Act, chosen: bool) -> bool {
        let before = self.brought.iter().position(|other| *other == act);
        match (before, chosen) {
            (None, true) => self.brought.push(act),
            (Some(at), false) => {
                self.brought.remove(at);
            }
            _ => {}
        }
        before.is_none() && chosen
    }

    /// The desk that is looked at.
    #[must_use]
    pub fn desk(&self) -> usize {
        self.desk.unwrap_or(0)
    }

    /// The key of an action, in words.
    #[must_use]
    pub fn hint(&self, id: &str) -> String {
        self.hints.get(id).cloned().unwrap_or_default()
    }

    /// Begins to compose an offer for a desk.
    pub fn compose_new(&mut self, desk: usize) {
        self.compose = Some(Draft { answers: None, desk, legs: Legs::default(), refused: None });
    }

    /// Begins to compose an answer to an offer, from its own terms.
    pub fn compose_answer(&mut self, offer: &OfferRow) {
        let mut legs = Legs::default();
        for leg in &offer.legs {
            let bit = 1_u32.checked_shl(u32::try_from(leg.term).unwrap_or(u32::MAX)).unwrap_or(0);
            if leg.secret {
                legs.secret |= bit;
            } else {
                legs.public |= bit;
            }
        }
        self.compose = Some(Draft { answers: Some((offer.slot, offer.letter)), desk: 0, legs, refused: None });
    }

    /// One step back within the table; false where there is none, so that one leaves it.
    pub fn step_back(&mut self) -> bool {
        if self.compose.take().is_some() {
            return true;
        }
        if std::mem::take(&mut self.passing) {
            return true;
        }
        std::mem::replace(&mut self.paper, self.home) != self.home
    }
}
