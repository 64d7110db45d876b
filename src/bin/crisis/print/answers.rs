//! The teacher's answer sheet: every card by its number, what it asks for and does, odds, endings, history, questions.

use brinkmanship::{
    report::words,
    scenario::model::{Actor, Condition, MoveData, MoveId},
};

use super::{
    pack::{Plan, plain},
    paper::{Hand, INK, MEASURE, Paper, RULE, SIDE, SOFT, side_ink},
};

/// Writes it.
pub fn all(paper: &mut Paper<'_>, plan: &Plan<'_>) {
    let scenario = plan.scenario;
    paper.part(tr!("For the teacher alone: answer sheet"), None);
    paper.title(tr!("Answer sheet"));
    paper.para(tr!("Not for pupils: it holds what neither side may know. ★ marks what history ordered on that turn. The number is that of the card on the form."), Hand::Italic, 10.0, SOFT);
    for turn in &plan.turns {
        self::turn(paper, plan, *turn);
    }
    for actor in Actor::BOTH {
        catalogue(paper, plan, actor);
    }
    odds(paper, plan);
    paper.heading(tr!("How it may end, in the order in which endings are asked"));
    for ending in &scenario.endings {
        let when = match &ending.when {
            Some(when) => words::sentence(&short(&words::condition(scenario, when))),
            None => tr!("When the turns run out.").to_owned(),
        };
        let text = format!("{} ({}). {when}", words::bare(&ending.title), words::category(ending.category));
        paper.item("•", &plain(&text), 9.0);
    }
    if !scenario.questions.is_empty() {
        paper.heading(tr!("Questions for the end"));
        for (at, question) in scenario.questions.iter().enumerate() {
            paper.item(&format!("{}.", at + 1), &plain(question), 10.0);
        }
    }
}

/// The cards of a turn by number and name, both sides beside each other.
fn turn(paper: &mut Paper<'_>, plan: &Plan<'_>, turn: usize) {
    let scenario = plan.scenario;
    let wide = (MEASURE - 16.0) / 2.0;
    let history = scenario.history.as_ref().and_then(|history| history.turns.get(turn));
    let columns = Actor::BOTH.map(|actor| {
        let named = |(at, (id, data)): (usize, (MoveId, &MoveData))| {
            let really = history.is_some_and(|turn| turn.orders[actor.index()].contains(&id));
            (format!("{}{}", at + 1, if really { " ★" } else { "" }), plain(words::bare(&data.title)))
        };
        plan.cards(turn, actor).into_iter().enumerate().map(named).collect::<Vec<_>>()
    });
    let tall = |rows: &Vec<(String, String)>| {
        rows.iter().map(|(_, title)| paper.high(title, wide - 30.0, Hand::Plain, 9.0)).sum::<f32>()
    };
    let high = columns.iter().map(tall).fold(0.0, f32::max) + 52.0;
    paper.room(high);
    paper.heading(&format!("{}: {}", tr!("Turn {turn}", turn = plan.count.nth(turn)), scenario.turns[turn].date));
    let y = paper.y;
    for (side, rows) in columns.iter().enumerate() {
        let x = SIDE + side as f32 * (wide + 16.0);
        let mut down = y;
        down +=
            paper.write(&scenario.actors[side].name, [x, down], wide, (Hand::Bold, 9.5, side_ink(Some(side)))) + 1.0;
        for (number, title) in rows {
            paper.write(number, [x, down], 30.0, (Hand::Bold, 9.0, INK));
            let hand = if number.contains('★') { Hand::Bold } else { Hand::Plain };
            down += paper.write(title, [x + 30.0, down], wide - 30.0, (hand, 9.0, INK));
        }
    }
    paper.gap(high - 34.0);
}

/// The most letters of what a card asks for, and of what it does; what is longer the program knows better.
const MOST: usize = 340;

