//! Play from here: a crisis of the draft as it stands, from any turn, with facts, tracks and rungs of one's choice.

use brinkmanship::{
    crisis::{Premise, Setup},
    policy::{Level, Simple},
    scenario::draft::Written,
    transcript::PremiseText,
};
use egui::Ui;

use super::{Editor, Want, form::short, place};
use crate::{
    intent::Intent,
    seat::Seat,
    session::Begin,
    shared::library::Names,
    theme::{Entry, Theme, Tone, space},
};

/// What a trial begins with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The turn, and what stands otherwise.
    pub premise: PremiseText,
    /// The seat that the person takes; none for both.
    pub seat: Option<usize>,
    /// Who sits opposite.
    pub other: Seat,
}

impl Default for Plan {
    fn default() -> Self {
        Self { premise: PremiseText::default(), seat: Some(0), other: Seat::Policy(Simple::TitForTat) }
    }
}

/// Who can sit opposite.
const OTHERS: [Seat; 4] = [
    Seat::Policy(Simple::TitForTat),
    Seat::Policy(Simple::Dove),
    Seat::Policy(Simple::Hawk),
    Seat::Planner(Level::Cadet),
];

impl Plan {
    /// How the session begins.
    #[must_use]
    pub fn begin(&self, premise: Premise) -> Begin {
        let mut seats = [self.other; 2];
        match self.seat {
            Some(seat) => seats[usize::from(seat != 0)] = Seat::Human,
            None => seats = [Seat::Human; 2],
        }
        Begin {
            seats,
            setup: Setup::default(),
            names: Names::Real,
            seed: 1,
            prologue: false,
            from_turn: 0,
            forced: None,
            premise,
        }
    }
}

/// Shows what it begins with, and begins it.
pub fn show(ui: &mut Ui, theme: &Theme, editor: &mut Editor, wants: &mut Vec<Want>, out: &mut Vec<Intent>) {
    let Some(mut plan) = editor.plan.take() else { return };
    let frame = theme.sheet().corner_radius(0).inner_margin(egui::Margin::symmetric(18, 8));
    egui::Panel::top("editor plays").frame(frame).show_separator_line(false).show(ui, |ui| {
        egui::ScrollArea::vertical().id_salt("plan").max_height(300.0).min_scrolled_height(300.0).show(ui, |ui| {
            theme.strong(ui, tr!("Play from here"));
            theme.small(ui, tr!("The draft as it stands, saved or not. Turns before the one you choose pass without anything happening."));
            whose(ui, theme, editor, &mut plan);
            otherwise(ui, theme, editor, &mut plan.premise);
            ui.add_space(space::TIGHT);
            theme.row(ui, |ui| {
                let ready = editor.is_checked() && editor.findings.as_ref().is_some_and(|found| found.scenario.is_some());
                if ui.add_enabled_ui(ready, |ui| theme.primary(ui, tr!("Play it")).clicked()).inner {
                    out.push(Intent::TryDraft(Box::new(plan.clone())));
                }
                if theme.tool(ui, tr!("Close"), tr!("Close what is to be played")).clicked() {
                    wants.push(Want::Plan(false));
                }
                if !ready && editor.is_checked() {
                    theme.note(ui, tr!("It has faults, and cannot be played until they are mended."), Tone::Alarm);
                }
            });
        });
    });
    editor.plan = Some(plan);
}

fn entry(id: &str, name: &str) -> Entry {
    Entry { id: id.to_owned(), name: short(name), about: String::new() }
}

