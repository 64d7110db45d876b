//! A class for analysis: under pseudonyms, with the key apart.

use serde::{Deserialize, Serialize};

use super::{Argument, ClassReport, Forked, GroupPart, Pupil, PupilForecast, Reason, Ruling, Vote, counted};
use crate::{crisis::record::LineEvent, transcript::Kind};

/// The name of the schema of [`ClassExport`].
pub const FORMAT: &str = "brinkmanship class 1";

/// A class under pseudonyms.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct ClassExport {
    /// The name of this schema.
    pub format: String,
    /// The scenario's id.
    pub scenario: String,
    /// The fingerprint of its files.
    pub fingerprint: String,
    /// The groups.
    pub groups: Vec<ExportedGroup>,
}

/// A group under its pseudonym.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct ExportedGroup {
    /// Its pseudonym, such as `G1`.
    pub group: String,
    /// The variant that it played.
    pub variant: Option<String>,
    /// Where it was forked from another group, by its pseudonym: its reasons, votes and forecasts begin there.
    pub forked: Option<Forked>,
    /// How many turns were played and then taken back: so much of the future it has seen.
    pub undone: usize,
    /// The cut that it played, in words.
    pub cut: Option<String>,
    /// The seed of its draws.
    pub seed: u64,
    /// How many pupils were in it.
    pub pupils: usize,
    /// How many turns it played, without those that passed in a cut.
    pub played: usize,
    /// The turns of the scenario that are played in its cut, by which pages count from 1; none where the whole is.
    pub kept: Vec<usize>,
    /// The id of its ending; none while it had not ended.
    pub ending: Option<String>,
    /// The kind of its ending in words.
    pub category: Option<String>,
    /// The kind as forecasts tell it: agreed, war or other.
    pub came: Option<String>,
    /// The scores of both sides at the later horizon.
    pub scores: Option<[u8; 2]>,
    /// How grave the gravest rung was, 0 to 100.
    pub severity: u8,
    /// The chance, over the whole course, that a catastrophe would have struck, 0 to 1.
    pub risk: f64,
    /// Whether it struck.
    pub struck: bool,
    /// How many red lines were crossed.
    pub crossed: usize,
    /// The mean Brier score of its forecasts.
    pub brier: Option<f64>,
    /// Its aims.
    pub aims: Vec<ExportedAim>,
    /// Its turns.
    pub turns: Vec<ExportedTurn>,
    /// Reasons, pupils by pseudonym.
    pub reasons: Vec<Reason>,
    /// Votes, pupils by pseudonym.
    pub votes: Vec<Vote>,
    /// Forecasts, pupils by pseudonym.
    pub forecasts: Vec<PupilForecast>,
    /// What was argued in the aims court, pupils by pseudonym.
    pub arguments: Vec<Argument>,
    /// Verdicts that were overruled.
    pub rulings: Vec<Ruling>,
}

/// An aim's verdicts.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct ExportedAim {
    /// The aim's id.
    pub aim: String,
    /// Whose, in words.
    pub owner: String,
    /// The program's headline verdict at the later horizon, 0 to 100.
    pub verdict: Option<u8>,
    /// The one that counted, where the teacher overruled it.
    pub counted: Option<u8>,
}

/// A turn.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct ExportedTurn {
    /// The turn that it is in the scenario, from 0.
    pub turn: usize,
    /// Its number as pages and debriefs count it.
    pub counted: String,
    /// When it is.
    pub date: String,
    /// What both sides ordered.
    pub orders: [Vec<String>; 2],
    /// The rungs at its end, in words.
    pub rungs: Vec<String>,
    /// The danger of miscalculation, where there is a track for it.
    pub danger: Option<i32>,
}

/// Who is behind a pseudonym.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Key {
    /// The pseudonym.
    pub pseudonym: String,
    /// The nickname, or the name of the group.
    pub name: String,
    /// The name of the group.
    pub group: String,
    /// The side: 0 or 1; none for a group, an observer or a party.
    pub seat: Option<usize>,
    /// The role in words.
    pub role: String,
}

