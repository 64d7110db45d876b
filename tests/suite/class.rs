//! What is for a class: cuts that fit a lesson, the fictional twin, teaching notes.

use std::collections::BTreeSet;

use brinkmanship::{
    crisis::{Act, Order, Refusal, Setup},
    policy::{Player, Simple, recorded},
    report::{
        Debrief, form,
        table::{Slope, Table},
    },
    scenario::{
        Scenario,
        files::{Found, read_folder},
        load, load_twin,
        model::{Actor, Category, ChannelId, CutId, Horizon, MoveId, limits},
    },
    transcript::{Course, Transcript, TranscriptError, read, replay, write},
    verdict::score,
};
use serde_json::Value;

use crate::{
    common::every_scenario,
    support::{folders, smallest},
};

const SEEDS: u64 = 8;

/// Every scenario that has cuts, with each of them.
fn every_cut() -> Vec<(Scenario, CutId)> {
    let mut all = Vec::new();
    for scenario in every_scenario() {
        for at in 0..scenario.cuts.len() {
            all.push((scenario.clone(), CutId::new(at)));
        }
    }
    assert!(!all.is_empty(), "cuba-1962 has a cut");
    all
}

/// Plays a cut, and shows the course before each turn that is played, and at the end.
fn play<'s>(
    scenario: &'s Scenario,
    cut: CutId,
    (seed, policies): (u64, [Simple; 2]),
    mut each: impl FnMut(&Course<'s>),
) -> Course<'s> {
    let mut players = Actor::BOTH.map(|actor| Player::new(policies[actor.index()], actor, seed));
    let mut course = Course::start(scenario, Setup { cut: Some(cut), ..Setup::default() }, seed);
    while course.crisis.ended().is_none() {
        let orders = recorded(scenario, &course.crisis, false).unwrap_or_else(|| {
            each(&course);
            Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor)))
        });
        course.play(orders).unwrap_or_else(|illegal| panic!("{} seed {seed}: {illegal:?}", scenario.id));
    }
    each(&course);
    course
}

const fn pair(seed: u64) -> [Simple; 2] {
    if seed.is_multiple_of(2) { [Simple::Random; 2] } else { [Simple::TitForTat, Simple::Dove] }
}

#[test]
fn a_card_of_a_seat_has_the_number_that_it_has_on_paper_on_every_turn_of_every_cut() {
    let mut seen = 0;
    for (scenario, cut) in every_cut() {
        for seed in 0..SEEDS {
            play(&scenario, cut, (seed, pair(seed)), |course| {
                if course.crisis.ended().is_some() {
                    return;
                }
                for actor in Actor::BOTH {
                    let data = Some(&scenario.cuts[cut.index()]);
                    let paper = form::cards(&scenario, data, course.crisis.turn(), actor);
                    let table =
                        Table::of(&course.view(actor), &course.record, &Order::default()).expect("it has a seat");
                    let mut numbers = BTreeSet::new();
                    for card in table.desks.iter().flat_map(|desk| &desk.cards) {
                        assert!(numbers.insert(card.number), "{}: two cards are number {}", scenario.id, card.number);
                        match card.act {
                            Act::Do(id) => assert_eq!(
                                paper.get(card.number - 1),
                                Some(&id),
                                "{}, {}, turn {}: {}",
                                scenario.id,
                                scenario.cuts[cut.index()].id,
                                course.crisis.turn(),
                                card.title
                            ),
                            _ => assert!(paper.len() < card.number, "{}: {}", scenario.id, card.title),
                        }
                        seen += 1;
                    }
                }
            });
        }
    }
    assert!(2_000 < seen, "{seen}");
}

#[test]
fn a_form_goes_from_down_to_up_and_has_what_is_on_every_form_last() {
    for (scenario, cut) in every_cut() {
        let data = &scenario.cuts[cut.index()];
        for turn in data.turns() {
            for actor in Actor::BOTH {
                let paper = form::cards(&scenario, Some(data), turn, actor);
                let key = |id: &MoveId| {
                    let one = &scenario.moves[id.index()];
                    (form::everywhere(&scenario, Some(data), *id), one.channel, Slope::of(one.escalation))
                };
                assert!(paper.is_sorted_by_key(key), "{} turn {turn}", scenario.id);
                assert!(3 < paper.len(), "{} turn {turn}", scenario.id);
            }
        }
    }
}

