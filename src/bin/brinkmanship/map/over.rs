//! What lies over the map: graticule labels, places, units, lines, areas, rings, what was just played there, the scale
//! bar; and the pointer, which pans, zooms and asks.

use std::sync::Arc;

use brinkmanship::{
    report::table::{Item, MapSheet, Theatre},
    scenario::model::MapItemKind,
};
use egui::{
    Align2, Color32, CornerRadius, FontFamily, FontId, Id, Key, Pos2, Rect, Sense, Shape, Stroke, StrokeKind, Ui, Vec2,
    WidgetInfo, WidgetType, emath::GuiRounding as _,
};

use super::{
    geo::{Chart, Fill, Flat, Position, circle, graticule, great_circle, outline, scale_bar},
    labels::Labels,
    look::{Looking, Maps, all, flat_mesh, whole},
    pointer::{Mark, explain},
};
use crate::theme::{SANS_BOLD, SANS_ITALIC, Theme, size};

/// The most rows of a label.
const ROWS: usize = 4;

/// Shows what lies over the map in a part of the screen, and writes nothing where an inset will lie; the land and the
/// sea are drawn beneath by Bevy.
pub fn show(
    ui: &mut Ui,
    theme: &Theme,
    maps: &mut Maps,
    sheet: &MapSheet,
    theatre: &Theatre,
    (rect, inset): (Rect, Option<Rect>),
) {
    let Some(chart) = maps.chart(sheet, theatre) else {
        let fault = maps.fault.clone().unwrap_or_default();
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, fault, font(size::SMALL), theme.palette.ink);
        return;
    };
    let id = Id::new(("map", &theatre.id));
    let response = ui.interact(rect, id, Sense::click_and_drag());
    let name = tr!("Map: {name}. Drag or use the arrow keys to move, plus and minus to zoom.", name = theatre.name);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, name.clone()));
    let looking = steer(ui, maps, &chart, theatre, rect, &response);
    let painter = ui.painter().with_clip_rect(rect);
    let over = Over { theme, chart: &chart, looking, rect };
    if sheet.schematic {
        painter.rect_filled(rect, CornerRadius::ZERO, theme.palette.sea);
    }
    let shown = leaving(ui, theme, theatre, sheet);
    let marks = over.all(ui, &painter, sheet, &shown, inset);
    if response.has_focus() {
        painter.rect_stroke(
            rect.shrink(2.0),
            CornerRadius::ZERO,
            Stroke::new(2.0, theme.palette.accent),
            StrokeKind::Inside,
        );
    }
    explain(&response, theme, &marks);
}

/// Moves the eye as the pointer and the keys say.
fn steer(
    ui: &Ui,
    maps: &mut Maps,
    chart: &Arc<Chart>,
    theatre: &Theatre,
    rect: Rect,
    response: &egui::Response,
) -> Looking {
    let _ = maps.looking(theatre, chart, rect);
    if response.dragged() {
        maps.pan(chart, response.drag_delta());
    }
    if response.double_clicked() {
        maps.reset();
        return maps.looking(theatre, chart, rect);
    }
    if let Some(pointer) = response.hover_pos() {
        let (wheel, pinch) = ui.input(|input| (input.smooth_scroll_delta().y, input.zoom_delta()));
        let by = f64::from(pinch) * (f64::from(wheel) / 240.0).exp2();
        if (by - 1.0).abs() > 1e-4 {
            maps.zoom(chart, by, pointer);
        }
    }
    if response.has_focus() {
        let step = 60.0;
        for (key, by) in [
            (Key::ArrowLeft, Vec2::new(step, 0.0)),
            (Key::ArrowRight, Vec2::new(-step, 0.0)),
            (Key::ArrowUp, Vec2::new(0.0, step)),
            (Key::ArrowDown, Vec2::new(0.0, -step)),
        ] {
            if ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key)) {
                maps.pan(chart, by);
            }
        }
        for (key, by) in [(Key::Plus, 1.25), (Key::Equals, 1.25), (Key::Minus, 0.8)] {
            if ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key)) {
                maps.zoom(chart, by, rect.center());
            }
        }
    }
    maps.looking(theatre, chart, rect)
}

