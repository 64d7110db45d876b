//! What stands at the desks of the press, of parties and of the teacher, and what does not.

use axum::http::StatusCode;
use brinkmanship::{
    crisis::View,
    scenario::model::{RuleId, RuleKind},
};

use super::{Browser, Desk, code, lesson::decide, value};
use crate::room::Room;

/// What a test asks of a class.
fn of<T>(desk: &Desk, class: &str, ask: impl FnOnce(&Room) -> T) -> T {
    let id: i64 = class.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a class has a number");
    desk.app.class(id).expect("it is there").peek(ask)
}

/// A class with a pupil on each side, and one at each other place, begun.
pub(super) async fn seated(
    desk: &Desk,
    fields: &[(&str, &str)],
    posts: &[&str],
) -> (Browser, String, [Browser; 2], Vec<Browser>) {
    let mut teacher = desk.teacher().await;
    let class = desk.class(&mut teacher, fields).await;
    let code = code(&mut teacher, &class).await;
    let mut pair = [desk.browser(), desk.browser()];
    for (pupil, name) in pair.iter_mut().zip(["Ann", "Ben"]) {
        pupil.join(&code, name).await;
    }
    let mut others = Vec::new();
    for (at, post) in posts.iter().enumerate() {
        let mut other = desk.browser();
        other.join(&code, &format!("Pupil {at}")).await;
        let placed = teacher.desk(&class, "place", &[("pupil", &(at + 3).to_string()), ("post", post)]).await;
        assert_eq!(placed.status, StatusCode::SEE_OTHER, "{}", placed.text);
        others.push(other);
    }
    teacher.desk(&class, "begin", &[]).await;
    (teacher, class, pair, others)
}

#[tokio::test]
async fn who_writes_for_the_press_or_a_party_reads_that_it_waits_and_nobody_else_reads_it() {
    let desk = Desk::unhurried();
    let (mut teacher, class, mut pair, mut others) = seated(&desk, &[], &["press0", "party0-0", "un0"]).await;
    teacher.desk(&class, "speech", &[("to", "held")]).await;
    for at in 0..others.len() {
        let words = format!("held words of {at}");
        assert_eq!(others[at].seat("say", &[("to", "all"), ("text", &words)]).await.status, StatusCode::SEE_OTHER);
        for (reader, other) in others.iter_mut().enumerate() {
            let page = other.get("/seat").await.text;
            assert_eq!(page.contains(&words), reader == at, "{reader} reads what {at} wrote");
            // What waits is said to wait.
            let waits = page.matches("waits for the teacher").count();
            assert_eq!(waits, usize::from(reader <= at), "{reader} after {at}");
        }
        for pupil in &mut pair {
            assert!(!pupil.get("/seat").await.text.contains(&words));
        }
        assert!(!teacher.get(&format!("{class}/screen")).await.text.contains(&words));
    }
    teacher.desk(&class, "speech", &[("to", "free")]).await;
    let page = others[0].get("/seat").await.text;
    assert!(page.contains("held words of 2") && !page.contains("waits for the teacher"));
}

