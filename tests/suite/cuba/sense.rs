//! What is offered, told and answered in 1962 makes sense where it stands: on branches that history did not take too.

use brinkmanship::{
    crisis::{
        Act, Setup,
        record::{LineEvent, What},
    },
    policy::Simple,
    report::{Debrief, text},
    scenario::model::{Actor, AftermathId, Horizon},
    transcript::{Course, history_course},
};

use super::table::{Script, a_move, cuba, ending, fact, game, line, line_events, rule, term};

/// Whether a move may be ordered as the course stands.
fn open(course: &Course<'_>, actor: Actor, id: &str) -> bool {
    course.view(actor).acts().contains(&Act::Do(a_move(course.scenario, id)))
}

/// The turns on which a rule happened.
fn turns_of(course: &Course<'_>, id: &str) -> Vec<u8> {
    let id = rule(course.scenario, id);
    let happened = course.record.entries.iter().filter(|entry| entry.what == What::Happened(id));
    happened.map(|entry| entry.turn).collect()
}

#[test]
fn a_strike_on_the_day_of_the_discovery_answers_the_crossing() {
    let scenario = cuba();
    let course = Script::history(&scenario).until(1).then(&["surgical-strike"], &["build-and-reassure"], &[]).play();
    let id = line(&scenario, "ru1-no-offensive-missiles");
    let state = course.crisis.line(id);
    assert_eq!((state.crossings, state.answered), (1, 1));
    assert!(0 < state.conduct, "an answer is a deed, and raises conduct");
    let seen = course.view(Actor::First).line(id).expect("its owner sees it");
    assert_eq!(seen.window, None, "nothing is left to answer");
    assert!(!open(&course, Actor::First, "usa-bear-it"), "what has been answered cannot be let pass");
}

#[test]
fn the_battery_that_fired_is_answered_within_the_day() {
    let scenario = cuba();
    let draws = ["cuban-flak", "u2-banes", "u2-chukotka", "rb47-crash"];
    let course = Script::history(&scenario).until(9).then(&["hit-banes-sam"], &["forbid-nuclear-use"], &draws).play();
    let state = course.turns[9].closing;
    let state = state.line(line(&scenario, "ru4-reconnaissance"));
    assert_eq!((state.crossings, state.answered), (1, 1));
}

#[test]
fn a_line_that_is_drawn_over_what_stands_has_not_been_crossed_by_anyone() {
    let scenario = cuba();
    let course = history_course(&scenario).expect("1962 has a history");
    let events = line_events(&course, "rs3-equal-security");
    assert!(events.contains(&LineEvent::Stands) && !events.contains(&LineEvent::Crossed), "{events:?}");
}

#[test]
fn the_american_line_is_drawn_by_the_warning_and_not_before() {
    let scenario = cuba();
    let id = line(&scenario, "ru1-no-offensive-missiles");
    let start = Course::start(&scenario, Setup::default(), 1);
    assert!(!start.crisis.line(id).declared, "nobody has warned of anything yet");
    let history = history_course(&scenario).expect("1962 has a history");
    assert!(history.turns[0].after.line(id).declared);
    assert!(!scenario.actors[0].seat.contains("You warned"), "what is to be chosen is not told as done");
}

#[test]
fn no_side_is_told_at_once_that_an_accident_was_one() {
    let scenario = cuba();
    for data in scenario.rules.iter().filter(|data| data.unordered.is_some()) {
        let other = data.unordered.expect("it was filtered so").other();
        let told = data.seen_as[other.index()].as_deref();
        assert!(!data.audience.includes(other), "{}: its truth is for those who had the accident", data.id);
        assert!(told.is_some_and(|told| told != data.text), "{}: the other side sees something too", data.id);
    }
    let told = |id: &str, actor: Actor| {
        let data = &scenario.rules[rule(&scenario, id).index()];
        data.seen_as[actor.index()].clone().unwrap_or_else(|| data.text.clone())
    };
    let later = [
        ("vandenberg-test", Actor::Second, "fixed for it"),
        ("powers-message", Actor::Second, "Nobody in Washington"),
        ("lippmann-column", Actor::Second, "for nobody"),
        ("ships-mistaken", Actor::First, "a day to learn"),
        ("cuban-flak", Actor::First, "say none"),
        ("cuban-flak", Actor::Second, "say none"),
    ];
    for (id, actor, truth) in later {
        assert!(!told(id, actor).contains(truth), "{id} tells too much: {}", told(id, actor));
    }
}

