//! The page of a seat: what happened, the brief, the decision, the papers. The teacher's page for a seat is the same.

use brinkmanship::report::table::{Card, Desk, MomentKind, Slope, Table};
use maud::{Markup, html};

use super::{clock, front, mark, papers, paragraphs, talk, talk::Ways, ticket};
use crate::room::{
    ordered,
    roles::Role,
    sheets::{BetweenSheet, ClockSheet, SeatSheet, TalkSheet},
};

/// What is at the top of a seat's page.
pub struct Head<'a> {
    /// The name of the group.
    pub group: &'a str,
    /// The reader's name.
    pub name: &'a str,
    /// The roles.
    pub roles: &'a [Role],
    /// The clock.
    pub clock: ClockSheet,
    /// Where the map is.
    pub map: &'a str,
}

/// The bar at the top.
fn bar(head: &Head<'_>, table: &Table) -> Markup {
    let (number, _, of) = table.counted();
    html! {
        header.bar.side.first[table.seat == 0].second[table.seat != 0] {
            p.who {
                (mark(table.seat)) b { (table.own_name()) } " "
                span.soft { (head.name) " · " (tr!("Group {name}", name = head.group)) }
                @for role in head.roles { " " span.chip { (role.words()) } }
            }
            p.when {
                (table.date) " "
                @if !table.over { span.soft { (tr!("turn {number} of {of}", number, of)) " " } }
                (clock(head.clock))
            }
        }
    }
}

