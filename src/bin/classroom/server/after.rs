//! What the facilitator looks at beside play and afterwards: what an event would do, the aims court, marks, debriefs, and
//! what is to keep.

use std::sync::Arc;

use axum::{
    extract::{Form, Path, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};

use brinkmanship::report::table::MapSheet;

use super::{
    app::{App, Undone},
    desk::{of, pass, touch},
    forms::{Fields, answer, page, undone},
    guard::DEBRIEF_POLICY,
    pupil::{Asked, Sent},
};
use crate::{
    pages::{self, court, marks, preview, screen},
    room::{Drawn, Refusal, Sight, sheets::Stamp, words},
};

type Shared = State<Arc<App>>;

/// How long crises are played on for a preview, and how many at most.
const PATIENCE: (std::time::Duration, u64) = (std::time::Duration::from_millis(1500), 2000);

/// What news of the teacher's own would do, before they are told.
pub async fn news(State(app): Shared, headers: HeaderMap, Path(id): Path<i64>, Form(fields): Sent) -> Response {
    let fields = Fields(fields);
    let class = match of(&app, &headers, id, Some(&fields)) {
        Ok(class) => class,
        Err(denied) => return *denied,
    };
    let text = words::clean(fields.get("text"), words::TEXT);
    let one: Option<usize> = fields.number("group");
    let side = fields.number::<usize>("side").filter(|side| *side < 2);
    // For all groups it is reckoned in the first that still plays.
    let found = class
        .look(|room| {
            let playing = room.groups.iter().position(|group| !group.session.over());
            let group = room.groups.get(one.or(playing).unwrap_or(0))?;
            let side = side.map(|side| group.session.world().names[side].clone());
            Some((group.session.clone(), group.name.clone(), side))
        })
        .await;
    let (Some((session, group, name)), false) = (found, text.is_empty()) else {
        return app.spoken(|| answer(&headers, Err(undone(&Undone::Refused(Refusal::Empty))), &format!("/desk/{id}")));
    };
    let touch = touch(fields.get("touch"));
    let refused = match &touch {
        Err(why) => Some(why.clone()),
        Ok(Some(_)) if side.is_some() => Some(Refusal::ForBoth),
        Ok(Some(touch)) if !session.can_touch(touch) => Some(Refusal::Unknown),
        Ok(_) => None,
    };
    let (touch, shown, speaks) = (touch.ok().flatten(), text.clone(), app.clone());
    let made = tokio::task::spawn_blocking(move || {
        let began = std::time::Instant::now();
        let go_on = |runs| runs < PATIENCE.1 && began.elapsed() < PATIENCE.0;
        speaks.spoken(|| session.preview_news(&shown, touch.as_ref(), go_on))
    });
    let Ok(made) = made.await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let base = format!("/desk/{id}");
    let body = app.spoken(|| {
        let groups = match one {
            Some(_) => tr!("Group {name}", name = group),
            None => tr!("to all groups").to_owned(),
        };
        let to = name.unwrap_or_else(|| tr!("to both sides and the world").to_owned());
        let fields = ["group", "side", "touch"].map(|name| (name, fields.get(name).to_owned()));
        let draft = preview::Draft {
            fields: fields.into_iter().chain([("text", text)]).collect(),
            to: format!("{groups} · {to}"),
            group,
            refused: refused.map(|why| why.words()),
        };
        preview::news(&made, &draft, &base, &pass(&app))
    });
    page(app.spoken(|| pages::shell(&made.title, "plain", None, &body)))
}

/// What an event would do.
pub async fn preview(
    State(app): Shared,
    headers: HeaderMap,
    Path((id, at)): Path<(i64, usize)>,
    Query(asked): Query<Asked>,
) -> Response {
    let class = match of(&app, &headers, id, None) {
        Ok(class) => class,
        Err(denied) => return *denied,
    };
    let Some(session) = class.look(|room| room.groups.get(at).map(|group| group.session.clone())).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let (rule, speaks) = (asked.rule.clone(), app.clone());
    let made = tokio::task::spawn_blocking(move || {
        let began = std::time::Instant::now();
        speaks.spoken(|| session.preview(&rule, |runs| runs < PATIENCE.1 && began.elapsed() < PATIENCE.0))
    });
    let Ok(Some(made)) = made.await else { return StatusCode::NOT_FOUND.into_response() };
    let base = format!("/desk/{id}");
    let body = app.spoken(|| preview::preview(&made, &asked.rule, at, &base, &pass(&app)));
    page(app.spoken(|| pages::shell(&made.title, "plain", None, &body)))
}

/// The aims court of a group.
pub async fn court(State(app): Shared, headers: HeaderMap, Path((id, at)): Path<(i64, usize)>) -> Response {
    let class = match of(&app, &headers, id, None) {
        Ok(class) => class,
        Err(denied) => return *denied,
    };
    let base = format!("/desk/{id}");
    let Some(sheet) = class.look(|room| app.spoken(|| room.court_sheet(at))).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let looks = court::Looks::Teacher(base.clone(), pass(&app), at);
    let body = app.spoken(|| court::court(&sheet, &looks, &format!("{base}/group/{at}")));
    page(app.spoken(|| pages::shell(tr!("The aims court"), "plain", None, &body)))
}

/// The pupils with what they wrote, for marking.
pub async fn marks(State(app): Shared, headers: HeaderMap, Path(id): Path<i64>) -> Response {
    let class = match of(&app, &headers, id, None) {
        Ok(class) => class,
        Err(denied) => return *denied,
    };
    let sheets = class.look(|room| app.spoken(|| room.mark_sheets())).await;
    let base = format!("/desk/{id}");
    // The page does not change by itself: a note that is being written would be lost. Its script sends forms.
    let live = format!("{base}/live?still=1");
    let body = app.spoken(|| marks::marks(&sheets, &base, &pass(&app)));
    page(app.spoken(|| {
        let live = pages::Live { from: &live, made: Stamp::default() };
        pages::shell(tr!("Reasons and notes"), "plain", Some(live), &maud::html! { div #still { (body) } })
    }))
}

/// The debrief of the class: all groups beside each other and beside history.
pub async fn class_debrief(State(app): Shared, headers: HeaderMap, Path(id): Path<i64>) -> Response {
    let class = match of(&app, &headers, id, None) {
        Ok(class) => class,
        Err(denied) => return *denied,
    };
    let room = class.look(Clone::clone).await;
    let made = move || app.spoken(|| brinkmanship::report::class::page(&room.report()));
    let html = tokio::task::spawn_blocking(made).await.unwrap_or_default();
    ([(header::CONTENT_SECURITY_POLICY, DEBRIEF_POLICY)], page(html)).into_response()
}

/// The debrief of a group.
pub async fn debrief(State(app): Shared, headers: HeaderMap, Path((id, at)): Path<(i64, usize)>) -> Response {
    let class = match of(&app, &headers, id, None) {
        Ok(class) => class,
        Err(denied) => return *denied,
    };
    let Some(session) = class.look(|room| room.groups.get(at).map(|group| group.session.clone())).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let made =
        move || app.spoken(|| brinkmanship::report::html::page(&session.debrief([tr!("pupils"), tr!("pupils")])));
    let html = tokio::task::spawn_blocking(made).await.unwrap_or_default();
    ([(header::CONTENT_SECURITY_POLICY, DEBRIEF_POLICY)], page(html)).into_response()
}

/// The transcript of a group.
pub async fn transcript(State(app): Shared, headers: HeaderMap, Path((id, at)): Path<(i64, usize)>) -> Response {
    let class = match of(&app, &headers, id, None) {
        Ok(class) => class,
        Err(denied) => return *denied,
    };
    let text = class
        .look(|room| {
            room.groups.get(at).map(|group| (group.session.transcript(["human", "human"]), group.name.clone()))
        })
        .await;
    match text {
        Some((Ok(text), name)) => {
            super::export::file(&format!("group-{name}.crisis"), "text/plain; charset=utf-8", text)
        }
        Some((Err(why), _)) => (StatusCode::INTERNAL_SERVER_ERROR, why).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// What is to keep.
pub async fn export(State(app): Shared, headers: HeaderMap, Path((id, what)): Path<(i64, String)>) -> Response {
    let class = match of(&app, &headers, id, None) {
        Ok(class) => class,
        Err(denied) => return *denied,
    };
    // It takes a while: it is made of a copy, off the lock.
    let room = class.look(Clone::clone).await;
    let made = tokio::task::spawn_blocking(move || app.spoken(|| super::export::made(&room, &what))).await;
    made.ok().flatten().unwrap_or_else(|| StatusCode::NOT_FOUND.into_response())
}

/// A map of a group: 0 and 1 as the sides see it, 2 and 3 as the world does, small and large; whole, or its first theatre.
pub async fn map(
    State(app): Shared,
    headers: HeaderMap,
    Path((id, at, eyes)): Path<(i64, usize, usize)>,
    Query(asked): Query<Asked>,
) -> Response {
    let class = match of(&app, &headers, id, None) {
        Ok(class) => class,
        Err(denied) => return *denied,
    };
    let (sight, width, back) = match eyes {
        0 | 1 => (Sight::Side(eyes), screen::NARROW, format!("/desk/{id}/group/{at}/seat/{eyes}")),
        2 => (Sight::World, screen::NARROW, format!("/desk/{id}/group/{at}")),
        3 => (Sight::Screen, screen::WIDE, format!("/desk/{id}/screen?group={at}")),
        _ => return StatusCode::NOT_FOUND.into_response(),
    };
    let Some((map, drawn)) = class.look(|room| room.map_at(at, sight)).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let here = format!("/desk/{id}/group/{at}/map/{eyes}");
    charted(&app, &asked, &map, &drawn, width, [&here, &back])
}

/// A map, whole or its first theatre.
pub(super) fn charted(
    app: &App,
    asked: &Asked,
    map: &MapSheet,
    drawn: &Drawn,
    width: f64,
    [here, back]: [&str; 2],
) -> Response {
    app.spoken(|| {
        if asked.part == "map" {
            return page(screen::first(map, drawn, width, here).into_string());
        }
        let width = if width < screen::WIDE { 540.0 } else { width };
        page(pages::shell(tr!("The map"), "plain", None, &screen::atlas(map, width, back)))
    })
}
