//! Transcripts: saved whole or not at all, and refused with the reason when they are not what was saved.

use brinkmanship::{
    crisis::{Order, Premise, Scripted, Seeded, Setup, record::What},
    policy::{Player, Simple},
    scenario::{
        Scenario, files,
        model::{Actor, FactId, LadderId, TrackId},
    },
    transcript::{
        ActText, Course, Divergence, DrawText, PremiseText, Transcript, TranscriptError, check_history, history_course,
        read, replay, write,
    },
};

use crate::{
    common::test_scenario,
    support::{codes, folders, load_folder, load_texts, root, smallest, told},
};

fn text_of(scenario: &Scenario, seed: u64) -> String {
    let mut players = Actor::BOTH.map(|actor| Player::new(Simple::Random, actor, seed));
    let mut course = Course::start(scenario, Setup::default(), seed);
    while course.crisis.ended().is_none() {
        let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor)));
        course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
    }
    write(&Transcript::of(&course, ["random", "random"])).unwrap_or_else(|error| panic!("{error}"))
}

#[test]
fn a_transcript_cut_anywhere_is_refused_with_the_reason() {
    let text = text_of(&test_scenario("brink-w12"), 5);
    for end in (0..text.len() - 1).step_by(7) {
        let refused = read(&text.as_bytes()[..end]);
        assert!(refused.is_err(), "cut at {end} of {}", text.len());
    }
    let body = text.len() - 40;
    assert!(matches!(read(&text.as_bytes()[..body]), Err(TranscriptError::CutShort { .. })));
}

#[test]
fn a_transcript_altered_anywhere_is_refused() {
    let text = text_of(&test_scenario("brink-w12"), 5);
    for at in (0..text.len() - 1).step_by(11) {
        let mut bytes = text.clone().into_bytes();
        bytes[at] = if bytes[at] == b'7' { b'8' } else { b'7' };
        assert!(read(&bytes).is_err(), "altered at {at}");
    }
    assert_eq!(read(text.replace("Do", "Du").as_bytes()), Err(TranscriptError::Altered));
}

