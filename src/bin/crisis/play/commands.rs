//! What a person can say at the table, and what comes of it.

use std::path::PathBuf;

use brinkmanship::{
    crisis::{Act, Order, View},
    report::words,
    scenario::{
        model::{Actor, TrackId},
        source::nearest,
    },
    transcript::Course,
};

use super::{
    desk::{Cards, Desk},
    input::Input,
    knowledge, news, screen,
    session::Saver,
    talks,
};
use crate::{colour::Ink, page::Page};

/// What a person decided.
#[derive(Clone, Copy, Debug)]
pub enum Answer {
    /// The order is sent.
    Send(Order),
    /// The person stops, or there is no more input.
    Stop,
}

/// A command: its name, its argument, and what it does.
const COMMANDS: &[(&str, &str, &str)] = &[
    ("send", "", "send the order; it cannot be taken back"),
    ("pass", "", "order nothing this turn, and let it go by"),
    ("undo", "", "take back what you chose last"),
    ("drop", "NUMBER", "take one move back"),
    ("clear", "", "take everything back"),
    ("order", "", "what you have chosen so far"),
    ("look", "NUMBER", "everything about a move: what it does, who is for it"),
    ("desks", "", "the desks and their moves, each with what it does"),
    ("all", "", "the desks with what is not open now, and why"),
    ("talks", "", "compose an offer of your own"),
    ("accept", "LETTER", "accept an offer on the table"),
    ("counter", "LETTER", "answer an offer with another"),
    ("refuse", "LETTER", "refuse an offer"),
    ("withdraw", "LETTER", "withdraw an offer of yours"),
    ("table", "", "offers, agreements and words given"),
    ("know", "", "what you know: the ladder, tracks, red lines, the table"),
    ("why", "TRACK", "why a track stands where it does, such as `why standing`"),
    ("ladder", "", "the whole ladder"),
    ("lines", "", "the red lines, words beside deeds"),
    ("facts", "", "what you know to be so"),
    ("log", "TURN", "everything you saw on a turn; without a number, since your last order"),
    ("aims", "", "who you are and what you want"),
    ("brief", "", "this turn's screen again"),
    ("meaning", "WORD", "what a word means"),
    ("save", "FILE", "save now"),
    ("quit", "", "stop; what is saved can be played on later"),
    ("help", "", "this list"),
];

/// Lets a person make an order. `seen` are the acts whose cards the person has read on the turn before.
///
/// # Errors
/// Standard output cannot be written to.
pub fn ask(
    page: &mut Page,
    input: &mut Input,
    course: &Course<'_>,
    saver: &mut Saver,
    actor: Actor,
    seen: Vec<Act>,
) -> anyhow::Result<Answer> {
    let view = course.view(actor);
    let mut desk = Desk::open(view, seen);
    let mut typed = screen::turn(page, input, &view, course, &desk)?;
    let mut silent = 0_usize;
    loop {
        page.gap()?;
        let prompt = &course.scenario.actors[actor.index()].id;
        let line = match typed.take() {
            Some(line) => Some(line),
            None => input.ask(page, prompt)?,
        };
        let Some(line) = line else { return Ok(Answer::Stop) };
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((&line, ""));
        let (word, rest) = (word.to_lowercase(), rest.trim());
        if word.is_empty() {
            show_order(page, &desk)?;
            silent += 1;
            if 1 < silent && desk.order.is_empty() {
                page.para(
                    2,
                    "The number of a move chooses it; `pass` lets the turn go by; `help` lists the commands.",
                )?;
            }
            continue;
        }
        if word.starts_with(|letter: char| letter.is_ascii_digit()) {
            choose(page, &mut desk, &line)?;
            continue;
        }
        let Some(name) = command(page, &word)? else { continue };
        match name {
            "send" => {
                if desk.order.is_empty() {
                    page.para(2, "Nothing is chosen. `pass` lets the turn go by.")?;
                } else if sendable(page, &view, &desk.order)? {
                    return Ok(Answer::Send(desk.order));
                }
            }
            "pass" => {
                if !desk.order.is_empty() {
                    page.para(2, "You have chosen something: `send` sends it, `clear` takes it back.")?;
                } else if sendable(page, &view, &desk.order)? {
                    return Ok(Answer::Send(Order::default()));
                }
            }
            "quit" => {
                if leaves(page, input, course, saver)? {
                    return Ok(Answer::Stop);
                }
            }
            "save" => save(page, course, saver, rest)?,
            "brief" => typed = screen::turn(page, input, &view, course, &desk)?,
            _ => other(page, input, course, &view, &mut desk, name, rest)?,
        }
    }
}

