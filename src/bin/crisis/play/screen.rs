//! The screen of a turn, from a seat's table alone, and what stands around it.

use brinkmanship::report::{table::Table, words};

use super::{
    desk::{Cards, Hand},
    input::Input,
    knowledge, news,
};
use crate::{colour::Ink, page::Page};

/// Clears the screen between two people; elsewhere a rule has to do.
///
/// # Errors
/// Standard output cannot be written to.
pub fn clear(page: &mut Page) -> anyhow::Result<()> {
    if page.terminal {
        // Home, clear the screen, and clear what has scrolled away.
        page.raw("\u{1b}[H\u{1b}[2J\u{1b}[3J")?;
    } else {
        page.gap()?;
        page.rule()?;
    }
    Ok(())
}

/// Hands the screen over to the other person; false if they quit, or at the end of input.
///
/// # Errors
/// Standard output cannot be written to.
pub fn hand_over(page: &mut Page, input: &mut Input, name: &str, decider: &str) -> anyhow::Result<bool> {
    clear(page)?;
    page.moment(
        Ink::Yellow,
        &tr!("For the eyes of {name} alone", name = words::the(name)),
        &[
            tr!("{decider}: take the seat. The other player looks away.", decider),
            tr!("Orders are sealed: both are opened at the same time.").to_owned(),
        ],
    )?;
    page.line(tr!("Press Enter when you are ready."))?;
    let there = input.ask(page, "ready")?.is_some_and(|typed| !matches!(typed.to_lowercase().as_str(), "quit" | "q"));
    if there {
        clear(page)?;
    }
    Ok(there)
}

/// Tells a person who they are and what they want, before the first order.
///
/// # Errors
/// Standard output cannot be written to.
pub fn greet(page: &mut Page, table: &Table, resumed: bool) -> anyhow::Result<()> {
    if !resumed {
        page.gap()?;
        let title = page.ink(Ink::Bold, &table.title);
        page.line(&title)?;
        if !table.subtitle.is_empty() {
            page.para(0, &table.subtitle)?;
        }
        // In a lesson the summary has been read beforehand; what to know before play is said again.
        for (text, told) in [(&table.summary, table.cut.is_none()), (&table.content_note, true)] {
            if told && !text.is_empty() {
                page.gap()?;
                page.para(0, text)?;
            }
        }
    }
    if let Some(cut) = &table.cut {
        page.gap()?;
        page.para(
            0,
            &tr!("{title}, a shorter course: you give orders on {of} turns, and the others pass as the record has them, as far \
                 as the rules allow.", title = cut.title, of = cut.of),
        )?;
    }
    who_you_are(page, table)?;
    if !resumed && !table.past.is_empty() {
        page.heading(tr!("How it came to this"))?;
        if table.meanwhile().next().is_some() {
            news::meanwhile(page, table)?;
        } else {
            for past in &table.past {
                page.para(
                    2,
                    &tr!(
                        "{date}. Your government ordered: {ordered}.",
                        date = past.date,
                        ordered = news::ordered(&past.orders)
                    ),
                )?;
            }
        }
    }
    page.gap()?;
    page.para(
        0,
        tr!(
            "Each turn you may order one move on each desk, or none. Both orders are opened at the same time. Type the \
         numbers of your moves, then `send`; `help` lists all commands."
        ),
    )?;
    Ok(())
}

/// How many aims are told in full in a lesson.
const AIMS_IN_A_CUT: usize = 5;

