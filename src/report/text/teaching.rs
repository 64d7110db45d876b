//! The notes for teachers and the page for parents and head, as plain text.

use super::Page;
use crate::report::teaching::{LEVELS, Notes, Parents};

/// The notes alone, at most `width` letters wide where words allow it.
#[must_use]
pub fn notes(notes: &Notes, width: usize) -> String {
    let mut page = Page::new(width);
    head(&mut page, &format!("{}: for teachers", notes.title), &notes.subtitle);
    if !notes.content_note.is_empty() {
        page.para(&notes.content_note);
    }
    parts(&mut page, notes, Page::section);
    if !notes.questions.is_empty() {
        page.section("Questions for the debrief");
        page.out.push('\n');
        for (at, question) in notes.questions.iter().enumerate() {
            page.hang(&format!("{}. ", at + 1), 0, question);
        }
    }
    if !notes.glossary.is_empty() {
        page.section("Words explained");
        page.out.push('\n');
        for (word, meaning) in &notes.glossary {
            page.item(0, &format!("{word}: {meaning}"));
        }
    }
    if let Some(parents) = &notes.parents {
        page.section("For parents and the head of the school");
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
        head(&mut page, "For parents and the head of the school", &title(parents));
        letter(&mut page, parents);
    }
    page.out
}

/// The last pages of a debrief; the questions and the words stand before them there.
pub(super) fn pages(page: &mut Page, notes: &Notes) {
    page.section("For teachers");
    parts(page, notes, Page::heading);
    if let Some(parents) = &notes.parents {
        page.section("For parents and the head of the school");
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
    list("What pupils should be able to do", &notes.aims);
    list("What they should know beforehand", &notes.prior_knowledge);
    list("What may distress, and what to do", &notes.warnings);
    for order in &notes.running {
        heading(page, &format!("Running order for {} minutes", order.minutes));
        page.out.push('\n');
        for part in &order.steps {
            page.hang(&format!("{:>2} to {:>2}  ", part.from, part.to), 0, &part.what);
        }
    }
    for cut in &notes.cuts {
        let how = format!("crisis play {} --cut {}", notes.scenario, cut.id);
        page.para(&format!("The cut \"{}\", {} minutes: {} (`{how}`)", cut.title, cut.minutes, cut.text));
    }
    if !notes.rubric.is_empty() {
        heading(page, "How work is marked: by reasoning and evidence, never by winning");
        for line in &notes.rubric {
            page.para(&line.criterion);
            for (level, text) in LEVELS.iter().zip(&line.levels) {
                page.hang(&format!("{:<8}", format!("{level}:")), 2, text);
            }
        }
    }
    if !notes.notes.is_empty() {
        heading(page, "Remarks");
        page.out.push('\n');
        notes.notes.iter().for_each(|note| page.item(0, note));
    }
    if !notes.sources.is_empty() {
        page.para(&format!("These notes draw upon: {}.", notes.sources.join("; ")));
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
    page.heading("Please return this part");
    page.hang("", 0, &format!("Pupil: {blank} Class: ________"));
    parents.answers.iter().for_each(|answer| page.hang("[ ] ", 2, answer));
    page.hang("", 0, &format!("Signature: {blank} Date: ________"));
}
