//! Pages of paper: text that is measured, broken into lines and written, lines, boxes and pictures.

use std::{cell::RefCell, collections::BTreeMap};

use anyhow::anyhow;
use krilla::{
    Data, Document,
    color::rgb,
    geom::{Path, PathBuilder, Point, Rect},
    metadata::Metadata,
    num::NormalizedF32,
    page::PageSettings,
    paint::{Fill, FillRule, Stroke, StrokeDash},
    surface::Surface,
    text::{Font, GlyphId, KrillaGlyph},
};
use skrifa::{FontRef, MetadataProvider as _, instance::LocationRef, instance::Size};

/// A4 in points.
pub const WIDE: f32 = 595.28;
/// A4 in points.
pub const HIGH: f32 = 841.89;
/// The margin at the sides: 16 mm.
pub const SIDE: f32 = 45.4;
/// Where the text begins.
pub const TOP: f32 = 62.0;
/// Where the text ends.
pub const FOOT: f32 = HIGH - 56.0;
/// The width of the text.
pub const MEASURE: f32 = WIDE - 2.0 * SIDE;

/// A hand of type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hand {
    /// Running text.
    Plain,
    /// What stands out.
    Bold,
    /// Remarks.
    Italic,
    /// Headings.
    Head,
    /// Chinese, which the others do not have.
    Chinese,
}

const FONTS: [(Hand, &[u8]); 5] = [
    (Hand::Plain, include_bytes!("../../../../assets/fonts/IBMPlexSans-Regular.ttf")),
    (Hand::Bold, include_bytes!("../../../../assets/fonts/IBMPlexSans-SemiBold.ttf")),
    (Hand::Italic, include_bytes!("../../../../assets/fonts/IBMPlexSans-Italic.ttf")),
    (Hand::Head, include_bytes!("../../../../assets/fonts/Literata-Bold.ttf")),
    (Hand::Chinese, include_bytes!("../../../../assets/fonts/NotoSansSC-Subset.ttf")),
];

/// A font, and the glyph and advance of each letter that was asked for.
struct Face {
    font: Font,
    data: FontRef<'static>,
    known: RefCell<BTreeMap<char, Option<(u32, f32)>>>,
}

impl Face {
    /// The glyph of a letter and how far it goes, of a size of 1; none where the font has no such letter.
    fn glyph(&self, letter: char) -> Option<(u32, f32)> {
        *self.known.borrow_mut().entry(letter).or_insert_with(|| {
            let id = self.data.charmap().map(letter).filter(|id| id.to_u32() != 0)?;
            let metrics = self.data.glyph_metrics(Size::unscaled(), LocationRef::default());
            Some((id.to_u32(), metrics.advance_width(id)? / self.font.units_per_em()))
        })
    }
}

/// The fonts of a pack.
pub struct Type {
    faces: BTreeMap<Hand, Face>,
}

impl Type {
    /// Reads the fonts.
    ///
    /// # Errors
    /// One cannot be read, which a test would have shown.
    pub fn new() -> anyhow::Result<Self> {
        let face = |(hand, data): &(Hand, &'static [u8])| {
            let broken = || anyhow!("{}", tr!("a font of the program cannot be read"));
            let font = Font::new(Data::from(*data), 0).ok_or_else(broken)?;
            let data = FontRef::new(data).map_err(|_| broken())?;
            Ok((*hand, Face { font, data, known: RefCell::default() }))
        };
        Ok(Self { faces: FONTS.iter().map(face).collect::<anyhow::Result<_>>()? })
    }

    /// The font that has a letter: the one that is wanted, else the Chinese one.
    fn face(&self, hand: Hand, letter: char) -> Option<(Hand, u32, f32)> {
        [hand, Hand::Chinese, Hand::Plain].into_iter().find_map(|hand| {
            let (id, advance) = self.faces.get(&hand)?.glyph(letter)?;
            Some((hand, id, advance))
        })
    }

    /// How wide a text is.
    pub fn wide(&self, text: &str, hand: Hand, size: f32) -> f32 {
        text.chars().filter_map(|letter| self.face(hand, letter)).map(|(_, _, advance)| advance * size).sum()
    }

    /// A text in lines no wider than some width. A word that is wider is broken.
    pub fn lines(&self, text: &str, hand: Hand, size: f32, width: f32) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in text.split('\n') {
            let mut line = String::new();
            for word in pieces(paragraph) {
                let joined = format!("{line}{word}");
                if self.wide(joined.trim_end(), hand, size) <= width {
                    line = joined;
                    continue;
                }
                if !line.trim().is_empty() {
                    lines.push(line.trim_end().to_owned());
                }
                line = String::new();
                for letter in word.chars() {
                    if !line.is_empty() && width < self.wide(&format!("{line}{letter}"), hand, size) {
                        lines.push(std::mem::take(&mut line));
                    }
                    line.push(letter);
                }
            }
            lines.push(line.trim_end().to_owned());
        }
        lines
    }
}

