//! What pages are made of: plain data, cut to what their reader may see. A page gets a sheet and never a class.

mod guide;
mod making;

use std::sync::Arc;

use brinkmanship::report::table::{Table, World};

use super::{
    Argument, Asked, Case, Lapse, Learnt, PartyAct, Placing, Post, Prepared, Ruling, Speech, Truth, roles::Role,
};

/// Where a clock stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ClockSheet {
    /// Seconds left; none where there is no clock.
    pub left: Option<u64>,
    /// Whether it runs.
    pub runs: bool,
}

/// A proposal as a team sees it.
#[derive(Clone, Debug)]
pub struct ProposalRow {
    /// Its number.
    pub id: u32,
    /// Who proposed it.
    pub by: String,
    /// The order in words; empty where all desks pass.
    pub said: Vec<String>,
    /// Why; empty where it is kept back.
    pub reason: String,
    /// What they expect of the other side.
    pub expects: String,
    /// Whether its texts are kept back.
    pub kept_back: bool,
    /// All votes.
    pub votes: usize,
    /// Who voted, and why.
    pub voters: Vec<(String, String)>,
    /// Whether the reader voted for it.
    pub yours: bool,
    /// Whether it is sealed.
    pub sealed: bool,
}

/// A text as its reader sees it.
#[derive(Clone, Debug)]
pub struct TextRow {
    /// Its number.
    pub id: u32,
    /// Who wrote it.
    pub by: String,
    /// What kind of text it is, in words.
    pub kind: String,
    /// Whether it comes from the other side, or from the teacher.
    pub from_outside: bool,
    /// What.
    pub text: String,
    /// When it was written.
    pub date: String,
    /// Whether it waits for the teacher.
    pub held: bool,
    /// Whether it is hidden.
    pub hidden: bool,
    /// When the other side reads it, while it is on its way.
    pub on_its_way: Option<String>,
}

/// What a team says and decides within a turn.
#[derive(Clone, Debug)]
pub struct TalkSheet {
    /// What is proposed.
    pub proposals: Vec<ProposalRow>,
    /// Whether the order is sealed.
    pub sealed: bool,
    /// Whether the reader may seal.
    pub leads: bool,
    /// What was written, the latest last.
    pub texts: Vec<TextRow>,
    /// How many in the team.
    pub team: usize,
    /// How many of them have voted.
    pub voted: usize,
    /// Whether the other side's order is sealed, or the program's.
    pub other_sealed: bool,
    /// What may be written.
    pub speech: Speech,
    /// Whether the lesson has begun.
    pub began: bool,
    /// Whether the crisis is over.
    pub over: bool,
}

/// What a pupil in a team sees.
#[derive(Clone, Debug)]
pub struct SeatSheet {
    /// The nickname.
    pub name: String,
    /// The name of the group.
    pub group: String,
    /// The roles held.
    pub roles: Vec<Role>,
    /// The team: name, roles, and whether it is the reader.
    pub team: Vec<(String, Vec<Role>, bool)>,
    /// Whether each role reads its own papers alone.
    pub apart: bool,
    /// All that the side may know.
    pub table: Arc<Table>,
    /// What the team says.
    pub talk: TalkSheet,
    /// The notes of the role.
    pub note: String,
    /// The reader's forecast for this turn, in parts of a hundred: agreed, war.
    pub forecast: Option<(u8, u8)>,
    /// The clock of the turn.
    pub clock: ClockSheet,
    /// How it ended.
    pub ending: Option<(String, String)>,
    /// Whether the debrief is on, and the questions with it.
    pub debrief: Option<Vec<String>>,
    /// Whether the teacher took the last turn back.
    pub taken_back: bool,
    /// Whether the roles of the team were dealt anew with this turn, since somebody has joined it.
    pub dealt: bool,
    /// Whether the reader came or came back while the group played, and has not seen a turn since.
    pub late: bool,
    /// The look back in between, while it is on.
    pub between: Option<BetweenSheet>,
    /// The teams of the class, as all may know them: the side, who decides there in the crisis, and how many sit there.
    pub sides: [(String, String, usize); 2],
}

/// A look back in between, as a team sees it.
#[derive(Clone, Debug)]
pub struct BetweenSheet {
    /// What was expected beside what came: when, what was ordered, what was expected of the other side, and what it was
    /// seen to do.
    pub turns: Vec<(String, Vec<String>, String, Vec<String>)>,
    /// The aims: id and title.
    pub aims: Vec<(String, String)>,
    /// What the reader made of it.
    pub own: Option<Learnt>,
}

/// The moment for which a page was made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Stamp {
    /// Counts the turns of the group.
    pub epoch: u64,
    /// Counts what the team did within the turn.
    pub changed: u64,
    /// Counts the places of the pupil.
    pub moves: u32,
    /// Counts what else the page shows that changed within the turn.
    pub shown: u64,
}

