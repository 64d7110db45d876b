//! Plays a saved crisis or a history again, and says whether it still comes out the same.

use brinkmanship::{
    report::{
        course::{Telling, rungs, told as happened},
        words,
    },
    scenario::{
        Diagnostic, Scenario,
        model::{Actor, HistoryData, Horizon},
    },
    transcript::{Course, history_course, replay},
    verdict::{headline, score},
};

use crate::{
    CLEAN, FAULTS,
    args::{Format, ReplayArgs},
    colour::Ink,
    course::{self, Source},
    page::Page,
    shared::library::{Library, Names},
};

/// Something that was expected, what was found, and whether they agree.
struct Expected {
    what: String,
    expected: String,
    found: String,
}

impl Expected {
    fn holds(&self) -> bool {
        self.expected == self.found
    }
}

/// What a replay came to.
struct Told<'s> {
    kind: &'static str,
    course: Course<'s>,
    /// Where it parts from what was saved or expected, in sentences.
    faults: Vec<String>,
    expected: Vec<Expected>,
    same_files: bool,
}

/// Replays.
///
/// # Errors
/// What is to be replayed cannot be found or read, or standard output cannot be written to.
pub fn run(page: &mut Page, library: &Library, args: &ReplayArgs) -> anyhow::Result<u8> {
    match course::find(library, &args.what)? {
        Source::Saved(transcript, entry) => {
            let scenario = entry.named(Names::of(transcript.twin))?;
            let replayed = replay(&scenario, &transcript)?;
            let faults = replayed.divergence.iter().map(|parted| words::divergence(&scenario, parted)).collect();
            let told = Told {
                kind: "transcript",
                course: replayed.course,
                faults,
                expected: Vec::new(),
                same_files: replayed.same_files,
            };
            show(page, args.format, &told)
        }
        Source::History(entry) => {
            let scenario = entry.unreplayed()?;
            let loaded = entry.load()?;
            let faults: Vec<String> = loaded
                .diagnostics
                .iter()
                .filter(|one| one.code.starts_with("history-") && one.code != "history-missing")
                .map(|one: &Diagnostic| format!("{}:{}: {}", one.place.file, one.place.line, one.message))
                .collect();
            let Some(course) = history_course(&scenario) else {
                anyhow::bail!(
                    "{}",
                    tr!("the scenario `{id}` has no history.ron, so there is nothing to replay", id = entry.id)
                );
            };
            let expected = scenario.history.as_ref().map(|history| expectations(history, &course)).unwrap_or_default();
            show(page, args.format, &Told { kind: "history", course, faults, expected, same_files: true })
        }
    }
}

/// What history expects at the end, and what was found.
fn expectations(history: &HistoryData, course: &Course<'_>) -> Vec<Expected> {
    let scenario = course.scenario;
    let expect = &history.expect;
    let end = course.outcome.as_ref().map_or(&course.crisis, |outcome| outcome.at(Horizon::Later));
    let mut out = Vec::new();
    let mut put = |what: String, expected: String, found: String| out.push(Expected { what, expected, found });
    for (turn, data) in history.turns.iter().enumerate() {
        let Some(played) = course.turns.get(turn) else { break };
        for (ladder, rung) in &data.rungs {
            let name = |rung| words::rung(scenario, *ladder, rung).to_owned();
            let what = tr!("turn {turn}, {name}", turn, name = scenario.ladders[ladder.index()].name);
            put(what, name(*rung), name(played.closing.rung(*ladder)));
        }
    }
    if let Some(ending) = expect.ending {
        let title = |id: brinkmanship::scenario::model::EndingId| scenario.endings[id.index()].title.clone();
        let found = course.crisis.ended().map_or_else(|| tr!("no ending yet").to_owned(), title);
        put(tr!("the ending").to_owned(), title(ending), found);
    }
    for (track, value) in &expect.tracks {
        put(scenario.tracks[track.index()].name.clone(), value.to_string(), end.track(*track).to_string());
    }
    for (fact, on) in &expect.facts {
        let say = |on: bool| if on { "so" } else { tr!("not so") }.to_owned();
        put(scenario.facts[fact.index()].text.clone(), say(*on), say(end.fact(*fact)));
    }
    for (line, word, conduct) in &expect.lines {
        let state = end.line(*line);
        let say = |word, conduct: u8| tr!("{said}, conduct {conduct}", said = words::said(word), conduct);
        let what = tr!("red line {text}", text = words::quoted(&scenario.lines[line.index()].text));
        put(what, say(word.unwrap_or(state.words), *conduct), say(state.words, state.conduct));
    }
    if let Some(outcome) = &course.outcome {
        for (aim, verdicts) in &expect.verdicts {
            let found = Horizon::BOTH.map(|horizon| headline(scenario, outcome, *aim, horizon).map(|v| v.value));
            let say = |values: [Option<u8>; 2]| {
                values
                    .map(|value| value.map_or_else(|| "none".to_owned(), |value| value.to_string()))
                    .join(tr!(", later "))
            };
            put(
                tr!("aim {title}", title = words::quoted(&scenario.aims[aim.index()].title)),
                say(verdicts.map(Some)),
                say(found),
            );
        }
        for (actor, scores) in &expect.scores {
            let found = Horizon::BOTH.map(|horizon| score(scenario, outcome, *actor, horizon));
            let say = |values: [u8; 2]| tr!("{values}, later {values2}", values = values[0], values2 = values[1]);
            put(tr!("score of {actor}", actor = words::actor(scenario, *actor)), say(*scores), say(found));
        }
    }
    out
}

