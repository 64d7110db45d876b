//! The historical line: played from `history.ron`, and checked against what is expected of it.

use super::Course;
use crate::{
    crisis::{Crisis, Order, Part, Refusal, Scripted, Setup, View, chance::Written},
    scenario::{
        Diagnostic, Loaded, diagnostic as say,
        model::{Actor, HistoryData, Horizon, LadderId, MoveId, Scenario, Status, WordsWord},
    },
    verdict::{headline, score},
};

/// A play of the historical line, and what did not go as written.
struct Told<'s> {
    course: Course<'s>,
    dice: Scripted<'s>,
    /// The turn and order that was refused, if one was.
    refused: Option<(usize, String, String)>,
    /// Whose order it was and which move, where what the move requires does not hold.
    unmet: Option<(Actor, MoveId)>,
    /// The first turn of history after the end, if it goes on.
    too_long: Option<usize>,
}

/// Plays the historical line as far as it can be played.
fn tell<'s>(scenario: &'s Scenario, history: &HistoryData) -> Told<'s> {
    let draws: Vec<Written> = history.turns.iter().map(|turn| turn.draws.clone()).collect();
    let mut dice = Scripted::new(scenario, &draws, &history.aftermath);
    let setup = Setup { dispositions: history.dispositions, cut: history.cut };
    let mut course = Course::start_with(scenario, setup, 0, &mut dice);
    let mut refused = None;
    let mut too_long = None;
    let mut unmet = None;
    for (turn, data) in history.turns.iter().enumerate() {
        if course.crisis.ended().is_some() {
            too_long = Some(turn);
            break;
        }
        let orders = Actor::BOTH.map(|actor| Order::of_moves(scenario, &data.orders[actor.index()]));
        let twice = Actor::BOTH.into_iter().find_map(|actor| {
            let moves = &data.orders[actor.index()];
            moves.iter().find(|id| !orders[actor.index()].acts().any(|act| act == crate::crisis::Act::Do(**id)))
        });
        if let Some(id) = twice {
            let name = scenario.moves[id.index()].id.clone();
            refused = Some((turn, name, tr!("another move of the same order takes its desk").to_owned()));
            break;
        }
        let uncalled = Actor::BOTH.into_iter().find_map(|actor| {
            let view = course.view(actor);
            data.orders[actor.index()].iter().find(|id| !history.called_for(**id, |when| view.holds(when))).copied()
        });
        if let Some(id) = uncalled {
            let name = scenario.moves[id.index()].id.clone();
            refused = Some((turn, name, tr!("what it answers, by the `answers` of history, does not hold").to_owned()));
            break;
        }
        if let Err(illegal) = course.play_with(orders, &mut dice) {
            let order = match illegal.act {
                Some(crate::crisis::Act::Do(id)) => scenario.moves[id.index()].id.clone(),
                _ => scenario.actors[illegal.actor.index()].id.clone(),
            };
            refused = Some((turn, order, plainly(illegal.refusal).to_owned()));
            unmet = if let Refusal::Unmet(id) = illegal.refusal { Some((illegal.actor, id)) } else { None };
            break;
        }
    }
    Told { course, dice, refused, unmet, too_long }
}

/// The course of the historical line, as far as it can be played; `None` where there is no history.
#[must_use]
pub fn history_course(scenario: &Scenario) -> Option<Course<'_>> {
    scenario.history.as_ref().map(|history| tell(scenario, history).course)
}

