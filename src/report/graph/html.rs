//! The graph as one page of its own: style and a small script of ours inside it, nothing fetched, and readable without the
//! script.

use std::{collections::BTreeMap, fmt::Write as _};

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{Graph, NodeOf, course};
use crate::{
    language::{find, find_of},
    report::words,
    scenario::{model::figure, schema},
};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What the script says, each as a template; a test holds it to the script.
const SAID: &[&str] = &[
    mark!("Aftermath"),
    mark!("Aims"),
    mark!("Came through it: {groups}."),
    mark!("Chosen on {share} in 100 of the turns on which it was open."),
    mark!("Edges travelled in at least"),
    mark!("Endings"),
    mark!("Events and parties"),
    mark!("Everything"),
    mark!("Everything, and how it hangs together"),
    mark!("Facts and postures"),
    mark!("First came about, by turn"),
    mark!("Happened for the first time, of 100 crises"),
    mark!("It was never open to a policy."),
    mark!("Leaders and desks"),
    mark!("Moves of {side}"),
    mark!("Never"),
    mark!("No group came through it."),
    mark!("Nothing of that name."),
    mark!("Nothing."),
    mark!("Ordered, by turn"),
    mark!("Show all {count}"),
    mark!("Show its neighbourhood"),
    mark!("Show"),
    mark!("Talks and lines"),
    mark!("The class"),
    mark!("The neighbourhood of “{name}”"),
    mark!("Tracks and ladders"),
    mark!("Turn {turn}"),
    mark!("Turn"),
    mark!("What it leads to"),
    mark!("What leads to it"),
    mark!("Which"),
    mark!("Whose"),
    mark!("after the end"),
    mark!("all"),
    mark!("and {more} more"),
    mark!("any"),
    mark!("anyone’s"),
    mark!("came about"),
    mark!("in {runs} crises"),
    mark!("never came about"),
    mark!("never"),
    mark!("nothing"),
    mark!("of 100 crises"),
    mark!("turn {turn}"),
    mark!("turns {first} to {last}"),
    mark!("{share} in 100 crises"),
    mark!("{share} in 100"),
    mark!("{share} of 100 crises"),
    mark!("{shown} of {all} shown"),
    mark!("{shown} of {all} shown; point at one to see what it is tied to"),
    mark!("{side}: ordered, of 100 crises"),
];

/// The graph as one page of HTML.
#[must_use]
pub fn page(graph: &Graph) -> String {
    let title = tr!("{title}: the whole", title = graph.title);
    html! {
        (DOCTYPE)
        html lang=(graph.language) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'";
                meta name="color-scheme" content="light dark";
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { (tr!("Skip to the content")) }
                (top(graph))
                div.frame {
                    main #main tabindex="-1" {
                        (course_view(graph))
                        section.view #v-around hidden[true] aria-label=(tr!("Neighbourhood")) {}
                        section.view #v-whole hidden[true] aria-label=(tr!("Everything")) {}
                        (list(graph))
                    }
                    aside #details aria-live="polite" aria-label=(tr!("Details")) { (about(graph)) }
                }
                footer { p {
                    (tr!("Made by Brinkmanship from the scenario {scenario}: {runs} crises from seed {seed}.", scenario = graph.scenario, runs = counted(graph.runs), seed = graph.seed))
                    " " (tr!("The same seed and policies give the same page.")) " " (tr!("Fingerprint: {fingerprint}.", fingerprint = graph.fingerprint))
                } }
                script type="application/json" id="data" { (PreEscaped(data(graph))) }
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
    .into_string()
}

fn counted(number: u64) -> String {
    i32::try_from(number).map_or_else(|_| number.to_string(), figure)
}

