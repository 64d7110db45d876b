//! The author's handbook in `docs/`: its tutorial is followed word for word, its generated pages are up to date, and its
//! links lead somewhere.

use std::{
    fs,
    path::{Path, PathBuf},
};

use brinkmanship::{
    crisis::{Act, Order, Scripted, Setup, chance},
    report::table::{Desk, Table},
    scenario::{
        Loaded, Scenario, Severity,
        draft::{Draft, Is, Written},
        edit::{Edit, Step},
        files::Found,
        load,
        model::{Actor, Horizon, Ledger, ScriptedDraw},
        outline::outline,
    },
    transcript::Course,
};

use crate::{
    common::{root, scenario_at},
    support::told,
    table::{a_move, ending, points},
};

/// The finished scenario of the tutorial.
fn finished() -> PathBuf {
    root().join("tests/handbook/dogger-bank")
}

/// The same as it was typed into the editor, press by press: `tests/desktop/tutorial-crisis.ron` does it in the real window,
/// and `.ci/window` compares what was saved there with it, byte for byte.
fn typed() -> PathBuf {
    root().join("tests/handbook/editor/dogger-bank")
}

fn tutorial() -> String {
    fs::read_to_string(root().join("docs/handbook/tutorial.md")).unwrap()
}

fn loaded(text: &str) -> Loaded {
    load("dogger-bank", &[Found { name: "scenario.ron".to_owned(), bytes: Ok(text.as_bytes().to_vec()) }])
}

/// The blocks of RON in a text, each with the line that says where it goes.
fn blocks(text: &str) -> Vec<(&str, &str)> {
    let inside = text.split("```ron\n").skip(1).map(|rest| rest.split_once("```").unwrap().0);
    inside.map(|block| block.split_once('\n').unwrap()).collect()
}

/// Where a part stands in the file: from the front of its line to the end of its value.
fn part(text: &str, name: &str) -> (usize, usize) {
    let found = vec![Found { name: "scenario.ron".to_owned(), bytes: Ok(text.as_bytes().to_vec()) }];
    let draft = Draft::new("dogger-bank", &found, true);
    let (_, stretch) = draft.stretch(&[Step::Key(name.to_owned())]).unwrap_or_else(|| panic!("there is no `{name}`"));
    let line = text[..stretch.start].rfind('\n').unwrap() + 1;
    (line, stretch.end)
}

/// Does with a file what the first line of a block says, and nothing else.
fn follow(text: &str, (place, block): (&str, &str)) -> String {
    let name = place.split('`').nth(1).unwrap_or_default();
    match place {
        "// The whole file:" => block.to_owned(),
        "// Before the last bracket:" => {
            let last = text.rfind(')').unwrap();
            format!("{}{block}{}", &text[..last], &text[last..])
        }
        _ if place.starts_with("// In place of ") => {
            let (start, end) = part(text, name);
            let comma = end + text[end..].find(",\n").unwrap() + 2;
            format!("{}{block}{}", &text[..start], &text[comma..])
        }
        _ if place.starts_with("// Into ") => {
            let (_, end) = part(text, name);
            let line = text[..end].rfind('\n').unwrap() + 1;
            format!("{}{block}{}", &text[..line], &text[line..])
        }
        other => panic!("the handbook does not say where this goes: {other}"),
    }
}

/// The codes of what is said to be wrong after a step of the tutorial.
fn promised(section: &str) -> Vec<&str> {
    let said = section.lines().find_map(|line| line.strip_prefix("`crisis check` says: "));
    said.map_or_else(Vec::new, |codes| codes.split('`').skip(1).step_by(2).collect())
}

