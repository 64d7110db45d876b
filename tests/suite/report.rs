//! Debriefs: what they say of a small crisis, as text, page, data and table, and that nothing hostile gets through.

use std::fs;

use brinkmanship::{
    crisis::{Order, Scripted, Setup, chance::Written},
    policy::{Player, Simple},
    report::{
        Debrief, csv,
        debrief::{Luck, Saw},
        html, text,
    },
    scenario::{Scenario, files, load, model::Actor, model::ScriptedDraw},
    transcript::{Course, history_course},
};

use crate::common::{every_scenario, root, test_scenario};

/// What is ordered on a turn, and the draws that were other than "no".
type Turn = ([&'static [&'static str]; 2], &'static [(&'static str, &'static str)]);

/// The affair with a leak: the letters cross, a captain fires, the first letter is accepted, and its secret comes out.
const LEAKED: &[Turn] = &[
    ([&["declare"], &["place-rockets"]], &[]),
    (
        [&["show-photographs", "send-patrol", "plain-demand"], &["deny", "first-letter"]],
        &[("photographs", "yes"), ("incident", "yes"), ("incident-event", "captain-fires")],
    ),
    ([&["hold-fire", "call-up"], &["second-letter"]], &[]),
    ([&["accept-first"], &["explain"]], &[("leak:radar-out", "yes")]),
];

/// The same beginning, and then the worst.
const BURNED: &[Turn] = &[
    ([&["declare"], &["place-rockets"]], &[]),
    ([&["show-photographs", "send-patrol"], &["deny"]], &[("photographs", "yes"), ("catastrophe", "yes")]),
];

fn draw(result: &str) -> ScriptedDraw {
    match result {
        "yes" => ScriptedDraw::Yes,
        "no" => ScriptedDraw::No,
        id => ScriptedDraw::Pick(id.to_owned()),
    }
}

fn play<'s>(scenario: &'s Scenario, turns: &[Turn]) -> Course<'s> {
    let mut draws: Vec<Written> = turns
        .iter()
        .map(|(_, draws)| draws.iter().map(|(label, result)| ((*label).to_owned(), draw(result))).collect())
        .collect();
    // The turn that opens after the last one draws too.
    draws.push(Vec::new());
    let mut dice = Scripted::new(scenario, &draws, &[]);
    let mut course = Course::start_with(scenario, Setup::default(), 0, &mut dice);
    for (orders, _) in turns {
        let orders = orders.map(|ids| {
            let moves: Vec<_> = ids.iter().map(|id| move_of(scenario, id)).collect();
            Order::of_moves(scenario, &moves)
        });
        course.play_with(orders, &mut dice).unwrap();
    }
    course
}

fn move_of(scenario: &Scenario, id: &str) -> brinkmanship::scenario::model::MoveId {
    let at = scenario.moves.iter().position(|data| data.id == id).unwrap();
    brinkmanship::scenario::model::MoveId::new(at)
}

/// What a reader sees of a page: its text without marks and style sheet.
fn visible(page: &str) -> String {
    let body = &page[page.find("<body").unwrap()..];
    let mut out = String::new();
    let mut inside = false;
    for letter in body.chars() {
        match letter {
            '<' => inside = true,
            '>' => {
                inside = false;
                out.push(' ');
            }
            _ if !inside => out.push(letter),
            _ => {}
        }
    }
    out
}

/// The names of the tags of a page, in order; a closing one begins with a slash.
fn tags(page: &str) -> Vec<String> {
    let name = |tag: &str| tag.split([' ', '>', '\n']).next().unwrap_or("").to_owned();
    page.split('<').skip(1).map(name).collect()
}

