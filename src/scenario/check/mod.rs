//! Checks that take meaning rather than shape: what can never come about, what leaves a gap, what is still to do.

mod beside;
mod calendar;
mod class;
mod course;
mod crossings;
mod gaps;
mod lines;
mod proof;
mod published;
mod reach;
mod slips;

use super::{
    compile::{Asked, Decides, Spot, Spots, Time},
    diagnostic::{self as say, Diagnostic, Severity},
    model::{Condition, Scenario, Status},
    source::{Place, Sources, Span},
};
use beside::Around;
use course::{Course, Trust, walk};
use proof::{Proof, Steps};
use reach::Reach;

/// Checks a compiled scenario without faults. Finds every fault it can prove, and invents none.
pub(super) fn check(scenario: &Scenario, spots: &Spots, sources: &Sources) -> Vec<Diagnostic> {
    let mut report = Report { sources, faults: Vec::new() };
    let steps = Steps::default();
    // What nothing at all brings about, then what follows only once that is taken to be mended.
    let loose = walk(scenario, &steps, Trust::All);
    let mut blamed: Vec<&Condition> = Vec::new();
    let open_lines = lines::uncrossable(scenario, &loose, &steps, &[]);
    for asked in &spots.conditions {
        if !can(scenario, &loose, &steps, asked, &asked.condition, true) {
            blamed.push(&asked.condition);
        }
    }
    let course = walk(scenario, &steps, Trust::These(&blamed));
    let shut = lines::uncrossable(scenario, &course, &steps, &open_lines);
    for asked in &spots.conditions {
        if matches!(asked.site.decides, Decides::Line(line) if shut.contains(&line)) {
            continue;
        }
        judge(&mut report, scenario, [&loose, &course], &steps, asked);
    }
    for line in &shut {
        if let (Some(spot), Some(data)) = (spots.lines.get(*line), scenario.lines.get(*line)) {
            // A line that is never in force is not crossed either, whatever is done.
            if course.ends.iter().any(|reach| reach.lines[*line].in_force) {
                report.at(spot, |place, path| say::line_uncrossable(place, path, &data.id));
            } else {
                let published = scenario.status == Status::Published;
                report.at(spot, |place, path| say::required(published, say::line_undeclared(place, path, &data.id)));
            }
        }
    }
    lines::words(&mut report, scenario, spots);
    crossings::check(&mut report, scenario, spots);
    gaps::check(&mut report, scenario, spots, &course, &steps);
    calendar::check(&mut report, scenario, spots);
    published::check(&mut report, scenario, spots);
    class::check(&mut report, scenario, spots);
    beside::covered(&mut report, scenario, spots, &course.after);
    slips::check(&mut report, scenario, spots);
    report.faults
}

/// Collects what is found.
struct Report<'a> {
    sources: &'a Sources,
    faults: Vec<Diagnostic>,
}

impl Report<'_> {
    /// Reports at an item.
    fn at(&mut self, spot: &Spot, make: impl FnOnce(Place, String) -> Diagnostic) {
        self.on(spot.span, &spot.path, make);
    }

    /// Reports at a place within an item.
    fn on(&mut self, span: Span, path: &str, make: impl FnOnce(Place, String) -> Diagnostic) {
        self.faults.push(make(self.sources.place(span), path.to_owned()));
    }

    /// Reports at the scenario as a whole.
    fn whole(&mut self, spots: &Spots, make: impl FnOnce(Place, String) -> Diagnostic) {
        self.on(spots.whole, "", make);
    }
}

/// The states in which a condition is asked.
fn states<'a>(course: &'a Course, asked: &Asked) -> Vec<&'a Reach> {
    let (first, last) = (usize::from(asked.site.turns.0), usize::from(asked.site.turns.1));
    let window = |list: &'a [Reach]| list.iter().skip(first).take((last + 1).saturating_sub(first));
    match asked.site.time {
        Time::Orders | Time::Opening => window(&course.orders).collect(),
        Time::Turn => window(&course.ends).collect(),
        Time::After => vec![&course.after],
        Time::Any => window(&course.orders).chain(window(&course.ends)).chain([&course.after]).collect(),
    }
}

/// Whether a condition can come out as wanted in some state in which it is asked.
fn can(scenario: &Scenario, course: &Course, steps: &Steps, asked: &Asked, condition: &Condition, want: bool) -> bool {
    states(course, asked).into_iter().any(|reach| Proof::new(scenario, reach, steps).can(condition, want))
}

/// Whether a condition asks how it ended, or what followed.
fn asks_of_the_end(condition: &Condition) -> bool {
    match condition {
        Condition::Ended(_) | Condition::EndedAs(_) | Condition::Followed(_) => true,
        Condition::All(list) | Condition::Any(list) | Condition::AtLeast(_, list) => list.iter().any(asks_of_the_end),
        Condition::Not(inner) => asks_of_the_end(inner),
        _ => false,
    }
}

