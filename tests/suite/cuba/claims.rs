//! What the pages of the end claim is so: each phrase beside what must hold wherever it is said, over many games.

use brinkmanship::{
    crisis::{Act, CommitmentStatus, record::LineEvent},
    report::{Debrief, text},
    scenario::{
        Scenario,
        model::{Actor, AftermathId, Ahead, ChannelId, CommitmentId, Horizon, LadderId, Legs},
    },
    transcript::Course,
    verdict::{Outcome, opinions},
};

use super::table::{Script, cuba, ending, fact, game, line, line_events, term, track};
use crate::claimed::{Claim, Claims, Said, Seen, games};

impl Seen<'_> {
    fn public(&self, id: &str) -> bool {
        self.1.agreed_in_public(term(self.0, id))
    }

    fn followed(&self, id: &str) -> bool {
        let at = self.0.aftermath.iter().position(|item| item.id == id).unwrap_or_else(|| panic!("no `{id}`"));
        self.1.followed(AftermathId::new(at))
    }

    fn peak(&self, id: &str) -> bool {
        let rung = self.0.ladders[0].rungs.iter().position(|rung| rung.id == id).expect("a rung");
        rung <= usize::from(self.1.peak(LadderId(0)))
    }

    fn answered(&self) -> bool {
        self.1.line(line(self.0, "ru1-no-offensive-missiles")).answered != 0
    }

    fn declared(&self, id: &str) -> bool {
        self.1.line(line(self.0, id)).declared
    }

    /// Whether the part about Turkey can be known to more than those who made it.
    fn sale_known(&self) -> bool {
        self.public("jupiters-out")
            || self.1.leaked(term(self.0, "jupiters-out"))
            || self.fact("jupiter-note-published")
    }

    fn attacked(&self) -> bool {
        self.fact("strike-done") || self.fact("invasion-done")
    }
}

