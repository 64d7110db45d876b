//! Runs all courses that a crisis can take at once, turn by turn, and keeps what can have come about at each step.

use super::{
    proof::{Proof, Steps},
    reach::{Reach, word_index},
};
use crate::scenario::model::{Carry, Condition, Declared, Effect, Owner, RuleKind, Scenario, limits};

/// What can be true at each step of each turn, and after the end.
#[derive(Debug)]
pub(super) struct Course {
    /// When the actors order, turn by turn.
    pub(super) orders: Vec<Reach>,
    /// When the turn has been adjudicated, turn by turn.
    pub(super) ends: Vec<Reach>,
    /// After the end.
    pub(super) after: Reach,
}

/// Which conditions are taken to hold without proof.
#[derive(Clone, Copy, Debug)]
pub(super) enum Trust<'a> {
    /// All: what is then still impossible is so because nothing at all brings it about.
    All,
    /// Those that have been found at fault already, so that what follows from them is not blamed.
    These(&'a [&'a Condition]),
}

/// Effects that wait for their condition.
#[derive(Clone, Copy, Debug)]
struct Branch<'a> {
    condition: &'a Condition,
    want: bool,
    effects: &'a [Effect],
    once: bool,
}

/// Which lists of effects have been applied.
#[derive(Clone, Debug)]
struct Applied {
    moves: Vec<bool>,
    rules: Vec<bool>,
    postures: Vec<bool>,
    /// Public cost, secret cost, leak, carrying out, refusal.
    terms: Vec<[bool; 6]>,
    endings: Vec<bool>,
    aftermath: Vec<bool>,
}

struct Walk<'a> {
    scenario: &'a Scenario,
    steps: &'a Steps,
    trust: Trust<'a>,
    reach: Reach,
    applied: Applied,
    branches: Vec<Branch<'a>>,
    /// Scheduled lists: the turn from which they are due, the list, whether once.
    due: Vec<(u8, usize, bool)>,
}

/// Walks a scenario.
pub(super) fn walk<'a>(scenario: &'a Scenario, steps: &'a Steps, trust: Trust<'a>) -> Course {
    let mut walk = Walk {
        scenario,
        steps,
        trust,
        reach: Reach::new(scenario),
        applied: Applied {
            moves: vec![false; scenario.moves.len()],
            rules: vec![false; scenario.rules.len()],
            postures: vec![false; scenario.facts.len()],
            terms: vec![[false; 6]; scenario.terms.len()],
            endings: vec![false; scenario.endings.len()],
            aftermath: vec![false; scenario.aftermath.len()],
        },
        branches: Vec::new(),
        due: Vec::new(),
    };
    for disposition in &scenario.dispositions {
        walk.apply(&disposition.effects, true);
    }
    let mut course = Course { orders: Vec::new(), ends: Vec::new(), after: walk.reach.clone() };
    for turn in 0..u8::try_from(scenario.turns.len().min(limits::TURNS)).unwrap_or(0) {
        walk.open(turn);
        course.orders.push(walk.reach.clone());
        walk.adjudicate(turn, course.orders.last().unwrap_or(&course.after));
        course.ends.push(walk.reach.clone());
    }
    walk.end(&course.ends);
    course.after = walk.reach;
    course
}

impl<'a> Walk<'a> {
    fn holds_in(&self, reach: &Reach, condition: &Condition, want: bool) -> bool {
        let trusted = match self.trust {
            Trust::All => true,
            Trust::These(list) => want && list.contains(&condition),
        };
        trusted || Proof::new(self.scenario, reach, self.steps).can(condition, want)
    }

    fn holds(&self, condition: &Condition, want: bool) -> bool {
        self.holds_in(&self.reach, condition, want)
    }

    /// Repeats a step until it brings nothing new.
    fn settle(&mut self, mut step: impl FnMut(&mut Self)) {
        loop {
            let before = self.reach.clone();
            let waiting = (self.branches.len(), self.due.len());
            step(self);
            self.branch();
            if self.reach == before && (self.branches.len(), self.due.len()) == waiting || self.steps.gone() {
                return;
            }
        }
    }

