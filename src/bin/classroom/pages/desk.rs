//! The facilitator's desk: one class.

use brinkmanship::report::html::emphasis;
use maud::{Markup, html};

use super::{
    classes::{Doors, locked_out},
    clock, mark, qr, ticket,
};
use crate::room::{
    Asked, DEBRIEF, Lapse, Placing, Size, Speech,
    sheets::{ClassSheet, GroupRow, StopSheet, TeamRow},
};

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
    html! {
        @if let Some(ago) = class.began {
            @let whole = u64::from(class.lesson) * 60;
            @let until = whole.saturating_sub(DEBRIEF * 60).saturating_sub(ago);
            p.lesson {
                b { (trn!(ago / 60; "{minutes} minute of the lesson gone.", "{minutes} minutes of the lesson gone.", minutes = ago / 60)) } " "
                @if class.debrief { (trn!(whole.saturating_sub(ago).div_ceil(60); "{minutes} minute is left for the debrief.", "{minutes} minutes are left for the debrief.", minutes = whole.saturating_sub(ago).div_ceil(60))) }
                @else if until == 0 { span.tag { (trn!(DEBRIEF; "Stop after this turn: {minutes} minute is kept for the debrief.", "Stop after this turn: {minutes} minutes are kept for the debrief.", minutes = DEBRIEF)) } }
                @else { (trn!(until.div_ceil(60); "The debrief should begin in {minutes} minute.", "The debrief should begin in {minutes} minutes.", minutes = until.div_ceil(60))) }
            }
            @if let Some(of) = &class.stop { (stop(of)) }
        }
    }
}

/// The turn after which it is best to stop, and why.
fn stop(of: &StopSheet) -> Markup {
    let (number, last) = of.number;
    // The nearest half minute: no teacher plans by seconds.
    let pace = match (of.pace + 15) / 30 {
        0 | 1 => tr!("half a minute").to_owned(),
        halves if halves % 2 == 0 => trn!(halves / 2; "{minutes} minute", "{minutes} minutes", minutes = halves / 2),
        halves => tr!("{minutes} and a half minutes", minutes = halves / 2),
    };
    html! {
        p.stop {
            b {
                @if number == last { (tr!("Best turn to stop at: the last, {number} of {last} ({date}).", number, last, date = of.date)) }
                @else { (tr!("Best turn to stop at: {number} of {last} ({date}).", number, last, date = of.date)) }
            } " "
            @if of.fits == 0 { (tr!("The time for turns is used up: let the turn that is open be the last.")) }
            @else if of.measured { (trn!(of.fits as u64; "A turn takes {pace} in this lesson, so {count} more fits before the debrief.", "A turn takes {pace} in this lesson, so {count} more fit before the debrief.", pace, count = of.fits)) }
            @else { (trn!(of.fits as u64; "At {pace} a turn, {count} fits before the debrief.", "At {pace} a turn, {count} fit before the debrief.", pace, count = of.fits)) }
            @if let Some(name) = &of.slowest { " " (tr!("Group {name} sets the pace; where all stop on the same turn, they can be compared.", name)) }
            @if !of.last_chance.is_empty() { " " span.tag { (tr!("Do not stop before this turn is played: here a catastrophe can still be stopped, in {groups}.", groups = of.last_chance.join(", "))) } }
        }
    }
}

fn team(group: &GroupRow, side: usize, team: &TeamRow, base: &str, pass: &str) -> Markup {
    html! {
        div.team {
            p { (mark(side)) b { (team.name) } " "
                @if team.sealed { span.tag.good { (tr!("sealed")) } }
                @else if let Some((words, _)) = &team.program { span.soft { (words) } }
                @else if group.ending.is_none() { span.soft { (trn!(team.proposals as u64; "{count} proposal", "{count} proposals", count = team.proposals)) } }
                " " a href={ (base) "/group/" (group.at) "/seat/" (side) } { (tr!("take the seat")) }
            }
            ul.members {
                @for (id, name, roles) in &team.members {
                    li { details.who {
                        summary { (name) " " span.soft { (roles.iter().map(|role| role.words()).collect::<Vec<_>>().join(", ")) } }
                        (button(base, pass, "lead", &[("pupil", &id.to_string())], tr!("lead"), "tiny"))
                        @if 1 < team.members.len() { (exchange(*id, team, base, pass)) }
                        (button(base, pass, "place", &[("pupil", &id.to_string()), ("post", "hall")], tr!("to the hall"), "tiny"))
                        (way_back(*id, base, pass))
                    } }
                }
            }
        }
    }
}