/// What is said, and what must then be so, in whichever ledger it is said.
const CLAIMS: &[Claim] = &[
    // Endings
    ("without a word of agreement", |at| !at.1.any_agreement()),
    ("nothing was promised for them", |at| !at.1.any_agreement()),
    ("no agreement says that they must", |at| at.1.any_agreement() && !at.agreed("withdraw-missiles")),
    ("because it was agreed that they should", |at| at.agreed("withdraw-missiles")),
    ("the two governments have come to terms", |at| at.1.any_agreement()),
    ("that nobody will ever write a book about", |at| !at.1.any_agreement() && !at.fact("world-knows-of-missiles")),
    ("the island is promised peace", |at| at.fact("no-invasion-pledge") && !at.agreed("jupiters-out")),
    ("gives its word not to invade", |at| at.fact("no-invasion-pledge")),
    ("stays between a handful of men", |at| at.agreed("jupiters-out") && !at.sale_known()),
    ("before the eyes of the world", |at| at.public("jupiters-out") && at.public("withdraw-missiles")),
    ("Washington has said, in one way or another", |at| at.fact("missiles-accepted")),
    ("the day for an answer went by", |at| {
        at.1.line(line(at.0, "ru1-no-offensive-missiles")).passed != 0 && at.declared("ru1-no-offensive-missiles")
    }),
    ("are dead, the hills are full", |at| 10_000 <= at.track("dead-total")),
    // Aftermath
    ("The firing has stopped. Both sides", |at| {
        at.1.ended().is_some_and(|id| !at.0.endings[id.index()].id.ends_with("-unended"))
    }),
    ("counted at sea", |at| !at.fact("gone-before-told")),
    ("saw them go", |at| !at.fact("gone-before-told")),
    ("eyes of American airmen", |at| !at.fact("gone-before-told")),
    ("when they had gone", |at| at.fact("gone-before-told") && at.fact("world-knows-of-missiles")),
    ("Forty-two", |at| {
        !at.fact("gone-before-told") && at.did("secret-missiles") && !at.did("early-blockade") && !at.attacked()
    }),
    ("No newspaper has heard", |at| !at.fact("world-knows-of-missiles")),
    ("with no promise to anyone", |at| !at.agreed("jupiters-out")),
    ("to the world this is a matter", |at| !at.sale_known()),
    ("everyone has read what the Jupiters", |at| at.sale_known()),
    ("walk over the sites", |at| at.fact("inspectors-in-cuba") && at.fact("castro-consulted")),
    ("Cuba will not have its soil", |at| at.agreed("inspection") && !at.fact("inspectors-in-cuba")),
    ("Polaris on station", |at| at.fact("polaris-announced")),
    // Missiles and bombers
    ("decks of ships, counted from the air", |at| {
        at.fact("missiles-withdrawn") && at.fact("world-knows-of-missiles") && at.fact("il28s-withdrawn")
    }),
    ("the bombers with them", |at| at.track("il28s") == 0 && at.fact("il28s-withdrawn")),
    ("The bombers stayed", |at| 0 < at.track("il28s")),
    ("The sites were wrecked", |at| at.attacked() || at.fact("cuba-occupied")),
    ("Cuba was bombed", |at| at.fact("strike-done")),
    ("attacked from the air", |at| at.fact("strike-done")),
    ("No inspector came ashore", |at| !at.fact("inspectors-in-cuba") && !at.fact("inspection-imposed")),
    ("outlasted the talking", |at| 0 < at.track("missiles-in-cuba")),
    // Words and firmness
    ("demand made, force held ready", |at| at.answered() && at.declared("ru1-no-offensive-missiles")),
    ("kept his nerve", |at| at.answered() && at.fact("world-knows-of-missiles")),
    ("gave way to a threat", |at| at.answered()),
    ("The line was drawn in public", |at| at.declared("ru1-no-offensive-missiles")),
    ("Washington had drawn no line", |at| !at.declared("ru1-no-offensive-missiles")),
    ("kept hidden for a generation", |at| at.agreed("jupiters-out") && !at.sale_known()),
    ("half a year later", |at| at.followed("jupiters-dismantled") || at.followed("jupiters-replaced")),
    ("Seven in ten", |at| 70 <= at.track("usa.standing")),
    // Allies
    ("The allies were told before", |at| at.fact("allies-told-early")),
    ("informed and not consulted", |at| at.happened("nato.told")),
    // Fire and fear
    ("Nobody was killed by", |at| at.track("dead-by-fire") == 0),
    ("people were killed by it", |at| 0 < at.track("dead-by-fire")),
    ("at the last moment", |at| at.peak("super-readiness")),
    ("took the world to the edge", |at| at.peak("super-readiness")),
    ("How near it came to another end", |at| at.peak("super-readiness")),
    ("frightened with war", |at| at.peak("super-readiness")),
    ("a structure could be built", |at| at.fact("hotline")),
    ("Nothing new was built", |at| !at.fact("hotline") && !at.fact("test-ban")),
    // Cuba
    ("Havana was asked", |at| at.fact("castro-consulted")),
    ("Castro learned from others", |at| at.happened("cuba.not-asked") && at.fact("il28s-withdrawn")),
    ("heard it on the radio", |at| at.happened("cuba.not-asked")),
    ("only refuse the inspectors", |at| at.fact("inspection-refused")),
    ("first heard of it from the news", |at| at.happened("cuba.not-asked") && at.fact("no-invasion-pledge")),
    ("over Cuba's head", |at| !at.1.any_agreement()),
    ("condition, inspection, that was never met", |at| at.agreed("inspection") && !at.fact("inspectors-in-cuba")),
    ("The promise was given", |at| at.fact("no-invasion-pledge")),
    ("nobody has promised him", |at| !at.fact("no-invasion-pledge")),
    ("the raids have stopped", |at| !at.fact("mongoose")),
    ("The raids have stopped", |at| !at.fact("mongoose")),
    // Turkey
    ("Submarines took their place", |at| at.track("jupiters") == 0 && at.fact("polaris-announced")),
    ("A better weapon took", |at| at.fact("polaris-announced")),
    ("by 24 April 1963", |at| at.followed("jupiters-dismantled")),
    ("the likeness was refused", |at| at.declared("rs3-equal-security")),
    ("The Jupiters stay", |at| 0 < at.track("jupiters")),
    ("made in the light", |at| at.public("jupiters-out")),
    ("An even exchange in the open", |at| at.public("jupiters-out") && at.track("jupiters") == 0),
    ("Both gave up missiles", |at| at.fact("missiles-withdrawn") && at.track("jupiters") == 0),
    ("everyone could see it", |at| at.public("guantanamo") || at.1.leaked(term(at.0, "guantanamo"))),
    // What only those can say who have heard of it
    ("Moscow stepped back", |at| at.fact("missiles-withdrawn") && at.fact("world-knows-of-missiles")),
    ("Most people saw it step back", |at| at.fact("missiles-withdrawn") && at.fact("world-knows-of-missiles")),
];

/// What must be so where the ledger is that of all that is known since.
const KNOWN: &[Claim] = &[
    ("none ever came", |at| at.track("missiles-in-cuba") == 0 && !at.fact("missiles-withdrawn")),
    ("Not one of the five points", |at| at.fact("mongoose") && !at.fact("guantanamo-returned")),
    ("The likeness was never drawn", |at| !at.declared("rs3-equal-security")),
    ("nothing to show for it", |at| !at.1.any_agreement()),
    ("There was no promise", |at| !at.fact("no-invasion-pledge")),
    ("no promise stands", |at| !at.fact("no-invasion-pledge")),
];