#[test]
fn what_is_agreed_closes_the_offers_that_would_undo_it() {
    let scenario = cuba();
    let history = history_course(&scenario).expect("1962 has a history");
    let missiles = term(&scenario, "withdraw-missiles");
    let open = history.turns[11].after.offers().iter().filter(|offer| offer.alive());
    let about: Vec<_> = open.filter(|offer| offer.legs.iter().any(|(term, _)| term == missiles)).collect();
    assert!(about.is_empty(), "the letters lie no longer open: {about:?}");
    let jupiters = term(&scenario, "jupiters-out");
    for seed in 0..40 {
        let course = game(&scenario, [Some(Simple::Historical); 2], seed);
        let agreed: Vec<bool> = course
            .record
            .entries
            .iter()
            .filter_map(|entry| match entry.what {
                What::Agreed(legs) => legs.iter().find(|(term, _)| *term == jupiters).map(|(_, secret)| secret),
                _ => None,
            })
            .collect();
        let secret = agreed.iter().position(|secret| *secret);
        assert!(secret.is_none_or(|at| agreed[at..].iter().all(|secret| *secret)), "seed {seed}: {agreed:?}");
    }
}

#[test]
fn off_the_record_the_historical_player_fills_no_more_desks_than_history_did() {
    let scenario = cuba();
    let history = scenario.history.as_ref().expect("1962 has a history");
    for seed in 0..40 {
        let course = game(&scenario, [Some(Simple::Hawk), Some(Simple::Historical)], seed);
        for (turn, played) in course.turns.iter().enumerate().skip(1) {
            if played.opening.last_turn() {
                // The record knows no last turn: it stops what it can.
                let warlike = played.orders[1].acts().any(|act| 0 < brinkmanship::policy::heat(&scenario, act));
                assert!(!warlike, "seed {seed}, turn {turn}: the last to stop");
                continue;
            }
            let most = history.turns.get(turn).map_or(1, |turn| turn.orders[1].len().max(1));
            assert!(played.orders[1].acts().count() <= most, "seed {seed}, turn {turn}");
        }
    }
}

#[test]
fn nobody_comments_on_what_the_world_has_not_heard_of() {
    let scenario = cuba();
    let known = fact(&scenario, "world-knows-of-missiles");
    for (policies, seeds) in [([Simple::Dove; 2], 40), ([Simple::Random; 2], 40), ([Simple::Dove, Simple::Random], 40)]
    {
        for seed in 0..seeds {
            let course = game(&scenario, policies.map(Some), seed);
            for id in ["cuba.not-asked", "congress.satisfied", "china.capitulation"] {
                for turn in turns_of(&course, id) {
                    assert!(course.turns[usize::from(turn)].closing.fact(known), "{id}, seed {seed}, turn {turn}");
                }
            }
            let at = |id: &str| scenario.aftermath.iter().position(|item| item.id == id).expect("it is in the file");
            let end = course.outcome.as_ref().expect("it has ended").at(Horizon::Later);
            if end.followed(AftermathId::new(at("cuba-refuses-inspection"))) {
                assert!(end.agreed(term(&scenario, "inspection")) && end.fact(fact(&scenario, "no-invasion-pledge")));
            }
            if end.followed(AftermathId::new(at("missiles-shipped"))) {
                assert!(end.fact(known), "seed {seed}: aircraft count what nobody knows of");
            }
        }
    }
}

#[test]
fn after_a_strike_nobody_is_offered_what_belongs_before_it() {
    let scenario = cuba();
    let course = Script::history(&scenario).until(1).then(&["surgical-strike"], &["build-and-reassure"], &[]).play();
    let gone = [
        (Actor::First, "confront-gromyko"),
        (Actor::First, "listen-say-nothing"),
        (Actor::First, "brief-allies-now"),
        (Actor::First, "letter-to-khrushchev"),
        (Actor::Second, "deny-and-call-defensive"),
        (Actor::Second, "offer-pledge-for-pause"),
    ];
    for (actor, id) in gone {
        assert!(!open(&course, actor, id), "{id} is offered the day after the bombs");
    }
    let later = Script::history(&scenario).until(1).then(&["surgical-strike"], &["build-and-reassure"], &[]);
    let later = later.then(&[], &[], &[]).then(&[], &[], &[]).play();
    assert_eq!(later.crisis.turn(), 4);
    for id in ["un-first", "naval-quarantine", "speech-with-summit-offer", "deliberate-in-secret"] {
        assert!(!open(&later, Actor::First, id), "{id} is offered days after the bombs");
    }
    assert!(!scenario.rules[rule(&scenario, "cuba.mobilises").index()].text.contains("inspect"));
}

