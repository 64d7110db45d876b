//! Conditions as short programs: tests of single bits and jumps, close together in memory, for the questions asked
//! every turn.
//!
//! A program says the same as the condition that it was made from; `Condition` stays the one that is read and explained.

use super::model::{
    Actor, Audience, Condition, During, FactId, LineId, Manner, MoveId, Owner, RuleId, Scenario, TrackId,
};
use place::flag;

/// Where each kind of bit stands in a crisis, in words of 64.
///
/// Nearly everything that a condition can ask is one of these bits, so that asking is looking at a bit.
pub mod place {
    /// Facts and postures.
    pub const FACTS: usize = 0;
    /// Facts that the first actor sees; the second's and the world's follow.
    pub const SEEN: usize = 4;
    /// Moves ordered at some time.
    pub const DID: usize = 16;
    /// Moves ordered this turn.
    pub const DID_NOW: usize = 24;
    /// Moves ordered the turn before.
    pub const DID_LAST: usize = 32;
    /// Rules that happened at some time.
    pub const HAPPENED: usize = 40;
    /// Rules that happened this turn.
    pub const HAPPENED_NOW: usize = 44;
    /// Tracks that the first actor sees; the second's and the world's follow.
    pub const TRACKS_SEEN: usize = 48;
    /// Of each ladder a word: its rung and all below.
    pub const RUNGS: usize = 54;
    /// Of each ladder a word: the highest rung so far and all below.
    pub const PEAKS: usize = 62;
    /// The turn and all before.
    pub const TURN: usize = 70;
    /// Terms agreed.
    pub const AGREED: usize = 71;
    /// Terms agreed in public; from bit 32 those that the world knows to be agreed, since they were or have leaked.
    pub const AGREED_IN_PUBLIC: usize = 72;
    /// Terms agreed, and still secret.
    pub const AGREED_IN_SECRET: usize = 73;
    /// Terms carried out.
    pub const CARRIED_OUT: usize = 74;
    /// Terms that leaked.
    pub const LEAKED: usize = 75;
    /// Terms to which a party refused its consent.
    pub const REFUSED: usize = 76;
    /// Named offers sent at some time.
    pub const SENT: usize = 77;
    /// Named offers accepted.
    pub const ACCEPTED: usize = 78;
    /// Named offers on the table.
    pub const ON_TABLE: usize = 79;
    /// Named offers on their way.
    pub const IN_TRANSIT: usize = 80;
    /// Commitments: those that are open, from bit 16 those kept, from bit 32 those broken.
    pub const COMMITMENTS: usize = 81;
    /// Lines that stand crossed; from bit 32 those for which an answer is due.
    pub const CROSSED: usize = 82;
    /// Lines whose owner knows of a crossing; from bit 32 those that are declared.
    pub const KNOWN: usize = 83;
    /// Lines ever crossed; from bit 32 those answered.
    pub const EVER_CROSSED: usize = 84;
    /// Lines let pass; from bit 32 those redrawn.
    pub const LET_PASS: usize = 85;
    /// How it ended.
    pub const ENDED: usize = 86;
    /// As what it ended.
    pub const ENDED_AS: usize = 87;
    /// Items of the aftermath that followed.
    pub const FOLLOWED: usize = 88;
    /// Single bits: see `flag`.
    pub const FLAGS: usize = 89;
    /// Who climbed a ladder on an earlier turn than the other ever did: see `climb`.
    pub const FIRST: usize = 90;
    /// Who has climbed a ladder by an act of its own: see `climb`.
    pub const CLIMBED: usize = 91;
    /// Lines whose crossing the world has been shown; from bit 32 those of which it has seen a crossing let pass.
    pub const SHOWN: usize = 92;
    /// Lines whose owner is known by the other side to know; from bit 32 those of which it has seen a crossing let pass.
    pub const TOLD: usize = 93;
    /// Values that tracks have reached, of those that some condition asks for.
    pub const LEVELS: usize = 94;
    /// How many words there are.
    pub const WORDS: usize = 102;