/// A text in the pieces between which a line may be broken: words with the space after them, and Chinese letters.
fn pieces(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut fresh = true;
    for letter in text.chars() {
        let wide = ('\u{2E80}'..='\u{9FFF}').contains(&letter);
        match out.last_mut() {
            Some(last) if !fresh && !wide => last.push(letter),
            _ => out.push(letter.to_string()),
        }
        fresh = letter == ' ' || wide;
    }
    out
}

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ink(pub u8, pub u8, pub u8);

/// Black.
pub const INK: Ink = Ink(0x16, 0x18, 0x1C);
/// What stands back.
pub const SOFT: Ink = Ink(0x5A, 0x60, 0x68);
/// Thin lines.
pub const RULE: Ink = Ink(0xB4, 0xB0, 0xA6);
/// Behind text that stands out.
pub const PANEL: Ink = Ink(0xF2, 0xEF, 0xE8);
/// The first side.
pub const FIRST: Ink = Ink(0x00, 0x5F, 0x99);
/// The second side.
pub const SECOND: Ink = Ink(0xB3, 0x4E, 0x00);
/// Alarm.
pub const ALERT: Ink = Ink(0x9B, 0x1D, 0x20);

/// What stands on a page.
pub enum Mark {
    /// A line of text, by the left end of its foot.
    Text { at: [f32; 2], text: String, hand: Hand, size: f32, ink: Ink },
    /// A path, filled, or drawn with a line of a width and dashes.
    Path {
        rings: Vec<Vec<[f32; 2]>>,
        closed: bool,
        fill: Option<(Ink, f32)>,
        line: Option<(Ink, f32, Option<[f32; 2]>)>,
    },
    /// What follows is kept within a box.
    Clip([f32; 4]),
    /// And no longer.
    Unclip,
}

/// A page.
pub struct Sheet {
    /// What stands on it.
    pub marks: Vec<Mark>,
    /// What its head says: whose it is.
    pub head: String,
    /// Of which side it is: 0 or 1, or of none.
    pub side: Option<usize>,
}

/// Pages as they are made, from the first to the last.
pub struct Paper<'t> {
    /// The fonts.
    pub letters: &'t Type,
    /// The pages.
    pub sheets: Vec<Sheet>,
    /// How far down the last page is written on.
    pub y: f32,
    head: String,
    side: Option<usize>,
}

impl<'t> Paper<'t> {
    /// No pages yet.
    pub fn new(letters: &'t Type) -> Self {
        Self { letters, sheets: Vec::new(), y: TOP, head: String::new(), side: None }
    }

    /// Begins a part on a new page.
    pub fn part(&mut self, head: &str, side: Option<usize>) {
        head.clone_into(&mut self.head);
        self.side = side;
        self.fresh();
    }

    /// Begins a new page of the same part.
    pub fn fresh(&mut self) {
        self.sheets.push(Sheet { marks: Vec::new(), head: self.head.clone(), side: self.side });
        self.y = TOP;
    }

    /// Begins a new page where less than this is left of this one.
    pub fn room(&mut self, high: f32) {
        if self.sheets.is_empty() || FOOT < self.y + high && TOP < self.y {
            self.fresh();
        }
    }

    /// Puts something on the page.
    pub fn put(&mut self, mark: Mark) {
        if let Some(sheet) = self.sheets.last_mut() {
            sheet.marks.push(mark);
        }
    }

    /// The colour of the part's side.
    pub fn accent(&self) -> Ink {
        side_ink(self.side)
    }

    /// Space.
    pub fn gap(&mut self, high: f32) {
        self.y += high;
    }

    /// A text in lines at a place, without regard to what the page holds; how high it is.
    pub fn write(&mut self, text: &str, [x, y]: [f32; 2], width: f32, (hand, size, ink): (Hand, f32, Ink)) -> f32 {
        let leading = size * LEADING;
        let lines = self.letters.lines(text, hand, size, width);
        for (at, line) in lines.iter().enumerate() {
            let foot = y + size * 0.92 + at as f32 * leading;
            self.put(Mark::Text { at: [x, foot], text: line.clone(), hand, size, ink });
        }
        lines.len() as f32 * leading
    }

    /// How high a text would be.
    pub fn high(&self, text: &str, width: f32, hand: Hand, size: f32) -> f32 {
        self.letters.lines(text, hand, size, width).len() as f32 * size * LEADING
    }

