//! The decision of a turn: one main choice, then at most two supporting moves, and what waits for an answer.

use brinkmanship::report::table::{Card, Desk, Moment, MomentKind, Slope, Table};
use egui::Ui;

use super::cards::{Size, card};
use crate::{
    intent::Intent,
    screens::table::{Paper, State},
    theme::{Theme, Tone, space},
};

/// The most supporting moves that are asked for.
const SUPPORT: usize = 2;

/// Shows the decision.
pub fn decision(ui: &mut Ui, theme: &Theme, table: &Table, state: &mut State, out: &mut Vec<Intent>) {
    if state.first && !state.low {
        hint(ui, theme, state);
    }
    waiting(ui, theme, table, state);
    let Some(main) = &table.decision else {
        theme.body(ui, tr!("No desk is open to you this turn. Let it pass, or look through the other papers."));
        return;
    };
    let Some(desk) = table.desks.get(main.desk) else { return };
    let several = main.cards.iter().any(|(at, _)| *at != main.desk);
    if several {
        theme.label(ui, tr!("Your decision"));
    } else {
        theme.label(ui, &tr!("Your decision: {title}", title = desk.title));
        about(ui, theme, desk);
    }
    let cards = shown(table);
    let taken = cards.iter().any(|(_, card)| card.chosen);
    let size = if taken { Size::Row } else { Size::Whole };
    let mut before = "";
    for (desk, of) in cards {
        if several && size == Size::Whole && desk.id != before {
            theme.small(ui, &desk.title);
        }
        before = &desk.id;
        let key = state.number(of.act);
        card(ui, theme, table, state, (of, key, size), out);
    }
    let of_lead = main.cards.iter().filter(|(at, _)| *at == main.desk).count();
    let left = desk.open().count().saturating_sub(of_lead);
    ui.add_space(space::TIGHT);
    if taken {
        support(ui, theme, table, state, out);
    }
    let more = match left {
        0 => tr!("All desks").to_owned(),
        _ if several => tr!("All desks").to_owned(),
        left => {
            trn!(left; "All desks, and {left} more card of this one", "All desks, and {left} more cards of this one", left)
        }
    };
    if theme.link(ui, &more).clicked() {
        state.desk = Some(main.desk);
        state.paper = Paper::Desks;
    }
    if state.first && state.low {
        hint(ui, theme, state);
    }
}

/// The cards of the main decision with the desk of each, from what goes down to what goes up: an order that history has no
/// part in.
#[must_use]
pub fn shown(table: &Table) -> Vec<(&Desk, &Card)> {
    let Some(main) = &table.decision else { return Vec::new() };
    let of =
        |(desk, card): &(usize, usize)| table.desks.get(*desk).and_then(|desk| Some((desk, desk.cards.get(*card)?)));
    let mut cards: Vec<(&Desk, &Card)> = main.cards.iter().filter_map(of).collect();
    cards.sort_by(|(_, a), (_, b)| by_slope(a, b));
    cards
}

/// One order of cards on every paper: from what goes down to what goes up, then by name.
pub fn in_order(cards: &mut [&Card]) {
    cards.sort_by(|a, b| by_slope(a, b));
}

fn by_slope(a: &Card, b: &Card) -> std::cmp::Ordering {
    (a.slope, &a.title).cmp(&(b.slope, &b.title))
}

/// What a desk is, in a line.
pub fn about(ui: &mut Ui, theme: &Theme, desk: &Desk) {
    let delay = match desk.delay {
        0 => String::new(),
        _ => tr!(" An offer sent here {arrives}.", arrives = desk.arrives),
    };
    let must = if desk.must { tr!(" Something has to be ordered here.") } else { "" };
    theme.small(ui, &format!("{}{delay}{must}", desk.audience));
}

/// How a turn goes, said once.
fn hint(ui: &mut Ui, theme: &Theme, state: &mut State) {
    let frame = egui::Frame::new().fill(theme.palette.well).corner_radius(3).inner_margin(10);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let text =
            tr!("Take one card, then up to two supporting moves if you want them, and seal the order. The other side \
                    does the same; both orders are unsealed together.");
        theme.small_ink(ui, text);
        if theme.link(ui, tr!("Understood")).clicked() {
            state.first = false;
        }
    });
    ui.add_space(space::TIGHT);
}

