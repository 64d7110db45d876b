//! Chance: draws with their odds, and where their results come from.

use rand::Rng;
use rand_pcg::Pcg32;

use crate::scenario::model::{Actor, AftermathId, ChanceId, RuleId, Scenario, ScriptedDraw, TermId};

/// What a draw is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Label {
    /// Which disposition an actor has.
    Disposition(Actor),
    /// Whether an event or a party's rule happens.
    Rule(RuleId),
    /// Whether an unordered incident strikes.
    Incident,
    /// Which event the incident is.
    IncidentEvent,
    /// Whether a catastrophe strikes.
    Catastrophe,
    /// Whether a secret leg leaks.
    Leak(TermId),
    /// A draw inside an effect.
    Chance(ChanceId),
    /// Whether an item of the aftermath follows.
    Aftermath(AftermathId),
}

impl Label {
    /// As written in history and transcripts.
    #[must_use]
    pub fn text(self, scenario: &Scenario) -> String {
        match self {
            Self::Disposition(actor) => format!("disposition:{}", scenario.actors[actor.index()].id),
            Self::Rule(rule) => scenario.rules[rule.index()].id.clone(),
            Self::Incident => "incident".to_owned(),
            Self::IncidentEvent => "incident-event".to_owned(),
            Self::Catastrophe => "catastrophe".to_owned(),
            Self::Leak(term) => format!("leak:{}", scenario.terms[term.index()].id),
            Self::Chance(chance) => scenario.chances[chance.index()].label.clone(),
            Self::Aftermath(item) => scenario.aftermath[item.index()].id.clone(),
        }
    }

    /// The stream that a seeded generator draws it from: one for each purpose.
    const fn stream(self) -> usize {
        match self {
            Self::Disposition(_) => 0,
            Self::Rule(_) => 1,
            Self::Incident => 2,
            Self::IncidentEvent => 3,
            Self::Catastrophe => 4,
            Self::Leak(_) => 5,
            Self::Chance(_) => 6,
            Self::Aftermath(_) => 7,
        }
    }
}

/// A part of a crisis that has draws of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// The opening of a turn, before orders; dispositions belong to that of turn 0.
    Opening(usize),
    /// The turn itself, once orders are given.
    Turn(usize),
    /// What follows the end.
    Aftermath,
}

/// Where the results of draws come from.
pub trait Dice {
    /// A part begins: what is drawn from now on belongs to it.
    fn begins(&mut self, part: Part);

    /// Whether it happens, at odds in parts per 100,000.
    fn chance(&mut self, label: Label, odds: u32) -> bool;

    /// Which of several, given by their index in the scenario and their weight. The weights are not all 0.
    fn pick(&mut self, label: Label, choices: &[(u16, u32)]) -> usize;

    /// Whether those who speak for a party hold back a reaction of its that would be certain. It is written down as a
    /// draw that did not happen.
    fn holds_back(&mut self, rule: RuleId) -> bool {
        let _ = rule;
        false
    }
}

/// A seeded, portable generator: PCG-32 (O'Neill 2014), one stream for each purpose in each part.
///
/// Every part is seeded anew from the seed, so that a saved crisis goes on exactly as it would have.
#[derive(Clone, Debug)]
pub struct Seeded {
    seed: u64,
    key: u64,
    /// The streams in use, one bit each; the others are made when they are first drawn from.
    begun: u8,
    streams: [Pcg32; 8],
}

impl Seeded {
    /// The generator of a seed.
    #[must_use]
    pub fn new(seed: u64) -> Self {
        Self { seed, key: mix(seed), begun: 0, streams: std::array::from_fn(|_| Pcg32::new(0, 0)) }
    }

    #[inline]
    fn stream(&mut self, label: Label) -> &mut Pcg32 {
        let stream = label.stream();
        if self.begun >> stream & 1 == 0 {
            self.begun |= 1 << stream;
            let purpose = stream as u64;
            let state = mix(self.key.wrapping_add(purpose.wrapping_mul(0x9e37_79b9_7f4a_7c15)));
            self.streams[stream] = Pcg32::new(state, purpose);
        }
        &mut self.streams[stream]
    }
}

/// The finaliser of SplitMix64 (Steele, Lea and Flood 2014), to spread neighbouring seeds.
#[must_use]
pub const fn mix(mut state: u64) -> u64 {
    state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

/// The one step from raw bits to "one of `n`": the high half of a 32-bit product. `n` is above 0.
#[inline]
pub fn one_of(generator: &mut impl Rng, n: u32) -> u32 {
    let wide = u64::from(generator.next_u32()) * u64::from(n);
    (wide >> 32) as u32
}

impl Dice for Seeded {
    fn begins(&mut self, part: Part) {
        let part = match part {
            Part::Opening(turn) => (turn as u64) << 1,
            Part::Turn(turn) => (turn as u64) << 1 | 1,
            Part::Aftermath => u64::MAX,
        };
        self.key = mix(self.seed.wrapping_add(part.wrapping_mul(0xd1b5_4a32_d192_ed03)));
        self.begun = 0;
    }

    #[inline]
    fn chance(&mut self, label: Label, odds: u32) -> bool {
        one_of(self.stream(label), 100_000) < odds
    }

    fn pick(&mut self, label: Label, choices: &[(u16, u32)]) -> usize {
        let total = choices.iter().fold(0_u32, |sum, (_, weight)| sum.saturating_add(*weight));
        let mut left = one_of(self.stream(label), total.max(1));
        for (at, (_, weight)) in choices.iter().enumerate() {
            if left < *weight {
                return at;
            }
            left -= weight;
        }
        0
    }
}

/// The written results of a part: labels and how each came out.
pub type Written = Vec<(String, ScriptedDraw)>;

/// Draws whose results are written down: yes-or-no draws that are not named did not happen.
#[derive(Clone, Debug)]
pub struct Scripted<'a> {
    scenario: &'a Scenario,
    turns: Vec<Vec<(usize, String, ScriptedDraw)>>,
    aftermath: Vec<(usize, String, ScriptedDraw)>,
    part: Part,
    /// Draws that are not yes-or-no and were not named.
    pub unnamed: Vec<(Part, String)>,
    /// Draws that are yes-or-no and were not named, so that they did not happen.
    pub missing: Vec<(Part, String)>,
    /// Draws whose written result does not fit, and why.
    pub unfit: Vec<(Part, String, String)>,
}

