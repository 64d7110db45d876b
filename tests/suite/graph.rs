//! The crisis as a graph: what hangs together, the traffic of many runs, the page, DOT and JSON, and a class over it.

use std::collections::{BTreeMap, BTreeSet};

use brinkmanship::{
    policy::{Policy, Simple},
    report::graph::{Graph, SCHEMA, dot, page},
    scenario::{Scenario, files, load},
    survey::{
        Options, Seat, Tally,
        graph::{Link, Node, Traffic, traffic},
        survey,
    },
    transcript::Course,
};

use crate::common::{every_scenario, root, test_scenario};

const MIXED: Options = Options { runs: 600, seed: 7, seats: [Seat::Mixed; 2], open_prologue: false, cut: None };

fn counted(scenario: &Scenario, threads: usize) -> (Tally, Traffic) {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
    pool.install(|| traffic(scenario, &MIXED, |_| {}))
}

/// The graph of a scenario of the tests, with some courses over it.
fn drawn(folder: &str, class: &[(String, Course<'_>)], scenario: &Scenario) -> Graph {
    let found = files::read_folder(&root().join(folder)).unwrap();
    let declared = load("two-letters", &found).sources.declared();
    let (tally, traffic) = traffic(scenario, &MIXED, |_| {});
    Graph::of(scenario, &declared, &MIXED, (&tally, &traffic), class)
}

pub(crate) fn letters(class: &[(String, Course<'_>)], scenario: &Scenario) -> Graph {
    drawn("tests/scenarios/two-letters", class, scenario)
}

pub(crate) fn course<'s>(scenario: &'s Scenario, policies: [Simple; 2], seed: u64) -> Course<'s> {
    let mut course = Course::start(scenario, Default::default(), seed);
    let mut players = brinkmanship::scenario::model::Actor::BOTH
        .map(|actor| brinkmanship::policy::Opponent::new(Policy::Simple(policies[actor.index()]), actor, seed));
    while course.crisis.ended().is_none() {
        let orders = brinkmanship::policy::recorded(scenario, &course.crisis, false).unwrap_or_else(|| {
            brinkmanship::scenario::model::Actor::BOTH.map(|actor| {
                players[actor.index()].order(&brinkmanship::crisis::View::of(scenario, &course.crisis, actor))
            })
        });
        course.play(orders).unwrap();
    }
    course
}

#[test]
fn the_traffic_does_not_depend_on_threads_and_is_that_of_the_survey() {
    let scenario = test_scenario("two-letters");
    let (tally, one) = counted(&scenario, 1);
    for threads in [2, 5] {
        let (_, more) = counted(&scenario, threads);
        assert_eq!((&one.nodes, &one.edges, &one.ordered), (&more.nodes, &more.edges, &more.ordered), "{threads}");
        assert_eq!((&one.steps, &one.ends), (&more.steps, &more.ends), "{threads}");
    }
    assert_eq!(tally, survey(&scenario, &MIXED, |_| {}), "counting traffic plays no other crises");
    for (at, node) in one.graph.nodes.iter().enumerate() {
        match node {
            Node::Ending(id) => assert_eq!(one.came(at), tally.endings[id.index()], "{node:?}"),
            Node::Rule(id) => assert_eq!(one.came(at), tally.rules[id.index()], "{node:?}"),
            _ => assert!(one.came(at) <= one.runs, "{node:?}"),
        }
    }
}

#[test]
fn no_edge_is_travelled_more_often_than_what_it_leads_to_came_about() {
    let scenario = test_scenario("two-letters");
    let (_, found) = counted(&scenario, 2);
    let mut travelled = 0;
    for (edge, count) in found.graph.edges.iter().zip(&found.edges) {
        assert!(*count <= found.runs, "{edge:?}");
        if !edge.link.recorded() {
            assert!(*count <= found.came(edge.to), "{edge:?}");
        }
        if edge.link == Link::Becomes {
            assert!(*count <= found.came(edge.from), "{edge:?}");
        }
        travelled += u64::from(0 < *count);
    }
    assert!(40 < travelled, "{travelled}");
    // Every run goes from the start through each turn it plays to one ending.
    let first: u64 =
        found.steps.iter().filter(|((ladder, turn, ..), _)| (ladder.0, *turn) == (0, 0)).map(|(_, n)| n).sum();
    let last: u64 = found.ends.iter().filter(|((ladder, ..), _)| ladder.0 == 0).map(|(_, n)| n).sum();
    assert_eq!((first, last), (found.runs, found.runs));
}

#[test]
fn a_move_leads_to_the_fact_it_makes_true_and_an_ending_asks_for_the_fact_it_needs() {
    let scenario = test_scenario("two-letters");
    let graph = letters(&[], &scenario);
    let place = |id: &str| graph.nodes.iter().position(|node| node.id == id).unwrap_or_else(|| panic!("{id}"));
    let link = |from: &str, to: &str| {
        let ends = (place(from), place(to));
        graph.edges.iter().filter(|edge| (edge.from, edge.to) == ends).map(|edge| edge.link).collect::<Vec<_>>()
    };
    assert_eq!(link("move:show-photographs", "fact:world-knows"), ["makes true"]);
    assert_eq!(link("fact:rockets-known", "move:show-photographs"), ["is asked for by"]);
    assert_eq!(link("fact:rockets-gone", "ending:bargain"), ["is asked for by"]);
    assert_eq!(link("term:rockets-out", "fact:rockets-gone"), ["makes true"]);
    assert_eq!(link("move:first-letter", "offer:first-letter"), ["sends"]);
    assert_eq!(link("move:send-patrol", "rung:crisis.ships"), ["climbs to"]);
    assert_eq!(link("level:rockets at least 1", "event:photographs"), ["is asked for by"]);
    let fact = &graph.nodes[place("fact:world-knows")];
    assert!(0 < fact.came.count && fact.came.count < fact.came.of, "{fact:?}");
}

#[test]
fn every_node_stands_where_its_id_is_written() {
    for scenario in every_scenario() {
        let folder = ["scenarios", "tests/scenarios"].map(|place| root().join(place).join(&scenario.id));
        let folder = folder.into_iter().find(|folder| folder.is_dir()).unwrap();
        let loaded = load(&scenario.id, &files::read_folder(&folder).unwrap());
        let empty = traffic(&scenario, &Options { runs: 0, ..MIXED }, |_| {});
        let graph = Graph::of(&scenario, &loaded.sources.declared(), &MIXED, (&empty.0, &empty.1), &[]);
        let mut ids = BTreeSet::new();
        for node in &graph.nodes {
            assert!(ids.insert(&node.id), "{}: {} stands twice", scenario.id, node.id);
            if ["chance", "agreement"].contains(&node.kind) {
                continue;
            }
            let (Some(file), Some(line)) = (&node.file, node.line) else {
                panic!("{}: {} has no place", scenario.id, node.id)
            };
            let text = &loaded.sources.files.iter().find(|one| one.name == *file).unwrap().text;
            let written = text.lines().nth(line - 1).unwrap();
            let id = node.id.split_once(':').unwrap().1;
            let id = if node.kind == "level" { id.split(' ').next().unwrap() } else { id };
            let inner = id.rsplit('.').next().unwrap();
            assert!(
                written.contains(&format!("\"{id}\"")) || written.contains(&format!("\"{inner}\"")),
                "{}: {}: {written}",
                scenario.id,
                node.id
            );
        }
    }
}

#[test]
fn the_page_fetches_nothing_stands_alone_and_says_what_never_came() {
    let scenario = test_scenario("two-letters");
    let graph = letters(&[], &scenario);
    // The name of the language that drawings are written in is no address.
    let page = page(&graph).replace("\"http://www.w3.org/2000/svg\"", "");
    for unwanted in ["http://", "https://", " src=", "<link", "@import", "url(", "fetch(", "innerHTML", "eval(", "NaN"]
    {
        assert!(!page.contains(unwanted), "{unwanted}");
    }
    assert!(
        page.contains("default-src 'none'")
            && page.contains("prefers-color-scheme: dark")
            && page.contains("@media print")
    );
    for node in graph.nodes.iter().filter(|node| node.kind == "ending") {
        assert!(page.contains(node.name.trim_end_matches('.')), "{}", node.id);
    }
    assert_eq!(page.matches("<script").count(), 2, "the data and the script, and no text that opens another");
    // The data is JSON, and holds every node and edge.
    let (_, data) = page.split_once("id=\"data\">").unwrap();
    let (data, _) = data.split_once("</script>").unwrap();
    let data: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(data["nodes"].as_array().unwrap().len(), graph.nodes.len());
    assert_eq!(data["edges"].as_array().unwrap().len(), graph.edges.len());
}

#[test]
fn the_page_speaks_the_language_in_force_and_the_data_for_programs_keep_their_words() {
    let scenario = test_scenario("two-letters");
    let english = letters(&[], &scenario);
    assert!(page(&english).contains("\"texts\":{}"), "in English the script says what it says");
    let _spoken = brinkmanship::language::speak(Some(crate::translation::russian()));
    let graph = letters(&[], &scenario);
    let told = page(&graph);
    for wanted in ["Как это читать", "Окрестность", "\"red line\":\"красная черта\"", "\"raises\":\"повышает\""]
    {
        assert!(told.contains(wanted), "{wanted}");
    }
    assert!(!told.contains("How to read this") && dot(&graph).contains("повышает"));
    for (one, other) in graph.nodes.iter().zip(&english.nodes) {
        assert_eq!((&one.id, one.kind, &one.came), (&other.id, other.kind, &other.came));
    }
    assert_eq!(graph.edges, english.edges);
}

#[test]
fn a_text_of_an_author_cannot_become_marks_or_a_script() {
    let text = std::fs::read_to_string(root().join("tests/scenarios/two-letters/scenario.ron")).unwrap();
    let text = text.replacen("Send ships to the island", "</script><script>alert(1)</script><img>\\\"", 1);
    let scenario = crate::support::load_texts(&[("scenario.ron", &text)]).scenario.unwrap();
    let graph = letters(&[], &scenario);
    let page = page(&graph);
    assert_eq!((page.matches("<script").count(), page.matches("<img").count()), (2, 0));
    assert!(dot(&graph).contains("<img>\\\""));
}

#[test]
fn where_groups_parted_is_told_and_their_courses_lie_over_the_graph() {
    let scenario = test_scenario("two-letters");
    let class = [
        ("red".to_owned(), course(&scenario, [Simple::Dove; 2], 3)),
        ("twin of red".to_owned(), course(&scenario, [Simple::Dove; 2], 3)),
        ("blue".to_owned(), course(&scenario, [Simple::Hawk; 2], 3)),
    ];
    let graph = letters(&class, &scenario);
    assert_eq!(graph.groups.len(), 3);
    assert_eq!(graph.partings.len(), 1, "{:?}", graph.partings);
    let parting = &graph.partings[0];
    assert_eq!(parting.parts, [vec![0, 1], vec![2]]);
    assert!(parting.orders[0] != parting.orders[1] && parting.orders[0].contains("Northmark"), "{parting:?}");
    for group in &graph.groups {
        let ending = group.ending.expect("it was played to its end");
        assert!(group.through.contains(&ending) && graph.nodes[ending].kind == "ending");
    }
    let page = page(&graph);
    for wanted in ["Where groups parted", "The course of blue", "red and twin of red"] {
        assert!(page.contains(wanted), "{wanted}");
    }
}

#[test]
fn dot_has_a_line_for_each_node_and_edge_and_every_quotation_mark_is_closed() {
    let scenario = test_scenario("two-letters");
    let graph = letters(&[], &scenario);
    let text = dot(&graph);
    assert!(text.contains("digraph \"two-letters\" {") && text.ends_with("}\n"));
    assert_eq!(text.matches(" -> ").count(), graph.edges.len());
    for line in text.lines() {
        let plain = line.replace("\\\\", "").replace("\\\"", "");
        assert!(plain.matches('"').count() % 2 == 0, "{line}");
    }
}

#[test]
fn every_field_of_the_json_stands_in_the_page_about_the_graph() {
    fn keys(value: &serde_json::Value, all: &mut BTreeMap<String, ()>) {
        match value {
            serde_json::Value::Object(fields) => fields.iter().for_each(|(key, one)| {
                all.insert(key.clone(), ());
                keys(one, all);
            }),
            serde_json::Value::Array(items) => items.iter().for_each(|one| keys(one, all)),
            _ => {}
        }
    }
    let scenario = test_scenario("two-letters");
    let class = [
        ("a".to_owned(), course(&scenario, [Simple::Dove; 2], 3)),
        ("b".to_owned(), course(&scenario, [Simple::Hawk; 2], 3)),
    ];
    let about = std::fs::read_to_string(root().join("docs/graph.md")).unwrap();
    let mut all = BTreeMap::new();
    keys(&serde_json::to_value(letters(&class, &scenario)).unwrap(), &mut all);
    let missing: Vec<&String> = all.keys().filter(|key| !about.contains(&format!("`{key}`"))).collect();
    assert!(missing.is_empty(), "docs/graph.md says nothing of {missing:?}");
    assert!(about.contains(SCHEMA));
}
