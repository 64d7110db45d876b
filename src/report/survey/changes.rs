//! What has changed between two surveys of a scenario: only what chance would hardly have brought about.

use std::{borrow::Cow, collections::BTreeSet};

use serde::Serialize;

use super::Findings;
use crate::{
    report::words,
    survey::{Mean, Share, differ},
};

/// The name of the schema of [`Changes`].
pub const SCHEMA: &str = "brinkmanship changes 1";

/// What has changed from one survey to a later one.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Changes {
    /// The name of this schema.
    pub schema: Cow<'static, str>,
    /// Whether both are of the same files.
    pub same_files: bool,
    /// What else differs between the two surveys beside the files, so that not all may be owed to an edit; one clause each.
    pub unlike: Vec<String>,
    /// How many figures were compared.
    pub compared: u64,
    /// What moved further than chance would have moved it, kind by kind, the furthest first.
    pub moved: Vec<Moved>,
    /// What came about in no crisis before, and does now.
    pub now: Vec<Turned>,
    /// What came about before, and does so in no crisis now.
    pub no_longer: Vec<Turned>,
    /// What only the later one knows: it was added to the files.
    pub added: Vec<Thing>,
    /// What only the former one knows: it was taken out of the files.
    pub removed: Vec<Thing>,
}

/// Something that a survey counts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Thing {
    /// What it is: `score`, `war`, `ending`, `aim`, `line`, `move` or `event`.
    pub kind: Cow<'static, str>,
    /// Its id.
    pub id: String,
    /// What it is called.
    pub name: String,
}

/// Something of which at least one figure moved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Moved {
    /// What it is.
    #[serde(flatten)]
    pub thing: Thing,
    /// The figures that moved.
    pub figures: Vec<Figure>,
}

/// A figure that moved.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Figure {
    /// Which, in a word or two: `crises`, `achieved`, `chosen`.
    pub what: Cow<'static, str>,
    /// What it was, of 100 or in points of 100.
    pub before: f64,
    /// What it is.
    pub after: f64,
    /// By how much it moved, of 100 or in points of 100, with its interval.
    pub difference: Mean,
}

/// Something that came about only in one of the two surveys.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Turned {
    /// What it is.
    #[serde(flatten)]
    pub thing: Thing,
    /// How often it came about in the one in which it did.
    pub share: Share,
    /// Whether this is more than chance.
    pub sure: bool,
}

/// A figure of a survey.
enum Value {
    /// A share, and whether it says of the thing that it came about at all.
    Share(Share, bool),
    Mean(Mean),
}

/// Something with its figures.
struct Counted {
    thing: Thing,
    figures: Vec<(&'static str, Value)>,
}

impl Changes {
    /// Whether nothing is to be told but what differs between the surveys.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.moved.is_empty()
            && self.now.is_empty()
            && self.no_longer.is_empty()
            && self.added.is_empty()
            && self.removed.is_empty()
    }
}

/// So many times must something have been open for its being open no more to be no work of chance.
///
/// Source: where thirty are expected, chance leaves none of them in fewer than one of a billion surveys.
const OFTEN: u64 = 30;

/// Compares two surveys. Each figure is held to [`SURE`](crate::survey::SURE) standard errors, so that among many hundred
/// figures hardly one is told that chance alone has moved.
#[must_use]
pub fn changes(before: &Findings, after: &Findings) -> Changes {
    let (old, new) = (counted(before), counted(after));
    let mut compared = 0;
    let mut moved = Vec::new();
    let (mut now, mut no_longer) = (Vec::new(), Vec::new());
    for is in &new {
        let same = |was: &&Counted| (&was.thing.kind, &was.thing.id) == (&is.thing.kind, &is.thing.id);
        let Some(was) = old.iter().find(same) else { continue };
        let mut figures = Vec::new();
        for (what, value) in &is.figures {
            let Some((_, former)) = was.figures.iter().find(|(name, _)| name == what) else { continue };
            compared += 1;
            if let (Value::Share(former, true), Value::Share(later, true)) = (former, value) {
                // What is open no more has no share to compare; that it often was open is sure enough.
                let sure = differ(former, later) || (later.of == 0 && OFTEN <= former.of);
                let turned = |share: &Share| Turned { thing: is.thing.clone(), share: *share, sure };
                match (former.count, later.count) {
                    (0, 0) => {}
                    (0, _) if 0 < former.of => now.push(turned(later)),
                    (_, 0) if 0 < later.of || is.thing.kind == "move" => no_longer.push(turned(former)),
                    (_, _) => {}
                }
                if former.count == 0 || later.count == 0 {
                    continue;
                }
            }
            figures.extend(figure(what, former, value));
        }
        if !figures.is_empty() {
            moved.push(Moved { thing: is.thing.clone(), figures });
        }
    }
    // Kinds keep the order of a survey; within one, what moved furthest comes first.
    let kind = |one: &Moved| new.iter().position(|is| is.thing.kind == one.thing.kind);
    let size = |one: &Moved| one.figures.iter().map(|figure| figure.difference.mean.abs()).fold(0.0, f64::max);
    moved.sort_by(|left, right| kind(left).cmp(&kind(right)).then(size(right).total_cmp(&size(left))));
    Changes {
        schema: SCHEMA.into(),
        same_files: before.fingerprint == after.fingerprint,
        unlike: unlike(before, after),
        compared,
        moved,
        now,
        no_longer,
        added: only_in(&new, &old),
        removed: only_in(&old, &new),
    }
}

