//! What is new since a seat's last order: three headlines, what happened, and the moments that are staged.

use brinkmanship::{
    crisis::{
        Act, Entry, View,
        record::{Cause, LineEvent, Step, What},
    },
    report::{course::told_before, words},
    scenario::model::{Actor, Effect, LadderId, LineId, Owner, RoleWord, Scenario, TrackId, WhenId},
    transcript::Course,
};

use crate::{colour::Ink, page::Page};

/// What a seat may know of what happened since its last order.
#[must_use]
pub fn since<'r>(view: &View<'_>, course: &'r Course<'_>) -> Vec<(&'r Entry, bool)> {
    let turn = view.turn();
    view.entries(&course.record)
        .filter(|(entry, _)| {
            let of = usize::from(entry.turn);
            of == turn || (of + 1 == turn && Step::Opening < entry.step)
        })
        .filter(|(entry, _)| entry.step != Step::Aftermath)
        .collect()
}

/// By how much a track moved since the last order, as far as a seat saw it.
#[must_use]
pub fn change_of(view: &View<'_>, course: &Course<'_>, id: TrackId) -> i32 {
    since(view, course)
        .iter()
        .map(|(entry, _)| match entry.what {
            What::Track(track, from, to) if track == id => to - from,
            _ => 0,
        })
        .sum()
}

/// The red lines of which a seat has learnt something since its last order.
#[must_use]
pub fn touched(view: &View<'_>, course: &Course<'_>) -> Vec<LineId> {
    let line = |(entry, _): (&Entry, bool)| match entry.what {
        What::Line { line, event, .. } => (event != LineEvent::Respected).then_some(line),
        _ => None,
    };
    since(view, course).into_iter().filter_map(line).collect()
}

/// A track's whole change since the last order, and its largest cause.
struct Moved {
    track: TrackId,
    by: i32,
    to: i32,
    cause: (Cause, bool),
    largest: i32,
    /// Whether it was more than one thing.
    several: bool,
}

fn moved(entries: &[(&Entry, bool)]) -> Vec<Moved> {
    let mut all: Vec<Moved> = Vec::new();
    for (entry, knows) in entries {
        let What::Track(track, from, to) = entry.what else { continue };
        let by = to - from;
        match all.iter_mut().find(|moved| moved.track == track) {
            Some(moved) => {
                moved.by += by;
                moved.to = to;
                moved.several = true;
                if moved.largest < by.abs() {
                    moved.largest = by.abs();
                    moved.cause = (entry.cause, *knows);
                }
            }
            None => all.push(Moved { track, by, to, cause: (entry.cause, *knows), largest: by.abs(), several: false }),
        }
    }
    all
}

fn sentence(view: &View<'_>, moved: &Moved) -> String {
    let scenario = view.scenario();
    let verb = if moved.by < 0 { "falls" } else { "rises" };
    let (cause, knows) = moved.cause;
    let mostly = if moved.several { "mostly " } else { "" };
    format!(
        "{} {verb} by {} to {}, {mostly}{}.",
        words::subject(&scenario.tracks[moved.track.index()].name),
        moved.by.abs(),
        moved.to,
        words::because(scenario, cause, knows)
    )
}

/// Three headlines: what they did, what it did to you, what moved the danger. Then what else happened.
///
/// # Errors
/// Standard output cannot be written to.
pub fn headlines(page: &mut Page, view: &View<'_>, course: &Course<'_>) -> anyhow::Result<()> {
    let Some(actor) = view.actor() else { return Ok(()) };
    let scenario = view.scenario();
    let entries = since(view, course);
    if 0 < view.turn() {
        let offers = words::offers_seen(view);
        page.heading("Since your last order")?;
        let acts: Vec<String> = entries
            .iter()
            .filter_map(|(entry, _)| match entry.what {
                What::Ordered(side, act) if side != actor => Some(words::act(scenario, &offers, act)),
                _ => None,
            })
            .collect();
        let other = words::actor(scenario, actor.other());
        let they = if acts.is_empty() {
            let other = words::sentence(&words::the(other));
            let other = words::bare(&other);
            format!("{other} did nothing that you could see.")
        } else {
            format!("{other}: {}.", acts.iter().map(|act| words::bare(act)).collect::<Vec<_>>().join("; "))
        };
        page.hang("They", 2, 10, &they)?;
        let all = moved(&entries);
        page.hang("You", 2, 10, &yours(view, actor, &all))?;
        page.hang("Danger", 2, 10, &danger(view, &entries, &all))?;
    }
    happened(page, view, course, &entries)
}

