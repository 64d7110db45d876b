//! What is new since a seat's last order: three headlines, the moments that are staged, what else happened, and every
//! dispatch since the crisis began.

use serde::Serialize;

use crate::{
    crisis::{
        Act, Entry, Eyes, Record, View,
        record::{Cause, DrawResult, LineEvent, Step, What},
    },
    report::{course::told_before, words},
    scenario::model::{Actor, Effect, LadderId, LineId, Owner, RoleWord, Scenario, TrackId, WhenId},
};

/// What happened since the last order, in three headlines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Headlines {
    /// What the other side was seen to order, one title each.
    pub they: Vec<String>,
    /// The same in a sentence, which also says that nothing was seen; empty before a turn has passed.
    pub theirs: String,
    /// What oneself ordered, one title each.
    pub you: Vec<String>,
    /// What it did to oneself, in a sentence.
    pub yours: String,
    /// What moved the rung or the danger, in sentences.
    pub danger: String,
    /// Whether a turn has passed at all.
    pub any: bool,
}

/// What kind of moment is staged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum MomentKind {
    /// Catastrophe has struck: the last chance.
    LastChance,
    /// One's own red line is crossed.
    LineCrossed,
    /// A red line of somebody else is crossed: by oneself, or as the title says by the other side or by nobody.
    CrossedByYou,
    /// An incident waits for an answer.
    Incident,
    /// A secret is out.
    Leak,
    /// A party refuses its consent.
    ConsentRefused,
    /// Something is agreed.
    Agreed,
    /// The catastrophe was stopped.
    Stopped,
}

/// A moment that is staged as such.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// What kind it is.
    pub kind: MomentKind,
    /// Its title.
    pub title: String,
    /// What is said, a paragraph each.
    pub text: Vec<String>,
    /// One's open acts that answer it.
    #[serde(skip)]
    pub answers: Vec<Act>,
}

/// A turn gone by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Past {
    /// The turn.
    pub turn: usize,
    /// When it was.
    pub date: String,
    /// What one's own side ordered, one title each.
    pub orders: Vec<String>,
    /// What the other side was seen to order, one title each.
    pub theirs: Vec<String>,
    /// What else happened on it, the gravest first; told only of a turn that passed since the seat last ordered.
    pub happened: Vec<String>,
    /// Whether it passed as the record had it since the seat last ordered, or before it ever did.
    pub meanwhile: bool,
}

/// The turns gone by, with what both sides ordered as far as the seat saw it.
pub(super) fn past(view: &View<'_>, actor: Actor, record: &Record) -> Vec<Past> {
    let scenario = view.scenario();
    let offers = words::offers_seen(view);
    let ordered = |of: Actor, turn: usize| {
        let titles = view.entries(record).filter_map(|(entry, _)| match entry.what {
            What::Ordered(side, act) if side == of && usize::from(entry.turn) == turn => {
                Some(words::bare(&words::act(scenario, &offers, act)).to_owned())
            }
            _ => None,
        });
        titles.collect()
    };
    let date = |turn: usize| scenario.turns.get(turn).map_or_else(String::new, |data| data.date.clone());
    let played = last_played(view);
    let of = |turn: usize| {
        let meanwhile = view.cut().is_some() && played.is_none_or(|played| played < turn);
        let happened = if meanwhile {
            let entries: Vec<_> = view
                .entries(record)
                .filter(|(entry, _)| usize::from(entry.turn) == turn && entry.step != Step::Aftermath)
                .collect();
            happened(view, actor, record, &entries)
        } else {
            Vec::new()
        };
        let (orders, theirs) = (ordered(actor, turn), ordered(actor.other(), turn));
        Past { turn, date: date(turn), orders, theirs, happened, meanwhile }
    };
    (0..view.turn()).map(of).collect()
}

/// The last turn before this one on which the seat ordered: the one before, or in a cut the last that it keeps.
fn last_played(view: &View<'_>) -> Option<usize> {
    match view.cut() {
        Some(cut) => cut.turns().take_while(|turn| *turn < view.turn()).last(),
        None => view.turn().checked_sub(1),
    }
}

