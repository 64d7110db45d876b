//! Choice and chance in words and figures: where a course turned, what it owed to whom, and what else could have been.

use serde::Serialize;

use super::OrderPart;
use crate::{
    report::{
        course::orders,
        words::{self, Count, Nth},
    },
    scenario::model::Actor,
    survey::{Ahead, Branch, Depth, Jump, Mean, Outlook, Share, Turned, Turning},
    transcript::Course,
};

/// What turned on choice and what on chance, over a finished course.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChoicePart {
    /// All of it in a sentence or two.
    pub sentence: String,
    /// How the figures were come by, and under which assumption.
    pub method: String,
    /// The names of both sides.
    pub actors: [String; 2],
    /// The share of the way that all draws decided, 0 to 1.
    pub chance: Mean,
    /// The share that the orders of each side decided.
    pub choice: [Mean; 2],
    /// What was to be expected before anything had happened.
    pub outset: OutlookPart,
    /// The share of the draws before the first orders: who sat there, and what the first turn opened with.
    pub before: f64,
    /// The share of the draws of the aftermath.
    pub afterwards: f64,
    /// The turns.
    pub turns: Vec<ChoiceTurn>,
    /// The turns that decided most, in order.
    pub turned: Vec<Nth>,
    /// What it came to: the scores at the later date, without handicap.
    pub scores: [u8; 2],
    /// Whether it came to direct war between the two.
    pub war: bool,
}

/// What may come of a course that goes on, such as a record that stops before an ending.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct AheadPart {
    /// Where it stops, in a sentence or two.
    pub sentence: String,
    /// How the figures were come by, and under which assumption.
    pub method: String,
    /// The names of both sides.
    pub actors: [String; 2],
    /// The number of the turn that is open.
    pub number: Nth,
    /// When it is.
    pub date: String,
    /// What is to be expected from here.
    pub outlook: OutlookPart,
    /// What each move that is open to each side would lead to, the best for that side first.
    pub branches: [Vec<BranchPart>; 2],
}

impl AheadPart {
    /// What may come of a course, as far as it was looked into.
    #[must_use]
    pub fn of(course: &Course<'_>, found: &Ahead) -> Self {
        let scenario = course.scenario;
        let count = Count::of(course.crisis.cut_data(scenario));
        let actors = Actor::BOTH.map(|actor| words::actor(scenario, actor).to_owned());
        let date = scenario.turns.get(found.turn).map(|data| data.date.clone()).unwrap_or_default();
        let expected = &found.outlook;
        let sentence = tr!(
            "It stops before turn {turn}, {date}, without an ending, so what turned on choice and what on chance cannot be told \
             yet. Played on from here it would be expected to come to {mean:.0} of 100 for {actors} and {mean2:.0} for {actors2}, and in {share:.0} of \
             100 courses to direct war between the two.",
            turn = count.nth(found.turn),
            date,
            mean = expected.score[0].mean,
            actors = words::the(&actors[0]),
            mean2 = expected.score[1].mean,
            actors2 = words::the(&actors[1]),
            share = 100.0 * expected.war.share
        );
        let method = tr!(
            "From here the rest was played {rollouts} times, and {each} times for each move, with both sides doing what {law} would do. \
             Figures in brackets are 95 % intervals. Other opponents than these would give other figures, and none of it is \
             a forecast.",
            rollouts = found.depth.rollouts,
            each = found.each,
            law = law(&found.depth)
        );
        Self {
            sentence,
            method,
            actors,
            number: count.nth(found.turn),
            date,
            outlook: outlook(&found.outlook),
            branches: Actor::BOTH.map(|actor| branches(course, found.turn, actor, &found.branches[actor.index()])),
        }
    }
}

/// What was to be expected at some point.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct OutlookPart {
    /// The score of each side at the later date, in points of 100.
    pub scores: [Mean; 2],
    /// The odds of direct war between the two.
    pub war: Share,
}

/// A turn, and what it decided.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ChoiceTurn {
    /// Its number, from 0.
    pub number: Nth,
    /// When it is.
    pub date: String,
    /// Whether its orders were taken from the record and were nobody's choice.
    pub recorded: bool,
    /// The share of the way that this turn decided, 0 to 1.
    pub share: Mean,
    /// What the orders of each side decided of it.
    pub orders: [f64; 2],
    /// What its draws decided of it, those of the next opening included.
    pub draws: f64,
    /// What was to be expected when orders were given.
    pub outlook: OutlookPart,
    /// What moved, in sentences; only where the turn is among those that decided most.
    pub moved: Vec<String>,
    /// What each move that was open to each side would have led to, the best for that side first.
    pub branches: [Vec<BranchPart>; 2],
}

