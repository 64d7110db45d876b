//! The facilitator's desk: classes, and one class.

use maud::{Markup, html};

use super::{clock, mark, qr, shell, ticket};
use crate::room::{
    Asked, Lapse, Placing, Speech,
    sheets::{ClassSheet, GroupRow, TeamRow},
};

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
}

/// Where pupils go to join.
#[derive(Clone, Debug, Default)]
pub struct Doors {
    /// The addresses at which the room reaches this computer, and whether each is open.
    pub addresses: Vec<(String, bool)>,
    /// Devices that reached the self-test.
    pub reached: Vec<String>,
}

impl Doors {
    /// The address to join at, if the room reaches it.
    #[must_use]
    pub fn open(&self) -> Option<&str> {
        self.addresses.iter().find(|(_, open)| *open).map(|(address, _)| address.as_str())
    }
}

fn policies() -> Vec<(&'static str, &'static str)> {
    brinkmanship::policy::Policy::ALL.into_iter().map(|policy| (policy.name(), policy.words())).collect()
}

fn sitters(name: &str, chosen: Option<&str>) -> Markup {
    html! {
        select name=(name) aria-label=(tr!("Who sits there")) {
            option value="" { (tr!("pupils")) }
            @for (id, words) in policies() { option value=(id) selected[chosen == Some(id)] { (tr!("the program: {words}", words)) } }
        }
    }
}

/// The first page of the desk.
#[must_use]
pub fn classes(classes: &[(i64, ClassSheet)], offered: &[Offered], pass: &str, fault: Option<&str>) -> String {
    let title = tr!("The desk");
    let body = html! {
        main #main .desk.front.wide {
            p.eyebrow { "Brinkmanship" }
            h1 { (title) }
            @if let Some(fault) = fault { p.fault role="alert" { (fault) } }
            p { a href="/desk/reach" { (tr!("Can other devices reach this computer? Try it.")) } }
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
                    legend { (tr!("Scenario")) }
                    @for (at, of) in offered.iter().enumerate() {
                        div.card {
                            input type="radio" #{ "of" (at) } name="scenario" value=(of.id) checked[at == 0] required;
                            label for={ "of" (at) } { span.title { (of.title) } span.gist { (of.summary) } }
                        }
                    }
                }
                label for="cut" { (tr!("Length")) }
                select #cut name="cut" {
                    @for of in offered { @for (id, title, minutes) in &of.cuts {
                        option value={ (of.id) "/" (id) } { (of.title) ": " (title) " (" (trn!(u64::from(*minutes); "{minutes} minute", "{minutes} minutes", minutes)) ")" }
                    } }
                    option value="" { (tr!("the whole scenario")) }
                }
                label.check { input type="checkbox" name="twin" value="1"; (tr!("under invented names, where the scenario has them")) }
                div.row {
                    div { label for="groups" { (tr!("Groups")) } input #groups name="groups" type="number" min="1" max="48" value="2"; }
                    div { label for="lesson" { (tr!("Minutes of the lesson")) } input #lesson name="lesson" type="number" min="10" max="300" value="45"; }
                    div { label for="turn" { (tr!("Minutes for a turn; 0 for no clock")) } input #turn name="turn" type="number" min="0" max="60" value="4"; }
                }
                label.check { input type="checkbox" name="same" value="1" checked; (tr!("the same luck in every group: what differs, people did")) }
                @if offered.iter().any(|of| 1 < of.variants.len()) {
                    label.check { input type="checkbox" name="split" value="1"; (tr!("split the groups over the variants of the scenario, where it has some, to compare them")) }
                    @for of in offered.iter().filter(|of| 1 < of.variants.len()) { p.soft { (of.title) ": " (of.variants.join("; ")) } }
                }
                div.row {
                    div { label { (tr!("First side")) } (sitters("seat0", None)) }
                    div { label { (tr!("Second side")) } (sitters("seat1", None)) }
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
                label.check { input type="checkbox" name="apart" value="1" checked; (tr!("each role reads its own papers, so that a team has to talk")) }
                button.main { (tr!("Make the class")) }
            }
        }
    };
    shell(title, "plain", None, &body)
}

/// A button that does one thing to the class.
fn button(base: &str, pass: &str, what: &str, fields: &[(&str, &str)], words: &str, class: &str) -> Markup {
    html! {
        form.one method="post" action={ (base) "/do" } data-quiet="" {
            (ticket(pass, false))
            input type="hidden" name="what" value=(what);
            @for (name, value) in fields { input type="hidden" name=(name) value=(value); }
            button class=(class) { (words) }
        }
    }
}

