//! The projector: only what the world sees.

use brinkmanship::report::table::{MapSheet, World};
use maud::{Markup, PreEscaped, html};

use super::{clock, papers, qr, talk};
use crate::{
    room::{Drawn, sheets::ScreenSheet},
    shared::picture::{self, Layout},
};

/// How wide a map is drawn for a phone, in the units that its type is counted in: what a page of 360 px leaves for it.
pub const NARROW: f64 = 330.0;
/// How wide it is drawn for a projector.
pub const WIDE: f64 = 640.0;

/// A theatre of a map as a picture.
fn theatre(map: &MapSheet, at: usize, width: f64) -> String {
    let layout = Layout { tallest: 1.1, ..Layout::page(width) };
    let Some(theatre) = map.theatres.get(at) else { return String::new() };
    let Some(svg) = picture::svg(map, theatre, &format!("map{at}"), &layout) else { return String::new() };
    // Within a page of HTML the element needs no name space.
    let svg = svg.into_string().replacen(" xmlns=\"http://www.w3.org/2000/svg\"", "", 1);
    html! { figure.map { (PreEscaped(svg)) figcaption { b { (theatre.name) } } } }.into_string()
}

/// Where the first theatre of a map comes to stand: the script fetches it, so that the rest of the page need not wait.
#[must_use]
pub fn chart(from: &str) -> Markup {
    html! { div.picture data-picture={ (from) "?part=map" } { p { a href=(from) { (tr!("Look at the map")) } } } }
}

/// The first theatre of a map, drawn once a turn, and the way to the others.
#[must_use]
pub fn first(map: &MapSheet, drawn: &Drawn, width: f64, from: &str) -> Markup {
    html! {
        (PreEscaped(drawn.or(|| theatre(map, 0, width))))
        @if 1 < map.theatres.len() { p { a href=(from) { (tr!("Other parts of the map")) } } }
    }
}

/// The whole map on a page of its own.
#[must_use]
pub fn atlas(map: &MapSheet, width: f64, back: &str) -> Markup {
    html! {
        header.bar {
            div.who { h1 { (tr!("The map")) } }
            p.when { a href=(back) { (tr!("Back")) } }
        }
        main #main .atlas tabindex="-1" {
            @for at in 0..map.theatres.len() { section { (PreEscaped(theatre(map, at, width))) } }
            section { h2 { (tr!("The map in words")) } (digest(map)) }
        }
    }
}

/// What a map shows, item by item, those with news first.
#[must_use]
pub fn digest(map: &MapSheet) -> Markup {
    let mut items: Vec<_> = map.items.iter().collect();
    items.sort_by_key(|item| item.news.is_empty());
    html! {
        @if items.is_empty() { p.none { (tr!("Nothing is known to be there.")) } }
        ul.digest {
            @for item in items {
                li {
                    b { (item.name) } @if let Some(owner) = &item.owner { " (" (owner) ")" } ": " (item.digest)
                    @if item.approximate { " " (tr!("The position is approximate.")) }
                    @for news in &item.news { " " b.told { (tr!("Just now: {news}", news)) } }
                }
            }
        }
        @if !map.note.is_empty() { p.soft { (map.note) } }
    }
}

/// What the world sees: ladders, figures, headlines, the map.
#[must_use]
pub fn world(world: &World, from: &str) -> Markup {
    html! {
        div.world {
            @if let Some(map) = &world.map {
                div.chart {
                    (chart(from))
                    details { summary { (tr!("The map in words")) } (digest(map)) }
                }
            }
            div.climb { @for of in &world.ladders { (papers::ladder(of, &world.names, 0)) } }
            div.told {
                h3 { (tr!("Headlines")) }
                @if world.news.is_empty() && world.moved.is_empty() { p.none { (tr!("No news.")) } }
                ul.happened { @for text in world.moved.iter().chain(&world.news) { li { (text) } } }
            }
            @if !world.tracks.is_empty() {
                ul.tracks {
                    @for of in &world.tracks { li.cost[of.cost] { span.name { (of.name) } " " b { (of.said) } " " meter min=(of.range.0) max=(of.range.1) value=(of.value) aria-hidden="true" {} } }
                }
            }
        }
    }
}

/// How pupils join, as the projector says it.
pub struct Join<'a> {
    /// The code.
    pub code: &'a str,
    /// The address, once it is open to the room.
    pub address: Option<&'a str>,
    /// Whether the lesson has begun.
    pub began: bool,
}

/// How to join, over the whole screen until the lesson begins.
fn door(join: &Join<'_>, title: &str) -> Markup {
    html! {
        main #main .screen.joining tabindex="-1" {
            section {
                h1 { (title) }
                div.joinway {
                    @if let Some(address) = join.address {
                        (qr(&format!("{address}/?code={}", join.code)))
                        div {
                            p { (tr!("Open this address on any device in this network:")) }
                            p.joinaddress { (address.trim_start_matches("http://")) }
                            p { (tr!("and join with the code")) }
                            p.joincode { (join.code) }
                        }
                    } @else {
                        div {
                            p.joincode { (join.code) }
                            p.note { (tr!("Only this computer can join as yet. Open it to the room at the desk.")) }
                        }
                    }
                }
            }
        }
    }
}

