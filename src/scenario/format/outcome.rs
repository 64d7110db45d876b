//! What an author writes about what comes out: endings, aftermath, aims, readings, sources, history.

use serde::Deserialize;

use super::{
    ActorId, AudienceWord, Condition, CutId, DispositionId, Effect, EndingId, FactId, HappeningId, MoveId, Number,
    OwnerId, RungId, SourceId, Text, WordsWord,
};
use crate::scenario::source::{At, Listing, Table};

/// A way the crisis can end.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct EndingFile {
    /// The name on screen.
    pub title: Text,
    /// What kind of ending it is.
    pub category: Category,
    /// What a reader is told.
    pub text: Text,
    /// When it ends so. Default: at the turn limit.
    pub when: Option<At<Condition>>,
    /// What the ending itself changes.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<SourceId>,
    /// Warnings of `crisis lint` that are meant to be here: by code, the reason, which a reader is owed. Default: none.
    #[serde(default)]
    pub allow: Table<Text>,
}

/// What kind of ending it is. War means direct war between the two actors.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
pub enum Category {
    /// Terms agreed.
    Settlement,
    /// No agreement, but conduct that amounts to one.
    TacitUnderstanding,
    /// One side gave way.
    BackingDown,
    /// One side created facts that the other bore.
    FaitAccompli,
    /// Neither side moved.
    Stalemate,
    /// It goes on.
    Unsettled,
    /// Direct war, limited.
    LimitedWar,
    /// Direct war without nuclear weapons, large.
    MajorWar,
    /// Nuclear weapons used between the actors.
    NuclearWar,
}

/// Something that follows the end.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AftermathFile {
    /// When, in words.
    pub date: Text,
    /// Before which verdict: `AtOnce` or `Later`. Default: `Later`.
    #[serde(default)]
    pub horizon: HorizonWord,
    /// What a reader is told.
    pub text: Text,
    /// When it follows. Default: always.
    pub when: Option<At<Condition>>,
    /// Its chance, in parts per 100,000. Range: 1 to 100,000. Default: 100,000.
    pub odds: Option<Number>,
    /// Who learns of it. Default: `World`.
    pub audience: Option<AudienceWord>,
    /// What it changes.
    #[serde(default)]
    pub effects: Vec<Effect>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<SourceId>,
}

/// One of the two dates at which aims are judged.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub enum HorizonWord {
    /// At the end of the crisis.
    AtOnce,
    /// At the later date.
    #[default]
    Later,
}

/// One of the two ledgers in which aims are judged.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub enum LedgerWord {
    /// As the world saw it: a secret promise counts once it has leaked, and what nobody was told stands as it was at the start.
    #[default]
    World,
    /// As known since, secrets included.
    Known,
}

/// What an actor or a party wants.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AimFile {
    /// Whose aim.
    pub owner: OwnerId,
    /// The aim in a few words.
    pub title: Text,
    /// The aim in a sentence or two.
    pub text: Text,
    /// Whether it was said aloud. Default: `Public`.
    #[serde(default)]
    pub kind: AimKind,
    /// How much it counts. Range: 0 to 10.
    pub weight: Number,
    /// The ledger that makes its headline. Default: `World`.
    #[serde(default)]
    pub headline: LedgerWord,
    /// The first rule that holds gives the verdict.
    #[serde(default)]
    pub verdicts: Vec<VerdictFile>,
    /// Rival intentions, where historians differ about what was wanted: a verdict under each. Default: none.
    #[serde(default)]
    pub intentions: Table<IntentionFile>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<SourceId>,
    /// What is doubtful. Default: none.
    pub note: Option<Text>,
    /// Warnings of `crisis lint` that are meant to be here: by code, the reason, which a reader is owed. Default: none.
    #[serde(default)]
    pub allow: Table<Text>,
}

/// Whether an aim was said aloud.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub enum AimKind {
    /// Said aloud.
    #[default]
    Public,
    /// Kept private.
    Private,
    /// Partly said.
    Mixed,
    /// Doubted by historians.
    Disputed,
}

