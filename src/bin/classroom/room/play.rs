//! Proposals, votes, sealed orders, turns and their clocks.

use brinkmanship::transcript::ActText;

use super::{
    Asked, Clock, Decision, Group, Lapse, PROPOSALS, Proposal, Refusal, Roll, Room, Sitter, Speech, actor, deed::Deed,
    name_of, words,
};

/// What is to be done so that a turn of a group can be played.
#[derive(Clone, Debug)]
pub struct Due {
    /// The group.
    pub group: u16,
    /// Its epoch: had it passed meanwhile, nothing is due.
    pub epoch: u64,
    /// The orders of people.
    pub orders: [Option<Vec<ActText>>; 2],
    /// The policies that are to order.
    pub policies: [Option<brinkmanship::policy::Policy>; 2],
}

/// The order of a side, as it will be played: what could be ordered when it was sealed still can, since nothing has moved;
/// a vote may be of another turn.
fn playable(group: &Group, side: usize, acts: Vec<ActText>) -> Vec<ActText> {
    if group.session.check(actor(side), &acts).is_err() { group.session.pass(actor(side)) } else { acts }
}

impl Room {
    /// Winds the clock of a group's turn up.
    pub(super) fn wind(&mut self, group: usize, now: u64) {
        let whole = u64::from(self.plan.turn_seconds) * 1000;
        let stands = self.clocks_stand();
        if let Some(group) = self.groups.get_mut(group) {
            let over = group.session.over() || whole == 0;
            group.clock = match (over, stands) {
                (true, _) => Clock::default(),
                (false, true) => Clock { ends: None, left: whole },
                (false, false) => Clock { ends: Some(now.saturating_add(whole)), left: 0 },
            };
        }
    }

    /// Whether the clocks stand: before the lesson, by hand, for a look back, or for the debrief.
    const fn clocks_stand(&self) -> bool {
        self.began.is_none() || self.paused || self.between || self.debrief
    }

    /// Whether the clock of a group runs.
    #[must_use]
    pub fn clocks_run(&self) -> bool {
        self.groups.iter().any(|group| group.clock.ends.is_some())
    }

    /// Lets the clocks stand or run, as whatever stopped them says.
    pub(super) fn set_clocks(&mut self, now: u64) {
        let stand = self.clocks_stand();
        for group in &mut self.groups {
            match (stand, group.clock.ends) {
                (true, Some(ends)) => group.clock = Clock { ends: None, left: ends.saturating_sub(now).max(1) },
                (false, None) if 0 < group.clock.left => {
                    group.clock = Clock { ends: Some(now.saturating_add(group.clock.left)), left: 0 };
                }
                (_, _) => {}
            }
        }
    }

    pub(super) fn more(&mut self, now: u64, group: Option<u16>, seconds: u32) -> Result<(), Refusal> {
        let more = u64::from(seconds.min(3600)) * 1000;
        let all = 0..self.groups.len();
        let of = match group {
            Some(group) => self.seat(group, 0).map(|(group, _)| group..group + 1)?,
            None => all,
        };
        for group in &mut self.groups[of] {
            match group.clock.ends {
                Some(ends) => group.clock.ends = Some(ends.max(now).saturating_add(more)),
                None if 0 < group.clock.left => group.clock.left += more,
                None => {}
            }
        }
        Ok(())
    }

