//! Every byte that is sent to a seat over random games, searched for what that seat may not know.

use axum::http::StatusCode;
use brinkmanship::scenario::model::Actor;

use super::{Browser, Desk, cards, code, value};

/// A generator for tests.
struct Lots(u64);

impl Lots {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % most.max(1)
    }
}

/// Texts as a page writes them.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// What the seat's table and the ending do not say, of all that the scenario names.
fn hidden(room: &crate::room::Room, group: usize, actor: Actor) -> Vec<String> {
    let scenario = room.scenario;
    let session = &room.groups[group].session;
    let shown =
        format!("{:?} {:?} {:?}", session.table(actor), session.world(), session.ending()).replace("\\\"", "\"");
    let names = scenario.tracks.iter().map(|track| &track.name);
    let names = names.chain(scenario.moves.iter().map(|data| &data.title));
    let names = names.chain(scenario.facts.iter().map(|fact| &fact.text));
    let names = names.chain(scenario.lines.iter().map(|line| &line.text));
    let names = names
        .chain(scenario.lines.iter().map(|line| &line.note))
        .chain(scenario.tracks.iter().map(|track| &track.note));
    let names =
        names.chain(scenario.rules.iter().map(|rule| &rule.text)).chain(scenario.moves.iter().map(|data| &data.id));
    names
        .filter(|name| 12 < name.len() && !shown.contains(name.trim_end_matches('.')))
        .map(|name| escaped(name.trim_end_matches('.')))
        .collect()
}

async fn look(pupil: &mut Browser, hidden: &[String], secrets: &[String], place: &str) -> usize {
    let mut looked = 0;
    for path in ["/seat", "/seat?part=main", "/seat?part=talk", "/seat/map"] {
        let answer = pupil.get(path).await;
        assert_eq!(answer.status, StatusCode::OK);
        let sent = format!("{:?}{}", answer.headers, answer.text);
        for name in hidden.iter().chain(secrets) {
            assert!(!sent.contains(name.as_str()), "{place}, {path}: {name}");
        }
        looked += hidden.len() + secrets.len();
    }
    looked
}

async fn game(seed: u64, scenario: &str, cut: &str) -> usize {
    let desk = Desk::open();
    let mut lots = Lots(seed);
    let mut teacher = desk.teacher().await;
    let class = desk.class(&mut teacher, &[("scenario", scenario), ("cut", cut)]).await;
    let id: i64 = class.rsplit('/').next().and_then(|id| id.parse().ok()).expect("a class has a number");
    let code = code(&mut teacher, &class).await;
    let mut pupils = [desk.browser(), desk.browser()];
    for (at, name) in ["Ann", "Ben"].into_iter().enumerate() {
        pupils[at].join(&code, name).await;
    }
    let mut press = desk.browser();
    press.join(&code, "Pia").await;
    teacher.desk(&class, "place", &[("pupil", "3"), ("post", "press0")]).await;
    let mut cuba = desk.browser();
    cuba.join(&code, "Pol").await;
    teacher.desk(&class, "place", &[("pupil", "4"), ("post", "party0-0")]).await;
    teacher.desk(&class, "begin", &[]).await;
    let mut looked = 0;
    let mut secrets: [Vec<String>; 2] = [Vec::new(), Vec::new()];
    for turn in 0..20 {
        let room = desk.app.class(id).expect("it is there").peek(Clone::clone);
        for side in 0..2 {
            let place = format!("{scenario}, seed {seed}, turn {turn}, side {side}");
            let kept = hidden(&room, 0, crate::room::actor(side));
            assert!(!kept.is_empty());
            let theirs = secrets[1 - side].clone();
            looked += look(&mut pupils[side], &kept, &theirs, &place).await;
        }
        // Those who watch see what the world sees: neither side's words, nor what only sides know.
        let both: Vec<String> = secrets.concat();
        looked += look(&mut press, &[], &both, "press").await;
        looked += look(&mut cuba, &[], &both, "a party's desk").await;
        if room.groups[0].session.over() {
            break;
        }
        for side in 0..2 {
            // What a team says among itself, and why it decides, is a secret of its own.
            let secret = format!("secret-of-{side}-on-{turn}");
            pupils[side].seat("say", &[("to", "team"), ("text", &secret)]).await;
            pupils[side].seat("note", &[("text", &format!("{secret}-noted"))]).await;
            let page = pupils[side].get("/seat").await.text;
            let desks = cards(&page);
            let mut proposed = false;
            for _ in 0..12 {
                let mut fields: Vec<(String, String)> = vec![("reason".to_owned(), format!("{secret}-reason"))];
                for (name, values) in &desks {
                    if lots.below(3) != 0 {
                        fields.push((name.clone(), values[lots.below(values.len())].clone()));
                    }
                }
                let given: Vec<(&str, &str)> =
                    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                if pupils[side].seat("propose", &given).await.status == StatusCode::SEE_OTHER {
                    proposed = true;
                    break;
                }
            }
            secrets[side].push(secret);
            if proposed {
                let page = pupils[side].get("/seat").await.text;
                let proposal = value(&page, "name=\"proposal\" value=\"");
                pupils[side].seat("seal", &[("proposal", &proposal)]).await;
            }
        }
        teacher.desk(&class, "now", &[("group", "0")]).await;
    }
    looked
}

/// Two games of each in a suite; `CLASSROOM_GAMES=100` plays a hundred.
#[tokio::test]
async fn no_byte_sent_to_a_seat_says_what_it_may_not_know() {
    let games = std::env::var("CLASSROOM_GAMES").ok().and_then(|games| games.parse().ok()).unwrap_or(2_u64);
    let mut looked = 0;
    for seed in 0..games {
        looked += game(seed + 1, "cuba-1962", "cuba-1962/classroom").await;
        if seed % 2 == 1 {
            looked += game(seed + 1, "taiwan-2022", "taiwan-2022/classroom").await;
        }
    }
    assert!(20_000 < looked, "{looked}");
}
