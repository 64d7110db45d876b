//! What of the world is looked at: the chart of the theatre, and where the eye is above it.

use std::sync::Arc;

use brinkmanship::report::table::{MapSheet, Theatre};
use egui::{
    Color32, Mesh, Pos2, Rect, Vec2,
    epaint::{Vertex, WHITE_UV},
};

use super::geo::{Atlas, Chart, Extent, Fill, Flat, Position, Projection};
use crate::shared::geo::{DETAIL, WORLD};

/// How far one can zoom in beyond the whole theatre, and out.
const NEAREST: f64 = 40.0;
/// As a share of the scale at which the whole theatre fits.
const FARTHEST: f64 = 1.0;
/// How much of the flat map is drawn, as a share of the theatre: it and a margin on each side.
const DRAWN: f64 = 1.56;
/// How far a room of another shape may be filled.
const FILL: f64 = 1.5;

/// Where the eye is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Looking {
    /// The middle of what is seen, in kilometres on the flat map.
    pub middle: Flat,
    /// Kilometres to a point of the interface.
    pub scale: f64,
}

impl Looking {
    /// Where a point of the flat map stands on the screen.
    #[must_use]
    #[expect(clippy::cast_possible_truncation, reason = "a screen is counted in numbers of half the precision")]
    pub fn to_screen(self, rect: Rect, at: Flat) -> Pos2 {
        let x = ((at[0] - self.middle[0]) / self.scale) as f32;
        let y = ((at[1] - self.middle[1]) / self.scale) as f32;
        Pos2::new(rect.center().x + x, rect.center().y - y)
    }

    /// Which point of the flat map stands at a point of the screen.
    #[must_use]
    pub fn to_map(self, rect: Rect, at: Pos2) -> Flat {
        let away = at - rect.center();
        [self.middle[0] + f64::from(away.x) * self.scale, self.middle[1] - f64::from(away.y) * self.scale]
    }
}

/// A chart that was made, and of what.
#[derive(Clone, Debug)]
struct Made {
    theatre: Theatre,
    mirrored: bool,
    chart: Arc<Chart>,
}

/// The maps of a game: the world is read once, a theatre's chart made when it is first looked at.
#[derive(Clone, Debug, Default)]
pub struct Maps {
    atlases: Option<Arc<[Atlas; 2]>>,
    made: Vec<Made>,
    /// Where the eye is, by the theatre's id; put back when the theatre is opened afresh.
    looking: Option<(String, Rect, Looking)>,
    /// The land of the inset as it was drawn last: of which chart, where, in which colour.
    inset: Option<(usize, Rect, Color32, Arc<Mesh>)>,
    /// Why there is no map, if it could not be read.
    pub fault: Option<String>,
}

/// How many charts are kept.
const KEPT: usize = 6;

impl Maps {
    /// The chart of a theatre of a sheet; none where the map data cannot be read, which is said in `fault`.
    pub fn chart(&mut self, sheet: &MapSheet, theatre: &Theatre) -> Option<Arc<Chart>> {
        let mirrored = sheet.mirrored;
        if let Some(made) = self.made.iter().find(|made| made.theatre == *theatre && made.mirrored == mirrored) {
            return Some(made.chart.clone());
        }
        if self.atlases.is_none() && self.fault.is_none() {
            match (Atlas::read(WORLD), Atlas::read(DETAIL)) {
                (Ok(world), Ok(detail)) => self.atlases = Some(Arc::new([world, detail])),
                (Err(error), _) | (_, Err(error)) => {
                    self.fault =
                        Some(tr!("The map data cannot be read: {error}. Everything else works without it.", error));
                }
            }
        }
        let atlases = self.atlases.clone()?;
        let extent = Extent::of(theatre.extent);
        let atlas = &atlases[usize::from(Chart::wants_detail(extent))];
        let chart = Arc::new(Chart::new(atlas, Projection::new(theatre.projection, extent).mirrored(mirrored), extent));
        if self.made.len() == KEPT {
            self.made.remove(0);
        }
        self.made.push(Made { theatre: theatre.clone(), mirrored, chart: chart.clone() });
        Some(chart)
    }

    /// Where the eye is above a theatre that fills a part of the screen; the whole of it at first.
    pub fn looking(&mut self, theatre: &Theatre, chart: &Chart, rect: Rect) -> Looking {
        match &self.looking {
            Some((id, before, looking)) if *id == theatre.id && *before == rect => *looking,
            Some((id, before, looking)) if *id == theatre.id && before.size() != Vec2::ZERO => {
                // The same theatre in a window of another size: the eye stays where it is, as far as it may.
                let mut looking = *looking;
                looking.scale = looking.scale.min(whole(chart, rect).scale * FARTHEST);
                hold(chart, rect, &mut looking);
                self.looking = Some((theatre.id.clone(), rect, looking));
                looking
            }
            _ => {
                let looking = whole(chart, rect);
                self.looking = Some((theatre.id.clone(), rect, looking));
                looking
            }
        }
    }

