//! Red lines, sights, the course, chance, talks, the real course and the aftermath as text.

use super::{Page, cite};
use crate::report::{
    debrief::{Belief, Debrief, KNOWS_NOTHING, Luck, OrderPart, Saw},
    words,
};

pub(super) fn lines(page: &mut Page, debrief: &Debrief) {
    if debrief.lines.is_empty() {
        return;
    }
    page.section("Red lines: words beside conduct");
    page.para(
        "Conduct runs from 0, as if there were no line, to 100, as if it were law. It is counted from acts alone; no word \
         moves it. \"Resolve\" is what the other side then believed of the owner's.",
    );
    for line in &debrief.lines {
        page.heading(&format!("\"{}\"", words::bare(&line.text)));
        page.hang(
            "",
            0,
            &format!(
                "Drawn by {} for {}, {}; {}. At the end: {}.{}",
                words::the(&line.owner),
                words::the(&line.binds),
                line.declared,
                line.consequence,
                line.state,
                cite(&line.sources)
            ),
        );
        if line.moments.is_empty() {
            page.hang("", 0, "It never came into play.");
            continue;
        }
        let by = if line.by == line.binds { String::new() } else { format!(", {}", words::the(&line.by)) };
        page.para(&format!("In words: {}. In conduct{by}: {} of 100, from {}.", line.words, line.conduct, line.start));
        page.hang("", 0, &line.beside);
        for reading in &line.readings {
            page.hang("", 0, &format!("{} ascribes {}.", reading.school, reading.conduct));
        }
        for moment in &line.moments {
            let change = if moment.change == 0 {
                String::new()
            } else {
                format!(" ({})", words::signed(i32::from(moment.change)))
            };
            let resolve = moment.resolve.map(|resolve| format!(", resolve {resolve}")).unwrap_or_default();
            page.item(
                2,
                &format!(
                    "{}: {}. Conduct {}{change}{resolve}. {}",
                    moment.when, moment.event, moment.conduct, moment.because
                ),
            );
        }
        if let Some([focal, precise, verifiable, complete]) = line.quality {
            page.hang(
                "",
                0,
                &format!(
                    "The line itself, each from 0 to 3: a natural place to stop {focal}, exact {precise}, can be seen \
                     {verifiable}, little to be gained short of it {complete}."
                ),
            );
        }
        if !line.note.is_empty() {
            page.hang("", 0, &format!("In doubt: {}", line.note));
        }
    }
}

pub(super) fn sights(page: &mut Page, debrief: &Debrief) {
    if debrief.turns.is_empty() {
        return;
    }
    page.section("What each side saw");
    let names = [debrief.actors[0].name.as_str(), debrief.actors[1].name.as_str(), "The world"];
    for turn in &debrief.turns {
        page.heading(&format!("Turn {}, {}", turn.number, turn.date));
        for sight in &turn.sights.apart {
            page.item(0, &sight.truth);
            for (name, saw) in names.iter().zip(&sight.seen) {
                match saw {
                    Saw::AsItWas => page.hang("", 4, &format!("{name}: saw it")),
                    Saw::Otherwise(text) => page.hang("", 4, &format!("{name}: {text}")),
                    Saw::Nothing => page.hang("", 4, &format!("{name}: saw nothing")),
                }
            }
        }
        if !turn.sights.open.is_empty() {
            page.hang("", 0, &format!("Seen by all: {}", turn.sights.open.join(" ")));
        }
    }
}

/// Orders in one phrase.
fn orders(orders: &[OrderPart]) -> String {
    if orders.is_empty() {
        return "nothing".to_owned();
    }
    let titles: Vec<&str> = orders.iter().map(|order| order.title.as_str()).collect();
    titles.join("; ")
}

/// What each side believed about the other: each thing with the turns on which it was not the truth.
pub(super) fn minds(page: &mut Page, debrief: &Debrief) {
    if debrief.turns.is_empty() {
        return;
    }
    page.section("What each side believed about the other");
    page.para(&debrief.minds.sentence);
    for mind in &debrief.minds.sides {
        page.heading(&format!("{} about {}", mind.believer, words::the(&mind.about)));
        page.hang("", 0, &mind.sentence);
        for belief in &mind.beliefs {
            page.item(0, &format!("{}: {}", belief.what, spans(belief)));
        }
    }
}

