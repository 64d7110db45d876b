//! The moments that are staged: a crossing, a leak, an agreement, an incident, the last chance.

use serde::Serialize;

use crate::{
    crisis::{
        Act, Entry, Eyes, View,
        record::{LineEvent, What},
    },
    report::words,
    scenario::model::{Actor, Condition, Effect, LadderId, LineId, Owner, RuleId, TermId, WhenId},
};

/// What kind of moment is staged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub enum MomentKind {
    /// Catastrophe has struck: the last chance.
    LastChance,
    /// One's own red line is crossed.
    LineCrossed,
    /// A red line of somebody else is crossed: by oneself, or as the title says by the other side or by nobody.
    CrossedByYou,
    /// An incident waits for an answer.
    Incident,
    /// A secret is out.
    Leak,
    /// A party refuses its consent.
    ConsentRefused,
    /// Something is agreed.
    Agreed,
    /// The catastrophe was stopped.
    Stopped,
}

/// A moment that is staged as such.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Moment {
    /// What kind it is.
    pub kind: MomentKind,
    /// Its title.
    pub title: String,
    /// What is said, a paragraph each.
    pub text: Vec<String>,
    /// One's open acts that answer it.
    #[serde(skip)]
    pub answers: Vec<Act>,
}

/// The moments that are staged: crossings, leaks, agreements, incidents, the last chance.
pub(super) fn moments(view: &View<'_>, actor: Actor, entries: &[(&Entry, bool)]) -> Vec<Moment> {
    let scenario = view.scenario();
    let mut moments = Vec::new();
    let agreed = |term: TermId| {
        entries
            .iter()
            .any(|(entry, _)| matches!(entry.what, What::Agreed(legs) if legs.all() >> (term.0 & 31) & 1 != 0))
    };
    for (entry, _) in entries {
        match &entry.what {
            What::Line {
                line, event: event @ (LineEvent::Learnt | LineEvent::Crossed | LineEvent::Stands), ..
            } => {
                moments.extend(crossing(view, actor, *line, *event));
            }
            // What became of a term that was agreed since is told with the agreement.
            What::ConsentRefused(term) | What::Consented(term) | What::FellWith(term, _) if agreed(*term) => {}
            What::Leaked(_)
            | What::ConsentRefused(_)
            | What::Consented(_)
            | What::FellWith(..)
            | What::CalledOff(_) => {
                let (kind, title) = match entry.what {
                    What::Leaked(_) => (MomentKind::Leak, tr!("A secret is out")),
                    What::ConsentRefused(_) => (MomentKind::ConsentRefused, tr!("Consent refused")),
                    What::FellWith(..) => (MomentKind::ConsentRefused, tr!("Not carried out")),
                    What::Consented(_) => (MomentKind::Agreed, tr!("Consent given")),
                    _ => (MomentKind::Agreed, tr!("Overtaken by what was agreed")),
                };
                let text = words::entry(scenario, Eyes::Actor(actor), &[], entry).into_iter().collect();
                moments.push(Moment { kind, title: title.to_owned(), text, answers: Vec::new() });
            }
            What::Agreed(legs) => {
                let mut text: Vec<String> =
                    legs.iter().map(|(term, secret)| words::leg(scenario, term, secret)).collect();
                let mut refused = false;
                for (other, _) in entries {
                    let (What::ConsentRefused(term) | What::Consented(term) | What::FellWith(term, _)) = other.what
                    else {
                        continue;
                    };
                    if legs.all() >> (term.0 & 31) & 1 != 0 {
                        refused |= !matches!(other.what, What::Consented(_));
                        text.extend(words::entry(scenario, Eyes::Actor(actor), &[], other));
                    }
                }
                let (kind, title) = if refused {
                    (MomentKind::ConsentRefused, tr!("Signed, and refused"))
                } else {
                    (MomentKind::Agreed, tr!("Agreed"))
                };
                moments.push(Moment { kind, title: title.to_owned(), text, answers: Vec::new() });
            }
            What::CatastropheStopped => moments.push(Moment {
                kind: MomentKind::Stopped,
                title: tr!("Stopped").to_owned(),
                text: vec![tr!("The catastrophe has been stopped. It will not be forgotten.").to_owned()],
                answers: Vec::new(),
            }),
            _ => {}
        }
    }
    moments.extend(view.incidents().filter_map(|(rule, knows)| incident(view, actor, rule, knows)));
    if view.last_turn() {
        moments.push(last_chance(view));
    }
    moments.sort_by_key(|moment| moment.kind);
    moments
}

