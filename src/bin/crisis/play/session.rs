//! A session: seats, orders, turns, saving, and going on where one left off.
//!
//! The one file of the game in the terminal that holds the live crisis. The screens get a [`Table`], which is made from
//! one seat's view, and hand back an order or what else a person wants.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use brinkmanship::{
    crisis::{Order, Premise, Seeded, Setup},
    policy::{self, Opponent, Policy},
    report::{Debrief, StaffSheet, table::Table, words},
    scenario::{Scenario, files::write_safely, model::Actor},
    survey::{Estimates, FOR_SCORE, Staff},
    transcript::{Course, Forecast, Note, Transcript, replay, seats, write},
};

use super::{
    Who,
    commands::{self, Intent},
    desk::Hand,
    dice::Asked,
    end,
    input::Input,
    news, screen, staff,
};
use crate::{
    CLEAN, STOPPED,
    args::{DiceFrom, PlayArgs},
    colour::Helped,
    course,
    deliver::quoted,
    page::Page,
};

/// Where a crisis is saved, and who plays.
#[derive(Clone, Debug)]
pub struct Saver {
    /// The file, if it is saved at all.
    pub path: Option<PathBuf>,
    /// Who sits in each seat, in words.
    pub players: [String; 2],
}

impl Saver {
    /// Saves to a file.
    ///
    /// # Errors
    /// It cannot be written; what stood there before is untouched.
    pub fn write(&self, course: &Course<'_>, path: &Path) -> anyhow::Result<()> {
        let transcript = Transcript::of(course, [&self.players[0], &self.players[1]]);
        let text = write(&transcript)?;
        write_safely(path, text.as_bytes()).with_context(|| Helped {
            what: tr!("the crisis cannot be saved to {path}", path = path.display()),
            help: tr!("look whether the folder is there and you may write to it; --save FILE names another place")
                .to_owned(),
        })
    }

    /// Saves now, to a file that was named now or before.
    fn save_as(&mut self, page: &mut Page, course: &Course<'_>, name: &str) -> anyhow::Result<()> {
        let path = if name.is_empty() { self.path.clone() } else { Some(PathBuf::from(name)) };
        let Some(path) = path else {
            page.para(2, tr!("Where to? Such as `save evening.crisis`."))?;
            return Ok(());
        };
        if Some(&path) != self.path.as_ref() && path.exists() {
            page.para(2, &tr!("{path} is there already; choose another name.", path = path.display()))?;
            return Ok(());
        }
        match self.write(course, &path) {
            Ok(()) => {
                let say = tr!(
                    "Saved to {path}, and from now on after every turn. The order of this turn is not in it.",
                    path = path.display()
                );
                page.para(2, &say)?;
                self.path = Some(path);
            }
            Err(error) => page.para(2, &format!("{error:#}."))?,
        }
        Ok(())
    }

    /// Asks where to save if nothing was saved; whether the person then leaves.
    fn leaves(&mut self, page: &mut Page, input: &mut Input, course: &Course<'_>) -> anyhow::Result<bool> {
        if self.path.is_some() || course.turns.is_empty() {
            return Ok(true);
        }
        page.para(2, tr!("Save first? Type a file name, such as evening.crisis, or press Enter to leave without."))?;
        match input.ask(page, tr!("save to"))? {
            Some(name) if names_a_file(&name) => {
                self.save_as(page, course, &name)?;
                Ok(self.path.is_some())
            }
            Some(_) | None => Ok(true),
        }
    }

    /// Saves where it is to be saved, if anywhere.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn save(&self, course: &Course<'_>) -> anyhow::Result<()> {
        match &self.path {
            Some(path) => self.write(course, path),
            None => Ok(()),
        }
    }
}

/// Whether what was typed is meant as the name of a file, and not as an answer or a command.
fn names_a_file(typed: &str) -> bool {
    !["", "n", "no", "y", "yes", "quit", "q", "exit", "pass", "send"].contains(&typed)
}

