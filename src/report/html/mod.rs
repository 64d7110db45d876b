//! The debrief as one self-contained page: no scripts, nothing fetched, good on a screen and on paper.

mod choice;
mod course;
mod figures;
mod glance;
mod lines;
mod minds;
mod schools;
mod style;
mod talks;
mod teaching;
mod verdicts;

pub use schools::emphasis;
pub(in crate::report) use teaching::rubric;
pub use teaching::{notes, parents};
pub(in crate::report) use verdicts::cells;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::debrief::{Debrief, OrderPart};

/// Sections that are folded: they open on a screen, and stay off paper unless they were opened before printing.
///
/// What is left makes a page to hand out: the first screen, the verdicts, the lines, the chart, the readings, the questions.
const FOLDED: [&str; 10] =
    ["scores", "sights", "chance", "talks", "real", "aftermath", "figures", "causes", "glossary", "sources"];

/// A section: its anchor, its heading, whether paper begins it on a new page, and what it holds.
pub(in crate::report) struct Section {
    /// Its anchor.
    pub(in crate::report) id: &'static str,
    /// Its heading.
    pub(in crate::report) title: String,
    /// Whether paper begins it on a new page.
    pub(in crate::report) fresh: bool,
    /// What it holds.
    pub(in crate::report) body: Markup,
}

/// The debrief as one page of HTML.
#[must_use]
pub fn page(debrief: &Debrief) -> String {
    let title = tr!("{title}: debrief", title = debrief.title);
    whole(&debrief.language, &title, &top(debrief), &sections(debrief), &bottom(debrief))
}

/// A page by its parts, with nothing fetched and no scripts.
pub(in crate::report) fn whole(
    language: &str,
    title: &str,
    top: &Markup,
    sections: &[Section],
    bottom: &Markup,
) -> String {
    let first = sections.first().map_or("", |section| section.id);
    let page = html! {
        (DOCTYPE)
        html lang=(language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(style::STYLE)) }
            }
            body {
                a.skip href={"#" (first)} { (tr!("Skip to the content")) }
                div.page {
                    (top)
                    nav.contents aria-label=(tr!("Contents")) {
                        ol { @for section in sections { li { a href={"#" (section.id)} { (section.title) } } } }
                    }
                    main {
                        @for section in sections {
                            section #(section.id) .fresh[section.fresh] aria-labelledby={(section.id) "-title"} {
                                h2 #{(section.id) "-title"} { (section.title) }
                                @if FOLDED.contains(&section.id) {
                                    details.more { summary { (tr!("Open, to read it or to have it printed")) } (section.body) }
                                } @else {
                                    (section.body)
                                }
                            }
                        }
                    }
                    (bottom)
                }
            }
        }
    }
    .into_string();
    if language.starts_with("en") { typeset(&page) } else { page }
}

/// English quotation marks and apostrophes as a printer sets them, in the text of a page and nowhere in its marks.
fn typeset(page: &str) -> String {
    let (head, body) = page.split_at(page.find("<body").unwrap_or(0));
    let mut out = String::with_capacity(page.len() + 1024);
    out.push_str(head);
    let mut rest = body;
    // What stands before a quotation mark tells whether it opens.
    let mut before = ' ';
    while let Some(next) = rest.chars().next() {
        let opens = before.is_whitespace() || matches!(before, '(' | '[' | '“' | '—' | '>');
        let (set, length) = if next == '<' {
            let end = rest.find('>').map_or(rest.len(), |end| end + 1);
            out.push_str(&rest[..end]);
            // An inline mark does not part words; a block does, and so is taken for a space.
            let inline = ["<b>", "</b>", "<em>", "</em>", "<span", "</span"].iter().any(|tag| rest.starts_with(tag));
            if !inline {
                before = ' ';
            }
            rest = &rest[end..];
            continue;
        } else if rest.starts_with("&quot;") {
            (if opens { '“' } else { '”' }, "&quot;".len())
        } else if next == '\'' {
            (if opens { '‘' } else { '’' }, 1)
        } else {
            (next, next.len_utf8())
        };
        out.push(set);
        before = set;
        rest = &rest[length..];
    }
    out
}

fn top(debrief: &Debrief) -> Markup {
    let played = debrief.turns.len();
    html! {
        header.top {
            p.eyebrow { (tr!("Debrief")) @if debrief.draft { (tr!(" · the scenario is a draft")) } @if debrief.living { (tr!(" · a conflict that still goes on")) } }
            h1 { (debrief.title) }
            @if !debrief.subtitle.is_empty() { p.subtitle { (debrief.subtitle) } }
            ul.facts {
                @for (actor, player) in debrief.actors.iter().zip(&debrief.players) {
                    li { b { (actor.name) } @if !player.is_empty() { (tr!(", played by {player}", player)) } }
                }
                li { (trn!(played; "{played} turn", "{played} turns", played)) }
                @if let Some(cut) = &debrief.cut { li { (cut) } }
                @if debrief.is_history { li { (tr!("The real course of events")) } }
            }
        }
        @if !debrief.content_note.is_empty() { p.intro { (debrief.content_note) } }
        p.legend.on-screen {
            (tr!("Printed, this page is short. What is folded goes on paper too if it is opened first."))
            @if debrief.teaching.is_some() { (tr!(" The last pages are for teachers and parents, and not for pupils.")) }
        }
    }
}

