//! Places in a draft: as keys to remember them by, and in words.

use brinkmanship::scenario::{
    draft::{Draft, Written},
    edit::Step,
    schema::{Holds, Keys, ROOT, Shape, called, keys, translated},
};

use super::form;

/// The most letters of a name within a place; what is called by a longer one is told by its id or number.
const NAME: usize = 48;

/// A step by name.
#[must_use]
pub fn step(name: &str) -> Step {
    Step::Key(name.to_owned())
}

/// A place one step further in.
#[must_use]
pub fn inside(place: &[Step], step: Step) -> Vec<Step> {
    place.iter().cloned().chain([step]).collect()
}

/// A place as one text that no other place has.
#[must_use]
pub fn key(place: &[Step]) -> String {
    let mut key = String::new();
    for step in place {
        match step {
            Step::Key(name) => key.extend(["/", name]),
            Step::At(at) => key += &format!("#{at}"),
        }
    }
    key
}

/// The number under which one of a list is known: turns and rungs are counted from 0, as everywhere in the program, and
/// others, whose number nothing speaks of, from 1.
#[must_use]
pub fn number(list: &[Step], at: usize) -> usize {
    match list.last() {
        Some(Step::Key(name)) if matches!(name.as_str(), "turns" | "rungs") => at,
        _ => at + 1,
    }
}

/// A turn by its number, date and headline, such as "2: Thursday, The admiral's story".
#[must_use]
pub fn turn(draft: &Draft, at: usize) -> String {
    let turns = draft.value(&[step("turns")]).map_or(&[][..], Written::items);
    let text = |field: &str| turns.get(at)?.get(field)?.text().filter(|text| !text.is_empty());
    let said: Vec<&str> = [text("date"), text("headline")].into_iter().flatten().collect();
    if said.is_empty() { at.to_string() } else { format!("{at}: {}", said.join(", ")) }
}

/// Whether what stands in a list are turns.
fn holds_turns(list: &[Step]) -> bool {
    match list {
        [Step::Key(part)] => part == "turns",
        [Step::Key(part), Step::Key(field)] => part == "history" && field == "turns",
        _ => false,
    }
}

/// One of a list: its number, and what it is called where it is called something.
#[must_use]
pub fn entry(draft: &Draft, list: &[Step], at: usize) -> String {
    if holds_turns(list) {
        return turn(draft, at);
    }
    let number = number(list, at);
    let value = draft.value(&inside(list, Step::At(at)));
    match value.and_then(form::called).filter(|name| !name.is_empty()) {
        Some(name) => format!("{number}: {name}"),
        None => number.to_string(),
    }
}

/// One of a map: what it is called, or its id.
fn under(draft: &Draft, keys: Keys, place: &[Step], id: &str) -> String {
    let name = match keys {
        Keys::Of(kind) => draft.called(kind, None, id),
        Keys::Declared | Keys::Free => draft.value(place).and_then(form::called),
    };
    name.filter(|name| fits(name)).unwrap_or_else(|| id.replace('_', " "))
}

/// Whether a name says what something is, and in a few words.
#[must_use]
pub fn fits(name: &str) -> bool {
    !name.is_empty() && name.chars().count() <= NAME
}

/// A place in words, such as "Moves › Sail on › requires". It stops at the field: where in a condition or a list of effects
/// it stands is seen there, and no number would say it.
#[must_use]
pub fn words(draft: &Draft, place: &[Step]) -> String {
    let Some(Step::Key(part)) = place.first() else { return tr!("The scenario").to_owned() };
    let schema = draft.schema();
    let mut said = vec![called(part)];
    let mut holds = schema.part(part).map(|field| &field.holds);
    let mut of = (ROOT, part.as_str());
    for (at, step) in place.iter().enumerate().skip(1) {
        let (outer, here) = (&place[..at], &place[..=at]);
        match (holds, step) {
            (Some(Holds::Map(inner)), Step::Key(id)) => {
                said.push(under(draft, keys(of.0, of.1), here, id));
                holds = Some(inner);
            }
            (Some(Holds::List(inner)), Step::At(at)) if is_row(inner, &schema) => {
                let named = entry(draft, outer, *at);
                said.push(if fits(&named) || holds_turns(outer) { named } else { number(outer, *at).to_string() });
                holds = Some(inner);
            }
            (Some(Holds::Item(name)), Step::Key(field)) => {
                let Some(Shape::Fields(fields)) = schema.item(name).map(|item| &item.shape) else { break };
                said.push(translated(field).map_or_else(|| field.replace('_', " "), str::to_lowercase));
                let Some(known) = fields.iter().find(|known| known.name == *field) else { break };
                of = (name, &known.name);
                holds = Some(&known.holds);
            }
            // What may be left out can stand in brackets of its own.
            (Some(_), Step::At(0)) if draft.value(outer).is_some_and(|value| value.some().is_some()) => {}
            _ => break,
        }
    }
    said.join(" › ")
}

/// Whether one of a list has fields of its own, by which it can be told.
fn is_row(holds: &Holds, schema: &brinkmanship::scenario::schema::Schema) -> bool {
    match holds {
        Holds::Item(name) => schema.item(name).is_some_and(|item| matches!(item.shape, Shape::Fields(_))),
        _ => false,
    }
}