/// The change that hurts or helps most among one's own tracks.
fn yours(view: &View<'_>, actor: Actor, all: &[Moved]) -> String {
    let scenario = view.scenario();
    let weight = |moved: &Moved| {
        let data = &scenario.tracks[moved.track.index()];
        let factor = match data.role {
            RoleWord::Standing => 3,
            RoleWord::Credibility => 2,
            RoleWord::Plain => 1,
            RoleWord::Danger
            | RoleWord::HumanCost
            | RoleWord::Will
            | RoleWord::Trust
            | RoleWord::BalanceActual
            | RoleWord::BalancePerceived
            | RoleWord::Fear => 0,
        };
        // Losses weigh more than gains, as they do with people.
        let sign = if moved.by < 0 { 2 } else { 1 };
        if data.owner == Some(actor) { moved.by.abs() * factor * sign } else { 0 }
    };
    let most = all.iter().filter(|moved| 0 < weight(moved)).max_by_key(|moved| weight(moved));
    most.map_or_else(|| "Nothing of yours has moved.".to_owned(), |moved| sentence(view, moved))
}

/// What moved the rung, else what moved the danger.
fn danger(view: &View<'_>, entries: &[(&Entry, bool)], all: &[Moved]) -> String {
    let scenario = view.scenario();
    let mut parts = Vec::new();
    for (at, ladder) in scenario.ladders.iter().enumerate() {
        let id = LadderId::new(at);
        let moves: Vec<_> = entries
            .iter()
            .filter_map(|(entry, knows)| match entry.what {
                What::Rung(ladder, _, from, to) if ladder == id => Some((from, to, entry.cause, *knows)),
                _ => None,
            })
            .collect();
        let (Some(first), Some(last)) = (moves.first(), moves.last()) else { continue };
        let verb = match last.1.cmp(&first.0) {
            std::cmp::Ordering::Less => "comes down to",
            std::cmp::Ordering::Equal => "is back at",
            std::cmp::Ordering::Greater => "climbs to",
        };
        let why = words::because(scenario, last.2, last.3);
        parts.push(format!("{} {verb} \"{}\", {why}.", ladder.name, words::rung(scenario, id, last.1)));
    }
    if let Some(moved) =
        scenario.index.danger.and_then(|track| all.iter().find(|moved| moved.track == track && moved.by != 0))
    {
        parts.push(sentence(view, moved));
    }
    if parts.is_empty() { "The danger is as it was.".to_owned() } else { parts.join(" ") }
}

/// At most this many further items; the rest is in the log.
const SHOWN: usize = 7;

/// Events and arrivals: what an order may have to answer.
fn happened(page: &mut Page, view: &View<'_>, course: &Course<'_>, entries: &[(&Entry, bool)]) -> anyhow::Result<()> {
    let Some(actor) = view.actor() else { return Ok(()) };
    let scenario = view.scenario();
    let offers = words::offers_seen(view);
    let eyes = brinkmanship::crisis::Eyes::Actor(actor);
    let incident = view.incident().map(|(rule, _)| rule);
    let mut ranked: Vec<(u8, usize, String)> = entries
        .iter()
        .enumerate()
        // What comes back turn after turn is news once; the log has it each time.
        .filter(|(_, (entry, _))| told_before(course, entry).is_ok())
        .filter(|(_, (entry, _))| match &entry.what {
            // The moments are staged by themselves, and the rest stands in the headlines.
            What::Happened(rule) => Some(*rule) != incident,
            What::Ordered(..) | What::Rung(..) | What::IncidentOpened(_) | What::Catastrophe => false,
            What::Line { event: LineEvent::Crossed | LineEvent::Learnt, .. } | What::Agreed(_) | What::Leaked(_) => {
                false
            }
            _ => true,
        })
        .filter_map(|(at, (entry, _))| {
            let rank = words::headline(entry, Some(actor))?;
            // The dead come first; then what opens this turn, then what closed the last.
            let rank = match entry.what {
                What::Happened(rule) if costs_lives(scenario, &scenario.rules[rule.index()].effects) => 0,
                _ if entry.step == Step::Opening => 1,
                _ => rank.saturating_add(2),
            };
            words::entry(scenario, eyes, &offers, entry).map(|text| (rank, at, text))
        })
        .collect();
    ranked.sort();
    let left = ranked.len().saturating_sub(SHOWN);
    for (_, _, text) in ranked.into_iter().take(SHOWN) {
        page.hang("*", 2, 4, &text)?;
    }
    if 0 < left {
        page.para(4, &format!("({left} more in `log`)"))?;
    }
    Ok(())
}

