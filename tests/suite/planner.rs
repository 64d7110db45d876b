//! The opponent that plans: the same seed gives the same choices, it goes down, it explains itself, and where all can
//! be looked through it comes near an equilibrium.

use brinkmanship::{
    crisis::{Crisis, Setup, View},
    policy::{
        Level, Opponent, Policy, Simple, conciliates,
        planner::{Ahead, PLAIN},
        solver::{Form, Profile, Roots, judge},
    },
    report::{Debrief, text},
    scenario::{Scenario, model::Actor},
    transcript::Course,
};

use crate::{
    brink_worth::brink_worth,
    common::{root, scenario_at, test_scenario},
};

fn cuba() -> Scenario {
    scenario_at(&root().join("scenarios/cuba-1962"))
}

/// Plays one crisis to its end, or for so many turns.
fn play<'s>(scenario: &'s Scenario, policies: [Policy; 2], seed: u64, turns: usize) -> (Course<'s>, [Opponent; 2]) {
    let mut players = Actor::BOTH.map(|actor| Opponent::new(policies[actor.index()], actor, seed));
    let mut course = Course::start(scenario, Setup::default(), seed);
    while course.crisis.ended().is_none() && course.turns.len() < turns {
        let orders = brinkmanship::policy::recorded(scenario, &course.crisis, false)
            .unwrap_or_else(|| Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor))));
        course.play(orders).unwrap();
    }
    (course, players)
}

#[test]
fn the_same_seed_gives_the_same_choices_and_a_crisis_that_is_gone_on_with_goes_on_as_it_would_have() {
    let scenario = cuba();
    let planners = [Policy::Planner(Level::Cadet), Policy::Planner(Level::Attache)];
    let (course, _) = play(&scenario, planners, 5, 6);
    let (again, mut players) = play(&scenario, planners, 5, 6);
    let orders = |course: &Course<'_>| course.turns.iter().map(|played| played.orders).collect::<Vec<_>>();
    assert_eq!(orders(&course), orders(&again));
    let (other, _) = play(&scenario, planners, 6, 6);
    assert_ne!(orders(&course), orders(&other));
    if course.crisis.ended().is_some() {
        return;
    }
    for actor in Actor::BOTH {
        let mut late = Opponent::new(planners[actor.index()], actor, 5);
        late.catch_up(&course, actor);
        let view = View::of(&scenario, &course.crisis, actor);
        assert_eq!(late.order(&view), players[actor.index()].order(&view), "{actor:?}");
    }
}

#[test]
fn it_goes_down_when_that_serves_it() {
    let scenario = cuba();
    let (mut all, mut down) = (0, 0);
    for seed in 0..6 {
        let (course, _) = play(&scenario, [Policy::Planner(Level::Cadet); 2], seed, usize::MAX);
        for played in course.turns.iter().skip(usize::from(scenario.prologue)) {
            for act in played.orders.iter().flat_map(brinkmanship::crisis::Order::acts) {
                all += 1;
                down += u32::from(conciliates(&scenario, act));
            }
        }
    }
    assert!(all < 10 * down, "{down} of {all}");
}

#[test]
fn it_tells_in_plain_words_what_it_believed_and_feared_and_why_it_chose() {
    let scenario = cuba();
    let policies = [Policy::Planner(Level::Cadet), Policy::Simple(Simple::Hawk)];
    let (course, players) = play(&scenario, policies, 3, usize::MAX);
    let thoughts = players[0].thoughts();
    assert_eq!(thoughts.len(), course.turns.len() - usize::from(scenario.prologue));
    let sum = |odds: Vec<f64>| odds.iter().sum::<f64>();
    for thought in thoughts {
        assert_eq!(thought.chosen.0, course.turns[thought.turn].orders[0]);
        assert!((sum(thought.dispositions.iter().map(|(_, odds)| *odds).collect()) - 1.0).abs() < 1e-9);
        assert!((sum(thought.natures.iter().map(|(_, odds)| *odds).collect()) - 1.0).abs() < 1e-9);
    }
    // Whoever reads the saved crisis works the same thoughts out again.
    let debrief = Debrief::of(&course).played_by(["cadet", "hawk"]).with_thoughts(&course, policies.map(Some));
    let kept = Debrief::of(&course).played_by(["cadet", "hawk"]).with_kept(
        &course,
        policies.map(Some),
        [players[0].thoughts(), players[1].thoughts()],
    );
    assert_eq!(debrief, kept);
    assert_eq!(debrief.thoughts.len(), 1);
    let page = text::page(&debrief, 100);
    assert!(page.contains("It took the Soviet Union to be led by"), "{page}");
    assert!(page.contains("It ordered"), "{page}");
    let html = brinkmanship::report::html::page(&debrief);
    assert!(html.contains("What the opponent thought"));
}

#[test]
fn it_comes_to_believe_what_it_sees() {
    let scenario = cuba();
    let believed = |other: Simple, named: Simple| {
        let mut sum = 0.0;
        for seed in 0..6 {
            let policies = [Policy::Planner(Level::Cadet), Policy::Simple(other)];
            let (_, players) = play(&scenario, policies, seed, 8);
            let last = players[0].thoughts().last().unwrap();
            let of = |nature: &brinkmanship::policy::planner::Nature| {
                *nature == brinkmanship::policy::planner::Nature::Plain(named)
            };
            sum += last.natures.iter().find(|(nature, _)| of(nature)).map_or(0.0, |(_, odds)| *odds) / 6.0;
        }
        sum
    };
    let (hawk, dove) = (believed(Simple::Hawk, Simple::Hawk), believed(Simple::Dove, Simple::Hawk));
    assert!(2.0 * dove < hawk, "a hawk is taken for one at {hawk}, a dove at {dove}");
}

#[test]
fn where_all_can_be_looked_through_it_gives_little_away() {
    let scenario = test_scenario("brink-s4");
    let exploitability = |iterations: u32, plain: f64| {
        let ahead = Actor::BOTH.map(|actor| {
            let worth = |crisis: &Crisis| brink_worth(&scenario, crisis);
            Ahead::new(&scenario, actor, Roots::Start, iterations, plain, worth).unwrap()
        });
        let game = &ahead[0].unfolding().game;
        let pick = |set: usize| ahead[game.sets()[set].player].profile().actions[set].clone();
        let profile = Profile { actions: (0..game.sets().len()).map(pick).collect() };
        judge(&Form::of(game), &profile).exploitability()
    };
    let secretary = Level::Secretary.imagines() / 4;
    assert!(exploitability(secretary, 0.0) < 0.01);
    let usual = exploitability(secretary, PLAIN);
    assert!(usual < 0.1, "{usual}");
}
