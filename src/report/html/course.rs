//! What each side saw, the course turn by turn, and choice and chance.

use maud::{Markup, html};

use super::{cite, orders, shape};
use crate::report::{
    chart,
    debrief::{Debrief, KNOWS_NOTHING, Luck, Saw, TurnPart},
    words,
};

/// The truth beside what each side and the world saw.
pub(super) fn sights(debrief: &Debrief) -> Option<Markup> {
    if debrief.turns.is_empty() {
        return None;
    }
    let [first, second] = [&debrief.actors[0].name, &debrief.actors[1].name];
    Some(html! {
        p.intro {
            (tr!("Each side acted on its own record of the turn. The left column is what truly happened; the others are what could be seen at the time. A marked cell was seen as something that it was not: an accident that looked like an order, a letter still on its way, a number that had grown unseen."))
        }
        div.scroll tabindex="0" role="region" aria-label=(tr!("What each side saw, turn by turn")) {
            table.sights {
                colgroup { col.truth; col; col; col; }
                thead { tr {
                    th scope="col" { (tr!("What truly happened")) }
                    th scope="col" { (tr!("What ")) (shape(0)) (tr!("{first} saw", first = words::the(first))) }
                    th scope="col" { (tr!("What ")) (shape(1)) (tr!("{second} saw", second = words::the(second))) }
                    th scope="col" { (tr!("What the world saw")) }
                } }
                @for turn in &debrief.turns { tbody { (sights_of(turn)) } }
            }
        }
    })
}

fn sights_of(turn: &TurnPart) -> Markup {
    html! {
        tr.group { th colspan="4" scope="rowgroup" { (tr!("Turn {number}", number = turn.number)) span.date { (turn.date) } } }
        @for sight in &turn.sights.apart {
            tr {
                td { (sight.truth) }
                @for saw in &sight.seen { @match saw {
                    Saw::AsItWas => td.as { (tr!("✓ as it was")) },
                    Saw::Otherwise(text) => td.otherwise { (text) },
                    Saw::Nothing => td.nothing { (tr!("— nothing")) },
                } }
            }
        }
        @if !turn.sights.open.is_empty() {
            tr.open { td colspan="4" { b { (tr!("Seen by all: ")) } (turn.sights.open.join(" ")) } }
        } @else if turn.sights.apart.is_empty() {
            tr.open { td colspan="4" { (tr!("Nothing happened that is worth a line.")) } }
        }
    }
}

/// The chart and the table of turns.
pub(super) fn course(debrief: &Debrief) -> Option<Markup> {
    if debrief.turns.is_empty() {
        return None;
    }
    let names = [debrief.actors[0].name.as_str(), debrief.actors[1].name.as_str()];
    let danger = debrief.tracks.iter().find(|track| track.group == tr!("Danger")).map(|track| track.start);
    Some(html! {
        @for (at, ladder) in debrief.ladders.iter().enumerate() {
            figure {
                (chart::ladder(ladder, &debrief.turns, names, danger.filter(|_| at == 0), at == 0))
                figcaption {
                    b { (ladder.name) ". " }
                    (tr!("The rung at the end of each turn, with the firebreaks between rungs."))
                    @if ladder.real.is_some() { (tr!(" The dotted line is what really happened.")) }
                    @if let Some(turn) = ladder.peak.1 { (tr!(" Highest: “{name}”, first on turn {turn}.", name = ladder.rungs[usize::from(ladder.peak.0)].name, turn)) }
                }
            }
        }
        details {
        summary { (tr!("The turns in a table: orders, what happened, and the rung at the end of each")) }
        div.scroll tabindex="0" role="region" aria-label=(tr!("The turns in a table")) {
            table.turns {
                colgroup { col.turn; col.order; col.order; col; col.rung; }
                thead { tr {
                    th scope="col" { (tr!("Turn")) }
                    th scope="col" { (shape(0)) (names[0]) }
                    th scope="col" { (shape(1)) (names[1]) }
                    th scope="col" { (tr!("What else happened")) }
                    th scope="col" { (tr!("Rung at its end")) }
                } }
                tbody { @for turn in &debrief.turns { (row(debrief, turn)) } }
            }
        }
        p.legend { (tr!("“Chance” and “decided” are explained in the next section. Numbers in brackets are sources.")) }
        }
    })
}

fn row(debrief: &Debrief, turn: &TurnPart) -> Markup {
    html! {
        tr {
            th scope="row" {
                (turn.number) br; span.soft { (turn.date) } br;
                @if turn.passed { span.tag { (tr!("passed")) } br; }
                @match turn.luck {
                    Luck::Chance => span.tag.chance { (tr!("◆ chance")) },
                    Luck::Decided => span.tag { (tr!("decided")) },
                }
            }
            td { (orders(&turn.orders[0])) }
            td { (orders(&turn.orders[1])) }
            td {
                @if !turn.headline.is_empty() { b { (turn.headline) "." } }
                @if !turn.events.is_empty() { ul { @for event in &turn.events { li { (event) } } } }
                @if debrief.is_history && !turn.note.is_empty() { p.soft { (turn.note) } }
                (cite(&turn.sources))
            }
            td { (turn.rungs.join("; ")) }
        }
    }
}

