//! Edits of a file that leave every byte alone that was not meant: comments, order and layout of the rest stay.
//!
//! A file is read into its tree, which knows where each value stands; an edit is a splice of the text at such places.
//! Every edit is read again before it counts, so that none leaves a file that cannot be read.

use std::{fmt, ops::Range};

use super::{
    lexis::{Lexer, Token},
    tree::{self, Key, Kind, Node},
};

/// A step from a value to one inside it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The field or entry of this name.
    Key(String),
    /// The value at this position, from 0.
    At(usize),
}

/// What is to be changed; paths lead from the file's one value inwards.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Writes a value, in place of the one that stands there or as a new field or entry.
    Set {
        /// Where.
        path: Vec<Step>,
        /// The value, as it is written in a file; one of several lines that closes at the margin is moved in to where it
        /// comes to stand.
        value: String,
    },
    /// Puts an entry into a list, map or item.
    Insert {
        /// The list, map or item.
        path: Vec<Step>,
        /// Before which of its entries; behind the last where it has fewer.
        at: usize,
        /// The entry, as it is written in a file: `"id": value`, `name: value` or a value.
        entry: String,
    },
    /// Takes away a value with its key, its comma and the comments that stand with it.
    Remove {
        /// Which.
        path: Vec<Step>,
    },
    /// Moves an entry among its neighbours, with the comments that stand with it.
    Move {
        /// Which.
        path: Vec<Step>,
        /// To which position among them.
        to: usize,
    },
    /// Gives an entry another key.
    Rename {
        /// Which.
        path: Vec<Step>,
        /// The key, without quotes.
        key: String,
    },
}

/// Why an edit was not made; the text is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// The file cannot be read as it stands; a person has to mend it first.
    Broken,
    /// Nothing stands where the path leads.
    NoSuchPlace,
    /// What stands there cannot be changed in this way.
    WrongKind,
    /// The result could not be read.
    WouldBreak,
}

impl fmt::Display for Unfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Broken => tr!("the file cannot be read as it stands; mend its syntax first"),
            Self::NoSuchPlace => tr!("nothing stands at that place"),
            Self::WrongKind => tr!("what stands there cannot be changed in this way"),
            Self::WouldBreak => tr!("the file could not be read with that in it"),
        })
    }
}

impl std::error::Error for Unfit {}

/// A stretch of the text and what takes its place.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Splice {
    at: Range<usize>,
    new: String,
}

/// A file that is being edited.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    text: String,
    /// What takes back the edits that were made, last first to be taken back.
    past: Vec<Splice>,
    /// What makes the edits again that were taken back.
    future: Vec<Splice>,
}