/// What the world may say only once it has been told of the missiles.
const WORLD: &[Claim] = &[
    ("none ever came", |at| !at.fact("world-knows-of-missiles")),
    ("The missiles went home", |at| at.fact("world-knows-of-missiles")),
    ("The missiles were shipped", |at| at.fact("world-knows-of-missiles")),
    ("They are said to be gone", |at| at.fact("world-knows-of-missiles")),
    ("none came back", |at| at.fact("world-knows-of-missiles")),
    ("that were to protect Cuba have gone", |at| at.fact("world-knows-of-missiles")),
    ("The base was given up", |at| at.fact("world-knows-of-missiles")),
    ("in private, to talk about Berlin", |_| false),
    ("The promise was given", |at| {
        at.public("no-invasion-pledge")
            || at.public("no-invasion-treaty")
            || at.1.leaked(term(at.0, "no-invasion-pledge"))
            || at.1.leaked(term(at.0, "no-invasion-treaty"))
    }),
];

/// Claims about the moment at which it ended, which the aftermath may overtake.
const AT_THE_END: &[Claim] = &[
    ("Ships still ring the island", |at| at.fact("quarantine-enforced")),
    ("launchers still point north", |at| 0 < at.track("missiles-in-cuba")),
    ("the missiles have not been taken away", |at| 0 < at.track("missiles-in-cuba")),
    ("No missile stands in Cuba", |at| at.track("missiles-in-cuba") == 0),
    ("There are Soviet missiles in Cuba", |at| 0 < at.track("missiles-in-cuba")),
    ("with the guns still firing", |at| {
        let rung = at.0.ladders[0].rungs.iter().position(|rung| rung.id == "conventional-strike");
        rung.is_some_and(|rung| rung <= usize::from(at.1.rung(LadderId(0))))
    }),
];

const ALL: Claims = Claims { always: CLAIMS, world: WORLD, known: KNOWN, at_the_end: AT_THE_END };

fn outcome<'c>(course: &'c Course<'_>) -> &'c Outcome {
    course.outcome.as_ref().expect("it has ended")
}

#[test]
fn what_the_pages_of_the_end_claim_is_so() {
    let scenario = cuba();
    let mut said = Said::new();
    games(&scenario, 30, |course, told| ALL.examine(course, told, &mut said));
    let silent = ALL.silent(&said).len();
    assert!(silent <= 20, "too few of the phrases are ever said: {silent} are not");
}

/// History up to a turn, then an offer of these promises by the back channel, which the other side accepts.
fn bargain<'a>(scenario: &'a Scenario, until: usize, public: &[&str], secret: &[&str]) -> Script<'a> {
    let bits = |ids: &[&str]| ids.iter().fold(0, |bits, id| bits | 1 << term(scenario, id).0);
    let legs = Legs { public: bits(public), secret: bits(secret) };
    let channel = ChannelId::new(scenario.channels.iter().position(|channel| channel.id == "back").expect("the desk"));
    let mut script = Script::history(scenario).until(until);
    script.orders.push([vec![Act::Offer(channel, legs)], Vec::new()]);
    script.draws.push(Vec::new());
    let slot = {
        let course = script.clone().play();
        let mut offers = course.view(Actor::Second).offers();
        let slot = offers.find(|(_, offer)| offer.from == Actor::First && offer.legs == legs).map(|(slot, _)| slot);
        slot.expect("the offer lies on the table")
    };
    script.orders.push([Vec::new(), vec![Act::Accept(slot)]]);
    script.draws.push(Vec::new());
    script
}

#[test]
fn an_agreement_that_was_carried_out_is_told_as_one() {
    let scenario = cuba();
    let mut said = Said::new();
    type Case = (usize, &'static [&'static str], &'static [&'static str], &'static str);
    let cases: [Case; 4] = [
        (1, &["withdraw-missiles"], &["berlin-talks"], "settled-otherwise"),
        (6, &["withdraw-missiles", "lift-quarantine"], &[], "settled-otherwise"),
        (6, &["withdraw-missiles", "no-invasion-pledge"], &[], "settled-for-a-pledge"),
        (6, &["withdraw-missiles", "no-invasion-pledge"], &["jupiters-out"], "settled-with-a-secret"),
    ];
    for (until, public, secret, expected) in cases {
        let course = bargain(&scenario, until, public, secret).play_out();
        assert_eq!(ending(&course), expected, "{public:?} and {secret:?}");
        ALL.examine(&course, expected, &mut said);
        let world = fact(&scenario, "world-knows-of-missiles");
        assert!(course.crisis.fact(world), "what is to leave in public was there");
    }
}

