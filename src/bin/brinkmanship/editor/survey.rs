//! A survey in the background whenever a draft was saved: how it ends, and what has changed since the last one.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, Ordering},
};

use brinkmanship::{
    scenario::{
        Scenario,
        model::{Actor, Horizon},
    },
    survey::{Options, Seat, Tally, ratio, survey},
};
use egui::Ui;

use crate::theme::{Theme, Tone};

/// How many runs, in how many parts: after each it can be stopped.
const PARTS: u64 = 16;
const PART: u64 = 36;

/// What a survey came to.
#[derive(Clone, Debug, Default)]
pub struct Shares {
    runs: u64,
    /// Each ending by id, with its title and how often it came, in runs.
    endings: Vec<(String, String, u64)>,
    scores: [(String, f64); 2],
    idle: Vec<String>,
}

impl Shares {
    fn of(scenario: &Scenario, tally: &Tally) -> Self {
        let title = |(data, count): (&brinkmanship::scenario::model::EndingData, &u64)| {
            (data.id.clone(), data.title.clone(), *count)
        };
        let moves = tally.never_chosen(scenario).into_iter();
        let name =
            |id: &str| scenario.moves.iter().find(|data| data.id == id).map_or(id, |data| &data.title).to_owned();
        Self {
            runs: tally.runs,
            endings: scenario.endings.iter().zip(&tally.endings).map(title).collect(),
            scores: Actor::BOTH
                .map(|actor| (scenario.actors[actor.index()].name.clone(), tally.mean_score(actor, Horizon::Later))),
            idle: moves.map(name).collect(),
        }
    }

    fn share(&self, id: &str) -> Option<f64> {
        let (.., count) = self.endings.iter().find(|(other, ..)| other == id)?;
        Some(ratio(*count, self.runs) * 100.0)
    }
}

/// What a thread and the editor tell each other.
#[derive(Debug, Default)]
struct Told {
    stop: AtomicBool,
    so_far: Mutex<Option<Shares>>,
    over: AtomicBool,
}

/// The survey of the version that was saved last.
#[derive(Debug, Default)]
pub struct Survey {
    told: Option<Arc<Told>>,
    /// Of the version before.
    before: Option<Shares>,
}

impl Drop for Survey {
    fn drop(&mut self) {
        self.stop();
    }
}

impl Survey {
    /// Begins one of a version; the last one becomes that with which it is compared.
    pub fn begin(&mut self, scenario: Arc<Scenario>) {
        self.stop();
        if let Some(told) = self.told.take().filter(|told| told.over.load(Ordering::Relaxed)) {
            self.before = told.so_far.lock().unwrap_or_else(PoisonError::into_inner).clone();
        }
        let told = Arc::new(Told::default());
        self.told = Some(told.clone());
        std::thread::spawn(move || run(&scenario, &told));
    }

    /// Stops it where it is.
    pub fn stop(&self) {
        if let Some(told) = &self.told {
            told.stop.store(true, Ordering::Relaxed);
        }
    }

    /// Whether it still runs.
    #[must_use]
    pub fn runs(&self) -> bool {
        let going = |told: &Arc<Told>| !told.over.load(Ordering::Relaxed) && !told.stop.load(Ordering::Relaxed);
        self.told.as_ref().is_some_and(going)
    }

    /// What it has come to so far.
    #[must_use]
    pub fn so_far(&self) -> Option<Shares> {
        self.told.as_ref()?.so_far.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

/// Plays the runs on one core, part by part.
fn run(scenario: &Scenario, told: &Told) {
    let mut all = Tally::new(scenario);
    for part in 0..PARTS {
        if told.stop.load(Ordering::Relaxed) {
            return;
        }
        // As few runs as this are one batch, which one core plays.
        let options =
            Options { runs: PART, seed: 1 + part * PART, seats: [Seat::Mixed; 2], open_prologue: false, cut: None };
        all.add(&survey(scenario, &options, |_| {}));
        *told.so_far.lock().unwrap_or_else(PoisonError::into_inner) = Some(Shares::of(scenario, &all));
        // The person at the screen comes first.
        std::thread::yield_now();
    }
    told.over.store(true, Ordering::Relaxed);
}

/// Shows what it came to, and whether the draft is no longer as it was saved.
pub fn show(ui: &mut Ui, theme: &Theme, survey: &Survey, changed: bool) {
    let Some(shares) = survey.so_far() else {
        theme.small(
            ui,
            tr!("When you save, it is played some hundred times by simple players, and how it ends is told here."),
        );
        return;
    };
    let runs = shares.runs;
    let title = if survey.runs() {
        tr!("How it ends, in {runs} games of simple players, going on", runs)
    } else {
        tr!("How it ends, in {runs} games of simple players", runs)
    };
    theme.field_name(ui, &title);
    if changed {
        theme.note(
            ui,
            tr!(
                "Of the version that was saved before; the draft has changed since, and is played again when you save."
            ),
            Tone::Warning,
        );
    }
    for (id, title, count) in &shares.endings {
        let share = ratio(*count, shares.runs) * 100.0;
        let mut text = tr!("{share:.0} in 100: {title}", share, title);
        match survey.before.as_ref().map(|before| before.share(id)) {
            Some(None) => text = tr!("{text} (new)", text),
            Some(Some(before)) if 0.5 <= (share - before).abs() => text += &format!(" ({:+.0})", share - before),
            Some(Some(_)) | None => {}
        }
        let tone = if *count == 0 { Tone::Warning } else { Tone::Plain };
        if *count == 0 {
            text = tr!("Never reached: {title}", title);
        }
        theme.note(ui, &text, tone);
    }
    for (at, (name, score)) in shares.scores.iter().enumerate() {
        let mut text = tr!("{name}: {score:.0} points of 100 on average", name, score);
        if let Some(before) = survey.before.as_ref().map(|before| before.scores[at].1)
            && 0.5 <= (score - before).abs()
        {
            text += &format!(" ({:+.0})", score - before);
        }
        theme.small(ui, &text);
    }
    if !shares.idle.is_empty() {
        theme.note(ui, &tr!("Never ordered: {moves}.", moves = shares.idle.join("; ")), Tone::Warning);
    }
}
