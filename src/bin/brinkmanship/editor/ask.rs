//! What the editor asks before it goes on: another id, whether something is to go, what is to become of changes.

use brinkmanship::scenario::{draft::Draft, edit::Step};
use egui::{Key, Ui};

use super::{Editor, Want, place};
use crate::{
    intent::Intent,
    theme::{Theme, Tone},
};

/// Something that is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asking {
    /// Another id.
    Rename {
        /// Of what.
        at: Vec<Step>,
        /// As far as it is written.
        to: String,
        /// Whether the keyboard has yet to come to it.
        fresh: bool,
    },
    /// Whether something is to go.
    Delete {
        /// What.
        at: Vec<Step>,
        /// What refers to it.
        referring: Vec<Vec<Step>>,
    },
    /// What is to become of unsaved changes.
    Leave {
        /// Whether the whole game is left.
        quit: bool,
    },
    /// Files that were changed on disk meanwhile.
    Changed {
        /// Their names.
        names: Vec<String>,
    },
}

/// How many references are listed.
const MOST: usize = 12;

/// Asks.
pub fn show(ui: &mut Ui, theme: &Theme, editor: &mut Editor, wants: &mut Vec<Want>, out: &mut Vec<Intent>) {
    let Some(mut asking) = editor.asking.take() else { return };
    let frame = theme.sheet().corner_radius(0).inner_margin(egui::Margin::symmetric(18, 8));
    egui::Panel::top("editor asks").frame(frame).show_separator_line(false).show(ui, |ui| match &mut asking {
        Asking::Rename { at, to, fresh } => rename(ui, theme, editor, (at, to, fresh), wants),
        Asking::Delete { at, referring } => delete(ui, theme, &editor.draft, (at, referring), wants),
        Asking::Leave { quit } => leave(ui, theme, *quit, wants, out),
        Asking::Changed { names } => changed(ui, theme, names, wants),
    });
    editor.asking = Some(asking);
}

fn rename(
    ui: &mut Ui,
    theme: &Theme,
    editor: &Editor,
    (at, to, fresh): (&[Step], &mut String, &mut bool),
    wants: &mut Vec<Want>,
) {
    theme.body(ui, tr!("Which id is it to have? Small letters, digits, hyphens and dots; what refers to it follows."));
    let id = egui::Id::new("editor rename");
    let mut press = false;
    theme.row(ui, |ui| {
        let response = theme.write(ui, id, tr!("The id"), to, false);
        if std::mem::take(fresh) {
            response.request_focus();
        }
        press = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
    });
    let old = match at.last() {
        Some(Step::Key(name)) => Some(name.clone()),
        _ => editor.draft.value(at).and_then(|value| value.get("id")?.text().map(str::to_owned)),
    };
    let same = old.as_deref() == Some(to.as_str());
    let taken = at.split_last().is_some_and(|(_, outer)| {
        let value = editor.draft.value(outer);
        value.is_some_and(|value| value.get(to).is_some())
    });
    if taken && !same {
        theme.note(ui, tr!("Something beside it has that id already."), Tone::Alarm);
    }
    theme.row(ui, |ui| {
        let fits = !to.is_empty() && (!taken || same);
        if (theme.tool(ui, tr!("Give it this id"), tr!("Give it this id")).clicked() || press) && fits {
            wants.push(if same { Want::Unask } else { Want::Rename(at.to_vec(), to.clone()) });
        }
        if theme.tool(ui, tr!("Leave it"), tr!("Leave the id as it is")).clicked() {
            wants.push(Want::Unask);
        }
    });
}

fn delete(ui: &mut Ui, theme: &Theme, draft: &Draft, (at, referring): (&[Step], &[Vec<Step>]), wants: &mut Vec<Want>) {
    theme.body(ui, &tr!("Is {place} to go?", place = place::words(draft, at)));
    if referring.is_empty() {
        theme.small(ui, tr!("Nothing refers to it."));
    } else {
        let count = referring.len();
        let text = trn!(count; "{count} place refers to it, and will be at fault:", "{count} places refer to it, and will be at fault:", count);
        theme.note(ui, &text, Tone::Warning);
        theme.row(ui, |ui| {
            for place in referring.iter().take(MOST) {
                let words = place::words(draft, place);
                if theme.link_named(ui, &words, &tr!("Go to {words}", words)).clicked() {
                    wants.push(Want::Unask);
                    wants.push(Want::Focus(place.clone()));
                }
            }
            if MOST < count {
                theme.small(ui, &tr!("and {more} more", more = count - MOST));
            }
        });
    }
    theme.row(ui, |ui| {
        if theme.tool(ui, tr!("Delete it"), tr!("Delete it")).clicked() {
            wants.push(Want::Delete(at.to_vec()));
        }
        if theme.tool(ui, tr!("Leave it"), tr!("Leave it where it is")).clicked() {
            wants.push(Want::Unask);
        }
    });
}

fn leave(ui: &mut Ui, theme: &Theme, quit: bool, wants: &mut Vec<Want>, out: &mut Vec<Intent>) {
    theme.body(ui, tr!("There are changes that are not saved."));
    theme.row(ui, |ui| {
        if theme.tool(ui, tr!("Save and leave"), tr!("Save and leave")).clicked() {
            out.push(Intent::KeepDraft);
            out.push(if quit { Intent::Quit } else { Intent::LeaveEditor });
        }
        if theme.tool(ui, tr!("Leave without saving"), tr!("Leave without saving")).clicked() {
            out.push(Intent::DropDraft(quit));
        }
        if theme.tool(ui, tr!("Stay"), tr!("Stay in the editor")).clicked() {
            wants.push(Want::Unask);
        }
    });
}

fn changed(ui: &mut Ui, theme: &Theme, names: &[String], wants: &mut Vec<Want>) {
    let listed = names.join(", ");
    let text = tr!(
        "Changed on disk since it was read here, and changed here too: {listed}. Nothing was written over.",
        listed
    );
    theme.note(ui, &text, Tone::Warning);
    theme.row(ui, |ui| {
        let take = tr!("Take what is on disk");
        if theme.tool(ui, take, tr!("Take what is on disk; it can be undone")).clicked() {
            wants.push(Want::TakeOver(names.to_vec()));
        }
        if theme.tool(ui, tr!("Write over it"), tr!("Write over what is on disk")).clicked() {
            wants.push(Want::WriteOver(names.to_vec()));
        }
        if theme.tool(ui, tr!("Decide later"), tr!("Decide later")).clicked() {
            wants.push(Want::Unask);
        }
    });
}
