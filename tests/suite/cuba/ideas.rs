//! The ideas that the crisis literature asks of the model, each with a test named after it.

use brinkmanship::{
    crisis::{
        Act, Crisis, Eyes, NoRecord, Order, Refusal, Scripted, Slot, View,
        record::{Cause, LineEvent, Step, What},
    },
    policy::{Player, Simple},
    scenario::model::{Actor, Condition, Horizon, LadderId, Ledger, Legs, RoleWord, ScriptedDraw, WordsWord},
    transcript::{Course, history_course},
    verdict::opinions,
};

use super::table::{Script, a_move, cuba, fact, line, points, rule, term, track};

/// The moves of an order by name.
fn named(scenario: &brinkmanship::scenario::Scenario, order: &Order) -> Vec<String> {
    let moves = order.acts().filter_map(|act| match act {
        Act::Do(id) => Some(scenario.moves[id.index()].id.clone()),
        _ => None,
    });
    moves.collect()
}

#[test]
fn r1_schools_ascribe_conduct_to_a_course_like_the_one_that_they_read_and_to_no_other() {
    let scenario = cuba();
    let ascribed = |course: &Course<'_>| {
        let debrief = brinkmanship::report::Debrief::of(course);
        let of = debrief.lines.iter().flat_map(|line| &line.readings);
        of.map(|reading| (reading.school.clone(), reading.conduct)).collect::<Vec<_>>()
    };
    let mut really = ascribed(&history_course(&scenario).expect("1962 has a history"));
    really.sort();
    let school = |name: &str, conduct| (name.to_owned(), conduct);
    assert_eq!(really, [school("American revisionist", 60), school("American traditional", 0), school("Cuban", 50)]);
    let mut attacked = 0;
    for seed in 0..6 {
        let mut players = Actor::BOTH.map(|actor| Player::new(Simple::Hawk, actor, seed));
        let mut course = Course::start(&scenario, brinkmanship::crisis::Setup::default(), seed);
        while course.crisis.ended().is_none() {
            let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor)));
            course.play(orders).expect("hawks order what is legal");
        }
        let line = line(&scenario, "rs1-no-invasion");
        if 0 < course.crisis.line(line).crossings {
            attacked += 1;
            let said = ascribed(&course);
            assert!(!said.iter().any(|(_, conduct)| *conduct == 60 || *conduct == 50), "seed {seed}: {said:?}");
        }
    }
    assert!(0 < attacked, "a hawk attacks Cuba");
}

#[test]
fn r1_words_never_move_conduct_and_deeds_do() {
    let scenario = cuba();
    let mut moved_by_deeds = 0;
    for seed in 0..60 {
        let mut players =
            [Player::new(Simple::Random, Actor::First, seed), Player::new(Simple::Random, Actor::Second, seed)];
        let mut course = Course::start(&scenario, brinkmanship::crisis::Setup::default(), seed);
        while course.crisis.ended().is_none() {
            let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor)));
            // The same turn with the words left out, and nothing left to chance.
            let mute = orders.map(|order| {
                order.acts().fold(Order::default(), |kept, act| match act {
                    Act::Do(id) if !scenario.moves[id.index()].words => {
                        kept.with(scenario.moves[id.index()].channel, act)
                    }
                    _ => kept,
                })
            });
            let after = |orders: &[Order; 2]| {
                let mut crisis = course.crisis;
                let mut dice = Scripted::new(&scenario, &[], &[]);
                brinkmanship::crisis::close_turn(&scenario, &mut crisis, orders, &mut dice, &mut NoRecord)
                    .unwrap_or_else(|illegal| panic!("{illegal:?}"));
                crisis
            };
            let (spoken, silent) = (after(&orders), after(&mute));
            let terms = (0..scenario.terms.len()).map(brinkmanship::scenario::model::TermId::new);
            // What acceptance brings into force is a deed, and parties may act on words; both are left aside.
            let bargained = terms.clone().any(|term| spoken.agreed(term) != course.crisis.agreed(term));
            if !bargained {
                for at in 0..scenario.lines.len() {
                    let id = brinkmanship::scenario::model::LineId::new(at);
                    // Words may draw a line or give it up; whether it holds is not conduct towards it.
                    if spoken.line(id).in_force != silent.line(id).in_force {
                        continue;
                    }
                    assert_eq!(
                        spoken.line(id).conduct,
                        silent.line(id).conduct,
                        "{} seed {seed} turn {} {:?}",
                        scenario.lines[at].id,
                        course.crisis.turn(),
                        orders.map(|order| named(&scenario, &order))
                    );
                }
            }
            course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
        }
        for entry in &course.record.entries {
            if let What::Line { event: LineEvent::Conduct | LineEvent::Crossed | LineEvent::Respected, .. } = entry.what
            {
                assert_ne!(entry.step, Step::Words);
                moved_by_deeds += 1;
            }
        }
    }
    assert!(100 < moved_by_deeds);
}