    /// The bit of an actor on a ladder in the words `FIRST` and `CLIMBED`, as far as some eyes can tell; `None` is the truth.
    #[must_use]
    #[inline]
    pub const fn climb(eyes: Option<usize>, ladder: usize, actor: usize) -> usize {
        let eyes = match eyes {
            None => 0,
            Some(eyes) => 1 + eyes % 3,
        };
        eyes * 2 * LADDERS + 2 * (ladder % LADDERS) + (actor & 1)
    }

    const LADDERS: usize = super::super::model::limits::LADDERS;

    // The bits of all eyes stand in one word.
    const _: () = assert!(4 * 2 * LADDERS <= 64);

    /// All bits up to this one.
    #[must_use]
    #[inline]
    pub const fn up_to(at: u8) -> u64 {
        u64::MAX >> (63 - (at & 63))
    }

    /// The bits of the word `FLAGS`.
    pub mod flag {
        /// The last turn to stop a catastrophe.
        pub const LAST_TURN: usize = 0;
        /// A catastrophe has struck at some time.
        pub const CATASTROPHE: usize = 1;
        /// Some term is agreed.
        pub const AGREEMENT: usize = 2;
        /// Some term is agreed in public, or leaked.
        pub const PUBLIC_AGREEMENT: usize = 3;
        /// An offer of the first actor lies on the table; one of the second follows.
        pub const OFFERED: usize = 4;
        /// Some offer can still be answered or withdrawn.
        pub const ALIVE: usize = 10;
        /// Something may wait for its turn.
        pub const WAITING: usize = 11;
        /// An incident waits for an answer; whether the first actor, the second and the world see it follows.
        pub const INCIDENT: usize = 6;
        /// An incident of the first actor's forces waits for an answer, and who sees it, as above; of the second's follows.
        pub const INCIDENT_OF: usize = 12;
    }
}

const AS_THE_WORLD_KNOWS: usize = 32;

const fn bit(word: usize, at: usize) -> u16 {
    (word * 64 + at) as u16
}

/// Where a program begins; two values are its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Code(u32);

impl Code {
    /// The program of what always holds.
    pub const YES: Self = Self(u32::MAX);
    /// The program of what never holds.
    pub const NO: Self = Self(u32::MAX - 1);

    /// The place of the next test; past the last test for an answer.
    #[inline]
    pub(crate) const fn place(self) -> usize {
        self.0 as usize
    }
}

/// What a test looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Test {
    /// Whether the bits of a mask stand as wanted in one word of the crisis.
    Bits,
    /// Whether a track stands at a value or above, where it has too many values for bits.
    TrackAtLeast,
    /// Anything else: a condition in the program's own list.
    Other,
}

/// One test and where to go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Node {
    /// What it looks at.
    pub test: Test,
    /// Which word, track or condition.
    pub at: u16,
    /// Where to go on when it holds.
    pub yes: Code,
    /// Where to go on when it does not.
    pub no: Code,
    /// Of bits: which count.
    pub mask: u64,
    /// Of bits: how they are wanted. Of a track: the value, its sign kept.
    pub wanted: u64,
}

impl Node {
    /// The one bit that it looks at, if it is one, and the value at which it holds.
    pub(crate) fn single(&self) -> Option<(u16, bool)> {
        let one = self.test == Test::Bits && self.mask.is_power_of_two();
        one.then(|| (bit(usize::from(self.at), self.mask.trailing_zeros() as usize), self.wanted != 0))
    }
}

/// All programs of a scenario.
#[derive(Clone, Debug, Default)]
pub struct Programs {
    /// The tests.
    pub nodes: Vec<Node>,
    /// Conditions that are asked as they stand, and through whose eyes: 0 and 1 the actors, 2 the world, `None` the truth.
    pub others: Vec<(Condition, Option<usize>)>,
}

/// The most tests that programs can hold; beyond it a condition is asked as it stands.
const MOST: usize = 1 << 20;

/// What a single word of the vocabulary comes down to.
enum Leaf {
    /// It always, or never, holds.
    Settled(bool),
    /// It holds when a bit is 1.
    Bit(u16),
    /// It holds when a bit is 0.
    NotBit(u16),
    /// It holds when two bits are 1.
    Both(u16, u16),
    /// It holds when the second bit is as wanted or, while the first is 0, always or never.
    Seen { sight: u16, bit: u16, wanted: bool, unseen: bool },
    /// A track that has too many values for bits: at this value or above, as wanted, if seen.
    Track { id: TrackId, value: i32, wanted: bool, sight: Option<u16>, unseen: bool },
    /// A track at this value or above, as wanted; while the bit of sight is 0, the estimate of it.
    Estimate { id: TrackId, estimate: TrackId, value: i32, wanted: bool, sight: u16 },
    /// It is asked as it stands.
    Other,
}

