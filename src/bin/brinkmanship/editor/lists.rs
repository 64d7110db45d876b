//! Lists and maps of a form: each entry with its control and what can be done to it, and a way to add another.

use brinkmanship::scenario::{
    draft::{Named, Written},
    edit::{Edit, Step, written},
    schema::{Holds, Keys, keys, kind as kind_of},
};
use egui::{Id, Ui};

use super::{
    Want,
    form::{Form, Told, capital},
    place,
};
use crate::theme::Entry;

/// Kinds of values that stand in a row of text.
const fn is_small(holds: &Holds) -> bool {
    matches!(holds, Holds::Bool | Holds::Number | Holds::Id(_))
}

/// Whether the keys of a map are the author's to choose, rather than what is declared elsewhere. Labels of draws are, since
/// not all of them are declared.
const fn own_keys(keys: Keys) -> bool {
    match keys {
        Keys::Declared | Keys::Free => true,
        Keys::Of(kind) => matches!(kind.as_bytes(), b"label"),
    }
}

/// What is declared, for a menu.
pub(super) fn entry(named: Named) -> Entry {
    Entry {
        about: if named.name == named.id { String::new() } else { named.id.clone() },
        id: named.id,
        name: named.name,
    }
}

impl Form<'_> {
    /// A list: small values in a row, others one below another, each with what can be done to it.
    pub(super) fn list(&mut self, ui: &mut Ui, inner: &Holds, items: &[Written], at: &[Step], told: Told<'_>) {
        let theme = self.theme;
        let (one, heard) = (told.one_name().to_owned(), self.heard_one(&told).to_owned());
        if is_small(inner) {
            theme.row(ui, |ui| {
                for (place, item) in items.iter().enumerate() {
                    let path = place::inside(at, Step::At(place));
                    let name = format!("{heard} {}", place::number(at, place));
                    ui.push_id(place, |ui| {
                        self.value(ui, inner, item, &path, Told { name: &name, one: "", ..told });
                        if theme.tool(ui, "×", &tr!("Take away {name}", name)).clicked() {
                            self.want(Edit::Remove { path: path.clone() });
                        }
                    });
                }
                self.add_to_list(ui, inner, items.len(), at, (&one, &heard));
            });
            for place in 0..items.len() {
                self.marks(ui, &place::inside(at, Step::At(place)));
            }
            return;
        }
        for (place, item) in items.iter().enumerate() {
            let path = place::inside(at, Step::At(place));
            let name = format!("{heard} {}", place::number(at, place));
            ui.push_id(place, |ui| {
                self.row(ui, inner, item, &path, (place, items.len(), &one), Told { name: &name, one: "", ..told })
            });
        }
        // What effects come to together, in the words of the game.
        self.say(ui, at);
        self.add_to_list(ui, inner, items.len(), at, (&one, &heard));
    }

    /// One of a list.
    fn row(
        &mut self,
        ui: &mut Ui,
        inner: &Holds,
        item: &Written,
        at: &[Step],
        (place, count, one): (usize, usize, &str),
        told: Told<'_>,
    ) {
        let theme = self.theme;
        if self.is_large(inner) {
            let list = &at[..at.len().saturating_sub(1)];
            let title = format!("{one} {}", place::entry(self.draft, list, place));
            // What was just added is open.
            let force = self.leads_on(at) || self.meets(at);
            let faults = self.findings.map_or(0, |findings| findings.within(at));
            let title = if 0 < faults { tr!("{title}  ({faults} at fault)", title, faults) } else { title };
            theme.section(ui, Id::new(("fold", place::key(at))), &title, count <= 2, force, |ui| {
                self.tools_of(ui, at, (place, count), told.name);
                self.value(ui, inner, item, at, told);
            });
        } else {
            ui.horizontal_top(|ui| {
                self.tools_of(ui, at, (place, count), told.name);
                ui.vertical(|ui| {
                    ui.set_width(ui.available_width());
                    self.value(ui, inner, item, at, told);
                });
            });
        }
        self.marks(ui, at);
    }

    fn is_large(&self, holds: &Holds) -> bool {
        match holds {
            Holds::Item(name) => self.schema.item(name).is_some_and(|item| 2 < item.fields().len()),
            _ => false,
        }
    }

    /// What can be done to one of several.
    pub(super) fn tools_of(&mut self, ui: &mut Ui, at: &[Step], (place, count): (usize, usize), name: &str) {
        let condition = self.is_condition(at);
        let offered = || {
            let mut all = Vec::new();
            let mut offer = |there: bool, id: &str, name: &str| {
                if there {
                    all.push(Entry { id: id.to_owned(), name: name.to_owned(), about: String::new() });
                }
            };
            offer(0 < place, "up", tr!("Move up"));
            offer(place + 1 < count, "down", tr!("Move down"));
            offer(true, "double", tr!("Another like it"));
            offer(condition, "not", tr!("The opposite of it"));
            offer(condition, "all", tr!("Put into “all of these”"));
            offer(condition, "any", tr!("Put into “any of these”"));
            offer(true, "remove", tr!("Take it away"));
            all
        };
        let chosen = self.theme.tools(ui, ("…", &tr!("What to do with {name}", name)), offered);
        let path = at.to_vec();
        match chosen.as_deref() {
            Some("up") => self.want(Edit::Move { path, to: place.saturating_sub(1) }),
            Some("down") => self.want(Edit::Move { path, to: place + 1 }),
            Some("double") => {
                if let Some((edit, _)) = self.draft.doubling(at) {
                    self.want(edit);
                }
            }
            Some("remove") => self.want(Edit::Remove { path }),
            Some(wrap @ ("not" | "all" | "any")) => self.wrap(at, wrap),
            _ => {}
        }
    }

    fn add_to_list(&mut self, ui: &mut Ui, inner: &Holds, count: usize, at: &[Step], (one, heard): (&str, &str)) {
        let path = place::inside(at, Step::At(count));
        let (shown, heard) = (tr!("Add: {one}", one), tr!("Add: {one}", one = heard));
        let entry = match inner {
            // What is to be added is chosen at once.
            Holds::Id(Some(kind)) if *kind != "rung" => {
                let draft = self.draft;
                let offered = || draft.named(kind, None).into_iter().map(entry).collect();
                self.theme.tools(ui, (&shown, &heard), offered).map(|id| written(&id))
            }
            Holds::Item(name) if self.schema.item(name).is_some_and(|item| !item.words().is_empty()) => {
                self.new_word(ui, name, (&shown, &heard))
            }
            _ => {
                let wanted = self.theme.tool(ui, &shown, &heard).clicked();
                wanted.then(|| self.draft.blank_value(inner))
            }
        };
        if let Some(entry) = entry {
            self.want(Edit::Insert { path: at.to_vec(), at: usize::MAX, entry });
            self.wants.push(Want::Focus(path));
        }
    }

    /// A map: values under ids.
    pub(super) fn map(&mut self, ui: &mut Ui, inner: &Holds, pairs: &[(String, Written)], at: &[Step], told: Told<'_>) {
        let theme = self.theme;
        let keys = keys(told.of.0, told.of.1);
        for (id, value) in pairs {
            let path = place::inside(at, place::step(id));
            let called = match keys {
                Keys::Of(kind) => self.draft.called(kind, None, id).unwrap_or_else(|| id.clone()),
                Keys::Declared | Keys::Free => id.clone(),
            };
            let name = format!("{}: {called}", told.name);
            // Lists beside one another say whose each is.
            let one = match inner {
                Holds::List(_) => format!("{}, {called}", told.one_name()),
                _ => String::new(),
            };
            let ladder = if keys == Keys::Of("ladder") { Some(id.as_str()) } else { told.ladder };
            ui.push_id(id, |ui| {
                let tools = |form: &mut Self, ui: &mut Ui| {
                    if own_keys(keys) && theme.tool(ui, tr!("Rename"), &tr!("Rename {id}", id)).clicked() {
                        form.wants.push(Want::AskRename(path.clone(), id.clone()));
                    }
                    if theme.seldom(ui, tr!("Take away"), &tr!("Take away {name}", name)).clicked() {
                        form.want(Edit::Remove { path: path.clone() });
                    }
                };
                if self.is_large(inner) {
                    let force = self.leads_on(&path);
                    theme.section(ui, Id::new(("fold", place::key(&path))), &called, pairs.len() <= 2, force, |ui| {
                        theme.row(ui, |ui| tools(self, ui));
                        self.value(ui, inner, value, &path, Told { name: &name, one: &one, ladder, ..told });
                    });
                } else {
                    theme.row(ui, |ui| {
                        theme.small_ink(ui, &called);
                        tools(self, ui);
                    });
                    self.value(ui, inner, value, &path, Told { name: &name, one: &one, ladder, ..told });
                }
                self.marks(ui, &path);
            });
        }
        let heard = self.heard_one(&told).to_owned();
        self.add_to_map(ui, inner, pairs, at, (told.one_name(), &heard, keys));
    }

    fn add_to_map(
        &mut self,
        ui: &mut Ui,
        inner: &Holds,
        pairs: &[(String, Written)],
        at: &[Step],
        (one, heard, keys): (&str, &str, Keys),
    ) {
        // What is to be added is one of those that the keys stand for.
        let one = match keys {
            Keys::Of(kind) => capital(kind_of(kind)),
            Keys::Declared | Keys::Free => one.to_owned(),
        };
        let shown = tr!("Add: {one}", one);
        let heard = if one == heard { shown.clone() } else { tr!("Add: {one} ({name})", one, name = heard) };
        let draft = self.draft;
        let id = match keys {
            Keys::Of(kind) if !own_keys(keys) => {
                let left = || {
                    let there = |id: &str| pairs.iter().any(|(key, _)| key == id);
                    let left = draft.named(kind, None).into_iter().filter(|named| !there(&named.id));
                    left.map(|named| Entry { id: named.id, name: named.name, about: String::new() }).collect()
                };
                self.theme.tools(ui, (&shown, &heard), left)
            }
            Keys::Of(_) | Keys::Declared | Keys::Free => {
                let wanted = self.theme.tool(ui, &shown, &heard).clicked();
                wanted.then(|| draft.free(at, "new"))
            }
        };
        if let Some(id) = id {
            let path = place::inside(at, place::step(&id));
            let value = draft.blank_value(inner);
            self.want(Edit::Insert { path: at.to_vec(), at: usize::MAX, entry: format!("{}: {value}", written(&id)) });
            if own_keys(keys) {
                self.wants.push(Want::AskRename(path, id));
            } else {
                self.wants.push(Want::Focus(path));
            }
        }
    }
}