    /// A paragraph over the whole measure, going on on the next page where it has to.
    pub fn para(&mut self, text: &str, hand: Hand, size: f32, ink: Ink) {
        self.indented(text, 0.0, (hand, size, ink));
        self.gap(size * 0.45);
    }

    /// A paragraph with a mark in front, such as a number or a bullet.
    pub fn item(&mut self, mark: &str, text: &str, size: f32) {
        self.room(size * LEADING);
        let (y, page) = (self.y, self.sheets.len());
        self.indented(text, 14.0, (Hand::Plain, size, INK));
        if page == self.sheets.len() {
            self.put(Mark::Text {
                at: [SIDE, y + size * 0.92],
                text: mark.to_owned(),
                hand: Hand::Bold,
                size,
                ink: SOFT,
            });
        }
        self.gap(size * 0.25);
    }

    fn indented(&mut self, text: &str, by: f32, (hand, size, ink): (Hand, f32, Ink)) {
        let leading = size * LEADING;
        for line in self.letters.lines(text, hand, size, MEASURE - by) {
            self.room(leading);
            self.put(Mark::Text { at: [SIDE + by, self.y + size * 0.92], text: line, hand, size, ink });
            self.y += leading;
        }
    }

    /// The heading of a part.
    pub fn title(&mut self, text: &str) {
        let ink = self.accent();
        self.para(text, Hand::Head, 21.0, ink);
        self.gap(1.0);
    }

    /// A heading, which keeps some of what follows it on its page.
    pub fn heading(&mut self, text: &str) {
        self.room(60.0);
        self.gap(6.0);
        self.para(text, Hand::Head, 12.5, INK);
        self.gap(-1.0);
    }

    /// A box.
    pub fn boxed(&mut self, [x, y, wide, high]: [f32; 4], fill: Option<Ink>, line: Option<(Ink, f32)>) {
        let ring = vec![[x, y], [x + wide, y], [x + wide, y + high], [x, y + high]];
        let (fill, line) = (fill.map(|ink| (ink, 1.0)), line.map(|(ink, width)| (ink, width, None)));
        self.put(Mark::Path { rings: vec![ring], closed: true, fill, line });
    }

    /// A line.
    pub fn rule(&mut self, from: [f32; 2], to: [f32; 2], ink: Ink, width: f32) {
        self.put(Mark::Path { rings: vec![vec![from, to]], closed: false, fill: None, line: Some((ink, width, None)) });
    }

    /// Lines to write on.
    pub fn blank_lines(&mut self, x: f32, width: f32, count: usize) {
        for _ in 0..count {
            self.gap(17.0);
            self.rule([x, self.y], [x + width, self.y], RULE, 0.7);
        }
        self.gap(5.0);
    }

    /// The pages as a PDF, with head and foot.
    ///
    /// # Errors
    /// A page cannot be written.
    pub fn finish(self, title: &str, language: &str, foot: &str) -> anyhow::Result<Vec<u8>> {
        let mut document = Document::new();
        document.set_metadata(
            Metadata::new().title(title.to_owned()).language(language.to_owned()).creator("Brinkmanship".to_owned()),
        );
        let count = self.sheets.len();
        for (at, sheet) in self.sheets.iter().enumerate() {
            let Some(settings) = PageSettings::from_wh(WIDE, HIGH) else { continue };
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            for mark in &sheet.marks {
                self.letters.draw(&mut surface, mark);
            }
            for mark in self.furniture(sheet, &format!("{foot} · {} / {count}", at + 1)) {
                self.letters.draw(&mut surface, &mark);
            }
            surface.finish();
            page.finish();
        }
        document.finish().map_err(|error| anyhow!("{}: {error:?}", tr!("the pages cannot be written")))
    }

    /// Head and foot of a page.
    fn furniture(&self, sheet: &Sheet, foot: &str) -> Vec<Mark> {
        let ink = side_ink(sheet.side);
        let text = |at, text: &str, hand, ink| Mark::Text { at, text: text.to_owned(), hand, size: 8.5, ink };
        let right = WIDE - SIDE - self.letters.wide(foot, Hand::Plain, 8.5);
        let line = |y: f32, ink, width| Mark::Path {
            rings: vec![vec![[SIDE, y], [WIDE - SIDE, y]]],
            closed: false,
            fill: None,
            line: Some((ink, width, None)),
        };
        let mut marks = vec![
            text([SIDE + if sheet.side.is_some() { 13.0 } else { 0.0 }, 41.0], &sheet.head, Hand::Bold, ink),
            line(47.0, ink, 1.2),
            line(HIGH - 44.0, RULE, 0.6),
            text([right, HIGH - 32.0], foot, Hand::Plain, SOFT),
        ];
        // A side is told by its shape too: a black and white printer has no colours.
        let shape = match sheet.side {
            Some(0) => vec![[SIDE, 33.5], [SIDE + 8.0, 33.5], [SIDE + 8.0, 41.5], [SIDE, 41.5]],
            Some(_) => vec![[SIDE + 4.5, 32.5], [SIDE + 9.0, 41.5], [SIDE, 41.5]],
            None => Vec::new(),
        };
        if !shape.is_empty() {
            marks.push(Mark::Path { rings: vec![shape], closed: true, fill: Some((ink, 1.0)), line: None });
        }
        marks
    }
}