impl Programs {
    /// Adds the program of a condition, as asked through some eyes.
    pub fn add(&mut self, scenario: &Scenario, condition: &Condition, eyes: Option<usize>) -> Code {
        self.emit(scenario, condition, eyes, Code::YES, Code::NO)
    }

    /// Adds the program of two conditions that must both hold.
    pub fn add_both(&mut self, scenario: &Scenario, both: [&Condition; 2], eyes: Option<usize>) -> Code {
        self.emit_all(scenario, &both, true, eyes, Code::YES, Code::NO)
    }

    /// Emits from the back, so that every target is known.
    fn emit(&mut self, scenario: &Scenario, condition: &Condition, eyes: Option<usize>, yes: Code, no: Code) -> Code {
        match condition {
            Condition::All(_) => return self.emit_all(scenario, &[condition], true, eyes, yes, no),
            // Any holds unless all fail.
            Condition::Any(_) => return self.emit_all(scenario, &[condition], false, eyes, no, yes),
            Condition::Not(inner) => return self.emit(scenario, inner, eyes, no, yes),
            Condition::Acted(actor, manner, during) => {
                return self.emit_acted(scenario, (*actor, *manner, *during), eyes, yes, no);
            }
            _ => {}
        }
        let to = |held| if held { yes } else { no };
        match leaf(scenario, condition, eyes) {
            Leaf::Settled(held) => to(held),
            Leaf::Bit(bit) => self.push_bit(bit, yes, no),
            Leaf::NotBit(bit) => self.push_bit(bit, no, yes),
            Leaf::Both(first, second) => {
                let next = self.push_bit(second, yes, no);
                self.push_bit(first, next, no)
            }
            Leaf::Seen { sight, bit, wanted, unseen } => {
                let seen = self.push_bit(bit, to(wanted), to(!wanted));
                self.push_bit(sight, seen, to(unseen))
            }
            Leaf::Track { id, value, wanted, sight, unseen } => {
                let wide = i64::from(value).cast_unsigned();
                let (yes, no) = (to(wanted), to(!wanted));
                let node = Node { test: Test::TrackAtLeast, at: u16::from(id.0), yes, no, mask: 0, wanted: wide };
                let seen = self.push(node);
                sight.map_or(seen, |sight| self.push_bit(sight, seen, to(unseen)))
            }
            Leaf::Estimate { id, estimate, value, wanted, sight } => {
                let seen = self.emit_track(scenario, id, value, to(wanted), to(!wanted));
                let unseen = self.emit_track(scenario, estimate, value, to(wanted), to(!wanted));
                self.push_bit(sight, seen, unseen)
            }
            Leaf::Other => {
                let at = u16::try_from(self.others.len()).unwrap_or(u16::MAX);
                self.others.push((condition.clone(), eyes));
                self.push(Node { test: Test::Other, at, yes, no, mask: 0, wanted: 0 })
            }
        }
    }

    /// Emits what goes to `yes` if all conditions come out as wanted: the bits of each word in one test, then the rest.
    fn emit_all(
        &mut self,
        scenario: &Scenario,
        list: &[&Condition],
        wanted: bool,
        eyes: Option<usize>,
        yes: Code,
        no: Code,
    ) -> Code {
        let mut parts = Parts::default();
        for condition in list {
            parts.gather(scenario, condition, wanted, eyes);
        }
        if parts.never {
            return no;
        }
        let next = parts.rest.into_iter().rev().fold(yes, |next, (condition, wanted)| {
            let (yes, no) = if wanted { (next, no) } else { (no, next) };
            self.emit(scenario, condition, eyes, yes, no)
        });
        parts.words.into_iter().rev().fold(next, |next, (at, mask, wanted)| {
            self.push(Node { test: Test::Bits, at, yes: next, no, mask, wanted })
        })
    }