/// A figure, if it moved.
fn figure(what: &'static str, before: &Value, after: &Value) -> Option<Figure> {
    let (before, after, difference) = match (before, after) {
        (Value::Share(before, _), Value::Share(after, _)) if differ(before, after) => {
            let Mean { of, mean, low, high } = Mean::difference(before, after);
            let difference = Mean { of, mean: 100.0 * mean, low: 100.0 * low, high: 100.0 * high };
            (100.0 * before.share, 100.0 * after.share, difference)
        }
        (Value::Mean(before), Value::Mean(after)) => {
            let difference = Mean::between(before, after);
            if before.of == 0 || after.of == 0 || !difference.is_sure() {
                return None;
            }
            (before.mean, after.mean, difference)
        }
        (Value::Share(..) | Value::Mean(_), _) => return None,
    };
    Some(Figure { what: what.into(), before, after, difference })
}

/// What stands in one list and not in another.
fn only_in(these: &[Counted], others: &[Counted]) -> Vec<Thing> {
    let known: BTreeSet<_> = others.iter().map(|other| (&other.thing.kind, &other.thing.id)).collect();
    let alone = these.iter().filter(|one| !known.contains(&(&one.thing.kind, &one.thing.id)));
    alone.map(|one| one.thing.clone()).collect()
}

/// What differs between two surveys beside the files.
fn unlike(before: &Findings, after: &Findings) -> Vec<String> {
    let mut clauses = Vec::new();
    if before.schema != after.schema {
        clauses.push(tr!("the former is of another kind, \"{schema}\"", schema = before.schema));
    }
    if before.scenario != after.scenario {
        clauses.push(tr!("the former is of the scenario \"{scenario}\"", scenario = before.scenario));
    }
    for (was, is) in before.scores.iter().zip(&after.scores) {
        if was.policy != is.policy {
            clauses.push(tr!(
                "{side} was played by \"{before}\" and now by \"{now}\"",
                side = is.name,
                before = was.policy,
                now = is.policy
            ));
        }
    }
    let cut = |found: &Findings| {
        found
            .cut
            .as_ref()
            .map_or_else(|| tr!("the whole course").to_owned(), |cut| tr!("the cut \"{title}\"", title = cut.title))
    };
    let id = |found: &Findings| found.cut.as_ref().map(|cut| cut.id.clone());
    if id(before) != id(after) {
        clauses.push(tr!("the former played {before}, the later {now}", before = cut(before), now = cut(after)));
    }
    if before.open_prologue != after.open_prologue {
        clauses.push(tr!("the prologue was open in one of them alone").to_owned());
    }
    clauses
}

/// All that two surveys are compared by.
fn counted(found: &Findings) -> Vec<Counted> {
    let mut all = Vec::new();
    let mut put = |kind: &'static str, id: &str, name: String, figures: Vec<(&'static str, Value)>| {
        let thing = Thing { kind: kind.into(), id: id.to_owned(), name };
        all.push(Counted { thing, figures });
    };
    let part = |share: Share| Value::Share(share, false);
    let came = |share: Share| Value::Share(share, true);
    put("war", "war", tr!("Direct war between the two").to_owned(), vec![(tr!("crises"), part(found.wars))]);
    for side in &found.scores {
        let figures = vec![
            (tr!("score at the end"), Value::Mean(side.at_once)),
            (tr!("score later"), Value::Mean(side.later)),
            (tr!("acts that conciliate"), part(side.conciliatory)),
        ];
        put("score", &side.actor, side.name.clone(), figures);
    }
    for ending in &found.endings {
        put("ending", &ending.id, words::bare(&ending.title).to_owned(), vec![(tr!("crises"), came(ending.share))]);
    }
    for aim in &found.aims {
        let name = format!("{}: {}", aim.owner_name, words::bare(&aim.title));
        let figures = aim.later.each().into_iter().map(|(word, share)| (word, part(share)));
        put("aim", &format!("{}/{}", aim.owner, aim.id), name, figures.collect());
    }
    for line in &found.lines {
        let name = format!("{}: {}", line.owner_name, words::bare(&line.text));
        let figures = vec![
            (tr!("threatened"), part(line.threatened)),
            (tr!("crossed"), came(line.crossed)),
            (tr!("probed"), part(line.probed)),
            (tr!("answered"), part(line.answered)),
            (tr!("let pass"), part(line.let_pass)),
        ];
        put("line", &line.id, name, figures);
    }
    for data in &found.moves {
        let name = format!("{} ({})", words::bare(&data.title), found.scores[data.seat.min(1)].name);
        put("move", &data.id, name, vec![(tr!("chosen where open"), came(data.chosen_share))]);
    }
    for event in &found.events {
        let name = if event.title.is_empty() { event.id.clone() } else { words::bare(&event.title).to_owned() };
        put("event", &event.id, name, vec![(tr!("crises"), came(event.share))]);
    }
    all
}
