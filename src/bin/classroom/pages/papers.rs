//! The papers of a seat: aims, ladder, figures, red lines, the negotiating table, the story so far.

use brinkmanship::report::table::{Group, Ladder, Table, Track};
use maud::{Markup, html};

use super::{mark, paragraphs, screen};
use crate::room::roles::Role;

/// A ladder, the gravest rung at the top.
#[must_use]
pub fn ladder(ladder: &Ladder, names: &[String; 2], seat: usize) -> Markup {
    html! {
        h3 { (ladder.name) }
        (rungs(ladder, names, seat, 0..=ladder.rungs.len().saturating_sub(1)))
    }
}

/// Some rungs of a ladder, the gravest at the top.
#[must_use]
pub fn rungs(ladder: &Ladder, names: &[String; 2], seat: usize, shown: std::ops::RangeInclusive<usize>) -> Markup {
    html! {
        ol.ladder reversed {
            @for (at, rung) in ladder.rungs.iter().enumerate().rev().filter(|(at, _)| shown.contains(at)) {
                @if let Some(threshold) = &rung.threshold { li.threshold { (threshold) } }
                li.here[rung.own || rung.other] {
                    span.rung { (rung.name) }
                    @if ladder.shared && rung.own { " " span.at { (tr!("both sides")) } }
                    @if !ladder.shared && rung.own { " " span.at { (mark(seat)) (names[seat]) } }
                    @if !ladder.shared && rung.other { " " span.at { (mark(1 - seat)) (names[1 - seat]) } }
                    @if at == ladder.peak && !rung.own && !rung.other { " " span.soft { (tr!("highest so far")) } }
                }
            }
        }
    }
}

/// A figure on its scale.
fn track(track: &Track) -> Markup {
    html! {
        li {
            span.name { (track.name) @if track.estimate { " " em.soft { (tr!("estimate")) } } }
            " " b { (track.said) }
            @if track.moved != 0 { " " span.soft { "(" (brinkmanship::report::words::signed(track.moved)) ")" } }
            " " meter min=(track.min) max=(track.max) value=(track.value) aria-hidden="true" {}
        }
    }
}

fn aims(table: &Table) -> Markup {
    html! {
        @if !table.about.is_empty() { p { (table.about) } }
        @if let Some((name, text)) = &table.disposition { p { b { (name) } ". " (text) } }
        ol.aims {
            @for aim in &table.aims {
                li { b { (aim.title) } " " span.soft { "(" (aim.kind) ", " (tr!("weight {weight}", weight = aim.weight)) ")" } p { (aim.text) } }
            }
        }
        @if !table.talks.words.is_empty() {
            h3 { (tr!("Words given")) }
            ul { @for word in &table.talks.words { li { @if word.own { b { (tr!("Yours")) } } @else { b { (tr!("Theirs")) } } ": " (word.text) } } }
        }
    }
}

fn military(table: &Table) -> Markup {
    html! {
        @for of in &table.ladders { (ladder(of, &table.names, table.seat)) }
        p { (tr!("Odds of an incident this turn: {incident}. Of a catastrophe: {catastrophe}.", incident = table.incident_odds.0, catastrophe = table.catastrophe_odds.0)) }
        @if !table.postures.is_empty() { h3 { (tr!("You keep up")) } ul { @for text in &table.postures { li { (text) } } } }
    }
}

fn diplomacy(table: &Table) -> Markup {
    html! {
        h3 { (tr!("Offers")) }
        @if table.talks.offers.is_empty() { p.none { (tr!("None yet.")) } }
        ul {
            @for offer in &table.talks.offers {
                li { b { (offer.letter) " " @if offer.own { (tr!("from you")) } @else { (tr!("from them")) } } ": " (offer.in_full) " " span.soft { (offer.standing) } }
            }
        }
        @if !table.talks.agreed.is_empty() {
            h3 { (tr!("Agreed")) }
            ul { @for agreed in &table.talks.agreed { li { (agreed.leg.said) " " span.soft { (agreed.stands) } } } }
        }
        h3 { (tr!("What could be promised")) }
        ul {
            @for term in &table.talks.terms {
                li {
                    b { (term.giver) } ": " (term.title)
                    @if !term.in_public.is_empty() { p.soft { (tr!("In public:")) " " (term.in_public.join("; ")) } }
                    @if !term.in_secret.is_empty() { p.soft { (tr!("In secret:")) " " (term.in_secret.join("; ")) @if term.leaks { "; " (tr!("may leak")) } } }
                }
            }
        }
    }
}

