//! The red-line record of both sides: what was said of each line beside what was done.

use egui::Ui;

use brinkmanship::report::{Debrief, debrief::LinePart};

use super::{State, cited};
use crate::theme::{Theme, Tone, space};

/// Every line that came into play, then the others in short.
pub(super) fn show(ui: &mut Ui, theme: &Theme, debrief: &Debrief, _: &mut State) {
    if debrief.lines.is_empty() {
        theme.body(ui, tr!("Nobody drew a red line."));
        return;
    }
    theme.aside(ui, tr!("A red line can be denied in words and respected in deeds. So each carries two things for the other side: what it said, and its conduct, from 0 (as if there were no line) to 100 (as if it were law). Conduct is counted from acts alone; no word moves it."));
    for line in debrief.lines.iter().filter(|line| !line.moments.is_empty()) {
        ui.add_space(space::MEDIUM);
        self::line(ui, theme, line);
    }
    let idle: Vec<&LinePart> = debrief.lines.iter().filter(|line| line.moments.is_empty()).collect();
    if !idle.is_empty() {
        ui.add_space(space::MEDIUM);
        theme.heading(ui, tr!("Lines that never came into play"));
        for line in idle {
            theme.item(
                ui,
                &format!(
                    "“{}” ({}; {}).{}",
                    line.text.trim_end_matches('.'),
                    line.owner,
                    line.declared,
                    cited(&line.sources)
                ),
            );
        }
    }
}

fn line(ui: &mut Ui, theme: &Theme, line: &LinePart) {
    theme.rule(ui);
    theme.heading(ui, &format!("“{}”", line.text.trim_end_matches('.')));
    theme.small(
        ui,
        &tr!(
            "Drawn by {owner} for {binds}, {declared}; {consequence}. At the end: {state}.{cited}",
            owner = line.owner,
            binds = line.binds,
            declared = line.declared,
            consequence = line.consequence,
            state = line.state,
            cited = cited(&line.sources)
        ),
    );
    theme.cells(ui, &[1.0, 1.0], |ui, at| {
        if at == 0 {
            theme.label(ui, &tr!("{binds}, in words", binds = line.binds));
            theme.heading(ui, &line.words);
        } else {
            theme.label(ui, &tr!("{by}, in conduct", by = line.by));
            theme.heading(ui, &tr!("{conduct} of 100", conduct = line.conduct));
            let name = tr!("Conduct {conduct} of 100, from {start}", conduct = line.conduct, start = line.start);
            theme.bar(ui, &name, i32::from(line.conduct), i32::from(line.start), (0, 100), Tone::Plain);
        }
    });
    theme.body(ui, &line.beside);
    for reading in &line.readings {
        theme.small(
            ui,
            &tr!(
                "The engine counts {conduct}, from acts; {school} ascribes {conduct2}.",
                conduct = line.conduct,
                school = reading.school,
                conduct2 = reading.conduct
            ),
        );
    }
    for moment in &line.moments {
        theme.cells(ui, &[0.9, 1.2, 3.2, 1.0], |ui, at| match at {
            0 => {
                theme.small(ui, &moment.when);
            }
            1 => {
                theme.body(ui, &moment.event);
            }
            2 => {
                let resolve = moment
                    .resolve
                    .map_or_else(String::new, |resolve| tr!(" Resolve was then put at {resolve}.", resolve));
                theme.small(ui, &format!("{}{resolve}", moment.because));
            }
            _ => {
                let change = if moment.change == 0 { String::new() } else { format!(" ({:+})", moment.change) };
                theme.small(ui, &tr!("conduct {conduct}{change}", conduct = moment.conduct, change));
            }
        });
    }
    if let Some([focal, precise, verifiable, complete]) = line.quality {
        theme.small(ui, &tr!("The line itself, each from 0 to 3: how natural a place to stop, {focal}; how exact, {precise}; how well a crossing can be seen, {verifiable}; how little is to be gained short of it, {complete}.", focal, precise, verifiable, complete));
    }
    if !line.note.is_empty() {
        theme.small(ui, &tr!("Of the record: {note}", note = line.note));
    }
}