/// What a move that was open would have led to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BranchPart {
    /// The move, or passing.
    pub title: String,
    /// On which desk.
    pub desk: String,
    /// Whether it is to order nothing on this desk.
    pub passes: bool,
    /// Whether it is what was ordered.
    pub chosen: bool,
    /// Whether it differs from the mean of all that were open to its side by more than chance would.
    pub stands_out: bool,
    /// The expected score of the side that orders it.
    pub own: Mean,
    /// The expected score of the other side.
    pub other: Mean,
    /// The odds of direct war.
    pub war: Share,
}

/// A share from which a turn may count as one that decided, 0 to 1.
/// Source: our judgement; of thirteen turns each would decide 8 in 100 if all were alike, and this is twice that.
const MUCH: f64 = 0.15;

/// The most turns that are named as those that decided.
const MOST: usize = 3;

/// A share in whole hundredths.
fn hundredths(share: f64) -> String {
    let part = 100.0 * share;
    if part < 0.5 && 0.0 < share { tr!("less than 1").to_owned() } else { format!("{part:.0}") }
}

/// The parts of a whole in hundredths, which add up to what they add up to unrounded: what is left over goes to those that
/// lost most by rounding.
pub(in crate::report) fn parts_of_100<const N: usize>(shares: [f64; N]) -> [String; N] {
    let floors = shares.map(|share| (100.0 * share + 1e-9).max(0.0).floor());
    let whole = (100.0 * shares.iter().sum::<f64>()).round();
    let mut left = whole - floors.iter().sum::<f64>();
    let mut order: [usize; N] = std::array::from_fn(|at| at);
    order.sort_by(|one, other| {
        let lost = |at: usize| 100.0 * shares[at] - floors[at];
        lost(*other).total_cmp(&lost(*one))
    });
    let mut parts = floors;
    for at in order {
        if 1.0 <= left {
            parts[at] += 1.0;
            left -= 1.0;
        }
    }
    std::array::from_fn(|at| {
        if parts[at] < 1.0 && 0.0 < shares[at] { tr!("less than 1").to_owned() } else { format!("{:.0}", parts[at]) }
    })
}

/// A share of 100 with its interval.
#[must_use]
pub(in crate::report) fn in_100(mean: &Mean) -> String {
    tr!(
        "{hundredths} in 100 ({low:.0} to {high:.0})",
        hundredths = hundredths(mean.mean),
        low = 100.0 * mean.low,
        high = 100.0 * mean.high
    )
}

const fn outlook(of: &Outlook) -> OutlookPart {
    OutlookPart { scores: of.score, war: of.war }
}

impl ChoicePart {
    /// What a course owed to choice and what to chance, as far as it was looked into.
    #[must_use]
    pub fn of(course: &Course<'_>, found: &Turning) -> Self {
        let scenario = course.scenario;
        let count = Count::of(course.crisis.cut_data(scenario));
        let actors = Actor::BOTH.map(|actor| words::actor(scenario, actor).to_owned());
        let mut order: Vec<usize> =
            (0..found.turns.len()).filter(|turn| MUCH <= found.turns[*turn].share.mean).collect();
        order.sort_by(|left, right| found.turns[*right].share.mean.total_cmp(&found.turns[*left].share.mean));
        order.truncate(MOST);
        let sentence = sentence(found, &actors, &order, count);
        let turn = |(number, turned): (usize, &Turned)| ChoiceTurn {
            number: count.nth(number),
            date: scenario.turns.get(number).map(|data| data.date.clone()).unwrap_or_default(),
            recorded: turned.recorded,
            share: turned.share,
            orders: [turned.orders[0].share.mean, turned.orders[1].share.mean],
            draws: turned.draws.share.mean,
            outlook: outlook(&turned.outlook),
            moved: if order.contains(&number) { moved(course, number, turned, &actors) } else { Vec::new() },
            branches: Actor::BOTH.map(|actor| branches(course, number, actor, &turned.branches[actor.index()])),
        };
        let turns = found.turns.iter().enumerate().map(turn).collect();
        order.sort_unstable();
        Self {
            sentence,
            method: method(found),
            actors,
            chance: found.chance,
            choice: found.choice,
            outset: outlook(&found.outset),
            before: found.before.share.mean,
            afterwards: found.afterwards.share.mean,
            turns,
            turned: order.into_iter().map(|turn| count.nth(turn)).collect(),
            scores: found.came_to.0,
            war: found.came_to.1,
        }
    }
}

