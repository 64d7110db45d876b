//! What a seat knows, on the page: tracks, ladders, red lines, words given, what is agreed and what lies on the table.

use brinkmanship::report::{
    table::{Group, Line, OfferRow, Table, Track},
    words,
};

use crate::{colour::Ink, page::Page};

/// A track in one phrase: name, value, unit where it is not points, and how it moved.
fn track(page: &Page, track: &Track) -> String {
    let number = page.ink(Ink::Bold, &track.said);
    let moved = if track.moved == 0 { String::new() } else { format!(" ({})", words::signed(track.moved)) };
    let guessed = if track.estimate { tr!(" by your estimate") } else { "" };
    format!("{} {number}{guessed}{moved}", words::subject(&track.name))
}

/// The tracks that a seat sees, in groups; of the world's only what moved, unless the whole is wanted.
///
/// # Errors
/// Standard output cannot be written to.
pub fn tracks(page: &mut Page, table: &Table, whole: bool) -> anyhow::Result<()> {
    for group in [Group::Yours, Group::Theirs, Group::World] {
        let of_group = table.tracks.iter().filter(|track| track.group == group);
        let found: Vec<String> = of_group.filter(|track| whole || !track.quiet).map(|one| track(page, one)).collect();
        if !found.is_empty() {
            let rest = if group == Group::World && !whole { tr!(" The rest is as it was (`know`).") } else { "" };
            page.para(2, &format!("{}: {}.{rest}", group.words(), found.join("; ")))?;
        }
    }
    human_cost(page, table, true)?;
    if !table.postures.is_empty() {
        let kept: Vec<String> = table.postures.iter().map(|text| words::uncapped(text)).collect();
        page.para(2, &tr!("You keep up: {kept}.", kept = kept.join("; ")))?;
    }
    Ok(())
}

/// What it has cost people so far, in a line of its own; where it is not said each turn, what these figures do not count.
///
/// # Errors
/// Standard output cannot be written to.
pub fn human_cost(page: &mut Page, table: &Table, whole: bool) -> anyhow::Result<()> {
    let counted = if whole { table.counted.as_str() } else { "" };
    if table.nobody_lost() {
        // Where something stood before, nought is no statement about who has been killed.
        let told = if table.counted.is_empty() {
            tr!("Human cost: nobody has been killed that you know of.").to_owned()
        } else {
            tr!("Human cost: none so far. {counted}", counted)
        };
        page.para(2, told.trim_end())?;
        return Ok(());
    }
    let of_group = table.tracks.iter().filter(|track| track.group == Group::HumanCost);
    let found: Vec<String> = of_group.map(|one| track(page, one)).collect();
    if !found.is_empty() {
        let told = format!("{}: {}. {}", Group::HumanCost.words(), found.join("; "), counted);
        page.para(2, told.trim_end())?;
    }
    Ok(())
}

/// Everything that a seat knows to be so.
///
/// # Errors
/// Standard output cannot be written to.
pub fn facts(page: &mut Page, table: &Table) -> anyhow::Result<()> {
    page.heading(tr!("What you know to be so"))?;
    for fact in &table.facts {
        page.hang("-", 2, 4, fact)?;
    }
    Ok(())
}