#[tokio::test]
async fn no_desk_of_a_party_names_an_act_before_it_could_come_and_what_waits_is_named_later() {
    let desk = Desk::unhurried();
    let mut named = 0;
    for (id, play) in
        [("cuba-1962", "cuba-1962/classroom"), ("taiwan-2022", "taiwan-2022/"), ("ukraine-2022", "ukraine-2022/")]
    {
        let scenario = desk.app.scenario(id, false).expect("it is there");
        let posts: Vec<String> = (0..scenario.parties.len()).map(|at| format!("party0-{at}")).collect();
        let posts: Vec<&str> = posts.iter().map(String::as_str).collect();
        let fields = [("play", play), ("luck", "5")];
        let (_, class, mut pair, mut parties) = seated(&desk, &fields, &posts).await;
        let mut waited: Vec<RuleId> = Vec::new();
        for turn in 0..8 {
            if of(&desk, &class, |room| room.groups[0].session.over()) {
                break;
            }
            let room = of(&desk, &class, Clone::clone);
            let course = room.groups[0].session.course();
            let world = View::of_world(scenario, &course.crisis);
            for (party, pupil) in parties.iter_mut().enumerate() {
                let page = pupil.get("/seat").await.text;
                let acts = page.split_once("id=\"acts\"").and_then(|(_, rest)| rest.split_once("</section>"));
                let (acts, _) = acts.expect("it has a list of acts");
                let own = scenario
                    .rules
                    .iter()
                    .enumerate()
                    .filter(|(_, rule)| matches!(rule.kind, RuleKind::Party(of) if of.index() == party));
                for (at, rule) in own.filter(|(_, rule)| !rule.text.is_empty()) {
                    let text = maud::html! { (rule.text) }.into_string();
                    let place = format!("{id}, turn {turn}, {}", rule.id);
                    let turns = usize::from(rule.turns.0)..=usize::from(rule.turns.1);
                    let could = turns.contains(&course.crisis.turn()) && world.holds(&rule.when);
                    assert!(could || !acts.contains(&text), "{place}");
                    named += usize::from(acts.contains(&text));
                    // What waited and still stands is there to be chosen, and did not happen.
                    if waited.contains(&RuleId::new(at)) && could {
                        assert!(acts.contains(&text) && !course.crisis.happened(RuleId::new(at)), "{place}");
                        let stood = pupil.seat("stand", &[("rule", &rule.id), ("does", "1")]).await;
                        assert_eq!(stood.status, StatusCode::SEE_OTHER, "{place}: {}", stood.text);
                    }
                    // Nobody can want what is not named.
                    if !acts.contains(&text) {
                        let stood = pupil.seat("stand", &[("rule", &rule.id), ("does", "1")]).await;
                        assert_eq!(stood.status, StatusCode::UNPROCESSABLE_ENTITY, "{place}");
                    }
                }
                if turn < 5 && acts.contains("id=\"rest\"") {
                    assert_eq!(pupil.seat("stand", &[("rule", ""), ("does", "0")]).await.status, StatusCode::SEE_OTHER);
                    assert!(pupil.get("/seat").await.text.contains("<option value=\"0\" selected>wait"));
                }
            }
            let stands = of(&desk, &class, |room| room.groups[0].stands.clone());
            let id_of = |id: &String| scenario.rules.iter().position(|rule| rule.id == *id).map(RuleId::new);
            waited = stands.iter().filter(|(_, does)| !does).filter_map(|(id, _)| id_of(id)).collect();
            for pupil in &mut pair {
                decide(pupil, "because").await;
            }
        }
    }
    assert!(12 < named, "there is something to choose: {named}");
}

#[tokio::test]
async fn the_debrief_stops_every_clock_and_play_goes_on_where_it_stood() {
    let desk = Desk::unhurried();
    let (mut teacher, class, mut pair, mut others) = seated(&desk, &[("turn", "4")], &["press0"]).await;
    let pages = [class.clone(), format!("{class}/screen"), format!("{class}/group/0/seat/0")];
    let left = || of(&desk, &class, |room| room.groups[0].clock);
    let mut clocks = async |teacher: &mut Browser| {
        let mut found = 0;
        for page in &pages {
            found += teacher.get(page).await.text.matches("class=\"clock").count();
        }
        for pupil in pair.iter_mut().chain(&mut others) {
            found += pupil.get("/seat").await.text.matches("class=\"clock").count();
        }
        found
    };
    assert_eq!(clocks(&mut teacher).await, 6, "phones, the press, the desk, the projector, a seat at the desk");
    assert!(left().ends.is_some());
    teacher.desk(&class, "debrief", &[("on", "1")]).await;
    assert_eq!(clocks(&mut teacher).await, 0);
    let stood = left();
    assert!(stood.ends.is_none() && 200_000 < stood.left, "{stood:?}");
    teacher.desk(&class, "more", &[("seconds", "60")]).await;
    assert_eq!(left().left, stood.left + 60_000);
    // Whoever lets the clocks run in the debrief has them run when play goes on.
    for on in ["1", "0"] {
        teacher.desk(&class, "pause", &[("on", on)]).await;
        assert!(left().ends.is_none());
    }
    teacher.desk(&class, "debrief", &[("on", "0")]).await;
    assert!(left().ends.is_some());
    assert_eq!(clocks(&mut teacher).await, 6);
    // Clocks that the teacher had stopped before stand afterwards too.
    for (what, on) in [("pause", "1"), ("debrief", "1"), ("debrief", "0")] {
        teacher.desk(&class, what, &[("on", on)]).await;
    }
    assert!(left().ends.is_none());
}

