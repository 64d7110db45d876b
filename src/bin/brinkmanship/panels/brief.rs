//! The turn's headline and briefing, and what is new since the last order.

use brinkmanship::report::table::{Headlines, Table};
use egui::{Color32, FontFamily, FontId, TextFormat, Ui, text::LayoutJob};

use crate::{
    screens::table::State,
    settings::TextSpeed,
    theme::{SERIF, Theme, size, space},
};

/// Shows the headline and the briefing.
pub fn brief(ui: &mut Ui, theme: &Theme, table: &Table, state: &mut State, speed: TextSpeed) {
    if state.low {
        theme.strong(ui, &table.headline);
    } else {
        theme.headline(ui, &table.headline);
    }
    let folded = state.is_open("briefing folded");
    let since = egui::Id::new("since-unfolded");
    if !table.briefing.is_empty() && !folded {
        letters(ui, theme, table, state, speed);
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().interact_size.y = 22.0;
        if !table.briefing.is_empty() && theme.fold(ui, tr!("Briefing"), !folded).clicked() {
            state.toggle("briefing folded");
        }
        if (table.headlines.any || !table.happened.is_empty())
            && theme.fold(ui, tr!("Since your last order"), state.is_open("since")).clicked()
        {
            state.toggle("since");
            ui.data_mut(|data| data.insert_temp(since, true));
        }
    });
    if !state.is_open("since") {
        return;
    }
    // What was just unfolded is seen, though it lies below the edge.
    if ui.data_mut(|data| data.remove_temp::<bool>(since)).is_some() {
        ui.scroll_to_cursor(Some(egui::Align::Center));
    }
    headlines(ui, theme, table);
    for text in &table.happened {
        theme.item(ui, text);
    }
}

/// The briefing, letter by letter for those who want it so; the place that it takes never changes.
fn letters(ui: &mut Ui, theme: &Theme, table: &Table, state: &mut State, speed: TextSpeed) {
    let a_second = match speed {
        TextSpeed::Slow => 45.0,
        TextSpeed::Fast => 140.0,
        TextSpeed::AtOnce => f64::INFINITY,
    };
    let now = ui.input(|input| input.time);
    let since = *state.brief_since.get_or_insert(now);
    let count = table.briefing.chars().count();
    let moving = !theme.still && !state.brief_read && a_second.is_finite();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count of letters")]
    let shown = if moving { ((now - since) * a_second).max(0.0) as usize } else { count };
    if shown < count {
        ui.ctx().request_repaint_after(std::time::Duration::from_millis(30));
    } else {
        state.brief_read = true;
    }
    let cut = table.briefing.char_indices().nth(shown).map_or(table.briefing.len(), |(at, _)| at);
    let low = state.low;
    let format = |color| TextFormat {
        font_id: FontId::new(if low { size::SMALL + 0.5 } else { size::BODY + 0.5 }, FontFamily::Name(SERIF.into())),
        color,
        line_height: Some(if low { 19.0 } else { 23.0 }),
        ..TextFormat::default()
    };
    let mut job = LayoutJob::default();
    job.append(&table.briefing[..cut], 0.0, format(theme.palette.ink));
    job.append(&table.briefing[cut..], 0.0, format(Color32::TRANSPARENT));
    let label = ui.add(egui::Label::new(job).wrap());
    if shown < count && label.interact(egui::Sense::click()).clicked() {
        state.brief_read = true;
    }
}

/// Three headlines: what they did, what it cost you or brought you, what moved the danger.
pub fn headlines(ui: &mut Ui, theme: &Theme, table: &Table) {
    let of @ Headlines { theirs, yours, yours_why, danger, danger_why, any, .. } = &table.headlines;
    if !any {
        return;
    }
    for (label, text, why) in [
        (of.over_theirs(), theirs, ""),
        (of.over_yours(), yours, yours_why.as_str()),
        (tr!("What moved the danger"), danger, danger_why),
    ] {
        ui.add_space(space::TIGHT);
        theme.label(ui, label);
        theme.document(ui, text);
        if !why.is_empty() {
            theme.small(ui, why);
        }
    }
}
