//! Who joins, and who sits where.

use brinkmanship::policy::Policy;

use super::{Left, PUPILS, Placing, Post, Pupil, Refusal, Room, Side, Sitter, words};

impl Room {
    pub(super) fn join(&mut self, pupil: u32, name: &str, key: &str) -> Result<(), Refusal> {
        let name = words::name(name);
        if name.is_empty() {
            return Err(Refusal::Nameless);
        }
        if self.pupils.values().any(|other| other.here && words::alike(&other.name) == words::alike(&name)) {
            return Err(Refusal::NameTaken);
        }
        if PUPILS <= self.pupils.len() {
            return Err(Refusal::Full);
        }
        if self.pupils.contains_key(&pupil) {
            return Err(Refusal::Unknown);
        }
        let new = Pupil {
            name,
            post: Post::Hall,
            moves: 0,
            once: 0,
            mark: String::new(),
            here: true,
            read: None,
            left: None,
            came: None,
        };
        self.pupils.insert(pupil, new);
        self.keys.insert(key.to_owned(), pupil);
        if self.plan.placing == Placing::Dealt
            && let Some(post) = self.smallest()
        {
            self.place(pupil, post)?;
        }
        Ok(())
    }

    /// The smallest team in which people sit, the first of those alike.
    fn smallest(&self) -> Option<Post> {
        let teams = self.groups.iter().enumerate().flat_map(|(at, group)| {
            let people = |(_, side): &(usize, &Side)| side.sitter == Sitter::People;
            group.sides.iter().enumerate().filter(people).map(move |(side, team)| (team.members.len(), at, side))
        });
        let (_, group, side) = teams.min_by_key(|(size, group, side)| (*size, *side, *group))?;
        Some(Post::Side(u16::try_from(group).ok()?, u8::from(side == 1)))
    }

    pub(super) fn place(&mut self, pupil: u32, post: Post) -> Result<(), Refusal> {
        let old = self.pupil(pupil)?.post;
        if post.group().is_some_and(|group| self.groups.len() <= group) {
            return Err(Refusal::Unknown);
        }
        if let Post::Party(_, party) = post
            && self.scenario.parties.len() <= usize::from(party)
        {
            return Err(Refusal::Unknown);
        }
        if old == post {
            return Ok(());
        }
        if let Some((group, side)) = old.side() {
            let side = &mut self.groups[group].sides[side];
            let kept = side.members.len() - side.late.min(side.members.len());
            if side.members.iter().skip(kept).any(|other| *other == pupil) {
                side.late -= 1;
            }
            side.members.retain(|other| *other != pupil);
            if side.sealed.is_none() {
                side.proposals.iter_mut().for_each(|one| one.votes.retain(|(by, _)| *by != pupil));
            }
            side.changed += 1;
        }
        if let Some((group, side)) = post.side() {
            let running = self.began.is_some();
            let side = &mut self.groups[group].sides[side];
            // Whoever comes first to an empty team has all of its roles.
            side.late += usize::from(running && !side.members.is_empty());
            side.members.push(pupil);
            side.changed += 1;
        }
        for team in [old.side(), post.side()].into_iter().flatten() {
            self.dealt_anew(team, pupil);
        }
        if let Some(found) = self.pupils.get_mut(&pupil) {
            found.post = post;
            found.moves += 1;
            (found.left, found.read) = (None, None);
        }
        self.came(pupil);
        Ok(())
    }

    /// A pupil leaves their team to watch for the United Nations; until the group moves on they can go back.
    pub(super) fn out(&mut self, pupil: u32) -> Result<(), Refusal> {
        let Post::Side(group, side) = self.pupil(pupil)?.post else { return Err(Refusal::NotYours) };
        let of = self.groups.get(usize::from(group)).ok_or(Refusal::Unknown)?;
        let team = &of.sides[usize::from(side == 1)];
        let place = team.members.iter().position(|other| *other == pupil).ok_or(Refusal::Unknown)?;
        let late = team.members.len() <= place + team.late;
        let left = Left { group, side, place, late, epoch: of.epoch };
        self.place(pupil, Post::Un(group))?;
        if let Some(found) = self.pupils.get_mut(&pupil) {
            (found.left, found.read) = (Some(left), Some(group));
        }
        Ok(())
    }

    /// The place to which a pupil who left to watch can go back: in the turn in which they left.
    pub(super) fn way_back(&self, pupil: u32) -> Option<Left> {
        let left = self.pupils.get(&pupil)?.left?;
        let group = self.groups.get(usize::from(left.group))?;
        (group.epoch == left.epoch).then_some(left)
    }

