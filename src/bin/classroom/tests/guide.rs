//! What leads a lesson: news of the teacher's own, a look back in between, the best turn to stop at, the story so far, the
//! tone, and the end of the program.

use axum::http::StatusCode;
use brinkmanship::{
    scenario::model::RoleWord,
    transcript::{read, replay},
};
use http_body_util::BodyExt as _;
use tower::ServiceExt as _;

use super::{
    Browser, Desk, code,
    desks::seated,
    kill::{Server, ask, cookie},
    lesson::decide,
    ticket, value,
};
use crate::{
    pages::papers::STORY,
    room::{Sight, actor},
    server::app::now,
    store::Store,
};

/// The number of a class.
fn number(class: &str) -> i64 {
    class.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a class has a number")
}

/// The words that a reader of a part of a page reads.
fn read_words(page: &str, from: &str, to: &str) -> usize {
    let part = page.split_once(from).and_then(|(_, rest)| rest.split_once(to)).map_or("", |(part, _)| part);
    let mut text = String::new();
    let mut inside = false;
    for letter in part.chars() {
        match letter {
            '<' => inside = true,
            '>' => {
                inside = false;
                text.push(' ');
            }
            _ if !inside => text.push(letter),
            _ => {}
        }
    }
    text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count()
}

/// A class whose two teams are a pupil each, begun.
async fn pair(desk: &Desk, fields: &[(&str, &str)]) -> (Browser, String, [Browser; 2]) {
    let (teacher, class, pupils, _) = seated(desk, fields, &[]).await;
    (teacher, class, pupils)
}

