//! How a whole screen is laid out: its head with the way back, its scrolled body, and what lies on it.

use egui::{
    Align, Color32, CornerRadius, FontFamily, FontId, Layout, Margin, Response, Stroke, Ui, Vec2, WidgetInfo,
    text::LayoutJob,
};

use super::{SANS_BOLD, SANS_ITALIC, SERIF_BOLD, Theme, Tone, size, space};

/// The widest sheet that is read.
pub const READING: f32 = 720.0;
/// The widest screen that is looked through.
pub const LOOKING: f32 = 1080.0;

impl Theme {
    /// A whole screen: scrolled, with a head and a way back. Says whether the way back was taken.
    pub fn screen(&self, ui: &mut Ui, head: (&str, &str), back: &str, width: f32, add: impl FnOnce(&mut Ui)) -> bool {
        let mut went = false;
        egui::CentralPanel::default().frame(self.table().inner_margin(Margin::ZERO)).show(ui, |ui| {
            egui::ScrollArea::vertical().id_salt(head.0).auto_shrink([false; 2]).show(ui, |ui| {
                egui::Frame::new().inner_margin(Margin::symmetric(20, 14)).show(ui, |ui| {
                    self.middle(ui, width, |ui| {
                        went = self.head(ui, head, back);
                        add(ui);
                        ui.add_space(space::LARGE);
                        self.follow_focus(ui);
                        self.turn_by_keys(ui);
                    });
                });
            });
        });
        went
    }

