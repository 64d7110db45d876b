//! The notes for teachers and the page for parents and head: as the last pages of a debrief, and alone.

use maud::{Markup, html};

use super::{Section, schools::emphasis, whole};
use crate::report::teaching::{Notes, Parents, Running, levels};

/// The notes alone, as one page of HTML.
#[must_use]
pub fn notes(notes: &Notes) -> String {
    let title = tr!("{title}: for teachers", title = notes.title);
    let top = top(tr!("For teachers"), &notes.title, &notes.subtitle, &notes.content_note);
    let mut sections: Vec<Section> = parts(notes)
        .into_iter()
        .map(|(id, title, body)| Section { id, title: title.to_owned(), fresh: false, body })
        .collect();
    let mut put = |id: &'static str, title: &str, body: Markup| {
        sections.push(Section { id, title: title.to_owned(), fresh: false, body });
    };
    if !notes.questions.is_empty() {
        let body = html! { ol.questions { @for question in &notes.questions { li { (emphasis(question)) } } } };
        put("questions", tr!("Questions for the debrief"), body);
    }
    if !notes.glossary.is_empty() {
        let words = html! { @for (word, meaning) in &notes.glossary { div { dt { (word) } dd { (meaning) } } } };
        put("words", tr!("Words explained"), html! { dl.glossary { (words) } });
    }
    sections.extend(notes.parents.as_ref().map(letter));
    whole(&notes.language, &title, &top, &sections, &bottom(&notes.scenario))
}

/// The page for parents and head alone; empty where there is none.
#[must_use]
pub fn parents(notes: &Notes) -> String {
    let Some(page) = &notes.parents else { return String::new() };
    let title = tr!("{title}: for parents and the head of the school", title = page.title);
    let top = top(tr!("For parents and the head of the school"), &page.title, &page.subtitle, "");
    let section =
        Section { id: "lesson", title: tr!("About the lesson").to_owned(), fresh: false, body: letter_body(page) };
    whole(&notes.language, &title, &top, &[section], &bottom(&notes.scenario))
}

/// The last pages of a debrief; the questions and the words stand before them there.
pub(super) fn pages(notes: &Notes) -> Vec<Section> {
    let body = html! {
        p.intro { (tr!("These pages are not for pupils. Questions for a class and words explained stand above.")) }
        @for (_, title, body) in parts(notes) { h3 { (title) } (body) }
    };
    let teachers = Section { id: "teaching", title: tr!("For teachers").to_owned(), fresh: true, body };
    std::iter::once(teachers).chain(notes.parents.as_ref().map(letter)).collect()
}

fn top(eyebrow: &str, title: &str, subtitle: &str, intro: &str) -> Markup {
    html! {
        header.top {
            p.eyebrow { (eyebrow) }
            h1 { (title) }
            @if !subtitle.is_empty() { p.subtitle { (subtitle) } }
        }
        @if !intro.is_empty() { p.intro { (intro) } }
    }
}

fn bottom(scenario: &str) -> Markup {
    html! { footer { p { (tr!("Made by Brinkmanship from the scenario ")) code { (scenario) } "." } } }
}

/// Anchors, headings and what stands under them.
fn parts(notes: &Notes) -> Vec<(&'static str, &'static str, Markup)> {
    let mut parts = Vec::new();
    let mut put = |id, title, there: bool, body: Markup| {
        if there {
            parts.push((id, title, body));
        }
    };
    put("aims-of-the-lesson", tr!("What pupils should be able to do"), !notes.aims.is_empty(), list(&notes.aims));
    let prior = &notes.prior_knowledge;
    put("prior-knowledge", tr!("What they should know beforehand"), !prior.is_empty(), list(prior));
    put("warnings", tr!("What may distress, and what to do"), !notes.warnings.is_empty(), list(&notes.warnings));
    put("running", tr!("Running order"), !notes.running.is_empty() || !notes.cuts.is_empty(), running(notes));
    put(
        "rubric",
        tr!("How work is marked: by reasoning and evidence, never by winning"),
        !notes.rubric.is_empty(),
        rubric(notes),
    );
    put("remarks", tr!("Remarks"), !notes.notes.is_empty() || !notes.sources.is_empty(), remarks(notes));
    parts
}

fn list(items: &[String]) -> Markup {
    html! { ul.plain { @for item in items { li { (emphasis(item)) } } } }
}

fn running(notes: &Notes) -> Markup {
    html! {
        @for order in &notes.running { (self::order(order)) }
        @for cut in &notes.cuts {
            p {
                b { (tr!("The cut “{title}”, {minutes} minutes. ", title = cut.title, minutes = cut.minutes)) } (cut.text)
                " " span.soft { (tr!("It is chosen with the seats in the window, and in a terminal by ")) code { (cut.command) } "." }
            }
        }
    }
}

fn order(order: &Running) -> Markup {
    html! {
        table.running {
            caption { (tr!("{minutes} minutes", minutes = order.minutes)) }
            thead.vh { tr { th scope="col" { (tr!("Minutes")) } th scope="col" { (tr!("What happens")) } } }
            tbody { @for part in &order.steps {
                tr { th scope="row" { (part.from) "–" (part.to) } td { (emphasis(&part.what)) } }
            } }
        }
    }
}

/// The rubric, line by line.
pub(in crate::report) fn rubric(notes: &Notes) -> Markup {
    html! {
        table.rubric {
            thead { tr { th scope="col" { (tr!("What is marked")) } @for level in levels() { th scope="col" { (level) } } } }
            tbody { @for line in &notes.rubric { tr {
                th scope="row" { (line.criterion) }
                @for (level, text) in levels().iter().zip(&line.levels) { td { span.where { (level) } (text) } }
            } } }
        }
    }
}

fn remarks(notes: &Notes) -> Markup {
    html! {
        (list(&notes.notes))
        @if !notes.sources.is_empty() { p.legend { (tr!("These notes draw upon: {sources}.", sources = notes.sources.join("; "))) } }
    }
}

fn letter(page: &Parents) -> Section {
    let title = tr!("For parents and the head of the school").to_owned();
    let body = html! {
        p.lead { (page.title) @if !page.subtitle.is_empty() { ": " (page.subtitle) } }
        (letter_body(page))
    };
    Section { id: "parents", title, fresh: true, body }
}

fn letter_body(page: &Parents) -> Markup {
    html! {
        div.letter {
            @if let Some(under) = &page.under { p.ahead { (under) } }
            @for (heading, text) in &page.parts { h3 { (heading) } p { (text) } }
            div.slip {
                p { b { (tr!("Please return this part.")) } (tr!(" Pupil: ")) span.blank { } (tr!(" Class: ")) span.blank.short { } }
                ul { @for answer in &page.answers { li { span.box aria-hidden="true" { } (answer) } } }
                p { (tr!("Signature: ")) span.blank { } (tr!(" Date: ")) span.blank.short { } }
            }
        }
    }
}
