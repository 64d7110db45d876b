//! The debrief as plain data: computed from a course of play, finished or not, and formatted by nobody here.
//!
//! Every figure carries the rule or the cause that it comes from, so that whoever shows it can explain it.

mod aims;
mod chance;
mod choice;
mod course;
mod doubts;
mod forecasts;
mod lines;
mod minds;
mod real;
mod schools;
mod screen;
mod sights;
mod talks;
mod thoughts;
mod tracks;

pub use super::course::OrderPart;
pub use aims::{AimPart, AimsOf, IntentionPart, Judged, Reason, ScoreLine, Scores};
pub use chance::{ChancePart, DrawPart, Luck, Spared};
pub use choice::{AheadPart, BranchPart, ChoicePart, ChoiceTurn, OutlookPart};
pub(in crate::report) use choice::{in_100, parts_of_100, told};
pub use course::{LadderPart, RungPart, TurnPart};
pub use doubts::DoubtPart;
pub use forecasts::{Band, ForecastTurn, Forecasts, KNOWS_NOTHING};
pub use lines::{LineMoment, LinePart, LineReading};
pub use minds::{Belief, Mind, Minds};
pub use real::{RealAim, RealPart, RealTurn};
pub(in crate::report) use schools::number;
pub use schools::{ReadingPart, Schools, Weighed};
pub use screen::{EndingPart, Screen, Seat, Want};
pub use sights::{Saw, Sight, Sights};
pub use talks::{AgreedLeg, AgreementPart, CommitmentPart, LegPart, OfferPart};
pub use thoughts::{ThoughtTurn, Thoughts};
pub use tracks::{Change, TrackPart};

use serde::Serialize;

use super::{
    teaching::Notes,
    words::{self, Count, Nth},
};
use crate::{
    crisis::{
        Eyes,
        record::{Cause, Step, What},
    },
    policy::{Policy, planner::Thought},
    scenario::model::{
        Actor, Audience, Condition, CutData, Grade, Horizon, Ledger, RuleKind, Scenario, SourceId, SourceKind, Status,
        WordData,
    },
    transcript::{Course, history_course, seats},
};

/// Everything that a debrief says.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Debrief {
    /// The scenario's id.
    pub scenario: String,
    /// The title.
    pub title: String,
    /// The line under the title.
    pub subtitle: String,
    /// What the scenario is about.
    pub summary: String,
    /// The language of the scenario's texts.
    pub language: String,
    /// What a person should know beforehand.
    pub content_note: String,
    /// Whether the conflict still goes on.
    pub living: bool,
    /// Whether the scenario is unfinished.
    pub draft: bool,
    /// The reason for numbers without a source of their own.
    pub judgement: String,
    /// The fingerprint of the scenario's files.
    pub fingerprint: String,
    /// What cut was played, in a sentence or two; none where it was the whole.
    pub cut: Option<String>,
    /// How its turns are counted.
    #[serde(skip)]
    pub count: Count,
    /// The seed of the draws.
    pub seed: u64,
    /// Who played each seat, in words; empty where nobody has said.
    pub players: [String; 2],
    /// Both sides.
    pub actors: [ActorPart; 2],
    /// The two horizons in words.
    pub horizons: [String; 2],
    /// The two ledgers in words.
    pub ledgers: [String; 2],
    /// Whether this is the real course of events itself.
    pub is_history: bool,
    /// The first plain screen.
    pub screen: Screen,
    /// How it ended, once it has.
    pub ending: Option<EndingPart>,
    /// Human cost: the tracks that count it.
    pub cost: Vec<TrackPart>,
    /// The aims of both actors, then those of parties.
    pub aims: Vec<AimsOf>,
    /// The scores, once it has ended.
    pub scores: Option<Scores>,
    /// The red lines.
    pub lines: Vec<LinePart>,
    /// The turns as they were played.
    pub turns: Vec<TurnPart>,
    /// What each side believed about the other, beside the truth.
    pub minds: Minds,
    /// The ladders and how they were climbed.
    pub ladders: Vec<LadderPart>,
    /// What opponents that plan thought, where such sat at the table.
    pub thoughts: Vec<Thoughts>,
    /// Forecasts that people wrote down, where they did.
    pub forecasts: Vec<Forecasts>,
    /// What turned on chance.
    pub chance: ChancePart,
    /// What turned on choice and what on chance, and what else could have been; only where it was looked into.
    pub choice: Option<ChoicePart>,
    /// What may come of it, while it has not ended; only where that was looked into.
    pub ahead: Option<AheadPart>,
    /// The offers that were made.
    pub offers: Vec<OfferPart>,
    /// What was agreed.
    pub agreements: Vec<AgreementPart>,
    /// The words given.
    pub commitments: Vec<CommitmentPart>,
    /// The real course of events beside this one, where the scenario knows it.
    pub real: Option<RealPart>,
    /// What followed.
    pub aftermath: Vec<AftermathPart>,
    /// Every track: where it began, where it ended, and why.
    pub tracks: Vec<TrackPart>,
    /// The schools of historians.
    pub schools: Schools,
    /// Questions for a class.
    pub questions: Vec<String>,
    /// Words that a reader may not know, and what they mean.
    pub glossary: Vec<(String, String)>,
    /// What the grades of the sources mean, from `A`, where the scenario says so itself.
    pub grades: Option<[String; 3]>,
    /// The sources that were used, in the order of their numbers.
    pub sources: Vec<SourcePart>,
    /// What is doubtful in what was played.
    pub doubts: Vec<DoubtPart>,
    /// What a fictional twin was made from, which stands on the last page and nowhere before; none under the real names.
    pub made_from: Option<MadeFrom>,
    /// What is for teachers and parents; none for pupils, or where the authors wrote none.
    pub teaching: Option<Notes>,
}