/// Whether effects raise a count of human cost.
fn costs_lives(scenario: &Scenario, effects: &[Effect]) -> bool {
    let costs = |effect: &Effect| match effect {
        Effect::Change(track, by) => 0 < *by && scenario.tracks[track.index()].role == RoleWord::HumanCost,
        _ => false,
    };
    effects.iter().any(|effect| effect.has(|_| None, costs))
}

/// The moments that are staged: crossings, leaks, agreements, incidents, the last chance.
///
/// # Errors
/// Standard output cannot be written to.
pub fn moments(page: &mut Page, view: &View<'_>, course: &Course<'_>) -> anyhow::Result<()> {
    let Some(actor) = view.actor() else { return Ok(()) };
    let scenario = view.scenario();
    for (entry, _) in since(view, course) {
        match &entry.what {
            What::Line { line, event: LineEvent::Learnt | LineEvent::Crossed, .. } => {
                crossing(page, view, actor, *line, &entry.what)?;
            }
            What::Leaked(_) | What::ConsentRefused(_) => {
                let title = if matches!(entry.what, What::Leaked(_)) { "A secret is out" } else { "Consent refused" };
                let text = words::entry(scenario, brinkmanship::crisis::Eyes::Actor(actor), &[], entry);
                page.moment(Ink::Yellow, title, &text.into_iter().collect::<Vec<_>>())?;
            }
            What::Agreed(legs) => {
                let terms: Vec<String> =
                    legs.iter().map(|(term, secret)| format!("- {}", words::leg(scenario, term, secret))).collect();
                page.moment(Ink::Green, "Agreed", &terms)?;
            }
            What::CatastropheStopped => {
                page.moment(
                    Ink::Green,
                    "Stopped",
                    &["The catastrophe has been stopped. It will not be forgotten.".to_owned()],
                )?;
            }
            _ => {}
        }
    }
    if let Some((rule, knows)) = view.incident()
        && let Some(text) = view.told_of(rule)
    {
        let data = &scenario.rules[rule.index()];
        let whose = match (data.unordered, knows) {
            (Some(side), true) if side == actor => "Your own forces did this, and nobody had ordered it.".to_owned(),
            (Some(side), true) => {
                format!("It was explained: nobody in {} had ordered it.", words::actor(scenario, side))
            }
            (Some(side), false) => {
                format!("As far as you can tell, {} ordered this.", words::the(words::actor(scenario, side)))
            }
            (None, _) => String::new(),
        };
        let lines = [
            text.to_owned(),
            whose,
            "Answer it this turn; if neither side does, the crisis climbs a rung by itself.".to_owned(),
        ];
        let mut lines: Vec<String> = lines.into_iter().filter(|line| !line.is_empty()).collect();
        lines.extend(moves_that(view, "It is answered by", |effect| matches!(effect, Effect::AnswerIncident)));
        page.moment(Ink::Yellow, "An incident", &lines)?;
    }
    if view.last_turn() {
        let lines = last_chance(view);
        page.moment(Ink::Red, "The last chance", &lines)?;
    }
    Ok(())
}

