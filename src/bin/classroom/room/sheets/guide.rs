//! Sheets that lead a lesson: the look back in between, and the best turn to stop at.

use std::cmp::Reverse;

use brinkmanship::scenario::model::Owner;

use super::{BetweenSheet, LearntRow, StopSheet};
use crate::room::{DEBRIEF, Group, Learnt, Room, actor};

impl Room {
    /// The title of an aim.
    pub(super) fn title_of(&self, id: &str) -> String {
        self.scenario.aims.iter().find(|aim| aim.id == id).map_or_else(String::new, |aim| aim.title.clone())
    }

    pub(super) fn learnt_row(&self, group: &Group, one: &Learnt) -> LearntRow {
        LearntRow {
            date: group.date(one.turn),
            side: one.side,
            by: self.name(Some(one.pupil)),
            near: one.near.iter().map(|(id, near)| (self.title_of(id), *near)).collect(),
            text: one.text.clone(),
        }
    }

    /// A look back in between, for a pupil of a team.
    pub(super) fn between_sheet(&self, group: &Group, side: usize, pupil: u32) -> BetweenSheet {
        let table = group.session.table(actor(side));
        let turn = group.session.turn();
        let mine = group.past.iter().filter(|one| one.side == side && !one.undone).filter_map(|one| {
            let sent = one.proposals.iter().find(|proposal| one.sealed == Some(proposal.id))?;
            let kept = sent.hidden || sent.held;
            let came = table.past.iter().find(|past| past.turn == one.turn);
            let expects = if kept { String::new() } else { sent.expects.clone() };
            Some((one.date.clone(), sent.said.clone(), expects, came.map_or_else(Vec::new, |past| past.theirs.clone())))
        });
        let own = |owner: &Owner| *owner == Owner::Actor(actor(side));
        let aims = self.scenario.aims.iter().filter(|aim| own(&aim.owner));
        let own_words = group.learnt.iter().find(|one| (one.turn, one.pupil) == (turn, pupil));
        BetweenSheet {
            turns: mine.collect(),
            aims: aims.map(|aim| (aim.id.clone(), aim.title.clone())).collect(),
            own: own_words.cloned(),
        }
    }

    /// The turn after which it is best to stop: the last that every group can finish before the debrief has to begin, at
    /// the pace of the slowest, so that all stop on the same turn and can be compared.
    pub(super) fn stop(&self, now: u64) -> Option<StopSheet> {
        let ago = now.saturating_sub(self.began?) / 1000;
        let whole = u64::from(self.plan.lesson).saturating_sub(DEBRIEF) * 60;
        let left = whole.saturating_sub(ago);
        let groups: Vec<&Group> = self.groups.iter().filter(|group| !group.session.over()).collect();
        if self.debrief || groups.is_empty() {
            return None;
        }
        let number = |group: &Group| {
            let (at, first, of) = group.session.table(actor(0)).counted();
            (at, of, of + 1 - first.min(of))
        };
        let mut best: Option<((usize, Reverse<usize>), StopSheet)> = None;
        let mut ends = Vec::new();
        for group in &groups {
            let (at, of, turns) = number(group);
            let played = group.session.played() as u64;
            let planned = match u64::from(self.plan.turn_seconds) {
                0 => whole / (turns as u64).max(1),
                seconds => seconds,
            };
            let pace = ago.checked_div(played).unwrap_or(planned).max(1);
            let fits = usize::try_from(left / pace).unwrap_or(usize::MAX).min(of + 1 - at.min(of));
            let after = (at + fits.max(1) - 1).min(of);
            ends.push(after);
            // Of those that can get as far, it is the pace of the one that has farthest to go.
            let place = (after, Reverse(fits));
            if best.as_ref().is_none_or(|(known, _)| place < *known) {
                let slowest = Some(group.name.clone());
                let date = self.date_of(group, after);
                let sheet = StopSheet {
                    number: (after, of),
                    date,
                    fits,
                    pace,
                    measured: 0 < played,
                    slowest,
                    last_chance: Vec::new(),
                };
                best = Some((place, sheet));
            }
        }
        let (_, mut sheet) = best?;
        // Where all get as far, nobody sets the pace.
        sheet.slowest = sheet.slowest.filter(|_| ends.iter().any(|end| *end != sheet.number.0));
        let before_it = groups.iter().filter(|group| group.session.table(actor(0)).last_chance);
        sheet.last_chance = before_it.map(|group| group.name.clone()).collect();
        Some(sheet)
    }

    /// The date of a turn by its number among those that people play.
    fn date_of(&self, group: &Group, number: usize) -> String {
        let cut = self.plan.cut.as_ref().and_then(|id| self.scenario.cuts.iter().find(|cut| cut.id == *id));
        group.date(cut.map_or(number, |cut| cut.turns().nth(number.saturating_sub(1)).unwrap_or(number)))
    }
}
