//! What stands on the pages of the pack that pupils get.

use brinkmanship::{
    crisis::{NoRecord, Order, Record, Seeded, Setup, View, start},
    report::{
        form,
        table::{Line, MapSheet, Table},
        words,
    },
    scenario::model::{
        Actor, AimData, CutData, CutId, Declared, DispositionData, Effect, LineData, MoveData, MoveId, Owner, Scenario,
    },
    transcript::history_course,
};

use super::{
    answers,
    paper::{ALERT, FIRST, Hand, INK, Ink, MEASURE, Mark, Paper, RULE, SECOND, SIDE, SOFT, Type},
    wall,
};

/// A pack.
pub struct Pack {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
}

/// What a pack is made from.
pub struct Plan<'s> {
    /// The scenario.
    pub scenario: &'s Scenario,
    /// The cut that is played.
    pub cut: Option<CutId>,
    /// The turns that people play, in order.
    pub turns: Vec<usize>,
    /// How they are counted.
    pub count: words::Count,
}

impl<'s> Plan<'s> {
    fn of(scenario: &'s Scenario, cut: Option<CutId>) -> Self {
        let kept = |turn: &usize| cut.is_none_or(|cut| scenario.cuts[cut.index()].keeps(*turn));
        let count = words::Count::of(cut.map(|cut| &scenario.cuts[cut.index()]));
        Self { scenario, cut, turns: (0..scenario.turns.len()).filter(kept).collect(), count }
    }

    /// The cards of a side on a turn, by the numbers that stand on its form.
    pub fn cards(&self, turn: usize, actor: Actor) -> Vec<(MoveId, &'s MoveData)> {
        let ids = form::cards(self.scenario, self.cut(), turn, actor);
        ids.into_iter().map(|id| (id, &self.scenario.moves[id.index()])).collect()
    }

    /// The cut that is played.
    pub fn cut(&self) -> Option<&'s CutData> {
        self.cut.and_then(|cut| self.scenario.cuts.get(cut.index()))
    }

    /// Whether a move stands on every form, and is explained once.
    pub fn everywhere(&self, id: MoveId) -> bool {
        form::everywhere(self.scenario, self.cut(), id)
    }

    /// What a side is told as a turn opens.
    fn briefing(&self, turn: usize, actor: Actor) -> &'s str {
        let scenario = self.scenario;
        let short = self.cut.and_then(|cut| scenario.cuts[cut.index()].briefings.get(turn));
        let short = short.map(|both| both[actor.index()].as_str()).filter(|text| !text.is_empty());
        short.unwrap_or(&scenario.turns[turn].briefing[actor.index()])
    }
}

/// A text without the asterisks by which authors stress a word.
pub fn plain(text: &str) -> String {
    text.replace('*', "")
}

/// How many theatres of its own map a side gets: those that come first fill a page.
const OWN_MAPS: usize = 2;

/// Makes the pack.
///
/// # Errors
/// A font cannot be read or a page cannot be written.
pub fn pack(scenario: &Scenario, cut: Option<CutId>) -> anyhow::Result<Pack> {
    let letters = Type::new()?;
    let mut paper = Paper::new(&letters);
    lay_out(&mut paper, &Plan::of(scenario, cut));
    let pages = paper.sheets.len();
    let language =
        brinkmanship::language::in_force().map_or(scenario.language.as_str(), |catalogue| catalogue.language());
    let bytes = paper.finish(&scenario.title, language, &scenario.title)?;
    Ok(Pack { bytes, pages })
}

/// Writes all pages.
fn lay_out(paper: &mut Paper<'_>, plan: &Plan<'_>) {
    let scenario = plan.scenario;
    cover(paper, plan);
    for actor in Actor::BOTH {
        role(paper, plan, actor);
        leaderships(paper, plan, actor);
        lines(paper, plan, actor);
        if let Some(sheet) = seen(plan, actor) {
            let head = tr!("{name}: the map", name = scenario.actors[actor.index()].name);
            wall::map(paper, &sheet, &head, Some(actor.index()), OWN_MAPS);
        }
        for turn in &plan.turns {
            form(paper, plan, *turn, actor);
        }
    }
    if let Some(sheet) = world(plan) {
        wall::map(paper, &sheet, tr!("For the wall: the map"), None, usize::MAX);
    }
    wall::ladders(paper, plan);
    let words = glossary(plan, None);
    if !words.is_empty() {
        paper.part(tr!("For both sides: words explained"), None);
        paper.title(tr!("Words explained"));
        explained(paper, &words);
    }
    answers::all(paper, plan);
}

