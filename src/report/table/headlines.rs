//! The three headlines of a turn: what the other side did, what it cost in people and in what is one's own, and what moved
//! the rung and the danger.

use serde::Serialize;

use crate::{
    crisis::{
        Act, Entry, View,
        record::{Cause, What},
    },
    report::words,
    scenario::model::{Actor, Effect, LadderId, RoleWord, Scenario, TrackId, figure},
};

/// What happened since the last order, in three headlines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Headlines {
    /// What the other side was seen to order, one title each.
    pub they: Vec<String>,
    /// The same as it is told once it is done, or the gravest of what else came about where nothing was seen ordered; empty
    /// before a turn has passed.
    pub theirs: String,
    /// Whether that is something else than their order.
    pub instead: bool,
    /// What else they were seen to order than what the headline tells, one title each.
    pub also: Vec<String>,
    /// What oneself ordered, one title each.
    pub you: Vec<String>,
    /// What it did to oneself, in a sentence: the dead first.
    pub yours: String,
    /// By how much, and why, for the small print; empty where there is nothing to say.
    pub yours_why: String,
    /// Whether that is a gain or a loss, above or below nought; nought where nothing of one's own has moved.
    pub gained: i32,
    /// What became of the rung and of the danger, in sentences.
    pub danger: String,
    /// By how much, and why, for the small print; empty where there is nothing to say.
    pub danger_why: String,
    /// Whether a turn has passed at all.
    pub any: bool,
    /// What it did to oneself, why, and whether that is a gain, where human cost is kept for later.
    #[serde(skip)]
    gentle: (String, String, i32),
}

impl Headlines {
    /// The headlines without the dead and those driven out.
    pub(super) fn without_cost(self) -> Self {
        let (yours, yours_why, gained) = self.gentle.clone();
        Self { yours, yours_why, gained, ..self }
    }

    /// What stands over the headline of what the other side did.
    #[must_use]
    pub fn over_theirs(&self) -> &'static str {
        if self.instead { tr!("What came about") } else { tr!("What they did") }
    }

    /// What stands over the headline of what it did to oneself.
    #[must_use]
    pub fn over_yours(&self) -> &'static str {
        match self.gained {
            ..0 => tr!("What it cost"),
            0 => tr!("What it did to you"),
            1.. => tr!("What it brought you"),
        }
    }
}

/// A track's whole change, and what brought it about.
struct Moved {
    track: TrackId,
    by: i32,
    to: i32,
    /// What each cause did to it in all, and whether the seat may know it; what it may not know counts as one.
    causes: Vec<(Cause, bool, i32)>,
}

impl Moved {
    /// The cause that pushed hardest the way in which the track went, whether the seat may know it, and how far it
    /// accounts for it.
    fn chief(&self) -> Option<(Cause, bool, Share)> {
        let along = |by: i32| by.saturating_mul(self.by.signum());
        let pushed: i32 = self.causes.iter().map(|(_, _, by)| along(*by).max(0)).sum();
        // Of those that pushed alike, the first.
        let (cause, knows, by) = self.causes.iter().rev().max_by_key(|(_, _, by)| along(*by))?;
        let share = if self.causes.len() == 1 {
            Share::All
        } else if pushed < along(*by).saturating_mul(2) {
            Share::Most
        } else {
            Share::Some
        };
        (0 < along(*by)).then_some((*cause, *knows, share))
    }
}

/// How far a cause accounts for a change.
enum Share {
    All,
    Most,
    Some,
}

fn moved(scenario: &Scenario, actor: Actor, entries: &[(&Entry, bool)]) -> Vec<Moved> {
    let mut all: Vec<Moved> = Vec::new();
    for (entry, knows) in entries {
        let What::Track(track, from, to) = entry.what else { continue };
        let track = scenario.told_as(actor, track);
        let by = to - from;
        let at = all.iter().position(|moved| moved.track == track).unwrap_or_else(|| {
            all.push(Moved { track, by: 0, to, causes: Vec::new() });
            all.len() - 1
        });
        let moved = &mut all[at];
        moved.by += by;
        moved.to = to;
        match moved.causes.iter_mut().find(|(cause, known, _)| known == knows && (!knows || *cause == entry.cause)) {
            Some((_, _, whole)) => *whole += by,
            None => moved.causes.push((entry.cause, *knows, by)),
        }
    }
    all
}

