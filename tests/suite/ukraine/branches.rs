//! The dossier's counterfactual branches, scripted as orders.

use brinkmanship::{
    crisis::{Act, Order, Scripted, record::What},
    scenario::model::{Actor, Category, ScriptedDraw, TrackId},
    transcript::Course,
};

use super::{rung_on, ukraine};
use crate::table::{Script, a_move, ending, fact, rule, term, track};

fn category(course: &Course<'_>) -> Category {
    course.scenario.endings[course.crisis.ended().expect("it has ended").index()].category
}

fn value(course: &Course<'_>, turn: usize, id: TrackId) -> i32 {
    course.turns[turn].closing.track(id)
}

/// Has an actor accept the first offer of the other side that lies on the table, on the next turn.
fn accepted_by(mut course: Course<'_>, actor: Actor) -> Course<'_> {
    let view = course.view(actor);
    let slot = view
        .offers()
        .find(|(slot, offer)| offer.from != actor && view.check(&Order::default(), Act::Accept(*slot)).is_ok())
        .map(|(slot, _)| slot)
        .expect("an offer lies on the table");
    let accept = Act::Accept(slot);
    let order = Order::default().with(view.channel_of(accept), accept);
    let mut orders = [Order::default(); 2];
    orders[actor.index()] = order;
    let scenario = course.scenario;
    let mut dice = Scripted::new(scenario, &[], &[]);
    course.play_with(orders, &mut dice).unwrap_or_else(|illegal| panic!("{illegal:?}"));
    course
}

/// Passes until the end.
fn pass_on(mut course: Course<'_>) -> Course<'_> {
    let scenario = course.scenario;
    while course.crisis.ended().is_none() {
        let mut dice = Scripted::new(scenario, &[], &[]);
        course.play_with([Order::default(); 2], &mut dice).unwrap_or_else(|illegal| panic!("{illegal:?}"));
    }
    course
}

#[test]
fn branch_1_limits_settle_it_before_the_war_and_leave_status_open() {
    let scenario = ukraine();
    // U3e in December, R4b in January.
    let course = Script::history(&scenario)
        .until(2)
        .then(&["publish-the-drafts", "keep-massing"], &["counter-draft", "not-on-the-table"], &[])
        .then(&["take-the-basket"], &["alert-8500"], &[])
        .play_out();
    assert_eq!(ending(&course), "limits-bargain");
    assert!(course.crisis.fact(fact(&scenario, "limits-in-force")));
    assert!(!course.crisis.fact(fact(&scenario, "war-began")));
    assert!(!course.crisis.fact(fact(&scenario, "guarantee-in-force")), "nothing was promised about membership");
}

#[test]
fn branch_1_a_moratorium_stands_or_falls_with_kyivs_consent() {
    let scenario = ukraine();
    let offered = |asked: bool| {
        let script = Script::history(&scenario).until(3);
        let gone = if asked { script } else { script.instead(1, Actor::Second, "share-intelligence", None) };
        // U4b in January; Moscow accepts in February, as R4b would have it.
        accepted_by(gone.then(&["talk-at-three-tables"], &["offer-a-moratorium"], &[]).play(), Actor::First)
    };
    let moratorium = term(&scenario, "moratorium");
    let over_its_head = offered(false);
    assert!(over_its_head.crisis.consent_refused(moratorium), "nobody had asked Kyiv");
    let asked = pass_on(offered(true));
    assert!(asked.crisis.carried_out(moratorium), "will stands at 60 and a little more");
    assert!(asked.record.entries.iter().any(|entry| entry.what == What::Consented(moratorium)), "its yes is told");
    assert_eq!((ending(&asked), category(&asked)), ("status-bargain", Category::Settlement));
}

#[test]
fn branch_2_istanbul_settles_if_a_guarantor_can_be_believed_and_not_with_a_veto() {
    let scenario = ukraine();
    let draws = ["cannot-remain", "flagship-lost"];
    // R7c and U7b.
    let peace = Script::history(&scenario)
        .until(6)
        .then(&["leave-the-north", "settle-at-istanbul"], &["send-howitzers", "offer-to-guarantee"], &draws)
        .play_out();
    assert_eq!((ending(&peace), category(&peace)), ("istanbul-peace", Category::Settlement));
    assert!(!peace.crisis.fact(fact(&scenario, "kherson-held")));
    // R7a, and Washington takes it over Kyiv's head: neutrality without anyone who may come.
    let veto = Script::history(&scenario)
        .until(6)
        .then(&["leave-the-north", "talk-on-with-a-veto"], &["send-howitzers"], &["mass-killing-known"])
        .play();
    let veto = accepted_by(veto, Actor::Second);
    assert!(veto.crisis.consent_refused(term(&scenario, "neutrality")));
    // Nothing is withdrawn for a status that Kyiv refused, and it is said so.
    let lines = term(&scenario, "withdraw-to-february");
    assert!(!veto.crisis.carried_out(lines));
    let fell = What::FellWith(lines, term(&scenario, "neutrality"));
    assert!(veto.record.entries.iter().any(|entry| entry.what == fell));
    assert!(veto.crisis.fact(fact(&scenario, "war")), "the war goes on");
    assert_eq!(ending(&pass_on(veto)), "war-goes-on");
}

#[test]
fn branch_2_after_the_killings_are_known_the_same_frame_is_refused() {
    let scenario = ukraine();
    let late = Script::history(&scenario)
        .until(7)
        .then(&["grind-through-luhansk", "russia-offer-neutrality"], &["usa-offer-guarantee"], &[])
        .play();
    assert!(late.crisis.consent_refused(term(&scenario, "neutrality")), "the bar has risen with will and with Bucha");
}

#[test]
fn branch_3_whoever_holds_kherson_loses_the_force() {
    let scenario = ukraine();
    let script = Script::history(&scenario).until(11).then(
        &["hold-kherson", "take-the-ankara-meeting"],
        &["ankara-channel", "go-on-arming"],
        &[],
    );
    let course = script.play();
    assert!(course.crisis.happened(rule(&scenario, "ukraine.springs-the-trap")));
    assert!(!course.crisis.fact(fact(&scenario, "kherson-held")));
    let position = track(&scenario, "russia.position");
    let history = Script::history(&scenario).play();
    assert!(value(&course, 11, position) + 8 <= value(&history, 11, position), "the force is lost, and not withdrawn");
    let fear = track(&scenario, "usa.fear");
    assert!(value(&history, 11, fear) < value(&course, 11, fear), "Washington holds the brink to be nearer");
}

#[test]
fn branch_3_nuclear_use_is_the_end_and_a_loss_for_both() {
    let scenario = ukraine();
    let used = Script::history(&scenario)
        .until(10)
        .then(&["name-one-commander", "tactical-use"], &["call-shoigu"], &[])
        .play_out();
    assert_eq!(category(&used), Category::NuclearWar);
    let outcome = used.outcome.as_ref().expect("it has ended");
    for actor in Actor::BOTH {
        let score =
            brinkmanship::verdict::score(&scenario, outcome, actor, brinkmanship::scenario::model::Horizon::Later);
        assert!(score <= 5, "{actor:?} {score}");
    }
    // R11c: shown, and not used. It does not end there, and Moscow's friends turn away.
    let shown = Script::history(&scenario)
        .until(10)
        .then(&["name-one-commander", "demonstrative-explosion"], &["call-shoigu"], &[])
        .play();
    assert_eq!(rung_on(&shown, "nuclear", 10), "demonstration");
    assert!(shown.crisis.ended().is_none());
    assert!(shown.crisis.happened(rule(&scenario, "china.turns-away")));
}

#[test]
fn branch_4_arms_first_strengthen_ukraine_and_raise_the_pressure() {
    let scenario = ukraine();
    let early = Script::history(&scenario)
        .instead(
            1,
            Actor::Second,
            "share-intelligence",
            Some(Act::Do(crate::table::a_move(&scenario, "arms-surge-early"))),
        )
        .instead(3, Actor::Second, "send-light-arms", None)
        .until(5);
    // The record's own draws came before.
    assert!(early.draws[4].iter().all(|(_, drawn)| *drawn == ScriptedDraw::Yes));
    let early = early.play();
    let history = Script::history(&scenario).play();
    assert_eq!(rung_on(&early, "arms", 1), "grade-a", "two turns before the record");
    for (id, turn) in [("ukraine.endurance", 1), ("pressure", 4), ("ukraine.trust", 1)] {
        let id = track(&scenario, id);
        assert!(value(&history, turn, id) < value(&early, turn, id), "{id:?}");
    }
    // Whether it deters or hastens is left to whoever plays: the army can still be sent, or sent home.
    let view = early.view(Actor::First);
    for id in ["full-scale-invasion", "russia-stand-down"] {
        let act = Act::Do(crate::table::a_move(&scenario, id));
        assert!(view.check(&Order::default(), act).is_ok(), "{id}");
    }
}

#[test]
fn an_army_that_is_promised_home_is_not_sent_forward_by_the_same_order() {
    let scenario = ukraine();
    let forward = a_move(&scenario, "move-into-belarus");
    let course = Script::history(&scenario)
        .until(2)
        .then(&["publish-the-drafts", "keep-massing"], &["counter-draft", "not-on-the-table"], &[])
        .then(&["take-the-basket", "move-into-belarus"], &["alert-8500"], &[])
        .play();
    assert!(course.crisis.carried_out(term(&scenario, "pull-back-forces")));
    assert!(course.record.entries.iter().any(|entry| entry.what == What::CalledOff(forward)), "and it is said so");
    for id in ["massed", "belarus-staging"] {
        assert!(!course.crisis.fact(fact(&scenario, id)), "{id}");
    }
    assert!(!course.crisis.did(forward), "it was not done");
}
