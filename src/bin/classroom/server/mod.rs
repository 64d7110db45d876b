//! The server: routes, who may ask for what, and connections.

mod after;
pub mod app;
pub mod auth;
mod desk;
mod export;
mod forms;
pub mod guard;
pub mod listen;
mod live;
mod pupil;
mod zip;

use std::{sync::Arc, sync::atomic::Ordering, time::Duration};

use axum::{
    Router,
    http::{StatusCode, header},
    middleware::from_fn_with_state,
    response::IntoResponse as _,
    routing::{get, post},
};
use tower_http::{catch_panic::CatchPanicLayer, limit::RequestBodyLimitLayer, timeout::TimeoutLayer};

pub use app::App;

/// The most bytes of a form.
const BODY: usize = 64 * 1024;
/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(20);

async fn asset(kind: &'static str, text: &'static str) -> axum::response::Response {
    ([(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "max-age=300")], text).into_response()
}

/// All that can be asked for.
pub fn router(app: Arc<App>) -> Router {
    let quick = Router::new()
        .route("/", get(pupil::front))
        .route("/join", post(pupil::join))
        .route("/reach", get(pupil::reach))
        .route("/seat", get(pupil::seat))
        .route("/seat/debrief", get(pupil::debrief))
        .route("/seat/court", get(pupil::court))
        .route("/seat/map", get(pupil::map))
        .route("/seat/{what}", post(pupil::send))
        .route("/desk", get(desk::front))
        .route("/desk/new", post(desk::new))
        .route("/desk/open", post(desk::open))
        .route("/desk/reach", get(desk::reach))
        .route("/desk/stop", get(desk::stopping).post(desk::stop))
        .route("/desk/{class}", get(desk::class))
        .route("/desk/{class}/do", post(desk::act))
        .route("/desk/{class}/delete", get(desk::deleting).post(desk::delete))
        .route("/desk/{class}/news", post(after::news))
        .route("/desk/{class}/screen", get(desk::screen))
        .route("/desk/{class}/marks", get(after::marks))
        .route("/desk/{class}/debrief", get(after::class_debrief))
        .route("/desk/{class}/export/{what}", get(after::export))
        .route("/desk/{class}/group/{group}", get(desk::group))
        .route("/desk/{class}/group/{group}/debrief", get(after::debrief))
        .route("/desk/{class}/group/{group}/map/{eyes}", get(after::map))
        .route("/desk/{class}/group/{group}/court", get(after::court))
        .route("/desk/{class}/group/{group}/preview", get(after::preview))
        .route("/desk/{class}/group/{group}/transcript", get(after::transcript))
        .route("/desk/{class}/group/{group}/seat/{side}", get(desk::seat))
        .route("/desk/{class}/group/{group}/seat/{side}/{what}", post(desk::in_seat))
        .route("/style.css", get(|| asset("text/css; charset=utf-8", &crate::pages::STYLE)))
        .route("/script.js", get(|| asset("text/javascript; charset=utf-8", crate::pages::SCRIPT)))
        .route("/icon.svg", get(|| asset("image/svg+xml", crate::pages::ICON)))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, PATIENCE));
    // News go on for as long as a page is open.
    let news = Router::new()
        .route("/seat/live", get(pupil::live))
        .route("/desk/reach/live", get(desk::reach_live))
        .route("/desk/{class}/live", get(desk::live));
    quick
        .merge(news)
        .layer(RequestBodyLimitLayer::new(BODY))
        .layer(from_fn_with_state(app.clone(), guard::guard))
        .layer(CatchPanicLayer::new())
        .with_state(app)
}

/// Opens the server at every address that this computer has in its networks.
pub async fn open_to_room(app: &App) {
    let port = app.port.load(Ordering::Relaxed);
    let opener = app.opener.lock().ok().and_then(|opener| opener.clone());
    for address in listen::addresses(port) {
        let known = format!("http://{address}");
        let open = app.doors().addresses.iter().any(|(name, open)| *name == known && *open);
        if let (false, Some(opener)) = (open, &opener) {
            // Whoever listens there says whether it is open.
            let _ = opener.send(address).await;
        }
    }
    // The listeners need a moment.
    tokio::time::sleep(Duration::from_millis(150)).await;
    if app.doors().open().is_some() {
        app.set_doors(|doors| doors.was_open = false);
        app.store.open_to_room(true);
    }
}