/// Replays history and checks what is expected of it; adds what does not hold to the diagnostics: as things to do in a draft,
/// which plays on to show why, and as errors once published.
pub fn check_history(loaded: &mut Loaded) {
    let Some(scenario) = &loaded.scenario else { return };
    let Some(history) = &scenario.history else { return };
    let mut faults: Vec<Diagnostic> = Vec::new();
    let told = tell(scenario, history);
    let turn_place = |turn: usize| loaded.history_turn(turn);
    let draw_place = |part: Part, at: usize| match part {
        Part::Opening(turn) | Part::Turn(turn) => loaded.history_draw(turn, at),
        Part::Aftermath => loaded.history_draw(history.turns.len(), at),
    };
    if let Some((turn, order, why)) = &told.refused {
        // An order that is refused as a whole, such as an empty one, stands where its turn does.
        let (place, path) =
            loaded.expectation(&format!("turns.{turn}.orders.{order}")).unwrap_or_else(|| turn_place(*turn));
        let lacks = told.unmet.and_then(|(actor, id)| lacking(loaded, &told.course, actor, id));
        faults.push(say::history_order_refused(place, path, *turn, order, lacks.as_ref().unwrap_or(why)));
    }
    for (id, _) in &history.answers {
        let ordered = history.turns.iter().any(|turn| turn.orders.iter().flatten().any(|other| other == id));
        let id = &scenario.moves[id.index()].id;
        if let (false, Some((place, path))) = (ordered, loaded.expectation(&format!("answers.{id}"))) {
            faults.push(say::history_expectation(
                place,
                path,
                &format!("answers.{id}"),
                tr!("an order of the record"),
                tr!("no such order"),
            ));
        }
    }
    if let (Some(turn), Some(ending)) = (told.too_long, told.course.crisis.ended()) {
        let (place, path) = turn_place(turn);
        faults.push(say::history_too_long(place, path, turn, &scenario.endings[ending.index()].id));
    }
    for (part, label) in &told.dice.unnamed {
        let turn = match part {
            Part::Opening(turn) | Part::Turn(turn) => *turn,
            Part::Aftermath => history.turns.len().saturating_sub(1),
        };
        let (place, path) = turn_place(turn);
        faults.push(say::history_draw_unnamed(place, path, turn, label));
    }
    let played = told.course.turns.len();
    let parts = (0..played).map(Part::Turn).chain(told.course.outcome.is_some().then_some(Part::Aftermath));
    for part in parts {
        let labels = match part {
            Part::Opening(turn) | Part::Turn(turn) => {
                history.turns.get(turn).map(|turn| turn.draws.as_slice()).unwrap_or_default()
            }
            Part::Aftermath => &history.aftermath,
        };
        for (at, label) in told.dice.unused(part) {
            if let Some((place, path)) = draw_place(part, at) {
                faults.push(say::history_draw_unused(place, path, &label));
            }
        }
        for (_, label, why) in told.dice.unfit.iter().filter(|(of, _, _)| turn_of(*of) == turn_of(part)) {
            let at = labels.iter().position(|(other, _)| other == label).unwrap_or(0);
            if let Some((place, path)) = draw_place(part, at) {
                faults.push(say::history_draw_unfit(place, path, label, why));
            }
        }
    }
    rungs(loaded, scenario, history, &told, &mut faults);
    if told.refused.is_none() && told.too_long.is_none() {
        expectations(loaded, scenario, history, &told, &mut faults);
    }
    let published = scenario.status == Status::Published;
    loaded.add(faults.into_iter().map(|fault| say::required(published, fault)).collect());
}

