//! Surveys: the same counts for any number of threads, intervals on every figure, and moves that stand out.

use std::collections::BTreeSet;

use brinkmanship::{
    policy::Simple,
    report::survey::{CHANGES_SCHEMA, Findings, changes, csv, page, page_against},
    scenario::Scenario,
    survey::{Closer, Options, Seat, Tally, survey, survey_closely},
};
use serde_json::Value;

use crate::{
    common::{root, test_scenario},
    support::load_texts,
};

const MIXED: Options = Options { runs: 3000, seed: 7, seats: [Seat::Mixed; 2], open_prologue: false, cut: None };

/// A survey on so many threads.
fn on_threads(scenario: &Scenario, options: &Options, threads: usize) -> (Tally, Closer) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| survey_closely(scenario, options, |_| {}))
}

fn found(scenario: &Scenario, options: &Options) -> Findings {
    let (tally, closer) = survey_closely(scenario, options, |_| {});
    Findings::of(scenario, options, &tally, Some(&closer))
}

#[test]
fn a_line_is_answered_or_let_pass_only_where_it_was_crossed() {
    let scenario = crate::table::shipped("cuba-1962");
    let found = found(&scenario, &Options { runs: 600, ..MIXED });
    for line in &found.lines {
        for share in [&line.answered, &line.let_pass, &line.sold] {
            assert_eq!(share.of, line.crossed.count, "{}", line.id);
            assert!(share.count <= share.of, "{}", line.id);
        }
        assert!(line.crossed.count <= line.threatened.count, "{}", line.id);
    }
    assert!(found.lines.iter().any(|line| line.id == "rs3-equal-security" && 0 < line.crossed.count));
}

#[test]
fn the_counts_do_not_depend_on_threads_nor_on_how_closely_one_looks() {
    for name in ["two-letters", "brink-w12"] {
        let scenario = test_scenario(name);
        let one = on_threads(&scenario, &MIXED, 1);
        for threads in [2, 5] {
            let more = on_threads(&scenario, &MIXED, threads);
            assert_eq!(one, more, "{name}: {threads} threads");
            let text = |(tally, closer): &(Tally, Closer)| {
                serde_json::to_string(&Findings::of(&scenario, &MIXED, tally, Some(closer))).unwrap()
            };
            assert_eq!(text(&one), text(&more));
        }
        assert_eq!(one.0, survey(&scenario, &MIXED, |_| {}), "{name}: looking closer counts no other crises");
    }
}

#[test]
fn a_survey_of_two_halves_is_the_survey_of_the_whole() {
    let scenario = test_scenario("two-letters");
    let half = |seed| Options { runs: 1500, seed, ..MIXED };
    // Policies go round by the number of the run, so the halves are even only with one policy in each seat.
    let seats = [Seat::Policy(Simple::Random), Seat::Policy(Simple::TitForTat)];
    let [first, second, whole] =
        [half(7), half(1507), MIXED].map(|options| survey(&scenario, &Options { seats, ..options }, |_| {}));
    let mut sum = first;
    sum.add(&second);
    assert_eq!(sum, whole);
}