/// A pupil exchanges roles with another of the team.
fn exchange(pupil: u32, team: &TeamRow, base: &str, pass: &str) -> Markup {
    html! {
        form.one method="post" action={ (base) "/do" } data-quiet="" {
            (ticket(pass, false))
            input type="hidden" name="what" value="exchange";
            input type="hidden" name="pupil" value=(pupil);
            label for={ "exchange" (pupil) } { (tr!("exchange roles with")) }
            select #{ "exchange" (pupil) } name="with" {
                @for (id, name, _) in team.members.iter().filter(|(id, ..)| *id != pupil) { option value=(id) { (name) } }
            }
            button.tiny { (tr!("exchange")) }
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
                label for={ "roll" (at) } { (tr!("The five digits of five ten-sided dice, or 1 to 100000; five noughts are 100000")) }
                input id={ "roll" (at) } name="roll" inputmode="numeric" autocomplete="off" maxlength="12" required;
                button.main { (tr!("So it fell")) }
            }
            (button(base, pass, "throw", &[("group", at)], tr!("Let the program throw the rest"), ""))
            @if 0 < asked.thrown { (again(at, base, pass)) }
        }
    }
}

/// What fell is taken up again, until the turn is told.
fn again(at: &str, base: &str, pass: &str) -> Markup {
    html! {
        (button(base, pass, "reroll", &[("group", at), ("last", "1")], tr!("Take the last throw up again"), ""))
        (button(base, pass, "reroll", &[("group", at)], tr!("Take all dice of this turn up again"), ""))
    }
}

fn group(row: &GroupRow, class_between: bool, base: &str, pass: &str) -> Markup {
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
            @if class_between && row.ending.is_none() { p.note { (trn!(row.learnt as u64; "{count} has looked back", "{count} have looked back", count = row.learnt)) } }
            @if let Some(asked) = &row.asked { (dice(asked, &at, base, pass)) }
            @else if row.fallen {
                div.dice {
                    p { b { (tr!("All dice of this turn have fallen.")) } }
                    (button(base, pass, "now", &[("group", &at), ("epoch", &epoch)], tr!("Tell the turn"), "main"))
                    (again(&at, base, pass))
                }
            }
            @else if row.undiced { p.note { (tr!("The last turn asked for no dice: nothing on it hung on chance.")) } }
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
                (button(base, pass, "between", &[("on", flip(class.between))], if class.between { tr!("Play on") } else { tr!("Look back in between") }, ""))
                (button(base, pass, "debrief", &[("on", flip(class.debrief))], if class.debrief { tr!("Back to play") } else { tr!("Open the debrief") }, ""))
            }
            p.soft {
                @if class.hold { (tr!("Turns are held: sealed orders wait for you.")) " " }
                @if class.between { (tr!("Play stands still: pupils see what they expected beside what came, and say how near they are to what they want.")) " " }
                @if class.lapse == Lapse::Votes { (tr!("When time is up, the proposal with the most votes is sent.")) }
                @else { (tr!("When time is up, the clock turns red and the leader still seals.")) }
            }
        }
        section {
            h2 { (tr!("Words")) }
            div.buttons {
                @for (what, words, now) in [("free", tr!("Free; what waits is let through"), Speech::Free), ("held", tr!("Held until I let them through"), Speech::Held), ("frozen", tr!("Stopped"), Speech::Frozen)] {
                    (button(base, pass, "speech", &[("to", what)], words, if class.speech == now { "on" } else { "" }))
                }
            }
        }
        section {
            h2 { (tr!("News of your own")) }
            form.newsform method="post" action={ (base) "/do" } data-quiet="" data-clear="" {
                (ticket(pass, false))
                input type="hidden" name="what" value="inject";
                textarea #newstext name="text" rows="2" maxlength="800" required aria-label=(tr!("News of your own")) {}
                div.row {
                    select #newsgroup name="group" aria-label=(tr!("Group")) { option value="" { (tr!("to all groups")) } @for row in &class.groups { option value=(row.at) { (tr!("Group {name}", name = row.name)) } } }
                    select #newsside name="side" aria-label=(tr!("Side")) { option value="" { (tr!("to both sides and the world")) } @for (side, name) in class.names.iter().enumerate() { option value=(side) { (name) } } }
                }
                label for="newstouch" { (tr!("What it moves")) }
                select #newstouch name="touch" {
                    option value="" { (tr!("nothing: words alone")) }
                    @for (id, name) in &class.figures { @for up in [true, false] { @for size in Size::ALL {
                        option value={ (if up { "up" } else { "down" }) "-" (size.name()) "-" (id) } { (size.moves(name, up)) }
                    } } }
                }
                button.main { (tr!("Tell it")) }
                button formaction={ (base) "/news" } { (tr!("What would it do?")) }
                p.soft { (tr!("People read it; of words alone the rules of the crisis know nothing. What moves a figure is told to both sides. Events that the scenario has are on each group's page.")) }
            }
        }
    }
}