/// Something that the seat saw.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dispatch {
    /// The turn.
    pub turn: usize,
    /// When, in words.
    pub date: String,
    /// The step of the turn, in words.
    pub step: &'static str,
    /// What happened, in a sentence.
    pub text: String,
    /// Why, where something changed; as far as the seat may know.
    pub because: Option<String>,
    /// How grave it is, 0 the gravest; none for small print.
    pub rank: Option<u8>,
    /// The odds of a draw, in words, and whether it happened.
    pub draw: Option<(String, bool)>,
    /// What the world was told, where that is something else; empty where the world saw nothing.
    pub world: Option<String>,
    /// What is doubtful about it; empty where nothing is, or where the seat is not told the truth of it.
    pub doubt: String,
}

/// What a seat may know of what happened since its last order.
pub(super) fn since<'r>(view: &View<'_>, record: &'r Record) -> Vec<(&'r Entry, bool)> {
    let turn = view.turn();
    // Once it is over, no further turn opens: the last one is the news.
    let over = view.ended().is_some();
    // Before a seat has ordered at all, the turn before is news, and what led up to it is told as past.
    let from = last_played(view).or_else(|| turn.checked_sub(1));
    view.entries(record)
        .filter(|(entry, _)| {
            let of = usize::from(entry.turn);
            let after = from.is_some_and(|from| from < of || (from == of && Step::Opening < entry.step));
            (of == turn && !(over && entry.step == Step::Opening)) || (!over && after && of < turn)
        })
        .filter(|(entry, _)| entry.step != Step::Aftermath)
        .collect()
}

