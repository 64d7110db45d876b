//! No file can cause a panic, a hang or unbounded memory.

use std::time::{Duration, Instant};

use brinkmanship::scenario::{Loaded, files::read_folder};

use crate::fuzzing::{Chance, Corpus, Kind, mutate};
use crate::support::{bundled, codes, load_bytes, load_folder, load_texts, root, smallest, told};

/// The longest that any one file may take, on a slow machine and unoptimised.
const SOON: Duration = Duration::from_secs(30);

/// How many inputs of the fuzzer are tried: a few seconds of it.
const INPUTS: u64 = 300;

/// Loads one text as `scenario.ron` and sees that it does not take long.
fn load_soon(name: &str, text: &[u8]) -> Loaded {
    let start = Instant::now();
    let loaded = load_bytes(&[("scenario.ron", text)]);
    assert!(start.elapsed() < SOON, "{name} took {:?}", start.elapsed());
    loaded
}

/// The smallest scenario with one text put in place of another.
fn with(old: &str, new: &str) -> String {
    let text = smallest();
    assert!(text.contains(old), "{old}");
    text.replacen(old, new, 1)
}

const CLOSED: &str = "requires: Fact(\"bridge-closed\")";

#[test]
fn hostile_files_are_refused_soon_and_by_name() {
    let condition = |condition: String| with(CLOSED, &format!("requires: {condition}"));
    let effects = |effects: String| with("effects: [Become(\"bridge-closed\"), ", &format!("effects: [{effects} "));
    let many = |piece: &str, count: usize| piece.repeat(count);
    let distinct = |make: &dyn Fn(usize) -> String, count: usize| (0..count).map(make).collect::<String>();
    let cases: Vec<(&str, String, &str)> = vec![
        ("an empty file", String::new(), "wrong-type"),
        ("only comments", "// nothing\n/* at all */".to_owned(), "wrong-type"),
        ("a million opening brackets", many("(", 1_000_000), "wrong-type"),
        ("a million opening brackets of a field", format!("(map:{}", many("(", 900_000)), "too-deep"),
        ("a million lists", many("[", 1_000_000), "wrong-type"),
        ("a million nested comments", many("/*", 500_000), "syntax"),
        ("a million quotes", many("\"", 1_000_000), "wrong-type"),
        (
            "a comment that hides an attribute",
            "/* /* */ */ #![enable(unwrap_newtypes)] ()".to_owned(),
            "chosen-extension",
        ),
        ("an attribute behind a mark", "\u{200e}#![enable(unwrap_newtypes)] ()".to_owned(), "chosen-extension"),
        ("not a number", with("start: 50", "start: NaN"), "wrong-type"),
        ("without end", with("start: 50", "start: inf"), "wrong-type"),
        ("a power of ten", with("start: 50", "start: 1e999"), "wrong-type"),
        ("a fraction", with("start: 50", "start: 0.5"), "wrong-type"),
        ("a number of a hundred digits", with("start: 50", &format!("start: {}", many("9", 100))), "wrong-type"),
        ("the largest number", with("start: 50", "start: 9223372036854775807"), "number-out-of-range"),
        ("the least number", with("start: 50", "start: -9223372036854775808"), "number-out-of-range"),
        (
            "bounds at the ends",
            with("start: 50", "start: 0, min: -9223372036854775808, max: 9223372036854775807"),
            "number-out-of-range",
        ),
        ("a track of one value", with("start: 50", "start: 50, min: 50, max: 50"), "bounds-reversed"),
        ("conditions nested deep", condition(many("Not(", 25) + "Always" + &many(")", 25)), "too-deep"),
        ("conditions nested deeper", condition(many("Not(", 100_000) + "Always" + &many(")", 100_000)), "too-deep"),
        ("a condition of 100,000 parts", condition(format!("All([{}])", many("Always,", 100_000))), "too-many"),
        (
            "a choice of 20,000 parts",
            condition(format!("Any([{}])", many("Fact(\"bridge-closed\"),", 20_000))),
            "too-many",
        ),
        ("at least three hundred", condition(format!("AtLeast(300, [{}])", many("Always,", 400))), "too-many"),
        ("100,000 effects", effects(many("Explain,", 100_000)), "too-many"),
        ("effects nested deep", effects(many("When(Always, [", 18) + &many("]),", 18)), "too-deep"),
        ("2,000 scheduled lists", effects(many("After(1, []),", 2_000)), "too-many"),
        ("2,000 draws of one name", effects(many("Chance(label: \"a\", odds: 1, then: []),", 2_000)), "duplicate-id"),
        ("a draw without a name", effects("Chance(label: \"\u{7}\", odds: 1, then: []),".to_owned()), "id-shape"),
        (
            "30,000 facts",
            with("facts: {", &format!("facts: {{{}", distinct(&|at| format!("\"f{at}\":(text:\"x\"),"), 30_000))),
            "too-many",
        ),
        (
            "50,000 facts of one name",
            with("facts: {", &format!("facts: {{{}", many("\"f\":(text:\"x\"),", 50_000))),
            "duplicate-id",
        ),
        (
            "30,000 broken facts",
            with("facts: {", &format!("facts: {{{}", distinct(&|at| format!("\"f{at}\":(x:1),"), 30_000))),
            "unknown-field",
        ),
        (
            "20,000 rungs",
            with(
                "rungs: [",
                &format!("rungs: [{}", distinct(&|at| format!("(id:\"r{at}\",name:\"\",severity:0),"), 20_000)),
            ),
            "too-many",
        ),
        (
            "100,000 unknown fields",
            with("format: 1,", &format!("format: 1,{}", distinct(&|at| format!("a{at}:1,"), 60_000))),
            "unknown-field",
        ),
        (
            "one field 100,000 times",
            with("format: 1,", &format!("format: 1,{}", many("living:true,", 70_000))),
            "duplicate-field",
        ),
        (
            "100,000 unknown moves",
            with(
                "escalation: 2",
                &format!("escalation: 2, excludes: [{}]", distinct(&|at| format!("\"m{at}\","), 80_000)),
            ),
            "unknown-id",
        ),
        (
            "moves that exclude each other 100,000 times",
            with("escalation: 2", &format!("escalation: 2, excludes: [{}]", many("\"wait-north\",\"cross\",", 40_000))),
            "",
        ),
        (
            "100,000 turns",
            with("turns: [", &format!("turns: [{}", many("(date:\"\",headline:\"\"),", 40_000))),
            "too-many",
        ),
        ("a turn far away", with("turns: (0, 0)", "turns: (0, 4000000000)"), "number-out-of-range"),
        ("a turn before the first", with("turns: (0, 0)", "turns: (-1, 0)"), "number-out-of-range"),
        ("an empty id", with("\"bridge-closed\": (text", "\"\": (text"), "id-shape"),
        (
            "an id of a megabyte",
            with("\"bridge-closed\": (text", &format!("\"{}\": (text", many("a", 900_000))),
            "id-shape",
        ),
        ("a text of a megabyte", with("The bridge is closed.", &many("closed ", 130_000)), "text-too-long"),
        ("a text that runs backwards", with("The bridge is closed.", "The \\u{202e}bridge is closed."), "unsafe-text"),
        ("a text that rings", with("The bridge is closed.", "The bridge \\x07 is closed."), "unsafe-text"),
        ("a comment that runs backwards", with("facts:", "/* \u{202e} */ facts:"), "unsafe-text"),
        ("a null", with("The bridge is closed.", "The bridge\0 is closed."), "unsafe-text"),
        (
            "the same key twice",
            with("{ \"bridge-closed\"", "{ \"bridge-closed\": (text: \"x\"), \"bridge-closed\""),
            "duplicate-id",
        ),
        ("one megabyte and a byte", smallest() + &many(" ", 1 << 20), "file-too-large"),
        ("a word that opens for ever", many("All([", 200_000), "too-deep"),
    ];
    let mut faults = String::new();
    for (name, text, code) in cases {
        let loaded = load_soon(name, text.as_bytes());
        let found = codes(&loaded);
        if !(code.is_empty() || found.contains(&code)) || (loaded.scenario.is_none() == code.is_empty()) {
            let told: String = told(&loaded).chars().take(600).collect();
            faults += &format!("{name}: {code} is expected:\n{told}\n");
        }
        assert!(loaded.diagnostics.len() <= 201, "{name}: the list of faults is bounded");
    }
    assert!(faults.is_empty(), "\n{faults}");
}

