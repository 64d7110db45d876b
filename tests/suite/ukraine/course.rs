//! What a game that leaves the record is told, asked and judged by: no other war than the one that is fought, no breach
//! that nobody ordered, and nothing forgotten that happened.

use brinkmanship::{
    crisis::{
        Act, Order, Scripted,
        record::{LineEvent, What},
    },
    policy::Simple,
    report::{Debrief, words},
    scenario::{
        Scenario, files, load,
        model::{Actor, AftermathId, Condition, CutData, Effect, FactId, Horizon, LadderId, Ledger, MoveId, RoleWord},
    },
    transcript::{Course, history_course},
    verdict::opinions,
};

use super::{rung_on, ukraine};
use crate::common::root;
use crate::table::{
    Script, a_move, ending, fact, game, happened_on, line, ordered, play_cut, points, rule, shown, term,
};

/// What December and January of the cut may come to: an agreement that sends the army home.
const AGREED: [[&[&str]; 2]; 2] = [
    [&["publish-the-drafts", "keep-massing"], &["counter-draft", "not-on-the-table"]],
    [&["take-the-basket"], &["alert-8500"]],
];

#[test]
fn a_turn_that_passes_breaks_no_agreement_and_orders_no_invasion_of_a_border_without_an_army() {
    let mut scenario = ukraine();
    // Some of this is not among the cards of the lesson.
    scenario.cuts.iter_mut().for_each(|cut| cut.moves.clear());
    let agreed = play_cut(&scenario, "classroom", &AGREED, &[]);
    assert!(agreed.crisis.carried_out(term(&scenario, "pull-back-forces")));
    assert!(agreed.turns.len() <= 6, "it ends with the bargain");
    assert_eq!(ending(&agreed), "limits-bargain");
    // Home without being paid for it: February passes, and nobody marches.
    let home = [AGREED[0], [&["exercises-over"], &["alert-8500"]]];
    let home = play_cut(&scenario, "classroom", &home, &[]);
    for actor in Actor::BOTH {
        assert!(ordered(&home, 4, actor).is_empty(), "{:?}", ordered(&home, 4, actor));
    }
    assert!(!home.crisis.fact(fact(&scenario, "massed")) && !home.crisis.fact(fact(&scenario, "republics-recognised")));
    // An offer of one's own to go home is not overtaken by one's own army.
    let offered = [[&["ask-for-limits-only", "keep-massing"][..], &[]], [&["take-the-basket"], &[]]];
    let offered = play_cut(&scenario, "classroom", &offered, &[]);
    assert!(ordered(&offered, 4, Actor::First).is_empty());
    // On the course of the record it goes as it did.
    let as_it_was = play_cut(&scenario, "classroom", &[[&["keep-massing"], &[]]], &[]);
    assert_eq!(ordered(&as_it_was, 4, Actor::First), ["order-troops-in", "recognise-the-republics"]);
    assert!(ordered(&as_it_was, 7, Actor::First).is_empty(), "without an invasion the summer is nobody's to order");
}

/// The moves of a cut that send an offer, with the turn on which they are among its cards.
fn offers_of_the_lesson(scenario: &Scenario) -> Vec<(usize, MoveId)> {
    let cut = &scenario.cuts[0];
    let sends = |effects: &[Effect]| effects.iter().any(|effect| matches!(effect, Effect::Offer(_)));
    let listed = cut.moves.iter().enumerate().flat_map(|(turn, kept)| kept.iter().map(move |id| (turn, *id)));
    listed.filter(|(_, id)| sends(&scenario.moves[id.index()].effects)).collect()
}

