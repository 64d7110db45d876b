//! What Powell (1988, 1990) found of brinkmanship holds in the model, measured on two small crises with fixed seeds:
//! greater resolve does not always prevail, better information does not always lower the danger, and the risk that is
//! taken grows with the stakes.

use brinkmanship::{
    crisis::{Crisis, NoRecord, Seeded, Setup, View, adjudicate, start},
    policy::{Player, Simple},
    scenario::{
        Scenario,
        model::{Actor, DispositionId},
    },
    survey::Share,
};

use crate::support::{load_texts, told};

/// Crises behind every figure. With fixed seeds the figures are the same each time; the intervals say that other seeds
/// would tell the same.
const RUNS: u64 = 4000;

/// How much danger each disposition bears, weakest first. A hawk climbs to the rungs that its disposition bears:
/// the first, the second, the third and the fourth.
const RISKS: [u8; 4] = [0, 25, 50, 75];

fn loaded(text: &str) -> Scenario {
    let loaded = load_texts(&[("scenario.ron", text)]);
    let told = told(&loaded);
    loaded.scenario.unwrap_or_else(|| panic!("{told}"))
}

/// The rungs of both crises: the higher, the likelier the disaster.
const RUNGS: &str = r#"
    (id: "calm", name: "Calm", severity: 0),
    (id: "show", name: "A show of force", severity: 40, catastrophe: 500),
    (id: "ready", name: "Readiness", severity: 55, catastrophe: 2000),
    (id: "alert", name: "Alert", severity: 70, catastrophe: 6000),
    (id: "edge", name: "The edge", severity: 85, catastrophe: 12000),
    (id: "disaster", name: "Disaster", severity: 100, absorbing: true),
"#;

fn turns(count: usize) -> String {
    (0..count).map(|turn| format!("(date: \"Day {turn}\", headline: \"Day {turn}\"),")).collect()
}

/// Two sides on a ladder of their own each. An order to climb is carried out six times in ten, and whoever stands higher
/// at the end prevails.
fn contest() -> Scenario {
    let dispositions: String = ["a", "b"]
        .iter()
        .flat_map(|actor| {
            RISKS.map(|risk| {
                format!(
                    "\"{actor}.{risk}\": (actor: \"{actor}\", name: \"Bears {risk}\", text: \"Bears {risk}.\", risk: {risk}),"
                )
            })
        })
        .collect();
    let moves: String = ["a", "b"]
        .iter()
        .map(|actor| {
            format!(
                "\"{actor}.up\": (actor: \"{actor}\", channel: \"forces\", repeat: true, escalation: 1, title: \"Go up\", \
                 text: \"One rung more.\", requires: Not(OwnRungAtLeast(\"{actor}\", \"nerve\", \"edge\")), effects: [ \
                 Chance(label: \"{actor}-obeyed\", odds: 60000, then: [ClimbBy(ladder: \"nerve\", steps: 1, actor: \"{actor}\")]) ]),\
                 \"{actor}.hold\": (actor: \"{actor}\", channel: \"forces\", repeat: true, title: \"Hold\", text: \"Hold.\"),"
            )
        })
        .collect();
    let higher = |one: &str, other: &str| {
        let rungs: String = ["show", "ready", "alert", "edge"]
            .iter()
            .map(|rung| {
                format!(
                    "All([OwnRungAtLeast(\"{one}\", \"nerve\", \"{rung}\"), Not(OwnRungAtLeast(\"{other}\", \"nerve\", \
                     \"{rung}\"))]),"
                )
            })
            .collect();
        format!("All([TurnAtLeast(5), Any([{rungs}])])")
    };
    loaded(&format!(
        r#"(
        format: 1, status: Draft, title: "The contest", summary: "Who goes further?",
        actors: {{ "a": (name: "A", decider: "itself"), "b": (name: "B", decider: "itself") }},
        channels: {{ "forces": (title: "Forces") }},
        ladders: {{ "nerve": (kind: Parallel, catastrophe_rung: "disaster", incidents: false, rungs: [{RUNGS}]) }},
        dispositions: {{ {dispositions} }},
        turns: [ {} ],
        moves: {{ {moves} }},
        endings: {{
            "disaster": (title: "Disaster", category: NuclearWar, text: "Both lose.", when: RungAtLeast("nerve", "disaster")),
            "a-prevails": (title: "A prevails", category: BackingDown, text: "A prevails.", when: {}),
            "b-prevails": (title: "B prevails", category: BackingDown, text: "B prevails.", when: {}),
            "even": (title: "Even", category: Stalemate, text: "Neither prevails."),
        }},
        )"#,
        turns(6),
        higher("a", "b"),
        higher("b", "a"),
    ))
}

