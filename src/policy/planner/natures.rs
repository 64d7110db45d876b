//! How the other side may behave, and how likely each way of behaving makes what was seen of a turn.
//!
//! A turn is weighed once, by which way it went: up, down, both at once, or neither. What stood on which desk does not
//! count, since a person fills two desks where a policy fills seven; and a side that is silent on a desk may have had
//! nothing to say there.

use super::super::{Player, Simple, complete, heat};
use crate::{
    crisis::{Act, OfferStatus, Open, Order, Slot, View},
    scenario::model::{Actor, DispositionData, MoveId, Scenario},
};

/// How the other side may behave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Nature {
    /// As a simple policy does.
    Plain(Simple),
    /// It goes neither up nor down, and lets things run.
    Waits,
    /// It reasons: whatever serves it best.
    Reasons,
    /// What [`Simple::Historical`] is called once the crisis has left the record: it does as the record would where it
    /// can, and else answers in kind. Nobody is held to be so beside it.
    OffTheRecord,
}

impl Nature {
    /// How many a side is held to be one of.
    pub const COUNT: usize = 7;
    /// All that a side is held to be one of.
    pub const ALL: [Self; Self::COUNT] = [
        Self::Plain(Simple::Random),
        Self::Plain(Simple::Dove),
        Self::Plain(Simple::Hawk),
        Self::Plain(Simple::TitForTat),
        Self::Plain(Simple::Historical),
        Self::Waits,
        Self::Reasons,
    ];

    /// How likely each is held to be before anything was seen, 0 to 1.
    /// Source: our judgement; one in three for a side that reasons, as a person does.
    pub const BEFORE: [f64; Self::COUNT] = [0.08, 0.14, 0.14, 0.14, 0.12, 0.05, 0.33];

    /// Whether what it does hangs on the disposition.
    pub(super) const fn shows_disposition(self) -> bool {
        matches!(self, Self::Plain(Simple::Hawk) | Self::Reasons)
    }
}

/// A side that goes on as it is held to behave: as a simple policy, or waiting where there is none.
#[derive(Clone, Debug)]
pub(crate) struct Goes(Option<Player>);

impl Goes {
    /// `None` for a side that waits. The same seed gives the same choices.
    pub(crate) fn new(policy: Option<Simple>, actor: Actor, seed: u64) -> Self {
        Self(policy.map(|policy| Player::new(policy, actor, seed)))
    }

    /// Chooses an order.
    pub(crate) fn order(&mut self, view: &View<'_>) -> Order {
        match &mut self.0 {
            Some(player) => player.order(view),
            None => complete(view, Order::default()),
        }
    }
}

/// Which way a turn went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Went {
    /// Neither up nor down.
    Still,
    Down,
    Up,
    /// Up on one desk and down on another.
    Both,
}

/// What came of offers that lay before a side.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Answer {
    Accepts,
    Refuses,
    /// It lets them lie.
    Waits,
}

/// What was seen of a turn of the other side.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) moves: Vec<MoveId>,
    pub(super) went: Went,
    /// How it answered; none where nothing was to be answered.
    pub(super) answer: Option<Answer>,
    /// How many legs of its own it offered in offers that it composed: openly, and in secret. None where it composed
    /// nothing.
    pub(super) composed: Option<[u32; 2]>,
    /// What share of what the record has for this turn was done, 0 to 1; none where it has nothing that would be seen.
    pub(super) recorded: Option<f64>,
}

/// How likely a side is held to do other than its nature says.
/// Source: our judgement; the belief should doubt before it is sure.
const SLIP: f64 = 0.4;

/// Which way a turn goes of which nothing is known: still, down, up, both.
/// Source: our judgement; near the mean of what policies of all sorts do in the scenarios that come with the program.
const EVEN: [f64; 4] = [0.3, 0.25, 0.25, 0.2];

/// Which way a side without a plan goes, in the same order.
/// Source: as for [`EVEN`]; it fills many desks by lot, and so seldom goes one way.
const RANDOM: [f64; 4] = [0.06, 0.17, 0.17, 0.6];

