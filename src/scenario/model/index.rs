//! What play needs in a handy shape, made from the rest.

use super::{Actor, Audience, ChannelId, MoveId, RuleId, TrackId};
use crate::scenario::bits::Bits;
use crate::scenario::program::{Code, Programs, place};
use crate::scenario::sieve::Sieves;

/// What legality and adjudication ask of a move again and again, close together in memory.
#[derive(Clone, Debug)]
pub struct MoveKey {
    /// When it can be ordered, through its actor's eyes.
    pub requires: Code,
    /// When its desk is open and it can be ordered.
    pub open: Code,
    /// On which desk.
    pub channel: ChannelId,
    /// Whose.
    pub actor: Actor,
    /// First and last turn.
    pub turns: (u8, u8),
    /// When in a turn it takes effect.
    pub tempo: u8,
    /// Whether it is words rather than deeds.
    pub words: bool,
    /// Whether it can be ordered again.
    pub repeat: bool,
    /// Whether it excludes other moves, or promises what excludes moves.
    pub excludes: bool,
    /// The desks of the moves that it excludes, one bit each.
    pub excluded_desks: u64,
    /// The terms that it offers or accepts, one bit each.
    pub promises: u32,
    /// The terms that exclude it, one bit each.
    pub excluded_by: u32,
    /// How far it goes up or down.
    pub escalation: i8,
    /// Whether it may climb a ladder, at once or later.
    pub climbs: bool,
    /// Whether it answers an incident.
    pub answers: bool,
}

/// What a change of a track asks, close together in memory.
#[derive(Clone, Debug)]
pub struct TrackKey {
    /// Its lowest value.
    pub min: i32,
    /// Its highest value.
    pub max: i32,
    /// The values that conditions ask for, rising: each is a bit of the crisis, and they follow each other.
    pub levels: Vec<i32>,
    /// The bit of the first of them.
    pub from: u16,
    /// The bits of all of them in their word.
    pub mask: u64,
    /// How many of them are reached, at each value from the lowest; empty for a track of too many values.
    pub reached: Vec<u8>,
}

impl TrackKey {
    /// Its bits in their word while it stands at a value, and which word.
    #[inline]
    pub(crate) fn bits(&self, value: i32) -> Option<(usize, u64)> {
        let reached = self.reached.get(value.wrapping_sub(self.min).unsigned_abs() as usize)?;
        Some((usize::from(self.from >> 6), ((1 << (reached & 63)) - 1) << (self.from & 63)))
    }

    /// The bit that is 1 while the track stands at this value or above, if there is one.
    #[must_use]
    pub fn level(&self, value: i32) -> Option<u16> {
        let at = self.levels.iter().position(|level| *level == value)?;
        Some(self.from + u16::try_from(at).ok()?)
    }
}

/// What adjudication asks of a rule again and again, close together in memory.
#[derive(Clone, Debug)]
pub struct RuleKey {
    /// When it can happen.
    pub when: Code,
    /// Parts per 100,000.
    pub odds: u32,
    /// Whether it can happen again.
    pub repeat: bool,
    /// Who knows of it.
    pub audience: Audience,
}

/// What adjudication asks of a red line each turn, close together in memory.
#[derive(Clone, Debug)]
pub struct LineKey {
    /// When it stands crossed.
    pub crossed: Code,
    /// When it is probed.
    pub probed: Code,
    /// When there is a chance to cross it.
    pub chance: Code,
    /// When the owner knows of a crossing.
    pub known: Code,
    /// When a crossing that ceases was undone by the bound side.
    pub undone: Code,
    /// Whose conduct is judged.
    pub binds: Actor,
}

/// A factor on a hazard, with its condition as a program.
#[derive(Clone, Copy, Debug)]
pub enum FactorKey {
    /// While the condition holds, times over.
    When(Code, u32, u32),
    /// Times the track plus a number, over another.
    Track(TrackId, u32, u32),
}

