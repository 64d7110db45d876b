//! The map, edited on the map: places dropped, lines and areas drawn point by point, points moved, the theatre set.

use brinkmanship::{
    language::plain,
    report::table::{Item, MapSheet, Theatre},
    scenario::{
        draft::{Draft, Written},
        edit::{Edit, Step, written},
        model::{MapItemKind, ProjectionWord},
        outline::Outline,
    },
};
use egui::{EventFilter, Id, Key, Modifiers, Pos2, Rect, Sense, Stroke, Ui, Vec2, WidgetInfo, WidgetType};

use super::{Want, place};
use crate::{
    map::{
        self, Maps,
        geo::{Chart, Position},
        look::{Looking, all},
    },
    theme::{Theme, Tone},
};

/// The height of the map as a share of its width, and at most.
const HEIGHT: (f32, f32) = (0.62, 460.0);
/// For how many frames a field that is new asks for the keyboard.
const FRESH: u8 = 3;
/// How large a handle is, in points.
const HANDLE: f32 = 6.0;

/// What the pointer draws.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pen {
    /// What is drawn; the theatre where it is nothing.
    kind: Option<MapItemKind>,
    points: Vec<(i32, i32)>,
}

/// What the map remembers.
#[derive(Clone, Debug, Default)]
pub struct State {
    theatre: usize,
    pen: Option<Pen>,
    /// An outline that is to be brought in.
    outline: Option<Wanted>,
}

/// A file of GeoJSON from which an outline is to be brought in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Wanted {
    /// Its path, as far as it is written.
    path: String,
    /// For how many frames the keyboard is yet to be sent to it: the press that asked for it takes the first away again.
    fresh: u8,
    /// What came of reading it.
    told: Option<Result<String, String>>,
}

impl State {
    /// Notes what came of bringing an outline in.
    pub(super) fn brought_in(&mut self, told: Result<String, String>) {
        if let Some(wanted) = &mut self.outline {
            wanted.told = Some(told);
        }
    }
}

const TOOLS: [(&str, Option<MapItemKind>); 5] = [
    (mark!("Drop a place"), Some(MapItemKind::Place)),
    (mark!("Drop a unit"), Some(MapItemKind::Unit)),
    (mark!("Draw a line"), Some(MapItemKind::Line)),
    (mark!("Draw an area"), Some(MapItemKind::Area)),
    (mark!("Set the theatre"), None),
];

fn root(steps: &[&str]) -> Vec<Step> {
    std::iter::once("map").chain(steps.iter().copied()).map(place::step).collect()
}

/// Shows the map of a draft and what can be done on it.
pub fn show(ui: &mut Ui, theme: &Theme, maps: &mut Maps, draft: &Draft, state: &mut State, wants: &mut Vec<Want>) {
    let Some(value) = draft.value(&root(&[])) else { return };
    let sheet = sheet(draft, value);
    if sheet.theatres.is_empty() {
        theme.small(ui, tr!("A map needs a window on the world, or an outline of a place, with nothing around it."));
        theme.row(ui, |ui| {
            if theme.tool(ui, tr!("Begin with the whole world"), tr!("Begin with the whole world")).clicked() {
                let value = "{\n    \"main\": (name: \"The theatre\", extent: (-170000, -58000, 170000, 74000)),\n}";
                wants.push(Want::Edit(vec![Edit::Set { path: root(&["theatres"]), value: value.to_owned() }]));
            }
            if theme.tool(ui, tr!("Begin with an outline"), tr!("Begin with an outline")).clicked() {
                state.outline = Some(Wanted { fresh: FRESH, ..Wanted::default() });
            }
        });
        bring_in(ui, theme, state, wants);
        return;
    }
    map::theatres(ui, theme, &sheet, &mut state.theatre);
    let Some(theatre) = sheet.theatres.get(state.theatre) else { return };
    tools(ui, theme, draft, state, wants);
    bring_in(ui, theme, state, wants);
    let width = ui.available_width();
    let size = egui::vec2(width, (width * HEIGHT.0).min(HEIGHT.1));
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        WidgetInfo::labeled(WidgetType::Image, true, tr!("Where to draw: {name}", name = theatre.name))
    });
    map::over::still(ui, theme, maps, &sheet, theatre, rect);
    let Some(chart) = maps.chart(&sheet, theatre) else { return };
    let eye = Eye { looking: all(&chart, rect), chart: &chart, rect };
    if let (Some(pointer), Some(_)) = (response.interact_pointer_pos().filter(|_| response.clicked()), &state.pen)
        && let Some(at) = eye.position(pointer)
    {
        drawn(draft, state, &theatre.id, at, wants);
    }
    if let Some(pen) = &state.pen {
        let points: Vec<Pos2> = pen.points.iter().filter_map(|at| eye.screen(*at)).collect();
        let painter = ui.painter().with_clip_rect(rect);
        for point in &points {
            painter.circle_filled(*point, 3.5, theme.palette.alarm);
        }
        painter.line(points, Stroke::new(1.5, theme.palette.alarm));
    } else {
        handles(ui, theme, &sheet, &eye, wants);
    }
}

