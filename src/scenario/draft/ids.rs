//! Ids of a draft: what is declared, what refers to it, and a rename that every reference follows.

use super::{Draft, Is, Written};
use crate::{
    language::plain,
    scenario::{
        edit::{Edit, Step, written},
        schema::{Holds, Keys, Schema, Shape, Takes, declares, keys},
    },
};

/// Something that is declared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Its id, as others refer to it.
    pub id: String,
    /// What a person calls it: its name, title or text; the id where it has none.
    pub name: String,
    /// Where it is declared.
    pub place: Vec<Step>,
}

/// An id that refers to something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Where it stands.
    pub place: Vec<Step>,
    /// Of which kind it is, as the schema calls it.
    pub kind: &'static str,
    /// The id.
    pub id: String,
    /// Whether it is the key of an entry.
    pub key: bool,
    /// The ladder to which a rung belongs.
    pub ladder: Option<String>,
}

/// Ids that are always there.
const ALWAYS: [(&str, &str); 2] = [
    ("our-judgement", mark!("Our own judgement, with the reason beside it")),
    ("fictional", mark!("Made up, in a scenario that is made up")),
];

fn key(name: &str) -> Step {
    Step::Key(name.to_owned())
}

/// What a person calls an item.
fn called(value: &Written) -> Option<&str> {
    ["name", "title", "headline", "text", "reference", "date"].iter().find_map(|field| value.get(field)?.text())
}

impl Draft {
    /// What is declared of a kind, in the author's order; rungs of the ladder that is named.
    #[must_use]
    pub fn named(&self, kind: &str, ladder: Option<&str>) -> Vec<Named> {
        if kind == "rung" {
            return self.rungs(ladder);
        }
        let mut all = Vec::new();
        for part in declares(kind) {
            let Some(table) = self.value(&[key(part)]) else { continue };
            for (id, value) in table.pairs() {
                let place = vec![key(part), key(id)];
                if *part == "parties" && !matches!(kind, "party" | "actor or party") {
                    for (rule, value) in value.get("rules").map_or(&[][..], Written::pairs) {
                        let id = format!("{id}.{rule}");
                        let name = called(value).unwrap_or(&id).to_owned();
                        let place = place.iter().cloned().chain([key("rules"), key(rule)]).collect();
                        all.push(Named { id, name, place });
                    }
                } else {
                    all.push(Named { id: id.clone(), name: called(value).unwrap_or(id).to_owned(), place });
                }
            }
        }
        if kind == "source" {
            all.extend(ALWAYS.map(|(id, name)| Named {
                id: id.to_owned(),
                name: plain(name).to_owned(),
                place: Vec::new(),
            }));
        }
        all
    }

    /// What a person calls something by its id; nothing where it is not declared.
    #[must_use]
    pub fn called(&self, kind: &str, ladder: Option<&str>, id: &str) -> Option<String> {
        if kind == "rung" || kind == "source" || declares(kind).contains(&"parties") {
            return self.named(kind, ladder).into_iter().find(|named| named.id == id).map(|named| named.name);
        }
        declares(kind).iter().find_map(|part| {
            let value = self.value(&[key(part)])?.get(id)?;
            Some(called(value).unwrap_or(id).to_owned())
        })
    }

    fn rungs(&self, ladder: Option<&str>) -> Vec<Named> {
        let Some(ladder) = ladder else { return Vec::new() };
        let base = [key("ladders"), key(ladder), key("rungs")];
        let rungs = self.value(&base).map_or(&[][..], Written::items);
        let named = |(at, rung): (usize, &Written)| {
            let id = rung.get("id")?.text()?.to_owned();
            let name = called(rung).unwrap_or(&id).to_owned();
            Some(Named { id, name, place: base.iter().cloned().chain([Step::At(at)]).collect() })
        };
        rungs.iter().enumerate().filter_map(named).collect()
    }

    /// Every id that refers to something, in the order of the parts.
    #[must_use]
    pub fn references(&self) -> Vec<Reference> {
        let schema = self.schema();
        let mut walk = Walk { schema: &schema, found: Vec::new() };
        for part in schema.parts() {
            let mut place = vec![key(&part.name)];
            if let Some(value) = self.value(&place) {
                walk.value(&part.holds, value, (crate::scenario::schema::ROOT, &part.name), &mut place, None);
            }
        }
        walk.found
    }

