//! A map as a picture in plain shapes: what a seat's sheet shows of one theatre, laid out for a width.
//!
//! `svg.rs` writes it for pages, and a printed pack draws it on paper; neither decides anything of it.

mod labels;
mod svg;

use std::sync::OnceLock;

use brinkmanship::{
    report::table::{Item, MapSheet, Theatre},
    scenario::model::MapItemKind,
};

pub use svg::{STYLE, figure, file, of_group, svg};

use super::geo::{
    Atlas, Chart, DETAIL, Extent, Flat, Position, Projection, Rings, WORLD, Window, circle, graticule, great_circle,
    outline, scale_bar,
};
use labels::{Box, Labels};

/// What a shape is of; pages and paper give it its colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    /// Meridians and parallels.
    Grid,
    /// Land.
    Land,
    /// Lakes, as the sea.
    Lake,
    /// Coasts and shores.
    Coast,
    /// Borders between states.
    Border,
    /// Borders in dispute, and lines of control.
    Disputed,
    /// What belongs to the first side.
    First,
    /// What belongs to the second side.
    Second,
    /// What belongs to a party or to nobody.
    Other,
    /// What was just played or happened there.
    News,
    /// The scale bar.
    Scale,
}

/// What is drawn, in units of the picture, x to the right and y down.
#[derive(Clone, Debug, PartialEq)]
pub enum Shape {
    /// What lies within an odd number of rings.
    Fill {
        /// What it is of.
        ink: Ink,
        /// The rings.
        rings: Rings,
        /// Whether it is see-through, as an area is over land.
        faint: bool,
    },
    /// A line.
    Line {
        /// What it is of.
        ink: Ink,
        /// Its points.
        points: Vec<Flat>,
        /// How wide it is.
        width: f64,
        /// How long its dashes and gaps are; none where it is drawn through.
        dash: Option<[f64; 2]>,
        /// Whether it is drawn faintly.
        faint: bool,
    },
    /// A place or a unit.
    Mark {
        /// Whose it is.
        ink: Ink,
        /// Its outline: a square for the first side, a triangle for the second, round or a lozenge for others.
        outline: Outline,
        /// Its middle.
        at: Flat,
        /// Whether it is filled, as a unit is.
        full: bool,
        /// Whether it is drawn faintly.
        faint: bool,
        /// The name, which a pointer is told.
        name: String,
    },
    /// A ring around a mark: news, or a position that is only approximate.
    Ring {
        /// What it says.
        ink: Ink,
        /// Its middle.
        at: Flat,
        /// Its radius.
        radius: f64,
        /// How wide its line is.
        width: f64,
    },
}

/// The outline of a mark. A side is told by it too, since colour alone tells nobody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outline {
    /// Of the first side.
    Square,
    /// Of the second side.
    Triangle,
    /// A unit of neither.
    Lozenge,
    /// A place of neither.
    Circle,
}

/// How a label is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hand {
    /// Of a place or a unit.
    Point,
    /// Of what covers more than a point.
    Wide,
    /// Of what was just played or happened.
    News,
    /// Degrees at the edge, the scale and what is said of borders.
    Small,
}

/// A label, line by line.
#[derive(Clone, Debug, PartialEq)]
pub struct Label {
    /// How it is written.
    pub hand: Hand,
    /// Its lines.
    pub lines: Vec<String>,
    /// The left end of the first line, on its foot.
    pub at: Flat,
    /// From one line to the next.
    pub leading: f64,
}

/// A map as shapes and labels.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// Its width.
    pub width: f64,
    /// Its height.
    pub height: f64,
    /// The name of the theatre.
    pub name: String,
    /// What is drawn, the undermost first.
    pub shapes: Vec<Shape>,
    /// What is written over it.
    pub labels: Vec<Label>,
}

/// What a picture is laid out for.
#[derive(Clone, Copy)]
pub struct Layout<'a> {
    /// Its width, in the units that type is counted in.
    pub width: f64,
    /// The most that its height may be, as a share of the width.
    pub tallest: f64,
    /// The size of its type.
    pub type_size: f64,
    /// How wide a text is in a hand, at a type size of 1.
    pub measure: &'a dyn Fn(&str, Hand) -> f64,
}