fn incident(view: &View<'_>, actor: Actor, rule: RuleId, knows: bool) -> Option<Moment> {
    let scenario = view.scenario();
    let told = view.told_of(rule)?;
    let mut text = vec![told.to_owned()];
    match (scenario.rules[rule.index()].unordered, knows) {
        (Some(side), true) if side == actor => {
            text.push(tr!("Nobody on your side had ordered this.").to_owned());
        }
        (Some(side), true) => text.push(tr!(
            "It was explained: nobody in {actor} had ordered it.",
            actor = words::the(words::actor(scenario, side))
        )),
        (Some(side), false) => text.push(tr!(
            "As far as you can tell, {actor} ordered this.",
            actor = words::the(words::actor(scenario, side))
        )),
        (None, _) => {}
    }
    if view.ended().is_some() {
        text.push(tr!("It ended before anybody answered.").to_owned());
        return Some(Moment {
            kind: MomentKind::Incident,
            title: tr!("An incident").to_owned(),
            text,
            answers: Vec::new(),
        });
    }
    text.push(match climbs_to(view, actor) {
        Some(rung) => tr!("Answer it this turn; if neither side does, the crisis climbs by itself, to \"{rung}\".", rung),
        None => tr!("Answer it this turn; if neither side does, it grows more dangerous: the next rung is one that somebody has to order.").to_owned(),
    });
    if 1 < view.incidents().count() {
        text.push(tr!("It is not the only one: an answer is an answer to all of them, and however many nobody answers, it climbs once.").to_owned());
    }
    let mut answers = acts_that(view, |effect| matches!(effect, Effect::AnswerIncident));
    if scenario.rules[rule.index()].unordered == Some(actor) {
        // What one's own forces did is not answered by an attack on the others, though one would silence it.
        answers.retain(|act| !matches!(act, Act::Do(id) if 0 < scenario.moves[id.index()].escalation));
    }
    let none = || Some(tr!("Nothing that answers it is open to you this turn.").to_owned());
    text.extend(named(view, tr!("It is answered by"), &answers).or_else(none));
    Some(Moment { kind: MomentKind::Incident, title: tr!("An incident").to_owned(), text, answers })
}

/// The rung to which incidents that nobody answers lead from where the crisis stands, as far as a seat sees it.
fn climbs_to(view: &View<'_>, actor: Actor) -> Option<String> {
    let scenario = view.scenario();
    let ladders = scenario.ladders.iter().enumerate().filter(|(_, ladder)| ladder.incidents);
    ladders
        .filter_map(|(at, ladder)| {
            let id = LadderId::new(at);
            let rung = view.rung_of(id, actor);
            let to = ladder.after_unanswered(rung);
            (rung < to).then(|| words::rung(scenario, id, to).to_owned())
        })
        .next()
}

