//! The debrief as plain text, for a terminal, a printer or a diff.

mod choice;
mod record;
mod short;
mod teaching;
mod verdicts;

pub use short::short;
pub use teaching::{notes, parents};

use super::debrief::{Debrief, Seat};
use crate::scenario::model::counted;

/// The narrowest page that is written; a narrower one is widened to it.
const NARROWEST: usize = 40;

/// A page of text under way: paragraphs wrapped to its width.
struct Page {
    width: usize,
    out: String,
}

impl Page {
    const fn new(width: usize) -> Self {
        Self { width: if width < NARROWEST { NARROWEST } else { width }, out: String::new() }
    }

    /// A heading of a section, underlined.
    fn section(&mut self, title: &str) {
        let line = "=".repeat(title.chars().count().min(self.width));
        self.out.push_str(&format!("\n\n{title}\n{line}\n"));
    }

    /// A heading inside a section.
    fn heading(&mut self, title: &str) {
        let line = "-".repeat(title.chars().count().min(self.width));
        self.out.push_str(&format!("\n{title}\n{line}\n"));
    }

    /// A paragraph after an empty line.
    fn para(&mut self, text: &str) {
        self.out.push('\n');
        self.hang("", 0, text);
    }

    /// An item of a list.
    fn item(&mut self, indent: usize, text: &str) {
        self.hang("- ", indent, text);
    }

    /// Text with a mark in front, its further lines indented under the first.
    fn hang(&mut self, mark: &str, indent: usize, text: &str) {
        let first = format!("{}{mark}", " ".repeat(indent));
        let rest = " ".repeat(first.chars().count());
        let mut line = first.clone();
        let mut empty = true;
        for word in text.split_whitespace() {
            let long = line.chars().count() + usize::from(!empty) + word.chars().count();
            if !empty && self.width < long {
                self.out.push_str(line.trim_end());
                self.out.push('\n');
                line.clone_from(&rest);
                empty = true;
            }
            if !empty {
                line.push(' ');
            }
            line.push_str(word);
            empty = false;
        }
        if !empty {
            self.out.push_str(line.trim_end());
            self.out.push('\n');
        }
    }
}

/// Source numbers in brackets.
fn cite(numbers: &[usize]) -> String {
    if numbers.is_empty() {
        return String::new();
    }
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    format!(" [{}]", numbers.join(", "))
}

/// The debrief as plain text, whole, at most `width` letters wide where words allow it.
#[must_use]
pub fn page(debrief: &Debrief, width: usize) -> String {
    let mut page = Page::new(width);
    head(&mut page, debrief);
    glance(&mut page, debrief);
    ending(&mut page, debrief);
    verdicts::aims(&mut page, debrief);
    verdicts::scores(&mut page, debrief);
    record::lines(&mut page, debrief);
    record::sights(&mut page, debrief);
    record::minds(&mut page, debrief);
    record::forecasts(&mut page, debrief);
    record::thoughts(&mut page, debrief);
    record::course(&mut page, debrief);
    record::chance(&mut page, debrief);
    choice::whole(&mut page, debrief);
    choice::ahead(&mut page, debrief);
    record::talks(&mut page, debrief);
    record::real(&mut page, debrief);
    record::aftermath(&mut page, debrief);
    verdicts::figures(&mut page, debrief);
    verdicts::schools(&mut page, debrief);
    verdicts::class(&mut page, debrief);
    if let Some(notes) = &debrief.teaching {
        teaching::pages(&mut page, notes);
    }
    foot(&mut page, debrief);
    page.out
}

/// The files that it came from, as the last line.
fn foot(page: &mut Page, debrief: &Debrief) {
    page.para(&tr!("Fingerprint: {fingerprint}", fingerprint = debrief.fingerprint));
}

/// What turned on choice and what on chance, alone; empty where it was not looked into.
#[must_use]
pub fn choice(debrief: &Debrief, width: usize) -> String {
    let mut page = Page::new(width);
    if debrief.choice.is_some() || debrief.ahead.is_some() {
        head(&mut page, debrief);
        choice::whole(&mut page, debrief);
        choice::ahead(&mut page, debrief);
        foot(&mut page, debrief);
    }
    page.out
}

