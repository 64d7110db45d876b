//! The course on the ladder and turn by turn, what each side saw, choice and chance, and the real course beside it.

use egui::Ui;

use brinkmanship::report::{
    Debrief,
    debrief::{LadderPart, Luck, OrderPart, Saw, TurnPart},
};

use super::{State, cited};
use crate::theme::{Curve, Mark, Theme, Tone, space};

/// The chart of a ladder, with the real course dotted where it is another; `now` points at a step.
pub fn ladder(ui: &mut Ui, theme: &Theme, ladder: &LadderPart, names: &[String; 2], now: Option<usize>, real: bool) {
    let rungs: Vec<(&str, Option<&str>)> =
        ladder.rungs.iter().map(|rung| (rung.name.as_str(), rung.threshold.as_deref())).collect();
    let mut curves: Vec<Curve> = crate::screens::film::curves(theme, ladder, names);
    if let Some(steps) = ladder.real.as_ref().filter(|_| real) {
        for seat in 0..if ladder.parallel { 2 } else { 1 } {
            let name = if ladder.parallel {
                tr!("What really happened: {names}", names = names[seat])
            } else {
                tr!("What really happened").to_owned()
            };
            let colour = if ladder.parallel { theme.actor(seat) } else { theme.palette.link };
            curves.push(Curve {
                name,
                colour,
                dotted: true,
                mark: Mark::Nothing,
                steps: steps.iter().map(|step| step[seat]).collect(),
            });
        }
    }
    let name = |rung: u8| ladder.rungs.get(usize::from(rung)).map_or("", |rung| rung.name.as_str());
    let peak = ladder.peak.1.map_or_else(|| tr!("at the start").to_owned(), |turn| tr!("on turn {turn}", turn));
    let last = ladder.steps.last().map_or(0, |step| step[0]);
    let said = tr!(
        "{name}. Highest: {name2}, first {peak}. At the end: {name3}. The dashed lines are firebreaks.",
        name = ladder.name,
        name2 = name(ladder.peak.0),
        peak,
        name3 = name(last)
    );
    theme.ladder_chart(ui, &said, &rungs, &curves, now);
    theme.small(ui, &said);
}

fn names(debrief: &Debrief) -> [String; 2] {
    [debrief.actors[0].name.clone(), debrief.actors[1].name.clone()]
}

fn orders(orders: &[OrderPart]) -> String {
    if orders.is_empty() {
        return "nothing".to_owned();
    }
    orders.iter().map(|order| order.title.as_str()).collect::<Vec<_>>().join("; ")
}

/// The chart, then every turn.
pub(super) fn show(ui: &mut Ui, theme: &Theme, debrief: &Debrief, _: &mut State) {
    for ladder in &debrief.ladders {
        self::ladder(ui, theme, ladder, &names(debrief), None, true);
        ui.add_space(space::MEDIUM);
    }
    for turn in &debrief.turns {
        theme.rule(ui);
        self::turn(ui, theme, debrief, turn);
    }
}

fn turn(ui: &mut Ui, theme: &Theme, debrief: &Debrief, turn: &TurnPart) {
    theme.row(ui, |ui| {
        theme.label(ui, &tr!("Turn {number}, {date}", number = turn.number, date = turn.date));
        match turn.luck {
            Luck::Chance => theme.chip(ui, tr!("◆ chance"), Tone::Warning),
            Luck::Decided => theme.chip(ui, tr!("decided"), Tone::Plain),
        };
    });
    if !turn.headline.is_empty() {
        theme.strong(ui, &turn.headline);
    }
    for (seat, part) in turn.orders.iter().enumerate() {
        theme.marked(ui, Theme::mark(seat), theme.actor(seat), |theme, ui| {
            theme.said(ui, &format!("{}:", debrief.actors[seat].name), &orders(part));
        });
    }
    for event in &turn.events {
        theme.item(ui, event);
    }
    theme.small(ui, &tr!("At its end: {rungs}.{cited}", rungs = turn.rungs.join("; "), cited = cited(&turn.sources)));
    if debrief.is_history && !turn.note.is_empty() {
        theme.small(ui, &turn.note);
    }
}