/// What a fictional twin was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MadeFrom {
    /// What it was, in a sentence or two.
    pub sentence: String,
    /// The real names and the invented ones.
    pub names: Vec<(String, String)>,
    /// The dates of the turns as they were told, and the real ones.
    pub dates: Vec<(String, String)>,
    /// The readings, and who holds them.
    pub schools: Vec<(String, String)>,
    /// The reason for numbers without a source of their own.
    pub judgement: String,
}

/// One side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ActorPart {
    /// Its name.
    pub name: String,
    /// Who decides.
    pub decider: String,
    /// The name of its disposition, if the scenario has some.
    pub disposition: Option<String>,
    /// What drives such a leader.
    pub drives: String,
}

/// Something that followed the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AftermathPart {
    /// When, in words.
    pub date: String,
    /// Which horizon it comes before: 0 or 1.
    pub horizon: usize,
    /// What happened.
    pub text: String,
    /// Its odds in words, where it was left to chance.
    pub odds: Option<String>,
    /// Who learned of it, in words.
    pub known_to: String,
    /// What it changed, in sentences.
    pub changes: Vec<String>,
    /// The numbers of its sources.
    pub sources: Vec<usize>,
}

/// A source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SourcePart {
    /// Its number in this debrief, from 1.
    pub number: usize,
    /// The full reference.
    pub reference: String,
    /// What kind it is, in words.
    pub kind: String,
    /// Its grade and what that means.
    pub grade: String,
    /// What is doubtful.
    pub note: String,
}

/// What is needed to compute the parts, and the numbers given to sources so far.
struct Teller<'c, 's> {
    course: &'c Course<'s>,
    scenario: &'s Scenario,
    /// How turns are counted.
    count: Count,
    cited: Vec<SourceId>,
}

impl Debrief {
    /// How many turns people played of it; those that passed in a cut are nobody's.
    #[must_use]
    pub fn played(&self) -> usize {
        self.count.played(self.turns.len())
    }
}

impl Teller<'_, '_> {
    /// The numbers of sources, given in the order of first use.
    fn cite(&mut self, sources: &[SourceId]) -> Vec<usize> {
        let mut numbers: Vec<usize> = Vec::new();
        for id in sources {
            let at = self.cited.iter().position(|cited| cited == id).unwrap_or_else(|| {
                self.cited.push(*id);
                self.cited.len() - 1
            });
            if !numbers.contains(&(at + 1)) {
                numbers.push(at + 1);
            }
        }
        numbers.sort_unstable();
        numbers
    }

    /// A turn with its number.
    fn nth(&self, turn: impl Into<usize>) -> Nth {
        self.count.nth(turn.into())
    }

    /// The date of a turn.
    fn date(&self, turn: u8) -> String {
        self.scenario.turns.get(usize::from(turn)).map_or_else(String::new, |turn| turn.date.clone())
    }

    /// When an entry belongs, in words.
    fn when(&self, turn: u8, step: Step) -> String {
        if step == Step::Aftermath { tr!("Afterwards").to_owned() } else { tr!("Turn {turn}", turn = self.nth(turn)) }
    }

    /// How many turns were played.
    fn played(&self) -> usize {
        self.course.turns.len()
    }

    /// The crisis at a horizon; as it stands while it has not ended.
    fn at(&self, horizon: Horizon) -> &crate::crisis::Crisis {
        self.course.outcome.as_ref().map_or(&self.course.crisis, |outcome| outcome.at(horizon))
    }

