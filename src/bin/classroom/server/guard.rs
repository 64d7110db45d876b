//! What every request passes: whom it is for, where it comes from, how often; and what every answer carries.

use std::{net::IpAddr, sync::Arc};

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use super::{
    app::{App, now},
    auth,
};

/// Who asks, as far as the connection says; none in tests without one.
#[derive(Clone, Copy, Debug)]
pub struct Peer(pub IpAddr);

/// Pages of ours: nothing from elsewhere, no script or style in the page itself.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
                      form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/// A debrief: a page of the library with its style in it, and no script at all.
pub const DEBRIEF_POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/// The host of a `Host` header without its port.
fn host(headers: &HeaderMap) -> Option<&str> {
    let whole = headers.get(header::HOST)?.to_str().ok()?;
    if let Some(rest) = whole.strip_prefix('[') {
        return rest.split_once(']').map(|(host, _)| host);
    }
    Some(whole.rsplit_once(':').map_or(whole, |(host, _)| host))
}

/// Whether a host is one of ours: an address, not a name that somebody else gave us.
fn ours(host: &str) -> bool {
    host == "localhost" || host.parse::<IpAddr>().is_ok()
}

/// Whether a request that changes something comes from a page of ours.
fn own_page(headers: &HeaderMap) -> bool {
    if let Some(site) = headers.get("sec-fetch-site") {
        return site == "same-origin" || site == "none";
    }
    match (headers.get(header::ORIGIN), headers.get(header::HOST)) {
        (Some(origin), Some(host)) => {
            origin.to_str().ok().and_then(|origin| origin.strip_prefix("http://")) == host.to_str().ok()
        }
        // Browsers that send neither are older than these headers; a pass is asked for all the same.
        (None, _) => true,
        (Some(_), None) => false,
    }
}

fn refuse(status: StatusCode, text: &'static str) -> Response {
    (status, text).into_response()
}

/// Lets a request through or not, and dresses the answer.
pub async fn guard(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<Peer>().map_or_else(|| "test".to_owned(), |peer| peer.0.to_string());
    // A class joins from addresses of its own; this computer's stands for nobody.
    let local = request.extensions().get::<Peer>().is_some_and(|peer| auth::is_local(Some(peer.0)));
    let fits = host(request.headers()).is_some_and(ours);
    let mut answer = if !fits {
        refuse(StatusCode::MISDIRECTED_REQUEST, "host")
    } else if request.method() != Method::GET && request.method() != Method::HEAD && !own_page(request.headers()) {
        refuse(StatusCode::FORBIDDEN, "origin")
    } else if !local && !app.asks.take(&peer, now()) {
        refuse(StatusCode::TOO_MANY_REQUESTS, "rate")
    } else {
        next.run(request).await
    };
    let headers = answer.headers_mut();
    let fixed = [
        ("x-content-type-options", "nosniff"),
        ("referrer-policy", "same-origin"),
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.entry(header::CONTENT_SECURITY_POLICY).or_insert(HeaderValue::from_static(POLICY));
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    answer
}