/// Who one is, what one wants and what kind of leader one has.
///
/// # Errors
/// Standard output cannot be written to.
pub fn who_you_are(page: &mut Page, table: &Table) -> anyhow::Result<()> {
    page.heading(&tr!(
        "Your seat: {own_name}, {deciders}",
        own_name = table.own_name(),
        deciders = table.deciders[table.seat.min(1)]
    ))?;
    if !table.about.is_empty() {
        page.para(2, &table.about)?;
    }
    if let Some((name, text)) = &table.disposition {
        page.para(2, &format!("{name}. {text}"))?;
    }
    if !table.aims.is_empty() {
        page.heading(tr!("What you want"))?;
        // In a lesson the weightiest in full, and the rest by name.
        let most = if table.cut.is_some() { AIMS_IN_A_CUT } else { table.aims.len() };
        for aim in table.aims.iter().take(most) {
            let label = format!("{:>2}", aim.weight);
            page.hang(&label, 2, 6, &format!("{}. {} ({})", aim.title, aim.text, aim.kind))?;
        }
        let rest: Vec<String> =
            table.aims.iter().skip(most).map(|aim| format!("{} ({})", words::bare(&aim.title), aim.weight)).collect();
        if !rest.is_empty() {
            page.para(2, &tr!("And: {rest}.", rest = rest.join("; ")))?;
        }
        page.para(2, tr!("The number in front is how much it counts."))?;
    }
    Ok(())
}

/// The whole screen of a turn, in three parts for a person at a terminal, who may type a command in between.
///
/// # Errors
/// Standard output cannot be written to.
pub fn turn(page: &mut Page, input: &mut Input, hand: &Hand<'_>) -> anyhow::Result<Option<String>> {
    let table = &hand.table;
    page.gap()?;
    page.rule()?;
    let date = page.ink(Ink::Bold, &table.date);
    let (number, _, of) = table.counted();
    let number = tr!("turn {number} of {of}", number, of);
    page.line(&format!("{date}   {number}   {}", table.own_name()))?;
    let headline = page.ink(Ink::Bold, &table.headline);
    page.para(0, &headline)?;
    page.rule()?;
    if !table.briefing.is_empty() {
        page.para(0, &table.briefing)?;
    }
    if table.headlines.any && table.meanwhile().next().is_some() {
        page.heading(tr!("What has passed since"))?;
        news::meanwhile(page, table)?;
    }
    news::moments(page, table)?;
    news::headlines(page, table)?;
    if let Some(typed) = input.pause(page, tr!("Enter for where it stands"))? {
        return Ok(Some(typed));
    }
    if table.cut.is_some() {
        changed(page, table)?;
    } else {
        situation(page, table, !table.again)?;
    }
    if let Some(typed) = input.pause(page, tr!("Enter for your desks"))? {
        return Ok(Some(typed));
    }
    hand.show(page, Cards::News)?;
    hint(page, table)?;
    Ok(None)
}

/// What one knows: ladder, tracks, red lines, the table.
///
/// # Errors
/// Standard output cannot be written to.
pub fn situation(page: &mut Page, table: &Table, whole: bool) -> anyhow::Result<()> {
    page.heading(tr!("Where it stands"))?;
    knowledge::ladders(page, table, false)?;
    knowledge::tracks(page, table, whole)?;
    knowledge::lines(page, table, if whole { knowledge::Shown::All } else { knowledge::Shown::Stirred })?;
    knowledge::talks(page, table)
}

/// What has moved since the seat last ordered, for a lesson that has no time for more; the rest is a command away.
fn changed(page: &mut Page, table: &Table) -> anyhow::Result<()> {
    page.heading(tr!("What has changed"))?;
    knowledge::moved(page, table)?;
    let (number, first, _) = table.counted();
    knowledge::human_cost(page, table, number == first)?;
    if table.lines.iter().any(knowledge::presses) {
        knowledge::lines(page, table, knowledge::Shown::Pressing)?;
    }
    if table.talks.offers.iter().any(|offer| offer.alive && !offer.own) {
        knowledge::talks(page, table)?;
    }
    page.para(2, tr!("`know` shows all that stands, `lines` every red line, `table` what is agreed."))?;
    Ok(())
}

fn hint(page: &mut Page, table: &Table) -> anyhow::Result<()> {
    page.gap()?;
    let seen =
        if table.again { tr!(" What was open before has its title only; `desks` shows every card.") } else { "" };
    if let Some(why) = &table.unsendable {
        page.para(0, why)?;
    }
    let text = tr!(
        "Numbers choose; `send` sends, `pass` lets the turn go by, `look 3` says more of a move, `help` lists the rest.{seen}",
        seen
    );
    let text = page.ink(Ink::Faint, &text);
    page.para(0, &text)?;
    Ok(())
}
