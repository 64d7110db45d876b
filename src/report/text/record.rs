//! Red lines, sights, the course, chance, talks, the real course and the aftermath as text.

use super::{Page, cite};
use crate::report::{
    debrief::{Belief, Debrief, KNOWS_NOTHING, Luck, OrderPart, Saw},
    words::{self, Count},
};

pub(super) fn lines(page: &mut Page, debrief: &Debrief) {
    if debrief.lines.is_empty() {
        return;
    }
    page.section(tr!("Red lines: words beside conduct"));
    page.para(
        tr!("Conduct runs from 0, as if there were no line, to 100, as if it were law. It is counted from acts alone; no word \
         moves it. \"Resolve\" is what the other side then believed of the owner's."),
    );
    if let Some(lost) = debrief.lines_lost() {
        page.para(lost);
    }
    for line in &debrief.lines {
        page.heading(&format!("\"{}\"", words::bare(&line.text)));
        page.hang(
            "",
            0,
            &tr!(
                "Drawn by {owner} for {binds}, {declared}; {consequence}. At the end: {state}.{cite}",
                owner = words::the(&line.owner),
                binds = words::the(&line.binds),
                declared = line.declared,
                consequence = line.consequence,
                state = line.state,
                cite = cite(&line.sources)
            ),
        );
        if line.moments.is_empty() {
            page.hang("", 0, tr!("It never came into play."));
            continue;
        }
        let by = if line.by == line.binds { String::new() } else { format!(", {}", words::the(&line.by)) };
        page.para(&tr!(
            "In words: {words}. In conduct{by}: {conduct} of 100, from {start}.",
            words = line.words,
            by,
            conduct = line.conduct,
            start = line.start
        ));
        page.hang("", 0, &line.beside);
        for reading in &line.readings {
            page.hang("", 0, &tr!("{school} ascribes {conduct}.", school = reading.school, conduct = reading.conduct));
        }
        for moment in &line.moments {
            let change = if moment.change == 0 {
                String::new()
            } else {
                format!(" ({})", words::signed(i32::from(moment.change)))
            };
            let resolve = moment.resolve.map(|resolve| tr!(", resolve {resolve}", resolve)).unwrap_or_default();
            page.item(
                2,
                &tr!(
                    "{when}: {event}. Conduct {conduct}{change}{resolve}. {because}",
                    when = moment.when,
                    event = moment.event,
                    conduct = moment.conduct,
                    change,
                    resolve,
                    because = moment.because,
                ),
            );
        }
        if let Some([focal, precise, verifiable, complete]) = line.quality {
            page.hang(
                "",
                0,
                &tr!(
                    "The line itself, each from 0 to 3: a natural place to stop {focal}, exact {precise}, can be seen \
                     {verifiable}, little to be gained short of it {complete}.",
                    focal,
                    precise,
                    verifiable,
                    complete
                ),
            );
        }
        if !line.note.is_empty() {
            page.hang("", 0, &tr!("Of the record: {note}", note = line.note));
        }
    }
}

pub(super) fn sights(page: &mut Page, debrief: &Debrief) {
    if debrief.turns.is_empty() {
        return;
    }
    page.section(tr!("What each side saw"));
    let names = [debrief.actors[0].name.as_str(), debrief.actors[1].name.as_str(), tr!("The world")];
    for turn in &debrief.turns {
        page.heading(&tr!("Turn {number}, {date}", number = turn.number, date = turn.date));
        for sight in &turn.sights.apart {
            page.item(0, &sight.truth);
            for (name, saw) in names.iter().zip(&sight.seen) {
                match saw {
                    Saw::AsItWas => page.hang("", 4, &tr!("{name}: saw it", name)),
                    Saw::Otherwise(text) => page.hang("", 4, &format!("{name}: {text}")),
                    Saw::Nothing => page.hang("", 4, &tr!("{name}: saw nothing", name)),
                }
            }
        }
        if !turn.sights.open.is_empty() {
            page.hang("", 0, &tr!("Seen by all: {open}", open = turn.sights.open.join(" ")));
        }
    }
}

