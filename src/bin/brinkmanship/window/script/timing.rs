//! How long things take in the window, by steps of a script: frames, the window at rest, a file that is saved.

use std::{
    path::PathBuf,
    sync::{
        Arc, OnceLock,
        atomic::{AtomicBool, AtomicU32, Ordering},
    },
    time::{Duration, Instant},
};

use bevy::{
    prelude::*,
    winit::{EventLoopProxyWrapper, WinitSettings},
};
use bevy_egui::EguiOutput;

use super::{Running, nodes, says};
use crate::window::{Desk, measure, wake};

/// How long it takes until what was last pressed has been drawn.
const SETTLED: Duration = Duration::from_secs(5);

/// How long a file that was saved is waited for.
const PATIENCE: Duration = Duration::from_secs(20);

/// Frames that are timed.
pub struct Timing {
    name: String,
    /// When the last one began.
    last: Instant,
    /// What each took, in milliseconds.
    frames: Vec<f64>,
    /// What each took until all was ready to be drawn, in milliseconds.
    own: Vec<f64>,
    /// What the processor had spent when the first began, in seconds.
    spent: Option<f64>,
    /// The versions of a draft that had been checked at each moment, and the longest of these checks, in milliseconds.
    checks: (Vec<u64>, u128),
}

impl Timing {
    /// Begins to take the time.
    pub fn begin(name: String) -> Self {
        let (frames, own, checks) = (Vec::new(), Vec::new(), (Vec::new(), 0));
        Self { name, last: Instant::now(), frames, own, spent: measure::spent(), checks }
    }

    /// A frame begins.
    pub fn frame(&mut self) {
        let now = Instant::now();
        self.frames.push((now - self.last).as_secs_f64() * 1000.0);
        self.last = now;
    }

    /// Prints what frames took: by the clock, until all was ready to be drawn, and of the processor over all its cores,
    /// which a busy machine changes less.
    pub fn print(self) {
        let Self { name, mut frames, mut own, spent, checks, .. } = self;
        let count = frames.len();
        let [median, slow, longest] = shares(&mut frames);
        let [own_median, own_slow, own_longest] = shares(&mut own);
        #[expect(clippy::cast_precision_loss, reason = "some hundred frames")]
        let each =
            spent.zip(measure::spent()).map_or(0.0, |(before, after)| (after - before) * 1000.0 / count.max(1) as f64);
        // The first was checked before it began.
        let (checked, check) = (checks.0.len().saturating_sub(1), checks.1);
        println!(
            "{{\"bench\":\"desktop\",\"what\":\"frame, {name}\",\"count\":{count},\"median_ms\":{median:.1},\"p95_ms\":{slow:.1},\"longest_ms\":{longest:.1},\"processor_ms\":{each:.1},\"before_drawing_median_ms\":{own_median:.1},\"before_drawing_p95_ms\":{own_slow:.1},\"before_drawing_longest_ms\":{own_longest:.1},\"checks\":{checked},\"longest_check_ms\":{check}}}"
        );
    }
}

/// The median, what 95 in 100 stay under, and the longest.
fn shares(all: &mut [f64]) -> [f64; 3] {
    all.sort_by(f64::total_cmp);
    let count = all.len();
    [50, 95, 100].map(|share| all.get((count * share / 100).min(count.saturating_sub(1))).copied().unwrap_or(0.0))
}

/// What a rest of the window came to.
#[derive(Default)]
pub struct Rest {
    frames: AtomicU32,
    over: AtomicBool,
}

/// Counts the frames that are drawn while the window sleeps, and ends the rest.
pub fn rest(mut commands: Commands, mut running: ResMut<Running>) {
    let Some(resting) = &running.resting else { return };
    resting.frames.fetch_add(1, Ordering::Relaxed);
    if resting.over.load(Ordering::Relaxed) {
        running.resting = None;
        commands.insert_resource(WinitSettings::game());
    }
}

