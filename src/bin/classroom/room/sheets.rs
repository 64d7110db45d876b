//! What pages are made of: plain data, cut to what their reader may see. A page gets a sheet and never a class.

use std::sync::Arc;

use brinkmanship::report::table::{Table, World};

use super::{
    Decision, Group, Kind, Lapse, Placing, Post, Prepared, Proposal, Room, Sitter, Speech, Text, Truth, actor,
    roles::Role,
};

/// How many texts a page shows.
const TEXTS: usize = 60;

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
    /// The clock of the turn.
    pub clock: ClockSheet,
    /// How it ended.
    pub ending: Option<(String, String)>,
    /// Whether the debrief is on, and the questions with it.
    pub debrief: Option<Vec<String>>,
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
    /// Whether the debrief is on, and the questions with it.
    pub debrief: Option<Vec<String>>,
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
    /// Those who watch.
    pub watchers: Vec<(u32, String, Post)>,
    /// Counts its turns.
    pub epoch: u64,
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
    /// Those in the hall.
    pub hall: Vec<(u32, String)>,
    /// Whether the lesson has begun, and how many seconds ago.
    pub began: Option<u64>,
    /// The minutes of the lesson.
    pub lesson: u16,
    /// Whether the clocks stand.
    pub paused: bool,
    /// Whether no turn is played by itself.
    pub hold: bool,
    /// What may be written.
    pub speech: Speech,
    /// Whether the debrief is on.
    pub debrief: bool,
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
    /// What was decided: date, side, proposals in words with reasons, what was ordered, whether it was undone.
    pub past: Vec<PastRow>,
}

/// A decision at the facilitator's desk and in the exports.
#[derive(Clone, Debug)]
pub struct PastRow {
    /// The turn.
    pub turn: usize,
    /// When.
    pub date: String,
    /// The side.
    pub side: usize,
    /// Proposals.
    pub proposals: Vec<(Option<u32>, ProposalRow)>,
    /// What was ordered.
    pub ordered: Vec<String>,
    /// Whether it was undone.
    pub undone: bool,
}

/// A pupil in the exports.
#[derive(Clone, Debug)]
pub struct PupilRow {
    /// The pupil.
    pub id: u32,
    /// The nickname.
    pub name: String,
    /// The group.
    pub group: String,
    /// The side's name, or what they watch for.
    pub side: String,
    /// The teacher's notes.
    pub mark: String,
}

impl Group {
    fn clock(&self, now: u64) -> ClockSheet {
        match self.clock.ends {
            Some(ends) => ClockSheet { left: Some(ends.saturating_sub(now).div_ceil(1000)), runs: true },
            None if 0 < self.clock.left => ClockSheet { left: Some(self.clock.left.div_ceil(1000)), runs: false },
            None => ClockSheet::default(),
        }
    }

    fn date(&self, turn: usize) -> String {
        self.session.scenario().turns.get(turn).map_or_else(String::new, |turn| turn.date.clone())
    }
}

impl Room {
    fn proposal(&self, one: &Proposal, reader: Option<u32>, sealed: Option<u32>, teacher: bool) -> ProposalRow {
        let own = reader.is_some() && one.by == reader;
        let kept_back = (one.hidden || one.held) && !teacher;
        let shown = |text: &str| if kept_back && !own { String::new() } else { text.to_owned() };
        ProposalRow {
            id: one.id,
            by: self.name(one.by),
            said: one.said.clone(),
            reason: shown(&one.reason),
            expects: shown(&one.expects),
            kept_back: one.hidden || one.held,
            votes: one.count(),
            voters: one
                .votes
                .iter()
                .map(|(by, why)| {
                    (self.name(Some(*by)), if one.hidden && !teacher { String::new() } else { why.clone() })
                })
                .collect(),
            yours: reader.is_some_and(|reader| one.votes.iter().any(|(by, _)| *by == reader)),
            sealed: sealed == Some(one.id),
        }
    }

