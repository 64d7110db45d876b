//! What the readings, the aftermath and the endings of the two crises of 2022 claim is so: each phrase beside what must
//! hold wherever it is said, over some hundred games.

use std::collections::BTreeMap;

use brinkmanship::{
    crisis::{Crisis, record::What},
    policy::Simple,
    scenario::{
        Scenario,
        model::{AftermathId, AimId, Category, Horizon, LadderId, Ledger},
    },
    transcript::Course,
    verdict::{opinions, verdict},
};

use crate::table::{Script, a_move, fact, game, rule, shipped, term, track};

/// A crisis at a horizon, asked by ids.
struct Seen<'a>(&'a Scenario, &'a Crisis);

impl Seen<'_> {
    fn fact(&self, id: &str) -> bool {
        self.1.fact(fact(self.0, id))
    }

    fn any(&self, ids: &[&str]) -> bool {
        ids.iter().any(|id| self.fact(id))
    }

    fn track(&self, id: &str) -> i32 {
        self.1.track(track(self.0, id))
    }

    fn agreed(&self, id: &str) -> bool {
        self.1.agreed(term(self.0, id))
    }

    fn happened(&self, id: &str) -> bool {
        self.1.happened(rule(self.0, id))
    }

    fn did(&self, id: &str) -> bool {
        self.1.did(a_move(self.0, id))
    }

    fn rung(&self, ladder: &str, id: &str) -> std::cmp::Ordering {
        let at = self.0.ladders.iter().position(|data| data.id == ladder).unwrap_or_else(|| panic!("no `{ladder}`"));
        let asked =
            self.0.ladders[at].rungs.iter().position(|rung| rung.id == id).unwrap_or_else(|| panic!("no `{id}`"));
        usize::from(self.1.rung(LadderId::new(at))).cmp(&asked)
    }

    fn ended_as(&self, category: Category) -> bool {
        self.1.ended().is_some_and(|id| self.0.endings[id.index()].category == category)
    }

    /// Whether the last turn that was played lies within the record.
    fn in_the_record(&self) -> bool {
        !self.0.turns[self.1.turn()].hypothetical
    }

    fn force(&self) -> bool {
        self.any(&["force-used", "invasion", "taiwan-struck", "blockade", "island-seized"])
    }

    fn pressed_at_sea(&self) -> bool {
        self.force() || self.any(&["inspections", "convoys", "direct-war"])
    }
}

type Claim = (&'static str, fn(&Seen<'_>) -> bool);

/// What is said of Ukraine, and what must then be so.
const UKRAINE: &[Claim] = &[
    // A war that was fought is not denied
    ("obody fought", |at| !at.fact("war-began")),
    ("No war was begun", |at| !at.fact("war-began")),
    ("there was no war", |at| !at.fact("war-began")),
    ("obody marched on Kyiv", |at| !at.fact("war-began") && !at.fact("was-invaded")),
    ("othing was marched on", |at| !at.fact("was-invaded") && !at.fact("was-attacked")),
    ("so it goes on", |at| at.fact("war")),
    ("went back", |at| at.fact("was-invaded") && !at.fact("invaded")),
    ("It was managed before there was anything to manage", |at| !at.fact("war-began")),
    ("length is the cost that nobody had to pay", |at| !at.fact("war-began")),
    ("There has been no new war", |at| !at.fact("war-began")),
    // What the courts said
    ("by order of the Court", |_| false),
    ("The Court ordered a stop", |at| at.happened("un.court")),
    ("two judgements", |at| at.happened("un.court")),
    ("Thirty-five abstained", |at| at.happened("un.aggression")),
    ("The Assembly", |at| at.happened("un.aggression") || at.happened("un.aggression-later")),
    // Habits, borders, buffers, success
    ("slow attribution, graded arms, telephones", |at| {
        at.fact("hotline")
            && at.fact("przewodow-handled")
            && !at.did("blame-at-once")
            && at.rung("arms", "grade-b") == std::cmp::Ordering::Equal
    }),
    ("by the spring", |at| at.did("full-scale-invasion")),
    ("No border was moved by force", |at| !at.any(&["war-began", "republics-recognised", "troops-in-donbas"])),
    ("it keeps", |at| !at.fact("war") && !at.fact("kyiv-fallen")),
    ("It is what the reading calls success", |_| false),
    ("beginning of disengagement", |at| at.fact("washington-shut-out")),
    ("the army went home", |at| !at.fact("massed") && !at.fact("invaded")),
    ("the economic blow that had been unthinkable was struck", |at| at.fact("reserves-frozen")),
    ("Russia has been pushed to China", |at| 44 <= at.track("trade-elsewhere")),
    // What follows
    ("still stay at home", |at| !at.fact("atacms-sent")),
    ("America has committed 73.1", |at| !at.fact("aid-blocked") && at.happened("congress.omnibus")),
    ("not even a telephone", |at| !at.fact("hotline")),
    ("There is a telephone between headquarters", |at| at.fact("hotline")),
    // How it ended
    ("the guns are silent", |at| at.fact("war-began") && !at.fact("war")),
    ("other states are bound to come", |at| at.agreed("guarantors")),
    ("A government that its voters chose has been replaced", |at| at.fact("kyiv-fallen")),
    // Who telephones
    ("Nobody telephones", |_| false),
    ("Telephoned to be warned", |at| at.did("call-shoigu")),
];

