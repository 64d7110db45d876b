//! What is said in 1962 keeps to what has happened: after a nuclear weapon nobody makes conversation, and what is settled
//! is not fought over again.

use brinkmanship::{
    crisis::{Act, Order, Refusal, Setup, record::What},
    policy::{Player, Simple},
    report::table::Table,
    scenario::model::{Actor, Legs, RuleId, ScriptedDraw},
    survey::check_play,
    transcript::{Course, check_history, history_course},
};

use super::table::{Script, a_move, cuba, fact, rule, rung, term};
use crate::{
    common::root,
    support::{load_folder, told},
};

/// What people say and what amuses them: nothing for the day on which a nuclear weapon goes off.
const CHATTER: [&str; 22] = [
    "bear-volk-field",
    "lippmann-column",
    "vandenberg-test",
    "cape-titan",
    "powers-message",
    "scali-fomin",
    "moorestown",
    "castro-letter-sent",
    "cuba.castro-on-television",
    "cuba.sees-its-price",
    "turkey.not-for-sale",
    "congress.satisfied",
    "congress.wants-more",
    "congress.impatient",
    "congress.gap",
    "jcs.munich",
    "jcs.delay",
    "jcs.disappointed",
    "presidium.relieved",
    "china.capitulation",
    "china.approves",
    "neutrals.carry-messages",
];

#[test]
fn after_a_nuclear_weapon_nobody_makes_conversation() {
    let scenario = cuba();
    let chatter = CHATTER.map(|id| rule(&scenario, id));
    let worst = scenario.ladders[0].catastrophe_rung.expect("the ladder has one");
    let mut used = 0;
    for seed in 0..60 {
        let mut players = Actor::BOTH.map(|actor| Player::new(Simple::Random, actor, seed));
        let script = Script::history(&scenario).until(9).then(&[], &[], &["catastrophe"]);
        let mut course = script.play();
        while course.crisis.ended().is_none() {
            let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor)));
            course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
        }
        let from =
            course.turns.iter().position(|turn| worst <= turn.after.rung(brinkmanship::scenario::model::LadderId(0)));
        let Some(from) = from else { continue };
        used += 1;
        let happened = course.record.entries.iter().filter_map(|entry| match entry.what {
            What::Happened(id) if from <= usize::from(entry.turn) => Some(id),
            _ => None,
        });
        // Parties speak after the weapon has gone off; events of the same day may have come before it.
        let said: Vec<RuleId> = happened.filter(|id| chatter.contains(id)).collect();
        let names: Vec<&str> = said.iter().map(|id| scenario.rules[id.index()].id.as_str()).collect();
        assert!(names.is_empty(), "seed {seed}: {names:?}");
    }
    assert!(0 < used);
}

#[test]
fn the_briefing_after_a_nuclear_weapon_is_of_it() {
    let scenario = cuba();
    let course = Script::history(&scenario).until(10).then(&[], &[], &["catastrophe"]).play();
    let briefing = |course: &Course<'_>, actor: Actor| {
        Table::of(&course.view(actor), &course.record, &Order::default()).expect("an actor has a seat").briefing
    };
    for actor in Actor::BOTH {
        let said = briefing(&course, actor);
        assert!(said.starts_with("A nuclear weapon has gone off."), "{said}");
    }
    let course = Script::history(&scenario).until(10).play();
    assert!(!briefing(&course, Actor::First).contains("gone off"), "and only then");
    let stopped = Script::history(&scenario).until(10).then(&[], &[], &["catastrophe"]);
    let stopped = stopped.then(&["usa-stop-now"], &["ussr-stop-now"], &[]).play();
    if stopped.crisis.ended().is_none() {
        assert!(briefing(&stopped, Actor::First).starts_with("The firing has stopped."));
    }
}

#[test]
fn who_has_come_to_terms_does_not_climb_over_what_happened_before() {
    let scenario = cuba();
    let scripted = |settle: bool| {
        let mut script = Script::history(&scenario).until(5);
        let turn = script.draws.last_mut().expect("history has turns");
        turn.retain(|(label, _)| !label.starts_with("incident"));
        turn.push(("incident".to_owned(), ScriptedDraw::Yes));
        turn.push(("incident-event".to_owned(), ScriptedDraw::Pick("plane-strays".to_owned())));
        let orders: [&[&str]; 2] =
            if settle { [&["usa-offer-pledge"], &["ussr-offer-missiles-for-pledge"]] } else { [&[], &[]] };
        script.then(orders[0], orders[1], &[]).then(&[], &[], &["ships-mistaken"]).play()
    };
    let unanswered = |course: &Course<'_>| {
        course.record.entries.iter().any(|entry| matches!(entry.what, What::IncidentUnanswered(_)) && entry.turn == 5)
    };
    assert!(unanswered(&scripted(false)), "an incident that nobody answers climbs");
    let settled = scripted(true);
    assert!(settled.turns[5].after.agreed(term(&scenario, "withdraw-missiles")), "both sent the same offer");
    assert!(!unanswered(&settled));
    assert_eq!(rung(&settled, 5), "public-accusation");
    let id = rule(&scenario, "ships-mistaken");
    let seen = settled.record.entries.iter().any(|entry| entry.what == What::Happened(id));
    assert!(!seen, "no scene of a confrontation is left to play");
}