/// What waits for an answer.
fn waiting(ui: &mut Ui, theme: &Theme, table: &Table, state: &mut State) {
    ui.spacing_mut().interact_size.y = 20.0;
    for moment in &table.moments {
        if matches!(moment.kind, MomentKind::LastChance | MomentKind::Incident) {
            theme.note(ui, &format!("{}. {}", moment.title, moment.text.join(" ")), Tone::Alarm);
            theme.row(ui, |ui| {
                for (at, desk) in table.desks.iter().enumerate() {
                    let answers = desk.cards.iter().any(|card| card.refused.is_none() && answers(moment, card));
                    if answers && theme.link(ui, &tr!("To {title}", title = desk.title)).clicked() {
                        state.desk = Some(at);
                        state.paper = Paper::Desks;
                    }
                }
            });
        }
    }
    let offers = table.talks.offers.iter().filter(|offer| offer.counterable).count();
    if offers != 0 {
        let text = if offers == 1 { tr!("An offer waits for your answer") } else { tr!("Offers wait for your answer") };
        ui.horizontal_wrapped(|ui| {
            theme.note(ui, text, Tone::Warning);
            if theme.link(ui, tr!("To the talks")).clicked() {
                state.paper = Paper::Talks;
            }
        });
    }
    let due = table.lines.iter().filter(|line| line.own && line.answer_due.is_some());
    for line in due {
        let by = line.answer_due.as_deref().unwrap_or_default();
        ui.horizontal_wrapped(|ui| {
            theme.note(ui, &tr!("Your red line is crossed; an answer is due by {by}", by), Tone::Alarm);
            if theme.link(ui, tr!("To the red lines")).clicked() {
                state.paper = Paper::Lines;
            }
        });
    }
}

/// Whether a moment names a card as an answer to it.
fn answers(moment: &Moment, card: &Card) -> bool {
    moment.answers.contains(&card.act)
}

/// How steep a card is, as a number.
const fn steep(slope: Slope) -> i8 {
    match slope {
        Slope::Down => -2,
        Slope::DownALittle => -1,
        Slope::Level => 0,
        Slope::UpALittle => 1,
        Slope::Up => 2,
        Slope::UpSteeply => 3,
    }
}

/// Up to two cards of other desks that stand nearest to what was chosen: first where something must be ordered or a
/// moment waits for an answer, then dated moves.
/// It knows nothing but what is open on the table.
#[must_use]
pub fn suggested(table: &Table) -> Vec<&Card> {
    let main = shown(table);
    let Some((home, chosen)) = main.iter().find(|(_, card)| card.chosen) else { return Vec::new() };
    let wanted = |card: &Card| table.moments.iter().any(|moment| answers(moment, card));
    let near = |card: &&Card| (!wanted(card), card.standing, (steep(card.slope) - steep(chosen.slope)).abs());
    // What supports goes no steeper than what it supports, and does not go the other way.
    let fits = |card: &Card| {
        let apart = steep(chosen.slope) - steep(card.slope);
        wanted(card) || (0..=2).contains(&apart) && steep(card.slope).signum() * steep(chosen.slope).signum() != -1
    };
    let mut found: Vec<(bool, bool, usize, &Card)> = table
        .desks
        .iter()
        .enumerate()
        .filter(|(_, desk)| desk.id != home.id && desk.closed.is_none())
        .filter_map(|(at, desk)| {
            let open = || desk.cards.iter().filter(|card| card.refused.is_none());
            let fitting = || open().filter(|card| desk.must || fits(card)).min_by_key(near);
            let best = desk.chosen().or_else(fitting)?;
            if main.iter().any(|(_, card)| card.act == best.act) {
                return None;
            }
            Some((!(desk.must || best.chosen || wanted(best)), best.standing, at, best))
        })
        .collect();
    found.sort_by_key(|(optional, standing, at, _)| (*optional, *standing, *at));
    // A supporting move that is taken stays in sight; the rest of the table is behind it.
    found.into_iter().map(|(_, _, _, card)| card).take(SUPPORT).collect()
}

fn support(ui: &mut Ui, theme: &Theme, table: &Table, state: &mut State, out: &mut Vec<Intent>) {
    let cards = suggested(table);
    if cards.is_empty() {
        return;
    }
    ui.add_space(space::SMALL);
    theme.label(ui, tr!("In support, if you want it"));
    for of in cards {
        let home = table.desks.iter().enumerate().find(|(_, desk)| desk.cards.contains(of));
        if let Some((at, desk)) = home {
            ui.horizontal_wrapped(|ui| {
                theme.small(ui, &format!("{}:", desk.title));
                let others = desk.open().count().saturating_sub(1);
                if others != 0 && theme.link(ui, &tr!("{others} more", others)).clicked() {
                    state.desk = Some(at);
                    state.paper = Paper::Desks;
                }
            });
        }
        let key = state.number(of.act);
        card(ui, theme, table, state, (of, key, Size::Whole), out);
    }
}
