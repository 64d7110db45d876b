//! The rules, each a function over one file: what the engine may not name, and where.

use super::words::{Path, Word, is_name, paths, read};

/// A source file, read.
pub struct File<'a> {
    /// Its name from the root of the repository, such as `src/crisis/legal.rs`.
    pub name: &'a str,
    /// Its words without comments and tests.
    pub words: Vec<Word<'a>>,
    /// Its paths, groups written out.
    pub paths: Vec<Path<'a>>,
    /// Its modules in files of their own that only tests are built from.
    pub test_modules: Vec<&'a str>,
}

impl<'a> File<'a> {
    /// Reads a file.
    pub fn new(name: &'a str, text: &'a str) -> Self {
        let (words, test_modules) = read(text);
        let paths = paths(&words);
        Self { name, words, paths, test_modules }
    }

    /// Whether it lies in one of some folders, or is one of some files.
    fn within(&self, places: &[&str]) -> bool {
        places.iter().any(|place| self.name.starts_with(place))
    }

    /// The words that pass a test of the word before, the word itself, and the word after.
    fn find(&self, test: impl Fn(&str, &str, &str) -> bool) -> Vec<(usize, String)> {
        let text = |at: Option<usize>| at.and_then(|at| self.words.get(at)).map_or("", |word| word.text);
        (0..self.words.len())
            .filter(|at| test(text(at.checked_sub(1)), text(Some(*at)), text(Some(at + 1))))
            .map(|at| (self.words[at].line, text(Some(at)).to_owned()))
            .collect()
    }

    /// The words that are among some.
    fn words_among(&self, some: &[&str]) -> Vec<(usize, String)> {
        self.find(|_, word, _| some.contains(&word))
    }

    /// The macros that are among some.
    fn macros_among(&self, some: &[&str]) -> Vec<(usize, String)> {
        self.find(|_, word, after| after == "!" && some.contains(&word))
    }

    /// The calls of methods that are among some.
    fn methods_among(&self, some: &[&str]) -> Vec<(usize, String)> {
        self.find(|before, word, after| before == "." && after == "(" && some.contains(&word))
    }

    /// The paths that pass a test.
    fn paths_that(&self, test: impl Fn(&[&str]) -> bool) -> Vec<(usize, String)> {
        self.paths.iter().filter(|path| test(&path.parts)).map(|path| (path.line, path.parts.join("::"))).collect()
    }

    /// The paths into crates that are among some.
    fn crates_among(&self, some: &[&str]) -> Vec<(usize, String)> {
        self.paths_that(|parts| 1 < parts.len() && some.contains(&parts[0]))
    }
}