    /// A pupil who left to watch goes back to the place that they had, with its roles.
    pub(super) fn back(&mut self, pupil: u32) -> Result<(), Refusal> {
        self.pupil(pupil)?;
        let left = self.way_back(pupil).ok_or(Refusal::NotYours)?;
        let side = usize::from(left.side == 1);
        let before = self.groups[usize::from(left.group)].sides[side].late;
        self.place(pupil, Post::Side(left.group, left.side))?;
        let team = &mut self.groups[usize::from(left.group)].sides[side];
        if !left.late {
            team.late = before;
        }
        team.members.retain(|other| *other != pupil);
        team.members.insert(left.place.min(team.members.len()), pupil);
        Ok(())
    }

    /// Whether a pupil may write to all who see what the world sees: not who left a side of the group to watch it. Whomever
    /// the teacher places there may.
    pub(super) fn may_publish(&self, pupil: u32) -> bool {
        self.pupils
            .get(&pupil)
            .is_some_and(|found| found.read.is_none() || found.read.map(usize::from) != found.post.group())
    }

    /// The roles of a team have changed: its members' pages are made anew, and what was written under the roles of before is
    /// refused, so that no note lands in the papers of a role that has passed on.
    fn dealt_anew(&mut self, (group, side): (usize, usize), but: u32) {
        for member in self.groups[group].sides[side].members.clone() {
            if member != but
                && let Some(found) = self.pupils.get_mut(&member)
            {
                found.moves += 1;
            }
        }
    }

    /// Somebody comes to their place, or comes back to it: in a group that has played they are told the story so far.
    pub(super) fn came(&mut self, pupil: u32) {
        let Some(post) = self.pupils.get(&pupil).map(|pupil| pupil.post) else { return };
        let group = post.group().and_then(|at| Some((at, self.groups.get(at)?)));
        let came = group.filter(|(_, group)| 0 < group.session.played()).map(|(at, group)| (at, group.epoch));
        if let Some(found) = self.pupils.get_mut(&pupil) {
            found.came = came;
        }
    }

    /// Deals those in the hall, in an order that hangs on the seed alone.
    pub(super) fn shuffle(&mut self, seed: u64, all: bool) {
        let seated: Vec<u32> = self
            .pupils
            .iter()
            .filter(|(_, pupil)| pupil.here && pupil.post.side().is_some())
            .map(|(id, _)| *id)
            .collect();
        for pupil in seated.into_iter().filter(|_| all) {
            // They are here, and there is always room in the hall.
            let _ = self.place(pupil, Post::Hall);
        }
        let waiting = |(_, pupil): &(&u32, &Pupil)| pupil.here && pupil.post == Post::Hall;
        let mut hall: Vec<u32> = self.pupils.iter().filter(waiting).map(|(id, _)| *id).collect();
        let mut state = seed | 1;
        for at in (1..hall.len()).rev() {
            // A generator of Marsaglia's, good enough to deal seats.
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            let other = usize::try_from(state % (at as u64 + 1)).unwrap_or(0);
            hall.swap(at, other);
        }
        for pupil in hall {
            if let Some(post) = self.smallest() {
                // They are here, and the team is there.
                let _ = self.place(pupil, post);
            }
        }
    }

    pub(super) fn lead(&mut self, pupil: u32) -> Result<(), Refusal> {
        let (group, of) = self.pupil(pupil)?.post.side().ok_or(Refusal::NotYours)?;
        let leader = self.groups[group].sides[of].members.first().copied();
        self.exchange(pupil, leader.ok_or(Refusal::Unknown)?)
    }

    /// Two of a team exchange their roles.
    pub(super) fn exchange(&mut self, pupil: u32, with: u32) -> Result<(), Refusal> {
        let (group, of) = self.pupil(pupil)?.post.side().ok_or(Refusal::NotYours)?;
        let side = &mut self.groups[group].sides[of];
        let place = |wanted: u32| side.members.iter().position(|other| *other == wanted).ok_or(Refusal::Unknown);
        let (at, other) = (place(pupil)?, place(with)?);
        side.members.swap(at, other);
        side.changed += 1;
        self.dealt_anew((group, of), u32::MAX);
        Ok(())
    }

    pub(super) fn sit(&mut self, group: u16, side: u8, sitter: &Sitter) -> Result<(), Refusal> {
        let (group, side) = self.seat(group, side)?;
        if let Sitter::Program(name) = sitter
            && Policy::of_name(name).is_none()
        {
            return Err(Refusal::Unknown);
        }
        let side = &mut self.groups[group].sides[side];
        side.sitter = sitter.clone();
        side.changed += 1;
        Ok(())
    }
}
