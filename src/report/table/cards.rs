//! The desks of a turn, what may be ordered on each as cards, and which of them is the main decision.

use serde::Serialize;

use crate::{
    crisis::{Act, Order, View},
    report::{form, words},
    scenario::model::{ChannelId, Condition, Effect, LineId, MoveId, Owner, RoleWord},
};

/// How far a move goes up or down the ladder, as its author judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum Slope {
    /// Down.
    Down,
    /// Down a little.
    DownALittle,
    /// Neither.
    Level,
    /// Up a little.
    UpALittle,
    /// Up.
    Up,
    /// Up, steeply.
    UpSteeply,
}

impl Slope {
    /// From a move's number, −3 to 3.
    #[must_use]
    pub const fn of(escalation: i8) -> Self {
        match escalation {
            i8::MIN..=-2 => Self::Down,
            -1 => Self::DownALittle,
            0 => Self::Level,
            1 => Self::UpALittle,
            2 => Self::Up,
            3..=i8::MAX => Self::UpSteeply,
        }
    }

    /// In words, for a card.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Down => tr!("goes down the ladder"),
            Self::DownALittle => tr!("eases a little"),
            Self::Level => tr!("stays level"),
            Self::UpALittle => tr!("goes up a little"),
            Self::Up => tr!("goes up the ladder"),
            Self::UpSteeply => tr!("goes up steeply"),
        }
    }

    /// In a word or two, for a list; empty where it stays level.
    #[must_use]
    pub fn short(self) -> &'static str {
        match self {
            Self::Down => tr!("down"),
            Self::DownALittle => tr!("down a little"),
            Self::Level => "",
            Self::UpALittle => tr!("up a little"),
            Self::Up => tr!("up"),
            Self::UpSteeply => tr!("up, steeply"),
        }
    }
}

/// What a move has to do with a red line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum TouchKind {
    /// It may cross it.
    MayCross,
    /// It probes it.
    Probes,
    /// It answers a crossing of it.
    Answers,
    /// It draws, redraws or gives it up.
    Draws,
    /// It says something about it.
    SpeaksOf,
    /// It moves conduct towards it.
    Moves,
}

impl TouchKind {
    /// In words, before the text of the line.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::MayCross => tr!("may cross"),
            Self::Probes => tr!("probes"),
            Self::Answers => tr!("answers a crossing of"),
            Self::Draws => tr!("draws anew"),
            Self::SpeaksOf => tr!("speaks of"),
            Self::Moves => tr!("bears on"),
        }
    }
}

/// A red line that a move touches.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Touch {
    /// How.
    pub kind: TouchKind,
    /// The line's text.
    pub line: String,
    /// Whose line it is.
    pub owner: String,
    /// Whether it is one's own.
    pub own: bool,
}

/// A card: something that may be ordered, or may not and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Card {
    /// The act itself.
    #[serde(skip)]
    pub act: Act,
    /// Its number on the order form of the turn, counted from 1. What no form has, such as an answer to an offer, follows
    /// after the form's last.
    pub number: usize,
    /// Its name.
    pub title: String,
    /// What it is.
    pub text: String,
    /// How far it goes up or down.
    pub slope: Slope,
    /// Whether it is words rather than deeds.
    pub words: bool,
    /// What it does, as far as the seat can foresee, the ladder and red lines first.
    pub does: Vec<String>,
    /// What it costs or gains before which audience: the track's name, and by how much.
    pub costs: Vec<(String, i32)>,
    /// The red lines that it touches.
    pub touches: Vec<Touch>,
    /// Who sees it ordered, in a sentence.
    pub seen_by: String,
    /// Who argues for it.
    pub advocates: Vec<String>,
    /// What it does not go with in one turn.
    pub excludes: Vec<String>,
    /// Whether it lies beyond what has happened so far.
    pub hypothetical: bool,
    /// Whether it can be ordered on any turn.
    pub standing: bool,
    /// Whether it answers what waits for an answer: an incident, a crossing of one's own line, a catastrophe that can
    /// still be stopped.
    pub urgent: bool,
    /// Whether the seat has read it already: it could be ordered on the turn before.
    pub known: bool,
    /// Whether it is no card of the desk but was composed by the person: an offer of one's own, or an answer.
    pub composed: bool,
    /// Whether it is chosen.
    pub chosen: bool,
    /// Why it cannot be ordered now; none where it can.
    pub refused: Option<String>,
    /// Whether it is refused only because of what else is chosen.
    pub displaced: bool,
    /// Sources, for those who ask; each says what is doubtful about it.
    pub sources: Vec<String>,
    /// What is doubtful; empty where nothing is.
    pub doubt: String,
}

