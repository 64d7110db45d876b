//! The negotiating table: offers in transit and on the table, what is agreed, words given, and what can be promised.

use serde::Serialize;

use crate::{
    crisis::{Act, CommitmentStatus, OfferStatus, Order, Refusal, View},
    report::words,
    scenario::model::{Actor, ChannelId, CommitmentId, TermId, limits},
};

/// A leg of an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Leg {
    /// The term's place in the scenario.
    pub term: usize,
    /// What is promised.
    pub title: String,
    /// Who gives it.
    pub giver: String,
    /// Whether one gives it oneself.
    pub own: bool,
    /// Whether it is secret.
    pub secret: bool,
    /// How it is promised, in words.
    pub how: &'static str,
    /// The whole leg in a phrase: who gives what, in public or in secret.
    pub said: String,
}

/// An offer that the seat sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OfferRow {
    /// Its slot.
    #[serde(skip)]
    pub slot: crate::crisis::Slot,
    /// Its letter on the table, A to P, counted among the offers that the seat sees in the order in which it came to see
    /// them.
    pub letter: char,
    /// Whether it is one's own.
    pub own: bool,
    /// Its name, where it has one.
    pub title: Option<String>,
    /// What it says.
    pub text: String,
    /// Its legs.
    pub legs: Vec<Leg>,
    /// What it says and its legs, in sentences.
    pub in_full: String,
    /// The desk by which it travels.
    pub desk: String,
    /// The place of that desk in the scenario.
    pub place: usize,
    /// Where it stands, in words.
    pub standing: String,
    /// Whether it is still on its way.
    pub in_transit: bool,
    /// Whether it can still be answered or withdrawn.
    pub alive: bool,
    /// What may be ordered about it now, and whether it is chosen: accept, refuse, withdraw.
    #[serde(skip)]
    pub answers: Vec<(Act, bool)>,
    /// Whether it may be countered.
    pub counterable: bool,
}

/// Something agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Agreed {
    /// The leg.
    pub leg: Leg,
    /// How it stands, in words.
    pub stands: &'static str,
}

/// A term that could be promised.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TermRow {
    /// Its place in the scenario.
    pub term: usize,
    /// What is promised, in a few words.
    pub title: String,
    /// What is promised, in full.
    pub text: String,
    /// Who gives it.
    pub giver: String,
    /// Whether one gives it oneself.
    pub own: bool,
    /// What promising it in public does, as far as one can foresee; for one's own terms.
    pub in_public: Vec<String>,
    /// What promising it in secret does, as far as one can foresee; for one's own terms.
    pub in_secret: Vec<String>,
    /// The odds each turn that a secret promise leaks, in words.
    pub leak: String,
    /// Whether a secret promise can leak at all.
    pub leaks: bool,
    /// A party that has to consent.
    pub consent: Option<String>,
    /// Why it cannot be promised once more: it is agreed already; none where it can.
    pub refused: Option<String>,
}

impl TermRow {
    /// A leg that promises it, in a phrase.
    #[must_use]
    pub fn leg(&self, secret: bool) -> String {
        words::promise(&self.giver, &self.title, secret)
    }
}

/// A word given in public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Word {
    /// The word itself.
    pub text: String,
    /// Whether it is one's own.
    pub own: bool,
    /// What breaking it costs now.
    pub stake: i16,
}

/// The negotiating table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Talks {
    /// The offers that the seat sees, those that can still be answered first.
    pub offers: Vec<OfferRow>,
    /// What is agreed so far.
    pub agreed: Vec<Agreed>,
    /// Words that can still be kept or broken.
    pub words: Vec<Word>,
    /// What could be promised, by whom.
    pub terms: Vec<TermRow>,
    /// The desks through which an offer could go.
    pub desks: Vec<Way>,
    /// The most legs that an offer may have.
    pub most_legs: usize,
}

impl Talks {
    /// What can be promised or asked for now. Forms count it from 0, so that no gap tells of more.
    pub fn promises(&self) -> impl Iterator<Item = &TermRow> {
        self.terms.iter().filter(|term| term.refused.is_none())
    }
}

