//! The course of a crisis on its ladder, painted: one step line for each course, turns across, rungs up.

use egui::{
    Align, Align2, Color32, FontFamily, FontId, Pos2, Rect, Response, Sense, Shape, Stroke, Ui, Vec2, WidgetInfo,
    text::LayoutJob,
};

use super::{SANS_BOLD, Theme, size};

/// What stands at each turn of a curve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A filled square.
    Square,
    /// A filled triangle.
    Triangle,
    /// Nothing.
    Nothing,
}

/// One course.
#[derive(Clone, Debug)]
pub struct Curve {
    /// Its name.
    pub name: String,
    /// Its colour.
    pub colour: Color32,
    /// Whether it is dotted.
    pub dotted: bool,
    /// What stands at each turn.
    pub mark: Mark,
    /// The rung at the start, then at the end of each turn.
    pub steps: Vec<u8>,
}

/// The height of a rung.
const RUNG: f32 = 27.0;
/// The least distance between two turns.
const TURN: f32 = 18.0;

/// A column of a chart.
#[derive(Clone, Debug)]
pub struct Column {
    /// What stands under it.
    pub label: String,
    /// Whether it is pointed at.
    pub marked: bool,
    /// Its parts from the foot, as shares of the whole, 0 to 1, each with its colour.
    pub parts: Vec<(f64, Color32)>,
}

/// The height of a chart of columns.
const COLUMNS: f32 = 150.0;