/// What somebody sees who watches.
#[derive(Clone, Debug)]
pub struct WatchSheet {
    /// The nickname.
    pub name: String,
    /// Where they are.
    pub post: Post,
    /// The name of the group.
    pub group: String,
    /// What the world sees.
    pub world: Arc<World>,
    /// What the world may read.
    pub texts: Vec<TextRow>,
    /// The clock of the turn.
    pub clock: ClockSheet,
    /// What may be written.
    pub speech: Speech,
    /// Whether they may publish: nobody who has read the papers of a side.
    pub publishes: bool,
    /// Whether they have just left a team, and may go back to it.
    pub goes_back: bool,
    /// Whether the teacher took the last turn back.
    pub taken_back: bool,
    /// Whether the debrief is on, and the questions with it.
    pub debrief: Option<Vec<String>>,
}

/// What a pupil at the desk of a party sees: what the world sees, and what the party can do by its own rules.
#[derive(Clone, Debug)]
pub struct PartySheet {
    /// What the world sees, as those who watch see it.
    pub watch: WatchSheet,
    /// The party's name.
    pub party: String,
    /// What it is and wants.
    pub about: String,
    /// Its aims.
    pub aims: Vec<(String, String)>,
    /// What it can do now, and what those at its desk have chosen.
    pub acts: Vec<(PartyAct, Option<bool>)>,
    /// Whether it waits with what it would do at once about things that have not come yet; none where there is no such.
    pub waits: Option<bool>,
    /// Whether anything can be chosen now.
    pub open: bool,
}

/// An aim as it is heard in court.
#[derive(Clone, Debug)]
pub struct Heard {
    /// How it was judged.
    pub case: Case,
    /// What was argued, and by whom.
    pub arguments: Vec<(String, Argument)>,
    /// What the teacher ruled.
    pub ruling: Option<Ruling>,
}

/// The aims court of a group.
#[derive(Clone, Debug)]
pub struct CourtSheet {
    /// The name of the group.
    pub group: String,
    /// The aims.
    pub cases: Vec<Heard>,
    /// The names of both sides.
    pub names: [String; 2],
}

/// A pupil at the facilitator's desk, for marking.
#[derive(Clone, Debug)]
pub struct MarkSheet {
    /// The pupil.
    pub id: u32,
    /// The nickname.
    pub name: String,
    /// Where they are, in words.
    pub place: String,
    /// What they wrote as reasons: when, what for, why, and on what evidence.
    pub reasons: Vec<(String, String, String, Vec<String>)>,
    /// What they argued in the aims court.
    pub arguments: Vec<(String, String)>,
    /// The teacher's notes.
    pub mark: String,
}

/// A group in which a place can be chosen.
#[derive(Clone, Debug)]
pub struct PlaceRow {
    /// The name of the group.
    pub name: String,
    /// Its place among the groups.
    pub at: u16,
    /// The sides, and how many sit there; none where nobody can.
    pub sides: [(String, Option<usize>); 2],
    /// The parties, and how many sit at the desk of each.
    pub parties: Vec<(String, usize)>,
}

/// What somebody sees in the hall.
#[derive(Clone, Debug)]
pub struct HallSheet {
    /// The nickname.
    pub name: String,
    /// The groups in which places can be chosen; empty where they are given.
    pub places: Vec<PlaceRow>,
    /// The scenario's title.
    pub title: String,
    /// What it is about.
    pub summary: String,
    /// What a person should know before play.
    pub content_note: String,
    /// Whether the debrief is on, and the questions with it.
    pub debrief: Option<Vec<String>>,
}

/// A team at the facilitator's desk.
#[derive(Clone, Debug)]
pub struct TeamRow {
    /// The side's name.
    pub name: String,
    /// The members with their roles.
    pub members: Vec<(u32, String, Vec<Role>)>,
    /// The program's opponent, in words and by name.
    pub program: Option<(String, String)>,
    /// How many proposals there are.
    pub proposals: usize,
    /// Whether the order is sealed.
    pub sealed: bool,
}

/// A group at the facilitator's desk.
#[derive(Clone, Debug)]
pub struct GroupRow {
    /// Its place.
    pub at: u16,
    /// Its name.
    pub name: String,
    /// The date of the turn.
    pub date: String,
    /// The how manieth turn of how many.
    pub number: (usize, usize),
    /// The truth at a glance.
    pub severity: u8,
    /// The gravest rung.
    pub rung: String,
    /// Danger.
    pub danger: Option<i32>,
    /// Whether it is over, and how it ended.
    pub ending: Option<String>,
    /// The clock.
    pub clock: ClockSheet,
    /// The teams.
    pub teams: [TeamRow; 2],
    /// How many turns can be undone.
    pub played: usize,
    /// Texts that wait for the teacher.
    pub held: usize,
    /// Those who watch or sit at the desk of a party: the pupil, the name, and for whom.
    pub watchers: Vec<(u32, String, String)>,
    /// The variant of the scenario that it plays, in words.
    pub variant: Option<String>,
    /// The draw for which its turn waits, where dice are thrown by hand.
    pub asked: Option<Asked>,
    /// Whether all dice of its turn have fallen by hand, and the turn waits to be told.
    pub fallen: bool,
    /// Whether dice are thrown by hand, and its last turn asked for none.
    pub undiced: bool,
    /// How many have looked back in between on this turn.
    pub learnt: usize,
    /// Counts its turns.
    pub epoch: u64,
}