#[test]
fn a_turn_that_passes_breaks_no_offer_that_the_lesson_lets_a_class_make() {
    let scenario = ukraine();
    let kept: Vec<usize> = (0..scenario.turns.len()).filter(|turn| scenario.cuts[0].keeps(*turn)).collect();
    // The record's own: the drafts, and the text with a veto.
    let records = ["publish-the-drafts", "talk-on-with-a-veto"];
    let (mut looked, mut went_on) = (0, 0);
    for (turn, id) in offers_of_the_lesson(&scenario) {
        let data = &scenario.moves[id.index()];
        if data.actor != Actor::First || kept.last() == Some(&turn) {
            continue;
        }
        // An army that is massed, and from the end of February on a war.
        let before: Vec<[&[&str]; 2]> = kept
            .iter()
            .take_while(|at| **at < turn)
            .map(|at| match at {
                2 => [&["keep-massing"][..], &[][..]],
                3 => [&["move-into-belarus"][..], &[][..]],
                5 => [&["full-scale-invasion"][..], &[][..]],
                _ => [&[][..], &[][..]],
            })
            .collect();
        let of_its_own = [data.id.as_str()];
        let mut orders = before.clone();
        orders.push([&of_its_own, &[]]);
        let open = std::panic::catch_unwind(|| play_cut(&scenario, "classroom", &orders, &[]).turns.len()).is_ok();
        if !open {
            // In a war there is nothing to ask for limits with.
            assert!(5 < turn, "{} could not be ordered on turn {turn}", data.id);
            continue;
        }
        let course = play_cut(&scenario, "classroom", &orders, &[]);
        looked += 1;
        let passed = (turn + 1..course.turns.len()).take_while(|at| !kept.contains(at));
        for at in passed {
            let did = ordered(&course, at, Actor::First);
            if records.contains(&data.id.as_str()) {
                went_on += usize::from(!did.is_empty());
            } else {
                assert!(did.is_empty(), "after `{}` on turn {turn} turn {at} orders {did:?}", data.id);
            }
        }
    }
    assert!(5 < looked && 0 < went_on, "{looked}, {went_on}: too few to say");
}

#[test]
fn a_russia_that_masses_nothing_is_answered_by_nothing_that_climbs() {
    let scenario = ukraine();
    for seed in 0..20 {
        let quiet = game(&scenario, [None, Some(Simple::Historical)], seed);
        let rung = |turn: usize, ladder: usize| quiet.turns[turn].closing.rung(LadderId::new(ladder));
        for (turn, after) in quiet.turns.iter().enumerate().skip(2) {
            for ladder in 0..scenario.ladders.len() {
                assert!(
                    rung(turn, ladder) <= rung(1, ladder),
                    "seed {seed}, turn {turn}: {}",
                    scenario.ladders[ladder].id
                );
            }
            assert!(!after.closing.fact(fact(&scenario, "reserves-frozen")));
        }
        assert_eq!(points(&quiet, "r8-outlast", Horizon::Later, Ledger::Known), 100);
    }
}

#[test]
fn reserves_are_frozen_in_answer_to_an_attack_and_stay_where_they_are_without_one() {
    let scenario = ukraine();
    let frozen = fact(&scenario, "reserves-frozen");
    let waits = Script::history(&scenario).until(5).then(&["keep-it-massed"], &["financial-blockade"], &[]);
    let still = waits.clone().play();
    assert!(!still.crisis.fact(frozen) && rung_on(&still, "economic", 5) == "first-sanctions");
    // The papers lie signed: they can be sent in the month after.
    let later = waits.then(&["russia-invade-late"], &["financial-blockade"], &[]).play();
    assert!(later.crisis.fact(frozen));
    let record = Script::history(&scenario).until(6).play();
    assert!(record.crisis.fact(frozen) && rung_on(&record, "economic", 5) == "financial-blockade");
}

#[test]
fn a_briefing_is_not_read_out_three_times_running() {
    let scenario = ukraine();
    let no_fly = Script::history(&scenario).until(5).then(&["full-scale-invasion"], &["no-fly-zone"], &[]).play();
    for start in [no_fly, Script::history(&scenario).until(4).play(), Script::history(&scenario).until(1).play()] {
        let mut course = start;
        let mut told: Vec<String> = Vec::new();
        while course.crisis.ended().is_none() {
            told.push(shown(&course, Actor::First).briefing);
            let mut dice = Scripted::new(&scenario, &[], &[]);
            course.play_with([Order::default(); 2], &mut dice).unwrap_or_else(|illegal| panic!("{illegal:?}"));
        }
        assert!(3 < told.len(), "{}: too few to say", told.len());
        for three in told.windows(4) {
            assert!(three.iter().any(|text| *text != three[0]), "{}", three[0]);
        }
    }
}