/// The table of a side where play begins: what passes before that has passed as the record has it.
fn begun(plan: &Plan<'_>, actor: Actor) -> Option<Table> {
    let first = plan.turns.first().copied().unwrap_or(0);
    match history_course(plan.scenario).filter(|_| 0 < first) {
        Some(mut course) => {
            course.rewind(first);
            Table::of(&course.view(actor), &course.record, &Order::default())
        }
        None => opening(plan, |view, record| Table::of(view, record, &Order::default()), actor),
    }
}

fn opening<T>(plan: &Plan<'_>, show: impl FnOnce(&brinkmanship::crisis::View<'_>, &Record) -> T, actor: Actor) -> T {
    let setup = Setup { cut: plan.cut, ..Setup::default() };
    let opened = start(plan.scenario, &setup, &mut Seeded::new(1), &mut NoRecord);
    show(&View::of(plan.scenario, &opened, actor), &Record::default())
}

/// The map as a side sees it before the first turn.
fn seen(plan: &Plan<'_>, actor: Actor) -> Option<MapSheet> {
    begun(plan, actor).and_then(|table| table.map)
}

/// The map as the world sees it before the first turn.
fn world(plan: &Plan<'_>) -> Option<MapSheet> {
    let setup = Setup { cut: plan.cut, ..Setup::default() };
    let opened = start(plan.scenario, &setup, &mut Seeded::new(1), &mut NoRecord);
    MapSheet::of_world(plan.scenario, &opened, &Record::default())
}

fn cover(paper: &mut Paper<'_>, plan: &Plan<'_>) {
    let scenario = plan.scenario;
    paper.part(tr!("For the teacher"), None);
    paper.gap(26.0);
    paper.para(&scenario.title, Hand::Head, 32.0, INK);
    paper.para(&scenario.subtitle, Hand::Italic, 13.0, SOFT);
    paper.gap(8.0);
    if let Some(cut) = plan.cut {
        let cut = &scenario.cuts[cut.index()];
        paper.para(
            &tr!("{title}, about {minutes} minutes. {text}", title = cut.title, minutes = cut.minutes, text = cut.text),
            Hand::Plain,
            10.5,
            INK,
        );
    }
    paper.para(&plain(scenario.content_note_of(plan.cut())), Hand::Italic, 10.0, SOFT);
    paper.heading(tr!("How a class plays on paper"));
    let steps = [
        tr!(
            "Print the pack on one side of the paper. Give each side its own pages, and nothing of the other's; hang the map and the ladder where all can see them. The last pages, the answer sheet, stay with you."
        ),
        tr!(
            "Let each team share out its roles: who leads, who speaks for the military, for diplomacy, for intelligence and for the press. One pupil may hold several."
        ),
        tr!(
            "On each turn give both sides their form. They read what they are told, talk, tick what they order, and write down why: what they know, what they infer, and what would change their mind. They say how likely an agreement and a war are."
        ),
        tr!(
            "Collect both forms folded, so that neither side sees what the other ordered. With the program, enter them as they were ticked: the number on each card is that of the answer sheet. Without it, judge by the answer sheet, and roll a die for what is left to chance."
        ),
        tr!(
            "Say aloud what both sides saw, move the marker on the ladder, and tell each side alone what it alone learned."
        ),
        tr!(
            "Keep twelve minutes for the end: who wanted what, who got what, what it cost, where the groups parted, and what really happened."
        ),
    ];
    for (at, step) in steps.into_iter().enumerate() {
        paper.item(&format!("{}.", at + 1), step, 10.5);
    }
    paper.heading(tr!("What is in this pack"));
    for actor in Actor::BOTH {
        let name = &scenario.actors[actor.index()].name;
        let forms = plan.turns.len();
        let cards = drawn(scenario, actor).len();
        if 0 < cards {
            paper.item("•", &trn!(cards; "{name}: {cards} card of its leadership, to be cut out, of which the team draws one", "{name}: {cards} cards of its leadership, to be cut out, of which the team draws one", name, cards), 10.5);
        }
        paper.item("•", &trn!(forms; "{name}: role sheet, red-line cards, its own map, {forms} order form", "{name}: role sheet, red-line cards, its own map, {forms} order forms", name, forms), 10.5);
    }
    paper.item(
        "•",
        tr!("For the wall: the map as the world sees it, and the ladder; for both sides, words explained"),
        10.5,
    );
    paper.item("•", tr!("For you: the answer sheet with every card, what it asks for and what it does, the odds by rung, the endings, what history ordered, and the questions"), 10.5);
}

