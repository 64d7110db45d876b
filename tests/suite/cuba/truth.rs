//! The pages of the end tell what happened in 1962, on courses that nobody wrote down beforehand.

use brinkmanship::{
    policy::{Policy, Simple},
    scenario::{
        Scenario,
        model::{AimId, Category, Horizon, Ledger},
    },
    survey::play_out,
    verdict::{Outcome, verdict},
};

use super::table::{cuba, fact, track};

/// Ends of games between some pairs of policies.
fn ends(scenario: &Scenario, seeds: u64) -> impl Iterator<Item = Outcome> {
    let pairs = [
        [Simple::Historical, Simple::Historical],
        [Simple::Random, Simple::Dove],
        [Simple::TitForTat, Simple::Historical],
        [Simple::Dove, Simple::Hawk],
        [Simple::Random, Simple::Historical],
        [Simple::Random, Simple::Random],
    ];
    pairs.into_iter().flat_map(move |pair| {
        (0..seeds).map(move |seed| {
            let (_, outcome) = play_out(scenario, pair.map(Policy::Simple), seed).expect("no policy is refused");
            outcome
        })
    })
}

/// Every reason that the page gives for a verdict.
pub(super) fn reasons<'s>(scenario: &'s Scenario, outcome: &Outcome) -> Vec<(AimId, Horizon, &'s str)> {
    let mut reasons = Vec::new();
    for aim in (0..scenario.aims.len()).map(AimId::new) {
        for horizon in Horizon::BOTH {
            for ledger in [Ledger::World, Ledger::Known] {
                if let Some(found) = verdict(scenario, outcome, aim, horizon, ledger) {
                    reasons.push((aim, horizon, scenario.aims[aim.index()].verdicts[found.rule].because.as_str()));
                }
            }
        }
    }
    reasons
}

#[test]
fn no_page_speaks_of_bombs_where_nobody_struck() {
    let scenario = cuba();
    let struck =
        ["strike-done", "invasion-done", "turkey-struck", "nuclear-used", "sam-site-hit", "inspection-imposed"]
            .map(|id| fact(&scenario, id));
    let mut clashes = 0;
    for outcome in ends(&scenario, 60) {
        let end = outcome.at(Horizon::Later);
        let Some(ending) = end.ended().map(|id| &scenario.endings[id.index()]) else { continue };
        if ending.category != Category::LimitedWar || struck.iter().any(|id| end.fact(*id)) {
            continue;
        }
        clashes += 1;
        assert_ne!(ending.id, "strike-and-cease-fire");
        for (aim, _, because) in reasons(&scenario, &outcome) {
            for word in [
                "bombs",
                "Bomb",
                "bombed",
                "American attack",
                "destroyed",
                "attacked from the air",
                "through an attack",
            ] {
                assert!(!because.contains(word), "{}: {because}", scenario.aims[aim.index()].id);
            }
        }
    }
    assert!(5 < clashes, "{clashes}: too few to say");
}

#[test]
fn nobody_is_said_not_to_have_fired_where_people_were_killed() {
    let scenario = cuba();
    let dead = track(&scenario, "dead-by-fire");
    let mut shot = 0;
    for outcome in ends(&scenario, 200) {
        let end = outcome.at(Horizon::Later);
        let Some(ending) = end.ended().map(|id| &scenario.endings[id.index()]) else { continue };
        if end.track(dead) == 0 {
            continue;
        }
        shot += u32::from(matches!(ending.category, Category::Stalemate | Category::Unsettled));
        let told = reasons(&scenario, &outcome).into_iter().map(|(_, _, because)| because);
        for text in told.chain([ending.text.as_str()]) {
            for word in ["obody has fired", "Not a shot", "obody has been killed"] {
                assert!(!text.contains(word), "{}: {text}", ending.id);
            }
        }
    }
    assert!(1 < shot, "{shot}: too few to say");
}

#[test]
fn what_still_stands_is_not_said_to_have_been_replaced() {
    let scenario = cuba();
    let jupiters = track(&scenario, "jupiters");
    for outcome in ends(&scenario, 60) {
        for (aim, horizon, because) in reasons(&scenario, &outcome) {
            let stand = 0 < outcome.at(horizon).track(jupiters);
            let gone =
                ["took their place", "The Jupiters went", "Jupiters left"].iter().any(|word| because.contains(word));
            assert!(!(stand && gone), "{}: {because}", scenario.aims[aim.index()].id);
        }
    }
}

#[test]
fn a_promise_made_before_a_cease_fire_is_kept_after_it_and_none_in_mid_war() {
    let scenario = cuba();
    let (missiles, agreed) = (track(&scenario, "missiles-in-cuba"), super::table::term(&scenario, "withdraw-missiles"));
    let (mut seen, mut fought) = (0, 0);
    for outcome in ends(&scenario, 60) {
        let end = outcome.at(Horizon::Later);
        let Some(ending) = end.ended().map(|id| &scenario.endings[id.index()]) else { continue };
        let left = outcome.at(Horizon::AtOnce).track(missiles);
        if ["war-unended", "landing-unended"].contains(&ending.id.as_str()) {
            // Nobody sends missiles home by sea to those who are still bombing.
            fought += u32::from(0 < left && end.agreed(agreed));
        } else if ending.category == Category::LimitedWar && end.agreed(agreed) {
            seen += 1;
            assert_eq!(left, 0, "{}", ending.id);
        }
    }
    assert!(2 < seen && 0 < fought, "{seen} and {fought}: too few to say");
}
