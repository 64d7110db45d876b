//! Whether a condition can hold, or fail, in any state that can be reached; and in words why not.

#![allow(clippy::wildcard_enum_match_arm, reason = "each match is about one kind of word; the rest is one case")]

use std::cell::Cell;

use super::reach::{Reach, word_index};
use crate::scenario::model::{Actor, Condition, During, LadderKind, Manner, Scenario, TrackId};

/// How many words are looked at before the proofs are given up: then nothing is proved.
const MOST_STEPS: u32 = 4_000_000;

/// What counts the steps of all proofs.
#[derive(Debug)]
pub(super) struct Steps(Cell<u32>);

impl Default for Steps {
    fn default() -> Self {
        Self(Cell::new(MOST_STEPS))
    }
}

impl Steps {
    /// Takes a step; false once they are used up.
    fn take(&self) -> bool {
        let left = self.0.get().saturating_sub(1);
        self.0.set(left);
        left != 0
    }

    /// Whether they are used up, so that nothing is proved any more.
    pub(super) fn gone(&self) -> bool {
        self.0.get() == 0
    }
}

/// What a word reads: its kind and up to two indices.
type Key = (u8, u16, u16);

/// A word as a range of a number: the number, the values that it can have, and those for which the word holds.
#[derive(Clone, Copy, Debug)]
struct Word {
    key: Key,
    values: (i64, i64),
    holds: (i64, i64),
}

/// What is known of the numbers read so far.
type Known = Vec<(Key, (i64, i64))>;

/// A scenario and a bound on its states.
#[derive(Clone, Copy, Debug)]
pub(super) struct Proof<'a> {
    scenario: &'a Scenario,
    reach: &'a Reach,
    steps: &'a Steps,
    /// Whether all that a word reads is taken to be free, so that only contradictions between words count.
    free: bool,
}

impl<'a> Proof<'a> {
    /// A proof over the states within a bound.
    pub(super) const fn new(scenario: &'a Scenario, reach: &'a Reach, steps: &'a Steps) -> Self {
        Self { scenario, reach, steps, free: false }
    }

    /// The same by what words say of one another alone, whatever can come about.
    pub(super) const fn of_words(self) -> Self {
        Self { free: true, ..self }
    }

    /// Whether the condition can come out as wanted. False is a proof; true is not.
    pub(super) fn can(&self, condition: &Condition, want: bool) -> bool {
        self.can_with(condition, want, &mut Known::new())
    }

    fn can_with(&self, condition: &Condition, want: bool, known: &mut Known) -> bool {
        if !self.steps.take() {
            return true;
        }
        match condition {
            Condition::Always => want,
            Condition::Never => !want,
            Condition::Not(inner) => self.can_with(inner, !want, known),
            Condition::All(list) if want => self.together(list, want, known),
            Condition::Any(list) if !want => self.together(list, want, known),
            Condition::All(list) | Condition::Any(list) => {
                list.iter().any(|inner| self.can_with(inner, want, &mut known.clone()))
            }
            Condition::AtLeast(count, list) => {
                let count = usize::from(*count);
                self.so_many(list, want, if want { count } else { (list.len() + 1).saturating_sub(count) }, known)
            }
            Condition::TrackAbove(..) if self.free => true,
            Condition::TrackAbove(left, right) => {
                let (left, right) = (self.values(*left), self.values(*right));
                if want { right.0 < left.1 } else { left.0 <= right.1 }
            }
            _ => self.narrow(condition, want, known),
        }
    }

    /// Whether all parts can come out as wanted together; plain words first, since they narrow what the others can be.
    fn together(&self, list: &[Condition], want: bool, known: &mut Known) -> bool {
        let splits = |inner: &Condition, want: bool| match inner {
            Condition::Not(inner) => splits_up(inner, !want),
            _ => splits_up(inner, want),
        };
        list.iter().filter(|inner| !splits(inner, want)).all(|inner| self.can_with(inner, want, known))
            && list.iter().filter(|inner| splits(inner, want)).all(|inner| self.can_with(inner, want, known))
    }

    /// Whether so many parts can come out as wanted together.
    fn so_many(&self, list: &[Condition], want: bool, count: usize, known: &mut Known) -> bool {
        if count == 0 {
            return true;
        }
        if count == list.len() {
            return self.together(list, want, known);
        }
        let [first, rest @ ..] = list else { return false };
        let mut with = known.clone();
        list.len() > count
            && (self.can_with(first, want, &mut with) && self.so_many(rest, want, count - 1, &mut with)
                || self.so_many(rest, want, count, known))
    }