    pub(super) fn propose(
        &mut self,
        pupil: Option<u32>,
        (group, side): (u16, u8),
        acts: &[ActText],
        [reason, expects]: [&str; 2],
        evidence: &[String],
        once: u64,
    ) -> Result<(), Refusal> {
        let (group, side) = self.seat(group, side)?;
        if self.began.is_none() {
            return Err(Refusal::NotBegun);
        }
        let (reason, expects) = (words::clean(reason, words::TEXT), words::clean(expects, words::TEXT));
        if let Some(pupil) = pupil {
            let found = self.pupil(pupil)?;
            if found.post.side() != Some((group, side)) {
                return Err(Refusal::NotYours);
            }
            if once != 0 && found.once == once {
                return Ok(());
            }
            if reason.is_empty() {
                return Err(Refusal::Empty);
            }
        }
        let evidence = words::list(evidence);
        let held = pupil.is_some() && self.speech == Speech::Held;
        let frozen = pupil.is_some() && self.speech == Speech::Frozen;
        let of = &mut self.groups[group];
        if of.session.over() {
            return Err(Refusal::Over);
        }
        if of.sides[side].sealed.is_some() {
            return Err(Refusal::Sealed);
        }
        if PROPOSALS <= of.sides[side].proposals.len() {
            return Err(Refusal::Full);
        }
        of.session.check(actor(side), acts).map_err(Refusal::Rules)?;
        let said = of.session.said(actor(side), acts);
        let id = of.number();
        let team = &mut of.sides[side];
        // Whoever proposes votes for it.
        let mut votes = Vec::new();
        if let Some(pupil) = pupil {
            team.proposals.iter_mut().for_each(|one| one.votes.retain(|(by, _)| *by != pupil));
            votes.push((pupil, String::new()));
        }
        let proposal = Proposal {
            id,
            by: pupil,
            acts: acts.to_vec(),
            said,
            reason,
            expects,
            evidence,
            hidden: frozen,
            held,
            votes,
            hands: 0,
        };
        team.proposals.push(proposal);
        team.changed += 1;
        if let Some(pupil) = pupil.and_then(|pupil| self.pupils.get_mut(&pupil)) {
            pupil.once = once;
        }
        Ok(())
    }

    pub(super) fn vote(&mut self, pupil: u32, proposal: u32, reason: &str) -> Result<(), Refusal> {
        let (group, side) = self.pupil(pupil)?.post.side().ok_or(Refusal::NotYours)?;
        let reason = if self.speech == Speech::Free { words::clean(reason, words::TEXT) } else { String::new() };
        let team = &mut self.groups[group].sides[side];
        if team.sealed.is_some() {
            return Err(Refusal::Sealed);
        }
        if !team.proposals.iter().any(|one| one.id == proposal) {
            return Err(Refusal::Unknown);
        }
        for one in &mut team.proposals {
            one.votes.retain(|(by, _)| *by != pupil);
            if one.id == proposal {
                one.votes.push((pupil, reason.clone()));
            }
        }
        team.changed += 1;
        Ok(())
    }

    /// Whether a pupil leads the team of a seat; the teacher may do what leaders may.
    fn leads(&self, pupil: Option<u32>, group: usize, side: usize) -> Result<(), Refusal> {
        match pupil {
            None => Ok(()),
            Some(pupil) => {
                self.pupil(pupil)?;
                let leader = self.groups[group].sides[side].members.first();
                if leader == Some(&pupil) { Ok(()) } else { Err(Refusal::NotYours) }
            }
        }
    }

    pub(super) fn seal(&mut self, pupil: Option<u32>, (group, side): (u16, u8), proposal: u32) -> Result<(), Refusal> {
        let (group, side) = self.seat(group, side)?;
        self.leads(pupil, group, side)?;
        let of = &mut self.groups[group];
        if of.session.over() {
            return Err(Refusal::Over);
        }
        let found = of.sides[side].proposals.iter().find(|one| one.id == proposal).ok_or(Refusal::Unknown)?;
        of.session.check(actor(side), &found.acts).map_err(Refusal::Rules)?;
        of.sides[side].sealed = Some(proposal);
        of.sides[side].changed += 1;
        Ok(())
    }

    pub(super) fn unseal(&mut self, pupil: Option<u32>, (group, side): (u16, u8)) -> Result<(), Refusal> {
        let (group, side) = self.seat(group, side)?;
        self.leads(pupil, group, side)?;
        let of = &mut self.groups[group];
        // Whoever could open it again once a die has fallen would throw until it fell as they like.
        if !of.rolls.is_empty() {
            return Err(Refusal::Thrown);
        }
        of.sides[side].sealed.take().ok_or(Refusal::Unknown)?;
        of.sides[side].changed += 1;
        Ok(())
    }