#[test]
fn the_tutorial_followed_block_by_block_gives_the_scenario_that_it_promises() {
    let page = tutorial();
    let mut text = String::new();
    let mut steps = 0;
    for section in page.split("\n## ").skip(1) {
        for block in blocks(section) {
            text = follow(&text, block);
            steps += 1;
        }
        if text.is_empty() {
            continue;
        }
        let loaded = loaded(&text);
        let mut errors: Vec<&str> =
            loaded.diagnostics.iter().filter(|one| one.severity == Severity::Error).map(|one| one.code).collect();
        errors.dedup();
        assert_eq!(errors, promised(section), "after \"{}\":\n{}", section.lines().next().unwrap(), told(&loaded));
    }
    assert!(20 <= steps);
    let path = finished().join("scenario.ron");
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        fs::write(&path, &text).unwrap();
    }
    assert!(text == fs::read_to_string(&path).unwrap(), "UPDATE=1 cargo test handbook writes the finished scenario");
    let whole = loaded(&text);
    assert!(whole.diagnostics.is_empty(), "it is clean:\n{}", told(&whole));
    let print = whole.scenario.map(|scenario| scenario.fingerprint).unwrap();
    let sharing = fs::read_to_string(root().join("docs/handbook/sharing.md")).unwrap();
    assert!(
        sharing.contains(&print),
        "docs/handbook/sharing.md shows the fingerprint of the tutorial's scenario: {print}"
    );
}

/// Whether two values are the same, in whatever order the fields of one thing stand and wherever lines break.
fn same(one: &Written, other: &Written) -> bool {
    let all = |a: &[Written], b: &[Written]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b));
    match (&one.is, &other.is) {
        (Is::List(a), Is::List(b)) => all(a, b),
        (Is::Tuple(name, a), Is::Tuple(wanted, b)) => name == wanted && all(a, b),
        (Is::Fields(name, a), Is::Fields(wanted, b)) => {
            let there =
                |(key, value): &(String, Written)| b.iter().any(|(other, goal)| key == other && same(value, goal));
            name == wanted && a.len() == b.len() && a.iter().all(there)
        }
        // What stands under ids has an order: that of the endings is a rule.
        (Is::Map(a), Is::Map(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|((key, a), (other, b))| key == other && same(a, b))
        }
        (a, b) => a == b,
    }
}

#[test]
fn what_is_typed_in_the_editor_is_the_tutorial_s_scenario_in_another_layout() {
    let text = fs::read_to_string(typed().join("scenario.ron")).unwrap();
    let goal = fs::read_to_string(finished().join("scenario.ron")).unwrap();
    let value = |text: &str| {
        let found = vec![Found { name: "scenario.ron".to_owned(), bytes: Ok(text.as_bytes().to_vec()) }];
        Draft::new("dogger-bank", &found, true).value(&[]).cloned().unwrap()
    };
    assert!(same(&value(&text), &value(&goal)));
    assert!(!same(&value(&text.replace("odds: 40000", "odds: 40001")), &value(&goal)));
    let loaded = loaded(&text);
    assert!(loaded.diagnostics.is_empty(), "it is clean:\n{}", told(&loaded));
}

/// What the editor does: every value is set or put in by an edit, and every id renamed wherever it is spoken of.
#[test]
fn the_editor_s_edits_of_the_blank_come_to_the_same_file() {
    let key = |name: &str| Step::Key(name.to_owned());
    let goal_text = fs::read_to_string(finished().join("scenario.ron")).unwrap();
    let found = |text: &str| vec![Found { name: "scenario.ron".to_owned(), bytes: Ok(text.as_bytes().to_vec()) }];
    let goal = Draft::new("dogger-bank", &found(&goal_text), true);
    let blank = fs::read_to_string(root().join("src/bin/shared/blank.ron")).unwrap();
    let mut draft = Draft::new("dogger-bank", &found(&blank), true);
    for (part, old, new) in [
        ("actors", "first", "britain"),
        ("actors", "second", "russia"),
        ("tracks", "first.standing", "britain.standing"),
        ("tracks", "second.standing", "russia.standing"),
        ("tracks", "first.credibility", "britain.credibility"),
        ("tracks", "second.credibility", "russia.credibility"),
        ("moves", "first.wait", "britain.wait"),
        ("moves", "second.wait", "russia.stay"),
    ] {
        let edits = draft.renaming(&[key(part), key(old)], new);
        draft.edit(&edits, false).unwrap_or_else(|unfit| panic!("{part}.{old}: {unfit}"));
    }
    let parts: Vec<String> = goal.value(&[]).unwrap().pairs().iter().map(|(name, _)| name.clone()).collect();
    for name in &parts {
        let place = vec![key(name)];
        let value = goal.value(&place).unwrap();
        if !matches!(value.is, Is::Map(_)) || matches!(name.as_str(), "ladders" | "endings") {
            set(&mut draft, place.clone(), goal.text_at(&place).unwrap());
            continue;
        }
        for (id, _) in value.pairs() {
            let inner = vec![key(name), key(id)];
            let text = goal.text_at(&inner).unwrap();
            if draft.value(&inner).is_some() {
                set(&mut draft, inner, text);
            } else {
                let entry = format!("\"{id}\": {text}");
                let edit = Edit::Insert { path: place.clone(), at: usize::MAX, entry };
                draft.edit(&[edit], false).unwrap_or_else(|unfit| panic!("{name}.{id}: {unfit}"));
            }
        }
    }
    let made = draft.sheets()[0].text();
    for (line, (made, goal)) in made.lines().zip(goal_text.lines()).enumerate() {
        assert_eq!(made, goal, "line {}", line + 1);
    }
    assert!(made == goal_text);
}