/// Which way a side that reasons goes, in the same order.
/// Source: as for [`EVEN`].
const REASONS: [f64; 4] = [0.2, 0.3, 0.2, 0.3];

/// How likely a side composes an offer on a turn: one that reasons, and one that does not.
/// Source: our judgement; simple policies never do, and a person may be taken for one that now and then does.
const COMPOSES: [f64; 2] = [0.3, 0.03];

/// How a side that reasons answers: it accepts, refuses, lets lie.
/// Source: our judgement.
const ANSWERS: [f64; 3] = [0.3, 0.15, 0.55];

const fn place(went: Went) -> usize {
    match went {
        Went::Still => 0,
        Went::Down => 1,
        Went::Up => 2,
        Went::Both => 3,
    }
}

const fn answer_place(answer: Answer) -> usize {
    match answer {
        Answer::Accepts => 0,
        Answer::Refuses => 1,
        Answer::Waits => 2,
    }
}

/// Which way acts went, as far as some eyes see: moves that they are not shown do not count, nor do answers, which are
/// weighed by themselves.
pub(super) fn went(scenario: &Scenario, acts: impl Iterator<Item = Act>, eyes: Actor) -> Went {
    let (mut up, mut down) = (false, false);
    for act in acts {
        let counts = match act {
            Act::Do(id) => scenario.index.moves_seen[eyes.index()].has(id.index()),
            Act::Offer(..) | Act::Counter(..) => true,
            Act::Accept(_) | Act::Refuse(_) | Act::Withdraw(_) => false,
        };
        let heat = if counts { heat(scenario, act) } else { 0 };
        up |= 0 < heat;
        down |= heat < 0;
    }
    match (up, down) {
        (false, false) => Went::Still,
        (false, true) => Went::Down,
        (true, false) => Went::Up,
        (true, true) => Went::Both,
    }
}

/// The offers of a side that lie open before its other side, in a view of either.
fn lying<'v>(view: &View<'v>, from: Actor) -> impl Iterator<Item = Slot> + use<'v> {
    let on_table = move |status| status == OfferStatus::OnTable;
    view.offers().filter(move |(_, offer)| offer.from == from && on_table(offer.status)).map(|(slot, _)| slot)
}

impl Seen {
    /// What a view shows of the turn before, of which `before` is the same view as it was then, or one like it.
    pub(super) fn of(view: &View<'_>, before: &View<'_>, own: Actor) -> Self {
        let scenario = view.scenario();
        let other = own.other();
        let moves: Vec<MoveId> = view.did_last().filter(|id| scenario.index.moves[id.index()].actor == other).collect();
        let fresh = |slot: Slot, sent: u8| !before.offers().any(|(old, offer)| old == slot && offer.sent == sent);
        let mut composed: Option<[u32; 2]> = None;
        let mut offers = Vec::new();
        for (slot, offer) in view.offers() {
            if offer.from == other && offer.named().is_none() && fresh(slot, offer.sent) {
                offers.push(Act::Offer(offer.channel, offer.legs));
                let [open, secret] = composed.get_or_insert([0; 2]);
                for (_, hidden) in offer.legs.iter().filter(|(term, _)| scenario.terms[term.index()].giver == other) {
                    *(if hidden { &mut *secret } else { &mut *open }) += 1;
                }
            }
        }
        let status = |slot: Slot| view.offers().find(|(now, _)| *now == slot).map(|(_, offer)| offer.status);
        let mut answer = None;
        for slot in lying(before, own) {
            answer = match (status(slot), answer) {
                (Some(OfferStatus::Accepted), _) | (_, Some(Answer::Accepts)) => Some(Answer::Accepts),
                (Some(OfferStatus::Refused), _) | (_, Some(Answer::Refuses)) => Some(Answer::Refuses),
                (Some(OfferStatus::OnTable), _) => Some(Answer::Waits),
                (_, known) => known,
            };
        }
        let turn = scenario.history.as_ref().and_then(|history| history.turns.get(before.turn()));
        let would: Vec<MoveId> = turn
            .map_or(&[][..], |turn| turn.orders[other.index()].as_slice())
            .iter()
            .copied()
            .filter(|id| scenario.index.moves_seen[own.index()].has(id.index()))
            .collect();
        let done = would.iter().filter(|id| moves.contains(id)).count();
        let recorded = (!would.is_empty()).then(|| done as f64 / would.len() as f64);
        let went = went(scenario, moves.iter().map(|id| Act::Do(*id)).chain(offers), own);
        Self { moves, went, answer, composed, recorded }
    }

