//! Templates and the values in them.

use std::fmt::{Display, Write as _};

/// A piece of a template.
enum Piece<'t> {
    Text(&'t str),
    /// A value by its name, and how it is to be laid out.
    Value(&'t str, Option<&'t str>),
}

/// A template with its values. How a value is laid out stands in the translation or, where it says nothing, in the
/// English text; a name that has no value stays as it is written.
#[must_use]
pub fn filled(template: &str, english: &str, values: &[(&str, &dyn Display)]) -> String {
    let mut out = String::with_capacity(template.len() * 2);
    pieces(template, |piece| match piece {
        Piece::Text(text) => out.push_str(text),
        Piece::Value(name, layout) => match values.iter().find(|(known, _)| *known == name) {
            Some((_, value)) => put(&mut out, *value, layout.or_else(|| layout_of(english, name)).unwrap_or("")),
            None => {
                // Writing to a text cannot fail.
                let _ = write!(out, "{{{name}}}");
            }
        },
    });
    out
}

/// The names of the values in a template, sorted, each once.
#[must_use]
pub fn names(template: &str) -> Vec<String> {
    let mut names = Vec::new();
    pieces(template, |piece| {
        if let Piece::Value(name, _) = piece {
            names.push(name.to_owned());
        }
    });
    names.sort();
    names.dedup();
    names
}

/// What is wrong with the values of a translation: those that it leaves out, then those that nobody gives it. A form of
/// a plural may leave a number out.
#[must_use]
pub fn broken(english: &[&str], translation: &str) -> [Vec<String>; 2] {
    let known: Vec<Vec<String>> = english.iter().map(|text| names(text)).collect();
    let used = names(translation);
    let needed = known.iter().flatten().filter(|name| known.iter().all(|all| all.contains(name)));
    let mut lost: Vec<String> = needed.filter(|name| english.len() == 1 && !used.contains(name)).cloned().collect();
    lost.dedup();
    let invented = used.into_iter().filter(|name| known.iter().all(|all| !all.contains(name))).collect();
    [lost, invented]
}

/// Shows each piece of a template.
fn pieces<'t>(template: &'t str, mut show: impl FnMut(Piece<'t>)) {
    let mut rest = template;
    while let Some(at) = rest.find(['{', '}']) {
        let (before, found) = rest.split_at(at);
        show(Piece::Text(before));
        let brace = found.get(..1).unwrap_or("");
        let after = found.get(1..).unwrap_or("");
        if let Some(more) = after.strip_prefix(brace) {
            show(Piece::Text(brace));
            rest = more;
        } else if brace == "{"
            && let Some((inside, more)) = after.split_once('}')
        {
            let (name, layout) = inside.split_once(':').map_or((inside, None), |(name, layout)| (name, Some(layout)));
            show(Piece::Value(name.trim(), layout));
            rest = more;
        } else {
            show(Piece::Text(brace));
            rest = after;
        }
    }
    show(Piece::Text(rest));
}

/// How a template lays a value out.
fn layout_of<'t>(template: &'t str, name: &str) -> Option<&'t str> {
    let mut found = None;
    pieces(template, |piece| {
        if let Piece::Value(known, layout) = piece
            && known == name
        {
            found = found.or(layout);
        }
    });
    found
}

/// Adds a value, laid out as Rust would: aligned, in a width, with so many places after the point.
fn put(out: &mut String, value: &dyn Display, layout: &str) {
    let (layout, places) =
        layout.split_once('.').map_or((layout, None), |(width, places)| (width, places.parse().ok()));
    let signed = layout.contains('+');
    let whole = layout.contains('#');
    let layout = layout.replace(['+', '#'], "");
    let width: usize = layout.trim_start_matches(['<', '>', '^']).parse().unwrap_or(0).min(200);
    let text = match (places, signed) {
        (Some(places), true) => format!("{value:+.places$}", places = usize::min(places, 20)),
        (Some(places), false) => format!("{value:.places$}", places = usize::min(places, 20)),
        (None, true) => format!("{value:+}"),
        // An error tells of its causes too.
        (None, false) if whole => format!("{value:#}"),
        (None, false) => format!("{value}"),
    };
    // Writing to a text cannot fail.
    let _ = match layout.chars().next() {
        Some('>') => write!(out, "{text:>width$}"),
        Some('^') => write!(out, "{text:^width$}"),
        Some(_) | None => write!(out, "{text:<width$}"),
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_stand_where_the_translation_puts_them_and_are_laid_out_as_in_english() {
        let values: [(&str, &dyn Display); 2] = [("share", &0.256), ("name", &"Куба")];
        for (template, english, expected) in [
            ("{name}: {share}", "{share:.1} of {name}", "Куба: 0.3"),
            ("{share:.2}, {name:>6}|", "{share} {name}", "0.26,   Куба|"),
            ("{{name}} {other} {", "{name}", "{name} {other} {"),
            ("}", "", "}"),
            ("", "{name}", ""),
        ] {
            assert_eq!(filled(template, english, &values), expected, "{template}");
        }
    }

    #[test]
    fn values_that_are_lost_or_invented_are_found() {
        let of = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        for (english, translation, lost, invented) in [
            (&["{a} of {b}"][..], "{b}: {a}", &[][..], &[][..]),
            (&["{a} of {b}"], "{a}: {c}", &["b"], &["c"]),
            (&["one turn", "{n} turns"], "{n} ход", &[], &[]),
            (&["{n} turn", "{n} turns"], "один ход", &[], &[]),
            (&["{n} turn", "{n} turns"], "{m} ход", &[], &["m"]),
        ] {
            assert_eq!(broken(english, translation), [of(lost), of(invented)], "{translation}");
        }
    }
}
