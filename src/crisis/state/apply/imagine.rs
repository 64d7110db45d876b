//! A crisis as one actor may imagine it: what it sees as it stands, and everything else from a guess of its own.
//!
//! Nothing that the actor may not know is read from the crisis that stands; `hidden.rs` tries it.

use super::super::{Crisis, LineState, LiveOffer, NONE, OfferStatus, Scheduled, Waiting};
use crate::crisis::condition::Eyes;
use crate::scenario::{
    model::{Actor, CommitmentId, FactId, LadderId, OfferId, Owner, Scenario, TrackId, limits},
    program::place::{self, flag},
};

impl Crisis {
    /// A crisis that an actor cannot tell from the one that stands: where it does not see, all is as in its guess.
    pub(in crate::crisis) fn imagined(scenario: &Scenario, stands: &Self, guess: &Self, actor: Actor) -> Self {
        let eyes = actor.index();
        let mut crisis = *guess;
        crisis.cut = stands.cut;
        crisis.turn = stands.turn;
        crisis.bits[place::TURN] = place::up_to(stands.turn);
        crisis.ended = stands.ended;
        crisis.bits[place::ENDED] = stands.bits[place::ENDED];
        crisis.bits[place::ENDED_AS] = stands.bits[place::ENDED_AS];
        crisis.catastrophe = stands.catastrophe;
        crisis.mirror_catastrophe();
        crisis.dispositions[eyes] = stands.dispositions[eyes];
        crisis.rungs = stands.rungs;
        crisis.peaks = stands.peaks;
        for at in 0..scenario.ladders.len() {
            crisis.mirror_rung(LadderId::new(at));
            for side in Actor::BOTH {
                let own = place::climb(Some(eyes), at, side.index());
                for word in [place::CLIMBED, place::FIRST] {
                    crisis.set_bit(word, own, stands.bit(word * 64 + own));
                }
            }
        }
        crisis.see_facts(scenario, stands, eyes);
        let mixed = |from: usize, seen: &[u64], crisis: &mut Self| {
            for (at, seen) in seen.iter().enumerate() {
                crisis.bits[from + at] = stands.bits[from + at] & seen | guess.bits[from + at] & !seen;
            }
        };
        let moves = scenario.index.moves_seen[eyes];
        for from in [place::DID, place::DID_NOW, place::DID_LAST] {
            mixed(from, moves.words(), &mut crisis);
        }
        let rules = scenario.index.rules_seen[eyes];
        for from in [place::HAPPENED, place::HAPPENED_NOW] {
            mixed(from, rules.words(), &mut crisis);
        }
        crisis.incidents = stands.incidents;
        crisis.mirror_incidents(scenario);
        for (rule, _) in stands.incidents() {
            crisis.set_bit(place::HAPPENED, rule.index(), true);
        }
        for at in 0..scenario.lines.len() {
            crisis.lines[at] = line(scenario, stands, guess, actor, at);
            crisis.mirror_line(at);
        }
        // What is agreed both sides know, and what waits because of it.
        crisis.terms = stands.terms;
        crisis.mirror_terms();
        crisis.wait_for(stands, guess);
        for (at, data) in scenario.commitments.iter().enumerate().take(limits::COMMITMENTS) {
            if data.audience.has(eyes) || data.owner == actor {
                crisis.commitments[CommitmentId::new(at).index()] = stands.commitments[at];
            }
            crisis.mirror_commitment(at);
        }
        crisis.see_offers(scenario, stands, guess, actor);
        crisis
    }

    /// Tracks and facts that the actor sees.
    fn see_facts(&mut self, scenario: &Scenario, stands: &Self, eyes: usize) {
        for word in 0..4 {
            let sees = place::SEEN + 4 * eyes + word;
            self.bits[sees] = stands.bits[sees];
        }
        for word in 0..2 {
            let sees = place::TRACKS_SEEN + 2 * eyes + word;
            self.bits[sees] = stands.bits[sees];
        }
        for at in 0..scenario.facts.len() {
            if stands.sees_fact(eyes, FactId::new(at)) {
                self.set_bit(place::FACTS, at, stands.fact(FactId::new(at)));
            }
        }
        for at in 0..scenario.tracks.len() {
            let track = TrackId::new(at);
            // An estimate is seen in place of what it stands for, until that is seen itself.
            let estimates = scenario.tracks[at].estimate_of.get(eyes).copied().flatten();
            if stands.sees_track(eyes, track) || estimates.is_some_and(|of| !stands.sees_track(eyes, of)) {
                self.set_track(scenario, track, stands.track(track));
            }
        }
    }

    /// What waits for its turn: terms as agreed, all else as guessed.
    fn wait_for(&mut self, stands: &Self, guess: &Self) {
        let nothing = Scheduled { due: 0, what: Waiting::Nothing, context: super::Context::START };
        self.scheduled = [nothing; limits::SCHEDULED];
        let agreed = stands.scheduled.iter().filter(|item| matches!(item.what, Waiting::Term(_)));
        let guessed = guess.scheduled.iter().filter(|item| matches!(item.what, Waiting::Block(_)));
        let mut waits = false;
        for (place, item) in self.scheduled.iter_mut().zip(agreed.chain(guessed)) {
            *place = *item;
            waits = true;
        }
        self.set_bit(place::FLAGS, flag::WAITING, waits);
    }

