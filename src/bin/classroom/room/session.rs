//! One group's crisis. The one file of the classroom that holds it: everybody else gets a table, the world's sheet, or,
//! at the facilitator's desk alone, the truth.

use std::sync::Arc;

use brinkmanship::{
    crisis::{Act, Eyes, Order, Setup, View, holds, record::What},
    policy::{self, Opponent, Policy},
    report::{
        Debrief,
        course::{self, Telling},
        table::{Table, World},
        words,
    },
    scenario::{
        Scenario,
        model::{Actor, ChannelId, CutId, LadderId, Legs, RuleId, RuleKind, TrackId},
    },
    transcript::{ActText, Course, Transcript, fingerprint, write},
};

use crate::shared::dice::Forced;

/// What a pupil put into an order: a card by its place, or an offer of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Pick {
    /// The card at a place, counted from 0 over all desks.
    Card(usize),
    /// A composed offer: the desk's place or the letter of the offer that it answers, then terms and whether each is
    /// secret.
    Offer(Option<usize>, Option<char>, Vec<(usize, bool)>),
}

/// An event that the scenario has and a teacher may let happen.
#[derive(Clone, Debug)]
pub struct Prepared {
    /// Its id.
    pub id: String,
    /// Its headline.
    pub title: String,
    /// What happens.
    pub text: String,
    /// Whether it can happen on this turn as things stand.
    pub ready: bool,
}

/// What only the facilitator sees at a glance.
#[derive(Clone, Debug, Default)]
pub struct Truth {
    /// How near the brink: the severity of the gravest rung, 0 to 100.
    pub severity: u8,
    /// The gravest rung.
    pub rung: String,
    /// The danger of miscalculation as it is, where the scenario counts it.
    pub danger: Option<i32>,
    /// Tracks as they are: name and value.
    pub tracks: Vec<(String, String)>,
    /// What was ordered on each turn by both sides, and what happened that the sides need not know.
    pub turns: Vec<(String, [Vec<String>; 2], Vec<String>)>,
    /// How it ended.
    pub ending: Option<(String, String)>,
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
}

impl Session {
    /// Begins a crisis, at the first turn on which people order.
    ///
    /// # Errors
    /// Its beginning cannot be played, which would be a fault of the scenario.
    pub fn begin(scenario: &'static Scenario, cut: Option<&str>, seed: u64) -> Result<Self, String> {
        let cut = match cut {
            None => None,
            Some(id) => {
                let at = scenario.cuts.iter().position(|cut| cut.id == id);
                Some(CutId::new(at.ok_or_else(|| tr!("The scenario has no cut `{id}`.", id))?))
            }
        };
        let setup = Setup { cut, ..Setup::default() };
        let course = Course::start(scenario, setup, seed);
        let (tables, world) = Self::shown(&course).ok_or_else(|| tr!("There is no such seat.").to_owned())?;
        let mut session = Self { course, awaited: None, opened: Vec::new(), tables, world };
        session.open()?;
        Ok(session)
    }

    /// What the seats and the world may be shown.
    fn shown(course: &Course<'static>) -> Option<([Arc<Table>; 2], Arc<World>)> {
        let table = |actor| {
            let table = Table::of(&course.view(actor), &course.record, &Order::default())?;
            Some(Arc::new(match course.view_before(actor) {
                Some(before) => table.after(&before),
                None => table,
            }))
        };
        let world = World::of(&View::of_world(course.scenario, &course.crisis), &course.record, None)?;
        Some(([table(Actor::First)?, table(Actor::Second)?], Arc::new(world)))
    }

    /// Lets turns go by on which nobody orders, and shows the one that is open.
    fn open(&mut self) -> Result<(), String> {
        while self.course.crisis.ended().is_none()
            && let Some(orders) = policy::recorded(self.course.scenario, &self.course.crisis, false)
        {
            self.step(orders)?;
        }
        if self.course.crisis.ended().is_none() {
            self.opened.push(self.course.crisis.turn());
        }
        if let Some((tables, world)) = Self::shown(&self.course) {
            (self.tables, self.world) = (tables, world);
        }
        Ok(())
    }