impl Layout<'_> {
    /// For a page whose letters are those of the reader's machine: their widths are reckoned, a little too wide.
    #[must_use]
    pub fn page(width: f64) -> Self {
        Self { width, tallest: 0.9, type_size: 12.0, measure: &reckoned }
    }
}

/// The width of a text in letters that nobody has measured.
fn reckoned(text: &str, hand: Hand) -> f64 {
    let wide = |letter: char| match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | '\'' | ':' | ' ' | 't' | 'f' | 'r' | '(' | ')' => 0.34,
        'm' | 'w' | 'M' | 'W' => 0.92,
        letter if letter.is_uppercase() => 0.70,
        letter if 0x2E80 <= u32::from(letter) => 1.05,
        letter if 0x0400 <= u32::from(letter) && u32::from(letter) < 0x0500 => 0.64,
        _ => 0.57,
    };
    let bold = if matches!(hand, Hand::Point | Hand::News) { 1.05 } else { 1.0 };
    text.chars().map(wide).sum::<f64>() * bold
}

/// How many units two points of a line must lie apart to be drawn both.
const APART: f64 = 0.8;

/// How far beyond the edge, in units, what nobody sees is still drawn where it is; farther out it is drawn nearer, where
/// all of it falls together.
const BEYOND: f64 = 30.0;

/// The most lines of a label.
const LINES: usize = 4;

/// The map data, read the first time that it is asked for; none where it cannot be read.
fn atlas(detail: bool) -> Option<&'static Atlas> {
    static READ: [OnceLock<Option<Atlas>>; 2] = [OnceLock::new(), OnceLock::new()];
    let read = || Atlas::read(if detail { DETAIL } else { WORLD }).ok();
    READ[usize::from(detail)].get_or_init(read).as_ref()
}

impl Picture {
    /// The picture of a theatre as a sheet shows it; none where the map data cannot be read.
    #[must_use]
    pub fn of(sheet: &MapSheet, theatre: &Theatre, layout: &Layout<'_>) -> Option<Self> {
        let extent = Extent::of(theatre.extent);
        let nothing = Atlas::default();
        let atlas = if sheet.schematic { &nothing } else { atlas(Chart::wants_detail(extent))? };
        let chart = Chart::new(atlas, Projection::new(theatre.projection, extent).mirrored(sheet.mirrored), extent);
        let [across, up] = chart.window.size();
        let height = (layout.width * up / across.max(1e-9)).clamp(layout.width * 0.4, layout.width * layout.tallest);
        let scale = (across / layout.width).max(up / height).max(1e-9);
        let [least, most] = [chart.window.least, chart.window.most];
        let middle = [f64::midpoint(least[0], most[0]), f64::midpoint(least[1], most[1])];
        let mut maker = Maker {
            chart: &chart,
            layout,
            middle,
            scale,
            size: [layout.width, height],
            shapes: Vec::new(),
            written: Vec::new(),
            labels: Labels::default(),
        };
        maker.all(sheet);
        let Maker { shapes, written, .. } = maker;
        Some(Self { width: layout.width, height, name: theatre.name.clone(), shapes, labels: written })
    }
}

/// What is needed to lay one out.
struct Maker<'a> {
    chart: &'a Chart,
    layout: &'a Layout<'a>,
    middle: Flat,
    /// Kilometres to a unit.
    scale: f64,
    size: [f64; 2],
    shapes: Vec<Shape>,
    written: Vec<Label>,
    labels: Labels,
}

