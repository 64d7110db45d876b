//! Where labels stand, so that none lies over another.

use egui::{Pos2, Rect, Vec2};

/// The places that a label may take beside its point, best first: how far its middle lies from the point, as a share of
/// its size and in points.
const PLACES: [(Vec2, Vec2); 6] = [
    (Vec2::new(0.5, 0.0), Vec2::new(9.0, 0.0)),
    (Vec2::new(-0.5, 0.0), Vec2::new(-9.0, 0.0)),
    (Vec2::new(0.0, -0.5), Vec2::new(0.0, -8.0)),
    (Vec2::new(0.0, 0.5), Vec2::new(0.0, 8.0)),
    (Vec2::new(0.5, -0.5), Vec2::new(7.0, -4.0)),
    (Vec2::new(0.5, 0.5), Vec2::new(7.0, 4.0)),
];

/// What has been placed so far.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    taken: Vec<Rect>,
}

impl Labels {
    /// Keeps a part of the screen free of labels.
    pub fn keep_free(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// Whether nothing lies there yet.
    pub fn free(&self, rect: Rect) -> bool {
        !self.taken.iter().any(|taken| taken.expand(1.0).intersects(rect))
    }

    /// A free place for a label of a size beside a point, within a part of the screen; none where all are taken.
    pub fn place(&mut self, within: Rect, at: Pos2, size: Vec2) -> Option<Rect> {
        let free = PLACES
            .iter()
            .map(|(share, away)| Rect::from_center_size(at + *share * size + *away, size))
            .find(|rect| within.contains_rect(*rect) && self.free(*rect))?;
        self.taken.push(free);
        Some(free)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_never_lie_over_each_other_or_leave_the_map() {
        let within = Rect::from_min_size(Pos2::ZERO, Vec2::new(400.0, 300.0));
        let mut labels = Labels::default();
        let mut placed: Vec<Rect> = Vec::new();
        for step in 0_u8..200 {
            let at = Pos2::new(f32::from(step) * 37.0 % 400.0, f32::from(step) * 61.0 % 300.0);
            placed.extend(labels.place(within, at, Vec2::new(60.0, 14.0)));
        }
        assert!(20 < placed.len(), "hardly any label found a place: {}", placed.len());
        for (at, one) in placed.iter().enumerate() {
            assert!(within.contains_rect(*one));
            assert!(placed[at + 1..].iter().all(|other| !one.intersects(*other)), "{one:?} lies over another");
        }
    }
}
