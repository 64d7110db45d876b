//! Whether a condition holds, and through whose eyes.

use super::{
    record::Cause,
    state::{CommitmentStatus, Crisis, OfferStatus},
};
use crate::scenario::{
    model::{
        Actor, Condition, During, Effect, FactId, LineId, Manner, MoveId, OfferId, Owner, Scenario, TermId, TrackId,
    },
    program::{Code, Node, Programs, Test, place},
    sieve::Sieve,
};

/// Through whose eyes a crisis is looked at. What these eyes do not see reads as at the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Eyes {
    /// Everything as it is.
    Truth,
    /// As an actor may know it.
    Actor(Actor),
    /// As the world may know it.
    World,
}

impl Eyes {
    /// 0 and 1 for the actors, 2 for the world.
    #[inline]
    pub(crate) const fn index(self) -> Option<usize> {
        match self {
            Self::Truth => None,
            Self::Actor(actor) => Some(actor.index()),
            Self::World => Some(2),
        }
    }
}

/// Runs the program of a condition. The eyes were settled when it was made.
#[must_use]
#[inline]
pub fn runs(scenario: &Scenario, crisis: &Crisis, code: Code) -> bool {
    let programs = &scenario.index.programs;
    // Answers lie past the last test, so one comparison sees to both.
    match programs.nodes.get(code.place()) {
        Some(node) => runs_from(scenario, crisis, programs, node),
        None => code == Code::YES,
    }
}

/// Runs a program from one of its tests. Always in place: a call would cost more than most programs do.
#[inline(always)]
fn runs_from<'a>(scenario: &Scenario, crisis: &Crisis, programs: &'a Programs, mut node: &'a Node) -> bool {
    loop {
        // Nearly all tests look at the bits of one word.
        let holds = match node.test {
            Test::Bits => crisis.word(usize::from(node.at)) & node.mask == node.wanted,
            Test::TrackAtLeast => {
                node.wanted.cast_signed() <= i64::from(crisis.track(TrackId::new(usize::from(node.at))))
            }
            Test::Other => other(scenario, crisis, programs, usize::from(node.at)),
        };
        let code = if holds { node.yes } else { node.no };
        match programs.nodes.get(code.place()) {
            Some(next) => node = next,
            None => return code == Code::YES,
        }
    }
}

/// The things of a sieve whose clauses hold. Moves that are spent have fallen; of rules that is not asked.
#[must_use]
#[inline]
pub(crate) fn sift(scenario: &Scenario, crisis: &Crisis, sieve: &Sieve) -> u64 {
    let mut open = sieve.all;
    // Every bit is asked, needed or not: a branch that cannot be foreseen costs more than several of these.
    for (bit, stay) in sieve.bits.iter().zip(&sieve.stay) {
        open &= stay | bit.met(crisis.word(bit.word())).wrapping_neg();
    }
    for gate in &sieve.gates {
        // A program is run only if something that is still open hangs on it.
        if open & gate.hang != 0 {
            open &= gate.stay[usize::from(runs_from(scenario, crisis, &scenario.index.programs, &gate.first))];
        }
    }
    open
}

#[inline(never)]
fn other(scenario: &Scenario, crisis: &Crisis, programs: &Programs, at: usize) -> bool {
    programs.others.get(at).is_some_and(|(condition, eyes)| {
        let eyes = match eyes {
            None => Eyes::Truth,
            Some(0) => Eyes::Actor(Actor::First),
            Some(1) => Eyes::Actor(Actor::Second),
            Some(_) => Eyes::World,
        };
        holds_in(scenario, crisis, condition, eyes)
    })
}

/// Whether a condition holds, as far as these eyes can see.
#[must_use]
#[inline]
pub fn holds(scenario: &Scenario, crisis: &Crisis, condition: &Condition, eyes: Eyes) -> bool {
    match condition {
        Condition::Always => true,
        Condition::Never => false,
        Condition::Fact(fact) => fact_seen(scenario, crisis, *fact, eyes),
        Condition::RungAtLeast(ladder, rung) => *rung <= crisis.rung(*ladder),
        Condition::RungAtMost(ladder, rung) => crisis.rung(*ladder) <= *rung,
        _ => holds_in(scenario, crisis, condition, eyes),
    }
}

