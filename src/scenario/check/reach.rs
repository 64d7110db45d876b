//! What can come about by which turn: a bound from above on every state that play can reach.
//!
//! It never leaves out anything that can happen; what it leaves out is proved not to happen.

use crate::scenario::model::{Actor, Declared, Effect, LadderKind, Scenario, TrackId, WordsWord};

/// The values that a number can have: its ends, the values it is set to, and what is added to them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Range {
    /// The least and the greatest value that it starts from or is set to.
    base: (i64, i64),
    /// What can be taken from it and added to it at most.
    add: (i64, i64),
    /// Its ends.
    ends: (i64, i64),
}

impl Range {
    fn new(start: i64, ends: (i64, i64)) -> Self {
        Self { base: (start, start), add: (0, 0), ends }
    }

    /// Takes another value.
    pub(super) fn set(&mut self, value: i64) {
        self.base = (self.base.0.min(value), self.base.1.max(value));
    }

    /// Is added to, once or any number of times.
    pub(super) fn change(&mut self, by: i64, once: bool) {
        match (by < 0, once) {
            (true, true) => self.add.0 = self.add.0.saturating_add(by),
            (true, false) => self.set(self.ends.0),
            (false, true) => self.add.1 = self.add.1.saturating_add(by),
            (false, false) if by == 0 => {}
            (false, false) => self.set(self.ends.1),
        }
    }

    /// The least and the greatest value that it can have.
    pub(super) fn values(&self) -> (i64, i64) {
        (
            self.base.0.saturating_add(self.add.0).clamp(self.ends.0, self.ends.1),
            self.base.1.saturating_add(self.add.1).clamp(self.ends.0, self.ends.1),
        )
    }
}

/// What can be true of a red line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LineReach {
    pub(super) in_force: bool,
    pub(super) declared: bool,
    pub(super) crossed: bool,
    pub(super) known: bool,
    /// Whether some deed answers it.
    pub(super) answerable: bool,
    pub(super) answered: bool,
    pub(super) redrawn: bool,
    pub(super) conduct: (u8, u8),
    /// Silent, accepts, denies.
    pub(super) words: [bool; 3],
}

/// What can be true of a term.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct TermReach {
    /// Since which turn it can be agreed.
    pub(super) agreed: Option<u8>,
    pub(super) public: bool,
    pub(super) secret: bool,
    pub(super) leaked: bool,
    /// Whether some effect tells the world of it.
    pub(super) told: bool,
    /// Whether some effect carries it out.
    pub(super) carriable: bool,
    pub(super) carried: bool,
    pub(super) refused: bool,
}

/// What can have come about at some point of some turn.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reach {
    /// The first and last turn that it can be.
    pub(super) turns: (u8, u8),
    /// Whether each fact can be false, and whether it can be true.
    pub(super) facts: Vec<(bool, bool)>,
    pub(super) tracks: Vec<Range>,
    /// The least and greatest rung of each actor on each ladder.
    pub(super) rungs: Vec<[(u8, u8); 2]>,
    /// Whether each actor can have climbed each ladder by an act of its own.
    pub(super) climbed: Vec<[bool; 2]>,
    pub(super) did: Vec<bool>,
    pub(super) did_now: Vec<bool>,
    pub(super) did_last: Vec<bool>,
    pub(super) happened: Vec<bool>,
    pub(super) happened_now: Vec<bool>,
    pub(super) sent: Vec<bool>,
    /// Whether an offer can be composed at a desk.
    pub(super) composed: bool,
    pub(super) terms: Vec<TermReach>,
    pub(super) lines: Vec<LineReach>,
    /// Whether each word can be given, kept, broken.
    pub(super) commitments: Vec<[bool; 3]>,
    pub(super) incident: bool,
    pub(super) catastrophe: bool,
    pub(super) ended: Vec<bool>,
    pub(super) followed: Vec<bool>,
}

