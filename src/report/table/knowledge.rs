//! What a seat knows: its aims, the ladders, the tracks with the cause of each change, the red lines.

use serde::Serialize;

use crate::{
    crisis::{
        Entry, Record, View,
        record::{LineEvent, Step, What},
    },
    report::words,
    scenario::model::{
        Actor, AimKind, LadderId, LadderKind, LineId, Owner, Reversible, RoleWord, Scenario, TrackData, TrackId,
        WordsWord,
    },
    verdict::aims_of,
};

/// One of the seat's aims.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Aim {
    /// In a few words.
    pub title: String,
    /// In a sentence or two.
    pub text: String,
    /// Whether it was said aloud.
    pub kind: String,
    /// Whether it was kept to oneself.
    pub private: bool,
    /// How much it counts, 0 to 10.
    pub weight: u8,
}

pub(super) fn aims(scenario: &Scenario, actor: Actor) -> Vec<Aim> {
    let mut aims: Vec<Aim> = aims_of(scenario, actor)
        .map(|(_, aim)| Aim {
            title: words::bare(&aim.title).to_owned(),
            text: aim.text.clone(),
            kind: match aim.kind {
                AimKind::Public => tr!("said aloud"),
                AimKind::Private => tr!("kept to yourself"),
                AimKind::Mixed => tr!("partly said"),
                AimKind::Disputed => tr!("historians differ over it"),
            }
            .to_owned(),
            private: aim.kind == AimKind::Private,
            weight: aim.weight,
        })
        .collect();
    aims.sort_by_key(|aim| std::cmp::Reverse(aim.weight));
    aims
}

/// A rung.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rung {
    /// Its name.
    pub name: String,
    /// What typically happens there.
    pub text: String,
    /// How grave it is, 0 to 100.
    pub severity: u8,
    /// The firebreak just above it.
    pub threshold: Option<String>,
    /// The odds of an unordered incident each turn, in words.
    pub incident: String,
    /// The odds of a catastrophe each turn, in words.
    pub catastrophe: String,
    /// How hard it is to come down from, in words.
    pub reversible: String,
    /// Whether one's own side stands here.
    pub own: bool,
    /// Whether the other side stands here.
    pub other: bool,
}

/// A ladder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Ladder {
    /// Its name.
    pub name: String,
    /// Whether both sides stand on one rung.
    pub shared: bool,
    /// The rungs, lowest first.
    pub rungs: Vec<Rung>,
    /// One's own rung.
    pub own: usize,
    /// The other side's rung.
    pub other: usize,
    /// The highest so far.
    pub peak: usize,
}

pub(super) fn ladders(view: &View<'_>, actor: Actor) -> Vec<Ladder> {
    let scenario = view.scenario();
    let ladder = |(at, data): (usize, &crate::scenario::model::LadderData)| {
        let id = LadderId::new(at);
        let (own, other) = (usize::from(view.rung_of(id, actor)), usize::from(view.rung_of(id, actor.other())));
        let rung = |(at, rung): (usize, &crate::scenario::model::RungData)| Rung {
            name: rung.name.clone(),
            text: rung.text.clone(),
            severity: rung.severity,
            threshold: rung.threshold.as_deref().map(|text| words::bare(text).to_owned()),
            incident: words::odds(rung.incident),
            catastrophe: words::odds(rung.catastrophe),
            reversible: match rung.reversible {
                Reversible::Easily => tr!("easy to come down from"),
                Reversible::Moderately => tr!("can be come down from, at a price"),
                Reversible::Hardly => tr!("hard to come down from"),
                Reversible::Never => tr!("no way down"),
            }
            .to_owned(),
            own: at == own,
            other: at == other,
        };
        Ladder {
            name: data.name.clone(),
            shared: data.kind == LadderKind::Shared,
            rungs: data.rungs.iter().enumerate().map(rung).collect(),
            own,
            other,
            peak: usize::from(view.peak(id)),
        }
    };
    scenario.ladders.iter().enumerate().map(ladder).collect()
}

/// To whom a track belongs, as a seat sees it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Group {
    /// One's own side.
    Yours,
    /// The other side.
    Theirs,
    /// Everyone else.
    World,
    /// The dead, the displaced, what was ruined.
    HumanCost,
}

impl Group {
    /// The heading of the group.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Yours => tr!("Yours"),
            Self::Theirs => tr!("Theirs, as you see them"),
            Self::World => tr!("The world"),
            Self::HumanCost => tr!("Human cost"),
        }
    }
}

/// A change of a track, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Change {
    /// By how much.
    pub by: i32,
    /// To what.
    pub to: i32,
    /// Why, as far as the seat may know.
    pub because: String,
    /// On which turn.
    pub turn: usize,
    /// When, in words.
    pub date: String,
}

