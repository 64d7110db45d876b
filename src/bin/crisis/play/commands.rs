//! What a person can say at the table, and what comes of it.

use brinkmanship::{
    crisis::{Act, Order},
    language::plain,
    report::{
        table::{Group, Table, Track},
        words,
    },
    scenario::source::nearest,
};

use super::{
    desk::{Cards, Hand},
    input::Input,
    knowledge, news, screen, talks,
};
use crate::{colour::Ink, page::Page};

/// What a person wants that the session has to do.
#[derive(Clone, Debug)]
pub enum Intent {
    /// The order is sent.
    Send(Order),
    /// To save now, to a file of this name, or of the name given before if it is empty.
    Save(String),
    /// To hear what the staff reckons, as this says.
    Staff(String),
    /// To write a forecast down, as this says.
    Forecast(String),
    /// To leave.
    Leave,
    /// There is no more input.
    Stop,
}

/// A command: its name, its argument, and what it does.
const COMMANDS: &[(&str, &str, &str)] = &[
    ("send", "", mark!("send the order; it cannot be taken back")),
    ("pass", "", mark!("order nothing this turn, and let it go by")),
    ("undo", "", mark!("take back what you chose last")),
    ("drop", "NUMBER", mark!("take one move back")),
    ("clear", "", mark!("take everything back")),
    ("order", "", mark!("what you have chosen so far")),
    ("look", "NUMBER", mark!("everything about a move: what it does, who is for it")),
    ("desks", "", mark!("the desks and their moves, each with what it does")),
    ("all", "", mark!("the desks with what is not open now, and why")),
    ("talks", "", mark!("compose an offer of your own")),
    ("accept", "LETTER", mark!("accept an offer on the table")),
    ("counter", "LETTER", mark!("answer an offer with another")),
    ("refuse", "LETTER", mark!("refuse an offer")),
    ("withdraw", "LETTER", mark!("withdraw an offer of yours")),
    ("table", "", mark!("offers, agreements and words given")),
    ("know", "", mark!("what you know: the ladder, tracks, red lines, the table")),
    ("why", "TRACK", mark!("why a track stands where it does, such as `why standing`")),
    ("ladder", "", mark!("the whole ladder")),
    ("lines", "", mark!("the red lines, words beside deeds")),
    ("facts", "", mark!("what you know to be so")),
    ("log", "TURN", mark!("everything you saw on a turn; without a number, since your last order")),
    (
        "staff",
        "NUMBER",
        mark!("what the staff reckons of your moves, or of one; `staff numbers` in figures, `staff more` closer"),
    ),
    (
        "forecast",
        "A W",
        mark!("your own forecast before you send: of 100, A for an agreement, W for war; the debrief scores it"),
    ),
    ("aims", "", mark!("who you are and what you want")),
    ("brief", "", mark!("this turn's screen again")),
    ("meaning", "WORD", mark!("what a word means")),
    ("save", "FILE", mark!("save now")),
    ("quit", "", mark!("stop; what is saved can be played on later")),
    ("help", "", mark!("this list")),
];

/// Lets a person work on an order until the session has to do something. `typed` is what was typed already.
///
/// # Errors
/// Standard output cannot be written to.
pub fn ask(
    page: &mut Page,
    input: &mut Input,
    hand: &mut Hand<'_>,
    mut typed: Option<String>,
) -> anyhow::Result<Intent> {
    let mut silent = 0_usize;
    loop {
        page.gap()?;
        let line = match typed.take() {
            Some(line) => Some(line),
            None => input.ask(page, &hand.table.seat_id)?,
        };
        let Some(line) = line else { return Ok(Intent::Stop) };
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((&line, ""));
        let (word, rest) = (word.to_lowercase(), rest.trim());
        if word.is_empty() {
            show_order(page, hand)?;
            silent += 1;
            if 1 < silent && hand.order.is_empty() {
                page.para(
                    2,
                    tr!("The number of a move chooses it; `pass` lets the turn go by; `help` lists the commands."),
                )?;
            }
            continue;
        }
        if word.starts_with(|letter: char| letter.is_ascii_digit()) {
            choose(page, hand, &line)?;
            continue;
        }
        let Some(name) = command(page, &word)? else { continue };
        match name {
            // What cannot be taken back is not done where more was asked for than is done.
            "send" | "pass" if !rest.is_empty() => {
                page.para(
                    2,
                    &tr!("Nothing has been sent: `{name}` stands alone. Type `{name}` without \"{rest}\".", name, rest),
                )?;
            }
            "send" => {
                if hand.order.is_empty() && hand.table.unsendable.is_some() {
                    sendable(page, &hand.table)?;
                } else if hand.order.is_empty() {
                    page.para(2, tr!("Nothing is chosen. `pass` lets the turn go by."))?;
                } else if sendable(page, &hand.table)? {
                    return Ok(Intent::Send(hand.order));
                }
            }
            "pass" => {
                if !hand.order.is_empty() {
                    page.para(2, tr!("You have chosen something: `send` sends it, `clear` takes it back."))?;
                } else if sendable(page, &hand.table)? {
                    return Ok(Intent::Send(Order::default()));
                }
            }
            "quit" => return Ok(Intent::Leave),
            "save" => return Ok(Intent::Save(rest.to_owned())),
            "staff" => return Ok(Intent::Staff(rest.to_owned())),
            "forecast" => return Ok(Intent::Forecast(rest.to_owned())),
            "brief" => typed = screen::turn(page, input, hand)?,
            _ => other(page, input, hand, name, rest)?,
        }
    }
}

