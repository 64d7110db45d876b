//! Notes for teachers: whole in every scenario that is published, on the debrief's last pages, alone, and in the twin.

use brinkmanship::{
    report::{
        Debrief, html,
        teaching::{Notes, Part},
        text,
    },
    scenario::{Scenario, files::read_folder, load, load_twin, model::Status},
    survey::{check_play, check_reach},
    transcript::history_course,
};

use crate::{
    common::{root, scenario_at, test_scenario},
    support::folders,
};

/// The scenarios that come with the programs, under their real names and as their twins.
fn published() -> Vec<[Scenario; 2]> {
    let pairs: Vec<[Scenario; 2]> = folders("scenarios")
        .iter()
        .map(|folder| {
            let id = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let found = read_folder(folder).unwrap_or_default();
            [load(&id, &found), load_twin(&id, &found)].map(|loaded| loaded.scenario.expect("it is fit for play"))
        })
        .filter(|[real, _]| real.status == Status::Published)
        .collect();
    assert!(3 <= pairs.len(), "three scenarios come with the programs");
    pairs
}

fn notes(scenario: &Scenario) -> Notes {
    Notes::of(scenario).unwrap_or_else(|| panic!("{} has notes for teachers", scenario.id))
}

#[test]
fn every_published_scenario_checks_without_a_fault_or_a_warning_in_play_and_twin_too() {
    for folder in folders("scenarios") {
        let id = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut loaded = load(&id, &read_folder(&folder).unwrap_or_default());
        check_play(&mut loaded);
        check_reach(&mut loaded);
        let told: Vec<String> =
            loaded.diagnostics.iter().map(|found| format!("{}: {}", found.path, found.message)).collect();
        assert!(told.is_empty(), "{id}: {told:#?}");
    }
}

#[test]
fn every_published_scenario_has_whole_notes_a_cut_and_a_twin() {
    for [real, _] in published() {
        let notes = notes(&real);
        assert!(!real.cuts.is_empty() && real.twin.is_some(), "{}", real.id);
        for (what, count) in [
            ("aims", notes.aims.len()),
            ("prior knowledge", notes.prior_knowledge.len()),
            ("warnings", notes.warnings.len()),
            ("cuts", notes.cuts.len()),
            ("questions", notes.questions.len()),
            ("rubric", notes.rubric.len()),
            ("glossary", notes.glossary.len()),
            ("sources", notes.sources.len()),
        ] {
            assert!(0 < count, "{}: {what}", real.id);
        }
        let lengths: Vec<u16> =
            notes.running.iter().map(|order| order.steps.last().map_or(0, |step| step.to)).collect();
        assert_eq!(lengths, [45, 90], "{}", real.id);
        for order in &notes.running {
            let joins = |pair: &[Part]| pair[0].to == pair[1].from && pair[0].from < pair[0].to;
            assert!(order.steps.windows(2).all(joins), "{}: {order:?}", real.id);
        }
        let parents = notes.parents.expect("there is a page for parents");
        assert!(parents.parts.len() == 6 && parents.parts.iter().all(|(_, text)| 40 < text.len()), "{parents:?}");
        assert!(parents.under.is_none() && parents.answers.iter().any(|answer| answer.contains("invented names")));
    }
}

#[test]
fn the_twins_notes_speak_its_names_and_only_the_page_for_parents_says_what_it_was_made_from() {
    for [real, twin] in published() {
        let names = notes(&twin);
        let original = twin.original.as_ref().expect("it is a twin");
        let parents = names.parents.clone().expect("there is a page for parents");
        assert_eq!(parents.title, real.title);
        let under = parents.under.as_ref().expect("the page says under which names the class plays");
        assert!(under.contains(&twin.title), "{under}");
        assert!(!parents.answers.iter().any(|answer| answer.contains("invented names")), "they are in use already");
        // Whatever is said to the class is under the invented names.
        let alone = Notes { parents: None, ..names };
        let page = html::notes(&alone);
        let page = text::notes(&alone, 80) + page.split("<body").nth(1).expect("a page has a body");
        let mut real_names: Vec<&str> = real.actors.iter().map(|actor| actor.name.as_str()).collect();
        real_names.push(&real.title);
        let longer = original.names.iter().map(|(real, _)| real.as_str()).filter(|name| 4 < name.len());
        real_names.extend(longer.filter(|name| name.starts_with(char::is_uppercase) && !name.contains(' ')));
        for name in real_names {
            let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
            let stands = page.match_indices(name).any(|(at, _)| {
                !letter(page[..at].chars().next_back()) && !letter(page[at + name.len()..].chars().next())
            });
            assert!(!stands, "{}: `{name}` stands in the notes of the twin", twin.id);
        }
    }
}

#[test]
fn the_debrief_ends_with_pages_for_teachers_and_parents_which_pupils_do_not_get() {
    let scenario = scenario_at(&root().join("scenarios/cuba-1962"));
    let debrief = Debrief::of(&history_course(&scenario).expect("it has a record"));
    let at = |page: &str, what: &str| page.find(what);
    let page = html::page(&debrief);
    let last = at(&page, "id=\"sources\" aria").expect("there are sources");
    for id in ["teaching", "parents"] {
        let section = format!("<section class=\"fresh\" id=\"{id}\"");
        let found = at(&page, &section).or_else(|| at(&page, &format!("<section id=\"{id}\" class=\"fresh\"")));
        assert!(found.is_some_and(|found| last < found), "{id} comes last, on a page of its own");
    }
    let text = text::page(&debrief, 80);
    assert!(text.contains("For teachers") && text.contains("For parents and the head of the school"));
    assert!(!text::short(&debrief, 80).contains("For teachers"), "the few pages are for players");
    let handout = debrief.for_pupils();
    let page = html::page(&handout) + &text::page(&handout, 80);
    assert!(page.contains("Questions for a class"));
    assert!(!page.contains("id=\"teaching\"") && !page.contains("For teachers") && !page.contains("For parents"));
}

#[test]
fn the_notes_stand_alone_as_one_page_that_fetches_nothing_and_closes_every_tag() {
    for [real, twin] in published() {
        for scenario in [&real, &twin] {
            let notes = notes(scenario);
            for page in [html::notes(&notes), html::parents(&notes)] {
                assert!(!page.contains("<script") && !page.contains("http://") && !page.contains("src="));
                for tag in ["section", "table", "ul", "ol", "div", "p", "li", "tr", "td", "h2", "h3"] {
                    let opened = page.matches(&format!("<{tag}>")).count() + page.matches(&format!("<{tag} ")).count();
                    assert_eq!(opened, page.matches(&format!("</{tag}>")).count(), "{tag} in {}", scenario.id);
                }
            }
            let parents = html::parents(&notes);
            assert!(parents.contains("Please return this part") && !parents.contains("Running order"));
        }
    }
    assert!(Notes::of(&test_scenario("two-letters")).is_none(), "where nothing was written, nothing is said");
}