/// The most letters of a card's gist.
const GIST: usize = 160;

impl Card {
    /// The first two things that it does, in a sentence cut at a comma or semicolon if they are long; three points say
    /// that there is more. Empty where nothing can be foreseen.
    #[must_use]
    pub fn gist(&self) -> String {
        let text = self.does[..self.does.len().min(2)].join("; ");
        if let Some((end, _)) = text.char_indices().nth(GIST) {
            let cut = text[..end].rfind([',', ';']).unwrap_or(end);
            return format!("{} ...", &text[..cut]);
        }
        match self.does.len() {
            0 => String::new(),
            1 | 2 => format!("{text}."),
            _ => format!("{text} ..."),
        }
    }
}

/// A desk and its cards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Desk {
    /// Its id, by which a person may ask for it.
    pub id: String,
    /// The desk's place in the scenario.
    pub place: usize,
    /// Its name.
    pub title: String,
    /// What it is for.
    pub text: String,
    /// Why it is closed; none while it is open.
    pub closed: Option<String>,
    /// Who sees what is done here, in a sentence.
    pub audience: String,
    /// How many turns later a message sent here is read; 0 is at once.
    pub delay: u8,
    /// When an offer sent here now arrives, and when it can first be answered, in words; empty where it arrives at once.
    pub arrives: String,
    /// Whether something has to be ordered here.
    pub must: bool,
    /// Whether talks go through it.
    pub talks: bool,
    /// What may be ordered, from what goes down to what goes up; then what is refused now.
    pub cards: Vec<Card>,
}

impl Desk {
    /// The cards that can be ordered.
    pub fn open(&self) -> impl Iterator<Item = &Card> {
        self.cards.iter().filter(|card| card.refused.is_none() || card.displaced)
    }

    /// The card that is chosen.
    #[must_use]
    pub fn chosen(&self) -> Option<&Card> {
        self.cards.iter().find(|card| card.chosen)
    }
}

/// The main decision of a turn: up to six cards, most of them of one desk; a seventh where another of it is chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Decision {
    /// The place of the desk that leads among the desks of the table.
    pub desk: usize,
    /// The cards: the place of the desk of each, and its own on that desk.
    pub cards: Vec<(usize, usize)>,
}

/// The most cards that a main decision shows.
const CARDS: usize = 6;

/// The fewest, where so many are open at all.
const FEWEST: usize = 3;