#[tokio::test]
async fn news_of_ones_own_are_looked_at_move_a_figure_for_both_and_replay() {
    let desk = Desk::unhurried();
    let (mut teacher, class, mut pupils) = pair(&desk, &[]).await;
    let of = desk.app.class(number(&class)).expect("it is there");
    let danger = || of.peek(|room| room.groups[0].session.glance().danger).expect("it counts danger");
    let page = teacher.get(&class).await.text;
    let pass = ticket(&page, &format!("{class}/do"));
    let touch = "up-heavy-danger";
    assert!(page.contains(&format!("value=\"{touch}\"")), "the danger is among what can be moved");
    let before = danger();
    let mut look = teacher.clone();
    let mut looked = async |fields: &[(&str, &str)]| {
        let mut all = vec![("ticket", pass.as_str())];
        all.extend_from_slice(fields);
        look.post(&format!("{class}/news"), &all).await
    };
    // Words alone touch nothing, and the preview says so.
    let words = looked(&[("text", "A rumour\nof a landing"), ("group", "0"), ("touch", "")]).await;
    assert_eq!(words.status, StatusCode::OK, "{}", words.text);
    assert!(
        words.text.contains("Words alone") && words.text.contains(" in 100 (") && words.text.contains("of a landing")
    );
    assert!(!words.text.contains("Once it is told"));
    let moved = looked(&[("text", "A bomber crew takes off"), ("touch", touch)]).await;
    for said in ["Once it is told", "Red lines that it bears on", "Aims that it bears on", "from ", "to all groups"] {
        assert!(moved.text.contains(said), "{said}");
    }
    // A look tells nobody anything.
    assert_eq!(danger(), before);
    assert!(!pupils[0].get("/seat").await.text.contains("bomber crew"));
    for (fields, why) in [
        (&[("text", "x"), ("touch", touch), ("side", "1")][..], "told to both sides"),
        (&[("text", "x"), ("touch", "up-heavy-nothing")], "no longer there"),
        (&[("text", "x"), ("touch", "up-huge-danger")], "no longer there"),
        (&[("text", "x"), ("touch", "sideways-heavy-danger")], "no longer there"),
    ] {
        let page = looked(fields).await.text;
        assert!(page.contains(why) && !page.contains("value=\"inject\""), "{why}");
        assert_eq!(teacher.desk(&class, "inject", fields).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{why}");
    }
    assert_eq!(looked(&[("text", "")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(danger(), before);
    // Told, it moves the danger at once, for both, and both read why.
    let told = [("text", "A bomber crew takes off"), ("touch", touch)];
    let sent = teacher.desk(&class, "inject", &told).await;
    assert_eq!(
        (sent.status, sent.to()),
        (StatusCode::SEE_OTHER, class.as_str()),
        "back at the class, wherever it was sent"
    );
    assert!(before < danger(), "{before} {}", danger());
    let shown = danger();
    for pupil in &mut pupils {
        assert!(pupil.get("/seat").await.text.contains("A bomber crew takes off"));
    }
    // It is part of the turn: undone with a later one it is still told, and the course replays.
    for pupil in &mut pupils {
        decide(pupil, "because").await;
    }
    teacher.desk(&class, "undo", &[("group", "0")]).await;
    assert_eq!(danger(), shown);
    for pupil in &mut pupils {
        decide(pupil, "because").await;
    }
    let text = teacher.get(&format!("{class}/group/0/transcript")).await.text;
    let transcript = read(text.as_bytes()).expect("it reads");
    assert_eq!(transcript.news.len(), 1);
    let scenario = desk.app.scenario("cuba-1962", false).expect("it is there");
    assert_eq!(replay(scenario, &transcript).expect("it is of the scenario").divergence, None);
    // The teacher reads what they moved, pupils why it stands where it does.
    assert!(teacher.get(&format!("{class}/group/0")).await.text.contains("news · Danger of miscalculation: far up"));
    let because = of.peek(|room| {
        let told = &room.groups[0].session.table(actor(0)).dispatches;
        told.iter().any(|one| one.because.as_ref().is_some_and(|why| why.contains("news that the teacher told")))
    });
    assert!(because);
    // The class is taken up again as it was.
    let folder = desk.folder.clone();
    drop((desk, teacher, pupils, of, look));
    Desk::over(folder);
}

#[tokio::test]
async fn a_look_back_in_between_stops_play_and_sets_what_was_expected_beside_what_came() {
    let desk = Desk::unhurried();
    let (mut teacher, class, mut pupils) = pair(&desk, &[("turn", "4")]).await;
    let early = pupils[0].seat("learnt", &[("text", "too early")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = pupils[0].get("/seat").await.text;
    let (field, values) = super::cards(&page)[0].clone();
    let order = [(field.as_str(), values[0].as_str()), ("reason", "it buys time"), ("expects", "they will blink")];
    assert_eq!(pupils[0].seat("propose", &order).await.status, StatusCode::SEE_OTHER);
    let proposal = value(&pupils[0].get("/seat").await.text, "name=\"proposal\" value=\"");
    pupils[0].seat("seal", &[("proposal", &proposal)]).await;
    decide(&mut pupils[1], "because").await;
    teacher.desk(&class, "between", &[("on", "1")]).await;
    let page = pupils[0].get("/seat").await.text;
    for said in ["A look back in between", "You expected:", "they will blink", "was seen to do:", "paused"] {
        assert!(page.contains(said), "{said}");
    }
    assert!(!pupils[1].get("/seat").await.text.contains("they will blink"), "what a team expected is its own");
    // Play stands still: sealed orders wait.
    for pupil in &mut pupils {
        decide(pupil, "because").await;
    }
    let of = desk.app.class(number(&class)).expect("it is there");
    assert!(of.peek(|room| room.due(now()).is_empty()));
    let learnt = [("near0", "25"), ("near1", "101"), ("text", "Ask before we act")];
    assert_eq!(pupils[0].seat("learnt", &learnt).await.status, StatusCode::SEE_OTHER);
    assert_eq!(pupils[0].seat("learnt", &learnt).await.status, StatusCode::SEE_OTHER);
    assert!(pupils[0].get("/seat").await.text.contains("Ask before we act"));
    assert!(teacher.get(&class).await.text.contains("1 has looked back"));
    let group = teacher.get(&format!("{class}/group/0")).await.text;
    assert!(group.contains("Ask before we act") && group.contains(": 25 of 100") && !group.contains("101 of 100"));
    assert!(!pupils[1].get("/seat").await.text.contains("Ask before we act"));
    teacher.desk(&class, "between", &[("on", "0")]).await;
    assert!(of.peek(|room| !room.paused && room.groups[0].session.played() == 2), "and then they are played");
    assert!(!pupils[0].get("/seat").await.text.contains("A look back in between"));
    assert!(teacher.get(&format!("{class}/export/reasons.csv")).await.text.contains("Ask before we act"));
    assert!(teacher.get(&format!("{class}/marks")).await.text.contains("Ask before we act"));
}

#[tokio::test]
async fn the_lesson_clock_keeps_twelve_minutes_and_says_after_which_turn_to_stop() {
    let desk = Desk::unhurried();
    let (mut teacher, class, mut pupils) = pair(&desk, &[("lesson", "45"), ("turn", "4")]).await;
    let of = desk.app.class(number(&class)).expect("it is there");
    let began = of.peek(|room| room.began).expect("it has begun");
    let stop = |minutes: u64| of.peek(|room| room.class_sheet(began + minutes * 60_000).stop).expect("it runs");
    // Seven turns of four minutes fit into the 33 minutes before the debrief: the last is the best.
    let first = stop(0);
    assert_eq!((first.number, first.fits, first.pace, first.measured), ((7, 7), 7, 240, false));
    // Had the class talked for twenty minutes before its first order, three would fit, and after 33 none.
    assert_eq!((stop(20).number, stop(20).fits), ((3, 7), 3));
    assert_eq!((stop(33).number, stop(33).fits), ((1, 7), 0));
    let page = teacher.get(&class).await.text;
    assert!(page.contains("Best turn to stop at: the last, 7 of 7 (") && page.contains("At 4 minutes a turn, 7 fit"));
    assert!(page.contains("The debrief should begin in 33 minutes."), "twelve of the 45 are kept");
    // The pace of the lesson goes before the plan: two turns in twenty minutes leave room for one more.
    for _ in 0..2 {
        for pupil in &mut pupils {
            decide(pupil, "because").await;
        }
    }
    assert!(of.peek(|room| !room.groups[0].session.over()), "another luck of the class leaves it more to play");
    let stop = |minutes: u64| of.peek(|room| room.class_sheet(began + minutes * 60_000).stop).expect("it runs");
    let after = stop(20);
    assert_eq!((after.number, after.fits, after.pace, after.measured), ((3, 7), 1, 600, true));
    let date = of.peek(|room| room.groups[0].session.table(actor(0)).date.clone());
    assert_eq!(after.date, date, "the third turn is the one that is open");
    // The slowest of several groups says where all stop.
    teacher.desk(&class, "fork", &[("group", "0")]).await;
    teacher.desk(&class, "undo", &[("group", "1")]).await;
    let several = stop(20);
    assert_eq!((several.slowest.as_deref(), several.number, several.fits), (Some("B"), (2, 7), 0));
    // Where all get to the end, nobody sets the pace.
    assert_eq!(stop(0).slowest, None);
    teacher.desk(&class, "debrief", &[("on", "1")]).await;
    assert_eq!(of.peek(|room| room.class_sheet(now()).stop), None);
}

/// The first word of a stream of news, as a page writes the moment for which it was made.
async fn first_word(browser: &Browser, path: &str) -> String {
    let request = browser.request("GET", path).body(axum::body::Body::empty()).expect("it is a request");
    let answer = browser.router.clone().oneshot(request).await.expect("the router always answers");
    assert_eq!(answer.status(), StatusCode::OK);
    let frame = answer.into_body().frame().await.expect("it says something").expect("and can be read");
    let text = String::from_utf8_lossy(frame.data_ref().expect("it is data")).into_owned();
    let of = |name: &str| {
        let rest = text.split_once(&format!("\"{name}\":")).map_or("", |(_, rest)| rest);
        rest.split(|letter: char| !letter.is_ascii_digit()).next().unwrap_or("").to_owned()
    };
    ["epoch", "changed", "moves", "shown"].map(of).join(" ")
}

#[tokio::test]
async fn what_happens_before_a_page_hears_its_news_is_not_missed() {
    let desk = Desk::unhurried();
    let (mut teacher, class, mut pupils) = pair(&desk, &[]).await;
    let made = |page: &str| value(page, "data-made=\"");
    let (own, group, screen) = (class.clone(), format!("{class}/group/0"), format!("{class}/screen"));
    let live = format!("{class}/live");
    for page in [own, group, screen] {
        assert_eq!(made(&teacher.get(&page).await.text), first_word(&teacher, &live).await, "{page}");
    }
    let before = (made(&teacher.get(&class).await.text), made(&pupils[0].get("/seat").await.text));
    assert_eq!(before.1, first_word(&pupils[0], "/seat/live").await);
    // The other side's last order comes between the page and its stream: the first word says that there is more.
    for pupil in &mut pupils {
        decide(pupil, "because").await;
    }
    assert_ne!(before.0, first_word(&teacher, &live).await);
    assert_ne!(before.1, first_word(&pupils[0], "/seat/live").await);
}

#[tokio::test]
async fn presets_set_the_times_and_what_is_typed_goes_before_them() {
    let desk = Desk::unhurried();
    let mut teacher = desk.teacher().await;
    for (fields, wanted) in [
        (&[("time", "30"), ("lesson", ""), ("turn", "")][..], (30, 180)),
        (&[("time", "90"), ("lesson", ""), ("turn", "")], (90, 360)),
        (&[("time", "90"), ("lesson", "60"), ("turn", "0")], (60, 0)),
        (&[("time", "x"), ("lesson", ""), ("turn", "")], (45, 240)),
    ] {
        let class = desk.class(&mut teacher, fields).await;
        let of = desk.app.class(number(&class)).expect("it is there");
        assert_eq!(of.peek(|room| (room.plan.lesson, room.plan.turn_seconds)), wanted);
    }
    // A scenario and its length are one choice, and the form names the sides of each.
    let page = teacher.get("/desk").await.text;
    for (play, scenario, cut) in [
        ("cuba-1962/classroom", "cuba-1962", Some("classroom")),
        ("taiwan-2022/record", "taiwan-2022", Some("record")),
        ("taiwan-2022/", "taiwan-2022", None),
    ] {
        assert!(page.contains(&format!("name=\"play\" value=\"{play}\"")), "{play}");
        let class = desk.class(&mut teacher, &[("play", play)]).await;
        let of = desk.app.class(number(&class)).expect("it is there");
        assert_eq!(
            of.peek(|room| (room.plan.scenario.clone(), room.plan.cut.clone())),
            (scenario.to_owned(), cut.map(str::to_owned))
        );
    }
    assert!(page.contains("October 1962: Soviet Union") && page.contains("action=\"/desk/open\""));
    // Nobody else on this computer reads what is kept, nor what is on its way there.
    #[cfg(unix)]
    for file in ["classes.sqlite", "classes.sqlite-wal"] {
        use std::os::unix::fs::PermissionsExt as _;
        let kept = std::fs::metadata(desk.folder.path().join(file)).expect("it is there");
        assert_eq!(kept.permissions().mode() & 0o077, 0, "{file}");
    }
    // The luck of another class can be had again.
    let first = desk.class(&mut teacher, &[("luck", "77")]).await;
    let page = teacher.get(&first).await.text;
    assert!(page.contains("for another class with the same: 77"));
    let mut known = std::collections::BTreeSet::new();
    for _ in 0..2 {
        let fields = [("luck", "77"), ("groups", "3"), ("same", ""), ("split", "1")];
        let class = desk.class(&mut teacher, &fields).await;
        let of = desk.app.class(number(&class)).expect("it is there");
        known.insert(of.peek(|room| (room.plan.seeds.clone(), room.plan.variants.clone())));
    }
    let (seeds, _) = known.pop_first().expect("one");
    assert!(known.is_empty() && seeds[0] == 77 && seeds[1] != seeds[2], "every group comes back: {seeds:?}");
    for luck in ["0", "-1", "9007199254740993", "x"] {
        let class = desk.class(&mut teacher, &[("luck", luck)]).await;
        let seed = desk.app.class(number(&class)).expect("it is there").peek(|room| room.plan.seeds[0]);
        assert!(0 < seed && seed < 1 << 53, "{luck}: {seed}");
    }
}

#[tokio::test]
async fn who_comes_late_or_back_reads_the_story_so_far_in_two_minutes() {
    let desk = Desk::unhurried();
    let mut longest = 0;
    for play in ["cuba-1962/classroom", "taiwan-2022/", "ukraine-2022/", "cuba-1962/"] {
        let (mut teacher, class, mut pupils) = pair(&desk, &[("play", play)]).await;
        assert!(!pupils[0].get("/seat").await.text.contains("id=\"story\""), "who was there from the start needs none");
        let code = code(&mut teacher, &class).await;
        for turn in 0..40 {
            if pupils[0].get("/seat").await.text.contains("id=\"end\"") {
                break;
            }
            if 0 < turn {
                // Somebody comes late: it stands at the top until the group moves on.
                let mut late = desk.browser();
                late.join(&code, &format!("late {turn}")).await;
                let page = late.get("/seat").await.text;
                assert!(page.contains("id=\"story\""), "{play}, turn {turn}");
                let words = read_words(&page, "id=\"story\"", "</section>");
                assert!(40 < words && words <= STORY, "{play}, turn {turn}: {words} words");
                longest = longest.max(words);
                if turn == 1 {
                    // Who comes back with a code finds it too.
                    let said = teacher.desk(&class, "back", &[("pupil", "1")]).await.text;
                    let way =
                        said.split_once("the code ").and_then(|(_, rest)| rest.split_once(' ')).expect("a code").0;
                    let mut again = desk.browser();
                    again.post("/join", &[("code", way), ("name", "")]).await;
                    assert!(again.get("/seat").await.text.contains("id=\"story\""));
                    pupils[0] = again;
                }
                let id = value(
                    teacher.get(&class).await.text.split_once(&format!("<summary>late {turn}")).expect("there").1,
                    "name=\"pupil\" value=\"",
                );
                teacher.desk(&class, "remove", &[("pupil", &id)]).await;
            }
            for pupil in &mut pupils {
                decide(pupil, "because").await;
            }
            assert!(!pupils[0].get("/seat").await.text.contains("id=\"story\""), "the group has moved on");
        }
    }
    // Its frame, a heading and a line, are some of the words.
    assert!(150 < longest, "the bound was near: {longest}");
}

#[tokio::test]
async fn a_gentle_tone_keeps_human_cost_and_what_a_war_meant_for_the_debrief() {
    let desk = Desk::unhurried();
    let mut seen = [0, 0];
    for (at, tone) in ["plain", "gentle"].into_iter().enumerate() {
        let fields = [("play", "ukraine-2022/classroom"), ("tone", tone), ("luck", "3")];
        let (mut teacher, class, mut pupils) = pair(&desk, &fields).await;
        let of = desk.app.class(number(&class)).expect("it is there");
        for _ in 0..4 {
            let costs = of.peek(|room| {
                let session = &room.groups[0].session;
                let of_table = |side| {
                    let table = session.table(actor(side));
                    let is_cost = |track: &&brinkmanship::report::table::Track| {
                        track.group == brinkmanship::report::table::Group::HumanCost
                    };
                    let counted = session.scenario().tracks.iter().filter(|track| track.role == RoleWord::HumanCost);
                    let told = counted.filter(|track| table.headlines.yours.contains(&track.name)).count();
                    let dispatches = table.dispatches.iter().filter(|one| one.cost).count();
                    table.tracks.iter().filter(is_cost).count() + told + dispatches
                };
                of_table(0) + of_table(1) + session.world().tracks.iter().filter(|track| track.cost).count()
            });
            seen[at] += costs;
            if of.peek(|room| room.groups[0].session.over()) {
                break;
            }
            for pupil in &mut pupils {
                decide(pupil, "because").await;
            }
        }
        assert!(of.peek(|room| room.map_at(0, Sight::World).is_some()));
        // The teacher sees the truth either way.
        let truth = teacher.get(&format!("{class}/group/0")).await.text;
        assert!(truth.contains("Every figure as it is"));
    }
    assert!(0 < seen[0], "the scenario counts human cost");
    assert_eq!(seen[1], 0);
}

#[test]
fn two_programs_never_share_one_file_and_the_second_is_told_what_to_do() {
    let folder = tempfile::tempdir().expect("there is room");
    let server = Server::start(folder.path());
    let file = folder.path().join("classes.sqlite");
    let why = Store::open(&file, "x").expect_err("it is open").to_string();
    let address = format!("http://127.0.0.1:{}/desk?key={}", server.port, server.key);
    assert!(why.contains(&address) && why.contains("Stop the program") && why.contains("--data"), "{why}");
    // Killed, it holds nothing: what starts next takes the classes up.
    server.kill();
    let server = Server::start(folder.path());
    // The desk stops it, the teacher alone, after a question.
    let port = server.port;
    let key = format!("/desk?key={}", server.key);
    let desk = cookie(&ask(port, "GET", &key, "", "").expect("it answers").1);
    assert_eq!(ask(port, "GET", "/desk/stop", "", "").expect("it answers").0, 403);
    let question = ask(port, "GET", "/desk/stop", &desk, "").expect("it answers");
    assert!(question.0 == 200 && question.2.contains("Everything is kept"));
    let pass = ticket(&question.2, "/desk/stop");
    for (cookie, pass) in [("", pass.as_str()), (desk.as_str(), ""), (desk.as_str(), "0")] {
        let body = super::encoded(&[("ticket", pass)]);
        assert_eq!(ask(port, "POST", "/desk/stop", cookie, &body).expect("it answers").0, 403);
    }
    let last = ask(port, "POST", "/desk/stop", &desk, &super::encoded(&[("ticket", &pass)])).expect("it answers");
    assert!(last.0 == 200 && last.2.contains("The program has stopped"), "{}", last.2);
    assert!(server.ended(), "it ends by itself, and well");
    assert!(!folder.path().join("classes.desk").exists());
    let (_, _, secret) = Store::open(&file, "x").expect("nobody has it open now");
    assert_ne!(secret, "x", "it is the file of before");
}