#[test]
fn r2_the_settlement_has_one_public_and_one_secret_leg_from_both_givers() {
    let scenario = cuba();
    let course = history_course(&scenario).expect("1962 has a history");
    let (public, secret) = (term(&scenario, "withdraw-missiles"), term(&scenario, "jupiters-out"));
    assert!(course.crisis.agreed_in_public(public) && course.crisis.agreed_in_secret(secret));
    assert_eq!(scenario.terms[public.index()].giver, Actor::Second);
    assert_eq!(scenario.terms[secret.index()].giver, Actor::First);
    let world = View::of_world(&scenario, &course.crisis);
    assert!(world.agreed(public) && !world.agreed(secret));
}

/// A strike on the sites that nobody stops: the branch that closes the embassies.
fn war(scenario: &brinkmanship::scenario::Scenario) -> Course<'_> {
    let mut script = Script::history(scenario).until(4).then(&["strike-at-the-hour"], &["resist-without-nuclear"], &[]);
    for _ in 5..7 {
        script = script.then(&[], &["ussr-strike-back"], &[]);
    }
    script.play()
}

#[test]
fn r6_talks_close_when_the_other_is_no_party_to_talk_to_and_say_why() {
    let scenario = cuba();
    let course = war(&scenario);
    assert!(course.crisis.ended().is_none(), "it goes on");
    assert!(course.crisis.fact(fact(&scenario, "embassies-closed")));
    let letters = scenario.channels.iter().position(|channel| channel.id == "letters").expect("letters");
    let letters = brinkmanship::scenario::model::ChannelId::new(letters);
    let legs = Legs { public: 1 << term(&scenario, "no-invasion-pledge").0, secret: 0 };
    let refused = course.view(Actor::First).check(&Order::default(), Act::Offer(letters, legs));
    assert_eq!(refused, Err(Refusal::ChannelClosed(letters)));
    let said = brinkmanship::report::words::refusal(&course.view(Actor::First), Refusal::ChannelClosed(letters));
    assert!(said.contains("embassies have been closed"), "{said}");
}

#[test]
fn r7_a_line_can_be_given_up_or_let_pass_at_a_price_that_the_record_shows() {
    let scenario = cuba();
    let id = line(&scenario, "ru1-no-offensive-missiles");
    let credibility = track(&scenario, "usa.credibility");
    // Given up at once.
    let given = Script::history(&scenario).until(1).then(&["accept-missiles"], &["build-and-reassure"], &[]).play();
    assert!(given.crisis.line(id).redrawn && !given.crisis.line(id).in_force);
    assert!(given.record.entries.iter().any(|entry| matches!(
        entry.what,
        What::Line { line, event: LineEvent::Redrawn, .. } if line == id
    )));
    assert!(
        given.crisis.track(credibility)
            < history_course(&scenario).expect("history").turns[1].closing.track(credibility)
    );
    // Let pass, when Moscow has been told that they were found: nobody answers, the window closes, the line fades.
    let mut script = Script::history(&scenario).until(1).then(&["tell-moscow-first"], &[], &[]);
    for _ in 2..8 {
        script = script.then(&[], &[], &[]);
    }
    let passed = script.play();
    let state = passed.crisis.line(id);
    assert!(state.passed == 1 && 0 < state.fade);
    let paid = passed.record.entries.iter().any(|entry| {
        entry.cause == Cause::Line(id)
            && matches!(entry.what, What::Track(track, from, to) if track == credibility && to < from)
    });
    assert!(paid, "letting it pass costs credibility, and the record names the line as the cause");
}

