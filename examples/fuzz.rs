//! Throws inputs at the engine that nobody would write, until the time is up: scenario folders, transcripts, games.
//!
//! `cargo run --release --example fuzz -- SECONDS [FIRST]`, from the root of the repository. Every input is made from its
//! number alone, so what goes wrong once goes wrong again: `-- 0 NUMBER` tries that one and no other.

#[path = "../tests/suite/fuzzing.rs"]
mod fuzzing;

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    path::Path,
    process::{ExitCode, exit},
    sync::atomic::{AtomicU64, Ordering},
    thread,
    time::{Duration, Instant},
};

use fuzzing::{Corpus, Kind};

/// The longest that one input may take.
const LONG: Duration = Duration::from_secs(10);

/// How often it says how far it has come.
const OFTEN: Duration = Duration::from_secs(60);

/// The input that is being tried, for the watch that ends a hang.
static NUMBER: AtomicU64 = AtomicU64::new(0);

/// Ends the program where one input takes much longer than it may: nothing else ends a loop without end.
fn watch() {
    let mut last = (u64::MAX, Instant::now());
    loop {
        thread::sleep(Duration::from_secs(1));
        let now = NUMBER.load(Ordering::Relaxed);
        if now != last.0 {
            last = (now, Instant::now());
        } else if LONG * 3 < last.1.elapsed() {
            println!("input {now} is not done after {:?}", last.1.elapsed());
            exit(1);
        }
    }
}

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1).filter_map(|text| text.parse::<u64>().ok());
    let time = Duration::from_secs(args.next().unwrap_or(60));
    let first = args.next().unwrap_or(0);
    let corpus = Corpus::of(Path::new("."));
    thread::spawn(watch);
    let begun = Instant::now();
    let mut told = begun;
    let mut counts = [(Kind::Folder, 0_u64, 0_u64), (Kind::Transcript, 0, 0), (Kind::Game, 0, 0)];
    let mut slowest = (Duration::ZERO, first);
    let mut number = first;
    let mut faults = 0;
    loop {
        NUMBER.store(number, Ordering::Relaxed);
        let start = Instant::now();
        let came = catch_unwind(AssertUnwindSafe(|| corpus.try_one(number)));
        let mut took = start.elapsed();
        if LONG < took {
            // A machine that was busy elsewhere is no fault: slow is what is slow again.
            let again = Instant::now();
            let _ = catch_unwind(AssertUnwindSafe(|| corpus.try_one(number)));
            took = took.min(again.elapsed());
        }
        let fault = match came {
            Ok(Ok(came)) => {
                for (_, all, sound) in counts.iter_mut().filter(|(kind, ..)| *kind == came.kind) {
                    *all += 1;
                    *sound += u64::from(came.sound);
                }
                (LONG < took).then(|| format!("it took {took:?}"))
            }
            Ok(Err(fault)) => Some(fault),
            Err(_) => Some("it panicked".to_owned()),
        };
        if let Some(fault) = fault {
            faults += 1;
            println!("input {number}: {fault}");
        }
        slowest = slowest.max((took, number));
        number += 1;
        let over = time <= begun.elapsed();
        if over || OFTEN < told.elapsed() {
            told = Instant::now();
            let said = counts.map(|(kind, all, sound)| format!("{kind:?} {all} ({sound} sound)")).join(", ");
            println!(
                "{} s, inputs {first} to {}: {said}; slowest {:?} (input {}); faults: {faults}",
                begun.elapsed().as_secs(),
                number - 1,
                slowest.0,
                slowest.1
            );
        }
        if over {
            return ExitCode::from(u8::from(faults != 0));
        }
    }
}
