//! What the check proves never comes about in play, and what it proves always holds never fails.
//!
//! A condition is written twice: where the check judges it, and in an effect that leaves a mark when it is met.

use brinkmanship::{
    crisis::{NoRecord, Seeded, Setup, View, adjudicate, start},
    policy::{Player, Simple},
    scenario::{
        Scenario,
        model::{Actor, FactId},
    },
};

use crate::support::{load_texts, smallest, told};

/// The smallest scenario with something of everything, and a rule in place of `RULE`.
fn rich(rule: &str) -> String {
    let mut text = smallest();
    let mut put = |old: &str, new: &str| {
        assert!(text.contains(old), "{old}");
        text = text.replacen(old, new, 1);
    };
    put("status: Published", "status: Draft");
    put(
        "\"bridge\": (title: \"The bridge\")",
        "\"bridge\": (title: \"The bridge\"), \"post\": (title: \"The post\", talks: true, delay: 1)",
    );
    put(
        "facts: {",
        "facts: { \"yes\": (text: \"It held.\"), \"no\": (text: \"It failed.\"), \"idle\": (text: \"Idle.\"), \"toll-halved\": (text: \"Halved.\"), \"old\": (text: \"Old.\", start: true),",
    );
    put(
        "    turns: [",
        "    postures: { \"watch\": (text: \"On watch.\", owner: \"south\", upkeep: [Change(\"fear\", 3)]) },\n    turns: [",
    );
    put(
        "tracks: {",
        "tracks: { \"fear\": (name: \"Fear\", role: Danger, start: 10, source: [\"fictional\"]), \"carts\": (name: \"Carts\", start: 3, max: 9, source: [\"fictional\"]),",
    );
    put(
        "ladders: {",
        "ladders: { \"trade\": (kind: Parallel, rungs: [(id: \"free\", name: \"Free\", severity: 0), (id: \"taxed\", name: \"Taxed\", severity: 10), (id: \"barred\", name: \"Barred\", severity: 20)]),",
    );
    put("severity: 0,  source", "severity: 0, incident: 20000, source");
    put(
        "    turns: [",
        "    turns: [(date: \"Saturday\", headline: \"Before\"), (date: \"Sunday\", headline: \"Rest\"),",
    );
    put("turns: (0, 0)", "turns: (2, 2)");
    put("    moves: {", "    moves: {
        \"tax\": (actor: \"north\", channel: \"post\", turns: (1, 2), repeat: true, title: \"Tax\", text: \"Tax.\", effects: [ClimbBy(ladder: \"trade\", steps: 1), Change(\"carts\", -1), After(1, [Become(\"idle\")])]),
        \"free\": (actor: \"north\", channel: \"post\", turns: (2, 3), title: \"Free\", text: \"Free.\", effects: [DescendBy(ladder: \"trade\", steps: 2), Cease(\"old\"), Commit(\"word\")]),
        \"guard\": (actor: \"south\", channel: \"post\", turns: (0, 1), title: \"Guard\", text: \"Guard.\", effects: [Become(\"watch\"), Chance(label: \"luck\", odds: 50000, then: [Change(\"carts\", 2)])]),
        \"letter\": (actor: \"south\", channel: \"post\", phase: Words, title: \"Letter\", text: \"Letter.\", effects: [Offer(\"half\"), Say(\"closed-gate\", Denies)]),");
    put("    red_lines: {", "    terms: { \"cut\": (giver: \"south\", title: \"Cut\", text: \"Half the toll.\", leak: 30000, carry: After(1), effects: [Become(\"toll-halved\")]) },
    offers: { \"half\": (from: \"south\", channel: \"post\", title: \"Half\", text: \"Half.\", legs: [Secret(\"cut\")]) },
    commitments: { \"word\": (owner: \"north\", text: \"Free trade.\", stake: 5, kept: Fact(\"toll-halved\"), broken: OwnRungAtLeast(\"north\", \"trade\", \"taxed\")) },
    dispositions: { \"stern\": (actor: \"south\", name: \"Stern\", text: \"Stern.\"), \"mild\": (actor: \"south\", name: \"Mild\", text: \"Mild.\", effects: [Change(\"carts\", 1)]) },
    events: {
        \"brawl\": (title: \"A brawl\", text: \"A brawl.\", at: Incident, weight: 1, unordered: \"north\", effects: [Change(\"fear\", 5)]),
        \"rain\": (title: \"Rain\", text: \"Rain.\", at: Opening, turns: (1, 2), odds: 50000, effects: [Change(\"carts\", -1)]),
    },
    RULE
    red_lines: {");
    text.replace("RULE", rule)
}

/// The words that conditions are made of here.
const WORDS: &[&str] = &[
    "Fact(\"bridge-closed\")",
    "Fact(\"idle\")",
    "Fact(\"toll-halved\")",
    "Fact(\"watch\")",
    "Fact(\"old\")",
    "TrackAtLeast(\"carts\", 4)",
    "TrackAtLeast(\"carts\", 6)",
    "TrackAtLeast(\"carts\", 7)",
    "TrackAtMost(\"carts\", 0)",
    "TrackAtMost(\"carts\", 2)",
    "TrackAtLeast(\"fear\", 11)",
    "TrackAtMost(\"fear\", 9)",
    "TrackAbove(\"carts\", \"fear\")",
    "TrackAtLeast(\"south.standing\", 56)",
    "TrackAtMost(\"south.credibility\", 49)",
    "TrackAtLeast(\"north.credibility\", 51)",
    "RungAtLeast(\"tension\", \"shots\")",
    "RungAtMost(\"tension\", \"calm\")",
    "RungAtLeast(\"trade\", \"taxed\")",
    "RungAtMost(\"trade\", \"free\")",
    "OwnRungAtLeast(\"south\", \"trade\", \"taxed\")",
    "OwnRungAtLeast(\"north\", \"trade\", \"barred\")",
    "PeakAtLeast(\"trade\", \"barred\")",
    "TurnAtLeast(1)",
    "TurnAtLeast(3)",
    "TurnAtMost(0)",
    "TurnAtMost(2)",
    "Did(\"cross\")",
    "Did(\"close\")",
    "DidNow(\"tax\")",
    "DidNow(\"cross\")",
    "DidLast(\"guard\")",
    "DidLast(\"close\")",
    "DidLast(\"letter\")",
    "Happened(\"brawl\")",
    "HappenedNow(\"rain\")",
    "Happened(\"rain\")",
    "Sent(\"half\")",
    "OnTable(\"half\")",
    "InTransit(\"half\")",
    "Accepted(\"half\")",
    "AnyOnTable(\"south\")",
    "AnyOnTable(\"north\")",
    "AnyAgreement",
    "Agreed(\"cut\")",
    "AgreedInPublic(\"cut\")",
    "AgreedInSecret(\"cut\")",
    "CarriedOut(\"cut\")",
    "Leaked(\"cut\")",
    "ConsentRefused(\"cut\")",
    "Crossed(\"closed-gate\")",
    "EverCrossed(\"closed-gate\")",
    "CrossingKnown(\"closed-gate\")",
    "WindowOpen(\"closed-gate\")",
    "Answered(\"closed-gate\")",
    "LetPass(\"closed-gate\")",
    "Declared(\"closed-gate\")",
    "Redrawn(\"closed-gate\")",
    "ConductAtLeast(\"closed-gate\", 51)",
    "ConductAtLeast(\"closed-gate\", 50)",
    "WordsAre(\"closed-gate\", Silent)",
    "WordsAre(\"closed-gate\", Denies)",
    "Committed(\"word\")",
    "Kept(\"word\")",
    "Broken(\"word\")",
    "Disposition(\"stern\")",
    "IncidentOpen",
    "LastTurn",
    "Catastrophe",
    "Ended(\"shots\")",
    "EndedAs(Unsettled)",
];

/// A condition made of words, and how deep it may still go.
fn condition(pick: &mut dyn FnMut(usize) -> usize, depth: usize) -> String {
    let list = |pick: &mut dyn FnMut(usize) -> usize, depth: usize| -> String {
        let count = 2 + pick(3);
        (0..count).map(|_| condition(pick, depth - 1)).collect::<Vec<_>>().join(", ")
    };
    match if depth == 0 { 9 } else { pick(10) } {
        0 | 1 => format!("All([{}])", list(pick, depth)),
        2 => format!("Any([{}])", list(pick, depth)),
        3 => format!("Not({})", condition(pick, depth - 1)),
        4 => format!("AtLeast(2, [{}])", list(pick, depth)),
        _ => WORDS[pick(WORDS.len())].to_owned(),
    }
}

/// Whether the marks are ever set in random play: the condition held, the condition failed.
fn seen(scenario: &Scenario, games: u64) -> (bool, bool) {
    let mark = |id: &str| FactId::new(scenario.facts.iter().position(|fact| fact.id == id).unwrap());
    let marks = (mark("yes"), mark("no"));
    let mut seen = (false, false);
    for seed in 0..games {
        let mut dice = Seeded::new(seed);
        let mut crisis = start(scenario, &Setup::default(), &mut dice, &mut NoRecord);
        let mut players = Actor::BOTH.map(|actor| Player::new(Simple::Random, actor, seed));
        while crisis.ended().is_none() {
            let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&View::of(scenario, &crisis, actor)));
            adjudicate(scenario, &mut crisis, &orders, &mut dice, &mut NoRecord).unwrap();
        }
        seen.0 |= crisis.fact(marks.0);
        seen.1 |= crisis.fact(marks.1);
    }
    seen
}

#[test]
fn what_is_proved_never_or_always_to_hold_is_so_in_play() {
    let mut state = 1962_u64;
    let mut pick = move |most: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((state >> 33) % u64::try_from(most).unwrap()).unwrap()
    };
    let mut proved = 0;
    let mut faults = String::new();
    let words = WORDS.iter().flat_map(|word| [(*word).to_owned(), format!("Not({word})")]);
    let made: Vec<String> = (0..250).map(|_| condition(&mut pick, 2)).collect();
    for condition in words.chain(made) {
        let judged = load_texts(&[(
            "scenario.ron",
            &rich(&format!(
                "drift: {{ \"mark\": (when: {condition}, effects: [Become(\"yes\"), Cease(\"no\"), Become(\"no\")]) }},"
            )),
        )]);
        // The whole condition only: a part may be at fault without it.
        let whole = |code: &str| {
            judged.diagnostics.iter().any(|fault| {
                fault.code == code
                    && fault.path == "drift.mark.when"
                    && fault.message.starts_with("this ")
                    && fault.place.end - fault.place.start == condition.len()
            })
        };
        let (never, always) = (whole("never-holds"), whole("always-holds"));
        if !never && !always {
            continue;
        }
        proved += 1;
        let played = load_texts(&[(
            "scenario.ron",
            &rich(&format!(
                "drift: {{ \"mark\": (effects: [When({condition}, [Become(\"yes\")], [Become(\"no\")])]) }},"
            )),
        )]);
        let scenario = played.scenario.as_ref().unwrap_or_else(|| panic!("{}", told(&played)));
        let (held, failed) = seen(scenario, 40);
        if (never && held) || (always && failed) {
            faults += &format!("{condition}: never {never}, always {always}; held {held}, failed {failed}\n");
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
    assert!(20 < proved, "only {proved} conditions were proved never or always to hold");
}

#[test]
fn what_comes_about_in_play_is_not_called_impossible() {
    for word in WORDS {
        let played = load_texts(&[(
            "scenario.ron",
            &rich(&format!("drift: {{ \"mark\": (effects: [When({word}, [Become(\"yes\")], [Become(\"no\")])]) }},")),
        )]);
        let scenario = played.scenario.as_ref().unwrap_or_else(|| panic!("{}", told(&played)));
        let seen = seen(scenario, 60);
        let judged = load_texts(&[(
            "scenario.ron",
            &rich(&format!("drift: {{ \"mark\": (when: {word}, effects: [Become(\"yes\"), Become(\"no\")]) }},")),
        )]);
        let blamed =
            |code: &str| judged.diagnostics.iter().any(|fault| fault.code == code && fault.path == "drift.mark.when");
        assert!(!(seen.0 && blamed("never-holds")), "{word} came about");
        assert!(!(seen.1 && blamed("always-holds")), "{word} failed");
    }
}