    fn text(&self, group: &Group, one: &Text, side: Option<usize>) -> TextRow {
        let names = &group.session.world().names;
        let from = one.side.map_or("", |side| names[side].as_str());
        let kind = match &one.kind {
            Kind::Team => tr!("to the team").to_owned(),
            Kind::Desk(desk, true) => tr!("{from}, for all to read, by {desk}", from, desk),
            Kind::Desk(desk, false) => tr!("{from}, by {desk}", from, desk),
            Kind::Watcher => match one.by.and_then(|by| self.pupils.get(&by)).map(|pupil| pupil.post) {
                Some(Post::Press(_)) => tr!("press").to_owned(),
                _ => tr!("United Nations").to_owned(),
            },
            Kind::Inject(_) => tr!("news").to_owned(),
        };
        let by = match (&one.kind, one.side == side) {
            // Who of them wrote it is the other side's own affair.
            (Kind::Desk(..), false) if side.is_some() => from.to_owned(),
            (Kind::Inject(_), _) => String::new(),
            (_, _) => self.name(one.by),
        };
        TextRow {
            id: one.id,
            by,
            kind,
            from_outside: one.side != side || matches!(one.kind, Kind::Inject(_) | Kind::Watcher),
            text: one.text.clone(),
            date: group.date(one.turn),
            held: one.held,
            hidden: one.hidden,
            on_its_way: (group.session.turn() < one.arrives).then(|| group.date(one.arrives)),
        }
    }

    /// The last texts that a side reads; a text that is held its writer alone.
    fn texts_of(&self, group: &Group, side: usize, reader: Option<u32>) -> Vec<TextRow> {
        let turn = group.session.turn();
        let over = group.session.over();
        let reads = |one: &&Text| {
            let own = one.side == Some(side);
            let there = match &one.kind {
                Kind::Team => own,
                Kind::Desk(..) => own || one.arrives <= turn || over,
                Kind::Watcher => true,
                Kind::Inject(to) => to.is_none_or(|to| to == side),
            };
            there && !one.hidden && (!one.held || (one.by.is_some() && one.by == reader))
        };
        let last = group.texts.iter().rev().filter(reads).take(TEXTS);
        let mut rows: Vec<TextRow> = last.map(|one| self.text(group, one, Some(side))).collect();
        rows.reverse();
        rows
    }

    /// What the world reads.
    fn texts_of_world(&self, group: &Group) -> Vec<TextRow> {
        let turn = group.session.turn();
        let reads = |one: &&Text| {
            let there = match &one.kind {
                Kind::Team | Kind::Desk(_, false) | Kind::Inject(Some(_)) => false,
                Kind::Desk(_, true) => one.arrives <= turn,
                Kind::Watcher | Kind::Inject(None) => true,
            };
            there && !one.hidden && !one.held
        };
        let anonymous = |mut row: TextRow| {
            if !row.by.is_empty() {
                row.by = row.kind.clone();
            }
            row.on_its_way = None;
            row
        };
        let last = group.texts.iter().rev().filter(reads).take(TEXTS);
        let mut rows: Vec<TextRow> = last.map(|one| anonymous(self.text(group, one, None))).collect();
        rows.reverse();
        rows
    }

    fn talk(&self, group: &Group, side: usize, reader: Option<u32>, teacher: bool) -> TalkSheet {
        let team = &group.sides[side];
        let mut voted: Vec<u32> = team.proposals.iter().flat_map(|one| one.votes.iter().map(|(by, _)| *by)).collect();
        voted.sort_unstable();
        voted.dedup();
        let other = &group.sides[1 - side];
        TalkSheet {
            proposals: team.proposals.iter().map(|one| self.proposal(one, reader, team.sealed, teacher)).collect(),
            sealed: team.sealed.is_some(),
            leads: teacher || (reader.is_some() && team.members.first() == reader.as_ref()),
            texts: self.texts_of(group, side, reader),
            team: team.members.len(),
            voted: voted.len(),
            other_sealed: other.sealed.is_some() || other.sitter != Sitter::People,
            speech: self.speech,
            began: self.began.is_some(),
            over: group.session.over(),
        }
    }

    fn questions(&self) -> Option<Vec<String>> {
        self.debrief.then(|| self.scenario.questions.clone())
    }

    /// What a pupil in a team sees; none of a pupil elsewhere.
    #[must_use]
    pub fn seat_sheet(&self, pupil: u32, now: u64) -> Option<SeatSheet> {
        let found = self.pupils.get(&pupil)?;
        let (at, side) = found.post.side()?;
        let group = self.groups.get(at)?;
        let team = &group.sides[side];
        let roles = self.roles(pupil);
        let of = team.members.len();
        Some(SeatSheet {
            name: found.name.clone(),
            group: group.name.clone(),
            team: team
                .members
                .iter()
                .enumerate()
                .map(|(place, member)| (self.name(Some(*member)), Role::held(place, of), *member == pupil))
                .collect(),
            apart: self.plan.apart,
            table: group.session.table(actor(side)).clone(),
            talk: self.talk(group, side, Some(pupil), false),
            note: roles.first().and_then(|role| team.notes.get(role)).cloned().unwrap_or_default(),
            clock: group.clock(now),
            ending: group.session.ending(),
            debrief: self.questions(),
            roles,
        })
    }