/// Sets a value, where it is another.
fn set(draft: &mut Draft, path: Vec<Step>, value: &str) {
    if draft.text_at(&path) != Some(value) {
        // A value that replaces another stands as it is written; a new one is indented by the edit.
        let new = draft.text_at(&path).is_none();
        let value = if new { value.replace("\n    ", "\n") } else { value.to_owned() };
        let edit = Edit::Set { path, value };
        draft.edit(&[edit], false).unwrap_or_else(|unfit| panic!("{unfit}"));
    }
}

/// Plays orders that are given turn by turn, for both sides together, with the draws that happen.
fn play<'s>(scenario: &'s Scenario, orders: &[Vec<String>], draws: &[(usize, String)]) -> Course<'s> {
    let mut written: Vec<chance::Written> = vec![Vec::new(); scenario.turns.len()];
    for (turn, label) in draws {
        written[*turn].push((label.clone(), ScriptedDraw::Yes));
    }
    let mut dice = Scripted::new(scenario, &written, &[]);
    let mut course = Course::start_with(scenario, Setup::default(), 0, &mut dice);
    for ids in orders {
        if course.crisis.ended().is_some() {
            break;
        }
        let orders = Actor::BOTH.map(|actor| {
            let own = ids.iter().map(|id| a_move(scenario, id));
            own.filter(|id| scenario.moves[id.index()].actor == actor).fold(Order::default(), |order, id| {
                let (view, act) = (course.view(actor), Act::Do(id));
                let checked = view.check(&order, act);
                assert!(checked.is_ok(), "turn {} refuses {act:?}: {checked:?}", course.crisis.turn());
                order.with(view.channel_of(act), act)
            })
        });
        course.play_with(orders, &mut dice).unwrap_or_else(|illegal| panic!("{illegal:?}"));
    }
    course
}

/// A row of the tutorial's table: the title of an ending, and for each turn the titles of the moves of both sides.
fn rows(scenario: &Scenario) -> Vec<(String, Vec<[Vec<String>; 2]>)> {
    let page = tutorial();
    let lines = page.lines().skip_while(|line| !line.starts_with("| Ending |")).skip(2);
    let cells =
        |line: &str| -> Vec<String> { line.trim_matches('|').split('|').map(|cell| cell.trim().to_owned()).collect() };
    let side = |cell: &str, actor: Actor| -> Vec<String> {
        let name = format!("{}: ", scenario.actors[actor.index()].name);
        let own = cell.split_once(&name).map_or("", |(_, rest)| rest.split(". ").next().unwrap_or(rest));
        own.split('*').skip(1).step_by(2).map(str::to_owned).collect()
    };
    lines
        .take_while(|line| line.starts_with('|'))
        .map(|line| {
            let cells = cells(line);
            (cells[0].clone(), cells[1..].iter().map(|cell| Actor::BOTH.map(|actor| side(cell, actor))).collect())
        })
        .collect()
}