impl Document {
    /// A document of a file's text.
    #[must_use]
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), past: Vec::new(), future: Vec::new() }
    }

    /// The text as it stands.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Makes an edit.
    ///
    /// # Errors
    /// It does not fit; nothing is changed.
    pub fn edit(&mut self, edit: &Edit) -> Result<(), Unfit> {
        let splice = splice(&self.text, &readable(&self.text)?, edit)?;
        let back = self.apply(&splice);
        if !sound(&self.text) {
            self.apply(&back);
            return Err(Unfit::WouldBreak);
        }
        self.past.push(back);
        self.future.clear();
        Ok(())
    }

    /// Makes several edits as one, all of them said of the text as it stands: reads the text twice, however many there are.
    ///
    /// # Errors
    /// One of them does not fit, or two change the same stretch; nothing is changed.
    pub fn edit_together(&mut self, edits: &[Edit]) -> Result<(), Unfit> {
        let root = readable(&self.text)?;
        let mut splices =
            edits.iter().map(|edit| splice(&self.text, &root, edit)).collect::<Result<Vec<Splice>, Unfit>>()?;
        splices.sort_by_key(|splice| (splice.at.start, splice.at.end));
        if splices.windows(2).any(|pair| pair[1].at.start < pair[0].at.end || pair[0].at == pair[1].at) {
            return Err(Unfit::WrongKind);
        }
        let mut text = String::with_capacity(self.text.len());
        let mut before = 0;
        for Splice { at, new } in &splices {
            text.push_str(&self.text[before..at.start]);
            text.push_str(new);
            before = at.end;
        }
        text.push_str(&self.text[before..]);
        if !sound(&text) {
            return Err(Unfit::WouldBreak);
        }
        self.retype(&text);
        Ok(())
    }

    /// Writes the whole text anew, as a person does who types in it; it may be broken.
    pub fn retype(&mut self, text: &str) {
        if text != self.text {
            let (at, new) = difference(&self.text, text);
            let back = self.apply(&Splice { at, new });
            self.past.push(back);
            self.future.clear();
        }
    }

    /// Takes the last edit back; whether there was one.
    pub fn undo(&mut self) -> bool {
        let Some(splice) = self.past.pop() else { return false };
        let back = self.apply(&splice);
        self.future.push(back);
        true
    }

    /// Makes the edit again that was taken back last; whether there was one.
    pub fn redo(&mut self) -> bool {
        let Some(splice) = self.future.pop() else { return false };
        let back = self.apply(&splice);
        self.past.push(back);
        true
    }

    /// The text of the value at a place, as it is written.
    #[must_use]
    pub fn value(&self, path: &[Step]) -> Option<&str> {
        let (root, _) = tree::read(&self.text);
        let node = follow(&root, path)?;
        self.text.get(node.start..node.end)
    }

    /// Every place in the file with the stretch of text of its value, outer before inner, in the order written.
    #[must_use]
    pub fn places(&self) -> Vec<(Vec<Step>, Range<usize>)> {
        fn walk(node: &Node<'_>, path: &mut Vec<Step>, all: &mut Vec<(Vec<Step>, Range<usize>)>) {
            let mut inner = |step: Step, node: &Node<'_>| {
                path.push(step);
                all.push((path.clone(), node.start..node.end));
                walk(node, path, all);
                path.pop();
            };
            match &node.kind {
                Kind::Map(pairs) | Kind::Fields(_, pairs) => {
                    pairs.iter().for_each(|(key, node)| inner(Step::Key(key.name.clone().into_owned()), node));
                }
                Kind::List(items) | Kind::Tuple(_, items) => {
                    items.iter().enumerate().for_each(|(at, node)| inner(Step::At(at), node));
                }
                _ => {}
            }
        }
        let mut all = Vec::new();
        walk(&tree::read(&self.text).0, &mut Vec::new(), &mut all);
        all
    }

    /// The keys of the entries at a place, or their positions, in the order written.
    #[must_use]
    pub fn entries(&self, path: &[Step]) -> Vec<Step> {
        let (root, _) = tree::read(&self.text);
        let Some(node) = follow(&root, path) else { return Vec::new() };
        match &node.kind {
            Kind::Map(pairs) | Kind::Fields(_, pairs) => {
                pairs.iter().map(|(key, _)| Step::Key(key.name.clone().into_owned())).collect()
            }
            Kind::List(items) | Kind::Tuple(_, items) => (0..items.len()).map(Step::At).collect(),
            _ => Vec::new(),
        }
    }

    /// Applies a splice and gives what takes it back.
    fn apply(&mut self, splice: &Splice) -> Splice {
        let old = self.text[splice.at.clone()].to_owned();
        self.text.replace_range(splice.at.clone(), &splice.new);
        Splice { at: splice.at.start..splice.at.start + splice.new.len(), new: old }
    }
}

/// What a file says, if it can be read without a fault of syntax.
fn readable(text: &str) -> Result<Node<'_>, Unfit> {
    let (root, faults) = tree::read(text);
    if faults.is_empty() { Ok(root) } else { Err(Unfit::Broken) }
}

/// Whether a file can be read without a fault of syntax.
fn sound(text: &str) -> bool {
    tree::read(text).1.is_empty()
}

/// The stretch in which two texts differ, and what stands there in the second.
fn difference(old: &str, new: &str) -> (Range<usize>, String) {
    let mut front = old.bytes().zip(new.bytes()).take_while(|(a, b)| a == b).count();
    while !(old.is_char_boundary(front) && new.is_char_boundary(front)) {
        front -= 1;
    }
    let most = old.len().min(new.len()) - front;
    let mut back = old.bytes().rev().zip(new.bytes().rev()).take(most).take_while(|(a, b)| a == b).count();
    while !(old.is_char_boundary(old.len() - back) && new.is_char_boundary(new.len() - back)) {
        back -= 1;
    }
    (front..old.len() - back, new[front..new.len() - back].to_owned())
}