/// Of what is new, what belongs to the turn on which the seat ordered and to the opening of this one; the turns between,
/// which a cut lets pass, are told one by one.
pub(super) fn latest<'r>(view: &View<'_>, entries: &[(&'r Entry, bool)]) -> Vec<(&'r Entry, bool)> {
    let passed = |turn: usize| turn < view.turn() && view.cut().is_some_and(|cut| !cut.keeps(turn));
    entries.iter().filter(|(entry, _)| !passed(usize::from(entry.turn))).copied().collect()
}

/// A track's whole change, and what brought it about.
struct Moved {
    track: TrackId,
    by: i32,
    to: i32,
    /// What each cause did to it in all, and whether the seat may know it; what it may not know counts as one.
    causes: Vec<(Cause, bool, i32)>,
}

impl Moved {
    /// The cause that pushed hardest the way in which the track went, whether the seat may know it, and how far it
    /// accounts for it.
    fn chief(&self) -> Option<(Cause, bool, Share)> {
        let along = |by: i32| by.saturating_mul(self.by.signum());
        let pushed: i32 = self.causes.iter().map(|(_, _, by)| along(*by).max(0)).sum();
        // Of those that pushed alike, the first.
        let (cause, knows, by) = self.causes.iter().rev().max_by_key(|(_, _, by)| along(*by))?;
        let share = if self.causes.len() == 1 {
            Share::All
        } else if pushed < along(*by).saturating_mul(2) {
            Share::Most
        } else {
            Share::Some
        };
        (0 < along(*by)).then_some((*cause, *knows, share))
    }
}

/// How far a cause accounts for a change.
enum Share {
    All,
    Most,
    Some,
}

fn moved(scenario: &Scenario, actor: Actor, entries: &[(&Entry, bool)]) -> Vec<Moved> {
    let mut all: Vec<Moved> = Vec::new();
    for (entry, knows) in entries {
        let What::Track(track, from, to) = entry.what else { continue };
        let track = scenario.told_as(actor, track);
        let by = to - from;
        let at = all.iter().position(|moved| moved.track == track).unwrap_or_else(|| {
            all.push(Moved { track, by: 0, to, causes: Vec::new() });
            all.len() - 1
        });
        let moved = &mut all[at];
        moved.by += by;
        moved.to = to;
        match moved.causes.iter_mut().find(|(cause, known, _)| known == knows && (!knows || *cause == entry.cause)) {
            Some((_, _, whole)) => *whole += by,
            None => moved.causes.push((entry.cause, *knows, by)),
        }
    }
    all
}

fn moved_sentence(scenario: &Scenario, moved: &Moved) -> String {
    let verb = if moved.by < 0 { "falls" } else { "rises" };
    let why = moved.chief().map_or_else(String::new, |(cause, knows, share)| {
        let share = match share {
            Share::All => "",
            Share::Most => "mostly ",
            Share::Some => "above all ",
        };
        format!(", {share}{}", words::because(scenario, cause, knows))
    });
    format!(
        "{} {verb} by {} to {}{why}.",
        words::subject(&scenario.tracks[moved.track.index()].name),
        moved.by.abs(),
        moved.to,
    )
}

pub(super) fn headlines(
    view: &View<'_>,
    actor: Actor,
    entries: &[(&Entry, bool)],
    latest: &[(&Entry, bool)],
) -> Headlines {
    if last_played(view).is_none() {
        return Headlines::default();
    }
    let scenario = view.scenario();
    let offers = words::offers_seen(view);
    let ordered = |of: Actor| -> Vec<String> {
        let titles = latest.iter().filter_map(|(entry, _)| match entry.what {
            What::Ordered(side, act) if side == of => Some(words::bare(&words::act(scenario, &offers, act)).to_owned()),
            _ => None,
        });
        titles.collect()
    };
    let all = moved(view.scenario(), actor, entries);
    let they = ordered(actor.other());
    let other = words::actor(scenario, actor.other());
    let theirs = if they.is_empty() {
        words::sentence(&format!("{} did nothing that you could see", words::the(other)))
    } else {
        format!("{other}: {}.", they.join("; "))
    };
    Headlines {
        they,
        theirs,
        you: ordered(actor),
        yours: yours(scenario, actor, &all),
        danger: danger(scenario, entries, &all),
        any: true,
    }
}

/// The change that hurts or helps most among one's own tracks.
fn yours(scenario: &Scenario, actor: Actor, all: &[Moved]) -> String {
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
    most.map_or_else(|| "Nothing of yours has moved.".to_owned(), |moved| moved_sentence(scenario, moved))
}

/// What moved the rung, else what moved the danger.
fn danger(scenario: &Scenario, entries: &[(&Entry, bool)], all: &[Moved]) -> String {
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
    let danger = scenario.index.danger.and_then(|track| all.iter().find(|moved| moved.track == track && moved.by != 0));
    parts.extend(danger.map(|moved| moved_sentence(scenario, moved)));
    if parts.is_empty() { "The danger is as it was.".to_owned() } else { parts.join(" ") }
}

/// Events and arrivals that an order may have to answer, the gravest first; the moments are staged by themselves.
pub(super) fn happened(view: &View<'_>, actor: Actor, record: &Record, entries: &[(&Entry, bool)]) -> Vec<String> {
    let scenario = view.scenario();
    let offers = words::offers_seen(view);
    let incident = view.incident().map(|(rule, _)| rule);
    let mut ranked: Vec<(u8, usize, String)> = entries
        .iter()
        .enumerate()
        // What comes back turn after turn is news once; the dispatches have it each time.
        .filter(|(_, (entry, _))| told_before(scenario, view.entries(record).map(|(known, _)| known), entry).is_ok())
        .filter(|(_, (entry, _))| match &entry.what {
            What::Happened(rule) => Some(*rule) != incident,
            What::Ordered(..) | What::Rung(..) | What::IncidentOpened(_) | What::Catastrophe => false,
            What::Line { event: LineEvent::Crossed | LineEvent::Stands | LineEvent::Learnt, .. }
            | What::Agreed(_)
            | What::Leaked(_) => false,
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
            words::entry(scenario, Eyes::Actor(actor), &offers, entry).map(|text| (rank, at, text))
        })
        .collect();
    ranked.sort();
    ranked.into_iter().map(|(_, _, text)| text).collect()
}

/// Whether effects may raise a count of human cost.
fn costs_lives(scenario: &Scenario, effects: &[Effect]) -> bool {
    let costs = |effect: &Effect| match effect {
        Effect::Change(track, by) => 0 < *by && scenario.tracks[track.index()].role == RoleWord::HumanCost,
        _ => false,
    };
    effects.iter().any(|effect| effect.has(|_| None, costs))
}

/// The moments that are staged: crossings, leaks, agreements, incidents, the last chance.
pub(super) fn moments(view: &View<'_>, actor: Actor, entries: &[(&Entry, bool)]) -> Vec<Moment> {
    let scenario = view.scenario();
    let mut moments = Vec::new();
    for (entry, _) in entries {
        match &entry.what {
            What::Line {
                line, event: event @ (LineEvent::Learnt | LineEvent::Crossed | LineEvent::Stands), ..
            } => {
                moments.extend(crossing(view, actor, *line, *event));
            }
            What::Leaked(_) | What::ConsentRefused(_) => {
                let leaked = matches!(entry.what, What::Leaked(_));
                let kind = if leaked { MomentKind::Leak } else { MomentKind::ConsentRefused };
                let title = if leaked { "A secret is out" } else { "Consent refused" };
                let text = words::entry(scenario, Eyes::Actor(actor), &[], entry).into_iter().collect();
                moments.push(Moment { kind, title: title.to_owned(), text, answers: Vec::new() });
            }
            What::Agreed(legs) => {
                let text = legs.iter().map(|(term, secret)| words::leg(scenario, term, secret)).collect();
                let title = "Agreed".to_owned();
                moments.push(Moment { kind: MomentKind::Agreed, title, text, answers: Vec::new() });
            }
            What::CatastropheStopped => moments.push(Moment {
                kind: MomentKind::Stopped,
                title: "Stopped".to_owned(),
                text: vec!["The catastrophe has been stopped. It will not be forgotten.".to_owned()],
                answers: Vec::new(),
            }),
            _ => {}
        }
    }
    moments.extend(incident(view, actor));
    if view.last_turn() {
        moments.push(last_chance(view));
    }
    moments.sort_by_key(|moment| moment.kind);
    moments
}

fn incident(view: &View<'_>, actor: Actor) -> Option<Moment> {
    let scenario = view.scenario();
    let (rule, knows) = view.incident()?;
    let told = view.told_of(rule)?;
    let mut text = vec![told.to_owned()];
    match (scenario.rules[rule.index()].unordered, knows) {
        (Some(side), true) if side == actor => {
            text.push("Your own forces did this, and nobody had ordered it.".to_owned());
        }
        (Some(side), true) => text
            .push(format!("It was explained: nobody in {} had ordered it.", words::the(words::actor(scenario, side)))),
        (Some(side), false) => {
            text.push(format!("As far as you can tell, {} ordered this.", words::the(words::actor(scenario, side))))
        }
        (None, _) => {}
    }
    text.push("Answer it this turn; if neither side does, the crisis climbs a rung by itself.".to_owned());
    let answers = acts_that(view, |effect| matches!(effect, Effect::AnswerIncident));
    text.extend(named(view, "It is answered by", &answers));
    Some(Moment { kind: MomentKind::Incident, title: "An incident".to_owned(), text, answers })
}

fn crossing(view: &View<'_>, actor: Actor, line: LineId, event: LineEvent) -> Option<Moment> {
    let scenario = view.scenario();
    let data = &scenario.lines[line.index()];
    let own = data.owner == Owner::Actor(actor);
    // The owner hears of it once, when it learns; the side that crossed when it crosses.
    if own != (event == LineEvent::Learnt) {
        return None;
    }
    let mut text = vec![words::quoted(&data.text)];
    let bound = words::the(words::actor(scenario, data.binds));
    if !own {
        let whose = words::the(words::owner(scenario, data.owner));
        let title = if event == LineEvent::Stands {
            let what = if data.binds == actor { "you have".to_owned() } else { format!("{bound} has") };
            text.push(words::sentence(&format!(
                "{whose} has drawn this line over what {what} there already: nobody crossed it today, and it waits for \
                 an answer all the same"
            )));
            "A red line over what stands"
        } else if data.binds == actor {
            text.push(format!(
                "You have crossed a line of {whose}. Once that is known, it will have to be answered or let pass."
            ));
            "You crossed a red line"
        } else {
            text.push(words::sentence(&format!("{bound} has crossed a line of {whose}")));
            "A red line is crossed"
        };
        return Some(Moment { kind: MomentKind::CrossedByYou, title: title.to_owned(), text, answers: Vec::new() });
    }
    text.push(if view.line(line).is_some_and(|seen| seen.crossings == 0) {
        format!("You drew it over what {bound} has there already: it stood crossed from the first.")
    } else if data.binds == actor {
        "Your own forces have crossed it, and not on your order.".to_owned()
    } else {
        format!("Your line has been crossed by {bound}.")
    });
    if let Some(last) = view.line(line).and_then(|line| line.window) {
        let date = scenario.turns.get(usize::from(last)).map_or("the end", |turn| turn.date.as_str());
        text.push(format!(
            "Answer it by a deed, trade your restraint, or let it pass, by {date}. Letting it pass costs {} of your \
             resolve in their eyes.",
            data.stake
        ));
    }
    let answers = acts_that(view, |effect| matches!(effect, Effect::Answer(id) if *id == line));
    let waits = view.line(line).is_some_and(|line| line.window.is_some());
    text.push(match named(view, "It is answered by", &answers) {
        Some(deeds) => deeds,
        None if waits => "No deed that answers it is open to you this turn.".to_owned(),
        None => String::new(),
    });
    if waits {
        let restraint = scenario.terms.iter().filter(|term| term.settles.contains(&line));
        let sold: Vec<String> = restraint.map(|term| words::quoted(&term.title)).collect();
        if !sold.is_empty() {
            text.push(format!("Your restraint is traded for: {}.", sold.join(", ")));
        }
        let passes = acts_that(view, |effect| matches!(effect, Effect::LetPass(id) if *id == line));
        text.extend(named(view, "It is let pass at once by", &passes));
    }
    text.retain(|part| !part.is_empty());
    Some(Moment { kind: MomentKind::LineCrossed, title: "Your red line is crossed".to_owned(), text, answers })
}

fn last_chance(view: &View<'_>) -> Moment {
    let scenario = view.scenario();
    let mut text = vec!["Catastrophe has struck. This turn is the last in which it can be stopped.".to_owned()];
    for (at, ladder) in scenario.ladders.iter().enumerate() {
        let id = LadderId::new(at);
        if let Some(rung) = ladder.catastrophe_rung
            && rung <= view.rung(id)
        {
            let name = words::rung(scenario, id, rung);
            text.push(format!("{} has to come down below \"{name}\" by the end of this turn.", ladder.name));
        }
    }
    let answers = acts_that(view, |effect| matches!(effect, Effect::Descend { .. } | Effect::DescendBy { .. }));
    text.extend(named(view, "What goes down", &answers));
    Moment { kind: MomentKind::LastChance, title: "The last chance".to_owned(), text, answers }
}

/// One's open moves and answers with an effect, that of what they accept included.
fn acts_that(view: &View<'_>, wanted: impl Fn(&Effect) -> bool + Copy) -> Vec<Act> {
    let holds = |id: WhenId| Some(view.holds(&view.scenario().whens[id.index()]));
    let does = |act: &Act| {
        let effects = match act {
            Act::Do(id) => words::foreseen_effects(view, &view.scenario().moves[id.index()].effects),
            Act::Accept(slot) => {
                let legs = view.offers().find(|(other, _)| other == slot).map(|(_, offer)| offer.legs);
                legs.map_or_else(Vec::new, |legs| words::effects_of_legs(view, legs))
            }
            Act::Offer(..) | Act::Counter(..) | Act::Refuse(_) | Act::Withdraw(_) => Vec::new(),
        };
        effects.into_iter().any(|effect| effect.has(holds, wanted))
    };
    view.acts().into_iter().filter(does).collect()
}

/// Moves by their titles and answers to offers, as a sentence; none where there are none.
fn named(view: &View<'_>, label: &str, acts: &[Act]) -> Option<String> {
    let scenario = view.scenario();
    let offers = words::offers_seen(view);
    let title = |act: &Act| match act {
        Act::Do(id) => words::quoted(&scenario.moves[id.index()].title),
        _ => words::quoted(&words::act(scenario, &offers, *act)),
    };
    let titles: Vec<String> = acts.iter().map(title).collect();
    (!titles.is_empty()).then(|| format!("{label}: {}.", titles.join(", ")))
}

/// The step of a turn, in words.
const fn step(step: Step) -> &'static str {
    match step {
        Step::Opening => "As the turn opens",
        Step::Orders => "Orders",
        Step::Arrivals => "Messages arrive",
        Step::Words => "Words",
        Step::Deeds => "Deeds",
        Step::RedLines => "Red lines",
        Step::Chance => "Chance",
        Step::Parties => "Third parties",
        Step::Drift => "What changes by itself",
        Step::Endings => "The end",
        Step::Aftermath => "Afterwards",
    }
}