    /// What refers to the item that is declared at a place.
    #[must_use]
    pub fn referring(&self, place: &[Step]) -> Vec<Reference> {
        let Some(target) = self.target(place) else { return Vec::new() };
        self.references().into_iter().filter(|one| target.is_meant(one)).collect()
    }

    /// The edits that give the item at a place another id, wherever it is spoken of.
    #[must_use]
    pub fn renaming(&self, place: &[Step], to: &str) -> Vec<Edit> {
        let Some(target) = self.target(place) else {
            // Nothing refers to it: a word of the glossary, the code of a warning that is allowed.
            let Some(Step::Key(_)) = place.last() else { return Vec::new() };
            return vec![Edit::Rename { path: place.to_vec(), key: to.to_owned() }];
        };
        let mut edits = Vec::new();
        for one in self.references() {
            let Some(new) = target.renamed(&one, to) else { continue };
            edits.push(if one.key {
                Edit::Rename { path: one.place, key: new }
            } else {
                Edit::Set { path: one.place, value: written(&new) }
            });
        }
        // Texts of the twin are named by their data paths.
        if let [Step::Key(part), Step::Key(id), ..] = place
            && place.len() == 2
        {
            let texts = [key("twin"), key("texts")];
            let (old, new) = (format!("{part}.{id}"), format!("{part}.{to}"));
            for (path, _) in self.value(&texts).map_or(&[][..], Written::pairs) {
                if let Some(rest) = path.strip_prefix(&old).filter(|rest| rest.is_empty() || rest.starts_with('.')) {
                    let place = texts.iter().cloned().chain([key(path)]).collect();
                    edits.push(Edit::Rename { path: place, key: format!("{new}{rest}") });
                }
            }
        }
        // Inner keys before outer ones, so that the paths of those still to come lead where they led.
        edits.sort_by_key(|edit| std::cmp::Reverse(super::path_of(edit).len()));
        edits.push(match place.last() {
            Some(Step::Key(_)) => Edit::Rename { path: place.to_vec(), key: to.to_owned() },
            _ => Edit::Set { path: place.iter().cloned().chain([key("id")]).collect(), value: written(to) },
        });
        edits
    }

    /// What the item at a place is to those who refer to it.
    fn target(&self, place: &[Step]) -> Option<Target> {
        match place {
            [Step::Key(part), Step::Key(id)] => Some(Target { part: part.clone(), id: id.clone(), within: None }),
            [Step::Key(part), Step::Key(party), Step::Key(rules), Step::Key(rule)]
                if part == "parties" && rules == "rules" =>
            {
                Some(Target { part: "rules".to_owned(), id: rule.clone(), within: Some(party.clone()) })
            }
            [Step::Key(part), Step::Key(ladder), Step::Key(rungs), Step::At(_)]
                if part == "ladders" && rungs == "rungs" =>
            {
                let id = self.value(place)?.get("id")?.text()?.to_owned();
                Some(Target { part: "rungs".to_owned(), id, within: Some(ladder.clone()) })
            }
            _ => None,
        }
    }
}

/// Something that is referred to.
struct Target {
    part: String,
    id: String,
    /// The party of a rule, or the ladder of a rung.
    within: Option<String>,
}

impl Target {
    fn is_meant(&self, one: &Reference) -> bool {
        self.renamed(one, "").is_some()
    }

    /// What a reference becomes if this is called otherwise; nothing where it speaks of something else.
    fn renamed(&self, one: &Reference, to: &str) -> Option<String> {
        let id = one.id.as_str();
        let whole = |old: &str, new: String| (id == old).then_some(new);
        match (self.part.as_str(), one.kind) {
            ("rungs", "rung") if one.ladder == self.within => whole(&self.id, to.to_owned()),
            ("rules", kind) if declares(kind).contains(&"parties") && !matches!(kind, "party" | "actor or party") => {
                let party = self.within.as_deref().unwrap_or("");
                whole(&format!("{party}.{}", self.id), format!("{party}.{to}"))
            }
            ("rungs" | "rules", _) => None,
            ("parties", kind) if declares(kind).contains(&"parties") && !matches!(kind, "party" | "actor or party") => {
                let rest = id.strip_prefix(self.id.as_str())?.strip_prefix('.')?;
                Some(format!("{to}.{rest}"))
            }
            // Draws that are called after what they are drawn for.
            ("actors", "label") => whole(&format!("disposition:{}", self.id), format!("disposition:{to}")),
            ("terms", "label") => whole(&format!("leak:{}", self.id), format!("leak:{to}")),
            // A draw among dispositions or events names what was drawn.
            ("dispositions", "event") => whole(&self.id, to.to_owned()),
            (part, kind) if declares(kind).contains(&part) => whole(&self.id, to.to_owned()),
            _ => None,
        }
    }
}

