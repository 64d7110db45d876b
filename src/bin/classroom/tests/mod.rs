//! The classroom as its browsers see it: requests in, pages out, without a window and mostly without a socket.

mod afterwards;
mod again;
mod desks;
mod extras;
mod guide;
mod kill;
mod lesson;
mod load;
mod safety;
mod secrecy;

use std::sync::Arc;

use axum::{
    Router,
    body::Body,
    http::{Request, StatusCode, header},
};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use crate::{
    server::{App, auth, router},
    shared::library::Library,
    store::Store,
};

/// A server over a store in a folder of its own.
pub struct Desk {
    pub app: Arc<App>,
    pub router: Router,
    /// The folder goes when it is dropped.
    pub folder: Arc<tempfile::TempDir>,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: axum::http::HeaderMap,
    pub text: String,
}

impl Answer {
    /// Where it sends the browser.
    pub fn to(&self) -> &str {
        self.headers.get(header::LOCATION).map_or("", |to| to.to_str().unwrap_or(""))
    }
}

/// A browser with a cookie.
#[derive(Clone)]
pub struct Browser {
    pub router: Router,
    pub cookie: String,
    pub host: &'static str,
}

impl Desk {
    /// A desk with its teacher, a class, and the first pupil who joined it.
    pub async fn with_ann() -> (Self, Browser, String, Browser) {
        let desk = Self::open();
        let mut teacher = desk.teacher().await;
        let class = desk.class(&mut teacher, &[]).await;
        let code = code(&mut teacher, &class).await;
        let mut ann = desk.browser();
        ann.join(&code, "Ann").await;
        (desk, teacher, class, ann)
    }

    pub fn open() -> Self {
        let folder = Arc::new(tempfile::tempdir().expect("there is room for it"));
        Self::over(folder)
    }

    /// A server that lets everybody ask as often as they like, for tests that ask faster than people do.
    pub fn unhurried() -> Self {
        let folder = Arc::new(tempfile::tempdir().expect("there is room for it"));
        let patient = || auth::Limit::new(1e9, 1e9);
        Self::with(folder, |app| (app.posts, app.asks, app.guesses) = (patient(), patient(), patient()))
    }

    /// The server over what an earlier one kept.
    pub fn over(folder: Arc<tempfile::TempDir>) -> Self {
        Self::with(folder, |_| ())
    }

    fn with(folder: Arc<tempfile::TempDir>, change: impl FnOnce(&mut App)) -> Self {
        let (store, kept, secret) = Store::open(&folder.path().join("classes.sqlite"), &auth::key()).expect("it opens");
        let mut app = App::new(store, secret, Library::new(None), None);
        change(&mut app);
        let app = Arc::new(app);
        assert_eq!(app.restore(&kept), Vec::<String>::new());
        Self { router: router(app.clone()), app, folder }
    }

    /// A browser that has no cookie yet.
    pub fn browser(&self) -> Browser {
        Browser { router: self.router.clone(), cookie: String::new(), host: "127.0.0.1:1962" }
    }

    /// The teacher's browser.
    pub async fn teacher(&self) -> Browser {
        let mut teacher = self.browser();
        let answer = teacher.get(&format!("/desk?key={}", self.app.desk)).await;
        assert_eq!(answer.to(), "/desk");
        teacher
    }

    /// A class that plays a scenario, and its address.
    pub async fn class(&self, teacher: &mut Browser, fields: &[(&str, &str)]) -> String {
        let ticket = ticket(&teacher.get("/desk").await.text, "/desk/new");
        let mut all = vec![("ticket", ticket.as_str())];
        let given = |name: &str| fields.iter().any(|(found, _)| *found == name);
        let usual = [
            ("title", "8b"),
            ("play", "cuba-1962/classroom"),
            ("groups", "1"),
            ("lesson", "45"),
            ("turn", "0"),
            ("same", "1"),
            ("luck", "1"),
        ];
        all.extend(usual.into_iter().filter(|(name, _)| !given(name)));
        all.extend_from_slice(fields);
        let answer = teacher.post("/desk/new", &all).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        answer.to().to_owned()
    }
}

