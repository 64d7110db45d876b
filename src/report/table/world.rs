//! What the world sees of a crisis: the screen that a whole class may look at.

use serde::Serialize;

use super::{CutSheet, Ladder, MapSheet, knowledge, news};
use crate::{
    crisis::{Eyes, Record, View, record::What},
    report::words,
    scenario::model::{Actor, LadderId, RoleWord, TrackId},
};

/// A track that the world sees.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct WorldTrack {
    /// Its name.
    pub name: String,
    /// Its value with its unit, as a sentence says it.
    pub said: String,
    /// Its value.
    pub value: i32,
    /// Its lowest and its highest value.
    pub range: (i32, i32),
    /// Whether it counts human cost.
    pub cost: bool,
}

/// Everything that a screen for the world may show.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct World {
    /// The scenario's title.
    pub title: String,
    /// The names of both sides.
    pub names: [String; 2],
    /// The turn, from 0.
    pub turn: usize,
    /// The last turn that the crisis can come to.
    pub last: usize,
    /// The cut that is played, if one is.
    pub cut: Option<CutSheet>,
    /// When it is.
    pub date: String,
    /// Whether it is over.
    pub over: bool,
    /// Whether this is the last turn to stop a catastrophe.
    pub last_chance: bool,
    /// The ladders.
    pub ladders: Vec<Ladder>,
    /// The tracks that the world sees and can count: people, missiles, parts of a hundred of those who were asked. What
    /// stands on a scale of the scenario's own is nothing that anybody read.
    pub tracks: Vec<WorldTrack>,
    /// Where each ladder has come since the last orders, in a sentence: from where to where, whatever lay between.
    pub moved: Vec<String>,
    /// What else the world saw happen since the last orders, the gravest first.
    pub news: Vec<String>,
    /// What the world saw before, by date, the latest turn first.
    pub before: Vec<(String, Vec<String>)>,
    /// The map.
    pub map: Option<MapSheet>,
}

/// How many headlines stand under one date.
const HEADLINES: usize = 6;

impl World {
    /// What the world sees, with its map where one is made; none of an actor's view.
    #[must_use]
    pub fn of(view: &View<'_>, record: &Record, map: Option<MapSheet>) -> Option<Self> {
        if view.actor().is_some() {
            return None;
        }
        let scenario = view.scenario();
        let date = |turn: usize| scenario.turns.get(turn).map_or_else(String::new, |data| data.date.clone());
        let offers = words::offers_seen(view);
        let told = |entries: &mut dyn Iterator<Item = &crate::crisis::Entry>| {
            let mut ranked: Vec<(u8, usize, String)> = entries
                .enumerate()
                .filter(|(_, entry)| !matches!(entry.what, What::Drew(_)))
                .filter_map(|(at, entry)| {
                    let rank = words::headline(entry, None)?;
                    Some((rank, at, words::entry(scenario, Eyes::World, &offers, entry)?))
                })
                .collect();
            ranked.sort();
            let mut texts: Vec<String> = Vec::new();
            for (_, _, text) in ranked {
                if !texts.contains(&text) && texts.len() < HEADLINES {
                    texts.push(text);
                }
            }
            texts
        };
        let entries = news::since(view, record);
        let rung = |entry: &&crate::crisis::Entry| matches!(entry.what, What::Rung(..));
        let new = told(&mut entries.iter().map(|(entry, _)| *entry).filter(|entry| !rung(entry)));
        let moved = moved(view, &mut entries.iter().map(|(entry, _)| *entry));
        let fresh = entries.iter().map(|(entry, _)| usize::from(entry.turn)).min().unwrap_or_else(|| view.turn());
        let before = (0..fresh.min(view.turn()))
            .rev()
            .map(|turn| {
                let mut of_turn = view.entries(record).map(|(entry, _)| entry).filter(|entry| {
                    usize::from(entry.turn) == turn && entry.step != crate::crisis::record::Step::Aftermath
                });
                (date(turn), told(&mut of_turn))
            })
            .filter(|(_, texts)| !texts.is_empty())
            .collect();
        let tracks = scenario
            .tracks
            .iter()
            .enumerate()
            .filter(|(_, data)| data.is_counted())
            .filter_map(|(at, data)| {
                let value = view.track(TrackId::new(at))?;
                Some(WorldTrack {
                    name: data.name.clone(),
                    said: data.said(value),
                    value,
                    range: (data.min, data.max),
                    cost: data.role == RoleWord::HumanCost,
                })
            })
            .collect();
        Some(Self {
            title: scenario.title.clone(),
            names: Actor::BOTH.map(|side| scenario.actors[side.index()].name.clone()),
            turn: view.turn(),
            last: view.last(),
            cut: view.cut().map(|cut| CutSheet::of(cut, view.turn())),
            date: date(view.turn()),
            over: view.ended().is_some(),
            last_chance: view.last_turn(),
            ladders: knowledge::ladders(view, Actor::First),
            tracks,
            moved,
            news: new,
            before,
            map,
        })
    }
}

/// Where each ladder has come over some entries.
fn moved(view: &View<'_>, entries: &mut dyn Iterator<Item = &crate::crisis::Entry>) -> Vec<String> {
    /// A climb and descent of one ladder: whose, where it began, the highest rung on the way, and where it ended.
    struct Way {
        ladder: LadderId,
        side: Option<Actor>,
        from: u8,
        peak: u8,
        to: u8,
    }
    let scenario = view.scenario();
    let mut ways: Vec<Way> = Vec::new();
    for entry in entries {
        let What::Rung(ladder, side, from, to) = entry.what else { continue };
        match ways.iter_mut().find(|way| (way.ladder, way.side) == (ladder, side)) {
            Some(way) => (way.peak, way.to) = (way.peak.max(to), to),
            None => ways.push(Way { ladder, side, from, peak: from.max(to), to }),
        }
    }
    let told = |way: &Way| {
        let data = &scenario.ladders[way.ladder.index()];
        let rung = |at: u8| words::quoted(data.rungs.get(usize::from(at)).map_or("", |rung| rung.name.as_str()));
        let ladder = match way.side {
            None => data.name.clone(),
            Some(side) => tr!("{ladder}, {side}", ladder = data.name, side = words::actor(scenario, side)),
        };
        let (from, peak, to) = (rung(way.from), rung(way.peak), rung(way.to));
        match (way.from < way.to, way.to < way.from, way.to.max(way.from) < way.peak) {
            (_, _, true) => {
                Some(tr!("{ladder}: from {from} as high as {peak}, and then down to {to}.", ladder, from, peak, to))
            }
            (true, _, _) => Some(tr!("{ladder}: up from {from} to {to}.", ladder, from, to)),
            (_, true, _) => Some(tr!("{ladder}: down from {from} to {to}.", ladder, from, to)),
            // It went down and came up again, or nowhere.
            (false, false, false) => None,
        }
    };
    ways.iter().filter_map(told).collect()
}
