//! Where labels stand, so that none lies over another.

use crate::shared::geo::Flat;

/// A part of a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Box {
    pub(super) left: f64,
    pub(super) top: f64,
    pub(super) right: f64,
    pub(super) foot: f64,
}

impl Box {
    /// The one of a size about a point.
    pub(super) fn about([x, y]: Flat, [wide, high]: [f64; 2]) -> Self {
        Self { left: x - wide / 2.0, top: y - high / 2.0, right: x + wide / 2.0, foot: y + high / 2.0 }
    }

    /// The same, larger on each side.
    pub(super) fn grown(self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, foot: self.foot + by }
    }

    pub(super) fn holds(self, [x, y]: Flat) -> bool {
        self.left <= x && x <= self.right && self.top <= y && y <= self.foot
    }

    pub(super) fn contains(self, other: Self) -> bool {
        self.left <= other.left && self.top <= other.top && other.right <= self.right && other.foot <= self.foot
    }

    fn meets(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.foot && other.top < self.foot
    }
}

/// The places that a label may take beside its point, best first: how far its middle lies from the point, as a share of
/// its size and in units.
const PLACES: [([f64; 2], [f64; 2]); 8] = [
    ([0.5, 0.0], [8.0, 0.0]),
    ([-0.5, 0.0], [-8.0, 0.0]),
    ([0.0, -0.5], [0.0, -8.0]),
    ([0.0, 0.5], [0.0, 8.0]),
    ([0.5, -0.5], [6.0, -4.0]),
    ([0.5, 0.5], [6.0, 4.0]),
    ([-0.5, -0.5], [-6.0, -4.0]),
    ([-0.5, 0.5], [-6.0, 4.0]),
];

/// What has been placed so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Labels {
    taken: Vec<Box>,
}

impl Labels {
    /// Keeps a part of the picture free of labels.
    pub(super) fn keep_free(&mut self, room: Box) {
        self.taken.push(room);
    }

    /// Whether nothing lies there yet.
    pub(super) fn free(&self, room: Box) -> bool {
        !self.taken.iter().any(|taken| taken.grown(1.0).meets(room))
    }

    /// A free place for a label of a size beside a point, within a part of the picture; none where all are taken.
    pub(super) fn place(&mut self, within: Box, [x, y]: Flat, [wide, high]: [f64; 2]) -> Option<Box> {
        let room = PLACES
            .iter()
            .map(|(share, away)| {
                Box::about([x + share[0] * wide + away[0], y + share[1] * high + away[1]], [wide, high])
            })
            .find(|room| within.contains(*room) && self.free(*room))?;
        self.taken.push(room);
        Some(room)
    }
}
