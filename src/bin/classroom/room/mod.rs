//! A class as a machine of states: deeds go in, and the class is what came of them. It knows no clock, no disk and no
//! network; the time of a deed is given with it.

mod between;
mod court;
pub mod deed;
mod dice;
mod places;
mod play;
mod record;
mod refusal;
pub mod roles;
mod session;
pub mod sheets;
mod talk;
pub mod words;

use std::collections::BTreeMap;

use brinkmanship::{
    scenario::{
        Scenario,
        model::{Actor, CutData},
    },
    transcript::ActText,
};

pub use between::Learnt;
pub use court::{Argument, Case, REST, Ruling};
pub use deed::{Deed, Lapse, Placing, Plan, Post, Roll, Sitter, Size, Speech, To, Tone, Touch};
pub use dice::Asked;
pub use refusal::Refusal;
pub use session::{Drawn, PartyAct, Pick, Prepared, Preview, Session, Sight, Truth};

/// The most groups of a class.
pub const GROUPS: usize = 48;
/// The most pupils of a class.
pub const PUPILS: usize = 600;
/// The most proposals of a team on one turn.
const PROPOSALS: usize = 40;
/// The most texts of a group.
const TEXTS: usize = 4000;
/// The most dice of a turn.
const ROLLS: usize = 200;
/// The minutes of a lesson that are kept for the debrief.
///
/// Source: our judgement; the debrief is where the lesson is learnt (Wedig 2010), and the teaching notes plan as much.
pub const DEBRIEF: u64 = 12;
/// The most aims that a pupil reckons on.
const AIMS: usize = 16;
/// The most answers of a class.
const ANSWERS: usize = 4000;

/// A pupil.
#[derive(Clone, Debug)]
pub struct Pupil {
    /// The nickname.
    pub name: String,
    /// Where they are.
    pub post: Post,
    /// Counts their moves from place to place, so that a page from before is known as such.
    pub moves: u32,
    /// The last thing they sent, so that sending it twice does it once.
    pub once: u64,
    /// The teacher's notes on their reasons.
    pub mark: String,
    /// Whether they are in the class.
    pub here: bool,
    /// The group in which they left a side to watch: what they know of its papers they do not publish.
    pub read: Option<u16>,
    /// The team that they left to watch; until the group moves on they can go back to it.
    pub left: Option<Left>,
    /// The group and its epoch when they came or came back while it played; they are told the story so far until it
    /// moves on.
    pub came: Option<(usize, u64)>,
}

/// The place in a team that somebody left to watch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// The group.
    pub group: u16,
    /// The side.
    pub side: u8,
    /// The place among the members.
    pub place: usize,
    /// Whether they had come in the middle of the turn.
    pub late: bool,
    /// The group's epoch then.
    pub epoch: u64,
}

/// A proposed order.
#[derive(Clone, Debug)]
pub struct Proposal {
    /// Its number in the group.
    pub id: u32,
    /// Who proposed it; nobody where the teacher did.
    pub by: Option<u32>,
    /// The order.
    pub acts: Vec<ActText>,
    /// The order in words.
    pub said: Vec<String>,
    /// Why.
    pub reason: String,
    /// What they expect the other side to do.
    pub expects: String,
    /// What the reason is founded on, of what the seat was told.
    pub evidence: Vec<String>,
    /// Whether the teacher has hidden its texts.
    pub hidden: bool,
    /// Whether its texts wait for the teacher.
    pub held: bool,
    /// Who voted for it, and why.
    pub votes: Vec<(u32, String)>,
    /// Hands that were counted.
    pub hands: u16,
}

impl Proposal {
    /// What was proposed to be ordered, in a line; an empty order is nothing.
    #[must_use]
    pub fn ordered(&self) -> String {
        ordered(&self.said)
    }

    /// All votes.
    #[must_use]
    pub fn count(&self) -> usize {
        self.votes.len() + usize::from(self.hands)
    }
}

/// A decision that was made.
#[derive(Clone, Debug)]
pub struct Decision {
    /// On which turn.
    pub turn: usize,
    /// When, in words.
    pub date: String,
    /// By which side.
    pub side: usize,
    /// What was proposed.
    pub proposals: Vec<Proposal>,
    /// Which proposal it was.
    pub sealed: Option<u32>,
    /// Whether the turn was undone later.
    pub undone: bool,
}

