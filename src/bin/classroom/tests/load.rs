//! Many pupils at once, over real sockets: each with a stream of news, each writing or voting every few seconds.

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};

use tokio::{
    io::{AsyncBufReadExt as _, AsyncReadExt as _, AsyncWriteExt as _, BufReader},
    net::{TcpListener, TcpStream},
    sync::{Mutex, Semaphore},
};

use super::{Desk, cards, code, encoded, ticket, value};
use crate::server::listen;

/// A connection that is kept.
struct Line {
    stream: BufReader<TcpStream>,
    port: u16,
    cookie: String,
}

impl Line {
    async fn open(port: u16, cookie: &str) -> Self {
        let stream = TcpStream::connect(("127.0.0.1", port)).await.expect("the server is there");
        stream.set_nodelay(true).expect("it can be set");
        Self { stream: BufReader::new(stream), port, cookie: cookie.to_owned() }
    }

    async fn ask(&mut self, method: &str, path: &str, body: &str) -> (u16, String, String) {
        let request = format!(
            "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nCookie: {}\r\nSec-Fetch-Site: same-origin\r\nX-Part: answer\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            self.port,
            self.cookie,
            body.len()
        );
        self.stream.get_mut().write_all(request.as_bytes()).await.expect("it is sent");
        let (mut head, mut length) = (String::new(), 0);
        loop {
            let mut line = String::new();
            self.stream.read_line(&mut line).await.expect("it answers");
            if line.trim().is_empty() {
                break;
            }
            if let Some(rest) = line.to_lowercase().strip_prefix("content-length:") {
                length = rest.trim().parse().expect("a length");
            }
            head += &line;
        }
        let mut bytes = vec![0; length];
        self.stream.read_exact(&mut bytes).await.expect("a body");
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).expect("a status");
        (status, head, String::from_utf8_lossy(&bytes).into_owned())
    }
}

/// The memory of this process, in kilobytes.
fn memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap_or("");
    line.split_whitespace().nth(1).and_then(|kb| kb.parse().ok()).unwrap_or(0)
}

/// Listens to the news of a page, and fetches what is new, as the script does.
async fn listens(port: u16, cookie: String, fetched: Arc<AtomicUsize>) {
    let mut news = Line::open(port, &cookie).await;
    let mut pages = Line::open(port, &cookie).await;
    let request = format!("GET /seat/live HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\n\r\n");
    news.stream.get_mut().write_all(request.as_bytes()).await.expect("it is sent");
    let mut line = String::new();
    while 0 < news.stream.read_line(&mut line).await.unwrap_or(0) {
        if line.starts_with("data:") {
            let (status, ..) = pages.ask("GET", "/seat?part=talk", "").await;
            assert_eq!(status, 200);
            fetched.fetch_add(1, Ordering::Relaxed);
        }
        line.clear();
    }
}

