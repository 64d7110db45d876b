//! The transcript as a file: all that is needed to replay, sealed so that a cut or altered file is refused.

use ron::ser::PrettyConfig;
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::{Course, Forecast, Kind, News, Note, fingerprint};
use crate::{
    crisis::{Act, Order, Premise, Slot},
    language::po::hidden,
    scenario::model::{
        Actor, ChannelId, FactId, LadderId, Legs, MoveId, Scenario, ScriptedDraw, TermId, TrackId, limits,
    },
};

/// The version of the transcript format. It names the rules too: a change of either raises it.
pub const FORMAT: u32 = 3;

/// The first words of a transcript.
const HEADER: &str = "brinkmanship transcript";

/// The most bytes that a transcript may have.
pub const MOST_BYTES: u64 = 16 << 20;

/// Why a transcript was refused.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum TranscriptError {
    /// The file is not a transcript at all.
    #[error("{}", tr!("this is not a transcript: its first line does not begin with `{header}`", header = HEADER))]
    NotOne,
    /// It was written by another version.
    #[error("{}", tr!("this transcript has format {found}, and this program reads format {format}", found, format = FORMAT))]
    Format {
        /// The version found.
        found: String,
    },
    /// It is shorter than it was when it was saved.
    #[error("{}", tr!("the transcript was cut short: of the {expected} bytes after its head {found} are left", expected, found))]
    CutShort {
        /// Bytes expected after the first line.
        expected: usize,
        /// Bytes found.
        found: usize,
    },
    /// It is not what was saved.
    #[error("{}", tr!("the transcript was altered after it was saved: its seal does not fit"))]
    Altered,
    /// It is larger than a transcript can be.
    #[error("{}", tr!("the transcript is larger than {most} bytes", most = MOST_BYTES))]
    TooLarge,
    /// Its text cannot be read.
    #[error("{}", tr!("the transcript cannot be read: {why}", why))]
    Unreadable {
        /// Why.
        why: String,
    },
    /// It names something that the scenario does not have.
    #[error("{}", tr!("the transcript is of `{scenario}`, and names the {kind} `{id}`, which that scenario does not have now", scenario, kind, id))]
    Unknown {
        /// The scenario.
        scenario: String,
        /// What kind of thing.
        kind: &'static str,
        /// Its id.
        id: String,
    },
    /// It is of another scenario.
    #[error("{}", tr!("the transcript is of `{found}`, not of `{expected}`", found, expected))]
    OtherScenario {
        /// The scenario it is of.
        found: String,
        /// The scenario it was read with.
        expected: String,
    },
}

/// All that is needed to replay.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Transcript {
    /// The scenario's id.
    pub scenario: String,
    /// The fingerprint of the scenario's files.
    pub fingerprint: String,
    /// The seed of the draws.
    pub seed: u64,
    /// Who played each seat, in the scenario's order, in words; where it changed hands, as [`super::seats`] writes it.
    pub players: Vec<String>,
    /// The dispositions that were set rather than drawn, by actor.
    pub dispositions: Vec<Option<String>>,
    /// The cut that was played, where one was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cut: Option<String>,
    /// What stood otherwise as it began, where something did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub premise: Option<PremiseText>,
    /// Whether it was played under the invented names of the fictional twin, so that it goes on under them.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub twin: bool,
    /// An event that a person asked for, which happens the first time it can, as long as it has not happened.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub awaited: Option<String>,
    /// The turns whose dice people threw. Replay goes by the results alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_hand: Vec<usize>,
    /// The turns played.
    pub turns: Vec<TranscriptTurn>,
    /// The draws of the turn that is open but not yet played.
    pub open: Vec<(String, DrawText)>,
    /// The draws of the aftermath.
    pub aftermath: Vec<(String, DrawText)>,
    /// News that whoever led a class told while turns were open, as far as they moved something.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub news: Vec<NewsText>,
    /// Forecasts that people wrote down. Replay goes by none of them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<NoteText>,
}

/// What stood otherwise as a crisis began, by ids.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct PremiseText {
    /// The turn on which it began.
    pub turn: usize,
    /// Facts and postures that were true or false.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub facts: Vec<(String, bool)>,
    /// Where tracks stood.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tracks: Vec<(String, i32)>,
    /// The rungs of ladders, by their ids.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rungs: Vec<(String, String)>,
}

