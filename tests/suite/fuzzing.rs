//! The fuzzer: inputs made from a corpus by mutation, each from its number alone, and what must hold of every one.
//!
//! The suite runs it in short, `examples/fuzz.rs` for as long as one likes.

use std::{fs, path::Path};

use brinkmanship::{
    crisis::{Order, Setup, View},
    policy::{
        Player, Simple,
        solver::{read_efg, write_efg},
    },
    report::{debrief::Debrief, html, table::Table, text},
    scenario::{
        Loaded, Scenario,
        edit::{Document, Edit, Step},
        files::{Found, read_folder},
        layout::laid_out,
        load, load_twin,
        model::{Actor, limits},
    },
    survey::check_play,
    transcript::{Course, Transcript, check_history, read, replay, write},
};

/// A generator for mutations and edits alone: SplitMix64.
pub struct Chance(pub u64);

impl Chance {
    /// One of so many.
    pub fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((z ^ (z >> 31)) % u64::try_from(most.max(1)).unwrap_or(1)).unwrap_or(0)
    }

    /// One of a list; the list is not empty.
    fn of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }
}

/// Tokens that are put where they may hurt.
const TOKENS: &[&str] = &[
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ",",
    ":",
    "\"",
    "\\",
    "//",
    "/*",
    "*/",
    "r#\"",
    "\"#",
    "'",
    "-",
    "0",
    "-1",
    "256",
    "65536",
    "4294967296",
    "9223372036854775807",
    "1e9",
    "NaN",
    "true",
    "None",
    "Some",
    "Always",
    "Never",
    "Not(",
    "All([])",
    "Any([])",
    "After(1, [Explain])",
    "CarryOut(\"x\")",
    "\u{202e}",
    "\u{feff}",
    "\u{0}",
    "é",
    "台",
    "#![enable(",
    "_",
    "0x_1",
    "\\x5",
    "\\x80",
    "\\u{41",
    "\\u{0000041}",
    "\\\n   ",
    "\r\n",
];

/// One mutation of a byte, a line or a token.
pub fn mutate(bytes: &mut Vec<u8>, chance: &mut Chance) {
    let at = chance.below(bytes.len());
    let line = |bytes: &[u8], at: usize| {
        let start = bytes[..at].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let end = bytes[at..].iter().position(|byte| *byte == b'\n').map_or(bytes.len(), |more| at + more + 1);
        start..end
    };
    match chance.below(7) {
        0 => bytes[at] = u8::try_from(chance.below(256)).unwrap_or(0),
        1 => drop(bytes.remove(at)),
        2 => drop(bytes.drain(line(bytes, at))),
        3 => {
            let copy = bytes[line(bytes, at)].to_vec();
            let to = line(bytes, chance.below(bytes.len())).start;
            drop(bytes.splice(to..to, copy));
        }
        4 => drop(bytes.splice(at..at, TOKENS[chance.below(TOKENS.len())].bytes())),
        5 => {
            // A token takes the place of what stands between two commas.
            let end = bytes[at..].iter().position(|byte| b",)]".contains(byte)).map_or(bytes.len(), |more| at + more);
            drop(bytes.splice(at..end, TOKENS[chance.below(TOKENS.len())].bytes()));
        }
        _ => bytes.truncate(at),
    }
}

/// The files of a folder: names and bytes.
type Files = Vec<(String, Vec<u8>)>;

/// What inputs are made from.
pub struct Corpus {
    folders: Vec<(String, Files)>,
    /// Which of them are fit for play.
    sound: Vec<bool>,
    /// Scenarios fit for play, with transcripts of theirs.
    played: Vec<(Scenario, Vec<Vec<u8>>)>,
    games: Vec<Vec<u8>>,
}

/// What an input was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The files of a scenario.
    Folder,
    /// A transcript.
    Transcript,
    /// A game as Gambit writes it.
    Game,
}

/// What came of an input.
#[derive(Clone, Copy, Debug)]
pub struct Came {
    /// What it was.
    pub kind: Kind,
    /// Whether it was taken as sound, and played or replayed.
    pub sound: bool,
}