    /// Emits whether any move of a set was ordered, as far as some eyes see it: a test for each word of moves.
    fn emit_acted(
        &mut self,
        scenario: &Scenario,
        (actor, manner, during): (Actor, Manner, During),
        eyes: Option<usize>,
        yes: Code,
        no: Code,
    ) -> Code {
        let from = match during {
            During::Ever => place::DID,
            During::Now => place::DID_NOW,
        };
        let acts = scenario.index.acts[actor.index()][manner.index()];
        let mut next = no;
        for (word, acts) in acts.words().iter().enumerate().rev() {
            let mask = acts & eyes.map_or(u64::MAX, |eyes| scenario.index.moves_seen[eyes].words()[word]);
            if mask != 0 {
                let at = u16::try_from(from + word).unwrap_or(0);
                next = self.push(Node { test: Test::Bits, at, yes: next, no: yes, mask, wanted: 0 });
            }
        }
        next
    }

    /// Emits the test of a track at a value or above, as it is.
    fn emit_track(&mut self, scenario: &Scenario, id: TrackId, value: i32, yes: Code, no: Code) -> Code {
        let data = &scenario.tracks[id.index()];
        if value <= data.min {
            return yes;
        }
        if data.max < value {
            return no;
        }
        match scenario.index.tracks[id.index()].level(value) {
            Some(bit) => self.push_bit(bit, yes, no),
            None => {
                let wanted = i64::from(value).cast_unsigned();
                self.push(Node { test: Test::TrackAtLeast, at: u16::from(id.0), yes, no, mask: 0, wanted })
            }
        }
    }

    fn push_bit(&mut self, bit: u16, yes: Code, no: Code) -> Code {
        let mask = 1 << (bit & 63);
        self.push(Node { test: Test::Bits, at: bit >> 6, yes, no, mask, wanted: mask })
    }

    fn push(&mut self, node: Node) -> Code {
        if MOST <= self.nodes.len() {
            // The check refuses a scenario of this size; until it does, nothing here may overflow.
            return node.no;
        }
        let at = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX - 2);
        self.nodes.push(node);
        Code(at)
    }
}

/// The parts of a list of conditions that must all come out in one way.
#[derive(Default)]
struct Parts<'a> {
    /// Some part never does.
    never: bool,
    /// Words, which of their bits count, and how they are wanted.
    words: Vec<(u16, u64, u64)>,
    /// What is not a bit, and how it is wanted.
    rest: Vec<(&'a Condition, bool)>,
}

impl<'a> Parts<'a> {
    fn gather(&mut self, scenario: &Scenario, condition: &'a Condition, wanted: bool, eyes: Option<usize>) {
        match (condition, wanted) {
            (Condition::All(list), true) | (Condition::Any(list), false) => {
                list.iter().for_each(|inner| self.gather(scenario, inner, wanted, eyes));
            }
            (Condition::Not(inner), _) => self.gather(scenario, inner, !wanted, eyes),
            (Condition::All(_) | Condition::Any(_), _) => self.rest.push((condition, wanted)),
            _ => match leaf(scenario, condition, eyes) {
                Leaf::Settled(held) => self.never |= held != wanted,
                Leaf::Bit(bit) => self.literal(bit, wanted),
                Leaf::NotBit(bit) => self.literal(bit, !wanted),
                Leaf::Both(first, second) if wanted => {
                    self.literal(first, true);
                    self.literal(second, true);
                }
                Leaf::Both(..) | Leaf::Seen { .. } | Leaf::Track { .. } | Leaf::Estimate { .. } | Leaf::Other => {
                    self.rest.push((condition, wanted));
                }
            },
        }
    }

    fn literal(&mut self, bit: u16, wanted: bool) {
        let (word, bit) = (bit >> 6, 1 << (bit & 63));
        let at = self.words.iter().position(|(other, ..)| *other == word).unwrap_or_else(|| {
            self.words.push((word, 0, 0));
            self.words.len() - 1
        });
        let (_, mask, values) = &mut self.words[at];
        // A bit cannot be both.
        self.never |= *mask & bit != 0 && (*values & bit != 0) != wanted;
        *mask |= bit;
        if wanted {
            *values |= bit;
        }
    }
}

