//! Changes of red lines and commitments: crossed, answered, let pass; kept, broken, grown.

use super::super::{Commitment, CommitmentStatus, Crisis};
use super::{Context, Hand};
use crate::{
    crisis::{
        chance::Dice,
        condition::{Eyes, holds, runs, sees_crossing, sees_pass},
        record::{Cause, LineEvent, Sink, Step, What},
    },
    scenario::{
        model::{Actor, Audience, CommitmentId, Effect, FactId, LineId, Owner, Scenario, TermId, WordsWord, limits},
        program::place,
    },
};

/// How much standing is won back when a word is kept: the stake over this.
const KEPT_SHARE: i32 = 4;

/// Those of an audience whose eyes see it.
fn narrowed(audience: Audience, sees: impl Fn(Eyes) -> bool) -> Audience {
    let world = audience.world() && sees(Eyes::World);
    let start = if world { Audience::WORLD_ALONE } else { Audience::NOBODY };
    Actor::BOTH
        .into_iter()
        .filter(|actor| audience.includes(*actor) && sees(Eyes::Actor(*actor)))
        .fold(start, |audience, actor| audience.and(Audience::only(actor)))
}

impl Crisis {
    pub(super) fn note_line<D, S: Sink>(
        &self,
        hand: &mut Hand<'_, D, S>,
        line: LineId,
        event: LineEvent,
        context: Context,
    ) {
        if !S::ON {
            return;
        }
        let data = &hand.scenario.lines[line.index()];
        let state = self.line(line);
        let resolve = match data.owner {
            Owner::Actor(actor) => hand.scenario.actors[actor.index()].credibility.map(|track| self.track(track)),
            Owner::Party(_) => None,
        };
        let audience = self.line_audience(hand.scenario, line, event, context.cause);
        let what = What::Line { line, event, conduct: state.conduct, resolve };
        self.note(hand, context, audience, what);
    }

    /// Who may know of what moves a line, by its cause alone: an event has its audience, and a promise that was made in secret
    /// is the two actors' until it leaks.
    fn shown_by(&self, scenario: &Scenario, cause: Cause) -> Audience {
        match cause {
            Cause::Rule(id) => scenario.rules[id.index()].audience,
            Cause::Term(term) if !self.known_agreed(term) => Audience::BOTH,
            _ => Audience::WORLD,
        }
    }

    /// Once the world knows of a promise, it sees what keeping it has shown of conduct.
    pub(super) fn show_conduct(&mut self, scenario: &Scenario, term: TermId) {
        Effect::each(&scenario.terms[term.index()].effects, &mut |effect| {
            if let Effect::Conduct(line, by) = effect {
                let [.., world] = &mut self.lines[line.index()].unseen;
                *world = if *by < 0 { (*world - *by).min(0) } else { (*world - *by).max(0) };
            }
        });
    }