#[test]
fn every_share_lies_in_its_interval_and_every_turn_adds_up() {
    fn shares(value: &Value, seen: &mut usize) {
        match value {
            Value::Object(fields) => {
                if let (Some(share), Some(low), Some(high)) =
                    (fields.get("share"), fields.get("low"), fields.get("high"))
                {
                    let [share, low, high] = [share, low, high].map(|one| one.as_f64().unwrap());
                    assert!(0.0 <= low && low <= share && share <= high && high <= 1.0, "{value}");
                    *seen += 1;
                }
                fields.values().for_each(|one| shares(one, seen));
            }
            Value::Array(items) => items.iter().for_each(|one| shares(one, seen)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let scenario = test_scenario("two-letters");
    let found = found(&scenario, &MIXED);
    let mut seen = 0;
    shares(&serde_json::to_value(&found).unwrap(), &mut seen);
    assert!(100 < seen, "{seen}");
    let ended: u64 = found.endings.iter().map(|ending| ending.share.count).sum();
    assert_eq!((ended, found.runs), (3000, 3000));
    for ladder in &found.ladders {
        assert_eq!(ladder.rungs[0].reached.count, 3000, "all stand at least on the lowest rung");
        let first: u64 = ladder.by_turn[0].iter().map(|share| share.count).sum();
        assert_eq!(first, 3000, "all play turn 0");
    }
    for track in &found.tracks {
        for turn in &track.by_turn {
            assert!(turn.quantiles.is_sorted_by_key(|quantile| quantile.value), "{}: {turn:?}", track.id);
            for quantile in &turn.quantiles {
                assert!(quantile.low <= quantile.value && quantile.value <= quantile.high, "{}", track.id);
                assert!((track.range.0..=track.range.1).contains(&quantile.value), "{}", track.id);
            }
        }
    }
    for line in &found.lines {
        let least = line.crossed.count.max(line.probed.count).max(line.respected.count);
        assert!(least <= line.threatened.count, "{}: what is crossed was threatened", line.id);
        assert!(line.answered.count <= line.crossed.count, "{}", line.id);
    }
}

#[test]
fn backing_down_stands_out_on_the_ladder_of_chickens_and_neither_side_is_favoured() {
    let scenario = test_scenario("brink-w12");
    let random = [Seat::Policy(Simple::Random); 2];
    let found = found(&scenario, &Options { runs: 20_000, seats: random, ..MIXED });
    let decisive = found.decisive();
    assert!(!decisive.is_empty(), "nothing stands out");
    // What goes down goes with fewer wars, what goes up with more, wherever the difference is sure.
    for (data, found) in &decisive {
        if found.war.is_sure() {
            let way = f64::from(data.escalation) * found.war.mean;
            assert!(0.0 <= way, "{}: escalation {}, wars {:+.3}", data.id, data.escalation, found.war.mean);
        }
    }
    assert!(decisive.iter().any(|(data, _)| data.seat == 0) && decisive.iter().any(|(data, _)| data.seat == 1));
}

#[test]
fn every_field_of_the_json_stands_in_the_page_about_surveys() {
    fn keys(value: &Value, all: &mut BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                all.extend(fields.keys().cloned());
                fields.values().for_each(|one| keys(one, all));
            }
            Value::Array(items) => items.iter().for_each(|one| keys(one, all)),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    let about = std::fs::read_to_string(root().join("docs/survey.md")).unwrap();
    let scenario = test_scenario("two-letters");
    let mut all = BTreeSet::new();
    keys(&serde_json::to_value(found(&scenario, &MIXED)).unwrap(), &mut all);
    let missing: Vec<&String> = all.iter().filter(|key| !about.contains(&format!("`{key}`"))).collect();
    assert!(missing.is_empty(), "docs/survey.md says nothing of {missing:?}");
    assert!(about.contains(brinkmanship::report::survey::SCHEMA));
}

#[test]
fn the_table_is_even_and_the_page_stands_alone() {
    let scenario = test_scenario("two-letters");
    let found = found(&scenario, &MIXED);
    let table = csv(&found);
    let mut lines = table.split_terminator("\r\n");
    assert_eq!(lines.next(), Some(r#""part","id","name","turn","measure","count","of","value","low","high""#));
    // Commas outside quotation marks part the columns.
    for line in lines {
        let commas = line.split('"').step_by(2).map(|part| part.matches(',').count()).sum::<usize>();
        assert_eq!(commas, 9, "{line}");
    }
    let page = page(&found);
    for unwanted in ["<script", "http://", "https://", " src=", "NaN"] {
        assert!(!page.contains(unwanted), "{unwanted}");
    }
    for wanted in ["At a glance", "How they ended", "Moves that stand out", "95 %", "Figures over time"] {
        assert!(page.contains(wanted), "{wanted}");
    }
}

/// The letters, edited: each first text is replaced by the second.
fn edited(edits: &[(&str, &str)]) -> Scenario {
    let mut text = std::fs::read_to_string(root().join("tests/scenarios/two-letters/scenario.ron")).unwrap();
    for (from, to) in edits {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    let loaded = load_texts(&[("scenario.ron", &text)]);
    let mut scenario = loaded.scenario.unwrap_or_else(|| panic!("{:?}", loaded.diagnostics));
    "two-letters".clone_into(&mut scenario.id);
    scenario
}

#[test]
fn chance_alone_changes_nothing_that_is_told_of_a_survey() {
    let scenario = test_scenario("two-letters");
    let before = found(&scenario, &MIXED);
    assert!(changes(&before, &before).is_empty());
    for seed in [1000, 200_000, 31_000_000] {
        let changes = changes(&before, &found(&scenario, &Options { seed, ..MIXED }));
        assert!(changes.moved.is_empty(), "{seed}: {:?}", changes.moved);
        assert!(changes.same_files && changes.unlike.is_empty() && 40 < changes.compared);
        assert!(changes.now.iter().chain(&changes.no_longer).all(|one| !one.sure), "{changes:?}");
    }
}

#[test]
fn an_edit_is_seen_in_the_figures_that_it_moves_and_in_no_survey_of_other_policies_as_one() {
    let before = found(&test_scenario("two-letters"), &MIXED);
    // The rockets are hardly ever photographed, fog is called another name, and nobody can hold fire any more.
    let after = edited(&[
        ("odds: 95000", "odds: 10000"),
        ("\"fog\"", "\"mist\""),
        (
            "\"hold-fire\": (actor: \"northmark\", channel: \"forces\", turns: (1, 3)",
            "\"hold-fire\": (actor: \"northmark\", channel: \"forces\", requires: TrackAtLeast(\"danger\", 100), turns: (1, 3)",
        ),
    ]);
    let after = found(&after, &MIXED);
    let told = changes(&before, &after);
    assert!(!told.same_files && told.unlike.is_empty());
    let moved = told.moved.iter().find(|one| one.thing.id == "photographs").expect("its odds fell from 95 to 10");
    let figure = &moved.figures[0];
    assert!(4.0 * figure.after < figure.before, "{figure:?}");
    let difference = figure.after - figure.before;
    assert!((figure.difference.mean - difference).abs() < 1e-9);
    assert!(figure.difference.low < difference && difference < figure.difference.high && figure.difference.high < 0.0);
    let ids = |list: &[brinkmanship::report::survey::Thing]| -> Vec<String> {
        list.iter().map(|thing| thing.id.clone()).collect()
    };
    assert_eq!((ids(&told.added), ids(&told.removed)), (vec!["mist".to_owned()], vec!["fog".to_owned()]));
    let gone = told.no_longer.iter().find(|one| one.thing.id == "hold-fire").expect("it is open on no turn played");
    assert!(gone.sure && 0 < gone.share.count, "{gone:?}");
    let page = page_against(&after, Some(&told));
    assert!(
        page.contains("What has changed") && page.contains("Photographs from the air") && !page.contains("<script")
    );
    // Doves beside mixed play differ, and it is said that policies do.
    let doves = Options { seats: [Seat::Policy(Simple::Dove); 2], ..MIXED };
    let told = changes(&before, &found(&test_scenario("two-letters"), &doves));
    assert!(told.unlike.len() == 2 && told.unlike[0].contains("\"mixed\" and now by \"dove\""), "{:?}", told.unlike);
}

#[test]
fn a_survey_is_read_again_as_it_was_written() {
    let before = found(&test_scenario("two-letters"), &MIXED);
    let text = serde_json::to_string(&before).unwrap();
    let again: Findings = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (&again.endings[0].id, again.runs, again.moves.len()),
        (&before.endings[0].id, before.runs, before.moves.len())
    );
    assert!(changes(&again, &before).is_empty());
    let told = changes(&again, &found(&edited(&[("odds: 95000", "odds: 10000")]), &MIXED));
    let about = std::fs::read_to_string(root().join("docs/survey.md")).unwrap();
    let value = serde_json::to_value(&told).unwrap();
    for key in value.as_object().unwrap().keys().chain(value["moved"][0].as_object().unwrap().keys()) {
        assert!(about.contains(&format!("`{key}`")), "docs/survey.md says nothing of {key}");
    }
    assert!(about.contains(CHANGES_SCHEMA));
}