impl Theme {
    /// Paints columns of parts, the highest as high as the chart. `said` is what a screen reader says of it.
    pub fn columns(&self, ui: &mut Ui, said: &str, columns: &[Column]) -> Response {
        let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), COLUMNS), Sense::hover());
        let plot = Rect::from_min_max(rect.min + Vec2::new(0.0, 16.0), rect.max - Vec2::new(0.0, 20.0));
        let whole = |column: &Column| column.parts.iter().map(|(share, _)| share.max(0.0)).sum::<f64>();
        let most = columns.iter().map(whole).fold(0.0, f64::max).max(1e-9);
        #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
        let step = plot.width() / columns.len().max(1) as f32;
        let painter = ui.painter();
        let small = FontId::new(size::LABEL, FontFamily::Proportional);
        painter.hline(plot.x_range(), plot.bottom(), Stroke::new(1.0, self.palette.rule));
        for (at, column) in columns.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
            let middle = plot.left() + (at as f32 + 0.5) * step;
            let mut foot = plot.bottom();
            for (share, colour) in &column.parts {
                #[expect(clippy::cast_possible_truncation, reason = "a share of a chart's height")]
                let high = plot.height() * (share.max(0.0) / most) as f32;
                let width = (step * 0.62).min(46.0);
                let bar = Rect::from_min_max(
                    Pos2::new(middle - width / 2.0, foot - high),
                    Pos2::new(middle + width / 2.0, foot),
                );
                painter.rect_filled(bar, 0.0, *colour);
                foot -= high;
            }
            if column.marked {
                let mark = Pos2::new(middle, foot - 7.0);
                painter.text(mark, Align2::CENTER_CENTER, "▼", small.clone(), self.palette.alarm);
            }
            let under = Pos2::new(middle, plot.bottom() + 11.0);
            painter.text(under, Align2::CENTER_CENTER, &column.label, small.clone(), self.palette.faint);
        }
        let said = said.to_owned();
        response.widget_info(|| WidgetInfo::labeled(egui::WidgetType::Image, true, said.clone()));
        response
    }

    /// Paints a row of squares, one for each turn, filled or not.
    pub fn squares(&self, ui: &mut Ui, said: &str, filled: &[bool]) -> Response {
        const SIDE: f32 = 13.0;
        #[expect(clippy::cast_precision_loss, reason = "a handful of turns")]
        let width = filled.len() as f32 * (SIDE + 3.0);
        let (rect, response) = ui.allocate_exact_size(Vec2::new(width, SIDE + 4.0), Sense::hover());
        for (at, full) in filled.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "a handful of turns")]
            let left = rect.left() + at as f32 * (SIDE + 3.0);
            let square = Rect::from_min_size(Pos2::new(left, rect.top() + 2.0), Vec2::splat(SIDE));
            if *full {
                ui.painter().rect_filled(square, 1.0, self.palette.ink);
            }
            ui.painter().rect_stroke(square, 1.0, Stroke::new(1.0, self.palette.rule), egui::StrokeKind::Inside);
        }
        let said = said.to_owned();
        response.widget_info(|| WidgetInfo::labeled(egui::WidgetType::Image, true, said.clone()));
        response
    }

    /// Paints how often something came over how often it was said to, both from 0 to 1, with the words beside.
    pub fn calibration(&self, ui: &mut Ui, words: &str, said: f64, came: f64) {
        ui.horizontal(|ui| {
            let (rect, _) = ui.allocate_exact_size(Vec2::new(140.0, 16.0), Sense::hover());
            let painter = ui.painter();
            painter.hline(rect.x_range(), rect.center().y, Stroke::new(1.0, self.palette.rule));
            #[expect(clippy::cast_possible_truncation, reason = "a share of a chart's width")]
            let at = |share: f64| Pos2::new(rect.left() + rect.width() * share.clamp(0.0, 1.0) as f32, rect.center().y);
            painter.line_segment([at(said), at(came)], Stroke::new(2.0, self.palette.faint));
            painter.circle_filled(at(came), 4.5, self.palette.accent);
            painter.circle(at(said), 4.0, self.palette.paper, Stroke::new(1.5, self.palette.ink));
            self.small(ui, words);
        });
    }

    /// Paints courses on a ladder. `rungs` are the rungs from the lowest, each with the firebreak above it; `now` is a
    /// step to point at. `said` is what a screen reader says of it.
    pub fn ladder_chart(
        &self,
        ui: &mut Ui,
        said: &str,
        rungs: &[(&str, Option<&str>)],
        curves: &[Curve],
        now: Option<usize>,
    ) -> Response {
        let steps = curves.iter().map(|curve| curve.steps.len()).max().unwrap_or(1).max(2);
        let room = ui.available_width();
        let small = FontId::new(size::LABEL, FontFamily::Proportional);
        let (ink, font) = (self.palette.faint, small.clone());
        let laid = |ui: &Ui, name: &str, width: f32| {
            let mut job = LayoutJob::simple(name.to_owned(), font.clone(), ink, width);
            job.halign = Align::RIGHT;
            ui.painter().layout_job(job)
        };
        // As wide as the longest name, up to almost half; what is longer takes two rows.
        let widest = rungs.iter().map(|(name, _)| laid(ui, name, f32::INFINITY).size().x).fold(0.0, f32::max);
        let names = (widest + 16.0).min(room * 0.45);
        #[expect(clippy::cast_precision_loss, reason = "a handful of rungs and turns")]
        let (high, wide) = (rungs.len() as f32 * RUNG + 26.0, (steps - 1) as f32);
        let (rect, response) = ui.allocate_exact_size(Vec2::new(room, high), Sense::hover());
        let plot = Rect::from_min_max(
            Pos2::new(rect.left() + names, rect.top() + 4.0),
            Pos2::new(rect.right() - 14.0, rect.bottom() - 22.0),
        );
        let across = (plot.width() / wide).max(TURN.min(plot.width() / wide));
        #[expect(clippy::cast_precision_loss, reason = "a handful of turns")]
        let x = |step: usize| plot.left() + step as f32 * across;
        let y = |rung: usize| {
            #[expect(clippy::cast_precision_loss, reason = "a handful of rungs")]
            let up = (rung as f32 + 0.5) * RUNG;
            plot.bottom() - up
        };
        let painter = ui.painter();
        for (at, (name, firebreak)) in rungs.iter().enumerate() {
            painter.hline(plot.x_range(), y(at), Stroke::new(0.5, self.palette.rule));
            let galley = laid(ui, name, names - 16.0);
            let middle = Pos2::new(rect.left() + names - 10.0, y(at) - galley.size().y / 2.0);
            painter.galley(middle, galley, self.palette.faint);
            if firebreak.is_some() {
                let line = y(at) - RUNG / 2.0;
                let ends = [Pos2::new(plot.left() - 6.0, line), Pos2::new(plot.right(), line)];
                painter.extend(Shape::dashed_line(&ends, Stroke::new(1.2, self.palette.alarm), 6.0, 4.0));
            }
        }
        let every = if across < 26.0 { 2 } else { 1 };
        for step in (1..steps).filter(|step| (step - 1) % every == 0) {
            painter.text(
                Pos2::new(x(step), plot.bottom() + 12.0),
                Align2::CENTER_CENTER,
                (step - 1).to_string(),
                small.clone(),
                self.palette.faint,
            );
        }
        if let Some(now) = now {
            painter.vline(x(now), plot.y_range(), Stroke::new(1.5, self.palette.accent));
        }
        for (order, curve) in curves.iter().enumerate() {
            #[expect(clippy::cast_precision_loss, reason = "two or three curves")]
            let aside = order as f32 * 3.0;
            let at = |step: usize, rung: u8| Pos2::new(x(step), y(usize::from(rung)) - aside);
            let mut line = Vec::new();
            for (step, rung) in curve.steps.iter().enumerate() {
                if let Some(before) = step.checked_sub(1).and_then(|before| curve.steps.get(before)) {
                    let middle = x(step) - across / 2.0;
                    line.push(Pos2::new(middle, at(step, *before).y));
                    line.push(Pos2::new(middle, at(step, *rung).y));
                }
                line.push(at(step, *rung));
            }
            let stroke = Stroke::new(if curve.dotted { 1.6 } else { 2.4 }, curve.colour);
            if curve.dotted {
                painter.extend(Shape::dashed_line(&line, stroke, 2.0, 4.0));
            } else {
                painter.add(Shape::line(line, stroke));
            }
            for (step, rung) in curve.steps.iter().enumerate() {
                let centre = at(step, *rung);
                match curve.mark {
                    Mark::Square => {
                        painter.rect_filled(Rect::from_center_size(centre, Vec2::splat(6.5)), 0.0, curve.colour);
                    }
                    Mark::Triangle => {
                        let points = vec![
                            centre + Vec2::new(0.0, -4.5),
                            centre + Vec2::new(4.5, 3.5),
                            centre + Vec2::new(-4.5, 3.5),
                        ];
                        painter.add(Shape::convex_polygon(points, curve.colour, Stroke::NONE));
                    }
                    Mark::Nothing => {}
                }
            }
        }
        let said = said.to_owned();
        response.widget_info(|| WidgetInfo::labeled(egui::WidgetType::Image, true, said.clone()));
        self.legend(ui, curves);
        response
    }

    /// What each curve is, with its own line and mark.
    fn legend(&self, ui: &mut Ui, curves: &[Curve]) {
        ui.horizontal_wrapped(|ui| {
            for curve in curves {
                let mark = match (curve.mark, curve.dotted) {
                    (Mark::Square, _) => "■",
                    (Mark::Triangle, _) => "▲",
                    (Mark::Nothing, true) => "···",
                    (Mark::Nothing, false) => "—",
                };
                let font = FontId::new(size::SMALL, FontFamily::Name(SANS_BOLD.into()));
                ui.label(egui::RichText::new(mark).font(font).color(curve.colour));
                self.small(ui, &curve.name);
                ui.add_space(10.0);
            }
        });
    }
}
