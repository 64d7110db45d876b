//! Talks, what followed, the figures with their causes, questions, words and sources.

use egui::Ui;

use brinkmanship::report::{
    Debrief,
    debrief::{OfferPart, TrackPart},
    words::uncapped,
};
use brinkmanship::scenario::model::{figure as grouped, unit_beside};

use super::{State, cited};
use crate::theme::{Theme, Tone, space};

fn how(secret: bool) -> &'static str {
    if secret { tr!("in secret") } else { tr!("in public") }
}

/// Agreements first, then every offer, then words given.
pub(super) fn talks(ui: &mut Ui, theme: &Theme, debrief: &Debrief, _: &mut State) {
    theme.heading(ui, tr!("What was agreed"));
    if debrief.agreements.is_empty() {
        theme.body(ui, tr!("Nothing."));
    }
    for agreement in &debrief.agreements {
        theme.label(ui, &tr!("Turn {turn}, {date}", turn = agreement.turn, date = agreement.date));
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
    theme.heading(ui, tr!("What was offered"));
    if debrief.offers.is_empty() {
        theme.body(ui, tr!("Nothing was put on paper."));
    }
    for offer in &debrief.offers {
        theme.rule(ui);
        self::offer(ui, theme, offer);
    }
    if !debrief.commitments.is_empty() {
        ui.add_space(space::MEDIUM);
        theme.heading(ui, tr!("Words given"));
        for word in &debrief.commitments {
            theme.item(
                ui,
                &tr!(
                    "{owner}, turn {given}: “{text}” {trim_end_matches}.{cited}",
                    owner = word.owner,
                    given = word.given,
                    text = word.text,
                    trim_end_matches = word.became.trim_end_matches('.'),
                    cited = cited(&word.sources)
                ),
            );
        }
    }
}

fn offer(ui: &mut Ui, theme: &Theme, offer: &OfferPart) {
    theme.strong(ui, &offer.title);
    let read = if offer.sent == offer.arrives {
        String::new()
    } else {
        tr!(", read on turn {arrives}", arrives = offer.arrives)
    };
    theme.small(
        ui,
        &tr!(
            "From {from}, sent on turn {sent}{read}.{cited}",
            from = offer.from,
            sent = offer.sent,
            read,
            cited = cited(&offer.sources)
        ),
    );
    if !offer.text.is_empty() {
        theme.body(ui, &offer.text);
    }
    for leg in &offer.legs {
        theme.item(ui, &format!("{} ({}): {}", leg.giver, how(leg.secret), leg.title));
    }
    if !offer.again.is_empty() {
        theme.small(ui, &offer.said_again());
    }
    if !offer.crossed_with.is_empty() {
        theme.small(
            ui,
            &tr!(
                "Still on their way when it was written: {crossed_with}.",
                crossed_with = offer.crossed_with.join("; ")
            ),
        );
    }
    let on = offer.became_on.map_or_else(String::new, |turn| tr!(", turn {turn}", turn));
    theme.said(ui, tr!("What became of it:"), &format!("{}{on}.", offer.became.trim_end_matches('.')));
}

/// Human cost, then what followed the end.
pub(super) fn aftermath(ui: &mut Ui, theme: &Theme, debrief: &Debrief, _: &mut State) {
    if !debrief.cost.is_empty() {
        theme.heading(ui, tr!("Human cost"));
        for track in &debrief.cost {
            theme.said(
                ui,
                &format!("{}:", track.name),
                &format!(
                    "{} {}",
                    grouped(track.at[1].saturating_sub(track.start)),
                    unit_beside(track.at[1].saturating_sub(track.start), &track.unit)
                ),
            );
            if !track.text.is_empty() {
                theme.small(ui, &track.text);
            }
        }
        ui.add_space(space::MEDIUM);
    }
    if debrief.aftermath.is_empty() {
        theme.body(ui, tr!("The scenario tells nothing of the time after."));
    }
    for (horizon, name) in debrief.horizons.iter().enumerate() {
        let items: Vec<_> = debrief.aftermath.iter().filter(|item| item.horizon == horizon).collect();
        if items.is_empty() {
            continue;
        }
        theme.heading(ui, &tr!("Until {name}", name = uncapped(name)));
        for item in items {
            theme.rule(ui);
            theme.label(ui, &item.date);
            theme.document(ui, &format!("{}{}", item.text, cited(&item.sources)));
            let odds = item.odds.as_ref().map_or_else(String::new, |odds| tr!(" Its odds were {odds}.", odds));
            theme.small(ui, &tr!("Known to {known_to}.{odds}", known_to = item.known_to, odds));
            for change in &item.changes {
                theme.small(ui, change);
            }
        }
    }
}

/// Every figure; the causes of one at a time.
pub(super) fn figures(ui: &mut Ui, theme: &Theme, debrief: &Debrief, state: &mut State) {
    theme.aside(ui, tr!("The stroke on each bar marks where it began. Open a figure to read why it moved."));
    let mut group = "";
    for (at, track) in debrief.tracks.iter().enumerate() {
        if track.group != group {
            group = &track.group;
            ui.add_space(space::SMALL);
            theme.label(ui, group);
        }
        let open = state.figure == Some(at);
        figure(ui, theme, track, open);
        let text = if open { tr!("Close") } else { tr!("Why it moved") };
        if theme.link_named(ui, text, &format!("{text}: {}", track.name)).clicked() {
            state.figure = if open { None } else { Some(at) };
        }
    }
}

/// From how high an end on a figure is a count without one.
const WITHOUT_END: i32 = 10_000;

fn figure(ui: &mut Ui, theme: &Theme, track: &TrackPart, open: bool) {
    let owner = if track.owner.is_empty() { String::new() } else { format!(" ({})", track.owner) };
    theme.cells(ui, &[2.2, 1.6, 1.2], |ui, at| match at {
        0 => {
            theme.body(ui, &format!("{}{owner}", track.name));
        }
        1 => {
            ui.add_space(space::SMALL);
            let tone = track.actor.map_or(Tone::Plain, Tone::Actor);
            let name = format!("{}: {} {}", track.name, track.at[1], unit_beside(track.at[1], &track.unit));
            // What has no end that anyone expects, such as a count of the dead, has no bar to stand on.
            if track.range.1 < WITHOUT_END {
                theme.bar(ui, &name, track.at[1], track.start, track.range, tone);
            }
        }
        _ => {
            theme.small(
                ui,
                &tr!(
                    "{grouped} to {grouped2} {unit}",
                    grouped = grouped(track.start),
                    grouped2 = grouped(track.at[1]),
                    unit = unit_beside(track.at[1], &track.unit)
                ),
            );
        }
    });
    if !open {
        return;
    }
    theme.small(
        ui,
        &tr!(
            "{text} Seen by {seen_by}.{cited}",
            text = track.text,
            seen_by = track.seen_by,
            cited = cited(&track.sources)
        ),
    );
    for change in &track.changes {
        let when = change.turn.map_or_else(|| tr!("Afterwards").to_owned(), |turn| tr!("Turn {turn}", turn));
        theme.item(
            ui,
            &tr!(
                "{when}: {from} to {to}. {because}",
                when,
                from = change.from,
                to = change.to,
                because = change.because
            ),
        );
    }
    if track.changes.is_empty() {
        theme.item(ui, tr!("It never moved."));
    }
    if !track.note.is_empty() {
        theme.small(ui, &tr!("Of the record: {note}", note = track.note));
    }
}

/// Questions to talk about.
pub(super) fn questions(ui: &mut Ui, theme: &Theme, debrief: &Debrief, _: &mut State) {
    if debrief.questions.is_empty() {
        theme
            .body(ui, tr!("The scenario asks nothing. Begin with this: what would you have wanted to know, and when?"));
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
        theme.body(ui, tr!("The scenario uses no words that need one."));
    }
    for (word, meaning) in &debrief.glossary {
        theme.said(ui, &format!("{word}:"), meaning);
    }
}

/// What it all rests on.
pub(super) fn sources(ui: &mut Ui, theme: &Theme, debrief: &Debrief, _: &mut State) {
    if debrief.sources.is_empty() {
        theme.body(ui, tr!("This crisis is made up and rests on no source."));
    }
    for doubt in &debrief.doubts {
        theme.said(
            ui,
            &tr!("In doubt, {what}:", what = doubt.what),
            &format!("{}{}", doubt.note, cited(&doubt.sources)),
        );
    }
    for source in &debrief.sources {
        theme.marked(ui, &format!("[{}]", source.number), theme.palette.faint, |theme, ui| {
            theme.body(ui, &source.reference);
            let note =
                if source.note.is_empty() { String::new() } else { tr!(" In doubt: {note}", note = source.note) };
            theme.small(ui, &format!("{}. {}.{note}", source.kind, source.grade));
        });
    }
    theme.small(
        ui,
        &tr!(
            "{judgement} Seed {seed}. Fingerprint of the scenario's files: {fingerprint}.",
            judgement = debrief.judgement,
            seed = debrief.seed,
            fingerprint = debrief.fingerprint
        ),
    );
}
