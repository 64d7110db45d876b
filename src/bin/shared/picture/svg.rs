//! A picture as inline SVG: no script, nothing fetched, no style but by classes, so that a strict content policy holds.

use std::fmt::Write as _;

use brinkmanship::report::table::{MapSheet, Theatre};
use maud::{Markup, PreEscaped, html};

use super::{Flat, Hand, Ink, Label, Layout, Outline, Picture, Shape};

/// The style sheet of maps. A page may set the variables anew; they are those of the desktop game, by day and by night.
pub const STYLE: &str = "
:root { --map-sea: #bfd0d4; --map-land: #ece4cf; --map-coast: #6d7b7c; --map-border: #a89c84; --map-grid: #a9bdc2; --map-label: #2a2e35; --map-halo: #dfdccf; --map-paper: #faf6ec; --map-first: #005f99; --map-second: #b34e00; --map-alarm: #9b1d20; }
@media (prefers-color-scheme: dark) { :root { --map-sea: #1b2933; --map-land: #333836; --map-coast: #7d8a8c; --map-border: #595e5a; --map-grid: #273843; --map-label: #e2dccc; --map-halo: #272f33; --map-paper: #1d232a; --map-first: #56b4e9; --map-second: #f09a3e; --map-alarm: #f07a6e; } }
@media print { :root { --map-sea: #e4ecee; --map-land: #fbf8f0; --map-coast: #6d7b7c; --map-border: #a89c84; --map-grid: #cfdadd; --map-label: #000; --map-halo: #f3f3ee; --map-paper: #fff; --map-first: #005f99; --map-second: #b34e00; --map-alarm: #9b1d20; } }
figure.map { margin: 0 0 1rem; } figure.map figcaption { font-size: .9rem; margin: .3rem 0; }
svg.map { display: block; width: 100%; height: auto; background: var(--map-sea); font-family: 'IBM Plex Sans', 'Segoe UI', Roboto, 'Helvetica Neue', 'Liberation Sans', Arial, system-ui, sans-serif; }
svg.map path, svg.map circle { fill: none; stroke-linejoin: round; }
svg.map .m-sea { fill: var(--map-sea); } svg.map .m-land { fill: var(--map-land); } svg.map .m-lake { fill: var(--map-sea); }
svg.map .m-coast { stroke: var(--map-coast); } svg.map .m-border { stroke: var(--map-border); } svg.map .m-disputed { stroke: var(--map-coast); } svg.map .m-grid { stroke: var(--map-grid); } svg.map .m-scale { stroke: var(--map-label); }
svg.map .m-first { stroke: var(--map-first); } svg.map .m-second { stroke: var(--map-second); } svg.map .m-other { stroke: var(--map-label); } svg.map .m-news { stroke: var(--map-alarm); }
svg.map .m-area { stroke: none; fill-opacity: .16; } svg.map .m-area.m-first, svg.map .m-full.m-first { fill: var(--map-first); } svg.map .m-area.m-second, svg.map .m-full.m-second { fill: var(--map-second); } svg.map .m-area.m-other, svg.map .m-full.m-other { fill: var(--map-label); }
svg.map .m-full { stroke: var(--map-paper); stroke-width: 1; } svg.map .m-open { fill: var(--map-paper); stroke-width: 2; } svg.map .m-faint { opacity: .55; }
svg.map text { font-size: 12px; fill: var(--map-label); stroke: var(--map-halo); stroke-width: 3px; stroke-linejoin: round; paint-order: stroke; }
svg.map .h-point { font-weight: 600; } svg.map .h-wide { font-style: italic; } svg.map .h-news { font-weight: 700; fill: var(--map-alarm); } svg.map .h-small { font-size: 11px; fill: var(--map-label); }
ul.map-words { font-size: .9rem; padding-left: 1.2rem; } ul.map-words li { margin-bottom: .25rem; } ul.map-words .m-told { color: var(--map-alarm); font-weight: 600; }
";

/// The class of a shape.
const fn class(ink: Ink) -> &'static str {
    match ink {
        Ink::Grid => "m-grid",
        Ink::Land => "m-land",
        Ink::Lake => "m-lake",
        Ink::Coast => "m-coast",
        Ink::Border => "m-border",
        Ink::Disputed => "m-disputed",
        Ink::First => "m-first",
        Ink::Second => "m-second",
        Ink::Other => "m-other",
        Ink::News => "m-news",
        Ink::Scale => "m-scale",
    }
}

/// A theatre of a sheet as an SVG, with a title and a description that a screen reader speaks. `id` tells it from other
/// maps of the same page. None where the map data cannot be read.
#[must_use]
pub fn svg(sheet: &MapSheet, theatre: &Theatre, id: &str, layout: &Layout<'_>) -> Option<Markup> {
    Some(written(&Picture::of(sheet, theatre, layout)?, sheet, id))
}

/// A theatre of a sheet with the same in words beneath it, item by item, folded.
#[must_use]
pub fn figure(sheet: &MapSheet, theatre: &Theatre, id: &str, layout: &Layout<'_>) -> Option<Markup> {
    let drawn = svg(sheet, theatre, id, layout)?;
    Some(html! {
        figure.map {
            (drawn)
            figcaption { b { (theatre.name) } @if !sheet.note.is_empty() { ". " (sheet.note) } }
            details { summary { (tr!("The map in words")) } (digest(sheet)) }
        }
    })
}

/// What a sheet shows, item by item, those with news first.
fn digest(sheet: &MapSheet) -> Markup {
    let mut items: Vec<_> = sheet.items.iter().collect();
    items.sort_by_key(|item| item.news.is_empty());
    html! {
        ul.map-words {
            @for item in items {
                li {
                    b { (item.name) }
                    @if let Some(owner) = &item.owner { " (" (owner) ")" }
                    ": " (item.digest)
                    @if item.approximate { " " (tr!("The position is approximate.")) }
                    @for news in &item.news { " " span.m-told { (tr!("Just now: {news}", news)) } }
                }
            }
            @if items_are_none(sheet) { li { (tr!("Nothing is known to be there.")) } }
        }
    }
}

/// How many theatres the page of a group shows: more would make it slow to send.
const THEATRES: usize = 2;

/// The first theatres of a sheet with their style, for the debrief of the group at a place; none where there are none.
#[must_use]
pub fn of_group(sheet: &MapSheet, place: usize) -> Option<String> {
    let layout = Layout::page(720.0);
    let of = |(at, theatre)| svg(sheet, theatre, &format!("map-{place}-{at}"), &layout).map(Markup::into_string);
    let drawn: Vec<String> = sheet.theatres.iter().take(THEATRES).enumerate().filter_map(of).collect();
    (!drawn.is_empty()).then(|| format!("<style>{STYLE}</style>{}", drawn.join("")))
}

fn items_are_none(sheet: &MapSheet) -> bool {
    sheet.items.is_empty()
}

fn written(picture: &Picture, sheet: &MapSheet, id: &str) -> Markup {
    let told = sheet.items.iter().filter(|item| !item.news.is_empty()).count();
    let shown = sheet.items.len();
    let title = tr!("Map: {name}", name = picture.name);
    let description = trn!(shown; "{shown} thing is shown; {told} with news. The same stands in words beneath.", "{shown} things are shown; {told} with news. The same stands in words beneath.", shown, told);
    html! {
        svg.map xmlns="http://www.w3.org/2000/svg" role="img" aria-labelledby={(id) "-t " (id) "-d"} viewBox={"0 0 " (number(picture.width)) " " (number(picture.height))} {
            title #{(id) "-t"} { (title) }
            desc #{(id) "-d"} { (description) }
            rect.m-sea width=(number(picture.width)) height=(number(picture.height)) {}
            @for shape in &picture.shapes { (drawn(shape)) }
            @for label in &picture.labels { (label_markup(label)) }
        }
    }
}

fn drawn(shape: &Shape) -> Markup {
    match shape {
        Shape::Fill { ink, rings, faint } => html! {
            path class={(class(*ink)) @if *faint { " m-area" }} fill-rule="evenodd" d=(rings.iter().map(|ring| path(ring, true)).collect::<String>()) {}
        },
        Shape::Line { ink, points, width, dash, faint } => {
            let closed = 3 < points.len() && points.first() == points.last();
            let shown = if closed { &points[..points.len() - 1] } else { points };
            html! {
                path class={(class(*ink)) @if *faint { " m-faint" }} stroke-width=(number(*width)) stroke-dasharray=[dash.map(|[on, off]| format!("{} {}", number(on), number(off)))] d=(path(shown, closed)) {}
            }
        }
        Shape::Mark { ink, outline, at, full, faint, name } => html! {
            g class=[faint.then_some("m-faint")] {
                title { (name) }
                path class={(class(*ink)) @if *full { " m-full" } @else { " m-open" }} d=(mark(*outline, *at, *full)) {}
            }
        },
        Shape::Ring { ink, at: [x, y], radius, width } => html! {
            circle class=(class(*ink)) cx=(number(*x)) cy=(number(*y)) r=(number(*radius)) stroke-width=(number(*width)) {}
        },
    }
}

/// The outline of a mark about its middle.
fn mark(outline: Outline, [x, y]: Flat, full: bool) -> String {
    let by = if full { 1.0 } else { 0.8 };
    match outline {
        Outline::Circle => {
            let (left, right) = (number(x - 4.0), number(x + 4.0));
            let y = number(y);
            format!("M{left} {y}A4 4 0 1 0 {right} {y}A4 4 0 1 0 {left} {y}Z")
        }
        Outline::Square | Outline::Triangle | Outline::Lozenge => {
            let points: Vec<Flat> = outline.corners().iter().map(|[dx, dy]| [x + dx * by, y + dy * by]).collect();
            path(&points, true)
        }
    }
}

impl Outline {
    /// The corners about the middle; none for what is round.
    #[must_use]
    pub const fn corners(self) -> &'static [Flat] {
        match self {
            Self::Square => &[[-5.0, -5.0], [5.0, -5.0], [5.0, 5.0], [-5.0, 5.0]],
            Self::Triangle => &[[0.0, -7.0], [6.5, 5.0], [-6.5, 5.0]],
            Self::Lozenge => &[[0.0, -6.0], [6.0, 0.0], [0.0, 6.0], [-6.0, 0.0]],
            Self::Circle => &[],
        }
    }
}

fn label_markup(label: &Label) -> Markup {
    let hand = match label.hand {
        Hand::Point => "h-point",
        Hand::Wide => "h-wide",
        Hand::News => "h-news",
        Hand::Small => "h-small",
    };
    let [x, y] = label.at.map(number);
    html! {
        text class=(hand) x=(x) y=(y) {
            @for (at, line) in label.lines.iter().enumerate() {
                @if at == 0 { (line) } @else { tspan x=(x) dy=(number(label.leading)) { (line) } }
            }
        }
    }
}

/// A number with one decimal, and none where it is whole.
fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").map_or_else(|| text.clone(), ToOwned::to_owned)
}

fn path(points: &[Flat], closed: bool) -> String {
    let mut out = String::with_capacity(points.len() * 10);
    let mut last = [f64::NAN; 2];
    for (at, point) in points.iter().enumerate() {
        let tenths = point.map(|value| (value * 10.0).round());
        // Differences are shorter than places.
        let written = if at == 0 {
            write!(out, "M{} {}", number(tenths[0] / 10.0), number(tenths[1] / 10.0))
        } else {
            let [dx, dy] = [0, 1].map(|part| number((tenths[part] - last[part]) / 10.0));
            write!(out, "l{dx} {dy}")
        };
        // Writing to a text cannot fail.
        written.unwrap_or_default();
        last = tenths;
    }
    if closed {
        out.push('Z');
    }
    out
}

/// A picture as a file of its own, with its style in it.
#[must_use]
pub fn file(sheet: &MapSheet, theatre: &Theatre, layout: &Layout<'_>) -> Option<String> {
    let drawn = svg(sheet, theatre, "map", layout)?.into_string();
    let style = html! { style { (PreEscaped(STYLE)) } }.into_string();
    let inside = drawn.find('>')? + 1;
    Some(format!("{}{style}{}", &drawn[..inside], &drawn[inside..]))
}
