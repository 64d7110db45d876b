//! The scenario editor: forms over a draft, with undo, faults as one types, and play from any turn.
//!
//! It writes only what an author would write by hand, and leaves every byte alone that was not meant.

mod ask;
mod chart;
mod check;
mod faults;
mod form;
mod index;
mod keep;
mod lists;
mod place;
mod plain;
mod play;
mod sentence;
mod survey;
mod web;

use std::{path::PathBuf, sync::Arc};

use brinkmanship::scenario::{
    draft::Draft,
    edit::{Edit, Step},
    files::Found,
};
use egui::Ui;

pub use check::Findings;
pub use keep::{Base, begin, id_of, open};
pub use play::Plan;

/// How forms name things, for tests that find their way by it.
#[cfg(all(test, feature = "desktop-tests"))]
pub mod names {
    pub use super::{
        form::called,
        index::{is_one, shown},
        place::{entry, number, words},
        sentence::{beside, kind_name},
    };
}

use self::{ask::Asking, check::Checker, form::Form};
use crate::{
    game::Game,
    intent::Intent,
    map::Maps,
    theme::{Theme, Tone, space},
};

/// How long until it is looked again whether the check has answered.
const PATIENCE: std::time::Duration = std::time::Duration::from_millis(40);
/// The least width at which parts, form and faults stand beside one another.
const WIDE: f32 = 1040.0;

/// Something that is wanted of the editor.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Want {
    /// Edits as one step.
    Edit(Vec<Edit>),
    /// An edit that belongs to the one before, where that was at the same place.
    Type(Edit),
    /// The form of a place.
    Go(Vec<Step>),
    /// The form that holds a place, with the keyboard there.
    Focus(Vec<Step>),
    /// What a code means, said of a place.
    Explain(&'static str, Vec<Step>),
    /// To be asked for another id.
    AskRename(Vec<Step>, String),
    /// To be asked whether something is to go.
    AskDelete(Vec<Step>),
    /// Another id, followed by every reference.
    Rename(Vec<Step>, String),
    /// To take something away.
    Delete(Vec<Step>),
    /// Another like it.
    Double(Vec<Step>),
    /// To take the last step back.
    Undo,
    /// To make it again.
    Redo,
    /// What is to be played, or not.
    Plan(bool),
    /// An outline on the map, from a file of GeoJSON.
    Outline(String),
    /// What hangs together shown below the form, or not.
    Web(bool),
    /// To have nothing asked.
    Unask,
    /// To have what stands on disk in place of what stands here.
    TakeOver(Vec<String>),
    /// To write over what stands on disk.
    WriteOver(Vec<String>),
}

/// What stands beside or below the form.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Side {
    /// The parts, on a narrow screen.
    Parts,
    /// The form, on a narrow screen.
    #[default]
    Form,
    /// What was found.
    Faults,
}

/// A scenario that is being edited.
#[derive(Debug)]
pub struct Editor {
    /// What is edited.
    pub draft: Draft,
    /// Where it is kept.
    pub folder: PathBuf,
    /// What the check has found, of this version or of the last one that was checked.
    pub findings: Option<Arc<Findings>>,
    checker: Checker,
    /// What has its form on the screen.
    pub at: Vec<Step>,
    /// Where the keyboard is to go.
    focus: Option<Vec<Step>>,
    /// Where was typed last.
    typed: Option<Vec<Step>>,
    search: String,
    /// Which parts are open in the index.
    open: Option<String>,
    side: Side,
    pub(self) asking: Option<Asking>,
    explains: bool,
    /// Whether the fault list shows what is only to do.
    chores: bool,
    /// What is explained.
    explained: Option<(&'static str, Vec<Step>)>,
    /// Why an edit was not made.
    unfit: Option<String>,
    /// What is to be played from here, while it is being chosen.
    pub(self) plan: Option<Plan>,
    chart: chart::State,
    /// What hangs together.
    pub(crate) web: web::Web,
    /// The survey of what was saved last.
    pub(self) survey: survey::Survey,
    /// Whether one is to begin as soon as what was saved is checked.
    surveys: bool,
}

impl Editor {
    /// An editor of a scenario's files, which lie in a folder or will.
    #[must_use]
    pub fn new(id: &str, found: &[Found], folder: PathBuf, on_disk: bool) -> Self {
        Self {
            draft: Draft::new(id, found, on_disk),
            folder,
            findings: None,
            checker: Checker::default(),
            at: Vec::new(),
            focus: None,
            typed: None,
            search: String::new(),
            open: None,
            side: Side::default(),
            asking: None,
            explains: true,
            chores: true,
            explained: None,
            unfit: None,
            plan: None,
            chart: chart::State::default(),
            web: web::Web::default(),
            survey: survey::Survey::default(),
            surveys: false,
        }
    }