/// A track.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Track {
    /// Its id, by which a person may ask for it.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it measures.
    pub text: String,
    /// Whether what the seat sees is its own estimate, which may be wrong.
    pub estimate: bool,
    /// To whom it belongs.
    pub group: Group,
    /// What the engine uses it for: whether it is standing, credibility, danger and so on.
    pub role: &'static str,
    /// Whether it counts the danger of miscalculation.
    pub danger: bool,
    /// Its value.
    pub value: i32,
    /// Its lowest value.
    pub min: i32,
    /// Its highest value.
    pub max: i32,
    /// Its unit in words; empty for points.
    pub unit: String,
    /// Its value with its unit, as a sentence says it.
    pub said: String,
    /// Where it began.
    pub start: i32,
    /// Where it began with its unit, as a sentence says it.
    pub began: String,
    /// By how much it moved since the last order, as far as the seat saw.
    pub moved: i32,
    /// Every change that the seat saw, with its cause.
    pub changes: Vec<Change>,
    /// Whether it may go unsaid: it is the world's, is as it was at the last order, and does not count the danger.
    pub quiet: bool,
}

fn group(scenario: &Scenario, actor: Actor, data: &TrackData) -> Group {
    if data.role == RoleWord::HumanCost {
        return Group::HumanCost;
    }
    let inside = data.party.and_then(|party| scenario.parties[party.index()].inside);
    match data.owner.or(inside) {
        Some(owner) if owner == actor => Group::Yours,
        Some(_) => Group::Theirs,
        None => Group::World,
    }
}

fn role(role: RoleWord) -> &'static str {
    match role {
        RoleWord::Plain => "",
        RoleWord::Standing => tr!("standing at home"),
        RoleWord::Credibility => tr!("what the other side believes of its resolve"),
        RoleWord::Danger => tr!("danger of miscalculation"),
        RoleWord::HumanCost => tr!("human cost"),
        RoleWord::Will => tr!("will to hold out"),
        RoleWord::Trust => tr!("trust in its patron"),
        RoleWord::BalanceActual => tr!("the balance as it is"),
        RoleWord::BalancePerceived => tr!("the balance as it looks"),
        RoleWord::Fear => tr!("how near the brink it knows it came"),
    }
}

/// What is said of a track in whose place a seat sees an estimate.
const ESTIMATE: &str = mark!("You see your side's estimate, which may be wrong.");

/// What an actor sees in place of a track until the track is revealed to it.
fn estimate(scenario: &Scenario, actor: Actor, track: TrackId) -> Option<TrackId> {
    scenario.tracks[track.index()].estimates[actor.index()]
}

/// Fills in the change by which a track took the place of an estimate of it: what is known better has not moved.
fn reveal(changes: &mut Vec<Change>, place: usize, start: i32, value: i32) {
    let before = place.checked_sub(1).and_then(|before| changes.get(before)).map_or(start, |before| before.to);
    let after = changes.get(place + 1).map_or(value, |next| next.to - next.by);
    let jump = after - before;
    if jump == 0 {
        changes.remove(place);
    } else if let Some(change) = changes.get_mut(place) {
        (change.by, change.to) = (jump, after);
        change.because = tr!("because it is known now: by your estimate it was {before}", before);
    }
}

pub(super) fn tracks(view: &View<'_>, actor: Actor, record: &Record, news: &[(&Entry, bool)]) -> Vec<Track> {
    let scenario = view.scenario();
    let mut changes: Vec<Vec<Change>> = vec![Vec::new(); scenario.tracks.len()];
    // Where among its changes a track took the place of the seat's estimate of it.
    let mut revealed: Vec<Option<usize>> = vec![None; scenario.tracks.len()];
    for (entry, knows) in view.entries(record) {
        if entry.step == Step::Aftermath {
            continue;
        }
        let (id, by, to) = match entry.what {
            What::Track(id, from, to) => (scenario.told_as(actor, id), to - from, to),
            What::TrackRevealed(id, audience)
                if audience.includes(actor) && estimate(scenario, actor, id).is_some() =>
            {
                let place = &mut revealed[id.index()];
                if place.is_some() {
                    continue;
                }
                *place = Some(changes[id.index()].len());
                (id, 0, 0)
            }
            _ => continue,
        };
        changes[id.index()].push(Change {
            by,
            to,
            because: words::because(scenario, actor, entry.cause, knows),
            turn: usize::from(entry.turn),
            date: scenario.turns.get(usize::from(entry.turn)).map_or_else(String::new, |turn| turn.date.clone()),
        });
    }
    let mut tracks: Vec<Track> = Vec::new();
    for (at, (data, mut changes)) in scenario.tracks.iter().zip(changes).enumerate() {
        let id = TrackId::new(at);
        // What stands in another's place is shown there, and nowhere else.
        if data.estimate_of[actor.index()].is_some() {
            continue;
        }
        let Some(value) = view.track(id) else { continue };
        let start = estimate(scenario, actor, id).map_or(data.start, |other| scenario.tracks[other.index()].start);
        if let Some(place) = revealed[at] {
            reveal(&mut changes, place, start, value);
        }
        let moved = news.iter().map(|(entry, _)| match entry.what {
            What::Track(track, from, to) if scenario.told_as(actor, track) == id => to - from,
            _ => 0,
        });
        let moved: i32 = moved.sum();
        let group = group(scenario, actor, data);
        tracks.push(Track {
            id: data.id.clone(),
            name: data.name.clone(),
            text: if view.estimates(id) {
                format!("{} {}", data.text, crate::language::plain(ESTIMATE)).trim().to_owned()
            } else {
                data.text.clone()
            },
            estimate: view.estimates(id),
            group,
            role: role(data.role),
            danger: data.role == RoleWord::Danger,
            value,
            min: data.min,
            max: data.max,
            unit: if data.unit == "points" { String::new() } else { data.unit.clone() },
            said: data.said(value),
            start,
            began: data.said(start),
            moved,
            changes,
            quiet: group == Group::World && data.role != RoleWord::Danger && moved == 0,
        });
    }
    tracks.sort_by_key(|track| track.group);
    tracks
}

