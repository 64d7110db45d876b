//! One group's crisis. The one file of the classroom that holds it: everybody else gets a table, the world's sheet, or,
//! at the facilitator's desk alone, the truth.

mod preview;
mod truth;

use std::sync::{Arc, OnceLock};

use brinkmanship::{
    crisis::{Act, Order, Premise, Seeded, Setup, View, record::What},
    policy::{self, Opponent, Policy},
    report::{
        Debrief,
        class::{ClassGroup, GroupNotes},
        form,
        table::{MapSheet, Table, World},
        words,
    },
    scenario::{
        Scenario,
        model::{Actor, Category, ChannelId, CutId, Legs, RuleId, TrackId},
    },
    transcript::{ActText, Course, Transcript, fingerprint, write},
};

pub use preview::Preview;
pub use truth::{PartyAct, Prepared, Truth};

use super::{Asked, Case, Roll, Tone, Touch, dice::Hand};
use crate::shared::dice::Forced;

/// What a pupil put into an order: a card by its place, or an offer of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// The card at a place, counted from 0 over all desks.
    Card(usize),
    /// The card of a number, as it stands on the printed form and on the page.
    Number(usize),
    /// A composed offer: the desk's place or the letter of the offer that it answers, then terms by their places among what
    /// can be promised, counted from 0, and whether each is secret.
    Offer(Option<usize>, Option<char>, Vec<(usize, bool)>),
}

/// Whose eyes see a map, and how large it is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// A side's.
    Side(usize),
    /// The world's, small enough for a phone.
    World,
    /// The world's, large enough for a projector.
    Screen,
}

/// Where a page keeps a picture of what a reader may see, so that it is drawn once a turn and not once a reader.
#[derive(Clone, Debug, Default)]
pub struct Drawn(Arc<OnceLock<String>>);

impl Drawn {
    /// The picture, drawn now if nobody has.
    pub fn or(&self, draw: impl FnOnce() -> String) -> &str {
        self.0.get_or_init(draw)
    }
}

/// One group's crisis.
#[derive(Clone, Debug)]
pub struct Session {
    course: Course<'static>,
    /// An event that happens the first time it can.
    awaited: Option<RuleId>,
    /// The turns on which people ordered, and the one that is open.
    opened: Vec<usize>,
    tables: [Arc<Table>; 2],
    world: Arc<World>,
    drawn: [Drawn; 4],
    /// The aims as they are judged, made when somebody asks.
    cases: Arc<OnceLock<Vec<Case>>>,
    /// The turns whose dice were thrown by hand.
    by_hand: Vec<usize>,
    /// How serious the pages are that pupils read.
    tone: Tone,
}

impl Session {
    /// Begins a crisis, at the first turn on which people order.
    ///
    /// # Errors
    /// Its beginning cannot be played, which would be a fault of the scenario.
    pub fn begin(
        scenario: &'static Scenario,
        cut: Option<&str>,
        variant: Option<&str>,
        (seed, tone): (u64, Tone),
    ) -> Result<Self, String> {
        let cut = match cut {
            None => None,
            Some(id) => {
                let at = scenario.cuts.iter().position(|cut| cut.id == id);
                Some(CutId::new(at.ok_or_else(|| tr!("The scenario has no cut `{id}`.", id))?))
            }
        };
        let setup = Setup { cut, ..Setup::default() };
        let premise = match variant {
            None => Premise::default(),
            Some(id) => {
                let found = scenario.variants.iter().find(|variant| variant.id == id);
                Premise::of(found.ok_or_else(|| tr!("The scenario has no variant `{id}`.", id))?)
            }
        };
        let course = Course::start_from(scenario, setup, premise, seed, &mut Seeded::new(seed));
        let (tables, world) = Self::shown(&course, tone).ok_or_else(|| tr!("There is no such seat.").to_owned())?;
        let mut session = Self {
            course,
            awaited: None,
            opened: Vec::new(),
            tables,
            world,
            drawn: <_>::default(),
            cases: <_>::default(),
            by_hand: Vec::new(),
            tone,
        };
        let mut hand = Hand::new(scenario, Forced::new(seed, None), &[], None);
        session.open(&mut hand)?;
        Ok(session)
    }