    /// What a group's turn would be played with if it were played now: the sealed orders, and where people have not
    /// sealed, what the class has agreed to do then, if it may be done already.
    fn orders(&self, group: &Group, lapsed: bool) -> Option<[Option<Vec<ActText>>; 2]> {
        let mut orders = [None, None];
        for (side, team) in group.sides.iter().enumerate() {
            if matches!(team.sitter, Sitter::Program(_)) && team.sealed.is_none() {
                continue;
            }
            let proposal = |id: u32| team.proposals.iter().find(|one| one.id == id).map(|one| one.acts.clone());
            orders[side] = match team.sealed.and_then(proposal) {
                Some(acts) => Some(acts),
                None if lapsed => {
                    // Of proposals with as many votes, the first.
                    let best = team.proposals.iter().rev().max_by_key(|one| one.count());
                    Some(best.map_or_else(|| group.session.pass(actor(side)), |one| one.acts.clone()))
                }
                None => return None,
            };
        }
        Some(orders)
    }

    fn due_of(&self, at: usize, lapsed: bool) -> Option<Due> {
        let group = self.groups.get(at)?;
        if group.session.over() || self.began.is_none() {
            return None;
        }
        let orders = self.orders(group, lapsed)?;
        let policies = [0, 1].map(|side| match (&group.sides[side].sitter, &orders[side]) {
            (Sitter::Program(name), None) => brinkmanship::policy::Policy::of_name(name),
            _ => None,
        });
        Some(Due { group: u16::try_from(at).ok()?, epoch: group.epoch, orders, policies })
    }

    /// The turns that are to be played now by themselves.
    #[must_use]
    pub fn due(&self, now: u64) -> Vec<Due> {
        if self.hold || self.paused || self.debrief || self.between {
            return Vec::new();
        }
        let lapsed =
            |group: &Group| self.plan.lapse == Lapse::Votes && group.clock.ends.is_some_and(|ends| ends <= now);
        // Where nobody sits but the program, the teacher lets it play.
        let alone = |group: &Group| group.sides.iter().all(|side| matches!(side.sitter, Sitter::Program(_)));
        (0..self.groups.len())
            .filter(|at| !alone(&self.groups[*at]))
            .filter_map(|at| self.due_of(at, lapsed(&self.groups[at])))
            // What fell on the table can be taken up again until the teacher tells the turn.
            .filter(|due| self.asked(due.group).is_none() && !self.fallen(due.group))
            .collect()
    }

    /// The draw for which a group's turn waits, where dice are thrown by hand and the turn is due otherwise.
    #[must_use]
    pub fn asked(&self, group: u16) -> Option<Asked> {
        if !self.by_hand {
            return None;
        }
        let due = self.due_of(usize::from(group), false)?;
        let of = self.groups.get(usize::from(group))?;
        // What the program will order is not known yet: as long as it has to think, it is taken to pass.
        let orders = [0, 1].map(|side| {
            let acts = due.orders[side].clone();
            acts.map_or_else(|| of.session.pass(actor(side)), |acts| playable(of, side, acts))
        });
        of.session.asked(&orders, &of.stands, &of.rolls)
    }

    /// Whether all dice of a group's turn have fallen by hand, so that it waits to be told.
    #[must_use]
    pub fn fallen(&self, group: u16) -> bool {
        let thrown = self.groups.get(usize::from(group)).is_some_and(|of| !of.rolls.is_empty());
        let due = || self.due_of(usize::from(group), false).is_some();
        self.by_hand && thrown && due() && self.asked(group).is_none()
    }

    /// A turn that the teacher plays at once: who has not sealed goes by votes.
    #[must_use]
    pub fn due_now(&self, group: u16) -> Option<Due> {
        self.due_of(usize::from(group), true)
    }