/// Every entry that the seat may know, with its cause.
pub(super) fn dispatches(view: &View<'_>, actor: Actor, record: &Record) -> Vec<Dispatch> {
    let scenario = view.scenario();
    let offers = words::offers_seen(view);
    let mut out = Vec::new();
    for (entry, knows) in view.entries(record) {
        if entry.step == Step::Aftermath {
            continue;
        }
        let Some(text) = words::entry(scenario, Eyes::Actor(actor), &offers, entry) else { continue };
        let because = matches!(entry.what, What::Track(..) | What::Rung(..) | What::Fact(..))
            .then(|| words::because(scenario, entry.cause, knows));
        let draw = match &entry.what {
            What::Drew(drawn) => match drawn.result {
                DrawResult::Happened(so) => Some((words::odds(drawn.odds), so)),
                DrawResult::Disposition(_) | DrawResult::Event(_) => None,
            },
            _ => None,
        };
        let world = if matches!(entry.what, What::Happened(_)) && entry.audience.world() {
            words::entry(scenario, Eyes::World, &offers, entry).filter(|other| *other != text)
        } else {
            None
        };
        let doubt = match entry.what {
            // Of another side's act, the record's doubts would say what lay behind it.
            What::Ordered(side, Act::Do(id)) if side == actor => {
                let data = &scenario.moves[id.index()];
                words::doubt(scenario, data.audience, &data.note, &data.source)
            }
            What::Happened(id) => {
                let data = &scenario.rules[id.index()];
                let truly = words::told(scenario, Eyes::Actor(actor), id) == Some(&data.text);
                let fooled = data.unordered.is_some_and(|side| side != actor);
                if truly && !fooled {
                    words::doubt(scenario, data.audience, &data.note, &data.source)
                } else {
                    String::new()
                }
            }
            _ => String::new(),
        };
        out.push(Dispatch {
            doubt,
            turn: usize::from(entry.turn),
            date: scenario.turns.get(usize::from(entry.turn)).map_or_else(String::new, |turn| turn.date.clone()),
            step: step(entry.step),
            text,
            because,
            rank: words::headline(entry, Some(actor)),
            draw,
            world,
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::model::MoveId;

    fn chief(causes: &[(u16, bool, i32)]) -> Option<(Cause, bool, &'static str)> {
        let by = causes.iter().map(|(_, _, by)| by).sum();
        let causes = causes.iter().map(|(id, knows, by)| (Cause::Move(MoveId(*id)), *knows, *by)).collect();
        let moved = Moved { track: TrackId::new(0), by, to: 0, causes };
        let share = |share: Share| match share {
            Share::All => "all",
            Share::Most => "most",
            Share::Some => "some",
        };
        moved.chief().map(|(cause, knows, of)| (cause, knows, share(of)))
    }

    #[test]
    fn the_cause_of_a_change_is_one_that_pushed_the_same_way() {
        let by = |id: u16| Cause::Move(MoveId(id));
        assert_eq!(chief(&[(1, true, -14), (2, true, 9), (3, true, 14)]), Some((by(3), true, "most")));
        assert_eq!(chief(&[(1, true, 6), (2, true, -7), (3, false, -6)]), Some((by(2), true, "most")));
        assert_eq!(chief(&[(1, true, 4), (2, true, 4), (3, true, 4)]), Some((by(1), true, "some")));
        assert_eq!(chief(&[(1, true, 4)]), Some((by(1), true, "all")));
        assert_eq!(chief(&[(1, true, 4), (2, true, -4)]), None);
    }
}
