//! The card of a scenario: what a person should know before taking it from someone else, in words.

use crate::scenario::{
    Scenario,
    model::{ContentWord, Status, counted},
};

/// The lines of the card, as label and text, in the order in which they are read.
#[must_use]
pub fn card(scenario: &Scenario) -> Vec<(&'static str, String)> {
    let unsaid = || tr!("nothing is said").to_owned();
    let said = |text: &str| if text.is_empty() { unsaid() } else { text.to_owned() };
    let card = scenario.card.clone().unwrap_or_default();
    let content = match &card.content {
        None => unsaid(),
        Some(list) if list.is_empty() => tr!("nothing that needs a warning").to_owned(),
        Some(list) => list.iter().map(|word| content(*word)).collect::<Vec<_>>().join("; "),
    };
    let living = if scenario.living { tr!("yes; it still goes on") } else { tr!("no") };
    let sources = counted(i32::try_from(scenario.declared_sources()).unwrap_or(i32::MAX), "sources");
    let status = match scenario.status {
        Status::Draft => tr!("a draft: it is still being written, and may lack sources, readings and verdicts"),
        Status::Published => tr!("published"),
    };
    vec![
        (tr!("Status"), status.to_owned()),
        (tr!("Version"), said(&card.version)),
        (tr!("By"), said(&card.authors.join(", "))),
        (tr!("Licence"), said(&card.licence)),
        (tr!("Age"), card.age.map_or_else(unsaid, |age| tr!("from {age}", age))),
        (tr!("Content"), content),
        (tr!("Living conflict"), living.to_owned()),
        (tr!("Perspectives"), said(&card.perspectives.join("; "))),
        (tr!("Sources"), sources),
    ]
}

/// What a person is warned of.
fn content(word: ContentWord) -> &'static str {
    match word {
        ContentWord::War => tr!("war"),
        ContentWord::NuclearDanger => tr!("nuclear danger"),
        ContentWord::RealDead => tr!("people who were really killed"),
        ContentWord::MassCrimes => tr!("crimes against civilians"),
        ContentWord::Hardship => tr!("siege, hunger or want"),
        ContentWord::Flight => tr!("flight and expulsion"),
        ContentWord::Terror => tr!("terror or assassination"),
        ContentWord::LivingPersons => tr!("living persons in office"),
    }
}
