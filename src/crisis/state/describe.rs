//! The state in words: names and values that a fingerprint is made from, and a divergence is told in.
//!
//! Every name and every value here is written out by hand, and none is made from a name in this code: a field that is
//! renamed must not make a saved crisis come out otherwise. Whoever changes a word here raises `FORMAT` in
//! `src/transcript/file.rs`.

use super::{Catastrophe, CommitmentStatus, Crisis, Incident, LineState, OfferStatus, Waiting, bit, fresh};
use crate::scenario::{
    model::{
        Actor, Audience, CommitmentId, FactId, LadderId, LadderKind, MoveId, RuleId, Scenario, TermId, TrackId,
        WordsWord,
    },
    program::place,
};

/// Who is among an audience: the ids of the actors, and the world.
fn audience(scenario: &Scenario, audience: Audience) -> String {
    let names = [scenario.actors[0].id.as_str(), scenario.actors[1].id.as_str(), "world"];
    let among: Vec<&str> =
        names.into_iter().enumerate().filter(|(at, _)| audience.has(*at)).map(|(_, id)| id).collect();
    if among.is_empty() { "nobody".to_owned() } else { among.join(", ") }
}

const fn said(words: WordsWord) -> &'static str {
    match words {
        WordsWord::Silent => "silent",
        WordsWord::Accepts => "accepts",
        WordsWord::Denies => "denies",
    }
}

const fn offer_status(status: OfferStatus) -> &'static str {
    match status {
        OfferStatus::Empty => "none",
        OfferStatus::InTransit => "in transit",
        OfferStatus::OnTable => "on the table",
        OfferStatus::Accepted => "accepted",
        OfferStatus::Refused => "refused",
        OfferStatus::Withdrawn => "withdrawn",
        OfferStatus::Overtaken => "overtaken",
    }
}

const fn commitment_status(status: CommitmentStatus) -> &'static str {
    match status {
        CommitmentStatus::None => "none",
        CommitmentStatus::Open => "open",
        CommitmentStatus::Kept => "kept",
        CommitmentStatus::Broken => "broken",
        CommitmentStatus::Released => "released",
    }
}

/// A red line as it stands: words and conduct, then what is so, then what has been counted.
fn line_state(state: LineState) -> String {
    // Taken apart whole, so that a new field has to be given a name here.
    let LineState {
        words,
        conduct,
        in_force,
        declared,
        redrawn,
        crossed,
        known,
        shown,
        told,
        crossings,
        probes,
        respected,
        answered,
        passed,
        passes_shown,
        passes_told,
        sold,
        fade,
        unseen,
        window,
        answered_now,
        passing,
    } = state;
    let mut parts = vec![format!("words {}", said(words)), format!("conduct {conduct}")];
    let so = [
        ("in force", in_force),
        ("declared", declared),
        ("redrawn", redrawn),
        ("crossed", crossed),
        ("known", known),
        ("shown", shown),
        ("told", told),
        ("answered now", answered_now),
        ("passing", passing),
    ];
    parts.extend(so.into_iter().filter(|(_, so)| *so).map(|(name, _)| name.to_owned()));
    let counts = [
        ("crossings", crossings),
        ("probes", probes),
        ("respected", respected),
        ("answered", answered),
        ("passed", passed),
        ("passes shown", passes_shown),
        ("passes told", passes_told),
        ("sold", sold),
        ("fade", fade),
        ("window", window),
    ];
    if unseen != [0; 3] {
        parts.push(format!("conduct unseen {unseen:?}"));
    }
    parts.extend(counts.into_iter().filter(|(_, count)| *count != 0).map(|(name, count)| format!("{name} {count}")));
    parts.join(", ")
}