    /// Opens a turn: lines declared by date, then opening events.
    fn open(&mut self, turn: u8) {
        self.reach.turns = (turn, turn);
        self.reach.did_last = std::mem::replace(&mut self.reach.did_now, vec![false; self.scenario.moves.len()]);
        self.reach.happened_now = vec![false; self.scenario.rules.len()];
        for (state, line) in self.reach.lines.iter_mut().zip(&self.scenario.lines) {
            if line.declared == Declared::At(turn) {
                state.declared = true;
                state.in_force = true;
            }
        }
        self.settle(|walk| {
            for at in 0..walk.scenario.rules.len() {
                if walk.scenario.rules[at].kind == RuleKind::Opening {
                    walk.rule(at, turn);
                }
            }
        });
    }

    /// Everything that a turn can bring.
    fn adjudicate(&mut self, turn: u8, orders: &Reach) {
        let scenario = self.scenario;
        let open: Vec<bool> =
            scenario.channels.iter().map(|channel| self.holds_in(orders, &channel.open, true)).collect();
        let moves: Vec<usize> = (0..scenario.moves.len())
            .filter(|at| {
                let data = &scenario.moves[*at];
                data.turns.0 <= turn
                    && turn <= data.turns.1
                    && open[data.channel.index()]
                    && self.holds_in(orders, &data.requires, true)
            })
            .collect();
        let talks = scenario.channels.iter().zip(&open).any(|(channel, open)| channel.talks && *open);
        let composable: Vec<bool> =
            scenario.terms.iter().map(|term| talks && self.holds_in(orders, &term.requires, true)).collect();
        self.settle(|walk| {
            for at in &moves {
                walk.reach.did[*at] = true;
                walk.reach.did_now[*at] = true;
                if !std::mem::replace(&mut walk.applied.moves[*at], true) {
                    walk.reach.climb_by(scenario, scenario.moves[*at].actor, &scenario.moves[*at].effects);
                    walk.apply(&scenario.moves[*at].effects, !scenario.moves[*at].repeat);
                }
            }
            for at in 0..scenario.rules.len() {
                if scenario.rules[at].kind != RuleKind::Opening || scenario.rules[at].weight != 0 {
                    walk.rule(at, turn);
                }
            }
            for (at, fact) in scenario.facts.iter().enumerate() {
                if walk.reach.facts[at].1 && !std::mem::replace(&mut walk.applied.postures[at], true) {
                    if let Some(owner) = fact.posture {
                        walk.reach.climb_by(scenario, owner, &fact.upkeep);
                    }
                    walk.apply(&fact.upkeep, false);
                }
            }
            walk.blocks(turn);
            walk.terms(turn, &composable);
            walk.lines();
            walk.commitments();
            walk.hazards();
        });
    }

    fn rule(&mut self, at: usize, turn: u8) {
        let data = &self.scenario.rules[at];
        if turn < data.turns.0 || data.turns.1 < turn || !self.holds(&data.when, true) {
            return;
        }
        self.reach.happened[at] = true;
        self.reach.happened_now[at] = true;
        if data.unordered.is_some() {
            self.reach.incident = true;
        }
        if !std::mem::replace(&mut self.applied.rules[at], true) {
            self.apply(&data.effects, !data.repeat);
        }
    }

    fn blocks(&mut self, turn: u8) {
        let (now, later): (Vec<_>, Vec<_>) = self.due.iter().partition(|(due, _, _)| *due <= turn);
        self.due = later;
        for (_, block, once) in now {
            if let Some(effects) = self.scenario.blocks.get(block) {
                self.apply(effects, once);
            }
        }
    }

    /// Branches whose condition can come out so.
    fn branch(&mut self) {
        let branches = std::mem::take(&mut self.branches);
        for branch in branches {
            if self.holds(branch.condition, branch.want) {
                self.apply(branch.effects, branch.once);
            } else {
                self.branches.push(branch);
            }
        }
    }

