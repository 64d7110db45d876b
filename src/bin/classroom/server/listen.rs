//! Connections: where they come in, how many, and how long they may take.

use std::{net::SocketAddr, sync::Arc, time::Duration};

use axum::{Router, body::Body, http::Request};
use hyper::{body::Incoming, server::conn::http1, service::service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::{net::TcpListener, sync::Semaphore};
use tower::ServiceExt as _;

use super::guard::Peer;

/// The most connections at once.
pub const CONNECTIONS: usize = 2000;
/// How long a request's head may take to arrive.
const HEAD: Duration = Duration::from_secs(10);

/// Serves a listener until the program ends. Who comes when all places are taken waits at the door.
pub async fn serve(listener: TcpListener, router: Router, places: Arc<Semaphore>) {
    loop {
        let Ok(place) = places.clone().acquire_owned().await else { return };
        let (stream, peer) = match listener.accept().await {
            Ok(accepted) => accepted,
            Err(_) => {
                // Too many files are open, or whoever came has left.
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
        };
        let router = router.clone();
        tokio::spawn(async move {
            let _place = place;
            let _ = stream.set_nodelay(true);
            let service = service_fn(move |request: Request<Incoming>| {
                let router = router.clone();
                async move {
                    let mut request = request.map(Body::new);
                    request.extensions_mut().insert(Peer(peer.ip()));
                    router.oneshot(request).await
                }
            });
            // What goes wrong on a connection is whoever's at its other end.
            let _ = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(HEAD)
                .max_buf_size(64 * 1024)
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

/// The addresses of this computer in the networks it is in.
#[must_use]
pub fn addresses(port: u16) -> Vec<SocketAddr> {
    let all = if_addrs::get_if_addrs().unwrap_or_default();
    let mut found: Vec<SocketAddr> = all
        .into_iter()
        .filter(|one| !one.is_loopback() && !one.is_link_local())
        .map(|one| one.ip())
        .filter(std::net::IpAddr::is_ipv4)
        .map(|ip| SocketAddr::new(ip, port))
        .collect();
    found.sort();
    found.dedup();
    found
}