fn golden(name: &str, found: &str) {
    let path = root().join("tests/golden").join(name);
    if std::env::var_os("UPDATE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, found).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let line = kept.lines().zip(found.lines()).position(|(kept, found)| kept != found);
    assert!(kept == found, "{name} differs from line {line:?} on; UPDATE=1 rewrites it");
}

#[test]
fn the_debrief_of_a_small_crisis_reads_as_it_did() {
    let scenario = test_scenario("two-letters");
    let debrief = Debrief::of(&play(&scenario, LEAKED)).played_by(["Ada", "a dove"]);
    golden("two-letters.txt", &text::page(&debrief, 96));
    golden("two-letters-short.txt", &text::short(&debrief, 80));
    golden("two-letters.csv", &csv::course(&debrief).replace("\r\n", "\n"));
}

#[test]
fn the_short_debrief_of_a_whole_game_is_a_few_pages_and_says_where_the_rest_is() {
    for scenario in every_scenario() {
        let Some(course) = history_course(&scenario) else { continue };
        let debrief = Debrief::of(&course);
        let (short, whole) = (text::short(&debrief, 80), text::page(&debrief, 80));
        let lines = |text: &str| text.lines().count();
        assert!(lines(&short) <= 560, "{}: {} lines", scenario.id, lines(&short));
        assert!(lines(&short) * 2 < lines(&whole) || lines(&whole) < 560, "{}", scenario.id);
        let flat = short.split_whitespace().collect::<Vec<_>>().join(" ");
        for want in debrief.screen.seats.iter().flat_map(|seat| &seat.wants) {
            assert!(flat.contains(&want.title), "{}: {}", scenario.id, want.title);
        }
        assert!(short.contains("At a glance") && short.contains("--full"), "{short}");
    }
}

#[test]
fn the_same_course_gives_the_same_bytes() {
    let scenario = test_scenario("two-letters");
    let page = || html::page(&Debrief::of(&play(&scenario, LEAKED)));
    assert_eq!(page(), page());
}

#[test]
fn the_page_has_every_section_both_ledgers_and_both_horizons() {
    let scenario = test_scenario("two-letters");
    let page = html::page(&Debrief::of(&play(&scenario, LEAKED)));
    for id in [
        "glance",
        "ending",
        "verdicts",
        "scores",
        "red-lines",
        "sights",
        "course",
        "chance",
        "talks",
        "real",
        "aftermath",
        "figures",
        "schools",
        "questions",
        "causes",
        "glossary",
        "sources",
    ] {
        assert!(page.contains(&format!(" id=\"{id}\" aria-labelledby")), "the section {id} is missing");
        assert!(page.contains(&format!("href=\"#{id}\"")), "the contents do not name {id}");
    }
    for words in ["As the world saw it", "As known since the archives opened", "That autumn", "Two years later"] {
        assert!(visible(&page).contains(words), "{words}");
    }
    assert!(page.contains("lang=\"en-GB\"") && page.contains("<main>") && page.contains("<nav"));
}

#[test]
fn the_page_fetches_nothing_and_runs_nothing() {
    let scenario = test_scenario("two-letters");
    let page = html::page(&Debrief::of(&play(&scenario, LEAKED)));
    for word in ["<script", "http:", "https:", " src=", "url(", "@import", "<link", "<iframe", "javascript:", " on"] {
        let marks: String = page.split('<').filter_map(|tag| tag.split('>').next()).collect::<Vec<_>>().join("<");
        let style = &page[page.find("<style>").unwrap()..page.find("</style>").unwrap()];
        let found =
            if word == " on" { marks.contains(" onclick") } else { marks.contains(word) || style.contains(word) };
        assert!(!found && (word == " on" || !page.contains(&format!("{word}//"))), "{word}");
    }
    assert!(page.match_indices("href=\"").all(|(at, _)| page[at + 6..].starts_with('#')));
    let targets = page.match_indices("href=\"#").map(|(at, _)| page[at + 7..].split('"').next().unwrap());
    for target in targets {
        assert!(page.contains(&format!("id=\"{target}\"")), "nothing stands at #{target}");
    }
}

#[test]
fn hostile_text_is_shown_and_not_obeyed() {
    let folder = root().join("tests/scenarios/two-letters");
    let mut found = files::read_folder(&folder).unwrap();
    let hostile = "<script>alert(1)</script>\\\"'&<b onclick=x>";
    for file in &mut found {
        let text = String::from_utf8(file.bytes.clone().unwrap()).unwrap();
        let text = [
            "Two Letters",
            "No rockets on Tern Island.",
            "The rockets leave",
            "Send ships to the island",
            "Calder",
            "A captain fires on an aircraft",
            "The school of firmness",
            "The first letter",
            "Quiet rivalry",
            "Monday",
            "No shot has been fired",
            "Did anyone win?",
            "Killed",
        ]
        .iter()
        .fold(text, |text, words| text.replace(words, &format!("{words}{hostile}")));
        file.bytes = Ok(text.into_bytes());
    }
    let loaded = load("two-letters", &found);
    let scenario = loaded.scenario.unwrap_or_else(|| panic!("{:#?}", loaded.diagnostics));
    let debrief = Debrief::of(&play(&scenario, LEAKED)).played_by(["<script>", "\"><img src=x>"]);
    let page = html::page(&debrief);
    assert!(!page.contains("<script") && !page.contains("<b on") && !page.contains("<img"));
    assert!(page.contains("&lt;script&gt;alert(1)"));
    // No attribute is broken out of, so every tag is one of ours.
    let plain = html::page(&Debrief::of(&play(&test_scenario("two-letters"), LEAKED)));
    let known: std::collections::BTreeSet<String> = tags(&plain).into_iter().collect();
    assert!(tags(&page).iter().all(|tag| known.contains(tag)));
}

#[test]
fn every_tag_that_opens_is_closed() {
    let scenario = test_scenario("two-letters");
    for turns in [LEAKED, BURNED, &LEAKED[..2], &[]] {
        let page = html::page(&Debrief::of(&play(&scenario, turns)));
        let mut open: Vec<String> = Vec::new();
        for tag in tags(&page) {
            match tag.strip_prefix('/') {
                Some(name) => assert_eq!(open.pop().as_deref(), Some(name)),
                None if ["!DOCTYPE", "meta", "br", "col"].contains(&tag.as_str()) => {}
                None => open.push(tag),
            }
        }
        assert!(open.is_empty(), "{open:?}");
    }
}

#[test]
fn schools_disagree_about_the_same_ending() {
    let scenario = test_scenario("two-letters");
    let debrief = Debrief::of(&play(&scenario, LEAKED));
    let leaders: Vec<Option<usize>> = debrief.schools.readings.iter().map(|reading| reading.leader).collect();
    assert_eq!(leaders, [Some(0), Some(1)]);
    assert!(debrief.screen.ahead.contains("do not agree"), "{}", debrief.screen.ahead);
}

#[test]
fn a_line_may_be_denied_in_words_and_respected_in_deeds() {
    let scenario = test_scenario("two-letters");
    let debrief = Debrief::of(&play(&scenario, LEAKED));
    let line = &debrief.lines[0];
    assert_eq!(line.words, "denies it");
    assert!(
        75 <= line.conduct && line.beside.contains("denied the line in words, crossed it, and in the end respected it"),
        "{} {}",
        line.conduct,
        line.beside
    );
    assert_eq!(line.readings.iter().map(|reading| reading.conduct).collect::<Vec<_>>(), [40]);
    let events: Vec<&str> = line.moments.iter().map(|moment| moment.event.as_str()).collect();
    for event in ["Declared", "Crossed", "Owner learns of it", "Answered", "Denied in words", "Crossing undone"] {
        assert!(events.contains(&event), "{event} is not among {events:?}");
    }
    // No word moves conduct, and every moment tells what was believed of the owner's resolve.
    for moment in &line.moments {
        assert!(moment.resolve.is_some());
        assert!(!moment.event.contains("words") || moment.change == 0);
    }
}

#[test]
fn what_was_seen_differs_from_what_was() {
    let scenario = test_scenario("two-letters");
    let debrief = Debrief::of(&play(&scenario, LEAKED));
    let find = |turn: usize, words: &str| {
        debrief.turns[turn].sights.apart.iter().find(|sight| sight.truth.contains(words)).unwrap()
    };
    // An unseen move, and a number that grew unseen.
    assert_eq!(find(0, "Put rockets on Tern Island").seen, [Saw::Nothing, Saw::AsItWas, Saw::Nothing]);
    assert!(
        matches!(&find(0, "Rockets on Tern Island: 8").seen[0], Saw::Otherwise(text) if text.contains("Taken to be 0"))
    );
    // An accident that looks like an order, to all but those whose forces did it.
    let shot = find(1, "Nobody in Sundria had ordered it");
    assert!(matches!(&shot.seen[0], Saw::Otherwise(text) if text.contains("Taken for an order")));
    assert_eq!(shot.seen[1], Saw::AsItWas);
    // A letter in transit.
    assert!(matches!(&find(1, "The first letter").seen[0], Saw::Otherwise(text) if text.contains("on its way")));
    // An agreement of which the world sees half.
    assert!(
        matches!(&find(3, "Agreed").seen[2], Saw::Otherwise(text) if text.contains("rockets") && !text.contains("radar"))
    );
}

#[test]
fn letters_cross_and_a_secret_leaks() {
    let scenario = test_scenario("two-letters");
    let debrief = Debrief::of(&play(&scenario, LEAKED));
    let offer = |title: &str| debrief.offers.iter().find(|offer| offer.title == title).unwrap();
    assert_eq!(offer("The plain demand").crossed_with, ["\"The first letter\""]);
    assert_eq!(offer("The first letter").became, "accepted");
    let leg = &debrief.agreements[0].legs[1];
    assert!(leg.secret && leg.leaked.starts_with("leaked (turn 3)"), "{}", leg.leaked);
    // Known to all now, it costs the aim that it was kept secret for.
    let real = Debrief::of(&history_course(&scenario).unwrap());
    let friendship = |debrief: &Debrief| debrief.aims[0].aims[1].verdicts[1][0].as_ref().unwrap().value;
    assert!(friendship(&debrief) < friendship(&real));
}

#[test]
fn a_secret_that_a_side_tells_is_told_and_did_not_leak() {
    let mut found = files::read_folder(&root().join("tests/scenarios/two-letters")).unwrap();
    for file in &mut found {
        let text = String::from_utf8(file.bytes.clone().unwrap()).unwrap();
        let tells = "effects: [ Disclose(\"radar-out\"), Change(\"sundria.standing\", -1)";
        let text = text.replace("\"explain\": (", "\"tell-it\": (actor: \"sundria\", channel: \"public\", phase: Deeds, title: \"Print the letter\", text: \"Every word.\", TELLS ], source: [\"fictional\"]),\n        \"explain\": (");
        file.bytes = Ok(text.replace("TELLS", tells).into_bytes());
    }
    let scenario = load("two-letters", &found).scenario.unwrap();
    let told: &[Turn] = &[LEAKED[0], LEAKED[1], LEAKED[2], ([&["accept-first"], &["tell-it"]], &[])];
    let course = play(&scenario, told);
    // The letter is accepted among the words, and the deed of the same turn tells of it.
    let leg = &Debrief::of(&course).agreements[0].legs[1];
    assert_eq!(leg.leaked, "told to the world by Sundria (turn 3)");
    let text = text::page(&Debrief::of(&course), 100);
    assert!(text.contains("The world is told of a secret promise of Northmark"), "{text}");
    assert!(text.contains("(it has come out"), "{text}");
    // The costs of a leak are those of a leak: whoever tells it pays what its own effects say.
    let kept =
        Debrief::of(&play(&scenario, &[LEAKED[0], LEAKED[1], LEAKED[2], ([&["accept-first"], &["explain"]], &[])]));
    let standing = |debrief: &Debrief| {
        debrief.tracks.iter().find(|track| track.name == "Standing of the Chancellor").unwrap().at[0]
    };
    assert_eq!(standing(&Debrief::of(&course)), standing(&kept));
    assert!(kept.agreements[0].legs[1].leaked.starts_with("the secret was kept"));
}

#[test]
fn an_answer_adds_the_danger_that_its_line_says() {
    let danger = |given: &str| {
        let mut found = files::read_folder(&root().join("tests/scenarios/two-letters")).unwrap();
        for file in &mut found {
            let text = String::from_utf8(file.bytes.clone().unwrap()).unwrap();
            file.bytes = Ok(text.replace("window: 2, stake: 10", &format!("window: 2, {given}stake: 10")).into_bytes());
        }
        let scenario = load("two-letters", &found).scenario.unwrap();
        let danger = scenario.index.danger.unwrap();
        // On the third turn the reserves are called up, which answers the rockets.
        let course = play(&scenario, &LEAKED[..3]);
        course.crisis.track(danger)
    };
    let usual = danger("");
    assert_eq!(danger("answer_danger: 4, "), usual);
    assert_eq!(danger("answer_danger: 0, "), usual - 4);
    assert_eq!(danger("answer_danger: 9, "), usual + 5);
}

#[test]
fn a_turn_is_one_of_chance_when_chance_surprises_and_decided_when_not() {
    let scenario = test_scenario("two-letters");
    let debrief = Debrief::of(&play(&scenario, LEAKED));
    let luck: Vec<Luck> = debrief.turns.iter().map(|turn| turn.luck).collect();
    // Turn 2: with shots fired, an incident had 30 chances in 100 and stayed away.
    assert_eq!(luck, [Luck::Decided, Luck::Decided, Luck::Chance, Luck::Decided]);
    assert!(debrief.turns.iter().flat_map(|turn| &turn.draws).all(|draw| !draw.odds.is_empty()));
}

#[test]
fn the_real_course_stands_beside_the_one_played() {
    let scenario = test_scenario("two-letters");
    let debrief = Debrief::of(&play(&scenario, LEAKED));
    let real = debrief.real.as_ref().unwrap();
    assert_eq!(real.parted_on, Some(3));
    assert!(real.parted.contains("The orders part on turn 3 (Friday): Sundria ordered otherwise."), "{}", real.parted);
    // Chance is told apart from choice: the secret leaked here.
    assert!(real.parted.contains("The first draw that fell otherwise was on turn 3"), "{}", real.parted);
    let history = Debrief::of(&history_course(&scenario).unwrap());
    assert!(history.is_history && history.ladders[0].real.is_none() && debrief.ladders[0].real.is_some());
}

#[test]
fn a_nuclear_ending_is_shown_as_loss() {
    let scenario = test_scenario("two-letters");
    let debrief = Debrief::of(&play(&scenario, BURNED));
    assert!(debrief.lost());
    assert!(debrief.screen.ahead.contains("Everyone lost"));
    assert!(debrief.schools.readings.iter().all(|reading| reading.leader.is_none() && reading.points.is_none()));
    assert_eq!(debrief.schools.counts, [0, 0, 0, 2]);
    assert_eq!(debrief.screen.human_cost, ["Killed: about 4 million people."]);
    let page = visible(&html::page(&debrief));
    assert!(page.contains("No score is given") && !page.contains("Northmark ahead"));
    // That a line was kept to the last day is not told as if it had been worth something.
    for told in [&page, &text::page(&debrief, 200), &text::short(&debrief, 200)] {
        assert!(told.contains("kept to the last day guarded nobody"), "{told}");
    }
}

#[test]
fn an_unfinished_course_has_a_debrief_without_verdicts() {
    let scenario = test_scenario("two-letters");
    let debrief = Debrief::of(&play(&scenario, &LEAKED[..2]));
    assert!(debrief.ending.is_none() && debrief.scores.is_none());
    assert!(debrief.aims.iter().flat_map(|of| &of.aims).all(|aim| aim.verdicts == [const { [const { None }; 2] }; 2]));
    assert!(text::page(&debrief, 80).contains("It is not over. 2 turns have been played."));
    assert!(html::page(&debrief).contains("has not ended"));
}

#[test]
fn the_table_for_spreadsheets_is_square_and_holds_no_formula() {
    let mut found = files::read_folder(&root().join("tests/scenarios/two-letters")).unwrap();
    for file in &mut found {
        let text = String::from_utf8(file.bytes.clone().unwrap()).unwrap();
        file.bytes = Ok(text.replace("\"Monday\"", "\"=1+1, \\\"x\\\"\"").into_bytes());
    }
    let scenario = load("two-letters", &found).scenario.unwrap();
    let table = csv::course(&Debrief::of(&play(&scenario, LEAKED)));
    let cells = |line: &str| {
        let mut quoted = false;
        1 + line
            .chars()
            .filter(|letter| {
                quoted ^= *letter == '"';
                *letter == ',' && !quoted
            })
            .count()
    };
    let lines: Vec<&str> = table.split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 5);
    assert!(lines.iter().all(|line| cells(line) == cells(lines[0])));
    assert!(lines[2].contains("\"'=1+1, \"\"x\"\"\""), "{}", lines[2]);
}