impl Browser {
    pub async fn send(&mut self, request: Request<Body>) -> Answer {
        let answer = self.router.clone().oneshot(request).await.expect("the router always answers");
        for cookie in answer.headers().get_all(header::SET_COOKIE) {
            let pair = cookie.to_str().unwrap_or("").split(';').next().unwrap_or("").to_owned();
            self.cookie = pair;
        }
        let (parts, body) = answer.into_parts();
        let bytes = body.collect().await.map(|body| body.to_bytes()).unwrap_or_default();
        Answer { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
    }

    pub fn request(&self, method: &str, path: &str) -> axum::http::request::Builder {
        Request::builder().method(method).uri(path).header(header::HOST, self.host).header(header::COOKIE, &self.cookie)
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        let request = self.request("GET", path).body(Body::empty()).expect("it is a request");
        self.send(request).await
    }

    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let request = self
            .request("POST", path)
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .body(Body::from(encoded(fields)))
            .expect("it is a request");
        self.send(request).await
    }

    /// Sends a form of the page that stands at `/seat`.
    pub async fn seat(&mut self, what: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.get("/seat").await.text;
        let ticket = ticket(&page, "/seat/");
        let mut all = vec![("ticket", ticket.as_str())];
        all.extend_from_slice(fields);
        self.post(&format!("/seat/{what}"), &all).await
    }

    /// Sends a form of the desk.
    pub async fn desk(&mut self, class: &str, what: &str, fields: &[(&str, &str)]) -> Answer {
        let ticket = ticket(&self.get("/desk").await.text, "/desk/new");
        let mut all = vec![("ticket", ticket.as_str()), ("what", what)];
        all.extend_from_slice(fields);
        self.post(&format!("{class}/do"), &all).await
    }

    /// Joins a class.
    pub async fn join(&mut self, code: &str, name: &str) {
        let answer = self.post("/join", &[("code", code), ("name", name)]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
    }
}

/// Fields as a form sends them.
pub fn encoded(fields: &[(&str, &str)]) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    let text = |text: &str| text.bytes().map(byte).collect::<String>();
    fields.iter().map(|(name, value)| format!("{}={}", text(name), text(value))).collect::<Vec<_>>().join("&")
}

/// The pass of the first form that goes somewhere.
pub fn ticket(page: &str, to: &str) -> String {
    let form = page.split("<form").find(|form| form.contains(&format!("action=\"{to}"))).unwrap_or("");
    value(form, "name=\"ticket\" value=\"")
}

/// What stands between a beginning and the next quotation mark.
pub fn value(page: &str, begins: &str) -> String {
    page.split_once(begins).and_then(|(_, rest)| rest.split_once('"')).map_or("", |(value, _)| value).to_owned()
}

/// The join code of a class.
pub async fn code(teacher: &mut Browser, class: &str) -> String {
    let page = teacher.get(class).await.text;
    page.split_once("class=\"joincode\">")
        .and_then(|(_, rest)| rest.split_once('<'))
        .map_or("", |(code, _)| code)
        .to_owned()
}

/// The cards that a page offers at each desk: the field and the values that can be chosen.
pub fn cards(page: &str) -> Vec<(String, Vec<String>)> {
    let mut desks: Vec<(String, Vec<String>)> = Vec::new();
    for input in page.split("<input type=\"radio\"").skip(1) {
        let input = input.split('>').next().unwrap_or("");
        let (name, value) = (value(input, "name=\"d"), value(input, "value=\""));
        if value.is_empty() || input.contains("disabled") {
            continue;
        }
        let name = format!("d{name}");
        match desks.iter_mut().find(|(desk, _)| *desk == name) {
            Some((_, values)) => values.push(value),
            None => desks.push((name, vec![value])),
        }
    }
    desks
}