    fn step(&mut self, orders: [Order; 2]) -> Result<(), String> {
        let mut dice = Forced::new(self.course.seed, self.awaited);
        let played = self.course.play_with(orders, &mut dice);
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
                Pick::Offer(desk, answers, legs) => {
                    let mut of = Legs::default();
                    for (term, secret) in legs {
                        // Only what stands on the seat's own table can be promised.
                        if !table.talks.terms.iter().any(|row| row.term == *term) {
                            return Err(tr!("That cannot be promised.").to_owned());
                        }
                        let bit = u32::try_from(*term).ok().and_then(|term| 1_u32.checked_shl(term)).unwrap_or(0);
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
                            let open = table.talks.desks.iter().any(|(place, ..)| place == desk);
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

    /// Plays a turn.
    ///
    /// # Errors
    /// An order is refused; nothing has then changed.
    pub fn play(&mut self, orders: &[Vec<ActText>; 2]) -> Result<(), String> {
        if self.over() {
            return Err(tr!("The crisis is over.").to_owned());
        }
        let orders = [self.order(Actor::First, &orders[0])?, self.order(Actor::Second, &orders[1])?];
        self.step(orders)?;
        self.open()
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
        if let Some((tables, world)) = Self::shown(&self.course) {
            (self.tables, self.world) = (tables, world);
        }
        true
    }

    /// Events that can be made to happen: those with odds of their own whose turn has come or may come.
    #[must_use]
    pub fn prepared(&self) -> Vec<Prepared> {
        let (scenario, turn) = (self.course.scenario, self.course.crisis.turn());
        let happened = |at: usize| {
            let of = |entry: &brinkmanship::crisis::Entry| entry.what == What::Happened(RuleId::new(at));
            self.course.record.entries.iter().any(of)
        };
        let mut found: Vec<Prepared> = scenario
            .rules
            .iter()
            .enumerate()
            .filter(|(_, rule)| matches!(rule.kind, RuleKind::Opening | RuleKind::Closing) && !rule.title.is_empty())
            .filter(|(_, rule)| (1..100_000).contains(&rule.odds))
            .filter(|(at, rule)| turn <= usize::from(rule.turns.1) && (rule.repeat || !happened(*at)))
            .map(|(_, rule)| Prepared {
                id: rule.id.clone(),
                title: words::bare(&rule.title).to_owned(),
                text: rule.text.clone(),
                ready: usize::from(rule.turns.0) <= turn
                    && holds(scenario, &self.course.crisis, &rule.when, Eyes::Truth),
            })
            .collect();
        found.sort_by(|one, other| (!one.ready, &one.title).cmp(&(!other.ready, &other.title)));
        found
    }

    /// Lets an event happen the first time it can; whether there is such an event.
    pub fn force(&mut self, id: &str) -> bool {
        let at = self.course.scenario.rules.iter().position(|rule| rule.id == id);
        self.awaited = at.map(RuleId::new);
        at.is_some()
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

    /// How near the brink, for the facilitator: the gravest rung and the danger, without the rest of the truth.
    #[must_use]
    pub fn glance(&self) -> Truth {
        let (scenario, crisis) = (self.course.scenario, &self.course.crisis);
        let gravest = scenario
            .ladders
            .iter()
            .enumerate()
            .filter_map(|(at, ladder)| {
                let view = View::of_world(scenario, crisis);
                let rung = ladder.rungs.get(usize::from(view.rung(LadderId::new(at))))?;
                Some((rung.severity, rung.name.clone()))
            })
            .max()
            .unwrap_or_default();
        let danger = scenario.index.danger.map(|track| crisis.track(track));
        Truth { severity: gravest.0, rung: gravest.1, danger, ..Truth::default() }
    }

    /// The truth, for the facilitator.
    #[must_use]
    pub fn truth(&self) -> Truth {
        let (scenario, crisis) = (self.course.scenario, &self.course.crisis);
        let titles = |turn, actor| course::orders(&self.course, turn, actor).into_iter().map(|order| order.title);
        let turns = (0..self.course.turns.len())
            .map(|turn| {
                let date = scenario.turns.get(turn).map_or_else(String::new, |data| data.date.clone());
                let orders = Actor::BOTH.map(|actor| titles(turn, actor).collect());
                (date, orders, course::told(&self.course, turn, Telling::Whole))
            })
            .collect();
        let value = |at: usize| crisis.track(TrackId::new(at));
        Truth {
            tracks: scenario
                .tracks
                .iter()
                .enumerate()
                .map(|(at, data)| (data.name.clone(), data.said(value(at))))
                .collect(),
            turns,
            ending: crisis.ended().map(|id| {
                let ending = &scenario.endings[id.index()];
                (words::bare(&ending.title).to_owned(), ending.text.clone())
            }),
            ..self.glance()
        }
    }

    /// How it ended, once it has: the title and the text of the ending.
    #[must_use]
    pub fn ending(&self) -> Option<(String, String)> {
        let ending = &self.course.scenario.endings[self.course.crisis.ended()?.index()];
        Some((words::bare(&ending.title).to_owned(), ending.text.clone()))
    }

    /// The debrief.
    #[must_use]
    pub fn debrief(&self, players: [&str; 2]) -> Debrief {
        Debrief::of(&self.course).played_by(players)
    }

    /// All that is needed to replay it.
    ///
    /// # Errors
    /// It cannot be written as text.
    pub fn transcript(&self, players: [&str; 2]) -> Result<String, String> {
        let mut transcript = Transcript::of(&self.course, players);
        transcript.awaited = self.awaited.map(|rule| self.course.scenario.rules[rule.index()].id.clone());
        write(&transcript).map_err(|error| error.to_string())
    }

    /// The fingerprint of the crisis as it stands.
    #[must_use]
    pub fn print(&self) -> String {
        fingerprint(&self.course.crisis.describe(self.course.scenario))
    }
}
