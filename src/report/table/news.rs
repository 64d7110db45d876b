//! What is new since a seat's last order: what happened, turns that passed, and every dispatch since the crisis began.

use serde::Serialize;

use crate::{
    crisis::{
        Act, Entry, Eyes, Record, View,
        record::{DrawResult, LineEvent, Step, What},
    },
    report::{course::told_before, words},
    scenario::model::{Actor, Effect, RoleWord, RuleId, Scenario},
};

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
    /// How many of these, the first, are never left out for length.
    pub grave: usize,
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
                Some(words::listed_act(scenario, &offers, Eyes::Actor(actor), side, act))
            }
            _ => None,
        });
        titles.collect()
    };
    let date = |turn: usize| scenario.turns.get(turn).map_or_else(String::new, |data| data.date.clone());
    let played = last_played(view, record);
    let of = |turn: usize| {
        let meanwhile = view.cut().is_some() && played.is_none_or(|played| played < turn);
        let (happened, grave) = if meanwhile {
            let entries: Vec<_> = view
                .entries(record)
                .filter(|(entry, _)| usize::from(entry.turn) == turn && entry.step != Step::Aftermath)
                .collect();
            happened(view, actor, record, &entries, false)
        } else {
            (Vec::new(), 0)
        };
        let (orders, theirs) = (ordered(actor, turn), ordered(actor.other(), turn));
        Past { turn, date: date(turn), orders, theirs, happened, grave, meanwhile }
    };
    (0..view.turn()).map(of).collect()
}

/// The last turn before this one on which the seat ordered: the one before, or in a cut the last that it keeps or on which
/// a catastrophe could be stopped.
pub(super) fn last_played(view: &View<'_>, record: &Record) -> Option<usize> {
    (0..view.turn()).rev().find(|turn| !passed(view, record, *turn))
}

/// Whether a turn gone by passed as the record had it.
fn passed(view: &View<'_>, record: &Record, turn: usize) -> bool {
    let over = |entry: &Entry| usize::from(entry.turn) == turn && matches!(entry.what, What::CatastropheStopped);
    view.cut().is_some_and(|cut| !cut.keeps(turn)) && !record.entries.iter().any(over)
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
    /// Whether it counts people killed or driven out.
    #[serde(skip)]
    pub cost: bool,
}

/// What a seat may know of what happened since its last order.
pub(super) fn since<'r>(view: &View<'_>, record: &'r Record) -> Vec<(&'r Entry, bool)> {
    let turn = view.turn();
    // Once it is over, no further turn opens: the last one is the news.
    let over = view.ended().is_some();
    // Before a seat has ordered at all, the turn before is news, and what led up to it is told as past.
    let from = last_played(view, record).or_else(|| turn.checked_sub(1));
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
pub(super) fn latest<'r>(view: &View<'_>, record: &Record, entries: &[(&'r Entry, bool)]) -> Vec<(&'r Entry, bool)> {
    let between = |turn: usize| turn < view.turn() && passed(view, record, turn);
    entries.iter().filter(|(entry, _)| !between(usize::from(entry.turn))).copied().collect()
}

/// Events and arrivals that an order may have to answer, the gravest first, and how many of them are never left out for
/// length; the moments are staged by themselves. What is grave bears its date, if that is asked and turns have passed since.
pub(super) fn happened(
    view: &View<'_>,
    actor: Actor,
    record: &Record,
    entries: &[(&Entry, bool)],
    dated: bool,
) -> (Vec<String>, usize) {
    let scenario = view.scenario();
    let offers = words::offers_seen(view);
    let incidents: Vec<RuleId> = view.incidents().map(|(rule, _)| rule).collect();
    let mut ranked: Vec<(u8, usize, String)> = entries
        .iter()
        .enumerate()
        // What comes back turn after turn is news once; the dispatches have it each time.
        .filter(|(_, (entry, _))| told_before(scenario, view.entries(record).map(|(known, _)| known), entry).is_ok())
        .filter(|(_, (entry, _))| match &entry.what {
            What::Happened(rule) => !incidents.contains(rule),
            // The end is staged by itself.
            What::Ordered(..) | What::Rung(..) | What::IncidentOpened(_) | What::Catastrophe | What::Ended(_) => false,
            What::Line { event: LineEvent::Crossed | LineEvent::Stands | LineEvent::Learnt, .. }
            | What::Agreed(_)
            | What::Leaked(_) => false,
            _ => true,
        })
        .filter_map(|(at, (entry, _))| {
            let grave = matches!(entry.what, What::Happened(rule) if scenario.rules[rule.index()].grave);
            let rank = words::headline(entry, Some(actor)).or(grave.then_some(0))?;
            // What is grave comes first, and then the dead; then what opens this turn, then what closed the last.
            let rank = match entry.what {
                _ if grave => GRAVE,
                What::Happened(rule) if costs_lives(scenario, &scenario.rules[rule.index()].effects) => 1,
                _ if entry.step == Step::Opening => 2,
                _ => rank.saturating_add(3),
            };
            let text = words::entry(scenario, Eyes::Actor(actor), &offers, entry)?;
            let since = usize::from(entry.turn);
            let date = scenario.turns.get(since).filter(|_| dated && grave && since + 1 < view.turn());
            Some((rank, at, date.map_or(text.clone(), |turn| format!("{}: {text}", turn.date))))
        })
        .collect();
    ranked.sort();
    let grave = ranked.iter().filter(|(rank, _, _)| *rank == GRAVE).count();
    (ranked.into_iter().map(|(_, _, text)| text).collect(), grave)
}

/// The rank of what is never left out for length.
const GRAVE: u8 = 0;

/// Whether effects may raise a count of human cost.
fn costs_lives(scenario: &Scenario, effects: &[Effect]) -> bool {
    let costs = |effect: &Effect| match effect {
        Effect::Change(track, by) => 0 < *by && scenario.tracks[track.index()].role == RoleWord::HumanCost,
        _ => false,
    };
    effects.iter().any(|effect| effect.has(|_| None, costs))
}

/// The step of a turn, in words.
fn step(step: Step) -> &'static str {
    match step {
        Step::Opening => tr!("As the turn opens"),
        Step::Orders => tr!("Orders"),
        Step::Arrivals => tr!("Messages arrive"),
        Step::Words => tr!("Words"),
        Step::Deeds => tr!("Deeds"),
        Step::RedLines => tr!("Red lines"),
        Step::Chance => tr!("Chance"),
        Step::Parties => tr!("Third parties"),
        Step::Drift => tr!("What changes by itself"),
        Step::Endings => tr!("The end"),
        Step::Aftermath => tr!("Afterwards"),
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
            .then(|| words::because(scenario, actor, entry.cause, knows));
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
            cost: matches!(entry.what, What::Track(id, ..) if scenario.tracks[id.index()].role == RoleWord::HumanCost),
        });
    }
    out
}
