//! The ladder: rungs with marks, thresholds as firebreaks, and the hazard at each rung.

use brinkmanship::report::table::{Ladder, Rung, Table};
use egui::{Id, Rect, Sense, Stroke, Ui, UiBuilder, Vec2, WidgetInfo, WidgetType};

use crate::{
    screens::table::State,
    theme::{Theme, Tone, space},
};

/// The width of the drawn ladder.
const RAILS: f32 = 46.0;

/// Shows the ladders, and notes the rung that is looked at; `whole` says of every rung what there is to say.
pub fn ladder(ui: &mut Ui, theme: &Theme, table: &Table, state: &mut State, whole: bool) {
    let mut looked = None;
    let mut tops: Vec<f32> = Vec::new();
    let mut own: Option<Rect> = None;
    for (at, ladder) in table.ladders.iter().enumerate() {
        theme.label(ui, &ladder.name);
        ui.add_space(space::TIGHT);
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (rung_at, rung) in ladder.rungs.iter().enumerate().rev() {
                if let Some(threshold) = &rung.threshold {
                    firebreak(ui, theme, threshold);
                }
                let response = row(ui, theme, table, (at, rung_at, whole), ladder, rung);
                if response.clicked() || response.has_focus() || response.hovered() {
                    looked = Some((at, rung_at));
                }
                tops.push(response.rect.top());
                if rung.own {
                    own.get_or_insert(response.rect);
                }
            }
        });
        ui.add_space(space::SMALL);
    }
    state.rung = looked;
    if let (false, Some(own)) = (state.ladder_seen, own) {
        state.ladder_seen = true;
        // One's own rung is in the middle, or near it: the first row is a whole one.
        let wanted = own.center().y - ui.clip_rect().height() / 2.0;
        let top = tops.into_iter().find(|top| wanted <= *top).unwrap_or(own.top());
        ui.scroll_to_rect(
            Rect::from_min_size(egui::pos2(own.left(), top), Vec2::new(1.0, 1.0)),
            Some(egui::Align::TOP),
        );
    }
}

/// The whole of the ladders in small, from the lowest rung to the highest, and who stands where: beside what is scrolled, so
/// that the rungs out of sight are not out of mind.
pub fn extent(ui: &mut Ui, theme: &Theme, table: &Table, rect: Rect) {
    let rows: Vec<(usize, usize)> = table
        .ladders
        .iter()
        .enumerate()
        .flat_map(|(at, ladder)| (0..ladder.rungs.len()).rev().map(move |rung| (at, rung)))
        .collect();
    let response = ui.interact(rect, Id::new("extent of the ladders"), Sense::hover());
    let palette = &theme.palette;
    #[expect(clippy::cast_precision_loss, reason = "a few dozen rungs")]
    let step = rect.height() / rows.len().max(1) as f32;
    let mut y = rect.top() + step / 2.0;
    for (at, rung_at) in rows {
        let ladder = &table.ladders[at];
        let rung = &ladder.rungs[rung_at];
        let (x, half) = (rect.left() + 4.0, step / 2.0);
        if rung.threshold.is_some() {
            ui.painter().hline(rect.left()..=rect.left() + 8.0, y - half, Stroke::new(1.0, palette.alarm));
        }
        let seat = table.seat.min(1);
        let here = [(rung.own, seat, -2.5), (rung.other, 1 - seat, 2.5)];
        if rung.own || rung.other {
            for (_, of, side) in here.into_iter().filter(|(stands, ..)| *stands) {
                let block =
                    Rect::from_center_size(egui::pos2(x + side, y), Vec2::new(4.5, (step - 1.0).clamp(3.0, 10.0)));
                ui.painter().rect_filled(block, 0, theme.actor(of));
            }
        } else {
            let colour = if rung_at == ladder.peak { palette.warning } else { palette.rule };
            ui.painter().hline(x - 3.0..=x + 3.0, y, Stroke::new(2.0, colour));
        }
        y += step;
    }
    let words = standing(table);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &words));
    response.on_hover_text(words);
}

/// Where one stands on each ladder, counted from the lowest rung.
fn standing(table: &Table) -> String {
    let of = |ladder: &Ladder| {
        let count = ladder.rungs.len();
        tr!(
            "{name}: rung {own} of {count}, with {min} above it.",
            name = ladder.name,
            own = ladder.own + 1,
            count,
            min = count - (ladder.own + 1).min(count)
        )
    };
    table.ladders.iter().map(of).collect::<Vec<_>>().join(" ")
}

/// Explains the rung that is looked at, else the one on which one stands.
pub fn explain(ui: &mut Ui, theme: &Theme, table: &Table, state: &State) {
    let (at, rung) = state.rung.unwrap_or((0, table.ladders.first().map_or(0, |ladder| ladder.own)));
    let Some(rung) = table.ladders.get(at).and_then(|ladder| ladder.rungs.get(rung)) else { return };
    theme.strong(ui, &rung.name);
    theme.small_ink(ui, &rung.text);
    theme.small(ui, &hazard(rung));
    theme.small(ui, &capital(&rung.reversible));
}

