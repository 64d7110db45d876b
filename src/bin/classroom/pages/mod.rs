//! The pages: functions of sheets, and nothing but what their reader may see is in reach of them.
//!
//! Plain HTML that works without its script; the script keeps a page up to date and sends forms without leaving it.

pub mod classes;
pub mod court;
pub mod desk;
pub mod front;
pub mod group;
pub mod marks;
pub mod papers;
pub mod party;
pub mod preview;
pub mod screen;
pub mod seat;
pub mod talk;

use std::sync::LazyLock;

use brinkmanship::language::in_force;
use maud::{DOCTYPE, Markup, html};

use crate::room::sheets::{ClockSheet, Stamp};

/// The style sheet, that of maps with it.
pub static STYLE: LazyLock<String> =
    LazyLock::new(|| format!("{}{}", include_str!("style.css"), crate::shared::picture::STYLE));
/// The script.
pub const SCRIPT: &str = include_str!("script.js");
/// The icon: two steps towards an edge.
pub const ICON: &str = include_str!("icon.svg");

/// Where a page hears what is new, and the moment for which it was made: what happened since is fetched at once.
#[derive(Clone, Copy, Debug)]
pub struct Live<'a> {
    /// The address of the stream.
    pub from: &'a str,
    /// The moment.
    pub made: Stamp,
}

/// A whole page.
#[must_use]
pub fn shell(title: &str, class: &str, live: Option<Live<'_>>, body: &Markup) -> String {
    let language = in_force().map_or("en", |catalogue| catalogue.language());
    html! {
        (DOCTYPE)
        html lang=(language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="same-origin";
                title { (title) }
                link rel="icon" href="/icon.svg" type="image/svg+xml";
                link rel="stylesheet" href="/style.css";
                script src="/script.js" defer {}
            }
            body class=(class) data-live=[live.map(|live| live.from)] data-made=[live.map(|live| moment(live.made))] data-lost=(tr!("The connection is lost. What you have written stays; trying again.")) {
                a.skip href="#main" { (tr!("Skip to the content")) }
                p #lost .lost role="status" hidden {}
                (body)
            }
        }
    }
    .into_string()
}

/// A moment as the script reads it: the numbers of a stream's words, in their order.
fn moment(made: Stamp) -> String {
    let Stamp { epoch, changed, moves, shown } = made;
    format!("{epoch} {changed} {moves} {shown}")
}

/// A page that says one thing.
#[must_use]
pub fn says(title: &str, text: &str, back: &str) -> String {
    let body = html! {
        main #main .front {
            h1 { (title) }
            p.lead { (text) }
            p { a.button href=(back) { (tr!("Back")) } }
        }
    };
    shell(title, "plain", None, &body)
}

/// A clock.
#[must_use]
pub fn clock(clock: ClockSheet) -> Markup {
    html! {
        @if let Some(left) = clock.left {
            span.clock.up[left == 0] role="timer" data-left=(left) data-runs=(u8::from(clock.runs))
                aria-label=(tr!("Time left for this turn")) {
                (format!("{}:{:02}", left / 60, left % 60))
            }
            span.soft.paused hidden[clock.runs] { " " (tr!("paused")) }
        }
    }
}

/// The mark of a side: a disc or a square, so that colour never speaks alone.
#[must_use]
pub fn mark(side: usize) -> Markup {
    html! { span.shape.second[side == 1] aria-hidden="true" {} }
}

/// A text in paragraphs.
#[must_use]
pub fn paragraphs(text: &str) -> Markup {
    html! { @for part in text.split("\n\n").filter(|part| !part.trim().is_empty()) { p { (part) } } }
}

/// A QR code as a picture.
#[must_use]
pub fn qr(text: &str) -> Markup {
    let Ok(code) = qrcodegen::QrCode::encode_text(text, qrcodegen::QrCodeEcc::Medium) else { return html! {} };
    let size = code.size();
    let mut path = String::new();
    for y in 0..size {
        for x in 0..size {
            if code.get_module(x, y) {
                path.push_str(&format!("M{x},{y}h1v1h-1z"));
            }
        }
    }
    let frame = format!("-3 -3 {} {}", size + 6, size + 6);
    html! {
        svg.qr viewBox=(frame) role="img" aria-label=(tr!("QR code of {text}", text)) {
            rect x="-3" y="-3" width=(size + 6) height=(size + 6) fill="#fff" {}
            path d=(path) fill="#000" {}
        }
    }
}

/// What the script lays under a form so that a page from another moment is known as such.
#[must_use]
pub fn ticket(ticket: &str, once: bool) -> Markup {
    html! {
        input type="hidden" name="ticket" value=(ticket);
        @if once { input type="hidden" name="once" value=(crate::server::auth::number()); }
    }
}