fn intelligence(table: &Table) -> Markup {
    html! {
        h3 { (tr!("Red lines")) }
        @if table.lines.is_empty() { p.none { (tr!("None yet.")) } }
        ul.lines {
            @for line in &table.lines {
                li.crossed[line.crossed] {
                    b { (line.owner) } ": " (line.text) " " span.soft { (line.words) ", " (line.deeds) }
                    @if line.crossed { " " span.tag { (tr!("crossed")) } }
                    @if let Some(due) = &line.answer_due { " " span.tag { (tr!("an answer is due by {due}", due)) } }
                }
            }
        }
        h3 { (tr!("What you know")) }
        ul { @for fact in &table.facts { li { (fact) } } }
    }
}

fn figures(table: &Table) -> Markup {
    html! {
        @for group in [Group::Yours, Group::Theirs, Group::World, Group::HumanCost] {
            @if table.tracks.iter().any(|of| of.group == group) {
                h3 { (group.words()) }
                ul.tracks { @for of in table.tracks.iter().filter(|of| of.group == group) { (track(of)) } }
            }
        }
        @if !table.counted.is_empty() { p.soft { (table.counted) } }
    }
}

/// The most words of the story so far.
///
/// Unit and range: words, read in two minutes. Source: our judgement from Brysbaert 2019, Journal of Memory and Language
/// 109: adults read 238 words of prose a minute in silence; pupils of sixteen are given 200.
pub const STORY: usize = 400;
/// Of these, what its heading and the sentence under it take, in the longer of our languages.
const FRAME: usize = 30;

fn words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// The most words of one thing in the story; it goes on with an ellipsis.
const SENTENCE: usize = 24;

fn cut(text: &str) -> String {
    let parts: Vec<&str> = text.split_whitespace().collect();
    parts.get(..SENTENCE).map_or_else(|| text.to_owned(), |first| format!("{} …", first.join(" ")))
}

/// The story so far, for whoever comes late or back: where things stand, what was agreed, and what both sides did, the
/// latest first, as far as two minutes go.
#[must_use]
pub fn story(table: &Table) -> Markup {
    let mut left = STORY - FRAME;
    let mut take = |text: &str| {
        let taken = left.checked_sub(words(text));
        left = taken.unwrap_or(left);
        taken.is_some()
    };
    let mut stands = Vec::new();
    for of in &table.ladders {
        let rung = |at: usize| of.rungs.get(at).map_or("", |rung| rung.name.as_str());
        let said = if of.shared || of.own == of.other {
            format!("{}: {}", of.name, rung(of.own))
        } else {
            tr!(
                "{ladder}: {own_name} at {own}, {other_name} at {other}",
                ladder = of.name,
                own_name = table.own_name(),
                own = rung(of.own),
                other_name = table.other_name(),
                other = rung(of.other)
            )
        };
        stands.push(cut(&said));
    }
    let aims: Vec<&str> = table.aims.iter().take(3).map(|aim| aim.title.as_str()).collect();
    stands.push(cut(&tr!("What you want: {aims}", aims = aims.join("; "))));
    stands.extend(table.talks.agreed.iter().take(3).map(|agreed| cut(&tr!("Agreed: {leg}", leg = agreed.leg.said))));
    // The words of its headings and of the last line are in it too.
    stands.retain(|text| take(text));
    let (past, earlier) = (tr!("The last days first"), tr!("There was more before it: ask your team."));
    let room = take(past) && take(earlier) && take(&table.date);
    let mut days: Vec<(&str, Vec<String>)> = Vec::new();
    let told = table.past.iter().rev().filter(|past| !past.orders.is_empty() || !past.theirs.is_empty());
    let mut all = room;
    for past in told {
        let of = |name: &str, texts: &[String]| {
            (!texts.is_empty())
                .then(|| format!("{name}: {}", texts.iter().map(|text| cut(text)).collect::<Vec<_>>().join("; ")))
        };
        let sides = [of(table.own_name(), &past.orders), of(table.other_name(), &past.theirs)];
        let said: Vec<String> = sides.into_iter().flatten().collect();
        if !take(&format!("{} {}", past.date, said.join(" "))) {
            all = false;
            break;
        }
        days.push((&past.date, said));
    }
    html! {
        @if table.past.is_empty() { p.none { (tr!("It has just begun.")) } }
        @else {
            ul { @for text in &stands { li { (text) } } }
            @if !days.is_empty() { p.soft { (past) } }
            @for (date, said) in &days {
                h3 { (date) }
                ul { @for text in said { li { (text) } } }
            }
            @if !all { p.soft { (earlier) } }
        }
    }
}

