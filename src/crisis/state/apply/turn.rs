//! Changes that a turn brings: events, incidents, catastrophes, the end, the aftermath.

use super::super::{Catastrophe, Crisis, INCIDENTS, Incident};
use super::{Context, Hand};
use crate::{
    crisis::{
        chance::Dice,
        record::{Cause, Sink, Step, What},
    },
    scenario::{
        model::{
            Actor, AftermathId, Audience, CutId, DispositionId, EndingId, LadderId, LadderKind, LineId, MoveId, RuleId,
            Scenario, limits,
        },
        program::place,
    },
};

/// How much danger an incident that nobody answered adds where it climbs no rung, since the next is one that somebody has to order.
/// Unit and range: points of the danger track. Source: our judgement, as much as a crossing answered by a deed adds.
const UNANSWERED_DANGER: i32 = 4;

impl Crisis {
    /// Takes a cut of the scenario; one that it does not have is none.
    pub(in crate::crisis) fn choose_cut(&mut self, scenario: &Scenario, cut: Option<CutId>) {
        if let Some(CutId(cut)) = cut.filter(|cut| cut.index() < scenario.cuts.len()) {
            self.cut = cut;
        }
    }

    /// Lets a rule happen.
    pub(in crate::crisis) fn happen<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, rule: RuleId, step: Step) {
        let scenario = hand.scenario;
        let data = &scenario.rules[rule.index()];
        self.set_bit(place::HAPPENED, rule.index(), true);
        self.set_bit(place::HAPPENED_NOW, rule.index(), true);
        let context = Context { actor: None, cause: Cause::Rule(rule), step };
        if S::ON {
            let mut audience = data.audience;
            for actor in Actor::BOTH {
                if data.seen_as[actor.index()].is_some() {
                    audience = audience.and(Audience::only(actor));
                }
            }
            self.note(hand, context, audience, What::Happened(rule));
        }
        if data.unordered.is_some() {
            let due = if step == Step::Opening { self.turn } else { self.turn.saturating_add(1) };
            // One that waits already waits anew. Where so many wait that there is no room, it has happened all the same.
            let at = self.incidents.iter().position(|waiting| waiting.open && waiting.rule == rule);
            let at = at.or_else(|| self.incidents.iter().position(|waiting| !waiting.open));
            if let Some(at) = at {
                self.incidents[at] = Incident { open: true, answered: false, explained: false, due, rule };
            }
            self.mirror_incidents(scenario);
            self.note(hand, context, Audience::BOTH, What::IncidentOpened(rule));
        }
        self.apply(hand, &data.effects, context);
    }

    /// Marks the incidents that are open as answered: who answers on a day, answers for the day.
    pub(super) fn answer_incidents<D, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, context: Context) {
        // Who cannot see what was done is not told that it was an answer.
        let mut audience = Audience::BOTH;
        if let Cause::Move(id) = context.cause {
            for actor in Actor::BOTH {
                if context.actor != Some(actor) && !hand.scenario.index.moves_seen[actor.index()].has(id.index()) {
                    audience = audience.without(actor);
                }
            }
        }
        for at in 0..self.incidents.len() {
            let incident = self.incidents[at];
            if incident.open && !incident.answered {
                self.incidents[at].answered = true;
                self.note(hand, context, audience, What::IncidentAnswered(incident.rule));
            }
        }
    }

    /// An actor says what happened: both sides now know that nobody ordered what its own forces did. Of the other side's it
    /// cannot say so.
    pub(super) fn explain_incidents<D, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, context: Context) {
        for at in 0..self.incidents.len() {
            let incident = self.incidents[at];
            let side = hand.scenario.rules[incident.rule.index()].unordered;
            if incident.open && !incident.explained && (context.actor.is_none() || context.actor == side) {
                self.incidents[at].explained = true;
                self.note(hand, context, Audience::BOTH, What::IncidentExplained(incident.rule));
            }
        }
    }

    /// Closes the incidents that were due: where one is unanswered, the crisis climbs a rung on the ladders that incidents
    /// climb, and one rung for the day, however many nobody answered.
    pub(in crate::crisis) fn settle_incidents<D, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>) {
        let (turn, scenario) = (self.turn, hand.scenario);
        let due = |incident: &Incident| incident.open && incident.due <= turn;
        if !self.incidents.iter().any(due) {
            return;
        }
        let before = std::mem::replace(&mut self.incidents, [Incident::NONE; INCIDENTS]);
        for (place, waits) in self.incidents.iter_mut().zip(before.iter().filter(|waits| waits.open && !due(waits))) {
            *place = *waits;
        }
        self.mirror_incidents(scenario);
        let mut first = None;
        for incident in before.iter().filter(|incident| due(incident) && !incident.answered) {
            let context = Context { actor: None, cause: Cause::Incident(incident.rule), step: Step::Chance };
            self.note(hand, context, Audience::BOTH, What::IncidentUnanswered(incident.rule));
            first = first.or(Some(context));
        }
        let Some(context) = first else { return };
        for (at, data) in scenario.ladders.iter().enumerate() {
            if data.incidents {
                for actor in Actor::BOTH {
                    if data.kind == LadderKind::Parallel || actor == Actor::First {
                        let stopped = std::cell::Cell::new(false);
                        self.move_rung(hand, LadderId::new(at), Some(actor), context, |rung, _| {
                            stopped.set(data.rungs[usize::from(rung)].unanswered <= rung);
                            data.after_unanswered(rung)
                        });
                        if let Some(danger) = scenario.index.danger.filter(|_| stopped.get()) {
                            self.change(hand, danger, UNANSWERED_DANGER, context);
                        }
                    }
                }
            }
        }
    }

    /// A catastrophe strikes on a ladder.
    pub(in crate::crisis) fn strike<D, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, ladder: LadderId) {
        let Some(to) = hand.scenario.ladders[ladder.index()].catastrophe_rung else { return };
        let context = Context { actor: None, cause: Cause::Catastrophe, step: Step::Chance };
        let scenario = hand.scenario;
        for actor in Actor::BOTH {
            if scenario.ladders[ladder.index()].kind == LadderKind::Parallel || actor == Actor::First {
                self.move_rung(hand, ladder, Some(actor), context, |rung, _| rung.max(to));
            }
        }
    }

    /// Sees to the last turn: a catastrophe that stands leaves one turn to stop it; unstopped, it runs its course.
    pub(in crate::crisis) fn last_chance<D, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>) {
        let scenario = hand.scenario;
        let standing = scenario
            .ladders
            .iter()
            .enumerate()
            .find(|(at, data)| data.catastrophe_rung.is_some_and(|rung| rung <= self.rung(LadderId::new(*at))));
        let context = Context { actor: None, cause: Cause::Catastrophe, step: Step::Chance };
        match (self.catastrophe, standing) {
            (Catastrophe::None, Some((at, data))) => {
                let absorbing = data.rungs[usize::from(self.rung(LadderId::new(at)))].absorbing;
                self.catastrophe = if absorbing { Catastrophe::Struck } else { Catastrophe::LastTurn };
                self.note(hand, context, Audience::WORLD, What::Catastrophe);
            }
            (Catastrophe::LastTurn, Some((at, data))) => {
                self.catastrophe = Catastrophe::Struck;
                self.note(hand, context, Audience::WORLD, What::CatastropheUnstopped);
                let from = self.rung(LadderId::new(at));
                let end = data.rungs.iter().enumerate().skip(usize::from(from)).find(|(_, rung)| rung.absorbing);
                let end = end.map_or(data.rungs.len().saturating_sub(1), |(end, _)| end);
                let end = u8::try_from(end).unwrap_or(from);
                for actor in Actor::BOTH {
                    self.move_rung(hand, LadderId::new(at), Some(actor), context, |rung, _| rung.max(end));
                }
            }
            (Catastrophe::LastTurn, None) => {
                self.catastrophe = Catastrophe::Struck;
                self.note(hand, context, Audience::WORLD, What::CatastropheStopped);
            }
            (Catastrophe::Struck, Some((at, data))) => {
                // Struck again after it was stopped once: a last turn again, unless nothing leads down.
                if !data.rungs[usize::from(self.rung(LadderId::new(at)))].absorbing {
                    self.catastrophe = Catastrophe::LastTurn;
                    self.note(hand, context, Audience::WORLD, What::Catastrophe);
                }
            }
            (Catastrophe::None | Catastrophe::Struck, None) => return,
        }
        self.mirror_catastrophe();
    }

    /// Notes that a move is ordered this turn.
    #[inline]
    pub(in crate::crisis) fn mark_ordered(&mut self, id: MoveId) {
        self.set_bit(place::DID, id.index(), true);
        self.set_bit(place::DID_NOW, id.index(), true);
    }

    /// Gives an actor its disposition and applies what it changes.
    pub(in crate::crisis) fn dispose<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, id: DispositionId) {
        let scenario = hand.scenario;
        let data = &scenario.dispositions[id.index()];
        self.dispositions[data.actor.index()] = id.0;
        let context = Context { actor: Some(data.actor), cause: Cause::Disposition(id), step: Step::Opening };
        self.apply(hand, &data.effects, context);
    }

    /// Ends the crisis.
    pub(in crate::crisis) fn end<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, ending: EndingId) {
        self.ended = ending.0;
        self.set_bit(place::ENDED, ending.index(), true);
        self.set_bit(place::ENDED_AS, hand.scenario.endings[ending.index()].category as usize, true);
        let context = Context { actor: None, cause: Cause::Ending(ending), step: Step::Endings };
        self.note(hand, context, Audience::WORLD, What::Ended(ending));
        let scenario = hand.scenario;
        self.apply(hand, &scenario.endings[ending.index()].effects, context);
    }

    /// Lets an item of the aftermath follow.
    pub(in crate::crisis) fn follow_one<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>, item: AftermathId) {
        let scenario = hand.scenario;
        let data = &scenario.aftermath[item.index()];
        self.followed |= 1 << (item.0 & 63);
        self.bits[place::FOLLOWED] = self.followed;
        let context = Context { actor: None, cause: Cause::Aftermath(item), step: Step::Aftermath };
        self.note(hand, context, data.audience, What::Followed(item));
        self.apply(hand, &data.effects, context);
    }

    /// Goes on to the next turn.
    pub(in crate::crisis) fn next_turn(&mut self) {
        self.turn = self.turn.saturating_add(1);
        self.bits[place::TURN] = place::up_to(self.turn);
    }

    /// Forgets what was true of the last turn only, before a new one opens.
    pub(in crate::crisis) fn open_turn<D: Dice, S: Sink>(&mut self, hand: &mut Hand<'_, D, S>) {
        self.bits.copy_within(place::DID_NOW..place::DID_LAST, place::DID_LAST);
        self.bits[place::DID_NOW..place::DID_LAST].fill(0);
        self.bits[place::HAPPENED_NOW..place::TRACKS_SEEN].fill(0);
        let context = Context { actor: None, cause: Cause::Start, step: Step::Opening };
        self.note(hand, context, Audience::WORLD, What::TurnOpened);
        let scenario = hand.scenario;
        if scenario.index.declares >> (self.turn & 63) & 1 == 0 {
            return;
        }
        for (at, line) in scenario.lines.iter().enumerate().take(limits::LINES) {
            if line.declared == crate::scenario::model::Declared::At(self.turn) {
                self.declare(hand, LineId::new(at), context);
            }
        }
    }
}
