//! A node in words: what kind it is, what it is called, what it asks for and does, and where it stands.

use crate::{
    report::words::{self, Preview},
    scenario::{
        model::{Carry, Condition, Effect, RuleKind, Scenario},
        places::Declared,
        source::Place,
    },
    survey::graph::Node,
};

/// Its kind in one word, and its id among those of its kind.
pub(super) fn name(scenario: &Scenario, node: Node) -> (&'static str, String) {
    match node {
        Node::Disposition(id) => ("disposition", scenario.dispositions[id.index()].id.clone()),
        Node::Channel(id) => ("channel", scenario.channels[id.index()].id.clone()),
        Node::Move(id) => ("move", scenario.moves[id.index()].id.clone()),
        Node::Rule(id) => {
            let data = &scenario.rules[id.index()];
            let kind = match data.kind {
                RuleKind::Opening | RuleKind::Closing => "event",
                RuleKind::Incident => "incident",
                RuleKind::Party(_) => "party rule",
                RuleKind::Drift => "drift",
            };
            (kind, data.id.clone())
        }
        Node::Incident => ("chance", "incident".to_owned()),
        Node::Catastrophe => ("chance", "catastrophe".to_owned()),
        Node::Agreement => ("agreement", "any".to_owned()),
        Node::Offer(id) => ("offer", scenario.offers[id.index()].id.clone()),
        Node::Term(id) => ("term", scenario.terms[id.index()].id.clone()),
        Node::Commitment(id) => ("commitment", scenario.commitments[id.index()].id.clone()),
        Node::Line(id) => ("red line", scenario.lines[id.index()].id.clone()),
        Node::Fact(id) => {
            let data = &scenario.facts[id.index()];
            (if data.posture.is_some() { "posture" } else { "fact" }, data.id.clone())
        }
        Node::Track(id) => ("track", scenario.tracks[id.index()].id.clone()),
        Node::Level(id, least, value) => {
            let bound = if least { "least" } else { "most" };
            ("level", format!("{} at {bound} {value}", scenario.tracks[id.index()].id))
        }
        Node::Ladder(id) => ("ladder", scenario.ladders[id.index()].id.clone()),
        Node::Rung(ladder, rung) => {
            let data = &scenario.ladders[ladder.index()];
            ("rung", format!("{}.{}", data.id, data.rungs[usize::from(rung)].id))
        }
        Node::Ending(id) => ("ending", scenario.endings[id.index()].id.clone()),
        Node::Aftermath(id) => ("aftermath", scenario.aftermath[id.index()].id.clone()),
        Node::Aim(id) => ("aim", scenario.aims[id.index()].id.clone()),
    }
}

/// What it is called on a page.
pub(super) fn title(scenario: &Scenario, node: Node) -> String {
    let title = match node {
        Node::Disposition(id) => scenario.dispositions[id.index()].name.clone(),
        Node::Channel(id) => tr!("The desk \"{desk}\" is open", desk = scenario.channels[id.index()].title),
        Node::Move(id) => scenario.moves[id.index()].title.clone(),
        Node::Rule(id) => {
            let data = &scenario.rules[id.index()];
            if data.title.is_empty() { first_of(&data.text, &data.id) } else { data.title.clone() }
        }
        Node::Incident => tr!("An incident that nobody ordered").to_owned(),
        Node::Catastrophe => tr!("Catastrophe").to_owned(),
        Node::Agreement => tr!("Any agreement").to_owned(),
        Node::Offer(id) => scenario.offers[id.index()].title.clone(),
        Node::Term(id) => scenario.terms[id.index()].title.clone(),
        Node::Commitment(id) => scenario.commitments[id.index()].text.clone(),
        Node::Line(id) => scenario.lines[id.index()].text.clone(),
        Node::Fact(id) => first_of(&scenario.facts[id.index()].text, &scenario.facts[id.index()].id),
        Node::Track(id) => scenario.tracks[id.index()].name.clone(),
        Node::Level(id, least, value) => {
            let sign = if least { '≥' } else { '≤' };
            let value = crate::scenario::model::figure(value);
            format!("{} {sign} {value}", scenario.tracks[id.index()].name)
        }
        Node::Ladder(id) => scenario.ladders[id.index()].name.clone(),
        Node::Rung(ladder, rung) => words::rung(scenario, ladder, rung).to_owned(),
        Node::Ending(id) => scenario.endings[id.index()].title.clone(),
        Node::Aftermath(id) => first_of(&scenario.aftermath[id.index()].text, &scenario.aftermath[id.index()].id),
        Node::Aim(id) => scenario.aims[id.index()].title.clone(),
    };
    words::bare(&title).to_owned()
}

