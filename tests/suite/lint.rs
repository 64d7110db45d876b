//! The lint: each warning has a small scenario that draws it and nothing else, and whose mended twin does not.
//!
//! `tests/lint/scenario.ron` is the twin of them all: the lint has nothing to say of it, and each case is one change of
//! it. `docs/lint.md` is made from the list of codes: `UPDATE=1 cargo test lint` rewrites it.

use std::{collections::BTreeSet, fmt::Write as _, fs};

use brinkmanship::{
    lint::{Baseline, Entry, LINTS, Play, Report, play, scan},
    scenario::Loaded,
};

use crate::support::{folders, load_folder, load_texts, root, told};

/// The twin of all cases.
fn gate() -> String {
    fs::read_to_string(root().join("tests/lint/scenario.ron")).unwrap()
}

/// The twin with changes made to it; what is to be changed has to be there.
fn changed(changes: &[(&str, &str)]) -> String {
    changes.iter().fold(gate(), |text, (old, new)| {
        assert!(text.contains(old), "{old}");
        text.replacen(old, new, 1)
    })
}

/// Loads a text that is fit for play.
fn fit(text: &str) -> Loaded {
    let loaded = load_texts(&[("scenario.ron", text)]);
    assert!(loaded.scenario.is_some(), "{}", told(&loaded));
    loaded
}

fn codes(report: &Report) -> BTreeSet<&'static str> {
    report.warnings.iter().map(|warning| warning.code).collect()
}

const RUNS: Play = Play { runs: 1_000, seed: 1 };

fn played(text: &str) -> Report {
    play(&fit(text), &RUNS, |_| {})
}