/// The desks, in the scenario's order; desks with nothing on them are left out.
pub(super) fn desks(view: &View<'_>, order: &Order) -> Vec<Desk> {
    let scenario = view.scenario();
    let acts = view.acts();
    let mut desks = Vec::new();
    for (at, data) in scenario.channels.iter().enumerate() {
        let id = ChannelId::new(at);
        let mut cards: Vec<Card> =
            acts.iter().filter(|act| view.channel_of(**act) == id).map(|act| card(view, order, *act)).collect();
        let composed = order.on(id).filter(|act| !acts.contains(act));
        cards.extend(composed.map(|act| Card { composed: true, ..card(view, order, act) }));
        for candidate in view.candidates().iter().filter(|_| view.shows_refused()) {
            let act = Act::Do(*candidate);
            if scenario.moves[candidate.index()].channel == id && !acts.contains(&act) && order.on(id) != Some(act) {
                cards.push(card(view, order, act));
            }
        }
        // From down to up, then by name: never in the order of the file, which may follow history's.
        cards.sort_by(|a, b| {
            (a.refused.is_some() && !a.displaced, a.standing, a.slope, &a.title).cmp(&(
                b.refused.is_some() && !b.displaced,
                b.standing,
                b.slope,
                &b.title,
            ))
        });
        let open = view.holds(&data.open);
        let hides =
            cards.iter().any(|card| matches!(card.act, Act::Do(id) if !scenario.moves[id.index()].audience.world()));
        if (cards.is_empty() && !data.talks) || view.unused(id) {
            continue;
        }
        desks.push(Desk {
            id: words::handle(scenario, &data.id, &data.title),
            place: at,
            title: data.title.clone(),
            text: data.text.clone(),
            closed: (!open).then(|| closed(view, id)),
            audience: match (data.audience.world(), data.audience == crate::scenario::model::Audience::BOTH) {
                (true, _) if hides => {
                    tr!("Everyone sees most of what is done here; a card says where it is otherwise.")
                }
                (true, _) => tr!("Everyone sees what is done here."),
                (false, true) => tr!("The other side sees what is done here; the world does not."),
                (false, false) => tr!("What is done here stays here unless it comes out."),
            }
            .to_owned(),
            delay: data.delay,
            arrives: super::talks::arrival(view, data.delay),
            must: data.must,
            talks: data.talks,
            cards,
        });
    }
    number(view, &mut desks);
    desks
}

/// Gives every card its number.
fn number(view: &View<'_>, desks: &mut [Desk]) {
    let form = view.actor().map_or_else(Vec::new, |actor| form::cards(view.scenario(), view.cut(), view.turn(), actor));
    let mut next = form.len();
    for card in desks.iter_mut().flat_map(|desk| &mut desk.cards) {
        let on_form = match card.act {
            Act::Do(id) => form.iter().position(|known| *known == id),
            Act::Offer(..) | Act::Counter(..) | Act::Accept(_) | Act::Refuse(_) | Act::Withdraw(_) => None,
        };
        card.number = on_form.unwrap_or(next) + 1;
        next += usize::from(on_form.is_none());
    }
}

fn closed(view: &View<'_>, id: ChannelId) -> String {
    words::refusal(view, crate::crisis::Refusal::ChannelClosed(id))
}

fn card(view: &View<'_>, order: &Order, act: Act) -> Card {
    let scenario = view.scenario();
    let channel = view.channel_of(act);
    let chosen = order.on(channel) == Some(act);
    let rest = order.without(channel);
    let displaced = !chosen && view.check(&rest, act).is_err() && view.check(&Order::default(), act).is_ok();
    let refused = view.check(&rest, act).err().map(|why| words::refusal(view, why));
    let title = words::act(scenario, &words::offers_seen(view), act);
    let Act::Do(id) = act else {
        return Card {
            act,
            number: 0,
            title,
            text: answer_text(view, act),
            slope: match act {
                Act::Accept(_) => Slope::DownALittle,
                Act::Do(_) | Act::Offer(..) | Act::Counter(..) | Act::Refuse(_) | Act::Withdraw(_) => Slope::Level,
            },
            words: true,
            does: match act {
                Act::Accept(slot) => view
                    .offers()
                    .find(|(other, _)| *other == slot)
                    .map_or_else(Vec::new, |(_, offer)| words::foreseen_of_legs(view, offer.legs)),
                Act::Do(_) | Act::Offer(..) | Act::Counter(..) | Act::Refuse(_) | Act::Withdraw(_) => Vec::new(),
            },
            costs: match act {
                Act::Accept(slot) => view
                    .offers()
                    .find(|(other, _)| *other == slot)
                    .map_or_else(Vec::new, |(_, offer)| costs_of(view, &words::effects_of_legs(view, offer.legs))),
                Act::Do(_) | Act::Offer(..) | Act::Counter(..) | Act::Refuse(_) | Act::Withdraw(_) => Vec::new(),
            },
            touches: Vec::new(),
            seen_by: seen_by(view, &scenario.channels[channel.index()].audience),
            advocates: Vec::new(),
            excludes: Vec::new(),
            hypothetical: false,
            standing: false,
            urgent: false,
            known: false,
            composed: false,
            chosen,
            refused,
            displaced,
            sources: Vec::new(),
            doubt: String::new(),
        };
    };
    let data = &scenario.moves[id.index()];
    Card {
        act,
        number: 0,
        title: words::bare(&title).to_owned(),
        text: data.text.clone(),
        slope: Slope::of(data.escalation),
        words: data.words,
        does: words::foreseen(view, &data.effects),
        costs: costs(view, &data.effects),
        touches: touches(view, id),
        seen_by: seen_by(view, &data.audience),
        advocates: data.advocates.clone(),
        excludes: excluded(view, id),
        hypothetical: data.hypothetical,
        standing: data.standing,
        urgent: urgent(view, &data.effects),
        known: false,
        composed: false,
        chosen,
        refused,
        displaced,
        sources: words::sources(scenario, &data.source),
        doubt: words::doubt(scenario, data.audience, &data.note, &data.source),
    }
}

