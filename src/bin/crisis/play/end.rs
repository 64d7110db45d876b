//! The end: one plain screen of what was wanted, what was got and what it cost, from the debrief.

use brinkmanship::{
    report::{Debrief, debrief::AimPart, words},
    scenario::model::{Actor, Category, EndingData},
};

use crate::{colour::Ink, page::Page};

/// Shows how it ended, for those who sat at the table. It is over, and the debrief is the truth.
///
/// # Errors
/// Standard output cannot be written to.
pub fn show(page: &mut Page, ending: &EndingData, debrief: &Debrief, humans: &[Actor]) -> anyhow::Result<()> {
    let ink = match ending.category {
        Category::NuclearWar | Category::MajorWar | Category::LimitedWar => Ink::Red,
        Category::Settlement | Category::TacitUnderstanding => Ink::Green,
        Category::BackingDown | Category::FaitAccompli | Category::Stalemate | Category::Unsettled => Ink::Yellow,
    };
    page.moment(ink, &ending.title, &[words::ended_in(ending.category), ending.text.clone()])?;
    listed(page, tr!("What it cost people"), &debrief.screen.human_cost)?;
    for actor in humans {
        seat(page, debrief, *actor)?;
    }
    let others = debrief.aims.iter().filter(|of| of.actor.is_none());
    let others: Vec<String> = others
        .flat_map(|of| of.aims.iter().map(|aim| (&of.owner, aim)))
        .filter_map(|(owner, aim)| {
            let judged = aim.judged(1)?;
            Some(format!("{owner}. {}: {}.", words::bare(&aim.title), judged.words))
        })
        .collect();
    listed(page, tr!("Those who had no seat"), &others)?;
    page.heading(tr!("Who came out ahead"))?;
    page.para(2, &debrief.screen.ahead)?;
    Ok(())
}

/// A heading and a list; nothing where the list is empty.
fn listed(page: &mut Page, heading: &str, items: &[String]) -> anyhow::Result<()> {
    if items.is_empty() {
        return Ok(());
    }
    page.heading(heading)?;
    for item in items {
        page.hang("-", 2, 4, item)?;
    }
    Ok(())
}

/// What a side wanted, what it got and why, and what it paid.
fn seat(page: &mut Page, debrief: &Debrief, actor: Actor) -> anyhow::Result<()> {
    let Some(of) = debrief.aims.iter().find(|of| of.actor == Some(actor.index())) else { return Ok(()) };
    page.heading(&tr!("{owner}: what you wanted, and what you got", owner = of.owner))?;
    for aim in &of.aims {
        self::aim(page, aim)?;
    }
    if debrief.lost() {
        page.para(2, tr!("Nobody keeps score of this."))?;
    } else if let Some(scores) = &debrief.scores {
        let [first, second] = &debrief.horizons;
        let [once, later] = scores.points[actor.index()];
        page.para(
            2,
            &tr!("Weighed together: {once} of 100 ({first}), {later} of 100 ({second}).", once, first, later, second),
        )?;
    }
    let seat = &debrief.screen.seats[actor.index()];
    for (what, costs) in
        [(tr!("What you paid and promised"), &seat.cost_own), (tr!("What others paid"), &seat.cost_others)]
    {
        if !costs.is_empty() {
            page.para(2, &format!("{what}: {}", costs.join(" ")))?;
        }
    }
    Ok(())
}

fn aim(page: &mut Page, aim: &AimPart) -> anyhow::Result<()> {
    let said = |horizon| aim.judged(horizon).map_or(tr!("no verdict"), |judged| judged.words.as_str());
    let (once, later) = (said(0), said(1));
    let both = if once == later { once.to_owned() } else { tr!("{once}; later {later}", once, later) };
    page.hang("-", 2, 4, &format!("{}: {both}.", words::bare(&aim.title)))?;
    for text in [aim.why().to_owned(), aim.apart().unwrap_or_default()] {
        if !text.is_empty() {
            page.para(4, &text)?;
        }
    }
    Ok(())
}