impl PremiseText {
    /// A premise by ids.
    #[must_use]
    pub fn of(scenario: &Scenario, premise: &Premise) -> Self {
        let rung = |(ladder, to): &(LadderId, u8)| {
            let data = &scenario.ladders[ladder.index()];
            (data.id.clone(), data.rungs[usize::from(*to)].id.clone())
        };
        Self {
            turn: premise.turn,
            facts: premise.facts.iter().map(|(id, is)| (scenario.facts[id.index()].id.clone(), *is)).collect(),
            tracks: premise.tracks.iter().map(|(id, to)| (scenario.tracks[id.index()].id.clone(), *to)).collect(),
            rungs: premise.rungs.iter().map(rung).collect(),
        }
    }

    /// The premise, under a scenario.
    ///
    /// # Errors
    /// The scenario does not have what it names, or too few turns.
    pub fn premise(&self, scenario: &Scenario) -> Result<Premise, TranscriptError> {
        let unknown =
            |kind, id: &str| TranscriptError::Unknown { scenario: scenario.id.clone(), kind, id: id.to_owned() };
        if scenario.turns.len() <= self.turn {
            return Err(unknown(tr!(of "kind", "turn"), &self.turn.to_string()));
        }
        let mut premise = Premise { turn: self.turn, ..Premise::default() };
        for (id, is) in &self.facts {
            let at = scenario
                .facts
                .iter()
                .position(|data| data.id == *id)
                .ok_or_else(|| unknown(tr!(of "kind", "fact"), id))?;
            premise.facts.push((FactId::new(at), *is));
        }
        for (id, to) in &self.tracks {
            let at = scenario
                .tracks
                .iter()
                .position(|data| data.id == *id)
                .ok_or_else(|| unknown(tr!(of "kind", "track"), id))?;
            premise.tracks.push((TrackId::new(at), *to));
        }
        for (id, to) in &self.rungs {
            let at = scenario
                .ladders
                .iter()
                .position(|data| data.id == *id)
                .ok_or_else(|| unknown(tr!(of "kind", "ladder"), id))?;
            let rung = scenario.ladders[at].rungs.iter().position(|rung| rung.id == *to);
            let rung =
                rung.and_then(|rung| u8::try_from(rung).ok()).ok_or_else(|| unknown(tr!(of "kind", "rung"), to))?;
            premise.rungs.push((LadderId::new(at), rung));
        }
        Ok(premise)
    }
}

/// News that moved a track while a turn was open.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NewsText {
    /// The turn.
    pub turn: usize,
    /// The track's id.
    pub track: String,
    /// By how much. Unit: the track's.
    pub by: i32,
}

impl NewsText {
    /// The track by its id.
    pub(super) fn news(&self, scenario: &Scenario) -> Result<News, TranscriptError> {
        let at = scenario.tracks.iter().position(|track| track.id == self.track);
        let at = at.ok_or_else(|| TranscriptError::Unknown {
            scenario: scenario.id.clone(),
            kind: "track",
            id: self.track.clone(),
        })?;
        Ok(News { turn: self.turn, track: TrackId::new(at), by: self.by })
    }
}

/// A forecast of the ending: parts of a hundred for an agreement and for war; the rest is for anything else.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct NoteText {
    /// Before the order of which turn.
    pub turn: usize,
    /// Whose: 0 or 1.
    pub seat: usize,
    /// What the person said.
    pub own: (u8, u8),
    /// What the staff reckoned of the order that was sent, where it was asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff: Option<(u8, u8)>,
}

impl NoteText {
    fn of(note: &Note) -> Self {
        let parts = |forecast: Forecast| (forecast.parts(Kind::Agreed), forecast.parts(Kind::War));
        Self { turn: note.turn, seat: note.actor.index(), own: parts(note.own), staff: note.staff.map(parts) }
    }

    /// The note, where it is one of a turn that was played.
    fn note(&self, turns: usize) -> Option<Note> {
        let actor = Actor::BOTH.into_iter().find(|actor| actor.index() == self.seat)?;
        let staff = match self.staff {
            Some((agreed, war)) => Some(Forecast::of(agreed, war)?),
            None => None,
        };
        (self.turn < turns).then_some(Note {
            turn: self.turn,
            actor,
            own: Forecast::of(self.own.0, self.own.1)?,
            staff,
        })
    }
}