fn show(page: &mut Page, format: Format, told: &Told<'_>) -> anyhow::Result<u8> {
    let holds = told.faults.is_empty() && told.expected.iter().all(Expected::holds);
    match format {
        Format::Json => page.line(&serde_json::to_string_pretty(&json(told, holds))?)?,
        Format::Text => text(page, told, holds)?,
    }
    if !told.same_files {
        crate::shared::aside!("{}", tr!("note: the scenario's files are not those that this was played with"));
    }
    Ok(if holds { CLEAN } else { FAULTS })
}

fn text(page: &mut Page, told: &Told<'_>, holds: bool) -> anyhow::Result<()> {
    let scenario = told.course.scenario;
    let title = page.ink(Ink::Bold, &scenario.title);
    let kind = if told.kind == "history" { tr!("as it really went") } else { tr!("a saved crisis") };
    page.line(&format!("{title}: {kind}"))?;
    for turn in 0..told.course.turns.len() {
        course::tell_turn(page, &told.course, turn)?;
        if told.kind == "history"
            && let Some(data) = scenario.history.as_ref().and_then(|history| history.turns.get(turn))
            && !data.note.is_empty()
        {
            page.para(2, &data.note)?;
        }
    }
    course::tell_end(page, &told.course)?;
    if !told.expected.is_empty() {
        page.heading(tr!("What was expected"))?;
        let right = told.expected.iter().filter(|one| one.holds()).count();
        page.para(2, &tr!("{right} of {count} expectations hold.", right, count = told.expected.len()))?;
        for one in told.expected.iter().filter(|one| !one.holds()) {
            let mark = page.ink(Ink::Red, "parted");
            page.hang(
                &mark,
                2,
                10,
                &tr!(
                    "{what}: expected {expected}, found {found}",
                    what = one.what,
                    expected = one.expected,
                    found = one.found
                ),
            )?;
        }
    }
    page.gap()?;
    if holds {
        let well = page.ink(Ink::Green, tr!("It comes out the same."));
        page.line(&well)?;
    } else {
        let parted = page.ink(Ink::Red, tr!("It does not come out the same."));
        page.line(&parted)?;
        for fault in &told.faults {
            page.hang("-", 2, 4, fault)?;
        }
    }
    Ok(())
}

fn ids(scenario: &Scenario, course: &Course<'_>, turn: usize) -> serde_json::Value {
    let rungs: Vec<_> = rungs(course, turn)
        .into_iter()
        .map(|(ladder, whose, rung)| {
            let data = &scenario.ladders[ladder.index()];
            serde_json::json!({
                "ladder": data.id,
                "actor": whose.map(|actor| scenario.actors[actor.index()].id.clone()),
                "rung": data.rungs.get(usize::from(rung)).map(|rung| rung.id.clone()),
            })
        })
        .collect();
    serde_json::Value::Array(rungs)
}

fn json(told: &Told<'_>, holds: bool) -> serde_json::Value {
    let course = &told.course;
    let scenario = course.scenario;
    let turns: Vec<_> = (0..course.turns.len())
        .map(|turn| {
            let orders: serde_json::Map<String, serde_json::Value> = Actor::BOTH
                .iter()
                .map(|actor| {
                    let acts = course.turns[turn].orders[actor.index()]
                        .acts()
                        .map(|act| match act {
                            brinkmanship::crisis::Act::Do(id) => scenario.moves[id.index()].id.clone(),
                            other => words::act(scenario, course.turns[turn].opening.offers(), other),
                        })
                        .collect::<Vec<_>>();
                    (scenario.actors[actor.index()].id.clone(), serde_json::json!(acts))
                })
                .collect();
            serde_json::json!({
                "turn": turn,
                "date": scenario.turns.get(turn).map(|data| data.date.clone()),
                "orders": orders,
                "happened": happened(course, turn, Telling::Whole),
                "rungs": ids(scenario, course, turn),
            })
        })
        .collect();
    let expected: Vec<_> = told
        .expected
        .iter()
        .map(|one| {
            serde_json::json!({
                "what": one.what, "expected": one.expected, "found": one.found, "holds": one.holds(),
            })
        })
        .collect();
    let scores: Option<serde_json::Map<String, serde_json::Value>> = course.outcome.as_ref().map(|outcome| {
        Actor::BOTH
            .iter()
            .map(|actor| {
                let at = Horizon::BOTH.map(|horizon| score(scenario, outcome, *actor, horizon));
                (scenario.actors[actor.index()].id.clone(), serde_json::json!(at))
            })
            .collect()
    });
    serde_json::json!({
        "scenario": scenario.id,
        "kind": told.kind,
        "holds": holds,
        "same_files": told.same_files,
        "faults": told.faults,
        "turns": turns,
        "ending": course.crisis.ended().map(|id| {
            let data = &scenario.endings[id.index()];
            serde_json::json!({ "id": data.id, "title": data.title, "category": format!("{:?}", data.category) })
        }),
        "scores": scores,
        "expected": expected,
    })
}
