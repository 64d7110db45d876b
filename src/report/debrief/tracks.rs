//! Every track: where it began, how it moved turn by turn, where it ended, and the cause of each change.

use serde::Serialize;

use super::{Teller, audience_name};
use crate::{
    crisis::record::{Cause, Step, What},
    report::words::{self, Nth},
    scenario::model::{Actor, Horizon, RoleWord, TrackData, TrackId},
};

/// A track from start to end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TrackPart {
    /// Its name.
    pub name: String,
    /// What it measures.
    pub text: String,
    /// What kind of track it is, in words: "balance of forces", "fear" and so on.
    pub group: String,
    /// Whether it counts human cost.
    pub human_cost: bool,
    /// The actor's place, 0 or 1, if it is an actor's own.
    pub actor: Option<usize>,
    /// Whose it is; empty for no one's.
    pub owner: String,
    /// Its unit in words.
    pub unit: String,
    /// Its lowest and highest value.
    pub range: (i32, i32),
    /// Its value before anything happened.
    pub start: i32,
    /// Its value at the end of each turn.
    pub series: Vec<i32>,
    /// Its value at each horizon; as it stands while the crisis has not ended.
    pub at: [i32; 2],
    /// Who sees it, in words.
    pub seen_by: String,
    /// Every change and its cause.
    pub changes: Vec<Change>,
    /// What is doubtful about it.
    pub note: String,
    /// The numbers of its sources.
    pub sources: Vec<usize>,
}

/// A change of a track.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// The turn; none in the aftermath.
    pub turn: Option<Nth>,
    /// From which value.
    pub from: i32,
    /// To which value.
    pub to: i32,
    /// What caused it.
    pub because: String,
}

/// What kind of track it is, and its place in the order of kinds.
fn group(data: &TrackData) -> (u8, &'static str) {
    match data.role {
        RoleWord::HumanCost => (0, tr!("Human cost")),
        RoleWord::BalanceActual | RoleWord::BalancePerceived => (1, tr!("Balance of forces")),
        RoleWord::Fear => (2, tr!("What each side knew of the brink")),
        RoleWord::Danger => (3, tr!("Danger")),
        RoleWord::Standing => (4, tr!("Standing at home")),
        RoleWord::Credibility => (5, tr!("Estimates of resolve")),
        RoleWord::Will | RoleWord::Trust => (6, tr!("Third parties")),
        RoleWord::Plain if data.party.is_some() => (6, tr!("Third parties")),
        RoleWord::Plain if data.owner.is_some() => (7, tr!("The two sides")),
        RoleWord::Plain => (8, tr!("The crisis")),
    }
}

pub(super) fn all(teller: &mut Teller<'_, '_>) -> Vec<TrackPart> {
    let scenario = teller.scenario;
    let mut parts: Vec<(u8, TrackPart)> = scenario
        .tracks
        .iter()
        .enumerate()
        .map(|(at, data)| (group(data).0, part(teller, TrackId::new(at), data)))
        .collect();
    parts.sort_by_key(|(place, _)| *place);
    parts.into_iter().map(|(_, part)| part).collect()
}

fn part(teller: &mut Teller<'_, '_>, id: TrackId, data: &TrackData) -> TrackPart {
    let scenario = teller.scenario;
    let mut changes = Vec::new();
    let mut series = vec![data.start; teller.played()];
    for entry in &teller.course.record.entries {
        let What::Track(track, from, to) = entry.what else { continue };
        if track != id {
            continue;
        }
        let after = entry.step == Step::Aftermath;
        if !after {
            for value in series.iter_mut().skip(usize::from(entry.turn)) {
                *value = to;
            }
        }
        changes.push(Change {
            turn: (!after).then(|| teller.nth(entry.turn)),
            from,
            to,
            because: match entry.cause {
                // An answer raises the danger; letting a crossing pass costs standing and credibility.
                Cause::Line(line) => {
                    let what = if data.role == RoleWord::Danger { tr!("an answer to") } else { tr!("letting pass") };
                    tr!("{what} a crossing of {text}", what, text = words::quoted(&scenario.lines[line.index()].text))
                }
                cause => super::cause(teller, cause, entry.step),
            },
        });
    }
    let owner = match (data.owner, data.party) {
        (Some(actor), _) => words::actor(scenario, actor).to_owned(),
        (None, Some(party)) => scenario.parties[party.index()].name.clone(),
        (None, None) => String::new(),
    };
    TrackPart {
        name: data.name.clone(),
        text: data.text.clone(),
        group: group(data).1.to_owned(),
        human_cost: data.role == RoleWord::HumanCost,
        actor: data.owner.map(Actor::index),
        owner,
        unit: data.unit.clone(),
        range: (data.min, data.max),
        start: data.start,
        series,
        at: Horizon::BOTH.map(|horizon| teller.at(horizon).track(id)),
        seen_by: seen_by(teller, id, data),
        changes,
        note: data.note.clone(),
        // Only what moved is shown, so only that is cited.
        sources: teller.cite(&data.source),
    }
}

/// Who sees a track, in words: at first, and later if that changed.
fn seen_by(teller: &Teller<'_, '_>, id: TrackId, data: &TrackData) -> String {
    let first = audience_name(teller.scenario, data.audience);
    let last = audience_name(teller.scenario, teller.course.crisis.track_audience(id));
    let mut text = if first == last { first } else { tr!("{first} at first, later {last}", first, last) };
    for (actor, estimate) in Actor::BOTH.into_iter().zip(data.estimates) {
        if let Some(estimate) = estimate {
            let name = words::quoted(&teller.scenario.tracks[estimate.index()].name);
            text = tr!(
                "{text}; {actor} sees {name} in its place",
                text,
                actor = words::actor(teller.scenario, actor),
                name
            );
        }
    }
    text
}