/// The notes of a transcript.
///
/// # Errors
/// One of them is no forecast for a turn that was played.
pub(super) fn notes_of(transcript: &Transcript) -> Result<Vec<Note>, TranscriptError> {
    let turns = transcript.turns.len();
    let note = |text: &NoteText| {
        text.note(turns).ok_or_else(|| TranscriptError::Unreadable {
            why: tr!("its note for turn {turn} and seat {seat} is no forecast", turn = text.turn, seat = text.seat),
        })
    };
    transcript.notes.iter().map(note).collect()
}

/// One turn.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct TranscriptTurn {
    /// The orders of both actors, in the scenario's order.
    pub orders: Vec<Vec<ActText>>,
    /// The draws in the order made.
    pub draws: Vec<(String, DrawText)>,
    /// What stands otherwise than after the turn before; an empty value stands as at the start again.
    pub changed: Vec<(String, String)>,
    /// The fingerprint of the crisis after the turn.
    pub print: String,
}

/// How a draw came out.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum DrawText {
    /// It happened.
    Yes,
    /// It did not.
    No,
    /// One of several.
    Pick(String),
}

/// An act with ids.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum ActText {
    /// A move.
    Do(String),
    /// A composed offer: the desk, then its legs.
    Offer(String, Vec<LegText>),
    /// Accepts the offer in a slot.
    Accept(u8),
    /// Answers the offer in a slot with another.
    Counter(u8, Vec<LegText>),
    /// Refuses the offer in a slot.
    Refuse(u8),
    /// Withdraws the offer in a slot.
    Withdraw(u8),
}

/// A leg with the id of its term.
#[derive(Clone, Debug, Deserialize, PartialEq, Eq, Serialize)]
pub enum LegText {
    /// Before the world.
    Public(String),
    /// Between the two actors.
    Secret(String),
}

impl DrawText {
    fn of(draw: &ScriptedDraw) -> Self {
        match draw {
            ScriptedDraw::Yes => Self::Yes,
            ScriptedDraw::No => Self::No,
            ScriptedDraw::Pick(id) => Self::Pick(id.clone()),
        }
    }

    /// As a scripted draw.
    #[must_use]
    pub fn scripted(&self) -> ScriptedDraw {
        match self {
            Self::Yes => ScriptedDraw::Yes,
            Self::No => ScriptedDraw::No,
            Self::Pick(id) => ScriptedDraw::Pick(id.clone()),
        }
    }
}

fn legs_text(scenario: &Scenario, legs: Legs) -> Vec<LegText> {
    legs.iter()
        .map(|(term, secret)| {
            let id = scenario.terms[term.index()].id.clone();
            if secret { LegText::Secret(id) } else { LegText::Public(id) }
        })
        .collect()
}

impl ActText {
    /// An act by ids.
    #[must_use]
    pub fn of(scenario: &Scenario, act: Act) -> Self {
        match act {
            Act::Do(id) => Self::Do(scenario.moves[id.index()].id.clone()),
            Act::Offer(channel, legs) => {
                Self::Offer(scenario.channels[channel.index()].id.clone(), legs_text(scenario, legs))
            }
            Act::Accept(slot) => Self::Accept(slot.0),
            Act::Counter(slot, legs) => Self::Counter(slot.0, legs_text(scenario, legs)),
            Act::Refuse(slot) => Self::Refuse(slot.0),
            Act::Withdraw(slot) => Self::Withdraw(slot.0),
        }
    }

    /// The act that is meant.
    ///
    /// # Errors
    /// It names what the scenario does not have.
    pub fn act(&self, scenario: &Scenario) -> Result<Act, TranscriptError> {
        let unknown =
            |kind, id: &str| TranscriptError::Unknown { scenario: scenario.id.clone(), kind, id: id.to_owned() };
        let legs = |texts: &[LegText]| {
            let mut legs = Legs::default();
            for text in texts {
                let (id, secret) = match text {
                    LegText::Public(id) => (id, false),
                    LegText::Secret(id) => (id, true),
                };
                let at = scenario
                    .terms
                    .iter()
                    .position(|term| term.id == *id)
                    .ok_or_else(|| unknown(tr!(of "kind", "term"), id))?;
                let bit = 1 << TermId::new(at).0;
                if secret { legs.secret |= bit } else { legs.public |= bit }
            }
            Ok(legs)
        };
        Ok(match self {
            Self::Do(id) => {
                let at = scenario
                    .moves
                    .iter()
                    .position(|data| data.id == *id)
                    .ok_or_else(|| unknown(tr!(of "kind", "move"), id))?;
                Act::Do(MoveId::new(at))
            }
            Self::Offer(id, texts) => {
                let at = scenario.channels.iter().position(|data| data.id == *id);
                let at = at.ok_or_else(|| unknown(tr!(of "kind", "channel"), id))?;
                Act::Offer(ChannelId::new(at), legs(texts)?)
            }
            Self::Accept(slot) => Act::Accept(Slot(*slot)),
            Self::Counter(slot, texts) => Act::Counter(Slot(*slot), legs(texts)?),
            Self::Refuse(slot) => Act::Refuse(Slot(*slot)),
            Self::Withdraw(slot) => Act::Withdraw(Slot(*slot)),
        })
    }
}

