//! Composing an offer: terms from both givers, each in public or in secret.

use brinkmanship::{
    crisis::{Act, Slot},
    report::{
        table::{Desk, Table, TermRow},
        words,
    },
    scenario::model::{ChannelId, Legs, TermId},
};

use super::{desk::Hand, input::Input};
use crate::{colour::Ink, page::Page};

/// The desks by which an offer could go now.
fn open(table: &Table) -> Vec<&Desk> {
    table.desks.iter().filter(|desk| desk.talks && desk.closed.is_none()).collect()
}

/// What could be promised now: one's own first, as they stand on the page, so that the numbers run down it.
fn promises(table: &Table) -> Vec<&TermRow> {
    let mut terms: Vec<&TermRow> = table.talks.promises().collect();
    terms.sort_by_key(|term| !term.own);
    terms
}

/// Composes an offer, or an answer to one; `None` if the person lets it be.
///
/// # Errors
/// Standard output cannot be written to.
pub fn compose(
    page: &mut Page,
    input: &mut Input,
    hand: &Hand<'_>,
    answers: Option<Slot>,
) -> anyhow::Result<Option<Act>> {
    let table = &hand.table;
    let (desks, terms) = (open(table), promises(table));
    let Some(mut desk) = desks.first().copied() else {
        page.para(2, tr!("No desk for talks is open to you now."))?;
        return Ok(None);
    };
    if terms.is_empty() {
        page.para(2, tr!("There is nothing that could be promised now."))?;
        return Ok(None);
    }
    let mut legs = Legs::default();
    if let Some(slot) = answers {
        let Some(offer) = table.talks.offers.iter().find(|offer| offer.slot == slot) else { return Ok(None) };
        for leg in &offer.legs {
            put(&mut legs, TermId::new(leg.term), Some(leg.secret));
        }
        desk = table.desks.iter().find(|desk| desk.place == offer.place).unwrap_or(desk);
    }
    show(page, table, &desks, &terms, desk, answers)?;
    current(page, table, desk, legs)?;
    loop {
        let Some(line) = input.ask(page, "talks")? else { return Ok(None) };
        let line = line.to_lowercase();
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((&line, ""));
        match word {
            "" | "show" => {}
            "cancel" | "quit" | "q" | "back" => {
                page.para(2, tr!("The paper goes into the basket."))?;
                return Ok(None);
            }
            "help" | "?" => show(page, table, &desks, &terms, desk, answers)?,
            "via" | "desk" if answers.is_some() => {
                page.para(2, tr!("An answer goes by the desk by which the offer came."))?;
            }
            "via" | "desk" => desk = via(page, &desks, desk, rest.trim())?,
            "done" | "ready" | "send" => {
                let act = answers.map_or(Act::Offer(ChannelId::new(desk.place), legs), |slot| Act::Counter(slot, legs));
                match hand.may(act) {
                    Ok(()) => {
                        page.para(2, tr!("It goes out with your order."))?;
                        return Ok(Some(act));
                    }
                    Err(why) => page.para(2, &why)?,
                }
            }
            _ => {
                toggle(page, &terms, &mut legs, &line)?;
                let act = answers.map_or(Act::Offer(ChannelId::new(desk.place), legs), |slot| Act::Counter(slot, legs));
                // What can never be sent is said at once, not when it is to go out.
                if legs.all() != 0
                    && let Err(why) = hand.may(act)
                {
                    page.para(2, &why)?;
                }
            }
        }
        current(page, table, desk, legs)?;
    }
}