    fn terms(&mut self, turn: u8, composable: &[bool]) {
        let scenario = self.scenario;
        for (at, term) in scenario.terms.iter().enumerate() {
            let mut state = self.reach.terms[at];
            let mut public = composable[at];
            let mut secret = composable[at];
            for (sent, offer) in self.reach.sent.iter().zip(&scenario.offers) {
                public |= *sent && offer.legs.public >> at & 1 != 0;
                secret |= *sent && offer.legs.secret >> at & 1 != 0;
            }
            self.reach.composed |= composable[at];
            let offered = public || secret;
            // An offer may hold what its giver cannot give: then it is read, and never agreed.
            if self.holds(&term.requires, true) {
                state.public |= public;
                state.secret |= secret;
            }
            if state.public || state.secret {
                state.agreed = Some(state.agreed.unwrap_or(turn));
            }
            let by_chance = state.secret && term.leak != 0;
            state.leaked |= by_chance || state.secret && state.told;
            let due = match (term.carry, state.agreed) {
                (_, None) => false,
                (Carry::Now, Some(_)) => true,
                (Carry::After(turns), Some(since)) => since.saturating_add(turns) <= turn || state.carriable,
                (Carry::ByMove, Some(_)) => state.carriable,
            };
            if due {
                state.carried |= term.consent.as_ref().is_none_or(|consent| self.holds(&consent.when, true));
                state.refused |= term.consent.as_ref().is_some_and(|consent| self.holds(&consent.when, false));
                state.refused |= !term.needs.is_empty();
            }
            self.reach.terms[at] = state;
            let refusal: &[Effect] = term.consent.as_ref().map_or(&[], |consent| &consent.refused);
            for (slot, (on, effects, once)) in [
                // It may be read any number of times.
                (offered, &*term.read, false),
                (state.public, &*term.public_cost, true),
                (state.secret, &*term.secret_cost, true),
                (by_chance, &*term.leaked, true),
                (state.carried, &*term.effects, true),
                (state.refused, refusal, false),
            ]
            .into_iter()
            .enumerate()
            {
                if on && !std::mem::replace(&mut self.applied.terms[at][slot], true) {
                    self.apply(effects, once);
                }
            }
        }
    }

    fn lines(&mut self) {
        let scenario = self.scenario;
        for (at, line) in scenario.lines.iter().enumerate() {
            if !self.reach.lines[at].in_force {
                continue;
            }
            if self.holds(&line.crossed, true) {
                self.reach.lines[at].crossed = true;
                self.reach.conduct(at, line.conduct.crossed);
                self.reach.conduct(at, line.conduct.undone);
            }
            if self.holds(&line.probed, true) {
                self.reach.conduct(at, line.conduct.probed);
            }
            if self.holds(&line.chance, true) {
                self.reach.conduct(at, line.conduct.respected);
            }
            if !self.reach.lines[at].crossed || !self.holds(&line.known_when, true) {
                continue;
            }
            // Known: it may be answered, let pass, or sold.
            self.reach.lines[at].known = true;
            if self.reach.lines[at].answerable {
                self.reach.lines[at].answered = true;
                self.reach.conduct(at, line.conduct.answered);
                self.reach.drift(scenario.index.danger, true);
            }
            if let Owner::Actor(owner) = line.owner {
                let actor = &scenario.actors[owner.index()];
                self.reach.drift(actor.credibility, false);
                self.reach.drift(actor.standing, false);
            }
        }
    }

    fn commitments(&mut self) {
        for (at, data) in self.scenario.commitments.iter().enumerate() {
            if !self.reach.commitments[at][0] {
                continue;
            }
            let actor = &self.scenario.actors[data.owner.index()];
            if self.holds(&data.kept, true) {
                self.reach.commitments[at][1] = true;
                self.reach.drift(actor.credibility, true);
            }
            if self.holds(&data.broken, true) {
                self.reach.commitments[at][2] = true;
                self.reach.drift(actor.credibility, false);
                self.reach.drift(actor.standing, false);
            }
        }
    }

    /// Incidents that climb, and catastrophes.
    fn hazards(&mut self) {
        let scenario = self.scenario;
        let hazard = scenario.ladders.iter().enumerate().any(|(at, ladder)| {
            let most = self.reach.rung(at).1;
            ladder.rungs.iter().take(usize::from(most) + 1).any(|rung| rung.catastrophe != 0)
        });
        for (at, ladder) in scenario.ladders.iter().enumerate() {
            if self.reach.incident && ladder.incidents {
                let below = ladder.catastrophe_rung.map_or(u8::MAX, |rung| rung.saturating_sub(1));
                self.reach.climb(scenario, at, None, below);
                // Where it climbs no rung, the danger rises.
                if ladder.rungs.iter().enumerate().any(|(own, rung)| usize::from(rung.unanswered) <= own) {
                    self.reach.drift(scenario.index.danger, true);
                }
            }
            let Some(struck) = ladder.catastrophe_rung else { continue };
            if hazard {
                self.reach.climb(scenario, at, None, struck);
            }
            if struck <= self.reach.rung(at).1 {
                // Unstopped, it runs to the end of the ladder.
                self.reach.catastrophe = true;
                self.reach.climb(scenario, at, None, u8::MAX);
            }
        }
    }

