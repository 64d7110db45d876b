//! What the staff reckons before an order: the same in batches as at once, for its seat's eyes alone, near what comes
//! where what it assumes is so; and own forecasts, kept beside play and scored.

use brinkmanship::{
    crisis::{NoRecord, Order, Seeded, Setup, View, adjudicate, start},
    policy::{Player, Simple, recorded},
    report::{Debrief, StaffSheet, html, text},
    scenario::{Scenario, model::Actor},
    survey::{CATEGORIES, Choice, Staff},
    transcript::{Course, Forecast, Kind, Note, Transcript, TranscriptError, read, replay, write},
};

use crate::common::{root, scenario_at};

fn cuba() -> Scenario {
    scenario_at(&root().join("scenarios/cuba-1962"))
}

/// A course of simple policies, for so many turns.
fn played(scenario: &Scenario, seed: u64, turns: usize) -> Course<'_> {
    let mut course = Course::start(scenario, Setup::default(), seed);
    let mut players = Actor::BOTH.map(|actor| Player::new(Simple::TitForTat, actor, seed));
    while course.crisis.ended().is_none() && course.turns.len() < turns {
        let orders = recorded(scenario, &course.crisis, false)
            .unwrap_or_else(|| Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor))));
        course.play(orders).unwrap();
    }
    course
}

#[test]
fn in_batches_it_reckons_the_same_as_at_once_and_ever_closer() {
    let scenario = cuba();
    let course = played(&scenario, 1, 5);
    let view = course.view(Actor::First);
    let begun = || {
        let mut staff = Staff::new(Actor::First, 1);
        staff.catch_up(&course);
        staff.estimates(&view, &Order::default()).unwrap()
    };
    let (mut once, mut batches) = (begun(), begun());
    once.refine(&scenario, 60);
    batches.refine(&scenario, 20);
    let before: Vec<_> = batches.lines().to_vec();
    batches.refine(&scenario, 40);
    assert_eq!(once.lines(), batches.lines());
    // What waits to be refined borrows nothing, and may go to a thread of its own.
    fn sends<T: Send + 'static>(_: &T) {}
    sends(&batches);
    let acts = view.acts();
    let of: Vec<_> = once
        .lines()
        .iter()
        .filter_map(|line| match line.choice {
            Choice::Act(_, act) => Some(act),
            Choice::Whatever | Choice::Nothing | Choice::Order(_) => None,
        })
        .collect();
    assert_eq!(of, acts);
    for (line, before) in once.lines().iter().zip(&before) {
        assert_eq!((line.runs(), before.runs()), (60, 20));
        let all: u64 = CATEGORIES.into_iter().map(|category| line.category(category).count).sum();
        assert_eq!(all, 60);
        let kinds: u64 = Kind::ALL.into_iter().map(|kind| line.kind(kind).count).sum();
        assert_eq!(kinds, 60);
        let width = |line: &brinkmanship::survey::Estimate| line.kind(Kind::War).high - line.kind(Kind::War).low;
        assert!(width(line) < width(before));
        let parts: u32 = Kind::ALL.into_iter().map(|kind| u32::from(line.forecast().parts(kind))).sum();
        assert_eq!(parts, 100);
    }
    let sheet = StaffSheet::of(&view, &once).unwrap();
    assert_eq!(sheet.rows.len(), once.lines().len());
    assert!(sheet.assumed[0].contains("the staff takes the Soviet Union to be"), "{sheet:?}");
    assert!(sheet.rows.iter().all(|row| row.words.contains("war ") && row.numbers.contains(" to ")), "{sheet:?}");
    assert!(StaffSheet::of(&course.view(Actor::Second), &once).is_none());
    assert!(Staff::new(Actor::Second, 1).estimates(&view, &Order::default()).is_none());
}