/// Asks for the file of an outline, and says what came of it.
fn bring_in(ui: &mut Ui, theme: &Theme, state: &mut State, wants: &mut Vec<Want>) {
    let Some(wanted) = &mut state.outline else { return };
    let mut leave = false;
    theme.inset(ui, |ui| {
        theme.small_ink(ui, tr!("In which file is the outline? Lines and polygons of GeoJSON, in degrees; of many points the few hundred that show its shape are kept."));
        let mut press = false;
        theme.row(ui, |ui| {
            let response = theme.write(ui, Id::new("editor outline"), tr!("The path of the file"), &mut wanted.path, false);
            if 0 < wanted.fresh {
                wanted.fresh -= 1;
                response.request_focus();
                ui.ctx().request_repaint();
            }
            if response.changed() {
                wanted.told = None;
            }
            press = response.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
        });
        match &wanted.told {
            Some(Ok(text)) => drop(theme.note(ui, text, Tone::Good)),
            Some(Err(fault)) => drop(theme.note(ui, fault, Tone::Alarm)),
            None => {}
        }
        theme.row(ui, |ui| {
            let read = theme.tool(ui, tr!("Bring it in"), tr!("Bring the outline in")).clicked();
            if (read || press) && !wanted.path.trim().is_empty() {
                wants.push(Want::Outline(wanted.path.trim().to_owned()));
            }
            leave = theme.tool(ui, tr!("Close"), tr!("Close what asks for an outline")).clicked();
        });
    });
    if leave {
        state.outline = None;
    }
}

/// The edits that bring an outline in: a schematic map that shows all of it where there is none yet, else more on the map.
pub(super) fn edits(draft: &Draft, outline: &Outline) -> Vec<Edit> {
    let set = |steps: &[&str], value: String| Edit::Set { path: root(steps), value };
    let mut edits = Vec::new();
    if draft.value(&root(&["theatres"])).is_none_or(|theatres| theatres.pairs().is_empty()) {
        edits.push(set(&["schematic"], "true".to_owned()));
        edits.push(set(&["theatres"], format!("{{\n    \"whole\": {},\n}}", outline.theatre())));
    }
    let items = root(&["items"]);
    let mut taken: Vec<String> = Vec::new();
    let mut written_out = Vec::new();
    for shape in &outline.items {
        let numbered = (2..).map(|number| format!("{}.{number}", shape.id));
        let free = |id: &String| !taken.contains(id) && draft.value(&items).is_none_or(|items| items.get(id).is_none());
        let Some(id) = std::iter::once(shape.id.clone()).chain(numbered).find(free) else { continue };
        written_out.push(format!("{}: {}", written(&id), shape.written()));
        taken.push(id);
    }
    if draft.value(&items).is_some() {
        let entry = |entry| Edit::Insert { path: items.clone(), at: usize::MAX, entry };
        edits.extend(written_out.into_iter().map(entry));
    } else {
        let inner: String =
            written_out.iter().map(|entry| format!("    {},\n", entry.replace('\n', "\n    "))).collect();
        edits.push(set(&["items"], format!("{{\n{inner}}}")));
    }
    edits
}

/// What can be drawn.
fn tools(ui: &mut Ui, theme: &Theme, draft: &Draft, state: &mut State, wants: &mut Vec<Want>) {
    theme.row(ui, |ui| match &state.pen {
        None => {
            for (text, kind) in TOOLS {
                let text = plain(text);
                if theme.tool(ui, text, text).clicked() {
                    state.pen = Some(Pen { kind, points: Vec::new() });
                }
            }
            if theme.tool(ui, tr!("Bring in an outline"), tr!("Bring in an outline")).clicked() {
                state.outline = Some(Wanted { fresh: FRESH, ..Wanted::default() });
            }
            theme.small(ui, tr!("Drag a point to move it, or give it the keyboard and press the arrows."));
        }
        Some(pen) => {
            let (text, least) = match pen.kind {
                Some(MapItemKind::Line) => (tr!("Press where the line goes, point by point."), 2),
                Some(MapItemKind::Area) => (tr!("Press round the area, point by point; it closes itself."), 3),
                Some(_) => (tr!("Press where it is."), usize::MAX),
                None => (tr!("Press two opposite corners of the theatre."), usize::MAX),
            };
            theme.small_ink(ui, text);
            if least <= pen.points.len() && theme.tool(ui, tr!("Finish it"), tr!("Finish what is drawn")).clicked() {
                finish(draft, pen, wants);
                state.pen = None;
            } else if theme.tool(ui, tr!("Leave it"), tr!("Leave what is drawn")).clicked() {
                state.pen = None;
            }
        }
    });
}