/// Orders in one phrase.
fn orders(orders: &[OrderPart]) -> String {
    if orders.is_empty() {
        return tr!("nothing").to_owned();
    }
    let titles: Vec<&str> = orders.iter().map(|order| order.title.as_str()).collect();
    titles.join("; ")
}

/// What each side believed about the other: each thing with the turns on which it was not the truth.
pub(super) fn minds(page: &mut Page, debrief: &Debrief) {
    if debrief.turns.is_empty() {
        return;
    }
    page.section(tr!("What each side believed about the other"));
    page.para(&debrief.minds.sentence);
    for mind in &debrief.minds.sides {
        page.heading(&tr!("{believer} about {about}", believer = mind.believer, about = words::the(&mind.about)));
        page.hang("", 0, &mind.sentence);
        for belief in &mind.beliefs {
            page.item(0, &format!("{}: {}", belief.what, spans(belief, mind.count)));
        }
    }
}

/// What was believed and what was true on the turns on which they were apart; turns that are alike are told together.
fn spans(belief: &Belief, count: Count) -> String {
    let mut told: Vec<(usize, usize, &str, &str)> = Vec::new();
    for (turn, (believed, truth)) in belief.believed.iter().zip(&belief.truth).enumerate() {
        match told.last_mut() {
            _ if !belief.apart[turn] => {}
            Some((_, last, before, was)) if before == believed && was == truth && *last + 1 == turn => *last = turn,
            _ => told.push((turn, turn, believed, truth)),
        }
    }
    if told.is_empty() {
        return tr!("never far from it").to_owned();
    }
    let when = |from: usize, to: usize| {
        let (one, other) = (count.nth(from), count.nth(to));
        if from == to { tr!("turn {from}", from = one) } else { tr!("turns {from} to {to}", from = one, to = other) }
    };
    let spans = told.iter().map(|(from, to, believed, truth)| {
        tr!("{when}, {believed} (in truth {truth})", when = when(*from, *to), believed, truth)
    });
    spans.collect::<Vec<String>>().join("; ")
}