impl<'a> Scripted<'a> {
    /// The written results of each turn and of the aftermath.
    #[must_use]
    pub fn new(scenario: &'a Scenario, turns: &[Written], aftermath: &[(String, ScriptedDraw)]) -> Self {
        let number = |draws: &[(String, ScriptedDraw)]| {
            draws.iter().enumerate().map(|(at, (label, draw))| (at, label.clone(), draw.clone())).collect()
        };
        Self {
            scenario,
            turns: turns.iter().map(|draws| number(draws)).collect(),
            aftermath: number(aftermath),
            part: Part::Turn(0),
            unnamed: Vec::new(),
            missing: Vec::new(),
            unfit: Vec::new(),
        }
    }

    /// The draws of a part that never came up: their places in its list, and their labels.
    #[must_use]
    pub fn unused(&self, part: Part) -> Vec<(usize, String)> {
        let left = match part {
            Part::Opening(turn) | Part::Turn(turn) => self.turns.get(turn),
            Part::Aftermath => Some(&self.aftermath),
        };
        left.map(|left| left.iter().map(|(at, label, _)| (*at, label.clone())).collect()).unwrap_or_default()
    }

    fn take(&mut self, label: &str) -> Option<ScriptedDraw> {
        let left = match self.part {
            Part::Opening(turn) | Part::Turn(turn) => self.turns.get_mut(turn)?,
            Part::Aftermath => &mut self.aftermath,
        };
        let at = left.iter().position(|(_, name, _)| name == label)?;
        Some(left.remove(at).2)
    }

    /// The id of a choice.
    fn id_of(&self, label: Label, choice: u16) -> &'a str {
        let choice = usize::from(choice);
        match label {
            Label::Disposition(_) => self.scenario.dispositions.get(choice).map_or("", |data| data.id.as_str()),
            Label::Rule(_)
            | Label::Incident
            | Label::IncidentEvent
            | Label::Catastrophe
            | Label::Leak(_)
            | Label::Chance(_)
            | Label::Aftermath(_) => self.scenario.rules.get(choice).map_or("", |data| data.id.as_str()),
        }
    }
}

impl Dice for Scripted<'_> {
    fn begins(&mut self, part: Part) {
        self.part = part;
    }

    fn chance(&mut self, label: Label, _odds: u32) -> bool {
        let text = label.text(self.scenario);
        match self.take(&text) {
            None => {
                self.missing.push((self.part, text));
                false
            }
            Some(ScriptedDraw::No) => false,
            Some(ScriptedDraw::Yes) => true,
            Some(ScriptedDraw::Pick(_)) => {
                self.unfit.push((self.part, text, "it is a yes-or-no draw".to_owned()));
                false
            }
        }
    }

    fn pick(&mut self, label: Label, choices: &[(u16, u32)]) -> usize {
        let text = label.text(self.scenario);
        let first = choices.iter().position(|(_, weight)| 0 < *weight).unwrap_or(0);
        match self.take(&text) {
            Some(ScriptedDraw::Pick(id)) => {
                let found = choices.iter().position(|(choice, weight)| 0 < *weight && self.id_of(label, *choice) == id);
                found.unwrap_or_else(|| {
                    self.unfit.push((self.part, text, format!("`{id}` is not among those that can be picked")));
                    first
                })
            }
            Some(ScriptedDraw::Yes | ScriptedDraw::No) => {
                self.unfit.push((self.part, text, "it picks one of several; `Pick(\"...\")` is expected".to_owned()));
                first
            }
            None => {
                self.unnamed.push((self.part, text));
                first
            }
        }
    }

    fn holds_back(&mut self, rule: RuleId) -> bool {
        let text = Label::Rule(rule).text(self.scenario);
        let left = match self.part {
            Part::Opening(turn) | Part::Turn(turn) => self.turns.get(turn),
            Part::Aftermath => Some(&self.aftermath),
        };
        let held = |(_, name, draw): &(usize, String, ScriptedDraw)| *name == text && *draw == ScriptedDraw::No;
        let held = left.is_some_and(|left| left.iter().any(held));
        if held {
            self.take(&text);
        }
        held
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_step_from_bits_to_one_of_n_never_changes() {
        let mut generator = Pcg32::new(42, 54);
        let drawn: Vec<u32> = (0..8).map(|_| one_of(&mut generator, 100_000)).collect();
        assert_eq!(drawn, [63_031, 48_156, 72_700, 51_493, 74_860, 79_659, 74_912, 50_463]);
    }
}
