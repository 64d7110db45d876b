//! Offers and agreements: legs in public and in secret, letters that crossed, what was carried out and what leaked.

use serde::Serialize;

use super::{Teller, chance};
use crate::{
    crisis::{
        CommitmentStatus, Entry, OfferStatus, TermState,
        record::{Cause, Step, What},
        words_of,
    },
    report::words::{self, Nth},
    scenario::model::{Actor, Audience, Condition, Horizon, Legs, OfferId, Scenario, TermId},
    transcript::Played,
};

/// An offer that was made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OfferPart {
    /// Its name; what it holds where it was composed.
    pub title: String,
    /// What it says.
    pub text: String,
    /// Who made it.
    pub from: String,
    /// Its legs.
    pub legs: Vec<LegPart>,
    /// The turn on which it was sent.
    pub sent: Nth,
    /// The turn on which it arrived, or would have.
    pub arrives: Nth,
    /// The turns on which it was made once more while it was alive.
    pub again: Vec<Nth>,
    /// Letters that were still on their way when it was written, of either side.
    pub crossed_with: Vec<String>,
    /// What became of it.
    pub became: String,
    /// On which turn.
    pub became_on: Option<Nth>,
    /// The numbers of its sources.
    pub sources: Vec<usize>,
}

impl OfferPart {
    /// On which turns it was made once more, as a sentence; empty where it was not.
    #[must_use]
    pub fn said_again(&self) -> String {
        let turns: Vec<String> = self.again.iter().map(Nth::to_string).collect();
        match turns.as_slice() {
            [] => String::new(),
            [turn] => tr!("It was made once more on turn {turn}.", turn),
            turns => tr!("It was made once more on turns {turns}.", turns = words::listed(turns, "and")),
        }
    }
}

/// A leg of an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct LegPart {
    /// Who promises.
    pub giver: String,
    /// What.
    pub title: String,
    /// Whether only the two actors were to know.
    pub secret: bool,
}

/// What was agreed at one stroke.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgreementPart {
    /// The turn.
    pub turn: Nth,
    /// When it was.
    pub date: String,
    /// Its legs and what became of each.
    pub legs: Vec<AgreedLeg>,
}

/// A leg that was agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AgreedLeg {
    /// The place of its giver, 0 or 1.
    pub actor: usize,
    /// Who promised.
    pub giver: String,
    /// What.
    pub title: String,
    /// In full.
    pub text: String,
    /// Whether only the two actors were to know.
    pub secret: bool,
    /// Whether it came to be carried out, in words.
    pub carried: String,
    /// Why it was never carried out, in a few words; empty where it was, or where that cannot be said yet.
    pub undone: String,
    /// For a secret leg, whether it leaked, in words.
    pub leaked: String,
    /// What agreeing to it cost, in sentences.
    pub cost: Vec<String>,
    /// The numbers of its sources.
    pub sources: Vec<usize>,
}

/// A word that was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CommitmentPart {
    /// Whose word.
    pub owner: String,
    /// The word.
    pub text: String,
    /// The turn on which it was given.
    pub given: Nth,
    /// What became of it, in words.
    pub became: String,
    /// The numbers of its sources.
    pub sources: Vec<usize>,
}

fn legs(scenario: &Scenario, legs: Legs) -> Vec<LegPart> {
    legs.iter()
        .map(|(term, secret)| {
            let data = &scenario.terms[term.index()];
            LegPart { giver: words::actor(scenario, data.giver).to_owned(), title: data.title.clone(), secret }
        })
        .collect()
}

/// An offer while the record is read, with what is needed to see which letters crossed.
struct Found {
    slot: u8,
    from: Actor,
    named: Option<OfferId>,
    legs: Legs,
    sent: u8,
    arrives: u8,
    status: OfferStatus,
    again: Vec<u8>,
    closed: Option<u8>,
}

