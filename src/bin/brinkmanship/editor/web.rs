//! The crisis as a graph, beside the form: what the item hangs on and what hangs on it, each a way to its form; and the
//! whole with the traffic of many runs, as a page.

use std::sync::{
    Arc, Mutex, PoisonError,
    atomic::{AtomicBool, AtomicU64, Ordering},
};

use brinkmanship::{
    language::{in_force, speak},
    report::graph::{EdgeOf, Graph, NodeOf, page, said},
    scenario::{Scenario, draft::Draft, edit::Step, places::Declared, schema},
    survey::{Options, Seat, graph::traffic, ratio},
};
use egui::{
    Align, Color32, FontFamily, FontId, Rect, Response, Stroke, Ui, UiBuilder, Vec2, WidgetType,
    epaint::CubicBezierShape,
};

use super::{Editor, Want, form, place};
use crate::{
    intent::Intent,
    theme::{SANS_BOLD, Theme, Tone, size, space},
};

/// Runs whose traffic is counted for the page.
const RUNS: u64 = 10_000;
/// Between the columns, where the edges run.
const GAP: f32 = 64.0;

/// Who plays the runs.
const fn options(runs: u64) -> Options {
    Options { runs, seed: 1, seats: [Seat::Mixed; 2], open_prologue: false, cut: None }
}

/// The graph of a scenario without traffic.
#[must_use]
pub fn bare(scenario: &Scenario, declared: &Declared) -> Graph {
    let options = options(0);
    let (tally, traffic) = traffic(scenario, &options, |_| {});
    Graph::of(scenario, declared, &options, (&tally, &traffic), &[])
}

/// What the thread that draws and the editor tell each other.
#[derive(Debug, Default)]
struct Told {
    runs: AtomicU64,
    over: AtomicBool,
    drawn: Mutex<Option<(Arc<Graph>, String)>>,
}

/// The graph of a draft.
#[derive(Debug, Default)]
pub struct Web {
    /// Whether the neighbourhood stands below the form.
    pub shown: bool,
    /// The last one that could be made, and of which version.
    graph: Option<(u64, Arc<Graph>)>,
    /// The form of each of its nodes; none until they were looked for.
    forms: Option<Vec<Option<Vec<Step>>>>,
    /// What is being drawn with traffic, and of which version.
    drawing: Option<(u64, Arc<Told>)>,
}

impl Web {
    /// Takes the graph of a version that was checked; the traffic of that version stays.
    pub fn take(&mut self, version: u64, graph: Option<Arc<Graph>>) {
        let known = self.graph.as_ref().is_some_and(|(of, graph)| *of == version && 0 < graph.runs);
        if let Some(graph) = graph.filter(|_| !known) {
            self.graph = Some((version, graph));
            self.forms = None;
        }
    }

    /// Finds the form of each node, where that was not done.
    pub fn find(&mut self, draft: &Draft) {
        if let (Some((_, graph)), None) = (&self.graph, &self.forms) {
            self.forms = Some(graph.nodes.iter().map(|node| form_of(draft, node)).collect());
        }
    }

    /// Plays a version many times on a thread, and makes its page.
    pub fn draw(&mut self, version: u64, scenario: Arc<Scenario>, declared: Declared) {
        if self.drawing.is_some() {
            return;
        }
        let told = Arc::new(Told::default());
        self.drawing = Some((version, told.clone()));
        let language = in_force();
        std::thread::spawn(move || {
            let _spoken = speak(language);
            let options = options(RUNS);
            let (tally, traffic) = traffic(&scenario, &options, |runs| {
                told.runs.fetch_max(runs, Ordering::Relaxed);
            });
            let graph = Graph::of(&scenario, &declared, &options, (&tally, &traffic), &[]);
            let page = page(&graph);
            *told.drawn.lock().unwrap_or_else(PoisonError::into_inner) = Some((Arc::new(graph), page));
            told.over.store(true, Ordering::Relaxed);
        });
    }

    /// Whether a page is being made.
    #[must_use]
    pub const fn draws(&self) -> bool {
        self.drawing.is_some()
    }