pub(super) fn course(page: &mut Page, debrief: &Debrief) {
    if debrief.turns.is_empty() {
        return;
    }
    page.section(tr!("The course, turn by turn"));
    for turn in &debrief.turns {
        let mark = match turn.luck {
            Luck::Chance => tr!("chance"),
            Luck::Decided => tr!("decided"),
        };
        let passed = match (turn.passed, turn.orders.iter().all(Vec::is_empty)) {
            (false, _) => "",
            (true, true) => tr!("passed, "),
            (true, false) => tr!("passed as the record had it, "),
        };
        page.heading(&tr!(
            "Turn {number}, {date} ({passed}{mark})",
            number = turn.number,
            date = turn.date,
            passed,
            mark
        ));
        page.hang("", 0, &format!("{}{}", words::sentence(&turn.headline), cite(&turn.sources)));
        for (actor, orders) in debrief.actors.iter().zip(&turn.orders) {
            page.item(0, &format!("{}: {}", actor.name, self::orders(orders)));
        }
        for event in &turn.events {
            page.item(0, event);
        }
        let danger = turn.danger.map(|danger| tr!(" Danger: {danger}.", danger)).unwrap_or_default();
        page.item(0, &tr!("Rung at its end: {rungs}.{danger}", rungs = turn.rungs.join("; "), danger));
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
    page.section(tr!("Choice and chance"));
    page.para(
        tr!("A turn is marked \"chance\" when a draw that had at most one chance in ten came off, for good or ill, or when a harm \
         that had at least one chance in ten stayed away. Everything else was decided."),
    );
    page.para(&debrief.chance.summary);
    for spared in &debrief.chance.spared {
        page.item(
            0,
            &tr!(
                "{harm}: {draws} draws, and it never came. The chance that it would stay away every time was {odds}.",
                harm = spared.harm,
                draws = spared.draws,
                odds = words::odds(spared.parts)
            ),
        );
    }
}

pub(super) fn talks(page: &mut Page, debrief: &Debrief) {
    if debrief.offers.is_empty() && debrief.agreements.is_empty() && debrief.commitments.is_empty() {
        return;
    }
    page.section(tr!("Offers and agreements"));
    let secrecy = |secret: bool| if secret { tr!("secret") } else { tr!("public") };
    for offer in &debrief.offers {
        let due = if offer.sent < offer.arrives {
            tr!(", due on turn {arrives}", arrives = offer.arrives)
        } else {
            String::new()
        };
        let end = offer.became_on.map(|turn| tr!(" on turn {turn}", turn)).unwrap_or_default();
        page.para(&tr!(
            "Turn {sent}{due}, {from}: {title}. {text}{cite} It was {became}{end}.",
            sent = offer.sent,
            due,
            from = offer.from,
            title = words::bare(&offer.title),
            text = offer.text,
            cite = cite(&offer.sources),
            became = offer.became,
            end
        ));
        for leg in &offer.legs {
            page.item(2, &format!("{}: {} ({})", leg.giver, leg.title, secrecy(leg.secret)));
        }
        if !offer.again.is_empty() {
            page.hang("", 2, &offer.said_again());
        }
        if !offer.crossed_with.is_empty() {
            page.hang(
                "",
                2,
                &tr!(
                    "Written before this had been read: {crossed_with}.",
                    crossed_with = offer.crossed_with.join(", ")
                ),
            );
        }
    }
    if debrief.agreements.is_empty() {
        page.para(tr!("Nothing was agreed."));
    }
    for agreement in &debrief.agreements {
        page.heading(&tr!("Agreed on turn {turn}, {date}", turn = agreement.turn, date = agreement.date));
        for leg in &agreement.legs {
            let leaked = if leg.leaked.is_empty() { String::new() } else { format!("; {}", leg.leaked) };
            let cost = if leg.cost.is_empty() {
                String::new()
            } else {
                tr!(" Agreeing cost: {cost}.", cost = leg.cost.join("; "))
            };
            page.item(
                0,
                &tr!(
                    "{giver} ({secrecy}): {title}. {text}{cite} It was {carried}{leaked}.{cost}",
                    giver = leg.giver,
                    secrecy = secrecy(leg.secret),
                    title = words::bare(&leg.title),
                    text = leg.text,
                    cite = cite(&leg.sources),
                    carried = leg.carried,
                    leaked,
                    cost
                ),
            );
        }
    }
    for word in &debrief.commitments {
        page.para(&tr!(
            "{trim_end_matches} gave its word on turn {given}: \"{text}\". It was {became}.{cite}",
            trim_end_matches = words::sentence(&words::the(&word.owner)).trim_end_matches('.'),
            given = word.given,
            text = words::bare(&word.text),
            became = word.became,
            cite = cite(&word.sources)
        ));
    }
}

pub(super) fn real(page: &mut Page, debrief: &Debrief) {
    let Some(real) = &debrief.real else { return };
    page.section(tr!("The real course beside this one"));
    page.para(&real.parted);
    if debrief.is_history {
        return;
    }
    let [played, really] = &real.endings;
    page.para(&tr!("This course ended thus: {played}. The real one: {really}.", played, really));
    for turn in &real.turns {
        page.heading(&tr!("Turn {number}, {date}", number = turn.number, date = turn.date));
        for (at, actor) in debrief.actors.iter().enumerate() {
            if turn.same[at] {
                page.item(0, &tr!("{name}: the same", name = actor.name));
            } else {
                let (played, really) = (orders(&turn.played[at]), orders(&turn.really[at]));
                page.item(0, &tr!("{name}: here {played}. In reality {really}.", name = actor.name, played, really));
            }
        }
        page.item(
            0,
            &tr!(
                "Rung here: {or_over}. In reality: {or_over2}.",
                or_over = or_over(&turn.rungs[0]),
                or_over2 = or_over(&turn.rungs[1])
            ),
        );
        if !turn.note.is_empty() {
            page.item(0, &turn.note);
        }
    }
    for aim in &real.aims {
        page.item(
            0,
            &tr!(
                "{owner}, \"{title}\": here {played}; in reality {really}",
                owner = aim.owner,
                title = aim.title,
                played = aim.played,
                really = aim.really
            ),
        );
    }
}

fn or_over(rung: &str) -> &str {
    if rung.is_empty() { tr!("it was over") } else { rung }
}

pub(super) fn aftermath(page: &mut Page, debrief: &Debrief) {
    if debrief.aftermath.is_empty() {
        return;
    }
    page.section(tr!("What followed"));
    for item in &debrief.aftermath {
        let odds = item.odds.as_ref().map(|odds| tr!(" (Left to chance, at {odds}.)", odds)).unwrap_or_default();
        page.para(&tr!(
            "{date} (counted with the verdict of \"{horizons}\"): {text}{odds}{cite}",
            date = item.date,
            horizons = debrief.horizons[item.horizon],
            text = item.text,
            odds,
            cite = cite(&item.sources)
        ));
        if item.known_to != tr!("everyone") {
            page.hang("", 2, &tr!("Known to {known_to}.", known_to = item.known_to));
        }
        for change in &item.changes {
            page.item(2, change);
        }
    }
}

/// What opponents that plan thought.
pub(super) fn thoughts(page: &mut Page, debrief: &Debrief) {
    for mind in &debrief.thoughts {
        page.section(&tr!("What {name} thought: {who}", name = mind.name, who = mind.who));
        for turn in &mind.turns {
            page.heading(&tr!("Turn {turn}. {date}", turn = turn.turn, date = turn.date));
            for said in &turn.says {
                page.para(said);
            }
        }
    }
}

/// Forecasts that people wrote down, scored beside what the staff reckoned.
pub(super) fn forecasts(page: &mut Page, debrief: &Debrief) {
    for seat in &debrief.forecasts {
        page.section(&tr!("Forecasts of {name}", name = seat.name));
        for turn in &seat.turns {
            page.heading(&tr!("Turn {turn}. {date}", turn = turn.turn, date = turn.date));
            for (who, (said, score)) in [tr!("You"), tr!("The staff")].iter().zip(turn.said.iter().zip(turn.score)) {
                if let Some(said) = said {
                    let score = score.map_or_else(String::new, |score| tr!(" (score {score:.2})", score));
                    page.item(0, &format!("{who}: {said}{score}"));
                }
            }
        }
        let Some(came) = &seat.came else { continue };
        page.para(&tr!("What came was {came}.", came));
        for (who, mean) in [tr!("Your"), tr!("The staff's")].iter().zip(seat.mean) {
            if let Some(mean) = mean {
                page.para(&tr!("{who} mean score: {mean:.2}.", who, mean));
            }
        }
        page.para(&tr!("A score of 0 is sure and right, 2 sure and wrong; saying a third for each gets {KNOWS_NOTHING:.2} (Brier 1950). One crisis is one throw: a good forecast can be unlucky.", KNOWS_NOTHING));
        for (who, bands) in [tr!("you"), tr!("the staff")].iter().zip(&seat.calibration) {
            for band in bands {
                page.item(
                    0,
                    &tr!("Where {who} said {from} to {to} in 100 ({times}, {said:.0} on the mean), it came in {came:.0} in 100", who, from = band.from, to = band.to, times = words::times(band.count), said = band.said, came = band.came),
                );
            }
        }
    }
}
