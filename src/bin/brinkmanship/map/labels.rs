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
    /// Points of lines that letters had better not cross.
    lines: Vec<Pos2>,
}

/// So many points of lines count as much against a place as the next place of the list does.
const CROSSED: usize = 2;

impl Labels {
    /// Keeps a part of the screen free of labels.
    pub fn keep_free(&mut self, rect: Rect) {
        self.taken.push(rect);
    }

    /// Has lines avoided where there is a choice.
    pub fn avoid(&mut self, points: impl IntoIterator<Item = Pos2>) {
        self.lines.extend(points);
    }

    /// Whether nothing lies there yet.
    pub fn free(&self, rect: Rect) -> bool {
        !self.taken.iter().any(|taken| taken.expand(1.0).intersects(rect))
    }

    /// A free place for a label of a size beside a point, within a part of the screen, that crosses few lines; none where
    /// all are taken.
    pub fn place(&mut self, within: Rect, at: Pos2, size: Vec2) -> Option<Rect> {
        let crossed = |rect: &Rect| self.lines.iter().filter(|point| rect.contains(**point)).count();
        let (_, free) = PLACES
            .iter()
            .map(|(share, away)| Rect::from_center_size(at + *share * size + *away, size))
            .enumerate()
            .filter(|(_, rect)| within.contains_rect(*rect) && self.free(*rect))
            .min_by_key(|(place, rect)| place + crossed(rect) / CROSSED)?;
        self.taken.push(free);
        Some(free)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_takes_the_place_that_crosses_no_line_where_there_is_one() {
        let within = Rect::from_min_size(Pos2::ZERO, Vec2::new(400.0, 300.0));
        let (at, size) = (Pos2::new(200.0, 150.0), Vec2::new(60.0, 14.0));
        let plain = Labels::default().place(within, at, size).unwrap_or(Rect::NOTHING);
        let mut labels = Labels::default();
        labels.avoid((0..40_u8).map(|step| Pos2::new(205.0 + f32::from(step) * 2.0, 151.0)));
        let beside = labels.place(within, at, size).unwrap_or(Rect::NOTHING);
        assert!(200.0 < plain.left() && beside.right() < 200.0, "{plain:?} {beside:?}");
    }

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