    /// The page, once, when it is done; its traffic is then shown on the edges too.
    pub fn drawn(&mut self) -> Option<String> {
        let (version, told) = self.drawing.as_ref().filter(|(_, told)| told.over.load(Ordering::Relaxed))?;
        let (graph, page) = told.drawn.lock().unwrap_or_else(PoisonError::into_inner).take()?;
        if self.graph.as_ref().is_none_or(|(of, _)| of <= version) {
            self.graph = Some((*version, graph));
            self.forms = None;
        }
        self.drawing = None;
        Some(page)
    }

    /// How many runs were played so far.
    fn runs(&self) -> u64 {
        self.drawing.as_ref().map_or(0, |(_, told)| told.runs.load(Ordering::Relaxed))
    }
}

/// The form of a node: that in which it is declared.
fn form_of(draft: &Draft, node: &NodeOf) -> Option<Vec<Step>> {
    let (_, id) = node.id.split_once(':')?;
    let part = match node.kind {
        "disposition" => "dispositions",
        "channel" => "channels",
        "move" => "moves",
        "event" | "incident" => "events",
        "drift" => "drift",
        "offer" => "offers",
        "term" => "terms",
        "commitment" => "commitments",
        "red line" => "red_lines",
        "posture" => "postures",
        "fact" => "facts",
        "track" | "level" => "tracks",
        "ladder" => "ladders",
        "ending" => "endings",
        "aftermath" => "aftermath",
        "aim" => "aims",
        "party rule" => {
            return draft.named("event", None).into_iter().find(|rule| rule.id == id).map(|rule| rule.place);
        }
        "rung" => {
            let ladders = draft.named("ladder", None);
            return ladders.iter().find_map(|ladder| {
                let rung = id.strip_prefix(&ladder.id)?.strip_prefix('.')?;
                draft.named("rung", Some(&ladder.id)).into_iter().find(|one| one.id == rung).map(|one| one.place)
            });
        }
        _ => return None,
    };
    // A value of a track is called "track at least 30".
    let id = if node.kind == "level" { id.rsplitn(4, ' ').last()? } else { id };
    Some(vec![place::step(part), place::step(id)])
}

/// What stands beside the item: another node, and what the edges between say, with the runs in which one was travelled.
struct Beside<'g> {
    node: &'g NodeOf,
    form: Option<&'g [Step]>,
    says: Vec<&'static str>,
    travelled: u64,
}

