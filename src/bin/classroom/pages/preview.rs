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

fn head(of: &Preview, back: &str, words: &str) -> Markup {
    html! {
        header.bar {
            div.who { h1 { (of.title) } }
            p.when { a href=(back) { (words) } }
        }
    }
}

fn touched(of: &Preview) -> Markup {
    html! {
        section {
            @for part in of.text.lines() { p.lead { (part) } }
            @if let Some((name, now, then)) = &of.moves { p { b { (name) } ": " (tr!("from {now} to {then}", now, then)) } }
            (touches(tr!("Red lines that it bears on"), &of.lines)) (touches(tr!("Aims that it bears on"), &of.aims))
        }
    }
}

/// News of the teacher's own that are looked at, as the form sent them: its fields with their values, and to whom they go.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The text, the group, the side and what it moves, as fields.
    pub fields: Vec<(&'static str, String)>,
    /// To whom it is told, in words.
    pub to: String,
    /// The group in which it was reckoned.
    pub group: String,
    /// Why it could not be told so.
    pub refused: Option<String>,
}

/// The page of news of the teacher's own, before they are told.
#[must_use]
pub fn news(of: &Preview, draft: &Draft, base: &str, pass: &str) -> Markup {
    html! {
        (head(of, base, tr!("Back to the class")))
        main #main tabindex="-1" {
            p.soft { (draft.to) }
            (touched(of))
            section {
                h2 { (tr!("The odds of war")) }
                @if of.came.of == 0 && of.war[0].of == 0 { p.none { (tr!("The crisis is over.")) } }
                @else {
                    table.odds {
                        tr { th scope="row" { (tr!("As things stand")) } td { (odds(&of.war[0])) } }
                        @if of.moves.is_some() { tr { th scope="row" { (tr!("Once it is told")) } td { (odds(&of.war[1])) } } }
                    }
                    @if of.moves.is_none() { p.note { (tr!("Words alone: the rules of the crisis do not know of them. They touch no red line and no aim, and leave the odds of war as they are. What people make of them is their own.")) } }
                    p.soft { (trn!(of.war[0].of; "Reckoned in group {group}, from {count} crisis played on to its end. What both sides do in it is drawn by lot from simple policies: it says which way the news push, not what your class will do.", "Reckoned in group {group}, from {count} crises played on to their ends. What both sides do in them is drawn by lot from simple policies: it says which way the news push, not what your class will do.", group = draft.group, count = of.war[0].of)) }
                }
                @if let Some(why) = &draft.refused { p.fault role="alert" { (why) } }
                @else {
                    form method="post" action={ (base) "/do" } {
                        (ticket(pass, false))
                        input type="hidden" name="what" value="inject";
                        @for (name, value) in &draft.fields { input type="hidden" name=(name) value=(value); }
                        button.main { (tr!("Tell it")) }
                    }
                }
                p { a.button href=(base) { (tr!("Do not tell it")) } }
            }
        }
    }
}

/// The page of a preview.
#[must_use]
pub fn preview(of: &Preview, rule: &str, group: usize, base: &str, pass: &str) -> Markup {
    html! {
        (head(of, &format!("{base}/group/{group}"), tr!("Back to the group")))
        main #main tabindex="-1" {
            (touched(of))
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
