//! Whether planners learn who sits opposite: what they believed on their first turn and on their last, beside the truth.
//!
//! `cargo run --release --example beliefs -- 12` plays so many games of each kind in every scenario that comes with the
//! program; `docs/opponents.md` says what came of it.

use std::path::Path;

use brinkmanship::{
    crisis::{NoRecord, Order, Seeded, Setup, View, adjudicate, start},
    policy::{
        Level, Opponent, Policy, Simple, complete, heat,
        planner::{Nature, Planner, Thought},
        recorded,
    },
    scenario::{
        Scenario, files, load,
        model::{Actor, DispositionId},
    },
};
use rayon::prelude::*;

/// Who sits opposite the planner that is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Other {
    /// A policy by name.
    Policy(Policy),
    /// One who orders nothing, turn after turn.
    Passes,
    /// One who orders one act a turn, the hottest that is open.
    Climbs,
}

impl Other {
    /// As the table names it.
    fn title(self) -> &'static str {
        match self {
            Self::Policy(policy) => policy.name(),
            Self::Passes => "one who passes",
            Self::Climbs => "one who climbs",
        }
    }

    /// Whether a nature is a fair name for it.
    fn is(self, nature: Nature) -> bool {
        match self {
            Self::Policy(Policy::Simple(Simple::Historical)) => {
                matches!(nature, Nature::Plain(Simple::Historical) | Nature::OffTheRecord)
            }
            Self::Policy(Policy::Simple(policy)) => nature == Nature::Plain(policy),
            Self::Policy(Policy::Planner(_)) => nature == Nature::Reasons,
            Self::Passes => nature == Nature::Waits,
            Self::Climbs => nature == Nature::Plain(Simple::Hawk),
        }
    }
}

/// What one planner believed on one turn, beside the truth.
#[derive(Clone, Copy, Debug, Default)]
struct Marks {
    /// The likeliest disposition was the true one.
    right: f64,
    /// The odds of the true disposition.
    odds: f64,
    /// Brier score of the dispositions: 0 for sure and right, 2 for sure and wrong.
    brier: f64,
    /// The likeliest nature was a fair name for whoever sat there.
    named: f64,
    /// The odds of the fair names.
    nature: f64,
    /// The odds of each nature, going by the record and having left it together.
    natures: [f64; Nature::COUNT],
}

fn marks(thought: &Thought, truth: Option<DispositionId>, other: Other) -> Marks {
    let all = &thought.dispositions;
    let brier = |(id, odds): &(DispositionId, f64)| {
        let came = if Some(*id) == truth { 1.0 } else { 0.0 };
        (odds - came) * (odds - came)
    };
    let share = |holds: bool| if holds { 1.0 } else { 0.0 };
    Marks {
        right: share(all.first().is_some_and(|(id, _)| Some(*id) == truth)),
        odds: all.iter().find(|(id, _)| Some(*id) == truth).map_or(0.0, |(_, odds)| *odds),
        brier: all.iter().map(brier).sum(),
        named: share(thought.natures.first().is_some_and(|(nature, _)| other.is(*nature))),
        nature: thought.natures.iter().filter(|(nature, _)| other.is(*nature)).map(|(_, odds)| odds).sum(),
        natures: Nature::ALL.map(|one| {
            let is = |nature: Nature| {
                nature == one || one == Nature::Plain(Simple::Historical) && nature == Nature::OffTheRecord
            };
            thought.natures.iter().filter(|(nature, _)| is(*nature)).map(|(_, odds)| odds).sum()
        }),
    }
}

/// What somebody orders who goes up on one desk a turn.
fn climb(view: &View<'_>) -> Order {
    let scenario = view.scenario();
    let hottest =
        view.acts().into_iter().filter(|act| 0 < heat(scenario, *act) && view.check(&Order::default(), *act).is_ok());
    let hottest = hottest.filter(|act| heat(scenario, *act) < 3).max_by_key(|act| heat(scenario, *act));
    let order = hottest.map_or_else(Order::default, |act| Order::default().with(view.channel_of(act), act));
    complete(view, order)
}

