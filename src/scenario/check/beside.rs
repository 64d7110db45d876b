//! What the words of conditions say of one another: alternatives that what stands beside them decides, and items of a list
//! that an earlier one is always chosen before.

use super::{
    Report,
    proof::{Proof, Steps},
    reach::Reach,
};
use crate::scenario::{
    compile::{Spot, Spots},
    diagnostic as say,
    model::{Condition, Scenario, VerdictRule},
    source::Span,
};

/// Judges the alternatives inside a condition together with what has to hold beside them for them to matter.
pub(super) struct Around<'a> {
    pub(super) scenario: &'a Scenario,
    pub(super) reach: &'a Reach,
    pub(super) steps: &'a Steps,
    pub(super) spot: &'a Spot,
    pub(super) words: &'a [(Span, Condition)],
}

impl Around<'_> {
    /// Whether a part can hold with the rest, by what they say. What is ruled out only by when things come about, a guard
    /// that never has anything to guard against, is no fault.
    fn can(&self, beside: &[Condition], part: Condition) -> bool {
        let proof = Proof::new(self.scenario, self.reach, self.steps).of_words();
        proof.can(&Condition::All(beside.iter().cloned().chain([part]).collect()), true)
    }

    /// Judges what stands inside a condition, where all of `beside` holds as well. A part is shown at its first word.
    pub(super) fn judge(
        &self,
        report: &mut Report<'_>,
        condition: &Condition,
        beside: &mut Vec<Condition>,
        at: &mut usize,
        denied: bool,
    ) {
        let (list, all) = match condition {
            Condition::All(list) => (list, true),
            Condition::Any(list) | Condition::AtLeast(_, list) => (list, false),
            Condition::Not(inner) => return self.judge(report, inner, beside, at, !denied),
            Condition::Always | Condition::Never => return,
            _ => {
                *at += 1;
                return;
            }
        };
        for (place, inner) in list.iter().enumerate() {
            if !all && !beside.is_empty() {
                self.alternative(report, inner, beside, *at, denied);
            }
            let outside = beside.len();
            if all {
                beside.extend(list.iter().enumerate().filter(|(other, _)| *other != place).map(|(_, one)| one.clone()));
            }
            self.judge(report, inner, beside, at, denied);
            beside.truncate(outside);
        }
    }

    /// Tells of an alternative that what stands beside it rules out, or makes sure.
    fn alternative(&self, report: &mut Report<'_>, part: &Condition, beside: &[Condition], at: usize, denied: bool) {
        let Some((span, _)) = self.words.get(at) else { return };
        let [holds, fails] = [part.clone(), Condition::Not(Box::new(part.clone()))].map(|part| self.can(beside, part));
        // Where neither can be, what stands beside it cannot hold itself, and that is told of elsewhere.
        if holds != fails {
            report.on(*span, &self.spot.path, |place, path| {
                if holds {
                    say::always_holds(place, path, true, denied, tr!("what has to hold beside it makes sure of it"))
                } else {
                    say::never_holds(place, path, true, denied, tr!("what has to hold beside it rules it out"))
                }
            });
        }
    }
}

/// Reports endings, verdicts and texts for other days that an earlier one of their list is always chosen before.
pub(super) fn covered(report: &mut Report<'_>, scenario: &Scenario, spots: &Spots, reach: &Reach) {
    let steps = Steps::default();
    let covers = |earlier: &Condition, later: &Condition| {
        let left = Condition::All([later.clone(), Condition::Not(Box::new(earlier.clone()))].into());
        !Proof::new(scenario, reach, &steps).of_words().can(&left, true) && !steps.gone()
    };
    let mut tell = |spot: &Spot, path: String, at: usize, earlier: usize| {
        let inside = format!("{path}.");
        let own = spots.conditions.iter().find(|asked| asked.spot.path.starts_with(&inside));
        let span = own.map_or(spot.span, |asked| asked.spot.span);
        report.on(span, &path, |place, path| say::covered(place, path, at + 1, earlier + 1));
    };
    for ((aim, spot), intentions) in scenario.aims.iter().zip(&spots.aims).zip(&spots.intentions) {
        let rival = aim.intentions.iter().map(|data| &data.verdicts).zip(intentions);
        for (rules, spot) in [(&aim.verdicts, spot)].into_iter().chain(rival) {
            let path = format!("{}.verdicts", spot.path);
            for (at, rule) in rules.iter().enumerate() {
                let earlier =
                    rules.iter().take(at).position(|other| wider(other, rule) && covers(&other.when, &rule.when));
                if let Some(earlier) = earlier {
                    tell(spot, format!("{path}.{at}"), at, earlier);
                }
            }
        }
    }
    for ((at, ending), spot) in scenario.endings.iter().enumerate().zip(&spots.endings) {
        let met = |when: &Condition| ending.when.as_ref().is_some_and(|own| covers(when, own));
        let mut before = scenario.endings.iter().take(at);
        if let Some(earlier) = before.position(|other| other.when.as_ref().is_some_and(met)) {
            tell(spot, spot.path.clone(), at, earlier);
        }
    }
    for ((at, text), spot) in scenario.instead.iter().enumerate().zip(&spots.instead) {
        let wide = |other: &&crate::scenario::model::InsteadData| {
            (0..scenario.turns.len()).all(|turn| !text.on(turn) || other.on(turn))
        };
        let mut before = scenario.instead.iter().take(at);
        if let Some(earlier) = before.position(|other| wide(&other) && covers(&other.when, &text.when)) {
            tell(spot, spot.path.clone(), at, earlier);
        }
    }
}

/// Whether a rule is asked wherever another one is.
fn wider(rule: &VerdictRule, other: &VerdictRule) -> bool {
    (rule.horizon.is_none() || rule.horizon == other.horizon) && (rule.ledger.is_none() || rule.ledger == other.ledger)
}
