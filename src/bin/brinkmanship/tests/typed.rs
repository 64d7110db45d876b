//! The tutorial's crisis made in the editor: every press and every text that it takes from a blank to what the handbook
//! promises, found by looking at the forms, and written down as a script for the real window.

use std::{fs, path::Path};

use brinkmanship::scenario::{
    draft::{Draft, Is, Written},
    edit::Step,
    files::Found,
    load,
    schema::{self, Field, Holds, Keys, ROOT, Shape, Takes, called, keys, kind, told},
};
use egui::{Key, Modifiers, accesskit::Role};
use egui_kittest::kittest::NodeT;

use super::around::{Desk, desk, game};
use crate::{editor::names, theme::prose};

/// A hand that reads the forms by the names that are heard, and makes of a draft what is wanted.
struct Hand {
    desk: Desk,
    goal: Draft,
    script: Vec<String>,
}

/// What is known of the value that is filled in: what the form calls it.
#[derive(Clone, Debug)]
struct Called {
    /// What is heard.
    name: String,
    /// What one of several is called; nothing where that is the name.
    one: String,
    /// The item and the field.
    of: (String, String),
    /// Whether it stands within a sentence.
    deep: bool,
    /// What is heard before the fields around it.
    around: String,
    /// Whether it was added just now, and has the keyboard.
    fresh: bool,
}

impl Called {
    fn one(&self) -> &str {
        if self.one.is_empty() || self.deep || !self.around.is_empty() { &self.name } else { &self.one }
    }
}

/// Whether two values are the same, in whatever order the fields of one thing stand and wherever lines break.
fn same(one: &Written, other: &Written) -> bool {
    let fields = |a: &[(String, Written)], b: &[(String, Written)]| {
        a.len() == b.len()
            && a.iter().all(|(key, value)| b.iter().any(|(other, wanted)| key == other && same(value, wanted)))
    };
    // What stands under ids has an order: that of the endings is a rule.
    let entries = |a: &[(String, Written)], b: &[(String, Written)]| {
        a.len() == b.len() && a.iter().zip(b).all(|((key, value), (wanted, goal))| key == wanted && same(value, goal))
    };
    let all = |a: &[Written], b: &[Written]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b));
    match (&one.is, &other.is) {
        (Is::List(a), Is::List(b)) => all(a, b),
        (Is::Tuple(name, a), Is::Tuple(wanted, b)) => name == wanted && all(a, b),
        (Is::Fields(name, a), Is::Fields(wanted, b)) => name == wanted && fields(a, b),
        (Is::Map(a), Is::Map(b)) => entries(a, b),
        (a, b) => a == b,
    }
}

fn key(name: &str) -> Step {
    Step::Key(name.to_owned())
}

fn inside(at: &[Step], step: Step) -> Vec<Step> {
    at.iter().cloned().chain([step]).collect()
}

impl Hand {
    fn draft(&self) -> &Draft {
        &self.desk.state().editor.as_ref().expect("the editor is open").draft
    }

    fn value(&self, at: &[Step]) -> Option<Written> {
        self.draft().value(at).cloned()
    }

    /// Presses what has this name, or whose name begins so; only one may have it.
    fn press(&mut self, name: &str) {
        self.press_of(name, None);
    }

    /// Presses the line of the index for one of a part; others may be called alike.
    fn entry(&mut self, at: &[Step]) {
        let (draft, part) = (self.draft(), &at[..at.len() - 1]);
        let name = names::shown(draft, at);
        let value = draft.value(part).expect("the part is there");
        let alike = value
            .pairs()
            .iter()
            .map(|(id, _)| inside(part, key(id)))
            .take_while(|other| other != at)
            .filter(|other| names::shown(draft, other) == name)
            .count();
        self.press_of(&name, Some(alike));
    }