    /// The deed that plays what is due, with the orders of the program; the room is not changed.
    ///
    /// # Errors
    /// The turn has passed meanwhile, or an order is refused.
    pub fn turn_of(&self, due: &Due, thought: [Option<Vec<ActText>>; 2]) -> Result<Deed, Refusal> {
        let group = self.groups.get(usize::from(due.group)).ok_or(Refusal::Unknown)?;
        if group.epoch != due.epoch {
            return Err(Refusal::Unknown);
        }
        let [first, second] = thought;
        let mut orders = [Vec::new(), Vec::new()];
        for (side, thought) in [first, second].into_iter().enumerate() {
            orders[side] = due.orders[side].clone().or(thought).ok_or(Refusal::NotSealed)?;
            orders[side] = playable(group, side, std::mem::take(&mut orders[side]));
        }
        let mut after = group.session.clone();
        let rolls = self.by_hand.then(|| group.rolls.clone());
        after.play(&orders, &group.stands, rolls.as_deref()).map_err(Refusal::Rules)?;
        Ok(Deed::Turn { group: due.group, orders, stands: group.stands.clone(), rolls, print: after.print() })
    }

    pub(super) fn turn(
        &mut self,
        now: u64,
        group: u16,
        orders: &[Vec<ActText>; 2],
        (stands, rolls): (&[(String, bool)], Option<&[Roll]>),
        print: &str,
    ) -> Result<(), Refusal> {
        let at = self.seat(group, 0)?.0;
        let of = &mut self.groups[at];
        let mut session = of.session.clone();
        session.play(orders, stands, rolls).map_err(Refusal::Rules)?;
        if session.print() != print {
            return Err(Refusal::Otherwise);
        }
        let (turn, date) = (of.session.turn(), of.session.table(actor(0)).date.clone());
        for (side, team) in of.sides.iter_mut().enumerate() {
            let sealed = team.sealed.take().or_else(|| {
                let same = |one: &&Proposal| one.acts == orders[side];
                team.proposals.iter().find(same).map(|one| one.id)
            });
            let proposals = std::mem::take(&mut team.proposals);
            team.changed += 1;
            // Who came in the middle of the turn takes a role of their own with the next.
            team.dealt = 0 < std::mem::take(&mut team.late);
            of.past.push(Decision { turn, date: date.clone(), side, proposals, sealed, undone: false });
        }
        of.session = session;
        of.undiced = rolls.is_some_and(<[Roll]>::is_empty);
        (of.rolls, of.stands) = (Vec::new(), Vec::new());
        of.taken_back = false;
        of.epoch += 1;
        self.wind(at, now);
        Ok(())
    }

    pub(super) fn undo(&mut self, now: u64, group: u16) -> Result<(), Refusal> {
        let at = self.seat(group, 0)?.0;
        let of = &mut self.groups[at];
        if !of.session.undo() {
            return Err(Refusal::NothingToUndo);
        }
        let turn = of.session.turn();
        for decision in &mut of.past {
            decision.undone |= turn <= decision.turn;
        }
        for text in &mut of.texts {
            text.hidden |= turn < text.turn;
        }
        for team in &mut of.sides {
            (team.sealed, team.proposals) = (None, Vec::new());
            team.changed += 1;
        }
        (of.rolls, of.stands, of.undiced) = (Vec::new(), Vec::new(), false);
        of.guesses.retain(|guess| guess.turn <= turn);
        of.learnt.retain(|one| one.turn <= turn);
        of.taken_back = true;
        // The end that was judged is undone with it.
        (of.arguments, of.rulings) = (Vec::new(), Vec::new());
        of.epoch += 1;
        self.wind(at, now);
        Ok(())
    }

    pub(super) fn fork(&mut self, group: u16) -> Result<(), Refusal> {
        let at = self.seat(group, 0)?.0;
        if super::GROUPS <= self.groups.len() {
            return Err(Refusal::Full);
        }
        let mut twin = self.groups[at].clone();
        twin.name = name_of(self.groups.len());
        twin.sides.iter_mut().for_each(|side| side.members.clear());
        twin.leave_held();
        let turn = twin.session.turn();
        twin.guesses.retain(|guess| guess.turn < turn);
        twin.learnt.retain(|one| one.turn < turn);
        twin.fork = Some(super::Fork { from: at, turn, first: twin.next });
        self.groups.push(twin);
        Ok(())
    }
}

impl Group {
    /// A number for a proposal or a text.
    pub(super) fn number(&mut self) -> u32 {
        let number = self.next;
        self.next = self.next.saturating_add(1);
        number
    }
}