/// Something written or told in a group.
#[derive(Clone, Debug)]
pub struct Text {
    /// Its number in the group.
    pub id: u32,
    /// Who wrote it; the teacher where nobody did.
    pub by: Option<u32>,
    /// Which side wrote it, if one did.
    pub side: Option<usize>,
    /// To whom.
    pub kind: Kind,
    /// What.
    pub text: String,
    /// The turn on which it was written.
    pub turn: usize,
    /// The turn on which the other side reads it.
    pub arrives: usize,
    /// Whether the teacher has hidden it.
    pub hidden: bool,
    /// Whether it waits for the teacher.
    pub held: bool,
    /// What news of the teacher's own moved beside the words.
    pub touch: Option<Touch>,
}

/// What kind of text it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Kind {
    /// To one's own team.
    Team,
    /// To the other side, by a desk of this name; whether the world reads it too.
    Desk(String, bool),
    /// From those who watch, to all in the group.
    Watcher,
    /// From the teacher, to a side or to both.
    Inject(Option<usize>),
}

/// A side of a group.
#[derive(Clone, Debug, Default)]
pub struct Side {
    /// Who sits there.
    pub sitter: Sitter,
    /// The pupils, the leader first.
    pub members: Vec<u32>,
    /// What is proposed for this turn.
    pub proposals: Vec<Proposal>,
    /// The proposal that is sealed.
    pub sealed: Option<u32>,
    /// What each role has noted; a role passes on with its notes.
    pub notes: BTreeMap<roles::Role, String>,
    /// How many of the last members came while this turn was open: they double roles until the next, so that nobody loses
    /// papers in the middle of a turn.
    pub late: usize,
    /// Whether the roles were dealt anew with this turn.
    pub dealt: bool,
    /// Counts what the team sees change within a turn.
    pub changed: u64,
}

impl Side {
    /// The roles that the member at a place holds.
    #[must_use]
    pub fn held(&self, place: usize) -> Vec<roles::Role> {
        roles::Role::doubled(place, self.members.len(), self.late)
    }
}

/// A forecast of how it will end, in parts of a hundred.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Guess {
    /// Before the order of which turn.
    pub turn: usize,
    /// Whose.
    pub pupil: u32,
    /// For which side.
    pub side: usize,
    /// The parts for an agreement.
    pub agreed: u8,
    /// The parts for war.
    pub war: u8,
}

/// An answer to a question for reflection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The question's place.
    pub question: usize,
    /// The answer.
    pub text: String,
    /// Whose, only where the pupil signed it.
    pub signed: Option<u32>,
}

/// A turn's clock, in milliseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Clock {
    /// When the time is up, while it runs.
    pub ends: Option<u64>,
    /// What is left of it, while it stands.
    pub left: u64,
}

/// Where a group was forked from another.
#[derive(Clone, Copy, Debug)]
pub struct Fork {
    /// The place of the other.
    pub from: usize,
    /// The turn that was open.
    pub turn: usize,
    /// The first number of a proposal that is its own.
    pub first: u32,
}

/// A group: one crisis, two teams.
#[derive(Clone, Debug)]
pub struct Group {
    /// Its name: A, B and so on.
    pub name: String,
    /// Its crisis.
    pub session: Session,
    /// Both teams.
    pub sides: [Side; 2],
    /// Decisions of former turns.
    pub past: Vec<Decision>,
    /// What was written and told.
    pub texts: Vec<Text>,
    /// Counts turns that opened, undone ones too, so that a page from before is known as such.
    pub epoch: u64,
    /// The clock of the turn.
    pub clock: Clock,
    /// The variant of the scenario that it plays.
    pub variant: Option<String>,
    /// Where it was forked from another.
    pub fork: Option<Fork>,
    /// Dice that fell for the turn that is due.
    pub rolls: Vec<Roll>,
    /// Whether the last thing that happened to its turns is that the teacher took one back.
    pub taken_back: bool,
    /// Whether the last turn was played with dice by hand, and none was asked for.
    pub undiced: bool,
    /// What pupils at the desks of parties chose for this turn: the rule and whether it happens.
    pub stands: Vec<(String, bool)>,
    /// Forecasts.
    pub guesses: Vec<Guess>,
    /// What was argued about verdicts.
    pub arguments: Vec<Argument>,
    /// Verdicts that the teacher overruled.
    pub rulings: Vec<Ruling>,
    /// What pupils made of it in between.
    pub learnt: Vec<Learnt>,
    /// Counts what pages show that changed while a turn was open.
    pub shown: u64,
    /// The next number of a proposal or text.
    next: u32,
}