    /// Presses the one that has this name, or of several that with this number.
    fn press_of(&mut self, name: &str, nth: Option<usize>) {
        let wanted = |role: Role| {
            matches!(
                role,
                Role::Button
                    | Role::Link
                    | Role::CheckBox
                    | Role::RadioButton
                    | Role::Tab
                    | Role::TextInput
                    | Role::SpinButton
                    | Role::ComboBox
                    | Role::DisclosureTriangle
            )
        };
        let mut found = false;
        {
            let nodes: Vec<_> = self
                .desk
                .root()
                .children_recursive()
                .filter(|node| wanted(node.accesskit_node().role()) && !node.accesskit_node().is_disabled())
                .collect();
            let exact = |node: &&egui_kittest::Node<'_>| node.accesskit_node().label().as_deref() == Some(name);
            let begins = |node: &&egui_kittest::Node<'_>| {
                node.accesskit_node().label().is_some_and(|label| label.starts_with(name))
            };
            let all: Vec<_> = nodes.iter().filter(exact).collect();
            let alone = all.len() < 2 || nth.is_some();
            assert!(alone, "{} are called {name:?}; {:?}", all.len(), self.script.last());
            if let Some(node) = all.get(nth.unwrap_or(0)).copied().or_else(|| nodes.iter().find(begins)) {
                found = true;
                match node.accesskit_node().role() {
                    Role::TextInput | Role::SpinButton => node.focus(),
                    _ => node.click_accesskit(),
                }
            }
        }
        if !found {
            let labels: Vec<String> =
                self.desk.root().children_recursive().filter_map(|node| node.accesskit_node().label()).collect();
            let late = &self.script[self.script.len().saturating_sub(12)..];
            panic!("nothing is called {name:?} after {late:#?}; there is {labels:#?}");
        }
        self.script.push(match nth {
            Some(nth) if 0 < nth => format!("Nth({name:?}, {nth})"),
            _ => format!("Click({name:?})"),
        });
        self.desk.run_steps(4);
    }

    fn write(&mut self, text: &str) {
        self.desk.key_press_modifiers(Modifiers::COMMAND, Key::A);
        self.desk.run_steps(2);
        if text.is_empty() {
            return;
        }
        self.desk.event(egui::Event::Text(text.to_owned()));
        self.desk.run_steps(2);
        self.script.push(format!("Put({text:?})"));
    }

    fn enter(&mut self) {
        self.desk.key_press(Key::Enter);
        self.desk.run_steps(4);
        let last = self.script.pop().expect("something was written");
        let (_, text) = last.split_once('(').expect("a step");
        self.script.push(format!("Enter({text}"));
    }

    /// Chooses from the menu that is open; what is looked for, and all that is offered as they are heard with their ids.
    fn choose(&mut self, wanted: &str, offered: &[(String, String, String)]) {
        let heard = |(_, name, about): &(String, String, String)| {
            if about.is_empty() { name.clone() } else { format!("{name}: {}", prose(about)) }
        };
        let entry = offered.iter().find(|(id, ..)| id == wanted).unwrap_or_else(|| panic!("{wanted} is not offered"));
        if 8 < offered.len() {
            let low = entry.1.to_lowercase();
            let fits = |(id, name, _): &&(String, String, String)| {
                id.to_lowercase().contains(&low) || name.to_lowercase().contains(&low)
            };
            self.desk.event(egui::Event::Text(entry.1.clone()));
            self.desk.run_steps(3);
            self.script.push(format!("Write({:?})", entry.1));
            if offered.iter().find(fits).is_some_and(|(id, ..)| id == wanted) {
                return self.enter();
            }
        }
        self.press(&heard(entry));
    }

    /// What is declared of a kind, as menus offer it.
    fn named(&self, kind: &str, ladder: Option<&str>) -> Vec<(String, String, String)> {
        let entry = |named: brinkmanship::scenario::draft::Named| {
            let about = if named.name == named.id { String::new() } else { named.id.clone() };
            (named.id, named.name, about)
        };
        self.draft().named(kind, ladder).into_iter().map(entry).collect()
    }

    /// Gives what asks for an id another one.
    fn id(&mut self, id: &str) {
        self.write(id);
        self.enter();
    }

    /// Opens a part.
    fn part(&mut self, part: &str) {
        let name = called(part);
        let count = self.value(&[key(part)]).map_or(0, |value| value.pairs().len().max(value.items().len()));
        let one = names::is_one(part);
        let shown = if !one && 0 < count { format!("{name}  {count}") } else { name };
        self.press(&shown);
    }

    /// Makes of a part what is wanted, as far as what it speaks of is there.
    fn make(&mut self, field: &Field) {
        let at = vec![key(&field.name)];
        let Some(goal) = self.goal.value(&at).cloned() else { return };
        if self.value(&at).is_some_and(|value| same(&value, &goal)) {
            return;
        }
        let of = (ROOT.to_owned(), field.name.clone());
        let name = called(&field.name);
        let one = schema::one_called(&field.name);
        if brinkmanship::scenario::draft::in_head(&field.name) {
            self.press("The scenario");
            return self.field(ROOT, field, &[], &goal, "");
        }
        self.part(&field.name);
        let is_one = matches!(field.name.as_str(), "history" | "questions") || matches!(field.holds, Holds::Item(_));
        if is_one {
            if self.value(&at).is_none() {
                self.press(&format!("Begin: {name}"));
            }
            let called = Called { name, one, of, deep: false, around: String::new(), fresh: false };
            return self.fill(&field.holds, &at, &goal, &called);
        }
        match &field.holds {
            Holds::Map(inner) => {
                for (id, value) in goal.pairs() {
                    let place = inside(&at, key(id));
                    if self.value(&place).is_some_and(|known| same(&known, value)) {
                        continue;
                    }
                    self.part(&field.name);
                    if self.value(&place).is_none() {
                        self.press(&format!("Add to {name}"));
                        self.id(id);
                    } else {
                        self.entry(&place);
                    }
                    self.one(field, inner, &place, value);
                }
                self.order(field, &at, &goal);
            }
            Holds::List(inner) => {
                for (number, value) in goal.items().iter().enumerate() {
                    let place = inside(&at, Step::At(number));
                    if self.value(&place).is_some_and(|known| same(&known, value)) {
                        continue;
                    }
                    self.part(&field.name);
                    if self.value(&place).is_none() {
                        self.press(&format!("Add to {name}"));
                    } else {
                        self.entry(&place);
                    }
                    self.one(field, inner, &place, value);
                }
            }
            other => panic!("{other:?} is no part"),
        }
    }

    /// Fills in one of a part, whose form is up.
    fn one(&mut self, field: &Field, inner: &Holds, at: &[Step], goal: &Written) {
        match inner {
            Holds::Item(item) => self.fields(item, at, goal, ""),
            other => {
                let name = called(&field.name);
                let called = Called {
                    name,
                    one: String::new(),
                    of: Default::default(),
                    deep: false,
                    around: String::new(),
                    fresh: false,
                };
                self.fill(other, at, goal, &called);
            }
        }
    }

    /// Moves the entries of a part to where they belong.
    fn order(&mut self, field: &Field, at: &[Step], goal: &Written) {
        for (place, (id, _)) in goal.pairs().iter().enumerate() {
            loop {
                let now = self.value(at).expect("it is there");
                let Some(found) = now.pairs().iter().position(|(key, _)| key == id) else { break };
                if found <= place {
                    break;
                }
                self.part(&field.name);
                let name = names::called(&now.pairs()[found].1).unwrap_or_else(|| id.clone());
                self.press(&format!("What to do with {name}"));
                self.press("Move up");
            }
        }
    }

    /// The fields of an item.
    fn fields(&mut self, item: &str, at: &[Step], goal: &Written, around: &str) {
        let schema = self.draft().schema();
        let Some(Shape::Fields(fields)) = schema.item(item).map(|item| &item.shape) else { return };
        for (name, value) in goal.pairs() {
            let field = fields.iter().find(|field| field.name == *name).expect("a field of the format");
            self.field(item, field, at, value, around);
        }
    }

    /// One field: added where it is not there, and filled in.
    fn field(&mut self, item: &str, field: &Field, at: &[Step], goal: &Written, around: &str) {
        let place = inside(at, key(&field.name));
        let schema = self.draft().schema();
        if self.value(&place).is_some_and(|known| same(&known, goal)) {
            return;
        }
        let plain = called(&field.name);
        let name = if around.is_empty() { plain.clone() } else { format!("{around}: {plain}") };
        let fresh = self.value(&place).is_none();
        if fresh {
            if field.optional {
                let Some(Shape::Fields(fields)) = schema.item(item).map(|item| &item.shape) else { return };
                let here = self.value(at);
                let head = at.is_empty();
                let missing = fields.iter().filter(|field| {
                    field.optional
                        && (!head || brinkmanship::scenario::draft::in_head(&field.name))
                        && here.as_ref().is_none_or(|here| here.get(&field.name).is_none())
                });
                let offered: Vec<_> = missing
                    .map(|field| (field.name.clone(), called(&field.name), told(&field.about).to_owned()))
                    .collect();
                let words = names::words(self.draft(), at);
                self.press(&format!("Add a field to {words}"));
                self.choose(&field.name, &offered);
            } else {
                self.press(&format!("Fill in: {name}"));
            }
        }
        let called = Called {
            name,
            one: schema::one_called(&field.name),
            of: (item.to_owned(), field.name.clone()),
            deep: false,
            around: around.to_owned(),
            fresh,
        };
        self.fill(&field.holds, &place, goal, &called);
    }

    /// Makes of a value what is wanted, as far as what it speaks of is there.
    fn fill(&mut self, holds: &Holds, at: &[Step], goal: &Written, called: &Called) {
        let Some(now) = self.value(at) else { return };
        if same(&now, goal) {
            return;
        }
        match (holds, &goal.is) {
            (Holds::Bool, _) => self.press(&called.name),
            (Holds::Number, Is::Number(number)) => {
                if !called.fresh {
                    self.press(&called.name);
                }
                self.write(&number.to_string());
                self.enter();
            }
            (Holds::Text | Holds::Id(Some("label")), Is::Text(text)) => {
                if !called.fresh {
                    self.press(&called.name);
                }
                self.write(text);
            }
            (Holds::Id(None), Is::Text(id)) => {
                let old = now.text().unwrap_or_default().to_owned();
                self.press(&format!("Rename {old}"));
                self.id(id);
            }
            (Holds::Id(Some(of)), Is::Text(id)) => {
                let ladder = (*of == "rung").then_some("escalation");
                let offered = self.named(of, ladder);
                if !offered.iter().any(|(known, ..)| known == id) {
                    return;
                }
                let old = now.text().unwrap_or_default();
                let shown = self.draft().called(of, ladder, old).unwrap_or_else(|| format!("{old} (not there)"));
                self.press(&format!("{}: {shown}", called.name));
                self.choose(id, &offered);
            }
            (Holds::List(inner), Is::List(items)) => {
                for (number, item) in items.iter().enumerate() {
                    let place = inside(at, Step::At(number));
                    let fresh = self.value(&place).is_none();
                    if fresh && !self.add(inner, item, called) {
                        return;
                    }
                    self.row(inner, &place, item, called, (number, fresh));
                }
            }
            (Holds::Map(inner), _) => {
                let keys = keys(&called.of.0, &called.of.1);
                for (id, value) in goal.pairs() {
                    let place = inside(at, key(id));
                    if self.value(&place).is_none() && !self.add_under(at, id, keys, called) {
                        return;
                    }
                    let known = match keys {
                        Keys::Of(kind) => self.draft().called(kind, None, id).unwrap_or_else(|| id.clone()),
                        Keys::Declared | Keys::Free => id.clone(),
                    };
                    let one = match &**inner {
                        Holds::List(_) => {
                            format!("{}, {known}", if called.one.is_empty() { &called.name } else { &called.one })
                        }
                        _ => String::new(),
                    };
                    let name = format!("{}: {known}", called.name);
                    if self.is_large(inner) && self.value(&place).is_some_and(|now| !same(&now, value)) {
                        self.unfold(&known);
                    }
                    self.fill(inner, &place, value, &Called { name, one, fresh: false, ..called.clone() });
                }
            }
            (Holds::Tuple(kinds), Is::Tuple(_, items)) => {
                for (number, (kind, item)) in kinds.iter().zip(items).enumerate() {
                    let name = format!("{}, {} of {}", called.name, number + 1, kinds.len());
                    let called = Called { name, one: String::new(), fresh: false, ..called.clone() };
                    self.fill(kind, &inside(at, Step::At(number)), item, &called);
                }
            }
            (Holds::Item(name), _) => {
                let schema = self.draft().schema();
                match schema.item(name).map(|item| &item.shape) {
                    Some(Shape::Fields(_)) => {
                        let around = if called.of.0 == ROOT { "" } else { called.name.as_str() };
                        self.fields(name, at, goal, around);
                    }
                    Some(Shape::Choice(_)) => self.word(name, at, goal, called),
                    None => {}
                }
            }
            _ => panic!("{holds:?} at {at:?}"),
        }
    }

    fn is_large(&self, holds: &Holds) -> bool {
        let schema = self.draft().schema();
        matches!(holds, Holds::Item(name) if schema.item(name).is_some_and(|item| 2 < item.fields().len()))
    }

    /// Opens a fold, where it is shut.
    fn unfold(&mut self, title: &str) {
        let shut = self.desk.root().children_recursive().any(|node| {
            let node = node.accesskit_node();
            node.label().is_some_and(|label| label.starts_with(title)) && node.data().is_expanded() == Some(false)
        });
        if shut {
            self.press(title);
        }
    }

    /// One of a list, which may stand in a fold.
    fn row(&mut self, inner: &Holds, at: &[Step], goal: &Written, called: &Called, (number, fresh): (usize, bool)) {
        let list = &at[..at.len() - 1];
        let counted = names::number(list, number);
        if self.value(at).is_some_and(|now| same(&now, goal)) {
            return;
        }
        if self.is_large(inner) {
            let shown = if called.one.is_empty() { &called.name } else { &called.one };
            self.unfold(&format!("{shown} {}", names::entry(self.draft(), list, number)));
        }
        let name = format!("{} {counted}", called.one());
        self.fill(inner, at, goal, &Called { name, one: String::new(), fresh, ..called.clone() });
    }

    /// Adds one to a list; false where what it is about is not there yet.
    fn add(&mut self, inner: &Holds, goal: &Written, called: &Called) -> bool {
        let button = format!("Add: {}", called.one());
        match inner {
            Holds::Id(Some(kind)) if *kind != "rung" => {
                let id = goal.text().unwrap_or_default().to_owned();
                let offered = self.named(kind, None);
                if !offered.iter().any(|(known, ..)| *known == id) {
                    return false;
                }
                self.press(&button);
                self.choose(&id, &offered);
            }
            Holds::Item(name) => {
                let schema = self.draft().schema();
                self.press(&button);
                if let Some(words) = schema.item(name).map(schema::Item::words).filter(|words| !words.is_empty()) {
                    let offered: Vec<_> = words
                        .iter()
                        .map(|word| (word.name.clone(), schema::called(&word.name), told(&word.about).to_owned()))
                        .collect();
                    self.choose(goal.word().expect("a word"), &offered);
                }
            }
            _ => self.press(&button),
        }
        true
    }

    /// Adds one to a map.
    fn add_under(&mut self, at: &[Step], id: &str, keys: Keys, called: &Called) -> bool {
        let capital = |text: &str| {
            let mut letters = text.chars();
            letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
        };
        let shown = match keys {
            Keys::Of(of) => capital(kind(of)),
            Keys::Declared | Keys::Free if called.one.is_empty() => called.name.clone(),
            Keys::Declared | Keys::Free => called.one.clone(),
        };
        let heard = called.one();
        let button = if shown == heard { format!("Add: {shown}") } else { format!("Add: {shown} ({heard})") };
        match keys {
            Keys::Of(kind) if kind != "label" => {
                let there =
                    self.value(at).map(|value| value.pairs().iter().map(|(key, _)| key.clone()).collect::<Vec<_>>());
                let there = there.unwrap_or_default();
                let left = self.named(kind, None).into_iter().filter(|(known, ..)| !there.contains(known));
                let offered: Vec<_> = left.map(|(known, name, _)| (known, name, String::new())).collect();
                if !offered.iter().any(|(known, ..)| known == id) {
                    return false;
                }
                self.press(&button);
                self.choose(id, &offered);
            }
            _ => {
                self.press(&button);
                self.id(id);
            }
        }
        true
    }

    /// One of several words, with what it takes.
    fn word(&mut self, item: &str, at: &[Step], goal: &Written, called: &Called) {
        let schema = self.draft().schema();
        let words = schema.item(item).map_or(&[][..], schema::Item::words);
        let wanted = goal.word().expect("a word").to_owned();
        let now = self.value(at).expect("it is there");
        if now.word() != Some(&wanted) {
            let shown = now.word().map_or_else(|| "?".to_owned(), schema::called);
            let offered: Vec<_> = words
                .iter()
                .map(|word| (word.name.clone(), schema::called(&word.name), told(&word.about).to_owned()))
                .collect();
            self.press(&format!("{}: {shown}", called.name));
            self.choose(&wanted, &offered);
        }
        let word = words.iter().find(|word| word.name == wanted).expect("a word of the format").clone();
        let label = schema::called(&word.name);
        let inner = |name: String, one: String| Called {
            name,
            one,
            of: (String::new(), String::new()),
            deep: true,
            around: called.around.clone(),
            fresh: false,
        };
        match &word.takes {
            Takes::Nothing => {}
            Takes::Values(kinds) => {
                let lists = kinds.iter().filter(|kind| matches!(kind.holds, Holds::List(_))).count();
                let mut seen = 0;
                for (number, (value, goal)) in kinds.iter().zip(goal.items()).enumerate() {
                    let place = inside(at, Step::At(number));
                    let (name, one) = match (&value.holds, lists, seen) {
                        (Holds::List(_), 2, 0) => ("Then".to_owned(), true),
                        (Holds::List(_), 2, _) => ("Otherwise".to_owned(), true),
                        (Holds::List(_), ..) => (format!("{label} part"), true),
                        (holds, ..) => {
                            (format!("{label}, {}", names::kind_name(holds)), !names::beside(&schema, holds))
                        }
                    };
                    seen += usize::from(matches!(value.holds, Holds::List(_)));
                    let called = inner(format!("{}: {name}", called.name), if one { name } else { String::new() });
                    self.fill(&value.holds, &place, goal, &called);
                }
            }
            Takes::Fields(fields) => {
                for (name, goal) in goal.pairs() {
                    let field = fields.iter().find(|field| field.name == *name).expect("a field of the word");
                    let place = inside(at, key(name));
                    let plain = schema::called(name);
                    let beside = names::beside(&schema, &field.holds);
                    let heard = if beside || self.value(&place).is_none() {
                        format!("{}: {label}, {}", called.name, plain.to_lowercase())
                    } else {
                        format!("{}: {plain}", called.name)
                    };
                    if self.value(&place).is_none() {
                        self.press(&format!("Add: {heard}"));
                    }
                    let heard = if beside { heard } else { format!("{}: {plain}", called.name) };
                    let called = inner(heard, if beside { String::new() } else { plain });
                    self.fill(&field.holds, &place, goal, &called);
                }
            }
        }
    }
}

