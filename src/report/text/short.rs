//! The debrief as a few pages of plain text: everything that was decided, and of the long lists their heads.

use super::{Page, foot, glance, head};
use crate::{
    crisis::record::LineEvent,
    report::{
        debrief::{AimPart, Debrief, DrawPart, LineMoment, LinePart, OrderPart, Saw, number},
        words::{self, first_sentence},
    },
};

/// The most events of one turn: the gravest of them.
const EVENTS: usize = 2;
/// The most things that were seen otherwise, and the most draws that were matters of chance.
const LISTED: usize = 6;
/// The most questions for a class.
const QUESTIONS: usize = 5;

/// The debrief as a few pages of plain text, at most `width` letters wide where words allow it.
///
/// What it leaves out stands in [`super::page`] and on the page of [`crate::report::html`].
#[must_use]
pub fn short(debrief: &Debrief, width: usize) -> String {
    let mut page = Page::new(width);
    head(&mut page, debrief);
    glance(&mut page, debrief);
    ending(&mut page, debrief);
    aims(&mut page, debrief);
    lines(&mut page, debrief);
    course(&mut page, debrief);
    chance(&mut page, debrief);
    sights(&mut page, debrief);
    super::record::forecasts(&mut page, debrief);
    super::record::thoughts(&mut page, debrief);
    talks(&mut page, debrief);
    real(&mut page, debrief);
    aftermath(&mut page, debrief);
    schools(&mut page, debrief);
    questions(&mut page, debrief);
    if let Some(made) = &debrief.made_from {
        page.section(tr!("What this was made from"));
        page.para(&made.sentence);
    }
    page.section(tr!("Where the rest is"));
    page.para(
        tr!("Every verdict in both ledgers with its evidence, every change with its cause, every draw, what each side saw turn \
         by turn, words explained and sources: `crisis debrief FILE --full`, or as a page to read and print, with charts: \
         `--format html --out debrief.html`."),
    );
    foot(&mut page, debrief);
    page.out
}

/// Says how many were left out, if any.
fn more(page: &mut Page, left: usize) {
    if left != 0 {
        page.item(0, &tr!("and {left} more", left));
    }
}

fn ending(page: &mut Page, debrief: &Debrief) {
    if let Some(ending) = &debrief.ending {
        page.section(tr!("How it ended"));
        page.para(&ending.text);
    }
}

fn aims(page: &mut Page, debrief: &Debrief) {
    if debrief.ending.is_none() {
        return;
    }
    page.section(tr!("Who got what, and why"));
    if !debrief.lost()
        && let Some(scores) = &debrief.scores
    {
        let parts: Vec<String> = debrief
            .actors
            .iter()
            .zip(scores.points)
            .map(|(actor, [once, later])| {
                let [first, second] = &debrief.horizons;
                format!("{}: {once} ({first}), {later} ({second}).", actor.name)
            })
            .collect();
        page.para(&tr!("All aims weighed together, of 100. {parts}", parts = parts.join(" ")));
    }
    for of in &debrief.aims {
        page.heading(&of.owner);
        for aim in &of.aims {
            page.item(0, &self::aim(aim));
        }
    }
}

/// An aim, what became of it by the later date, and why; and how the world saw it, if it saw it otherwise.
fn aim(aim: &AimPart) -> String {
    let title = words::bare(&aim.title);
    let Some(judged) = aim.judged(1) else { return tr!("{title}: not judged.", title) };
    let apart = aim.apart().map(|apart| format!(" ({apart})")).unwrap_or_default();
    format!("{title}: {}. {}{apart}", judged.words, aim.why())
}

fn lines(page: &mut Page, debrief: &Debrief) {
    let (played, idle): (Vec<&LinePart>, Vec<&LinePart>) = debrief
        .lines
        .iter()
        .partition(|line| line.held && line.moments.iter().any(|moment| moment.kind != LineEvent::Declared));
    if debrief.lines.is_empty() {
        return;
    }
    page.section(tr!("Red lines: words beside conduct"));
    page.para(tr!("Conduct runs from 0, as if there were no line, to 100, as if it were law; no word moves it."));
    if let Some(lost) = debrief.lines_lost() {
        page.para(lost);
    }
    page.out.push('\n');
    for line in played {
        page.item(0, &self::line(line));
    }
    if !idle.is_empty() {
        let count = idle.len();
        page.para(&words::sentence(
            &trn!(count; "one line never came into play", "{count} lines never came into play", count = number(count)),
        ));
    }
}

