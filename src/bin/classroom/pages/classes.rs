//! The first pages of the facilitator's desk: the classes, a new one, whether devices reach it, and the end of the program.

use maud::{Markup, html};

use super::{mark, qr, shell, ticket};
use crate::room::{DEBRIEF, sheets::ClassSheet};

/// A scenario that a class can be made of.
#[derive(Clone, Debug)]
pub struct Offered {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// Its cuts: id, title, minutes.
    pub cuts: Vec<(String, String, u16)>,
    /// The title of its fictional twin, if it has one.
    pub twin: Option<String>,
    /// The titles of its variants.
    pub variants: Vec<String>,
    /// The names of both sides.
    pub sides: [String; 2],
}

/// Where pupils go to join.
#[derive(Clone, Debug, Default)]
pub struct Doors {
    /// The addresses at which the room reaches this computer, and whether each is open.
    pub addresses: Vec<(String, bool)>,
    /// Devices that reached the self-test.
    pub reached: Vec<String>,
    /// Whether it was open to the room before the program was started anew, and has not been opened since.
    pub was_open: bool,
}

impl Doors {
    /// The address to join at, if the room reaches it.
    #[must_use]
    pub fn open(&self) -> Option<&str> {
        self.addresses.iter().find(|(_, open)| *open).map(|(address, _)| address.as_str())
    }
}

/// Says in red that the room is locked out since the program was started anew, with the one button that lets it in.
#[must_use]
pub fn locked_out(doors: &Doors, pass: &str) -> Markup {
    html! {
        @if doors.was_open && doors.open().is_none() {
            section.alarm role="alert" {
                p { b { (tr!("The room is locked out.")) } " " (tr!("Before the program was started anew it was open to the room; now only this computer reaches it, and the pupils' pages say that the connection is lost.")) }
                form.one method="post" action="/desk/open" { (ticket(pass, false)) button.main { (tr!("Open it to the room again")) } }
            }
        }
    }
}

fn policies() -> Vec<(&'static str, &'static str)> {
    brinkmanship::policy::Policy::ALL.into_iter().map(|policy| (policy.name(), policy.words())).collect()
}

/// Who sits on a side.
fn sitters(side: usize) -> Markup {
    html! {
        select #{ "seat" (side) } name={ "seat" (side) } aria-describedby={ "side" (side) } {
            option value="" { (tr!("pupils")) }
            @for (id, words) in policies() { option value=(id) { (tr!("the program: {words}", words)) } }
        }
    }
}

/// A scenario in one of its lengths, to be chosen; the first of all is.
fn length(place: (usize, usize), value: &str, words: &str) -> Markup {
    html! {
        label.check for={ "play" (place.0) "-" (place.1) } {
            input type="radio" #{ "play" (place.0) "-" (place.1) } name="play" value=(value) checked[place == (0, 0)] required;
            (words)
        }
    }
}

/// Whether a class is to be deleted.
#[must_use]
pub fn deleting(title: &str, base: &str, pass: &str) -> String {
    let asked = tr!("Delete this class for good?");
    let body = html! {
        main #main .front {
            h1 { (asked) }
            p.lead { b { (title) } }
            p { (tr!("Names, words, votes and games of this class are deleted from this computer. There is no way back.")) }
            form method="post" action={ (base) "/delete" } { (ticket(pass, false)) button.alarm { (tr!("Delete this class for good")) } }
            p { a.button href=(base) { (tr!("No, back to the class")) } }
        }
    };
    shell(asked, "plain", None, &body)
}

