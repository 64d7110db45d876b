//! A class as it is kept and debriefed: what was written beside play, handed to the debrief of a class.

use brinkmanship::report::class::{
    Argument, ClassReport, Forked, GroupNotes, Mark, Pupil, PupilForecast, Reason, Reflection, Ruling, Vote,
};

use super::{Decision, Group, Proposal, Room};

impl Room {
    /// The debrief of the class. It takes a while: it is made of a copy, off the lock.
    #[must_use]
    pub fn report(&self) -> ClassReport {
        let parts = self.groups.iter().enumerate().map(|(at, group)| group.session.part(self.notes(at, group), at));
        let mut report = ClassReport::of(self.scenario, parts.collect());
        report.language = brinkmanship::language::in_force().map_or("en", |catalogue| catalogue.language()).to_owned();
        report
    }

    /// What a group wrote and said beside its course. What was undone or hidden is not of it.
    fn notes(&self, at: usize, group: &Group) -> GroupNotes {
        let there = self.pupils.iter().filter(|(_, pupil)| pupil.post.group() == Some(at));
        let pupils = there.map(|(id, pupil)| Pupil {
            id: id.to_string(),
            nickname: pupil.name.clone(),
            seat: pupil.post.side().map(|(_, side)| side),
            role: self.roles(*id).iter().map(|role| role.words()).collect::<Vec<_>>().join(", "),
        });
        let mut notes = GroupNotes {
            name: tr!("Group {name}", name = group.name),
            variant: group.variant.clone(),
            forked: group.fork.map(|fork| Forked {
                from: self.groups.get(fork.from).map_or_else(String::new, |from| tr!("Group {name}", name = from.name)),
                turn: fork.turn,
            }),
            // A turn is kept as the decisions of both sides.
            undone: group.past.iter().filter(|one| one.undone && one.side == 0 && group.owns(one.turn)).count(),
            pupils: pupils.collect(),
            ..GroupNotes::default()
        };
        for decision in group.past.iter().filter(|decision| !decision.undone) {
            told(&mut notes, decision, group);
        }
        for one in group.learnt.iter().filter(|one| group.owns(one.turn)) {
            let near = |(id, near): &(String, u8)| {
                let aim = self.scenario.aims.iter().find(|aim| aim.id == *id).map_or("", |aim| aim.title.as_str());
                tr!("{aim}: {near} of 100", aim, near)
            };
            notes.reasons.push(Reason {
                turn: one.turn,
                seat: one.side,
                pupil: one.pupil.to_string(),
                about: tr!("Looking back in between").to_owned(),
                text: one.text.clone(),
                expects: String::new(),
                evidence: one.near.iter().map(near).collect(),
            });
        }
        let forecast = |guess: &super::Guess| PupilForecast {
            turn: guess.turn,
            seat: guess.side,
            pupil: guess.pupil.to_string(),
            agreed: guess.agreed,
            war: guess.war,
        };
        notes.forecasts = group.guesses.iter().filter(|one| group.owns(one.turn)).map(forecast).collect();
        notes.arguments = group
            .arguments
            .iter()
            .map(|one| Argument {
                aim: one.aim.clone(),
                seat: one.side,
                pupil: one.pupil.to_string(),
                text: one.text.clone(),
                evidence: one.evidence.clone(),
            })
            .collect();
        let ruling =
            |one: &super::Ruling| Ruling { aim: one.aim.clone(), value: one.value, reason: one.reason.clone() };
        notes.rulings = group.rulings.iter().map(ruling).collect();
        let marked = self.pupils.iter().filter(|(_, pupil)| pupil.post.group() == Some(at) && !pupil.mark.is_empty());
        notes.marks =
            marked.map(|(id, pupil)| Mark { pupil: id.to_string(), turn: None, text: pupil.mark.clone() }).collect();
        let signer = |signed: Option<u32>| signed.and_then(|pupil| self.pupils.get(&pupil)).map(|pupil| pupil.post);
        // Unsigned answers are of the class, not of a group, and stand with the first.
        let mine = self.answers.iter().filter(|answer| match signer(answer.signed) {
            Some(post) => post.group().unwrap_or(0) == at,
            None => at == 0,
        });
        notes.reflections = mine
            .map(|answer| Reflection {
                question: self.scenario.questions.get(answer.question).cloned().unwrap_or_default(),
                answer: answer.text.clone(),
                signed: answer.signed.map(|pupil| pupil.to_string()),
            })
            .collect();
        notes
    }
}

/// The reasons and votes of a decision.
fn told(notes: &mut GroupNotes, decision: &Decision, group: &Group) {
    let (turn, seat) = (decision.turn, decision.side);
    let shown = |proposal: &&Proposal| !proposal.hidden && !proposal.held && group.proposed(proposal);
    for proposal in decision.proposals.iter().filter(shown) {
        let order = proposal.ordered();
        let who = |pupil: Option<u32>| pupil.map_or_else(String::new, |pupil| pupil.to_string());
        if !proposal.reason.is_empty() || !proposal.expects.is_empty() {
            notes.reasons.push(Reason {
                turn,
                seat,
                pupil: who(proposal.by),
                about: order.clone(),
                text: proposal.reason.clone(),
                expects: proposal.expects.clone(),
                evidence: proposal.evidence.clone(),
            });
        }
        let vote = |pupil: String, hands: u32| Vote {
            turn,
            seat,
            pupil,
            on: tr!("The order").to_owned(),
            choice: order.clone(),
            hands,
        };
        for (pupil, why) in &proposal.votes {
            notes.votes.push(vote(who(Some(*pupil)), 1));
            if !why.is_empty() {
                let (pupil, about, text) = (who(Some(*pupil)), order.clone(), why.clone());
                notes.reasons.push(Reason { turn, seat, pupil, about, text, ..Reason::default() });
            }
        }
        if 0 < proposal.hands {
            notes.votes.push(vote(String::new(), u32::from(proposal.hands)));
        }
    }
}

impl Group {
    /// Whether a turn is of this group, and not of the one from which it was forked.
    pub(super) fn owns(&self, turn: usize) -> bool {
        self.fork.is_none_or(|fork| fork.turn <= turn)
    }

    /// Whether a proposal was made in this group, and not in the one from which it was forked.
    pub(super) fn proposed(&self, proposal: &Proposal) -> bool {
        self.fork.is_none_or(|fork| fork.first <= proposal.id)
    }
}