/// The value that a path leads to.
fn follow<'n, 't>(root: &'n Node<'t>, path: &[Step]) -> Option<&'n Node<'t>> {
    path.iter().try_fold(root, |node, step| {
        let at = position(node, step)?;
        match &node.kind {
            Kind::Map(pairs) | Kind::Fields(_, pairs) => pairs.get(at).map(|(_, node)| node),
            Kind::List(items) | Kind::Tuple(_, items) => items.get(at),
            _ => None,
        }
    })
}

/// Where among the entries of a value a step leads.
fn position(node: &Node<'_>, step: &Step) -> Option<usize> {
    match (&node.kind, step) {
        (Kind::Map(pairs) | Kind::Fields(_, pairs), Step::Key(name)) => {
            pairs.iter().position(|(key, _)| key.name == name.as_str())
        }
        (Kind::Map(pairs) | Kind::Fields(_, pairs), Step::At(at)) => (*at < pairs.len()).then_some(*at),
        (Kind::List(items) | Kind::Tuple(_, items), Step::At(at)) => (*at < items.len()).then_some(*at),
        _ => None,
    }
}

/// An entry of a bracket and what goes with it.
#[derive(Clone, Debug)]
struct Entry {
    /// From its key, or value, to the end of its value.
    body: Range<usize>,
    /// The same with the comments above and behind it, its comma and, where it fills its lines, the ends of these.
    whole: Range<usize>,
    /// Whether it has its lines for itself.
    alone: bool,
}

/// The entries of a value with brackets.
fn entries(text: &str, node: &Node<'_>) -> Option<Vec<Entry>> {
    let bodies: Vec<Range<usize>> = match &node.kind {
        Kind::Map(pairs) | Kind::Fields(_, pairs) => {
            pairs.iter().map(|(key, value)| key.start..value.end.max(key.end)).collect()
        }
        Kind::List(items) | Kind::Tuple(_, items) => items.iter().map(|item| item.start..item.end).collect(),
        _ => return None,
    };
    let open = inside(text, node)?.start;
    let mut entries: Vec<Entry> = Vec::with_capacity(bodies.len());
    for body in bodies {
        let before = entries.last().map_or(open, |entry| entry.whole.end);
        let after = comma(text, body.end).unwrap_or(body.end);
        let line = text[..body.start].rfind('\n').map_or(0, |at| at + 1);
        // What stands behind it on its last line, if that is nothing or a comment.
        let rest = &text[after..text[after..].find('\n').map_or(text.len(), |at| after + at)];
        let tail = rest.trim_start();
        let clear = tail.is_empty() || tail.starts_with("//");
        let alone = before <= line && text[line..body.start].trim().is_empty() && clear;
        let whole = if alone {
            let end = (after + rest.len() + 1).min(text.len());
            above(text, before, line)..end
        } else {
            body.start..after
        };
        entries.push(Entry { body, whole, alone });
    }
    Some(entries)
}

/// Where the comments begin that stand directly above a line, none of them before a place.
fn above(text: &str, before: usize, line: usize) -> usize {
    let mut start = line;
    while before < start {
        let upper = text[..start - 1].rfind('\n').map_or(0, |at| at + 1);
        if upper < before || !text[upper..start].trim_start().starts_with("//") {
            break;
        }
        start = upper;
    }
    start
}

/// The end of the comma that follows a place, if the next piece is one.
fn comma(text: &str, at: usize) -> Option<usize> {
    let mut lexer = Lexer { text, at };
    let piece = lexer.next();
    (piece.token == Token::Comma).then_some(piece.end)
}

/// What stands between the brackets of a value.
fn inside(text: &str, node: &Node<'_>) -> Option<Range<usize>> {
    let mut lexer = Lexer { text, at: node.start };
    let open = loop {
        let piece = lexer.next();
        match piece.token {
            Token::Open(_) => break piece.end,
            Token::Word(_) => {}
            _ => return None,
        }
    };
    (open < node.end).then(|| open..node.end - 1)
}