/// The roles of a team, and what each looks to.
fn roles() -> [(&'static str, &'static str); 5] {
    [
        (tr!("Leader"), tr!("keeps the aims in view, gives everyone the word, and signs the order")),
        (tr!("Military"), tr!("says what force can and cannot do, and what it would set off")),
        (tr!("Diplomacy"), tr!("reads the other side, drafts offers, and keeps a way out open")),
        (tr!("Intelligence"), tr!("parts what is known from what is guessed, and says how sure it is")),
        (tr!("Press and home"), tr!("says what those at home and the world will make of it, and what it costs")),
    ]
}

fn role(paper: &mut Paper<'_>, plan: &Plan<'_>, actor: Actor) {
    let scenario = plan.scenario;
    let data = &scenario.actors[actor.index()];
    paper.part(&tr!("{name}: role sheet", name = data.name), Some(actor.index()));
    paper.title(&data.name);
    paper.para(&data.decider, Hand::Italic, 12.0, SOFT);
    if !data.seat.is_empty() {
        paper.para(&plain(&data.seat), Hand::Plain, 10.5, INK);
    }
    paper.heading(tr!("What you want"));
    paper.para(
        tr!("These are your own aims. The other side does not see this page; what you tell it is for you to choose."),
        Hand::Italic,
        9.5,
        SOFT,
    );
    // What weighs nothing is judged for those who look back, and is nothing to play for.
    let own = |aim: &&AimData| aim.owner == Owner::Actor(actor) && 0 < aim.weight;
    let mut aims: Vec<_> = scenario.aims.iter().filter(own).collect();
    aims.sort_by_key(|aim| std::cmp::Reverse(aim.weight));
    for aim in aims {
        paper.room(34.0);
        paper.para(
            &tr!("{title} (weight {weight} of 10)", title = plain(&aim.title), weight = aim.weight),
            Hand::Bold,
            10.5,
            INK,
        );
        paper.gap(-3.0);
        paper.para(&plain(&aim.text), Hand::Plain, 10.0, INK);
    }
    paper.heading(tr!("Who is who in the team"));
    for (name, what) in roles() {
        paper.room(24.0);
        let y = paper.y;
        paper.write(name, [SIDE, y], 92.0, (Hand::Bold, 10.0, INK));
        let high = paper.write(what, [SIDE + 96.0, y], 250.0, (Hand::Plain, 10.0, INK));
        paper.rule([SIDE + 356.0, y + 12.0], [SIDE + MEASURE, y + 12.0], RULE, 0.7);
        paper.gap(high.max(15.0) + 4.0);
    }
    paper.heading(tr!("The desks at which you order"));
    for (at, channel) in scenario.channels.iter().enumerate() {
        let offered = plan
            .cut
            .is_none_or(|cut| scenario.cuts[cut.index()].offers(brinkmanship::scenario::model::ChannelId::new(at)));
        if offered {
            paper.item("•", &format!("{}: {}", channel.title, plain(&channel.text)), 10.0);
        }
    }
    let mut everywhere: Vec<(MoveId, &MoveData)> = Vec::new();
    for (id, data) in plan.turns.iter().flat_map(|turn| plan.cards(*turn, actor)) {
        if plan.everywhere(id) && !everywhere.iter().any(|(known, _)| *known == id) {
            everywhere.push((id, data));
        }
    }
    if !everywhere.is_empty() {
        paper.heading(tr!("Orders that stand on every form"));
        for (_, data) in everywhere {
            let desk = words::desk(scenario, data.channel);
            paper.item("•", &format!("{} ({desk}). {}", plain(words::bare(&data.title)), plain(&data.text)), 10.0);
        }
    }
    let own = glossary(plan, Some(actor));
    if !own.is_empty() {
        paper.heading(tr!("Words explained"));
        explained(paper, &own);
    }
}