/// What a word of the vocabulary comes down to through some eyes. Lists and negations are not words.
#[allow(clippy::too_many_lines, reason = "one arm for each word of the vocabulary")]
fn leaf(scenario: &Scenario, condition: &Condition, eyes: Option<usize>) -> Leaf {
    let index = &scenario.index;
    // Bit `at` of a word, if these eyes see it; else it never holds.
    let if_seen = |seen: bool, word: usize, at: usize| {
        if seen { Leaf::Bit(bit(word, at)) } else { Leaf::Settled(false) }
    };
    let among = |audience: Audience| eyes.is_none_or(|eyes| audience.has(eyes));
    let world = eyes == Some(2);
    let upper = |word: usize, id: LineId| bit(word, 32 + id.index());
    let lower = |word: usize, id: LineId| bit(word, id.index());
    let owns = |id: LineId| match scenario.lines[id.index()].owner {
        Owner::Actor(actor) => eyes.is_none_or(|eyes| eyes == actor.index()),
        Owner::Party(_) => eyes.is_none(),
    };
    let bound = |id: LineId| eyes.is_none_or(|eyes| eyes == scenario.lines[id.index()].binds.index());
    // A bit of a line that is crossed: the bound side sees it, the owner once it knows, the world once it was shown.
    let crossing = |first: u16, id: LineId| {
        if bound(id) {
            Leaf::Bit(first)
        } else if owns(id) {
            Leaf::Both(first, lower(place::KNOWN, id))
        } else if world {
            Leaf::Both(first, lower(place::SHOWN, id))
        } else {
            Leaf::Other
        }
    };
    // A bit that only some see while another bit is 0.
    let or_else = |sees: bool, first: u16, second: u16| {
        if sees { Leaf::Bit(first) } else { Leaf::Both(first, second) }
    };
    let committed = |from: usize, id: super::model::CommitmentId| {
        let data = &scenario.commitments[id.index()];
        let seen = among(data.audience) || eyes == Some(data.owner.index());
        if_seen(seen, place::COMMITMENTS, from + id.index())
    };
    let moved = |word: usize, id: MoveId| {
        if_seen(eyes.is_none_or(|eyes| index.moves_seen[eyes].has(id.index())), word, id.index())
    };
    let happened = |word: usize, id: RuleId| {
        if_seen(eyes.is_none_or(|eyes| index.rules_seen[eyes].has(id.index())), word, id.index())
    };
    match condition {
        Condition::Always => Leaf::Settled(true),
        Condition::Never => Leaf::Settled(false),
        Condition::Fact(id) => fact(scenario, *id, eyes),
        Condition::TrackAtLeast(id, value) => track(scenario, *id, *value, true, eyes),
        // At most this is not at least one more.
        Condition::TrackAtMost(id, value) => track(scenario, *id, value.saturating_add(1), false, eyes),
        Condition::RungAtLeast(id, rung) => Leaf::Bit(bit(place::RUNGS + id.index(), usize::from(*rung))),
        Condition::RungAtMost(id, rung) => Leaf::NotBit(bit(place::RUNGS + id.index(), usize::from(*rung) + 1)),
        Condition::PeakAtLeast(id, rung) => Leaf::Bit(bit(place::PEAKS + id.index(), usize::from(*rung))),
        Condition::EscalatedFirst(id, actor) => {
            Leaf::Bit(bit(place::FIRST, place::climb(eyes, id.index(), actor.index())))
        }
        Condition::TurnAtLeast(turn) => Leaf::Bit(bit(place::TURN, usize::from(*turn).min(63))),
        Condition::TurnAtMost(turn) => Leaf::NotBit(bit(place::TURN, usize::from(turn.saturating_add(1)).min(63))),
        Condition::Did(id) => moved(place::DID, *id),
        Condition::DidNow(id) => moved(place::DID_NOW, *id),
        Condition::DidLast(id) => moved(place::DID_LAST, *id),
        Condition::Happened(id) => happened(place::HAPPENED, *id),
        Condition::HappenedNow(id) => happened(place::HAPPENED_NOW, *id),
        Condition::Sent(id) | Condition::Accepted(id) => {
            let word = if matches!(condition, Condition::Sent(_)) { place::SENT } else { place::ACCEPTED };
            // Others see it once it has arrived, which the offer alone can tell.
            let from = scenario.offers[id.index()].from.index();
            if eyes.is_none_or(|eyes| eyes == from) { Leaf::Bit(bit(word, id.index())) } else { Leaf::Other }
        }
        // What lies on the table has arrived.
        Condition::OnTable(id) => {
            let channel = scenario.offers[id.index()].channel;
            let seen = !world || scenario.channels[channel.index()].audience.world();
            if_seen(seen, place::ON_TABLE, id.index())
        }
        Condition::InTransit(id) => {
            let from = scenario.offers[id.index()].from.index();
            if_seen(eyes.is_none_or(|eyes| eyes == from), place::IN_TRANSIT, id.index())
        }
        Condition::AnyOnTable(actor) => if_seen(!world, place::FLAGS, flag::OFFERED + actor.index()),
        Condition::AnyAgreement if world => Leaf::Bit(bit(place::FLAGS, flag::PUBLIC_AGREEMENT)),
        Condition::AnyAgreement => Leaf::Bit(bit(place::FLAGS, flag::AGREEMENT)),
        Condition::Agreed(id) if world => Leaf::Bit(bit(place::AGREED_IN_PUBLIC, AS_THE_WORLD_KNOWS + id.index())),
        Condition::Agreed(id) => Leaf::Bit(bit(place::AGREED, id.index())),
        Condition::AgreedInPublic(id) => Leaf::Bit(bit(place::AGREED_IN_PUBLIC, id.index())),
        Condition::AgreedInSecret(id) => if_seen(!world, place::AGREED_IN_SECRET, id.index()),
        Condition::CarriedOut(id) => {
            or_else(!world, bit(place::CARRIED_OUT, id.index()), bit(place::AGREED_IN_PUBLIC, AS_THE_WORLD_KNOWS + id.index()))
        }
        Condition::Leaked(id) => Leaf::Bit(bit(place::LEAKED, id.index())),
        Condition::ConsentRefused(id) => Leaf::Bit(bit(place::REFUSED, id.index())),
        Condition::Crossed(id) => crossing(lower(place::CROSSED, *id), *id),
        Condition::EverCrossed(id) => crossing(lower(place::EVER_CROSSED, *id), *id),
        Condition::CrossingKnown(id) => {
            let seen = lower(if world { place::SHOWN } else { place::TOLD }, *id);
            or_else(owns(*id), lower(place::KNOWN, *id), seen)
        }
        Condition::WindowOpen(id) => if_seen(owns(*id), place::CROSSED, 32 + id.index()),
        Condition::Answered(id) => Leaf::Bit(upper(place::EVER_CROSSED, *id)),
        Condition::LetPass(id) if owns(*id) => Leaf::Bit(lower(place::LET_PASS, *id)),
        Condition::LetPass(id) if world => Leaf::Bit(upper(place::SHOWN, *id)),
        Condition::LetPass(id) => Leaf::Both(upper(place::TOLD, *id), upper(place::KNOWN, *id)),
        Condition::Declared(id) => Leaf::Bit(upper(place::KNOWN, *id)),
        Condition::Redrawn(id) => or_else(owns(*id), upper(place::LET_PASS, *id), upper(place::KNOWN, *id)),
        Condition::Committed(id) => committed(0, *id),
        Condition::Kept(id) => committed(16, *id),
        Condition::Broken(id) => committed(32, *id),
        Condition::IncidentOpen => Leaf::Bit(bit(place::FLAGS, flag::INCIDENT + eyes.map_or(0, |eyes| 1 + eyes))),
        Condition::IncidentOf(actor) => {
            let seen = eyes.map_or(0, |eyes| 1 + eyes);
            Leaf::Bit(bit(place::FLAGS, flag::INCIDENT_OF + 4 * actor.index() + seen))
        }
        Condition::LastTurn => Leaf::Bit(bit(place::FLAGS, flag::LAST_TURN)),
        Condition::Catastrophe => Leaf::Bit(bit(place::FLAGS, flag::CATASTROPHE)),
        Condition::Ended(id) => Leaf::Bit(bit(place::ENDED, id.index())),
        Condition::EndedAs(category) => Leaf::Bit(bit(place::ENDED_AS, *category as usize)),
        Condition::Followed(id) => if_seen(among(scenario.aftermath[id.index()].audience), place::FOLLOWED, id.index()),
        Condition::All(_)
        | Condition::Any(_)
        | Condition::Not(_)
        | Condition::AtLeast(..)
        | Condition::Acted(..)
        | Condition::TrackAbove(..)
        | Condition::OwnRungAtLeast(..)
        | Condition::ConductAtLeast(..)
        | Condition::WordsAre(..)
        // Which turn is the last hangs on the cut that is played, which no bit tells.
        | Condition::TurnLimit
        | Condition::AnyInTransit(_)
        | Condition::Disposition(_) => Leaf::Other,
    }
}

