//! One crisis at the table: seats, sealed orders, turns, and what each seat may be shown.
//!
//! The only file of the game that calls the engine. Screens get a [`Table`], which is made from one seat's view.

use std::{
    sync::{Arc, OnceLock},
    thread::JoinHandle,
};

use brinkmanship::{
    crisis::{Act, Order, View, record::What},
    policy::{self, Opponent},
    report::{Debrief, debrief::ChoicePart, table::Table, words},
    scenario::{
        Scenario,
        model::{Actor, CutData, RuleId},
    },
    survey::{Depth, turning},
    transcript::{Course, Forecast, Note, Replayed, Transcript, TranscriptError, history_course, replay, seats, write},
};

pub use crate::begin::{Begin, Phase};
use crate::{
    seat::Seat,
    shared::dice::Forced,
    staff::{self, Asked},
};

/// A course as it opens.
fn opened(scenario: &'static Scenario, begin: &Begin) -> Course<'static> {
    if !begin.premise.is_none() {
        let mut dice = Forced::new(begin.seed, begin.forced.map(RuleId::new));
        return Course::start_from(scenario, begin.setup, begin.premise.clone(), begin.seed, &mut dice);
    }
    match history_course(scenario) {
        Some(mut course) if 0 < begin.from_turn => {
            course.rewind(begin.from_turn);
            course.seed = begin.seed;
            course
        }
        Some(_) | None => {
            let forced = begin.forced.map(RuleId::new);
            Course::start_with(scenario, begin.setup, begin.seed, &mut Forced::new(begin.seed, forced))
        }
    }
}

/// Whether a saved crisis took its prologue from the record: it is as long as the prologue, and its orders are the
/// record's. Where people ordered just what the record has, the two are one.
fn prologue_was_told(scenario: &Scenario, saved: usize, course: &Course<'_>) -> bool {
    let prologue = usize::from(scenario.prologue);
    let recorded = scenario.history.as_ref().and_then(|_| history_course(scenario));
    recorded.is_none_or(|recorded| {
        let same =
            recorded.turns.iter().zip(&course.turns).take(prologue).all(|(one, other)| one.orders == other.orders);
        prologue <= saved && same
    })
}

/// What turned on choice and what on luck, once it is reckoned; none inside where it cannot be told.
pub type Reckoned = Arc<OnceLock<Option<ChoicePart>>>;

/// One crisis at the table.
#[derive(Debug)]
pub struct Session {
    course: Course<'static>,
    seats: [Seat; 2],
    /// Who has played each seat, as a transcript has it.
    played: [String; 2],
    players: [Option<Opponent>; 2],
    /// Opponents that are at their orders, each on a thread of its own, so that the screen never waits for them.
    thinking: [Option<JoinHandle<(Opponent, Order)>>; 2],
    prologue: bool,
    /// An event that happens the first time it can.
    forced: Option<RuleId>,
    /// What each seat has chosen so far.
    drafts: [Order; 2],
    /// The desks in the order in which they were chosen, for taking back.
    chosen: Vec<brinkmanship::scenario::model::ChannelId>,
    /// The staff, once it was asked this turn.
    asked: Option<Asked>,
    /// What each seat wrote down as its own forecast this turn.
    forecasts: [Option<Forecast>; 2],
    /// What is sealed.
    sealed: [Option<Order>; 2],
    /// Human seats that have not yet looked at what was unsealed.
    unseen: Vec<Actor>,
    phase: Phase,
    /// What the seat on the screen may be shown; none while the screen is handed over.
    table: Option<Table>,
    /// Counts what changed, so that screens and the map know when to look again.
    pub changed: u64,
}

impl Session {
    /// Begins a crisis.
    ///
    /// # Errors
    /// An order of history or of a policy is refused, which would be a fault of the program or of the scenario.
    pub fn begin(scenario: &'static Scenario, begin: &Begin) -> Result<Self, String> {
        let course = opened(scenario, begin);
        let mut session = Self::of(course, begin.seats, begin.prologue);
        session.forced = begin.forced.map(RuleId::new);
        session.open()?;
        Ok(session)
    }

    /// What a seat may know before play: its table as the first turn opens on which people order.
    #[must_use]
    pub fn briefing(scenario: &'static Scenario, begin: &Begin, actor: Actor) -> Option<Table> {
        let mut course = opened(scenario, begin);
        let mut dice = Forced::new(begin.seed, begin.forced.map(RuleId::new));
        while course.crisis.ended().is_none()
            && let Some(orders) = policy::recorded(scenario, &course.crisis, !begin.prologue)
        {
            course.play_with(orders, &mut dice).ok()?;
        }
        Table::of(&course.view(actor), &course.record, &Order::default())
    }

    /// The same crisis under new rules: it is played again as far as the rules allow, and the first turn that differs
    /// is said. What was chosen on the open turn has to be chosen again.
    ///
    /// # Errors
    /// The new version has no longer what the orders name, or is another scenario.
    pub fn under(&self, scenario: &'static Scenario) -> Result<(Self, Option<String>), TranscriptError> {
        let transcript = Transcript::of(&self.course, [&self.played[0], &self.played[1]]);
        let Replayed { course, divergence, .. } = replay(scenario, &transcript)?;
        let said = divergence.map(|parted| words::divergence(scenario, &parted));
        let mut session = Self::of(course, self.seats, self.prologue);
        session.played.clone_from(&self.played);
        let rule = self.forced.map(|rule| self.course.scenario.rules[rule.index()].id.as_str());
        session.forced = rule.and_then(|id| scenario.rules.iter().position(|data| data.id == id)).map(RuleId::new);
        session.changed = self.changed;
        let opened = session.open().err();
        Ok((session, said.or(opened)))
    }

    /// Goes on with a saved crisis. What does not replay is cut off at the turn where it parts, which is said.
    ///
    /// # Errors
    /// The file belongs to another scenario.
    pub fn resume(
        scenario: &'static Scenario,
        transcript: &Transcript,
        turn: Option<usize>,
    ) -> Result<(Self, Option<String>), TranscriptError> {
        let Replayed { mut course, divergence, .. } = replay(scenario, transcript)?;
        let said = divergence.map(|parted| words::divergence(scenario, &parted));
        let told = prologue_was_told(scenario, transcript.turns.len(), &course);
        if let Some(turn) = turn {
            course.rewind(turn);
        }
        let seats =
            [0, 1].map(|at| transcript.players.get(at).map_or(Seat::Human, |name| Seat::of_name(seats::now(name))));
        let turn = course.crisis.turn();
        let mut session = Self::of(course, seats, told);
        for (who, before) in session.played.iter_mut().zip(&transcript.players) {
            *who = seats::handed(before, who, turn);
        }
        let awaited = transcript.awaited.as_ref();
        session.forced = awaited.and_then(|id| scenario.rules.iter().position(|data| data.id == *id)).map(RuleId::new);
        let opened = session.open().err();
        Ok((session, said.or(opened)))
    }

    /// The title of the ending to which a saved crisis came, if it has ended and comes out as it was saved.
    #[must_use]
    pub fn ending_of(scenario: &'static Scenario, transcript: &Transcript) -> Option<String> {
        let replayed = replay(scenario, transcript).ok().filter(|replayed| replayed.divergence.is_none())?;
        Some(scenario.endings[replayed.course.crisis.ended()?.index()].title.clone())
    }

    fn of(course: Course<'static>, seats: [Seat; 2], prologue: bool) -> Self {
        let players = Self::opponents(&course, seats);
        Self {
            course,
            seats,
            played: seats.map(|seat| seat.name().to_owned()),
            players,
            thinking: [None, None],
            prologue,
            forced: None,
            drafts: [Order::default(); 2],
            chosen: Vec::new(),
            asked: None,
            forecasts: [None; 2],
            sealed: [None; 2],
            unseen: Vec::new(),
            phase: Phase::Over,
            table: None,
            changed: 0,
        }
    }

    /// The opponents of a course, who have seen what their seats saw of it so far.
    fn opponents(course: &Course<'static>, seats: [Seat; 2]) -> [Option<Opponent>; 2] {
        Actor::BOTH.map(|actor| {
            let mut opponent = Opponent::new(seats[actor.index()].policy()?, actor, course.seed);
            opponent.catch_up(course, actor);
            Some(opponent)
        })
    }

    /// Lets the opponents begin their orders, each with its own view.
    fn think(&mut self) {
        for actor in Actor::BOTH {
            let Some(mut opponent) = self.players[actor.index()].take() else { continue };
            let (scenario, crisis) = (self.course.scenario, self.course.crisis);
            if matches!(opponent, Opponent::Simple(_)) {
                self.sealed[actor.index()] = Some(opponent.order(&View::of(scenario, &crisis, actor)));
                self.players[actor.index()] = Some(opponent);
                continue;
            }
            self.thinking[actor.index()] = Some(std::thread::spawn(move || {
                let order = opponent.order(&View::of(scenario, &crisis, actor));
                (opponent, order)
            }));
        }
    }

    /// Takes the orders of the opponents. They began when the turn opened, so that a person who thinks never waits.
    fn collect(&mut self) {
        for actor in Actor::BOTH {
            let Some(thread) = self.thinking[actor.index()].take() else { continue };
            match thread.join() {
                Ok((opponent, order)) => {
                    self.players[actor.index()] = Some(opponent);
                    self.sealed[actor.index()] = Some(order);
                }
                // It passes, and goes on as one that has seen what its seat saw.
                Err(_) => {
                    let opponents = Self::opponents(&self.course, self.seats);
                    for (player, opponent) in self.players.iter_mut().zip(opponents) {
                        if player.is_none() {
                            *player = opponent;
                        }
                    }
                    self.sealed[actor.index()] = Some(Order::default());
                }
            }
        }
    }

    /// The scenario.
    #[must_use]
    pub const fn scenario(&self) -> &'static Scenario {
        self.course.scenario
    }

    /// Who sits where.
    #[cfg(test)]
    pub const fn seats(&self) -> [Seat; 2] {
        self.seats
    }

    /// What is on the screen.
    #[must_use]
    pub const fn phase(&self) -> Phase {
        self.phase
    }

    /// What the seat on the screen may be shown; none while the screen is handed over, and once it is over the table of
    /// the seat that looked last.
    #[must_use]
    pub const fn table(&self) -> Option<&Table> {
        self.table.as_ref()
    }

    /// How many turns were played.
    #[must_use]
    pub fn played(&self) -> usize {
        self.course.turns.len()
    }

    /// Whether nobody has ordered yet, and a prologue has passed as the record has it.
    #[must_use]
    pub fn opens_after_prologue(&self) -> bool {
        let prologue = usize::from(self.course.scenario.prologue);
        self.prologue && 0 < prologue && self.played() == prologue && self.course.crisis.cut().is_none()
    }

    /// Whether two people share the screen.
    #[must_use]
    pub fn hot_seat(&self) -> bool {
        self.seats == [Seat::Human; 2]
    }

    /// How it was set up.
    #[must_use]
    pub const fn setup(&self) -> &brinkmanship::crisis::Setup {
        &self.course.setup
    }

    /// Whether an event was asked for that happens the first time it can.
    #[must_use]
    pub const fn event_asked_for(&self) -> bool {
        self.forced.is_some()
    }

    /// Whether nobody has ordered yet: all that has passed came before the first turn, was a prologue played as the record has
    /// it, or is left out of the cut.
    #[must_use]
    pub fn unordered(&self) -> bool {
        let scenario = self.course.scenario;
        let prologue = if self.prologue { usize::from(scenario.prologue) } else { 0 };
        let before = prologue.max(self.course.premise.turn);
        self.course.turns.iter().enumerate().all(|(turn, played)| turn < before || played.opening.passing(scenario))
    }

    fn humans(&self) -> impl Iterator<Item = Actor> + '_ {
        Actor::BOTH.into_iter().filter(|actor| self.seats[actor.index()] == Seat::Human)
    }

    /// The seat whose screen is up.
    #[must_use]
    pub const fn seat(&self) -> Option<Actor> {
        match self.phase {
            Phase::Ordering(actor) | Phase::Unsealed(actor) => Some(actor),
            Phase::HandOver(_) | Phase::Waiting | Phase::Over => None,
        }
    }

    /// Opens a turn: history's prologue and turns without people go by, then the first person is asked.
    fn open(&mut self) -> Result<(), String> {
        while self.course.crisis.ended().is_none() {
            if let Some(orders) = policy::recorded(self.course.scenario, &self.course.crisis, !self.prologue) {
                self.play(orders)?;
                continue;
            }
            self.drafts = [Order::default(); 2];
            self.sealed = [None; 2];
            self.chosen.clear();
            self.forecasts = [None; 2];
            self.think();
            let first = self.humans().next();
            match first {
                Some(actor) => {
                    self.ask(actor);
                    return Ok(());
                }
                None => self.unseal()?,
            }
        }
        self.over();
        Ok(())
    }

    fn ask(&mut self, actor: Actor) {
        self.asked = None;
        self.phase = if self.hot_seat() { Phase::HandOver(actor) } else { Phase::Ordering(actor) };
        self.show();
    }

    /// The person to whom the screen was handed takes the seat.
    pub fn take_seat(&mut self) {
        if let Phase::HandOver(actor) = self.phase {
            self.phase = if self.unseen.contains(&actor) { Phase::Unsealed(actor) } else { Phase::Ordering(actor) };
            self.show();
        }
    }

    fn show(&mut self) {
        self.changed = self.changed.wrapping_add(1);
        self.table = self.seat().and_then(|actor| self.table_of(actor));
    }

    fn table_of(&self, actor: Actor) -> Option<Table> {
        Table::of(&self.course.view(actor), &self.course.record, &self.drafts[actor.index()])
    }

    fn over(&mut self) {
        self.phase = Phase::Over;
        let first = self.humans().next().unwrap_or(Actor::First);
        self.table = self.table_of(first);
        self.changed = self.changed.wrapping_add(1);
    }

    /// Puts an act into the order of the seat on the screen, in place of what stood on its desk.
    ///
    /// # Errors
    /// Why it cannot be ordered, in a sentence.
    pub fn choose(&mut self, act: Act) -> Result<(), String> {
        let Phase::Ordering(actor) = self.phase else { return Ok(()) };
        let view = self.course.view(actor);
        let channel = view.channel_of(act);
        let rest = self.drafts[actor.index()].without(channel);
        view.check(&rest, act).map_err(|why| words::refusal(&view, why))?;
        self.drafts[actor.index()] = rest.with(channel, act);
        self.chosen.retain(|other| *other != channel);
        self.chosen.push(channel);
        self.show();
        Ok(())
    }

    /// Why an act cannot be put into the order as it stands, in a sentence; none if it can.
    #[must_use]
    pub fn refusal(&self, act: Act) -> Option<String> {
        let Phase::Ordering(actor) = self.phase else { return None };
        let view = self.course.view(actor);
        let rest = self.drafts[actor.index()].without(view.channel_of(act));
        view.check(&rest, act).err().map(|why| words::refusal(&view, why))
    }

    /// Takes an act back.
    pub fn drop_act(&mut self, act: Act) {
        let Phase::Ordering(actor) = self.phase else { return };
        let channel = self.course.view(actor).channel_of(act);
        if self.drafts[actor.index()].on(channel) == Some(act) {
            self.drafts[actor.index()] = self.drafts[actor.index()].without(channel);
            self.chosen.retain(|other| *other != channel);
            self.show();
        }
    }

    /// Takes back what was chosen last.
    pub fn undo(&mut self) {
        let Phase::Ordering(actor) = self.phase else { return };
        if let Some(channel) = self.chosen.pop() {
            self.drafts[actor.index()] = self.drafts[actor.index()].without(channel);
            self.show();
        }
    }

    /// Asks the staff what it reckons of the moves of the turn, and of the order as far as it is made.
    pub fn ask_staff(&mut self) {
        let Phase::Ordering(actor) = self.phase else { return };
        self.asked = Some(Asked::begin(&self.course, actor, self.drafts[actor.index()]));
    }

    /// The staff, if it was asked this turn.
    #[must_use]
    pub const fn staff(&self) -> Option<&Asked> {
        self.asked.as_ref()
    }

    /// Writes a forecast of the seat on the screen down, or crosses it out.
    pub const fn foresee(&mut self, forecast: Option<Forecast>) {
        if let Phase::Ordering(actor) = self.phase {
            self.forecasts[actor.index()] = forecast;
        }
    }

    /// The forecast that the seat on the screen wrote down this turn.
    #[must_use]
    pub fn forecast(&self) -> Option<Forecast> {
        self.seat().and_then(|actor| self.forecasts[actor.index()])
    }

    /// Seals the order of the seat on the screen. When both are sealed, they are unsealed together. A forecast that was
    /// written down goes with it, beside the staff's where it may reckon.
    ///
    /// # Errors
    /// Why the order cannot be sealed, in a sentence; nothing has then changed.
    pub fn seal(&mut self, may_reckon: bool) -> Result<(), String> {
        let Phase::Ordering(actor) = self.phase else { return Ok(()) };
        let view = self.course.view(actor);
        let order = self.drafts[actor.index()];
        view.check_whole(&order).map_err(|(_, why)| words::refusal(&view, why))?;
        self.asked = None;
        if let Some(own) = self.forecasts[actor.index()] {
            let staff = may_reckon.then(|| staff::reckoned(&self.course, actor, &order)).flatten();
            self.course.note(Note { turn: self.course.crisis.turn(), actor, own, staff });
        }
        self.sealed[actor.index()] = Some(order);
        self.chosen.clear();
        let next = self.humans().find(|other| self.sealed[other.index()].is_none());
        match next {
            Some(other) => {
                self.ask(other);
                Ok(())
            }
            None if self.is_awaited() => {
                self.phase = Phase::Waiting;
                self.show();
                Ok(())
            }
            None => self.unseal(),
        }
    }

    /// Whether an opponent is still at its order.
    fn is_awaited(&self) -> bool {
        self.thinking.iter().flatten().any(|thread| !thread.is_finished())
    }

    /// Unseals the orders once the last opponent has written its own; says whether it did.
    ///
    /// # Errors
    /// An order of a policy is refused, which would be a fault of the program.
    pub fn arrive(&mut self) -> Result<bool, String> {
        if self.phase != Phase::Waiting || self.is_awaited() {
            return Ok(false);
        }
        self.unseal().map(|()| true)
    }

    fn unseal(&mut self) -> Result<(), String> {
        self.collect();
        let orders = self.sealed.map(Option::unwrap_or_default);
        self.sealed = [None; 2];
        self.drafts = [Order::default(); 2];
        self.play(orders)?;
        self.unseen = self.humans().collect();
        self.look();
        Ok(())
    }

    fn play(&mut self, orders: [Order; 2]) -> Result<(), String> {
        let turn = self.course.crisis.turn();
        let mut dice = Forced::new(self.course.seed, self.awaited());
        let played = self.course.play_with(orders, &mut dice);
        played.map_err(|illegal| tr!("Turn {turn} could not be played: {illegal}", turn, illegal))
    }

    /// The event that is to happen the first time it can, while it has not.
    fn awaited(&self) -> Option<RuleId> {
        let happened =
            |rule: &RuleId| self.course.record.entries.iter().any(|entry| entry.what == What::Happened(*rule));
        self.forced.filter(|rule| !happened(rule))
    }

    /// Shows what was unsealed to the next person who has not looked yet, if there is one.
    fn look(&mut self) {
        if let Some(actor) = self.unseen.first().copied() {
            self.phase = if self.hot_seat() { Phase::HandOver(actor) } else { Phase::Unsealed(actor) };
            self.show();
        }
    }

    /// The person has looked at what was unsealed: in a hot seat the same person goes on to order, then the other looks.
    ///
    /// # Errors
    /// An order of a policy is refused, which would be a fault of the program.
    pub fn go_on(&mut self) -> Result<(), String> {
        let Phase::Unsealed(actor) = self.phase else { return Ok(()) };
        self.unseen.retain(|other| *other != actor);
        if self.course.crisis.ended().is_some() {
            if self.unseen.is_empty() {
                self.over()
            } else {
                self.look()
            }
            return Ok(());
        }
        if self.sealed.iter().any(Option::is_some) && self.hot_seat() {
            // The other has ordered already, and has handed the screen over.
            self.phase = Phase::Ordering(actor);
            self.show();
            return Ok(());
        }
        self.open()?;
        if self.phase == Phase::HandOver(actor) {
            // Nobody else has sat down in between.
            self.phase = Phase::Ordering(actor);
            self.show();
        }
        Ok(())
    }

    /// Goes back to the opening of a turn that was played, and plays on from there.
    ///
    /// # Errors
    /// An order of a policy is refused, which would be a fault of the program.
    pub fn rewind(&mut self, turn: usize) -> Result<(), String> {
        self.course.rewind(turn);
        self.unseen.clear();
        // What opponents know of the course that is given up they forget.
        self.thinking = [None, None];
        self.players = Self::opponents(&self.course, self.seats);
        self.open()
    }

    /// All that is needed to replay it.
    ///
    /// # Errors
    /// It cannot be written as text.
    pub fn text(&self) -> Result<String, TranscriptError> {
        let mut transcript = Transcript::of(&self.course, [&self.played[0], &self.played[1]]);
        transcript.awaited = self.awaited().map(|rule| self.course.scenario.rules[rule.index()].id.clone());
        write(&transcript)
    }

    /// The debrief: the truth, once it is over.
    #[must_use]
    pub fn debrief(&self) -> Debrief {
        let debrief = Debrief::of(&self.course).played_by([&self.played[0], &self.played[1]]);
        let mut thoughts = self.players.iter().map(|player| player.as_ref().map_or(&[][..], Opponent::thoughts));
        let thoughts = [thoughts.next().unwrap_or(&[]), thoughts.next().unwrap_or(&[])];
        debrief.with_kept(&self.course, self.seats.map(Seat::policy), thoughts)
    }

    /// Reckons on a thread of its own what turned on choice and what on luck; none of a crisis that has not ended.
    #[must_use]
    pub fn reckon_choice(&self) -> Reckoned {
        let reckoned = Reckoned::default();
        let (told, course) = (reckoned.clone(), self.course.clone());
        std::thread::spawn(move || {
            let found = turning(&course, &Depth::default());
            // Nobody else sets it.
            let _ = told.set(found.map(|found| ChoicePart::of(&course, &found)));
        });
        reckoned
    }

    /// The cut that is played, if one is.
    #[must_use]
    pub fn cut(&self) -> Option<&CutData> {
        self.course.crisis.cut_data(self.course.scenario)
    }

    /// The dates of the turns that were played, for going back to one.
    #[must_use]
    pub fn turns(&self) -> Vec<(usize, String)> {
        let date =
            |turn: usize| self.course.scenario.turns.get(turn).map_or_else(String::new, |data| data.date.clone());
        (0..self.course.turns.len()).map(|turn| (turn, date(turn))).collect()
    }

    /// How it ended: the place of the ending in the scenario.
    #[must_use]
    pub fn ended(&self) -> Option<usize> {
        self.course.crisis.ended().map(brinkmanship::scenario::model::EndingId::index)
    }

    /// The date of the turn that is open.
    #[must_use]
    pub fn date(&self) -> &str {
        self.course.scenario.turns.get(self.course.crisis.turn()).map_or("", |turn| turn.date.as_str())
    }
}
