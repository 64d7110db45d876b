//! What comes out, checked: endings, aftermath, aims, readings, sources, history, map.

use super::{
    Actor, AimId, AimKind, Audience, Category, Condition, CutId, DispositionId, Effects, EndingId, FactId, Grade,
    LadderId, LineId, MapItemKind, MoveId, Owner, ProjectionWord, RuleId, SourceId, SourceKind, TrackId, WordsWord,
};

/// An ending.
#[derive(Clone, Debug)]
pub struct EndingData {
    /// Its id.
    pub id: String,
    /// The name on screen.
    pub title: String,
    /// What kind it is.
    pub category: Category,
    /// What a reader is told.
    pub text: String,
    /// When it ends so; `None` is the turn limit.
    pub when: Option<Condition>,
    /// What the ending itself changes.
    pub effects: Effects,
    /// Where this comes from.
    pub source: Vec<SourceId>,
}

/// One of the two dates at which aims are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Horizon {
    /// At the end of the crisis.
    AtOnce,
    /// At the later date.
    Later,
}

impl Horizon {
    /// Both, in order of time.
    pub const BOTH: [Self; 2] = [Self::AtOnce, Self::Later];

    /// 0 or 1.
    #[must_use]
    pub const fn index(self) -> usize {
        match self {
            Self::AtOnce => 0,
            Self::Later => 1,
        }
    }
}

/// One of the two ledgers in which aims are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ledger {
    /// As the world saw it.
    World,
    /// As known since.
    Known,
}

impl Ledger {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::World, Self::Known];

    /// 0 or 1.
    #[must_use]
    pub const fn index(self) -> usize {
        match self {
            Self::World => 0,
            Self::Known => 1,
        }
    }
}

/// Something that follows the end.
#[derive(Clone, Debug)]
pub struct AftermathData {
    /// Its id.
    pub id: String,
    /// When, in words.
    pub date: String,
    /// Before which verdict.
    pub horizon: Horizon,
    /// What a reader is told.
    pub text: String,
    /// When it follows.
    pub when: Condition,
    /// Parts per 100,000.
    pub odds: u32,
    /// Who learns of it.
    pub audience: Audience,
    /// What it changes.
    pub effects: Effects,
    /// Where this comes from.
    pub source: Vec<SourceId>,
}

/// An aim.
#[derive(Clone, Debug)]
pub struct AimData {
    /// Its id.
    pub id: String,
    /// Whose.
    pub owner: Owner,
    /// In a few words.
    pub title: String,
    /// In a sentence or two.
    pub text: String,
    /// Whether it was said aloud.
    pub kind: AimKind,
    /// How much it counts, 0 to 10.
    pub weight: u8,
    /// The ledger that makes its headline.
    pub headline: Ledger,
    /// The first rule that holds gives the verdict.
    pub verdicts: Vec<VerdictRule>,
    /// Rival intentions.
    pub intentions: Vec<IntentionData>,
    /// Where this comes from.
    pub source: Vec<SourceId>,
    /// What is doubtful.
    pub note: String,
}

/// A rule that gives a verdict.
#[derive(Clone, Debug)]
pub struct VerdictRule {
    /// 100, 75, 50, 25 or 0.
    pub verdict: u8,
    /// The upper end of a range.
    pub up_to: Option<u8>,
    /// Whether it is disputed.
    pub disputed: bool,
    /// When it holds.
    pub when: Condition,
    /// The horizon to which it is confined.
    pub horizon: Option<Horizon>,
    /// The ledger to which it is confined.
    pub ledger: Option<Ledger>,
    /// Why.
    pub because: String,
    /// Where this comes from.
    pub source: Vec<SourceId>,
}

/// What might have been wanted.
#[derive(Clone, Debug)]
pub struct IntentionData {
    /// Its id.
    pub id: String,
    /// What might have been wanted.
    pub text: String,
    /// How well the record supports it.
    pub support: String,
    /// The first rule that holds gives the verdict.
    pub verdicts: Vec<VerdictRule>,
}

