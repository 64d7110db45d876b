//! The dossier's counterfactual branches, scripted as orders.

use brinkmanship::{
    crisis::{Act, Order},
    report::table::{MomentKind, Table},
    scenario::model::{Actor, Category, Horizon, Ledger, TrackId},
};

use super::table::{Script, a_move, cuba, ending, points, rung, track};

fn value(course: &brinkmanship::transcript::Course<'_>, turn: usize, id: TrackId) -> i32 {
    course.turns[turn].closing.track(id)
}

#[test]
fn branch_1_an_air_strike_is_rung_10_at_once_and_11_within_two_turns() {
    let scenario = cuba();
    for (turn, strike) in [(3, "limited-strike"), (4, "strike-at-the-hour")] {
        let mut script = Script::history(&scenario).until(turn).then(&[strike], &[], &[]);
        for _ in 0..2 {
            script = script.then(&[], &[], &[]);
        }
        let course = script.play();
        assert_eq!(rung(&course, turn), "conventional-strike", "{strike}");
        assert!([1, 2].iter().any(|later| rung(&course, turn + later) == "invasion"), "{strike}");
        assert!(0 < value(&course, turn, track(&scenario, "dead-by-fire")), "Soviet dead are certain");
        assert!(
            0 < value(&course, turn, track(&scenario, "missiles-in-cuba")),
            "about 90 in 100 of the known ones, not all"
        );
        // The hazard of nuclear use is that of the rungs: .06, then .15.
        let rungs = &scenario.ladders[0].rungs;
        let hazard = |id: &str| rungs.iter().find(|rung| rung.id == id).map(|rung| rung.catastrophe);
        assert_eq!((hazard("conventional-strike"), hazard("invasion")), (Some(6_000), Some(15_000)));
    }
}

#[test]
fn branch_1_a_cease_fire_can_be_bought_at_a_high_cost() {
    let scenario = cuba();
    let course = Script::history(&scenario)
        .until(4)
        .then(&["strike-at-the-hour"], &[], &[])
        .then(&["usa-cease-fire"], &["ussr-cease-fire"], &[])
        .play();
    assert_eq!(rung(&course, 5), "dramatic-confrontation");
    for id in ["usa.standing", "ussr.standing"] {
        let id = track(&scenario, id);
        assert!(value(&course, 5, id) < value(&course, 4, id));
    }
}

#[test]
fn branch_2_reprisal_and_no_answer_leave_moscow_one_turn_to_accept_at_a_higher_price() {
    let scenario = cuba();
    let reprisal = || {
        Script::history(&scenario)
            .instead(9, Actor::First, "no-reprisal-today", None)
            .until(9)
            .then(
                &["hit-banes-sam", "statement-refusing-linkage"],
                &["public-turkey-demand", "forbid-nuclear-use"],
                &["cuban-flak", "u2-banes"],
            )
            .then(&["strike-sunday"], &["prepare-acceptance"], &[])
    };
    // Moscow lets the turn go by: the strike goes in.
    let war = reprisal().then(&[], &[], &[]).play();
    assert_eq!(rung(&war, 9), "lethal-exchange");
    assert_eq!(rung(&war, 11), "conventional-strike");
    // It takes the turn: the missiles go, and nobody is bombed.
    let peace = reprisal().then(&[], &["ussr-withdraw-missiles"], &[]).play_out();
    let category = scenario.endings[peace.crisis.ended().expect("it has ended").index()].category;
    assert_eq!(category, Category::BackingDown, "{}", ending(&peace));
    let standing = track(&scenario, "ussr.standing");
    let history = Script::history(&scenario).play();
    let paid = |course: &brinkmanship::transcript::Course<'_>| {
        course.turns[10].closing.track(standing) - course.turns[11].closing.track(standing)
    };
    assert!(paid(&history) + 3 <= paid(&peace), "{} and {}", paid(&history), paid(&peace));
}

#[test]
fn branch_3_a_public_trade_ends_low_at_a_price_among_allies_and_serves_soviet_prestige() {
    let scenario = cuba();
    let course = Script::history(&scenario)
        .instead(9, Actor::First, "statement-refusing-linkage", None)
        .until(9)
        .then(
            &["no-reprisal-today", "accept-public-trade"],
            &["public-turkey-demand", "forbid-nuclear-use"],
            &["u2-banes"],
        )
        .then(&["announce-jupiters-out"], &[], &[])
        .play_out();
    assert_eq!(rung(&course, 9), "secret-deployment", "rung 3");
    let history = Script::history(&scenario).play();
    let allies = track(&scenario, "usa.allies");
    assert!(value(&course, 9, allies) + 12 <= value(&history, 9, allies));
    let standing = track(&scenario, "usa.standing");
    assert!(value(&course, 9, standing) < value(&history, 9, standing));
    assert_eq!(ending(&course), "settled-in-the-open");
    assert_eq!(points(&course, "s3-jupiters", Horizon::Later, Ledger::Known), 100);
    assert!(50 <= points(&course, "s5-prestige", Horizon::AtOnce, Ledger::World));
    // The precedent: an ally's arms were sold before the world.
    let line = super::table::line(&scenario, "ru6-no-open-sale");
    let conduct = |course: &brinkmanship::transcript::Course<'_>| course.crisis.line(line).conduct;
    assert!(conduct(&course) < conduct(&history));
}

#[test]
fn branch_4_a_torpedo_leaves_both_one_turn_to_stop() {
    let scenario = cuba();
    let fired = || {
        let b59 = scenario.history.as_ref().expect("history").turns[10].draws[0].0.clone();
        assert_eq!(b59, "b59");
        Script::history(&scenario).until(10).then(
            &["accept-first-letter-and-secret-jupiters"],
            &["prepare-acceptance"],
            &["b59", "b59-fires"],
        )
    };
    let course = fired().play();
    assert!(course.crisis.last_turn(), "the next turn is the last to stop");
    assert_eq!(rung(&course, 10), "local-nuclear-use");
    // What would save the world is named: the offer that lies there says that the missiles go.
    let table =
        |seat: Actor| Table::of(&course.view(seat), &course.record, &Order::default()).expect("an actor has a seat");
    let table = table(Actor::Second);
    let chance = table.moments.iter().find(|moment| moment.kind == MomentKind::LastChance).expect("it is staged");
    let radio = Act::Do(a_move(&scenario, "accept-by-radio"));
    assert!(chance.answers.contains(&radio), "{:?}", chance.text);
    assert!(chance.text.iter().any(|text| text.contains("Accept over the radio")), "{:?}", chance.text);
    let accepted = table.desks.iter().flat_map(|desk| &desk.cards).find(|card| matches!(card.act, Act::Accept(_)));
    for card in [table.card(radio), accepted].into_iter().flatten() {
        assert!(card.does.iter().any(|does| does.starts_with("descends to")), "{}: {:?}", card.title, card.does);
    }
    let gone = fired().then(&[], &[], &[]).play();
    assert_eq!(ending(&gone), "general-nuclear-war", "nobody stopped it");
}