    /// What a pupil who watches sees.
    #[must_use]
    pub fn watch_sheet(&self, pupil: u32, now: u64) -> Option<WatchSheet> {
        let found = self.pupils.get(&pupil)?;
        let group = match found.post {
            Post::Un(group) | Post::Press(group) => self.groups.get(usize::from(group))?,
            Post::Hall | Post::Side(..) => return None,
        };
        Some(WatchSheet {
            name: found.name.clone(),
            post: found.post,
            group: group.name.clone(),
            world: group.session.world().clone(),
            texts: self.texts_of_world(group),
            clock: group.clock(now),
            speech: self.speech,
            debrief: self.questions(),
        })
    }

    /// What a pupil in the hall sees.
    #[must_use]
    pub fn hall_sheet(&self, pupil: u32) -> Option<HallSheet> {
        let found = self.pupils.get(&pupil)?;
        let places = if self.plan.placing == Placing::Teacher { &[][..] } else { &self.groups[..] };
        let places = places.iter().enumerate().map(|(at, group)| {
            let side = |side: usize| {
                let team = &group.sides[side];
                let size = (team.sitter == Sitter::People).then_some(team.members.len());
                (group.session.world().names[side].clone(), size)
            };
            PlaceRow { name: group.name.clone(), at: u16::try_from(at).unwrap_or(0), sides: [side(0), side(1)] }
        });
        Some(HallSheet {
            name: found.name.clone(),
            places: places.collect(),
            title: self.scenario.title.clone(),
            summary: self.scenario.summary.clone(),
            content_note: self.scenario.content_note.clone(),
            debrief: self.questions(),
        })
    }

    /// The moment in which a pupil's page is made.
    #[must_use]
    pub fn stamp(&self, pupil: u32) -> Stamp {
        let Some(found) = self.pupils.get(&pupil) else { return Stamp::default() };
        let Some(group) = found.post.group().and_then(|group| self.groups.get(group)) else {
            return Stamp { epoch: u64::from(self.debrief), changed: 0, moves: found.moves };
        };
        let changed = match found.post.side() {
            Some((_, side)) => group.sides[side].changed,
            None => group.sides.iter().map(|side| side.changed).sum(),
        };
        // The beginning of the lesson is a turn of the page too.
        let epoch = group.epoch * 2 + u64::from(self.began.is_some());
        Stamp { epoch, changed, moves: found.moves }
    }

    /// A pupil's clock.
    #[must_use]
    pub fn clock_of(&self, pupil: u32, now: u64) -> ClockSheet {
        let post = self.pupils.get(&pupil).map(|pupil| pupil.post).and_then(Post::group);
        post.and_then(|group| self.groups.get(group)).map_or_else(ClockSheet::default, |group| group.clock(now))
    }

    fn team_row(&self, group: &Group, side: usize) -> TeamRow {
        let team = &group.sides[side];
        let of = team.members.len();
        TeamRow {
            name: group.session.world().names[side].clone(),
            members: team
                .members
                .iter()
                .enumerate()
                .map(|(place, member)| (*member, self.name(Some(*member)), Role::held(place, of)))
                .collect(),
            program: match &team.sitter {
                Sitter::People => None,
                Sitter::Program(name) => {
                    let words = brinkmanship::policy::Policy::of_name(name).map_or("", |policy| policy.words());
                    Some((words.to_owned(), name.clone()))
                }
            },
            proposals: team.proposals.len(),
            sealed: team.sealed.is_some(),
        }
    }

    fn row(&self, at: usize, group: &Group, now: u64) -> GroupRow {
        let table = group.session.table(actor(0));
        let watches = |(id, pupil): (&u32, &super::Pupil)| {
            let there = pupil.post.side().is_none() && pupil.post.group() == Some(at);
            there.then(|| (*id, pupil.name.clone(), pupil.post))
        };
        let truth = group.session.glance();
        let held = |one: &&Text| one.held && !one.hidden;
        let held_proposals = group.sides.iter().flat_map(|side| &side.proposals).filter(|one| one.held && !one.hidden);
        GroupRow {
            at: u16::try_from(at).unwrap_or(0),
            name: group.name.clone(),
            date: table.date.clone(),
            number: table.cut.as_ref().map_or((table.turn + 1, table.last + 1), |cut| (cut.number, cut.of)),
            severity: truth.severity,
            rung: truth.rung,
            danger: truth.danger,
            ending: group.session.ending().map(|(title, _)| title),
            clock: group.clock(now),
            teams: [0, 1].map(|side| self.team_row(group, side)),
            played: group.session.played(),
            held: group.texts.iter().filter(held).count() + held_proposals.count(),
            watchers: self.pupils.iter().filter_map(watches).collect(),
            epoch: group.epoch,
        }
    }