/// A school of historians.
#[derive(Clone, Debug)]
pub struct ReadingData {
    /// Its id.
    pub id: String,
    /// The school's name.
    pub name: String,
    /// Who holds it.
    pub who: String,
    /// What it claims.
    pub claim: String,
    /// The ledger that it reads.
    pub ledger: Ledger,
    /// The horizon that it reads.
    pub horizon: Horizon,
    /// How much each aim counts.
    pub weights: Vec<(AimId, u8)>,
    /// Questions of its own.
    pub questions: Vec<ReadingQuestion>,
    /// What it says; the first that holds.
    pub says: Vec<Saying>,
    /// The conduct that it ascribes to a line.
    pub conduct: Vec<(LineId, u8)>,
    /// When it ascribes it.
    pub conduct_when: Condition,
    /// Where this comes from.
    pub source: Vec<SourceId>,
}

/// A question that a school asks.
#[derive(Clone, Debug)]
pub struct ReadingQuestion {
    /// The question.
    pub text: String,
    /// When the answer is yes.
    pub when: Condition,
    /// To whom the points go.
    pub actor: Actor,
    /// Points of 100.
    pub points: i16,
}

/// What a school says of the outcome.
#[derive(Clone, Debug)]
pub struct Saying {
    /// When it says so.
    pub when: Condition,
    /// Who came out ahead; `None` is whoever has more points.
    pub ahead: Option<Ahead>,
    /// In a sentence or two.
    pub text: String,
}

/// Who came out ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ahead {
    /// One actor.
    Actor(Actor),
    /// Neither, or both.
    Neither,
    /// Both lost.
    BothLost,
}

/// A word that a reader may not know.
#[derive(Clone, Debug)]
pub struct WordData {
    /// The word.
    pub word: String,
    /// What it means, as far as it is known at the time.
    pub text: String,
    /// What is known of it only afterwards.
    pub later: String,
    /// Where this comes from, in brackets; nothing in the twin, where sources would name what is real.
    pub told_by: String,
    /// Who finds it explained while playing.
    pub audience: Audience,
}

impl WordData {
    /// The word and its meaning with all that is known of it.
    #[must_use]
    pub fn whole(&self) -> (String, String) {
        let parts = [&self.text, &self.later, &self.told_by].into_iter().filter(|part| !part.is_empty());
        (self.word.clone(), parts.map(String::as_str).collect::<Vec<_>>().join(" "))
    }

    /// The word and its meaning for an actor while playing, without hindsight and without sources, which may have some.
    #[must_use]
    pub fn for_seat(&self, actor: Actor) -> Option<(String, String)> {
        self.audience.includes(actor).then(|| (self.word.clone(), self.text.clone()))
    }
}

/// A source.
#[derive(Clone, Debug)]
pub struct SourceData {
    /// Its id.
    pub id: String,
    /// The full reference.
    pub reference: String,
    /// What kind it is.
    pub kind: SourceKind,
    /// How sure it is.
    pub grade: Grade,
    /// Whose view it gives, where it speaks for one.
    pub perspective: Option<Owner>,
    /// What is doubtful.
    pub note: String,
    /// Whether nobody has looked it up.
    pub unverified: bool,
}

impl SourceData {
    /// The source by which something says itself that it was not looked up; it need not be declared.
    pub const UNVERIFIED: &str = "unverified";
    /// The sources that every scenario has.
    pub const EVERYWHERE: [&str; 3] = ["our-judgement", "fictional", Self::UNVERIFIED];
}

/// How a draw came out in history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ScriptedDraw {
    /// It happened.
    Yes,
    /// It did not.
    No,
    /// One of several, by id.
    Pick(String),
}