/// The arguments of the command that the last step of the tutorial gives, after the name of the program.
fn command() -> Vec<String> {
    let page = tutorial();
    let (_, step) = page.split_once("\n## Step 12").unwrap();
    let (_, block) = step.split_once("```sh\ncrisis ").unwrap();
    block.lines().next().unwrap().split(' ').map(str::to_owned).collect()
}

/// Plays a row as the command says, and notes what a person types on the way.
fn followed<'s>(scenario: &'s Scenario, turns: &[[Vec<String>; 2]]) -> (Course<'s>, String) {
    let command = command();
    let seed = command.iter().skip_while(|word| *word != "--seed").nth(1).unwrap();
    let mut course = Course::start(scenario, Setup::default(), seed.parse().unwrap());
    let mut typed = String::new();
    for turn in turns {
        if course.crisis.ended().is_some() {
            break;
        }
        let orders = Actor::BOTH.map(|actor| {
            let view = course.view(actor);
            // Enter says that the player of this side is at the screen.
            let mut order = Order::default();
            typed.push('\n');
            for title in &turn[actor.index()] {
                let table = Table::of(&view, &course.record, &order).unwrap();
                let open = table.desks.iter().flat_map(Desk::open).filter(|card| !card.composed);
                let found = open.enumerate().find(|(_, card)| card.title == *title);
                let (number, card) = found.unwrap_or_else(|| panic!("{title} is open on turn {}", view.turn()));
                typed += &format!("{}\n", number + 1);
                order = order.with(view.channel_of(card.act), card.act);
            }
            typed += if turn[actor.index()].is_empty() { "pass\n" } else { "send\n" };
            order
        });
        course.play(orders).unwrap_or_else(|illegal| panic!("{illegal:?}"));
    }
    (course, typed)
}

#[test]
fn the_orders_in_the_tutorial_s_table_lead_to_each_of_its_endings() {
    for folder in [finished(), typed()] {
        leads_to_each_ending(&scenario_at(&folder));
    }
}

fn leads_to_each_ending(scenario: &Scenario) {
    let mut reached = Vec::new();
    for (title, turns) in rows(scenario) {
        let (course, _) = followed(scenario, &turns);
        let id = ending(&course).to_owned();
        let told = scenario.endings.iter().find(|one| one.id == id).map(|one| one.title.as_str());
        assert_eq!(told, Some(title.as_str()), "{turns:?}");
        reached.push(id);
    }
    reached.sort();
    let mut endings: Vec<String> = scenario.endings.iter().map(|one| one.id.clone()).collect();
    endings.sort();
    assert_eq!(reached, endings, "each ending has its row");
}

/// The command of the last step, with what a person types: both seats are asked, and the last screen names the ending.
#[cfg(feature = "cli")]
#[test]
fn the_command_of_the_last_step_plays_the_table_s_rows_to_their_endings() {
    use crate::cli::{crisis, here, run};

    let scenario = scenario_at(&finished());
    let folder = here();
    with_the_finished(&folder);
    let command = command();
    let arguments: Vec<&str> = command.iter().map(String::as_str).collect();
    for (title, turns) in rows(&scenario) {
        let (_, typed) = followed(&scenario, &turns);
        let (code, out, told) = run(&mut crisis(folder.path()), &arguments, &typed);
        assert!(code == 0 && out.contains(&title), "{title}: {told}\n{out}");
    }
}

/// A folder with the finished scenario in it.
#[cfg(feature = "cli")]
fn with_the_finished(folder: &tempfile::TempDir) {
    let own = folder.path().join("dogger-bank");
    fs::create_dir(&own).unwrap();
    fs::copy(finished().join("scenario.ron"), own.join("scenario.ron")).unwrap();
}