/// The ladders: where one stands, what is above and below, and what the rung risks.
///
/// # Errors
/// Standard output cannot be written to.
pub fn ladders(page: &mut Page, table: &Table, whole: bool) -> anyhow::Result<()> {
    for ladder in &table.ladders {
        let (low, high) = (ladder.own.min(ladder.other), ladder.own.max(ladder.other));
        let name = page.ink(Ink::Bold, &ladder.name);
        // Counted from the lowest, as in the window and the classroom.
        page.line(&tr!("  {name}, rung {high} of {count}", name, high = high + 1, count = ladder.rungs.len()))?;
        for (at, rung) in ladder.rungs.iter().enumerate().rev() {
            let near = low.saturating_sub(1) <= at && at <= high.saturating_add(1);
            if !whole && !near {
                continue;
            }
            if let Some(threshold) = &rung.threshold
                && (whole || at <= high)
            {
                let line = page.ink(Ink::Yellow, &tr!("- - - firebreak: {threshold} - - -", threshold));
                page.line(&format!("      {line}"))?;
            }
            let here = match (rung.own, rung.other) {
                (true, true) => tr!(">> here:"),
                (true, false) => tr!(">> you:"),
                (false, true) => tr!(">> they:"),
                (false, false) => "",
            };
            let mark = if here.is_empty() { String::new() } else { page.ink(Ink::Yellow, here) };
            page.hang(&mark, 4, 13, &format!("{:>2} {}", at + 1, rung.name))?;
        }
    }
    let (incident, catastrophe) = (&table.incident_odds, &table.catastrophe_odds);
    if table.last_chance {
        let text = page.ink(Ink::Red, tr!("Catastrophe has struck: what counts now is to come down from this rung."));
        page.para(2, &text)?;
    } else if incident.1 != 0 || catastrophe.1 != 0 {
        let [incident, catastrophe] = [incident, catastrophe]
            .map(|(said, odds)| if *odds == 0 { tr!("none on this rung") } else { said.as_str() });
        page.para(
            2,
            &tr!("Each turn here: an incident that nobody orders, {incident}; catastrophe, {catastrophe}. Danger makes both worse.", incident, catastrophe),
        )?;
    }
    Ok(())
}

/// Which red lines are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// Every one.
    All,
    /// Those that are not calm.
    Stirred,
    /// Those that wait for an answer.
    Pressing,
}

/// Whether a red line of one's own, or one that binds oneself, waits for an answer.
#[must_use]
pub const fn presses(line: &Line) -> bool {
    (line.own || line.binds_you) && line.answer_due.is_some()
}

/// Where the ladders stand, and the seat's own tracks that have moved since it last looked.
///
/// # Errors
/// Standard output cannot be written to.
pub fn moved(page: &mut Page, table: &Table) -> anyhow::Result<()> {
    for ladder in &table.ladders {
        let rung = ladder.own.max(ladder.other);
        let here = ladder.rungs.get(rung).map_or("", |rung| rung.name.as_str());
        let name = page.ink(Ink::Bold, &ladder.name);
        page.hang("", 2, 4, &format!("{name}: {rung} {here}"))?;
    }
    let of_seat = |one: &&Track| one.moved != 0 && one.group == Group::Yours;
    let moved: Vec<String> = table.tracks.iter().filter(of_seat).map(|one| track(page, one)).collect();
    if moved.is_empty() {
        page.para(2, tr!("None of your own scores has moved."))?;
    } else {
        page.para(2, &format!("{}.", moved.join("; ")))?;
    }
    Ok(())
}

/// The red lines that a seat sees: words beside conduct; then it says how many more there are.
///
/// # Errors
/// Standard output cannot be written to.
pub fn lines(page: &mut Page, table: &Table, shown: Shown) -> anyhow::Result<()> {
    page.heading(tr!("Red lines"))?;
    let wanted = |line: &Line| match shown {
        Shown::All => true,
        Shown::Stirred => !line.calm(),
        Shown::Pressing => presses(line),
    };
    let shown: Vec<&Line> = table.lines.iter().filter(|line| wanted(line)).collect();
    for line in &shown {
        let whose = if line.own { tr!("yours") } else { line.owner.as_str() };
        let bound = if line.binds_you { tr!("You") } else { line.binds.as_str() };
        let by = line.by.as_ref().map_or_else(String::new, |by| tr!(" by {by}", by = words::the(by)));
        let mut state = vec![tr!(
            "{bound}: {words}, {deeds}{by} ({conduct} of 100)",
            bound,
            words = line.words,
            deeds = line.deeds,
            by,
            conduct = line.conduct
        )];
        if !line.declared {
            state.push(tr!("not declared").to_owned());
        }
        if line.crossed {
            state.push(page.ink(Ink::Red, tr!("STANDS CROSSED")));
        }
        if let Some(date) = &line.answer_due {
            state.push(page.ink(Ink::Red, &tr!("an answer is due, at the latest: {date}", date)));
        }
        if 0 < line.fade {
            state.push(tr!("faded by {fade} in 100", fade = line.fade));
        }
        if !line.in_force && line.declared {
            state.push(tr!("no longer holds").to_owned());
        }
        page.hang("-", 2, 4, &format!("{} ({whose}). {}.", words::quoted(&line.text), state.join("; ")))?;
    }
    match table.lines.len() - shown.len() {
        0 if shown.is_empty() => page.para(2, tr!("None that you know of."))?,
        0 => {}
        _ if shown.is_empty() => page.para(2, tr!("All are as they were (`lines` shows them)."))?,
        1 => page.para(2, tr!("Another is as it was (`lines`)."))?,
        quiet => page.para(2, &tr!("{quiet} others are as they were (`lines`).", quiet))?,
    }
    Ok(())
}

