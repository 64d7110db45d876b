//! What is said with the words that there are: see "How to say it" in `scenarios/README.md`.

use brinkmanship::{
    crisis::{
        Act, Label, Order,
        record::{Drawn, What},
    },
    report::{table::Table, words},
    scenario::model::{Actor, FactId, Horizon, LadderId, Ledger, Legs, TermId},
    transcript::Course,
    verdict::verdict,
};

use super::{aim, may, played, track, upland};

const LOWMARK: Actor = Actor::First;
const EASTERLY: Actor = Actor::Second;

const NOTHING: [&[&str]; 2] = [&[], &[]];

/// Two turns of duties: an embargo.
const EMBARGO: [[&[&str]; 2]; 2] = [[&[], &["tax-back"]], [&[], &["tax-back"]]];

/// The odds of an incident on each turn on which there were some.
fn incident_odds(course: &Course<'_>) -> Vec<u32> {
    let drawn = course.record.entries.iter().filter_map(|entry| match entry.what {
        What::Drew(Drawn { label: Label::Incident, odds, .. }) => Some(odds),
        _ => None,
    });
    drawn.collect()
}

#[test]
fn the_rung_of_one_ladder_moves_another_ladder_and_the_hazards() {
    let scenario = upland();
    let outposts = LadderId(0);
    let calm = played(&scenario, &[NOTHING, NOTHING]);
    assert_eq!((calm.crisis.rung(outposts), incident_odds(&calm)), (0, vec![]));
    // The embargo drives smugglers to the hill road: the outposts climb by themselves, at the end of that turn.
    let course = played(&scenario, &EMBARGO);
    assert_eq!(course.crisis.rung(outposts), 1);
    // On the same rung incidents are twice as likely under an embargo.
    let raided = played(&scenario, &[[&[], &["raid"]], NOTHING]);
    assert_eq!(incident_odds(&raided), [2000, 2000]);
    let both = played(&scenario, &[EMBARGO[0], EMBARGO[1], NOTHING]);
    assert_eq!(incident_odds(&both), [4000]);
    // What climbed by itself is nobody's act.
    assert!(Actor::BOTH.iter().all(|actor| !both.crisis.escalated_first(outposts, *actor, None)));
}

#[test]
fn what_a_posture_costs_grows_with_the_turns_that_it_is_kept() {
    let scenario = upland();
    let standing = track(&scenario, "easterly.standing");
    let mut turns: Vec<[&[&str]; 2]> = vec![[&[], &["call-the-levy"]]];
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(played(&scenario, &turns).crisis.track(standing));
        turns.push(NOTHING);
    }
    assert_eq!(seen, [49, 48, 44, 40]);
    // It passes off again once it is given up.
    let fatigue = track(&scenario, "levy-fatigue");
    let course = played(&scenario, &[[&[], &["call-the-levy"]], NOTHING, [&[], &["send-the-levy-home"]], NOTHING]);
    assert_eq!(course.crisis.track(fatigue), 0);
}

/// The points of an aim at the end.
fn points(course: &Course<'_>, id: &str) -> Option<u8> {
    let outcome = course.outcome.as_ref()?;
    verdict(course.scenario, outcome, aim(course.scenario, id), Horizon::AtOnce, Ledger::Known).map(|found| found.value)
}

/// Lowmark offers the term and Easterly takes it, on the first two turns.
fn agreed(course: &mut Course<'_>) {
    let envoys = course.scenario.channels.iter().position(|desk| desk.talks).expect("there are talks");
    let envoys = brinkmanship::scenario::model::ChannelId::new(envoys);
    let offer = Act::Offer(envoys, Legs { public: 1, secret: 0 });
    let orders = [Order::default().with(envoys, offer), Order::default()];
    course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
    let (slot, _) = course.view(EASTERLY).offers().next().expect("it has arrived");
    let orders = [Order::default(), Order::default().with(envoys, Act::Accept(slot))];
    course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
}

#[test]
fn r5_an_aim_is_lowered_by_an_agreement_and_achieved_without_one() {
    let scenario = upland();
    let quiet = played(&scenario, &[NOTHING; 5]);
    assert_eq!(points(&quiet, "apart"), Some(100));
    let mut course = played(&scenario, &[]);
    agreed(&mut course);
    assert!(course.crisis.agreed(TermId(0)) && course.crisis.carried_out(TermId(0)));
    for _ in 0..3 {
        course.play(Default::default()).unwrap_or_else(|illegal| panic!("{illegal:?}"));
    }
    assert_eq!(points(&course, "apart"), Some(25));
}

#[test]
fn a_party_refuses_its_consent_to_what_is_settled_over_its_head() {
    let scenario = upland();
    let mut course = played(&scenario, &[[&["pay-the-hillfolk"], &[]], [&["pay-the-hillfolk"], &[]]]);
    agreed(&mut course);
    assert!(course.crisis.consent_refused(TermId(0)) && !course.crisis.carried_out(TermId(0)));
    assert_eq!(course.crisis.track(track(&scenario, "lowmark.standing")), 50 - 5 - 3);
}

#[test]
fn r6_a_patron_that_acted_by_proxy_can_be_shut_out_of_the_talks_and_the_desk_says_why() {
    let scenario = upland();
    let course = played(&scenario, &[[&["arm-the-hillfolk"], &[]], [&[], &["bar-the-envoys"]]]);
    let table = Table::of(&course.view(LOWMARK), &course.record, &Default::default()).expect("an actor has a seat");
    let envoys = table.desks.iter().find(|desk| desk.id == "envoys").expect("the desk is shown");
    assert_eq!(envoys.closed.as_deref(), Some("Easterly does not receive Lowmark's envoys about the hills."));
}

#[test]
fn a_body_inside_a_side_ties_the_hands_of_its_actor() {
    let scenario = upland();
    // Easterly believes that the hillfolk are tired, and could march; its own council will not let it.
    let mut turns: Vec<[&[&str]; 2]> = vec![[&[], &["call-the-levy"]], NOTHING];
    assert!(may(&played(&scenario, &turns), EASTERLY, "march"));
    turns.push(NOTHING);
    turns.push(NOTHING);
    let course = played(&scenario, &turns);
    assert!(!may(&course, EASTERLY, "march"));
    let march = super::a_move(&scenario, "march");
    let why = words::unmet(&course.view(EASTERLY), &scenario.moves[march.index()].requires);
    assert_eq!(why, [vec![], vec!["the council forbids a march".to_owned()]]);
    let forbidden = scenario.facts.iter().position(|fact| fact.id == "march-forbidden").map(FactId::new);
    let forbidden = forbidden.expect("it is a fact");
    assert_eq!((course.view(EASTERLY).fact(forbidden), course.view(LOWMARK).fact(forbidden)), (Some(true), None));
}