/// A class.
#[derive(Clone, Debug)]
pub struct Room {
    /// How it was set up.
    pub plan: Plan,
    /// What is played.
    pub scenario: &'static Scenario,
    /// The groups.
    pub groups: Vec<Group>,
    /// The pupils.
    pub pupils: BTreeMap<u32, Pupil>,
    /// Whose session a key is.
    keys: BTreeMap<String, u32>,
    /// When the lesson began, in milliseconds.
    pub began: Option<u64>,
    /// Whether the debrief is on.
    pub debrief: bool,
    /// Whether the class looks back in between.
    pub between: bool,
    /// What pupils may write.
    pub speech: Speech,
    /// Whether no turn is played by itself.
    pub hold: bool,
    /// Whether the clocks stand.
    pub paused: bool,
    /// Whether they stand because the program was started anew.
    pub restarted: bool,
    /// Whether dice are thrown by hand.
    pub by_hand: bool,
    /// Answers to questions for reflection.
    pub answers: Vec<Answer>,
    /// How many deeds made it.
    pub deeds: u64,
}

impl Room {
    /// Sets a class up.
    ///
    /// # Errors
    /// The plan is not one.
    pub fn open(plan: Plan, scenario: &'static Scenario) -> Result<Self, Refusal> {
        if plan.seeds.is_empty() || GROUPS < plan.seeds.len() {
            return Err(Refusal::Full);
        }
        let mut groups = Vec::new();
        for (at, seed) in plan.seeds.iter().enumerate() {
            let variant = plan.variants.get(at).cloned().flatten();
            let session = Session::begin(scenario, plan.cut.as_deref(), variant.as_deref(), (*seed, plan.tone));
            let session = session.map_err(Refusal::Rules)?;
            let sides = plan.seats.clone().map(|sitter| Side { sitter, ..Side::default() });
            groups.push(Group {
                name: name_of(at),
                session,
                sides,
                past: Vec::new(),
                texts: Vec::new(),
                epoch: 0,
                clock: Clock::default(),
                variant,
                fork: None,
                rolls: Vec::new(),
                undiced: false,
                taken_back: false,
                stands: Vec::new(),
                guesses: Vec::new(),
                arguments: Vec::new(),
                rulings: Vec::new(),
                learnt: Vec::new(),
                shown: 0,
                next: 1,
            });
        }
        Ok(Self {
            plan,
            scenario,
            groups,
            pupils: BTreeMap::new(),
            keys: BTreeMap::new(),
            began: None,
            debrief: false,
            between: false,
            speech: Speech::Free,
            hold: false,
            paused: false,
            restarted: false,
            by_hand: false,
            answers: Vec::new(),
            deeds: 1,
        })
    }