/// What was really ordered and really happened.
#[derive(Clone, Debug, Default)]
pub struct HistoryData {
    /// The disposition of each actor.
    pub dispositions: [Option<DispositionId>; 2],
    /// The cut in which it is played.
    pub cut: Option<CutId>,
    /// The turns in order.
    pub turns: Vec<HistoryTurn>,
    /// What orders of the record answered.
    pub answers: Vec<(MoveId, Condition)>,
    /// Moves that their sides declined.
    pub never: Vec<MoveId>,
    /// Draws of the aftermath, by label.
    pub aftermath: Vec<(String, ScriptedDraw)>,
    /// What is expected at the end.
    pub expect: Expectations,
}

impl HistoryData {
    /// Whether what an order of the record answered is there, by what holds.
    #[must_use]
    pub fn called_for(&self, id: MoveId, holds: impl Fn(&Condition) -> bool) -> bool {
        self.answers.iter().all(|(of, when)| *of != id || holds(when))
    }
}

/// One turn of history.
#[derive(Clone, Debug, Default)]
pub struct HistoryTurn {
    /// The moves of each actor.
    pub orders: [Vec<MoveId>; 2],
    /// The draws that were other than "no", by label.
    pub draws: Vec<(String, ScriptedDraw)>,
    /// The rung of each ladder at the end of the turn.
    pub rungs: Vec<(LadderId, u8)>,
    /// What is worth saying.
    pub note: String,
}

/// What is expected at the end of history.
#[derive(Clone, Debug, Default)]
pub struct Expectations {
    /// The ending.
    pub ending: Option<EndingId>,
    /// Tracks and their values.
    pub tracks: Vec<(TrackId, i32)>,
    /// Facts and whether they are true.
    pub facts: Vec<(FactId, bool)>,
    /// The headline verdict of each aim at both horizons.
    pub verdicts: Vec<(AimId, [u8; 2])>,
    /// The score of each actor at both horizons.
    pub scores: Vec<(Actor, [u8; 2])>,
    /// Red lines: words and conduct.
    pub lines: Vec<(LineId, Option<WordsWord>, u8)>,
}

/// The map.
#[derive(Clone, Debug, Default)]
pub struct MapData {
    /// Whether it is a schematic.
    pub schematic: bool,
    /// Whether east and west change places, as on the map of a fictional twin, which has no grid either.
    pub mirrored: bool,
    /// What the reader should know.
    pub note: String,
    /// The year whose borders are drawn; none where none are wanted.
    pub borders: Option<u16>,
    /// Windows on the world.
    pub theatres: Vec<TheatreData>,
    /// What stands on it.
    pub items: Vec<MapItemData>,
}

/// A window on the world.
#[derive(Clone, Debug)]
pub struct TheatreData {
    /// Its id.
    pub id: String,
    /// The name on the tab.
    pub name: String,
    /// West, south, east, north, in thousandths of a degree.
    pub extent: [i32; 4],
    /// The projection.
    pub projection: ProjectionWord,
}

/// Something on the map.
#[derive(Clone, Debug)]
pub struct MapItemData {
    /// Its id.
    pub id: String,
    /// What it is drawn as.
    pub kind: MapItemKind,
    /// The label.
    pub name: String,
    /// The line that a screen reader speaks.
    pub digest: String,
    /// Longitude and latitude, in thousandths of a degree.
    pub points: Vec<(i32, i32)>,
    /// The radius of a ring, in kilometres.
    pub radius: Option<u16>,
    /// Whose it is.
    pub owner: Option<Owner>,
    /// Whether it is drawn faintly.
    pub faint: bool,
    /// When it is shown.
    pub when: Condition,
    /// Who sees it.
    pub audience: Audience,
    /// How sure the position is.
    pub grade: Grade,
    /// Moves that are shown here.
    pub shows_moves: Vec<MoveId>,
    /// Events that are shown here.
    pub shows_rules: Vec<RuleId>,
    /// Where this comes from.
    pub source: Vec<SourceId>,
}
