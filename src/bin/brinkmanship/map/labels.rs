//! Where labels stand, so that none lies over another.

use egui::{Pos2, Rect, Vec2};

/// The places that a label may take beside its point, best first: how far its middle lies from the point, as a share of
/// its size and as a share of the distance that it keeps.
const PLACES: [(Vec2, Vec2); 8] = [
    (Vec2::new(0.5, 0.0), Vec2::new(1.0, 0.0)),
    (Vec2::new(-0.5, 0.0), Vec2::new(-1.0, 0.0)),
    (Vec2::new(0.0, -0.5), Vec2::new(0.0, -1.0)),
    (Vec2::new(0.0, 0.5), Vec2::new(0.0, 1.0)),
    (Vec2::new(0.5, -0.5), Vec2::new(1.0, 0.0)),
    (Vec2::new(0.5, 0.5), Vec2::new(1.0, 0.0)),
    (Vec2::new(-0.5, -0.5), Vec2::new(-1.0, 0.0)),
    (Vec2::new(-0.5, 0.5), Vec2::new(-1.0, 0.0)),
];

/// How far a label keeps from the edge of what it names, in points.
const GAP: f32 = 3.0;

/// How far apart the points are by which a line is avoided, in points.
const STEP: f32 = 4.0;

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

    /// Has a line avoided where there is a choice, all along.
    pub fn avoid_line(&mut self, within: Rect, line: &[Pos2]) {
        for pair in line.windows(2) {
            let steps = (pair[0].distance(pair[1]) / STEP).ceil().clamp(1.0, 400.0);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 400")]
            let count = steps as u16;
            let points = (0..count).map(|step| pair[0].lerp(pair[1], f32::from(step) / steps));
            self.lines.extend(points.filter(|at| within.contains(*at)));
        }
    }

    /// Whether nothing lies there yet.
    pub fn free(&self, rect: Rect) -> bool {
        !self.taken.iter().any(|taken| taken.expand(1.0).intersects(rect))
    }

    /// A free place for a label of a size beside a mark, of which the middle and how far it reaches are given, within a part
    /// of the screen, that crosses few lines; none where all are taken.
    pub fn place(&mut self, within: Rect, (at, reach): (Pos2, f32), size: Vec2) -> Option<Rect> {
        let crossed = |rect: &Rect| self.lines.iter().filter(|point| rect.contains(**point)).count();
        let (_, free) = PLACES
            .iter()
            .map(|(share, away)| Rect::from_center_size(at + *share * size + *away * (reach + GAP), size))
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
        let plain = Labels::default().place(within, (at, 4.0), size).unwrap_or(Rect::NOTHING);
        let mut labels = Labels::default();
        labels.avoid_line(within, &[Pos2::new(205.0, 151.0), Pos2::new(285.0, 151.0)]);
        let beside = labels.place(within, (at, 4.0), size).unwrap_or(Rect::NOTHING);
        assert!(200.0 < plain.left() && beside.right() < 200.0, "{plain:?} {beside:?}");
    }

    #[test]
    fn a_label_stands_clear_of_its_own_mark_and_of_others() {
        let within = Rect::from_min_size(Pos2::ZERO, Vec2::new(400.0, 300.0));
        let (at, size) = (Pos2::new(200.0, 150.0), Vec2::new(60.0, 14.0));
        for reach in [4.0, 8.0, 15.0] {
            let mut labels = Labels::default();
            let marks = [at, at + Vec2::new(40.0, 0.0), at + Vec2::new(-40.0, 0.0)];
            let marks = marks.map(|at| Rect::from_center_size(at, Vec2::splat(2.0 * reach)));
            for mark in marks {
                labels.keep_free(mark);
            }
            let label = labels.place(within, (at, reach), size).unwrap_or(Rect::NOTHING);
            assert!(label.is_positive(), "there is room above and below");
            assert!(marks.iter().all(|mark| !mark.intersects(label)), "{reach}: {label:?} lies over a mark");
        }
    }

    #[test]
    fn labels_never_lie_over_each_other_or_leave_the_map() {
        let within = Rect::from_min_size(Pos2::ZERO, Vec2::new(400.0, 300.0));
        let mut labels = Labels::default();
        let mut placed: Vec<Rect> = Vec::new();
        for step in 0_u8..200 {
            let at = Pos2::new(f32::from(step) * 37.0 % 400.0, f32::from(step) * 61.0 % 300.0);
            placed.extend(labels.place(within, (at, 4.0), Vec2::new(60.0, 14.0)));
        }
        assert!(20 < placed.len(), "hardly any label found a place: {}", placed.len());
        for (at, one) in placed.iter().enumerate() {
            assert!(within.contains_rect(*one));
            assert!(placed[at + 1..].iter().all(|other| !one.intersects(*other)), "{one:?} lies over another");
        }
    }
}