/// What was believed and what was true on the turns on which they were apart; turns that are alike are told together.
fn spans(belief: &Belief) -> String {
    let mut told: Vec<(usize, usize, &str, &str)> = Vec::new();
    for (turn, (believed, truth)) in belief.believed.iter().zip(&belief.truth).enumerate() {
        match told.last_mut() {
            _ if !belief.apart[turn] => {}
            Some((_, last, before, was)) if before == believed && was == truth && *last + 1 == turn => *last = turn,
            _ => told.push((turn, turn, believed, truth)),
        }
    }
    if told.is_empty() {
        return "never far from it".to_owned();
    }
    let when =
        |from: usize, to: usize| if from == to { format!("turn {from}") } else { format!("turns {from} to {to}") };
    let spans =
        told.iter().map(|(from, to, believed, truth)| format!("{}, {believed} (in truth {truth})", when(*from, *to)));
    spans.collect::<Vec<String>>().join("; ")
}

pub(super) fn course(page: &mut Page, debrief: &Debrief) {
    if debrief.turns.is_empty() {
        return;
    }
    page.section("The course, turn by turn");
    for turn in &debrief.turns {
        let mark = match turn.luck {
            Luck::Chance => "chance",
            Luck::Decided => "decided",
        };
        let passed = if turn.passed { "passed as the record had it, " } else { "" };
        page.heading(&format!("Turn {}, {} ({passed}{mark})", turn.number, turn.date));
        page.hang("", 0, &format!("{}{}", words::sentence(&turn.headline), cite(&turn.sources)));
        for (actor, orders) in debrief.actors.iter().zip(&turn.orders) {
            page.item(0, &format!("{}: {}", actor.name, self::orders(orders)));
        }
        for event in &turn.events {
            page.item(0, event);
        }
        let danger = turn.danger.map(|danger| format!(" Danger: {danger}.")).unwrap_or_default();
        page.item(0, &format!("Rung at its end: {}.{danger}", turn.rungs.join("; ")));
        if debrief.is_history && !turn.note.is_empty() {
            page.item(0, &turn.note);
        }
        for draw in &turn.draws {
            let mark = draw.mark().map(|mark| format!(" ({mark})")).unwrap_or_default();
            page.hang("? ", 2, &format!("{}, {}: {}{mark}", draw.about, draw.odds, draw.result));
        }
    }
}

pub(super) fn chance(page: &mut Page, debrief: &Debrief) {
    if debrief.turns.is_empty() {
        return;
    }
    page.section("Choice and chance");
    page.para(
        "A turn is marked \"chance\" when a draw that had at most one chance in ten came off, for good or ill, or when a harm \
         that had at least one chance in ten stayed away. Everything else was decided.",
    );
    page.para(&debrief.chance.summary);
    for spared in &debrief.chance.spared {
        page.item(
            0,
            &format!(
                "{}: {} draws, and it never came. The chance that it would stay away every time was {}.",
                spared.harm,
                spared.draws,
                words::odds(spared.parts)
            ),
        );
    }
}

pub(super) fn talks(page: &mut Page, debrief: &Debrief) {
    if debrief.offers.is_empty() && debrief.agreements.is_empty() && debrief.commitments.is_empty() {
        return;
    }
    page.section("Offers and agreements");
    let secrecy = |secret: bool| if secret { "secret" } else { "public" };
    for offer in &debrief.offers {
        let due = if offer.sent < offer.arrives { format!(", due on turn {}", offer.arrives) } else { String::new() };
        let end = offer.became_on.map(|turn| format!(" on turn {turn}")).unwrap_or_default();
        page.para(&format!(
            "Turn {}{due}, {}: {}. {}{} It was {}{end}.",
            offer.sent,
            offer.from,
            words::bare(&offer.title),
            offer.text,
            cite(&offer.sources),
            offer.became
        ));
        for leg in &offer.legs {
            page.item(2, &format!("{}: {} ({})", leg.giver, leg.title, secrecy(leg.secret)));
        }
        if !offer.crossed_with.is_empty() {
            page.hang("", 2, &format!("Written before this had been read: {}.", offer.crossed_with.join(", ")));
        }
    }
    if debrief.agreements.is_empty() {
        page.para("Nothing was agreed.");
    }
    for agreement in &debrief.agreements {
        page.heading(&format!("Agreed on turn {}, {}", agreement.turn, agreement.date));
        for leg in &agreement.legs {
            let leaked = if leg.leaked.is_empty() { String::new() } else { format!("; {}", leg.leaked) };
            let cost =
                if leg.cost.is_empty() { String::new() } else { format!(" Agreeing cost: {}.", leg.cost.join("; ")) };
            page.item(
                0,
                &format!(
                    "{} ({}): {}. {}{} It was {}{leaked}.{cost}",
                    leg.giver,
                    secrecy(leg.secret),
                    words::bare(&leg.title),
                    leg.text,
                    cite(&leg.sources),
                    leg.carried
                ),
            );
        }
    }
    for word in &debrief.commitments {
        page.para(&format!(
            "{} gave its word on turn {}: \"{}\". It was {}.{}",
            words::sentence(&words::the(&word.owner)).trim_end_matches('.'),
            word.given,
            words::bare(&word.text),
            word.became,
            cite(&word.sources)
        ));
    }
}