/// What happened since the last order.
fn news(table: &Table) -> Markup {
    let meanwhile: Vec<_> = table
        .meanwhile()
        .filter(|past| !past.happened.is_empty() || !past.theirs.is_empty() || !past.orders.is_empty())
        .collect();
    html! {
        @if table.headlines.any || !table.moments.is_empty() || !table.happened.is_empty() || !meanwhile.is_empty() {
            section #news {
                h2 { (tr!("What happened")) }
                @for moment in &table.moments {
                    div.moment.calm[matches!(moment.kind, MomentKind::Agreed | MomentKind::Stopped)] {
                        h3 { (moment.title) }
                        @for text in &moment.text { p { (text) } }
                    }
                }
                @if table.headlines.any {
                    dl.headlines {
                        div { dt { (table.headlines.over_theirs()) } dd { (table.headlines.theirs) @if !table.headlines.also.is_empty() { " " span.soft { (tr!("They also ordered: {orders}.", orders = table.headlines.also.join("; "))) } } } }
                        div { dt { (table.headlines.over_yours()) } dd { (table.headlines.yours) " " span.soft { (table.headlines.yours_why) } } }
                        div { dt { (tr!("What moved the danger")) } dd { (table.headlines.danger) " " span.soft { (table.headlines.danger_why) } } }
                    }
                }
                @if !table.happened.is_empty() { ul.happened { @for text in table.happened.iter().take(table.grave.max(8)) { li { (text) } } } }
                @if !meanwhile.is_empty() {
                    details {
                        summary { (tr!("Meanwhile: the days between")) }
                        @for past in meanwhile {
                            h3 { (past.date) }
                            ul {
                                @if !past.orders.is_empty() { li { b { (tr!("{name}, as the record had it and not by you", name = table.own_name())) } ": " (past.orders.join("; ")) } }
                                @for text in &past.theirs { li { b { (table.other_name()) } ": " (text) } }
                                @for text in &past.happened { li { (text) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Where a card leads, as a word with an arrow.
fn slope(slope: Slope) -> Markup {
    let sign = match slope {
        Slope::Down | Slope::DownALittle => "↓",
        Slope::Level => return html! {},
        Slope::UpALittle | Slope::Up => "↑",
        Slope::UpSteeply => "⇈",
    };
    let (down, steep) = (slope < Slope::Level, slope == Slope::UpSteeply);
    html! {
        span.slope.down[down].up[!down && !steep].steep[steep] { span aria-hidden="true" { (sign) } " " (slope.short()) }
    }
}

fn card(card: &Card, place: usize, desk: &Desk) -> Markup {
    let open = card.refused.is_none() || card.displaced;
    let id = format!("card{place}");
    html! {
        div.card.urgent[card.urgent] {
            input type="radio" id=(id) name={ "d" (desk.place) } value=(place) disabled[!open || desk.closed.is_some()];
            label for=(id) {
                span.number { (card.number) }
                span.title { (card.title) " " (slope(card.slope)) @if card.urgent { " " span.tag { (tr!("answers")) } } }
                @if !card.gist().is_empty() { span.gist { (card.gist()) } }
                @if let (false, Some(why)) = (open, &card.refused) { span.gist.refused { (why) } }
            }
            details {
                summary aria-label=(tr!("More about {title}", title = card.title)) { (tr!("More")) }
                p { (card.text) }
                @if !card.costs.is_empty() {
                    ul { @for (name, by) in &card.costs { li { (name) ": " (brinkmanship::report::words::signed(*by)) } } }
                }
                @for touch in &card.touches { p.touch { b { (touch.kind.words()) } ": " (touch.line) " (" (touch.owner) ")" } }
                @if 2 < card.does.len() { ul { @for does in card.does.iter().skip(2) { li { (does) } } } }
                p.soft { (card.seen_by) }
                @if !card.advocates.is_empty() { p.soft { (tr!("Argued for by {names}", names = card.advocates.join(", "))) } }
                @if !card.doubt.is_empty() { p.soft { (card.doubt) } }
            }
        }
    }
}

/// An offer of one's own.
fn compose(table: &Table) -> Markup {
    let talks = &table.talks;
    let ways: Vec<_> = talks.desks.iter().filter(|way| way.closed.is_none()).collect();
    html! {
        @if !ways.is_empty() && !talks.terms.is_empty() {
            details.compose {
                summary { (tr!("Compose an offer of your own")) }
                label for="via" { (tr!("How it goes")) }
                select #via name="via" {
                    option value="" { (tr!("no offer")) }
                    @for way in &ways {
                        option value={ "desk" (way.place) } {
                            (way.title) @if 0 < way.delay { ": " (way.arrives) }
                        }
                    }
                    @for offer in talks.offers.iter().filter(|offer| offer.counterable) {
                        option value={ "reply" (offer.letter) } { (tr!("as an answer to offer {letter}", letter = offer.letter)) }
                    }
                }
                p.soft { (tr!("At most {most} promises, yours or theirs, each in the open or in secret.", most = talks.most_legs)) }
                @for (at, term) in talks.promises().enumerate() {
                    div.term {
                        label for={ "term" (at) } { b { (term.giver) } ": " (term.title) }
                        select #{ "term" (at) } name={ "term" (at) } {
                            option value="" { "–" }
                            option value="public" { (tr!("in public")) }
                            option value="secret" { (tr!("in secret")) }
                        }
                        p.soft { (term.text) }
                    }
                }
            }
        }
    }
}

/// The decision: desks, cards, a reason.
#[must_use]
pub fn decide(table: &Table, talk: &TalkSheet, ways: &Ways) -> Markup {
    let mut place = 0;
    let desks: Vec<(&Desk, usize)> = table
        .desks
        .iter()
        .map(|desk| {
            let first = place;
            place += desk.cards.len();
            (desk, first)
        })
        .collect();
    html! {
        section #decide {
            h2 { (tr!("Decide")) }
            @if table.last_chance { p.note.alarm { (tr!("This is the last turn on which the catastrophe can be stopped.")) } }
            @if !talk.began && !ways.teacher {
                p { (tr!("The teacher has not begun yet. Read your brief and look at the cards.")) }
            }
            form #order method="post" action={ (ways.base) "/propose" } data-quiet="" data-clear="" {
                (ticket(&ways.pass, true))
                @if ways.teacher { input type="hidden" name="epoch" value=(ways.epoch); }
                @for (desk, first) in &desks {
                    fieldset {
                        legend { (desk.title) @if 0 < desk.delay { " " span.soft { (tr!("(an offer sent here {arrives})", arrives = desk.arrives)) } } }
                        @if let Some(why) = &desk.closed { p.closed { (why) } }
                        @else if desk.cards.is_empty() {
                            p.closed { (tr!("There is no card for this desk on this turn; an offer of your own can go by it.")) }
                        }
                        @if desk.cards.iter().any(|card| card.refused.is_none() || card.displaced) && desk.closed.is_none() {
                            div.card.pass {
                                input type="radio" id={ "pass" (desk.place) } name={ "d" (desk.place) } value="" checked[!desk.must] required[desk.must];
                                label for={ "pass" (desk.place) } { span.title { (tr!("Nothing at this desk")) } }
                            }
                        }
                        @for (at, of) in desk.cards.iter().enumerate() {
                            @if of.refused.is_none() || of.displaced { (card(of, first + at, desk)) }
                        }
                        @let shut = desk.cards.iter().filter(|card| card.refused.is_some() && !card.displaced).count();
                        @if 0 < shut {
                            details {
                                summary { (trn!(shut as u64; "{count} card that cannot be played now", "{count} cards that cannot be played now", count = shut)) }
                                @for (at, of) in desk.cards.iter().enumerate() {
                                    @if of.refused.is_some() && !of.displaced { (card(of, first + at, desk)) }
                                }
                            }
                        }
                    }
                }
                (compose(table))
                label for="reason" { (tr!("Why? Your reason is what is marked, not whether it works.")) }
                textarea #reason name="reason" rows="3" maxlength="800" required[!ways.teacher] {}
                @let pieces = evidence(table);
                @if !pieces.is_empty() {
                    details.evidence {
                        summary { (tr!("What do you found it on?")) }
                        @for (at, piece) in pieces.iter().enumerate() {
                            label.check for={ "because" (at) } { input type="checkbox" id={ "because" (at) } name="because" value=(at); span { (piece) } }
                        }
                    }
                }
                label for="expects" { (tr!("What do you expect the other side to do?")) }
                input #expects name="expects" maxlength="400" autocomplete="off";
                @if ways.teacher {
                    label.check { input type="checkbox" name="seal" value="1" checked; (tr!("seal it at once")) }
                }
                button.main { @if ways.teacher { (tr!("Enter this order")) } @else { (tr!("Propose to the team")) } }
            }
        }
    }
}

/// The most pieces of evidence that a form offers.
const PIECES: usize = 24;

/// What a reason may be founded on: what the seat was told, sees and knows, the latest first.
#[must_use]
pub fn evidence(table: &Table) -> Vec<String> {
    let heads = [&table.headlines.theirs, &table.headlines.yours, &table.headlines.danger];
    let heads = heads.into_iter().filter(|_| table.headlines.any).cloned();
    let odds = tr!(
        "Odds of an incident this turn: {incident}. Of a catastrophe: {catastrophe}.",
        incident = table.incident_odds.0,
        catastrophe = table.catastrophe_odds.0
    );
    let happened = table.happened.iter().take(8).cloned();
    let lines = table.lines.iter().take(6).map(|line| format!("{}: {}", line.owner, line.text));
    let mut found: Vec<String> = Vec::new();
    for piece in heads.chain(happened).chain([odds]).chain(lines).chain(table.facts.iter().cloned()) {
        if !piece.is_empty() && !found.contains(&piece) {
            found.push(piece);
        }
    }
    found.truncate(PIECES);
    found
}

/// A forecast of how it will end; it is scored by what comes.
fn forecast(sheet: &SeatSheet, ways: &Ways) -> Markup {
    html! {
        section #forecast {
            h2 { (tr!("How will it end?")) }
            p.soft { (tr!("Your own forecast for this turn, in parts of a hundred; what is left over is for any other ending. The debrief scores it by what came.")) }
            form method="post" action={ (ways.base) "/forecast" } data-quiet="" {
                (ticket(&ways.pass, false))
                div.row {
                    div { label for="agreed" { (tr!("In an agreement")) } input #agreed name="agreed" type="number" min="0" max="100" inputmode="numeric" value=[sheet.forecast.map(|(agreed, _)| agreed)] required data-keep=""; }
                    div { label for="war" { (tr!("In war between the two")) } input #war name="war" type="number" min="0" max="100" inputmode="numeric" value=[sheet.forecast.map(|(_, war)| war)] required data-keep=""; }
                }
                button { (tr!("So I think")) }
            }
        }
    }
}

/// The brief of the turn.
fn brief(table: &Table) -> Markup {
    html! {
        section #brief {
            h1 { (table.headline) }
            (paragraphs(&table.briefing))
        }
    }
}

/// The end of a crisis.
fn end(ending: Option<&(String, String)>, table: &Table) -> Markup {
    html! {
        @if let Some((title, text)) = ending {
            section #end {
                p.eyebrow { (tr!("How it ended")) }
                h1 { (title) }
                (paragraphs(text))
                @let costs: Vec<_> = table.tracks.iter().filter(|track| track.group == brinkmanship::report::table::Group::HumanCost && track.value != 0).collect();
                @if !costs.is_empty() {
                    div.costs { h2 { (tr!("Human cost")) } ul { @for track in costs { li { (track.name) ": " b { (track.said) } } } } }
                }
                p.soft { (tr!("Who won is for the debrief: there both sides see what the other wanted, feared and knew.")) }
            }
        }
    }
}

/// The part of a pupil's page that changes with the turn.
#[must_use]
pub fn main(sheet: &SeatSheet, ways: &Ways) -> Markup {
    let table = &*sheet.table;
    let head =
        Head { group: &sheet.group, name: &sheet.name, roles: &sheet.roles, clock: sheet.clock, map: "/seat/map" };
    html! {
        (bar(&head, table))
        nav.jump aria-label=(tr!("Parts of this page")) {
            a href="#news" { (tr!("News")) } a href="#decide" { (tr!("Decide")) } a href="#talk" { (tr!("Team")) } a href="#map" { (tr!("Map")) } a href="#papers" { (tr!("Papers")) }
        }
        main #main .seat tabindex="-1" {
            div.column {
                @if let Some(asked) = &sheet.debrief { (front::questions(asked, &ways.pass)) }
                @if sheet.taken_back { (front::taken_back()) }
                @if let Some(of) = &sheet.between { (between(of, table, ways)) }
                (end(sheet.ending.as_ref(), table))
                @if sheet.late && !table.over {
                    section #story {
                        h2 { (tr!("The story so far")) }
                        p.soft { (tr!("You came while it was running. In two minutes you know what the others know.")) }
                        (papers::story(table))
                    }
                }
                (news(table))
                @if !table.over {
                    (brief(table))
                    (decide(table, &sheet.talk, ways))
                }
            }
            div.column.beside {
                div #talk aria-live="polite" { (talk::talk(&sheet.talk, &table.talks.desks, ways)) }
                @if sheet.talk.began && !table.over { (forecast(sheet, ways)) }
                (team(sheet, ways))
                (papers::papers(table, "/seat/map", &sheet.roles, &sheet.team, (&sheet.sides, sheet.apart)))
                (front::foot(&ways.pass, true))
            }
        }
    }
}

/// A look back in between: what was expected beside what came, how near each aim is, and what to do otherwise.
fn between(of: &BetweenSheet, table: &Table, ways: &Ways) -> Markup {
    /// How near an aim can be, in words, by what a verdict of that name is worth.
    fn nearness() -> [(u8, &'static str); 5] {
        [
            (0, tr!("not at all")),
            (25, tr!("a little")),
            (50, tr!("halfway")),
            (75, tr!("mostly")),
            (100, tr!("it is reached")),
        ]
    }
    html! {
        section #between {
            p.eyebrow { (tr!("Play stands still")) }
            h2 { (tr!("A look back in between")) }
            @if of.turns.is_empty() { p.none { (tr!("Nothing was ordered yet.")) } }
            @for (date, said, expects, came) in of.turns.iter().rev() {
                h3 { (date) }
                ul {
                    li { b { (tr!("You ordered:")) } " " (ordered(said)) }
                    @if !expects.is_empty() { li { b { (tr!("You expected:")) } " " (expects) } }
                    li { b { (tr!("{name} was seen to do:", name = table.other_name())) } " " (ordered(came)) }
                }
            }
            form method="post" action={ (ways.base) "/learnt" } data-quiet="" {
                (ticket(&ways.pass, false))
                h3 { (tr!("How near are you to what you want?")) }
                @for (at, (id, title)) in of.aims.iter().enumerate() {
                    @let given = of.own.as_ref().and_then(|own| own.near.iter().find(|(of, _)| of == id)).map(|(_, near)| *near);
                    label for={ "near" (at) } { (title) }
                    select #{ "near" (at) } name={ "near" (at) } {
                        option value="" { "–" }
                        @for (value, word) in nearness() { option value=(value) selected[given == Some(value)] { (word) } }
                    }
                }
                label for="learnt" { (tr!("What will you do otherwise from here?")) }
                textarea #learnt name="text" rows="3" maxlength="800" required data-keep="" { (of.own.as_ref().map_or("", |own| own.text.as_str())) }
                button.main { (tr!("Keep")) }
            }
        }
    }
}

/// The team, its roles, and the notes of one's own.
fn team(sheet: &SeatSheet, ways: &Ways) -> Markup {
    html! {
        section #team {
            h2 { (tr!("Your team")) }
            @if sheet.dealt { p.note { (tr!("Somebody has joined or left your team: its roles, and with them its papers, were dealt anew. What is yours now stands below.")) } }
            ul.team {
                @for (name, roles, you) in &sheet.team {
                    li { b { (name) } @if *you { " " (tr!("(you)")) } ": " (roles.iter().map(|role| role.words()).collect::<Vec<_>>().join(", ")) }
                }
            }
            @for role in &sheet.roles { p.soft { b { (role.words()) } ": " (role.task()) } }
            form method="post" action={ (ways.base) "/note" } data-quiet="" {
                (ticket(&ways.pass, false))
                label for="note" { (tr!("Notes of your role; they stay with the role when it passes on")) }
                textarea #note name="text" rows="3" maxlength="4000" data-role=(sheet.roles.iter().map(|role| role.words()).collect::<Vec<_>>().join(", ")) { (sheet.note) }
                button { (tr!("Keep")) }
            }
        }
    }
}