#[test]
fn the_debrief_is_data_too() {
    let scenario = test_scenario("two-letters");
    let data = serde_json::to_value(Debrief::of(&play(&scenario, LEAKED))).unwrap();
    assert_eq!(data["title"], "Two Letters");
    assert_eq!(data["aims"][0]["aims"][0]["verdicts"][1][0]["value"], 100);
}

/// A page shows names, not the ids of the files. Short ids are words of the language too.
fn no_raw_ids(scenario: &Scenario, page: &str) {
    let seen = visible(page);
    let ids = scenario
        .moves
        .iter()
        .map(|data| &data.id)
        .chain(scenario.tracks.iter().map(|data| &data.id))
        .chain(scenario.facts.iter().map(|data| &data.id))
        .chain(scenario.rules.iter().map(|data| &data.id))
        .chain(scenario.lines.iter().map(|data| &data.id))
        .chain(scenario.terms.iter().map(|data| &data.id))
        .chain(scenario.endings.iter().map(|data| &data.id));
    for id in ids.filter(|id| 8 < id.len() && id.contains(['-', '.'])) {
        let bounded = seen.match_indices(id.as_str()).any(|(at, _)| {
            let outside = |letter: Option<char>| letter.is_none_or(|letter| !letter.is_alphanumeric() && letter != '-');
            outside(seen[..at].chars().next_back()) && outside(seen[at + id.len()..].chars().next())
        });
        assert!(!bounded, "{}: the page shows the id `{id}`", scenario.id);
    }
}

#[test]
fn every_scenario_has_a_debrief_in_plain_words() {
    for scenario in every_scenario() {
        if let Some(course) = history_course(&scenario) {
            no_raw_ids(&scenario, &html::page(&Debrief::of(&course)));
        }
        for seed in 0..3 {
            let mut course = Course::start(&scenario, Setup::default(), seed);
            let mut players = Actor::BOTH.map(|actor| Player::new(Simple::Random, actor, seed));
            while course.crisis.ended().is_none() {
                let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor)));
                course.play(orders).unwrap();
            }
            let debrief = Debrief::of(&course);
            assert!(text::page(&debrief, 80).contains("At a glance"));
            assert!(csv::course(&debrief).lines().count() > debrief.turns.len());
            let page = html::page(&debrief);
            assert!(!page.contains("\"\"<") && !visible(&page).contains("“”"), "{}: words are missing", scenario.id);
        }
    }
}