impl Crisis {
    /// The state in words, as sorted pairs of name and value, without what stands as at the start.
    ///
    /// Two crises are the same to a player if these agree; the fingerprint of a turn is made from them.
    #[must_use]
    pub fn describe(&self, scenario: &Scenario) -> Vec<(String, String)> {
        let mut pairs: Vec<(String, String)> = Vec::new();
        let mut put = |name: String, value: String| pairs.push((name, value));
        put("turn".to_owned(), self.turn.to_string());
        if let Some(cut) = self.cut_data(scenario) {
            put("cut".to_owned(), cut.id.clone());
        }
        if let Some(ending) = self.ended() {
            put("ended".to_owned(), scenario.endings[ending.index()].id.clone());
        }
        if self.catastrophe != Catastrophe::None {
            put("catastrophe".to_owned(), if self.last_turn() { "last turn" } else { "struck" }.to_owned());
        }
        for (at, incident) in self.incidents.iter().filter(|incident| incident.open).enumerate() {
            let Incident { answered, explained, due, rule, .. } = incident;
            let name = if at == 0 { "incident".to_owned() } else { format!("incident.{}", at + 1) };
            put(name, format!("{} {answered} {explained} {due}", scenario.rules[rule.index()].id));
        }
        for actor in Actor::BOTH {
            if let Some(disposition) = self.disposition(actor) {
                put(
                    format!("disposition.{}", scenario.actors[actor.index()].id),
                    scenario.dispositions[disposition.index()].id.clone(),
                );
            }
        }
        for (at, track) in scenario.tracks.iter().enumerate() {
            let id = TrackId::new(at);
            if self.track(id) != track.start {
                put(format!("track.{}", track.id), self.track(id).to_string());
            }
            if self.track_audience(id) != track.audience {
                put(format!("seen.{}", track.id), audience(scenario, self.track_audience(id)));
            }
        }
        for (at, fact) in scenario.facts.iter().enumerate() {
            let id = FactId::new(at);
            if self.fact(id) != scenario.index.facts.has(at) {
                put(format!("fact.{}", fact.id), self.fact(id).to_string());
            }
            if self.fact_audience(id) != fact.audience {
                put(format!("seen.{}", fact.id), audience(scenario, self.fact_audience(id)));
            }
        }
        for at in (0..scenario.moves.len()).filter(|at| self.did(MoveId::new(*at))) {
            let when = if self.did_last(MoveId::new(at)) { "last" } else { "done" };
            put(format!("did.{}", scenario.moves[at].id), when.to_owned());
        }
        for at in (0..scenario.rules.len()).filter(|at| self.happened(RuleId::new(*at))) {
            let when = if self.happened_now(RuleId::new(at)) { "now" } else { "before" };
            put(format!("happened.{}", scenario.rules[at].id), when.to_owned());
        }
        for (at, ladder) in scenario.ladders.iter().enumerate() {
            let id = LadderId::new(at);
            for actor in Actor::BOTH {
                if ladder.kind == LadderKind::Parallel || actor == Actor::First {
                    let rung = usize::from(self.rung_of(id, actor));
                    put(format!("rung.{}.{}", ladder.id, actor.index()), ladder.rungs[rung].id.clone());
                }
            }
            put(format!("peak.{}", ladder.id), ladder.rungs[usize::from(self.peak(id))].id.clone());
        }
        for (at, ladder) in scenario.ladders.iter().enumerate() {
            for actor in Actor::BOTH {
                for (name, word) in [("climbed", place::CLIMBED), ("first", place::FIRST)] {
                    let eyes = [(None, "truth"), (Some(0), "first"), (Some(1), "second"), (Some(2), "world")];
                    let bit = |eyes| self.bit(word * 64 + place::climb(eyes, at, actor.index()));
                    let eyes: Vec<&str> =
                        eyes.into_iter().filter(|(eyes, _)| bit(*eyes)).map(|(_, name)| name).collect();
                    if !eyes.is_empty() {
                        put(format!("{name}.{}.{}", ladder.id, actor.index()), eyes.join(", "));
                    }
                }
            }
        }
        for (state, line) in self.lines.iter().zip(&scenario.lines) {
            if *state != fresh(line) {
                put(format!("line.{}", line.id), line_state(*state));
            }
        }
        for (at, offer) in self.offers.iter().enumerate() {
            if offer.status != OfferStatus::Empty {
                let name =
                    offer.named().map_or_else(|| "composed".to_owned(), |id| scenario.offers[id.index()].id.clone());
                let legs: Vec<String> = offer
                    .legs
                    .iter()
                    .map(|(term, secret)| {
                        format!("{}{}", scenario.terms[term.index()].id, if secret { " in secret" } else { "" })
                    })
                    .collect();
                put(
                    format!("offer.{at}"),
                    format!(
                        "{name} {} sent {} arrives {}: {}",
                        offer_status(offer.status),
                        offer.sent,
                        offer.arrives,
                        legs.join(", ")
                    ),
                );
            }
        }
        for (at, term) in scenario.terms.iter().enumerate() {
            let id = TermId::new(at);
            if self.agreed(id) || self.carried_out(id) || self.consent_refused(id) {
                put(
                    format!("term.{}", term.id),
                    format!(
                        "agreed {} public {} leaked {} carried {} refused {} broken {} renewed {}",
                        self.agreed(id),
                        bit(self.terms.public, id),
                        self.leaked(id),
                        self.carried_out(id),
                        self.consent_refused(id),
                        bit(self.terms.broken, id),
                        bit(self.terms.renewed, id)
                    ),
                );
            }
        }
        for (at, data) in scenario.commitments.iter().enumerate() {
            let (status, stake) = self.commitment(CommitmentId::new(at));
            if status != CommitmentStatus::None {
                put(format!("commitment.{}", data.id), format!("{} {stake}", commitment_status(status)));
            }
        }
        for (at, waiting) in self.scheduled.iter().enumerate() {
            let what = match waiting.what {
                Waiting::Nothing => continue,
                Waiting::Block(id) => format!("effects {}", id.index()),
                Waiting::Term(id) => format!("term {}", scenario.terms[id.index()].id),
            };
            put(format!("scheduled.{at:02}"), format!("{} {what}", waiting.due));
        }
        for (at, item) in scenario.aftermath.iter().enumerate() {
            if self.followed >> (at & 63) & 1 != 0 {
                put(format!("followed.{}", item.id), "yes".to_owned());
            }
        }
        pairs.sort();
        pairs
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{Commitment, Incident, Scheduled, hidden::cuba},
        *,
    };
    use crate::scenario::{
        model::{BlockId, Legs, LineId, Owner},
        program::place as bits,
    };