/// An offer that can still be answered or withdrawn, by its letter.
#[must_use]
pub fn offer_of<'t>(table: &'t Table, text: &str) -> Option<&'t OfferRow> {
    let mut letters = text.chars();
    let letter = letters.next()?.to_ascii_uppercase();
    letters.next().is_none().then_some(())?;
    table.talks.offers.iter().find(|offer| offer.alive && offer.letter == letter)
}

/// Offers that can still be answered, what is agreed, and words given.
///
/// # Errors
/// Standard output cannot be written to.
pub fn talks(page: &mut Page, table: &Table) -> anyhow::Result<()> {
    page.heading(tr!("On the table"))?;
    let talks = &table.talks;
    let offers: Vec<&OfferRow> = talks.offers.iter().filter(|offer| offer.alive).collect();
    if offers.is_empty() && talks.agreed.is_empty() && talks.words.is_empty() {
        page.para(2, tr!("Nothing."))?;
    }
    for offer in offers {
        let label = page.ink(Ink::Cyan, &offer.letter.to_string());
        let whose = if offer.own { tr!("Your offer") } else { tr!("Their offer") };
        let title = offer.title.as_ref().map_or_else(String::new, |title| format!(", {}", words::quoted(title)));
        let text = format!("{whose}{title} ({}; {}). {}", offer.desk, offer.standing, offer.in_full);
        page.hang(&label, 2, 4, &text)?;
    }
    if !talks.agreed.is_empty() {
        let agreed: Vec<String> = talks.agreed.iter().map(|one| format!("{}, {}", one.leg.said, one.stands)).collect();
        page.para(2, &tr!("Agreed so far: {agreed}.", agreed = agreed.join("; ")))?;
    }
    for word in &talks.words {
        let whose = if word.own { tr!("Your word") } else { tr!("Their word") };
        page.para(
            2,
            &tr!(
                "{whose}: {text}. Breaking it costs {stake} now.",
                whose,
                text = words::quoted(&word.text),
                stake = word.stake
            ),
        )?;
    }
    Ok(())
}

/// Why a track stands where it does: every change that the seat saw, with its cause.
///
/// # Errors
/// Standard output cannot be written to.
pub fn why(page: &mut Page, track: &Track) -> anyhow::Result<()> {
    page.heading(&track.name)?;
    if !track.text.is_empty() {
        page.para(2, &track.text)?;
    }
    page.para(2, &tr!("It began at {began}.", began = track.began))?;
    for change in &track.changes {
        let label = format!("{:>4}", words::signed(change.by));
        page.hang(
            &label,
            2,
            8,
            &tr!("to {to}, {because} ({date})", to = change.to, because = change.because, date = change.date),
        )?;
    }
    if track.changes.is_empty() {
        page.para(2, tr!("Nothing that you saw has moved it."))?;
    }
    page.para(2, &tr!("It stands at {said}.", said = track.said))?;
    Ok(())
}