#[test]
fn r8_the_brink_leaves_a_hotline_behind_and_a_mild_ending_does_not() {
    let scenario = cuba();
    let course = history_course(&scenario).expect("1962 has a history");
    let end = course.outcome.as_ref().expect("it has ended").at(Horizon::Later);
    assert!(end.fact(fact(&scenario, "hotline")) && end.fact(fact(&scenario, "jupiters-removed")));
    // The same missiles, borne in silence: nobody was frightened enough to build anything.
    let mild = Script::history(&scenario).until(1).then(&["accept-missiles"], &["build-and-reassure"], &[]).play_out();
    let end = mild.outcome.as_ref().expect("it has ended").at(Horizon::Later);
    assert!(!end.fact(fact(&scenario, "hotline")), "a mild ending may leave no structure");
}

#[test]
fn r9_the_letters_of_26_and_27_october_cross() {
    let scenario = cuba();
    let course = history_course(&scenario).expect("1962 has a history");
    let at = |test: &dyn Fn(&What) -> bool| {
        course.record.entries.iter().position(|entry| test(&entry.what)).expect("it is in the record")
    };
    let first = brinkmanship::scenario::model::OfferId::new(
        scenario.offers.iter().position(|offer| offer.id == "letter-26-oct").expect("the first letter"),
    );
    let demand = a_move(&scenario, "public-turkey-demand");
    let written = at(&|what| matches!(what, What::Sent { named, .. } if *named == Some(first)));
    let next = at(&|what| matches!(what, What::Ordered(Actor::Second, Act::Do(id)) if *id == demand));
    let arrived = at(&|what| matches!(what, What::Arrived(_, named) if *named == Some(first)));
    assert!(written < next && next < arrived, "the first arrives after the next was written");
    let entry = &course.record.entries[arrived];
    assert_eq!((entry.turn, entry.step), (9, Step::Arrivals));
    // Nothing but data makes them cross: the desk's delay.
    assert_eq!(scenario.channels[scenario.offers[first.index()].channel.index()].delay, 1);
    // While it travels, the other side cannot see it.
    let on_the_way = course.turns[9].opening;
    let seen = View::of(&scenario, &on_the_way, Actor::First);
    assert!(!seen.holds(&Condition::Sent(first)) && seen.offers().all(|(_, offer)| offer.named() != Some(first)));
    assert!(View::of(&scenario, &on_the_way, Actor::Second).holds(&Condition::InTransit(first)));
}

#[test]
fn r10_an_incident_that_nobody_ordered_looks_like_an_order_until_it_is_explained() {
    let scenario = cuba();
    let shot = rule(&scenario, "u2-banes");
    let course = Script::history(&scenario).play();
    let opening = course.turns.get(9).expect("history comes to turn 9").opening;
    assert_eq!(opening.incidents().next().map(|(rule, _)| rule), Some(shot), "the plane is shot down as turn 9 opens");
    let (own, other) = (View::of(&scenario, &opening, Actor::Second), View::of(&scenario, &opening, Actor::First));
    assert_eq!(own.incidents().next(), Some((shot, true)), "Moscow knows that it gave no order");
    assert_eq!(other.incidents().next(), Some((shot, false)), "Washington takes it for one");
    assert_ne!(own.told_of(shot), other.told_of(shot), "each side's record of the turn differs");
    // Explained, both know.
    let mut explained = opening;
    let explain = a_move(&scenario, "ussr-explain-incident");
    let order = Order::of_moves(&scenario, &[explain]);
    let mut seen = brinkmanship::crisis::Record::default();
    brinkmanship::crisis::close_turn(
        &scenario,
        &mut explained,
        &[Order::default(), order],
        &mut Scripted::new(&scenario, &[], &[]),
        &mut seen,
    )
    .unwrap_or_else(|illegal| panic!("{illegal:?}"));
    assert!(
        seen.entries
            .iter()
            .any(|entry| { entry.what == What::IncidentExplained(shot) && entry.audience.includes(Actor::First) })
    );
}