/// A press on the map while something is drawn.
fn drawn(draft: &Draft, state: &mut State, theatre: &str, at: (i32, i32), wants: &mut Vec<Want>) {
    let Some(pen) = &mut state.pen else { return };
    pen.points.push(at);
    match (pen.kind, pen.points.as_slice()) {
        (Some(MapItemKind::Line | MapItemKind::Area), _) => {}
        (Some(_), _) => {
            finish(draft, pen, wants);
            state.pen = None;
        }
        (None, [(one_x, one_y), (other_x, other_y)]) => {
            let (west, east) = (one_x.min(other_x), one_x.max(other_x));
            let (south, north) = (one_y.min(other_y), one_y.max(other_y));
            if west < east && south < north {
                let value = format!("({west}, {south}, {east}, {north})");
                wants.push(Want::Edit(vec![Edit::Set { path: root(&["theatres", theatre, "extent"]), value }]));
            }
            state.pen = None;
        }
        (None, _) => {}
    }
}

/// What was drawn becomes an item.
fn finish(draft: &Draft, pen: &Pen, wants: &mut Vec<Want>) {
    let (word, like, name) = match pen.kind {
        Some(MapItemKind::Unit) => ("Unit", "unit", tr!("A new unit")),
        Some(MapItemKind::Line) => ("Line", "line", tr!("A new line")),
        Some(MapItemKind::Area) => ("Area", "area", tr!("A new area")),
        Some(MapItemKind::Ring) => ("Ring", "ring", tr!("A new ring")),
        Some(MapItemKind::Place) | None => ("Place", "place", tr!("A new place")),
    };
    let items = root(&["items"]);
    let id = draft.free(&items, like);
    let points: Vec<String> = pen.points.iter().map(|(x, y)| format!("({x}, {y})")).collect();
    let item = format!(
        "(kind: {word}, name: {}, digest: {}, points: [{}])",
        written(name),
        written(&format!("{name}.")),
        points.join(", ")
    );
    let edit = if draft.value(&items).is_some() {
        Edit::Insert { path: items, at: usize::MAX, entry: format!("{}: {item}", written(&id)) }
    } else {
        Edit::Set { path: items, value: format!("{{\n    {}: {item},\n}}", written(&id)) }
    };
    wants.push(Want::Edit(vec![edit]));
    wants.push(Want::Focus(root(&["items", &id, "name"])));
}

/// The points of what is on the map, each to be moved by the pointer or the arrows.
fn handles(ui: &mut Ui, theme: &Theme, sheet: &MapSheet, eye: &Eye<'_>, wants: &mut Vec<Want>) {
    let painter = ui.painter().with_clip_rect(eye.rect);
    for item in &sheet.items {
        for (at, point) in item.points.iter().enumerate() {
            let Some(mut screen) = eye.screen(*point).filter(|screen| eye.rect.contains(*screen)) else { continue };
            let id = Id::new(("map handle", &item.id, at));
            let place = Rect::from_center_size(screen, Vec2::splat(HANDLE * 2.2));
            let response = ui.interact(place, id, Sense::click_and_drag());
            let name = if item.points.len() == 1 {
                item.name.clone()
            } else {
                tr!("{name}, point {number}", name = item.name, number = at + 1)
            };
            response.widget_info(|| WidgetInfo::labeled(WidgetType::Button, true, tr!("Move {name}", name)));
            let held = ui.data(|data| data.get_temp::<Pos2>(id));
            let mut moved = None;
            if response.dragged() {
                let now = held.unwrap_or(screen) + response.drag_delta();
                ui.data_mut(|data| data.insert_temp(id, now));
                screen = now;
            } else if let Some(held) = held {
                ui.data_mut(|data| data.remove::<Pos2>(id));
                moved = eye.position(held);
            }
            if response.has_focus() {
                // The arrows move the point, not the focus.
                let filter = EventFilter { horizontal_arrows: true, vertical_arrows: true, ..EventFilter::default() };
                ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
                let step = eye.step();
                for (key, by) in [
                    (Key::ArrowLeft, (-step, 0)),
                    (Key::ArrowRight, (step, 0)),
                    (Key::ArrowUp, (0, step)),
                    (Key::ArrowDown, (0, -step)),
                ] {
                    if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
                        moved = Some((point.0 + by.0, (point.1 + by.1).clamp(-90_000, 90_000)));
                    }
                }
            }
            if response.clicked() {
                wants.push(Want::Focus(root(&["items", &item.id, "name"])));
            }
            if let Some((x, y)) = moved.filter(|moved| moved != point) {
                let path = place::inside(&root(&["items", &item.id, "points"]), Step::At(at));
                wants.push(Want::Edit(vec![Edit::Set { path, value: format!("({x}, {y})") }]));
            }
            let lit = response.hovered() || response.has_focus() || response.dragged();
            let colour = if lit { theme.palette.alarm } else { theme.palette.accent };
            painter.circle_stroke(screen, HANDLE, Stroke::new(if lit { 2.5 } else { 1.2 }, colour));
        }
    }
}