/// The command of a word or of the beginning of one.
fn command(page: &mut Page, word: &str) -> anyhow::Result<Option<&'static str>> {
    let word = match word {
        "q" | "exit" | "bye" => "quit",
        "?" | "h" => "help",
        "l" => "look",
        "done" | "end" | "go" => "send",
        "offer" | "compose" | "talk" => "talks",
        "screen" | "again" | "redraw" => "brief",
        "moves" => "desks",
        "glossary" | "define" => "meaning",
        other => other,
    };
    if let Some((name, _, _)) = COMMANDS.iter().find(|(name, _, _)| *name == word) {
        return Ok(Some(name));
    }
    let begun: Vec<&str> =
        COMMANDS.iter().map(|(name, _, _)| *name).filter(|name| 1 < word.len() && name.starts_with(word)).collect();
    if let [only] = begun[..] {
        return Ok(Some(only));
    }
    if 1 < begun.len() || word.chars().count() == 1 {
        let all: Vec<String> = COMMANDS
            .iter()
            .filter(|(name, _, _)| name.starts_with(word))
            .map(|(name, _, _)| format!("`{name}`"))
            .collect();
        if !all.is_empty() {
            page.para(2, &format!("Which one: {}? Two or three letters are enough.", words::listed(&all, "or")))?;
            return Ok(None);
        }
    }
    let like = nearest(word, COMMANDS.iter().map(|(name, _, _)| *name));
    let say = like.map_or_else(
        || format!("There is no command `{word}`; `help` lists them."),
        |like| format!("There is no command `{word}`. Did you mean `{like}`?"),
    );
    page.para(2, &say)?;
    Ok(None)
}

/// Chooses the moves of some numbers.
fn choose(page: &mut Page, desk: &mut Desk<'_>, line: &str) -> anyhow::Result<()> {
    for text in line.split([' ', ',', ';']).filter(|text| !text.is_empty()) {
        let Some(act) = text.parse().ok().and_then(|number| desk.act(number)) else {
            page.para(2, &format!("There is no move {text}; the numbers go from 1 to {}.", desk.acts.len()))?;
            continue;
        };
        put(page, desk, act)?;
    }
    show_order(page, desk)
}

/// Puts an act into the order, and says what came of it.
fn put(page: &mut Page, desk: &mut Desk<'_>, act: Act) -> anyhow::Result<()> {
    match desk.choose(act) {
        Ok(None) => {}
        Ok(Some(before)) => {
            page.para(2, &format!("In place of {}.", words::quoted(&desk.say(before))))?;
        }
        Err(why) => page.para(2, &format!("{} cannot be ordered. {why}", words::quoted(&desk.say(act))))?,
    }
    Ok(())
}

fn show_order(page: &mut Page, desk: &Desk<'_>) -> anyhow::Result<()> {
    let acts: Vec<Act> = desk.order.acts().collect();
    if acts.is_empty() {
        page.para(2, "Your order is empty.")?;
        return Ok(());
    }
    page.line("  Your order:")?;
    for act in acts {
        let mark = page.ink(Ink::Green, "[x]");
        let number = desk.number(act).map_or_else(String::new, |number| format!("{number}. "));
        page.hang(&mark, 4, 8, &format!("{number}{}", desk.say(act)))?;
    }
    page.para(2, "`send` sends it.")?;
    Ok(())
}

/// Whether a whole order may be sent; says why not.
fn sendable(page: &mut Page, view: &View<'_>, order: &Order) -> anyhow::Result<bool> {
    match view.check_whole(order) {
        Ok(()) => Ok(true),
        Err((act, why)) => {
            let what = act.map_or_else(String::new, |act| {
                format!("{}: ", words::act(view.scenario(), &words::offers_seen(view), act))
            });
            page.para(2, &format!("The order cannot be sent. {what}{}", words::refusal(view, why)))?;
            Ok(false)
        }
    }
}

