//! Exports of many classes pooled into one table, with intervals, by scenario, cut and variant.

use std::fmt::Write as _;

use serde::Serialize;

use super::ClassExport;
use crate::{
    report::csv::{Row, row},
    survey::{Mean, Share},
};

/// What classes came to together.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Pool {
    /// The name of this schema.
    pub schema: &'static str,
    /// How many exports went in.
    pub classes: usize,
    /// How many groups were left out, since they were forked from others and are no courses of their own.
    pub forks: usize,
    /// Of the groups that are counted, those in which a turn was taken back: they have seen a future, and are no clean cases.
    pub undone: usize,
    /// One row for each scenario, cut and variant.
    pub rows: Vec<PooledRow>,
}

/// The groups that played one variant of one cut of a scenario.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PooledRow {
    /// The scenario's id.
    pub scenario: String,
    /// The fingerprint of its files: what was played under another is another row.
    pub fingerprint: String,
    /// The cut in words; none for the whole.
    pub cut: Option<String>,
    /// The variant; none where the class was not split.
    pub variant: Option<String>,
    /// How many classes had groups in it.
    pub classes: usize,
    /// How many groups.
    pub groups: u64,
    /// How many pupils.
    pub pupils: usize,
    /// Of the groups, those that came to an end.
    pub ended: Share,
    /// Of those that ended, by kind: agreed, war, other.
    pub came: [Share; 3],
    /// Of those that ended, those in which a catastrophe struck.
    pub struck: Share,
    /// How grave the gravest rung was, 0 to 100. This and what follows is of those that ended.
    pub severity: Mean,
    /// The chance over the whole course that a catastrophe would have struck.
    pub risk: Mean,
    /// How many red lines were crossed.
    pub crossed: Mean,
    /// The scores of both sides.
    pub scores: [Mean; 2],
    /// The Brier score of a group's forecasts.
    pub brier: Mean,
    /// How much more of the groups that ended came to war than in the first variant of the same cut; none for that.
    pub more_war: Option<Mean>,
    /// How much higher the gravest rung was than in the first variant of the same cut; none for that.
    pub graver: Option<Mean>,
    /// The verdicts, aim by aim.
    pub aims: Vec<PooledAim>,
}

/// An aim over groups.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PooledAim {
    /// The aim's id.
    pub aim: String,
    /// Whose, in words.
    pub owner: String,
    /// The verdict that counted, 0 to 100.
    pub verdict: Mean,
}

/// The kinds of endings, in the order of [`PooledRow::came`].
const KINDS: [&str; 3] = ["agreed", "war", "other"];

/// Values that a mean is made of.
#[derive(Default)]
struct Sum {
    of: u64,
    sum: f64,
    squares: f64,
}

impl Sum {
    /// The mean of some values that lie between two ends, whose interval goes beyond neither.
    fn mean([least, most]: [f64; 2], values: impl Iterator<Item = f64>) -> Mean {
        let total = values.filter(|value| value.is_finite()).fold(Self::default(), |sum, value| Self {
            of: sum.of + 1,
            sum: sum.sum + value,
            squares: sum.squares + value * value,
        });
        let mean = Mean::of(total.of, total.sum, total.squares);
        Mean { low: mean.low.max(least), high: mean.high.min(most), ..mean }
    }
}

/// The ends of scores, verdicts and rungs.
const HUNDRED: [f64; 2] = [0.0, 100.0];