/// The command of a word or of the beginning of one.
fn command(page: &mut Page, word: &str) -> anyhow::Result<Option<&'static str>> {
    let word = match word {
        "q" | "exit" | "bye" => "quit",
        "?" | "h" => "help",
        "l" => "look",
        "done" | "end" | "go" => {
            page.para(2, tr!("Nothing has been sent. `send` sends your order; what is sent cannot be taken back."))?;
            return Ok(None);
        }
        "offer" | "compose" | "talk" => "talks",
        "screen" | "again" | "redraw" => "brief",
        "moves" => "desks",
        "glossary" | "define" => "meaning",
        "estimates" | "estimate" | "odds" => "staff",
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
            page.para(
                2,
                &tr!("Which one: {listed}? Two or three letters are enough.", listed = words::listed(&all, "or")),
            )?;
            return Ok(None);
        }
    }
    let like = nearest(word, COMMANDS.iter().map(|(name, _, _)| *name));
    let say = like.map_or_else(
        || tr!("There is no command `{word}`; `help` lists them.", word),
        |like| tr!("There is no command `{word}`. Did you mean `{like}`?", word, like),
    );
    page.para(2, &say)?;
    Ok(None)
}

/// Chooses the moves of some numbers.
fn choose(page: &mut Page, hand: &mut Hand<'_>, line: &str) -> anyhow::Result<()> {
    for text in line.split([' ', ',', ';']).filter(|text| !text.is_empty()) {
        let Some(act) = text.parse().ok().and_then(|number| hand.act(number)) else {
            page.para(
                2,
                &tr!("There is no move {text}; the numbers go from 1 to {numbers}.", text, numbers = hand.numbers()),
            )?;
            continue;
        };
        put(page, hand, act)?;
    }
    show_order(page, hand)
}

/// Puts an act into the order, and says what came of it.
fn put(page: &mut Page, hand: &mut Hand<'_>, act: Act) -> anyhow::Result<()> {
    match hand.choose(act) {
        Ok(None) => {}
        Ok(Some(before)) => page.para(2, &tr!("In place of {before}.", before = words::quoted(&before)))?,
        Err(why) => match hand.title(act) {
            Some(title) => page.para(2, &tr!("{title} cannot be ordered. {why}", title = words::quoted(title), why))?,
            None => page.para(2, &why.to_string())?,
        },
    }
    Ok(())
}

fn show_order(page: &mut Page, hand: &Hand<'_>) -> anyhow::Result<()> {
    let acts: Vec<Act> = hand.order.acts().collect();
    if acts.is_empty() {
        page.para(2, tr!("Your order is empty."))?;
        return Ok(());
    }
    page.line(tr!("  Your order:"))?;
    for act in acts {
        let mark = page.ink(Ink::Green, "[x]");
        let number = hand.number(act).map_or_else(String::new, |number| format!("{number}. "));
        page.hang(&mark, 4, 8, &format!("{number}{}", hand.say(act)))?;
    }
    page.para(2, tr!("`send` sends it."))?;
    Ok(())
}

/// Whether the whole order may be sent; says why not.
fn sendable(page: &mut Page, table: &Table) -> anyhow::Result<bool> {
    if let Some(why) = &table.unsendable {
        page.para(2, &tr!("The order cannot be sent. {why}", why))?;
    }
    Ok(table.unsendable.is_none())
}

