//! The pieces that every screen is made of: kinds of text, buttons, chips, bars, rules.

use egui::{Color32, CornerRadius, FontFamily, FontId, Response, RichText, Sense, Stroke, Ui, Vec2, WidgetInfo};

use super::{SANS_BOLD, SERIF, SERIF_BOLD, Theme, size, space};

/// How a chip or a note is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Nothing in particular.
    Plain,
    /// Something went well.
    Good,
    /// Something needs care.
    Warning,
    /// Danger.
    Alarm,
    /// An actor's, 0 or 1.
    Actor(usize),
}

impl Theme {
    /// The colour of a tone.
    #[must_use]
    pub const fn tone(&self, tone: Tone) -> Color32 {
        match tone {
            Tone::Plain => self.palette.faint,
            Tone::Good => self.palette.good,
            Tone::Warning => self.palette.warning,
            Tone::Alarm => self.palette.alarm,
            Tone::Actor(seat) => self.actor(seat),
        }
    }

    /// The title of the game or of an ending.
    pub fn display(&self, ui: &mut Ui, text: &str) -> Response {
        let font = FontId::new(size::DISPLAY, FontFamily::Name(SERIF_BOLD.into()));
        self.named(ui, RichText::new(text).font(font).color(self.palette.ink))
    }

    /// How wide the name of the game stands, unbroken.
    pub fn display_width(&self, ui: &Ui, text: &str) -> f32 {
        let font = FontId::new(size::DISPLAY, FontFamily::Name(SERIF_BOLD.into()));
        ui.painter().layout_no_wrap(text.to_owned(), font, self.palette.ink).size().x
    }

    /// The headline of a turn.
    pub fn headline(&self, ui: &mut Ui, text: &str) -> Response {
        let font = FontId::new(size::HEADLINE, FontFamily::Name(SERIF_BOLD.into()));
        self.named(ui, RichText::new(text).font(font).color(self.palette.ink))
    }

    /// The heading of a section.
    pub fn heading(&self, ui: &mut Ui, text: &str) -> Response {
        let font = FontId::new(size::HEADING, FontFamily::Name(SERIF_BOLD.into()));
        self.named(ui, RichText::new(text).font(font).color(self.palette.ink))
    }

    /// A label in small capitals.
    pub fn label(&self, ui: &mut Ui, text: &str) -> Response {
        let font = FontId::new(size::LABEL, FontFamily::Name(SANS_BOLD.into()));
        let text = RichText::new(text.to_uppercase()).font(font).extra_letter_spacing(1.1).color(self.palette.faint);
        self.named(ui, text)
    }

    /// What is read at length, as in a document.
    pub fn document(&self, ui: &mut Ui, text: &str) -> Response {
        let font = FontId::new(size::BODY + 1.5, FontFamily::Name(SERIF.into()));
        self.named(ui, RichText::new(text).font(font).line_height(Some(25.0)).color(self.palette.ink))
    }

    /// Plain text of the interface.
    pub fn body(&self, ui: &mut Ui, text: &str) -> Response {
        self.named(ui, RichText::new(text).color(self.palette.ink))
    }

    /// What stands beside it.
    pub fn small(&self, ui: &mut Ui, text: &str) -> Response {
        self.named(ui, RichText::new(text).size(size::SMALL).color(self.palette.faint))
    }

    /// Small text that is to be read.
    pub fn small_ink(&self, ui: &mut Ui, text: &str) -> Response {
        self.named(ui, RichText::new(text).size(size::SMALL + 0.5).color(self.palette.ink))
    }

    /// Small text in a tone.
    pub fn note(&self, ui: &mut Ui, text: &str, tone: Tone) -> Response {
        self.named(ui, RichText::new(text).size(size::SMALL).color(self.tone(tone)))
    }

    /// Something that is stressed.
    pub fn strong(&self, ui: &mut Ui, text: &str) -> Response {
        let font = FontId::new(size::BODY, FontFamily::Name(SANS_BOLD.into()));
        self.named(ui, RichText::new(text).font(font).color(self.palette.ink))
    }

    /// A dispatch, as from a teleprinter.
    pub fn dispatch(&self, ui: &mut Ui, text: &str) -> Response {
        let font = FontId::new(size::BODY - 1.0, FontFamily::Monospace);
        self.named(ui, RichText::new(text).font(font).color(self.palette.ink))
    }