#[test]
fn the_cut_comes_to_every_ending_that_waits_for_the_end_of_the_story() {
    let scenario = ukraine();
    let last = scenario.cuts.iter().map(CutData::last).min().expect("it has a cut");
    for data in &scenario.endings {
        let late = format!("{:?}", data.when).contains(&format!("TurnAtLeast({})", last + 1));
        assert!(!late, "{} waits for a turn that no cut has", data.id);
    }
    let silent = play_cut(
        &scenario,
        "classroom",
        &[[&["keep-massing"], &[]], [&[], &[]], [&["donbas-border-operation"], &[]]],
        &[],
    );
    assert_eq!(ending(&silent), "smaller-war");
    let massed = play_cut(&scenario, "classroom", &[[&["keep-massing"], &[]]], &[]);
    assert_ne!(ending(&massed), "war-goes-on");
}

#[test]
fn to_break_an_agreement_is_an_act_of_its_own_and_costs() {
    let scenario = ukraine();
    let at_table = Script::history(&scenario)
        .until(2)
        .then(&["publish-the-drafts", "keep-massing"], &["counter-draft", "not-on-the-table"], &[])
        .then(&["take-the-basket"], &["alert-8500"], &[])
        .play();
    let view = at_table.view(Actor::First);
    let open = |id: &str| {
        let act = Act::Do(a_move(&scenario, id));
        view.check(&Order::default(), act).is_ok()
    };
    for id in
        ["keep-massing", "recognise-the-republics", "order-troops-in", "russia-build-up", "donbas-border-operation"]
    {
        assert!(!open(id), "{id}");
    }
    assert!(open("russia-go-back-on-it"));
    // Nor is it broken by orders that crossed it in the post.
    let crossed = Script::history(&scenario)
        .until(3)
        .then(&["move-into-belarus"], &["written-replies"], &[])
        .then(&["take-the-basket"], &[], &[])
        .play();
    assert!(crossed.crisis.carried_out(term(&scenario, "pull-back-forces")));
    let both = crossed.scenario.moves[a_move(&scenario, "order-troops-in").index()].excludes.len();
    assert!(0 < both, "to go home and to march in is no one order");
}

/// The invasion of the record, and then peace on Kozak's terms within the next turn, or at Istanbul.
fn invaded_and_settled(scenario: &Scenario) -> Course<'_> {
    Script::history(scenario)
        .until(6)
        .then(
            &["leave-the-north", "settle-at-istanbul"],
            &["send-howitzers", "offer-to-guarantee"],
            &["cannot-remain", "flagship-lost"],
        )
        .play_out()
}

#[test]
fn an_invasion_that_was_settled_is_not_forgotten_by_verdicts_and_readings() {
    let scenario = ukraine();
    let peace = invaded_and_settled(&scenario);
    assert_eq!(ending(&peace), "istanbul-peace");
    assert!(!peace.crisis.fact(fact(&scenario, "invaded")) && peace.crisis.fact(fact(&scenario, "was-invaded")));
    assert_eq!(points(&peace, "u0-deter", Horizon::Later, Ledger::Known), 0);
    let outcome = peace.outcome.as_ref().expect("it has ended");
    let says = |id: &str| {
        let at = scenario.readings.iter().position(|reading| reading.id == id).expect("the reading");
        opinions(&scenario, outcome)[at].says.clone()
    };
    assert!(!says("law").contains("No border was moved"), "{}", says("law"));
    assert!(says("deterrence-failure").starts_with("Deterrence failed"), "{}", says("deterrence-failure"));
    // No reading and no aim asks whether there was an invasion of a fact that a settlement ends.
    let live = fact(&scenario, "invaded");
    for reading in &scenario.readings {
        for question in &reading.questions {
            assert_ne!(question.when, Condition::Fact(live), "{}: {}", reading.id, question.text);
        }
    }
}

#[test]
fn no_card_kills_civilians_but_by_a_nuclear_weapon_or_pays_for_it() {
    for (scenario, nuclear) in [
        (ukraine(), &["tactical-use", "russia-nuclear-reply", "usa-nuclear-reply"][..]),
        (crate::table::shipped("taiwan-2022"), &["china-limited-nuclear-use", "usa-limited-nuclear-use"][..]),
    ] {
        for data in &scenario.moves {
            let kills = data.effects.iter().any(|effect| match effect {
                Effect::Change(track, by) => {
                    let track = &scenario.tracks[track.index()];
                    0 < *by && track.role == RoleWord::HumanCost && track.id.contains("civilians")
                }
                _ => false,
            });
            let used = data.id.contains("nuclear") || nuclear.contains(&data.id.as_str());
            assert!(!kills || used, "{}: {} kills civilians", scenario.id, data.id);
        }
    }
}