fn top(graph: &Graph) -> Markup {
    html! {
        header.top {
            div.name {
                p.eyebrow { (tr!("Seeing the whole")) }
                h1 { (graph.title) }
                p.facts {
                    (trn!(graph.runs; "{runs} crisis", "{runs} crises", runs = counted(graph.runs))) "; "
                    @for (at, side) in graph.sides.iter().enumerate() { span class={"side s" (at)} { (tr!("{side} played by “{policy}”", side = side.name, policy = side.policy)) } @if at == 0 { ", " } }
                }
            }
            nav.views aria-label=(tr!("Views")) {
                button type="button" data-view="course" aria-pressed="true" { (tr!("Course")) }
                button type="button" data-view="around" aria-pressed="false" { (tr!("Neighbourhood")) }
                button type="button" data-view="whole" aria-pressed="false" { (tr!("Everything")) }
                button type="button" data-view="list" aria-pressed="false" { (tr!("List")) }
            }
            div.find {
                label for="query" { (tr!("Find")) }
                input #query type="search" autocomplete="off" placeholder=(tr!("a move, fact, ending … (press /)")) role="combobox" aria-expanded="false" aria-controls="found";
                ul #found role="listbox" aria-label=(tr!("Found")) hidden[true] {}
            }
        }
    }
}

fn course_view(graph: &Graph) -> Markup {
    html! {
        section.view #v-course aria-label=(tr!("Course")) {
            div.bar {
                h2 { (tr!("The course, turn by turn")) }
                @if 1 < graph.ladders.len() {
                    div.ladders role="group" aria-label=(tr!("Ladder")) { @for (at, ladder) in graph.ladders.iter().enumerate() {
                        button type="button" data-ladder=(at) aria-pressed=(if at == 0 { "true" } else { "false" }) { (ladder.name) }
                    } }
                }
            }
            p.key aria-hidden="true" {
                span.swatch.up {} (tr!(of "ribbon", "climbs")) span.swatch.down {} (tr!(of "ribbon", "comes down")) span.swatch.level {} (tr!(of "ribbon", "stays")) span.swatch.leaving {} (tr!(of "ribbon", "ends"))
            }
            @for (at, ladder) in graph.ladders.iter().enumerate() {
                figure.ladder hidden[at != 0] data-ladder=(at) {
                    @if 1 < graph.ladders.len() { figcaption.print { (ladder.name) } }
                    (course::drawing(graph, ladder, at))
                    @if ladder.parallel { figcaption { (tr!("Each side has a rung of its own on this ladder; the higher one is drawn.")) } }
                }
            }
            (class(graph))
        }
    }
}

/// The legend of a class, and where its groups parted.
fn class(graph: &Graph) -> Markup {
    if graph.groups.is_empty() {
        return html! {};
    }
    let name = |at: &usize| graph.groups[*at].name.clone();
    html! {
        div.class {
            h3 { (tr!("The class")) }
            ul.legend { @for (at, group) in graph.groups.iter().enumerate() { li {
                label {
                    input type="checkbox" checked data-group=(at);
                    svg class={"group g" (at % course::MARKS)} viewBox="0 0 34 14" aria-hidden="true" { polyline points="1,7 33,7" {} (course::mark(at, 17.0, 7.0)) }
                    b { (group.name) } ": "
                    @match group.ending { Some(node) => { (words::bare(&graph.nodes[node].name)) } None => { (trn!(group.turns.len(); "not ended, {count} turn", "not ended, {count} turns", count = group.turns.len())) } }
                }
            } } }
            @if graph.partings.is_empty() && 1 < graph.groups.len() { p { (tr!("All groups gave the same orders throughout.")) } }
            @if !graph.partings.is_empty() {
                h3 { (tr!("Where groups parted")) }
                ol.partings { @for parting in &graph.partings { li {
                    b { (tr!("Turn {turn}", turn = parting.turn)) } @if let Some(turn) = graph.turns.get(parting.turn) { ", " (turn.date) }
                    ul { @for (part, orders) in parting.parts.iter().zip(&parting.orders) { li {
                        b { (words::listed(&part.iter().map(name).collect::<Vec<_>>(), "and")) } ": " (orders)
                    } } }
                } } }
            }
        }
    }
}