/// How a track has moved, for a headline, and by how much and why, for the small print.
fn moved_sentence(scenario: &Scenario, actor: Actor, moved: &Moved) -> (String, String) {
    let why = moved.chief().map_or_else(String::new, |(cause, knows, share)| {
        let share = match share {
            Share::All => "",
            Share::Most => tr!("mostly "),
            Share::Some => tr!("above all "),
        };
        format!("{share}{}", words::because(scenario, actor, cause, knows))
    });
    let data = &scenario.tracks[moved.track.index()];
    // The comma after a name with a comma in it is English.
    let plain = crate::language::in_force().is_some() || data.role == RoleWord::HumanCost;
    let name = if plain { data.name.clone() } else { words::subject(&data.name) };
    // What has come about of a rough number is no better known than it.
    let (by, to) = (figure(data.as_roughly(moved.by.abs(), moved.to)), data.said(moved.to));
    let text = match (data.role, moved.by < 0) {
        (RoleWord::HumanCost, false) => {
            return (tr!("{name}: {to}, {by} more than before.", name, to, by), words::sentence(&why));
        }
        (_, true) => tr!("{name} falls to {to}.", name, to),
        (_, false) => tr!("{name} rises to {to}.", name, to),
    };
    let small = if why.is_empty() { tr!("By {by}.", by) } else { tr!("By {by}, {why}.", by, why) };
    (text, small)
}

/// How much an act weighs as news: what changes what all know, where the lines are or what may be agreed, then what goes far up
/// or down, and what all can see before what one side sees alone.
fn weight(scenario: &Scenario, act: Act) -> u8 {
    match act {
        Act::Do(id) => {
            let data = &scenario.moves[id.index()];
            let tells = data.effects.iter().any(|effect| {
                matches!(effect, Effect::Declare(_) | Effect::Redraw(..) | Effect::Commit(_) | Effect::Accept(_))
                    || matches!(effect, Effect::RevealFact(_, audience) if audience.world())
            });
            let posture = data
                .effects
                .iter()
                .any(|effect| matches!(effect, Effect::Become(fact) if scenario.facts[fact.index()].posture.is_some()));
            let climbs = data.effects.iter().any(|effect| matches!(effect, Effect::Climb { .. }));
            data.escalation.unsigned_abs().saturating_mul(2)
                + if tells { 6 } else { 0 }
                + if posture { 3 } else { 0 }
                + if climbs { 2 } else { 0 }
                + u8::from(data.audience.world())
        }
        Act::Accept(_) => 5,
        Act::Offer(..) | Act::Counter(..) | Act::Refuse(_) => 3,
        Act::Withdraw(_) => 1,
    }
}

/// How many of a side's acts a headline tells.
const TOLD: usize = 2;

pub(super) fn headlines(
    view: &View<'_>,
    actor: Actor,
    entries: &[(&Entry, bool)],
    latest: &[(&Entry, bool)],
    happened: &[String],
) -> Headlines {
    let scenario = view.scenario();
    let offers = words::offers_seen(view);
    // What an agreement has overtaken was ordered and not done.
    let undone = |act: Act| matches!(act, Act::Do(id) if latest.iter().any(|(entry, _)| matches!(entry.what, What::CalledOff(off) if off == id)));
    let ordered = |of: Actor| -> Vec<Act> {
        let acts = latest.iter().filter_map(|(entry, _)| match entry.what {
            What::Ordered(side, act) if side == of && !undone(act) => Some(act),
            _ => None,
        });
        acts.collect()
    };
    let titles = |acts: &[Act]| {
        acts.iter().map(|act| words::bare(&words::act(scenario, &offers, *act)).to_owned()).collect::<Vec<_>>()
    };
    let all = moved(view.scenario(), actor, entries);
    let died = died(scenario, &all);
    let most = hits_most(scenario, actor, &all);
    let they = ordered(actor.other());
    // The gravest first, and those alike in their order.
    let mut by_weight = they.clone();
    by_weight.sort_by_key(|act| std::cmp::Reverse(weight(scenario, *act)));
    let told = by_weight.iter().take(TOLD).map(|act| words::told_act(scenario, &offers, actor.other(), *act));
    let mut theirs = told.collect::<Vec<_>>().join(" ");
    let also = titles(
        &they.iter().copied().filter(|act| !by_weight.iter().take(TOLD).any(|told| told == act)).collect::<Vec<_>>(),
    );
    // Where nothing was seen ordered, what came about by itself is the news.
    let event = happened.first().filter(|_| they.is_empty()).map(|text| news_of(text).to_owned());
    let instead = event.is_some();
    if theirs.is_empty() {
        let other = words::the(words::actor(scenario, actor.other()));
        theirs = event.unwrap_or_else(|| words::sentence(&tr!("{other} did nothing that you could see", other)));
    }
    // People first, then what is one's own.
    let yours_of = |told: Vec<&Moved>| {
        let several = 1 < told.len();
        let told: Vec<(String, String, &Moved)> = told
            .into_iter()
            .map(|moved| {
                let (text, small) = moved_sentence(scenario, actor, moved);
                (text, small, moved)
            })
            .collect();
        let labelled = told.iter().filter(|(_, small, _)| !small.is_empty()).map(|(_, small, moved)| {
            if several { of_its_own(&scenario.tracks[moved.track.index()].name, small) } else { small.clone() }
        });
        let why = labelled.collect::<Vec<_>>().join(" ");
        let yours = told.iter().map(|(text, ..)| text.as_str()).collect::<Vec<_>>().join(" ");
        (if yours.is_empty() { tr!("Nothing of yours has moved.").to_owned() } else { yours }, why)
    };
    let (yours, yours_why) = yours_of(died.iter().take(TOLD).copied().chain(most).collect());
    let (own, own_why) = yours_of(most.into_iter().collect());
    let ladders = if view.cut().is_some() { LADDERS_IN_A_CUT } else { usize::MAX };
    let highest = |track: TrackId| view.track(track).is_some_and(|is| scenario.tracks[track.index()].max <= is);
    let highest = scenario.index.danger.is_some_and(highest);
    let (danger, danger_why) = danger(scenario, actor, entries, (&all, died.is_empty(), highest), ladders);
    Headlines {
        they: titles(&they),
        theirs,
        instead,
        also,
        you: titles(&ordered(actor)),
        yours,
        yours_why,
        gained: died.first().map_or_else(|| most.map_or(0, |moved| moved.by), |dead| -dead.by),
        danger,
        danger_why,
        any: true,
        gentle: (own, own_why, most.map_or(0, |moved| moved.by)),
    }
}

