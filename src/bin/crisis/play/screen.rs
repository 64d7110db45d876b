//! The screen of a turn, from a seat's view alone, and what stands around it.

use brinkmanship::{
    crisis::View,
    report::words,
    scenario::{
        Scenario,
        model::{Actor, AimKind},
    },
    transcript::Course,
    verdict::aims_of,
};

use super::{
    desk::{Cards, Desk},
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
pub fn hand_over(page: &mut Page, input: &mut Input, scenario: &Scenario, actor: Actor) -> anyhow::Result<bool> {
    clear(page)?;
    let data = &scenario.actors[actor.index()];
    page.moment(
        Ink::Yellow,
        &format!("For the eyes of {} alone", words::the(&data.name)),
        &[
            format!("{}: take the seat. The other player looks away.", data.decider),
            "Orders are sealed: both are opened at the same time.".to_owned(),
        ],
    )?;
    page.line("Press Enter when you are ready.")?;
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
pub fn greet(page: &mut Page, course: &Course<'_>, actor: Actor, resumed: bool) -> anyhow::Result<()> {
    let scenario = course.scenario;
    if !resumed {
        page.gap()?;
        let title = page.ink(Ink::Bold, &scenario.title);
        page.line(&title)?;
        if !scenario.subtitle.is_empty() {
            page.para(0, &scenario.subtitle)?;
        }
        for text in [&scenario.summary, &scenario.content_note] {
            if !text.is_empty() {
                page.gap()?;
                page.para(0, text)?;
            }
        }
    }
    who_you_are(page, course, actor)?;
    let played = course.turns.len();
    if !resumed && 0 < played {
        page.heading("How it came to this")?;
        let view = course.view(actor);
        for turn in 0..played {
            let offers = words::offers_seen(&view);
            let acts: Vec<String> =
                course.turns[turn].orders[actor.index()].acts().map(|act| words::act(scenario, &offers, act)).collect();
            let date = scenario.turns.get(turn).map_or("", |turn| turn.date.as_str());
            let did = if acts.is_empty() { "nothing".to_owned() } else { acts.join("; ") };
            page.para(2, &format!("{date}. Your government ordered: {did}."))?;
        }
    }
    page.gap()?;
    page.para(
        0,
        "Each turn you may order one move on each desk, or none. Both orders are opened at the same time. Type the \
         numbers of your moves, then `send`; `help` lists all commands.",
    )?;
    Ok(())
}

/// Who one is, what one wants and what kind of leader one has.
///
/// # Errors
/// Standard output cannot be written to.
pub fn who_you_are(page: &mut Page, course: &Course<'_>, actor: Actor) -> anyhow::Result<()> {
    let scenario = course.scenario;
    let data = &scenario.actors[actor.index()];
    page.heading(&format!("Your seat: {}, {}", data.name, data.decider))?;
    if !data.seat.is_empty() {
        page.para(2, &data.seat)?;
    }
    if let Some(id) = course.view(actor).disposition() {
        let kind = &scenario.dispositions[id.index()];
        page.para(2, &format!("{}. {}", kind.name, kind.text))?;
    }
    let aims: Vec<_> = aims_of(scenario, actor).collect();
    if !aims.is_empty() {
        page.heading("What you want")?;
        for (_, aim) in aims {
            let kind = match aim.kind {
                AimKind::Public => "said aloud",
                AimKind::Private => "kept to yourself",
                AimKind::Mixed => "partly said",
                AimKind::Disputed => "historians differ",
            };
            let label = format!("{:>2}", aim.weight);
            page.hang(&label, 2, 6, &format!("{}. {} ({kind})", words::bare(&aim.title), aim.text))?;
        }
        page.para(2, "The number in front is how much it counts.")?;
    }
    Ok(())
}

/// The whole screen of a turn, in three parts for a person at a terminal, who may type a command in between.
///
/// # Errors
/// Standard output cannot be written to.
pub fn turn(
    page: &mut Page,
    input: &mut Input,
    view: &View<'_>,
    course: &Course<'_>,
    desk: &Desk<'_>,
) -> anyhow::Result<Option<String>> {
    let Some(actor) = view.actor() else { return Ok(None) };
    let scenario = view.scenario();
    let turn = view.turn();
    let last = scenario.turns.len().saturating_sub(1);
    page.gap()?;
    page.rule()?;
    if let Some(data) = scenario.turns.get(turn) {
        let date = page.ink(Ink::Bold, &data.date);
        page.line(&format!("{date}   turn {turn} of {last}   {}", words::actor(scenario, actor)))?;
        let headline = page.ink(Ink::Bold, &data.headline);
        page.para(0, &headline)?;
        page.rule()?;
        let briefing = &data.briefing[actor.index()];
        if !briefing.is_empty() {
            page.para(0, briefing)?;
        }
    }
    news::moments(page, view, course)?;
    news::headlines(page, view, course)?;
    if let Some(typed) = input.pause(page, "Enter for where it stands")? {
        return Ok(Some(typed));
    }
    situation(page, view, course, !desk.seen_before())?;
    if let Some(typed) = input.pause(page, "Enter for your desks")? {
        return Ok(Some(typed));
    }
    desk.show(page, view, Cards::News)?;
    hint(page, desk)?;
    Ok(None)
}

/// What one knows: ladder, tracks, red lines, the table.
///
/// # Errors
/// Standard output cannot be written to.
pub fn situation(page: &mut Page, view: &View<'_>, course: &Course<'_>, whole: bool) -> anyhow::Result<()> {
    page.heading("Where it stands")?;
    knowledge::ladders(page, view, false)?;
    knowledge::tracks(page, view, course, whole)?;
    page.heading("Red lines")?;
    let touched = news::touched(view, course);
    if !knowledge::lines(page, view, (!whole).then_some(&touched))? {
        page.para(2, "None that you know of.")?;
    }
    page.heading("On the table")?;
    if !knowledge::table(page, view)? {
        page.para(2, "Nothing.")?;
    }
    Ok(())
}

fn hint(page: &mut Page, desk: &Desk<'_>) -> anyhow::Result<()> {
    page.gap()?;
    let seen =
        if desk.seen_before() { " What was open before has its title only; `desks` shows every card." } else { "" };
    let text = format!(
        "Numbers choose; `send` sends, `pass` lets the turn go by, `look 3` says more of a move, `help` lists the rest.{seen}"
    );
    let text = page.ink(Ink::Faint, &text);
    page.para(0, &text)?;
    Ok(())
}