#[test]
fn what_is_read_before_a_cut_is_of_that_cut() {
    for (scenario, cut) in every_cut() {
        let course = Course::start(&scenario, Setup { cut: Some(cut), ..Setup::default() }, 1);
        let table = Table::of(&course.view(Actor::First), &course.record, &Order::default()).expect("it has a seat");
        let data = &scenario.cuts[cut.index()];
        let or = |own: &str, whole: &str| if own.is_empty() { whole.to_owned() } else { own.to_owned() };
        assert_eq!(table.content_note, or(&data.content_note, &scenario.content_note));
        assert_eq!(table.summary, or(&data.summary, &scenario.summary));
        assert_eq!(Debrief::of(&course).content_note, table.content_note);
        if scenario.id == "taiwan-2022" {
            assert!(!table.content_note.contains("turn eight") && !table.content_note.contains("four turns"));
            assert_ne!(table.content_note, scenario.content_note);
        }
    }
}

#[test]
fn a_cut_ends_at_the_latest_after_the_last_turn_that_it_keeps() {
    let mut to_the_last = 0;
    for (scenario, cut) in every_cut() {
        let data = &scenario.cuts[cut.index()];
        for seed in 0..SEEDS {
            let course = play(&scenario, cut, (seed, pair(seed)), |course| {
                let open = course.crisis.ended().is_none();
                let asked = data.keeps(course.crisis.turn()) || course.crisis.last_turn();
                assert!(!open || asked, "people order on the turns that are kept, and on a last one");
            });
            assert!(course.turns.len() <= data.last() + 1, "{} seed {seed}", scenario.id);
            to_the_last += usize::from(course.turns.len() == data.last() + 1);
        }
    }
    assert!(0 < to_the_last, "some crisis lasts until the limit");
}

#[test]
fn most_courses_of_a_cut_come_to_an_ending_that_says_something() {
    const GAMES: u64 = 120;
    for (scenario, cut) in every_cut() {
        let mut unsettled = 0;
        let mut endings = std::collections::BTreeSet::new();
        for seed in 0..GAMES {
            let policy = |seed: u64| Simple::ALL[usize::try_from(seed).unwrap_or(0) % Simple::ALL.len()];
            let course = play(&scenario, cut, (seed, [policy(seed), policy(seed / 5)]), |_| {});
            let ending = &scenario.endings[course.crisis.ended().expect("it has ended").index()];
            unsettled += u64::from(ending.category == Category::Unsettled);
            endings.insert(ending.id.clone());
        }
        assert!(2 * unsettled < GAMES, "{}: {unsettled} of {GAMES} end unsettled", scenario.id);
        assert!(5 <= endings.len(), "{}: {endings:?}", scenario.id);
    }
}

#[test]
fn a_turn_that_passes_is_ordered_as_the_record_had_it_as_far_as_the_rules_allow() {
    let mut whole = 0;
    for (scenario, cut) in every_cut() {
        let Some(history) = &scenario.history else { continue };
        for seed in 0..SEEDS {
            // With the record on both sides nothing stands in the way of the record but chance.
            let course = play(&scenario, cut, (seed, [Simple::Historical; 2]), |_| {});
            for (turn, played) in course.turns.iter().enumerate() {
                if !course.crisis.passes(&scenario, turn) {
                    continue;
                }
                for actor in Actor::BOTH {
                    let really = &history.turns[turn].orders[actor.index()];
                    let acts: Vec<Act> = played.orders[actor.index()].acts().collect();
                    assert!(acts.iter().all(|act| matches!(act, Act::Do(id) if really.contains(id))));
                    whole += usize::from(acts.len() == really.len());
                }
            }
        }
    }
    assert!(20 < whole, "{whole}");
}