/// The pupils of a group with their pseudonyms. Their order is that of a hash, so that it tells neither when they joined
/// nor how they are called.
fn pseudonyms(place: usize, group: &GroupPart) -> Vec<(String, &Pupil)> {
    let mut pupils: Vec<&Pupil> = group.notes.pupils.iter().collect();
    let hash = |pupil: &Pupil| {
        let salt = [group.debrief.seed.to_string(), group.name.clone(), pupil.id.clone(), pupil.nickname.clone()];
        *blake3::hash(salt.join("\u{1f}").as_bytes()).as_bytes()
    };
    pupils.sort_by_cached_key(|pupil| hash(pupil));
    pupils.into_iter().enumerate().map(|(at, pupil)| (format!("G{}-P{:02}", place + 1, at + 1), pupil)).collect()
}

/// Who is behind each pseudonym of an export: to be kept apart from it.
#[must_use]
pub fn key(report: &ClassReport) -> Vec<Key> {
    let of = |(place, group): (usize, &GroupPart)| {
        let own = Key {
            pseudonym: format!("G{}", place + 1),
            name: group.name.clone(),
            group: group.name.clone(),
            seat: None,
            role: String::new(),
        };
        let pupils = pseudonyms(place, group).into_iter().map(|(pseudonym, pupil)| Key {
            pseudonym,
            name: pupil.nickname.clone(),
            group: group.name.clone(),
            seat: pupil.seat,
            role: pupil.role.clone(),
        });
        std::iter::once(own).chain(pupils).collect::<Vec<_>>()
    };
    report.groups.iter().enumerate().flat_map(of).collect()
}

/// A class under pseudonyms. Nicknames that stand in what pupils wrote are put out of it; reflections, which are
/// anonymous, and the teacher's notes stay out altogether.
#[must_use]
pub fn export(report: &ClassReport) -> ClassExport {
    let names: Vec<(String, String)> = report
        .groups
        .iter()
        .enumerate()
        .flat_map(|(place, group)| pseudonyms(place, group))
        .map(|(pseudonym, pupil)| (pupil.nickname.trim().to_owned(), pseudonym))
        .filter(|(name, _)| 2 < name.chars().count())
        .collect();
    let groups = report.groups.iter().enumerate().map(|(place, group)| exported(report, (place, group), &names));
    ClassExport {
        format: FORMAT.to_owned(),
        scenario: report.scenario.clone(),
        fingerprint: report.groups.first().map(|group| group.debrief.fingerprint.clone()).unwrap_or_default(),
        groups: groups.collect(),
    }
}

