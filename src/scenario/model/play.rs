//! What is played with, checked: moves, terms, offers, commitments, red lines, rules.

use super::{
    Actor, Audience, ChannelId, Condition, ConsequenceWord, Effects, LineId, MoveId, PartyId, SourceId, TermId,
    WordsWord,
};

/// A move.
#[derive(Clone, Debug)]
pub struct MoveData {
    /// Its id.
    pub id: String,
    /// Whose.
    pub actor: Actor,
    /// On which desk.
    pub channel: ChannelId,
    /// The party through which its actor acts.
    pub through: Option<PartyId>,
    /// Whether it is words rather than deeds.
    pub words: bool,
    /// First and last turn.
    pub turns: (u8, u8),
    /// Whether it can be ordered on any turn.
    pub standing: bool,
    /// Whether it can be ordered again.
    pub repeat: bool,
    /// When in a turn it takes effect.
    pub tempo: u8,
    /// Who sees it ordered; its own actor always does.
    pub audience: Audience,
    /// The name on the card.
    pub title: String,
    /// What it is.
    pub text: String,
    /// How it is told once it is done; empty where its name stands for it.
    pub told: String,
    /// When it can be ordered.
    pub requires: Condition,
    /// When it may be ordered: what it requires, and what the offers that it sends need to be worth sending.
    pub gate: Condition,
    /// What the card says while that does not hold.
    pub refused: Option<String>,
    /// Moves that cannot be ordered in the same turn.
    pub excludes: Vec<MoveId>,
    /// How far it goes up or down, −3 to 3.
    pub escalation: i8,
    /// What it does.
    pub effects: Effects,
    /// Who argued for it.
    pub advocates: Vec<String>,
    /// The historical acts that it stands for.
    pub record: Vec<String>,
    /// Whether it lies beyond what has happened so far.
    pub hypothetical: bool,
    /// Where this comes from.
    pub source: Vec<SourceId>,
    /// What is doubtful.
    pub note: String,
}

/// A draw that an effect makes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChanceData {
    /// The label under which it is recorded.
    pub label: String,
    /// What it is a chance of, in a few words; empty where its label stands for it.
    pub title: String,
}

/// When a term is carried out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Carry {
    /// As soon as it is agreed.
    Now,
    /// So many turns later.
    After(u8),
    /// When a move or a rule carries it out.
    ByMove,
}

/// A term.
#[derive(Clone, Debug)]
pub struct TermData {
    /// Its id.
    pub id: String,
    /// Who gives it.
    pub giver: Actor,
    /// The name on the table.
    pub title: String,
    /// What is promised.
    pub text: String,
    /// When it can be offered at all.
    pub requires: Condition,
    /// What is said where it cannot be promised; empty where what it needs is said.
    pub refused: String,
    /// Moves that do not go together with an offer of it.
    pub excludes: Vec<MoveId>,
    /// Terms that cannot stand beside it in one offer, one bit each; each of two names the other.
    pub excludes_terms: u32,
    /// What arrives with an offer that holds it.
    pub read: Effects,
    /// What agreeing costs when public.
    pub public_cost: Effects,
    /// What agreeing costs when secret.
    pub secret_cost: Effects,
    /// What happens when a secret leg leaks.
    pub leaked: Effects,
    /// Parts per 100,000 a turn.
    pub leak: u32,
    /// When it is carried out.
    pub carry: Carry,
    /// What carrying it out does.
    pub effects: Effects,
    /// When it is done in full.
    pub done: Condition,
    /// When it will never be done in full.
    pub stopped: Condition,
    /// A party that has to agree.
    pub consent: Option<ConsentData>,
    /// What it hangs on: where such terms are agreed and all are refused, it is not carried out either.
    pub needs: Vec<TermId>,
    /// Red lines whose window it settles.
    pub settles: Vec<LineId>,
    /// Where this comes from.
    pub source: Vec<SourceId>,
}

impl TermData {
    /// Every list of effects that it has, those of a refused consent included.
    pub fn lists(&self) -> impl Iterator<Item = &Effects> {
        let own = [&self.read, &self.public_cost, &self.secret_cost, &self.leaked, &self.effects];
        own.into_iter().chain(self.consent.as_ref().map(|consent| &consent.refused))
    }
}

/// A party's consent.
#[derive(Clone, Debug)]
pub struct ConsentData {
    /// Whose.
    pub party: PartyId,
    /// When it consents.
    pub when: Condition,
    /// What happens when it does not.
    pub refused: Effects,
    /// What a reader is told when it does not.
    pub text: String,
    /// What a reader is told when it does.
    pub granted: String,
}

/// A set of legs: terms, each public or secret. No term is in both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Legs {
    /// One bit a term.
    pub public: u32,
    /// One bit a term.
    pub secret: u32,
}

impl Legs {
    /// All terms in it.
    #[must_use]
    pub const fn all(self) -> u32 {
        self.public | self.secret
    }

    /// How many legs.
    #[must_use]
    pub const fn count(self) -> usize {
        self.all().count_ones() as usize
    }

    /// The terms in it, in the scenario's order, and whether each is secret.
    pub fn iter(self) -> impl Iterator<Item = (TermId, bool)> {
        let mut rest = self.all();
        std::iter::from_fn(move || {
            let term = TermId::new(rest.trailing_zeros() as usize);
            let secret = self.secret & rest & rest.wrapping_neg() != 0;
            let found = (rest != 0).then_some((term, secret));
            rest &= rest.wrapping_sub(1);
            found
        })
    }
}