impl Corpus {
    /// The scenarios of the repository, good and bad, its transcripts, and the games in `tests/fuzz`.
    pub fn of(root: &Path) -> Self {
        let mut folders = Vec::new();
        for below in ["scenarios", "tests/scenarios", "tests/bad"] {
            let mut paths: Vec<_> =
                fs::read_dir(root.join(below)).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
            paths.sort();
            for path in paths.into_iter().filter(|path| path.join("scenario.ron").is_file()) {
                let id = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
                let found = read_folder(&path).unwrap_or_default();
                let files = found.into_iter().filter_map(|file| Some((file.name, file.bytes.ok()?)));
                folders.push((id, files.filter(|(_, bytes)| !bytes.is_empty()).collect::<Files>()));
            }
        }
        let mut played = Vec::new();
        let mut sound = Vec::new();
        for (id, files) in &folders {
            let loaded = load(id, &found(files)).scenario;
            sound.push(loaded.is_some());
            let Some(scenario) = loaded else { continue };
            let golden = fs::read(root.join(format!("tests/golden/{id}.transcript"))).ok();
            let own = played_text(&scenario, 7).map(String::into_bytes);
            let texts: Vec<Vec<u8>> = golden.into_iter().chain(own).collect();
            if !texts.is_empty() {
                played.push((scenario, texts));
            }
        }
        let games = ["chicken", "signal"].map(|name| fs::read(root.join(format!("tests/fuzz/{name}.efg"))));
        let games: Vec<Vec<u8>> = games.into_iter().flatten().collect();
        // What is to be spoilt has to be sound.
        for game in &games {
            let read = std::str::from_utf8(game).map(brinkmanship::policy::solver::read_efg);
            assert!(matches!(read, Ok(Ok(_))), "{read:?}");
        }
        Self { folders, sound, played, games }
    }

    /// Makes the input of a number, and sees that all holds of it that must. A panic is for the caller to catch.
    pub fn try_one(&self, number: u64) -> Result<Came, String> {
        let mut chance = Chance(number.wrapping_mul(0x2545_f491_4f6c_dd1d));
        match chance.below(10) {
            0..6 => self.folder(&mut chance),
            6..9 => self.transcript(&mut chance),
            _ => self.game(&mut chance),
        }
    }

    fn folder(&self, chance: &mut Chance) -> Result<Came, String> {
        // A large one takes long, and small ones have all the words: of the large ones, some. What is bad already stays so.
        let cost = |at: usize| self.folders[at].1.iter().map(|(_, bytes)| bytes.len()).sum::<usize>();
        let mut at = chance.below(self.folders.len());
        for _ in 0..8 {
            let rare = (100_000 < cost(at) || !self.sound[at]) && chance.below(4) != 0;
            at = if rare { chance.below(self.folders.len()) } else { at };
        }
        let (id, mut files) = self.folders[at].clone();
        for _ in 0..=chance.below(3) {
            let at = chance.below(files.len());
            let (name, bytes) = &mut files[at];
            match chance.below(8) {
                _ if bytes.is_empty() => {}
                0 => mutate(bytes, chance),
                1..7 => *bytes = edited(bytes, chance)?,
                // What stands in a file of that name elsewhere, or in any other.
                _ => {
                    let (_, others) = chance.of(&self.folders);
                    let other = others.iter().find(|(other, _)| other == name).unwrap_or(chance.of(others));
                    *bytes = crossed(bytes, &other.1, chance);
                }
            }
        }
        let given = found(&files);
        let mut loaded = load(&id, &given);
        bounded(&loaded)?;
        let small = files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>() < 60_000;
        for (name, bytes) in &files {
            if let Ok(text) = std::str::from_utf8(bytes)
                && let Some(once) = laid_out(text)
                && laid_out(&once).as_ref() != Some(&once)
            {
                return Err(format!("{name} laid out twice is not as laid out once"));
            }
        }
        if loaded.scenario.is_some() {
            for file in &loaded.sources.files {
                ron::from_str::<ron::Value>(&file.text).map_err(|error| format!("{}: not RON: {error}", file.name))?;
            }
            bounded(&load_twin(&id, &given))?;
            check_history(&mut loaded);
            if small && chance.below(16) == 0 {
                check_play(&mut loaded);
            }
            bounded(&loaded)?;
        }
        let Some(scenario) = &loaded.scenario else { return Ok(Came { kind: Kind::Folder, sound: false }) };
        play(scenario, chance)?;
        Ok(Came { kind: Kind::Folder, sound: true })
    }