/// A session of play.
pub struct Session<'s, 'p> {
    page: &'p mut Page,
    input: &'p mut Input,
    course: Course<'s>,
    seats: [Who; 2],
    players: [Option<Opponent>; 2],
    dice: DiceFrom,
    /// Whether the prologue is taken from the record.
    prologue: bool,
    saver: Saver,
    /// Whether a crisis is gone on with.
    resumed: bool,
    /// Whether the seed was drawn rather than given.
    drawn_seed: bool,
    /// Whether the staff may be asked.
    estimates: bool,
}

/// Crises that the staff imagines for each move when it is asked, and each time that it is asked for more.
const IMAGINES: u32 = 96;

/// The policies at play.
fn players(seats: [Who; 2], seed: u64) -> [Option<Opponent>; 2] {
    Actor::BOTH.map(|actor| match seats[actor.index()] {
        Who::Human => None,
        Who::Policy(policy) => Some(Opponent::new(policy, actor, seed)),
    })
}

/// Who sits opposite, and what that means.
fn opposite(seat: &str, policy: Policy) -> String {
    let who = policy.words();
    match policy {
        Policy::Simple(_) => tr!("{seat}: {who}, a simple policy.", seat, who),
        Policy::Planner(_) => tr!(
            "{seat}: {who}, who plans. The level changes how deep it thinks and nothing else: neither the odds, nor what \
             it may know, nor how things stand at the start.",
            seat,
            who
        ),
    }
}

/// What stands otherwise in a variant of the scenario.
fn variant(scenario: &Scenario, id: &str) -> anyhow::Result<Premise> {
    if let Some(found) = scenario.variants.iter().find(|variant| variant.id == id) {
        return Ok(Premise::of(found));
    }
    let ids: Vec<&str> = scenario.variants.iter().map(|variant| variant.id.as_str()).collect();
    if ids.is_empty() {
        bail!("{}", tr!("`{id}` has no variants", id = scenario.id));
    }
    bail!("{}", tr!("`{id2}` has no variant `{id}`; there are {ids}", id2 = scenario.id, id, ids = ids.join(", ")))
}

impl<'s, 'p> Session<'s, 'p> {
    /// Begins a crisis.
    ///
    /// # Errors
    /// It cannot be saved where it is to be saved.
    #[allow(clippy::too_many_arguments, reason = "all that a session is made of")]
    pub fn begin(
        page: &'p mut Page,
        input: &'p mut Input,
        scenario: &'s Scenario,
        setup: Setup,
        seed: u64,
        seats: [Who; 2],
        args: &PlayArgs,
        saver: Saver,
    ) -> anyhow::Result<Self> {
        let mut machine = Seeded::new(seed);
        let premise = args.variant.as_deref().map_or_else(|| Ok(Premise::default()), |id| variant(scenario, id))?;
        let course = match args.dice {
            DiceFrom::Machine => Course::start_from(scenario, setup, premise, seed, &mut machine),
            DiceFrom::Ask => {
                let mut dice = Asked::new(page, input, scenario, machine);
                Course::start_from(scenario, setup, premise, seed, &mut dice)
            }
        };
        // Better to learn now than after the first turn that nothing can be saved there.
        saver.save(&course)?;
        let players = players(seats, seed);
        Ok(Self {
            page,
            input,
            course,
            seats,
            players,
            dice: args.dice,
            prologue: !args.prologue,
            saver,
            resumed: false,
            drawn_seed: args.seed.is_none(),
            estimates: !args.no_estimates,
        })
    }