#[inline]
fn fact_seen(scenario: &Scenario, crisis: &Crisis, fact: FactId, eyes: Eyes) -> bool {
    match eyes.index() {
        Some(index) if !crisis.sees_fact(index, fact) => scenario.index.facts.has(fact.index()),
        _ => crisis.fact(fact),
    }
}

/// Whether some offer of an actor stands so.
fn any_offer(crisis: &Crisis, from: Actor, status: OfferStatus) -> bool {
    crisis.offers().iter().any(|offer| offer.status == status && offer.from == from)
}

#[allow(clippy::too_many_lines, reason = "one arm for each word of the vocabulary")]
fn holds_in(scenario: &Scenario, crisis: &Crisis, condition: &Condition, eyes: Eyes) -> bool {
    match condition {
        Condition::Always => true,
        Condition::Never => false,
        Condition::All(list) => list.iter().all(|inner| holds(scenario, crisis, inner, eyes)),
        Condition::Any(list) => list.iter().any(|inner| holds(scenario, crisis, inner, eyes)),
        Condition::Not(inner) => !holds(scenario, crisis, inner, eyes),
        Condition::AtLeast(count, list) => {
            usize::from(*count) <= list.iter().filter(|inner| holds_in(scenario, crisis, inner, eyes)).count()
        }
        Condition::Fact(fact) => fact_seen(scenario, crisis, *fact, eyes),
        Condition::TrackAtLeast(track, value) => *value <= track_seen(scenario, crisis, *track, eyes),
        Condition::TrackAtMost(track, value) => track_seen(scenario, crisis, *track, eyes) <= *value,
        Condition::TrackAbove(left, right) => {
            track_seen(scenario, crisis, *right, eyes) < track_seen(scenario, crisis, *left, eyes)
        }
        Condition::RungAtLeast(ladder, rung) => *rung <= crisis.rung(*ladder),
        Condition::RungAtMost(ladder, rung) => crisis.rung(*ladder) <= *rung,
        Condition::OwnRungAtLeast(actor, ladder, rung) => *rung <= crisis.rung_of(*ladder, *actor),
        Condition::PeakAtLeast(ladder, rung) => *rung <= crisis.peak(*ladder),
        Condition::EscalatedFirst(ladder, actor) => crisis.escalated_first(*ladder, *actor, eyes.index()),
        Condition::TurnAtLeast(turn) => usize::from(*turn) <= crisis.turn(),
        Condition::TurnAtMost(turn) => crisis.turn() <= usize::from(*turn),
        Condition::TurnLimit => crisis.last(scenario) <= crisis.turn(),
        Condition::Did(id) => crisis.did(*id) && sees_move(scenario, id.index(), eyes),
        Condition::DidNow(id) => crisis.did_now(*id) && sees_move(scenario, id.index(), eyes),
        Condition::DidLast(id) => crisis.did_last(*id) && sees_move(scenario, id.index(), eyes),
        Condition::Acted(actor, manner, during) => acted(scenario, crisis, (*actor, *manner, *during), eyes),
        Condition::Happened(id) => crisis.happened(*id) && sees_rule(scenario, id.index(), eyes),
        Condition::HappenedNow(id) => crisis.happened_now(*id) && sees_rule(scenario, id.index(), eyes),
        Condition::Sent(id) => crisis.sent(*id) && sees_offer(scenario, crisis, *id, eyes),
        Condition::OnTable(id) => {
            offer_stands(crisis, *id, OfferStatus::OnTable) && sees_offer(scenario, crisis, *id, eyes)
        }
        Condition::InTransit(id) => {
            offer_stands(crisis, *id, OfferStatus::InTransit) && sees_offer(scenario, crisis, *id, eyes)
        }
        Condition::Accepted(id) => crisis.accepted(*id) && sees_offer(scenario, crisis, *id, eyes),
        Condition::AnyInTransit(actor) => {
            (eyes == Eyes::Truth || eyes == Eyes::Actor(*actor)) && any_offer(crisis, *actor, OfferStatus::InTransit)
        }
        Condition::AnyOnTable(actor) => eyes != Eyes::World && any_offer(crisis, *actor, OfferStatus::OnTable),
        Condition::AnyAgreement => {
            if eyes == Eyes::World {
                (0..scenario.terms.len()).any(|term| crisis.known_agreed(TermId::new(term)))
            } else {
                crisis.any_agreement()
            }
        }
        Condition::Agreed(term) => {
            if eyes == Eyes::World {
                crisis.known_agreed(*term)
            } else {
                crisis.agreed(*term)
            }
        }
        Condition::AgreedInPublic(term) => crisis.agreed_in_public(*term),
        Condition::AgreedInSecret(term) => eyes != Eyes::World && crisis.agreed_in_secret(*term),
        Condition::CarriedOut(term) => crisis.carried_out(*term) && (eyes != Eyes::World || crisis.known_agreed(*term)),
        Condition::Leaked(term) => crisis.leaked(*term),
        Condition::ConsentRefused(term) => crisis.consent_refused(*term),
        Condition::Crossed(line) => {
            let state = crisis.line(*line);
            state.crossed && sees_crossing(scenario, crisis, *line, eyes)
        }
        Condition::EverCrossed(line) => {
            let state = crisis.line(*line);
            state.crossings != 0 && sees_crossing(scenario, crisis, *line, eyes)
        }
        Condition::CrossingKnown(line) => {
            let state = crisis.line(*line);
            state.known
                && (is_owner(scenario, *line, eyes) || if eyes == Eyes::World { state.shown } else { state.told })
        }
        Condition::WindowOpen(line) => crisis.line(*line).window().is_some() && is_owner(scenario, *line, eyes),
        Condition::Answered(line) => crisis.line(*line).answered != 0,
        Condition::LetPass(line) => passes_seen(scenario, crisis, *line, eyes) != 0,
        Condition::Declared(line) => crisis.line(*line).declared,
        Condition::Redrawn(line) => {
            crisis.line(*line).redrawn && (crisis.line(*line).declared || is_owner(scenario, *line, eyes))
        }
        Condition::ConductAtLeast(line, value) => {
            let state = crisis.line(*line);
            let untouched = state.crossings == 0 && !state.crossed;
            let seen = if untouched || sees_crossing(scenario, crisis, *line, eyes) {
                state.conduct_seen(eyes)
            } else {
                scenario.lines[line.index()].conduct.start
            };
            *value <= seen
        }
        Condition::WordsAre(line, words) => crisis.line(*line).words == *words,
        Condition::Committed(id) => commitment(scenario, crisis, id.index(), CommitmentStatus::Open, eyes),
        Condition::Kept(id) => commitment(scenario, crisis, id.index(), CommitmentStatus::Kept, eyes),
        Condition::Broken(id) => commitment(scenario, crisis, id.index(), CommitmentStatus::Broken, eyes),
        Condition::Disposition(id) => {
            let actor = scenario.dispositions[id.index()].actor;
            crisis.disposition(actor) == Some(*id) && matches!(eyes, Eyes::Truth) | (eyes == Eyes::Actor(actor))
        }
        Condition::IncidentOpen => crisis.incidents().any(|(rule, _)| sees_rule(scenario, rule.index(), eyes)),
        Condition::IncidentOf(actor) => crisis.incidents().any(|(rule, _)| {
            scenario.rules[rule.index()].unordered == Some(*actor) && sees_rule(scenario, rule.index(), eyes)
        }),
        Condition::LastTurn => crisis.last_turn(),
        Condition::Catastrophe => crisis.catastrophe(),
        Condition::Ended(id) => crisis.ended() == Some(*id),
        Condition::EndedAs(category) => {
            crisis.ended().is_some_and(|ending| scenario.endings[ending.index()].category == *category)
        }
        Condition::Followed(id) => {
            crisis.followed(*id) && eyes.index().is_none_or(|index| scenario.aftermath[id.index()].audience.has(index))
        }
    }
}

