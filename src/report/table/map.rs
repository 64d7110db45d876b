//! The map of a seat: what it sees where, and what was just played there; the same as a text, item by item.

use serde::Serialize;

use crate::{
    crisis::{Act, Crisis, Entry, Eyes, Record, View, holds, record::What},
    report::words,
    scenario::model::{Actor, Grade, MapItemData, MapItemKind, Owner, ProjectionWord, RuleId, Scenario},
};

/// A window on the world.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Theatre {
    /// Its id.
    pub id: String,
    /// The name on the tab.
    pub name: String,
    /// West, south, east, north, in thousandths of a degree.
    pub extent: [i32; 4],
    /// The projection.
    #[serde(skip)]
    pub projection: ProjectionWord,
}

/// Something on the map.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// What it is drawn as.
    #[serde(skip)]
    pub kind: MapItemKind,
    /// The label.
    pub name: String,
    /// The line that a screen reader speaks.
    pub digest: String,
    /// Longitude and latitude, in thousandths of a degree.
    pub points: Vec<(i32, i32)>,
    /// The radius of a ring, in kilometres.
    pub radius: Option<u16>,
    /// The side that it belongs to: 0 or 1; none for a party's or nobody's.
    pub actor: Option<usize>,
    /// To whom it belongs, in words.
    pub owner: Option<String>,
    /// Whether it is drawn faintly.
    pub faint: bool,
    /// Whether the position is only approximate.
    pub approximate: bool,
    /// What was just played or happened here, in short, as far as the seat saw it.
    pub news: Vec<String>,
    /// Sources in short.
    pub sources: Vec<String>,
}

impl Item {
    /// Where its label belongs, in thousandths of a degree: at its point, in the middle of a line, at the northern edge
    /// of an area or ring.
    #[must_use]
    pub fn label_at(&self) -> Option<(i32, i32)> {
        match self.kind {
            MapItemKind::Place | MapItemKind::Unit => self.points.first().copied(),
            MapItemKind::Line => self.points.get(self.points.len().checked_div(2)?).copied(),
            MapItemKind::Area | MapItemKind::Ring => {
                let north = self.points.iter().max_by_key(|(_, latitude)| *latitude)?;
                let up = self.radius.map_or(0, |radius| i32::from(radius) * 9);
                Some((north.0, (north.1 + up).min(89_000)))
            }
        }
    }
}

/// The map of a seat.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MapSheet {
    /// Whether it is a schematic without coastlines.
    pub schematic: bool,
    /// Whether east and west change places and no grid is drawn, as in a fictional twin.
    pub mirrored: bool,
    /// What the reader should know about borders and positions.
    pub note: String,
    /// The year whose borders are drawn; none where none are wanted.
    pub borders: Option<u16>,
    /// Windows on the world, the default first.
    pub theatres: Vec<Theatre>,
    /// What the seat sees on it.
    pub items: Vec<Item>,
}

/// The theatres of a scenario; none where it has no map.
#[must_use]
pub fn theatres(scenario: &Scenario) -> Vec<Theatre> {
    let Some(map) = &scenario.map else { return Vec::new() };
    map.theatres
        .iter()
        .map(|data| Theatre {
            id: data.id.clone(),
            name: data.name.clone(),
            extent: data.extent,
            projection: data.projection,
        })
        .collect()
}

pub(super) fn sheet(view: &View<'_>, actor: Actor, entries: &[(&Entry, bool)]) -> Option<MapSheet> {
    let seen = |item: &MapItemData| {
        (item.audience.includes(actor) || item.owner == Some(Owner::Actor(actor))) && view.holds(&item.when)
    };
    let told = |rule: RuleId| view.told_of(rule);
    made(view.scenario(), seen, |item| news(view.scenario(), item, entries.iter().map(|(entry, _)| *entry), told))
}

impl MapSheet {
    /// The map as the world sees it: for a wall that both sides look at. None where the scenario has no map.
    ///
    /// What is told as news is what happened on the turn before the one that is open.
    #[must_use]
    pub fn of_world(scenario: &Scenario, crisis: &Crisis, record: &Record) -> Option<Self> {
        let world = View::of_world(scenario, crisis);
        let since = world.turn().saturating_sub(1);
        let entries: Vec<&Entry> = world.entries(record).map(|(entry, _)| entry).collect();
        let seen = |item: &MapItemData| item.audience.world() && world.holds(&item.when);
        let told = |rule: RuleId| world.told_of(rule);
        made(scenario, seen, |item| {
            news(scenario, item, entries.iter().copied().filter(|entry| since <= usize::from(entry.turn)), told)
        })
    }

    /// The map as it really stands, for the facilitator and the debrief alone. None where the scenario has no map.
    #[must_use]
    pub fn of_truth(scenario: &Scenario, crisis: &Crisis, record: &Record) -> Option<Self> {
        let since = crisis.turn().saturating_sub(1);
        let seen = |item: &MapItemData| holds(scenario, crisis, &item.when, Eyes::Truth);
        let told = |rule: RuleId| Some(scenario.rules[rule.index()].text.as_str());
        made(scenario, seen, |item| {
            news(scenario, item, record.entries.iter().filter(|entry| since <= usize::from(entry.turn)), told)
        })
    }
}

/// The map of whoever sees some of its items, with what is new to them.
fn made(
    scenario: &Scenario,
    seen: impl Fn(&MapItemData) -> bool,
    news: impl Fn(&MapItemData) -> Vec<String>,
) -> Option<MapSheet> {
    let map = scenario.map.as_ref()?;
    let item = |item: &MapItemData| Item {
        id: item.id.clone(),
        kind: item.kind,
        name: item.name.clone(),
        digest: item.digest.clone(),
        points: item.points.clone(),
        radius: item.radius,
        actor: match item.owner {
            Some(Owner::Actor(owner)) => Some(owner.index()),
            Some(Owner::Party(_)) | None => None,
        },
        owner: item.owner.map(|owner| words::owner(scenario, owner).to_owned()),
        faint: item.faint,
        approximate: item.grade == Grade::C,
        news: news(item),
        sources: words::sources(scenario, &item.source),
    };
    Some(MapSheet {
        schematic: map.schematic,
        mirrored: map.mirrored,
        note: map.note.clone(),
        borders: map.borders,
        theatres: theatres(scenario),
        items: map.items.iter().filter(|item| seen(item)).map(item).collect(),
    })
}

/// What the seat saw happen at an item since its last order.
fn news<'e, 's>(
    scenario: &'s Scenario,
    item: &MapItemData,
    entries: impl Iterator<Item = &'e Entry>,
    told_of: impl Fn(RuleId) -> Option<&'s str>,
) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    for entry in entries {
        let text = match &entry.what {
            What::Ordered(_, Act::Do(id)) if item.shows_moves.contains(id) => {
                Some(words::bare(&scenario.moves[id.index()].title).to_owned())
            }
            What::Happened(rule) if item.shows_rules.contains(rule) => {
                told_of(*rule).map(|told| {
                    let data = &scenario.rules[rule.index()];
                    // The headline may give away what a seat must not know, so it goes with the true text only.
                    let knows = std::ptr::eq(told, data.text.as_str());
                    if knows && !data.title.is_empty() { words::bare(&data.title).to_owned() } else { told.to_owned() }
                })
            }
            _ => None,
        };
        if let Some(text) = text
            && !found.contains(&text)
        {
            found.push(text);
        }
    }
    found
}