/// The teacher's page for a seat.
#[must_use]
pub fn teacher(table: &Table, talk: &TalkSheet, head: &Head<'_>, ways: &Ways, back: &str) -> Markup {
    html! {
        (bar(head, table))
        main #main .seat tabindex="-1" {
            div.column {
                p { a href=(back) { (tr!("Back to the group")) } }
                (slip(table, ways))
                (news(table))
                @if !table.over { (brief(table)) (decide(table, talk, ways)) }
            }
            div.column.beside {
                div #talk { (talk::talk(talk, &table.talks.desks, ways)) }
                (papers::papers(table, head.map, &Role::ALL, &[], (&[], false)))
            }
        }
    }
}

/// A slip of paper: the numbers of the cards, typed. What was understood is shown before it is sealed.
fn slip(table: &Table, ways: &Ways) -> Markup {
    html! {
        @if !table.over {
            section.slip {
                h2 { (tr!("A slip of paper")) }
                form method="post" action={ (ways.base) "/slip" } {
                    (ticket(&ways.pass, true))
                    input type="hidden" name="epoch" value=(ways.epoch);
                    label for="slip" { (tr!("The numbers of the cards, as on the printed form, such as 3 8")) }
                    input #slip name="slip" autocomplete="off" autofocus inputmode="numeric" maxlength="60";
                    label.check { input #nothing type="checkbox" name="nothing" value="1"; (tr!("the slip orders nothing")) }
                    label for="slipwhy" { (tr!("Reason on the slip")) }
                    input #slipwhy name="reason" maxlength="800" autocomplete="off";
                    button.main { (tr!("Read the slip")) }
                }
            }
        }
    }
}

/// A slip as it was understood, to be sealed or typed anew.
pub struct Read<'a> {
    /// The numbers as they were typed.
    pub typed: &'a str,
    /// The reason.
    pub reason: &'a str,
    /// What it orders: the number and the card, or why it cannot be ordered.
    pub orders: &'a Result<Vec<(usize, String)>, String>,
}