/// The words that both sides find explained while playing, or those that a side alone does.
fn glossary(plan: &Plan<'_>, of: Option<Actor>) -> Vec<(String, String)> {
    let all = &plan.scenario.glossary;
    let seen = |actor: Actor| all.iter().filter_map(move |word| word.for_seat(actor));
    let (side, other) = of.map_or((Actor::BOTH[0], Actor::BOTH[1]), |actor| (actor, actor.other()));
    let others: Vec<_> = seen(other).collect();
    seen(side).filter(|word| others.contains(word) == of.is_none()).collect()
}

fn explained(paper: &mut Paper<'_>, words: &[(String, String)]) {
    for (word, meaning) in words {
        paper.item("•", &format!("{word}: {}", plain(meaning)), 9.5);
    }
}

/// The cards of which a side draws its leadership, each as often as it is likely: what weighs three times as much is there
/// three times, in the smallest numbers that say so.
fn drawn(scenario: &Scenario, actor: Actor) -> Vec<&DispositionData> {
    let own = || scenario.dispositions.iter().filter(move |data| data.actor == actor && 0 < data.weight);
    let common = own().fold(0, |sum, data| common(sum, data.weight)).max(1);
    // Of odds that no handful of cards can say, each card is there once.
    let copies = |data: &DispositionData| (data.weight / common) as usize;
    let whole: usize = own().map(copies).sum();
    own().flat_map(|data| vec![data; if whole <= MOST_DRAWN { copies(data) } else { 1 }]).collect()
}

/// The most cards of a side's leadership: two pages.
const MOST_DRAWN: usize = 24;

/// The greatest common divisor.
const fn common(one: u32, other: u32) -> u32 {
    if other == 0 { one } else { common(other, one % other) }
}

/// The cards of a side's leadership, to be cut out and drawn from.
fn leaderships(paper: &mut Paper<'_>, plan: &Plan<'_>, actor: Actor) {
    let name = &plan.scenario.actors[actor.index()].name;
    let found = drawn(plan.scenario, actor);
    if found.is_empty() {
        return;
    }
    paper.part(&tr!("{name}: cards of its leadership", name), Some(actor.index()));
    paper.title(tr!("Who leads you"));
    paper.para(tr!("Cut these out, shuffle them face down and draw one before the first turn. It says what drives those who lead you; what is likelier is there more than once. Keep it to yourselves until the end, and put the others away unseen."), Hand::Plain, 10.0, INK);
    let cards: Vec<Card> = found
        .into_iter()
        .map(|data| Card {
            over: tr!("Drawn and kept: {name}", name),
            title: plain(&data.name),
            body: vec![plain(&data.text)],
            foot: String::new(),
            ink: super::paper::side_ink(Some(actor.index())),
            number: None,
        })
        .collect();
    grid(paper, &cards, true);
}

/// A red line as a card has it: the line, and how it stands where play begins.
fn stands(plan: &Plan<'_>, line: &Line, data: &LineData, actor: Actor) -> String {
    let declares =
        |effect: &Effect| matches!(effect, Effect::Declare(of) if plan.scenario.lines[of.index()].id == data.id);
    let has_card = || {
        let mut all = plan.turns.iter().flat_map(|turn| plan.cards(*turn, actor));
        all.any(|(_, card)| card.effects.iter().any(|effect| effect.has(|_| None, declares)))
    };
    match (line.crossed, line.declared, line.in_force, &line.answer_due) {
        (true, _, _, Some(due)) => tr!("It stands crossed as play begins, and an answer is due {due}.", due),
        (true, ..) => tr!("It stands crossed as play begins.").to_owned(),
        (false, true, true, _) => tr!("Declared before play begins, and in force.").to_owned(),
        (false, true, false, _) => tr!("Declared before play begins; it is not in force.").to_owned(),
        (false, false, true, _) => tr!("Held in private, and never declared.").to_owned(),
        (false, false, false, _) => match data.declared {
            Declared::At(turn) => tr!("Declared on turn {turn}.", turn = plan.count.nth(usize::from(turn))),
            Declared::ByMove if has_card() => tr!("In force once you declare it by an order.").to_owned(),
            Declared::ByMove | Declared::Private => {
                tr!("It is not in force, and no order of this pack declares it.").to_owned()
            }
        },
    }
}