#[tokio::test]
async fn only_a_throw_is_taken_for_one_and_the_last_is_taken_up_again_until_the_turn_is_told() {
    let desk = Desk::unhurried();
    let (mut teacher, class, mut pair, _) = seated(&desk, &[], &[]).await;
    teacher.desk(&class, "byhand", &[("on", "1")]).await;
    let rolls = || of(&desk, &class, |room| room.groups[0].rolls.clone());
    let played = || of(&desk, &class, |room| room.groups[0].session.played());
    let mut asked = String::new();
    for _ in 0..20 {
        for pupil in &mut pair {
            decide(pupil, "because").await;
        }
        asked = teacher.get(&class).await.text;
        if asked.contains("class=\"dice\"") {
            break;
        }
    }
    assert!(asked.contains("Dice for"), "some turn asks for dice");
    for wrong in
        ["abc", "0", "100001", "-5", "+5", "1 2", "12 345", "0 4 7 1", "047", "000012", "4.7", "1,5", "", " ", "٣٣٣٣٣"]
    {
        let refused = teacher.desk(&class, "roll", &[("group", "0"), ("roll", wrong)]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{wrong}");
        assert!(refused.text.contains("such as 0 4 7 1 2, or a number from 1 to 100000"), "{wrong}: {}", refused.text);
        assert_eq!(rolls(), Vec::<u32>::new(), "{wrong}");
    }
    for (typed, roll) in [("0 4 7 1 2", 4712), ("04712", 4712), (" 47 ", 47), ("00000", 100_000), ("100000", 100_000)] {
        teacher.desk(&class, "roll", &[("group", "0"), ("roll", typed)]).await;
        assert_eq!(rolls(), [roll], "{typed}");
        teacher.desk(&class, "reroll", &[("group", "0"), ("last", "1")]).await;
    }
    // All have fallen: the turn waits to be told, and the last throw can be taken up alone.
    let before = played();
    teacher.desk(&class, "roll", &[("group", "0"), ("roll", "00047")]).await;
    teacher.desk(&class, "throw", &[("group", "0")]).await;
    assert_eq!(played(), before, "nothing is told by itself");
    let page = teacher.get(&class).await.text;
    assert!(page.contains("All dice of this turn have fallen.") && page.contains("Tell the turn"));
    let all = rolls();
    teacher.desk(&class, "reroll", &[("group", "0"), ("last", "1")]).await;
    assert_eq!(rolls(), all[..all.len() - 1]);
    teacher.desk(&class, "throw", &[("group", "0")]).await;
    assert_eq!((rolls().len() >= all.len() - 1, rolls()[0]), (true, 47));
    // Once a die has fallen the order stays sealed: else a team would throw until it liked what fell. The teacher takes dice up.
    let kept = rolls();
    let refused = pair[0].seat("unseal", &[]).await;
    assert!(refused.text.contains("Dice have fallen for this order"), "{}", refused.text);
    assert_eq!(rolls(), kept);
    teacher.desk(&class, "reroll", &[("group", "0")]).await;
    pair[0].seat("unseal", &[]).await;
    assert_eq!(rolls(), Vec::<u32>::new());
    assert!(!teacher.get(&class).await.text.contains("class=\"dice\""));
    let proposal = value(&pair[0].get("/seat").await.text, "name=\"proposal\" value=\"");
    pair[0].seat("seal", &[("proposal", &proposal)]).await;
    teacher.desk(&class, "throw", &[("group", "0")]).await;
    let epoch = of(&desk, &class, |room| room.groups[0].epoch).to_string();
    teacher.desk(&class, "now", &[("group", "0"), ("epoch", &epoch)]).await;
    assert_eq!(played(), before + 1);
}

#[tokio::test]
async fn a_fork_leaves_held_words_behind_and_an_empty_order_is_nothing() {
    let desk = Desk::unhurried();
    let (mut teacher, class, mut pair, mut others) = seated(&desk, &[], &["press0"]).await;
    teacher.desk(&class, "speech", &[("to", "held")]).await;
    pair[0].seat("propose", &[("reason", "we sit still")]).await;
    let proposal = value(&pair[0].get("/seat").await.text, "name=\"proposal\" value=\"");
    pair[0].seat("seal", &[("proposal", &proposal)]).await;
    others[0].seat("say", &[("to", "all"), ("text", "EXTRA")]).await;
    teacher.desk(&class, "fork", &[("group", "0")]).await;
    let page = teacher.get(&class).await.text;
    assert_eq!(page.matches("2 texts wait for you").count(), 1, "in the group where they were written");
    let forked = teacher.get(&format!("{class}/group/1")).await.text;
    assert!(!forked.contains("EXTRA") && !forked.contains("we sit still") && !forked.contains("waits for you"));
    let first = teacher.get(&format!("{class}/group/0")).await.text;
    assert!(first.contains("EXTRA") && first.contains("we sit still"));
    // Whoever orders nothing has ordered nothing, and not a blank.
    decide(&mut pair[1], "because").await;
    assert_eq!(of(&desk, &class, |room| room.groups[0].session.played()), 1);
    let marks = of(&desk, &class, Room::mark_sheets);
    let said: Vec<&str> = marks.iter().flat_map(|mark| &mark.reasons).map(|(_, said, ..)| said.as_str()).collect();
    assert!(said.contains(&"nothing") && !said.contains(&""), "{said:?}");
    let page = teacher.get(&format!("{class}/group/0")).await.text;
    let decided = page.split_once("Why they decided so").map_or("", |(_, rest)| rest);
    let row = decided.split_once("we sit still").map_or("", |(row, _)| row);
    assert!(row.ends_with("nothing</p><p class=\"reason\">"), "{row}");
    // A reason that waited is marked once it is let through, though its turn has passed.
    let kept = async |teacher: &mut Browser| teacher.get(&format!("{class}/export/reasons.csv")).await.text;
    assert!(!kept(&mut teacher).await.contains("we sit still"));
    teacher.desk(&class, "speech", &[("to", "free")]).await;
    let reasons = kept(&mut teacher).await;
    assert_eq!(reasons.matches("we sit still").count(), 1, "{reasons}");
}

#[tokio::test]
async fn what_can_be_promised_is_counted_without_gaps_and_watchers_see_counts_alone() {
    let desk = Desk::unhurried();
    let (mut teacher, class, mut pair, mut others) = seated(&desk, &[], &["press0", "party0-1"]).await;
    for _ in 0..3 {
        for pupil in &mut pair {
            let page = pupil.get("/seat").await.text;
            let terms: Vec<usize> = page
                .split("name=\"term")
                .skip(1)
                .filter_map(|rest| rest.split_once('"').and_then(|(at, _)| at.parse().ok()))
                .collect();
            assert_eq!(terms, (0..terms.len()).collect::<Vec<_>>());
            // The last that stands there is the last that is promised.
            let last = page.rsplit("<div class=\"term\">").next().unwrap_or("");
            let title =
                last.split_once("</b>: ").and_then(|(_, rest)| rest.split_once('<')).map_or("", |(title, _)| title);
            let via = value(page.split_once("name=\"via\"").map_or("", |(_, rest)| rest), "<option value=\"desk");
            if !terms.is_empty() && !via.is_empty() {
                let (term, via) = (format!("term{}", terms.len() - 1), format!("desk{via}"));
                let offer = [("via", via.as_str()), (term.as_str(), "secret"), ("reason", "a way out")];
                let sent = pupil.seat("propose", &offer).await;
                assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
                let proposed = pupil.get("/seat").await.text;
                let order = proposed.split_once("ul class=\"order\"").map_or("", |(_, rest)| rest);
                let order = order.split_once("</ul>").map_or("", |(order, _)| order).to_lowercase();
                assert!(order.contains(&title.to_lowercase()), "{title} is not in {order}");
            }
            decide(pupil, "because").await;
        }
        let scenario = desk.app.scenario("cuba-1962", false).expect("it is there");
        for pupil in &mut others {
            let page = pupil.get("/seat").await.text;
            assert!(page.contains("Jupiter missiles in Turkey") && !page.contains("a newspaper would"));
            for track in scenario.tracks.iter().filter(|track| !track.is_counted()) {
                assert!(!page.contains(&format!("<span class=\"name\">{}</span>", track.name)), "{}", track.name);
            }
        }
        assert!(!teacher.get(&format!("{class}/screen")).await.text.contains("Pressure on Berlin"));
    }
}

#[tokio::test]
async fn turns_are_counted_in_one_way_on_pages_in_debriefs_and_in_exports() {
    let desk = Desk::unhurried();
    let (mut teacher, class, mut pair, _) = seated(&desk, &[("luck", "3")], &[]).await;
    let mut counted: Vec<(String, String)> = Vec::new();
    for _ in 0..20 {
        let page = pair[0].get("/seat").await.text;
        if page.contains("id=\"end\"") {
            break;
        }
        let number = page.split_once(" of 7 </span>").map_or("", |(before, _)| before);
        let number = number.rsplit_once("turn ").map_or("", |(_, number)| number).to_owned();
        counted.push((number, of(&desk, &class, |room| room.groups[0].session.world().date.clone())));
        for pupil in &mut pair {
            // What it is founded on are sentences of its own.
            for piece in ["0", "1"] {
                let given = [("reason", "we wait"), ("because", piece), ("because", "2")];
                assert_eq!(pupil.seat("propose", &given).await.status, StatusCode::SEE_OTHER);
            }
            let proposal = value(&pupil.get("/seat").await.text, "name=\"proposal\" value=\"");
            pupil.seat("seal", &[("proposal", &proposal)]).await;
        }
    }
    let wanted: Vec<String> = (1..=counted.len()).map(|number| number.to_string()).collect();
    assert_eq!(counted.iter().map(|(number, _)| number.clone()).collect::<Vec<_>>(), wanted);
    assert!(2 < counted.len(), "{counted:?}");
    teacher.desk(&class, "debrief", &[("on", "1")]).await;
    let debrief = pair[0].get("/seat/debrief").await.text;
    let own = teacher.get(&format!("{class}/export/pupil-1.html")).await.text;
    for (number, date) in &counted {
        assert!(debrief.contains(&format!("Turn {number}<span class=\"date\">{date}</span>")), "{number}, {date}");
        assert!(own.contains(&format!("{number}<br><span class=\"soft\">{date}</span>")), "{number}, {date}");
    }
    // What passed before the first stands before it, and the end has the number of the last that was open.
    assert!(debrief.contains("Turn 0–1<span class=\"date\">") && debrief.contains("second and the third is turn 2–3"));
    let reasons = teacher.get(&format!("{class}/export/reasons.csv")).await.text;
    let cells = |line| str::split(line, ',').map(|cell: &str| cell.trim_matches('"')).collect();
    let rows: Vec<Vec<&str>> = reasons.lines().map(cells).collect();
    assert_eq!(rows[0][2..4], ["turn", "scenario_turn"]);
    let mut told: Vec<&str> = rows[1..].iter().map(|row| row[2]).collect();
    told.dedup();
    assert_eq!(told, wanted);
    let export = teacher.get(&format!("{class}/export/class.json")).await.text;
    let export: brinkmanship::report::class::ClassExport = serde_json::from_str(&export).expect("it reads");
    let group = &export.groups[0];
    assert_eq!(group.played, counted.len());
    for (number, date) in &counted {
        let turn = group.turns.iter().find(|turn| turn.counted == *number).expect("it is there");
        assert_eq!(
            (&turn.date, group.kept.get(wanted.iter().position(|of| of == number).unwrap_or(99))),
            (date, Some(&turn.turn))
        );
    }
    // Reasons are told in sentences with one full stop.
    let all = teacher.get(&format!("{class}/debrief")).await.text;
    let mut founded = 0;
    for page in [&all, &teacher.get(&format!("{class}/export/group-1.html")).await.text] {
        for piece in page.split("Founded on ").skip(1) {
            let piece = piece.split_once("</span>").map_or("", |(piece, _)| piece);
            assert!(!piece.ends_with("..") && !piece.contains(".,") && !piece.contains(".. "), "{piece}");
            founded += 1;
        }
    }
    assert!(0 < founded);
}
