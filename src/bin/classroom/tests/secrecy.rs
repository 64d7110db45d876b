//! Every byte that is sent to a seat over random games, searched for what that seat may not know.

use std::collections::BTreeMap;

use axum::http::StatusCode;
use brinkmanship::scenario::Scenario;

use super::{Browser, Desk, cards, code, value};
use crate::room::actor;

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

/// What the eyes of a reader are not shown, of all that the scenario names: `shown` is everything that their sheets say.
fn hidden(scenario: &Scenario, shown: &str) -> Vec<String> {
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

/// What was searched.
#[derive(Debug, Default)]
struct Counts {
    games: usize,
    turns: usize,
    pages: usize,
    bytes: usize,
    /// Texts that a page may not hold, each looked for in it.
    searches: usize,
    /// How the games ended, and how many so.
    ends: BTreeMap<String, usize>,
}

impl Counts {
    async fn look(&mut self, pupil: &mut Browser, hidden: &[String], secrets: &[String], place: &str) {
        for path in ["/seat", "/seat?part=main", "/seat?part=talk", "/seat/map"] {
            let answer = pupil.get(path).await;
            assert_eq!(answer.status, StatusCode::OK, "{place}, {path}");
            let sent = format!("{:?}{}", answer.headers, answer.text);
            for name in hidden.iter().chain(secrets) {
                assert!(!sent.contains(name.as_str()), "{place}, {path}: {name}");
            }
            self.pages += 1;
            self.bytes += sent.len();
            self.searches += hidden.len() + secrets.len();
        }
    }
}

/// Plays a random game to its end, and looks at every page of both sides, of the press and of a party's desk on each turn.
async fn game(counts: &mut Counts, seed: u64, scenario: &str, cut: &str) {
    let desk = Desk::unhurried();
    let mut lots = Lots(seed);
    let mut teacher = desk.teacher().await;
    let class = desk.class(&mut teacher, &[("scenario", scenario), ("cut", cut), ("luck", &seed.to_string())]).await;
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
    let mut secrets: [Vec<String>; 2] = [Vec::new(), Vec::new()];
    let mut turn = 0;
    loop {
        let room = desk.app.class(id).expect("it is there").peek(Clone::clone);
        let session = &room.groups[0].session;
        let world = format!("{:?} {:?}", session.world(), session.ending()).replace("\\\"", "\"");
        for side in 0..2 {
            let place = format!("{scenario}, seed {seed}, turn {turn}, side {side}");
            let own = format!("{:?}", session.table(actor(side))).replace("\\\"", "\"");
            let kept = hidden(room.scenario, &format!("{own} {world}"));
            assert!(!kept.is_empty());
            let theirs = secrets[1 - side].clone();
            counts.look(&mut pupils[side], &kept, &theirs, &place).await;
        }
        // Those who watch see what the world sees: neither side's words, nor what only sides know.
        let both: Vec<String> = secrets.concat();
        counts
            .look(&mut press, &hidden(room.scenario, &world), &both, &format!("{scenario}, seed {seed}, the press"))
            .await;
        counts.look(&mut cuba, &[], &both, &format!("{scenario}, seed {seed}, a party's desk")).await;
        if let Some((title, _)) = session.ending() {
            *counts.ends.entry(format!("{scenario}: {title}")).or_default() += 1;
            counts.games += 1;
            counts.turns += turn;
            return;
        }
        assert!(turn < 40, "every game comes to its end");
        for side in 0..2 {
            // What a team says among itself, and why it decides, is a secret of its own.
            let secret = format!("secret-of-{side}-on-{turn}-");
            let said = pupils[side].seat("say", &[("to", "team"), ("text", &format!("{secret}said"))]).await;
            assert_eq!(said.status, StatusCode::SEE_OTHER, "{}", said.text);
            pupils[side].seat("note", &[("text", &format!("{secret}noted"))]).await;
            let page = pupils[side].get("/seat").await.text;
            let desks = cards(&page);
            let mut proposed = false;
            for _ in 0..12 {
                let mut fields: Vec<(String, String)> = vec![("reason".to_owned(), format!("{secret}reason"))];
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
            let page = pupils[side].get("/seat").await.text;
            for written in ["said", "noted"] {
                assert!(page.contains(&format!("{secret}{written}")), "what is looked for is there to be found");
            }
            secrets[side].push(secret);
            if proposed {
                let proposal = value(&page, "name=\"proposal\" value=\"");
                pupils[side].seat("seal", &[("proposal", &proposal)]).await;
            }
        }
        teacher.desk(&class, "now", &[("group", "0")]).await;
        turn += 1;
    }
}

/// Two games of each in a suite; `CLASSROOM_GAMES=100` plays a hundred of 1962 and fifty of the Strait.
#[tokio::test]
async fn no_byte_sent_to_a_seat_says_what_it_may_not_know() {
    let games = std::env::var("CLASSROOM_GAMES").ok().and_then(|games| games.parse().ok()).unwrap_or(2_u64);
    let mut counts = Counts::default();
    for seed in 0..games {
        game(&mut counts, seed + 1, "cuba-1962", "cuba-1962/classroom").await;
        if seed % 2 == 1 {
            game(&mut counts, seed + 1, "taiwan-2022", "taiwan-2022/classroom").await;
        }
    }
    println!(
        "{} games played to their ends in {} turns; {} pages of {} kB searched, {} searches for what a reader may not know",
        counts.games,
        counts.turns,
        counts.pages,
        counts.bytes / 1000,
        counts.searches
    );
    for (end, count) in &counts.ends {
        println!("{count:>4}  {end}");
    }
    assert_eq!(counts.games as u64, games + games / 2);
    assert!(counts.games * 5_000 < counts.searches, "{}", counts.searches);
}
