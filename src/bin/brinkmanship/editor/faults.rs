//! What was found of a draft: faults, warnings, and what is still to do before it can be published.

use brinkmanship::{
    language::plain,
    lint::Warning,
    scenario::{CODES, Severity, draft::Draft, edit::Step},
};
use egui::Ui;

use super::{Editor, Want, place};
use crate::theme::{Theme, Tone, prose, space};

/// The most that is listed.
const MOST: usize = 80;

/// Shows the list.
pub fn show(ui: &mut Ui, theme: &Theme, editor: &mut Editor, wants: &mut Vec<Want>) {
    theme.label(ui, tr!("Faults and things to do"));
    egui::ScrollArea::vertical().id_salt("faults").auto_shrink([false; 2]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = space::TIGHT;
        explained(ui, theme, editor, wants);
        let Some(findings) = editor.findings.clone() else {
            theme.small(ui, tr!("It is being checked."));
            return;
        };
        let [faults, warnings, chores] = findings.counts();
        if faults + warnings + chores == 0 {
            theme.paper(ui, |ui| {
                theme.body(ui, tr!("Nothing is at fault, and nothing is missing."));
            });
        }
        for (severity, title, count) in [
            (Severity::Error, tr!("Faults: it cannot be played while they stand"), faults),
            (Severity::Warning, tr!("Warnings"), warnings),
            (Severity::ToDo, tr!("Still to do before it can be published"), chores),
        ] {
            if count == 0 {
                continue;
            }
            theme.field_name(ui, &format!("{title} ({count})"));
            if severity == Severity::ToDo && 6 < count {
                theme.tick(ui, tr!("Show them"), tr!("Show what is still to do"), &mut editor.chores);
                if !editor.chores {
                    continue;
                }
            }
            let told = findings.told.iter().filter(|(one, _)| one.severity == severity);
            for (at, (one, place)) in told.take(MOST).enumerate() {
                ui.push_id((title, at), |ui| {
                    slip(ui, theme, |ui| {
                        let tone = match severity {
                            Severity::Error => Tone::Alarm,
                            Severity::Warning => Tone::Warning,
                            Severity::ToDo => Tone::Plain,
                        };
                        theme.note(ui, &prose(&one.message), tone);
                        theme.row(ui, |ui| {
                            let heard = tr!("What it means: {message}", message = one.message);
                            if theme.seldom(ui, "?", &heard).clicked() {
                                wants.push(Want::Explain(one.code, place.clone()));
                            }
                            let words = place::words(&editor.draft, place);
                            let heard = tr!("Go to {words}: {message}", words, message = one.message);
                            if theme.link_named(ui, &words, &heard).clicked() {
                                wants.push(Want::Focus(place.clone()));
                            }
                        });
                    });
                });
            }
            if MOST < count {
                theme.small(ui, &tr!("And {more} more.", more = count - MOST));
            }
            ui.add_space(space::SMALL);
        }
        doubts(ui, theme, &editor.draft, &findings.lints, wants);
        super::survey::show(ui, theme, &editor.survey, editor.draft.is_dirty());
        theme.small(ui, &tr!("Checked in {took} thousandths of a second.", took = findings.took));
        theme.follow_focus(ui);
    });
}

/// A slip of paper, small enough that many have room below one another.
fn slip(ui: &mut Ui, theme: &Theme, add: impl FnOnce(&mut Ui)) {
    theme.sheet().inner_margin(egui::Margin::symmetric(10, 6)).show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = space::TIGHT - 2.0;
        add(ui);
    });
}

/// What the lint has to say of the files: nothing that must be mended.
fn doubts(ui: &mut Ui, theme: &Theme, draft: &Draft, lints: &[(Warning, Vec<Step>)], wants: &mut Vec<Want>) {
    if lints.is_empty() {
        return;
    }
    theme.field_name(ui, &tr!("Worth a look ({count})", count = lints.len()));
    for (number, (one, place)) in lints.iter().take(MOST).enumerate() {
        ui.push_id(("doubt", number), |ui| {
            slip(ui, theme, |ui| {
                theme.note(ui, &prose(&one.message), Tone::Warning);
                theme.about(ui, &one.help);
                let words = place::words(draft, place);
                let heard = tr!("Go to {words}: {message}", words, message = one.message);
                if theme.link_named(ui, &words, &heard).clicked() {
                    wants.push(Want::Focus(place.clone()));
                }
                theme.about(ui, &tr!("Where it is meant: “allow”, with `{code}` and the reason.", code = one.code));
            });
        });
    }
    if MOST < lints.len() {
        theme.small(ui, &tr!("And {more} more.", more = lints.len() - MOST));
    }
    ui.add_space(space::SMALL);
}

/// What a code means, and how it is mended here.
fn explained(ui: &mut Ui, theme: &Theme, editor: &Editor, wants: &mut Vec<Want>) {
    let Some((code, at)) = &editor.explained else { return };
    let Some((_, _, about)) = CODES.iter().find(|(known, ..)| known == code) else { return };
    let about =
        editor.findings.as_ref().map_or_else(|| plain(about).to_owned(), |found| found.plain.say(plain(about), ""));
    theme.callout(ui, Tone::Plain, |ui| {
        theme.strong(ui, code);
        theme.body(ui, &prose(&about));
        let said = editor.findings.as_ref().into_iter().flat_map(|findings| findings.at(at));
        for one in said.filter(|one| one.code == *code) {
            for (word, text) in [(tr!("Found"), &one.found), (tr!("Expected"), &one.expected), (tr!("Help"), &one.help)]
            {
                if let Some(text) = text {
                    theme.about(ui, &format!("{word}: {text}"));
                }
            }
        }
        theme.row(ui, |ui| {
            if theme.tool(ui, tr!("Go there"), &tr!("Go to {words}", words = place::words(&editor.draft, at))).clicked()
            {
                wants.push(Want::Focus(at.clone()));
            }
            if theme.tool(ui, tr!("Close"), tr!("Close the explanation")).clicked() {
                wants.push(Want::Explain(code, at.clone()));
            }
        });
    });
}
