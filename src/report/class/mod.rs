//! The debrief of a class: several groups in the same crisis beside each other and beside history.
//!
//! What people wrote beside play (reasons, votes, forecasts, reflections) is handed in as plain data; a class without any
//! has its courses alone. Nothing here knows where either was kept.

mod csv;
mod export;
mod html;
mod pool;

pub use csv::{key_table, tables};
pub use export::{ClassExport, ExportedAim, ExportedGroup, ExportedTurn, FORMAT, Key, export, key, nameless};
pub use html::{class as page, group as group_page, pupil as pupil_page};
pub use pool::{Pool, PooledAim, PooledRow, csv as pool_csv, pool, text as pool_text};

use serde::{Deserialize, Serialize};

use super::{
    Debrief,
    debrief::{AimPart, Judged},
    graph::{Parting, beside, partings, turns_of},
    teaching::Notes,
    words::{self, Nth},
};
use crate::{
    crisis::{
        Label,
        record::{DrawResult, Drawn, What},
    },
    scenario::model::{Owner, Scenario},
    transcript::{Course, Forecast, Kind, history_course},
};

/// What a group wrote and said beside its course of play.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct GroupNotes {
    /// What the group is called.
    pub name: String,
    /// The variant of the scenario that it played, where the class was split.
    pub variant: Option<String>,
    /// Where it was forked from another group; its notes begin there.
    pub forked: Option<Forked>,
    /// How many turns were played and then taken back by the teacher: so much of the future the group has seen.
    pub undone: usize,
    /// Its pupils.
    pub pupils: Vec<Pupil>,
    /// Votes on what to order.
    pub votes: Vec<Vote>,
    /// Reasons given for what was ordered or proposed.
    pub reasons: Vec<Reason>,
    /// Forecasts of how it would end.
    pub forecasts: Vec<PupilForecast>,
    /// What the teacher noted for marking. Only the page of the pupil shows it.
    pub marks: Vec<Mark>,
    /// Answers to questions for reflection.
    pub reflections: Vec<Reflection>,
    /// What was argued about verdicts in the aims court.
    pub arguments: Vec<Argument>,
    /// Verdicts that the teacher overruled.
    pub rulings: Vec<Ruling>,
}

/// Where a group was forked from another: up to there both are one course, and no two groups.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Forked {
    /// The name of the other group; in an export its pseudonym.
    pub from: String,
    /// The turn that was open.
    pub turn: usize,
}

/// A pupil.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Pupil {
    /// What tells pupils of a class apart; never shown.
    pub id: String,
    /// The name that the pupil chose.
    pub nickname: String,
    /// The side: 0 or 1; none for observers and parties.
    pub seat: Option<usize>,
    /// The role in words, such as "intelligence".
    pub role: String,
}

/// A vote.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Vote {
    /// On which turn.
    pub turn: usize,
    /// For which side: 0 or 1.
    pub seat: usize,
    /// The pupil's id; empty where votes were counted by hand.
    pub pupil: String,
    /// What it was about, in words.
    pub on: String,
    /// What was chosen, in words.
    pub choice: String,
    /// How many hands it stands for; 1 where a pupil voted.
    pub hands: u32,
}

/// A reason.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reason {
    /// On which turn.
    pub turn: usize,
    /// For which side: 0 or 1.
    pub seat: usize,
    /// The pupil's id; empty where a group wrote it together.
    pub pupil: String,
    /// What it is a reason for, in words.
    pub about: String,
    /// The reason.
    pub text: String,
    /// What the pupil expected the other side to do, where that was written down.
    pub expects: String,
    /// What it was founded on, in words.
    pub evidence: Vec<String>,
}

/// A forecast, in parts of a hundred; the rest is for any other ending.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct PupilForecast {
    /// Before the order of which turn.
    pub turn: usize,
    /// For which side: 0 or 1.
    pub seat: usize,
    /// The pupil's id; empty where a group made it together.
    pub pupil: String,
    /// The parts for an agreement.
    pub agreed: u8,
    /// The parts for war.
    pub war: u8,
}

impl PupilForecast {
    /// How far it was from what came: 0 where it was sure and right, 2 where it was sure and wrong (Brier 1950). None
    /// where its parts are more than a hundred.
    #[must_use]
    pub fn brier(&self, came: Kind) -> Option<f64> {
        Some(f64::from(Forecast::of(self.agreed, self.war)?.brier(came)) / 10_000.0)
    }
}

/// What the teacher noted for marking.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Mark {
    /// The pupil's id.
    pub pupil: String,
    /// On which turn, where it is about one.
    pub turn: Option<usize>,
    /// The note.
    pub text: String,
}

/// An answer to a question for reflection.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Reflection {
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
    /// The pupil's id, only where the pupil signed it.
    pub signed: Option<String>,
}

