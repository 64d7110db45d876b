//! Offers and agreements, the real course beside the one played, and what followed.

use maud::{Markup, html};

use super::{cite, orders, shape};
use crate::report::debrief::{AgreementPart, Debrief, OfferPart, RealTurn};

fn secrecy(secret: bool) -> Markup {
    html! { @if secret { span.tag.secret { (tr!("secret")) } } @else { span.tag { (tr!("public")) } } }
}

/// Offers, agreements and words given.
pub(super) fn talks(debrief: &Debrief) -> Option<Markup> {
    if debrief.offers.is_empty() && debrief.agreements.is_empty() && debrief.commitments.is_empty() {
        return None;
    }
    Some(html! {
        @if !debrief.offers.is_empty() {
            h3 { (tr!("What was offered")) }
            div.scroll tabindex="0" role="region" aria-label=(tr!("Offers")) {
                table.offers {
                    colgroup { col.turn; col.order; col; col.legs; col.order; }
                    thead { tr { th scope="col" { (tr!("Sent")) } th scope="col" { (tr!("By")) } th scope="col" { (tr!("Offer")) } th scope="col" { (tr!("Promises")) } th scope="col" { (tr!("What became of it")) } } }
                    tbody { @for offer in &debrief.offers { (self::offer(offer)) } }
                }
            }
        }
        h3 { (tr!("What was agreed")) }
        @if debrief.agreements.is_empty() { p { (tr!("Nothing was agreed.")) } }
        @for agreement in &debrief.agreements { (self::agreement(agreement)) }
        @if !debrief.commitments.is_empty() {
            h3 { (tr!("Words that one could be held to")) }
            ul { @for word in &debrief.commitments {
                li { b { (word.owner) ": " } (tr!("“{text}” Given on turn {given}; {became}.", text = word.text, given = word.given, became = word.became)) (cite(&word.sources)) }
            } }
        }
    })
}

fn offer(offer: &OfferPart) -> Markup {
    html! {
        tr {
            th scope="row" {
                (tr!("Turn {sent}", sent = offer.sent))
                @if offer.sent < offer.arrives { br; span.soft { (tr!("due on turn {arrives}", arrives = offer.arrives)) } }
            }
            td { (offer.from) }
            td {
                b { (offer.title) } br; (offer.text) (cite(&offer.sources))
                @if !offer.again.is_empty() { p.soft { (offer.said_again()) } }
                @if !offer.crossed_with.is_empty() {
                    p.soft { (tr!("Written before this had been read: {crossed_with}.", crossed_with = offer.crossed_with.join(", "))) }
                }
            }
            td { ul { @for leg in &offer.legs { li { (leg.giver) ": " (leg.title) " " (secrecy(leg.secret)) } } } }
            td { (offer.became) @if let Some(turn) = offer.became_on { (tr!(" on turn {turn}", turn)) } }
        }
    }
}

fn agreement(agreement: &AgreementPart) -> Markup {
    html! {
        div.scroll tabindex="0" role="region" aria-label={(tr!("Agreement of turn {turn}", turn = agreement.turn))} {
            table.agreed {
                caption { (tr!("Turn {turn}, {date}", turn = agreement.turn, date = agreement.date)) }
                colgroup { col.order; col; col.order; col.order; col.legs; }
                thead { tr { th scope="col" { (tr!("Who promised")) } th scope="col" { (tr!("What")) } th scope="col" { (tr!("Before whom")) } th scope="col" { (tr!("What became of it")) } th scope="col" { (tr!("What agreeing cost")) } } }
                tbody { @for leg in &agreement.legs { tr {
                    th scope="row" { (shape(leg.actor)) (leg.giver) }
                    td { b { (leg.title) "." } " " (leg.text) (cite(&leg.sources)) }
                    td { (secrecy(leg.secret)) @if !leg.leaked.is_empty() { p.soft { (leg.leaked) } } }
                    td { (leg.carried) }
                    td { @if leg.cost.is_empty() { span.none { (tr!("nothing that is counted")) } } @else { ul { @for cost in &leg.cost { li { (cost) } } } } }
                } } }
            }
        }
    }
}

