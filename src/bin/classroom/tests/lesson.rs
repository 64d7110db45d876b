//! A whole lesson: from the code on the board to the debrief.

use axum::http::StatusCode;

use super::{Answer, Browser, Desk, cards, code, value};

/// Sends something from a seat; who is told that it was too fast waits, as a person would.
async fn sent(pupil: &mut Browser, what: &str, fields: &[(&str, &str)]) -> Answer {
    for _ in 0..40 {
        let answer = pupil.seat(what, fields).await;
        if answer.status != StatusCode::TOO_MANY_REQUESTS {
            return answer;
        }
        tokio::time::sleep(std::time::Duration::from_millis(250)).await;
    }
    panic!("{what}: ten seconds were not enough");
}

/// Proposes the first card of some desk that may be ordered, or to let the turn pass where none may, votes and seals, as the
/// leader of a team of one; whose crisis is over has nothing left to decide.
pub async fn decide(pupil: &mut Browser, reason: &str) {
    let page = pupil.get("/seat").await.text;
    if page.contains("id=\"end\"") {
        return;
    }
    let mut proposed = false;
    'desks: for (desk, values) in cards(&page) {
        for value in values.iter().take(3) {
            let answer = sent(pupil, "propose", &[(desk.as_str(), value.as_str()), ("reason", reason)]).await;
            if answer.status == StatusCode::SEE_OTHER {
                proposed = true;
                break 'desks;
            }
        }
    }
    if !proposed {
        // A side may have nothing left to order but to wait.
        let passed = sent(pupil, "propose", &[("reason", reason)]).await;
        assert_eq!(passed.status, StatusCode::SEE_OTHER, "nothing could be proposed: {}\n{page}", passed.text);
    }
    let page = pupil.get("/seat").await.text;
    let proposal = value(&page, "name=\"proposal\" value=\"");
    assert!(page.contains(reason) && !proposal.is_empty(), "{page}");
    let sealed = sent(pupil, "seal", &[("proposal", &proposal)]).await;
    assert_eq!(sealed.status, StatusCode::SEE_OTHER, "{}", sealed.text);
}

/// A page without the random numbers by which a form is known that was sent twice.
fn without_numbers(page: &str) -> String {
    let mut parts = page.split("name=\"once\" value=\"");
    let first = parts.next().unwrap_or("").to_owned();
    parts.fold(first, |all, part| all + part.split_once('"').map_or("", |(_, rest)| rest))
}