/// The gravest news, in turn from those that they begin with: what one side did does not fill the whole picture.
fn spread(news: &[String], most: usize) -> Vec<&String> {
    let of = |text: &str| text.split_whitespace().next().unwrap_or("").to_owned();
    let mut left: Vec<&String> = news.iter().collect();
    let mut told: Vec<&String> = Vec::new();
    while told.len() < most && !left.is_empty() {
        let before = |text: &String| told.iter().filter(|other| of(other) == of(text)).count();
        let next = (0..left.len()).min_by_key(|at| before(left[*at])).unwrap_or(0);
        told.push(left.remove(next));
    }
    told
}

/// The ladders of a group for the back of a room: where it stands, the rungs about it, and what moved.
fn near(world: &World) -> Markup {
    /// How many rungs are shown above and below.
    const ABOUT: usize = 2;
    html! {
        @for of in &world.ladders {
            @let (low, high) = (of.own.min(of.other).saturating_sub(ABOUT), (of.own.max(of.other) + ABOUT).min(of.rungs.len().saturating_sub(1)));
            div.near {
                h3 { (of.name) " " span.soft { (tr!("rung {rung} of {of}", rung = of.own.max(of.other) + 1, of = of.rungs.len())) } }
                (papers::rungs(of, &world.names, 0, low..=high))
            }
        }
    }
}

/// One group on the projector: the map and what happened beside it, large enough for the last row.
fn stage(world: &World, from: &str) -> Markup {
    html! {
        div.stage {
            @if let Some(map) = &world.map {
                div.chart {
                    (chart(from))
                    details { summary { (tr!("The map in words")) } (digest(map)) }
                }
            }
            div.told {
                h3 { (tr!("Headlines")) }
                @if world.news.is_empty() && world.moved.is_empty() { p.none { (tr!("No news.")) } }
                ul.happened {
                    @for text in &world.moved { li { b { (text) } } }
                    @for text in spread(&world.news, 4) { li { (text) } }
                }
                (near(world))
                @let costs: Vec<_> = world.tracks.iter().filter(|track| track.cost && track.value != 0).collect();
                @if !costs.is_empty() { ul.tracks { @for of in costs { li.cost { span.name { (of.name) } " " b { (of.said) } } } } }
            }
        }
    }
}

/// The screen for the projector: how to join until the lesson begins, then one group, or all of them in small.
#[must_use]
pub fn screen(groups: &[ScreenSheet], only: Option<usize>, base: &str, join: &Join<'_>) -> Markup {
    if !join.began {
        return door(join, groups.first().map_or("", |sheet| sheet.world.title.as_str()));
    }
    let shown = |at: &usize| only.is_none_or(|only| only == *at);
    let many = 1 < groups.len() && only.is_none();
    html! {
        header.bar {
            div.who { h1 { (groups.first().map_or("", |sheet| sheet.world.title.as_str())) }
                @if let Some(address) = join.address { " " b.code { (address.trim_start_matches("http://")) } " " }
                " " b.code { (join.code) }
            }
            @if 1 < groups.len() {
                p.when {
                    a href=(base) { (tr!("All")) }
                    @for (at, sheet) in groups.iter().enumerate() { " " a href={ (base) "?group=" (at) } { (sheet.name) } }
                }
            }
        }
        main #main .screen.many[many] tabindex="-1" {
            @for (at, sheet) in groups.iter().enumerate() {
                @let (name, of, texts, time) = (&sheet.name, &*sheet.world, &sheet.texts, &sheet.clock);
                @if shown(&at) {
                    section {
                        h2 {
                            @if 1 < groups.len() { (tr!("Group {name}", name)) " · " }
                            (of.date) " " (clock(*time))
                        }
                        @if of.over { p.note { (tr!("It is over.")) } }
                        @if many {
                            @for ladder in &of.ladders {
                                @if let Some(rung) = ladder.rungs.get(ladder.own.max(ladder.other)) {
                                    p.rungline { b { (ladder.name) ": " } (rung.name)
                                        " " meter min="0" max="100" low="40" high="70" optimum="0" value=(rung.severity) aria-hidden="true" {} }
                                }
                            }
                            ul.happened {
                                @for text in &of.moved { li { b { (text) } } }
                                @for text in spread(&of.news, 3) { li { (text) } }
                            }
                        } @else {
                            (stage(of, &format!("{}/group/{at}/map/3", base.trim_end_matches("/screen"))))
                            @if !texts.is_empty() { h3 { (tr!("Said in the open")) } (talk::texts(texts)) }
                        }
                    }
                }
            }
        }
    }
}
