//! Generality: the benchmark game BRINK, written as a scenario, has its known distribution under uniform play.

use brinkmanship::{
    policy::Simple,
    scenario::model::Actor,
    survey::{Options, Seat, survey},
};

use crate::common::test_scenario;

/// Uniform play is the random policy, since the one desk must be used. The reference is exact (fractions).
fn check(name: &str, expected: &[(&str, f64)], expected_turns: f64) {
    let scenario = test_scenario(name);
    let runs = 200_000;
    let seats = Actor::BOTH.map(|_| Seat::Policy(Simple::Random));
    let tally = survey(&scenario, &Options { runs, seed: 11, seats, open_prologue: false, cut: None }, |_| {});
    assert_eq!(tally.runs, runs);
    for (id, share) in expected {
        let at = scenario.endings.iter().position(|ending| ending.id == *id).expect("the ending is there");
        let found = tally.endings[at] as f64 / runs as f64;
        let error = (share * (1.0 - share) / runs as f64).sqrt();
        assert!((found - share).abs() <= 4.0 * error, "{name} {id}: {found} found, {share} expected, error {error}");
    }
    let turns: f64 =
        tally.lengths.iter().enumerate().map(|(turns, count)| turns as f64 * *count as f64).sum::<f64>() / runs as f64;
    // The length has a standard deviation under 4 turns.
    let error = 4.0 / (runs as f64).sqrt();
    assert!((turns - expected_turns).abs() <= 4.0 * error, "{name}: {turns} turns found, {expected_turns} expected");
}

#[test]
fn brink_w_written_as_a_scenario_has_the_reference_distribution() {
    let expected = [
        ("both", 0.035_896),
        ("win0", 0.383_096),
        ("win1", 0.383_096),
        ("disaster", 0.137_155),
        ("stalemate", 0.060_757),
    ];
    check("brink-w12", &expected, 4.916_121);
}

#[test]
fn brink_s_written_as_a_scenario_has_the_reference_distribution() {
    let expected = [("both", 0.178_631), ("win0", 0.357_261), ("win1", 0.357_261), ("disaster", 0.106_847)];
    check("brink-s12", &expected, 1.607_676);
}

#[test]
fn a_survey_counts_the_same_whatever_the_number_of_threads() {
    let scenario = test_scenario("brink-w12");
    let options = Options { runs: 5_000, seed: 3, seats: [Seat::Mixed; 2], open_prologue: false, cut: None };
    let count = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started");
        pool.install(|| survey(&scenario, &options, |_| {}))
    };
    assert_eq!(count(1), count(3));
}
