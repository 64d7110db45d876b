//! Measures the engine and prints one line of JSON a figure: rates per second of process CPU time, medians of five.
//!
//! `cargo run --release --example bench`, from the root of the repository.

use std::path::Path;

use brinkmanship::{
    crisis::{NoRecord, Record, Seeded, Setup, Sink, View, adjudicate, start},
    policy::{Player, Simple},
    scenario::{Loaded, Scenario, files, load, model::Actor},
    survey::{Depth, Options, Seat, check_play, survey, survey_closely, turning},
    transcript::{check_history, history_course},
};

/// Each figure is measured so often, and the median kept.
const ROUNDS: usize = 5;

/// Ticks of the kernel's clock in a second; Linux counts process time in hundredths for every program.
const TICKS: f64 = 100.0;

/// Process CPU time in seconds, that of the user and of the system together.
fn cpu() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").expect("Linux says how much time a process took");
    let after = text.rsplit(')').next().expect("there is a name in brackets");
    let fields: Vec<&str> = after.split_whitespace().collect();
    let ticks = |at: usize| fields[at].parse::<f64>().expect("a count of ticks");
    (ticks(11) + ticks(12)) / TICKS
}

/// The median of what some rounds give.
fn median(mut round: impl FnMut() -> f64) -> f64 {
    let mut found: Vec<f64> = (0..ROUNDS).map(|_| round()).collect();
    found.sort_by(f64::total_cmp);
    found[ROUNDS / 2]
}

/// Loads a folder, faults and all.
fn loaded(folder: &str) -> Loaded {
    load("bench", &files::read_folder(Path::new(folder)).expect("the folder can be read"))
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
    std::hint::black_box(crisis);
}

/// Whole random crises in a second of CPU time.
fn playouts(scenario: &Scenario, count: u64, record: bool) -> f64 {
    let mut kept = Record::default();
    median(|| {
        let before = cpu();
        for seed in 0..count {
            if record {
                kept.entries.clear();
                one(scenario, seed, &mut kept);
            } else {
                one(scenario, seed, &mut NoRecord);
            }
        }
        count as f64 / (cpu() - before)
    })
}

/// One adjudicated turn and one listing of what is open to a side, in nanoseconds of CPU time: the mean over the turns of
/// a hundred random crises.
fn small(scenario: &Scenario) -> [f64; 2] {
    let mut met = Vec::new();
    for seed in 0..100 {
        let mut dice = Seeded::new(seed);
        let mut crisis = start(scenario, &Setup::default(), &mut dice, &mut NoRecord);
        let mut players = Actor::BOTH.map(|actor| Player::new(Simple::Random, actor, seed));
        while crisis.ended().is_none() {
            let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&View::of(scenario, &crisis, actor)));
            met.push((crisis, orders));
            adjudicate(scenario, &mut crisis, &orders, &mut dice, &mut NoRecord).expect("what is listed is legal");
        }
    }
    let each = |step: &dyn Fn(&mut Seeded)| {
        let mut dice = Seeded::new(1);
        median(|| {
            let before = cpu();
            for _ in 0..1_000 {
                step(&mut dice);
            }
            (cpu() - before) / 1_000.0 / met.len() as f64 * 1e9
        })
    };
    let turn = each(&|dice| {
        for (crisis, orders) in &met {
            let mut copy = *crisis;
            adjudicate(scenario, &mut copy, orders, dice, &mut NoRecord).expect("what is listed is legal");
            std::hint::black_box(copy);
        }
    });
    let listing = each(&|_| {
        for (crisis, _) in &met {
            std::hint::black_box(View::of(scenario, crisis, Actor::First).open().is_empty());
        }
    });
    [turn, listing]
}

/// Prints one figure.
fn say(game: &str, what: &str, value: f64) {
    println!("{{\"bench\":\"engine\",\"game\":\"{game}\",\"{what}\":{value:.2}}}");
}

fn main() {
    for (game, folder, count) in [
        ("brink W12", "tests/scenarios/brink-w12", 300_000),
        ("brink S12", "tests/scenarios/brink-s12", 600_000),
        ("cuba-1962 random", "scenarios/cuba-1962", 30_000),
    ] {
        let scenario = loaded(folder).scenario.expect("the scenario can be played");
        say(game, "playouts_per_s", playouts(&scenario, count, false));
    }
    let cuba = loaded("scenarios/cuba-1962").scenario.expect("the scenario can be played");
    say("cuba-1962 random with causes", "playouts_per_s", playouts(&cuba, 20_000, true));
    let [turn, listing] = small(&cuba);
    say("cuba-1962 one adjudicated turn", "ns", turn);
    say("cuba-1962 one listing of what is open", "ns", listing);
    let seats = [Seat::Mixed; 2];
    let mut used = 0.0;
    let wall = median(|| {
        let (before, began) = (cpu(), std::time::Instant::now());
        let tally = survey(&cuba, &Options { runs: 100_000, seed: 1, seats, open_prologue: false, cut: None }, |_| {});
        assert_eq!(tally.runs, 100_000);
        used = cpu() - before;
        began.elapsed().as_secs_f64()
    });
    say("cuba-1962 survey 100k", "s", wall);
    say("cuba-1962 survey 100k", "cpu_s", used);
    let (before, began) = (cpu(), std::time::Instant::now());
    let options = Options { runs: 100_000, seed: 1, seats, open_prologue: false, cut: None };
    std::hint::black_box(survey_closely(&cuba, &options, |_| {}));
    say("cuba-1962 survey 100k, closer", "s", began.elapsed().as_secs_f64());
    say("cuba-1962 survey 100k, closer", "cpu_s", cpu() - before);
    let history = history_course(&cuba).expect("there is a history");
    let (before, began) = (cpu(), std::time::Instant::now());
    std::hint::black_box(turning(&history, &Depth::default()));
    say("cuba-1962 choice and chance", "s", began.elapsed().as_secs_f64());
    say("cuba-1962 choice and chance", "cpu_s", cpu() - before);
    let before = cpu();
    for _ in 0..20 {
        std::hint::black_box(loaded("scenarios/cuba-1962"));
    }
    let load_ms = (cpu() - before) / 20.0 * 1000.0;
    say("cuba-1962 load", "ms", load_ms);
    let before = cpu();
    for _ in 0..20 {
        let mut whole = loaded("scenarios/cuba-1962");
        check_history(&mut whole);
        check_play(&mut whole);
        std::hint::black_box(whole);
    }
    say("cuba-1962 check", "ms", (cpu() - before) / 20.0 * 1000.0);
}