    /// Narrows what a word reads, and what follows from it, to the values wanted; false if none is left.
    fn narrow(&self, condition: &Condition, want: bool, known: &mut Known) -> bool {
        self.narrow_one(condition, want, known)
            && implied(condition, want).iter().all(|(other, want)| self.narrow_one(other, *want, known))
    }

    /// Narrows the number that a word reads to the values wanted; false if none is left.
    fn narrow_one(&self, condition: &Condition, want: bool, known: &mut Known) -> bool {
        let Some(word) = self.word(condition) else { return true };
        let at = known.iter().position(|(key, _)| *key == word.key);
        let all = if self.free { (i64::MIN, i64::MAX) } else { word.values };
        let values = at.map_or(all, |at| known[at].1);
        // A word holds for all values from one on, or up to one; so what is left is again a range.
        let left = if want {
            (values.0.max(word.holds.0), values.1.min(word.holds.1))
        } else if word.holds.0 == i64::MIN {
            (values.0.max(word.holds.1.saturating_add(1)), values.1)
        } else {
            (values.0, values.1.min(word.holds.0.saturating_sub(1)))
        };
        match at {
            Some(at) => known[at].1 = left,
            None => known.push((word.key, left)),
        }
        left.0 <= left.1
    }

    /// The values that can be read under a track's name: its own and those of the estimates of it.
    fn values(&self, track: TrackId) -> (i64, i64) {
        let own = self.reach.tracks[track.index()].values();
        self.scenario.tracks[track.index()].estimates.iter().flatten().fold(own, |(least, most), estimate| {
            let values = self.reach.tracks[estimate.index()].values();
            (least.min(values.0), most.max(values.1))
        })
    }

    fn word(&self, condition: &Condition) -> Option<Word> {
        use Condition as C;
        let reach = self.reach;
        let from = |key: Key, (least, most): (i64, i64), value: i64| {
            Some(Word { key, values: (least, most), holds: (value, i64::MAX) })
        };
        let up_to = |key: Key, (least, most): (i64, i64), value: i64| {
            Some(Word { key, values: (least, most), holds: (i64::MIN, value) })
        };
        let rung = |(least, most): (u8, u8)| (i64::from(least), i64::from(most));
        let ladder_key = |ladder: usize, actor: Option<Actor>| {
            let parallel = self.scenario.ladders[ladder].kind == LadderKind::Parallel;
            let whose = actor.filter(|_| parallel).map_or(2, Actor::index);
            (2, index(ladder), index(whose))
        };
        match condition {
            C::Fact(id) => {
                let (no, yes) = reach.facts[id.index()];
                from((0, id.0, 0), (i64::from(!no), i64::from(yes)), 1)
            }
            C::TrackAtLeast(id, value) => from((1, u16::from(id.0), 0), self.values(*id), i64::from(*value)),
            C::TrackAtMost(id, value) => up_to((1, u16::from(id.0), 0), self.values(*id), i64::from(*value)),
            C::RungAtLeast(id, to) => from(ladder_key(id.index(), None), rung(reach.rung(id.index())), i64::from(*to)),
            C::RungAtMost(id, to) => up_to(ladder_key(id.index(), None), rung(reach.rung(id.index())), i64::from(*to)),
            C::OwnRungAtLeast(actor, id, to) => {
                let values = rung(reach.rungs[id.index()][actor.index()]);
                from(ladder_key(id.index(), Some(*actor)), values, i64::from(*to))
            }
            C::PeakAtLeast(id, to) => {
                let start = self.scenario.ladders[id.index()].start;
                from((3, u16::from(id.0), 0), rung((start, reach.rung(id.index()).1)), i64::from(*to))
            }
            C::TurnAtLeast(turn) => from((4, 0, 0), rung(reach.turns), i64::from(*turn)),
            C::TurnAtMost(turn) => up_to((4, 0, 0), rung(reach.turns), i64::from(*turn)),
            C::ConductAtLeast(id, value) => {
                from((5, u16::from(id.0), 0), rung(reach.lines[id.index()].conduct), i64::from(*value))
            }
            C::WordsAre(id, words) => {
                let said = reach.lines[id.index()].words;
                let this = word_index(*words);
                let other = said.iter().enumerate().any(|(at, can)| *can && at != this);
                from((6, u16::from(id.0), index(this)), (i64::from(!other), i64::from(said[this])), 1)
            }
            _ => {
                let (key, can) = self.flag(condition)?;
                from(key, (0, i64::from(can)), 1)
            }
        }
    }