/// What a slip was understood to order, before it is sealed.
#[must_use]
pub fn understood(read: &Read<'_>, side: (usize, &str), when: &str, ways: &Ways, back: &str) -> Markup {
    let (at, name) = side;
    html! {
        main #main .front.slip {
            p.eyebrow { (mark(at)) (name) " · " (when) }
            @match read.orders {
                Ok(orders) => {
                    h1 { (tr!("Seal this order?")) }
                    @if orders.is_empty() { p.lead { (tr!("Order nothing this turn.")) } }
                    @else { ul.understood { @for (number, title) in orders { li { span.number { (number) } " " b { (title) } } } } }
                    @if !read.reason.is_empty() { p.reason { (read.reason) } }
                    form method="post" action={ (ways.base) "/propose" } {
                        (ticket(&ways.pass, true))
                        input type="hidden" name="epoch" value=(ways.epoch);
                        input type="hidden" name="seal" value="1";
                        input type="hidden" name="slip" value=(read.typed);
                        @if orders.is_empty() { input type="hidden" name="nothing" value="1"; }
                        input type="hidden" name="reason" value=(read.reason);
                        button.main autofocus { (tr!("Seal this order")) }
                    }
                }
                Err(why) => {
                    h1 { (tr!("Nothing was sealed")) }
                    p.fault role="alert" { (why) }
                    @if !read.typed.is_empty() { p { (tr!("On the slip: {typed}", typed = read.typed)) } }
                }
            }
            p { a.button href=(back) autofocus[read.orders.is_err()] { (tr!("Type it anew")) } }
        }
    }
}