/// The moves that a move keeps out of the order of this turn: those alone that could be in it.
fn excluded(view: &View<'_>, id: MoveId) -> Vec<String> {
    let scenario = view.scenario();
    let others = scenario.moves[id.index()].excludes.iter().filter(|other| **other != id);
    let open = others.filter(|other| view.check(&Order::default(), Act::Do(**other)).is_ok());
    open.map(|other| words::bare(&scenario.moves[other.index()].title).to_owned()).collect()
}

/// Whether effects answer what waits for an answer, as far as the seat can foresee.
fn urgent(view: &View<'_>, effects: &[Effect]) -> bool {
    words::foreseen_effects(view, effects).into_iter().any(|effect| match effect {
        Effect::Descend { .. } | Effect::DescendBy { .. } => view.last_turn(),
        // What is idle is not foreseen: an incident or a window is open where these are.
        Effect::AnswerIncident | Effect::Answer(_) => true,
        _ => false,
    })
}

fn answer_text(view: &View<'_>, act: Act) -> String {
    let scenario = view.scenario();
    match act {
        Act::Accept(slot) | Act::Refuse(slot) | Act::Withdraw(slot) | Act::Counter(slot, _) => view
            .offers()
            .find(|(other, _)| *other == slot)
            .map_or_else(String::new, |(_, offer)| words::offer_in_full(scenario, offer)),
        Act::Offer(_, legs) => words::legs(scenario, legs),
        Act::Do(_) => String::new(),
    }
}

fn seen_by(view: &View<'_>, audience: &crate::scenario::model::Audience) -> String {
    let other = view.actor().is_some_and(|actor| audience.includes(actor.other()));
    match (audience.world(), other) {
        (true, _) => tr!("Everyone sees it."),
        (false, true) => tr!("The other side sees it; the world does not."),
        (false, false) => tr!("Nobody outside sees it ordered."),
    }
    .to_owned()
}

/// The tracks that effects move, as far as the seat can foresee, those that audiences hold first.
fn costs(view: &View<'_>, effects: &[Effect]) -> Vec<(String, i32)> {
    costs_of(view, &words::foreseen_effects(view, effects))
}

