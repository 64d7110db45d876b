//! What the readings, the aftermath and the endings of the two crises of 2022 claim is so: each phrase beside what must
//! hold wherever it is said, over some hundred games.

use brinkmanship::{
    crisis::record::What,
    scenario::{
        Scenario,
        model::{Category, LadderId},
    },
    transcript::Course,
};

use crate::{
    claimed::{Claim, Claims, Said, Seen, games},
    table::{Script, fact, shipped},
};

impl Seen<'_> {
    fn any(&self, ids: &[&str]) -> bool {
        ids.iter().any(|id| self.fact(id))
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

/// Games between all pairs of players, and the record itself.
fn with_the_record(scenario: &Scenario, mut each: impl FnMut(&Course<'_>, &str)) {
    each(&Script::history(scenario).play_out(), "the record");
    games(scenario, 8, each);
}

fn claimed(id: &str, always: &'static [Claim], at_most_silent: usize) {
    let claims = Claims { always, ..Claims::default() };
    let scenario = shipped(id);
    let mut said = Said::new();
    with_the_record(&scenario, |course, told| claims.examine(course, told, &mut said));
    let silent = claims.silent(&said);
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
    with_the_record(&scenario, |course, told| {
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