/// From one line to the next, of a size of 1.
const LEADING: f32 = 1.34;

/// The colour of a side.
pub const fn side_ink(side: Option<usize>) -> Ink {
    match side {
        Some(0) => FIRST,
        Some(_) => SECOND,
        None => INK,
    }
}

impl Type {
    fn draw(&self, surface: &mut Surface<'_>, mark: &Mark) {
        match mark {
            Mark::Text { at, text, hand, size, ink } => {
                surface.set_stroke(None);
                surface.set_fill(Some(filled(*ink, 1.0, FillRule::NonZero)));
                self.letters(surface, *at, text, *hand, *size);
            }
            // With neither, ink would be put down all the same, in black.
            Mark::Path { fill: None, line: None, .. } => {}
            Mark::Path { rings, closed, fill, line } => {
                let Some(path) = path(rings, *closed) else { return };
                surface.set_fill(fill.map(|(ink, opacity)| filled(ink, opacity, FillRule::EvenOdd)));
                surface.set_stroke(line.map(|(ink, width, dash)| Stroke {
                    paint: rgb::Color::new(ink.0, ink.1, ink.2).into(),
                    width,
                    dash: dash.map(|[on, off]| StrokeDash { array: vec![on, off], offset: 0.0 }),
                    ..Stroke::default()
                }));
                surface.draw_path(&path);
            }
            Mark::Clip([x, y, wide, high]) => {
                let mut builder = PathBuilder::new();
                if let Some(rect) = Rect::from_xywh(*x, *y, *wide, *high) {
                    builder.push_rect(rect);
                }
                // An empty one would keep nothing: then the whole page is kept.
                let whole = || path(&[vec![[0.0, 0.0], [WIDE, 0.0], [WIDE, HIGH], [0.0, HIGH]]], true);
                if let Some(path) = builder.finish().or_else(whole) {
                    surface.push_clip_path(&path, &FillRule::NonZero);
                }
            }
            Mark::Unclip => surface.pop(),
        }
    }

    /// Writes a text, piece by piece of one font.
    fn letters(&self, surface: &mut Surface<'_>, [x, y]: [f32; 2], text: &str, hand: Hand, size: f32) {
        let mut x = x;
        let mut run: Option<(Hand, String, Vec<KrillaGlyph>)> = None;
        let mut wide = 0.0;
        let flush = |surface: &mut Surface<'_>, x: f32, run: Option<(Hand, String, Vec<KrillaGlyph>)>| {
            if let Some((hand, text, glyphs)) = run
                && let Some(face) = self.faces.get(&hand)
            {
                surface.draw_glyphs(Point::from_xy(x, y), &glyphs, face.font.clone(), &text, size, false);
            }
        };
        for letter in text.chars() {
            let Some((found, id, advance)) = self.face(hand, letter) else { continue };
            if run.as_ref().is_some_and(|(hand, _, _)| *hand != found) {
                flush(surface, x, run.take());
                x += wide;
                wide = 0.0;
            }
            let (_, text, glyphs) = run.get_or_insert_with(|| (found, String::new(), Vec::new()));
            let from = text.len();
            text.push(letter);
            glyphs.push(KrillaGlyph::new(GlyphId::new(id), advance, 0.0, 0.0, 0.0, from..text.len(), None));
            wide += advance * size;
        }
        flush(surface, x, run);
    }
}

fn filled(ink: Ink, opacity: f32, rule: FillRule) -> Fill {
    Fill {
        paint: rgb::Color::new(ink.0, ink.1, ink.2).into(),
        opacity: NormalizedF32::new(opacity).unwrap_or(NormalizedF32::ONE),
        rule,
    }
}

fn path(rings: &[Vec<[f32; 2]>], closed: bool) -> Option<Path> {
    let mut builder = PathBuilder::new();
    for ring in rings {
        for (at, [x, y]) in ring.iter().enumerate() {
            if at == 0 {
                builder.move_to(*x, *y);
            } else {
                builder.line_to(*x, *y);
            }
        }
        if closed {
            builder.close();
        }
    }
    builder.finish()
}