/// A rule that gives a verdict.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VerdictFile {
    /// 100 achieved, 75 mostly, 50 partly, 25 little, 0 failed. Range: these five.
    pub verdict: Number,
    /// The upper end, where the verdict is a range. Range: the same five, above `verdict`. Default: none.
    pub up_to: Option<Number>,
    /// Whether the verdict is disputed; it then stands in words. Default: false.
    #[serde(default)]
    pub disputed: bool,
    /// When the rule holds. Default: always.
    pub when: Option<At<Condition>>,
    /// The horizon to which it is confined. Default: both.
    pub horizon: Option<HorizonWord>,
    /// The ledger to which it is confined. Default: both.
    pub ledger: Option<LedgerWord>,
    /// Why, in a sentence.
    pub because: Text,
    /// Where this comes from. Required when published, unless the aim's own source is `fictional`.
    #[serde(default)]
    pub source: Vec<SourceId>,
}

/// What might have been wanted, and the verdict if it was.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct IntentionFile {
    /// What might have been wanted.
    pub text: Text,
    /// How well the record supports it. Default: none.
    pub support: Option<Text>,
    /// The first rule that holds gives the verdict.
    pub verdicts: Vec<VerdictFile>,
}

/// A school of historians.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingFile {
    /// The school's name.
    pub name: Text,
    /// Who holds it.
    pub who: Text,
    /// What it claims.
    pub claim: Text,
    /// The ledger that it reads. Default: `Known`.
    pub ledger: Option<LedgerWord>,
    /// The horizon that it reads. Default: `Later`.
    #[serde(default)]
    pub horizon: HorizonWord,
    /// How much each aim counts, in place of the aim's own weight. Range: 0 to 20. Aims not named do not count.
    #[serde(default)]
    pub weights: Table<Number>,
    /// Questions of its own, each adding to an actor's points. Default: none.
    #[serde(default)]
    pub questions: Vec<ReadingQuestionFile>,
    /// What it says of the outcome; the first that holds.
    #[serde(default)]
    pub says: Vec<SayingFile>,
    /// The conduct that it ascribes to a line, where it differs from the engine's figure. Range: 0 to 100.
    #[serde(default)]
    pub conduct: Table<Number>,
    /// When it ascribes it, as things have come to stand at the later date. Default: always.
    pub conduct_when: Option<At<Condition>>,
    /// Where this comes from.
    #[serde(default)]
    pub source: Vec<SourceId>,
    /// Warnings of `crisis lint` that are meant to be here: by code, the reason, which a reader is owed. Default: none.
    #[serde(default)]
    pub allow: Table<Text>,
}

/// A question that a school asks.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ReadingQuestionFile {
    /// The question, answered when the condition holds.
    pub text: Text,
    /// When the answer is yes.
    pub when: At<Condition>,
    /// To whom the points go.
    pub actor: ActorId,
    /// Points of 100. Range: −100 to 100.
    pub points: Number,
}

/// What a school says of the outcome.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SayingFile {
    /// When it says so. Default: always.
    pub when: Option<At<Condition>>,
    /// Who came out ahead. Default: whoever has more points.
    pub ahead: Option<AheadWord>,
    /// In a sentence or two.
    pub text: Text,
}

/// Who came out ahead.
#[derive(Clone, Debug, Deserialize)]
pub enum AheadWord {
    /// One actor.
    Actor(ActorId),
    /// Neither, or both.
    Neither,
    /// Both lost.
    BothLost,
}

/// Where something comes from.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SourceFile {
    /// The full reference.
    pub reference: Text,
    /// `Primary`, `Secondary`, `School`, `Reporting` or `Judgement`. Default: `Secondary`.
    #[serde(default)]
    pub kind: SourceKind,
    /// How sure it is: `A` primary or agreed, `B` one good source, `C` approximate or disputed. Default: `A`.
    #[serde(default)]
    pub grade: Grade,
    /// What is doubtful. Default: none.
    pub note: Option<Text>,
    /// The actor or party whose view it gives, where it speaks for one: a government's own papers, a leader's memoirs, a national press. Default: none's.
    pub perspective: Option<OwnerId>,
    /// Whether nobody has looked it up: a kind of report and no single one, or a reference whose details were not checked. What rests on such sources alone is warned of once published, unless it says so by naming `unverified` beside them. Default: false.
    #[serde(default)]
    pub unverified: bool,
}