fn lines(paper: &mut Paper<'_>, plan: &Plan<'_>, actor: Actor) {
    let scenario = plan.scenario;
    let Some(table) = begun(plan, actor) else { return };
    let of = |line: &Line| scenario.lines.iter().find(|data| words::bare(&data.text) == words::bare(&line.text));
    let found: Vec<(&Line, &LineData)> = table.lines.iter().filter_map(|line| Some((line, of(line)?))).collect();
    if found.is_empty() {
        return;
    }
    paper.part(&tr!("{name}: red-line cards", name = scenario.actors[actor.index()].name), Some(actor.index()));
    paper.title(tr!("Red lines"));
    paper.para(tr!("Cut these out. A line that is yours lies before you: turn its card over when it is crossed, and say what follows. A line of the other side lies between you: what you say of it is one thing, what you do is another, and only what you do counts as conduct."), Hand::Plain, 10.0, INK);
    let cards: Vec<Card> = found
        .into_iter()
        .map(|(line, data)| {
            let window = match data.window {
                0 => tr!("If it is crossed, no day is set for an answer.").to_owned(),
                turns => trn!(turns; "If it is crossed and its owner knows, an answer is expected within {turns} turn.", "If it is crossed and its owner knows, an answer is expected within {turns} turns.", turns),
            };
            Card {
                over: if line.own { tr!("Your own line").to_owned() } else { tr!("A line of {name}", name = words::the(words::owner(scenario, data.owner))) },
                title: line.text.clone(),
                body: vec![stands(plan, line, data, actor), tr!("It binds {name}.", name = words::the(words::deeds_of(scenario, data))), window],
                foot: tr!("Turn: crossed ___  answered ___  let pass ___").to_owned(),
                ink: match data.owner {
                    Owner::Actor(Actor::First) => FIRST,
                    Owner::Actor(Actor::Second) => SECOND,
                    Owner::Party(_) => ALERT,
                },
                number: None,
            }
        })
        .collect();
    grid(paper, &cards, true);
}

/// A card on paper.
struct Card {
    over: String,
    title: String,
    body: Vec<String>,
    foot: String,
    ink: Ink,
    /// Its number on the form, with a box to tick.
    number: Option<usize>,
}

/// The width of a card, two to a row.
const CARD: f32 = (MEASURE - 12.0) / 2.0;
const INSIDE: f32 = CARD - 20.0;

/// Cards, two to a row, none parted by the end of a page; dashed where they are cut out.
fn grid(paper: &mut Paper<'_>, cards: &[Card], cut: bool) {
    for row in cards.chunks(2) {
        let high = row.iter().map(|card| high(paper, card)).fold(0.0, f32::max);
        paper.room(high + 10.0);
        let y = paper.y;
        for (at, card) in row.iter().enumerate() {
            let x = SIDE + at as f32 * (CARD + 12.0);
            let ring = vec![[x, y], [x + CARD, y], [x + CARD, y + high], [x, y + high]];
            let dash = cut.then_some([4.0, 3.0]);
            paper.put(Mark::Path { rings: vec![ring], closed: true, fill: None, line: Some((SOFT, 0.8, dash)) });
            paper.boxed([x, y, CARD, 3.0], Some(card.ink), None);
            let mut down = y + 9.0;
            let indent = if let Some(number) = card.number {
                paper.boxed([x + 10.0, down + 1.0, 12.0, 12.0], None, Some((INK, 1.1)));
                paper.write(&number.to_string(), [x + 26.0, down], 20.0, (Hand::Bold, 10.5, INK));
                34.0
            } else {
                0.0
            };
            let soft = (Hand::Plain, 8.0, SOFT);
            down += paper.write(&card.over, [x + 10.0 + indent, down], INSIDE - indent, soft);
            down += paper.write(&card.title, [x + 10.0 + indent, down], INSIDE - indent, (Hand::Bold, 10.5, INK)) + 2.0;
            for text in &card.body {
                down += paper.write(text, [x + 10.0, down], INSIDE, (Hand::Plain, 9.0, INK)) + 2.0;
            }
            if !card.foot.is_empty() {
                paper.write(&card.foot, [x + 10.0, down + 2.0], INSIDE, (Hand::Italic, 8.0, SOFT));
            }
        }
        paper.gap(high + 10.0);
    }
}