pub(super) fn all(teller: &mut Teller<'_, '_>) -> (Vec<OfferPart>, Vec<AgreementPart>, Vec<CommitmentPart>) {
    let mut found: Vec<Found> = Vec::new();
    let mut agreed: Vec<(u8, Legs)> = Vec::new();
    for entry in &teller.course.record.entries {
        match &entry.what {
            What::Sent { slot, from, named, legs, arrives } => found.push(Found {
                slot: slot.0,
                from: *from,
                named: *named,
                legs: *legs,
                sent: entry.turn,
                arrives: *arrives,
                status: if *arrives <= entry.turn { OfferStatus::OnTable } else { OfferStatus::InTransit },
                again: Vec::new(),
                closed: None,
            }),
            What::Arrived(slot, _) => {
                if let Some(offer) = found.iter_mut().rev().find(|offer| offer.slot == slot.0) {
                    offer.status = OfferStatus::OnTable;
                }
            }
            What::Offer(slot, named, status) => {
                if let Some(offer) = found.iter_mut().rev().find(|offer| offer.slot == slot.0) {
                    if matches!(status, OfferStatus::OnTable | OfferStatus::InTransit) {
                        offer.again.push(entry.turn);
                        offer.named = *named;
                    } else {
                        offer.status = *status;
                        offer.closed = Some(entry.turn);
                    }
                }
            }
            // What the world is told of an agreement is a part of it, not another.
            What::Agreed(_) if entry.audience == Audience::WORLD_ALONE => {}
            What::Agreed(legs) => agreed.push((entry.turn, *legs)),
            What::TurnOpened
            | What::Ordered(..)
            | What::Track(..)
            | What::Fact(..)
            | What::FactRevealed(..)
            | What::TrackRevealed(..)
            | What::Rung(..)
            | What::Happened(_)
            | What::IncidentOpened(_)
            | What::IncidentExplained(_)
            | What::IncidentAnswered(_)
            | What::IncidentUnanswered(_)
            | What::Drew(_)
            | What::CarriedOut(_)
            | What::Consented(_)
            | What::ConsentRefused(_)
            | What::FellWith(..)
            | What::CalledOff(_)
            | What::Leaked(_)
            | What::Line { .. }
            | What::Commitment(..)
            | What::Catastrophe
            | What::CatastropheStopped
            | What::CatastropheUnstopped
            | What::Told(_)
            | What::Ended(_)
            | What::Followed(_) => {}
        }
    }
    let offers = found.iter().map(|offer| offer_part(teller, offer, &found)).collect();
    let agreements = agreed
        .into_iter()
        .map(|(turn, legs)| AgreementPart {
            turn: teller.nth(turn),
            date: teller.date(turn),
            legs: legs.iter().map(|(term, secret)| agreed_leg(teller, turn, term, secret)).collect(),
        })
        .collect();
    (offers, agreements, commitments(teller))
}

fn offer_part(teller: &mut Teller<'_, '_>, offer: &Found, all: &[Found]) -> OfferPart {
    let scenario = teller.scenario;
    let name = |offer: &Found| words::bare(&words::offer(scenario, offer.named, offer.legs)).to_owned();
    let crossed_with = all
        .iter()
        // Orders are written before the day's letters are opened.
        .filter(|other| {
            let other_offer = (other.slot, other.sent) != (offer.slot, offer.sent);
            other_offer && other.sent < other.arrives && other.sent <= offer.sent && offer.sent <= other.arrives
        })
        .map(name)
        .collect();
    let became = match offer.status {
        OfferStatus::InTransit => tr!("still on its way at the end"),
        OfferStatus::OnTable => tr!("still on the table at the end"),
        OfferStatus::Accepted => tr!("accepted"),
        OfferStatus::Refused => tr!("refused"),
        OfferStatus::Withdrawn => tr!("withdrawn"),
        OfferStatus::Overtaken => tr!("overtaken"),
        OfferStatus::Empty => "",
    };
    let data = offer.named.map(|id| &scenario.offers[id.index()]);
    OfferPart {
        title: data.map_or_else(|| tr!("An offer of its own").to_owned(), |data| data.title.clone()),
        text: data.map(|data| data.text.clone()).unwrap_or_default(),
        from: words::actor(scenario, offer.from).to_owned(),
        legs: legs(scenario, offer.legs),
        sent: teller.nth(offer.sent),
        arrives: teller.nth(offer.arrives),
        again: offer.again.iter().map(|turn| teller.nth(*turn)).collect(),
        crossed_with,
        became: became.to_owned(),
        became_on: offer.closed.map(|turn| teller.nth(turn)),
        sources: data.map(|data| teller.cite(&data.source)).unwrap_or_default(),
    }
}