/// What an item hangs on, and what hangs on it.
fn around<'g>(graph: &'g Graph, forms: &'g [Option<Vec<Step>>], at: &[Step]) -> Option<[Vec<Beside<'g>>; 2]> {
    let own: Vec<bool> = forms.iter().map(|form| form.as_ref().is_some_and(|form| form.starts_with(at))).collect();
    if own.len() != graph.nodes.len() || !own.contains(&true) {
        return None;
    }
    let mut sides: [Vec<Beside<'g>>; 2] = [Vec::new(), Vec::new()];
    for EdgeOf { from, to, link, travelled, .. } in &graph.edges {
        let (side, other) = match (own[*from], own[*to]) {
            (false, true) => (0, from),
            (true, false) => (1, to),
            _ => continue,
        };
        let node = &graph.nodes[*other];
        match sides[side].iter_mut().find(|beside| std::ptr::eq(beside.node, node)) {
            Some(beside) => {
                if !beside.says.contains(link) {
                    beside.says.push(link);
                }
                beside.travelled = beside.travelled.max(*travelled);
            }
            None => {
                let form = forms[*other].as_deref();
                sides[side].push(Beside { node, form, says: vec![link], travelled: *travelled });
            }
        }
    }
    for side in &mut sides {
        side.sort_by_key(|beside| (beside.node.kind, &beside.node.name));
    }
    Some(sides)
}

/// Shows the neighbourhood of what has its form on the screen.
pub fn show(ui: &mut Ui, theme: &Theme, editor: &Editor, wants: &mut Vec<Want>, out: &mut Vec<Intent>) {
    let web = &editor.web;
    theme.row(ui, |ui| {
        theme.strong(ui, tr!("What hangs together"));
        if web.draws() {
            theme.small(ui, &tr!("Played: {runs} of {all}", runs = web.runs(), all = RUNS));
        } else if theme.tool(ui, tr!("The whole, as a page"), tr!("The whole as a graph, on a page")).clicked() {
            out.push(Intent::GraphDraft);
        }
        if theme.tool(ui, tr!("Close"), tr!("Close what hangs together")).clicked() {
            wants.push(Want::Web(false));
        }
        if let Some((version, _)) = &web.graph
            && *version != editor.draft.version()
            && editor.is_checked()
        {
            theme.note(ui, tr!("As it was before the faults."), Tone::Warning);
        }
    });
    let Some((_, graph)) = &web.graph else {
        let text = if editor.is_checked() {
            tr!("It has faults, and nothing can be drawn until they are mended.")
        } else {
            tr!("It is being checked.")
        };
        theme.small(ui, text);
        return;
    };
    let item = &editor.at[..editor.at.len().min(2)];
    let forms = web.forms.as_deref().filter(|_| item.len() == 2);
    let Some(sides) = forms.and_then(|forms| around(graph, forms, item)) else {
        theme.small(ui, tr!("Choose a move, a fact, a term, an ending or the like: what it needs stands on the left then, and what comes of it on the right."));
        return;
    };
    let salt = ("web", place::key(item));
    egui::ScrollArea::vertical().id_salt(salt).auto_shrink([false; 2]).show(ui, |ui| {
        picture(ui, theme, editor, (graph, item), &sides, wants);
    });
}

/// The picture: what it hangs on, it, and what hangs on it, with the edges between.
fn picture(
    ui: &mut Ui,
    theme: &Theme,
    editor: &Editor,
    (graph, item): (&Graph, &[Step]),
    sides: &[Vec<Beside<'_>>; 2],
    wants: &mut Vec<Want>,
) {
    let width = ui.available_width();
    let column = ((width - 2.0 * GAP) / 3.0).max(110.0);
    let origin = ui.cursor().min;
    let place_of = |side: usize| origin.x + if side == 0 { 0.0 } else { 2.0 * (column + GAP) };
    let mut drawn: [Vec<(Rect, bool)>; 2] = [Vec::new(), Vec::new()];
    let mut low = origin.y;
    for (side, all) in sides.iter().enumerate() {
        let room = Rect::from_min_size(egui::pos2(place_of(side), origin.y), Vec2::new(column, f32::INFINITY));
        let builder =
            UiBuilder::new().max_rect(room).layout(egui::Layout::top_down(Align::LEFT)).id_salt(("side", side));
        let shown = ui.scope_builder(builder, |ui| {
            ui.set_width(column);
            theme.label(ui, if side == 0 { tr!("What it hangs on") } else { tr!("What hangs on it") });
            if all.is_empty() {
                theme.small(ui, tr!("Nothing"));
            }
            for beside in all {
                let response = node(ui, theme, editor, graph, (beside, side), wants);
                drawn[side].push((response.rect, response.hovered() || response.has_focus()));
            }
        });
        low = low.max(shown.response.rect.bottom());
    }
    // In the middle of what is seen of it, so that edges lead there however long the columns are.
    let seen = ui.clip_rect().intersect(Rect::from_min_max(origin, egui::pos2(origin.x + width, low)));
    let id = match item.last() {
        Some(Step::Key(id)) => id.as_str(),
        Some(Step::At(_)) | None => "",
    };
    let name = editor.draft.value(item).and_then(form::called).unwrap_or_else(|| id.to_owned());
    let one = match item.first() {
        Some(Step::Key(part)) => schema::one_called(part),
        _ => String::new(),
    };
    let job = written(theme, column - 20.0, &name, &one, true);
    let galley = ui.painter().layout_job(job);
    let middle = Rect::from_center_size(
        egui::pos2(origin.x + width / 2.0, seen.center().y.max(origin.y + galley.size().y / 2.0 + 12.0)),
        Vec2::new(column, galley.size().y + 16.0),
    );
    let painter = ui.painter();
    painter.rect(
        middle,
        3.0,
        theme.palette.paper_raised,
        Stroke::new(2.0, theme.palette.accent),
        egui::StrokeKind::Inside,
    );
    painter.galley(middle.min + Vec2::new(10.0, 8.0), galley, theme.palette.ink);
    for (side, rects) in drawn.iter().enumerate() {
        for ((rect, lit), beside) in rects.iter().zip(&sides[side]) {
            let (from, to) = if side == 0 {
                (rect.right_center(), middle.left_center())
            } else {
                (middle.right_center(), rect.left_center())
            };
            edge(ui, theme, (from, to), (*lit, ratio(beside.travelled, graph.runs)));
        }
    }
    ui.allocate_rect(
        Rect::from_min_max(origin, egui::pos2(origin.x + width, low.max(middle.bottom()))),
        egui::Sense::hover(),
    );
}

/// An edge, as thick as it is travelled, with an arrow at its end.
#[expect(clippy::cast_possible_truncation, reason = "a share, for the width of a line")]
fn edge(ui: &Ui, theme: &Theme, (from, to): (egui::Pos2, egui::Pos2), (lit, share): (bool, f64)) {
    let colour = if lit { theme.palette.accent } else { theme.palette.faint.gamma_multiply(0.6) };
    let thick = if lit { 2.0 } else { 1.0 } + 4.0 * share.clamp(0.0, 1.0) as f32;
    let bend = Vec2::new((to.x - from.x) * 0.5, 0.0);
    let tip = to - Vec2::new(6.0, 0.0);
    let points = [from, from + bend, tip - bend, tip];
    ui.painter().add(CubicBezierShape::from_points_stroke(
        points,
        false,
        Color32::TRANSPARENT,
        Stroke::new(thick, colour),
    ));
    let arrow = vec![to, to + Vec2::new(-8.0, -4.0), to + Vec2::new(-8.0, 4.0)];
    ui.painter().add(egui::Shape::convex_polygon(arrow, colour, Stroke::NONE));
}

/// A name with what is said below it.
fn written(theme: &Theme, width: f32, name: &str, below: &str, strong: bool) -> egui::text::LayoutJob {
    let family = if strong { FontFamily::Name(SANS_BOLD.into()) } else { FontFamily::Proportional };
    let format =
        |size, family, color| egui::TextFormat { font_id: FontId::new(size, family), color, ..Default::default() };
    let mut job = egui::text::LayoutJob::default();
    job.wrap.max_width = width;
    job.append(name, 0.0, format(size::SMALL + 1.0, family, theme.palette.ink));
    job.append("\n", 0.0, format(size::LABEL, FontFamily::Proportional, theme.palette.faint));
    job.append(below, 0.0, format(size::LABEL + 0.5, FontFamily::Proportional, theme.palette.faint));
    job
}

/// A neighbour, which leads to its form where it has one.
fn node(
    ui: &mut Ui,
    theme: &Theme,
    editor: &Editor,
    graph: &Graph,
    (beside, side): (&Beside<'_>, usize),
    wants: &mut Vec<Want>,
) -> Response {
    let one = beside.node;
    let says = beside.says.iter().map(|link| said(link)).collect::<Vec<_>>().join(", ");
    let kind = form::capital(schema::kind(one.kind));
    let mut below = if side == 0 { format!("{kind}: {says} →") } else { format!("→ {says}: {kind}") };
    let name = &one.name;
    let mut heard = if side == 0 {
        tr!("{kind} “{name}”: {says} this", kind, name, says)
    } else {
        tr!("{kind} “{name}”: this {says} it", kind, name, says)
    };
    if 0 < graph.runs {
        let share = ratio(beside.travelled, graph.runs) * 100.0;
        below = tr!("{below} ({share:.0} in 100)", below, share);
        heard = tr!("{below} ({share:.0} in 100)", below = heard, share);
    }
    let job = written(theme, ui.available_width() - 22.0, name, &below, false);
    let form = beside.form.filter(|place| editor.draft.value(place).is_some());
    let button = egui::Button::new(job)
        .wrap()
        .fill(theme.palette.button)
        .stroke(Stroke::new(1.0, theme.palette.rule))
        .min_size(Vec2::new(ui.available_width(), 0.0));
    let response = ui.add_enabled(form.is_some(), button);
    let stripe = match one.side {
        Some(seat) => theme.actor(seat),
        None => theme.palette.rule,
    };
    let mark = Rect::from_min_size(response.rect.min, Vec2::new(4.0, response.rect.height()));
    ui.painter().rect_filled(mark, 1.0, stripe);
    let response = theme.spoken(response, WidgetType::Button, &heard);
    if let Some(place) = form
        && response.clicked()
    {
        wants.push(Want::Focus(place.to_vec()));
    }
    ui.add_space(space::TIGHT - 2.0);
    response
}
