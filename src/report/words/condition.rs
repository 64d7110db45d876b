//! Conditions in words, and which part of one does not hold.

use super::{actor, category, owner, quoted, rung, said, the, uncapped};
use crate::{
    crisis::View,
    scenario::model::{Condition, During, LineId, Manner, Scenario},
};

/// A condition as a clause that can follow "if" or a colon.
#[must_use]
pub fn condition(scenario: &Scenario, condition: &Condition) -> String {
    phrase(scenario, condition, true)
}

/// The parts of a condition that do not hold as far as a view can see: what is needed, and what stands in the way because
/// it must not be so, each as a clause.
#[must_use]
pub fn unmet(view: &View<'_>, condition: &Condition) -> [Vec<String>; 2] {
    let mut found = [Vec::new(), Vec::new()];
    gather(view, condition, &mut found);
    found
}

fn gather(view: &View<'_>, condition: &Condition, found: &mut [Vec<String>; 2]) {
    if view.holds(condition) {
        return;
    }
    match condition {
        Condition::All(list) => list.iter().for_each(|inner| gather(view, inner, found)),
        Condition::Not(inner) => {
            // Of several things of which none may be so, those that are so are told.
            if let Condition::Any(list) = &**inner {
                let so = list.iter().filter(|one| view.holds(one));
                found[1].extend(so.map(|one| phrase(view.scenario(), one, true)));
            } else {
                found[1].push(phrase(view.scenario(), inner, true));
            }
        }
        _ => found[0].push(phrase(view.scenario(), condition, true)),
    }
}

/// The line in quotes, and whose it is.
fn line(scenario: &Scenario, id: LineId) -> String {
    let data = &scenario.lines[id.index()];
    tr!("the red line of {owner}, {text},", owner = owner(scenario, data.owner), text = quoted(&data.text))
}

