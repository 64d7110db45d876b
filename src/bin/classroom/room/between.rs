//! A look back in between: play stops, each team sees what it expected beside what came, says how near it is to what it
//! wants, and what it will do otherwise.

use super::{Refusal, Room, words};

/// What a pupil made of it in between.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Learnt {
    /// On which turn.
    pub turn: usize,
    /// Whose.
    pub pupil: u32,
    /// For which side.
    pub side: usize,
    /// How near each aim is by their own reckoning: its id, and 0 to 100.
    pub near: Vec<(String, u8)>,
    /// What they will do otherwise.
    pub text: String,
}

impl Room {
    /// Stops the class for a look back, or lets it play on; the clocks stand meanwhile.
    pub(super) fn between(&mut self, now: u64, on: bool) {
        if self.between == on {
            return;
        }
        self.between = on;
        self.set_clocks(now);
        for group in &mut self.groups {
            group.shown += 1;
        }
    }

    pub(super) fn learnt(&mut self, pupil: u32, near: &[(String, u8)], text: &str) -> Result<(), Refusal> {
        let (at, side) = self.pupil(pupil)?.post.side().ok_or(Refusal::NotYours)?;
        if !self.between {
            return Err(Refusal::Unknown);
        }
        let text = words::clean(text, words::TEXT);
        if text.is_empty() {
            return Err(Refusal::Empty);
        }
        let known = |(id, near): &&(String, u8)| *near <= 100 && self.scenario.aims.iter().any(|aim| aim.id == *id);
        let near = near.iter().take(super::AIMS).filter(known).cloned().collect();
        let group = &mut self.groups[at];
        let turn = group.session.turn();
        group.learnt.retain(|one| (one.turn, one.pupil) != (turn, pupil));
        group.learnt.push(Learnt { turn, pupil, side, near, text });
        Ok(())
    }
}
