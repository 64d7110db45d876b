//! Conditions, effects and other words of the vocabulary, built from menus that read as sentences.

use brinkmanship::scenario::{
    draft::{Is, Written, of_ladder},
    edit::{Edit, Step},
    schema::{Holds, Item, Schema, Takes, Word, called, kind, title, told as said},
};
use egui::Ui;

use super::{
    form::{Form, Told, now_and_then},
    place,
};
use crate::theme::{Entry, Tone, space};

impl Form<'_> {
    /// One of several words with what it takes.
    pub(super) fn choice(&mut self, ui: &mut Ui, item: &Item, value: &Written, at: &[Step], told: Told<'_>) {
        let word = item.words().iter().find(|word| value.word() == Some(&word.name));
        let outermost = item.name == "Condition"
            && !self.is_condition(&at[..at.len().saturating_sub(1)])
            && !is_group_member(self, at);
        let theme = self.theme;
        let shown = word.map_or_else(|| value.word().unwrap_or("?").to_owned(), |word| called(&word.name));
        let heard = format!("{}: {shown}", told.name);
        theme.row(ui, |ui| {
            if self.focus == Some(at) {
                ui.scroll_to_cursor(Some(egui::Align::Center));
            }
            if let Some(new) = theme.menu(ui, (&shown, &heard), || offered(item.words()))
                && let Some(new) = item.words().iter().find(|word| word.name == new)
            {
                self.change_word(item, word, new, value, at);
            }
            if let Some(word) = word {
                self.beside(ui, word, value, at, told);
            }
            if outermost {
                self.around(ui, at, told.name);
            }
        });
        let Some(word) = word else {
            theme.note(ui, tr!("This word is not known here; choose another."), Tone::Alarm);
            return;
        };
        self.marks_beside(ui, word, value, at);
        if self.explains && item.name != "Condition" && item.name != "Effect" && !word.about.is_empty() {
            theme.about(ui, said(&word.about));
        }
        self.below(ui, word, value, at, told);
        if outermost || item.name == "Condition" && !told.of.1.is_empty() {
            self.say(ui, at);
        }
    }

    /// The whole sentence as the game would word it.
    pub(super) fn say(&self, ui: &mut Ui, at: &[Step]) {
        let said = self.said(at);
        now_and_then(ui, said.is_some(), |ui| {
            if let Some(said) = said {
                self.theme.aside(ui, said);
            }
        });
    }

    fn said(&self, at: &[Step]) -> Option<&String> {
        self.findings?.sentences.get(&place::key(at))
    }

    /// Small values beside the word.
    fn beside(&mut self, ui: &mut Ui, word: &Word, value: &Written, at: &[Step], told: Told<'_>) {
        match &word.takes {
            Takes::Nothing => {}
            Takes::Values(kinds) => {
                let named = of_ladder(kinds.iter().map(|kind| &kind.holds).zip(value.items()));
                let ladder = named.or(told.ladder).map(str::to_owned);
                for (index, (kind, item)) in kinds.iter().zip(value.items()).enumerate() {
                    if !self.stands_beside(&kind.holds) {
                        continue;
                    }
                    let path = place::inside(at, Step::At(index));
                    let name = format!("{}: {}, {}", told.name, called(&word.name), kind_name(&kind.holds));
                    if item.word() == Some("None") {
                        self.nothing_yet(ui, &kind.holds, &path, &name);
                        continue;
                    }
                    let inner = Told {
                        of: ("", ""),
                        name: &name,
                        one: "",
                        about: &word.about,
                        ladder: ladder.as_deref(),
                        deep: true,
                    };
                    ui.push_id(index, |ui| self.value(ui, &kind.holds, item, &path, inner));
                }
            }
            Takes::Fields(fields) => {
                let ladder = value.get("ladder").and_then(Written::text).map(str::to_owned);
                for field in fields {
                    let path = place::inside(at, place::step(&field.name));
                    let name = format!("{}: {}, {}", told.name, called(&word.name), called(&field.name).to_lowercase());
                    match value.get(&field.name) {
                        Some(item) if self.stands_beside(&field.holds) => {
                            self.theme.small(ui, &called(&field.name).to_lowercase());
                            let inner = Told {
                                of: ("", &field.name),
                                name: &name,
                                one: "",
                                about: &field.about,
                                ladder: ladder.as_deref(),
                                deep: true,
                            };
                            ui.push_id(&field.name, |ui| self.value(ui, &field.holds, item, &path, inner));
                            if field.optional && self.theme.tool(ui, "×", &tr!("Take away {name}", name)).clicked() {
                                self.want(Edit::Remove { path });
                            }
                        }
                        Some(_) => {}
                        None => {
                            let heard = tr!("Add: {name}", name);
                            let text = format!("+ {}", called(&field.name).to_lowercase());
                            if self.theme.tool(ui, &text, &heard).clicked() {
                                let value = self.draft.blank_of(field);
                                self.want(Edit::Set { path, value });
                            }
                        }
                    }
                }
            }
        }
    }

    /// What is wrong about the small values beside a word, under the row in which they stand.
    fn marks_beside(&mut self, ui: &mut Ui, word: &Word, value: &Written, at: &[Step]) {
        let within = |item: Option<&Written>, path: Vec<Step>| match item.and_then(Written::some) {
            Some(_) => place::inside(&path, Step::At(0)),
            None => path,
        };
        let places: Vec<Vec<Step>> = match &word.takes {
            Takes::Nothing => Vec::new(),
            Takes::Values(kinds) => (0..)
                .zip(kinds)
                .filter(|(_, kind)| self.stands_beside(&kind.holds))
                .map(|(index, _)| within(value.items().get(index), place::inside(at, Step::At(index))))
                .collect(),
            Takes::Fields(fields) => fields
                .iter()
                .filter(|field| self.stands_beside(&field.holds))
                .map(|field| within(value.get(&field.name), place::inside(at, place::step(&field.name))))
                .collect(),
        };
        for path in places {
            self.marks(ui, &path);
        }
    }

    /// A value for which `None` stands.
    fn nothing_yet(&mut self, ui: &mut Ui, holds: &Holds, at: &[Step], name: &str) {
        if self.theme.tool(ui, tr!("nothing"), &tr!("{name}: nothing; choose one", name)).clicked() {
            let value = format!("Some({})", self.draft.blank_value(holds));
            self.want(Edit::Set { path: at.to_vec(), value });
        }
    }

    /// A large value of a word, moved in, with what is wrong about it.
    fn inset(
        &mut self,
        ui: &mut Ui,
        holds: &Holds,
        value: &Written,
        at: &[Step],
        (told, name, about): (Told<'_>, &str, &str),
    ) {
        let theme = self.theme;
        let heard = format!("{}: {name}", told.name);
        let inner = Told { of: ("", ""), name: &heard, one: name, about, ladder: told.ladder, deep: true };
        theme.inset(ui, |ui| self.value(ui, holds, value, at, inner));
        self.marks(ui, at);
    }

    /// Lists of words and other large values below the word.
    fn below(&mut self, ui: &mut Ui, word: &Word, value: &Written, at: &[Step], told: Told<'_>) {
        let theme = self.theme;
        match &word.takes {
            Takes::Nothing => {}
            Takes::Values(kinds) => {
                let lists = kinds.iter().filter(|kind| matches!(kind.holds, Holds::List(_))).count();
                let mut seen = 0;
                for (index, kind) in kinds.iter().enumerate() {
                    if self.stands_beside(&kind.holds) {
                        continue;
                    }
                    let path = place::inside(at, Step::At(index));
                    let name = match (&kind.holds, lists, seen) {
                        (Holds::List(_), 2, 0) => tr!("Then").to_owned(),
                        (Holds::List(_), 2, _) => tr!("Otherwise").to_owned(),
                        (Holds::List(_), ..) => tr!("{word} part", word = called(&word.name)),
                        _ => format!("{}, {}", called(&word.name), kind_name(&kind.holds)),
                    };
                    if matches!(kind.holds, Holds::List(_)) {
                        if lists == 2 {
                            theme.small(ui, &name);
                        }
                        seen += 1;
                    }
                    let Some(item) = value.items().get(index) else {
                        if kind.optional && theme.tool(ui, tr!("+ otherwise"), tr!("Add: otherwise")).clicked() {
                            self.want(Edit::Insert { path: at.to_vec(), at: usize::MAX, entry: "[]".to_owned() });
                        }
                        continue;
                    };
                    let whose = (told, name.as_str(), word.about.as_str());
                    ui.push_id(("below", index), |ui| self.inset(ui, &kind.holds, item, &path, whose));
                }
            }
            Takes::Fields(fields) => {
                for field in fields {
                    if self.stands_beside(&field.holds) {
                        continue;
                    }
                    let path = place::inside(at, place::step(&field.name));
                    let Some(item) = value.get(&field.name) else { continue };
                    let name = called(&field.name);
                    theme.small(ui, &name);
                    let whose = (told, name.as_str(), field.about.as_str());
                    ui.push_id(("below", &field.name), |ui| self.inset(ui, &field.holds, item, &path, whose));
                }
            }
        }
    }

    fn stands_beside(&self, holds: &Holds) -> bool {
        beside(self.schema, holds)
    }

    /// Whether a condition stands at a place, as far as can be told from how it is written.
    pub(super) fn is_condition(&self, at: &[Step]) -> bool {
        let Some(value) = self.draft.value(at) else { return false };
        let (Some(word), Some(item)) = (value.word(), self.schema.item("Condition")) else { return false };
        item.words().iter().any(|known| known.name == word) && !is_effect(self, word, at)
    }

    /// Puts a condition into another.
    pub(super) fn wrap(&mut self, at: &[Step], how: &str) {
        let Some(text) = self.draft.text_at(at) else { return };
        let value = match how {
            "not" => match text.strip_prefix("Not(").and_then(|rest| rest.strip_suffix(')')) {
                Some(inner) => inner.trim().to_owned(),
                None => format!("Not({text})"),
            },
            "all" => format!("All([{text}])"),
            _ => format!("Any([{text}])"),
        };
        self.want(Edit::Set { path: at.to_vec(), value });
    }

    /// What can be done to a whole condition.
    fn around(&mut self, ui: &mut Ui, at: &[Step], name: &str) {
        let offered = || {
            let all = [
                ("all", tr!("Put into “all of these”")),
                ("any", tr!("Put into “any of these”")),
                ("not", tr!("The opposite of it")),
            ];
            all.map(|(id, name)| Entry { id: id.to_owned(), name: name.to_owned(), about: String::new() }).into()
        };
        if let Some(how) = self.theme.tools(ui, ("…", &tr!("What to do with {name}", name)), offered) {
            self.wrap(at, &how);
        }
        ui.add_space(space::TIGHT);
    }

    /// Another word in place of one, with as much of what it took as the new one can take.
    fn change_word(&mut self, item: &Item, old: Option<&Word>, new: &Word, value: &Written, at: &[Step]) {
        let Some(text) = self.draft.text_at(at) else { return };
        let one_list = |word: &Word| word.name == "All" || word.name == "Any";
        let value = match old {
            Some(old) if old.name == new.name => return,
            Some(old) if old.takes == new.takes => format!("{}{}", new.name, &text[old.name.len()..]),
            Some(old) if item.name == "Condition" && one_list(new) && !is_group(old) => {
                format!("{}([{text}])", new.name)
            }
            Some(old) if item.name == "Condition" && new.name == "Not" && !is_group(old) => format!("Not({text})"),
            Some(old) if old.name == "AtLeast" && one_list(new) => {
                let list = value.items().get(1).and_then(|_| self.draft.text_at(&place::inside(at, Step::At(1))));
                format!("{}({})", new.name, list.unwrap_or("[]"))
            }
            Some(old) if one_list(old) && new.name == "AtLeast" => {
                let list = self.draft.text_at(&place::inside(at, Step::At(0))).unwrap_or("[]");
                format!("AtLeast(1, {list})")
            }
            _ => self.draft.blank_word(new),
        };
        self.want(Edit::Set { path: at.to_vec(), value });
    }

    /// A menu of the words of an item; the chosen one as it is written.
    pub(super) fn new_word(&mut self, ui: &mut Ui, item: &str, (shown, heard): (&str, &str)) -> Option<String> {
        let item = self.schema.item(item)?;
        let chosen = self.theme.tools(ui, (shown, heard), || offered(item.words()))?;
        let word = item.words().iter().find(|word| word.name == chosen)?;
        Some(self.draft.blank_word(word))
    }
}

