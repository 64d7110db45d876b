//! Forms that are made from the schema: each field with its name, what it means, the right control, and what is wrong.

use brinkmanship::scenario::{
    Diagnostic, Severity,
    draft::{Draft, Is, Written},
    edit::{Edit, Step, written},
    schema::{self, Field, Holds, Item, Schema, Shape, kind, told},
};
use egui::{Id, Ui};

use super::{Want, check::Findings, place};
use crate::theme::{Entry, Theme, Tone, prose, space};

/// Fields that are written on one line.
const SHORT: [&str; 15] = [
    "name",
    "title",
    "subtitle",
    "adjective",
    "unit",
    "date",
    "headline",
    "language",
    "decider",
    "at_once",
    "later",
    "known",
    "format",
    "criterion",
    "label",
];

/// Shows what comes and goes as the check answers. What stands below it stays the same to the toolkit: a menu that is open
/// there stays open, and who writes there keeps the keyboard.
pub(super) fn now_and_then(ui: &mut Ui, there: bool, add: impl FnOnce(&mut Ui)) {
    if there {
        ui.vertical(add);
    } else {
        // As many as a frame around it would take.
        ui.skip_ahead_auto_ids(1);
    }
}

/// What a control is told of the field that it is for.
#[derive(Clone, Copy, Debug)]
pub struct Told<'f> {
    /// The item and the field, as the schema calls them.
    pub of: (&'f str, &'f str),
    /// What is heard: the field in plain words.
    pub name: &'f str,
    /// What one of several is called; nothing where that is the name.
    pub one: &'f str,
    /// What the schema says of it.
    pub about: &'f str,
    /// The ladder to which rungs belong here.
    pub ladder: Option<&'f str>,
    /// Whether it stands within a sentence, where one of several is heard with the whole way to it.
    pub deep: bool,
}

impl<'f> Told<'f> {
    /// What one of several is called.
    pub const fn one_name(&self) -> &'f str {
        if self.one.is_empty() { self.name } else { self.one }
    }
}

/// A form over a draft. It changes nothing itself: what is wanted is left in `wants`.
pub struct Form<'e> {
    /// How it looks.
    pub theme: Theme,
    /// What is edited.
    pub draft: &'e Draft,
    /// The format.
    pub schema: &'e Schema,
    /// What the check has found.
    pub findings: Option<&'e Findings>,
    /// The place that is to have the keyboard.
    pub focus: Option<&'e [Step]>,
    /// Whether every field says what it means.
    pub explains: bool,
    /// What is heard before the name of a field, where it stands within one of several: "Verdict 2".
    pub around: String,
    /// What is wanted.
    pub wants: &'e mut Vec<Want>,
}