#[inline]
fn track_seen(scenario: &Scenario, crisis: &Crisis, track: TrackId, eyes: Eyes) -> i32 {
    match shown(scenario, crisis, track, eyes) {
        Some(shown) => crisis.track(shown),
        None => scenario.tracks[track.index()].start,
    }
}

/// The track whose value these eyes see under a track's name: itself, or their estimate of it, or none.
#[inline]
pub(super) fn shown(scenario: &Scenario, crisis: &Crisis, track: TrackId, eyes: Eyes) -> Option<TrackId> {
    match eyes.index() {
        Some(index) if !crisis.sees_track(index, track) => {
            scenario.tracks[track.index()].estimates.get(index).copied().flatten()
        }
        _ => Some(track),
    }
}

/// The track under whose name these eyes see another move: itself, or what it stands in place of, or none.
pub(super) fn shown_as(scenario: &Scenario, crisis: &Crisis, track: TrackId, eyes: Eyes) -> Option<TrackId> {
    let Some(index) = eyes.index() else { return Some(track) };
    match scenario.tracks[track.index()].estimate_of.get(index).copied().flatten() {
        Some(of) if crisis.sees_track(index, of) => None,
        Some(of) => Some(of),
        None => crisis.sees_track(index, track).then_some(track),
    }
}