    /// Who may know of what happened to a line.
    fn line_audience(&self, scenario: &Scenario, line: LineId, event: LineEvent, cause: Cause) -> Audience {
        let data = &scenario.lines[line.index()];
        let state = self.line(line);
        let own = data.owner == Owner::Actor(data.binds);
        let told = self.shown_by(scenario, cause);
        match (data.owner, event) {
            (_, LineEvent::Declared | LineEvent::Said(_)) => Audience::WORLD,
            // Whoever sees what probed it sees the probe, if it knows of the line.
            (owner, LineEvent::Probed) => self.probe_audience(scenario, line, owner),
            // A line that is kept private is nobody else's to hear of, not even by crossing it.
            (Owner::Party(_), _) if !state.declared => Audience::NOBODY,
            (Owner::Actor(owner), event) if !state.declared => {
                // Nor does the owner hear of what it has not learnt, or of what an event shows that it does not know of.
                let unknown = !own && !state.known;
                let hidden = event == LineEvent::Conduct && !told.includes(owner);
                if hidden || unknown { Audience::NOBODY } else { Audience::only(owner) }
            }
            // What an event shows of conduct, or a promise that is kept, those see who know of the event or the promise.
            (_, LineEvent::Conduct) if told != Audience::WORLD => {
                narrowed(Audience::WORLD, |eyes| eyes.index().is_some_and(|eyes| told.has(eyes)))
            }
            (_, LineEvent::Crossed | LineEvent::Stands | LineEvent::Respected | LineEvent::Conduct)
                if !state.known && !own =>
            {
                Audience::only(data.binds)
            }
            (Owner::Actor(owner), LineEvent::Learnt) => Audience::only(owner),
            // A concession that was promised in secret is not told by what it bought.
            (_, LineEvent::Sold) if told != Audience::WORLD => told,
            (
                _,
                LineEvent::Crossed
                | LineEvent::Stands
                | LineEvent::Respected
                | LineEvent::Learnt
                | LineEvent::Answered
                | LineEvent::Sold
                | LineEvent::Undone
                | LineEvent::Over
                | LineEvent::Conduct,
            ) => narrowed(Audience::WORLD, |eyes| sees_crossing(scenario, self, line, eyes)),
            (_, LineEvent::LetPass | LineEvent::Faded) => {
                narrowed(Audience::WORLD, |eyes| sees_pass(scenario, self, line, eyes))
            }
            (_, LineEvent::Redrawn) => Audience::WORLD,
        }
    }

    /// Who sees a probe of a line: whoever sees what probed it and knows that there is such a line.
    fn probe_audience(&self, scenario: &Scenario, line: LineId, owner: Owner) -> Audience {
        let data = &scenario.lines[line.index()];
        let declared = self.line(line).declared;
        let sees = |actor: Actor| {
            let knows = declared || owner == Owner::Actor(actor);
            knows && (actor == data.binds || holds(scenario, self, &data.probed, Eyes::Actor(actor)))
        };
        narrowed(Audience::WORLD, |eyes| match eyes {
            Eyes::Actor(actor) => sees(actor),
            Eyes::World | Eyes::Truth => declared && holds(scenario, self, &data.probed, Eyes::World),
        })
    }

    pub(super) fn move_conduct<D, S: Sink>(
        &mut self,
        hand: &mut Hand<'_, D, S>,
        line: LineId,
        by: i8,
        event: LineEvent,
        context: Context,
    ) {
        let told = self.shown_by(hand.scenario, context.cause);
        let state = &mut self.lines[line.index()];
        let moved = i16::from(state.conduct).saturating_add(i16::from(by)).clamp(0, 100);
        let before = state.conduct;
        state.conduct = u8::try_from(moved).unwrap_or(0);
        if told != Audience::WORLD {
            let by = i16::from(state.conduct).saturating_sub(i16::from(before));
            for (_, unseen) in state.unseen.iter_mut().enumerate().filter(|(eyes, _)| !told.has(*eyes)) {
                let sum = i16::from(*unseen).saturating_add(by).clamp(-100, 100);
                *unseen = i8::try_from(sum).unwrap_or(0);
            }
        }
        self.note_line(hand, line, event, context);
    }