/// The first sentence of a text, or the id where there is none.
fn first_of(text: &str, id: &str) -> String {
    let first = text.split_inclusive(['.', '!', '?']).next().unwrap_or("").trim();
    if first.is_empty() { id.to_owned() } else { first.to_owned() }
}

/// The turns on which it can come about, where the file says so.
pub(super) fn turns(scenario: &Scenario, node: Node) -> Option<(u8, u8)> {
    match node {
        Node::Move(id) => Some(scenario.moves[id.index()].turns),
        Node::Rule(id) => Some(scenario.rules[id.index()].turns),
        _ => None,
    }
}

/// Where it is declared.
pub(super) fn place<'d>(scenario: &Scenario, declared: &'d Declared, node: Node) -> Option<&'d Place> {
    let (_, id) = name(scenario, node);
    match node {
        Node::Disposition(_) => declared.place("dispositions", &id),
        Node::Channel(_) => declared.place("channels", &id),
        Node::Move(_) => declared.place("moves", &id),
        Node::Rule(_) => ["events", "parties", "drift"].into_iter().find_map(|part| declared.place(part, &id)),
        Node::Offer(_) => declared.place("offers", &id),
        Node::Term(_) => declared.place("terms", &id),
        Node::Commitment(_) => declared.place("commitments", &id),
        Node::Line(_) => declared.place("red_lines", &id),
        Node::Fact(_) => ["facts", "postures"].into_iter().find_map(|part| declared.place(part, &id)),
        Node::Track(track) | Node::Level(track, ..) => declared.place("tracks", &scenario.tracks[track.index()].id),
        Node::Ladder(_) | Node::Rung(..) => declared.place("ladders", &id),
        Node::Ending(_) => declared.place("endings", &id),
        Node::Aftermath(_) => declared.place("aftermath", &id),
        Node::Aim(_) => declared.place("aims", &id),
        Node::Incident | Node::Catastrophe | Node::Agreement => None,
    }
}