#[test]
fn a_message_to_havana_reaches_moscow_late_if_at_all() {
    let scenario = cuba();
    for id in ["approach-castro", "brazil-message-to-castro"] {
        let data = &scenario.moves[a_move(&scenario, id).index()];
        assert!(!data.audience.includes(Actor::Second) && !data.audience.world(), "{id}");
    }
    let course = history_course(&scenario).expect("1962 has a history");
    assert_eq!(turns_of(&course, "neutrals.carry-messages"), [9], "the message was ordered on turn 8");
}

#[test]
fn castro_speaks_on_tuesday_and_the_radars_wake_in_the_night_to_saturday() {
    let scenario = cuba();
    let course = history_course(&scenario).expect("1962 has a history");
    assert_eq!(turns_of(&course, "cuba.mobilises"), [4]);
    assert_eq!(turns_of(&course, "cuba.castro-on-television"), [5]);
    assert_eq!(turns_of(&course, "field-command.radars-on"), [8]);
}

#[test]
fn the_rungs_say_nothing_that_an_unanswered_incident_could_make_false() {
    let scenario = cuba();
    for rung in &scenario.ladders[0].rungs {
        for word in ["Quarantine", "deployment", "the sites", "Public"] {
            assert!(!rung.name.contains(word), "{}", rung.name);
        }
    }
}

#[test]
fn one_weapon_used_is_not_told_as_the_end_of_the_world() {
    let scenario = cuba();
    let course = Script::history(&scenario)
        .until(10)
        .then(&[], &[], &["catastrophe"])
        .then(&["usa-stop-now"], &["ussr-stop-now"], &[])
        .play_out();
    assert_eq!(ending(&course), "nuclear-use-stopped");
    let debrief = Debrief::of(&course);
    let whole = text::page(&debrief, 100);
    for end in ["Nobody was left to hand it to", "There is no debrief", "water, seed and the sick"] {
        assert!(!whole.contains(end), "{end}");
    }
    // The short form tells of the bomb, and not of shops that sell out of tins.
    let short = text::short(&debrief, 10_000);
    assert!(short.contains("A nuclear weapon has gone off"), "{short}");
    let catastrophe = short.find("A catastrophe").expect("it is among the matters of chance");
    let chance = short.find("CHOICE AND CHANCE").unwrap_or(0);
    assert!(chance < catastrophe);
    assert!(!whole.contains("lucky"), "nobody was lucky");
}

#[test]
fn what_follows_is_told_in_the_order_of_its_dates() {
    const MONTHS: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    /// Year, month and day of the first date in a text, as far as it has them.
    fn dated(text: &str) -> Option<(u32, Option<usize>, Option<u32>)> {
        let words: Vec<&str> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let year = words.iter().filter_map(|word| word.parse::<u32>().ok()).find(|number| 1900 < *number)?;
        let month = words.iter().find_map(|word| MONTHS.iter().position(|month| month == word));
        let day = words.iter().find_map(|word| word.parse::<u32>().ok()).filter(|number| *number < 32);
        let month = if text.starts_with("By the end") { Some(12) } else { month };
        Some((year, month, day))
    }
    let scenario = cuba();
    for horizon in Horizon::BOTH {
        let items = scenario.aftermath.iter().filter(|item| item.horizon == horizon);
        let dates: Vec<_> = items.filter_map(|item| dated(&item.date).map(|date| (date, &item.id))).collect();
        for pair in dates.windows(2) {
            let ((before, one), (after, other)) = (pair[0], pair[1]);
            assert!(before.0 <= after.0, "{other} after {one}");
            let (Some(first), Some(second)) = (before.1, after.1) else { continue };
            if before.0 == after.0 {
                assert!(first <= second, "{other} after {one}");
                let days = before.2.zip(after.2).filter(|_| first == second);
                assert!(days.is_none_or(|(first, second)| first <= second), "{other} after {one}");
            }
        }
    }
}