/// The items, and how much of each is there: what has come appears, what is gone fades.
fn leaving(ui: &Ui, theme: &Theme, theatre: &Theatre, sheet: &MapSheet) -> Vec<(Item, f32)> {
    let memory = Id::new(("map items", &theatre.id));
    let before: Arc<Vec<Item>> = ui.data(|data| data.get_temp(memory)).unwrap_or_default();
    let time = if theme.still { 0.0 } else { 0.6 };
    let mut shown: Vec<(Item, f32)> = Vec::new();
    for item in &sheet.items {
        let share = ui.ctx().animate_bool_with_time(Id::new(("map item", &theatre.id, &item.id)), true, time);
        shown.push((item.clone(), share));
    }
    let mut kept: Vec<Item> = sheet.items.clone();
    for item in before.iter().filter(|old| sheet.items.iter().all(|item| item.id != old.id)) {
        let share = ui.ctx().animate_bool_with_time(Id::new(("map item", &theatre.id, &item.id)), false, time);
        if 0.0 < share {
            shown.push((Item { news: Vec::new(), ..item.clone() }, share));
            kept.push(item.clone());
        }
    }
    ui.data_mut(|data| data.insert_temp(memory, Arc::new(kept)));
    shown
}

/// How far the mark of an item reaches from its middle, in points, with what is drawn around it.
const fn reach(item: &Item) -> f32 {
    match item.kind {
        MapItemKind::Place | MapItemKind::Unit if !item.news.is_empty() => 15.0,
        MapItemKind::Place if item.approximate => 9.0,
        MapItemKind::Unit => 7.0,
        MapItemKind::Place => 5.0,
        MapItemKind::Line | MapItemKind::Area | MapItemKind::Ring => 4.0,
    }
}

fn font(size: f32) -> FontId {
    FontId::new(size, FontFamily::Proportional)
}

/// What is needed to draw over a chart.
struct Over<'a> {
    theme: &'a Theme,
    chart: &'a Chart,
    looking: Looking,
    rect: Rect,
}