    /// Moves the eye by a way on the screen.
    pub fn pan(&mut self, chart: &Chart, by: Vec2) {
        let Some((_, rect, looking)) = &mut self.looking else { return };
        looking.middle[0] -= f64::from(by.x) * looking.scale;
        looking.middle[1] += f64::from(by.y) * looking.scale;
        hold(chart, *rect, looking);
    }

    /// Zooms by a factor about a point of the screen, which stays where it is.
    pub fn zoom(&mut self, chart: &Chart, by: f64, about: Pos2) {
        let Some((_, rect, looking)) = &mut self.looking else { return };
        let fixed = looking.to_map(*rect, about);
        let full = whole(chart, *rect).scale;
        looking.scale = (looking.scale / by).clamp(full / NEAREST, full * FARTHEST);
        let now = looking.to_map(*rect, about);
        looking.middle[0] += fixed[0] - now[0];
        looking.middle[1] += fixed[1] - now[1];
        hold(chart, *rect, looking);
    }

    /// The land of a map that stands still as triangles on the screen, made once for a place and a colour; a place is always
    /// looked at in the same way.
    pub fn inset(&mut self, chart: &Arc<Chart>, rect: Rect, colour: Color32, looking: Looking) -> Arc<Mesh> {
        let id = Arc::as_ptr(chart).addr();
        if let Some((of, at, ink, mesh)) = &self.inset
            && *of == id
            && *at == rect
            && *ink == colour
        {
            return mesh.clone();
        }
        let mesh = Arc::new(flat_mesh(&chart.land, &looking, rect, colour));
        self.inset = Some((id, rect, colour, mesh.clone()));
        mesh
    }

    /// Shows the whole theatre again.
    pub fn reset(&mut self) {
        self.looking = None;
    }
}

/// The theatre for the inset: of those that do not show what this one shows, the one with most news, else the next.
pub fn second(maps: &mut Maps, sheet: &MapSheet, theatre: usize) -> Option<usize> {
    let charts: Vec<Option<Arc<Chart>>> = sheet.theatres.iter().map(|other| maps.chart(sheet, other)).collect();
    let holds = |chart: &Option<Arc<Chart>>, at: (i32, i32)| {
        chart.as_ref().is_some_and(|chart| {
            chart.projection.forward(Position::of(at)).is_some_and(|flat| chart.window.holds(flat))
        })
    };
    let here = charts.get(theatre)?;
    let news = |at: usize| {
        let told = sheet.items.iter().filter(|item| !item.news.is_empty()).filter_map(|item| item.points.first());
        told.filter(|point| holds(&charts[at], **point) && !holds(here, **point)).count()
    };
    let count = sheet.theatres.len();
    let others = (1..count).map(|step| (theatre + step).rem_euclid(count));
    others.rev().max_by_key(|other| news(*other))
}

/// Triangles of the flat map on the screen.
#[must_use]
pub fn flat_mesh(fill: &Fill, looking: &Looking, rect: Rect, color: Color32) -> Mesh {
    let at = |point: &[f32; 2]| looking.to_screen(rect, point.map(f64::from));
    let vertices = fill.points.iter().map(|point| Vertex { pos: at(point), uv: WHITE_UV, color }).collect();
    Mesh { indices: fill.triangles.clone(), vertices, ..Mesh::default() }
}

/// The whole theatre in a part of the screen where nothing can be moved to: all of it is seen, with room beside it.
#[must_use]
pub fn all(chart: &Chart, rect: Rect) -> Looking {
    let [width, height] = chart.window.size();
    let room = [f64::from(rect.width()).max(1.0), f64::from(rect.height()).max(1.0)];
    Looking { scale: (width / room[0]).max(height / room[1]), ..whole(chart, rect) }
}

/// The whole theatre in a part of the screen.
#[must_use]
pub fn whole(chart: &Chart, rect: Rect) -> Looking {
    let [width, height] = chart.window.size();
    let [least, most] = [chart.window.least, chart.window.most];
    let middle = [f64::midpoint(least[0], most[0]), f64::midpoint(least[1], most[1])];
    let room = [f64::from(rect.width()).max(1.0), f64::from(rect.height()).max(1.0)];
    // The whole theatre is seen, unless the room has quite another shape: then the room is filled, as far as there is
    // anything drawn, and what does not fit can be moved to.
    let (cover, contain) = ((width / room[0]).min(height / room[1]), (width / room[0]).max(height / room[1]));
    Looking { middle, scale: contain.min(cover * FILL) }
}

/// Keeps the eye above the theatre.
fn hold(chart: &Chart, rect: Rect, looking: &mut Looking) {
    let size = chart.window.size();
    let room = [f64::from(rect.width()), f64::from(rect.height())];
    for axis in 0..2 {
        // As far as something is drawn, and never farther than the edge of the theatre.
        let free = (size[axis] * DRAWN - room[axis] * looking.scale) / 2.0;
        let free = free.clamp(0.0, size[axis] / 2.0);
        let middle = f64::midpoint(chart.window.least[axis], chart.window.most[axis]);
        looking.middle[axis] = looking.middle[axis].clamp(middle - free, middle + free);
    }
}