/// The first page of the desk.
#[must_use]
pub fn classes(
    classes: &[(i64, ClassSheet)],
    offered: &[Offered],
    doors: &Doors,
    pass: &str,
    fault: Option<&str>,
) -> String {
    let title = tr!("The desk");
    let body = html! {
        main #main .desk.front.wide {
            p.eyebrow { "Brinkmanship" }
            h1 { (title) }
            @if let Some(fault) = fault { p.fault role="alert" { (fault) } }
            (locked_out(doors, pass))
            @match doors.open() {
                Some(address) => p { (tr!("Open to the room: pupils join at {address}", address)) }
                None => @if !doors.was_open {
                    div.door {
                        p { (tr!("Only this computer can join as yet.")) }
                        form.one method="post" action="/desk/open" { (ticket(pass, false)) button.main { (tr!("Open it to the room")) } }
                    }
                }
            }
            p { a href="/desk/reach" { (tr!("Can other devices reach this computer? Try it.")) } " · " a href="/desk/stop" { (tr!("Stop the program")) } }
            @if !classes.is_empty() {
                h2 { (tr!("Your classes")) }
                ul.classes {
                    @for (id, class) in classes {
                        li { a href={ "/desk/" (id) } { b { (class.title) } } " " (class.scenario) " · " span.code { (class.code) } " · "
                            (trn!(class.groups.len() as u64; "{count} group", "{count} groups", count = class.groups.len())) }
                    }
                }
            }
            h2 { (tr!("A new class")) }
            form.new method="post" action="/desk/new" {
                (ticket(pass, false))
                label for="title" { (tr!("Its name")) }
                input #title name="title" maxlength="40" value=(tr!("My class")) required;
                fieldset {
                    legend { (tr!("Scenario and length")) }
                    @for (at, of) in offered.iter().enumerate() {
                        div.offered {
                            h3 { (of.title) }
                            p.soft { (of.summary) }
                            @for (place, (id, title, minutes)) in of.cuts.iter().enumerate() {
                                (length((at, place), &format!("{}/{id}", of.id), &format!("{title} ({})", trn!(u64::from(*minutes); "{minutes} minute", "{minutes} minutes", minutes))))
                            }
                            (length((at, of.cuts.len()), &format!("{}/", of.id), tr!("the whole scenario")))
                        }
                    }
                }
                label.check { input type="checkbox" name="twin" value="1"; (tr!("under invented names, where the scenario has them")) }
                label for="groups" { (tr!("Groups")) }
                input #groups name="groups" type="number" min="1" max="48" value="2";
                label for="time" { (tr!("Time")) }
                select #time name="time" {
                    @for (lesson, turn) in PRESETS {
                        option value=(lesson) selected[lesson == 45] { (tr!("{lesson} minutes, {turn} minutes for a turn", lesson, turn)) }
                    }
                }
                details {
                    summary { (tr!("Other times")) }
                    p.soft { (tr!("What stands here goes before the choice above.")) }
                    div.row {
                        div { label for="lesson" { (tr!("Minutes of the lesson")) } input #lesson name="lesson" type="number" min="10" max="300"; }
                        div { label for="turn" { (tr!("Minutes for a turn; 0 for no clock")) } input #turn name="turn" type="number" min="0" max="60"; }
                    }
                }
                p.soft { (trn!(DEBRIEF; "The desk keeps {minutes} minute for the debrief and says after which turn it is best to stop.", "The desk keeps {minutes} minutes for the debrief and says after which turn it is best to stop.", minutes = DEBRIEF)) }
                label.check { input type="checkbox" name="same" value="1" checked; (tr!("the same luck in every group: what differs, people did")) }
                details {
                    summary { (tr!("The luck of another class")) }
                    label for="luck" { (tr!("Its number, from the page of that class; empty for luck of its own")) }
                    input #luck name="luck" inputmode="numeric" autocomplete="off" maxlength="16" pattern="[0-9]*";
                }
                @if offered.iter().any(|of| 1 < of.variants.len()) {
                    label.check { input type="checkbox" name="split" value="1"; (tr!("split the groups over the variants of the scenario, where it has some, to compare them")) }
                    @for of in offered.iter().filter(|of| 1 < of.variants.len()) { p.soft { (of.title) ": " (of.variants.join("; ")) } }
                }
                div.row {
                    @for side in 0..2 {
                        div {
                            label for={ "seat" (side) } { (mark(side)) (if side == 0 { tr!("First side") } else { tr!("Second side") }) }
                            p.soft #{ "side" (side) } { @for (at, of) in offered.iter().enumerate() { @if 0 < at { "; " } (tr!("{title}: {side}", title = of.title, side = of.sides[side])) } }
                            (sitters(side))
                        }
                    }
                }
                label for="placing" { (tr!("Places")) }
                select #placing name="placing" {
                    option value="dealt" { (tr!("dealt out as pupils join")) }
                    option value="chosen" { (tr!("chosen by pupils")) }
                    option value="teacher" { (tr!("given by me")) }
                }
                label for="lapse" { (tr!("When a turn's time is up")) }
                select #lapse name="lapse" {
                    option value="wait" { (tr!("the clock turns red, and the leader seals")) }
                    option value="votes" { (tr!("the proposal with the most votes is sent")) }
                }
                label for="tone" { (tr!("Tone")) }
                select #tone name="tone" {
                    option value="plain" { (tr!("plain: human cost in figures as it happens, ends as they are")) }
                    option value="gentle" { (tr!("gentle: human cost and what a war meant are kept for the debrief")) }
                }
                label.check { input type="checkbox" name="apart" value="1" checked; (tr!("each role reads its own papers, so that a team has to talk")) }
                button.main { (tr!("Make the class")) }
            }
        }
    };
    shell(title, "plain", None, &body)
}

