//! Talks, what followed, the figures with their causes, questions, words and sources.

use egui::Ui;

use brinkmanship::report::{
    Debrief,
    debrief::{OfferPart, TrackPart},
};

use super::{State, cited};
use crate::theme::{Theme, Tone, space};

const fn how(secret: bool) -> &'static str {
    if secret { "in secret" } else { "in public" }
}

/// A whole number with its thousands set apart.
fn grouped(number: i32) -> String {
    let digits = number.unsigned_abs().to_string();
    let mut out = String::from(if number < 0 { "−" } else { "" });
    for (at, digit) in digits.chars().enumerate() {
        if at != 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

/// Agreements first, then every offer, then words given.
pub(super) fn talks(ui: &mut Ui, theme: &Theme, debrief: &Debrief, _: &mut State) {
    theme.heading(ui, "What was agreed");
    if debrief.agreements.is_empty() {
        theme.body(ui, "Nothing.");
    }
    for agreement in &debrief.agreements {
        theme.label(ui, &format!("Turn {}, {}", agreement.turn, agreement.date));
        for leg in &agreement.legs {
            theme.marked(ui, Theme::mark(leg.actor), theme.actor(leg.actor), |theme, ui| {
                theme.strong(ui, &format!("{}, {}: {}", leg.giver, how(leg.secret), leg.title));
                theme.body(ui, &format!("{}{}", leg.text, cited(&leg.sources)));
                let leaked = if leg.leaked.is_empty() {
                    String::new()
                } else {
                    format!(" {}.", leg.leaked.trim_end_matches('.'))
                };
                theme.small(ui, &format!("{}.{leaked}", leg.carried.trim_end_matches('.')));
                for cost in &leg.cost {
                    theme.small(ui, cost);
                }
            });
        }
    }
    ui.add_space(space::MEDIUM);
    theme.heading(ui, "What was offered");
    if debrief.offers.is_empty() {
        theme.body(ui, "Nothing was put on paper.");
    }
    for offer in &debrief.offers {
        theme.rule(ui);
        self::offer(ui, theme, offer);
    }
    if !debrief.commitments.is_empty() {
        ui.add_space(space::MEDIUM);
        theme.heading(ui, "Words given");
        for word in &debrief.commitments {
            theme.item(
                ui,
                &format!(
                    "{}, turn {}: “{}” {}.{}",
                    word.owner,
                    word.given,
                    word.text,
                    word.became.trim_end_matches('.'),
                    cited(&word.sources)
                ),
            );
        }
    }
}

fn offer(ui: &mut Ui, theme: &Theme, offer: &OfferPart) {
    theme.strong(ui, &offer.title);
    let read = if offer.sent == offer.arrives { String::new() } else { format!(", read on turn {}", offer.arrives) };
    theme.small(ui, &format!("From {}, sent on turn {}{read}.{}", offer.from, offer.sent, cited(&offer.sources)));
    if !offer.text.is_empty() {
        theme.body(ui, &offer.text);
    }
    for leg in &offer.legs {
        theme.item(ui, &format!("{} ({}): {}", leg.giver, how(leg.secret), leg.title));
    }
    if !offer.crossed_with.is_empty() {
        theme.small(ui, &format!("Still on their way when it was written: {}.", offer.crossed_with.join("; ")));
    }
    let on = offer.became_on.map_or_else(String::new, |turn| format!(", turn {turn}"));
    theme.said(ui, "What became of it:", &format!("{}{on}.", offer.became.trim_end_matches('.')));
}

/// Human cost, then what followed the end.
pub(super) fn aftermath(ui: &mut Ui, theme: &Theme, debrief: &Debrief, _: &mut State) {
    if !debrief.cost.is_empty() {
        theme.heading(ui, "Human cost");
        for track in &debrief.cost {
            theme.said(
                ui,
                &format!("{}:", track.name),
                &format!("{} {}", grouped(track.at[1].saturating_sub(track.start)), track.unit),
            );
            if !track.text.is_empty() {
                theme.small(ui, &track.text);
            }
        }
        ui.add_space(space::MEDIUM);
    }
    if debrief.aftermath.is_empty() {
        theme.body(ui, "The scenario tells nothing of the time after.");
    }
    for (horizon, name) in debrief.horizons.iter().enumerate() {
        let items: Vec<_> = debrief.aftermath.iter().filter(|item| item.horizon == horizon).collect();
        if items.is_empty() {
            continue;
        }
        theme.heading(ui, &format!("Until {name}"));
        for item in items {
            theme.rule(ui);
            theme.label(ui, &item.date);
            theme.document(ui, &format!("{}{}", item.text, cited(&item.sources)));
            let odds = item.odds.as_ref().map_or_else(String::new, |odds| format!(" Its odds were {odds}."));
            theme.small(ui, &format!("Known to {}.{odds}", item.known_to));
            for change in &item.changes {
                theme.small(ui, change);
            }
        }
    }
}

/// Every figure; the causes of one at a time.
pub(super) fn figures(ui: &mut Ui, theme: &Theme, debrief: &Debrief, state: &mut State) {
    theme.aside(ui, "The stroke on each bar marks where it began. Open a figure to read why it moved.");
    let mut group = "";
    for (at, track) in debrief.tracks.iter().enumerate() {
        if track.group != group {
            group = &track.group;
            ui.add_space(space::SMALL);
            theme.label(ui, group);
        }
        let open = state.figure == Some(at);
        figure(ui, theme, track, open);
        let text = if open { "Close" } else { "Why it moved" };
        if theme.link_named(ui, text, &format!("{text}: {}", track.name)).clicked() {
            state.figure = if open { None } else { Some(at) };
        }
    }
}

fn figure(ui: &mut Ui, theme: &Theme, track: &TrackPart, open: bool) {
    let owner = if track.owner.is_empty() { String::new() } else { format!(" ({})", track.owner) };
    theme.cells(ui, &[2.2, 1.6, 1.2], |ui, at| match at {
        0 => {
            theme.body(ui, &format!("{}{owner}", track.name));
        }
        1 => {
            ui.add_space(space::SMALL);
            let tone = track.actor.map_or(Tone::Plain, Tone::Actor);
            let name = format!("{}: {} {}", track.name, track.at[1], track.unit);
            theme.bar(ui, &name, track.at[1], track.start, track.range, tone);
        }
        _ => {
            theme.small(ui, &format!("{} to {} {}", grouped(track.start), grouped(track.at[1]), track.unit));
        }
    });
    if !open {
        return;
    }
    theme.small(ui, &format!("{} Seen by {}.{}", track.text, track.seen_by, cited(&track.sources)));
    for change in &track.changes {
        let when = change.turn.map_or_else(|| "Afterwards".to_owned(), |turn| format!("Turn {turn}"));
        theme.item(ui, &format!("{when}: {} to {}. {}", change.from, change.to, change.because));
    }
    if track.changes.is_empty() {
        theme.item(ui, "It never moved.");
    }
    if !track.note.is_empty() {
        theme.small(ui, &format!("In doubt: {}", track.note));
    }
}

/// Questions to talk about.
pub(super) fn questions(ui: &mut Ui, theme: &Theme, debrief: &Debrief, _: &mut State) {
    if debrief.questions.is_empty() {
        theme.body(ui, "The scenario asks nothing. Begin with this: what would you have wanted to know, and when?");
    }
    for (at, question) in debrief.questions.iter().enumerate() {
        theme.marked(ui, &format!("{}.", at + 1), theme.palette.faint, |theme, ui| {
            theme.document(ui, question);
        });
    }
}

/// Words that a reader may not know.
pub(super) fn glossary(ui: &mut Ui, theme: &Theme, debrief: &Debrief, _: &mut State) {
    if debrief.glossary.is_empty() {
        theme.body(ui, "The scenario uses no words that need one.");
    }
    for (word, meaning) in &debrief.glossary {
        theme.said(ui, &format!("{word}:"), meaning);
    }
}

/// What it all rests on.
pub(super) fn sources(ui: &mut Ui, theme: &Theme, debrief: &Debrief, _: &mut State) {
    if debrief.sources.is_empty() {
        theme.body(ui, "This crisis is made up and rests on no source.");
    }
    for doubt in &debrief.doubts {
        theme.said(ui, &format!("In doubt, {}:", doubt.what), &format!("{}{}", doubt.note, cited(&doubt.sources)));
    }
    for source in &debrief.sources {
        theme.marked(ui, &format!("[{}]", source.number), theme.palette.faint, |theme, ui| {
            theme.body(ui, &source.reference);
            let note = if source.note.is_empty() { String::new() } else { format!(" In doubt: {}", source.note) };
            theme.small(ui, &format!("{}. {}.{note}", source.kind, source.grade));
        });
    }
    theme.small(
        ui,
        &format!(
            "{} Seed {}. Fingerprint of the scenario's files: {}.",
            debrief.judgement, debrief.seed, debrief.fingerprint
        ),
    );
}
