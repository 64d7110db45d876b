//! The table: everything that the screen of one seat may show, in words and numbers, computed from its view.
//!
//! Any program that shows a crisis to a person shows this: a window, a page, a terminal. It decides nothing; what may be
//! ordered, and what is refused and why, comes from the view.

mod cards;
mod headlines;
mod knowledge;
mod map;
mod moments;
mod news;
mod talks;
mod world;

pub use cards::{Card, Decision, Desk, Slope, Touch, TouchKind};
pub use headlines::Headlines;
pub use knowledge::{Aim, Change, Group, Ladder, Line, Rung, Track};
pub use map::{Item, MapSheet, Theatre, theatres};
pub use moments::{Moment, MomentKind};
pub use news::{Dispatch, Past};
pub use talks::{Agreed, Leg, OfferRow, Talks, TermRow, Way, Word};
pub use world::{World, WorldTrack};

use serde::Serialize;

use super::words;
use crate::{
    crisis::{Act, Order, Record, View},
    scenario::model::{Actor, Condition, CutData, FactId, InsteadData, Scenario},
};

/// Everything that the screen of one seat may show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Table {
    /// The scenario's id.
    pub scenario: String,
    /// The scenario's title.
    pub title: String,
    /// The line under the title.
    pub subtitle: String,
    /// What the scenario is about.
    pub summary: String,
    /// What a person should know before play.
    pub content_note: String,
    /// Words that a reader may not know, and what they mean.
    pub glossary: Vec<(String, String)>,
    /// Whose screen it is: 0 or 1.
    pub seat: usize,
    /// The id of the seat's side, short enough for a prompt.
    pub seat_id: String,
    /// The names of both sides.
    pub names: [String; 2],
    /// Who decides on each side.
    pub deciders: [String; 2],
    /// What the seat is told of itself before play.
    pub about: String,
    /// One's own disposition, name and text, where the scenario has some.
    pub disposition: Option<(String, String)>,
    /// One's own aims, the weightiest first.
    pub aims: Vec<Aim>,
    /// The turn, from 0.
    pub turn: usize,
    /// The last turn that the crisis can come to.
    pub last: usize,
    /// The cut that is played, if one is.
    pub cut: Option<CutSheet>,
    /// When it is.
    pub date: String,
    /// The turn in one line.
    pub headline: String,
    /// What the seat is told as the turn opens.
    pub briefing: String,
    /// Whether the turn lies beyond the record; its date and its briefing say so too.
    pub hypothetical: bool,
    /// Whether it is over.
    pub over: bool,
    /// Whether this is the last turn to stop a catastrophe.
    pub last_chance: bool,
    /// Whether the seat had such a screen on the turn before, so that what is as it was may take less room.
    pub again: bool,
    /// The turns gone by, and what was ordered on each as far as the seat saw it.
    pub past: Vec<Past>,
    /// What happened since the last order, in three headlines.
    pub headlines: Headlines,
    /// What is staged as a moment of its own.
    pub moments: Vec<Moment>,
    /// What else happened since the last order, the gravest first; what comes back turn after turn is told once.
    pub happened: Vec<String>,
    /// How many of these, the first, are never left out for length.
    pub grave: usize,
    /// Everything that the seat saw since the crisis began, in the order of happening.
    pub dispatches: Vec<Dispatch>,
    /// The ladders.
    pub ladders: Vec<Ladder>,
    /// The odds of an incident on this rung, in words and in parts per 100,000.
    pub incident_odds: (String, u32),
    /// The odds of a catastrophe on this rung, in words and in parts per 100,000.
    pub catastrophe_odds: (String, u32),
    /// The tracks that the seat sees.
    pub tracks: Vec<Track>,
    /// What the figures of human cost do not count; empty where nothing is said.
    pub counted: String,
    /// What the seat knows to be so.
    pub facts: Vec<String>,
    /// The postures that the seat keeps up.
    pub postures: Vec<String>,
    /// The red lines that the seat sees, its own first.
    pub lines: Vec<Line>,
    /// The desks and their cards.
    pub desks: Vec<Desk>,
    /// The main decision of the turn.
    pub decision: Option<Decision>,
    /// The negotiating table.
    pub talks: Talks,
    /// What is chosen so far, desk by desk.
    pub chosen: Vec<(usize, String)>,
    /// Why the order cannot be sent as it stands, after the act that is refused if it is one; none if it can.
    pub unsendable: Option<String>,
    /// The map.
    pub map: Option<MapSheet>,
}