/// What stands beside the drawing before anything is chosen.
fn about(graph: &Graph) -> Markup {
    let never =
        |kind: &'static str| graph.nodes.iter().enumerate().filter(move |(_, node)| node.kind == kind && node.never);
    let names = |title: &str, kind: &'static str| {
        html! { @if 0 < never(kind).count() {
            h3 { (title) }
            ul.plain { @for (at, node) in never(kind) { li { a href={"#" (at)} data-node=(at) { (words::bare(&node.name)) } } } }
        } }
    };
    html! {
        h2 { (tr!("How to read this")) }
        p { (tr!("Each lane is a rung, each column the close of a turn. A band is as thick as the share of crises that went that way; at the right stand the endings.")) }
        p { (tr!("Choose a turn for its moves, a rung or an ending for what leads to it. “Neighbourhood” shows what one thing asks for and brings about, “Everything” the whole.")) }
        @if graph.runs == 0 { p { (tr!("No crises were played.")) } }
        (names(tr!("Endings never reached"), "ending"))
        (names(tr!("Moves never chosen"), "move"))
        (names(tr!("Events that never happened"), "event"))
    }
}

/// Everything as a table, which needs no script and prints.
fn list(graph: &Graph) -> Markup {
    html! {
        section.view #v-list aria-label=(tr!("List")) {
            div.bar { h2 { (tr!("Everything, as a list")) } p.count aria-live="polite" {} }
            div.scroll tabindex="0" role="region" aria-label=(tr!("Everything, as a list")) { table {
                thead { tr {
                    th scope="col" { (tr!("Name")) } th scope="col" { (tr!("Kind")) } th scope="col" { (tr!("Whose")) } th.num scope="col" { (tr!("Of 100 crises")) }
                    th.num scope="col" { (tr!("Chosen where open")) } th scope="col" { (tr!("Stands in")) }
                } }
                tbody { @for (at, node) in graph.nodes.iter().enumerate() { (row(graph, at, node)) } }
            } }
        }
    }
}

fn row(graph: &Graph, at: usize, node: &NodeOf) -> Markup {
    html! { tr .never[node.never] data-row=(at) {
        th scope="row" { a href={"#" (at)} data-node=(at) { (words::bare(&node.name)) } @if node.never { " " span.tag { (tr!("never")) } } }
        td { (schema::kind(node.kind)) }
        td { @if let Some(owner) = &node.owner { @if let Some(side) = node.side { span class={"side s" (side)} { (owner) } } @else { (owner) } } }
        td.num { (course::of_100(node.came.count, graph.runs)) }
        td.num { @if let Some(chosen) = &node.chosen { @if 0 < chosen.of { (tr!("{share} in 100", share = course::of_100(chosen.count, chosen.of))) } @else { (tr!("never open")) } } }
        td { @if let (Some(file), Some(line)) = (&node.file, node.line) { code { (file) ":" (line) } } }
    } }
}

/// What stands for the texts of the script in the language in force: for its own, for kinds and for links. In English,
/// nothing does.
fn spoken(graph: &Graph) -> BTreeMap<&'static str, &'static str> {
    let said = SAID.iter().filter_map(|text| Some((*text, find(text)?)));
    let kinds = graph.nodes.iter().filter_map(|node| Some((node.kind, find_of(schema::KIND, node.kind)?)));
    let links = graph.edges.iter().filter_map(|edge| Some((edge.link, find_of(super::LINK, edge.link)?)));
    kinds.chain(links).chain(said).collect()
}