/// From how many letters on a first sentence says what happened, and is no mere name of it.
const NAMED: usize = 40;

/// What is news of an event: its first sentence, with the next where the first is but its name.
fn news_of(text: &str) -> &str {
    let first = words::first_sentence(text);
    if NAMED <= first.chars().count() {
        return first;
    }
    let rest = text.get(first.len()..).unwrap_or_default();
    let lead = rest.len() - rest.trim_start().len();
    let next = words::first_sentence(rest.trim_start());
    text.get(..first.len() + lead + next.len()).unwrap_or(text)
}

/// The counts of people killed or driven out that have risen, in the order of the file.
fn died<'m>(scenario: &Scenario, all: &'m [Moved]) -> Vec<&'m Moved> {
    let costs = |moved: &&Moved| scenario.tracks[moved.track.index()].role == RoleWord::HumanCost && 0 < moved.by;
    let mut died: Vec<&Moved> = all.iter().filter(costs).collect();
    died.sort_by_key(|moved| moved.track);
    died
}

/// The small print of one of several things that are told together, with its name before it.
fn of_its_own(name: &str, small: &str) -> String {
    format!("{name}: {}", words::small_first(small))
}

/// How many ladders a lesson is told of: there is little time to read.
const LADDERS_IN_A_CUT: usize = 2;

/// The change that hurts or helps most among one's own tracks.
fn hits_most<'m>(scenario: &Scenario, actor: Actor, all: &'m [Moved]) -> Option<&'m Moved> {
    let weight = |moved: &Moved| {
        let data = &scenario.tracks[moved.track.index()];
        let factor = match data.role {
            RoleWord::Standing => 3,
            RoleWord::Credibility => 2,
            RoleWord::Plain => 1,
            RoleWord::Danger
            | RoleWord::HumanCost
            | RoleWord::Will
            | RoleWord::Trust
            | RoleWord::BalanceActual
            | RoleWord::BalancePerceived
            | RoleWord::Fear => 0,
        };
        // Losses weigh more than gains, as they do with people.
        let sign = if moved.by < 0 { 2 } else { 1 };
        if data.owner == Some(actor) { moved.by.abs() * factor * sign } else { 0 }
    };
    all.iter().filter(|moved| 0 < weight(moved)).max_by_key(|moved| weight(moved))
}