fn bottom(debrief: &Debrief) -> Markup {
    html! {
        footer {
            p {
                (tr!("Made by Brinkmanship from the scenario ")) code { (debrief.scenario) } (tr!(" and the record of this course. The same course gives the same page. Seed {seed}. Fingerprint of the scenario's files: ", seed = debrief.seed)) code { (debrief.fingerprint) } "."
            }
        }
    }
}

/// The sections of a debrief.
pub(in crate::report) fn sections(debrief: &Debrief) -> Vec<Section> {
    let mut sections = Vec::new();
    let mut put = |id: &'static str, title: &str, fresh: bool, body: Option<Markup>| {
        if let Some(body) = body {
            sections.push(Section { id, title: title.to_owned(), fresh, body });
        }
    };
    put("glance", tr!("At a glance"), false, Some(glance::glance(debrief)));
    put("ending", tr!("How it ended, and what it cost"), false, Some(glance::ending(debrief)));
    put("verdicts", tr!("Who got what: aim by aim"), true, Some(verdicts::table(debrief)));
    put("scores", tr!("The scores, and where they come from"), false, verdicts::scores(debrief));
    put("red-lines", tr!("Red lines: words beside conduct"), false, lines::all(debrief));
    put("sights", tr!("What each side saw"), true, course::sights(debrief));
    put("minds", tr!("What each side believed about the other"), true, minds::minds(debrief));
    put("forecasts", tr!("Forecasts, and what came"), false, course::forecasts(debrief));
    put("thoughts", tr!("What the opponent thought"), false, course::thoughts(debrief));
    put("course", tr!("The course, turn by turn"), true, course::course(debrief));
    put("choice", tr!("Choice and chance: where it turned"), true, choice::choice(debrief));
    put("ahead", tr!("Where it stops, and what may come of it"), false, choice::ahead(debrief));
    put("chance", tr!("Choice and chance: the draws"), false, course::chance(debrief));
    put("talks", tr!("Offers and agreements"), false, talks::talks(debrief));
    put("real", tr!("The real course beside this one"), false, talks::real(debrief));
    put("aftermath", tr!("What followed"), false, talks::aftermath(debrief));
    put("figures", tr!("The balance, the fear and the other figures"), false, figures::tracks(debrief));
    put("schools", tr!("How historians read it"), false, schools::readings(debrief));
    put("questions", tr!("Questions for a class"), true, schools::questions(debrief));
    put("causes", tr!("Why each figure moved"), false, figures::causes(debrief));
    put("glossary", tr!("Words explained"), false, schools::glossary(debrief));
    match schools::made_from(debrief) {
        Some(made) => put("sources", tr!("What this was made from"), true, Some(made)),
        None => put("sources", tr!("Sources"), false, schools::sources(debrief)),
    }
    // Last, so that whoever prints it all can take them off the pile.
    sections.extend(debrief.teaching.iter().flat_map(teaching::pages));
    sections
}

/// The numbers of sources, as links to the list at the end.
fn cite(numbers: &[usize]) -> Markup {
    html! {
        @if !numbers.is_empty() {
            " " span.cite {
                "["
                @for (at, number) in numbers.iter().enumerate() {
                    @if at != 0 { ", " }
                    a href={"#source-" (number)} aria-label={(tr!("source {number}", number))} { (number) }
                }
                "]"
            }
        }
    }
}

/// A mark that tells the two sides apart by shape as well as by colour.
pub(in crate::report) fn shape(actor: usize) -> Markup {
    html! { span .shape .first[actor == 0] .second[actor == 1] aria-hidden="true" {} }
}

/// Orders as a list; an empty one passes.
fn orders(orders: &[OrderPart]) -> Markup {
    html! {
        @if orders.is_empty() {
            span.none { (tr!("nothing")) }
        } @else {
            ul { @for order in orders { li { (order.title) } } }
        }
    }
}

/// A verdict's value as filled and empty dots: decoration beside its words.
pub(in crate::report) fn dots(value: u8) -> Markup {
    let full = usize::from(value).div_euclid(25);
    html! { span.dots aria-hidden="true" { ("●".repeat(full)) ("○".repeat(4_usize.saturating_sub(full))) } }
}
