//! What an opponent that plans thought, in plain English.

use super::{
    act, actor, category,
    estimate::{of_hundred, taken_for},
    listed, the,
};
use crate::{
    crisis::{LiveOffer, Order},
    policy::planner::Thought,
    scenario::model::{EndingId, Scenario},
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
    let war = if thought.war < 0.005 {
        tr!("It saw no way to war from there").to_owned()
    } else {
        tr!("It reckoned with war in {odds}", odds = of_hundred(thought.war))
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
        // Its own points are not all that it goes by.
        if !thought.lots && own + 0.5 <= other_own {
            said.push_str(if theirs + 0.5 <= other_theirs {
                tr!(" It grudged the other side what that would have gained it.")
            } else if thought.war + 0.005 <= thought.instead_war {
                tr!(" It feared the war more than it wanted the points.")
            } else {
                tr!(" It thought more of how things would stand at once.")
            });
        }
    }
    said
}
