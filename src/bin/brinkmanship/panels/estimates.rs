//! What the staff reckons of each move, for those who ask; and one's own forecast, to be scored in the debrief.

use brinkmanship::{
    report::{
        StaffSheet,
        table::Table,
        words::{self, bare},
    },
    transcript::{Forecast, Kind},
};
use egui::Ui;

use crate::{
    intent::Intent,
    screens::table::State,
    settings::Estimates,
    theme::{Theme, space},
};

/// What the staff has said so far, for the paper.
#[derive(Clone, Debug, Default)]
pub struct Staff {
    /// Whether it was asked this turn.
    pub asked: bool,
    /// What it reckons; none while it has only just begun.
    pub sheet: Option<StaffSheet>,
    /// How many crises it imagined for each move.
    pub imagined: u32,
    /// Whether it has no more to say.
    pub done: bool,
    /// The forecast that was written down.
    pub forecast: Option<Forecast>,
}

/// Shows the estimates, once asked for, and the forecast.
pub fn estimates(ui: &mut Ui, theme: &Theme, table: &Table, state: &mut State, kind: Estimates, out: &mut Vec<Intent>) {
    if kind != Estimates::Off {
        ui.add_space(space::MEDIUM);
        theme.rule(ui);
        theme.heading(ui, tr!("The staff"));
        reckoned(ui, theme, table, state, kind == Estimates::Numbers, out);
    }
    ui.add_space(space::MEDIUM);
    theme.rule(ui);
    theme.heading(ui, tr!("Your own forecast"));
    forecast(ui, theme, state, out);
}

fn reckoned(ui: &mut Ui, theme: &Theme, table: &Table, state: &State, numbers: bool, out: &mut Vec<Intent>) {
    let staff = &state.staff;
    if !staff.asked {
        theme.document(
            ui,
            tr!("It can play each move on in imagined crises, from what your seat knows, and say what came of them."),
        );
        if theme.button(ui, tr!("Ask the staff")).clicked() {
            out.push(Intent::AskStaff);
        }
        return;
    }
    let Some(sheet) = &staff.sheet else {
        theme.aside(ui, tr!("It has only just begun."));
        return;
    };
    for said in &sheet.assumed {
        theme.small(ui, said);
    }
    let working = if staff.done { tr!("That is all it can say.") } else { tr!("It goes on while you look.") };
    theme.small(ui, &tr!("{imagined} imagined crises for each move. {working}", imagined = staff.imagined, working));
    ui.add_space(space::SMALL);
    for row in &sheet.rows {
        let open = row.act.is_none_or(|act| table.card(act).is_none_or(|card| card.refused.is_none() || card.chosen));
        if !open {
            continue;
        }
        theme.strong(ui, bare(&row.title));
        theme.small(ui, if numbers { &row.numbers } else { &row.words });
        if numbers {
            theme.small(ui, &row.endings);
        }
        ui.add_space(space::TIGHT);
    }
    if theme.button(ui, tr!("Ask again, with the order as it stands")).clicked() {
        out.push(Intent::AskStaff);
    }
}

/// Steps of a forecast, in parts of a hundred.
const STEP: u8 = 10;

fn forecast(ui: &mut Ui, theme: &Theme, state: &State, out: &mut Vec<Intent>) {
    theme.document(ui, tr!("How will it end? Write it down before you seal, and the debrief scores it."));
    let Some(forecast) = state.staff.forecast else {
        if theme.button(ui, tr!("Write a forecast down")).clicked() {
            out.push(Intent::Foresee(Forecast::of(30, 10)));
        }
        return;
    };
    let parts = |kind: Kind| forecast.parts(kind);
    for (kind, name) in [(Kind::Agreed, tr!("An agreement, spoken or tacit")), (Kind::War, tr!("War between the two"))]
    {
        theme.row(ui, |ui| {
            let (agreed, war) = (parts(Kind::Agreed), parts(Kind::War));
            let with = |value: u8| match kind {
                Kind::Agreed => Forecast::of(value, war),
                Kind::War | Kind::Other => Forecast::of(agreed, value),
            };
            let less = parts(kind).checked_sub(STEP).and_then(with);
            let more = parts(kind).checked_add(STEP).and_then(with);
            for (text, word, change) in [("−", "less", less), ("+", "more", more)] {
                let button = ui.add_enabled_ui(change.is_some(), |ui| {
                    theme.button_named(ui, text, &tr!("{name}: {word} likely", name, word))
                });
                if button.inner.clicked() && change.is_some() {
                    out.push(Intent::Foresee(change));
                }
            }
            theme.body(ui, &tr!("{name}: {parts} of 100", name, parts = parts(kind)));
        });
    }
    theme.small(ui, &format!("{}.", words::forecast(forecast)));
    if theme.link(ui, tr!("Cross it out")).clicked() {
        out.push(Intent::Foresee(None));
    }
}
