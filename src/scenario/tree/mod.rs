//! A file as a tree of values, each with its place. One fault of syntax does not hide the next.
//!
//! Where a bracket or quote is lost, reading goes on at the next line that begins as the entries around it do.

mod parser;
mod pieces;

use std::borrow::Cow;

pub(super) use parser::read;

/// How deep brackets may stand inside each other.
const DEPTH: usize = 96;

/// A data path is not followed further once it has so many bytes.
const LONGEST: usize = 160;

/// A value and where it stands, in bytes.
#[derive(Clone, Debug)]
pub(super) struct Node<'t> {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) kind: Kind<'t>,
}

/// What a value is written as.
#[derive(Clone, Debug)]
pub(super) enum Kind<'t> {
    /// A whole number that is not too large.
    Number(i64),
    /// Another number.
    Odd,
    /// `true` or `false`.
    Bool(bool),
    /// A text.
    Text(Cow<'t, str>),
    /// A name alone.
    Word(&'t str),
    /// Values in square brackets.
    List(Vec<Node<'t>>),
    /// Values under ids, in braces.
    Map(Vec<(Key<'t>, Node<'t>)>),
    /// Named values in round brackets, after a name or not.
    Fields(Option<&'t str>, Vec<(Key<'t>, Node<'t>)>),
    /// Values in round brackets, after a name or not.
    Tuple(Option<&'t str>, Vec<Node<'t>>),
    /// What could not be read; the fault has been reported.
    Broken,
}

/// An id or the name of a field.
#[derive(Clone, Debug)]
pub(super) struct Key<'t> {
    pub(super) name: Cow<'t, str>,
    pub(super) quoted: bool,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The first characters of what is written, on one line.
pub(super) fn cut(written: &str) -> String {
    const MOST: usize = 40;
    let line = written.lines().next().unwrap_or("").trim_end();
    if line.chars().count() <= MOST && line.len() == written.trim_end().len() {
        return line.to_owned();
    }
    line.chars().take(MOST).chain(['…']).collect()
}

/// A text as it is written, cut short but with both quotes.
pub(super) fn short(written: &str) -> String {
    let cut = cut(written);
    if cut.ends_with('…') && written.starts_with('"') { cut + "\"" } else { cut }
}

/// The data path to a place: the keys, fields, words and positions that lead to it, but not what was found there.
pub(super) fn path(root: &Node<'_>, part: String, (start, end): (usize, usize)) -> String {
    let mut path = part;
    let mut node = root;
    let mut field = true;
    let within = |from: usize, to: usize| from <= start && end <= to;
    loop {
        if let Kind::Fields(Some(name), _) | Kind::Tuple(Some(name), _) = node.kind
            && !path.is_empty()
            && name != "Some"
            // A word that is itself at fault is no step of the path.
            && !(node.start == start && end <= node.start + name.len())
            // A field's whole value is called by the field.
            && !(field && (node.start, node.end) == (start, end))
        {
            path += ".";
            path += name;
        }
        field = matches!(node.kind, Kind::Map(_) | Kind::Fields(..));
        let next = match &node.kind {
            Kind::Map(pairs) | Kind::Fields(_, pairs) => {
                let pair = pairs.iter().find(|(key, node)| within(key.start, node.end.max(key.end)));
                if let Some((key, _)) = pair
                    && !key.name.is_empty()
                {
                    if !path.is_empty() {
                        path += ".";
                    }
                    path += &key.name;
                }
                pair.filter(|(key, _)| key.end < start).map(|(_, node)| node)
            }
            Kind::List(items) => {
                items.iter().enumerate().find(|(_, node)| within(node.start, node.end)).map(|(at, node)| {
                    path += &format!("[{at}]");
                    node
                })
            }
            Kind::Tuple(name, items) => {
                let inner = items.iter().enumerate().find(|(_, node)| within(node.start, node.end));
                inner.map(|(at, node)| {
                    match (*name, &node.kind) {
                        (Some("When"), Kind::List(_)) => path += if at == 1 { ".then" } else { ".otherwise" },
                        (None, _) => path += &format!("[{at}]"),
                        (Some(_), _) => {}
                    }
                    node
                })
            }
            Kind::Number(_) | Kind::Odd | Kind::Bool(_) | Kind::Text(_) | Kind::Word(_) | Kind::Broken => None,
        };
        match next {
            Some(next) if path.len() < LONGEST => node = next,
            Some(_) | None => return path,
        }
    }
}

/// The value that a data path leads to, the path taken from `node` on; positions may be written `[3]` or `.3`.
pub(super) fn find<'n, 't>(node: &'n Node<'t>, path: &str) -> Option<&'n Node<'t>> {
    let path = path.strip_prefix('.').unwrap_or(path);
    if path.is_empty() {
        return Some(node);
    }
    let goes_on = |rest: &str| rest.is_empty() || rest.starts_with(['.', '[']);
    let past = |name: &str| path.strip_prefix(name).filter(|rest| goes_on(rest));
    match &node.kind {
        Kind::Map(pairs) | Kind::Fields(None, pairs) => {
            // An id may hold dots, so the longest that fits is tried first.
            let mut fit: Vec<_> =
                pairs.iter().filter_map(|(key, node)| Some((key.name.len(), node, past(&key.name)?))).collect();
            fit.sort_by_key(|(length, ..)| std::cmp::Reverse(*length));
            fit.into_iter().find_map(|(_, node, rest)| find(node, rest))
        }
        Kind::Fields(Some(name), pairs) => {
            let rest = past(name).unwrap_or(path);
            let rest = rest.strip_prefix('.').unwrap_or(rest);
            pairs
                .iter()
                .find_map(|(key, node)| find(node, rest.strip_prefix(key.name.as_ref()).filter(|rest| goes_on(rest))?))
        }
        Kind::List(items) | Kind::Tuple(None, items) => {
            let (place, rest) = place(path)?;
            find(items.get(place)?, rest)
        }
        Kind::Tuple(Some(name), items) => {
            let rest = past(name).unwrap_or(path);
            if *name == "When" {
                let (list, rest) = match rest.strip_prefix(".then") {
                    Some(rest) => (1, rest),
                    None => (2, rest.strip_prefix(".otherwise")?),
                };
                return find(items.get(list)?, rest);
            }
            // Of the values of a word, the path names the first that it can lead into.
            let text = |node: &&'n Node<'t>| matches!(node.kind, Kind::Text(_));
            if rest.is_empty() { items.iter().rev().find(text) } else { items.iter().find_map(|node| find(node, rest)) }
        }
        Kind::Number(_) | Kind::Odd | Kind::Bool(_) | Kind::Text(_) | Kind::Word(_) | Kind::Broken => None,
    }
}

/// A position at the front of a path, and the rest.
fn place(path: &str) -> Option<(usize, &str)> {
    let (digits, rest) = match path.strip_prefix('[') {
        Some(inner) => inner.split_once(']')?,
        None => path.split_at(path.find(['.', '[']).unwrap_or(path.len())),
    };
    Some((digits.parse().ok()?, rest))
}
