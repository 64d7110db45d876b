//! The ladder: rungs with marks, thresholds as firebreaks, and the hazard at each rung.

use brinkmanship::report::table::{Ladder, Rung, Table};
use egui::{Id, Rect, Sense, Stroke, Ui, UiBuilder, Vec2, WidgetInfo, WidgetType};

use crate::{
    screens::table::State,
    theme::{Theme, Tone, space},
};

/// The width of the drawn ladder.
const RAILS: f32 = 46.0;

/// Shows the ladders, and notes the rung that is looked at. Within a column of some height, ladders that do not all fit are
/// folded to a line each but for one, and only whole rungs are drawn; without one, every rung says what there is to say.
pub fn ladder(ui: &mut Ui, theme: &Theme, table: &Table, state: &mut State, room: Option<f32>) {
    let mut looked = None;
    let mut tops: Vec<f32> = Vec::new();
    let mut own: Option<Rect> = None;
    let folds = room.is_some_and(|room| 1 < table.ladders.len() && room < height(ui, table));
    let start = ui.cursor().top();
    for (at, ladder) in table.ladders.iter().enumerate() {
        let open = !folds || state.ladder == at;
        if folds {
            let response = theme.fold_named(ui, &ladder.name, &standing(ladder), open);
            if response.clicked() {
                state.ladder = at;
                state.ladder_seen = false;
                ui.ctx().request_repaint();
            }
        } else {
            theme.label(ui, &ladder.name);
        }
        if !open {
            brief(ui, theme, table, ladder);
            ui.add_space(space::SMALL);
            continue;
        }
        ui.add_space(space::TIGHT);
        let top = ui.cursor().top();
        ui.scope(|ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            for (rung_at, rung) in ladder.rungs.iter().enumerate().rev() {
                if let Some(threshold) = &rung.threshold {
                    whole(ui, (at, rung_at, "firebreak"), room.is_some(), |ui| firebreak(ui, theme, threshold));
                }
                let response = whole(ui, (at, rung_at, "rung"), room.is_some(), |ui| {
                    row(ui, theme, table, (at, rung_at, room.is_none()), ladder, rung)
                });
                if response.clicked() || response.has_focus() || response.hovered() {
                    looked = Some((at, rung_at));
                }
                tops.push(response.rect.top());
                if rung.own && state.ladder == at {
                    own.get_or_insert(response.rect);
                }
            }
        });
        let high = ui.cursor().top() - top;
        ui.data_mut(|data| data.insert_temp(Id::new(("ladder-height", at)), high));
        ui.add_space(space::SMALL);
    }
    state.rung = looked;
    // What is turned up as far as it goes shows a whole row at the top too.
    let clip = ui.clip_rect();
    let end = ui.cursor().top();
    if let Some(last) = tops.iter().copied().find(|top| end - clip.height() <= *top)
        && room.is_some_and(|room| room < end - start)
    {
        ui.add_space((last + clip.height() - end).clamp(0.0, 60.0));
    }
    if let (false, Some(own)) = (state.ladder_seen, own) {
        state.ladder_seen = true;
        // One's own rung is in the middle, or near it: the first row is a whole one.
        let wanted = own.center().y - clip.height() / 2.0;
        let top = tops.into_iter().find(|top| wanted <= *top).unwrap_or(own.top());
        ui.scroll_to_rect(
            Rect::from_min_size(egui::pos2(own.left(), top), Vec2::new(1.0, 1.0)),
            Some(egui::Align::TOP),
        );
    }
}

/// How high all ladders would be, unfolded.
fn height(ui: &Ui, table: &Table) -> f32 {
    let of = |at: usize, ladder: &Ladder| {
        let known = ui.data(|data| data.get_temp::<f32>(Id::new(("ladder-height", at))));
        #[expect(clippy::cast_precision_loss, reason = "a few dozen rungs")]
        let guessed = ladder.rungs.len() as f32 * 30.0;
        known.unwrap_or(guessed) + 32.0
    };
    table.ladders.iter().enumerate().map(|(at, ladder)| of(at, ladder)).sum()
}

/// Shows a row, and draws it only if the whole of it is in sight: half a row cannot be read.
fn whole<R>(ui: &mut Ui, key: (usize, usize, &str), only: bool, add: impl FnOnce(&mut Ui) -> R) -> R {
    let id = Id::new(("in-sight", key));
    let clip = ui.clip_rect().y_range();
    let seen = |rect: Rect| !only || (clip.min - 2.0 <= rect.top() && rect.bottom() <= clip.max + 2.0);
    let before = ui.data(|data| data.get_temp::<Rect>(id)).is_none_or(seen);
    let inner = ui.scope(|ui| {
        if !before {
            ui.set_opacity(0.0);
        }
        add(ui)
    });
    let rect = inner.response.rect;
    ui.data_mut(|data| data.insert_temp(id, rect));
    if seen(rect) != before {
        ui.ctx().request_repaint();
    }
    inner.inner
}