/// What it says, asks for and does: a label and its sentences.
pub(super) fn says(scenario: &Scenario, node: Node) -> Vec<(String, Vec<String>)> {
    let mut all: Vec<(String, Vec<String>)> = Vec::new();
    let mut put = |label: &str, texts: Vec<String>| {
        let texts: Vec<String> = texts.into_iter().filter(|text| !text.is_empty()).collect();
        if !texts.is_empty() {
            all.push((label.to_owned(), texts));
        }
    };
    let text = |text: &str| vec![text.to_owned()];
    let asks = |condition: &Condition| match condition {
        Condition::Always => Vec::new(),
        Condition::All(list) => list.iter().map(|one| words::sentence(&words::condition(scenario, one))).collect(),
        other => vec![words::sentence(&words::condition(scenario, other))],
    };
    let does = |effects: &[Effect]| -> Vec<String> {
        words::effects(scenario, effects, Preview::All).iter().map(|one| words::sentence(one)).collect()
    };
    match node {
        Node::Disposition(id) => {
            let data = &scenario.dispositions[id.index()];
            put("", text(&data.text));
            put(tr!("At the start"), does(&data.effects));
        }
        Node::Channel(id) => {
            let data = &scenario.channels[id.index()];
            put("", text(&data.text));
            put(tr!("Open while"), asks(&data.open));
            put(tr!("While it is shut"), text(&data.closed));
        }
        Node::Move(id) => {
            let data = &scenario.moves[id.index()];
            put("", text(&data.text));
            put(tr!("Desk"), text(words::desk(scenario, data.channel)));
            put(tr!("Can be ordered while"), asks(&data.requires));
            put(tr!("What it does"), does(&data.effects));
            let excluded = data.excludes.iter().map(|other| words::quoted(&scenario.moves[other.index()].title));
            put(tr!("Not on the same turn as"), excluded.collect());
        }
        Node::Rule(id) => {
            let data = &scenario.rules[id.index()];
            put("", text(&data.text));
            put(tr!("Can happen while"), asks(&data.when));
            let odds = match data.kind {
                RuleKind::Incident => {
                    tr!("When an incident strikes, it is picked by a weight of {weight}.", weight = data.weight)
                }
                RuleKind::Opening | RuleKind::Closing | RuleKind::Party(_) | RuleKind::Drift => {
                    words::sentence(&words::odds(data.odds))
                }
            };
            put(tr!("How likely"), vec![odds]);
            put(tr!("What it does"), does(&data.effects));
        }
        Node::Incident => {
            put("", text(tr!("Chance strikes by the hazard of the rungs that are occupied; nobody ordered it.")))
        }
        Node::Catastrophe => put(
            "",
            text(tr!("Chance strikes by the hazard of the rungs that are occupied; it leaves a last turn to stop.")),
        ),
        Node::Agreement => put("", text(tr!("Both sides have agreed on some terms."))),
        Node::Offer(id) => {
            let data = &scenario.offers[id.index()];
            put("", text(&data.text));
            let legs = data.legs.iter().map(|(term, secret)| words::sentence(&words::leg(scenario, term, secret)));
            put(tr!("Terms"), legs.collect());
        }
        Node::Term(id) => {
            let data = &scenario.terms[id.index()];
            put("", text(&data.text));
            put(tr!("Can be offered while"), asks(&data.requires));
            put(tr!("What whoever reads it learns"), does(&data.read));
            put(tr!("What it costs in public"), does(&data.public_cost));
            put(tr!("What it costs in secret"), does(&data.secret_cost));
            put(tr!("What it does when it is carried out"), does(&data.effects));
            let when = match data.carry {
                Carry::Now => tr!("At once.").to_owned(),
                Carry::After(turns) => trn!(turns; "After {turns} turn.", "After {turns} turns.", turns),
                Carry::ByMove => tr!("By a move.").to_owned(),
            };
            put(tr!("When it is carried out"), vec![when]);
            if let Some(consent) = &data.consent {
                let party = &scenario.parties[consent.party.index()].name;
                put(&tr!("{party} consents while", party), asks(&consent.when));
            }
        }
        Node::Commitment(id) => {
            let data = &scenario.commitments[id.index()];
            put(tr!("Kept when"), asks(&data.kept));
            put(tr!("Broken when"), asks(&data.broken));
        }
        Node::Line(id) => {
            let data = &scenario.lines[id.index()];
            put(tr!("Crossed while"), asks(&data.crossed));
            put(tr!("Probed when"), asks(&data.probed));
            put(tr!("There is a chance to cross it when"), asks(&data.chance));
        }
        Node::Fact(id) => {
            let data = &scenario.facts[id.index()];
            put("", text(&data.text));
            put(tr!("Keeping it, each turn"), does(&data.upkeep));
        }
        Node::Track(id) => {
            let data = &scenario.tracks[id.index()];
            put("", text(&data.text));
            let figure = crate::scenario::model::figure;
            put(
                tr!("Range"),
                vec![tr!(
                    "{least} to {most} {unit}, at the start {start}.",
                    least = figure(data.min),
                    most = figure(data.max),
                    unit = data.unit,
                    start = figure(data.start)
                )],
            );
        }
        Node::Level(id, ..) => put("", text(&scenario.tracks[id.index()].text)),
        Node::Ladder(_) => {}
        Node::Rung(ladder, rung) => {
            let data = &scenario.ladders[ladder.index()].rungs[usize::from(rung)];
            put("", text(&data.text));
            put(tr!("Ladder"), text(&scenario.ladders[ladder.index()].name));
            let hazard = |odds: u32| words::sentence(&words::odds(odds));
            put(tr!("An incident in one turn"), vec![hazard(data.incident)]);
            put(tr!("A catastrophe in one turn"), vec![hazard(data.catastrophe)]);
        }
        Node::Ending(id) => {
            let data = &scenario.endings[id.index()];
            put("", text(&data.text));
            put(tr!("Kind"), text(&words::sentence(words::category(data.category))));
            match &data.when {
                Some(when) => put(tr!("Comes about when"), asks(when)),
                None => put(tr!("Comes about when"), text(tr!("The last turn is over, and no other ending has come."))),
            }
            put(tr!("What it does"), does(&data.effects));
        }
        Node::Aftermath(id) => {
            let data = &scenario.aftermath[id.index()];
            put("", text(&format!("{}: {}", data.date, data.text)));
            put(tr!("Follows if"), asks(&data.when));
            put(tr!("How likely"), vec![words::sentence(&words::odds(data.odds))]);
            put(tr!("What it does"), does(&data.effects));
        }
        Node::Aim(id) => {
            let data = &scenario.aims[id.index()];
            put("", text(&data.text));
            let rules = data.verdicts.iter().map(|rule| {
                tr!(
                    "{verdict} of 100 if {condition}.",
                    verdict = rule.verdict,
                    condition = words::condition(scenario, &rule.when)
                )
            });
            put(tr!("Verdicts"), rules.collect());
        }
    }
    all
}
