//! What is found when the program is started anew, who leaves and comes in the middle of a turn, and turns taken back.

use std::time::Duration;

use axum::http::StatusCode;

use super::{Desk, code, lesson::decide, ticket, value};
use crate::room::{Post, roles::Role};

fn number(class: &str) -> i64 {
    class.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a class has a number")
}

#[tokio::test]
async fn a_start_finds_the_clocks_as_they_stood_and_plays_no_turn_before_anybody_is_back() {
    let desk = Desk::unhurried();
    let mut teacher = desk.teacher().await;
    let class = desk.class(&mut teacher, &[("turn", "1"), ("lapse", "votes")]).await;
    let code = code(&mut teacher, &class).await;
    let mut ann = desk.browser();
    ann.join(&code, "Ann").await;
    teacher.desk(&class, "begin", &[]).await;
    let turn = desk.app.class(number(&class)).expect("it is there").peek(|room| room.groups[0].session.turn());
    let folder = desk.folder.clone();
    let (router, cookies) = (desk.router.clone(), (teacher.cookie.clone(), ann.cookie.clone()));
    drop((desk, router));
    teacher.router = axum::Router::new();
    ann.router = axum::Router::new();
    tokio::time::sleep(Duration::from_millis(1500)).await;
    let desk = Desk::over(folder);
    let of = desk.app.class(number(&class)).expect("it is there");
    let (clock, paused, now) = of.peek(|room| (room.groups[0].clock, room.paused, room.groups[0].session.turn()));
    assert_eq!((clock.ends, paused, now), (None, true, turn));
    assert!(58_500 < clock.left && clock.left <= 60_000, "what was dead took none of the turn: {}", clock.left);
    (teacher.router, ann.router) = (desk.router.clone(), desk.router.clone());
    (teacher.cookie, ann.cookie) = cookies;
    // Time goes by, and nothing is played.
    desk.app.advance(&of).await;
    assert_eq!(of.peek(|room| room.groups[0].session.turn()), turn);
    assert!(teacher.get(&class).await.text.contains("The program was started anew, and the clocks stand."));
    assert!(ann.get("/seat").await.text.contains("paused"));
    teacher.desk(&class, "pause", &[("on", "0")]).await;
    assert!(of.peek(|room| room.groups[0].clock.ends.is_some()));
    assert!(!teacher.get(&class).await.text.contains("The program was started anew"));
}

#[tokio::test]
async fn a_room_that_was_open_is_said_to_be_locked_out_until_it_is_opened_or_the_program_was_stopped_on_purpose() {
    let desk = Desk::unhurried();
    let mut teacher = desk.teacher().await;
    let class = desk.class(&mut teacher, &[]).await;
    assert!(!teacher.get("/desk").await.text.contains("The room is locked out"));
    desk.app.store.open_to_room(true);
    desk.app.store.settle().await;
    let folder = desk.folder.clone();
    drop((desk, teacher));
    let desk = Desk::over(folder.clone());
    let mut teacher = desk.teacher().await;
    for page in ["/desk", class.as_str()] {
        let text = teacher.get(page).await.text;
        assert!(text.contains("The room is locked out") && text.contains("Open it to the room again"), "{page}");
    }
    let pass = ticket(&teacher.get("/desk/stop").await.text, "/desk/stop");
    assert_eq!(teacher.post("/desk/stop", &[("ticket", &pass)]).await.status, StatusCode::OK);
    // The program itself ends a moment later; here what it holds is let go.
    tokio::time::sleep(Duration::from_millis(600)).await;
    drop((desk, teacher));
    let desk = Desk::over(folder);
    let mut teacher = desk.teacher().await;
    assert!(!teacher.get("/desk").await.text.contains("The room is locked out"));
}

#[tokio::test]
async fn who_comes_in_the_middle_of_a_turn_takes_no_papers_away_until_the_next() {
    let desk = Desk::unhurried();
    let mut teacher = desk.teacher().await;
    let class = desk.class(&mut teacher, &[("seat1", "dove"), ("apart", "1")]).await;
    let code = code(&mut teacher, &class).await;
    let mut ann = desk.browser();
    ann.join(&code, "Ann").await;
    teacher.desk(&class, "begin", &[]).await;
    let mut late = desk.browser();
    late.join(&code, "Ben").await;
    let of = desk.app.class(number(&class)).expect("it is there");
    let roles = || of.peek(|room| room.pupils.keys().map(|pupil| room.roles(*pupil)).collect::<Vec<_>>());
    assert_eq!(roles(), [Role::ALL.to_vec(), vec![Role::Military]]);
    decide(&mut ann, "because").await;
    let split = roles();
    assert_eq!(split, [Role::held(0, 2), Role::held(1, 2)]);
    assert!(ann.get("/seat").await.text.contains("Somebody has joined or left your team"));
    decide(&mut ann, "because").await;
    assert!(!ann.get("/seat").await.text.contains("Somebody has joined or left your team"));
    assert_eq!(roles(), split);
}