#[test]
fn the_strikes_on_the_grid_come_by_rule_with_their_sources_unless_they_are_forbidden() {
    let scenario = ukraine();
    let record = history_course(&scenario).expect("it has a history");
    assert_eq!(happened_on(&record, "grid-struck"), Some(10));
    let forbidden = Script::history(&scenario)
        .until(10)
        .then(&["name-one-commander", "spare-the-grid"], &["call-shoigu"], &[])
        .play();
    assert_eq!(happened_on(&forbidden, "grid-struck"), None);
    for id in ["grid-struck", "mass-killing-known", "mariupol", "taken-away", "izium-graves", "dam-opened"] {
        let data = &scenario.rules[rule(&scenario, id).index()];
        assert!(!data.source.is_empty() && !data.note.is_empty(), "{id} has a source and says what is found");
    }
}

#[test]
fn the_record_tells_what_courts_and_the_united_nations_found() {
    let scenario = ukraine();
    let record = history_course(&scenario).expect("it has a history");
    for (id, turn) in [
        ("mariupol", 6),
        ("mass-killing-known", 6),
        ("kremenchuk", 7),
        ("vinnytsia", 8),
        ("taken-away", 9),
        ("izium-graves", 9),
        ("cells-of-kherson", 11),
    ] {
        assert_eq!(happened_on(&record, id), Some(turn), "{id}");
    }
    let followed: Vec<&str> = scenario
        .aftermath
        .iter()
        .enumerate()
        .filter(|(at, _)| {
            let id = AftermathId::new(*at);
            record.record.entries.iter().any(|entry| entry.what == What::Followed(id))
        })
        .map(|(_, data)| data.id.as_str())
        .collect();
    for id in ["commission-found", "warrants-for-children", "warrants-for-the-grid"] {
        assert!(followed.contains(&id), "{followed:?}");
    }
    let all: String = scenario.rules.iter().map(|data| data.text.as_str()).chain([""]).collect();
    for word in ["tortured", "children", "filtration", "shopping centre"] {
        assert!(all.contains(word), "{word}");
    }
}

#[test]
fn what_came_before_is_told_beside_the_figures_from_the_first_screen() {
    let scenario = ukraine();
    let course = Script::history(&scenario).until(0).play();
    for actor in Actor::BOTH {
        let table = shown(&course, actor);
        assert!(table.nobody_lost() && table.counted.contains("14,000") && table.counted.contains("1.5 million"));
    }
}

#[test]
fn events_of_the_record_fall_on_their_dates() {
    let scenario = ukraine();
    let record = history_course(&scenario).expect("it has a history");
    for (id, turn) in [
        ("belarus.gives-ground", 4),
        ("duma-asks", 4),
        ("un.aggression", 5),
        ("un.court", 6),
        ("asks-nato", 10),
        ("china.against-nuclear-talk", 11),
    ] {
        assert_eq!(happened_on(&record, id), Some(turn), "{id}");
    }
    let banned = fact(&scenario, "oil-banned");
    assert!(!record.turns[4].closing.fact(banned) && record.turns[5].closing.fact(banned), "8 March 2022");
}

#[test]
fn the_record_of_red_lines_names_ukraine_where_ukraine_acts() {
    let scenario = ukraine();
    let record = history_course(&scenario).expect("it has a history");
    for (id, event) in [
        ("crimea", LineEvent::Crossed),
        ("annexed-oblasts", LineEvent::Crossed),
        ("strategic-bases", LineEvent::Probed),
    ] {
        let of = line(&scenario, id);
        let happened = record
            .record
            .entries
            .iter()
            .any(|entry| matches!(entry.what, What::Line { line, event: what, .. } if line == of && what == event));
        assert!(happened, "{id}");
        let said = words::line_event(&scenario, of, event);
        assert!(said.contains(" by Ukraine: ") && !said.contains("United States"), "{said}");
    }
    let debrief = Debrief::of(&record);
    let crimea = debrief.lines.iter().find(|line| line.text.contains("Crimea")).expect("the line");
    assert_eq!((crimea.binds.as_str(), crimea.by.as_str()), ("United States", "Ukraine"));
    assert!(crimea.beside.contains("acts of Ukraine"), "{}", crimea.beside);
}

