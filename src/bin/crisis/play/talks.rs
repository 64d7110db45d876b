//! Composing an offer: terms from both givers, each in public or in secret.

use brinkmanship::{
    crisis::{Act, Order, Slot, View},
    report::words,
    scenario::model::{ChannelId, Legs, TermId, limits},
};

use super::input::Input;
use crate::{colour::Ink, page::Page};

/// Composes an offer, or an answer to one; `None` if the person lets it be.
///
/// # Errors
/// Standard output cannot be written to.
pub fn compose(
    page: &mut Page,
    input: &mut Input,
    view: &View<'_>,
    answers: Option<Slot>,
) -> anyhow::Result<Option<Act>> {
    let scenario = view.scenario();
    let desks: Vec<ChannelId> = (0..scenario.channels.len())
        .map(ChannelId::new)
        .filter(|id| scenario.channels[id.index()].talks && view.holds(&scenario.channels[id.index()].open))
        .collect();
    let mut terms: Vec<TermId> = (0..scenario.terms.len().min(limits::TERMS))
        .map(TermId::new)
        .filter(|id| !view.agreed(*id) && view.holds(&scenario.terms[id.index()].requires))
        .collect();
    // One's own first, as they stand on the page, so that the numbers run down it.
    terms.sort_by_key(|id| Some(scenario.terms[id.index()].giver) != view.actor());
    let Some(mut desk) = desks.first().copied() else {
        page.para(2, "No desk for talks is open to you now.")?;
        return Ok(None);
    };
    if terms.is_empty() {
        page.para(2, "There is nothing that could be promised now.")?;
        return Ok(None);
    }
    let mut legs = Legs::default();
    if let Some(slot) = answers {
        let Some((_, offer)) = view.offers().find(|(other, _)| *other == slot) else { return Ok(None) };
        legs = offer.legs;
        desk = offer.channel;
    }
    show(page, view, &desks, &terms, desk, answers)?;
    current(page, view, desk, legs)?;
    loop {
        let Some(line) = input.ask(page, "talks")? else { return Ok(None) };
        let line = line.to_lowercase();
        let (word, rest) = line.split_once(char::is_whitespace).unwrap_or((&line, ""));
        match word {
            "" | "show" => {}
            "cancel" | "quit" | "q" | "back" => {
                page.para(2, "The paper goes into the basket.")?;
                return Ok(None);
            }
            "help" | "?" => {
                show(page, view, &desks, &terms, desk, answers)?;
            }
            "via" | "desk" => via(page, view, &desks, &mut desk, answers, rest.trim())?,
            "done" | "ready" | "send" => {
                let act = answers.map_or(Act::Offer(desk, legs), |slot| Act::Counter(slot, legs));
                match view.check(&Order::default(), act) {
                    Ok(()) => {
                        page.para(2, "It goes out with your order.")?;
                        return Ok(Some(act));
                    }
                    Err(why) => page.para(2, &words::refusal(view, why))?,
                }
            }
            _ => toggle(page, &terms, &mut legs, &line)?,
        }
        current(page, view, desk, legs)?;
    }
}

/// What can be promised, and by which desks.
fn show(
    page: &mut Page,
    view: &View<'_>,
    desks: &[ChannelId],
    terms: &[TermId],
    desk: ChannelId,
    answers: Option<Slot>,
) -> anyhow::Result<()> {
    let scenario = view.scenario();
    let Some(actor) = view.actor() else { return Ok(()) };
    page.heading(if answers.is_some() { "An answer with other terms" } else { "An offer of your own" })?;
    for (own, title) in [(true, "You would"), (false, "They would")] {
        if terms.iter().any(|id| (scenario.terms[id.index()].giver == actor) == own) {
            page.line(&format!("  {title}:"))?;
        }
        for (at, id) in terms.iter().enumerate() {
            let data = &scenario.terms[id.index()];
            if (data.giver == actor) != own {
                continue;
            }
            let label = page.ink(Ink::Cyan, &format!("{:>3}", at + 1));
            let title = page.ink(Ink::Bold, words::bare(&data.title));
            page.hang(&label, 2, 7, &format!("{title}. {}", data.text))?;
            if own {
                for (how, costs) in [("in public", &data.public_cost), ("in secret", &data.secret_cost)] {
                    let costs = words::foreseen(view, costs);
                    if !costs.is_empty() {
                        let text = page.ink(Ink::Faint, &format!("= {how} it {}", costs.join("; ")));
                        page.para(9, &text)?;
                    }
                }
                if data.leak != 0 {
                    let text = format!("= a secret promise leaks at odds of {} a turn", words::odds(data.leak));
                    let text = page.ink(Ink::Faint, &text);
                    page.para(9, &text)?;
                }
            }
            if let Some(consent) = &data.consent {
                let party = &scenario.parties[consent.party.index()].name;
                page.para(9, &format!("{party} would have to consent."))?;
            }
        }
    }
    if answers.is_none() && 1 < desks.len() {
        page.line("  By which desk:")?;
        for id in desks {
            let data = &scenario.channels[id.index()];
            let here = if *id == desk { " (now)" } else { "" };
            let delay = if data.delay == 0 { "read at once" } else { "read a turn later" };
            page.hang("-", 4, 6, &format!("`via {}`{here}: {}, {delay}", data.id, data.title))?;
        }
    }
    page.para(
        2,
        "`3` puts a promise in, in public; `3 secret` puts it in between the two of you; once more takes it out. `done` \
         adds the offer to your order, `cancel` lets it be. At most six promises.",
    )?;
    Ok(())
}

fn current(page: &mut Page, view: &View<'_>, desk: ChannelId, legs: Legs) -> anyhow::Result<()> {
    let scenario = view.scenario();
    let text = if legs.all() == 0 { "nothing yet".to_owned() } else { words::legs(scenario, legs) };
    page.para(2, &format!("The offer, by {}: {text}.", words::quoted(words::desk(scenario, desk))))?;
    Ok(())
}

fn via(
    page: &mut Page,
    view: &View<'_>,
    desks: &[ChannelId],
    desk: &mut ChannelId,
    answers: Option<Slot>,
    name: &str,
) -> anyhow::Result<()> {
    let scenario = view.scenario();
    if answers.is_some() {
        page.para(2, "An answer goes by the desk by which the offer came.")?;
        return Ok(());
    }
    let found = desks.iter().find(|id| {
        let data = &scenario.channels[id.index()];
        !name.is_empty() && (data.id.starts_with(name) || data.title.to_lowercase().contains(name))
    });
    match found {
        Some(id) => *desk = *id,
        None => {
            let ids: Vec<String> = desks.iter().map(|id| scenario.channels[id.index()].id.clone()).collect();
            page.para(2, &format!("By which desk: {}?", words::listed(&ids, "or")))?;
        }
    }
    Ok(())
}

/// Puts promises in or takes them out: "3", "3 secret", "1 3s".
fn toggle(page: &mut Page, terms: &[TermId], legs: &mut Legs, line: &str) -> anyhow::Result<()> {
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
            Some(term) => wanted.push((*term, secret)),
            None => {
                let say = format!(
                    "There is no promise `{word}`; the numbers go from 1 to {}. `done` adds the offer to your order, \
                     `cancel` lets it be.",
                    terms.len()
                );
                page.para(2, &say)?;
                return Ok(());
            }
        }
    }
    for (term, how) in wanted {
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
    Ok(())
}