    /// Does a deed.
    ///
    /// # Errors
    /// Why it is refused; nothing has then changed.
    pub fn apply(&mut self, now: u64, deed: &Deed) -> Result<(), Refusal> {
        match deed {
            Deed::Create(_) => return Err(Refusal::NotYours),
            Deed::Join { pupil, name, key } => self.join(*pupil, name, key)?,
            Deed::Key { pupil, key } => {
                self.pupil(*pupil)?;
                self.keys.retain(|_, of| of != pupil);
                self.keys.insert(key.clone(), *pupil);
                self.came(*pupil);
            }
            Deed::Place { pupil, post } => self.place(*pupil, *post)?,
            Deed::Out { pupil } => self.out(*pupil)?,
            Deed::Back { pupil } => self.back(*pupil)?,
            Deed::Shuffle { seed, all } => self.shuffle(*seed, *all),
            Deed::Lead { pupil } => self.lead(*pupil)?,
            Deed::Exchange { pupil, with } => self.exchange(*pupil, *with)?,
            Deed::Begin => {
                if self.began.is_none() {
                    self.began = Some(now);
                    (0..self.groups.len()).for_each(|group| self.wind(group, now));
                }
            }
            Deed::Propose { pupil, group, side, acts, reason, expects, evidence, once } => {
                self.propose(*pupil, (*group, *side), acts, [reason, expects], evidence, *once)?;
            }
            Deed::Vote { pupil, proposal, reason } => self.vote(*pupil, *proposal, reason)?,
            Deed::Hands { group, side, proposal, count } => {
                let (group, side) = self.seat(*group, *side)?;
                let side = &mut self.groups[group].sides[side];
                let found = side.proposals.iter_mut().find(|one| one.id == *proposal).ok_or(Refusal::Unknown)?;
                found.hands = (*count).min(99);
                side.changed += 1;
            }
            Deed::Seal { pupil, group, side, proposal } => self.seal(*pupil, (*group, *side), *proposal)?,
            Deed::Unseal { pupil, group, side } => self.unseal(*pupil, (*group, *side))?,
            Deed::Turn { group, orders, stands, rolls, print } => {
                self.turn(now, *group, orders, (stands, rolls.as_deref()), print)?;
            }
            Deed::ByHand(on) => {
                self.by_hand = *on;
                for group in &mut self.groups {
                    group.rolls.clear();
                    group.undiced = false;
                }
            }
            Deed::Roll { group, roll } => {
                let group = self.group_mut(*group)?;
                if !(1..=100_000).contains(roll) {
                    return Err(Refusal::Dice);
                }
                if ROLLS <= group.rolls.len() {
                    return Err(Refusal::Full);
                }
                group.rolls.push(*roll);
            }
            Deed::Reroll { group, last: true } => {
                self.group_mut(*group)?.rolls.pop();
            }
            Deed::Reroll { group, last: false } => self.group_mut(*group)?.rolls.clear(),
            Deed::Stand { pupil, rule, does } => self.stand(*pupil, rule, *does)?,
            Deed::Forecast { pupil, agreed, war } => self.forecast(*pupil, *agreed, *war)?,
            Deed::Argue { pupil, aim, text, evidence, once } => self.argue(*pupil, aim, text, evidence, *once)?,
            Deed::Overrule { group, aim, value, reason } => self.overrule(*group, aim, *value, reason)?,
            Deed::Undo { group } => self.undo(now, *group)?,
            Deed::Fork { group } => self.fork(*group)?,
            Deed::Sit { group, side, sitter } => self.sit(*group, *side, sitter)?,
            Deed::Force { group, rule } => {
                let group = self.group_mut(*group)?;
                if !group.session.prepared().iter().any(|event| event.id == *rule) || !group.session.force(rule) {
                    return Err(Refusal::Unknown);
                }
            }
            Deed::Inject { group, side, text, touch } => self.inject(*group, *side, text, touch.as_ref())?,
            Deed::Say { pupil, to, text, once } => self.say(*pupil, *to, text, *once)?,
            Deed::Note { pupil, text } => self.note(*pupil, text)?,
            Deed::Speech(speech) => {
                self.speech = *speech;
                if *speech == Speech::Free {
                    self.release_all();
                }
                self.all_changed();
            }
            Deed::Hide { group, text, hidden } => self.hide(*group, *text, *hidden)?,
            Deed::Pause(paused) => {
                (self.paused, self.restarted) = (*paused, false);
                self.set_clocks(now);
            }
            Deed::Restarted => {
                (self.paused, self.restarted) = (true, true);
                self.set_clocks(now);
            }
            Deed::More { group, seconds } => self.more(now, *group, *seconds)?,
            Deed::Hold(hold) => self.hold = *hold,
            Deed::Debrief(on) => {
                self.debrief = *on;
                self.set_clocks(now);
                for group in &mut self.groups {
                    group.epoch += 1;
                }
            }
            Deed::Between(on) => self.between(now, *on),
            Deed::Learnt { pupil, near, text } => self.learnt(*pupil, near, text)?,
            Deed::Answer { question, text, signed } => {
                let text = words::clean(text, words::TEXT);
                let question = usize::from(*question);
                if !self.debrief || self.scenario.questions.len() <= question {
                    return Err(Refusal::Unknown);
                }
                if text.is_empty() {
                    return Err(Refusal::Empty);
                }
                if ANSWERS <= self.answers.len() {
                    return Err(Refusal::Full);
                }
                if let Some(pupil) = signed {
                    self.pupil(*pupil)?;
                }
                let answer = Answer { question, text, signed: *signed };
                // Handed in twice, it stands once: the same words of two who did not sign are one answer too.
                if !self.answers.contains(&answer) {
                    self.answers.push(answer);
                }
            }
            Deed::Mark { pupil, text } => {
                let text = words::clean(text, words::TEXT);
                self.pupils.get_mut(pupil).ok_or(Refusal::Unknown)?.mark = text;
            }
            Deed::Remove { pupil } => {
                self.place(*pupil, Post::Hall)?;
                if let Some(found) = self.pupils.get_mut(pupil) {
                    found.here = false;
                }
                self.keys.retain(|_, of| of != pupil);
            }
        }
        self.deeds += 1;
        Ok(())
    }