/// The button for a code with which a pupil comes back. It leads to a page of its own, since this one changes by itself.
fn way_back(pupil: u32, base: &str, pass: &str) -> Markup {
    html! {
        form.one method="post" action={ (base) "/do" } {
            (ticket(pass, false))
            input type="hidden" name="what" value="back";
            input type="hidden" name="pupil" value=(pupil);
            button.tiny { (tr!("code to come back")) }
        }
    }
}

/// The lesson's clock: how long until the debrief has to begin, twelve minutes before the end.
fn lesson(class: &ClassSheet) -> Markup {
    /// Minutes kept for the debrief.
    const DEBRIEF: u64 = 12;
    html! {
        @if let Some(ago) = class.began {
            @let whole = u64::from(class.lesson) * 60;
            @let until = whole.saturating_sub(DEBRIEF * 60).saturating_sub(ago);
            p.lesson {
                b { (trn!(ago / 60; "{minutes} minute of the lesson gone.", "{minutes} minutes of the lesson gone.", minutes = ago / 60)) } " "
                @if until == 0 { span.tag { (tr!("Stop after this turn: twelve minutes are kept for the debrief.")) } }
                @else { (trn!(until.div_ceil(60); "The debrief should begin in {minutes} minute.", "The debrief should begin in {minutes} minutes.", minutes = until.div_ceil(60))) }
            }
        }
    }
}

fn team(group: &GroupRow, side: usize, team: &TeamRow, base: &str, pass: &str) -> Markup {
    html! {
        div.team {
            p { (mark(side)) b { (team.name) } " "
                @if team.sealed { span.tag.good { (tr!("sealed")) } }
                @else if let Some((words, _)) = &team.program { span.soft { (words) } }
                @else { span.soft { (trn!(team.proposals as u64; "{count} proposal", "{count} proposals", count = team.proposals)) } }
                " " a href={ (base) "/group/" (group.at) "/seat/" (side) } { (tr!("take the seat")) }
            }
            ul.members {
                @for (id, name, roles) in &team.members {
                    li { details.who {
                        summary { (name) " " span.soft { (roles.iter().map(|role| role.words()).collect::<Vec<_>>().join(", ")) } }
                        (button(base, pass, "lead", &[("pupil", &id.to_string())], tr!("lead"), "tiny"))
                        (button(base, pass, "place", &[("pupil", &id.to_string()), ("post", "hall")], tr!("to the hall"), "tiny"))
                        (way_back(*id, base, pass))
                    } }
                }
            }
        }
    }
}

/// The draw for which a turn waits, where dice are thrown by hand.
fn dice(asked: &Asked, at: &str, base: &str, pass: &str) -> Markup {
    html! {
        div.dice {
            p { b { (tr!("Dice for {what}", what = asked.what)) } " "
                @if let Some(most) = asked.at_most { (tr!("It happens at {most} or less: {odds}.", most, odds = asked.odds)) }
            }
            @if !asked.choices.is_empty() { ol { @for (name, end) in &asked.choices { li { (tr!("up to {end}: {name}", end, name)) } } } }
            form.one method="post" action={ (base) "/do" } data-quiet="" {
                (ticket(pass, false))
                input type="hidden" name="what" value="roll";
                input type="hidden" name="group" value=(at);
                label for={ "roll" (at) } { (tr!("Five ten-sided dice, 1 to 100,000; five noughts are 100,000")) }
                input id={ "roll" (at) } name="roll" inputmode="numeric" autocomplete="off" maxlength="12" required;
                button.main { (tr!("So it fell")) }
            }
            (button(base, pass, "throw", &[("group", at)], tr!("Let the program throw the rest"), ""))
            @if 0 < asked.thrown { (button(base, pass, "reroll", &[("group", at)], tr!("Take the dice up again"), "")) }
        }
    }
}