    fn transcript(&self, chance: &mut Chance) -> Result<Came, String> {
        let (scenario, texts) = chance.of(&self.played);
        let text = chance.of(texts);
        let mut bytes = text.clone();
        if chance.below(8) == 0 {
            mutate(&mut bytes, chance);
        } else {
            // Sealed anew, so that what is inside is read.
            let head = bytes.iter().position(|byte| *byte == b'\n').map_or(0, |at| at + 1);
            let mut body = bytes.split_off(head);
            for _ in 0..=chance.below(3) {
                match chance.below(3) {
                    _ if body.is_empty() => {}
                    0 => mutate(&mut body, chance),
                    1 => body = edited(&body, chance)?,
                    _ => {
                        let (_, others) = chance.of(&self.played);
                        let other = chance.of(others);
                        let head = other.iter().position(|byte| *byte == b'\n').map_or(0, |at| at + 1);
                        body = crossed(&body, &other[head..], chance);
                    }
                }
            }
            if body.last() == Some(&b'\n') {
                body.pop();
            }
            let seal = blake3::hash(&body).to_hex();
            let head = String::from_utf8_lossy(&bytes).into_owned();
            let format: Vec<&str> = head.split_whitespace().take(3).collect();
            bytes = format!("{} {seal} {}\n", format.join(" "), body.len()).into_bytes();
            bytes.extend(body);
            bytes.push(b'\n');
        }
        let Ok(transcript) = read(&bytes) else { return Ok(Came { kind: Kind::Transcript, sound: false }) };
        write(&transcript).map_err(|error| format!("what was read cannot be written: {error}"))?;
        let Ok(replayed) = replay(scenario, &transcript) else {
            return Ok(Came { kind: Kind::Transcript, sound: false });
        };
        pages(&replayed.course, chance);
        Ok(Came { kind: Kind::Transcript, sound: true })
    }

    fn game(&self, chance: &mut Chance) -> Result<Came, String> {
        let mut bytes = chance.of(&self.games).clone();
        for _ in 0..=chance.below(3) {
            if !bytes.is_empty() {
                mutate(&mut bytes, chance);
            }
        }
        let text = String::from_utf8_lossy(&bytes);
        let Ok(game) = read_efg(&text) else { return Ok(Came { kind: Kind::Game, sound: false }) };
        let written = write_efg(&game);
        let again = read_efg(&written).map_err(|error| format!("what was written is not read: {error:?}"))?;
        if write_efg(&again) != written {
            return Err("a game is not the same when it is written and read".to_owned());
        }
        Ok(Came { kind: Kind::Game, sound: true })
    }
}

fn found(files: &Files) -> Vec<Found> {
    files.iter().map(|(name, bytes)| Found { name: name.clone(), bytes: Ok(bytes.clone()) }).collect()
}

/// Faults are few and each has a place.
fn bounded(loaded: &Loaded) -> Result<(), String> {
    if limits::FAULTS + 1 < loaded.diagnostics.len() {
        return Err(format!("{} faults are listed", loaded.diagnostics.len()));
    }
    match loaded.diagnostics.iter().find(|one| one.place.line < 1 || one.place.column < 1) {
        Some(one) => Err(format!("a fault without a place: {one}")),
        None => Ok(()),
    }
}