/// History, but the Jupiters are promised before the world: a composed counter-offer that Moscow accepts.
fn open_trade(scenario: &brinkmanship::scenario::Scenario) -> Course<'_> {
    let back = scenario.channels.iter().position(|channel| channel.id == "back").expect("the back channel");
    let back = brinkmanship::scenario::model::ChannelId::new(back);
    let terms = ["withdraw-missiles", "inspection", "no-invasion-pledge", "jupiters-out"];
    let legs = Legs { public: terms.iter().fold(0, |set, id| set | 1 << term(scenario, id).0), secret: 0 };
    let script = Script::history(scenario).until(11).instead(
        10,
        Actor::First,
        "accept-first-letter-and-secret-jupiters",
        Some(Act::Offer(back, legs)),
    );
    let offered =
        Script { orders: script.orders.clone(), draws: script.draws.clone(), aftermath: Vec::new(), scenario }.play();
    let slot = offered
        .view(Actor::Second)
        .offers()
        .find(|(_, offer)| offer.from == Actor::First && offer.legs == legs)
        .map(|(slot, _)| slot);
    let slot: Slot = slot.expect("the offer lies before Moscow");
    let mut script = script;
    script.orders.push([Vec::new(), vec![Act::Accept(slot)]]);
    script.draws.push(Vec::new());
    let after = script.then(
        &["il28-for-quarantine", "announce-jupiters-out"],
        &["agree-il28-exchange", "remove-il28-and-tacticals"],
        &[],
    );
    after.play_out()
}

#[test]
fn r11_disclosing_the_jupiter_leg_changes_an_aim_of_each_side() {
    let scenario = cuba();
    let secret = history_course(&scenario).expect("1962 has a history");
    let open = open_trade(&scenario);
    assert!(open.crisis.agreed_in_public(term(&scenario, "jupiters-out")));
    let openly = Act::Do(a_move(&scenario, "announce-jupiters-out"));
    let leaked = Script::history(&scenario)
        .draw(11, "leak:jupiters-out")
        .instead(12, Actor::First, "jupiters-out-quietly", Some(openly))
        .instead(12, Actor::Second, "press-for-written-turkey-note", None)
        .play();
    assert!(leaked.crisis.leaked(term(&scenario, "jupiters-out")));
    for other in [open, leaked] {
        for owner in ["u", "s"] {
            let changed = scenario.aims.iter().filter(|aim| aim.id.starts_with(owner)).any(|aim| {
                Horizon::BOTH.into_iter().any(|horizon| {
                    points(&secret, &aim.id, horizon, Ledger::World) != points(&other, &aim.id, horizon, Ledger::World)
                })
            });
            assert!(changed, "an aim of `{owner}` changes");
        }
        // The price at home and among allies is higher in public.
        for id in ["usa.standing", "usa.allies"] {
            let end = |course: &Course<'_>| course.turns[11].closing.track(track(&scenario, id));
            assert!(end(&other) < end(&secret), "{id}");
        }
    }
}

#[test]
fn r12_the_verdict_table_has_two_horizons_two_ledgers_and_rival_intentions() {
    let scenario = cuba();
    let course = history_course(&scenario).expect("1962 has a history");
    // The world saw a triumph; what is known since is less of one, and more of a Soviet gain.
    let ledgers = |id: &str, horizon| [Ledger::World, Ledger::Known].map(|ledger| points(&course, id, horizon, ledger));
    let [seen, known] = ledgers("u3-credibility", Horizon::AtOnce);
    assert!(known < seen);
    let [seen, known] = ledgers("s3-jupiters", Horizon::Later);
    assert!(seen < known);
    // Was a base the aim, or a bargaining chip?
    let balance = scenario.aims.iter().find(|aim| aim.id == "s2-balance").expect("the balance");
    let outcome = course.outcome.as_ref().expect("it has ended");
    let under: Vec<u8> = balance
        .intentions
        .iter()
        .map(|intention| {
            brinkmanship::verdict::judge(&scenario, outcome, &intention.verdicts, Horizon::Later, Ledger::Known)
                .expect("a verdict")
                .value
        })
        .collect();
    assert_eq!(under.len(), 2);
    assert_ne!(under[0], under[1], "the verdict hangs on what was intended");
    // Cuba, betrayed over Guantánamo, stands in the same table.
    assert_eq!(points(&course, "c2-guantanamo", Horizon::Later, Ledger::Known), 0);
}

#[test]
fn r13_the_balance_as_it_is_and_as_it_looks_are_two_tracks() {
    let scenario = cuba();
    let of = |role| scenario.tracks.iter().position(|track| track.role == role).expect("the balance");
    let (actual, perceived) = (of(RoleWord::BalanceActual), of(RoleWord::BalancePerceived));
    let course = history_course(&scenario).expect("1962 has a history");
    let moved = |at: usize| {
        let id = brinkmanship::scenario::model::TrackId::new(at);
        let values: Vec<i32> = course.turns.iter().map(|played| played.closing.track(id)).collect();
        values.iter().max().unwrap_or(&0) - values.iter().min().unwrap_or(&0)
    };
    assert!(moved(actual) < moved(perceived), "the missiles changed the look more than the balance");
}

