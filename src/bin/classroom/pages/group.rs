//! A group as only the facilitator sees it.

use maud::{Markup, html};

use super::{mark, screen, talk, ticket};
use crate::room::{ordered, sheets::GroupSheet};

/// The page of a group.
#[must_use]
pub fn group(sheet: &GroupSheet, base: &str, pass: &str) -> Markup {
    let at = sheet.row.at;
    let own = format!("{base}/group/{at}");
    html! {
        header.bar {
            div.who { h1 { (tr!("Group {name}", name = sheet.row.name)) } " " span.soft { (sheet.row.date) } }
            p.when { a href=(base) { (tr!("Back to the class")) } }
        }
        main #main .desk tabindex="-1" {
            div.column {
                section {
                    h2 { (tr!("The truth")) }
                    p.rungline { b { (sheet.row.rung) } @if let Some(danger) = sheet.row.danger { " · " (tr!("danger {danger}", danger)) } }
                    @if let Some((title, text)) = &sheet.truth.ending { p { b { (title) } ". " (text) } }
                    p { a href={ (own) "/debrief" } { (tr!("Debrief of this group")) } " · " a href={ (own) "/court" } { (tr!("The aims court")) } " · " a href={ (own) "/transcript" } { (tr!("Transcript")) } }
                    details { summary { (tr!("Every figure as it is")) } ul.tracks { @for (name, said) in &sheet.truth.tracks { li { (name) " " b { (said) } } } } }
                }
                section {
                    h2 { (tr!("Turn by turn")) }
                    @for (date, orders, told) in sheet.truth.turns.iter().rev() {
                        details {
                            summary { (date) }
                            @for (side, titles) in orders.iter().enumerate() { p { (mark(side)) b { (sheet.world.names[side]) } ": " (ordered(titles)) } }
                            ul { @for text in told { li { (text) } } }
                        }
                    }
                }
                @if !sheet.learnt.is_empty() {
                    section {
                        h2 { (tr!("Looking back in between")) }
                        @for one in sheet.learnt.iter().rev() {
                            div.decision {
                                p.by { (mark(one.side)) b { (one.by) } " · " (one.date) }
                                p.reason { (one.text) }
                                @if !one.near.is_empty() { ul { @for (aim, near) in &one.near { li.soft { (tr!("{aim}: {near} of 100", aim, near)) } } } }
                            }
                        }
                    }
                }
                section {
                    h2 { (tr!("Why they decided so")) }
                    @for past in sheet.past.iter().rev() {
                        div.decision.undone[past.undone] {
                            h3 { (mark(past.side)) (past.date) @if past.undone { " " span.tag { (tr!("undone")) } } }
                            @for (_, one) in &past.proposals {
                                p { b { (one.by) } @if one.sealed { " " span.tag.good { (tr!("sealed")) } } " " (ordered(&one.said)) }
                                p.reason { (one.reason) }
                            }
                        }
                    }
                }
            }
            div.column.beside {
                section {
                    h2 { (tr!("Let it happen")) }
                    @if let Some(title) = &sheet.awaited { p.note { (tr!("Waits to happen: {title}", title)) } }
                    p.soft { (tr!("An event of the scenario then happens the first time its conditions hold, whatever the dice say; the record names it.")) }
                    form method="post" action={ (base) "/do" } {
                        (ticket(pass, false))
                        input type="hidden" name="what" value="force";
                        input type="hidden" name="group" value=(at);
                        select name="rule" aria-label=(tr!("Event")) {
                            @for event in &sheet.prepared { option value=(event.id) { (event.title) @if event.ready { " – " (tr!("can happen now")) } } }
                        }
                        button { (tr!("Let it happen")) }
                    }
                    details { summary { (tr!("What each would be and do")) } ul { @for event in &sheet.prepared { li { b { (event.title) } ": " (event.text) " " a href={ (own) "/preview?rule=" (event.id) } { (tr!("What would it do?")) } } } } }
                }
                @for side in 0..2 {
                    section {
                        h2 { (mark(side)) (sheet.world.names[side]) }
                        p { a href={ (own) "/seat/" (side) } { (tr!("Take the seat, or enter a slip")) } }
                        form.one method="post" action={ (base) "/do" } {
                            (ticket(pass, false))
                            input type="hidden" name="what" value="sit";
                            input type="hidden" name="group" value=(at);
                            input type="hidden" name="side" value=(side);
                            select name="sitter" aria-label=(tr!("Who sits there")) {
                                option value="" { (tr!("pupils")) }
                                @for policy in brinkmanship::policy::Policy::ALL {
                                    option value=(policy.name()) selected[sheet.row.teams[side].program.as_ref().is_some_and(|(_, name)| name == policy.name())] { (tr!("the program: {words}", words = policy.words())) }
                                }
                            }
                            button.tiny { (tr!("seat them")) }
                        }
                        @for one in &sheet.talks[side].proposals {
                            div.proposal.sealed[one.sealed] { p.by { b { (one.by) } " · " (one.votes) } (talk::order(&one.said)) p.reason { (one.reason) } (keep(one.id, one.kept_back, at, base, pass)) }
                        }
                    }
                }
                section {
                    h2 { (tr!("All that was written")) }
                    @for text in sheet.texts.iter().rev() {
                        div.text.hiddentext[text.hidden] {
                            p.by { b { (text.by) } " · " (text.kind) @if text.held { " · " em { (tr!("waits for you")) } } @if text.hidden { " · " em { (tr!("hidden")) } } }
                            p { (text.text) }
                            (keep(text.id, text.hidden || text.held, at, base, pass))
                        }
                    }
                }
                section { h2 { (tr!("What the world sees")) } (screen::world(&sheet.world, &format!("{own}/map/2"))) }
            }
        }
    }
}

/// Buttons that let a text through or hide it.
fn keep(id: u32, kept: bool, group: u16, base: &str, pass: &str) -> Markup {
    let form = |what: &str, words: &str| {
        html! {
            form.one method="post" action={ (base) "/do" } {
                (ticket(pass, false))
                input type="hidden" name="what" value=(what);
                input type="hidden" name="group" value=(group);
                input type="hidden" name="text" value=(id);
                button.tiny { (words) }
            }
        }
    };
    html! {
        @if kept { (form("show", tr!("let it through"))) } @else { (form("hide", tr!("hide"))) }
    }
}
