//! Everything that can happen in a class. A class is what came of its deeds, in their order; nothing else is kept of it.

use brinkmanship::transcript::ActText;
use serde::{Deserialize, Serialize};

/// Who sits in a side's seat.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub enum Sitter {
    /// Pupils, or the teacher for them.
    #[default]
    People,
    /// An opponent of the program, by name.
    Program(String),
}

/// What happens when a turn's time is up and a team has not sealed.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub enum Lapse {
    /// Nothing: the clock turns red, and the leader still seals.
    #[default]
    Wait,
    /// The proposal with the most votes is the order; without one, the team passes.
    Votes,
}

/// How pupils get their places.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub enum Placing {
    /// Into the smallest team as they come.
    #[default]
    Dealt,
    /// They choose.
    Chosen,
    /// The teacher places them.
    Teacher,
}

/// What pupils may write to one another.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub enum Speech {
    /// What they like; the teacher can hide it.
    #[default]
    Free,
    /// What they write is held until the teacher lets it through.
    Held,
    /// Nothing.
    Frozen,
}

/// How serious the pages are that pupils read.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub enum Tone {
    /// Human cost stands in plain figures as it happens, and an end is told as the scenario tells it.
    #[default]
    Plain,
    /// Both are kept for the debrief, where the class is together.
    Gentle,
}

/// How much news of the teacher's own move a figure.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum Size {
    /// Hardly.
    Slight,
    /// So that it is noticed.
    Clear,
    /// So that it may decide something.
    Heavy,
}

impl Size {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Slight, Self::Clear, Self::Heavy];

    /// How far it moves a track.
    ///
    /// Unit and range: parts of a hundred of the track's whole range. Source: our judgement; in the scenarios that come
    /// with the program a move that is *slight*, *clear* or *heavy* moves the danger by about as much.
    #[must_use]
    pub const fn share(self) -> i32 {
        match self {
            Self::Slight => 4,
            Self::Clear => 10,
            Self::Heavy => 20,
        }
    }

    /// What news of that size move, in words.
    #[must_use]
    pub fn moves(self, name: &str, up: bool) -> String {
        match (up, self) {
            (true, Self::Slight) => tr!("{name}: slightly up", name),
            (true, Self::Clear) => tr!("{name}: clearly up", name),
            (true, Self::Heavy) => tr!("{name}: far up", name),
            (false, Self::Slight) => tr!("{name}: slightly down", name),
            (false, Self::Clear) => tr!("{name}: clearly down", name),
            (false, Self::Heavy) => tr!("{name}: far down", name),
        }
    }

    /// As a form names it.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Slight => "slight",
            Self::Clear => "clear",
            Self::Heavy => "heavy",
        }
    }
}

/// What news of the teacher's own move beside the words.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub struct Touch {
    /// The track's id: the danger, or a party's will.
    pub track: String,
    /// Whether it rises.
    pub up: bool,
    /// How much.
    pub size: Size,
}

/// A place in a class.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Post {
    /// In the hall, without a place.
    #[default]
    Hall,
    /// On a side of a group: 0 or 1.
    Side(u16, u8),
    /// Watching a group for the United Nations.
    Un(u16),
    /// Watching a group for the press.
    Press(u16),
    /// At the desk of a party of a group: its place in the scenario.
    Party(u16, u8),
}

impl Post {
    /// The group, if there is one.
    #[must_use]
    pub const fn group(self) -> Option<usize> {
        match self {
            Self::Hall => None,
            Self::Side(group, _) | Self::Un(group) | Self::Press(group) | Self::Party(group, _) => Some(group as usize),
        }
    }

    /// The group and the side, if there is one.
    #[must_use]
    pub const fn side(self) -> Option<(usize, usize)> {
        match self {
            Self::Side(group, side) => Some((group as usize, if side == 0 { 0 } else { 1 })),
            Self::Hall | Self::Un(_) | Self::Press(_) | Self::Party(..) => None,
        }
    }
}

/// To whom something is written.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum To {
    /// One's own team.
    Team,
    /// The other side, by a desk: its place in the scenario.
    Desk(u8),
    /// Everybody in the group, as those who watch may.
    All,
}

/// How a class is set up.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
pub struct Plan {
    /// The name of the class.
    pub title: String,
    /// The code to join with.
    pub code: String,
    /// The scenario's id.
    pub scenario: String,
    /// The cut, if one is played.
    pub cut: Option<String>,
    /// Whether it is played under invented names.
    pub twin: bool,
    /// The seed of each group.
    pub seeds: Vec<u64>,
    /// Who sits where.
    pub seats: [Sitter; 2],
    /// Seconds for a turn; 0 for no clock.
    pub turn_seconds: u32,
    /// Minutes of the lesson.
    pub lesson: u16,
    /// What happens when a turn's time is up.
    pub lapse: Lapse,
    /// How pupils get their places.
    pub placing: Placing,
    /// Whether each role reads its own papers alone.
    pub apart: bool,
    /// The variant of the scenario that each group plays, where the class is split.
    #[serde(default)]
    pub variants: Vec<Option<String>>,
    /// How serious the pages are that pupils read.
    #[serde(default)]
    pub tone: Tone,
}