#[test]
fn a_last_turn_before_a_catastrophe_never_passes_unasked() {
    let (mut last, mut between) = (0, 0);
    for (scenario, cut) in every_cut() {
        for seed in 0..60 {
            let course = play(&scenario, cut, (seed, [Simple::Hawk; 2]), |course| {
                if course.crisis.last_turn() {
                    last += 1;
                    between += u32::from(!scenario.cuts[cut.index()].keeps(course.crisis.turn()));
                }
            });
            for played in course.turns.iter().filter(|played| played.opening.last_turn()) {
                assert!(!played.opening.passing(&scenario), "{} seed {seed}", scenario.id);
            }
        }
    }
    assert!(0 < between && between < last, "{between} of {last} are turns that the cut would let pass");
}

#[test]
fn a_briefing_of_a_cut_has_at_most_sixty_words() {
    let mut read = 0;
    for (scenario, cut) in every_cut() {
        for seed in 0..SEEDS {
            play(&scenario, cut, (seed, pair(seed)), |course| {
                // It may end on a turn that passed, on which nobody is briefed.
                for actor in Actor::BOTH.into_iter().filter(|_| course.crisis.ended().is_none()) {
                    let table = table(course, actor);
                    // A turn beyond the record says so first.
                    let told = table
                        .briefing
                        .strip_prefix("HYPOTHETICAL: ")
                        .map_or(table.briefing.as_str(), |rest| rest.split_once(". ").map_or("", |(_, told)| told));
                    let words = told.split_whitespace().count();
                    assert!(words <= limits::BRIEFING_WORDS[1], "{} turn {}: {words}", scenario.id, table.turn);
                    assert!(0 < words, "{} turn {}", scenario.id, table.turn);
                    read += 1;
                }
            });
        }
    }
    assert!(0 < read);
}

fn table(course: &Course<'_>, actor: Actor) -> Table {
    Table::of(&course.view(actor), &course.record, &Order::default()).unwrap_or_else(|| panic!("an actor has a seat"))
}

#[test]
fn a_kept_turn_tells_of_each_turn_that_passed_since_the_last_and_of_no_other() {
    for (scenario, cut) in every_cut() {
        let data = scenario.cuts[cut.index()].clone();
        for seed in 0..SEEDS {
            play(&scenario, cut, (seed, pair(seed)), |course| {
                let now = course.crisis.turn();
                let before = data.turns().take_while(|turn| *turn < now).last();
                let passed: Vec<usize> = (before.map_or(0, |turn| turn + 1)..now).collect();
                for actor in Actor::BOTH {
                    let table = table(course, actor);
                    let told: Vec<usize> = table.meanwhile().map(|past| past.turn).collect();
                    assert_eq!(told, passed, "{} seed {seed} turn {now}", scenario.id);
                    // What is told of a turn is what the seat saw of it.
                    let seen: Vec<&str> = table.dispatches.iter().map(|dispatch| dispatch.text.as_str()).collect();
                    for past in table.meanwhile() {
                        assert!(past.happened.iter().all(|text| seen.contains(&text.as_str())), "{:?}", past.happened);
                    }
                    let sheet = table.cut.as_ref().expect("a cut is played");
                    assert!((1..=sheet.of).contains(&sheet.number) && table.turn <= table.last);
                }
            });
        }
    }
}

#[test]
fn a_saved_cut_reloads_and_goes_on_as_it_would_have() {
    for (scenario, cut) in every_cut() {
        for seed in 0..SEEDS {
            let mut saved: Vec<String> = Vec::new();
            let whole = play(&scenario, cut, (seed, pair(seed)), |course| {
                let transcript = Transcript::of(course, ["one", "two"]);
                assert_eq!(transcript.cut.as_deref(), Some(scenario.cuts[cut.index()].id.as_str()));
                saved.push(write(&transcript).unwrap_or_else(|error| panic!("{error}")));
            });
            for text in saved {
                let transcript = read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
                let again = replay(&scenario, &transcript).unwrap_or_else(|error| panic!("{error}"));
                assert_eq!(again.divergence, None, "{} seed {seed}", scenario.id);
                let mut course = again.course;
                let mut players = Actor::BOTH.map(|actor| Player::new(pair(seed)[actor.index()], actor, seed));
                while course.crisis.ended().is_none() {
                    let orders = recorded(&scenario, &course.crisis, false)
                        .unwrap_or_else(|| Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor))));
                    course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
                }
                assert_eq!((course.crisis, &course.outcome), (whole.crisis, &whole.outcome));
            }
        }
    }
}