/// What is seen at the start stays seen, so the test is plain; else the test of sight comes first, and what eyes do not
/// see reads as at the start.
fn fact(scenario: &Scenario, id: FactId, eyes: Option<usize>) -> Leaf {
    let index = &scenario.index;
    let bit_of = bit(place::FACTS, id.index());
    match eyes {
        Some(eyes) if !index.facts_seen[eyes].has(id.index()) => {
            let sight = bit(place::SEEN + 4 * eyes, id.index());
            Leaf::Seen { sight, bit: bit_of, wanted: true, unseen: index.facts.has(id.index()) }
        }
        _ => Leaf::Bit(bit_of),
    }
}

/// A track at a value or above, or not.
fn track(scenario: &Scenario, id: TrackId, value: i32, wanted: bool, eyes: Option<usize>) -> Leaf {
    let index = &scenario.index;
    let (data, key) = (&scenario.tracks[id.index()], &index.tracks[id.index()]);
    let sight = eyes.filter(|eyes| !index.tracks_seen[*eyes].has(id.index()));
    let sight = sight.map(|eyes| bit(place::TRACKS_SEEN + 2 * eyes, id.index()));
    let unseen = (value <= data.start) == wanted;
    if value <= data.min || data.max < value {
        return Leaf::Settled((value <= data.min) == wanted);
    }
    let estimate = eyes.and_then(|eyes| data.estimates.get(eyes).copied().flatten());
    if let (Some(sight), Some(estimate)) = (sight, estimate) {
        return Leaf::Estimate { id, estimate, value, wanted, sight };
    }
    match (key.level(value), sight) {
        (Some(bit), None) if wanted => Leaf::Bit(bit),
        (Some(bit), None) => Leaf::NotBit(bit),
        (Some(bit), Some(sight)) => Leaf::Seen { sight, bit, wanted, unseen },
        (None, sight) => Leaf::Track { id, value, wanted, sight, unseen },
    }
}