#[tokio::test]
async fn two_pupils_play_the_cut_of_1962_to_its_end_and_read_the_debrief() {
    let desk = Desk::open();
    let mut teacher = desk.teacher().await;
    let class = desk.class(&mut teacher, &[]).await;
    let code = code(&mut teacher, &class).await;
    let (mut ann, mut ben) = (desk.browser(), desk.browser());
    ann.join(&code, "Ann").await;
    ben.join(&code.to_lowercase(), "Ben").await;
    let (one, other) = (ann.get("/seat").await.text, ben.get("/seat").await.text);
    assert!(one.contains("United States") && one.contains("side first") && !one.contains("<b>Ben</b>"));
    assert!(other.contains("side second") && !other.contains("<b>Ann</b>"));
    // Nothing can be ordered before the lesson begins.
    let (field, values) = cards(&one)[0].clone();
    let early = ann.seat("propose", &[(field.as_str(), values[0].as_str()), ("reason", "now")]).await;
    assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
    teacher.desk(&class, "begin", &[]).await;
    let mut dates = std::collections::BTreeSet::new();
    for turn in 0..20 {
        let page = ann.get("/seat").await.text;
        if page.contains("id=\"end\"") {
            break;
        }
        dates.insert(value(&page, "class=\"when\">"));
        decide(&mut ann, &format!("Ann thinks so on turn {turn}")).await;
        let waiting = ann.get("/seat").await.text;
        assert!(waiting.contains("The order is sealed.") && waiting.contains("still at work"));
        decide(&mut ben, &format!("Ben thinks so on turn {turn}")).await;
        // A reason is its team's.
        assert!(!ben.get("/seat").await.text.contains("Ann thinks so"));
    }
    let page = ann.get("/seat").await.text;
    assert!(page.contains("id=\"end\"") && page.contains("How it ended"), "the cut has seven turns");
    assert!(ann.get("/seat/debrief").await.text.contains("not opened the debrief"));
    teacher.desk(&class, "debrief", &[("on", "1")]).await;
    let debrief = ann.get("/seat/debrief").await;
    assert!(debrief.text.contains("What each side saw") || debrief.text.contains("debrief"), "{}", debrief.text.len());
    assert!(10_000 < debrief.text.len());
    let answered = ann.seat("answer", &[("question", "0"), ("text", "We were lucky")]).await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER, "{}", answered.text);
    assert!(teacher.get(&class).await.text.contains("We were lucky"));
    // What is to keep: reasons under pseudonyms, names in the key alone, answers without either.
    let reasons = teacher.get(&format!("{class}/export/reasons.csv")).await.text;
    assert!(reasons.contains("thinks so on turn 0") && reasons.contains("G1-P01") && !reasons.contains("Ann"));
    let answers = teacher.get(&format!("{class}/export/answers.csv")).await.text;
    assert!(answers.contains("We were lucky") && !answers.contains("P01"));
    assert!(teacher.get(&format!("{class}/export/key.csv")).await.text.contains("\"Ann\""));
    for place in
        ["/group/0", "/group/0/seat/1", "/screen", "/group/0/debrief", "/group/0/transcript", "/debrief", "/marks"]
    {
        assert_eq!(teacher.get(&format!("{class}{place}")).await.status, StatusCode::OK, "{place}");
    }
    // The server stops and starts, and everybody is where they were.
    let before = without_numbers(&ann.get("/seat?part=main").await.text);
    let (folder, cookies) = (desk.folder.clone(), [ann.cookie.clone(), teacher.cookie.clone()]);
    drop((desk, ann, ben, teacher));
    let desk = Desk::over(folder);
    let mut ann = Browser { cookie: cookies[0].clone(), ..desk.browser() };
    let mut teacher = Browser { cookie: cookies[1].clone(), ..desk.browser() };
    assert_eq!(without_numbers(&ann.get("/seat?part=main").await.text), before);
    assert!(teacher.get(&class).await.text.contains("Ann"));
    // One button, and nothing is left.
    let pass = super::ticket(&teacher.get("/desk").await.text, "/desk/new");
    assert_eq!(teacher.post(&format!("{class}/delete"), &[("ticket", &pass)]).await.to(), "/desk");
    assert_eq!(ann.get("/seat").await.to(), "/");
    let file = std::fs::read(desk.folder.path().join("classes.sqlite")).expect("the store is there");
    assert!(!String::from_utf8_lossy(&file).contains("Ann thinks so"));
}

/// The cards that can be ordered on a page: number and title.
fn numbered(page: &str) -> Vec<(String, String)> {
    let open = page
        .split("<input type=\"radio\"")
        .skip(1)
        .filter(|card| !card.split('>').next().unwrap_or("").contains("disabled"));
    let between = |text: &str, begins: &str| {
        text.split_once(begins).and_then(|(_, rest)| rest.split_once('<')).map(|(found, _)| found.trim().to_owned())
    };
    let card = |card: &str| Some((between(card, "class=\"number\">")?, between(card, "class=\"title\">")?));
    open.filter_map(card).collect()
}

