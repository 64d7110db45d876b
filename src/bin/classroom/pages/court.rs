//! The aims court: how the program judged each aim and on what evidence, what is argued about it, what the teacher rules.

use brinkmanship::report::class::value_words;
use maud::{Markup, html};

use super::{mark, ticket};
use crate::room::{
    Argument, Case, Ruling,
    sheets::{CourtSheet, Heard},
};

/// Who looks at the court, and where its forms go.
#[derive(Clone, Debug)]
pub enum Looks {
    /// A pupil, with the pass of their forms.
    Pupil(String),
    /// The teacher: the address of the class, its pass, and the group.
    Teacher(String, String, usize),
}

/// The verdicts that a teacher may give.
const VERDICTS: [u8; 5] = [100, 75, 50, 25, 0];

fn argued(argued: &[(String, Argument)]) -> Markup {
    html! {
        @if !argued.is_empty() {
            h4 { (tr!("What is argued")) }
            ul.argued {
                @for (who, one) in argued {
                    li {
                        @if let Some(side) = one.side { (mark(side)) }
                        b { (who) } ": " (one.text)
                        @if !one.evidence.is_empty() { ul { @for piece in &one.evidence { li.soft { (piece) } } } }
                    }
                }
            }
        }
    }
}

fn ruled(ruling: Option<&Ruling>) -> Markup {
    html! {
        @if let Some(ruling) = ruling {
            p.note { b { (tr!("The teacher rules: {verdict}.", verdict = value_words(ruling.value))) } " " (ruling.reason) }
        }
    }
}

fn argue(case: &Case, at: usize, pass: &str) -> Markup {
    html! {
        details {
            summary { (tr!("Argue about this verdict")) }
            form method="post" action="/seat/argue" {
                (ticket(pass, true))
                input type="hidden" name="aim" value=(case.aim);
                @if !case.evidence.is_empty() {
                    fieldset {
                        legend { (tr!("On what evidence?")) }
                        @for (piece, text) in case.evidence.iter().enumerate() {
                            label.check { input type="checkbox" name="because" value=(piece); (text) }
                        }
                    }
                }
                label for={ "argue" (at) } { (tr!("Why the verdict should be otherwise, or why it is right")) }
                textarea #{ "argue" (at) } name="text" rows="3" maxlength="800" required {}
                button { (tr!("Say it in court")) }
            }
        }
    }
}

fn overrule(case: &Case, ruling: Option<&Ruling>, at: usize, (base, pass, group): (&str, &str, usize)) -> Markup {
    let chosen = ruling.map(|ruling| ruling.value).or(case.verdict.as_ref().map(|(_, value)| *value)).unwrap_or(50);
    html! {
        details open[ruling.is_some()] {
            summary { (tr!("Overrule it")) }
            form method="post" action={ (base) "/do" } {
                (ticket(pass, false))
                input type="hidden" name="what" value="overrule";
                input type="hidden" name="group" value=(group);
                input type="hidden" name="aim" value=(case.aim);
                label for={ "value" (at) } { (tr!("The verdict")) }
                select #{ "value" (at) } name="value" {
                    @for value in VERDICTS { option value=(value) selected[value == chosen] { (value_words(value)) } }
                }
                label for={ "why" (at) } { (tr!("The reason; empty, and the program's verdict stands")) }
                textarea #{ "why" (at) } name="text" rows="2" maxlength="800" { @if let Some(ruling) = ruling { (ruling.reason) } }
                button { (tr!("Rule so")) }
            }
        }
    }
}

/// The court.
#[must_use]
pub fn court(sheet: &CourtSheet, looks: &Looks, back: &str) -> Markup {
    let owners = sheet.cases.iter().map(|heard| heard.case.owner.as_str());
    let mut seen: Vec<&str> = Vec::new();
    for owner in owners {
        if !seen.contains(&owner) {
            seen.push(owner);
        }
    }
    html! {
        header.bar {
            div.who { h1 { (tr!("The aims court")) } " " span.soft { (tr!("Group {name}", name = sheet.group)) } }
            p.when { a href=(back) { (tr!("Back")) } }
        }
        main #main .court tabindex="-1" {
            p.lead { (tr!("The program judges every aim by the scenario's rules and lists its evidence. You may argue that it judged wrongly. What counts is the argument.")) }
            @for owner in seen {
                section {
                    h2 { @if let Some(side) = sheet.names.iter().position(|name| name == owner) { (mark(side)) } (owner) }
                    @for (at, Heard { case, arguments, ruling }) in sheet.cases.iter().enumerate() {
                        @if case.owner == owner {
                            div.case {
                                h3 { (case.title) " " @match &case.verdict {
                                    Some((words, _)) => span.tag { (words) },
                                    None => span.tag { (tr!("not judged yet")) },
                                } }
                                p { (case.text) }
                                @if !case.why.is_empty() { p { b { (tr!("The program:")) } " " (case.why) } }
                                @if !case.evidence.is_empty() { ul { @for piece in &case.evidence { li.soft { (piece) } } } }
                                (argued(arguments))
                                (ruled(ruling.as_ref()))
                                @match looks {
                                    Looks::Pupil(pass) => (argue(case, at, pass)),
                                    Looks::Teacher(base, pass, group) => (overrule(case, ruling.as_ref(), at, (base.as_str(), pass.as_str(), *group))),
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
