//! Every diagnostic code has a folder in `tests/bad` that yields it and nothing else.

use std::{collections::BTreeSet, fs, path::Path};

use brinkmanship::{
    policy::Simple,
    scenario::{
        CODES, Loaded, Severity,
        files::{Found, read_folder},
        load,
    },
    survey::{check_play, check_reach},
    transcript::check_history,
};

use crate::{
    fuzzing::course,
    support::{codes, load_texts, root, smallest, told},
};

/// Codes that cannot come alone, because they speak about the others.
const IN_COMPANY: &[&str] = &["too-many-faults"];

/// The names of the folders in `tests/bad`, in order.
fn names() -> BTreeSet<String> {
    fs::read_dir(root().join("tests/bad"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .collect()
}

/// Loads a folder and finds out what play can tell of it.
///
/// Its `loaded.txt` says what a repository cannot hold, large files and odd names:
/// `pad <file> <bytes> <value>` adds a file of white space; `call <name>` loads it as a folder of that name.
fn load_bad(folder: &Path) -> Loaded {
    let mut found = read_folder(folder).unwrap();
    let orders = fs::read_to_string(folder.join("loaded.txt")).unwrap_or_default();
    let mut id = "bad";
    for order in orders.lines() {
        match *order.split_whitespace().collect::<Vec<_>>() {
            ["pad", name, bytes, value] => {
                let text = format!("{value}{}", " ".repeat(bytes.parse().unwrap()));
                found.push(Found { name: name.to_owned(), bytes: Ok(text.into_bytes()) });
            }
            ["call", ..] => id = order.trim_start_matches("call "),
            _ => panic!("{order}"),
        }
    }
    found.sort_by(|a, b| a.name.cmp(&b.name));
    let mut loaded = load(id, &found);
    check_history(&mut loaded);
    check_play(&mut loaded);
    check_reach(&mut loaded);
    loaded
}

/// The place that the first line of the scenario expects, as in `// expect 12:5`.
fn expected(folder: &Path) -> Option<(usize, usize)> {
    let text = fs::read_to_string(folder.join("scenario.ron")).unwrap();
    let (line, column) = text.lines().next()?.strip_prefix("// expect ")?.split_whitespace().next()?.split_once(':')?;
    Some((line.parse().unwrap(), column.trim_end_matches('.').parse().unwrap()))
}

#[test]
fn every_bad_folder_yields_its_code_and_nothing_else() {
    let mut faults = String::new();
    for name in names() {
        let folder = root().join("tests/bad").join(&name);
        let loaded = load_bad(&folder);
        let found = codes(&loaded);
        if !found.contains(&name.as_str()) || (found.len() != 1 && !IN_COMPANY.contains(&name.as_str())) {
            faults += &format!("{name} yields {found:?}:\n{}", told(&loaded));
        }
        let error = loaded.diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error);
        assert_eq!(loaded.scenario.is_none(), error, "{name}: only an error makes a scenario unfit for play");
        if let Some((line, column)) = expected(&folder) {
            let here = loaded.diagnostics.iter().any(|diagnostic| {
                let place = &diagnostic.place;
                diagnostic.code == name
                    && (place.file.as_str(), place.line, place.column) == ("scenario.ron", line, column)
            });
            if !here {
                faults += &format!("{name} is expected at {line}:{column}:\n{}", told(&loaded));
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn what_is_only_warned_of_plays_to_an_end_whoever_plays() {
    let mut played = 0;
    for name in names() {
        let Some(scenario) = load_bad(&root().join("tests/bad").join(&name)).scenario else { continue };
        for policy in Simple::ALL {
            for seed in 0..20 {
                let course = course(&scenario, policy, seed).unwrap_or_else(|refused| panic!("{name}: {refused}"));
                assert!(course.crisis.ended().is_some(), "{name}: {policy:?} with {seed} comes to no end");
                played += 1;
            }
        }
    }
    assert!(
        15 * Simple::ALL.len() * 20 <= played,
        "at least fifteen folders with nothing worse than a warning: {played}"
    );
}

/// What is said of a condition that a move asks for, in the smallest scenario with another fact: severity, code, message.
fn judged(status: &str, condition: &str) -> Vec<(Severity, &'static str, String)> {
    let text = smallest()
        .replace("status: Published", &format!("status: {status}"))
        .replace("facts: {", "facts: { \"left\": (text: \"Left.\"),")
        .replace("requires: Fact(\"bridge-closed\")", &format!("requires: {condition}"));
    assert!(text.contains(condition) && text.contains("\"left\""), "{text}");
    let loaded = load_texts(&[("scenario.ron", &text)]);
    loaded.diagnostics.into_iter().map(|one| (one.severity, one.code, one.message)).collect()
}

/// What is said of the smallest scenario with changes made to it: severity, code, message.
fn said(status: &str, changes: &[(&str, &str)]) -> Vec<(Severity, &'static str, String)> {
    let text = smallest().replace("status: Published", &format!("status: {status}"));
    let text = changes.iter().fold(text, |text, (old, new)| {
        assert!(text.contains(old), "{old} is not in {text}");
        text.replacen(old, new, 1)
    });
    let loaded = load_texts(&[("scenario.ron", &text)]);
    loaded.diagnostics.into_iter().map(|one| (one.severity, one.code, one.message)).collect()
}

#[test]
fn what_is_not_yet_said_is_a_thing_to_do_in_a_draft_and_a_fault_once_published() {
    let line = "crossed: Did(\"cross\")";
    let word = "    endings: {";
    let kept = "commitments: { \"word\": (owner: \"south\", text: \"It stays shut.\", kept: Always, broken: Did(\"cross\"), stake: 5, source: [\"fictional\"]) },\n    endings: {";
    let broken = "commitments: { \"word\": (owner: \"south\", text: \"It stays shut.\", kept: Did(\"cross\"), broken: Always, stake: 5, source: [\"fictional\"]) },\n    endings: {";
    let wants = ("effects: [Become(\"bridge-closed\")", "effects: [Commit(\"word\"), Become(\"bridge-closed\")");
    for (changes, code, words) in [
        (
            vec![(line, "crossed: Always")],
            "when-missing",
            "`crossed` of `closed-gate` is `Always`, whatever anybody does",
        ),
        (
            vec![(line, "crossed: Did(\"cross\"), probed: Always")],
            "when-missing",
            "`probed` of `closed-gate` is `Always`, whatever anybody does",
        ),
        (vec![(word, kept), wants], "when-missing", "`kept` of `word` is `Always`, whatever anybody does"),
        (vec![(word, broken), wants], "when-missing", "`broken` of `word` is `Always`, whatever anybody does"),
        (
            vec![("declared: At(0)", "declared: ByMove")],
            "line-undeclared",
            "nothing declares `closed-gate`, so that it never holds and nothing crosses it",
        ),
        (
            vec![("                (verdict: 100, because: \"The bridge stayed open.\"),\n", "")],
            "verdict-gap",
            "`trade` may be left without a verdict",
        ),
    ] {
        for (status, severity) in [("Draft", Severity::ToDo), ("Published", Severity::Error)] {
            let found = said(status, &changes);
            let told = found.iter().find(|(_, found, _)| *found == code);
            assert_eq!(told, Some(&(severity, code, words.to_owned())), "{status}: {changes:?}: {found:?}");
            assert!(severity == Severity::Error || found.iter().all(|(one, ..)| *one != Severity::Error), "{found:?}");
        }
    }
}

#[test]
fn a_line_charges_the_side_that_it_binds_only_with_what_that_side_or_an_event_can_do() {
    for (crossed, wrong) in [
        ("Did(\"close\")", true),
        ("Fact(\"bridge-closed\")", true),
        ("All([Fact(\"bridge-closed\"), TurnAtLeast(1)])", true),
        ("TrackAtLeast(\"tolls\", 5)", true),
        ("Any([Did(\"close\"), Did(\"cross\")])", false),
        ("All([Did(\"close\"), Did(\"cross\")])", false),
        ("All([Fact(\"bridge-closed\"), Happened(\"flood\")])", false),
        ("Did(\"cross\")", false),
        ("RungAtLeast(\"tension\", \"shots\")", false),
    ] {
        let changes = [
            ("crossed: Did(\"cross\")", format!("crossed: {crossed}")),
            ("tracks: {", "tracks: { \"tolls\": (name: \"Tolls\", start: 0, source: [\"fictional\"]),".to_owned()),
            ("effects: [Become(\"bridge-closed\")", "effects: [Change(\"tolls\", 5), Become(\"bridge-closed\")".to_owned()),
            ("    endings: {", "    events: { \"flood\": (title: \"A flood\", text: \"The river rises.\", odds: 20000, source: [\"fictional\"]) },\n    endings: {".to_owned()),
        ];
        let changes: Vec<(&str, &str)> = changes.iter().map(|(old, new)| (*old, new.as_str())).collect();
        let found = said("Published", &changes);
        assert_eq!(found.iter().any(|(_, code, _)| *code == "line-wrong-side"), wrong, "{crossed}: {found:?}");
        assert!(found.iter().all(|(_, code, _)| *code == "line-wrong-side"), "{crossed}: {found:?}");
    }
}

#[test]
fn what_nothing_brings_about_yet_is_a_thing_to_do_in_a_draft_and_a_fault_once_published() {
    for (condition, code, words) in [
        ("Fact(\"left\")", "never-holds", "this can never hold: nothing that can happen by then makes `left` true"),
        ("Not(Fact(\"left\"))", "always-holds", "this always holds: nothing that can happen by then makes `left` true"),
        (
            "All([Not(Fact(\"bridge-closed\")), Not(Fact(\"left\"))])",
            "never-holds",
            "this can never hold, so that `Not` rules nothing out by it: nothing that can happen by then makes `left` true",
        ),
    ] {
        for (status, severity) in [("Draft", Severity::ToDo), ("Published", Severity::Error)] {
            assert_eq!(judged(status, condition), [(severity, code, words.to_owned())], "{status}: {condition}");
        }
    }
    // What can never be, whatever is still written, is a fault in a draft too; a group inside as well as the whole.
    for (condition, code, words) in [
        (
            "Any([Fact(\"bridge-closed\"), All([Fact(\"bridge-closed\"), Not(Fact(\"bridge-closed\"))])])",
            "never-holds",
            "a part of this can never hold: its parts contradict one another",
        ),
        (
            "All([Fact(\"bridge-closed\"), Not(All([Fact(\"bridge-closed\"), Not(Fact(\"bridge-closed\"))]))])",
            "never-holds",
            "a part of this can never hold, so that `Not` rules nothing out by it: its parts contradict one another",
        ),
        (
            "All([Not(Fact(\"bridge-closed\")), Any([Fact(\"bridge-closed\"), Not(Fact(\"bridge-closed\"))])])",
            "always-holds",
            "a part of this always holds: its parts together cover every case",
        ),
        (
            "Any([Fact(\"bridge-closed\"), Not(Fact(\"bridge-closed\"))])",
            "always-holds",
            "this always holds: its parts together cover every case",
        ),
        (
            "All([Fact(\"bridge-closed\"), Not(Fact(\"bridge-closed\"))])",
            "never-holds",
            "this can never hold: its parts contradict one another",
        ),
        (
            "RungAtLeast(\"tension\", \"calm\")",
            "always-holds",
            "this always holds: `tension` stays within `calm` to `shots`",
        ),
    ] {
        let found = judged("Draft", condition);
        let fault = |one: &(Severity, &str, String)| {
            one.0 == Severity::Error && one.1 == code && one.2.starts_with(&words[..words.find(':').unwrap()])
        };
        assert!(found.iter().any(|one| fault(one) && one.2.contains(&words[words.find(": ").unwrap()..])), "{found:?}");
    }
}

#[test]
fn an_alternative_that_what_stands_beside_it_decides_is_found() {
    let (closed, crossed) = ("Fact(\"bridge-closed\")", "Did(\"wait-south\")");
    let never = "a part of this can never hold: what has to hold beside it rules it out";
    let always = "a part of this always holds: what has to hold beside it makes sure of it";
    let parts = "a part of this can never hold: its parts contradict one another";
    for (condition, words) in [
        (format!("All([{closed}, Any([All([Not({closed}), {crossed}]), {crossed}])])"), Some(never)),
        (format!("All([{closed}, Any([Not({closed}), {crossed}])])"), Some(never)),
        (
            format!("All([{closed}, Not(Any([Not({closed}), {crossed}]))])"),
            Some(
                "a part of this can never hold, so that `Not` rules nothing out by it: what has to hold beside it rules it out",
            ),
        ),
        (
            format!(
                "All([TrackAtLeast(\"south.standing\", 55), Any([TrackAtLeast(\"south.standing\", 52), {crossed}])])"
            ),
            Some(always),
        ),
        (format!("Any([{closed}, AtLeast(2, [{crossed}, Not({crossed})])])"), Some(parts)),
        (format!("Any([{closed}, AtLeast(2, [All([{crossed}, {closed}]), Not({crossed}), Not({closed})])])"), None),
        (format!("All([{closed}, Any([{crossed}, Did(\"wait-north\")])])"), None),
    ] {
        let found: Vec<String> = judged("Draft", &condition).into_iter().map(|(.., said)| said).collect();
        assert_eq!(found, words.map(str::to_owned).into_iter().collect::<Vec<_>>(), "{condition}");
    }
}

#[test]
fn an_ending_or_a_text_that_an_earlier_one_is_always_taken_before_is_found() {
    let ending = |when: &str| {
        let later = format!(
            "        \"later\": (title: \"Later\", category: Unsettled, text: \"Later.\", when: {when}),\n        \"quiet\": ("
        );
        load_texts(&[("scenario.ron", &smallest().replacen("        \"quiet\": (", &later, 1))])
    };
    let hidden = ending("All([RungAtLeast(\"tension\", \"shots\"), Fact(\"bridge-closed\")])");
    assert_eq!(codes(&hidden), ["covered"], "{}", told(&hidden));
    assert!(!codes(&ending("Fact(\"bridge-closed\")")).contains(&"covered"));
    let instead = |second: &str| {
        let text = |when: &str| {
            format!(
                "(when: {when}, headline: \"Instead\", briefing: {{ \"north\": \"Now.\", \"south\": \"Now.\" }}, source: [\"fictional\"])"
            )
        };
        let both = format!("    instead: [{}, {}],\n    moves: {{", text("Fact(\"bridge-closed\")"), text(second));
        codes(&load_texts(&[("scenario.ron", &smallest().replacen("    moves: {", &both, 1))]))
    };
    assert!(instead("All([Fact(\"bridge-closed\"), Did(\"wait-south\")])").contains(&"covered"));
    assert!(!instead("Did(\"wait-south\")").contains(&"covered"));
}

#[test]
fn the_first_bracket_that_is_open_at_the_end_speaks_for_all() {
    for text in ["{{{{", "((((\n(", "[[[["] {
        let found = load_texts(&[("scenario.ron", text)]).diagnostics;
        let syntax: Vec<&str> =
            found.iter().filter(|one| one.code == "syntax").map(|one| one.message.as_str()).collect();
        assert_eq!(syntax.len(), 1, "{text}: {syntax:?}");
    }
}

#[test]
fn a_refused_order_of_history_is_told_by_the_words_that_do_not_hold_and_since_when() {
    let of = |second: &str, requires: &str| {
        let text = smallest()
            .replace("requires: Fact(\"bridge-closed\")", &format!("requires: {requires}"))
            .trim_end()
            .trim_end_matches(')')
            .to_owned()
            + &format!(
                "history: (turns: [(orders: {{ \"south\": [\"close\"] }}), (orders: {{ \"north\": [\"{second}\"] }})]),\n)\n"
            );
        let mut loaded = load_texts(&[("scenario.ron", &text)]);
        check_history(&mut loaded);
        let found = loaded.diagnostics.into_iter().find(|one| one.code == "history-order-refused");
        found.unwrap_or_else(|| panic!("it is refused")).message
    };
    assert_eq!(
        of("cross", "Not(Fact(\"bridge-closed\"))"),
        "turn 1 orders `cross`, which is refused: its `requires` does not hold, as far as its actor knows: \
         `Fact(\"bridge-closed\")` has held since turn 0, and must not"
    );
    assert_eq!(
        of("cross", "All([Fact(\"bridge-closed\"), Did(\"wait-south\")])"),
        "turn 1 orders `cross`, which is refused: its `requires` does not hold, as far as its actor knows: \
         `Did(\"wait-south\")` has not held so far"
    );
}

#[test]
fn what_history_came_to_is_told_in_words() {
    let text = fs::read_to_string(root().join("tests/bad/history-expectation/scenario.ron")).unwrap();
    let expect =
        "expect: (verdicts: { \"trade\": (75, 100) }, lines: { \"closed-gate\": (words: Denies, conduct: 50) })";
    let mut loaded = load_texts(&[("scenario.ron", &text.replace("expect: (ending: \"shots\")", expect))]);
    check_history(&mut loaded);
    let found: Vec<String> = loaded.diagnostics.into_iter().map(|one| one.message).collect();
    assert!(found.iter().any(|one| one == "the verdict on \"Trade\": 75 at the end and 100 later was expected, 0 at the end and 0 later was found"), "{found:?}");
    assert!(
        found
            .iter()
            .any(|one| one == "the red line \"Nobody passes a closed gate\": denies it was expected, silent was found"),
        "{found:?}"
    );
}

#[test]
fn the_wrong_side_cannot_act_on_a_red_line() {
    let text = fs::read_to_string(root().join("tests/bad/words-move-conduct/scenario.ron")).unwrap();
    let deed = text.replace(" phase: Words,", "");
    let climb = "Climb(ladder: \"tension\", to: \"shots\")";
    assert!(deed.contains(climb) && load_texts(&[("scenario.ron", &deed)]).diagnostics.is_empty());
    for (effect, fault) in [
        ("Answer", Some("a red line of one's own")),
        ("LetPass", Some("a red line of one's own")),
        ("Declare", Some("a red line of one's own")),
        ("Say", None),
    ] {
        let word = if effect == "Say" { "Say(\"closed-gate\", Denies)" } else { &format!("{effect}(\"closed-gate\")") };
        let [theirs, own] = [climb, "Change(\"south.standing\", 5)"].map(|effect| {
            let text = deed.replace(effect, &format!("{effect}, {word}"));
            load_texts(&[("scenario.ron", &text)]).diagnostics
        });
        let wrong = |found: &[brinkmanship::scenario::Diagnostic]| {
            found.iter().find(|one| one.code == "wrong-side").and_then(|one| one.expected.clone())
        };
        // North's move is bound by South's line: it may speak of it and do nothing else about it.
        assert_eq!(wrong(&theirs).as_deref(), fault, "{effect}");
        let spoken = fault.is_none().then_some("a red line that binds the side whose move it is");
        assert_eq!(wrong(&own).as_deref(), spoken, "{effect}");
    }
}

#[test]
fn every_code_has_a_bad_folder_and_every_bad_folder_a_code() {
    let names = names();
    let codes: BTreeSet<&str> = CODES.iter().map(|(code, _, _)| *code).collect();
    let missing: Vec<_> = codes.iter().filter(|code| !names.contains(**code)).collect();
    let unknown: Vec<_> = names.iter().filter(|name| !codes.contains(name.as_str())).collect();
    assert!(missing.is_empty() && unknown.is_empty(), "without a folder: {missing:?}; without a code: {unknown:?}");
    assert_eq!(codes.len(), CODES.len(), "a code is explained once");
}

#[test]
fn messages_are_said_to_the_author() {
    for name in names() {
        for diagnostic in load_bad(&root().join("tests/bad").join(&name)).diagnostics {
            let message = &diagnostic.message;
            assert!(!message.is_empty() && !message.ends_with('.'), "{name}: {message}");
            assert!(!message.to_lowercase().contains("invalid"), "{name}: {message}");
            let [help, expected, found] = [&diagnostic.help, &diagnostic.expected, &diagnostic.found]
                .map(|part| part.as_deref().unwrap_or_default());
            for (part, text) in [("help", help), ("expected", expected), ("found", found)] {
                assert!(!text.is_empty() && !text.ends_with('.'), "{name} has no {part}: {diagnostic}");
            }
        }
    }
}

#[test]
fn what_is_missing_is_not_found_in_the_title() {
    for name in names() {
        for diagnostic in load_bad(&root().join("tests/bad").join(&name)).diagnostics {
            let found = diagnostic.found.unwrap_or_default();
            assert!(!found.contains("The Bridge"), "{name}: {found} at {:?}", diagnostic.place);
        }
    }
}

/// A bad folder with one line of its scenario changed, and the help for the unknown id in it.
fn help_for(from: &str, to: &str) -> String {
    let text = fs::read_to_string(root().join("tests/bad/unknown-id/scenario.ron")).unwrap();
    let text = text.replace("bridge-close\"", "bridge-closed\"");
    assert!(text.contains(from), "{from}");
    let loaded = load_texts(&[("scenario.ron", &text.replacen(from, to, 1))]);
    let fault = loaded.diagnostics.iter().find(|one| one.code == "unknown-id").expect("the id is unknown");
    fault.help.clone().unwrap_or_default()
}

#[test]
fn an_unknown_id_is_told_what_there_is_and_where_to_add_it() {
    for (from, to, help) in [
        ("channel: \"bridge\"", "channel: \"brigde\"", "did you mean `bridge`?"),
        ("channel: \"bridge\"", "channel: \"navy\"", "there is `bridge`; name one of them, or add yours to `channels`"),
        (
            "to: \"shots\"",
            "to: \"war\"",
            "there is `calm`, `shots`; name one of them, or add yours to `ladders.tension.rungs`",
        ),
        ("Did(\"cross\")", "OnTable(\"half-toll\")", "none is declared yet: add it to `offers`"),
    ] {
        assert_eq!(help_for(from, to), help);
    }
}
