//! The pages before a team is found: joining, the hall, those who watch, and whether a device reaches the desk.

use brinkmanship::report::{
    html::emphasis,
    words::{the, uncapped},
};
use maud::{Markup, html};

use super::{clock, mark, paragraphs, shell, talk, ticket};
use crate::room::{
    Post, Speech,
    sheets::{HallSheet, PlaceRow, WatchSheet},
};

/// The page to join on.
#[must_use]
pub fn join(code: &str, name: &str, fault: Option<&str>) -> String {
    let title = tr!("Join the class");
    let body = html! {
        main #main .front {
            p.eyebrow { "Brinkmanship" }
            h1 { (title) }
            @if let Some(fault) = fault { p.fault role="alert" { (fault) } }
            form method="post" action="/join" {
                label for="code" { (tr!("The code on the board")) }
                input #code name="code" value=(code) required autocomplete="off" autocapitalize="characters" spellcheck="false" maxlength="12" .code;
                label for="name" { (tr!("A nickname")) }
                input #name name="name" value=(name) autocomplete="off" maxlength="24";
                p.soft { (tr!("Not your full name. It stays on the teacher's computer and goes when the class is deleted. With a code for the place that you had, it stays empty.")) }
                button.main { (tr!("Join")) }
            }
        }
    };
    shell(title, "plain", None, &body)
}

/// Whether this device reaches the desk.
#[must_use]
pub fn reached(code: Option<&str>) -> String {
    let title = tr!("This device reaches the desk");
    let body = html! {
        main #main .front {
            p.eyebrow { "Brinkmanship" }
            h1 { (title) }
            p.lead { (tr!("The teacher's screen says so too. Pupils can join from devices on this network.")) }
            p { a.button href=(code.map_or_else(|| "/".to_owned(), |code| format!("/?code={code}"))) { (tr!("Join the class")) } }
        }
    };
    shell(title, "plain", None, &body)
}

/// The questions for reflection, for whoever may answer them.
#[must_use]
pub fn questions(questions: &[String], pass: &str) -> Markup {
    html! {
        section #questions {
            h2 { (tr!("Looking back")) }
            p.soft { (tr!("Answers are kept without a name, unless you sign one. What you wrote as reasons during the game has yours.")) }
            p {
                a.button href="/seat/debrief" { (tr!("Read the debrief of your group")) }
                a.button href="/seat/court" { (tr!("Go to the aims court")) }
            }
            @for (at, question) in questions.iter().enumerate() {
                form.answer method="post" action="/seat/answer" data-quiet="" {
                    (ticket(pass, false))
                    input type="hidden" name="question" value=(at);
                    label for={ "answer" (at) } { (emphasis(question)) }
                    textarea #{ "answer" (at) } name="text" maxlength="800" rows="3" {}
                    label.check { input type="checkbox" name="sign" value="1"; (tr!("with my nickname under it")) }
                    button { (tr!("Hand in")) }
                }
            }
        }
    }
}

/// The foot of every pupil's page: the quiet way out.
#[must_use]
pub fn foot(pass: &str, out: bool) -> Markup {
    html! {
        footer.foot {
            p { (tr!("Keep this page open. If it is closed, open the same address again on this device.")) }
            @if out {
                details.out {
                    summary { (tr!("I would rather watch")) }
                    p { (tr!("You leave your team and watch what the world sees; somebody else takes over your roles, and nobody is told why. You can go back until the turn is played.")) }
                    form method="post" action="/seat/out" {
                        (ticket(pass, false))
                        button.quiet { (tr!("Yes, I leave the team and watch")) }
                    }
                }
            }
        }
    }
}