/// Why an order of history was refused, for its author.
fn plainly(refusal: Refusal) -> &'static str {
    match refusal {
        Refusal::Over => tr!("the crisis is over"),
        Refusal::Unknown => tr!("there is no such thing"),
        Refusal::NotYours => tr!("it belongs to the other side"),
        Refusal::OutOfTurn(_) => tr!("this turn lies outside its `turns`"),
        Refusal::Spent(_) => tr!("it was ordered before, and has no `repeat: true`"),
        Refusal::ChannelUnused(_) => tr!("nobody orders on its desk in this cut"),
        Refusal::LeftOut(_) => tr!("the `moves` of this cut leave it out on this turn"),
        Refusal::ChannelClosed(_) => tr!("its desk is closed by the desk's `open`"),
        Refusal::Unmet(_) => tr!("its `requires` does not hold, as far as its actor knows"),
        Refusal::ChannelTaken(_) => tr!("another move of the same order takes its desk"),
        Refusal::Contradicts(..) => tr!("an offer of the same order contradicts it"),
        Refusal::Excluded(_) => tr!("another move of the same order excludes it"),
        Refusal::OfferTaken(_) => tr!("another act of the same order takes up the same offer"),
        Refusal::OfferGone(_) => tr!("the offer is not on the table"),
        Refusal::NoTalks(_) => tr!("no talks go through that desk"),
        Refusal::NoLegs => tr!("an offer needs a leg"),
        Refusal::TooManyLegs => tr!("an offer has too many legs"),
        Refusal::LegTwice(_) => tr!("a term stands in the offer as public and as secret"),
        Refusal::LegsExclude(..) => tr!("two terms of the offer do not go together"),
        Refusal::TermUnready(_) => tr!("a term cannot be offered yet"),
        Refusal::TermAgreed(_) => tr!("a term is agreed already"),
        Refusal::SameLegs => tr!("a counter-offer has the legs of the offer that it answers"),
        Refusal::TooManyOffers => tr!("too many offers are alive"),
        Refusal::Must(_) => tr!("a desk that has to be used is left empty"),
    }
}

/// Which words of what a move requires are not as they would have to be for its actor, and since when; nothing where they
/// cannot be told apart.
fn lacking(loaded: &Loaded, course: &Course<'_>, actor: Actor, id: MoveId) -> Option<String> {
    let data = &course.scenario.moves[id.index()];
    let written = loaded.words_of(&format!("moves.{}.requires", data.id));
    let mut wrong = Vec::new();
    let view = course.view(actor);
    data.requires.leaves(true, &|part, want| view.holds(part) != want, &mut wrong);
    let said: Vec<String> = wrong
        .into_iter()
        .filter_map(|(word, want)| {
            let (text, _) = written.iter().find(|(_, one)| *one == word)?;
            let stands = |crisis: &Crisis| View::of(course.scenario, crisis, actor).holds(word) != want;
            let since = course.turns.iter().rposition(|turn| !stands(&turn.opening));
            Some(match (want, since) {
                (true, None) => tr!("`{text}` has not held so far", text),
                (false, None) => tr!("`{text}` has held from the start, and must not", text),
                (true, Some(turn)) if stands(&course.turns[turn].closing) => {
                    tr!("`{text}` has not held since turn {turn}", text, turn)
                }
                (false, Some(turn)) if stands(&course.turns[turn].closing) => {
                    tr!("`{text}` has held since turn {turn}, and must not", text, turn)
                }
                (true, Some(turn)) => tr!("`{text}` has not held since turn {turn} opened", text, turn = turn + 1),
                (false, Some(turn)) => {
                    tr!("`{text}` has held since turn {turn} opened, and must not", text, turn = turn + 1)
                }
            })
        })
        .collect();
    let words = said.join("; ");
    (!said.is_empty()).then(|| tr!("its `requires` does not hold, as far as its actor knows: {words}", words))
}

/// The turn of a part; the aftermath has none.
const fn turn_of(part: Part) -> Option<usize> {
    match part {
        Part::Opening(turn) | Part::Turn(turn) => Some(turn),
        Part::Aftermath => None,
    }
}

fn rungs(loaded: &Loaded, scenario: &Scenario, history: &HistoryData, told: &Told<'_>, faults: &mut Vec<Diagnostic>) {
    for (turn, (data, played)) in history.turns.iter().zip(&told.course.turns).enumerate() {
        for (ladder, rung) in &data.rungs {
            let found = played.closing.rung(*ladder);
            if found != *rung {
                let ladder = &scenario.ladders[ladder.index()];
                let (place, path) = loaded
                    .expectation(&format!("turns.{turn}.rungs.{}", ladder.id))
                    .unwrap_or_else(|| loaded.history_turn(turn));
                let name = |rung: u8| ladder.rungs[usize::from(rung)].id.clone();
                let what = tr!("the rung at the end of turn {turn}", turn);
                faults.push(say::history_expectation(place, path, &what, &name(*rung), &name(found)));
            }
        }
    }
}