/// A code, the changes that bring it about, and what stands on the line of the warning.
type Case = (&'static str, &'static [(&'static str, &'static str)], &'static str);

const LINE: &str = "crossed: TrackAtLeast(\"riders\", 4), chance: Fact(\"gate-shut\"), source: [\"fictional\"],";

/// Two sources of either side and one of neither, all of them used.
const SOURCES: (&str, &str) = (
    "    readings: {",
    "    sources: {
        \"north-diary\": (reference: \"The diary of the mayor of North\", perspective: \"north\"),
        \"south-diary\": (reference: \"The diary of the mayor of South\", perspective: \"south\"),
        \"study\": (reference: \"A study of both\"),
    },
    readings: {",
);

const CASES: &[Case] = &[
    // No verdict of South's reads the line or the riders any more.
    (
        "line-arbitrary",
        &[("(verdict: 75, when: EverCrossed(\"shut-gate\"), because: \"Ridden through, and known to be South's.\"),\n", "")],
        "\"shut-gate\": (",
    ),
    // Four riders come nearer to a line that eight of them cross, and are neither a probe nor respect.
    (
        "line-imprecise",
        &[(LINE, "crossed: TrackAtLeast(\"riders\", 8), chance: Not(Fact(\"gate-shut\")), source: [\"fictional\"],")],
        "\"shut-gate\": (",
    ),
    (
        "line-unverifiable",
        &[("max: 10, start: 0, source", "max: 10, start: 0, audience: Only(\"north\"), source")],
        "\"shut-gate\": (",
    ),
    // The line names one act, and another brings about the same.
    (
        "line-bypassable",
        &[
            ("stake: 12", "stake: 0"),
            (LINE, "crossed: Did(\"ride\"), chance: Fact(\"gate-shut\"), fade: 0, source: [\"fictional\"],"),
            (
                "        \"pay\": (",
                "        \"swim\": (
            actor: \"north\", channel: \"bridge\", repeat: true, escalation: 2, requires: Fact(\"gate-shut\"),
            title: \"Swim\", text: \"Send them through the river.\",
            effects: [Change(\"riders\", 4), Climb(ladder: \"tension\", to: \"shots\")], source: [\"fictional\"],
        ),
        \"pay\": (",
            ),
        ],
        "\"shut-gate\": (",
    ),
    // Riders that never ride home.
    (
        "line-no-exit",
        &[
            ("effects: [SetTo(\"riders\", 0)]", "effects: []"),
        ],
        "\"shut-gate\": (",
    ),
    // The gate is shut, and that answers nobody.
    ("line-unanswerable", &[(", Answer(\"shut-gate\")]", "]")], "\"shut-gate\": ("),
    (
        "line-never-threatened",
        &[
            (LINE, "crossed: All([TrackAtLeast(\"riders\", 4), Happened(\"feast\")]), chance: Never, source: [\"fictional\"],"),
            (
                "    endings: {",
                "    events: { \"feast\": (title: \"A feast\", text: \"All dance.\", turns: (1, 1), odds: 1, allow: { \"odds-tiny\": \"It never comes.\" }, source: [\"fictional\"]) },
    endings: {",
            ),
        ],
        "\"shut-gate\": (",
    ),
    (
        "move-dead",
        &[
            ("        \"pay\": (", "        \"sing\": (
            actor: \"north\", channel: \"bridge\", requires: Happened(\"feast\"),
            title: \"Sing\", text: \"Sing.\", source: [\"fictional\"],
        ),
        \"pay\": ("),
            (
                "    endings: {",
                "    events: { \"feast\": (title: \"A feast\", text: \"All dance.\", turns: (1, 1), odds: 1, allow: { \"odds-tiny\": \"It never comes.\" }, source: [\"fictional\"]) },
    endings: {",
            ),
        ],
        "\"sing\": (",
    ),
    // Whoever pays has lost some of the trade.
    (
        "move-dominated",
        &[("(verdict: 75, when: Fact(\"toll-paid\")", "(verdict: 50, when: Fact(\"toll-paid\")")],
        "\"pay\": (",
    ),
    (
        "ending-unreached",
        &[
            (
                "        \"quiet\": (",
                "        \"feast\": (title: \"A feast\", category: Settlement, text: \"All dance.\", when: Happened(\"feast\")),
        \"quiet\": (",
            ),
            (
                "    endings: {",
                "    events: { \"feast\": (title: \"A feast\", text: \"All dance.\", turns: (1, 1), odds: 1, allow: { \"odds-tiny\": \"It never comes.\" }, source: [\"fictional\"]) },
    endings: {",
            ),
        ],
        "\"feast\": (title: \"A feast\", category",
    ),
    // Before the bell is rung there is no crisis, and nine times in ten it is rung.
    (
        "ending-at-start",
        &[
            ("    facts: {", "    facts: {\n        \"begun\": (text: \"The bell was rung.\"),"),
            (
                "    endings: {",
                "    events: { \"bell\": (title: \"A bell\", text: \"It is rung.\", turns: (0, 0), odds: 95000, effects: [Become(\"begun\")], source: [\"fictional\"]) },
    endings: {
        \"asleep\": (title: \"Nobody woke\", category: Unsettled, text: \"All sleep.\", when: Not(Fact(\"begun\"))),",
            ),
        ],
        "\"asleep\": (",
    ),
    (
        "ends-early",
        &[(
            "    endings: {",
            "    events: { \"flood\": (title: \"A flood\", text: \"The bridge is gone.\", turns: (0, 0), odds: 80000, source: [\"fictional\"]) },
    endings: {
        \"flood\": (title: \"A flood\", category: Unsettled, text: \"There is no bridge.\", when: Happened(\"flood\")),",
        )],
        "(",
    ),
    // South is proud of the riders that fell; it may be proud of a gate that held, and of fewer that fell.
    (
        "cost-gained",
        &[
            ("\"Riders at the gate\",", "\"Riders who fell at the gate\", role: HumanCost,"),
            (
                "    aims: {",
                "    aims: {
        \"pride\": (
            owner: \"south\", title: \"Pride\", text: \"Show who is stronger.\", weight: 0, source: [\"fictional\"],
            verdicts: [
                (verdict: 100, when: All([Fact(\"gate-shut\"), TrackAtLeast(\"riders\", 4)]), because: \"Many fell.\"),
                (verdict: 0, because: \"Nobody speaks of it.\"),
            ],
        ),",
            ),
        ],
        "\"pride\": (",
    ),
    (
        "odds-tiny",
        &[(
            "    endings: {",
            "    events: { \"rain\": (title: \"Rain\", text: \"It rains.\", odds: 50, source: [\"fictional\"]) },
    endings: {",
        )],
        "\"rain\": (",
    ),
    ("unused", &[("    facts: {", "    facts: {\n        \"fair\": (text: \"The weather is fair.\"),")], "\"fair\": ("),
    (
        "unused",
        &[("channels: {", "channels: { \"mill\": (title: \"The mill\"),")],
        "\"mill\": (",
    ),
    (
        "unused",
        &[("text: \"Keep the carts at home.\",", "text: \"Keep the carts at home.\", effects: [Change(\"riders\", 0)],")],
        "\"wait-north\": (",
    ),
    // Nobody is ever more than half content.
    (
        "aim-never-met",
        &[
            ("verdict: 75", "verdict: 50"),
            ("verdict: 75", "verdict: 50"),
            ("verdict: 75", "verdict: 50"),
            ("verdict: 75", "verdict: 50"),
        ],
        "\"trade\": (",
    ),
    // What North wants comes about whatever happens, and all of it.
    (
        "seat-bias",
        &[
            ("(verdict: 75, when: Fact(\"toll-paid\")", "(verdict: 100, when: Fact(\"toll-paid\")"),
            ("(verdict: 75, because: \"The carts", "(verdict: 100, because: \"The carts"),
        ],
        "(",
    ),
    (
        "dove-war",
        &[(
            "        \"paid\": (title",
            "        \"storm\": (title: \"War\", category: MajorWar, text: \"Out of nothing.\", when: Happened(\"raid\")),
        \"paid\": (title",
        ), (
            "    endings: {",
            "    events: { \"raid\": (title: \"A raid\", text: \"Nobody knows whose.\", turns: (1, 2), odds: 5000, source: [\"fictional\"]) },
    endings: {",
        )],
        "(",
    ),
    (
        "briefing-gives-away",
        &[("\"north\": \"South talks of shutting the gate.\"", "\"north\": \"All know it: the chest of South is empty.\"")],
        "(",
    ),
    // Who plays the cut reads of a turn after which to stop; with a note of its own it says nothing.
    (
        "cut-told-otherwise",
        &[
            ("    judgement:", "    content_note: \"The last two turns are grim; you may stop before them.\",\n    judgement:"),
            (
                "    moves: {",
                "    cuts: { \"lesson\": (title: \"Market days\", minutes: 45, text: \"All of it.\", turns: [0, 1, 2]) },\n    moves: {",
            ),
        ],
        "(",
    ),
    // North's diary alone speaks of what South draws.
    (
        "one-perspective",
        &[
            ("status: Published", "status: Draft"),
            SOURCES,
            ("Fact(\"gate-shut\"), source: [\"fictional\"],\n        ),\n    },\n    endings", "Fact(\"gate-shut\"), source: [\"north-diary\"],\n        ),\n    },\n    endings"),
            ("weight: 2, source: [\"fictional\"]", "weight: 2, source: [\"study\", \"south-diary\"]"),
        ],
        "\"shut-gate\": (",
    ),
    (
        "allow-unused",
        &[("owner: \"south\", text", "allow: { \"line-no-exit\": \"There is none.\" }, owner: \"south\", text")],
        "allow: {",
    ),
    (
        "allow-unknown",
        &[("owner: \"south\", text", "allow: { \"line-noexit\": \"There is none.\" }, owner: \"south\", text")],
        "allow: {",
    ),
];

#[test]
fn each_warning_is_drawn_by_a_small_scenario_and_not_by_its_mended_twin() {
    let twin = played(&gate());
    assert_eq!(twin.warnings, [], "the twin of all cases is quiet");
    let mut faults = String::new();
    for (code, changes, at) in CASES {
        let text = changed(changes);
        let report = played(&text);
        let found = codes(&report);
        if found != BTreeSet::from([*code]) {
            let told: Vec<String> =
                report.warnings.iter().map(|one| format!("{}: {}", one.code, one.message)).collect();
            let _ = writeln!(faults, "{code}: {told:#?}");
            continue;
        }
        let warning = &report.warnings[0];
        let line = text.lines().nth(warning.place.line - 1).unwrap_or_default();
        if !line.contains(at) {
            let _ = writeln!(faults, "{code} is on the line `{line}`");
        }
        assert!(
            !warning.message.ends_with('.') && !warning.help.is_empty() && !warning.found.is_empty(),
            "{warning:?}"
        );
    }
    assert!(faults.is_empty(), "\n{faults}");
    let cases: BTreeSet<&str> = CASES.iter().map(|(code, ..)| *code).collect();
    let codes: BTreeSet<&str> = LINTS.iter().map(|lint| lint.code).collect();
    assert_eq!(cases, codes, "each code has a case");
    assert_eq!(codes.len(), LINTS.len());
}

#[test]
fn a_warning_is_worded_in_the_language_in_force_and_is_the_same_otherwise() {
    let russian = crate::translation::russian();
    let mut found = 0;
    for (_, changes, _) in CASES {
        let loaded = fit(&changed(changes));
        let english = scan(&loaded);
        let spoken = brinkmanship::language::speak(Some(russian));
        let told = scan(&loaded);
        drop(spoken);
        for (one, other) in told.warnings.iter().zip(&english.warnings) {
            assert_eq!(
                (one.code, one.level, &one.place, &one.path),
                (other.code, other.level, &other.place, &other.path)
            );
            assert!(
                crate::translation::is_russian(&one.message) && crate::translation::is_russian(&one.help),
                "{one:?}"
            );
        }
        assert_eq!(told.warnings.len(), english.warnings.len());
        found += told.warnings.len();
    }
    assert!(9 <= found, "{found}");
}

#[test]
fn a_verdict_gains_by_human_cost_only_where_nothing_but_the_cost_makes_it_better() {
    for (verdicts, gains) in [
        // The worse it is, the lower the verdict.
        (
            "(verdict: 0, when: TrackAtLeast(\"riders\", 8), because: \"A.\"), (verdict: 50, when: TrackAtLeast(\"riders\", 4), because: \"B.\"), (verdict: 100, because: \"C.\")",
            false,
        ),
        // What was reached counts less where many fell for it.
        (
            "(verdict: 50, when: All([Fact(\"toll-paid\"), TrackAtLeast(\"riders\", 4)]), because: \"A.\"), (verdict: 100, when: Fact(\"toll-paid\"), because: \"B.\"), (verdict: 0, because: \"C.\")",
            false,
        ),
        (
            "(verdict: 100, when: All([Fact(\"toll-paid\"), TrackAtMost(\"riders\", 3)]), because: \"A.\"), (verdict: 50, when: All([Fact(\"toll-paid\"), TrackAtLeast(\"riders\", 4)]), because: \"B.\"), (verdict: 0, because: \"C.\")",
            false,
        ),
        // It counts more.
        (
            "(verdict: 100, when: All([Fact(\"toll-paid\"), Not(TrackAtMost(\"riders\", 3))]), because: \"A.\"), (verdict: 50, when: Fact(\"toll-paid\"), because: \"B.\"), (verdict: 0, because: \"C.\")",
            true,
        ),
        (
            "(verdict: 100, when: TrackAbove(\"riders\", \"north.standing\"), because: \"A.\"), (verdict: 0, because: \"B.\")",
            true,
        ),
    ] {
        let aim = format!(
            "    aims: {{\n        \"pride\": (owner: \"south\", title: \"Pride\", text: \"Be proud.\", weight: 0, source: [\"fictional\"], verdicts: [{verdicts}]),"
        );
        let text = changed(&[("\"Riders at the gate\",", "\"Riders who fell\", role: HumanCost,")]);
        let loaded = fit(&text.replacen("    aims: {", &aim, 1).replacen("max: 10", "max: 90", 1));
        assert_eq!(codes(&scan(&loaded)).contains("cost-gained"), gains, "{verdicts}");
    }
}

#[test]
fn a_warning_is_allowed_in_place_with_a_reason_and_only_with_one() {
    let exit = ("effects: [SetTo(\"riders\", 0)]", "effects: []");
    let allow = |reason: &str| format!("allow: {{ \"line-no-exit\": \"{reason}\" }}, owner: \"south\", text");
    let text = changed(&[exit]).replacen("owner: \"south\", text", &allow("Nobody rides home from this."), 1);
    let report = scan(&fit(&text));
    assert_eq!((report.warnings.len(), report.allowed.len()), (0, 1), "{report:?}");
    let text = changed(&[exit]).replacen("owner: \"south\", text", &allow(" "), 1);
    let loaded = load_texts(&[("scenario.ron", &text)]);
    assert_eq!(crate::support::codes(&loaded), ["text-empty"], "{}", told(&loaded));
}

#[test]
fn an_allowance_for_what_only_play_shows_is_not_idle_where_nothing_is_played() {
    let text = changed(&[("status: Published", "status: Published, allow: { \"seat-bias\": \"It was so.\" }")]);
    assert_eq!(scan(&fit(&text)).warnings, []);
    assert_eq!(codes(&played(&text)), BTreeSet::from(["allow-unused"]));
}

#[test]
fn a_baseline_holds_although_lines_move_and_says_what_is_no_longer_found() {
    let text = changed(&[("effects: [SetTo(\"riders\", 0)]", "effects: []")]);
    let before = scan(&fit(&text));
    let entries = before.warnings.iter().map(|warning| Entry::of("gate", warning)).collect();
    let baseline = Baseline { entries };
    let mut moved = scan(&fit(&format!("// A line.\n\n{text}"))).warnings;
    assert_ne!(moved[0].place.line, before.warnings[0].place.line);
    let known = baseline.take("gate", &mut moved);
    assert_eq!((known.len(), moved.len(), baseline.idle("gate", &known).len()), (1, 0, 0));
    let mut mended = scan(&fit(&gate())).warnings;
    let known = baseline.take("gate", &mut mended);
    assert_eq!(baseline.idle("gate", &known).len(), 1);
    // Another scenario's baseline says nothing of this one.
    let mut others = before.warnings;
    assert_eq!((baseline.take("other", &mut others).len(), others.len()), (0, 1));
}

#[test]
fn the_same_seed_gives_the_same_warnings_and_every_run_is_counted() {
    let (_, changes, _) = CASES.iter().find(|(code, ..)| *code == "move-dominated").unwrap();
    let loaded = fit(&changed(changes));
    let count = std::sync::atomic::AtomicU64::new(0);
    let one = play(&loaded, &RUNS, |done| {
        count.fetch_add(done, std::sync::atomic::Ordering::Relaxed);
    });
    assert_eq!(count.into_inner(), RUNS.total());
    assert_eq!(one, play(&loaded, &RUNS, |_| {}));
}

#[test]
fn the_files_of_our_own_scenarios_are_quiet() {
    for folder in folders("scenarios") {
        let loaded = load_folder(&folder);
        let report = scan(&loaded);
        let told: Vec<String> =
            report.warnings.iter().map(|one| format!("{} {}: {}", one.code, one.path, one.message)).collect();
        assert!(told.is_empty(), "{}: {told:#?}", folder.display());
    }
}

/// The page about the lint, made from the list of codes.
fn page() -> String {
    let mut text = String::from(
        "<!-- Made from src/lint/codes.rs: UPDATE=1 cargo test lint -->
# The lint

`crisis check` finds what is wrong with a scenario; `crisis lint` says what is doubtful about one that is sound.
It looks at the files, plays 10,000 runs of mixed play and a quarter as many between each of four pairs of equal policies, and says the same each time for the same files and seed.
`crisis lint my-crisis --files` looks at the files alone, in a few milliseconds.

A warning has a *level* (grave: it spoils the game or misleads a class; notable: it should be looked at; slight: it is untidy) and a *confidence* (certain: it follows from the files; likely: it is so unless there is a reason that the files do not tell; possible: it was so in all that was played).

## Allow a warning

Where a warning is right and meant, allow it in place, with the reason that a reader is owed:

```ron
\"ru3-missile-means-retaliation\": (
    allow: { \"line-no-exit\": \"A nuclear threat: there is nothing after it.\" },
    ...
)
```

Moves, red lines, events, endings, aims, readings, turns and briefings in their place have this field; what concerns the scenario as a whole, and facts, desks and terms, is allowed in `allow` of `scenario.ron`.
An allowance without a reason is a fault, and one for a warning that is not there is itself a warning.

## Keep a baseline

`crisis lint my-crisis --write-baseline` writes what is found to `lint-baseline.json`; `crisis lint my-crisis --baseline lint-baseline.json` then speaks only of what is new, and says which entries are no longer found.
An entry names scenario, code and item, so that it holds although lines move.

## The warnings

",
    );
    for lint in LINTS {
        let _ = writeln!(text, "### `{}`\n\n*{}, {}*\n", lint.code, lint.level.word(), lint.confidence.word());
        for sentence in lint.about.split_inclusive(". ") {
            let _ = writeln!(text, "{}", sentence.trim_end());
        }
        let _ = writeln!(text, "\n```ron\n{}\n```\n", lint.example);
    }
    text.trim_end().to_owned() + "\n"
}

#[test]
fn the_page_about_the_lint_is_made_from_the_list_of_codes() {
    let path = root().join("docs/lint.md");
    if std::env::var_os("UPDATE").is_some() {
        fs::write(&path, page()).unwrap();
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert_eq!(found, page(), "UPDATE=1 cargo test lint");
}