/// A folded ladder: who stands on which rung.
fn brief(ui: &mut Ui, theme: &Theme, table: &Table, ladder: &Ladder) {
    let seat = table.seat.min(1);
    for (stands, seat) in [(ladder.rungs.iter().find(|rung| rung.own), seat), (other(ladder), 1 - seat)] {
        if let Some(rung) = stands {
            theme.note(ui, &format!("{} {}", Theme::mark(seat), rung.name), Tone::Actor(seat));
        }
    }
}

/// The rung of the other side, where it is known and is another than one's own.
fn other(ladder: &Ladder) -> Option<&Rung> {
    ladder.rungs.iter().find(|rung| rung.other && !rung.own)
}

/// Where one stands on a ladder, counted from the lowest rung.
fn standing(ladder: &Ladder) -> String {
    let count = ladder.rungs.len();
    let name = ladder.rungs.get(ladder.own).map_or("", |rung| rung.name.as_str());
    tr!("{ladder}: {rung}, rung {own} of {count}", ladder = ladder.name, rung = name, own = ladder.own + 1, count)
}

/// The firebreak that comes next above where one stands, and how many rungs can be climbed before it. A firebreak lies just
/// above the rung that names it.
pub(crate) fn next(ladder: &Ladder) -> Option<(&str, usize)> {
    let above = ladder.rungs.iter().enumerate().skip(ladder.own);
    above.filter_map(|(at, rung)| Some((rung.threshold.as_deref()?, at - ladder.own))).next()
}

/// The ladders in a few lines, where there is no room for them beside the papers: who stands on which rung, and the
/// firebreak that comes next.
pub fn strip(ui: &mut Ui, theme: &Theme, table: &Table) {
    for ladder in &table.ladders {
        ui.add_space(space::TIGHT);
        theme.label(ui, &ladder.name);
        let (rect, response) = ui.allocate_exact_size(Vec2::new(ui.available_width(), 20.0), Sense::hover());
        small(ui, theme, table, ladder, rect);
        let words = standing(ladder);
        response.widget_info(|| WidgetInfo::labeled(WidgetType::ProgressIndicator, true, &words));
        let name = ladder.rungs.get(ladder.own).map_or("", |rung| rung.name.as_str());
        theme.small_ink(
            ui,
            &tr!("Rung {own} of {count}: {rung}.", own = ladder.own + 1, count = ladder.rungs.len(), rung = name),
        );
        match next(ladder) {
            Some((text, 0)) => {
                theme.note(ui, &tr!("The next rung lies beyond a firebreak: {text}.", text), Tone::Alarm)
            }
            Some((text, rungs)) => theme.note(
                ui,
                &tr!("Rungs to go before a firebreak: {rungs}. It is: {text}.", rungs, text),
                Tone::Alarm,
            ),
            None => continue,
        };
    }
}

/// A ladder on its side: the lowest rung at the left, a double line where a firebreak lies, and the marks of those who
/// stand there.
fn small(ui: &Ui, theme: &Theme, table: &Table, ladder: &Ladder, rect: Rect) {
    let palette = &theme.palette;
    let painter = ui.painter();
    #[expect(clippy::cast_precision_loss, reason = "a few dozen rungs")]
    let step = rect.width() / ladder.rungs.len().max(1) as f32;
    let (top, bottom) = (rect.center().y - 7.0, rect.center().y + 7.0);
    for y in [top, bottom] {
        painter.hline(rect.x_range(), y, Stroke::new(1.5, palette.faint));
    }
    let seat = table.seat.min(1);
    let mut left = rect.left();
    for rung in &ladder.rungs {
        let x = left + step / 2.0;
        if rung.threshold.is_some() {
            for x in [left + step - 1.5, left + step + 1.5] {
                painter.vline(x, top - 3.0..=bottom + 3.0, Stroke::new(1.5, palette.alarm));
            }
        }
        let here = [(rung.own, seat), (rung.other, 1 - seat)];
        let both = rung.own && rung.other;
        if !rung.own && !rung.other {
            painter.vline(x, top..=bottom, Stroke::new(1.5, palette.rule));
        }
        for (_, of) in here.into_iter().filter(|(stands, _)| *stands) {
            let side = if !both {
                0.0
            } else if of == 0 {
                -7.5
            } else {
                7.5
            };
            let font = egui::FontId::proportional(crate::theme::size::LABEL);
            let at = egui::pos2(x + side, rect.center().y);
            painter.text(at, egui::Align2::CENTER_CENTER, Theme::mark(of), font, theme.actor(of));
        }
        left += step;
    }
}

/// Explains the rung that is looked at, else the one on which one stands.
pub fn explain(ui: &mut Ui, theme: &Theme, table: &Table, state: &State) {
    let folded = (state.ladder, table.ladders.get(state.ladder).map_or(0, |ladder| ladder.own));
    let (at, rung_at) = state.rung.unwrap_or(folded);
    let Some(ladder) = table.ladders.get(at) else { return };
    let Some(rung) = ladder.rungs.get(rung_at) else { return };
    theme.strong(ui, &rung.name);
    theme.small(ui, &tr!("Rung {own} of {count}", own = rung_at + 1, count = ladder.rungs.len()));
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