    /// The crisis itself, for those who ask what its readers may know.
    #[cfg(test)]
    pub const fn course(&self) -> &Course<'static> {
        &self.course
    }

    /// What the seats and the world may be shown.
    fn shown(course: &Course<'static>, tone: Tone) -> Option<([Arc<Table>; 2], Arc<World>)> {
        let gentle = tone == Tone::Gentle;
        let table = |actor| {
            let table = Table::of(&course.view(actor), &course.record, &Order::default())?;
            let table = if gentle { table.without_human_cost() } else { table };
            Some(Arc::new(match course.view_before(actor) {
                Some(before) => table.after(&before),
                None => table,
            }))
        };
        let map = MapSheet::of_world(course.scenario, &course.crisis, &course.record);
        let mut world = World::of(&View::of_world(course.scenario, &course.crisis), &course.record, map)?;
        if gentle {
            world.tracks.retain(|track| !track.cost);
        }
        Some(([table(Actor::First)?, table(Actor::Second)?], Arc::new(world)))
    }

    /// Shows the crisis as it stands, if it can be shown.
    fn show(&mut self) {
        if let Some((tables, world)) = Self::shown(&self.course, self.tone) {
            (self.tables, self.world, self.drawn, self.cases) = (tables, world, <_>::default(), <_>::default());
        }
    }

    /// Lets turns go by on which nobody orders, and shows the one that is open.
    fn open(&mut self, hand: &mut Hand<'_>) -> Result<(), String> {
        while self.course.crisis.ended().is_none()
            && let Some(orders) = policy::recorded(self.course.scenario, &self.course.crisis, false)
        {
            self.step(orders, hand)?;
        }
        if self.course.crisis.ended().is_none() {
            self.opened.push(self.course.crisis.turn());
        }
        self.show();
        Ok(())
    }

    fn step(&mut self, orders: [Order; 2], hand: &mut Hand<'_>) -> Result<(), String> {
        let played = self.course.play_with(orders, hand);
        let turn = self.course.crisis.turn();
        played.map_err(|illegal| tr!("Turn {turn} could not be played: {illegal}", turn, illegal))?;
        if let Some(rule) = self.awaited
            && self.course.record.entries.iter().any(|entry| entry.what == What::Happened(rule))
        {
            self.awaited = None;
        }
        Ok(())
    }

    /// What a seat may be shown.
    #[must_use]
    pub const fn table(&self, actor: Actor) -> &Arc<Table> {
        &self.tables[actor.index()]
    }

    /// What the world may be shown.
    #[must_use]
    pub const fn world(&self) -> &Arc<World> {
        &self.world
    }

    /// Where the picture of a map is kept.
    #[must_use]
    pub fn drawn(&self, sight: Sight) -> Drawn {
        let place = match sight {
            Sight::Side(side) => side.min(1),
            Sight::World => 2,
            Sight::Screen => 3,
        };
        self.drawn[place].clone()
    }

    /// The scenario.
    #[must_use]
    pub const fn scenario(&self) -> &'static Scenario {
        self.course.scenario
    }

    /// The turn that is open.
    #[must_use]
    pub const fn turn(&self) -> usize {
        self.course.crisis.turn()
    }

    /// How many turns people have played.
    #[must_use]
    pub fn played(&self) -> usize {
        self.opened.len().saturating_sub(usize::from(!self.over()))
    }

    /// Whether it is over.
    #[must_use]
    pub const fn over(&self) -> bool {
        self.course.crisis.ended().is_some()
    }

    /// Why a number of a slip can be ordered by nobody: the card that the form has under it, and what stands against it.
    fn no_card(&self, actor: Actor, number: usize) -> String {
        let scenario = self.scenario();
        let view = self.course.view(actor);
        let cards = form::cards(scenario, view.cut(), view.turn(), actor);
        let Some(id) = number.checked_sub(1).and_then(|at| cards.get(at)) else {
            return tr!("There is no card {number} on the form of this turn.", number);
        };
        let title = &scenario.moves[id.index()].title;
        match view.check(&Order::default(), Act::Do(*id)) {
            Err(why) => tr!(
                "Card {number}, “{title}”, cannot be ordered now. {why}",
                number,
                title = words::bare(title),
                why = words::refusal(&view, why)
            ),
            Ok(()) => tr!("There is no card {number} that can be ordered on this turn.", number),
        }
    }

    /// An order of picks, as acts by their ids.
    ///
    /// # Errors
    /// Why it cannot be ordered so, in a sentence.
    pub fn order_of(&self, actor: Actor, picks: &[Pick]) -> Result<Vec<ActText>, String> {
        let table = self.table(actor);
        let scenario = self.scenario();
        let mut acts = Vec::new();
        for pick in picks {
            acts.push(match pick {
                Pick::Card(place) => {
                    let card = table.desks.iter().flat_map(|desk| &desk.cards).nth(*place);
                    card.ok_or_else(|| tr!("There is no card of that number.").to_owned())?.act
                }
                Pick::Number(number) => {
                    let card = table.desks.iter().flat_map(|desk| &desk.cards).find(|card| card.number == *number);
                    card.ok_or_else(|| self.no_card(actor, *number))?.act
                }
                Pick::Offer(desk, answers, legs) => {
                    let mut of = Legs::default();
                    for (place, secret) in legs {
                        // Only what stands on the seat's own table can be promised.
                        let row = table.talks.promises().nth(*place);
                        let term = row.ok_or_else(|| tr!("That cannot be promised.").to_owned())?.term;
                        let bit = u32::try_from(term).ok().and_then(|term| 1_u32.checked_shl(term)).unwrap_or(0);
                        if *secret { of.secret |= bit } else { of.public |= bit }
                    }
                    match (answers, desk) {
                        (Some(letter), _) => {
                            let row = table.talks.offers.iter().find(|row| row.letter == *letter && row.counterable);
                            Act::Counter(
                                row.ok_or_else(|| tr!("There is no such offer to answer.").to_owned())?.slot,
                                of,
                            )
                        }
                        (None, Some(desk)) => {
                            let open = table.talks.desks.iter().any(|way| way.place == *desk);
                            if !open {
                                return Err(tr!("No offer can go by that desk.").to_owned());
                            }
                            Act::Offer(ChannelId::new(*desk), of)
                        }
                        (None, None) => return Err(tr!("Choose a desk by which the offer goes.").to_owned()),
                    }
                }
            });
        }
        let texts = acts.into_iter().map(|act| ActText::of(scenario, act)).collect::<Vec<_>>();
        self.check(actor, &texts)?;
        Ok(texts)
    }

    /// The cards of some numbers by their titles.
    #[must_use]
    pub fn titles(&self, actor: Actor, picks: &[Pick]) -> Vec<(usize, String)> {
        let cards = || self.table(actor).desks.iter().flat_map(|desk| &desk.cards);
        let titled = |pick: &Pick| match pick {
            Pick::Number(number) => {
                cards().find(|card| card.number == *number).map(|card| (*number, card.title.clone()))
            }
            Pick::Card(_) | Pick::Offer(..) => None,
        };
        picks.iter().filter_map(titled).collect()
    }

    /// The order that some acts make.
    fn order(&self, actor: Actor, acts: &[ActText]) -> Result<Order, String> {
        let view = self.course.view(actor);
        let mut order = Order::default();
        for text in acts {
            let act = text.act(self.course.scenario).map_err(|error| error.to_string())?;
            let channel = view.channel_of(act);
            if order.on(channel).is_some() {
                let desk = words::desk(self.course.scenario, channel);
                return Err(tr!("One act a desk: there are two at {desk}.", desk));
            }
            view.check(&order, act).map_err(|why| words::refusal(&view, why))?;
            order = order.with(channel, act);
        }
        Ok(order)
    }

    /// Whether acts make an order that may be sent now.
    ///
    /// # Errors
    /// Why not, in a sentence.
    pub fn check(&self, actor: Actor, acts: &[ActText]) -> Result<(), String> {
        if self.over() {
            return Err(tr!("The crisis is over.").to_owned());
        }
        let view = self.course.view(actor);
        let order = self.order(actor, acts)?;
        view.check_whole(&order).map_err(|(_, why)| words::refusal(&view, why))
    }

    /// Acts in words, as their seat says them.
    #[must_use]
    pub fn said(&self, actor: Actor, acts: &[ActText]) -> Vec<String> {
        let view = self.course.view(actor);
        let scenario = self.course.scenario;
        let offers = words::offers_seen(&view);
        let act = |text: &ActText| text.act(scenario).ok();
        acts.iter().filter_map(act).map(|act| words::bare(&words::act(scenario, &offers, act)).to_owned()).collect()
    }

    /// An empty order, with what has to be ordered filled in.
    #[must_use]
    pub fn pass(&self, actor: Actor) -> Vec<ActText> {
        let order = policy::complete(&self.course.view(actor), Order::default());
        order.acts().map(|act| ActText::of(self.course.scenario, act)).collect()
    }

    /// Plays a turn, with what the desks of parties do and, where dice are thrown by hand, with what fell.
    ///
    /// # Errors
    /// An order is refused; nothing has then changed.
    pub fn play(
        &mut self,
        orders: &[Vec<ActText>; 2],
        stands: &[(String, bool)],
        rolls: Option<&[Roll]>,
    ) -> Result<(), String> {
        if self.over() {
            return Err(tr!("The crisis is over.").to_owned());
        }
        let orders = [self.order(Actor::First, &orders[0])?, self.order(Actor::Second, &orders[1])?];
        let turn = self.turn();
        let mut hand = self.hand(stands, rolls);
        self.step(orders, &mut hand)?;
        // What passes until the next order is thrown too.
        self.open(&mut hand)?;
        if rolls.is_some_and(|rolls| !rolls.is_empty()) {
            self.by_hand.push(turn);
        }
        Ok(())
    }

    fn hand<'r>(&self, stands: &[(String, bool)], rolls: Option<&'r [Roll]>) -> Hand<'r> {
        Hand::new(self.course.scenario, Forced::new(self.course.seed, self.awaited), stands, rolls)
    }

    /// The first draw of a turn for which nothing has fallen yet; none once all have.
    #[must_use]
    pub fn asked(&self, orders: &[Vec<ActText>; 2], stands: &[(String, bool)], rolls: &[Roll]) -> Option<Asked> {
        let mut tried = self.clone();
        let [Ok(first), Ok(second)] = [0, 1].map(|at| self.order(super::actor(at), &orders[at])) else { return None };
        let mut hand = self.hand(stands, Some(rolls));
        // An order that is refused asks for no dice.
        tried.step([first, second], &mut hand).ok()?;
        tried.open(&mut hand).ok()?;
        hand.asked
    }

    /// Goes back to the last turn on which people ordered; whether there was one.
    pub fn undo(&mut self) -> bool {
        let over = self.over();
        if !over && self.opened.len() < 2 {
            return false;
        }
        if !over {
            self.opened.pop();
        }
        let Some(turn) = self.opened.last().copied() else { return false };
        self.course.rewind(turn);
        self.by_hand.retain(|of| *of < turn);
        self.show();
        true
    }

    /// Lets an event happen the first time it can; whether there is such an event.
    pub fn force(&mut self, id: &str) -> bool {
        let at = self.course.scenario.rules.iter().position(|rule| rule.id == id);
        self.awaited = at.map(RuleId::new);
        at.is_some()
    }

    /// The figures that news of the teacher's own may move: the danger and the will of parties, by id and name.
    #[must_use]
    pub fn figures(scenario: &Scenario) -> Vec<(String, String)> {
        let wills = scenario.parties.iter().filter_map(|party| party.will);
        let mut found: Vec<(String, String)> = Vec::new();
        for track in scenario.index.danger.into_iter().chain(wills) {
            let data = &scenario.tracks[track.index()];
            if !found.iter().any(|(id, _)| *id == data.id) {
                found.push((data.id.clone(), data.name.clone()));
            }
        }
        found
    }

    /// The track that news move, and by how much.
    fn moved(&self, touch: &Touch) -> Option<(TrackId, i32)> {
        let scenario = self.course.scenario;
        if !Self::figures(scenario).iter().any(|(id, _)| *id == touch.track) {
            return None;
        }
        let at = scenario.tracks.iter().position(|track| track.id == touch.track)?;
        let data = &scenario.tracks[at];
        let by = (data.max.saturating_sub(data.min).saturating_mul(touch.size.share()) / 100).max(1);
        Some((TrackId::new(at), if touch.up { by } else { -by }))
    }

    /// Whether news may move what they are to move.
    #[must_use]
    pub fn can_touch(&self, touch: &Touch) -> bool {
        self.moved(touch).is_some()
    }

    /// Lets news move a figure while a turn is open; of a crisis that is over nothing moves.
    pub fn tell(&mut self, touch: &Touch) {
        if let Some((track, by)) = self.moved(touch) {
            self.course.tell(track, by);
            self.show();
        }
    }

    /// The headline of the event that is to happen the first time it can.
    #[must_use]
    pub fn awaited(&self) -> Option<&str> {
        self.awaited.map(|rule| words::rule_title(self.course.scenario, rule))
    }

    /// What an opponent of the program orders in a seat. It may take a while; it belongs off the room's lock.
    #[must_use]
    pub fn thought(&self, policy: Policy, actor: Actor) -> Vec<ActText> {
        let mut opponent = Opponent::new(policy, actor, self.course.seed);
        opponent.catch_up(&self.course, actor);
        let order = opponent.order(&self.course.view(actor));
        order.acts().map(|act| ActText::of(self.course.scenario, act)).collect()
    }

    /// How it ended, once it has: the title and the text of the ending.
    #[must_use]
    pub fn ending(&self) -> Option<(String, String)> {
        let ending = &self.course.scenario.endings[self.course.crisis.ended()?.index()];
        Some((words::bare(&ending.title).to_owned(), ending.text.clone()))
    }

    /// How it ended, as pupils read it before the debrief: where the class goes gently, an end in war is told there.
    #[must_use]
    pub fn ending_told(&self) -> Option<(String, String)> {
        let (title, text) = self.ending()?;
        let category = self.course.scenario.endings[self.course.crisis.ended()?.index()].category;
        let war = matches!(category, Category::LimitedWar | Category::MajorWar | Category::NuclearWar);
        if self.tone == Tone::Gentle && war {
            return Some((
                title,
                tr!("It came to war. What that meant, and what it cost, you read together in the debrief.").to_owned(),
            ));
        }
        Some((title, text))
    }

    /// The debrief.
    #[must_use]
    pub fn debrief(&self, players: [&str; 2]) -> Debrief {
        Debrief::of(&self.course).played_by(players)
    }

    /// This group's part in the debrief of a class.
    #[must_use]
    pub fn part(&self, notes: GroupNotes, place: usize) -> ClassGroup<'_, 'static> {
        let sheet = MapSheet::of_truth(self.course.scenario, &self.course.crisis, &self.course.record);
        let map = sheet.and_then(|sheet| crate::shared::picture::of_group(&sheet, place));
        ClassGroup { course: &self.course, players: [tr!("pupils"), tr!("pupils")], notes, map }
    }

    /// All that is needed to replay it.
    ///
    /// # Errors
    /// It cannot be written as text.
    pub fn transcript(&self, players: [&str; 2]) -> Result<String, String> {
        let mut transcript = Transcript::of(&self.course, players);
        transcript.by_hand.clone_from(&self.by_hand);
        transcript.awaited = self.awaited.map(|rule| self.course.scenario.rules[rule.index()].id.clone());
        write(&transcript).map_err(|error| error.to_string())
    }

    /// The fingerprint of the crisis as it stands.
    #[must_use]
    pub fn print(&self) -> String {
        fingerprint(&self.course.crisis.describe(self.course.scenario))
    }
}
