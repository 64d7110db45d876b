//! What an opponent that plans thought, in plain English.

use super::{
    act, actor, category,
    estimate::{of_hundred, taken_for},
    listed, the,
};
use crate::{
    crisis::{LiveOffer, Order},
    policy::planner::{Spoke, Thought},
    scenario::model::{EndingId, Owner, Scenario},
};

/// What it believed, what it feared and why it chose: a few sentences. `offers` are the live offers by slot.
#[must_use]
pub fn thought(scenario: &Scenario, offers: &[LiveOffer], thought: &Thought) -> Vec<String> {
    let mut said = vec![believed(scenario, thought), feared(scenario, thought)];
    said.retain(|sentence| !sentence.is_empty());
    said.push(chose(scenario, offers, thought));
    said
}

fn points(score: f64) -> String {
    format!("{score:.0}")
}

fn believed(scenario: &Scenario, thought: &Thought) -> String {
    let other = the(actor(scenario, thought.actor.other()));
    let taken = taken_for(scenario, &thought.dispositions, &thought.natures);
    if taken.is_empty() { String::new() } else { tr!("It took {other} to be {taken}.", other, taken) }
}

fn ending(scenario: &Scenario, (id, odds): (EndingId, f64)) -> String {
    let data = &scenario.endings[id.index()];
    tr!("\"{title}\" ({kind}, {odds})", title = data.title, kind = category(data.category), odds = of_hundred(odds))
}

fn feared(scenario: &Scenario, thought: &Thought) -> String {
    let Some(feared) = thought.feared else { return String::new() };
    let war = match thought.war {
        None => return String::new(),
        Some(odds) if odds < 0.005 => tr!("It saw no way to war from there").to_owned(),
        Some(odds) => tr!("It reckoned with war in {odds}", odds = of_hundred(odds)),
    };
    if thought.expected.map(|(id, _)| id) == Some(feared.0) {
        format!("{war}.")
    } else {
        tr!("{war}; the worst that it saw was {ending}.", war, ending = ending(scenario, feared))
    }
}

fn order(scenario: &Scenario, offers: &[LiveOffer], order: &Order) -> String {
    let acts: Vec<String> = order.acts().map(|one| tr!("\"{text}\"", text = act(scenario, offers, one))).collect();
    if acts.is_empty() { tr!("nothing at all").to_owned() } else { listed(&acts, "and") }
}

fn chose(scenario: &Scenario, offers: &[LiveOffer], thought: &Thought) -> String {
    let (chosen, [own, theirs]) = thought.chosen;
    let mut said = tr!(
        "It ordered {order}, and expected {own} points of 100 for itself against {theirs}",
        order = order(scenario, offers, &chosen),
        own = points(own),
        theirs = points(theirs)
    );
    if let Some(expected) = thought.expected {
        said.push_str(&tr!(", most likely by {ending}", ending = ending(scenario, expected)));
    }
    said.push('.');
    if let Some((instead, [other_own, other_theirs])) = thought.instead {
        let (order, odds) = (order(scenario, offers, &instead), of_hundred(thought.instead_war));
        let (better, worse) = (points(other_own), points(other_theirs));
        said.push_str(&if thought.lots {
            tr!(
                " As good it held {order}: {own} against {theirs}, with war in {odds}; it drew lots.",
                order,
                own = better,
                theirs = worse,
                odds
            )
        } else {
            tr!(
                " Next best it held {order}: {own} against {theirs}, with war in {odds}.",
                order,
                own = better,
                theirs = worse,
                odds
            )
        });
        said.push_str(&yardstick(scenario, thought, [own, theirs], [other_own, other_theirs]));
        said.push_str(&spoke(scenario, thought));
    }
    said
}

/// Why it did not take what would have brought it more points, where that was so: its own points are not all that it goes
/// by.
fn yardstick(scenario: &Scenario, thought: &Thought, got: [f64; 2], instead: [f64; 2]) -> String {
    let ([own, theirs], [other_own, other_theirs]) = (got, instead);
    if other_own < own + 0.5 {
        return if thought.spared && own - 1.5 < other_own && !thought.lots {
            tr!(" It saw too little to be gained by doing more.").to_owned()
        } else {
            String::new()
        };
    }
    let (lost, gained) = (points(other_own - own), points(other_theirs - theirs));
    let other = the(actor(scenario, thought.actor.other()));
    let war = thought.war.unwrap_or(thought.instead_war);
    if theirs + 0.5 <= other_theirs {
        tr!(" It would rather lose {lost} of 100 than let {other} gain {gained}.", lost, other, gained)
    } else if war + 0.005 <= thought.instead_war {
        let more = of_hundred(thought.instead_war - war);
        tr!(" It would rather lose {lost} of 100 than make war likelier by {more}.", lost, more)
    } else if thought.spared {
        tr!(" It saw too little to be gained by doing more.").to_owned()
    } else if thought.lots {
        String::new()
    } else if thought.behind[0] + 0.5 <= thought.behind[1] {
        tr!(" It would rather lose {lost} of 100 than risk coming out further behind {other}.", lost, other)
    } else {
        tr!(" It thought more of how things would stand at once.").to_owned()
    }
}

/// The aims that told the two apart.
fn spoke(scenario: &Scenario, thought: &Thought) -> String {
    let told = |spoke: &Spoke| {
        let data = &scenario.aims[spoke.aim.index()];
        let [here, there] = spoke.met.map(points);
        match data.owner {
            Owner::Actor(owner) if owner != thought.actor => {
                let other = the(actor(scenario, owner));
                tr!(
                    "what {other} wants, \"{aim}\" ({here} of 100 against {there})",
                    other,
                    aim = data.title,
                    here,
                    there
                )
            }
            Owner::Actor(_) | Owner::Party(_) => {
                tr!("\"{aim}\" ({here} of 100 against {there})", aim = data.title, here, there)
            }
        }
    };
    match &thought.spoke {
        [Some(for_it), Some(against)] => {
            tr!(
                " What spoke for it was {for_it}, against it {against}.",
                for_it = told(for_it),
                against = told(against)
            )
        }
        [Some(for_it), None] => tr!(" What spoke for it was {for_it}.", for_it = told(for_it)),
        [None, Some(against)] => tr!(" What spoke against it was {against}.", against = told(against)),
        [None, None] => String::new(),
    }
}