#[test]
fn castros_letter_is_read_in_moscow_on_the_twenty_eighth() {
    let scenario = cuba();
    let course = history_course(&scenario).expect("1962 has a history");
    let letter = fact(&scenario, "castro-letter");
    let known: Vec<usize> = (0..course.turns.len()).filter(|turn| course.turns[*turn].closing.fact(letter)).collect();
    assert_eq!(known.first(), Some(&10), "it is on the table when the turn of the 28th opens");
    let told = |turn: u8| {
        course.record.entries.iter().any(|entry| {
            entry.turn == turn
                && entry.audience.includes(Actor::Second)
                && entry.what == What::Happened(rule(&scenario, "castro-letter-sent"))
        })
    };
    assert!(!told(8), "what is written in Havana by night is not read in Moscow at once");
}

#[test]
fn nobody_lives_with_the_missiles_and_bargains_for_their_going_in_one_order() {
    let scenario = cuba();
    let course = Script::history(&scenario).until(5).play();
    let view = course.view(Actor::First);
    let accept = Act::Do(a_move(&scenario, "accept-missiles"));
    let missiles = term(&scenario, "withdraw-missiles");
    let named = Act::Do(a_move(&scenario, "usa-offer-secret-turkey"));
    let channel = view.channel_of(named);
    let composed = Act::Offer(channel, Legs { public: 1 << missiles.0, secret: 0 });
    let with = |act: Act| Order::default().with(view.channel_of(act), act);
    assert_eq!(view.check(&Order::default(), accept), Ok(()));
    assert_eq!(view.check(&Order::default(), composed), Ok(()));
    assert!(matches!(view.check(&with(accept), named), Err(Refusal::Excluded(_))));
    assert!(matches!(view.check(&with(accept), composed), Err(Refusal::Contradicts(..))));
    assert!(matches!(view.check(&with(composed), accept), Err(Refusal::Contradicts(..))));
    assert!(view.check_whole(&with(accept).with(channel, composed)).is_err());
}

#[test]
fn who_answers_in_kind_does_not_give_up_the_line_on_missiles() {
    let scenario = cuba();
    let accept = a_move(&scenario, "accept-missiles");
    for other in [Simple::TitForTat, Simple::Historical, Simple::Dove] {
        for seed in 0..40 {
            let mut players =
                [Player::new(Simple::TitForTat, Actor::First, seed), Player::new(other, Actor::Second, seed)];
            let mut course = Course::start(&scenario, Setup::default(), seed);
            while course.crisis.ended().is_none() {
                let recorded = brinkmanship::policy::recorded(&scenario, &course.crisis, false);
                let orders = recorded
                    .unwrap_or_else(|| Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor))));
                assert!(!orders[0].acts().any(|act| act == Act::Do(accept)), "{other:?}, seed {seed}");
                course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
            }
        }
    }
}

#[test]
fn washington_can_ask_for_the_missiles_on_the_day_that_it_sees_them() {
    let scenario = cuba();
    let course = Script::history(&scenario).until(1).play();
    let view = course.view(Actor::First);
    let missiles = term(&scenario, "withdraw-missiles");
    let talks = scenario.channels.iter().position(|channel| channel.talks).expect("a desk carries talks");
    let channel = brinkmanship::scenario::model::ChannelId::new(talks);
    let ask = Act::Offer(channel, Legs { public: 1 << missiles.0, secret: 0 });
    let ask = view.check(&Order::default(), ask);
    assert!(!matches!(ask, Err(Refusal::TermUnready(_))), "{ask:?}");
}

#[test]
fn october_1962_and_its_twin_check_without_a_word_of_complaint() {
    let mut loaded = load_folder(&root().join("scenarios/cuba-1962"));
    check_history(&mut loaded);
    check_play(&mut loaded);
    assert!(loaded.diagnostics.is_empty(), "{}", told(&loaded));
}