/// What a page shows of real output, block by block: the name of the page, and the text of each of its blocks.
#[cfg(feature = "cli")]
fn shown() -> Vec<(&'static str, Vec<String>)> {
    use crate::cli::{crisis, here, run};
    use brinkmanship::report::{Debrief, text};

    let folder = here();
    with_the_finished(&folder);
    let said = |arguments: &[&str]| {
        let (code, out, told) = run(&mut crisis(folder.path()), arguments, "");
        assert!(code < 2, "{arguments:?}: {told}");
        out.trim_end().to_owned()
    };
    let write = |text: &str| fs::write(folder.path().join("dogger-bank/scenario.ron"), text).unwrap();
    let whole = fs::read_to_string(finished().join("scenario.ron")).unwrap();

    let survey = said(&["survey", "./dogger-bank"]);
    let hawks = said(&["survey", "./dogger-bank", "--policy", "britain=hawk", "--policy", "russia=hawk"]);
    let (hawks, _) = hawks.split_once("\n\nLENGTH").unwrap();
    let hawks = format!("$ crisis survey ./dogger-bank --policy britain=hawk --policy russia=hawk\n{hawks}");

    said(&["survey", "./dogger-bank", "--format", "json", "--out", "before.json"]);
    let proposing = |text: &str, turns: &str| {
        let (before, after) = text.split_once("\"propose-hague\": (").unwrap();
        format!("{before}\"propose-hague\": ({}", after.replacen("turns: (1, 2)", turns, 1))
    };
    write(&proposing(&whole, "turns: (2, 2)"));
    let edited = said(&["survey", "./dogger-bank", "--against", "before.json"]);
    let (_, changed) = edited.split_once("CHANGED SINCE").unwrap();
    let against = format!(
        "$ crisis survey ./dogger-bank --format json --out before.json\n\
         $ crisis survey ./dogger-bank --against before.json\n...\nCHANGED SINCE{changed}"
    );

    // The lint speaks of the scenario before its warnings are allowed.
    let page = tutorial();
    let (before, _) = page.split_once("\n## Step 11").unwrap();
    let mut unallowed = String::new();
    before.split("\n## ").skip(1).flat_map(blocks).for_each(|block| unallowed = follow(&unallowed, block));
    write(&unallowed);
    let lint = said(&["lint", "./dogger-bank"]);

    write(&whole);
    let pack = said(&["pack", "./dogger-bank"]);
    let open = said(&["open", "dogger-bank.brinkpack"]);
    let translate = said(&["translate", "./dogger-bank", "--to", "de"]);

    let scenario = scenario_at(&finished());
    let (course, _) = followed(&scenario, &rows(&scenario)[0].1);
    let debrief = text::page(&Debrief::of(&course), 80);
    let (_, line) = debrief.split_once("\n\"The squadron does not sail on with those who fired\"\n").unwrap();
    let line = line.split("\n\n\n").next().unwrap().trim_end();
    let line = format!("\"The squadron does not sail on with those who fired\"\n{line}");

    vec![
        ("tutorial.md", vec![lint, line, survey.clone()]),
        ("reading-a-survey.md", vec![survey, hawks, against]),
        ("sharing.md", vec![pack, open, translate]),
    ]
}

#[cfg(feature = "cli")]
#[test]
fn what_the_pages_show_of_output_is_what_the_programs_say() {
    for (name, told) in shown() {
        let path = root().join("docs/handbook").join(name);
        let page = fs::read_to_string(&path).unwrap();
        let mut parts = page.split("```text\n");
        let mut made = parts.next().unwrap_or_default().to_owned();
        let mut told = told.into_iter();
        for part in parts {
            let (_, rest) = part.split_once("\n```").unwrap();
            let text = told.next().unwrap_or_else(|| panic!("{name}: say what makes this block:\n{part}"));
            made += &format!("```text\n{text}\n```{rest}");
        }
        assert_eq!(told.next(), None, "{name} shows less than is made");
        if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
            fs::write(&path, &made).unwrap();
        } else {
            assert!(made == page, "{name} shows old output: UPDATE=1 cargo test --test suite handbook writes it");
        }
    }
}