fn exported(report: &ClassReport, (place, group): (usize, &GroupPart), names: &[(String, String)]) -> ExportedGroup {
    let debrief = &group.debrief;
    let known = pseudonyms(place, group);
    let who = |id: &str| {
        known
            .iter()
            .find(|(_, pupil)| !id.is_empty() && pupil.id == id)
            .map_or_else(String::new, |(name, _)| name.clone())
    };
    let clean = |text: &str| without(text, names);
    let aims = debrief.aims.iter().zip(&group.aims).flat_map(|(of, ids)| {
        of.aims.iter().zip(ids).map(|(aim, id)| ExportedAim {
            aim: id.clone(),
            owner: of.owner.clone(),
            verdict: aim.judged(1).map(|judged| judged.value),
            counted: counted(aim, group.ruling(id)).map(|(_, value)| value),
        })
    });
    let turns = debrief.turns.iter().map(|turn| ExportedTurn {
        turn: turn.number.turn,
        counted: turn.number.to_string(),
        date: turn.date.clone(),
        orders: [0, 1].map(|side| turn.orders[side].iter().map(|order| order.title.clone()).collect()),
        rungs: turn.rungs.clone(),
        danger: turn.danger,
    });
    let reasons = group.notes.reasons.iter().map(|one| Reason {
        pupil: who(&one.pupil),
        text: clean(&one.text),
        expects: clean(&one.expects),
        about: clean(&one.about),
        evidence: one.evidence.iter().map(|piece| clean(piece)).collect(),
        ..*one
    });
    ExportedGroup {
        group: format!("G{}", place + 1),
        variant: group.notes.variant.clone(),
        forked: group.notes.forked.as_ref().map(|forked| {
            let place = report.groups.iter().position(|other| other.name == forked.from);
            Forked { from: place.map_or_else(String::new, |place| format!("G{}", place + 1)), turn: forked.turn }
        }),
        undone: group.notes.undone,
        cut: debrief.cut.clone(),
        seed: debrief.seed,
        pupils: group.notes.pupils.len(),
        played: debrief.played(),
        kept: debrief.count.turns(),
        ending: group.ending.clone(),
        category: debrief.ending.as_ref().map(|ending| ending.category.clone()),
        came: group.came.map(|came| {
            match came {
                Kind::Agreed => "agreed",
                Kind::War => "war",
                Kind::Other => "other",
            }
            .to_owned()
        }),
        scores: debrief.scores.as_ref().map(|scores| scores.points.map(|points| points[1])),
        severity: group.brink.severity,
        risk: group.brink.risk,
        struck: group.brink.struck,
        crossed: debrief
            .lines
            .iter()
            .filter(|line| line.moments.iter().any(|moment| moment.kind == LineEvent::Crossed))
            .count(),
        brier: group.mean_brier(|_| true),
        aims: aims.collect(),
        turns: turns.collect(),
        reasons: reasons.collect(),
        votes: group
            .notes
            .votes
            .iter()
            .map(|one| Vote { pupil: who(&one.pupil), on: clean(&one.on), choice: clean(&one.choice), ..*one })
            .collect(),
        forecasts: group.notes.forecasts.iter().map(|one| PupilForecast { pupil: who(&one.pupil), ..*one }).collect(),
        arguments: group
            .notes
            .arguments
            .iter()
            .map(|one| Argument {
                pupil: who(&one.pupil),
                text: clean(&one.text),
                evidence: one.evidence.iter().map(|piece| clean(piece)).collect(),
                ..one.clone()
            })
            .collect(),
        rulings: group.notes.rulings.iter().map(|one| Ruling { reason: clean(&one.reason), ..one.clone() }).collect(),
    }
}

/// A text for eyes of the whole class, in which no nickname stands.
#[must_use]
pub fn nameless(report: &ClassReport, text: &str) -> String {
    let pupils = report.groups.iter().flat_map(|group| &group.notes.pupils);
    let names: Vec<(String, String)> = pupils
        .map(|pupil| (pupil.nickname.trim().to_owned(), "[…]".to_owned()))
        .filter(|(name, _)| 2 < name.chars().count())
        .collect();
    without(text.trim(), &names)
}

/// A text in which nicknames give way to pseudonyms, whatever the case of their letters.
fn without(text: &str, names: &[(String, String)]) -> String {
    let mut out = text.to_owned();
    for (name, pseudonym) in names {
        let wanted: Vec<char> = name.chars().flat_map(char::to_lowercase).collect();
        let mut made = String::with_capacity(out.len());
        let letters: Vec<char> = out.chars().collect();
        let mut at = 0;
        while at < letters.len() {
            match matched(&letters, at, &wanted) {
                Some(end) => {
                    made.push_str(pseudonym);
                    at = end;
                }
                None => {
                    made.push(letters[at]);
                    at += 1;
                }
            }
        }
        out = made;
    }
    out
}

/// Where a name that begins at a place ends, if it stands there as a word of its own.
fn matched(letters: &[char], at: usize, wanted: &[char]) -> Option<usize> {
    let inside =
        |place: Option<usize>| place.and_then(|place| letters.get(place)).is_some_and(|one| one.is_alphanumeric());
    if inside(at.checked_sub(1)) {
        return None;
    }
    let mut end = at;
    let mut left = wanted;
    while !left.is_empty() {
        let lower: Vec<char> = letters.get(end)?.to_lowercase().collect();
        left = left.strip_prefix(lower.as_slice())?;
        end += 1;
    }
    (!inside(Some(end))).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nickname_gives_way_wherever_it_is_a_word() {
        let names = [("Max".to_owned(), "G1-P01".to_owned()), ("Эля Б".to_owned(), "G1-P02".to_owned())];
        for (text, expected) in [
            ("I agree with max.", "I agree with G1-P01."),
            ("The maximum, Max says", "The maximum, G1-P01 says"),
            ("Climax", "Climax"),
            ("эля б против", "G1-P02 против"),
            ("", ""),
        ] {
            assert_eq!(without(text, &names), expected);
        }
    }
}