    /// A word that is false at the start, and whether it can be true.
    fn flag(&self, condition: &Condition) -> Option<(Key, bool)> {
        use Condition as C;
        let reach = self.reach;
        let term = |id: &crate::scenario::model::TermId| reach.terms[id.index()];
        let line = |id: &crate::scenario::model::LineId| reach.lines[id.index()];
        let sent = |id: &crate::scenario::model::OfferId| reach.sent[id.index()];
        Some(match condition {
            C::Did(id) => ((10, id.0, 0), reach.did[id.index()]),
            C::DidNow(id) => ((11, id.0, 0), reach.did_now[id.index()]),
            C::DidLast(id) => ((12, id.0, 0), reach.did_last[id.index()]),
            C::Acted(actor, manner, during) => {
                let ordered = match during {
                    During::Ever => &reach.did,
                    During::Now => &reach.did_now,
                };
                let acts = &self.scenario.index.acts[actor.index()][manner.index()];
                let can = ordered.iter().enumerate().any(|(at, ordered)| *ordered && acts.has(at));
                ((45, index(2 * actor.index() + manner.index()), index(usize::from(*during == During::Now))), can)
            }
            C::EscalatedFirst(id, actor) => {
                ((46, u16::from(id.0), index(actor.index())), reach.climbed[id.index()][actor.index()])
            }
            C::TurnLimit => {
                let whole = self.scenario.turns.len().saturating_sub(1);
                let first =
                    self.scenario.cuts.iter().map(crate::scenario::model::CutData::last).fold(whole, usize::min);
                ((47, 0, 0), first <= usize::from(reach.turns.1))
            }
            C::Happened(id) => ((13, id.0, 0), reach.happened[id.index()]),
            C::HappenedNow(id) => ((14, id.0, 0), reach.happened_now[id.index()]),
            C::Sent(id) => ((15, id.0.into(), 0), sent(id)),
            C::OnTable(id) => ((16, id.0.into(), 0), sent(id)),
            C::InTransit(id) => {
                let channel = self.scenario.offers[id.index()].channel;
                ((17, id.0.into(), 0), sent(id) && self.scenario.channels[channel.index()].delay != 0)
            }
            C::Accepted(id) => ((18, id.0.into(), 0), sent(id)),
            C::AnyOnTable(actor) => ((19, index(actor.index()), 0), reach.any_offer(self.scenario, *actor)),
            C::AnyInTransit(actor) => {
                let delayed = self.scenario.channels.iter().any(|channel| channel.delay != 0);
                ((19, index(actor.index()), 1), delayed && reach.any_offer(self.scenario, *actor))
            }
            C::AnyAgreement => ((20, 0, 0), reach.terms.iter().any(|term| term.agreed.is_some())),
            C::Agreed(id) => ((21, id.0.into(), 0), term(id).agreed.is_some()),
            C::AgreedInPublic(id) => ((22, id.0.into(), 0), term(id).public),
            C::AgreedInSecret(id) => ((23, id.0.into(), 0), term(id).secret),
            C::CarriedOut(id) => ((24, id.0.into(), 0), term(id).carried),
            C::Leaked(id) => ((25, id.0.into(), 0), term(id).leaked),
            C::ConsentRefused(id) => ((26, id.0.into(), 0), term(id).refused),
            C::Crossed(id) => ((27, id.0.into(), 0), line(id).crossed),
            C::EverCrossed(id) => ((28, id.0.into(), 0), line(id).crossed),
            C::CrossingKnown(id) => ((29, id.0.into(), 0), line(id).known),
            C::WindowOpen(id) => ((30, id.0.into(), 0), line(id).known),
            C::Answered(id) => ((31, id.0.into(), 0), line(id).answered),
            C::LetPass(id) => ((32, id.0.into(), 0), line(id).known),
            C::Declared(id) => ((33, id.0.into(), 0), line(id).declared),
            C::Redrawn(id) => ((34, id.0.into(), 0), line(id).redrawn),
            C::Committed(id) => ((35, id.0.into(), 0), reach.commitments[id.index()][0]),
            C::Kept(id) => ((36, id.0.into(), 0), reach.commitments[id.index()][1]),
            C::Broken(id) => ((37, id.0.into(), 0), reach.commitments[id.index()][2]),
            C::Disposition(id) => ((38, id.0.into(), 0), true),
            C::IncidentOpen => ((39, 0, 0), reach.incident),
            C::IncidentOf(actor) => ((47, actor.index() as u16, 0), reach.incident),
            C::LastTurn => ((40, 0, 0), reach.catastrophe),
            C::Catastrophe => ((41, 0, 0), reach.catastrophe),
            C::Ended(id) => ((42, id.0.into(), 0), reach.ended[id.index()]),
            C::EndedAs(category) => {
                let any = reach
                    .ended
                    .iter()
                    .zip(&self.scenario.endings)
                    .any(|(can, data)| *can && data.category == *category);
                ((43, *category as u16, 0), any)
            }
            C::Followed(id) => ((44, id.0.into(), 0), reach.followed[id.index()]),
            _ => return None,
        })
    }

