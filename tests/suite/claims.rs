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
    table::{Script, fact, shipped, term},
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
    ("managed before there was", |at| {
        !at.any(&["war-began", "massed", "republics-recognised", "troops-in-donbas"])
            && at.rung("nuclear", "silence") == std::cmp::Ordering::Equal
    }),
    ("near enough to have to be managed", |at| !at.fact("war-began")),
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
    // Grain, packages, courts and candidates
    ("Nine packages", |at| at.happened("eu.packages") && at.fact("was-invaded")),
    ("Grain, prisoners and spies", |at| at.fact("grain-deal") && at.fact("ankara-met")),
    ("The grain deal was signed in Turkey", |at| at.fact("grain-deal")),
    ("sat down in Istanbul", |at| at.happened("turkey.host")),
    ("17.8 million", |at| at.fact("grain-since-summer")),
    ("a fall of about thirty", |at| at.fact("was-invaded")),
    ("an order of the Court", |at| at.happened("un.court")),
    ("within four months", |at| at.did("full-scale-invasion")),
    ("no battle was fought over it", |at| {
        !at.fact("war-began") && at.any(&["republics-recognised", "troops-in-donbas"])
    }),
    ("No state was attacked", |at| !at.any(&["war-began", "republics-recognised", "troops-in-donbas"])),
    ("There was no new war to judge", |at| !at.any(&["war-began", "republics-recognised", "troops-in-donbas"])),
    ("There was no new wrong", |_| false),
    // Partners and arms
    ("Armed by some fifty states", |at| at.fact("ramstein-group") && !at.fact("arms-capped")),
    ("They came with arms and money", |at| {
        at.rung("arms", "grade-b") != std::cmp::Ordering::Less && !at.fact("kyiv-fallen")
    }),
    ("They are where they were", |at| at.track("usa.position") < 54),
    // What was agreed, and what was given for it
    ("Nothing was agreed", |at| !at.1.any_agreement()),
    ("Nothing was signed", |at| !at.1.any_agreement()),
    ("nothing was signed", |at| !at.1.any_agreement()),
    ("Nobody has given anything", |_| false),
    ("put their names to one paper", |at| at.1.any_agreement()),
    ("is anyone to talk to goes on", |_| false),
    ("is put off or ruled out", |at| at.any(&["moratorium-in-force", "guarantee-in-force"])),
    ("not in, not promised, not barred", |at| !at.any(&["moratorium-in-force", "guarantee-in-force"])),
    ("army had to be paid to leave", |at| at.carried("pull-back-forces")),
    ("Trains with tanks", |at| {
        !at.fact("massed") && (at.carried("pull-back-forces") || at.fact("was-invaded") && !at.fact("invaded"))
    }),
    ("What was quarrelled over is where it was", |_| false),
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
    // Who came, and who did not
    ("nobody has come", |at| !at.fact("direct-war")),
    ("A visit and arms: nobody could say", |at| !at.any(&["invasion", "taiwan-struck"]) || at.fact("direct-war")),
    ("Japan and then the Philippines", |at| at.any(&["japan-rearms"]) && at.fact("manila-opens-sites")),
    ("stand closer than before", |at| !at.any(&["invasion", "taiwan-struck"]) || at.fact("direct-war")),
    ("America gained partners", |at| !at.fact("imposed")),
    ("The Speaker did not come", |at| !at.fact("airport-stop") && !at.fact("visit-made")),
    ("A guest was expected and did not come", |at| !at.fact("airport-stop")),
    ("The Speaker stayed at home", |at| !at.fact("airport-stop")),
    ("flew on", |at| at.fact("airport-stop")),
    ("met the President of Taiwan in California", |at| at.in_the_record() && !at.fact("second-visit-made")),
    // Warnings, shots and the dead
    ("There was no early warning, and so nothing to compare", |at| {
        !at.any(&["measures-promised", "drills-announced", "missiles-flown", "zones-active", "median-crossed"])
    }),
    ("people have died", |at| 0 < at.track("dead-civilians") + at.track("dead-soldiers")),
    ("no shot between the two", |at| !at.did("intercept-a-missile") && !at.fact("direct-war")),
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
    claimed("ukraine-2022", UKRAINE, 24);
}

#[test]
fn what_the_pages_of_the_end_claim_of_the_taiwan_strait_is_so() {
    claimed("taiwan-2022", TAIWAN, 10);
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

#[test]
fn an_army_goes_home_by_agreement_only_where_one_was_massed() {
    let scenario = shipped("ukraine-2022");
    let (home, massed) = (term(&scenario, "pull-back-forces"), fact(&scenario, "massed"));
    let mut homes = 0;
    with_the_record(&scenario, |course, told| {
        for entry in &course.record.entries {
            if entry.what == What::CarriedOut(home) {
                let before = usize::from(entry.turn).checked_sub(1).map(|turn| &course.turns[turn].closing);
                assert!(before.is_some_and(|state| state.fact(massed)), "{told}, turn {}", entry.turn);
                homes += 1;
            }
        }
    });
    assert!(3 < homes, "{homes}: too few to say");
}

#[test]
fn kyiv_falls_only_to_an_army_that_stands_north_of_it() {
    let scenario = shipped("ukraine-2022");
    let (fallen, north) = (fact(&scenario, "kyiv-fallen"), fact(&scenario, "north-front"));
    let mut falls = 0;
    with_the_record(&scenario, |course, told| {
        let turns = course.turns.iter().map(|turn| &turn.closing);
        if let Some(fell) = turns.clone().find(|state| state.fact(fallen)) {
            assert!(fell.fact(north), "{told}");
            falls += 1;
        }
    });
    assert!(3 < falls, "{falls}: too few to say");
}

#[test]
fn a_rung_of_the_strait_that_is_somebodys_act_is_reached_by_that_act() {
    let scenario = shipped("taiwan-2022");
    let acts = [
        ("quarantine", &["inspections", "inspection-tried"][..]),
        ("island-seizure", &["island-seized"]),
        ("blockade", &["blockade"]),
    ];
    let mut reached = 0;
    with_the_record(&scenario, |course, told| {
        for (rung, facts) in acts {
            let mut done = false;
            for turn in &course.turns {
                let seen = Seen(&scenario, &turn.closing);
                done |= seen.any(facts);
                if seen.rung("military", rung) == std::cmp::Ordering::Equal {
                    assert!(done, "{told}: {rung}");
                    reached += 1;
                }
            }
        }
    });
    assert!(10 < reached, "{reached}: too few to say");
}