#[test]
fn the_letters_of_the_tutorial_cross_and_its_secret_leg_is_known_only_later() {
    let scenario = scenario_at(&finished());
    let orders = |ids: &[&[&str]]| -> Vec<Vec<String>> {
        ids.iter().map(|ids| ids.iter().map(|id| (*id).to_owned()).collect()).collect()
    };
    let accept = |course: &Course<'_>, actor: Actor, id: &str| {
        course.view(actor).check(&Order::default(), Act::Do(a_move(&scenario, id))).is_ok()
    };
    let both = |course: &Course<'_>| {
        [accept(course, Actor::First, "accept-telegram"), accept(course, Actor::Second, "accept-note")]
    };
    let monday = play(&scenario, &orders(&[&["send-note", "send-telegram"]]), &[]);
    assert_eq!(both(&monday), [false; 2], "on Wednesday neither has read the other's letter");
    let wednesday = play(&scenario, &orders(&[&["send-note", "send-telegram"], &[]]), &[]);
    assert_eq!(both(&wednesday), [true; 2], "on Thursday both lie on the table");
    let quiet = play(&scenario, &orders(&[&[], &["propose-quietly"], &["accept-quietly"]]), &[]);
    assert_eq!(ending(&quiet), "inquiry");
    let honour = |ledger| points(&quiet, "honour", Horizon::Later, ledger);
    assert_eq!([honour(Ledger::World), honour(Ledger::Known)], [50, 75]);
}

/// A text without its white space, so that a piece is found however it is laid out.
fn bare(text: &str) -> String {
    text.split_whitespace().collect()
}

#[test]
fn the_pieces_of_the_chapter_on_modelling_stand_in_scenarios_that_are_tested() {
    let folders = ["tests/scenarios/two-letters", "tests/scenarios/upland", "tests/handbook/dogger-bank"];
    let scenarios = folders.map(|folder| bare(&fs::read_to_string(root().join(folder).join("scenario.ron")).unwrap()));
    let page = fs::read_to_string(root().join("docs/handbook/modelling.md")).unwrap();
    let pieces: Vec<&str> = page.split("```ron\n").skip(1).map(|rest| rest.split_once("```").unwrap().0).collect();
    assert!(5 <= pieces.len());
    // Those about maps have a test of their own.
    for piece in pieces.into_iter().filter(|piece| !piece.contains("theatres:")) {
        assert!(scenarios.iter().any(|scenario| scenario.contains(&bare(piece))), "{piece}");
    }
}

#[test]
fn the_maps_of_the_chapter_on_modelling_are_those_that_a_person_gets() {
    let page = fs::read_to_string(root().join("docs/handbook/modelling.md")).unwrap();
    let blocks = |kind: &str| -> Vec<String> {
        let fence = format!("```{kind}\n");
        page.split(&fence).skip(1).map(|rest| rest.split_once("```").unwrap().0.to_owned()).collect()
    };
    let maps: Vec<String> = blocks("ron").into_iter().filter(|piece| piece.contains("theatres:")).collect();
    let [real, sketch] = maps.as_slice() else { panic!("two maps") };
    let text = fs::read_to_string(finished().join("scenario.ron")).unwrap();
    let with = loaded(&follow(&text, ("// Before the last bracket:", real)));
    assert!(with.diagnostics.is_empty(), "the tutorial's scenario is clean with its map:\n{}", told(&with));
    let map = with.scenario.and_then(|scenario| scenario.map).unwrap();
    assert_eq!((map.theatres.len(), map.items.len()), (1, 3));
    let [json] = blocks("json").try_into().unwrap();
    assert_eq!(outline(json.as_bytes(), 400).unwrap().written(), *sketch, "what `crisis outline` writes");
}

/// Every page of Markdown below a folder.
fn pages(below: &Path) -> Vec<PathBuf> {
    let mut all = Vec::new();
    for entry in fs::read_dir(below).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(pages(&path));
        } else if path.extension().is_some_and(|end| end == "md") {
            all.push(path);
        }
    }
    all.sort();
    all
}