impl Table {
    /// The number of the turn, of the first and of the last, as pages and debriefs count them: in a cut those that are
    /// played, from 1, and in the whole those of the scenario, from 0.
    #[must_use]
    pub fn counted(&self) -> (usize, usize, usize) {
        self.cut.as_ref().map_or((self.turn, 0, self.last), |cut| (cut.number, 1, cut.of))
    }

    /// The table of a seat, with what it has chosen so far. The view is an actor's: the world has no seat, and gets none.
    #[must_use]
    pub fn of(view: &View<'_>, record: &Record, order: &Order) -> Option<Self> {
        let actor = view.actor()?;
        let scenario = view.scenario();
        let turn = scenario.turns.get(view.turn());
        let say = |text: fn(&crate::scenario::model::TurnData) -> &str| turn.map_or("", text).to_owned();
        let desks = cards::desks(view, order);
        let entries = news::since(view, record);
        let latest = news::latest(view, record, &entries);
        let (happened, grave) = news::happened(view, actor, record, &latest, true);
        let (incident, catastrophe) = view.hazards();
        Some(Self {
            scenario: scenario.id.clone(),
            title: scenario.title.clone(),
            subtitle: scenario.subtitle.clone(),
            summary: scenario.summary_of(view.cut()).to_owned(),
            content_note: scenario.content_note_of(view.cut()).to_owned(),
            glossary: scenario.glossary.iter().filter_map(|word| word.for_seat(actor)).collect(),
            seat: actor.index(),
            seat_id: words::side(scenario, actor),
            names: Actor::BOTH.map(|side| scenario.actors[side.index()].name.clone()),
            deciders: Actor::BOTH.map(|side| scenario.actors[side.index()].decider.clone()),
            about: scenario.actors[actor.index()].seat.clone(),
            disposition: view.disposition().map(|id| {
                let data = &scenario.dispositions[id.index()];
                (data.name.clone(), data.text.clone())
            }),
            aims: knowledge::aims(scenario, actor),
            turn: view.turn(),
            last: view.last(),
            cut: view.cut().map(|cut| CutSheet::of(cut, view.turn())),
            date: say(|turn| &turn.date),
            headline: headline(scenario, view.turn(), |when| view.holds(when)),
            briefing: briefing(view, actor),
            hypothetical: turn.is_some_and(|turn| turn.hypothetical),
            over: view.ended().is_some(),
            last_chance: view.last_turn(),
            again: false,
            past: news::past(view, actor, record),
            headlines: match news::last_played(view, record) {
                Some(_) => headlines::headlines(view, actor, &entries, &latest, &happened),
                None => Headlines::default(),
            },
            moments: moments::moments(view, actor, &entries),
            happened,
            grave,
            dispatches: news::dispatches(view, actor, record),
            ladders: knowledge::ladders(view, actor),
            incident_odds: (words::odds(incident), incident),
            catastrophe_odds: (words::odds(catastrophe), catastrophe),
            tracks: knowledge::tracks(view, actor, record, &entries),
            counted: scenario.counted.clone(),
            facts: facts(view, |_| true),
            postures: facts(view, |id| scenario.facts[id.index()].posture == Some(actor)),
            lines: knowledge::lines(view, actor, &entries),
            decision: cards::decision(&desks, turn.map_or(&[], |turn| &turn.decision[actor.index()])),
            desks,
            talks: talks::talks(view, actor, order),
            chosen: order
                .desks()
                .map(|(channel, act)| (channel.index(), words::act(scenario, &words::offers_seen(view), act)))
                .collect(),
            unsendable: view.check_whole(order).err().map(|(act, why)| {
                let why = words::refusal(view, why);
                match act {
                    Some(act) => {
                        format!("{}: {why}", words::bare(&words::act(scenario, &words::offers_seen(view), act)))
                    }
                    None => why,
                }
            }),
            map: map::sheet(view, actor, &entries),
        })
    }

    /// The table without the dead and those driven out: their counts, the headlines and the dispatches of them.
    #[must_use]
    pub fn without_human_cost(mut self) -> Self {
        self.tracks.retain(|track| track.group != Group::HumanCost);
        self.headlines = self.headlines.without_cost();
        self.dispatches.retain(|dispatch| !dispatch.cost);
        self
    }