/// What an edit comes to in a text.
fn splice(text: &str, root: &Node<'_>, edit: &Edit) -> Result<Splice, Unfit> {
    match edit {
        Edit::Set { path, value } => match (follow(root, path), path.split_last()) {
            (Some(node), _) => {
                let new = if at_margin(value) {
                    deeper(value, line_end(text), indent(text, node.start))
                } else {
                    value.clone()
                };
                Ok(Splice { at: node.start..node.end, new })
            }
            (None, Some((Step::Key(name), outer))) => {
                let node = follow(root, outer).ok_or(Unfit::NoSuchPlace)?;
                let entry = match &node.kind {
                    Kind::Map(_) => format!("{}: {value}", written(name)),
                    Kind::Fields(..) => format!("{name}: {value}"),
                    // Empty brackets are read as a tuple.
                    Kind::Tuple(_, items) if items.is_empty() => format!("{name}: {value}"),
                    _ => return Err(Unfit::WrongKind),
                };
                insert(text, node, usize::MAX, &entry)
            }
            (None, _) => Err(Unfit::NoSuchPlace),
        },
        Edit::Insert { path, at, entry } => insert(text, follow(root, path).ok_or(Unfit::NoSuchPlace)?, *at, entry),
        Edit::Remove { path } => {
            let (entries, at, node) = among(text, root, path)?;
            let entry = &entries[at];
            if entry.alone {
                return Ok(Splice { at: entry.whole.clone(), new: String::new() });
            }
            let within = inside(text, node).ok_or(Unfit::WrongKind)?;
            // In a row, the space before or behind it goes too.
            let range = match (at.checked_sub(1).map(|before| &entries[before]), entries.get(at + 1)) {
                (_, Some(next)) => entry.body.start..next.body.start,
                (Some(before), None) => before.body.end..entry.body.end,
                (None, None) => within.start..within.end,
            };
            Ok(Splice { at: range, new: String::new() })
        }
        Edit::Move { path, to } => {
            let (entries, at, _) = among(text, root, path)?;
            let to = (*to).min(entries.len() - 1);
            shift(text, &entries, at, to)
        }
        Edit::Rename { path, key } => {
            let (step, outer) = path.split_last().ok_or(Unfit::NoSuchPlace)?;
            let node = follow(root, outer).ok_or(Unfit::NoSuchPlace)?;
            let at = position(node, step).ok_or(Unfit::NoSuchPlace)?;
            let old: &Key<'_> = match &node.kind {
                Kind::Map(pairs) | Kind::Fields(_, pairs) => &pairs[at].0,
                _ => return Err(Unfit::WrongKind),
            };
            let new = if old.quoted { written(key) } else { key.clone() };
            Ok(Splice { at: old.start..old.end, new })
        }
    }
}

/// The entries beside the one that a path leads to, its position, and what they stand in.
fn among<'n, 't>(text: &str, root: &'n Node<'t>, path: &[Step]) -> Result<(Vec<Entry>, usize, &'n Node<'t>), Unfit> {
    let (step, outer) = path.split_last().ok_or(Unfit::NoSuchPlace)?;
    let node = follow(root, outer).ok_or(Unfit::NoSuchPlace)?;
    let at = position(node, step).ok_or(Unfit::NoSuchPlace)?;
    Ok((entries(text, node).ok_or(Unfit::WrongKind)?, at, node))
}