fn high(paper: &Paper<'_>, card: &Card) -> f32 {
    let indent = if card.number.is_some() { 34.0 } else { 0.0 };
    let mut high = 9.0;
    high += paper.high(&card.over, INSIDE - indent, Hand::Plain, 8.0);
    high += paper.high(&card.title, INSIDE - indent, Hand::Bold, 10.5) + 2.0;
    for text in &card.body {
        high += paper.high(text, INSIDE, Hand::Plain, 9.0) + 2.0;
    }
    if !card.foot.is_empty() {
        high += paper.high(&card.foot, INSIDE, Hand::Italic, 8.0) + 2.0;
    }
    high + 8.0
}

/// The form of a side for a turn: what it is told, its cards with boxes, and what it writes down.
fn form(paper: &mut Paper<'_>, plan: &Plan<'_>, turn: usize, actor: Actor) {
    let scenario = plan.scenario;
    let (data, side) = (&scenario.turns[turn], &scenario.actors[actor.index()]);
    paper.part(
        &tr!("{name}: order form, turn {turn}", name = side.name, turn = plan.count.nth(turn)),
        Some(actor.index()),
    );
    paper.title(&data.date);
    paper.para(&data.headline, Hand::Italic, 12.0, SOFT);
    if data.hypothetical {
        paper.para(
            tr!("HYPOTHETICAL: this turn lies beyond the record, and nothing of it has happened."),
            Hand::Bold,
            9.5,
            ALERT,
        );
    }
    let told = plain(plan.briefing(turn, actor));
    for part in told.split('\n').filter(|part| !part.trim().is_empty()) {
        paper.para(part.trim(), Hand::Plain, 10.5, INK);
    }
    paper.heading(tr!("Your orders: tick what you order"));
    let must: Vec<&str> =
        scenario.channels.iter().filter(|channel| channel.must).map(|channel| channel.title.as_str()).collect();
    let rule = if must.is_empty() {
        tr!("At most one at each desk. You may leave a desk empty.").to_owned()
    } else {
        tr!(
            "At most one at each desk; at {must} you have to choose.",
            must = words::listed(&must.iter().map(|title| (*title).to_owned()).collect::<Vec<_>>(), "and")
        )
    };
    paper.para(&rule, Hand::Italic, 9.5, SOFT);
    let all = plan.cards(turn, actor);
    let own = all.iter().filter(|(id, _)| !plan.everywhere(*id)).count();
    let cards: Vec<Card> = all
        .iter()
        .take(own)
        .enumerate()
        .map(|(at, (_, data))| Card {
            over: words::desk(scenario, data.channel).to_owned(),
            title: plain(words::bare(&data.title)),
            body: vec![plain(&data.text)],
            foot: data
                .refused
                .as_deref()
                .map_or_else(String::new, |why| tr!("It may be refused: {why}", why = plain(why))),
            ink: super::paper::side_ink(Some(actor.index())),
            number: Some(at + 1),
        })
        .collect();
    grid(paper, &cards, false);
    let rest: Vec<(usize, &str)> =
        all.iter().enumerate().skip(own).map(|(at, (_, data))| (at + 1, words::bare(&data.title))).collect();
    ticks(paper, &rest);
    paper.room(188.0);
    paper.heading(tr!("Offer or message, by which desk, and what you want for it"));
    paper.blank_lines(SIDE, MEASURE, 2);
    paper.heading(tr!("Why? What you know, what you infer, and what would change your mind"));
    paper.blank_lines(SIDE, MEASURE, 3);
    paper.gap(6.0);
    let y = paper.y;
    let forecast = tr!("How likely, of 100:   an agreement ____   war ____   anything else ____");
    paper.write(forecast, [SIDE, y], MEASURE, (Hand::Plain, 10.0, INK));
    paper.gap(20.0);
    let y = paper.y;
    let signed = tr!("For the team: ______________________      votes for ____   against ____");
    paper.write(signed, [SIDE, y], MEASURE, (Hand::Plain, 10.0, INK));
    paper.gap(16.0);
}

