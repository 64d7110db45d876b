//! What lies under the pointer on the map, and what is said of it.

use brinkmanship::report::table::Item;
use egui::{Pos2, Vec2};

use crate::theme::Theme;

/// How close the pointer has to be to something, in points.
const NEAR: f32 = 10.0;

/// Where an item is on the screen, for the pointer.
pub struct Mark<'i> {
    /// A point, or a line through several.
    pub shape: Vec<Pos2>,
    /// Whether what the line encloses is the item's too.
    pub inside: bool,
    /// The item.
    pub item: &'i Item,
}

impl Mark<'_> {
    /// How far the pointer is from it; what encloses the pointer is a little away, so that what lies in it comes first.
    fn away(&self, pointer: Pos2) -> f32 {
        let ends = self.shape.windows(2).map(|pair| to_segment(pointer, pair[0], pair[1]));
        let edge =
            self.shape.first().map(|first| first.distance(pointer)).into_iter().chain(ends).fold(f32::MAX, f32::min);
        if self.inside && encloses(&self.shape, pointer) { edge.min(NEAR * 0.9) } else { edge }
    }
}

/// How far a point is from a line between two.
fn to_segment(point: Pos2, from: Pos2, to: Pos2) -> f32 {
    let along = to - from;
    let share = if along == Vec2::ZERO { 0.0 } else { ((point - from).dot(along) / along.length_sq()).clamp(0.0, 1.0) };
    point.distance(from + along * share)
}

/// Whether a closed line goes round a point.
fn encloses(line: &[Pos2], point: Pos2) -> bool {
    let crosses = |from: Pos2, to: Pos2| {
        (from.y < point.y) != (to.y < point.y)
            && point.x < (to.x - from.x) * (point.y - from.y) / (to.y - from.y) + from.x
    };
    let sides = line.iter().zip(line.iter().cycle().skip(1));
    sides.filter(|(from, to)| crosses(**from, **to)).count() % 2 == 1
}

/// What is under the pointer, the nearest first, each once.
fn under<'i>(marks: &[Mark<'i>], pointer: Pos2) -> Vec<&'i Item> {
    let mut near: Vec<(f32, &Item)> = marks.iter().map(|mark| (mark.away(pointer), mark.item)).collect();
    near.retain(|(away, _)| *away < NEAR);
    near.sort_by(|a, b| a.0.total_cmp(&b.0));
    let mut found: Vec<&Item> = Vec::new();
    for (_, item) in near {
        if found.iter().all(|other| other.id != item.id) {
            found.push(item);
        }
    }
    found
}

/// The most items that are explained at once.
const AT_ONCE: usize = 4;

/// Says what is under the pointer: all of it where things lie close.
pub fn explain(response: &egui::Response, theme: &Theme, marks: &[Mark<'_>]) {
    let Some(pointer) = response.hover_pos() else { return };
    let items = under(marks, pointer);
    if items.is_empty() {
        return;
    }
    response.clone().on_hover_ui_at_pointer(|ui| {
        ui.set_max_width(320.0);
        for (at, item) in items.iter().take(AT_ONCE).enumerate() {
            if 0 < at {
                ui.separator();
            }
            theme.strong(ui, &item.name);
            if let Some(owner) = &item.owner {
                theme.small(ui, owner);
            }
            theme.body(ui, &item.digest);
            for news in &item.news {
                theme.note(ui, news, crate::theme::Tone::Alarm);
            }
            if item.approximate {
                theme.small(ui, tr!("The position is approximate."));
            }
        }
        if AT_ONCE < items.len() {
            theme.small(
                ui,
                &tr!("And {at_once} more here; zoom in to tell them apart.", at_once = items.len() - AT_ONCE),
            );
        }
    });
}

#[cfg(test)]
mod tests {
    use brinkmanship::scenario::model::MapItemKind;

    use super::*;

    fn item(id: &str, kind: MapItemKind) -> Item {
        Item {
            id: id.to_owned(),
            name: id.to_owned(),
            kind,
            actor: None,
            owner: None,
            digest: String::new(),
            points: Vec::new(),
            radius: None,
            approximate: false,
            faint: false,
            news: Vec::new(),
            sources: Vec::new(),
        }
    }

    #[test]
    fn the_pointer_finds_points_lines_between_their_points_and_areas_in_their_middle() {
        let (unit, line, area) =
            (item("unit", MapItemKind::Unit), item("line", MapItemKind::Line), item("area", MapItemKind::Area));
        let at = Pos2::new;
        let marks = [
            Mark { shape: vec![at(50.0, 50.0)], inside: false, item: &unit },
            Mark { shape: vec![at(200.0, 0.0), at(200.0, 400.0)], inside: false, item: &line },
            Mark {
                shape: vec![at(0.0, 0.0), at(100.0, 0.0), at(100.0, 100.0), at(0.0, 100.0), at(0.0, 0.0)],
                inside: true,
                item: &area,
            },
        ];
        let found = |x, y| under(&marks, at(x, y)).iter().map(|item| item.id.as_str()).collect::<Vec<_>>();
        assert_eq!(found(50.0, 52.0), ["unit", "area"], "what lies in an area comes before it");
        assert_eq!(found(30.0, 70.0), ["area"]);
        assert_eq!(found(203.0, 190.0), ["line"], "far from the points between which it runs");
        assert!(found(150.0, 150.0).is_empty());
    }
}