fn crossing(view: &View<'_>, actor: Actor, line: LineId, event: LineEvent) -> Option<Moment> {
    let scenario = view.scenario();
    let data = &scenario.lines[line.index()];
    let own = data.owner == Owner::Actor(actor);
    // The owner hears of it once, when it learns; the side that crossed when it crosses.
    if own != (event == LineEvent::Learnt) {
        return None;
    }
    let mut text = vec![words::quoted(&data.text)];
    let bound = words::the(words::deeds_of(scenario, data));
    let yours = data.binds == actor && data.by.is_none();
    if !own {
        let whose = words::the(words::owner(scenario, data.owner));
        let title = if event == LineEvent::Stands {
            let what = if yours { tr!("you have").to_owned() } else { tr!("{bound} has", bound) };
            text.push(words::sentence(&tr!(
                "{whose} has drawn this line over what {what} there already: nobody crossed it today, and it waits for \
                 an answer all the same",
                whose,
                what
            )));
            tr!("A red line over what stands")
        } else if yours {
            let known = if matches!(data.known_when, Condition::Always) {
                tr!("They know, and")
            } else {
                tr!("Once they know,")
            };
            text.push(tr!(
                "You have crossed a line of {whose}. {known} it will have to be answered or let pass.",
                whose,
                known
            ));
            tr!("You crossed a red line")
        } else {
            // What a body inside a side does is not that side's order, and is laid at its door all the same.
            let inside = data.by.is_some_and(|by| scenario.parties[by.index()].inside == Some(actor));
            if inside {
                text.push(tr!(
                    "It was crossed by {bound}, whom you cannot order. The line is that of {whose}, and there it counts as your own side's doing.",
                    bound,
                    whose
                ));
            } else {
                text.push(words::sentence(&tr!("{bound} has crossed a line of {whose}", bound, whose)));
            }
            tr!("A red line is crossed")
        };
        return Some(Moment { kind: MomentKind::CrossedByYou, title: title.to_owned(), text, answers: Vec::new() });
    }
    text.push(if view.line(line).is_some_and(|seen| seen.crossings == 0) {
        tr!("You drew it over what {bound} has there already: it stood crossed from the first.", bound)
    } else if yours {
        tr!("You drew it for your own side, and your own side has crossed it.").to_owned()
    } else {
        tr!("Your line has been crossed by {bound}.", bound)
    });
    if let Some(last) = view.line(line).and_then(|line| line.window) {
        let date = scenario.turns.get(usize::from(last)).map_or(tr!("the end"), |turn| turn.date.as_str());
        text.push(tr!(
            "Answer it by a deed, trade your restraint, or let it pass. The last turn for that: {date}.",
            date
        ));
        text.push(match data.stake {
            0 => tr!("Letting it pass costs none of your resolve in their eyes.").to_owned(),
            stake => tr!("Letting it pass costs {stake} of your resolve in their eyes.", stake),
        });
    }
    let answers = acts_that(view, |effect| matches!(effect, Effect::Answer(id) if *id == line));
    let waits = view.line(line).is_some_and(|line| line.window.is_some());
    let none = || waits.then(|| tr!("No deed that answers it is open to you this turn.").to_owned());
    text.extend(named(view, tr!("It is answered by"), &answers).or_else(none));
    if waits {
        let restraint = scenario.terms.iter().enumerate().filter(|(at, term)| {
            term.settles.contains(&line) && !view.agreed(TermId::new(*at)) && view.holds(&term.requires)
        });
        let sold: Vec<String> = restraint.map(|(_, term)| words::quoted(&term.title)).collect();
        if !sold.is_empty() {
            text.push(tr!("Your restraint is traded for: {sold}.", sold = sold.join(", ")));
        }
        let passes = acts_that(view, |effect| matches!(effect, Effect::LetPass(id) if *id == line));
        text.extend(named(view, tr!("It is let pass at once by"), &passes));
    }
    Some(Moment { kind: MomentKind::LineCrossed, title: tr!("Your red line is crossed").to_owned(), text, answers })
}

fn last_chance(view: &View<'_>) -> Moment {
    let scenario = view.scenario();
    let mut text = vec![tr!("Catastrophe has struck. This turn is the last in which it can be stopped.").to_owned()];
    for (at, ladder) in scenario.ladders.iter().enumerate() {
        let id = LadderId::new(at);
        if let Some(rung) = ladder.catastrophe_rung
            && rung <= view.rung(id)
        {
            let name = words::rung(scenario, id, rung);
            text.push(tr!(
                "{name2} has to come down below \"{name}\" by the end of this turn.",
                name2 = ladder.name,
                name
            ));
        }
    }
    let answers = acts_that(view, |effect| matches!(effect, Effect::Descend { .. } | Effect::DescendBy { .. }));
    text.extend(named(view, tr!("What goes down"), &answers));
    Moment { kind: MomentKind::LastChance, title: tr!("The last chance").to_owned(), text, answers }
}

/// One's open moves and answers with an effect, that of what they accept included.
fn acts_that(view: &View<'_>, wanted: impl Fn(&Effect) -> bool + Copy) -> Vec<Act> {
    let holds = |id: WhenId| Some(view.holds(&view.scenario().whens[id.index()]));
    let does = |act: &Act| {
        let effects = match act {
            Act::Do(id) => words::foreseen_effects(view, &view.scenario().moves[id.index()].effects),
            Act::Accept(slot) => {
                let legs = view.offers().find(|(other, _)| other == slot).map(|(_, offer)| offer.legs);
                legs.map_or_else(Vec::new, |legs| words::effects_of_legs(view, legs))
            }
            Act::Offer(..) | Act::Counter(..) | Act::Refuse(_) | Act::Withdraw(_) => Vec::new(),
        };
        effects.into_iter().any(|effect| effect.has(holds, wanted))
    };
    view.acts().into_iter().filter(does).collect()
}

/// Moves by their titles and answers to offers, as a sentence; none where there are none.
fn named(view: &View<'_>, label: &str, acts: &[Act]) -> Option<String> {
    let scenario = view.scenario();
    let offers = words::offers_seen(view);
    let title = |act: &Act| match act {
        Act::Do(id) => words::quoted(&scenario.moves[id.index()].title),
        _ => words::quoted(&words::act(scenario, &offers, *act)),
    };
    let titles: Vec<String> = acts.iter().map(title).collect();
    (!titles.is_empty()).then(|| format!("{label}: {}.", titles.join(", ")))
}