    /// The facilitator's desk.
    #[must_use]
    pub fn class_sheet(&self, now: u64) -> ClassSheet {
        let cut = self.plan.cut.as_ref().and_then(|id| self.scenario.cuts.iter().find(|cut| cut.id == *id));
        let questions = self.scenario.questions.iter().enumerate();
        let answers = |(at, question): (usize, &String)| {
            let of = self.answers.iter().filter(|(to, _)| *to == at).map(|(_, text)| text.clone());
            (question.clone(), of.collect())
        };
        ClassSheet {
            title: self.plan.title.clone(),
            code: self.plan.code.clone(),
            scenario: self.scenario.title.clone(),
            cut: cut.map(|cut| cut.title.clone()),
            groups: self.groups.iter().enumerate().map(|(at, group)| self.row(at, group, now)).collect(),
            names: self.groups[0].session.world().names.clone(),
            hall: self
                .pupils
                .iter()
                .filter(|(_, pupil)| pupil.here && pupil.post == Post::Hall)
                .map(|(id, pupil)| (*id, pupil.name.clone()))
                .collect(),
            began: self.began.map(|began| now.saturating_sub(began) / 1000),
            lesson: self.plan.lesson,
            paused: self.paused,
            hold: self.hold,
            speech: self.speech,
            debrief: self.debrief,
            lapse: self.plan.lapse,
            placing: self.plan.placing,
            answers: questions.map(answers).collect(),
        }
    }

    fn past_row(&self, one: &Decision) -> PastRow {
        PastRow {
            turn: one.turn,
            date: one.date.clone(),
            side: one.side,
            proposals: one
                .proposals
                .iter()
                .map(|proposal| (proposal.by, self.proposal(proposal, None, one.sealed, true)))
                .collect(),
            ordered: one.ordered.clone(),
            undone: one.undone,
        }
    }

    /// A group as only the facilitator sees it.
    #[must_use]
    pub fn group_sheet(&self, at: usize, now: u64) -> Option<GroupSheet> {
        let group = self.groups.get(at)?;
        Some(GroupSheet {
            row: self.row(at, group, now),
            tables: [0, 1].map(|side| group.session.table(actor(side)).clone()),
            world: group.session.world().clone(),
            truth: group.session.truth(),
            talks: [0, 1].map(|side| self.talk(group, side, None, true)),
            texts: group.texts.iter().map(|one| self.text(group, one, None)).collect(),
            prepared: group.session.prepared(),
            awaited: group.session.awaited().map(str::to_owned),
            past: group.past.iter().map(|one| self.past_row(one)).collect(),
        })
    }

    /// What the projector shows of each group: its name, what the world sees, what it may read, the clock.
    #[must_use]
    pub fn projector_sheets(&self, now: u64) -> Vec<(String, Arc<World>, Vec<TextRow>, ClockSheet)> {
        let sheet = |group: &Group| {
            (group.name.clone(), group.session.world().clone(), self.texts_of_world(group), group.clock(now))
        };
        self.groups.iter().map(sheet).collect()
    }

    /// The pupils, for the exports.
    #[must_use]
    pub fn pupil_rows(&self) -> Vec<PupilRow> {
        let row = |(id, pupil): (&u32, &super::Pupil)| {
            let group = pupil.post.group().and_then(|group| self.groups.get(group));
            let side = match pupil.post {
                Post::Hall => String::new(),
                Post::Side(_, side) => {
                    group.map_or_else(String::new, |group| group.session.world().names[usize::from(side == 1)].clone())
                }
                Post::Un(_) => tr!("United Nations").to_owned(),
                Post::Press(_) => tr!("press").to_owned(),
            };
            PupilRow {
                id: *id,
                name: pupil.name.clone(),
                group: group.map_or_else(String::new, |group| group.name.clone()),
                side,
                mark: pupil.mark.clone(),
            }
        };
        self.pupils.iter().map(row).collect()
    }

    /// All decisions of all groups, for the exports: the group's name, then the decision.
    #[must_use]
    pub fn decisions(&self) -> Vec<(String, PastRow)> {
        let of = |group: &Group| {
            let rows = group.past.iter().map(|one| (group.name.clone(), self.past_row(one)));
            rows.collect::<Vec<_>>()
        };
        self.groups.iter().flat_map(of).collect()
    }
}
