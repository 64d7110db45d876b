//! The first plain screen: what each seat wanted, what it got, what it cost, and who came out ahead by whom.

use serde::Serialize;

use super::{AgreementPart, AimsOf, LinePart, Schools, Teller, TrackPart};
use crate::{
    crisis::{
        Act,
        record::{LineEvent, What},
    },
    report::words::{self, Nth},
    scenario::model::{Actor, Category, Effect, LineId, Owner, TermId, counted},
};

/// The first plain screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Screen {
    /// How it ended, in a sentence.
    pub ended: String,
    /// Who came out ahead by whom, in a sentence that takes no side.
    pub ahead: String,
    /// Both seats.
    pub seats: [Seat; 2],
    /// Human cost, in sentences; last what these figures do not count, where that is said.
    pub human_cost: Vec<String>,
    /// What these figures do not count, and the numbers of its sources; empty where nothing is said.
    pub counted: (String, Vec<usize>),
}

/// One seat: what it wanted, what it got, what it cost.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Seat {
    /// The side.
    pub name: String,
    /// Who decides.
    pub decider: String,
    /// What it wanted and how far it got it, the weightiest first.
    pub wants: Vec<Want>,
    /// How many of its aims were achieved, in a sentence; empty while it has not ended.
    pub got: String,
    /// What it cost this side, in sentences.
    pub cost_own: Vec<String>,
    /// What it cost others, in sentences.
    pub cost_others: Vec<String>,
}

/// An aim on the first screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Want {
    /// The aim.
    pub title: String,
    /// Its weight.
    pub weight: u8,
    /// Its headline verdict at each horizon, in words.
    pub got: [Option<String>; 2],
    /// Its value at each horizon, 0 to 100; the lower end of a range.
    pub values: [Option<u8>; 2],
    /// The upper end of a range at each horizon.
    pub up_to: [Option<u8>; 2],
    /// Whether it is disputed, at each horizon.
    pub disputed: [bool; 2],
}

/// How it ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct EndingPart {
    /// The name.
    pub title: String,
    /// What kind it is, in words.
    pub category: String,
    /// What a reader is told.
    pub text: String,
    /// The turn.
    pub turn: Nth,
    /// When it was.
    pub date: String,
    /// Why it ended so, in a sentence.
    pub because: String,
    /// Whether it is a loss for everyone.
    pub lost: bool,
    /// The numbers of its sources.
    pub sources: Vec<usize>,
}

pub(super) fn ending(teller: &mut Teller<'_, '_>) -> Option<EndingPart> {
    let scenario = teller.scenario;
    let id = teller.course.crisis.ended()?;
    let data = &scenario.endings[id.index()];
    let turn = teller.course.crisis.turn();
    Some(EndingPart {
        title: data.title.clone(),
        category: words::category(data.category).to_owned(),
        text: data.text.clone(),
        turn: teller.nth(turn),
        date: teller.date(u8::try_from(turn).unwrap_or(u8::MAX)),
        because: data.when.as_ref().map_or_else(
            || tr!("It ended so because the turns ran out.").to_owned(),
            |when| tr!("It ends so when {condition}.", condition = words::condition(scenario, when)),
        ),
        lost: data.category == Category::NuclearWar,
        sources: teller.cite(&data.source),
    })
}

pub(super) fn screen(
    teller: &mut Teller<'_, '_>,
    aims: &[AimsOf],
    schools: &Schools,
    agreements: &[AgreementPart],
    tracks: &[TrackPart],
    lines: &[LinePart],
    ending: Option<&EndingPart>,
) -> Screen {
    let turns = teller.count.played(teller.played());
    let ended = match ending {
        Some(ending) => {
            let kind = &ending.category;
            tr!(
                "{title}: {kind} (turn {turn}, {date}).",
                title = words::bare(&ending.title),
                kind,
                turn = ending.turn,
                date = ending.date
            )
        }
        None => {
            trn!(turns; "It is not over. One turn has been played.", "It is not over. {turns} turns have been played.", turns)
        }
    };
    let mut seats = Actor::BOTH.map(|actor| seat(teller, actor, aims, agreements, tracks, lines));
    if ending.is_some_and(|ending| ending.lost) {
        // Where everyone lost, nothing on the first screen reads as success.
        for seat in &mut seats {
            tr!("Lost, with everything else.").clone_into(&mut seat.got);
            seat.cost_own = vec![tr!("What is counted as human cost; nothing else weighs beside it.").to_owned()];
            seat.cost_others.clear();
        }
    }
    let counted_sources = teller.cite(&teller.scenario.counted_source);
    let counted = (teller.scenario.counted.clone(), counted_sources);
    Screen {
        ended,
        ahead: ahead(teller, schools, ending),
        seats,
        human_cost: tracks
            .iter()
            .filter(|track| track.human_cost)
            .map(human_cost)
            .chain((!teller.scenario.counted.is_empty()).then(|| teller.scenario.counted.clone()))
            .collect(),
        counted,
    }
}

