//! The index of parts, and the form of each.

use brinkmanship::{
    language::plain,
    scenario::{
        draft::{Written, in_head},
        edit::{Edit, Step, written},
        schema::{self, Field, Holds, called as called_field, told},
    },
};
use egui::{Ui, WidgetType};

use super::{
    Editor, Want,
    form::{Form, called, short},
    place,
};
use crate::theme::{Theme, Tone, space};

/// The parts in groups, as an author thinks of them; what is in no group comes last.
const GROUPS: [(&str, &[&str]); 5] = [
    (mark!("Who, and where"), &["actors", "parties", "channels", "dispositions", "map"]),
    (
        mark!("What stands and moves"),
        &["tracks", "facts", "postures", "ladders", "hazards", "red_lines", "commitments"],
    ),
    (mark!("The course"), &["turns", "instead", "moves", "terms", "offers", "events", "drift"]),
    (mark!("How it ends, and who won"), &["endings", "aftermath", "aims", "readings", "history"]),
    (
        mark!("For readers and classes"),
        &[
            "card",
            "sources",
            "questions",
            "question_sources",
            "glossary",
            "glossary_sources",
            "cuts",
            "variants",
            "twin",
            "teaching",
        ],
    ),
];

/// Whether a part is one thing rather than many.
#[must_use]
pub fn is_one(part: &str) -> bool {
    matches!(part, "card" | "hazards" | "history" | "map" | "twin" | "teaching" | "questions" | "glossary")
}

/// The parts that have a line of their own, in groups.
fn groups(parts: &[Field]) -> Vec<(&'static str, Vec<&Field>)> {
    let own = |field: &&Field| !in_head(&field.name);
    let known = |name: &str| GROUPS.iter().any(|(_, names)| names.contains(&name));
    let mut groups: Vec<(&'static str, Vec<&Field>)> = GROUPS
        .iter()
        .map(|(title, names)| {
            (*title, names.iter().filter_map(|name| parts.iter().find(|field| field.name == *name)).collect())
        })
        .collect();
    let rest: Vec<&Field> = parts.iter().filter(own).filter(|field| !known(&field.name)).collect();
    if !rest.is_empty() {
        groups.push((mark!("Further parts"), rest));
    }
    groups
}

/// Shows the index.
pub fn show(ui: &mut Ui, theme: &Theme, editor: &mut Editor, wants: &mut Vec<Want>) {
    let hint = tr!("Search the parts");
    let id = egui::Id::new("editor search");
    theme.write(ui, id, hint, &mut editor.search, false);
    let wanted = editor.search.trim().to_lowercase();
    let schema = editor.draft.schema();
    egui::ScrollArea::vertical().id_salt("parts").auto_shrink([false; 2]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 1.0;
        if line(ui, theme, editor.at.is_empty(), tr!("The scenario"), 0, 0).clicked() {
            wants.push(Want::Go(Vec::new()));
        }
        for (title, parts) in groups(schema.parts()) {
            ui.add_space(space::SMALL);
            theme.label(ui, plain(title));
            for field in parts {
                part(ui, theme, editor, field, &wanted, wants);
            }
        }
        theme.follow_focus(ui);
    });
}