/// When a term was done in full, where that was on a later turn than the one on which it was begun.
fn in_full(teller: &Teller<'_, '_>, term: TermId) -> Option<String> {
    let begun = |played: &&Played| played.closing.carried_out(term);
    let mut since = teller.course.turns.iter().enumerate().skip_while(|(_, played)| !begun(played));
    let unfinished = |played: &Played| {
        matches!(played.closing.term_stands(teller.scenario, term), TermState::UnderWay | TermState::BrokenOff)
    };
    if !since.clone().next().is_some_and(|(_, played)| unfinished(played)) {
        return None;
    }
    let done = since.find(|(_, played)| !unfinished(played));
    let turn = done.and_then(|(turn, _)| u8::try_from(turn).ok());
    Some(turn.map_or_else(|| teller.when(0, Step::Aftermath), |turn| teller.when(turn, Step::Drift)))
}

/// The entry by which the word that a term gave was broken, once it had given it.
fn broken<'e>(scenario: &Scenario, entries: &'e [Entry], term: TermId) -> Option<&'e Entry> {
    let words = words_of(scenario, term);
    let given = |entry: &&Entry| matches!(entry.what, What::Agreed(legs) if legs.iter().any(|(leg, _)| leg == term));
    entries
        .iter()
        .skip_while(|entry| !given(entry))
        .find(|entry| matches!(&entry.what, What::Commitment(id, CommitmentStatus::Broken, _) if words.contains(id)))
}

fn agreed_leg(teller: &mut Teller<'_, '_>, turn: u8, term: TermId, secret: bool) -> AgreedLeg {
    let scenario = teller.scenario;
    let data = &scenario.terms[term.index()];
    let entries = &teller.course.record.entries;
    let on = |test: &dyn Fn(&What) -> bool| {
        entries
            .iter()
            .find(|entry| turn <= entry.turn && test(&entry.what))
            .map(|entry| teller.when(entry.turn, entry.step))
    };
    let end = teller.at(Horizon::Later);
    let refused = on(&|what| matches!(what, What::ConsentRefused(id) if *id == term));
    let consented = on(&|what| matches!(what, What::Consented(id) if *id == term));
    let fell = entries.iter().find_map(|entry| match entry.what {
        What::FellWith(id, needed) if id == term && turn <= entry.turn => Some(needed),
        _ => None,
    });
    let undone = if teller.course.outcome.is_none() {
        String::new()
    } else if refused.is_some() {
        let party = data.consent.as_ref().map(|consent| words::the(&scenario.parties[consent.party.index()].name));
        tr!("{party} refused its consent", party = party.unwrap_or_else(|| tr!("a third party").to_owned()))
    } else if fell.is_some() || end.term_stands(scenario, term) == TermState::Promised {
        tr!("not carried out").to_owned()
    } else {
        String::new()
    };
    let carried = match (refused, on(&|what| matches!(what, What::CarriedOut(id) if *id == term))) {
        (Some(when), _) => {
            let party = data.consent.as_ref().map(|consent| scenario.parties[consent.party.index()].name.as_str());
            tr!(
                "not carried out: {unwrap_or} refused its consent ({lower})",
                unwrap_or = party.unwrap_or(tr!("a third party")),
                lower = lower(&when)
            )
        }
        (None, _) if fell.is_some() => tr!(
            "not carried out: it hung on \"{needed}\", to which consent was refused",
            needed = fell.map_or("", |needed| scenario.terms[needed.index()].title.as_str())
        ),
        (None, Some(when)) if consented.is_some() => {
            let party = data.consent.as_ref().map(|consent| scenario.parties[consent.party.index()].name.as_str());
            tr!(
                "carried out, with the consent of {party} ({lower})",
                party = party.unwrap_or(tr!("a third party")),
                lower = lower(&when)
            )
        }
        (None, Some(when)) => match end.term_stands(scenario, term) {
            TermState::UnderWay => {
                tr!("begun ({lower}), and not done in full when the game's count ends", lower = lower(&when))
            }
            TermState::BrokenOff => tr!("begun ({lower}), and broken off", lower = lower(&when)),
            TermState::InForce => tr!("in force ({lower})", lower = lower(&when)),
            TermState::Lapsed => tr!("in force ({lower}), and no longer binding in the end", lower = lower(&when)),
            TermState::Broken => match broken(scenario, entries, term) {
                Some(entry) => tr!(
                    "in force ({lower}), and broken ({broken})",
                    lower = lower(&when),
                    broken = lower(&teller.when(entry.turn, entry.step))
                ),
                None => words::term_state(TermState::Broken).to_owned(),
            },
            TermState::Promised | TermState::CarriedOut | TermState::Refused => match in_full(teller, term) {
                Some(done) => {
                    tr!("begun ({lower}), and done in full ({done})", lower = lower(&when), done = lower(&done))
                }
                None => tr!("carried out ({lower})", lower = lower(&when)),
            },
        },
        (None, None) if end.carried_out(term) => words::term_state(end.term_stands(scenario, term)).to_owned(),
        (None, None) if teller.course.outcome.is_none() => tr!("not yet carried out").to_owned(),
        (None, None) => {
            let later = &scenario.horizons[Horizon::Later.index()];
            tr!("not carried out, as far as this tells ({later})", later = words::uncapped(later))
        }
    };
    let leaked = if secret {
        let out = entries.iter().find(|entry| turn <= entry.turn && entry.what == What::Leaked(term));
        let when = out.map(|entry| lower(&teller.when(entry.turn, entry.step)));
        match out.zip(when) {
            Some((Entry { cause: Cause::Term(_), .. }, lower)) => tr!("leaked ({lower})", lower),
            Some((Entry { cause: Cause::Move(id), .. }, lower)) => {
                let actor = words::the(words::actor(scenario, scenario.moves[id.index()].actor));
                tr!("told to the world by {actor} ({lower})", actor, lower)
            }
            Some((_, lower)) => tr!("told to the world ({lower})", lower),
            None if data.leak == 0 => tr!("the secret was kept").to_owned(),
            None => tr!(
                "the secret was kept, though it might have leaked, at {leak_odds} a turn",
                leak_odds = chance::leak_odds(scenario, term)
            ),
        }
    } else {
        String::new()
    };
    let cost = entries
        .iter()
        .filter(|entry| entry.turn == turn && entry.step == Step::Words && entry.cause == Cause::Term(term))
        .filter_map(|entry| match entry.what {
            What::Track(track, from, to) => {
                Some(format!("{} {}", scenario.tracks[track.index()].name, words::signed(to.saturating_sub(from))))
            }
            _ => None,
        })
        .collect();
    AgreedLeg {
        actor: data.giver.index(),
        giver: words::actor(scenario, data.giver).to_owned(),
        title: data.title.clone(),
        text: data.text.clone(),
        secret,
        carried,
        undone,
        leaked,
        cost,
        sources: teller.cite(&data.source),
    }
}