    /// Offers that the actor sees in their slots; of those on their way to it, the guessed ones that find room.
    fn see_offers(&mut self, scenario: &Scenario, stands: &Self, guess: &Self, actor: Actor) {
        let sees = |offer: &LiveOffer| offer.status != OfferStatus::Empty && (offer.from == actor || offer.arrived);
        for (own, offer) in self.offers.iter_mut().zip(&stands.offers) {
            *own = if sees(offer) { *offer } else { LiveOffer::default() };
        }
        for (at, offer) in guess.offers.iter().enumerate() {
            let known = offer.named != NONE && self.offers.iter().any(|other| other.named == offer.named);
            let hidden = offer.status == OfferStatus::InTransit && !sees(offer) && !known;
            if !hidden || offer.arrives < stands.turn {
                continue;
            }
            let free = |other: &LiveOffer| other.status == OfferStatus::Empty;
            let same = Some(at).filter(|at| free(&self.offers[*at]));
            let any = || super::talks::slots_of(offer.from).find(|at| free(&self.offers[*at]));
            if let Some(place) = same.or_else(any) {
                self.offers[place] = *offer;
            }
        }
        let (mut sent, mut accepted) = (0_u64, 0_u64);
        for at in 0..scenario.offers.len() {
            let id = OfferId::new(at);
            let hides = self.slot_of(id).is_some_and(|slot| !sees(self.offer(slot)));
            let data = &scenario.offers[at];
            let told = data.from == actor || stands.slot_of(id).is_none_or(|slot| stands.offer(slot).arrived);
            sent |= u64::from(hides || told && stands.sent(id)) << (at & 63);
            accepted |= u64::from(told && stands.accepted(id)) << (at & 63);
        }
        self.bits[place::SENT] = sent;
        self.bits[place::ACCEPTED] = accepted;
        self.mirror_offers();
    }
}

/// Conduct as it may stand where an actor sees so much of it, by what is guessed of events that it does not know of; and how
/// much of it these moved.
fn believed(guess: &LineState, seen: u8, actor: Actor) -> (u8, [i8; 3]) {
    if guess.conduct_seen(Eyes::Actor(actor)) == seen {
        return (guess.conduct, guess.unseen);
    }
    let mut unseen = guess.unseen;
    let own = &mut unseen[actor.index()];
    let stands = i16::from(seen).saturating_add(i16::from(*own)).clamp(0, 100);
    *own = i8::try_from(stands.saturating_sub(i16::from(seen))).unwrap_or(0);
    (u8::try_from(stands).unwrap_or(0), unseen)
}

/// A red line: what the actor sees of it as it stands, the rest as guessed.
fn line(scenario: &Scenario, stands: &Crisis, guess: &Crisis, actor: Actor, at: usize) -> LineState {
    let data = &scenario.lines[at];
    let (is, mut line) = (stands.lines[at], guess.lines[at]);
    let owns = data.owner == Owner::Actor(actor);
    let bound = data.binds == actor;
    let seen = is.conduct_seen(Eyes::Actor(actor));
    line.words = is.words;
    line.declared = is.declared;
    line.answered = is.answered;
    line.answered_now = is.answered_now;
    line.passing = false;
    line.shown = is.shown;
    line.passes_shown = is.passes_shown;
    if owns {
        line.in_force = is.in_force;
        line.redrawn = is.redrawn;
        line.passed = is.passed;
        line.fade = is.fade;
        line.window = is.window;
    } else if is.declared {
        // What was let pass unseen has faded nothing in these eyes, and may have faded as much as is guessed.
        let seen = data.fade.saturating_mul(is.passes_told).min(100);
        let stands = is.in_force || is.fade == 100 && seen < 100 && !is.redrawn;
        line.redrawn = is.redrawn;
        line.passed = line.passed.max(is.passes_told);
        line.in_force = stands && (line.in_force || line.fade < 100);
        line.fade = line.fade.max(seen);
    }
    // Whether the other side has been shown that the owner knows, the owner can only guess.
    line.told = if owns { line.told && is.known } else { is.told };
    line.passes_told = if owns { line.passes_told.min(is.passed) } else { is.passes_told };
    if is.known || bound || is.shown && !owns {
        line.crossed = is.crossed;
        line.crossings = is.crossings;
        line.probes = is.probes;
        (line.conduct, line.unseen) = believed(&line, seen, actor);
        // The bound side does not see whether the owner knows, unless it has been shown that it does.
        line.known = if bound && !owns && !is.told {
            guess.lines[at].known && (is.crossings != 0 || is.crossed)
        } else {
            is.known
        };
        return line;
    }
    line.known = false;
    // What stands in sight of a line that nobody is known to have crossed.
    let untouched = is.crossings == 0 && !is.crossed;
    let (conduct, probes) = if untouched { (seen, is.probes) } else { (data.conduct.start, 0) };
    let (believed, unseen) = believed(&line, conduct, actor);
    let may_be_crossed = conduct == data.conduct.start && probes == 0;
    if !may_be_crossed || line.crossings == 0 && !line.crossed {
        line.crossings = 0;
        line.crossed = false;
        (line.conduct, line.unseen) = (believed, unseen);
        line.probes = probes;
    }
    line
}