/// Pools exports. Rows stand in the order of scenario, cut and variant, so that the order of the files changes nothing.
#[must_use]
pub fn pool(exports: &[ClassExport]) -> Pool {
    type Place<'e> = (&'e str, &'e str, Option<&'e str>, Option<&'e str>);
    let mut places: Vec<Place<'_>> = Vec::new();
    let all: Vec<(usize, Place<'_>, &super::ExportedGroup)> = exports
        .iter()
        .enumerate()
        .flat_map(|(class, export)| {
            export.groups.iter().filter(|group| group.forked.is_none()).map(move |group| {
                let place: Place<'_> =
                    (&export.scenario, &export.fingerprint, group.cut.as_deref(), group.variant.as_deref());
                (class, place, group)
            })
        })
        .collect();
    for (_, place, _) in &all {
        if !places.contains(place) {
            places.push(*place);
        }
    }
    places.sort_unstable();
    let mut rows: Vec<PooledRow> = Vec::new();
    for place in places {
        let mine: Vec<_> = all.iter().filter(|(_, at, _)| *at == place).collect();
        let groups: Vec<&super::ExportedGroup> = mine.iter().map(|(_, _, group)| *group).collect();
        let mut classes: Vec<usize> = mine.iter().map(|(class, _, _)| *class).collect();
        classes.dedup();
        let made = made(place, classes.len(), &groups);
        let first = rows.iter().find(|row| {
            (row.scenario.as_str(), row.fingerprint.as_str(), row.cut.as_deref()) == (place.0, place.1, place.2)
        });
        let (more_war, graver) = match first {
            Some(first) => (
                Some(Mean::difference(&first.came[1], &made.came[1])),
                Some(Mean::between(&first.severity, &made.severity)),
            ),
            None => (None, None),
        };
        rows.push(PooledRow { more_war, graver, ..made });
    }
    let forks = exports.iter().flat_map(|export| &export.groups).filter(|group| group.forked.is_some()).count();
    let undone = all.iter().filter(|(_, _, group)| 0 < group.undone).count();
    Pool { schema: "brinkmanship pool 1", classes: exports.len(), forks, undone, rows }
}

fn made(
    (scenario, fingerprint, cut, variant): (&str, &str, Option<&str>, Option<&str>),
    classes: usize,
    groups: &[&super::ExportedGroup],
) -> PooledRow {
    let count = |wanted: &dyn Fn(&super::ExportedGroup) -> bool| {
        u64::try_from(groups.iter().filter(|group| wanted(group)).count()).unwrap_or(u64::MAX)
    };
    let whole = count(&|_| true);
    let ended = count(&|group| group.came.is_some());
    // What had not ended might have come to anything.
    let over: Vec<&super::ExportedGroup> = groups.iter().copied().filter(|group| group.came.is_some()).collect();
    let mut aims: Vec<(&str, &str)> = Vec::new();
    for aim in over.iter().flat_map(|group| &group.aims) {
        if !aims.contains(&(&aim.aim, &aim.owner)) {
            aims.push((&aim.aim, &aim.owner));
        }
    }
    let verdict = |id: &str| {
        let found = over.iter().flat_map(|group| &group.aims).filter(|aim| aim.aim == id);
        Sum::mean(HUNDRED, found.filter_map(|aim| aim.counted).map(f64::from))
    };
    PooledRow {
        scenario: scenario.to_owned(),
        fingerprint: fingerprint.to_owned(),
        cut: cut.map(ToOwned::to_owned),
        variant: variant.map(ToOwned::to_owned),
        classes,
        groups: whole,
        pupils: groups.iter().map(|group| group.pupils).fold(0, usize::saturating_add),
        ended: Share::of(ended, whole),
        came: KINDS.map(|kind| Share::of(count(&|group| group.came.as_deref() == Some(kind)), ended)),
        struck: Share::of(count(&|group| group.struck && group.came.is_some()), ended),
        severity: Sum::mean(HUNDRED, over.iter().map(|group| f64::from(group.severity))),
        risk: Sum::mean([0.0, 1.0], over.iter().map(|group| group.risk)),
        crossed: Sum::mean([0.0, f64::INFINITY], over.iter().map(|group| group.crossed as f64)),
        scores: [0, 1].map(|side| {
            Sum::mean(HUNDRED, over.iter().filter_map(|group| group.scores).map(|scores| f64::from(scores[side])))
        }),
        brier: Sum::mean([0.0, 2.0], over.iter().filter_map(|group| group.brier)),
        more_war: None,
        graver: None,
        aims: aims
            .into_iter()
            .map(|(aim, owner)| PooledAim { aim: aim.to_owned(), owner: owner.to_owned(), verdict: verdict(aim) })
            .collect(),
    }
}

fn share(share: &Share) -> String {
    if share.of == 0 {
        return tr!("none to count").to_owned();
    }
    tr!(
        "{count} of {of}: {share:.0} in 100 ({low:.0} to {high:.0})",
        count = share.count,
        of = share.of,
        share = 100.0 * share.share,
        low = 100.0 * share.low,
        high = 100.0 * share.high
    )
}

fn mean(mean: &Mean, places: usize) -> String {
    if mean.of == 0 {
        return tr!("none to count").to_owned();
    }
    let figure = |value: f64| format!("{value:.places$}");
    if mean.of == 1 {
        return tr!("{mean}, of one alone", mean = figure(mean.mean));
    }
    tr!("{mean} ({low} to {high})", mean = figure(mean.mean), low = figure(mean.low), high = figure(mean.high))
}

/// The pool as plain text. Behind each figure stands its 95 % interval: Wilson's for shares, the normal one for means.
#[must_use]
pub fn text(pool: &Pool) -> String {
    let mut out = String::new();
    let mut put = |line: &str| {
        out.push_str(line.trim_end());
        out.push('\n');
    };
    put(&trn!(pool.classes; "{count} class pooled.", "{count} classes pooled.", count = pool.classes));
    if 0 < pool.forks {
        put(
            &trn!(pool.forks; "Left out: {count} group that was forked from another, and is no course of its own.", "Left out: {count} groups that were forked from others, and are no courses of their own.", count = pool.forks),
        );
    }
    if 0 < pool.undone {
        put(
            &trn!(pool.undone; "Counted, but not a clean case: {count} group in which the teacher took a turn back, so that it had seen a future.", "Counted, but not clean cases: {count} groups in which the teacher took a turn back, so that they had seen a future.", count = pool.undone),
        );
    }
    put(tr!(
        "In brackets: where the true figure lies 95 times of 100, by Wilson 1927 for shares and by the spread for means. Groups of one class learn from each other, which no interval here knows."
    ));
    for row in &pool.rows {
        put("");
        let mut title = row.scenario.clone();
        if let Some(cut) = &row.cut {
            // Writing to a text cannot fail.
            write!(title, ". {cut}").unwrap_or_default();
        }
        if let Some(variant) = &row.variant {
            title = tr!("{title} Variant: {variant}", title, variant);
        }
        put(&title);
        let groups = trn!(row.groups; "{count} group", "{count} groups", count = row.groups);
        let classes = trn!(row.classes; "{count} class", "{count} classes", count = row.classes);
        let pupils = trn!(row.pupils; "{count} pupil", "{count} pupils", count = row.pupils);
        put(&format!("  {groups}, {classes}, {pupils}"));
        let mut line = |name: &str, figure: String| put(&format!("  {name}: {figure}"));
        line(tr!("came to an end"), share(&row.ended));
        line(tr!("ended in an agreement, spoken or tacit"), share(&row.came[0]));
        line(tr!("ended in war between the two"), share(&row.came[1]));
        line(tr!("ended otherwise"), share(&row.came[2]));
        line(tr!("a catastrophe struck"), share(&row.struck));
        line(tr!("gravest rung, of 100"), mean(&row.severity, 1));
        line(tr!("chance of catastrophe over the course, of 1"), mean(&row.risk, 4));
        line(tr!("red lines crossed"), mean(&row.crossed, 1));
        line(tr!("score of the first side, of 100"), mean(&row.scores[0], 1));
        line(tr!("score of the second side, of 100"), mean(&row.scores[1], 1));
        line(tr!("Brier score of forecasts, 0 to 2"), mean(&row.brier, 2));
        if let Some(more) = &row.more_war {
            line(tr!("more wars than in the first variant, of 1"), mean(more, 2));
        }
        if let Some(graver) = &row.graver {
            line(tr!("gravest rung above that of the first variant"), mean(graver, 1));
        }
        for aim in &row.aims {
            line(&format!("{} ({})", aim.aim, aim.owner), mean(&aim.verdict, 1));
        }
    }
    out
}

/// The pool as a table: one row for each scenario, cut and variant, each figure with the ends of its interval.
#[must_use]
pub fn csv(pool: &Pool) -> String {
    let mut out = String::new();
    let figures = [
        "ended", "agreed", "war", "other", "struck", "severity", "risk", "crossed", "score_0", "score_1", "brier",
        "more_war", "graver",
    ];
    row(&mut out, |row| {
        for name in ["scenario", "fingerprint", "cut", "variant", "classes", "groups", "pupils"] {
            row.text(name);
        }
        for name in figures {
            row.text(name);
            row.text(&format!("{name}_low"));
            row.text(&format!("{name}_high"));
        }
    });
    for one in &pool.rows {
        row(&mut out, |row| {
            row.text(&one.scenario);
            row.text(&one.fingerprint);
            row.text(one.cut.as_deref().unwrap_or_default());
            row.text(one.variant.as_deref().unwrap_or_default());
            for count in [one.classes, usize::try_from(one.groups).unwrap_or(usize::MAX), one.pupils] {
                row.number(i64::try_from(count).unwrap_or(i64::MAX));
            }
            for share in [&one.ended, &one.came[0], &one.came[1], &one.came[2], &one.struck] {
                three(row, share.of, [share.share, share.low, share.high]);
            }
            let means = [&one.severity, &one.risk, &one.crossed, &one.scores[0], &one.scores[1], &one.brier];
            for mean in means.into_iter().map(Some).chain([one.more_war.as_ref(), one.graver.as_ref()]) {
                let mean = mean.copied().unwrap_or_default();
                three(row, mean.of, [mean.mean, mean.low, mean.high]);
            }
        });
    }
    out
}

fn three(row: &mut Row<'_>, of: u64, figures: [f64; 3]) {
    for figure in figures {
        if of == 0 {
            row.empty();
        } else {
            row.real(figure);
        }
    }
}