/// A part, and what stands in it where it is open or something is searched.
fn part(ui: &mut Ui, theme: &Theme, editor: &Editor, field: &Field, wanted: &str, wants: &mut Vec<Want>) {
    let at = vec![place::step(&field.name)];
    let value = editor.draft.value(&at);
    let many = !is_one(&field.name);
    let count = value.map_or(0, |value| value.pairs().len().max(value.items().len()));
    let faults = editor.findings.as_ref().map_or(0, |findings| findings.within(&at));
    let name = called_field(&field.name);
    let open = editor.open.as_deref() == Some(&field.name) && wanted.is_empty();
    let found: Vec<(Step, String)> = match value {
        Some(value) if many && (open || !wanted.is_empty()) => entries(value, &at)
            .filter(|(step, name)| {
                let id = match step {
                    Step::Key(id) => id.as_str(),
                    Step::At(_) => "",
                };
                wanted.is_empty() || id.contains(wanted) || name.to_lowercase().contains(wanted)
            })
            .collect(),
        _ => Vec::new(),
    };
    if !wanted.is_empty() && found.is_empty() && !name.to_lowercase().contains(wanted) {
        return;
    }
    let shown = if many && 0 < count { format!("{name}  {count}") } else { name };
    if line(ui, theme, editor.at == at, &shown, faults, 0).clicked() {
        wants.push(Want::Go(at.clone()));
    }
    for (step, name) in found {
        let inner = place::inside(&at, step);
        let faults = editor.findings.as_ref().map_or(0, |findings| findings.within(&inner));
        ui.push_id(place::key(&inner), |ui| {
            if line(ui, theme, editor.at == inner, &name, faults, 1).clicked() {
                wants.push(Want::Go(inner));
            }
        });
    }
}

/// What stands in a part: the step to each, and its name.
fn entries<'v>(value: &'v Written, part: &'v [Step]) -> Box<dyn Iterator<Item = (Step, String)> + 'v> {
    if value.pairs().is_empty() {
        Box::new(value.items().iter().enumerate().map(|(at, item)| {
            let name = called(item).or_else(|| item.text().map(short)).unwrap_or_default();
            (Step::At(at), format!("{}  {name}", place::number(part, at)))
        }))
    } else {
        Box::new(value.pairs().iter().map(|(id, item)| {
            let name = called(item).unwrap_or_else(|| id.clone());
            (place::step(id), name)
        }))
    }
}

/// The line of the index for one of a part.
#[cfg(all(test, feature = "desktop-tests"))]
#[must_use]
pub fn shown(draft: &brinkmanship::scenario::draft::Draft, at: &[Step]) -> String {
    let (last, part) = at.split_last().expect("one of a part");
    let value = draft.value(part).expect("the part is there");
    let found = entries(value, part).find(|(step, _)| step == last);
    found.map_or_else(String::new, |(_, name)| short(&name))
}

/// The room beside a line of the index for how many faults there are, in points.
const MARKS: f32 = 48.0;

/// A line of the index.
fn line(ui: &mut Ui, theme: &Theme, chosen: bool, text: &str, faults: usize, depth: usize) -> egui::Response {
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 4.0;
        if 0 < depth {
            ui.add_space(12.0);
        }
        let marks = if 0 < faults { MARKS } else { 0.0 };
        let response = ui
            .scope(|ui| {
                ui.set_max_width(ui.available_width() - marks);
                theme.entry(ui, chosen, &short(text))
            })
            .inner;
        if 0 < faults {
            let marks = theme.note(ui, &format!("● {faults}"), Tone::Alarm);
            theme.spoken(marks, WidgetType::Label, &tr!("{faults} at fault", faults));
        }
        response
    })
    .inner
}

/// The form of a place.
pub fn form(ui: &mut Ui, form: &mut Form<'_>, at: &[Step]) {
    let schema = form.schema;
    let Some(Step::Key(name)) = at.first() else { return head(ui, form) };
    let Some(field) = schema.part(name) else { return };
    let value = form.draft.value(at);
    match (&field.holds, at) {
        (Holds::Map(_) | Holds::List(_), [_]) if !is_one(name) => overview(ui, form, field, value, at),
        (Holds::Map(inner) | Holds::List(inner), [_, step]) => one(ui, form, field, inner, value, (at, step)),
        _ => {
            form.theme.heading(ui, &called_field(name));
            form.theme.about(ui, told(&field.about));
            ui.add_space(space::SMALL);
            match value {
                Some(value) => {
                    let told = super::form::Told {
                        of: (schema::ROOT, name),
                        name: &called_field(name),
                        one: &schema::one_called(name),
                        about: &field.about,
                        ladder: None,
                        deep: false,
                    };
                    form.value(ui, &field.holds, value, at, told);
                }
                None => {
                    let name = tr!("Begin: {name}", name = called_field(name));
                    if form.theme.tool(ui, tr!("Begin it"), &name).clicked() {
                        let value = on_lines(&form.draft.blank_of(field));
                        form.want(Edit::Set { path: at.to_vec(), value });
                    }
                }
            }
            form.marks(ui, at);
        }
    }
}