/// What is said of the Taiwan Strait, and what must then be so.
const TAIWAN: &[Claim] = &[
    // Blockade, seizure and inspections are not denied
    ("nothing happened that changes it", |at| !at.pressed_at_sea()),
    ("For once a line was kept", |at| {
        !at.pressed_at_sea() && !at.any(&["visit-made", "second-visit-made", "clarity", "independence-step"])
    }),
    ("nobody was frightened enough", |at| !at.pressed_at_sea()),
    ("no new ones were drawn", |at| !at.pressed_at_sea() && !at.any(&["encounter-rules", "median-line-kept"])),
    ("Neither fear was confirmed", |at| !at.pressed_at_sea()),
    ("both are better off", |at| !at.pressed_at_sea()),
    ("It did not come to the test", |at| !at.pressed_at_sea()),
    ("only settlement worth the name", |at| !at.pressed_at_sea() && at.fact("taipei-consulted")),
    ("Taiwan kept its course", |at| !at.pressed_at_sea()),
    ("A provocation was let pass", |at| {
        !at.any(&["missiles-flown", "median-crossed", "zones-active", "line-pressure", "eight-measures"])
    }),
    ("will not be repeated lightly", |at| !at.fact("second-visit-made")),
    ("no force was used", |at| !at.force() && !at.fact("direct-war")),
    ("force stayed away", |at| !at.force() && !at.fact("direct-war")),
    ("Nothing changed the balance", |at| !at.pressed_at_sea()),
    ("Trade went round", |at| !at.pressed_at_sea() && !at.fact("bank-sanctions")),
    // What it cost
    ("About a twentieth", |at| at.fact("blockade") || at.fact("invasion") || at.ended_as(Category::MajorWar)),
    // What grew, what was kept, what was banned
    ("the risk kept", |at| !at.fact("twelve-miles-violated") && !at.force()),
    ("the risk was not kept", |at| at.fact("twelve-miles-violated")),
    ("Coercion grew", |at| at.any(&["line-pressure", "missiles-flown", "median-crossed"])),
    ("Fruit was banned", |at| at.fact("food-bans")),
    ("Warned, seized", |at| at.any(&["measures-promised", "drills-announced"])),
    // What follows
    ("Of the eight channels", |at| at.fact("eight-measures") && at.in_the_record()),
    ("The next Speaker receives", |at| at.in_the_record()),
    ("Tokyo adopts a new strategy", |at| at.in_the_record()),
    ("at a hundred and fifty yards", |at| at.in_the_record()),
];

/// How often each phrase has been said.
type Said = BTreeMap<&'static str, u32>;

