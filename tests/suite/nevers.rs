//! The guard of the nevers: reads the sources of the engine and its manifest, and says what they must not hold.
//!
//! It is a search for words, not a proof; what the compiler can check is left to the compiler. Every rule is shown to
//! bite on a small bad sample and to leave a clean one alone.

mod manifest;
mod rules;
mod words;

use std::{
    fs,
    path::{Path, PathBuf},
};

use rules::{File, PROGRAM_RULES, RULES, Rule};

#[test]
fn the_engine_keeps_its_promises() {
    held_to(&engine(), RULES);
}

#[test]
fn the_programs_keep_their_promises() {
    held_to(&programs(), PROGRAM_RULES);
}

/// Every file that is not for tests alone keeps some rules.
fn held_to(files: &[(String, String)], rules: &[Rule]) {
    let mut faults = Vec::new();
    let texts: Vec<File<'_>> = files.iter().map(|(name, text)| File::new(name, text)).collect();
    let only_for_tests: Vec<String> = texts.iter().flat_map(test_files).collect();
    for file in texts.iter().filter(|file| !only_for_tests.iter().any(|name| file.name == name)) {
        for rule in rules {
            for (line, what) in (rule.broken)(file) {
                faults.push(format!("{}:{line}: `{what}`: {}", file.name, rule.why));
            }
        }
    }
    faults.dedup();
    assert!(faults.is_empty(), "\n{}\n", faults.join("\n"));
}

#[test]
fn the_library_depends_on_a_closed_list() {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let faults = manifest::broken(&manifest);
    assert!(faults.is_empty(), "{faults:#?}");
}

#[test]
fn the_guard_looks_where_the_engine_is() {
    let files = engine();
    let text_of = |name: &str| files.iter().find(|(other, _)| other == name).map(|(_, text)| text.as_str());
    assert!(text_of("src/lib.rs").is_some());
    assert!(text_of("src/scenario/files.rs").is_some_and(|text| text.contains("std::{\n    fs,")));
    // Were the crisis to move or change its name, the rules about it would watch an empty place.
    assert!(text_of("src/crisis/state/mod.rs").is_some_and(|text| text.contains("pub struct Crisis {")));
    let hand = text_of("src/crisis/state/apply/mod.rs");
    assert!(hand.is_some_and(|text| text.contains("impl Crisis {") && text.contains("&mut self")));
    assert!(files.iter().all(|(name, _)| !name.starts_with("src/bin/")));
    // Nor would the rule of the programs be worth anything if the sessions held nothing.
    let sessions = programs();
    let holds = |name: &str| sessions.iter().any(|(other, text)| other == name && text.contains("course: Course<"));
    assert!(holds("src/bin/crisis/play/session.rs") && holds("src/bin/brinkmanship/session.rs"));
    assert!(holds("src/bin/classroom/room/session/mod.rs"));
}