impl Maker<'_> {
    fn at(&self, flat: Flat) -> Flat {
        [
            (flat[0] - self.middle[0]) / self.scale + self.size[0] / 2.0,
            self.size[1] / 2.0 - (flat[1] - self.middle[1]) / self.scale,
        ]
    }

    fn point(&self, at: (i32, i32)) -> Option<Flat> {
        self.chart.projection.forward(Position::of(at)).map(|flat| self.at(flat))
    }

    fn holds(&self, [x, y]: Flat) -> bool {
        (0.0..=self.size[0]).contains(&x) && (0.0..=self.size[1]).contains(&y)
    }

    /// A line without the points that nobody could tell from the one before; none where nothing of it is in the picture.
    fn thinned(&self, line: &[Flat]) -> Option<Vec<Flat>> {
        let near = |[x, y]: Flat| [x.clamp(-BEYOND, self.size[0] + BEYOND), y.clamp(-BEYOND, self.size[1] + BEYOND)];
        let points: Vec<Flat> = line.iter().map(|flat| near(self.at(*flat))).collect();
        let reach = |part: usize| {
            let values = points.iter().map(|at| at[part]);
            (values.clone().fold(f64::INFINITY, f64::min), values.fold(f64::NEG_INFINITY, f64::max))
        };
        let ((left, right), (top, foot)) = (reach(0), reach(1));
        if self.size[0] < left || right < 0.0 || self.size[1] < top || foot < 0.0 {
            return None;
        }
        let last = points.len().saturating_sub(1);
        let mut out: Vec<Flat> = Vec::with_capacity(points.len());
        for (index, at) in points.iter().enumerate() {
            let near = out.last().is_some_and(|last| (at[0] - last[0]).hypot(at[1] - last[1]) < APART);
            if !near || index == last {
                out.push(*at);
            }
        }
        Some(out)
    }

    fn fill(&mut self, ink: Ink, pieces: &[Rings], faint: bool) {
        for piece in pieces {
            let rings: Rings =
                piece.iter().filter_map(|ring| self.thinned(ring)).filter(|ring| 3 <= ring.len()).collect();
            if !rings.is_empty() {
                self.shapes.push(Shape::Fill { ink, rings, faint });
            }
        }
    }

    fn line(&mut self, ink: Ink, line: &[Flat], width: f64, dash: Option<[f64; 2]>, faint: bool) {
        if let Some(points) = self.thinned(line).filter(|points| 2 <= points.len()) {
            self.shapes.push(Shape::Line { ink, points, width, dash, faint });
        }
    }

    fn all(&mut self, sheet: &MapSheet) {
        let chart = self.chart;
        let half = [self.size[0] * self.scale / 2.0, self.size[1] * self.scale / 2.0];
        let window = Window {
            least: [self.middle[0] - half[0], self.middle[1] - half[1]],
            most: [self.middle[0] + half[0], self.middle[1] + half[1]],
        };
        // A grid would tell where a twin's map really is; a schematic is not to be measured on.
        let grid = if sheet.mirrored || sheet.schematic {
            Vec::new()
        } else {
            graticule(&chart.projection, window, chart.drawn)
        };
        for line in &grid {
            self.line(Ink::Grid, &line.points, 0.6, None, false);
        }
        if !sheet.schematic {
            self.fill(Ink::Land, &chart.land, false);
            self.fill(Ink::Lake, &chart.lakes, false);
            for border in chart.borders.iter().filter(|one| sheet.borders.is_some_and(|year| one.since <= year)) {
                if border.kind.in_dispute() {
                    self.line(Ink::Disputed, &border.points, 1.2, Some([6.0, 4.0]), false);
                } else {
                    self.line(Ink::Border, &border.points, 0.9, None, false);
                }
            }
            for coast in chart.coasts.iter().chain(&chart.shores) {
                self.line(Ink::Coast, coast, 0.8, None, false);
            }
            self.scale_bar();
        }
        self.disputed_note(sheet.borders);
        for item in sheet.items.iter().filter(|item| !is_point(item)) {
            self.item(item);
        }
        for item in sheet.items.iter().filter(|item| is_point(item)) {
            self.item(item);
        }
        self.names(sheet);
        for line in &grid {
            self.degrees(line.label.as_str(), line.meridian, line.anchor);
        }
    }

    fn ink(item: &Item) -> Ink {
        match item.actor {
            Some(0) => Ink::First,
            Some(_) => Ink::Second,
            None => Ink::Other,
        }
    }

    fn item(&mut self, item: &Item) {
        let (chart, ink, news) = (self.chart, Self::ink(item), !item.news.is_empty());
        let points: Vec<Position> = item.points.iter().map(|at| Position::of(*at)).collect();
        match item.kind {
            MapItemKind::Place | MapItemKind::Unit => {
                let Some(at) = item.points.first().and_then(|at| self.point(*at)).filter(|at| self.holds(*at)) else {
                    return;
                };
                if news {
                    self.shapes.push(Shape::Ring { ink: Ink::News, at, radius: 11.0, width: 2.4 });
                }
                if item.approximate && item.kind == MapItemKind::Place {
                    self.shapes.push(Shape::Ring { ink, at, radius: 7.5, width: 1.0 });
                }
                let full = item.kind == MapItemKind::Unit;
                let outline = match (item.actor, full) {
                    (Some(0), _) => Outline::Square,
                    (Some(_), _) => Outline::Triangle,
                    (None, true) => Outline::Lozenge,
                    (None, false) => Outline::Circle,
                };
                let full = full || outline == Outline::Circle;
                self.shapes.push(Shape::Mark { ink, outline, at, full, faint: item.faint, name: item.name.clone() });
            }
            MapItemKind::Line => {
                let mut arc: Vec<Position> = Vec::new();
                for pair in points.windows(2) {
                    arc.extend(great_circle(pair[0], pair[1], 50.0));
                }
                for part in chart.trace(&arc) {
                    self.line(ink, &part, if news { 2.6 } else { 1.8 }, None, item.faint);
                }
            }
            MapItemKind::Area => {
                self.fill(ink, &chart.outlined(&points), true);
                let mut closed = points;
                closed.extend(closed.first().copied());
                for part in chart.trace(&closed) {
                    self.line(ink, &part, 1.3, Some([6.0, 4.0]), item.faint);
                }
            }
            MapItemKind::Ring => {
                let (Some(middle), Some(radius)) = (points.first(), item.radius) else { return };
                for part in chart.trace(&circle(*middle, f64::from(radius), 120)) {
                    self.line(ink, &part, 1.1, Some([3.0, 4.0]), item.faint);
                }
            }
        }
    }

    /// A text in lines no wider than `most`, with the width of the widest.
    fn laid(&self, text: &str, hand: Hand, most: f64) -> (Vec<String>, f64) {
        let wide = |text: &str| (self.layout.measure)(text, hand) * self.layout.type_size;
        let mut lines: Vec<String> = Vec::new();
        for word in text.split_whitespace() {
            match lines.last_mut() {
                Some(line) if wide(&format!("{line} {word}")) <= most => {
                    line.push(' ');
                    line.push_str(word);
                }
                _ => lines.push(word.to_owned()),
            }
        }
        let widest = lines.iter().map(|line| wide(line)).fold(0.0, f64::max);
        (lines, widest)
    }

    fn write(&mut self, lines: Vec<String>, hand: Hand, room: Box) {
        let size = self.layout.type_size;
        let leading = size * 1.15;
        let at = [room.left + 2.0, room.top + size * 0.95];
        self.written.push(Label { hand, lines, at, leading });
    }

    /// Names, those with news first, none over another; and what was just played, as a note beside its place.
    fn names(&mut self, sheet: &MapSheet) {
        let mut order: Vec<&Item> = sheet.items.iter().collect();
        order.sort_by_key(|item| {
            // A ring or an area without its name would be taken for a border in dispute.
            let named = matches!(item.kind, MapItemKind::Ring | MapItemKind::Area);
            (item.news.is_empty(), !named, item.faint, item.kind != MapItemKind::Unit)
        });
        for item in &order {
            if let Some(at) = self.anchor(item) {
                self.labels.keep_free(Box::about(at, [9.0, 9.0]));
            }
        }
        let within = Box { left: 3.0, top: 3.0, right: self.size[0] - 3.0, foot: self.size[1] - 3.0 };
        for item in order {
            let Some(at) = self.anchor(item).filter(|at| within.holds(*at)).or_else(|| self.seen(item, within)) else {
                continue;
            };
            let hand = if !item.news.is_empty() {
                Hand::News
            } else if is_point(item) {
                Hand::Point
            } else {
                Hand::Wide
            };
            let most = (self.size[0] * 0.34).clamp(96.0, 210.0);
            // What happened there is written out where it has room; else its name, and the words beside the map tell the
            // rest. Nothing is cut short.
            let told = item.news.first().map(|news| format!("{}: {news}", item.name));
            for text in told.into_iter().chain([item.name.clone()]) {
                let (lines, wide) = self.laid(&text, hand, most);
                if LINES < lines.len() {
                    continue;
                }
                let high = self.layout.type_size * (1.15 * lines.len() as f64 + 0.1);
                if let Some(room) = self.labels.place(within, at, [wide + 4.0, high]) {
                    self.write(lines, hand, room);
                    break;
                }
            }
        }
    }

    /// Where a ring, a line or an area first comes into sight, for one whose label belongs outside.
    fn seen(&self, item: &Item, within: Box) -> Option<Flat> {
        let points = outline(item);
        let inner = within.grown(-24.0);
        let on = points.iter().filter_map(|at| self.chart.projection.forward(*at)).map(|flat| self.at(flat));
        on.filter(|at| inner.holds(*at)).min_by(|a, b| a[1].total_cmp(&b[1]))
    }

    /// Where the label of an item belongs.
    fn anchor(&self, item: &Item) -> Option<Flat> {
        self.point(item.label_at()?)
    }

    /// Degrees at the edge, where nothing lies yet.
    fn degrees(&mut self, text: &str, meridian: bool, anchor: Option<Flat>) {
        let Some(anchor) = anchor.map(|flat| self.at(flat)) else { return };
        let size = self.layout.type_size;
        let wide = (self.layout.measure)(text, Hand::Small) * size + 4.0;
        let middle = if meridian { [anchor[0], self.size[1] - size * 0.7] } else { [wide / 2.0 + 3.0, anchor[1]] };
        let room = Box::about(middle, [wide, size * 1.2]);
        let within = Box { left: 0.0, top: 0.0, right: self.size[0], foot: self.size[1] };
        if within.contains(room) && self.labels.free(room) {
            self.labels.keep_free(room);
            self.write(vec![text.to_owned()], Hand::Small, room);
        }
    }

    fn scale_bar(&mut self) {
        let middle = self.chart.projection.inverse(self.middle).unwrap_or(self.chart.projection.middle());
        let longest = self.size[0] * 0.2;
        let Some(bar) = scale_bar(&self.chart.projection, middle, longest * self.scale) else { return };
        let length = bar.length / self.scale;
        let size = self.layout.type_size;
        let (left, foot) = (size * 3.6, self.size[1] - size * 2.1);
        let mut stroke = |points: Vec<Flat>| {
            self.shapes.push(Shape::Line { ink: Ink::Scale, points, width: 1.3, dash: None, faint: false });
        };
        stroke(vec![[left, foot - 4.0], [left, foot + 4.0]]);
        stroke(vec![[left, foot], [left + length, foot]]);
        stroke(vec![[left + length, foot - 4.0], [left + length, foot + 4.0]]);
        let text = tr!("{kilometres} km", kilometres = bar.kilometres);
        let wide = (self.layout.measure)(&text, Hand::Small) * size + 4.0;
        let room = Box::about([left + length / 2.0, foot - size * 0.8], [wide, size * 1.2]);
        self.labels.keep_free(Box { left, top: room.top, right: left + length, foot: foot + 5.0 });
        self.labels.keep_free(room);
        self.write(vec![text], Hand::Small, room);
    }

    /// Where a disputed border is seen, the map says so.
    fn disputed_note(&mut self, year: Option<u16>) {
        let Some(year) = year else { return };
        let seen = self.chart.borders.iter().any(|border| {
            border.since <= year
                && border.kind.in_dispute()
                && border.points.iter().any(|flat| self.holds(self.at(*flat)))
        });
        if seen {
            let size = self.layout.type_size;
            let (lines, wide) = self.laid(tr!("Dashed borders are in dispute."), Hand::Small, self.size[0] * 0.5);
            let high = size * (1.15 * lines.len() as f64 + 0.1);
            let (right, foot) = (self.size[0] - 4.0, self.size[1] - size * 1.5);
            let room = Box { left: right - wide - 4.0, top: foot - high, right, foot };
            self.labels.keep_free(room);
            self.write(lines, Hand::Small, room);
        }
    }
}

fn is_point(item: &Item) -> bool {
    matches!(item.kind, MapItemKind::Place | MapItemKind::Unit)
}