/// The acts of an order, with the channels they take as the crisis stands.
pub(super) fn order_of(
    scenario: &Scenario,
    crisis: &crate::crisis::Crisis,
    texts: &[ActText],
) -> Result<Order, TranscriptError> {
    let mut order = Order::default();
    for text in texts {
        let act = text.act(scenario)?;
        let channel = act.channel(scenario, crisis);
        if order.on(channel).is_some() {
            let channel = scenario.channels.get(channel.index()).map_or("", |data| data.title.as_str());
            return Err(TranscriptError::Unreadable {
                why: tr!("an order in it has two acts on one desk, \"{channel}\"", channel),
            });
        }
        order = order.with(channel, act);
    }
    Ok(order)
}

impl Transcript {
    /// The transcript of a course, played to its end or not.
    #[must_use]
    pub fn of(course: &Course<'_>, players: [&str; 2]) -> Self {
        let scenario = course.scenario;
        let (mut draws, aftermath) = course.draws();
        let open = if course.crisis.ended().is_some() { Vec::new() } else { draws.pop().unwrap_or_default() };
        let text = |draws: &[(String, ScriptedDraw)]| {
            draws.iter().map(|(label, draw)| (label.clone(), DrawText::of(draw))).collect::<Vec<_>>()
        };
        let mut before: Vec<(String, String)> = crate::crisis::Crisis::new(scenario).describe(scenario);
        let turns = course
            .turns
            .iter()
            .zip(&draws)
            .map(|(played, draws)| {
                let after = played.after.describe(scenario);
                let turn = TranscriptTurn {
                    orders: Actor::BOTH
                        .iter()
                        .map(|actor| {
                            played.orders[actor.index()].acts().map(|act| ActText::of(scenario, act)).collect()
                        })
                        .collect(),
                    draws: text(draws),
                    changed: differences(&before, &after),
                    print: fingerprint(&after),
                };
                before = after;
                turn
            })
            .collect();
        Self {
            scenario: scenario.id.clone(),
            fingerprint: scenario.fingerprint.clone(),
            seed: course.seed,
            players: players.iter().map(|&name| name.to_owned()).collect(),
            dispositions: course
                .setup
                .dispositions
                .iter()
                .map(|id| id.map(|id| scenario.dispositions[id.index()].id.clone()))
                .collect(),
            cut: course.crisis.cut_data(scenario).map(|cut| cut.id.clone()),
            premise: (!course.premise.is_none()).then(|| PremiseText::of(scenario, &course.premise)),
            twin: scenario.original.is_some(),
            awaited: None,
            by_hand: Vec::new(),
            turns,
            open: text(&open),
            aftermath: text(&aftermath),
            news: course
                .news
                .iter()
                .map(|news| NewsText {
                    turn: news.turn,
                    track: scenario.tracks[news.track.index()].id.clone(),
                    by: news.by,
                })
                .collect(),
            notes: course.notes.iter().map(NoteText::of).collect(),
        }
    }
}

/// What stands otherwise in `after`; what is gone has an empty value.
fn differences(before: &[(String, String)], after: &[(String, String)]) -> Vec<(String, String)> {
    let old: std::collections::BTreeMap<_, _> = before.iter().map(|(name, value)| (name, value)).collect();
    let new: std::collections::BTreeMap<_, _> = after.iter().map(|(name, value)| (name, value)).collect();
    let mut changed: Vec<(String, String)> = new
        .iter()
        .filter(|(name, value)| old.get(*name) != Some(*value))
        .map(|(name, value)| ((*name).clone(), (*value).clone()))
        .collect();
    changed.extend(old.keys().filter(|name| !new.contains_key(*name)).map(|name| ((*name).clone(), String::new())));
    changed.sort();
    changed
}