/// Whether an actor has ordered a deed of a kind, as far as these eyes see it ordered.
fn acted(scenario: &Scenario, crisis: &Crisis, (actor, manner, during): (Actor, Manner, During), eyes: Eyes) -> bool {
    let from = match during {
        During::Ever => place::DID,
        During::Now => place::DID_NOW,
    };
    scenario.index.acts[actor.index()][manner.index()].words().iter().enumerate().any(|(word, acts)| {
        let seen = eyes.index().map_or(u64::MAX, |eyes| scenario.index.moves_seen[eyes].words()[word]);
        crisis.word(from + word) & acts & seen != 0
    })
}

/// Whether these eyes may know of what brought something about; 0 and 1 are the actors, 2 the world.
pub(super) fn knows_of(scenario: &Scenario, crisis: &Crisis, cause: Cause, eyes: usize) -> bool {
    match cause {
        Cause::Move(id) => scenario.index.moves_seen[eyes].has(id.index()) || has_read(scenario, crisis, id, eyes),
        Cause::Rule(id) | Cause::Incident(id) => scenario.rules[id.index()].audience.has(eyes),
        Cause::Disposition(id) => scenario.dispositions[id.index()].actor.index() == eyes,
        Cause::Posture(id) => crisis.sees_fact(eyes, id),
        Cause::Commitment(id) => {
            let data = &scenario.commitments[id.index()];
            data.audience.has(eyes) || data.owner.index() == eyes
        }
        Cause::Term(id) => eyes < 2 || crisis.known_agreed(id),
        Cause::Aftermath(id) => scenario.aftermath[id.index()].audience.has(eyes),
        Cause::Line(id) => {
            let owner = Actor::BOTH.get(eyes).map(|actor| Owner::Actor(*actor));
            let sight = Actor::BOTH.get(eyes).map_or(Eyes::World, |actor| Eyes::Actor(*actor));
            let seen = crisis.line(id).declared && sees_crossing(scenario, crisis, id, sight);
            Some(scenario.lines[id.index()].owner) == owner || seen
        }
        Cause::Talks(_) | Cause::Start | Cause::Catastrophe | Cause::News | Cause::Ending(_) => true,
    }
}

