//! A card: what may be ordered, what it does, what it costs before whom, which red lines it touches.

use brinkmanship::report::{
    table::{Card, Group, Slope, Table, Touch, TouchKind},
    words::the,
};
use egui::{Align, Id, Layout, Ui};

use crate::{
    intent::Intent,
    screens::table::State,
    theme::{Theme, Tone, space},
};

/// How much of a card is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Title and slope, because another card of its desk was taken.
    Row,
    /// What one needs to choose.
    Whole,
}

/// How many of a card's costs are shown at first; the audiences come first.
const COSTS: usize = 4;

/// Shows a card that can be taken up and put down. `key` is the number that does the same, if one does.
pub fn card(
    ui: &mut Ui,
    theme: &Theme,
    table: &Table,
    state: &mut State,
    (card, key, size): (&Card, Option<usize>, Size),
    out: &mut Vec<Intent>,
) {
    let unfolded = format!("card {:?}", card.act);
    let open = card.refused.is_none();
    let name = spoken(table, card, key);
    let response = theme.card(ui, Id::new(&unfolded), &name, (card.chosen, open), |ui| {
        top(ui, theme, card, key);
        if let Some(why) = &card.refused {
            theme.note(ui, &tr!("Refused now: {why}", why), Tone::Warning);
        }
        if size == Size::Row && !card.chosen {
            return;
        }
        if !card.text.is_empty() {
            theme.small_ink(ui, &card.text);
        }
        let more = state.is_open(&unfolded);
        if chips(ui, theme, table, card, more) {
            state.toggle(&unfolded);
        }
        if more {
            rest(ui, theme, state, card);
        }
    });
    // What has just been chosen stays in sight, whatever its place is now.
    if state.brought_into_sight(card.act, card.chosen) {
        response.scroll_to_me(None);
    }
    if open && response.clicked() {
        out.push(if card.chosen { Intent::Drop(card.act) } else { Intent::Choose(card.act) });
    }
}

/// Title, number, and how far it goes.
fn top(ui: &mut Ui, theme: &Theme, card: &Card, key: Option<usize>) {
    ui.horizontal_top(|ui| {
        if let Some(key) = key {
            theme.key(ui, &key.to_string());
        }
        ui.with_layout(Layout::right_to_left(Align::Min), |ui| {
            if card.chosen {
                theme.chip(ui, tr!("✓ Chosen"), Tone::Good);
            }
            theme.note(ui, &format!("{} {}", arrow(card.slope), card.slope.words()), slope_tone(card.slope));
            ui.with_layout(Layout::top_down(Align::Min), |ui| theme.strong(ui, &card.title));
        });
    });
}

/// An arrow that says how far a card goes.
const fn arrow(slope: Slope) -> &'static str {
    match slope {
        Slope::Down => "↓",
        Slope::DownALittle => "↘",
        Slope::Level => "→",
        Slope::UpALittle => "↗",
        Slope::Up => "↑",
        Slope::UpSteeply => "↑↑",
    }
}

const fn slope_tone(slope: Slope) -> Tone {
    match slope {
        Slope::Down | Slope::DownALittle => Tone::Good,
        Slope::Level => Tone::Plain,
        Slope::UpALittle | Slope::Up => Tone::Warning,
        Slope::UpSteeply => Tone::Alarm,
    }
}

/// A change with its sign.
#[must_use]
pub fn signed(by: i32) -> String {
    if by < 0 { format!("−{}", by.unsigned_abs()) } else { format!("+{by}") }
}

/// Whether a change of a track is good or bad for the one who looks at it.
#[must_use]
pub fn change_tone(table: &Table, name: &str, by: i32) -> Tone {
    let Some(track) = table.tracks.iter().find(|track| track.name == name) else { return Tone::Plain };
    let up_is_bad = track.group == Group::HumanCost || track.danger;
    match (track.group, up_is_bad) {
        _ if by == 0 => Tone::Plain,
        (_, true) => {
            if by < 0 {
                Tone::Good
            } else {
                Tone::Alarm
            }
        }
        // Of the others nobody can say which way is good.
        (Group::Yours, false) if !track.role.is_empty() => {
            if by < 0 {
                Tone::Warning
            } else {
                Tone::Good
            }
        }
        (Group::Yours | Group::Theirs | Group::World | Group::HumanCost, false) => Tone::Plain,
    }
}

