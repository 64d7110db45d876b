//! Moments that are staged: a crossing, a leak, an agreement, an incident, the last chance.

use brinkmanship::report::table::{Moment, MomentKind, Table};
use egui::{CornerRadius, Ui};

use super::handover::focus;
use crate::{
    session::Phase,
    theme::{Theme, Tone, space},
};

const fn tone(kind: MomentKind) -> Tone {
    match kind {
        MomentKind::LastChance | MomentKind::LineCrossed | MomentKind::Incident => Tone::Alarm,
        MomentKind::CrossedByYou | MomentKind::Leak | MomentKind::ConsentRefused => Tone::Warning,
        MomentKind::Agreed | MomentKind::Stopped => Tone::Good,
    }
}

/// What of a turn has been before this person's eyes as its table opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Nothing, as when a saved crisis is gone on with.
    Nothing,
    /// The prologue, as the record has it: the briefing says what one did in it.
    Prologue,
    /// Its report.
    Report,
}

/// What is staged now. As the orders are unsealed, what came of them; as a turn opens, what waits for an answer, and the
/// rest too where it was not told before. When it is over, nothing waits any more.
#[must_use]
pub fn staged(table: &Table, phase: Phase, told: Told) -> Vec<&Moment> {
    let waits = |moment: &&Moment| matches!(moment.kind, MomentKind::LastChance | MomentKind::Incident);
    let all = table.moments.iter();
    match phase {
        Phase::Unsealed(_) => all.filter(|moment| !waits(moment)).collect(),
        Phase::Ordering(_) => match told {
            Told::Nothing => all.collect(),
            Told::Prologue => all.filter(|moment| moment.kind != MomentKind::CrossedByYou).collect(),
            Told::Report => all.filter(waits).collect(),
        },
        Phase::HandOver(_) | Phase::Waiting | Phase::Over => Vec::new(),
    }
}

/// Shows a moment across the whole screen; true once it is dismissed.
pub fn moment(ui: &mut Ui, theme: &Theme, moment: &Moment, (at, of): (usize, usize), since: f64) -> bool {
    let shown = if theme.still { 1.0 } else { (since / 0.35).clamp(0.0, 1.0) };
    if shown < 1.0 {
        ui.ctx().request_repaint();
    }
    #[expect(clippy::cast_possible_truncation, reason = "an opacity between 0 and 1")]
    ui.set_opacity(shown as f32);
    let colour = theme.tone(tone(moment.kind));
    let whole = ui.max_rect();
    // The band is as high as what stood in it a moment ago, and in the middle.
    let id = egui::Id::new(("moment", at, &moment.title));
    let high = ui.data(|data| data.get_temp::<f32>(id)).unwrap_or(300.0);
    let tight = whole.height() < 520.0;
    let (edge, most) =
        if tight { (space::MEDIUM, whole.height()) } else { (space::LARGE * 1.5, whole.height() - 2.0 * space::LARGE) };
    let band = egui::Rect::from_center_size(
        whole.center(),
        egui::vec2(whole.width(), (high + 2.0 * edge + space::SMALL).min(most)),
    );
    ui.painter().rect_filled(band, CornerRadius::ZERO, theme.palette.paper);
    for y in [band.top(), band.bottom()] {
        ui.painter().hline(band.x_range(), y, egui::Stroke::new(5.0, colour));
    }
    let mut done = false;
    let inner = band.shrink2(egui::vec2(space::LARGE, edge));
    ui.scope_builder(egui::UiBuilder::new().max_rect(inner), |ui| {
        let shown = egui::ScrollArea::vertical().auto_shrink(false).show(ui, |ui| {
            theme.column(ui, space::MEASURE, |ui| {
                let count =
                    if of < 2 { tr!("A moment").to_owned() } else { tr!("A moment, {at} of {of}", at = at + 1, of) };
                theme.note(ui, &count, tone(moment.kind));
                theme.display(ui, &moment.title);
                ui.add_space(space::SMALL);
                for text in &moment.text {
                    theme.document(ui, text);
                }
                ui.add_space(space::MEDIUM);
                let on = theme.primary(ui, tr!("Go on"));
                focus(ui, &on);
                theme.small(ui, tr!("Enter"));
                done = on.clicked();
            });
        });
        if 0.5 < (shown.content_size.y - high).abs() {
            ui.data_mut(|data| data.insert_temp(id, shown.content_size.y));
            ui.ctx().request_repaint();
        }
    });
    done
}