/// Whether a value has room beside its word.
pub fn beside(schema: &Schema, holds: &Holds) -> bool {
    match holds {
        Holds::Bool | Holds::Number | Holds::Id(_) => true,
        Holds::Item(name) => {
            name != "Condition"
                && schema.item(name).is_some_and(|item| {
                    let small = |word: &Word| match &word.takes {
                        Takes::Nothing => true,
                        Takes::Values(kinds) => {
                            kinds.iter().all(|kind| matches!(kind.holds, Holds::Id(_) | Holds::Number))
                        }
                        Takes::Fields(_) => false,
                    };
                    !item.words().is_empty() && item.words().iter().all(small)
                })
        }
        Holds::Text | Holds::List(_) | Holds::Map(_) | Holds::Tuple(_) => false,
    }
}

/// Words that both conditions and effects have: told apart by where they stand.
fn is_effect(form: &Form<'_>, word: &str, at: &[Step]) -> bool {
    let both = form.schema.item("Effect").is_some_and(|item| item.words().iter().any(|known| known.name == word));
    if !both {
        return false;
    }
    // Effects stand in lists in fields, or in lists of effects; conditions that are in lists have a condition around.
    let Some((Step::At(_), outer)) = at.split_last() else { return false };
    let Some((_, around)) = outer.split_last() else { return true };
    let word = form.draft.value(around).and_then(Written::word);
    !matches!(word, Some("All" | "Any" | "AtLeast"))
}