/// A text as it is written in a file.
#[must_use]
pub fn written(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => out.push_str(&format!("\\u{{{:x}}}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// How a file ends its lines.
fn line_end(text: &str) -> &'static str {
    if text.find('\n').is_some_and(|at| text[..at].ends_with('\r')) { "\r\n" } else { "\n" }
}

/// The white space at the front of the line on which a place lies.
fn indent(text: &str, at: usize) -> &str {
    let line = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let rest = &text[line..];
    &rest[..rest.len() - rest.trim_start_matches([' ', '\t']).len()]
}

/// Whether a value was laid out on lines of its own without regard to where it comes to stand: its last bracket closes at
/// the margin.
fn at_margin(value: &str) -> bool {
    value.rsplit_once('\n').is_some_and(|(_, last)| last.starts_with([')', ']', '}']))
}

/// A text of several lines, all but the first of them moved in.
fn deeper(text: &str, end: &str, indent: &str) -> String {
    let lines: Vec<&str> = text.split('\n').map(|line| line.trim_end_matches('\r')).collect();
    lines.join(&format!("{end}{indent}"))
}

/// An entry put among those of a value.
fn insert(text: &str, node: &Node<'_>, at: usize, entry: &str) -> Result<Splice, Unfit> {
    let entries = entries(text, node).ok_or(Unfit::WrongKind)?;
    let within = inside(text, node).ok_or(Unfit::WrongKind)?;
    let end = line_end(text);
    let splice = |at: usize, new: String| Ok(Splice { at: at..at, new });
    let deeper = |indent: &str| deeper(entry, end, indent);
    if let Some(next) = entries.get(at) {
        if next.alone {
            let indent = indent(text, next.body.start).to_owned();
            return splice(next.whole.start, format!("{indent}{},{end}", deeper(&indent)));
        }
        return splice(next.body.start, format!("{}, ", deeper(indent(text, next.body.start))));
    }
    let Some(last) = entries.last() else {
        // Empty brackets: on one line they stay so, unless the entry has several.
        let hollow = &text[within.clone()];
        if !hollow.contains('\n') && !entry.contains('\n') && hollow.trim().is_empty() {
            return Ok(Splice { at: within, new: entry.to_owned() });
        }
        let outer = indent(text, node.start).to_owned();
        let indent = format!("{outer}    ");
        if hollow.trim().is_empty() {
            return Ok(Splice { at: within, new: format!("{end}{indent}{},{end}{outer}", deeper(&indent)) });
        }
        // A comment alone stands there: the entry comes behind it, on a line of its own.
        let close = text[..within.end].rfind('\n').map_or(within.end, |at| at + 1);
        return splice(close.max(within.start), format!("{indent}{},{end}", deeper(&indent)));
    };
    let sealed = comma(text, last.body.end);
    if last.alone {
        let indent = indent(text, last.body.start).to_owned();
        let new = format!("{indent}{},{end}", deeper(&indent));
        if sealed.is_some() {
            return splice(last.whole.end, new);
        }
        // The last had no comma; a comment may follow it.
        let tail = text[last.body.end..last.whole.end].to_owned();
        return Ok(Splice { at: last.body.end..last.whole.end, new: format!(",{tail}{new}") });
    }
    let entry = deeper(indent(text, last.body.end));
    match sealed {
        Some(comma) => splice(comma, format!(" {entry},")),
        None => splice(last.body.end, format!(", {entry}")),
    }
}

/// An entry at another position among its neighbours.
fn shift(text: &str, entries: &[Entry], from: usize, to: usize) -> Result<Splice, Unfit> {
    if from == to {
        let at = entries[from].body.start;
        return Ok(Splice { at: at..at, new: String::new() });
    }
    let (low, high) = (from.min(to), from.max(to));
    let some = &entries[low..=high];
    let mut order: Vec<usize> = (0..some.len()).collect();
    let moved = order.remove(from - low);
    order.insert(to - low, moved);
    // Entries with lines of their own move as they are; others change places, and what stands between them stays.
    let alone = some.iter().all(|entry| entry.alone);
    let part = |entry: &Entry| if alone { entry.whole.clone() } else { entry.body.clone() };
    let at = part(&some[0]).start..part(&some[some.len() - 1]).end;
    let mut new = String::with_capacity(at.len() + 1);
    for (place, one) in order.iter().enumerate() {
        let entry = &some[*one];
        let piece = &text[part(entry)];
        // A comma stands behind each but perhaps the last.
        if alone && comma(text, entry.body.end).is_none() && place + 1 < some.len() {
            let body = entry.body.end - entry.whole.start;
            new.push_str(&piece[..body]);
            new.push(',');
            new.push_str(&piece[body..]);
        } else {
            new.push_str(piece);
        }
        if let Some(next) = some.get(place + 1) {
            new.push_str(&text[part(&some[place]).end..part(next).start]);
        }
    }
    Ok(Splice { at, new })
}