#[test]
fn a_transcript_that_contradicts_itself_is_refused_though_it_was_sealed_anew() {
    let scenario = test_scenario("two-letters");
    let saved = |seed| read(text_of(&scenario, seed).as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    let forged = |seed, forge: &dyn Fn(&mut Transcript) -> bool| {
        let mut transcript = saved(seed);
        if !forge(&mut transcript) {
            return None;
        }
        let anew = read(write(&transcript).unwrap_or_else(|error| panic!("{error}")).as_bytes());
        Some(replay(&scenario, &anew.unwrap_or_else(|error| panic!("{error}"))).err())
    };
    let (mut values, mut draws, mut left, mut absent) = (0, 0, 0, 0);
    for seed in 0..12 {
        assert!(replay(&scenario, &saved(seed)).is_ok_and(|again| again.divergence.is_none() && again.same_files));
        let value = forged(seed, &|transcript| {
            let first = transcript.turns.iter_mut().flat_map(|turn| &mut turn.changed).next();
            first.map(|(_, value)| value.push('0')).is_some()
        });
        let draw = forged(seed, &|transcript| {
            let yes =
                transcript.turns.iter_mut().flat_map(|turn| &mut turn.draws).find(|(_, draw)| *draw == DrawText::No);
            yes.map(|(_, draw)| *draw = DrawText::Pick("nothing".to_owned())).is_some()
        });
        let more = forged(seed, &|transcript| {
            transcript.aftermath.push(("nothing".to_owned(), DrawText::Yes));
            true
        });
        let missing = forged(seed, &|transcript| {
            let turns = transcript.turns.iter_mut().map(|turn| &mut turn.draws);
            turns.filter(|draws| draws.iter().any(|(_, draw)| *draw == DrawText::No)).take(1).any(|draws| {
                let at = draws.iter().position(|(_, draw)| *draw == DrawText::No);
                at.map(|at| draws.remove(at)).is_some()
            })
        });
        for (count, refused) in [(&mut values, value), (&mut draws, draw), (&mut left, more), (&mut absent, missing)] {
            if let Some(refused) = refused {
                assert_eq!(refused, Some(TranscriptError::Altered), "seed {seed}");
                *count += 1;
            }
        }
    }
    assert!(3 < values && 3 < draws && 3 < left && 3 < absent, "{values} {draws} {left} {absent}");
}

#[test]
fn a_transcript_of_three_sides_or_of_two_acts_on_one_desk_is_refused_with_the_reason() {
    let scenario = test_scenario("two-letters");
    let saved = read(text_of(&scenario, 1).as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    let written = |forge: &dyn Fn(&mut Transcript)| {
        let mut transcript = saved.clone();
        forge(&mut transcript);
        write(&transcript).unwrap_or_else(|error| panic!("{error}"))
    };
    let why = |text: String| match read(text.as_bytes()) {
        Ok(transcript) => replay(&scenario, &transcript).map(|_| ()).unwrap_err().to_string(),
        Err(error) => error.to_string(),
    };
    let third = written(&|transcript| transcript.players.push("dove".to_owned()));
    assert!(why(third).contains("not of two sides"));
    let third = written(&|transcript| transcript.turns[0].orders.push(Vec::new()));
    assert!(why(third).contains("not of two sides"));
    let act = ActText::Do("declare".to_owned());
    let twice = written(&|transcript| transcript.turns[0].orders[0] = vec![act.clone(), act.clone()]);
    let said = why(twice);
    assert!(said.contains("two acts on one desk, \"Public word\""), "{said}");
    let many = written(&|transcript| transcript.turns[0].orders[0] = vec![act.clone(); 200_000]);
    let said = why(many);
    assert!(said.contains("200000 acts"), "{said}");
}

#[test]
fn line_endings_and_byte_order_marks_do_not_alter_a_transcript() {
    let text = text_of(&test_scenario("brink-w12"), 5);
    let windows = format!("\u{feff}{}", text.replace('\n', "\r\n"));
    assert_eq!(read(windows.as_bytes()), read(text.as_bytes()));
}

#[test]
fn an_older_or_newer_format_is_refused_by_name() {
    let text = text_of(&test_scenario("brink-w12"), 5).replacen("transcript 3 ", "transcript 99 ", 1);
    assert_eq!(read(text.as_bytes()), Err(TranscriptError::Format { found: "99".to_owned() }));
    assert_eq!(read(b"something else"), Err(TranscriptError::NotOne));
}

#[test]
fn a_replay_under_changed_rules_says_on_which_turn_and_where_it_parted() {
    let scenario = test_scenario("brink-w12");
    // A crisis of several turns.
    let (text, turns) = (0..)
        .map(|seed| text_of(&scenario, seed))
        .map(|text| {
            let turns = read(text.as_bytes()).map_or(0, |transcript| transcript.turns.len());
            (text, turns)
        })
        .find(|(_, turns)| 5 <= *turns)
        .expect("some crisis is long");
    let transcript = read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    let mut changed = scenario.clone();
    changed.fingerprint = "another".to_owned();
    // The same rules under another fingerprint replay, and say that the files differ.
    let again = replay(&changed, &transcript).unwrap_or_else(|error| panic!("{error}"));
    assert_eq!((again.divergence, again.same_files), (None, false));
    // Rules in which every climb is one step higher part as soon as someone climbs.
    for data in &mut changed.moves {
        data.effects = Box::new([]);
    }
    let again = replay(&changed, &transcript).unwrap_or_else(|error| panic!("{error}"));
    match again.divergence {
        Some(Divergence::State { turn, name, was, is }) => {
            assert!(turn < turns);
            assert_ne!(was, is, "{name}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_transcript_of_another_scenario_is_refused() {
    let text = text_of(&test_scenario("brink-w12"), 5);
    let transcript = read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    let refused = replay(&test_scenario("brink-s12"), &transcript).map(|_| ());
    assert!(matches!(refused, Err(TranscriptError::OtherScenario { .. })));
}

#[test]
fn a_failed_save_leaves_what_was_saved_before() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    let path = folder.path().join("save.ron");
    files::write_safely(&path, b"first").expect("it can be written");
    // A folder in the way of the rename stands for a disk that fails at the last step.
    let blocked = folder.path().join("blocked");
    std::fs::create_dir_all(blocked.join("full")).expect("a folder can be made");
    assert!(files::write_safely(&blocked, b"second").is_err());
    assert!(files::write_safely(&folder.path().join("missing").join("save.ron"), b"second").is_err());
    assert_eq!(std::fs::read(&path).expect("it is there"), b"first");
    let left: Vec<_> = std::fs::read_dir(folder.path())
        .expect("the folder is there")
        .filter_map(Result::ok)
        .map(|entry| entry.file_name())
        .collect();
    assert_eq!(left.len(), 2, "nothing half-written is left behind: {left:?}");
}

#[test]
fn every_bundled_scenario_has_a_golden_transcript_that_replays_to_its_end() {
    let folders = folders("scenarios");
    assert!(!folders.is_empty());
    for folder in folders {
        let loaded = load_folder(&folder);
        let scenario = loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", told(&loaded)));
        let path = root().join("tests/golden").join(format!("{}.transcript", scenario.id));
        if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
            // What really happened, or a crisis by chance where nothing did.
            let text = history_course(scenario).map_or_else(
                || text_of(scenario, 1),
                |mut course| {
                    // Where the record stops early, both sides let the rest go by.
                    while course.crisis.ended().is_none() {
                        let mut dice = Scripted::new(scenario, &[], &[]);
                        course.play_with([Order::default(); 2], &mut dice).unwrap_or_else(|error| panic!("{error:?}"));
                    }
                    write(&Transcript::of(&course, ["history", "history"])).unwrap_or_else(|error| panic!("{error}"))
                },
            );
            std::fs::write(&path, text).expect("it can be written");
        }
        let text = std::fs::read(&path)
            .unwrap_or_else(|error| panic!("{}: {error}; UPDATE=1 cargo test golden writes it", path.display()));
        let transcript = read(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let again = replay(scenario, &transcript).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert_eq!(again.divergence, None, "{}", path.display());
        // Of what lies beyond the record, history tells nothing.
        let whole = again.course.crisis.ended().is_some() || again.course.turns.len() == scenario.record_ends();
        assert!(whole, "{} stops before the end", path.display());
    }
}

#[test]
fn a_crisis_begins_at_any_turn_with_what_is_said_to_stand_otherwise_and_its_transcript_replays() {
    for folder in folders("scenarios") {
        let Some(scenario) = load_folder(&folder).scenario else { panic!("{}", folder.display()) };
        for turn in [0, 2, scenario.turns.len() - 1] {
            let wanted = Premise {
                turn,
                facts: scenario.facts.iter().enumerate().step_by(9).map(|(at, _)| (FactId::new(at), true)).collect(),
                tracks: vec![(TrackId::new(0), scenario.tracks[0].max)],
                rungs: vec![(LadderId::new(0), 1)],
            };
            let mut course = Course::start_from(&scenario, Setup::default(), wanted.clone(), 11, &mut Seeded::new(11));
            assert_eq!((course.crisis.turn(), course.turns.len()), (turn, turn));
            let changed = course.record.entries.iter().any(|entry| matches!(entry.what, What::Track(..)));
            assert!(
                changed || scenario.tracks[0].start == scenario.tracks[0].max,
                "what was set is told, with its cause"
            );
            let mut players = Actor::BOTH.map(|actor| Player::new(Simple::Random, actor, 11));
            while course.crisis.ended().is_none() {
                let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor)));
                course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
            }
            assert!(turn < course.turns.len() && course.turns.len() <= scenario.turns.len());
            let text = write(&Transcript::of(&course, ["random", "random"])).unwrap_or_else(|error| panic!("{error}"));
            let saved = read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
            let again = replay(&scenario, &saved).unwrap_or_else(|error| panic!("{error}"));
            assert_eq!(again.divergence, None, "{} from turn {turn}", scenario.id);
            assert_eq!(again.course.crisis.describe(&scenario), course.crisis.describe(&scenario));
            assert_eq!(again.course.premise, course.premise);
            // It can be gone back on to its first turn, and no further.
            course.rewind(0);
            assert_eq!((course.crisis.turn(), course.turns.len()), (turn, turn));
            // The debrief is made of it as of any other course.
            assert!(!brinkmanship::report::Debrief::of(&again.course).turns.is_empty());
        }
    }
}

#[test]
fn news_that_moved_a_track_replay_and_stay_told_when_their_turn_is_played_again() {
    let scenario = load_folder(&root().join("scenarios/cuba-1962")).scenario.expect("it is fit for play");
    let danger = scenario.index.danger.expect("it counts danger");
    let mut players = Actor::BOTH.map(|actor| Player::new(Simple::Dove, actor, 7));
    let mut course = Course::start(&scenario, Setup::default(), 7);
    let mut play = |course: &mut Course<'_>| {
        let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor)));
        course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
    };
    let replayed = |course: &Course<'_>| {
        let text = write(&Transcript::of(course, ["a", "b"])).unwrap_or_else(|error| panic!("{error}"));
        let transcript = read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
        let again = replay(&scenario, &transcript).unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(again.divergence, None);
        assert_eq!(again.course.crisis.describe(&scenario), course.crisis.describe(&scenario));
        assert_eq!((&again.course.news, &again.course.record.entries), (&course.news, &course.record.entries));
    };
    // Before the first order, in the middle, twice on one turn, and beyond the end of the track.
    course.tell(danger, 7);
    replayed(&course);
    (0..3).for_each(|_| play(&mut course));
    let before = course.crisis.track(danger);
    course.tell(danger, 5);
    course.tell(danger, -2);
    assert_eq!(course.crisis.track(danger), before + 3);
    replayed(&course);
    let open = course.clone();
    play(&mut course);
    course.tell(danger, 1_000_000);
    assert_eq!(course.crisis.track(danger), scenario.tracks[danger.index()].max);
    replayed(&course);
    // Going back to the turn on which they were told finds them told; going back further, they never were.
    course.rewind(3);
    assert_eq!(course.crisis.describe(&scenario), open.crisis.describe(&scenario));
    assert_eq!((&course.news, &course.record.entries), (&open.news, &open.record.entries));
    replayed(&course);
    course.rewind(2);
    assert_eq!(course.news.len(), 1);
    replayed(&course);
    while course.crisis.ended().is_none() {
        play(&mut course);
    }
    let end = course.news.len();
    course.tell(danger, -5);
    assert_eq!(course.news.len(), end, "when it is over nothing moves");
    replayed(&course);
    let mut transcript = Transcript::of(&course, ["a", "b"]);
    transcript.news[0].track = "no-such-track".to_owned();
    assert!(matches!(replay(&scenario, &transcript), Err(TranscriptError::Unknown { kind: "track", .. })));
}

