//! Reads a file into a tree and goes on after faults of syntax.

use std::borrow::Cow;

use super::{
    DEPTH, Key, Kind, Node, cut,
    pieces::{Shape, closing, found, meant, seen, shape},
};
use crate::scenario::{
    lexis::{Lexer, Piece, Token, whole},
    model::limits,
    source::{ReadFault, Span},
};

/// Reads a file; what could not be read is left out or broken, and reported.
pub(in crate::scenario) fn read(text: &str) -> (Node<'_>, Vec<ReadFault>) {
    let lexer = Lexer { text, at: 0 };
    let mut parser =
        Parser { lexer, faults: Vec::new(), frames: Vec::new(), jump: None, before: 0, deep: false, ended: false };
    while parser.hash() {}
    let root = if parser.peek().token == Token::End { parser.broken() } else { parser.value() };
    if parser.jump.is_none() {
        let piece = parser.peek();
        match piece.token {
            Token::End => {}
            Token::Close(c) => {
                parser.say(&piece, tr!("`{c}` closes nothing", c), tr!("nothing after the last bracket"), {
                    Some(tr!("remove it, or look for a bracket that is closed too early").to_owned())
                })
            }
            Token::OpenComment => parser.open_comment(&piece),
            _ => {
                let found = found(&piece, text);
                parser.say(
                    &piece,
                    tr!("{found} was found after the end of the file's one value", found),
                    tr!("nothing"),
                    Some(tr!("look for a bracket that is closed too early").to_owned()),
                );
            }
        }
    }
    (root, parser.faults)
}

/// An open bracket.
#[derive(Clone, Copy, Debug)]
struct Frame {
    open: char,
    at: usize,
    /// How far the first entry is indented and how it begins, if it begins its line.
    anchor: Option<(usize, Shape)>,
}

struct Parser<'t> {
    lexer: Lexer<'t>,
    faults: Vec<ReadFault>,
    frames: Vec<Frame>,
    /// The number of open brackets at which reading goes on, while it leaves those further in.
    jump: Option<usize>,
    /// Where the piece taken last ended.
    before: usize,
    /// Whether it has been said that brackets are nested too deep.
    deep: bool,
    /// Whether it has been said that a bracket is open at the end of the file.
    ended: bool,
}

