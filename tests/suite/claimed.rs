//! Phrases that the pages of the end may say, each beside what must hold wherever it is said, and games to hold them to.

use std::collections::BTreeMap;

use brinkmanship::{
    crisis::Crisis,
    policy::Simple,
    scenario::{
        Scenario,
        model::{AftermathId, AimId, Horizon, Ledger},
    },
    transcript::Course,
    verdict::{opinions, verdict},
};

use crate::table::{a_move, fact, game, rule, term, track};

/// A crisis at a horizon, asked by ids.
pub(crate) struct Seen<'a>(pub(crate) &'a Scenario, pub(crate) &'a Crisis);

impl Seen<'_> {
    pub(crate) fn fact(&self, id: &str) -> bool {
        self.1.fact(fact(self.0, id))
    }

    pub(crate) fn track(&self, id: &str) -> i32 {
        self.1.track(track(self.0, id))
    }

    pub(crate) fn agreed(&self, id: &str) -> bool {
        self.1.agreed(term(self.0, id))
    }

    pub(crate) fn carried(&self, id: &str) -> bool {
        self.1.carried_out(term(self.0, id))
    }

    pub(crate) fn happened(&self, id: &str) -> bool {
        self.1.happened(rule(self.0, id))
    }

    pub(crate) fn did(&self, id: &str) -> bool {
        self.1.did(a_move(self.0, id))
    }
}

/// A phrase, and what must be so wherever it is said.
pub(crate) type Claim = (&'static str, fn(&Seen<'_>) -> bool);

/// How often each phrase has been said.
pub(crate) type Said = BTreeMap<&'static str, u32>;

/// What the pages of the end of a scenario may say.
#[derive(Clone, Copy, Default)]
pub(crate) struct Claims {
    /// In whichever ledger it is said.
    pub(crate) always: &'static [Claim],
    /// In the world's ledger.
    pub(crate) world: &'static [Claim],
    /// In the ledger of what is known.
    pub(crate) known: &'static [Claim],
    /// Of the ending, before anything follows.
    pub(crate) at_the_end: &'static [Claim],
}

impl Claims {
    /// Everything that the pages of the end say of a game, against the state that it is said of.
    pub(crate) fn examine(&self, course: &Course<'_>, told: &str, said: &mut Said) {
        let scenario = course.scenario;
        let outcome = course.outcome.as_ref().expect("it has ended");
        let seen = |horizon| Seen(scenario, outcome.at(horizon));
        let Some(end) = course.crisis.ended().map(|id| &scenario.endings[id.index()]) else { return };
        let of_the_end = format!("{told}, ending {}", end.id);
        held(self.always, &end.text, &seen(Horizon::AtOnce), &of_the_end, said);
        held(self.at_the_end, &end.text, &Seen(scenario, &course.crisis), &of_the_end, said);
        for (at, item) in scenario.aftermath.iter().enumerate() {
            let state = seen(item.horizon);
            if state.1.followed(AftermathId::new(at)) {
                held(self.always, &item.text, &state, &format!("{told}, {} ({})", item.id, end.id), said);
            }
        }
        for (at, aim) in scenario.aims.iter().enumerate() {
            for horizon in Horizon::BOTH {
                for (ledger, claims) in [(Ledger::World, self.world), (Ledger::Known, self.known)] {
                    let Some(found) = verdict(scenario, outcome, AimId::new(at), horizon, ledger) else { continue };
                    let because = &aim.verdicts[found.rule].because;
                    let told = format!("{told}, {} {horizon:?} {ledger:?} ({})", aim.id, end.id);
                    held(self.always, because, &seen(horizon), &told, said);
                    held(claims, because, &seen(horizon), &told, said);
                }
            }
        }
        for (reading, opinion) in scenario.readings.iter().zip(opinions(scenario, outcome)) {
            let told = format!("{told}, {} ({})", reading.id, end.id);
            held(self.always, &opinion.says, &seen(reading.horizon), &told, said);
        }
    }

    /// The phrases that nothing has said.
    pub(crate) fn silent(&self, said: &Said) -> Vec<&'static str> {
        let all = [self.always, self.world, self.known, self.at_the_end];
        all.into_iter().flatten().map(|(phrase, _)| *phrase).filter(|it| !said.contains_key(it)).collect()
    }
}

fn held(claims: &[Claim], text: &str, at: &Seen<'_>, told: &str, said: &mut Said) {
    for (phrase, holds) in claims {
        if text.contains(phrase) {
            *said.entry(phrase).or_default() += 1;
            assert!(holds(at), "{told}: it is not so that: {text}");
        }
    }
}

/// Games between every pair of simple players, and of those without a plan, in the two seats.
pub(crate) fn games(scenario: &Scenario, seeds: u64, mut each: impl FnMut(&Course<'_>, &str)) {
    let seats = [
        None,
        Some(Simple::Random),
        Some(Simple::Dove),
        Some(Simple::Hawk),
        Some(Simple::TitForTat),
        Some(Simple::Historical),
    ];
    for first in seats {
        for second in seats {
            for seed in 0..seeds {
                each(&game(scenario, [first, second], seed), &format!("{first:?}, {second:?}, seed {seed}"));
            }
        }
    }
}