    /// The table of a seat that had its screen on the turn before: what could be ordered then has been read.
    #[must_use]
    pub fn after(mut self, before: &View<'_>) -> Self {
        let read = before.acts();
        for card in self.desks.iter_mut().flat_map(|desk| &mut desk.cards) {
            card.known = read.contains(&card.act);
        }
        self.again = true;
        self
    }

    /// Whether no count of human cost that the seat sees stands above nought; false where it sees none.
    #[must_use]
    pub fn nobody_lost(&self) -> bool {
        let mut counts = self.tracks.iter().filter(|track| track.group == Group::HumanCost).peekable();
        counts.peek().is_some() && counts.all(|track| track.value == 0)
    }

    /// The turns that passed as the record had them since the seat last ordered, in a cut, or before it ever did.
    pub fn meanwhile(&self) -> impl Iterator<Item = &Past> {
        self.past.iter().filter(|past| past.meanwhile)
    }

    /// A card by its act.
    #[must_use]
    pub fn card(&self, act: Act) -> Option<&Card> {
        self.desks.iter().flat_map(|desk| &desk.cards).find(|card| card.act == act)
    }

    /// The name of this seat's side.
    #[must_use]
    pub fn own_name(&self) -> &str {
        &self.names[self.seat.min(1)]
    }

    /// The name of the other side.
    #[must_use]
    pub fn other_name(&self) -> &str {
        &self.names[1 - self.seat.min(1)]
    }
}

/// A cut, as a seat is told of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CutSheet {
    /// Its name.
    pub title: String,
    /// The how manieth of the turns that are played this is, from 1.
    pub number: usize,
    /// How many there are.
    pub of: usize,
}

impl CutSheet {
    fn of(cut: &CutData, turn: usize) -> Self {
        let number = cut.turns().filter(|kept| *kept <= turn).count();
        Self { title: cut.title.clone(), number: number.max(1), of: cut.turns().count() }
    }
}

/// The briefings that take the place of a turn's own, as far as one can know who asks, the first of which counts.
fn instead(scenario: &Scenario, turn: usize, holds: impl Fn(&Condition) -> bool) -> impl Iterator<Item = &InsteadData> {
    scenario.instead.iter().filter(move |instead| instead.on(turn) && holds(&instead.when))
}

/// A turn in one line: its own, or that of what takes the place of its briefing.
pub(in crate::report) fn headline(scenario: &Scenario, turn: usize, holds: impl Fn(&Condition) -> bool) -> String {
    let own = scenario.turns.get(turn).map(|turn| &turn.headline);
    let instead = instead(scenario, turn, holds).next().map(|instead| &instead.headline);
    instead.filter(|text| !text.is_empty()).or(own).cloned().unwrap_or_default()
}

/// What is said before the briefing of a turn beyond the record.
const HYPOTHETICAL: &str = mark!("HYPOTHETICAL: this turn lies beyond the record, and nothing of it has happened.");

/// What an actor is told of a turn: what takes the place of its briefing, where that holds; in a cut the short briefing,
/// where it has one; of a turn beyond the record, that it is hypothetical.
fn briefing(view: &View<'_>, actor: Actor) -> String {
    let Some(turn) = view.scenario().turns.get(view.turn()) else { return String::new() };
    let short = view.cut().and_then(|cut| cut.briefings.get(view.turn())).map(|briefing| &briefing[actor.index()]);
    let mut told =
        instead(view.scenario(), view.turn(), |when| view.holds(when)).map(|instead| &instead.briefing[actor.index()]);
    let instead = told.find(|text| !text.is_empty());
    let text = instead.or_else(|| short.filter(|short| !short.is_empty())).unwrap_or(&turn.briefing[actor.index()]);
    if turn.hypothetical {
        format!("{} {text}", crate::language::plain(HYPOTHETICAL)).trim_end().to_owned()
    } else {
        text.clone()
    }
}

/// What a seat knows to be so, as sentences.
fn facts(view: &View<'_>, wanted: impl Fn(FactId) -> bool) -> Vec<String> {
    (0..view.scenario().facts.len())
        .map(FactId::new)
        .filter(|id| view.fact(*id) == Some(true) && wanted(*id))
        .map(|id| words::sentence(&view.scenario().facts[id.index()].text))
        .collect()
}
