//! Dice by hand, desks of parties, previews, a way back, and maps.

use axum::http::StatusCode;
use brinkmanship::{
    crisis::record::{DrawResult, What},
    transcript::{read, replay},
};

use super::{Desk, code, lesson::decide, value};

#[tokio::test]
async fn dice_thrown_by_hand_decide_and_the_transcript_says_so() {
    let desk = Desk::open();
    let mut teacher = desk.teacher().await;
    let class = desk.class(&mut teacher, &[]).await;
    let code = code(&mut teacher, &class).await;
    let mut pupils = [desk.browser(), desk.browser()];
    for (pupil, name) in pupils.iter_mut().zip(["Ann", "Ben"]) {
        pupil.join(&code, name).await;
    }
    teacher.desk(&class, "byhand", &[("on", "1")]).await;
    teacher.desk(&class, "begin", &[]).await;
    let mut thrown = 0;
    for _ in 0..20 {
        if pupils[0].get("/seat").await.text.contains("id=\"end\"") {
            break;
        }
        for pupil in &mut pupils {
            decide(pupil, "because").await;
        }
        // Nobody is told what the dice are asked for but the teacher.
        let page = teacher.get(&class).await.text;
        if page.contains("class=\"dice\"") {
            assert!(!pupils[0].get("/seat").await.text.contains("Dice for"));
            for bad in ["0", "100001", "x", ""] {
                let refused = teacher.desk(&class, "roll", &[("group", "0"), ("roll", bad)]).await.status;
                assert_eq!(refused, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
            }
            teacher.desk(&class, "roll", &[("group", "0"), ("roll", "9 9 9 9 9")]).await;
            thrown += 1;
            teacher.desk(&class, "throw", &[("group", "0")]).await;
            let epoch = value(
                teacher.get(&class).await.text.split_once("value=\"now\"").map_or("", |(_, rest)| rest),
                "name=\"epoch\" value=\"",
            );
            teacher.desk(&class, "now", &[("group", "0"), ("epoch", &epoch)]).await;
        }
    }
    assert!(pupils[0].get("/seat").await.text.contains("id=\"end\"") && 0 < thrown);
    let text = teacher.get(&format!("{class}/group/0/transcript")).await.text;
    let transcript = read(text.as_bytes()).expect("it reads");
    assert_eq!(transcript.by_hand.len(), thrown);
    let scenario = desk.app.scenario("cuba-1962", false).expect("it is there");
    assert_eq!(replay(scenario, &transcript).expect("it is of the scenario").divergence, None);
    // The class is taken up again as it was.
    let folder = desk.folder.clone();
    drop((desk, pupils, teacher));
    Desk::over(folder);
}

#[tokio::test]
async fn a_pupil_at_the_desk_of_a_party_says_what_it_does_and_the_course_replays() {
    let desk = Desk::open();
    let mut teacher = desk.teacher().await;
    let class = desk.class(&mut teacher, &[("placing", "chosen")]).await;
    let code = code(&mut teacher, &class).await;
    let mut pupils = [desk.browser(), desk.browser(), desk.browser()];
    for (at, (pupil, post)) in pupils.iter_mut().zip(["side0", "side1", "party0"]).enumerate() {
        pupil.join(&code, &format!("pupil {at}")).await;
        let placed = pupil.seat("place", &[("group", "0"), ("post", post)]).await;
        assert_eq!(placed.status, StatusCode::SEE_OTHER, "{}", placed.text);
    }
    let beyond = [("pupil", "3"), ("post", "party0-99")];
    assert_eq!(teacher.desk(&class, "place", &beyond).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    teacher.desk(&class, "begin", &[]).await;
    let scenario = desk.app.scenario("cuba-1962", false).expect("it is there");
    for _ in 0..20 {
        if pupils[0].get("/seat").await.text.contains("id=\"end\"") {
            break;
        }
        // Cuba does nothing of what it did.
        let page = pupils[2].get("/seat").await.text;
        assert!(page.contains("id=\"rest\"") || page.contains("hold back"));
        let rules: Vec<String> = page
            .split("name=\"rule\" value=\"")
            .skip(1)
            .filter_map(|rest| rest.split_once('"'))
            .map(|(id, _)| id.to_owned())
            .collect();
        for rule in &rules {
            desk.app.posts.take("nobody", 0);
            let stood = pupils[2].seat("stand", &[("rule", rule.as_str()), ("does", "0")]).await;
            assert!([StatusCode::SEE_OTHER, StatusCode::TOO_MANY_REQUESTS].contains(&stood.status), "{}", stood.text);
        }
        // What another party does is not theirs, and sides have no such desk.
        let other = scenario.rules.iter().find(|rule| rule.id.starts_with("turkey.")).map_or("", |rule| &rule.id);
        assert_ne!(pupils[2].seat("stand", &[("rule", other), ("does", "1")]).await.status, StatusCode::SEE_OTHER);
        assert_ne!(pupils[0].seat("stand", &[("rule", &rules[0]), ("does", "0")]).await.status, StatusCode::SEE_OTHER);
        for pupil in &mut pupils[..2] {
            decide(pupil, "because").await;
        }
    }
    let text = teacher.get(&format!("{class}/group/0/transcript")).await.text;
    let replayed = replay(scenario, &read(text.as_bytes()).expect("it reads")).expect("it is of the scenario");
    assert_eq!(replayed.divergence, None);
    // Some reaction that would have been certain was held back, and is written down as a draw that did not happen.
    let held = replayed.course.record.entries.iter().any(|entry| match entry.what {
        What::Drew(drawn) => drawn.odds == 100_000 && drawn.result == DrawResult::Happened(false),
        _ => false,
    });
    assert!(held);
}

#[tokio::test]
async fn an_event_is_looked_at_before_it_happens_and_every_reader_has_a_map() {
    let (_desk, mut teacher, class, mut ann) = Desk::with_ann().await;
    teacher.desk(&class, "begin", &[]).await;
    let group = teacher.get(&format!("{class}/group/0")).await.text;
    let rule = value(group.split_once("name=\"rule\"").map_or("", |(_, rest)| rest), "<option value=\"");
    let page = teacher.get(&format!("{class}/group/0/preview?rule={rule}")).await;
    assert_eq!(page.status, StatusCode::OK);
    for said in ["Red lines that it bears on", "Aims that it bears on", "As things stand", " in 100 ("] {
        assert!(page.text.contains(said), "{said}");
    }
    assert_eq!(teacher.get(&format!("{class}/group/0/preview?rule=nothing")).await.status, StatusCode::NOT_FOUND);
    assert_eq!(ann.get(&format!("{class}/group/0/preview?rule={rule}")).await.status, StatusCode::FORBIDDEN);
    let own = format!("{class}/group/0/map/3");
    for (browser, page, map) in
        [(&mut ann, "/seat".to_owned(), "/seat/map"), (&mut teacher, format!("{class}/screen"), &own)]
    {
        let page = browser.get(&page).await.text;
        assert!(page.contains(&format!("data-picture=\"{map}?part=map\"")) && page.contains("The map in words"));
        assert!(page.len() < 300_000, "{}", page.len());
        let picture = browser.get(&format!("{map}?part=map")).await.text;
        assert!(picture.contains("<svg class=\"map\"") && picture.len() < 300_000, "{}", picture.len());
        assert!(!picture.contains(" style=") && !picture.contains("<style"));
        assert!(picture.len() < browser.get(map).await.text.len(), "the whole map is on a page of its own");
    }
    assert_eq!(ann.get(&own).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn a_code_leads_back_to_a_lost_place_once() {
    let (desk, mut teacher, class, mut ann) = Desk::with_ann().await;
    let said = teacher.desk(&class, "back", &[("pupil", "1")]).await.text;
    let way = said
        .split_once("Ann: the code ")
        .and_then(|(_, rest)| rest.split_once(' '))
        .map_or("", |(way, _)| way)
        .to_owned();
    assert_eq!(way.len(), 10, "{said}");
    let mut again = desk.browser();
    assert_eq!(again.post("/join", &[("code", &way), ("name", "")]).await.to(), "/seat");
    assert!(again.get("/seat").await.text.contains("<span class=\"soft\">Ann"));
    // The place is on one device, and the code is good no more.
    assert_eq!(ann.get("/seat").await.to(), "/");
    assert_eq!(desk.browser().post("/join", &[("code", &way), ("name", "Eve")]).await.status, StatusCode::FORBIDDEN);
    let nobody = teacher.desk(&class, "back", &[("pupil", "9")]).await.status;
    assert_eq!(nobody, StatusCode::UNPROCESSABLE_ENTITY);
}