/// Where what the tutorial promises stands.
fn finished() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/handbook/dogger-bank/scenario.ron");
    fs::read_to_string(path).expect("the tutorial's scenario is there")
}

/// Parts whose form is looked at, once it is filled in.
const LOOKED_AT: [&str; 7] = ["actors", "turns", "ladders", "moves", "offers", "aims", "history"];

#[test]
fn the_tutorial_s_crisis_is_made_in_the_editor_press_by_press() {
    let root = tempfile::tempdir().expect("a folder");
    let mut desk = desk(game(root.path(), &root.path().join("data")));
    desk.state_mut().act(crate::intent::Intent::Go(crate::intent::Screen::Library));
    desk.run_steps(3);
    let found = vec![Found { name: "scenario.ron".to_owned(), bytes: Ok(finished().into_bytes()) }];
    let goal = Draft::new("dogger-bank", &found, true);
    let mut hand = Hand { desk, goal, script: Vec::new() };
    hand.press("Write a scenario");
    hand.press("A blank");
    hand.press("The id of the scenario");
    hand.write("dogger-bank");
    hand.press("Begin to write");
    hand.press("Explain every field");
    for (part, old, new) in [
        ("actors", "first", "britain"),
        ("actors", "second", "russia"),
        ("tracks", "first.standing", "britain.standing"),
        ("tracks", "second.standing", "russia.standing"),
        ("tracks", "first.credibility", "britain.credibility"),
        ("tracks", "second.credibility", "russia.credibility"),
        ("moves", "first.wait", "britain.wait"),
        ("moves", "second.wait", "russia.stay"),
    ] {
        hand.part(part);
        hand.entry(&[key(part), key(old)]);
        hand.press(&format!("Rename {old}"));
        hand.id(new);
    }
    let schema = hand.draft().schema();
    // In the order in which the handbook has them; what speaks of something that is not there yet is filled in the next
    // time round.
    let names: Vec<String> =
        hand.goal.value(&[]).expect("there is a file").pairs().iter().map(|(name, _)| name.clone()).collect();
    let all: Vec<Field> =
        names.iter().filter(|name| *name != "status").filter_map(|name| schema.part(name)).cloned().collect();
    for round in 0..3 {
        for field in &all {
            hand.make(field);
            if round == 1 && LOOKED_AT.contains(&field.name.as_str()) {
                hand.script.push(format!("Shot({:?})", field.name.replace('_', "-")));
            }
        }
    }
    hand.make(schema.part("status").expect("a part"));
    let made = hand.draft().value(&[]).cloned().expect("there is a file");
    let wanted = hand.goal.value(&[]).cloned().expect("there is a file");
    for (name, value) in wanted.pairs() {
        let known = made.get(name).unwrap_or_else(|| panic!("{name} is missing"));
        assert!(
            same(known, value),
            "{name}:\n{}\n\nwanted:\n{}",
            hand.draft().text_at(&[key(name)]).unwrap_or(""),
            hand.goal.text_at(&[key(name)]).unwrap_or("")
        );
    }
    assert!(same(&made, &wanted), "nothing is there beside what the tutorial has");
    hand.desk.key_press_modifiers(Modifiers::COMMAND, Key::S);
    hand.desk.run_steps(4);
    let kept = root.path().join("data/scenarios/dogger-bank/scenario.ron");
    let made = fs::read_to_string(&kept).expect("it was saved");
    let loaded =
        load("dogger-bank", &[Found { name: "scenario.ron".to_owned(), bytes: Ok(made.clone().into_bytes()) }]);
    assert!(
        loaded.scenario.is_some() && loaded.diagnostics.is_empty(),
        "it is clean: {:?}",
        loaded.diagnostics.first()
    );
    keep("tests/handbook/editor/dogger-bank/scenario.ron", &made);
    keep("tests/desktop/tutorial-crisis.ron", &script(&hand.script));
}