/// A red line in a few phrases: whose, words beside conduct, and what became of it on which turns.
fn line(line: &LinePart) -> String {
    // What stands in the record in full, and here as a number or not at all.
    let told = |moment: &&LineMoment| match moment.kind {
        LineEvent::Respected | LineEvent::Declared | LineEvent::Learnt | LineEvent::Said(_) | LineEvent::Conduct => {
            false
        }
        LineEvent::Crossed
        | LineEvent::Stands
        | LineEvent::Probed
        | LineEvent::Answered
        | LineEvent::Sold
        | LineEvent::LetPass
        | LineEvent::Undone
        | LineEvent::Over
        | LineEvent::Redrawn
        | LineEvent::Faded => true,
    };
    let mut events: Vec<(&str, Vec<String>)> = Vec::new();
    for moment in line.moments.iter().filter(told) {
        let when = moment.turn.map_or_else(|| tr!("afterwards").to_owned(), |turn| turn.to_string());
        match events.iter_mut().find(|(event, _)| *event == moment.event) {
            Some((_, turns)) if turns.contains(&when) => {}
            Some((_, turns)) => turns.push(when),
            None => events.push((&moment.event, vec![when])),
        }
    }
    let mut told: Vec<String> = events
        .into_iter()
        .map(|(event, turns)| {
            let name = words::uncapped_first(event);
            match turns.as_slice() {
                [one] if one == tr!("afterwards") => tr!("{name} afterwards", name),
                [one] => tr!("{name} on turn {one}", name, one),
                [..] => tr!("{name} on turns {listed}", name, listed = words::listed(&turns, "and")),
            }
        })
        .collect();
    match line.chances {
        0 => {}
        1 => told.push(tr!("one chance to cross it not taken").to_owned()),
        chances => told.push(tr!("{chances} chances to cross it not taken", chances = number(chances))),
    }
    let whose = if line.owner == line.binds {
        tr!("{owner}, for itself", owner = line.owner)
    } else {
        tr!("{owner}, for {binds}", owner = line.owner, binds = words::the(&line.binds))
    };
    let told = if told.is_empty() { String::new() } else { format!(" {}", words::sentence(&told.join("; "))) };
    let by = if line.by == line.binds { String::new() } else { format!(", {}", words::the(&line.by)) };
    tr!(
        "{text} ({whose}). In words: {words}. In conduct{by}: {conduct} of 100, from {start}.{told}",
        text = words::quoted(&line.text),
        whose,
        words = line.words,
        by,
        conduct = line.conduct,
        start = line.start,
        told
    )
}

/// Orders in one phrase.
fn orders(orders: &[OrderPart]) -> String {
    let titles: Vec<&str> = orders.iter().map(|order| order.title.as_str()).collect();
    if titles.is_empty() { tr!("nothing").to_owned() } else { titles.join("; ") }
}

fn course(page: &mut Page, debrief: &Debrief) {
    if debrief.turns.is_empty() {
        return;
    }
    page.section(tr!("The course, turn by turn"));
    for turn in &debrief.turns {
        page.para(&tr!(
            "Turn {number}, {date}{what}. {headline} ({rungs})",
            number = turn.number,
            date = turn.date,
            what = match (turn.passed, turn.orders.iter().all(Vec::is_empty)) {
                (false, _) => "",
                // Where the course had left the record, neither side ordered anything.
                (true, true) => tr!(" (passed)"),
                (true, false) => tr!(" (passed as the record had it)"),
            },
            headline = words::sentence(&turn.headline),
            rungs = turn.rungs.join("; ")
        ));
        for (actor, orders) in debrief.actors.iter().zip(&turn.orders) {
            page.item(2, &format!("{}: {}", actor.name, self::orders(orders)));
        }
        let left = turn.events.len().saturating_sub(EVENTS);
        // The gravest, told in the order in which they came.
        let told =
            turn.events.iter().enumerate().filter(|(at, _)| turn.gravest.iter().take(EVENTS).any(|one| one == at));
        for (nth, (_, event)) in told.enumerate() {
            let more = if nth + 1 == EVENTS && left != 0 { tr!(" (And {left} more.)", left) } else { String::new() };
            page.hang("* ", 2, &format!("{}{more}", head_of(event)));
        }
    }
}

