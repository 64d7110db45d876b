//! What means harm: forged, crossed and old passes, posts from elsewhere, script in names, bodies that are too large.

use std::collections::BTreeMap;

use axum::{
    body::Body,
    http::{Request, StatusCode, header},
};

use super::{Browser, Desk, cards, code, encoded, ticket};

/// What was refused, and how often.
#[derive(Debug, Default)]
struct Refused(BTreeMap<&'static str, usize>);

impl Refused {
    fn count(&mut self, what: &'static str) {
        *self.0.entry(what).or_default() += 1;
    }

    fn say(&self) {
        for (what, count) in &self.0 {
            println!("{count:>4} of {count} refused: {what}");
        }
    }
}

#[tokio::test]
async fn forged_crossed_and_old_passes_are_refused() {
    // Nothing is refused here for having come too fast.
    let desk = Desk::unhurried();
    let mut teacher = desk.teacher().await;
    let class = desk.class(&mut teacher, &[]).await;
    let code = code(&mut teacher, &class).await;
    let (mut ann, mut ben, mut nobody) = (desk.browser(), desk.browser(), desk.browser());
    ann.join(&code, "Ann").await;
    ben.join(&code, "Ben").await;
    teacher.desk(&class, "begin", &[]).await;
    let (mine, theirs) = (ann.get("/seat").await.text, ben.get("/seat").await.text);
    let (own, other) = (ticket(&mine, "/seat/"), ticket(&theirs, "/seat/"));
    let (field, values) = cards(&mine)[0].clone();
    let mut refused = Refused::default();
    let forged = own.chars().rev().collect::<String>();
    for pass in ["", "0", forged.as_str(), other.as_str(), &own[..31], &desk.app.desk] {
        for what in ["propose", "vote", "seal", "unseal", "say", "note", "place", "out", "answer", "lead", "nonsense"] {
            let fields = [
                ("ticket", pass),
                (field.as_str(), values[0].as_str()),
                ("reason", "x"),
                ("text", "x"),
                ("to", "team"),
                ("proposal", "1"),
            ];
            let answer = ann.post(&format!("/seat/{what}"), &fields).await;
            assert_eq!(answer.status, StatusCode::CONFLICT, "{what}");
            refused.count("a pass that was forged, cut, crossed or another's");
        }
    }
    // Without a cookie, or with one that was made up, there is no seat.
    for cookie in
        ["", "seat=", "seat=1.2", "seat=x", "seat=99999999999999999999.a", &format!("{}0", ann.cookie), "desk=1"]
    {
        nobody.cookie = cookie.to_owned();
        for path in [
            "/seat",
            "/seat?part=main",
            "/seat?part=talk",
            "/seat/live",
            "/seat/debrief",
            &class,
            &format!("{class}/screen"),
            &format!("{class}/live"),
            &format!("{class}/group/0"),
            &format!("{class}/group/0/seat/0"),
            &format!("{class}/export/key.csv"),
            &format!("{class}/group/0/debrief"),
            "/desk",
            "/desk/reach",
        ] {
            let answer = nobody.get(path).await;
            let kept = answer.to() == "/" || [StatusCode::UNAUTHORIZED, StatusCode::FORBIDDEN].contains(&answer.status);
            assert!(kept, "{cookie} {path}: {}", answer.status);
            refused.count("a page asked for with no cookie or a made-up one");
        }
        for path in [
            "/desk/new",
            "/desk/open",
            &format!("{class}/do"),
            &format!("{class}/delete"),
            &format!("{class}/group/0/seat/0/propose"),
        ] {
            let answer = nobody.post(path, &[("ticket", &own), ("what", "begin")]).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{cookie} {path}");
            refused.count("a form of the desk without the teacher's cookie");
        }
    }
    // A pupil's cookie opens no desk, and the teacher's forms want the teacher's pass.
    for path in [class.clone(), format!("{class}/group/0"), format!("{class}/export/key.csv")] {
        assert_eq!(ann.get(&path).await.status, StatusCode::FORBIDDEN);
        refused.count("a page of the desk asked for by a pupil");
    }
    assert_eq!(
        teacher.post(&format!("{class}/do"), &[("ticket", &own), ("what", "begin")]).await.status,
        StatusCode::FORBIDDEN
    );
    refused.count("a form of the desk with a pupil's pass");
    // A page of a turn that has passed is good for nothing.
    let old = ticket(&ann.get("/seat").await.text, "/seat/");
    teacher.desk(&class, "now", &[("group", "0")]).await;
    let answer = ann.post("/seat/say", &[("ticket", &old), ("to", "team"), ("text", "late")]).await;
    assert_eq!(answer.status, StatusCode::CONFLICT);
    refused.count("a pass of a turn that has passed, played again");
    // A cookie of a pupil who was taken out is none.
    teacher.desk(&class, "remove", &[("pupil", "2")]).await;
    assert_eq!(ben.get("/seat").await.to(), "/");
    refused.count("the cookie of a pupil who was taken out");
    refused.say();
    assert!(200 <= refused.0.values().sum::<usize>());
}

#[tokio::test]
async fn requests_from_elsewhere_and_bodies_that_mean_harm_are_refused() {
    let (_desk, _, _, mut ann) = Desk::with_ann().await;
    let pass = ticket(&ann.get("/seat").await.text, "/seat/");
    let body = encoded(&[("ticket", &pass), ("to", "team"), ("text", "hello")]);
    let post = |ann: &Browser| {
        ann.request("POST", "/seat/say").header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
    };
    let mut table: Vec<(&'static str, Request<Body>, Vec<StatusCode>)> = vec![
        (
            "another site",
            post(&ann).header("sec-fetch-site", "cross-site").body(Body::from(body.clone())).expect("built"),
            vec![StatusCode::FORBIDDEN],
        ),
        (
            "a site beside",
            post(&ann).header("sec-fetch-site", "same-site").body(Body::from(body.clone())).expect("built"),
            vec![StatusCode::FORBIDDEN],
        ),
        (
            "another origin",
            post(&ann).header(header::ORIGIN, "http://evil.example").body(Body::from(body.clone())).expect("built"),
            vec![StatusCode::FORBIDDEN],
        ),
        (
            "no origin at all",
            post(&ann).header(header::ORIGIN, "null").body(Body::from(body.clone())).expect("built"),
            vec![StatusCode::FORBIDDEN],
        ),
        (
            "too large",
            post(&ann).body(Body::from("x=".to_owned() + &"y".repeat(200_000))).expect("built"),
            vec![StatusCode::PAYLOAD_TOO_LARGE],
        ),
        (
            "no form",
            post(&ann).body(Body::from(vec![0xff, 0xfe, 0, 1, 2])).expect("built"),
            vec![StatusCode::CONFLICT, StatusCode::UNPROCESSABLE_ENTITY, StatusCode::BAD_REQUEST],
        ),
        (
            "another kind",
            ann.request("POST", "/seat/say")
                .header(header::CONTENT_TYPE, "application/json")
                .body(Body::from("{}"))
                .expect("built"),
            vec![StatusCode::UNSUPPORTED_MEDIA_TYPE],
        ),
        (
            "another method",
            ann.request("DELETE", "/seat").header("sec-fetch-site", "same-origin").body(Body::empty()).expect("built"),
            vec![StatusCode::METHOD_NOT_ALLOWED],
        ),
        (
            "no such page",
            ann.request("GET", "/../../etc/passwd").body(Body::empty()).expect("built"),
            vec![StatusCode::NOT_FOUND],
        ),
        (
            "no such class",
            ann.request("GET", "/desk/99999999999999999999999").body(Body::empty()).expect("built"),
            vec![StatusCode::BAD_REQUEST, StatusCode::FORBIDDEN],
        ),
    ];
    for host in ["evil.example", "evil.example:1962", "127.0.0.1.evil.example", ""] {
        let request = Request::builder().uri("/").header(header::HOST, host).body(Body::empty()).expect("built");
        table.push(("another host", request, vec![StatusCode::MISDIRECTED_REQUEST]));
    }
    let mut refused = Refused::default();
    for (name, request, wanted) in table {
        let answer = ann.send(request).await;
        assert!(wanted.contains(&answer.status), "{name}: {}", answer.status);
        assert!(answer.headers.contains_key(header::CONTENT_SECURITY_POLICY), "{name}");
        refused.count(name);
    }
    assert!(!ann.get("/seat").await.text.contains("hello"), "nothing of it was done");
    refused.say();
    // Codes are guessed a few times and then no more.
    let mut last = StatusCode::OK;
    for guess in 0..12 {
        last = ann.post("/join", &[("code", &format!("AAAAAA{}", guess % 10)), ("name", "x")]).await.status;
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn script_in_names_and_texts_is_shown_and_never_run() {
    let desk = Desk::open();
    let mut teacher = desk.teacher().await;
    let class = desk.class(&mut teacher, &[("title", "<script>alert(1)</script>")]).await;
    let code = code(&mut teacher, &class).await;
    let mut ann = desk.browser();
    let name = "<img src=x onerror=a()>";
    ann.join(&code, name).await;
    teacher.desk(&class, "begin", &[]).await;
    let nasty = "\"><script>alert(2)</script><svg onload=alert(3)>\u{202e}";
    let (field, values) = cards(&ann.get("/seat").await.text)[0].clone();
    ann.seat("propose", &[(field.as_str(), values[0].as_str()), ("reason", nasty), ("expects", nasty)]).await;
    ann.seat("say", &[("to", "team"), ("text", nasty)]).await;
    ann.seat("note", &[("text", nasty)]).await;
    let mut pages = vec![ann.get("/seat").await, ann.get(&format!("/?code={}", encoded(&[("", nasty)]))).await];
    for place in ["", "/group/0", "/group/0/seat/0", "/screen"] {
        pages.push(teacher.get(&format!("{class}{place}")).await);
    }
    pages.push(teacher.get("/desk").await);
    for page in pages {
        assert_eq!(page.status, StatusCode::OK);
        for live in ["<script>alert", "<img", "<svg onload", "onerror=a()>\"", "\u{202e}"] {
            assert!(!page.text.contains(live), "{live}");
        }
        let policy =
            page.headers.get(header::CONTENT_SECURITY_POLICY).and_then(|policy| policy.to_str().ok()).unwrap_or("");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{policy}");
        assert!(!page.text.contains("<style") && !page.text.contains(" style=") && !page.text.contains(" onclick="));
        assert_eq!(page.text.matches("<script").count(), 1, "our own script, from a file");
        assert!(!page.text.contains("http://www") && !page.text.contains("https://"), "nothing from elsewhere");
    }
    // A spreadsheet is given no formula.
    ann.seat("propose", &[(field.as_str(), values[0].as_str()), ("reason", "=1+2")]).await;
    teacher.desk(&class, "now", &[("group", "0")]).await;
    let csv = teacher.get(&format!("{class}/export/reasons.csv")).await.text;
    assert!(csv.contains("\"'=1+2\""), "{csv}");
}
