//! What turned on choice and what on luck, what each side believed, what an opponent thought, and forecasts.

use egui::Ui;

use brinkmanship::report::{
    Debrief,
    debrief::{BranchPart, ChoicePart, ChoiceTurn, KNOWS_NOTHING, Mind},
    words::the,
};

use super::State;
use crate::theme::{Column, Theme, Tone, space};

/// What turned on choice, and what on luck.
pub(super) fn choice(ui: &mut Ui, theme: &Theme, debrief: &Debrief, state: &mut State) {
    let Some(part) = &debrief.choice else {
        let said = if state.choice_is_coming() {
            tr!("The course is being played on again from each of its turns. It takes a moment.")
        } else {
            tr!("This can be told once a crisis has ended.")
        };
        theme.aside(ui, said);
        return;
    };
    theme.strong(ui, &part.sentence);
    ui.add_space(space::SMALL);
    picture(ui, theme, part);
    for turn in part.turns.iter().filter(|turn| part.turned.contains(&turn.number)) {
        theme.heading(
            ui,
            &tr!(
                "Turn {number}, {date}: {mean:.0} in 100",
                number = turn.number,
                date = turn.date,
                mean = 100.0 * turn.share.mean
            ),
        );
        for said in &turn.moved {
            theme.item(ui, said);
        }
    }
    ui.add_space(space::SMALL);
    theme.rule(ui);
    theme.heading(ui, tr!("What else could have been ordered"));
    for turn in &part.turns {
        branches(ui, theme, part, turn, state);
    }
    theme.small(ui, &part.method);
}

/// A column for each turn: what the orders of either side decided of it, and what luck did.
fn picture(ui: &mut Ui, theme: &Theme, part: &ChoicePart) {
    let columns: Vec<Column> = part
        .turns
        .iter()
        .map(|turn| {
            let [first, second] = turn.orders;
            Column {
                label: turn.number.to_string(),
                marked: part.turned.contains(&turn.number),
                parts: vec![(first, theme.actor(0)), (second, theme.actor(1)), (turn.draws, theme.palette.ink)],
            }
        })
        .collect();
    let said = tr!("How much each turn decided. {sentence}", sentence = part.sentence);
    theme.columns(ui, &said, &columns);
    ui.horizontal_wrapped(|ui| {
        for seat in 0..2 {
            theme.note(
                ui,
                &tr!("{mark} what {actors} ordered", mark = Theme::mark(seat), actors = the(&part.actors[seat])),
                Tone::Actor(seat),
            );
        }
        theme.small(ui, tr!("dark: luck. ▼ a turn that decided much. The columns add up to the whole."));
    });
    ui.add_space(space::SMALL);
}

fn branches(ui: &mut Ui, theme: &Theme, part: &ChoicePart, turn: &ChoiceTurn, state: &mut State) {
    if turn.branches.iter().all(Vec::is_empty) {
        return;
    }
    let open = state.turn == Some(turn.number.turn);
    let sign = if open { "−" } else { "+" };
    let text = format!("{sign} {}", tr!("Turn {turn}, {date}", turn = turn.number, date = turn.date));
    if theme
        .link_named(ui, &text, &tr!("What else could have been ordered on turn {number}", number = turn.number))
        .clicked()
    {
        state.turn = if open { None } else { Some(turn.number.turn) };
    }
    if !open {
        return;
    }
    for (seat, found) in turn.branches.iter().enumerate().filter(|(_, found)| !found.is_empty()) {
        theme.side(ui, seat, &part.actors[seat]);
        let (told, rest): (Vec<&BranchPart>, Vec<&BranchPart>) =
            found.iter().partition(|branch| branch.stands_out || branch.chosen);
        for branch in told {
            theme.cells(ui, &[3.0, 1.6, 1.4], |ui, at| match at {
                0 => {
                    let mark = if branch.chosen { "✓ " } else { "" };
                    theme.body(ui, &format!("{mark}{}", branch.title));
                    theme.small(ui, &branch.desk);
                }
                1 => {
                    let (own, other) = (&branch.own, &branch.other);
                    theme.small(
                        ui,
                        &tr!(
                            "own score {mean:.0} ({low:.0} to {high:.0}), other’s {mean2:.0}",
                            mean = own.mean,
                            low = own.low,
                            high = own.high,
                            mean2 = other.mean
                        ),
                    );
                }
                _ => {
                    theme.small(ui, &tr!("war in {share:.0} of 100", share = 100.0 * branch.war.share));
                }
            });
        }
        if !rest.is_empty() {
            let others = if rest.len() == 1 {
                tr!("One other move").to_owned()
            } else {
                tr!("{count} other moves", count = rest.len())
            };
            theme.small(ui, &tr!("{others} cannot be told from the mean of all.", others));
        }
    }
}