/// The commands that neither send nor stop.
fn other(
    page: &mut Page,
    input: &mut Input,
    course: &Course<'_>,
    view: &View<'_>,
    desk: &mut Desk<'_>,
    name: &str,
    rest: &str,
) -> anyhow::Result<()> {
    match name {
        "undo" => match desk.undo() {
            Some(act) => {
                page.para(2, &format!("Taken back: {}.", words::quoted(&desk.say(act))))?;
                show_order(page, desk)?;
            }
            None => page.para(2, "There is nothing to take back.")?,
        },
        "clear" => {
            desk.clear();
            show_order(page, desk)?;
        }
        "drop" | "look" => match rest.parse().ok().and_then(|number| desk.act(number)) {
            Some(act) if name == "look" => desk.look(page, view, act)?,
            Some(act) => {
                if !desk.drop(act) {
                    page.para(2, "That was not chosen.")?;
                }
                show_order(page, desk)?;
            }
            None => page.para(2, &format!("Name a move by its number, such as `{name} 1`."))?,
        },
        "order" => show_order(page, desk)?,
        "desks" => desk.show(page, view, Cards::Whole)?,
        "all" => desk.show(page, view, Cards::Refused)?,
        "talks" => {
            if let Some(act) = talks::compose(page, input, view, None)? {
                put(page, desk, act)?;
                show_order(page, desk)?;
            }
        }
        "accept" | "refuse" | "withdraw" | "counter" => answer(page, input, view, desk, name, rest)?,
        "table" => {
            page.heading("On the table")?;
            if !knowledge::table(page, view)? {
                page.para(2, "Nothing.")?;
            }
        }
        "know" => screen::situation(page, view, course, true)?,
        "why" => why(page, view, course, rest)?,
        "ladder" => knowledge::ladders(page, view, true)?,
        "lines" => {
            page.heading("Red lines")?;
            if !knowledge::lines(page, view, None)? {
                page.para(2, "None that you know of.")?;
            }
        }
        "facts" => knowledge::facts(page, view)?,
        "log" => log(page, view, course, rest)?,
        "aims" => {
            if let Some(actor) = view.actor() {
                screen::who_you_are(page, course, actor)?;
            }
        }
        "meaning" => meaning(page, view, rest)?,
        _ => help(page)?,
    }
    Ok(())
}

/// Answers an offer by its letter, or by its number among the moves.
fn answer(
    page: &mut Page,
    input: &mut Input,
    view: &View<'_>,
    desk: &mut Desk<'_>,
    name: &str,
    rest: &str,
) -> anyhow::Result<()> {
    let Some(slot) = knowledge::slot_of(view, rest) else {
        let mine = name == "withdraw";
        let there: Vec<String> = view
            .offers()
            .filter(|(_, offer)| offer.alive() && (Some(offer.from) == view.actor()) == mine)
            .map(|(slot, _)| format!("`{name} {}`", knowledge::letter(slot)))
            .collect();
        let say = match (there.is_empty(), mine) {
            (true, true) => "You have no offer out that could be withdrawn.".to_owned(),
            (true, false) => format!("There is no offer of theirs on the table, and so nothing to {name}."),
            (false, _) => format!("Name the offer: {}. `table` shows what is in it.", words::listed(&there, "or")),
        };
        page.para(2, &say)?;
        return Ok(());
    };
    let act = match name {
        "accept" => Act::Accept(slot),
        "refuse" => Act::Refuse(slot),
        "withdraw" => Act::Withdraw(slot),
        _ => match talks::compose(page, input, view, Some(slot))? {
            Some(act) => act,
            None => return Ok(()),
        },
    };
    put(page, desk, act)?;
    show_order(page, desk)
}

/// Why a track stands where it does; the track is named by its id, its name or a part of it.
fn why(page: &mut Page, view: &View<'_>, course: &Course<'_>, text: &str) -> anyhow::Result<()> {
    let scenario = view.scenario();
    let wanted = text.to_lowercase();
    let seen: Vec<TrackId> =
        (0..scenario.tracks.len()).map(TrackId::new).filter(|id| view.track(*id).is_some()).collect();
    let exact = seen.iter().find(|id| {
        let data = &scenario.tracks[id.index()];
        data.id == wanted || data.name.to_lowercase() == wanted
    });
    if let Some(id) = exact {
        return knowledge::why(page, view, course, *id);
    }
    let of_actor = |id: &TrackId| scenario.tracks[id.index()].owner == view.actor();
    let mut part: Vec<TrackId> = seen
        .iter()
        .copied()
        .filter(|id| {
            let data = &scenario.tracks[id.index()];
            !wanted.is_empty() && (data.id.contains(&wanted) || data.name.to_lowercase().contains(&wanted))
        })
        .collect();
    // "standing" means one's own before the other's.
    if 1 < part.len() && part.iter().filter(|id| of_actor(id)).count() == 1 {
        part.retain(of_actor);
    }
    match part[..] {
        [only] => knowledge::why(page, view, course, only),
        [] => {
            let names: Vec<String> = seen.iter().map(|id| scenario.tracks[id.index()].name.clone()).collect();
            page.para(2, &format!("Name a track that you see: {}.", names.join("; ")))?;
            Ok(())
        }
        _ => {
            let names: Vec<String> = part.iter().map(|id| words::quoted(&scenario.tracks[id.index()].name)).collect();
            page.para(2, &format!("Which one: {}?", words::listed(&names, "or")))?;
            Ok(())
        }
    }
}

