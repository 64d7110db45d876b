//! What is for a class: cuts that fit a lesson, the fictional twin, teaching notes.

use brinkmanship::{
    crisis::{Act, Order, Refusal, Setup},
    policy::{Player, Simple, recorded},
    report::table::Table,
    scenario::{
        Scenario,
        model::{Actor, ChannelId, CutId, limits},
    },
    transcript::{Course, Transcript, TranscriptError, read, replay, write},
};

use crate::common::every_scenario;

const SEEDS: u64 = 12;

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
fn a_cut_ends_at_the_latest_after_the_last_turn_that_it_keeps() {
    let mut to_the_last = 0;
    for (scenario, cut) in every_cut() {
        let data = &scenario.cuts[cut.index()];
        for seed in 0..SEEDS {
            let course = play(&scenario, cut, (seed, pair(seed)), |course| {
                let open = course.crisis.ended().is_none();
                assert!(!open || data.keeps(course.crisis.turn()), "people order on the turns that are kept alone");
            });
            assert!(course.turns.len() <= data.last() + 1, "{} seed {seed}", scenario.id);
            to_the_last += usize::from(course.turns.len() == data.last() + 1);
        }
    }
    assert!(0 < to_the_last, "some crisis lasts until the limit");
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
        assert!(0 < refused && 0 < recorded_there, "{} {refused} {recorded_there}", scenario.id);
    }
}