    /// Endings and what follows them.
    fn end(&mut self, ends: &[Reach]) {
        let scenario = self.scenario;
        let last = ends.len().saturating_sub(1);
        for end in ends {
            for (any, now) in self.reach.did_now.iter_mut().zip(&end.did_now) {
                *any |= now;
            }
            for (any, now) in self.reach.did_last.iter_mut().zip(&end.did_last) {
                *any |= now;
            }
            for (any, now) in self.reach.happened_now.iter_mut().zip(&end.happened_now) {
                *any |= now;
            }
        }
        for (at, ending) in scenario.endings.iter().enumerate() {
            self.reach.ended[at] = match &ending.when {
                None => true,
                Some(when) => ends.iter().any(|end| self.holds_in(end, when, true)),
            };
        }
        self.reach.turns = (0, u8::try_from(last).unwrap_or(0));
        self.settle(|walk| {
            for (at, ending) in scenario.endings.iter().enumerate() {
                if walk.reach.ended[at] && !std::mem::replace(&mut walk.applied.endings[at], true) {
                    walk.apply(&ending.effects, true);
                }
            }
            for (at, item) in scenario.aftermath.iter().enumerate() {
                if !walk.reach.followed[at] && walk.holds(&item.when, true) {
                    walk.reach.followed[at] = true;
                    if !std::mem::replace(&mut walk.applied.aftermath[at], true) {
                        walk.apply(&item.effects, true);
                    }
                }
            }
            // What the aftermath carries out.
            walk.terms(u8::MAX, &vec![false; scenario.terms.len()]);
        });
    }

    fn apply(&mut self, effects: &'a [Effect], once: bool) {
        for effect in effects {
            self.apply_one(effect, once);
        }
    }

    fn apply_one(&mut self, effect: &'a Effect, once: bool) {
        let scenario = self.scenario;
        let reach = &mut self.reach;
        match effect {
            Effect::Change(track, by) => reach.tracks[track.index()].change(i64::from(*by), once),
            Effect::SetTo(track, to) => reach.tracks[track.index()].set(i64::from(*to)),
            Effect::Become(fact) => reach.facts[fact.index()].1 = true,
            Effect::Cease(fact) => reach.facts[fact.index()].0 = true,
            Effect::Climb { ladder, to, actor } => reach.climb(scenario, ladder.index(), *actor, *to),
            Effect::ClimbBy { ladder, actor, .. } => reach.climb(scenario, ladder.index(), *actor, u8::MAX),
            Effect::Descend { ladder, to, actor } => reach.descend(scenario, ladder.index(), *actor, *to),
            Effect::DescendBy { ladder, actor, .. } => reach.descend(scenario, ladder.index(), *actor, 0),
            Effect::Offer(offer) | Effect::Counter(_, offer) => reach.sent[offer.index()] = true,
            Effect::Disclose(term) => reach.terms[term.index()].told = true,
            Effect::CarryOut(term) => reach.terms[term.index()].carriable = true,
            Effect::Declare(line) => {
                reach.lines[line.index()].declared = true;
                reach.lines[line.index()].in_force = true;
            }
            Effect::Answer(line) => reach.lines[line.index()].answerable = true,
            Effect::Redraw(line, new) => {
                reach.lines[line.index()].redrawn = true;
                if let Some(new) = new {
                    reach.lines[new.index()].declared = true;
                    reach.lines[new.index()].in_force = true;
                }
            }
            Effect::Say(line, words) => reach.lines[line.index()].words[word_index(*words)] = true,
            Effect::Conduct(line, by) => reach.conduct(line.index(), *by),
            Effect::Commit(id) => reach.commitments[id.index()][0] = true,
            Effect::After(turns, block) => {
                self.due.push((reach.turns.1.saturating_add(*turns), block.index(), once));
            }
            Effect::When(parts) => {
                let Some(condition) = scenario.whens.get(parts.0.index()) else { return };
                for (want, effects) in [(true, &parts.1), (false, &parts.2)] {
                    if !effects.is_empty() {
                        self.branches.push(Branch { condition, want, effects, once });
                    }
                }
            }
            Effect::Chance(parts) => {
                self.apply(&parts.2, once);
                self.apply(&parts.3, once);
            }
            Effect::RevealFact(..)
            | Effect::RevealTrack(..)
            | Effect::Accept(_)
            | Effect::Refuse(_)
            | Effect::Withdraw(_)
            | Effect::LetPass(_)
            | Effect::Release(_)
            | Effect::Explain
            | Effect::AnswerIncident
            | Effect::Tell(..) => {}
        }
    }
}