/// What play needs in a handy shape, made from the rest.
#[derive(Clone, Debug)]
pub struct Index {
    /// The bits of a crisis at the start.
    pub bits: [u64; place::WORDS],
    /// The moves of each actor that can be open on each turn at each rung of the first ladder, desk by desk.
    pub moves_by_rung: [Sieves; 2],
    /// Facts true at the start.
    pub facts: Bits<4>,
    /// Facts that each pair of eyes sees at the start: first actor, second actor, world.
    pub facts_seen: [Bits<4>; 3],
    /// Tracks that each pair of eyes sees at the start.
    pub tracks_seen: [Bits<2>; 3],
    /// The keys of the tracks.
    pub tracks: Vec<TrackKey>,
    /// Moves that each pair of eyes sees ordered.
    pub moves_seen: [Bits<8>; 3],
    /// Rules that each pair of eyes sees happen.
    pub rules_seen: [Bits<4>; 3],
    /// The moves of each actor on each turn, in the order of desk and of the file.
    pub moves_by_turn: [Vec<Vec<MoveId>>; 2],
    /// The rules of each kind on each turn at each rung of the first ladder: opening, closing, party, drift.
    pub rules_by_turn: [Sieves; 4],
    /// The endings that can come about on each turn at each rung of the first ladder.
    pub endings_by_turn: Sieves,
    /// The events that an incident can pick on each turn.
    pub incidents_by_turn: Vec<Vec<RuleId>>,
    /// The deeds with an escalation above 0 of each actor, those of its own and those through a party.
    pub acts: [[Bits<8>; 2]; 2],
    /// The ladders of which some condition asks who climbed first, one bit each.
    pub firsts: u8,
    /// Postures that have upkeep.
    pub postures: Bits<4>,
    /// The turns on which some line is declared by date, one bit each.
    pub declares: u64,
    /// The danger track.
    pub danger: Option<TrackId>,
    /// The keys of the moves.
    pub moves: Vec<MoveKey>,
    /// The keys of the rules.
    pub rules: Vec<RuleKey>,
    /// The keys of the red lines.
    pub lines: Vec<LineKey>,
    /// When each commitment has been kept, and when broken.
    pub commitments: Vec<[Code; 2]>,
    /// When each item of the aftermath follows.
    pub aftermath: Vec<Code>,
    /// When each rule of each aim gives its verdict, in each ledger.
    pub verdicts: Vec<Vec<[Code; 2]>>,
    /// Factors on the chance of an incident.
    pub incident_factors: Vec<FactorKey>,
    /// Factors on the chance of a catastrophe.
    pub catastrophe_factors: Vec<FactorKey>,
    /// When each desk is open, through each actor's eyes.
    pub channels: Vec<[Code; 2]>,
    /// When each ending comes about; the turn limit's never does by itself.
    pub endings: Vec<Code>,
    /// The conditions inside effects, by their number.
    pub effects: Vec<Code>,
    /// All programs.
    pub programs: Programs,
    /// Whether some desk has to be used.
    pub must: bool,
    /// Whether a term excludes moves.
    pub exclusive_terms: bool,
}

impl Default for Index {
    fn default() -> Self {
        Self {
            bits: [0; place::WORDS],
            moves_by_rung: Default::default(),
            facts: Bits::default(),
            facts_seen: Default::default(),
            tracks_seen: Default::default(),
            tracks: Vec::new(),
            moves_seen: Default::default(),
            rules_seen: Default::default(),
            moves_by_turn: Default::default(),
            rules_by_turn: Default::default(),
            endings_by_turn: Sieves::default(),
            incidents_by_turn: Vec::new(),
            acts: Default::default(),
            firsts: 0,
            postures: Bits::default(),
            declares: 0,
            danger: None,
            moves: Vec::new(),
            rules: Vec::new(),
            lines: Vec::new(),
            commitments: Vec::new(),
            aftermath: Vec::new(),
            verdicts: Vec::new(),
            incident_factors: Vec::new(),
            catastrophe_factors: Vec::new(),
            channels: Vec::new(),
            endings: Vec::new(),
            effects: Vec::new(),
            programs: Programs::default(),
            must: false,
            exclusive_terms: false,
        }
    }
}