    /// The foot of a screen: what comes next, always in sight. Laid out before the screen itself.
    pub fn foot(&self, ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui)) {
        let frame = self.table().inner_margin(Margin::symmetric(20, 10));
        egui::Panel::bottom("screen foot").frame(frame).show(ui, |ui| self.middle(ui, width, add));
    }

    /// Page Up and Page Down turn what is scrolled; called inside of it.
    pub fn turn_by_keys(&self, ui: &Ui) {
        if ui.ctx().text_edit_focused() {
            return;
        }
        let page = (ui.clip_rect().height() * 0.85).max(40.0);
        for (key, by) in [(egui::Key::PageDown, -page), (egui::Key::PageUp, page)] {
            if ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key)) {
                ui.scroll_with_delta(Vec2::new(0.0, by));
            }
        }
    }

    /// Scrolls to what the keyboard has just moved to; called at the end of what is scrolled.
    pub fn follow_focus(&self, ui: &Ui) {
        let Some(focused) = ui.memory(egui::Memory::focused) else { return };
        let key = ui.id().with("follow-focus");
        if ui.data_mut(|data| data.get_temp::<egui::Id>(key)) == Some(focused) {
            return;
        }
        ui.data_mut(|data| data.insert_temp(key, focused));
        // Only what was laid out in this pass has a place that holds. What comes after what is scrolled, such as a foot, is
        // known by its place of the pass before: a foot that has just become lower would lie in what is scrolled.
        if !ui.ctx().viewport(|viewport| viewport.this_pass.widgets.contains(focused)) {
            return;
        }
        // What lies beside the clip, and is seen there all the same, is no part of what is scrolled either.
        if let Some(response) = ui.ctx().read_response(focused)
            && ui.min_rect().contains(response.rect.center())
            && (ui.clip_rect().intersects(response.interact_rect) || !response.interact_rect.is_positive())
        {
            ui.scroll_to_rect(response.rect.expand(space::LARGE), None);
        }
    }

    /// A column in the middle, as wide as there is room, up to a width.
    pub fn middle(&self, ui: &mut Ui, width: f32, add: impl FnOnce(&mut Ui)) {
        let room = ui.available_width();
        let width = width.min(room);
        let side = ((room - width) / 2.0).max(0.0);
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(side);
            ui.allocate_ui_with_layout(Vec2::new(width, 0.0), Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing = Vec2::splat(space::SMALL);
                ui.set_width(width);
                add(ui);
            });
        });
    }

    fn head(&self, ui: &mut Ui, (title, under): (&str, &str), back: &str) -> bool {
        let name = if back.is_empty() { tr!("Back").to_owned() } else { tr!("Back ({back})", back) };
        let went = self.link(ui, &format!("‹ {name}")).clicked();
        ui.add_space(space::TIGHT);
        let response = self.headline(ui, title);
        response.widget_info(|| WidgetInfo::labeled(egui::WidgetType::Label, true, title));
        if !under.is_empty() {
            self.aside(ui, under);
        }
        ui.add_space(space::MEDIUM);
        went
    }

    /// A sheet of paper as wide as its column.
    pub fn paper<R>(&self, ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
        let inner = self
            .sheet()
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                add(ui)
            })
            .inner;
        ui.add_space(space::SMALL);
        inner
    }

    /// What is said aside, in italics.
    pub fn aside(&self, ui: &mut Ui, text: &str) -> Response {
        let font = FontId::new(size::BODY, FontFamily::Name(SANS_ITALIC.into()));
        ui.add(egui::Label::new(egui::RichText::new(text).font(font).color(self.palette.faint)).wrap())
    }

    /// A line that begins with a stressed word.
    pub fn said(&self, ui: &mut Ui, lead: &str, text: &str) -> Response {
        let mut job = LayoutJob::default();
        let bold = FontId::new(size::BODY, FontFamily::Name(SANS_BOLD.into()));
        job.append(lead, 0.0, egui::TextFormat { font_id: bold, color: self.palette.ink, ..Default::default() });
        let plain = FontId::new(size::BODY, FontFamily::Proportional);
        job.append(text, 5.0, egui::TextFormat { font_id: plain, color: self.palette.ink, ..Default::default() });
        ui.add(egui::Label::new(job).wrap())
    }

    /// An item of a list, with its mark.
    pub fn item(&self, ui: &mut Ui, text: &str) {
        self.marked(ui, "·", self.palette.faint, |theme, ui| {
            theme.body(ui, text);
        });
    }

    /// An item of a list with a mark of one's own.
    pub fn marked(&self, ui: &mut Ui, mark: &str, colour: Color32, add: impl FnOnce(&Self, &mut Ui)) {
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            ui.label(egui::RichText::new(mark).color(colour));
            ui.vertical(|ui| {
                ui.set_width(ui.available_width());
                add(self, ui);
            });
        });
    }

    /// The name of a side with its mark and accent.
    pub fn side(&self, ui: &mut Ui, seat: usize, name: &str) -> Response {
        let font = FontId::new(size::HEADING, FontFamily::Name(SERIF_BOLD.into()));
        let mut job = LayoutJob::default();
        let mark = FontId::new(size::SMALL, FontFamily::Proportional);
        job.append(
            Self::mark(seat),
            0.0,
            egui::TextFormat { font_id: mark, color: self.actor(seat), valign: Align::Center, ..Default::default() },
        );
        job.append(
            name,
            8.0,
            egui::TextFormat { font_id: font, color: self.palette.ink, valign: Align::Center, ..Default::default() },
        );
        let response = ui.add(egui::Label::new(job).wrap());
        response.widget_info(|| WidgetInfo::labeled(egui::WidgetType::Label, true, name));
        response
    }

    /// One of several to choose from: a row with its name, and what it is.
    pub fn choice(&self, ui: &mut Ui, chosen: bool, name: &str, text: &str) -> Response {
        let bold = FontId::new(size::BODY, FontFamily::Name(SANS_BOLD.into()));
        let small = FontId::new(size::SMALL, FontFamily::Proportional);
        let format = |font_id: FontId, color: Color32| egui::TextFormat { font_id, color, ..Default::default() };
        let mut job = LayoutJob::default();
        let mark = if chosen { "●" } else { "○" };
        let tint = if chosen { self.palette.accent } else { self.palette.faint };
        job.append(mark, 0.0, format(FontId::new(size::SMALL, FontFamily::Proportional), tint));
        job.append(name, 8.0, format(bold, self.palette.ink));
        if !text.is_empty() {
            job.append("\n", 0.0, format(small.clone(), self.palette.faint));
            job.append(text, 0.0, format(small, self.palette.faint));
        }
        let edge = if chosen { Stroke::new(1.5, self.palette.accent) } else { Stroke::new(1.0, self.palette.rule) };
        let fill = if chosen { self.palette.paper_raised } else { self.palette.paper };
        let button = egui::Button::new(job)
            .wrap()
            .fill(fill)
            .stroke(edge)
            .corner_radius(CornerRadius::same(3))
            .min_size(Vec2::new(ui.available_width(), 34.0));
        let response = ui.add(button);
        let said = if text.is_empty() { name.to_owned() } else { format!("{name}: {text}") };
        response.widget_info(|| WidgetInfo::selected(egui::WidgetType::RadioButton, true, chosen, said.clone()));
        response
    }

    /// A button with a longer name for those who hear it.
    pub fn button_named(&self, ui: &mut Ui, text: &str, name: &str) -> Response {
        self.renamed(self.button(ui, text), name)
    }

    /// A link with a longer name for those who hear it.
    pub fn link_named(&self, ui: &mut Ui, text: &str, name: &str) -> Response {
        self.renamed(self.link(ui, text), name)
    }

    /// Gives a button a longer name for those who hear it.
    #[must_use]
    pub fn renamed(&self, response: Response, name: &str) -> Response {
        response.widget_info(|| WidgetInfo::labeled(egui::WidgetType::Button, true, name));
        response
    }

    /// An entry of a list of contents.
    pub fn entry(&self, ui: &mut Ui, chosen: bool, text: &str) -> Response {
        let ink = if chosen { self.palette.ink } else { self.palette.link };
        let family = if chosen { FontFamily::Name(SANS_BOLD.into()) } else { FontFamily::Proportional };
        let rich = egui::RichText::new(text).font(FontId::new(size::SMALL + 0.5, family)).color(ink);
        let button = egui::Button::new(rich)
            .wrap()
            .fill(if chosen { self.palette.paper } else { Color32::TRANSPARENT })
            .stroke(Stroke::new(1.0, if chosen { self.palette.rule } else { Color32::TRANSPARENT }));
        let response = ui.add(button);
        response.widget_info(|| WidgetInfo::selected(egui::WidgetType::Button, true, chosen, text));
        response
    }

    /// A row of a table: shares of the width, and what stands in each cell. Where it would be too narrow, the cells stand
    /// below one another.
    pub fn cells(&self, ui: &mut Ui, shares: &[f32], mut add: impl FnMut(&mut Ui, usize)) {
        let room = ui.available_width();
        if room < 520.0 {
            for at in 0..shares.len() {
                add(ui, at);
            }
            return;
        }
        let gap = space::MEDIUM;
        #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
        let free = room - gap * (shares.len().saturating_sub(1)) as f32;
        let all: f32 = shares.iter().sum();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = gap;
            for (at, share) in shares.iter().enumerate() {
                let width = free * share / all;
                ui.allocate_ui_with_layout(Vec2::new(width, 0.0), Layout::top_down(Align::Min), |ui| {
                    ui.set_width(width);
                    ui.spacing_mut().item_spacing = Vec2::splat(space::TIGHT);
                    add(ui, at);
                });
            }
        });
    }

    /// One of a few short values.
    pub fn pick(&self, ui: &mut Ui, chosen: bool, text: &str, name: &str) -> Response {
        let (fill, ink) = if chosen {
            (self.palette.accent, self.palette.on_accent)
        } else {
            (self.palette.button, self.palette.ink)
        };
        let button = egui::Button::new(egui::RichText::new(text).color(ink)).fill(fill).min_size(Vec2::new(48.0, 30.0));
        let response = ui.add(button);
        response.widget_info(|| WidgetInfo::selected(egui::WidgetType::RadioButton, true, chosen, name));
        response
    }

    /// A field to write in, with its label before it.
    pub fn field(&self, ui: &mut Ui, label: &str, hint: &str, text: &mut String) -> Response {
        let field = egui::TextEdit::singleline(text)
            .hint_text(hint.to_owned())
            .desired_width(ui.available_width().min(300.0))
            .margin(Margin::symmetric(10, 7));
        let response = ui.add(field);
        let name = label.to_owned();
        let value = text.clone();
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(egui::WidgetType::TextEdit, true, name.clone());
            info.current_text_value = Some(value.clone());
            info
        });
        response
    }

    /// Two or more things beside one another where there is room, else below one another. Each gets an even share.
    pub fn beside(&self, ui: &mut Ui, count: usize, least: f32, mut add: impl FnMut(&mut Ui, usize)) {
        #[expect(clippy::cast_precision_loss, reason = "a handful of columns")]
        let room = ui.available_width() / count.max(1) as f32;
        if room < least {
            for at in 0..count {
                add(ui, at);
            }
        } else {
            let spacing = std::mem::replace(&mut ui.spacing_mut().item_spacing.x, space::MEDIUM);
            ui.columns(count, |columns| {
                for (at, column) in columns.iter_mut().enumerate() {
                    // Columns are justified by themselves, which tears words apart.
                    column.with_layout(Layout::top_down(Align::Min), |ui| {
                        ui.spacing_mut().item_spacing = Vec2::splat(space::SMALL);
                        add(ui, at);
                    });
                }
            });
            ui.spacing_mut().item_spacing.x = spacing;
        }
    }

    /// A note that stands out: a bar at its side in a tone, and what is said.
    pub fn callout(&self, ui: &mut Ui, tone: Tone, add: impl FnOnce(&mut Ui)) {
        let colour = self.tone(tone);
        let frame = egui::Frame::new().fill(self.palette.well).inner_margin(Margin {
            left: 16,
            right: 14,
            top: 10,
            bottom: 10,
        });
        let response = frame
            .show(ui, |ui| {
                ui.set_width(ui.available_width());
                add(ui);
            })
            .response;
        let bar = egui::Rect::from_min_size(response.rect.min, Vec2::new(4.0, response.rect.height()));
        ui.painter().rect_filled(bar, CornerRadius::ZERO, colour);
        ui.add_space(space::SMALL);
    }
}
