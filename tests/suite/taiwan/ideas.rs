//! The ideas of the crisis literature that the Strait can show, each with a test named after it.

use brinkmanship::{
    crisis::{Act, Order, Refusal},
    scenario::{
        Scenario,
        model::{Actor, ChannelId, Horizon, Ledger, Legs, Owner, RuleKind},
    },
    transcript::Course,
};

use super::taiwan;
use crate::table::{Script, a_move, ending, fact, points, term, track};

fn open(course: &Course<'_>, actor: Actor, id: &str) -> bool {
    course.view(actor).check(&Order::default(), Act::Do(a_move(course.scenario, id))).is_ok()
}

/// Six turns in which nobody orders anything, and then one order of Washington's.
fn only<'a>(scenario: &'a Scenario, usa: &[&str]) -> Course<'a> {
    let mut script = Script::history(scenario).until(0);
    for _ in 0..6 {
        script = script.then(&[], &[], &[]);
    }
    script.then(&[], usa, &[]).play()
}

#[test]
fn r3_arms_through_taiwan_and_ships_in_the_strait_leave_beijing_different_answers() {
    let scenario = taiwan();
    let proxy = only(&scenario, &["notify-arms-sale"]);
    let direct = only(&scenario, &["cruisers-through-strait"]);
    // A firm can be put on a list; there is nobody to follow.
    assert!(open(&proxy, Actor::First, "china-sanction-arms-makers"));
    assert!(!open(&proxy, Actor::First, "china-shadow-their-ships"));
    // A ship can be answered with a ship.
    assert!(open(&direct, Actor::First, "china-shadow-their-ships"));
    assert!(!open(&direct, Actor::First, "china-sanction-arms-makers"));
    // The talks can be shut afterwards in either case: grounds are there.
    assert!(open(&proxy, Actor::First, "china-cut-the-lines"));
}

#[test]
fn r4_the_same_trust_of_partners_is_worth_more_when_the_other_side_escalated_first() {
    let scenario = taiwan();
    // As in history: Beijing's drones and zones first.
    let second = Script::history(&scenario).play_out();
    // Washington first: a road and a patrol before anything had been done.
    let first = Script::history(&scenario)
        .until(0)
        .then(&[], &["endorse-visit"], &[])
        .then(&[], &["fly-in-through-strait"], &[])
        .then(&["announce-six-zones"], &["let-visit-proceed-east", "seven-say-no-pretext"], &[])
        .then(&[], &["consult-and-patrol-with-japan"], &[])
        .then(&[], &["press-to-reopen-channels"], &[])
        .then(&[], &["usa-rally-partners"], &[])
        .then(&[], &["usa-rally-partners"], &[])
        .play_out();
    let allies = track(&scenario, "usa.allies");
    for course in [&first, &second] {
        assert!(60 <= course.crisis.track(allies), "{}", course.crisis.track(allies));
    }
    assert_eq!(points(&second, "u3-allies", Horizon::AtOnce, Ledger::World), 100);
    assert_eq!(points(&first, "u3-allies", Horizon::AtOnce, Ledger::World), 75);
}

#[test]
fn r5_an_ending_without_a_deal_meets_the_aim_that_an_agreement_lowers() {
    let scenario = taiwan();
    let none = Script::history(&scenario).play_out();
    assert_eq!(points(&none, "c8-internal-affair", Horizon::Later, Ledger::World), 100);
    let deal = Script::history(&scenario)
        .then(&[], &[], &[])
        .then(&[], &[], &[])
        .then(&[], &[], &[])
        .then(&["lift-for-a-formula"], &["formula-without-taipei"], &[])
        .play_out();
    assert!(deal.crisis.agreed(term(&scenario, "no-status-change")));
    assert_eq!(ending(&deal), "settled-over-its-head");
    assert_eq!(points(&deal, "c8-internal-affair", Horizon::Later, Ledger::World), 25);
}

#[test]
fn r6_the_military_line_is_greyed_out_once_it_has_been_cut_and_says_why() {
    let scenario = taiwan();
    let course = Script::history(&scenario).until(5).play();
    let cut = scenario.channels.iter().position(|channel| channel.id == "military-line").expect("the line");
    let cut = ChannelId::new(cut);
    let call = a_move(&scenario, "usa-make-the-call");
    let refused = course.view(Actor::Second).check(&Order::default(), Act::Do(call));
    assert_eq!(refused, Err(Refusal::ChannelClosed(cut)));
    let said = brinkmanship::report::words::refusal(&course.view(Actor::Second), Refusal::ChannelClosed(cut));
    assert!(said.contains("cancelled the military talks"), "{said}");
    // Refusing to meet shuts the table on which terms are laid.
    let refused = Script::history(&scenario).until(7).then(&["refuse-the-summit"], &[], &[]).play();
    let leaders = scenario.channels.iter().position(|channel| channel.id == "leaders").expect("the leaders");
    let leaders = ChannelId::new(leaders);
    let legs = Legs { public: 1 << term(&scenario, "restate-policy").0, secret: 0 };
    let offer = refused.view(Actor::Second).check(&Order::default(), Act::Offer(leaders, legs));
    assert_eq!(offer, Err(Refusal::ChannelClosed(leaders)));
}

#[test]
fn a_speaker_can_be_asked_and_not_ordered() {
    let scenario = taiwan();
    let coming = fact(&scenario, "visit-coming");
    let congress = scenario.parties.iter().find(|party| party.id == "congress").expect("Congress");
    assert_eq!(congress.inside, Some(Actor::Second), "a body inside a side that its actor cannot order");
    // Asked in private, the Speaker may still come: it is left to chance, and not to the President.
    let asked = |draws: &[&str]| {
        Script::history(&scenario).until(0).then(&[], &["ask-speaker-to-postpone"], &[]).then(&[], &[], draws).play()
    };
    assert!(asked(&["congress.the-speaker-hesitates"]).crisis.fact(coming));
    assert!(!asked(&[]).crisis.fact(coming));
    // Left alone, the Speaker lands although nobody in the government orders anything.
    let left = Script::history(&scenario).until(0).then(&[], &[], &[]).then(&[], &[], &[]).then(&[], &[], &[]).play();
    assert!(left.crisis.fact(fact(&scenario, "visit-made")));
    // No move of the American side says that there will be no visit.
    assert!(scenario.moves.iter().all(|data| data.id != "forbid-the-visit"));
}

#[test]
fn taiwan_acts_every_turn_and_is_nobodys_to_order() {
    let scenario = taiwan();
    let course = Script::history(&scenario).play();
    let party = scenario.parties.iter().position(|party| party.id == "taiwan").expect("Taiwan");
    for turn in 0..course.turns.len() {
        let acted = course.record.entries.iter().any(|entry| {
            usize::from(entry.turn) == turn
                && matches!(entry.cause, brinkmanship::crisis::record::Cause::Rule(id)
                    if matches!(scenario.rules[id.index()].kind, RuleKind::Party(of) if of.index() == party))
        });
        assert!(acted, "turn {turn}");
    }
    assert!(
        scenario.aims.iter().filter(|aim| matches!(aim.owner, Owner::Party(of) if of.index() == party)).count() == 5
    );
}
