//! The negotiating table: what is offered, in transit, agreed and given as a word, and the answers to it.

use brinkmanship::{
    crisis::Act,
    report::table::{Leg, OfferRow, Table},
};
use egui::Ui;

use super::{compose, seal::take_back};
use crate::{
    intent::Intent,
    screens::table::State,
    theme::{Theme, Tone, space},
};

/// Shows the negotiating table, or the offer that is being composed.
pub fn talks(ui: &mut Ui, theme: &Theme, table: &Table, state: &mut State, out: &mut Vec<Intent>) {
    if state.compose.is_some() {
        compose::compose(ui, theme, table, state, out);
        return;
    }
    theme.heading(ui, tr!("The negotiating table"));
    drafted(ui, theme, table, out);
    if table.talks.offers.is_empty() {
        theme.body(ui, tr!("Nothing lies on the table."));
    }
    for offer in &table.talks.offers {
        one(ui, theme, table, state, offer, out);
    }
    ui.add_space(space::SMALL);
    let open = table.talks.desks.iter().find(|way| way.closed.is_none());
    match open {
        Some(way) => {
            if theme.button(ui, tr!("Compose an offer")).clicked() {
                state.compose_new(way.place);
            }
        }
        None => {
            theme.body(ui, tr!("No desk for talks is open to you now."));
        }
    }
    for way in &table.talks.desks {
        if let Some(why) = &way.closed {
            theme.small(ui, &tr!("{title} is closed: {why}", title = way.title, why));
        }
    }
    agreed(ui, theme, table);
}

/// What of the order so far is talk.
fn drafted(ui: &mut Ui, theme: &Theme, table: &Table, out: &mut Vec<Intent>) {
    let composed = table.desks.iter().filter_map(|desk| desk.chosen());
    for card in composed.filter(|card| !matches!(card.act, Act::Do(_))) {
        ui.horizontal_wrapped(|ui| {
            theme.note(ui, &tr!("✓ In your order: {title}", title = card.title), Tone::Good);
            take_back(ui, theme, card, out);
        });
    }
}

fn one(ui: &mut Ui, theme: &Theme, table: &Table, state: &mut State, offer: &OfferRow, out: &mut Vec<Intent>) {
    let seat = if offer.own { table.seat.min(1) } else { 1 - table.seat.min(1) };
    let whose = if offer.own { tr!("Your offer") } else { tr!("Their offer") };
    let name = offer.title.as_ref().map_or_else(String::new, |title| format!(": {title}"));
    ui.add_space(space::SMALL);
    theme.row(ui, |ui| {
        theme.note(ui, Theme::mark(seat), Tone::Actor(seat));
        theme.strong(ui, &format!("{whose} {}{name}", offer.letter));
    });
    let moving = if offer.in_transit { tr!("In transit: ") } else { "" };
    theme.small(ui, &tr!("By {desk}; {moving}{standing}.", desk = offer.desk, moving, standing = offer.standing));
    if !offer.text.is_empty() {
        theme.small_ink(ui, &offer.text);
    }
    for leg in &offer.legs {
        let (colour, text) = leg_words(table, leg);
        theme.note(ui, &text, colour);
    }
    theme.row(ui, |ui| {
        for (act, chosen) in &offer.answers {
            let verb = match act {
                Act::Accept(_) => tr!("Accept"),
                Act::Refuse(_) => tr!("Refuse"),
                Act::Withdraw(_) => tr!("Withdraw"),
                Act::Do(_) | Act::Offer(..) | Act::Counter(..) => continue,
            };
            let key = state.number(*act).map_or_else(String::new, |key| format!("  {key}"));
            let text = if *chosen { format!("✓ {verb}") } else { format!("{verb}{key}") };
            if theme
                .switch(ui, &text, &tr!("{verb} offer {letter}", verb, letter = offer.letter), *chosen, true)
                .clicked()
            {
                out.push(if *chosen { Intent::Drop(*act) } else { Intent::Choose(*act) });
            }
        }
        if offer.counterable {
            let name = tr!("Counter offer {letter}", letter = offer.letter);
            if theme.switch(ui, tr!("Counter …"), &name, false, true).clicked() {
                state.compose_answer(offer);
            }
        }
    });
    ui.add_space(space::TIGHT);
    theme.rule(ui);
}

/// A leg in words, in the accent of the one who gives it.
fn leg_words(table: &Table, leg: &Leg) -> (Tone, String) {
    let seat = table.seat.min(1);
    let giver = if leg.own { seat } else { 1 - seat };
    let who = if leg.own { tr!("you") } else { leg.giver.as_str() };
    (Tone::Actor(giver), format!("{} {who}, {how}: {}", Theme::mark(giver), leg.title, how = leg.how))
}

/// What is agreed, and words that can still be kept or broken.
fn agreed(ui: &mut Ui, theme: &Theme, table: &Table) {
    if !table.talks.agreed.is_empty() {
        ui.add_space(space::MEDIUM);
        theme.heading(ui, tr!("Agreed"));
        for one in &table.talks.agreed {
            let (tone, text) = leg_words(table, &one.leg);
            theme.note(ui, &format!("{text} ({})", one.stands), tone);
        }
    }
    if !table.talks.words.is_empty() {
        ui.add_space(space::MEDIUM);
        theme.heading(ui, tr!("Words given in public"));
        for word in &table.talks.words {
            let whose = if word.own { tr!("Yours") } else { tr!("Theirs") };
            theme.item(
                ui,
                &tr!("{whose}: “{text}”. To break it now costs {stake} points of what they believe of your resolve, and as many at home where the world heard it.", whose, text = word.text, stake = word.stake),
            );
        }
    }
}
