//! News for open pages, as server-sent events: each says where things stand now, so that none that was missed is missed.
//!
//! A page that comes back after a lost connection is told the present at once and fetches what is new; the number of an
//! event is that of the last deed.

use std::{convert::Infallible, sync::Arc, time::Duration};

use axum::response::{
    IntoResponse as _, Response,
    sse::{Event, KeepAlive, Sse},
};
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use super::app::{App, Class, now};
use crate::room::sheets::{ClockSheet, Stamp};

/// The shortest time between two events of a stream: what happens together is told together.
const TOGETHER: Duration = Duration::from_millis(700);

fn event(number: u64, stamp: Stamp, clock: ClockSheet) -> Event {
    let left = clock.left.map_or_else(String::new, |left| format!(",\"left\":{left},\"runs\":{}", clock.runs));
    let Stamp { epoch, changed, moves, shown } = stamp;
    let data = format!("{{\"epoch\":{epoch},\"changed\":{changed},\"moves\":{moves},\"shown\":{shown}{left}}}");
    Event::default().event("now").id(number.to_string()).data(data)
}

/// A stream of where things stand; `at` says it, or that the reader is no longer there.
pub fn stream(
    app: &Arc<App>,
    class: &Arc<Class>,
    at: impl Fn(&Class) -> Option<(u64, Stamp, ClockSheet)> + Send + 'static,
) -> Response {
    let Ok(place) = app.streams.clone().try_acquire_owned() else {
        return (axum::http::StatusCode::SERVICE_UNAVAILABLE, "busy").into_response();
    };
    let (sender, receiver) = mpsc::channel::<Result<Event, Infallible>>(4);
    let class = class.clone();
    tokio::spawn(async move {
        let _place = place;
        let mut changes = class.changes.subscribe();
        let mut told = None;
        loop {
            changes.borrow_and_update();
            let Some((number, stamp, clock)) = at(&class).filter(|_| !class.is_gone()) else {
                let _ = sender.send(Ok(Event::default().event("gone").data("gone"))).await;
                return;
            };
            // A clock that only runs is no news.
            let ends = clock.left.map(|left| (clock.runs, if clock.runs { now() / 1000 + left } else { left }));
            let close = |(old_stamp, old): &(Stamp, Option<(bool, u64)>)| {
                *old_stamp == stamp
                    && match (old, &ends) {
                        (Some((a, one)), Some((b, other))) => a == b && one.abs_diff(*other) < 2,
                        (None, None) => true,
                        (_, _) => false,
                    }
            };
            if !told.as_ref().is_some_and(close) {
                if sender.send(Ok(event(number, stamp, clock))).await.is_err() {
                    return;
                }
                told = Some((stamp, ends));
            }
            tokio::select! {
                () = sender.closed() => return,
                changed = changes.changed() => if changed.is_err() { return },
            }
            tokio::time::sleep(TOGETHER).await;
        }
    });
    Sse::new(ReceiverStream::new(receiver))
        .keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
        .into_response()
}

/// A stream of what the self-test saw.
pub fn watch(app: &Arc<App>) -> Response {
    let Ok(place) = app.streams.clone().try_acquire_owned() else {
        return (axum::http::StatusCode::SERVICE_UNAVAILABLE, "busy").into_response();
    };
    let (sender, receiver) = mpsc::channel::<Result<Event, Infallible>>(4);
    let mut reached = app.reached.subscribe();
    tokio::spawn(async move {
        let _place = place;
        loop {
            let count = *reached.borrow_and_update();
            let stamp = Stamp { epoch: count, ..Stamp::default() };
            if sender.send(Ok(event(count, stamp, ClockSheet::default()))).await.is_err() {
                return;
            }
            tokio::select! {
                () = sender.closed() => return,
                changed = reached.changed() => if changed.is_err() { return },
            }
        }
    });
    Sse::new(ReceiverStream::new(receiver)).keep_alive(KeepAlive::default()).into_response()
}
