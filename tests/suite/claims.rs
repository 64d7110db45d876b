//! What the readings, the aftermath and the endings of the two crises of 2022 claim is so: each phrase beside what must
//! hold wherever it is said, over some hundred games.

use brinkmanship::{
    crisis::{Setup, record::What},
    policy::{Player, Simple, recorded},
    scenario::{
        Scenario,
        model::{Actor, Category, CutId, LadderId},
    },
    transcript::Course,
};

use crate::{
    claimed::{Claim, Claims, Said, Seen, games},
    table::{Script, a_move, fact, shipped, term},
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

    fn ended(&self) -> Option<&str> {
        self.1.ended().map(|id| self.0.endings[id.index()].id.as_str())
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

/// Whether it was fought as the record has it: an invasion on four fronts, Luhansk, the call-up, the annexation, the grid.
fn the_war_of_the_record(at: &Seen<'_>) -> bool {
    ["full-scale-invasion", "grind-through-luhansk"].iter().all(|id| at.did(id))
        && ["annexed", "mobilised"].iter().all(|id| at.fact(id))
        && at.happened("grid-struck")
        && !at.did("russia-halt")
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
    ("In the older of two cases", |at| at.happened("un.court")),
    // Ending and verdict beside each other
    ("and it stopped", |at| at.ended_as(Category::LimitedWar) && at.ended() != Some("war-at-year-end")),
    ("and it goes on.", |at| at.ended() == Some("war-at-year-end")),
    ("two new applicants", |at| at.fact("finland-sweden-invited")),
    ("within days", |at| at.did("full-scale-invasion") && at.fact("reserves-frozen")),
    ("been forecast in spring", |at| at.did("full-scale-invasion")),
    ("in March it had been seven", |at| at.did("full-scale-invasion")),
    ("a year of grading", |at| at.did("full-scale-invasion")),
    ("9.1 in a hundred", |at| at.did("full-scale-invasion")),
    ("millions driven from their homes", |at| 1_000_000 <= at.track("displaced")),
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
    ("America has committed 73.1", |at| {
        !at.fact("aid-blocked") && at.happened("congress.omnibus") && at.did("full-scale-invasion")
    }),
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
    // What was counted, declared and struck in the war of the record alone
    ("6,884 civilians", |at| the_war_of_the_record(at)),
    ("up to half the power system", |at| the_war_of_the_record(at)),
    ("less than was declared annexed", |at| at.fact("annexed")),
    ("more declared than is held", |at| at.fact("annexed")),
    ("Most of what was declared", |at| at.fact("annexed")),
    ("ore is held than was declared", |_| false),
    ("hundreds of thousands have left", |at| at.fact("mobilised")),
    ("has recognised anything", |_| false),
    // The worst, done or undone
    ("The worst was never done", |at| !at.fact("reserves-were-frozen") && !at.did("instant-embargo")),
    ("The worst was done, and has been taken back", |at| !at.any(&["reserves-frozen", "oil-embargo"])),
    ("There was nothing to outlast", |at| at.rung("economic", "first-sanctions") == std::cmp::Ordering::Less),
    // Fire, weapons spoken of, and backing
    ("Out of it", |at| at.track("soldiers-of-both") == 0),
    ("or threaten to", |_| false),
    ("None was used", |at| !at.fact("nuclear-used")),
    ("the side that had backed it gained", |at| {
        at.rung("arms", "grade-b") != std::cmp::Ordering::Less
            && 45 <= at.track("ukraine.trust")
            && !at.any(&["arms-capped", "aid-blocked", "aid-slowed"])
    }),
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
    ("flew on", |at| at.fact("airport-stop")),
    ("shook hands beside the aircraft", |at| {
        !at.any(&["missiles-flown", "zones-active"]) && !at.did("announce-six-zones") && at.track("crossings") <= 80
    }),
    ("The Speaker stayed at home", |at| !at.any(&["missiles-flown", "zones-active", "airport-stop"])),
    ("Aircraft cross the line", |at| at.fact("median-crossed") && 60 <= at.track("crossings")),
    ("The line has gone", |at| at.fact("median-crossed") && 60 <= at.track("crossings")),
    ("the sea around the island is as it was", |at| !at.any(&["missiles-flown", "median-crossed", "zones-active"])),
    ("some days' detour", |at| {
        at.happened("markets.detours") && !at.any(&["blockade", "invasion", "taiwan-struck", "inspections"])
    }),
    ("They passed.", |at| !at.any(&["blockade", "invasion", "taiwan-struck", "inspections"])),
    ("the line is kept", |at| !at.any(&["inspections", "blockade", "taiwan-struck", "invasion"])),
    ("seen Beijing move first", |at| {
        at.pressed_at_sea()
            || at.any(&["median-crossed", "missiles-flown", "airspace-closed", "zones-active", "inspection-tried"])
            || at.did("china-close-zones")
    }),
    ("They fought, and stopped", |at| at.ended() != Some("clash-at-sea")),
    ("and stopped there", |at| at.ended() != Some("clash-at-sea")),
    ("Five missiles fell into them", |at| at.fact("missiles-in-japans-zone")),
    ("No climb-down could be seen", |at| at.ended() != Some("beijing-lets-it-pass")),
    ("There were incidents, and people died of them", |at| !at.force()),
    ("killed on purpose", |at| at.any(&["invasion", "taiwan-struck"])),
    ("met the President of Taiwan in California", |at| at.in_the_record() && !at.fact("second-visit-made")),
    ("are not in the room", |_| false),
    ("Washington is not in the room", |at| at.fact("talks-with-taipei")),
    ("No shot was fired", |_| false),
    ("condolences", |_| false),
    ("to fight alone", |_| false),
    ("orces have not fired", |at| !at.fact("direct-war")),
    ("nobody but Taiwan fights it", |at| !at.fact("direct-war")),
    ("nobody stood in the way", |at| {
        at.did("announce-six-zones") && !at.did("intercept-a-missile") && !at.fact("convoys")
    }),
    ("a lost local vote", |at| at.fact("local-vote-lost")),
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
    claimed("taiwan-2022", TAIWAN, 16);
}

/// A phrase that is told when a turn is over, and what must be so of the turn and of the state before it.
type Told = (&'static str, fn(&Seen<'_>, &Seen<'_>) -> bool);

/// What is told of Ukraine while it is played.
const WHILE_IT_IS_PLAYED: &[Told] = &[
    ("Severodonetsk is given up", |now, _| now.did("grind-through-luhansk") && !now.fact("russian-halt")),
    ("hits a shopping centre", |now, _| !now.fact("russian-halt")),
    ("the middle of Vinnytsia", |now, _| !now.fact("russian-halt")),
    ("A theatre in which hundreds", |now, _| !now.fact("russian-halt")),
    ("Power stations are struck again", |now, _| now.fact("war") && !now.fact("russian-halt")),
    ("in the hour of the attack", |now, before| now.fact("war") && !before.fact("invaded")),
    ("Berlin halts Nord Stream 2", |_, before| !before.fact("ns2-halted")),
    ("The first package of sanctions follows", |_, before| {
        before.rung("economic", "first-sanctions") == std::cmp::Ordering::Less
    }),
    ("The pipe lies halted already", |_, before| before.fact("ns2-halted")),
    ("sends guns where Washington sends guns", |now, _| now.fact("heavy-arms-sent")),
    ("asks the President to recognise", |_, before| !before.fact("republics-recognised")),
    ("and oil is next", |now, _| !now.fact("oil-embargo")),
    ("behind the front burn by night", |now, _| now.any(&["himars-sent", "atacms-sent"])),
    ("Zelensky travels to Washington", |now, _| now.did("host-zelensky")),
    ("The first ship leaves Odesa in August", |now, _| now.fact("grain-since-summer")),
];

#[test]
fn what_is_told_of_ukraine_while_it_is_played_is_so() {
    let scenario = shipped("ukraine-2022");
    let mut said: std::collections::BTreeSet<&str> = std::collections::BTreeSet::new();
    with_the_record(&scenario, |course, told| {
        let mut begun = 0;
        for (at, turn) in course.turns.iter().enumerate() {
            let record = &course.record.entries[begun..turn.record_end];
            begun = turn.record_end;
            let before = at.checked_sub(1).map_or(&turn.closing, |before| &course.turns[before].closing);
            for entry in record {
                let What::Happened(rule) = entry.what else { continue };
                let text = &scenario.rules[rule.index()].text;
                for (phrase, holds) in WHILE_IT_IS_PLAYED.iter().filter(|(phrase, _)| text.contains(phrase)) {
                    said.insert(phrase);
                    assert!(
                        holds(&Seen(&scenario, &turn.closing), &Seen(&scenario, before)),
                        "{told}, turn {at}: {text}"
                    );
                }
            }
        }
    });
    let silent: Vec<&str> =
        WHILE_IT_IS_PLAYED.iter().map(|(phrase, _)| *phrase).filter(|phrase| !said.contains(phrase)).collect();
    assert!(silent.is_empty(), "nobody is ever told {silent:?}");
}

/// A clause of a short briefing that speaks of something to do: the scenario, the turn, the clause, and a card that does it.
const CLAUSES: &[(&str, usize, &str, &str)] = &[
    ("ukraine-2022", 2, "Publish them", "publish-the-drafts"),
    ("ukraine-2022", 2, "ask in confidence for what you must have", "tiered-demands-in-confidence"),
    ("ukraine-2022", 2, "ask only for what can be counted", "ask-for-limits-only"),
    ("ukraine-2022", 2, "speak to him on a screen", "video-call"),
    ("ukraine-2022", 2, "severe consequences", "threaten-severe-sanctions"),
    ("ukraine-2022", 2, "rule out American troops", "not-on-the-table"),
    ("ukraine-2022", 3, "Talks at three tables", "talk-at-three-tables"),
    ("ukraine-2022", 3, "a first step", "take-the-basket"),
    ("ukraine-2022", 3, "From Belarus", "move-into-belarus"),
    ("ukraine-2022", 3, "offer limits", "written-replies"),
    ("ukraine-2022", 3, "put the question off for twenty years", "offer-a-moratorium"),
    ("ukraine-2022", 3, "refuse in a line", "bare-refusal"),
    ("ukraine-2022", 5, "The plan asks for Kyiv", "full-scale-invasion"),
    ("ukraine-2022", 5, "a promise to stay out of NATO", "take-kozaks-terms"),
    ("ukraine-2022", 5, "Donbas alone", "donbas-border-operation"),
    ("ukraine-2022", 5, "or nothing yet", "stop-on-the-line"),
    ("ukraine-2022", 5, "The reserves can be frozen", "financial-blockade"),
    ("ukraine-2022", 5, "close the sky", "no-fly-zone"),
    ("ukraine-2022", 5, "every inch means theirs", "reinforce-nato"),
    ("ukraine-2022", 6, "May one guarantor act alone", "talk-on-with-a-veto"),
    ("ukraine-2022", 6, "Go for Donbas", "leave-the-north"),
    ("ukraine-2022", 6, "call up the reserves", "mobilise-early"),
    ("ukraine-2022", 6, "take what is on the table", "settle-at-istanbul"),
    ("ukraine-2022", 6, "howitzers to send", "send-howitzers"),
    ("ukraine-2022", 6, "fifty ministers to seat", "found-the-ramstein-group"),
    ("ukraine-2022", 6, "guarantors: they mean you", "offer-to-guarantee"),
    ("ukraine-2022", 10, "rockets for the power stations", "spare-the-grid"),
    ("ukraine-2022", 10, "a dirty bomb", "dirty-bomb-claim"),
    ("ukraine-2022", 10, "nuclear drill", "nuclear-drills"),
    ("ukraine-2022", 10, "Telephone", "call-shoigu"),
    ("ukraine-2022", 10, "send inspectors, ask Beijing and Delhi", "iaea-china-and-india"),
    ("ukraine-2022", 10, "keep the lights on", "air-defence-for-the-grid"),
    ("ukraine-2022", 11, "Leave in good order", "give-up-kherson"),
    ("ukraine-2022", 11, "stay", "hold-kherson"),
    ("ukraine-2022", 11, "or threaten", "threaten-the-crossing"),
    ("ukraine-2022", 11, "Naryshkin is asked to Ankara", "take-the-ankara-meeting"),
    ("ukraine-2022", 11, "a time to talk", "nudge-kyiv"),
    ("ukraine-2022", 11, "Burns can meet his man", "ankara-channel"),
    ("ukraine-2022", 11, "asked whose it was", "verify-before-blaming"),
    ("taiwan-2022", 0, "ask", "ask-speaker-to-postpone"),
    ("taiwan-2022", 0, "advise", "voice-military-doubts"),
    ("taiwan-2022", 0, "endorse", "endorse-visit"),
    ("taiwan-2022", 0, "offer another place", "meet-on-us-soil"),
    ("taiwan-2022", 2, "six closed zones", "announce-six-zones"),
    ("taiwan-2022", 2, "fruit, fish and sand", "halt-citrus-and-sand"),
    ("taiwan-2022", 2, "Do less", "protest-only"),
    ("taiwan-2022", 2, "the long way", "let-visit-proceed-east"),
    ("taiwan-2022", 2, "as far as the airport", "airport-stop-only"),
    ("taiwan-2022", 2, "The Seven would sign", "seven-say-no-pretext"),
    ("taiwan-2022", 2, "that you would fight", "declare-defence-commitment"),
    ("taiwan-2022", 3, "over the island", "missiles-over-the-island"),
    ("taiwan-2022", 3, "A test of an American missile", "condemn-and-delay-missile-test"),
    ("taiwan-2022", 3, "two carriers were sent", "carrier-through-strait"),
    ("taiwan-2022", 5, "as a success", "declare-tasks-done"),
    ("taiwan-2022", 5, "as a habit", "rotate-zones-for-weeks"),
    ("taiwan-2022", 5, "behind the line again", "return-west-of-the-line"),
    ("taiwan-2022", 5, "A White Paper lies ready", "publish-white-paper"),
    ("taiwan-2022", 5, "The coast guard would like to try something", "try-inspections"),
    ("taiwan-2022", 5, "seats to Taipei", "second-delegation"),
    ("taiwan-2022", 5, "The chips law", "sign-chips-act"),
    ("taiwan-2022", 5, "a page of rules for ships", "propose-encounters-code"),
    ("taiwan-2022", 7, "one may meet", "congress-line-then-summit"),
    ("taiwan-2022", 7, "refuse", "refuse-the-summit"),
    ("taiwan-2022", 7, "bring a package", "offer-restraint-package"),
    ("taiwan-2022", 7, "The rule on chips is ready", "advanced-chip-controls"),
    ("taiwan-2022", 7, "tie it to the line", "tie-summit-to-the-line"),
    ("taiwan-2022", 8, "at sea without notice", "drill-without-notice"),
    ("taiwan-2022", 8, "every ship shows its papers", "enhanced-customs-inspection"),
    ("taiwan-2022", 8, "tariffs and dinners", "tariffs-and-invitations"),
    ("taiwan-2022", 8, "talks without a formula", "offer-talks-without-conditions"),
    ("taiwan-2022", 8, "A new visit may be moved", "move-the-second-meeting"),
    ("taiwan-2022", 8, "with Tokyo and Manila at your side", "proceed-with-partners"),
    ("taiwan-2022", 8, "small weapons", "surge-porcupine-arms"),
    ("taiwan-2022", 8, "publish what an attack would cost", "publish-sanctions-triggers"),
    ("taiwan-2022", 8, "say in private", "reassure-in-private"),
    ("taiwan-2022", 8, "which can be asked", "usa-consult-taipei"),
    ("cuba-1962", 3, "bomb first", "limited-strike"),
    ("cuba-1962", 3, "ships to stop more arms", "naval-quarantine"),
    ("cuba-1962", 3, "Others want to talk", "offer-turkey-guantanamo"),
    ("cuba-1962", 3, "hurry", "finish-sites"),
    ("cuba-1962", 3, "slow down", "pause-deliveries"),
    ("cuba-1962", 3, "own up", "announce-now"),
    ("cuba-1962", 3, "Four submarines are at sea", "send-submarines-to-patrol"),
    ("cuba-1962", 4, "speak to the nation", "speech-quarantine-retaliation-clause"),
    ("cuba-1962", 4, "ask the United Nations first", "un-first"),
    ("cuba-1962", 4, "or strike", "strike-at-the-hour"),
];

#[test]
fn a_short_briefing_offers_nothing_that_is_not_among_the_cards() {
    for (id, turn, clause, card) in CLAUSES {
        let scenario = shipped(id);
        let cut = scenario.cuts.iter().find(|cut| cut.id == "classroom").expect("it has a lesson");
        let card_id = a_move(&scenario, card);
        let told = &cut.briefings[*turn][scenario.moves[card_id.index()].actor.index()];
        assert!(told.contains(clause), "{id}, turn {turn}: \"{clause}\" is not in: {told}");
        assert!(cut.admits(*turn, card_id) && cut.keeps(*turn), "{id}, turn {turn}: `{card}` is left out");
    }
    // What the cards left out could have been asked for by name.
    for (id, turn, clause) in [
        ("ukraine-2022", 2, "name a date"),
        ("ukraine-2022", 5, "missiles alone"),
        ("ukraine-2022", 5, "Warsaw has jets"),
        ("ukraine-2022", 10, "raise your readiness"),
        ("cuba-1962", 3, "hide"),
        ("cuba-1962", 4, "write to Moscow first"),
        ("taiwan-2022", 2, "the short way"),
    ] {
        let scenario = shipped(id);
        let cut = scenario.cuts.iter().find(|cut| cut.id == "classroom").expect("it has a lesson");
        assert!(cut.briefings[turn].iter().all(|told| !told.contains(clause)), "{id}, turn {turn}: {clause}");
    }
}

#[test]
fn in_the_lesson_the_missile_comes_down_wherever_the_war_goes_on_as_in_the_record() {
    let scenario = shipped("ukraine-2022");
    let cut = scenario.cuts.iter().position(|cut| cut.id == "classroom").expect("it has a lesson");
    let missile = crate::table::rule(&scenario, "przewodow");
    assert!(scenario.cuts[cut].sure.contains(&missile));
    let setup = Setup { cut: Some(CutId::new(cut)), ..Setup::default() };
    let (mut fell, mut without) = (0, 0);
    for seed in 0..20 {
        let mut course = Course::start(&scenario, setup, seed);
        let mut whole = Course::start(&scenario, Setup::default(), seed);
        for course in [&mut course, &mut whole] {
            let mut players = Actor::BOTH.map(|actor| Player::new(Simple::Historical, actor, seed));
            while course.crisis.ended().is_none() {
                let orders = recorded(&scenario, &course.crisis, false)
                    .unwrap_or_else(|| Actor::BOTH.map(|actor| players[actor.index()].order(&course.view(actor))));
                course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
            }
        }
        let bombarded = Seen(&scenario, &course.turns[10].closing).rung("military", "bombardment");
        if bombarded != std::cmp::Ordering::Less && course.turns[10].closing.fact(fact(&scenario, "war")) {
            assert!(course.crisis.happened(missile), "seed {seed}");
            fell += 1;
        }
        without += i32::from(!whole.crisis.happened(missile));
    }
    assert!(10 < fell, "{fell}: too few to say");
    assert!(5 < without, "in the whole game it is left to chance: {without}");
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
    assert!(2 < homes, "{homes}: too few to say");
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