fn crossing(page: &mut Page, view: &View<'_>, actor: Actor, line: LineId, what: &What) -> anyhow::Result<()> {
    let scenario = view.scenario();
    let data = &scenario.lines[line.index()];
    let own = data.owner == Owner::Actor(actor);
    let learnt = matches!(what, What::Line { event: LineEvent::Learnt, .. });
    // The owner hears of it once, when it learns; the side that crossed when it crosses.
    if own != learnt {
        return Ok(());
    }
    let mut lines = vec![words::quoted(&data.text)];
    if own {
        let bound = words::the(words::actor(scenario, data.binds));
        lines.push(if data.binds == actor {
            "Your own forces have crossed it, and not on your order.".to_owned()
        } else {
            format!("Your line has been crossed by {bound}.")
        });
        if let Some(last) = view.line(line).and_then(|line| line.window) {
            let date = scenario.turns.get(usize::from(last)).map_or("the end", |turn| turn.date.as_str());
            lines.push(format!(
                "Answer it by a deed, trade your restraint, or let it pass, by {date}. Letting it pass costs {} of your \
                 resolve in their eyes.",
                data.stake
            ));
        }
        lines.extend(moves_that(view, "It is answered by", |effect| matches!(effect, Effect::Answer(id) if *id == line)));
        page.moment(Ink::Red, "Your red line is crossed", &lines)
    } else {
        let whose = words::the(words::owner(scenario, data.owner));
        if data.binds == actor {
            lines.push(format!(
                "You have crossed a line of {whose}. Once that is known, it will have to be answered or let pass."
            ));
            page.moment(Ink::Yellow, "You crossed a red line", &lines)
        } else {
            let bound = words::the(words::actor(scenario, data.binds));
            lines.push(words::sentence(&format!("{bound} has crossed a line of {whose}")));
            page.moment(Ink::Yellow, "A red line is crossed", &lines)
        }
    }
    .map_err(Into::into)
}

fn last_chance(view: &View<'_>) -> Vec<String> {
    let scenario = view.scenario();
    let mut lines = vec!["Catastrophe has struck. This turn is the last in which it can be stopped.".to_owned()];
    for (at, ladder) in scenario.ladders.iter().enumerate() {
        let id = LadderId::new(at);
        if let Some(rung) = ladder.catastrophe_rung
            && rung <= view.rung(id)
        {
            let name = words::rung(scenario, id, rung);
            lines.push(format!("{} has to come down below \"{name}\" by the end of this turn.", ladder.name));
        }
    }
    lines.extend(moves_that(view, "What goes down", |effect| {
        matches!(effect, Effect::Descend { .. } | Effect::DescendBy { .. })
    }));
    lines
}

/// One's open moves with an effect, as a line; none where there are none.
fn moves_that(view: &View<'_>, label: &str, wanted: impl Fn(&Effect) -> bool + Copy) -> Option<String> {
    let holds = |id: WhenId| Some(view.holds(&view.scenario().whens[id.index()]));
    let titles: Vec<String> = view
        .acts()
        .into_iter()
        .filter_map(|act| match act {
            Act::Do(id) => Some(&view.scenario().moves[id.index()]),
            Act::Offer(..) | Act::Accept(_) | Act::Counter(..) | Act::Refuse(_) | Act::Withdraw(_) => None,
        })
        .filter(|data| data.effects.iter().any(|effect| effect.has(holds, wanted)))
        .map(|data| words::quoted(&data.title))
        .collect();
    (!titles.is_empty()).then(|| format!("{label}: {}.", titles.join(", ")))
}

/// The log of a turn: every entry that a seat may know, with its cause.
///
/// # Errors
/// Standard output cannot be written to.
pub fn log(page: &mut Page, view: &View<'_>, course: &Course<'_>, turn: usize) -> anyhow::Result<()> {
    let Some(actor) = view.actor() else { return Ok(()) };
    let scenario = view.scenario();
    let offers = words::offers_seen(view);
    let date = scenario.turns.get(turn).map_or("", |turn| turn.date.as_str());
    page.heading(&format!("Turn {turn}: {date}"))?;
    let mut any = false;
    for (entry, knows) in view.entries(&course.record) {
        if usize::from(entry.turn) != turn || entry.step == Step::Aftermath {
            continue;
        }
        let Some(text) = words::entry(scenario, brinkmanship::crisis::Eyes::Actor(actor), &offers, entry) else {
            continue;
        };
        any = true;
        let why = match entry.what {
            What::Track(..) | What::Rung(..) | What::Fact(..) => {
                format!(" ({})", words::because(scenario, entry.cause, knows))
            }
            _ => String::new(),
        };
        page.hang("-", 2, 4, &format!("{text}{why}"))?;
    }
    if !any {
        page.para(2, "Nothing that you saw.")?;
    }
    Ok(())
}