/// The dice of one draw as they fell on the table: 1 to 100,000, as five ten-sided dice show it.
pub type Roll = u32;

/// Something that happened.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub enum Deed {
    /// The class is set up.
    Create(Plan),
    /// A pupil joins; the key is the hash of their session's.
    Join { pupil: u32, name: String, key: String },
    /// A pupil comes back on another device.
    Key { pupil: u32, key: String },
    /// A pupil is given a place.
    Place { pupil: u32, post: Post },
    /// A pupil leaves their team to watch.
    Out { pupil: u32 },
    /// A pupil who left to watch goes back to their team.
    Back { pupil: u32 },
    /// Everybody in the hall is dealt over the teams; those who sit in one too, if all are.
    Shuffle {
        seed: u64,
        #[serde(default)]
        all: bool,
    },
    /// A pupil takes the lead of their team.
    Lead { pupil: u32 },
    /// Two pupils of a team exchange their roles.
    Exchange { pupil: u32, with: u32 },
    /// The lesson begins.
    Begin,
    /// An order is proposed; by nobody when the teacher does it for them.
    Propose {
        pupil: Option<u32>,
        group: u16,
        side: u8,
        acts: Vec<ActText>,
        reason: String,
        expects: String,
        /// What the reason is founded on, of what the seat was told.
        #[serde(default)]
        evidence: Vec<String>,
        once: u64,
    },
    /// A pupil votes for a proposal, with a reason or without.
    Vote { pupil: u32, proposal: u32, reason: String },
    /// Hands were counted.
    Hands { group: u16, side: u8, proposal: u32, count: u16 },
    /// A proposal becomes the sealed order.
    Seal { pupil: Option<u32>, group: u16, side: u8, proposal: u32 },
    /// A sealed order is opened again.
    Unseal { pupil: Option<u32>, group: u16, side: u8 },
    /// A turn is played; the fingerprint is that of the crisis after it.
    Turn {
        group: u16,
        orders: [Vec<ActText>; 2],
        /// What pupils at the desks of parties chose: the rule, and whether it happens.
        #[serde(default)]
        stands: Vec<(String, bool)>,
        /// The dice that were thrown by hand, in the order of the draws; none where the program threw them.
        #[serde(default)]
        rolls: Option<Vec<Roll>>,
        print: String,
    },
    /// Dice are thrown by hand, or by the program.
    ByHand(bool),
    /// A die fell: the next draw of a group's turn that is due.
    Roll { group: u16, roll: Roll },
    /// The dice of a group's turn are taken up again, or the last throw of them alone.
    Reroll {
        group: u16,
        #[serde(default)]
        last: bool,
    },
    /// A pupil at the desk of a party chooses whether a rule of it happens.
    Stand { pupil: u32, rule: String, does: Option<bool> },
    /// A pupil forecasts how it will end, in parts of a hundred.
    Forecast { pupil: u32, agreed: u8, war: u8 },
    /// A pupil argues about a verdict.
    Argue { pupil: u32, aim: String, text: String, evidence: Vec<String>, once: u64 },
    /// The teacher overrules a verdict; without a reason the program's stands again.
    Overrule { group: u16, aim: String, value: u8, reason: String },
    /// The last turn is undone.
    Undo { group: u16 },
    /// A group goes on twice.
    Fork { group: u16 },
    /// Another sits in a seat.
    Sit { group: u16, side: u8, sitter: Sitter },
    /// An event of the scenario is to happen the first time it can.
    Force { group: u16, rule: String },
    /// A teacher's own news, told to one group or to all, to one side or to both; the rules know of them only what they
    /// move, which those may that are told to both.
    Inject {
        group: Option<u16>,
        side: Option<u8>,
        text: String,
        #[serde(default)]
        touch: Option<Touch>,
    },
    /// A pupil writes.
    Say { pupil: u32, to: To, text: String, once: u64 },
    /// A role's notes.
    Note { pupil: u32, text: String },
    /// What pupils may write.
    Speech(Speech),
    /// A text is hidden, or shown again; what was held is let through by being shown.
    Hide { group: u16, text: u32, hidden: bool },
    /// The clocks stand, or run.
    Pause(bool),
    /// The program was started anew while clocks ran: they stand as they stood when it was last seen to run.
    Restarted,
    /// More time for a turn, in one group or in all.
    More { group: Option<u16>, seconds: u32 },
    /// No turn is played by itself, or turns are again.
    Hold(bool),
    /// The debrief begins, or play goes on.
    Debrief(bool),
    /// The class stops for a look back in between, or plays on.
    Between(bool),
    /// What a pupil makes of it in between: how near each aim is by their own reckoning, 0 to 100, and what they will do
    /// otherwise.
    Learnt { pupil: u32, near: Vec<(String, u8)>, text: String },
    /// An answer to a question for reflection; of nobody, unless the pupil signed it.
    Answer {
        question: u16,
        text: String,
        #[serde(default)]
        signed: Option<u32>,
    },
    /// The teacher's notes on a pupil's reasons.
    Mark { pupil: u32, text: String },
    /// A pupil is no longer in the class.
    Remove { pupil: u32 },
}
