//! What an event would touch and do, before the teacher lets it happen.

use brinkmanship::survey::Share;
use maud::{Markup, html};

use super::ticket;
use crate::room::Preview;

fn odds(share: &Share) -> String {
    tr!(
        "{share:.0} in 100 ({low:.0} to {high:.0})",
        share = 100.0 * share.share,
        low = 100.0 * share.low,
        high = 100.0 * share.high
    )
}

fn touches(title: &str, found: &[(String, String)]) -> Markup {
    html! {
        h2 { (title) }
        @if found.is_empty() { p.none { (tr!("None.")) } }
        ul { @for (owner, text) in found { li { b { (owner) } ": " (text) } } }
    }
}

/// The page of a preview.
#[must_use]
pub fn preview(of: &Preview, rule: &str, group: usize, base: &str, pass: &str) -> Markup {
    html! {
        header.bar {
            div.who { h1 { (of.title) } }
            p.when { a href={ (base) "/group/" (group) } { (tr!("Back to the group")) } }
        }
        main #main tabindex="-1" {
            section { p.lead { (of.text) } (touches(tr!("Red lines that it bears on"), &of.lines)) (touches(tr!("Aims that it bears on"), &of.aims)) }
            section {
                h2 { (tr!("The odds of war")) }
                @if of.came.of == 0 { p.none { (tr!("The crisis is over.")) } }
                @else {
                    table.odds {
                        tr { th scope="row" { (tr!("As things stand")) } td { (odds(&of.war[0])) } }
                        tr { th scope="row" { (tr!("If it happens the first time it can")) } td { (odds(&of.war[1])) } }
                        tr { th scope="row" { (tr!("It could happen before the end")) } td { (odds(&of.came)) } }
                    }
                    p.soft { (trn!(of.came.of; "From {count} crisis played on to its end twice with the same luck, with the event and without. What both sides do in it is drawn by lot from simple policies: it says which way the event pushes, not what your class will do.", "From {count} crises played on to their ends twice with the same luck, with the event and without. What both sides do in them is drawn by lot from simple policies: it says which way the event pushes, not what your class will do.", count = of.came.of)) }
                }
                form method="post" action={ (base) "/do" } {
                    (ticket(pass, false))
                    input type="hidden" name="what" value="force";
                    input type="hidden" name="group" value=(group);
                    input type="hidden" name="rule" value=(rule);
                    button.main { (tr!("Let it happen")) }
                }
            }
        }
    }
}