/// What kind of source it is.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq)]
pub enum SourceKind {
    /// A document of the time.
    Primary,
    /// A study.
    #[default]
    Secondary,
    /// A school text.
    School,
    /// Reports of the time, by reporters and agencies.
    Reporting,
    /// What the authors of the scenario judged.
    Judgement,
}

/// How sure a source is.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Primary document or agreed fact.
    #[default]
    A,
    /// One good secondary source or a standard figure.
    B,
    /// Approximate, derived or disputed.
    C,
}

/// What was really ordered and really happened.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryFile {
    /// The disposition of each actor, where the scenario has some.
    #[serde(default)]
    pub dispositions: Table<DispositionId>,
    /// The cut in which it is played, such as one that stops where the record does, so that it ends and is judged there. Default: the whole scenario.
    pub cut: Option<CutId>,
    /// The turns in order; it may stop early.
    pub turns: Listing<HistoryTurnFile>,
    /// What an order of the record answered, by move: where a game has left the record, whoever plays by it gives that order only while this holds as the turn opens, as far as its side can know. Default: nothing; it is given wherever the rules allow it.
    #[serde(default)]
    pub answers: Table<At<Condition>>,
    /// Moves that their side was asked for in fact and declined: whoever plays by the record does not order them where a game
    /// has left it. Default: none.
    #[serde(default)]
    pub never: Vec<MoveId>,
    /// Draws of the aftermath, by label. Default: none.
    #[serde(default)]
    pub aftermath: Table<DrawFile>,
    /// What is expected at the end. Default: nothing.
    #[serde(default)]
    pub expect: ExpectFile,
}

/// One turn of history.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HistoryTurnFile {
    /// The moves that each actor ordered. Keys: the actors.
    #[serde(default)]
    pub orders: Table<Vec<MoveId>>,
    /// The draws that were other than "no", by label. An unnamed yes-or-no draw did not happen.
    #[serde(default)]
    pub draws: Table<DrawFile>,
    /// The rung of each ladder at the end of the turn.
    #[serde(default)]
    pub rungs: Table<RungId>,
    /// What is worth saying. Default: none.
    pub note: Option<Text>,
}

/// How a draw came out.
#[derive(Clone, Debug, Deserialize)]
pub enum DrawFile {
    /// It happened.
    Yes,
    /// It did not.
    No,
    /// One of several.
    Pick(HappeningId),
}

/// What is expected at the end of history.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectFile {
    /// The ending. Default: none is expected.
    pub ending: Option<EndingId>,
    /// Tracks and their values after the aftermath. Range: the track's own.
    #[serde(default)]
    pub tracks: Table<Number>,
    /// Facts that are true after the aftermath.
    #[serde(default)]
    pub facts: Vec<FactId>,
    /// Facts that are false after the aftermath.
    #[serde(default)]
    pub not_facts: Vec<FactId>,
    /// The headline verdict of each aim at both horizons. Range: 0, 25, 50, 75 or 100.
    #[serde(default)]
    pub verdicts: Table<(Number, Number)>,
    /// The score of each actor at both horizons, in points. Range: 0 to 100.
    #[serde(default)]
    pub scores: Table<(Number, Number)>,
    /// Red lines: what the other side says and its conduct.
    #[serde(default)]
    pub lines: Table<ExpectLineFile>,
}

/// What is expected of a red line.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectLineFile {
    /// What the other side says about it. Default: not checked.
    pub words: Option<WordsWord>,
    /// Its conduct. Range: 0 to 100.
    pub conduct: Number,
}