impl Reach {
    /// The start of every crisis, in whatever variant.
    pub(super) fn new(scenario: &Scenario) -> Self {
        let mut facts: Vec<(bool, bool)> =
            (0..scenario.facts.len()).map(|at| (!scenario.index.facts.has(at), scenario.index.facts.has(at))).collect();
        let mut tracks: Vec<Range> = scenario
            .tracks
            .iter()
            .map(|track| Range::new(i64::from(track.start), (i64::from(track.min), i64::from(track.max))))
            .collect();
        for variant in &scenario.variants {
            for (fact, on) in &variant.facts {
                if let Some((no, yes)) = facts.get_mut(fact.index()) {
                    (*no, *yes) = (*no || !*on, *yes || *on);
                }
            }
            for (track, to) in &variant.tracks {
                if let Some(Range { base: (least, most), .. }) = tracks.get_mut(track.index()) {
                    (*least, *most) = ((*least).min(i64::from(*to)), (*most).max(i64::from(*to)));
                }
            }
        }
        Self {
            turns: (0, 0),
            facts,
            tracks,
            rungs: scenario.ladders.iter().map(|ladder| [(ladder.start, ladder.start); 2]).collect(),
            climbed: vec![[false; 2]; scenario.ladders.len()],
            did: vec![false; scenario.moves.len()],
            did_now: vec![false; scenario.moves.len()],
            did_last: vec![false; scenario.moves.len()],
            happened: vec![false; scenario.rules.len()],
            happened_now: vec![false; scenario.rules.len()],
            sent: vec![false; scenario.offers.len()],
            composed: false,
            terms: vec![TermReach::default(); scenario.terms.len()],
            lines: scenario
                .lines
                .iter()
                .map(|line| {
                    let mut words = [false; 3];
                    words[word_index(line.words)] = true;
                    LineReach {
                        in_force: line.declared == Declared::Private,
                        declared: false,
                        crossed: false,
                        known: false,
                        answerable: false,
                        answered: false,
                        redrawn: false,
                        conduct: (line.conduct.start, line.conduct.start),
                        words,
                    }
                })
                .collect(),
            commitments: vec![[false; 3]; scenario.commitments.len()],
            incident: false,
            catastrophe: false,
            ended: vec![false; scenario.endings.len()],
            followed: vec![false; scenario.aftermath.len()],
        }
    }

    /// The rungs that a ladder can be on: on a parallel ladder, the higher of the two.
    pub(super) fn rung(&self, ladder: usize) -> (u8, u8) {
        let [first, second] = self.rungs[ladder];
        (first.0.max(second.0), first.1.max(second.1))
    }

    /// Lets a ladder climb to a rung.
    pub(super) fn climb(&mut self, scenario: &Scenario, ladder: usize, actor: Option<Actor>, to: u8) {
        let data = &scenario.ladders[ladder];
        let to = to.min(u8::try_from(data.rungs.len().saturating_sub(1)).unwrap_or(u8::MAX));
        self.move_rungs(data.kind, ladder, actor, |(least, most)| (least, most.max(to)));
    }

    /// Lets an actor have climbed whatever its effects can climb, at once or later.
    pub(super) fn climb_by(&mut self, scenario: &Scenario, actor: Actor, effects: &[Effect]) {
        for effect in effects {
            match effect {
                Effect::Climb { ladder, .. } | Effect::ClimbBy { ladder, .. } => {
                    self.climbed[ladder.index()][actor.index()] = true;
                }
                Effect::After(_, block) => {
                    if let Some(effects) = scenario.blocks.get(block.index()) {
                        self.climb_by(scenario, actor, effects);
                    }
                }
                other => {
                    for list in other.inner(|_| None) {
                        self.climb_by(scenario, actor, list);
                    }
                }
            }
        }
    }

    /// Lets a ladder descend to a rung.
    pub(super) fn descend(&mut self, scenario: &Scenario, ladder: usize, actor: Option<Actor>, to: u8) {
        self.move_rungs(scenario.ladders[ladder].kind, ladder, actor, |(least, most)| (least.min(to), most));
    }

    fn move_rungs(&mut self, kind: LadderKind, ladder: usize, actor: Option<Actor>, to: impl Fn((u8, u8)) -> (u8, u8)) {
        for side in Actor::BOTH {
            if kind == LadderKind::Shared || actor.is_none_or(|actor| actor == side) {
                let range = &mut self.rungs[ladder][side.index()];
                *range = to(*range);
            }
        }
    }

    /// Lets a track fall or rise to its end.
    pub(super) fn drift(&mut self, track: Option<TrackId>, up: bool) {
        if let Some(track) = track {
            self.tracks[track.index()].change(if up { 1 } else { -1 }, false);
        }
    }

    /// Lets conduct move in the direction of a number.
    pub(super) fn conduct(&mut self, line: usize, by: i8) {
        let conduct = &mut self.lines[line].conduct;
        *conduct = match by {
            0 => *conduct,
            i8::MIN..0 => (0, conduct.1),
            1..=i8::MAX => (conduct.0, 100),
        };
    }

    /// Whether some offer of an actor can lie on the table.
    pub(super) fn any_offer(&self, scenario: &Scenario, actor: Actor) -> bool {
        self.composed || self.sent.iter().zip(&scenario.offers).any(|(sent, offer)| *sent && offer.from == actor)
    }
}

/// The place of a word among the three.
pub(super) const fn word_index(words: WordsWord) -> usize {
    match words {
        WordsWord::Silent => 0,
        WordsWord::Accepts => 1,
        WordsWord::Denies => 2,
    }
}