/// The log of a turn, or of what happened since the last order.
fn log(page: &mut Page, view: &View<'_>, course: &Course<'_>, text: &str) -> anyhow::Result<()> {
    let now = view.turn();
    if text.is_empty() {
        if let Some(before) = now.checked_sub(1) {
            news::log(page, view, course, before)?;
        }
        return news::log(page, view, course, now);
    }
    match text.parse() {
        Ok(turn) if turn <= now => news::log(page, view, course, turn),
        Ok(_) | Err(_) => {
            page.para(2, &format!("Name a turn from 0 to {now}, or none."))?;
            Ok(())
        }
    }
}

/// What a word means, from the scenario's glossary.
fn meaning(page: &mut Page, view: &View<'_>, text: &str) -> anyhow::Result<()> {
    let glossary = &view.scenario().glossary;
    let wanted = text.to_lowercase();
    let found: Vec<_> =
        glossary.iter().filter(|(word, _)| !wanted.is_empty() && word.to_lowercase().contains(&wanted)).collect();
    if found.is_empty() {
        let all: Vec<String> = glossary.iter().map(|(word, _)| word.clone()).collect();
        let say = if all.is_empty() {
            "This scenario explains no words.".to_owned()
        } else {
            format!("Words: {}.", all.join(", "))
        };
        page.para(2, &say)?;
    }
    for (word, text) in found {
        let word = page.ink(Ink::Bold, word);
        page.para(2, &format!("{word}: {text}"))?;
    }
    Ok(())
}

fn help(page: &mut Page) -> anyhow::Result<()> {
    page.gap()?;
    page.para(2, "Type numbers to choose moves, several at once if you like: `3 7 12`. One for each desk; another on the same desk takes its place.")?;
    for (name, argument, text) in COMMANDS {
        let label = page.ink(Ink::Cyan, &format!("{:<18}", format!("{name} {argument}").trim()));
        page.hang(&label, 2, 21, text)?;
    }
    page.para(2, "The beginning of a command is enough, as long as it can be only one.")?;
    Ok(())
}

/// Saves now, to a file that was named now or before.
fn save(page: &mut Page, course: &Course<'_>, saver: &mut Saver, name: &str) -> anyhow::Result<()> {
    let path = if name.is_empty() { saver.path.clone() } else { Some(PathBuf::from(name)) };
    let Some(path) = path else {
        page.para(2, "Where to? Such as `save evening.crisis`.")?;
        return Ok(());
    };
    if Some(&path) != saver.path.as_ref() && path.exists() {
        page.para(2, &format!("{} is there already; choose another name.", path.display()))?;
        return Ok(());
    }
    match saver.write(course, &path) {
        Ok(()) => {
            page.para(
                2,
                &format!(
                    "Saved to {}, and from now on after every turn. The order of this turn is not in it.",
                    path.display()
                ),
            )?;
            saver.path = Some(path);
        }
        Err(error) => page.para(2, &format!("{error:#}."))?,
    }
    Ok(())
}

/// Asks where to save if nothing was saved; whether the person then leaves.
fn leaves(page: &mut Page, input: &mut Input, course: &Course<'_>, saver: &mut Saver) -> anyhow::Result<bool> {
    if saver.path.is_some() || course.turns.is_empty() {
        return Ok(true);
    }
    page.para(2, "Save first? Type a file name, such as evening.crisis, or press Enter to leave without.")?;
    match input.ask(page, "save to")? {
        Some(name) if !name.is_empty() && !["n", "no"].contains(&name.as_str()) => {
            save(page, course, saver, &name)?;
            Ok(saver.path.is_some())
        }
        Some(_) | None => Ok(true),
    }
}