/// What each side believed about the other, beside the truth.
pub(super) fn minds(ui: &mut Ui, theme: &Theme, debrief: &Debrief, _: &mut State) {
    theme.strong(ui, &debrief.minds.sentence);
    theme.small(ui, tr!("A filled square is a turn at whose end what was believed was not the truth."));
    for (seat, mind) in debrief.minds.sides.iter().enumerate() {
        ui.add_space(space::SMALL);
        theme.side(ui, seat, &tr!("{believer} about {about}", believer = mind.believer, about = the(&mind.about)));
        theme.body(ui, &mind.sentence);
        timeline(ui, theme, mind);
    }
}

fn timeline(ui: &mut Ui, theme: &Theme, mind: &Mind) {
    for belief in &mind.beliefs {
        theme.cells(ui, &[2.2, 2.0], |ui, at| {
            if at == 0 {
                theme.body(ui, &belief.what);
                theme.small(ui, &belief.kind);
            } else {
                let apart: Vec<String> =
                    (0..belief.apart.len()).filter(|turn| belief.apart[*turn]).map(|turn| turn.to_string()).collect();
                let said = tr!("{what}: not the truth on turns {apart}", what = belief.what, apart = apart.join(", "));
                theme.squares(ui, &said, &belief.apart);
            }
        });
        let told = (0..belief.believed.len()).rev().find(|turn| belief.apart[*turn]);
        if let Some(turn) = told {
            theme.small(
                ui,
                &tr!(
                    "Turn {turn}: believed {believed}; true {truth}.",
                    turn,
                    believed = belief.believed[turn],
                    truth = belief.truth[turn]
                ),
            );
        }
    }
}

/// What an opponent that plans thought.
pub(super) fn thoughts(ui: &mut Ui, theme: &Theme, debrief: &Debrief, _: &mut State) {
    for seat in &debrief.thoughts {
        theme.side(ui, seat.actor, &format!("{}: {}", seat.name, seat.who));
        for turn in &seat.turns {
            theme.rule(ui);
            theme.label(ui, &tr!("Turn {turn}, {date}", turn = turn.turn, date = turn.date));
            for said in &turn.says {
                theme.body(ui, said);
            }
        }
    }
}

/// Forecasts that were written down, scored beside the staff's.
pub(super) fn forecasts(ui: &mut Ui, theme: &Theme, debrief: &Debrief, _: &mut State) {
    for seat in &debrief.forecasts {
        theme.side(ui, seat.actor, &seat.name);
        if let Some(came) = &seat.came {
            let mean = |who: usize, name: &str| {
                seat.mean[who].map_or_else(String::new, |mean| tr!(" {name} mean score: {mean:.2}.", name, mean))
            };
            let (own, staff) = (mean(0, tr!("Your")), mean(1, tr!("The staff’s")));
            theme.body(ui, &tr!("What came was {came}.{own}{staff}", came, own, staff));
            theme.small(ui, &tr!("A score of 0 is sure and right, 2 is sure and wrong; who knows nothing and says a third for each gets {KNOWS_NOTHING:.2} (Brier 1950). One crisis is one throw: a good forecast can be unlucky.", KNOWS_NOTHING));
        }
        for turn in &seat.turns {
            theme.rule(ui);
            theme.label(ui, &tr!("Turn {turn}, {date}", turn = turn.turn, date = turn.date));
            for (who, name) in [tr!("You said:"), tr!("The staff reckoned:")].iter().enumerate() {
                if let Some(said) = &turn.said[who] {
                    let score = turn.score[who].map_or_else(String::new, |score| tr!(" Score: {score:.2}.", score));
                    theme.said(ui, name, &format!("{}.{score}", said.trim_end_matches('.')));
                }
            }
        }
        if seat.calibration.iter().any(|bands| !bands.is_empty()) {
            ui.add_space(space::SMALL);
            theme.label(ui, tr!("What was said, and how often it came"));
        }
        for (who, bands) in [tr!("You"), tr!("The staff")].iter().zip(&seat.calibration) {
            for band in bands {
                let said = tr!(
                    "{who}, {from} to {to} in 100, {what}: said {said:.0} on the mean, came {came:.0} of 100",
                    who,
                    from = band.from,
                    to = band.to,
                    what = if band.count == 1 { "once".to_owned() } else { tr!("{count} times", count = band.count) },
                    said = band.said,
                    came = band.came
                );
                theme.calibration(ui, &said, band.said / 100.0, band.came / 100.0);
            }
        }
    }
}
