//! Where what a scenario declares stands in its files.

use std::collections::BTreeMap;

use super::{
    source::{Place, Sources},
    tree::{self, Kind, Node},
};

/// The place of each declaration, by the part in which it stands and its id.
#[derive(Clone, Debug, Default)]
pub struct Declared {
    places: BTreeMap<(String, String), Place>,
}

impl Declared {
    /// Where an item of a part is declared, such as `blockade` of `moves`. A party's rule is called "party.rule" and stands
    /// in `parties`, a rung "ladder.rung" in `ladders`.
    #[must_use]
    pub fn place(&self, part: &str, id: &str) -> Option<&Place> {
        self.places.get(&(part.to_owned(), id.to_owned()))
    }
}

impl Sources {
    /// Where what the files declare stands in them.
    #[must_use]
    pub fn declared(&self) -> Declared {
        let mut declared = Declared::default();
        for file in &self.files {
            let (root, _) = tree::read(&file.text);
            let part = file.part();
            let mut put = |part: &str, node: &Node<'_>| {
                items(part, "", node, &mut |id, start, end| {
                    let place = file.place(start, end.saturating_sub(start));
                    declared.places.entry((part.to_owned(), id)).or_insert(place);
                })
            };
            if part.is_empty() {
                if let Kind::Fields(_, fields) = &root.kind {
                    fields.iter().for_each(|(key, node)| put(&key.name, node));
                }
            } else {
                put(&part, &root);
            }
        }
        declared
    }
}

/// The items of a part: entries of a map, rules inside a party, rungs of a ladder.
fn items(part: &str, before: &str, node: &Node<'_>, found: &mut dyn FnMut(String, usize, usize)) {
    let id = |name: &str| if before.is_empty() { name.to_owned() } else { format!("{before}.{name}") };
    match &node.kind {
        Kind::Map(entries) => {
            for (key, value) in entries {
                found(id(&key.name), key.start, key.end);
                let Kind::Fields(_, fields) = &value.kind else { continue };
                for (field, inner) in fields {
                    if before.is_empty() && matches!((part, &*field.name), ("parties", "rules") | ("ladders", "rungs"))
                    {
                        items(part, &key.name, inner, found);
                    }
                }
            }
        }
        Kind::List(entries) => {
            for entry in entries {
                let Kind::Fields(_, fields) = &entry.kind else { continue };
                for (field, value) in fields {
                    if let ("id", Kind::Text(name)) = (&*field.name, &value.kind) {
                        found(id(name), value.start, value.end);
                    }
                }
            }
        }
        Kind::Number(_)
        | Kind::Odd
        | Kind::Bool(_)
        | Kind::Text(_)
        | Kind::Word(_)
        | Kind::Fields(..)
        | Kind::Tuple(..)
        | Kind::Broken => {}
    }
}
