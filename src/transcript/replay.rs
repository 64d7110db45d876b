//! Replay: a transcript played again, draw by draw, and where it parts from what was saved.

use super::{
    Course, Transcript, TranscriptError,
    file::{DrawText, applied, notes_of, order_of},
    fingerprint,
};
use crate::{
    crisis::{Crisis, Part, Premise, Refusal, Scripted, Setup, chance::Written},
    scenario::model::{Actor, CutId, DispositionId, Scenario},
};

/// Where a replay parts from what was saved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Divergence {
    /// An order is refused now.
    OrderRefused {
        /// On which turn.
        turn: usize,
        /// Whose order.
        actor: Actor,
        /// Why.
        refusal: Refusal,
    },
    /// A draw is made now that was not made then.
    DrawUnnamed {
        /// On which turn.
        turn: usize,
        /// Its label.
        label: String,
    },
    /// A draw was made then that is not made now.
    DrawUnused {
        /// On which turn.
        turn: usize,
        /// Its label.
        label: String,
    },
    /// The crisis stands otherwise.
    State {
        /// After which turn.
        turn: usize,
        /// What stands otherwise; empty if nothing does but the fingerprint that was saved.
        name: String,
        /// As it was saved; empty if it stood as at the start.
        was: String,
        /// As it stands now; empty if it stands as at the start.
        is: String,
    },
    /// It ended then, or ends now, and not the other.
    Length {
        /// The turns that were saved.
        saved: usize,
        /// The turns that were played now.
        played: usize,
    },
}

/// A transcript played again.
#[derive(Clone, Debug)]
pub struct Replayed<'s> {
    /// The course as far as it could be played.
    pub course: Course<'s>,
    /// Where it first parts from what was saved, if it does.
    pub divergence: Option<Divergence>,
    /// Whether the scenario's files are those that it was played with.
    pub same_files: bool,
}

/// Plays a transcript again with its recorded draws; no generator is needed.
///
/// # Errors
/// It is of another scenario, or names what the scenario does not have.
pub fn replay<'s>(scenario: &'s Scenario, transcript: &Transcript) -> Result<Replayed<'s>, TranscriptError> {
    if transcript.scenario != scenario.id {
        return Err(TranscriptError::OtherScenario {
            found: transcript.scenario.clone(),
            expected: scenario.id.clone(),
        });
    }
    let mut setup = Setup::default();
    for (place, id) in setup.dispositions.iter_mut().zip(&transcript.dispositions) {
        if let Some(id) = id {
            let at = scenario.dispositions.iter().position(|data| data.id == *id);
            let at = at.ok_or_else(|| TranscriptError::Unknown {
                scenario: scenario.id.clone(),
                kind: tr!(of "kind", "disposition"),
                id: id.clone(),
            })?;
            *place = Some(DispositionId::new(at));
        }
    }
    if let Some(id) = &transcript.cut {
        let at = scenario.cuts.iter().position(|data| data.id == *id);
        let at = at.ok_or_else(|| TranscriptError::Unknown {
            scenario: scenario.id.clone(),
            kind: tr!(of "kind", "cut"),
            id: id.clone(),
        })?;
        setup.cut = Some(CutId::new(at));
    }
    let written = |draws: &[(String, DrawText)]| -> Written {
        draws.iter().map(|(label, draw)| (label.clone(), draw.scripted())).collect()
    };
    let mut turns: Vec<Written> = transcript.turns.iter().map(|turn| written(&turn.draws)).collect();
    turns.push(written(&transcript.open));
    let mut dice = Scripted::new(scenario, &turns, &written(&transcript.aftermath));
    let premise = transcript.premise.as_ref().map_or(Ok(Premise::default()), |premise| premise.premise(scenario))?;
    let mut course = Course::start_from(scenario, setup, premise, transcript.seed, &mut dice);
    let news = transcript.news.iter().map(|news| news.news(scenario)).collect::<Result<Vec<_>, _>>()?;
    let tell = |course: &mut Course<'_>| {
        let open = course.crisis.turn();
        for one in news.iter().filter(|one| one.turn == open) {
            course.tell(one.track, one.by);
        }
    };
    tell(&mut course);
    let same_files = transcript.fingerprint == scenario.fingerprint;
    // Turns before the first one have nothing on them to be played again.
    let passed = course.turns.len();
    let mut before = match passed {
        0 => Crisis::new(scenario).describe(scenario),
        _ => course.crisis.describe(scenario),
    };
    let mut divergence = None;
    for (turn, saved) in transcript.turns.iter().enumerate().skip(passed) {
        if course.crisis.ended().is_some() {
            divergence = Some(Divergence::Length { saved: transcript.turns.len(), played: turn });
            break;
        }
        let mut orders = [crate::crisis::Order::default(); 2];
        for actor in Actor::BOTH {
            let texts = saved.orders.get(actor.index()).map_or(&[][..], Vec::as_slice);
            orders[actor.index()] = order_of(scenario, &course.crisis, texts)?;
        }
        if let Err(illegal) = course.play_with(orders, &mut dice) {
            divergence = Some(Divergence::OrderRefused { turn, actor: illegal.actor, refusal: illegal.refusal });
            break;
        }
        tell(&mut course);
        let then = applied(&before, &saved.changed);
        let now = course.crisis.describe(scenario);
        if fingerprint(&now) != saved.print {
            divergence = Some(parted(turn, &then, &now));
            break;
        }
        // It comes out as was saved, and what is written of how it came out does not: somebody has written in it.
        if same_files && then != now {
            return Err(TranscriptError::Altered);
        }
        before = now;
        if let Some((Part::Opening(at) | Part::Turn(at), label)) = dice.unnamed.first() {
            divergence = Some(Divergence::DrawUnnamed { turn: *at, label: label.clone() });
            break;
        }
        if let Some((_, label)) = dice.unused(Part::Turn(turn)).into_iter().next() {
            divergence = Some(Divergence::DrawUnused { turn, label });
            break;
        }
    }
    let left = course.crisis.ended().is_some() && !dice.unused(Part::Aftermath).is_empty();
    // A save has every draw, those too that came to nothing; only under other rules may one be missing.
    let missing = !dice.missing.is_empty() || !dice.unnamed.is_empty();
    if same_files && divergence.is_none() && (left || missing || !dice.unfit.is_empty()) {
        return Err(TranscriptError::Altered);
    }
    course.notes = notes_of(transcript)?;
    course.notes.retain(|note| note.turn < course.turns.len());
    Ok(Replayed { course, divergence, same_files })
}

/// The first thing that stands otherwise.
fn parted(turn: usize, then: &[(String, String)], now: &[(String, String)]) -> Divergence {
    let old: std::collections::BTreeMap<_, _> = then.iter().cloned().collect();
    let new: std::collections::BTreeMap<_, _> = now.iter().cloned().collect();
    let names: std::collections::BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let get = |state: &std::collections::BTreeMap<String, String>, name: &String| {
        state.get(name).cloned().unwrap_or_default()
    };
    for name in names {
        let (was, is) = (get(&old, name), get(&new, name));
        if was != is {
            return Divergence::State { turn, name: name.clone(), was, is };
        }
    }
    Divergence::State { turn, name: String::new(), was: String::new(), is: String::new() }
}