/// Whether a move is a letter that these eyes have read by now.
fn has_read(scenario: &Scenario, crisis: &Crisis, id: MoveId, eyes: usize) -> bool {
    let data = &scenario.moves[id.index()];
    let eye = Actor::BOTH.get(eyes).map_or(Eyes::World, |actor| Eyes::Actor(*actor));
    let read = |effect: &Effect| effect.sends().is_some_and(|offer| sees_offer(scenario, crisis, offer, eye));
    data.audience.has(eyes) && scenario.posts(data) && data.effects.iter().any(|effect| effect.has(|_| None, read))
}

#[inline]
fn sees_move(scenario: &Scenario, at: usize, eyes: Eyes) -> bool {
    eyes.index().is_none_or(|index| scenario.index.moves_seen[index].has(at))
}

#[inline]
fn sees_rule(scenario: &Scenario, at: usize, eyes: Eyes) -> bool {
    eyes.index().is_none_or(|index| scenario.index.rules_seen[index].has(at))
}

fn offer_stands(crisis: &Crisis, offer: OfferId, status: OfferStatus) -> bool {
    crisis.offers().iter().any(|live| live.status == status && live.named() == Some(offer))
}

/// The sender sees its offer at once, the other side once it has arrived, the world if the desk is public.
fn sees_offer(scenario: &Scenario, crisis: &Crisis, offer: OfferId, eyes: Eyes) -> bool {
    let data = &scenario.offers[offer.index()];
    let arrived = crisis.slot_of(offer).is_none_or(|slot| crisis.offer(slot).arrived);
    match eyes {
        Eyes::Truth => true,
        Eyes::Actor(actor) => actor == data.from || arrived,
        Eyes::World => arrived && scenario.channels[data.channel.index()].audience.world(),
    }
}

fn is_owner(scenario: &Scenario, line: LineId, eyes: Eyes) -> bool {
    match eyes {
        Eyes::Truth => true,
        Eyes::Actor(actor) => scenario.lines[line.index()].owner == Owner::Actor(actor),
        Eyes::World => false,
    }
}

/// Whether these eyes see the crossing of a line, or have seen the last one: the bound side knows what it did, the
/// owner comes to know, and the world, and whoever else sits at the table, has been shown it or not.
pub(super) fn sees_crossing(scenario: &Scenario, crisis: &Crisis, line: LineId, eyes: Eyes) -> bool {
    let data = &scenario.lines[line.index()];
    let state = crisis.line(line);
    match eyes {
        Eyes::Truth => true,
        Eyes::Actor(actor) if actor == data.binds => true,
        Eyes::Actor(actor) if data.owner == Owner::Actor(actor) => state.known,
        Eyes::Actor(_) => state.known || state.shown,
        Eyes::World => state.shown,
    }
}

/// Whether these eyes see that the crossing of a line is let pass: the owner does it; others see it of a line that is
/// declared, the other side if it has been shown that the owner knows, and the world if it has been shown the crossing.
pub(super) fn sees_pass(scenario: &Scenario, crisis: &Crisis, line: LineId, eyes: Eyes) -> bool {
    let state = crisis.line(line);
    is_owner(scenario, line, eyes) || state.declared && if eyes == Eyes::World { state.shown } else { state.told }
}

/// How many crossings of a line these eyes have seen let pass.
pub(super) fn passes_seen(scenario: &Scenario, crisis: &Crisis, line: LineId, eyes: Eyes) -> u8 {
    let state = crisis.line(line);
    match eyes {
        Eyes::Truth => state.passed,
        Eyes::Actor(_) if is_owner(scenario, line, eyes) => state.passed,
        Eyes::Actor(_) if state.declared => state.passes_told,
        Eyes::Actor(_) => 0,
        Eyes::World => state.passes_shown,
    }
}

fn commitment(scenario: &Scenario, crisis: &Crisis, at: usize, status: CommitmentStatus, eyes: Eyes) -> bool {
    let id = crate::scenario::model::CommitmentId::new(at);
    crisis.commitment(id).0 == status
        && eyes.index().is_none_or(|index| {
            let data = &scenario.commitments[at];
            data.audience.has(index) || data.owner.index() == index
        })
}