    /// Goes on with a saved crisis, from its last turn or an earlier one.
    ///
    /// # Errors
    /// It does not come out as it was saved, or never came to the turn that was named.
    pub fn go_on(
        page: &'p mut Page,
        input: &'p mut Input,
        scenario: &'s Scenario,
        transcript: &Transcript,
        seats: [Who; 2],
        args: &PlayArgs,
        saver: Saver,
    ) -> anyhow::Result<Self> {
        let replayed = replay(scenario, transcript)?;
        if let Some(parted) = &replayed.divergence {
            let why = words::divergence(scenario, parted);
            return Err(anyhow::anyhow!(why)).context(tr!("it no longer comes out as it was saved"));
        }
        if !replayed.same_files {
            crate::shared::aside!(
                "{}",
                tr!("note: the scenario's files are not those that this was played with; it comes out the same so far")
            );
        }
        let mut course = replayed.course;
        if let Some(turn) = args.turn {
            let last = course.crisis.turn();
            if last < turn {
                bail!("{}", tr!("it came to turn {last}; --turn names one from 0 to {last}", last));
            }
            course.rewind(turn);
        }
        let mut saver = saver;
        for (at, who) in saver.players.iter_mut().enumerate() {
            let before = transcript.players.get(at).map_or("", String::as_str);
            *who = seats::handed(before, who, course.crisis.turn());
        }
        let mut players = players(seats, course.seed);
        for (actor, player) in Actor::BOTH.into_iter().zip(&mut players) {
            if let Some(player) = player {
                player.catch_up(&course, actor);
            }
        }
        Ok(Self {
            page,
            input,
            course,
            seats,
            players,
            dice: args.dice,
            prologue: true,
            saver,
            resumed: true,
            drawn_seed: false,
            estimates: !args.no_estimates,
        })
    }

    fn humans(&self) -> Vec<Actor> {
        Actor::BOTH.into_iter().filter(|actor| self.seats[actor.index()] == Who::Human).collect()
    }

    /// Plays to the end, or until the person stops.
    ///
    /// # Errors
    /// Standard output cannot be written to, or an order of ours is refused, which would be a fault of this program.
    pub fn play(&mut self) -> anyhow::Result<u8> {
        let humans = self.humans();
        if !self.resumed && self.drawn_seed {
            crate::shared::aside!(
                "{}",
                tr!(
                    "The seed of all chance is {seed}; --seed {seed} gives the same crisis again.",
                    seed = self.course.seed
                )
            );
        }
        if humans.is_empty() {
            return self.watch();
        }
        for actor in Actor::BOTH {
            if let Who::Policy(policy) = self.seats[actor.index()] {
                crate::shared::aside!("{}", opposite(&self.course.scenario.actors[actor.index()].name, policy));
            }
        }
        self.pass()?;
        if !self.resumed {
            self.saver.save(&self.course)?;
        }
        let mut greeted = [false; 2];
        while self.course.crisis.ended().is_none() {
            let mut orders = [Order::default(); 2];
            for actor in Actor::BOTH {
                orders[actor.index()] = match self.seats[actor.index()] {
                    Who::Policy(_) => self.chosen(actor),
                    Who::Human => {
                        if 1 < humans.len() {
                            let data = &self.course.scenario.actors[actor.index()];
                            if !screen::hand_over(self.page, self.input, &data.name, &data.decider)? {
                                return self.stop();
                            }
                        }
                        let there = std::mem::replace(&mut greeted[actor.index()], true);
                        match self.ask(actor, there)? {
                            Some(order) => order,
                            None => return self.stop(),
                        }
                    }
                };
            }
            if 1 < humans.len() {
                screen::clear(self.page)?;
            }
            self.adjudicate(orders)?;
            self.pass()?;
            if let Err(error) = self.saver.save(&self.course) {
                // The evening is not over because a disk is full.
                crate::shared::aside!("{}", tr!("warning: {error:#}", error));
            }
        }
        if let Some(ending) = self.course.crisis.ended() {
            for actor in &humans {
                let table = Table::of(&self.course.view(*actor), &self.course.record, &Order::default());
                let Some(table) = table.filter(|table| table.headlines.any) else { continue };
                if 1 < humans.len() {
                    self.page.heading(&self.course.scenario.actors[actor.index()].name)?;
                }
                news::headlines(self.page, &table)?;
            }
            let ending = &self.course.scenario.endings[ending.index()];
            end::show(self.page, ending, &Debrief::of(&self.course), &humans)?;
        }
        match &self.saver.path {
            Some(path) => {
                self.page.gap()?;
                let say = tr!(
                    "What each side believed, what was true, and who won: crisis debrief {path}",
                    path = quoted(path)
                );
                self.page.para(0, &say)?;
            }
            None => self.offer_save()?,
        }
        Ok(CLEAN)
    }