/// The hall.
#[must_use]
pub fn hall(sheet: &HallSheet, pass: &str) -> Markup {
    html! {
        main #main .hall tabindex="-1" {
            p.eyebrow { (sheet.title) }
            h1 { (tr!("Welcome, {name}", name = sheet.name)) }
            @if let Some(asked) = &sheet.debrief { (questions(asked, pass)) }
            p.lead { (sheet.summary) }
            @if !sheet.content_note.is_empty() { p.note { (sheet.content_note) } }
            @if sheet.places.is_empty() {
                p { (tr!("The teacher will give you a place. This page changes by itself.")) }
            } @else {
                h2 { (tr!("Choose a place")) }
                @for PlaceRow { name, at, sides, parties } in &sheet.places {
                    form.places method="post" action="/seat/place" {
                        (ticket(pass, false))
                        input type="hidden" name="group" value=(at);
                        h3 { (tr!("Group {name}", name)) }
                        @for (side, (title, size)) in sides.iter().enumerate() {
                            @if let Some(size) = size {
                                button name="post" value={ "side" (side) } { (mark(side)) (title) " " span.soft { "(" (size) ")" } }
                            }
                        }
                        @for (party, (title, size)) in parties.iter().enumerate() {
                            button.quiet name="post" value={ "party" (party) } { (tr!("At the desk of {party}", party = uncapped(&the(title)))) " " span.soft { "(" (size) ")" } }
                        }
                        button.quiet name="post" value="un" { (tr!("Watch for the United Nations")) }
                        button.quiet name="post" value="press" { (tr!("Watch for the press")) }
                    }
                }
            }
            (foot(pass, false))
        }
    }
}

/// Says that the last turn was undone.
#[must_use]
pub fn taken_back() -> Markup {
    html! {
        p.note.alarm role="status" { b { (tr!("The teacher took the last turn back.")) } " " (tr!("What happened on it has not happened; it is played anew from here.")) }
    }
}

/// The page of those who watch.
#[must_use]
pub fn watch(sheet: &WatchSheet, pass: &str) -> Markup {
    let press = matches!(sheet.post, Post::Press(_));
    let role = if press { tr!("For the press") } else { tr!("For the United Nations") };
    watching(sheet, role, &html! {}, pass)
}

/// The page of somebody who sits on no side, with what their own desk has before it.
#[must_use]
pub fn watching(sheet: &WatchSheet, role: &str, own: &Markup, pass: &str) -> Markup {
    let press = matches!(sheet.post, Post::Press(_));
    html! {
        header.bar {
            p.who { b { (role) } " " span.soft { (sheet.name) " · " (tr!("Group {name}", name = sheet.group)) } }
            p.when { (sheet.world.date) " " (clock(sheet.clock)) }
        }
        main #main tabindex="-1" {
            @if sheet.goes_back {
                section.note {
                    p { (tr!("You have left your team. Until the turn is played you can go back to the place that you had.")) }
                    form method="post" action="/seat/back" { (ticket(pass, false)) button { (tr!("Back to my team")) } }
                }
            }
            @if let Some(asked) = &sheet.debrief { (questions(asked, pass)) }
            @if sheet.taken_back { (taken_back()) }
            (own)
            section {
                // A party's desk has a heading of its own.
                @if own.0.is_empty() { h1 { (tr!("What the world sees")) } } @else { h2 { (tr!("What the world sees")) } }
                p.soft { (tr!("You see what all the world can tell: how far it has come, what can be counted, and what was in the news. What is done in secret stays hidden until it comes out.")) }
                (super::screen::world(&sheet.world, "/seat/map"))
            }
            section #talk aria-live="polite" {
                h2 { (tr!("Said in the open")) }
                (talk::texts(&sheet.texts))
                @if sheet.speech == Speech::Frozen {
                    p.note { (tr!("Writing is stopped for the moment.")) }
                } @else if !sheet.publishes {
                    p.note { (tr!("You have read the papers of a side in this group, so you watch and publish nothing.")) }
                } @else {
                    form.say method="post" action="/seat/say" data-quiet="" {
                        (ticket(pass, true))
                        input type="hidden" name="to" value="all";
                        label for="text" {
                            @if press { (tr!("A headline that both sides and the class will read")) }
                            @else { (tr!("A statement that both sides and the class will read")) }
                        }
                        textarea #text name="text" maxlength="800" rows="2" required {}
                        button { (tr!("Publish")) }
                    }
                }
            }
            section {
                h2 { (tr!("Before")) }
                (before(&sheet.world.before))
            }
            (foot(pass, false))
        }
    }
}

/// What the world saw on former turns.
#[must_use]
pub fn before(before: &[(String, Vec<String>)]) -> Markup {
    html! {
        @if before.is_empty() { p.none { (tr!("Nothing yet.")) } }
        @for (date, texts) in before {
            h3 { (date) }
            ul { @for text in texts { li { (text) } } }
        }
    }
}

/// What somebody is told who may not see a page.
#[must_use]
pub fn notice(text: &str) -> Markup {
    html! { p.note { (paragraphs(text)) } }
}
