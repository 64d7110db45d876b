//! The pieces of the play screen: cards, tabs, folds, figures, keys.

use egui::{CornerRadius, FontFamily, FontId, Id, Margin, Response, RichText, Sense, Stroke, Ui, UiBuilder, Vec2};
use egui::{WidgetInfo, WidgetType};

use super::{SANS_BOLD, SANS_ITALIC, SERIF_BOLD, Theme, Tone, size, space};

impl Theme {
    /// A card that can be taken up and put down. The name is what a screen reader says.
    pub fn card(
        &self,
        ui: &mut Ui,
        id: Id,
        name: &str,
        (chosen, open): (bool, bool),
        add: impl FnOnce(&mut Ui),
    ) -> Response {
        let sense = if open { Sense::click() } else { Sense::hover() };
        let palette = &self.palette;
        let response = ui
            .scope_builder(UiBuilder::new().id(id).sense(sense), |ui| {
                let before = ui.response();
                let lit = open && before.hovered();
                let fill = if chosen || lit { palette.paper_raised } else { palette.paper };
                let line = if chosen { palette.accent } else { palette.rule };
                let line = if lit { palette.ink } else { line };
                let frame = egui::Frame::new()
                    .fill(if open { fill } else { palette.well })
                    .stroke(Stroke::new(if chosen { 2.0 } else { 1.0 }, line))
                    .corner_radius(CornerRadius::same(4))
                    .inner_margin(Margin { left: 14, right: 12, top: 9, bottom: 9 });
                let inner = frame.show(ui, |ui| {
                    ui.set_width(ui.available_width());
                    ui.style_mut().interaction.selectable_labels = false;
                    ui.spacing_mut().item_spacing = Vec2::new(space::SMALL, space::TIGHT);
                    add(ui);
                });
                let rect = inner.response.rect;
                if chosen {
                    let edge = egui::Rect::from_min_max(rect.min, egui::pos2(rect.left() + 5.0, rect.bottom()));
                    ui.painter().rect_filled(edge, CornerRadius { nw: 4, sw: 4, ne: 0, se: 0 }, palette.accent);
                }
                if before.has_focus() {
                    self.focus_ring(ui, rect);
                }
            })
            .response;
        response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, open, chosen, name));
        response
    }

    /// What shows where the keyboard is.
    pub fn focus_ring(&self, ui: &Ui, rect: egui::Rect) {
        let stroke = Stroke::new(2.0, self.palette.link);
        ui.painter().rect_stroke(rect.expand(2.0), CornerRadius::same(5), stroke, egui::StrokeKind::Outside);
    }

    /// The tab of a paper, with the key that takes it up.
    pub fn tab(&self, ui: &mut Ui, text: &str, selected: bool, key: &str) -> Response {
        let palette = &self.palette;
        let face = if selected { FontFamily::Name(SANS_BOLD.into()) } else { FontFamily::Proportional };
        let colour = if selected { palette.ink } else { palette.faint };
        let mut job = egui::text::LayoutJob::default();
        let format = |font, color| egui::TextFormat { font_id: font, color, ..Default::default() };
        job.append(text, 0.0, format(FontId::new(size::SMALL + 0.5, face), colour));
        if !key.is_empty() {
            let font = FontId::new(size::LABEL - 1.0, FontFamily::Proportional);
            job.append(key, 4.0, format(font, palette.faint));
        }
        let galley = ui.painter().layout_job(job);
        let (rect, response) = ui.allocate_exact_size(galley.size() + Vec2::new(14.0, 12.0), Sense::click());
        let at = rect.center() - galley.size() / 2.0;
        if response.hovered() && !selected {
            ui.painter().rect_filled(rect, CornerRadius::same(3), palette.button_pressed);
        }
        ui.painter().galley(at, galley, colour);
        if selected {
            let y = rect.bottom() - 1.0;
            ui.painter().hline(rect.shrink2(Vec2::new(6.0, 0.0)).x_range(), y, Stroke::new(2.5, palette.accent));
        }
        if response.has_focus() {
            self.focus_ring(ui, rect.shrink(2.0));
        }
        response.widget_info(|| WidgetInfo::selected(WidgetType::SelectableLabel, true, selected, text));
        response
    }

    /// A line that unfolds what is under it.
    pub fn fold(&self, ui: &mut Ui, text: &str, open: bool) -> Response {
        self.fold_named(ui, text, text, open)
    }

    /// The same, with a longer name for screen readers.
    pub fn fold_named(&self, ui: &mut Ui, text: &str, name: &str, open: bool) -> Response {
        let mark = if open { "−" } else { "+" };
        let font = FontId::new(size::SMALL + 0.5, FontFamily::Name(SANS_BOLD.into()));
        let shown = RichText::new(format!("{mark}  {text}")).font(font).color(self.palette.link);
        let response = ui
            .scope(|ui| {
                ui.spacing_mut().button_padding.y = 2.0;
                ui.add(egui::Button::new(shown).frame(false).wrap())
            })
            .inner;
        if response.has_focus() {
            self.focus_ring(ui, response.rect);
        }
        response.widget_info(|| WidgetInfo::selected(WidgetType::CollapsingHeader, true, open, name));
        response
    }

    /// A key on the keyboard.
    pub fn key(&self, ui: &mut Ui, key: &str) -> Response {
        let font = FontId::new(size::LABEL, FontFamily::Name(SANS_BOLD.into()));
        let galley = ui.painter().layout_no_wrap(key.to_owned(), font, self.palette.faint);
        let room = Vec2::new(galley.size().x.max(9.0) + 9.0, galley.size().y + 4.0);
        let (rect, response) = ui.allocate_exact_size(room, Sense::hover());
        let stroke = Stroke::new(1.0, self.palette.rule);
        ui.painter().rect(rect, CornerRadius::same(3), self.palette.well, stroke, egui::StrokeKind::Inside);
        ui.painter().galley(rect.center() - galley.size() / 2.0, galley, self.palette.faint);
        response
    }

    /// A figure under its label.
    pub fn figure(&self, ui: &mut Ui, label: &str, value: &str, tone: Tone) {
        ui.vertical(|ui| {
            ui.spacing_mut().item_spacing.y = 1.0;
            let font = FontId::new(size::LABEL - 0.5, FontFamily::Name(SANS_BOLD.into()));
            let label = RichText::new(label.to_uppercase()).font(font).extra_letter_spacing(0.9);
            ui.add(egui::Label::new(label.color(self.palette.faint)).extend());
            let colour = if tone == Tone::Plain { self.palette.ink } else { self.tone(tone) };
            let font = FontId::new(size::BODY, FontFamily::Name(SANS_BOLD.into()));
            ui.add(egui::Label::new(RichText::new(value).font(font).color(colour)).extend());
        });
    }

    /// How wide a figure is, under its label where there is room for two lines, else behind it.
    pub fn figure_width(&self, ui: &Ui, label: &str, value: &str, wide: bool) -> f32 {
        let width = |text: String, size: f32, face: FontFamily| {
            ui.painter().layout_no_wrap(text, FontId::new(size, face), self.palette.ink).size().x
        };
        if !wide {
            return width(format!("{label}: {value}"), size::SMALL, FontFamily::Proportional);
        }
        let bold = || FontFamily::Name(SANS_BOLD.into());
        // The letters of a label stand apart.
        let letters = label.chars().map(|_| 0.9_f32).sum::<f32>();
        (width(label.to_uppercase(), size::LABEL - 0.5, bold()) + letters).max(width(
            value.to_owned(),
            size::BODY,
            bold(),
        ))
    }

    /// How high a note is where it wraps at a width.
    pub fn note_height(&self, ui: &Ui, text: &str, width: f32) -> f32 {
        let font = FontId::new(size::SMALL, FontFamily::Proportional);
        ui.painter().layout(text.to_owned(), font, self.palette.ink, width).size().y
    }

    /// A heading that stays in one line.
    pub fn heading_line(&self, ui: &mut Ui, text: &str) -> Response {
        let font = FontId::new(size::HEADING, FontFamily::Name(SERIF_BOLD.into()));
        ui.add(egui::Label::new(RichText::new(text).font(font).color(self.palette.ink)).extend())
    }

    /// Something stressed that stays in one line.
    pub fn strong_line(&self, ui: &mut Ui, text: &str) -> Response {
        let font = FontId::new(size::BODY, FontFamily::Name(SANS_BOLD.into()));
        ui.add(egui::Label::new(RichText::new(text).font(font).color(self.palette.ink)).extend())
    }

    /// Small text that stays in one line.
    pub fn small_line(&self, ui: &mut Ui, text: &str) -> Response {
        self.note_line(ui, text, Tone::Plain)
    }

    /// Small text in a tone that stays in one line.
    pub fn note_line(&self, ui: &mut Ui, text: &str, tone: Tone) -> Response {
        let text = RichText::new(text).size(size::SMALL).color(self.tone(tone));
        ui.add(egui::Label::new(text).extend())
    }

    /// A field to search in. The name is what a screen reader says.
    pub fn search(&self, ui: &mut Ui, name: &str, text: &mut String) -> Response {
        let field = egui::TextEdit::singleline(text).hint_text(name).desired_width(f32::INFINITY);
        let response = ui.add(field.margin(Margin::symmetric(8, 6)));
        if response.has_focus() {
            self.focus_ring(ui, response.rect);
        }
        ui.ctx().accesskit_node_builder(response.id, |node| node.set_label(name));
        response
    }

    /// A small aside in slanted letters.
    pub fn remark(&self, ui: &mut Ui, text: &str) -> Response {
        let font = FontId::new(size::SMALL, FontFamily::Name(SANS_ITALIC.into()));
        ui.add(egui::Label::new(RichText::new(text).font(font).color(self.palette.faint)).wrap())
    }

    /// A choice among a few, of which one holds. The name is what a screen reader says.
    pub fn switch(&self, ui: &mut Ui, text: &str, name: &str, selected: bool, open: bool) -> Response {
        let palette = &self.palette;
        let colour = if selected { palette.on_accent } else { palette.ink };
        let fill = if selected { palette.accent } else { palette.button };
        let text = RichText::new(text).size(size::SMALL).color(colour);
        let button = egui::Button::new(text).fill(fill).min_size(Vec2::new(0.0, 26.0));
        let response = ui.add_enabled(open, button);
        if response.has_focus() {
            self.focus_ring(ui, response.rect);
        }
        response.widget_info(|| WidgetInfo::selected(WidgetType::RadioButton, open, selected, name));
        response
    }
}
