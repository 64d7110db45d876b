//! How sheets are made of a class: what each reader may see of it, and no more.

use brinkmanship::{report::table::MapSheet, scenario::model::Owner};

use super::{
    ClassSheet, ClockSheet, CourtSheet, GroupRow, GroupSheet, HallSheet, Heard, MarkSheet, PartySheet, PastRow,
    PlaceRow, ProposalRow, ScreenSheet, SeatSheet, Stamp, TalkSheet, TeamRow, TextRow, WatchSheet,
};
use crate::room::{
    Decision, Group, Kind, Placing, Post, Proposal, Pupil, Room, Sitter, Text, actor,
    session::{Drawn, Session, Sight},
};

/// How many texts a page shows.
const TEXTS: usize = 60;

impl Group {
    pub(super) fn date(&self, turn: usize) -> String {
        self.session.scenario().turns.get(turn).map_or_else(String::new, |turn| turn.date.clone())
    }
}

impl Room {
    /// The clock of a group's turn; none in the debrief, which no turn hurries.
    fn clock(&self, group: &Group, now: u64) -> ClockSheet {
        match group.clock.ends {
            _ if self.debrief => ClockSheet::default(),
            Some(ends) => ClockSheet { left: Some(ends.saturating_sub(now).div_ceil(1000)), runs: true },
            None if 0 < group.clock.left => ClockSheet { left: Some(group.clock.left.div_ceil(1000)), runs: false },
            None => ClockSheet::default(),
        }
    }

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
                Some(post) => self.watches(post),
                None => tr!("United Nations").to_owned(),
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

