//! How fast the engine is: whole random crises, one turn, one listing of what is open, loading and checking.

use std::{hint::black_box, path::Path};

use brinkmanship::{
    crisis::{NoRecord, Record, Seeded, Setup, Sink, View, adjudicate, start},
    policy::{Player, Simple},
    scenario::{Loaded, Scenario, files, load, model::Actor},
    survey::check_play,
    transcript::check_history,
};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};

/// Loads a folder, faults and all.
fn loaded(folder: &str) -> Loaded {
    load("bench", &files::read_folder(Path::new(folder)).expect("the folder can be read"))
}

/// A scenario that can be played.
fn scenario(folder: &str) -> Scenario {
    loaded(folder).scenario.expect("the scenario can be played")
}

/// Plays one crisis between random policies.
fn one<S: Sink>(scenario: &Scenario, seed: u64, sink: &mut S) {
    let mut dice = Seeded::new(seed);
    let mut crisis = start(scenario, &Setup::default(), &mut dice, sink);
    let mut players = Actor::BOTH.map(|actor| Player::new(Simple::Random, actor, seed));
    while crisis.ended().is_none() {
        let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&View::of(scenario, &crisis, actor)));
        adjudicate(scenario, &mut crisis, &orders, &mut dice, sink).expect("what is listed is legal");
    }
    black_box(crisis);
}

/// Whole random crises on one core, without and with causes.
fn crises(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("whole random crises");
    group.throughput(Throughput::Elements(1));
    for (name, folder) in [("cuba-1962", "scenarios/cuba-1962"), ("brink W12", "tests/scenarios/brink-w12")] {
        let scenario = scenario(folder);
        let mut seed = 0;
        group.bench_function(name, |bencher| {
            bencher.iter(|| {
                seed += 1;
                one(&scenario, seed, &mut NoRecord);
            });
        });
        let mut kept = Record::default();
        group.bench_function(format!("{name} with causes"), |bencher| {
            bencher.iter(|| {
                seed += 1;
                kept.entries.clear();
                one(&scenario, seed, &mut kept);
            });
        });
    }
}

/// One turn of the first that can be ordered, and one listing of what is open.
fn turns(criterion: &mut Criterion) {
    let scenario = scenario("scenarios/cuba-1962");
    let mut dice = Seeded::new(1);
    let crisis = start(&scenario, &Setup::default(), &mut dice, &mut NoRecord);
    let orders =
        Actor::BOTH.map(|actor| Player::new(Simple::Random, actor, 1).order(&View::of(&scenario, &crisis, actor)));
    criterion.bench_function("one turn of cuba-1962", |bencher| {
        bencher.iter(|| {
            let mut copy = crisis;
            adjudicate(&scenario, &mut copy, black_box(&orders), &mut dice, &mut NoRecord).expect("it is legal");
            copy
        });
    });
    criterion.bench_function("what is open to one side of cuba-1962", |bencher| {
        bencher.iter(|| View::of(&scenario, black_box(&crisis), Actor::First).open().is_empty());
    });
}

/// Loading and checking a folder.
fn folders(criterion: &mut Criterion) {
    criterion.bench_function("loading cuba-1962", |bencher| bencher.iter(|| loaded("scenarios/cuba-1962")));
    criterion.bench_function("loading and checking cuba-1962", |bencher| {
        bencher.iter(|| {
            let mut whole = loaded("scenarios/cuba-1962");
            check_history(&mut whole);
            check_play(&mut whole);
            whole
        });
    });
}

criterion_group!(engine, crises, turns, folders);
criterion_main!(engine);
