//! The desk of a party: what the world sees, what the party wants, and what it can do by its own rules.

use maud::{Markup, html};

use super::{front, ticket};
use crate::room::{REST, sheets::PartySheet};

/// What the party does: of each thing that its rules know, whether it comes as the rules have it, is done, or held back.
fn acts(sheet: &PartySheet, pass: &str) -> Markup {
    html! {
        section #acts {
            h2 { (tr!("What {party} may do", party = sheet.party)) }
            p.soft { (tr!("What stands here can come about on this turn. You say whether it is done or held back.")) }
            @if sheet.acts.is_empty() { p.none { (tr!("Nothing at this time.")) } }
            @for (at, (act, chosen)) in sheet.acts.iter().enumerate() {
                form.stand method="post" action="/seat/stand" data-quiet="" {
                    (ticket(pass, false))
                    input type="hidden" name="rule" value=(act.id);
                    label for={ "does" (at) } { (act.text) }
                    div.row {
                        select #{ "does" (at) } name="does" disabled[!sheet.open] {
                            option value="" selected[chosen.is_none()] { (tr!("as it comes")) }
                            option value="1" selected[*chosen == Some(true)] { (tr!("do it")) }
                            option value="0" selected[*chosen == Some(false)] { (tr!("hold back")) }
                        }
                        button disabled[!sheet.open] { (tr!("So be it")) }
                    }
                }
            }
            @if let Some(waits) = sheet.waits {
                form.stand method="post" action="/seat/stand" data-quiet="" {
                    (ticket(pass, false))
                    input type="hidden" name="rule" value=(REST);
                    label for="rest" { (tr!("What {party} would do at once about something that only happens on this turn", party = sheet.party)) }
                    p.soft { (tr!("What waits is named here on the next turn, if it still stands.")) }
                    div.row {
                        select #rest name="does" disabled[!sheet.open] {
                            option value="" selected[!waits] { (tr!("as it comes")) }
                            option value="0" selected[waits] { (tr!("wait")) }
                        }
                        button disabled[!sheet.open] { (tr!("So be it")) }
                    }
                }
            }
        }
    }
}

/// The page of a party's desk.
#[must_use]
pub fn party(sheet: &PartySheet, pass: &str) -> Markup {
    let before = html! {
        section #aims {
            h1 { (sheet.party) }
            p { (sheet.about) }
            @if !sheet.aims.is_empty() {
                h2 { (tr!("What it wants")) }
                ul { @for (title, text) in &sheet.aims { li { b { (title) } ". " (text) } } }
            }
        }
        @if sheet.watch.debrief.is_none() { (acts(sheet, pass)) }
    };
    front::watching(&sheet.watch, &sheet.party, &before, pass)
}