/// The commands that the session has no part in.
fn other(page: &mut Page, input: &mut Input, hand: &mut Hand<'_>, name: &str, rest: &str) -> anyhow::Result<()> {
    match name {
        "undo" if !rest.is_empty() => {
            page.para(
                2,
                &tr!("Nothing has been taken back: `undo` takes back the last choice alone, `drop {rest}` a move by its number, `clear` everything.", rest),
            )?;
        }
        "undo" => match hand.undo() {
            Some((said, None)) => {
                page.para(2, &tr!("Taken back: {said}.", said))?;
                show_order(page, hand)?;
            }
            Some((said, Some(again))) => {
                page.para(2, &tr!("Taken back: {said}. Again in its place: {again}.", said, again))?;
                show_order(page, hand)?;
            }
            None => page.para(2, tr!("There is nothing to take back."))?,
        },
        "clear" => {
            hand.clear();
            show_order(page, hand)?;
        }
        "drop" | "look" => match rest.parse().ok().and_then(|number| hand.act(number)) {
            Some(act) if name == "look" => hand.look(page, act)?,
            Some(act) => {
                if !hand.drop(act) {
                    page.para(2, tr!("That was not chosen."))?;
                }
                show_order(page, hand)?;
            }
            None => page.para(2, &tr!("Name a move by its number, such as `{name} 1`.", name))?,
        },
        "order" => show_order(page, hand)?,
        "desks" => hand.show(page, Cards::Whole)?,
        "all" => hand.show(page, Cards::Refused)?,
        "talks" => {
            if let Some(act) = talks::compose(page, input, hand, None)? {
                put(page, hand, act)?;
                show_order(page, hand)?;
            }
        }
        "accept" | "refuse" | "withdraw" | "counter" => answer(page, input, hand, name, rest)?,
        "table" => knowledge::talks(page, &hand.table)?,
        "know" => screen::situation(page, &hand.table, true)?,
        "why" => why(page, &hand.table, rest)?,
        "ladder" => knowledge::ladders(page, &hand.table, true)?,
        "lines" => knowledge::lines(page, &hand.table, knowledge::Shown::All)?,
        "facts" => knowledge::facts(page, &hand.table)?,
        "log" => log(page, &hand.table, rest)?,
        "aims" => screen::who_you_are(page, &hand.table)?,
        "meaning" => meaning(page, &hand.table, rest)?,
        _ => help(page)?,
    }
    Ok(())
}

/// Answers an offer by its letter.
fn answer(page: &mut Page, input: &mut Input, hand: &mut Hand<'_>, name: &str, rest: &str) -> anyhow::Result<()> {
    let Some(offer) = knowledge::offer_of(&hand.table, rest) else {
        let mine = name == "withdraw";
        let offers = hand.table.talks.offers.iter().filter(|offer| offer.alive && offer.own == mine);
        let there: Vec<String> = offers.map(|offer| format!("`{name} {}`", offer.letter)).collect();
        let say = match (there.is_empty(), mine) {
            (true, true) => tr!("You have no offer out that could be withdrawn.").to_owned(),
            (true, false) => tr!("There is no offer of theirs on the table, and so nothing to {name}.", name),
            (false, _) => {
                tr!("Name the offer: {listed}. `table` shows what is in it.", listed = words::listed(&there, "or"))
            }
        };
        page.para(2, &say)?;
        return Ok(());
    };
    let slot = offer.slot;
    let act = match name {
        "accept" => Act::Accept(slot),
        "refuse" => Act::Refuse(slot),
        "withdraw" => Act::Withdraw(slot),
        _ => match talks::compose(page, input, hand, Some(slot))? {
            Some(act) => act,
            None => return Ok(()),
        },
    };
    put(page, hand, act)?;
    show_order(page, hand)
}

/// Why a track stands where it does; the track is named by its id, its name or a part of it.
fn why(page: &mut Page, table: &Table, text: &str) -> anyhow::Result<()> {
    let wanted = text.to_lowercase();
    let exact = table.tracks.iter().find(|track| track.id == wanted || track.name.to_lowercase() == wanted);
    if let Some(track) = exact {
        return knowledge::why(page, track);
    }
    let part = |track: &&Track| {
        !wanted.is_empty() && (track.id.contains(&wanted) || track.name.to_lowercase().contains(&wanted))
    };
    let mut part: Vec<&Track> = table.tracks.iter().filter(part).collect();
    // "standing" means one's own before the other's.
    let own = |track: &&Track| track.group == Group::Yours;
    if 1 < part.len() && part.iter().filter(|track| own(track)).count() == 1 {
        part.retain(own);
    }
    match part[..] {
        [only] => knowledge::why(page, only),
        [] => {
            let names: Vec<&str> = table.tracks.iter().map(|track| track.name.as_str()).collect();
            page.para(2, &tr!("Name a track that you see: {names}.", names = names.join("; ")))?;
            Ok(())
        }
        _ => {
            let names: Vec<String> = part.iter().map(|track| words::quoted(&track.name)).collect();
            page.para(2, &tr!("Which one: {listed}?", listed = words::listed(&names, "or")))?;
            Ok(())
        }
    }
}