fn costs_of(view: &View<'_>, effects: &[&Effect]) -> Vec<(String, i32)> {
    let scenario = view.scenario();
    let mut found: Vec<(u8, crate::scenario::model::TrackId, i32)> = Vec::new();
    for effect in effects {
        let Effect::Change(track, by) = effect else { continue };
        let Some(track) = view.shown_as(*track) else { continue };
        if *by == 0 {
            continue;
        }
        let rank = match scenario.tracks[track.index()].role {
            RoleWord::Standing => 0,
            RoleWord::Credibility => 1,
            RoleWord::HumanCost => 2,
            RoleWord::Danger => 3,
            RoleWord::Trust | RoleWord::Will => 4,
            RoleWord::Plain | RoleWord::BalanceActual | RoleWord::BalancePerceived | RoleWord::Fear => 5,
        };
        match found.iter_mut().find(|(_, other, _)| *other == track) {
            Some((_, _, sum)) => *sum = sum.saturating_add(*by),
            None => found.push((rank, track, *by)),
        }
    }
    found.sort_by_key(|(rank, track, _)| (*rank, *track));
    found.into_iter().map(|(_, track, by)| (scenario.tracks[track.index()].name.clone(), by)).collect()
}

/// The red lines that the seat sees and a move touches.
fn touches(view: &View<'_>, id: MoveId) -> Vec<Touch> {
    let scenario = view.scenario();
    let data = &scenario.moves[id.index()];
    let effects = words::foreseen_effects(view, &data.effects);
    let mut found = Vec::new();
    for (at, line) in scenario.lines.iter().enumerate() {
        let line_id = LineId::new(at);
        let Some(seen) = view.line(line_id) else { continue };
        let by_effect = effects.iter().find_map(|effect| match effect {
            Effect::Answer(of) if *of == line_id => Some(TouchKind::Answers),
            Effect::Declare(of) | Effect::Redraw(of, _) | Effect::LetPass(of) if *of == line_id => {
                Some(TouchKind::Draws)
            }
            Effect::Say(of, _) if *of == line_id => Some(TouchKind::SpeaksOf),
            Effect::Conduct(of, _) if *of == line_id => Some(TouchKind::Moves),
            _ => None,
        });
        let bound = Some(line.binds) == view.actor();
        let crosses = bound && seen.in_force && !seen.crossed && leads_to(&line.crossed, id, &effects);
        let probes = bound && seen.in_force && leads_to(&line.probed, id, &effects);
        let kind = by_effect
            .or_else(|| crosses.then_some(TouchKind::MayCross))
            .or_else(|| probes.then_some(TouchKind::Probes));
        let Some(kind) = kind else { continue };
        found.push(Touch {
            kind,
            line: words::bare(&line.text).to_owned(),
            owner: words::owner(scenario, line.owner).to_owned(),
            own: matches!(line.owner, Owner::Actor(owner) if Some(owner) == view.actor()),
        });
    }
    found.sort_by_key(|touch| touch.kind);
    found
}

/// Whether a move or one of its effects is named by a condition in a way that would help it to hold.
fn leads_to(condition: &Condition, id: MoveId, effects: &[&Effect]) -> bool {
    let has = |wanted: &dyn Fn(&Effect) -> bool| effects.iter().any(|effect| wanted(effect));
    match condition {
        Condition::All(parts) | Condition::Any(parts) | Condition::AtLeast(_, parts) => {
            parts.iter().any(|part| leads_to(part, id, effects))
        }
        Condition::Did(of) | Condition::DidNow(of) => *of == id,
        Condition::Fact(fact) => has(&|effect| matches!(effect, Effect::Become(of) if of == fact)),
        Condition::TrackAtLeast(track, _) => {
            has(&|effect| matches!(effect, Effect::Change(of, by) if of == track && 0 < *by))
        }
        Condition::TrackAtMost(track, _) => {
            has(&|effect| matches!(effect, Effect::Change(of, by) if of == track && *by < 0))
        }
        Condition::RungAtLeast(ladder, rung) | Condition::OwnRungAtLeast(_, ladder, rung) => {
            has(&|effect| matches!(effect, Effect::Climb { ladder: of, to, .. } if of == ladder && rung <= to))
        }
        _ => false,
    }
}