#[tokio::test]
async fn the_teacher_undoes_forks_takes_a_seat_enters_a_slip_and_lets_the_program_play() {
    let desk = Desk::open();
    let mut teacher = desk.teacher().await;
    let class = desk.class(&mut teacher, &[("seat1", "dove")]).await;
    let code = code(&mut teacher, &class).await;
    let mut ann = desk.browser();
    ann.join(&code, "Ann").await;
    teacher.desk(&class, "begin", &[]).await;
    let first = value(&ann.get("/seat").await.text, "class=\"when\">");
    let date = |page: &str| {
        page.split_once("class=\"when\">")
            .and_then(|(_, rest)| rest.split_once('<'))
            .map_or("", |(date, _)| date)
            .to_owned()
    };
    let opening = date(&ann.get("/seat").await.text);
    assert!(first.len() < 1_000_000 && !opening.is_empty());
    // The program sits opposite: the turn is played as soon as Ann has sealed.
    decide(&mut ann, "because").await;
    let second = date(&ann.get("/seat").await.text);
    assert_ne!(opening, second);
    let epoch = |page: &str| value(page, "name=\"epoch\" value=\"");
    let at = epoch(&teacher.get(&class).await.text);
    let undo = [("group", "0"), ("epoch", at.as_str())];
    assert_eq!(teacher.desk(&class, "undo", &undo).await.status, StatusCode::SEE_OTHER);
    assert_eq!(date(&ann.get("/seat").await.text), opening);
    // Pressed twice, it is done once.
    assert_eq!(teacher.desk(&class, "undo", &undo).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    // A slip: cards by their numbers, typed at the desk.
    let seat = format!("{class}/group/0/seat/0");
    let page = teacher.get(&seat).await.text;
    let (number, title) = numbered(&page).remove(0);
    let pass = super::ticket(&page, &seat);
    let now = epoch(&page);
    let typed = |slip: &'static str, nothing: &'static str| {
        let mut fields = vec![
            ("ticket", pass.clone()),
            ("slip", slip.to_owned()),
            ("reason", "on paper".to_owned()),
            ("epoch", now.clone()),
        ];
        if !nothing.is_empty() {
            fields.push(("nothing", nothing.to_owned()));
        }
        fields
    };
    async fn send(teacher: &mut Browser, to: &str, fields: &[(&str, String)]) -> Answer {
        let fields: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        teacher.post(to, &fields).await
    }
    // What cannot be read is said, and seals nothing; nor does what was read, before it is confirmed.
    for (text, nothing) in [("abc", ""), ("4o", ""), ("l 5", ""), ("3x", ""), ("", ""), ("3", "1"), ("9999", "")] {
        let read = send(&mut teacher, &format!("{seat}/slip"), &typed(text, nothing)).await;
        assert_eq!(read.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
        assert!(read.text.contains("Nothing was sealed"), "{text}: {}", read.text);
        let sent = send(&mut teacher, &format!("{seat}/propose"), &typed(text, nothing)).await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY, "{text}");
    }
    let nothing = send(&mut teacher, &format!("{seat}/slip"), &typed("", "1")).await;
    assert!(nothing.status == StatusCode::OK && nothing.text.contains("Order nothing this turn."));
    let mut slip = typed("", "");
    slip[1].1 = number.clone();
    let read = send(&mut teacher, &format!("{seat}/slip"), &slip).await;
    assert_eq!(read.status, StatusCode::OK, "{}", read.text);
    assert!(read.text.contains(&format!("<b>{title}</b>")), "{title}: {}", read.text);
    assert_eq!(date(&ann.get("/seat").await.text), opening);
    slip.extend([("seal", "1".to_owned()), ("once", "7".to_owned())]);
    let mut old = slip.clone();
    old[3].1 = "0".to_owned();
    assert_eq!(send(&mut teacher, &format!("{seat}/propose"), &old).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let entered = send(&mut teacher, &format!("{seat}/propose"), &slip).await;
    assert_eq!(entered.status, StatusCode::SEE_OTHER, "{}", entered.text);
    assert_eq!(date(&ann.get("/seat").await.text), second);
    assert!(teacher.get(&format!("{class}/group/0")).await.text.contains(&title));
    // A fork goes on twice, and a side can be given to pupils.
    teacher.desk(&class, "fork", &[("group", "0")]).await;
    teacher.desk(&class, "sit", &[("group", "1"), ("side", "1"), ("sitter", "")]).await;
    let mut ben = desk.browser();
    ben.join(&code, "Ben").await;
    assert!(ben.get("/seat").await.text.contains("Group B"));
    // News of the teacher's own reach whom they are for.
    let inject = [("group", "1"), ("side", "1"), ("text", "A ship is on fire")];
    teacher.desk(&class, "inject", &inject).await;
    assert!(!ann.get("/seat").await.text.contains("A ship is on fire"));
    let seen = [
        ben.get("/seat").await.text.contains("A ship is on fire"),
        teacher.get(&format!("{class}/group/1/seat/1")).await.text.contains("A ship is on fire"),
    ];
    assert!(seen[1]);
    // An event of the scenario is let happen, and says that it waits.
    let group = teacher.get(&format!("{class}/group/0")).await.text;
    let rule = value(group.split_once("name=\"rule\"").map_or("", |(_, rest)| rest), "<option value=\"");
    assert!(!rule.is_empty());
    teacher.desk(&class, "force", &[("group", "0"), ("rule", &rule)]).await;
    assert!(teacher.get(&format!("{class}/group/0")).await.text.contains("Waits to happen"));
}

#[tokio::test]
async fn a_team_talks_votes_and_passes_roles_and_notes_on() {
    let desk = Desk::open();
    let mut teacher = desk.teacher().await;
    let class = desk.class(&mut teacher, &[("placing", "chosen"), ("apart", "1")]).await;
    let code = code(&mut teacher, &class).await;
    let mut team = Vec::new();
    for name in ["Ann", "Ben", "Cem", "Dee"] {
        let mut pupil = desk.browser();
        pupil.join(&code, name).await;
        let place = [("group", "0"), ("post", "side0")];
        assert_eq!(pupil.seat("place", &place).await.status, StatusCode::SEE_OTHER);
        team.push(pupil);
    }
    let mut eve = desk.browser();
    eve.join(&code, "Eve").await;
    eve.seat("place", &[("group", "0"), ("post", "side1")]).await;
    let mut press = desk.browser();
    press.join(&code, "Pia").await;
    press.seat("place", &[("group", "0"), ("post", "press")]).await;
    teacher.desk(&class, "begin", &[]).await;
    let page = team[2].get("/seat").await.text;
    assert!(page.contains("Diplomacy") && page.contains("with Ann (Leader)") && page.contains("The negotiating table"));
    // Only the leader seals.
    let (field, values) = cards(&page)[0].clone();
    let order = [(field.as_str(), values[0].as_str()), ("reason", "it buys time"), ("expects", "they wait")];
    assert_eq!(team[2].seat("propose", &order).await.status, StatusCode::SEE_OTHER);
    let page = team[1].get("/seat").await.text;
    let proposal = value(&page, "name=\"proposal\" value=\"");
    assert!(page.contains("it buys time") && page.contains("Expects: they wait"));
    let vote = [("proposal", proposal.as_str()), ("text", "fair enough")];
    assert_eq!(team[1].seat("vote", &vote).await.status, StatusCode::SEE_OTHER);
    assert_eq!(team[1].seat("vote", &vote).await.status, StatusCode::SEE_OTHER);
    assert!(team[0].get("/seat").await.text.contains("2 votes"), "voting twice counts once");
    assert_eq!(team[1].seat("seal", &vote).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    // Messages stay in the team.
    team[3].seat("say", &[("to", "team"), ("text", "I distrust this"), ("once", "5")]).await;
    team[3].seat("say", &[("to", "team"), ("text", "I distrust this"), ("once", "5")]).await;
    let page = team[0].get("/seat").await.text;
    assert_eq!(page.matches("I distrust this").count(), 1, "sent twice, said once");
    assert!(
        !eve.get("/seat").await.text.contains("I distrust this")
            && !press.get("/seat").await.text.contains("I distrust this")
    );
    // The press writes for all.
    assert_eq!(press.seat("say", &[("to", "all"), ("text", "CRISIS LOOMS")]).await.status, StatusCode::SEE_OTHER);
    assert!(
        eve.get("/seat").await.text.contains("CRISIS LOOMS")
            && team[0].get("/seat").await.text.contains("CRISIS LOOMS")
    );
    assert!(teacher.get(&format!("{class}/screen")).await.text.contains("CRISIS LOOMS"));
    // Writing is stopped with one button, and held with another.
    teacher.desk(&class, "speech", &[("to", "frozen")]).await;
    assert_eq!(
        team[3].seat("say", &[("to", "team"), ("text", "hello")]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    teacher.desk(&class, "speech", &[("to", "held")]).await;
    team[3].seat("say", &[("to", "team"), ("text", "wait for me")]).await;
    assert!(
        !team[0].get("/seat").await.text.contains("wait for me")
            && team[3].get("/seat").await.text.contains("wait for me")
    );
    assert!(teacher.get(&class).await.text.contains("1 text waits for you"));
    // One button lets it through, and who sets words free lets through what waits.
    let group = teacher.get(&format!("{class}/group/0")).await.text;
    let waits =
        value(group.split_once("name=\"what\" value=\"show\"").map_or("", |(_, rest)| rest), "name=\"text\" value=\"");
    teacher.desk(&class, "show", &[("group", "0"), ("text", &waits)]).await;
    assert!(team[0].get("/seat").await.text.contains("wait for me"));
    team[3].seat("say", &[("to", "team"), ("text", "and for this")]).await;
    assert!(!team[0].get("/seat").await.text.contains("and for this"));
    teacher.desk(&class, "speech", &[("to", "free")]).await;
    assert!(team[0].get("/seat").await.text.contains("and for this"));
    assert!(!teacher.get(&class).await.text.contains("waits for you"));
    // A role passes on with its notes.
    team[0].seat("note", &[("text", "never trust the first letter")]).await;
    let page = teacher.get(&class).await.text;
    let cem = value(page.split_once("<summary>Cem").map_or("", |(_, rest)| rest), "name=\"pupil\" value=\"");
    teacher.desk(&class, "lead", &[("pupil", &cem)]).await;
    assert!(team[2].get("/seat").await.text.contains("never trust the first letter"));
    assert!(!team[0].get("/seat").await.text.contains("never trust the first letter"));
    // Two exchange their roles at the desk, and back.
    let first = value(&page, "name=\"pupil\" value=\"");
    for (holder, other) in [(0, 2), (2, 0)] {
        let exchange = [("pupil", cem.as_str()), ("with", first.as_str())];
        assert_eq!(teacher.desk(&class, "exchange", &exchange).await.status, StatusCode::SEE_OTHER);
        assert!(team[holder].get("/seat").await.text.contains("never trust the first letter"));
        assert!(!team[other].get("/seat").await.text.contains("never trust the first letter"));
    }
    assert_eq!(team[2].seat("seal", &[("proposal", &proposal)]).await.status, StatusCode::SEE_OTHER);
    // The quiet way out.
    assert_eq!(team[3].seat("out", &[]).await.status, StatusCode::SEE_OTHER);
    assert!(team[3].get("/seat").await.text.contains("For the United Nations"));
}

#[tokio::test]
async fn a_clock_that_runs_out_sends_what_most_voted_for_where_the_teacher_chose_so() {
    let desk = Desk::open();
    let mut teacher = desk.teacher().await;
    for (lapse, plays) in [("votes", true), ("wait", false)] {
        let class = desk.class(&mut teacher, &[("turn", "1"), ("lapse", lapse)]).await;
        let id: i64 = class.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a class has a number");
        let of = desk.app.class(id).expect("it is there");
        teacher.desk(&class, "begin", &[]).await;
        let later = crate::server::app::now() + 61_000;
        assert_eq!(!of.peek(|room| room.due(later)).is_empty(), plays, "{lapse}");
        assert!(of.peek(|room| room.due(later - 30_000)).is_empty());
        teacher.desk(&class, "more", &[("seconds", "60")]).await;
        assert!(of.peek(|room| room.due(later)).is_empty());
        teacher.desk(&class, "pause", &[("on", "1")]).await;
        assert!(of.peek(|room| room.due(later + 9_000_000)).is_empty());
    }
}
