//! The notes for teachers and the page for parents and head, as plain text.

use super::Page;
use crate::report::teaching::{Notes, Parents, levels};

/// The notes alone, at most `width` letters wide where words allow it.
#[must_use]
pub fn notes(notes: &Notes, width: usize) -> String {
    let mut page = Page::new(width);
    head(&mut page, &tr!("{title}: for teachers", title = notes.title), &notes.subtitle);
    if !notes.content_note.is_empty() {
        page.para(&notes.content_note);
    }
    parts(&mut page, notes, Page::section);
    if !notes.questions.is_empty() {
        page.section(tr!("Questions for the debrief"));
        page.out.push('\n');
        for (at, question) in notes.questions.iter().enumerate() {
            page.hang(&format!("{}. ", at + 1), 0, question);
        }
    }
    if !notes.glossary.is_empty() {
        page.section(tr!("Words explained"));
        page.out.push('\n');
        for (word, meaning) in &notes.glossary {
            page.item(0, &format!("{word}: {meaning}"));
        }
    }
    if let Some(parents) = &notes.parents {
        page.section(tr!("For parents and the head of the school"));
        page.para(&title(parents));
        letter(&mut page, parents);
    }
    page.out
}

/// The page for parents and head alone; empty where there is none.
#[must_use]
pub fn parents(notes: &Notes, width: usize) -> String {
    let mut page = Page::new(width);
    if let Some(parents) = &notes.parents {
        head(&mut page, tr!("For parents and the head of the school"), &title(parents));
        letter(&mut page, parents);
    }
    page.out
}

/// The last pages of a debrief; the questions and the words stand before them there.
pub(super) fn pages(page: &mut Page, notes: &Notes) {
    page.section(tr!("For teachers"));
    parts(page, notes, Page::heading);
    if let Some(parents) = &notes.parents {
        page.section(tr!("For parents and the head of the school"));
        page.para(&title(parents));
        letter(page, parents);
    }
}

fn head(page: &mut Page, title: &str, subtitle: &str) {
    page.out.push_str(&format!("{title}\n{}\n", "=".repeat(title.chars().count().min(page.width))));
    if !subtitle.is_empty() {
        page.hang("", 0, subtitle);
    }
}

fn title(parents: &Parents) -> String {
    if parents.subtitle.is_empty() { parents.title.clone() } else { format!("{}: {}", parents.title, parents.subtitle) }
}

fn parts(page: &mut Page, notes: &Notes, heading: fn(&mut Page, &str)) {
    let mut list = |title: &str, items: &[String]| {
        if !items.is_empty() {
            heading(page, title);
            page.out.push('\n');
            items.iter().for_each(|item| page.item(0, item));
        }
    };
    list(tr!("What pupils should be able to do"), &notes.aims);
    list(tr!("What they should know beforehand"), &notes.prior_knowledge);
    list(tr!("What may distress, and what to do"), &notes.warnings);
    for order in &notes.running {
        heading(page, &tr!("Running order for {minutes} minutes", minutes = order.minutes));
        page.out.push('\n');
        for part in &order.steps {
            page.hang(&tr!("{from:>2} to {to:>2}  ", from = part.from, to = part.to), 0, &part.what);
        }
    }
    for cut in &notes.cuts {
        page.para(&tr!(
            "The cut \"{title}\", {minutes} minutes: {text} (`{how}`)",
            title = cut.title,
            minutes = cut.minutes,
            text = cut.text,
            how = cut.command
        ));
    }
    if !notes.rubric.is_empty() {
        heading(page, tr!("How work is marked: by reasoning and evidence, never by winning"));
        for line in &notes.rubric {
            page.para(&line.criterion);
            for (level, text) in levels().iter().zip(&line.levels) {
                page.hang(&format!("{:<8}", format!("{level}:")), 2, text);
            }
        }
    }
    if !notes.notes.is_empty() {
        heading(page, tr!("Remarks"));
        page.out.push('\n');
        notes.notes.iter().for_each(|note| page.item(0, note));
    }
    if !notes.sources.is_empty() {
        page.para(&tr!("These notes draw upon: {sources}.", sources = notes.sources.join("; ")));
    }
}

fn letter(page: &mut Page, parents: &Parents) {
    if let Some(under) = &parents.under {
        page.para(under);
    }
    for (heading, text) in &parents.parts {
        page.heading(heading);
        page.hang("", 0, text);
    }
    let blank = "_".repeat(24);
    page.heading(tr!("Please return this part"));
    page.hang("", 0, &tr!("Pupil: {blank} Class: ________", blank));
    parents.answers.iter().for_each(|answer| page.hang("[ ] ", 2, answer));
    page.hang("", 0, &tr!("Signature: {blank} Date: ________", blank));
}