/// Applies what changed to a state.
pub(super) fn applied(before: &[(String, String)], changed: &[(String, String)]) -> Vec<(String, String)> {
    let mut state: std::collections::BTreeMap<String, String> = before.iter().cloned().collect();
    for (name, value) in changed {
        if value.is_empty() {
            state.remove(name);
        } else {
            state.insert(name.clone(), value.clone());
        }
    }
    state.into_iter().collect()
}

/// The transcript as text: a sealed first line, then RON.
///
/// # Errors
/// The text cannot be written as RON.
pub fn write(transcript: &Transcript) -> Result<String, TranscriptError> {
    let config = PrettyConfig::new().new_line("\n").indentor("  ").depth_limit(4).struct_names(false);
    let body = ron::ser::to_string_pretty(transcript, config)
        .map_err(|error| TranscriptError::Unreadable { why: error.to_string() })?;
    let seal = blake3::hash(body.as_bytes()).to_hex();
    Ok(format!("{HEADER} {FORMAT} {seal} {}\n{body}\n", body.len()))
}

/// Reads a transcript from its bytes.
///
/// # Errors
/// It is not a transcript, of another version, too large, cut short, altered, or unreadable.
pub fn read(bytes: &[u8]) -> Result<Transcript, TranscriptError> {
    if usize::try_from(MOST_BYTES).is_ok_and(|most| most < bytes.len()) {
        return Err(TranscriptError::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| TranscriptError::NotOne)?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text).replace("\r\n", "\n");
    let (head, body) = text.split_once('\n').unwrap_or((&text, ""));
    let rest = head.strip_prefix(HEADER).ok_or(TranscriptError::NotOne)?;
    let mut words = rest.split_whitespace();
    let format = words.next().unwrap_or("none");
    if format.parse() != Ok(FORMAT) {
        return Err(TranscriptError::Format { found: format.to_owned() });
    }
    let seal = words.next().ok_or(TranscriptError::Altered)?;
    let length: usize = words.next().and_then(|word| word.parse().ok()).ok_or(TranscriptError::Altered)?;
    let body = body.strip_suffix('\n').unwrap_or(body);
    if body.len() < length {
        return Err(TranscriptError::CutShort { expected: length, found: body.len() });
    }
    if blake3::hash(body.as_bytes()).to_hex().as_str() != seal {
        return Err(TranscriptError::Altered);
    }
    // Names and ids are shown as they stand: nothing in them may steer a terminal.
    if hides(body) {
        return Err(TranscriptError::Unreadable {
            why: tr!("it holds hidden characters, such as those that steer a terminal").to_owned(),
        });
    }
    let read: Transcript =
        ron::from_str(body).map_err(|error| TranscriptError::Unreadable { why: error.to_string() })?;
    let two = read.players.len() == 2 && read.turns.iter().all(|turn| turn.orders.len() == 2);
    let acts = read.turns.iter().flat_map(|turn| &turn.orders).map(Vec::len).max().unwrap_or(0);
    if two && acts <= limits::CHANNELS {
        return Ok(read);
    }
    Err(TranscriptError::Unreadable {
        why: if two {
            tr!("an order in it has {acts} acts, and there are at most {most} desks", acts, most = limits::CHANNELS)
        } else {
            tr!("it is not of two sides").to_owned()
        },
    })
}

/// Whether a text of RON holds a hidden character, as it is or as an escape.
fn hides(text: &str) -> bool {
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        let escaped = match letter {
            '\\' => match letters.next() {
                Some('x') => code(letters.by_ref().take(2)),
                Some('u') => code(letters.by_ref().skip(1).take_while(|digit| *digit != '}')),
                Some('0') => Some('\0'),
                Some(_) | None => None,
            },
            other => Some(other),
        };
        if escaped.is_some_and(|letter| letter != '\r' && hidden(letter)) {
            return true;
        }
    }
    false
}

/// The character of some hexadecimal digits.
fn code(digits: impl Iterator<Item = char>) -> Option<char> {
    u32::from_str_radix(&digits.collect::<String>(), 16).ok().and_then(char::from_u32)
}