    /// Why the condition cannot come out as wanted, in words. To be asked only when it cannot.
    pub(super) fn why_not(&self, condition: &Condition, want: bool) -> String {
        use Condition as C;
        let scenario = self.scenario;
        let range = |(least, most): (i64, i64)| {
            if least == most { tr!("at {least}", least) } else { tr!("within {least} to {most}", least, most) }
        };
        match condition {
            C::Always | C::Never => tr!("it is written so").to_owned(),
            C::Not(inner) => self.why_not(inner, !want),
            C::All(list) | C::Any(list) | C::AtLeast(_, list) => {
                if list.is_empty() {
                    return tr!("the list is empty").to_owned();
                }
                match list.iter().find(|inner| !self.can(inner, want)) {
                    Some(inner) => self.why_not(inner, want),
                    None if want => tr!("its parts contradict one another").to_owned(),
                    None => tr!("its parts together cover every case").to_owned(),
                }
            }
            C::Fact(id) if want => {
                tr!("nothing that can happen by then makes `{id}` true", id = scenario.facts[id.index()].id)
            }
            C::Fact(id) => {
                tr!("`{id}` is true from the start, and nothing makes it false", id = scenario.facts[id.index()].id)
            }
            C::TrackAtLeast(id, _) | C::TrackAtMost(id, _) => {
                tr!("`{track}` stays {range}", track = scenario.tracks[id.index()].id, range = range(self.values(*id)))
            }
            C::TrackAbove(left, right) => tr!(
                "`{track}` stays {range}, and `{other}` {its}",
                track = scenario.tracks[left.index()].id,
                range = range(self.values(*left)),
                other = scenario.tracks[right.index()].id,
                its = range(self.values(*right))
            ),
            C::RungAtLeast(id, _) | C::RungAtMost(id, _) => {
                self.rungs_in_words(id.index(), self.reach.rung(id.index()))
            }
            C::OwnRungAtLeast(actor, id, _) => {
                self.rungs_in_words(id.index(), self.reach.rungs[id.index()][actor.index()])
            }
            C::PeakAtLeast(id, _) => {
                let start = scenario.ladders[id.index()].start;
                self.rungs_in_words(id.index(), (start, self.reach.rung(id.index()).1))
            }
            C::TurnAtLeast(_) | C::TurnAtMost(_) | C::TurnLimit => {
                tr!("no turn on which it is asked is such a turn").to_owned()
            }
            C::Did(id) => tr!("`{id}` cannot have been ordered by then", id = scenario.moves[id.index()].id),
            C::DidNow(id) => {
                tr!("`{id}` cannot be ordered then, or not yet when this is asked", id = scenario.moves[id.index()].id)
            }
            C::DidLast(id) => {
                tr!("`{id}` cannot have been ordered the turn before", id = scenario.moves[id.index()].id)
            }
            C::Acted(actor, manner, _) => {
                let actor = &scenario.actors[actor.index()].id;
                match manner {
                    Manner::Directly => {
                        tr!("no deed of `{actor}` that escalates can have been ordered when this is asked", actor)
                    }
                    Manner::ByProxy => tr!(
                        "no deed of `{actor}` that escalates through a party can have been ordered when this is asked",
                        actor
                    ),
                }
            }
            C::EscalatedFirst(id, actor) => tr!(
                "no act of `{actor}` can have climbed `{ladder}` on an earlier turn",
                actor = scenario.actors[actor.index()].id,
                ladder = scenario.ladders[id.index()].id
            ),
            C::Happened(id) => tr!("`{id}` cannot have happened by then", id = scenario.rules[id.index()].id),
            C::HappenedNow(id) => {
                tr!("`{id}` cannot happen then, or not yet when this is asked", id = scenario.rules[id.index()].id)
            }
            C::Ended(_) | C::EndedAs(_) | C::Followed(_) => {
                tr!("it comes after the end only, or cannot come about").to_owned()
            }
            _ => tr!("nothing that can happen by then brings it about").to_owned(),
        }
    }

