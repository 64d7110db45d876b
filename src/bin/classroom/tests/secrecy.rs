//! Every byte that is sent to a seat over random games, searched for what that seat may not know.

use std::collections::{BTreeMap, BTreeSet};

use axum::http::StatusCode;
use brinkmanship::{
    crisis::{
        Act, View,
        record::{Cause, Entry, Record, What},
    },
    scenario::model::{FactId, LineId, MoveId, PartyId, RuleId, TrackId},
};

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

/// What the eyes of a reader may not be told, of all that the scenario names. What they may know is asked of the crisis, and
/// not of the pages nor of the sheets that these are made from; `own` is what a party's desk has on its list.
fn hidden(view: &View<'_>, record: &Record, own: &[&str]) -> Vec<String> {
    let scenario = view.scenario();
    let all = scenario.tracks.iter().enumerate();
    let tracks = all.filter(|(at, _)| view.track(TrackId::new(*at)).is_none()).flat_map(|(_, of)| [&of.name, &of.note]);
    let all = scenario.facts.iter().enumerate();
    let facts = all.filter(|(at, _)| view.fact(FactId::new(*at)).is_none()).map(|(_, of)| &of.text);
    let all = scenario.lines.iter().enumerate();
    let lines = all.filter(|(at, _)| view.line(LineId::new(*at)).is_none()).flat_map(|(_, of)| [&of.text, &of.note]);
    // Of the orders of others, those that they heard of, or of which they see what came; of what happened, what they were told.
    let heard: Vec<(&Entry, bool)> = view.entries(record).collect();
    let ordered = |id: MoveId| {
        heard.iter().any(|(entry, why)| {
            matches!(entry.what, What::Ordered(_, Act::Do(of)) if of == id) || *why && entry.cause == Cause::Move(id)
        })
    };
    let all = scenario.moves.iter().enumerate().filter(|(_, of)| Some(of.actor) != view.actor());
    let moves = all.filter(|(at, _)| !ordered(MoveId::new(*at))).flat_map(|(_, of)| [&of.title, &of.text, &of.id]);
    let happened = |id: RuleId| heard.iter().any(|(entry, _)| matches!(entry.what, What::Happened(of) if of == id));
    let all = scenario.rules.iter().enumerate();
    let rules = all.filter(|(at, _)| !happened(RuleId::new(*at))).map(|(_, of)| &of.text);
    let words = scenario.glossary.iter().flat_map(|word| {
        let kept = view.actor().is_some_and(|actor| word.for_seat(actor).is_none());
        [Some(&word.later), Some(&word.told_by), kept.then_some(&word.text)].into_iter().flatten()
    });
    // Both sides have cards of the same name.
    let all = scenario.moves.iter().enumerate();
    let known = all.filter(|(at, of)| Some(of.actor) == view.actor() || ordered(MoveId::new(*at)));
    let known: BTreeSet<&str> = known.flat_map(|(_, of)| [of.title.as_str(), of.text.as_str()]).collect();
    let names = tracks.chain(facts).chain(lines).chain(moves).chain(rules).chain(words).map(String::as_str);
    let names = names.filter(|name| 12 < name.len() && !known.contains(name) && !own.contains(name));
    names.map(|name| escaped(name.trim_end_matches('.'))).collect()
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
                let found = sent.split_once(name.as_str()).map(|(before, _)| {
                    let around: Vec<char> = before.chars().rev().take(160).collect();
                    around.into_iter().rev().collect::<String>()
                });
                assert_eq!(found, None, "{place}, {path}: {name}");
            }
            self.pages += 1;
            self.bytes += sent.len();
            self.searches += hidden.len() + secrets.len();
        }
    }
}

/// Plays a random game to its end, and looks at every page of both sides, of the press and of a party's desk on each turn.
async fn game(counts: &mut Counts, seed: u64, scenario: &str, play: &str) {
    let desk = Desk::unhurried();
    let mut lots = Lots(seed);
    let mut teacher = desk.teacher().await;
    let class = desk.class(&mut teacher, &[("play", play), ("luck", &seed.to_string())]).await;
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
        let course = session.course();
        let seen = |view: &View<'_>, own: &[&str]| {
            let kept = hidden(view, &course.record, own);
            assert!(!kept.is_empty());
            kept
        };
        for side in 0..2 {
            let place = format!("{scenario}, seed {seed}, turn {turn}, side {side}");
            let theirs = secrets[1 - side].clone();
            counts.look(&mut pupils[side], &seen(&course.view(actor(side)), &[]), &theirs, &place).await;
        }
        // Those who watch see what the world sees: neither side's words, nor what only sides know.
        let both: Vec<String> = secrets.concat();
        let world = View::of_world(course.scenario, &course.crisis);
        counts.look(&mut press, &seen(&world, &[]), &both, &format!("{scenario}, seed {seed}, the press")).await;
        // Who sits at a party's desk reads what that party may do now, and is told no more than the world.
        let acts = world.acts_of(PartyId::new(0)).filter(|(_, told)| *told);
        let acts: Vec<&str> = acts.map(|(id, _)| course.scenario.rules[id.index()].text.as_str()).collect();
        counts.look(&mut cuba, &seen(&world, &acts), &both, &format!("{scenario}, seed {seed}, a party's desk")).await;
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