fn lower(when: &str) -> String {
    when.to_lowercase()
}

fn commitments(teller: &mut Teller<'_, '_>) -> Vec<CommitmentPart> {
    let scenario = teller.scenario;
    let mut parts = Vec::new();
    for (at, data) in scenario.commitments.iter().enumerate() {
        let of = |what: &What| match what {
            What::Commitment(id, status, stake) if id.index() == at => Some((*status, *stake)),
            _ => None,
        };
        let moments: Vec<_> = teller
            .course
            .record
            .entries
            .iter()
            .filter_map(|entry| of(&entry.what).map(|(status, stake)| (entry.turn, entry.step, status, stake)))
            .collect();
        // A word that is given anew has a line of its own.
        for given in moments.chunk_by(|_, (.., status, _)| *status != CommitmentStatus::Open) {
            let (Some((first, ..)), Some((turn, step, status, stake))) = (given.first(), given.last()) else {
                continue;
            };
            let when = lower(&teller.when(*turn, *step));
            let became = match status {
                CommitmentStatus::None => continue,
                // A word that nothing but breaking ends.
                CommitmentStatus::Open if matches!(data.kept, Condition::Never) => {
                    tr!("still standing when it ended").to_owned()
                }
                CommitmentStatus::Open => tr!("neither kept nor broken when it ended").to_owned(),
                CommitmentStatus::Kept => tr!("kept ({when}), with {stake} at stake by then", when, stake),
                CommitmentStatus::Broken => tr!("broken ({when}), at a cost of {stake}", when, stake),
                CommitmentStatus::Released => tr!("released without a price ({when})", when),
            };
            parts.push(CommitmentPart {
                owner: words::actor(scenario, data.owner).to_owned(),
                text: data.text.clone(),
                given: teller.nth(*first),
                became,
                sources: teller.cite(&data.source),
            });
        }
    }
    parts
}
