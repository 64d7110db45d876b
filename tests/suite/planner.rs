//! The opponent that plans: the same seed gives the same choices, it goes down, it explains itself, and where all can
//! be looked through it comes near an equilibrium.

use brinkmanship::{
    crisis::{Crisis, Order, Setup, View},
    policy::{
        Level, Opponent, Policy, Simple, complete, conciliates, heat,
        planner::{Ahead, Nature, PLAIN, Planner, Thought},
        recorded,
        solver::{Form, Profile, Roots, judge},
    },
    report::{Debrief, text},
    scenario::{Scenario, model::Actor},
    transcript::Course,
    verdict::handicapped,
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
fn it_does_not_let_a_hawk_get_ahead_of_it_for_the_sake_of_its_own_points() {
    // In Ukraine a hawk can be let run for more points of one's own, and would then come out some three points ahead on
    // these seeds.
    let scenario = scenario_at(&root().join("scenarios/ukraine-2022"));
    let (cadet, hawk) = (Policy::Planner(Level::Cadet), Policy::Simple(Simple::Hawk));
    let (mut own, mut theirs) = (0, 0);
    for seed in 100..120 {
        for (policies, seat) in [([cadet, hawk], Actor::First), ([hawk, cadet], Actor::Second)] {
            let (course, _) = play(&scenario, policies, seed, usize::MAX);
            let outcome = course.outcome.as_ref().unwrap();
            own += i32::from(handicapped(&scenario, outcome, seat));
            theirs += i32::from(handicapped(&scenario, outcome, seat.other()));
        }
    }
    assert!(theirs < own + 40, "{own} against {theirs} in 40 games");
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
            let of = |nature: &Nature| *nature == Nature::Plain(named);
            sum += last.natures.iter().find(|(nature, _)| of(nature)).map_or(0.0, |(_, odds)| *odds) / 6.0;
        }
        sum
    };
    let (hawk, dove) = (believed(Simple::Hawk, Simple::Hawk), believed(Simple::Dove, Simple::Hawk));
    assert!(2.0 * dove < hawk, "a hawk is taken for one at {hawk}, a dove at {dove}");
}

/// What a cadet in a seat thought, turn by turn, of somebody whose orders are given; and the disposition of that other.
fn thoughts_of(
    scenario: &Scenario,
    seat: Actor,
    seed: u64,
    theirs: &dyn Fn(&View<'_>) -> Order,
) -> (Vec<Thought>, Option<brinkmanship::scenario::model::DispositionId>) {
    let mut planner = Planner::new(Level::Cadet, seat, seed);
    let mut course = Course::start(scenario, Setup::default(), seed);
    while course.crisis.ended().is_none() {
        let orders = recorded(scenario, &course.crisis, false).unwrap_or_else(|| {
            Actor::BOTH.map(|actor| {
                let view = course.view(actor);
                if actor == seat { planner.order(&view) } else { theirs(&view) }
            })
        });
        course.play(orders).unwrap();
    }
    (planner.thoughts().to_vec(), course.crisis.disposition(seat.other()))
}

fn odds_of(thought: &Thought, is: impl Fn(Nature) -> bool) -> f64 {
    thought.natures.iter().filter(|(nature, _)| is(*nature)).map(|(_, odds)| odds).sum()
}

fn by_the_book(nature: Nature) -> bool {
    matches!(nature, Nature::Plain(Simple::Historical) | Nature::OffTheRecord)
}

#[test]
fn whoever_passes_is_taken_for_one_who_lets_things_run_and_not_to_go_by_the_book() {
    let (mut waits, mut games) = (0.0, 0.0);
    for id in ["cuba-1962", "ukraine-2022", "taiwan-2022"] {
        let scenario = scenario_at(&root().join("scenarios").join(id));
        for (seat, seed) in [(Actor::First, 21), (Actor::Second, 21), (Actor::First, 61), (Actor::Second, 62)] {
            let (thoughts, _) = thoughts_of(&scenario, seat, seed, &|view| complete(view, Order::default()));
            for thought in &thoughts {
                let book = odds_of(thought, by_the_book);
                assert!(book < 0.6, "{id} {seat:?} seed {seed} turn {}: {book}", thought.turn);
            }
            games += 1.0;
            waits += odds_of(thoughts.last().unwrap(), |nature| nature == Nature::Waits);
        }
    }
    assert!(0.5 * games < waits, "{waits} in {games} games");
}

#[test]
fn whoever_climbs_is_taken_to_be_set_on_climbing() {
    for id in ["cuba-1962", "ukraine-2022", "taiwan-2022"] {
        let scenario = scenario_at(&root().join("scenarios").join(id));
        // One act a turn, as a person orders, and one that goes up.
        let climb = |view: &View<'_>| {
            let up = |act: &brinkmanship::crisis::Act| (1..3).contains(&heat(&scenario, *act));
            let up = view.acts().into_iter().filter(|act| up(act) && view.check(&Order::default(), *act).is_ok());
            let order = up.max_by_key(|act| heat(&scenario, *act)).map(|act| (view.channel_of(act), act));
            complete(view, order.map_or_else(Order::default, |(channel, act)| Order::default().with(channel, act)))
        };
        // One act a turn is what whoever waits for the last moment orders too, so that a single game may deceive.
        let (mut games, mut hawks, mut book) = (0_u8, 0, 0.0);
        for (seat, seed) in
            [Actor::First, Actor::Second].into_iter().flat_map(|seat| [31, 32, 33].map(|seed| (seat, seed)))
        {
            let (thoughts, _) = thoughts_of(&scenario, seat, seed, &climb);
            let last = thoughts.last().unwrap();
            games += 1;
            hawks += u8::from(last.natures[0].0 == Nature::Plain(Simple::Hawk));
            book += odds_of(last, by_the_book);
        }
        assert!(games < hawks * 2, "{id}: {hawks} of {games}");
        assert!(book < 0.3 * f64::from(games), "{id}: {book} in {games} games");
    }
}

#[test]
fn at_the_end_it_knows_better_who_leads_the_other_side_than_at_the_start() {
    let (mut first, mut last) = (0.0, 0.0);
    for id in ["cuba-1962", "ukraine-2022", "taiwan-2022"] {
        let scenario = scenario_at(&root().join("scenarios").join(id));
        for (actor, seed) in Actor::BOTH.into_iter().flat_map(|actor| (101..113).map(move |seed| (actor, seed))) {
            // A hawk shows who leads it: what it would not bear it does not climb to.
            let mut seats = [Policy::Simple(Simple::Hawk); 2];
            seats[actor.index()] = Policy::Planner(Level::Cadet);
            let (course, players) = play(&scenario, seats, seed, usize::MAX);
            let truth = course.crisis.disposition(actor.other());
            let brier = |thought: &Thought| {
                let off = |(id, odds): &(_, f64)| odds - if Some(*id) == truth { 1.0 } else { 0.0 };
                thought.dispositions.iter().map(|one| off(one) * off(one)).sum::<f64>()
            };
            let thoughts = players[actor.index()].thoughts();
            first += thoughts.first().map_or(0.0, brier);
            last += thoughts.last().map_or(0.0, brier);
        }
    }
    assert!(last < first, "the Brier scores went from {first} to {last}");
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
