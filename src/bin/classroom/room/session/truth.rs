//! What only the facilitator sees of a group's crisis, and the desks of parties.

use brinkmanship::{
    crisis::{Eyes, View, holds, record::What},
    report::{
        Debrief,
        course::{self, Telling},
        words,
    },
    scenario::model::{Actor, LadderId, PartyId, RuleId, RuleKind, TrackId},
};

use super::{Case, Session};

/// An event that the scenario has and a teacher may let happen.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// Its id.
    pub id: String,
    /// Its headline.
    pub title: String,
    /// What happens.
    pub text: String,
    /// Whether it can happen on this turn as things stand.
    pub ready: bool,
}

/// What only the facilitator sees at a glance.
#[derive(Clone, Debug, Default)]
pub struct Truth {
    /// How near the brink: the severity of the gravest rung, 0 to 100.
    pub severity: u8,
    /// The gravest rung.
    pub rung: String,
    /// The danger of miscalculation as it is, where the scenario counts it.
    pub danger: Option<i32>,
    /// Tracks as they are: name and value.
    pub tracks: Vec<(String, String)>,
    /// What was ordered on each turn by both sides, and what happened that the sides need not know.
    pub turns: Vec<(String, [Vec<String>; 2], Vec<String>)>,
    /// How it ended.
    pub ending: Option<(String, String)>,
}

/// What a party can do by its own rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PartyAct {
    /// The id of the rule.
    pub id: String,
    /// What it is, for those at the party's desk.
    pub text: String,
}

impl Session {
    fn happened(&self, rule: usize) -> bool {
        self.course.record.entries.iter().any(|entry| entry.what == What::Happened(RuleId::new(rule)))
    }

    /// Events that can be made to happen: those with odds of their own whose turn has come or may come.
    #[must_use]
    pub fn prepared(&self) -> Vec<Prepared> {
        let (scenario, turn) = (self.course.scenario, self.course.crisis.turn());
        let mut found: Vec<Prepared> = scenario
            .rules
            .iter()
            .enumerate()
            .filter(|(_, rule)| matches!(rule.kind, RuleKind::Opening | RuleKind::Closing) && !rule.title.is_empty())
            .filter(|(_, rule)| (1..100_000).contains(&rule.odds))
            .filter(|(at, rule)| turn <= usize::from(rule.turns.1) && (rule.repeat || !self.happened(*at)))
            .map(|(_, rule)| Prepared {
                id: rule.id.clone(),
                title: words::bare(&rule.title).to_owned(),
                text: rule.text.clone(),
                ready: usize::from(rule.turns.0) <= turn
                    && holds(scenario, &self.course.crisis, &rule.when, Eyes::Truth),
            })
            .collect();
        found.sort_by(|one, other| (!one.ready, &one.title).cmp(&(!other.ready, &other.title)));
        found
    }

    /// How near the brink, for the facilitator: the gravest rung and the danger, without the rest of the truth.
    #[must_use]
    pub fn glance(&self) -> Truth {
        let (scenario, crisis) = (self.course.scenario, &self.course.crisis);
        let gravest = scenario
            .ladders
            .iter()
            .enumerate()
            .filter_map(|(at, ladder)| {
                let view = View::of_world(scenario, crisis);
                let rung = ladder.rungs.get(usize::from(view.rung(LadderId::new(at))))?;
                Some((rung.severity, rung.name.clone()))
            })
            .max()
            .unwrap_or_default();
        let danger = scenario.index.danger.map(|track| crisis.track(track));
        Truth { severity: gravest.0, rung: gravest.1, danger, ..Truth::default() }
    }

    /// The truth, for the facilitator.
    #[must_use]
    pub fn truth(&self) -> Truth {
        let (scenario, crisis) = (self.course.scenario, &self.course.crisis);
        let titles = |turn, actor| course::orders(&self.course, turn, actor).into_iter().map(|order| order.title);
        let turns = (0..self.course.turns.len())
            .map(|turn| {
                let date = scenario.turns.get(turn).map_or_else(String::new, |data| data.date.clone());
                let orders = Actor::BOTH.map(|actor| titles(turn, actor).collect());
                (date, orders, course::told(&self.course, turn, Telling::Whole))
            })
            .collect();
        let value = |at: usize| crisis.track(TrackId::new(at));
        Truth {
            tracks: scenario
                .tracks
                .iter()
                .enumerate()
                .map(|(at, data)| (data.name.clone(), data.said(value(at))))
                .collect(),
            turns,
            ending: crisis.ended().map(|id| {
                let ending = &scenario.endings[id.index()];
                (words::bare(&ending.title).to_owned(), ending.text.clone())
            }),
            ..self.glance()
        }
    }

    /// What a party can come to do on the turn that is open: what its desk is told of, and the ids of the rest, of which
    /// nothing is told before it has come to that.
    #[must_use]
    pub fn party_acts(&self, party: usize) -> (Vec<PartyAct>, Vec<String>) {
        let scenario = self.course.scenario;
        let (mut named, mut rest) = (Vec::new(), Vec::new());
        for (id, told) in View::of_world(scenario, &self.course.crisis).acts_of(PartyId::new(party)) {
            let rule = &scenario.rules[id.index()];
            if !told {
                rest.push(rule.id.clone());
                continue;
            }
            // What is told of it nowhere has a name at least.
            let text =
                if rule.text.is_empty() { words::rule_title(scenario, id).to_owned() } else { rule.text.clone() };
            named.push(PartyAct { id: rule.id.clone(), text });
        }
        (named, rest)
    }

    /// The aims as the program judges them, with its evidence.
    #[must_use]
    pub fn cases(&self) -> &[Case] {
        self.cases.get_or_init(|| {
            let scenario = self.course.scenario;
            let parts = Debrief::of(&self.course).aims;
            parts
                .iter()
                .flat_map(|of| {
                    let mine = scenario.aims.iter().filter(|aim| words::owner(scenario, aim.owner) == of.owner);
                    of.aims.iter().zip(mine).map(|(part, aim)| {
                        let cell = (1, part.headline);
                        let reason = part.reasons.iter().find(|reason| reason.cells.contains(&cell));
                        let said = |(when, what): &(String, String)| match when.as_str() {
                            "" => what.clone(),
                            when => format!("{when}: {what}"),
                        };
                        Case {
                            aim: aim.id.clone(),
                            owner: of.owner.clone(),
                            side: of.actor,
                            title: words::bare(&part.title).to_owned(),
                            text: part.text.clone(),
                            verdict: part.judged(1).map(|judged| (judged.short(), judged.value)),
                            why: part.why().to_owned(),
                            evidence: reason.map_or_else(Vec::new, |reason| reason.evidence.iter().map(said).collect()),
                        }
                    })
                })
                .collect()
        })
    }
}