    fn sources(&self) -> Vec<SourcePart> {
        // The real references of a twin are told here, at the end, and nowhere before.
        let list = self.scenario.original.as_ref().map_or(&self.scenario.sources, |original| &original.sources);
        let part = |(at, id): (usize, &SourceId)| {
            let data = &list[id.index()];
            SourcePart {
                number: at + 1,
                reference: data.reference.clone(),
                kind: match data.kind {
                    SourceKind::Primary => tr!("a document of the time"),
                    SourceKind::Secondary => tr!("a study"),
                    SourceKind::School => tr!("a school text"),
                    SourceKind::Reporting => tr!("reports of the time"),
                    SourceKind::Judgement => tr!("a judgement of the authors"),
                }
                .to_owned(),
                grade: match (&self.scenario.grades, data.grade) {
                    (Some([a, _, _]), Grade::A) => format!("A: {a}"),
                    (Some([_, b, _]), Grade::B) => format!("B: {b}"),
                    (Some([_, _, c]), Grade::C) => format!("C: {c}"),
                    (None, Grade::A) => tr!("A: a document of the time or an agreed fact").to_owned(),
                    (None, Grade::B) => tr!("B: one good study or a standard figure").to_owned(),
                    (None, Grade::C) => tr!("C: approximate, derived or disputed").to_owned(),
                },
                note: data.note.clone(),
            }
        };
        self.cited.iter().enumerate().map(part).collect()
    }
}

/// What brought a change about and in which step, also where the author gave it no words.
fn cause(teller: &Teller<'_, '_>, of: Cause, step: Step) -> String {
    let scenario = teller.scenario;
    match of {
        Cause::Term(id) => {
            let term = words::quoted(&scenario.terms[id.index()].title);
            match step {
                Step::Words => tr!("agreeing to {term}", term),
                Step::Chance => tr!("the leak of {term}", term),
                Step::Opening
                | Step::Orders
                | Step::Arrivals
                | Step::Deeds
                | Step::RedLines
                | Step::Parties
                | Step::Drift
                | Step::Endings
                | Step::Aftermath => tr!("carrying out {term}", term),
            }
        }
        Cause::Rule(id) | Cause::Incident(id) => {
            let data = &scenario.rules[id.index()];
            if !data.title.is_empty() || !data.text.is_empty() {
                return words::cause(scenario, of);
            }
            let whose = match data.kind {
                RuleKind::Party(party) => {
                    tr!("how {name} reacts", name = words::the(&scenario.parties[party.index()].name))
                }
                RuleKind::Opening | RuleKind::Closing | RuleKind::Incident | RuleKind::Drift => {
                    tr!("by itself").to_owned()
                }
            };
            if data.when == Condition::Always {
                whose
            } else {
                tr!("{whose}, since {condition}", whose, condition = words::condition(scenario, &data.when))
            }
        }
        // The text of what followed stands in its own section.
        Cause::Aftermath(id) => tr!("what followed ({date})", date = words::bare(&scenario.aftermath[id.index()].date)),
        Cause::Start
        | Cause::Disposition(_)
        | Cause::Move(_)
        | Cause::Talks(_)
        | Cause::Posture(_)
        | Cause::Line(_)
        | Cause::Commitment(_)
        | Cause::Catastrophe
        | Cause::News
        | Cause::Ending(_) => words::cause(scenario, of),
    }
}

/// The name of a ledger.
fn ledger_name(scenario: &Scenario, ledger: Ledger) -> String {
    match ledger {
        Ledger::World => tr!("As the world saw it").to_owned(),
        Ledger::Known => words::sentence(&scenario.known).trim_end_matches('.').to_owned(),
    }
}

/// Who is among an audience, in words.
fn audience_name(scenario: &Scenario, audience: Audience) -> String {
    if audience.world() {
        return tr!("everyone").to_owned();
    }
    let names: Vec<String> = Actor::BOTH
        .into_iter()
        .filter(|actor| audience.includes(*actor))
        .map(|actor| words::the(words::actor(scenario, actor)))
        .collect();
    match names.as_slice() {
        [] => tr!("nobody at the time").to_owned(),
        [one] => tr!("{one} only", one),
        _ => words::listed(&names, "and"),
    }
}

impl Debrief {
    /// The debrief of a course, finished or not.
    #[must_use]
    pub fn of(course: &Course<'_>) -> Self {
        Self::counted(course, Count::of(course.crisis.cut_data(course.scenario)))
    }