/// A few for a few seconds in a suite. `CLASSROOM_LOAD=40x12x300` is forty groups of twelve for five minutes, each pupil
/// voting or writing every five seconds.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn many_pupils_vote_and_write_at_once_and_nothing_is_lost() {
    let wanted = std::env::var("CLASSROOM_LOAD").unwrap_or_default();
    let mut parts = wanted.split('x').filter_map(|part| part.parse::<usize>().ok());
    let long = !wanted.is_empty();
    let (groups, size) = (parts.next().unwrap_or(3), parts.next().unwrap_or(6));
    let seconds = parts.next().unwrap_or(3);
    let every = Duration::from_millis(if long { 5000 } else { 700 });
    let desk = Desk::open();
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port is free");
    let port = listener.local_addr().expect("it has one").port();
    tokio::spawn(listen::serve(listener, desk.router.clone(), Arc::new(Semaphore::new(listen::CONNECTIONS))));
    let mut teacher = desk.teacher().await;
    let class = desk.class(&mut teacher, &[("groups", &groups.to_string())]).await;
    let code = code(&mut teacher, &class).await;
    teacher.desk(&class, "begin", &[]).await;
    let fetched = Arc::new(AtomicUsize::new(0));
    let mut lines = Vec::new();
    for at in 0..groups * size {
        let mut line = Line::open(port, "").await;
        let joined = line.ask("POST", "/join", &encoded(&[("code", &code), ("name", &format!("pupil {at}"))])).await;
        assert_eq!(joined.0, 303, "{}", joined.2);
        let cookie = joined.1.lines().find(|line| line.to_lowercase().starts_with("set-cookie:")).expect("a cookie");
        line.cookie =
            cookie.split_once(':').map_or("", |(_, rest)| rest).split(';').next().unwrap_or("").trim().to_owned();
        lines.push(line);
    }
    for line in &lines {
        tokio::spawn(listens(port, line.cookie.clone(), fetched.clone()));
    }
    let times: Arc<Mutex<Vec<Duration>>> = Arc::default();
    let sent: Arc<Mutex<Vec<String>>> = Arc::default();
    let begun = Instant::now();
    let end = begun + Duration::from_secs(seconds as u64);
    let mut tasks = Vec::new();
    let count = lines.len();
    for (at, mut line) in lines.into_iter().enumerate() {
        let (times, sent) = (times.clone(), sent.clone());
        tasks.push(tokio::spawn(async move {
            let page = line.ask("GET", "/seat", "").await.2;
            let pass = ticket(&page, "/seat/");
            let (desk, values) = cards(&page)[0].clone();
            let proposed = encoded(&[("ticket", &pass), (desk.as_str(), values[0].as_str()), ("reason", "ours")]);
            line.ask("POST", "/seat/propose", &proposed).await;
            tokio::time::sleep(every.mul_f64(at as f64 / count as f64)).await;
            let mut number = 0;
            while Instant::now() < end {
                let asked = Instant::now();
                if number % 2 == 0 {
                    let text = format!("word {at} {number} end");
                    let body = encoded(&[("ticket", &pass), ("to", "team"), ("text", &text)]);
                    let (status, _, said) = line.ask("POST", "/seat/say", &body).await;
                    assert_eq!(status, 200, "{said}");
                    times.lock().await.push(asked.elapsed());
                    sent.lock().await.push(text);
                } else {
                    let talk = line.ask("GET", "/seat?part=talk", "").await.2;
                    let proposal = value(&talk, "name=\"proposal\" value=\"");
                    let asked = Instant::now();
                    let body = encoded(&[("ticket", &pass), ("proposal", &proposal), ("text", "")]);
                    let (status, _, said) = line.ask("POST", "/seat/vote", &body).await;
                    assert_eq!(status, 200, "{said}");
                    times.lock().await.push(asked.elapsed());
                }
                number += 1;
                tokio::time::sleep(every).await;
            }
        }));
    }
    tokio::time::sleep(Duration::from_secs(seconds as u64) / 4).await;
    let early = memory();
    for task in tasks {
        task.await.expect("no pupil was refused");
    }
    let late = memory();
    let mut times = times.lock().await.clone();
    times.sort();
    let at = |share: usize| times[(times.len() * share / 100).min(times.len() - 1)];
    println!(
        "{count} pupils, {} votes and messages in {:?}, {} pages fetched; half under {:?}, 99 in 100 under {:?}, slowest {:?}; \
         memory {early} kB after a quarter, {late} kB at the end",
        times.len(),
        begun.elapsed(),
        fetched.load(Ordering::Relaxed),
        at(50),
        at(99),
        at(100),
    );
    let id: i64 = class.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a class has a number");
    let there: std::collections::BTreeSet<String> =
        desk.app.class(id).expect("it is there").peek(|room| {
            room.groups.iter().flat_map(|group| group.texts.iter().map(|text| text.text.clone())).collect()
        });
    let sent = sent.lock().await;
    assert!(sent.iter().all(|text| there.contains(text)) && there.len() == sent.len(), "nothing is lost or doubled");
    if long {
        assert!(at(99) < Duration::from_millis(100), "{:?}", at(99));
    }
}
