//! The pieces of which forms are made: fields to write in, numbers, boxes to tick, menus that can be searched.

use egui::{
    Color32, CornerRadius, FontFamily, FontId, Id, Key, Margin, Modifiers, Popup, PopupCloseBehavior, Response,
    RichText, Stroke, Ui, Vec2, WidgetInfo, WidgetType,
};

use super::{SANS_BOLD, Theme, size, space};

/// The width of a menu, and its greatest height.
const MENU: Vec2 = Vec2::new(340.0, 320.0);

/// Something that a menu offers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// What comes of it.
    pub id: String,
    /// What is read.
    pub name: String,
    /// What it means, below it.
    pub about: String,
}

/// A text of the reference in print: what stands in the files as code is quoted.
#[must_use]
pub fn prose(text: &str) -> String {
    let mut parts = text.split('`');
    let mut said = parts.next().unwrap_or("").to_owned();
    while let (Some(code), Some(rest)) = (parts.next(), parts.next()) {
        said.extend(["“", code, "”", rest]);
    }
    said
}

impl Theme {
    /// A field to write in, of one line or several, under a name that is heard.
    pub fn write(&self, ui: &mut Ui, id: Id, name: &str, text: &mut String, several: bool) -> Response {
        let width = ui.available_width();
        let field = if several {
            egui::TextEdit::multiline(text).desired_rows(2).desired_width(width)
        } else {
            egui::TextEdit::singleline(text).hint_text(name).desired_width(width.min(420.0))
        };
        let response = ui.add(field.id(id).margin(Margin::symmetric(10, 7)));
        let (name, value) = (name.to_owned(), text.clone());
        response.widget_info(|| {
            let mut info = WidgetInfo::labeled(WidgetType::TextEdit, true, name.clone());
            info.current_text_value = Some(value.clone());
            info
        });
        response
    }

    /// A whole number within a range.
    pub fn number(&self, ui: &mut Ui, name: &str, value: &mut i64, (low, high): (i64, i64)) -> Response {
        let step = if high.saturating_sub(low) <= 200 { 0.25 } else { 1.0 };
        let drag = egui::DragValue::new(value).range(low..=high).speed(step).clamp_existing_to_range(false);
        let response = ui.add_sized(Vec2::new(84.0, 30.0), drag);
        self.spoken(response, WidgetType::DragValue, name)
    }

    /// A box to tick.
    pub fn tick(&self, ui: &mut Ui, text: &str, name: &str, on: &mut bool) -> Response {
        let response = ui.checkbox(on, RichText::new(text).color(self.palette.ink));
        let (name, on) = (name.to_owned(), *on);
        response.widget_info(|| WidgetInfo::selected(WidgetType::Checkbox, true, on, name.clone()));
        response
    }

    /// Gives something the name that is heard.
    pub fn spoken(&self, response: Response, kind: WidgetType, name: &str) -> Response {
        let name = name.to_owned();
        response.widget_info(|| WidgetInfo::labeled(kind, true, name.clone()));
        response
    }

    /// The name of a field in a form.
    pub fn field_name(&self, ui: &mut Ui, text: &str) -> Response {
        let font = FontId::new(size::SMALL + 1.0, FontFamily::Name(SANS_BOLD.into()));
        ui.add(egui::Label::new(RichText::new(text).font(font).color(self.palette.ink)))
    }

    /// What belongs to something above it, moved in behind a rule.
    pub fn inset<R>(&self, ui: &mut Ui, add: impl FnOnce(&mut Ui) -> R) -> R {
        let margin = Margin { left: 14, right: 0, top: 2, bottom: 4 };
        let shown = egui::Frame::new().inner_margin(margin).show(ui, |ui| {
            ui.set_width(ui.available_width());
            add(ui)
        });
        let rect = shown.response.rect;
        ui.painter().vline(rect.left() + 3.0, rect.y_range(), Stroke::new(2.0, self.palette.rule));
        shown.inner
    }

    /// What a field or word means, as the reference has it.
    pub fn about(&self, ui: &mut Ui, text: &str) -> Response {
        self.small(ui, &prose(text))
    }

    /// What is seldom wanted, beside what it concerns: a word that can be pressed, without a button's edge.
    pub fn seldom(&self, ui: &mut Ui, text: &str, name: &str) -> Response {
        let text = RichText::new(text).size(size::SMALL).color(self.palette.faint);
        let response = ui.add(egui::Button::new(text).frame_when_inactive(false).min_size(Vec2::new(24.0, 24.0)));
        self.renamed(response, name)
    }

    /// A small button within a form.
    pub fn tool(&self, ui: &mut Ui, text: &str, name: &str) -> Response {
        let text = RichText::new(text).size(size::SMALL).color(self.palette.link);
        let response = ui.add(egui::Button::new(text).min_size(Vec2::new(24.0, 26.0)));
        self.renamed(response, name)
    }

    /// A button that opens a menu, which can be searched where it is long; what was chosen.
    pub fn menu(
        &self,
        ui: &mut Ui,
        (shown, name): (&str, &str),
        offered: impl FnOnce() -> Vec<Entry>,
    ) -> Option<String> {
        let text = RichText::new(shown).color(self.palette.ink);
        let button = egui::Button::new(text).fill(self.palette.button).stroke(Stroke::new(1.0, self.palette.rule));
        let response = ui.add(button.min_size(Vec2::new(40.0, 30.0)));
        let response = self.spoken(response, WidgetType::ComboBox, name);
        self.opened(&response, offered)
    }

