//! What an actor sees in place of a track: its own estimate, and nothing of the truth until it is revealed.

use brinkmanship::{
    crisis::{Act, Order, Setup},
    policy::{Player, Simple},
    report::{
        Debrief,
        debrief::Saw,
        table::{Table, Track},
    },
    scenario::{
        Scenario,
        files::Found,
        load,
        model::{Actor, MoveId},
    },
    transcript::Course,
};

use crate::common::root;

use super::{a_move, may, played, track, upland};

const LOWMARK: Actor = Actor::First;
const EASTERLY: Actor = Actor::Second;

fn table(course: &Course<'_>, actor: Actor) -> Table {
    Table::of(&course.view(actor), &course.record, &Order::default()).expect("an actor has a seat")
}

fn row<'t>(table: &'t Table, id: &str) -> Option<&'t Track> {
    table.tracks.iter().find(|track| track.id == id)
}

#[test]
fn an_actor_sees_its_estimate_under_the_name_of_the_track() {
    let scenario = upland();
    let will = track(&scenario, "upland.will");
    // A raid frightens nobody in the hills: their will rises, while Easterly believes that it falls.
    let course = played(&scenario, &[[&["pay-the-hillfolk"], &["raid"]]]);
    assert_eq!((course.view(LOWMARK).track(will), course.view(EASTERLY).track(will)), (Some(87), Some(20)));
    let seen = table(&course, EASTERLY);
    let shown = row(&seen, "upland.will").expect("it is on the table");
    assert_eq!((shown.value, shown.start, shown.moved, shown.estimate), (20, 30, -10, true));
    let changes: Vec<(i32, i32)> = shown.changes.iter().map(|change| (change.by, change.to)).collect();
    assert_eq!(changes, [(-10, 20)]);
    assert!(shown.changes[0].because.contains("Raid the outposts"), "{}", shown.changes[0].because);
    assert!(shown.text.ends_with("You see your side's estimate, which may be wrong."), "{}", shown.text);
    // What stands in its place has no row of its own, and its own name is nowhere to be read.
    assert!(row(&seen, "will-as-easterly-sees").is_none());
    assert!(!seen.dispatches.iter().any(|dispatch| dispatch.text.contains("as Easterly sees it")));
    assert!(seen.dispatches.iter().any(|dispatch| dispatch.text == "Will of the hillfolk falls from 30 to 20."));
    let known = table(&course, LOWMARK);
    let shown = row(&known, "upland.will").expect("it is on the table");
    assert_eq!((shown.value, shown.estimate), (87, false));
    assert!(!known.dispatches.iter().any(|dispatch| dispatch.text.contains("from 30 to 20")));
}

#[test]
fn a_card_foretells_the_estimate_and_not_the_truth() {
    let scenario = upland();
    let course = played(&scenario, &[]);
    let costs = |actor: Actor, id: &str| {
        let title = &scenario.moves[a_move(&scenario, id).index()].title;
        let seen = table(&course, actor);
        let card = seen.desks.iter().flat_map(|desk| &desk.cards).find(|card| card.title == *title);
        let card = card.unwrap_or_else(|| panic!("there is no card `{title}`"));
        (card.costs.clone(), card.does.join("; "))
    };
    let (moves, does) = costs(EASTERLY, "raid");
    assert_eq!(moves, [("Will of the hillfolk".to_owned(), -10)]);
    assert!(does.contains("lowers \"Will of the hillfolk\" by 10") && !does.contains("raises"), "{does}");
    let (moves, _) = costs(LOWMARK, "pay-the-hillfolk");
    assert_eq!(moves, [("Will of the hillfolk".to_owned(), 6)]);
}

#[test]
fn what_may_be_ordered_hangs_on_the_estimate() {
    let scenario = upland();
    // The will of the hillfolk is 80 in truth; Easterly believes 30 and may march.
    let course = played(&scenario, &[]);
    assert!(may(&course, EASTERLY, "march"));
    // The barns of Easterly hold 40; Lowmark believes 60, and is not to squeeze before it believes less.
    assert!(!may(&course, LOWMARK, "squeeze"));
    let course = played(&scenario, &[[&["count-carts"], &[]], [&["count-carts"], &[]]]);
    assert!(may(&course, LOWMARK, "squeeze"));
}

