//! Compiles the map.

use super::{Compiler, Kind, Site, Time};
use crate::scenario::{
    diagnostic as say,
    format::{MapItemKind, TwinMap},
    model::{Audience, Condition, Grade, MapData, MapItemData, MoveId, RuleId, TheatreData, limits},
};

impl Compiler<'_> {
    pub(super) fn map(&mut self) {
        let Some(file) = &self.file.map else { return };
        let hidden = self.file.twin.as_ref().filter(|_| self.twin).map(|twin| twin.map);
        let mut map = MapData {
            schematic: file.schematic || hidden == Some(TwinMap::Schematic),
            mirrored: hidden == Some(TwinMap::Mirrored),
            ..MapData::default()
        };
        self.within("map", |c| {
            if limits::THEATRES < file.theatres.entries.len() {
                let span = file.theatres.entries[limits::THEATRES].0.span;
                c.fault(span, |place, path| say::too_many(place, path, tr!(of "kinds", "theatres"), limits::THEATRES));
            }
            map.note = c.maybe(file.note.as_ref());
            map.borders = file.borders.as_ref().map(|year| u16::try_from(c.number(year, 1900, 2022)).unwrap_or(2022));
            for (id, data) in file.theatres.entries.iter().take(limits::THEATRES) {
                let theatre = c.within(format!("theatres.{}", id.value), |c| {
                    c.id_shape(&id.value, id.span);
                    let (west, south, east, north) = &data.extent;
                    let extent = [
                        c.degrees(west, 180_000),
                        c.degrees(south, 90_000),
                        c.degrees(east, 180_000),
                        c.degrees(north, 90_000),
                    ];
                    if extent[3] <= extent[1] {
                        c.fault(north.span, |place, path| {
                            say::bounds_reversed(place, path, i64::from(extent[1]), i64::from(extent[3]))
                        });
                    }
                    TheatreData { id: id.value.clone(), name: c.text(&data.name), extent, projection: data.projection }
                });
                map.theatres.push(theatre);
            }
            for (at, (id, data)) in file.items.entries.iter().enumerate() {
                if at == limits::MAP_ITEMS {
                    c.fault(id.span, |place, path| {
                        say::too_many(place, path, tr!(of "kinds", "map items"), limits::MAP_ITEMS)
                    });
                    break;
                }
                let item = c.within(format!("items.{}", id.value), |c| {
                    let spot = c.spot(id.span);
                    c.spots.map_items.push(spot);
                    c.id_shape(&id.value, id.span);
                    c.map_item(id, data, &map.theatres)
                });
                map.items.push(item);
            }
        });
        // A grid or borders would tell where it is.
        map.borders = map.borders.filter(|_| hidden.is_none());
        self.scenario.map = Some(map).filter(|_| hidden != Some(TwinMap::None));
    }

    fn degrees(&mut self, number: &crate::scenario::format::Number, most: i64) -> i32 {
        i32::try_from(self.number(number, -most, most)).unwrap_or(0)
    }

    fn map_item(
        &mut self,
        id: &crate::scenario::format::Id,
        data: &crate::scenario::format::MapItemFile,
        theatres: &[TheatreData],
    ) -> MapItemData {
        let points: Vec<(i32, i32)> =
            data.points.iter().map(|(x, y)| (self.degrees(x, 180_000), self.degrees(y, 90_000))).collect();
        let least = match data.kind {
            MapItemKind::Place | MapItemKind::Unit | MapItemKind::Ring => 1,
            MapItemKind::Line => 2,
            MapItemKind::Area => 3,
        };
        let single = matches!(data.kind, MapItemKind::Place | MapItemKind::Unit | MapItemKind::Ring);
        if points.len() < least || (single && 1 < points.len()) || 4096 < points.len() {
            self.fault(id.span, |place, path| say::map_points(place, path, points.len(), least, single));
        }
        if (data.kind == MapItemKind::Ring) != data.radius.is_some() {
            self.fault(id.span, |place, path| say::map_radius(place, path, data.radius.is_some()));
        }
        if !theatres.is_empty()
            && !points.is_empty()
            && !points.iter().any(|point| theatres.iter().any(|t| inside(t, *point)))
        {
            self.fault(id.span, |place, path| say::map_item_outside(place, path, &id.value));
        }
        let mut shows_moves = Vec::new();
        let mut shows_rules = Vec::new();
        for shown in &data.shows {
            if let Some(at) = self.known(Kind::Move, &shown.value) {
                shows_moves.push(MoveId::new(at));
            } else if let Some(at) = self.known(Kind::Rule, &shown.value) {
                shows_rules.push(RuleId::new(at));
            } else {
                if self.full() {
                    break;
                }
                // Where what declares them could not be read, nothing is said of what was meant.
                let torn = |kind: Kind| kind.parts().iter().any(|part| self.failed.iter().any(|failed| failed == part));
                let torn = |kind: Kind| torn(kind) || self.may_be_broken(kind, &shown.value);
                if [Kind::Move, Kind::Rule].into_iter().any(torn) {
                    continue;
                }
                let named = [Kind::Move, Kind::Rule].iter().filter_map(|kind| self.names.get(kind));
                let known: Vec<String> = named.flat_map(|names| names.keys().cloned()).collect();
                let known: Vec<&str> = known.iter().map(String::as_str).collect();
                self.fault(shown.span, |place, path| {
                    say::unknown_id(place, path, tr!(of "kind", "move or event"), &shown.value, &known, "moves")
                });
            }
        }
        MapItemData {
            id: id.value.clone(),
            kind: data.kind,
            name: self.text(&data.name),
            digest: self.text(&data.digest),
            points,
            radius: data.radius.as_ref().map(|radius| u16::try_from(self.number(radius, 1, 20_000)).unwrap_or(1)),
            owner: data.owner.as_ref().and_then(|owner| self.owner(owner)),
            faint: data.faint,
            when: self.within("when", |c| {
                c.when_or(data.when.as_ref(), Condition::Always, Site::gate(Time::Any, c.all_turns()))
            }),
            audience: self.audience(data.audience.as_ref(), Audience::WORLD),
            grade: data.grade.unwrap_or(Grade::B),
            shows_moves,
            shows_rules,
            source: self.source(&data.source),
        }
    }
}

/// Whether a point lies in a theatre, which may reach across the date line.
fn inside(theatre: &TheatreData, (x, y): (i32, i32)) -> bool {
    let [west, south, east, north] = theatre.extent;
    let across = if west <= east { west <= x && x <= east } else { west <= x || x <= east };
    across && south <= y && y <= north
}