#[tokio::test]
async fn who_would_rather_watch_is_asked_can_go_back_in_the_turn_and_publishes_nothing() {
    let (desk, mut teacher, class, mut ann) = Desk::with_ann().await;
    let code = code(&mut teacher, &class).await;
    let mut ben = desk.browser();
    let mut cem = desk.browser();
    for (pupil, name) in [(&mut ben, "Ben"), (&mut cem, "Cem")] {
        pupil.join(&code, name).await;
    }
    teacher.desk(&class, "begin", &[]).await;
    let of = desk.app.class(number(&class)).expect("it is there");
    let team = || of.peek(|room| room.groups[0].sides[0].members.clone());
    let (before, roles) = (team(), of.peek(|room| (room.roles(1), room.roles(3))));
    assert_eq!(before, [1, 3]);
    let page = ann.get("/seat").await.text;
    assert!(
        page.contains("<summary>I would rather watch</summary>") && page.contains("Yes, I leave the team and watch")
    );
    ann.seat("out", &[]).await;
    assert_eq!((team(), of.peek(|room| room.pupils[&1].post)), (vec![3], Post::Un(0)));
    let page = ann.get("/seat").await.text;
    assert!(page.contains("Back to my team") && !page.contains("action=\"/seat/say\""), "{page}");
    assert_eq!(
        ann.seat("say", &[("to", "all"), ("text", "They have missiles")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    ann.seat("back", &[]).await;
    assert_eq!((team(), of.peek(|room| (room.roles(1), room.roles(3)))), (before, roles));
    // Once the turn is played, only the teacher brings them back.
    ann.seat("out", &[]).await;
    teacher.desk(&class, "now", &[("group", "0"), ("epoch", "0")]).await;
    assert!(!ann.get("/seat").await.text.contains("Back to my team"));
    assert!(ann.seat("back", &[]).await.status.is_client_error());
    assert_eq!(of.peek(|room| room.pupils[&1].post), Post::Un(0));
    // Whom the teacher places there publishes.
    let mut dee = desk.browser();
    dee.join(&code, "Dee").await;
    teacher.desk(&class, "place", &[("pupil", "4"), ("post", "press0")]).await;
    assert_eq!(dee.seat("say", &[("to", "all"), ("text", "A crisis")]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_turn_that_is_taken_back_is_said_on_the_pages_and_counted_in_the_export() {
    let desk = Desk::unhurried();
    let mut teacher = desk.teacher().await;
    let class = desk.class(&mut teacher, &[("seat1", "dove")]).await;
    let code = code(&mut teacher, &class).await;
    let mut ann = desk.browser();
    ann.join(&code, "Ann").await;
    teacher.desk(&class, "begin", &[]).await;
    decide(&mut ann, "because").await;
    let epoch = value(&teacher.get(&class).await.text, "name=\"epoch\" value=\"");
    teacher.desk(&class, "undo", &[("group", "0"), ("epoch", &epoch)]).await;
    assert!(ann.get("/seat").await.text.contains("The teacher took the last turn back."));
    decide(&mut ann, "because").await;
    assert!(!ann.get("/seat").await.text.contains("The teacher took the last turn back."));
    let json = teacher.get(&format!("{class}/export/class.json")).await.text;
    assert!(json.replace(' ', "").contains("\"undone\":1"), "{}", &json[..json.len().min(600)]);
    assert!(
        teacher
            .get(&format!("{class}/export/groups.csv"))
            .await
            .text
            .lines()
            .next()
            .is_some_and(|head| head.contains("undone"))
    );
    assert!(teacher.get(&format!("{class}/debrief")).await.text.contains("the teacher took 1 turn back"));
}

#[tokio::test]
async fn a_projector_shows_how_to_join_until_the_lesson_begins_and_the_address_ever_after() {
    let desk = Desk::unhurried();
    let mut teacher = desk.teacher().await;
    let class = desk.class(&mut teacher, &[]).await;
    let screen = format!("{class}/screen");
    assert!(teacher.get(&screen).await.text.contains("Only this computer can join as yet."));
    desk.app.set_doors(|doors| doors.addresses.push(("http://192.0.2.7:1962".to_owned(), true)));
    let page = teacher.get(&screen).await.text;
    assert!(page.contains("192.0.2.7:1962") && page.contains("class=\"qr\"") && page.contains("class=\"joincode\""));
    teacher.desk(&class, "begin", &[]).await;
    let page = teacher.get(&screen).await.text;
    assert!(page.contains("192.0.2.7:1962") && !page.contains("class=\"qr\"") && page.contains("Headlines"));
}

#[test]
fn the_manual_page_and_the_first_page_of_the_package_know_the_classroom() {
    use clap::CommandFactory as _;
    let manual = include_str!("../../../../packaging/classroom.6").replace('\\', "");
    for argument in crate::Args::command().get_arguments() {
        let long = argument.get_long().expect("each has a long name");
        assert!(manual.contains(&format!("--{long}")), "--{long}");
    }
    assert!(include_str!("../../../../packaging/FIRST.txt").contains("./classroom "));
    let entry = include_str!("../../../../packaging/brinkmanship-classroom.desktop");
    assert!(entry.contains("\nExec=classroom --browse\n"));
}