/// A walk over what is written, beside the schema.
struct Walk<'s> {
    schema: &'s Schema,
    found: Vec<Reference>,
}

impl Walk<'_> {
    fn value(
        &mut self,
        holds: &Holds,
        value: &Written,
        field: (&str, &str),
        place: &mut Vec<Step>,
        ladder: Option<&str>,
    ) {
        if let Some(inner) = value.some() {
            place.push(Step::At(0));
            self.value(holds, inner, field, place, ladder);
            place.pop();
            return;
        }
        match (holds, &value.is) {
            (Holds::Id(Some(kind)), Is::Text(id)) => self.found.push(Reference {
                place: place.clone(),
                kind,
                id: id.clone(),
                key: false,
                ladder: ladder.filter(|_| *kind == "rung").map(str::to_owned),
            }),
            (Holds::List(inner), Is::List(items)) => self.items(items, |_| Some(&**inner), field, place, ladder),
            (Holds::Tuple(kinds), Is::Tuple(_, items)) => self.items(items, |at| kinds.get(at), field, place, ladder),
            (Holds::Map(inner), Is::Map(pairs)) => {
                let keys = keys(field.0, field.1);
                for (id, value) in pairs {
                    place.push(key(id));
                    if let Keys::Of(kind) = keys {
                        self.found.push(Reference {
                            place: place.clone(),
                            kind,
                            id: id.clone(),
                            key: true,
                            ladder: None,
                        });
                    }
                    let named = (keys == Keys::Of("ladder") || field.1 == "ladders").then_some(id.as_str());
                    self.value(inner, value, field, place, named.or(ladder));
                    place.pop();
                }
            }
            (Holds::Item(name), _) => {
                let Some(item) = self.schema.item(name) else { return };
                match &item.shape {
                    Shape::Fields(fields) => {
                        for (id, value) in value.pairs() {
                            let Some(field) = fields.iter().find(|field| field.name == *id) else { continue };
                            place.push(key(id));
                            self.value(&field.holds, value, (name, id), place, ladder);
                            place.pop();
                        }
                    }
                    Shape::Choice(words) => {
                        let Some(word) = words.iter().find(|word| value.word() == Some(&word.name)) else { return };
                        match &word.takes {
                            Takes::Nothing => {}
                            Takes::Values(kinds) => {
                                let named = of_ladder(kinds.iter().map(|kind| &kind.holds).zip(value.items()));
                                let ladder = named.or(ladder);
                                let kind = |at: usize| kinds.get(at).map(|kind| &kind.holds);
                                self.items(value.items(), kind, field, place, ladder);
                            }
                            Takes::Fields(fields) => {
                                let ladder = value.get("ladder").and_then(Written::text).or(ladder);
                                for (id, value) in value.pairs() {
                                    let Some(field) = fields.iter().find(|field| field.name == *id) else { continue };
                                    place.push(key(id));
                                    self.value(&field.holds, value, (name, id), place, ladder);
                                    place.pop();
                                }
                            }
                        }
                    }
                }
            }
            _ => {}
        }
    }

    fn items<'h>(
        &mut self,
        items: &[Written],
        kind: impl Fn(usize) -> Option<&'h Holds>,
        field: (&str, &str),
        place: &mut Vec<Step>,
        ladder: Option<&str>,
    ) {
        for (at, item) in items.iter().enumerate() {
            let Some(holds) = kind(at) else { continue };
            place.push(Step::At(at));
            self.value(holds, item, field, place, ladder);
            place.pop();
        }
    }
}

/// The ladder that is named among the values of a word.
pub fn of_ladder<'v>(mut values: impl Iterator<Item = (&'v Holds, &'v Written)>) -> Option<&'v str> {
    values.find(|(holds, _)| **holds == Holds::Id(Some("ladder"))).and_then(|(_, value)| value.text())
}