    /// How likely it was to be seen of a simple policy whose order was foreseen in an imagined crisis; of one that waits
    /// where nothing was.
    pub(super) fn of_plain(&self, scenario: &Scenario, policy: Option<Simple>, foreseen: &Order, eyes: Actor) -> f64 {
        let at = place(self.went);
        let mut likely = if policy == Some(Simple::Random) {
            RANDOM[at]
        } else {
            let same = went(scenario, foreseen.acts(), eyes) == self.went;
            SLIP * EVEN[at] + if same { 1.0 - SLIP } else { 0.0 }
        };
        if let Some(answer) = self.answer {
            let would = foreseen.acts().fold(Answer::Waits, |would, act| match act {
                Act::Accept(_) => Answer::Accepts,
                Act::Refuse(_) if would != Answer::Accepts => Answer::Refuses,
                Act::Do(_) | Act::Offer(..) | Act::Counter(..) | Act::Refuse(_) | Act::Withdraw(_) => would,
            });
            likely *= if policy == Some(Simple::Random) {
                1.0 / 3.0
            } else if would == answer {
                1.0 - SLIP
            } else {
                SLIP / 2.0
            };
        }
        if policy == Some(Simple::Historical)
            && let Some(share) = self.recorded
        {
            likely *= RECORD[0] + RECORD[1] * share;
        }
        likely * if self.composed.is_some() { COMPOSES[1] } else { 1.0 - COMPOSES[1] }
    }

    /// How likely it was to be seen of a side that reasons under such a leadership.
    ///
    /// A leadership that says what it wants offers more of what it gives in the open. Which way it goes is not weighed:
    /// in games of planners with each other it told nothing of their willingness to run danger or to wait, and a belief
    /// that went by it grew worse.
    pub(super) fn of_reasoning(&self, leadership: Option<&DispositionData>) -> f64 {
        let candour = leadership.map_or(50, |data| data.candour);
        let mut likely = REASONS[place(self.went)];
        if let Some(answer) = self.answer {
            likely *= ANSWERS[answer_place(answer)];
        }
        match self.composed {
            Some([open, secret]) => {
                likely *= COMPOSES[0];
                let openly = HUSHED + (1.0 - 2.0 * HUSHED) * f64::from(candour.min(100)) / 100.0;
                for _ in 0..open.min(LEGS) {
                    likely *= openly;
                }
                for _ in 0..secret.min(LEGS) {
                    likely *= 1.0 - openly;
                }
            }
            None => likely *= 1.0 - COMPOSES[0],
        }
        likely
    }
}

/// How much likelier it is of a side that goes by the record that some share of the record was done: where nothing
/// was, and how much more where all was.
/// Source: our judgement; the very moves of the record are seldom met by chance.
const RECORD: [f64; 2] = [0.3, 3.0];

/// How often even a leadership that says what it wants promises in secret, and one that does not in the open, 0 to 1.
/// Source: our judgement.
const HUSHED: f64 = 0.1;

/// Legs of one turn that count, at most, of each kind.
const LEGS: u32 = 3;

/// Whether every move that was seen is open in an imagined crisis.
pub(super) fn all_open(open: &Open<'_>, moves: &[MoveId]) -> bool {
    moves.iter().all(|id| open.moves().any(|other| other == *id))
}