/// The turn, the seat, and who sits opposite.
fn whose(ui: &mut Ui, theme: &Theme, editor: &Editor, plan: &mut Plan) {
    theme.row(ui, |ui| {
        let turns = editor.draft.value(&[place::step("turns")]).map_or(&[][..], Written::items);
        let name = |at: usize| place::turn(&editor.draft, at);
        plan.premise.turn = plan.premise.turn.min(turns.len().saturating_sub(1));
        theme.small_ink(ui, tr!("From turn"));
        let shown = short(&name(plan.premise.turn));
        let all = || (0..turns.len()).map(|at| entry(&at.to_string(), &name(at))).collect();
        if let Some(turn) = theme.menu(ui, (&shown, &tr!("From turn: {shown}", shown)), all) {
            plan.premise.turn = turn.parse().unwrap_or(0);
        }
        let actors = editor.draft.named("actor", None);
        theme.small_ink(ui, tr!("as"));
        let seat = |seat: Option<usize>| match seat.and_then(|seat| actors.get(seat)) {
            Some(actor) => actor.name.clone(),
            None => tr!("both sides").to_owned(),
        };
        let all = || {
            let each = actors.iter().take(2).enumerate().map(|(at, actor)| entry(&at.to_string(), &actor.name));
            each.chain([entry("both", tr!("both sides"))]).collect()
        };
        let shown = seat(plan.seat);
        if let Some(chosen) = theme.menu(ui, (&shown, &tr!("Your seat: {shown}", shown)), all) {
            plan.seat = chosen.parse().ok();
        }
        if plan.seat.is_some() {
            theme.small_ink(ui, tr!("against"));
            let shown = plan.other.words();
            let all = || OTHERS.iter().map(|other| entry(other.name(), other.words())).collect();
            if let Some(chosen) = theme.menu(ui, (shown, &tr!("Against: {shown}", shown)), all) {
                plan.other = Seat::of_name(&chosen);
            }
        }
    });
}

/// What stands otherwise than at the start.
fn otherwise(ui: &mut Ui, theme: &Theme, editor: &Editor, premise: &mut PremiseText) {
    let draft = &editor.draft;
    let called = |kind: &str, id: &str| draft.called(kind, None, id).unwrap_or_else(|| id.to_owned());
    let mut gone = None;
    for (at, (id, is)) in premise.facts.iter_mut().enumerate() {
        theme.row(ui, |ui| {
            let name = short(&called("fact", id));
            theme.tick(ui, if *is { tr!("so") } else { tr!("not so") }, &tr!("It is so: {name}", name), is);
            theme.small_ink(ui, &name);
            if theme.tool(ui, "×", &tr!("As at the start: {name}", name)).clicked() {
                gone = Some((0, at));
            }
        });
    }
    for (at, (id, to)) in premise.tracks.iter_mut().enumerate() {
        theme.row(ui, |ui| {
            let name = short(&called("track", id));
            theme.small_ink(ui, &name);
            let mut value = i64::from(*to);
            theme.number(ui, &name, &mut value, (-1_000_000_000, 1_000_000_000));
            *to = i32::try_from(value).unwrap_or(*to);
            if theme.tool(ui, "×", &tr!("As at the start: {name}", name)).clicked() {
                gone = Some((1, at));
            }
        });
    }
    for (at, (ladder, rung)) in premise.rungs.iter_mut().enumerate() {
        theme.row(ui, |ui| {
            let name = short(&called("ladder", ladder));
            theme.small_ink(ui, &name);
            let shown = draft.called("rung", Some(ladder), rung).unwrap_or_else(|| rung.clone());
            let all = || draft.named("rung", Some(ladder)).iter().map(|one| entry(&one.id, &one.name)).collect();
            if let Some(chosen) = theme.menu(ui, (&shown, &format!("{name}: {shown}")), all) {
                *rung = chosen;
            }
            if theme.tool(ui, "×", &tr!("As at the start: {name}", name)).clicked() {
                gone = Some((2, at));
            }
        });
    }
    match gone {
        Some((0, at)) => drop(premise.facts.remove(at)),
        Some((1, at)) => drop(premise.tracks.remove(at)),
        Some((_, at)) => drop(premise.rungs.remove(at)),
        None => {}
    }
    theme.row(ui, |ui| {
        let all =
            |kind: &'static str| move || draft.named(kind, None).iter().map(|one| entry(&one.id, &one.name)).collect();
        if let Some(id) = theme.tools(ui, (tr!("Set a fact …"), tr!("Set a fact")), all("fact")) {
            premise.facts.retain(|(other, _)| *other != id);
            premise.facts.push((id, true));
        }
        if let Some(id) = theme.tools(ui, (tr!("Set a track …"), tr!("Set a track")), all("track")) {
            let start = draft.value(&[place::step("tracks"), place::step(&id), place::step("start")]);
            let start = start.and_then(Written::number).and_then(|start| i32::try_from(start).ok()).unwrap_or(0);
            premise.tracks.retain(|(other, _)| *other != id);
            premise.tracks.push((id, start));
        }
        if let Some(id) = theme.tools(ui, (tr!("Set a rung …"), tr!("Set a rung")), all("ladder"))
            && let Some(rung) = draft.named("rung", Some(&id)).into_iter().next()
        {
            premise.rungs.retain(|(other, _)| *other != id);
            premise.rungs.push((id, rung.id));
        }
    });
}