/// A desk through which an offer could go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Way {
    /// Its place among the scenario's channels.
    pub place: usize,
    /// Its name.
    pub title: String,
    /// Turns that what is sent there needs beyond the turn of sending. Range: 0 to 4.
    pub delay: u8,
    /// When an offer sent there now arrives, and when it can first be answered, in words.
    pub arrives: String,
    /// Why it is closed, if it is.
    pub closed: Option<String>,
}

/// When an offer that is sent now through a desk of this delay arrives, and when it can first be answered, in words. Offers
/// arrive after both orders are unsealed, so the order of the following turn is the first that can answer.
pub(super) fn arrival(view: &View<'_>, delay: u8) -> String {
    let date = |turn: usize| view.scenario().turns.get(turn).map(|turn| turn.date.as_str());
    let arrives = view.turn() + usize::from(delay);
    match (delay, date(arrives), date(arrives + 1)) {
        (0, _, Some(next)) => tr!("arrives at once; can first be answered next turn, {next}", next),
        (_, Some(date), Some(next)) => {
            tr!("arrives during {date}; can first be answered the turn after, {next}", date, next)
        }
        (0, _, None) => tr!("arrives at once, on the last turn: nobody will answer it").to_owned(),
        (_, Some(date), None) => tr!("arrives during {date}, on the last turn: nobody will answer it", date),
        (_, None, _) => tr!("arrives after the last turn: nobody will read it").to_owned(),
    }
}

pub(super) fn talks(view: &View<'_>, actor: Actor, order: &Order) -> Talks {
    let scenario = view.scenario();
    let mut offers = offers(view, actor, order);
    offers.sort_by_key(|offer| (!offer.alive, offer.own, offer.letter));
    let agreed = (0..scenario.terms.len())
        .map(TermId::new)
        .filter_map(|id| view.term_state(id).map(|state| (id, words::term_state(state))))
        .map(|(id, stands)| {
            let mut leg = leg(view, actor, id, view.agreed_in_secret(id));
            if view.leaked(id) {
                leg.how = tr!("in secret, and leaked");
                leg.said = words::promised(&leg.giver, &leg.title, leg.how);
            }
            Agreed { leg, stands }
        })
        .collect();
    let words = scenario
        .commitments
        .iter()
        .enumerate()
        .filter_map(|(at, data)| match view.commitment(CommitmentId::new(at)) {
            Some((CommitmentStatus::Open, stake)) => {
                Some(Word { text: words::bare(&data.text).to_owned(), own: data.owner == actor, stake })
            }
            _ => None,
        })
        .collect();
    let desks = scenario
        .channels
        .iter()
        .enumerate()
        .filter(|(at, data)| data.talks && !view.unused(ChannelId::new(*at)))
        .map(|(at, data)| {
            let closed = (!view.holds(&data.open))
                .then(|| words::refusal(view, crate::crisis::Refusal::ChannelClosed(ChannelId::new(at))));
            let arrives = arrival(view, data.delay);
            Way { place: at, title: data.title.clone(), delay: data.delay, arrives, closed }
        })
        .collect();
    Talks { offers, agreed, words, terms: terms(view, actor), desks, most_legs: limits::LEGS }
}

fn leg(view: &View<'_>, actor: Actor, id: TermId, secret: bool) -> Leg {
    let scenario = view.scenario();
    let data = &scenario.terms[id.index()];
    Leg {
        term: id.index(),
        title: words::bare(&data.title).to_owned(),
        giver: words::actor(scenario, data.giver).to_owned(),
        own: data.giver == actor,
        secret,
        how: words::how(secret),
        said: words::leg(scenario, id, secret),
    }
}