#[test]
fn r14_schools_read_the_same_ending_and_disagree() {
    let scenario = cuba();
    let course = history_course(&scenario).expect("1962 has a history");
    let all = opinions(&scenario, course.outcome.as_ref().expect("it has ended"));
    assert_eq!(all.len(), 11);
    let winners: std::collections::BTreeSet<String> =
        all.iter().map(|opinion| format!("{:?}", opinion.ahead)).collect();
    assert!(3 <= winners.len(), "{winners:?}");
    assert!(scenario.readings.iter().all(|reading| !reading.source.is_empty() && !reading.claim.is_empty()));
}

#[test]
fn the_world_is_not_told_what_only_the_two_know() {
    let scenario = cuba();
    let course = history_course(&scenario).expect("1962 has a history");
    let world = View::of_world(&scenario, &course.crisis);
    let secret = term(&scenario, "jupiters-out");
    for (entry, _) in world.entries(&course.record) {
        let tells = matches!(&entry.what, What::Agreed(legs) if legs.secret >> secret.0 & 1 != 0)
            || matches!(&entry.what, What::CarriedOut(term) if *term == secret);
        assert!(!tells, "{entry:?}");
    }
    assert!(!brinkmanship::crisis::holds(&scenario, &course.crisis, &Condition::Agreed(secret), Eyes::World));
    assert_eq!(course.crisis.line(line(&scenario, "ru1-no-offensive-missiles")).words, WordsWord::Denies);
}

/// The tracks that a list of effects changes, nested lists included.
fn changed(effects: &[brinkmanship::scenario::model::Effect]) -> Vec<brinkmanship::scenario::model::TrackId> {
    use brinkmanship::scenario::model::Effect;
    effects
        .iter()
        .flat_map(|effect| match effect {
            Effect::Change(track, _) | Effect::SetTo(track, _) => vec![*track],
            Effect::When(parts) => [changed(&parts.1), changed(&parts.2)].concat(),
            Effect::Chance(parts) => [changed(&parts.2), changed(&parts.3)].concat(),
            _ => Vec::new(),
        })
        .collect()
}

#[test]
fn a_secret_move_changes_no_figure_that_the_other_side_sees_at_once() {
    let scenario = cuba();
    let mut told = Vec::new();
    for data in &scenario.moves {
        let other = data.actor.other();
        if data.audience.includes(other) {
            continue;
        }
        for track in changed(&data.effects) {
            let track = &scenario.tracks[track.index()];
            if track.audience.includes(other) {
                told.push(format!("{} changes {}", data.id, track.id));
            }
        }
    }
    assert!(told.is_empty(), "{}", told.join("\n"));
}

#[test]
fn a_share_says_of_what_it_is_beside_points_that_have_no_unit() {
    let scenario = cuba();
    let said = |id: &str| scenario.tracks[track(&scenario, id).index()].said(65);
    assert_eq!(["usa.standing", "ussr.standing"].map(said), ["65% approval", "65"]);
}