#[test]
fn where_what_it_assumes_is_so_things_come_as_often_as_it_says() {
    /// How the staff lets its own side go on.
    const OWN: [Simple; 4] = [Simple::Dove, Simple::TitForTat, Simple::Hawk, Simple::Historical];
    let scenario = cuba();
    let mut bins = [(0_u32, 0.0_f64, 0_u32); 5];
    for seed in 0..160_u64 {
        let own = OWN[seed as usize % 4];
        // As often as is assumed before anything is seen; one that reasons goes on as one of the four.
        let theirs = match seed / 4 % 11 {
            0 => Simple::Random,
            1..=3 => Simple::Dove,
            4..=6 => Simple::Hawk,
            7 | 8 => Simple::TitForTat,
            _ => Simple::Historical,
        };
        let mut dice = Seeded::new(seed);
        let mut crisis = start(&scenario, &Setup::default(), &mut dice, &mut NoRecord);
        let mut players = [Player::new(own, Actor::First, seed), Player::new(theirs, Actor::Second, seed)];
        let mut staff = Staff::new(Actor::First, seed);
        let asked = usize::from(scenario.prologue) + 2 + (seed / 44 % 3) as usize;
        let mut said = None;
        while crisis.ended().is_none() {
            let orders = recorded(&scenario, &crisis, false).unwrap_or_else(|| {
                let view = View::of(&scenario, &crisis, Actor::First);
                if crisis.turn() == asked {
                    let mut estimates = staff.estimates(&view, &Order::default()).unwrap();
                    estimates.keep(|choice| *choice == Choice::Whatever);
                    estimates.refine(&scenario, 60);
                    said = Some(estimates.lines()[0].clone());
                }
                let orders = [players[0].order(&view), players[1].order(&View::of(&scenario, &crisis, Actor::Second))];
                staff.saw(&view, &orders[0]);
                orders
            });
            adjudicate(&scenario, &mut crisis, &orders, &mut dice, &mut NoRecord).unwrap();
        }
        let Some(said) = said else { continue };
        let came = Kind::of(scenario.endings[crisis.ended().unwrap().index()].category);
        for kind in Kind::ALL {
            let share = said.kind(kind).share;
            let bin = &mut bins[((share * 5.0) as usize).min(4)];
            *bin = (bin.0 + 1, bin.1 + share, bin.2 + u32::from(kind == came));
        }
    }
    for (count, said, came) in bins {
        if count < 40 {
            continue;
        }
        let count = f64::from(count);
        let (said, came) = (said / count, f64::from(came) / count);
        assert!((said - came).abs() < 0.15, "said {said:.2}, came {came:.2}, of {count}: {bins:?}");
    }
}

#[test]
fn a_forecast_is_kept_beside_play_and_scored_by_what_came() {
    let scenario = cuba();
    let mut course = played(&scenario, 7, usize::MAX);
    let plain = Transcript::of(&course, ["human", "tit-for-tat"]);
    let came = Kind::of(scenario.endings[course.crisis.ended().unwrap().index()].category);
    let sure = match came {
        Kind::Agreed => Forecast::of(100, 0),
        Kind::War => Forecast::of(0, 100),
        Kind::Other => Forecast::of(0, 0),
    };
    let third = Forecast::of(33, 33).unwrap();
    course.note(Note { turn: 3, actor: Actor::First, own: third, staff: sure });
    course.note(Note { turn: 4, actor: Actor::First, own: third, staff: None });
    let noted = Transcript::of(&course, ["human", "tit-for-tat"]);
    assert_eq!(noted.turns, plain.turns);
    assert_eq!(noted.fingerprint, plain.fingerprint);
    let back = read(write(&noted).unwrap().as_bytes()).unwrap();
    let again = replay(&scenario, &back).unwrap();
    assert_eq!((again.divergence, again.course.notes.clone()), (None, course.notes.clone()));
    // One who is sure and right gets 0, and one who is sure and wrong 2.
    assert_eq!(sure.unwrap().brier(came), 0);
    let other = if came == Kind::War { Forecast::of(100, 0) } else { Forecast::of(0, 100) };
    assert_eq!(other.unwrap().brier(came), 20_000);
    let debrief = Debrief::of(&again.course);
    let [seat] = &debrief.forecasts[..] else { panic!("{:?}", debrief.forecasts) };
    assert_eq!((seat.turns.len(), seat.mean[1]), (2, Some(0.0)));
    assert!((seat.mean[0].unwrap() - 2.0 / 3.0).abs() < 0.02, "{seat:?}");
    assert!(text::page(&debrief, 100).contains("Forecasts of United States"));
    assert!(html::page(&debrief).contains("Forecasts, and what came"));
    // What goes back to a turn forgets what was noted from there on.
    let mut course = again.course;
    course.rewind(4);
    assert_eq!(course.notes.len(), 1);
    // What is no forecast is refused.
    assert_eq!(Forecast::of(60, 41), None);
    let mut harmful = noted;
    harmful.notes[0].own = (200, 100);
    assert!(matches!(replay(&scenario, &harmful), Err(TranscriptError::Unreadable { .. })));
}