/// Whether a condition holds, never holds, or cannot be told while a ladder stands at a rung on a turn.
#[must_use]
pub fn settled(condition: &Condition, ladder: super::model::LadderId, rung: u8, turn: u8) -> Option<bool> {
    match condition {
        Condition::Always => Some(true),
        Condition::Never => Some(false),
        Condition::All(list) => list.iter().map(|inner| settled(inner, ladder, rung, turn)).try_fold_all(),
        Condition::Any(list) => list
            .iter()
            .map(|inner| settled(inner, ladder, rung, turn).map(|held| !held))
            .try_fold_all()
            .map(|none| !none),
        Condition::Not(inner) => settled(inner, ladder, rung, turn).map(|held| !held),
        Condition::RungAtLeast(of, least) if *of == ladder => Some(*least <= rung),
        Condition::RungAtMost(of, most) if *of == ladder => Some(rung <= *most),
        Condition::TurnAtLeast(least) => Some(*least <= turn),
        Condition::TurnAtMost(most) => Some(turn <= *most),
        _ => None,
    }
}

/// "All of these", where some cannot be told.
trait FoldAll {
    fn try_fold_all(self) -> Option<bool>;
}

impl<T: Iterator<Item = Option<bool>>> FoldAll for T {
    fn try_fold_all(self) -> Option<bool> {
        let mut all = Some(true);
        for held in self {
            match held {
                Some(false) => return Some(false),
                Some(true) => {}
                None => all = None,
            }
        }
        all
    }
}
