//! What BRINK is worth, for the tests and for the example that measures it.

use brinkmanship::{
    crisis::Crisis,
    scenario::{
        Scenario,
        model::{Actor, Category, LadderId},
    },
};

/// What BRINK of zero sum is worth to both, by how the crisis ended.
pub fn brink_worth(scenario: &Scenario, crisis: &Crisis) -> [f64; 2] {
    let rung = f64::from(crisis.rung(LadderId::new(0)));
    let data = &scenario.endings[crisis.ended().expect("it has ended").index()];
    let costs = Actor::BOTH.map(|actor| {
        let id = &scenario.dispositions[crisis.disposition(actor).expect("both have a type").index()].id;
        if id.ends_with("type-0") { -8.0 } else { -2.0 }
    });
    let lost = -1.0 - rung / 10.0;
    let payoffs = match (data.id.as_str(), data.category) {
        ("both", _) => [0.0, 0.0],
        ("win0", _) => [1.0, lost],
        ("win1", _) => [lost, 1.0],
        (_, Category::NuclearWar) => costs,
        _ => [-0.5, -0.5],
    };
    let half = (payoffs[0] - payoffs[1]) / 2.0;
    [half, -half]
}