fn expectations(
    loaded: &Loaded,
    scenario: &Scenario,
    history: &HistoryData,
    told: &Told<'_>,
    faults: &mut Vec<Diagnostic>,
) {
    let expect = &history.expect;
    let course = &told.course;
    let end = course.outcome.as_ref().map_or(&course.crisis, |outcome| outcome.at(Horizon::Later));
    let mut wrong = |at: String, what: &str, expected: String, found: String| {
        if expected == found {
            return;
        }
        let (place, path) = loaded.expectation(&at).unwrap_or_default();
        faults.push(say::history_expectation(place, path, what, &expected, &found));
    };
    if let Some(ending) = expect.ending {
        let found = course
            .crisis
            .ended()
            .map_or_else(|| tr!("no ending yet").to_owned(), |ending| scenario.endings[ending.index()].id.clone());
        wrong("ending".to_owned(), tr!("the ending"), scenario.endings[ending.index()].id.clone(), found);
    }
    for (track, value) in &expect.tracks {
        let data = &scenario.tracks[track.index()];
        wrong(format!("tracks.{}", data.id), &data.name, value.to_string(), end.track(*track).to_string());
    }
    for (fact, on) in &expect.facts {
        let data = &scenario.facts[fact.index()];
        let say = |on: bool| if on { tr!("so") } else { tr!("not so") }.to_owned();
        wrong(format!("facts.{}", data.id), &data.text, say(*on), say(end.fact(*fact)));
    }
    for (line, words, conduct) in &expect.lines {
        let data = &scenario.lines[line.index()];
        let at = format!("lines.{}", data.id);
        let what = tr!("the red line \"{text}\"", text = data.text);
        let state = end.line(*line);
        let say = |words: WordsWord| match words {
            WordsWord::Silent => tr!("silent"),
            WordsWord::Accepts => tr!("accepts it"),
            WordsWord::Denies => tr!("denies it"),
        };
        if let Some(words) = words {
            wrong(at.clone(), &what, say(*words).to_owned(), say(state.words).to_owned());
        }
        wrong(at, &what, tr!("conduct {conduct}", conduct), tr!("conduct {conduct}", conduct = state.conduct));
    }
    if let Some(outcome) = &course.outcome {
        for (aim, verdicts) in &expect.verdicts {
            let data = &scenario.aims[aim.index()];
            let what = tr!("the verdict on \"{title}\"", title = data.title);
            let found = Horizon::BOTH.map(|horizon| headline(scenario, outcome, *aim, horizon).map(|v| v.value));
            wrong(format!("verdicts.{}", data.id), &what, both(verdicts.map(Some)), both(found));
        }
        for (actor, scores) in &expect.scores {
            let data = &scenario.actors[actor.index()];
            let what = tr!("the score of {name}", name = data.name);
            let found = Horizon::BOTH.map(|horizon| score(scenario, outcome, *actor, horizon));
            wrong(format!("scores.{}", data.id), &what, both(scores.map(Some)), both(found.map(Some)));
        }
    } else if !expect.verdicts.is_empty() || !expect.scores.is_empty() {
        let rung = course.crisis.rung(LadderId(0));
        let found = tr!("none yet, at rung {rung}", rung);
        wrong("ending".to_owned(), tr!("the ending"), tr!("an ending to judge").to_owned(), found);
    }
}

/// A figure at both horizons, in words.
fn both(values: [Option<u8>; 2]) -> String {
    let [first, later] = values.map(|value| value.map_or_else(|| tr!("none").to_owned(), |value| value.to_string()));
    tr!("{first} at the end and {later} later", first, later)
}