/// Where the links of a page lead that stay in the repository, without their anchors.
fn links(text: &str) -> Vec<String> {
    let outside_code = text.split("```").step_by(2).flat_map(|prose| prose.split('`').step_by(2));
    let mut found = Vec::new();
    for prose in outside_code {
        for rest in prose.split("](").skip(1) {
            let target = rest.split(')').next().unwrap_or_default();
            let target = target.split('#').next().unwrap_or_default();
            if !target.is_empty() && !target.contains("://") {
                found.push(target.to_owned());
            }
        }
    }
    found
}

#[test]
fn every_page_is_in_the_book_and_every_link_leads_somewhere() {
    let docs = root().join("docs");
    let summary = fs::read_to_string(docs.join("SUMMARY.md")).unwrap();
    let chapters: Vec<PathBuf> = links(&summary).iter().map(|link| docs.join(link)).collect();
    for page in pages(&docs) {
        let text = fs::read_to_string(&page).unwrap();
        for link in links(&text) {
            let target = page.parent().unwrap().join(&link);
            assert!(target.exists(), "{}: {link}", page.display());
            // What lies outside `docs` is not in the book.
            let inside = fs::canonicalize(&target).unwrap().starts_with(fs::canonicalize(&docs).unwrap());
            assert!(inside, "{}: {link} leads out of the book", page.display());
        }
        let own = page.ends_with("SUMMARY.md") || page.starts_with(docs.join("schema"));
        assert!(own || chapters.contains(&page), "{} is no chapter of docs/SUMMARY.md", page.display());
    }
}

/// The page of every diagnostic, made from what `crisis explain` says.
#[cfg(feature = "cli")]
fn diagnostics() -> String {
    use std::fmt::Write as _;

    use brinkmanship::{lint::LINTS, scenario::CODES};

    use crate::cli::{crisis, here, run};

    let folder = here();
    let mut codes: Vec<&str> = CODES.iter().map(|(code, ..)| *code).collect();
    codes.extend(LINTS.iter().map(|lint| lint.code));
    codes.sort_unstable();
    let mut text = String::from(
        "<!-- Made from what `crisis explain` says: UPDATE=1 cargo test --test suite handbook -->\n\
         # Every diagnostic\n\n\
         What `crisis check` and `crisis lint` can say, in the order of the alphabet, each with an example.\n\
         An *error* makes a scenario unfit for play; a *warning* is a suspicion; a *to do* is an error once the \
         scenario is published.\n\
         A warning of the *lint* says how much it matters and how sure it is; [The lint](../lint.md) tells how one is \
         allowed.\n\
         `crisis explain CODE` says the same in the terminal.\n",
    );
    for code in codes {
        let (exit, out, err) = run(&mut crisis(folder.path()), &["explain", code], "");
        assert_eq!(exit, 0, "{code}: {err}");
        let (head, rest) = out.split_once("\n\n").unwrap();
        let kind = head.strip_prefix(code).unwrap().trim().trim_matches(['(', ')']);
        let (about, example) = rest.split_once("AN EXAMPLE\n").map_or((rest, ""), |(about, example)| (about, example));
        let about = about.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = write!(text, "\n## `{code}`\n\n*{kind}*\n\n{}\n", about.replace(". ", ".\n"));
        if !example.trim().is_empty() {
            let lines: Vec<&str> =
                example.trim_end().lines().map(|line| line.strip_prefix("  ").unwrap_or(line)).collect();
            let _ = write!(text, "\n```text\n{}\n```\n", lines.join("\n").trim_matches('\n'));
        }
    }
    text
}

#[cfg(feature = "cli")]
#[test]
fn the_page_of_every_diagnostic_is_made_from_what_the_program_explains() {
    let path = root().join("docs/handbook/diagnostics.md");
    let page = diagnostics();
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        fs::write(&path, &page).unwrap();
    }
    assert!(
        fs::read_to_string(&path).unwrap_or_default() == page,
        "docs/handbook/diagnostics.md is out of date: UPDATE=1 cargo test --test suite handbook"
    );
}