/// What a pupil argued about a verdict.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Argument {
    /// The aim's id.
    pub aim: String,
    /// For which side: 0 or 1; none for who sits on neither.
    pub seat: Option<usize>,
    /// The pupil's id; empty where a group wrote it together.
    pub pupil: String,
    /// The argument.
    pub text: String,
    /// What it is founded on, of the evidence that the program lists.
    pub evidence: Vec<String>,
}

/// A verdict that the teacher overruled, with the reason.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Eq, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Ruling {
    /// The aim's id.
    pub aim: String,
    /// The verdict in place of the program's: 100 achieved, 75 mostly, 50 partly, 25 little, 0 failed.
    pub value: u8,
    /// Why. Without a reason a verdict is not overruled.
    pub reason: String,
}

/// How near the brink a course came.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Brink {
    /// The chance, taken over the whole course, that a catastrophe would have struck: from the odds at which it was drawn,
    /// turn by turn.
    ///
    /// Unit and range: 0 to 1.
    pub risk: f64,
    /// Whether it struck.
    pub struck: bool,
    /// The gravest rung, in words.
    pub rung: String,
    /// How grave it is, 0 to 100.
    pub severity: u8,
    /// The turn on which it was first reached; none where it stood so at the start.
    pub turn: Option<Nth>,
}

/// One group, or history beside them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct GroupPart {
    /// What it is called.
    pub name: String,
    /// The debrief of its course.
    pub debrief: Debrief,
    /// The kind of its ending, once it has ended: agreed, war or another.
    #[serde(skip)]
    pub came: Option<Kind>,
    /// The id of its ending.
    pub ending: Option<String>,
    /// How near the brink it came.
    pub brink: Brink,
    /// The ids of the aims, in the order of the debrief.
    pub aims: Vec<Vec<String>>,
    /// What was written beside play.
    pub notes: GroupNotes,
    /// The map as it stood in truth when it stopped, as SVG; none where no program drew one.
    #[serde(skip)]
    pub map: Option<String>,
}

/// The debrief of a class.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClassReport {
    /// The scenario's id.
    pub scenario: String,
    /// The scenario's title.
    pub title: String,
    /// The line under it.
    pub subtitle: String,
    /// The language of its texts.
    pub language: String,
    /// The groups.
    pub groups: Vec<GroupPart>,
    /// What really happened, where the scenario knows it.
    pub history: Option<GroupPart>,
    /// Where groups that had ordered the same parted. The place after the last group is history.
    pub partings: Vec<Parting>,
    /// The turns on which they ordered otherwise than one another, whatever went before; places as above.
    pub beside: Vec<Parting>,
    /// The places of the groups, the nearest to the brink first.
    pub nearest: Vec<usize>,
    /// The notes for teachers, with the rubric.
    pub teaching: Option<Notes>,
}

/// A course with what was written beside it.
#[derive(Debug)]
pub struct ClassGroup<'c, 's> {
    /// The course.
    pub course: &'c Course<'s>,
    /// Who played each seat, in words.
    pub players: [&'c str; 2],
    /// What was written beside it, with the group's name.
    pub notes: GroupNotes,
    /// The map where it stopped, as SVG that a program drew.
    pub map: Option<String>,
}

impl ClassReport {
    /// A turn with its number, as the groups counted it; history beside them is counted so too.
    #[must_use]
    pub fn nth(&self, turn: usize) -> Nth {
        self.groups.first().map(|group| group.debrief.count).unwrap_or_default().nth(turn)
    }

    /// The debrief of a class.
    #[must_use]
    pub fn of(scenario: &Scenario, groups: Vec<ClassGroup<'_, '_>>) -> Self {
        let history = history_course(scenario);
        let mut turns: Vec<_> = groups.iter().map(|group| turns_of(group.course)).collect();
        turns.extend(history.as_ref().map(turns_of));
        let partings = partings(scenario, &turns);
        let beside = beside(scenario, &turns);
        let own = |course: &Course<'_>| words::Count::of(course.crisis.cut_data(scenario));
        // What really happened stands beside the groups, and is counted as theirs is.
        let count = groups.first().map(|group| own(group.course)).unwrap_or_default();
        let parts: Vec<GroupPart> = groups
            .into_iter()
            .map(|group| part(group.course, Some(group.players), group.notes, group.map, own(group.course)))
            .collect();
        let mut nearest: Vec<usize> = (0..parts.len()).collect();
        nearest.sort_by(|a, b| {
            let of = |at: &usize| {
                let brink = &parts[*at].brink;
                (brink.struck, brink.risk, brink.severity)
            };
            let ((struck, risk, grave), (other_struck, other_risk, other_grave)) = (of(a), of(b));
            other_struck.cmp(&struck).then(other_risk.total_cmp(&risk)).then(other_grave.cmp(&grave))
        });
        let name = tr!("What really happened").to_owned();
        Self {
            scenario: scenario.id.clone(),
            title: scenario.title.clone(),
            subtitle: scenario.subtitle.clone(),
            language: scenario.language.clone(),
            groups: parts,
            history: history.map(|course| {
                let notes = GroupNotes { name, ..GroupNotes::default() };
                part(&course, None, notes, None, count)
            }),
            partings,
            beside,
            nearest,
            teaching: Notes::of(scenario),
        }
    }