#[test]
fn r10_all_incidents_of_a_day_wait_and_each_side_explains_its_own_alone() {
    let scenario = cuba();
    let (strays, shot) = (rule(&scenario, "plane-strays"), rule(&scenario, "u2-banes"));
    let mut script = Script::history(&scenario).draw(8, "incident");
    script.draws[8].push(("incident-event".to_owned(), ScriptedDraw::Pick("plane-strays".to_owned())));
    let course = script.play();
    let opening = course.turns.get(9).expect("history comes to turn 9").opening;
    let waiting: Vec<_> = opening.incidents().map(|(rule, _)| rule).collect();
    assert_eq!(waiting, [strays, shot], "the one of the night before is not forgotten");
    let entries = |moves: [&[&str]; 2]| {
        let mut crisis = opening;
        let orders = moves
            .map(|ids| Order::of_moves(&scenario, &ids.iter().map(|id| a_move(&scenario, id)).collect::<Vec<_>>()));
        let mut seen = brinkmanship::crisis::Record::default();
        brinkmanship::crisis::close_turn(
            &scenario,
            &mut crisis,
            &orders,
            &mut Scripted::new(&scenario, &[], &[]),
            &mut seen,
        )
        .unwrap_or_else(|illegal| panic!("{illegal:?}"));
        let rungs = |crisis: &Crisis| crisis.rung(LadderId::new(0));
        let climbed = rungs(&crisis) - rungs(&opening);
        (seen.entries.into_iter().map(|entry| entry.what).collect::<Vec<_>>(), climbed, crisis)
    };
    // Nobody answers: both are told, and the day climbs one rung.
    let (told, climbed, after) = entries([&[], &[]]);
    for rule in [strays, shot] {
        assert!(told.contains(&What::IncidentUnanswered(rule)));
    }
    assert_eq!(climbed, 1);
    assert_eq!(after.incidents().count(), 0);
    // Washington explains its own plane; of the one that was shot down it knows no more than before.
    let (told, _, _) = entries([&["usa-explain-incident"], &[]]);
    assert!(told.contains(&What::IncidentExplained(strays)) && !told.contains(&What::IncidentExplained(shot)));
    assert!(told.contains(&What::IncidentAnswered(strays)) && told.contains(&What::IncidentAnswered(shot)));
    // A side that has nothing of its own to explain cannot; it can call the other's an accident, and still not know.
    let first = View::of(&scenario, &Script::history(&scenario).play().turns[9].opening, Actor::First)
        .check(&Order::default(), Act::Do(a_move(&scenario, "usa-explain-incident")));
    assert!(first.is_err(), "the only incident is Moscow's");
    let (told, _, _) = entries([&["usa-call-it-an-accident"], &[]]);
    assert!(told.contains(&What::IncidentAnswered(shot)) && !told.contains(&What::IncidentExplained(shot)));
}

#[test]
fn r9_letters_of_the_same_terms_that_cross_are_an_agreement_once_both_are_read() {
    let scenario = cuba();
    let letters = scenario.channels.iter().position(|channel| channel.talks && 0 < channel.delay).expect("letters");
    let letters = brinkmanship::scenario::model::ChannelId::new(letters);
    let [withdraw, pledge] = ["withdraw-missiles", "no-invasion-pledge"].map(|id| term(&scenario, id));
    let legs = Legs { public: 1 << withdraw.0 | 1 << pledge.0, secret: 0 };
    let mut course = Script::history(&scenario).until(8).play();
    for actor in Actor::BOTH {
        let check = course.view(actor).check(&Order::default(), Act::Offer(letters, legs));
        assert!(check.is_ok(), "{actor:?}: {check:?}");
    }
    let mut dice = Scripted::new(&scenario, &[], &[]);
    let order = Order::default().with(letters, Act::Offer(letters, legs));
    course.play_with([order; 2], &mut dice).unwrap_or_else(|illegal| panic!("{illegal:?}"));
    assert!(!course.crisis.agreed(withdraw), "neither has read anything yet");
    // Nobody says anything else, and both are read.
    course.play_with([Order::default(); 2], &mut dice).unwrap_or_else(|illegal| panic!("{illegal:?}"));
    assert!(course.crisis.agreed(withdraw) && course.crisis.agreed(pledge));
}

#[test]
fn r9_to_say_the_same_thing_twice_undoes_no_answer_to_it() {
    let scenario = cuba();
    let whole = Script::history(&scenario).until(8).play();
    let desk =
        scenario.channels.iter().position(|channel| channel.talks && channel.delay == 0).expect("a desk of talks");
    let desk = brinkmanship::scenario::model::ChannelId::new(desk);
    let [withdraw, pledge] = ["withdraw-missiles", "no-invasion-pledge"].map(|id| term(&scenario, id));
    let legs = Legs { public: 1 << withdraw.0 | 1 << pledge.0, secret: 0 };
    let offer = Act::Offer(desk, legs);
    for sender in Actor::BOTH {
        let mut course = whole.clone();
        let mut dice = Scripted::new(&scenario, &[], &[]);
        let mut both =
            |course: &mut Course<'_>, own: Act, answer: Option<(brinkmanship::scenario::model::ChannelId, Act)>| {
                let mut orders = [Order::default(); 2];
                orders[sender.index()] = Order::default().with(desk, own);
                if let Some((channel, act)) = answer {
                    orders[sender.other().index()] = Order::default().with(channel, act);
                }
                course.play_with(orders, &mut dice).unwrap_or_else(|illegal| panic!("{sender:?}: {illegal:?}"));
            };
        both(&mut course, offer, None);
        let mine = |(slot, live): (Slot, &brinkmanship::crisis::LiveOffer)| {
            (live.from == sender && live.legs == legs).then_some(slot)
        };
        let slot = course.view(sender).offers().find_map(mine).expect("it lies on the table");
        assert!(!course.crisis.agreed(withdraw));
        both(&mut course, offer, Some((desk, Act::Accept(slot))));
        assert!(course.crisis.agreed(withdraw) && course.crisis.agreed(pledge), "{sender:?} was heard, and answered");
    }
}

