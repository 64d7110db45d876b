//! The staff at work on a thread of its own, for a person who asked: what it reckons is refined while one looks.
//!
//! Beside `session.rs` and `film.rs` a caller of the engine. It is given the view of the seat that asks.

use std::sync::{
    Arc, Mutex,
    atomic::{AtomicBool, Ordering},
};

use brinkmanship::{
    crisis::Order,
    report::StaffSheet,
    scenario::model::Actor,
    survey::{FOR_SCORE, Staff},
    transcript::{Course, Forecast},
};

/// Crises imagined for each move between two looks.
const BATCH: u32 = 16;
/// Crises after which the staff has no more to say. Source: our judgement; intervals are then about four of a hundred.
const MOST: u32 = 512;

/// What the staff has said so far.
#[derive(Clone, Debug, Default)]
struct Said {
    sheet: Option<StaffSheet>,
    /// How many crises it imagined for each move, and whether that is all.
    imagined: u32,
    done: bool,
}

/// The staff that was asked, until it is dismissed.
#[derive(Debug)]
pub struct Asked {
    said: Arc<Mutex<Said>>,
    dismissed: Arc<AtomicBool>,
}

impl Asked {
    /// Asks the staff of a seat about the turn that is open, and about the order as far as it is made.
    #[must_use]
    pub fn begin(course: &Course<'static>, actor: Actor, draft: Order) -> Self {
        let (said, dismissed) = (Arc::new(Mutex::new(Said::default())), Arc::new(AtomicBool::new(false)));
        let (told, stop, course) = (said.clone(), dismissed.clone(), course.clone());
        std::thread::spawn(move || {
            let mut staff = Staff::of(&course, actor);
            let view = course.view(actor);
            let mut imagined = 0;
            if let Some(mut estimates) = staff.estimates(&view, &draft) {
                while imagined < MOST && !stop.load(Ordering::Relaxed) {
                    estimates.refine(course.scenario, BATCH);
                    imagined += BATCH;
                    let sheet = StaffSheet::of(&view, &estimates);
                    let Ok(mut said) = told.lock() else { return };
                    *said = Said { sheet, imagined, done: false };
                }
            }
            if let Ok(mut said) = told.lock() {
                said.done = true;
            }
        });
        Self { said, dismissed }
    }

    /// What it has said so far; none while it has only just begun.
    #[must_use]
    pub fn sheet(&self) -> Option<StaffSheet> {
        self.said.lock().ok().and_then(|said| said.sheet.clone())
    }

    /// How many crises it imagined for each move so far.
    #[must_use]
    pub fn imagined(&self) -> u32 {
        self.said.lock().map_or(0, |said| said.imagined)
    }

    /// Whether it has no more to say.
    #[must_use]
    pub fn is_done(&self) -> bool {
        self.said.lock().map_or(true, |said| said.done)
    }
}

impl Drop for Asked {
    fn drop(&mut self) {
        self.dismissed.store(true, Ordering::Relaxed);
    }
}

/// What the staff reckons of an order that is about to be sealed, as a forecast.
#[must_use]
pub fn reckoned(course: &Course<'static>, actor: Actor, order: &Order) -> Option<Forecast> {
    Staff::of(course, actor).of_order(&course.view(actor), order, FOR_SCORE).map(|estimate| estimate.forecast())
}