    /// Groups and history, in the order of the places in `partings`.
    pub fn all(&self) -> impl Iterator<Item = &GroupPart> {
        self.groups.iter().chain(&self.history)
    }
}

impl GroupPart {
    /// The teacher's ruling on an aim, where there is one with a reason.
    #[must_use]
    pub fn ruling(&self, aim: &str) -> Option<&Ruling> {
        self.notes.rulings.iter().find(|ruling| ruling.aim == aim && !ruling.reason.trim().is_empty())
    }

    /// The mean of the Brier scores of some forecasts; none before the end, or without any.
    #[must_use]
    pub fn mean_brier(&self, wanted: impl Fn(&PupilForecast) -> bool) -> Option<f64> {
        let came = self.came?;
        let scores: Vec<f64> =
            self.notes.forecasts.iter().filter(|one| wanted(one)).filter_map(|one| one.brier(came)).collect();
        (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / scores.len() as f64)
    }

    /// A pupil of the group by id.
    #[must_use]
    pub fn pupil(&self, id: &str) -> Option<&Pupil> {
        self.notes.pupils.iter().find(|pupil| pupil.id == id)
    }
}

/// The verdict that counts for an aim: the teacher's where it was overruled, else the program's.
#[must_use]
pub fn counted(aim: &AimPart, ruling: Option<&Ruling>) -> Option<(String, u8)> {
    match (ruling, aim.judged(1)) {
        (Some(ruling), _) => Some((value_words(ruling.value).to_owned(), ruling.value)),
        (None, Some(judged)) => Some((Judged::short(judged), judged.value)),
        (None, None) => None,
    }
}

/// A kind of ending by the word of an export.
fn kind_of(word: &str) -> Option<Kind> {
    match word {
        "agreed" => Some(Kind::Agreed),
        "war" => Some(Kind::War),
        "other" => Some(Kind::Other),
        _ => None,
    }
}

/// A verdict's value, 0 to 100, in a word.
#[must_use]
pub fn value_words(value: u8) -> &'static str {
    match value {
        100.. => tr!("achieved"),
        75..=99 => tr!("mostly"),
        50..=74 => tr!("partly"),
        25..=49 => tr!("little"),
        0..=24 => tr!("failed"),
    }
}

/// A course with what was written beside it; its turns are counted as given.
fn part(
    course: &Course<'_>,
    players: Option<[&str; 2]>,
    notes: GroupNotes,
    map: Option<String>,
    count: words::Count,
) -> GroupPart {
    let scenario = course.scenario;
    let mut debrief = Debrief::counted(course, count);
    debrief.teaching = None;
    let debrief = match players {
        Some(players) => debrief.played_by(players),
        None => debrief,
    };
    let ended = course.crisis.ended().map(|id| &scenario.endings[id.index()]);
    let ids = debrief.aims.iter().map(|of| {
        let mine = scenario.aims.iter().filter(|aim| owner(scenario, aim.owner) == of.owner);
        mine.map(|aim| aim.id.clone()).collect()
    });
    GroupPart {
        name: notes.name.clone(),
        came: ended.map(|ending| Kind::of(ending.category)),
        ending: ended.map(|ending| ending.id.clone()),
        brink: brink(course, &debrief),
        aims: ids.collect(),
        debrief,
        notes,
        map,
    }
}

fn owner(scenario: &Scenario, owner: Owner) -> String {
    words::owner(scenario, owner).to_owned()
}

/// How near the brink a course came.
fn brink(course: &Course<'_>, debrief: &Debrief) -> Brink {
    let mut spared = 1.0;
    let mut struck = false;
    for entry in &course.record.entries {
        if let What::Drew(Drawn { label: Label::Catastrophe, odds, result }) = &entry.what {
            spared *= 1.0 - f64::from((*odds).min(100_000)) / 100_000.0;
            struck |= *result == DrawResult::Happened(true);
        }
    }
    let gravest = debrief
        .ladders
        .iter()
        .filter_map(|ladder| ladder.rungs.get(usize::from(ladder.peak.0)).map(|rung| (rung, ladder.peak.1)))
        .max_by_key(|(rung, _)| rung.severity);
    Brink {
        risk: 1.0 - spared,
        struck: struck || debrief.lost(),
        rung: gravest.map_or_else(String::new, |(rung, _)| rung.name.clone()),
        severity: gravest.map_or(0, |(rung, _)| rung.severity),
        turn: gravest.and_then(|(_, turn)| turn),
    }
}