/// What can be promised, and by which desks.
fn show(
    page: &mut Page,
    table: &Table,
    desks: &[&Desk],
    terms: &[&TermRow],
    desk: &Desk,
    answers: Option<Slot>,
) -> anyhow::Result<()> {
    page.heading(if answers.is_some() { tr!("An answer with other terms") } else { tr!("An offer of your own") })?;
    for (own, title) in [(true, tr!("You would")), (false, tr!("They would"))] {
        if terms.iter().any(|term| term.own == own) {
            page.line(&format!("  {title}:"))?;
        }
        for (number, term) in (1..).zip(terms).filter(|(_, term)| term.own == own) {
            let label = page.ink(Ink::Cyan, &format!("{number:>3}"));
            let title = page.ink(Ink::Bold, &term.title);
            page.hang(&label, 2, 7, &format!("{title}. {}", term.text))?;
            if own {
                for (how, costs) in [(tr!("in public"), &term.in_public), (tr!("in secret"), &term.in_secret)] {
                    if !costs.is_empty() {
                        let text = page.ink(Ink::Faint, &tr!("= {how} it {costs}", how, costs = costs.join("; ")));
                        page.para(9, &text)?;
                    }
                }
                if term.leaks {
                    let text = tr!("= a secret promise leaks at odds of {leak} a turn", leak = term.leak);
                    let text = page.ink(Ink::Faint, &text);
                    page.para(9, &text)?;
                }
            }
            if let Some(party) = &term.consent {
                page.para(9, &tr!("{party} would have to consent.", party))?;
            }
        }
    }
    if answers.is_none() && 1 < desks.len() {
        page.line(tr!("  By which desk:"))?;
        for one in desks {
            let here = if one.place == desk.place { tr!(" (now)") } else { "" };
            page.hang(
                "-",
                4,
                6,
                &tr!(
                    "`via {id}`{here}: {title}; it {arrives}",
                    id = one.id,
                    here,
                    title = one.title,
                    arrives = one.arrives
                ),
            )?;
        }
    }
    let most = table.talks.most_legs;
    page.para(
        2,
        &tr!(
            "`3` puts a promise in, in public; `3 secret` puts it in between the two of you; once more takes it out. \
             `done` adds the offer to your order, `cancel` lets it be. At most {most} promises.",
            most
        ),
    )?;
    Ok(())
}

fn current(page: &mut Page, table: &Table, desk: &Desk, legs: Legs) -> anyhow::Result<()> {
    let said: Vec<String> = legs
        .iter()
        .filter_map(|(id, secret)| {
            let term = table.talks.terms.iter().find(|term| term.term == id.index())?;
            Some(term.leg(secret))
        })
        .collect();
    let text = if said.is_empty() { tr!("nothing yet").to_owned() } else { said.join("; ") };
    page.para(2, &tr!("The offer, by \"{title}\": {text}.", title = desk.title, text))?;
    Ok(())
}

/// The desk of a name, or the one before.
fn via<'t>(page: &mut Page, desks: &[&'t Desk], before: &'t Desk, name: &str) -> anyhow::Result<&'t Desk> {
    let named =
        |desk: &&&Desk| !name.is_empty() && (desk.id.starts_with(name) || desk.title.to_lowercase().contains(name));
    match desks.iter().find(named) {
        Some(desk) => Ok(desk),
        None => {
            let ids: Vec<String> = desks.iter().map(|desk| desk.id.clone()).collect();
            page.para(2, &tr!("By which desk: {listed}?", listed = words::listed(&ids, "or")))?;
            Ok(before)
        }
    }
}

/// Puts promises in or takes them out: "3", "3 secret", "1 3s".
fn toggle(page: &mut Page, terms: &[&TermRow], legs: &mut Legs, line: &str) -> anyhow::Result<()> {
    let mut wanted: Vec<(TermId, Option<bool>)> = Vec::new();
    for word in line.split([' ', ',', ';']).filter(|word| !word.is_empty()) {
        if let Some((_, secret)) = wanted.last_mut()
            && matches!(word, "secret" | "s" | "public" | "p")
        {
            *secret = Some(word.starts_with('s'));
            continue;
        }
        let (digits, secret) = word.strip_suffix('s').map_or((word, None), |digits| (digits, Some(true)));
        let term = digits.parse::<usize>().ok().and_then(|number| number.checked_sub(1)).and_then(|at| terms.get(at));
        match term {
            Some(term) => wanted.push((TermId::new(term.term), secret)),
            None if matches!(word, "accept" | "refuse" | "withdraw" | "counter" | "pass" | "undo" | "order") => {
                let say = tr!("Here an offer is composed; `cancel` leads back, and `{line}` is typed there.", line);
                page.para(2, &say)?;
                return Ok(());
            }
            None => {
                let say = tr!(
                    "There is no promise `{word}`; the numbers go from 1 to {count}. `done` adds the offer to your order, \
                     `cancel` lets it be.",
                    word,
                    count = terms.len()
                );
                page.para(2, &say)?;
                return Ok(());
            }
        }
    }
    for (term, how) in wanted {
        put(legs, term, how);
    }
    Ok(())
}

/// Puts one promise in, in public, in secret or as it was not; what is in that way already is taken out.
fn put(legs: &mut Legs, term: TermId, how: Option<bool>) {
    let bit = 1 << term.0;
    let before = if legs.secret & bit != 0 { Some(true) } else { (legs.public & bit != 0).then_some(false) };
    legs.public &= !bit;
    legs.secret &= !bit;
    match (before, how) {
        // Once more takes it out.
        (Some(_), None) => {}
        (Some(was), Some(secret)) if was == secret => {}
        (_, Some(true)) => legs.secret |= bit,
        (None, None) | (_, Some(false)) => legs.public |= bit,
    }
}