/// What moved the rung, of at most so many ladders, and what moved the danger.
fn danger(
    scenario: &Scenario,
    actor: Actor,
    entries: &[(&Entry, bool)],
    (all, bloodless, highest): (&[Moved], bool, bool),
    most: usize,
) -> (String, String) {
    let (mut parts, mut why) = (Vec::new(), Vec::new());
    for (at, ladder) in scenario.ladders.iter().enumerate() {
        let id = LadderId::new(at);
        let moves: Vec<_> = entries
            .iter()
            .filter_map(|(entry, knows)| match entry.what {
                What::Rung(ladder, _, from, to) if ladder == id => Some((from, to, entry.cause, *knows)),
                _ => None,
            })
            .collect();
        let (Some(first), Some(last)) = (moves.first(), moves.last()) else { continue };
        // What brought it to where it stands and, where others took a step that way, the widest of theirs; else, where it
        // came there by the other way, the widest step towards it.
        type Step = (u8, u8, Cause, bool);
        let up = first.0 < last.1;
        let wide = |step: &&Step| i32::from(step.0.abs_diff(step.1));
        let along = |step: &&Step| (step.0 < step.1) == up && step.0 != step.1;
        let towards = |(from, to, ..): &&Step| (i32::from(*to) - i32::from(*from)) * if up { 1 } else { -1 };
        let reached = moves.iter().filter(along).find(|step| step.1 == last.1);
        let Some(chief) = reached.or_else(|| moves.iter().max_by_key(towards)) else { continue };
        let other = moves.iter().filter(along).filter(|step| step.2 != chief.2).max_by_key(wide);
        let causes: Vec<&Step> = [Some(chief), other].into_iter().flatten().collect();
        let (name, rung) = (&ladder.name, words::rung(scenario, id, last.1));
        parts.push(match last.1.cmp(&first.0) {
            std::cmp::Ordering::Less => tr!("{name} comes down to \"{rung}\".", name, rung),
            std::cmp::Ordering::Equal => tr!("{name} moved, and is back at \"{rung}\".", name, rung),
            std::cmp::Ordering::Greater => tr!("{name} climbs to \"{rung}\".", name, rung),
        });
        let mut causes: Vec<String> = match last.1.cmp(&first.0) {
            std::cmp::Ordering::Equal => Vec::new(),
            _ => causes.iter().map(|(_, _, cause, knows)| words::because(scenario, actor, *cause, *knows)).collect(),
        };
        causes.dedup();
        why.push((name.clone(), if causes.is_empty() { String::new() } else { words::sentence(&causes.join("; ")) }));
    }
    parts.truncate(most);
    why.truncate(most);
    let danger = scenario.index.danger.and_then(|track| all.iter().find(|moved| moved.track == track && moved.by != 0));
    // On a day that cost lives, that the danger fell is no headline.
    if let Some(moved) = danger.filter(|moved| 0 < moved.by || bloodless) {
        let (text, small) = moved_sentence(scenario, actor, moved);
        parts.push(text);
        why.push((scenario.tracks[moved.track.index()].name.clone(), small));
    }
    if parts.is_empty() {
        let said =
            if highest { tr!("The danger is as high as it is counted.") } else { tr!("The danger is as it was.") };
        return (said.to_owned(), String::new());
    }
    (parts.join(" "), together(why))
}

/// Causes of several things, each behind the names of those that it moved; of one thing, by itself.
fn together(why: Vec<(String, String)>) -> String {
    let alone = why.len() == 1;
    let mut told: Vec<(String, String)> = Vec::new();
    for (name, why) in why.into_iter().filter(|(_, why)| !why.is_empty()) {
        match told.iter_mut().find(|(_, other)| *other == why) {
            Some((names, _)) => *names = format!("{names}, {name}"),
            None => told.push((name, why)),
        }
    }
    let told = told.into_iter().map(|(names, why)| if alone { why } else { of_its_own(&names, &why) });
    told.collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::model::MoveId;

    fn chief(causes: &[(u16, bool, i32)]) -> Option<(Cause, bool, &'static str)> {
        let by = causes.iter().map(|(_, _, by)| by).sum();
        let causes = causes.iter().map(|(id, knows, by)| (Cause::Move(MoveId(*id)), *knows, *by)).collect();
        let moved = Moved { track: TrackId::new(0), by, to: 0, causes };
        let share = |share: Share| match share {
            Share::All => "all",
            Share::Most => "most",
            Share::Some => "some",
        };
        moved.chief().map(|(cause, knows, of)| (cause, knows, share(of)))
    }

    #[test]
    fn the_cause_of_a_change_is_one_that_pushed_the_same_way() {
        let by = |id: u16| Cause::Move(MoveId(id));
        assert_eq!(chief(&[(1, true, -14), (2, true, 9), (3, true, 14)]), Some((by(3), true, "most")));
        assert_eq!(chief(&[(1, true, 6), (2, true, -7), (3, false, -6)]), Some((by(2), true, "most")));
        assert_eq!(chief(&[(1, true, 4), (2, true, 4), (3, true, 4)]), Some((by(1), true, "some")));
        assert_eq!(chief(&[(1, true, 4)]), Some((by(1), true, "all")));
        assert_eq!(chief(&[(1, true, 4), (2, true, -4)]), None);
    }
}