    /// What the scenario is called.
    #[must_use]
    pub fn title(&self) -> String {
        let title = self.draft.value(&[place::step("title")]).and_then(|title| title.text());
        title.filter(|title| !title.is_empty()).unwrap_or(&self.draft.id).to_owned()
    }

    /// Whether the findings are of the draft as it stands, and in the language that was asked for last.
    #[must_use]
    pub fn is_checked(&self) -> bool {
        !self.checker.waits() && self.findings.as_ref().is_some_and(|findings| findings.version == self.draft.version())
    }

    /// Takes what the check has found, and hands over what is to be checked; whether an answer is waited for.
    pub fn look(&mut self) -> bool {
        self.checker.ask(&self.draft);
        if let Some(found) = self.checker.answer() {
            self.web.take(found.version, found.graph.clone());
            self.findings = Some(Arc::new(found));
        }
        if self.surveys && self.is_checked() {
            self.surveys = false;
            if let Some(scenario) = self.findings.as_ref().and_then(|found| found.scenario.clone()) {
                self.survey.begin(scenario);
            }
        }
        self.checker.waits() || self.survey.runs() || self.web.draws()
    }

    /// Does what is wanted.
    pub fn act(&mut self, want: Want) {
        match want {
            Want::Edit(edits) => {
                self.typed = None;
                self.edit(&edits, false);
            }
            Want::Type(edit) => {
                let Edit::Set { path, .. } = &edit else { return };
                let joined = self.typed.as_ref() == Some(path);
                let path = path.clone();
                if self.edit(&[edit], joined) {
                    self.typed = Some(path);
                }
            }
            Want::Go(at) => self.go(at),
            Want::Focus(at) => {
                self.go(form_of(&at));
                self.focus = Some(at);
            }
            Want::Explain(code, at) => {
                self.explained =
                    if self.explained.as_ref().is_some_and(|(old, _)| *old == code) { None } else { Some((code, at)) };
                self.side = Side::Faults;
            }
            Want::AskRename(at, id) => self.asking = Some(Asking::Rename { at, to: id, fresh: true }),
            Want::AskDelete(at) => {
                let referring = self.draft.referring(&at).into_iter().map(|one| one.place).collect();
                self.asking = Some(Asking::Delete { at, referring });
            }
            Want::Rename(at, to) => {
                let edits = self.draft.renaming(&at, &to);
                if self.edit(&edits, false) {
                    if self.at.starts_with(&at)
                        && let Some(last @ Step::Key(_)) = self.at.get_mut(at.len() - 1)
                    {
                        *last = Step::Key(to);
                    }
                    self.asking = None;
                }
            }
            Want::Delete(at) => {
                self.asking = None;
                if self.edit(&[Edit::Remove { path: at.clone() }], false) && self.at.starts_with(&at) {
                    self.at.truncate(at.len().saturating_sub(1));
                }
            }
            Want::Double(at) => {
                if let Some((edit, new)) = self.draft.doubling(&at)
                    && self.edit(&[edit], false)
                {
                    self.go(new.clone());
                    if let Some(Step::Key(id)) = new.last().cloned() {
                        self.asking = Some(Asking::Rename { at: new, to: id, fresh: true });
                    }
                }
            }
            Want::Undo => {
                let place = self.draft.undo();
                self.moved(place);
            }
            Want::Redo => {
                let place = self.draft.redo();
                self.moved(place);
            }
            Want::Plan(wanted) => self.plan = wanted.then(|| self.planned()),
            Want::Outline(path) => self.bring_in(&path),
            Want::Web(wanted) => self.web.shown = wanted,
            Want::Unask => self.asking = None,
            Want::TakeOver(names) => {
                self.asking = None;
                self.take_over(&names);
            }
            Want::WriteOver(names) => {
                self.asking = None;
                self.write_over(&names);
            }
        }
    }