/// What a planner believed on its first turn and on its last, in one game against somebody; and which way that other
/// went, by its disposition.
fn play(scenario: &Scenario, seat: Actor, level: Level, other: Other, seed: u64) -> Option<[Marks; 2]> {
    let mut planner = Planner::new(level, seat, seed);
    let mut opposite = match other {
        Other::Policy(policy) => Some(Opponent::new(policy, seat.other(), seed)),
        Other::Passes | Other::Climbs => None,
    };
    let mut dice = Seeded::new(seed);
    let mut crisis = start(scenario, &Setup::default(), &mut dice, &mut NoRecord);
    while crisis.ended().is_none() {
        let orders = recorded(scenario, &crisis, false).unwrap_or_else(|| {
            Actor::BOTH.map(|actor| {
                let view = View::of(scenario, &crisis, actor);
                match &mut opposite {
                    _ if actor == seat => planner.order(&view),
                    Some(opponent) => opponent.order(&view),
                    None if other == Other::Climbs => climb(&view),
                    None => complete(&view, Order::default()),
                }
            })
        });
        adjudicate(scenario, &mut crisis, &orders, &mut dice, &mut NoRecord).expect("an opponent orders what is legal");
    }
    let truth = crisis.disposition(seat.other());
    let thoughts = planner.thoughts();
    let (first, last) = (thoughts.first()?, thoughts.last()?);
    Some([marks(first, truth, other), marks(last, truth, other)])
}

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let games: u64 = args.first().and_then(|text| text.parse().ok()).unwrap_or(12);
    let level = args.get(1).and_then(|name| Policy::of_name(name));
    let level = if let Some(Policy::Planner(level)) = level { level } else { Level::Attache };
    let seed: u64 = args.get(2).and_then(|text| text.parse().ok()).unwrap_or(101);
    let others: Vec<Other> = [Other::Policy(Policy::Planner(level))]
        .into_iter()
        .chain(Simple::ALL.map(|policy| Other::Policy(Policy::Simple(policy))))
        .chain([Other::Passes, Other::Climbs])
        .collect();
    println!(
        "opposite            seats | disposition right   its odds         Brier score    | named rightly    its odds       | by the record"
    );
    for other in others {
        let mut all: Vec<[Marks; 2]> = Vec::new();
        for name in ["cuba-1962", "ukraine-2022", "taiwan-2022"] {
            let folder = Path::new("scenarios").join(name);
            let found = files::read_folder(&folder).expect("the folder can be read");
            let scenario = load(name, &found).scenario.expect("it can be played");
            let found: Vec<[Marks; 2]> = (0..2 * games)
                .into_par_iter()
                .filter_map(|at| play(&scenario, Actor::BOTH[(at % 2) as usize], level, other, seed + at / 2))
                .collect();
            row(&format!("{} {}", &name[..4], other.title()), &found);
            all.extend(found);
        }
        row(other.title(), &all);
        let held = Nature::ALL.into_iter().enumerate().map(|(at, nature)| {
            let mean = all.iter().map(|both| both[1].natures[at]).sum::<f64>() / all.len() as f64;
            format!("{nature:?} {:.0}", 100.0 * mean)
        });
        println!("    held at the end, of 100: {}", held.collect::<Vec<_>>().join(", "));
    }
}

fn row(title: &str, all: &[[Marks; 2]]) {
    let mean = |at: usize, of: fn(&Marks) -> f64| all.iter().map(|both| of(&both[at])).sum::<f64>() / all.len() as f64;
    let both = |of: fn(&Marks) -> f64| (mean(0, of), mean(1, of));
    let percent = |of: fn(&Marks) -> f64| {
        let (first, last) = both(of);
        format!("{:>5.1} to {:>5.1}", 100.0 * first, 100.0 * last)
    };
    let (first, last) = both(|marks| marks.brier);
    println!(
        "{title:<19} {:>5} | {}     {}     {first:.3} to {last:.3} | {}     {}",
        all.len(),
        percent(|marks| marks.right),
        percent(|marks| marks.odds),
        percent(|marks| marks.named),
        percent(|marks| marks.nature),
    );
}
