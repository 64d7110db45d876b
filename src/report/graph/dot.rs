//! The graph in the language of Graphviz.

use std::fmt::Write as _;

use super::Graph;
use crate::{language::find_of, scenario::schema};

/// A text in quotes, as Graphviz reads it.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => {}
            other => out.push(other),
        }
    }
    out.push('"');
    out
}

/// The graph as Graphviz reads it: one node and one edge a line, in a fixed order. Width is traffic, dashes are what stands
/// in the way, and what never came about is dashed too.
#[must_use]
pub fn dot(graph: &Graph) -> String {
    let mut out = String::new();
    // Writing to a string cannot fail.
    let head = tr!(
        "{runs} crises of {scenario}, seed {seed}",
        runs = graph.runs,
        scenario = graph.scenario,
        seed = graph.seed
    );
    let _ = writeln!(out, "// {head}");
    let _ = writeln!(out, "digraph {} {{", quoted(&graph.scenario));
    out.push_str("  rankdir=LR;\n  ranksep=1.2;\n  node [fontname=\"sans-serif\", fontsize=11, shape=box, style=rounded];\n  edge [fontname=\"sans-serif\", fontsize=9, color=\"#59626d\"];\n");
    for node in &graph.nodes {
        let shape = match node.kind {
            "move" => "box",
            "fact" | "posture" => "ellipse",
            "track" | "level" => "cds",
            "ending" => "doubleoctagon",
            "red line" => "octagon",
            "event" | "incident" | "party rule" | "drift" | "chance" => "hexagon",
            "rung" | "ladder" => "house",
            _ => "note",
        };
        let colour = match node.side {
            Some(0) => "#0a5a9c",
            Some(_) => "#a84a08",
            None => "#1d2126",
        };
        let place = match (&node.file, node.line) {
            (Some(file), Some(line)) => format!(", {file}:{line}"),
            (Some(_) | None, _) => String::new(),
        };
        let _ = writeln!(
            out,
            "  {} [label={}, tooltip={}, shape={shape}, color=\"{colour}\"{}];",
            quoted(&node.id),
            quoted(&tr!("{name}\n{count} of {of}", name = node.name, count = node.came.count, of = node.came.of)),
            quoted(&format!("{}{place}", schema::kind(node.kind))),
            if node.never { ", style=\"rounded,dashed\", fontcolor=\"#59626d\"" } else { "" },
        );
    }
    for edge in &graph.edges {
        let share = crate::survey::ratio(edge.travelled, graph.runs.max(1));
        let _ = writeln!(
            out,
            "  {} -> {} [label={}, tooltip={}, penwidth={:.2}{}];",
            quoted(&graph.nodes[edge.from].id),
            quoted(&graph.nodes[edge.to].id),
            quoted(find_of(super::LINK, edge.link).unwrap_or(edge.link)),
            quoted(&tr!("{count} of {of}", count = edge.travelled, of = graph.runs)),
            0.4 + 5.6 * share,
            if edge.link == super::link(crate::survey::graph::Link::NeedsNot) { ", style=dashed" } else { "" },
        );
    }
    out.push_str("}\n");
    out
}
