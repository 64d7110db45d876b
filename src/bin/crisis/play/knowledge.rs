//! What a seat knows: tracks, ladders, red lines, words given, what is agreed and what lies on the table.

use brinkmanship::{
    crisis::{CommitmentStatus, LiveOffer, OfferStatus, Slot, View, record::What},
    report::words,
    scenario::model::{
        Actor, CommitmentId, FactId, LadderId, LadderKind, LineId, Owner, RoleWord, TermId, TrackData, TrackId,
        WordsWord,
    },
    transcript::Course,
};

use super::news::change_of;
use crate::{colour::Ink, page::Page};

/// To whom a track belongs, as a seat sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Yours,
    Theirs,
    Rest,
    Human,
}

fn group(view: &View<'_>, actor: Actor, data: &TrackData) -> Group {
    if data.role == RoleWord::HumanCost {
        return Group::Human;
    }
    let inside = data.party.and_then(|party| view.scenario().parties[party.index()].inside);
    match data.owner.or(inside) {
        Some(owner) if owner == actor => Group::Yours,
        Some(_) => Group::Theirs,
        None => Group::Rest,
    }
}

/// A track in one phrase: name, value, unit where it is not points, and how it moved.
fn track(page: &Page, view: &View<'_>, course: &Course<'_>, id: TrackId, value: i32) -> String {
    let data = &view.scenario().tracks[id.index()];
    let number = page.ink(Ink::Bold, &data.said(value));
    let moved = match change_of(view, course, id) {
        0 => String::new(),
        by => format!(" ({})", words::signed(by)),
    };
    format!("{} {number}{moved}", words::subject(&data.name))
}

/// The tracks that a seat sees, in groups; of the world's only what moved, unless the whole is wanted.
///
/// # Errors
/// Standard output cannot be written to.
pub fn tracks(page: &mut Page, view: &View<'_>, course: &Course<'_>, whole: bool) -> anyhow::Result<()> {
    let scenario = view.scenario();
    let Some(actor) = view.actor() else { return Ok(()) };
    let labels = [
        (Group::Yours, "Yours"),
        (Group::Theirs, "Theirs, as you see them"),
        (Group::Rest, "The world"),
        (Group::Human, "Human cost"),
    ];
    for (which, label) in labels {
        let found: Vec<String> = (0..scenario.tracks.len())
            .map(TrackId::new)
            .filter(|id| group(view, actor, &scenario.tracks[id.index()]) == which)
            .filter(|id| {
                let quiet = which == Group::Rest && scenario.tracks[id.index()].role != RoleWord::Danger;
                whole || !quiet || change_of(view, course, *id) != 0
            })
            .filter_map(|id| view.track(id).map(|value| track(page, view, course, id, value)))
            .collect();
        let none = (0..scenario.tracks.len())
            .map(TrackId::new)
            .filter(|id| group(view, actor, &scenario.tracks[id.index()]) == Group::Human)
            .all(|id| view.track(id).is_none_or(|value| value == 0));
        if which == Group::Human && none && !found.is_empty() {
            page.para(2, "Human cost: nobody has been killed that you know of.")?;
        } else if !found.is_empty() {
            let rest = if which == Group::Rest && !whole { " The rest is as it was (`know`)." } else { "" };
            page.para(2, &format!("{label}: {}.{rest}", found.join("; ")))?;
        }
    }
    let kept: Vec<String> = (0..scenario.facts.len())
        .map(FactId::new)
        .filter(|id| scenario.facts[id.index()].posture == Some(actor) && view.fact(*id) == Some(true))
        .map(|id| words::uncapped(&scenario.facts[id.index()].text))
        .collect();
    if !kept.is_empty() {
        page.para(2, &format!("You keep up: {}.", kept.join("; ")))?;
    }
    Ok(())
}

/// Everything that a seat knows to be so.
///
/// # Errors
/// Standard output cannot be written to.
pub fn facts(page: &mut Page, view: &View<'_>) -> anyhow::Result<()> {
    let scenario = view.scenario();
    page.heading("What you know to be so")?;
    for id in (0..scenario.facts.len()).map(FactId::new) {
        if view.fact(id) == Some(true) {
            page.hang("-", 2, 4, &words::sentence(&scenario.facts[id.index()].text))?;
        }
    }
    Ok(())
}