fn ahead(teller: &Teller<'_, '_>, schools: &Schools, ending: Option<&EndingPart>) -> String {
    let scenario = teller.scenario;
    if ending.is_some_and(|ending| ending.lost) {
        return tr!("Nobody came out ahead. Everyone lost.").to_owned();
    }
    if !schools.summary.is_empty() {
        return schools.summary.clone();
    }
    let Some(outcome) = &teller.course.outcome else {
        return tr!("Who came out ahead cannot be said before the end.").to_owned();
    };
    if !crate::verdict::judges(scenario) {
        return tr!("Who came out ahead is not judged yet: the scenario has no verdicts for both sides.").to_owned();
    }
    let points = Actor::BOTH
        .map(|actor| crate::verdict::score(scenario, outcome, actor, crate::scenario::model::Horizon::Later));
    let [first, second] = Actor::BOTH.map(|actor| words::the(words::actor(scenario, actor)));
    match points[0].cmp(&points[1]) {
        std::cmp::Ordering::Equal => {
            tr!("By the scenario's own weights neither came out ahead: {points} of 100 for each.", points = points[0])
        }
        std::cmp::Ordering::Greater => tr!(
            "By the scenario's own weights, and no historian's, {first} reached more of its aims: {points} of 100 against {points2}.",
            first,
            points = points[0],
            points2 = points[1]
        ),
        std::cmp::Ordering::Less => tr!(
            "By the scenario's own weights, and no historian's, {second} reached more of its aims: {points} of 100 against {points2}.",
            second,
            points = points[1],
            points2 = points[0]
        ),
    }
}

fn human_cost(track: &TrackPart) -> String {
    let value = track.at[1].saturating_sub(track.start);
    format!("{}: {}.", track.name, counted(value, &track.unit))
}

fn seat(
    teller: &Teller<'_, '_>,
    actor: Actor,
    aims: &[AimsOf],
    agreements: &[AgreementPart],
    tracks: &[TrackPart],
    lines: &[LinePart],
) -> Seat {
    let scenario = teller.scenario;
    let data = &scenario.actors[actor.index()];
    let mut wants: Vec<Want> = aims
        .iter()
        .filter(|of| of.actor == Some(actor.index()))
        .flat_map(|of| &of.aims)
        .map(|aim| {
            let at = |horizon: usize| aim.verdicts[horizon][aim.headline].as_ref();
            Want {
                title: aim.title.clone(),
                weight: aim.weight,
                got: [0, 1].map(|horizon| at(horizon).map(super::Judged::short)),
                values: [0, 1].map(|horizon| at(horizon).map(|judged| judged.value)),
                up_to: [0, 1].map(|horizon| at(horizon).and_then(|judged| judged.up_to)),
                disputed: [0, 1].map(|horizon| at(horizon).is_some_and(|judged| judged.disputed)),
            }
        })
        .collect();
    wants.sort_by_key(|want| std::cmp::Reverse(want.weight));
    let (cost_own, cost_others) = costs(teller, actor, agreements, tracks, lines);
    Seat { name: data.name.clone(), decider: data.decider.clone(), got: tally(&wants), wants, cost_own, cost_others }
}

/// How many aims came out how, in a sentence. A range and a dispute are counted as what they are, and never at one of their ends.
fn tally(wants: &[Want]) -> String {
    const LATER: usize = 1;
    let kinds = [
        (100, tr!("achieved")),
        (75, tr!("mostly achieved")),
        (50, tr!("partly")),
        (25, tr!("little")),
        (0, tr!("failed")),
    ];
    let word = |value: u8| kinds.iter().find(|(known, _)| *known == value).map_or("", |(_, word)| word);
    let judged: Vec<(u8, Option<u8>, bool)> = wants
        .iter()
        .filter_map(|want| want.values[LATER].map(|low| (low, want.up_to[LATER], want.disputed[LATER])))
        .collect();
    if judged.is_empty() {
        return String::new();
    }
    let mut parts: Vec<String> = Vec::new();
    let mut tell = |count: usize, told: &str| {
        if count != 0 {
            parts.push(format!("{} {told}", super::schools::number(count)));
        }
    };
    for (value, told) in kinds {
        tell(judged.iter().filter(|one| **one == (value, None, false)).count(), told);
    }
    for (low, told) in kinds {
        for (high, _) in kinds {
            let count = judged.iter().filter(|one| **one == (low, Some(high), false)).count();
            tell(count, &tr!("between {low} and {high}", low = told, high = word(high)));
        }
    }
    tell(judged.iter().filter(|(_, _, disputed)| *disputed).count(), tr!("disputed"));
    let all = trn!(judged.len(); "one aim", "{count} aims", count = super::schools::number(judged.len()));
    tr!("Of {all}: {listed}.", all, listed = words::listed(&parts, "and"))
}