    /// A pupil who is here.
    fn pupil(&self, pupil: u32) -> Result<&Pupil, Refusal> {
        self.pupils.get(&pupil).filter(|pupil| pupil.here).ok_or(Refusal::Unknown)
    }

    /// What a pupil who is here is called.
    #[must_use]
    pub fn name_of(&self, pupil: u32) -> Option<String> {
        self.pupil(pupil).ok().map(|pupil| pupil.name.clone())
    }

    /// The cut that is played, if one is.
    #[must_use]
    pub fn cut(&self) -> Option<&'static CutData> {
        let id = self.plan.cut.as_ref()?;
        self.scenario.cuts.iter().find(|cut| cut.id == *id)
    }

    fn group_mut(&mut self, group: u16) -> Result<&mut Group, Refusal> {
        self.groups.get_mut(usize::from(group)).ok_or(Refusal::Unknown)
    }

    fn seat(&self, group: u16, side: u8) -> Result<(usize, usize), Refusal> {
        let (group, side) = (usize::from(group), usize::from(side));
        if self.groups.len() <= group || 1 < side { Err(Refusal::Unknown) } else { Ok((group, side)) }
    }

    /// Whose session a key is.
    #[must_use]
    pub fn who(&self, key: &str) -> Option<u32> {
        self.keys.get(key).copied()
    }

    /// The next number for a pupil.
    #[must_use]
    pub fn next_pupil(&self) -> u32 {
        self.pupils.keys().next_back().map_or(1, |last| last + 1)
    }

    fn all_changed(&mut self) {
        for side in self.groups.iter_mut().flat_map(|group| &mut group.sides) {
            side.changed += 1;
        }
    }

    /// The roles that a pupil holds.
    #[must_use]
    pub fn roles(&self, pupil: u32) -> Vec<roles::Role> {
        let Some((group, side)) = self.pupils.get(&pupil).and_then(|pupil| pupil.post.side()) else {
            return Vec::new();
        };
        let team = &self.groups[group].sides[side];
        let place = team.members.iter().position(|other| *other == pupil);
        place.map_or_else(Vec::new, |place| team.held(place))
    }

    /// The name of a pupil.
    #[must_use]
    pub fn name(&self, pupil: Option<u32>) -> String {
        match pupil.and_then(|pupil| self.pupils.get(&pupil)) {
            Some(pupil) => pupil.name.clone(),
            None => tr!("the teacher").to_owned(),
        }
    }
}

/// An order in words as a line; an empty order is nothing.
#[must_use]
pub fn ordered(said: &[String]) -> String {
    if said.is_empty() { tr!("nothing").to_owned() } else { said.join("; ") }
}

/// The name of the group at a place: A to Z, then AA and so on.
fn name_of(at: usize) -> String {
    let letter = |at: usize| char::from(b'A' + u8::try_from(at % 26).unwrap_or(0));
    if at < 26 { letter(at).to_string() } else { format!("{}{}", letter(at / 26 - 1), letter(at)) }
}

/// The actor of a side.
#[must_use]
pub const fn actor(side: usize) -> Actor {
    if side == 0 { Actor::First } else { Actor::Second }
}