/// A red line: words beside conduct.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The line in one sentence.
    pub text: String,
    /// Whose it is.
    pub owner: String,
    /// Whether it is one's own.
    pub own: bool,
    /// Whom it binds.
    pub binds: String,
    /// Whether it binds oneself.
    pub binds_you: bool,
    /// The party whose own acts it is about, where they are not those of the bound side.
    pub by: Option<String>,
    /// What the bound side says of it.
    pub words: &'static str,
    /// What the bound side does, in words.
    pub deeds: &'static str,
    /// What the bound side does: 0 to 100, from acts alone.
    pub conduct: u8,
    /// Whether it is declared.
    pub declared: bool,
    /// Whether it holds.
    pub in_force: bool,
    /// Whether it stands crossed.
    pub crossed: bool,
    /// How often it was crossed.
    pub crossings: u8,
    /// How often it was probed.
    pub probes: u8,
    /// How far it has faded, in percent.
    pub fade: u8,
    /// When an answer is due, in words, while one is due.
    pub answer_due: Option<String>,
    /// Whether the seat has learnt something of it since its last order.
    pub touched: bool,
    /// What letting a crossing pass costs its owner in credibility.
    pub stake: i16,
}

impl Line {
    /// Whether it may go unsaid: it is as it was, does not stand crossed, and waits for no answer.
    #[must_use]
    pub const fn calm(&self) -> bool {
        !self.crossed && self.answer_due.is_none() && !self.touched
    }
}

/// Conduct in words.
#[must_use]
fn deeds(conduct: u8) -> &'static str {
    match conduct {
        0..=19 => tr!("ignored in deeds"),
        20..=39 => tr!("hardly respected in deeds"),
        40..=59 => tr!("half respected in deeds"),
        60..=79 => tr!("mostly respected in deeds"),
        _ => tr!("respected in deeds"),
    }
}

pub(super) fn lines(view: &View<'_>, actor: Actor, news: &[(&Entry, bool)]) -> Vec<Line> {
    let scenario = view.scenario();
    let mut lines: Vec<Line> = Vec::new();
    for (at, data) in scenario.lines.iter().enumerate() {
        let Some(seen) = view.line(LineId::new(at)) else { continue };
        if !seen.in_force && !seen.declared && seen.crossings == 0 {
            continue;
        }
        let due = seen.window.map(|last| {
            scenario.turns.get(usize::from(last)).map_or_else(|| tr!("the end").to_owned(), |turn| turn.date.clone())
        });
        lines.push(Line {
            text: words::bare(&data.text).to_owned(),
            owner: words::owner(scenario, data.owner).to_owned(),
            own: data.owner == Owner::Actor(actor),
            binds: words::actor(scenario, data.binds).to_owned(),
            binds_you: data.binds == actor,
            by: data.by.map(|by| scenario.parties[by.index()].name.clone()),
            words: match if seen.declared || seen.words != data.words || data.owner == Owner::Actor(data.binds) {
                seen.words
            } else {
                WordsWord::Silent
            } {
                WordsWord::Silent => tr!("neither accepted nor denied in words"),
                WordsWord::Accepts => tr!("accepted in words"),
                WordsWord::Denies => tr!("denied in words"),
            },
            deeds: deeds(seen.conduct),
            conduct: seen.conduct,
            declared: seen.declared,
            in_force: seen.in_force,
            crossed: seen.crossed,
            crossings: seen.crossings,
            probes: seen.probes,
            fade: seen.fade,
            answer_due: due,
            touched: news.iter().any(|(entry, _)| match entry.what {
                What::Line { line, event, .. } => line.index() == at && event != LineEvent::Respected,
                _ => false,
            }),
            stake: data.stake,
        });
    }
    lines.sort_by_key(|line| (!line.own, !line.binds_you));
    lines
}