/// One edit as an editor makes it, which may be refused, and then taken back, which must bring back every byte.
fn edited(bytes: &[u8], chance: &mut Chance) -> Result<Vec<u8>, String> {
    let Ok(text) = std::str::from_utf8(bytes) else { return Ok(bytes.to_vec()) };
    let mut document = Document::new(text);
    let places = document.places();
    if places.is_empty() {
        return Ok(bytes.to_vec());
    }
    let (path, _) = chance.of(&places).clone();
    let written = |at: &std::ops::Range<usize>| document.text().get(at.clone()).unwrap_or("0");
    // More often than not a value of the same kind, so that the fault is not one of kind alone.
    let kind = |text: &str| text.as_bytes().first().map(|first| if first.is_ascii_digit() { b'0' } else { *first });
    let old = places.iter().find(|(other, _)| *other == path).map_or("", |(_, at)| written(at));
    let mut value = written(&chance.of(&places).1).to_owned();
    for _ in 0..chance.below(12) {
        if kind(old) != kind(&value) {
            value = written(&chance.of(&places).1).to_owned();
        }
    }
    let edit = match chance.below(5) {
        0 => Edit::Remove { path },
        1 => Edit::Move { path, to: chance.below(8) },
        2 => Edit::Rename { path, key: (*chance.of(&["a", "north", "usa", "x-y.z", ""])).to_owned() },
        3 => {
            let entry = format!("\"{}\": {value}", chance.below(3));
            Edit::Insert { path: path.into_iter().take(1).collect::<Vec<Step>>(), at: chance.below(5), entry }
        }
        _ => {
            let number = ["0", "-1", "1", "99", "100001", "Always", "[]", "{}", "()", "\"\"", "None"];
            let value = if chance.below(2) == 0 { value } else { (*chance.of(&number)).to_owned() };
            Edit::Set { path, value }
        }
    };
    if document.edit(&edit).is_err() {
        return if document.text() == text { Ok(bytes.to_vec()) } else { Err(format!("refused, but made: {edit:?}")) };
    }
    let after = document.text().to_owned();
    if !document.undo() || document.text() != text {
        return Err(format!("not taken back whole: {edit:?}"));
    }
    Ok(after.into_bytes())
}

/// Some lines of one text in the place of some of another.
fn crossed(bytes: &[u8], other: &[u8], chance: &mut Chance) -> Vec<u8> {
    let lines: Vec<&[u8]> = other.split_inclusive(|byte| *byte == b'\n').collect();
    let mut mine: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    if lines.is_empty() || mine.is_empty() {
        return bytes.to_vec();
    }
    let (from, at) = (chance.below(lines.len()), chance.below(mine.len()));
    let some = &lines[from..(from + 1 + chance.below(6)).min(lines.len())];
    let end = (at + chance.below(3)).min(mine.len());
    mine.splice(at..end, some.iter().copied());
    mine.concat()
}

/// A whole crisis as a transcript; none where an order was refused.
fn played_text(scenario: &Scenario, seed: u64) -> Option<String> {
    let course = course(scenario, Simple::Random, seed).ok()?;
    write(&Transcript::of(&course, ["random", "random"])).ok()
}

/// A crisis played to its end by one policy in both seats; else which order was refused, and why.
pub fn course(scenario: &Scenario, policy: Simple, seed: u64) -> Result<Course<'_>, String> {
    let mut players = Actor::BOTH.map(|actor| Player::new(policy, actor, seed));
    let mut course = Course::start(scenario, Setup::default(), seed);
    for _ in 0..=limits::TURNS {
        if course.crisis.ended().is_some() {
            break;
        }
        let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor)));
        course.play(orders).map_err(|illegal| format!("{policy:?} with {seed}: {illegal:?}"))?;
    }
    Ok(course)
}

/// A sound scenario plays to an end, whoever plays, and its transcript replays.
fn play(scenario: &Scenario, chance: &mut Chance) -> Result<(), String> {
    let policy = *chance.of(&Simple::ALL);
    let seed = chance.below(1 << 20) as u64;
    let course = course(scenario, policy, seed)?;
    if course.crisis.ended().is_none() {
        return Err(format!("{policy:?} with {seed}: no end within the turns"));
    }
    let text = write(&Transcript::of(&course, ["random", "random"])).map_err(|error| error.to_string())?;
    let transcript = read(text.as_bytes()).map_err(|error| error.to_string())?;
    let again = replay(scenario, &transcript).map_err(|error| error.to_string())?;
    if let Some(parted) = again.divergence {
        return Err(format!("{policy:?} with {seed}: the replay parts: {parted:?}"));
    }
    pages(&course, chance);
    Ok(())
}

/// What screens and debriefs make of a course; now and then, since it takes long.
fn pages(course: &Course<'_>, chance: &mut Chance) {
    if chance.below(4) == 0 {
        let debrief = Debrief::of(course);
        assert!(!text::page(&debrief, 80).is_empty() && !html::page(&debrief).is_empty());
        for actor in Actor::BOTH {
            let view: View<'_> = course.view(actor);
            assert!(Table::of(&view, &course.record, &Order::default()).is_some());
        }
    }
}