/// Every draw with its odds, and which turns were decided and which turned on chance.
pub(super) fn chance(debrief: &Debrief) -> Option<Markup> {
    if debrief.turns.is_empty() {
        return None;
    }
    let chance = &debrief.chance;
    Some(html! {
        p.intro {
            (tr!("A turn is marked “chance” when a draw that had at most one chance in ten came off, for good or ill, or when a harm that had at least one chance in ten stayed away. Harms are incidents, catastrophes, leaks, and events that climb the ladder, cost lives or raise the danger. Everything else was decided: it was ordered, or it was to be expected."))
        }
        p { (chance.summary) }
        @if !chance.spared.is_empty() {
            ul { @for spared in &chance.spared {
                li {
                    b { (spared.harm) } (tr!(": {draws} draws, and it never came. The chance that it would stay away every time was ", draws = spared.draws))
                    b { (words::odds(spared.parts)) } "."
                }
            } }
        }
        @if chance.draws != 0 {
            details {
            summary { (tr!("Every draw, with its odds and how it came out: {draws} draws. Open it here, and before printing if paper is to have it.", draws = chance.draws)) }
            div.scroll tabindex="0" role="region" aria-label=(tr!("Every draw, with its odds and result")) {
                table {
                    thead { tr { th scope="col" { (tr!("Turn")) } th scope="col" { (tr!("Draw")) } th.num scope="col" { (tr!("Odds")) } th scope="col" { (tr!("Result")) } th scope="col" { (tr!("Mark")) } } }
                    tbody { @for turn in &debrief.turns { @for draw in &turn.draws {
                        tr {
                            th scope="row" { (turn.number) }
                            td { (draw.about) @if draw.harm { " " span.tag { (tr!("harm")) } } }
                            td.num { (draw.odds) }
                            td { (draw.result) }
                            td { @if let Some(mark) = draw.mark() { span.tag.chance { "◆ " (mark) } } }
                        }
                    } } }
                }
            }
            }
        }
    })
}

/// What opponents that plan believed, feared and chose, turn by turn.
pub(super) fn thoughts(debrief: &Debrief) -> Option<Markup> {
    (!debrief.thoughts.is_empty()).then(|| {
        html! {
            @for mind in &debrief.thoughts {
                h3 { (shape(mind.actor)) " " (mind.name) ": " (mind.who) }
                @for turn in &mind.turns {
                    h4 { (tr!("Turn {turn}. {date}", turn = turn.turn, date = turn.date)) }
                    @for said in &turn.says { p { (said) } }
                }
            }
        }
    })
}

/// Forecasts that people wrote down, scored beside what the staff reckoned.
pub(super) fn forecasts(debrief: &Debrief) -> Option<Markup> {
    let score = |score: Option<f64>| score.map_or_else(String::new, |score| format!("{score:.2}"));
    (!debrief.forecasts.is_empty()).then(|| {
        html! {
            @for seat in &debrief.forecasts {
                h3 { (shape(seat.actor)) " " (seat.name) }
                div.scroll tabindex="0" role="region" aria-label=(tr!("Forecasts turn by turn")) {
                    table {
                        thead { tr {
                            th scope="col" { (tr!("Turn")) } th scope="col" { (tr!("You said")) } th.num scope="col" { (tr!("Score")) }
                            th scope="col" { (tr!("The staff reckoned")) } th.num scope="col" { (tr!("Score")) }
                        } }
                        tbody { @for turn in &seat.turns {
                            tr {
                                th scope="row" { (turn.turn) ". " (turn.date) }
                                td { (turn.said[0].as_deref().unwrap_or("")) }
                                td.num { (score(turn.score[0])) }
                                td { (turn.said[1].as_deref().unwrap_or(tr!("not asked"))) }
                                td.num { (score(turn.score[1])) }
                            }
                        } }
                    }
                }
                @if let Some(came) = &seat.came {
                    p { (tr!("What came was {came}.", came))
                        @if let Some(mean) = seat.mean[0] { (tr!(" Your mean score: {mean:.2}.", mean)) }
                        @if let Some(mean) = seat.mean[1] { (tr!(" The staff's: {mean:.2}.", mean)) }
                        (tr!(" A score of 0 is sure and right, 2 sure and wrong; saying a third for each gets {knows_nothing:.2} (Brier 1950). One crisis is one throw: a good forecast can be unlucky.", knows_nothing = KNOWS_NOTHING)) }
                    @if seat.calibration.iter().any(|bands| !bands.is_empty()) {
                    div.scroll tabindex="0" role="region" aria-label=(tr!("What was said, and how often it came")) {
                        table {
                            thead { tr {
                                th scope="col" { (tr!("Said by")) } th scope="col" { (tr!("Odds")) } th.num scope="col" { (tr!("Times")) }
                                th.num scope="col" { (tr!("Said, mean of 100")) } th.num scope="col" { (tr!("Came, of 100")) }
                            } }
                            tbody { @for (who, bands) in [tr!("you"), tr!("the staff")].iter().zip(&seat.calibration) { @for band in bands {
                                tr {
                                    th scope="row" { (who) }
                                    td { (tr!("{from} to {to} in 100", from = band.from, to = band.to)) }
                                    td.num { (band.count) }
                                    td.num { (format!("{:.0}", band.said)) }
                                    td.num { (format!("{:.0}", band.came)) }
                                }
                            } } }
                        }
                    }
                    }
                }
            }
        }
    })
}
