//! The strip at the head: when it is, whose seat it is, the rung, the danger, the human cost, and the ways out.

use brinkmanship::{
    report::table::{Group, Table, Track},
    scenario::model::figure,
};
use egui::{Sense, Stroke, Ui, Vec2, WidgetInfo, WidgetType};

use super::cards::{change_tone, signed};
use crate::{
    intent::{Intent, Screen},
    screens::table::State,
    session::Phase,
    theme::{Theme, Tone, space},
};

/// Shows the strip, in one row where there is room, else in two; and under it what found no room there.
pub fn header(
    ui: &mut Ui,
    theme: &Theme,
    table: &Table,
    state: &State,
    (wide, strip): (bool, &Strip),
    out: &mut Vec<Intent>,
) {
    let whole = ui.max_rect();
    let row = egui::Rect::from_min_max(whole.min, egui::pos2(whole.right(), whole.bottom() - strip.more));
    ui.scope_builder(egui::UiBuilder::new().max_rect(row), |ui| {
        if wide {
            in_two_lines(ui, theme, table, state, strip, out);
            return;
        }
        ui.spacing_mut().interact_size.y = 22.0;
        ui.spacing_mut().item_spacing.y = space::TIGHT;
        ui.spacing_mut().button_padding.y = 3.0;
        if state.low {
            low(ui, theme, table, state, strip, out);
        } else {
            in_two_rows(ui, theme, table, state, strip, out);
        }
    });
    if !strip.under.is_empty() {
        let under = egui::Rect::from_min_max(egui::pos2(whole.left(), row.bottom() + space::TIGHT), whole.max);
        ui.scope_builder(egui::UiBuilder::new().max_rect(under), |ui| {
            ui.spacing_mut().item_spacing = egui::vec2(space::MEDIUM, 0.0);
            ui.spacing_mut().interact_size.y = 0.0;
            let show = |ui: &mut Ui| {
                for figure in &strip.under {
                    theme.note(ui, &figure.line(), figure.tone);
                }
            };
            if strip.abreast {
                ui.horizontal_top(show);
            } else {
                show(ui);
            }
        });
    }
}

/// Each figure under its label, in one row.
fn in_two_lines(ui: &mut Ui, theme: &Theme, table: &Table, state: &State, strip: &Strip, out: &mut Vec<Intent>) {
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        ways(ui, theme, table, state, out);
        ui.add_space(space::SMALL);
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::LARGE;
            when(ui, theme, table, state);
            figures(ui, theme, strip, true);
        });
    });
}

/// The date, the turn and the seat, and the figures under them.
fn in_two_rows(ui: &mut Ui, theme: &Theme, table: &Table, state: &State, strip: &Strip, out: &mut Vec<Intent>) {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        theme.strong_line(ui, &table.date);
        theme.small_line(ui, &turn_words(table, state));
        let seat = table.seat.min(1);
        theme.note_line(ui, &format!("{} {}", Theme::mark(seat), table.names[seat]), Tone::Actor(seat));
        ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
            let menu = ui.menu_button(tr!("Menu"), |ui| {
                ui.set_min_width(150.0);
                ways(ui, theme, table, state, out);
            });
            menu.response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, tr!("Menu")));
        });
    });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::MEDIUM;
        figures(ui, theme, strip, false);
    });
}

/// One row, where there is little height: the date, the seat and the figures, and the ways out behind a menu.
fn low(ui: &mut Ui, theme: &Theme, table: &Table, state: &State, strip: &Strip, out: &mut Vec<Intent>) {
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let menu = ui.menu_button(tr!("Menu"), |ui| {
            ui.set_min_width(150.0);
            theme.small_line(ui, &turn_words(table, state));
            ways(ui, theme, table, state, out);
        });
        menu.response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, tr!("Menu")));
        ui.with_layout(egui::Layout::left_to_right(egui::Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::SMALL;
            theme.strong_line(ui, &table.date);
            let seat = table.seat.min(1);
            theme.note_line(ui, Theme::mark(seat), Tone::Actor(seat));
            theme.small_line(ui, &turn_words(table, state));
            figures(ui, theme, strip, false);
        });
    });
}