/// Who is who, as both sides may read it.
fn who(sides: &[(String, String, usize)], roles: &[Role]) -> Markup {
    html! {
        ul {
            @for (at, (name, decider, sit)) in sides.iter().enumerate() {
                li { (mark(at)) b { (name) } ": " (decider) " " span.soft { "(" (trn!(*sit as u64; "{count} pupil", "{count} pupils", count = sit)) ")" } }
            }
        }
        p.soft { (tr!("Everybody may read this card; what a side wants stands on papers of its own.")) }
        @for role in roles { p { b { (role.words()) } ": " (role.task()) } }
    }
}

/// The map as a picture, and in words.
fn map(table: &Table, from: &str) -> Markup {
    html! {
        @if let Some(map) = &table.map {
            section #map {
                h2 { (tr!("The map")) }
                (screen::chart(from))
                details { summary { (tr!("The map in words")) } (screen::digest(map)) }
            }
        }
    }
}

/// All papers, with the map from its address: those of one's roles open, the rest folded, or with whoever holds them.
#[must_use]
pub fn papers(
    table: &Table,
    from: &str,
    roles: &[Role],
    team: &[(String, Vec<Role>, bool)],
    (sides, apart): (&[(String, String, usize)], bool),
) -> Markup {
    let holder =
        |role: Role| team.iter().find(|(_, held, _)| held.contains(&role)).map_or("", |(name, ..)| name.as_str());
    let paper = |role: Option<Role>, title: &str, body: Markup| {
        let own = role.is_none_or(|role| roles.contains(&role));
        html! {
            @if own || !apart {
                details.paper.own[role.is_some() && own] open[role.is_some() && own && roles.len() < 3] {
                    summary { (title) @if let Some(role) = role { " " span.chip { (role.words()) } } }
                    (body)
                }
            } @else if let Some(role) = role {
                p.paper.away { (title) ": " (tr!("with {name} ({role})", name = holder(role), role = role.words())) }
            }
        }
    };
    html! {
        (map(table, from))
        section #papers {
            h2 { (tr!("Papers")) }
            (paper(None, tr!("The story so far"), story(table)))
            @if !sides.is_empty() { (paper(None, tr!("Who is who"), who(sides, &Role::ALL))) }
            (paper(Some(Role::Leader), tr!("What your side wants"), aims(table)))
            (paper(Some(Role::Military), tr!("The ladder"), military(table)))
            (paper(Some(Role::Diplomacy), tr!("The negotiating table"), diplomacy(table)))
            (paper(Some(Role::Intelligence), tr!("Red lines and what is known"), intelligence(table)))
            (paper(Some(Role::Press), tr!("Figures and opinion"), figures(table)))
            @if !table.glossary.is_empty() {
                (paper(None, tr!("Words"), html! { dl.words { @for (word, text) in &table.glossary { dt { (word) } dd { (text) } } } }))
            }
            @if !table.content_note.is_empty() { details.paper { summary { (tr!("Before you play")) } (paragraphs(&table.content_note)) } }
        }
    }
}