#[test]
fn brackets_too_deep_are_reported_once_and_what_follows_in_them_is_passed_over() {
    let deep = "[".repeat(96);
    for more in ["[],".repeat(333_000), format!("{},", "[()]".repeat(4)).repeat(60_000)] {
        let loaded =
            load_bytes(&[("scenario.ron", smallest().as_bytes()), ("postures.ron", (deep.clone() + &more).as_bytes())]);
        let found = loaded.diagnostics.iter().filter(|one| one.code == "too-deep").count();
        assert_eq!((found, loaded.diagnostics.len() < 5), (1, true), "{}", told(&loaded));
    }
    // What stands after the bracket is read.
    let closed = format!("{{ \"a\": {deep}[], []{}, \"b\": (text: 1, owner: \"north\") }}", "]".repeat(96));
    let loaded = load_bytes(&[("scenario.ron", smallest().as_bytes()), ("postures.ron", closed.as_bytes())]);
    assert!(told(&loaded).contains("postures.b.text"), "{}", told(&loaded));
}

#[test]
fn bytes_that_are_no_text_are_refused() {
    for bytes in [&b"\xff\xfe(\0"[..], b"(\xc3\x28)", b"\x80", b"(title: \"K\xf6ln\")"] {
        let loaded = load_soon("bytes", bytes);
        assert_eq!(codes(&loaded), ["file-unreadable"]);
    }
}

