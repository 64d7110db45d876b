//! The pupils with what they wrote, and room for the teacher's notes on it, which stand on a pupil's own page alone.

use maud::{Markup, html};

use super::ticket;
use crate::room::sheets::MarkSheet;

/// The page for marking.
#[must_use]
pub fn marks(pupils: &[MarkSheet], base: &str, pass: &str) -> Markup {
    html! {
        header.bar {
            div.who { h1 { (tr!("Reasons and notes")) } }
            p.when { a href=(base) { (tr!("Back to the class")) } }
        }
        main #main .marks tabindex="-1" {
            p.lead { (tr!("What is marked is reasoning and evidence, never who won. Your notes stand on the pupil's own page and nowhere else.")) }
            @if pupils.is_empty() { p.none { (tr!("Nobody.")) } }
            @for pupil in pupils {
                section #{ "pupil" (pupil.id) } {
                    h2 { (pupil.name) " " span.soft { (pupil.place) } }
                    @if pupil.reasons.is_empty() { p.none { (tr!("None was written down.")) } }
                    @for (date, order, reason, evidence) in &pupil.reasons {
                        p.by { b { (date) } ": " (order) }
                        p.reason { (reason) }
                        @if !evidence.is_empty() { ul { @for piece in evidence { li.soft { (piece) } } } }
                    }
                    @for (aim, text) in &pupil.arguments { p.by { b { (tr!("The aims court")) } ": " (aim) } p.reason { (text) } }
                    form method="post" action={ (base) "/do" } data-quiet="" {
                        (ticket(pass, false))
                        input type="hidden" name="what" value="mark";
                        input type="hidden" name="pupil" value=(pupil.id);
                        label for={ "mark" (pupil.id) } { (tr!("Your notes")) }
                        textarea #{ "mark" (pupil.id) } name="text" rows="2" maxlength="800" data-keep="" { (pupil.mark) }
                        button { (tr!("Keep")) }
                        " " a href={ (base) "/export/pupil-" (pupil.id) ".html" } { (tr!("The pupil's page")) }
                    }
                }
            }
        }
    }
}