impl GroupRow {
    /// How near the brink it is, to be compared with others.
    #[must_use]
    pub const fn brink(&self) -> (u8, Option<i32>) {
        (self.severity, self.danger)
    }
}

/// The turn after which it is best to stop for the debrief, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StopSheet {
    /// The how manieth turn of how many.
    pub number: (usize, usize),
    /// When it is in the crisis.
    pub date: String,
    /// How many turns every group can still play before the debrief has to begin; none: it has to begin.
    pub fits: usize,
    /// The seconds that a turn takes.
    pub pace: u64,
    /// Whether the pace is that of the lesson so far, rather than the one planned.
    pub measured: bool,
    /// The group that is slowest, where there are several.
    pub slowest: Option<String>,
    /// Groups that stand before the last turn on which a catastrophe can be stopped.
    pub last_chance: Vec<String>,
}

/// The facilitator's desk.
#[derive(Clone, Debug)]
pub struct ClassSheet {
    /// The class.
    pub title: String,
    /// The code.
    pub code: String,
    /// The scenario.
    pub scenario: String,
    /// The cut.
    pub cut: Option<String>,
    /// The groups, in their order.
    pub groups: Vec<GroupRow>,
    /// The names of both sides.
    pub names: [String; 2],
    /// The names of the parties that have a desk.
    pub parties: Vec<String>,
    /// Those in the hall.
    pub hall: Vec<(u32, String)>,
    /// Whether the lesson has begun, and how many seconds ago.
    pub began: Option<u64>,
    /// The minutes of the lesson.
    pub lesson: u16,
    /// The number of its luck: the seed of its first group.
    pub luck: u64,
    /// Whether the clocks stand.
    pub paused: bool,
    /// Whether they stand because the program was started anew.
    pub restarted: bool,
    /// Whether no turn is played by itself.
    pub hold: bool,
    /// Whether dice are thrown by hand.
    pub by_hand: bool,
    /// What may be written.
    pub speech: Speech,
    /// Whether the debrief is on.
    pub debrief: bool,
    /// Whether the class looks back in between.
    pub between: bool,
    /// The turn after which it is best to stop, while a lesson runs.
    pub stop: Option<StopSheet>,
    /// The figures that news of one's own may move: id and name.
    pub figures: Vec<(String, String)>,
    /// What a person should know before play.
    pub content_note: String,
    /// What happens when time is up.
    pub lapse: Lapse,
    /// How places are given.
    pub placing: Placing,
    /// Answers to the questions.
    pub answers: Vec<(String, Vec<String>)>,
}

/// A group as only the facilitator sees it.
#[derive(Clone, Debug)]
pub struct GroupSheet {
    /// The row.
    pub row: GroupRow,
    /// What each side sees.
    pub tables: [Arc<Table>; 2],
    /// What the world sees.
    pub world: Arc<World>,
    /// The truth.
    pub truth: Truth,
    /// What each team says, with what is hidden and held.
    pub talks: [TalkSheet; 2],
    /// All texts of the group.
    pub texts: Vec<TextRow>,
    /// Events that can be made to happen.
    pub prepared: Vec<Prepared>,
    /// The event that waits to happen.
    pub awaited: Option<String>,
    /// What pupils made of it in between: when, the side, who, how near each aim is by their reckoning, what they will do.
    pub learnt: Vec<LearntRow>,
    /// What was decided: date, side, proposals in words with reasons, what was ordered, whether it was undone.
    pub past: Vec<PastRow>,
}

/// What a pupil made of it in between, at the facilitator's desk.
#[derive(Clone, Debug)]
pub struct LearntRow {
    /// When.
    pub date: String,
    /// The side.
    pub side: usize,
    /// Who.
    pub by: String,
    /// The aims by title, and how near each is by their own reckoning.
    pub near: Vec<(String, u8)>,
    /// What they will do otherwise.
    pub text: String,
}

/// A decision at the facilitator's desk and in the exports.
#[derive(Clone, Debug)]
pub struct PastRow {
    /// When.
    pub date: String,
    /// The side.
    pub side: usize,
    /// Proposals.
    pub proposals: Vec<(Option<u32>, ProposalRow)>,
    /// Whether it was undone.
    pub undone: bool,
}

/// What the projector shows of a group.
#[derive(Clone, Debug)]
pub struct ScreenSheet {
    /// Its name.
    pub name: String,
    /// What the world sees.
    pub world: Arc<World>,
    /// What the world may read.
    pub texts: Vec<TextRow>,
    /// The clock of the turn.
    pub clock: ClockSheet,
}