/// Every card of a side once: what it asks for and what it does.
fn catalogue(paper: &mut Paper<'_>, plan: &Plan<'_>, actor: Actor) {
    let scenario = plan.scenario;
    let mut cards: Vec<(MoveId, &MoveData)> = Vec::new();
    for (id, data) in plan.turns.iter().flat_map(|turn| plan.cards(*turn, actor)) {
        if !cards.iter().any(|(known, _)| *known == id) {
            cards.push((id, data));
        }
    }
    paper.room(70.0);
    paper.heading(&tr!("What each card of {name} asks for and does", name = words::the(words::actor(scenario, actor))));
    for (_, data) in cards {
        let mut says: Vec<String> = Vec::new();
        if data.requires != Condition::Always {
            let asked = words::condition(scenario, &data.requires);
            says.push(match &data.refused {
                Some(refused) if MOST < asked.chars().count() => {
                    tr!("Refused where: {why}", why = words::sentence(refused))
                }
                _ => tr!("Asks for: {condition}.", condition = short(&asked)),
            });
        }
        let effects: Vec<String> = data.effects.iter().map(|effect| words::effect(scenario, effect)).collect();
        if !effects.is_empty() {
            says.push(tr!("Does: {effects}.", effects = short(&effects.join("; "))));
        }
        let says = plain(&says.join(" "));
        let title = plain(words::bare(&data.title));
        let width = 148.0;
        let beside = MEASURE - width - 8.0;
        let high = paper.high(&title, width, Hand::Bold, 8.5).max(paper.high(&says, beside, Hand::Plain, 8.0)) + 3.0;
        paper.room(high);
        let y = paper.y;
        paper.rule([SIDE, y], [SIDE + MEASURE, y], RULE, 0.4);
        paper.write(&title, [SIDE, y + 1.0], width, (Hand::Bold, 8.5, INK));
        paper.write(&says, [SIDE + width + 8.0, y + 1.0], beside, (Hand::Plain, 8.0, INK));
        paper.gap(high);
    }
}

/// A text up to a word before its limit.
fn short(text: &str) -> String {
    let Some((end, _)) = text.char_indices().nth(MOST) else { return text.to_owned() };
    let cut = text[..end].rfind(' ').unwrap_or(end);
    tr!("{text} … and more, which the program knows", text = &text[..cut])
}

/// The odds by rung, in a hundred and with dice.
fn odds(paper: &mut Paper<'_>, plan: &Plan<'_>) {
    let scenario = plan.scenario;
    paper.room(120.0);
    paper.heading(tr!("The odds of each turn, by rung"));
    paper.para(tr!("Rolled once a turn at the gravest rung on which the crisis stands: first an incident that nobody ordered, then a catastrophe. With three ten-sided dice read as 000 to 999, it happens below the number in brackets. What scales these odds (danger, postures, a hotline) the program reckons; on paper leave it out, or halve or double them by your own judgement, and say so."), Hand::Plain, 9.0, SOFT);
    for ladder in &scenario.ladders {
        let rungs: Vec<_> =
            ladder.rungs.iter().enumerate().filter(|(_, rung)| 0 < rung.incident || 0 < rung.catastrophe).collect();
        if rungs.is_empty() {
            continue;
        }
        paper.room(50.0);
        paper.para(&ladder.name, Hand::Bold, 9.5, INK);
        for (at, rung) in rungs {
            let name = format!("{at}. {}", rung.name);
            let figures = tr!(
                "incident {incident} ({die}); catastrophe {catastrophe} ({die2})",
                incident = words::odds(rung.incident),
                die = rung.incident.div_euclid(100),
                catastrophe = words::odds(rung.catastrophe),
                die2 = rung.catastrophe.div_euclid(100)
            );
            let (width, beside) = (230.0, MEASURE - 238.0);
            let high =
                paper.high(&name, width, Hand::Plain, 8.5).max(paper.high(&figures, beside, Hand::Plain, 8.5)) + 2.0;
            paper.room(high);
            let y = paper.y;
            paper.rule([SIDE, y], [SIDE + MEASURE, y], RULE, 0.4);
            paper.write(&name, [SIDE, y + 1.0], width, (Hand::Plain, 8.5, INK));
            paper.write(&figures, [SIDE + 238.0, y + 1.0], beside, (Hand::Plain, 8.5, INK));
            paper.gap(high);
        }
        paper.gap(4.0);
    }
}