/// Two sides on one ladder that creeps up by itself. Each can go up or down; whether the other sees it is what the two
/// versions differ in.
fn ladder(seen: bool) -> Scenario {
    let moves: String = ["a", "b"]
        .iter()
        .map(|actor| {
            let audience = if seen { "World".to_owned() } else { format!("Only(\"{actor}\")") };
            format!(
                "\"{actor}.up\": (actor: \"{actor}\", channel: \"forces\", repeat: true, escalation: 1, audience: {audience}, \
                 title: \"Go up\", text: \"One rung more.\", requires: RungAtMost(\"nerve\", \"alert\"), effects: \
                 [ClimbBy(ladder: \"nerve\", steps: 1)]),
                 \"{actor}.down\": (actor: \"{actor}\", channel: \"forces\", repeat: true, escalation: -1, audience: {audience}, \
                 title: \"Go down\", text: \"One rung less.\", effects: [DescendBy(ladder: \"nerve\", steps: 1)]),"
            )
        })
        .collect();
    let forces = if seen { "World" } else { "Nobody" };
    loaded(&format!(
        r#"(
        format: 1, status: Draft, title: "The ladder", summary: "Does it help to see?",
        actors: {{ "a": (name: "A", decider: "itself"), "b": (name: "B", decider: "itself") }},
        channels: {{ "forces": (title: "Forces", audience: {forces}) }},
        ladders: {{ "nerve": (catastrophe_rung: "disaster", incidents: false, rungs: [{RUNGS}]) }},
        turns: [ {} ],
        moves: {{ {moves} }},
        events: {{ "creep": (title: "It creeps up", text: "It creeps up by itself.", repeat: true, odds: 90000,
            when: RungAtMost("nerve", "ready"), effects: [ClimbBy(ladder: "nerve", steps: 2)]) }},
        endings: {{
            "disaster": (title: "Disaster", category: NuclearWar, text: "Both lose.", when: RungAtLeast("nerve", "disaster")),
            "over": (title: "Over", category: Stalemate, text: "It passes."),
        }},
        )"#,
        turns(8),
    ))
}

/// Plays crises and counts how often each ending came about, by the order of the scenario.
fn endings(scenario: &Scenario, policies: [Simple; 2], setup: impl Fn(u64) -> Setup) -> Vec<Share> {
    let mut counts = vec![0; scenario.endings.len()];
    for seed in 0..RUNS {
        let mut dice = Seeded::new(seed);
        let mut crisis: Crisis = start(scenario, &setup(seed), &mut dice, &mut NoRecord);
        let mut players = Actor::BOTH.map(|actor| Player::new(policies[actor.index()], actor, seed));
        while crisis.ended().is_none() {
            let orders = Actor::BOTH.map(|actor| players[actor.index()].order(&View::of(scenario, &crisis, actor)));
            adjudicate(scenario, &mut crisis, &orders, &mut dice, &mut NoRecord).unwrap();
        }
        counts[crisis.ended().unwrap().index()] += 1;
    }
    counts.into_iter().map(|count| Share::of(count, RUNS)).collect()
}

/// Hawks with a disposition of A, and one of B or any.
fn hawks(scenario: &Scenario, own: usize, other: Option<usize>) -> [Share; 3] {
    let id = |at: usize| DispositionId::new(at);
    let count = RISKS.len();
    // Any: each as often as the others.
    let other = |seed: u64| other.unwrap_or_else(|| usize::try_from(seed).unwrap() % count);
    let setup = |seed: u64| Setup { dispositions: [Some(id(own)), Some(id(count + other(seed)))], ..Setup::default() };
    let found = endings(scenario, [Simple::Hawk; 2], setup);
    [found[0], found[1], found[2]]
}

#[test]
fn greater_resolve_mostly_prevails_and_not_always() {
    let scenario = contest();
    let [disaster, strong, weak] = hawks(&scenario, 3, Some(2));
    assert!(weak.high < strong.low && disaster.high < strong.low, "the more resolute prevails most often: {strong:?}");
    assert!(0.10 < weak.low, "in more than one crisis of ten the less resolute side prevails: {weak:?}");
    assert!(0.20 < disaster.low, "and in more than one of five nobody does: {disaster:?}");
}

#[test]
fn seeing_what_the_other_does_raises_the_danger_beside_a_hawk_and_lowers_it_beside_a_dove() {
    let (seen, hidden) = (ladder(true), ladder(false));
    let disaster = |scenario: &Scenario, policies: [Simple; 2]| endings(scenario, policies, |_| Setup::default())[0];
    let hawk = [Simple::Hawk, Simple::TitForTat];
    let (open, blind) = (disaster(&seen, hawk), disaster(&hidden, hawk));
    assert!(blind.high < open.low, "who sees a hawk answers it in kind: {open:?} {blind:?}");
    let dove = [Simple::Dove, Simple::TitForTat];
    let (open, blind) = (disaster(&seen, dove), disaster(&hidden, dove));
    assert!(open.high < blind.low, "who sees a dove comes down with it: {open:?} {blind:?}");
}

#[test]
fn the_risk_that_pays_best_grows_with_the_stakes() {
    let scenario = contest();
    let found: Vec<[Share; 3]> = (0..RISKS.len()).map(|own| hawks(&scenario, own, None)).collect();
    for pair in found.windows(2) {
        let [[disaster, win, _], [more_disaster, more_win, _]] = [pair[0], pair[1]];
        assert!(win.share < more_win.share, "who bears more prevails more often: {win:?} {more_win:?}");
        assert!(
            disaster.share < more_disaster.share,
            "and brings about more disasters: {disaster:?} {more_disaster:?}"
        );
    }
    // What prevailing is worth beside what a disaster costs, in hundredths of both together.
    let best = |stake: f64| -> u8 {
        let worth = |[disaster, win, _]: &[Share; 3]| stake * win.share - (100.0 - stake) * disaster.share;
        let at = (0..RISKS.len()).max_by(|left, right| worth(&found[*left]).total_cmp(&worth(&found[*right])));
        RISKS[at.unwrap()]
    };
    let stakes: Vec<u8> = (1..20).map(|step| best(5.0 * f64::from(step))).collect();
    assert!(stakes.is_sorted(), "{stakes:?}");
    assert_eq!((stakes.first(), stakes.last()), (Some(&RISKS[0]), Some(&RISKS[3])), "{stakes:?}");
}
