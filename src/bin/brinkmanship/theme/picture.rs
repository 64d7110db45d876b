//! The picture of the title: a chart's graticule, a ladder that rises out of it, and two marks that climb.

use egui::{Pos2, Rect, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo};

use super::Theme;

/// How many rungs the ladder of the picture has.
const RUNGS: u8 = 9;
/// Above which of them the firebreak lies.
const FIREBREAK: u8 = 6;

impl Theme {
    /// Paints the picture into a space.
    pub fn title_picture(&self, ui: &mut Ui, space: Vec2) {
        let (rect, response) = ui.allocate_exact_size(space, Sense::hover());
        response.widget_info(|| {
            WidgetInfo::labeled(
                egui::WidgetType::Image,
                true,
                tr!("A ladder over a chart of the sea, with a mark of each side on it"),
            )
        });
        let painter = ui.painter().with_clip_rect(rect);
        painter.rect_filled(rect, 0.0, self.palette.sea);
        self.graticule(&painter, rect);
        self.ladder(&painter, rect);
        painter.rect_stroke(rect, 0.0, Stroke::new(1.0, self.palette.coast), egui::StrokeKind::Inside);
    }

    /// Meridians that meet far above, and parallels about the same point.
    fn graticule(&self, painter: &egui::Painter, rect: Rect) {
        let pole = Pos2::new(rect.left() + rect.width() * 0.62, rect.top() - rect.height() * 0.75);
        let stroke = Stroke::new(1.0, self.palette.graticule);
        let reach = rect.height() * 2.1 + rect.width();
        for step in -9_i8..=9 {
            let angle = f32::from(step) * 0.105;
            painter.line_segment([pole, pole + Vec2::new(angle.sin(), angle.cos()) * reach], stroke);
        }
        for ring in 1_u8..=14 {
            let radius = rect.height() * (0.72 + f32::from(ring) * 0.115);
            let arc = (-40_i8..=40)
                .map(|at| {
                    let angle = f32::from(at) * 0.03;
                    pole + Vec2::new(angle.sin(), angle.cos()) * radius
                })
                .collect();
            painter.add(Shape::line(arc, stroke));
        }
    }

    /// The ladder leans; what lies above the firebreak fades into danger.
    fn ladder(&self, painter: &egui::Painter, rect: Rect) {
        let foot = Pos2::new(rect.left() + rect.width() * 0.36, rect.bottom() - rect.height() * 0.08);
        let head = Pos2::new(rect.left() + rect.width() * 0.62, rect.top() + rect.height() * 0.1);
        let half = (rect.width() * 0.11).clamp(26.0, 64.0);
        let rail = |share: f32, side: f32| {
            let narrower = 1.0 - share * 0.28;
            foot + (head - foot) * share + Vec2::new(half * narrower * side, half * 0.1 * side)
        };
        let ink = self.palette.ink;
        for side in [-1.0, 1.0] {
            painter.line_segment([rail(-0.02, side), rail(1.02, side)], Stroke::new(3.0, ink));
        }
        let share = |rung: u8| (f32::from(rung) + 0.5) / f32::from(RUNGS);
        for rung in 0..RUNGS {
            let colour = if rung < FIREBREAK { ink } else { self.palette.alarm };
            let width = if rung < FIREBREAK { 2.4 } else { 3.2 };
            painter.line_segment([rail(share(rung), -1.0), rail(share(rung), 1.0)], Stroke::new(width, colour));
        }
        let between = f32::from(FIREBREAK) / f32::from(RUNGS);
        let ends = [rail(between, -2.4), rail(between, 2.4)];
        painter.extend(Shape::dashed_line(&ends, Stroke::new(1.6, self.palette.alarm), 7.0, 5.0));
        let size = half * 0.26;
        let first = rail(share(3), -0.42) + Vec2::new(0.0, -size - 1.0);
        let paper = Stroke::new(2.0, self.palette.paper);
        let square = Rect::from_center_size(first, Vec2::splat(size * 2.0));
        painter.rect(square, 0.0, self.actor(0), paper, egui::StrokeKind::Outside);
        let second = rail(share(4), 0.4) + Vec2::new(0.0, -size - 1.0);
        let points = vec![
            second + Vec2::new(0.0, -size * 1.15),
            second + Vec2::new(size * 1.15, size),
            second + Vec2::new(-size * 1.15, size),
        ];
        painter.add(Shape::convex_polygon(points, self.actor(1), paper));
    }
}