/// "As it is reckoned here, of how the two scores came out 3 in 100 was decided by luck, and 71 in 100 on turn 4."
fn sentence(found: &Turning, actors: &[String; 2], order: &[usize], count: Count) -> String {
    if !found.moved {
        return tr!("Nothing that was ordered or drawn changed what it came to.").to_owned();
    }
    let [luck, first, second] = parts_of_100([found.chance.mean, found.choice[0].mean, found.choice[1].mean]);
    let [one, other] = [words::the(&actors[0]), words::the(&actors[1])];
    let whole = tr!(
        "As it is reckoned here, of how the two scores came out {luck} in 100 was decided by luck, {first} by what {one} ordered and {second} by what {other} \
         ordered.",
        luck,
        first,
        one,
        second,
        other
    );
    match order {
        [] => tr!("{whole} No single turn decided much of it.", whole),
        [only] => tr!(
            "{whole} Turn {only} decided {hundredths} in 100.",
            whole,
            only = count.nth(*only),
            hundredths = hundredths(found.turns[*only].share.mean)
        ),
        [most, rest @ ..] => {
            let rest: Vec<String> = rest
                .iter()
                .map(|turn| {
                    tr!(
                        "turn {turn} another {hundredths}",
                        turn = count.nth(*turn),
                        hundredths = hundredths(found.turns[*turn].share.mean)
                    )
                })
                .collect();
            tr!(
                "{whole} Turn {most} decided most of it, {hundredths} in 100, and {listed}.",
                whole,
                most = count.nth(*most),
                hundredths = hundredths(found.turns[*most].share.mean),
                listed = words::listed(&rest, "and")
            )
        }
    }
}

/// Whom both sides act like from any point on.
fn law(depth: &Depth) -> String {
    let names: Vec<String> = depth.policies.iter().map(|policy| policy.name().to_owned()).collect();
    match names.as_slice() {
        [one] => tr!("the simple policy {one}", one),
        _ => tr!(
            "one of the simple policies {listed}, drawn by lot anew each turn,",
            listed = words::listed(&names, "and")
        ),
    }
}

fn method(found: &Turning) -> String {
    let who = law(&found.depth);
    tr!(
        "From each point of the course the rest was played {rollouts} times, and {each} times for each move, with both sides doing \
         what {who} would do. As orders and draws are revealed one after the other, the expected scores jump; the squares \
         of the jumps, of both sides together, say how much was decided where. A side's orders count as the mean of what \
         they do when revealed before and after those of the other. Figures in brackets are 95 % intervals. Other \
         opponents than these would give other figures.",
        rollouts = found.depth.rollouts,
        each = found.each,
        who
    )
}

/// What moved on a turn that decided much.
fn moved(course: &Course<'_>, turn: usize, turned: &Turned, actors: &[String; 2]) -> Vec<String> {
    /// The share below which a jump is not worth a sentence.
    const LITTLE: f64 = 0.02;
    let mut said = Vec::new();
    for actor in Actor::BOTH {
        let jump = &turned.orders[actor.index()];
        if LITTLE <= jump.share.mean {
            let ordered: Vec<String> =
                orders(course, turn, actor).iter().map(|OrderPart { title, .. }| words::quoted(title)).collect();
            let what = if ordered.is_empty() { tr!("passing").to_owned() } else { words::listed(&ordered, "and") };
            let whose = words::the(&actors[actor.index()]);
            said.push(words::sentence(&tr!(
                "{whose} ordered {what}: {jumped}",
                whose,
                what,
                jumped = jumped(jump, actors)
            )));
        }
    }
    if LITTLE <= turned.draws.share.mean {
        said.push(words::sentence(&tr!("the draws that followed: {jumped}", jumped = jumped(&turned.draws, actors))));
    }
    said
}

fn jumped(jump: &Jump, actors: &[String; 2]) -> String {
    let signed = |value: f64| format!("{value:+.0}").replace('-', "−");
    tr!(
        "expected score of {actors} {mean}, of {actors2} {mean2}; odds of war {mean3} in 100",
        actors = words::the(&actors[0]),
        mean = signed(jump.score[0].mean),
        actors2 = words::the(&actors[1]),
        mean2 = signed(jump.score[1].mean),
        mean3 = signed(100.0 * jump.war.mean)
    )
}

