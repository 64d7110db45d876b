//! What is new since a seat's last order, on the page: three headlines, what happened, the moments, and the log.

use brinkmanship::report::table::{MomentKind, Table};

use crate::{colour::Ink, page::Page};

/// At most this many further items; the rest is in the log.
const SHOWN: usize = 7;
/// At most this many in a lesson, which has no time for more.
const SHOWN_IN_A_CUT: usize = 3;

/// Three headlines: what they did, what it did to you, what moved the danger. Then what else happened.
///
/// # Errors
/// Standard output cannot be written to.
pub fn headlines(page: &mut Page, table: &Table) -> anyhow::Result<()> {
    if table.headlines.any {
        page.heading(tr!("Since your last order"))?;
        let of = &table.headlines;
        let they = if of.instead { tr!("News") } else { tr!("They") };
        let also = match of.also.as_slice() {
            [] => String::new(),
            orders => tr!("They also ordered: {orders}.", orders = orders.join("; ")),
        };
        for (label, text, why) in [
            (they, &of.theirs, also.as_str()),
            (if of.gained < 0 { tr!("Cost") } else { tr!("You") }, &of.yours, of.yours_why.as_str()),
            (tr!("Danger"), &of.danger, &of.danger_why),
        ] {
            let text = page.ink(Ink::Bold, text);
            page.hang(label, 2, 10, &text)?;
            if !why.is_empty() {
                let why = page.ink(Ink::Faint, why);
                page.para(10, &why)?;
            }
        }
    }
    let shown = table.grave.max(if table.cut.is_some() { SHOWN_IN_A_CUT } else { SHOWN });
    // What made the headline is not told twice.
    let told = |text: &&String| table.headlines.instead && **text == table.headlines.theirs;
    for text in table.happened.iter().take(shown).filter(|text| !told(text)) {
        page.hang("*", 2, 4, text)?;
    }
    let left = table.happened.len().saturating_sub(shown);
    if 0 < left {
        page.para(4, &tr!("({left} more in `log`)", left))?;
    }
    Ok(())
}

/// The turns that passed as the record had them since the seat last ordered: what both sides did as far as it saw, and
/// what else happened.
///
/// # Errors
/// Standard output cannot be written to.
pub fn meanwhile(page: &mut Page, table: &Table) -> anyhow::Result<()> {
    for past in table.meanwhile() {
        let date = page.ink(Ink::Bold, &past.date);
        let seen =
            if past.theirs.is_empty() { tr!("nothing that you could see").to_owned() } else { past.theirs.join("; ") };
        let ordered = tr!("Your government: {ordered}.", ordered = ordered(&past.orders));
        page.para(2, &format!("{date}. {ordered} {}: {seen}.", table.other_name()))?;
        let shown = past.grave;
        for text in past.happened.iter().take(shown) {
            page.hang("*", 4, 6, text)?;
        }
        let left = past.happened.len().saturating_sub(shown);
        if 0 < left {
            page.para(6, &tr!("({left} more in `log {turn}`)", left, turn = past.turn))?;
        }
    }
    Ok(())
}

/// What was ordered, in a phrase.
pub fn ordered(orders: &[String]) -> String {
    if orders.is_empty() { "nothing".to_owned() } else { orders.join("; ") }
}

/// The moments that are staged: crossings, leaks, agreements, incidents, the last chance.
///
/// # Errors
/// Standard output cannot be written to.
pub fn moments(page: &mut Page, table: &Table) -> anyhow::Result<()> {
    for moment in &table.moments {
        let (ink, listed) = match moment.kind {
            MomentKind::LastChance | MomentKind::LineCrossed => (Ink::Red, false),
            MomentKind::CrossedByYou | MomentKind::Incident | MomentKind::Leak | MomentKind::ConsentRefused => {
                (Ink::Yellow, false)
            }
            MomentKind::Agreed => (Ink::Green, true),
            MomentKind::Stopped => (Ink::Green, false),
        };
        let lines: Vec<String> =
            moment.text.iter().map(|text| if listed { format!("- {text}") } else { text.clone() }).collect();
        page.moment(ink, &moment.title, &lines)?;
    }
    Ok(())
}

/// The log of a turn: everything that the seat saw on it, with its cause.
///
/// # Errors
/// Standard output cannot be written to.
pub fn log(page: &mut Page, table: &Table, turn: usize) -> anyhow::Result<()> {
    let date = table.past.iter().find(|past| past.turn == turn).map_or(&table.date, |past| &past.date);
    page.heading(&tr!("Turn {turn}: {date}", turn, date))?;
    let mut any = false;
    for dispatch in table.dispatches.iter().filter(|dispatch| dispatch.turn == turn) {
        any = true;
        let why = dispatch.because.as_ref().map_or_else(String::new, |why| format!(" ({why})"));
        page.hang("-", 2, 4, &format!("{}{why}", dispatch.text))?;
        if !dispatch.doubt.is_empty() {
            let text = page.ink(Ink::Faint, &tr!("In doubt: {doubt}", doubt = dispatch.doubt));
            page.para(4, &text)?;
        }
    }
    if !any {
        page.para(2, tr!("Nothing that you saw."))?;
    }
    Ok(())
}