#[test]
fn r9_a_promise_and_the_treaty_in_its_place_do_not_stand_in_one_offer() {
    let scenario = cuba();
    let course = Script::history(&scenario).until(8).play();
    let desk =
        scenario.channels.iter().position(|channel| channel.talks && channel.delay == 0).expect("a desk of talks");
    let desk = brinkmanship::scenario::model::ChannelId::new(desk);
    let [withdraw, pledge, treaty] =
        ["withdraw-missiles", "no-invasion-pledge", "no-invasion-treaty"].map(|id| term(&scenario, id));
    let offered = |actor: Actor, terms: &[brinkmanship::scenario::model::TermId]| {
        let public = terms.iter().fold(0, |mask, term| mask | 1 << term.0);
        course.view(actor).check(&Order::default(), Act::Offer(desk, Legs { public, secret: 0 }))
    };
    for actor in Actor::BOTH {
        assert_eq!(offered(actor, &[withdraw, pledge]), Ok(()));
        assert_eq!(offered(actor, &[withdraw, treaty]), Ok(()));
        // The treaty alone names the promise in its file; it works both ways, and what is said first is the first of the two.
        assert_eq!(offered(actor, &[withdraw, pledge, treaty]), Err(Refusal::LegsExclude(pledge, treaty)));
    }
}

#[test]
fn r9_an_offer_sent_again_stays_the_one_it_was_and_one_taken_back_is_told_where_it_arrived() {
    let scenario = cuba();
    let letters = scenario.channels.iter().position(|channel| channel.talks && 0 < channel.delay).expect("letters");
    let letters = brinkmanship::scenario::model::ChannelId::new(letters);
    let [withdraw, pledge] = ["withdraw-missiles", "no-invasion-pledge"].map(|id| term(&scenario, id));
    let legs = Legs { public: 1 << withdraw.0 | 1 << pledge.0, secret: 0 };
    let mut dice = Scripted::new(&scenario, &[], &[]);
    let mut course = Script::history(&scenario).until(7).play();
    let send = Order::default().with(letters, Act::Offer(letters, legs));
    let mut own = |course: &mut Course<'_>, order: Order| {
        course.play_with([order, Order::default()], &mut dice).unwrap_or_else(|illegal| panic!("{illegal:?}"));
        let table = course.view(Actor::First);
        let alive: Vec<_> = table
            .offers()
            .filter(|(_, offer)| offer.alive() && offer.from == Actor::First && offer.legs == legs)
            .map(|(slot, _)| slot)
            .collect();
        alive
    };
    assert_eq!(own(&mut course, send).len(), 1);
    let again = own(&mut course, send);
    assert_eq!(again.len(), 1, "one letter of the same words at a time");
    let twice = course.crisis.turn() - 1;
    // It is taken back on the day on which it arrives: whoever reads the one is told of the other.
    let withdrawn = Act::Withdraw(again[0]);
    own(&mut course, Order::default().with(letters, withdrawn));
    let told = brinkmanship::report::words::offers_seen(&course.view(Actor::Second));
    let (mut arrived, mut taken_back) = (false, false);
    for (entry, _) in course.view(Actor::Second).entries(&course.record) {
        let text = brinkmanship::report::words::entry(&scenario, Eyes::Actor(Actor::Second), &told, entry);
        arrived |= matches!(entry.what, What::Arrived(slot, _) if slot == again[0]);
        taken_back |= entry.what == What::Ordered(Actor::First, withdrawn) && text.is_some();
    }
    assert!(arrived && taken_back);
    while course.crisis.ended().is_none() {
        own(&mut course, Order::default());
    }
    let debrief = brinkmanship::report::Debrief::of(&course);
    let said: Vec<usize> = debrief.offers.iter().flat_map(|offer| &offer.again).map(|nth| nth.turn).collect();
    assert_eq!(said, [twice], "the debrief tells on which turn it was made once more");
}
