//! What is written in a class: to the team, to the other side, to all; and what the teacher tells.

use super::{Group, Kind, Post, Proposal, Refusal, Room, Speech, TEXTS, Text, To, Touch, actor, words};

impl Group {
    fn write(&mut self, by: Option<u32>, side: Option<usize>, kind: Kind, text: String, delay: usize, held: bool) {
        let id = self.number();
        let turn = self.session.turn();
        let arrives = turn.saturating_add(delay);
        let own = if kind == Kind::Team { side } else { None };
        self.texts.push(Text { id, by, side, kind, text, turn, arrives, hidden: false, held, touch: None });
        for (at, team) in self.sides.iter_mut().enumerate() {
            // What a team says among itself is no news to the other.
            if own.is_none_or(|own| own == at) {
                team.changed += 1;
            }
        }
    }
}

impl Group {
    /// Every proposal of this turn and of former ones.
    fn proposals(&mut self) -> impl Iterator<Item = &mut Proposal> {
        let past = self.past.iter_mut().flat_map(|decision| &mut decision.proposals);
        self.sides.iter_mut().flat_map(|side| &mut side.proposals).chain(past)
    }

    /// Leaves behind what waits to be let through: it waits in the group where it was written.
    pub(super) fn leave_held(&mut self) {
        self.texts.retain(|one| !one.held);
        for one in self.proposals().filter(|one| one.held) {
            one.held = false;
            (one.reason, one.expects, one.evidence) = <_>::default();
        }
    }

    /// Lets news move a figure. A sealed order that could not be sent as things stand now is opened again.
    fn moved(&mut self, touch: &Touch) {
        self.session.tell(touch);
        self.shown += 1;
        for side in 0..2 {
            let team = &self.sides[side];
            let sealed = team.sealed.and_then(|id| team.proposals.iter().find(|one| one.id == id));
            if sealed.is_some_and(|one| self.session.check(actor(side), &one.acts).is_err()) {
                self.sides[side].sealed = None;
            }
        }
    }
}

impl Room {
    pub(super) fn say(&mut self, pupil: u32, to: To, text: &str, once: u64) -> Result<(), Refusal> {
        let found = self.pupil(pupil)?;
        if once != 0 && found.once == once {
            return Ok(());
        }
        if self.speech == Speech::Frozen {
            return Err(Refusal::Frozen);
        }
        let post = found.post;
        let text = words::clean(text, words::TEXT);
        if text.is_empty() {
            return Err(Refusal::Empty);
        }
        let held = self.speech == Speech::Held;
        let publishes = self.may_publish(pupil);
        let of = self.groups.get_mut(post.group().ok_or(Refusal::NotYours)?).ok_or(Refusal::Unknown)?;
        if TEXTS <= of.texts.len() {
            return Err(Refusal::Full);
        }
        match (to, post) {
            (To::Team, Post::Side(_, side)) => {
                of.write(Some(pupil), Some(usize::from(side)), Kind::Team, text, 0, held);
            }
            (To::Desk(place), Post::Side(_, side)) => {
                if self.began.is_none() {
                    return Err(Refusal::NotBegun);
                }
                let side = usize::from(side);
                let table = of.session.table(actor(side));
                let desk = table.talks.desks.iter().find(|way| way.place == usize::from(place) && way.closed.is_none());
                let (title, delay) = desk.map(|way| (way.title.clone(), way.delay)).ok_or(Refusal::DeskClosed)?;
                let public =
                    self.scenario.channels.get(usize::from(place)).is_some_and(|channel| channel.audience.world());
                of.write(Some(pupil), Some(side), Kind::Desk(title, public), text, usize::from(delay), held);
            }
            (To::All, Post::Un(_) | Post::Press(_) | Post::Party(..)) if !publishes => {
                return Err(Refusal::Knows);
            }
            (To::All, Post::Un(_) | Post::Press(_) | Post::Party(..)) => {
                of.write(Some(pupil), None, Kind::Watcher, text, 0, held);
            }
            (To::Team | To::Desk(_), Post::Hall | Post::Un(_) | Post::Press(_) | Post::Party(..))
            | (To::All, Post::Hall | Post::Side(..)) => return Err(Refusal::NotYours),
        }
        if let Some(pupil) = self.pupils.get_mut(&pupil) {
            pupil.once = once;
        }
        Ok(())
    }

    pub(super) fn note(&mut self, pupil: u32, text: &str) -> Result<(), Refusal> {
        let (group, side) = self.pupil(pupil)?.post.side().ok_or(Refusal::NotYours)?;
        let role = *self.roles(pupil).first().ok_or(Refusal::NotYours)?;
        let text = words::clean(text, words::NOTES);
        self.groups[group].sides[side].notes.insert(role, text);
        Ok(())
    }

    pub(super) fn inject(
        &mut self,
        group: Option<u16>,
        side: Option<u8>,
        text: &str,
        touch: Option<&Touch>,
    ) -> Result<(), Refusal> {
        let text = words::clean(text, words::TEXT);
        if text.is_empty() {
            return Err(Refusal::Empty);
        }
        let of = match group {
            Some(group) => self.seat(group, 0).map(|(group, _)| group..group + 1)?,
            None => 0..self.groups.len(),
        };
        let side = side.map(|side| usize::from(side == 1));
        if let Some(touch) = touch {
            if side.is_some() {
                return Err(Refusal::ForBoth);
            }
            if !self.groups[of.clone()].iter().all(|group| group.session.can_touch(touch)) {
                return Err(Refusal::Unknown);
            }
            if self.groups[of.clone()].iter().all(|group| group.session.over()) {
                return Err(Refusal::Over);
            }
        }
        for group in &mut self.groups[of] {
            if let Some(touch) = touch {
                group.moved(touch);
            }
            if group.texts.len() < TEXTS {
                group.write(None, None, Kind::Inject(side), text.clone(), 0, false);
                if let Some(last) = group.texts.last_mut() {
                    last.touch = touch.cloned();
                }
            }
        }
        Ok(())
    }

    pub(super) fn hide(&mut self, group: u16, text: u32, hide: bool) -> Result<(), Refusal> {
        // What the teacher shows is shown, also where it waited to be let through.
        self.on_text(group, text, |held, hidden| (*held, *hidden) = (*held && hide, hide))
    }

    /// Everything that waits is let through, in every group and of former turns too.
    pub(super) fn release_all(&mut self) {
        for group in &mut self.groups {
            group.proposals().for_each(|one| one.held = false);
            group.texts.iter_mut().for_each(|one| one.held = false);
        }
    }

    /// Changes whether a text or the texts of a proposal are held and hidden.
    fn on_text(&mut self, group: u16, id: u32, change: impl Fn(&mut bool, &mut bool)) -> Result<(), Refusal> {
        let group = self.group_mut(group)?;
        let mut found = false;
        for proposal in group.proposals().filter(|one| one.id == id) {
            change(&mut proposal.held, &mut proposal.hidden);
            found = true;
        }
        for text in group.texts.iter_mut().filter(|one| one.id == id) {
            change(&mut text.held, &mut text.hidden);
            found = true;
        }
        group.sides.iter_mut().for_each(|side| side.changed += 1);
        if found { Ok(()) } else { Err(Refusal::Unknown) }
    }
}