/// One class.
#[must_use]
pub fn class(class: &ClassSheet, doors: &Doors, base: &str, pass: &str) -> Markup {
    let mut order: Vec<&GroupRow> = class.groups.iter().filter(|row| row.ending.is_none()).collect();
    order.sort_by_key(|row| std::cmp::Reverse(row.brink()));
    let address = doors.open();
    html! {
        header.bar {
            div.who { h1 { (class.title) } " " span.soft { (class.scenario) @if let Some(cut) = &class.cut { " · " (cut) } } }
            p.when { a href="/desk" { (tr!("All classes")) } " · " a href={ (base) "/screen" } { (tr!("Projector")) } " · " a href="/desk/stop" { (tr!("Stop the program")) } }
        }
        main #main .desk tabindex="-1" {
            div.column {
                (locked_out(doors, pass))
                @if class.restarted {
                    section.alarm role="alert" {
                        p { b { (tr!("The program was started anew, and the clocks stand.")) } " " (tr!("They stand as they stood when it was last seen to run. Let them run when everybody is back.")) }
                        (button(base, pass, "pause", &[("on", "0")], tr!("Let the clocks run"), "main"))
                    }
                }
                @if class.began.is_none() && !class.content_note.is_empty() {
                    section.contentnote { h2 { (tr!("Before you begin: read it aloud")) } (super::paragraphs(&class.content_note)) }
                }
                section.groups {
                    h2 { (tr!("Groups")) }
                    @if let Some(row) = order.first().filter(|row| order.get(1).is_some_and(|next| row.brink() != next.brink())) { p.soft { (tr!("Nearest the brink: group {name}, {rung}.", name = row.name, rung = row.rung)) } }
                    @for row in &class.groups { (group(row, class.between, base, pass)) }
                }
                @if class.debrief {
                    section {
                        h2 { (tr!("Looking back")) }
                        @for (question, answers) in &class.answers {
                            h3 { (emphasis(question)) }
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
                    p.soft { (tr!("The number of this class's luck, for another class with the same: {luck}", luck = class.luck)) }
                    h3 { (tr!("To keep apart: who is who")) }
                    ul {
                        li { a href={ (base) "/export/key.zip" } { (tr!("The key and a page for each pupil (ZIP)")) } }
                        li { a href={ (base) "/export/key.csv" } { (tr!("The key alone (CSV)")) } }
                    }
                    p { a href={ (base) "/delete" } { (tr!("Delete everything")) } }
                }
            }
        }
    }
}