pub(super) fn real(page: &mut Page, debrief: &Debrief) {
    let Some(real) = &debrief.real else { return };
    page.section("The real course beside this one");
    page.para(&real.parted);
    if debrief.is_history {
        return;
    }
    let [played, really] = &real.endings;
    page.para(&format!("This course ended thus: {played}. The real one: {really}."));
    for turn in &real.turns {
        page.heading(&format!("Turn {}, {}", turn.number, turn.date));
        for (at, actor) in debrief.actors.iter().enumerate() {
            if turn.same[at] {
                page.item(0, &format!("{}: the same", actor.name));
            } else {
                let (played, really) = (orders(&turn.played[at]), orders(&turn.really[at]));
                page.item(0, &format!("{}: here {played}. In reality {really}.", actor.name));
            }
        }
        page.item(0, &format!("Rung here: {}. In reality: {}.", or_over(&turn.rungs[0]), or_over(&turn.rungs[1])));
        if !turn.note.is_empty() {
            page.item(0, &turn.note);
        }
    }
    for aim in &real.aims {
        page.item(0, &format!("{}, \"{}\": here {}; in reality {}", aim.owner, aim.title, aim.played, aim.really));
    }
}

fn or_over(rung: &str) -> &str {
    if rung.is_empty() { "it was over" } else { rung }
}

pub(super) fn aftermath(page: &mut Page, debrief: &Debrief) {
    if debrief.aftermath.is_empty() {
        return;
    }
    page.section("What followed");
    for item in &debrief.aftermath {
        let odds = item.odds.as_ref().map(|odds| format!(" (Left to chance, at {odds}.)")).unwrap_or_default();
        page.para(&format!(
            "{} (before the verdict of \"{}\"): {}{odds}{}",
            item.date,
            debrief.horizons[item.horizon],
            item.text,
            cite(&item.sources)
        ));
        if item.known_to != "everyone" {
            page.hang("", 2, &format!("Known to {}.", item.known_to));
        }
        for change in &item.changes {
            page.item(2, change);
        }
    }
}

/// What opponents that plan thought.
pub(super) fn thoughts(page: &mut Page, debrief: &Debrief) {
    for mind in &debrief.thoughts {
        page.section(&format!("What {} thought: {}", mind.name, mind.who));
        for turn in &mind.turns {
            page.heading(&format!("Turn {}. {}", turn.turn, turn.date));
            for said in &turn.says {
                page.para(said);
            }
        }
    }
}

/// Forecasts that people wrote down, scored beside what the staff reckoned.
pub(super) fn forecasts(page: &mut Page, debrief: &Debrief) {
    for seat in &debrief.forecasts {
        page.section(&format!("Forecasts of {}", seat.name));
        for turn in &seat.turns {
            page.heading(&format!("Turn {}. {}", turn.turn, turn.date));
            for (who, (said, score)) in ["You", "The staff"].iter().zip(turn.said.iter().zip(turn.score)) {
                if let Some(said) = said {
                    let score = score.map_or_else(String::new, |score| format!(" (score {score:.2})"));
                    page.item(0, &format!("{who}: {said}{score}"));
                }
            }
        }
        let Some(came) = &seat.came else { continue };
        page.para(&format!("What came was {came}."));
        for (who, mean) in ["Your", "The staff's"].iter().zip(seat.mean) {
            if let Some(mean) = mean {
                page.para(&format!("{who} mean score: {mean:.2}."));
            }
        }
        page.para(&format!(
            "A score of 0 is sure and right, 2 sure and wrong; saying a third for each gets {KNOWS_NOTHING:.2} (Brier 1950). One crisis is one throw: a good forecast can be unlucky."
        ));
        for (who, bands) in ["you", "the staff"].iter().zip(&seat.calibration) {
            for band in bands {
                page.item(
                    0,
                    &format!(
                        "Where {who} said {} to {} in 100 ({} times, {:.0} on the mean), it came in {:.0} in 100",
                        band.from, band.to, band.count, band.said, band.came
                    ),
                );
            }
        }
    }
}