#[test]
fn what_left_unseen_is_no_step_back_before_the_world() {
    let scenario = cuba();
    let mut script = Script::history(&scenario).until(1).then(&[], &["ussr-withdraw-before-known"], &[]);
    for _ in 0..3 {
        script = script.then(&[], &[], &[]);
    }
    let course = script.play_out();
    let end = outcome(&course).at(Horizon::Later);
    let gone = fact(&scenario, "missiles-withdrawn");
    assert!(end.fact(gone) && end.sees_fact(0, gone) && end.sees_fact(1, gone) && !end.sees_fact(2, gone));
    assert!(!end.fact(fact(&scenario, "world-knows-of-missiles")));
    let mut said = Said::new();
    ALL.examine(&course, "unseen", &mut said);
    let warning = scenario.commitments.iter().position(|data| data.id == "september-warning").expect("the word");
    let (status, _) = end.commitment(CommitmentId::new(warning));
    assert_ne!(status, CommitmentStatus::Kept, "Washington did nothing");
}

#[test]
fn bombs_are_not_the_other_sides_respect() {
    let scenario = cuba();
    let mut script = Script::history(&scenario).until(1).then(&["general-strike-invade"], &["build-and-reassure"], &[]);
    for _ in 0..2 {
        script = script.then(&["usa-strike-again"], &[], &[]);
    }
    let course = script.play();
    let missiles = track(&scenario, "missiles-in-cuba");
    assert_eq!(course.crisis.track(missiles), 0, "the bombs have reached them all");
    let id = line(&scenario, "ru1-no-offensive-missiles");
    let events = line_events(&course, "ru1-no-offensive-missiles");
    assert!(events.contains(&LineEvent::Over) && !events.contains(&LineEvent::Undone), "{events:?}");
    assert!(course.crisis.line(id).conduct <= 10, "{}", course.crisis.line(id).conduct);
}

#[test]
fn while_it_is_war_the_briefing_speaks_of_it() {
    let scenario = cuba();
    let mut script = Script::history(&scenario).until(1).then(&["general-strike-invade"], &["build-and-reassure"], &[]);
    for _ in 0..3 {
        if script.orders.len() < 5 {
            script = script.then(&["usa-strike-again"], &[], &[]);
        }
        let copy = Script {
            scenario: &scenario,
            orders: script.orders.clone(),
            draws: script.draws.clone(),
            aftermath: script.aftermath.clone(),
        };
        let course = copy.play();
        if course.crisis.ended().is_some() {
            break;
        }
        for actor in Actor::BOTH {
            let table = super::table::shown(&course, actor);
            let own = &scenario.turns[course.crisis.turn()];
            assert_ne!(table.headline, own.headline, "turn {}", course.crisis.turn());
            assert_ne!(table.briefing, own.briefing[actor.index()], "turn {}", course.crisis.turn());
            let war = ["fighting", "killing", "firing", "fired", "war", "dead", "guns", "are lost"];
            let page = format!("{} {}", table.headline, table.briefing).to_lowercase();
            assert!(war.iter().any(|word| page.contains(word)), "{page}");
        }
    }
}

#[test]
fn points_and_winners_do_not_contradict_one_another() {
    let scenario = cuba();
    let mut own_claims = 0;
    for seed in 0..12 {
        let course = game(&scenario, [None, None], seed);
        for (reading, opinion) in scenario.readings.iter().zip(opinions(&scenario, outcome(&course))) {
            let even = opinion.points[0].abs_diff(opinion.points[1]) < 5;
            let leader = match opinion.ahead {
                Ahead::Actor(actor) => Some(actor.index()),
                _ => None,
            };
            let by_points = (!even).then_some(usize::from(opinion.points[0] < opinion.points[1]));
            assert!(!opinion.counted || leader == by_points, "{}: {opinion:?}", reading.id);
        }
        let debrief = Debrief::of(&course);
        for part in &debrief.schools.readings {
            let agrees = part.points.is_none_or(|[first, second]| match part.leader {
                Some(0) => second < first,
                Some(_) => first < second,
                None => first.abs_diff(second) < 5,
            });
            assert!(agrees, "{}: {} with {:?}", part.name, part.ahead, part.points);
        }
        own_claims += text::page(&debrief, 100).matches("Its own claim decides here").count();
    }
    assert!(0 < own_claims, "a school of its own mind says so");
}