/// Orders that stand on every form: a box, a number and a name, two to a row.
fn ticks(paper: &mut Paper<'_>, rest: &[(usize, &str)]) {
    if rest.is_empty() {
        return;
    }
    paper.room(40.0);
    paper.para(tr!("As on every turn (your role sheet says more):"), Hand::Italic, 9.5, SOFT);
    for row in rest.chunks(2) {
        let high =
            row.iter().map(|(_, title)| paper.high(&plain(title), CARD - 44.0, Hand::Bold, 9.5)).fold(14.0, f32::max);
        paper.room(high + 3.0);
        let y = paper.y;
        for (at, (number, title)) in row.iter().enumerate() {
            let x = SIDE + at as f32 * (CARD + 12.0);
            paper.boxed([x + 10.0, y + 0.5, 11.0, 11.0], None, Some((INK, 1.0)));
            paper.write(&number.to_string(), [x + 25.0, y], 18.0, (Hand::Bold, 9.5, INK));
            paper.write(&plain(title), [x + 44.0, y], CARD - 44.0, (Hand::Bold, 9.5, INK));
        }
        paper.gap(high + 3.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::shared::library::{Library, Names};

    /// The pages of a pack as text, each with its head.
    fn pages(id: &str, cut: &str) -> (Scenario, Vec<(String, String)>) {
        let scenario = Library::new(None).one(id).and_then(|entry| entry.named(Names::of(false))).expect("it is there");
        let cut = scenario.cuts.iter().position(|of| of.id == cut).map(CutId::new);
        let letters = Type::new().expect("the fonts are there");
        let mut paper = Paper::new(&letters);
        lay_out(&mut paper, &Plan::of(&scenario, cut));
        let text = |mark: &Mark| match mark {
            Mark::Text { text, .. } => Some(text.clone()),
            Mark::Path { .. } | Mark::Clip(_) | Mark::Unclip => None,
        };
        let page = |sheet: &super::super::paper::Sheet| {
            (sheet.head.clone(), sheet.marks.iter().filter_map(text).collect::<Vec<_>>().join(" "))
        };
        let pages = paper.sheets.iter().map(page).collect();
        (scenario, pages)
    }

    #[test]
    fn a_card_has_one_number_on_the_form_on_the_answer_sheet_and_in_the_order_of_the_form() {
        for (id, cut) in [("cuba-1962", "classroom"), ("taiwan-2022", "classroom"), ("ukraine-2022", "classroom")] {
            let (scenario, pages) = pages(id, cut);
            let data = scenario.cuts.iter().find(|of| of.id == cut);
            let count = words::Count::of(data);
            let of = |head: &str| {
                let found = pages.iter().filter(|(known, _)| known == head);
                found.map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" ")
            };
            let answers = of("For the teacher alone: answer sheet");
            for turn in data.expect("it has the cut").turns() {
                for actor in Actor::BOTH {
                    let name = &scenario.actors[actor.index()].name;
                    let head = tr!("{name}: order form, turn {turn}", name, turn = count.nth(turn));
                    let form = of(&head);
                    for (at, id) in form::cards(&scenario, data, turn, actor).into_iter().enumerate() {
                        let card = &scenario.moves[id.index()];
                        let title = plain(words::bare(&card.title));
                        let desk = words::desk(&scenario, card.channel);
                        let printed = [format!(" {} {title}", at + 1), format!(" {} {desk} {title}", at + 1)];
                        assert!(printed.iter().any(|text| form.contains(text)), "{head}: {} {title}", at + 1);
                        let listed = [format!(" {} {title}", at + 1), format!(" {} ★ {title}", at + 1)];
                        assert!(listed.iter().any(|text| answers.contains(text)), "{head}: {} {title}", at + 1);
                    }
                }
            }
        }
    }

    #[test]
    fn red_lines_are_printed_as_they_stand_where_the_lesson_begins_for_both_sides() {
        for id in ["cuba-1962", "taiwan-2022", "ukraine-2022"] {
            let (scenario, pages) = pages(id, "classroom");
            for actor in Actor::BOTH {
                let name = &scenario.actors[actor.index()].name;
                let head = format!("{name}: red-line cards");
                let of = pages.iter().filter(|(found, _)| *found == head).map(|(_, text)| text.as_str());
                let text = of.collect::<Vec<_>>().join(" ");
                assert!(text.contains("Your own line") && text.contains("A line of"), "{id}, {name}: {text}");
                assert!(!text.contains("within 0") && !text.contains("A line of United"), "{id}, {name}: {text}");
                // The warning of September has been given when the lesson of 1962 begins.
                let warned = text.contains("No offensive missiles in Cuba") && !text.contains("once you declare it");
                assert!(id != "cuba-1962" || warned, "{name}: {text}");
            }
        }
    }

    #[test]
    fn the_pack_has_the_cards_of_both_leaderships_as_often_as_they_are_likely() {
        for (id, copies) in [("ukraine-2022", [11, 11]), ("cuba-1962", [10, 10])] {
            let (scenario, pages) = pages(id, "classroom");
            for actor in Actor::BOTH {
                let name = &scenario.actors[actor.index()].name;
                let head = format!("{name}: cards of its leadership");
                let of = pages.iter().filter(|(found, _)| *found == head).map(|(_, text)| text.as_str());
                let text = of.collect::<Vec<_>>().join(" ");
                let own = || scenario.dispositions.iter().filter(|data| data.actor == actor);
                assert_eq!(text.matches("Drawn and kept").count(), copies[actor.index()], "{id}, {name}");
                for data in own() {
                    let common = own().fold(0, |sum, data| common(sum, data.weight));
                    let title = plain(&data.name);
                    assert_eq!(text.matches(&title).count(), (data.weight / common) as usize, "{id}, {title}");
                }
                let listed = format!("{name}: {} cards of its leadership", copies[actor.index()]);
                assert!(pages[0].1.contains(&listed) || pages[1].1.contains(&listed), "{id}: {listed}");
                // Nobody is handed the other side's.
                for data in scenario.dispositions.iter().filter(|data| data.actor != actor) {
                    let shared = own().any(|mine| mine.name == data.name);
                    assert!(shared || !text.contains(&plain(&data.name)), "{id}, {name}");
                }
            }
            assert!(pages.iter().all(|(_, text)| !text.contains("weight 0 of 10")), "{id}");
            assert!(pages.iter().any(|(_, text)| text.contains("(weight 8 of 10)")), "{id}");
        }
    }

    #[test]
    fn forms_and_answers_count_turns_as_the_pages_of_play_do() {
        let (scenario, pages) = pages("cuba-1962", "classroom");
        let cut = scenario.cuts.iter().find(|cut| cut.id == "classroom").expect("it has one");
        let kept: Vec<usize> = cut.turns().collect();
        assert_ne!(kept[0], 1, "its first decision is not on the first turn of the scenario");
        for (at, turn) in kept.iter().enumerate() {
            for actor in &scenario.actors {
                let head = format!("{}: order form, turn {}", actor.name, at + 1);
                let form = pages.iter().find(|(found, _)| *found == head).expect("there is a form");
                assert!(form.1.contains(&scenario.turns[*turn].date), "{head}");
            }
        }
        let beyond = format!("order form, turn {}", kept.len() + 1);
        assert!(!pages.iter().any(|(head, _)| head.ends_with(&beyond)));
    }
}