    /// Puts an outline from a file on the map, as one step.
    fn bring_in(&mut self, path: &str) {
        self.typed = None;
        let told = keep::outline(&self.folder, path).and_then(|outline| {
            if !self.edit(&chart::edits(&self.draft, &outline), false) {
                return Err(self.unfit.take().unwrap_or_default());
            }
            let count = outline.items.len();
            let kept: usize = outline.items.iter().map(|shape| shape.points.len()).sum();
            let shapes = trn!(count; "{count} line or area was brought in", "{count} lines and areas were brought in", count);
            let points = outline.points;
            Ok(if outline.left_out == 0 {
                tr!("{shapes}, with {kept} of {points} points.", shapes, kept, points)
            } else {
                tr!(
                    "{shapes}, with {kept} of {points} points; left out, as holes, places or too small to be seen: {left_out}.",
                    shapes, kept, points, left_out = outline.left_out
                )
            })
        });
        self.chart.brought_in(told);
    }

    /// What is to be played: from the turn whose form is up.
    fn planned(&self) -> Plan {
        let mut plan = Plan::default();
        if let [Step::Key(part), Step::At(turn)] = self.at.as_slice()
            && part == "turns"
        {
            plan.premise.turn = *turn;
        }
        plan
    }

    /// After saving, it is played some hundred times in the background.
    pub const fn was_kept(&mut self) {
        self.surveys = true;
    }

    fn edit(&mut self, edits: &[Edit], joined: bool) -> bool {
        match self.draft.edit(edits, joined) {
            Ok(()) => {
                self.unfit = None;
                true
            }
            Err(unfit) => {
                let broken = self.draft.broken();
                self.unfit = Some(if broken.is_empty() {
                    tr!("That could not be written: {unfit}.", unfit)
                } else {
                    tr!("That could not be written: {unfit} ({files}).", unfit, files = broken.join(", "))
                });
                false
            }
        }
    }

    fn go(&mut self, at: Vec<Step>) {
        self.typed = None;
        if let Some(Step::Key(part)) = at.first() {
            self.open = Some(part.clone());
        }
        self.at = at;
        self.side = Side::Form;
        self.explained = None;
    }

    /// After a step back or forward: its form comes up.
    fn moved(&mut self, place: Option<Vec<Step>>) {
        self.typed = None;
        self.unfit = None;
        let Some(place) = place else { return };
        let mut at = form_of(&place);
        while !at.is_empty() && self.draft.value(&at).is_none() {
            at.pop();
        }
        self.go(at);
    }

    /// Steps back within the editor; false where there is nothing to step back from.
    pub fn step_back(&mut self) -> bool {
        if self.asking.take().is_some() || self.explained.take().is_some() || self.plan.take().is_some() {
            return true;
        }
        if self.at.is_empty() {
            return false;
        }
        self.at.pop();
        true
    }

    /// Whether it asks about files that were changed on disk.
    #[must_use]
    pub const fn is_asking_about_disk(&self) -> bool {
        matches!(self.asking, Some(Asking::Changed { .. }))
    }

