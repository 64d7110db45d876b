//! The red lines of both sides: words beside conduct.
//!
//! The authors’ notes stay away from the table: they say how it really went.

use brinkmanship::report::{
    table::{Line, Table},
    words::the,
};
use egui::Ui;

use crate::theme::{Theme, Tone, space};

/// Shows the red lines, one's own first.
pub fn lines(ui: &mut Ui, theme: &Theme, table: &Table) {
    if table.lines.is_empty() {
        theme.body(ui, tr!("There is no red line that you know of."));
        return;
    }
    for (own, title) in [(true, tr!("Your red lines")), (false, tr!("Theirs, and others’"))] {
        let mut of = table.lines.iter().filter(|line| line.own == own).peekable();
        if of.peek().is_none() {
            continue;
        }
        theme.heading(ui, title);
        for line in of {
            one(ui, theme, line);
            ui.add_space(space::SMALL);
            theme.rule(ui);
        }
        ui.add_space(space::MEDIUM);
    }
}

fn one(ui: &mut Ui, theme: &Theme, line: &Line) {
    theme.document(ui, &format!("“{}”", line.text));
    let drawn = if line.declared { tr!("declared") } else { tr!("not declared") };
    let (owner, binds) = (the(&line.owner), the(&line.binds));
    let whose = match (line.own, line.binds_you) {
        (true, true) => tr!("Drawn by you for your own side, {drawn}.", drawn),
        (true, false) => tr!("Drawn by you, {drawn}; binds {binds}.", drawn, binds),
        (false, true) => tr!("Drawn by {owner}, {drawn}; binds you.", owner, drawn),
        (false, false) => tr!("Drawn by {owner}, {drawn}; binds {binds}.", owner, drawn, binds),
    };
    theme.small(ui, &whose);
    let marks = marks(line);
    if !marks.is_empty() {
        theme.row(ui, |ui| {
            for (text, tone) in marks {
                theme.chip(ui, &text, tone);
            }
        });
    }
    theme.beside(ui, 2, 120.0, |ui, side| {
        if side == 0 {
            theme.label(ui, tr!("Words"));
            theme.small_ink(ui, line.words);
            return;
        }
        let by =
            line.by.as_deref().map_or_else(|| tr!("Conduct").to_owned(), |by| tr!("Conduct of {by}", by = the(by)));
        theme.label(ui, &by);
        theme.small_ink(ui, line.deeds);
        let name = tr!("Conduct towards “{text}”, of 100", text = line.text);
        let tone = if line.conduct < 40 { Tone::Alarm } else { Tone::Good };
        theme.bar(ui, &name, i32::from(line.conduct), 0, (0, 100), tone);
    });
    if line.own && line.stake != 0 {
        let text = tr!(
            "Letting a crossing pass lowers what they believe of your resolve by {stake} of 100.",
            stake = line.stake
        );
        theme.small(ui, &text);
    }
}

/// What has become of it.
fn marks(line: &Line) -> Vec<(String, Tone)> {
    let mut marks = Vec::new();
    if line.crossed {
        marks.push((tr!("Stands crossed").to_owned(), Tone::Alarm));
    } else if !line.in_force {
        marks.push((tr!("No longer in force").to_owned(), Tone::Plain));
    }
    if line.crossings != 0 {
        marks.push((tr!("Crossed {times}", times = times(line.crossings)), Tone::Alarm));
    }
    if line.probes != 0 {
        marks.push((tr!("Probed {times}", times = times(line.probes)), Tone::Warning));
    }
    if line.fade != 0 {
        marks.push((tr!("Faded by {fade} %", fade = line.fade), Tone::Plain));
    }
    marks.extend(line.answer_due.iter().map(|by| (tr!("Answer due by {by}", by), Tone::Alarm)));
    marks
}

fn times(count: u8) -> String {
    match count {
        1 => tr!("once").to_owned(),
        2 => tr!("twice").to_owned(),
        more => tr!("{more} times", more),
    }
}