#[test]
fn line_endings_and_byte_order_marks_change_neither_meaning_nor_fingerprint() {
    let plain = smallest();
    let of = |text: &str| load_texts(&[("scenario.ron", text)]).scenario.unwrap().fingerprint;
    let windows = plain.replace('\n', "\r\n");
    assert_eq!(of(&plain), of(&windows));
    assert_eq!(of(&plain), of(&format!("\u{feff}{windows}")));
    assert_eq!(of(&plain), of(&plain.replace('\n', "\r")));
    assert_ne!(of(&plain), of(&plain.replace("weight: 2", "weight: 3")));
    // Places are counted alike as well.
    let wrong = plain.replace("Fact(\"bridge-closed\")", "Fact(\"bridge-shut\")");
    let place = |text: &str| load_texts(&[("scenario.ron", text)]).diagnostics[0].place.clone();
    assert_eq!(place(&wrong), place(&format!("\u{feff}{}", wrong.replace('\n', "\r\n"))));
}

#[test]
fn many_condition_words_do_not_make_checking_slow() {
    // A long chain in which every fact waits for the one after it, so that proofs have to go round and round.
    let count = 240;
    let facts: String = (0..count).map(|at| format!("\"f{at}\": (text: \"x\"),")).collect();
    let drift: String = (0..count)
        .map(|at| {
            let wide = format!("Fact(\"f{}\"),", (at + 1) % count).repeat(60);
            format!("\"d{at}\": (when: Any([{wide}]), effects: [Become(\"f{at}\")], source: [\"fictional\"]),")
        })
        .collect();
    let text = with("facts: {", &format!("facts: {{{facts}"))
        .replace("    endings: {", &format!("    drift: {{{drift}}},\n    endings: {{"));
    let loaded = load_soon("a chain", text.as_bytes());
    assert!(codes(&loaded).contains(&"never-holds"), "{}", told(&loaded));
}

#[test]
fn every_bundled_scenario_loads_without_an_error() {
    for folder in bundled() {
        let loaded = load_folder(&folder);
        assert!(loaded.scenario.is_some(), "{}:\n{}", folder.display(), told(&loaded));
    }
}