/// Where the map lies on the screen.
struct Eye<'c> {
    looking: Looking,
    chart: &'c Chart,
    rect: Rect,
}

impl Eye<'_> {
    fn screen(&self, at: (i32, i32)) -> Option<Pos2> {
        let flat = self.chart.projection.forward(Position::of(at))?;
        Some(self.looking.to_screen(self.rect, flat))
    }

    /// The figure to which coordinates are rounded: no finer than can be seen, in thousandths of a degree.
    fn step(&self) -> i32 {
        // A degree of latitude is some 111 kilometres.
        let seen = self.looking.scale / 111.0 * 1000.0;
        [1, 5, 10, 50, 100, 500].into_iter().rev().find(|step| f64::from(*step) <= seen * 2.0).unwrap_or(1)
    }

    #[expect(clippy::cast_possible_truncation, reason = "thousandths of a degree are a few hundred thousand at most")]
    fn position(&self, at: Pos2) -> Option<(i32, i32)> {
        let position = self.chart.projection.inverse(self.looking.to_map(self.rect, at))?;
        let step = f64::from(self.step());
        let round = |degrees: f64| ((degrees * 1000.0 / step).round() * step) as i32;
        Some((round(position.longitude).clamp(-180_000, 180_000), round(position.latitude).clamp(-90_000, 90_000)))
    }
}

/// The map as it is written.
fn sheet(draft: &Draft, value: &Written) -> MapSheet {
    let text = |value: &Written, field: &str| value.get(field).and_then(Written::text).unwrap_or("").to_owned();
    let small = |value: &Written| value.number().and_then(|number| i32::try_from(number).ok());
    let actors = draft.named("actor", None);
    let theatre = |(id, value): &(String, Written)| {
        let extent = value.get("extent")?.items().iter().map(small).collect::<Option<Vec<i32>>>()?;
        let extent: [i32; 4] = extent.try_into().ok()?;
        let known = extent.iter().all(|edge| (-180_000..=180_000).contains(edge))
            && -90_000 <= extent[1]
            && extent[1] < extent[3]
            && extent[3] <= 90_000
            && extent[0] != extent[2];
        let projection = match value.get("projection").and_then(Written::word) {
            Some("Mercator") => ProjectionWord::Mercator,
            Some("LambertConformal") => ProjectionWord::LambertConformal,
            Some("Azimuthal") => ProjectionWord::Azimuthal,
            Some(_) | None => ProjectionWord::Equirectangular,
        };
        known.then(|| Theatre { id: id.clone(), name: text(value, "name"), extent, projection })
    };
    let item = |(id, value): &(String, Written)| {
        let kind = match value.get("kind").and_then(Written::word)? {
            "Unit" => MapItemKind::Unit,
            "Line" => MapItemKind::Line,
            "Area" => MapItemKind::Area,
            "Ring" => MapItemKind::Ring,
            _ => MapItemKind::Place,
        };
        let point = |value: &Written| match value.items() {
            [x, y] => Some((small(x)?.clamp(-180_000, 180_000), small(y)?.clamp(-90_000, 90_000))),
            _ => None,
        };
        let owner = value.get("owner").and_then(Written::text);
        Some(Item {
            id: id.clone(),
            kind,
            name: text(value, "name"),
            digest: text(value, "digest"),
            points: value.get("points")?.items().iter().map(point).collect::<Option<Vec<_>>>()?,
            radius: value.get("radius").and_then(small).and_then(|radius| u16::try_from(radius).ok()),
            actor: owner.and_then(|owner| actors.iter().position(|actor| actor.id == owner)),
            owner: owner.map(str::to_owned),
            faint: value.get("faint").is_some_and(|faint| faint.is == brinkmanship::scenario::draft::Is::Bool(true)),
            approximate: false,
            news: Vec::new(),
            sources: Vec::new(),
        })
    };
    let pairs = |field: &str| value.get(field).map_or(&[][..], Written::pairs).iter();
    MapSheet {
        schematic: value.get("schematic").is_some_and(|on| on.is == brinkmanship::scenario::draft::Is::Bool(true)),
        mirrored: false,
        note: text(value, "note"),
        borders: value.get("borders").and_then(small).and_then(|year| u16::try_from(year).ok()),
        theatres: pairs("theatres").filter_map(theatre).collect(),
        items: pairs("items").filter_map(item).collect(),
    }
}