impl Form<'_> {
    /// What is heard of one of several: no two are called alike.
    pub(super) fn heard_one<'f>(&self, told: &Told<'f>) -> &'f str {
        if told.deep || !self.around.is_empty() { told.name } else { told.one_name() }
    }

    pub(super) fn want(&mut self, edit: Edit) {
        self.wants.push(Want::Edit(vec![edit]));
    }

    fn type_in(&mut self, path: &[Step], value: String) {
        self.wants.push(Want::Type(Edit::Set { path: path.to_vec(), value }));
    }

    /// Whether the keyboard is to come to a place, or to something in it.
    pub(super) fn leads_on(&self, at: &[Step]) -> bool {
        self.focus.is_some_and(|focus| focus.starts_with(at) && focus != at)
    }

    pub(super) fn meets(&self, at: &[Step]) -> bool {
        self.focus == Some(at)
    }

    /// An item's fields.
    pub fn item(&mut self, ui: &mut Ui, name: &str, value: Option<&Written>, at: &[Step], ladder: Option<&str>) {
        let schema = self.schema;
        let Some(item) = schema.item(name) else { return };
        match &item.shape {
            Shape::Fields(fields) => self.fields(ui, item, fields, value, at, ladder),
            Shape::Choice(_) => {
                let told = Told {
                    of: (name, ""),
                    name: &capital(kind(&item.title())),
                    one: "",
                    about: &item.about,
                    ladder,
                    deep: false,
                };
                if let Some(value) = value {
                    self.choice(ui, item, value, at, told);
                }
            }
        }
    }

    /// Named fields: those that are there or have to be, and a menu of the others.
    pub fn fields(
        &mut self,
        ui: &mut Ui,
        item: &Item,
        fields: &[Field],
        value: Option<&Written>,
        at: &[Step],
        ladder: Option<&str>,
    ) {
        for field in fields {
            let inner = value.and_then(|value| value.get(&field.name));
            if inner.is_some() || !field.optional {
                self.field(ui, &item.name, field, inner, at, ladder);
            }
        }
        let missing = |field: &&Field| field.optional && value.is_none_or(|value| value.get(&field.name).is_none());
        let missing: Vec<&Field> = fields.iter().filter(missing).collect();
        let unknown = value.map_or(&[][..], Written::pairs).iter();
        let theme = self.theme;
        for (name, _) in unknown.filter(|(name, _)| fields.iter().all(|field| field.name != *name)) {
            let inner = place::inside(at, place::step(name));
            theme.row(ui, |ui| {
                theme.note(ui, &tr!("“{name}” is no field here.", name), Tone::Alarm);
                if theme.tool(ui, tr!("Take it away"), &tr!("Take away {name}", name)).clicked() {
                    self.want(Edit::Remove { path: inner.clone() });
                }
            });
            self.marks(ui, &inner);
        }
        if missing.is_empty() {
            return;
        }
        let offered = || {
            let entry = |field: &&Field| Entry {
                id: field.name.clone(),
                name: schema::called(&field.name),
                about: told(&field.about).to_owned(),
            };
            missing.iter().map(entry).collect()
        };
        let name = tr!("Add a field to {name}", name = place::words(self.draft, at));
        if let Some(name) = self.theme.tools(ui, (tr!("Add a field …"), &name), offered)
            && let Some(field) = missing.iter().find(|field| field.name == name)
        {
            let path = place::inside(at, place::step(&name));
            let value = self.draft.blank_of(field);
            self.want(Edit::Set { path: path.clone(), value });
            self.wants.push(Want::Focus(path));
        }
    }

    /// One field with its name, what it means, its control, and what is wrong with it.
    pub fn field(
        &mut self,
        ui: &mut Ui,
        item: &str,
        field: &Field,
        value: Option<&Written>,
        at: &[Step],
        ladder: Option<&str>,
    ) {
        let path = place::inside(at, place::step(&field.name));
        let called = schema::called(&field.name);
        let name = if self.around.is_empty() { called.clone() } else { format!("{}: {called}", self.around) };
        let theme = self.theme;
        ui.push_id(&field.name, |ui| {
            theme.row(ui, |ui| {
                let label = theme.field_name(ui, &called);
                if self.meets(&path) {
                    label.scroll_to_me(Some(egui::Align::Center));
                }
                if field.optional
                    && value.is_some()
                    && theme.seldom(ui, tr!("Take away"), &tr!("Take away: {name}", name)).clicked()
                {
                    self.want(Edit::Remove { path: path.clone() });
                }
            });
            if self.explains && !field.about.is_empty() {
                theme.about(ui, told(&field.about));
            }
            let one = schema::one_called(&field.name);
            let told =
                Told { of: (item, &field.name), name: &name, one: &one, about: &field.about, ladder, deep: false };
            match value {
                Some(value) => self.value(ui, &field.holds, value, &path, told),
                None => {
                    if theme.tool(ui, tr!("Fill in"), &tr!("Fill in: {name}", name)).clicked() {
                        let value = self.draft.blank_of(field);
                        self.want(Edit::Set { path: path.clone(), value });
                        self.wants.push(Want::Focus(path.clone()));
                    }
                }
            }
            self.marks(ui, &path);
            ui.add_space(space::SMALL);
        });
    }

    /// What is wrong at a place, beside its control; a press leads to what it means.
    pub fn marks(&mut self, ui: &mut Ui, at: &[Step]) {
        let told: Vec<_> = self.findings.into_iter().flat_map(|findings| findings.at(at)).cloned().collect();
        now_and_then(ui, !told.is_empty(), |ui| told.iter().for_each(|one| self.mark(ui, one, at)));
    }

    fn mark(&mut self, ui: &mut Ui, one: &Diagnostic, at: &[Step]) {
        let tone = match one.severity {
            Severity::Error => Tone::Alarm,
            Severity::Warning => Tone::Warning,
            Severity::ToDo => Tone::Plain,
        };
        let theme = self.theme;
        theme.row(ui, |ui| {
            theme.note(ui, &prose(&one.message), tone);
            if theme.tool(ui, tr!("Explain"), &tr!("Explain: {message}", message = one.message)).clicked() {
                self.wants.push(Want::Explain(one.code, at.to_vec()));
            }
        });
        if let Some(help) = &one.help {
            self.theme.about(ui, help);
        }
    }

    /// The control for a value.
    pub fn value(&mut self, ui: &mut Ui, holds: &Holds, value: &Written, at: &[Step], told: Told<'_>) {
        if let Some(inner) = value.some() {
            self.value(ui, holds, inner, &place::inside(at, Step::At(0)), told);
            return;
        }
        match (holds, &value.is) {
            (Holds::Bool, Is::Bool(is)) => {
                let mut on = *is;
                let text = if on { tr!("Yes") } else { tr!("No") };
                let response = self.theme.tick(ui, text, told.name, &mut on);
                self.keyboard(&response, at);
                if response.changed() {
                    self.want(Edit::Set { path: at.to_vec(), value: on.to_string() });
                }
            }
            (Holds::Number, Is::Number(number)) => self.number(ui, *number, at, told),
            (Holds::Text, Is::Text(text)) => self.text(ui, text, at, told),
            (Holds::Id(None), Is::Text(id)) => {
                let theme = self.theme;
                theme.row(ui, |ui| {
                    theme.dispatch(ui, id);
                    if theme.tool(ui, tr!("Rename"), &tr!("Rename {id}", id)).clicked() {
                        self.wants.push(Want::AskRename(at[..at.len().saturating_sub(1)].to_vec(), id.clone()));
                    }
                });
            }
            (Holds::Id(Some(kind)), Is::Text(id)) => self.id(ui, kind, id, at, told),
            (Holds::List(inner), Is::List(items)) => self.list(ui, inner, items, at, told),
            (Holds::Map(inner), Is::Map(_) | Is::Tuple(None, _)) => self.map(ui, inner, value.pairs(), at, told),
            (Holds::Tuple(kinds), Is::Tuple(_, items)) => {
                let theme = self.theme;
                theme.row(ui, |ui| {
                    // Else each would stand a little lower than the one before.
                    ui.set_min_height(34.0);
                    for (place, (kind, item)) in kinds.iter().zip(items).enumerate() {
                        let name = tr!(
                            "{name}, {number} of {count}",
                            name = told.name,
                            number = place + 1,
                            count = kinds.len()
                        );
                        let inner = place::inside(at, Step::At(place));
                        self.value(ui, kind, item, &inner, Told { name: &name, one: "", ..told });
                    }
                });
                for place in 0..items.len() {
                    self.marks(ui, &place::inside(at, Step::At(place)));
                }
            }
            (Holds::Item(name), _) => {
                let schema = self.schema;
                let Some(item) = schema.item(name) else { return };
                match &item.shape {
                    Shape::Fields(fields) if matches!(value.is, Is::Fields(..) | Is::Tuple(None, _)) => {
                        let theme = self.theme;
                        let within = if told.of.0 == schema::ROOT { String::new() } else { told.name.to_owned() };
                        let outside = std::mem::replace(&mut self.around, within);
                        theme.inset(ui, |ui| self.fields(ui, item, fields, Some(value), at, told.ladder));
                        self.around = outside;
                    }
                    Shape::Fields(_) => self.odd(ui, value, at),
                    Shape::Choice(_) => self.choice(ui, item, value, at, told),
                }
            }
            _ => self.odd(ui, value, at),
        }
    }

    /// What is of another kind than belongs here: shown as it is written, to be mended by hand or written anew.
    fn odd(&mut self, ui: &mut Ui, _value: &Written, at: &[Step]) {
        let text = self.draft.text_at(at).unwrap_or("").to_owned();
        let mut new = text.clone();
        let id = Id::new(("editor", place::key(at)));
        self.theme.small(ui, tr!("As it is written in the file:"));
        let response = self.theme.write(ui, id, tr!("As it is written in the file"), &mut new, true);
        self.keyboard(&response, at);
        if new != text {
            self.type_in(at, new);
        }
    }

    pub(super) fn keyboard(&self, response: &egui::Response, at: &[Step]) {
        if self.meets(at) {
            response.request_focus();
            response.scroll_to_me(Some(egui::Align::Center));
        }
    }

    fn number(&mut self, ui: &mut Ui, number: i64, at: &[Step], told: Told<'_>) {
        let range = schema::range(told.about).unwrap_or((-1_000_000_000, 1_000_000_000));
        let mut new = number;
        let parts = told.about.contains("arts per 100,000");
        let mut add = |form: &mut Self, ui: &mut Ui| {
            let response = form.theme.number(ui, told.name, &mut new, range);
            form.keyboard(&response, at);
            if parts {
                form.theme.small(ui, &tr!("{share} in 100", share = hundredths(new)));
            }
        };
        if parts {
            ui.horizontal(|ui| add(self, ui)).inner
        } else {
            add(self, ui)
        }
        if new != number {
            self.type_in(at, new.to_string());
        }
    }

    fn text(&mut self, ui: &mut Ui, text: &str, at: &[Step], told: Told<'_>) {
        let mut new = text.to_owned();
        let several = !SHORT.contains(&told.of.1) || 90 < text.len();
        let id = Id::new(("editor", place::key(at)));
        let response = self.theme.write(ui, id, told.name, &mut new, several);
        self.keyboard(&response, at);
        if several {
            let count = new.split_whitespace().count();
            let words = trn!(count; "{count} word", "{count} words", count);
            match most(told.about) {
                Some(most) if most < count => {
                    self.theme.note(ui, &tr!("{words}, of at most {most}", words, most), Tone::Warning);
                }
                Some(most) => {
                    self.theme.small(ui, &tr!("{words}, of at most {most}", words, most));
                }
                None => {
                    self.theme.small(ui, &words);
                }
            }
        }
        if new != text {
            self.type_in(at, written(&new));
        }
    }

    /// A menu of what is declared.
    fn id(&mut self, ui: &mut Ui, kind: &'static str, id: &str, at: &[Step], told: Told<'_>) {
        let ladder = told.ladder;
        if kind == "label" {
            return self.text(ui, id, at, Told { of: (told.of.0, "label"), ..told });
        }
        let draft = self.draft;
        let shown = draft.called(kind, ladder, id).unwrap_or_else(|| tr!("{id} (not there)", id));
        let offered = || draft.named(kind, ladder).into_iter().map(super::lists::entry).collect();
        let name = format!("{}: {shown}", told.name);
        if self.meets(at) {
            ui.scroll_to_cursor(Some(egui::Align::Center));
        }
        // The reference of a source, or the sentence of a fact, would be cut short.
        let brief = if place::fits(&shown) { &shown } else { id };
        if let Some(new) = self.theme.menu(ui, (brief, &name), offered) {
            self.want(Edit::Set { path: at.to_vec(), value: written(&new) });
        }
    }
}

/// A text with a capital at its beginning.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// What a person calls something that is written.
pub fn called(value: &Written) -> Option<String> {
    let of = |field: &&str| value.get(field)?.text().filter(|text| !text.trim().is_empty());
    ["name", "title", "headline", "text", "what", "because", "date", "id"].iter().find_map(|field| of(field).map(short))
}

/// A text cut to what a button holds.
pub fn short(text: &str) -> String {
    const MOST: usize = 56;
    if text.chars().count() <= MOST { text.to_owned() } else { text.chars().take(MOST).chain(['…']).collect() }
}

/// The most words of a text, where the schema names them.
fn most(about: &str) -> Option<usize> {
    let (_, rest) = about.split_once("at most ")?;
    let (number, rest) = rest.split_once(' ')?;
    rest.starts_with("words").then(|| number.parse().ok()).flatten()
}

/// Parts per 100,000 as parts of a hundred.
fn hundredths(parts: i64) -> String {
    let whole = parts / 1000;
    let rest = (parts % 1000).abs();
    if rest == 0 { whole.to_string() } else { format!("{whole}.{}", format!("{rest:03}").trim_end_matches('0')) }
}