#[test]
fn one_forgotten_bracket_is_one_fault_and_invents_no_other() {
    let found = read_folder(&root().join("scenarios/cuba-1962")).unwrap();
    let files: Vec<(String, String)> =
        found.into_iter().map(|file| (file.name, String::from_utf8(file.bytes.unwrap()).unwrap())).collect();
    for torn in ["moves.ron", "events.ron", "terms.ron", "red-lines.ron"] {
        let Some((_, text)) = files.iter().find(|(name, _)| name == torn) else { continue };
        let at = text.find("\n    ),\n").expect("an item ends so");
        let less = format!("{}{}", &text[..at], &text[at + "\n    ),".len()..]);
        let all: Vec<(&str, &[u8])> = files
            .iter()
            .map(|(name, text)| (name.as_str(), if name == torn { less.as_bytes() } else { text.as_bytes() }))
            .collect();
        let loaded = load_bytes(&all);
        assert_eq!(loaded.diagnostics.first().map(|one| one.code), Some("syntax"), "{torn}:\n{}", told(&loaded));
        let invented = loaded.diagnostics.iter().filter(|one| one.code != "syntax").count();
        assert_eq!(invented, 0, "{torn}:\n{}", told(&loaded));
    }
}

#[test]
fn mutated_files_never_panic_and_load_soon() {
    let mut chance = Chance(1962);
    let (mut tried, mut sound) = (0, 0);
    let begun = Instant::now();
    // Each folder gets its share of rounds until the time is up: the small ones many, the large ones few.
    for folder in bundled().into_iter().rev() {
        let found = read_folder(&folder).unwrap();
        let files: Vec<(String, Vec<u8>)> = found
            .into_iter()
            .map(|file| (file.name, file.bytes.unwrap()))
            .filter(|(_, bytes)| !bytes.is_empty())
            .collect();
        let size: usize = files.iter().map(|(_, bytes)| bytes.len()).sum();
        for _ in 0..3_000_000_usize.div_euclid(size.max(1)).clamp(8, 800) {
            let mut mutated = files.clone();
            for _ in 0..=chance.below(3) {
                let at = chance.below(mutated.len());
                if !mutated[at].1.is_empty() {
                    mutate(&mut mutated[at].1, &mut chance);
                }
            }
            let files: Vec<(&str, &[u8])> =
                mutated.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
            let start = Instant::now();
            let loaded = load_bytes(&files);
            // What is fit for play is RON to the crate as well, which reads scenarios no longer.
            if loaded.scenario.is_some() {
                for file in &loaded.sources.files {
                    let read = ron::from_str::<ron::Value>(&file.text);
                    assert!(read.is_ok(), "{}: {}: {:?}", folder.display(), file.name, read.err());
                }
                sound += 1;
            }
            assert!(start.elapsed() < SOON, "{}: {:?}", folder.display(), start.elapsed());
            assert!(loaded.diagnostics.len() <= 201);
            for diagnostic in &loaded.diagnostics {
                assert!(1 <= diagnostic.place.line && 1 <= diagnostic.place.column, "{diagnostic}");
            }
            tried += 1;
        }
    }
    assert!(500 < tried, "{tried} in {:?}", begun.elapsed());
    assert!(50 < sound, "{sound} of {tried} were fit for play");
}

#[test]
fn what_must_hold_of_every_input_of_the_fuzzer_holds_of_the_first() {
    let corpus = Corpus::of(root());
    let mut sound = [0, 0, 0];
    for number in 0..INPUTS {
        match corpus.try_one(number) {
            Ok(came) if came.sound => {
                let kinds = [Kind::Folder, Kind::Transcript, Kind::Game];
                sound[kinds.iter().position(|kind| *kind == came.kind).unwrap()] += 1;
            }
            Ok(_) => {}
            Err(fault) => panic!("input {number}: {fault}; cargo run --release --example fuzz -- 0 {number}"),
        }
    }
    assert!(sound.iter().all(|count| 0 < *count), "{sound:?} were sound");
}