fn touch_words(touch: &Touch) -> String {
    let how = touch.kind.words();
    if touch.own {
        tr!("Your red line: {how}", how)
    } else {
        tr!("Red line of {owner}: {how}", owner = the(&touch.owner), how)
    }
}

const fn touch_tone(kind: TouchKind) -> Tone {
    match kind {
        TouchKind::MayCross => Tone::Alarm,
        TouchKind::Probes => Tone::Warning,
        TouchKind::Answers | TouchKind::Draws | TouchKind::SpeaksOf | TouchKind::Moves => Tone::Plain,
    }
}

/// What it costs before which audience, and which red lines it touches, in short; true if more is asked for, or less.
fn chips(ui: &mut Ui, theme: &Theme, table: &Table, card: &Card, more: bool) -> bool {
    theme.row(ui, |ui| {
        ui.spacing_mut().interact_size.y = 20.0;
        let shown = if more { card.costs.len() } else { COSTS.min(card.costs.len()) };
        for (name, by) in &card.costs[..shown] {
            theme.chip(ui, &format!("{name} {}", signed(*by)), change_tone(table, name, *by));
        }
        for touch in &card.touches {
            theme.chip(ui, &touch_words(touch), touch_tone(touch.kind));
        }
        let label = if more { tr!("Less") } else { tr!("More") };
        let left = card.costs.len() - shown;
        let text = if left == 0 {
            label.to_owned()
        } else {
            trn!(left; "{label}, and {left} more effect", "{label}, and {left} more effects", label, left)
        };
        let link = theme.link(ui, &text);
        link.widget_info(|| {
            egui::WidgetInfo::labeled(
                egui::WidgetType::Button,
                true,
                tr!("{label} about {title}", label, title = card.title),
            )
        });
        link.clicked()
    })
}

/// Everything else on a card.
fn rest(ui: &mut Ui, theme: &Theme, state: &mut State, card: &Card) {
    ui.add_space(space::TIGHT);
    if !card.does.is_empty() {
        theme.label(ui, tr!("What it does, as far as you can foresee"));
        for does in &card.does {
            theme.item(ui, does);
        }
    }
    if !card.touches.is_empty() {
        theme.label(ui, tr!("Red lines"));
        for touch in &card.touches {
            theme.item(ui, &tr!("{touch}: “{line}”", touch = touch_words(touch), line = touch.line));
        }
    }
    theme.small(ui, &card.seen_by);
    if !card.excludes.is_empty() {
        theme.small(ui, &tr!("Not in one turn with: {excludes}.", excludes = card.excludes.join("; ")));
    }
    if card.hypothetical {
        theme.small(ui, tr!("It lies beyond anything that has been tried so far."));
    }
    if !card.doubt.is_empty() {
        theme.small(ui, &tr!("In doubt: {doubt}", doubt = card.doubt));
    }
    asked(ui, theme, state, (tr!("Who argues for it?"), tr!("Argued for by")), &card.title, &card.advocates);
    asked(ui, theme, state, (tr!("On what does this rest?"), tr!("Sources")), &card.title, &card.sources);
}

/// What is said only when asked.
fn asked(
    ui: &mut Ui,
    theme: &Theme,
    state: &mut State,
    (question, label): (&str, &str),
    title: &str,
    answer: &[String],
) {
    if answer.is_empty() {
        return;
    }
    let key = format!("{question} {title}");
    if state.is_open(&key) {
        theme.small(ui, &format!("{label}: {}.", answer.join("; ")));
        return;
    }
    let link = theme.link(ui, question);
    link.widget_info(|| egui::WidgetInfo::labeled(egui::WidgetType::Button, true, format!("{question} {title}")));
    if link.clicked() {
        state.toggle(&key);
    }
}

/// A card as a screen reader says it.
#[must_use]
pub fn spoken(table: &Table, card: &Card, key: Option<usize>) -> String {
    let mut parts = Vec::new();
    parts.push(key.map_or_else(|| card.title.clone(), |key| tr!("Card {key}: {title}", key, title = card.title)));
    parts.push(card.slope.words().to_owned());
    parts.extend(card.refused.iter().map(|why| tr!("Refused now: {why}", why)));
    parts.extend(card.costs.iter().map(|(name, by)| format!("{name} {}", signed(*by))));
    parts.extend(card.touches.iter().map(touch_words));
    if table.over {
        parts.push(tr!("It is over").to_owned());
    }
    parts.join(". ")
}