fn held(claims: &[Claim], text: &str, at: &Seen<'_>, told: &str, said: &mut Said) {
    for (phrase, holds) in claims {
        if text.contains(phrase) {
            *said.entry(phrase).or_default() += 1;
            assert!(holds(at), "{told}: it is not so that: {text}");
        }
    }
}

/// Everything that the pages of the end say of a game, against the state that it is said of.
fn examine(claims: &[Claim], course: &Course<'_>, told: &str, said: &mut Said) {
    let scenario = course.scenario;
    let outcome = course.outcome.as_ref().expect("it has ended");
    let seen = |horizon| Seen(scenario, outcome.at(horizon));
    let Some(end) = course.crisis.ended().map(|id| &scenario.endings[id.index()]) else { return };
    held(claims, &end.text, &seen(Horizon::AtOnce), &format!("{told}, ending {}", end.id), said);
    for (at, item) in scenario.aftermath.iter().enumerate() {
        let state = seen(item.horizon);
        if state.1.followed(AftermathId::new(at)) {
            held(claims, &item.text, &state, &format!("{told}, {} ({})", item.id, end.id), said);
        }
    }
    for (at, aim) in scenario.aims.iter().enumerate() {
        for horizon in Horizon::BOTH {
            for ledger in [Ledger::World, Ledger::Known] {
                let Some(found) = verdict(scenario, outcome, AimId::new(at), horizon, ledger) else { continue };
                let because = &aim.verdicts[found.rule].because;
                held(claims, because, &seen(horizon), &format!("{told}, {} ({})", aim.id, end.id), said);
            }
        }
    }
    for (reading, opinion) in scenario.readings.iter().zip(opinions(scenario, outcome)) {
        let told = format!("{told}, {} ({})", reading.id, end.id);
        held(claims, &opinion.says, &seen(reading.horizon), &told, said);
    }
}

/// Games between every pair of these in the two seats, and the record itself.
fn games(scenario: &Scenario, seeds: u64, mut each: impl FnMut(&Course<'_>, &str)) {
    let seats = [
        None,
        Some(Simple::Random),
        Some(Simple::Dove),
        Some(Simple::Hawk),
        Some(Simple::TitForTat),
        Some(Simple::Historical),
    ];
    each(&Script::history(scenario).play_out(), "the record");
    for first in seats {
        for second in seats {
            for seed in 0..seeds {
                each(&game(scenario, [first, second], seed), &format!("{first:?}, {second:?}, seed {seed}"));
            }
        }
    }
}

fn claimed(id: &str, claims: &[Claim], at_most_silent: usize) {
    let scenario = shipped(id);
    let mut said = Said::new();
    games(&scenario, 8, |course, told| examine(claims, course, told, &mut said));
    let silent: Vec<&str> = claims.iter().map(|(phrase, _)| *phrase).filter(|it| !said.contains_key(it)).collect();
    assert!(silent.len() <= at_most_silent, "too few of the phrases are ever said: {silent:?} are not");
}

#[test]
fn what_the_pages_of_the_end_claim_of_ukraine_is_so() {
    claimed("ukraine-2022", UKRAINE, 14);
}

#[test]
fn what_the_pages_of_the_end_claim_of_the_taiwan_strait_is_so() {
    claimed("taiwan-2022", TAIWAN, 8);
}

#[test]
fn a_city_that_falls_is_not_said_to_hold_in_the_same_turn() {
    let scenario = shipped("ukraine-2022");
    let fallen = fact(&scenario, "kyiv-fallen");
    let mut falls = 0;
    games(&scenario, 8, |course, told| {
        let mut before = 0;
        for turn in &course.turns {
            let record = &course.record.entries[before..turn.record_end];
            before = turn.record_end;
            if !turn.closing.fact(fallen) {
                continue;
            }
            falls += 1;
            for entry in record {
                let What::Happened(rule) = entry.what else { continue };
                let text = &scenario.rules[rule.index()].text;
                for word in ["Kyiv holds", "round Kyiv", "Bakhmut holds", "walks through Kyiv", "a President who stays"]
                {
                    assert!(!text.contains(word), "{told}: {text}");
                }
            }
        }
    });
    assert!(5 < falls, "{falls}: too few to say");
}