/// A value in round brackets with its brackets on lines of their own, so that what is added to it has room.
fn on_lines(value: &str) -> String {
    match value.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
        Some(inner) if !inner.is_empty() && !inner.contains('\n') => format!("(\n    {inner},\n)"),
        Some(_) | None => value.to_owned(),
    }
}

/// The scenario's own fields.
fn head(ui: &mut Ui, form: &mut Form<'_>) {
    let schema = form.schema;
    let Some(item) = schema.item(schema::ROOT) else { return };
    form.theme.heading(ui, tr!("The scenario"));
    form.theme.small(
        ui,
        tr!("What the library shows of it, and what holds for the whole of it. Everything else has a part of its own."),
    );
    form.marks(ui, &[]);
    ui.add_space(space::SMALL);
    let fields: Vec<Field> = schema.parts().iter().filter(|field| in_head(&field.name)).cloned().collect();
    let whole = form.draft.value(&[]).cloned();
    // What has a part of its own is no unknown field of the head.
    let own = whole.map(|whole| {
        let pairs = whole.pairs().iter().filter(|(name, _)| in_head(name) || schema.part(name).is_none());
        Written { at: whole.at.clone(), is: brinkmanship::scenario::draft::Is::Fields(None, pairs.cloned().collect()) }
    });
    form.fields(ui, item, &fields, own.as_ref(), &[], None);
}

/// What stands in a part, with what can be done to each.
fn overview(ui: &mut Ui, form: &mut Form<'_>, field: &Field, value: Option<&Written>, at: &[Step]) {
    let theme = form.theme;
    let name = called_field(&field.name);
    theme.heading(ui, &name);
    theme.about(ui, told(&field.about));
    form.marks(ui, at);
    ui.add_space(space::SMALL);
    let all: Vec<(Step, String)> = value.map(|value| entries(value, at).collect()).unwrap_or_default();
    if let Holds::Map(inner) | Holds::List(inner) = &field.holds {
        let heard = tr!("Add to {name}", name);
        if theme.tool(ui, &heard, &heard).clicked() {
            add(form, inner, value, at, &field.name);
        }
    }
    let count = all.len();
    for (index, (step, called)) in all.into_iter().enumerate() {
        let inner = place::inside(at, step);
        ui.push_id(place::key(&inner), |ui| {
            ui.horizontal(|ui| {
                form.tools_of_entry(ui, &inner, (index, count), &called);
                if theme.link(ui, &called).clicked() {
                    form.wants.push(Want::Go(inner.clone()));
                }
                if let Some(Step::Key(id)) = inner.last()
                    && *id != called
                {
                    theme.small(ui, id);
                }
            });
            form.marks(ui, &inner);
        });
    }
}

/// Adds the least that can stand in a part.
fn add(form: &mut Form<'_>, inner: &Holds, value: Option<&Written>, at: &[Step], part: &str) {
    let blank = form.draft.blank_value(inner);
    let schema = form.schema;
    match schema.part(part).map(|field| &field.holds) {
        Some(Holds::Map(_)) => {
            let like = match part {
                "red_lines" => "line",
                "aftermath" => "aftermath",
                "drift" => "drift",
                "parties" => "party",
                name => name.strip_suffix('s').unwrap_or(name),
            };
            let id = form.draft.free(at, like);
            let entry = format!("{}: {blank}", written(&id));
            form.want(Edit::Insert { path: at.to_vec(), at: usize::MAX, entry });
            let path = place::inside(at, place::step(&id));
            form.wants.push(Want::Go(path.clone()));
            form.wants.push(Want::AskRename(path, id));
        }
        Some(_) | None => {
            let count = value.map_or(0, |value| value.items().len());
            form.want(Edit::Insert { path: at.to_vec(), at: usize::MAX, entry: blank });
            form.wants.push(Want::Go(place::inside(at, Step::At(count))));
        }
    }
}

