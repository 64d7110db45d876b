//! Conditions in words, and which part of one does not hold.

use super::{actor, category, owner, quoted, rung, said, uncapped};
use crate::{
    crisis::View,
    scenario::model::{Condition, During, LineId, Manner, Scenario},
};

/// A condition as a clause that can follow "if" or a colon.
#[must_use]
pub fn condition(scenario: &Scenario, condition: &Condition) -> String {
    phrase(scenario, condition, true)
}

/// The parts of a condition that do not hold as far as a view can see, each as a clause that says what is needed.
#[must_use]
pub fn unmet(view: &View<'_>, condition: &Condition) -> Vec<String> {
    if view.holds(condition) {
        return Vec::new();
    }
    match condition {
        Condition::All(list) => list.iter().flat_map(|inner| unmet(view, inner)).collect(),
        _ => vec![phrase(view.scenario(), condition, true)],
    }
}

/// As [`unmet`], in sentences: what is needed first, and what stands in the way.
#[must_use]
pub fn hindered(view: &View<'_>, condition: &Condition) -> Vec<String> {
    let (mut needs, mut bars) = (Vec::new(), Vec::new());
    sort_unmet(view, condition, &mut needs, &mut bars);
    let said = |label: &str, parts: &[String]| (!parts.is_empty()).then(|| format!("{label}: {}.", parts.join("; ")));
    [said("It needs this first", &needs), said("Not while this is so", &bars)].into_iter().flatten().collect()
}

/// Parts that do not hold: what has to come about, and facts that would have to be otherwise.
fn sort_unmet(view: &View<'_>, condition: &Condition, needs: &mut Vec<String>, bars: &mut Vec<String>) {
    if view.holds(condition) {
        return;
    }
    match condition {
        Condition::All(list) => list.iter().for_each(|inner| sort_unmet(view, inner, needs, bars)),
        Condition::Not(inner) => match &**inner {
            Condition::Any(list) => list
                .iter()
                .filter(|inner| view.holds(inner))
                .for_each(|inner| bars.push(phrase(view.scenario(), inner, true))),
            inner @ (Condition::Fact(_) | Condition::WordsAre(..)) => bars.push(phrase(view.scenario(), inner, true)),
            inner => needs.push(phrase(view.scenario(), inner, false)),
        },
        _ => needs.push(phrase(view.scenario(), condition, true)),
    }
}