impl Over<'_> {
    fn screen(&self, at: Flat) -> Pos2 {
        self.looking.to_screen(self.rect, at)
    }

    fn point(&self, at: (i32, i32)) -> Option<Pos2> {
        self.chart.projection.forward(Position::of(at)).map(|flat| self.screen(flat))
    }

    fn colour(&self, item: &Item, share: f32) -> Color32 {
        let colour = item.actor.map_or(self.theme.palette.ink, |actor| self.theme.actor(actor));
        let faint = if item.faint { 0.55 } else { 1.0 };
        colour.gamma_multiply(share * faint)
    }

    /// Everything that lies over sea and land; where the marks are.
    fn all<'i>(
        &self,
        ui: &Ui,
        painter: &egui::Painter,
        sheet: &MapSheet,
        shown: &'i [(Item, f32)],
        taken: Option<Rect>,
    ) -> Vec<Mark<'i>> {
        let mut labels = Labels::default();
        if let Some(taken) = taken {
            labels.keep_free(taken);
        }
        // A grid would tell where a twin's map really is; a schematic is not to be measured on.
        if !sheet.mirrored && !sheet.schematic {
            self.graticule_labels(painter, &mut labels);
        }
        if !sheet.schematic {
            let bar = self.scale_bar(painter);
            labels.keep_free(bar);
        }
        self.disputed_note(painter, &mut labels, sheet.borders);
        if !sheet.schematic {
            labels.avoid(self.lines(sheet));
        }
        let mut marks: Vec<Mark<'_>> = Vec::new();
        for (item, share) in shown {
            self.item(painter, item, *share, &mut marks);
        }
        for mark in &marks {
            labels.avoid_line(self.rect, &mark.shape);
        }
        self.labels(ui, painter, &mut labels, shown);
        marks
    }

    /// Sea, land, lakes, coasts and borders, where Bevy does not draw them beneath.
    fn ground(&self, painter: &egui::Painter, sheet: &MapSheet, land: Arc<egui::Mesh>) {
        let palette = self.theme.palette;
        painter.rect_filled(self.rect, CornerRadius::ZERO, palette.sea);
        if sheet.schematic {
            return;
        }
        painter.add(Shape::mesh(land));
        painter.add(self.filled(&self.chart.lakes, palette.sea));
        let line = |points: &[Flat]| points.iter().map(|flat| self.screen(*flat)).collect::<Vec<Pos2>>();
        for border in self.chart.borders.iter().filter(|one| sheet.borders.is_some_and(|year| one.since <= year)) {
            if border.kind.in_dispute() {
                painter.extend(Shape::dashed_line(&line(&border.points), Stroke::new(1.3, palette.coast), 7.0, 5.0));
            } else {
                painter.line(line(&border.points), Stroke::new(1.0, palette.border));
            }
        }
        for coast in self.chart.coasts.iter().chain(&self.chart.shores) {
            painter.line(line(coast), Stroke::new(1.0, palette.coast));
        }
    }

    /// Where coasts and borders run in sight, on the screen.
    fn lines(&self, sheet: &MapSheet) -> Vec<Pos2> {
        let borders = self.chart.borders.iter().filter(|one| sheet.borders.is_some_and(|year| one.since <= year));
        let all = self.chart.coasts.iter().chain(&self.chart.shores).chain(borders.map(|border| &border.points));
        all.flatten().map(|flat| self.screen(*flat)).filter(|at| self.rect.contains(*at)).collect()
    }

    fn graticule_labels(&self, painter: &egui::Painter, labels: &mut Labels) {
        let corner = |at: Pos2| self.looking.to_map(self.rect, at);
        let (least, most) = (corner(self.rect.left_bottom()), corner(self.rect.right_top()));
        let window = super::geo::Window { least, most };
        for line in graticule(&self.chart.projection, window, self.chart.drawn) {
            let Some(anchor) = line.anchor else { continue };
            let at = self.screen(anchor);
            let (at, align) = if line.meridian {
                (Pos2::new(at.x, self.rect.bottom() - 4.0), Align2::CENTER_BOTTOM)
            } else {
                (Pos2::new(self.rect.left() + 6.0, at.y), Align2::LEFT_CENTER)
            };
            let ink = self.theme.palette.coast;
            let galley = painter.layout_no_wrap(line.label.clone(), font(size::LABEL - 1.0), ink);
            let taken = align.anchor_size(at, galley.size());
            // In the corner a meridian and a parallel may want the same place.
            if self.rect.contains_rect(taken) && labels.free(taken) {
                self.write(painter, taken.min, galley, ink, 1.0);
                labels.keep_free(taken);
            }
        }
    }

    /// Writes on the map: a thin edge of land around the letters keeps them readable over the sea, lines and coasts.
    ///
    /// Text lands on whole pixels, so the edge is measured in whole pixels too: else it would be thicker on one side.
    fn write(&self, painter: &egui::Painter, at: Pos2, galley: Arc<egui::Galley>, ink: Color32, share: f32) {
        let pixels = painter.ctx().pixels_per_point();
        let (at, edge) = (at.round_to_pixels(pixels), pixels.round().max(1.0) / pixels);
        // Of what lies beneath, so that it is not seen for itself.
        let middle = self.looking.to_map(self.rect, at + galley.size() / 2.0);
        #[expect(clippy::cast_possible_truncation, reason = "places on the flat map")]
        let middle = middle.map(|value| value as f32);
        let dry = self.chart.land.covers(middle) && !self.chart.lakes.covers(middle);
        let halo = if dry { self.theme.palette.land } else { self.theme.palette.sea }.gamma_multiply(share);
        for x in [-edge, 0.0, edge] {
            for y in [-edge, 0.0, edge] {
                if x != 0.0 || y != 0.0 {
                    painter.galley_with_override_text_color(at + Vec2::new(x, y), galley.clone(), halo);
                }
            }
        }
        painter.galley_with_override_text_color(at, galley, ink.gamma_multiply(share));
    }

    fn scale_bar(&self, painter: &egui::Painter) -> Rect {
        let middle = self.chart.projection.inverse(self.looking.middle).unwrap_or(self.chart.projection.middle());
        let Some(bar) = scale_bar(&self.chart.projection, middle, 140.0 * self.looking.scale) else {
            return Rect::NOTHING;
        };
        #[expect(clippy::cast_possible_truncation, reason = "a length on the screen")]
        let length = (bar.length / self.looking.scale) as f32;
        let left = self.rect.left_bottom() + Vec2::new(46.0, -30.0);
        let right = left + Vec2::new(length, 0.0);
        let stroke = Stroke::new(1.5, self.theme.palette.label);
        painter.line_segment([left, right], stroke);
        for end in [left, right] {
            painter.line_segment([end - Vec2::new(0.0, 4.0), end + Vec2::new(0.0, 4.0)], stroke);
        }
        let text = tr!("{kilometres} km", kilometres = bar.kilometres);
        let at = Pos2::new(f32::midpoint(left.x, right.x), left.y - 5.0);
        let ink = self.theme.palette.label;
        let galley = painter.layout_no_wrap(text, font(size::LABEL), ink);
        let text = Align2::CENTER_BOTTOM.anchor_size(at, galley.size());
        self.write(painter, text.min, galley, ink, 1.0);
        Rect::from_two_pos(left, right).expand(6.0).union(text)
    }

    fn item<'i>(&self, painter: &egui::Painter, item: &'i Item, share: f32, marks: &mut Vec<Mark<'i>>) {
        let colour = self.colour(item, share);
        let news = !item.news.is_empty();
        match item.kind {
            MapItemKind::Place | MapItemKind::Unit => {
                let Some(at) = item.points.first().and_then(|at| self.point(*at)) else { return };
                self.mark(painter, item, at, colour, news);
                marks.push(Mark { shape: vec![at], inside: false, item });
            }
            MapItemKind::Line => {
                let points: Vec<Position> = item.points.iter().map(|at| Position::of(*at)).collect();
                let mut arc: Vec<Position> = Vec::new();
                for pair in points.windows(2) {
                    arc.extend(great_circle(pair[0], pair[1], 50.0));
                }
                for part in self.chart.trace(&arc) {
                    let line: Vec<Pos2> = part.iter().map(|flat| self.screen(*flat)).collect();
                    marks.push(Mark { shape: line.clone(), inside: false, item });
                    painter.add(Shape::line(line, Stroke::new(if news { 3.0 } else { 2.0 }, colour)));
                }
            }
            MapItemKind::Area => {
                let points: Vec<Position> = item.points.iter().map(|at| Position::of(*at)).collect();
                painter
                    .add(self.filled(&self.chart.area(&points), colour.gamma_multiply(if news { 0.30 } else { 0.16 })));
                let mut closed = points;
                closed.extend(closed.first().copied());
                for part in self.chart.trace(&closed) {
                    let line: Vec<Pos2> = part.iter().map(|flat| self.screen(*flat)).collect();
                    painter.extend(Shape::dashed_line(&line, Stroke::new(1.5, colour), 6.0, 4.0));
                    marks.push(Mark { shape: line, inside: true, item });
                }
            }
            MapItemKind::Ring => {
                let (Some(middle), Some(radius)) = (item.points.first(), item.radius) else { return };
                let ring = circle(Position::of(*middle), f64::from(radius), 120);
                for part in self.chart.trace(&ring) {
                    let line: Vec<Pos2> = part.iter().map(|flat| self.screen(*flat)).collect();
                    painter.extend(Shape::dashed_line(&line, Stroke::new(1.2, colour), 3.0, 4.0));
                    marks.push(Mark { shape: line, inside: false, item });
                }
            }
        }
    }

    /// The shape of a side: a square for the first actor, a triangle for the second; what is of neither is round or a
    /// lozenge. A unit is full, a place an outline.
    fn mark(&self, painter: &egui::Painter, item: &Item, at: Pos2, colour: Color32, news: bool) {
        let paper = self.theme.palette.paper;
        if news {
            painter.circle_stroke(at, 13.0, Stroke::new(2.5, self.theme.palette.alarm));
        }
        match (item.kind, item.actor) {
            (MapItemKind::Unit, Some(0)) => {
                let square = Rect::from_center_size(at, Vec2::splat(10.0));
                painter.rect(square, CornerRadius::ZERO, colour, Stroke::new(1.0, paper), StrokeKind::Outside);
            }
            (MapItemKind::Unit, Some(_)) => {
                let points = vec![at + Vec2::new(0.0, -7.0), at + Vec2::new(6.5, 5.0), at + Vec2::new(-6.5, 5.0)];
                painter.add(Shape::convex_polygon(points, colour, Stroke::new(1.0, paper)));
            }
            (MapItemKind::Unit, None) => {
                let points = [(0.0, -6.0), (6.0, 0.0), (0.0, 6.0), (-6.0, 0.0)];
                let points = points.map(|(x, y)| at + Vec2::new(x, y)).to_vec();
                painter.add(Shape::convex_polygon(points, colour, Stroke::new(1.0, paper)));
            }
            // A place has the shape of its side too, in outline: colour alone tells nobody whose it is.
            (_, Some(0)) => {
                let square = Rect::from_center_size(at, Vec2::splat(8.0));
                painter.rect(square, CornerRadius::ZERO, paper, Stroke::new(2.0, colour), StrokeKind::Inside);
            }
            (_, Some(_)) => {
                let points = vec![at + Vec2::new(0.0, -5.5), at + Vec2::new(5.0, 3.5), at + Vec2::new(-5.0, 3.5)];
                painter.add(Shape::convex_polygon(points, paper, Stroke::new(2.0, colour)));
            }
            (_, None) => {
                painter.circle(at, 4.0, colour, Stroke::new(1.0, paper));
            }
        }
        if item.approximate && item.kind == MapItemKind::Place {
            painter.circle_stroke(at, 8.0, Stroke::new(1.0, colour));
        }
    }

    fn filled(&self, fill: &Fill, colour: Color32) -> Shape {
        Shape::mesh(flat_mesh(fill, &self.looking, self.rect, colour))
    }

    /// Names, those with news first, none over another; and what was just played, as a note beside its place.
    fn labels(&self, ui: &Ui, painter: &egui::Painter, labels: &mut Labels, shown: &[(Item, f32)]) {
        let inside = self.rect.shrink(4.0);
        let mut order: Vec<&(Item, f32)> = shown.iter().collect();
        order.sort_by_key(|(item, _)| {
            // A ring or an area without its name would be taken for a border in dispute.
            let named = matches!(item.kind, MapItemKind::Ring | MapItemKind::Area);
            (item.news.is_empty(), !named, item.faint, item.kind != MapItemKind::Unit)
        });
        for (item, _) in &order {
            if let Some(at) = self.anchor(item) {
                labels.keep_free(Rect::from_center_size(at, Vec2::splat(2.0 * reach(item))));
            }
        }
        for (item, share) in order {
            let Some(at) = self.anchor(item).filter(|at| inside.contains(*at)).or_else(|| self.seen(item, inside))
            else {
                continue;
            };
            let news = item.news.first();
            // Bold, since thin letters over sea and coasts fade where they are drawn in software; what covers more than a
            // point is in italics.
            let point = matches!(item.kind, MapItemKind::Place | MapItemKind::Unit);
            let family = FontFamily::Name(if point || news.is_some() { SANS_BOLD } else { SANS_ITALIC }.into());
            let ink = if news.is_some() { self.theme.palette.alarm } else { self.theme.palette.label };
            let laid = |text: String| {
                let font = FontId::new(size::LABEL + 0.5, family.clone());
                ui.fonts_mut(|fonts| fonts.layout(text, font, Color32::PLACEHOLDER, 220.0))
            };
            // What happened there is written out where it has room; else its name, and the pointer tells the rest. Nothing
            // is cut short.
            let told = news.map(|news| laid(format!("{}: {news}", item.name)));
            let told = told.filter(|galley| galley.rows.len() <= ROWS);
            for galley in told.into_iter().chain([laid(item.name.clone())]) {
                if let Some(rect) = labels.place(inside, (at, reach(item)), galley.size() + Vec2::new(4.0, 1.0)) {
                    let at = rect.min + Vec2::new(2.0, 0.5);
                    self.write(painter, at, galley, ink, *share);
                    break;
                }
            }
        }
    }

    /// Where a ring, a line or an area first comes into sight, for one whose label belongs outside.
    fn seen(&self, item: &Item, inside: Rect) -> Option<Pos2> {
        let points = outline(item);
        let on = points.iter().filter_map(|at| self.chart.projection.forward(*at)).map(|flat| self.screen(flat));
        // Well inside, so that there is room for the name.
        on.filter(|at| inside.shrink(30.0).contains(*at)).min_by(|a, b| a.y.total_cmp(&b.y))
    }

    /// Where the label of an item belongs.
    fn anchor(&self, item: &Item) -> Option<Pos2> {
        self.point(item.label_at()?)
    }

    /// Where a disputed border is seen, the map says so.
    fn disputed_note(&self, painter: &egui::Painter, labels: &mut Labels, year: Option<u16>) {
        let Some(year) = year else { return };
        let disputed = self.chart.borders.iter().filter(|border| border.since <= year && border.kind.in_dispute());
        let seen: f32 = disputed
            .flat_map(|border| border.points.windows(2))
            .map(|pair| (self.screen(pair[0]), self.screen(pair[1])))
            .filter(|(one, other)| self.rect.contains(*one) && self.rect.contains(*other))
            .map(|(one, other)| one.distance(other))
            .sum();
        // A few dashes in a corner would only make one look for them.
        if 40.0 < seen {
            let at = self.rect.right_bottom() + Vec2::new(-8.0, -22.0);
            let text = tr!("Dashed borders are in dispute.");
            let ink = self.theme.palette.label;
            let galley = painter.layout_no_wrap(text.to_owned(), font(size::LABEL), ink);
            let text = Align2::RIGHT_BOTTOM.anchor_size(at, galley.size());
            self.write(painter, text.min, galley, ink, 1.0);
            labels.keep_free(text);
        }
    }
}