/// A rule: its name, why it is one, and what breaks it in a file, by line.
pub struct Rule {
    /// Its name.
    pub name: &'static str,
    /// Why it is one.
    pub why: &'static str,
    /// What breaks it: the line, and what stands there.
    pub broken: fn(&File<'_>) -> Vec<(usize, String)>,
}

/// Every rule.
pub const RULES: &[Rule] = &[
    Rule {
        name: "draws nothing",
        why: "the engine draws nothing; the desktop wraps its types",
        broken: |file| {
            file.find(|_, word, _| {
                word.starts_with("bevy")
                    || word.starts_with("egui")
                    || ["eframe", "wgpu", "winit", "accesskit"].contains(&word)
            })
        },
    },
    Rule {
        name: "serves nothing",
        why: "the engine answers no requests and keeps no database; the programs do",
        broken: |file| {
            let mut found = file.crates_among(&[
                "actix_web",
                "axum",
                "hyper",
                "reqwest",
                "rocket",
                "rusqlite",
                "tokio",
                "tower",
                "tower_http",
                "tungstenite",
                "ureq",
                "warp",
            ]);
            found.extend(file.paths_that(|parts| parts.starts_with(&["std", "net"])));
            found
        },
    },
    Rule {
        name: "same in every build",
        why: "the engine is the same in every build; a feature belongs to a program",
        broken: |file| file.find(|_, word, after| word == "feature" && after == "="),
    },
    Rule {
        name: "no clock",
        why: "the clock is not an input of the engine",
        broken: |file| {
            let mut found = file.words_among(&["SystemTime", "Instant", "UNIX_EPOCH"]);
            found.extend(file.crates_among(&["chrono", "jiff", "time"]));
            found
        },
    },
    Rule {
        name: "no environment",
        why: "the environment is not an input of the engine, nor is the process around it",
        broken: |file| {
            let mut found = file.macros_among(&["env", "option_env"]);
            found.extend(file.paths_that(|parts| {
                parts.starts_with(&["std", "env"])
                    || parts.starts_with(&["std", "process"])
                    || (1 < parts.len() && parts[0] == "env")
            }));
            found
        },
    },
    Rule {
        name: "one door",
        why: "only `src/scenario/files.rs` touches the disk",
        broken: |file| {
            if file.name == "src/scenario/files.rs" {
                return Vec::new();
            }
            let mut found = file.paths_that(|parts| {
                (1 < parts.len() && (parts.contains(&"fs") || ["File", "OpenOptions", "tempfile"].contains(&parts[0])))
                    || (2 <= parts.len()
                        && parts[parts.len() - 2] == "Path"
                        && ASKS_THE_DISK.contains(&parts[parts.len() - 1]))
            });
            // Under another name a crate or a module could do anything.
            found.extend(renamed(file, &["tempfile", "fs"]));
            found.extend(file.methods_among(&ASKS_THE_DISK));
            found
        },
    },
    Rule {
        name: "no hash order",
        why: "iteration order differs between runs; use `BTreeMap`, `BTreeSet` or `Vec`",
        broken: |file| {
            let words = ["HashMap", "HashSet", "hash_map", "hash_set", "RandomState", "DefaultHasher"];
            file.words_among(&words)
        },
    },
    Rule {
        name: "prints nothing",
        why: "the engine returns values; the programs print, and ask",
        broken: |file| {
            let mut found = file.macros_among(&["dbg", "eprint", "eprintln", "print", "println"]);
            found.extend(file.paths_that(|parts| {
                1 < parts.len() && ["stderr", "stdin", "stdout"].contains(&parts[parts.len() - 1])
            }));
            // With everything of `io` come the streams too.
            found.extend(file.paths_that(|parts| parts.ends_with(&["io", "*"])));
            found
        },
    },
    Rule {
        name: "no threads",
        why: "nothing depends on threads or on what they share; only a survey counts its runs in parallel, with rayon",
        broken: |file| {
            let mut found = file
                .paths_that(|parts| parts.starts_with(&["std", "thread"]) || (1 < parts.len() && parts[0] == "thread"));
            // The language in force is carried by a thread: nothing but wording hangs on it.
            if file.name != "src/language/speak.rs" {
                found.extend(file.macros_among(&["thread_local"]));
            }
            found.extend(file.paths_that(|parts| parts.contains(&"mpsc") && (1 < parts.len())));
            if !file.within(&["src/survey/"]) {
                found.extend(file.crates_among(&["rayon"]));
                found.extend(file.find(|_, word, _| {
                    ["Mutex", "RwLock", "OnceLock", "LazyLock"].contains(&word)
                        || (word.starts_with("Atomic") && word != "Atomic")
                }));
            }
            found
        },
    },
    Rule {
        name: "whole numbers",
        why: "only `policy`, `survey`, `lint` and `report` may use floating point",
        broken: |file| {
            if file.within(&["src/policy/", "src/survey/", "src/lint/", "src/report/"]) {
                return Vec::new();
            }
            file.find(|_, word, _| {
                let number = word.starts_with(|c: char| c.is_ascii_digit());
                let hex = word.starts_with("0x");
                word == "f32"
                    || word == "f64"
                    || (number && !hex && (word.contains('.') || word.ends_with("f32") || word.ends_with("f64")))
            })
        },
    },
    Rule {
        name: "equal everywhere",
        why: "of floating point only + - * / and the square root are equal on every machine",
        broken: |file| {
            let mut found = file.methods_among(&UNEQUAL);
            found.extend(file.paths_that(|parts| {
                let floats = parts.len().checked_sub(2).is_some_and(|at| ["f32", "f64"].contains(&parts[at]));
                floats && parts.last().is_some_and(|last| UNEQUAL.contains(last))
            }));
            found
        },
    },
    Rule { name: "safe", why: "`unsafe` is forbidden in the library", broken: |file| file.words_among(&["unsafe"]) },
    Rule {
        name: "no panics",
        why: "no data file and no order can cause a panic; where it cannot fail, `expect` says why",
        broken: |file| {
            let mut found = file.macros_among(&["panic", "todo", "unimplemented", "unreachable"]);
            found.extend(file.methods_among(&["unwrap", "unwrap_err"]));
            found.extend(file.paths_that(|parts| {
                1 < parts.len() && parts.last().is_some_and(|last| ["unwrap", "unwrap_err"].contains(last))
            }));
            found.extend(file.find(|_, word, _| ["panic_any", "resume_unwind"].contains(&word)));
            found
        },
    },
    Rule { name: "known rooms", why: "every file lies in a room that ARCHITECTURE.md knows", broken: known_rooms },
    Rule { name: "lower never knows upper", why: "a lower room never imports an upper one", broken: rooms_in_order },
    Rule {
        name: "one hand",
        why: "only `src/crisis/state/apply/` changes a crisis, and only the room `crisis` may ask it to",
        broken: one_hand,
    },
    Rule {
        name: "sealed state",
        why: "the fields of a crisis are private to `src/crisis/state`, so that the compiler keeps others out",
        broken: sealed_state,
    },
    Rule {
        name: "stored as a transcript",
        why: "a crisis is stored only as a transcript; it has no serialisation of its own",
        broken: |file| {
            if !file.within(&["src/crisis/", "src/verdict/"]) {
                return Vec::new();
            }
            file.words_among(&["Serialize", "Deserialize", "serde"])
        },
    },
    Rule {
        name: "ids are for people",
        why: "no rule looks up an id by text; ids stand in files and on screens",
        broken: |file| {
            if !file.within(&["src/crisis/", "src/verdict/", "src/policy/"]) {
                return Vec::new();
            }
            let at = |at: usize| file.words.get(at).map_or("", |word| word.text);
            (0..file.words.len())
                .filter(|here| at(*here) == "." && at(here + 1) == "id")
                .filter(|here| {
                    // Compared with what stands after it, or what it belongs to with what stands before.
                    let after = ["=", "!"].contains(&at(here + 2)) && at(here + 3) == "=";
                    let mut first = *here;
                    while 0 < first && (at(first - 1) == "." || is_name(at(first - 1))) {
                        first -= 1;
                    }
                    let sign = |back: usize| first.checked_sub(back).map_or("", |place| at(place));
                    after || (sign(1) == "=" && ["=", "!"].contains(&sign(2)))
                })
                .map(|here| (file.words[here].line, ".id ==".to_owned()))
                .collect()
        },
    },
];

/// What asks something of the disk, as a method or as a function of `Path`.
const ASKS_THE_DISK: [&str; 10] = [
    "canonicalize",
    "exists",
    "is_dir",
    "is_file",
    "is_symlink",
    "metadata",
    "read_dir",
    "read_link",
    "symlink_metadata",
    "try_exists",
];

/// What of floating point differs between machines.
const UNEQUAL: [&str; 23] = [
    "powf", "powi", "exp", "exp2", "exp_m1", "ln", "ln_1p", "log", "log2", "log10", "sin", "cos", "tan", "asin",
    "acos", "atan", "atan2", "sinh", "cosh", "tanh", "cbrt", "hypot", "mul_add",
];

/// Names among some that are brought in under another.
fn renamed(file: &File<'_>, some: &[&str]) -> Vec<(usize, String)> {
    let paths =
        file.paths.iter().filter(|path| path.renamed && path.parts.last().is_some_and(|last| some.contains(last)));
    paths.map(|path| (path.line, format!("{} as", path.parts.join("::")))).collect()
}

/// The rules of the programs, which the engine is not held to.
pub const PROGRAM_RULES: &[Rule] = &[
    Rule {
        name: "a seat sees a view",
        why: "no screen holds the live crisis: a session does, and hands out what one seat may be shown",
        broken: live_crisis,
    },
    Rule {
        name: "a page gets a sheet",
        why: "a page of the classroom is made of what its reader may see; it reaches neither a class nor a crisis",
        broken: |file| match file.name.starts_with("src/bin/classroom/pages/") {
            true => file.words_among(&["Room", "Session"]),
            false => Vec::new(),
        },
    },
    Rule {
        name: "a class is its deeds",
        why: "a class comes of its deeds alone: no clock, no disk, no network, no chance but what a deed brings",
        broken: |file| match file.name.starts_with("src/bin/classroom/room/") {
            true => file.words_among(&["SystemTime", "Instant", "tokio", "axum", "rusqlite", "getrandom", "fs", "env"]),
            false => Vec::new(),
        },
    },
];

/// The programs that work on the finished truth, beside the sessions and films, which hold a crisis for their screens.
const TRUTH: [&str; 10] = [
    "src/bin/crisis/class.rs",
    "src/bin/crisis/course.rs",
    "src/bin/crisis/debrief.rs",
    "src/bin/crisis/export.rs",
    "src/bin/crisis/figures.rs",
    "src/bin/crisis/graph.rs",
    "src/bin/crisis/map.rs",
    "src/bin/crisis/print/pack.rs",
    "src/bin/crisis/replay.rs",
    "src/bin/crisis/survey.rs",
];

/// What of the live crisis is named where a seat is shown its own.
fn live_crisis(file: &File<'_>) -> Vec<(usize, String)> {
    let place = file.name.strip_prefix("src/bin/").unwrap_or("");
    let inside: Vec<&str> = place.split('/').skip(1).collect();
    let shown = inside.first().is_some_and(|folder| ["screens", "panels", "map", "pages"].contains(folder));
    let holder = inside.last().is_some_and(|name| ["session.rs", "film.rs", "staff.rs"].contains(name))
        || inside.iter().rev().nth(1) == Some(&"session");
    if place.is_empty() || TRUTH.contains(&file.name) || (holder && !shown) {
        return Vec::new();
    }
    let mut found = file.words_among(&[
        "Course",
        "Crisis",
        "Played",
        "Record",
        "Replayed",
        "adjudicate",
        "close_turn",
        "history_course",
        "open_next",
    ]);
    // With everything of a room come its crises too; and a replay hands one out.
    found.extend(file.paths_that(|parts| {
        let room = parts.len().checked_sub(2).map(|at| parts[at]);
        match parts.last() {
            Some(&"*") => room.is_some_and(|room| ["brinkmanship", "crisis", "transcript"].contains(&room)),
            Some(&"replay") => room == Some("transcript"),
            Some(&"start" | &"start_from") => room == Some("crisis"),
            Some(_) | None => false,
        }
    }));
    // Under another name a room could hand out anything.
    found.extend(renamed(file, &["brinkmanship", "crisis", "transcript"]));
    found
}

/// The rooms, lowest first.
pub const ROOMS: [&str; 9] =
    ["language", "scenario", "crisis", "verdict", "transcript", "policy", "survey", "lint", "report"];

fn rank(room: &str) -> Option<usize> {
    ROOMS.iter().position(|known| *known == room)
}

/// The modules that lead to a file, outermost first: `src/crisis/state/mod.rs` is `crisis`, `state`.
fn modules(name: &str) -> Vec<&str> {
    let inner = name.strip_prefix("src/").unwrap_or(name);
    let inner = inner.strip_suffix(".rs").unwrap_or(inner);
    let inner = inner.strip_suffix("/mod").unwrap_or(inner);
    if inner == "lib" { Vec::new() } else { inner.split('/').collect() }
}

fn known_rooms(file: &File<'_>) -> Vec<(usize, String)> {
    match modules(file.name).first() {
        None => Vec::new(),
        Some(room) if rank(room).is_some() => Vec::new(),
        Some(room) => vec![(1, (*room).to_owned())],
    }
}

fn rooms_in_order(file: &File<'_>) -> Vec<(usize, String)> {
    let modules = modules(file.name);
    let Some(own) = modules.first().and_then(|room| rank(room)) else { return Vec::new() };
    let mut found = Vec::new();
    for path in &file.paths {
        let whole = path.parts.join("::");
        // Under another name a root could lead anywhere.
        if path.renamed && path.parts.len() == 1 && ["crate", "std", "core", "super"].contains(&path.parts[0]) {
            found.push((path.line, format!("{whole} as")));
            continue;
        }
        let from_root: Vec<&str> = match path.parts[0] {
            "crate" | "brinkmanship" => path.parts[1..].to_vec(),
            "super" => {
                let up = path.parts.iter().take_while(|part| **part == "super").count();
                let kept = modules.len().saturating_sub(up);
                modules[..kept].iter().chain(&path.parts[up..]).copied().collect()
            }
            _ => continue,
        };
        let everything = from_root.first() == Some(&"*");
        if everything || from_root.first().and_then(|room| rank(room)).is_some_and(|room| own < room) {
            found.push((path.line, whole));
        }
    }
    found
}

/// The places of the bodies of `impl ... Crisis`, from brace to brace.
fn bodies<'f>(file: &'f File<'_>) -> Vec<&'f [Word<'f>]> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < file.words.len() {
        if file.words[at].text != "impl" {
            at += 1;
            continue;
        }
        let Some(open) = (at..file.words.len()).find(|place| file.words[*place].text == "{") else { break };
        // An `impl` in a signature is no block.
        let header = &file.words[at..open];
        let end = closing(&file.words, open);
        let is_block = at == 0 || ["}", ";", "]", "unsafe"].contains(&file.words[at - 1].text);
        if is_block && header.last().is_some_and(|word| word.text == "Crisis") {
            found.push(&file.words[open..end]);
        }
        at = if is_block { end } else { at + 1 };
    }
    found
}