/// The ladders: where one stands, what is above and below, and what the rung risks.
///
/// # Errors
/// Standard output cannot be written to.
pub fn ladders(page: &mut Page, view: &View<'_>, whole: bool) -> anyhow::Result<()> {
    let scenario = view.scenario();
    let Some(actor) = view.actor() else { return Ok(()) };
    for (at, data) in scenario.ladders.iter().enumerate() {
        let id = LadderId::new(at);
        let (own, other) = (view.rung_of(id, actor), view.rung_of(id, actor.other()));
        let (low, high) = (own.min(other), own.max(other));
        let name = page.ink(Ink::Bold, &data.name);
        page.line(&format!("  {name}, rung {} of {}", high, data.rungs.len().saturating_sub(1)))?;
        for (rung, step) in (0..=u8::MAX).zip(&data.rungs).collect::<Vec<_>>().into_iter().rev() {
            let near = low.saturating_sub(1) <= rung && rung <= high.saturating_add(1);
            if !whole && !near {
                continue;
            }
            if let Some(threshold) = &step.threshold
                && (whole || rung < high.saturating_add(1))
            {
                let line = page.ink(Ink::Yellow, &format!("- - - firebreak: {} - - -", words::bare(threshold)));
                page.line(&format!("      {line}"))?;
            }
            let here = match (data.kind, rung == own, rung == other) {
                (LadderKind::Shared, true, _) | (LadderKind::Parallel, true, true) => ">> here:",
                (LadderKind::Parallel, true, false) => ">> you:",
                (LadderKind::Parallel, false, true) => ">> they:",
                (LadderKind::Shared, false, _) | (LadderKind::Parallel, false, false) => "",
            };
            let mark = if here.is_empty() { String::new() } else { page.ink(Ink::Yellow, here) };
            page.hang(&mark, 4, 13, &format!("{rung:>2} {}", step.name))?;
        }
    }
    let (incident, catastrophe) = view.hazards();
    if view.last_turn() {
        let text = page.ink(Ink::Red, "Catastrophe has struck: what counts now is to come down from this rung.");
        page.para(2, &text)?;
    } else if incident != 0 || catastrophe != 0 {
        let [incident, catastrophe] = [incident, catastrophe]
            .map(|odds| if odds == 0 { "none on this rung".to_owned() } else { words::odds(odds) });
        page.para(
            2,
            &format!(
                "Each turn here: an incident that nobody orders, {incident}; catastrophe, {catastrophe}. Danger makes both worse."
            ),
        )?;
    }
    Ok(())
}

/// Conduct in words.
const fn deeds(conduct: u8) -> &'static str {
    match conduct {
        0..=19 => "ignored in deeds",
        20..=39 => "hardly respected in deeds",
        40..=59 => "half respected in deeds",
        60..=79 => "mostly respected in deeds",
        _ => "respected in deeds",
    }
}

/// The red lines that a seat sees: words beside conduct. All of them, or those that stand crossed, wait for an answer or
/// were `touched` since the last order; then it says how many more there are.
///
/// # Errors
/// Standard output cannot be written to.
pub fn lines(page: &mut Page, view: &View<'_>, touched: Option<&[LineId]>) -> anyhow::Result<bool> {
    let scenario = view.scenario();
    let Some(actor) = view.actor() else { return Ok(false) };
    let mut any = false;
    let mut quiet = 0;
    let mut shown = false;
    for own in [true, false] {
        for (at, data) in scenario.lines.iter().enumerate() {
            if (data.owner == Owner::Actor(actor)) != own {
                continue;
            }
            let Some(line) = view.line(LineId::new(at)) else { continue };
            if !line.in_force && !line.declared && line.crossings == 0 {
                continue;
            }
            any = true;
            let calm = !line.crossed && line.window.is_none();
            if calm && touched.is_some_and(|touched| !touched.contains(&LineId::new(at))) {
                quiet += 1;
                continue;
            }
            shown = true;
            let whose = if own { "yours".to_owned() } else { words::owner(scenario, data.owner).to_owned() };
            let bound = if data.binds == actor { "You" } else { words::actor(scenario, data.binds) };
            let said = match line.words {
                WordsWord::Silent => "silent in words",
                WordsWord::Accepts => "accepted in words",
                WordsWord::Denies => "denied in words",
            };
            let mut state = vec![format!("{bound}: {said}, {} ({} of 100)", deeds(line.conduct), line.conduct)];
            if !line.declared {
                state.push("not declared".to_owned());
            }
            if line.crossed {
                state.push(page.ink(Ink::Red, "STANDS CROSSED"));
            }
            if let Some(last) = line.window {
                let date = scenario.turns.get(usize::from(last)).map_or("the end", |turn| turn.date.as_str());
                state.push(page.ink(Ink::Red, &format!("an answer is due by {date}")));
            }
            if 0 < line.fade {
                state.push(format!("faded by {} in 100", line.fade));
            }
            if !line.in_force && line.declared {
                state.push("no longer holds".to_owned());
            }
            page.hang("-", 2, 4, &format!("{} ({whose}). {}.", words::quoted(&data.text), state.join("; ")))?;
        }
    }
    match quiet {
        0 => {}
        _ if !shown => page.para(2, "All are as they were (`lines` shows them).")?,
        1 => page.para(2, "Another is as it was (`lines`).")?,
        _ => page.para(2, &format!("{quiet} others are as they were (`lines`)."))?,
    }
    Ok(any)
}