/// The title, and who played.
fn head(page: &mut Page, debrief: &Debrief) {
    let title = tr!("{title}: debrief", title = debrief.title);
    page.out.push_str(&format!("{title}\n{}\n", "=".repeat(title.chars().count().min(page.width))));
    if !debrief.subtitle.is_empty() {
        page.hang("", 0, &debrief.subtitle);
    }
    for (actor, player) in debrief.actors.iter().zip(&debrief.players) {
        if !player.is_empty() {
            page.hang("", 0, &format!("{}: {player}", actor.name));
        }
    }
    if let Some(cut) = &debrief.cut {
        page.hang("", 0, cut);
    }
    if !debrief.content_note.is_empty() {
        page.para(&debrief.content_note);
    }
}

fn glance(page: &mut Page, debrief: &Debrief) {
    page.section(tr!("At a glance"));
    page.para(&debrief.screen.ended);
    page.para(&debrief.screen.ahead);
    for seat in &debrief.screen.seats {
        self::seat(page, debrief, seat);
    }
    if !debrief.screen.human_cost.is_empty() {
        page.heading(tr!("What it cost in lives"));
        let (counted, sources) = &debrief.screen.counted;
        for cost in &debrief.screen.human_cost {
            let cited = if cost == counted { cite(sources) } else { String::new() };
            page.item(0, &format!("{cost}{cited}"));
        }
    }
}

fn seat(page: &mut Page, debrief: &Debrief, seat: &Seat) {
    page.heading(&format!("{} ({})", seat.name, seat.decider));
    page.hang("", 0, tr!("What it wanted, and what it got:"));
    for want in &seat.wants {
        let text = match &want.got {
            [Some(first), Some(second)] if first == second => format!("{}: {first}", want.title),
            [Some(first), Some(second)] => {
                format!("{}: {first} ({}), {second} ({})", want.title, debrief.horizons[0], debrief.horizons[1])
            }
            [..] if debrief.ending.is_some() => tr!("{title}: not judged", title = want.title),
            [..] => want.title.clone(),
        };
        page.item(2, &text);
    }
    if !seat.got.is_empty() {
        page.hang("", 2, &seat.got);
    }
    page.hang("", 0, tr!("What it paid and promised:"));
    if seat.cost_own.is_empty() {
        page.item(2, tr!("Nothing that is counted for it. The human cost stands further down."));
    }
    for cost in &seat.cost_own {
        page.item(2, cost);
    }
    if !seat.cost_others.is_empty() {
        page.hang("", 0, tr!("What others paid:"));
        for cost in &seat.cost_others {
            page.item(2, cost);
        }
    }
}

fn ending(page: &mut Page, debrief: &Debrief) {
    page.section(tr!("How it ended, and what it cost"));
    match &debrief.ending {
        Some(ending) => {
            page.para(&format!("{}: {}{}", ending.title, ending.category, cite(&ending.sources)));
            page.hang("", 0, &tr!("Turn {turn}, {date}.", turn = ending.turn, date = ending.date));
            page.para(&ending.text);
            page.para(&tr!("The rule: {because}", because = ending.because));
        }
        None => page.para(tr!("The crisis has not ended. Verdicts and scores are given once it has.")),
    }
    for track in &debrief.cost {
        let mut figures: Vec<String> = Vec::new();
        let mut before = track.start;
        for (turn, value) in track.series.iter().enumerate() {
            if *value != before {
                figures.push(tr!(
                    "turn {turn}: {value}",
                    turn = debrief.count.nth(turn),
                    value = counted(*value, &track.unit)
                ));
            }
            before = *value;
        }
        let course = if figures.is_empty() { String::new() } else { format!(" ({})", figures.join("; ")) };
        page.para(&tr!(
            "{name}: {at} in the end{course}. {text} {note}{cite}",
            name = track.name,
            at = counted(track.at[1], &track.unit),
            course,
            text = track.text,
            note = track.note,
            cite = cite(&track.sources)
        ));
    }
    page.para(tr!("Human cost is nobody's gain and counts in no score."));
}