#[test]
fn a_transcript_that_names_a_cut_that_is_gone_is_refused_by_name() {
    let (mut scenario, cut) = every_cut().remove(0);
    let course = play(&scenario, cut, (1, pair(1)), |_| {});
    let transcript = Transcript::of(&course, ["one", "two"]);
    scenario.cuts.clear();
    let refused = replay(&scenario, &transcript).map(|_| ());
    assert!(matches!(refused, Err(TranscriptError::Unknown { kind: "cut", .. })), "{refused:?}");
}

#[test]
fn a_cut_that_names_its_moves_refuses_the_rest_and_leaves_everyone_something_to_do() {
    let (mut refused, mut turns, mut cards) = (0, 0, 0);
    for (scenario, cut) in every_cut() {
        let data = &scenario.cuts[cut.index()];
        if data.moves.iter().all(Vec::is_empty) {
            continue;
        }
        let mut as_recorded = 0;
        for seed in 0..SEEDS {
            let course = play(&scenario, cut, (seed, pair(seed)), |course| {
                if course.crisis.ended().is_some() {
                    return;
                }
                let turn = course.crisis.turn();
                for actor in Actor::BOTH {
                    let view = course.view(actor);
                    let moves: Vec<_> = view.acts().into_iter().filter(|act| matches!(act, Act::Do(_))).collect();
                    assert!(!moves.is_empty(), "{} seed {seed} turn {turn}: nothing but passing", scenario.id);
                    for id in view.candidates() {
                        let why = view.check(&Order::default(), Act::Do(*id));
                        assert!(data.admits(turn, *id) || why.is_err(), "{why:?}");
                        refused += usize::from(why == Err(Refusal::LeftOut(*id)));
                    }
                    turns += 1;
                    cards += table(course, actor).desks.iter().map(|desk| desk.cards.len()).sum::<usize>();
                }
            });
            // What passes is as the record has it, whatever the list says.
            let passed = course.turns.iter().enumerate().filter(|(turn, _)| course.crisis.passes(&scenario, *turn));
            as_recorded += passed.flat_map(|(_, played)| &played.orders).flat_map(Order::acts).count();
        }
        // A course that leaves the record at once may let every turn pass without an order, though not every course.
        assert!(0 < as_recorded || data.turns().count() == data.last() + 1, "{}", scenario.id);
    }
    assert!(100 < refused, "{refused}");
    assert!(cards < 8 * turns, "{cards} cards on {turns} turns are too many to read");
}

#[test]
fn a_desk_that_a_cut_does_not_offer_takes_orders_from_the_record_alone() {
    for (mut scenario, cut) in every_cut() {
        let gone = ChannelId::new(1);
        scenario.cuts[cut.index()].desks &= !(1 << gone.0);
        let (mut recorded_there, mut refused) = (0, 0);
        for seed in 0..SEEDS {
            let course = play(&scenario, cut, (seed, pair(seed)), |course| {
                if course.crisis.ended().is_some() {
                    return;
                }
                for actor in Actor::BOTH {
                    let view = course.view(actor);
                    for act in view.candidates().iter().map(|id| Act::Do(*id)) {
                        if view.channel_of(act) == gone {
                            let why = view.check(&Order::default(), act);
                            let other = matches!(why, Err(Refusal::Spent(_)));
                            assert!(other || why == Err(Refusal::ChannelUnused(gone)), "{why:?}");
                            refused += 1;
                        }
                    }
                    let table = table(course, actor);
                    assert!(table.desks.iter().all(|desk| desk.place != gone.index()));
                }
            });
            for (turn, played) in course.turns.iter().enumerate() {
                let there = played.orders.iter().any(|order| order.on(gone).is_some());
                assert!(!there || course.crisis.passes(&scenario, turn), "{} seed {seed} turn {turn}", scenario.id);
                recorded_there += usize::from(there);
            }
        }
        // A cut that keeps all its turns lets none pass.
        let data = &scenario.cuts[cut.index()];
        let whole = (0..data.last()).all(|turn| data.keeps(turn));
        assert!(0 < refused && whole == (recorded_there == 0), "{} {refused} {recorded_there}", scenario.id);
    }
}