    /// Nobody sits at the table: the course is printed.
    fn watch(&mut self) -> anyhow::Result<u8> {
        let scenario = self.course.scenario;
        self.page.line(&tr!(
            "{title}: {players} against {players2}",
            title = scenario.title,
            players = self.seats[0].name(),
            players2 = self.seats[1].name()
        ))?;
        for turn in 0..self.course.turns.len() {
            course::tell_turn(self.page, &self.course, turn)?;
        }
        while self.course.crisis.ended().is_none() {
            let turn = self.course.crisis.turn();
            let orders = match self.recorded() {
                Some(orders) => orders,
                None => Actor::BOTH.map(|actor| self.chosen(actor)),
            };
            self.adjudicate(orders)?;
            course::tell_turn(self.page, &self.course, turn)?;
            self.saver.save(&self.course)?;
        }
        course::tell_end(self.page, &self.course)?;
        Ok(CLEAN)
    }

    /// Lets a person make an order; none if the person stops, or there is no more input. `there` says whether the person
    /// had a screen on the turn before.
    fn ask(&mut self, actor: Actor, there: bool) -> anyhow::Result<Option<Order>> {
        let Some((order, forecast)) = self.consult(actor, there)? else { return Ok(None) };
        if let Some(own) = forecast {
            let staff = self.estimates.then(|| {
                let reckoned = Staff::of(&self.course, actor).of_order(&self.course.view(actor), &order, FOR_SCORE);
                reckoned.map(|estimate| estimate.forecast())
            });
            self.course.note(Note { turn: self.course.crisis.turn(), actor, own, staff: staff.flatten() });
        }
        Ok(Some(order))
    }

    /// What a person orders, and the forecast that was written down before.
    fn consult(&mut self, actor: Actor, there: bool) -> anyhow::Result<Option<(Order, Option<Forecast>)>> {
        let Self { page, input, course, saver, resumed, estimates: may_ask, .. } = self;
        let course: &Course<'_> = course;
        let mut asked: Option<(Order, Estimates)> = None;
        let mut own = None;
        let look = |order: &Order| {
            let table = Table::of(&course.view(actor), &course.record, order)?;
            Some(match course.view_before(actor).filter(|_| there) {
                Some(before) => table.after(&before),
                None => table,
            })
        };
        let Some(mut hand) = Hand::open(&look) else { return Ok(None) };
        if !there {
            screen::greet(page, &hand.table, *resumed)?;
        }
        let mut typed = screen::turn(page, input, &hand)?;
        loop {
            match commands::ask(page, input, &mut hand, typed.take())? {
                Intent::Send(order) => return Ok(Some((order, own))),
                Intent::Staff(_) if !*may_ask => {
                    page.para(2, tr!("The staff's estimates are switched off in this game."))?;
                }
                Intent::Staff(text) => match staff::wanted(&text) {
                    None => page.para(2, tr!("`staff`, `staff numbers`, `staff more`, or the number of a move, as `staff 3`."))?,
                    Some(wanted) => {
                        let view = course.view(actor);
                        let kept = asked.take().filter(|(draft, _)| *draft == hand.order);
                        let fresh = kept.is_none();
                        let begun = kept.or_else(|| {
                            Some((hand.order, Staff::of(course, actor).estimates(&view, &hand.order)?))
                        });
                        if let Some((draft, mut estimates)) = begun {
                            if fresh || wanted.more {
                                estimates.refine(course.scenario, if wanted.more { 4 * IMAGINES } else { IMAGINES });
                            }
                            if let Some(sheet) = StaffSheet::of(&view, &estimates) {
                                staff::show(page, &hand, &sheet, wanted)?;
                            }
                            asked = Some((draft, estimates));
                        }
                    }
                },
                Intent::Forecast(text) => match staff::forecast(&text) {
                    Some(forecast) => {
                        page.para(2, &tr!("Written down, to be scored in the debrief: {forecast}.", forecast = words::forecast(forecast)))?;
                        own = Some(forecast);
                    }
                    None => page.para(
                        2,
                        tr!("Of 100 how many for an agreement, spoken or tacit, and how many for war between the two? Such as `forecast 40 10`; the rest is for anything else."),
                    )?,
                },
                Intent::Save(name) => saver.save_as(page, course, &name)?,
                Intent::Leave if !saver.leaves(page, input, course)? => {}
                Intent::Leave | Intent::Stop => return Ok(None),
            }
        }
    }