/// A rule, a file and a text that break it, and a file and a text that do not.
type Sample = (&'static str, &'static str, &'static str, &'static str, &'static str);

const ENGINE: &str = "src/crisis/chance.rs";

const SAMPLES: &[Sample] = &[
    ("draws nothing", ENGINE, "use bevy::prelude::*;", ENGINE, "// bevy draws; this does not\nuse ron::de;"),
    ("draws nothing", "src/report/page.rs", "fn f(ui: &mut egui::Ui) {}", ENGINE, "let beverage = \"egui\";"),
    ("draws nothing", ENGINE, "#[derive(bevy_ecs::Component)] struct A;", ENGINE, "struct A;"),
    ("serves nothing", ENGINE, "use axum::Router;", ENGINE, "let tower = 3; let axum = tower;"),
    (
        "serves nothing",
        ENGINE,
        "let s = std::net::TcpStream::connect(a);",
        ENGINE,
        "let net = std::num::NonZero::new(1);",
    ),
    ("same in every build", ENGINE, "#[cfg(feature = \"desktop\")] fn f() {}", ENGINE, "#[cfg(test)] fn f() {}"),
    ("same in every build", ENGINE, "#![cfg_attr(feature = \"x\", allow(unused))]", ENGINE, "/* cfg(feature = 1) */"),
    ("same in every build", ENGINE, "if cfg!(feature = \"x\") {}", ENGINE, "let feature: u8 = 1;"),
    ("no clock", ENGINE, "let t = std::time::Instant::now();", ENGINE, "let instant = 3;"),
    ("no clock", ENGINE, "use std::time::{Duration, SystemTime};", ENGINE, "use std::time::Duration;"),
    ("no clock", ENGINE, "let t = chrono::Utc::now();", ENGINE, "let chrono = 1;"),
    ("no environment", ENGINE, "let a = std::env::args();", ENGINE, "let env = \"std::env\";"),
    ("no environment", ENGINE, "use std::{env, fmt};", ENGINE, "use std::{fmt, mem};"),
    ("no environment", ENGINE, "let a = env!(\"HOME\");", ENGINE, "let a = format!(\"HOME\");"),
    ("no environment", ENGINE, "std::process::exit(1);", ENGINE, "process(1);"),
    ("one door", ENGINE, "use std::fs;", "src/scenario/files.rs", "use std::fs; fs::File::open(path);"),
    ("one door", ENGINE, "use std::{fmt, fs::{self, File}};", ENGINE, "use std::fmt;"),
    ("one door", ENGINE, "use std::{io, fs}; fn f() { fs::read(\"x\"); }", ENGINE, "let fs = 1; let x = fs;"),
    ("one door", "src/transcript/file.rs", "tempfile::NamedTempFile::new()", ENGINE, "struct MoveFile;"),
    ("one door", ENGINE, "if Path::new(name).exists() {}", ENGINE, "Path::new(name).extension();"),
    ("no hash order", ENGINE, "use std::collections::{BTreeMap, HashMap};", ENGINE, "use std::collections::BTreeMap;"),
    ("no hash order", "src/survey/mod.rs", "let s = HashSet::new();", ENGINE, "// a HashSet has no order"),
    ("prints nothing", ENGINE, "println!(\"{x}\");", ENGINE, "let s = format!(\"println!\");"),
    ("prints nothing", ENGINE, "dbg!(x);", ENGINE, "/// println!(\"in a doc example\");\nfn print() {}"),
    ("prints nothing", "src/report/text.rs", "let out = io::stdout().lock();", ENGINE, "fn stdout() {}"),
    ("no threads", ENGINE, "std::thread::spawn(|| 1);", ENGINE, "let thread = 1;"),
    ("no threads", ENGINE, "use std::{fmt, thread}; thread::spawn(f);", ENGINE, "use std::fmt;"),
    ("no threads", ENGINE, "use rayon::prelude::*;", "src/survey/mod.rs", "use rayon::prelude::*;"),
    ("no threads", ENGINE, "static SEEN: Mutex<u8> = Mutex::new(0);", ENGINE, "const SEEN: u8 = 0;"),
    ("no threads", ENGINE, "thread_local! { static A: u8 = 1; }", "src/survey/mod.rs", "AtomicU64::new(0)"),
    (
        "no threads",
        "src/language/mod.rs",
        "thread_local! { static A: u8 = 1; }",
        "src/language/speak.rs",
        "thread_local! { static A: u8 = 1; }",
    ),
    ("whole numbers", ENGINE, "let share = part as f64;", "src/survey/figures.rs", "let share = part as f64 * 0.5;"),
    ("whole numbers", "src/verdict/mod.rs", "let half = 0.5;", "src/policy/plan.rs", "let half = 0.5_f32;"),
    ("whole numbers", "src/transcript/file.rs", "let x = 1_f32;", ENGINE, "x.0.1; (0..3); 1.max(2); 0x1f64; 5u8"),
    ("equal everywhere", "src/survey/figures.rs", "let z = x.powf(2.0);", "src/survey/figures.rs", "x.sqrt().abs()"),
    ("equal everywhere", "src/policy/plan.rs", "weight.exp()", "src/policy/plan.rs", "let exp = 1; fn ln() {}"),
    ("safe", ENGINE, "unsafe { *p }", ENGINE, "#![forbid(unsafe_code)]"),
    ("no panics", ENGINE, "let x = y.unwrap();", ENGINE, "let x = y.unwrap_or(1);"),
    ("no panics", ENGINE, "panic!(\"no\")", ENGINE, "#[cfg(test)] mod tests { fn f() { panic!(\"{}\", '}') } }"),
    ("no panics", ENGINE, "list.map(Option::unwrap)", ENGINE, "list.map(Option::unwrap_or_default)"),
    ("no panics", ENGINE, "todo!()", ENGINE, "y.expect(\"the list was counted above\")"),
    ("no panics", ENGINE, "#[cfg(not(test))] fn f() { unreachable!() }", ENGINE, "#[test] fn f() { x.unwrap(); }"),
    ("no panics", ENGINE, "#[cfg(test)] mod tests { }\nfn f() { x.unwrap() }", ENGINE, "fn unwrap() {} unwrap();"),
    ("known rooms", "src/helpers.rs", "", "src/lib.rs", ""),
    ("known rooms", "src/util/mod.rs", "", "src/verdict/mod.rs", ""),
    (
        "lower never knows upper",
        "src/scenario/check.rs",
        "use crate::crisis::Crisis;",
        "src/crisis/view.rs",
        "use crate::scenario::Scenario;",
    ),
    (
        "lower never knows upper",
        "src/crisis/state/mod.rs",
        "use crate::{scenario::Scenario, policy::Player};",
        "src/policy/mod.rs",
        "use crate::{scenario::Scenario, crisis::View};",
    ),
    (
        "lower never knows upper",
        "src/crisis/state/mod.rs",
        "use super::super::super::verdict;",
        "src/crisis/state/mod.rs",
        "use super::super::legal;",
    ),
    (
        "lower never knows upper",
        "src/crisis/legal.rs",
        "fn f() -> super::super::policy::Player {}",
        "src/survey/mod.rs",
        "super::super::policy::heat",
    ),
    (
        "lower never knows upper",
        "src/verdict/mod.rs",
        "crate::transcript::replay(x)",
        "src/transcript/mod.rs",
        "crate::verdict::score(x)",
    ),
    (
        "lower never knows upper",
        "src/survey/mod.rs",
        "use crate::report as words;",
        "src/report/mod.rs",
        "use crate::survey as runs;",
    ),
    (
        "lower never knows upper",
        "src/scenario/mod.rs",
        "use crate as all; use all::policy;",
        "src/scenario/mod.rs",
        "use super::scenario as own;",
    ),
    ("lower never knows upper", "src/scenario/load.rs", "use crate::*;", "src/scenario/load.rs", "use super::*;"),
    (
        "one hand",
        "src/crisis/adjudicate.rs",
        "impl Crisis { fn f(&mut self) {} }",
        "src/crisis/state/apply/mod.rs",
        "impl Crisis { fn f(&mut self) {} }",
    ),
    (
        "one hand",
        "src/policy/plan.rs",
        "impl Poke for Crisis { fn poke(&mut self) {} }",
        "src/crisis/state/mod.rs",
        "impl Crisis { fn f(&self) {} } impl Order { fn g(&mut self) {} }",
    ),
    (
        "one hand",
        "src/crisis/state/mod.rs",
        "impl Crisis { pub fn with(mut self, t: u8) -> Self { self } }",
        "src/crisis/order.rs",
        "impl Order { pub fn with(mut self) -> Self { self } }",
    ),
    (
        "one hand",
        "src/crisis/state/mod.rs",
        "fn poke(crisis: &mut Crisis) { crisis.turn = 1; }",
        "src/crisis/adjudicate.rs",
        "fn ask(crisis: &mut Crisis) {}",
    ),
    (
        "one hand",
        "src/crisis/state/mod.rs",
        "fn poke<'a>(crisis: &'a mut Crisis) {}",
        "src/crisis/state/mod.rs",
        "fn look<'a>(crisis: &'a Crisis) {}",
    ),
    (
        "one hand",
        "src/crisis/state/apply/mod.rs",
        "impl Crisis { pub fn set(&mut self) {} }",
        "src/crisis/state/apply/mod.rs",
        "impl Crisis { pub(in crate::crisis) fn set(&mut self) {} pub fn get(&self) {} }",
    ),
    (
        "one hand",
        "src/crisis/state/apply/mod.rs",
        "impl Crisis { fn a(&self) {} pub(crate) fn set(&mut self) {} }",
        "src/crisis/state/apply/mod.rs",
        "impl Crisis { pub(super) fn set<S: Sink>(&mut self) where S: Sink {} }",
    ),
    (
        "one hand",
        "src/crisis/view.rs",
        "impl Crisis { fn poke(self: &mut Self) {} }",
        "src/crisis/view.rs",
        "impl Crisis { fn look(self: &Self) {} }",
    ),
    (
        "one hand",
        "src/crisis/state/mod.rs",
        "fn poke(list: &mut [Crisis]) {}",
        "src/crisis/state/mod.rs",
        "fn look(list: &[Crisis]) {}",
    ),
    (
        "one hand",
        "src/crisis/state/describe.rs",
        "impl Crisis { pub fn later(&self) -> Self { *self } }",
        "src/crisis/state/describe.rs",
        "impl Crisis { pub fn turn(&self) -> usize { 0 } }",
    ),
    (
        "a seat sees a view",
        "src/bin/crisis/play/news.rs",
        "use brinkmanship::transcript as t;",
        "src/bin/crisis/play/news.rs",
        "use brinkmanship::report::table as t;",
    ),
    ("prints nothing", ENGINE, "use std::io::*; fn f() { stdout(); }", ENGINE, "use std::io::Read;"),
    ("one door", ENGINE, "use tempfile as t;", ENGINE, "use ron as t;"),
    ("one door", ENGINE, "if Path::exists(p) {}", ENGINE, "Path::new(p)"),
    ("one door", ENGINE, "if p.is_symlink() {}", ENGINE, "if p.is_absolute() {}"),
    ("no panics", ENGINE, "std::panic::panic_any(1)", ENGINE, "std::panic::Location::caller()"),
    ("no panics", ENGINE, "let x = y.unwrap_err();", ENGINE, "let x = y.err();"),
    ("no threads", ENGINE, "let (a, b) = std::sync::mpsc::channel();", ENGINE, "let channel = 1;"),
    ("no threads", ENGINE, "use std::sync::mpsc; fn f() { mpsc::channel(); }", ENGINE, "use std::sync::Arc;"),
    ("equal everywhere", "src/survey/figures.rs", "f64::powf(x, 2.0)", "src/survey/figures.rs", "f64::sqrt(x)"),
    (
        "ids are for people",
        "src/crisis/legal.rs",
        "moves.iter().find(|m| name == m.id)",
        "src/crisis/legal.rs",
        "let same = a == b; let id = b.id;",
    ),
    (
        "sealed state",
        "src/crisis/state/mod.rs",
        "pub struct Crisis { pub turn: u8 }",
        "src/crisis/state/mod.rs",
        "pub struct Crisis { turn: u8 }\npub struct Slot(pub u8);",
    ),
    (
        "sealed state",
        "src/crisis/state/mod.rs",
        "pub struct Crisis { turn: u8, pub(crate) tracks: [i32; 3] }",
        "src/crisis/view.rs",
        "pub struct View<'a> { pub crisis: &'a Crisis }",
    ),
    (
        "sealed state",
        "src/policy/plan.rs",
        "struct Crisis { turn: u8 }",
        "src/policy/plan.rs",
        "struct Imagined { crisis: Crisis }",
    ),
    (
        "a seat sees a view",
        "src/bin/crisis/play/news.rs",
        "use brinkmanship::{report::words, transcript::Course};",
        "src/bin/crisis/play/session.rs",
        "use brinkmanship::{report::words, transcript::Course};",
    ),
    (
        "a seat sees a view",
        "src/bin/brinkmanship/screens/film.rs",
        "fn show(course: &Course<'_>) {}",
        "src/bin/brinkmanship/film.rs",
        "fn film(course: &Course<'_>) {}",
    ),
    (
        "a seat sees a view",
        "src/bin/brinkmanship/panels/session.rs",
        "fn show(record: &brinkmanship::crisis::Record) {}",
        "src/bin/brinkmanship/panels/ladder.rs",
        "// no Record and no Crisis here\nfn show(table: &Table) { let s = \"Crisis\"; }",
    ),
    (
        "a seat sees a view",
        "src/bin/brinkmanship/map/over.rs",
        "use brinkmanship::crisis::*;",
        "src/bin/brinkmanship/map/over.rs",
        "use brinkmanship::{crisis::{Act, Order}, report::table::*};",
    ),
    (
        "a seat sees a view",
        "src/bin/classroom/page.rs",
        "adjudicate(&scenario, &mut live, &orders, &mut dice, &mut NoRecord)",
        "src/bin/crisis/replay.rs",
        "use brinkmanship::transcript::{Course, replay};",
    ),
    (
        "a seat sees a view",
        "src/bin/crisis/play/mod.rs",
        "let live = brinkmanship::transcript::replay(&scenario, &saved)?.course;",
        "src/bin/crisis/main.rs",
        "mod replay; fn main() { replay::run(); }",
    ),
    (
        "a seat sees a view",
        "src/bin/classroom/pages/session.rs",
        "fn page(course: &Course<'_>) {}",
        "src/bin/classroom/room/session/preview.rs",
        "fn play(course: &mut Course<'_>) {}",
    ),
    (
        "a page gets a sheet",
        "src/bin/classroom/pages/seat.rs",
        "fn page(room: &crate::room::Room) {}",
        "src/bin/classroom/pages/seat.rs",
        "fn page(sheet: &crate::room::sheets::SeatSheet) {}",
    ),
    (
        "a class is its deeds",
        "src/bin/classroom/room/play.rs",
        "let now = std::time::Instant::now();",
        "src/bin/classroom/room/play.rs",
        "fn apply(&mut self, now: u64) {}",
    ),
    (
        "stored as a transcript",
        "src/crisis/state/mod.rs",
        "#[derive(Clone, Serialize)] struct A;",
        "src/transcript/file.rs",
        "#[derive(Clone, Serialize)] struct A;",
    ),
    (
        "ids are for people",
        "src/crisis/legal.rs",
        "moves.iter().find(|m| m.id == \"quarantine\")",
        "src/transcript/file.rs",
        "moves.iter().find(|m| m.id == name)",
    ),
    (
        "ids are for people",
        "src/verdict/mod.rs",
        "if aim.id != name {}",
        "src/verdict/mod.rs",
        "let id = aim.id; let same = id == other;",
    ),
];

#[test]
fn every_rule_bites_on_a_bad_sample_and_leaves_a_clean_one_alone() {
    let rules = || RULES.iter().chain(PROGRAM_RULES);
    for rule in rules() {
        assert!(SAMPLES.iter().any(|sample| sample.0 == rule.name), "no sample shows `{}` bite", rule.name);
    }
    for (name, bad_file, bad, clean_file, clean) in SAMPLES {
        let rule = rules().find(|rule| rule.name == *name).unwrap_or_else(|| panic!("no rule `{name}`"));
        assert!(!(rule.broken)(&File::new(bad_file, bad)).is_empty(), "`{name}` lets {bad_file} pass: {bad}");
        let found = (rule.broken)(&File::new(clean_file, clean));
        assert!(found.is_empty(), "`{name}` finds {found:?} in {clean_file}: {clean}");
    }
}

#[test]
fn a_fault_is_told_with_its_line() {
    let text = "//! Text.\n\nfn f() {\n    let s = \"two\n lines\";\n    println!(\"{s}\");\n}\n";
    let file = File::new(ENGINE, text);
    let found: Vec<_> = RULES.iter().flat_map(|rule| (rule.broken)(&file)).collect();
    assert_eq!(found, [(6, "println".to_owned())]);
}

#[test]
fn talk_about_code_is_not_code() {
    let text = r####"
        //! println!("in a comment") HashMap
        /* a block /* in a block */ SystemTime */
        const A: &str = "HashMap \" std::fs::read // unsafe";
        const B: &str = r#"std::env " dbg!(1)"#;
        const C: &[u8] = br"unsafe \";
        const D: [char; 3] = ['"', '\'', '\u{22}'];
        fn f<'a>(x: &'a str) -> &'a str { x }
        #[cfg(test)]
        #[allow(unused)]
        mod tests { use std::fs; #[test] fn g() { fs::read("x").unwrap(); } }
        #[cfg(all(test, unix))] use std::{env, fs};
    "####;
    let file = File::new(ENGINE, text);
    for rule in RULES {
        assert_eq!((rule.broken)(&file), [], "{}", rule.name);
    }
}

#[test]
fn groups_are_written_out() {
    let file = File::new(ENGINE, "use std::{fmt, io::{self, Read as _}};\nlet x = ::std::mem::take::<u8>(a.b);");
    let found: Vec<(String, usize)> = file.paths.iter().map(|path| (path.parts.join("::"), path.line)).collect();
    let wanted = [("std::fmt", 1), ("std::io", 1), ("std::io::Read", 1), ("std::mem::take", 2)];
    for (path, line) in wanted {
        assert!(found.contains(&(path.to_owned(), line)), "{path} is not in {found:?}");
    }
}

#[test]
fn the_rules_of_the_manifest_bite() {
    let clean = fs::read_to_string(root().join("Cargo.toml")).unwrap();
    let bad = [
        clean.replace("[dependencies]\n", "[dependencies]\nbevy = \"0.19\"\n"),
        clean.replace("[dependencies]\n", "[dependencies]\nbevy.version = \"0.19\"\n"),
        clean.replace(
            "[dependencies]\n",
            "[dependencies]\nclap = { version = \"4\", features = [\n  \"derive\",\n] }\n",
        ),
        clean.clone() + "\n[dependencies.regex]\nversion = \"1\"\n",
        clean.clone() + "\n[target.'cfg(unix)'.dependencies]\nlibc = \"0.2\"\n",
        clean.clone() + "\n[patch.crates-io]\nrand = { path = \"rand\" }\n",
        clean.replace("[dev-dependencies]\n", "[dev-dependencies]\nbevy_egui = \"0.42\"\n"),
        clean.replace("default = [\"cli\"]", "default = [\n    \"cli\",\n    \"desktop\",\n]"),
        clean.lines().filter(|line| !line.starts_with("rayon")).collect::<Vec<_>>().join("\n"),
    ];
    for text in &bad {
        assert_ne!(*text, clean, "the sample is the manifest itself");
        assert_eq!(manifest::broken(text).len(), 1, "{:#?} in\n{text}", manifest::broken(text));
    }
    let good = [
        clean.replace("[dependencies]\n", "[dependencies]\naxum = { version = \"0.8\", optional = true }\n"),
        clean.clone() + "\n[dependencies.bevy]\nversion = \"0.19\"\noptional = true\n",
        clean.clone() + "\n[profile.bench]\ndebug = true\n",
    ];
    for text in &good {
        assert_eq!(manifest::broken(text), [], "in\n{text}");
    }
}

/// The files of the modules that a file keeps for its tests.
fn test_files(file: &File<'_>) -> Vec<String> {
    let stem = file.name.strip_suffix(".rs").unwrap_or(file.name);
    let folder = stem.strip_suffix("/mod").or_else(|| stem.strip_suffix("/lib")).unwrap_or(stem);
    let files = |module: &&str| [format!("{folder}/{module}.rs"), format!("{folder}/{module}/mod.rs")];
    file.test_modules.iter().flat_map(files).collect()
}

/// Every file of the engine, the programs left out.
fn engine() -> Vec<(String, String)> {
    sources().into_iter().filter(|(name, _)| !name.starts_with("src/bin/")).collect()
}

/// Every file of the programs; what stands in a folder `tests` is built for tests alone.
fn programs() -> Vec<(String, String)> {
    let of_program = |name: &str| name.starts_with("src/bin/") && !name.contains("/tests/");
    sources().into_iter().filter(|(name, _)| of_program(name)).collect()
}

/// Every file under `src`: its name from the root with `/`, and its text.
fn sources() -> Vec<(String, String)> {
    let mut files = Vec::new();
    gather(&root().join("src"), &mut files);
    let mut texts: Vec<(String, String)> = files
        .into_iter()
        .map(|path| {
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/");
            let text = fs::read_to_string(&path).unwrap();
            (name, text)
        })
        .collect();
    texts.sort();
    texts
}

fn gather(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            gather(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