    /// As [`Theme::menu`], from a small button.
    pub fn tools(
        &self,
        ui: &mut Ui,
        (text, name): (&str, &str),
        offered: impl FnOnce() -> Vec<Entry>,
    ) -> Option<String> {
        let response = self.tool(ui, text, name);
        self.opened(&response, offered)
    }

    /// The menu that a button opens.
    fn opened(&self, response: &Response, offered: impl FnOnce() -> Vec<Entry>) -> Option<String> {
        let ctx = response.ctx.clone();
        let popup = Popup::default_response_id(response);
        let state = popup.with("search");
        let was_open = Popup::is_id_open(&ctx, popup);
        let mut chosen = None;
        Popup::from_toggle_button_response(response)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .width(MENU.x)
            .show(|ui| {
                let (mut wanted, mut at): (String, usize) = ui.data(|data| data.get_temp(state)).unwrap_or_default();
                // A popup is measured before it is shown, and what has the focus then loses it: it is asked for twice.
                let frames: u8 =
                    if was_open { ui.data(|data| data.get_temp(state.with("frames"))).unwrap_or(0) } else { 0 };
                let fresh = frames < 2;
                if fresh {
                    ui.data_mut(|data| data.insert_temp(state.with("frames"), frames + 1));
                    ctx.request_repaint();
                }
                let all = offered();
                if 8 < all.len() {
                    let field = state.with("field");
                    let response = self.write(ui, field, tr!("Search the menu"), &mut wanted, false);
                    if fresh {
                        response.request_focus();
                    }
                    if response.changed() {
                        at = 0;
                    }
                } else if fresh {
                    // The keys go to the menu rather than to what lies under it.
                    ui.memory_mut(|memory| memory.request_focus(popup.with(0_usize)));
                }
                let low = wanted.to_lowercase();
                let fits = |entry: &&Entry| {
                    low.is_empty() || [&entry.name, &entry.id].iter().any(|text| text.to_lowercase().contains(&low))
                };
                let mut left: Vec<&Entry> = all.iter().filter(fits).collect();
                if left.is_empty() {
                    left = all.iter().filter(|entry| entry.about.to_lowercase().contains(&low)).collect();
                }
                let pressed = |key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
                if 8 < all.len() {
                    at = if pressed(Key::ArrowDown) { at + 1 } else { at };
                    at = if pressed(Key::ArrowUp) { at.saturating_sub(1) } else { at };
                    at = at.min(left.len().saturating_sub(1));
                    if pressed(Key::Enter) {
                        chosen = left.get(at).map(|entry| entry.id.clone());
                    }
                }
                egui::ScrollArea::vertical().max_height(MENU.y).show(ui, |ui| {
                    ui.spacing_mut().item_spacing.y = 2.0;
                    if left.is_empty() {
                        self.small(ui, tr!("Nothing has that in its name."));
                    }
                    for (place, entry) in left.iter().enumerate() {
                        let marked = place == at && 8 < all.len();
                        ui.push_id(&entry.id, |ui| {
                            let row = self.offered(ui, entry, marked);
                            if place == 0 && fresh && all.len() <= 8 {
                                row.request_focus();
                            }
                            if row.clicked() {
                                chosen = Some(entry.id.clone());
                            }
                            if marked && pressed_lately(ui) {
                                row.scroll_to_me(None);
                            }
                        });
                    }
                });
                ui.data_mut(|data| data.insert_temp(state, (wanted, at)));
            });
        if chosen.is_some() {
            Popup::close_id(&ctx, popup);
            ctx.data_mut(|data| data.remove::<(String, usize)>(state));
            response.request_focus();
        }
        chosen
    }

    fn offered(&self, ui: &mut Ui, entry: &Entry, marked: bool) -> Response {
        let format = |size, colour| egui::TextFormat {
            font_id: FontId::new(size, FontFamily::Proportional),
            color: colour,
            ..Default::default()
        };
        let mut job = egui::text::LayoutJob::default();
        job.append(&entry.name, 0.0, format(size::BODY, self.palette.ink));
        if !entry.about.is_empty() {
            job.append("\n", 0.0, format(size::SMALL, self.palette.faint));
            job.append(&prose(&entry.about), 0.0, format(size::SMALL, self.palette.faint));
        }
        let fill = if marked { self.palette.button_pressed } else { Color32::TRANSPARENT };
        let button = egui::Button::new(job).wrap().fill(fill).corner_radius(CornerRadius::same(2));
        let response = ui.add(button.min_size(Vec2::new(ui.available_width(), 0.0)));
        let heard = if entry.about.is_empty() {
            entry.name.clone()
        } else {
            format!("{}: {}", entry.name, prose(&entry.about))
        };
        self.spoken(response, WidgetType::Button, &heard)
    }

    /// A heading that opens and closes what stands below it.
    pub fn section(&self, ui: &mut Ui, id: Id, title: &str, open: bool, force: bool, add: impl FnOnce(&mut Ui)) {
        let title = RichText::new(title).color(self.palette.ink);
        let shown = egui::CollapsingHeader::new(title)
            .id_salt(id)
            .default_open(open)
            .open(force.then_some(true))
            .show_unindented(ui, |ui| self.inset(ui, add));
        // Those who hear it are told whether it is open.
        let open = 0.0 < shown.openness;
        ui.ctx().accesskit_node_builder(shown.header_response.id, |node| node.set_expanded(open));
        ui.add_space(space::TIGHT);
    }
}

/// Whether an arrow was pressed, so that what it led to is to be seen.
fn pressed_lately(ui: &Ui) -> bool {
    ui.input(|input| input.key_down(Key::ArrowDown) || input.key_down(Key::ArrowUp))
}