    /// Asks what is to become of unsaved changes.
    pub fn ask_leave(&mut self, quit: bool) {
        self.asking = Some(Asking::Leave { quit });
    }
}

/// The place whose form shows a place.
fn form_of(place: &[Step]) -> Vec<Step> {
    match place {
        [Step::Key(part), ..] if brinkmanship::scenario::draft::in_head(part) => Vec::new(),
        [part, one, ..] if !matches!(part, Step::Key(name) if index::is_one(name)) => vec![part.clone(), one.clone()],
        [part, ..] => vec![part.clone()],
        [] => Vec::new(),
    }
}

/// Shows the editor.
pub fn show(ui: &mut Ui, game: &mut Game, out: &mut Vec<Intent>) {
    game.deliver_graph(ui.ctx());
    let theme = game.theme();
    let maps = &mut game.maps;
    let Some(editor) = &mut game.editor else {
        out.push(Intent::Back);
        return;
    };
    if editor.look() {
        ui.ctx().request_repaint_after(PATIENCE);
    }
    let mut wants = Vec::new();
    bar(ui, &theme, editor, &mut wants, out);
    ask::show(ui, &theme, editor, &mut wants, out);
    play::show(ui, &theme, editor, &mut wants, out);
    let wide = WIDE <= ui.available_width();
    if wide {
        let frame = theme.table().inner_margin(egui::Margin::symmetric(10, 8));
        let width = (ui.available_width() * 0.22).clamp(220.0, 320.0);
        egui::Panel::left("parts").frame(frame).exact_size(width).show(ui, |ui| {
            index::show(ui, &theme, editor, &mut wants);
        });
        let width = (ui.available_width() * 0.32).clamp(260.0, 400.0);
        egui::Panel::right("found").frame(frame).exact_size(width).show(ui, |ui| {
            faults::show(ui, &theme, editor, &mut wants);
        });
    } else {
        narrow(ui, &theme, editor);
    }
    if editor.web.shown && (wide || editor.side == Side::Form) {
        editor.web.find(&editor.draft);
        let frame = theme.sheet().corner_radius(0).inner_margin(egui::Margin::symmetric(14, 8));
        let height = (ui.available_height() * 0.45).clamp(160.0, 420.0);
        egui::Panel::bottom("editor web").frame(frame).exact_size(height).show(ui, |ui| {
            web::show(ui, &theme, editor, &mut wants, out);
        });
    }
    let frame = theme.table().inner_margin(egui::Margin::ZERO);
    egui::CentralPanel::default().frame(frame).show(ui, |ui| match editor.side {
        Side::Parts if !wide => index::show(ui, &theme, editor, &mut wants),
        Side::Faults if !wide => faults::show(ui, &theme, editor, &mut wants),
        Side::Parts | Side::Form | Side::Faults => forms(ui, &theme, editor, maps, &mut wants),
    });
    if !wants.is_empty() {
        ui.ctx().request_repaint();
    }
    for want in wants {
        editor.act(want);
    }
}

/// What can be chosen where not everything has room.
fn narrow(ui: &mut Ui, theme: &Theme, editor: &mut Editor) {
    let frame = theme.table().inner_margin(egui::Margin::symmetric(12, 4));
    egui::Panel::top("editor tabs").frame(frame).show_separator_line(false).show(ui, |ui| {
        theme.row(ui, |ui| {
            let found = editor.findings.as_ref().map_or(0, |findings| findings.told.len());
            let found = tr!("Found ({found})", found);
            for (side, text) in [(Side::Parts, tr!("Parts")), (Side::Form, tr!("Form")), (Side::Faults, found.as_str())]
            {
                if theme.tab(ui, text, editor.side == side, "").clicked() {
                    editor.side = side;
                }
            }
        });
    });
}

/// The bar at the top: the way back, what it is, and what can be done with the whole of it.
fn bar(ui: &mut Ui, theme: &Theme, editor: &mut Editor, wants: &mut Vec<Want>, out: &mut Vec<Intent>) {
    let frame = theme.sheet().corner_radius(0).inner_margin(egui::Margin::symmetric(14, 6));
    egui::Panel::top("editor bar").frame(frame).show_separator_line(false).show(ui, |ui| {
        theme.row(ui, |ui| {
            if theme.link(ui, tr!("‹ Back")).clicked() {
                out.push(Intent::LeaveEditor);
            }
            theme.strong(ui, &form::short(&editor.title()));
            if editor.draft.is_dirty() {
                theme.chip(ui, tr!("Not saved"), Tone::Warning);
            } else {
                theme.chip(ui, tr!("Saved"), Tone::Good);
            }
            state(ui, theme, editor);
            ui.add_space(space::SMALL);
            if theme.tool(ui, tr!("Save"), tr!("Save")).clicked() {
                out.push(Intent::KeepDraft);
            }
            let (undo, redo) = editor.draft.can();
            if ui.add_enabled_ui(undo, |ui| theme.tool(ui, tr!("Undo"), tr!("Undo")).clicked()).inner {
                wants.push(Want::Undo);
            }
            if ui.add_enabled_ui(redo, |ui| theme.tool(ui, tr!("Redo"), tr!("Redo")).clicked()).inner {
                wants.push(Want::Redo);
            }
            if theme.tool(ui, tr!("Play from here"), tr!("Play from here")).clicked() {
                wants.push(Want::Plan(editor.plan.is_none()));
            }
            let neighbours = tr!("What it hangs on, and what hangs on it");
            if theme.tool(ui, tr!("Neighbours"), neighbours).clicked() {
                wants.push(Want::Web(!editor.web.shown));
            }
            let draws = editor.web.draws();
            let graph = if draws { tr!("Graph …") } else { tr!("Graph") };
            if ui
                .add_enabled_ui(!draws, |ui| {
                    theme.tool(ui, graph, tr!("Open the whole as a graph, on a page")).clicked()
                })
                .inner
            {
                out.push(Intent::GraphDraft);
            }
            let mut explains = editor.explains;
            if theme.tick(ui, tr!("Explain fields"), tr!("Explain every field"), &mut explains).changed() {
                editor.explains = explains;
            }
        });
        if let Some(unfit) = &editor.unfit {
            theme.note(ui, unfit, Tone::Alarm);
        }
    });
}

/// Whether it can be played as it stands.
fn state(ui: &mut Ui, theme: &Theme, editor: &Editor) {
    let Some(findings) = &editor.findings else {
        theme.small(ui, tr!("Being checked …"));
        return;
    };
    let [faults, warnings, chores] = findings.counts();
    match faults {
        0 => theme.chip(ui, tr!("It can be played"), Tone::Good),
        faults => theme.chip(ui, &trn!(faults; "{faults} fault", "{faults} faults", faults), Tone::Alarm),
    };
    let all = [
        (0 < warnings).then(|| trn!(warnings; "{warnings} warning", "{warnings} warnings", warnings)),
        (0 < chores).then(|| trn!(chores; "{todo} thing to do", "{todo} things to do", todo = chores)),
    ];
    let all: Vec<String> = all.into_iter().flatten().collect();
    if !all.is_empty() {
        theme.small(ui, &all.join(", "));
    }
}

/// The form of what was chosen.
fn forms(ui: &mut Ui, theme: &Theme, editor: &mut Editor, maps: &mut Maps, wants: &mut Vec<Want>) {
    let focus = editor.focus.take();
    let schema = editor.draft.schema();
    let findings = editor.findings.clone();
    let salt = place::key(&editor.at);
    egui::ScrollArea::vertical().id_salt(("form", salt)).auto_shrink([false; 2]).show(ui, |ui| {
        egui::Frame::new().inner_margin(egui::Margin::symmetric(14, 8)).show(ui, |ui| {
            theme.middle(ui, crate::theme::READING + 60.0, |ui| {
                if matches!(editor.at.as_slice(), [Step::Key(part)] if part == "map") {
                    theme.paper(ui, |ui| chart::show(ui, theme, maps, &editor.draft, &mut editor.chart, wants));
                }
                theme.paper(ui, |ui| {
                    let mut form = Form {
                        theme: *theme,
                        draft: &editor.draft,
                        schema: &schema,
                        findings: findings.as_deref(),
                        focus: focus.as_deref(),
                        explains: editor.explains,
                        around: String::new(),
                        wants,
                    };
                    index::form(ui, &mut form, &editor.at);
                });
                theme.follow_focus(ui);
                theme.turn_by_keys(ui);
            });
        });
    });
}