/// The main decision: what the turn asks about where its author says so, else what is dated on the desk with most that answers
/// what waits for an answer, or with most that is dated. What answers is among its cards, and so is a way down wherever one is
/// open. Three to six cards, as far as so many are open on all desks; from whichever desks they come.
///
/// It depends on what is open and never on what history took.
pub(super) fn decision(desks: &[Desk], asked: &[MoveId]) -> Option<Decision> {
    let places: Vec<(usize, usize)> = desks
        .iter()
        .enumerate()
        .filter(|(_, desk)| desk.closed.is_none())
        .flat_map(|(at, desk)| (0..desk.cards.len()).map(move |card| (at, card)))
        .filter(|(desk, card)| {
            let card = &desks[*desk].cards[*card];
            card.refused.is_none() || card.displaced
        })
        .collect();
    let card = |(desk, card): &(usize, usize)| &desks[*desk].cards[*card];
    let open = |desk: usize| places.iter().copied().filter(move |place| place.0 == desk);
    let weight = |desk: usize| {
        let dated = open(desk).filter(|place| !card(place).standing).count();
        let steep = open(desk).map(|place| card(&place).slope).max();
        let urgent = open(desk).filter(|place| card(place).urgent).count();
        (desks[desk].must, urgent.min(CARDS), dated.min(CARDS), steep)
    };
    let of_turn: Vec<(usize, usize)> = asked
        .iter()
        .filter_map(|id| places.iter().copied().find(|place| card(place).act == Act::Do(*id)))
        .take(CARDS)
        .collect();
    let fullest = || places.iter().map(|place| place.0).max_by(|a, b| weight(*a).cmp(&weight(*b)).then(b.cmp(a)));
    let lead = of_turn.first().map(|place| place.0).or_else(fullest)?;
    let dated: Vec<_> = open(lead).filter(|place| !card(place).standing).collect();
    let mut cards = match (of_turn.is_empty(), dated.len() < FEWEST) {
        (false, _) => of_turn.clone(),
        (true, true) => open(lead).collect(),
        (true, false) => dated,
    };
    let add = |cards: &mut Vec<(usize, usize)>, place: (usize, usize)| {
        if !cards.contains(&place) {
            cards.push(place);
        }
    };
    // What answers on the leading desk, or anywhere where the author asks of several.
    for place in places.iter().filter(|place| card(place).urgent && (place.0 == lead || !of_turn.is_empty())) {
        add(&mut cards, *place);
    }
    if CARDS < cards.len() {
        // What answers and what is asked about first; of the rest the two ends and an even spread between them.
        let first = |place: &(usize, usize)| card(place).urgent || of_turn.contains(place);
        let (mut kept, rest): (Vec<_>, Vec<_>) = cards.into_iter().partition(first);
        kept.truncate(CARDS);
        let room = CARDS - kept.len();
        let last = rest.len().saturating_sub(1);
        kept.extend((0..room).filter_map(|step| rest.get((step * last).div_euclid(room.saturating_sub(1).max(1)))));
        kept.sort_unstable();
        kept.dedup();
        cards = kept;
    }
    // Too few to choose from: what is dated on the other desks, then whatever is open.
    let mut others: Vec<_> =
        places.iter().copied().filter(|place| !matches!(card(place).act, Act::Withdraw(_))).collect();
    others.sort_by_key(|place| (card(place).standing, place.0 != lead, *place));
    for place in others {
        if FEWEST <= cards.len() {
            break;
        }
        add(&mut cards, place);
    }
    // Where all of it goes up, the way down that is open stands beside it.
    if cards.iter().all(|place| Slope::Level < card(place).slope)
        && let Some(down) = places
            .iter()
            .copied()
            .filter(|place| card(place).slope < Slope::Level && matches!(card(place).act, Act::Do(_) | Act::Accept(_)))
            .min_by_key(|place| (card(place).slope, card(place).standing, *place))
    {
        if CARDS <= cards.len() {
            cards.pop();
        }
        cards.push(down);
    }
    if !cards.iter().any(|place| card(place).chosen)
        && let Some(chosen) = desks[lead].cards.iter().position(|card| card.chosen)
    {
        add(&mut cards, (lead, chosen));
    }
    cards.sort_unstable();
    Some(Decision { desk: lead, cards })
}