fn branches(course: &Course<'_>, turn: usize, actor: Actor, found: &[Branch]) -> Vec<BranchPart> {
    let scenario = course.scenario;
    let opening = course.turns.get(turn).map_or(&course.crisis, |played| &played.opening);
    let own = found.iter().map(|branch| branch.outlook.score[actor.index()].mean);
    let field = if found.is_empty() { 0.0 } else { own.sum::<f64>() / found.len() as f64 };
    let part = |branch: &Branch| BranchPart {
        title: match branch.act {
            Some(act) => words::bare(&words::act(scenario, opening.offers(), act)).to_owned(),
            None => tr!("nothing on this desk").to_owned(),
        },
        desk: words::desk(scenario, branch.channel).to_owned(),
        passes: branch.act.is_none(),
        chosen: branch.chosen,
        stands_out: {
            let own = branch.outlook.score[actor.index()];
            field < own.low || own.high < field
        },
        own: branch.outlook.score[actor.index()],
        other: branch.outlook.score[actor.other().index()],
        war: branch.outlook.war,
    };
    let mut parts: Vec<BranchPart> = found.iter().map(part).collect();
    parts.sort_by(|left, right| right.own.mean.total_cmp(&left.own.mean));
    parts
}

/// The moves worth a line: those that stand out and the moves that were ordered. Of the rest, one sentence; none where there are none.
#[must_use]
pub(in crate::report) fn told(branches: &[BranchPart]) -> (Vec<&BranchPart>, Option<String>) {
    let (told, rest): (Vec<&BranchPart>, Vec<&BranchPart>) =
        branches.iter().partition(|branch| branch.stands_out || branch.chosen && !branch.passes);
    let ends = |best: fn(f64, f64) -> f64, from: f64| rest.iter().map(|branch| branch.own.mean).fold(from, best);
    let said = (!rest.is_empty()).then(|| {
        let (low, high) = (ends(f64::min, f64::INFINITY), ends(f64::max, f64::NEG_INFINITY));
        let said = trn!(
            rest.len();
            "One other cannot be told from the mean of all: own score {low:.0} to {high:.0}.",
            "The others, {count} of them, cannot be told from the mean of all: own score {low:.0} to {high:.0}.",
            count = rest.len(),
            low,
            high,
        );
        let passed = rest.iter().any(|branch| branch.chosen);
        if passed { tr!("{said} To order nothing on a desk, as was done, is among them.", said) } else { said }
    });
    (told, said)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parts_of_a_whole_add_up_to_a_hundred() {
        let said = |shares| parts_of_100(shares).map(|part: String| part);
        assert_eq!(said([0.036, 0.668, 0.296]), ["4", "67", "29"].map(String::from));
        assert_eq!(said([0.004, 0.698, 0.298]), ["less than 1", "70", "30"].map(String::from));
        assert_eq!(said([0.0, 0.5, 0.5]), ["0", "50", "50"].map(String::from));
    }

    #[test]
    fn moves_that_chance_cannot_tell_apart_share_a_line() {
        let mean = |mean: f64| Mean { of: 100, mean, low: mean - 2.0, high: mean + 2.0 };
        let branch = |title: &str, own: f64, stands_out: bool, chosen: bool| BranchPart {
            title: title.to_owned(),
            desk: String::new(),
            passes: false,
            chosen,
            stands_out,
            own: mean(own),
            other: mean(50.0),
            war: Share::of(1, 100),
        };
        let all = [branch("a", 60.0, true, false), branch("b", 48.0, false, true), branch("c", 47.0, false, false)];
        let (list, rest) = told(&all);
        assert_eq!(list.iter().map(|branch| branch.title.as_str()).collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(rest.as_deref(), Some("One other cannot be told from the mean of all: own score 47 to 47."));
        assert_eq!(told(&all[..1]).1, None);
        // Nothing ordered, and nothing that chance could not have done, takes no line either.
        let passed = BranchPart { passes: true, ..branch("nothing", 49.0, false, true) };
        let both = [passed.clone(), passed];
        let (list, rest) = told(&both);
        assert!(list.is_empty() && rest.is_some_and(|rest| rest.contains("as was done, is among them")));
    }
}