/// What stands in the repository is what was made.
fn keep(path: &str, made: &str) {
    let whole = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        fs::create_dir_all(whole.parent().expect("it is in a folder")).expect("a folder");
        fs::write(&whole, made).expect("it can be written");
    }
    let kept = fs::read_to_string(&whole).unwrap_or_default();
    assert!(kept == made, "{path}: UPDATE=1 cargo test --all-features --bin brinkmanship typed writes it anew");
}

/// The script that does the same in the real window.
fn script(strokes: &[String]) -> String {
    let mut text = "// The tutorial of the author's handbook, made in the editor from a blank to its last field, and saved. What comes of it\n\
                    // stands in tests/handbook/editor. Both are written by a test of the window:\n\
                    // UPDATE=1 cargo test --all-features --bin brinkmanship typed\n\
                    [\n    Click(\"Settings\"), Wait(6), Click(\"What moves: Only what must\"), Wait(6), Key(\"Escape\"), Wait(6),\n    \
                    Ctrl(\"l\"), Wait(6), Brisk,\n"
        .to_owned();
    for stroke in strokes {
        text.extend(["    ", stroke, ",\n"]);
    }
    text += "    Until(\"It can be played\", 60, [Wait(4)]), Miss(\"to do\"), Shot(\"made\"),\n\
             \u{20}   Ctrl(\"s\"), Until(\"Saved\", 20, [Wait(4)]), Miss(\"Not saved\"), Shot(\"saved\"),\n    Leave,\n]\n";
    text
}
