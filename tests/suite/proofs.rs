//! What the check proves never comes about in play, and what it proves always holds never fails.
//!
//! A condition is written twice: where the check judges it, and in an effect that leaves a mark when it is met.

use brinkmanship::{
    crisis::{Eyes, NoRecord, Seeded, Setup, View, adjudicate, holds, start},
    policy::{Player, Simple},
    scenario::{
        Loaded, Scenario,
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
        \"free\": (actor: \"north\", channel: \"post\", turns: (2, 3), title: \"Free\", text: \"Free.\", effects: [DescendBy(ladder: \"trade\", steps: 2), Cease(\"old\"), Commit(\"word\"), Say(\"closed-gate\", Denies)]),
        \"guard\": (actor: \"south\", channel: \"post\", turns: (0, 1), title: \"Guard\", text: \"Guard.\", effects: [Become(\"watch\"), Chance(label: \"luck\", odds: 50000, then: [Change(\"carts\", 2)])]),
        \"letter\": (actor: \"south\", channel: \"post\", phase: Words, title: \"Letter\", text: \"Letter.\", effects: [Offer(\"half\")]),");
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
    "TurnLimit",
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
    "IncidentOf(\"north\")",
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

/// How a condition came out in random play: whether it ever held and whether it ever failed.
#[derive(Clone, Copy, Default)]
struct Seen {
    /// As a turn was adjudicated, by the marks it left.
    turn: (bool, bool),
    /// As orders were given, through the eyes of either actor.
    orders: (bool, bool),
    /// After the end, as known and as the world saw it.
    after: (bool, bool),
}

/// Plays at random with the condition in an effect.
fn seen(condition: &str, games: u64) -> Seen {
    let mark = format!("drift: {{ \"mark\": (effects: [When({condition}, [Become(\"yes\")], [Become(\"no\")])]) }},");
    let loaded = load_texts(&[("scenario.ron", &rich(&mark))]);
    let scenario: &Scenario = loaded.scenario.as_ref().unwrap_or_else(|| panic!("{}", told(&loaded)));
    let compiled = &scenario.whens[0];
    let mark = |id: &str| FactId::new(scenario.facts.iter().position(|fact| fact.id == id).unwrap());
    let marks = (mark("yes"), mark("no"));
    let note = |seen: &mut (bool, bool), held: bool| if held { seen.0 = true } else { seen.1 = true };
    let mut seen = Seen::default();
    for seed in 0..games {
        let mut dice = Seeded::new(seed);
        let mut crisis = start(scenario, &Setup::default(), &mut dice, &mut NoRecord);
        let mut players = Actor::BOTH.map(|actor| Player::new(Simple::Random, actor, seed));
        while crisis.ended().is_none() {
            for actor in Actor::BOTH {
                note(&mut seen.orders, holds(scenario, &crisis, compiled, Eyes::Actor(actor)));
            }
            let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&View::of(scenario, &crisis, actor)));
            adjudicate(scenario, &mut crisis, &orders, &mut dice, &mut NoRecord).unwrap();
        }
        for eyes in [Eyes::Truth, Eyes::World] {
            note(&mut seen.after, holds(scenario, &crisis, compiled, eyes));
        }
        seen.turn.0 |= crisis.fact(marks.0);
        seen.turn.1 |= crisis.fact(marks.1);
    }
    seen
}

/// Where a condition is judged: a name, how it is written, its data path, and what play showed.
type Site = (&'static str, fn(&str) -> String, &'static str, fn(&Seen) -> (bool, bool));

/// The three times at which conditions are asked.
const SITES: [Site; 3] = [
    (
        "as a turn is adjudicated",
        |condition| format!("drift: {{ \"mark\": (when: {condition}, effects: [Become(\"yes\"), Become(\"no\")]) }},"),
        "drift.mark.when",
        |seen| seen.turn,
    ),
    (
        "as orders are given",
        |condition| format!("channels: {{ \"mark\": (title: \"Mark\", open: {condition}) }},"),
        "channels.mark.open",
        |seen| seen.orders,
    ),
    (
        "after the end",
        |condition| format!("aftermath: {{ \"mark\": (date: \"later\", text: \"Later.\", when: {condition}) }},"),
        "aftermath.mark.when",
        |seen| seen.after,
    ),
];

/// Whether the check says of a whole condition that it never holds, and that it always does.
fn proved(judged: &Loaded, path: &str, condition: &str) -> (bool, bool) {
    let whole = |code: &str| {
        judged.diagnostics.iter().any(|fault| {
            fault.code == code
                && fault.path == path
                && fault.message.starts_with("this ")
                && fault.place.end - fault.place.start == condition.len()
        })
    };
    (whole("never-holds"), whole("always-holds"))
}

#[test]
fn what_is_proved_never_or_always_to_hold_is_so_in_play() {
    let mut state = 1962_u64;
    let mut pick = move |most: usize| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((state >> 33) % u64::try_from(most).unwrap()).unwrap()
    };
    let words = WORDS.iter().flat_map(|word| [(*word).to_owned(), format!("Not({word})")]);
    let made: Vec<String> = (0..200).map(|_| condition(&mut pick, 2)).collect();
    let mut proofs = [0; 3];
    let mut faults = String::new();
    for condition in words.chain(made) {
        let mut played = None;
        for (at, (when, write, path, of)) in SITES.iter().enumerate() {
            let mut text = rich("RULE");
            // A desk stands with the other desks, everything else on its own.
            text = match write(&condition).strip_prefix("channels: {") {
                Some(desk) => {
                    let desk = format!("channels: {{{},", desk.trim_end_matches(" },"));
                    text.replace("RULE", "").replacen("channels: {", &desk, 1)
                }
                None => text.replace("RULE", &write(&condition)),
            };
            let judged = load_texts(&[("scenario.ron", &text)]);
            assert!(
                !judged.diagnostics.iter().any(|fault| fault.code == "syntax" || fault.code == "unknown-id"),
                "{}",
                told(&judged)
            );
            let (never, always) = proved(&judged, path, &condition);
            if !never && !always {
                continue;
            }
            proofs[at] += 1;
            let seen = of(played.get_or_insert_with(|| seen(&condition, 30)));
            if (never && seen.0) || (always && seen.1) {
                faults += &format!(
                    "{condition} {when}: never {never}, always {always}; held {}, failed {}\n",
                    seen.0, seen.1
                );
            }
        }
    }
    assert!(faults.is_empty(), "\n{faults}");
    assert!(
        proofs.iter().all(|count| 15 < *count),
        "too few conditions were proved never or always to hold: {proofs:?}"
    );
}
