//! The program is killed at random moments under load: what was confirmed is there after a restart, and nothing that
//! nobody sent.

use std::{
    collections::BTreeSet,
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use super::{encoded, ticket, value};

/// Not a test: the program itself, run by the test below in a process of its own, which can be killed.
#[test]
fn serve() {
    let Some(folder) = std::env::var_os("CLASSROOM_SERVES") else { return };
    let args = crate::Args {
        port: 0,
        open: false,
        browse: false,
        data: Some(folder.into()),
        scenarios: None,
        language: Some("en".to_owned()),
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("there are threads");
    runtime.block_on(crate::run(&args)).expect("it serves");
}

/// The program in a process of its own: its port, and the key of the desk.
pub struct Server {
    child: Child,
    /// What it prints goes somewhere for as long as it runs.
    _out: BufReader<ChildStdout>,
    pub port: u16,
    pub key: String,
}

impl Server {
    pub fn start(folder: &Path) -> Self {
        let mut child = Command::new(std::env::current_exe().expect("it runs"))
            .args(["--exact", "tests::kill::serve", "--nocapture", "--test-threads=1"])
            .env("CLASSROOM_SERVES", folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        let mut out = BufReader::new(child.stdout.take().expect("it is piped"));
        let address = |line: String| line.split_once("http://127.0.0.1:").map(|(_, rest)| rest.to_owned());
        let Some(rest) = out.by_ref().lines().map_while(Result::ok).find_map(address) else {
            // What it writes to has been closed: it has ended.
            panic!("it never said where it serves: {:?}", child.wait());
        };
        let (port, key) = rest.split_once("/desk?key=").expect("the desk's address");
        Self { child, _out: out, port: port.parse().expect("a port"), key: key.trim().to_owned() }
    }

    /// Waits until it has ended by itself; whether it did so well.
    pub fn ended(mut self) -> bool {
        self.child.wait().is_ok_and(|status| status.success())
    }

    pub fn kill(mut self) {
        // On Unix this is SIGKILL.
        self.child.kill().expect("it can be killed");
        self.child.wait().expect("it is gone");
    }
}

/// One request over a connection of its own: the status, the head and the body; none if the server died over it.
pub fn ask(port: u16, method: &str, path: &str, cookie: &str, body: &str) -> Option<(u16, String, String)> {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(20))).ok()?;
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookie}\r\nConnection: close\r\n\
         Sec-Fetch-Site: same-origin\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).ok()?;
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).ok()?;
    let text = String::from_utf8_lossy(&bytes).into_owned();
    let (head, body) = text.split_once("\r\n\r\n")?;
    let status = head.split(' ').nth(1)?.parse().ok()?;
    Some((status, head.to_owned(), body.to_owned()))
}

pub fn cookie(head: &str) -> String {
    let line = head.lines().find(|line| line.to_lowercase().starts_with("set-cookie:")).unwrap_or("");
    line.split_once(':').map_or("", |(_, rest)| rest).split(';').next().unwrap_or("").trim().to_owned()
}

/// Four rounds in a suite; `CLASSROOM_KILLS=100` kills a hundred times.
#[test]
fn what_was_confirmed_survives_a_kill_and_nothing_else_is_there() {
    let rounds: u64 = std::env::var("CLASSROOM_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(4);
    let folder = tempfile::tempdir().expect("there is room");
    let server = Server::start(folder.path());
    let desk = cookie(&ask(server.port, "GET", &format!("/desk?key={}", server.key), "", "").expect("it answers").1);
    let pass = ticket(&ask(server.port, "GET", "/desk", &desk, "").expect("it answers").2, "/desk/new");
    let plan = [("ticket", pass.as_str()), ("title", "kill"), ("play", "cuba-1962/classroom"), ("groups", "1")];
    let made = ask(server.port, "POST", "/desk/new", &desk, &encoded(&plan)).expect("it answers").1;
    let class = made.lines().find_map(|line| line.strip_prefix("location: ")).expect("the class").trim().to_owned();
    let page = ask(server.port, "GET", &class, &desk, "").expect("it answers").2;
    let code =
        page.split_once("class=\"joincode\">").and_then(|(_, rest)| rest.split_once('<')).expect("a code").0.to_owned();
    ask(server.port, "POST", &format!("{class}/do"), &desk, &encoded(&[("ticket", &pass), ("what", "begin")]))
        .expect("begun");
    let pupils: Vec<String> = (0..6)
        .map(|at| {
            let joined =
                ask(server.port, "POST", "/join", "", &encoded(&[("code", &code), ("name", &format!("pupil {at}"))]));
            cookie(&joined.expect("it answers").1)
        })
        .collect();
    let sent: Arc<Mutex<BTreeSet<String>>> = Arc::default();
    let confirmed: Arc<Mutex<BTreeSet<String>>> = Arc::default();
    let mut server = server;
    let mut state = 88_172_645_463_325_252_u64;
    for round in 0..rounds {
        let over = Arc::new(AtomicBool::new(false));
        let port = server.port;
        let threads: Vec<_> = pupils
            .iter()
            .enumerate()
            .map(|(at, cookie)| {
                let (cookie, over, sent, confirmed) = (cookie.clone(), over.clone(), sent.clone(), confirmed.clone());
                thread::spawn(move || {
                    let Some((_, _, page)) = ask(port, "GET", "/seat", &cookie, "") else { return };
                    let (pass, card) = (ticket(&page, "/seat/"), super::cards(&page));
                    for number in 0.. {
                        if over.load(Ordering::Relaxed) {
                            return;
                        }
                        let text = format!("word-{round}-{at}-{number}-end");
                        sent.lock().expect("nobody panicked").insert(text.clone());
                        let body = if number % 7 == 3 {
                            let (desk, values) = &card[0];
                            encoded(&[("ticket", &pass), (desk, &values[0]), ("reason", &text)])
                        } else {
                            encoded(&[("ticket", &pass), ("to", "team"), ("text", &text)])
                        };
                        let what = if number % 7 == 3 { "/seat/propose" } else { "/seat/say" };
                        if let Some((303, _, _)) = ask(port, "POST", what, &cookie, &body) {
                            confirmed.lock().expect("nobody panicked").insert(text);
                        }
                    }
                })
            })
            .collect();
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        thread::sleep(Duration::from_millis(150 + state % 900));
        server.kill();
        over.store(true, Ordering::Relaxed);
        threads.into_iter().for_each(|thread| thread.join().expect("it ended"));
        server = Server::start(folder.path());
        let page = ask(server.port, "GET", &format!("{class}/group/0"), &desk, "").expect("it answers").2;
        let there: BTreeSet<String> = page
            .split("word-")
            .skip(1)
            .filter_map(|rest| rest.split_once("-end"))
            .map(|(text, _)| format!("word-{text}-end"))
            .collect();
        let (sent, confirmed) = (sent.lock().expect("nobody panicked"), confirmed.lock().expect("nobody panicked"));
        let lost: Vec<_> = confirmed.difference(&there).collect();
        assert!(lost.is_empty(), "round {round}: {lost:?} of {} were confirmed and are lost", confirmed.len());
        let made_up: Vec<_> = there.difference(&sent).collect();
        assert!(made_up.is_empty(), "round {round}: {made_up:?}");
    }
    let confirmed = confirmed.lock().expect("nobody panicked").len();
    assert!(usize::try_from(rounds).unwrap_or(0) < confirmed, "{confirmed} were confirmed");
    println!("{rounds} kills, {confirmed} deeds confirmed, none lost");
    assert!(value("name=\"a\"", "name=\"") == "a");
    server.kill();
}