fn group(row: &GroupRow, base: &str, pass: &str) -> Markup {
    let (at, epoch) = (row.at.to_string(), row.epoch.to_string());
    html! {
        section.group {
            h3 { a href={ (base) "/group/" (row.at) } { (tr!("Group {name}", name = row.name)) } " "
                span.soft { (row.date) " · " (tr!("turn {number} of {of}", number = row.number.0, of = row.number.1)) @if let Some(variant) = &row.variant { " · " (variant) } } " " (clock(row.clock)) }
            p.rungline {
                @if let Some(ending) = &row.ending { span.tag { (tr!("over")) } " " b { (ending) } }
                @else { b { (row.rung) } @if let Some(danger) = row.danger { " · " (tr!("danger {danger}", danger)) } }
                " " meter min="0" max="100" low="40" high="70" optimum="0" value=(row.severity) aria-label=(tr!("How near the brink")) {}
            }
            div.teams { @for (side, of) in row.teams.iter().enumerate() { (team(row, side, of, base, pass)) } }
            @if !row.watchers.is_empty() {
                ul.members {
                    @for (id, name, whom) in &row.watchers {
                        li { details.who {
                            summary { (name) " " span.soft { (whom) } }
                            (button(base, pass, "place", &[("pupil", &id.to_string()), ("post", "hall")], tr!("to the hall"), "tiny"))
                            (way_back(*id, base, pass))
                        } }
                    }
                }
            }
            @if 0 < row.held { p.note { (trn!(row.held as u64; "{count} text waits for you", "{count} texts wait for you", count = row.held)) } }
            @if let Some(asked) = &row.asked { (dice(asked, &at, base, pass)) }
            div.buttons {
                @if row.ending.is_none() {
                    (button(base, pass, "now", &[("group", &at), ("epoch", &epoch)], tr!("Play this turn now"), ""))
                    (button(base, pass, "more", &[("group", &at), ("seconds", "60")], tr!("One minute more"), ""))
                }
                @if 0 < row.played { (button(base, pass, "undo", &[("group", &at), ("epoch", &epoch)], tr!("Undo the last turn"), "")) }
                (button(base, pass, "fork", &[("group", &at)], tr!("Fork the group"), ""))
            }
        }
    }
}

fn pace(class: &ClassSheet, base: &str, pass: &str) -> Markup {
    let flip = |on: bool| if on { "0" } else { "1" };
    html! {
        section {
            h2 { (tr!("Pace")) }
            (lesson(class))
            div.buttons {
                @if class.began.is_none() { (button(base, pass, "begin", &[], tr!("Begin the lesson"), "main")) }
                (button(base, pass, "pause", &[("on", flip(class.paused))], if class.paused { tr!("Let the clocks run") } else { tr!("Stop the clocks") }, ""))
                (button(base, pass, "more", &[("seconds", "60")], tr!("One minute more for all"), ""))
                (button(base, pass, "hold", &[("on", flip(class.hold))], if class.hold { tr!("Let turns be played") } else { tr!("Hold all turns") }, ""))
                (button(base, pass, "byhand", &[("on", flip(class.by_hand))], if class.by_hand { tr!("Let the program throw the dice") } else { tr!("Throw the dice by hand") }, ""))
                (button(base, pass, "debrief", &[("on", flip(class.debrief))], if class.debrief { tr!("Back to play") } else { tr!("Open the debrief") }, ""))
            }
            p.soft {
                @if class.hold { (tr!("Turns are held: sealed orders wait for you.")) " " }
                @if class.lapse == Lapse::Votes { (tr!("When time is up, the proposal with the most votes is sent.")) }
                @else { (tr!("When time is up, the clock turns red and the leader still seals.")) }
            }
        }
        section {
            h2 { (tr!("Words")) }
            div.buttons {
                @for (what, words, now) in [("free", tr!("Free"), Speech::Free), ("held", tr!("Held until I let them through"), Speech::Held), ("frozen", tr!("Stopped"), Speech::Frozen)] {
                    (button(base, pass, "speech", &[("to", what)], words, if class.speech == now { "on" } else { "" }))
                }
            }
        }
        section {
            h2 { (tr!("News of your own")) }
            form method="post" action={ (base) "/do" } data-quiet="" data-clear="" {
                (ticket(pass, false))
                input type="hidden" name="what" value="inject";
                textarea name="text" rows="2" maxlength="800" required aria-label=(tr!("News of your own")) {}
                div.row {
                    select name="group" aria-label=(tr!("Group")) { option value="" { (tr!("to all groups")) } @for row in &class.groups { option value=(row.at) { (tr!("Group {name}", name = row.name)) } } }
                    select name="side" aria-label=(tr!("Side")) { option value="" { (tr!("to both sides and the world")) } @for (side, name) in class.names.iter().enumerate() { option value=(side) { (name) } } }
                    button { (tr!("Tell it")) }
                }
                p.soft { (tr!("People read it; the rules of the crisis do not know of it. Events that the scenario has are on each group's page.")) }
            }
        }
    }
}