impl<'t> Parser<'t> {
    fn peek(&self) -> Piece<'t> {
        let mut ahead = self.lexer;
        ahead.next()
    }

    fn take(&mut self) -> Piece<'t> {
        let piece = self.lexer.next();
        self.before = piece.end;
        piece
    }

    fn broken(&self) -> Node<'t> {
        Node { start: self.lexer.at, end: self.lexer.at, kind: Kind::Broken }
    }

    /// Records a fault of syntax at a stretch of bytes.
    fn note(&mut self, (start, end): (usize, usize), message: String, expected: &str, help: Option<String>) {
        let text = self.lexer.text;
        self.faults.push(ReadFault {
            span: Span::of(text.get(start..end).unwrap_or("")),
            code: "syntax",
            message,
            found: text.get(start..end).map(seen).unwrap_or_default(),
            expected: expected.to_owned(),
            help,
        });
        if limits::FAULTS < self.faults.len() {
            self.go_on(0, text.len());
        }
    }

    fn open_comment(&mut self, piece: &Piece<'t>) {
        let help = tr!("close it with `*/`; a comment to the end of the line begins with `//`");
        let message = tr!("the comment that begins here does not end");
        self.say(piece, message.to_owned(), "`*/`", Some(help.to_owned()));
    }

    fn say(&mut self, piece: &Piece<'t>, message: String, expected: &str, help: Option<String>) {
        self.note((piece.start, piece.end), message, expected, help);
    }

    /// The column of a place, in bytes from 0, if nothing but white space stands before it on its line.
    fn indent(&self, at: usize) -> Option<usize> {
        let before = &self.lexer.text.as_bytes()[..at];
        let indent = before.iter().rev().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
        matches!(before.get(..at - indent)?.last(), None | Some(b'\n')).then_some(indent)
    }

    /// How a line begins from its first piece on, and how far it is indented, if the piece is its first.
    fn begins(&self, at: usize) -> Option<(usize, Shape)> {
        let indent = self.indent(at)?;
        Some((indent, shape(self.lexer.text[at..].lines().next().unwrap_or(""))?))
    }

    /// How many brackets stay open when reading goes on at the next line that begins like an entry of one of them;
    /// moves there.
    fn resume(&mut self, from: usize) -> (usize, usize) {
        let text = self.lexer.text;
        let mut at = match self.indent(from) {
            Some(indent) => from - indent,
            None => text[from..].find('\n').map_or(text.len(), |end| from + end + 1),
        };
        while at < text.len() {
            let end = text[at..].find('\n').map_or(text.len(), |end| at + end);
            let line = &text[at..end];
            let body = line.trim_start_matches([' ', '\t']);
            let indent = line.len() - body.len();
            if let Some(shape) = shape(body)
                && let Some(frame) = self.frames.iter().rposition(|frame| frame.anchor == Some((indent, shape)))
                // The innermost bracket has tried the piece at fault already.
                && (frame + 1 < self.frames.len() || from < at + indent)
            {
                return (frame + 1, at + indent);
            }
            at = end + 1;
        }
        (0, text.len())
    }

    /// Reports a piece that does not belong here, and goes on where entries can be told again.
    fn stop(&mut self, piece: &Piece<'t>, expected: &str) {
        self.stop_with(piece, expected, None);
    }

    /// As `stop`, with the help for a piece that can be told to be meant otherwise.
    fn stop_with(&mut self, piece: &Piece<'t>, expected: &str, better: Option<String>) {
        let text = self.lexer.text;
        let (open, at) = self.resume(piece.start);
        let last = self.frames.last().copied();
        let sound =
            matches!(piece.token, Token::End | Token::Close(_)) || (at <= piece.start && open < self.frames.len());
        match (&piece.token, last) {
            (Token::OpenText, _) => {
                self.say(piece, tr!("the text that begins here has no closing quote").to_owned(), "`\"`", {
                    Some(tr!("close it with `\"`; a quote inside a text is written `\\\"`").to_owned())
                })
            }
            (Token::OpenComment, _) => self.open_comment(piece),
            (Token::BadEscape, _) => {
                let help = tr!("write a backslash as `\\\\`, a quote as `\\\"`, a line break as `\\n`");
                let message = tr!("the text has a backslash before something that it does not go with");
                self.say(piece, message.to_owned(), tr!("a text"), Some(help.to_owned()));
            }
            // Where the file ends too early, the innermost bracket that is open says it for all around it.
            (Token::End, Some(_)) if self.ended => {}
            (_, Some(frame)) if sound => {
                self.ended |= piece.token == Token::End;
                let line = text[..piece.start].matches('\n').count() + 1;
                let close = closing(frame.open);
                let what = found(piece, text);
                self.note(
                    (frame.at, frame.at + 1),
                    tr!(
                        "the bracket `{open}` is not closed: {what} was found first, on line {line}",
                        open = frame.open,
                        what,
                        line
                    ),
                    &format!("`{close}`"),
                    Some(tr!("put `{close}` where it ends", close)),
                );
            }
            (token, _) => {
                let help = match token {
                    _ if better.is_some() => better,
                    Token::Stray(c) if meant(*c).is_some() => meant(*c).map(str::to_owned),
                    Token::Number(_) if text[..piece.start].ends_with(',') => {
                        Some(tr!("large numbers are written without commas, as in 100000").to_owned())
                    }
                    _ => last.map(|frame| {
                        let line = text[..frame.at].matches('\n').count() + 1;
                        tr!("the bracket `{open}` on line {line} is open here; look whether one is closed too early or too late", open = frame.open, line)
                    }),
                };
                let message = tr!("{found} was found; {expected} is expected", found = found(piece, text), expected);
                self.say(piece, message, expected, help);
            }
        }
        self.go_on(open, at);
    }

    /// Goes on at a place with so many brackets open, or not at all once there are faults enough.
    fn go_on(&mut self, open: usize, at: usize) {
        let full = limits::FAULTS < self.faults.len();
        self.jump = Some(if full { 0 } else { open });
        self.lexer.at = if full { self.lexer.text.len() } else { at };
    }

    fn value(&mut self) -> Node<'t> {
        let piece = self.peek();
        let node = |kind| Node { start: piece.start, end: piece.end, kind };
        match &piece.token {
            Token::Text(text) => {
                self.take();
                node(Kind::Text(text.clone()))
            }
            Token::Number(written) => {
                self.take();
                node(whole(written).map_or(Kind::Odd, Kind::Number))
            }
            Token::Word(word) => {
                self.take();
                if self.is_prose(&piece) {
                    let (open, at) = self.resume(piece.start);
                    let message = tr!("the text that begins here has no opening quote").to_owned();
                    let help = tr!("put `\"` before `{word}`", word = cut(word));
                    self.say(&piece, message, "`\"`", Some(help));
                    self.go_on(open, at);
                    return self.broken();
                }
                match (*word, self.peek()) {
                    ("true", _) => node(Kind::Bool(true)),
                    ("false", _) => node(Kind::Bool(false)),
                    (word, open) if open.token == Token::Open('(') => self.container(Some((word, piece.start))),
                    (word, _) => node(Kind::Word(word)),
                }
            }
            Token::Quoted(inner) => {
                self.take();
                let help = Some(tr!("write \"{text}\"", text = cut(inner)));
                let message = tr!("a text in single quotes was found; double quotes are expected").to_owned();
                self.say(&piece, message, tr!("a text in double quotes"), help);
                node(Kind::Broken)
            }
            Token::Open(_) => self.container(None),
            Token::Comma => {
                self.say(&piece, tr!("a value is missing before this comma").to_owned(), tr!("a value"), None);
                self.broken()
            }
            Token::Close(c) if self.frames.last().is_some_and(|frame| closing(frame.open) == *c) => {
                self.say(&piece, tr!("a value is missing before this `{c}`", c), tr!("a value"), None);
                self.broken()
            }
            _ => {
                self.stop(&piece, tr!("a value"));
                self.broken()
            }
        }
    }

    /// What stands in brackets.
    fn container(&mut self, name: Option<(&'t str, usize)>) -> Node<'t> {
        let piece = self.take();
        let Token::Open(open) = piece.token else { return self.broken() };
        let start = name.map_or(piece.start, |(_, start)| start);
        let name = name.map(|(name, _)| name);
        if DEPTH <= self.frames.len() {
            return self.too_deep(&piece);
        }
        self.frames.push(Frame { open, at: piece.start, anchor: None });
        let depth = self.frames.len();
        let mut entries: Vec<(Option<Key<'t>>, Node<'t>)> = Vec::new();
        loop {
            if self.jump.is_none() && self.hash() {
                continue;
            }
            let next = self.peek();
            match &next.token {
                Token::Close(c) if *c == closing(open) => {
                    self.take();
                    break;
                }
                Token::Close(c) => {
                    if !self.surplus(*c, &next) {
                        break;
                    }
                }
                Token::End => {
                    self.stop(&next, "");
                    break;
                }
                _ => {
                    if entries.is_empty() {
                        self.anchor(&next);
                    }
                    let style = entries.iter().map(|(key, _)| key.as_ref().map(|key| key.quoted)).next();
                    let entry = self.entry(open, style);
                    entries.push(entry);
                    if self.jump.is_none() {
                        self.between(open);
                    }
                }
            }
            // What was passed over on the way may have held entries.
            if self.jump.is_some() {
                let broken = self.broken();
                entries.push((None, broken));
            }
            match self.jump {
                Some(jump) if jump == depth => self.jump = None,
                Some(_) => break,
                None => {}
            }
        }
        self.frames.pop();
        let kind = self.kind(open, name, piece.start, entries);
        Node { start, end: self.before.max(piece.end), kind }
    }

    /// Notes how the entries of the innermost bracket begin.
    fn anchor(&mut self, first: &Piece<'t>) {
        let anchor = self.begins(first.start);
        if let Some(frame) = self.frames.last_mut() {
            frame.anchor = anchor;
        }
    }

    /// Brackets that are nested too deep are passed over, with all that follows in the bracket around them.
    /// One of them is reported for a file: many would be the same fault.
    fn too_deep(&mut self, piece: &Piece<'t>) -> Node<'t> {
        if !std::mem::replace(&mut self.deep, true) {
            self.faults.push(ReadFault {
                span: Span::of(&self.lexer.text[piece.start..piece.end]),
                code: "too-deep",
                message: tr!("more than {most} brackets stand inside each other here", most = DEPTH),
                found: tr!("{most} brackets and more", most = DEPTH),
                expected: tr!("at most {most}", most = DEPTH),
                help: Some(tr!("split the condition, or give part of it a fact of its own").to_owned()),
            });
        }
        let mut open = 1_usize;
        loop {
            let next = self.peek();
            match next.token {
                Token::Open(_) => open += 1,
                // This one closes the bracket around.
                Token::Close(_) if open == 0 => break,
                Token::Close(_) => open -= 1,
                Token::End | Token::OpenComment | Token::OpenText => {
                    self.go_on(0, self.lexer.text.len());
                    break;
                }
                Token::Comma
                | Token::Colon
                | Token::Word(_)
                | Token::Text(_)
                | Token::Quoted(_)
                | Token::Number(_)
                | Token::Stray(_)
                | Token::BadEscape => {}
            }
            self.lexer.at = next.end;
            self.before = next.end;
        }
        Node { start: piece.start, end: self.before, kind: Kind::Broken }
    }

    /// A closing bracket of another kind: one too many, which is passed, or the sign that the bracket in hand is
    /// not closed. Whether reading goes on in it.
    fn surplus(&mut self, c: char, piece: &Piece<'t>) -> bool {
        let mut ahead = self.lexer;
        ahead.next();
        let mut next = ahead.next();
        if next.token == Token::Comma {
            next = ahead.next();
        }
        let anchor = self.frames.last().and_then(|frame| frame.anchor);
        let mine = anchor.is_some() && self.begins(next.start) == anchor;
        let outer = self.frames.iter().rev().skip(1).any(|frame| closing(frame.open) == c);
        if mine || !outer {
            self.say(piece, tr!("this `{c}` is one too many", c), tr!("no bracket"), Some(tr!("remove it").to_owned()));
            self.take();
            if self.peek().token == Token::Comma {
                self.take();
            }
            return self.jump.is_none();
        }
        let Some(frame) = self.frames.last().copied() else { return false };
        let line = self.lexer.text[..piece.start].matches('\n').count() + 1;
        let close = closing(frame.open);
        self.note(
            (frame.at, frame.at + 1),
            tr!(
                "the bracket `{open}` is not closed: `{c}` was found first, on line {line}",
                open = frame.open,
                c,
                line
            ),
            &format!("`{close}`"),
            Some(tr!("put `{close}` where it ends", close)),
        );
        false
    }

    /// One entry of a bracket, whose first entry has such a key.
    fn entry(&mut self, open: char, style: Option<Option<bool>>) -> (Option<Key<'t>>, Node<'t>) {
        let first = self.peek();
        let mut ahead = self.lexer;
        ahead.next();
        let second = ahead.next();
        let name = match &first.token {
            Token::Word(word) => Some((Cow::Borrowed(*word), false)),
            Token::Text(text) => Some((text.clone(), true)),
            Token::Quoted(text) => Some((Cow::Borrowed(*text), true)),
            _ => None,
        };
        let Some((name, quoted)) = name.filter(|_| matches!(second.token, Token::Colon | Token::Stray('='))) else {
            if open == '{' && !matches!(first.token, Token::Open(_)) {
                let expected = if matches!(first.token, Token::Text(_)) {
                    tr!("a colon after the id")
                } else {
                    tr!("an id in quotes and a colon")
                };
                let (at, better) = match &first.token {
                    Token::Text(text) => {
                        let value =
                            matches!(second.token, Token::Open(_) | Token::Text(_) | Token::Word(_) | Token::Number(_));
                        let help = tr!("put a colon after the id: \"{text}\": ...", text = cut(text));
                        (second, value.then_some(help))
                    }
                    _ => (first, None),
                };
                self.stop_with(&at, expected, better);
                return (None, self.broken());
            }
            return (None, self.value());
        };
        // A name with a hyphen is no field's: it was meant as an id.
        let bare = open == '{' && !quoted && name.contains('-');
        let quoted = quoted || bare;
        // An entry of another kind belongs to a bracket further out, or a bracket has been closed too early.
        if open == '[' || style.is_some_and(|style| style != Some(quoted)) {
            let expected = match (open, style) {
                ('[', _) => tr!("a value or `]`"),
                ('{', _) => tr!("an id in quotes or `}`"),
                (_, Some(None)) => tr!("a value or `)`"),
                _ => tr!("the name of a field or `)`"),
            };
            let meant = match (open, &first.token) {
                ('{', Token::Word(word)) => Some(tr!("an id stands in quotes: write \"{text}\"", text = cut(word))),
                ('(', Token::Text(text)) if !matches!(style, Some(None)) => {
                    Some(tr!("the name of a field stands without quotes: write {text}", text = cut(text)))
                }
                _ => None,
            };
            self.stop_with(&first, expected, meant);
            return (None, self.broken());
        }
        self.take();
        let colon = self.take();
        if bare || matches!(first.token, Token::Quoted(_)) {
            let help = Some(tr!("write \"{text}\"", text = cut(&name)));
            let message = if bare {
                tr!("an id without quotes was found; double quotes are expected")
            } else {
                tr!("an id in single quotes was found; double quotes are expected")
            };
            self.say(&first, message.to_owned(), tr!("an id in double quotes"), help);
        }
        if colon.token != Token::Colon {
            let help = Some(tr!("write `:` in its place").to_owned());
            self.say(&colon, tr!("`=` was found; a colon is expected").to_owned(), "`:`", help);
        }
        let key = Key { name, quoted, start: first.start, end: first.end };
        let value = if self.jump.is_some() { self.broken() } else { self.value() };
        (Some(key), value)
    }

    /// Passes a comment that begins as in other languages, and says how one begins here; whether there was one.
    fn hash(&mut self) -> bool {
        let piece = self.peek();
        if piece.token != Token::Stray('#') {
            return false;
        }
        let text = self.lexer.text;
        let message = tr!("`#` was found; a comment begins with `//` here").to_owned();
        self.say(&piece, message, "`//`", Some(tr!("write `//` in its place").to_owned()));
        if self.jump.is_none() {
            self.lexer.at = text[piece.start..].find('\n').map_or(text.len(), |end| piece.start + end);
        }
        true
    }

    /// What stands between two entries.
    fn between(&mut self, open: char) {
        while self.jump.is_none() && self.hash() {}
        if self.jump.is_some() {
            return;
        }
        let next = self.peek();
        match &next.token {
            Token::Comma => {
                self.take();
            }
            Token::Stray(';') => {
                self.take();
                self.say(&next, tr!("`;` was found; a comma is expected").to_owned(), "`,`", {
                    Some(tr!("write `,` in its place").to_owned())
                });
            }
            Token::Close(_) | Token::End => {}
            Token::Text(_) | Token::Word(_) | Token::Number(_) | Token::Open(_) | Token::Quoted(_) => {
                let before = self.before;
                let text = self.lexer.text;
                let touches = before == next.start;
                let quote = matches!(next.token, Token::Text(_));
                if touches && (quote || text[..before].ends_with('"')) || self.in_a_text(&next) {
                    let message = if text[..before].ends_with('"') {
                        tr!("the text ends at this quote, and more follows at once")
                    } else {
                        tr!("a quote follows at once; a text begins with a quote as well")
                    };
                    let help = tr!(
                        "a quote inside a text is written `\\\"`; else look for a text before it that is not closed"
                    );
                    let (open, at) = self.resume(next.start);
                    self.note((before - 1, before), message.to_owned(), tr!("a comma"), Some(help.to_owned()));
                    self.go_on(open, at);
                    return;
                }
                let mut ahead = self.lexer;
                ahead.next();
                let keyed = matches!(ahead.next().token, Token::Colon | Token::Stray('='));
                let fits = match open {
                    '{' => keyed,
                    '[' => !keyed,
                    _ => true,
                };
                let thousands = matches!(next.token, Token::Number(_)) && open != '[';
                if fits && !thousands {
                    let what = found(&next, text);
                    let message = tr!("a comma is missing here, before {what}", what);
                    self.note(
                        (before - 1, before),
                        message,
                        "`,`",
                        Some(tr!("put a comma between the two").to_owned()),
                    );
                } else {
                    self.stop(&next, &tr!("a comma or `{close}`", close = closing(open)));
                }
            }
            _ => self.stop(&next, &tr!("a comma or `{close}`", close = closing(open))),
        }
    }

    /// Whether a word that follows a text on the same line is followed by another word: then it is prose.
    fn in_a_text(&self, next: &Piece<'t>) -> bool {
        let text = self.lexer.text;
        let mut ahead = Lexer { text, at: next.end };
        let second = ahead.next();
        text[..self.before].ends_with('"')
            && matches!(next.token, Token::Word(_))
            && matches!(second.token, Token::Word(_) | Token::Comma | Token::Stray('.'))
            && !text[self.before..second.start].contains('\n')
    }

    /// Whether a word begins a text that lacks its first quote: another word follows on the same line, and the quotes
    /// on the rest of the line are odd. A line is looked at no further than this: one may be as long as the file.
    fn is_prose(&self, word: &Piece<'t>) -> bool {
        const FAR: usize = 500;
        let next = self.peek();
        if !matches!(next.token, Token::Word(_)) || self.lexer.text[word.end..next.start].contains('\n') {
            return false;
        }
        let line = self.lexer.text[word.end..].chars().take(FAR).take_while(|c| *c != '\n');
        line.filter(|c| *c == '"').count().rem_euclid(2) == 1
    }

    /// What the entries of a bracket make.
    fn kind(
        &mut self,
        open: char,
        name: Option<&'t str>,
        at: usize,
        entries: Vec<(Option<Key<'t>>, Node<'t>)>,
    ) -> Kind<'t> {
        let keyed = entries.iter().filter(|(key, _)| key.is_some()).count();
        let quoted = entries.iter().filter(|(key, _)| key.as_ref().is_some_and(|key| key.quoted)).count();
        let values = |entries: Vec<(Option<Key<'t>>, Node<'t>)>| entries.into_iter().map(|(_, node)| node).collect();
        if open == '[' {
            return Kind::List(values(entries));
        }
        if keyed == 0 && open == '(' {
            return Kind::Tuple(name, values(entries));
        }
        let lone = entries.iter().find(|(key, node)| key.is_none() && !matches!(node.kind, Kind::Broken));
        // Where the file ended within it, nothing is known of what it was to be.
        if let Some((_, node)) = lone.filter(|_| !self.ended) {
            let (start, end) = (node.start, node.end);
            let help = matches!(node.kind, Kind::Number(_))
                .then(|| tr!("large numbers are written without commas, as in 100000").to_owned());
            let (message, expected) = if open == '(' {
                (
                    tr!("this value has no name; the name of a field and a colon are expected before it"),
                    tr!("the name of a field"),
                )
            } else {
                (tr!("this value has no name; an id and a colon are expected before it"), tr!("an id"))
            };
            self.note((start, end), message.to_owned(), expected, help);
        }
        let nameless =
            |node: &Node<'t>| Key { name: Cow::Borrowed(""), quoted: open == '{', start: node.start, end: node.start };
        let pairs: Vec<_> = entries
            .into_iter()
            .map(|(key, node)| match key {
                Some(key) => (key, node),
                None => (nameless(&node), Node { kind: Kind::Broken, ..node }),
            })
            .collect();
        let map = quoted * 2 > keyed || (open == '{' && keyed == 0);
        let fits = map == (open == '{') || name.is_some();
        if !fits {
            let first = pairs.iter().map(|(key, _)| cut(&key.name)).find(|name| !name.is_empty()).unwrap_or_default();
            let (message, help) = if map {
                let help =
                    tr!("write {{ \"id\": ... }}; or, if these are fields, without quotes: ( {first}: ... )", first);
                (tr!("values under ids stand in braces; round brackets were found"), help)
            } else {
                let help = tr!("write ( name: ... ); or, if these are ids, in quotes: {{ \"{first}\": ... }}", first);
                (tr!("named fields stand in round brackets; braces were found"), help)
            };
            self.note((at, at + 1), message.to_owned(), if map { "`{`" } else { "`(`" }, Some(help));
        }
        if map && name.is_none() { Kind::Map(pairs) } else { Kind::Fields(name, pairs) }
    }
}