/// The scenarios that have a fictional twin: each under its real names and as its twin.
fn twins() -> Vec<[Scenario; 2]> {
    let mut pairs = Vec::new();
    for folder in folders("scenarios") {
        let id = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let found = read_folder(&folder).unwrap_or_default();
        let pair =
            [load(&id, &found), load_twin(&id, &found)].map(|loaded| loaded.scenario.expect("it is fit for play"));
        assert!(pair[0].original.is_none());
        if pair[0].twin.is_some() {
            assert!(pair[1].original.is_some());
            pairs.push(pair);
        }
    }
    assert!(!pairs.is_empty(), "cuba-1962 has a twin");
    pairs
}

/// Every text in a value, with the names of the fields that lead to it.
fn texts(value: &Value, path: &str, out: &mut Vec<(String, String)>) {
    match value {
        Value::String(text) => out.push((path.to_owned(), text.clone())),
        Value::Array(items) => items.iter().for_each(|item| texts(item, path, out)),
        Value::Object(fields) => fields.iter().for_each(|(name, value)| texts(value, &format!("{path}.{name}"), out)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

/// Whether a name stands in a text as a whole word.
fn stands_in(name: &str, text: &str) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(name)
        .any(|(at, _)| !letter(text[..at].chars().next_back()) && !letter(text[at + name.len()..].chars().next()))
}

#[test]
fn the_twin_shows_none_of_the_real_names_in_any_text_that_a_seat_sees() {
    for [real, twin] in twins() {
        let original = twin.original.as_ref().expect("it is a twin");
        let mut names: Vec<&str> = original.names.iter().map(|(real, _)| real.as_str()).collect();
        names.extend(real.actors.iter().map(|actor| actor.name.as_str()));
        names.extend(original.sources.iter().map(|source| source.reference.as_str()));
        names.extend(original.dates.iter().map(String::as_str));
        // What is not there at all need not be looked for again and again.
        let leaks = |texts: &[(String, String)], place: &str| {
            for (path, text) in texts {
                // Ids are hidden: no screen shows them. A command is for the teacher, who types it.
                if path.ends_with(".id") || path.ends_with(".scenario") || path.ends_with(".cuts.command") {
                    continue;
                }
                for name in &names {
                    assert!(!stands_in(name, text), "{} {place}{path}: `{name}` in `{text}`", twin.id);
                }
            }
        };
        let mut seen = std::collections::BTreeSet::new();
        for (seed, cut) in (0..6).map(|seed| (seed, (seed % 3 == 2 && !twin.cuts.is_empty()).then(|| CutId::new(0)))) {
            let mut players = Actor::BOTH.map(|actor| Player::new(pair(seed)[actor.index()], actor, seed));
            let mut course = Course::start(&twin, Setup { cut, ..Setup::default() }, seed);
            loop {
                for actor in Actor::BOTH {
                    let table = serde_json::to_value(table(&course, actor)).expect("a table can be written");
                    let mut found = Vec::new();
                    texts(&table, "", &mut found);
                    found.retain(|one| seen.insert(one.clone()));
                    leaks(&found, "table");
                }
                if course.crisis.ended().is_some() {
                    break;
                }
                let orders = recorded(&twin, &course.crisis, false)
                    .unwrap_or_else(|| Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor))));
                course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
            }
            let mut debrief = Debrief::of(&course);
            assert!(debrief.made_from.take().is_some(), "the last page says what it was made from");
            assert!(debrief.sources.iter().any(|source| names.contains(&source.reference.as_str())));
            debrief.sources.clear();
            // The page for parents and head says what the lesson is about.
            assert!(debrief.teaching.as_mut().is_some_and(|notes| notes.parents.take().is_some()));
            let mut found = Vec::new();
            texts(&serde_json::to_value(&debrief).expect("a debrief can be written"), "", &mut found);
            found.retain(|one| seen.insert(one.clone()));
            leaks(&found, "debrief");
        }
        assert!(500 < seen.len(), "{} texts", seen.len());
    }
}