    /// The place of an id among others, which the scenario is known to have.
    fn place<'a>(ids: impl Iterator<Item = &'a str>, wanted: &str) -> usize {
        let mut ids = ids;
        ids.position(|id| id == wanted).unwrap_or_else(|| panic!("cuba-1962 has `{wanted}`"))
    }

    #[test]
    fn every_kind_of_value_is_described_by_its_written_name() {
        let scenario = cuba();
        let mut crisis = Crisis::new(&scenario);
        let bare = crisis.describe(&scenario);
        let term = |id| TermId::new(place(scenario.terms.iter().map(|term| term.id.as_str()), id));
        let line = LineId::new(place(scenario.lines.iter().map(|line| line.id.as_str()), "ru1-no-offensive-missiles"));
        assert_eq!(scenario.lines[line.index()].owner, Owner::Actor(Actor::First));
        let track = place(scenario.tracks.iter().map(|track| track.id.as_str()), "missiles-in-cuba");
        let fact = place(scenario.facts.iter().map(|fact| fact.id.as_str()), "jupiters-removed");
        let rule = place(scenario.rules.iter().map(|rule| rule.id.as_str()), "u2-banes");
        crisis.set_bit(bits::TRACKS_SEEN + 2 * Actor::First.index(), track, true);
        for eyes in 0..3 {
            crisis.set_bit(bits::SEEN + 4 * eyes, fact, false);
        }
        crisis.tracks[track] = 7;
        crisis.incidents[0] =
            Incident { open: true, answered: true, explained: false, due: 9, rule: RuleId::new(rule) };
        crisis.lines[line.index()] = LineState {
            words: WordsWord::Denies,
            conduct: 60,
            in_force: true,
            declared: true,
            redrawn: true,
            crossed: true,
            known: true,
            shown: true,
            told: true,
            crossings: 1,
            probes: 2,
            respected: 3,
            answered: 4,
            passed: 5,
            passes_shown: 4,
            passes_told: 3,
            sold: 6,
            fade: 7,
            unseen: [0, -3, 0],
            window: 8,
            answered_now: true,
            passing: true,
        };
        crisis.commitments[0] = Commitment { status: CommitmentStatus::Broken, stake: 12 };
        let promise = term("withdraw-missiles");
        for (at, status) in
            [OfferStatus::InTransit, OfferStatus::OnTable, OfferStatus::Overtaken].into_iter().enumerate()
        {
            crisis.offers[at].status = status;
            crisis.offers[at].legs = Legs { public: 0, secret: 1 << promise.0 };
            (crisis.offers[at].sent, crisis.offers[at].arrives) = (3, 4);
        }
        let context = crisis.scheduled[0].context;
        crisis.scheduled[0] = Scheduled { due: 5, what: Waiting::Block(BlockId::new(2)), context };
        crisis.scheduled[1] = Scheduled { due: 6, what: Waiting::Term(promise), context };
        let found: Vec<String> = crisis
            .describe(&scenario)
            .into_iter()
            .filter(|pair| !bare.contains(pair))
            .map(|(name, value)| format!("{name} = {value}"))
            .collect();
        let commitment = &scenario.commitments[0].id;
        let expected = [
            format!("commitment.{commitment} = broken 12"),
            "incident = u2-banes true false 9".to_owned(),
            "line.ru1-no-offensive-missiles = words denies, conduct 60, in force, declared, redrawn, crossed, known, \
             shown, told, answered now, passing, conduct unseen [0, -3, 0], crossings 1, probes 2, respected 3, answered 4, passed 5, \
             passes shown 4, passes told 3, sold 6, fade 7, window 8"
                .to_owned(),
            "offer.0 = composed in transit sent 3 arrives 4: withdraw-missiles in secret".to_owned(),
            "offer.1 = composed on the table sent 3 arrives 4: withdraw-missiles in secret".to_owned(),
            "offer.2 = composed overtaken sent 3 arrives 4: withdraw-missiles in secret".to_owned(),
            "scheduled.00 = 5 effects 2".to_owned(),
            "scheduled.01 = 6 term withdraw-missiles".to_owned(),
            "seen.jupiters-removed = nobody".to_owned(),
            "seen.missiles-in-cuba = usa, ussr".to_owned(),
            "track.missiles-in-cuba = 7".to_owned(),
        ];
        assert_eq!(found, expected);
    }
}