/// The lessons that can be chosen at once: minutes of the lesson, minutes for a turn.
///
/// Source: the teaching notes of the scenarios for 45 and 90 minutes; for 30 our judgement: fewer turns, hardly shorter.
pub const PRESETS: [(u16, u32); 3] = [(30, 3), (45, 4), (90, 6)];

/// Whether the program is to be stopped.
#[must_use]
pub fn stopping(running: &[String], pass: &str) -> String {
    let title = tr!("Stop the program?");
    let body = html! {
        main #main .front {
            h1 { (title) }
            p.lead { (tr!("Everything is kept. Start the program again, and every class and every pupil is where they were.")) }
            @if !running.is_empty() { p.note.alarm { (tr!("These lessons are under way: {list}. Their pupils will read that the connection is lost.", list = running.join(", "))) } }
            form method="post" action="/desk/stop" { (ticket(pass, false)) button.alarm { (tr!("Stop the program")) } }
            p { a.button href="/desk" { (tr!("No, back to the desk")) } }
        }
    };
    shell(title, "plain", None, &body)
}

/// What stands in the browser when the program has stopped.
#[must_use]
pub fn stopped() -> String {
    let title = tr!("The program has stopped");
    let body = html! {
        main #main .front {
            h1 { (title) }
            p.lead { (tr!("Everything is kept. This page can be closed.")) }
        }
    };
    shell(title, "plain", None, &body)
}

/// The self-test.
#[must_use]
pub fn reach(doors: &Doors, pass: &str) -> Markup {
    html! {
        main #main .desk.front tabindex="-1" {
            p { a href="/desk" { (tr!("Back to the desk")) } }
            h1 { (tr!("Can other devices reach this computer?")) }
            @if let Some(address) = doors.open() {
                p.lead { (tr!("Open this address on a phone that is in the same network:")) }
                p.joincode { (address) "/reach" }
                (qr(&format!("{address}/reach")))
                @if doors.reached.is_empty() {
                    p.note { (tr!("No other device has come yet. This page changes by itself.")) }
                    h2 { (tr!("If none comes")) }
                    ul {
                        li { (tr!("School networks often keep devices apart. Let a phone or this computer open a hotspot, join it with all devices, and start the program again.")) }
                        li { (tr!("A firewall may ask whether the program may accept connections; say yes for private networks.")) }
                        li { (tr!("Or play on the projector: two halves of the class on one screen, hands counted at the desk.")) }
                        li { (tr!("Or on paper: print the pack and enter each group's slip at the desk.")) }
                    }
                } @else {
                    p.note.good { b { (tr!("Yes.")) } " " (tr!("These came: {list}", list = doors.reached.join(", "))) }
                }
            } @else {
                p.lead { (tr!("Only this computer can join as yet.")) }
                form.one method="post" action="/desk/open" { (ticket(pass, false)) button.main { (tr!("Open it to the room")) } }
                @if doors.addresses.is_empty() { p.note { (tr!("This computer is in no network. Open a hotspot first, or play on the projector or on paper.")) } }
            }
        }
    }
}