#[test]
fn the_same_seed_and_orders_come_to_the_same_with_the_twin_and_without() {
    for [real, twin] in twins() {
        assert_eq!(real.fingerprint, twin.fingerprint);
        assert_ne!(real.title, twin.title);
        for seed in 0..SEEDS {
            let courses = [&real, &twin].map(|scenario| {
                let mut players = Actor::BOTH.map(|actor| Player::new(pair(seed)[actor.index()], actor, seed));
                let mut course = Course::start(scenario, Setup::default(), seed);
                while course.crisis.ended().is_none() {
                    let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor)));
                    course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
                }
                course
            });
            let [one, other] = &courses;
            assert_eq!(one.turns.len(), other.turns.len(), "{} seed {seed}", real.id);
            for (one, other) in one.turns.iter().zip(&other.turns) {
                assert_eq!((one.orders, one.closing), (other.orders, other.closing), "{} seed {seed}", real.id);
            }
            let scores = courses.each_ref().map(|course| {
                let outcome = course.outcome.as_ref().expect("it has ended");
                Actor::BOTH.map(|actor| Horizon::BOTH.map(|horizon| score(course.scenario, outcome, actor, horizon)))
            });
            assert_eq!(scores[0], scores[1], "{} seed {seed}", real.id);
        }
    }
}

#[test]
fn a_crisis_played_under_invented_names_is_saved_as_such_and_replays_under_either() {
    for [real, twin] in twins() {
        for seed in 0..4 {
            let cut = (seed % 2 == 1 && !twin.cuts.is_empty()).then(|| CutId::new(0));
            let mut players = Actor::BOTH.map(|actor| Player::new(pair(seed)[actor.index()], actor, seed));
            let mut course = Course::start(&twin, Setup { cut, ..Setup::default() }, seed);
            while course.crisis.ended().is_none() {
                let orders = recorded(&twin, &course.crisis, false)
                    .unwrap_or_else(|| Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor))));
                course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
                let saved = write(&Transcript::of(&course, ["one", "two"])).unwrap_or_else(|error| panic!("{error}"));
                let transcript = read(saved.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
                assert!(transcript.twin);
                for scenario in [&real, &twin] {
                    let again = replay(scenario, &transcript).unwrap_or_else(|error| panic!("{error}"));
                    assert_eq!((again.divergence, again.same_files), (None, true), "{} seed {seed}", real.id);
                    assert_eq!(again.course.crisis, course.crisis);
                }
            }
        }
        let plain = Course::start(&real, Setup::default(), 1);
        assert!(!Transcript::of(&plain, ["one", "two"]).twin);
    }
}

#[test]
fn the_twin_and_the_teaching_notes_change_no_fingerprint_and_nothing_else_is_the_twins() {
    for folder in folders("scenarios") {
        let id = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut found = read_folder(&folder).unwrap_or_default();
        let with = load(&id, &found).scenario.expect("it is fit for play");
        found.retain(|file| !["twin.ron", "teaching.ron"].contains(&file.name.as_str()));
        let without = load_twin(&id, &found).scenario.expect("it is fit for play");
        assert_eq!(with.fingerprint, without.fingerprint);
        // Without an overlay the twin is the scenario itself.
        assert!(without.original.is_none() && without.twin.is_none());
        assert_eq!(with.title, without.title);
    }
}

#[test]
fn a_date_that_a_twin_gives_is_told_though_it_be_the_real_ones() {
    for [real, twin] in twins().into_iter().filter(|[real, _]| real.id == "taiwan-2022") {
        for (turn, named) in twin.turns.iter().enumerate() {
            assert!(!named.date.starts_with("Day "), "{} turn {turn}: {}", real.id, named.date);
        }
    }
    // The smallest scenario with a twin of two lines.
    let whole = smallest();
    let text = whole.trim_end().trim_end_matches(')').to_owned()
        + "    twin: (title: \"The Ford\", texts: { \"turns.1.date\": \"Tuesday\" }, map: None),\n)\n";
    let found = [Found { name: "scenario.ron".to_owned(), bytes: Ok(text.into_bytes()) }];
    let loaded = load_twin("test", &found);
    let twin = loaded.scenario.as_ref().unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    let dates: Vec<&str> = twin.turns.iter().map(|turn| turn.date.as_str()).collect();
    assert_eq!(dates, ["Day 1", "Tuesday"]);
}
