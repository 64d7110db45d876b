//! No tag of our pages has an attribute twice: a browser takes the first and drops the rest without a word.

use std::{fs, path::Path};

use brinkmanship::{
    policy::Simple,
    report::{
        Debrief,
        class::{group_page, page as class_page, pupil_page},
        graph, html,
        survey::{Findings, page as survey_page},
        teaching::Notes,
    },
    survey::{Options, Seat, survey},
    transcript::history_course,
};

use crate::{
    classes::with_class,
    common::{every_scenario, root, test_scenario},
    graph::{course, letters},
};

/// The tags of a page that have an attribute twice.
fn twice(page: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut rest = page;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            continue;
        }
        let (mut names, mut quoted, mut end) = (vec![String::new()], false, rest.len());
        for (at, c) in rest.char_indices() {
            match c {
                '"' => quoted = !quoted,
                '>' if !quoted => {
                    end = at;
                    break;
                }
                _ if quoted => {}
                c if c.is_whitespace() => names.push(String::new()),
                c => names.last_mut().unwrap().push(c),
            }
        }
        // The name of the tag comes first, and is none of its attributes.
        let mut names: Vec<&str> =
            names[1..].iter().map(|name| name.trim_matches(['=', '/'])).filter(|name| !name.is_empty()).collect();
        let all = names.len();
        names.sort_unstable();
        names.dedup();
        if names.len() < all {
            found.push(&rest[..end]);
        }
        // What a script or a style sheet says is no markup.
        for raw in ["script", "style"] {
            if let Some(after) = rest.strip_prefix(raw)
                && after.starts_with([' ', '>'])
            {
                end = rest.find(&format!("</{raw}")).unwrap_or(rest.len());
            }
        }
        rest = &rest[end..];
    }
    found
}

/// Where the templates of a file give an element a class or an id both in short and as an attribute.
fn both_ways(source: &str) -> Vec<&str> {
    let short = |line: &str, attribute: &str, mark: char| {
        line.match_indices(attribute).any(|(at, _)| {
            let head = line[..at].rsplit(['{', '}', ';', '"']).next().unwrap_or_default();
            head.split_whitespace().any(|word| {
                !word.contains(['(', '=']) && word.split_once(mark).is_some_and(|(_, name)| !name.is_empty())
            })
        })
    };
    source.lines().filter(|line| short(line, " class=", '.') || short(line, " id=", '#')).collect()
}

#[test]
fn no_tag_of_any_page_has_an_attribute_twice() {
    let mut pages: Vec<(String, String)> = Vec::new();
    for scenario in every_scenario() {
        if let Some(course) = history_course(&scenario) {
            pages.push((format!("the debrief of {}", scenario.id), html::page(&Debrief::of(&course))));
        }
        if let Some(notes) = Notes::of(&scenario) {
            pages.push((format!("the notes of {}", scenario.id), html::notes(&notes)));
            pages.push((format!("the page for parents of {}", scenario.id), html::parents(&notes)));
        }
    }
    let scenario = test_scenario("two-letters");
    let options = Options { runs: 50, seed: 1, seats: [Seat::Mixed; 2], open_prologue: false, cut: None };
    let findings = Findings::of(&scenario, &options, &survey(&scenario, &options, |_| {}), None);
    pages.push(("a survey".to_owned(), survey_page(&findings)));
    let class = [Simple::Dove, Simple::Hawk].map(|one| (format!("{one:?}"), course(&scenario, [one; 2], 1)));
    pages.push(("the graph".to_owned(), graph::page(&letters(&class, &scenario))));
    with_class(|_, report| {
        pages.push(("the page of a class".to_owned(), class_page(report)));
        let group = &report.groups[0];
        pages.push(("the page of a group".to_owned(), group_page(report, group)));
        for pupil in &group.notes.pupils {
            pages.push(("the page of a pupil".to_owned(), pupil_page(report, group, pupil)));
        }
    });
    assert!(12 <= pages.len(), "{}", pages.len());
    for (name, page) in &pages {
        assert!(20 < page.matches('<').count(), "{name} is a page");
        assert_eq!(twice(page), [""; 0], "{name}");
    }
}

#[test]
fn a_tag_with_an_attribute_twice_is_found() {
    let sound =
        "<p class=\"a\" id=\"b\"><a href=\"x\" title=\"class=1 class=2\">1 < 2</a><script>if (a<b c c) {}</script>";
    assert_eq!(twice(sound), [""; 0]);
    let page = format!("{sound}<svg class=\"key\" class=\"group\"/><input checked checked>");
    assert_eq!(twice(&page), ["svg class=\"key\" class=\"group\"/", "input checked checked"]);
    assert_eq!(both_ways("svg.key class={\"g\" (1)} { }\np.a { b class=(x) {} }\nb #here title=(t) id=(x)").len(), 2);
}

#[test]
fn no_template_gives_a_class_or_an_id_in_two_ways() {
    fn search(folder: &Path) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                search(&path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let source = fs::read_to_string(&path).unwrap();
                assert_eq!(both_ways(&source), [""; 0], "{}", path.display());
            }
        }
    }
    // The pages of the classroom come out of a program of their own; their templates are read instead.
    search(&root().join("src/bin/classroom/pages"));
    search(&root().join("src/report"));
}