#[test]
fn a_premise_that_names_what_is_not_there_is_refused_by_name() {
    let scenario = test_scenario("brink-w12");
    let text = text_of(&scenario, 5);
    let mut transcript = read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    let premise = PremiseText { facts: vec![("nothing-like-it".to_owned(), true)], ..PremiseText::default() };
    transcript.premise = Some(premise);
    let refused = replay(&scenario, &transcript).map(|_| ());
    assert!(matches!(refused, Err(TranscriptError::Unknown { kind: "fact", .. })), "{refused:?}");
    transcript.premise = Some(PremiseText { turn: 99, ..PremiseText::default() });
    let refused = replay(&scenario, &transcript).map(|_| ());
    assert!(matches!(refused, Err(TranscriptError::Unknown { kind: "turn", .. })), "{refused:?}");
}

#[test]
fn a_transcript_whose_names_would_steer_a_terminal_is_refused() {
    let scenario = test_scenario("two-letters");
    let good = text_of(&scenario, 5);
    let body = good.split_once('\n').expect("a head and a body").1.trim_end_matches('\n');
    let players = body.find("players: [").expect("players") + "players: [".len();
    let sealed = |name: &str| {
        let end = body[players..].find(',').expect("two players") + players;
        let body = format!("{}\n        \"{name}\"{}", &body[..players], &body[end..]);
        let seal = blake3::hash(body.as_bytes()).to_hex();
        let format = good.split_whitespace().nth(2).expect("a format");
        format!("brinkmanship transcript {format} {seal} {}\n{body}\n", body.len())
    };
    for hidden in ["\\u{1b}]0;pwned\\u{7}", "\\x1b[31m", "\\u{202e}", "\u{202e}", "\u{1b}[31m"] {
        let found = read(sealed(hidden).as_bytes());
        let told = found.expect_err("it is refused").to_string();
        assert!(told.contains("hidden characters") && !told.contains('\u{1b}'), "{hidden:?}: {told}");
    }
    // What only looks like an escape is none.
    assert!(read(sealed("back\\\\u{1b}slash").as_bytes()).is_ok());
}