/// A named offer.
#[derive(Clone, Debug)]
pub struct OfferData {
    /// Its id.
    pub id: String,
    /// Who offers.
    pub from: Actor,
    /// By which desk.
    pub channel: ChannelId,
    /// The name on the table.
    pub title: String,
    /// What it says.
    pub text: String,
    /// Its legs.
    pub legs: Legs,
    /// Named offers that it overtakes, one bit each.
    pub overtakes: u64,
    /// Where this comes from.
    pub source: Vec<SourceId>,
}

/// A commitment.
#[derive(Clone, Debug)]
pub struct CommitmentData {
    /// Its id.
    pub id: String,
    /// Whose word.
    pub owner: Actor,
    /// The word itself.
    pub text: String,
    /// Who heard it.
    pub audience: Audience,
    /// What backing down costs on the first turn.
    pub stake: i16,
    /// How much the stake grows each turn.
    pub growth: i16,
    /// When it has been kept.
    pub kept: Condition,
    /// When it has been broken.
    pub broken: Condition,
    /// Where this comes from.
    pub source: Vec<SourceId>,
}

/// Who draws a red line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// An actor.
    Actor(Actor),
    /// A party.
    Party(PartyId),
}

/// When a line holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Declared {
    /// From the start, undeclared.
    Private,
    /// Declared on that turn.
    At(u8),
    /// Once a move declares it.
    ByMove,
}

/// A red line.
#[derive(Clone, Debug)]
pub struct LineData {
    /// Its id.
    pub id: String,
    /// Who draws it.
    pub owner: Owner,
    /// Whose conduct is judged.
    pub binds: Actor,
    /// The party whose own acts cross it, where they are not those of the bound actor.
    pub by: Option<PartyId>,
    /// The line in one sentence.
    pub text: String,
    /// When it holds.
    pub declared: Declared,
    /// When it stands crossed.
    pub crossed: Condition,
    /// When it is probed this turn.
    pub probed: Condition,
    /// When the bound side has a chance to cross it this turn.
    pub chance: Condition,
    /// When the owner knows of a crossing.
    pub known_when: Condition,
    /// When a crossing that ceases was undone by the bound side.
    pub undone_when: Condition,
    /// What the owner says will follow.
    pub consequence: ConsequenceWord,
    /// Turns within which an answer is expected.
    pub window: u8,
    /// What letting pass costs in credibility.
    pub stake: i16,
    /// How far letting pass fades the line.
    pub fade: u8,
    /// How much an answer to a crossing adds to the danger.
    pub answer_danger: u8,
    /// How far each thing moves conduct.
    pub conduct: ConductData,
    /// What the other side says at the start.
    pub words: WordsWord,
    /// Focal, precise, verifiable, complete, each 0 to 3.
    pub quality: Option<[u8; 4]>,
    /// Where this comes from.
    pub source: Vec<SourceId>,
    /// What is doubtful.
    pub note: String,
}

/// How far each thing moves conduct, in points of 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConductData {
    /// At the start.
    pub start: u8,
    /// A crossing.
    pub crossed: i8,
    /// A probe.
    pub probed: i8,
    /// A chance not taken.
    pub respected: i8,
    /// A crossing answered.
    pub answered: i8,
    /// A crossing undone.
    pub undone: i8,
}

/// What a rule is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RuleKind {
    /// An event before orders.
    Opening,
    /// An event after deeds.
    Closing,
    /// An event only when a hazard strikes.
    Incident,
    /// A party's reaction.
    Party(PartyId),
    /// What changes by itself.
    Drift,
}

/// An event, party rule or drift.
#[derive(Clone, Debug)]
pub struct RuleData {
    /// Its id; a party's rule is "party.rule".
    pub id: String,
    /// What it is.
    pub kind: RuleKind,
    /// The headline.
    pub title: String,
    /// What happened, for those who may know.
    pub text: String,
    /// What stands after "because of"; empty where its title or text does.
    pub cause: String,
    /// First and last turn.
    pub turns: (u8, u8),
    /// When it can happen.
    pub when: Condition,
    /// Parts per 100,000; 100,000 is certain.
    pub odds: u32,
    /// How likely it is picked when an incident strikes.
    pub weight: u32,
    /// Whose forces did it without orders.
    pub unordered: Option<Actor>,
    /// Whether it can happen again.
    pub repeat: bool,
    /// Whether it is never left out for length.
    pub grave: bool,
    /// Who knows of it.
    pub audience: Audience,
    /// What an actor is told who may not know the truth.
    pub seen_as: [Option<String>; 2],
    /// What it does.
    pub effects: Effects,
    /// Where this comes from.
    pub source: Vec<SourceId>,
    /// What is doubtful.
    pub note: String,
}

impl RuleData {
    /// What is told of it to an audience's place, the first actor's, the second's or the world's, if it is told at all; the
    /// truth where no place is given. Whose forces did it without orders is told the truth.
    #[must_use]
    pub fn told(&self, eyes: Option<usize>) -> Option<&str> {
        let Some(eyes) = eyes else { return Some(&self.text) };
        let own = self.unordered.map(Actor::index) == Some(eyes);
        let otherwise = self.seen_as.get(eyes).and_then(Option::as_deref).filter(|_| !own);
        otherwise.or_else(|| self.audience.has(eyes).then_some(self.text.as_str()))
    }
}