/// Looks from a thread what the window takes while it sleeps, prints it, and wakes the window.
pub fn sleep(proxy: &EventLoopProxyWrapper, seconds: u32) -> Arc<Rest> {
    let rest = Arc::new(Rest::default());
    let (told, wake) = (rest.clone(), wake::waker(proxy));
    std::thread::spawn(move || {
        std::thread::sleep(SETTLED);
        let before = (measure::spent(), told.frames.load(Ordering::Relaxed));
        std::thread::sleep(Duration::from_secs(seconds.into()));
        let after = (measure::spent(), told.frames.load(Ordering::Relaxed));
        let frames = after.1.saturating_sub(before.1);
        if let (Some(before), Some(after)) = (before.0, after.0) {
            let share = (after - before) / f64::from(seconds.max(1)) * 100.0;
            println!(
                "{{\"bench\":\"desktop\",\"what\":\"at rest\",\"seconds\":{seconds},\"frames\":{frames},\"of_one_core_in_100\":{share:.2}}}"
            );
        }
        told.over.store(true, Ordering::Relaxed);
        wake();
    });
    rest
}

/// A file that is saved by another program, and what is to be seen of it.
pub struct Saving {
    words: String,
    /// When it was saved, or why it was not.
    saved: Arc<OnceLock<Result<Instant, String>>>,
    /// How many frames have begun since the new words were in one.
    frames: Option<u32>,
}

impl Saving {
    /// Changes words in a file from a thread, once the window sleeps; wakes the window where nothing has come of it.
    pub fn begin(proxy: &EventLoopProxyWrapper, path: PathBuf, (old, new): (String, String)) -> Self {
        let saving = Self { words: new.clone(), saved: Arc::default(), frames: None };
        let (told, wake) = (saving.saved.clone(), wake::waker(proxy));
        std::thread::spawn(move || {
            std::thread::sleep(SETTLED);
            let text = std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()));
            let saved = text.and_then(|text| {
                if !text.contains(&old) {
                    return Err(format!("{} does not say {old:?}", path.display()));
                }
                std::fs::write(&path, text.replacen(&old, &new, 1)).map_err(|error| error.to_string())?;
                Ok(Instant::now())
            });
            let failed = saved.is_err();
            let _ = told.set(saved);
            if !failed {
                std::thread::sleep(PATIENCE);
            }
            wake();
        });
        saving
    }

    /// A frame begins: whether it is over, and what went wrong. The frame with the new words has been drawn once the second
    /// one after it begins.
    pub fn frame(&mut self) -> Option<Result<(), String>> {
        let at = match self.saved.get()? {
            Ok(at) => *at,
            Err(why) => return Some(Err(why.clone())),
        };
        if let Some(frames) = &mut self.frames {
            *frames += 1;
            if *frames < 2 {
                return None;
            }
            let ms = at.elapsed().as_millis();
            println!("{{\"bench\":\"desktop\",\"what\":\"from saving a file to seeing it\",\"ms\":{ms}}}");
            return Some(Ok(()));
        }
        (PATIENCE <= at.elapsed()).then(|| Err(format!("{:?} was saved and is not on the screen", self.words)))
    }
}

/// Notes at the end of a frame how long it took until it could be drawn, what was checked, and whether what was saved is in
/// it.
pub fn note(mut commands: Commands, mut running: ResMut<Running>, desk: Res<Desk>, outputs: Query<&EguiOutput>) {
    if let Some(timing) = &mut running.timing {
        timing.own.push(timing.last.elapsed().as_secs_f64() * 1000.0);
        if let Some(found) = desk.0.editor.as_ref().and_then(|editor| editor.findings.as_ref())
            && timing.checks.0.last() != Some(&found.version)
        {
            let known = !timing.checks.0.is_empty();
            timing.checks.0.push(found.version);
            timing.checks.1 = timing.checks.1.max(if known { found.took } else { 0 });
        }
    }
    let Some(saving) = running.saving.as_mut().filter(|saving| saving.frames.is_none()) else { return };
    let there = |output: &EguiOutput| {
        nodes(output).iter().any(|(_, node)| says(node).is_some_and(|said| said.contains(&saving.words)))
    };
    if saving.saved.get().is_some_and(Result::is_ok) && outputs.iter().any(there) {
        saving.frames = Some(0);
        commands.insert_resource(WinitSettings::game());
    }
}