/// Reports what never or always holds: the condition as a whole, or else the words in it.
fn judge(report: &mut Report<'_>, scenario: &Scenario, courses: [&Course; 2], steps: &Steps, asked: &Asked) {
    // Without an ending for the turn limit nothing is known of what comes after the end, and that is said already.
    let endless = scenario.endings.iter().all(|ending| ending.when.is_some());
    if endless && (asked.site.time == Time::After || asks_of_the_end(&asked.condition)) {
        return;
    }
    let plain = matches!(asked.condition, Condition::Always)
        || (asked.condition == Condition::Never && asked.site.decides != Decides::Gate);
    let own = Part { span: asked.spot.span, whole: false, denied: false };
    if plain || constant(report, scenario, courses, steps, asked, own, &asked.condition) {
        return;
    }
    // A word on its own has been judged as the condition. A part is judged over all turns: to guard a move
    // against what cannot come about on its turns is no fault.
    if matches!(asked.condition, Condition::All(_) | Condition::Any(_) | Condition::AtLeast(..) | Condition::Not(_)) {
        let last = u8::try_from(scenario.turns.len().saturating_sub(1)).unwrap_or(u8::MAX);
        let anywhere = Asked {
            spot: asked.spot.clone(),
            condition: Condition::Always,
            words: Vec::new(),
            site: crate::scenario::compile::Site { turns: (0, last), ..asked.site },
        };
        let mut leaves = Vec::new();
        asked.condition.leaves(true, &|_, _| true, &mut leaves);
        let mut told = vec![false; asked.words.len()];
        for (at, (span, word)) in asked.words.iter().enumerate() {
            // Words stand in the order of the leaves that they became.
            let denied = leaves.get(at).is_some_and(|(leaf, want)| *leaf == word && !want);
            let part = Part { span: *span, whole: *span == asked.spot.span, denied };
            told[at] = constant(report, scenario, courses, steps, &anywhere, part, word);
        }
        if leaves.len() == asked.words.len() {
            let judge = &mut |span: Span, denied: bool, group: &Condition| {
                let part = Part { span, whole: true, denied };
                constant(report, scenario, courses, steps, &anywhere, part, group)
            };
            if !groups(&asked.condition, (true, false), &mut 0, &asked.words, &told, judge) {
                let (reach, spot) = (&courses[0].after, &asked.spot);
                let around = Around { scenario, reach, steps, spot, words: &asked.words };
                around.judge(report, &asked.condition, &mut Vec::new(), &mut 0, false);
            }
        }
    }
}

/// Judges the groups of words inside a condition, the innermost first, where no word of theirs has been told of; gives back
/// whether anything was. A group is shown where its first word stands.
fn groups(
    condition: &Condition,
    (whole, denied): (bool, bool),
    at: &mut usize,
    words: &[(Span, Condition)],
    told: &[bool],
    judge: &mut dyn FnMut(Span, bool, &Condition) -> bool,
) -> bool {
    let first = *at;
    let list = match condition {
        Condition::All(list) | Condition::Any(list) | Condition::AtLeast(_, list) => &list[..],
        Condition::Not(inner) => return groups(inner, (whole, !denied), at, words, told, judge),
        _ => {
            *at += 1;
            return told.get(first).copied().unwrap_or(false);
        }
    };
    let mut known = false;
    for inner in list {
        known |= groups(inner, (false, denied), at, words, told, judge);
    }
    let place = words.get(first).filter(|_| !whole && !known && 1 < *at - first);
    known || place.is_some_and(|(span, _)| judge(*span, denied, condition))
}

/// What is judged of a condition: all of it, or one word.
#[derive(Clone, Copy)]
struct Part {
    /// Where it is shown.
    span: Span,
    /// Whether that is the place of more or less than what is meant: of the whole, or of the first word of a group.
    whole: bool,
    /// Whether it stands under `Not`.
    denied: bool,
}

/// Reports a condition that never or always holds where it is asked: at its own place, or as a part of the whole. In a
/// draft it is a thing to do where nothing yet moves what is asked about.
fn constant(
    report: &mut Report<'_>,
    scenario: &Scenario,
    courses: [&Course; 2],
    steps: &Steps,
    asked: &Asked,
    part: Part,
    condition: &Condition,
) -> bool {
    for course in courses {
        for want in [true, false] {
            if can(scenario, course, steps, asked, condition, want) {
                continue;
            }
            // The last state is the widest, and says best why.
            let Some(reach) = states(course, asked).last().copied() else { return false };
            let why = Proof::new(scenario, reach, steps).why_not(condition, want);
            // What nothing at all moves shows in the states of all turns, if every condition is trusted.
            let loose = courses[0];
            let all = loose.orders.iter().chain(&loose.ends).chain([&loose.after]);
            let all: Vec<Proof<'_>> = all.map(|reach| Proof::new(scenario, reach, steps)).collect();
            let still = Proof::new(scenario, reach, steps).still(condition, want, &all);
            let bar = scenario.status == Status::Published || !still;
            report.on(part.span, &asked.spot.path, |place, path| {
                let found = if asked.site.decides == Decides::Effects {
                    say::effects_idle(place, path, !want, &why)
                } else if want {
                    say::never_holds(place, path, part.whole, part.denied, &why)
                } else {
                    say::always_holds(place, path, part.whole, part.denied, &why)
                };
                let lower = !bar && found.severity == Severity::Error;
                if lower { Diagnostic { severity: Severity::ToDo, ..found } } else { found }
            });
            return true;
        }
    }
    false
}