/// The line in quotes, and whose it is.
fn line(scenario: &Scenario, id: LineId) -> String {
    let data = &scenario.lines[id.index()];
    format!("the red line of {}, {},", owner(scenario, data.owner), quoted(&data.text))
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
        parts.join(&format!(", {word} "))
    };
    match condition {
        Condition::Always => pick("always", "never").to_owned(),
        Condition::Never => pick("never", "always").to_owned(),
        Condition::All(list) => join(list, pick("and", "or")),
        Condition::Any(list) => join(list, pick("or", "and")),
        Condition::Not(inner) => phrase(scenario, inner, !yes),
        Condition::AtLeast(count, list) => {
            let parts: Vec<String> = list.iter().map(|inner| phrase(scenario, inner, true)).collect();
            format!("{} {count} of these hold: {}", pick("at least", "fewer than"), parts.join("; "))
        }
        Condition::Fact(id) => {
            let text = uncapped(&scenario.facts[id.index()].text);
            if yes { text } else { format!("it is not so that {text}") }
        }
        Condition::TrackAtLeast(id, value) => {
            format!("{} is {} {value}", quoted(&scenario.tracks[id.index()].name), pick("at least", "below"))
        }
        Condition::TrackAtMost(id, value) => {
            format!("{} is {} {value}", quoted(&scenario.tracks[id.index()].name), pick("at most", "above"))
        }
        Condition::TrackAbove(left, right) => format!(
            "{} is {} {}",
            quoted(&scenario.tracks[left.index()].name),
            pick("above", "not above"),
            quoted(&scenario.tracks[right.index()].name)
        ),
        Condition::RungAtLeast(ladder, at) => format!(
            "the crisis stands {} \"{}\"{}",
            pick("at", "below"),
            rung(scenario, *ladder, *at),
            pick(" or above", "")
        ),
        Condition::RungAtMost(ladder, at) => format!(
            "the crisis stands {} \"{}\"{}",
            pick("at", "above"),
            rung(scenario, *ladder, *at),
            pick(" or below", "")
        ),
        Condition::OwnRungAtLeast(whose, ladder, at) => format!(
            "{} stands {} \"{}\"{}",
            actor(scenario, *whose),
            pick("at", "below"),
            rung(scenario, *ladder, *at),
            pick(" or above", "")
        ),
        Condition::PeakAtLeast(ladder, at) => {
            format!(
                "the crisis has {} \"{}\"",
                pick("been as high as", "never been as high as"),
                rung(scenario, *ladder, *at)
            )
        }
        Condition::EscalatedFirst(ladder, whose) => format!(
            "{} {} the first to climb {}",
            actor(scenario, *whose),
            pick("was", "was not"),
            quoted(&scenario.ladders[ladder.index()].name)
        ),
        Condition::TurnAtLeast(turn) => {
            format!("it is {} {}", pick("at the earliest", "before"), date(scenario, *turn))
        }
        Condition::TurnAtMost(turn) => format!("it is {} {}", pick("at the latest", "after"), date(scenario, *turn)),
        Condition::TurnLimit => pick("it is the last turn of all", "it is not the last turn of all").to_owned(),
        Condition::Did(id) => {
            format!("{} {} ordered", quoted(&scenario.moves[id.index()].title), pick("has been", "has not been"))
        }
        Condition::DidNow(id) => {
            format!("{} {} ordered this turn", quoted(&scenario.moves[id.index()].title), pick("is", "is not"))
        }
        Condition::DidLast(id) => {
            format!("{} {} ordered last turn", quoted(&scenario.moves[id.index()].title), pick("was", "was not"))
        }
        Condition::Acted(whose, manner, during) => {
            let who = actor(scenario, *whose);
            let how = match manner {
                Manner::Directly => "directly",
                Manner::ByProxy => "through others",
            };
            match during {
                During::Ever => format!("{who} {} {how}", pick("has escalated", "has not escalated")),
                During::Now => format!("{who} {} {how} this turn", pick("escalates", "does not escalate")),
            }
        }
        Condition::Happened(id) => {
            format!("{} {}", quoted(super::record::rule_title(scenario, *id)), pick("has happened", "has not happened"))
        }
        Condition::HappenedNow(id) => {
            let text = pick("happened this turn", "did not happen this turn");
            format!("{} {text}", quoted(super::record::rule_title(scenario, *id)))
        }
        Condition::Sent(id) => {
            format!(
                "the offer {} {} made",
                quoted(&scenario.offers[id.index()].title),
                pick("has been", "has not been")
            )
        }
        Condition::OnTable(id) => {
            let text = pick("lies on the table", "does not lie on the table");
            format!("the offer {} {text}", quoted(&scenario.offers[id.index()].title))
        }
        Condition::InTransit(id) => {
            format!("the offer {} {} on its way", quoted(&scenario.offers[id.index()].title), pick("is", "is not"))
        }
        Condition::Accepted(id) => format!(
            "the offer {} {} accepted",
            quoted(&scenario.offers[id.index()].title),
            pick("has been", "has not been")
        ),
        Condition::AnyOnTable(whose) => {
            format!("{} offer by {} lies on the table", pick("an", "no"), actor(scenario, *whose))
        }
        Condition::AnyAgreement => pick("something has been agreed", "nothing has been agreed").to_owned(),
        Condition::Agreed(id) => {
            format!("{} {} agreed", quoted(&scenario.terms[id.index()].title), pick("is", "is not"))
        }
        Condition::AgreedInPublic(id) => {
            format!("{} {} agreed in public", quoted(&scenario.terms[id.index()].title), pick("is", "is not"))
        }
        Condition::AgreedInSecret(id) => {
            format!("{} {} agreed in secret", quoted(&scenario.terms[id.index()].title), pick("is", "is not"))
        }
        Condition::CarriedOut(id) => {
            let text = pick("has been carried out", "has not been carried out");
            format!("{} {text}", quoted(&scenario.terms[id.index()].title))
        }
        Condition::Leaked(id) => {
            let text = pick("has leaked", "has not leaked");
            format!("the secret promise {} {text}", quoted(&scenario.terms[id.index()].title))
        }
        Condition::ConsentRefused(id) => {
            let text = pick("was refused consent", "was not refused consent");
            format!("{} {text}", quoted(&scenario.terms[id.index()].title))
        }
        Condition::Crossed(id) => format!("{} {} crossed", line(scenario, *id), pick("stands", "does not stand")),
        Condition::EverCrossed(id) => {
            format!("{} {} crossed", line(scenario, *id), pick("has been", "has never been"))
        }
        Condition::CrossingKnown(id) => {
            format!("{} {} known to be crossed", line(scenario, *id), pick("is", "is not"))
        }
        Condition::WindowOpen(id) => {
            format!("{} {}", line(scenario, *id), pick("waits for an answer", "does not wait for an answer"))
        }
        Condition::Answered(id) => {
            format!("{} {} answered for", line(scenario, *id), pick("has been", "has not been"))
        }
        Condition::LetPass(id) => {
            let text = pick("was crossed and let pass", "was never crossed and let pass");
            format!("{} {text}", line(scenario, *id))
        }
        Condition::Declared(id) => format!("{} {} declared", line(scenario, *id), pick("is", "is not")),
        Condition::Redrawn(id) => {
            format!("{} {} redrawn or given up", line(scenario, *id), pick("has been", "has not been"))
        }
        Condition::ConductAtLeast(id, value) => {
            format!("conduct towards {} is {} {value} of 100", line(scenario, *id), pick("at least", "below"))
        }
        Condition::WordsAre(id, words) => {
            let text = format!("the word on {} is \"{}\"", line(scenario, *id), said(*words));
            if yes { text } else { format!("it is not so that {text}") }
        }
        Condition::Committed(id) => format!("{} {}", word(scenario, *id), pick("binds", "does not bind")),
        Condition::Kept(id) => format!("{} {} kept", word(scenario, *id), pick("was", "was not")),
        Condition::Broken(id) => format!("{} {} broken", word(scenario, *id), pick("was", "was not")),
        Condition::Disposition(id) => {
            let data = &scenario.dispositions[id.index()];
            format!("{} {} led by \"{}\"", actor(scenario, data.actor), pick("is", "is not"), data.name)
        }
        Condition::IncidentOpen => {
            pick("an incident waits for an answer", "no incident waits for an answer").to_owned()
        }
        Condition::LastTurn => pick("this is the last turn to stop", "this is not the last turn to stop").to_owned(),
        Condition::Catastrophe => pick("a catastrophe has struck", "no catastrophe has struck").to_owned(),
        Condition::Ended(id) => {
            format!("the crisis {} \"{}\"", pick("ended as", "did not end as"), scenario.endings[id.index()].title)
        }
        Condition::EndedAs(kind) => {
            format!("the crisis {} {}", pick("ended in", "did not end in"), category(*kind))
        }
        Condition::Followed(id) => {
            let text = uncapped(&scenario.aftermath[id.index()].text);
            if yes { text } else { format!("it did not follow that {text}") }
        }
    }
}

/// The word given, in quotes.
fn word(scenario: &Scenario, id: crate::scenario::model::CommitmentId) -> String {
    let data = &scenario.commitments[id.index()];
    format!("the word of {}, {},", actor(scenario, data.owner), quoted(&data.text))
}

/// The date of a turn.
fn date(scenario: &Scenario, turn: u8) -> String {
    scenario.turns.get(usize::from(turn)).map_or_else(|| format!("turn {turn}"), |turn| turn.date.clone())
}