/// The real course beside the one played.
pub(super) fn real(debrief: &Debrief) -> Option<Markup> {
    let real = debrief.real.as_ref()?;
    if debrief.is_history {
        return Some(html! { p { (tr!("{parted} There is nothing to set beside it.", parted = real.parted)) } });
    }
    let [played, really] = &real.endings;
    let names = [&debrief.actors[0].name, &debrief.actors[1].name];
    Some(html! {
        p.ahead { (real.parted) }
        p { (tr!("This course ended thus: {played}. The real one: {really}.", played, really)) }
        @if let Some([played, really]) = real.scores.filter(|_| !debrief.lost()) {
            p {
                (tr!("Scores at the second date: {names} {played} here and {really} in reality; {names2} {played2} here and {really2} in reality.", names = names[0], played = played[0], really = really[0], names2 = names[1], played2 = played[1], really2 = really[1]))
            }
        }
        div.scroll tabindex="0" role="region" aria-label=(tr!("Both courses, turn by turn")) {
            table.real {
                colgroup { col.turn; col; col; col.order; col.order; }
                thead { tr {
                    th scope="col" { (tr!("Turn")) } th scope="col" { (tr!("As played")) } th scope="col" { (tr!("As it really was")) }
                    th scope="col" { (tr!("Rung as played")) } th scope="col" { (tr!("Rung as it really was")) }
                } }
                tbody { @for turn in &real.turns { (real_row(&names, turn)) } }
            }
        }
        @if !real.aims.is_empty() {
            div.scroll tabindex="0" role="region" aria-label=(tr!("Verdicts in both courses")) {
                table {
                    caption { (tr!("Headline verdicts at the second date: {horizons}", horizons = debrief.horizons[1])) }
                    thead { tr { th scope="col" { (tr!("Whose")) } th scope="col" { (tr!("Aim")) } th scope="col" { (tr!("As played")) } th scope="col" { (tr!("As it really was")) } } }
                    tbody { @for aim in &real.aims { tr {
                        td { (aim.owner) } th scope="row" { (aim.title) } td { (aim.played) }
                        td { @if aim.played == aim.really { span.soft { (tr!("the same")) } } @else { (aim.really) } }
                    } } }
                }
            }
        }
    })
}

fn real_row(names: &[&String; 2], turn: &RealTurn) -> Markup {
    html! {
        tr {
            th scope="row" { (turn.number) br; span.soft { (turn.date) } }
            td { @for at in 0..2 { p { b { (shape(at)) (names[at]) } } (orders(&turn.played[at])) } }
            td {
                @for at in 0..2 {
                    p { b { (shape(at)) (names[at]) } @if !turn.same[at] { " " span.tag.strong { (tr!("≠ otherwise")) } } }
                    @if turn.same[at] { span.soft { (tr!("the same")) } } @else { (orders(&turn.really[at])) }
                }
                @if !turn.note.is_empty() { p.soft { (turn.note) } }
            }
            td { (turn.rungs[0]) }
            td { @if turn.rungs[0] == turn.rungs[1] { span.soft { (tr!("the same")) } } @else { (turn.rungs[1]) } }
        }
    }
}

/// What followed the end, before each horizon.
pub(super) fn aftermath(debrief: &Debrief) -> Option<Markup> {
    if debrief.aftermath.is_empty() {
        return None;
    }
    Some(html! {
        @for (at, horizon) in debrief.horizons.iter().enumerate() {
            @if debrief.aftermath.iter().any(|item| item.horizon == at) {
                h3 { (tr!("Counted with the verdict of “{horizon}”", horizon)) }
                dl.why { @for item in debrief.aftermath.iter().filter(|item| item.horizon == at) {
                    div {
                        dt { (item.date) }
                        dd {
                            p { (item.text) (cite(&item.sources)) }
                            @if let Some(odds) = &item.odds { p.soft { (tr!("Left to chance, at {odds}.", odds)) } }
                            @if item.known_to != tr!("everyone") { p.soft { (tr!("Known to {known_to}.", known_to = item.known_to)) } }
                            @if !item.changes.is_empty() { p.soft { (item.changes.join(" ")) } }
                        }
                    }
                } }
            }
        }
    })
}