fn costs(
    teller: &Teller<'_, '_>,
    actor: Actor,
    agreements: &[AgreementPart],
    tracks: &[TrackPart],
    lines: &[LinePart],
) -> (Vec<String>, Vec<String>) {
    let scenario = teller.scenario;
    let mut own = Vec::new();
    let mut others = Vec::new();
    let leaked = |title: &str| {
        let of = (0..scenario.terms.len()).map(TermId::new).filter(|id| scenario.terms[id.index()].title == title);
        of.into_iter().any(|id| teller.course.crisis.leaked(id))
    };
    for (secret, how) in [(false, tr!("in public")), (true, tr!("in secret"))] {
        let legs = agreements.iter().flat_map(|agreement| &agreement.legs);
        let mut titles: Vec<String> = Vec::new();
        for leg in legs.filter(|leg| leg.actor == actor.index() && leg.secret == secret) {
            let out = if secret && leaked(&leg.title) { tr!("it has come out") } else { "" };
            let beside: Vec<&str> = [out, leg.undone.as_str()].into_iter().filter(|said| !said.is_empty()).collect();
            let mut title = words::quoted(&leg.title);
            if !beside.is_empty() {
                title = format!("{title} ({})", beside.join("; "));
            }
            // A term that is agreed twice is paid once.
            if !titles.contains(&title) {
                titles.push(title);
            }
        }
        if !titles.is_empty() {
            own.push(tr!("Promised {how}: {listed}.", how, listed = words::listed(&titles, "and")));
        }
    }
    for track in tracks.iter().filter(|track| !track.human_cost && track.unit != "turns") {
        let fell = track.at[1] < track.start;
        let ours = track.actor == Some(actor.index());
        let partys = track.actor.is_none() && !track.owner.is_empty() && trusts(teller, actor, track);
        if fell && (ours || partys) {
            let [then, later] = &scenario.horizons;
            let text = if track.at[0] == track.at[1] {
                tr!("{name}: down from {start} to {at}.", name = track.name, start = track.start, at = track.at[1])
            } else if track.at[0] == track.start {
                tr!(
                    "{name}: {start} as before ({then}), and down to {at} ({later}).",
                    name = track.name,
                    start = track.start,
                    then = words::uncapped(then),
                    at = track.at[1],
                    later = words::uncapped(later)
                )
            } else {
                tr!(
                    "{name}: from {start} to {at_once} ({then}) and {at} ({later}).",
                    name = track.name,
                    start = track.start,
                    at_once = track.at[0],
                    then = words::uncapped(then),
                    at = track.at[1],
                    later = words::uncapped(later)
                )
            };
            if ours { own.push(text) } else { others.push(text) }
        }
    }
    for (at, (line, part)) in scenario.lines.iter().zip(lines).enumerate() {
        if line.owner != Owner::Actor(actor) {
            continue;
        }
        let text = words::quoted(&part.text);
        let of_itself = line.binds == actor && line.by.is_none();
        let on = |wanted| part.moments.iter().find(|moment| moment.kind == wanted);
        if of_itself && on(LineEvent::Crossed).is_some() {
            own.push(tr!("A line was crossed that this side had drawn for itself: {text}.", text));
        } else if let Some(passed) = on(LineEvent::LetPass) {
            let since = passed.turn.map_or(usize::MAX, |nth| nth.turn);
            own.push(if answered_late(teller, actor, LineId::new(at), since) {
                tr!("An own red line was crossed, and the answer came only after the day for it: {text}.", text)
            } else {
                tr!("An own red line was crossed, and the answer that it speaks of did not come: {text}.", text)
            });
        }
    }
    for (at, data) in scenario.commitments.iter().enumerate().filter(|(_, data)| data.owner == actor) {
        let broken = |what: &What| matches!(what, What::Commitment(id, crate::crisis::CommitmentStatus::Broken, _) if id.index() == at);
        let text = words::quoted(&data.text);
        match teller.course.record.entries.iter().filter(|entry| broken(&entry.what)).count() {
            0 => {}
            1 => own.push(tr!("A word was broken: {text}.", text)),
            _ => own.push(tr!("A word was broken, given anew and broken again: {text}.", text)),
        }
    }
    (own, others)
}

/// Whether a party's track is a trust in this actor, or belongs to a party that stands inside it.
fn trusts(teller: &Teller<'_, '_>, actor: Actor, track: &TrackPart) -> bool {
    let scenario = teller.scenario;
    scenario.parties.iter().any(|party| {
        let trust = party.trust[actor.index()].is_some_and(|id| scenario.tracks[id.index()].name == track.name);
        let will = party.will.is_some_and(|id| scenario.tracks[id.index()].name == track.name)
            && party.trust[actor.index()].is_some();
        trust || will
    })
}

/// Whether a side did, once a crossing had been let pass, what would have answered it in time.
fn answered_late(teller: &Teller<'_, '_>, actor: Actor, line: LineId, since: usize) -> bool {
    let answers = |act: Act| {
        let Act::Do(id) = act else { return false };
        let answers = |effect: &Effect| matches!(effect, Effect::Answer(of) if *of == line);
        teller.scenario.moves[id.index()].effects.iter().any(|effect| effect.has(|_| None, answers))
    };
    let mut turns = teller.course.turns.iter().skip(since);
    turns.any(|played| played.orders[actor.index()].acts().any(answers))
}