    /// As [`Debrief::of`], with turns counted otherwise than the course itself would: as those do beside whom it stands.
    #[must_use]
    pub(super) fn counted(course: &Course<'_>, count: Count) -> Self {
        let scenario = course.scenario;
        let mut teller = Teller { course, scenario, count, cited: Vec::new() };
        let history = history_course(scenario);
        let is_history = history.as_ref().is_some_and(|real| real::same_course(course, real));
        // In the order in which a reader meets them, so that sources are numbered from the front.
        let ending = screen::ending(&mut teller);
        let aims = aims::all(&mut teller);
        let scores = aims::scores(&teller);
        let lines = lines::all(&mut teller);
        let turns = course::turns(&mut teller);
        let (offers, agreements, commitments) = talks::all(&mut teller);
        let aftermath = aftermath(&mut teller);
        let tracks = tracks::all(&mut teller);
        let schools = schools::all(&mut teller);
        let screen = screen::screen(&mut teller, &aims, &schools, &agreements, &tracks, &lines, ending.as_ref());
        let doubts = doubts::all(&mut teller);
        let real = history.as_ref().map(|real| real::beside(&teller, real, is_history));
        Self {
            scenario: scenario.id.clone(),
            title: scenario.title.clone(),
            subtitle: scenario.subtitle.clone(),
            summary: scenario.summary.clone(),
            language: scenario.language.clone(),
            content_note: scenario.content_note_of(course.crisis.cut_data(scenario)).to_owned(),
            living: scenario.living,
            draft: scenario.status == Status::Draft,
            judgement: scenario.judgement.clone(),
            fingerprint: scenario.fingerprint.clone(),
            cut: course.crisis.cut_data(scenario).map(|cut| cut_played(cut, scenario, course.turns.len())),
            count,
            seed: course.seed,
            players: [String::new(), String::new()],
            actors: Actor::BOTH.map(|actor| actor_part(course, actor)),
            horizons: scenario.horizons.clone(),
            ledgers: Ledger::BOTH.map(|ledger| ledger_name(scenario, ledger)),
            is_history,
            screen,
            ending,
            cost: tracks.iter().filter(|track| track.human_cost).cloned().collect(),
            aims,
            scores,
            lines,
            minds: minds::all(&teller),
            ladders: course::ladders(&teller, history.as_ref().filter(|_| !is_history)),
            thoughts: Vec::new(),
            forecasts: forecasts::all(course),
            chance: chance::summary(&turns, is_history),
            choice: None,
            ahead: None,
            turns,
            offers,
            agreements,
            commitments,
            real,
            aftermath,
            tracks,
            schools,
            questions: scenario.questions.clone(),
            glossary: scenario.glossary.iter().map(WordData::whole).collect(),
            grades: scenario.grades.clone(),
            sources: teller.sources(),
            doubts,
            made_from: made_from(scenario),
            teaching: Notes::of(scenario),
        }
    }

    /// The debrief with what opponents that plan thought, turn by turn.
    #[must_use]
    pub fn with_thoughts(mut self, course: &Course<'_>, policies: [Option<Policy>; 2]) -> Self {
        self.thoughts = thoughts::again(course, policies);
        self
    }

    /// The debrief with what opponents that plan thought, where whoever held the crisis has kept it.
    #[must_use]
    pub fn with_kept(mut self, course: &Course<'_>, policies: [Option<Policy>; 2], kept: [&[Thought]; 2]) -> Self {
        self.thoughts = thoughts::kept(course, policies, kept);
        self
    }

    /// The debrief without what is for teachers and parents, to hand to pupils; that of a twin without its key.
    #[must_use]
    pub fn for_pupils(mut self) -> Self {
        self.teaching = None;
        // Of a twin the sources name what it was made from; the numbers stay, so that nothing points nowhere.
        if self.made_from.take().is_some() {
            self.scenario.clone_from(&self.title);
            for source in &mut self.sources {
                source.reference = tr!("A real source: see the copy for teachers.").to_owned();
                source.note.clear();
            }
        }
        self
    }

    /// The debrief with the names of those who played.
    #[must_use]
    pub fn played_by(mut self, players: [&str; 2]) -> Self {
        let who = |player: &str| match player {
            "human" => tr!("a person").to_owned(),
            name => match Policy::of_name(name) {
                Some(Policy::Simple(policy)) => tr!("the policy \"{name}\"", name = policy.name()),
                Some(planner @ Policy::Planner(_)) => planner.words().to_owned(),
                None => name.to_owned(),
            },
        };
        let count = self.count;
        self.players = players.map(|player| {
            let each = seats::all(player).map(|(name, from)| match from {
                0 => who(name),
                from => tr!("from turn {turn} {who}", turn = count.nth(from), who = who(name)),
            });
            each.collect::<Vec<_>>().join(", ")
        });
        self
    }