/// The place after the brace that closes the one at `open`.
fn closing(words: &[Word<'_>], open: usize) -> usize {
    let mut depth = 0_usize;
    for (at, word) in words.iter().enumerate().skip(open) {
        match word.text {
            "{" => depth += 1,
            "}" => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    words.len()
}

/// Whether some words stand at a place, in order.
fn stands(words: &[Word<'_>], at: usize, some: &[&str]) -> bool {
    some.iter().enumerate().all(|(offset, word)| words.get(at + offset).is_some_and(|found| found.text == *word))
}

fn one_hand(file: &File<'_>) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    if file.name.starts_with("src/crisis/state/apply/") {
        for body in bodies(file) {
            found.extend(open_to_all(body));
        }
        return found;
    }
    for body in bodies(file) {
        for at in 0..body.len() {
            if stands(body, at, &["&", "mut", "self"]) {
                found.push((body[at].line, "&mut self".to_owned()));
            } else if stands(body, at, &["self", ":", "&", "mut"]) || stands(body, at, &["mut", "self", ":"]) {
                found.push((body[at].line, "self: &mut".to_owned()));
            } else if file.within(&["src/crisis/state/"]) && hands_out_a_crisis(body, at) {
                found.push((body[at].line, format!("pub fn {} -> Self", body[at + 1].text)));
            } else if ["(", ","].contains(&body[at].text) && stands(body, at + 1, &["mut", "self"]) {
                found.push((body[at].line, "mut self".to_owned()));
            }
        }
    }
    // Where the fields are in sight, nobody else may so much as be handed a crisis to change.
    if file.within(&["src/crisis/state/"]) {
        for at in 0..file.words.len() {
            let lifetime = usize::from(file.words.get(at + 1).is_some_and(|word| word.text.starts_with('\'')));
            if file.words[at].text == "&" && stands(&file.words, at + 1 + lifetime, &["mut", "Crisis"]) {
                found.push((file.words[at].line, "&mut Crisis".to_owned()));
            } else if file.words[at].text == "&" && stands(&file.words, at + 1 + lifetime, &["mut", "[", "Crisis"]) {
                found.push((file.words[at].line, "&mut [Crisis]".to_owned()));
            }
        }
    }
    found
}

/// Whether a function of a crisis that is open to all makes another crisis of it.
fn hands_out_a_crisis(body: &[Word<'_>], at: usize) -> bool {
    if body[at].text != "fn" || !is_name(body.get(at + 1).map_or("", |word| word.text)) {
        return false;
    }
    let Some(open) = (at..body.len()).find(|place| ["{", ";"].contains(&body[*place].text)) else { return false };
    let open_to_all = at.checked_sub(1).is_some_and(|before| body[before].text == "pub")
        || at.checked_sub(2).is_some_and(|before| stands(body, before, &["pub", "const"]));
    let makes =
        (at..open).any(|place| stands(body, place, &["-", ">", "Self"]) || stands(body, place, &["-", ">", "Crisis"]));
    open_to_all && makes && (at..open).any(|place| body[place].text == "self")
}

/// The functions of the hand that changes a crisis which reach further than the room `crisis`.
fn open_to_all(body: &[Word<'_>]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for at in 0..body.len() {
        if body[at].text != "fn" || !is_name(body.get(at + 1).map_or("", |word| word.text)) {
            continue;
        }
        let Some(open) = (at..body.len()).find(|place| body[*place].text == "{") else { break };
        let changes = (at..open).any(|place| stands(body, place, &["mut", "self"]));
        let start =
            (0..at).rev().find(|place| ["{", "}", ";", "]"].contains(&body[*place].text)).map_or(0, |place| place + 1);
        let closed = stands(body, start, &["pub", "(", "in", "crate", "::", "crisis", ")"])
            || stands(body, start, &["pub", "(", "super", ")"])
            || body[start].text != "pub";
        if changes && !closed {
            found.push((body[at].line, format!("pub fn {}", body[at + 1].text)));
        }
    }
    found
}

fn sealed_state(file: &File<'_>) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for at in 0..file.words.len() {
        if !stands(&file.words, at, &["struct", "Crisis"]) {
            continue;
        }
        if file.name != "src/crisis/state/mod.rs" {
            found.push((file.words[at].line, "struct Crisis".to_owned()));
        }
        let end = closing(&file.words, at);
        found.extend(
            file.words[at..end].iter().filter(|word| word.text == "pub").map(|word| (word.line, "pub".to_owned())),
        );
    }
    found
}