fn chance(page: &mut Page, debrief: &Debrief) {
    if debrief.turns.is_empty() {
        return;
    }
    page.section(tr!("Choice and chance"));
    super::choice::sentence(page, debrief);
    page.para(&debrief.chance.summary);
    // The same draw with the same result on several turns is told once; harms that struck come first, the rarest before
    // others, since the rarest are the gravest.
    let mut surprising: Vec<(&DrawPart, Vec<String>)> = Vec::new();
    for turn in &debrief.turns {
        for draw in turn.draws.iter().filter(|draw| draw.chance.is_some()) {
            match surprising.iter_mut().find(|(other, _)| other.about == draw.about && other.result == draw.result) {
                Some((_, turns)) => turns.push(turn.number.to_string()),
                None => surprising.push((draw, vec![turn.number.to_string()])),
            }
        }
    }
    if surprising.is_empty() {
        return;
    }
    surprising.sort_by_key(|(draw, _)| (!(draw.harm && draw.happened == Some(true)), draw.parts));
    page.out.push('\n');
    for (draw, turns) in surprising.iter().take(LISTED) {
        let (when, each) = match turns.as_slice() {
            [one] => (tr!("turn {one}", one), String::new()),
            [..] => (tr!("turns {listed}", listed = words::listed(turns, "and")), tr!(" at first").to_owned()),
        };
        page.item(
            0,
            &tr!(
                "{about}, {odds}{each}: {result} on {when}.",
                about = draw.about,
                odds = draw.odds,
                each,
                result = draw.result,
                when
            ),
        );
    }
    more(page, surprising.len().saturating_sub(LISTED));
}

/// What was taken for something else, and how much went unseen.
fn sights(page: &mut Page, debrief: &Debrief) {
    if debrief.turns.is_empty() {
        return;
    }
    page.section(tr!("What each side saw"));
    let names = [&debrief.actors[0].name, &debrief.actors[1].name];
    let mut unseen = [0; 2];
    let mut mistaken: Vec<String> = Vec::new();
    for turn in &debrief.turns {
        for sight in &turn.sights.apart {
            for (at, name) in names.iter().enumerate() {
                match &sight.seen[at] {
                    Saw::AsItWas => {}
                    Saw::Nothing => unseen[at] += 1,
                    Saw::Otherwise(text) => {
                        mistaken.push(tr!(
                            "Turn {number}. {first_sentence} {name}: {text}",
                            number = turn.number,
                            first_sentence = first_sentence(&sight.truth),
                            name,
                            text
                        ));
                    }
                }
            }
        }
    }
    let parts: Vec<String> = names
        .iter()
        .zip(unseen)
        .map(|(name, count)| tr!("{count} by {name}", count, name = words::the(name)))
        .collect();
    page.para(&tr!(
        "Things that happened and were not seen at the time: {listed}.",
        listed = words::listed(&parts, "and")
    ));
    if mistaken.is_empty() {
        return;
    }
    page.para(tr!("Taken for something else:"));
    for text in mistaken.iter().take(LISTED) {
        page.item(0, text);
    }
    more(page, mistaken.len().saturating_sub(LISTED));
}

/// As many of the first sentences of a text as stand in about two lines, and at least one.
fn head_of(text: &str) -> &str {
    const LETTERS: usize = 150;
    let mut end = 0;
    for (at, _) in text.match_indices(". ") {
        if end != 0 && LETTERS < text[..at].chars().count() {
            break;
        }
        end = at + 1;
    }
    if end == 0 || text.chars().count() <= LETTERS { text } else { &text[..end] }
}