    /// The debrief with what turned on choice and what on chance, which takes some seconds to find out; see
    /// [`crate::survey::turning`].
    #[must_use]
    pub fn with_choice(mut self, choice: ChoicePart) -> Self {
        self.choice = Some(choice);
        self
    }

    /// The debrief of a course that goes on with what may come of it; see [`crate::survey::ahead`].
    #[must_use]
    pub fn with_ahead(mut self, ahead: AheadPart) -> Self {
        self.ahead = Some(ahead);
        self
    }

    /// Whether it ended as a loss for everyone.
    #[must_use]
    pub fn lost(&self) -> bool {
        self.ending.as_ref().is_some_and(|ending| ending.lost)
    }
}

/// What a fictional twin was made from.
fn made_from(scenario: &Scenario) -> Option<MadeFrom> {
    let original = scenario.original.as_ref()?;
    let subtitle =
        if original.subtitle.is_empty() { String::new() } else { format!(" ({})", words::bare(&original.subtitle)) };
    let sentence = tr!(
        "Every rule, number and event of \"{title}\" is that of \"{title2}\"{subtitle}; the names, the dates and the map were \
         changed, so that it could be played without knowing whose crisis it was.",
        title = words::bare(&scenario.title),
        title2 = words::bare(&original.title),
        subtitle
    );
    let readings = scenario.readings.iter().map(|reading| reading.name.clone());
    Some(MadeFrom {
        sentence,
        names: original.names.clone(),
        dates: scenario.turns.iter().map(|turn| turn.date.clone()).zip(original.dates.iter().cloned()).collect(),
        schools: readings.zip(original.schools.iter().cloned()).collect(),
        judgement: original.judgement.clone(),
    })
}

/// What cut was played, and how much of it, in a sentence.
fn cut_played(cut: &CutData, scenario: &Scenario, turns: usize) -> String {
    let (kept, all) = (cut.turns().count(), scenario.turns.len());
    let played = (0..turns).filter(|turn| cut.keeps(*turn)).count();
    if played < kept {
        return tr!(
            "The cut {title}: {played} of its {kept} turns were played. The scenario has {all}; the others pass as the record has \
             them, as far as the rules and the course allow. Turns are counted here as they were played, from 1.",
            title = words::quoted(&cut.title),
            played,
            kept,
            all
        );
    }
    let title = words::quoted(&cut.title);
    if (0..cut.last()).all(|turn| cut.keeps(turn)) {
        return tr!("The cut {title}: the first {kept} turns of {all} were played.", title, kept, all);
    }
    tr!(
        "The cut {title}: {kept} turns of {all} were played, and the others passed as the record had them, as far as \
         the rules and the course allowed. Turns are counted here as they were played, from 1; one that passed between the \
         second and the third is turn 2–3.",
        title,
        kept,
        all
    )
}

fn actor_part(course: &Course<'_>, actor: Actor) -> ActorPart {
    let data = &course.scenario.actors[actor.index()];
    let disposition = course.crisis.disposition(actor).map(|id| &course.scenario.dispositions[id.index()]);
    ActorPart {
        name: data.name.clone(),
        decider: data.decider.clone(),
        disposition: disposition.map(|data| data.name.clone()),
        drives: disposition.map(|data| data.text.clone()).unwrap_or_default(),
    }
}

fn aftermath(teller: &mut Teller<'_, '_>) -> Vec<AftermathPart> {
    let scenario = teller.scenario;
    let entries = &teller.course.record.entries;
    let followed: Vec<_> = entries
        .iter()
        .filter_map(|entry| match entry.what {
            What::Followed(id) => Some(id),
            _ => None,
        })
        .collect();
    let offers = teller.course.crisis.offers();
    followed
        .into_iter()
        .map(|id| {
            let data = &scenario.aftermath[id.index()];
            let changes = entries
                .iter()
                .filter(|entry| {
                    entry.cause == Cause::Aftermath(id) && !matches!(entry.what, What::Followed(_) | What::Drew(_))
                })
                .filter_map(|entry| words::entry(scenario, Eyes::Truth, offers, entry))
                .collect();
            AftermathPart {
                date: data.date.clone(),
                horizon: data.horizon.index(),
                text: data.text.clone(),
                odds: (data.odds < 100_000).then(|| words::odds(data.odds)),
                known_to: audience_name(scenario, data.audience),
                changes,
                sources: teller.cite(&data.source),
            }
        })
        .collect()
}