/// One class.
#[must_use]
pub fn class(class: &ClassSheet, doors: &Doors, base: &str, pass: &str) -> Markup {
    let mut order: Vec<&GroupRow> = class.groups.iter().filter(|row| row.ending.is_none()).collect();
    order.sort_by_key(|row| std::cmp::Reverse((row.severity, row.danger)));
    let address = doors.open();
    html! {
        header.bar {
            div.who { h1 { (class.title) } " " span.soft { (class.scenario) @if let Some(cut) = &class.cut { " · " (cut) } } }
            p.when { a href="/desk" { (tr!("All classes")) } " · " a href={ (base) "/screen" } { (tr!("Projector")) } }
        }
        main #main .desk tabindex="-1" {
            div.column {
                section.groups {
                    h2 { (tr!("Groups")) }
                    @if let (Some(row), true) = (order.first(), 1 < order.len()) { p.soft { (tr!("Nearest the brink: group {name}, {rung}.", name = row.name, rung = row.rung)) } }
                    @for row in &class.groups { (group(row, base, pass)) }
                }
                @if class.debrief {
                    section {
                        h2 { (tr!("Looking back")) }
                        @for (question, answers) in &class.answers {
                            h3 { (question) }
                            @if answers.is_empty() { p.none { (tr!("No answers yet.")) } }
                            ul { @for text in answers { li { (text) } } }
                        }
                    }
                }
            }
            div.column.beside {
                section.door {
                    h2 { (tr!("Join")) }
                    p.joincode { (class.code) }
                    @if let Some(address) = address {
                        p { b { (address) } }
                        (qr(&format!("{address}/?code={}", class.code)))
                    } @else {
                        p.note { (tr!("Only this computer can join as yet.")) }
                        form.one method="post" action="/desk/open" { (ticket(pass, false)) button.main { (tr!("Open it to the room")) } }
                    }
                    p { a href="/desk/reach" { (tr!("Can other devices reach this computer? Try it.")) } }
                }
                (pace(class, base, pass))
                section {
                    h2 { (tr!("In the hall")) }
                    @if class.hall.is_empty() { p.none { (tr!("Nobody.")) } }
                    @else { div.buttons { (button(base, pass, "shuffle", &[], tr!("Deal them over the teams"), "main")) } }
                    @if class.began.is_none() { div.buttons { (button(base, pass, "shuffle", &[("all", "1")], tr!("Shuffle everybody over the teams"), "")) } }
                    ul.members {
                        @for (id, name) in &class.hall {
                            li {
                                (name) " "
                                form.one method="post" action={ (base) "/do" } data-quiet="" {
                                    (ticket(pass, false))
                                    input type="hidden" name="what" value="place";
                                    input type="hidden" name="pupil" value=(id);
                                    select name="post" aria-label=(tr!("Place for {name}", name)) {
                                        @for row in &class.groups {
                                            @for (side, title) in class.names.iter().enumerate() { option value={ "side" (row.at) "-" (side) } { (row.name) ": " (title) } }
                                            option value={ "un" (row.at) } { (row.name) ": " (tr!("United Nations")) }
                                            option value={ "press" (row.at) } { (row.name) ": " (tr!("press")) }
                                            @for (party, title) in class.parties.iter().enumerate() { option value={ "party" (row.at) "-" (party) } { (row.name) ": " (title) } }
                                        }
                                    }
                                    button.tiny { (tr!("place")) }
                                }
                                (button(base, pass, "remove", &[("pupil", &id.to_string())], tr!("out of the class"), "tiny"))
                            }
                        }
                    }
                    @if class.placing == Placing::Dealt { p.soft { (tr!("Whoever joins is dealt into the smallest team.")) } }
                }
                section {
                    h2 { (tr!("Afterwards")) }
                    p {
                        a.button href={ (base) "/debrief" } { (tr!("Debrief of the class")) }
                        a.button href={ (base) "/marks" } { (tr!("Reasons and notes")) }
                    }
                    h3 { (tr!("To keep, naming nobody")) }
                    ul {
                        li { a href={ (base) "/export/class.zip" } { (tr!("Everything in one archive (ZIP)")) } }
                        li { a href={ (base) "/export/class.html" } { (tr!("The debrief of the class (HTML)")) } }
                        @for (at, row) in class.groups.iter().enumerate() { li { a href={ (base) "/export/group-" (at + 1) ".html" } { (tr!("Group {name}: its debrief (HTML)", name = row.name)) } " · " a href={ (base) "/group/" (at) "/court" } { (tr!("The aims court")) } } }
                        li { a href={ (base) "/export/class.json" } { (tr!("The class for analysis and for pooling (JSON)")) } }
                        li { (tr!("Tables (CSV):")) @for name in ["groups", "turns", "verdicts", "reasons", "votes", "forecasts", "answers"] { " " a href={ (base) "/export/" (name) ".csv" } { (name) } } }
                    }
                    h3 { (tr!("To keep apart: who is who")) }
                    ul {
                        li { a href={ (base) "/export/key.zip" } { (tr!("The key and a page for each pupil (ZIP)")) } }
                        li { a href={ (base) "/export/key.csv" } { (tr!("The key alone (CSV)")) } }
                    }
                    details {
                        summary { (tr!("Delete everything")) }
                        p { (tr!("Names, words, votes and games of this class are deleted from this computer. There is no way back.")) }
                        form.one method="post" action={ (base) "/delete" } { (ticket(pass, false)) button.alarm { (tr!("Delete this class for good")) } }
                    }
                }
            }
        }
    }
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