/// A map to be looked at, with its land under it, in a part of a page.
pub fn still(ui: &mut Ui, theme: &Theme, maps: &mut Maps, sheet: &MapSheet, theatre: &Theatre, rect: Rect) {
    let Some(chart) = maps.chart(sheet, theatre) else {
        let fault = maps.fault.clone().unwrap_or_default();
        ui.painter().text(rect.center(), Align2::CENTER_CENTER, fault, font(size::SMALL), theme.palette.ink);
        return;
    };
    let response = ui.interact(rect, Id::new(("still", &theatre.id)), Sense::hover());
    let name = tr!("Map: {name}", name = theatre.name);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, name.clone()));
    let painter = ui.painter().with_clip_rect(rect.intersect(ui.clip_rect()));
    let looking = all(&chart, rect);
    let over = Over { theme, chart: &chart, looking, rect };
    over.ground(&painter, sheet, maps.inset(&chart, rect, theme.palette.land, looking));
    let shown = leaving(ui, theme, theatre, sheet);
    let marks = over.all(ui, &painter, sheet, &shown, None);
    painter.rect_stroke(rect, CornerRadius::ZERO, Stroke::new(1.0, theme.palette.rule), StrokeKind::Inside);
    explain(&response, theme, &marks);
}

/// A small map of another theatre, which opens it when it is pressed; says whether it was.
pub fn inset(ui: &mut Ui, theme: &Theme, maps: &mut Maps, sheet: &MapSheet, theatre: &Theatre, rect: Rect) -> bool {
    let Some(chart) = maps.chart(sheet, theatre) else { return false };
    let response = ui.interact(rect, Id::new(("inset", &theatre.id)), Sense::click());
    let name = tr!("Open the map of {name}", name = theatre.name);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, name.clone()));
    let painter = ui.painter().with_clip_rect(rect);
    painter.rect_filled(rect, CornerRadius::same(2), theme.palette.sea);
    let looking = whole(&chart, rect);
    let land = maps.inset(&chart, rect, theme.palette.land, looking);
    let over = Over { theme, chart: &chart, looking, rect };
    if !sheet.schematic {
        painter.add(Shape::mesh(land));
    }
    let mut marks: Vec<Mark<'_>> = Vec::new();
    for item in &sheet.items {
        if let (MapItemKind::Place | MapItemKind::Unit, Some(at)) =
            (item.kind, item.points.first().and_then(|at| over.point(*at)))
        {
            let colour = if item.news.is_empty() { over.colour(item, 1.0) } else { theme.palette.alarm };
            painter.circle_filled(at, if item.news.is_empty() { 1.8 } else { 3.5 }, colour);
            marks.push(Mark { shape: vec![at], inside: false, item });
        }
    }
    explain(&response, theme, &marks);
    let edge = if response.hovered() || response.has_focus() { theme.palette.accent } else { theme.palette.coast };
    painter.rect_stroke(rect, CornerRadius::same(2), Stroke::new(1.5, edge), StrokeKind::Inside);
    let strip = Rect::from_min_size(rect.min, Vec2::new(rect.width(), 18.0));
    painter.rect_filled(strip, CornerRadius::same(2), theme.palette.paper.gamma_multiply(0.9));
    painter.text(strip.center(), Align2::CENTER_CENTER, &theatre.name, font(size::LABEL), theme.palette.label);
    response.clicked()
}