#[test]
fn once_revealed_the_truth_takes_the_place_of_the_estimate() {
    let scenario = upland();
    let will = track(&scenario, "upland.will");
    let course =
        played(&scenario, &[[&["pay-the-hillfolk"], &["raid", "send-scouts"]], [&["pay-the-hillfolk"], &["raid"]]]);
    let seen = table(&course, EASTERLY);
    let shown = row(&seen, "upland.will").expect("it is on the table");
    assert!(!shown.estimate && !may(&course, EASTERLY, "march"));
    assert_eq!(Some(shown.value), course.view(LOWMARK).track(will));
    // The changes that were seen lead from what was believed at first to what is so.
    let end = shown.changes.iter().fold(shown.start, |value, change| {
        assert_eq!(value + change.by, change.to);
        change.to
    });
    assert_eq!((shown.start, end), (30, shown.value));
    // The raid moves the belief no more.
    assert!(shown.changes.iter().filter(|change| change.turn == 1).all(|change| change.by != -10));
}

/// The scenario with a track that begins elsewhere.
fn with_start(from: &str, to: &str) -> Scenario {
    let path = root().join("tests/scenarios/upland/scenario.ron");
    let text = std::fs::read_to_string(path).expect("it is there");
    assert_eq!(text.matches(from).count(), 1);
    let found = [Found { name: "scenario.ron".to_owned(), bytes: Ok(text.replace(from, to).into_bytes()) }];
    load("upland", &found).scenario.expect("it is fit for play")
}

#[test]
fn over_random_play_nothing_that_an_actor_sees_changes_when_only_the_truth_does() {
    let (true_will, other_will) = (upland(), with_start("Will, start: 80", "Will, start: 95"));
    let march = a_move(&true_will, "march");
    let scouts = a_move(&true_will, "send-scouts");
    let mut compared = 0;
    for seed in 0..200 {
        let mut courses = [&true_will, &other_will].map(|scenario| Course::start(scenario, Setup::default(), seed));
        let mut players = Actor::BOTH.map(|actor| Player::new(Simple::Random, actor, seed));
        while courses[0].crisis.ended().is_none() {
            let [first, second] = &courses;
            if first.crisis.did(march) || first.crisis.did(scouts) {
                // Here the truth comes out, by a battle or by those who went to look.
                break;
            }
            assert_eq!(first.view(EASTERLY).seen(), second.view(EASTERLY).seen(), "seed {seed}");
            assert_eq!(table(first, EASTERLY), table(second, EASTERLY), "seed {seed}");
            compared += 1;
            let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&first.view(actor)));
            for id in (0..true_will.moves.len()).map(MoveId::new) {
                for order in [Order::default(), orders[EASTERLY.index()]] {
                    let checked = |course: &Course<'_>| course.view(EASTERLY).check(&order, Act::Do(id));
                    assert_eq!(checked(first), checked(second));
                }
            }
            for course in &mut courses {
                course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
            }
        }
    }
    assert!(200 < compared, "{compared}");
}

#[test]
fn the_debrief_shows_the_estimate_beside_the_truth_turn_by_turn() {
    let scenario = upland();
    let course = played(
        &scenario,
        &[[&[], &["raid"]], [&[], &[]], [&[], &["send-scouts"]], [&["pay-the-hillfolk"], &[]], [&[], &[]]],
    );
    let debrief = Debrief::of(&course);
    let told: Vec<Option<(String, Saw)>> = debrief
        .turns
        .iter()
        .map(|turn| {
            let sight = turn.sights.apart.iter().find(|sight| sight.truth.starts_with("Will of the hillfolk:"));
            sight.map(|sight| (sight.truth.clone(), sight.seen[1].clone()))
        })
        .collect();
    let apart = |truth: &str, taken: &str| {
        Some((format!("Will of the hillfolk: {truth}."), Saw::Otherwise(format!("Taken to be {taken}."))))
    };
    assert_eq!(told[..2], [apart("81", "20"), apart("77", "20")]);
    assert_eq!(told[2..], [None, None, None]);
    let part = debrief.tracks.iter().find(|part| part.name == "Will of the hillfolk").expect("it is a track");
    assert!(
        part.seen_by.contains("Easterly sees \"Will of the hillfolk, as Easterly sees it\" in its place"),
        "{}",
        part.seen_by
    );
}