fn talks(page: &mut Page, debrief: &Debrief) {
    if debrief.offers.is_empty() && debrief.agreements.is_empty() && debrief.commitments.is_empty() {
        return;
    }
    page.section(tr!("Offers, agreements and words given"));
    page.out.push('\n');
    for offer in &debrief.offers {
        let end = offer.became_on.map(|turn| tr!(" on turn {turn}", turn)).unwrap_or_default();
        let legs: Vec<String> = offer.legs.iter().map(|leg| words::bare(&leg.title).to_owned()).collect();
        let legs = if offer.text.is_empty() { format!(" ({})", legs.join("; ")) } else { String::new() };
        let title = words::quoted(&offer.title);
        page.item(
            0,
            &tr!(
                "Turn {sent}, {from} offers {title}{legs}: {became}{end}.",
                sent = offer.sent,
                from = offer.from,
                title,
                legs,
                became = offer.became,
                end
            ),
        );
    }
    for agreement in &debrief.agreements {
        page.para(&tr!("Agreed on turn {turn}, {date}:", turn = agreement.turn, date = agreement.date));
        for leg in &agreement.legs {
            let how = if leg.secret { tr!("in secret") } else { tr!("in public") };
            let leaked = if leg.leaked.is_empty() { String::new() } else { format!("; {}", leg.leaked) };
            page.item(0, &format!("{}, {how}: {}; {}{leaked}.", leg.giver, words::bare(&leg.title), leg.carried));
        }
    }
    if !debrief.commitments.is_empty() {
        page.out.push('\n');
    }
    for word in &debrief.commitments {
        page.item(
            0,
            &tr!(
                "{owner}, on turn {given}: {text}; {became}.",
                owner = word.owner,
                given = word.given,
                text = words::quoted(&word.text),
                became = word.became
            ),
        );
    }
}

fn real(page: &mut Page, debrief: &Debrief) {
    let Some(real) = &debrief.real else { return };
    if debrief.is_history {
        return;
    }
    page.section(tr!("The real course beside this one"));
    page.para(&real.parted);
    let [played, really] = &real.endings;
    page.hang("", 0, &tr!("Here: {played}. In reality: {really}.", played, really));
    let other: Vec<_> = real.aims.iter().filter(|aim| aim.played != aim.really).collect();
    if other.is_empty() {
        return;
    }
    page.para(tr!("Aims that came out otherwise; what became of them in reality stands in brackets:"));
    let mut owners: Vec<&str> = other.iter().map(|aim| aim.owner.as_str()).collect();
    owners.dedup();
    for owner in owners {
        let of = other.iter().filter(|aim| aim.owner == owner);
        let aims: Vec<String> =
            of.map(|aim| format!("{} {} ({})", words::quoted(&aim.title), aim.played, aim.really)).collect();
        page.item(0, &format!("{owner}: {}.", aims.join("; ")));
    }
}

fn aftermath(page: &mut Page, debrief: &Debrief) {
    if debrief.aftermath.is_empty() {
        return;
    }
    page.section(tr!("What followed"));
    page.out.push('\n');
    for item in &debrief.aftermath {
        page.item(0, &format!("{}. {}", item.date, head_of(&item.text)));
    }
}

fn schools(page: &mut Page, debrief: &Debrief) {
    if debrief.schools.readings.iter().all(|reading| reading.ahead.is_empty()) {
        return;
    }
    page.section(tr!("How historians read it"));
    page.out.push('\n');
    for reading in &debrief.schools.readings {
        let by = match reading.leader {
            Some(_) if reading.margin != 0 => tr!(" by {margin}", margin = reading.margin),
            Some(_) | None => String::new(),
        };
        page.item(0, &format!("{}: {}{by}. {}", reading.name, reading.ahead, reading.says));
    }
}

fn questions(page: &mut Page, debrief: &Debrief) {
    if debrief.questions.is_empty() {
        return;
    }
    page.section(tr!("Questions for a class"));
    page.out.push('\n');
    for (at, question) in debrief.questions.iter().take(QUESTIONS).enumerate() {
        page.hang(&format!("{}. ", at + 1), 0, question);
    }
    more(page, debrief.questions.len().saturating_sub(QUESTIONS));
}