fn offers(view: &View<'_>, actor: Actor, order: &Order) -> Vec<OfferRow> {
    let scenario = view.scenario();
    let date = |turn: u8| scenario.turns.get(usize::from(turn)).map_or(tr!("a later day"), |turn| turn.date.as_str());
    // The slot counts letters that the seat cannot see as well, so it names nothing on the table.
    let mut seen: Vec<_> = view.offers().collect();
    seen.sort_by_key(|(slot, offer)| {
        let own = offer.from == actor;
        (if own { offer.sent } else { offer.arrives }, !own, offer.sent, offer.channel, *slot)
    });
    let row = |(letter, (slot, offer)): (char, (crate::crisis::Slot, &crate::crisis::LiveOffer))| {
        let own = offer.from == actor;
        let named = offer.named().map(|id| &scenario.offers[id.index()]);
        let standing = match (offer.status, own) {
            (OfferStatus::InTransit, _) => tr!("on its way; it arrives during {date}", date = date(offer.arrives)),
            (OfferStatus::OnTable, true) => tr!("they have it, and have not answered").to_owned(),
            (OfferStatus::OnTable, false)
                if matches!(view.check(&Order::default(), Act::Accept(slot)), Err(Refusal::TermUnready(_))) =>
            {
                tr!("sent: {date}; as things stand it can no longer be kept", date = date(offer.sent))
            }
            (OfferStatus::OnTable, false) => tr!("sent: {date}; it waits for your answer", date = date(offer.sent)),
            (OfferStatus::Accepted, _) => tr!("accepted").to_owned(),
            (OfferStatus::Refused, _) => tr!("refused").to_owned(),
            (OfferStatus::Withdrawn, _) => tr!("withdrawn").to_owned(),
            (OfferStatus::Overtaken, _) => tr!("overtaken").to_owned(),
            (OfferStatus::Empty, _) => String::new(),
        };
        let answers = [Act::Accept(slot), Act::Refuse(slot), Act::Withdraw(slot)]
            .into_iter()
            .filter(|act| view.check(&Order::default(), *act).is_ok())
            .map(|act| (act, order.on(offer.channel) == Some(act)))
            .collect();
        OfferRow {
            slot,
            letter,
            own,
            title: named.map(|data| words::bare(&data.title).to_owned()),
            text: named.map_or_else(String::new, |data| data.text.clone()),
            legs: offer.legs.iter().map(|(term, secret)| leg(view, actor, term, secret)).collect(),
            in_full: words::offer_in_full(scenario, offer),
            desk: words::desk(scenario, offer.channel).to_owned(),
            place: offer.channel.index(),
            standing,
            in_transit: offer.status == OfferStatus::InTransit,
            alive: offer.alive(),
            answers,
            counterable: !own && offer.status == OfferStatus::OnTable,
        }
    };
    ('A'..='Z').zip(seen).map(row).collect()
}

fn terms(view: &View<'_>, actor: Actor) -> Vec<TermRow> {
    let scenario = view.scenario();
    let row = |(at, data): (usize, &crate::scenario::model::TermData)| {
        let id = TermId::new(at);
        let own = data.giver == actor;
        let foreseen =
            |effects: &[crate::scenario::model::Effect]| if own { words::foreseen(view, effects) } else { Vec::new() };
        let refused = view.agreed(id).then(|| words::refusal(view, crate::crisis::Refusal::TermAgreed(id)));
        TermRow {
            term: at,
            title: words::bare(&data.title).to_owned(),
            text: data.text.clone(),
            giver: words::actor(scenario, data.giver).to_owned(),
            own,
            in_public: foreseen(&data.public_cost),
            in_secret: foreseen(&data.secret_cost),
            leak: words::odds(data.leak),
            leaks: data.leak != 0,
            consent: data.consent.as_ref().map(|consent| scenario.parties[consent.party.index()].name.clone()),
            refused,
        }
    };
    // What cannot be thought of yet is not named: a term's title may tell what its side does not know.
    let thinkable = |(_, data): &(usize, &crate::scenario::model::TermData)| view.holds(&data.requires);
    scenario.terms.iter().enumerate().filter(thinkable).map(row).collect()
}