    /// Whether it cannot come out as wanted only because nothing moves what a word of it asks about, in `all` states of the
    /// scenario: a fact that is never set, a move that is never ordered, a track or ladder that never moves. Not so where
    /// values that do move do not reach it or come too late, and where its parts contradict one another.
    pub(super) fn still(&self, condition: &Condition, want: bool, all: &[Proof<'_>]) -> bool {
        use Condition as C;
        let last = |ladder: usize| {
            i64::try_from(self.scenario.ladders[ladder].rungs.len().saturating_sub(1)).unwrap_or(i64::MAX)
        };
        let range = match condition {
            C::Always | C::Never | C::TurnAtLeast(_) | C::TurnAtMost(_) | C::TurnLimit | C::TrackAbove(..) => {
                return false;
            }
            C::Not(inner) => return self.still(inner, !want, all),
            C::All(list) | C::Any(list) | C::AtLeast(_, list) => {
                let barred = list.iter().find(|inner| !self.can(inner, want));
                return barred.is_some_and(|inner| self.still(inner, want, all));
            }
            C::TrackAtLeast(id, _) | C::TrackAtMost(id, _) => {
                let data = &self.scenario.tracks[id.index()];
                (i64::from(data.min), i64::from(data.max))
            }
            C::RungAtLeast(id, _) | C::RungAtMost(id, _) | C::OwnRungAtLeast(_, id, _) => (0, last(id.index())),
            C::PeakAtLeast(id, _) => (i64::from(self.scenario.ladders[id.index()].start), last(id.index())),
            C::ConductAtLeast(..) => (0, 100),
            _ => return all.iter().all(|proof| !proof.can(condition, want)),
        };
        // A number never moves, and could come out as wanted somewhere in its whole range.
        let values: Vec<(i64, i64)> = all.iter().filter_map(|proof| Some(proof.word(condition)?.values)).collect();
        let rests = values.iter().all(|one| one.0 == one.1 && Some(one) == values.first());
        self.word(condition).is_some_and(|Word { holds, .. }| {
            let able = match (want, holds.0 == i64::MIN) {
                (true, _) => holds.0 <= range.1 && range.0 <= holds.1,
                (false, true) => holds.1 < range.1,
                (false, false) => range.0 < holds.0,
            };
            rests && able
        })
    }

    fn rungs_in_words(&self, ladder: usize, (least, most): (u8, u8)) -> String {
        let data = &self.scenario.ladders[ladder];
        let name = |rung: u8| data.rungs.get(usize::from(rung)).map_or("", |rung| rung.id.as_str());
        if least == most {
            tr!("`{ladder}` stays at `{rung}`", ladder = data.id, rung = name(least))
        } else {
            tr!("`{ladder}` stays within `{low}` to `{high}`", ladder = data.id, low = name(least), high = name(most))
        }
    }
}

/// What follows about other words from how one comes out, whoever looks.
fn implied(condition: &Condition, want: bool) -> Vec<(Condition, bool)> {
    use Condition as C;
    match (condition, want) {
        (C::AgreedInPublic(id), true) => vec![(C::Agreed(*id), true), (C::AgreedInSecret(*id), false)],
        (C::AgreedInSecret(id), true) => {
            vec![(C::Agreed(*id), true), (C::AgreedInPublic(*id), false), (C::Leaked(*id), false)]
        }
        (C::Leaked(id), true) => vec![(C::Agreed(*id), true), (C::AgreedInSecret(*id), false)],
        (C::CarriedOut(id), true) => vec![(C::Agreed(*id), true)],
        (C::Agreed(id), false) => {
            let hang = [C::AgreedInPublic(*id), C::AgreedInSecret(*id), C::Leaked(*id), C::CarriedOut(*id)];
            hang.into_iter().map(|word| (word, false)).collect()
        }
        (C::Committed(id), true) => vec![(C::Kept(*id), false), (C::Broken(*id), false)],
        (C::Kept(id), true) => vec![(C::Committed(*id), false), (C::Broken(*id), false)],
        (C::Broken(id), true) => vec![(C::Committed(*id), false), (C::Kept(*id), false)],
        (C::Crossed(id), true) => vec![(C::EverCrossed(*id), true)],
        (C::EverCrossed(id), false) => vec![(C::Crossed(*id), false)],
        (C::RungAtLeast(ladder, rung), true) => vec![(C::PeakAtLeast(*ladder, *rung), true)],
        (C::PeakAtLeast(ladder, rung), false) => vec![(C::RungAtLeast(*ladder, *rung), false)],
        _ => Vec::new(),
    }
}

/// Whether a part wanted so leaves a choice between several ways.
fn splits_up(condition: &Condition, want: bool) -> bool {
    match condition {
        Condition::All(_) => !want,
        Condition::Any(_) => want,
        Condition::AtLeast(..) => true,
        _ => false,
    }
}

/// An index as part of a key.
fn index(index: usize) -> u16 {
    u16::try_from(index).unwrap_or(u16::MAX)
}