/// The log of a turn, or of what happened since the last order.
fn log(page: &mut Page, table: &Table, text: &str) -> anyhow::Result<()> {
    let now = table.turn;
    if text.is_empty() {
        let first = table.meanwhile().next().map_or(now, |past| past.turn).saturating_sub(1);
        for turn in first..now {
            news::log(page, table, turn)?;
        }
        return news::log(page, table, now);
    }
    match text.parse() {
        Ok(turn) if turn <= now => news::log(page, table, turn),
        Ok(_) | Err(_) => {
            page.para(2, &tr!("Name a turn from 0 to {now}, or none.", now))?;
            Ok(())
        }
    }
}

/// Words of the game, which no scenario has to explain; what a scenario says of one comes first.
const GAME: [(&str, &str); 14] = [
    (
        mark!("Conduct"),
        mark!(
            "What a side does about a red line, whatever it says: 0 is none of it respected, 100 is all. Deeds alone move it."
        ),
    ),
    (
        mark!("Words"),
        mark!(
            "What a side says about a red line: that it accepts it, that it denies it, or nothing. Words never move conduct."
        ),
    ),
    (
        mark!("Resolve"),
        mark!("What a side would bear for what it wants. The other side only guesses at it, by what it has seen."),
    ),
    (
        mark!("Danger"),
        mark!(
            "How easily something that nobody wanted could happen now. It scales the odds of incidents and of a catastrophe."
        ),
    ),
    (
        mark!("Rung"),
        mark!("A step of the ladder of escalation. Each has its own odds of an incident and of a catastrophe."),
    ),
    (
        mark!("Firebreak"),
        mark!(
            "A place on the ladder between two kinds of conflict, such as without shots and with them. What lies above it is different in kind, and harder to come back from."
        ),
    ),
    (mark!("Desk"), mark!("One of the places through which a side acts or speaks; one order a turn on each.")),
    (mark!("Offer"), mark!("What one side proposes to the other: promises of both, each in public or in secret.")),
    (mark!("Term"), mark!("Something that can be promised, with what it costs its giver before whom.")),
    (mark!("Leg"), mark!("One promise inside an offer, in public or in secret.")),
    (
        mark!("Incident"),
        mark!(
            "Something that forces did without an order. The other side takes it for an order until it is explained."
        ),
    ),
    (mark!("Posture"), mark!("Something that a side keeps up until it ends it, and pays for each turn.")),
    (mark!("Probe"), mark!("An act that tries a red line without crossing it.")),
    (
        mark!("Window"),
        mark!(
            "The turns within which the owner of a crossed line has to answer it, sell its restraint, or let it pass."
        ),
    ),
];

/// What a word means, from the scenario's glossary and that of the game.
fn meaning(page: &mut Page, table: &Table, text: &str) -> anyhow::Result<()> {
    let wanted = text.to_lowercase();
    let own = table.glossary.iter().map(|(word, text)| (word.as_str(), text.as_str()));
    let game = GAME
        .map(|(word, text)| (plain(word), plain(text)))
        .into_iter()
        .filter(|(word, _)| !table.glossary.iter().any(|(own, _)| own == word));
    let glossary: Vec<(&str, &str)> = own.chain(game).collect();
    let found: Vec<_> =
        glossary.iter().filter(|(word, _)| !wanted.is_empty() && word.to_lowercase().contains(&wanted)).collect();
    if found.is_empty() {
        let all: Vec<&str> = glossary.iter().map(|(word, _)| *word).collect();
        if !wanted.is_empty() {
            page.para(2, &tr!("\"{text}\" is not among the words that are explained.", text))?;
        }
        page.para(2, &tr!("Words: {all}.", all = all.join(", ")))?;
    }
    for (word, text) in found {
        let word = page.ink(Ink::Bold, word);
        page.para(2, &format!("{word}: {text}"))?;
    }
    Ok(())
}

fn help(page: &mut Page) -> anyhow::Result<()> {
    page.gap()?;
    page.para(2, tr!("Type numbers to choose moves, several at once if you like: `3 7 12`. One for each desk; another on the same desk takes its place."))?;
    for (name, argument, text) in COMMANDS {
        let label = page.ink(Ink::Cyan, &format!("{:<18}", format!("{name} {argument}").trim()));
        page.hang(&label, 2, 21, plain(text))?;
    }
    page.para(2, tr!("The beginning of a command is enough, as long as it can be only one."))?;
    Ok(())
}
