//! The verdict table: each aim in both ledgers and at both horizons, why, on what evidence; and the scores.

use serde::Serialize;

use super::Teller;
use crate::{
    report::words,
    scenario::model::{Actor, AimData, AimId, AimKind, Category, Horizon, Ledger, Owner, VerdictRule},
    verdict::{Evidence, Outcome, Verdict, evidence, headline, judge, score},
};

/// The aims of one side or party.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AimsOf {
    /// Whose.
    pub owner: String,
    /// The actor's place, 0 or 1; none for a party.
    pub actor: Option<usize>,
    /// The aims, in the author's order.
    pub aims: Vec<AimPart>,
}

/// An aim and its verdicts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AimPart {
    /// In a few words.
    pub title: String,
    /// In a sentence or two.
    pub text: String,
    /// Whether it was said aloud, in words.
    pub kind: String,
    /// How much it counts, 0 to 10.
    pub weight: u8,
    /// The ledger of its headline: 0 as the world saw it, 1 as known since.
    pub headline: usize,
    /// The verdicts, by horizon and then by ledger; none while it has not ended.
    pub verdicts: [[Option<Judged>; 2]; 2],
    /// Why, each reason once, with the verdicts that it stands for.
    pub reasons: Vec<Reason>,
    /// Rival intentions, and a verdict under each.
    pub intentions: Vec<IntentionPart>,
    /// What is doubtful.
    pub note: String,
    /// The numbers of the aim's own sources.
    pub sources: Vec<usize>,
}

/// A verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Judged {
    /// In words.
    pub words: String,
    /// 100 achieved, 75 mostly, 50 partly, 25 little, 0 failed; the lower end of a range.
    pub value: u8,
    /// The upper end of a range.
    pub up_to: Option<u8>,
    /// Whether it is disputed.
    pub disputed: bool,
}

/// Why a verdict is what it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// The verdicts that it stands for: horizon and ledger, each 0 or 1.
    pub cells: Vec<(usize, usize)>,
    /// The verdict in words.
    pub words: String,
    /// Why, in a sentence.
    pub because: String,
    /// The evidence: when, in words, empty where that cannot be told; and what.
    pub evidence: Vec<(String, String)>,
    /// The numbers of its sources.
    pub sources: Vec<usize>,
}

/// What might have been wanted, and the verdict if it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct IntentionPart {
    /// What might have been wanted.
    pub text: String,
    /// How well the record supports it.
    pub support: String,
    /// The verdict at each horizon, in the aim's headline ledger.
    pub verdicts: [Option<Judged>; 2],
    /// Why, at the later horizon.
    pub because: String,
}

/// The scores, and how they come about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Scores {
    /// The points of each actor at each horizon, without handicap.
    pub points: [[u8; 2]; 2],
    /// Whose score the scenario raises, by how much, the score with it, and why.
    pub handicap: Option<(String, u8, u8, String)>,
    /// How each actor's score at each horizon is made up.
    pub lines: [Vec<ScoreLine>; 2],
    /// Whether the scores mean nothing because everyone lost.
    pub lost: bool,
}

/// What one aim adds to a score.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ScoreLine {
    /// The aim.
    pub aim: String,
    /// Its weight.
    pub weight: u8,
    /// Its headline verdict at each horizon, in half points: the middle of a range counts.
    pub half_points: [u32; 2],
}

impl AimPart {
    /// The headline verdict at a horizon, 0 or 1; none while it has not ended.
    #[must_use]
    pub fn judged(&self, horizon: usize) -> Option<&Judged> {
        self.verdicts[horizon][self.headline].as_ref()
    }

    /// Why the headline verdict at the later horizon is what it is; empty where there is none.
    #[must_use]
    pub fn why(&self) -> &str {
        let cell = (1, self.headline);
        self.reasons.iter().find(|reason| reason.cells.contains(&cell)).map_or("", |reason| reason.because.as_str())
    }

    /// How the world saw it at the later horizon and what is known since, where the two part.
    #[must_use]
    pub fn apart(&self) -> Option<String> {
        let [Some(world), Some(known)] = &self.verdicts[1] else { return None };
        // What the world did not see is the point of a secret.
        (world.words != known.words).then(|| {
            tr!(
                "The world saw it as {world}; as is known since, it was {known}.",
                world = world.words,
                known = known.words
            )
        })
    }
}

impl Judged {
    /// In one word where it has one: "mostly" for "mostly achieved".
    #[must_use]
    pub fn short(&self) -> String {
        let short = [
            (tr!("mostly achieved"), tr!("mostly")),
            (tr!("partly achieved"), tr!("partly")),
            (tr!("little achieved"), tr!("little")),
        ];
        let found = short.into_iter().find(|(long, _)| *long == self.words);
        found.map_or_else(|| self.words.clone(), |(_, short)| short.to_owned())
    }

    /// From the engine's verdict.
    pub(super) fn of(verdict: Verdict) -> Self {
        Self { words: verdict.words(), value: verdict.value, up_to: verdict.up_to, disputed: verdict.disputed }
    }
}