/// What the script needs, as JSON that cannot end the element it stands in.
fn data(graph: &Graph) -> String {
    let mut out = String::from("{\"runs\":");
    // Writing to a string cannot fail.
    let _ = write!(out, "{},\"counted\":", graph.runs);
    text(&mut out, &counted(graph.runs));
    out.push_str(",\"texts\":{");
    for (at, (english, translated)) in spoken(graph).into_iter().enumerate() {
        if 0 < at {
            out.push(',');
        }
        text(&mut out, english);
        out.push(':');
        text(&mut out, translated);
    }
    out.push_str("},\"sides\":");
    list_of(&mut out, &graph.sides, |out, side| text(out, &side.name));
    out.push_str(",\"turns\":");
    list_of(&mut out, &graph.turns, |out, turn| {
        list_of(out, &[&turn.date, &turn.headline], |out, one| text(out, one));
    });
    out.push_str(",\"nodes\":");
    list_of(&mut out, &graph.nodes, a_node);
    out.push_str(",\"edges\":");
    let words: Vec<&str> = {
        let mut words: Vec<&str> = graph.edges.iter().map(|edge| edge.link).collect();
        words.sort_unstable();
        words.dedup();
        words
    };
    list_of(&mut out, &graph.edges, |out, edge| {
        let word = words.binary_search(&edge.link).unwrap_or(0);
        let _ = write!(out, "[{},{},{word},{}]", edge.from, edge.to, edge.travelled);
    });
    out.push_str(",\"links\":");
    list_of(&mut out, &words, |out, word| text(out, word));
    out.push_str(",\"against\":");
    text(&mut out, super::link(crate::survey::graph::Link::NeedsNot));
    out.push_str(",\"groups\":");
    list_of(&mut out, &graph.groups, |out, group| {
        out.push_str("{\"name\":");
        text(out, &group.name);
        out.push_str(",\"orders\":");
        list_of(out, &group.turns, |out, turn| {
            list_of(out, &turn.orders, |out, orders| list_of(out, orders, |out, one| text(out, one)));
        });
        out.push_str(",\"through\":");
        list_of(out, &group.through, |out, at| {
            let _ = write!(out, "{at}");
        });
        out.push('}');
    });
    out.push('}');
    out
}

fn a_node(out: &mut String, node: &NodeOf) {
    out.push_str("{\"k\":");
    text(out, node.kind);
    out.push_str(",\"n\":");
    text(out, words::bare(&node.name));
    out.push_str(",\"i\":");
    text(out, &node.id);
    if let Some(side) = node.side {
        let _ = write!(out, ",\"s\":{side}");
    }
    if let Some(owner) = &node.owner {
        out.push_str(",\"o\":");
        text(out, owner);
    }
    if let Some((first, last)) = node.turns {
        let _ = write!(out, ",\"t\":[{first},{last}]");
    }
    if let (Some(file), Some(line)) = (&node.file, node.line) {
        out.push_str(",\"p\":");
        text(out, &format!("{file}:{line}"));
    }
    let _ = write!(out, ",\"c\":{},\"f\":", node.came.count);
    let number = |out: &mut String, count: &u64| {
        let _ = write!(out, "{count}");
    };
    list_of(out, &node.first, number);
    if !node.ordered.is_empty() {
        out.push_str(",\"d\":");
        list_of(out, &node.ordered, number);
    }
    if let Some(chosen) = &node.chosen {
        let _ = write!(out, ",\"q\":[{},{}]", chosen.count, chosen.of);
    }
    out.push_str(",\"w\":");
    list_of(out, &node.says, |out, (label, texts)| {
        out.push('[');
        text(out, label);
        out.push(',');
        list_of(out, texts, |out, one| text(out, one));
        out.push(']');
    });
    out.push('}');
}

fn list_of<T>(out: &mut String, items: &[T], one: impl Fn(&mut String, &T)) {
    out.push('[');
    for (at, item) in items.iter().enumerate() {
        if 0 < at {
            out.push(',');
        }
        one(out, item);
    }
    out.push(']');
}

/// A text as JSON has it. What could end the element that it stands in is written by its number.
fn text(out: &mut String, text: &str) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '<' | '>' | '&' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            control if u32::from(control) < 32 => {
                let _ = write!(out, "\\u{:04x}", u32::from(control));
            }
            other => out.push(other),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_script_says_stands_among_what_is_translated_and_nothing_else() {
        let mut in_script: Vec<&str> =
            SCRIPT.split("say(\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
        in_script.sort_unstable();
        in_script.dedup();
        let mut said = SAID.to_vec();
        said.sort_unstable();
        assert_eq!(in_script, said);
        // What has two words stands nowhere else in it.
        for (at, line) in SCRIPT.lines().enumerate().filter(|(_, line)| !line.trim_start().starts_with("//")) {
            let texts: Vec<&str> = line.split('"').collect();
            for (before, text) in texts.iter().zip(&texts[1..]).step_by(2) {
                let sentence = text.starts_with(char::is_uppercase) && text.contains(' ') && !text.contains("${");
                assert!(!sentence || before.ends_with("say("), "page.js:{}: {text}", at + 1);
            }
        }
    }
}
