//! The projector: only what the world sees.

use brinkmanship::report::table::{MapSheet, World};
use maud::{Markup, html};

use super::{clock, papers, talk};
use crate::room::sheets::{ClockSheet, TextRow};

/// The map as a picture.
#[must_use]
pub fn chart(map: &MapSheet) -> Markup {
    let _ = map;
    html! {}
}

/// What the world sees: ladders, figures, headlines, the map.
#[must_use]
pub fn world(world: &World) -> Markup {
    html! {
        div.world {
            div {
                h3 { (tr!("Headlines")) }
                @if world.news.is_empty() { p.none { (tr!("No news.")) } }
                ul.happened { @for text in &world.news { li { (text) } } }
                @if !world.tracks.is_empty() {
                    ul.tracks {
                        @for of in &world.tracks { li.cost[of.cost] { span.name { (of.name) } " " b { (of.said) } " " meter min=(of.range.0) max=(of.range.1) value=(of.value) aria-hidden="true" {} } }
                    }
                }
            }
            div { @for of in &world.ladders { (papers::ladder(of, &world.names, 0)) } }
            @if let Some(map) = &world.map {
                div.wide {
                    (chart(map))
                    details { summary { (tr!("The map in words")) } ul.digest { @for item in &map.items { li { (item.digest) } } } }
                }
            }
        }
    }
}

/// The screen for the projector: one group, or all of them in small.
#[must_use]
pub fn screen(
    groups: &[(String, std::sync::Arc<World>, Vec<TextRow>, ClockSheet)],
    only: Option<usize>,
    base: &str,
    code: Option<&str>,
) -> Markup {
    let shown = |at: &usize| only.is_none_or(|only| only == *at);
    let many = 1 < groups.len() && only.is_none();
    html! {
        header.bar {
            div.who { h1 { (groups.first().map_or("", |(_, world, ..)| world.title.as_str())) }
                @if let Some(code) = code { " " span.soft { (tr!("Join with the code")) " " } b.code { (code) } }
            }
            @if 1 < groups.len() {
                p.when {
                    a href=(base) { (tr!("All")) }
                    @for (at, (name, ..)) in groups.iter().enumerate() { " " a href={ (base) "?group=" (at) } { (name) } }
                }
            }
        }
        main #main .screen.many[many] tabindex="-1" {
            @for (at, (name, of, texts, time)) in groups.iter().enumerate() {
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
                                        " " meter min="0" max="100" value=(rung.severity) aria-hidden="true" {} }
                                }
                            }
                            ul.happened { @for text in of.news.iter().take(3) { li { (text) } } }
                        } @else {
                            (world(of))
                            @if !texts.is_empty() { h3 { (tr!("Said in the open")) } (talk::texts(texts)) }
                        }
                    }
                }
            }
        }
    }
}