pub(super) fn all(teller: &mut Teller<'_, '_>) -> Vec<AimsOf> {
    let scenario = teller.scenario;
    let mut owners: Vec<Owner> = Actor::BOTH.map(Owner::Actor).to_vec();
    for aim in &scenario.aims {
        if !owners.contains(&aim.owner) {
            owners.push(aim.owner);
        }
    }
    owners
        .into_iter()
        .map(|owner| AimsOf {
            owner: words::owner(scenario, owner).to_owned(),
            actor: match owner {
                Owner::Actor(actor) => Some(actor.index()),
                Owner::Party(_) => None,
            },
            aims: scenario.aims.iter().filter(|aim| aim.owner == owner).map(|aim| part(teller, aim)).collect(),
        })
        .filter(|of: &AimsOf| !of.aims.is_empty())
        .collect()
}

fn kind(kind: AimKind) -> &'static str {
    match kind {
        AimKind::Public => tr!("said aloud"),
        AimKind::Private => tr!("kept private"),
        AimKind::Mixed => tr!("partly said"),
        AimKind::Disputed => tr!("doubted by historians"),
    }
}

fn part(teller: &mut Teller<'_, '_>, aim: &AimData) -> AimPart {
    let mut verdicts: [[Option<Judged>; 2]; 2] = Default::default();
    let mut reasons = Vec::new();
    let mut intentions = Vec::new();
    let course = teller.course;
    if let Some(outcome) = &course.outcome {
        let found = Horizon::BOTH
            .map(|horizon| Ledger::BOTH.map(|ledger| judge(teller.scenario, outcome, &aim.verdicts, horizon, ledger)));
        for horizon in Horizon::BOTH {
            for ledger in Ledger::BOTH {
                let Some(verdict) = found[horizon.index()][ledger.index()] else { continue };
                verdicts[horizon.index()][ledger.index()] = Some(Judged::of(verdict));
                put_reason(teller, outcome, aim, (horizon, ledger), verdict, &mut reasons);
            }
        }
        for data in &aim.intentions {
            let found =
                Horizon::BOTH.map(|horizon| judge(teller.scenario, outcome, &data.verdicts, horizon, aim.headline));
            intentions.push(IntentionPart {
                text: data.text.clone(),
                support: data.support.clone(),
                verdicts: found.map(|verdict| verdict.map(Judged::of)),
                because: found[1].map(|verdict| data.verdicts[verdict.rule].because.clone()).unwrap_or_default(),
            });
        }
    }
    AimPart {
        title: aim.title.clone(),
        text: aim.text.clone(),
        kind: kind(aim.kind).to_owned(),
        weight: aim.weight,
        headline: aim.headline.index(),
        verdicts,
        reasons: reasons.into_iter().map(|(_, reason)| reason).collect(),
        intentions,
        note: aim.note.clone(),
        sources: teller.cite(&aim.source),
    }
}

/// Adds a verdict to the reason that it shares with others, or a reason of its own.
fn put_reason(
    teller: &mut Teller<'_, '_>,
    outcome: &Outcome,
    aim: &AimData,
    (horizon, ledger): (Horizon, Ledger),
    verdict: Verdict,
    reasons: &mut Vec<(usize, Reason)>,
) {
    let cell = (horizon.index(), ledger.index());
    if let Some((_, reason)) = reasons.iter_mut().find(|(rule, _)| *rule == verdict.rule) {
        reason.cells.push(cell);
        return;
    }
    let rule: &VerdictRule = &aim.verdicts[verdict.rule];
    let found = evidence(teller.scenario, outcome, &teller.course.record, rule, (horizon, ledger));
    let count = teller.count;
    let when = |piece: &Evidence| match (piece.after, piece.turn) {
        (true, _) => tr!("Afterwards").to_owned(),
        (false, Some(turn)) => tr!("Turn {turn}", turn = count.nth(usize::from(turn))),
        (false, None) => String::new(),
    };
    reasons.push((
        verdict.rule,
        Reason {
            cells: vec![cell],
            words: verdict.words(),
            because: rule.because.clone(),
            evidence: found.iter().map(|piece| (when(piece), words::sentence(&piece.text))).collect(),
            sources: teller.cite(&rule.source),
        },
    ));
}

pub(super) fn scores(teller: &Teller<'_, '_>) -> Option<Scores> {
    let scenario = teller.scenario;
    let outcome = teller.course.outcome.as_ref().filter(|_| crate::verdict::judges(scenario))?;
    let points = Actor::BOTH.map(|actor| Horizon::BOTH.map(|horizon| score(scenario, outcome, actor, horizon)));
    let handicap = scenario.handicap.as_ref().map(|(actor, added, why)| {
        let with = points[actor.index()][1].saturating_add(*added).min(100);
        (words::actor(scenario, *actor).to_owned(), *added, with, why.clone())
    });
    let lines = Actor::BOTH.map(|actor| {
        crate::verdict::aims_of(scenario, actor)
            // An aim of a draft that was left without a verdict does not count.
            .filter(|(id, aim)| {
                aim.weight != 0 && Horizon::BOTH.into_iter().any(|at| headline(scenario, outcome, *id, at).is_some())
            })
            .map(|(id, aim): (AimId, &AimData)| ScoreLine {
                aim: aim.title.clone(),
                weight: aim.weight,
                half_points: Horizon::BOTH.map(|horizon| {
                    headline(scenario, outcome, id, horizon).map_or(0, crate::verdict::Verdict::half_points)
                }),
            })
            .collect()
    });
    let lost = teller
        .course
        .crisis
        .ended()
        .is_some_and(|ending| scenario.endings[ending.index()].category == Category::NuclearWar);
    Some(Scores { points, handicap, lines, lost })
}