    /// What was really ordered, on a turn that passes as the record had it.
    fn recorded(&self) -> Option<[Order; 2]> {
        let going_on = self.course.crisis.ended().is_none();
        going_on.then(|| policy::recorded(self.course.scenario, &self.course.crisis, !self.prologue)).flatten()
    }

    /// Lets turns go by that pass as the record had them. Nobody sits there who could roll for them.
    fn pass(&mut self) -> anyhow::Result<()> {
        let dice = std::mem::replace(&mut self.dice, DiceFrom::Machine);
        while let Some(orders) = self.recorded() {
            self.adjudicate(orders)?;
        }
        self.dice = dice;
        Ok(())
    }

    /// What a policy orders.
    fn chosen(&mut self, actor: Actor) -> Order {
        let view = self.course.view(actor);
        self.players[actor.index()].as_mut().map_or_else(Order::default, |player| player.order(&view))
    }

    /// Plays a turn.
    fn adjudicate(&mut self, orders: [Order; 2]) -> anyhow::Result<()> {
        let scenario = self.course.scenario;
        let turn = self.course.crisis.turn();
        let mut machine = Seeded::new(self.course.seed);
        let played = match self.dice {
            DiceFrom::Machine => self.course.play_with(orders, &mut machine),
            DiceFrom::Ask => {
                let mut dice = Asked::new(self.page, self.input, scenario, machine);
                self.course.play_with(orders, &mut dice)
            }
        };
        played.with_context(|| tr!("turn {turn} could not be played; this is a fault of the program", turn))
    }

    /// The person stops, or there is no more input.
    fn stop(&mut self) -> anyhow::Result<u8> {
        self.page.flush()?;
        let turn = self.course.crisis.turn();
        match &self.saver.path {
            Some(path) => match self.saver.write(&self.course, path) {
                Ok(()) => {
                    crate::shared::aside!(
                        "{}",
                        tr!(
                            "Turn {turn} is open. Play on with: crisis play --resume {path}",
                            turn,
                            path = quoted(path)
                        )
                    );
                    Ok(CLEAN)
                }
                Err(error) => {
                    crate::shared::aside!("{}", tr!("error: {error:#}", error));
                    Ok(STOPPED)
                }
            },
            None => {
                crate::shared::aside!(
                    "{}",
                    tr!("Turn {turn} was open. Nothing was saved; --save FILE saves after every turn.", turn)
                );
                Ok(CLEAN)
            }
        }
    }

    /// After the end, for those who did not think of it before.
    fn offer_save(&mut self) -> anyhow::Result<()> {
        self.page.gap()?;
        self.page.para(
            0,
            tr!("Save this crisis, to debrief it later? Type a file name, such as evening.crisis, or press Enter."),
        )?;
        if let Some(name) = self.input.ask(self.page, tr!("save to"))?
            && names_a_file(&name)
        {
            let path = PathBuf::from(&name);
            if path.exists() {
                crate::shared::aside!("{}", tr!("{name} is there already, and was left as it is.", name));
            } else if let Err(error) = self.saver.write(&self.course, &path) {
                crate::shared::aside!("{}", tr!("error: {error:#}", error));
            } else {
                self.page.line(&tr!("Saved. Who won, and who believed what: crisis debrief {name}", name))?;
            }
        }
        Ok(())
    }
}