/// Whether a condition stands in the list or the brackets of another.
fn is_group_member(form: &Form<'_>, at: &[Step]) -> bool {
    let around = |count: usize| at.len().checked_sub(count).and_then(|length| form.draft.value(&at[..length]));
    let group = |value: Option<&Written>| {
        value.is_some_and(|value| {
            matches!(&value.is, Is::Tuple(Some(word), _) if matches!(word.as_str(), "All" | "Any" | "AtLeast" | "Not"))
        })
    };
    group(around(1)) || group(around(2))
}

fn is_group(word: &Word) -> bool {
    matches!(word.name.as_str(), "All" | "Any" | "AtLeast" | "Not")
}

fn offered(words: &[Word]) -> Vec<Entry> {
    let entry =
        |word: &Word| Entry { id: word.name.clone(), name: called(&word.name), about: said(&word.about).to_owned() };
    words.iter().map(entry).collect()
}

/// What a value is, in a word.
pub fn kind_name(holds: &Holds) -> String {
    match holds {
        Holds::Id(Some(of)) => kind(of).to_owned(),
        Holds::Id(None) => tr!(of "kind", "id").to_owned(),
        Holds::Number => tr!(of "kind", "number").to_owned(),
        Holds::Text => tr!(of "kind", "text").to_owned(),
        Holds::Bool => tr!("yes or no").to_owned(),
        Holds::Item(name) => kind(&title(name)).to_owned(),
        Holds::List(_) | Holds::Map(_) | Holds::Tuple(_) => tr!(of "kind", "parts").to_owned(),
    }
}