    /// Declares a line, which then holds.
    ///
    /// A line may be drawn over what has long stood. Nobody crosses it then, and no conduct is moved by the drawing,
    /// which is words; but it stands crossed, and once its owner knows, an answer is due.
    pub(in crate::crisis) fn declare<D, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, line: LineId, context: Context) {
        let state = self.lines[line.index()];
        if state.declared || state.redrawn {
            return;
        }
        let held = state.in_force;
        let stands = !held && runs(hand.scenario, self, hand.scenario.index.lines[line.index()].crossed);
        let state = &mut self.lines[line.index()];
        state.declared = true;
        state.in_force = true;
        state.crossed |= stands;
        self.mirror_line(line.index());
        self.note_line(hand, line, LineEvent::Declared, context);
        if stands {
            self.note_line(hand, line, LineEvent::Stands, context);
        }
    }

    pub(super) fn say<D, S: Sink>(
        &mut self,
        hand: &mut Hand<'_, D, S>,
        line: LineId,
        words: WordsWord,
        context: Context,
    ) {
        if self.lines[line.index()].words != words {
            self.lines[line.index()].words = words;
            self.note_line(hand, line, LineEvent::Said(words), context);
        }
    }

    /// What was crossed and probed this turn; what was answered; what was let pass. Gives a bit for each line that there
    /// was a chance to cross and that nothing crossed: chance can still do it, see [`Self::respect`].
    pub(in crate::crisis) fn red_lines<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>) -> u32 {
        let scenario = hand.scenario;
        let mut chances = 0;
        for (at, key) in scenario.index.lines.iter().enumerate().take(limits::LINES) {
            let state = self.lines[at];
            if !state.in_force {
                continue;
            }
            let line = LineId::new(at);
            let context = Context { actor: Some(key.binds), cause: Cause::Line(line), step: Step::RedLines };
            let crossed = runs(scenario, self, key.crossed);
            self.show_line(hand, line, Step::RedLines);
            // An answer counts where a window was open for it, or opens now.
            let mut due = state.known && state.crossed;
            if crossed != state.crossed {
                self.turn_crossed(hand, line, crossed, context);
            } else if !crossed && runs(scenario, self, key.probed) {
                self.lines[at].probes = state.probes.saturating_add(1);
                self.move_conduct(hand, line, scenario.lines[at].conduct.probed, LineEvent::Probed, context);
            } else if !crossed && runs(scenario, self, key.chance) {
                chances |= 1 << at;
            }
            if crossed && !self.lines[at].known && runs(scenario, self, key.known) {
                self.lines[at].known = true;
                self.lines[at].window = self.turn.saturating_add(scenario.lines[at].window).saturating_add(1);
                self.mirror_line(at);
                self.note_line(hand, line, LineEvent::Learnt, context);
                due = true;
            }
            self.show_line(hand, line, Step::RedLines);
            let state = self.lines[at];
            self.lines[at].answered_now = false;
            if state.answered_now && due {
                self.lines[at].window = 0;
                self.lines[at].answered = state.answered.saturating_add(1);
                // Whoever answers shows that it knows.
                self.lines[at].told = true;
                self.mirror_line(at);
                self.move_conduct(hand, line, scenario.lines[at].conduct.answered, LineEvent::Answered, context);
                if let Some(danger) = scenario.index.danger {
                    self.change(hand, danger, i32::from(scenario.lines[at].answer_danger), context);
                }
            } else if state.window().is_some_and(|last| last <= self.turn || state.passing) {
                self.let_pass(hand, line, Step::RedLines);
            }
            self.lines[at].passing = false;
        }
        chances
    }

    /// Lines that chance crossed on the last turn: no later turn judges them.
    pub(in crate::crisis) fn crossed_at_last<D, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>) {
        let scenario = hand.scenario;
        for (at, key) in scenario.index.lines.iter().enumerate().take(limits::LINES) {
            if self.lines[at].in_force && !self.lines[at].crossed && runs(scenario, self, key.crossed) {
                let line = LineId::new(at);
                let context = Context { actor: Some(key.binds), cause: Cause::Line(line), step: Step::RedLines };
                self.turn_crossed(hand, line, true, context);
            }
        }
    }

    /// The chances to cross a line that were not taken, neither by order nor by accident: they respect it.
    pub(in crate::crisis) fn respect<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, mut chances: u32) {
        let scenario = hand.scenario;
        while chances != 0 {
            let at = chances.trailing_zeros() as usize;
            chances &= chances - 1;
            let key = &scenario.index.lines[at];
            if self.lines[at].in_force && !runs(scenario, self, key.crossed) {
                let line = LineId::new(at);
                let context = Context { actor: Some(key.binds), cause: Cause::Line(line), step: Step::RedLines };
                self.lines[at].respected = self.lines[at].respected.saturating_add(1);
                self.move_conduct(hand, line, scenario.lines[at].conduct.respected, LineEvent::Respected, context);
            }
        }
    }

    /// A line comes to stand crossed, or no longer does.
    fn turn_crossed<D, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, line: LineId, crossed: bool, context: Context) {
        let conduct = hand.scenario.lines[line.index()].conduct;
        // What others removed by force, or time by itself, is not the bound side's respect.
        let undone = !crossed && runs(hand.scenario, self, hand.scenario.index.lines[line.index()].undone);
        let state = &mut self.lines[line.index()];
        state.crossed = crossed;
        let (by, event) = if crossed {
            (state.known, state.shown, state.told) = (false, false, false);
            state.crossings = state.crossings.saturating_add(1);
            (conduct.crossed, LineEvent::Crossed)
        } else {
            state.window = 0;
            if undone { (conduct.undone, LineEvent::Undone) } else { (0, LineEvent::Over) }
        };
        self.mirror_line(line.index());
        if crossed {
            self.show_line(hand, line, Step::RedLines);
        }
        self.move_conduct(hand, line, by, event, context);
    }

    /// Who has come to see of the lines that stand crossed, by what was said or done since it was last asked.
    pub(in crate::crisis) fn show_lines<D, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, step: Step) {
        let mut crossed = self.bits[place::CROSSED] & u64::from(u32::MAX);
        while crossed != 0 {
            let line = LineId::new(crossed.trailing_zeros() as usize);
            crossed &= crossed - 1;
            self.show_line(hand, line, step);
        }
    }

    /// Who has come to see that a line stands crossed, and that its owner knows. What was let pass unseen falls due.
    fn show_line<D, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, line: LineId, step: Step) {
        let state = self.lines[line.index()];
        if !state.crossed || state.shown && (state.told || !state.known) {
            return;
        }
        let scenario = hand.scenario;
        let data = &scenario.lines[line.index()];
        let other = if data.owner == Owner::Actor(data.binds) { data.binds.other() } else { data.binds };
        let shown = state.shown || holds(scenario, self, &data.crossed, Eyes::World);
        let told = state.told || state.known && (shown || holds(scenario, self, &data.known_when, Eyes::Actor(other)));
        if (shown, told) != (state.shown, state.told) {
            (self.lines[line.index()].shown, self.lines[line.index()].told) = (shown, told);
            self.mirror_line(line.index());
            self.pay_passes(hand, line, step);
        }
    }

    /// What was let pass costs resolve once the other side sees it and, of a line that was declared, standing once the
    /// world does.
    fn pay_passes<D, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, line: LineId, step: Step) {
        let data = &hand.scenario.lines[line.index()];
        let state = &mut self.lines[line.index()];
        let (mut told, mut shown) = (0, 0);
        if state.told {
            told = state.passed.saturating_sub(state.passes_told);
            state.passes_told = state.passed.max(state.passes_told);
        }
        if state.shown && state.declared {
            shown = state.passed.saturating_sub(state.passes_shown);
            state.passes_shown = state.passed.max(state.passes_shown);
        }
        let Owner::Actor(owner) = data.owner else {
            self.mirror_line(line.index());
            return;
        };
        self.mirror_line(line.index());
        let context = Context { actor: None, cause: Cause::Line(line), step };
        let actor = &hand.scenario.actors[owner.index()];
        for (track, stake, times) in
            [(actor.credibility, i32::from(data.stake), told), (actor.standing, i32::from(data.stake) >> 1, shown)]
        {
            if let Some(track) = track
                && 0 < times
            {
                self.change(hand, track, stake.saturating_mul(-i32::from(times)), context);
            }
        }
    }

    pub(super) fn let_pass<D, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, line: LineId, step: Step) {
        let data = &hand.scenario.lines[line.index()];
        let state = &mut self.lines[line.index()];
        state.window = 0;
        state.passed = state.passed.saturating_add(1);
        state.fade = state.fade.saturating_add(data.fade).min(100);
        let faded = state.fade == 100;
        if faded {
            state.in_force = false;
        }
        self.mirror_line(line.index());
        let context = Context { actor: None, cause: Cause::Line(line), step };
        // Where no day was set for an answer and nothing is paid, there was nothing to let pass.
        if 0 < data.window || 0 < data.stake {
            self.note_line(hand, line, LineEvent::LetPass, context);
        }
        if faded {
            self.note_line(hand, line, LineEvent::Faded, context);
        }
        self.pay_passes(hand, line, step);
    }

    pub(super) fn set_commitment<D, S: Sink>(
        &mut self,
        hand: &mut Hand<'_, D, S>,
        id: CommitmentId,
        status: CommitmentStatus,
        stake: i16,
        context: Context,
    ) {
        let before = self.commitments[id.index()].status;
        self.commitments[id.index()] = Commitment { status, stake };
        // It was the word of every term agreed by then; a term that gives it anew has it from now on.
        match (before, status, context.cause) {
            (_, CommitmentStatus::Broken, _) => {
                self.terms.broken |= self.bound_by(hand.scenario, id);
            }
            (before, CommitmentStatus::Open, Cause::Term(term)) if before != CommitmentStatus::None => {
                self.terms.renewed |= self.bound_by(hand.scenario, id) & !(1 << (term.0 & 31));
            }
            _ => {}
        }
        self.mirror_commitment(id.index());
        let data = &hand.scenario.commitments[id.index()];
        let audience = data.audience.and(Audience::only(data.owner));
        self.note(hand, context, audience, What::Commitment(id, status, stake));
    }

    /// Upkeep of postures, and stakes of open commitments: kept, broken, or grown.
    pub(in crate::crisis) fn upkeep<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>) {
        let scenario = hand.scenario;
        for (word, postures) in scenario.index.postures.words().iter().enumerate() {
            // Those up to the last one whose upkeep was paid are done.
            let mut left = *postures;
            loop {
                // Upkeep may end another posture, so what is left is asked anew each time.
                let kept = self.bits[place::FACTS + word] & left;
                if kept == 0 {
                    break;
                }
                left &= (u64::MAX << 1).wrapping_shl(kept.trailing_zeros());
                let posture = FactId::new(word << 6 | kept.trailing_zeros() as usize);
                let data = &scenario.facts[posture.index()];
                let context = Context { actor: data.posture, cause: Cause::Posture(posture), step: Step::Drift };
                self.apply(hand, &data.upkeep, context);
            }
        }
        // What is open now; keeping or breaking one opens no other.
        let mut open = self.bits[place::COMMITMENTS] & 0xffff;
        while open != 0 {
            let at = open.trailing_zeros() as usize;
            open &= open - 1;
            let (Commitment { stake, .. }, Some(data)) = (self.commitments[at & 15], scenario.commitments.get(at))
            else {
                break;
            };
            let id = CommitmentId::new(at);
            let context = Context { actor: Some(data.owner), cause: Cause::Commitment(id), step: Step::Drift };
            let actor = &scenario.actors[data.owner.index()];
            let [kept, broken] = scenario.index.commitments[at];
            // Nobody is held to a word by what those to whom it was given do not see.
            let other = data.owner.other();
            let eyes = if data.audience.world() {
                Eyes::World
            } else {
                Eyes::Actor(if data.audience.includes(other) { other } else { data.owner })
            };
            let seen = |crisis: &Self, condition| holds(scenario, crisis, condition, eyes);
            if runs(scenario, self, kept) && seen(self, &data.kept) {
                self.set_commitment(hand, id, CommitmentStatus::Kept, stake, context);
                if let Some(track) = actor.credibility {
                    self.change(hand, track, i32::from(stake).div_euclid(KEPT_SHARE), context);
                }
            } else if runs(scenario, self, broken) && seen(self, &data.broken) {
                self.set_commitment(hand, id, CommitmentStatus::Broken, stake, context);
                if let Some(track) = actor.standing
                    && data.audience.world()
                {
                    self.change(hand, track, -i32::from(stake), context);
                }
                if let Some(track) = actor.credibility {
                    self.change(hand, track, -i32::from(stake), context);
                }
            } else {
                self.commitments[at].stake = stake.saturating_add(data.growth).min(100);
            }
        }
    }
}