    /// A text as the teacher reads it: of news also what they moved.
    fn told(&self, group: &Group, one: &Text) -> TextRow {
        let mut row = self.text(group, one, None);
        let figures = Session::figures(self.scenario);
        if let Some(touch) = &one.touch
            && let Some((_, name)) = figures.iter().find(|(id, _)| *id == touch.track)
        {
            row.kind = format!("{} · {}", row.kind, touch.size.moves(name, touch.up));
        }
        row
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

    /// What the world reads; a text that is held its writer alone.
    fn texts_of_world(&self, group: &Group, reader: Option<u32>) -> Vec<TextRow> {
        let turn = group.session.turn();
        let reads = |one: &&Text| {
            let there = match &one.kind {
                Kind::Team | Kind::Desk(_, false) | Kind::Inject(Some(_)) => false,
                Kind::Desk(_, true) => one.arrives <= turn,
                Kind::Watcher | Kind::Inject(None) => true,
            };
            there && !one.hidden && (!one.held || (one.by.is_some() && one.by == reader))
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

    /// For whom somebody watches or speaks who sits on no side.
    fn watches(&self, post: Post) -> String {
        match post {
            Post::Press(_) => tr!("press").to_owned(),
            Post::Party(_, party) => {
                self.scenario.parties.get(usize::from(party)).map_or_else(String::new, |party| party.name.clone())
            }
            Post::Un(_) | Post::Hall | Post::Side(..) => tr!("United Nations").to_owned(),
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
        Some(SeatSheet {
            name: found.name.clone(),
            group: group.name.clone(),
            team: team
                .members
                .iter()
                .enumerate()
                .map(|(place, member)| (self.name(Some(*member)), team.held(place), *member == pupil))
                .collect(),
            apart: self.plan.apart,
            table: group.session.table(actor(side)).clone(),
            talk: self.talk(group, side, Some(pupil), false),
            note: roles.first().and_then(|role| team.notes.get(role)).cloned().unwrap_or_default(),
            forecast: group
                .guesses
                .iter()
                .find(|guess| (guess.turn, guess.pupil) == (group.session.turn(), pupil))
                .map(|guess| (guess.agreed, guess.war)),
            clock: self.clock(group, now),
            ending: group.session.ending_told(),
            debrief: self.questions(),
            late: found.came == Some((at, group.epoch)),
            taken_back: group.taken_back,
            dealt: team.dealt,
            between: self.between.then(|| self.between_sheet(group, side, pupil)),
            sides: [0, 1].map(|side| {
                let table = group.session.table(actor(side));
                (table.own_name().to_owned(), table.deciders[side].clone(), group.sides[side].members.len())
            }),
            roles,
        })
    }

    /// What a pupil who watches sees.
    #[must_use]
    pub fn watch_sheet(&self, pupil: u32, now: u64) -> Option<WatchSheet> {
        let found = self.pupils.get(&pupil)?;
        let group = match found.post {
            Post::Un(group) | Post::Press(group) | Post::Party(group, _) => self.groups.get(usize::from(group))?,
            Post::Hall | Post::Side(..) => return None,
        };
        Some(WatchSheet {
            name: found.name.clone(),
            post: found.post,
            group: group.name.clone(),
            world: group.session.world().clone(),
            texts: self.texts_of_world(group, Some(pupil)),
            clock: self.clock(group, now),
            speech: self.speech,
            publishes: self.may_publish(pupil),
            goes_back: self.way_back(pupil).is_some(),
            taken_back: group.taken_back,
            debrief: self.questions(),
        })
    }

    /// What a pupil at the desk of a party sees.
    #[must_use]
    pub fn party_sheet(&self, pupil: u32, now: u64) -> Option<PartySheet> {
        let Post::Party(group, party) = self.pupils.get(&pupil)?.post else { return None };
        let (group, at) = (self.groups.get(usize::from(group))?, usize::from(party));
        let data = self.scenario.parties.get(at)?;
        let own = |owner: &Owner| matches!(owner, Owner::Party(of) if of.index() == at);
        let aims = self.scenario.aims.iter().filter(|aim| own(&aim.owner));
        let chosen = |id: &str| group.stands.iter().find(|(rule, _)| rule == id).map(|(_, does)| *does);
        let (named, rest) = group.session.party_acts(at);
        let acts = named.into_iter().map(|act| (act.clone(), chosen(&act.id)));
        Some(PartySheet {
            watch: self.watch_sheet(pupil, now)?,
            party: data.name.clone(),
            about: data.text.clone(),
            aims: aims.map(|aim| (aim.title.clone(), aim.text.clone())).collect(),
            acts: acts.collect(),
            waits: (!rest.is_empty()).then(|| rest.iter().any(|id| chosen(id) == Some(false))),
            open: self.began.is_some() && !group.session.over(),
        })
    }

    /// The map that a pupil sees, and where its picture is kept.
    #[must_use]
    pub fn map_of(&self, pupil: u32) -> Option<(MapSheet, Drawn)> {
        let post = self.pupils.get(&pupil)?.post;
        match post.side() {
            Some((group, side)) => self.map_at(group, Sight::Side(side)),
            None => self.map_at(post.group()?, Sight::World),
        }
    }

    /// The map of a group through somebody's eyes, and where its picture is kept.
    #[must_use]
    pub fn map_at(&self, group: usize, sight: Sight) -> Option<(MapSheet, Drawn)> {
        let session = &self.groups.get(group)?.session;
        let map = match sight {
            Sight::Side(side) => session.table(actor(side)).map.clone()?,
            Sight::World | Sight::Screen => session.world().map.clone()?,
        };
        Some((map, session.drawn(sight)))
    }

    /// The aims court of a pupil's group, once the debrief is on.
    #[must_use]
    pub fn court_of(&self, pupil: u32) -> Option<usize> {
        self.pupils.get(&pupil)?.post.group().filter(|_| self.debrief)
    }

    /// The aims court of a group.
    #[must_use]
    pub fn court_sheet(&self, at: usize) -> Option<CourtSheet> {
        let group = self.groups.get(at)?;
        let names = group.session.world().names.clone();
        let who = |one: &crate::room::Argument| match one.side {
            Some(side) => names[side].clone(),
            None => self.pupils.get(&one.pupil).map_or_else(String::new, |pupil| self.watches(pupil.post)),
        };
        let cases = group.session.cases().iter().map(|case| {
            let argued = group.arguments.iter().filter(|one| one.aim == case.aim);
            let ruling = group.rulings.iter().find(|ruling| ruling.aim == case.aim).cloned();
            Heard { case: case.clone(), arguments: argued.map(|one| (who(one), one.clone())).collect(), ruling }
        });
        Some(CourtSheet { group: group.name.clone(), cases: cases.collect(), names: names.clone() })
    }

    /// The pupils with what they wrote, for marking.
    #[must_use]
    pub fn mark_sheets(&self) -> Vec<MarkSheet> {
        let sheet = |(id, pupil): (&u32, &Pupil)| {
            let mut reasons = Vec::new();
            let mut arguments = Vec::new();
            for group in &self.groups {
                for one in group.past.iter().filter(|one| !one.undone) {
                    for proposal in one.proposals.iter().filter(|proposal| group.proposed(proposal)) {
                        let said = proposal.ordered();
                        if proposal.by == Some(*id) {
                            let mut evidence = proposal.evidence.clone();
                            if !proposal.expects.is_empty() {
                                let expects = &proposal.expects;
                                evidence.push(tr!("Expected of the other side: “{expects}”", expects));
                            }
                            reasons.push((one.date.clone(), said.clone(), proposal.reason.clone(), evidence));
                        }
                        let votes = proposal.votes.iter().filter(|(by, why)| by == id && !why.is_empty());
                        reasons.extend(votes.map(|(_, why)| (one.date.clone(), said.clone(), why.clone(), Vec::new())));
                    }
                }
                let mine = group.arguments.iter().filter(|one| one.pupil == *id);
                arguments.extend(mine.map(|one| (self.title_of(&one.aim), one.text.clone())));
                for one in group.learnt.iter().filter(|one| one.pupil == *id && group.owns(one.turn)) {
                    let near = self.learnt_row(group, one).near;
                    let near = near.into_iter().map(|(aim, near)| tr!("{aim}: {near} of 100", aim, near)).collect();
                    let what = tr!("Looking back in between").to_owned();
                    reasons.push((group.date(one.turn), what, one.text.clone(), near));
                }
            }
            let group = pupil.post.group().and_then(|group| self.groups.get(group));
            let place = match (pupil.post.side(), group) {
                (Some((_, side)), Some(group)) => format!("{}, {}", group.name, group.session.world().names[side]),
                (None, Some(group)) => format!("{}, {}", group.name, self.watches(pupil.post)),
                (_, None) => String::new(),
            };
            MarkSheet { id: *id, name: pupil.name.clone(), place, reasons, arguments, mark: pupil.mark.clone() }
        };
        self.pupils.iter().filter(|(_, pupil)| pupil.here).map(sheet).collect()
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
            let here = |party: usize| {
                let post = |pupil: &&Pupil| {
                    pupil.here
                        && matches!(pupil.post, Post::Party(of, which) if (usize::from(of), usize::from(which)) == (at, party))
                };
                self.pupils.values().filter(post).count()
            };
            let parties = self.scenario.parties.iter().enumerate();
            PlaceRow {
                name: group.name.clone(),
                at: u16::try_from(at).unwrap_or(0),
                sides: [side(0), side(1)],
                parties: parties.map(|(party, data)| (data.name.clone(), here(party))).collect(),
            }
        });
        Some(HallSheet {
            name: found.name.clone(),
            places: places.collect(),
            title: self.scenario.title.clone(),
            summary: self.scenario.summary_of(self.cut()).to_owned(),
            content_note: self.scenario.content_note_of(self.cut()).to_owned(),
            debrief: self.questions(),
        })
    }

    /// The moment in which a pupil's page is made.
    #[must_use]
    pub fn stamp(&self, pupil: u32) -> Stamp {
        let Some(found) = self.pupils.get(&pupil) else { return Stamp::default() };
        let Some(group) = found.post.group().and_then(|group| self.groups.get(group)) else {
            return Stamp { epoch: u64::from(self.debrief), changed: 0, moves: found.moves, shown: 0 };
        };
        let changed = match found.post.side() {
            // That the other side has sealed is told too.
            Some((_, side)) => group.sides[side].changed * 2 + u64::from(group.sides[1 - side.min(1)].sealed.is_some()),
            None => group.sides.iter().map(|side| side.changed).sum(),
        };
        // The beginning of the lesson is a turn of the page too.
        let epoch = group.epoch * 2 + u64::from(self.began.is_some());
        Stamp { epoch, changed, moves: found.moves, shown: group.shown }
    }

    /// A pupil's clock.
    #[must_use]
    pub fn clock_of(&self, pupil: u32, now: u64) -> ClockSheet {
        let post = self.pupils.get(&pupil).map(|pupil| pupil.post).and_then(Post::group);
        post.and_then(|group| self.groups.get(group)).map_or_else(ClockSheet::default, |group| self.clock(group, now))
    }

    fn team_row(&self, group: &Group, side: usize) -> TeamRow {
        let team = &group.sides[side];
        TeamRow {
            name: group.session.world().names[side].clone(),
            members: team
                .members
                .iter()
                .enumerate()
                .map(|(place, member)| (*member, self.name(Some(*member)), team.held(place)))
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
        let watches = |(id, pupil): (&u32, &Pupil)| {
            let there = pupil.post.side().is_none() && pupil.post.group() == Some(at);
            there.then(|| (*id, pupil.name.clone(), self.watches(pupil.post)))
        };
        let truth = group.session.glance();
        let held = |one: &&Text| one.held && !one.hidden;
        let held_proposals = group.sides.iter().flat_map(|side| &side.proposals).filter(|one| one.held && !one.hidden);
        GroupRow {
            at: u16::try_from(at).unwrap_or(0),
            name: group.name.clone(),
            date: table.date.clone(),
            number: (table.counted().0, table.counted().2),
            severity: truth.severity,
            rung: truth.rung,
            danger: truth.danger,
            ending: group.session.ending().map(|(title, _)| title),
            clock: self.clock(group, now),
            teams: [0, 1].map(|side| self.team_row(group, side)),
            played: group.session.played(),
            held: group.texts.iter().filter(held).count() + held_proposals.count(),
            watchers: self.pupils.iter().filter_map(watches).collect(),
            variant: group.variant.as_ref().map(|id| {
                let found = self.scenario.variants.iter().find(|variant| variant.id == *id);
                found.map_or_else(|| id.clone(), |variant| variant.title.clone())
            }),
            asked: u16::try_from(at).ok().and_then(|at| self.asked(at)),
            fallen: u16::try_from(at).is_ok_and(|at| self.fallen(at)),
            undiced: group.undiced,
            learnt: group.learnt.iter().filter(|one| one.turn == group.session.turn()).count(),
            epoch: group.epoch,
        }
    }

    /// The facilitator's desk.
    #[must_use]
    pub fn class_sheet(&self, now: u64) -> ClassSheet {
        let cut = self.plan.cut.as_ref().and_then(|id| self.scenario.cuts.iter().find(|cut| cut.id == *id));
        let questions = self.scenario.questions.iter().enumerate();
        let answers = |(at, question): (usize, &String)| {
            let of = self.answers.iter().filter(|answer| answer.question == at).map(|answer| match answer.signed {
                Some(_) => format!("{} – {}", answer.text, self.name(answer.signed)),
                None => answer.text.clone(),
            });
            (question.clone(), of.collect())
        };
        ClassSheet {
            title: self.plan.title.clone(),
            code: self.plan.code.clone(),
            scenario: self.scenario.title.clone(),
            cut: cut.map(|cut| cut.title.clone()),
            groups: self.groups.iter().enumerate().map(|(at, group)| self.row(at, group, now)).collect(),
            names: self.groups[0].session.world().names.clone(),
            parties: self.scenario.parties.iter().map(|party| party.name.clone()).collect(),
            hall: self
                .pupils
                .iter()
                .filter(|(_, pupil)| pupil.here && pupil.post == Post::Hall)
                .map(|(id, pupil)| (*id, pupil.name.clone()))
                .collect(),
            began: self.began.map(|began| now.saturating_sub(began) / 1000),
            lesson: self.plan.lesson,
            luck: self.plan.seeds.first().copied().unwrap_or_default(),
            paused: self.paused,
            restarted: self.restarted,
            hold: self.hold,
            by_hand: self.by_hand,
            speech: self.speech,
            debrief: self.debrief,
            between: self.between,
            stop: self.stop(now),
            figures: Session::figures(self.scenario),
            content_note: self.scenario.content_note_of(self.cut()).to_owned(),
            lapse: self.plan.lapse,
            placing: self.plan.placing,
            answers: questions.map(answers).collect(),
        }
    }

    fn past_row(&self, one: &Decision) -> PastRow {
        PastRow {
            date: one.date.clone(),
            side: one.side,
            proposals: one
                .proposals
                .iter()
                .map(|proposal| (proposal.by, self.proposal(proposal, None, one.sealed, true)))
                .collect(),
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
            texts: group.texts.iter().map(|one| self.told(group, one)).collect(),
            prepared: group.session.prepared(),
            awaited: group.session.awaited().map(str::to_owned),
            past: group.past.iter().map(|one| self.past_row(one)).collect(),
            learnt: group.learnt.iter().map(|one| self.learnt_row(group, one)).collect(),
        })
    }

    /// What the projector shows of each group.
    #[must_use]
    pub fn projector_sheets(&self, now: u64) -> Vec<ScreenSheet> {
        let sheet = |group: &Group| ScreenSheet {
            name: group.name.clone(),
            world: group.session.world().clone(),
            texts: self.texts_of_world(group, None),
            clock: self.clock(group, now),
        };
        self.groups.iter().map(sheet).collect()
    }
}