/// A condition, or its opposite, as a clause.
#[allow(clippy::too_many_lines, reason = "one arm for each word of the vocabulary")]
fn phrase(scenario: &Scenario, condition: &Condition, yes: bool) -> String {
    let pick = |so: &'static str, not: &'static str| if yes { so } else { not };
    let join = |list: &[Condition], word: &str| {
        let parts: Vec<String> = list
            .iter()
            .map(|inner| {
                let text = phrase(scenario, inner, yes);
                let nested = matches!(inner, Condition::All(_) | Condition::Any(_) | Condition::AtLeast(..));
                if nested && 1 < list.len() { format!("({text})") } else { text }
            })
            .collect();
        parts.join(word)
    };
    match condition {
        Condition::Always => pick(tr!("always"), tr!("never")).to_owned(),
        Condition::Never => pick(tr!("never"), tr!("always")).to_owned(),
        Condition::All(list) => join(list, pick(tr!(", and "), tr!(", or "))),
        Condition::Any(list) => join(list, pick(tr!(", or "), tr!(", and "))),
        Condition::Not(inner) => phrase(scenario, inner, !yes),
        Condition::AtLeast(count, list) => {
            let parts: Vec<String> = list.iter().map(|inner| phrase(scenario, inner, true)).collect();
            if yes {
                tr!("at least {count} of these hold: {parts}", count, parts = parts.join("; "))
            } else {
                tr!("fewer than {count} of these hold: {parts}", count, parts = parts.join("; "))
            }
        }
        Condition::Fact(id) => {
            let text = uncapped(&scenario.facts[id.index()].text);
            if yes { text } else { tr!("it is not so that {text}", text) }
        }
        Condition::TrackAtLeast(id, value) => {
            if yes {
                tr!("{name} is at least {value}", name = quoted(&scenario.tracks[id.index()].name), value)
            } else {
                tr!("{name} is below {value}", name = quoted(&scenario.tracks[id.index()].name), value)
            }
        }
        Condition::TrackAtMost(id, value) => {
            if yes {
                tr!("{name} is at most {value}", name = quoted(&scenario.tracks[id.index()].name), value)
            } else {
                tr!("{name} is above {value}", name = quoted(&scenario.tracks[id.index()].name), value)
            }
        }
        Condition::TrackAbove(left, right) => {
            if yes {
                tr!(
                    "{name} is above {name2}",
                    name = quoted(&scenario.tracks[left.index()].name),
                    name2 = quoted(&scenario.tracks[right.index()].name)
                )
            } else {
                tr!(
                    "{name} is not above {name2}",
                    name = quoted(&scenario.tracks[left.index()].name),
                    name2 = quoted(&scenario.tracks[right.index()].name)
                )
            }
        }
        Condition::RungAtLeast(ladder, at) => {
            if yes {
                tr!("the crisis stands at \"{rung}\" or above", rung = rung(scenario, *ladder, *at))
            } else {
                tr!("the crisis stands below \"{rung}\"", rung = rung(scenario, *ladder, *at))
            }
        }
        Condition::RungAtMost(ladder, at) => {
            if yes {
                tr!("the crisis stands at \"{rung}\" or below", rung = rung(scenario, *ladder, *at))
            } else {
                tr!("the crisis stands above \"{rung}\"", rung = rung(scenario, *ladder, *at))
            }
        }
        Condition::OwnRungAtLeast(whose, ladder, at) => {
            if yes {
                tr!(
                    "{actor} stands at \"{rung}\" or above",
                    actor = actor(scenario, *whose),
                    rung = rung(scenario, *ladder, *at)
                )
            } else {
                tr!(
                    "{actor} stands below \"{rung}\"",
                    actor = actor(scenario, *whose),
                    rung = rung(scenario, *ladder, *at)
                )
            }
        }
        Condition::PeakAtLeast(ladder, at) => {
            if yes {
                tr!("the crisis has been as high as \"{rung}\"", rung = rung(scenario, *ladder, *at))
            } else {
                tr!("the crisis has never been as high as \"{rung}\"", rung = rung(scenario, *ladder, *at))
            }
        }
        Condition::EscalatedFirst(ladder, whose) => {
            if yes {
                tr!(
                    "{actor} was the first to climb {name}",
                    actor = actor(scenario, *whose),
                    name = quoted(&scenario.ladders[ladder.index()].name)
                )
            } else {
                tr!(
                    "{actor} was not the first to climb {name}",
                    actor = actor(scenario, *whose),
                    name = quoted(&scenario.ladders[ladder.index()].name)
                )
            }
        }
        Condition::TurnAtLeast(turn) => {
            if yes {
                tr!("it is at the earliest {date}", date = date(scenario, *turn))
            } else {
                tr!("it is before {date}", date = date(scenario, *turn))
            }
        }
        Condition::TurnAtMost(turn) => {
            if yes {
                tr!("it is at the latest {date}", date = date(scenario, *turn))
            } else {
                tr!("it is after {date}", date = date(scenario, *turn))
            }
        }
        Condition::TurnLimit => {
            if yes { tr!("it is the last turn of all") } else { tr!("it is not the last turn of all") }.to_owned()
        }
        Condition::Did(id) => {
            if yes {
                tr!("{title} has been ordered", title = quoted(&scenario.moves[id.index()].title))
            } else {
                tr!("{title} has not been ordered", title = quoted(&scenario.moves[id.index()].title))
            }
        }
        Condition::DidNow(id) => {
            if yes {
                tr!("{title} is ordered this turn", title = quoted(&scenario.moves[id.index()].title))
            } else {
                tr!("{title} is not ordered this turn", title = quoted(&scenario.moves[id.index()].title))
            }
        }
        Condition::DidLast(id) => {
            if yes {
                tr!("{title} was ordered last turn", title = quoted(&scenario.moves[id.index()].title))
            } else {
                tr!("{title} was not ordered last turn", title = quoted(&scenario.moves[id.index()].title))
            }
        }
        Condition::Acted(whose, manner, during) => {
            let who = actor(scenario, *whose);
            let how = match manner {
                Manner::Directly => tr!("directly"),
                Manner::ByProxy => tr!("through others"),
            };
            match during {
                During::Ever => {
                    if yes {
                        tr!("{who} has escalated {how}", who, how)
                    } else {
                        tr!("{who} has not escalated {how}", who, how)
                    }
                }
                During::Now => {
                    if yes {
                        tr!("{who} escalates {how} this turn", who, how)
                    } else {
                        tr!("{who} does not escalate {how} this turn", who, how)
                    }
                }
            }
        }
        Condition::Happened(id) => {
            if yes {
                tr!("{rule_title} has happened", rule_title = quoted(super::record::rule_title(scenario, *id)))
            } else {
                tr!("{rule_title} has not happened", rule_title = quoted(super::record::rule_title(scenario, *id)))
            }
        }
        Condition::HappenedNow(id) => {
            if yes {
                tr!("{rule_title} happened this turn", rule_title = quoted(super::record::rule_title(scenario, *id)))
            } else {
                tr!(
                    "{rule_title} did not happen this turn",
                    rule_title = quoted(super::record::rule_title(scenario, *id))
                )
            }
        }
        Condition::Sent(id) => {
            if yes {
                tr!("the offer {title} has been made", title = quoted(&scenario.offers[id.index()].title))
            } else {
                tr!("the offer {title} has not been made", title = quoted(&scenario.offers[id.index()].title))
            }
        }
        Condition::OnTable(id) => {
            if yes {
                tr!("the offer {title} lies on the table", title = quoted(&scenario.offers[id.index()].title))
            } else {
                tr!("the offer {title} does not lie on the table", title = quoted(&scenario.offers[id.index()].title))
            }
        }
        Condition::InTransit(id) => {
            if yes {
                tr!("the offer {title} is on its way", title = quoted(&scenario.offers[id.index()].title))
            } else {
                tr!("the offer {title} is not on its way", title = quoted(&scenario.offers[id.index()].title))
            }
        }
        Condition::Accepted(id) => {
            if yes {
                tr!("the offer {title} has been accepted", title = quoted(&scenario.offers[id.index()].title))
            } else {
                tr!("the offer {title} has not been accepted", title = quoted(&scenario.offers[id.index()].title))
            }
        }
        Condition::AnyOnTable(whose) => {
            if yes {
                tr!("an offer by {actor} lies on the table", actor = actor(scenario, *whose))
            } else {
                tr!("no offer by {actor} lies on the table", actor = actor(scenario, *whose))
            }
        }
        Condition::AnyInTransit(whose) => {
            if yes {
                tr!("an offer by {actor} is on its way", actor = actor(scenario, *whose))
            } else {
                tr!("no offer by {actor} is on its way", actor = actor(scenario, *whose))
            }
        }
        Condition::AnyAgreement => {
            if yes { tr!("something has been agreed") } else { tr!("nothing has been agreed") }.to_owned()
        }
        Condition::Agreed(id) => {
            if yes {
                tr!("{title} is agreed", title = quoted(&scenario.terms[id.index()].title))
            } else {
                tr!("{title} is not agreed", title = quoted(&scenario.terms[id.index()].title))
            }
        }
        Condition::AgreedInPublic(id) => {
            if yes {
                tr!("{title} is agreed in public", title = quoted(&scenario.terms[id.index()].title))
            } else {
                tr!("{title} is not agreed in public", title = quoted(&scenario.terms[id.index()].title))
            }
        }
        Condition::AgreedInSecret(id) => {
            if yes {
                tr!("{title} is agreed in secret", title = quoted(&scenario.terms[id.index()].title))
            } else {
                tr!("{title} is not agreed in secret", title = quoted(&scenario.terms[id.index()].title))
            }
        }
        Condition::CarriedOut(id) => {
            if yes {
                tr!("{title} has been carried out", title = quoted(&scenario.terms[id.index()].title))
            } else {
                tr!("{title} has not been carried out", title = quoted(&scenario.terms[id.index()].title))
            }
        }
        Condition::Leaked(id) => {
            if yes {
                tr!("the secret promise {title} has leaked", title = quoted(&scenario.terms[id.index()].title))
            } else {
                tr!("the secret promise {title} has not leaked", title = quoted(&scenario.terms[id.index()].title))
            }
        }
        Condition::ConsentRefused(id) => {
            if yes {
                tr!("{title} was refused consent", title = quoted(&scenario.terms[id.index()].title))
            } else {
                tr!("{title} was not refused consent", title = quoted(&scenario.terms[id.index()].title))
            }
        }
        Condition::Crossed(id) => {
            if yes {
                tr!("{line} stands crossed", line = line(scenario, *id))
            } else {
                tr!("{line} does not stand crossed", line = line(scenario, *id))
            }
        }
        Condition::EverCrossed(id) => {
            if yes {
                tr!("{line} has been crossed", line = line(scenario, *id))
            } else {
                tr!("{line} has never been crossed", line = line(scenario, *id))
            }
        }
        Condition::CrossingKnown(id) => {
            if yes {
                tr!("{line} is known to be crossed", line = line(scenario, *id))
            } else {
                tr!("{line} is not known to be crossed", line = line(scenario, *id))
            }
        }
        Condition::WindowOpen(id) => {
            if yes {
                tr!("{line} waits for an answer", line = line(scenario, *id))
            } else {
                tr!("{line} does not wait for an answer", line = line(scenario, *id))
            }
        }
        Condition::Answered(id) => {
            if yes {
                tr!("{line} has been answered for", line = line(scenario, *id))
            } else {
                tr!("{line} has not been answered for", line = line(scenario, *id))
            }
        }
        Condition::LetPass(id) => {
            if yes {
                tr!("{line} was crossed and let pass", line = line(scenario, *id))
            } else {
                tr!("{line} was never crossed and let pass", line = line(scenario, *id))
            }
        }
        Condition::Declared(id) => {
            if yes {
                tr!("{line} is declared", line = line(scenario, *id))
            } else {
                tr!("{line} is not declared", line = line(scenario, *id))
            }
        }
        Condition::Redrawn(id) => {
            if yes {
                tr!("{line} has been redrawn or given up", line = line(scenario, *id))
            } else {
                tr!("{line} has not been redrawn or given up", line = line(scenario, *id))
            }
        }
        Condition::ConductAtLeast(id, value) => {
            if yes {
                tr!("conduct towards {line} is at least {value} of 100", line = line(scenario, *id), value)
            } else {
                tr!("conduct towards {line} is below {value} of 100", line = line(scenario, *id), value)
            }
        }
        Condition::WordsAre(id, words) => {
            let text = tr!("the word on {line} is \"{said}\"", line = line(scenario, *id), said = said(*words));
            if yes { text } else { tr!("it is not so that {text}", text) }
        }
        Condition::Committed(id) => {
            if yes {
                tr!("{word} binds", word = word(scenario, *id))
            } else {
                tr!("{word} does not bind", word = word(scenario, *id))
            }
        }
        Condition::Kept(id) => {
            if yes {
                tr!("{word} was kept", word = word(scenario, *id))
            } else {
                tr!("{word} was not kept", word = word(scenario, *id))
            }
        }
        Condition::Broken(id) => {
            if yes {
                tr!("{word} was broken", word = word(scenario, *id))
            } else {
                tr!("{word} was not broken", word = word(scenario, *id))
            }
        }
        Condition::Disposition(id) => {
            let data = &scenario.dispositions[id.index()];
            if yes {
                tr!("{actor} is led by \"{name}\"", actor = actor(scenario, data.actor), name = data.name)
            } else {
                tr!("{actor} is not led by \"{name}\"", actor = actor(scenario, data.actor), name = data.name)
            }
        }
        Condition::IncidentOpen => {
            if yes { tr!("an incident waits for an answer") } else { tr!("no incident waits for an answer") }.to_owned()
        }
        Condition::IncidentOf(side) => {
            let actor = actor(scenario, *side);
            if yes {
                tr!("an incident that {actor} caused waits for an answer", actor = the(actor))
            } else {
                tr!("no incident that {actor} caused waits for an answer", actor = the(actor))
            }
        }
        Condition::LastTurn => {
            if yes { tr!("this is the last turn to stop") } else { tr!("this is not the last turn to stop") }.to_owned()
        }
        Condition::Catastrophe => {
            if yes { tr!("a catastrophe has struck") } else { tr!("no catastrophe has struck") }.to_owned()
        }
        Condition::Ended(id) => {
            if yes {
                tr!("the crisis ended as \"{title}\"", title = scenario.endings[id.index()].title)
            } else {
                tr!("the crisis did not end as \"{title}\"", title = scenario.endings[id.index()].title)
            }
        }
        Condition::EndedAs(kind) => {
            if yes {
                tr!("the crisis ended in {category}", category = category(*kind))
            } else {
                tr!("the crisis did not end in {category}", category = category(*kind))
            }
        }
        Condition::Followed(id) => {
            let text = uncapped(&scenario.aftermath[id.index()].text);
            if yes { text } else { tr!("it did not follow that {text}", text) }
        }
    }
}

/// The word given, in quotes.
fn word(scenario: &Scenario, id: crate::scenario::model::CommitmentId) -> String {
    let data = &scenario.commitments[id.index()];
    tr!("the word of {actor}, {text},", actor = actor(scenario, data.owner), text = quoted(&data.text))
}

/// The date of a turn.
fn date(scenario: &Scenario, turn: u8) -> String {
    scenario.turns.get(usize::from(turn)).map_or_else(|| tr!("turn {turn}", turn), |turn| turn.date.clone())
}