#[test]
fn an_order_of_the_record_comes_after_what_it_is_said_to_answer() {
    let with = |answers: &str| {
        let history = format!(
            "history: (turns: [(orders: {{ \"south\": [\"close\"] }}), (orders: {{ \"north\": [\"cross\"] }})], \
             answers: {answers}),\n)\n"
        );
        let text = smallest().trim_end().trim_end_matches(')').to_owned() + &history;
        let mut loaded = load_texts(&[("scenario.ron", &text)]);
        check_history(&mut loaded);
        (codes(&loaded), told(&loaded))
    };
    let nothing: &[&str] = &[];
    // The gate is shut on Monday, and passed on Tuesday.
    for (answers, expected) in [
        ("{}", nothing),
        (r#"{ "cross": Fact("bridge-closed") }"#, nothing),
        (r#"{ "cross": Not(Fact("bridge-closed")) }"#, &["history-order-refused"]),
        (r#"{ "close": Fact("bridge-closed") }"#, &["history-order-refused"]),
        (r#"{ "wait-south": Always }"#, &["history-expectation"]),
        (r#"{ "march": Always }"#, &["unknown-id"]),
    ] {
        let (found, told) = with(answers);
        let errors: Vec<&str> = found.into_iter().filter(|code| !code.ends_with("missing")).collect();
        assert_eq!(errors, expected, "{answers}\n{told}");
    }
}
