//! What is doubtful stays visible: on cards, in dispatches and in the debrief.

use brinkmanship::{
    crisis::{Scripted, Setup},
    report::{Debrief, html, table::Table, text},
    scenario::model::{Actor, ScriptedDraw},
    transcript::Course,
};

use super::{played, upland};

/// The words for a source of grade C.
const BALLAD: &str =
    "The ballad of the hill road (grade C: approximate, derived or disputed; sung two hundred years later)";

fn table(course: &Course<'_>, actor: Actor) -> Table {
    Table::of(&course.view(actor), &course.record, &Default::default()).expect("an actor has a seat")
}

#[test]
fn a_card_says_what_is_doubtful_about_it_and_of_what_grade_its_sources_are() {
    let scenario = upland();
    let course = played(&scenario, &[]);
    let seen = table(&course, Actor::First);
    let cards = || seen.desks.iter().flat_map(|desk| &desk.cards);
    let counted = cards().find(|card| card.title == "Count the carts").expect("it can be ordered");
    assert_eq!(counted.sources, [BALLAD]);
    assert_eq!(counted.doubt, format!("What was counted, and where, differs by verse. It rests on {BALLAD}."));
    // What is doubtful about a secret may say how things really stood, and waits for the debrief; grades do not.
    let paid = cards().find(|card| card.title == "Pay the hillfolk").expect("it can be ordered");
    assert_eq!(
        (paid.sources.as_slice(), paid.doubt.as_str()),
        (&[BALLAD.to_owned()][..], format!("It rests on {BALLAD}.").as_str())
    );
    let debrief = Debrief::of(&played(&scenario, &[[&["pay-the-hillfolk"], &[]]]));
    assert_eq!(debrief.doubts[0].note, "how much silver, nobody wrote down");
    let watch = cards().find(|card| card.title == "Keep watch").expect("it can be ordered");
    assert_eq!((watch.sources.clone(), watch.doubt.as_str()), (vec!["Invented for this scenario".to_owned()], ""));
}

#[test]
fn a_dispatch_says_what_is_doubtful_about_ones_own_act_and_about_an_event() {
    let scenario = upland();
    let draws = [vec![], vec![("avalanche".to_owned(), ScriptedDraw::Yes)]];
    let mut dice = Scripted::new(&scenario, &draws, &[]);
    let mut course = Course::start_with(&scenario, Setup::default(), 0, &mut dice);
    for _ in 0..2 {
        course.play_with(Default::default(), &mut dice).unwrap_or_else(|illegal| panic!("{illegal:?}"));
    }
    for actor in Actor::BOTH {
        let seen = table(&course, actor);
        let told = seen.dispatches.iter().find(|one| one.text.contains("Snow buries a tower")).expect("it happened");
        assert_eq!(told.doubt, format!("Some say that it was set off. It rests on {BALLAD}."));
    }
    let debrief = Debrief::of(&course);
    let doubts: Vec<(&str, &str)> =
        debrief.doubts.iter().map(|doubt| (doubt.what.as_str(), doubt.note.as_str())).collect();
    assert_eq!(doubts, [("An avalanche", "Some say that it was set off.")]);
    let cited = debrief.sources.iter().find(|source| source.reference == "The ballad of the hill road");
    let cited = cited.expect("the event rests on it");
    assert!(debrief.doubts[0].sources.contains(&cited.number));
    assert_eq!(
        (cited.grade.as_str(), cited.note.as_str()),
        ("C: approximate, derived or disputed", "sung two hundred years later")
    );
    for page in [text::page(&debrief, 100), html::page(&debrief)] {
        let page = page.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(page.contains("What is doubtful") && page.contains("Some say that it was set off."));
        assert!(page.contains("sung two hundred years later"));
    }
}
