//! The aims court: what the program judged and on what evidence, what is argued about it, and what the teacher rules;
//! and forecasts, which are scored by what came.

use super::{Guess, Post, Refusal, Room, words};

/// As a form names all that a party can come to do and that its desk is not told of yet; the id of no rule is empty.
pub const REST: &str = "";
/// The most arguments of a group.
const ARGUMENTS: usize = 400;

/// An aim as it was judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Case {
    /// The aim's id.
    pub aim: String,
    /// Whose aim it is.
    pub owner: String,
    /// The side, if it is one's.
    pub side: Option<usize>,
    /// The aim in a few words.
    pub title: String,
    /// In a sentence or two.
    pub text: String,
    /// The program's verdict, in words and of 100; none before the end.
    pub verdict: Option<(String, u8)>,
    /// Why.
    pub why: String,
    /// The evidence that the program lists.
    pub evidence: Vec<String>,
}

/// What was argued.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Argument {
    /// The aim's id.
    pub aim: String,
    /// Who argued.
    pub pupil: u32,
    /// For which side; none where they sat on neither.
    pub side: Option<usize>,
    /// The argument.
    pub text: String,
    /// What it is founded on.
    pub evidence: Vec<String>,
}

/// What the teacher ruled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// The aim's id.
    pub aim: String,
    /// The verdict, of 100.
    pub value: u8,
    /// Why.
    pub reason: String,
}

impl Room {
    /// Whether the scenario has an aim.
    fn aim(&self, id: &str) -> Result<(), Refusal> {
        if self.scenario.aims.iter().any(|aim| aim.id == id) { Ok(()) } else { Err(Refusal::Unknown) }
    }

    pub(super) fn argue(
        &mut self,
        pupil: u32,
        aim: &str,
        text: &str,
        evidence: &[String],
        once: u64,
    ) -> Result<(), Refusal> {
        let found = self.pupil(pupil)?;
        if once != 0 && found.once == once {
            return Ok(());
        }
        let post = found.post;
        let at = post.group().ok_or(Refusal::NotYours)?;
        if !self.debrief {
            return Err(Refusal::NotYours);
        }
        self.aim(aim)?;
        let text = words::clean(text, words::TEXT);
        if text.is_empty() {
            return Err(Refusal::Empty);
        }
        let of = self.groups.get_mut(at).ok_or(Refusal::Unknown)?;
        if ARGUMENTS <= of.arguments.len() {
            return Err(Refusal::Full);
        }
        // Handed in twice, it is said once.
        if of.arguments.iter().any(|one| one.pupil == pupil && one.aim == aim && one.text == text) {
            return Ok(());
        }
        let (aim, side, evidence) = (aim.to_owned(), post.side().map(|(_, side)| side), words::list(evidence));
        of.arguments.push(Argument { aim, pupil, side, text, evidence });
        if let Some(pupil) = self.pupils.get_mut(&pupil) {
            pupil.once = once;
        }
        Ok(())
    }

    pub(super) fn overrule(&mut self, group: u16, aim: &str, value: u8, reason: &str) -> Result<(), Refusal> {
        self.aim(aim)?;
        if ![0, 25, 50, 75, 100].contains(&value) {
            return Err(Refusal::Unknown);
        }
        let reason = words::clean(reason, words::TEXT);
        let of = self.group_mut(group)?;
        of.rulings.retain(|ruling| ruling.aim != aim);
        if !reason.is_empty() {
            of.rulings.push(Ruling { aim: aim.to_owned(), value, reason });
        }
        Ok(())
    }

    pub(super) fn forecast(&mut self, pupil: u32, agreed: u8, war: u8) -> Result<(), Refusal> {
        let (at, side) = self.pupil(pupil)?.post.side().ok_or(Refusal::NotYours)?;
        if self.began.is_none() {
            return Err(Refusal::NotBegun);
        }
        if 100 < u16::from(agreed) + u16::from(war) {
            return Err(Refusal::Unknown);
        }
        let of = &mut self.groups[at];
        if of.session.over() {
            return Err(Refusal::Over);
        }
        let turn = of.session.turn();
        of.guesses.retain(|guess| (guess.turn, guess.pupil) != (turn, pupil));
        of.guesses.push(Guess { turn, pupil, side, agreed, war });
        of.sides[side].changed += 1;
        Ok(())
    }

    /// Whether an act is named to a pupil at the desk of a party.
    #[must_use]
    pub fn named_to(&self, pupil: u32, rule: &str) -> bool {
        let Some(Post::Party(group, party)) = self.pupils.get(&pupil).map(|pupil| pupil.post) else { return false };
        let group = self.groups.get(usize::from(group));
        group.is_some_and(|of| of.session.party_acts(usize::from(party)).0.iter().any(|act| act.id == rule))
    }

    /// A pupil at the desk of a party says what it does, or that what it is not told of yet waits; of several at one desk, the last word counts.
    pub(super) fn stand(&mut self, pupil: u32, rule: &str, does: Option<bool>) -> Result<(), Refusal> {
        let Post::Party(group, party) = self.pupil(pupil)?.post else { return Err(Refusal::NotYours) };
        if self.began.is_none() {
            return Err(Refusal::NotBegun);
        }
        let of = self.groups.get_mut(usize::from(group)).ok_or(Refusal::Unknown)?;
        if of.session.over() {
            return Err(Refusal::Over);
        }
        let (named, rest) = of.session.party_acts(usize::from(party));
        if rule == REST {
            // What is not known yet can wait until it is, but nobody can want it.
            let waits = does.is_some();
            of.stands.retain(|(known, _)| !rest.contains(known));
            of.stands.extend(rest.into_iter().filter(|_| waits).map(|rule| (rule, false)));
        } else if rest.iter().any(|id| id == rule) || named.iter().any(|act| act.id == rule) {
            // What is not named is asked for by no form; classes of an earlier version have such deeds.
            of.stands.retain(|(known, _)| known != rule);
            of.stands.extend(does.map(|does| (rule.to_owned(), does)));
        } else {
            return Err(Refusal::NotYours);
        }
        for side in &mut of.sides {
            side.changed += 1;
        }
        Ok(())
    }
}