/// The truth beside what each side and the world saw.
pub(super) fn sights(ui: &mut Ui, theme: &Theme, debrief: &Debrief, _: &mut State) {
    theme.aside(ui, tr!("Each side acted on its own record of the turn. What truly happened stands first; then what could be seen of it at the time. ≠ marks what was seen as something that it was not."));
    for turn in &debrief.turns {
        theme.rule(ui);
        theme.label(ui, &tr!("Turn {number}, {date}", number = turn.number, date = turn.date));
        for sight in &turn.sights.apart {
            theme.cells(ui, &[2.0, 1.3, 1.3, 1.3], |ui, at| {
                let Some(eyes) = at.checked_sub(1) else {
                    theme.body(ui, &sight.truth);
                    return;
                };
                let who = match eyes {
                    2 => tr!("The world").to_owned(),
                    seat => format!("{} {}", Theme::mark(seat), debrief.actors[seat].name),
                };
                match &sight.seen[eyes] {
                    Saw::AsItWas => theme.small(ui, &tr!("{who}: ✓ as it was", who)),
                    Saw::Nothing => theme.small(ui, &tr!("{who}: nothing", who)),
                    Saw::Otherwise(text) => theme.note(ui, &format!("{who}: ≠ {text}"), Tone::Warning),
                };
            });
            ui.add_space(space::TIGHT);
        }
        if !turn.sights.open.is_empty() {
            theme.small(ui, &tr!("Seen by all: {open}", open = turn.sights.open.join(" ")));
        } else if turn.sights.apart.is_empty() {
            theme.small(ui, tr!("Nothing happened that is worth a line."));
        }
    }
}

/// Every draw with its odds.
pub(super) fn chance(ui: &mut Ui, theme: &Theme, debrief: &Debrief, _: &mut State) {
    theme.aside(ui, tr!("A turn is marked “chance” when a draw that had at most one chance in ten came off, for good or ill, or a harm that had at least one in ten stayed away. Everything else was decided: it was ordered, or to be expected."));
    theme.strong(ui, &debrief.chance.summary);
    for spared in &debrief.chance.spared {
        let odds = brinkmanship::report::words::odds(spared.parts);
        theme.item(
            ui,
            &tr!(
                "{harm}: {draws} draws, and it never came. The chance that it would stay away every time was {odds}.",
                harm = spared.harm,
                draws = spared.draws,
                odds
            ),
        );
    }
    ui.add_space(space::SMALL);
    for turn in debrief.turns.iter().filter(|turn| !turn.draws.is_empty()) {
        theme.rule(ui);
        theme.label(ui, &tr!("Turn {number}, {date}", number = turn.number, date = turn.date));
        for draw in &turn.draws {
            theme.cells(ui, &[3.0, 1.1, 1.6], |ui, at| match at {
                0 => {
                    let harm = if draw.harm { tr!(" (a harm)") } else { "" };
                    theme.body(ui, &format!("{}{harm}", draw.about));
                }
                1 => {
                    theme.small(ui, &draw.odds);
                }
                _ => match &draw.chance {
                    Some(why) => {
                        theme.note(ui, &format!("◆ {}: {why}", draw.result), Tone::Warning);
                    }
                    None => {
                        theme.small(ui, &draw.result);
                    }
                },
            });
        }
    }
}

/// What really happened, turn by turn beside what was played.
pub(super) fn real(ui: &mut Ui, theme: &Theme, debrief: &Debrief, _: &mut State) {
    let Some(real) = &debrief.real else {
        theme.body(ui, tr!("This crisis is made up: there is no real course to set beside it."));
        return;
    };
    theme.strong(ui, &real.parted);
    theme.cells(ui, &[1.0, 1.0], |ui, at| {
        theme.label(ui, [tr!("As played"), tr!("As it was")][at]);
        theme.heading(ui, &real.endings[at]);
        if let Some(scores) = &real.scores {
            let [first, second] = scores[at];
            theme.small(
                ui,
                &tr!(
                    "{name} {first}, {name2} {second} of 100",
                    name = debrief.actors[0].name,
                    first,
                    name2 = debrief.actors[1].name,
                    second
                ),
            );
        }
    });
    for aim in real.aims.iter().filter(|aim| aim.played != aim.really) {
        theme.item(
            ui,
            &tr!(
                "{owner}, {title}: {played} as played, {really} as it was.",
                owner = aim.owner,
                title = aim.title,
                played = aim.played,
                really = aim.really
            ),
        );
    }
    for turn in &real.turns {
        theme.rule(ui);
        theme.label(ui, &tr!("Turn {number}, {date}", number = turn.number, date = turn.date));
        for seat in 0..2 {
            theme.marked(ui, Theme::mark(seat), theme.actor(seat), |theme, ui| {
                if turn.same[seat] {
                    theme.body(ui, &tr!("As it was: {orders}", orders = orders(&turn.really[seat])));
                } else {
                    theme.said(ui, tr!("Played:"), &orders(&turn.played[seat]));
                    theme.said(ui, tr!("Really:"), &orders(&turn.really[seat]));
                }
            });
        }
        if turn.rungs[0] != turn.rungs[1] {
            theme.small(
                ui,
                &tr!(
                    "Rung: {blank} as played; {blank2} as it was.",
                    blank = blank(&turn.rungs[0]),
                    blank2 = blank(&turn.rungs[1])
                ),
            );
        }
        if !turn.note.is_empty() {
            theme.small(ui, &turn.note);
        }
    }
}

fn blank(rung: &str) -> &str {
    if rung.is_empty() { tr!("it was over") } else { rung }
}