    fn named(&self, ui: &mut Ui, text: RichText) -> Response {
        ui.add(egui::Label::new(text).wrap())
    }

    /// The one thing to do next.
    pub fn primary(&self, ui: &mut Ui, text: &str) -> Response {
        let font = FontId::new(size::BODY, FontFamily::Name(SANS_BOLD.into()));
        let text = RichText::new(text).font(font).color(self.palette.on_accent);
        ui.add(egui::Button::new(text).fill(self.palette.accent).min_size(Vec2::new(0.0, 36.0)))
    }

    /// Anything else that can be pressed.
    pub fn button(&self, ui: &mut Ui, text: &str) -> Response {
        ui.add(egui::Button::new(RichText::new(text)).min_size(Vec2::new(0.0, 36.0)))
    }

    /// A small button without an edge, for what is rarely wanted.
    pub fn link(&self, ui: &mut Ui, text: &str) -> Response {
        let text = RichText::new(text).size(size::SMALL).color(self.palette.link).underline();
        ui.add(egui::Button::new(text).frame(false))
    }

    /// A word in a small frame; in a row that wraps it goes to the next line where it has no room.
    pub fn chip(&self, ui: &mut Ui, text: &str, tone: Tone) -> Response {
        let colour = self.tone(tone);
        let font = FontId::new(size::LABEL + 0.5, FontFamily::Proportional);
        let (edge, widest) = (Vec2::new(8.0, 3.0), ui.max_rect().width() - 16.0);
        let galley = ui.painter().layout(text.to_owned(), font, colour, widest.max(60.0));
        let (rect, response) = ui.allocate_exact_size(galley.size() + edge * 2.0, Sense::hover());
        let stroke = Stroke::new(1.0, colour.gamma_multiply(0.7));
        ui.painter().rect_stroke(rect, CornerRadius::same(9), stroke, egui::StrokeKind::Inside);
        ui.painter().galley(rect.min + edge, galley, colour);
        response.widget_info(|| WidgetInfo::labeled(egui::WidgetType::Label, true, text));
        response
    }

    /// A horizontal rule.
    pub fn rule(&self, ui: &mut Ui) {
        let (rect, _) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 1.0), Sense::hover());
        ui.painter().hline(rect.x_range(), rect.center().y, Stroke::new(1.0, self.palette.rule));
    }

    /// A bar from a lowest to a highest value, with a mark where it began. The name is for screen readers.
    pub fn bar(&self, ui: &mut Ui, name: &str, value: i32, start: i32, range: (i32, i32), tone: Tone) -> Response {
        let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 8.0), Sense::hover());
        let (min, max) = range;
        let span = f64::from(max.saturating_sub(min).max(1));
        #[expect(clippy::cast_possible_truncation, reason = "a share of the width of a bar")]
        let at = |value: i32| {
            let share = (f64::from(value.saturating_sub(min)) / span).clamp(0.0, 1.0) as f32;
            rect.left() + rect.width() * share
        };
        let painter = ui.painter();
        painter.rect_filled(rect, CornerRadius::same(4), self.palette.well);
        let full = egui::Rect::from_min_max(rect.min, egui::pos2(at(value), rect.bottom()));
        painter.rect_filled(full, CornerRadius::same(4), self.tone(tone));
        painter.vline(at(start), rect.y_range(), Stroke::new(1.5, self.palette.ink));
        let name = name.to_owned();
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(egui::WidgetType::ProgressIndicator, true, name.clone());
            info.value = Some(f64::from(value));
            info
        });
        response
    }

    /// A row that wraps.
    pub fn row<R>(&self, ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = Vec2::new(space::SMALL, space::TIGHT);
            add(ui)
        })
        .inner
    }

    /// A column of readable width in the middle of what there is.
    pub fn column<R>(&self, ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui) -> R) -> R {
        let width = width.min(ui.available_width());
        let side = ((ui.available_width() - width) / 2.0).max(0.0);
        ui.horizontal(|ui| {
            ui.add_space(side);
            ui.vertical(|ui| {
                ui.set_max_width(width);
                add(ui)
            })
            .inner
        })
        .inner
    }
}