/// The letter under which an offer lies on the table.
#[must_use]
pub fn letter(slot: Slot) -> char {
    char::from(b'A' + u8::try_from(slot.index()).unwrap_or(0))
}

/// An offer by its letter.
#[must_use]
pub fn slot_of(view: &View<'_>, text: &str) -> Option<Slot> {
    let letter = text.chars().next()?.to_ascii_uppercase();
    (text.chars().count() == 1).then_some(())?;
    view.offers().filter(|(_, offer)| offer.alive()).map(|(slot, _)| slot).find(|slot| self::letter(*slot) == letter)
}

/// Offers that can still be answered, what is agreed, and words given.
///
/// # Errors
/// Standard output cannot be written to.
pub fn table(page: &mut Page, view: &View<'_>) -> anyhow::Result<bool> {
    let scenario = view.scenario();
    let Some(actor) = view.actor() else { return Ok(false) };
    let mut any = false;
    for (slot, offer) in view.offers().filter(|(_, offer)| offer.alive()) {
        any = true;
        let label = page.ink(Ink::Cyan, &letter(slot).to_string());
        page.hang(&label, 2, 4, &describe(view, actor, offer))?;
    }
    let agreed: Vec<String> = (0..scenario.terms.len())
        .map(TermId::new)
        .filter(|id| view.agreed(*id))
        .map(|id| {
            let done = if view.carried_out(id) { ", carried out" } else { ", not yet carried out" };
            format!("{}{done}", words::leg(scenario, id, view.agreed_in_secret(id)))
        })
        .collect();
    if !agreed.is_empty() {
        any = true;
        page.para(2, &format!("Agreed so far: {}.", agreed.join("; ")))?;
    }
    for (at, data) in scenario.commitments.iter().enumerate() {
        if let Some((CommitmentStatus::Open, stake)) = view.commitment(CommitmentId::new(at)) {
            any = true;
            let whose = if data.owner == actor { "Your word" } else { "Their word" };
            page.para(2, &format!("{whose}: {}. Breaking it costs {stake} now.", words::quoted(&data.text)))?;
        }
    }
    Ok(any)
}

/// An offer as a seat sees it.
fn describe(view: &View<'_>, actor: Actor, offer: &LiveOffer) -> String {
    let scenario = view.scenario();
    let date = |turn: u8| scenario.turns.get(usize::from(turn)).map_or("later", |turn| turn.date.as_str());
    let whose = if offer.from == actor { "Your offer" } else { "Their offer" };
    let title =
        offer.named().map_or_else(String::new, |id| format!(", {}", words::quoted(&scenario.offers[id.index()].title)));
    let standing = match (offer.status, offer.from == actor) {
        (OfferStatus::InTransit, _) => format!("on its way, and read on {}", date(offer.arrives)),
        (OfferStatus::OnTable, true) => "they have it, and have not answered".to_owned(),
        (_, _) => format!("sent on {}; it waits for your answer", date(offer.sent)),
    };
    let desk = words::desk(scenario, offer.channel);
    format!("{whose}{title} ({desk}; {standing}). {}", words::offer_in_full(scenario, offer))
}

/// Why a track stands where it does: every change that the seat saw, with its cause.
///
/// # Errors
/// Standard output cannot be written to.
pub fn why(page: &mut Page, view: &View<'_>, course: &Course<'_>, id: TrackId) -> anyhow::Result<()> {
    let scenario = view.scenario();
    let data = &scenario.tracks[id.index()];
    page.heading(&data.name)?;
    if !data.text.is_empty() {
        page.para(2, &data.text)?;
    }
    page.para(2, &format!("It began at {}.", data.said(data.start)))?;
    let mut any = false;
    for (entry, knows) in view.entries(&course.record) {
        let What::Track(track, from, to) = entry.what else { continue };
        if track != id {
            continue;
        }
        any = true;
        let date = scenario.turns.get(usize::from(entry.turn)).map_or("", |turn| turn.date.as_str());
        let label = format!("{:>4}", words::signed(to - from));
        let why = words::because(scenario, entry.cause, knows);
        page.hang(&label, 2, 8, &format!("to {to}, {why} ({date})"))?;
    }
    if !any {
        page.para(2, "Nothing that you saw has moved it.")?;
    }
    match view.track(id) {
        Some(value) => page.para(2, &format!("It stands at {}.", data.said(value)))?,
        None => page.para(2, "You cannot see where it stands.")?,
    }
    Ok(())
}