/// One of a part.
fn one(
    ui: &mut Ui,
    form: &mut Form<'_>,
    field: &Field,
    inner: &Holds,
    value: Option<&Written>,
    (at, step): (&[Step], &Step),
) {
    let theme = form.theme;
    let Some(value) = value else {
        theme.body(ui, tr!("It is not there any more."));
        return;
    };
    let part = called_field(&field.name);
    let (title, ladder) = match step {
        Step::Key(id) => (called(value).unwrap_or_else(|| id.clone()), Some(id.as_str())),
        Step::At(index) => {
            let one = schema::one_called(&field.name);
            let list = &at[..at.len().saturating_sub(1)];
            (format!("{one} {}", place::entry(form.draft, list, *index)), None)
        }
    };
    theme.label(ui, &part);
    theme.heading(ui, &title);
    theme.row(ui, |ui| {
        if let Step::Key(id) = step {
            theme.dispatch(ui, id);
            if theme.tool(ui, tr!("Rename"), &tr!("Rename {id}", id)).clicked() {
                form.wants.push(Want::AskRename(at.to_vec(), id.clone()));
            }
        }
        if theme.tool(ui, tr!("Another like it"), &tr!("Another like {title}", title)).clicked() {
            form.wants.push(Want::Double(at.to_vec()));
        }
        if theme.tool(ui, tr!("Delete"), &tr!("Delete {title}", title)).clicked() {
            form.wants.push(Want::AskDelete(at.to_vec()));
        }
    });
    if form.explains
        && let Holds::Item(name) = inner
        && let Some(item) = form.schema.item(name)
    {
        theme.about(ui, told(&item.about));
    }
    form.marks(ui, at);
    ui.add_space(space::SMALL);
    let ladder = ladder.filter(|_| field.name == "ladders");
    match inner {
        Holds::Item(name) => form.item(ui, name, Some(value), at, ladder),
        other => {
            let told =
                super::form::Told { of: ("", ""), name: &part, one: "", about: &field.about, ladder, deep: false };
            form.value(ui, other, value, at, told);
        }
    }
}

impl Form<'_> {
    /// What can be done to an entry of a part, which others may refer to.
    fn tools_of_entry(&mut self, ui: &mut Ui, at: &[Step], (index, count): (usize, usize), name: &str) {
        let offered = || {
            let offer = |there: bool, id: &str, name: &str| {
                there.then(|| crate::theme::Entry { id: id.to_owned(), name: name.to_owned(), about: String::new() })
            };
            [
                offer(0 < index, "up", tr!("Move up")),
                offer(index + 1 < count, "down", tr!("Move down")),
                offer(true, "double", tr!("Another like it")),
                offer(matches!(at.last(), Some(Step::Key(_))), "rename", tr!("Rename")),
                offer(true, "delete", tr!("Delete")),
            ]
            .into_iter()
            .flatten()
            .collect()
        };
        let path = at.to_vec();
        match self.theme.tools(ui, ("…", &tr!("What to do with {name}", name)), offered).as_deref() {
            Some("up") => self.want(Edit::Move { path, to: index.saturating_sub(1) }),
            Some("down") => self.want(Edit::Move { path, to: index + 1 }),
            Some("double") => self.wants.push(Want::Double(path)),
            Some("rename") => {
                if let Some(Step::Key(id)) = at.last() {
                    self.wants.push(Want::AskRename(path, id.clone()));
                }
            }
            Some("delete") => self.wants.push(Want::AskDelete(path)),
            _ => {}
        }
    }
}