/// The hazard at a rung, in a sentence.
fn hazard(rung: &Rung) -> String {
    tr!(
        "Each turn: an incident that nobody ordered, {incident}; a catastrophe, {catastrophe}.",
        incident = rung.incident,
        catastrophe = rung.catastrophe
    )
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| format!("{}{}.", first.to_uppercase(), letters.as_str()))
}

/// A rung.
fn row(
    ui: &mut Ui,
    theme: &Theme,
    table: &Table,
    at: (usize, usize, bool),
    ladder: &Ladder,
    rung: &Rung,
) -> egui::Response {
    let id = Id::new(("rung", at.0, at.1));
    let palette = &theme.palette;
    let peak = at.1 == ladder.peak && !rung.own && !rung.other;
    let response = ui
        .scope_builder(UiBuilder::new().id(id).sense(Sense::click()), |ui| {
            ui.style_mut().interaction.selectable_labels = false;
            let before = ui.response();
            let inner = ui.horizontal_top(|ui| {
                ui.add_space(RAILS + space::SMALL);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = 1.0;
                    ui.add_space(5.0);
                    if rung.own || rung.other {
                        theme.strong(ui, &rung.name);
                    } else {
                        theme.small_ink(ui, &rung.name);
                    }
                    if peak {
                        theme.small(ui, tr!("the highest so far"));
                    }
                    if at.2 {
                        theme.small(ui, &rung.text);
                        theme.small(ui, &hazard(rung));
                    }
                    ui.add_space(5.0);
                });
            });
            let rect = inner.response.rect;
            if rung.own || rung.other {
                let band = Rect::from_min_max(rect.min, egui::pos2(ui.max_rect().right(), rect.bottom()));
                ui.painter().rect_filled(band, 3, palette.accent.gamma_multiply(0.10));
            }
            rails(ui, theme, table, rect, (rung, peak));
            if before.has_focus() {
                theme.focus_ring(ui, rect.shrink(2.0));
            }
        })
        .response;
    let name = spoken(table, ladder, rung, peak);
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, &name));
    response
}

/// Two rails and a rung between them, with the marks of those who stand on it.
fn rails(ui: &Ui, theme: &Theme, table: &Table, rect: Rect, (rung, peak): (&Rung, bool)) {
    let palette = &theme.palette;
    let painter = ui.painter();
    let stroke = Stroke::new(2.0, palette.faint);
    let (left, right) = (rect.left() + 4.0, rect.left() + RAILS - 4.0);
    painter.vline(left, rect.y_range(), stroke);
    painter.vline(right, rect.y_range(), stroke);
    let y = rect.center().y;
    let thick = if rung.own || rung.other { 4.0 } else { 2.0 };
    let colour = if peak { palette.warning } else { palette.faint };
    painter.hline(left..=right, y, Stroke::new(thick, colour));
    let seat = table.seat.min(1);
    let here = [(rung.own, seat), (rung.other, 1 - seat)];
    let both = rung.own && rung.other;
    if rung.own || rung.other {
        let size = Vec2::new(if both { 32.0 } else { 18.0 }, 17.0);
        let centre = egui::pos2((left + right) / 2.0, y);
        let rect = Rect::from_center_size(centre, size);
        painter.rect(rect, 3, palette.paper_raised, Stroke::new(1.0, palette.faint), egui::StrokeKind::Inside);
    }
    for (stands, seat) in here {
        if !stands {
            continue;
        }
        let side = if seat == 0 { -7.5 } else { 7.5 };
        let at = egui::pos2((left + right) / 2.0 + if both { side } else { 0.0 }, y);
        let font = egui::FontId::proportional(crate::theme::size::LABEL);
        painter.text(at, egui::Align2::CENTER_CENTER, Theme::mark(seat), font, theme.actor(seat));
    }
}

/// The firebreak above a rung.
fn firebreak(ui: &mut Ui, theme: &Theme, text: &str) {
    ui.horizontal_top(|ui| {
        let (rect, _) = ui.allocate_exact_size(Vec2::new(RAILS, 18.0), Sense::hover());
        let stroke = Stroke::new(1.5, theme.palette.alarm);
        for y in [rect.center().y - 2.0, rect.center().y + 2.0] {
            ui.painter().hline(rect.x_range(), y, stroke);
        }
        theme.note(ui, &tr!("Firebreak: {text}", text), Tone::Alarm);
    });
}

fn spoken(table: &Table, ladder: &Ladder, rung: &Rung, peak: bool) -> String {
    let mut parts = vec![format!("{}: {}", ladder.name, rung.name)];
    let seat = table.seat.min(1);
    if rung.own {
        parts.push(tr!("{names} stands here", names = table.names[seat]));
    }
    if rung.other {
        parts.push(tr!("{names} stands here", names = table.names[1 - seat]));
    }
    if peak {
        parts.push(tr!("the highest so far").to_owned());
    }
    parts.push(tr!(
        "an incident {incident}, a catastrophe {catastrophe} each turn",
        incident = rung.incident,
        catastrophe = rung.catastrophe
    ));
    parts.join("; ")
}