#[test]
fn a_course_without_army_and_war_is_briefed_on_no_army_and_no_war() {
    let scenario = ukraine();
    let mut course = Script::history(&scenario)
        .until(0)
        .then(&["no-build-up-minsk"], &["offer-a-summit"], &[])
        .then(&["talks-without-build-up"], &["share-intelligence"], &[])
        .play();
    let words = ["The army is not waiting", "losing men", "nuclear power station", "Hostomel", "columns", "trench"];
    let mut turns = 0;
    while course.crisis.ended().is_none() {
        for actor in Actor::BOTH {
            let table = shown(&course, actor);
            for word in words {
                assert!(!table.briefing.contains(word), "turn {}: {}", table.turn, table.briefing);
            }
            for headline in ["Shells and distances", "The days in which it is decided", "The river at Kherson"] {
                assert_ne!(table.headline, headline);
            }
            let drawn: Vec<&str> = table.lines.iter().map(|line| line.text.as_str()).collect();
            assert!(!drawn.iter().any(|text| text.contains("Crimea") || text.contains("Convoys")), "{drawn:?}");
        }
        turns += 1;
        let mut dice = Scripted::new(&scenario, &[], &[]);
        course.play_with([Order::default(); 2], &mut dice).unwrap_or_else(|illegal| panic!("{illegal:?}"));
    }
    assert!(5 <= turns);
    assert_ne!(ending(&course), "war-goes-on");
    let told = Debrief::of(&course).turns;
    assert!(told.iter().all(|turn| turn.headline != "The days in which it is decided" && !turn.headline.is_empty()));
}

#[test]
fn nobody_fights_during_a_cease_fire() {
    let scenario = ukraine();
    let war = fact(&scenario, "war");
    for id in [
        "saky",
        "kharkiv-offensive",
        "lyman",
        "kerch",
        "engels",
        "plant-shelling",
        "flagship-lost",
        "ukraine.stands",
        "ukraine.holds-kyiv",
        "ukraine.ground-for-time",
        "ukraine.depots-and-bridges",
        "ukraine.enters-kherson",
        "ukraine.springs-the-trap",
        "ukraine.holds-bakhmut",
        "kremenchuk",
        "vinnytsia",
        "grid-struck",
        "mariupol",
    ] {
        let data = &scenario.rules[rule(&scenario, id).index()];
        assert!(asks_for(&data.when, war), "{id} does not ask whether the war goes on");
    }
}

/// Whether a condition cannot hold without a fact.
fn asks_for(condition: &Condition, wanted: FactId) -> bool {
    match condition {
        Condition::Fact(id) => *id == wanted,
        Condition::All(list) => list.iter().any(|inner| asks_for(inner, wanted)),
        _ => false,
    }
}

/// What the check says of the scenario with a text of one of its files replaced once.
fn told_of(name: &str, was: &str, now: &str) -> Vec<String> {
    let folder = root().join("scenarios/ukraine-2022");
    let mut found = files::read_folder(&folder).unwrap_or_else(|error| panic!("{error}"));
    for file in &mut found {
        if let (true, Ok(bytes)) = (file.name == name, &mut file.bytes) {
            let text = String::from_utf8_lossy(bytes).replacen(was, now, 1);
            *bytes = text.into_bytes();
        }
    }
    load("ukraine-2022", &found).diagnostics.iter().map(ToString::to_string).collect()
}

#[test]
fn a_verdict_that_loses_its_source_is_noticed() {
    let told = told_of("aims.ron", ", source: [\"our-judgement\"]),", "),");
    assert!(
        told.iter().any(|told| told.contains("source-missing") && told.contains("a verdict of the aim")),
        "{told:?}"
    );
}

#[test]
fn the_dead_before_the_first_turn_are_counted_with_a_source() {
    let told = told_of("scenario.ron", "    counted_source: [\"ohchr-2021\"],\n", "");
    assert!(told.iter().any(|told| told.contains("source-missing") && told.contains("counted")), "{told:?}");
    let debrief = Debrief::of(&Script::history(&ukraine()).play_out());
    let (counted, sources) = &debrief.screen.counted;
    assert!(counted.contains("14,000"));
    let cited: Vec<&str> = sources.iter().map(|number| debrief.sources[number - 1].reference.as_str()).collect();
    assert!(cited.len() == 1 && cited[0].contains("High Commissioner for Human Rights"), "{cited:?}");
}
