//! What a person noted beside play: forecasts, which nothing in the rules goes by.

use crate::scenario::model::{Actor, Category};

/// A kind of ending, as forecasts tell them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A settlement or a tacit understanding.
    Agreed,
    /// Direct war between the two.
    War,
    /// Anything else.
    Other,
}

impl Kind {
    /// All of them, in the order in which a forecast states them.
    pub const ALL: [Self; 3] = [Self::Agreed, Self::War, Self::Other];

    /// The kind of a category of ending.
    #[must_use]
    pub const fn of(category: Category) -> Self {
        match category {
            Category::Settlement | Category::TacitUnderstanding => Self::Agreed,
            Category::LimitedWar | Category::MajorWar | Category::NuclearWar => Self::War,
            Category::BackingDown | Category::FaitAccompli | Category::Stalemate | Category::Unsettled => Self::Other,
        }
    }
}

/// How likely each kind of ending is said to be, in parts of a hundred.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Forecast {
    agreed: u8,
    war: u8,
}

impl Forecast {
    /// A forecast by its parts for an agreement and for war; the rest is for anything else. None where they are more
    /// than a hundred.
    #[must_use]
    pub const fn of(agreed: u8, war: u8) -> Option<Self> {
        match agreed.checked_add(war) {
            Some(0..=100) => Some(Self { agreed, war }),
            Some(_) | None => None,
        }
    }

    /// The parts of a hundred for a kind.
    #[must_use]
    pub const fn parts(self, kind: Kind) -> u8 {
        match kind {
            Kind::Agreed => self.agreed,
            Kind::War => self.war,
            Kind::Other => 100 - self.agreed - self.war,
        }
    }

    /// How far it was from what came: the sum over the kinds of the squared differences, in parts of 10,000, from 0
    /// where it was sure and right to 20,000 where it was sure and wrong (Brier 1950).
    #[must_use]
    pub fn brier(self, came: Kind) -> u32 {
        let square = |kind: Kind| {
            let is = if kind == came { 100 } else { 0 };
            let off = u32::from(self.parts(kind).abs_diff(is));
            off * off
        };
        Kind::ALL.into_iter().map(square).sum()
    }
}

/// A forecast that was written down before an order was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// Before the order of which turn.
    pub turn: usize,
    /// Whose.
    pub actor: Actor,
    /// What the person said.
    pub own: Forecast,
    /// What the staff reckoned of the order that was sent, where it was asked.
    pub staff: Option<Forecast>,
}