/// The number of the turn; while orders lie unsealed, of the one that comes next.
fn turn_words(table: &Table, state: &State) -> String {
    let (turn, _, last) = table.counted();
    if matches!(state.of, Some((Phase::Unsealed(_), _))) {
        return tr!("Before turn {turn} of {last}", turn, last);
    }
    tr!("Turn {turn} of {last}", turn, last)
}

/// The date over a small timeline of the turns.
fn when(ui: &mut Ui, theme: &Theme, table: &Table, state: &State) {
    ui.vertical(|ui| {
        ui.spacing_mut().item_spacing.y = 3.0;
        theme.heading_line(ui, &table.date);
        ui.horizontal(|ui| {
            let step = 9.0;
            let (now, first, last) = table.counted();
            #[expect(clippy::cast_precision_loss, reason = "a few turns, as a width")]
            let width = step * (last + 1 - first) as f32;
            let (rect, response) = ui.allocate_exact_size(Vec2::new(width, 12.0), Sense::hover());
            let mut x = rect.left() + step / 2.0;
            let painter = ui.painter();
            painter.hline(rect.x_range().shrink(step / 2.0), rect.center().y, Stroke::new(1.0, theme.palette.rule));
            for turn in first..=last {
                let at = egui::pos2(x, rect.center().y);
                match turn.cmp(&now) {
                    std::cmp::Ordering::Less => painter.circle_filled(at, 2.5, theme.palette.faint),
                    std::cmp::Ordering::Equal => painter.circle_filled(at, 4.5, theme.palette.accent),
                    std::cmp::Ordering::Greater => {
                        painter.circle(at, 2.5, theme.palette.table, Stroke::new(1.0, theme.palette.faint))
                    }
                };
                x += step;
            }
            let words = turn_words(table, state);
            let seat = table.seat.min(1);
            response.widget_info(|| WidgetInfo::labeled(WidgetType::ProgressIndicator, true, &words));
            theme.small_line(ui, &words);
            theme.note_line(ui, &format!("{} {}", Theme::mark(seat), table.names[seat]), Tone::Actor(seat));
        });
    });
}

/// The figures of the strip: those that have room in its row, and those that stand under it.
#[derive(Debug, Default)]
pub struct Strip {
    row: Vec<Figure>,
    under: Vec<Figure>,
    /// Whether those under it have room beside one another.
    abreast: bool,
    /// How much height those under the row take.
    pub more: f32,
    /// Where it is remembered how much room there was a moment ago.
    memory: Option<egui::Id>,
}

/// A figure of the strip.
#[derive(Debug)]
struct Figure {
    label: String,
    value: String,
    tone: Tone,
    /// Whether it is a further ladder, which stands among the ladders too.
    ladder: bool,
}

impl Figure {
    /// Label and value in one line.
    fn line(&self) -> String {
        format!("{}: {}", self.label, self.value)
    }
}

/// Finds what has room in the row of the strip: further ladders are left out first, since they stand among the ladders,
/// and what is still too long stands under the row, in as many lines as it takes. Nothing is cut short.
pub fn strip(ui: &Ui, theme: &Theme, table: &Table, state: &State, (wide, whole): (bool, f32)) -> Strip {
    let gap = match (wide, state.low) {
        (true, _) => space::LARGE,
        (false, true) => space::SMALL,
        (false, false) => space::MEDIUM,
    };
    let memory = egui::Id::new(("room in the strip", wide, state.low));
    let room = ui.data(|data| data.get_temp::<f32>(memory)).unwrap_or(whole / 2.0);
    let mut row = all(table, state);
    let width = |figure: &Figure| theme.figure_width(ui, &figure.label, &figure.value, wide) + gap;
    let mut under = Vec::new();
    while room < row.iter().map(width).sum::<f32>() {
        // What is long by itself, such as the human cost of a war, stands under the row before anything is left out of it.
        if row.last().is_some_and(|last| !last.ladder && room < width(last) * 2.0)
            && let Some(long) = row.pop()
        {
            under.insert(0, long);
        } else if let Some(last) = row.iter().rposition(|figure| figure.ladder) {
            row.remove(last);
        } else if let Some(last) = row.pop() {
            under.insert(0, last);
        } else {
            break;
        }
    }
    let line = |figure: &Figure| theme.figure_width(ui, &figure.label, &figure.value, false) + space::MEDIUM;
    let abreast = under.iter().map(line).sum::<f32>() <= whole;
    let heights = under.iter().map(|figure| theme.note_height(ui, &figure.line(), whole));
    let high = if abreast { heights.fold(0.0, f32::max) } else { heights.sum::<f32>() };
    let more = if under.is_empty() { 0.0 } else { high + space::TIGHT };
    Strip { row, under, abreast, more, memory: Some(memory) }
}

/// The rung, the danger, the human cost.
fn all(table: &Table, state: &State) -> Vec<Figure> {
    let mut all: Vec<Figure> = Vec::new();
    let mut show = |label: &str, value: &str, tone: Tone| {
        all.push(Figure { label: label.to_owned(), value: value.to_owned(), tone, ladder: false });
    };
    if let Some((text, late)) = &state.time_left {
        show(tr!("Time"), text, if *late { Tone::Alarm } else { Tone::Plain });
    }
    for track in &table.tracks {
        if track.danger {
            show(tr!("Miscalculation"), &moved(track), change_tone(table, &track.name, track.moved));
        }
    }
    let costs: Vec<&Track> = table.tracks.iter().filter(|track| track.group == Group::HumanCost).collect();
    let paid: Vec<String> = costs
        .iter()
        .filter(|track| track.value != 0)
        .map(|track| tr!("{name}: {value}", name = track.name, value = figure(track.value)))
        .collect();
    match (costs.is_empty(), paid.is_empty()) {
        (true, _) => {}
        (false, true) => show(tr!("Human cost"), tr!("none so far"), Tone::Plain),
        (false, false) => show(tr!("Human cost"), &paid.join("; "), Tone::Alarm),
    }
    let start = usize::from(state.time_left.is_some());
    for (at, ladder) in table.ladders.iter().enumerate() {
        if let Some(rung) = ladder.rungs.get(ladder.own) {
            let tone = if ladder.own == ladder.peak && 0 < ladder.own { Tone::Warning } else { Tone::Plain };
            let label = if table.ladders.len() == 1 { tr!("Rung") } else { &ladder.name };
            let figure = Figure { label: label.to_owned(), value: rung.name.clone(), tone, ladder: 0 < at };
            all.insert((start + at).min(all.len()), figure);
        }
    }
    all
}

/// Shows what has room in the row, and remembers how much room there is.
fn figures(ui: &mut Ui, theme: &Theme, strip: &Strip, wide: bool) {
    let room = ui.available_width();
    if let Some(id) = strip.memory
        && ui.data(|data| data.get_temp::<f32>(id)).is_none_or(|before| 0.5 < (before - room).abs())
    {
        ui.data_mut(|data| data.insert_temp(id, room));
        ui.ctx().request_repaint();
    }
    for figure in &strip.row {
        if wide {
            theme.figure(ui, &figure.label, &figure.value, figure.tone);
        } else {
            theme.note_line(ui, &figure.line(), figure.tone);
        }
    }
}

fn moved(track: &Track) -> String {
    if track.moved == 0 {
        tr!("{value} of {max}", value = track.value, max = track.max)
    } else {
        tr!("{value} of {max} ({moved})", value = track.value, max = track.max, moved = signed(track.moved))
    }
}

/// The ways out.
fn ways(ui: &mut Ui, theme: &Theme, table: &Table, state: &State, out: &mut Vec<Intent>) {
    for (text, key, intent) in [
        (tr!("Leave"), "back", Intent::Back),
        (tr!("Settings"), "settings", Intent::Go(Screen::Settings)),
        (tr!("Saves"), "save", Intent::Go(Screen::Saves)),
    ] {
        if theme.link(ui, text).on_hover_text(state.hint(key)).clicked() {
            out.push(intent);
        }
    }
    if table.over && theme.link(ui, tr!("Debrief")).clicked() {
        out.push(Intent::Go(Screen::Debrief));
    }
}
